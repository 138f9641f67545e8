"""A saved e-mail (`.eml`), mostly a newsletter → its first Note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import DropError
from ...model import Note, Reference
from ..shared.dates import parse_date
from ..shared.decode import MAX_BYTES, check_size
from ..shared.links import distinct, references
from ..shared.names import first_note, read_name
from ..shared.titles import choose_title, without_title
from .attachments import told_of
from .mail_chrome import online, without_chrome
from .mail_forwards import Forward, forward_in, goes_on_below, is_same
from .mail_headers import goes_on, header, parsed, sender
from .mail_lines import forwards, without_prefixes
from .mail_texts import about, in_markdown, passed_on, texts_of

if TYPE_CHECKING:
    from email.message import EmailMessage

    from ...model import Drop

_LARGEST = 50_000_000  # bytes with attachments; the text itself may have what any text drop may


def read_mail(drop: Drop) -> Note:
    """Read an e-mail: subject, sender, date, and its text (HTML before plain). Raises DropError for one without any text."""
    check_size(drop.data, _LARGEST)
    if not drop.data.strip():
        raise DropError("the file is empty")
    name, note = read_name(drop), first_note(drop)
    try:
        message = parsed(drop.data)
        texts = texts_of(message)
        pages = [text.page for text in texts if text.page]
        warnings = told_of(message, pages)
    except RecursionError:
        raise DropError("the e-mail is nested too deep to be read") from None
    check_size("".join(text.page or text.shown for text in texts).encode(errors="replace"), MAX_BYTES)
    answers = bool(header(message, "in-reply-to") or header(message, "references"))
    shown_at = () if answers else online(text.page for text in texts if not text.passed_on)  # such a page is that of the mail it quotes
    url = shown_at[0] if len(shown_at) == 1 else ""
    mail = _within(message)
    if mail and not any(text.shown.strip() for text in texts if not text.passed_on and text.shown != about(mail)):
        texts = [text for text in texts if text.passed_on]  # nobody else speaks, so no line needs to tell whose words follow
    content = without_chrome(in_markdown(texts), url)
    forward = _forward(message, mail, content, pages)
    content = forward.content if forward else content
    subject = without_prefixes(header(message, "subject"), answers=answers or goes_on(message) or forward is not None)
    if not (subject or content):
        raise DropError("the e-mail holds no text")
    title = choose_title(subject, name.title, content, url=url)
    links = ((Reference(url, "mention"),) if url else ()) + references(content, role="mention")
    return replace(
        note,
        title=title,
        content=without_title(content, title, given=bool(subject or name.title)).strip("\n"),
        source=name.source or "email",
        url=url,
        author=forward.author if forward else sender(message),
        sender=sender(message),
        published=forward.published if forward else parse_date(header(message, "date")),
        references=distinct(links),
        formed=bool(pages),
        warnings=warnings,
    )


def _within(message: EmailMessage) -> EmailMessage | None:
    """Give the one mail that a mail passes on as a mail of its own; None where there are others, or that is in doubt."""
    subject, mails = header(message, "subject"), passed_on(message)
    whole = len(mails) == 1 and forwards(subject) and sender(mails[0]) and is_same(header(mails[0], "subject"), subject)
    return mails[0] if whole else None


def _forward(message: EmailMessage, mail: EmailMessage | None, content: str, pages: list[str]) -> Forward | None:
    """Give what a mail passes on: the `mail` within it, or that in its text; `pages` are its texts in HTML."""
    if mail:
        return Forward(sender(mail), parse_date(header(mail, "date")), content)
    is_open = passed_on(message) or any(map(goes_on_below, pages))
    return None if is_open else forward_in(content, header(message, "subject"))
