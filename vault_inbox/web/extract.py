"""A page -> the article it holds: its text as inert Markdown, what it says of itself, or a verdict why there is none.

trafilatura chooses the text, a few rules correct it, and the Markdown is written from the page's own markup.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document

from ..model import Article, Extractor, Page
from ..notes import inert
from . import sites, urls
from .choosing import cards, completing, content, embeds, ends, figures, likelihood, notes, posts, recipes, rules
from .choosing.left_out import left_out
from .choosing.runs import Run, runs_of
from .dom import base_of, parse, text_of
from .embedded.article import embedded_in
from .embedded.article import told_by as told_by_data
from .extractors import asked
from .metadata.page import Metadata, read_metadata
from .metadata.structured.recipes import recipe_lines
from .sites.documents import document_of, undated
from .sites.threads import article_of, posts_of, told_by
from .sniff import decode, kind_of
from .verdict.judging import Judgement, of_response, of_text
from .writing import buttons
from .writing.highlighters import set_plain
from .writing.markdown import TOP, markdown_of, write
from .writing.players import frame_films

# What trafilatura, readability and lxml raise on pages that they cannot digest; anything else is a fault of ours and is to be seen.
_INDIGESTIBLE = (etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError)

_MOST = 0.4  # of a page's characters; where an article has so many, hardly any of it is missing
_SENTENCE = 40  # characters
_ENOUGH = 300  # characters; a shorter text that stands only in a page's JSON or scripts is no article

for _name in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # else Python prints their warnings about bad pages


def read_page(page: Page, extractors: Sequence[Extractor] = ()) -> Article:
    """Read a page as an article; never raises for a bad page: the verdict says what it is, `reason` completes "Not fetched: …".

    Extractors for single sites are asked first, in order; one that raises declines. The product asks them itself, for they run in its own
    process, and this reader in one that can be killed. Text that stands before a wall is kept and marked `partial`; pages of other
    verdicts have no text.
    """
    article = asked(page, extractors)
    if article is not None:
        return article
    url = page.final_url or page.url
    judgement = of_response(page)
    if judgement is not None:
        return Article(url=urls.clean(url) or url, verdict=judgement.verdict, reason=judgement.reason)
    text = decode(page)
    if kind_of(page) == "text":
        return _plain_text(text, url)
    try:
        return _read_html(text, url)
    except _INDIGESTIBLE:
        return Article(url=urls.clean(url) or url, verdict="empty", reason="the page's markup cannot be read")


def _read_html(text: str, url: str) -> Article:
    root = parse(text)
    if root is None:
        return Article(url=urls.clean(url) or url, verdict="empty", reason="no text was found on the page")
    proxies = list(root.iter())  # held, so that lxml need not make its Python objects anew on every walk: a fifth of the time
    about = read_metadata(root, url)
    known = _of_known_software(root, text, url, about) if len(proxies) <= sites.MOST else None
    if known is not None:
        return known
    runs = _runs(root)
    own = posts.own_runs(root, runs)
    told = _choose(root, runs)
    _judge(root, own, about)
    cards.complete(own, url)
    notes.complete(own, root, base_of(root, url))
    judgement = of_text(root, runs, about, url)
    kept = judgement.verdict == "article" or judgement.partial
    body = _body(root, runs, url) if kept else ""
    passed_over = left_out(runs) if kept else ()
    if len(told) > _ENOUGH and not any(run.keep for run in runs) and _may_be_told(judgement, about):
        judgement, body = Judgement("article"), told
    if not body and (judgement.verdict in ("article", "empty", "script-only") or judgement.by_looks) and (data := embedded_in(root, about)):
        about = told_by_data(data, about)
        judgement, body = Judgement("article"), markdown_of(data.html, base_of(root, url))
    if not body and judgement.verdict == "article":
        judgement = Judgement("empty", "no text was found on the page")
    del proxies
    return replace(_article(about, body, judgement), left_out=passed_over)


def _runs(root: HtmlElement) -> list[Run]:
    """The runs of a page whose code, films and headings have been set in plain elements."""
    set_plain(root)
    frame_films(root)
    buttons.set_free(root)
    return runs_of(root)


def _of_known_software(root: HtmlElement, text: str, url: str, about: Metadata) -> Article | None:
    """What a thread, a page of documentation or a file of code says; `None` if the page is none that is known, or says nothing."""
    thread = posts_of(root, text)
    known = article_of(thread) if thread else document_of(root, text)
    if known is None or not (body := write(known, base_of(root, url))):
        return None
    return _article(told_by(thread, about) if thread else undated(about), body, Judgement("article"))


def _judge(root: HtmlElement, runs: list[Run], about: Metadata) -> None:
    """Say of each run whether it is the article's: rules, the fitted model, then what belongs to that which they kept."""
    rules.judge(runs, about.titles, about.body, about.description)
    likelihood.judge(runs, about)
    completing.restore_repeated(runs)
    completing.keep_hours(runs)
    completing.complete_tables(runs)
    figures.complete(runs)
    embeds.complete(runs)
    posts.complete(runs)
    recipes.complete(runs, recipe_lines(root))


