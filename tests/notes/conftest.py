"""What the tests of notes share: readable case files, and an eye for what would be live in Obsidian."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from vault_inbox.notes.inert.code import LANGUAGES
from vault_inbox.notes.inert.forms import CALLOUTS
from vault_inbox.notes.inert.math import body_of

ESCAPED, CODE, FORM = "\ue000", "\ue001", "\ue002"
WEB = re.compile(r"https?://[^\s<>\"`\\\[\]|*{}]+", re.IGNORECASE)
LIVE = {
    "wikilink": re.compile(r"\[\["),
    "tag": re.compile(r"(?:^|(?<=[^\w&/#]))#[^\s\W]*[^\W\d]", re.MULTILINE),
    "field": re.compile(r"::"),
    "comment": re.compile(r"%%"),
    "mark": re.compile(r"==(?=[^\s=]).*=="),
    "template": re.compile(r"\{\{"),
    "block mathematics": re.compile(r"\$\$"),
    "mathematics": re.compile(r"\$(?!\s)[^$]*(?<!\s)\$(?!\d)"),
    "footnote": re.compile(r"\[\^|\^\["),
    "block id": re.compile(r"(?:^|\s)\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE),
    "address": re.compile(r"(?!https?:)(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]*://", re.IGNORECASE),
}

# The forms that may stay live in our own writer's text, as Obsidian reads them.
DEFINITION = re.compile(r"^\[\^([A-Za-z0-9-]+)\]: ")
REFERENCE = re.compile(r"\[\^([A-Za-z0-9-]+)\](?![(:])")
FORMULA = re.compile(rf"(\$\$?)(?![\s$])([^$\n{CODE}]+?)(?<!\s)\1(?![\d$])")
HIGHLIGHT = re.compile(r"(?<!=)==(?=[^\s=])((?:(?!==)[^\n])*?)(?<!\s)==(?!=)")
CALLOUT = re.compile(rf"\[!(?:{'|'.join(sorted(CALLOUTS))})\](?=[ \n]|$)")

# What these plugins look for in the lines of a note, as they have published it; whether Markdown sees a list there does not count.
TASK = re.compile(r"^[\s>]*(?:[-*+]|\d{1,9}[.)]) +\[.\](?:\s|$)", re.MULTILINE)  # Tasks
DATE = re.compile(r"[➕📅📆🗓\ufe0f✅⏳⌛🛫]\s*\d{4}-\d{2}-\d{2}")  # Dataview, in list items, whose lines it joins
# Dataview, Datacore, Meta Bind, Buttons, SQLSeal, React Components, Emera, in a code span
RUN_IN_CODE = re.compile(
    r"\s*(?:\$?(?:dc(?:[jt]sx?)?)?=|(?:INPUT|VIEW|BUTTON)\[|button-[\w-]+\s*$|S>|jsx:|jsx-[\w-]*[^\w\s-]|emjsx?:|emera:|emmdx:)"
)


def parser() -> MarkdownIt:
    """A Markdown reader that keeps apart what was escaped and what was not."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


def shown(token: Token) -> str:
    """The text of a paragraph or heading with a placeholder for every escaped character and code span."""
    words = {"softbreak": "\n", "hardbreak": "\n", "code_inline": CODE, "link_open": "[", "link_close": "]("}
    pieces = []
    for child in token.children or []:
        if child.type == "text_special" and child.content != child.markup:
            pieces.append(ESCAPED)
        elif child.markup == "autolink":
            pieces.append("<" if child.type == "link_open" else ">")
        elif pieces[-1:] == ["<"] and child.type == "text":
            pieces.append("address")  # the parser decodes what is shown of it
        else:
            pieces.append(words.get(child.type, child.content or child.markup))
    return "".join(pieces)


def parted(text: str) -> tuple[str, set[str]]:
    """A text of our writer's whose last lines are definitions of footnotes, without their marks, and what they are named."""
    lines = text.split("\n")
    tail = next((place for place in range(len(lines), 0, -1) if lines[place - 1] and not DEFINITION.match(lines[place - 1])), 0)
    names = {found[1] for line in lines[tail:] if (found := DEFINITION.match(line))}
    return "\n".join([*lines[:tail], *(DEFINITION.sub(f"{FORM} ", line) for line in lines[tail:])]), names


