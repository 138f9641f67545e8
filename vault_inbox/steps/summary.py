"""The step `summary`: one to three whole sentences that say what a text is about, taken from the page or the text itself."""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..text.folding import fold
from ..text.sentences import is_whole, sentences
from .openers import dangles, language_of, speaks_of_known
from .plain_text import articles, inline, plain
from .words import spaced, tokens, topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model import Article, Context, Note, Step

LONGEST = 320  # characters of a summary
SHORTEST_DESCRIPTION = 60  # a page's shorter description is a slogan more often than not
_MOST = 3  # sentences
_FEWEST = 3  # a text of fewer sentences is its own summary
_NEARLY_ALL = 0.95  # of a text: what says it all again is no summary
_FEWEST_WORDS, _FEWEST_IN_LEAD = 4, 2  # that carry a topic; the first two sentences say the most in the fewest words
_FEWEST_SPACES = 5  # where words are spaced; fewer are a fragment: "Report highlights."
_LEAD = 2
_ASKING = ("?", "？")
_LONG = 160  # characters of a sentence in which a word such as "newsletter" says little
_POSITION, _CENTRAL, _TITLE = 0.5, 0.3, 0.3  # weights of a sentence's worth
_ENOUGH = 120  # characters after which no further sentence is taken
_OF_THE_TEXT = 1 / 3  # of a description's words
_TAIL = 25  # characters of a description's end that are looked for in the text
_SAME = 0.7  # cosine from which two sentences say the same
_LOOKED_AT = 60  # sentences from the start; a text's gist stands early
# What a page says of itself, its reader or its pictures. In a long sentence such a word may be the matter.
_BOILERPLATE = re.compile(
    r"(?i)\b(cookies?|newsletters?|(un)?subscrib\w+|sign(ed)? up|sign in|log ?in|all rights reserved|click (here|below)|read more|"
    r"keep reading|continue reading|(see|find|learn) (out )?more|to (know|discover) more|check (it|this|them|us) out|"
    r"(read|shop|buy|order|book|call|register|apply|download|watch|listen) now|"
    r"terms of (use|service)|privacy policy|javascript|advertisements?|affiliate|follow us|share this|photo (by|:)|"
    r"image credit|this (article|post|story) (was|is|first|originally)|originally (published|appeared)|thanks for reading|"
    r"you have \d+|articles? (left|remaining)|your (inbox|e-?mail)|leave a comment|become a member|support (us|our)\b|open in app|"
    r"skip to|this (\d{4} )?(image|photo|photograph|picture|screenshot|e-?mail)|the (image|photo|picture) (above|below|shows?)|"
    r"(forwarded|original) message|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|mensaje reenviado|"
    r"abonnieren|weiterlesen|anmelden|lesen sie|schließen|inscrivez|abonnez|lire aussi|suscr[ií]bete|©)"
    r"|\b(?:see|read|watch|listen|find|check|get|download|try|available)\b[^.!?]{0,60}\bhere[.!]$"
)


