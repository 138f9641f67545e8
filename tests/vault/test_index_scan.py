"""What the index reads out of one note's text."""

from __future__ import annotations

import pytest

from vault_inbox.vault.scan import Link, scan

OURS = """---
tags: [space]
url: https://example.org/moon
inbox_id: "0123456789abcdef"
---

# The moon

## summary
It is round.

## Scraped from https://example.org/moon?page=2
### Far side
Craters.

## connections
- processed from RSS: [Example](https://example.org/)
- [[Sun]] (both name light)
- [Tides](sea/Tides.md) (both name water)

- my own [[Lunar]] line
"""

EARLIER = """---
type: note
tags:
- Python Software Foundation
- election
source: inbox_processing
---

# 2025 Election

## summary
The board is elected.

## content
RSS Feed: A Weblog
Source: https://example.net/atom/
Link: https://example.net/2025/election/#atom

Candidates stand.

## Scraped from https://example.net/atom/
<?xml version="1.0"?>
<feed><title>Unrelated postmortem</title>
<entry>quux...

## Scraped from https://example.net/2025/election/#atom
Votes are counted.

## connections
- processed from phone shortcut
"""


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("---\ntags: [a, B/c, '#d']\n---\n", ("a", "B/c", "d")),
        ("---\ntags: one, two three\n---\n", ("one", "two", "three")),
        ("---\ntags:\n- 2024\n- a b\n- y2024\n---\n", ("y2024",)),
        ("#start and #middle-of/it, not word#end or \\#escaped", ("start", "middle-of/it")),
        ("# Heading\n## Next\n#123 #1a", ("1a",)),
        ("`#span` ok #yes\n```\n#fenced\n```\n~~~sh\n#too\n~~~\n#after", ("yes", "after")),
        ("```\n#never closed", ()),
        ("[x](https://example.org/#fragment) https://example.org/#bare", ()),
        ("#Größe #日本 #😀", ("Größe", "日本", "😀")),
        ("---\ntags: [same]\n---\n#same", ("same",)),
        ("---\r\ntags:\r\n- win\r\n---\r\ntext #dows\r\n", ("win", "dows")),
    ],
)
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert scan(text).tags == tags


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "[[A]] [[b/C|shown]] [[D#part]] [[E.md]] [[F\\|in table]]",
            [("A", "A"), ("b/C", "shown"), ("D", "D"), ("E", "E"), ("F", "in table")],
        ),
        ("![[Note]] ![[p.png]] [[#here]] [[x.PDF]]", [("Note", "Note")]),
        ("[t](a%20b.md) [u](<c d.md#e>) [v](../f.md)", [("a b", "t"), ("c d", "u"), ("../f", "v")]),
        ("[w](https://example.org/readme.md) [x](page.html)", []),
        ("[y](a_(b).md)", [("a_(b)", "y")]),
        ("`[[no]]`\n```\n[[no]]\n```\n[[yes]]", [("yes", "yes")]),
        ('---\nup: "[[Parent]]"\n---\n', [("Parent", "Parent")]),
        ("``[[yes]]` ```", [("yes", "yes")]),  # a longer run of backticks opens nothing that a shorter one closes
    ],
)
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    assert scan(text).links == tuple(Link(target, shown, ours=False) for target, shown in links)


def test_aliases_are_a_list_or_a_line() -> None:
    assert scan("---\naliases: [One, 'Two  words', 3]\n---\n").aliases == ("One", "Two words", "3")
    assert scan("---\naliases: One, Two\n---\n").aliases == ("One", "Two")


@pytest.mark.parametrize("block", ["tags: [open", "a: 1\na: 2", "- list", "x: !!python/object:os.system y"])
def test_a_note_whose_properties_are_no_yaml_is_read_all_the_same(block: str) -> None:
    facts = scan(f'---\n{block}\ninbox_id: "0123456789abcdef"\n---\n\n## Scraped from https://example.org/a\nBody [[Link]] #tag\n')
    assert facts.inbox_id == "0123456789abcdef"
    assert facts.tags == ("tag",)
    assert facts.urls == ("https://example.org/a",)
    assert [link.target for link in facts.links] == ["Link"]
    assert "Body" in facts.text


