from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.text.folding import fold
from vault_inbox.vault.links import LinkStyle, repoint, resolve, write_link

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


def named_in(*paths: str) -> Callable[[str], Collection[str]]:
    return lambda name: [path for path in paths if fold(posixpath.basename(path)) == fold(name)]


def by_stem(*paths: str) -> Callable[[str], Collection[str]]:
    return lambda name: [path for path in paths if fold(posixpath.basename(path).removesuffix(".md")) == fold(name)]


SHORT, RELATIVE, ABSOLUTE = LinkStyle(), LinkStyle(form="relative"), LinkStyle(form="absolute")
MARKDOWN = LinkStyle(markdown=True)


@pytest.mark.parametrize(
    ("paths", "target", "source", "style", "link"),
    [
        (["a/X.md"], "a/X.md", "b/N.md", SHORT, "[[X]]"),
        (["a/X.md", "c/X.md"], "a/X.md", "b/N.md", SHORT, "[[a/X|X]]"),
        (["a/X.md", "c/x.md"], "a/X.md", "b/N.md", SHORT, "[[a/X|X]]"),
        (["a/X.md", "b/X.md"], "a/X.md", "b/N.md", SHORT, "[[a/X|X]]"),
        (["X.md", "b/X.md"], "X.md", "b/N.md", SHORT, "[[X]]"),
        (["a/X.md"], "a/X.md", "b/N.md", ABSOLUTE, "[[a/X|X]]"),
        (["a/X.md"], "a/X.md", "b/N.md", RELATIVE, "[[../a/X|X]]"),
        (["b/X.md"], "b/X.md", "b/N.md", RELATIVE, "[[X]]"),
        (["b/X.md", "X.md"], "b/X.md", "b/N.md", RELATIVE, "[[./X|X]]"),
        (["a/A b.md"], "a/A b.md", "b/N.md", MARKDOWN, "[A b](A%20b.md)"),
        (["a/A b.md", "c/A b.md"], "a/A b.md", "b/N.md", MARKDOWN, "[A b](a/A%20b.md)"),
        (["a/A b.md"], "a/A b.md", "b/N.md", LinkStyle(True, "relative"), "[A b](../a/A%20b.md)"),
        (["a/C# [1].md"], "a/C# [1].md", "b/N.md", SHORT, r"[C\# (1)](a/C%23%20%5B1%5D.md)"),
        (["a/p.png"], "a/p.png", "b/N.md", SHORT, "[[p.png]]"),
        (["a/p.png", "c/p.png.md"], "c/p.png.md", "b/N.md", SHORT, "[[c/p.png|p.png]]"),
        ([], "a/New.md", "b/N.md", SHORT, "[[New]]"),
        (["c/New.md"], "a/New.md", "b/N.md", SHORT, "[[a/New|New]]"),
    ],
)
def test_a_link_is_written_in_the_vaults_style(paths: list[str], target: str, source: str, style: LinkStyle, link: str) -> None:
    assert write_link(target, source, named_in(*paths), style) == link
    assert write_link(target, source, by_stem(*paths), style) == link or not target.endswith(".md") or ".png" in target


@pytest.mark.parametrize(
    ("link", "source", "found"),
    [
        ("X", "N.md", "a/X.md"),
        ("x#Heading", "N.md", "a/X.md"),
        ("X|shown", "b/N.md", "b/X.md"),
        ("a/X", "b/N.md", "a/X.md"),
        ("A/x.MD", "b/N.md", "a/X.md"),
        ("sub/Y", "N.md", "long/sub/Y.md"),
        ("../a/X", "b/N.md", "a/X.md"),
        ("./X", "a/N.md", "a/X.md"),
        ("/b/X", "a/N.md", "b/X.md"),
        ("../../a/X", "b/N.md", None),
        ("none", "N.md", None),
        ("#here", "b/N.md", "b/N.md"),
        ("v1.2", "N.md", "v1.2.md"),
        ("Root", "b/N.md", "Root.md"),
    ],
)
def test_a_link_resolves_as_in_obsidian(link: str, source: str, found: str | None) -> None:
    named = named_in("a/X.md", "b/X.md", "long/sub/Y.md", "v1.2.md", "Root.md", "b/Root.md")
    assert resolve(link, source, named) == found


