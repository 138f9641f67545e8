"""A refresh finds nothing to do in a note that was just made, whatever it was made of: only a page that was waited for changes one."""

from __future__ import annotations

import shutil

import pytest

from vault_inbox import FetchError, Page

HOST, OTHER = "https://garden.example.org", "https://feeds.example.net"
SAID = "The worms of the compost heap go down to where the frost does not reach, and wait there until the sun has warmed it, says {}. "
LONG = "".join(
    f"I turned the compost heap on day {day}, and saw how the worms in it went deeper than on the day before. " for day in range(12)
)


OTHERS = [
    "A write-ahead log lets many readers go on while one writer appends to a file of its own, says {}. ",
    "The ferry rings its bell every minute in fog, and nobody on the river asks it to stop, says {}. ",
]


def page(title: str, head: str = "", said: str = SAID) -> str:
    words = "".join(f"<p>{said.format(part)}</p>" for part in "vwxyz")
    return f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{words}</article></body></html>"


def feed(*titles: str) -> Page:
    entries = "".join(
        f"<item><title>{title}</title><link>{HOST}/{title[-1]}</link><author>Jo Fenn</author>"
        f"<pubDate>Thu, 18 Sep 2025 11:49:49 +0000</pubDate><description>{SAID.format(title)}</description></item>"
        for title in titles
    )
    text = f'<rss version="2.0"><channel><title>Heap Weekly</title><link>{HOST}/</link>{entries}</channel></rss>'
    return Page("", "application/rss+xml", text.encode())


AUTHOR = '<meta name="author" content="Jo Fenn"><meta property="og:site_name" content="The Heap">'
PAGES = {
    **{f"{HOST}/{name}": page(f"Compost, part {name}", AUTHOR) for name in "ab"},
    f"{HOST}/log": page("Readers never block", AUTHOR, OTHERS[0]),
    f"{HOST}/fog": page("The ferry in fog", "", OTHERS[1]),
    f"{HOST}/feed.xml": feed("Compost, part a", "Compost, part x"),
    f"{OTHER}/heap.xml": feed("Compost, part a", "Compost, part x"),
    "https://s.example.org/1": Page("https://s.example.org/1", "text/html", page("Compost, part a").encode(), 200, f"{HOST}/a"),
}
MAIL = "From: Ann Lee <ann@example.org>\r\nSubject: News of the heap\r\nDate: Thu, 18 Sep 2025 11:49:49 +0000\r\n\r\n{}\r\n"
SHORTCUT = '<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key><string>{}</string></dict></plist>\n'


def rss(feed_url: str, name: str, words: str = "") -> str:
    return f"RSS Feed: Heap Weekly\nSource: {feed_url}\nLink: {HOST}/{name}#atom\n\nCompost, part {name}\n\n{words}\n"


