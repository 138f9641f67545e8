"""A page that the vault has or waits for: what the user says beside it is kept, and other pages are fetched all the same."""

from __future__ import annotations

import pytest

from vault_inbox import FetchError, Inbox, Page

RYE, WAL = "https://bread.example.org/rye", "https://db.example.org/wal"


def page(title: str, words: str) -> str:
    text = "".join(
        f"<p>{words} {each} is told at some length here, in a paragraph of its own, so that it is an article.</p>" for each in "abcd"
    )
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


PAGES = {RYE: page("Rye at last", "What a sour dough wants"), WAL: page("Readers never block", "What a write-ahead log does")}


def test_a_known_page_keeps_no_new_one_from_being_fetched(vault, write, inbox):
    write("Inbox/20261119_101010_phone_.txt", f"{WAL}\n")
    (first,) = inbox(PAGES).run()
    write("Inbox/20261122_101010_phone_.txt", f"Two for the train, the second is Anna's.\n\n{WAL}\n\n{RYE}\n")
    (second,) = inbox(PAGES).run()
    text = (vault / second.note).read_text()
    assert second.status == "created"
    assert f"## Scraped from {RYE}\n" in text
    assert f"## Scraped from {WAL}" not in text
    assert "- same page as [[Readers never block]]" in text
    assert first.note != second.note


def test_words_before_a_known_link_are_kept(vault, write, inbox):
    write("Inbox/20261119_101010_phone_.txt", f"{WAL}\n")
    inbox(PAGES).run()
    for number, sep in enumerate(("\n", " ")):
        words = f"Ask Anna Keller whether number {number} does this too"
        write(f"Inbox/2026112{number}_101010_phone_.txt", f"{words}{sep}{WAL}\n")
        (outcome,) = inbox(PAGES).run()
        assert outcome.status == "created"
        text = (vault / outcome.note).read_text()
        assert words in text
        assert "same page as [[Readers never block]]" in text


def test_a_share_of_a_known_page_under_its_own_title_is_no_second_note(write, inbox):
    write("Inbox/20261119_101010_phone_.txt", f"{WAL}\n")
    inbox(PAGES).run()
    write("Inbox/20261122_101010_share_.txt", f"Readers never block\n{WAL}\n")
    (outcome,) = inbox(PAGES).run()
    assert outcome.status == "duplicate"


def test_a_note_that_waits_for_a_page_is_not_given_up_for_one_that_leads_to_it(vault, write, inbox):
    def down(url: str):
        raise FetchError(url, "the site refuses connections", retryable=True)

    write("Inbox/20261120_100000_phone_.txt", f"First thought about this page on rye. It has two sentences.\n\n{RYE}\n\nAnd an end.\n")
    away = inbox(pages=None)
    away = type(away)(vault, pages=down, options={"state_dir": str(vault.parent / "s"), "cache_dir": str(vault.parent / "c")})
    (first,) = away.run()
    assert first.status == "pending"
    write("Inbox/20261121_100000_phone_.txt", f"Quite another thought, next day. Ask Anna about it.\n\n{RYE}\n\nMore words.\n")
    second = away.run()[-1]
    assert "same page as" in (vault / second.note).read_text()
    list(away.refresh())
    text = (vault / first.note).read_text()
    assert "status: pending\n" in text
    assert "same page as" not in text


BREAD = "https://bread.example.org/2025/rye-at-last"
TITLE = "Rye at last: what a sour dough wants"
HEAD = f"""<link rel="canonical" href="{BREAD}"><meta property="og:site_name" content="The Bread Journal">
<meta name="author" content="Jo Fenn">"""
KNOWN = page(TITLE, "The oven is hot before the dough").replace("</title>", f"</title>{HEAD}")
SHORT, PRINT = "https://s.example.org/x1", "https://bread.example.org/print?story=12"
WEB = {BREAD: KNOWN, PRINT: KNOWN, WAL: PAGES[WAL], SHORT: Page(SHORT, "text/html", KNOWN.encode(), 200, BREAD)}