def _may_be_told(judgement: Judgement, about: Metadata) -> bool:
    """Whether a text that no reader sees may stand for the page; where scripts show all, its data must tell one: `<noscript>` only asks."""
    return judgement.verdict in ("article", "empty") or (judgement.verdict == "script-only" and len(about.body) > _ENOUGH)


def _choose(root: HtmlElement, runs: list[Run]) -> str:
    """Let trafilatura choose among the runs; gives its text where that stands nowhere on the page (but in its JSON), else ""."""
    copy = content.marked(root, runs)
    for fast in (True, False) if _may_be_much(runs) else (False,):  # its second opinion changes little where much was found
        found = _extracted(copy, fast=fast)
        answer = "" if found is None else text_of(found.body)
        for run, share in zip(runs, content.shares(runs, answer), strict=True):
            run.chosen = share
        if _is_much(runs):
            break
    if found is None or any(run.chosen for run in runs):
        _ask_again(copy, runs)
        return ""
    paragraphs = (inert.line(content.unmarked(text_of(element))) for element in found.body)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _extracted(copy: HtmlElement, *, fast: bool = False, favor_recall: bool = False) -> Document | None:
    """What trafilatura makes of a tree; as "txt" it writes no text of its own, which nobody here would read."""
    found = trafilatura.bare_extraction(
        copy, include_comments=False, with_metadata=False, output_format="txt", fast=fast, favor_recall=favor_recall
    )
    return found if isinstance(found, Document) else None


def _ask_again(copy: HtmlElement, runs: list[Run]) -> None:
    """Set `recalled`: where much of the page was left out, by asking trafilatura for more."""
    if _is_much(runs):
        shares = [run.chosen for run in runs]
    else:
        more = _extracted(copy, fast=True, favor_recall=True)
        shares = content.shares(runs, "" if more is None else text_of(more.body))
    for run, share in zip(runs, shares, strict=True):
        run.recalled = share


def _may_be_much(runs: list[Run]) -> bool:
    """Whether a first look may choose so much: it hardly takes what is short or a link, and a second opinion begins with that look anew."""
    said = sum(len(run.text) for run in runs if run.links < 0.5 and len(run.text) >= _SENTENCE)
    return said >= _MOST * sum(len(run.text) for run in runs if not run.other)


def _is_much(runs: list[Run]) -> bool:
    """Whether so much of the page was chosen that hardly any of its article is missing."""
    return sum(len(run.text) * run.chosen for run in runs) >= _MOST * sum(len(run.text) for run in runs if not run.other)


def _body(root: HtmlElement, runs: list[Run], url: str) -> str:
    base = base_of(root, url)
    content.prune(root, runs)
    ends.trim_start(runs)
    ends.trim_end(root, runs)
    return write(root, base, plain=True)


def _article(about: Metadata, text: str, judgement: Judgement) -> Article:
    return Article(
        url=about.url,
        title=about.title,
        text=text,
        author=about.author,
        published=about.published,
        modified=about.modified,
        site=about.site,
        language=about.language,
        description=about.description,
        image=about.image,
        verdict=judgement.verdict,
        reason=judgement.reason,
        partial=judgement.partial,
        tags=about.tags,
        sources=about.sources,
        head_title=about.head_title,
    )


def _plain_text(text: str, url: str) -> Article:
    """A text file: its lines as they stand, each made inert; the file's name is the title."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = "\n".join(inert.line(line) for line in lines).strip("\n")
    address = urls.clean(url) or url
    title = unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2])
    if not body:
        return Article(url=address, title=title, verdict="empty", reason="the page is empty")
    return Article(url=address, title=title, text=inert.block(body, top=TOP, images="keep"), site=urls.site_of(address))


__all__ = ["markdown_of", "read_page"]
