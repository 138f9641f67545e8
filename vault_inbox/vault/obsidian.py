"""Obsidian's own settings of a vault, as far as a program that writes notes has to obey them."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ..disk_errors import in_words
from ..text.folding import fold
from .folders import is_for_files, settings_folder
from .links import LinkStyle
from .patterns import Allowance, Pattern, written_by_hand

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T", bound=str)

_LARGEST = 4_000_000  # bytes of one settings file; Obsidian's own are a few kilobytes
_DAILY_FORMAT = "YYYY-MM-DD"  # Obsidian's default
_LONGEST_FORMAT = 200  # characters
_MOST_FILTERS = 500  # that each note's path is held against

# Moment's format tokens, the longest first, as what they print
_TOKENS = {
    "YYYY": r"\d{4}", "YY": r"\d{2}", "Y": r"\d+", "Qo": r"\d\w+", "Q": r"\d", "MMMM": r"[^/]+?", "MMM": r"[^/]+?", "MM": r"\d{2}",
    "Mo": r"\d{1,2}[^\d/]+?", "M": r"\d{1,2}", "DDDD": r"\d{3}", "DDDo": r"\d{1,3}[^\d/]+?", "DDD": r"\d{1,3}", "DD": r"\d{2}",
    "Do": r"\d{1,2}[^\d/]+?", "D": r"\d{1,2}", "dddd": r"[^/]+?", "ddd": r"[^/]+?", "dd": r"[^/]+?", "do": r"\d[^\d/]+?", "d": r"\d",
    "e": r"\d", "E": r"\d", "gggg": r"\d{4}", "gg": r"\d{2}", "GGGG": r"\d{4}", "GG": r"\d{2}", "wo": r"\d{1,2}[^\d/]+?", "ww": r"\d{2}",
    "w": r"\d{1,2}", "Wo": r"\d{1,2}[^\d/]+?", "WW": r"\d{2}", "W": r"\d{1,2}", "HH": r"\d{2}", "H": r"\d{1,2}", "hh": r"\d{2}",
    "h": r"\d{1,2}", "mm": r"\d{2}", "m": r"\d{1,2}", "ss": r"\d{2}", "s": r"\d{1,2}", "A": r"\w+", "a": r"\w+", "X": r"\d+", "x": r"\d+",
}  # fmt: skip
_TOKEN = re.compile(r"\[([^\]]*)\]|" + "|".join(sorted(map(re.escape, _TOKENS), key=len, reverse=True)) + r"|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Obsidian:
    """A vault's settings of Obsidian's; folders are paths from the vault's root.

    `folder` is the settings folder's name, "" where Obsidian has never opened the vault. `new_note_folder` is "" unless new notes go
    to one folder; `templates_folder` is "" without one; `types` maps property -> the type the user assigned. `warnings` says in
    people's words which settings could not be read: their defaults hold.
    """

    folder: str = ""
    use_markdown_links: bool = False
    new_link_format: Literal["shortest", "relative", "absolute"] = "shortest"
    new_note_folder: str = ""
    attachment_folder: str = "/"
    trash: Literal["system", "local", "none"] = "system"
    templates_folder: str = ""
    daily_folder: str = ""
    daily_format: str = _DAILY_FORMAT
    types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ignored_prefixes: tuple[str, ...] = ()
    ignored_patterns: tuple[Pattern, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def link_style(self) -> LinkStyle:
        """How links are written in this vault."""
        return LinkStyle(self.use_markdown_links, self.new_link_format)

    def excluded(self, path: str) -> bool:
        """Tell whether the user excluded this path from search (`userIgnoreFilters`)."""
        if self.ignored_prefixes and fold(path).startswith(self.ignored_prefixes):
            return True
        return any(pattern.found(path) for pattern in self.ignored_patterns)

    def is_template(self, path: str) -> bool:
        """Tell whether the path lies in the templates folder."""
        return bool(self.templates_folder) and fold(path).startswith(fold(f"{self.templates_folder}/"))

    def is_daily(self, path: str) -> bool:
        """Tell whether the path is that of a daily note: the folder, then the date in the format of the settings."""
        return _daily_pattern(self.daily_folder, self.daily_format).found(path, whole=True)

    def attachments_for(self, note: str) -> str:
        """Return the folder for attachments of the note at this path, "" for the vault's root."""
        if self.attachment_folder.startswith("."):
            return posixpath.normpath(posixpath.join(posixpath.dirname(note) or ".", self.attachment_folder)).removeprefix(".")
        return self.attachment_folder.strip("/")

    def for_files(self, vault: Path) -> tuple[str, ...]:
        """Return the one folder for all attachments, unless as many notes lie in it as other files: then it is one for notes too."""
        folder = self.attachment_folder.strip("/")
        return (folder,) if folder and not folder.startswith(".") and is_for_files(vault, folder) else ()