SPELLINGS = {
    "tracked": f"{BREAD}?utm_source=x&fbclid=1",
    "http": BREAD.replace("https", "http"),
    "www": BREAD.replace("//", "//www."),
    "mobile": BREAD.replace("//", "//m."),
    "a slash at the end": f"{BREAD}/",
    "index.html": f"{BREAD}/index.html",
    "a place on the page": f"{BREAD}#the-oven",
    "a text on the page": f"{BREAD}#:~:text=oven",
    "AMP": f"{BREAD}/amp",
    "AMP by a parameter": f"{BREAD}?amp=1",
    "wrapped": f"https://www.google.com/url?q={BREAD}",
    "to be printed, with a canonical address": PRINT,
    "short, leads there": SHORT,
}
NOTHING_MORE = {
    **{name: f"{url}\n" for name, url in SPELLINGS.items()},
    **{f"title, {name}": f"{TITLE}\n{url}\n" for name, url in SPELLINGS.items()},
    "title on the same line": f"{TITLE} {BREAD}\n",
    "title, dash": f"{TITLE} - {BREAD}\n",
    "title behind": f"{BREAD}\n{TITLE}\n",
    "title after a blank line": f"{TITLE}\n\n{BREAD}\n",
    "link with a title": f"[{TITLE}]({BREAD})\n",
    "a list of one": f"- [{TITLE}]({BREAD})\n",
    "header lines": f"Title: {TITLE}\nURL: {BREAD}\n",
    "title wrapped over two lines": f"Rye at last: what\na sour dough wants\n{BREAD}\n",
    "title wrapped early": f"Rye at\nlast: what a sour dough wants\n\n{BREAD}\n",
    "title in capitals": f"{TITLE.upper()}\n{BREAD}\n",
    "title cut off": f"Rye at last: what a so…\n{BREAD}\n",
    "beginning of the title": f"Rye at last\n{BREAD}\n",
    "site behind": f"{TITLE} | The Bread Journal\n{BREAD}\n",
    "site before": f"Bread Journal: {TITLE}\n{BREAD}\n",
    "author behind": f"{TITLE} - Jo Fenn\n{BREAD}\n",
    "site behind what was cut off": f"Rye at last: wh… | The Bread Journal\n{BREAD}\n",
    "mail signature": f"{TITLE}\n{BREAD}\n\nSent from my iPhone\n",
}
WORDS = {
    "before": ("Ask Anna about the flour\n{}\n", "Ask Anna about the flour"),
    "behind": ("{}\nAsk Anna about the flour\n", "Ask Anna about the flour"),
    "one word": ("wow\n{}\n", "wow"),
    "a word that stands in the address": ("read\n{}\n", "read"),
    "a number that stands in the address": ("2\n{}\n", "# 2"),
    "a call before the title": (f"Must read: {TITLE}\n{{}}\n", "Must read"),
    "a call before the title, one line": (f"Must read: {TITLE} {{}}\n", "Must read"),
    "a year behind the title": (f"{TITLE} 2019\n{{}}\n", "2019"),
    "words behind the title": (f"{TITLE} – try with Anna\n{{}}\n", "try with Anna"),
    "one word of the title changed": ("Rye at first: what a sour dough wants\n{}\n", "Rye at first"),
    "a comment below": (f"{TITLE}\n{{}}\n\nNo salt?\n", "No salt?"),
    "a quotation": ("“in a paragraph of its own”\n{}\n", "in a paragraph of its own"),
    "a quotation in Markdown": ("> in a paragraph of its own\n\n{}\n", "in a paragraph of its own"),
    "a quotation, one line": ('"what a sour dough wants" {}\n', "what a sour dough wants"),
    "a title of one's own": ("Title: Ask Anna\nURL: {}\n", "Ask Anna"),
    "a tag": ("Tags: anna\nURL: {}\n", "  - anna\n"),
}


