"""Notes that a text names only by chance: their title is one common word, and the text says that word in passing. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import fold
from .words import begins_sentence, carries, nouns_have_capitals, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model import Mention

_USUAL = 0.3  # how often a name is linked where it stands, over vaults
_BEFORE = 40  # characters before a noun that hold its article and an adjective
# German words before a noun: those that part it from others of its kind stand before no name ("eine Idee", "kein Rezept"); "der", "die"
# and "das" do before many ("die Schweiz", "die Anna").
_PARTING = """ein eine einen einem einer eines kein keine keinen keinem keiner keines mein meine meinen meinem meiner meines dein deine
    deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer dieser diese
    dieses diesen diesem jeder jede jedes jeden jedem"""
_NAMING = "der die das den dem des im am zum zur beim vom ins ans"


def _before_noun(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words.split())}) (?:[^\W\d_]{{2,20}}e[nmrs]? )?$", re.IGNORECASE)


_PARTED = _before_noun(_PARTING)
_WITH_ARTICLE = _before_noun(f"{_PARTING} {_NAMING}")


def in_passing(text: str, mentions: Sequence[Mention], shared: Mapping[str, Sequence[str]]) -> set[str]:
    """The paths of the notes that are named in passing wherever they are named: "home" for the note "Home".

    Their title is one word, and nothing else speaks for them (`_alone`). An alias was given so that it is found, so it is always meant.
    A capital where a sentence begins tells nothing. `shared` is path -> the words that a similar note shares with the text.
    """
    german = nouns_have_capitals(text)
    passing: set[str] = set()
    names: set[str] = set()
    for mention in mentions:
        path, is_ours = mention.note.path, mention.note.ours
        if _has_a_name_of_its_own(mention) or not _alone(mention, shared.get(path, ())):
            names.add(path)
        elif mention.phrase[:1].islower() or mention.note.title[:1].islower() or (german and _is_noun(text, mention, is_ours)):
            passing.add(path)
        elif not begins_sentence(text, mention.start):
            names.add(path)
    return passing - names


def _has_a_name_of_its_own(mention: Mention) -> bool:
    """Whether the phrase is an alias, of several words, or spelled as no common word is ("SQLite", "SOAP"), or case tells nothing.

    That is where the user's own title is in small letters. One of ours may be a file's name: "meeting", "ideas".
    """
    phrase = mention.phrase
    if fold(phrase) != fold(mention.note.title) or len(tokens(phrase)) > 1 or phrase[1:] != phrase[1:].lower():
        return True
    return mention.note.title[:1].islower() and not mention.note.ours


def _is_noun(text: str, mention: Mention, is_ours: bool) -> bool:
    """Whether a word in a German text, where capitals prove nothing, is a common noun by what stands before it.

    A note of ours may be called by any noun, since its drop was: there "das" and "den" tell as well, and the beginning of a sentence.
    """
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if is_ours:
        return begins_sentence(text, mention.start) or _WITH_ARTICLE.search(before) is not None
    return _PARTED.search(before) is not None


def _alone(mention: Mention, shared: Sequence[str]) -> bool:
    """Whether nothing but the name speaks for a note: no further word that carries a topic, and no habit of linking it."""
    others = [word for word in shared if carries(word) and fold(word) != fold(mention.phrase)]
    return not others and mention.probability <= _USUAL
