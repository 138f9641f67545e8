"""Who did what for a text, as bylines tell it: "Text und Fotos: Ada Field" wrote it, "Foto: Max Roe" and "撮影：鈴木一郎" did not."""

from __future__ import annotations

import re

_WORDS = r"(?:texte?|texto|testo|tekst[iy]?|szöveg|текст|words|story|bericht|reportage)"
_PICTURES = (
    r"(?:photo(?:s|graph(?:s|y|ies?)|graphies?)?|fot(?:o(?:s|['’]s|grafi(?:e|en|er|as?)|grafías|grafije)?|ók?)|bild(?:er)?|beeld(?:en)?|"
    r"kuvat?|images?|imagens|imágenes|immagini|pictures|illustrations?|zdjęci[ea]|фото(?:графии)?|vidéos?|videos?|видео)"
)
_WITH_BOTH = r"\s*(?:und|och|og|en|et|e|y|i|ja|és|a|și|та|и|and|&|\+|/|,)\s*"
# Of who did both: "Text und Fotos: Ada Field", "Foto och text av …", "文・写真：山田太郎", "글·사진 김철수". Where neither
# sign nor word parts the two in letters with a case, a name has its capital.
_IN_SIGNS = r"(?:写真|撮影|摄影|攝影|图片?|圖片?|사진|촬영)"
BOTH = (
    rf"(?:(?:取材・文|撰文|文|글)(?:\s*[・·＆&/、]\s*{_IN_SIGNS})+|{_IN_SIGNS}\s*[・·＆&/、]\s*(?:撰文|文|글))(?:\s*[:：/／＝=]\s*|\s+)|"
    rf"(?:{_WORDS}(?:{_WITH_BOTH}{_PICTURES}){{1,2}}|{_PICTURES}{_WITH_BOTH}{_WORDS})"
    r"(?:\s*[:：/]|\s+(?:von|by|di|de|da|av|af|par|por|door)\b|(?=\s+(?-i:[A-ZÀ-ÖØ-ÞŁŚŻŹĆČŠŽА-ЯІЇЄ])|\s*$))\s*"
)
# Who did something else for a text: "Photographs by Max Roe".
NOT_WRITTEN = re.compile(
    rf"\W*(?:{_PICTURES}{_WITH_BOTH}{_PICTURES}(?=\s?:| by\b)|"
    r"(?:medically reviewed|fact[- ]checked|edited|translated|"
    r"(?:photo(?:graph)?s?|photography|pictures?|images?|illustrations?|video|graphics)(?= by|:)|"
    r"(?:foto|fotos|bild|bilder|photos?)(?=:)))(?:\s+by)?\b.*",
    re.IGNORECASE | re.DOTALL,
)
# The same behind the names: "By Jane Roe. Additional reporting by Max Doe".
NOT_WRITTEN_EITHER = re.compile(
    r"(?<=\S)(?<! and)(?<!&)(?:[.,;]|\s[–—-])?\s+(?:with )?(?:(?:additional|further) (?:reporting|research|writing)|"
    r"translat(?:ed|ion)|edited|"
    r"(?:photo(?:graph)?s?|photography|pictures|illustrations?|video|graphics))\s+by\b.*",
    re.IGNORECASE | re.DOTALL,
)
# The same with a colon before another name or behind it: "撰文：王小明　摄影：李雷", "Текст: …, фото: …"; "文 写真：" is one label.
_PICTURED = re.compile(
    rf"(?:^\W*|(?<![文글])[\s,，、;；|/]+)(?:{_IN_SIGNS}|фото|zdjęci[ea]|kuvat?|fotó)\s*[:：].*?"
    r"(?=[\s,，、;；|/]+(?:取材・文|取材|撰文|文|글|текст|tekst[iy]?|teksty|szöveg)\s*[:：]|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def without_pictures(text: str) -> str:
    """A byline without those who made the pictures, where a word and a colon tell them."""
    return _PICTURED.sub("", text)
