"""What share sheets put around the text of a drop: taken off, and one-line forms unfolded."""

from __future__ import annotations

import re

from ...text.generic_names import says_nothing
from ...web.urls import clean, find_urls, site_of
from .links import LinkLine, link_line, link_lines, outside_code, titled_line
from .signatures import without_signature
from .titles import names_page

# What an app calls the thing that it shares; "Have a look at this house" says more than that.
_THING = (
    r"(?: (?:article|page|post|story|video|link|(?:web)?site|podcast|episode|song|track|album|playlist|recipe|app|book|product|photo"
    r"|thread))"
)
# What stands before the address: "Check out this article: https://…".
_PITCH = re.compile(
    rf"(?:hey,? )?(?:check (?:this|it) out|check out (?:this|the)(?: (?:great|awesome|amazing|cool|interesting))?{_THING}?"
    rf"|(?:take|have) a look at this{_THING}?|look what i found"
    rf"|i (?:thought you might (?:like|be interested in)|found|wanted to share)(?: with you)? this{_THING}?(?: interesting)?"
    r"|read this article|listen to (?:this|the) (?:episode|podcast|song|track|album)"
    # a greeting may stand before the words that lead to the link, and nothing else
    r"|(?:(?:hi|hey|hello),? )?here(?:['’]s| is) (?:the|a) (?:link|article|video|page|post)"
    r"|(?:(?:salut|bonjour|coucou|hello),? )?voi(?:ci|là) (?:le lien|l['’]article|la vidéo|la page)"
    r"|(?:(?:hi|hey|hallo),? )?hier ist (?:der link|der artikel|das video|die seite)"
    r"|(?:hola,? )?(?:aquí (?:está|tienes)|te dejo) (?:el enlace|el artículo|el vídeo|la página)"
    r"|(?:ciao,? )?ecco (?:il link|l['’]articolo|il video|la pagina)"
    r"|das könnte (?:dich|sie|euch)(?: auch)? interessieren"
    r"|schau dir (?:das|diesen artikel|dieses video) an|lies diesen artikel"
    r"|regardez? (?:cet article|cette (?:vidéo|page))|j['’]ai (?:trouvé cet article|pensé que cet article pourrait t['’]intéresser)"
    r"|cet article (?:pourrait|devrait) (?:t['’]|vous )intéresser"
    r"|mira este (?:artículo|vídeo)|guarda questo (?:articolo|video))\s*(?:[:!]\s*|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"^==========[ \t]*$\n?", re.MULTILINE)  # an e-reader writes it below each clipping
_CLIPPING = re.compile(r"\s*\S[^\n]*\n[ \t]*-[ \t][^\n]*\|[^\n]*(?:\n|$)")  # a book, then where in it and when
_WATCH = re.compile(r"(?:watch|listen to) [\"“](?P<title>[^\n]+)[\"”] on (?P<app>(?-i:[A-Z])\w{2,30}):?", re.IGNORECASE)
_VIA = re.compile(r"(?<=\S)\s+\(?via @\w{1,30}\)?(?=\s*$|\s+https?://)", re.IGNORECASE)
_QUOTE_THEN_URL = re.compile(r"(?P<quote>[“\"«„].+?[”\"»“])\s+(?P<url>(?:https?://|<https?://)\S+)", re.DOTALL)
_TITLE_COLON_URL = re.compile(r"(?P<title>[^\s:].{0,150}?):\s+$")


def share_text(text: str, *, loose: bool = False, alone: bool = False, link: str = "") -> str:
    """Take share-sheet boilerplate off a text and put "Title - URL", "Title: URL", "“quote” URL" on lines of their own.

    "Title URL" and "URL Title" are unfolded too with `loose`, for texts known to come from a share sheet, and with `alone`, for all that
    a drop says, where the words read as a title; elsewhere they are a sentence with a link. `link` is an address in header lines above.
    """
    text = _clippings("\n".join(without_signature(_without_pitches(text.strip("\n")), link=link)))
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    if (match := _QUOTE_THEN_URL.fullmatch(text.strip())) and link_line(match["url"]):
        return f"{match['quote']}\n\n{match['url']}"
    if "\n" not in text.strip():
        return _unfolded(text, loose=loose, alone=alone)
    return _named(text, loose=loose) or (_first_unfolded(text) if loose else text)


def _clippings(text: str) -> str:
    """Part the clippings of an e-reader by a gap, not by the rule that would make a heading of each; any other text stays."""
    parts = [part for part in _RULE.split(text.replace("\ufeff", "")) if part.strip()] if _RULE.search(text) else []
    return "\n\n".join(part.strip("\n") for part in parts) if parts and all(map(_CLIPPING.match, parts)) else text


def _named(text: str, *, loose: bool) -> str:
    """Put the two lines of an address and its title in order, without what an app says around the title; "" for any other text.

    An address above its title, and words before a title, are read so with `loose` alone: elsewhere they are mostly the user's.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) != 2:
        return ""
    above, below = (link if (link := link_line(line)) and link.bare else None for line in lines)
    if below and not above and (title := _title_in(lines[0], below.url, loose=loose)):
        return f"{title}\n{lines[1]}"
    return (
        f"{_title_in(lines[1], above.url, loose=loose) or lines[1]}\n{lines[0]}"
        if loose and above and not below and names_page(lines[1].strip())
        else ""
    )


def _title_in(line: str, url: str, *, loose: bool) -> str:
    """Give the title in 'Watch "title" on YouTube', with `loose` also in "Listen to this episode: title"; "" where there is none.

    The app must be the site of the address: in 'Watch "Dune" on Saturday' a person says more than a title.
    """
    watch, pitch = _WATCH.fullmatch(line.strip()), _PITCH.match(line.lstrip()) if loose else None
    if watch and _is_site(watch["app"].casefold(), url):
        return watch["title"]
    return line.lstrip()[pitch.end() :].strip() if pitch else ""


def _is_site(app: str, url: str) -> bool:
    site = site_of(url)
    return app in site.split(".") or app == site.replace(".", "")  # youtube.com, youtu.be


def _first_unfolded(text: str) -> str:
    """Unfold "Title - URL" where other lines follow, none of which has an address."""
    first, _, rest = text.partition("\n")
    link = None if link_line(first) or find_urls(rest) else titled_line(first)
    return f"{link.title}\n{link.url}\n{rest}" if link else text


def _without_pitches(text: str) -> list[str]:
    """Give the lines of a text without what an app says before a link; anywhere else the same words are somebody's own."""
    lines: list[str] = []
    leads = False
    for line, live in reversed([*outside_code(text)]):
        lines.append(_without_pitch(line, leads=leads) if live else line)
        leads = bool(live and link_lines(line)) if line.strip() else leads
    return lines[::-1]


def _without_pitch(line: str, *, leads: bool) -> str:
    """Take an app's words off a line that has an address, or that `leads` to one on the next line."""
    if _VIA.search(line) and (leads or find_urls(line)):
        line = _VIA.sub("", line)
    pitch = _PITCH.match(line.lstrip())
    rest = line.lstrip()[pitch.end() :] if pitch else line
    return rest if pitch and (find_urls(rest) or (leads and not rest.strip())) else line


def _unfolded(line: str, *, loose: bool, alone: bool) -> str:
    link = None if link_line(line) else titled_line(line) or shared_line(line, loose=loose, alone=alone)
    if link and says_nothing(link.title):  # a label, "Note: https://…", and no page's title
        return link.url
    return f"{_title_in(link.title, link.url, loose=loose) or link.title}\n{link.url}" if link else line


def shared_line(line: str, *, loose: bool = False, alone: bool = True) -> LinkLine | None:
    """Read "Title: URL", "Title URL" or "URL Title" on one line, as `share_text` does; None for any other."""
    found = find_urls(line)
    if len(found) != 1 or not clean(found[0].url):
        return None
    before, after = line[: found[0].start].removesuffix("<"), line[found[0].end :].strip(" \t>")
    colon = _TITLE_COLON_URL.fullmatch(before)
    title = before.strip() if not after else after.lstrip("-–—|·: ") if not before.strip() else ""
    if colon and not after:
        title = colon["title"]
    elif not re.search(r"\w", title) or not (loose or (alone and names_page(title))) or not (before.endswith(" ") or after):
        return None
    return LinkLine(line[found[0].start : found[0].end], title, bare=False)
