"""What stands before an author's name, and what the element that holds one is called, in the languages of newspapers and blogs."""

from __future__ import annotations

import re

# Nouns, with a colon behind them: "Szerző: …", "نویسنده: …".
_NOUNS = r"""
    authors author\(s\) auteurs autoren autores autorzy авторы
    words text story author writer reporter interview report texte texto testo tekst tekstas szöveg teksti texty reportage
    auteur autrice autor autora autorin autore autorka verfasser verfasserin door por par von di da av af od oleh
    protokoll haber yazar yazan muhabir hazırlayan röportaj söyleşi penulis laporan pewarta kirjoittaja kirjoittanut toimittaja szerző írta
    piše пише napsal napsala
    текст автор автори авторка корреспондент беседовал беседовала розмовляла записала підготувала подготовил подготовила
    κείμενο συντάκτης γράφει ρεπορτάζ
    كتب كتبت بقلم إعداد الكاتب نویسنده خبرنگار כתב כתבה מאת लेखक लेखिका रिपोर्ट โดย ผู้เขียน
"""
# Chinese, Japanese and Korean ones; there a stroke or a dot may stand for the colon: "文/王小明", "作者 | 王小明", "文・佐藤花子".
_NOUNS_IN_SIGNS = """
    作者 記者 记者 文 撰文 撰稿 采写 採訪 采访 執筆 执笔 著者 筆者 ライター 取材・文 글 글쓴이 작성자 기자 기자명
"""
# What an element of its own may say before that of the name, without a colon.
_ALONE = """
    words author writer reporter auteur autrice autor autora autorin autore autorka verfasser verfasserin yazar muhabir penulis kirjoittaja
    szerző συντάκτης автор авторка كاتب الكاتب نویسنده כתב כתבה लेखक ผู้เขียน 作者 記者 记者 撰文 執筆 著者 ライター 글쓴이 작성자
"""
# Words that need none. A name follows at once: "Γράφει η …", "Propos recueillis par …".
_PHRASES = r"""
    by|(?:(?:this is )?an? )?(?:guest )?(?:post|blog|article|recipe|review|column|essay|story|report|interview|
    analysis|opinion)(?: written)? by|
    (?:written|published|authored|compiled|contributed|reported|curated) by|
    (?:words|text)(?: (?:and|&) (?:photos|photographs|pictures|images))? by|
    written (?:and|&) (?:photographed|illustrated|edited) by|(?:photos|photographs|pictures) (?:and|&) (?:words|text|story) by|
    (?:story|report) (?:and|&) (?:photos|photographs|pictures) by|
    von|(?:geschrieben|verfasst|aufgezeichnet|veröffentlicht) von|
    (?:ein )?(?:gastbeitrag|gastkommentar|kommentar|bericht|beitrag|artikel|text|essay|interview|analyse|kolumne|reportage|porträt) von|
    door|(?:geschreven|gepubliceerd) door|
    par|propos recueillis par|(?:article )?(?:écrit|rédigé|publié) par|une? (?:article|texte|récit|reportage|enquête|tribune|chronique) de|
    por|(?:escrito|publicado|texto|reportagem|artigo|artículo) por|(?:scritto|pubblicato) da|a cura di|articolo di|intervista di|di|av|af|
    (?:skriven|skrevet|skrivet|publicerad|publisert|udgivet) a[vf]|napisała?|napsala?|opracowała?|oprac\.|rozmawiała?|
    scris de|publicat de|oleh|ditulis oleh|γράφει (?:η|ο)|
    (?:text|texte?|testo|tekst) (?:von|de|di|av)|автор(?: статьи| текста| материала)?|беседовал[аи]?|tác giả|بقلم|מאת|기자명|
    (?:เขียน)?โดย|取材・文|kaleme alan|
    kirjoittaja|kirjoittanut|подготовил[аи]?|записал[аи]?|написал[аи]?|підготувал[аи]?|autor(?:a|in)?|yazar|penulis
"""
# So forums name who began; that may be any one word.
_BEGUN = """
    (?:asked|posted|submitted|shared|started) by|(?:gefragt|gestellt|erstellt) von|(?:gesteld|geplaatst) door|(?:posée?|posté|proposé) par|
    (?:preguntado|enviado|perguntado) por|(?:chiesto|inserito) da|postet av
"""
_NOUN, _IN_SIGNS, _BARE = ("|".join(sorted(nouns.split(), key=len, reverse=True)) for nouns in (_NOUNS, _NOUNS_IN_SIGNS, _ALONE))
_PHOTOS = r"(?:\s*(?:og|och|und|et|y|e|en|ja|i|&|\+|/)\s*(?:foto\w*|photos?|bild\w*|kuvat?|beeld|zdjęcia))?"  # "Tekst og foto: …"
_COLON = rf"(?:(?:{_NOUN}){_PHOTOS}\s*[:：／＝]|(?:{_IN_SIGNS})(?:[・＆&/](?:写真|图|圖|사진))?\s*[:：／＝/|｜・])"
_PHRASE, _ASKED = ("".join(line.strip() for line in lines.split("\n")) for lines in (_PHRASES, _BEGUN))
# As Korean and Taiwanese papers write it: "홍길동 기자", "記者王小明／台北報導".
REPORTER = re.compile(
    r"(?:[(（【\[][^()（）【】\[\]]{2,20}[)）】\]]\s*)?[(（【\[]?"
    r"(?:([\uac00-\ud7a3]{2,4})\s*(?:선임|인턴)?(?:기자|특파원)|"
    r"(?:.{0,40}[\s】])?(?:本[报報]|[\u3400-\u9fff]{1,6}[社报報网網台视視])?(?:记者|記者)\s*"
    r"([\u3400-\u9fff]{2,4}(?:[ \u3000、][\u3400-\u9fff]{2,4}){0,3}))(?![\w，。！？]).*"
)
# A noun and its colon may stand behind others: "来源：… 作者：…".
NAMED = re.compile(rf"(?:^|[\s|·•,–—(・])(?:{_COLON})\s*", re.IGNORECASE)
BY = re.compile(rf"^\W*(?:{_ASKED}|{_PHRASE})\s*:?\s+", re.IGNORECASE)
LABEL = re.compile(rf"\W*(?:{_ASKED}|{_PHRASE}|{_COLON}|{_BARE})\s*:?", re.IGNORECASE)
BEGUN_BY = re.compile(rf"\W*(?:{_ASKED})\s*:?", re.IGNORECASE)
CLASSES = re.compile(
    r"(?:^|[\s_-])(?:auteure?s?|autrice|autor(?:a|as|es|en|in|ka|ius)?|autor[ei]|author|firma|signature|signatura|assinatura|szerzo|"
    r"muhabir|yazar|verfasser|forfatter|forfattare|skribent|journaliste?|kirjoittaja|toimittaja|penulis|reda[ck]teure?|redactor|reporter|by|writer|"
    r"avtor)(?=$|[\s_-])",
    re.IGNORECASE,
)
# Of or from, as well as by.
WEAK_BY = re.compile(r"^\W*(?:de|od|от|από|του|της)\s+(?=\w)", re.IGNORECASE)
# Who did something else for a text.
_OTHERS = re.compile(
    r"foto|photo|fotó|zdj|kuva|fényk|bild|image|illustr|grafi|video|edited|reviewed|translat|checked|фото|صور|צילום|写真|사진|摄影|攝影",
    re.IGNORECASE,
)
# "Photos and text by"
_WORDS_TOO = re.compile(r"\b(?:written|words|text|story|texte|texto|testo|tekst|teksti|report)\b|文|글", re.IGNORECASE)


def is_others(label: str) -> bool:
    """Whether a word before a name says that this one did something else for a text; "Words and photos by" does not."""
    return _OTHERS.search(label) is not None and not _WORDS_TOO.search(label)