@pytest.fixture(params=["20261119_101010_phone_.txt", "first.txt"], ids=["named by its page", "named by its file"])
def known(request, vault, write, inbox):
    """The note that holds the page."""
    write(f"Inbox/{request.param}", f"{BREAD}\n")
    (outcome,) = inbox(WEB).run()
    assert "## Scraped from" in (vault / outcome.note).read_text()
    return outcome.note


@pytest.mark.parametrize("source", ["share", "phone"])
def test_a_share_that_says_no_more_than_the_page_is_a_duplicate(source, known, vault, write, inbox):
    for number, text in enumerate(NOTHING_MORE.values()):
        write(f"Inbox/20261122_{number + 100000}_{source}_.txt", text)
    became = {outcome.drop: (outcome.status, outcome.note) for outcome in inbox(WEB).run()}
    assert dict(zip(NOTHING_MORE, became.values(), strict=True)) == dict.fromkeys(NOTHING_MORE, ("duplicate", known))


@pytest.mark.parametrize("url", [BREAD, SHORT, PRINT], ids=["its address", "a short address", "an address to print"])
def test_what_the_user_says_beside_the_page_becomes_a_note_of_its_own(url, known, vault, write, inbox):
    for number, (text, _) in enumerate(WORDS.values()):
        write(f"Inbox/20261122_{number + 100000}_share_.txt", text.format(url))
    outcomes = inbox(WEB).run()
    for (name, (_, words)), outcome in zip(WORDS.items(), outcomes, strict=True):
        assert (name, outcome.status) == (name, "created")
        text = (vault / outcome.note).read_text()
        assert words in text
        assert f"\nurl: {BREAD}\n" in text
        assert f"- same page as [[{known.removeprefix('Unfiled/').removesuffix('.md')}]]\n" in text
        assert [alien for alien in ("## summary", "## Scraped", "oven", "author:", "site:", "pending") if alien in text] == []


def test_of_a_list_the_known_page_alone_is_a_duplicate(known, write, inbox):
    write("Inbox/20261122_101010_share_.txt", f"{SHORT}\n{WAL}\n")
    first, second = inbox(WEB).run()
    assert (first.status, first.note, first.part) == ("duplicate", known, "1/2")
    assert (second.status, second.part) == ("created", "2/2")


def test_a_note_of_two_pages_is_about_the_new_one_where_the_first_leads_to_a_known(known, vault, write, inbox):
    write("Inbox/20261122_101010_share_.txt", f"Both for the train, the second is Anna's.\n\n{SHORT}\n\n{WAL}\n")
    (outcome,) = inbox(WEB).run()
    text = (vault / outcome.note).read_text()
    assert f"\nurl: {WAL}\n" in text
    assert f"## Scraped from {WAL}\n" in text
    assert "Jo Fenn" not in text
    assert "same page as" in text


def test_without_what_this_machine_remembers_words_are_taken_for_the_users(vault, write, inbox, own_machine):
    write("Inbox/first.txt", f"{RYE}\n")
    inbox(PAGES).run()
    for path in (own_machine / "state").rglob("records/*/*.json"):
        path.unlink()
    write("Inbox/20261122_101010_share_.txt", f"Rye at last\n{RYE}\n")
    (outcome,) = inbox(PAGES).run()
    assert outcome.status == "created"
    assert "same page as [[first]]" in (vault / outcome.note).read_text()


@pytest.mark.parametrize("settings", ["", "headings = { connections = 'Verweise', content = 'Text' }"])
def test_a_note_that_only_leads_to_the_pages_note_does_not_hold_the_page(settings, known, vault, write, inbox):
    write("Inbox/20261121_101010_phone_.txt", f"Ask Anna about the flour\n{BREAD}\n")
    inbox(WEB).run()
    write("Vault Inbox.md", f"```toml\n[note]\n{settings}\n```\n")
    (vault / known).unlink()
    write("Inbox/20261122_101010_share_.txt", f"{BREAD}?utm_source=x\n")
    (outcome,) = inbox(WEB).run()
    assert outcome.status == "created"
    assert "## Scraped from" in (vault / outcome.note).read_text()


