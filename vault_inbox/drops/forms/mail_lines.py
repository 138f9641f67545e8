"""An e-mail that a script wrote down as text: the lines above it → its facts."""

from __future__ import annotations

import re

from ..shared.dates import parse_date
from ..shared.facts import Facts
from ..shared.labels import MAIL, labelled

# What mail programs put before the subject of an answer and of a mail passed on.
_COUNT = r"\s{0,9}(?:\[\d{1,9}\]|\(\d{1,9}\)|[\^*]\d{1,9})?\s{0,9}[:：]"
_PREFIX = re.compile(
    rf"\s*(re|fwd?|aw|wg|antw|tr|sv|rif|odp|ynt|ilt|İLT|doorst|回复|转发|答复|回覆|轉寄|轉發|返信|転送){_COUNT}", re.IGNORECASE
)
# The same in words that people begin with too (`VS: a talk`, `I: a life`): these go from an answer, and beside one of the others.
_ALSO_PREFIX = re.compile(rf"\s*(vs|rv|r|i|res|enc|pd|vb|vl|antwort|ответ|отв|رد|전달){_COUNT}", re.IGNORECASE)
# What they put before the subject of a mail that is passed on.
_FORWARD = re.compile(rf"\s*(fwd?|wg|tr|rv|enc|doorst|ilt|İLT|i|pd|vb|vl|vs|转发|轉寄|轉發|転送|전달){_COUNT}", re.IGNORECASE)
_NAMED = re.compile(r"([^<>]*)<(?:mailto:)?([^<>\s]+)>|([^\[\]]*)\[(?:mailto:)?([^\[\]\s@]+@[^\[\]\s@]+)\]")
_ADDRESS = re.compile(r"\s*<?[^\s<>,;@]*@[^\s<>,;@]*>?\s*")


def without_prefixes(subject: str, *, answers: bool = False) -> str:
    """Leave out what mail programs put before a subject: `Re:`, `Fwd:` and such, any number of them.

    A name may begin so too, as `Re:Zero` and `re:publica`: one `Re:` right before a word stays in a mail of which nothing else says that it
    `answers` another one or passes it on.
    """
    end, parted = 0, not answers  # whether nothing or a blank stands before
    while prefix := _prefix_at(subject, end, answers=answers):
        word = subject[prefix.end() : prefix.end() + 2]
        named = prefix[0].strip() == "re:" or (word[:1].isupper() and word[1:].islower() and prefix[0].strip() != "RE:")
        parted = parted or prefix[0][0].isspace()
        if parted and prefix[0].strip().lower() == "re:" and word[:1].isalpha() and named and not _PREFIX.match(subject, prefix.end()):
            break
        end, parted = prefix.end(), False
    return subject[end:].strip()


def forwards(subject: str) -> bool:
    """Tell whether a subject begins as that of a mail that is passed on does; people begin so too (`VS: a talk`, `I: a life`)."""
    return _FORWARD.match(subject) is not None


def _prefix_at(subject: str, start: int, *, answers: bool) -> re.Match[str] | None:
    if prefix := _PREFIX.match(subject, start):
        return prefix
    prefix = _ALSO_PREFIX.match(subject, start)
    if prefix and (_PREFIX.match(subject, prefix.end()) or (answers and not start) or (start and len(prefix[1]) > 1)):
        return prefix  # one letter within a subject may be what it speaks of (`Re: R: how to plot`)
    return None


def read_lines(text: str) -> tuple[Facts, str, str] | None:
    """Read an e-mail that a script wrote down as text, beginning with its `From:` and `Subject:` lines among others.

    Gives its facts, its sender and the text that follows; None where not both of these lines are there.
    """
    values: dict[str, str] = {}
    beside: list[str] = []
    lines, rest = _mail_lines(text.lstrip("\n").split("\n"))
    for line, name, value in lines:
        if name in values or not _is_told(name, value):
            beside.append(line)
        values.setdefault(name, value)
    if not (values.get("from") and "subject" in values):
        return None
    sender = written(values["from"])
    facts = Facts(
        title=without_prefixes(values["subject"]),
        authors=(sender,),
        published=parse_date(values.get("date", "")) or parse_date(values.get("sent", "")),
        beside=tuple(beside),
    )
    return facts, sender, "\n".join(rest)


def _mail_lines(lines: list[str]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Give the lines above a mail with their names and values, and the lines that follow.

    A folded line is one (RFC 5322 §2.2.3): what goes on begins with a blank.
    """
    found: list[tuple[str, str, str]] = []
    start = 0
    while start < len(lines) and labelled(lines[start], MAIL):
        end = start + 1
        while end < len(lines) and lines[end][:1] in (" ", "\t") and lines[end].strip():
            end += 1
        whole = " ".join(line.strip() for line in lines[start:end])
        found.append((whole, *(labelled(whole, MAIL) or ("", ""))))
        start = end
    return found, lines[start:]


def _is_told(name: str, value: str) -> bool:
    """Tell whether the note says what a line of a mail says, or it says nothing: a mail's number, or the reader's own address alone."""
    if name in ("date", "sent"):
        return parse_date(value) is not None or not value
    alone = name in ("to", "reply-to") and _ADDRESS.fullmatch(value) is not None
    return alone or not value or name in ("from", "subject", "message-id")


def written(sender: str) -> str:
    """Give the name before the address in a `From:` line that a script wrote: `Müller, Anna <a@x.org>` has no quotes there."""
    named = _NAMED.fullmatch(sender.strip())
    name = (named[1] or named[3] or "").strip() if named else sender.strip()
    name = name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] == '"' else name
    return name or (named and (named[2] or named[4])) or sender.strip()
