"""Properties that came with a drop are the user's: no refresh, no completion and no round of the daemon changes what stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vault_inbox import Drop, FetchError, Inbox, Note, Page, read_drop, render, update
from vault_inbox.notes.parse import read_note
from vault_inbox.notes.properties import read, split
from vault_inbox.notes.writing import provenance
from vault_inbox.processing.upkeep.daily import Daily

ADDRESS = "https://garden.example.org/worms"
BODY = "Comfrey manure ferments for three weeks in the rain barrel behind the shed.\n"
BETTER = "# Comfrey manure\n\nComfrey manure in the rain barrel behind the shed: how long it ferments, and how it is thinned.\n"
ARTICLE = "<p>The worms go down to where the frost does not reach, and wait there until the sun has warmed the heap.</p>" * 6
PAGE = (
    f"<html><head><title>Where the worms go</title><meta name='author' content='Jo Fenn'></head><body><article>"
    f"<h1>Where the worms go</h1>{ARTICLE}</article></body></html>"
)
OWN = [
    'author:\n  - "[[Amos Wenger]]"',
    'author: ["[[A B]]", "[[C D|c]]"]  # who',
    "author: '[[Claire Fontaine]]'\nsite: 12",
    "author: [Jean, Paul]\nsite: \"a  b\"",
    'author: [[Claire Fontaine]]',
    "tags: [rando, 2025]",
    'tags:\n  - rando # my tag\n  - "2025"\n  - C++\n  - "à lire !"\n  - rando/\n  - x/',
    "tags: cuisine, dessert",
    "tags: rando 2025 C++",
    "tags: 2025",
    "tags: [rando, Rando, '#rando']",
    "aliases: un, deux",
    "aliases: Claire Fontaine",
    "aliases: [a#b, '[[x]]', '  y ', 'z|w', a^b, 12, 2025-01-01, ~, [nested]]",
    'aliases:\n  - "[[x]]"\n  - "<% x %>"',
    "category: [Perso, B]",
    'category: "[[Lecture]]"',
    "category: Perso",
    "status: [a, b]\nsource: \"[[Livre]]\"",
    "status:\n  - lu\n",
    "status: fini\nsource: livre\npublished: 2020\ncreated: hier",
    "status:\ntags:\nauthor:\ncategory:",
    "type: [livre, note]\nurl: [foo, b]",
    "url: foo\nmodified: 2020",
    "modified: 2020-01-01",
    "created: 2025-11-20 08:00\npublished: 2025-11",
    "published: ['2025-01-01', b]\nsite: \"<b>x</b> #y\"",
    "Author: [a, b]\nTAGS: [C#, x/]\nCategory: {a: 1}",
    "rating: 3.0\ncssclasses: [a]\nup: '[[Home]]'\nnested:\n  tags: [2025]\n  author:\n    - '[[x]]'",
]  # fmt: skip
TYPES = {"types": {"author": "multitext", "category": "multitext", "site": "multitext", "tags": "tags", "aliases": "aliases"}}


def nothing(url: str) -> Page:
    raise FetchError(url, "the connection broke off", retryable=True)


def block(path: Path, *without: str) -> str:
    """The lines of a note's properties, but for single lines of these names."""
    lines = re.findall(r"[^\n]*\n", split(path.read_bytes().decode())[0])
    return "".join(line for line in lines if line.partition(":")[0] not in without)


