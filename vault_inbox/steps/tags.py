"""The step `tags`: the drop's own tags, the vault's where they fit, and new ones only where the vault has none to offer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..notes.tags import valid_tag
from ..text.folding import fold
from .kinship import size
from .plain_text import articles, plain, says_nothing, subject
from .refused import tempered
from .rules import apply
from .vocabulary import same_tag, weigh
from .words import initials, names, singular, stems, topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model import Context, Note, Step

LIMIT = 5
CUTOFF = 0.5
_CERTAIN = 1.2  # evidence of a tag that is taken for sure; half of it is the cut-off
_VOCABULARY = 8  # distinct tags by which a vault has a vocabulary of its own
_YOUNG = 20  # notes; a vault with more shows whether its owner tags at all …
_TAGGED = 1 / 4  # … by the tags that so many of the notes bear
_NEW = 3  # new tags for one note, at most
_RUNNERS_UP = 5
_ABOUT = 0.5  # of the likelihood of the tag above it
_LABELLED = re.compile(r"\[([^\[\]\n]{1,80})\]\((https?://[^()\[\]\s]{1,2000})\)")


def make(settings: Mapping[str, Any]) -> Step:
    """The step; `limit` is the most tags, `cutoff` the least certainty of one (0 fills `limit`).

    The drop's own tags, and those of the user's `rules` that hold, always stay.
    """
    limit, cutoff = int(settings.get("limit", LIMIT)), float(settings.get("cutoff", CUTOFF))
    rules = settings.get("rules", ())

    def tag(note: Note, ctx: Context) -> Note:
        vocabulary = ctx.vault.tags()
        ruled = apply(note, rules)
        if ruled.tags:
            ctx.explain("tags", f"{', '.join(ruled.tags)}: by the rule {', '.join(ruled.names)}")
        tags = _own((*note.tags, *ruled.tags), vocabulary)
        if own := _own(note.tags, vocabulary):
            ctx.explain("tags", f"{', '.join(own)}: the drop names {'it' if len(own) == 1 else 'them'}")
        if says_nothing(note) and cutoff > 0:
            return replace(note, tags=tuple(tags))
        room = max(0, limit - len(tags))
        ranked = [item for item in rank(note, ctx) if not any(same_tag(item[0], had) for had in tags)]
        if cutoff <= 0:  # the limit is to be filled: the tags used most follow those that something speaks for
            known = {fold(name) for name in (*tags, *(name for name, _, _ in ranked))}
            most = sorted(vocabulary.items(), key=lambda item: (-item[1], item[0]))
            ranked += [(name, 0.0, f"used in {count} notes") for name, count in most if fold(name) not in known and valid_tag(name)]
        chosen = _choose([item for item in ranked if item[1] >= cutoff], tags, room)
        rest = [item for item in ranked if item not in chosen][:_RUNNERS_UP]
        for name, score, why in (*chosen, *rest):
            above = any(_is_above(name, other) for other in (*tags, *(item[0] for item in chosen)))
            said = f"{why}, left out: a tag below it is there" if above else why
            ctx.explain("tags", f"{'' if (name, score, why) in chosen else 'not written: '}{name} {score:.2f} ({said})")
        added = [name for name, _, _ in chosen]
        if len(vocabulary) < _VOCABULARY and _tags_at_all(vocabulary, ctx):
            for name, why in _new(note, vocabulary)[: min(_NEW, room - len(added))]:
                refused = tempered(1.0, ctx, "tags", name)[1]
                if not refused and not any(same_tag(name, had) for had in (*tags, *added)):
                    ctx.explain("tags", f"{name} is new ({why})")
                    added.append(name)
        return replace(note, tags=(*tags, *added), found_tags=tuple(added))

    return tag


def _choose(sure: Iterable[tuple[str, float, str]], had: Sequence[str], room: int) -> list[tuple[str, float, str]]:
    """The tags to write, best first; none that a tag below it makes needless: Obsidian finds `garden/soil` under `garden`.

    One gives way only to a tag that is about as sure.
    """
    chosen: list[tuple[str, float, str]] = []
    for item in sure:
        above = [other for other in chosen if _is_above(other[0], item[0])]
        needless = any(_is_above(item[0], other) for other in (*had, *(name for name, _, _ in chosen)))
        if needless or any(item[1] < _ABOUT * other[1] for other in above):
            continue
        chosen = [other for other in chosen if other not in above]
        chosen += [item] if len(chosen) < room else []
    return chosen


def _is_above(tag: str, other: str) -> bool:
    return fold(other).startswith(f"{fold(tag)}/")


def _tags_at_all(vocabulary: Mapping[str, int], ctx: Context) -> bool:
    """Whether new tags are the vault's way: it is young, or enough of its notes bear some. A large one without does without."""
    notes = size(ctx.vault)
    return notes < _YOUNG or sum(vocabulary.values()) >= _TAGGED * notes