def without_forms(text: str, starts: str, names: set[str]) -> str:
    """The shown text of a line with a placeholder for each form that may be live there."""
    text = REFERENCE.sub(lambda found: FORM if found[1] in names else found[0], text)
    if starts == "blockquote_open":
        text = re.sub(rf"\A{CALLOUT.pattern}", FORM, text)
    return HIGHLIGHT.sub(rf"{FORM}\1{FORM}", FORMULA.sub(FORM, text))


def refused_formulas(source: str) -> list[str]:
    """What stands between dollars in a line and is not TeX that only typesets."""
    marked = re.sub(  # from left to right: in code a backslash escapes nothing
        r"\\[$`\\]|(``*)(?!`).*?(?<!`)\1(?!`)",
        lambda found: CODE if found[1] else found[0] if found[0] == "\\\\" else ESCAPED,
        source,
    )
    return [f"formula {found[2]}" for found in FORMULA.finditer(marked) if body_of(found[2]) != found[2]]


def live_in_line(token: Token, starts: str, names: set[str] | None = None) -> list[str]:
    text = shown(token)
    if names is not None:
        text = without_forms(text, starts, names)
    without_addresses = WEB.sub("address", text)
    found = [name for name, pattern in LIVE.items() if pattern.search(without_addresses if name in {"tag", "address"} else text)]
    if starts == "list_item_open" and re.match(r" *\[.\](\s|$)", text):
        found.append("task")
    if starts == "blockquote_open" and text.startswith("[!"):
        found.append("callout")
    for child in token.children or []:
        if child.type == "link_open" and not re.match(r"(https?://|mailto:)", str(child.attrs["href"])):
            found.append(f"link {child.attrs['href']}")
        if child.type in {"html_inline", "image"}:
            found.append(child.type)
        if child.type == "code_inline" and RUN_IN_CODE.match(child.content):
            found.append("a command in code")
    return found


def live_in_source(text: str, tokens: list[Token]) -> list[str]:
    """What plugins find in the source, code left out."""
    lines = text.split("\n")
    for token in tokens:
        if token.type in {"fence", "code_block"} and token.map:
            lines[token.map[0] : token.map[1]] = [""] * (token.map[1] - token.map[0])
    items = [token.map for token in tokens if token.type == "list_item_open" and token.map]
    joined = [" ".join(line.strip() for line in lines[start:end]) for start, end in items]
    found = ["task of Tasks"] if TASK.search("\n".join(lines)) else []
    return found + ["date of Dataview" for item in joined if DATE.search(re.sub(r"`+[^`]*`+", "", item))]


def find_live(text: str, top: int = 3, *, forms: bool = False) -> list[str]:
    names = None
    if forms:
        text, names = parted(text)
    tokens = parser().parse(text)
    found = (["Templater"] if "<%" in text else []) + live_in_source(text, tokens)
    for place, token in enumerate(tokens):
        before = tokens[place - 1].type if place else ""
        container = tokens[place - 2].type if before == "paragraph_open" and place > 1 else before
        if token.type == "inline":
            found += live_in_line(token, container, names)
            found += refused_formulas(token.content) if forms else []
        elif token.type == "html_block":
            found.append("html")
        elif token.type == "fence" and token.info and token.info not in LANGUAGES:
            found.append(f"fence {token.info}")
        elif token.type == "heading_open" and int(token.tag[1]) < top:
            found.append(token.tag)
    if text.partition("\n")[0].rstrip(" \t") == "---":
        found.append("properties")
    return found


def words_of(text: str) -> str:
    """What a person reads: the letters and digits of text and code, in their order."""
    pieces = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type in {"fence", "code_block", "html_block"}:
            pieces.append(token.content)
        elif token.type == "inline":
            pieces += [child.content for child in token.children or []]
    return re.sub(r"[\W_]+", "", "".join(pieces))


@pytest.fixture(scope="session")
def live() -> Callable[..., list[str]]:
    """live(text, top=3) -> the names of everything that Obsidian or one of its plugins would act on; with `forms` but for what may be."""
    return find_live


@pytest.fixture(scope="session")
def read_words() -> Callable[[str], str]:
    """read_words(text) -> the letters and digits that a person reads."""
    return words_of
