"""What pages without an article say to their reader: "page not found", "accept all cookies", "subscribe to continue", in many languages.

A saying is short and stands by itself: a paragraph of an article that speaks of such pages is none.
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

LOST = re.compile(
    r"(?:^|\b(?:error|code|status|http|fehler|erreur)|\boops\w*)\W{0,4}(?:40[34]|410)\b|(?:page|article|post|file|story|content|"
    r"url|topic|thread|product|item|document|link)\b.{0,45}?"
    r"\b(?:(?:could |can)?not (?:be )?found|no longer (?:available|exists?|here)|not available|unavailable|doesn[’']t exist|"
    r"does not exist|never existed|"
    r"(?:has been|was) (?:removed|deleted)|can(?:no|[’'])t be found|is private)|nothing (?:was )?found(?: at|$)|did(?: not|"
    r"n[’']t) match any|(?:this|the) \w+(?: \w+)? is no longer (?:available|active|open)|"
    r"we can[’']t (?:seem to )?find what you|^no results\b|page (?:has |was |is )?(?:permanently )?moved|(?:object|"
    r"document) (?:has )?moved|^redirecting\b|if you are not redirected|"
    r"video (?:is )?unavailable|(?:we |has )(?:have )?not archived (?:that|this)|keine (?:treffer|ergebnisse)|aucun résultat|"
    r"sin resultados|nessun risultato|geen resultaten|inga träffar|ingen treff|brak wyników|ничего не найдено|(?:can[’']?t|cannot|"
    r"could ?n[o’']t|unable to) find (?:the|that|this|your) page|^not found\b|"
    r"(?:seite|artikel|beitrag|inhalt|video)\b.{0,45}?(?:nicht (?:gefunden|mehr verfügbar|vorhanden)|existiert (?:leider )?nicht)|"
    r"(?:page|article|contenu) .{0,25}?(?:introuvable|non trouvée?|n[’']existe|a été (?:supprimé|retiré))|"
    r"(?:página|artículo|artigo|conteúdo|contenido|noticia|notícia|anuncio|anúncio|producto|produto|publicaci[oó]n|v[ií]deo)\b.{0,40}?"
    r"(?:não|no)\b.{0,15}?(?:encontrad|existe|disponi)|"
    r"pagina .{0,15}?(?:non (?:trovata|esiste|è disponibile)|niet gevonden|bestaat niet|nu (?:a fost găsită|există))|"
    r"kunnen we (?:helaas )?niet vinden|no encontramos lo que|"
    r"sid(?:en|a|an)\b.{0,30}?(?:ikke|inte|ikkje)\b.{0,12}?(?:fundet|funnet|hittades|hittas|finn[ea]s|findes|eksisterer)|"
    r"(?:finner|finder|hittar|hittade) (?:ikke|inte) siden|sida[n]? finns inte|siden? (?:finnes|findes) ikke|"
    r"stránk[auy] (?:nebyl[ay] nalezen|nenalezen|neexistuje)|sivua ei löyd|oldal nem (?:található|létezik)|sayfa bulunamad|"
    r"stron[ay]\b.{0,25}? nie (?:została znaleziona|istnieje|znaleziono)|σελίδα (?:που ζητήσατε )?δεν (?:βρέθηκε|υπάρχει)|"
    r"страница (?:не найдена|не существует)|сторінк[уа] не (?:знайдено|існує)|페이지를 찾을 수 없|الصفحة (?:.{1,30}? )?غير موجودة|"
    r"لم يتم العثور على الصفحة|"
    r"(?:ページ|記事|動画)[がは](?:見つかりません|存在しません|削除)|页面不存在|找不到(?:该)?页面|頁面不存在",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"algo (?:ha ido|salió|fue|deu) (?:mal|errado)|error inesperado|error (?:interno )?del servidor|erro interno|"
    r"etwas ist schief ?gelaufen|"
    r"interner (?:server)?fehler|une erreur (?:est survenue|inattendue|interne)|erreur interne|si è verificato un errore|"
    r"er (?:is|ging) iets mis|något gick fel|no(?:e|get) gikk galt|jotain meni (?:vikaan|pieleen)|coś poszło nie tak|něco se pokazilo|"
    r"что-то пошло не так|внутренняя ошибка|щось пішло не так|bir (?:şeyler ters gitti|hata oluştu)|"
    r"エラーが発生しました|アクセスが集中して|"
    r"服务器(?:内部)?错误|出错了|오류가 발생|حدث خطأ|service unavailable|bad gateway|"
    r"internal server error|gateway time-?out|something went wrong|"
    r"be (?:right )?back (?:soon|shortly)|"
    r"be right back|(?:under|performing|scheduled|down for)\b.{0,20}?maintenance|wartungsarbeiten|wartungsmodus|"
    r"maintenance en cours|"
    r"en mantenimiento|em manutenção|in manutenzione|в обслуживании|технические работы|メンテナンス中|"
    r"critical error on this website|error establishing a database|limit exceeded|temporarily unable to service|"
    r"server error in .{0,20}?application|application error|fatal error:|"
    r"domain (?:name )?(?:is|may be|has been) (?:for sale|parked|registered)|sponsored listings displayed above|domain wurde\b|"
    r"contact your hosting provider|(?:launching|coming) soon|under construction|im aufbau|en construction|in costruzione|"
    r"[\w-]\.[a-z]{2,} is for sale\b|(?:domain|[\w-]\.[a-z]{2,}) .{0,30}?steht zum verkauf|"
    r"browser is (?:not|no longer) supported|update your browser|(?:using an|disable your|turn off your) ad ?-?blocker|"
    r"allow ads on|must be (?:over )?(?:18|21)\b|age verification|old enough\?|buy this domain|welcome to nginx|"
    r"apache2? .{0,20}default page|"
    r"web server is successfully installed|^it works!$|account (?:has been )?suspended|"
    r"unavailable (?:due to|for) legal reasons|(?:not|n[’']est pas|no está) (?:available|disponible)\b.{0,20}?(?:in your|"
    r"dans votre|en tu|en su)"
    r" (?:region|country|location|pays|région|país)|in (?:ihrem|deinem) land nicht verfügbar|access cannot be granted",
    re.IGNORECASE,
)
GUARDED = re.compile(
    r"access (?:to this page has been )?denied|(?:you have|request has|you[’']ve) been blocked|^blocked$|permission to access|"
    r"not a (?:ro)?bot\b|"
    r"\b403 forbidden|too many requests|are you (?:a robot|human)|"
    r"just a moment\.\.\.|"
    r"attention required! \| cloudflare|(?:verify|confirm)(?:ing)? (?:that )?you(?:[’']re| are) (?:a )?(?:human|not a)|unusual traffic|"
    r"enable cookies and reload|checking (?:if the site connection|your browser)|pardon our interruption|"
    r"think (?:that )?you (?:were|are) a bot|"
    r"press (?:&|and) hold|security check|needs to review the security|sicherheitsüberprüfung|ungewöhnlicher datenverkehr|"
    r"^bot check$|(?:dass sie|sie sind) (?:ein mensch|kein (?:ro)?bot)|pas un robot|vérification de votre navigateur|"
    r"no (?:eres|es) un robot|não é um robô|non sei un robot|geen robot|(?:inte är|ikke er) en robot|"
    r"nie jesteś robotem|nejste robot|что вы не робот|ロボットではありません|ロボットではない|"
    r"アクセス(?:制限|を制限)|不是机器人|安全验证|人机验证|로봇이 아닙|bot olmadığınız",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\bunsubscribe[d]? (?:success|confirm)|(?:you have been|you are now|successfully) (?:removed from|unsubscribed)|^unsubscribed?$|"
    r"(?:please )?(?:confirm|verify) your (?:e-?mail|subscription)|(?:subscription|registration|e-?mail) confirmed|check your inbox|"
    r"fast geschafft|(?:anmeldung|abmeldung|abonnement|e-?mail(?:-adresse)?) (?:wurde )?(?:erfolgreich )?bestätigt|bestätigen sie ihre|"
    r"(?:inscription|désinscription) confirmée|confirmez votre|suscripción (?:confirmada|cancelada)|confirma tu (?:correo|suscripción)|"
    r"iscrizione confermata|conferma la tua|bevestig (?:je|uw) (?:e-?mail|inschrijving)|"
    r"(?:continue|open|view|see more) (?:it )?in (?:the|our) app|in der app (?:öffnen|weiterlesen|fortfahren)|(?:continuer|"
    r"ouvrir) dans l[’']app|"
    r"(?:seguir|continuar|abrir) en la app|continuar no aplicativo|(?:devamını )?uygulamada (?:gör|devam|aç)|открыть в приложении|"
    r"アプリで(?:開く|続き)|在app(?:中|内)?打开",
    re.IGNORECASE,
)
# What such pages say to explain themselves, and articles on them seldom: numbers to tell to the owner of the site.
EXPLAINED = re.compile(
    r"\byour ip\b|\bip(?: address)?\W{1,3}(?:is )?[\da-f]{1,4}[.:][\da-f]|ray id|"
    r"reference (?:id|#)|incident id|block (?:reason|details)|site owner|this website is using|"
    r"automation tools|(?:javascript|cookies) (?:and cookies )?(?:is|are) (?:disabled|enabled)",
    re.IGNORECASE,
)
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
    for part in (title, *_OF_SITE.split(title)):
        found = pattern.search(part)
        if found and len(found[0]) >= _OF_TITLE * len(part.strip()):
            return True
    return False


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
