"""Threads: forums, questions with answers, discussions. A thread is its posts in order, each with its author; what stands around goes.

Replies to replies are quotes in quotes, so that a reader sees who answers whom.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from lxml.etree import SubElement
from lxml.html import HtmlElement, fragment_fromstring

from ..dom import words_of
from ..metadata.days.calendar import days_in
from ..metadata.days.dates import as_day, read_date
from ..metadata.page import Metadata
from .forums import SOFTWARE, Software

MOST = 100  # posts; a longer thread is a forum's archive, not a note
DEEPEST = 5  # quotes in quotes; deeper replies stand beside those


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a thread: who wrote it ("" if nobody is named) and when, what holds the words, how deep it stands among replies."""

    author: str
    body: HtmlElement
    depth: int = 0
    day: date | None = None


def posts_of(root: HtmlElement, markup: str) -> list[Post]:
    """The posts of a thread, [] if the page is none that is known; `markup` is the page as it came. Nobody is named in a thread of one."""
    language = root.get("lang") or ""
    for software in SOFTWARE:
        if software.word in markup and root.xpath(software.signature):
            found = [_post(element, software, language) for element in root.xpath(software.post)[:MOST]]
            posts = [post for post in found if post is not None]
            if len(posts) == 1:
                return [Post("", posts[0].body)]
            if posts:
                return posts
    return []


def _post(element: HtmlElement, software: Software, language: str) -> Post | None:
    bodies = element.xpath(software.body)
    if not bodies or not words_of(bodies[0]):
        return None
    author = next(iter(_said(element, software.author)), "")
    days = (_day(said, language) for said in _said(element, software.when))
    depth = element.xpath(software.depth)
    made = Post(author, bodies[0], min(int(depth), DEEPEST) if 0 < depth < MOST else 0, next((day for day in days if day), None))
    _clean(made.body, software)
    return made


def _said(element: HtmlElement, path: str) -> list[str]:
    """What elements or attributes say, without those that say nothing."""
    found = (str(each) if isinstance(each, str) else words_of(each) for each in element.xpath(path))
    return [words for each in found if (words := " ".join(each.split()))]


def _day(said: str, language: str) -> date | None:
    """The day that stands in a text, `None` for "two hours ago"."""
    found = read_date(said)
    if found is None:
        return next((day for _, _, day in days_in(said, language)), None)
    return found.date() if isinstance(found, datetime) else found


def _clean(body: HtmlElement, software: Software) -> None:
    """Take out of a post what its software put in, and make its quotes quotes."""
    for chrome in body.xpath(software.chrome) if software.chrome else ():
        chrome.drop_tree()
    for quote in body.xpath(software.quotes) if software.quotes else ():
        for cell in quote.iter("table", "tbody", "tr", "td"):
            cell.tag = "div"
        quote.tag = "blockquote"


def told_by(posts: list[Post], about: Metadata) -> Metadata:
    """What a thread says of itself: who wrote its first post and when; an answer's author or the day when somebody joined is neither."""
    first = posts[0]
    if not first.author:
        return about
    same = about.published is not None and (first.day is None or as_day(about.published) == first.day)
    sources = {**about.sources, "author": "first post"} | ({} if same or first.day is None else {"published": "first post"})
    return replace(about, author=first.author, published=about.published if same else first.day, sources=sources)


def article_of(posts: list[Post]) -> HtmlElement:
    """The posts as one article: each under its author's name, rules between them, replies in quotes. The page is taken apart for it."""
    article = fragment_fromstring("<div></div>")
    for number, post in enumerate(posts):
        if number and not post.depth:
            SubElement(article, "hr")
        holder = article
        for _ in range(post.depth):
            holder = SubElement(holder, "blockquote")
        if post.author:
            name = SubElement(SubElement(holder, "p"), "b")
            name.text = post.author
            name.tail = f" · {post.day}" if post.day else ""
        if post.body.tag == "a":
            holder = SubElement(holder, "p")
        else:
            post.body.tag = "div"  # some are quotes or cells
        post.body.tail = None
        holder.append(post.body)
    return article