KELLER = "https://later.example.org/x1"
LONG = "Notes on the rye that Anna Keller bakes"
NAMES = '<meta name="author" content="Anna Keller"><meta property="og:site_name" content="Later Bread">'
OWN_WORDS = {
    "the first name of the author": "Anna",
    "the author": "Anna Keller",
    "the first word of the site": "Later",
    "the site": "Later Bread",
    "site and author": "Later Bread\n\nAnna Keller",
    "how the title begins": "No",
    "first word of the title": "Notes",
    "first words of the title": "Notes on",
    "a word broken off": "Notes on the ry",
    "words that go on": "Not…",
    "two such lines": "No!\n\nA",
    "words behind a wrapped title": "Notes on the rye\nthat Anna Keller bakes well",
    "emoji": "👍👍",
    "emoji behind the title": f"{LONG} 👍",
    "emoji below the title": f"{LONG}\n\n❤️",
    "part of a name behind what was cut off": "Notes on the rye that... Anna",
    "part of a name behind the title": f"{LONG} – Keller",
    "a link that is no page": "Call [Anna](tel:+4912345) about this",
    "a link to a note": "[the plan](Plans/Garden.md) needs this",
    "a link to write to": "Mail [Bo](mailto:bo@example.org)!",
    "a picture": "Call ![x](a.png) Anna now",
    "arrows": "→→→",
    "signs behind the title": f"{LONG} ≠ $$$",
    "marks that are one sign": f"{LONG}\n‼️",
    "a face of punctuation": f"{LONG}\n:-(",
    "another by its signs": LONG.replace("rye", "rye++"),
    "whence it came": "Source: Tom told me",
    "by which way": "Via: my aunt Berta",
    "who wrote it": "Author: or was it Zoe Zimmer",
    "a wish": "Category: ask my sister",
}
NO_WORDS = {
    "the site below": f"{LONG}\nLater Bread",
    "site and author below": f"{LONG}\n\nLater Bread\nAnna Keller",
    "the author above": f"Anna Keller:\n{LONG}",
    "site and author behind": f"{LONG} | Later Bread – Anna Keller",
    "cut off": "Notes on the rye that Anna Kel...",
    "first three words": "Notes on the",
    "punctuation below": f"{LONG}\n\n---",
    "three lines of a title, then the site": "Notes on\nthe rye that Anna\nKeller bakes\nLater Bread",
    "a title as a heading": f"# {LONG}",
    "facts that the note has": f"Title: {LONG}\nSource: Later Bread\nAuthor: Anna Keller",
    "the folder that the note lies in": f"Category: Unfiled\nTitle: {LONG}",
}


@pytest.mark.parametrize(("texts", "status"), [(OWN_WORDS, "created"), (NO_WORDS, "duplicate")], ids=["own words", "title and names"])
def test_names_and_beginnings_are_no_title_of_the_page(texts, status, write, inbox):
    pages = {KELLER: page(LONG, "What a sour dough wants").replace("</title>", f"</title>{NAMES}")}
    write("Inbox/20261119_101010_phone_.txt", f"{KELLER}\n")
    inbox(pages).run()
    for number, text in enumerate(texts.values()):
        write(f"Inbox/20261122_{number + 100000}_phone_.txt", f"{text}\n\n{KELLER}\n")
    became = [outcome.status for outcome in inbox(pages).run()]
    assert dict(zip(texts, became, strict=True)) == dict.fromkeys(texts, status)


