"""Bylines -> names of people: "By JANE DOE, Staff Writer and Max Muster | 3 May" -> Jane Doe's and Max Muster's names, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from .capitals import SMALL, calmed
from .credits import is_not_written, without_bracketed, without_others, without_others_behind
from .given import is_given
from .labels import LABEL, REPORTER
from .openings import without_opening
from .outlets import is_agency, is_office, is_outlet, is_paper, is_team, without_agency, without_office

_REPORTER = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員)$")
_AND = re.compile(
    r"\s*(?:;|\||·|•|(?<![A-Z])/|\s(?:AND|UND)\s|\n(?:(?:and|und|et|y|e|og|och|en|&)\s)?|"
    r"\s(?:and|und|et|y|e|og|och|en|with|&)\s|,\s*(?:and|und)\s|&|،|、)\s*"
)
_NO_NAME = re.compile(
    r"https?:|www\.|[@?!]|^(?:de )?(?:unser|nuestr|notre )|\d{2,}|(?:^|\s)\d|^\W*$|\b(?:19|20)\d\d\b|"
    r"\b(?:updated|published|minutes?|ago|read|share|comments?|editor(?:ial)?|"
    r"reporter|correspondent|writer|"
    r"contributor|journalist|redakteur(?:in)?|journaliste|profile|follow|(?:view|see|show) all|all (?:posts|articles)|"
    r"more|subscribe|click|about|photo|image|"
    r"last modified|says|e-?mail|name|website|the author|in|staff reports?|(?:news|wire) (?:services|reports)|"
    r"special (?:for|to)|for the)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|contributor|journalist|staff|director|manager|founder|co-?founder|CEO|CTO|CMO|head|"
    r"lead|specialist|coordinator|"
    r"analyst|producer|columnist|fellow|professor|author|expert|president|partner|engineer|manager|MD|M\.D\.|PhD|Ph\.D\.?|guest|"
    r"senior|associate|envoyée?s? spécia(?:le?s?|ux)|correspondante?s?|korrespondent(?:in)?|corresponsal|enviad[oa]s? especial(?:es)?|"
    r"corrispondente|inviat[oa])\b",
    re.IGNORECASE,
)
# Behind a comma: where one works. By itself no person either.
_FIRM = re.compile(
    r"\b(?:Corp|Inc|Ltd|LLC|LLP|GmbH|AG|University|Universität|Institute?|College|Hospital|Cent(?:er|re)|Foundation|Association|Society|"
    r"School|Council|Coalition|Committee|Alliance|Campaign|Department|Ministry|Network|Federation|Agency)\b"
)
_FIRM_AND = re.compile(rf"[^,\n;]*{_FIRM.pattern}[^,\n;]* and [^,\n;]*")  # "Center for Soil and Water" is one
_BEHIND_ROLE = re.compile(
    r"\s+(?:(?:staff|senior|contributing|guest|special|sports|chief|political|business|science)\s+)*"
    r"(?:writer|contributor|reporter|correspondent|columnist|journalist)s?$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+(?:for|pour|für|para)\s+(?:the\s+)?[A-ZÀ-Ý].*")
_WITH = re.compile(r"\s+(?:avec|mit|with|con|com)$")
_WHEN = re.compile(r"\s*»\s[^\n]*\d[^\n]*")  # as forums write it: "ada » Fri May 3, 2024"
_ET_AL = re.compile(r",?\s*\bet al\b.*", re.DOTALL)
_ADDRESS = re.compile(r"\W*\bhttps?://\S*|\s*[<(]?\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,190}[>)]?")
_OF_MAIL = re.compile(r"\s*[\w.+-]{1,64}@[\w.-]{1,190}\s+\(([^()]{3,60})\)\s*")  # as feeds write it: "ada@garden.example (Ada Field)"
_BRACKETS = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
# Words of names that begin small.
_PARTICLES = SMALL | frozenset(
    ("los", "las", "les", "das", "dalla", "degli", "delle", "ten", "ter", "zum", "zur", "und", "bint", "abu", "san")
)
_SMALL_OF_TEAMS = frozenset(("the", "and", "staff", "team", "editors", "desk"))
_NUMBERED = re.compile(r"([^\W\d_]{3,})\d{1,4}")  # a name in a forum: "ada54"
_STROKE = re.compile(r"[ \t]*[|·•][ \t]*|[ \t]*(?<![A-Z])/[ \t]*")
# Behind a name: "Jane Doe she/her", "Jane Doe, he/they"
_SHE = r"(?:she|he|they|xe|ze|sie|er|ella|él|elle|il|iel)"
_HER = r"(?:hers?|him|his|them|theirs?|they|she|he|xem|zir|hir|ihr|ihn|ihm|elles?|ella|él|iel|il)"
_PRONOUNS = re.compile(rf"(?<!\S){_SHE}\s?/\s?{_HER}(?:\s?/\s?{_HER})?(?!\w)", re.IGNORECASE)
_DASH = re.compile(r"\s[-–—]\s")
_HANDLE = re.compile(r"(?<=\S)\s+\(?@\w+\)?")
_PLACE = re.compile(r"(?<=\S) in (?:[Tt]he )?[A-ZÀ-Ý].*")  # "Jane Roe in Boston"
_WEEKDAY = re.compile(r"(\S+ \S.*?),?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*", re.IGNORECASE)
_BEHALF = re.compile(r"\s+on behalf of\b", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?:in|on|at|from|for|under|to|into|unter|dans|en)\s*:?$", re.IGNORECASE
)  # "Posted by Ada in", and a section below
_ELSE = re.compile(r"\s*(?:on|from|in|at|for|last|updated?|published|posted)\b", re.IGNORECASE)
# Degrees and memberships behind a name: "RD", "MPH", "FACEP". A name in capitals has more than one word.
_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]+)?|[JS]r\.?")
_SURPLUS = re.compile(
    r"\s+(?:(?:on|am|vom|le|op|el|il|em|den|dne|på)\s+)?(?:last updated?\b.*|\d{1,2}[:.]\d\d\b.*|"
    r"\d{1,2}(?:\.|er)? (?:de )?[^\W\d_]{3,}\.? (?:de )?(?:19|20)\d\d$|"
    r"\d{1,2}(?:st|nd|rd|th|\.)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b.*|"
    r"(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:co-?)?founder|ceo|cto)$|(?:jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*)",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    """
    admin administrator editor editors author anonymous unknown guest staff team null none undefined user webmaster redaktion
    yazan yazar monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    category categories date price topic brand manufacturer type country
    google google+ twitter facebook linkedin instagram rss archive archives analysis interview
    red agenturen agenturer agencies redaction redazione rédaction redacción redacao redação newsroom
    综合报道 综合报导 綜合報道 綜合報導 综合 綜合 本报讯 本報訊 佚名 匿名 编者 編者 来源 來源 作者 责编 責編
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_ACCOUNT = re.compile(
    r"(?:guest|blog|web|site|super|contributing|staff) ?(?:author|writer|contributor|blogger|post|admin|user|editor|master)|"
    r"press (?:office|release)",
    re.IGNORECASE,
)
# Behind a full name what the next one did: "Ada Field Foto: Bo Stone".
_NEXT = re.compile(
    r"^(\S+ \S[^:：]*[^\W\d_](?<! and| und| och)(?<! [ey])(?<! et| og| en)(?= [^\W\d_]{2,20} ?[:：] )|"
    r"\S+(?= (?i:foto|photo|bild)\w* ?[:：] )) .*",
    re.DOTALL,
)
_LIKE_WORDS = re.compile(r"(\S{2,20}) (?:\S{1,20} )?(?:More|Read)")  # families that are called as buttons are
_BLANKS = re.compile(r"[ \t]{2,}")  # one parts words as well; of many each pattern would try every one
_LONGEST = 60  # characters of one name
_LONGEST_FIELD = 2_000  # characters; a dozen names with what each of them is take less, and the patterns look at a field many times
_MOST = 12
_MOST_WORDS = 6  # of one name
_TWO = 2
_TOWNS = frozenset(("eugene", "marion", "milan", "nancy", "regina", "sofia", "tyler"))  # that are among given names


