"""An entry of a feed on a page that the vault has a note of: what its maker puts around the page's words makes no second note.

Only fixed sentences that are whole lines, and links that lead to the page, are passed over: any other word makes a note of its own.
"""

from __future__ import annotations

import pytest

from vault_inbox import FetchError, Inbox, Page

URL, TITLE = "https://daily.example.org/flood", "A flood in the town of Lund"
HN = "https://news.ycombinator.com/item?id=45180000"
LOBSTERS = "https://lobste.rs/s/abc123"
LINES = (
    "The river rose two metres in a single night, and the people of the town left their houses before the morning came.",
    "The water took the old bridge, the mill and many trees with it; nobody knows when the road will open.",
    "The council wants to build a wall of earth above the bridge, and says that it will cost more than four million crowns.",
)
PICTURE = '<img src="https://x.example.org/mill-{size}.jpg" alt="{alt}">'
HTML = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{LINES[0]}</p>"
    f"<figure>{PICTURE.format(size='1024x768', alt='The mill')}<figcaption>The mill before it went</figcaption></figure>"
    f'<p>{LINES[1]}</p><audio controls src="https://x.example.org/12.mp3"></audio><p>{LINES[2]}</p><p>Thanks to Tom.</p>'
    "</article></body></html>"
)
EXCERPT = f"{LINES[0]} {LINES[1][:50]}"
SUBSTACK = (
    "<p>The Daily is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid "
    "subscriber.</p>"
)
MEDIUM = (
    "was originally published in {paper} on Medium, where people are continuing the conversation by highlighting and responding to this "
    "story."
)
HNRSS = ("Article URL: {url}", "Comments URL: {hn}", "Points: 120", "# Comments: 44")


def hnrss(url: str = URL, hn: str = HN) -> str:
    return "\n\n".join(HNRSS).format(url=url, hn=hn)


def p(text: str) -> str:
    return f"<p>{text}</p>"


