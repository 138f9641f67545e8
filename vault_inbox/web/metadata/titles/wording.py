"""Titles: which of a page's headings says what its title says, and a title without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from ...choosing.house_lines import is_heading_of_others
from ...dom import BLOCKS, HEADINGS, tag_of, words_of
from ...handles import is_handle
from .hosts import DESK
from .texts import texts_before

_SEPARATOR = re.compile(r"\s+(?:[|–—·»•>~/‖⋅]|«(?![^»]*»)|::|--?|//|\|\|)\s+|\s*[|｜‖]\s*")
_COLON = re.compile(r":\s+(?=[^:]+$)")
_CUT = re.compile(r"\s+(?:[|–—·»/-]|::)\s+|:\s+|_")
_MANUAL = re.compile(r"([\w.+:-]+\(\d\w{0,4}\))\s+[-–—|]\s.*\bman(?:ual)?\b", re.IGNORECASE)
_REPOSITORY = re.compile(r"(?:GitHub - )?[\w.-]+/([\w.-]+?)(?::\s|\s[·|-]\s|$)")
_TWICE = 3  # words; "Liar, liar" may be meant
_MOST_OF_NAME = 0.6  # of its letters
# Behind a site's name, where the title follows: its ending, a number, its section. "Harbour Herald at 100" is what a story is on.
_REST_OF_NAME = re.compile(rf"\W*(?:[.:#№]\s?\w.*|(?:{'|'.join(sorted(DESK))})(?=\W|$).*)?", re.IGNORECASE | re.DOTALL)
# What papers and firms call the part of their site in which a page stands, in the languages of most news sites.
_SECTIONS = frozenset(
    """
    news blog blogs politics business economy finance money markets world local sport sports culture arts opinion technology tech
    science health lifestyle travel education video videos podcast podcasts press newsroom politik wirtschaft kultur panorama meinung
    lokales regional nachrichten aktuelles technik wissen wissenschaft gesundheit reise reisen gesellschaft feuilleton presse actualité
    actualités politique économie société monde sciences santé noticias política economía sociedad deportes cultura opinión mundo
    ciencia salud notizie cronaca economia esteri salute scienza notícias esportes saúde nieuws binnenland buitenland economie nyheter
    nyheder uutiset wiadomości новости политика экономика общество культура спорт ニュース 新闻 新聞 뉴스
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_IN_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{6}")  # more than the name of a section
_FEW = 3  # letters; they stand in other words by chance
_THE = re.compile(r"^(?:the|der|die|das|le|la|el|il)\s+", re.IGNORECASE)
_LONGEST = 500  # characters that are looked at: the parts of a title are tried one by one, and against those of another


def without_site(title: str, sites: Iterable[str], headings: Collection[str] = ()) -> str:
    """A title without the site's name before or behind it: "How to sew | Example News" -> "How to sew".

    `sites` are names of the site, `headings` those of the page. Behind an upright stroke a site or section stands even where its name is
    not known.
    """
    title, names = title[:_LONGEST], [_letters(site) for site in sites]
    for cut in reversed(list(_SEPARATOR.finditer(title))):
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        if before and _is_site_behind(after, names, before, headings):
            return without_site(before, sites, headings)
        if after and _is_site_before(before, names):
            return without_site(after, sites, headings)
        if after and _is_behind_section(before, after, names, headings):
            return without_site(after, sites, headings)
        if "|" in cut[0] and len(before.split()) > 1 and len(after.split()) <= 4:
            return without_site(before, sites, headings)
    # Behind a colon stands a part of the title, unless it says the site's whole name.
    colon = _COLON.search(title)
    return title[: colon.start()] if colon and colon.start() and _letters(title[colon.end() :]) in names else title


