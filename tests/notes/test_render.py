"""A new note's text is exactly the contract's, a person's own note stays theirs, and nothing captured is live."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.errors import NoteError
from vault_inbox.model import Article, Connection, Note, Reference
from vault_inbox.notes.layout import Layout
from vault_inbox.notes.properties import read, split
from vault_inbox.notes.render import render
from vault_inbox.notes.update import update

IDENTITY = "5f0c5f0c5f0c5f0c"
URL = "https://simonwillison.net/2025/Sep/9/psf-board-election/"
NOTE = Note(
    "The 2025 PSF Board Election is Open!",
    content="The 2025 PSF Board Election is Open! The annual *election* is taking place.",
    created=datetime(2025, 9, 18, 11, 49, 49),
    source="rss",
    url=URL,
    author="Simon Willison",
    published=date(2025, 9, 9),
    site="Simon Willison’s Weblog",
    tags=("python-software-foundation", "election"),
    category="24-computing",
    summary="One to three whole sentences.",
    scraped=(Article(URL, text="# Vote\n\n- [x](https://python.org/)\n\n![logo](https://python.org/i.png)\n\n```python\npass\n```"),),
    connections=(Connection("24-computing/PSF board notes.md", "both name the Python Software Foundation"),),
    original_file="20250918_114949_rss_The_2025_PSF_Board_Election_is_Open_.txt",
    inbox_id=IDENTITY,
    feed=Reference("https://simonwillison.net/atom/everything/", "feed", "Simon Willison's Weblog"),
)
EXPECTED = f"""---
type: note
category: 24-computing
created: 2025-09-18T11:49:49
modified: 2025-09-18T11:49:49
tags:
  - python-software-foundation
  - election
status: draft
source: rss
url: {URL}
author: Simon Willison
published: 2025-09-09
site: Simon Willison’s Weblog
original_file: 20250918_114949_rss_The_2025_PSF_Board_Election_is_Open_.txt
inbox_id: "{IDENTITY}"
---

# The 2025 PSF Board Election is Open!

## summary
One to three whole sentences.

## content
The 2025 PSF Board Election is Open! The annual *election* is taking place.

## Scraped from {URL}
### Vote

