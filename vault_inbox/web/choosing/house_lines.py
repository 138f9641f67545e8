"""What a site's own lines between and around an article's paragraphs say: buttons, teasers, credits, the day. By their words alone."""

from __future__ import annotations

import re

# "Read more: …" and its like, in the languages of most news sites.
_OTHERS = re.compile(
    r"\W*(?:related|recommended|more (?:from|on|in|stories|news|like)|most (?:read|popular)|latest|trending|popular|comments?\b|"
    r"\d+ comments?|leave a|about the authors?|about (?:us|me)|share|follow|subscribe|newsletter|sign up|you (?:may|might)|"
    r"read (?:more|next)|recent|up next|categories|tags|archives?|featured|also|what to read|"
    r"mehr|lesen|ähnliche|verwandte|kommentare|das könnte|meistgelesen|weitere (?:artikel|beiträge|themen|nachrichten)|neueste|empfohlen|"
    r"lire|à lire|articles? (?:li|sim|récent)|commentaires|vous (?:pourriez|aimerez|allez aimer)|sur le même|les plus (?:lus|vus)|"
    r"voir aussi|à découvrir|lo más|lo último|más (?:leíd|noticias|sobre)|relacionad|comentarios|te (?:puede|podría)|"
    r"(?:otras|últimas) noticias|você (?:também )?(?:pode|vai)|pode gostar|mais (?:lidas|notícias)|"
    r"(?:outras|últimas) notícias|notícias|leia|veja|leggi|(?:ti )?potrebbe|articoli (?:correlati|recenti|simili)|ultime notizie|"
    r"più letti|commenti|lees|reacties|gerelateerd|meer (?:over|nieuws)|bekijk ook|meest gelezen|les også|læs også|läs (?:också|mer)|"
    r"mest (?:lest|læst|läst)|relatert|relatere|siste nytt|seneste|kommentarer|lue myös|zobacz|czytaj|polecane|podobne|powiązane|najnowsze|"
    r"komentarz|čtěte|související|mohlo by|nejčtenější|komentáře|diskuse|kapcsolódó|ajánlott|hozzászólás|citește|articole similare|"
    r"comentarii|ilgili|önerilen|benzer|yorumlar|baca juga|terkait|terpopuler|tin liên quan|xem thêm|bình luận|σχετικ|διαβάστε|σχόλια|"
    r"читайте|комментари|похожие|по теме|новости по|коментар|схожі|ذات صلة|اقرأ|تعليقات|الأكثر|관련|댓글|추천|많이 본|"
    r"関連|おすすめ|人気|コメント|あわせて|ランキング|最新|相关|推荐|热门|评论|相關|推薦|熱門|評論|延伸)",
    re.IGNORECASE,
)
_CREDITED, _SIGNED = 110, 90  # characters of the longest such lines
_TEASER = re.compile(
    r"\W*(?:related|read (?:more|also|next|the full\b.*)|see also|also read|more on|more from|don[’']t miss|recommended|"
    r"you may also like|"
    r"lire aussi|à lire|voir aussi|lesen sie (?:auch|mehr|hier)|mehr zum thema|auch interessant|lee también|leer también|lea también|"
    r"te puede interesar|mira también|leia (?:também|mais)|veja (?:também|mais)|leggi anche|lees ook|læs også|les også|läs (?:också|mer)|"
    r"lue myös|czytaj (?:także|też|również)|zobacz (?:też|także)|čtěte (?:také|více)|přečtěte si|читайте также|читать также|по теме|"
    r"baca juga|devamını oku)\b",
    re.IGNORECASE,
)
_INTERFACE = re.compile(
    r"\W*(?:share(?: (?:this|on|via|article|story)\b.{0,40})?|tweet|e-?mail|print|save|copy link|link copied!?|(?:follow|like) us.{0,40}|"
    r"subscribe(?: (?:now|today|here|to (?:our|the)\b.{0,60}))?|sign up(?: .{0,60})?|log ?in|sign in|advertisement|anzeige|werbung|"
    r"publicité|"
    r"publicidad|advertentie|реклама|continue reading.{0,40}|article continues (?:below|after).{0,40}|story continues.{0,40}|"
    r"scroll to continue.{0,30}|skip (?:advertisement|past newsletter.*)|back to top|\d+ (?:comments?|min(?:ute)?s? read)|"
    r"(?:leave|post|add) a (?:comment|reply)|comments?|loading\W*|view (?:all )?comments|see more|show more|load more|read more|"
    r"all rights reserved\b.{0,60}|©.{0,90}|"
    r"(?:lesezeit|lesedauer|reading time|read time|temps de lecture|durée de lecture|tiempo de lectura|tempo de leitura|"
    r"tempo di lettura|leestijd|lästid|læsetid|lesetid|lukuaika|czas czytania|doba čtení|время чтения|час читання|okuma süresi|"
    r"読了(?:時間|目安)|阅读时间|閱讀時間)"
    r"\W{0,3}(?:(?:ca|etwa|about|env(?:iron)?|circa)\b\W{0,2}|[約约])?\d{1,3}\W{0,2}(?:min\w{0,5}|мин\w{0,3}|хв\w{0,5}|dk|dakika|[分鐘钟]{1,2})|"
    r"\d{1,3}\W{0,2}min\w{0,5}\W{0,2}(?:lesezeit|lesedauer|de lecture|de lectura|de leitura|di lettura|leestijd|lästid|læsetid|lesetid|"
    r"czytania|čtení)|"
    r"(?:proudly powered by|stolz präsentiert von|fièrement propulsé par|funciona gracias a|fornito con orgoglio da) "
    r"wordpress(?:\W{1,3}theme\b.{0,60})?)\W*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:image|images|photos?(?:graph)?|foto|photo credit|picture|credit|bild|illustration|getty images|reuters|afp|ap photo)"
    r"(?:\s*(?:by|credit|source|courtesy of|von|de))?\s*[:/©].{0,80}|.{0,60}(?:/getty images|via getty images)\W*",
    re.IGNORECASE,
)
# The words of buttons, two and more in a line: "Print Email Font Resize"; and the name of a list of them.
_BUTTONS = re.compile(
    r"\W*(?:(?:share|tweet|e-?mail|print|save|like|rss|font(?: re)?size|text(?: size)?|return to top|reprints?|comments?|facebook|twitter|"
    r"google\s?\+|linkedin|pinterest|reddit|digg|stumbleupon|whatsapp|teilen|drucken|partager|imprimer|compartir|imprimir)(?:\W+|$)){2,}",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"\W*(?:copyright\W+(?:\(c\)\W*)?(?:19|20)\d\d\b|[©ⓒ]).*", re.IGNORECASE)
