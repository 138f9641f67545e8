"""Names that are no person's: the site that a page stands on, its desks, and the agencies whose reports it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..titles.hosts import DESK, letters, stands_at
from .given import is_given
from .shapes import is_full_name

# A newspaper or firm that calls itself a person.
PAPER = re.compile(
    r"\b(?:the|der|die|das|le|la|el|il|news|times|post|daily|press|media|magazine|today|team|staff|official|group|inc|blog|tribune|herald|"
    r"journal|gazette|chronicle|telegraph|star|guardian|observer|zeitung|ediciones|com|radio|tv)\b",
    re.IGNORECASE,
)
_AGENCIES = (
    r"AP|AFP|UPI|DPA|APA|SDA|EFE|ANSA|PTI|IANS|TASS|ANP|NTB|AAP|(?:the )?associated press|agence france[- ]presse|reuters(?: health)?|"
    r"bloomberg(?: news)?|(?:australian associated|the canadian|canadian|press) (?:press|association)|united press international|"
    r"press trust of india|xinhua|kyodo news|interfax|europa press|ritzau|belga|keystone-sda|(?:\w+ )+news service"
)
_AGENCY = re.compile(_AGENCIES, re.IGNORECASE)
_ENDS_AS_PAPER = re.compile(r"\b(?:Today|Times|News|Tribune|Herald|Gazette|Chronicle|Telegraph|Observer|Zeitung|Magazine|Media)$")
# Words that are in papers' names, or end them, and in hardly anyone's.
_OF_PAPERS = re.compile(
    # departments of papers, before a place or a word of theirs: "Politik Inland"
    r"^(?:politik|wirtschaft|kultur|sport|lokales|panorama|feuilleton|inland|ausland|politique|économie|société|culture|sports|monde|cronaca|"
    r"politica|economia|esteri|interni|deportes|política|economía|sociedad|cultura|esportes|binnenland|buitenland|economie)\s|"
    r"\b(?:nachrichten|rundschau|wochenblatt|tageblatt|rundfunk|\w*(?:morgen|abend)post|allgemeine|ouest[- ]france|telegraaf|parool|"
    r"volkskrant|agen(?:cia|tur|ce|zia|cja)|diario|periódico|giornale|gazzetta|corriere|dagblad|courant|krant|tidende|tidning(?:en)?|"
    r"aftenposten|gazeta|dziennik|noviny|hírlap|uutiset|sanomat|noticias|notícias|nouvelles|notizie|новости|газета|вести|известия)\b|"
    r"\w(?:nachrichten|zeitung|blatt|anzeiger|dagblad|krant|tidende|tidningen?)\b|[报報]$|新[闻聞]|日[报報]|"
    # families' names as well, but behind "The" or what no one is called: "The Washington Post"; "Emily Post" is somebody
    r"^the\s(?:.*\s)?(?:post|echo|press)$|"
    r"^(?:washington|huffington|new york|national|financial|saturday|sunday|bangkok|jakarta|jerusalem|denver|houston|nottingham|yorkshire|"
    r"birmingham|south china morning) post$|^deutsche welle$|"
    r"^\w{1,4}\d{1,2}\s",  # channels: "G1 SP", "TV2 Nord"
    re.IGNORECASE,
)
_LIKE_PEOPLE = re.compile(r"\b(?:anzeiger|kurier|bote|echo|presse|welle|post)$", re.IGNORECASE)  # that are families' names as well
# The editors of whatever paper, as they call themselves: "la rédaction", "Redazione Web".
_OFFICE = re.compile(
    r"編集部|编辑部|編輯部|取材班|편집부|편집국|취재팀|网站编辑|"
    r"\b(?:redaktion(?:en|sleitung|steam)?|redakcj[aię]|redakc[eí]|redakcij[ae]|redakcia|redazione|redacci[oó]n?|r[eé]daction|redactie|reda[cç][aã]o|"
    r"redaks(?:i|jonen)|toimitus|szerkesztőség|редакци[яий]|редакці[яїй])\b",
    re.IGNORECASE,
)
_OFFICE_BESIDE = re.compile(
    rf"(?:{_OFFICE.pattern})\s*(?:[:：]\s*(?P<named>.+)|/?\s+(?P<behind>.+))|(?P<before>.+?)\s+(?:{_OFFICE.pattern})", re.IGNORECASE
)
_TEAM = re.compile(r"^(?:the )?(?:team|equipo|équipe)\b|\b(?:team|staff|editors|desk)$", re.IGNORECASE)
# What follows the name of a person without a comma: "JANE ROE AP Sports Writer". Short names count only as they are written.
_BEHIND = re.compile(r"(?<=\S\s)\s*(?:A[FA]?P|UPI|DPA|PTI|IANS|(?i:(?:the )?associated press|reuters|agence france[- ]presse))(?!\w).*")


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's."""
    return _AGENCY.fullmatch(name.strip(" .")) is not None


def is_paper(name: str) -> bool:
    """Whether a name is like those of papers: "Harbour Herald", "Kieler Nachrichten"; "Anna Kurier" is somebody."""
    return _ENDS_AS_PAPER.search(name.strip()) is not None or _is_of_papers(name)


def _is_of_papers(name: str) -> bool:
    return _OF_PAPERS.search(name.strip()) is not None and not is_given((name.split() or [""])[0])


def is_office(name: str) -> bool:
    """Whether a name is that of a paper's editors: "編集部"."""
    return _OFFICE.search(name) is not None


def without_office(name: str) -> str:
    """A person's full name without the office that stands before or behind it: "Redaktion: Ada Field"; "Redaktion Kultur" stays.

    Behind a colon stands a person, whatever the name, unless it is like a paper's: "Redaktion: Ruhr Nachrichten". Without one the first
    word behind "Dr." must be a name that is given to people.
    """
    found = _OFFICE_BESIDE.fullmatch(name)
    if found is None:
        return name
    bare = found["named"] or found["behind"] or found["before"]
    first = next((word for word in bare.split() if not word.endswith(".")), "")
    is_called = not _is_of_papers(bare) and (is_given(first) or not _LIKE_PEOPLE.search(bare)) if found["named"] else is_given(first)
    return bare if is_full_name(bare) and not PAPER.search(bare) and is_called else name


def is_team(names: Sequence[str]) -> bool:
    """Whether a byline names but a team: "The Harbour Team"."""
    return len(names) == 1 and _TEAM.search(names[0]) is not None


def without_agency(name: str) -> str:
    """A name of two words or more without the agency (and the role there) that stands right behind it."""
    found = _BEHIND.search(name)
    return name[: found.start()].strip() if found and len(name[: found.start()].split()) > 1 else name


def is_outlet(name: str, sites: list[str], host: str) -> bool:
    """Whether a name is that of a site, or says hardly more: "Harbour News Desk" of "Harbour News".

    `sites` are names of the site and of who publishes it; `host` is where it stands. A blog may stand at its author's name, so a name that
    is like the host is the site's only where it says that it is a paper or a firm.
    """
    key = name.casefold()
    return any(_is_desk(key, site.casefold()) for site in sites if site) or (PAPER.search(name) is not None and stands_at(name, host))


def _is_desk(name: str, site: str) -> bool:
    if letters(name) == letters(site):
        return True
    host = site.removeprefix("www.")
    rest = re.sub(r"\W+", " ", name.replace(site, " ").replace(host.partition(".")[0], " ")).split()
    return len(rest) < len(name.split()) and all(word in DESK for word in rest)
