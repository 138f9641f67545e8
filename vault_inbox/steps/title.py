"""The step `title`: a weak title gives way to the better one that the page or the feed entry has; a good one stays."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..model import FOREIGN
from ..text.folding import fold
from ..text.generic_names import says_nothing
from .plain_text import read_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Context, Note, Step

LONGEST = 200  # characters of a title
_EMPTY = ("it says nothing", "it is an address")  # weaker than any words of a page, even if these shout or end in an ellipsis
# What pages are called that have no title, and some that are none; what apps and systems call a thing: `text.generic_names`.
_PAGE = re.compile(
    r"(?i)(untitled|text|document|page|home( ?page)?|index|link|shared link|clip(ping)?|image|article|web ?page|no title|message"
    r"|just a moment\W*|loading\W*|attention required!?.*)([ _-]*\(?\d[\d\s:._-]*\)?)?"
)
_ADDRESS = re.compile(r"(?i)(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,12}(/\S*)?")
_SLUG = re.compile(r"[^\W_]+([-_+][^\W_]+)+(\.html?)?|[^\W\d_]*\d+|[0-9a-f]{8,}")
_CUT = re.compile(r"\s*(…|\.\.\.|\[…\]|\[\.\.\.\])$")
_RETWEET = re.compile(r"^(RT\s+)?@\w+:\s+|^RT:?\s+@?")
# Before a title, and none of it: the label of a form, the count of what is unread, marks of a mail that was sent on.
_BEFORE = re.compile(r"^(?:Title:\s*|\(\d{1,2}\+?\)\s+(?=\S)|(?:fwd?|wg):\s+(?:(?:re|aw|fwd?|wg):\s+)*(?=\S))", re.IGNORECASE)
_PICTURE = "(?![\U0001f3fb-\U0001f3ff])[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_EMOJI = f"{_PICTURE}(?:[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d{_PICTURE})*"
_EMOJI_RUN = re.compile(rf"\s*(?:{_EMOJI}\s*){{2,}}")
_SEPARATOR = re.compile(r"\s+[|·•»—–:/-]\s+|\s*[|»]\s*|:\s+")


def make(settings: Mapping[str, Any]) -> Step:
    """The step; it has no settings of its own."""
    del settings
    return retitle


def retitle(note: Note, ctx: Context) -> Note:
    """The note with its own title made clean, or, where that is weak, with the page's; a changed one is kept among the aliases.

    A title is weak when it is generic, an address or the slug of one, cut off, all in capitals, or a retweet's beginning. Nothing is
    made up: what no page and no entry says better stays. A note that the user wrote keeps its name.
    """
    if note.own is not None:
        return note
    own = clean(note.title, _sites(note))
    nameless = "it says nothing" if says_nothing(own) else ""  # of the drop's own alone: a page may well be about "Scratch"
    reason = nameless or weakness(own, note) or ("it is an address" if read_off(own, note) else "")
    bearable = {"", "it is cut off", "it shouts"} if reason in _EMPTY else {""}
    offers = [offer for offer in _offers(note) if weakness(offer, note) in bearable]
    better, why = _better(own, reason, offers)
    title = _short(better or own)
    if not title or title == note.title:
        return note
    ctx.explain("title", why if better else f"cleaned; it was “{note.title}”")
    return replace(note, title=title, aliases=_aliases(note, title, reason))


def clean(title: str, sites: Iterable[str] = ()) -> str:
    """A title with entities decoded, white space folded, runs of emoji, a retweet's mark and the name of its site taken off."""
    text = " ".join(html.unescape(html.unescape(title)).split())
    text = " ".join(_BEFORE.sub("", _RETWEET.sub("", _EMOJI_RUN.sub(" ", text))).split()) or text
    folded = {_letters(site) for site in sites if _letters(site)}
    for cut in reversed(list(_SEPARATOR.finditer(text))):
        head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
        if not folded.isdisjoint((_letters(tail), _letters(tail.partition(",")[0]))) and len(_letters(head)) > 2:
            return head
        if _letters(head) in folded and len(_letters(tail)) > 2 and cut.group().strip() != ":":
            return tail
    return text


