"""Of what a drop says, every word and every address stands in its note."""

from __future__ import annotations

import os
import re
from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox import Drop, DropError, FetchError, Inbox, read_drop, render
from vault_inbox.drops import split_drop
from vault_inbox.drops.shared.dates import parse_date

TEMPLATES = """\
You write {{ user.name }} in the text and `{{ user.mail }}` in code, and never {{date}}.

{{ a_line_of_its_own }}

```yaml
token: ${{ secrets.TOKEN }}
{{title}}
```
"""


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Bees.md", "---\ntitle: Bees\nsource: https://example.org/bees\nauthor: J\ntags: [clippings]\n---\n"),
        ("Bees.md", "---\ninbox_capture: clip\ntitle: Bees\nurl: https://example.org/bees\n---\n"),
        ("20250918_114949_clip_Bees.md", "Link: https://example.org/bees\n\n"),
        ("20250918_114949_clip_Bees.txt", "Link: https://example.org/bees\n\n"),
    ],
    ids=["a web clipper's", "a share template's", "a script's .md", "a script's .txt"],
)
def test_captured_text_about_templates_keeps_every_word(vault, write, inbox, name, head):
    write(f"Inbox/{name}", head + TEMPLATES)
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert r"You write {\{ user.name }} in the text and `{{ user.mail }}` in code, and never {\{date}}." in text
    assert r"{\{ a_line_of_its_own }}" in text
    assert "```yaml\ntoken: ${{ secrets.TOKEN }}\n{{title}}\n```\n" in text


def test_what_a_capture_template_left_unfilled_goes(vault, write, inbox):
    head = '---\ninbox_capture: share\ntitle: "How {{ x }} works"\nurl: "{{url}}"\nauthor: "{{author}}"\npublished: "{{published}}"\n---\n'
    write("Inbox/Share.md", f"{head}{{{{content}}}}\n\nThe words.\n{{{{selection|trim}}}}\n")
    write("Inbox/Lines.md", "Title: {{title}}\nLink: https://example.org/a\nAuthor: {{author}}\n\nMore words.\n")
    notes = {outcome.drop: (vault / outcome.note).read_text() for outcome in inbox().run()}
    share, lines = notes["Inbox/Share.md"], notes["Inbox/Lines.md"]
    assert r"# How {\{ x }} works" in share
    assert "## content\nThe words.\n\n## connections" in share
    assert "author:" not in share + lines
    assert "{{" not in lines
    assert "## content\nMore words.\n" in lines


@pytest.mark.parametrize(
    "line",
    [
        "Link: Rye at last - https://bread.example.org/rye",
        "URL: https://bread.example.org/rye (Later Bread)",
        "Link: https://bread.example.org/rye, see also their feed",
        "Link: [Rye at last](https://bread.example.org/rye) by Anna",
    ],
)
def test_words_in_a_link_line_stay_and_the_lines_below_are_read(vault, write, inbox, line):
    page = "<title>Rye</title><h1>Rye</h1>" + "<p>The oven is hot before the dough is ready to go in, and the crust is dark.</p>" * 8
    write("Inbox/a.txt", f"{line}\nTitle: My rye\nTags: bread, oven\n\nFor Sunday morning.\n")
    (outcome,) = inbox({"https://bread.example.org/rye": page}).run()
    text = (vault / outcome.note).read_text()
    assert "url: https://bread.example.org/rye\n" in text
    assert "tags:\n  - bread\n  - oven\n" in text
    assert "The oven is hot" in text
    assert set(re.findall(r"\w+", line.partition(":")[2])) <= set(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("lines", "via"),
    [
        ("Via: https://news.example.net/item?id=1", "https://news.example.net/item?id=1"),
        ("Via: Orange News https://news.example.net/item?id=1", "Orange News https://news.example.net/item?id=1"),
        ("Via: https://one.example.net/\nvia： @jane", "https://one.example.net/, @jane"),
        ("Via: Orange News", "Orange News"),
        ("Source: The Paper https://paper.example.net/front", "The Paper https://paper.example.net/front"),
    ],
    ids=["an address", "a name and an address", "two lines", "a name", "a source beside the link"],
)
def test_the_way_by_which_a_page_came_is_a_property(vault, write, inbox, lines, via):
    page = "<title>WAL</title><h1>WAL</h1>" + "<p>What the write-ahead log does, told in a sentence of some length and rest.</p>" * 8
    write("Inbox/20250918_114949_phone_WAL.txt", f"Link: https://data.example.org/wal\n{lines}\n\nFor the database talk.\n")
    (outcome,) = inbox({"https://data.example.org/wal": page}).run()
    text = (vault / outcome.note).read_text()
    assert f"via: {via}\n" in text.replace("'", "")
    assert "url: https://data.example.org/wal\n" in text
    assert "## Scraped from https://data.example.org/wal\n" in text
    assert text.count("## Scraped") == 1


