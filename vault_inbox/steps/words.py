"""Words and names of a text: the tokens, the words that carry meaning, and the proper names that it speaks of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from ..text.folding import fold
from ..text.stopwords import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_PART = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})[^\W_])+")
_NAME_WORD = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*")
_JOINERS = frozenset(re.findall(r"\S+", "of for and the de del della di da la le du des van von der den zu y e & und et"))
_LONGEST_NAME = 6
_LOOK = 4000  # characters that show how a text uses capitals
_ENOUGH = 20  # words behind a small one, by which it shows that …
_NOUNS = 0.25  # … and the share of them with a capital: over 28 German pages .28 to .44, over 494 others most below .15
_GERMAN = frozenset(re.findall(r"\S+", "auf beim durch eine einem einen einer für ist mit nicht oder sich über und vom vun wird zum zur"))
_ENGLISH = frozenset(re.findall(r"\S+", "the of and to with at by from is are were for that this it he she they"))
_BEFORE = 8  # characters before a word that tell whether it begins a sentence
# "Dr. Field", "J. Field" go on, as two letters without a vowel; behind "in the EU." and "met Bo." a sentence begins.
_BEGINS = re.compile(r"(?:^|[!?:\n]|(?<!\b[A-Z])(?<!\b[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z])\.)[^\w,;]*$")


def tokens(text: str) -> list[str]:
    """The words of `text` in order, folded; `_` and punctuation part words, and each character of a script without spaces is one."""
    found = _WORD.findall(fold(text))
    if text.isascii():
        return found
    return [part for word in found for part in (_PART.findall(word) if _UNSPACED.search(word) else (word,))]


def spaced(text: str) -> bool:
    """Whether a text parts its words by spaces: it holds no character of a script that does not, as Chinese, Japanese and Thai."""
    return text.isascii() or not _UNSPACED.search(text)


def singular(word: str) -> str:
    """An English plural `-s` taken off, so that `elections` and `election` meet; other words as they are."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def stems(text: str) -> list[str]:
    """The words of `text` in order, folded and in the singular."""
    return list(map(singular, tokens(text)))


@lru_cache(maxsize=4)
def text_stems(text: str) -> tuple[str, ...]:
    """The `stems` of a note's title, body or both, which several steps ask for."""
    return tuple(stems(text))


def tells(word: str) -> bool:
    """Whether a folded word can carry a topic: no stop word, no number, at least three characters (two where it is no Latin word)."""
    if word in STOPWORDS or word.isnumeric():
        return False
    return len(word) >= 3 or (len(word) == 2 and not word.isascii())


def carries(word: str) -> bool:
    """Whether a word that two notes share speaks for one topic: longer than three letters, or of a script that says more in fewer."""
    return tells(fold(word)) and (len(word) > 3 or not word.isascii())


def topics(text: str) -> Counter[str]:
    """How often each word that can carry a topic stands in `text`, in the singular."""
    return Counter(singular(word) for word in tokens(text) if tells(word))


def names(text: str) -> Counter[str]:
    """The proper names of two to six words in running text, as first spelled -> how often they stand there.

    A name is a run of capitalised words, small words such as "of" between them; articles at its start belong to the sentence. Where every
    noun has a capital, as in German, it must stand twice or more, and once where no sentence begins.
    """
    found = _runs_of_capitals(text)
    if not nouns_have_capitals(text):
        return found
    inside = _runs_of_capitals(text, inside=True)
    return Counter({name: times for name in inside if (times := max(found[name], inside[name])) > 1})


def _runs_of_capitals(text: str, *, inside: bool = False) -> Counter[str]:
    found: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for run in _runs(text, inside):
        if 2 <= len(run) <= _LONGEST_NAME:
            name = " ".join(run)
            found[spelled.setdefault(fold(name), name)] += 1
    return found


def nouns_have_capitals(text: str) -> bool:
    """Whether so many words have a capital that it makes no name: told from those behind a small word, and from the words of German.

    An English text may name many people, or speak of a museum that has a German name.
    """
    small = capital = end = 0
    before = ""
    german = english = 0
    for match in _NAME_WORD.finditer(text[:_LOOK]):
        word = match.group()
        if before.islower() and text[end : match.start()] == " ":
            is_capital = word[0].isupper() and word[1:].islower()  # an acronym has its capitals everywhere
            capital, small = capital + is_capital, small + (not is_capital)
        before, end = word, match.end()
        german, english = german + (word in _GERMAN), english + (word in _ENGLISH)
    return german > english and (small + capital < _ENOUGH or capital >= _NOUNS * (small + capital))


def begins_sentence(text: str, start: int) -> bool:
    """Whether the word that stands at `start` begins a sentence or a line."""
    return bool(_BEGINS.search(text[max(0, start - _BEFORE) : start]))


def _runs(text: str, inside: bool) -> Iterable[list[str]]:
    """The runs of capitalised words; `inside` without words that begin a sentence."""
    run: list[str] = []
    end = 0
    for match in _NAME_WORD.finditer(text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        touching = text[end : match.start()] in {" ", " & ", "\u00a0"}
        if run and not touching:
            yield _trimmed(run)
            run = []
        if (word[0].isupper() and not (inside and begins_sentence(text, match.start()))) or (run and word in _JOINERS):
            run.append(word)
        elif run:
            yield _trimmed(run)
            run = []
        end = match.end() if word == match.group() else -1
    yield _trimmed(run)


def _trimmed(run: Sequence[str]) -> list[str]:
    words = list(run)
    while words and (fold(words[0]) in STOPWORDS or fold(words[0]) in _JOINERS):
        words.pop(0)
    while words and words[-1] in _JOINERS:
        words.pop()
    return words


def initials(name: str) -> str:
    """The acronym of a name: "PSF" for "Python Software Foundation"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def by_first_word(runs: Iterable[Sequence[str]]) -> dict[str, list[tuple[str, ...]]]:
    """The runs of words, each once, under the word that each begins with."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in {tuple(run) for run in runs if run}:
        by_first[run[0]].append(run)
    return dict(by_first)


def phrases(said: Sequence[str], wanted: Mapping[str, Sequence[tuple[str, ...]]]) -> Counter[tuple[str, ...]]:
    """Which of the `wanted` word runs (`by_first_word`) stand in a text's stems, the longest at each place -> how often."""
    found: Counter[tuple[str, ...]] = Counter()
    at = 0
    while at < len(said):
        fits = [phrase for phrase in wanted.get(said[at], ()) if tuple(said[at : at + len(phrase)]) == phrase]
        best = max(fits, key=len, default=())
        if best:
            found[best] += 1
        at += len(best) or 1
    return found