@pytest.mark.timeout(20)
def test_names_again_and_again_are_looked_at_once(write, inbox):
    pages = {KELLER: page(LONG, "What a sour dough wants").replace("</title>", f"</title>{NAMES}")}
    write("Inbox/20261119_101010_phone_.txt", f"{KELLER}\n")
    inbox(pages).run()
    also = " ".join(f"see https://later.example.org/{number} too" for number in range(20))
    for number, end in enumerate(("", " x")):
        write(
            f"Inbox/2026112{number}_101010_phone_.txt",
            f"{'later.example.org ' * 12}{LONG}{' Anna Keller' * 400}{end}\n\n{KELLER}\n\n{also}\n",
        )
    assert [outcome.status for outcome in inbox(pages).run()] == ["created", "created"]


MAIL = """From: Tom <t@b.example>
Content-Type: text/html

<p><a href="{url}">View in browser</a></p><p>Anna comes too.</p>
"""
OF_OTHERS = {
    "a mail": ("a.eml", f"Subject: Dinner\n{MAIL}"),
    "a mail called like the page": ("b.eml", f"Subject: {{title}}\n{MAIL}"),
    "an entry": ("20261122_101010_rss_.txt", "RSS Feed: Bread\nTitle: Version 2\nLink: {url}#v2\n\nAnna baked this one.\n"),
    "an entry without a text": ("20261122_101011_rss_Version_3.txt", "RSS Feed: Bread\nLink: {url}#v3\n"),
    "an entry called like the page": (
        "20261122_101012_rss_.txt",
        "RSS Feed: Bread\nTitle: {title}\nLink: {url}#top\n\nAnna has tried it.\n",
    ),
    "a clip": ("20261122_101010_clip_.txt", "Link: {url}\n\nAsk Anna about this.\n"),
    "a clip called like the page": ("20261122_101010_clip_Rye_at_last_what_a_sour_dough.txt", "Link: {url}\n\nAsk Anna about this.\n"),
    "a file that a person named": ("Ask Anna whether she has this flour.txt", "{url}?utm_source=x\n"),
    "a file that a person named, a share in it": ("Ask Anna for that flour.txt", "{title}\n{url}\n"),
}


@pytest.mark.parametrize("name", OF_OTHERS)
def test_another_text_with_the_address_of_a_known_page_has_a_note_of_its_own(name, known, vault, write, inbox):
    file, text = OF_OTHERS[name]
    write(f"Inbox/{file}", text.format(url=BREAD, title=TITLE))
    (outcome,) = inbox(WEB).run()
    assert outcome.status == "created"
    assert outcome.note != known
    note = (vault / outcome.note).read_text()
    assert [words for words in ("Dinner", "Anna", "Version") if words in text + file and words not in note] == []
    assert "- same page as [[" in note


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("20261122_101010_rss_.txt", "RSS Feed: Bread\nTitle: {title}\nLink: {url}#top\n\n{paragraph}\n"),
        ("20261122_101010_clip_Rye_at_last_what_a_sour_dough.txt", "Link: {url}\n\n{paragraph}\n"),
        ("Rye at last what a sour dough.txt", "{url}?utm_source=x\n"),
        ("New Text Document.txt", "{url}?utm_source=x\n"),
    ],
)
def test_an_entry_or_a_clip_that_is_called_as_the_known_page_is_a_duplicate(file, text, known, write, inbox):
    paragraph = "The oven is hot before the dough b is told at some length here, in a paragraph of its own, so that it is an article."
    write(f"Inbox/{file}", text.format(url=BREAD, title=TITLE, paragraph=paragraph))
    (outcome,) = inbox(WEB).run()
    assert (outcome.status, outcome.note) == ("duplicate", known)


