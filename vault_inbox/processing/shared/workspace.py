"""Everything that is open while a vault is worked on: settings, files, index, memory, pages, steps."""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from ...disk import Disk
from ...errors import ConfigError
from ...model import Context, Extractor, Note, Outcome, PageSource, Step, VaultView
from ...notes.layout import Layout
from ...pipeline import attempt, said
from ...plugins import make_extractors
from ...reading.pool import Pool, shared
from ...settings.machine import MachineSettings
from ...settings.vault import VaultSettings
from ...state.files import sweep as sweep_state
from ...state.history import History
from ...state.kept import Kept
from ...state.locks import write_lock
from ...state.records import Records
from ...state.retries import Retries
from ...state.told import Told
from ...state.writes import Writes
from ...text.folding import fold
from ...vault.files import Files
from ...vault.folders import SETTINGS_NOTE, folder_below, leads_out
from ...vault.index import Index
from ...vault.listed import Listed
from ...vault.obsidian import Obsidian, read_obsidian
from ...web.library import Library, offline_source
from .apart import apart, leading
from .filing import Place, unfiled_folder
from .refusals import Refusals
from .stepping import steps_of

log = logging.getLogger(__name__)
_BEARERS = 8  # notes of one name that are asked which links lead to them: each answer looks through all links of the vault


