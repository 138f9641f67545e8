"""What stands before the names in an author field or a byline: "Written by", "Text und Fotos:", "作者 | "; nouns mostly with a colon."""

from __future__ import annotations

import re

from .credits import BOTH

# A name follows at once.
_PHRASES = r"""
    written\s+(?:and|&)\s+(?:photographed|illustrated|edited)\s+by|
    (?:(?:photos?|photographs|pictures|images|illustrations?)\s+(?:and|&)\s+)?(?:words|story|text|article)
    (?:\s+(?:and|&)\s+(?:photos?|photographs|photography|pictures|images|illustrations?))\s+by|
    (?:written|posted|published|words|story|text|authored|article|reported|curated|compiled|contributed)\s+by|
    (?:(?:film|movie|book|album|music|game|show|theatre|theater|concert|restaurant|product)\s+)?reviewed\s+by|
    (?:ein(?:e)?\s+)?(?:gast)?(?:beitrag|kommentar|artikel|bericht|essay|kolumne|reportage|analyse)(?:\s+von|(?=\s*:))|
    (?:ein\s+)?interview(?:\s+(?:von|by|par)|(?=\s*:))|(?:aufgezeichnet|protokolliert|aufgeschrieben|verfasst|geschrieben)\s+von|
    (?:propos\s+recueillis|recueilli|entretien)\s+par|a\s+cura\s+di|(?:articolo|intervista)\s+di|γράφει\s+(?:η|ο)|γραφει\s+(?:η|ο)|
    by|von|par|por|door|av|af|od|autor(?:in)?|author|text|quelle|source|fuente
"""
# "Di" and "Da" with a capital before one word are names as well: "Di Smith".
_OF = r"(?-i:d[ia])|(?:di|da)(?=\s*:|\s+\S+\s+\S|\s+(?-i:[A-ZÀ-Ý]{2}))"
# Words that are also names, or what somebody is: before two words or more with a capital. "Oleh Petrenko" and "Oleh Ivanovych Petrenko"
# are somebody.
_BEFORE_FULL_NAMES = (
    r"(?:penulis|oleh(?!\s+\w+(?:vych|vich|wytsch)\b)|oprac\.|opracował[ao]?|rozmawiał[ao]?)"
    r"(?=\s+(?-i:[A-ZÀ-ÝŁŚŻŹĆ])\S*\s+(?-i:[A-ZÀ-ÝŁŚŻŹĆ]))"
)
_BY = re.compile(
    rf"^\W*(?:(?:{''.join(line.strip() for line in _PHRASES.split(chr(10)))}|{_OF})\b|{_BEFORE_FULL_NAMES})\s*:?\s*", re.IGNORECASE
)
# With a colon or another sign between: "文／", "Tekst: ". 文 alone is a family's name.
_NOUNS = (
    r"guest author|words|interview|protokoll|texte|texto|testo|tekst|teksti|tekstas|szöveg|текст|автор|kirjoittaja|penulis|oleh|"
    r"yazar|yazan|haber|írta|piše|пише|tác giả|כתב|מאת|بقلم|كتبت?|نویسنده|लेखक|szerző"
)
_NOUNS_IN_SIGNS = r"文|撰文|撰稿|作者|記者|记者|執筆|执笔|著者|取材・文|取材|글|기자|[来來]源"
# Of papers and agencies: "新华社记者 王小明"; where no space stands between, two to four signs end the name.
_REPORTER = r"(?:[\u3400-\u9fff]{0,8}[社报報网網台视視])?(?:记者|記者)"
_LABELLED = re.compile(
    rf"^\W*(?:{BOTH}|(?:{_NOUNS})\s*[:：/／＝=]\s*|(?:{_NOUNS_IN_SIGNS})\s*[:：/／＝=|｜丨]\s*|"
    rf"{_REPORTER}(?:\s+|(?<=[社报報网網台视視]..)(?=[\u3400-\u9fff]{{2,4}}(?:$|[\s、，,])))|"
    r"автор\s+|skriven av\s+|napisał[a]?\s+|(?:guest|blog) post by\s+)",
    re.IGNORECASE,
)


def without_opening(text: str) -> str:
    """Names without the words before them that say that these wrote a text."""
    return _BY.sub("", _LABELLED.sub("", text))