KNOWN = {
    "a link to read on": p(f'{EXCERPT}&#8230; <a href="{URL}">Continue reading <span>{TITLE}</span></a>'),
    "a link to read on in a line of its own": p(f"{EXCERPT} [...]") + p(f'<a href="{URL}?utm_source=feed">Read more →</a>'),
    "a link to read on in another language": p(f"{EXCERPT}…") + p(f'<a href="{URL}">Weiterlesen</a>'),
    "a link to read on behind a text that is cut without a sign": p(EXCERPT[:-3]) + p(f'<a href="{URL}">Continue reading on Medium »</a>'),
    "a link to read on behind a short line": p(LINES[2]) + p("Thanks to Tom.") + p(f'<a href="{URL}">Read more</a>'),
    "words to read on": f"{EXCERPT}...\n\nRead more",
    "a letter's lines": p(LINES[0])
    + SUBSTACK
    + p(LINES[1])
    + p('<a href="https://eva.substack.com/subscribe?utm_source=x">Subscribe now</a>')
    + p(LINES[2]),
    "the paper in which it stood": p(LINES[0])
    + "<hr>"
    + p(f'<a href="{URL}">{TITLE}</a> ' + MEDIUM.format(paper='<a href="https://medium.com/t">Town</a>')),
    "where the sound lies": p(LINES[0])
    + p('Hosted on Acast. See <a href="https://acast.com/privacy">acast.com/privacy</a> for more information.'),
    "numbers of Hacker News": hnrss(),
    "numbers of Hacker News in HTML": "".join(map(p, HNRSS)).format(url=f'<a href="{URL}">{URL}</a>', hn=f'<a href="{HN}">{HN}</a>'),
    "a word for the comments": "Comments",
    "a link to the comments on Hacker News": f'<a href="{HN}">Comments</a>',
    "a link to the comments on Lobsters": p(f'<a href="{LOBSTERS}">Comments</a>'),
    "a picture that the page shows with what stands below it": p(LINES[0])
    + p(PICTURE.format(size="300x200", alt="An old mill"))
    + p(LINES[1]),
    "a file that the page names": p(LINES[0]) + p('<a href="https://x.example.org/12.mp3">12.mp3</a>'),
}
OWN = {
    "words of another post": (p(LINES[0]) + p("Read more about the mill in Tom's post"), "in Tom's post"),
    "words before a link to read on": (p(LINES[0]) + p(f'I doubt it. <a href="{URL}">Read more</a>'), "I doubt it"),
    "a link to another page": (p(LINES[0]) + p('<a href="https://eva.example.org/no">Read more</a>'), "eva.example.org/no"),
    "a link to the page with other words": (p(LINES[0]) + p(f'<a href="{URL}">Read more nonsense</a>'), "nonsense"),
    "a link with other words behind a text that was cut": (p(f'{EXCERPT}… <a href="{URL}">I doubt it</a>'), "I doubt it"),
    "a link to read on that is not the last": (p(f'<a href="{URL}">Read more</a>') + p(LINES[0]), "Read more"),
    "a text cut at another word": (p(f"{LINES[0][:-20]} never") + p(f'<a href="{URL}">Read more</a>'), "never"),
    "other support": (p(LINES[0]) + SUBSTACK.replace("consider", "please consider"), "please consider"),
    "a sentence before a fixed one": (p(LINES[0]) + SUBSTACK.replace("<p>", "<p>I moved. "), "I moved"),
    "a call to another place": (p(LINES[0]) + p('<a href="https://eva.example.org/list">Subscribe now</a>'), "eva.example.org/list"),
    "another title in a paper": (p(LINES[0]) + p(f"Part one {MEDIUM.format(paper='Town')}"), "Part one"),
    "more behind a paper": (p(LINES[0]) + p(f"{TITLE} {MEDIUM.format(paper='Town')} Not so."), "Not so"),
    "another host of sounds": (p(LINES[0]) + p("Hosted on Acast. See eva.example.org for more information."), "eva.example.org"),
    "points alone": (p(LINES[0]) + p("Points: 120"), "Points: 120"),
    "numbers on another page": (hnrss(url="https://eva.example.org/a"), "eva.example.org/a"),
    "numbers of another place": (hnrss(hn="https://eva.example.org/talk"), "eva.example.org/talk"),
    "numbers with a line below": (f"{hnrss()}\n\nNot so.", "Not so"),
    "comments below a text": (p(LINES[0]) + p("Comments"), "Comments"),
    "a link to comments below a text": (p(LINES[0]) + p(f'<a href="{HN}">Comments</a>'), "Comments"),
    "another picture with words": (p(LINES[0]) + p(PICTURE.format(size="300x200", alt="The door").replace("mill", "door")), "The door"),
    "a file that the page does not name": (p(LINES[0]) + p('<a href="https://x.example.org/13.mp3">13.mp3</a>'), "13.mp3"),
    "words for a file that the page names": (p(LINES[0]) + p('<a href="https://x.example.org/12.mp3">Better than the text</a>'), "Better"),
}
TITLES = {
    f"Show HN: {TITLE}": "duplicate",
    f"{TITLE} [pdf]": "duplicate",
    f"{TITLE} (2024)": "duplicate",
    f"{TITLE} (2024) [video]": "duplicate",
    f"Solved: {TITLE}": "created",
    f"{TITLE} [correction]": "created",
    f"{TITLE} (20240)": "created",
    f"{TITLE} (2024) again": "created",
}


@pytest.fixture
def inbox(vault, write) -> Inbox:
    """An inbox of a vault with a note that holds the page."""
    inbox = Inbox(vault, pages=lambda _: Page(URL, "text/html", HTML.encode()))
    write("Inbox/20261119_101010_phone_.txt", f"{URL}\n")
    (outcome,) = inbox.run()
    note = (vault / outcome.note).read_text()
    assert all(line in note for line in LINES)
    assert "12.mp3" in note
    return inbox