def test_a_title_is_known_without_the_name_of_its_site(write, inbox):
    pages = {KELLER: page("Sour dough | Later Bread", "What a sour dough wants").replace("</title>", f"</title>{NAMES}")}
    write("Inbox/20261119_101010_phone_.txt", f"{KELLER}\n")
    inbox(pages).run()
    write("Inbox/20261122_101010_share_.txt", f"Sour dough\n{KELLER}\n")
    (outcome,) = inbox(pages).run()
    assert outcome.status == "duplicate"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Sour dough | Flour & water | Desk of grain", "duplicate"),
        ("SOUR DOUGH - Flour &  water - Desk of grain", "duplicate"),
        ("Sour dough | Flour & water | Desk of Anna", "created"),
        ("Sour dough | Flour & water | Desk of grain, for Anna", "created"),
        ("Read: Sour dough | Flour & water | Desk of grain", "created"),
        ("Flour & water | Desk of grain", "created"),
        ("Sour dough, flour and water", "created"),
        ("Sour dough: flour & water", "created"),
    ],
)
def test_a_title_as_the_tab_of_a_browser_shows_it_is_none_of_the_users_words(line, status, write, inbox):
    title = "Sour dough"
    pages = {KELLER: page(title, "What it wants").replace(f"<title>{title}", "<title>Sour dough | Flour &amp; water | Desk of grain")}
    write("Inbox/20261119_101010_phone_.txt", f"{KELLER}\n")
    inbox(pages).run()
    write("Inbox/20261122_101010_share_.txt", f"{KELLER}\n{line}\n")
    (outcome,) = inbox(pages).run()
    assert outcome.status == status


def test_no_link_leads_unseen_to_a_known_page_in_a_later_round(vault, write, inbox):
    new, other, far = (f"https://new.example.org/{name}" for name in ("sea", "hill", "town"))
    leads = {f"https://s.example.org/{number}": url for number, url in enumerate((RYE, WAL))}
    pages = {
        **PAGES,
        new: page("New things", "Fresh and new, the sea"),
        other: page("Other things", "Quite another hill"),
        far: page("Far things", "The town far off"),
        **{short: Page(short, "text/html", PAGES[url].encode(), 200, url) for short, url in leads.items()},
    }
    write("Inbox/20261119_101010_phone_.txt", f"{RYE}\n")
    write("Inbox/20261119_101011_phone_.txt", f"{WAL}\n")
    inbox(pages).run()
    first, second = leads
    links = "\n\n".join((first, new, other, second, far))  # three pages are read, then one instead of the first, then one instead of it
    write("Inbox/20261122_101010_phone_.txt", f"Ask Anna about all of these. She knows more.\n\n{links}\n\nThe end.\n")
    (outcome,) = inbox(pages).run()
    text = (vault / outcome.note).read_text()
    assert [line for line in text.split("\n") if line.startswith("## Scraped")] == [f"## Scraped from {url}" for url in (new, other, far)]
    assert {line for line in text.split("\n") if "same page" in line} == {
        "- same page as [[Rye at last]]",
        "- same page as [[Readers never block]]",
    }


def test_links_that_lead_to_known_pages_cost_no_more_pages_than_twice_the_limit(vault, write, inbox):
    shorts = [f"https://s.example.org/{number}" for number in range(20)]
    pages = {short: Page(short, "text/html", PAGES[RYE].encode(), 200, RYE) for short in shorts}
    write("Inbox/20261119_101010_phone_.txt", f"{RYE}\n")
    inbox(PAGES).run()
    links = "\n\n".join(shorts)
    write("Inbox/20261122_101010_phone_.txt", f"Ask Anna about all of these. She knows more.\n\n{links}\n\nThe end.\n")
    asked: list[str] = []
    (outcome,) = Inbox(vault, pages=lambda url: asked.append(url) or pages[url]).run()
    assert asked == shorts[:6]
    text = (vault / outcome.note).read_text()
    assert all(short in text for short in shorts)
    assert "- same page as [[Rye at last]]" in text


FACTS = ("Source: Tom told me", "Via: my aunt Berta", "Author: Zoe Zimmer", "Category: ask my sister", "Source: Tom\nVia: @bo")


@pytest.mark.parametrize("facts", FACTS)
def test_facts_that_a_note_has_already_are_no_second_note(facts, write, inbox):
    pages = {KELLER: page(LONG, "What a sour dough wants").replace("</title>", f"</title>{NAMES}")}
    became = []
    for day in (19, 20):
        write(f"Inbox/202611{day}_101010_phone_.txt", f"{facts}\nLink: {KELLER}?utm_source={day}\n")
        became += [outcome.status for outcome in inbox(pages).run()]
    assert became == ["created", "duplicate"]