def people(texts: Iterable[str], sites: Iterable[str] = (), host: str = "") -> tuple[str, ...]:
    """The names of people in author fields or bylines, each once; no dates, addresses, roles, nor the site's own name or desk.

    `sites` are the names of the site and of who publishes it, `host` is where it stands.
    """
    names: dict[str, str] = {}
    own = [site for site in sites if site]
    for text in texts:
        for name in map(without_office, _named(text, own, host)):
            if _is_name(name) and not is_office(name) and not is_outlet(name, own, host):
                names.setdefault(name.casefold(), name)
    return calmed(list(names.values())[:_MOST])


def _named(field: str, sites: list[str], host: str) -> list[str]:
    """The names in a field; of one that is too long those at its beginning, without the one that is cut off."""
    text = _PRONOUNS.sub("", _BLANKS.sub(" ", field[:_LONGEST_FIELD])).rstrip(" |,·")
    text = told[1] if (told := _OF_MAIL.fullmatch(text)) else text
    text = told[1] or told[2] if (told := REPORTER.fullmatch(text.strip())) else text
    if text.startswith(("http:", "https:")) or is_outlet(_clean(text), sites, host):
        return []
    found = _split(text, sites, host)
    return found if len(field) <= _LONGEST_FIELD else found[:-1]