def test_our_note_says_what_is_its_own() -> None:
    facts = scan(OURS)
    assert facts.inbox_id == "0123456789abcdef"
    assert not facts.earlier_script
    assert facts.urls == ("https://example.org/moon", "https://example.org/moon?page=2")
    assert facts.links == (Link("Sun", "Sun", ours=True), Link("Lunar", "Lunar", ours=False), Link("sea/Tides", "Tides", ours=True))
    assert facts.headings == ("The moon", "Far side")
    for kept in ("It is round.", "Craters.", "my own [[Lunar]] line"):
        assert kept in facts.text
    for dropped in ("summary", "connections", "Scraped", "processed", "Sun", "water"):
        assert dropped not in facts.text


@pytest.mark.parametrize("ours", ["> Not fetched: the page answers 404 (not found).", "> Not fetched yet: there is no network."])
def test_why_a_page_was_not_read_is_not_what_the_note_is_about(ours: str) -> None:
    body = f"# Answers\n\n## content\nMine.\n\n## Scraped from https://example.org/a\n{ours}\n"
    found = scan(f'---\ninbox_id: "0123456789abcdef"\n---\n{body}').text
    assert "Mine." in found
    assert "fetched" not in found
    assert ours in scan(body).text


def test_a_note_of_the_earlier_script_stands_for_its_link_not_for_the_feed() -> None:
    facts = scan(EARLIER)
    assert facts.earlier_script
    assert facts.urls == ("https://example.net/2025/election/#atom",)
    assert facts.tags == ("election",)
    for kept in ("The board is elected.", "Candidates stand.", "Votes are counted."):
        assert kept in facts.text
    for dropped in ("postmortem", "quux", "phone shortcut"):
        assert dropped not in facts.text


@pytest.mark.parametrize("kept", ['---\ninbox_id: "0123456789abcdef"\n---\n', "---\nsource: inbox_processing\n---\n", ""])
@pytest.mark.parametrize(
    ("heading", "urls"),
    [
        ("## Scraped from https://e.org/a", ("https://e.org/a",)),
        ("## scraped From <https://e.org/a>", ("https://e.org/a",)),
        ("##  Scraped from  https://e.org/a ##", ("https://e.org/a",)),
        ("## Scraped from https://e.org/a (good, see page 3)", ("https://e.org/a",)),
        *((f"{'#' * level} Scraped from https://e.org/a", ()) for level in (1, 3, 4, 5, 6, 7)),
        ("##Scraped from https://e.org/a", ()),
        ("> ## Scraped from https://e.org/a", ()),
        (" ## Scraped from https://e.org/a", ()),
        ("## See https://e.org/a", ()),
        ("## Scraped fromhttps://e.org/a", ()),
        ("## I Scraped from https://e.org/a", ()),
    ],
)
def test_only_a_heading_as_this_program_writes_it_names_a_page_that_the_note_holds(kept: str, heading: str, urls: tuple[str, ...]) -> None:
    assert scan(f"{kept}# T\n\n{heading}\nWords.\n").urls == urls


GERMAN = {"summary": "Kurz (1)", "content": "Inhalt", "scraped": "Gelesen [von]:", "connections": "Bezüge"}


def test_our_headings_are_known_by_the_names_that_the_settings_give_them() -> None:
    pages = "## Gelesen [von]: https://e.org/a\n### Gelesen [von]: https://e.org/b\nW.\n\n## Scraped from https://e.org/c\n"
    body = f"# T\n\n## Kurz (1)\nS.\n\n{pages}\n## Mehr\n\n## Gelesen [von]: Eva\n\n## Bezüge\n- processed from inbox\n"
    text = f'---\ninbox_id: "0123456789abcdef"\n---\n{body}'
    facts = scan(text, (), GERMAN)
    assert facts.urls == ("https://e.org/a", "https://e.org/c")
    assert facts.headings == ("T", "Mehr", "Gelesen [von]: Eva")
    assert "Kurz" not in facts.text
    assert "\n## Gelesen [von]: https" not in facts.text
    assert "Bezüge" not in facts.text
    assert scan(text, ()).urls == ("https://e.org/c",)


