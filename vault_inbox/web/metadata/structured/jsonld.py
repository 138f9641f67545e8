"""What a page says about itself in JSON-LD (schema.org): the object that describes the page's text, and readings of its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from ...dom import words_of
from ..titles.wording import agree

_TEXTS = re.compile(
    r"(?:Article|BlogPosting|NewsArticle|Report|Posting|Recipe|Review|WebPage|CreativeWork|VideoObject|Book|Course|HowTo|Chapter)$"
)
_PAGES = frozenset(("WebPage", "CreativeWork", "VideoObject", "ItemPage", "AboutPage", "CollectionPage"))
_LIVE = "liveBlogUpdate"
_NAMED_BY_ID = ("author", "creator")
_LARGEST = 2_000_000  # characters of one script; more is a shop's catalogue
_DEEPEST = 6  # @graph in mainEntity in an array in …


def described(root: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object of the page's article, {} if there is none: an article before a mere page, the first of each kind.

    Of several articles it is the first with the page's title, where there is one: others are only named beside it. People that it names
    by an `@id` are put in their places; a firm named so is the site's own.
    """
    found = [thing for script in root.iter("script") for thing in things(script)]
    articles = [thing for thing in found if _kind(thing) and _kind(thing) not in _PAGES]
    articles = articles or [thing for thing in found if _is_asked(thing)]
    about = _with_title(articles, root) if len(articles) > 1 else next(iter(articles or [thing for thing in found if _kind(thing)]), {})
    posts = next((thing[_LIVE] for thing in articles if isinstance(thing.get(_LIVE), list)), None)
    about = {**about, _LIVE: posts} if posts else about  # mostly beside an article of the same headline
    known = {thing["@id"]: thing for thing in found if isinstance(thing.get("@id"), str) and "Person" in kinds_of(thing)}
    return {**about, **{key: _looked_up(about[key], known) for key in _NAMED_BY_ID if key in about}}


def _with_title(articles: Sequence[dict[str, Any]], root: HtmlElement) -> dict[str, Any]:
    titles = [words_of(each) for each in root.iter("title", "h1")]
    told = ((thing, text_of(thing.get("headline") or thing.get("name"))) for thing in articles)
    return next((thing for thing, name in told if any(agree(name, title) for title in titles)), articles[0])


def _looked_up(value: Any, known: Mapping[str, Any]) -> Any:
    """A field, or each of a list, with the objects that it names but by their `@id`."""
    values = value if isinstance(value, list) else [value]
    is_bare = (isinstance(each, dict) and "name" not in each and isinstance(each.get("@id"), str) for each in values)
    found = [known.get(each["@id"], each) if bare else each for each, bare in zip(values, is_bare, strict=True)]
    return found if isinstance(value, list) else found[0]


def things(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects that a script of JSON-LD describes, none where it is another script or broken."""
    if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _LARGEST:
        return
    text = (
        re.sub(
            r"^\s*(?:<!--|/[*/]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)|(?:-->|(?:(?<![*/])[*/]+|(?<!\s))\s*+\]\]>\s*(?:\*/)?)\s*;?\s*$",
            "",
            script.text,
        )
        .strip()
        .rstrip(";")
    )
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    yield from _walk(data, 0)


def _walk(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _walk(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(data.get(key), depth + 1)


def event_days(root: HtmlElement) -> Iterator[str]:
    """When the events begin and end that a page's data tell of, as they are written there."""
    for script in root.iter("script"):
        if "Event" in (script.text or "") and "Date" in (script.text or ""):  # before a large script is read once more
            events = (thing for thing in things(script) if any(kind.endswith("Event") for kind in kinds_of(thing)))
            yield from filter(None, (text_of(thing.get(key)) for thing in events for key in ("startDate", "endDate")))


def kinds_of(thing: Mapping[str, Any]) -> list[str]:
    """What an object says it is: its types, most have one."""
    kinds = thing.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _kind(thing: Mapping[str, Any]) -> str:
    return next((name for name in kinds_of(thing) if _TEXTS.search(name)), "")


def _is_asked(thing: Mapping[str, Any]) -> bool:
    """Whether an object is a question that somebody asked; those of a list of frequent questions are nobody's."""
    return thing.get("@type") == "Question" and bool(thing.get("author"))


def body_of(thing: Mapping[str, Any]) -> str:
    """The text of an article, or of a question that somebody asked.

    Of an article that is told live that of its posts, which news sites give instead (schema.org/LiveBlogPosting).
    """
    own = text_of(thing.get("text" if _is_asked(thing) else "articleBody"))
    posts = thing.get(_LIVE)
    told = (text_of(post.get("articleBody")) for post in posts if isinstance(post, dict)) if isinstance(posts, list) else ()
    return " ".join(filter(None, (own, *told)))


def is_article(thing: Mapping[str, Any]) -> bool:
    """Whether an object is an article or a post, no mere page."""
    return _kind(thing) not in _PAGES | {""}


def text_of(value: Any, depth: int = 0) -> str:
    """A field as text: a string, the `name` of an object, the first of a list; "" where it lies too deep."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return next((text for each in value if (text := text_of(each, depth + 1))), "")
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("url"), depth + 1)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _in_two(person: dict[str, Any]) -> str:
    return f"{text_of(person.get('givenName'))} {text_of(person.get('familyName'))}".strip()


def names_of(value: Any) -> list[str]:
    """The names of people in an `author` field: those of persons where the page tells them from organisations, else all."""
    items = value if isinstance(value, list) else [value]
    people = [item for item in items if isinstance(item, dict) and "Person" in str(item.get("@type"))]
    names: list[str] = []
    for item in people or items:
        name = (item.get("name") or _in_two(item)) if isinstance(item, dict) else item
        names += [text for text in map(text_of, name if isinstance(name, list) else [name]) if text]
    return names
