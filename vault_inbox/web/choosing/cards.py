"""Cards that writers set between their paragraphs in the editors of Ghost and Substack: a file to fetch, a button that leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from ..dom import tag_of
from .figures import is_among
from .rules import SURE
from .runs import Run
from .sums import Sums

_BUTTON = re.compile(r"(?:^|\s)kg-button-card(?=$|\s)")
_CREATED = "ButtonCreateButton"  # says Substack, or gives the button's attributes; themes and shops call any button "button-wrapper"
# Where readers tell others of a page: no writer's button.
_SHARE = re.compile(
    r"/sharer?(?:\.php|/|$)|/share(?:article|-offsite)|/intent/|/share/url|/pin/create|(?:reddit\.com|news\.ycombinator\.com)/submit|"
    r"^https?://(?:wa\.me|api\.whatsapp\.com|line\.me/r|social-plugins\.line\.me)(?:/|$)",
    re.IGNORECASE,
)
_SHARED = re.compile(r"[?&](?:url|u|link|media)=", re.IGNORECASE)
_LONGEST = 2000  # characters of an address that are looked at
_FILE = re.compile(r"(?:^|\s)kg-file-card-(?:title|caption)(?=$|\s)")  # its name and size are said by the link
_SITES = ("substack.com",)  # the programs' own pages for subscribers
_NEAR = 5  # boxes around a run in which a card's name stands


def complete(runs: Sequence[Run], url: str) -> None:
    """Bring back files and buttons among the article's paragraphs; a button to the site itself (`url`) asks to subscribe or to share."""
    cards = {id(run): card for run in runs if not run.keep and run.reason not in SURE and (card := _card_of(run, url)) is not None}
    if not cards:
        return
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)
    for run in runs:
        if (card := cards.get(id(run))) is not None and is_among(card, kept, dropped):
            run.keep, run.reason = True, "a card among the article's paragraphs"


def _card_of(run: Run, url: str) -> HtmlElement | None:
    """The box of the card that a run is the words of."""
    for box in (run.block, *run.over[:_NEAR]):
        classes = box.get("class") or ""
        if "kg-" not in classes and "button-wrapper" not in classes:
            continue
        if _BUTTON.search(classes) or box.get("data-component-name") == _CREATED or box.get("data-attrs"):
            return box if _leads_away(box, url) else None
        if "kg-file-card" in classes.split():
            return box if _FILE.search(run.block.get("class") or "") else None
    return None


def _names_a_page(link: str, url: str) -> bool:
    """Whether an address to share says what is shared; a document that somebody shared, a number to write to have their own."""
    return _SHARED.search(link) is not None or bool(url and url in unquote(link))


def _leads_away(box: HtmlElement, url: str) -> bool:
    links = [(link.get("href") or "")[:_LONGEST] for link in box.iter("a")]
    if any(_SHARE.search(link.partition("?")[0]) and _names_a_page(link, url) for link in links):
        return False
    try:
        hosts = {(urlsplit(link).hostname or "").removeprefix("www.") for link in links}
        own = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return bool(links) and not any(not host or host == own or host.endswith(_SITES) for host in hosts) and tag_of(box) in ("div", "p")