# A day and the time of it, and little else: when a page was made.
_DAY = re.compile(r"(?=.*(?<!\d)(?:19|20)\d\d(?!\d))(?:(?=.*\b\d{1,2}[:.]\d\d).{0,70}(?<![.!?。])|(?=.*(?<!\d)\d{1,2}\b).{0,25})")
# The same in Chinese and Japanese: 2024年5月12日 6時00分, 公開日：2024年5月12日（日） 午前6:00
_DAY_IN_SIGNS = re.compile(
    r"\W*(?:(?:公開|更新|配信|掲載|投稿|发布|發佈|發布|时间|時間|日時|日期|日)\W{0,3}){0,3}(?:19|20)\d\d年\s?\d{1,2}月\s?\d{1,2}日"
    r"(?:\W?(?:星期|周|週)?[月火水木金土日一二三四五六天](?:曜日?)?\W?)?\s*(?:[午上下][前後后午])?\s*"
    r"\d{1,2}(?:[:：]\d\d|[時时点點](?:\s?\d{1,2}分)?)\s?(?:公開|更新|配信|掲載|发布|發佈)?\W*"
)
_BYLINE = re.compile(
    r"\W*(?:by|von|par|por|di|door|av|autor(?:in)?|author|written by|published|updated|last updated|posted)\b:?.{0,70}", re.IGNORECASE
)


def is_heading_of_others(text: str) -> bool:
    """Whether a heading stands over what is no part of the article: related stories, comments, subscriptions."""
    return bool(_OTHERS.match(text))


def is_teaser(text: str) -> bool:
    """Whether a line begins as one that leads to another story does."""
    return _TEASER.match(text) is not None


def is_button(text: str) -> bool:
    """Whether a line says what buttons and the like do."""
    return _INTERFACE.fullmatch(text) is not None or _BUTTONS.fullmatch(text) is not None


def is_copyright(text: str) -> bool:
    """Whether a line says whose the rights are."""
    return _COPYRIGHT.fullmatch(text) is not None


def is_credit(text: str) -> bool:
    """Whether a line says whose a picture is."""
    return len(text) < _CREDITED and _CREDIT.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a line says who wrote, or when."""
    return len(text) < _SIGNED and _BYLINE.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether a line says the day and little else."""
    return _is_in_digits(text) or _DAY_IN_SIGNS.fullmatch(text) is not None


def _is_in_digits(text: str) -> bool:
    return _DAY.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= len(text) / 6
