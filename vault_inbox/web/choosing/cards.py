"""Cards that writers set between their paragraphs in the editors of Ghost, Substack, WordPress and Mailchimp.

A file to fetch, a button or a bookmark that leads elsewhere, a product with what the writer says of it, a text to be unfolded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from ..dom import tag_of
from .figures import is_among
from .rules import SURE
from .runs import Run
from .sums import Sums

# Names of boxes that tell a card, or may: a "button-wrapper" is looked at once more.
_NAMED = re.compile(
    r"(?:^|\s)(?:(?P<button>kg-button-card|wp-block-button|mcnButtonContent)|(?P<wrapper>button-wrapper)|"
    r"(?P<bookmark>kg-bookmark-card)|(?P<file>kg-file-card|wp-block-file)|(?P<own>kg-product-card|kg-toggle-card))(?=$|\s)"
)
_CREATED = "ButtonCreateButton"  # says Substack, or gives the button's attributes; themes and shops call any button "button-wrapper"
# Where readers tell others of a page: no writer's button.
_SHARE = re.compile(
    r"/sharer?(?:\.php|/|$)|/share(?:article|-offsite)|/intent/|/share/url|/pin/create|(?:reddit\.com|news\.ycombinator\.com)/submit|"
    r"^https?://(?:wa\.me|api\.whatsapp\.com|line\.me/r|social-plugins\.line\.me)(?:/|$)",
    re.IGNORECASE,
)
_SHARED = re.compile(r"[?&](?:url|u|link|media)=", re.IGNORECASE)
_LONGEST = 2000  # characters of an address that are looked at
_FILE = re.compile(r"(?:^|\s)(?:kg-file-card-(?:title|caption)|wp-block-file)(?=$|\s)")  # its name and size are said by the link
_FETCH = "wp-block-file__button"  # a second link to the file, "Download"
_TITLE = "kg-bookmark-title"  # what else a bookmark says are the words of the page that it leads to
_FILED = re.compile(r"\.(?:pdf|epub|zip|csv|ods|odt|docx?|xlsx?|pptx?|gpx|kml|mp3)$", re.IGNORECASE)  # a writer's, wherever it lies
_SITES = ("substack.com",)  # the programs' own pages for subscribers
_NEAR = 5  # boxes around a run in which a card's name stands
_BOXES = ("div", "p", "figure", "td")
_LARGEST = 60  # elements; a box that holds more is no button, but was never closed


def complete(runs: Sequence[Run], url: str) -> None:
    """Bring back the cards among the article's paragraphs; a button to the site itself (`url`) asks to subscribe or to share."""
    known: dict[HtmlElement, bool] = {}
    cards = {id(run): card for run in runs if not run.keep and run.reason not in SURE and (card := _card_of(run, url, known)) is not None}
    if not cards:
        return
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)
    among = {card for card in set(cards.values()) if is_among(card, kept, dropped)}
    for run in runs:
        if cards.get(id(run)) in among:
            run.keep, run.reason = True, "a card among the article's paragraphs"
            for link in [link for link in run.block.iterchildren("a") if _FETCH in (link.get("class") or "").split()]:
                if link.getprevious() is not None:
                    link.drop_tree()


def _card_of(run: Run, url: str, known: dict[HtmlElement, bool]) -> HtmlElement | None:
    """The box of the card that a run is the words of; `known` tells which boxes are cards."""
    for box in (run.block, *run.over[:_NEAR]):
        classes = box.get("class")
        named = _name_in(classes) if classes else None
        if named is None or (named["wrapper"] and box.get("data-component-name") != _CREATED and not box.get("data-attrs")):
            continue
        if named["own"]:
            if box not in known:
                known[box] = len([*islice(box.iter(), _LARGEST)]) < _LARGEST
            return box if known[box] else None
        said = run.block.get("class") or ""
        if named["file"]:
            return box if _FILE.search(said) else None
        if named["bookmark"] and _TITLE not in said.split():
            return None
        if box not in known:
            known[box] = _leads_away(box, url)
        return box if known[box] else None
    return None


@lru_cache(maxsize=4096)  # a page says the same classes again and again
def _name_in(classes: str) -> re.Match[str] | None:
    return _NAMED.search(classes)


def _names_a_page(link: str, url: str) -> bool:
    """Whether an address to share says what is shared; a document that somebody shared, a number to write to have their own."""
    return _SHARED.search(link) is not None or bool(url and url in unquote(link))


def _leads_away(box: HtmlElement, url: str) -> bool:
    held = [*islice(box.iter(), _LARGEST)]
    links = [(link.get("href") or "")[:_LONGEST] for link in held if link.tag == "a"]
    if len(held) == _LARGEST:
        return False
    if any(_SHARE.search(link.partition("?")[0]) and _names_a_page(link, url) for link in links):
        return False
    try:
        hosts = {(urlsplit(link).hostname or "").removeprefix("www.") for link in links if not _FILED.search(link.partition("?")[0])}
        own = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return bool(links) and not any(not host or host == own or host.endswith(_SITES) for host in hosts) and tag_of(box) in _BOXES
