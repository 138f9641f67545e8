"""`.md` drops: a person's own notes, captured text, notes of ours that came back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vault_inbox.drops import is_prose, read_drop, split_drop
from vault_inbox.model import Drop, Reference

MTIME = datetime(2025, 9, 18, 12, 0)
PAGE = "The bees of the valley came back this spring. " * 12
CLIP = f"""---
title: "Bees: a story"
source: "https://example.org/bees?utm_source=feed"
author:
  - "[[Jane Doe]]"
  - "[[people/John Roe|John Roe]]"
published: 2025-09-09
created: 2025-09-18
description: "How they came back"
tags:
  - "clippings"
---
# Bees: a story

{PAGE}

https://example.org/other
"""


@pytest.mark.parametrize(
    "data",
    [
        b"Just prose.\n",
        b"\xef\xbb\xbf---\r\ntags: [a]\r\n---\r\n\r\nProse\r\n\r\n",
        b'---\nno: "quoted" # comment\n---\nProse without a last newline',
        b"---\n: [ no yaml\n---\nProse",
        b"---\nsource: https://example.org/\n---\nMy own words on it, [[linked]].",
        b"---\nsource: https://example.org/\ntitle: mine\n---\nMy own words on it.",
        b"Date: 2025-09-18\n\nA diary line.",
        b"# List\n- https://example.org/1\n- https://example.org/2\n",
        b"---\ntags: [reading]\n---\nhttps://example.org/1\nhttps://example.org/2\n",
        b"My thought on [[Compost]].\nhttps://example.org/1\n",
        b"With a [picture](picture.png) and a [note](../Garden/Compost.md)\nhttps://example.org/1\n",
        b"- [ ] buy milk\n- [ ] https://example.org/1\n",
    ],
)
def test_own_notes_are_carried_over_byte_for_byte(data: bytes) -> None:
    drop = Drop("My idea.md", data, MTIME)
    note = read_drop(drop)
    assert is_prose("My idea.md", data)
    assert note.own is not None
    assert note.own.encode() == data
    assert (note.file_name, note.frontmatter, split_drop(drop)) == ("My idea", "", (drop,))


def test_a_category_that_can_be_no_folder_stays_text() -> None:
    note = read_drop(Drop("a.md", b"---\ninbox_capture: clip\ncategory: My/Cat?\n---\nText"))
    assert (note.content, note.folder) == ("Text\n\nCategory: My/Cat?", "")


def test_facts_of_an_own_note() -> None:
    data = b"""---
title: The title
aliases: [Other]
tags: [b, a, B]
author: Jane Doe
created: 2025-09-01T10:00:00
url: https://example.org/a#b
---
See https://example.org/mention and [text](https://example.org/text).

