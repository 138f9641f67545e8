"""Threads: forums, questions with answers, discussions. A thread is its posts in order, each with its author; what stands around goes.

Replies to replies are quotes in quotes, so that a reader sees who answers whom.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import SubElement
from lxml.html import HtmlElement, fragment_fromstring

from ..dom import words_of

MOST = 100  # posts; a longer thread is a forum's archive, not a note
DEEPEST = 5  # quotes in quotes; deeper replies stand beside those
_STEP = 40  # pixels by which Hacker News moves a reply to the right


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a thread: who wrote it ("" if nobody is named), the element that holds the words, how deep it stands among replies."""

    author: str
    body: HtmlElement
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Software:
    """How a forum's pages are known and where their posts stand: XPath expressions, the last three from the post."""

    signature: str
    post: str
    body: str
    author: str
    depth: str = "0"


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
        f"//table[{_has('fatitem')}] | //tr[{_has('comtr')}]",
        f".//*[{_has('commtext')} or {_has('toptext')}] | .//*[{_has('titleline')}][not(ancestor::table[1]//*[{_has('toptext')}])]",
        f".//a[{_has('hnuser')}]",
        f"number(.//td[{_has('ind')}]//img/@width) div {_STEP}",
    ),
    # Reddit: the old pages, and those of today
    _Software(
        f"//div[@id='siteTable']//div[{_has('thing')} and {_has('link')}]",
        f"//div[{_has('thing')} and ({_has('link')} or {_has('comment')})]",
        f"./div[{_has('entry')}]//div[{_has('usertext-body')}]/div[{_has('md')}]",
        f"./div[{_has('entry')}]//a[{_has('author')}]",
        f"count(ancestor::div[{_has('comment')}])",
    ),
    _Software(
        "//shreddit-post",
        "//shreddit-post | //shreddit-comment",
        "./div[@slot='text-body' or @slot='comment']",
        "@author",
        "number(@depth)",
    ),
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
    depth = element.xpath(software.depth)
    name = str(author) if isinstance(author, str) else words_of(author)
    return Post(name, bodies[0], min(int(depth), DEEPEST) if 0 < depth < MOST else 0)


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
            SubElement(SubElement(holder, "p"), "b").text = post.author
        body = SubElement(holder, "div")
        post.body.tail = None
        body.append(post.body)
    return article
