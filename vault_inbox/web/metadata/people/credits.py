"""Who did what for a text, as bylines tell it: "Text und Fotos: Ada Field" wrote it, "Foto: Max Roe" and "撮影：鈴木一郎" did not."""

from __future__ import annotations

import re

_WORDS = r"(?:texte?|texto|testo|tekst[iy]?|szöveg|текст|words|story|bericht|reportage)"
_PICTURES = (
    r"(?:photo(?:s|graph(?:s|y|ies?)|graphies?)?|fot(?:o(?:s|['’]s|grafi(?:e|en|er|as?)|grafías|grafije)?|ók?)|bild(?:er)?|beeld(?:en)?|"
    r"kuvat?|images?|imagens|imágenes|immagini|pictures|illustration(?:s|en|er)?|zdjęci[ea]|фото(?:графии)?|vidéos?|videos?|видео)"
)
_WITH_BOTH = r"\s*(?:und|och|og|en|et|e|y|i|ja|és|a|și|та|и|and|&|\+|/|,)\s*"
# Of who did both: "Text und Fotos: Ada Field", "Foto och text av …", "文・写真：山田太郎", "글·사진 김철수". Where neither
# sign nor word parts the two in letters with a case, a name has its capital.
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞŁŚŻŹĆČŠŽА-ЯІЇЄ])"
_IN_SIGNS = r"(?:写真|撮影|摄影|攝影|图片?|圖片?|사진|촬영)"
BOTH = (
    rf"(?:(?:取材・文|撰文|文|글)(?:\s*[・·＆&/、]\s*{_IN_SIGNS})+|{_IN_SIGNS}\s*[・·＆&/、]\s*(?:撰文|文|글))(?:\s*[:：/／＝=]\s*|\s+)|"
    rf"(?:{_WORDS}(?:{_WITH_BOTH}{_PICTURES}){{1,2}}|{_PICTURES}{_WITH_BOTH}{_WORDS})"
    rf"(?:\s*[:：/]|\s+(?:von|by|di|de|da|av|af|par|por|door)\b|(?=\s+{_CAPITAL}|\s*$))\s*"
)
# "Video de Marque" may be what a blog is called.
_BY = rf"\s+(?:(?:by|von|par|por|av|af|door)\b|(?:de|di|da)\s+(?={_CAPITAL}\S*\s+{_CAPITAL}))"
# Where who wrote it is told behind the others: "Medically reviewed by Max Roe. Written by Ada Field".
_WRITER = (
    rf"\b(?:written|words|text|story)\s+by\b|[\s,;|/]{_WORDS}\s*[:：]|"
    r"(?:(?<=[\n.;|·•–—-]\s)|(?<=\n))(?-i:By|Von|Par|Por)\s"
)
_REVIEWED = r"(?:(?:medically|clinically|scientifically|technically|legally|expertly|expert|peer)[\s-]+)reviewed"
_CHECKED = r"(?:fact|expert)[- ]checked"
_TRANSLATED = (
    r"(?:translated|translation|übersetzt|übersetzung|traducci[oó]n|traducido|traduction|traduit|traduzione|tradotto|tradução|traduzido|"
    r"vertaald|vertaling|översättning|oversat|oversatt)"
)
# Who edited or proofread a text, or had it first, in China and Japan.
_DESK_IN_SIGNS = r"(?:(?:责任|責任|执行|值班|见习|本期)?(?:编辑|編輯|編集)|[责責][编編]|校[对對]|[监監][制製]|[审審]核|翻[译譯]|翻訳)"
_SOURCE_IN_SIGNS = r"[来來]源\s*[:：＝=|｜丨/／]"
_PARTED = r"(?<![\s,，、;；|/｜丨])[\s,，、;；|/｜丨]+"
_WRITER_IN_SIGNS = rf"{_PARTED}(?:取材・文|取材|撰文|撰稿|文|글|作者|記者|记者|執筆|著者|{_WORDS}|teksty)\s*[:：＝=|｜丨/／]"
# Who did something else for a text: "Photographs by Max Roe"; or was but spoken with: "Interview mit Max Roe". Of "von" in a name
# ("Interview mit Max von Roe") nothing is told. What had the text first goes where who wrote it is told too.
_NOT_WRITTEN = re.compile(
    rf"\W*(?:(?:{_PICTURES}{_WITH_BOTH}{_PICTURES}(?=\s?:| by\b)|{_REVIEWED}|{_CHECKED}|edited|translated|"
    rf"reviewed(?=\s+by\b.*?(?:{_WRITER}))|"
    rf"(?:photo(?:graph)?s?|photography|pictures?|images?|illustrations?|video|graphics)(?= by|:)|{_TRANSLATED}(?={_BY}|\s?:)|"
    rf"{_PICTURES}(?=\s?:|{_BY}))(?:\s+by)?\b.*?(?=\Z|{_WRITER})|"
    r"(?:(?:an?|ein|eine|une|una?)\s+)?(?:interview|conversation|gespräch|entretien|entrevista|intervista|intervju|rozmowa)\s+"
    rf"(?:with|mit|avec|con|med|met|z)\s+.*?(?=\Z|\s(?:by|par|por)\s)|{_SOURCE_IN_SIGNS}.*?(?={_WRITER_IN_SIGNS}))",
    re.IGNORECASE | re.DOTALL,
)
# The same behind the names: "By Jane Roe. Additional reporting by Max Doe".
_NOT_WRITTEN_EITHER = re.compile(
    r"(?<=\S)(?<! and)(?<!&)(?:[.,;]|\s[–—-])?\s+(?:with )?(?:(?:additional|further) (?:reporting|research|writing)|"
    rf"{_REVIEWED}|reviewed|{_CHECKED}|translat(?:ed|ion)|edited|"
    r"(?:photo(?:graph)?s?|photography|pictures|illustrations?|video|graphics))\s+by\b.*",
    re.IGNORECASE | re.DOTALL,
)
# The same with a colon before another name or behind it: "撰文：王小明　摄影：李雷", "Текст: …, фото: …"; "文 写真：" is one label.
_LABELLED = re.compile(
    rf"(?:^\W*|(?<![文글]){_PARTED})(?:(?:{_IN_SIGNS}|{_DESK_IN_SIGNS})\s*[:：＝=|｜丨/／]|{_PICTURES}\s*[:：]).*?(?={_WRITER_IN_SIGNS}|\Z)|"
    rf"(?<=[\u3400-\u9fff])[\s,，、;；|/｜丨]+{_SOURCE_IN_SIGNS}.*?(?={_WRITER_IN_SIGNS}|\Z)|"
    rf"(?<=[\u3400-\u9fff])\s+{_DESK_IN_SIGNS}\s+[\u3400-\u9fff]{{2,4}}(?!\S)",
    re.IGNORECASE | re.DOTALL,
)
# "Texte Marie Dupont, photos Jean Martin", "Tekst Jan de Vries Beeld Kees Bos"
_BOTH_NAMED = re.compile(
    rf"\W*(?:texte?|texto|testo|tekst[iy]?)\s+({_CAPITAL}[^\s,;:/|]*(?: [^\s,;:/|]+){{0,4}}?)[\s,;/|]+"
    rf"{_PICTURES}\s+{_CAPITAL}[^,;:/|\n]*",
    re.IGNORECASE,
)
# What each did, in brackets behind the name: "Ada Field (Text) und Max Roe (Fotos)".
_PIECE = re.compile(
    r"[(（\[](?P<told>[^()（）\[\]]*)[)）\]]|(?P<end>(?<!\s)\s*[,;/|·•&\n]\s*|(?<!\s)\s+(?:und|UND|and|AND|et|y|e|og|och|en|ja|i|и)\s+)"
)
_OF_PICTURES = re.compile(rf"\s*{_PICTURES}(?:{_WITH_BOTH}{_PICTURES})*\s*", re.IGNORECASE)
_OF_WORDS = re.compile(rf"\s*{_WORDS}\b.*", re.IGNORECASE | re.DOTALL)


