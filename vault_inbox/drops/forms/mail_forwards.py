"""A mail that is passed on: who wrote it and when, instead of who passes it on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...notes import inert
from ..shared.dates import parse_date
from ..shared.labels import MAIL, labelled
from .mail_lines import forwards, without_prefixes, written

if TYPE_CHECKING:
    from datetime import date, datetime

# The line that programs put above such a mail: Gmail's and Outlook's between hyphens, Apple's with a colon; and a rule alone.
_SAID = re.compile(
    r"-{2,20}\s*(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|message transféré"
    r"|message d['’]origine|mensaje (?:reenviado|original)|messaggio (?:inoltrato|originale)|転送されたメッセージ|元のメッセージ)\s*-{2,20}"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)"
    r"|inicio del mensaje reenviado|inizio messaggio inoltrato|転送されたメッセージ)\s?[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_]{3,200}|\* \* \*")
_MOST_LINES = 16  # of a block of headers, with empty lines between them
_TO_WRITE = re.compile(r"\[([^\[\]]*)\]\(mailto:[^()\s]*\)")
_QUOTE = re.compile(r"[ \t]*>[ ]?")


@dataclass(frozen=True, slots=True)
class Forward:
    """A mail that another one passes on; `content` is its text, below what the one who passes it on says and a line between."""

    author: str
    published: date | datetime | None
    content: str


def forward_in(content: str, subject: str) -> Forward | None:
    """Find the mail that all of the text from its block of headers on consists of; None where that is in doubt.

    The subject has the prefix of a mail that is passed on. The block says from whom, when and about what; the same as the subject, or below
    the line that programs put there.
    """
    if not forwards(subject):
        return None
    lines = content.split("\n")
    start = next((at for at, line in enumerate(lines) if _fact(line)[:1] == ("from",)), None)
    if start is None:
        return None
    facts, end = _block(lines, start)
    published = parse_date(facts.get("date", "")) or parse_date(facts.get("sent", ""))
    above = _last_said(lines, start)
    said = above < start and _SAID.fullmatch(_bare(lines[above])) is not None
    if not published or "subject" not in facts or not (said or is_same(facts["subject"], subject)):
        return None
    rest = lines[end:]
    if lines[start].lstrip().startswith(">"):  # Apple quotes the whole of it; below the quotation somebody else speaks
        if not all(line.lstrip().startswith(">") for line in rest if line.strip()):
            return None
        rest = [_QUOTE.sub("", line, count=1) for line in rest]
    own = lines[: above if said or (above < start and _RULE.fullmatch(_bare(lines[above]))) else start]
    author, above_all = written(facts["from"]), "\n".join(own).strip("\n")
    whose = inert.line(f"{facts['subject']} ({author}, {published.isoformat()[:10]})") if above_all else ""
    return Forward(author, published, "\n\n".join(filter(None, (above_all, whose, "\n".join(rest).strip("\n")))))


def is_same(subject: str, other: str) -> bool:
    """Tell whether two subjects say the same, whatever mail programs put before them."""
    said, known = ("".join(filter(str.isalnum, without_prefixes(each, answers=True).casefold())) for each in (subject, other))
    return said == known != ""


def _block(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """Give the headers that begin at a line, and where the text below them begins. An empty line ends them, but where each has one."""
    facts: dict[str, str] = {}
    apart = start + 1 < len(lines) and not _bare(lines[start + 1])
    end = at = start
    while at < min(len(lines), start + _MOST_LINES):
        if fact := _fact(lines[at]):
            if fact[0] in facts:
                break
            facts[fact[0]] = fact[1]
            end = at + 1
        elif not apart or _bare(lines[at]):
            break
        at += 1
    return facts, end


def _fact(line: str) -> tuple[str, str] | tuple[()]:
    return (labelled(_bare(line), MAIL) or ()) if ":" in line or "：" in line else ()


def _bare(line: str) -> str:
    """Give a line without the marks of a quotation, of Markdown and of a link to write to."""
    line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
    return _TO_WRITE.sub(r"\1", line).replace("**", "").replace("\\", "").strip()


def _last_said(lines: list[str], start: int) -> int:
    """Give the place of the last line above that says anything, `start` where there is none."""
    return next((at for at in range(start - 1, -1, -1) if _bare(lines[at])), start)
