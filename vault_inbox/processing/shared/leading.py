"""Links of a person's own note to other drops: they lead to the notes that these become, whichever of them comes first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath

from ...drops import kind_of
from ...model import NoteRef
from ...pipeline import attempt
from ...state.locks import write_lock
from ...text.folding import fold
from ...vault.links import Named, repoint, resolve
from . import originals
from .rewriting import decoded, is_fresh, write
from .workspace import Workspace

_KEY = "links:"  # begins the key, in the schedule, of a note with links to drops that wait; its `inbox_id` follows
_TOGETHER = timedelta(days=1)  # drops that link to each other come together: one of the same name long ago was another
_NEWEST = 200  # records that are looked through for the note that a drop became


class Links:
    """Where the files lie that a note links to; `waiting` are the drops among them, which will move: path -> the `inbox_id` to be."""

    def __init__(self, work: Workspace) -> None:
        self.waiting: dict[str, str] = {}
        self._work = work
        self._gone: dict[str, str] | None = None
        self._new: set[str] = set()  # the notes among these that this run made

    def lies(self, path: str) -> str:
        """Where the file of this path lies now, "" where there is none: a drop that is gone lies in the note that it became.

        What lies where it lay is told by the path as it was asked for: the link is to keep its spelling.
        """
        there = self._work.listed.spelled(path)  # links lead to a file however they spell its name, as Obsidian's do
        if not there:
            return self.became(path)
        if _is_drop(self._work, path) and (self._work.vault / there).is_file():
            data, _ = attempt(lambda: self._work.files.read(there))
            self.waiting[path] = originals.digest(data) if data is not None else ""  # then it is known by its name alone
        return path

    def became(self, path: str, *, together: bool = False) -> str:
        """The note that a drop became which lay at this path a while ago, "" if none is known; in Failed/ it may have any folder.

        If it must have come `together` with the note that asks, only what the same run made counts.
        """
        if not _is_drop(self._work, path):
            return ""
        if self._gone is None:
            self._gone = {}
            since = self._work.now() - _TOGETHER
            for record in self._work.records.newest(_NEWEST):
                refs = self._work.index.with_inbox_id(record.inbox_id)
                if len(refs) == 1 and record.part == "1/1" and record.written and record.written > since:
                    for lay in (originals.arrived(self._work, record), f"{self._work.settings.failed}/{record.drop}"):
                        self._gone.setdefault(fold(lay), refs[0].path)
                    if record.run == self._work.run_id:
                        self._new.add(refs[0].path)
        note = self._gone.get(fold(path), "")
        return note if not together or note in self._new else ""

    def means(self, name: str, own: bool, drop: str, note: str) -> str:
        """What a bare wikilink in `drop` must say in the `note` that it becomes, "" if it stays: see `_meant`.

        A drop that is gone counts only where it came in the same run: the link may be younger, and then means a note of the vault. A link
        to the drop itself means the note, unless another one bears that name; where it names a heading or block that the drop has (`own`),
        unless that one lies at the vault's root, which goes first in Obsidian, while the rest come after the drop's own folder.
        """
        named = self._work.place().named
        file = f"{name.removesuffix('.md')}.md"
        if fold(f"{drop.rpartition('/')[0]}/{file}") == fold(drop):
            stays = any(fold(path) == fold(file) for path in named(file)) if own else resolve(name, note, named)
            return "" if stays else _leading_to(note, name, note, named)

        def lies(path: str) -> str:
            return self.lies(path) if self._work.listed.spelled(path) else self.became(path, together=True)

        return _meant(self._work, name, drop, note, lies)

    def follow(self, path: str, inbox_id: str) -> str:
        """Where a drop that waited lies now: there still, in the note with its `inbox_id`, among the failed; "" if it is not found."""
        if (self._work.vault / self._work.listed.spelled(path)).is_file():
            return path
        refs = self._work.index.with_inbox_id(inbox_id) if inbox_id else ()
        if len(refs) == 1:
            return refs[0].path
        failed = f"{self._work.settings.failed}/{PurePosixPath(path).name}"
        data, _ = attempt(lambda: self._work.files.read(failed))
        return failed if data is not None and originals.digest(data) == inbox_id else self.became(path)


def await_drops(work: Workspace, inbox_id: str) -> None:
    """Remember that a note links to drops that wait; to be called before the note is written, for a kill after that would lose it."""
    work.retries.failed(f"{_KEY}{inbox_id}")


def lead_on(work: Workspace, *, asked: bool = False) -> None:
    """Lead the links of notes to drops that waited when these were made to where the drops lie now: in their notes, or in Failed/.

    Unless a person `asked` for it, `refresh.auto` must allow that a note of an earlier run is rewritten. One of this run is still being
    made: the other drop came with it.
    """
    links = Links(work)
    for retry in [retry for retry in work.retries if retry.key.startswith(_KEY)]:
        inbox_id = retry.key.removeprefix(_KEY)
        record = work.records.get(inbox_id)
        if record and record.run != work.run_id and not asked and work.settings.refresh.auto != "all":
            continue
        refs = work.index.with_inbox_id(inbox_id)
        left, error = attempt(lambda: len(refs) != 1 or _led(work, refs[0], links))  # noqa: B023 - used at once
        if (error is None and not left) or work.retries.is_hopeless(retry.key):
            work.remember(work.retries.forget, retry.key)


def is_awaited(key: str) -> bool:
    """Whether a key of the schedule is that of a note with links to drops that wait."""
    return key.startswith(_KEY)


def _led(work: Workspace, ref: NoteRef, links: Links) -> bool:
    """Rewrite the links of one note to drops that have moved; whether it is to be looked at again.

    A note that nobody has touched since it was written is quiet, however young.
    """
    known = work.records.get(ref.inbox_id)
    if known is None:
        return False
    data = work.files.read(ref.path)
    text = decoded(ref.path, data)
    record = known.settled(text)
    if text != record.text and is_fresh(work.vault / ref.path):
        return True
    now = {path: links.follow(path, inbox_id) for path, inbox_id in record.awaited.items()}
    awaited = {now[path] or path: inbox_id for path, inbox_id in record.awaited.items() if _is_drop(work, now[path] or path)}
    moved = {path: there for path, there in now.items() if there not in {"", path}}
    if moved:
        there = {fold(path): now for path, now in moved.items()}

        def means(name: str, _: bool) -> str:
            return _meant(work, name, originals.arrived(work, record), ref.path, lambda path: there.get(fold(path), ""))

        new, base = (repoint(each, ref.folder, ref.folder, lambda path: moved.get(path, ""), means) for each in (text, record.text))
        with write_lock(work.state):
            if work.records.get(ref.inbox_id) != known:  # another process was at it meanwhile
                return True
            if new != text:
                write(work, work.vault / ref.path, data, new, record.plan(new, base))
            work.records.put(replace(record, text=base, awaited=awaited))  # only now: a kill before this costs one more look
    return bool(awaited)


def _meant(work: Workspace, name: str, drop: str, note: str, lies: Callable[[str], str]) -> str:
    """What a bare wikilink of a drop must say in its note to lead to the note that another drop became, "" where it may stay.

    It meant the drop of that name beside its own, unless a note of that name lies at the vault's root; where no note has the name, the
    drop in the inbox itself. `lies` knows where drops lie now.
    """
    file = f"{name.removesuffix('.md')}.md"
    beside, above, notes = f"{drop.rpartition('/')[0]}/{file}", f"{work.settings.inbox}/{file}", work.place().named
    if fold(beside) == fold(drop) or any(fold(path) == fold(file) for path in notes(file)):
        return ""
    target = lies(beside) or ("" if resolve(name, note, notes) else lies(above))
    return "" if not target or _is_drop(work, target) else _leading_to(target, name, note, notes)


def _leading_to(target: str, name: str, note: str, notes: Named) -> str:
    """What a bare wikilink by `name` must say in the `note` to lead to the one at `target`, "" where it does."""
    short, whole = PurePosixPath(target).stem, target.removesuffix(".md")

    def named(wanted: str) -> Collection[str]:  # the other note may not be in the index yet
        return {*notes(wanted), *([target] if fold(wanted.removesuffix(".md")) == fold(short) else ())}

    return next((each for each in ("", short, whole) if resolve(each or name, note, named) == target), whole)


def _is_drop(work: Workspace, path: str) -> bool:
    return fold(path).startswith(f"{fold(work.settings.inbox)}/") and kind_of(PurePosixPath(path).name) is not None