def without_shown_site(title: str, root: HtmlElement) -> str:
    """A title without the part that a page shows above the heading which says the rest: "My Blog: Rain barrels" -> "Rain barrels"."""
    cuts = [(title[: cut.start()].strip(), title[cut.end() :].strip()) for cut in _CUT.finditer(title[:_LONGEST])]
    if not cuts:
        return title
    headings = {_letters(words): each for each in root.iter(*HEADINGS[:4]) if len(words := words_of(each)) <= _LONGEST}
    for before, after in cuts:
        for site, rest in ((before, after), (after, before)):
            name, heading = _letters(site), headings.get(_letters(rest)) if rest else None
            shown = (piece for piece in texts_before(heading) if _letters(piece.text) == name) if name and heading is not None else ()
            if any(site is after or len(rest) > len(site) or tag_of(piece.element) != "h1" for piece in shown):
                return rest  # below a main heading "Comments" is no title
    return title


def bare_manual(title: str) -> str:
    """The title of a manual page without what it is: "ls(1) - Linux manual page" -> "ls(1)"."""
    found = _MANUAL.match(title)
    return found[1] if found else title


def is_above_title(heading: str, title: str, root: HtmlElement) -> bool:
    """Whether a heading is the end (or the beginning) of a title, of which a lower heading says the rest: the site's name above it.

    At the beginning of a title the site's name is short beside the rest: "Comments" may end the title of what they are on.
    """
    cuts = [(title[: cut.start()].strip(), title[cut.end() :].strip()) for cut in _SEPARATOR.finditer(title[:_LONGEST])]
    rests = [before for before, after in cuts if after == heading]
    rests += [after for before, after in cuts if before == heading and len(after) > len(heading)]
    if not rests:
        return False
    lower = [heading_words(each) for each in root.iter("h2")]
    return any(words and (words == rest or rest.endswith(f" {words}")) for rest in rests for words in lower)


def is_repository(title: str, heading: str) -> bool:
    """Whether a title is that of a repository whose name the heading says: "ada/barrel: Count the rain" and "barrel"."""
    found = _REPOSITORY.match(title)
    return found is not None and _letters(found[1]) == _letters(heading)


def parts_of(title: str) -> list[str]:
    """The parts of a title between its strokes and dashes."""
    return [part.strip() for part in _SEPARATOR.split(title[:_LONGEST]) if part.strip()]


def said_once(title: str) -> str:
    """A title of three words or more that stands twice in one heading, once for each width of screen: once."""
    words = title.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half >= _TWICE and words == words[:half] * 2 else title