- https://example.org/bare
[Alone](https://example.org/alone)
"""
    note = read_drop(Drop("My idea.md", data, MTIME))
    assert (note.title, note.author, note.tags, note.aliases) == ("The title", "Jane Doe", ("b", "a"), ("Other",))
    assert (note.created, note.url, note.words) == (datetime(2025, 9, 1, 10), "https://example.org/a", True)
    assert [reference.url.rpartition("/")[2] for reference in note.references if reference.role == "link"] == ["a", "bare"]
    assert [reference.url.rpartition("/")[2] for reference in note.references if reference.role == "mention"] == [
        "mention",
        "text",
        "alone",
    ]


@pytest.mark.parametrize(
    ("name", "file_name", "title", "created"),
    [
        ("Bees.md", "Bees", "Bees", MTIME),
        ("my_bees.md", "my_bees", "my_bees", MTIME),
        ("20250917_101112_phone_My_bees.md", "My bees", "My bees", datetime(2025, 9, 17, 10, 11, 12)),
        ("Untitled 2.md", "", "They fly", MTIME),
        ("2025-09-18.md", "2025-09-18", "2025-09-18", MTIME),
        ("18.09.2025.md", "18.09.2025", "18.09.2025", MTIME),
        ("Text 2025-09-18.md", "", "They fly", MTIME),
    ],
)
def test_names_of_own_notes(name: str, file_name: str, title: str, created: datetime) -> None:
    note = read_drop(Drop(name, b"They fly. And more of them in a line that goes on.", MTIME))
    assert (note.file_name, note.title, note.created) == (file_name, title, created)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("![[soup.jpg]]\n\nThe soup of Sunday\n", "The soup of Sunday"),
        ("![](soup.jpg)\nThe soup of Sunday\n", "The soup of Sunday"),
        ("See ![[soup.jpg]] of Sunday\n\nIt was good.\n", "See of Sunday"),
        ("[[Roubo bench]]: mount the leg vise\n\nDetails.\n", "Roubo bench: mount the leg vise"),
        ("# [[wood/Roubo bench#Vise|The bench]]\n\nDetails.\n", "The bench"),
        ("[[wood/Roubo bench]] again\n\nDetails.\n", "Roubo bench again"),
        ("[[#Vise]] below\n\nDetails.\n", "Vise below"),
        ("The vise comes before winter. [[Roubo bench]]\n", "The vise comes before winter"),
        ("The vise comes before [[Winter]]\n\nDetails.\n", "The vise comes before Winter"),
        ("> [!note] Reminder\n> rags burn\n", "Reminder"),
        ("> [!tip]-\n> rags burn\n", "rags burn"),
        ("```python\nx = 1\n```\n\nA program\n", "A program"),
        ("```python\nx = 1\n```\n", "x = 1"),
        ("%% for me alone %%\nThe soup of Sunday\n", "The soup of Sunday"),
        ("#hike #corsica\n\nA day on the Pilat\n", "A day on the Pilat"),
        ("A day on the **Pilat** #hike/corsica ^abc\n\nDetails.\n", "A day on the Pilat"),
        ("Take #3\n\nDetails.\n", "Take #3"),
        ("C# for all\n\nDetails.\n", "C# for all"),
        ("![[the soup.jpg]]\n", "the soup"),
        ("#hike\n", "#hike"),
    ],
)
def test_an_own_note_without_a_name_is_called_by_its_words(text: str, title: str) -> None:
    note = read_drop(Drop("Untitled.md", text.encode()))
    assert (note.title, note.own, note.file_name) == (title, text, "")


def test_an_own_note_with_a_name_keeps_it() -> None:
    note = read_drop(Drop("Sunday.md", b"![[soup.jpg]]\n\nThe soup of Sunday\n"))
    assert (note.title, note.file_name) == ("Sunday", "Sunday")


def test_a_note_of_ours_that_came_back() -> None:
    data = b'---\ncategory: x\nurl: https://example.org/a\ninbox_id: "0123456789abcdef"\n---\n# T\n\nhttps://example.org/b\n'
    note = read_drop(Drop("T.md", data, MTIME))
    assert (note.inbox_id, note.own, note.file_name) == ("0123456789abcdef", data.decode(), "T")
    assert {reference.role for reference in note.references} == {"mention"}
    assert is_prose("T.md", data)


def test_a_web_clipping_is_captured_text_and_is_not_fetched() -> None:
    note = read_drop(Drop("Bees a story.md", CLIP.encode(), MTIME))
    assert not is_prose("Bees a story.md", CLIP.encode())
    assert (note.title, note.source, note.url) == ("Bees: a story", "clip", "https://example.org/bees")
    assert (note.author, note.published, note.description) == (("Jane Doe", "John Roe"), date(2025, 9, 9), "How they came back")
    assert note.references[0] == Reference("https://example.org/bees", "mention")
    assert {reference.role for reference in note.references} == {"mention"}
    assert note.frontmatter.startswith('title: "Bees: a story"\nsource:')
    assert (note.own, note.words, note.file_name, note.created) == (None, False, "", MTIME)
    assert note.content.startswith("The bees of the valley")


def test_a_clipping_without_the_page_is_fetched() -> None:
    note = read_drop(Drop("Bees.md", CLIP.replace(PAGE, "").replace("https://example.org/other", "").encode(), MTIME))
    assert note.references == (Reference("https://example.org/bees", "link"),)
    assert (note.content, note.words) == ("", False)


def test_our_share_template_leaves_no_trace() -> None:
    data = b"""---
inbox_capture: share
title: "They said "buzz" twice"
url: "https://example.org/bees"
author: ""
published: "{{published}}"
site: Bee News
description: {{description}}
---

{{content}}
"""
    note = read_drop(Drop("They said buzz twice.md", data, MTIME))
    assert (note.title, note.source, note.site) == ('They said "buzz" twice', "share", "Bee News")
    assert (note.frontmatter, note.content, note.author, note.description, note.published) == ("", "", "", "", None)
    assert note.references == (Reference("https://example.org/bees"),)
    assert not is_prose("They said buzz twice.md", data)


def test_our_share_template_with_the_page() -> None:
    data = f"---\ninbox_capture: phone\ntitle: Bees\nurl: https://example.org/bees\n---\n{PAGE}".encode()
    note = read_drop(Drop("x.md", data, MTIME))
    assert (note.source, note.words, note.url) == ("phone", True, "https://example.org/bees")
    note = read_drop(Drop("x.md", data.replace(b"phone", b"share"), MTIME))
    assert (note.source, note.words, note.url) == ("share", False, "https://example.org/bees")
    assert note.references == (Reference("https://example.org/bees", "mention"),)


@pytest.mark.parametrize(
    ("name", "data", "source"),
    [
        ("20250918_114949_rss_Bees.md", b"They fly.", "rss"),
        ("20250918_114949_email_Bees.md", b"They fly.", "email"),
        ("Bees.md", b"RSS Feed: Bees\nLink: https://example.org/bees\n\nThey fly.", "rss"),
        ("Bees.md", b"Link: https://example.org/bees\n\nThey fly.", "drop"),
        ("Bees.md", b"https://example.org/bees\n", "drop"),
        ("Bees.md", b"All about bees\nhttps://example.org/bees\n", "drop"),
    ],
)
def test_captured_without_properties(name: str, data: bytes, source: str) -> None:
    note = read_drop(Drop(name, data, MTIME))
    assert (note.own, note.source, is_prose(name, data)) == (None, source, False)


def test_r34_a_clipping_whose_properties_are_no_yaml_keeps_none_of_them() -> None:
    data = b'---\ntitle: "a "b""\nsource: https://example.org/a\ntags: clippings\n---\ntext\n'
    note = read_drop(Drop("x.md", data, MTIME))
    assert (note.title, note.source, note.url, note.frontmatter) == ('a "b"', "clip", "https://example.org/a", "")


@pytest.mark.parametrize("line", ["inbox_id: 0123456789abcdef", "inbox_id: '0123456789abcdef'", "source: inbox_processing"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_within_a_property_of_a_clipping_claims_nothing(line: str, end: str) -> None:
    data = f'---\nsource: https://example.org/a\ntags: clippings\ndescription: "A page{end}{line}{end}of words"\nmine: 5\n---\ntext\n'
    note = read_drop(Drop("x.md", data.encode(), MTIME))
    assert (note.own, note.frontmatter, note.properties["mine"]) == (None, "", 5)
    assert note.description == note.properties["description"] == f"A page {line} of words"
    kept = read_drop(Drop("x.md", data.replace(f"{end}{line}", f"{end} {line}").encode(), MTIME))
    assert f" {line}" in kept.frontmatter


def test_lists_of_properties_that_are_no_yaml_are_read() -> None:
    block = 'title: "Loaves: a "quick" fix"\nsource: https://bread.example/\nauthor:\n  - "[[Emma Crumb]]"\n  - Jo Rye\ntags:\n- clippings'
    note = read_drop(Drop("Web clip.md", f"---\n{block}\n---\nA loaf.\n".encode()))
    assert (note.title, note.author, note.tags) == ('Loaves: a "quick" fix', ("Emma Crumb", "Jo Rye"), ("clippings",))


def test_lines_of_properties_that_are_no_yaml_and_say_no_property_stay_text() -> None:
    block = 'title: "A "quick" fix"\nsource: https://bread.example/\ninbox_capture: share\nnotes: first\n- an item\nsub:\n  deep: words\n'
    note = read_drop(Drop("x.md", f"---\n{block}text: |\n  several lines\n  of mine\n---\nBody\n".encode()))
    assert note.content == "Body\n\n- an item\ndeep: words\ntext: |\nseveral lines\nof mine"
    assert note.properties["notes"] == "first"


@pytest.mark.parametrize(("status", "kept"), [("toread", {"own_status": "toread"}), ("draft", {})])
def test_a_status_of_a_templates_own_stands_beside_ours(status: str, kept: dict[str, str]) -> None:
    data = f"---\ninbox_capture: share\ntitle: Bees\nurl: https://example.org/bees\nstatus: {status}\n---\n".encode()
    note = read_drop(Drop("x.md", data, MTIME))
    assert (note.status, note.properties) == ("draft", kept)
