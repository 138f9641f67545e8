"""Rows of boxes that lead on, and what looks like them: told by their shape alone, in words of no language."""

from __future__ import annotations

import pytest

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page

MENU = "<nav><a href=/a>Lume</a> <a href=/b>Tare</a> <a href=/c>Noski</a></nav><script>go()</script>"
LINE = "Sulo marek tavi."
EXCERPT = "Ulmo servat kel nostig bravo tilen, sor mekka dunal vist arven prolit ske mandur telfo rasken, im volta sirreg…"
PROSE = "Ulmo servat kel nostig bravo tilen, sor mekka dunal vist arven prolit ske mandur telfo rasken, im volta sirreg haldo pren."
NAMES = ("Misko tavel renna", "Dolfi pask oru", "Verin salt moke", "Harro tindel ask", "Polve gristan ulm")
WORDS = ("Oru", "Tas", "Mel", "Sok", "Ven")


EPISODE = '{"@type": "PodcastEpisode", "name": "Vasko", "partOfSeries": {"@type": "PodcastSeries", "name": "Sulo"}}'


def rows(form: str, names: tuple[str, ...] = NAMES) -> str:
    """One row for each name: {0} is its number, {1} the name."""
    return "".join(form.format(number, name) for number, name in enumerate(names))


def verdict(body: str, path: str = "/tavo", head: str = "", title: str = "Vasko telme dorin") -> str:
    html = f"<html><head><title>{title}</title>{head}</head><body>{MENU}<main><h1>{title}</h1>{body}</main></body></html>"
    return read_page(Page(f"https://site.example{path}", "text/html", html.encode())).verdict


LISTS = {
    "threads of a board": f"<p>{LINE} {LINE}</p><ul>{rows('<li><a href=t{0}>{1}</a> sorrik » 3.5.2024 — 12, 340</li>')}</ul>",
    "a board as a table": f"<p>{LINE}</p><table>{rows('<tr><td>Mek: <a href=t{0}>{1}</a></td><td>12</td><td>sorrik</td></tr>')}</table>",
    "results with what was found in each": f"<ol>{rows('<li><a href=/o/{0}>{1}</a><p>…' + EXCERPT + '</p></li>')}</ol>",
    "posts with the beginning of each": rows(f"<article><h2><a href=/p/{{0}}>{{1}}</a></h2><p>{EXCERPT}</p></article>", NAMES[:3]),
    "jobs and their towns": rows("<p><a href=/jobs/{0}>{1}</a> Tarsk</p>"),
    "titles whose addresses only a script knows": f"<ul>{rows('<li><a href=#>{1}</a><p>' + LINE + '</p></li>')}</ul>",
    "pages told by what the address asks": f"<ul>{rows('<li><a href=?id={0}>{1}</a><p>' + LINE + '</p></li>')}</ul>",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_rows_that_lead_on_are_a_listing(body: str) -> None:
    assert verdict(body) == "listing"


ARTICLES = {
    "links to other sites, with a word on each": f"<ul>{rows('<li><a href=https://o{0}.example/x>{1}</a> ' + LINE + '</li>')}</ul>",
    "posts of a thread, all called like it": rows(
        f"<div class=post><h5><a href=?msg={{0}}>Re: Vasko telme dorin</a></h5><p>{PROSE}</p></div>"
    ),
    "questions that open their answers": rows(f"<div class=k><a href=#>{{1}}</a><p>{{1}} {EXCERPT}</p></div>"),
    "its episode of a series": f"<script type=application/ld+json>{EPISODE}</script><p>{PROSE}</p>"
    f"<div>{rows('<div class=k><a href=/p/{0}>{1}</a></div>')}</div>",
    "a list of its own parts": f"<ul>{rows('<li><a href=#s{0}>{1}</a></li>')}</ul>{rows(f'<h2 id=s{{0}}>{{1}}</h2><p>{PROSE}</p>')}",
    "things reviewed one by one": rows(
        f"<div class=k><h3><a href=/go/{{0}}>{{1}}</a></h3><p>{{0}}: {PROSE}</p><p>{{1}} {PROSE} {PROSE}</p></div>"
    ),
    "paragraphs that lead on from within": rows(f"<p>{LINE} {LINE} <a href=/w/{{0}}>{{1}}</a> {PROSE}</p>"),
    "words that each lead to their page": f"<p>{PROSE}</p><ul>{rows('<li><a href=/w/{0}>{1}</a>: ' + LINE + '</li>', WORDS)}</ul>",
    "above others of the site": f"<p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><div>{rows('<div class=k><a href=/p/{0}>{1}</a></div>')}</div>",
}


@pytest.mark.parametrize("body", ARTICLES.values(), ids=ARTICLES)
def test_what_only_looks_like_rows_is_an_article(body: str) -> None:
    assert verdict(body, head="<meta name=author content='Mara Toll'>") == "article"


def test_a_line_above_others_of_the_site_is_an_article_where_the_page_tells_its_day() -> None:
    body = f"<article><p>{LINE} {LINE} {LINE}</p></article><div>{rows('<div class=k><a href=/p/{0}>{1}</a></div>')}</div>"
    assert verdict(body, head="<meta property=article:published_time content=2024-05-03>") == "article"
    assert verdict(body) == "listing"


ALBUM = f"<p>{LINE}</p><div>{''.join(f'<a href=/f/{i}.jpg><img src=/t/{i}.jpg></a>' for i in range(20))}</div>"


def test_an_album_is_a_listing_and_a_story_with_pictures_an_article() -> None:
    assert verdict(ALBUM) == "listing"
    assert verdict(f"<p>{PROSE}</p>{ALBUM}", head="<meta name=author content='Mara Toll'>") == "article"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property=og:type content=music.playlist>",
        '<script type=application/ld+json>{"@type": "PodcastSeries", "name": "Vasko"}</script>',
    ],
)
def test_a_page_whose_data_call_it_a_list_is_one_where_nothing_is_told(head: str) -> None:
    episodes = f"<ul>{rows('<li><b>{1}</b> 41 <p>' + LINE + '</p></li>')}</ul>"
    assert verdict(f"<p>{LINE}</p>{episodes}", head=head) == "listing"
    assert verdict(f"<p>{PROSE}</p><p>{PROSE}</p>{episodes}", head=head + "<meta name=author content='Mara Toll'>") == "article"