PARTS = st.lists(st.sampled_from(["a", "b", "A", "x y", "q#1"]), min_size=0, max_size=2)
PATHS = st.builds(lambda folders, name: "/".join([*folders, f"{name}.md"]), PARTS, st.sampled_from(["X", "x", "Y", "Z [1]", "v.2", "50%"]))


@given(
    st.lists(PATHS, min_size=1, max_size=8, unique_by=fold),
    PATHS,
    st.booleans(),
    st.sampled_from(["shortest", "relative", "absolute"]),
)
@settings(deadline=None, max_examples=200)
def test_every_link_leads_back_to_its_note(paths: list[str], source: str, markdown: bool, form: str) -> None:
    for target in paths:
        link = write_link(target, source, named_in(*paths), LinkStyle(markdown, form))  # type: ignore[arg-type]
        if link.startswith("[["):
            assert resolve(link[2:-2], source, named_in(*paths)) == target
        else:
            path = link[link.index("](") + 2 : -1]
            assert not set(path) & set(" ()#[]|")
            assert "#" in unquote(path) or resolve(unquote(path), source, named_in(*paths)) == target


def lies_in(there: set[str]) -> Callable[[str], str]:
    """Where a file lies: those of `there` in their places, no other anywhere."""
    return lambda path: path if path in there else ""


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("![pic](img/p.png)", "![pic](../Inbox/img/p.png)"),
        ("![pic](./p%20q.png 'title')", "![pic](../Inbox/p%20q.png 'title')"),
        ("[a](<p q.png>)", "[a](<../Inbox/p q.png>)"),
        ("[note](Other.md#Part)", "[note](../Inbox/Other.md#Part)"),
        ("[note](Other)", "[note](../Inbox/Other)"),
        ("[up](../X.md)", "[up](../X.md)"),
        ("![[./p q.png]] and [[../Sub/Y|y]]", "![[../Inbox/p q.png]] and [[../Sub/Y|y]]"),
        ("[[Other]] ![[p.png]]", "[[Other]] ![[p.png]]"),
        ("| [[../Sub/Y\\|y]] ![[./p q.png\\|100]] |", "| [[../Sub/Y\\|y]] ![[../Inbox/p q.png\\|100]] |"),
        (r"[[./p q\.png]] [[./Other\|]",) * 2,
        ("[gone](nothing.md)", "[gone](nothing.md)"),
        ("[web](https://e.org/p.png) [m](mailto:a@b.c) [h](#part) [r](/p.png)",) * 2,
        ("`[a](img/p.png)` ``x ` [a](img/p.png)``",) * 2,
        ("```md\n[a](img/p.png)\n```\n", "```md\n[a](img/p.png)\n```\n"),
        ("~~~\n[a](img/p.png)", "~~~\n[a](img/p.png)"),
        ("[r]: img/p.png 'title'\n[s]: <p q.png>\r\n", "[r]: ../Inbox/img/p.png 'title'\n[s]: <../Inbox/p q.png>\r\n"),
        ("[r]: https://e.org/p.png\n[^1]: img/p.png\n```\n[r]: img/p.png\n```\n",) * 2,
        ('<img width="9" src="img/p.png">', '<img width="9" src="../Inbox/img/p.png">'),
        ("<a href='Other.md#Part'>x</a>", "<a href='../Inbox/Other.md#Part'>x</a>"),
        ('<img src="https://e.org/p.png"> <img src="nothing.png"> `<img src="img/p.png">`',) * 2,
        ("line\r\n[a](img/p.png)\x0cx\u2028y", "line\r\n[a](../Inbox/img/p.png)\x0cx\u2028y"),
    ],
)
def test_relative_links_follow_a_note_that_moves(text: str, moved: str) -> None:
    there = {"Inbox/img/p.png", "Inbox/p q.png", "Inbox/Other.md", "X.md", "Sub/Y.md", "p.png"}
    assert repoint(text, "Inbox", "Notes", lies_in(there)) == moved
    assert repoint(text, "Inbox", "Inbox", lies_in(there)) == text