def heading_words(heading: HtmlElement) -> str:
    """The text of a heading: lines that are broken stay apart, and the day that some blogs put into it, or a "¶", is left out."""
    return " ".join("".join(_pieces(heading)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield " " if tag_of(child) == "br" or tag_of(child) in BLOCKS or _begins_line(child) else ""
        if tag_of(child) != "time" and not is_handle(child):
            yield from _pieces(child)
        yield child.tail or ""


def _begins_line(child: HtmlElement) -> bool:
    """Whether a piece of a heading stands right behind another that no space parts from it: a line of its own, which a style breaks.

    Words are meant, not letters that are coloured one by one.
    """
    other = child.getprevious()
    if other is None or other.tail:
        return False
    before, behind = words_of(other), words_of(child)
    return min(len(before), len(behind)) > 1 and before[-1].isalnum() and behind[0].isupper() and not before[-1].isupper()


def is_behind(title: str, heading: str) -> bool:
    """Whether a heading is a line of a few words and then the title."""
    return heading != title and heading.endswith(title) and len(title) >= 0.5 * len(heading) and not heading[-len(title) - 1].isalnum()


def agree(heading: str, title: str) -> bool:
    """Whether a heading says what a title says, but for the site's name or a shortened end."""
    a, b = _letters(heading), _letters(title)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return short in long and len(short) >= 0.5 * len(long)


def same_words(text: str, other: str) -> bool:
    """Whether two texts have the same letters in the same order: the name of a site, in capitals in one place."""
    return len(text) <= _LONGEST and _letters(text) == _letters(other) != ""


def akin(heading: str, title: str) -> bool:
    """Whether a heading shares a third of its words with a title: the same thing, told to readers and not to search engines."""
    words, others = (set(re.findall(r"\w{3,}", text.casefold())) for text in (heading, title))
    return len(words) > 1 and len(words & others) >= len(words) / 3


def _is_site(part: str, sites: list[str]) -> bool:
    """Whether a part at the end of a title is the name of the site, a piece of that, or the name and what the site is for."""
    letters = _letters(part)
    return bool(letters) and any(
        letters == site or (len(letters) > _FEW and letters in site) or (len(site) > _FEW and site in letters) for site in sites if site
    )


def _is_site_behind(after: str, sites: list[str], before: str, headings: Collection[str]) -> bool:
    """Whether the site's name stands behind a title, by itself or with what the site is for: "Paths | Harbour - The magazine of the coast".

    One word before that may be a section, and the title the last of the three; so may be more words where the page has a heading that says
    the last.
    """
    parts = parts_of(after) or [after]
    if not (_is_site(after, sites) or _is_site_before(parts[0], sites)) or _goes_on(after, sites):
        return False
    last = parts[-1]
    if _is_site(last, sites):
        return True
    if last in headings:
        return False
    return before in headings or len(before.split()) > 1 or _IN_SIGNS.search(before) is not None


_TITLE = 3  # words that a title has at least, where no heading says it
_SELF = re.compile(r"\b(?:official|home ?page|magazine|journal|newspaper|site|offiziell\w*|officiel\w*|oficial)\b", re.IGNORECASE)


def _is_behind_section(before: str, title: str, sites: list[str], headings: Collection[str]) -> bool:
    """Whether a section and the site's name stand before a title: "News | Harbour Herald | The bridge closes".

    Any other word there may be the title itself, and the last of the three what the site says of itself: "Boats | Harbour | Official site",
    "Science | Nature | Official journal of science". So may be a few words behind a section, unless a heading says them. Where the page has
    headings of its own, and none tells of the last part, that is the site's motto: "News | Harbour Council | Working for you" stands on all
    its news.
    """
    section, *names = parts_of(before)
    own = [heading for heading in headings if _letters(heading) not in sites and not is_heading_of_others(heading)]
    if own and not any(agree(heading, title) or akin(heading, title) for heading in own):
        return False
    if title not in headings and ((title.isascii() and len(title.split()) < _TITLE) or _SELF.search(title)):
        return False
    if len(names) != 1 or section in headings or section.casefold() not in _SECTIONS or title.casefold() in _SECTIONS:
        return False
    return _is_site_before(names[0], sites)


def is_of_section(title: str, sites: Iterable[str]) -> bool:
    """Whether a title is a section, the site's name and a third part: where no heading says that part, a section's pages may share it."""
    parts = parts_of(title)
    return len(parts) == 3 and parts[0].casefold() in _SECTIONS and _is_site_before(parts[1], [_letters(site) for site in sites])


def _goes_on(part: str, sites: list[str]) -> bool:
    """Whether a part at the end of a title goes on with it, though it names the site: "how we work at the Harbour Herald".

    A name that is written small begins with the site's, or with an article: "heise online", "le blog de Harbour".
    """
    letters = _letters(part)
    if not part[:1].islower() or _THE.match(part):
        return False
    return not any(letters in site or letters.startswith(site) or len(site) >= _MOST_OF_NAME * len(letters) for site in sites if site)


def _is_site_before(part: str, sites: list[str]) -> bool:
    """Whether a part before the title is the name of the site, or most of that, or the name and hardly more.

    "Harbour" may be what a story is on, and so may the site: "Inside Harbour Herald", "GitLab 17 released", "Rain | Harbour".
    """
    letters = _letters(part)
    return bool(letters) and any(
        letters == site
        or (len(letters) > _FEW and letters in site and len(letters) >= _MOST_OF_NAME * len(site))
        or (len(site) > _FEW and site in letters and len(site) >= _MOST_OF_NAME * len(letters) and _is_begun_by_site(part, site))
        for site in sites
        if site
    )


def _is_begun_by_site(part: str, site: str) -> bool:
    """Whether a part of a title is the letters of a site's name, "the" before it or not, and what may stand behind such a name."""
    bare, said = _THE.sub("", part), ""
    for at, char in enumerate(bare):
        said += _letters(char)
        if len(said) >= len(site):
            return said == site and _REST_OF_NAME.fullmatch(bare[at + 1 :]) is not None
    return False


@lru_cache(maxsize=64)  # a title is held against every heading of its page
def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