_PROMOTION = re.compile(
    r"(?i)\b(independently (selected|chosen|reviewed)|paid promotion|(earn|receive) (a |an )?(small )?(affiliate )?commission|our editors|"
    r"sponsored by|as an amazon associate|skip to (main )?content|unsere redaktion|enthält werbung|werbelinks?)\b"
)
_CITATION = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]")
# Where news comes from, when, who sent it, its column: "BERLIN, May 3 (Reuters) - ", "Kiel (dpo) - ", "ATHENS—", "FARGO, N.D. -- ",
# "COMMENTARY | ", "Summary: ". Of no use away from the newspaper.
_DASH = "(?:--+|[\u2013\u2014])"
_DATELINE = re.compile(
    r"^(?:(?:Summary|Abstract)(?::|\s[-\u2013\u2014])\s+|[-\u2013\u2014]+\s*"
    r"|[A-Z\u00c0-\u00de][^.!?()\n]{1,50}\((?=[^)]*[^\d\W])[\w/.& -]{2,20}\)\s*(?:[-\u2013\u2014]+|:)\s+"
    r"|(?:[A-Z]\w+ [-\u2013\u2014] )?[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'\u2019-]{2,40}"
    r"(?:,\s[A-Z\u00c0-\u00de][\w.]*(?:\s[A-Z\u00c0-\u00de\d][\w.]*)?){0,3}(?:\s\([\w/.& -]{2,20}\))?"
    rf"(?:\s?{_DASH}\s?|\s[-|]\s|:\s)(?=[^\s\d\W_a-z]|[\"'\u201c\u2018\u201e]))"
)
_IN_SENTENCE = re.compile(r"(?<=\w )https?://[^\s<>)\]]+")
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]+?)[ \t#]*$", re.MULTILINE)
_PAGE = re.compile(r"(?i)(?:th(?:is|ese)|all of us|dies\w*|ce(?:t|tte|s)?|est[aeo]s?|quest\w|dit|deze|t[eao]nto|detta|denna)\b")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+.*(?:\n(?:[ \t]+\S.*|[^\s#>|`~-].*))*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: int  # among the sentences of the text
    words: Counter[str]
    leans: bool  # on the sentence before it: "This …", "Then …"
    follows: int  # the place of that sentence, -1 at the start of a paragraph


def make(settings: Mapping[str, Any]) -> Step:
    """The step; it has no settings of its own."""
    del settings
    return summarise


def summarise(note: Note, ctx: Context) -> Note:
    """The note with a summary of at most 320 characters, or as it is where there is nothing to say shorter.

    The page's own description goes first; else sentences are weighed by position, centrality and likeness to the title, and none is
    taken that leans on one left out. A note that the user wrote and one that has a summary get none; nor does a text of one or two
    sentences, or one that a summary would say again.
    """
    if note.summary or note.own is not None:
        return note
    article = next(iter(articles(note)), None)
    prose = paragraphs(article.text if article else note.content)
    language = language_of("\n".join(prose), article.language if article else "")
    found = [sentences(paragraph, language) for paragraph in prose]
    text = " ".join(" ".join(prose).split())
    if sum(map(len, found)) < _FEWEST:
        return _without_text(note, ctx)
    if described := _description(note, article, text, language):
        ctx.explain("summary", "the page's own description")
        return replace(note, summary=described)
    chosen = _best(_candidates(found, note.title, language), note.title)
    summary = _joined([sentence.text for sentence in chosen])
    if not chosen or len(summary) > _NEARLY_ALL * len(text):
        return note
    ctx.explain("summary", f"{len(chosen)} of {sum(map(len, found))} sentences, by position, centrality and likeness to the title")
    return replace(note, summary=summary)


def _without_text(note: Note, ctx: Context) -> Note:
    """The note with the description of its page, where that has no text to summarise, as a video's, and the drop says nothing either.

    It must share a word with the page's title: else it is the site's, the same for all pages.
    """
    page = next((article for article in note.scraped if article.verdict == "empty" and article.description), None)
    if page is None or articles(note) or plain(note.content, prose=True):
        return note
    described = _leading(" ".join(inline(html.unescape(page.description)).split()))
    if not described or topics(described).keys().isdisjoint(topics(page.title)):
        return note
    ctx.explain("summary", "the page's own description")
    return replace(note, summary=described)


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs of running text; the items of a list are none, for they hang on what stands above it."""
    parts = plain(_with_holes(_ITEM.sub("\n", markdown)), prose=True).split("\n\n")
    return [_DATELINE.sub("", _CITATION.sub("", part).lstrip()) for part in parts if part.strip()]


def _with_holes(markdown: str) -> str:
    """The text with a mark in the place of each bare address in a sentence, which is not whole without it: "Visit for more"."""
    return _IN_SENTENCE.sub("[…]", markdown)


def _description(note: Note, article: Article | None, text: str, language: str) -> str:
    """The first description that is long enough, of whole sentences, about the text, and not the text itself.

    One that begins in the air leans on a headline; one of other words than the text's is its author's or its site's.
    """
    headings = _HEADING.findall(article.text if article else note.content)
    said = set(topics(f"{note.title} {text}"))
    for raw in (article.description if article else "", note.description):
        described = _CITATION.sub("", " ".join(inline(html.unescape(raw)).split()))
        whole = _leading(_DATELINE.sub("", _without_heading(described, headings)))
        enough = SHORTEST_DESCRIPTION <= len(whole) < len(text) / 2
        if enough and not _leans(whole, language) and _is_about(whole, said) and not _goes_on(whole, text):
            return whole
    return ""


def _leans(text: str, language: str) -> bool:
    """Whether a description begins in the air; "This guide …" does not, it is the page."""
    return dangles(text, language) and not _PAGE.match(text)


def _goes_on(whole: str, text: str) -> bool:
    """Whether a description was cut off at what looks like its end: "hitting 44." where the text says "hitting 44.15 knots"."""
    return re.search(re.escape(whole[-_TAIL:]) + r"\w", text) is not None


def _without_heading(text: str, headings: Sequence[str]) -> str:
    """A text without the heading that it begins with where a page was stripped of its tags: "What it is This guide …"."""
    fused = (heading for heading in headings if text.startswith(f"{heading} ") and text[len(heading) + 1 :][:1].isupper())
    return text[len(max(fused, key=len, default="")) :].lstrip()


def _is_about(text: str, said: set[str]) -> bool:
    """Whether a text is about the same as another, of which all words that carry a topic are given: a third of its own are there."""
    words = set(topics(text))
    return len(words & said) >= _OF_THE_TEXT * len(words) or not spaced(text)


def _leading(text: str) -> str:
    """The whole sentences that a text begins with, as many as fit, up to the first that advertises or asks."""
    out: list[str] = []
    for sentence in sentences(text):
        full = len(out) == _MOST or len(_joined([*out, sentence])) > LONGEST
        if full or not is_whole(sentence) or sentence.endswith(_ASKING) or _BOILERPLATE.search(sentence):
            break
        out.append(sentence)
    return _joined(out)


def _candidates(found: Sequence[Sequence[str]], title: str, language: str) -> list[_Sentence]:
    out: list[_Sentence] = []
    place = -1
    for paragraph in found:
        for i, text in enumerate(paragraph):
            place += 1
            if place >= _LOOKED_AT:
                return out
            words = _words(text)
            if _says_something(text, words, title, place) and text not in {other.text for other in out}:
                leans = dangles(text, language) or (place >= _LEAD and speaks_of_known(text, title))
                out.append(_Sentence(text, place, words, leans, place - 1 if i else -1))
    return out


def _words(text: str) -> Counter[str]:
    return topics(text) if spaced(text) else Counter(text[i : i + 2] for i in range(len(text) - 1))


def _says_something(text: str, words: Counter[str], title: str, place: int) -> bool:
    if not is_whole(text) or len(text) > LONGEST or text.endswith(_ASKING) or "*" in text:
        return False
    if len(words) < (_FEWEST_IN_LEAD if place < _LEAD else _FEWEST_WORDS) or fold(text.rstrip(".!?")) == fold(title.rstrip(".!?")):
        return False
    if spaced(text) and text.count(" ") < _FEWEST_SPACES:
        return False
    return not _PROMOTION.search(text) and (len(text) >= _LONG or not _BOILERPLATE.search(text))


def _best(candidates: Sequence[_Sentence], title: str) -> list[_Sentence]:
    """The best sentences that fit together, in the order of the text; one that leans on another only right behind it."""
    whole: Counter[str] = Counter()
    for sentence in candidates:
        whole.update(sentence.words)
    heading = Counter(tokens(title))

    def worth(sentence: _Sentence) -> float:
        position = 1 / (1 + sentence.place / 2)
        return _POSITION * position + _CENTRAL * _cosine(sentence.words, whole) + _TITLE * _cosine(sentence.words, heading)

    chosen: list[_Sentence] = []
    left = sorted(candidates, key=worth, reverse=True)
    while len(chosen) < _MOST and sum(len(sentence.text) for sentence in chosen) < _ENOUGH:
        fitting = (sentence for sentence in left if _fits(sentence, chosen))
        best = next(fitting, None)
        if best is None:
            break
        chosen.append(best)
        left.remove(best)
    return sorted(chosen, key=lambda sentence: sentence.place)


def _fits(sentence: _Sentence, chosen: Sequence[_Sentence]) -> bool:
    if sentence.leans and sentence.follows not in {other.place for other in chosen}:
        return False
    if len(_joined([other.text for other in (*chosen, sentence)])) > LONGEST:
        return False
    return all(_cosine(sentence.words, other.words) < _SAME for other in chosen)


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