def entry(text: str, title: str = TITLE) -> str:
    return f"RSS Feed: Daily\nLink: {URL}\n\n{title}\n\n{text}\n"


@pytest.mark.parametrize("name", KNOWN)
def test_what_the_maker_of_a_feed_puts_around_a_page_is_no_second_note(name, write, inbox) -> None:
    write("Inbox/20261122_101010_rss_.txt", entry(KNOWN[name]))
    (outcome,) = inbox.run()
    assert outcome.status == "duplicate"


@pytest.mark.parametrize("name", OWN)
def test_what_else_an_entry_says_becomes_a_note(name, vault, write, inbox) -> None:
    text, words = OWN[name]
    write("Inbox/20261122_101010_rss_.txt", entry(text))
    (outcome,) = inbox.run()
    assert outcome.status == "created"
    assert words in (vault / outcome.note).read_text().replace("’", "'")


@pytest.mark.parametrize(("title", "status"), TITLES.items())
def test_what_hacker_news_puts_around_a_title_is_no_other_title(title, status, write, inbox) -> None:
    write("Inbox/20261122_101010_rss_.txt", entry(hnrss(), title))
    (outcome,) = inbox.run()
    assert outcome.status == status


@pytest.mark.parametrize("link", [HN, LOBSTERS])
@pytest.mark.parametrize(("title", "status"), TITLES.items())
def test_a_link_to_the_comments_tells_of_such_a_title_too(title, status, link, write, inbox) -> None:
    write("Inbox/20261122_101010_rss_.txt", f'Title: {title}\nLink: {URL}\n\n<p><a href="{link}">Comments</a></p>\n')
    (outcome,) = inbox.run()
    assert outcome.status == status


@pytest.mark.parametrize("title", [f"Show HN: {TITLE}", f"{TITLE} [pdf]", f"{TITLE} (2024)"])
@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://eva.example.org/talk">Comments</a>',
        '<a href="https://lobste.rs/about">Comments</a>',
        f'<a href="{HN}">Comments, all of them wrong</a>',
        f'<a href="{HN}">Comments</a></p><p><a href="https://eva.example.org/no">No</a>',
        f'I doubt it. <a href="{HN}">Comments</a>',
    ],
)
def test_another_link_tells_of_no_such_title(title, link, write, inbox) -> None:
    write("Inbox/20261122_101010_rss_.txt", f"Title: {title}\nLink: {URL}\n\n{p(link)}\n")
    (outcome,) = inbox.run()
    assert outcome.status == "created"


@pytest.mark.parametrize("form", ["Title: {title}\nLink: {url}\nDate: 2026-11-20\n\n\n", "RSS Feed: HN\nLink: {url}\n\n{title}\n\n\n"])
@pytest.mark.parametrize(
    ("title", "status"),
    [
        (f"Show HN: {TITLE}", "duplicate"),
        (f"Launch HN: {TITLE} (2024)", "duplicate"),
        (f"{TITLE} (2024)", "duplicate"),
        (f"{TITLE} [video]", "created"),
        (f"{TITLE} [video] (2024)", "created"),
        (f"Ask HN: {TITLE}", "created"),
        (f"{TITLE} (20240)", "created"),
        (f"Solved: {TITLE}", "created"),
    ],
)
def test_an_entry_without_a_text_has_a_year_or_a_sign_of_hacker_news(title, status, form, write, inbox) -> None:
    write("Inbox/20261122_101010_rss_.txt", form.format(title=title, url=URL))
    (outcome,) = inbox.run()
    assert outcome.status == status


@pytest.mark.parametrize("title", [f"Show HN: {TITLE}", f"{TITLE} [pdf]", f"{TITLE} (2024)"])
def test_what_another_feed_puts_there_is_another_title(title, write, inbox) -> None:
    write("Inbox/20261122_101010_rss_.txt", entry(p(LINES[0]), title))
    (outcome,) = inbox.run()
    assert outcome.status == "created"


