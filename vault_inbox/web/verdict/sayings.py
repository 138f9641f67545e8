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
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")  # up to the next mark: looking on from each would take quadratic time
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
# Whoever speaks to a reader says "we" and "you", or is polite; by language, as the words of one mean other things in the next.
_YOU_IN = {
    "en": r"\b(?:we|our|us|your?)\b",
    "de": r"\bwir\b|\bunser\w*\b|(?<=[^.!?:“»] )(?-i:Ihre?[nrms]?|Sie)\b|\b(?:deine?\w?|bitte)\b",
    "fr": r"\bnous\b|\bvous\b|\bv(?:os|otre)\b|\bnos\b|\bnotre\b",
    "es": r"\b(?:nosotros|nuestr\w+|tus?|usted|puede|puedes)\b",
    "pt": r"\b(?:nós|noss[oa]s?|você|seu|sua|pode)\b",
    "it": r"\b(?:noi|nostr\w+|tu[oai]|puoi|stai|ci scusiamo|torna)\b",
    "nl": r"\b(?:wij|we|onze|uw?|je|jouw)\b",
    "sv": r"\b(?:vi|våra|vår|du|din|ditt|dina)\b",
    "da": r"\b(?:vi|vores|du|din|dit|dine)\b",
    "no": r"\b(?:vi|våre|vår|du|din|ditt|dine)\b",
    "fi": r"\b(?:me|käytämme|voit|etsimä\w+|olet|sinun)\b",
    "pl": r"\b(?:my|nasi|nasze|możesz|twoj\w+|prosimy|przepraszamy)\b",
    "cs": r"\b(?:naši|nám|nás|vám|můžete|(?:ne)?chcete|vaše|prosím)\b",
    "sk": r"\b(?:naši|nám|vám|môžete|vaš[ea]|prosím)\b",
    "hu": r"\b(?:mi|partnereink|kérjük|ön)\b",
    "tr": r"\b(?:biz|sizin|lütfen|\w+(?:ınız|iniz|unuz|ünüz))\b",
    "ru": r"\b(?:мы|наши|вы|ваши|вас|вам|пожалуйста)\b",
    "uk": r"\b(?:ми|наші|ви|ваші|вас|вам|будь ласка)\b",
    "bg": r"\b(?:ние|вие|вас|моля)\b",
    "el": r"\b(?:εμείς|σας|μας)\b",
    "ro": r"\b(?:noi|dumneavoastră|vă|dvs)\b",
    "ca": r"\b(?:nosaltres|vostè|heu|podeu)\b",
    "hr": r"\b(?:mi|vas|vam|vaš\w*|možete|molimo)\b",
    "sl": r"\b(?:vas|vam|vaš\w*|lahko|prosimo)\b",
    "lt": r"\b(?:jūs\w*|prašome)\b",
    "lv": r"\b(?:jūs\w*|lūdzu)\b",
    "et": r"\b(?:teie|palun)\b",
    "is": r"\b(?:við|þú|þér|vinsamlegast)\b",
    "vi": r"\b(?:bạn|chúng tôi|vui lòng)\b",
    "id": r"\b(?:anda|kami|silakan)\b",
    "ja": r"当サイト|あなた|ください|お客様|いたしま|ございま|お送り|ご確認",
    "zh": r"我们|您|我們|[请請](?:点击|點擊|检查|檢查|返回|稍)",
    "ko": r"당신|우리|귀하|고객님|주세요|하세요|십시오|바랍니다",
    "ar": r"نحن|يرجى|يمكنك|لديك",
    "fa": r"شما|لطفا",
    "he": r"אתה|אנחנו|אנא|שלך",
    "th": r"คุณ|กรุณา|ท่าน",
    "hi": r"आप|हम|कृपया",
    "bn": r"আপনি|আপনার|অনুগ্রহ",
}
_YOU_IN.update(nb=_YOU_IN["no"], nn=_YOU_IN["no"], sr=_YOU_IN["hr"], bs=_YOU_IN["hr"], ms=_YOU_IN["id"])
_YOU = re.compile("|".join(dict.fromkeys(_YOU_IN.values())), re.IGNORECASE)
_YOU_OF = {language: re.compile(words, re.IGNORECASE) for language, words in _YOU_IN.items()}
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
PRICE = re.compile(
    r"[€$£¥₽₴₹₩₺]\s?\d|\d\s?(?:[€$£¥₽₴₹₩₺円元원]|(?:EUR|USD|CHF|PLN|SEK|NOK|DKK|kr|kron(?:or|er?)|zł|Kč|Ft|lei|руб\w*)\b)|\d\d\s?TL\b"
)  # with one digit a German "TL" is a teaspoon
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
    r"hakutulokset|результаты поиска|検索結果|搜索结果|搜尋結果|검색 결과|نتائج البحث)",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|aktivieren|activez|habilitar|activar|habilite?|"
    r"attiva)\b.{0,40}\b(?:javascript|js)\b|"
    r"javascript\b.{0,40}(?:disabled|required|not available|enable|aktivier|désactivé|deshabilitado)",
    re.IGNORECASE,
)
# What readers wrote below a text is shown by scripts on many pages that need none themselves.
OF_COMMENTS = re.compile(r"comment|kommentar|comentari|comentári|reacties|комментар|disqus", re.IGNORECASE)
LOADING = re.compile(
    r"^\W*(?:loading|please wait|wird geladen|lädt|chargement|cargando|caricamento|carregando|загрузка|読み込み中|加载中)\W*$",
    re.IGNORECASE,
)


def words_in(text: str) -> int:
    """The number of words in a text; where words are not spaced, two Chinese or Japanese signs count as one, or five Thai letters."""
    if text.isascii():
        return len(text.split())
    signs, letters = len(_SIGNS.findall(text)), len(_UNSPACED.findall(text))
    if not signs and not letters:
        return len(text.split())
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


def speaks_to_reader(text: str, language: str) -> bool:
    """Whether a text says "we" or "you" in a language ("de", "pt-BR"), in any where that is not known."""
    return bool(_YOU_OF.get(language.strip().lower()[:2], _YOU).search(text))


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