- [x](https://python.org/)

[logo](https://python.org/i.png)

```python
pass
```

## connections
- processed from RSS: [Simon Willison's Weblog](https://simonwillison.net/)
- [[24-computing/PSF board notes]] (both name the Python Software Foundation)
"""


def test_the_note_of_the_contract() -> None:
    assert render(NOTE) == EXPECTED


def test_only_what_has_a_value_is_written() -> None:
    assert render(Note("", inbox_id=IDENTITY)) == (
        f'---\ntype: note\nstatus: draft\nsource: drop\ninbox_id: "{IDENTITY}"\n---\n\n## connections\n- processed from inbox\n'
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"source": "phone"}, "processed from phone shortcut"),
        ({"source": "share"}, "processed from share sheet"),
        ({"source": "clip"}, "processed from clip"),
        ({"source": "script"}, "processed from inbox"),
        ({"source": "email", "sender": "News <n@e.org>"}, r"processed from e-mail: News \<n@e.org>"),
        ({"source": "email"}, "processed from e-mail"),
        ({"source": "email", "sender": "Tom 📅 2024-01-01"}, r"processed from e-mail: Tom 📅 2024\-01-01"),
        ({"source": "email", "sender": "Tom 2024-01-01 📅"}, "processed from e-mail: Tom 2024-01-01 📅"),
        ({"feed": Reference("https://e.org/feed", "feed", "W 📅2024-01-01")}, r"processed from RSS: [W 📅2024\-01-01](https://e.org/)"),
        ({"feed": None, "url": "", "site": "W ✅ 2024-01-01"}, r"processed from RSS: W ✅ 2024\-01-01"),
        ({"feed": Reference("https://e.org/feed", "feed", "A [[b]]")}, r"processed from RSS: [A \[\[b\]\]](https://e.org/)"),
        ({"feed": Reference("https://feeds.example.com/x", "feed", "S")}, "processed from RSS: [S](https://simonwillison.net/)"),
        ({"feed": Reference("https://www.e.org/feed", "feed"), "site": ""}, "processed from RSS: [e.org](https://www.e.org/)"),
        ({"feed": None, "url": "", "site": "A site"}, "processed from RSS: A site"),
        ({"feed": None, "url": "", "site": ""}, "processed from RSS"),
    ],
)
def test_where_a_note_came_from(changes: dict[str, object], line: str) -> None:
    assert f"## connections\n- {line}\n" in render(replace(NOTE, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("article", "status", "body"),
    [
        (Article(URL, verdict="login or paywall", reason="it asks for money."), "draft", "> Not fetched: it asks for money."),
        (Article(URL, verdict="listing"), "pending", "> Not fetched: the page is a list of other pages."),
        (Article(URL, verdict="empty", reason="no answer in time"), "pending", "> Not fetched yet: no answer in time."),
        (Article(URL, verdict="empty"), "draft", "> Not fetched: nothing readable was found."),
        (Article(URL, text="Half.", partial=True, reason="the rest asks for a login"), "draft",
         "Half.\n\n> Only a part of this page could be read: the rest asks for a login."),
        (Article(URL, text="Half.", partial=True), "draft", "Half.\n\n> Only a part of this page could be read."),
    ],
)  # fmt: skip
def test_a_page_without_its_article_says_why(article: Article, status: str, body: str) -> None:
    assert f"## Scraped from {URL}\n{body}\n\n## connections" in render(replace(NOTE, scraped=(article,), status=status))


def test_connections_are_written_as_the_vault_writes_links() -> None:
    connections = (
        Connection("a/X.md", link="[X](a/X.md)", reason="both name #x"),
        Connection("b/Y.md", relation="same page as"),
        Connection("c/Z.md", link="[[Z]]"),
        Connection("d/W.md", reason="both name W 📅 2024-01-01"),
    )
    made = render(replace(NOTE, connections=connections))
    assert made.endswith("\n- [X](a/X.md) (both name \\#x)\n- same page as [[b/Y]]\n- [[Z]]\n- [[d/W]] (both name W 📅 2024\\-01-01)\n")


@pytest.mark.parametrize(
    ("title", "heading"), [("C #", r"# C \#"), ("1. One", "# 1. One"), ("[[x]] *y*", r"# \[\[x]] \*y\*"), ("a\nb", "# a b")]
)
def test_the_title_reads_as_it_is(title: str, heading: str) -> None:
    assert f"\n\n{heading}\n\n## summary" in render(replace(NOTE, title=title))


def test_the_layout_is_obeyed() -> None:
    layout = Layout(
        sections=("connections", "content"),
        headings={"content": "Text"},
        title_heading=False,
        properties={"url": "link", "site": "", "inbox_id": "other"},
        types={"author": "multitext", "published": "datetime", "created": "date", "Link": "text"},
    )
    made = render(replace(NOTE, author=("A", "B"), aliases=("The alias",)), layout)
    values = read(made)
    assert list(values) == [
        "type", "category", "created", "modified", "tags", "aliases", "status", "source", "link", "author", "published", "original_file",
        "inbox_id",
    ]  # fmt: skip
    assert (values["author"], values["published"], values["created"]) == (["A", "B"], datetime(2025, 9, 9), date(2025, 9, 18))
    assert [line for line in made.split("\n") if line.startswith("#")] == ["## connections", "## Text"]


def test_values_take_the_type_that_the_user_assigned() -> None:
    note = replace(
        NOTE, author=("A", "B"), properties={"rating": 5, "seen": [date(2025, 1, 1)], "link": "[[Note]]", "x": None, "status": "mine"}
    )
    text = render(note, Layout(types={"author": "text", "published": "multitext", "seen": "text", "rating": "number"}))
    assert 'author: A, B\npublished:\n  - "2025-09-09"\n' in text
    assert f'inbox_id: "{IDENTITY}"\nrating: 5\nseen: "2025-01-01"\nlink: "[[Note]]"\n---\n' in text


HOSTILE = 'x" <% tp.x() %> [[y]] #tag key:: v\n---\n## connections\n- [ ] t `= 1` ![[z]] <script> %%c%% javascript:alert(1) \u202e'


def test_nothing_captured_is_live(live) -> None:
    note = replace(
        NOTE, title=HOSTILE, content=HOSTILE, summary=HOSTILE, site=HOSTILE, author=(HOSTILE, "B"), category=HOSTILE, aliases=(HOSTILE,),
        tags=(HOSTILE,), url=f"https://e.org/{HOSTILE}", feed=Reference(f"https://e.org/{HOSTILE}", "feed", HOSTILE),
        scraped=(Article(f"https://e.org/{HOSTILE}", text=HOSTILE, partial=True, reason=HOSTILE),),
        connections=(Connection("a.md", HOSTILE, relation=HOSTILE, link="\\[\\[x]]"),),
    )  # fmt: skip
    made = render(note)
    properties, body = split(made)
    assert "<%" not in made
    assert "[[" not in properties
    assert read(made)["inbox_id"] == IDENTITY
    assert live(body, top=1) == []
    headings = [line for line in body.split("\n") if line.startswith("## ")]
    assert [line.split(" ")[1] for line in headings] == ["summary", "content", "Scraped", "connections"]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_a_note_that_reads_back(live, title: str, text: str) -> None:
    note = replace(NOTE, title=title, content=text, summary=text, site=title, author=text, aliases=(title,), tags=(title, text))
    made = render(note)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    assert read(made)["inbox_id"] == IDENTITY
    assert live(split(made)[1].replace("[[24-computing/PSF board notes]]", ""), top=1) == []
    assert update(made, note, made) == made


OWN = [
    "Only text",
    "Text with an end\n",
    "---\r\ntags: [a, 'b']  # mine\r\nurl: https://mine.example/\r\nno: no\r\n---\r\nText [[x]] #tag\r\n\r\n",
    "\ufeff---\ntitle: x\n---\n\n# Head\n- [ ] task ^id\n```\nopen",
    "\ufeffText\r\nmixed\nends\rof lines\u2028x",
    "---\nno closing rule",
    "## connections\n- mine\n",
    "",
]


@pytest.mark.parametrize("own", OWN)
def test_r35_a_persons_own_note_stays_theirs(own: str) -> None:
    note = replace(NOTE, own=own, content="x", scraped=(), aliases=("Never", ))  # fmt: skip
    made = render(note)
    before, after = split(own), split(made)
    assert after[1].startswith(before[1])
    assert made.startswith("\ufeff") == own.startswith("\ufeff")
    for line in before[0].split("\n"):
        assert line in after[0] or "tags:" in line
    theirs = {**read(own), "tags": None}
    assert theirs == {name: None if name == "tags" else read(made).get(name) for name in theirs}
    assert read(made)["inbox_id"] == IDENTITY
    assert after[1].rstrip().endswith("(both name the Python Software Foundation)")
    assert "\n## connections" in made.replace("\r\n", "\n")
    assert update(made, note, made) == made
    assert render(replace(note, own=made)) == made


def test_own_properties_win_and_tags_are_appended_in_their_style() -> None:
    made = render(replace(NOTE, own=OWN[2], scraped=()))
    assert made.startswith(
        "---\r\ntags: [a, 'b', python-software-foundation, election]  # mine\r\nurl: https://mine.example/\r\nno: no\r\ntype: note\r\n"
    )
    assert made.endswith("(both name the Python Software Foundation)\r\n")
    assert "# The 2025" not in made


def test_a_scraped_section_stands_behind_the_own_text() -> None:
    made = render(replace(NOTE, own="See\nhttps://e.org/a\n", scraped=(Article("https://e.org/a", text="Article."),)))
    assert "---\nSee\nhttps://e.org/a\n\n## Scraped from https://e.org/a\nArticle.\n\n## connections\n- processed" in made


@pytest.mark.parametrize(
    "own", ["---\na: [\n---\nx", "---\na: 1\na: 2\n---\nx", "---\n- a\n---\nx", '---\ninbox_id: "0000000000000000"\n---\nx']
)
def test_r34_own_properties_that_cannot_be_read_are_left_alone(own: str) -> None:
    with pytest.raises(NoteError):
        render(replace(NOTE, own=own))


def test_a_captured_notes_own_properties_come_first_and_win() -> None:
    note = replace(NOTE, frontmatter="# from a clipper\r\ntitle: 'x'  # t\r\nsite: Theirs\r\ntags:\r\n- a\r\n<% x %>: 1\r\n", scraped=())
    made = render(note)
    assert made.startswith(
        "---\n# from a clipper\ntitle: 'x'  # t\nsite: Theirs\ntags:\n- a\n- python-software-foundation\n- election\n"
        "<\u200b% x %>: 1\ntype: note\n"
    )
    assert "\n---\n\n# The 2025 PSF" in made
    assert update(made, note, note) == made


def test_footnotes_of_two_pages_and_the_users_own_do_not_meet() -> None:
    pages = tuple(Article(f"https://e.org/{name}", text=f"{name} says[^1] $x^2$\n\n[^1]: Note of {name}.") for name in "ab")
    made = render(replace(NOTE, own="Mine[^1]\n\n[^1]: My note.\n", scraped=pages))
    labels = re.findall(r"^\[\^(.+?)\]: ", made, re.MULTILINE)
    assert len(labels) == len(set(labels)) == 3
    assert all(made.count(f"[^{label}]") == 2 for label in labels)
    assert made.count("$x^2$") == 2
    assert update(made, replace(NOTE, own="Mine[^1]\n\n[^1]: My note.\n", scraped=pages), base=made) == made
