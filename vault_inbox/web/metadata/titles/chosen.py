"""Which of the titles that a page gives itself is its own: the heading that agrees with them, else they, without the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_plus

from lxml.html import HtmlElement

from ...choosing.house_lines import is_heading_of_others
from ...dom import HEADINGS, marks_of, tag_of, words_of
from .hosts import stands_at
from .others import is_elses
from .place import pieces_behind
from .texts import texts_before
from .wording import (
    agree,
    akin,
    bare_manual,
    heading_words,
    is_behind,
    is_of_section,
    is_repository,
    parts_of,
    said_once,
    same_words,
    without_shown_site,
    without_site,
)

Found = tuple[str, str]  # a value and where it stood
GIVEN = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title", "headline")
_SHORT_NAME = 4  # words
# What papers write above a text to tell its kind; what it is on stands behind: "Review | Blue Velvet".
_KINDS = frozenset(
    """
    review reviews interview opinion opinions editorial column comment commentary analysis essay feature report reportage obituary
    profile preview recap podcast video gallery news update breaking explainer perspective viewpoint letters
    rezension kritik kommentar kolumne meinung leitartikel glosse nachruf porträt gespräch analyse bericht gastbeitrag
    critique entretien chronique tribune éditorial édito portrait enquête avis décryptage reseña entrevista opinión crítica
    columna análisis crónica reportaje resenha opinião análise coluna recensione intervista opinione commento
    editoriale recensie opinie commentaar recension krönika ledare intervju anmeldelse kronik leder anmeldelser
    arvio arvostelu haastattelu kolumni pääkirjoitus recenzja wywiad opinia felieton komentarz recenze rozhovor komentář glosa
    рецензия интервью мнение колонка обзор рецензія інтерв'ю думка レビュー インタビュー 書評 社説 論説 コラム
    评论 評論 专访 專訪 采访 社论 书评 影评 인터뷰 리뷰 사설 칼럼
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
# What manuals and dictionaries call themselves, and the folders that their pages stand in.
_MANUALS = (
    r"docs?|documentation|dokumentation|references?|manuals?|handbook|apis?|sdk|wiki|wikipedia|wiktionary|dictionar(?:y|ies)|lexi[ck]on|"
    r"glossary|glossar|wörterbuch|dictionnaire|diccionario|dizionario|dicionário|woordenboek|ordbok|encyclop\w+|enzyklop\w+"
)
_MANUAL = re.compile(rf"\b(?:{_MANUALS})\b", re.IGNORECASE)
_OF_MANUALS = re.compile(rf"(?:{_MANUALS}|define|definitions?|components?|layouts?|widgets?|elements?|controls?|classes)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.\w{2,5}$")
_LABEL = re.compile(r"^Title:\s*")  # what archives of papers write before it
# The end of the way to a page, and the tab that is open, bear the page's own title.
_CRUMBS = re.compile(r"crumb|(?:^|[\s_-])tabs?(?=$|[\s_-])", re.IGNORECASE)
_CALLED_TITLE = re.compile(r"(?:^|\s)(?:(?:page|post|entry|article)[_-]?)?(?:title|headline)(?=$|\s)", re.IGNORECASE)


def unlabelled(title: str) -> str:
    """A title without the word "Title:" before it."""
    return _LABEL.sub("", title)


