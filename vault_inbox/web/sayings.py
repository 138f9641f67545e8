"""What pages without an article say to their reader: "accept all cookies", "subscribe to continue", in many languages.

What error pages say is in `error_words`. A saying is short and stands by itself: a paragraph of an article that speaks of such pages
is none.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
_LONGEST = 30  # words of a saying; error pages and walls speak in short sentences
_SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+|\s*[|:：｜]\s+")
_OF_SITE = re.compile(r"\s+[|–—·•»-]\s+|\s*[|｜]\s+")  # behind a colon stands what an article is on, and no site
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»")
_INTRODUCTION = 10  # words before a saying: "We are sorry, but …"
_LONGEST_ANSWER = 6  # words on a button
_OF_TITLE = 0.6  # of the letters of a title, or of a part of it, that must be the saying: "Fixing 404 errors in nginx" is a story

_DATA = re.compile(
    r"cookie|cookies?\b|consent|privacy|personal data|datenschutz|einwilligung|zustimm\w+|werbefrei|pur-abo|ad-free subscription|"
    r"informasjonskapsler|personvern|consentement|confidentialité|données personnelles|privacidad|datos personales|privacidade|"
    r"dados pessoais|consenso|dati personali|"
    r"toestemming|persoonsgegevens|samtycke|samtykke|personuppgifter|persondata|personopplysninger|evästei|suostumu|yksityisyy|"
    r"dan(?:e|ych) osobow|zgod[ęy]|plik\w* cookie|souhlas|osobní\w* údaj|súhlas|hozzájárul|adatvédel|çerez|kişisel veri|"
    r"consimțămân|σύμφων|συγκατάθεσ|согласи|персональн|クッキー|プライバシー|同意|隐私|쿠키|개인정보",
    re.IGNORECASE,
)
# Whoever asks for consent says "we" and "you", or names the button.
_YOU = re.compile(
    r"\b(?:we|our|us|your?)\b|\bwir\b|\bunser\w*\b|\bihre?[nrms]?\b|\bsie\b|\bnous\b|\bvous\b|\bv(?:os|otre)\b|\bnos\b|\bnotre\b|"
    r"\b(?:nosotros|nuestr\w+|tus?|usted|puede)\b|\b(?:nós|noss[oa]s?|você|seu|sua|pode)\b|\b(?:noi|nostr\w+|tu[oai]|puoi)\b|"
    r"\b(?:wij|onze|uw?|je|jouw)\b|\b(?:vi|våra|vår|vores|våre|du|din|ditt|dine)\b|\b(?:me|käytämme|voit)\b|"
    r"\b(?:my|nasi|nasze|możesz|twoj\w+)\b|\b(?:naši|nám|nás|vám|můžete|(?:ne)?chcete|vaše)\b|\b(?:mi|partnereink)\b|\b(?:biz|sizin)\b|"
    r"\b(?:мы|наши|вы|ваши)\b|\b(?:εμείς|σας|μας)\b|当サイト|あなた|我们|您|우리",
    re.IGNORECASE,
)
_ACCEPT = re.compile(
    r"accept|akzept|acept|aceit|accett|godkänn|tillad|godta|hyväksy|kliknij|přijmout|prijať|elfogad|kabul|принять|同意す|동의",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"accept|agree|reject|declin|akzept|zustimm|einwillig|ablehn|refuse|consent|acept|acuerdo|rechaz|aceit|accett|rifiut|"
    r"akkoord|toestem|godkänn|samtyck|samtykk|tillad|godta|hyväksy|suostu|zgad|zgod|akceptuj|přijm|souhlas|prijať|súhlas|elfogad|"
    r"hozzájár|kabul|"
    r"onayl|συμφων|αποδο|принять|соглас|同意|接受|동의",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"before you continue|cookie (?:consent|settings|notice)|privacy (?:gate|choices|settings)|^consent$|zustimmung|"
    r"datenschutzeinstellungen|avant de continuer|bevor (?:sie|du) fortf",
    re.IGNORECASE,
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
    r"unlock (?:this|the) (?:article|story)|(?:sign|log) ?in to (?:continue|read|view|see)|(?:account|profile) is private|"
    r"must (?:be logged in|"
    r"log in) to (?:continue|read|view|see)|"
    r"create (?:a free|an) account to|register (?:for free )?to (?:continue|read)|(?:upgrade|subscribe) to (?:paid|premium)|"
    r"this post is for (?:paid|paying) subscribers|jetzt (?:weiterlesen|abonnieren|registrieren)|weiterlesen mit|"
    r"(?:nur|exklusiv) für abonnent|mit .{1,20}\+ weiterlesen|réservée? (?:à nos|aux) abonn|"
    r"il vous reste \d|para (?:seguir|continuar) leyendo|(?:solo|exclusivo) para (?:suscriptores|assinantes)|"
    r"per continuare a leggere|riservato agli abbonati|verder lezen|alleen voor abonnees|les videre med|för att läsa vidare|"
    r"この記事は会員限定|会員限定記事|有料会員(?:限定|のみ|だけ|に(?:登録|なる)と)|続きを(?:読む|お読み)(?:に|いただ)|订阅后|"
    r"для подписчиков|(?:aby|żeby) czytać dalej|tylko dla (?:abonent|prenumerator)|lee sin límites|suscríbete para|sblocca l[’']articolo",
    re.IGNORECASE,
)
# Said at walls, and below free articles beside the newsletter as well.
SUBSCRIBER = re.compile(
    r"already (?:a |have an? )?(?:\w+ )?(?:subscri|member|account)|bereits (?:ein abo|abonnent|registriert)|déjà abonné", re.IGNORECASE
)
_LOGIN = re.compile(
    r"^\W*(?:log ?in(?:to)?|sign ?in|sign up|anmelden|einloggen|connexion|se connecter|inicia(?:r)? sesión|accedi|inloggen|logga in|"
    r"logg inn|log ind|kirjaudu|zaloguj|přihlá|bejelentkez|giriş yap|войти|вход|ログイン|登录)",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"(?:search results|suchergebnisse|résultats de (?:la )?recherche|resultados de (?:la )?(?:búsqueda|busca)|"
    # "Results for the third quarter" is a story; a search quotes what was looked for.
    r"(?:results for|résultats pour|risultati per)\s*[\"'‘’“”„«]|"
    r"risultati della ricerca|zoekresultaten|sökresultat|søkeresultat|søgeresultat|wyniki wyszukiwania|výsledky (?:vyhled|hled)|"
    r"результаты поиска|検索結果|搜索结果|搜尋結果|검색 결과|نتائج البحث)",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|aktivieren|activez|habilitar|activar|habilite?|"
    r"attiva)\b.{0,40}\b(?:javascript|js)\b|"
    r"javascript\b.{0,40}(?:disabled|required|not available|enable|aktivier|désactivé|deshabilitado)",
    re.IGNORECASE,
)
LOADING = re.compile(
    r"^\W*(?:loading|please wait|wird geladen|lädt|chargement|cargando|caricamento|carregando|загрузка|読み込み中|加载中)\W*$",
    re.IGNORECASE,
)


def words_in(text: str) -> int:
    """The number of words in a text; where words are not spaced, two Chinese or Japanese signs count as one, or five Thai letters."""
    if text.isascii():
        return len(text.split())
    signs, letters = len(_SIGNS.findall(text)), len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub("", _SIGNS.sub("", text)).split()) + signs // 2 + letters // 5


def is_saying(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a line says such a thing to its reader, rather than quoting it, or speaking of it later on or in a longer paragraph."""
    return words_in(text) <= _LONGEST and begins_with_saying(text, pattern)


