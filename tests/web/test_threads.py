"""Threads of forums become their posts, each under its author; known by their software's marks, whatever the host."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vault_inbox.model import Page
from vault_inbox.notes import inert
from vault_inbox.web.extract import read_page
from vault_inbox.web.sites import MOST

URL = "https://talk.harbour.example/t/caulking/12"
ASKED = "How do you caulk the seams of a clinker boat that has stood dry for a whole summer?"
TOLD = "Let her take up first: fill her with water for a week, and most of the seams will close by themselves."

THREADS = {
    "Discourse": (
        '<meta name="generator" content="Discourse 3.2.0">',
        (
            "<div class=crawler-post><div class='creator' itemprop=author><span itemprop=name>Ada Field</span></div>"
            "<div class=post itemprop=text><p>{asked}</p></div></div>"
            "<div class=crawler-post><div class='creator' itemprop=author><span itemprop=name>Bo Stone</span></div>"
            "<div class=post itemprop=text><p>{told}</p></div></div><div>Powered by Discourse</div>"
        ),
    ),
    "phpBB": (
        "",
        (
            "<div id=p1 class='post bg1'><p class=author>by <a class=username>Ada Field</a> » Monday</p><div class=content>{asked}</div>"
            "<div class=signature>Fair winds</div></div>"
            "<div id=p2 class='post bg2'><p class=author>by <a class=username>Bo Stone</a></p><div class=content>{told}</div></div>"
        ),
    ),
    "Hacker News": (
        "",
        (
            "<table id=hnmain><tr><td><table class=fatitem><tr class='athing submission'><td>Caulking</td></tr>"
            "<tr><td><a class=hnuser>Ada Field</a></td></tr><tr><td><div class=toptext>{asked}</div></td></tr></table>"
            "<table class=comment-tree><tr class='athing comtr'><td><a class=hnuser>Bo Stone</a> 2 hours ago"
            "<div class='commtext c00'>{told}</div></td></tr></table></td></tr></table>"
        ),
    ),
    "old Reddit": (
        "",
        (
            "<div id=siteTable><div class='thing link'><div class=entry><a class=author>Ada Field</a><div class=usertext-body>"
            "<div class=md>"
            "<p>{asked}</p></div></div></div></div></div><div class=commentarea>"
            "<div class='thing comment'><div class=entry><a class=author>Bo Stone</a>"
            "<div class=usertext-body><div class=md><p>{told}</p></div></div></div></div>"
        ),
    ),
    "Reddit": (
        "",
        (
            "<shreddit-post author='Ada Field'><div slot=text-body><p>{asked}</p></div></shreddit-post>"
            "<shreddit-comment author='Bo Stone'><div slot=comment><p>{told}</p></div></shreddit-comment>"
        ),
    ),
    "Stack Exchange": (
        "",
        (
            "<div id=mainbar><div class='question' data-questionid=1><div class='s-prose js-post-body'><p>{asked}</p></div>"
            "<div itemprop=author><span itemprop=name>Ada Field</span></div></div><div class=answer data-answerid=2>"
            "<div class='s-prose js-post-body'><p>{told}</p></div><div itemprop=author><a>Bo Stone</a></div></div></div>"
        ),
    ),
    "GitHub": (
        '<meta property="og:site_name" content="GitHub">',
        (
            "<div class='js-comment-container'><a class=author>Ada Field</a><p class='comment-body'>{asked}</p></div>"
            "<div class='js-comment-container'><a class=author>Bo Stone</a><p class='comment-body'>{told}</p></div>"
        ),
    ),
    "vBulletin 5": (
        "",
        (
            "<ul><li class=b-post data-node-id=1><div class='author h-text-size--14'><a href=/m/1>Ada Field</a></div>"
            "<div class='js-post__content-text restore'>{asked}</div></li>"
            "<li class=b-post data-node-id=2><div class=author><a href=/m/2>Bo Stone</a></div>"
            "<div class='js-post__content-text restore'>{told}</div><div class=b-post__footer><a>Like</a></div></li></ul>"
        ),
    ),
    "Gitea": (
        "",
        (
            "<div class='page-content repository'><div class='timeline-item comment first'><a class='author' href=/ada>Ada Field</a>"
            "<div class='render-content markup'>{asked}</div></div><div class='timeline-item event'>Bo Stone closed this</div>"
            "<div class='timeline-item comment'><a class=author href=/bo>Bo Stone</a><div class=render-content>{told}</div></div></div>"
        ),
    ),
    "Invision": (
        "",
        (
            "<article id=elComment_1 class='ipsComment ipsBox'><h3 class='cAuthorPane_author'><a href=/p/1>Ada Field</a></h3>"
            "<div data-role=commentContent class=ipsType_richText>{asked}</div><div data-role=memberSignature>Fair winds</div></article>"
            "<article id=elComment_2 class='ipsComment ipsBox'><h3 class='cAuthorPane_author'><a href=/p/2>Bo Stone</a></h3>"
            "<div data-role=commentContent class=ipsType_richText>{told}</div></article>"
        ),
    ),
    "Simple Machines": (
        "",
        (
            "<div id=forumposts><div class=windowbg><div class=post_wrapper><div class=poster><h4><a href=/p/1>Ada Field</a></h4></div>"
            "<div class=postarea><div class=post><div class=inner data-msgid=1>{asked}</div></div></div><div class=signature>Fair</div>"
            "</div></div><div class=windowbg><div class=post_wrapper><div class=poster><h4><a href=/p/2>Bo Stone</a></h4></div>"
            "<div class=postarea><div class=post><div class=inner data-msgid=2>{told}</div></div></div></div></div></div>"
        ),
    ),
    "MyBB": (
        "",
        (
            "<div id=posts><div class='post classic' id=post_1><div class=post_author><div class=author_information><strong>"
            "<a href=/u/1>Ada Field</a></strong></div></div><div class=post_content><div class='post_body scaleimages'>{asked}</div>"
            "<div class='signature scaleimages'>Fair winds</div></div></div><div class='post classic' id=post_2><div class=post_author>"
            "<div class=author_information><a href=/u/2>Bo Stone</a></div></div><div class='post_body scaleimages'>{told}</div></div></div>"
        ),
    ),
}


@pytest.mark.parametrize(("head", "body"), THREADS.values(), ids=THREADS.keys())
def test_a_thread_is_its_posts(head: str, body: str) -> None:
    tag = "<body id=phpbb>" if "id=p1" in body else "<body>"
    chrome = "<header><a href=/>Home</a> <a href=/new>New posts</a></header>"
    html = (
        f"<!doctype html><html><head><title>Caulking</title>{head}</head>{tag}{chrome}{body.format(asked=ASKED, told=TOLD)}</body></html>"
    )
    read = read_page(Page(URL, "text/html", html.encode()))
    assert (read.verdict, read.title) == ("article", "Caulking")
    assert read.text == f"**Ada Field**\n\n{ASKED}\n\n***\n\n**Bo Stone**\n\n{TOLD}"
    assert inert.block(read.text, images="keep") == read.text


PAGES = sorted((Path(__file__).parent / "threads").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_whole_page_of_each_software(page: Path) -> None:
    """Authors and days, quotes, code with its language; no signatures, ranks, buttons, or threads beside it."""
    read = read_page(Page(URL, "text/html", page.read_bytes()))
    assert read.verdict == "article"
    assert f"{read.text}\n" == page.with_suffix(".md").read_text(encoding="utf-8")


def test_a_thread_is_by_whoever_began_it() -> None:
    """Not by those who answer, and not of the day on which somebody joined the forum."""
    posts = "".join(
        f"<div id=p{day} class=post><dl><dt><a class=username>{name}</a></dt><dd>Joined: 3 Nov 2014</dd></dl><p class=author>by "
        f"<a class=username>{name}</a> » <time datetime=2026-01-0{day}>Sun {day} Jan 2026</time></p><div class=content>{words}</div></div>"
        for name, day, words in (("oak7", 4, ASKED), ("Bo Stone", 5, TOLD))
    )
    html = f"<html lang=en><title>Caulking - Boat Forum</title><body id=phpbb><h2 class=topic-title><a href=/t>Caulking</a></h2>{posts}"
    read = read_page(Page(URL, "text/html", html.encode()))
    assert (read.title, read.author, read.published) == ("Caulking", "oak7", date(2026, 1, 4))


def test_replies_to_replies_are_quotes_in_quotes() -> None:
    def comment(name: str, deep: int, words: str) -> str:
        indent = f"<td class=ind><img src=s.gif width={40 * deep}></td>"
        said = f"<td><a class=hnuser>{name}</a><div class=commtext>{words}</div>"
        return f"<tr class='athing comtr'><td><table><tr>{indent}{said}</table></td></tr>"

    first = (
        "<table class=fatitem><tr class='athing submission'><td><span class=titleline><a href=https://boats.example/a>Caulking</a></span>"
    )
    told = comment("Bo Stone", 0, TOLD) + comment("Cy Hill", 1, ASKED) + comment("Di Lake", 2, TOLD)
    tree = f"<table class=comment-tree>{told}</table>"
    html = f"<html><body><table id=hnmain><tr><td>{first}</td></tr></table>{tree}</td></tr></table></body></html>"
    read = read_page(Page(URL, "text/html", html.encode()))
    assert read.text == (
        f"[Caulking](https://boats.example/a)\n\n***\n\n**Bo Stone**\n\n{TOLD}\n\n> **Cy Hill**\n>\n> {ASKED}\n\n"
        f"> > **Di Lake**\n> >\n> > {TOLD}"
    )


def test_formulas_in_posts_stay_formulas() -> None:
    head, body = THREADS["Stack Exchange"]
    asked = "What is <span class=math-container>$x^2$</span> if it costs $5?"
    html = f"<html><head><title>Squares</title>{head}</head><body>{body.format(asked=asked, told=TOLD)}</body></html>"
    assert "What is $x^2$ if it costs \\$5?" in read_page(Page(URL, "text/html", html.encode())).text


def test_a_lone_post_is_read_as_any_page() -> None:
    html = f"<!doctype html><meta name=generator content='Discourse 3'><div class=crawler-post><div class=post><p>{ASKED}</p></div></div>"
    assert read_page(Page(URL, "text/html", html.encode())).text == ASKED


def test_a_page_too_large_to_be_looked_through_is_read_as_any_page() -> None:
    body = f"<div class=message-body><div class=bbWrapper>{TOLD}</div></div>"
    post = f"<article class='message message--post' data-author=Bo>{body}</article>"
    for filler, named in ((0, True), (MOST, False)):
        html = f"<html id=XF><body>{post * 2}{'<i></i>' * filler}</body></html>"
        assert ("**Bo**" in read_page(Page(URL, "text/html", html.encode())).text) is named
