"""A text about a page that the vault has a note of: what that note does not hold word by word gets a note of its own."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from vault_inbox import FetchError, Inbox, Page

URL, SHORT = "https://daily.example.org/flood", "https://s.example.org/x1"
TITLE = "A flood in the town of Lund"
LINES = (
    "The river rose two metres in a single night, and the people of the town left their houses before the morning came.",
    "The water took the old bridge, the mill and 1.5 acres of *very* old trees with it; nobody knows when the road will open.",
    "Floods such as this one come more often, for the fields around the town hold less water than they did in former years.",
    "The council wants to build a wall of earth above the bridge, and says that it will cost more than four million crowns.",
)
TEXT = "\n\n".join(LINES)
ABOUT = "What a river did to the people of one town in a single night, and what the council now wants to build there."  # its description
OWN = "I read this on the train, and must tell Eva of it, because the bridge is the one that her grandfather built in those years. " * 4


def html(*lines: str) -> str:
    text = "".join(f"<p>{line.replace('*very*', '<em>very</em>')}</p>" for line in lines)
    picture = '<figure><img src="https://x.example.org/a-1024x768.jpg"><figcaption>The old bridge</figcaption></figure>'
    text = text.replace("</p>", f"</p>{picture}", 1)
    return (
        f'<html><head><title>{TITLE}</title><link rel="canonical" href="{URL}"><meta name="description" content="{ABOUT}"></head>'
        f"<body><article><h1>{TITLE}</h1>{text}</article></body></html>"
    )


WALL = html(LINES[0], LINES[1]).replace(
    "</article>", '<div class="paywall"><p>Subscribe to continue reading this article.</p></div></article>'
)
SAVED = f"<!-- saved from url=(0031){URL} -->\n{html(*LINES)}"


def clip(text: str, *, tag: str = "clippings", more: str = "", day: int = 10) -> str:
    return (
        f'---\ntitle: "{TITLE}"\nsource: "{URL}"\nauthor:\n  - "[[Ann Dale]]"\npublished: 2025-09-09\ncreated: 2025-09-{day}\n'
        f'description: "What a river did"\ntags:\n  - "{tag}"\n{more}---\n{text}\n'
    )


def entry(text: str, link: str = URL) -> str:
    return f"RSS Feed: Daily\nLink: {link}\n\n{TITLE}\n\n{text}\n"


def down(url: str) -> Page:
    raise FetchError(url, "the site refuses connections", retryable=True)


KNOWN = {
    "refused": (lambda url: Page(url, "text/html", b"<html><body>no</body></html>", status=403), "> Not fetched: "),
    "behind a wall": (lambda url: Page(url, "text/html", WALL.encode()), "> Only a part of this page could be read"),
    "not there yet": (down, "> Not fetched yet: "),
}
ARTICLES = {
    "saved": (f"{TITLE}.html", SAVED),
    "clipped": (f"{TITLE}.md", clip(TEXT)),
    "an entry": ("20261122_101010_rss_.txt", entry(TEXT)),
    "a share of all of it": ("20261122_101010_share_.md", f"---\ninbox_capture: share\ntitle: {TITLE}\nurl: {URL}\n---\n{TEXT}\n"),
}


@pytest.mark.parametrize("first", ["{url}\n", "{title}\n{url}\n"], ids=["address", "title and address"])
@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("known", KNOWN)
def test_the_article_of_a_page_that_could_not_be_read_becomes_a_note(known, article, first, vault, write) -> None:
    pages, says = KNOWN[known]
    inbox = Inbox(vault, pages=pages)
    write("Inbox/20261119_101010_phone_.txt", first.format(url=URL, title=TITLE))
    (without,) = inbox.run()
    assert says in (vault / without.note).read_text()
    name, text = ARTICLES[article]
    write(f"Inbox/{name}", text)
    outcome = next(each for each in inbox.run() if each.drop == f"Inbox/{name}")
    assert outcome.status == "created"
    note = (vault / outcome.note).read_text()
    assert LINES[3] in note
    assert f"- same page as [[{(vault / without.note).stem}]]\n" in note
    assert "## Scraped" not in note
    write(f"Inbox/{name}", f"{text}\n")
    again = next(each for each in inbox.run() if each.drop == f"Inbox/{name}")
    assert (again.status, again.note) == ("duplicate", outcome.note)


SECOND = {
    "a highlight": (f"{TITLE}.md", clip(TEXT.replace("the old bridge", "==the old bridge==")), "==the old bridge=="),
    "a number less": (f"{TITLE}.md", clip(LINES[1].replace("1.5", "-1.5")), "-1.5"),
    "another order": (f"{TITLE}.md", clip(f"{LINES[1]}\n\n{LINES[0]}"), LINES[0]),
    "a short remark": (f"{TITLE}.md", clip(f"{LINES[0]}\n\nNobody knows."), "Nobody knows."),
    "an emoji": (f"{TITLE}.md", clip(f"{LINES[0]}\n\n👍👍"), "👍👍"),
    "a question": (f"{TITLE}.md", clip("The people of the town left their houses???"), "houses???"),
    "a task": (f"{TITLE}.md", clip("- [ ] The council wants to build a wall of earth above the bridge"), "of earth above"),
    "a struck part": (f"{TITLE}.md", clip(LINES[3].replace("four million", "~~four million~~")), "~~four million~~"),
    "an entry of another site": (
        "20261122_101010_rss_.txt",
        entry("I walked this bridge as a child.").replace("RSS Feed: Daily", "RSS Feed: A link blog\nSource: https://blog.example.net/feed.xml"),
        "as a child",
    ),
    "two sentences of other places": (f"{TITLE}.md", clip("The river rose, and the council wants to build."), "the council wants"),
    "thoughts": (f"{TITLE}.md", clip(f"{LINES[0]}\n\nMy thought: ask Eva for the hill."), "ask Eva for the hill"),
    "another number": (f"{TITLE}.md", clip(TEXT.replace("1.5", "15")), "15 acres"),
    "one more paragraph": (f"{TITLE}.html", SAVED.replace("</article>", "<p>It stood long, said Tom.</p></article>"), "said Tom"),
    "a property": (f"{TITLE}.md", clip(LINES[0], more="rating: 5\n"), "rating: 5"),
    "a nested property": (f"{TITLE}.md", clip(LINES[0], more="for:\n  house: {rooms: 5}\n"), "rooms: 5"),
    "a tag": (f"{TITLE}.md", clip(LINES[0], tag="thesis"), "thesis"),
    "a mail's text without its lines": (
        f"20261122_101010_email_{TITLE.replace(' ', '_')}.txt", f"Look at this, Tom, it is due on Friday\n{URL}\n", "due on Friday"
    ),
    "a long text of one's own": ("20261122_101010_share.txt", f"{OWN}\n\n{URL}\n", "her grandfather"),
    "the same, in the share template": (
        "20261122_101010_share.md", f"---\ninbox_capture: share\ntitle: {TITLE}\nurl: {URL}\n---\n{OWN}\n", "her grandfather"
    ),
    "the name of a file": ("Ask Tom about the insurance.md", f"{URL}?utm_source=x\n", "# Ask Tom about the insurance"),
    "the name of a clip": ("Ask Tom about the insurance.md", clip(LINES[0]), "Ask Tom about the insurance"),
    "an entry that tells more of the page": ("20261122_101010_rss_.txt", entry("Solved: a beaver's dam had broken."), "a beaver's dam"),
    "an entry of the site's own feed": (
        "20261122_101010_rss_.txt",
        entry("Solved: a beaver's dam had broken.").replace("Link:", "Source: https://daily.example.org/feed.xml\nLink:"),
        "a beaver's dam",
    ),
    "an entry without its feed": ("20261122_101010_rss_.txt", f"{TITLE}\n{URL}\nI was there: the mayor lies.\n", "the mayor lies"),
    "an entry with another number": ("20261122_101010_rss_.txt", entry(TEXT.replace("four million", "5 million")), "5 million"),
    "an entry with one more line": ("20261122_101010_rss_.txt", entry(f"{TEXT}\n\nAt noon: call 555-123."), "555-123"),
    "an entry that goes on otherwise": ("20261122_101010_rss_.txt", entry("The river rose two metres in a single hour…"), "single hour"),
    "the beginning of an entry": ("20261122_101010_rss_.txt", entry("The river…"), "The river…"),
    "a picture": (f"{TITLE}.md", clip("![](https://x.example.org/wall.png)"), "wall.png"),
    "a picture between the page's lines": (
        f"{TITLE}.md", clip(f"{LINES[0]}\n\n![The old bridge](https://x.example.org/wall.png)\n\n{LINES[1]}"), "wall.png"
    ),
    "what a picture shows": (f"{TITLE}.md", clip(f"![The wall as planned](https://x.example.org/a.jpg)\n\n{LINES[0]}"), "as planned"),
    "one more picture": (
        f"{TITLE}.html",
        SAVED.replace("</article>", '<p><img src="https://x.example.org/wall.png" alt="The wall as planned"></p></article>'),
        "The wall as planned",
    ),
    "who told of it": (f"{TITLE}.md", clip(LINES[0], more="via: Eva\n"), "via: Eva"),
    "an entry with more than the article": ("20261122_101010_rss_.txt", entry(f"{TEXT}\n\n" + "So said Tom, at length. " * 40), "said Tom"),
}  # fmt: skip
FIRST = {
    "a clip of all of it": (f"{TITLE}.md", clip(TEXT)),
    "a clip in another hand": (f"{TITLE} 1.md", clip(TEXT.replace("*very*", "_very_").replace("; nobody", "\\; nobody"))),
    "a clip with links, wraps and items of its own": (
        f"{TITLE}.md",
        clip(
            f"- {LINES[0]}\n\n{LINES[1].replace('old bridge', '[old bridge](https://x.example.org/b?utm_source=y)')}\n"
            f"{LINES[2].replace('the town', chr(10) + 'the town')}\n\n![](https://x.example.org/a.jpg)\n"
        ),
    ),
    "a clip with the pictures of the page": (
        f"{TITLE}.md",
        clip(f"![The old bridge|300](https://y.example.org/?url=https%3A%2F%2Fx.example.org%2Fa-300x200.jpg)\n\n{LINES[1]}"),
    ),
    "a clip with a picture and what stands below it": (
        f"{TITLE}.md",
        clip(f"![](https://x.example.org/a.jpg?w=5)\n\nThe old bridge\n\n{LINES[1]}"),
    ),
    "a clip by a template": (f"{TITLE}.md", clip(LINES[0], more="status: unread\ncategory: Clippings\ntype: article\nsite: Daily\n")),
    "a share of all of it and the address": ("20261122_101010_share_.txt", f"{TITLE}\n\n{TEXT}\n\n{URL}\n"),
    "an entry of the page's own feed": (
        "20261122_101010_rss_.txt",
        entry(ABOUT, f"{URL}#top").replace("Link:", "Source: https://feeds.example.org/daily.xml\nLink:"),
    ),
    "a clip of a paragraph": (f"{TITLE}.md", clip(LINES[1])),
    "the saved page": (f"{TITLE}.html", SAVED),
    "a share of all of it": ARTICLES["a share of all of it"],
    "an entry with the article": ("20261122_101010_rss_.txt", entry(f"{ABOUT}\n\n{TEXT.replace('*very*', 'very').replace('; ', ' – ')}")),
    "an entry with other pictures": (
        "20261122_101010_rss_.txt",
        entry(f'<p><img src="https://x.example.org/small.jpg"></p><p>{LINES[0]}</p><p>{LINES[1]}</p>'),
    ),
    "an entry with a teaser": ("20261122_101010_rss_.txt", entry(ABOUT)),
    "an entry that was cut off": ("20261122_101010_rss_.txt", entry(f"{LINES[1][:70]}…")),
    "an entry that was cut off in brackets": ("20261122_101010_rss_.txt", entry(f"{LINES[0]} {LINES[1][:40]} [...]")),
    "a teaser with another address": ("20261122_101010_rss_.txt", entry(ABOUT, SHORT)),
    "a file named as the page": (f"{TITLE}.md", f"{URL}?utm_source=x\n"),
    "the same, numbered": (f"{TITLE} 2.md", f"{URL}?utm_source=x\n"),
}


@pytest.fixture
def known(vault, write) -> str:
    """The note that holds the article."""
    write("Inbox/20261119_101010_phone_.txt", f"{URL}\n")
    (outcome,) = Inbox(vault, pages={URL: Page(URL, "text/html", html(*LINES).encode())}.__getitem__).run()
    assert all(line in (vault / outcome.note).read_text() for line in LINES)
    return outcome.note


@pytest.mark.parametrize("name", SECOND)
def test_what_the_note_of_a_page_does_not_say_becomes_a_note_of_its_own(name, known, vault, write) -> None:
    file, text, words = SECOND[name]
    write(f"Inbox/{file}", text)
    (outcome,) = Inbox(vault, pages=down).run()
    assert outcome.status == "created"
    note = (vault / outcome.note).read_text()
    assert words in note.replace("\\", "")
    assert f"- same page as [[{(vault / known).stem}]]\n" in note


@pytest.mark.parametrize("name", FIRST)
def test_what_the_note_of_a_page_says_already_is_a_duplicate(name, known, vault, write) -> None:
    file, text = FIRST[name]
    write(f"Inbox/{file}", text)
    (outcome,) = Inbox(vault, pages={SHORT: Page(SHORT, "text/html", html(*LINES).encode(), 200, URL)}.__getitem__).run()
    assert (outcome.status, outcome.note) == ("duplicate", known)


def test_entries_of_one_page_with_other_texts_are_other_notes(vault, write) -> None:
    inbox = Inbox(vault, pages=KNOWN["refused"][0])
    texts = ("We look into it.", "Solved: it was a disk.", "Version two, with pears.")
    became = []
    for number, text in enumerate([*texts, *texts]):
        write(f"Inbox/2026112{number}_101010_rss_.txt", entry(text, f"{URL}#{number}"))
        became += inbox.run()
    assert [outcome.status for outcome in became] == ["created"] * 3 + ["duplicate"] * 3
    assert [outcome.note for outcome in became[3:]] == [outcome.note for outcome in became[:3]]
    assert [text in (vault / outcome.note).read_text() for text, outcome in zip(texts, became, strict=False)] == [True] * 3


def test_a_second_entry_says_more_of_a_page_that_was_read_for_the_first(vault, write) -> None:
    inbox = Inbox(vault, pages={URL: Page(URL, "text/html", html(*LINES).encode())}.__getitem__)
    for number, text in enumerate(("We look into it.", "Solved: it was a disk.")):
        write(f"Inbox/2026112{number}_101010_rss_.txt", entry(text))
    first, second = inbox.run()
    assert (first.status, second.status) == ("created", "created")
    assert "Solved" in (vault / second.note).read_text()


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title><link>https://daily.example.org/</link>
<item><title>{TITLE}</title><link>{URL}</link><description>What a river did.</description></item></channel></rss>"""


