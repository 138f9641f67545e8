"""What pages say that are lost, down, guarded or only tell what was done, in many languages: "page not found", "check your inbox"."""

from __future__ import annotations

import re

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
    r"(?:pagina|articolo|contenuto|notizia|annuncio|prodotto|video)\b.{0,20}?non (?:è (?:più |stat[ao] )?)?"
    r"(?:trovat|esiste|disponibile|presente)|"
    r"(?:strona|artykuł) został[ay]? (?:trwale )?(?:przeniesion|usunięt)|(?:seite|website) ist umgezogen|"
    r"page a (?:été )?(?:déplacée|déménagé)|"
    r"página (?:se )?(?:ha|fue|foi) (?:sido )?(?:movid|trasladad|mudad)|pagina (?:è stata spostata|is verplaatst|is verhuisd)|"
    r"sid(?:an|en) (?:har|er) (?:flyttat|flyttet)|страница (?:перемещена|переехала)|(?:ページ|サイト)は移転|页面已(?:移动|迁移)|"
    r"pagina .{0,15}?(?:niet gevonden|bestaat niet|nu (?:a fost găsită|există))|"
    r"kunnen we (?:helaas )?niet vinden|no encontramos lo que|"
    r"sid(?:en|a|an)\b.{0,30}?(?:ikke|inte|ikkje)\b.{0,12}?(?:fundet|funnet|hittades|hittas|finn[ea]s|findes|eksisterer)|"
    r"(?:finner|finder|hittar|hittade) (?:ikke|inte) siden|sida[n]? finns inte|siden? (?:finnes|findes) ikke|"
    r"stránk[auy] (?:nebyl[ay] nalezen|nenalezen|neexistuje)|sivua ei löyd|oldal nem (?:található|létezik)|sayfa bulunamad|"
    r"stron[ay]\b.{0,25}? nie (?:została znaleziona|istnieje|znaleziono)|σελίδα (?:που ζητήσατε )?δεν (?:βρέθηκε|υπάρχει)|"
    r"страница (?:не найдена|не существует)|сторінк[уа] не (?:знайдено|існує)|페이지를 찾을 수 없|"
    r"존재하지 않는 (?:게시글|게시물|페이지|글)|(?:게시글|게시물|페이지)[이가] (?:삭제|존재하지)|"
    r"الصفحة (?:.{1,30}? )?غير موجودة|"
    r"لم يتم العثور على الصفحة|"
    r"(?:ページ|記事|動画)[がは](?:見つかりません(?:でした)?|存在しません|削除)|页面不存在|找不到(?:该)?页面|頁面不存在|"
    r"(?:page|content|post|video|file)\b.{0,30}?(?:could ?n[o’']t be found|(?:is|are)(?: not|n[’']t) available)|"
    r"(?:(?:this|your) (?:transfer|link|offer|listing|ad|event|invitation|download|session)(?: has| is)?|"
    r"the \w+ (?:has|is))(?: now)? expired|"
    r"session expired|sitzung (?:ist )?abgelaufen|session (?:a )?expirée?|sesión (?:ha )?(?:expirad|caducad)|"
    r"không tìm thấy (?:trang|nội dung)|trang .{0,25}?không tồn tại|halaman .{0,25}?tidak (?:ditemukan|dijumpai|wujud)|"
    r"(?:דף|עמוד).{0,20}?(?:לא נמצא|אינו קיים|לא קיים)|(?:صفحه|محتوا).{0,25}?(?:یافت نشد|پیدا نشد|وجود ندارد)|"
    r"(?:पृष्ठ|पेज).{0,40}?(?:नहीं मिला|मौजूद नहीं)|(?:পৃষ্ঠা|পেজ).{0,30}?(?:পাওয়া যায়নি|নেই)|ไม่พบ(?:หน้า|เนื้อหา)|หน้า.{0,40}?ไม่มีอยู่|"
    r"страницата .{0,20}?не (?:е намерена|беше намерена|съществува)|strani(?:ca|ce) .{0,25}?(?:nije pronađena|ne postoji|ni bila? najdena|"
    r"ne obstaja)|stránk[ay] .{0,15}?(?:sa nenašla|nenájdená)|puslapis nerastas|lapa nav atrasta|lehekülge ei leitud|"
    r"pàgina no (?:s[’']ha )?(?:trobada|trobat|existeix)|síð[au]n? fannst ekki",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"algo (?:ha ido|salió|fue|deu) (?:mal|errado)|error inesperado|error (?:interno )?del servidor|erro interno|"
    r"etwas ist schief ?gelaufen|"
    r"interner (?:server)?fehler|une erreur (?:est survenue|inattendue|interne)|erreur interne|si è verificato un errore|"
    r"er (?:is|ging) iets mis|något gick fel|no(?:e|get) gikk galt|jotain meni (?:vikaan|pieleen)|coś poszło nie tak|něco se pokazilo|"
    r"κάτι πήγε στραβά|παρουσιάστηκε .{0,20}?(?:πρόβλημα|σφάλμα)|"
    r"что-то пошло не так|внутренняя ошибка|щось пішло не так|bir (?:şeyler ters gitti|hata oluştu)|"
    r"エラーが発生しました|アクセスが集中して|"
    r"服务器(?:内部)?错误|出错了|오류가 발생|حدث خطأ|service unavailable|bad gateway|"
    r"internal server error|gateway time-?out|something went wrong|"
    r"be (?:right )?back (?:soon|shortly)|"
    r"be right back|(?:under|performing|scheduled|down for)\b.{0,20}?maintenance|wartungsarbeiten|wartungsmodus|"
    r"maintenance en cours|"
    r"en mantenimiento|em manutenção|in manutenzione|в обслуживании|технические работы|メンテナンス(?:中|のお知らせ)|"
    r"critical error on this website|error establishing a database|limit exceeded|temporarily unable to service|"
    r"server error in .{0,20}?application|application error|fatal error:|"
    r"domain (?:name )?(?:is|may be|has been) (?:for sale|parked|registered)|sponsored listings displayed above|domain wurde\b|"
    r"contact your hosting provider|(?:launching|coming) soon|under construction|im aufbau|en construction|in costruzione|"
    r"[\w-]\.[a-z]{2,} is for sale\b|(?:domain|[\w-]\.[a-z]{2,}) .{0,30}?steht zum verkauf|"
    r"are you (?:over|at least) (?:18|21)\b|are you of legal|(?:verify|confirm) your age|"
    r"(?:sind sie|bist du) (?:über|schon|mindestens) 1[68]|"
    r"avez-vous (?:plus de |l[’']âge)|¿?(?:eres|es usted) mayor de|"
    r"browser is (?:not|no longer) supported|update your browser|(?:using an|disable your|turn off your) ad ?-?blocker|"
    r"allow ads on|must be (?:over )?(?:18|21)\b|age verification|old enough\?|buy this domain|welcome to nginx|"
    r"apache2? .{0,20}default page|"
    r"web server is successfully installed|^it works!$|account (?:has been )?suspended|"
    r"unavailable (?:due to|for) legal reasons|(?:not|n[’']est pas|no(?: está)?|não(?: está)?) (?:available|disponible)\b.{0,20}?"
    r"(?:in your|em (?:sua|tua)|"
    r"dans votre|en tu|en su)"
    r" (?:region|country|location|pays|région|país|región|região)|in (?:ihrem|deinem) land nicht verfügbar|access cannot be granted",
    re.IGNORECASE,
)
GUARDED = re.compile(
    r"access (?:to this page has been )?denied|(?:you have|request has|you[’']ve) been blocked|^blocked$|permission to access|"
    r"not a (?:ro)?bot\b|"
    r"\b403 forbidden|too many requests|are you (?:a robot|human)|"
    r"just a moment\.\.\.|"
    r"attention required! \| cloudflare|(?:verify|confirm)(?:ing)? (?:that )?you(?:[’']re| are) (?:a )?(?:human|not a)|unusual traffic|"
    r"^one more step\b|proves? (?:that )?you are (?:a )?human|complete (?:the|a) captcha|"
    r"enable cookies and reload|checking (?:if the site connection|your browser)|pardon our interruption|"
    r"think (?:that )?you (?:were|are) a bot|"
    r"press (?:&|and) hold|security check|needs to review the security|sicherheitsüberprüfung|ungewöhnlicher datenverkehr|"
    r"^bot check$|(?:dass sie|sie sind) (?:ein mensch|kein (?:ro)?bot)|pas un robot|vérification de votre navigateur|"
    r"no (?:eres|es) un robot|não é um robô|non sei un robot|geen robot|(?:inte är|ikke er) en robot|"
    r"nie jesteś robotem|nejste robot|что вы не робот|ロボットではありません|ロボットではない|"
    r"making sure you[’']re not a bot|アクセス(?:制限|を制限|が拒否)|不是机器人|安全验证|人机验证|로봇이 아닙|bot olmadığınız|"
    r"zugriff (?:wurde )?(?:verweigert|gesperrt)|accès (?:refusé|interdit|bloqué)|acceso (?:denegado|bloqueado)|"
    r"acesso (?:negado|bloqueado)|accesso (?:negato|bloccato)|toegang geweigerd|åtkomst nekad|adgang nægtet|ingen tilgang|"
    r"pääsy (?:evätty|estetty)|odmowa dostępu|dostęp zabroniony|přístup (?:odepřen|zamítnut)|prístup zamietnutý|"
    r"hozzáférés megtagadva|acces (?:interzis|refuzat)|erişim engellen|απαγορεύεται η πρόσβαση|"
    r"доступ (?:к .{1,30} )?(?:ограничен|запрещ[её]н|заблокирован)|доступ (?:заборонено|обмежено)|访问(?:被拒绝|受限|被拦截)|拒绝访问|"
    r"存取被拒|접근(?:이)? (?:거부|차단|제한)|تم رفض الوصول|الوصول مرفوض|הגישה נדחתה|truy cập bị từ chối|akses ditolak",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\bunsubscribe[d]? (?:success|confirm)|(?:you have been|you are now|successfully) (?:removed from|unsubscribed)|^unsubscribed?$|"
    r"(?:please )?(?:confirm|verify) your (?:e-?mail|subscription)|(?:subscription|registration|e-?mail) confirmed|check your inbox|"
    r"fast geschafft|(?:anmeldung|abmeldung|abonnement|e-?mail(?:-adresse)?) (?:wurde )?(?:erfolgreich )?bestätigt|bestätigen sie ihre|"
    r"(?:inscription|désinscription) confirmée|confirme[rz] votre|suscripción (?:confirmada|cancelada)|confirma tu (?:correo|suscripción)|"
    r"iscrizione confermata|conferma la tua|bevestig (?:je|uw) (?:e-?mail|inschrijving)|"
    r"(?:continue|open|view|see more) (?:it )?in (?:the|our) app|in der app (?:öffnen|weiterlesen|fortfahren)|(?:continuer|"
    r"ouvrir) dans l[’']app|"
    r"(?:seguir|continuar|abrir) en la app|continuar no aplicativo|(?:devamını )?uygulamada (?:gör|devam|aç)|открыть в приложении|"
    r"アプリで(?:開く|続き)|앱에서 (?:계속 )?(?:읽|보|열)|在app(?:中|内)?打开|"
    r"thank(?:s| you) for (?:subscribing|signing up|registering|your (?:subscription|registration|order|purchase|donation|message|enquiry|"
    r"inquiry|request|submission|application))|^you[’']re (?:in|subscribed)\b|(?:check your|look in your) e-?mail|"
    r"subscription\b.{0,30}? has been (?:confirmed|cancell?ed)|^almost (?:finished|done|there)\W*$|"
    r"dank(?:e|esch[öo]n)? für (?:ihre|deine|die) (?:anmeldung|registrierung|bestellung|nachricht|anfrage|spende)|"
    r"(?:prüfen|checken) sie ihr(?:en|e)? (?:posteingang|postfach|e-?mail)|(?:erfolgreich abgemeldet|abmeldung erfolgreich)|"
    r"merci (?:pour|de) votre (?:inscription|commande|message|don)\b|vérifiez vo(?:tre|s) (?:boîte|e-?mail|courriel|messagerie)|"
    r"(?:revisa|comprueba) tu (?:correo|bandeja)|(?:te has dado de baja|baja confirmada)|"
    r"controlla la (?:tua )?(?:posta|e-?mail|casella)|verifique (?:o |a )?(?:seu|sua) (?:e-?mail|caixa)|"
    r"controleer (?:je|uw) (?:inbox|e-?mail|mailbox)|je bent (?:afgemeld|uitgeschreven)|bekräfta din|bekræft din|bekreft (?:din|e-post)|"
    r"vahvista (?:sähköposti|tilau)|potwierdź (?:swoj|subskryp|zapis|adres|e-?mail)|sprawdź swoją skrzynkę|"
    r"potvrďte (?:svůj|svou|e-?mail|odběr)|"
    r"(?:e-?postanızı|aboneliğinizi) (?:onay|doğrula)|вы (?:успешно )?отписались|"
    r"(?:メールアドレス|登録)の?(?:を)?(?:確認して|認証|が?完了)|구독(?:이)? (?:완료|확인)|이메일(?:을)? (?:확인|인증)|"
    r"(?:确认|验证)您的(?:邮箱|电子邮件|订阅)|订阅成功|"
    r"gracias por (?:suscribir|registrar|tu suscripción|su suscripción)|obrigad[oa] por (?:se inscrever|assinar|sua inscrição)|"
    r"grazie per (?:l[’']iscrizione|esserti iscritt|la registrazione)|bedankt voor (?:je|uw) (?:aanmelding|inschrijving)|"
    r"tack för (?:din|att du) (?:anmäl|prenumer|registr)|dziękujemy za (?:zapis|rejestrac)|спасибо за (?:подписку|регистрацию)|"
    r"(?:подтвердите|подтверждение) (?:ваш|адрес|подписк|почт|e-?mail)|登録ありがとう|(?:感谢|谢谢)(?:您的)?(?:订阅|注册)",
    re.IGNORECASE,
)
# What such pages say was done then: a letter is under way, a subscription is confirmed.
HANDLED = re.compile(
    r"\b(?:we|have|[’']ve|just|was|been)\b.{0,12}?\bsent\b.{0,60}?\b(?:e-?mail|link|message|inbox)\b|"
    r"\be-?mail\b.{0,30}?\b(?:has been|was|is being) sent\b|"
    r"(?:e-?mail|nachricht|link)\b.{0,60}?(?:geschickt|gesendet|versendet|zugesandt)|"
    r"(?:avons|venons de|a été|vient d)\W.{0,20}?envoy.{0,40}?(?:e-?mail|courriel|message|lien)|(?:e-?mail|courriel)\b.{0,40}?envoyé|"
    r"(?:hemos|te) enviado.{0,40}?(?:correo|e-?mail|mensaje|enlace)|(?:enviámos|enviamos|foi enviado).{0,40}?(?:e-?mail|mensagem|link)|"
    r"(?:abbiamo|è stata) (?:inviat|mandat).{0,40}?(?:e-?mail|messaggio|link)|(?:e-?mail|bericht|link)\b.{0,30}?(?:gestuurd|verzonden)|"
    r"(?:skickat|sendt|sendte) .{0,40}?(?:mejl|e-?post|mail)|(?:wysłaliśmy|wysłano).{0,50}?(?:mail|wiadomość|link)|"
    r"(?:отправили|отправлено|выслали).{0,50}?(?:письмо|почт|ссылк)|メール.{0,20}?(?:送信|お送り)|(?:邮件|郵件).{0,12}?(?:发送|已发|寄出)|"
    r"(?:已|我们).{0,12}?发送.{0,20}?邮件|(?:메일|이메일).{0,20}?(?:보냈|발송)|"
    r"has been (?:confirmed|cancell?ed)|thank(?:s| you) for (?:subscribing|signing up|registering|your)|you will no longer receive|"
    r"dank für (?:ihre|deine)|merci (?:pour|de) votre|gracias por (?:tu|su|suscr|regis)|grazie per (?:l[’']|esserti|la)|"
    r"bedankt voor (?:je|uw)|in the e-?mail (?:that )?we (?:just )?sent|"
    r"obrigad[oa] por (?:se|sua|assinar)",
    re.IGNORECASE,
)
# What pages that are lost speak of, and stories called like them seldom.
OF_PAGES = re.compile(
    r"\b(?:page|link|url|address|browser|search|web ?site|site|home ?page|error|404|content|request|menu|server)s?\b|"
    r"seite|adresse|suche|fehler|erreur|recherch|\blien|conten(?:u|ido|uto)\b|conteúdo|\bdomain|página|enlace|\bbusca\b|búsqueda|pagina|zoek|ricerca|sidan|siden|sök|søk|stron|wyszuk|"
    r"stránk|oldal|sayfa|σελίδα|страниц|сторінк|ссылк|сайт|ページ|サイト|页|網頁|链接|페이지|stranic|pàgina|puslap|\blapa|\bleh[te]|\bsivu|síð|"
    r"\bsiti?o\b|网址|網址|网站|網站|사이트|"
    r"\btrang\b|liên kết|halaman(?! rumah)|\blaman\b|situs|صفح|رابط|موقع|דף|אתר|หน้า|เว็บ|पृष्ठ|पेज|साइट|পৃষ্ঠা|পেজ|பக்க|გვერდ",
    re.IGNORECASE,
)
# What such pages say to explain themselves, and articles on them seldom: numbers to tell to the owner of the site.
EXPLAINED = re.compile(
    r"\byour ip\b|\bip(?: address)?\W{1,3}(?:is )?[\da-f]{1,4}[.:][\da-f]|ray id|"
    r"reference (?:id|#)|incident id|block (?:reason|details)|site owner|this website is using|"
    r"automation tools|(?:javascript|cookies) (?:and cookies )?(?:is|are) (?:disabled|enabled)",
    re.IGNORECASE,
)
