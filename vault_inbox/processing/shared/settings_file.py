"""The settings note as the daemon sees it: read again when it is quiet; a broken edit keeps the last good settings and is told."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from ...disk import Disk
from ...errors import ConfigError, NoteError
from ...notes import inert, sealed
from ...pipeline import said
from ...plugins import known_extractors, known_steps
from ...settings.vault import VaultSettings, read_vault_settings
from ...state.files import read_text, write_text
from ...vault.files import Files
from ...vault.folders import SETTINGS_NOTE

NOTICE = "Settings not read.md"
QUIET = 10.0  # seconds without change before an edit is taken for finished
_LARGEST = 1024 * 1024  # bytes


def load_settings(vault: Path, *, templates: bool = True) -> VaultSettings:
    """The vault's settings as they stand in its note, the defaults without one.

    Raises `ConfigError`, also where a template is missing; not for that without `templates`, as the daemon reads them.
    """
    text = _text(vault)
    return _read(text, lambda note: (vault / note).is_file()) if templates else _read(text)


def _read(text: str, has_note: Callable[[str], bool] = lambda note: True) -> VaultSettings:
    """Read the text. The daemon does not ask for templates: a sync app may bring them later, and what else is set must hold meanwhile."""
    return read_vault_settings(text, SETTINGS_NOTE, steps=known_steps(), extractors=known_extractors(), has_note=has_note)


def _text(vault: Path) -> str:
    try:
        return Files(vault).read(vault / SETTINGS_NOTE, limit=_LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(f"{SETTINGS_NOTE}: it is not UTF-8 text ({error})") from error
    except (OSError, NoteError) as error:
        raise ConfigError(f"{SETTINGS_NOTE}: it cannot be read ({said(error)})") from error


class SettingsKeeper:
    """Follows the settings note of one vault for a daemon; `state` is where the last good text is kept over a restart."""

    def __init__(self, vault: Path, state: Path, clock: Callable[[], float] = time.time, disk: Disk | None = None) -> None:
        self._note = vault / SETTINGS_NOTE
        self._vault = vault
        self._good = state / "settings.md"
        self._clock = clock
        self._disk = disk or Disk()
        self._seen: tuple[int, ...] | None = None
        self._text: str | None = None  # the note's, where it could be read
        self.problem = ""

    def current(self) -> VaultSettings:
        """The settings to work with: those of the note, else the last good ones, else the defaults; `problem` says what is wrong."""
        self._seen = self._signature()
        self._text = None
        self.problem = ""
        try:
            self._text = _text(self._vault)
            return _read(self._text)
        except ConfigError as error:
            self.problem = str(error)
            return _read(read_text(self._good) or "")

    def refused(self, error: ConfigError) -> VaultSettings:
        """The last good settings, where the vault cannot be opened with what `current` gave; raises `error` where there are no others."""
        good = read_text(self._good)
        if self.problem or good is None or good == self._text:
            raise error
        self.problem = str(error)
        return _read(good)

    def accepted(self) -> None:
        """Remember the note's settings as the last good ones: a vault could be opened with them."""
        if self._text is None or self.problem:
            return
        with contextlib.suppress(OSError):  # only a restart with a mistake in the note would miss it
            write_text(self._good, self._text, self._disk)

    def changed(self) -> bool:
        """Whether the note differs from what was read, and has been quiet long enough to be read again."""
        signature = self._signature()
        if signature == self._seen:
            return False
        return signature is None or abs(self._clock() - signature[0] / 1e9) >= QUIET

    def tell(self, files: Files, settings: VaultSettings) -> None:
        """Write, renew or remove the notice in Failed/ that says what is wrong with the settings."""
        notice = self._vault / settings.failed / NOTICE
        old = files.read(notice) if notice.is_file() else None
        if not self.problem:
            if old is not None:
                self._take_away(files, notice, old)
            return
        new = self._notice()
        if old is None:
            files.make_folder(notice.parent)
            files.publish(notice, new)
        elif not sealed.is_untouched(old):
            self._take_away(files, notice, old)
            files.publish(notice, new)
        elif old != new:
            files.replace(notice, old, new)

    @staticmethod
    def _take_away(files: Files, notice: Path, old: bytes) -> None:
        """Remove the notice; one that the user wrote into goes to the vault's `.trash/`."""
        if sealed.is_untouched(old):
            files.remove(notice, old)
        else:
            files.trash(notice, "local", old)

    def _notice(self) -> bytes:
        lines = "\n".join(f"- {inert.line(line)}" for line in self.problem.split("\n") if line.strip())
        body = (
            "\n# The settings were not read\n\n"
            f"`{SETTINGS_NOTE}` has a mistake, so the last good settings still hold:\n\n{lines}\n\n"
            "This note goes when the mistake is mended.\n"
        )
        return sealed.seal({"type": "settings not read"}, body)

    def _signature(self) -> tuple[int, ...] | None:
        try:
            status = self._note.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns
