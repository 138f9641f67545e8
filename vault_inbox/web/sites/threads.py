"""Threads: forums, questions with answers, discussions. A thread is its posts in order, each with its author; what stands around goes."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from ..dom import words_of

MOST = 100  # posts; a longer thread is a forum's archive, not a note


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a thread: who wrote it ("" if nobody is named) and the element that holds the words."""

    author: str
    body: HtmlElement


@dataclass(frozen=True, slots=True)
class _Software:
    """How a forum's pages are known and where their posts stand: XPath expressions, the last two from the post."""

    signature: str
    post: str
    body: str
    author: str


def _has(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


_SOFTWARE = (
    # Discourse, the page that it serves to readers without scripts
    _Software(
        "//meta[@name='generator' and starts-with(@content, 'Discourse')]",
        f"//div[{_has('crawler-post')} or ({_has('topic-body')} and .//div[{_has('post')}])]",
        f".//div[{_has('post')} or {_has('cooked')}]",
        ".//*[@itemprop='author']//*[@itemprop='name'] | .//*[@itemprop='author' and not(.//*[@itemprop='name'])]",
    ),
    # phpBB 3
    _Software(
        "//body[@id='phpbb']",
        f"//div[{_has('post')} and starts-with(@id, 'p')]",
        f".//div[{_has('content')}]",
        f".//*[{_has('author')}]//*[{_has('username')} or {_has('username-coloured')}]",
    ),
    # Hacker News
    _Software(
        f"//table[@id='hnmain']//table[{_has('fatitem')}]",
        f"//table[{_has('fatitem')}][.//*[{_has('toptext')}]] | //tr[{_has('athing')} and {_has('comtr')}]",
        f".//*[{_has('commtext')} or {_has('toptext')}]",
        f".//a[{_has('hnuser')}]",
    ),
    # Reddit: the old pages, and those of today
    _Software(
        f"//div[@id='siteTable']//div[{_has('thing')} and {_has('link')}]",
        f"//div[{_has('thing')} and ({_has('link')} or {_has('comment')})]",
        f"./div[{_has('entry')}]//div[{_has('usertext-body')}]/div[{_has('md')}]",
        f"./div[{_has('entry')}]//a[{_has('author')}]",
    ),
    _Software("//shreddit-post", "//shreddit-post | //shreddit-comment", "./div[@slot='text-body' or @slot='comment']", "@author"),
    # Stack Exchange
    _Software(
        f"//div[@id='mainbar']//div[{_has('question')}]",
        f"//div[{_has('question')} or {_has('answer')}][@data-questionid or @data-answerid]",
        f".//div[{_has('js-post-body')}]",
        ".//*[@itemprop='author']//*[@itemprop='name'] | .//*[@itemprop='author']//a",
    ),
    # GitHub: issues, pull requests and discussions
    _Software(
        "//meta[@property='og:site_name' and @content='GitHub']",
        f"//*[{_has('js-comment-container')} or {_has('react-issue-body')} or {_has('react-issue-comment')}]",
        f".//*[{_has('comment-body')} or {_has('markdown-body')}]",
        f".//a[{_has('author')} or @data-testid='avatar-link' or contains(@data-testid, 'author')]",
    ),
)


def posts_of(root: HtmlElement) -> list[Post]:
    """The posts of a thread, [] if the page is none that is known, or has no more than one."""
    for software in _SOFTWARE:
        if root.xpath(software.signature):
            found = [_post(element, software) for element in root.xpath(software.post)[:MOST]]
            posts = [post for post in found if post is not None]
            return posts if len(posts) > 1 else []
    return []


def _post(element: HtmlElement, software: _Software) -> Post | None:
    bodies = element.xpath(software.body)
    if not bodies or not words_of(bodies[0]):
        return None
    authors = element.xpath(software.author)
    author = authors[0] if authors else ""
    return Post(str(author) if isinstance(author, str) else words_of(author), bodies[0])