def begins_with_saying(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a line or paragraph, however long, says such a thing in its first words."""
    found = pattern.search(_QUOTED.sub("", text))
    return found is not None and words_in(found.string[: found.start()]) <= _INTRODUCTION


def is_title(title: str, pattern: re.Pattern[str]) -> bool:
    """Whether a title, or a part of it beside the site's name, is such a saying and hardly more."""
    for part in dict.fromkeys((title, *_OF_SITE.split(title))):
        found = pattern.search(part)
        if found and len(found[0]) >= _OF_TITLE * len(part.strip()):
            return True
    return False


def speaks_to_reader(text: str) -> bool:
    """Whether a text says "we" or "you"."""
    return bool(_YOU.search(text))


def asks_consent(text: str) -> bool:
    """Whether a paragraph asks its reader for consent to cookies or the use of data."""
    return bool(_DATA.search(text) and (_YOU.search(text) or _ACCEPT.search(text)))


def counts_consent(text: str) -> int:
    """How often a text names cookies, consent and privacy."""
    return len(_DATA.findall(text))


def is_on_consent(text: str) -> bool:
    """Whether a text speaks to its reader of two things besides cookies: consent, privacy, personal data."""
    return (
        bool(_YOU.search(text))
        and len({found.casefold() for found in _DATA.findall(text) if not found.casefold().startswith("cookie")}) > 1
    )


def offers_consent(text: str) -> bool:
    """Whether a text that names cookies asks for an answer: a recipe for cookies, or a story about them, does not."""
    return bool(_ANSWER.search(text))


def is_answer(text: str) -> bool:
    """Whether a button or link answers a request for consent: "Accept all"."""
    return 0 < len(text.split()) <= _LONGEST_ANSWER and bool(_ANSWER.search(text))


def is_consent_title(title: str) -> bool:
    """Whether a title is that of a page that asks for consent."""
    return is_title(title, _CONSENT_TITLE)


def is_search_title(title: str) -> bool:
    """Whether a title is that of a page of search results."""
    return any(_SEARCH.match(part.strip()) for part in _SEPARATOR.split(title))


def is_login_title(title: str) -> bool:
    """Whether a title is that of a form to log in."""
    return any(_LOGIN.match(part) for part in _SEPARATOR.split(title))