def weakness(title: str, note: Note) -> str:
    """Why a title is weak, in a word or two; "" for a good one."""
    words = title.split()
    if not _letters(title) or _PAGE.fullmatch(title) or (title and _letters(title) in {_letters(site) for site in _sites(note)}):
        return "it says nothing"
    if len(words) == 1 and (_ADDRESS.fullmatch(title) or _is_slug(title, note)):
        return "it is an address"
    if _CUT.search(title):
        return "it is cut off"
    if len(words) >= 3 and title.isupper() and sum(letter.isalpha() for letter in title) >= 10:
        return "it shouts"
    return ""


def _is_slug(title: str, note: Note) -> bool:
    urls = [note.url, *(ref.url for ref in note.references), *(article.url for article in note.scraped)]
    tails = {_letters(part) for url in urls if url for part in url.partition("://")[2].split("/")}
    return bool(_SLUG.fullmatch(title)) and (_letters(title) in tails or _letters(title.rpartition(".")[0]) in tails)


def _better(own: str, reason: str, offers: list[str]) -> tuple[str, str]:
    """The offered title to take instead of `own`, and why; two empty strings where `own` stays."""
    for offer in offers:
        if _letters(offer) == _letters(own) and offer != own:
            return offer, "the page spells it so"
        if _goes_on(own, offer):
            return offer, "the page's; the drop's is cut off"
    if reason == "it is cut off":
        stem = _letters(_CUT.sub("", own))
        offers = [offer for offer in offers if _letters(offer).startswith(stem)] or offers
    if reason and offers:
        return offers[0], f"the page's; of the drop's own, {reason}"
    return "", ""


def _goes_on(own: str, offer: str) -> bool:
    """Whether `own` is the beginning of `offer`, broken off within a word, as long file names are."""
    cut = own.rstrip(" _-")
    return len(cut) >= 20 and fold(offer).startswith(fold(cut)) and offer[len(cut) : len(cut) + 1].isalnum()


def _offers(note: Note) -> list[str]:
    """The titles of the pages read, cleaned, the first page's first; none from error pages and the like.

    A page without text may be a video's, or a program's that shows one window for all addresses: that one says only where it is.
    """
    good = [article for article in note.scraped if article.verdict in {"article", "login or paywall", "script-only", "listing", "empty"}]
    titles = [(clean(article.title, [*_sites(note), article.site]), article) for article in good]
    telling = (title for title, article in titles if article.verdict != "empty" or _letters(title) not in _host(article.url).split("."))
    return [title for title in dict.fromkeys(telling) if title]


def _sites(note: Note) -> list[str]:
    hosts = [_host(url) for url in (note.url, *(article.url for article in note.scraped)) if url]
    named = [note.site, note.feed.title if note.feed else "", *(article.site for article in note.scraped)]
    return [site for site in dict.fromkeys([*named, *hosts, *(host.rpartition(".")[0] for host in hosts)]) if site]


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _aliases(note: Note, title: str, reason: str) -> tuple[str, ...]:
    """The aliases with the old title, where that says something of its own that the new one does not."""
    old = " ".join(html.unescape(note.title).split())
    pictured = note.source not in FOREIGN and _EMOJI_RUN.search(old) is not None  # the user's own: they stand nowhere else in the note
    says_nothing = reason in _EMPTY or (_letters(old) in _letters(title) and not pictured)
    cut_off = _letters(title).startswith(_letters(_CUT.sub("", old)))
    if says_nothing or (cut_off and not pictured) or fold(old) in {fold(alias) for alias in note.aliases}:
        return note.aliases
    return (*note.aliases, old)


def _short(title: str) -> str:
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
