"""What stands before an author's name, and what the element that holds one is called, in the languages of newspapers and blogs."""

from __future__ import annotations

import re

# Nouns, with a colon behind them: "Szerző: …", "نویسنده: …".
_NOUNS = """
    words text story author writer reporter interview texte texto testo tekst tekstas szöveg teksti texty
    auteur autrice autor autora autorin autore autorka verfasser verfasserin door por par von di da av af od oleh
    haber yazar yazan muhabir penulis laporan kirjoittaja toimittaja szerző írta
    текст автор автори авторка корреспондент беседовал беседовала розмовляла κείμενο συντάκτης γράφει
    كتب كتبت بقلم الكاتب نویسنده خبرنگار כתב כתבה מאת लेखक लेखिका रिपोर्ट โดย ผู้เขียน
    作者 記者 记者 文 撰文 執筆 著者 글 기자 기자명
"""
# Words that need none. A name follows at once: "Γράφει η …", "Propos recueillis par …".
_PHRASES = """
    by|(?:written|published) by|interview by|von|(?:geschrieben|verfasst) von|ein (?:beitrag|text|interview) von|door|geschreven door|
    par|propos recueillis par|(?:écrit|rédigé|publié) par|por|(?:escrito|publicado|texto) por|(?:scritto|pubblicato) da|a cura di|di|av|af|
    (?:skriven|skrevet|publicerad) a[vf]|napisała?|napsala?|opracowała?|scris de|publicat de|oleh|ditulis oleh|γράφει (?:η|ο)|
    (?:text|texte?|testo|tekst) (?:von|de|di|av)|автор(?: статьи| текста)?|беседовал[аи]?|tác giả|بقلم|מאת|기자명|โดย|取材・文
"""
# So forums name who began; that may be any one word.
_BEGUN = """
    (?:asked|posted|submitted|shared|started) by|(?:gefragt|gestellt|erstellt) von|(?:gesteld|geplaatst) door|(?:posée?|posté|proposé) par|
    (?:preguntado|enviado|perguntado) por|(?:chiesto|inserito) da|postet av
"""
_NOUN = "|".join(sorted(_NOUNS.split(), key=len, reverse=True))
_PHRASE, _ASKED = ("".join(line.strip() for line in lines.split("\n")) for lines in (_PHRASES, _BEGUN))
# As Korean and Taiwanese papers write it: "홍길동 기자", "記者王小明／台北報導".
REPORTER = re.compile(
    r"[(（【\[]?(?:([\uac00-\ud7a3]{2,4})\s*(?:선임|인턴)?(?:기자|특파원)|(?:本[报報])?(?:记者|記者)\s*([\u3400-\u9fff]{2,4}))(?!\w).*"
)
# A noun and its colon may stand behind others: "来源：… 作者：…".
NAMED = re.compile(rf"(?:^|[\s|·•,–—(])(?:{_NOUN})\s*[:：／＝]\s*", re.IGNORECASE)
BY = re.compile(rf"^\W*(?:{_ASKED}|{_PHRASE})\s*:?\s+", re.IGNORECASE)
LABEL = re.compile(rf"\W*(?:{_ASKED}|{_PHRASE}|(?:{_NOUN})\s*[:：])\s*:?", re.IGNORECASE)
BEGUN_BY = re.compile(rf"\W*(?:{_ASKED})\s*:?", re.IGNORECASE)
CLASSES = re.compile(
    r"(?:^|[\s_-])(?:auteure?s?|autrice|autor(?:a|as|es|en|in|ka|ius)?|autor[ei]|author|firma|signature|signatura|assinatura|szerzo|muhabir|"
    r"yazar|verfasser|forfatter|forfattare|skribent|journaliste?|kirjoittaja|toimittaja|penulis|reda[ck]teure?|redactor|reporter|by|writer|"
    r"avtor)(?=$|[\s_-])",
    re.IGNORECASE,
)