def test_the_way_stays_when_the_page_comes_later(vault, write, inbox):
    def away(url):
        raise FetchError(url, "the network is away", retryable=True)

    write("Inbox/Read.txt", "Link: https://data.example.org/wal\nVia: https://news.example.net/1\n\nFor the talk.\n")
    (outcome,) = Inbox(vault, pages=away).run()
    assert outcome.status == "pending"
    write(outcome.note, (vault / outcome.note).read_bytes())
    page = "<title>WAL</title><h1>WAL</h1>" + "<p>What the write-ahead log does, told in a sentence of some length and rest.</p>" * 8
    inbox({"https://data.example.org/wal": page}).refresh()
    text = (vault / outcome.note).read_text()
    assert "What the write-ahead log does" in text
    assert "\nvia: https://news.example.net/1\n" in text


def test_each_line_of_a_list_keeps_the_way(vault, write, inbox):
    write("Inbox/Links.txt", "Via: https://news.example.net/1\n\nhttps://a.example.org/x\nhttps://b.example.org/y\n")
    for outcome in inbox().run():
        assert "\nvia: https://news.example.net/1\n" in (vault / outcome.note).read_text()


def test_a_second_line_of_one_kind_is_text_or_joined(vault, write, inbox):
    write("Inbox/20250918_114949_phone_x.txt", "Title: One\nAuthor: Ann\nAuthor: Ben\nTitle: Another\nTags: late\n\nWords.\n")
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert "author:\n- Ann\n- Ben\n" in text or "author:\n  - Ann\n  - Ben\n" in text
    assert "Title: Another" in text
    assert "Tags: late" in text


@pytest.mark.parametrize(
    ("name", "drop", "expected"),
    [
        ("20250918_114949_phone_Water_in_Oslo.txt", "WATER, IN OSLO!\n\nIt is cold.\n", ["WATER, IN OSLO!", "It is cold."]),
        ("a.txt", "Title： Water\nTags： fjord\n备注： x\n\nIt is cold.\n", ["# Water\n", "- fjord\n", "备注： x", "It is cold."]),
        ("b.txt", "Category: 30-recipes\n\nBoil the water.\n", ["category: 30-Recipes\n", "Boil the water."]),
        ("c.txt", "Category: Ｒecipes of old\n\nBoil the water.\n", ["Boil the water."]),
    ],
    ids=["the title once more", "full-width colons", "a folder in another case", "a folder that is none"],
)
def test_headers_and_first_lines(vault, write, inbox, name, drop, expected):
    write("30-Recipes/Tea.md", "Tea.\n")
    write(f"Inbox/{name}", drop)
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert [each for each in expected if each not in text] == []
    if "of old" in drop:
        assert any("Ｒecipes of old" in warning for warning in outcome.warnings)


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_name_in_another_normal_form_is_no_other_name(vault, write, inbox, ending):
    write(f"Inbox/Cafe\u0301 Zoe\u0308.{ending}", "Where we met. And more of it in a line that goes on.\n")
    (outcome,) = inbox().run()
    assert outcome.note == "Unfiled/Café Zoë.md"
    assert "aliases" not in (vault / outcome.note).read_text()


KNOWN = "https://known.example.org/rye"


