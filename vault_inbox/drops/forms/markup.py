"""Which `<` of a captured text begin tags of HTML, and which are the writer's own: "a<b" and "List<int>" stay what they say."""

from __future__ import annotations

import re

# A tag as HTML is written (https://html.spec.whatwg.org/multipage/syntax.html#start-tags), each attribute parted by a blank or a quote.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})"
    r"(?P<attributes>(?:(?:\s+|(?<=[\"']))[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>`]+))?)*+)\s*+(?P<closed>/?)\s*+>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>`]+))?")
# Attributes that stand without a value.
_BOOLEAN = re.compile(
    r"(?:data|aria)-[\w-]+|allow\w+|async|autoplay|checked|compact|controls|default|defer|disabled|hidden|inert|ismap|item(?:scope|prop)"
    r"|loop|multiple|muted|nomodule|noresize|noshade|nowrap|open|playsinline|readonly|required|reversed|selected",
    re.IGNORECASE,
)
_VOID = frozenset({
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "body", "cite", "code", "data", "del", "dfn", "em",
    "font", "head", "html", "i", "iframe", "ins", "kbd", "label", "legend", "map", "mark", "math", "noscript",
    "output", "picture", "q", "rp", "rt", "ruby", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub",
    "sup", "svg", "time", "title", "tt", "u", "var", "video",
})  # fmt: skip
_LISTS = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"})  # hold other elements, no words of their own
# Parts of these need no end.
_WITHIN = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "td": {"table"}, "th": {"table"}, "tr": {"table"}, "caption": {"table"},
    "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
}  # fmt: skip
_WORD = re.compile(r"[\w\"“„«'‘(¿¡]")
_HOLDS = re.compile(r"\s*(?:<|\Z)")
_DECLARATION = re.compile(r"<(?:!doctype|\?xml)\b[^<>]*>", re.IGNORECASE)
_KNOWN = _VOID | _BLOCKS | _INLINE
_BEGINS = re.compile(r"(?:\A|[\n>.!?…:;。！？])[ \t]*\Z")  # what stands before an element that begins a part of the text


def with_own_signs(text: str) -> str:
    """Escape each `<` of a text with HTML in it that begins no tag, so that no word behind it is lost; comments go.

    A tag is well formed. One without an end is one only where HTML needs none, where it has values, or where a part of the text begins;
    in "the <code> tag" and "vector<i> x" it is what the writer says.
    """
    text = _without_comments(text)
    pieces, place = [], 0
    for tag in _markup(text):
        pieces += [text[place : tag.start()].replace("<", "&lt;"), tag[0]]
        place = tag.end()
    return "".join([*pieces, text[place:].replace("<", "&lt;")])


def _without_comments(text: str) -> str:
    first, *others = _DECLARATION.sub("", text).split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in others)


def _markup(text: str) -> list[re.Match[str]]:
    """Give the tags of a text that are HTML's, an end with its start: the nearest ones of a name belong together."""
    tags = [*_TAG.finditer(text)]
    names = {tag["name"].lower() for tag in tags}
    if not names & {"head", "html", "body", "svg"}:  # of an entry of a feed, not of a page, which would not show it
        tags = [tag for tag in tags if tag["name"].lower() != "title"]
    begun: dict[str, list[int]] = {}
    is_markup = [False] * len(tags)
    for number, tag in enumerate(tags):
        name = tag["name"].lower()
        if not tag["end"]:
            begun.setdefault(name, []).append(number)
            is_markup[number] = _stands_alone(tag, names)
        elif begun.get(name):
            start = begun[name].pop()
            is_markup[start] = is_markup[number] = is_markup[start] or _has_end(tags[start])
        else:
            is_markup[number] = name in _BLOCKS
    return [tag for tag, counts in zip(tags, is_markup, strict=True) if counts]


def _stands_alone(tag: re.Match[str], names: set[str]) -> bool:
    """Tell whether a start is markup though nothing ends it; `names` are those of all tags of the text."""
    name = tag["name"].lower()
    if name not in _KNOWN or not _has_end(tag):
        return False
    if _has_values(tag) or name in ("br", "hr", "wbr") or _WITHIN.get(name, set()) & names:
        return True
    begins = _BEGINS.search(tag.string[max(0, tag.start() - 40) : tag.start()]) or (name == "p" and _WORD.match(tag.string, tag.end()))
    return name in _BLOCKS and bool(begins)


def _has_end(tag: re.Match[str]) -> bool:
    """Tell whether a start is markup where an end follows: an element of HTML or of another language in it, with attributes of such."""
    if _has_values(tag):
        return True
    name = tag["name"].lower()
    named = bool(_HOLDS.match(tag.string, tag.end())) if name in _LISTS else name in _KNOWN or bool(re.search(r"[:-]", name))
    return named and all(_BOOLEAN.fullmatch(name) for name, _ in _ATTRIBUTE.findall(tag["attributes"]))


def _has_values(tag: re.Match[str]) -> bool:
    return any(value for _, value in _ATTRIBUTE.findall(tag["attributes"]))
