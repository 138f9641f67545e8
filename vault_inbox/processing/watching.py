"""The daemon: settled files are processed as they come; at each look what is due is done and the settings are read again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

from ..daemon.watch import watch as watch_folder
from ..disk import Disk
from ..errors import ConfigError
from ..model import Outcome
from ..pipeline import attempt, said
from ..settings.vault import VaultSettings
from ..state.locks import WAIT, daemon_lock
from ..vault.folders import SETTINGS_NOTE, is_vault
from .arrival.doubles import settle_doubles
from .arrival.intake import first_told, process
from .running import ignored_folders, is_user_note
from .shared import originals
from .shared.leading import lead_on
from .shared.saved_pages import SavedPages
from .shared.settings_file import SettingsKeeper
from .shared.workspace import Workspace
from .upkeep.daily import Daily
from .upkeep.planning import schedule_pending
from .upkeep.refreshing import complete_due
from .upkeep.turns import due_drops

log = logging.getLogger(__name__)

OpenWorkspace = Callable[[VaultSettings], AbstractContextManager[Workspace]]
_FRESH = 5.0  # seconds for which a look at the vault's notes holds while drops come in a row
_DAY = 86_400.0
_HOUR = 3600.0
_SPARE = 300.0  # times as long as it took to look for second notes nothing of it is done: a large vault is not listed all the time
_BATCH = 60.0  # seconds without anything done after which a new run begins: what came together is undone together


def watch(
    vault: Path,
    state: Path,
    open_workspace: OpenWorkspace,
    stop: threading.Event,
    alive: Callable[[], object] = lambda: None,
    disk: Disk | None = None,
) -> Iterator[Outcome]:
    """Process what is there and what comes until `stop` is set. Raises `VaultBusy` where another daemon holds the vault.

    `alive` is called whenever the daemon gets round to it: at each look, at each note that is due, while it waits. `disk` keeps the
    settings that were good.
    """
    with daemon_lock(state, WAIT):
        keeper = SettingsKeeper(vault, state, disk=disk)
        while not stop.is_set():
            alive()  # before the index of a large vault is made, which may take longer than a service manager waits for a start
            if not _wait_for(vault, stop, alive):
                return
            try:
                with _opened(keeper, open_workspace) as work:
                    yield from _watch_with(work, keeper, stop, alive)
            except (ConfigError, OSError):
                if _is_there(vault):  # else it went just now, and is waited for
                    raise


@contextmanager
def _opened(keeper: SettingsKeeper, open_workspace: OpenWorkspace) -> Iterator[Workspace]:
    """Open the vault with the note's settings; where it cannot be, as a plugin may refuse its own table, with the last good ones.

    What is wrong with the note is told in the log and by a notice.
    """
    with ExitStack() as stack:
        try:
            work = stack.enter_context(open_workspace(keeper.current()))
        except ConfigError as error:
            work = stack.enter_context(open_workspace(keeper.refused(error)))
        keeper.accepted()
        if keeper.problem:
            log.warning("%s", keeper.problem)
        _, failure = attempt(lambda: keeper.tell(work.files, work.settings))
        if failure:
            log.warning("the notice about the settings: %s", said(failure))
        yield work


def _wait_for(vault: Path, stop: threading.Event, alive: Callable[[], object]) -> bool:
    """Wait until the vault is there (it is never made: an unmounted disk must not grow an empty twin); false when stopped.

    A folder without the signs of a vault is waited for as well: a sync app may bring them later than the folder.
    """
    seen, error = attempt(lambda: (vault.is_dir(), is_vault(vault)))
    if error:
        log.warning("waiting for the vault at %s (%s)", vault, said(error))
    elif seen == (False, False):
        log.warning("waiting for the vault at %s", vault)
    elif seen == (True, False):
        log.warning("waiting: %s is no vault, without .obsidian and %s; `vault-inbox init` makes it one", vault, SETTINGS_NOTE)
    while not _is_there(vault):
        alive()
        if stop.is_set():
            return False
        time.sleep(1.0)  # never on `stop`: a signal that sets it while its own thread is about to wait on it can lock up
    return True


def _is_there(vault: Path) -> bool:
    """Whether the vault is there and can be looked into: the mount of one may answer with errors for a while."""
    return bool(attempt(lambda: is_vault(vault))[0])


def _watch_with(work: Workspace, keeper: SettingsKeeper, stop: threading.Event, alive: Callable[[], object]) -> Iterator[Outcome]:
    """Watch with one set of settings, until they change or `stop` is set."""
    settings = work.settings.watch
    work.sweep()
    looked = -_DAY
    gone: set[Path] = set()  # drops that are done, each until the next look
    chores = _Chores(work, gone)
    pages = SavedPages(work)
    mine = work.is_processor()
    if not mine:
        log.info("this vault is processed by %s; watching only", work.settings.processor)
    elif not attempt(work.index.refresh)[1]:
        schedule_pending(work)
    for path in watch_folder(
        work.inbox(),
        stop=stop,
        settle=settings.settle,
        slow=settings.settle_md,
        is_slow=partial(is_user_note, work),
        rescan=settings.rescan,
        ignore=ignored_folders(work),
        follow=work.may_follow,
        alive=alive,
        gone=gone,
        is_news=lambda path: first_told(work, path, "empty"),
        aside=pages.is_left,
    ):
        if path is None:
            if keeper.changed():
                return
            if mine and _is_there(work.vault):
                yield from pages.told()
                yield from chores.do(alive)
        elif mine:
            if time.monotonic() - looked > _FRESH:
                attempt(work.index.refresh)
            chores.turn()
            outcomes = _processed(work, path, alive, gone)
            looked = chores.done = time.monotonic()
            yield from outcomes


class _Chores:
    """What is done at a look when no drop waits; `done` is when anything was done last: while that is near it belongs to the same run."""

    def __init__(self, work: Workspace, gone: set[Path]) -> None:
        self._work = work
        self._gone = gone
        self._daily = Daily()
        self._rest = 0.0
        self._expired = self._settled = self._forgot = self.done = -_DAY

    def do(self, alive: Callable[[], object]) -> Iterator[Outcome]:
        """Do what is due, once an hour forget what was told of files that are gone, once a day let go of originals that are too old.

        Once a day pending notes that nobody plans to try again are looked for as well, asked for every hour.
        """
        now = time.monotonic()
        self.turn()
        for outcome in self._due(alive):
            self.done = now
            yield outcome
        if now - self._settled > (self._rest if now - self.done < _HOUR else _HOUR):
            yield from self._doubles(alive)
        if now - self._forgot > _HOUR:
            self._work.forget_gone()
            attempt(lambda: schedule_pending(self._work))
            self._forgot = now
        if now - self._expired > _DAY:
            attempt(lambda: originals.expire(self._work))
            self._expired = now

    def turn(self) -> None:
        """Begin another run, if nothing was done for a while; asked before each drop as well, for looks may be rare."""
        if time.monotonic() - self.done > _BATCH:
            self._work.begin_run()

    def _doubles(self, alive: Callable[[], object]) -> Iterator[Outcome]:
        """Notes that two machines made of one drop, looked for often while drops come, else every hour."""
        begun = time.thread_time()
        yield from _tried(self._work, lambda: settle_doubles(self._work), "second notes", alive)
        self._settled = time.monotonic()
        self._rest = _SPARE * (time.thread_time() - begun)

    def _due(self, alive: Callable[[], object]) -> Iterator[Outcome]:
        """Pages to be fetched again, drops to be tried again, notes to be brought up to date, as `refresh.auto` allows."""
        auto = self._work.settings.refresh.auto
        if auto != "off":
            yield from _tried(self._work, lambda: complete_due(self._work), "pending notes", alive)
        attempt(lambda: lead_on(self._work))
        due, error = attempt(lambda: due_drops(self._work))
        if error:
            log.warning("drops to be tried again: %s", said(error))
        for path in due or ():
            yield from _processed(self._work, path, alive, self._gone)
        if auto == "all":
            yield from _tried(self._work, lambda: self._daily.some(self._work), "notes to refresh", alive)


def _processed(work: Workspace, path: Path, alive: Callable[[], object], gone: set[Path]) -> list[Outcome]:
    """The outcomes of one drop, which is `gone` then; where another process holds the vault for long it is tried again later."""
    outcomes, error = attempt(lambda: process(work, path, once=True, alive=alive))
    if error:
        log.warning("%s: %s", path.name, said(error))
        work.remember(work.retries.failed, f"drop:{work.relative(path)}")
    if not path.exists():
        gone.add(path)
    return outcomes or []


def _tried(work: Workspace, some: Callable[[], Iterator[Outcome]], what: str, alive: Callable[[], object]) -> Iterator[Outcome]:
    """Do some of what is due; a note that cannot be written is told of once for each reason."""

    def each() -> Iterator[Outcome]:
        for outcome in some():
            alive()
            yield outcome

    outcomes, error = attempt(lambda: list(each()))
    if error:
        log.warning("%s: %s", what, said(error))
    for outcome in outcomes or ():
        if outcome.status != "failed":
            work.remember(work.told.forget, outcome.note or "")
            yield outcome
        elif attempt(lambda: work.told.is_news(outcome.note or "", outcome.error or ""))[0] is not False:  # noqa: B023 - used at once
            yield outcome