STAMP = "Inbox/20250918_114949_"
KINDS = {
    "an address": {f"{STAMP}phone_.txt": f"{HOST}/a?utm_source=x\n"},
    "an address in a file with a name": {"Inbox/first.txt": f"{HOST}/a\n"},
    "title and address": {f"{STAMP}share_.txt": f"Compost, part b\n{HOST}/b\n"},
    "feed at the page's site": {f"{STAMP}rss_Compost_part_a.txt": rss(f"{HOST}/feed.xml", "a", SAID)},
    "feed at another site": {f"{STAMP}rss_Compost_part_a.txt": rss(f"{OTHER}/heap.xml", "a")},
    "feed of an entry whose page is gone": {f"{STAMP}rss_Compost_part_x.txt": rss(f"{OTHER}/heap.xml", "x")},
    "feed and page gone": {f"{STAMP}rss_Compost_part_y.txt": rss(f"{OTHER}/none.xml", "y", LONG)},
    "feed without an address": {f"{STAMP}rss_Compost_part_a.txt": f"RSS Feed: Heap Weekly\nLink: {HOST}/a\n\nCompost, part a\n"},
    "feed without a link": {f"{STAMP}rss_Compost_part_a.txt": f"RSS Feed: Heap\nSource: {OTHER}/heap.xml\n\nCompost, part a\n\n{LONG}\n"},
    "a list": {f"{STAMP}phone_Links.txt": f"{HOST}/a\n{HOST}/log\n- [Ferries]({HOST}/fog)\n"},
    "own note with properties": {"Inbox/My heap.md": f"---\nmine: yes # why\ntags: [heap]\nauthor: me\n---\r\nI *say* so.\n\n{HOST}/a\n"},
    "own note without": {"Inbox/My heap.md": LONG},
    "own note without last line end": {"Inbox/My heap.md": "\ufeffThe heap.\r\n```\nopen"},
    "clipped note": {f"{STAMP}clip_.md": f"---\ntitle: Compost, part a\nsource: {HOST}/a\nauthor: Jo\nrating: 4\n---\n{LONG}\n"},
    "saved page": {"Inbox/saved.html": page("Compost, part q", f'<link rel="canonical" href="{HOST}/q">{AUTHOR}')},
    "mail": {"Inbox/news.eml": MAIL.format(LONG)},
    "shortcut": {"Inbox/Part a.webloc": SHORTCUT.format(f"{HOST}/a")},
    "a page that is an error": {f"{STAMP}phone_.txt": f"{HOST}/none\n"},
    "long text": {f"{STAMP}phone_Heap.txt": f"{LONG}\n\n{LONG[::-1]}\n\n## content\n\n- a list\n"},
    "a thought": {"Inbox/thought.txt": "Comfrey makes the compost hot.\n"},
    "quotation": {f"{STAMP}share_.txt": f"“The worms go down to where the frost does not reach”\n{HOST}/a\n"},
    "tags and folder": {"Inbox/24-garden/x.txt": f"Tags: heap, Worms Of Mine\nAuthor: Me, You\nURL: {HOST}/a\n\nSome words of mine\n"},
    "known page": {"Inbox/1.txt": f"{HOST}/a\n", "Inbox/2.txt": f"Ask Anna whether her heap does this too\n{HOST}/a\n"},
    "leads to a known page": {"Inbox/1.txt": f"{HOST}/a\n", "Inbox/2.txt": "Ask Anna about her heap\nhttps://s.example.org/1\n"},
    "drops that link to each other": {"Inbox/A.md": "I wrote [b](B.md) of it\n", "Inbox/B.md": f"I wrote [[A]] and [a](A.md)\n\n{LONG}\n"},
}  # fmt: skip


@pytest.fixture
def garden(write) -> None:
    """Notes that the new ones may be like, named in, linked to and filed with."""
    for name in ("Compost heap", "Worms", "Frost", "Heap Weekly"):
        write(f"12-garden/{name}.md", f"---\ntags: [heap, worms]\n---\n# {name}\n\n{SAID.format(name)} [[Compost heap]]\n")
    for name in ("SQLite", "Backups", "Python", "Summary", "Content", "Scraped from"):
        write(f"24-computing/{name}.md", f"---\ntags: [code]\n---\n# {name}\n\nA note about {name} and databases.\n")


@pytest.mark.parametrize("memory", ["kept", "lost"])
@pytest.mark.parametrize("kind", KINDS)
def test_two_refreshes_change_no_byte(kind, memory, garden, vault, write, inbox, quiet, look, own_machine):
    for name, text in KINDS[kind].items():
        write(name, text)
    outcomes = inbox(PAGES).run()
    assert {outcome.status for outcome in outcomes} == {"created"}
    if memory == "lost":
        shutil.rmtree(own_machine)
    quiet()
    made = look()
    for _ in range(2):
        results = inbox(PAGES).refresh()
        assert [result.diff for result in results] == [""] * len(outcomes)
        assert {result.outcome.status for result in results} == {"skipped"}
        assert look() == made
        quiet()


WAITING = [
    "an address",
    "an address in a file with a name",
    "title and address",
    "feed at another site",
    "own note with properties",
    "quotation",
]


@pytest.mark.parametrize("kind", WAITING)
def test_a_page_that_was_waited_for_changes_its_note_once(kind, garden, vault, write, inbox, quiet, look):
    def down(url: str) -> Page:
        raise FetchError(url, "no answer", retryable=True)

    for name, text in KINDS[kind].items():
        write(name, text)
    (outcome,) = type(inbox())(vault, pages=down).run()
    assert outcome.status == "pending"
    quiet()
    made = look()
    type(inbox())(vault, pages=down).refresh()
    assert look() == made
    (result,) = inbox(PAGES).refresh()
    assert "+status: draft" in result.diff
    quiet()
    completed = look()
    assert completed != made
    assert [result.diff for result in inbox(PAGES).refresh()] == [""]
    assert look() == completed
