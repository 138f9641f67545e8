"""Second thoughts on an extractor's choice of runs: what is surely no part of an article goes, what it surely missed comes back.

Each rule gives its reason, which stays with the run. The rules are few and hold in any language or name their languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from lxml.html import HtmlElement

from ..dom import HEADINGS, marks_of, tag_of
from .copies import copies
from .runs import Run, fold
from .sums import Sums

# Names that page builders give to what stands around an article. Whole words of a class or id: "share-bar", not "shareholder".
_AROUND = re.compile(
    r"(?<![^\s_-])(?:related|recirc\w*|recommend(?:ed|ations?)|newsletter|subscri(?:be|ption)|signup|sign-up|promo|cta|teaser|trending|"
    r"most-?(?:read|popular|viewed)|latest|read-?(?:more|next|also)|more-(?:from|stories|articles)|share|sharing|social-(?:share|"
    r"links|icons|placeholder|media)|comments?|"
    r"disqus|author-?(?:bio|box|info|card|profile)|about-(?:the-)?author|biography|byline|disclaimer|disclosure|affiliate|sponsor(?:ed)?|"
    r"advert(?:isement)?|ad-?slot|outbrain|taboola|cookie\w*|consent|gdpr|breadcrumbs?|paywall-\w+|lightbox|modal|popup|"
    r"footer|site-header|labstabs|reviewed)(?![^\s_-])"
)
SURE = frozenset(
    ("a button", "a copyright notice", "a style sheet", "hidden", "the day")
)  # reasons in the words or the box of a line itself
TOLD = "in the article that the page's data tell"
REPEATED = "said before"
TITLE = "the title"
_PARAGRAPH = 120  # characters
_DESCRIBED = 60  # folded characters of a description that is the beginning of a text
_HEADLINE = 3  # spaces between its words, at least
_REMEMBERED = 4096  # classes; a page says the same ones again and again
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
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
    r"all rights reserved\b.{0,60}|©.{0,90})\W*",
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
_STYLE = re.compile(r"(?:[\w.#@:,>*\s-]{1,80}\{(?:\s*|[^{}]*:[^{}]*)\}\s*)+")
_HIDDEN = re.compile(r"(?:^|\s)(?:hidden|hide|invisible|sr-only|visually-?hidden|screen-reader-text)(?=$|\s)")
_BYLINE = re.compile(
    r"\W*(?:by|von|par|por|di|door|av|autor(?:in)?|author|written by|published|updated|last updated|posted)\b:?.{0,70}", re.IGNORECASE
)


def is_heading_of_others(text: str) -> bool:
    """Whether a heading stands over what is no part of the article: related stories, comments, subscriptions."""
    return bool(_OTHERS.match(text))


def around_name(element: HtmlElement) -> str:
    """By which name an element says that it is no part of an article ("share", "newsletter"); "" if it does not."""
    return around_mark(marks_of(element))


@lru_cache(maxsize=_REMEMBERED)
def around_mark(marks: str) -> str:
    """The same of what an element calls itself."""
    name = _AROUND.search(_CAMEL.sub("-", marks).lower()) if marks else None
    return name[0] if name else ""


def judge(runs: list[Run], titles: Collection[str], body: str = "", description: str = "") -> None:
    """Set `keep` and `reason` of each run, from the extractor's choice and what the page says about itself.

    `titles` are the titles that the page gives itself, `body` is the article's text as its JSON-LD tells it, "" if it does not;
    many a `description` is the article's beginning.
    """
    sums = Sums(runs)
    for run in runs:
        run.keep = run.chosen >= 0.5
    _recall(runs, sums)
    _believe(runs, fold(body))
    _prefer_beginning(runs, fold(description).rpartition(" ")[0])  # its last word may be cut
    _refuse(runs, sums, {fold(title) for title in titles} - {""})


def _refuse(runs: list[Run], sums: Sums, titles: set[str]) -> None:
    sizes = sums.of(len(run.text) * run.keep for run in runs)
    whole = sum(len(run.text) for run in runs if run.keep)
    seen: dict[str, HtmlElement | None] = {}
    copied = {id(run) for run in copies(runs)}
    started = False
    for run in runs:
        reason = "hidden" if id(run) in copied else _no_article(run, titles, started)
        if not run.keep:  # said all the same, so that no later judge brings it back lightly
            run.reason = reason
            continue
        reason = reason or _around(run, sizes, whole)
        key = run.folded
        if not reason and len(key) >= 60 and seen.get(key, run.block.getparent()) is not run.block.getparent():
            reason = REPEATED  # elsewhere: what an author repeats in one place is meant
        if not reason:
            seen.setdefault(key, run.block.getparent())
        started = started or (not reason and len(run.text) > 150)
        if reason:
            run.keep, run.reason = False, reason


def _no_article(run: Run, titles: set[str], started: bool) -> str:
    """Why a line by itself is no part of the article; "" if it may be."""
    text = run.text
    if (tag_of(run.block) in HEADINGS or not started) and run.folded in titles:
        return TITLE
    if len(text) > 200:
        return ""
    return _no_part(run) or ("" if started else _no_beginning(run))


def _no_part(run: Run) -> str:
    """Why a line is no part of any article, wherever it stands."""
    text = run.text
    if _INTERFACE.fullmatch(text) or _BUTTONS.fullmatch(text):
        return "a button"
    if _COPYRIGHT.fullmatch(text):
        return "a copyright notice"
    if _is_style(run):
        return "a style sheet"
    if len(text) <= _PARAGRAPH and _is_put_away(run):
        return "hidden"
    if (_TEASER.match(text) and run.links > 0.4) or _is_shouted_link(run):
        return "a teaser"
    if _CREDIT.fullmatch(text) and len(text) < 110:
        return "a picture's credit"
    return ""


def _is_shouted_link(run: Run) -> bool:
    """Whether a paragraph is one link in capitals: how news sites set the headline of another story between two paragraphs."""
    return tag_of(run.block) in ("p", "div") and run.links > 0.95 and run.text.isupper() and run.text.count(" ") >= _HEADLINE


def _no_beginning(run: Run) -> str:
    """Why a line before the first paragraph is no part of the article."""
    text = run.text
    if tag_of(run.block) == "h1":
        return TITLE
    if len(text) < 90 and _BYLINE.fullmatch(text):
        return "the byline"
    if tag_of(run.block) not in HEADINGS and _DAY.fullmatch(text) and sum(map(str.isdigit, text)) >= len(text) / 6:
        return "the day"
    return ""


def _is_style(run: Run) -> bool:
    """Whether a line is of a style sheet; one that is shown as code is meant."""
    coded = tag_of(run.block) in ("pre", "code") or next(run.block.iter("code", "samp", "kbd"), None) is not None
    return "{" in run.text and not coded and bool(_STYLE.fullmatch(run.text))


def _is_put_away(run: Run) -> bool:
    """Whether a line's box is named as hidden: a form's message, a word for screen readers. A size ("md:block") shows it again."""
    classes = (each.get("class") for each in (run.block, *run.over[:2]))
    return any(":" not in each and _HIDDEN.search(each) for each in classes if each)


def _around(run: Run, sizes: dict[HtmlElement, float], whole: int) -> str:
    """Whether the run stands in something that names itself no part of an article, and that holds but a small part of what was chosen."""
    for element in (run.block, *run.over):
        if sizes.get(element, 0) > whole * 0.3:
            return ""
        name = around_name(element)
        if name:
            return f"in {name}"
        if tag_of(element) in ("aside", "footer", "nav"):
            return f"in {tag_of(element)}"
    return ""


def _recall(runs: list[Run], sums: Sums) -> None:
    """Bring back what stands between chosen neighbours in one box with them: headings, items, quotations, code, long paragraphs."""
    chosen, every = sums.of(len(run.text) * run.keep for run in runs), sums.of(len(run.text) for run in runs)
    taken = [run.keep for run in runs]
    for i, run in enumerate(runs):
        if run.keep or not _may_return(run) or run.links > 0.4:
            continue
        before, behind = any(taken[max(0, i - 6) : i]), any(taken[i + 1 : i + 7])
        between = tag_of(run.block) == "pre" or (before and behind) or (tag_of(run.block) in HEADINGS and any(taken[i + 1 : i + 3]))
        if between and _in_chosen_box(run, chosen, every):
            run.keep, run.reason = True, "among the article's paragraphs"


def _believe(runs: list[Run], body: str) -> None:
    """Bring back whole paragraphs that stand in the article's text as the page's own data tell it; shorter lines may stand anywhere."""
    for run in runs if body else ():
        if not run.keep and not run.caption and len(run.text) >= _PARAGRAPH and run.links < 0.3 and run.folded in body:
            run.keep, run.reason = True, TOLD


def _prefer_beginning(runs: list[Run], beginning: str) -> None:
    """Where nothing but links was chosen (a menu that is larger than a short report), take the paragraph that begins as described."""
    kept = [run for run in runs if run.keep]
    plain, whole = sum(len(run.text) * (1 - run.links) for run in kept), sum(len(run.text) for run in kept)
    if len(beginning) < _DESCRIBED or plain >= 0.1 * whole:
        return
    begun = [run for run in runs if run.links < 0.3 and len(run.text) >= _PARAGRAPH and run.folded.startswith(beginning)]
    if not begun:
        return
    lead = max(begun, key=lambda run: len(run.text))
    if any(run.block.getparent() is lead.block.getparent() for run in kept):
        return  # a list of links under a few words
    for run in runs:
        beside = run.block.getparent() is lead.block.getparent() and tag_of(run.block) == "p" and run.links < 0.5
        run.keep, run.reason = (True, TOLD) if beside or run is lead else (False, "")


def _may_return(run: Run) -> bool:
    tag = tag_of(run.block)
    if tag in ("li", "pre", "blockquote", "td", "th", "dd", "dt") or any(tag_of(box) in ("li", "blockquote") for box in run.over):
        return True
    if tag in HEADINGS[1:]:
        return not _TEASER.match(run.text)
    return tag in ("p", "div", "section") and len(run.text) >= 200


def _in_chosen_box(run: Run, chosen: dict[HtmlElement, float], every: dict[HtmlElement, float]) -> bool:
    box = run.block.getparent()
    steps = 0
    while box is not None and steps < 3:
        name = tag_of(box)
        if name in ("figure", "nav", "aside", "footer", "header", "form", "body", "html", "button", "figcaption") or around_name(box):
            return False
        have, total = chosen.get(box, 0), every[box]
        others = total - len(run.text)
        if have and others and have / others >= 0.6 and have > 400:
            return True
        box = box.getparent()
        steps += 1
    return False