def test_a_known_page_is_not_fetched_again_by_its_title_in_a_feed(vault, write) -> None:
    asked: list[str] = []

    def pages(url: str) -> Page:
        asked.append(url)
        return Page(url, "application/rss+xml", FEED.encode()) if url.endswith(".xml") else KNOWN["refused"][0](url)

    inbox = Inbox(vault, pages=pages)
    write("Inbox/20261119_101010_phone_.txt", f"{URL}\n")
    inbox.run()
    write("Inbox/20261122_101010_rss_.txt", entry("We look into it.").replace("Link:", "Source: https://daily.example.org/feed.xml\nLink:"))
    (outcome,) = inbox.run()
    assert outcome.status == "created"
    assert asked == [URL]


def test_a_page_of_which_a_note_has_a_part_is_read_whole_where_another_address_leads_to_all_of_it(vault, write) -> None:
    pages = {URL: Page(URL, "text/html", WALL.encode()), SHORT: Page(SHORT, "text/html", html(*LINES).encode(), 200, URL)}
    inbox = Inbox(vault, pages=pages.__getitem__)
    write("Inbox/20261119_101010_phone_.txt", f"{URL}\n")
    inbox.run()
    write("Inbox/20261122_101010_phone_.txt", f"{SHORT}\n")
    (outcome,) = inbox.run()
    assert outcome.status == "created"
    assert LINES[3] in (vault / outcome.note).read_text()