@dataclass(frozen=True, slots=True)
class Titles:
    """What one page calls itself: in its headings and its head, to others (`given`, with where it says so), and in its JSON-LD.

    `host` and `site` are the address and the name of the site that it stands on, `url` the page's own address.
    """

    root: HtmlElement
    url: str
    host: str
    site: str
    headings: tuple[str, ...]
    head_title: str
    given: tuple[Found, ...]
    headline: str

    def chosen(self) -> Found:
        """The heading that says what the title given to others says, else that title without the site's name."""
        own = ((self.head_title, "title"), (self.headline, "JSON-LD headline"))
        given, source = next((each for each in (*self.given, *own) if each[0]), ("", ""))
        said = bare_manual(unlabelled(said_once(self._without_site(given))))
        told = self._without_unknown_site(said)
        for heading in self.headings:
            if self._is_blogs_name(heading, told) or self._is_kind(heading, told) or (told != said and not agree(heading, told)):
                continue
            behind = next((part for part in (told, *parts_of(given)[:1]) if is_behind(part, heading)), "")
            if behind:
                return behind, source  # the heading has a line above its title: "Premier League | Liverpool loses"
            if (
                is_repository(told, heading)
                or agree(heading, given)
                or agree(heading, told)
                or self._is_before_short_name(heading)
                or (len(self.headings) == 1 and akin(heading, f"{given} {self.head_title}"))
            ):
                return self._without_site(heading), "h1"
        heading = next(iter(self.headings), "")
        is_none = not heading or self._is_blogs_name(heading, told) or self._is_kind(heading, told)
        if told and source == "title" and not is_none and self._is_of_many_pages(told):
            return self._without_site(heading), "h1"
        if told:
            return told, source
        return (self.headings[0], "h1") if self.headings else ("", "")

    def _without_unknown_site(self, title: str) -> str:
        """A title whose first part is a heading or term of the page: what stands behind it is the site, though no one says its name."""
        title = without_shown_site(title, self.root)
        first, *rest = parts_of(title) or [""]
        if not (set(self.headings) <= set(rest) if self.headings else len(rest) == 1):
            return title
        return first if any(words_of(each) == first for each in self.root.iter("h2", "h3", "dt")) else title

    def _is_before_short_name(self, heading: str) -> bool:
        """Whether the head's title is a heading of one word and a short name behind a stroke: "barrel | Reed Dictionary".

        The name is the site's, or the word ends the page's address. Where neither is known, the rest looks like a name, and the page says
        nothing else: "Exclusive" is no title above "The bridge closes".
        """
        word, *names = parts_of(self.head_title) or [""]
        if word != heading or " " in word or len(names) != 1 or len(names[0].split()) > _SHORT_NAME:
            return False
        if self._is_sites(names[0]) or self._is_end_of_address(word):
            return True
        told = (*(value for value, _ in self.given), self.headline)
        if names[0].split()[-1].islower() or any(each and word not in parts_of(each) for each in told):
            return False
        found = next((each for each in self.root.iter(*HEADINGS) if heading_words(each) == heading), None)
        return found is None or not any(agree(piece.text, names[0]) for _, piece in pieces_behind(found))

    def _is_sites(self, name: str) -> bool:
        """Whether a name is that of the site."""
        return same_words(name, self.site) or stands_at(name, self.host)

    def _is_end_of_address(self, words: str) -> bool:
        last = re.split(r"[/=]", unquote_plus(self.url.partition("#")[0]).rstrip("/"))[-1]
        return same_words(_EXTENSION.sub("", last), words)

    def _is_kind(self, heading: str, told: str) -> bool:
        """Whether a heading names but the kind of a text, and the page's title, without the site's name, says more: "Review | Blue Velvet".

        In a manual or a dictionary the word is what the page is on: then its address ends with it, and the title has a short name besides
        ("Comment - Web APIs") that the address does not tell. Names of films and people are short as well, so that name must be the
        site's, or it or a folder of the address must be called as manuals are: at "/interview", "Interview – Ada Field" is a title.
        """
        if heading.casefold() not in _KINDS or told == "" or same_words(heading, told):
            return False
        names = [part for part in parts_of(told) if not same_words(part, heading)]
        if len(names) == len(parts_of(told)) or not self._is_end_of_address(heading):
            return True
        way = unquote_plus(self.url).rstrip("/").split("/")[3:-1]
        if any(len(name.split()) > _SHORT_NAME or any(same_words(each, name) for each in way) for name in names):
            return True
        return not (any(map(_OF_MANUALS.fullmatch, way)) or any(_MANUAL.search(name) or self._is_sites(name) for name in names))

    def _is_of_many_pages(self, told: str) -> bool:
        """Whether a title is that of the site or of a section, which stands above the page's one main heading: in a masthead, in a menu."""
        main = [each for each in self.root.iter("h1") if words_of(each)]
        if len(main) != 1 or heading_words(main[0]) != self.headings[0]:
            return False
        if is_elses(main[0]) or is_heading_of_others(self.headings[0]):
            return False
        if any(same_words(piece.text, told) for _, piece in pieces_behind(main[0])):
            return False
        if is_of_section(self.head_title, self._sites()):
            return True  # "News | Harbour Council | Working for you"
        first = next(iter(parts_of(told)), told)
        longer = len(self.headings[0].split()) > len(first.split())
        shown = (piece.element for piece in texts_before(main[0]) if same_words(piece.text, first))
        return stands_at(first, self.host) or any(_is_masthead(each, longer) for each in shown)

    def _is_blogs_name(self, heading: str, told: str) -> bool:
        """Whether a heading is the blog's name above the title of one of its posts."""
        if heading == told or not told:
            return False
        parts = parts_of(self.head_title) if self.given else []
        return heading == self.site or stands_at(heading, self.host) or (heading in parts[-1:] and told in parts[:-1])

    def _without_site(self, title: str) -> str:
        return without_site(title, self._sites(), self.headings)

    def _sites(self) -> tuple[str, str]:
        return self.site, self.host.rpartition(".")[0]

    def all(self, title: str) -> tuple[str, ...]:
        """Every title that the page gives itself."""
        given = [*(value for value, _ in self.given), self.head_title, self.headline]
        given += [heading for heading in self.headings if is_behind(title, heading)]
        return tuple(dict.fromkeys(text for each in given for text in (each, self._without_site(each)) if text) | {title: None})


def _is_masthead(element: HtmlElement, longer: bool) -> bool:
    """Whether a text above a heading may be the name of a site or section, not the title of the page.

    A paragraph, or what is called after a title, bears such a name where the heading is `longer`: "Press release" above what it tells.
    """
    around = [each for each in (element, *element.iterancestors()) if tag_of(each) not in ("body", "html")]
    if tag_of(element) in HEADINGS or any(_CRUMBS.search(marks_of(each)) for each in around):
        return False
    if longer or any(tag_of(each) in ("header", "nav", "a") for each in around):
        return True
    return not any(tag_of(each) == "p" or _CALLED_TITLE.search(marks_of(each)) for each in around)
