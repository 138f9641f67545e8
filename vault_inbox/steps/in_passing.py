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
_ARTICLES = """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines im am zum zur beim vom ins
    ans mein meine meinen meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer
    unser unsere unseren unserem unserer dieser diese dieses diesen diesem jeder jede jedes jeden jedem"""
_OF_A_NOUN = re.compile(rf"(?<!\w)(?:{'|'.join(_ARTICLES.split())}) (?:[^\W\d_]{{2,20}}e[nmrs]? )?$", re.IGNORECASE)
_NEXT = re.compile(r"[ \u00a0]([^\W\d_])[^\W_]")
_USUALLY_CAPITAL = 0.6  # of a title's words behind the first: it is written as "Why the Mark Fell"
_BEHIND = re.compile(r"(?<=[\w,:] )[^\W_]{3,}")


def in_passing(text: str, heading: int, mentions: Sequence[Mention], shared: Mapping[str, Sequence[str]]) -> set[str]:
    """The paths of the notes that are named in passing wherever they are named: "home" for the note "Home".

    Their title is one word, and nothing else speaks for them (`_alone`). An alias was given so that it is found, so it is always meant.
    `heading` is how many characters of the text are its title, `shared` path -> the words that a similar note shares with the text.
    """
    german = nouns_have_capitals(text)
    headline = _is_headline(text[:heading])
    passing: set[str] = set()
    names: set[str] = set()
    for mention in mentions:
        path, in_heading = mention.note.path, mention.start < heading
        if _has_a_name_of_its_own(mention) or not _alone(mention, shared.get(path, ())):
            names.add(path)
        elif mention.phrase[:1].islower() or german or mention.note.title[:1].islower():
            (passing if _is_common(text, mention, german) else names).add(path)
        elif in_heading and (headline or begins_sentence(text, mention.start)):
            continue  # "Rust 1.90 is out", "Why the Mark Fell": the capital tells nothing, and a title says what a text is about
        else:
            (passing if begins_sentence(text, mention.start) or _goes_on(text, mention) else names).add(path)
    return passing - names


def _has_a_name_of_its_own(mention: Mention) -> bool:
    """Whether the phrase is an alias, of several words, or spelled as no common word is ("SQLite", "SOAP"), or case tells nothing.

    That is where the user's own title is in small letters. One of ours may be a file's name: "meeting", "ideas".
    """
    phrase = mention.phrase
    if fold(phrase) != fold(mention.note.title) or len(tokens(phrase)) > 1 or phrase[1:] != phrase[1:].lower():
        return True
    return mention.note.title[:1].islower() and not mention.note.ours


def _is_common(text: str, mention: Mention, german: bool) -> bool:
    """Whether a word is a common one: in small letters, a file's name, or a German noun: behind an article or where a sentence begins.

    In German every noun has a capital. A note of ours may be called by any noun; of the user's, "mit Anki" and "in Berlin" are meant.
    """
    if not german or mention.phrase[:1].islower() or mention.note.ours:
        return True
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    return begins_sentence(text, mention.start) or _OF_A_NOUN.search(before) is not None or _goes_on(text, mention)


def _goes_on(text: str, mention: Mention) -> bool:
    """Whether a longer name begins with the word: "Mark Twain" is none of the note "Mark"."""
    found = _NEXT.match(text, mention.start + len(mention.phrase))
    return found is not None and found[1].isupper()


def _is_headline(title: str) -> bool:
    """Whether a title has a capital at most of its words, so that it makes no name."""
    words: list[str] = _BEHIND.findall(title)
    return sum(word[0].isupper() for word in words) >= _USUALLY_CAPITAL * len(words) > 0


def _alone(mention: Mention, shared: Sequence[str]) -> bool:
    """Whether nothing but the name speaks for a note: no further word that carries a topic, and no habit of linking it."""
    others = [word for word in shared if carries(word) and fold(word) != fold(mention.phrase)]
    return not others and mention.probability <= _USUAL
