"""Second thoughts on an extractor's choice of runs: what is surely no part of an article goes, what it surely missed comes back.

Each rule gives its reason, which stays with the run. The rules are few and hold in any language or name their languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from lxml.html import HtmlElement

from ..dom import HEADINGS, marks_of, tag_of
from .content import Run

# Names that page builders give to what stands around an article. Whole words of a class or id: "share-bar", not "shareholder".
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend(?:ed|ations?)|newsletter|subscri(?:be|ption)|signup|sign-up|promo|cta|teaser|trending|"
    r"most-?(?:read|popular|viewed)|latest|read-?(?:more|next|also)|more-(?:from|stories|articles)|share|sharing|social-(?:share|"
    r"links|icons|placeholder|media)|comments?|"
    r"disqus|author-?(?:bio|box|info|card|profile)|about-(?:the-)?author|biography|byline|disclaimer|disclosure|affiliate|sponsor(?:ed)?|"
    r"advert(?:isement)?|ad-?slot|outbrain|taboola|cookie\w*|consent|gdpr|breadcrumbs?|paywall-\w+|lightbox|modal|popup|"
    r"footer|site-header|labstabs|reviewed)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "Read more: …" and its like, in the languages of most news sites.
_OTHERS = re.compile(
    r"\W*(?:related|recommended|more (?:from|on|in|stories|news|like)|most (?:read|popular)|latest|trending|popular|comments?\b|"
    r"\d+ comments?|leave a|about the authors?|about (?:us|me)|share|follow|subscribe|newsletter|sign up|you (?:may|might)|"
    r"read (?:more|next)|recent|up next|categories|tags|archives?|featured|also|what to read|mehr|lesen|ähnliche|verwandte|"
    r"kommentare|lire|à lire|articles? (?:li|sim)|commentaires|lo más|relacionad|comentarios|notícias|leia|veja|leggi|potrebbe|"
    r"lees|reacties|читайте|комментари|похожие|関連|おすすめ|人気|コメント|相关|推荐|热门|评论)",
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
    r"\W*(?:share(?: (?:this|on|via|article|story)\b.{0,40})?|tweet|e-?mail|print|save|copy link|link copied!?|follow us.{0,40}|"
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
_BYLINE = re.compile(
    r"\W*(?:by|von|par|por|di|door|av|autor(?:in)?|author|written by|published|updated|last updated|posted)\b:?.{0,70}", re.IGNORECASE
)


def fold(text: str) -> str:
    """A text as it is compared: letters and digits only, no case."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def is_heading_of_others(text: str) -> bool:
    """Whether a heading stands over what is no part of the article: related stories, comments, subscriptions."""
    return bool(_OTHERS.match(text))


def around_name(element: HtmlElement) -> str:
    """By which name an element says that it is no part of an article ("share", "newsletter"); "" if it does not."""
    name = _AROUND.search(_CAMEL.sub("-", marks_of(element)))
    return name[0].strip(" _-") if name else ""


def judge(runs: list[Run], titles: Collection[str]) -> None:
    """Set `keep` and `reason` of each run, from the extractor's choice and what the page says about itself.

    `titles` are the titles that the page gives itself.
    """
    for run in runs:
        run.keep = run.chosen >= 0.5
    _recall(runs)
    _refuse(runs, {fold(title) for title in titles} - {""})


def _refuse(runs: list[Run], titles: set[str]) -> None:
    kept = [run for run in runs if run.keep]
    whole = sum(len(run.text) for run in kept)
    sizes = _sizes(kept)
    seen: dict[str, HtmlElement | None] = {}
    started = False
    for run in kept:
        reason = _no_article(run, titles, started) or _around(run, sizes, whole)
        key = fold(run.text)
        if not reason and len(key) >= 60 and seen.get(key, run.block.getparent()) is not run.block.getparent():
            reason = "said before"  # elsewhere: what an author repeats in one place is meant
        seen.setdefault(key, run.block.getparent())
        started = started or (not reason and len(run.text) > 150)
        if reason:
            run.keep, run.reason = False, reason


def _no_article(run: Run, titles: set[str], started: bool) -> str:
    """Why a line by itself is no part of the article; "" if it may be."""
    text = run.text
    if (tag_of(run.block) in HEADINGS or not started) and fold(text) in titles:
        return "the title"
    if len(text) > 200:
        return ""
    if tag_of(run.block) == "h1" and not started:
        return "the title"
    if _INTERFACE.fullmatch(text):
        return "a button"
    if _TEASER.match(text) and run.links > 0.4:
        return "a teaser"
    if _CREDIT.fullmatch(text) and len(text) < 110:
        return "a picture's credit"
    if not started and len(text) < 90 and _BYLINE.fullmatch(text):
        return "the byline"
    return ""


def _around(run: Run, sizes: dict[HtmlElement, int], whole: int) -> str:
    """Whether the run stands in something that names itself no part of an article, and that holds but a small part of what was chosen."""
    for element in (run.block, *run.block.iterancestors()):
        if sizes.get(element, 0) > whole * 0.3:
            return ""
        name = around_name(element)
        if name:
            return f"in {name}"
        if tag_of(element) in ("aside", "footer", "nav"):
            return f"in {tag_of(element)}"
    return ""


def _sizes(runs: list[Run]) -> dict[HtmlElement, int]:
    sizes: dict[HtmlElement, int] = {}
    for run in runs:
        for element in (run.block, *run.block.iterancestors()):
            sizes[element] = sizes.get(element, 0) + len(run.text)
    return sizes


def _recall(runs: list[Run]) -> None:
    """Bring back what stands between chosen neighbours in one box with them: headings, items, quotations, code, long paragraphs."""
    chosen = _sizes([run for run in runs if run.keep])
    every = _sizes(runs)
    taken = [run.keep for run in runs]
    for i, run in enumerate(runs):
        if run.keep or not _may_return(run) or run.links > 0.4:
            continue
        before, behind = any(taken[max(0, i - 6) : i]), any(taken[i + 1 : i + 7])
        between = tag_of(run.block) == "pre" or (before and behind) or (tag_of(run.block) in HEADINGS and any(taken[i + 1 : i + 3]))
        if between and _in_chosen_box(run, chosen, every):
            run.keep, run.reason = True, "among the article's paragraphs"


def _may_return(run: Run) -> bool:
    tag = tag_of(run.block)
    if tag in ("li", "pre", "blockquote", "td", "th", "dd", "dt") or next(run.block.iterancestors("li", "blockquote"), None) is not None:
        return True
    if tag in HEADINGS[1:]:
        return not _TEASER.match(run.text)
    return tag in ("p", "div", "section") and len(run.text) >= 200


def _in_chosen_box(run: Run, chosen: dict[HtmlElement, int], every: dict[HtmlElement, int]) -> bool:
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


def complete_tables(runs: list[Run]) -> None:
    """Bring back the missing cells of a table of which most is kept: a row without its head, or a head without its rows, says nothing."""
    tables: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        cell = next((e for e in (run.block, *run.block.iterancestors("td", "th")) if tag_of(e) in ("td", "th")), None)
        table = None if cell is None else next(cell.iterancestors("table"), None)
        if table is not None:
            tables.setdefault(table, []).append(run)
    for cells in tables.values():
        whole, kept = sum(len(run.text) for run in cells), sum(len(run.text) for run in cells if run.keep)
        if 0.6 * whole <= kept < whole:
            for run in cells:
                run.keep, run.reason = True, run.reason if run.keep else "a cell of the article's table"
