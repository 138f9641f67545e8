"""What a page is, when it is no article: by the server's answer, by its bytes, by its words. Each verdict completes "Not fetched: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from ..model import Page, Verdict
from .choosing.content import Run
from .dom import HEADINGS, marks_of, tag_of, words_of
from .metadata import jsonld
from .sniff import Kind, kind_of

LARGEST = 20_000_000  # bytes; trafilatura's own limit
_SHORT = 250  # words; what is left of an article before a wall is seldom more, an article seldom less
_LITTLE = 60  # words; less is no text at all
_TITLES = 6  # headings that are links; an article that names so many others has words of its own between them
_NOT_TEXT: dict[Kind, str] = {
    "pdf": "it is a PDF file, not a page",
    "image": "it is an image, not a page",
    "json": "it is data for programs, not a page",
    "xml": "it is data for programs, not a page",
    "binary": "it is a file, not a page",
}
_LOST = re.compile(
    r"\b404\b|\b410\b|(?:page|article|post|file|story|content|url)\b.{0,30}\b(?:not (?:be )?found|no longer (?:available|exists?)|"
    r"doesn[’']t exist|does not exist|"
    r"(?:has been|was) (?:removed|deleted))|^not found\b|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|"
    r"página no (?:encontrada|existe)|"
    r"página não encontrada|pagina non trovata|pagina niet gevonden|siden (?:blev )?ikke (?:fundet|funnet)|"
    r"sidan (?:kunde inte )?hittades|"
    r"seite .{0,30}nicht gefunden|sid(?:an|en)\b.{0,30}\b(?:hittades|hittas|finns|finnes|findes)\b|sayfa bulunamad|"
    r"stránk[au] (?:nenalezena|neexistuje|nebyla nalezena)|sivua ei löyd|pagina nu (?:a fost găsită|există)|az oldal nem található|"
    r"η σελίδα δεν βρέθηκε|сторінк[уа] не знайдено|페이지를 찾을 수 없|الصفحة غير موجودة|"
    r"strona nie (?:została znaleziona|istnieje)|страница не найдена|"
    r"ページが見つかりません|页面不存在|找不到页面|service unavailable|bad gateway|internal server error",
    re.IGNORECASE,
)
_GUARDED = re.compile(
    r"access denied|\b403 forbidden|too many requests|are you a robot|just a moment\.\.\.|attention required! \| cloudflare|"
    r"(?:verify|confirm)(?:ing)? (?:that )?you are (?:a )?human|unusual traffic|enable cookies and reload|checking your browser",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy (?:policy|settings|choices)|datenschutz|einwilligung|zustimm\w+|"
    r"we (?:and our partners )?value your privacy|"
    r"consentement|confidentialité|privacidad|privacy-?instellingen|toestemming|samtycke|personuppgifter|before you continue|"
    r"bevor sie fortfahren|"
    r"avant de continuer|werbefrei|ad-free subscription|pur-abo)",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"before you continue|cookie (?:consent|settings|notice)|privacy (?:gate|choices|settings)|consent|zustimmung|"
    r"datenschutzeinstellungen|"
    r"avant de continuer|bevor (?:sie|du) fortf",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read|unlock)|(?:to|and) (?:continue|keep) reading|(?:continue|read) (?:this|"
    r"the) (?:full |whole |rest of )?"
    r"(?:article|story|post)\b.{0,40}\b(?:subscri|account|log ?in|sign)|already (?:a |have an? )?(?:subscri|member|account)|"
    r"(?:this|the) (?:article|story|content|post|page) is (?:only )?(?:for|available (?:only )?(?:to|for)|reserved for|"
    r"exclusive to|restricted to)\b.{0,30}"
    r"(?:subscribers|members|paying|registered)|(?:subscribers|members)[- ]only|for (?:paid )?subscribers only|unlock (?:this|"
    r"the) (?:article|story)|"
    r"(?:sign|log) ?in to (?:continue|read|view)|create (?:a free|an) account to|register (?:for free )?to (?:continue|read)|"
    r"(?:upgrade|subscribe) to (?:paid|premium)|this post is for (?:paid|paying) subscribers|jetzt (?:weiterlesen|abonnieren|"
    r"registrieren)|"
    r"weiterlesen mit|nur für abonnent|exklusiv für abonnent|mit .{1,20}\+ weiterlesen|bereits (?:abonnent|registriert)|"
    r"réservé (?:à nos|aux) abonn|"
    r"déjà abonné|il vous reste \d|para (?:seguir|continuar) leyendo|solo para suscriptores|exclusivo para (?:suscriptores|assinantes)|"
    r"per continuare a leggere|riservato agli abbonati|verder lezen|alleen voor abonnees|les videre med|för att läsa vidare|"
    r"この記事は会員限定|会員限定記事|有料会員|チェックアウト|订阅后|подписчик",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    r"^\W*(?:log ?in|sign ?in|sign up|anmelden|einloggen|connexion|se connecter|iniciar sesión|accedi|inloggen)\b", re.IGNORECASE
)
_SCRIPT = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|aktivieren|activez|activar|habilite?)\b.{0,40}\bjavascript|javascript\b.{0,40}"
    r"(?:disabled|required|enable|aktivier|désactivé|deshabilitado)",
    re.IGNORECASE,
)
_APP_ROOT = re.compile(r"^(?:root|app|__next|___gatsby|__nuxt|application|app-root|react-root|main-app|svelte)$", re.IGNORECASE)


class Judgement(NamedTuple):
    """What a page is, and why it is not fetched; `partial` where the text is what stands before a wall."""

    verdict: Verdict
    reason: str = ""
    partial: bool = False


def of_response(page: Page) -> Judgement | None:
    """Judge a page by size, status and bytes (never by what the server calls it); `None` if it is a page or text to be read."""
    if len(page.body) > LARGEST:
        return Judgement("too large", "the page is larger than 20 MB")
    if page.status >= 400:
        return Judgement("error page", f"the page answers {page.status}{_phrase(page.status)}")
    kind = kind_of(page)
    if kind == "feed":
        return Judgement("feed", "it is a feed, not a page")
    if kind == "empty":
        return Judgement("empty", "the page is empty")
    if kind in _NOT_TEXT:
        return Judgement("not text", _NOT_TEXT[kind])
    return None


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return ""


def of_text(root: HtmlElement, runs: Sequence[Run], title: str, url: str) -> Judgement:
    """Judge a page by what it says; `runs` are its runs of text with those of the article kept, `title` its title."""
    kept = [run for run in runs if run.keep]
    words = sum(len(run.text.split()) if run.text.isascii() else max(len(run.text.split()), len(run.text) // 6) for run in kept)
    said = " ".join(run.text for run in runs)[:20_000]
    for judge in (_lost, _consent, _wall, _scripted):
        judgement = judge(root, kept, words, title, said)
        if judgement:
            return judgement
    if not kept:
        return Judgement("empty", "no text was found on the page")
    return _listing(kept, url) or _teasers(kept) or Judgement("article")


def _lost(_root: HtmlElement, kept: list[Run], words: int, title: str, said: str) -> Judgement | None:
    if words > 2 * _LITTLE:
        return None
    short = " ".join(run.text for run in kept)
    if _GUARDED.search(title) or _GUARDED.search(said[:1000]):
        return Judgement("error page", "the site lets only people in whom it has checked")
    if _LOST.search(title) or (words < _LITTLE and _LOST.search(short)) or (words < 25 and _LOST.search(said[:1000])):
        return Judgement("error page", "the page says that there is nothing to be found here")
    return None


def _consent(_root: HtmlElement, kept: list[Run], words: int, title: str, said: str) -> Judgement | None:
    if words > _SHORT:
        return None
    named = sum(bool(_CONSENT.search(run.text)) * len(run.text) for run in kept)
    whole = sum(len(run.text) for run in kept)
    if (_CONSENT_TITLE.search(title) and _CONSENT.search(said)) or (whole and named > 0.6 * whole and len(_CONSENT.findall(said)) >= 3):
        return Judgement("consent wall", "the page first asks for consent to cookies")
    return None


def _wall(root: HtmlElement, kept: list[Run], words: int, title: str, said: str) -> Judgement | None:
    if words > _SHORT:
        return None
    locked = str(jsonld.described(root).get("isAccessibleForFree")).strip().lower() == "false"
    if locked or (_WALL.search(said) and (kept or _walled(root))):
        return Judgement("login or paywall", "the page asks for a subscription", partial=any(not _WALL.search(run.text) for run in kept))
    password = any(field.get("type") == "password" for field in root.iter("input"))
    if words < _LITTLE and (password or _LOGIN_TITLE.search(title)):
        return Judgement("login or paywall", "the page asks for a login", partial=False)
    return None


def _walled(root: HtmlElement) -> bool:
    return any("paywall" in marks_of(element).lower() for element in root.iter("div", "section", "aside"))


def _scripted(root: HtmlElement, _kept: list[Run], words: int, _title: str, said: str) -> Judgement | None:
    if words >= _LITTLE or next(root.iter("script"), None) is None:
        return None
    told = any(_SCRIPT.search(words_of(element)) for element in root.iter("noscript")) or _SCRIPT.search(said[:2000])
    hollow = any(_APP_ROOT.match(element.get("id") or "") and len(words_of(element)) < 50 for element in root.iter("div", "main"))
    if told or hollow:
        return Judgement("script-only", "the page shows its text only to browsers that run its scripts")
    return None


def _listing(kept: list[Run], url: str) -> Judgement | None:
    """Many links and hardly any prose; on a front page less of it is enough."""
    prose = [run for run in kept if len(run.text) > 160 and run.links < 0.5]
    links = [run for run in kept if run.links > 0.7 and run.block.tag not in ("td", "th")]
    try:
        front = urlsplit(url).path.strip("/").lower() in ("", "index.html", "index.php", "home") and not urlsplit(url).query
    except ValueError:
        front = False
    chars = sum(len(run.text) for run in kept)
    share = sum(len(run.text) * run.links for run in kept) / chars if chars else 0.0
    many = len(links) >= (5 if front else 8)
    if many and (share > 0.6 or (front and share > 0.35)) and len(prose) < (6 if front else 3):
        return Judgement("listing", "the page is a list of links, not an article")
    return None


def _teasers(kept: list[Run]) -> Judgement | None:
    """Title after title that leads elsewhere, each with a line or two below it, and nothing else."""
    titles = [run for run in kept if run.links > 0.9 and _is_title(run.block)]
    if len(titles) < _TITLES or any(len(run.text) > 300 for run in kept):
        return None
    others = [run for run in kept if run.links <= 0.9]
    if len(others) <= 2 * len(titles) and all(run.links > 0.9 for run in kept if _is_title(run.block)):
        return Judgement("listing", "the page is a list of links, not an article")
    return None


def _is_title(block: HtmlElement) -> bool:
    return tag_of(block) in HEADINGS
