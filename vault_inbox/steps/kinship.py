"""What makes a note of the vault kin to a text: every clue that speaks for a link between them, gathered from the vault's index."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.folding import fold
from ..text.inflection import STEM, inflected
from .in_passing import in_passing
from .words import carries, names, stems, tells, text_stems, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model import Mention, Neighbour, NoteRef, VaultView

NEIGHBOURS = 50  # notes most like the text that are candidates
_BEARERS = 20  # notes looked at for a name
LINKERS = 15  # nearest notes whose links count as clues
MOST = 0.2  # of their votes, for any of them
_SMALL, _GROWN = 60, 160  # notes; see `smallness`
_NAMES = 8  # proper names looked up
_PAGES = 60  # addresses in the text that are looked up
_LINK = re.compile(r"https?://[^\s<>\"'`\]]+")
_RARE = 1 / 20  # of the notes: a name is told by the words that so many have, or fewer …
_FEW = 10  # … or so many notes in a small vault: these the index gives for certain
_KIN_WORDS = 3  # shared words that carry a topic, by which a neighbour is one
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<![^\W_])[wq]\d{1,2}(?!\w)")
_NOWHERE = ""  # a word of no letters, which no note has; any other may stand in one


_END = 1000  # characters at the end of a text, of a short one its last third, in which the footer of a newsletter stands
# Words of it that a text is seldom about, and those that count as such only beside one of them.
_FOOT = "abbestellen|abmelden|abonniert|angemeldet|austragen|opted|subscribed|unsubscribe"
_BESIDE = "abmeldung|anmeldung|bearbeiten|datenschutz|einstellungen|impressum|mailing|newsletter|preferences|privacy|profil"
_FOOTER = re.compile(rf"\b(?:({_FOOT})|{_BESIDE})\b", re.IGNORECASE)


@dataclass(slots=True)
class Clues:
    """The clues for one note, all from 0 to about 1: see `gather`."""

    rank: float = 0.0
    score: float = 0.0
    linked: float = 0.0
    rare: float = 0.0
    length: float = 0.0
    colinks: float = 0.0
    covered: float = 0.0
    linkers: float = 0.0
    note: NoteRef | None = None
    phrase: str = ""
    in_title_only: bool = False
    words: tuple[str, ...] = ()
    page: bool = False


def gather(vault: VaultView, title: str, text: str, urls: Sequence[str] = ()) -> dict[str, Clues]:
    """Path -> clues, for every note that the index can connect with a text and its title.

    `rank` is 1/√(1 + place) among the most similar notes, `score` how similar, less where a note is hardly kin (`kin`). Of a title that
    stands in the text, `linked` is how often the vault links it, `rare` its rarest word's rarity, `length` its words (1 for four).
    `colinks` is the share of the similar notes' links that go there. `covered` is the share of its title's words, by rarity, that stand
    anywhere in the text with whatever ending; `linkers` how many notes link to it (a logarithm, 1 for as many as there are).
    `in_title_only` tells where a title of the vault stands: in the text's own title, and not below it.
    `page` is set where one of `urls` is its page. These are the clues that carried a ranker over real vaults; docs/quality.md names those
    that added nothing.
    """
    clues: dict[str, Clues] = defaultdict(Clues)
    near = nearest(vault, title, text)
    notes = size(vault)
    small = smallness(notes)
    for place, neighbour in enumerate(near):
        clue = clues[neighbour.note.path]
        clue.note = neighbour.note
        clue.rank, clue.score, clue.words = 1 / math.sqrt(1 + place), neighbour.score * kin(neighbour), neighbour.words
    whole = f"{title}\n{text}"
    mentions = vault.mentions(whole)
    passing = in_passing(whole, mentions, {path: clue.words for path, clue in clues.items()})
    _named(vault, [mention for mention in mentions if mention.note.path not in passing], clues, len(title))
    _colinked(vault, near[:LINKERS], clues, small)
    for url in list(dict.fromkeys(urls))[:_PAGES]:
        for note in vault.with_url(url):
            clues[note.path].page, clues[note.path].note = True, note
    _covered(vault, _LINK.sub(" ", whole), clues)  # "slow.example.org" does not name the note "Slow"
    for path in passing & clues.keys():  # in a grown vault the word is as rare as the vault knows
        clues[path].covered *= 1 - small
    most = math.log(notes + 1)
    for path, linkers in vault.linkers(list(clues)).items():
        clues[path].linkers = math.log(linkers + 1) / most
    return dict(clues)


def nearest(vault: VaultView, title: str, text: str) -> Sequence[Neighbour]:
    """The notes most like a text. Every step asks for as many, so that the vault answers once."""
    return vault.similar(f"{title}\n{_without_footer(text)}", NEIGHBOURS)


def _without_footer(text: str) -> str:
    """The text without the words of a newsletter's footer at its end: two senders' readers may unsubscribe, which is no common matter."""
    start = max(len(text) - _END, 2 * len(text) // 3)
    said = list(_FOOTER.finditer(text, start))
    if not any(found[1] for found in said) or len({fold(found[0]) for found in said}) < 2:
        return text
    return text[:start] + _FOOTER.sub(" ", text[start:])


def kin(neighbour: Neighbour) -> float:
    """How far a neighbour is one, 0…1: in a small vault the most similar note may share one word, "buy" or "kitchen", or only "from"."""
    telling = sum(map(carries, neighbour.words))
    return min(1.0, telling / _KIN_WORDS) ** 2


def _colinked(vault: VaultView, near: Sequence[Neighbour], clues: dict[str, Clues], small: float) -> None:
    """Set `colinks`. What only one of the similar notes links to counts the less the smaller the vault is, from 0 to 1.

    In a small vault the most similar note has most of the votes, and its links are about its own matter; two that agree say more.
    """
    total = sum(neighbour.score for neighbour in near) or 1.0
    most: dict[str, float] = defaultdict(float)
    for neighbour in near:
        share = min(MOST, neighbour.score / total) * (1 - small + small * kin(neighbour))
        for path in vault.links_from(neighbour.note.path):
            clues[path].colinks += share
            most[path] = max(most[path], share)
    for path, share in most.items() if small else ():
        clues[path].colinks -= small * share


def _named(vault: VaultView, mentions: Sequence[Mention], clues: dict[str, Clues], heading: int) -> None:
    in_text = {mention.note.path for mention in mentions if mention.start >= heading}
    words = {phrase: tokens(phrase) for phrase in dict.fromkeys(mention.phrase for mention in mentions)}
    rarity = vault.rarity(sorted({word for run in words.values() for word in run}))
    most = unknown_rarity(vault)
    rare = {phrase: max((rarity.get(word, most) for word in run), default=0.0) / most for phrase, run in words.items()}
    for (path, phrase), mention in {(mention.note.path, mention.phrase): mention for mention in mentions}.items():
        clue = clues[path]
        clue.note, clue.in_title_only = mention.note, mention.note.path not in in_text
        if not clue.phrase or len(phrase) > len(clue.phrase):
            clue.phrase = phrase
        clue.linked = max(clue.linked, mention.probability)
        clue.rare = max(clue.rare, rare[phrase])
        clue.length = max(clue.length, min(len(words[phrase]), 4) / 4)


def _covered(vault: VaultView, text: str, clues: Mapping[str, Clues]) -> None:
    """Look up the notes of all clues, and how far the words of their titles stand in the text.

    Aliases are left out: with the best of several names the clue tells less (R@10 .52 instead of .57 in one vault that was tried).
    """
    said: dict[str, list[str]] = defaultdict(list)
    for word in set(text_stems(text)):
        said[word[:STEM]].append(word)
    titles: dict[str, list[str]] = {}
    for path, clue in clues.items():
        clue.note = clue.note or vault.note(path)
        titles[path] = list(dict.fromkeys(stems(clue.note.title))) if clue.note else []
    rarity = vault.rarity(sorted({word for words in titles.values() for word in words}))
    stands = {word: any(inflected(word, other) for other in said.get(word[:STEM], ())) for word in rarity}
    for path, words in titles.items():
        total = sum(rarity[word] for word in words)
        clues[path].covered = sum(rarity[word] for word in words if stands[word]) / total if total else 0.0


def same_names(vault: VaultView, text: str) -> dict[str, list[str]]:
    """Path -> the proper names of the text that this note has as well: all rare words of a name stand in it."""
    found: dict[str, list[str]] = {}
    notes = size(vault)
    rare = math.log((notes + 1) / (max(_FEW, _RARE * notes) + 1))
    named = {name: [word for word in tokens(name) if tells(word)] for name, _ in names(text).most_common(_NAMES)}
    rarity = vault.rarity(sorted({word for words in named.values() for word in words}))
    for name, words in named.items():
        wanted = {word for word in words if rarity[word] >= rare}
        near = vault.similar(name, _BEARERS) if wanted else ()
        bearers = [neighbour.note.path for neighbour in near if wanted <= {fold(word) for word in neighbour.words}]
        if len(bearers) < _BEARERS / 2:  # a name that many notes have tells nothing
            for path in bearers:
                found.setdefault(path, []).append(name)
    return found


def unknown_rarity(vault: VaultView) -> float:
    """The rarity of a word that no note has, ln(N + 1): the most there is; never below that of a vault of one note."""
    return max(math.log(2), vault.rarity([_NOWHERE])[_NOWHERE])


def smallness(notes: int) -> float:
    """How far a vault of so many notes is a small one, in which the most similar note may be hardly similar: 1 to 60 notes, 0 from 160.

    Between them it falls by as much for each doubling, as the correction does that was fitted on vaults of 40 to 240 notes
    (docs/quality.md): no one note that is written changes what a drop is given.
    """
    return min(1.0, max(0.0, math.log(_GROWN / max(1, notes)) / math.log(_GROWN / _SMALL)))


def size(vault: VaultView) -> int:
    """How many notes the vault has, told from the rarity of a word that none has."""
    return round(math.exp(vault.rarity([_NOWHERE])[_NOWHERE]) - 1)


def addresses(text: str) -> list[str]:
    """The web addresses in a Markdown text, in order, each once."""
    return list(dict.fromkeys(url.rstrip(".,;:!?)*") for url in _LINK.findall(text)))


def telling_words(words: Sequence[str], text: str, counts: Mapping[str, int], most: int) -> list[str]:
    """The shared words worth naming, as the text spells them: no stop words, those that the text says more than once first."""
    good = [word for word in words if tells(fold(word)) and len(word) > 3]
    good.sort(key=lambda word: -min(3, counts.get(fold(word), 0)))
    return [_spelled(word, text) for word in good[:most]]


def _spelled(word: str, text: str) -> str:
    """A word as the text mostly spells it."""
    found = Counter(match.group() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
    return found.most_common(1)[0][0] if found else word


def series(note: NoteRef) -> str:
    """What the parts of one series share: the title without its numbers; "" where it has none."""
    if not any(map(str.isdigit, note.title)):
        return ""
    words = tokens(note.title)
    bare = [word for word in words if not any(map(str.isdigit, word))]
    return " ".join([note.folder, *bare]) if len(bare) < len(words) else ""


def dated(title: str) -> str:
    """The words that a title bears beside a year, week or quarter, as a weekly review does; "" where it bears no date, or nothing else."""
    if not _DATED.search(fold(title)):
        return ""
    return " ".join(word for word in tokens(title) if not any(map(str.isdigit, word)))
