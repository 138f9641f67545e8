"""The software that forums, question sites and trackers run on: how its pages are known, and where their posts stand."""

from __future__ import annotations

from dataclasses import dataclass

_STEP = 40  # pixels by which Hacker News moves a reply to the right


@dataclass(frozen=True, slots=True)
class Software:
    """XPath expressions: one that finds something on every page of a thread, the posts, and the rest as seen from a post.

    `author` and `when` give elements or attributes, of which the first that says something counts; `depth` is a number, how deep a reply
    stands; `chrome` is what goes from a body, `quotes` the boxes in it that are quotes. Where a signature walks the whole page, `word` is a
    string that stands in the markup of every such page: looking for that first is much quicker.
    """

    signature: str
    post: str
    body: str
    author: str
    when: str = ".//time/@datetime"
    depth: str = "0"
    chrome: str = ""
    quotes: str = ""
    word: str = ""


def has(name: str) -> str:
    """The condition that an element bears a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def any_of(*names: str) -> str:
    """The condition that an element bears one of some classes."""
    return " or ".join(has(name) for name in names)


SOFTWARE = (
    # Discourse, the page that it serves to readers without scripts
    Software(
        "/html/*/meta[@name='generator' and starts-with(@content, 'Discourse')]",
        f"//div[{has('crawler-post')} or ({has('topic-body')} and .//div[{any_of('post', 'cooked')}])]",
        f".//div[{any_of('post', 'cooked')}]",
        f".//*[@itemprop='author']//*[@itemprop='name'] | .//*[@itemprop='author' and not(.//*[@itemprop='name'])]"
        f" | .//*[{has('names')}]//a",
        when=".//time/@datetime | .//*[@data-time]/@title",
        chrome=f".//div[{has('lightbox-wrapper')}]//div[{has('meta')}] | .//div[{has('quote-controls')}]",
    ),
    # phpBB 3
    Software(
        "/html/body[@id='phpbb']",
        f"//div[{has('post')} and starts-with(@id, 'p')]",
        f".//div[{has('content')}]",
        f".//*[{has('author')}]//*[{any_of('username', 'username-coloured')}]",
        when=f".//*[{has('author')}]//time/@datetime | .//p[{has('author')}]/text()[last()]",
        chrome=f".//div[{has('codebox')}]/p | .//blockquote//cite//a[normalize-space()='↑']"
        f" | .//blockquote//cite//*[{has('responsive-hide')}]",
    ),
    # Hacker News
    Software(
        f"id('hnmain')//table[{has('fatitem')}]",
        f"//table[{has('fatitem')}] | //tr[{has('comtr')}]",
        f".//*[{any_of('commtext', 'toptext')}] | .//*[{has('titleline')}][not(ancestor::table[1]//*[{has('toptext')}])]",
        f".//a[{has('hnuser')}]",
        when=f".//*[{has('age')}]/@title",
        depth=f"number(.//td[{has('ind')}]//img/@width) div {_STEP}",
        chrome=f".//*[{any_of('reply', 'sitebit')}]",
    ),
    # Reddit: the old pages, and those of today
    Software(
        f"//div[{has('commentarea')}]",
        f"//div[{has('thing')} and ({has('link')} or {has('comment')})]",
        f"./div[{has('entry')}]//div[{has('usertext-body')}]/div[{has('md')}]"
        f" | ./div[{has('entry')}]//p[{has('title')}]/a[starts-with(@href, 'http')]",
        f"./div[{has('entry')}]//a[{has('author')}]",
        when=f"./div[{has('entry')}]//time/@datetime",
        depth=f"count(ancestor::div[{has('comment')}])",
        word="commentarea",
    ),
    Software(
        "//shreddit-post",
        "//shreddit-post | //shreddit-comment",
        "./div[@slot='text-body' or @slot='comment']",
        "@author",
        when="@created-timestamp | .//faceplate-timeago/@ts | .//time/@datetime",
        depth="number(@depth)",
        word="<shreddit-post",
    ),
    # Stack Exchange
    Software(
        f"id('mainbar')//div[{has('question')}]",
        f"//div[{any_of('question', 'answer')}][@data-questionid or @data-answerid]",
        f".//div[{has('js-post-body')}]",
        ".//*[@itemprop='author']//a | .//*[@itemprop='author']//*[@itemprop='name']",
        when=f".//*[*[@itemprop='author']]//*[{has('relativetime')}]/@title | .//time[@itemprop='dateCreated']/@datetime",
        chrome=f".//*[{has('snippet-result')}] | .//aside[{has('js-post-notice')}]",
    ),
    # GitHub and Gitea: issues, pull requests and discussions
    Software(
        "/html/*/meta[@property='og:site_name' and @content='GitHub']",
        f"//*[{any_of('js-comment-container', 'react-issue-body', 'react-issue-comment')}]",
        f".//*[{any_of('comment-body', 'markdown-body')}]",
        f".//a[{has('author')} or @data-testid='avatar-link' or contains(@data-testid, 'author')]",
        when=".//relative-time/@datetime",
        chrome=f".//*[{any_of('zeroclipboard-container', 'email-hidden-toggle')}]",
    ),
    Software(
        f"//div[{has('repository')}]//div[{has('timeline-item')}]//div[{has('render-content')}]",
        f"//div[{has('timeline-item')} and {has('comment')}]",
        f".//div[{has('render-content')}]",
        f".//a[{has('author')}]",
        when=".//relative-time/@datetime",
        word="timeline-item",
    ),
    # Lemmy
    Software(
        f"//article[{has('comment-node')}]",
        f"//div[{has('post-listing')}] | //article[{has('comment-node')}]",
        f".//*[@id='postContent'] | self::article//div[{has('comment-content')}]//div[{has('md-div')}]",
        f".//a[{has('person-listing')}]",
        when=f".//*[{has('moment-time')}]/@data-tippy-content",
        depth=f"count(ancestor::ul[{has('comments')}]) - 1",
        word="comment-node",
    ),
    # Lobsters
    Software(
        f"//div[{has('comment_text')}]",
        f"//li[{has('story')}] | //div[{has('comment')} and @id]",
        f".//div[{any_of('comment_text', 'story_text')}]"
        f" | .//*[{has('link')}]/a[{has('u-url')}][not(ancestor::li[1]//div[{has('story_text')}])]",
        f".//*[{has('byline')}]//a[starts-with(@href, '/~') or starts-with(@href, '/u/')]",
        when=".//time/@datetime",
        depth=f"count(ancestor::ol[{has('comments')}]) - 1 - count(ancestor::ol[{has('comments1')}]//li[{has('story')}])",
        word="comment_text",
    ),
    # XenForo 2
    Software(
        "/html[@id='XF']",
        f"//article[{has('message--post')} or {has('message--article')}]",
        f".//*[{has('message-body')}]//div[{has('bbWrapper')}]",
        "@data-author",
        chrome=f".//*[{has('bbCodeBlock-expandLink')}] | .//*[{has('bbCodeBlock--code')}]/*[{has('bbCodeBlock-title')}]",
    ),
    # vBulletin 5, 4 and 3
    Software(
        "//*[contains(@class, 'js-post__content-text')]",
        "//li[@data-node-id and .//*[contains(@class, 'js-post__content-text')]]",
        ".//*[contains(@class, 'js-post__content-text')]",
        f".//*[{any_of('author', 'b-userinfo__details')}]//a",
        quotes=f".//div[{has('bbcode_quote')}]",
        word="js-post__content-text",
    ),
    Software(
        "//*[starts-with(@id, 'post_message_')]",
        f"//li[{has('postcontainer')}] | //table[starts-with(@id, 'post') and .//*[starts-with(@id, 'post_message_')]]",
        f".//blockquote[{has('postcontent')}] | .//*[starts-with(@id, 'post_message_')][not(.//blockquote[{has('postcontent')}])]",
        f".//a[{any_of('username', 'bigusername')}]",
        when=f".//*[{any_of('postdate', 'date')}] | .//td[{has('thead')}]/div[last()] | .//td[{has('thead')}][not(div)]",
        chrome=f".//*[{has('bbcode_description')}] | .//div[{has('smallfont')}][normalize-space()='Quote:' or normalize-space()='Code:']",
        quotes=f".//div[{has('bbcode_quote')}] | .//table[.//td[{has('alt2')}]]",
        word="post_message_",
    ),
    # Flarum, what it serves to readers without scripts
    Software(
        "id('flarum-content')",
        f"//noscript[@id='flarum-content']//*[{has('Post-body')}]/..",
        f"./*[{has('Post-body')}]",
        f"./h3 | .//*[{has('PostUser-name')}]",
    ),
    # NodeBB
    Software(
        "//*[@component='topic']",
        "//*[@component='post']",
        ".//*[@component='post/content']",
        "@data-username",
        when=f".//*[{has('timeago')}]/@title",
        word="post/content",
    ),
    # Invision Community
    Software(
        "//*[@data-role='commentContent']",
        f"//article[{has('ipsComment')} or starts-with(@id, 'elComment_')]",
        ".//*[@data-role='commentContent']",
        f".//*[{any_of('cAuthorPane_author', 'ipsComment_author', 'ipsEntry__username')}]//a",
        chrome=f".//*[{any_of('ipsQuote_citation', 'ipsQuote_contents_toggle')}]//a[normalize-space()='']",
        word="commentContent",
    ),
    # Simple Machines Forum, MyBB
    Software(
        "id('forumposts')",
        f"//div[{has('post_wrapper')}]",
        f".//div[{has('post')}]//div[{has('inner')}]",
        f".//div[{has('poster')}]//h4//a",
        when=f".//div[{has('keyinfo')}]//*[{has('smalltext')}]",
        chrome=f".//div[{has('codeheader')}]",
    ),
    Software(
        f"id('posts')//div[{has('post_body')}]",
        f"//div[@id='posts']/*[{has('post')}]",
        f".//div[{has('post_body')}]",
        f".//*[{any_of('author_information', 'post_author')}]//a[normalize-space()]",
        when=f".//*[{has('post_date')}]",
        chrome=f".//div[{has('codeblock')}]/div[{has('title')}]",
    ),
)
