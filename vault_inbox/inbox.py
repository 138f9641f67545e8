"""`Inbox`: one vault's inbox, for the daemon, the command and scripts alike."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .disk import Disk
from .disk_errors import in_words
from .errors import ConfigError
from .model import Drop, Extractor, Note, Outcome, PageSource, Step
from .processing import running, watching
from .processing.arrival import intake, making
from .processing.by_hand import adding, adopting, explaining, founding, reporting, runs, taking_back, undoing
from .processing.doctor.check import Check
from .processing.doctor.examine import examine
from .processing.shared.settings_file import load_settings
from .processing.shared.workspace import Workspace, open_workspace
from .processing.upkeep import refreshing
from .settings.machine import MachineSettings, machine_settings
from .settings.vault import VaultSettings, read_vault_settings
from .state.paths import vault_cache, vault_state
from .vault.folders import SETTINGS_NOTE, find_vault, is_vault

log = logging.getLogger(__name__)


class Inbox:
    """The inbox of one vault.

    `vault` is the vault's folder; `None` means the nearest one upwards from the working folder. `steps` are names of steps and callables
    in their order (by default those of the settings), `extractors` are asked for an article before the built-in reader, `pages` is any
    source of pages and replaces the network. `options` are machine settings that win over `config.toml` and the environment. `disk`
    makes every call that writes, into the vault and into this machine's memory.

    Nothing is opened before a method needs it. What can be no step, extractor or source of pages is refused at once; methods raise
    `ConfigError` where the settings or the vault cannot be used, and `VaultBusy` where another process holds the vault.
    """

    def __init__(
        self,
        vault: str | Path | None = None,
        *,
        steps: Sequence[str | Step] | None = None,
        extractors: Sequence[Extractor] = (),
        pages: PageSource | None = None,
        options: Mapping[str, object] | None = None,
        disk: Disk | None = None,
    ) -> None:
        _check_callables(steps, extractors, pages)
        self.vault = _vault_at(vault)
        self._steps = steps
        self._extractors = extractors
        self._pages = pages
        self._options = dict(options or {})
        self._disk = disk
        self._good: MachineSettings | None = None

    def run(self, tell: running.Tell | None = None) -> list[Outcome]:
        """Process what is in the inbox, once; the work is done when this returns.

        `tell(outcome, done, total)` hears of each outcome as it comes. On a machine that is not the vault's `processor` nothing is done.
        """
        with self._open() as work:
            return running.run(work, tell) if work.is_processor() else []

    def watch(self, stop: threading.Event | None = None, *, alive: Callable[[], object] = lambda: None) -> Iterator[Outcome]:
        """Process what is there and what comes, lazily, until `stop` is set; `alive` is called at each look, and while it waits."""
        return watching.watch(self.vault, self._state(), self._open, stop or threading.Event(), alive, self._disk)

    def process(self, path: str | Path) -> list[Outcome]:
        """Process one file of the inbox now, without waiting for it to settle; `DropError` for any other file."""
        with self._open() as work:
            file = running.in_inbox(work, (self.vault / Path(path).expanduser()).absolute())
            work.index.refresh()
            return intake.process(work, file)

    def draft(self, drop: Drop) -> Note:
        """The note that `drop` would become, all steps run; nothing in the vault is written."""
        with self._open() as work:
            work.index.refresh()
            made = making.draft(work, drop)
            return made.note if made.twin else making.place(work, drop, made).note

    def preview(self, path: str | Path) -> list[reporting.Preview]:
        """The notes that a file would become, with what would be warned of; nothing is written."""
        with self._open() as work:
            work.index.refresh()
            return reporting.preview(work, _absolute(path))

    def add(self, text: str, *, title: str = "", source: str = "script", tags: Iterable[str] = ()) -> Path:
        """Write a drop into the inbox, as a phone would; returns its path."""
        with self._open() as work:
            return adding.add(work, text, title=title, source=source, tags=tuple(tags))

    def refresh(self, notes: Iterable[str] | None = None, *, dry_run: bool = False) -> list[refreshing.Refreshed]:
        """Bring our part of our notes up to date, in place: all of them, or those named by path."""
        with self._open() as work:
            work.index.refresh()
            return refreshing.refresh(work, None if notes is None else tuple(notes), dry_run=dry_run)

    def adopt(self, *, dry_run: bool = False, clean: bool = False, agree: adopting.Agree | None = None) -> list[refreshing.Refreshed]:
        """Make notes of the earlier script (`source: inbox_processing`) ours: they get `url` and `inbox_id`, no other byte changes.

        With `clean` they also lose the script's faults, by running the steps again on their original text; what you wrote into them stays.
        `agree` is shown each change before it is written, and may refuse it.
        """
        with self._open() as work:
            work.index.refresh()
            return adopting.adopt(work, dry_run=dry_run, cleaned=clean, agree=agree)

    def undo(
        self,
        note: str | None = None,
        *,
        last_run: bool = False,
        keep_edits: bool = False,
        tell: Callable[[runs.Run], object] = lambda run: None,
    ) -> list[taking_back.Undone]:
        """Take back the last thing done to a note, or all that the last run did: drops to `Held/`, notes to the trash or as they were.

        `tell` hears which run that is before anything is taken back.
        """
        with self._open() as work:
            work.index.refresh()
            return undoing.undo(work, note, last_run=last_run, keep_edits=keep_edits, tell=tell)

    def explain(self, note: str) -> dict[str, list[str]]:
        """Why a note of ours has its values: field -> reasons; what you changed in it, and what was written when."""
        with self._open() as work:
            work.index.refresh()
            return explaining.explain(work, note)

    def status(self) -> reporting.Status:
        """What waits, what is pending, what failed, what happened last."""
        with self._open() as work:
            work.index.refresh()
            return reporting.status(work)

    def doctor(self) -> list[Check]:
        """Look for what may keep the inbox from working, on this machine and in the vault; no request is sent to any network."""
        return examine(self.vault, self._options)

    def log(self, count: int = 20) -> list[Mapping[str, object]]:
        """The last outcomes, oldest first."""
        with self._open() as work:
            return reporting.log(work, count)

    def steps(self) -> list[Mapping[str, object]]:
        """The steps that run, in their order, then those that are installed but not named in the settings."""
        with self._open() as work:
            return reporting.steps(work)

    def settings(self) -> VaultSettings:
        """The vault's settings as they stand in its note."""
        return load_settings(self.vault)

    def other_processor(self) -> str:
        """The name of the machine that processes this vault, "" if any machine or this one does."""
        name = self.settings().processor
        return "" if name in {"", machine_settings(self._options).machine} else name

    @classmethod
    def create(
        cls, vault: str | Path | None = None, *, inbox: str = "Inbox", options: Mapping[str, object] | None = None
    ) -> founding.Founded:
        """Make the inbox, the settings note, the `Inbox.base` view and the share template in a vault; what exists stays as it is.

        `None` means the nearest vault upwards from the working folder. Raises `ConfigError` where there is none: a folder becomes a vault
        only by its name.
        """
        folder = _absolute(vault) if vault else find_vault(Path.cwd())
        if folder is None:
            raise ConfigError(f"no vault is named, and there is none here or above: `vault-inbox init .` makes one of {Path.cwd()}")
        settings = load_settings(folder)
        if inbox not in {"Inbox", settings.inbox} and (folder / SETTINGS_NOTE).exists():
            raise ConfigError(f"the inbox of this vault is {settings.inbox}: `inbox` in {SETTINGS_NOTE} names another")
        if inbox != "Inbox":
            settings = read_vault_settings(f"```toml\ninbox = {json.dumps(inbox)}\n```", "--inbox")
        return founding.found(folder, settings, machine_settings(options or {}).machine)

    def _state(self) -> Path:
        return _made("state_dir", self._machine().state_dir, self.vault, vault_state)

    def _machine(self) -> MachineSettings:
        """The settings of this computer as they stand; a broken edit keeps those that were read last, so that no daemon ends of it."""
        try:
            self._good = machine_settings(self._options)
        except ConfigError as error:
            if self._good is None:
                raise
            log.warning("%s\nThe settings of before still hold", error)
        return self._good

    @contextmanager
    def _open(self, settings: VaultSettings | None = None) -> Iterator[Workspace]:
        machine = self._machine()
        if self.vault.is_dir() and not is_vault(self.vault):
            raise ConfigError(f"{self.vault} is no vault: no .obsidian, no {SETTINGS_NOTE}. `vault-inbox init {self.vault}` makes it one")
        work = open_workspace(
            self.vault,
            settings or self.settings(),
            machine,
            state=_made("state_dir", machine.state_dir, self.vault, vault_state),
            cache=_made("cache_dir", machine.cache_dir, self.vault, vault_cache),
            steps=self._steps,
            extractors=self._extractors,
            pages=self._pages,
            disk=self._disk,
        )
        try:
            yield work
        finally:
            work.close()


