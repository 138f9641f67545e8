"""What feed fetchers put into a text drop: HTML, escaped or not, and a line of their own below it."""

from __future__ import annotations

import re

from ..entities import decoded, once_encoded, one_decoded

_BLOCKS = "p|div|br|hr|ul|ol|li|h[1-6]|blockquote|pre|img|table|figure|section"
_INLINE = "a|b|i|em|strong|code|span"
# An element of HTML shows in a block's tag, in a tag with attributes, or in an end tag: "a<b and b>c" and "List<i>" are none.
_ELEMENT = re.compile(
    rf"(?<!\w)<(?:{_BLOCKS})\s*/?>|<(?:br|hr)\s*/?>|<(?:{_BLOCKS}|{_INLINE})(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))+\s*/?>"
    rf"|</(?:{_BLOCKS}|{_INLINE})\s*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|h[1-6]|blockquote|pre|table|figure|section)[\s>/]", re.IGNORECASE)
_LINKED = r"\[[^\n]{1,500}\]\([^()\s]*\)"
_SAID = r"(?:(?![.!?]\s)[^\n]){1,300}?"
_SITE = r"(?:(?![a-zà-ÿ])|(?=\S+\Z))(?:[^\n,;:!?.]|\.(?!\s|\Z)){1,80}"  # "my old blog, but …" is no name of a site
# WordPress puts this under every entry of its feeds, in the site's language: a sentence of its own that ends in the site's name.
_APPEARED_FIRST = re.compile(
    "|".join(
        rf"(?:^|(?<=[.!?…。\]\"”»)→])\s+|\n\s*){begin} (?:{_LINKED}|{_SAID}) {middle} (?:{_LINKED}|{_SITE})\.?\Z"
        for begin, middle in (
            ("The post", "(?:first )?appeared first on"),
            ("Der Beitrag", "erschien zuerst auf"),
            ("L[’']article", "est apparu en premier sur"),
            ("La entrada", "(?:se publicó primero en|aparece primero en)"),
            ("L[’']articolo", "proviene da"),
            ("O post", "apareceu primeiro em"),
            ("Het bericht", "verscheen eerst op"),
        )
    )
)


def feed_text(text: str, base_url: str) -> tuple[str, bool]:
    """Turn the HTML that feeds put into a text, escaped or not, into Markdown; give the text and whether it was HTML."""
    layers = (text, one := one_decoded(text), one_decoded(one))
    shown = next((layer for layer in layers if _ELEMENT.search(layer)), None)
    if shown is None:
        return without_foot(decoded(text)), False
    from ..web.extract import markdown_of  # noqa: PLC0415 - trafilatura and lxml are slow to import and few drops need them

    text = shown.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in shown else shown
    if not re.search(r"<(?:pre|code)[\s>]", text, re.IGNORECASE):
        # Blank lines separate paragraphs where the text mixes both; in code they are code, and there an entity may be the matter.
        blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", once_encoded(text)))
        text = "\n".join(block if _BLOCK.search(block) else f"<p>{block}</p>" for block in blocks if block)
    return without_foot(markdown_of(text, base_url)), True


def without_foot(text: str) -> str:
    """Leave out the line "The post … appeared first on …" at the end of an entry."""
    return _APPEARED_FIRST.sub("", text.strip()).strip("\n")