SHARED = {
    "a tag that can be none": "Title: {title}\nURL: {url}\nTags: 2025\n",
    "another title": "Title: {title}\nURL: {url}\nURL: [Ask Anna]({url})\n",
    "properties": "---\ninbox_capture: share\ntitle: '{title}'\nurl: {url}\n"
    "project: Ask Anna\nrating: 5\nfor: [Ben, Jo]\nat: 2025-02-03T10:00:00Z\n---\n",
}


def test_a_page_that_a_persons_note_with_nested_properties_holds_is_known(write, inbox):
    write("Rye.md", f"---\nurl: {BREAD}\nup: [[Garden]]\nmap:\n  a: [b, {{c: d}}]\n---\n\n# {TITLE}\n")
    write("Inbox/20261122_101010_share_.txt", f"Title: {TITLE}\nURL: {BREAD}\n")
    (outcome,) = inbox(WEB).run()
    assert (outcome.status, outcome.note) == ("duplicate", "Rye.md")


@pytest.mark.parametrize("name", SHARED)
def test_what_else_is_said_of_a_page_is_kept_once(name, vault, write, inbox):
    text, suffix = SHARED[name].format(title=TITLE, url=BREAD), "md" if name == "properties" else "txt"
    write(f"Inbox/20261122_101010_share_.{suffix}", text)
    (first,) = inbox(WEB).run()
    write(f"Inbox/20261122_101011_share_.{suffix}", f"{text}\n")
    (second,) = inbox(WEB).run()
    assert (first.status, second.status, second.note) == ("created", "duplicate", first.note)


@pytest.mark.parametrize("day", ["Published: 2024-02-03", "Date: 3/4/2025"])
def test_a_share_on_another_day_is_no_second_note(day, known, write, inbox):
    write("Inbox/20261122_101010_share_.txt", f"Title: {TITLE}\nURL: {BREAD}\n{day}\n")
    (outcome,) = inbox(WEB).run()
    assert (outcome.status, outcome.note) == ("duplicate", known)


@pytest.mark.parametrize("name", SHARED)
def test_what_else_is_said_of_a_known_page_becomes_a_note_of_its_own(name, known, write, inbox):
    text, suffix = SHARED[name].format(title=TITLE, url=BREAD), "md" if name == "properties" else "txt"
    write(f"Inbox/20261122_101010_share_.{suffix}", text)
    (outcome,) = inbox(WEB).run()
    assert outcome.status == "created"
    assert outcome.note != known


@pytest.mark.parametrize(
    "text", ["Anna has said of the oven, in {}, that it is hot before the dough.\n", "What the oven says, hot dough said.\n"]
)
def test_notes_that_only_lead_to_a_page_keep_no_link_from_the_note_that_has_it(text, known, vault, write, inbox):
    write("Vault Inbox.md", "```toml\n[step.connections]\ncutoff = 0\nlimit = 3\n```\n")
    for number in range(4):
        write(f"Inbox/2026112{number}_101010_phone_.txt", f"The oven, said {number}, is hot before the dough, said Anna.\n{BREAD}\n")
    leading = [vault.joinpath(outcome.note).stem for outcome in inbox(WEB).run()]
    write("Inbox/20261127_101010_phone_.txt", text.format(BREAD))
    (outcome,) = inbox(WEB).run()
    connections = (vault / outcome.note).read_text().partition("## connections\n")[2]
    assert f"[[{vault.joinpath(known).stem}]]" in connections
    assert [stem for stem in leading if f"[[{stem}" in connections] == []
    write("Inbox/20261128_101010_phone_.txt", f"As “{leading[0]}” has it, so it was.\n")
    (named,) = inbox(WEB).run()
    assert f"[[{leading[0]}" in (vault / named.note).read_text()
