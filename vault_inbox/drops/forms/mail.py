"""A saved e-mail (`.eml`), mostly a newsletter → its first Note."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from html import escape
from typing import TYPE_CHECKING

from ...errors import DropError
from ...model import Drop, Note, Reference
from ...text.entities import one_decoded
from ...web.extract import markdown_of
from ...web.urls import clean
from ..shared.dates import parse_date
from ..shared.decode import MAX_BYTES, check_size, plain_lines
from ..shared.links import distinct, references
from ..shared.names import first_note, read_name
from ..shared.titles import choose_title, without_title
from . import attachments
from .mail_lines import REPLY

if TYPE_CHECKING:
    from email.message import Message

_LARGEST = 50_000_000  # bytes with attachments; the text itself may have what any text drop may
_LONG = 8000  # characters of a header; the full reading of a longer one takes time that grows with their square
_PIXEL = re.compile(
    r"<img\b[^<>]*(?:\b(?:width|height)\s*=\s*[\"']?[01](?:px)?[\"'\s/>]|(?:width|height)\s*:\s*[01](?:px)?\s*[;\"'])[^<>]*>?",
    re.IGNORECASE,
)
_OF_TEXTS = frozenset({"multipart/mixed", "multipart/signed", "multipart/alternative"})
_PADDING = re.compile(r"(?:[\u00ad\u034f\u061c\u115f\u200b-\u200f\u2007\ufeff][ \u00a0]*){3,}")  # fills the preview line of mail apps
_BROWSER = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:browser|online|web ?page|web version)\b|\bweb version\b"
    r"|im browser (?:ansehen|öffnen|anzeigen|lesen)|online[- ](?:version|ansicht|lesen)|voir .{0,20}(?:navigateur|en ligne)"
    r"|version en ligne|ver en (?:el|tu) navegador",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\bunsubscribe\b|\bopt[- ]out\b"
    r"|(?:manage|update|change) (?:your |my )?(?:\w+ )?(?:preferences|subscription)"
    r"|\babbestellen\b|\babmelden\b|désabonn|désinscri|darse de baja|cancelar (?:la |tu )?suscripción|uitschrijven|退订",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"'](https://[^\"'<>]+)[\"'][^<>]*>(.{0,300}?)</a>", re.IGNORECASE | re.DOTALL)


def read_mail(drop: Drop) -> Note:
    """Read an e-mail: subject, sender, date, and its text (HTML before plain). Raises DropError for one without any text."""
    check_size(drop.data, _LARGEST)
    if not drop.data.strip():
        raise DropError("the file is empty")
    name, note = read_name(drop), first_note(drop)
    try:
        message = message_from_bytes(drop.data, policy=policy.default)
        text, is_html = _body(message)
        warnings = attachments.told_of(message)
    except RecursionError:
        raise DropError("the e-mail is nested too deep to be read") from None
    check_size(text.encode(errors="replace"), MAX_BYTES)
    online = _online(text) if is_html else ""
    content = _without_chrome(_markdown(text) if is_html else text)
    subject = REPLY.sub("", _header(message, "subject"), count=1).strip()
    if not subject and not content:
        raise DropError("the e-mail holds no text")
    sender = _sender(message)
    title = choose_title(subject, name.title, content, url=online)
    links = ((Reference(online, "mention"),) if online else ()) + references(content, role="mention")
    return replace(
        note,
        title=title,
        content=without_title(content, title, given=bool(subject or name.title)).strip("\n"),
        source=name.source or "email",
        url=online,
        author=sender,
        sender=sender,
        published=parse_date(_header(message, "date")),
        references=distinct(links),
        formed=is_html,
        warnings=warnings,
    )


def _header(message: Message, name: str) -> str:
    """Give a header as one line; broken headers, which the e-mail package fails on in many ways, are none."""
    raw = next((str(text) for key, text in message.raw_items() if key.lower() == name), "")
    try:
        value = str(message.get(name, "")) if len(raw) <= _LONG else _decoded(raw)
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""
    except RecursionError:  # very many brackets: the header as it stands
        value = raw
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _decoded(raw: str) -> str:
    """Decode the encoded words of a header, each on a line of its own: `decode_header` takes long for many on one."""
    return str(make_header(decode_header(re.sub(r"\?=[ \t]+=\?", "?=\n =?", raw))))


def _sender(message: Message) -> str:
    return _named(_header(message, "from"))


def _named(sender: str) -> str:
    try:
        name, address = parseaddr(sender)
    except RecursionError:
        return sender.strip()
    return name.strip() or address or sender.strip()


def _body(message: EmailMessage) -> tuple[str, bool]:
    r"""Give the text of a message with `\n` line ends and whether it is HTML; "" when it has none.

    Messages that it passes on follow its own text, each below its subject, its sender and its day.
    """
    own = _own_text(message)
    mails = [(_about(mail), *_body(mail)) for mail in _passed_on(message)]
    if not mails:
        return own
    if own[1] or any(is_html for _, _, is_html in mails):
        # in a `div`: the end of one whole document would be that of all
        parts = (_in_html(about) + (f"<div>{text}</div>" if is_html else _in_html(text)) for about, text, is_html in [("", *own), *mails])
        return "\n".join(parts), True
    return "\n\n".join(part for about, text, _ in [("", *own), *mails] for part in (about, text.strip("\n")) if part), False


def _own_text(message: EmailMessage) -> tuple[str, bool]:
    """Give the text without that of messages within: of alternatives the page; texts between pictures and files one after the other."""
    if message.is_multipart() and message.get_content_type() in _OF_TEXTS:
        texts = [_own_text(part) for part in message.get_payload() if isinstance(part, EmailMessage)]
        texts = [(text, is_html) for text, is_html in texts if text.strip()]
        if message.get_content_type() == "multipart/alternative":
            return min(texts, key=lambda each: not each[1], default=("", False))
        return _joined(texts)
    try:
        part = message.get_body(preferencelist=("html", "plain"))
    except (ValueError, LookupError, AttributeError, TypeError):
        part = None
    if part is None:
        return "", False
    try:
        text = part.get_content()
    except (LookupError, ValueError):  # a charset that does not exist, or bytes that are not in it
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    return plain_lines(str(text)).replace("\0", ""), part.get_content_type() == "text/html"


def _joined(texts: list[tuple[str, bool]]) -> tuple[str, bool]:
    """Give several texts as one; of a plain one and a page that says the very same only the page."""
    if len(texts) > 1:
        pages = {_unspaced(one_decoded(re.sub(r"<[^<>]*>", "", text))) for text, is_html in texts if is_html}
        texts = [(text, is_html) for text, is_html in texts if is_html or _unspaced(text) not in pages]
    if len(texts) == 1:
        return texts[0]
    if any(is_html for _, is_html in texts):
        return "\n".join(f"<div>{text}</div>" if is_html else _in_html(text) for text, is_html in texts), True
    return "\n\n".join(text.strip("\n") for text, _ in texts), False


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _about(mail: EmailMessage) -> str:
    day = parse_date(_header(mail, "date"))
    told = ", ".join(filter(None, (_sender(mail), day.isoformat() if day else _header(mail, "date"))))
    return " ".join(filter(None, (_header(mail, "subject"), f"({told})" if told else "")))


def _in_html(text: str) -> str:
    return text and "<p>{}</p>".format(escape(text).strip("\n").replace("\n\n", "</p><p>").replace("\n", "<br>"))


def _passed_on(message: EmailMessage) -> list[EmailMessage]:
    """Give the messages within one, not those within them."""
    if message.get_content_type() == "message/rfc822":
        return [part for part in message.get_payload() if isinstance(part, EmailMessage)] if message.is_multipart() else []
    parts = message.get_payload() if message.is_multipart() else []
    return [mail for part in parts if isinstance(part, EmailMessage) for mail in _passed_on(part)]


def _markdown(text: str) -> str:
    return _PADDING.sub("", markdown_of(_PIXEL.sub("", text)))


def _online(text: str) -> str:
    """Find the newsletter's own page: the address of its "view in browser" link, "" if there is none."""
    for match in _LINK.finditer(text):
        if _BROWSER.search(one_decoded(re.sub(r"<[^<>]*>", "", match[2]))):
            return clean(one_decoded(match[1]))
    return ""


def _without_chrome(text: str) -> str:
    """Leave out the short paragraphs that only say "view in browser" or "unsubscribe"."""
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    return "\n\n".join(block.rstrip() for block in blocks if not _is_chrome(block)).strip()


def _is_chrome(block: str) -> bool:
    shown = re.sub(r"\]\([^()]*\)|https?://\S+", "]", block)
    return not shown.strip() or (len(shown) <= 250 and bool(_FOOTER.search(shown))) or (len(shown) <= 120 and bool(_BROWSER.search(shown)))