def _split(text: str, sites: list[str], host: str) -> list[str]:
    bare = _ET_AL.sub("", _ADDRESS.sub("", _BRACKETS.sub(" ", without_bracketed(_WHEN.sub("", text)))))
    told = without_others_behind(_without_label(bare if bare.strip() else text).strip())
    told = _without_places(_NEXT.sub(r"\1", told))
    first, *lines = _BEHALF.split(told)[0].split("\n")
    if lines and LABEL.fullmatch(first):
        first, *lines = lines
    # What a byline says below a name is who that is: ", Privacy and Security Expert"; or when and where it was written.
    lines = [] if _OPEN_END.search(first) else lines
    full = " " in first.partition(",")[0] and _is_cased(first)
    below = takewhile(lambda line: not _ELSE.match(line) and not is_not_written(line), lines)
    told = "\n".join([first, *(line for line in below if not line.lstrip().startswith(",") and not _is_beside_name(line, full=full))])
    parts = [told] if _FIRM_AND.fullmatch(told) else [part for part in _AND.split(told) if part]
    found: list[str] = []
    for part in parts:
        pieces = [_before_dash(piece.strip(), sites, host) for piece in part.split(",")]
        pieces[1:] = [piece for piece in pieces[1:] if not _is_firm_and_place(piece)]
        # "Doe, Jane" stays whole; "Jane Doe, Senior Editor" loses the role; "Jane Doe, Max Muster" are two.
        if is_outlet(pieces[0], sites, host):
            continue  # behind it stands its place: "Harbour News, Beirut"
        if len(pieces) == 2 and all(piece and " " not in piece and not piece[0].islower() for piece in pieces):
            found += pieces if _are_first_names(pieces, [each for each in parts if each is not part]) else [part]
        else:
            if is_team(pieces[:1]):  # so does a desk's, and a person of it
                pieces[1:] = [piece for piece in pieces[1:] if is_given(piece.partition(" ")[0])]
            # Behind a full name one word is a place or a degree: "Jane Doe, Oslo"; no "Jane Doe, Bob".
            full = " " in pieces[0] and _is_cased(pieces[0])
            others = (piece for piece in pieces[1:] if not _is_what_one_is(piece))
            found += [pieces[0], *(piece for piece in others if not full or " " in piece or _is_first_name(piece))]
    return [_clean(name) for name in found]


def _is_beside_name(line: str, *, full: bool) -> bool:
    """Whether a line below a name says who that is, or (one word, below a `full` name) where."""
    return _is_what_one_is(line) or (full and _is_cased(line) and " " not in line.strip() and len(line.strip()) > _TWO)


def _is_firm_and_place(piece: str) -> bool:
    """Whether a piece behind a name is where one works and a place or a number: "Herald – Oslo"; no "Max Roe – Oslo"."""
    return _DASH.search(piece) is not None and not is_given(piece.split(maxsplit=1)[0])


def _without_places(text: str) -> str:
    """Names without the place between strokes behind a full one: "Jane Doe | Oslo | 3 May", "Jane Doe / Oslo"."""
    first, *rest = _STROKE.split(text)
    if not rest or " " not in first.strip() or not _is_cased(first.strip()):
        return text
    return " | ".join([first, *(each for each in rest if not _is_place(each))])


def _is_place(piece: str) -> bool:
    """Whether a piece behind a name is one word, and neither an agency ("AP", "dpa") nor a name in signs or given to people ("Bob")."""
    is_short_agency = piece.isupper() or (piece.islower() and is_agency(piece))
    return " " not in piece.strip() and "\n" not in piece and _is_cased(piece) and not is_short_agency and not _is_first_name(piece.strip())


