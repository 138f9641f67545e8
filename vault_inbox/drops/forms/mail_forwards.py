"""A mail that is passed on: who wrote it and when, instead of who passes it on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...notes import inert
from ...web.dom import parse
from ..shared.dates import parse_date
from ..shared.labels import MAIL, labelled
from .mail_lines import forwards, without_prefixes, written

if TYPE_CHECKING:
    from datetime import date, datetime

# The line that programs put above such a mail: Gmail's and Outlook's between hyphens, Apple's with a colon; and a rule alone.
_SAID = re.compile(
    r"-{2,20}\s*(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|message transféré"
    r"|message d['’]origine|mensaje (?:reenviado|original)|messaggio (?:inoltrato|originale)|転送されたメッセージ|元のメッセージ"
    r"|原始邮件)\s*-{2,20}"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)"
    r"|inicio del mensaje reenviado|inizio messaggio inoltrato|転送されたメッセージ)\s?[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_]{3,200}|\* \* \*")
_MOST_LINES = 16  # of a block of headers, with empty lines between them
_TO_WRITE = re.compile(r"\[([^\[\]]*)\]\(mailto:[^()\s]*\)")
_WRITTEN_TWICE = re.compile(r"(?<=[^\s<>])<mailto:[^<>\s]*>")  # Outlook's plain text: `Ann <ann@x.org<mailto:ann@x.org>>`
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")  # day, month, year wherever the word before is no English one
_ALWAYS = frozenset({"from", "when", "subject"})
_OF_PEOPLE = frozenset({"from", "to", "cc", "bcc", "reply-to"})
_QUOTE = re.compile(r"[ \t]*>[ ]?")
# In what Gmail and Apple put the mail that is passed on, the outermost ones; and the words behind it that are no signature.
_IS_QUOTED = "(contains(concat(' ', @class, ' '), ' gmail_quote ') or (self::blockquote and @type = 'cite'))"
_QUOTED = f"//*[{_IS_QUOTED} and not(ancestor::*[{_IS_QUOTED}])]"
_BEHIND = "following::text()[normalize-space() and not(ancestor::style) and not(ancestor::*[starts-with(@class, 'gmail_signature')])]"


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
    start = _first_header(lines, start)
    above = _last_said(lines, start)
    said = _is_said(lines, above, start)
    facts, end = _block(lines, start, subject)
    author, published = _author(facts.get("from", "")), parse_date(facts.get("when", ""))
    same = is_same(facts.get("subject", ""), subject)
    if not (author and published and "subject" in facts and (said or same)):
        return None
    rest = lines[end:]
    if lines[start].lstrip().startswith(">"):  # Apple quotes the whole of it; below the quotation somebody else speaks
        if not all(line.lstrip().startswith(">") for line in rest if line.strip()):
            return None
        rest = [_QUOTE.sub("", line, count=1) for line in rest]
    own = lines[: above if said or (above < start and _RULE.fullmatch(_bare(lines[above]))) else start]
    above_all = "\n".join(own).strip("\n")
    tells = above_all or (facts["subject"] and not same)  # whose words follow, or what they were about before it was renamed
    whose = inert.line(f"{facts['subject']} ({author}, {published.isoformat()[:10]})") if tells else ""
    return Forward(author, published, "\n\n".join(filter(None, (above_all, whose, "\n".join(rest).strip("\n")))))


def goes_on_below(page: str) -> bool:
    """Tell whether the HTML of a mail has words behind the mail that it passes on: those of who passes it on, and nothing parts them."""
    root = parse(page) if "gmail_quote" in page or "cite" in page else None
    quoted = [] if root is None else root.xpath(_QUOTED)
    return bool(quoted and quoted[-1].xpath(_BEHIND))


def is_same(subject: str, other: str) -> bool:
    """Tell whether two subjects say the same, whatever mail programs put before them."""
    said, known = _letters(subject), _letters(other)
    return said == known != ""


def _letters(subject: str) -> str:
    return "".join(filter(str.isalnum, without_prefixes(subject, answers=True).casefold()))


def _author(written_so: str) -> str:
    """Give who a `From:` line of such a block names; empty where it says more, as that of one who writes for another does."""
    name = written(_WRITTEN_TWICE.sub("", written_so).rstrip("; "))
    if len(name) > 2 and name[0] == name[-1] == "*":  # bold, as a plain text of Gmail shows it
        name = name[1:-1].strip()
    alone = "@" in name and not any(sign in name for sign in " <>[];")
    return "" if not alone and any(sign in name for sign in ("@", "<", ">", ";", "[mailto:")) else name


def _first_header(lines: list[str], start: int) -> int:
    """Give the line where the headers begin: Thunderbird, whose line stands above them, writes subject and day before the `From:` line."""
    first, seen = start, {"from"}
    while first and (fact := _fact(lines[first - 1])) and fact[0] not in seen:
        seen.add(fact[0])
        first -= 1
    return first if _is_said(lines, _last_said(lines, first), first) else start


def _block(lines: list[str], start: int, subject: str) -> tuple[dict[str, str], int]:
    """Give the headers that begin at a line, and where the text below them begins; none where that is in doubt.

    An empty line ends them, but where each has one. There the text may begin with such a word too, so below author, day and
    subject only the `To:` line follows, and more people with their addresses. Elsewhere a long one may go on in the next line.
    """
    facts: dict[str, str] = {}
    last = ""
    apart = start + 1 < len(lines) and not _bare(lines[start + 1])
    end = at = start
    while at < len(lines):
        if at - start >= _MOST_LINES:
            return (facts, end) if apart else ({}, start)
        line = _bare(lines[at])
        if fact := _fact(lines[at]):
            name, value = fact
            if name in facts or (apart and name != "to" and facts.keys() >= _ALWAYS and not ("@" in value or ";" in value)):
                break
            last, facts[name] = name, value
            end = at + 1
        elif line and not apart:
            if not _goes_on(last, facts[last], line, subject):
                # what follows the whole subject at once is text, or the name of a file; below any other it may be the rest of it
                return (facts, end) if last == "subject" and is_same(facts[last], subject) else ({}, start)
            facts[last] += f" {line}"
            end = at + 1
        elif line or not apart:
            break
        at += 1
    return facts, end


def _goes_on(name: str, value: str, line: str, subject: str) -> bool:
    """Tell whether a line is the rest of the header above it: of the subject that is known, or of a list of people."""
    if name == "subject":
        return _letters(value) != _letters(f"{value} {line}") and _letters(subject).startswith(_letters(f"{value} {line}"))
    return name in _OF_PEOPLE and "@" in line and (value.endswith((",", ";")) or line.startswith("<"))


def _is_said(lines: list[str], above: int, start: int) -> bool:
    return above < start and _SAID.fullmatch(_bare(lines[above])) is not None


def _fact(line: str) -> tuple[str, str] | tuple[()]:
    """Give the name and the value of a header; the day that a mail was sent is its date, and both together are in no block."""
    bare = _bare(line)
    fact = labelled(bare, MAIL) if ":" in line or "：" in line else None
    if not fact or fact[0] not in ("date", "sent"):
        return fact or ()
    dotted = None if bare[:4].casefold() in ("date", "sent") else _DOTTED.search(fact[1])
    return "when", f"{dotted[3]}-{dotted[2]}-{dotted[1]}" if dotted else fact[1]


def _bare(line: str) -> str:
    """Give a line without the marks of a quotation, of Markdown and of a link to write to."""
    line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
    return _TO_WRITE.sub(r"\1", line).replace("**", "").replace("\\", "").strip()


def _last_said(lines: list[str], start: int) -> int:
    """Give the place of the last line above that says anything, `start` where there is none."""
    return next((at for at in range(start - 1, -1, -1) if _bare(lines[at])), start)