def mail(text: str, day: int = 9) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Daily <news@daily.example.org>", TITLE
    message["Date"] = f"{day:02} Sep 2025 23:30:00 +0200"
    message.set_content(f'<p><a href="{URL}">View in browser</a></p><p>{text}</p>', subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("settings", ["", "[note.properties]\nsource = ''\n"])
def test_a_mail_that_leads_to_a_page_is_not_the_note_of_the_page(settings, vault, write) -> None:
    write("Vault Inbox.md", f"```toml\n{settings}\n```\n")
    inbox = Inbox(vault, pages={URL: Page(URL, "text/html", html(*LINES).encode())}.__getitem__)
    write("Inbox/a.eml", mail("Three stories of this week."))
    (first,) = inbox.run()
    assert f"\nurl: {URL}\n" in (vault / first.note).read_text()
    write("Inbox/20261122_101010_phone_.txt", f"{URL}\n")
    (second,) = inbox.run()
    assert second.status == "created"
    assert LINES[3] in (vault / second.note).read_text()


SECOND_BY = {
    "address": ("20261122_101010_phone_.txt", f"{URL}\n"),
    "teaser": ("20261122_101010_rss_.txt", entry(f"{LINES[1][:70]}…")),
}
MAILED = f"{LINES[0]}</p><img src='https://x.example.org/a-600x400.jpg' alt='The old bridge'>" + "".join(map("<p>{}</p>".format, LINES[1:]))


@pytest.mark.parametrize("settings", ["", "[note.properties]\nsource = ''\n"])
@pytest.mark.parametrize("drop", SECOND_BY)
def test_a_page_of_which_a_mail_says_every_line_is_known(drop, settings, vault, write) -> None:
    write("Vault Inbox.md", f"```toml\n{settings}\n```\n")
    inbox = Inbox(vault, pages={URL: Page(URL, "text/html", html(*LINES).encode())}.__getitem__)
    write("Inbox/a.eml", mail(MAILED))
    (first,) = inbox.run()
    name, text = SECOND_BY[drop]
    write(f"Inbox/{name}", text)
    (second,) = inbox.run()
    assert (second.status, second.note) == ("duplicate", first.note)


@pytest.mark.parametrize(
    "other",
    [
        MAILED.replace("two metres", "three metres"),
        MAILED.replace(LINES[3], ""),
        MAILED.replace("a-600x400", "b-600x400"),
        f"<p>{LINES[1]}</p><p>{LINES[0]}</p>",
    ],
    ids=["a word", "a line", "a picture", "the order"],
)
def test_a_page_that_says_more_than_a_mail_becomes_a_note(other, vault, write) -> None:
    inbox = Inbox(vault, pages={URL: Page(URL, "text/html", html(*LINES).encode())}.__getitem__)
    write("Inbox/a.eml", mail(other))
    inbox.run()
    write("Inbox/20261122_101010_phone_.txt", f"{URL}\n")
    (second,) = inbox.run()
    assert second.status == "created"
    assert all(line in (vault / second.note).read_text() for line in LINES)


def test_of_mails_that_lead_to_one_page_the_second_is_known(vault, write) -> None:
    inbox = Inbox(vault, pages=down)
    write("Inbox/a.eml", mail("Three stories of this week."))
    (first,) = inbox.run()
    write("Inbox/b.eml", mail("Three stories of this week.") + b"\n")
    write("Inbox/c.eml", mail("Three stories of the next week."))
    second, third = inbox.run()
    assert (second.status, second.note) == ("duplicate", first.note)
    assert third.status == "created"
    assert f"- same page as [[{(vault / first.note).stem}]]\n" in (vault / third.note).read_text()


INVOICE = 'Your invoice of this month is ready: <a href="https://daily.example.org/pay/76">open it</a>.'
OTHER_MAILS = {
    "on another day": mail(INVOICE, day=10),
    "with another link": mail(INVOICE.replace("76", "77")),
    "with a picture": mail(f"{INVOICE}</p><p><img src='https://x.example.org/plan.png' alt='the new room'>"),
}


@pytest.mark.parametrize("settings", ["", "[note.properties]\nsource = ''\n"])
@pytest.mark.parametrize("name", OTHER_MAILS)
def test_mails_with_the_same_words_that_are_others_are_other_notes(name, settings, vault, write) -> None:
    write("Vault Inbox.md", f"```toml\n{settings}\n```\n")
    inbox = Inbox(vault, pages=down)
    write("Inbox/a.eml", mail(INVOICE))
    (first,) = inbox.run()
    write("Inbox/b.eml", OTHER_MAILS[name])
    write("Inbox/c.eml", mail(INVOICE) + b"\n")
    second, third = inbox.run()
    assert (second.status, third.status, third.note) == ("created", "duplicate", first.note)


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("https://eva.substack.com/p/1", "https://tom.substack.com/feed"),
        ("https://eva.blogspot.co.uk/1", "https://tom.blogspot.co.uk/feeds/posts"),
        ("https://www.abc.example/1", "https://www.abc.example/all.xml"),
        ("https://abc.example/1", ""),
    ],
)
def test_what_an_entry_says_of_a_known_page_is_kept_wherever_its_feed_lies(page, feed, vault, write) -> None:
    inbox = Inbox(vault, pages=lambda url: Page(url, "text/html", html(*LINES).replace(URL, page).encode()))
    write("Inbox/20261119_101010_phone_.txt", f"{page}\n")
    (known,) = inbox.run()
    became = []
    for number, text in enumerate(("I was there: the mayor lies.", ABOUT)):
        told = entry(text, page).replace("RSS Feed: Daily", f"RSS Feed: Links{feed and chr(10)}{feed and f'Source: {feed}'}")
        write(f"Inbox/2026112{number}_101010_rss_.txt", told)
        became += inbox.run()
    assert [outcome.status for outcome in became] == ["created", "duplicate"]
    assert became[1].note == known.note


def test_entries_of_one_page_cut_off_at_two_places_are_one_note(vault, write) -> None:
    inbox = Inbox(vault, pages={URL: Page(URL, "text/html", html(*LINES).encode())}.__getitem__)
    became = []
    for number, size in enumerate((80, 60, 45)):
        write(f"Inbox/2026112{number}_101010_rss_.txt", entry(f"{LINES[0][:size]}…"))
        became += inbox.run()
    assert [outcome.status for outcome in became] == ["created", "duplicate", "duplicate"]


def test_an_entry_says_more_than_a_clip_of_some_passages(vault, write) -> None:
    write("Inbox/20261119_101010_clip_.txt", f"Title: {TITLE}\nURL: {URL}\n\n" + "\n\n".join(LINES[:3]) + "\n")
    Inbox(vault, pages=down).run()
    write("Inbox/20261122_101010_rss_.txt", entry(TEXT))
    (outcome,) = Inbox(vault, pages=down).run()
    assert outcome.status == "created"
    assert LINES[3] in (vault / outcome.note).read_text()