def image(name: str, words: str = "") -> str:
    return p(f'<img src="https://x.example.org/{name}" alt="{words}">')


# Two entries of a feed whose link stays the same: title and text of each, and what becomes of the second.
AGAIN = {
    "another year": (("The call for papers (2025)", ""), ("The call for papers (2026)", ""), "created"),
    "another year of the same words": (("A call (2025)", p("Now open.")), ("A call (2026)", p("Now open.")), "created"),
    "another year on Hacker News": (("The call for papers (2025)", ""), ("The call for papers (2026)", hnrss()), "created"),
    "another year without brackets": (("The call for papers 2025", ""), ("The call for papers (2026)", hnrss()), "created"),
    "a year that is the title's own": (("The summer of 1969", ""), ("The summer of 1969 (2019)", hnrss()), "duplicate"),
    "the same year": (("The call for papers (2025)", ""), ("The call for papers (2025)", hnrss()), "duplicate"),
    "a film": (("How bees dance in the dark", ""), ("How bees dance in the dark [video]", ""), "created"),
    "a file of the same name": (("Bird", image("19/a.jpg", "Heron at dawn")), ("Bird", image("22/a.jpg", "Fox at night")), "created"),
    "other words of one file": (("Chart", image("chart.png", "Rain in May")), ("Chart", image("chart.png", "Rain in June")), "created"),
    "another file without words": (("Photo", image("a1.jpg")), ("Photo", image("b2.jpg")), "created"),
    "the same picture": (("Bird", image("a.jpg", "Heron at dawn")), ("Bird", image("a.jpg", "Heron at dawn")), "duplicate"),
    "another size of it": (("Bird", image("a-300x200.jpg", "Heron")), ("Bird", image("a-600x400.jpg", "Heron")), "duplicate"),
}


@pytest.mark.parametrize("name", AGAIN)
def test_an_entry_with_the_link_of_an_earlier_one_is_known_by_what_it_says(name, vault, write) -> None:
    def down(url: str) -> Page:
        raise FetchError(url, "down", retryable=True)

    *entries, status = AGAIN[name]
    inbox = Inbox(vault, pages=down)
    for day, (title, text) in enumerate(entries):
        write(f"Inbox/2026112{day}_101010_rss_.txt", entry(text, title))
        (outcome,) = inbox.run()
    assert outcome.status == status


PICTURES_OF_PAGES = {
    "with other words of the page": ("Sun over the pier", "Storm over the pier", "created"),
    "with words where the page has none": ("", "Storm over the pier", "duplicate"),
    "without words": ("Sun over the pier", "", "duplicate"),
}


@pytest.mark.parametrize("name", PICTURES_OF_PAGES)
def test_an_address_of_a_picture_may_come_to_show_another_one(name, vault, write) -> None:
    there, told, status = PICTURES_OF_PAGES[name]
    page = HTML.replace("<p>Thanks", f"{image('cam.jpg', there)}<p>Thanks")
    inbox = Inbox(vault, pages=lambda _: Page(URL, "text/html", page.encode()))
    write("Inbox/20261119_101010_phone_.txt", f"{URL}\n")
    (first,) = inbox.run()
    assert "cam.jpg" in (vault / first.note).read_text()
    write("Inbox/20261122_101010_rss_.txt", entry(p(LINES[0]) + image("cam.jpg", told)))
    (outcome,) = inbox.run()
    assert outcome.status == status


def test_words_that_a_person_shares_with_a_page_are_none_of_a_feed(write, inbox) -> None:
    write("Inbox/20261122_101010_phone_.txt", f"{URL}\n\nSubscribe now\n")
    (outcome,) = inbox.run()
    assert outcome.status == "created"
