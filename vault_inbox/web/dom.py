"""A page as a tree: parsing, and the few questions that selection, metadata and the Markdown writer all ask of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

BLOCKS = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol optgroup option p pre section select summary
    table tbody td tfoot th thead tr ul video audio
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# No reader ever sees the text of these. `noscript` shows only where no script runs: its images count, its words do not.
UNSEEN = frozenset(
    """
    script style noscript template head title meta link svg math textarea select datalist object embed canvas input button
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_OF_HEAD = frozenset("base basefont bgsound command link meta noscript script style template title".split())  # noqa: SIM905
# The parts of markup, read to their end as browsers do: comments, elements that hold no others, tags with their attributes.
# A quote opens a value only behind `=` (HTML §13.2.5.35): in `title=it's` and `alt=5" src=x` it is a letter. Each part ends where the next
# begins and all of them reach `>` or the end, so nothing is looked at twice.
_NAMED = r"(?=[ \t\n\f\r/>]|\Z)"  # the end of a name: `<title-bar>` is no `<title>`
_VALUE = r"=[ \t\n\f\r]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^> \t\n\f\r]*+)"
_ATTRIBUTES = rf"(?:[^>=]++|{_VALUE})*+(?:>|\Z)"
_OF_TEXT = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")  # these hold no elements
_WHOLE = "|".join(rf"{name}{_NAMED}{_ATTRIBUTES}(?:[^<]++|<(?!/{name}{_NAMED}))*+(?:</{name}{_NAMED}{_ATTRIBUTES}|\Z)" for name in _OF_TEXT)
_NO_TAG = (  # what holds no elements, or is none; no group here may capture, for `re` loses count of these where it takes all it can
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    r"|<(?:[!?]|/(?![a-z]))[^>]*+(?:>|\Z)"  # declarations, CDATA, `</ p>`: comments to a browser, up to the next `>`
    rf"|<(?=[stxinp])(?:(?:{'|'.join(_OF_TEXT)}){_NAMED}(?:[^>=/]++|/(?!>)|{_VALUE})*+/>"  # to libxml2 it ends here; browsers read on
    rf"|{_WHOLE})"
)
_TAG = rf"</?[a-z]{_ATTRIBUTES}"
_MARKUP = re.compile(rf"{_NO_TAG}|{_TAG}", re.IGNORECASE | re.DOTALL)
# Elements that hold nothing (HTML §13.2.6.4.7) and that libxml2 does not know as such: it puts into them what stands behind them.
_VOID = rf"<(?:/?wbr|embed|source|track|keygen|bgsound|/br){_NAMED}"
_VOID_TAG = rf"(?=<(?:/?wbr|(?P<other>embed|source|track|keygen|bgsound)|/(?P<br>br)){_NAMED})(?P<tag>{_TAG})"
_HAS_VOID = re.compile(_VOID, re.IGNORECASE)
_TO_VOID = re.compile(rf"(?:[^<]++|<(?![!?/a-z])|{_NO_TAG}|(?!{_VOID}){_TAG})*+{_VOID_TAG}", re.IGNORECASE | re.DOTALL)
_BROKEN = re.compile(r"<br\b[^<>]*>\s*$", re.IGNORECASE)
_NEAR = 80  # characters before a `</br>` in which the `<br>` begins that it may belong to
_END = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_END_OF_PAGE = re.compile(r"</html\b", re.IGNORECASE)
_LONG = 2  # times as long as what is below: then the article is above, and what is below a note of the site's to its readers
_HEAD = 4  # times as long as what is above: then that is but the page's head, and the article is below
_PARAGRAPH = 200  # characters beside links: what hosts and counters put below a page is shorter, what is put there to hide is mostly links
# How text is kept out of sight that was put below a page by others.
_AWAY = re.compile(r"(?:left|top|indent)\s*:\s*-\s*\d{3}|(?:height|width|font-size|opacity)\s*:\s*0(?![\d.])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# lxml.html asks Python for the class of each element (a form's, a label's); nobody here needs these.
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>", re.IGNORECASE)
# XML cannot hold these; HTML pages do.
_CONTROL = bytes(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r")
_BLANKED = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))
_NO_CHARACTERS = "\ufffe\uffff"


def parse(html: str) -> HtmlElement | None:
    """The tree of a page or fragment, `None` where there is nothing to parse.

    Broken markup is mended the way libxml2 does it. Comments and processing instructions are left out.
    """
    return _tree(joined(html))


def joined(html: str, least: int = _PARAGRAPH) -> str:
    """A page without its `</body>` and `</html>` where text stands below them: libxml2 reads none of that, browsers read all.

    There must be `least` characters of it; of a page (not of a mail, where 1 is enough) it must be no more of the same, in sight, and long
    beside what is above.
    """
    first = _END_OF_PAGE.search(html)
    if not first or len(_MARKUP.sub("", html[first.start() :]).strip()) < least:
        return html
    end = next((part.start() for part in _MARKUP.finditer(html) if _END_OF_PAGE.match(part[0])), -1)
    if end < 0:  # it stood in a script
        return html
    below = _without_ends(html[end:])
    tree = _tree(below)
    said = "" if tree is None else seen(tree, UNSEEN if least < _PARAGRAPH else UNSEEN | {"a"})
    if len(said) < least:
        return html
    if least >= _PARAGRAPH and _is_beside(said, below, html[:end]):
        return html
    return _without_ends(html[:end]) + below


