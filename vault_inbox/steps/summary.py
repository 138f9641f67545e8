"""The step `summary`: one to three whole sentences that say what a text is about, taken from the page or the text itself."""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .plain import articles, inline, plain
from .sentences import is_whole, sentences
from .words import fold, tokens, topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model import Article, Context, Note, Step

LONGEST = 320  # characters of a summary
SHORTEST_DESCRIPTION = 60  # a page's shorter description is a slogan more often than not
_MOST = 3  # sentences
_FEWEST = 3  # a text of fewer sentences is its own summary
_LOOKED_AT = 60  # sentences from the start; a text's gist stands early
_BOILERPLATE = re.compile(
    r"(?i)\b(cookies?|newsletters?|subscrib\w+|sign(ed)? up|sign in|log ?in|all rights reserved|click (here|below)|read more|keep reading|"
    r"continue reading|(see|find|learn) (out )?more|"
    r"terms of (use|service)|privacy policy|javascript|advertisements?|affiliate|follow us|share this|photo (by|:)|"
    r"image credit|this (article|post|story) (was|is|first|originally)|originally (published|appeared)|thanks for reading|abonnieren|"
    r"newsletter|weiterlesen|anmelden|lesen sie|inscrivez|abonnez|lire aussi|suscr[ií]bete|©)"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: int
    words: Counter[str]


def make(settings: Mapping[str, Any]) -> Step:
    """The step; it has no settings of its own."""
    del settings
    return summarise


def summarise(note: Note, ctx: Context) -> Note:
    """The note with a summary of at most 320 characters, or as it is where there is nothing to say shorter.

    The page's own description goes first; else sentences are weighed by centrality, position and likeness to the title. A note that
    the user wrote, one that has a summary and a text of one or two sentences get none.
    """
    if note.summary or note.own is not None:
        return note
    article = next(iter(articles(note)), None)
    paragraphs = _paragraphs(article.text if article else note.content)
    language = article.language if article else ""
    found = [sentence for paragraph in paragraphs for sentence in sentences(paragraph, language)]
    if len(found) < _FEWEST:
        return note
    if described := _description(note, article, " ".join(" ".join(paragraphs).split())):
        ctx.explain("summary", "the page's own description")
        return replace(note, summary=described)
    chosen = _best(_candidates(found, note.title), note.title)
    if not chosen:
        return note
    ctx.explain("summary", f"{len(chosen)} of {len(found)} sentences, by centrality, position and likeness to the title")
    return replace(note, summary=_joined([sentence.text for sentence in chosen]))


def _paragraphs(markdown: str) -> list[str]:
    return [part for part in plain(markdown, prose=True).split("\n\n") if part.strip()]


def _description(note: Note, article: Article | None, text: str) -> str:
    """The first description that is long enough, of whole sentences, and not the text itself."""
    for raw in (article.description if article else "", note.description):
        described = " ".join(inline(html.unescape(raw)).split())
        whole = _leading(described)
        if len(whole) >= SHORTEST_DESCRIPTION and not _BOILERPLATE.search(whole) and len(whole) < len(text) / 2:
            return whole
    return ""


def _leading(text: str) -> str:
    """The whole sentences that a text begins with, as many as fit."""
    out: list[str] = []
    for sentence in sentences(text):
        if not is_whole(sentence) or len(out) == _MOST or len(_joined([*out, sentence])) > LONGEST:
            break
        out.append(sentence)
    return _joined(out)


def _candidates(found: Sequence[str], title: str) -> list[_Sentence]:
    out: list[_Sentence] = []
    for place, text in enumerate(found[:_LOOKED_AT]):
        words = topics(text)
        wide = not text.isascii() and len(words) <= 2  # no spaces between words: Chinese, Japanese, Thai
        if wide:
            words = Counter(text[i : i + 2] for i in range(len(text) - 1))
        if not is_whole(text) or len(text) > LONGEST or len(words) < 4 or fold(text.rstrip(".!?")) == fold(title.rstrip(".!?")):
            continue
        if len(text) < 160 and _BOILERPLATE.search(text):
            continue
        if text not in {other.text for other in out}:
            out.append(_Sentence(text, place, words))
    return out


def _best(candidates: Sequence[_Sentence], title: str) -> list[_Sentence]:
    """The best sentences that fit together, in the order of the text."""
    whole: Counter[str] = Counter()
    for sentence in candidates:
        whole.update(sentence.words)
    heading = Counter(tokens(title))

    def worth(sentence: _Sentence) -> float:
        position = 1 / (1 + sentence.place / 2)
        return 0.4 * _cosine(sentence.words, whole) + 0.4 * position + 0.2 * _cosine(sentence.words, heading)

    chosen: list[_Sentence] = []
    for sentence in sorted(candidates, key=worth, reverse=True):
        fits = len(_joined([other.text for other in (*chosen, sentence)])) <= LONGEST
        if fits and len(chosen) < _MOST and all(_cosine(sentence.words, other.words) < 0.7 for other in chosen):
            chosen.append(sentence)
    return sorted(chosen, key=lambda sentence: sentence.place)


def _cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    dot = sum(count * other[word] for word, count in one.items() if word in other)
    size = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return dot / size if size else 0.0


def _joined(parts: Sequence[str]) -> str:
    """Sentences in one line; those that end in a full-width stop need no space."""
    out = ""
    for part in parts:
        out += part if not out or out[-1] in "。！？」』" else f" {part}"
    return out