@dataclass(slots=True)
class Workspace:
    """A vault with all that is needed to work on it; made by `open_workspace`, closed by `close`."""

    vault: Path
    settings: VaultSettings
    machine: MachineSettings
    obsidian: Obsidian
    files: Files
    listed: Listed
    index: Index
    state: Path
    records: Records
    refused: Refusals
    writes: Writes
    retries: Retries
    told: Told
    history: History
    kept: Kept
    readers: Pool
    library: Library
    steps: tuple[tuple[str, Step], ...]
    layout: Layout
    zone: tzinfo | None
    close_pages: Callable[[], None]
    rest: Callable[[str], float]
    followed: dict[tuple[str, str], str] = field(default_factory=dict)  # where notes that moved were found in this run; see `following`
    ids: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)  # of drops that are being made into notes; see `tell`
    run_id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])

    def begin_run(self) -> None:
        """Begin another run: what is done from now on can be taken back by itself, and pages and notes that moved are looked for anew."""
        self.run_id = uuid.uuid4().hex[:12]
        self.library.begin_run()
        self.followed.clear()

    def now(self) -> datetime:
        """The vault's local time, to the second."""
        return self.local(datetime.now().astimezone().timestamp())

    def local(self, timestamp: float) -> datetime:
        """A time stamp as the vault's local time, without a zone, to the second. Raises `ValueError` for one that no calendar has."""
        try:
            return datetime.fromtimestamp(int(timestamp), self.zone).replace(tzinfo=None)
        except (OverflowError, OSError) as error:
            raise ValueError(f"{timestamp} is no time") from error

    def context(self, warn: Callable[[str], None], explain: Callable[[str, str], None], standing: Collection[str] = ()) -> Context:
        """What the steps may know of the world; `standing` are the paths at which their note lies already."""
        return Context(self.apart(standing), self.library.article, self.library.entry, self.now(), warn, explain, self.refused)

    def apart(self, standing: Collection[str]) -> VaultView:
        """The vault as a note sees it that lies at these paths already."""
        return apart(self.index, standing, leading(self.files.read, self.place().named))

    def asked_to_wait(self, note: Note) -> float:
        """The most seconds for which the sites of a note's missing pages asked to be left alone, 0 if none did."""
        return max((self.library.wait(article.url) for article in note.scraped), default=0.0)

    def place(self, reserved: Collection[str] = ()) -> Place:
        """What filing must know of the vault; `reserved` are paths that count as taken."""
        new_notes = self.obsidian.new_note_folder

        kept = {fold(path) for path in reserved}

        def is_taken(folder: str, name: str) -> bool:
            return fold(f"{folder}/{name}".lstrip("/")) in kept or self.listed.has(folder, name)

        style = self.obsidian.link_style
        return Place(self.settings, self._may_hold, self._has_folder, is_taken, self._is_linked, new_notes, self._named, style)

    def unfiled(self) -> str:
        """The folder for notes without a certain category."""
        return unfiled_folder(self.settings, self.obsidian.new_note_folder)

    def folders(self) -> set[str]:
        """The folders that notes may be filed in: those that hold notes, those above them, and those right in the vault."""
        known = {folder.rsplit("/", depth)[0] for folder in self.index.folders() for depth in range(folder.count("/") + 1)}
        return {folder for folder in known | {path.name for path in self.vault.iterdir() if path.is_dir()} if self._may_hold(folder)}

    def inbox(self) -> Path:
        """The inbox folder."""
        return self.vault / self.settings.inbox

    def may_follow(self, real: Path) -> bool:
        """Whether a link in the inbox may lead to `real`: where this machine allows it, and never back into the vault."""
        return leads_out(self.vault, str(real), self.machine.allow_links)

    def relative(self, path: Path) -> str:
        """A path inside the vault, relative to it, with forward slashes."""
        return path.relative_to(self.vault).as_posix()

    def tell(self, outcomes: Sequence[Outcome], *, in_place: bool = False) -> None:
        """Keep outcomes in the history; `in_place` are those of notes that existed.

        `ids` knows by drop and part whose they are: the `inbox_id` of the part, and of its file.
        """
        for outcome in outcomes:
            ids = self.ids.pop((outcome.drop, outcome.part), None)
            folder = None if in_place else folder_below(self.settings.inbox, outcome.drop)
            self.remember(self.history.append, outcome, self.run_id, self.now(), in_place=in_place, ids=ids, folder=folder)

    def remember(self, write: Callable[..., object], *args: object, **options: object) -> None:
        """Do bookkeeping, `write(*args, **options)`, of which a failure must not cost more than itself; it is logged."""
        _, error = attempt(lambda: write(*args, **options))
        if error:
            log.warning("this machine's memory could not be written: %s", said(error))

    def forget_gone(self) -> None:
        """Forget what was told of files and notes that are no longer in the vault: another one of that name is news."""
        self.remember(self.told.forget_gone, lambda path: os.path.lexists(self.vault / path))

    def sweep(self) -> None:
        """Remove what processes that were killed left half written, in the vault and in this machine's memory."""
        with write_lock(self.state):
            self.files.sweep()
            sweep_state(self.state, self.files.disk)

    def is_processor(self) -> bool:
        """Whether this machine is the one that processes the vault."""
        return self.settings.processor in {"", self.machine.machine}

    def close(self) -> None:
        """Close the index and the network."""
        self.index.close()
        self.close_pages()

    def _named(self, name: str) -> list[str]:
        """The notes of a name, by which links are told apart; drops in the inbox have no name that lasts."""
        inbox = f"{fold(self.settings.inbox)}/"
        return [path for path in self.index.named(name) if not fold(path).startswith(inbox)]

    def _is_linked(self, name: str, but: str) -> bool:
        """Whether links mean a note of this name by the name alone, the one at `but` left out.

        Of days and of what the user excluded the index knows no links: they count as linked. Of many notes of one name the first are
        asked: a link leads to the one with the shortest path.
        """
        for path in [path for path in self._named(name) if path != but][:_BEARERS]:
            if self.obsidian.is_daily(path) or self.obsidian.excluded(path):
                return True
            if any("/" not in target for _, target in self.index.links_to(path)):
                return True
        return False

    def _may_hold(self, folder: str) -> bool:
        """Whether notes may be filed in a folder: inside the vault, not hidden, and not one that drops, templates or days live in."""
        if any(part in {"", ".", ".."} or part.startswith(".") or set(part) & set("\\:\0") for part in folder.split("/")):
            return False
        settings, daily = self.settings, self.obsidian.daily_folder
        taken = [settings.inbox, settings.failed, settings.originals, *([daily] if daily else [])]
        inside = f"{fold(folder)}/".startswith(tuple(f"{fold(other)}/" for other in taken))
        return not inside and not self.obsidian.is_template(f"{folder}/x.md")

    def _has_folder(self, folder: str) -> bool:
        return (self.vault / folder).is_dir()