def read_obsidian(vault: Path) -> Obsidian:
    """Read Obsidian's settings of a vault; what is missing, broken or of the wrong kind has its default and, if broken, a warning."""
    name = settings_folder(vault)
    if not name:
        return Obsidian()
    read = _Reader(vault / name)
    app, templates, daily = read.file("app.json"), read.file("templates.json"), read.file("daily-notes.json")
    templater = read.file("plugins/templater-obsidian/data.json")
    in_folder = read.one_of(app, "newFileLocation", ("root", "current", "folder")) == "folder"
    prefixes, patterns = read.filters(app)
    return Obsidian(
        folder=name,
        use_markdown_links=app.get("useMarkdownLinks") is True,
        new_link_format=read.one_of(app, "newLinkFormat", ("shortest", "relative", "absolute")),
        new_note_folder=read.folder(app, "newFileFolderPath") if in_folder else "",
        attachment_folder=read.attachments(app),
        trash=read.one_of(app, "trashOption", ("system", "local", "none")),
        templates_folder=read.folder(templates, "folder") or read.folder(templater, "templates_folder"),
        daily_folder=read.folder(daily, "folder"),
        daily_format=read.format(daily, "format").removesuffix(".md") or _DAILY_FORMAT,
        types=MappingProxyType(read.types()),
        ignored_prefixes=prefixes,
        ignored_patterns=patterns,
        warnings=tuple(read.warnings),
    )


class _Reader:
    """Reads settings files and collects what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self.warnings: list[str] = []

    def file(self, name: str) -> dict[str, Any]:
        """Return the JSON object of one settings file, {} if there is none."""
        path = self._root / name
        try:
            if not path.is_file():
                return {}
            if path.stat().st_size > _LARGEST:
                raise ValueError("it is too large")
            value = json.loads(path.read_bytes().decode("utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            self._warn(name, f"could not be read ({in_words(error)}); the defaults hold")
            return {}
        if isinstance(value, dict):
            return value
        self._warn(name, "holds no JSON object; the defaults hold")
        return {}

    def text(self, values: Mapping[str, Any], key: str) -> str:
        """Return a setting that is a string, "" by default."""
        value = values.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self._warn(key, f"should be a text, not {value!r}; the default holds")
        return ""

    def one_of(self, values: Mapping[str, Any], key: str, choices: tuple[T, ...]) -> T:
        """Return a setting that is one of `choices`, the first by default."""
        value = values.get(key)
        if value in choices:
            return choices[choices.index(value)]
        if value is not None:
            self._warn(key, f"is {value!r}, which is none of {', '.join(choices)}; {choices[0]} holds")
        return choices[0]

    def folder(self, values: Mapping[str, Any], key: str) -> str:
        """Return a setting that is a folder, as a path from the vault's root.

        One that leads out of the vault, or is hidden as Obsidian's own folder is, counts as not set: nobody would find a note there.
        """
        text = self.text(values, key).strip("/")
        path = "" if not text else PurePosixPath(text).as_posix()
        if ".." in PurePosixPath(path).parts or "\0" in path:
            self._warn(key, f"leads out of the vault ({path!r}); it is ignored")
            return ""
        if any(part.startswith(".") for part in PurePosixPath(path).parts):
            self._warn(key, f"is hidden ({path!r}): Obsidian shows nothing that lies there; it is ignored")
            return ""
        return "" if path == "." else path

    def attachments(self, values: Mapping[str, Any]) -> str:
        """Return `attachmentFolderPath`: "/" for the root, "./" and "./sub" beside the note, else a path from the root."""
        text = self.text(values, "attachmentFolderPath")
        folder = self.folder(values, "attachmentFolderPath")
        return f"./{folder.removeprefix('./')}" if text.startswith("./") else folder or "/"

    def format(self, values: Mapping[str, Any], key: str) -> str:
        """Return a setting that is a format of Moment's, "" by default."""
        text = self.text(values, key)
        if len(text) <= _LONGEST_FORMAT:
            return text
        self._warn(key, f"has over {_LONGEST_FORMAT} characters; the default holds")
        return ""

    def filters(self, values: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[Pattern, ...]]:
        """Return `userIgnoreFilters`: path prefixes, folded, and the patterns between slashes."""
        prefixes: list[str] = []
        patterns: list[Pattern] = []
        allowance = Allowance()
        value = values.get("userIgnoreFilters")
        filters = [entry for entry in value if isinstance(entry, str) and entry] if isinstance(value, list) else []
        if len(filters) > _MOST_FILTERS:
            self._warn("userIgnoreFilters", f"holds over {_MOST_FILTERS} entries; those behind them are ignored")
        for entry in filters[:_MOST_FILTERS]:
            if len(entry) > 2 and entry.startswith("/") and entry.endswith("/"):
                try:
                    patterns.append(written_by_hand(entry[1:-1], allowance))
                except ValueError as error:
                    self._warn("userIgnoreFilters", f"{entry[:200]!r} is no pattern that can be read here ({error}); it is ignored")
            else:
                prefixes.append(fold(entry))
        return tuple(prefixes), tuple(patterns)

    def types(self) -> dict[str, str]:
        """Return the property types of `types.json`."""
        types = self.file("types.json").get("types", {})
        return {key: value for key, value in types.items() if isinstance(value, str)} if isinstance(types, dict) else {}

    def _warn(self, what: str, text: str) -> None:
        self.warnings.append(f"{self._root.name}: {what} {text}")


@lru_cache(8)  # the index asks for each note
def _daily_pattern(folder: str, form: str) -> Pattern:
    wanted = posixpath.join(folder, form)
    literal = re.escape(f"{folder}/") if folder else ""
    return Pattern("(?i)" + literal + _moment(wanted[len(folder) :].lstrip("/")) + r"\.md")


def _moment(text: str) -> str:
    """Return a Moment format as a regular expression."""

    def part(match: re.Match[str]) -> str:
        if match[1] is not None:
            return re.escape(match[1])
        return re.escape(match[2]) if match[2] is not None else _TOKENS[match.group()]

    return _TOKEN.sub(part, text)