@pytest.mark.parametrize("held", [False, True], ids=["a new page", "a known page"])
@pytest.mark.parametrize("text", ["Call Anna about this\n\n{}\n", "Buy this for Anna {}\n"], ids=["above", "on its line"])
def test_a_line_with_an_address_and_the_name_of_its_file_stay(vault, write, inbox, text, held):
    oven = "<p>The oven is hot before the dough is ready to go in.</p>" * 30
    page = f"<title>Rye at last</title><article><h1>Rye at last</h1>{oven}</article>"
    if held:
        write("Inbox/20261101_101010_phone_.txt", f"{KNOWN}\n")
        inbox({KNOWN: page}).run()
    write("Inbox/Wedding.txt", text.format(KNOWN))
    (outcome,) = inbox({KNOWN: page}).run()
    note = (vault / outcome.note).read_text()
    assert outcome.status == "created"
    assert text.split(" {")[0].split("\n")[0] in note
    assert "aliases:\n  - Wedding\n" in note
    assert ("same page as" in note) == held


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (
            "Link: my cousin recommends this https://x.example.org/a for the wedding",
            ["my cousin recommends this https://x.example.org/a for the wedding"],
        ),
        ("Date: 12 apples are on the table", ["12 apples are on the table"]),
        ("Date: 2025-01-01\nPublished: 2025-02-02", ["published: 2025-01-01", "Published: 2025-02-02"]),
        ("Source: Tom told me\nVia: Anna", ["Tom told me", "Anna"]),
        (
            "RSS Feed: F\nSource: words here https://x.example.org/feed more\nLink: https://x.example.org/a",
            ["words here more"],
        ),
        ("Date: 2025-01-01 Anna comes", ["Date: 2025-01-01 Anna comes"]),
        ("Date: before 9 Sep 2025", ["Date: before 9 Sep 2025"]),
        ("Date: 3/4/2025\nTags: fjord", ["date: 3/4/2025", "- fjord"]),
        ("Date: 3/4/2025, 10:15 AM\nTags: fjord", ["date: 3/4/2025, 10:15 AM", "- fjord"]),
        ("Link: 🔥 https://x.example.org/a", ["url: https://x.example.org/a", "🔥"]),
        ("Title: One\nLink: [Two and three](https://x.example.org/a)", ["# One", "- Two and three"]),
        ("See [the menu](https://x.example.org/menu)\n", ["See [the menu](https://x.example.org/menu)"]),
        ("Link: https://x.example.org/a\nVia: [Orange News](https://n.example.net/1)", ["Orange News https://n.example.net/1"]),
        ("Tags: 1984, fjord", ["- fjord", "Tags: 1984"]),
        ("Tags:\n- fjord\n- #cold\nAuthor: Anna", ["- fjord\n  - cold\n", "author: Anna"]),
        ("Tags:\n- Milk\n- Call Anna\nAuthor: Anna", ["\n- Milk\n- Call Anna\n"]),
        ("Title: One\nLink: https://x.example.org/a\nLink: [Two](https://x.example.org/b)", ["# One", "[Two](https://x.example.org/b)"]),
        ("Tags: fjord https://x.example.org/a", ["fjord https://x.example.org/a"]),
        ("Category: Oven Work", ["- oven-work"]),
        ("Category: see https://x.example.org/a", ["see https://x.example.org/a"]),
        ("Title: Party 🎉🎉🎉", ["# Party\n", "- Party 🎉🎉🎉"]),
    ],
    ids=[
        "words beside a link",
        "no date",
        "two dates",
        "a source and a way",
        "words beside a feed",
        "words behind a date",
        "words before a date",
        "a day that may be two",
        "the same with a time",
        "a picture beside a link",
        "a link's title beside another",
        "a link in the first line",
        "a way with a link",
        "a name that is no tag",
        "a list of tags",
        "a list below no tags",
        "the title of another page",
        "an address among tags",
        "a folder that is none",
        "a category with an address",
        "a title of pictures",
    ],
)
def test_what_a_header_line_cannot_hold_stays(vault, write, inbox, lines, kept):
    write("Inbox/Facts.txt", f"{lines}\n\nThe rest of it.\n")
    (outcome,) = inbox().run()
    note = (vault / outcome.note).read_text()
    assert [words for words in kept if words not in note] == []


def test_a_days_note_keeps_its_day(vault, write, inbox):
    write("Inbox/2025-09-19.md", "Rained all day.\n\n- [ ] call Ben\n")
    (outcome,) = inbox().run()
    assert outcome.note == "Unfiled/2025-09-19.md"


