"""The names that apps and systems give to a text, a link or a recording when nobody gave it one: "Untitled 3", "Aufnahme 12"."""

from __future__ import annotations

import re
import unicodedata

_WORDS = (
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
    # what recorders call a recording and what is written down of it, in the same languages
    "|(?:new |voice |audio |phone |call )?recordings?|voice (?:memo|note|message)s?|audio (?:note|memo|message|file)s?|transcript(?:ion)?"
    "|(?:neue |sprach|audio)?aufnahme|sprach(?:memo|notiz|nachricht)|transkript(?:ion)?"
    "|(?:nouvel )?enregistrement(?: vocal| audio)?|(?:note|message) vocale?|m[ée]mo vocal"
    "|(?:nueva )?grabaci[óo]n(?: de (?:voz|audio))?|nota de (?:voz|audio)|mensaje de voz|transcripci[óo]n"
    "|(?:nuova )?registrazione(?: vocale)?|(?:nota|memo) vocale|messaggio vocale|trascrizione"
    "|(?:nova )?grava[çc][ãa]o(?: de voz)?|mensagem de voz|transcri[çc][ãa]o"
    "|(?:nieuwe )?opname|spraak(?:memo|opname|notitie)|transcriptie|(?:nowe )?nagranie|notatka głosowa|transkrypcja|(?:nová )?nahrávka"
    "|(?:ny )?inspelning|röstmemo|(?:nytt )?opptak|(?:ny )?optagelse|talememo|(?:uusi )?äänite|(?:yeni )?kayıt|ses kaydı|sesli not"
    "|(?:новая )?запись|аудиозапись|голосовая заметка"
    "|新?录音|新?錄音|语音备忘录|語音備忘錄|(?:新規)?録音|ボイスメモ|(?:새로운 )?녹음|음성 메모"
    r"|(?:voice|audio|image|img)(?=[ -]*\(?\d)|(?:aud|ptt|img|vid|doc)-\d{8}-wa\d{4}|whatsapp (?:audio|ptt|image|video)"
    # and what a share sheet calls what was shared
    "|geteilte inhalte|teilen|partage|(?:texte|lien|contenu) partag[ée]|(?:texto|enlace|contenido) compartido|compartir"
    "|(?:testo|link|contenuto) condiviso|condividi|texto (?:compartilhado|partilhado)|gedeelde (?:tekst|link)"
    "|(?:page|fichier) sans (?:titre|nom)|document sans nom"
)
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*"
_WHEN = (
    r"\d{4}[-./ ]?\d\d[-./ ]?\d\d|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}"
    rf"|\d{{1,2}}\.?(?:st|nd|rd|th)? {_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
)
_CLOCK = r"(?:\d{1,2}[-.:h ]\d\d(?:[-.: ]\d\d)?(?:[.,]\d+)?|\d{4}|\d{6})(?: ?[ap]m)?"
_EMPTY_NAME = re.compile(
    rf"(?:(?P<words>{_WORDS})(?:[ -]*\(?\d{{1,3}}\)?)?)?(?:[ -]*(?:at |um |à )?(?:{_WHEN})(?:(?:[ t,-]|at|um|à)*{_CLOCK})?)?(?: ?\(\d+\))?"
    r"|\d{8,17}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{8,64}"
)


_DAY = re.compile(_WHEN)


def is_generic(name: str) -> bool:
    """Tell whether a name says nothing: "Untitled 3", "Text 2025-09-18", a mere date, a UUID."""
    return _read(name) is not None


def says_nothing(title: str) -> bool:
    """Tell whether a title that is no file's name says nothing: such a name with a word in it, for a day or a number may be a title."""
    found = _read(title)
    return bool(found and found["words"])


def is_day(name: str) -> bool:
    """Tell whether a name is nothing but a date, as the notes of days are called."""
    return bool(_DAY.fullmatch(name.strip().casefold()))


def _read(name: str) -> re.Match[str] | None:
    plain = unicodedata.normalize("NFC", name).casefold()
    return _EMPTY_NAME.fullmatch(re.sub(r"[\s_\u202f\u00a0]+", " ", plain).strip())
