"""What pages without an article say to their reader: "page not found", "accept all cookies", "subscribe to continue", in many languages.

A saying is short and stands by itself: a paragraph of an article that speaks of such pages is none.
"""

from __future__ import annotations

import re

_LONGEST = 30  # words of a saying; error pages and walls speak in short sentences
_SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+|\s*[|:：｜]\s+")
_OF_TITLE = 0.5  # of the letters of a title, or of a part of it, that must be the saying: "Fixing 404 errors in nginx" is a story

LOST = re.compile(
    r"(?:^|\b(?:error|code|status|http|fehler|erreur)|\boops\w*)\W{0,4}(?:40[34]|410)\b|(?:page|article|post|file|story|content|url|topic|thread|product|item|document|link)\b.{0,45}?"
    r"\b(?:(?:could |can)?not (?:be )?found|no longer (?:available|exists?|here)|doesn[’']t exist|does not exist|never existed|"
    r"(?:has been|was) (?:removed|deleted))|(?:can[’']?t|cannot|could ?n[o’']t|unable to) find (?:the|that|this|your) page|^not found\b|"
    r"(?:seite|artikel|beitrag|inhalt)\b.{0,30}?nicht (?:gefunden|mehr verfügbar)|"
    r"(?:page|article|contenu) (?:est )?(?:introuvable|non trouvée?|n[’']existe)|"
    r"(?:página|artículo|artigo|conteúdo|contenido)\b.{0,40}?(?:não|no)\b.{0,15}?(?:encontrad|existe|disponi)|"
    r"pagina (?:non (?:trovata|esiste)|niet gevonden|nu (?:a fost găsită|există))|"
    r"sid(?:en|a|an)\b.{0,30}?(?:ikke|inte|ikkje)\b.{0,12}?(?:fundet|funnet|hittades|hittas|finn[ea]s|findes|eksisterer)|"
    r"(?:finner|finder|hittar|hittade) (?:ikke|inte) siden|sida[n]? finns inte|siden? (?:finnes|findes) ikke|"
    r"stránk[auy] (?:nebyl[ay] nalezen|nenalezen|neexistuje)|sivua ei löyd|oldal nem (?:található|létezik)|sayfa bulunamad|"
    r"stron[ay] nie (?:została znaleziona|istnieje|znaleziono)|σελίδα (?:που ζητήσατε )?δεν (?:βρέθηκε|υπάρχει)|"
    r"страница (?:не найдена|не существует)|сторінк[уа] не (?:знайдено|існує)|페이지를 찾을 수 없|الصفحة غير موجودة|"
    r"ページが(?:見つかりません|存在しません)|页面不存在|找不到(?:该)?页面|頁面不存在",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"service unavailable|bad gateway|internal server error|gateway time-?out|something went wrong|be (?:right )?back (?:soon|shortly)|"
    r"be right back|(?:under|performing|scheduled|down for)\b.{0,20}?maintenance|wartungsarbeiten|wartungsmodus|"
    r"maintenance en cours|"
    r"en mantenimiento|em manutenção|in manutenzione|в обслуживании|технические работы|メンテナンス中|"
    r"domain (?:name )?(?:is|may be) (?:for sale|parked)|buy this domain|domain steht zum verkauf|welcome to nginx|"
    r"apache2? .{0,20}default page|"
    r"web server is successfully installed|^it works!$|account (?:has been )?suspended|"
    r"unavailable (?:due to|for) legal reasons|(?:not|n[’']est pas|no está) (?:available|disponible)\b.{0,20}?(?:in your|"
    r"dans votre|en tu|en su)"
    r" (?:region|country|location|pays|région|país)|in (?:ihrem|deinem) land nicht verfügbar|access cannot be granted",
    re.IGNORECASE,
)
GUARDED = re.compile(
    r"access (?:to this page has been )?denied|\b403 forbidden|too many requests|are you (?:a robot|human)|"
    r"just a moment\.\.\.|"
    r"attention required! \| cloudflare|(?:verify|confirm)(?:ing)? (?:that )?you(?:[’']re| are) (?:a )?(?:human|not a)|unusual traffic|"
    r"enable cookies and reload|checking (?:if the site connection|your browser)|pardon our interruption|"
    r"think (?:that )?you (?:were|are) a bot|"
    r"press (?:&|and) hold|security check|needs to review the security|sicherheitsüberprüfung|ungewöhnlicher datenverkehr|"
    r"(?:dass sie|sie sind) (?:ein mensch|kein roboter)|pas un robot|vérification de votre navigateur|no eres un robot|non sei un robot|"
    r"nie jesteś robotem|что вы не робот|ロボットではありません|安全验证|人机验证",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"cookie|cookies?\b|consent|privacy|personal data|datenschutz|einwilligung|zustimm\w+|werbefrei|pur-abo|ad-free subscription|"
    r"consentement|confidentialité|données personnelles|privacidad|datos personales|privacidade|dados pessoais|consenso|dati personali|"
    r"toestemming|persoonsgegevens|samtycke|samtykke|personuppgifter|persondata|personopplysninger|evästei|suostumu|yksityisyy|"
    r"dan(?:e|ych) osobow|zgod[ęy]|plik\w* cookie|souhlas|osobní\w* údaj|súhlas|hozzájárul|adatvédel|çerez|kişisel veri|"
    r"consimțămân|σύμφων|συγκατάθεσ|согласи|персональн|クッキー|プライバシー|同意|隐私|쿠키|개인정보",
    re.IGNORECASE,
)
# Whoever asks for consent says "we" and "you", or names the button.
_ASKING = re.compile(
    r"\b(?:we|our|us|your?)\b|accept|\bwir\b|\bunser\w*\b|\bihre?[nrms]?\b|\bsie\b|akzept|\bnous\b|\bvous\b|\bv(?:os|otre)\b|\bnos\b|"
    r"\b(?:nosotros|nuestr\w+|tus?|usted|puede)\b|acept|\b(?:nós|noss[oa]s?|você|seu|sua|pode)\b|aceit|\b(?:noi|nostr\w+|"
    r"tu[oai]|puoi)\b|accett|"
    r"\b(?:wij|onze|uw?|je|jouw)\b|\b(?:vi|våra|vår|vores|våre|du|din|ditt|dine)\b|godkänn|tillad|godta|\b(?:me|käytämme|voit)\b|hyväksy|"
    r"\b(?:my|nasi|nasze|możesz|twoj\w+)\b|kliknij|\b(?:naši|nám|nás|vám|můžete|(?:ne)?chcete|vaše)\b|přijmout|prijať|"
    r"\b(?:mi|partnereink)\b|elfogad|"
    r"\b(?:biz|sizin)\b|kabul|\b(?:мы|наши|вы|ваши)\b|принять|当サイト|同意す|あなた|我们|您|우리|동의",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"accept|agree|reject|declin|akzept|zustimm|einwillig|ablehn|refuse|consent|acept|acuerdo|rechaz|aceit|accett|rifiut|"
    r"akkoord|toestem|godkänn|samtyck|samtykk|tillad|godta|hyväksy|suostu|zgad|zgod|akceptuj|přijm|souhlas|prijať|súhlas|elfogad|hozzájár|kabul|"
    r"onayl|συμφων|αποδο|принять|соглас|同意|接受|동의",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"before you continue|cookie (?:consent|settings|notice)|privacy (?:gate|choices|settings)|^consent$|zustimmung|"
    r"datenschutzeinstellungen|avant de continuer|bevor (?:sie|du) fortf",
    re.IGNORECASE,
)
WALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read|unlock)|(?:to|and) (?:continue|keep) reading|(?:continue|keep) reading (?:with|for free)|"
    r"(?:continue|read) (?:this|the) (?:full |whole |rest of )?(?:article|story|post)\b.{0,40}"
    r"\b(?:subscri|account|log ?in|sign)|"
    r"free trial to (?:read|continue)|already (?:a |have an? )?(?:subscri|member|account)|"
    r"(?:this|the) (?:article|story|content|post|page) is (?:only )?(?:for|available (?:only )?(?:to|for)|reserved for|"
    r"exclusive to|restricted to)"
    r"\b.{0,30}(?:subscribers|members|paying|registered)|(?:subscribers|members)[- ]only|"
    r"(?:a|for) (?:paid )?(?:subscribers?|members?)(?:[’'] story| only)|"
    r"unlock (?:this|the) (?:article|story)|(?:sign|log) ?in to (?:continue|read|view)|must (?:be logged in|"
    r"log in) to (?:continue|read|view|see)|"
    r"create (?:a free|an) account to|register (?:for free )?to (?:continue|read)|(?:upgrade|subscribe) to (?:paid|premium)|"
    r"this post is for (?:paid|paying) subscribers|jetzt (?:weiterlesen|abonnieren|registrieren)|weiterlesen mit|"
    r"(?:nur|exklusiv) für abonnent|mit .{1,20}\+ weiterlesen|bereits (?:abonnent|registriert)|réservé (?:à nos|aux) abonn|"
    r"déjà abonné|il vous reste \d|para (?:seguir|continuar) leyendo|(?:solo|exclusivo) para (?:suscriptores|assinantes)|"
    r"per continuare a leggere|riservato agli abbonati|verder lezen|alleen voor abonnees|les videre med|för att läsa vidare|"
    r"この記事は会員限定|会員限定記事|有料会員|订阅后|подписчик",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^\W*(?:log ?in(?:to)?|sign ?in|sign up|anmelden|einloggen|connexion|se connecter|inicia(?:r)? sesión|accedi|inloggen|logga in|"
    r"logg inn|log ind|kirjaudu|zaloguj|přihlá|bejelentkez|giriş yap|войти|вход|ログイン|登录)",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|aktivieren|activez|habilitar|activar|habilite?|attiva)\b.{0,40}\bjavascript|"
    r"javascript\b.{0,40}(?:disabled|required|enable|aktivier|désactivé|deshabilitado)",
    re.IGNORECASE,
)
LOADING = re.compile(
    r"^\W*(?:loading|please wait|wird geladen|lädt|chargement|cargando|caricamento|carregando|загрузка|読み込み中|加载中)\W*$",
    re.IGNORECASE,
)