def test_every_address_of_a_header_line_is_named(vault, write, inbox):
    links = [f"https://a.example.org/{number}" for number in range(5)]
    write("Inbox/20250918_114949_phone_Five.txt", "".join(f"Link: {link}\n" for link in links) + "\nFive of them.\n")
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert [link for link in links if link not in text] == []


@pytest.mark.parametrize(
    ("site", "kept"),
    [("The Bread Paper", "via: Tom told me\n"), ("Bread as Tom told me", "site: Bread as Tom told me\n")],
    ids=["the page has a name for its site", "which holds these words"],
)
def test_words_beside_a_source_stay_when_the_page_names_its_site(vault, write, inbox, site, kept):
    words = "<p>The oven is hot before the dough is ready to go in.</p>" * 30
    head = f'<title>Rye at last</title><meta property="og:site_name" content="{site}">'
    write("Inbox/20250918_114949_phone_.txt", f"Source: Tom told me {KNOWN}\n")
    (outcome,) = inbox({KNOWN: f"{head}<article><h1>Rye at last</h1>{words}</article>"}).run()
    assert kept in (vault / outcome.note).read_text()


@pytest.mark.parametrize(
    ("head", "parts"), [("Title: Wedding venues", 2), ("Author: Anna Berg\nDate: 2025-09-09", 2)], ids=["its title", "other facts"]
)
def test_what_stands_above_a_list_stays(vault, write, inbox, head, parts):
    write("Inbox/List.txt", f"{head}\n\nhttps://a.example.org/x\nhttps://b.example.org/y\n")
    outcomes = inbox().run()
    assert len(outcomes) == parts
    for outcome in outcomes:
        text = (vault / outcome.note).read_text()
        assert [line for line in head.split("\n") if line.split(": ")[1] not in text] == []


@pytest.mark.parametrize("block", ["title: Bees", 'title: "A "quoted" title"'], ids=["valid", "as templates fill it"])
def test_what_a_person_added_to_a_capture_template_stays(vault, write, inbox, block):
    added = "mood: happy day\nrating: 5\npeople:\n- Anna\npublished: 3/4/2025\ndescription: A tale of bees.\nsource: Tom told me\n"
    if "quoted" in block:
        added = added.replace("people:\n- Anna\n", "")
    write("Inbox/Share.md", f"---\ninbox_capture: share\n{block}\n{added}---\nThe words.\n")
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    kept = ["mood: happy day\n", "rating: ", "date: 3/4/2025\n", "description: A tale of bees.\n", "via: Tom told me\n"]
    assert [each for each in kept if each not in text] == []
    assert ("people:\n  - Anna\n" in text) == ("quoted" not in block)
    assert "inbox_capture" not in text


WORDS = [
    "Anna",
    "bread",
    "Zürich",
    "ночь",
    "水",
    "12",
    "7am",
    "v2.0",
    "don't",
    "a_b",
    "🔥",
    "❤️",
    "#tag",
    "@jane",
    "1.",
    "-",
    "(aside)",
]
URLS = ["https://a.example.org/x", "https://b.example.org/how-to-bake", "http://c.example.net/?id=7", "https://d.example.org/Rye_(bread)"]
DAYS = ["2025-01-01", "3/4/2025", "9 Sep 2025", "Tue, 09 Sep 2025 10:11:12 +0200", "yesterday", "99.99.2025"]
HEADERS = ["Source", "Link", "URL", "Title", "Author", "Date", "Published", "Tags", "Category", "Via", "RSS Feed"]
NAMES = ["note.txt", "two words.txt", "20250918_114949_phone_.txt", "20250918_114949_share_Rye.txt", "20250918_114949_phone_.md"]
_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
_link = st.builds("[{}]({})".format, _words, st.sampled_from(URLS))
_value = st.lists(st.one_of(_words, st.sampled_from(URLS), st.sampled_from(DAYS), _link), max_size=2).map(" ".join)
_header = st.builds("{}: {}".format, st.sampled_from(HEADERS), _value)
_drop = st.lists(st.one_of(_header, _header, _value, _value.map("- {}".format), st.just("")), min_size=1, max_size=8).map("\n".join)


