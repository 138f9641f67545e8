"""What walls say to their reader: "subscribe to continue". A notice of a club speaks of members, accounts, plans and subscriptions too."""

from __future__ import annotations

import re

from .sayings import is_saying, words_in

# Whom a text is for: an article, a post. "Только подписчикам", and in Korean that these alone may read it: "구독자만 10만 명" counts them,
# "구독자만 볼 수 있던" tells of what only they could see.
_ONLY = (
    r"(?:nur|exklusiv|ausschließlich) für (?:(?:unsere|alle) |[\w+]{1,15}[- ])?abonnent|"
    r"(?:lesen sie|lies) (?:jetzt |hier )?weiter mit .{0,25}?(?:\+|plus\b|abo\b|premium|digital)|только подписчикам|"
    r"구독자만 (?:읽[을으]|볼|보실|이용|열람).{0,6}?(?:있(?:는|습|어요|음|다)|가능)|구독자 전용|"
    r"(?:bara|endast) för (?:våra )?prenumeranter|(?:kun|bare) for (?:våre |vores )?abonnent|"
    r"abonelere özel"
)
WALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read|unlock)|(?:to|and) (?:continue|keep) reading|(?:continue|keep) reading (?:with|"
    r"for free)|"
    r"(?:continue|read) (?:this|the) (?:full |whole |rest of )?(?:article|story|post)\b.{0,40}"
    r"\b(?:subscri|account|log ?in|sign)|"
    r"free trial to (?:read|continue)|your last free (?:article|story)|(?:free|article) (?:articles?|stories|limit) (?:left|"
    r"this month|remaining)|"
    r"(?:reached|used) (?:your|all) .{0,20}?(?:limit|free articles)|"
    r"(?:this|the) (?:article|story|content|post|page) is (?:only )?(?:for|available (?:only )?(?:to|for)|reserved for|"
    r"exclusive to|restricted to)"
    r"\b.{0,30}(?:subscribers|members|paying|registered)|(?:subscribers|members)[- ]only|"
    r"(?:a|for) (?:paid )?(?:subscribers?|members?)(?:[’'] story| only)|"
    r"unlock this (?:article|story|post)\b(?! office)|unlock the (?:article|story)\b(?! (?:of|behind|about|that)\b)|"
    r"^unlock the post\b(?=\W*$|.{0,40}\b(?:subscri|member|upgrad))|^join to unlock|subscribe now (?:and|to) (?:have|get) access|"
    r"(?:sign|log) ?in to (?:continue|read|(?:view|see)\b(?! (?:your|my) ))|(?:account|profile) is private|"
    r"join .{1,25} to (?:see|view|read) this (?:post|profile|page|content|discussion)$|"
    r"sign up to (?:continue|read|view|see)|must (?:be logged in|"
    r"log in) to (?:continue|read|view|see)|"
    r"create (?:a free|an) account to|register (?:for free )?to (?:continue|read)|(?:upgrade|subscribe) to (?:paid|premium)|"
    r"this post is for (?:paid|paying) subscribers|jetzt (?:weiterlesen|abonnieren|registrieren)|weiterlesen mit|"
    rf"{_ONLY}|"
    r"mit .{1,20}\+ weiterlesen|réservée? (?:à nos|aux) abonn|"
    r"il vous reste \d|para (?:seguir|continuar) leyendo|(?:solo|exclusivo) para (?:suscriptores|assinantes)|"
    r"per continuare a leggere|riservato agli abbonati|verder lezen|alleen voor abonnees|les videre med|för att läsa vidare|"
    r"この記事は会員限定|会員限定記事|有料会員(?:限定|のみ|だけ|に(?:登録|なる)と)|続きを(?:読む|お読み)(?:に|いただ)|订阅后|"
    r"для подписчиков|(?:aby|żeby) czytać dalej|tylko dla (?:abonent|prenumerator)|(?:pozostało|zostało) \d+ ?% (?:tekstu|artykułu)|"
    r"구독하고 계속 읽기|lee sin límites|suscríbete para|sblocca l[’']articolo",
    re.IGNORECASE,
)
# What is only for some, where that may be a club's bar or a journey as well as a text.
_FOR_SOME = re.compile(
    r"(?:a|for) (?:paid )?(?:subscribers?|members?) only|(?:nur|exklusiv|ausschließlich) für (?:\S+[- ])?abonnent|"
    r"(?:bara|endast) för (?:våra )?prenumeranter|(?:kun|bare) for (?:våre |vores )?abonnent",
    re.IGNORECASE,
)
_BESIDE = 3  # words beside that which say what is meant: "This is", "Exclusive:"
_OF_TEXT = re.compile(
    r"\b(?:th(?:is|ese)|articles?|stor(?:y|ies)|contents?|posts?|pages?|texts?|issues?|archives?|reports?|journalism|coverage|analys[ie]s|"
    r"read\w*|access\w*|available|rest|full|premium)\b|dies|artik[ke]l|text|beitr|inhalt|geschicht|bericht|recherche|analyse|seite|lesen|"
    r"weiter|zug[aä]ng|verfügbar|innehåll|läs|indhold|innhold|saken|tilg[jæ]",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\bsubscribe\b|\b(?:log|sign) ?(?:in|up)\b|\bjoin\b|\bupgrade\b|\bregister\b|\babonnier|\banmeld|\beinlogg|\bregistrier|\bbestell|"
    r"\bprenumerera\b|\blogga in\b|\blogg? (?:inn|ind)\b|\btegn\b|\bbestill\b",
    re.IGNORECASE,
)
# What many papers keep for subscribers below texts that all may read: to comment on them, to hear them.
_BESIDE_TEXT = re.compile(
    r"\bcomments\b|\bcommenting\b|\bto comment\b|\bcomment (?:section|function|box)|\bcommentaires?\b|\bcontributions?\b|kommentar|"
    r"\bcoment[aá]r|\bcommenti\b|\breageren\b|\breacties?\b|комментар|\byorum|댓글|コメント|评论|評論|"
    r"\blisten(?:ing)?\b|\bvorles|\banhören\b|\bécouter\b|\bescuchar\b|\bascoltare?\b|\bbeluisteren\b",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\b(?:keep|continue) reading\b|\bread\b(?! (?:(?:the|all|\d+) )?comments)|\bunlock|\blesen\b|weiterlesen|\blire\b|\bleer\b|\bler\b|"
    r"\bleggere\b|\blezen\b|\bläsa\b|\blæse?\b|чита|읽|読|阅读|閱讀",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
# Said at walls, and below free articles beside the newsletter as well.
SUBSCRIBER = re.compile(
    r"already (?:a |have an? )?(?:\w+ )?(?:subscri|member|account)|(?:bereits|schon) (?:ein abo|abonnent|registriert)|déjà abonné",
    re.IGNORECASE,
)
# How a wall asks its reader in words that no other list has. Clubs keep such a login on each of their pages, and tell there of members,
# accounts, plans and subscriptions, of what is only for members, and that one must register for the fair.
_BESIDE_LOGIN = re.compile(
    rf"{_ONLY}|\b(?:schon|bereits) ein abo\b|"
    r"(?:^|[.!?:;,–—-]\s+|\bplease |\b(?:or|and) )subscribe\b(?! to (?:\w+ ){0,2}(?:newsletters?|mailing|list|feed|channel|podcast)\b)|"
    r"\bplease (?:log|sign) ?in\b|\bto (?:read on|keep reading|continue reading|read the (?:rest|full|whole))\b|"
    r"\bbecome (?:a|our) (?:\w+ )?(?:member|friend|supporter)s? (?:now )?(?:to|and) (?:read|see|unlock|access|continue)\b|"
    r"\b(?:story|article|content|post|page|text|issue|archive)s?\b.{0,20}\b(?:only|reserved|exclusive(?:ly)?|available|free|open) "
    r"(?:for|to) (?:\w+ ){0,2}(?:members|subscribers|readers|users)\b|"
    r"\b(?:members?|subscribers?)[- ]only (?:story|article|content|post|page|text|issue|archive)|"
    r"\bchoose your (?:\w+ )?(?:plan|subscription)\b|\b(?:create|need|already have) (?:a|an|your) (?:free |new )?account\b(?! (?:of|at)\b)|"
    r"\b(?:get|go|try|upgrade to) premium\b(?! \w)|"
    r"\bnur für (?:registrierte|angemeldete|eingeloggte) (?:leser|nutzer|benutzer|user|mitglied)|\bum weiterzulesen\b|"
    r"\b(?:weiterlesen|lesen) mit (?:einem |ihrem )?abo\b|\b(?:jetzt|bitte) (?:kostenlos )?(?:einloggen|abo\w*)\b|"
    r"\b(?:identifiez|connectez|abonnez|inscrivez)-vous (?:pour (?:lire|continuer|accéder|voir)|dès maintenant)|"
    r"\bsuscr[ií]b\w+ (?:para|ahora|y lee)\b|\binicia(?:r)? sesión para\b|\bassine (?:para|já|agora)\b|\babbonati (?:per|ora|subito)\b|"
    r"\baccedi per\b|\bprenumerera (?:för|nu)\b|\bподпишитесь(?:,? чтобы| и читайте)\b|\bоформите подписку\b|\bвойдите, чтобы\b",
    re.IGNORECASE,
)
# Of boats and courses as well, unless the same line tells of reading: "The first hour is a free trial", "cancel at any time before nine".
_TRIAL = re.compile(r"\bfree trial\b|\bcancel (?:at )?any ?time\b", re.IGNORECASE)
_OF_READING = re.compile(
    r"\bsubscri|\b(?:keep|continue|start|go on) reading\b|\bread (?:on|all|every|this|our|without|unlimited|the (?:full|rest|whole))\b|"
    r"\b(?:articles?|stories|unlimited|ad-free)\b|\b(?:start|begin|get|claim) (?:your|my|a) (?:[\w-]+ ){0,2}free trial\b|"
    r"\b(?:days?|weeks?|months?) free trial\b",
    re.IGNORECASE,
)


def asks_to_pay_for_text(line: str) -> bool:
    """Whether a line asks its reader to pay or log in for the text that it stands below; clubs, journeys and comments are others."""
    if not is_saying(line, WALL):
        return False
    told = " ".join(each for each in _SENTENCES.split(line) if not _is_of_others(each, line))
    return is_saying(told, WALL)


def _is_of_others(sentence: str, line: str) -> bool:
    """Whether a sentence says of something else than the text that it is only for some: "The club is for members only, and the bar …"."""
    if not WALL.search(sentence):
        return False
    if _BESIDE_TEXT.search(sentence) and not _READING.search(sentence):
        return True
    only = _FOR_SOME.search(sentence)
    if only is None or _OF_TEXT.search(sentence) or _INVITES.search(line):
        return False
    return words_in(sentence) > words_in(only[0]) + _BESIDE


def asks_beside_login(line: str) -> bool:
    """Whether a line beside a login asks its reader to subscribe or to log in for reading on."""
    return _BESIDE_LOGIN.search(line) is not None or (_TRIAL.search(line) is not None and _OF_READING.search(line) is not None)