def _is_first_name(piece: str) -> bool:
    return is_given(piece) and piece.casefold() not in _TOWNS


def _are_first_names(pieces: list[str], others: list[str]) -> bool:
    """Whether words at a comma are first names, with one as short behind an "and": "Bob, Alice and Carol"; "Thomas, Dylan" is one."""
    short = all("," not in each and " " not in each.strip() and _is_cased(each) and not is_agency(each) for each in others)
    return bool(others) and short and all(map(_is_first_name, pieces))


def _without_label(text: str) -> str:
    return without_opening(without_others(text))


def _before_dash(piece: str, sites: list[str], host: str) -> str:
    """A name without who that is: "Jane Roe - AP Technology Writer"; the site's name without what stands behind it."""
    first, *rest = _DASH.split(piece, maxsplit=1)
    return first if rest and (_is_what_one_is(rest[0]) or is_outlet(first, sites, host)) else piece


def _is_what_one_is(piece: str) -> bool:
    """Whether words behind or below a name say who that is: a role, a degree, the paper or agency one writes for."""
    return _ROLE.search(piece) is not None or any(pattern(piece) for pattern in (_is_degree, _FIRM.search, _is_bureau, is_agency, is_paper))


def _is_bureau(piece: str) -> bool:
    """Whether a piece is the office of a paper in a town: "Austin Bureau"; Yves Bureau is somebody."""
    return piece.endswith(" Bureau") and not is_given(piece.split(maxsplit=1)[0])


def _is_cased(name: str) -> bool:
    """Whether a name is written with capitals: in Chinese, Arabic or Hindi a name may be one word."""
    return name[:1].lower() != name[:1].upper()


def _is_degree(piece: str) -> bool:
    return _DEGREE.fullmatch(piece.strip()) is not None


def _clean(name: str) -> str:
    """A name by itself: no handle, role, place, day or agency behind it."""
    name = _NEXT.sub(r"\1", _SURPLUS.sub("", _BRACKETS.sub(" ", _without_label(_HANDLE.sub("", name)))))
    name = _WITH.sub("", without_agency(_WEEKDAY.sub(r"\1", _PLACE.sub("", name))))
    name = " ".join(_REPORTER.sub("", _without_role(name)).split())
    return name if name.endswith(("Jr.", "Sr.")) else name.strip(" ,;:.-–—|·*’'\"“”")


def _without_role(name: str) -> str:
    """A full name without what follows it: "Jane Doe Herald Staff Writer", "Jane Doe for The Herald"; a coalition for something stays."""
    bare = _BEHIND_ROLE.sub("", name)
    if bare != name:
        words = bare.split()
        bare = " ".join(words[:-1]) if len(words) > 2 and is_paper(bare) else bare
    if not _FIRM.search(bare):
        bare = _FOR.sub("", bare)
    return bare if len(bare.split()) > 1 else name


def _is_common(word: str) -> bool:
    """Whether a word is no part of a name: written small, of three letters or more, and no "von" or "del"."""
    return len(word) > _TWO and word.islower() and word.isalpha() and word not in _PARTICLES | _SMALL_OF_TEAMS


def _is_name(name: str) -> bool:
    if re.fullmatch(r"[a-z0-9]+[._-][a-z0-9._-]+", name):
        return False  # a log-in name or a template's variable
    if re.fullmatch(r"[A-Z]{2}", name) and not is_agency(name):
        return False  # the initials that stand where a picture should
    first, *words = name.split()[: _MOST_WORDS + 1] or [""]
    if first[:1].isupper() and any(map(_is_common, words)) and not _FIRM.search(name):
        return False  # "AI platform for healthcare"
    numbered = _NUMBERED.fullmatch(name)
    bare = numbered[1] if numbered else name
    return 1 < len(name) <= _LONGEST and len(words) < _MOST_WORDS and not _is_no_name(bare) and not _is_nobody(bare)


def _is_no_name(text: str) -> bool:
    """Whether a text has a word of buttons and the like: "Read more"; "Thomas More" is somebody."""
    told = _LIKE_WORDS.fullmatch(text)
    return _NO_NAME.search(text) is not None and not (told and is_given(told[1]))


def _is_nobody(name: str) -> bool:
    """Whether a name is that of an account or an office and no one's own: "admin", "Guest Author", "Press Office"."""
    return name.casefold() in _NOBODY or _ACCOUNT.fullmatch(name) is not None
