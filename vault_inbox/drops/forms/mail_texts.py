"""The texts of a mail and of those that it passes on, in their order: plain ones and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING

from ...text.charsets import decode_named
from ...web.dom import UNSEEN, is_hidden, joined, parse, seen
from ...web.extract import markdown_of
from ...web.urls import site_of
from ...web.writing.images import is_decoration
from ..shared.dates import parse_date
from ..shared.decode import MAX_BYTES, check_size, plain_lines
from .attachments import holds_text
from .mail_headers import charset_of, header, parts_of, sender

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import EmailMessage

# Reports of mail programs have lines of facts in place of a mail: why one was not delivered, that one was read.
_REPORTS = frozenset({"delivery-status", "global-delivery-status", "disposition-notification", "feedback-report"})
# A picture; a `>` or a `<` within quotes ends none.
_IMG = r"<img\b(?:[^<>=]++|=\s*+(?:\"[^\"<]*+\"|\"[^\">]*+\"|'[^'<]*+'|'[^'>]*+'|))*+>"
_PICTURE = re.compile(f"{_IMG}?", re.IGNORECASE)
_PIXEL = re.compile(
    r"(?<![\w-])(?:(?:width|height)\s*+=\s*+[\"']?[01](?:px)?[\"'\s/>]|(?:width|height)\s*+:\s*+[01](?:px)?\s*+[;\"'])", re.IGNORECASE
)
# A link with all that stands in it, to its own end.
_LINK = re.compile(rf"(<a\b[^<>]*+>)((?:[^<]++|{_IMG}|<(?!/?a\b)[^<>]*+>)*+)</a\s*>", re.IGNORECASE)
_LEADS_ON = re.compile(r"\bhref\s*+=\s*+[\"']?\s*+(https?:[^\s\"'<>]*+)", re.IGNORECASE)
_LED_ON = re.compile(r"\[([^\[\]]*+)\]\(([^()\s]*+)\)")
_TABLE = re.compile(r"</?(?:table|thead|tbody|tfoot|tr|t[dh])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_HIDES = re.compile(r"\bhidden\b|\bdisplay\b", re.IGNORECASE)
_PADDING = re.compile(r"(?:[\u00ad\u034f\u061c\u115f\u200b-\u200f\u2007\ufeff][ \u00a0]*){3,}")  # fills the preview line of mail apps


@dataclass(frozen=True, slots=True)
class Text:
    """What is shown of one text: the lines of a plain one, the Markdown of a page, and the HTML of that page.

    It may be `passed_on` with a mail within the mail.
    """

    shown: str
    page: str = ""
    passed_on: bool = False


def texts_of(message: EmailMessage) -> list[Text]:
    """Give the texts of a mail; those of the mails that it passes on follow, each below its subject, its sender and its day.

    Raises DropError for a text that is too large, `RecursionError` for parts in parts in parts.
    """
    texts = _without_twins(_own(message))
    for mail in passed_on(message):
        texts += [Text(about(mail)), *(replace(text, passed_on=True) for text in texts_of(mail))]
    return [text for text in texts if text.shown.strip() or text.page]


def in_markdown(texts: Iterable[Text]) -> str:
    """Give texts as one. Beside a page a plain text is written as Markdown too.

    Each is written by itself: markup that a page does not end would swallow all that follows.
    """
    texts = list(texts)
    formed = any(text.page for text in texts)
    shown = (markdown_of(_in_html(text.shown)) if formed and not text.page else text.shown for text in texts)
    return "\n\n".join(filter(None, (text.strip("\n") for text in shown)))


def _own(part: EmailMessage) -> list[Text]:
    """Give the texts without those of messages within: of alternatives the page; all others one after the other.

    A kind of several parts that has no rule of its own is read as `multipart/mixed` (RFC 2046 §5.1.7).
    """
    kind, _, form = part.get_content_type().partition("/")
    if kind == "message":
        return [_report(part)] if form in _REPORTS else []
    if not part.is_multipart():
        return [_read(part)] if holds_text(part) else []
    texts = [_own(below) for below in parts_of(part)]
    if form == "alternative":
        return _chosen(texts)
    return [text for one in texts for text in one]


def _chosen(alternatives: list[list[Text]]) -> list[Text]:
    """Of alternatives give the first with a page that shows a word, else the first that says anything: a page may be one picture alone."""
    told = [texts for texts in alternatives if any(text.shown.strip() for text in texts)]
    return min(told, key=lambda texts: not any(text.page and _shows_a_word(text.shown) for text in texts), default=[])


def _shows_a_word(markdown: str) -> bool:
    shown = _LED_ON.sub(lambda link: "" if link[1] == _site(link[2]) else link[1], markdown)
    return any(char.isalnum() for char in re.sub(r"\]\([^()]*\)|https?://\S+", "", shown))


def _site(url: str) -> str:
    return site_of(url) or "link"


def _read(part: EmailMessage) -> Text:
    text = _lines(part)
    if part.get_content_type() != "text/html":
        return Text(text)
    page = joined(text, least=1)  # programs put footers below a page, and the mail that is answered
    return Text(_markdown(page), page)


def _lines(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    check_size(data, MAX_BYTES)
    return plain_lines(decode_named(data, charset_of(part))).replace("\0", "")


def _markdown(page: str) -> str:
    return _PADDING.sub("", markdown_of(_LINK.sub(_in_words, _PICTURE.sub(_unless_pixel, page))))


def _unless_pixel(picture: re.Match[str]) -> str:
    return "" if _PIXEL.search(picture[0]) else picture[0]


def _in_words(link: re.Match[str]) -> str:
    """Give a link of a newsletter as one in words, so that its address is kept.

    Buttons there are tables, which no link in Markdown holds, or pictures: of a link around nothing else the words for these are its own,
    and where they have none, the name of the site stands beside them: an address that counts clicks fills half a page.
    """
    leads_on = _LEADS_ON.search(link[1])
    if not leads_on:
        return link[0]
    inside, tables = _TABLE.subn("<br>", link[2])  # these may lack their ends, as a block that took their place must not
    if _PICTURE.search(inside) and _shows_no_text(inside):
        words = [_words_of(picture[0]) for picture in _PICTURE.finditer(inside)]
        if any(words):
            found = iter(words)
            inside = _PICTURE.sub(lambda picture: next(found) or picture[0], inside)
        elif "" in words:
            inside += f" {escape(_site(unescape(leads_on[1])))}"
    return f"<div>{link[1]}{inside}</a></div>" if tables else f"{link[1]}{inside}</a>"


def _shows_no_text(html: str) -> bool:
    if not unescape(_TAG.sub("", _PICTURE.sub("", html))).strip():
        return True
    return _HIDES.search(html) is not None and not _seen(html)


def _words_of(picture: str) -> str | None:
    """Give the words that stand for a picture, as HTML; "" where it has none, None for one that is none to look at."""
    tree = parse(picture)
    image = None if tree is None else next(tree.iter("img"), None)
    if image is None or is_hidden(image) or is_decoration(image):
        return None
    return escape(" ".join((image.get("alt") or "").split()))


def _report(part: EmailMessage) -> Text:
    """Give the facts of a report as lines; the e-mail package reads each block of them as the headers of a message (RFC 3464 §2.1)."""
    blocks = []
    for block in parts_of(part):
        blocks.append("\n".join(f"{name}: {' '.join(str(value).split())}" for name, value in block.raw_items()))
        if not block.is_multipart():  # of most kinds of reports only the first block is read as headers
            blocks.append(_lines(block).strip("\n"))
    return Text("\n\n".join(filter(None, blocks)))


def _without_twins(texts: list[Text]) -> list[Text]:
    """Leave out a plain text that says the very same as a page beside it, unless that page hides its words."""
    if all(text.page for text in texts):
        return texts
    pages = {_unspaced(_seen(text.page)) for text in texts if text.page and _shows_a_word(text.shown)}
    return [text for text in texts if text.page or _unspaced(text.shown) not in pages]


def _seen(page: str) -> str:
    tree = parse(page)
    return "" if tree is None else seen(tree, UNSEEN)


def _unspaced(text: str) -> str:
    return "".join(text.split())


def about(mail: EmailMessage) -> str:
    """Give the line that stands above a mail within a mail: its subject, its sender and its day."""
    day = parse_date(header(mail, "date"))
    told = ", ".join(filter(None, (sender(mail), day.isoformat() if day else header(mail, "date"))))
    return " ".join(filter(None, (header(mail, "subject"), f"({told})" if told else "")))


def _in_html(text: str) -> str:
    return text and "<p>{}</p>".format(escape(text).strip("\n").replace("\n\n", "</p><p>").replace("\n", "<br>"))


def passed_on(message: EmailMessage) -> list[EmailMessage]:
    """Give the messages within one, not those within them."""
    kind, _, form = message.get_content_type().partition("/")
    if kind != "message":
        return [mail for part in parts_of(message) for mail in passed_on(part)]
    return [] if form in _REPORTS else parts_of(message)