def _without_ends(html: str) -> str:
    return _MARKUP.sub(lambda part: "" if _END.match(part[0]) else part[0], html)


def _is_beside(said: str, below: str, page: str) -> bool:
    """Whether a page says the same, or has a long text of its own; any text where what is below it may be kept out of sight."""
    tree = _tree(page)
    shown = "" if tree is None else seen(tree, UNSEEN | {"a"})
    if said[:_PARAGRAPH] in shown or len(shown) >= _LONG * len(said):
        return True
    return _AWAY.search(below) is not None and len(said) < _HEAD * len(shown)


def _closed(html: str) -> str:
    """A page whose elements without content are such to libxml2 as well; what only looks so in scripts, attributes, comments stays.

    A `<wbr>` says but where a word may be parted; a `</br>` is a line break to browsers, behind a `<br>` of its own it is its end.
    """
    pieces, end = [], 0
    while part := _TO_VOID.match(html, end) if end or _HAS_VOID.search(html) else None:
        start, end = part.span("tag")
        pieces.append(html[part.start() : start])
        if part["br"]:
            pieces.append("" if _BROKEN.search(html[max(0, start - _NEAR) : start]) else "<br>")
        elif part["other"]:
            pieces.append(f"{part['tag']}</{part['other']}>")
    return "".join([*pieces, html[end:]])


def _tree(html: str) -> HtmlElement | None:
    html = html.removeprefix("\ufeff")
    declared = _DECLARATION.match(html)
    text = _closed(html[declared.end() :] if declared else html)
    for character in _NO_CHARACTERS:
        text = text.replace(character, " ")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = document_fromstring(text.encode("utf-8", "replace").translate(_BLANKED), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    for template in list(root.iter("template")):
        if template.get("shadowrootmode") is not None:
            template.tag = "div"  # a shadow root declared in the page is seen as if it stood there
    _fill_body(root)
    return root


def _fill_body(root: HtmlElement) -> None:
    """Put into the body what stands in the head of a page that leaves `<body>` out, as it may: no `<article>` opens one to libxml2."""
    head, body = root.find("head"), root.find("body")
    strays = [] if head is None else [child for child in head if tag_of(child) not in _OF_HEAD]
    if strays:
        body = etree.SubElement(root, "body") if body is None else body
        strays[-1].tail, body.text = f"{strays[-1].tail or ''}{body.text or ''}", None
        body[:0] = strays


def tag_of(element: HtmlElement) -> str:
    """The element's name, "" for what is no element (an entity)."""
    tag = element.tag
    return tag if isinstance(tag, str) else ""


def words_of(element: HtmlElement) -> str:
    """All text below an element, white space folded."""
    return " ".join(text_of(element).split())


def text_of(element: etree._Element) -> str:
    """All text below an element as it stands there."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False) if len(element) else element.text or ""


def marks_of(element: HtmlElement) -> str:
    """The `class` and `id` of an element: what its author calls it."""
    return marks_in(element)


def marks_in(said: HtmlElement | Mapping[str, str]) -> str:
    """The same of the attributes of an element, for who has read them."""
    return f"{said.get('class') or ''} {said.get('id') or ''}".strip()


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element hides itself from readers by its own attributes."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def contents(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Text and child elements in the order they are read."""
    if element.text:
        yield element.text
    for child in element:
        if tag_of(child):
            yield child
        if child.tail:
            yield child.tail


def parts_of(element: HtmlElement, wanted: Container[str], walls: Container[str]) -> Iterator[HtmlElement]:
    """The elements of some tags below an element, in order, without those that stand inside of one of them or of a wall."""
    todo = list(reversed(element))
    while todo:
        each = todo.pop()
        if tag_of(each) in wanted:
            yield each
        elif tag_of(each) not in walls:
            todo += reversed(each)


def seen(element: HtmlElement, left_out: Container[str]) -> str:
    """The words below an element that a reader sees, without those of some tags."""
    found: list[str] = []
    todo: list[str | HtmlElement] = [element]
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            found.append(each)
        elif tag_of(each) not in left_out and not is_hidden(each):
            todo += reversed([*contents(each)])
    return " ".join("".join(found).split())


def holds_blocks(element: HtmlElement) -> bool:
    """Whether a block stands somewhere below an element."""
    return len(element) > 0 and any(each.tag in BLOCKS for each in element.iterdescendants())


def base_of(root: HtmlElement, url: str) -> str:
    """The address that relative links are read from: `<base href>` if it is a whole one, else the page's own."""
    for element in root.iter("base"):
        href = (element.get("href") or "").strip()
        if href.lower().startswith(("http://", "https://")):
            return href
    return url