def rank(note: Note, ctx: Context) -> list[tuple[str, float, str]]:
    """The vault's tags that something speaks for, best first: (tag, certainty 0…1, why)."""
    title, _, body = subject(note).partition("\n")
    keywords = [keyword for article in note.scraped for keyword in article.tags]
    found = weigh(ctx.vault, title, body, keywords)
    ranked = []
    for tag, evidence in sorted(found.items(), key=lambda item: (-item[1].score, item[0])):
        if valid_tag(tag):
            sure, against = tempered(min(1.0, evidence.score / _CERTAIN), ctx, "tags", tag)
            ranked.append((tag, sure, ", ".join([*evidence.reasons, *([f"left out: {against}"] if against else [])])))
    return sorted(ranked, key=lambda item: -item[1])


def _own(own: Iterable[str], vocabulary: Mapping[str, int]) -> list[str]:
    """The drop's own tags as Obsidian takes them, each once, spelled as the vault spells them."""
    spelled = {fold(tag): tag for tag in vocabulary}
    kept: dict[str, str] = {}
    for tag in map(valid_tag, own):
        if tag:
            kept.setdefault(fold(tag), spelled.get(fold(tag), tag))
    return list(kept.values())


def _new(note: Note, vocabulary: Mapping[str, int]) -> list[tuple[str, str]]:
    """New tags for a vault that has hardly any: the page's keywords that the text bears out, its names, its title's words; with why."""
    lower = all(tag == tag.lower() for tag in vocabulary)
    texts = (note.content, *(article.text for article in articles(note)))
    body = "\n\n".join(plain(_without_buttons(text), prose=True) for text in texts)
    offers = [*_keywords(note, body), *_carrying(note.title, body)]
    tags = [(valid_tag(fold(name) if lower else name), why) for name, why in offers]
    spelled = {tag: why for tag, why in reversed(tags) if tag}
    return list(reversed(spelled.items()))


def _without_buttons(markdown: str) -> str:
    """The text without links whose words an earlier one has that leads elsewhere: "View Highlight" below each highlight of Readwise."""
    leads: dict[str, str] = {}
    return _LABELLED.sub(lambda link: link[0] if leads.setdefault(link[1], link[2]) == link[2] else "", markdown)


def _keywords(note: Note, body: str) -> list[tuple[str, str]]:
    text = f" {' '.join(stems(f'{note.title} {body}'))} "
    given = dict.fromkeys(keyword for article in note.scraped for keyword in article.tags)
    return [(keyword, "a keyword of the page that its text bears out") for keyword in given if _stands(keyword, text)]


def _stands(keyword: str, text: str) -> bool:
    words = stems(keyword)
    return 0 < len(words) <= 4 and text.count(f" {' '.join(words)} ") >= 2


def _carrying(title: str, body: str) -> list[tuple[str, str]]:
    """The names said twice or more (or said once, and in the title), and the words of the title that the text keeps to."""
    in_title = set(stems(title))
    said = _said(body.replace(title, " ") if title else body)  # a title writes common words with capitals, too
    found = [
        (name, f"a name that stands {count} times in the text")
        for name, count in said.most_common()
        if count >= 3 or (count == 2 and _in_title(name, title)) or (count >= 2 and len(said) < 4)
    ][:2]
    words = topics(body)
    kept = sorted(
        (word for word in topics(title) if words[word] >= 2 and word in in_title and len(word) > 3), key=lambda word: -words[word]
    )
    of_names = {singular(word) for name, _ in found for word in stems(name)}
    found += [(word, "a word of the title that the text keeps to") for word in kept if word not in of_names]
    return found


def _said(body: str) -> Counter[str]:
    return Counter({name: count for name, count in names(body).items() if 2 <= len(name.split()) <= 4})


def _in_title(name: str, title: str) -> bool:
    return fold(name) in fold(title) or (len(initials(name)) > 2 and initials(name) in title.split())