def skipper(settings: VaultSettings, obsidian: Obsidian) -> Callable[[str], bool]:
    """Which paths the index leaves out: inbox, originals, settings note, templates, daily notes, what the user excluded."""
    folders = tuple(f"{fold(folder)}/" for folder in (settings.inbox, settings.failed, settings.originals))

    def skip(path: str) -> bool:
        name = fold(path)
        if name.startswith(folders) or f"{name}/" in folders or name == fold(SETTINGS_NOTE):
            return True
        return obsidian.excluded(path) or obsidian.is_daily(path) or obsidian.is_template(path)

    return skip


def open_workspace(  # noqa: PLR0913 -- the one place where all of it is put together
    vault: Path,
    settings: VaultSettings,
    machine: MachineSettings,
    *,
    state: Path,
    cache: Path | None,
    steps: Sequence[str | Step] | None = None,
    extractors: Sequence[Extractor] = (),
    pages: PageSource | None = None,
    disk: Disk | None = None,
) -> Workspace:
    """Open all that is needed to work on `vault`; `cache` is the index file (`None`: in memory), `disk` makes every call that writes.

    Raises `ConfigError` where a step or the vault cannot be used.
    """
    if not vault.is_dir():
        raise ConfigError(f"{vault} is no folder: is the disk mounted?")
    obsidian = read_obsidian(vault)
    for warning in obsidian.warnings:
        log.warning("%s", warning)
    source, close_pages, rest = _page_source(machine, pages)
    readers = shared(machine.workers)
    if source is not offline_source:
        source = readers.warming(source)
    files = Files(vault, allow_links=machine.allow_links, machine=machine.machine, disk=disk)
    records = Records(state, disk)
    index = Index(
        vault,
        cache,
        skip=skipper(settings, obsidian),
        allow_links=machine.allow_links,
        url_properties=tuple(dict.fromkeys(("url", "link", "source", settings.note.properties.get("url") or "url"))),
        headings=settings.note.headings,
    )
    return Workspace(
        vault=vault,
        settings=settings,
        machine=machine,
        obsidian=obsidian,
        files=files,
        listed=Listed(vault),
        index=index,
        state=state,
        records=records,
        refused=Refusals(records, index),
        writes=Writes(state, disk),
        retries=Retries(state, disk=disk),
        told=Told(state, disk=disk),
        history=History(state, disk=disk),
        kept=Kept(state, disk),
        readers=readers,
        library=Library(source, (*extractors, *make_extractors(settings.extractor)), reader=readers),
        steps=steps_of(settings, machine, files, (unfiled_folder(settings, obsidian.new_note_folder), *obsidian.for_files(vault)), steps),
        layout=_layout(settings, obsidian),
        zone=ZoneInfo(settings.timezone) if settings.timezone else None,
        close_pages=close_pages,
        rest=rest,
    )


def _page_source(machine: MachineSettings, pages: PageSource | None) -> tuple[PageSource, Callable[[], None], Callable[[str], float]]:
    """Where pages come from, what closes it, and for how many seconds the site of an address asked to be left alone."""
    if pages is not None:
        return pages, lambda: None, lambda url: 0.0
    if machine.offline:
        return offline_source, lambda: None, lambda url: 0.0
    from ...web.fetching.fetch import Fetcher  # noqa: PLC0415

    fetcher = Fetcher(proxy=machine.proxy, ca_bundle=machine.ca_bundle, allow_private=machine.allow_private)
    return fetcher, fetcher.close, fetcher.rest


def _layout(settings: VaultSettings, obsidian: Obsidian) -> Layout:
    note = settings.note
    return Layout(
        sections=note.sections,
        headings=note.headings,
        title_heading=note.title_heading,
        properties=note.properties,
        types=obsidian.types,
    )