def _made(setting: str, folder: Path, vault: Path, make: Callable[[Path, Path], Path]) -> Path:
    """The place of a vault in a folder that the machine settings name; `ConfigError` names the setting where it cannot be made."""
    try:
        return make(folder, vault)
    except OSError as error:
        raise ConfigError(f"{setting} = {json.dumps(str(folder))} cannot be used: {in_words(error)}") from error


def _check_callables(steps: object, extractors: object, pages: object) -> None:
    """Refuse arguments of the wrong kind where they are given, not when the first drop comes. Raises `ConfigError`."""
    steps = () if steps is None else steps
    if isinstance(steps, str) or not isinstance(steps, Sequence) or not isinstance(extractors, Sequence):
        raise ConfigError("steps and extractors must be lists")
    for step in steps:
        if not isinstance(step, str) and not callable(step):
            raise ConfigError(f"steps: {step!r} is neither the name of a step nor a callable (note, ctx)")
    for extractor in extractors:
        if not callable(extractor):
            raise ConfigError(f"extractors: {extractor!r} is no callable (page)")
    if pages is not None and not callable(pages):
        raise ConfigError(f"pages: {pages!r} is no callable (url)")


def _absolute(path: str | Path) -> Path:
    """A path from the root, without `..`."""
    return Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - links in it stay as they were given


def _vault_at(vault: str | Path | None) -> Path:
    """The vault's folder, absolute; without one the nearest vault upwards from the working folder."""
    if vault:
        return _absolute(vault)
    found = find_vault(Path.cwd())
    if found is None:
        raise ConfigError("no vault is named, and there is none here or above: give VAULT or --vault V, or set VAULT_INBOX_VAULT")
    return found