def is_not_written(text: str) -> bool:
    """Whether a line names but who did something else for a text."""
    return _NOT_WRITTEN.fullmatch(text) is not None


def without_others(text: str) -> str:
    """A byline without those whom it begins with and who did something else for the text, up to who wrote it."""
    return _NOT_WRITTEN.sub("", text, count=1) if _NOT_WRITTEN.match(text) else text


def without_others_behind(text: str) -> str:
    """Names without those behind them who did something else for the text, where words, or a word and a colon, tell that."""
    named = _BOTH_NAMED.fullmatch(text)
    return _NOT_WRITTEN_EITHER.sub("", _LABELLED.sub("", named[1] if named else text))


def without_bracketed(text: str) -> str:
    """A byline without the names behind which "(Fotos)" stands, where others are named too.

    "(Bild)" counts only beside "(Text)": it is the name of a paper as well.
    """
    told = [found["told"] for found in _PIECE.finditer(text) if found["told"] is not None]
    if not any(map(_OF_PICTURES.fullmatch, told)):
        return text
    by_word, at = any(map(_OF_WORDS.fullmatch, told)), 0
    names, parts, did = [""], [""], [""]  # each name, what parts it from the one before, what its bracket tells
    for found in _PIECE.finditer(text):
        if found["told"] is not None:
            names[-1], did[-1] = names[-1] + text[at : found.end()], found["told"]
        else:
            names[-1] += text[at : found.start()]
            for each, begun in ((names, ""), (parts, found["end"]), (did, "")):
                each.append(begun)
        at = found.end()
    names[-1] += text[at:]
    kept = [
        (part, name)
        for part, name, told_of in zip(parts, names, did, strict=True)
        if not _OF_PICTURES.fullmatch(told_of) or (told_of.strip().casefold() == "bild" and not by_word)
    ]
    if not any(any(map(str.isalpha, name)) for _, name in kept):
        return text
    return "".join((part if at else "") + name for at, (part, name) in enumerate(kept))