SCRIPT = "---\nsource: inbox_processing\n---\n\n# T\n\n## content\n"
ATOM = '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<feed><title>Quux #tagged [[Linked]]</title>\n# No heading\n'


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ("Link: https://e.org/a\n\ntext\n", ("https://e.org/a",)),
        ("Source: https://e.org/a\n\n## Scraped from https://e.org/a\nAn article.\n", ("https://e.org/a",)),
        ("RSS Feed: E\nSource: https://e.org/feed\n\n## Scraped from https://e.org/feed\nNot found.\n", ()),
        (f"words\n\n## Scraped from https://e.org/feed\n{ATOM}\n## Scraped from https://e.org/b\nText.\n", ("https://e.org/b",)),
        (f"Link: https://e.org/feed\n\n## Scraped from https://e.org/feed\n\n{ATOM}", ()),
        ("x\n\n## Scraped from https://e.org/r\n\ufeff<rdf:RDF>quux</rdf:RDF>\n", ()),
        ('x\n\n## Scraped from https://e.org/c\n<?xml version="1.0"?>\n<!DOCTYPE html><html>quux</html>\n', ("https://e.org/c",)),
    ],
)
@pytest.mark.parametrize("adopted", [False, True])
def test_the_page_of_a_note_of_the_earlier_script_is_no_feed(body: str, urls: tuple[str, ...], adopted: bool) -> None:
    text = SCRIPT.replace("---\n\n", 'inbox_id: "0123456789abcdef"\n---\n\n') if adopted else SCRIPT
    facts = scan(f"{text}{body}\n## connections\n- processed from phone shortcut\n")
    assert facts.urls == urls
    assert "quux" not in facts.text.lower()
    assert (facts.tags, facts.links, facts.headings) == ((), (), ("T", *(h for h in facts.headings if h.startswith("Scraped"))))


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("{{title}}\n", True),
        ("---\ntitle: >-\n  {{title}}\n---\n\n", True),
        ("---\ntags: [t]\n---\n# {{date:YYYY-MM-DD}}\n## Tasks\n- [ ] \n\n## Notes\n", True),
        ("<% tp.file.title %>\n<%*\nlet a = 1\n%>\n", True),
        ('<%* tR += "<% tp.file.title %>" %>\n', True),
        ("{{title}}\n<%\n", True),
        ("{{title}}\n<% words\n", False),
        ("A note about {{title}}\n", False),
        ("# Heading\n- [ ] \n", False),
        ("{{title}}\n```dataview\nlist\n```\n", False),
        ("", False),
        ('---\ninbox_id: "0123456789abcdef"\n---\n{{title}}\n', False),
    ],
)
def test_what_is_a_template(text: str, template: bool) -> None:
    assert scan(text).template is template


def test_sections_of_the_users_own_notes_stay() -> None:
    facts = scan("## summary\nmine\n\n## connections\n- processed from memory [[X]]\n")
    assert facts.text == "## summary\nmine\n\n## connections\n- processed from memory [[X]]\n"
    assert facts.links == (Link("X", "X", ours=False),)
    assert facts.headings == ("summary", "connections")


def test_code_is_searched_without_its_fences() -> None:
    text = scan("before\n```python\nimport numpy\n```\nafter").text
    assert text.split() == ["before", "import", "numpy", "after"]


@pytest.mark.parametrize(
    ("block", "urls"),
    [
        ("url: https://a.example/", ("https://a.example/",)),
        ("link: https://a.example/", ("https://a.example/",)),
        ("source: https://a.example/", ("https://a.example/",)),
        ("source: phone\nurl: [https://a.example/, HTTPS://b.example]", ("https://a.example/", "HTTPS://b.example")),
        ("url: javascript:alert(1)", ()),
    ],
)
def test_addresses_of_the_page(block: str, urls: tuple[str, ...]) -> None:
    assert scan(f"---\n{block}\n---\nsee https://elsewhere.example/\n").urls == urls


def test_a_renamed_property() -> None:
    assert scan("---\nadresse: https://a.example/\n---\n", ("adresse",)).urls == ("https://a.example/",)


@pytest.mark.parametrize(
    "text", ["", "---", "---\n---\n", "\x00\x00", "[[" * 3000, "`" * 20_000, "[" * 20_000, "#" * 20_000, "> ```\n" * 3000, "](" * 9000]
)
def test_odd_texts_are_read_quickly(text: str) -> None:
    scan(text)