def is_there(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(any(line == other for other in rest) for line in part)


def by_hand(vault: Path, pages) -> None:
    outcomes = [result.outcome for result in Inbox(vault, pages=pages).refresh()]
    assert {outcome.error for outcome in outcomes} == {None}


def by_daemon(vault: Path, pages) -> None:
    """A round a day later."""
    with Inbox(vault, pages=pages)._open() as work:
        work.index.refresh()
        for record in list(work.records):
            work.records.put(replace(record, refreshed=record.refreshed and record.refreshed - timedelta(days=2)))
        assert {outcome.error for outcome in Daily().some(work)} <= {None}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("types", [{}, TYPES], ids=["", "types"])
@pytest.mark.parametrize("memory", ["kept", "records lost", "drops gone"])
@pytest.mark.parametrize("refresh", [by_hand, by_daemon])
def test_what_a_note_brought_stands_as_it_stood_when_the_note_was_made(refresh, memory, types, newline, vault, write, quiet, own_machine):
    write(".obsidian/types.json", json.dumps(types))
    for number, own in enumerate(OWN):
        write(f"Inbox/Note {number}.md", f"---\n{own}\n---\n{BODY} Number {number}.\n".replace("\n", newline))
    outcomes = Inbox(vault, pages=nothing).run()
    assert {outcome.status for outcome in outcomes} == {"created"}
    notes = [vault / str(outcome.note) for outcome in outcomes]
    made = [block(note, "modified") for note in notes]
    if memory == "records lost":
        shutil.rmtree(own_machine / "state")
    elif memory == "drops gone":
        shutil.rmtree(vault / ".vault-inbox")
    for number in range(3):
        write(f"12-garden/Comfrey manure{number or ''}.md", BETTER)
        quiet()
        refresh(vault, nothing)
    assert any("[[Comfrey manure" in note.read_text() for note in notes)  # they were written
    assert [block(note, "modified") for note in notes] == made


@pytest.mark.parametrize("types", [{}, TYPES], ids=["", "types"])
@pytest.mark.parametrize("length", [30, 1], ids=["an article", "a few words"])
def test_a_clip_keeps_its_properties_and_its_origin_while_it_waits_and_when_its_page_has_come(length, types, vault, write, quiet):
    write(".obsidian/types.json", json.dumps(types))
    own = (
        f'title: "My own clip"\nsource: "{ADDRESS}"\nauthor:\n  - "[[Amos Wenger]]"\npublished: 2025-09-30\ncreated: 2025-11-20\n'
        'description: "a: b"\nsite: [a, b]\naliases:\n  - "[[W]]"\ntags:\n  - "clippings"\n  - "2025"\n'
    )
    write("Inbox/My own clip.md", f"---\n{own}---\n{BODY * length}")
    (outcome,) = Inbox(vault, pages=nothing).run()
    note = vault / str(outcome.note)
    made = block(note, "modified", "status")
    assert made.startswith(own.partition("aliases")[0])
    assert '  - "[[W]]"\n' in made
    for number, pages in enumerate((nothing, nothing, lambda url: Page(url, "text/html", PAGE.encode()), nothing)):
        write(f"12-garden/Comfrey manure{number or ''}.md", BETTER)
        quiet()
        by_hand(vault, pages)
        note = next(path for path in vault.rglob("*.md") if f"original_file: {outcome.drop.partition('/')[2]}" in path.read_text())
        assert is_there(made.split("\n"), block(note, "modified", "status").split("\n"))
        assert "\n- processed from clip\n" in note.read_text()


WAITING = [
    "author: ['[[Amos Wenger]]', Bo]\nsite: 12\ntags: [rando, 2025, C++]",
    "status: [a, b]\npublished: 2020-01-01\nmodified: 2020-01-01",
    "status: lu # mine\ncategory: [Perso, B]\naliases: un, deux",
    "author:\nurl: foo\nsource: '[[Livre]]'\ntags: rando, 2025",
    "nested:\n  tags: [x]\nauthor: {name: Bo}\ncategory: '[[Lecture]]'",
]  # fmt: skip


@pytest.mark.parametrize("memory", ["kept", "lost"])
def test_a_note_that_waited_for_its_page_keeps_what_it_brought_when_the_page_comes(memory, vault, write, quiet, own_machine):
    for number, own in enumerate(WAITING):
        write(f"Inbox/Note {number}.md", f"---\n{own}\n---\nRead this, number {number}.\n\n{ADDRESS}{number}\n")
    outcomes = Inbox(vault, pages=nothing).run()
    assert {outcome.status for outcome in outcomes} == {"pending"}
    notes = [vault / str(outcome.note) for outcome in outcomes]
    made = [note.read_text() for note in notes]
    if memory == "lost":
        shutil.rmtree(own_machine / "state")
    for pages in (nothing, lambda url: Page(url, "text/html", PAGE.encode()), nothing, nothing):
        quiet()
        by_hand(vault, pages)
    for own, note, text in zip(WAITING, notes, made, strict=True):
        now = note.read_text()
        assert "where the frost does not reach" in now
        assert "> Not fetched" not in now
        was, held = read(text), read(now)
        for name in read(f"---\n{own}\n---\n"):
            if name == "tags":
                assert held[name][: len(was[name])] == was[name] if isinstance(was[name], list) else "2025" in str(held[name])
            else:
                assert held[name] == was[name], name
                assert all(line in now.split("\n") for line in own.split("\n") if line.startswith(name))


@pytest.mark.parametrize("memory", ["kept", "records lost", "of an earlier version"])
@pytest.mark.parametrize("own", ["category: Perso", "category: [Perso, B]", "category:"])
def test_a_category_that_a_note_brought_stays_when_the_note_is_moved(own, memory, vault, write, quiet, own_machine):
    write("Inbox/Note.md", f"---\n{own}\n---\n{BODY}")
    (outcome,) = Inbox(vault, pages=nothing).run()
    if memory == "records lost":
        shutil.rmtree(own_machine / "state")
    elif memory == "of an earlier version":
        with Inbox(vault, pages=nothing)._open() as work:
            (record,) = work.records
            work.records.put(replace(record, brought=None))
    quiet()
    by_hand(vault, nothing)
    (vault / "30-kitchen").mkdir()
    moved = (vault / str(outcome.note)).rename(vault / "30-kitchen/Note.md")
    for _ in range(2):
        quiet()
        by_hand(vault, nothing)
    assert f"\n{own}\n" in moved.read_text()


def test_what_the_user_takes_out_of_what_a_note_brought_stays_out(vault, write, quiet, own_machine):
    write("Inbox/Note.md", f"---\ntags: [rando, bees, 2025]\nauthor: Bo\nsite: Here\n---\nRead this.\n\n{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=nothing).run()
    note = vault / str(outcome.note)
    text = note.read_text()
    assert text.count("[rando, bees, 2025") == text.count("author: Bo\n") == 1
    note.write_text(text.replace("[rando, bees, 2025", "[rando, 2025").replace("author: Bo\n", ""))
    shutil.rmtree(own_machine / "state")
    for pages in (nothing, lambda url: Page(url, "text/html", PAGE.encode()), nothing):
        quiet()
        by_hand(vault, pages)
    values = read(note.read_text())
    assert values["tags"][:2] == ["rando", 2025]
    assert "bees" not in values["tags"]
    assert "author" not in values
    assert "where the frost does not reach" in note.read_text()


def test_of_tags_that_were_added_to_the_users_only_ours_go_again(vault, write, quiet):
    write("12-garden/Worms.md", "---\ntags: [compost]\n---\n# Worms\n\nThe compost worms of the heap.\n")
    own = "---\ntags:\n  - rando\n  - 2025\n  - C++\n---\nRead this.\n"
    note = read_drop(Drop("Note.md", own.encode()))
    base = render(replace(note, tags=(*note.tags, "compost", "heap")))
    assert [str(tag) for tag in read(base)["tags"]] == ["rando", "2025", "C++", "cpp", "compost", "heap"]
    for brought in (note, replace(note, own=None, frontmatter=split(own)[0])):
        now = update(base, replace(brought, tags=(*note.tags, "compost")), base)
        assert now == base.replace("  - heap\n", "")
    unknown = replace(note, own=None, tags=("rando", "compost"))  # then by what we never write
    assert [str(tag) for tag in read(update(base, unknown, base))["tags"]] == ["rando", "2025", "C++", "compost"]


@pytest.mark.parametrize(
    ("own", "made"),
    [
        ("aliases: un, deux", "aliases: un, deux\n"),
        ("aliases: Claire Fontaine", "aliases: Claire Fontaine\n"),
        ("aliases: '[[x]]'", "aliases: '[[x]]'\n"),
        ("aliases: [a, '[[x]]']", "aliases: [a, '[[x]]']\n"),
        ("tags: cuisine, dessert", "tags: cuisine, dessert\n"),
    ],
)
def test_nothing_is_added_to_what_a_list_says_already(own, made, vault, write):
    write("Inbox/Note.md", f"---\n{own}\n---\nTexte.\n")
    (outcome,) = Inbox(vault, pages=nothing).run()
    assert made in block(vault / str(outcome.note))


def test_a_note_made_again_in_another_time_zone_came_when_it_came(vault, write, quiet):
    write("Vault Inbox.md", '```toml\ntimezone = "Asia/Tokyo"\n```\n')
    write("Inbox/later.txt", f"Read this.\n{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=nothing).run()
    created = read((vault / str(outcome.note)).read_text())["created"]
    write("Vault Inbox.md", '```toml\ntimezone = "Europe/Paris"\n```\n')
    for pages in (nothing, lambda url: Page(url, "text/html", PAGE.encode())):
        quiet()
        (result,) = Inbox(vault, pages=pages).refresh()
    note = vault / str(result.outcome.note)
    assert "where the frost does not reach" in note.read_text()
    assert read(note.read_text())["created"] == created
    assert "yours" not in Inbox(vault).explain(str(result.outcome.note))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("phone", "phone shortcut"),
        ("clip", "clip"),
        ("share", "share sheet"),
        ("script", "inbox"),
        ("drop", "inbox"),
        ("email", "e-mail: Bo"),
    ],
)
@pytest.mark.parametrize("held", [None, "https://e.example/a", "phone", "my own word"])
def test_a_note_is_read_as_coming_from_where_its_last_section_says(source, line, held):
    note = Note("T", "Words.", source=source, sender="Bo" if source == "email" else "", inbox_id="5f0c5f0c5f0c5f0c")
    text = render(note)
    text = text if held is None else text.replace(f"source: {source}", f"source: {held}")
    again = read_note(text, "T")
    assert f"- {provenance(again)}\n" == f"- processed from {line}\n"


WORDS = st.sampled_from(
    ["rando", "2025", "C++", "à lire !", "x/", "[[Amos]]", "[[A|b]]", "a: b", "#tag", "01", "1.10", "yes", "<% x %>", "a, b", "no ", "'q'"]
)
PLAIN = st.sampled_from(["rando", "2025", "C++", "3.0", "true", "2025-01-01", "2025-01-01T10:00", "01", "cuisine, dessert", "a b", "x/"])
QUOTED = st.one_of(WORDS.map(json.dumps), WORDS.map(lambda text: "'" + text.replace("'", "''") + "'"), PLAIN)
VALUES = st.one_of(
    QUOTED.map(lambda item: f" {item}"),
    st.just(""),
    st.lists(QUOTED, max_size=4).map(lambda items: " [" + ", ".join(each if each[:1] in "\"'" else f'"{each}"' for each in items) + "]"),
    st.lists(st.sampled_from(["rando", "2025", "C++", "x"]), min_size=1, max_size=3).map(lambda items: f" [{', '.join(items)}]"),
    st.lists(st.tuples(QUOTED, st.sampled_from(["", " # mine"])), min_size=1, max_size=4).map(
        lambda items: "".join(f"\n  - {item}{end}" for item, end in items)
    ),
    st.lists(QUOTED, min_size=1, max_size=3).map(lambda items: "".join(f"\n-   {item}" for item in items)),
)
NAMES = ["tags", "aliases", "author", "category", "status", "source", "site", "url", "published", "created", "modified", "type", "mood"]
BLOCKS = st.lists(
    st.tuples(st.sampled_from([*NAMES, "Author", "TAGS"]), VALUES, st.sampled_from(["", "", "# a comment\n", "deep{}:\n  a: [b]\n"])),
    min_size=1, max_size=6, unique_by=lambda entry: entry[0].lower(),
)  # fmt: skip


FULL = os.environ.get("SWEEP") == "full"
QUICK = (Phase.explicit, Phase.generate)  # an example is a whole vault: too slow to be made smaller


@pytest.mark.sweep
@pytest.mark.timeout(1800)
@settings(deadline=None, max_examples=100 if FULL else 4, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(BLOCKS, st.sampled_from(["\n", "\r\n"])), min_size=12, max_size=12), st.sampled_from(["kept", "lost", "gone"]))
def test_r35_no_line_that_a_note_brought_changes_in_later_runs(blocks, memory) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        for name in (".obsidian", "Inbox"):
            (vault / name).mkdir(parents=True)
        options = {"state_dir": f"{folder}/state", "cache_dir": f"{folder}/cache"}

        def aged() -> None:
            for path in vault.rglob("*.md"):
                os.utime(path, (time.time() - 3600,) * 2)

        for number, (entries, newline) in enumerate(blocks):
            lines = "".join(f"{above.format(place)}{name}:{value}\n" for place, (name, value, above) in enumerate(entries))
            (vault / f"Inbox/Note {number}.md").write_bytes(f"---\n{lines}---\n{BODY}{number}\n".replace("\n", newline).encode())
        aged()
        outcomes = Inbox(vault, pages=nothing, options=options).run()
        made = {vault / str(outcome.note): block(vault / str(outcome.note), "modified") for outcome in outcomes if outcome.note}
        made = {path: lines for path, lines in made.items() if "Failed" not in path.parts}
        assert len(made) > len(blocks) / 2
        if memory == "lost":
            shutil.rmtree(Path(folder) / "state")
        elif memory == "gone":
            shutil.rmtree(vault / ".vault-inbox")
        for number in range(3):
            (vault / f"Comfrey manure {number}.md").write_text(BETTER)
            aged()
            errors = [result.outcome.error for result in Inbox(vault, pages=nothing, options=options).refresh()]
            assert [error for error in errors if error and "among the originals" not in error] == []
        for path, lines in made.items():
            assert is_there(lines.split("\n"), block(path, "modified").split("\n")), path