def words_in(text: str) -> int:
    """The number of words in a text; where words are not spaced, six characters count as one."""
    return len(text.split()) if text.isascii() else max(len(text.split()), len(text) // 6)


def is_saying(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a line says such a thing to its reader, rather than speaking of it in a longer paragraph."""
    return words_in(text) <= _LONGEST and bool(pattern.search(text))


def is_title(title: str, pattern: re.Pattern[str]) -> bool:
    """Whether a title, or a part of it beside the site's name, is such a saying and hardly more."""
    for part in (title, *_SEPARATOR.split(title)):
        found = pattern.search(part)
        if found and len(found[0]) >= _OF_TITLE * len(part.strip()):
            return True
    return False


def asks_consent(text: str) -> bool:
    """Whether a paragraph asks its reader for consent to cookies or the use of data."""
    return bool(_DATA.search(text) and _ASKING.search(text))


def counts_consent(text: str) -> int:
    """How often a text names cookies, consent and privacy."""
    return len(_DATA.findall(text))


def offers_consent(text: str) -> bool:
    """Whether a text that names cookies asks for an answer: a recipe for cookies, or a story about them, does not."""
    return bool(_ANSWER.search(text))


def is_consent_title(title: str) -> bool:
    """Whether a title is that of a page that asks for consent."""
    return bool(_CONSENT_TITLE.search(title))


def is_login_title(title: str) -> bool:
    """Whether a title is that of a form to log in."""
    return bool(_LOGIN.match(title))