def _said(line: str) -> tuple[set[str], set[str]]:
    """The words of a line and its addresses; of a header line that is nothing but a date none, for that may be written otherwise."""
    name, colon, value = line.partition(":")
    value = value if colon and name in HEADERS else line
    if name in {"Date", "Published"} and value.strip() in DAYS and parse_date(value):
        return set(), set()
    words = re.sub("|".join(map(re.escape, URLS)), " ", value).casefold()
    pictures = {char for char in words if char in "🔥❤"} if name != "Title" else set()
    return {*re.findall(r"[^\W_]+", words), *pictures}, {url for url in URLS if url in value and name != "Source"}


@settings(deadline=None, max_examples=2000 if "FUZZ" in os.environ else 60)
@given(st.sampled_from(NAMES), _drop)
def test_every_word_of_a_drop_is_in_its_note(name: str, text: str) -> None:
    try:
        drops = split_drop(Drop(name, text.encode(), captured=datetime(2025, 9, 18)))
        notes = [read_drop(drop) for drop in drops]
    except DropError:  # then the file stays as it is
        return
    written = "\n".join(f"{render(note)}\n{note.folder}\n{[ref.url for ref in note.references if ref.role == 'link']}" for note in notes)
    said = [_said(line) for line in text.split("\n")]
    plain = re.sub(r"[\\\W_]", "", written.casefold()) + "".join(re.findall("[🔥❤]", written))
    assert {word for words, _ in said for word in words if word not in plain} == set()
    assert {url for _, urls in said for url in urls if url not in written} == set()


def test_a_page_that_a_list_has_under_two_titles_keeps_both(vault, write, inbox):
    write(
        "Inbox/List.txt",
        "- [Rye [at] last](https://a.example.org/x)\n- https://b.example.org/y\n- [Bread\\] of Anna](https://a.example.org/x)\n",
    )
    first, _ = inbox().run()
    text = (vault / first.note).read_text()
    assert "# Rye [at] last\n" in text
    assert "aliases:\n  - Bread] of Anna\n" in text


def test_a_list_with_nothing_below_it_is_no_list_of_tags(vault, write, inbox):
    write("Inbox/20250918_114949_phone_Shopping.txt", "Tags:\n- Milk\n- Bread\n")
    (outcome,) = inbox().run()
    note = (vault / outcome.note).read_text()
    assert "- Milk\n- Bread" in note.replace("\n  - ", "")
    assert "tags:\n  - bread" not in note.lower()


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("up: [[Garden]]", "Garden"),
        ("related:\n  - [[Garden]]\n  - [[Water]]", "Water"),
        ("nested:\n  a: 1\n  b: [x, y]", '\\"b\\": [\\"x\\", \\"y\\"]'),
        ("list:\n  - {k: v}\n  - [a, [b]]", "[a, [b]]"),
        ("day:\n  at: 2025-01-01", "2025-01-01"),
    ],
)
def test_a_property_of_any_shape_stays_and_links_nowhere(vault, write, inbox, lines, kept):
    write("Inbox/share.md", f"---\ninbox_capture: share\ntitle: Rye\n{lines}\n---\n\nA quotation.\n")
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.error) == ("created", None)
    note = (vault / outcome.note).read_text()
    assert kept in note
    assert "[[" not in note.split("\n---\n")[0]


def test_a_tag_of_a_feed_that_can_be_none_is_no_content(vault, write, inbox):
    write("Inbox/20250918_114949_rss_Rye.txt", "RSS Feed: Bread\nTags: 2025, oven\n\nThe rye is in the oven by now.\n")
    (outcome,) = inbox().run()
    note = (vault / outcome.note).read_text()
    assert "- oven" in note
    assert "Tags: 2025" not in note


def test_a_file_that_an_email_brings_stays_in_the_original_and_the_run_says_so(vault, write, inbox):
    mail = EmailMessage()
    mail["Subject"] = "Bees"
    mail.set_content("The bees are back.")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.jpg")
    write("Inbox/bees.eml", mail.as_bytes())
    (outcome,) = inbox().run()
    assert outcome.warnings == ("1 attachment (photo.jpg) stays in the original alone",)
    (original,) = (vault / ".vault-inbox/originals").rglob("*.eml")
    assert original.read_bytes() == mail.as_bytes()
