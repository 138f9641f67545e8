"""What a drop's file name says: its kind, the time of capture, where it came from, its title."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ...model import Drop, Note
from ...text.conflicts import conflict_of

Kind = Literal["text", "markdown", "html", "link", "email"]
_KINDS: dict[str, Kind] = {
    "txt": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "url": "link",
    "webloc": "link",
    "desktop": "link",
    "eml": "email",
}
_SUFFIX = re.compile(r"(?<=.)\.(?=\w*[A-Za-z])([^\W_]{1,12})$")  # the ".0" of "Version 2.0" and the ".2_notes" of "v1.2_notes" are none
# Without its seconds a time could be a number of the title's, so one of the usual sources has to follow.
_PATTERN = re.compile(r"(\d{8}_\d{4}(?:\d\d|(?=_(?i:rss|phone|share|clip|email|drop)(?:_|$))))(?:_([^\s_]+))?(?:_(.*))?", re.DOTALL)

# Names that apps and systems give when the user gave none.
_GENERIC = (
    "untitled|untitled (?:note|document|file)|unnamed|no title|new (?:note|document|file|text document|text file|memo)"
    "|notes?|text|text file|quick note|document|doc|file|memo|draft|scratch|clipboard|clipping|snippet"
    "|link|page|website|web page|e ?mail|message"
    "|drop|inbox|share"
    "|(?:pasted|shared|copied|selected) (?:text|note|link|content|page)"
    "|ohne titel|unbenannt(?:e notiz|es dokument)?|neue (?:notiz|datei)|neues (?:dokument|textdokument)|notiz|dokument"
    "|geteilte[rs]? (?:text|notiz|link)"
    "|sans titre|sans nom|nouvelle note|nouveau document(?: texte)?|document sans titre|note sans titre"
    "|sin t[ií]tulo|nueva nota|nota|documento|nuevo documento(?: de texto)?|(?:documento|nota) sin t[ií]tulo"
    "|senza (?:titolo|nome)|nuova nota|nuovo documento(?: di testo)?|sem t[ií]tulo|nova nota|novo documento(?: de texto)?"
    "|naamloos|zonder titel|nieuwe notitie|notitie|bez tytułu|nowa notatka|notatka|bez názvu|nová poznámka|poznámka"
    "|без (?:названия|имени)|новая заметка|заметка|namnlös|ny anteckning|utan titel"
    "|uten (?:navn|tittel)|uden titel|ny note|nytt notat|nimetön|adsız"
    # the words for text, link and quick note in the same languages
    "|texto|texte|testo|tekst|текст|metin|textdatei|fichier texte|archivo de texto|file di testo|tekstbestand"
    "|lien|enlace|collegamento|verknüpfung|ссылка|schnellnotiz|note rapide|nota r[áa]pida|presse-papiers|portapapeles|zwischenablage"
    "|无标题(?:笔记|文档)?|無標題|未命名|新建笔记|新笔记|新建文本文档|新建文档|笔记|文本|文字|链接|連結|剪贴板|文字文件"
    "|無題(?:のノート)?|名称未設定|新規(?:ノート|メモ|テキスト(?: ドキュメント)?)|メモ|ノート|テキスト|リンク"
    "|텍스트|링크|메모|제목 없음|무제|새 (?:노트|메모)"
)
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*"
_WHEN = (
    r"\d{4}[-./ ]?\d\d[-./ ]?\d\d|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}"
    rf"|\d{{1,2}}\.?(?:st|nd|rd|th)? {_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
)
_CLOCK = r"(?:\d{1,2}[-.:h ]\d\d(?:[-.: ]\d\d)?(?:[.,]\d+)?|\d{4}|\d{6})(?: ?[ap]m)?"
_EMPTY_NAME = re.compile(
    rf"(?:(?:{_GENERIC})(?:[ -]*\(?\d{{1,3}}\)?)?)?(?:[ -]*(?:at |um |à )?(?:{_WHEN})(?:(?:[ t,-]|at|um|à)*{_CLOCK})?)?(?: ?\(\d+\))?"
    r"|\d{8,17}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{8,64}"
)


_DAY = re.compile(_WHEN)


@dataclass(frozen=True, slots=True)
class DropName:
    """What a file name says; `source` and `title` are "" where it says nothing, `stamped` is true where it begins with a time."""

    created: datetime | None
    source: str = ""
    title: str = ""
    stamped: bool = False


def kind_of(name: str) -> Kind | None:
    """Tell the kind of drop by its extension, case-blind; no extension is text; None for photos, PDFs and all else."""
    suffix = _SUFFIX.search(name)
    return _KINDS.get(suffix[1].lower()) if suffix else "text"


def read_name(drop: Drop) -> DropName:
    """Read `YYYYMMDD_HHMMSS_<source>_<Title_with_underscores>.txt`; any other name is a title and the time is `drop.captured`.

    The seconds may be missing before a usual source. Times are local to the vault, without zone and microseconds. A child of a split
    list takes no title from the name of the whole.
    """
    stem = stem_of(drop.name)
    captured = drop.captured.replace(tzinfo=None, microsecond=0) if drop.captured else None
    match = _PATTERN.fullmatch(stem)
    time = _time(match[1]) if match else None
    if match and time:
        source, title = (match[2] or "").lower(), _spaced(match[3] or "")
    else:
        time, source, title = captured, "", stem.strip()
    if drop.part != "1/1" or is_generic(title):
        title = ""
    return DropName(time, source, title, stamped=bool(match and time is not captured))


def stem_of(name: str) -> str:
    """Give the name without its extension and without what a sync tool appended to a conflicting copy."""
    suffix = _SUFFIX.search(name)
    stem = name[: suffix.start()] if suffix else name
    return conflict_of(stem) or stem


def is_generic(title: str) -> bool:
    """Tell whether a name says nothing: "Untitled 3", "Text 2025-09-18", a mere date, a UUID."""
    plain = unicodedata.normalize("NFC", title).casefold()
    return bool(_EMPTY_NAME.fullmatch(re.sub(r"[\s_\u202f\u00a0]+", " ", plain).strip()))


def is_day(title: str) -> bool:
    """Tell whether a name is nothing but a date, as the notes of days are called."""
    return bool(_DAY.fullmatch(title.strip().casefold()))


def first_note(drop: Drop) -> Note:
    """Make the note that a drop becomes when nothing but its name and bytes is looked at."""
    name = read_name(drop)
    return Note(
        title=name.title,
        created=name.created,
        source=name.source or "drop",
        original_file=drop.name,
        inbox_id=drop.inbox_id,
        folder=drop.folder,
    )


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp.ljust(15, "0"), "%Y%m%d_%H%M%S")  # a time may come without its seconds
    except ValueError:
        return None


def _spaced(title: str) -> str:
    return " ".join(title.replace("_", " ").split())