def test_relative_links_follow_to_other_depths() -> None:
    there = {"Inbox/p.png"}
    assert repoint("![](p.png)", "Inbox", "", lies_in(there)) == "![](Inbox/p.png)"
    assert repoint("![](p.png)", "Inbox", "a/b", lies_in(there)) == "![](../../Inbox/p.png)"
    assert repoint("![](../../out.png)", "Inbox", "a/b", lambda path: path) == "![](../../out.png)"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("[b](B.md) ![b](./B.md#Part) [b](<B.md>)", "[b](../Notes/B.md) ![b](../Notes/B.md#Part) [b](<../Notes/B.md>)"),
        ("[[./B]] [[./B|b]] ![[./B.md]]", "[[../Notes/B]] [[../Notes/B|b]] ![[../Notes/B.md]]"),
        ("[[Inbox/B]] ![[/Inbox/B.md#x]] [b](/Inbox/B.md) [b](Inbox/B)", "[[Notes/B]] ![[/Notes/B.md#x]] [b](/Notes/B.md) [b](Notes/B)"),
        (
            "[b](b.txt) [[B]] [b](//Inbox/B.md) `[b](B.md)` [[Inbox/../B]]",
            "[b](../Notes/B.md) [[B]] [b](//Inbox/B.md) `[b](B.md)` [[Inbox/../B]]",
        ),
    ],
)
def test_links_follow_a_file_that_moves_too(text: str, moved: str) -> None:
    became = {"Inbox/B.md": "Notes/B.md", "Inbox/b.txt": "Notes/B.md"}
    assert repoint(text, "Inbox", "Other", lambda path: became.get(path, "")) == moved


OWN = """# Idea: one, *two*
A line ^block-1

## Part [#2]
```
# no heading
```
- An item  ^Item\x20

## The `run` command
   ### Set  apart
Under a *line*
---
    # of code
"""


@pytest.mark.parametrize(
    ("link", "own"),
    [
        ("[[X#Part 2]]", True),
        ("![[X#part [2|", False),
        ("[[X#Idea one two|shown]]", True),
        ("[[X#Idea one two#Part 2]]", True),
        ("| [[X#Part 2\\|shown]] |", True),
        ("| ![[X#^Block-1\\|shown]] |", True),
        ("[[X#^item]]", True),
        ("[[X#^part-2]]", False),
        ("[[X#block-1]]", False),
        ("[[X#The `run` command]]", True),
        ("[[X#The run command]]", True),
        ("[[X#The command]]", False),
        ("[[X#Set apart]]", True),
        ("[[X#Under a line]]", True),
        ("[[X#of code]]", False),
        ("[[X#no heading]]", False),
        ("[[X#]]", False),
        ("[[X]]", False),
        ("[[X|Part 2]]", False),
    ],
)
def test_it_is_told_whether_a_link_names_a_heading_or_block_of_the_text_itself(link: str, own: bool) -> None:
    asked = []
    text = f"{OWN}{link}\n"
    assert repoint(text, "Inbox", "Notes", lambda _: "", lambda name, own: asked.append((name, own)) or "") == text
    assert asked == ([("X", own)] if "]]" in link else [])


def test_a_comment_in_the_properties_is_no_heading_of_a_text() -> None:
    asked = []
    repoint("---\n# x: Part\na: 1\n---\n[[X#x: Part]]\n", "Inbox", "Notes", lambda _: "", lambda name, own: asked.append((name, own)) or "")
    assert asked == [("X", False)]
