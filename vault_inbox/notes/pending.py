"""Whether a note still waits for a page, and for which: by its status, or, where the settings leave that out, by the page's line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .merge.places import Places
from .merge.reasons import is_told
from .merge.written import Written
from .properties import parse
from .splice import EMPTY
from .writing import NOT_YET

if TYPE_CHECKING:
    from .layout import Layout

_PENDING = ("pending", ["pending"])  # a list where the user made the property one


def is_pending(text: str, layout: Layout, base: str | None = None, own: str | None = None) -> bool:
    """Tell whether a page is still to be fetched for a note. Raises `NoteError` where its properties cannot be read.

    `base` is what we last wrote, where that is known: a person's own note may have come with a status of its own, which stays. While that
    is as it was, the line that stands for the page decides, if it stands there as well. Where it is not known, what such a note said when
    it came, `own`, tells the status, and a line is only taken for ours if all of it is. A status that was not there then, in a note
    without such a line, is the user's word.
    """
    name = layout.name_of("status")
    if not name:
        return NOT_YET in text and _waits_on(text, base)
    status = _values(text, name)
    if status and status[0] in _PENDING:
        return NOT_YET in text or base is None or any(value in _PENDING for value in _values(base, name))
    if not status or NOT_YET not in text:
        return False
    if base is not None:
        return _values(base, name) == status and bool(Places(_written(text), _written(base)).awaited())
    return own is not None and not _was_ours(own) and _values(own, name) == status and _waits_as_written(_written(text), layout)


def _waits_on(text: str, base: str | None) -> bool:
    """Whether a line stands for a page that had not come, nor been given up: there a line stays that the user wrote into."""
    pages = waits_for(text, base)
    if base is None or not pages:
        return bool(pages)
    before = _written(base)
    over = {each.page for each in before.sections if each.page and (held := each.text(base)) and not held.startswith(NOT_YET)}
    over.difference_update(each.page for each in before.waiting())
    now = _written(text)
    told = {each.page for each in now.waiting() if any(is_told(line.rstrip()) for line in now.lines(each))}
    return any(page in told or page not in over for page in pages)


def _values(text: str, name: str) -> list[Any]:
    """The value of a property, none where a text does not have it: it may have it without a value."""
    block = parse(text)
    held = block.find(name) if block else None
    return [held.value] if held else []


def _was_ours(own: str) -> bool:
    """Whether a note had been one of ours before it came: then its status was ours as well."""
    return any(value not in EMPTY for value in _values(own, "inbox_id"))


def _waits_as_written(now: Written, layout: Layout) -> bool:
    """Whether a line of ours stands under a heading of ours, both as we write them."""
    ours = (each for each in now.waiting() if each.heading.strip() == f"{layout.heading('scraped')} {each.page}")
    return any(is_told(each.text(now.text).partition("\n")[0]) for each in ours)


def waits_for(text: str, base: str | None = None) -> list[str]:
    """Return the addresses of the pages for which a line in the note stands, as they are written there.

    With `base`, what we last wrote, also those whose line stands under a heading that the user has changed.
    """
    now = _written(text)
    found = [section.page for section in now.waiting()]
    others = Places(now, _written(base)).awaited() if base is not None and NOT_YET in base else []
    return list(dict.fromkeys([*found, *others]))


def last_told(text: str, base: str | None = None) -> dict[str, str]:
    """Return the pages for which a note waits, each with the reason that its line tells, without the stop at its end."""
    places = Places(_written(text), None if base is None else _written(base))
    return {page: line.removeprefix(NOT_YET).rstrip(".") for page in places.awaited() if (line := places.line(page))}


def _written(text: str) -> Written:
    parse(text)  # raises where the properties cannot be read
    return Written.of(text)
