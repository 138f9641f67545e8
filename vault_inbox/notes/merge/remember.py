"""What counts as last written after a note was brought up to date, so that what the user took out stays out, whatever we would write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..properties import Block, parse, read
from ..splice import Edit, apply, insertion, newline_of, removal, replacement
from ..writing import NOT_YET
from .connections import carried
from .written import NOT_FETCHED, Written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..layout import Layout
    from ..properties import Property
    from ..sections import Section

_GIVEN_UP = "draft"  # the status of a note that waits no more


def remember(base: str, text: str, new: str, layout: Layout) -> str:
    """Return `base` with just what changed from `text` to `new`: all else in it is still what we wrote, or what the user has refused.

    The edits of a note that gets no page are few: single properties, lines of the connections section, why a page is not there. Raises
    `NoteError` where `base` is no note whose properties can be read.
    """
    block = parse(base)
    if block is None:
        return new
    edits = [*_properties(block, read(text), read(new)), *_reasons(base, text, new), *_connections(base, text, new, layout)]
    return apply(base, edits)


def given_up(base: str) -> str:
    """Return what counts as last written of a note that waits no more: no line in it says that a page is still to come.

    Else a note whose line the user has written into, where that stays, would wait for ever.
    """
    before = Written.of(base)
    starts = [base.index(NOT_YET, section.body) for section in before.waiting()]
    return apply(base, [Edit(start, start + len(NOT_YET), f"{NOT_FETCHED}: ") for start in starts])


def waiting_again(text: str, base: str, pages: Collection[str], status: str | None) -> tuple[str, str]:
    """Return a note and what counts as last written of it, both as if the pages given up were still to come.

    `status` names the property that is `pending` then, `None` where that is the user's own and stays, "" where there is none. Both are
    returned unchanged where the status is no longer ours, or the user has written into each of the lines that tell of these pages.
    """
    now, before = Written.of(text), Written.of(base)
    said = {each.page: each.text(base) for each in before.sections if each.page}
    lost = {each.page for each in now.sections if each.page in pages and said.get(each.page, "").strip() == each.text(text).strip()}
    blocks = parse(text), parse(base)
    if not lost or None in blocks:
        return text, base
    held, wrote = (block.find(status) if block and status else None for block in blocks)
    if status and (held is None or wrote is None or held.value != wrote.value or held.value != _GIVEN_UP):
        return text, base
    both = zip((now, before), blocks, (held, wrote), strict=True)
    new, new_base = (apply(each.text, [*_pending(block, one), *_not_yet(each, lost)]) for each, block, one in both)
    return new, new_base


def _pending(block: Block | None, status: Property | None) -> list[Edit]:
    return [replacement(block, status, "pending")] if block and status else []


def _not_yet(written: Written, pages: Collection[str]) -> list[Edit]:
    """The edits by which the lines that tell of these pages say that they are still to come."""
    final = f"{NOT_FETCHED}: "
    found = (each for each in written.sections if each.page in pages and each.text(written.text).startswith(final))
    starts = [written.text.index(final, each.body) for each in found]
    return [Edit(start, start + len(final), NOT_YET) for start in starts]


def _properties(block: Block, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Edit]:
    edits: list[Edit] = []
    for name, value in new.items():
        held = block.find(name)
        if value == old.get(name) or isinstance(value, list):
            continue
        if held is not None:
            edits.append(replacement(block, held, value))
        else:
            edits.append(insertion(block, name, value))
    gone = (block.find(name) for name in old if name not in new)
    return [*edits, *(removal(block, held) for held in gone if held is not None)]


def _reasons(base: str, text: str, new: str) -> list[Edit]:
    """Lines that said why a page was not there yet, and say something else now."""
    if NOT_YET not in base:
        return []
    before, old, now = map(Written.of, (base, text, new))
    edits = []
    for section in before.waiting():
        line = section.text(base).partition("\n")[0]
        was, is_now = (_lines(written, section.page) for written in (old, now))
        says = next((each for each in is_now if each not in was), "")
        if line in was and line not in is_now and says:
            start = base.index(line, section.body)
            edits.append(Edit(start, start + len(line), says))
    return edits


def _lines(written: Written, page: str) -> list[str]:
    """The lines of a page's section that say why the page is not there."""
    section = written.scraped(page)
    return written.lines(section) if section else []


def taken_out(base: str, text: str, layout: Layout) -> list[str]:
    """Return the lines of the connections section as last written that the note does not hold any more."""
    (before, there), (now, held) = (_section(each, layout) for each in (base, text))
    lines = [] if there is None else there.text(before.text).split("\n")
    kept = set() if held is None else set(held.text(now.text).split("\n"))
    return [line for line in lines if line.startswith("- ") and line not in kept]


def _connections(base: str, text: str, new: str, layout: Layout) -> list[Edit]:
    (_, there), (_, was), (_, now) = (_section(each, layout) for each in (base, text, new))
    if there is None or now is None:
        return []
    body = carried(there.text(base), was.text(text) if was else "", now.text(new))
    held = base[there.body : there.end]
    if body == there.text(base) or not held.strip("\r\n"):
        return []
    start = there.body + len(held) - len(held.lstrip("\r\n"))
    end = there.body + len(held.rstrip("\r\n"))
    return [Edit(start, end, body.replace("\n", newline_of(base)))]


def _section(text: str, layout: Layout) -> tuple[Written, Section | None]:
    written = Written.of(text)
    return written, written.connections(layout.heading("connections"))
