"""Drops of the user's own that link to each other arrive together: every link ends at the note that the other one becomes."""

from __future__ import annotations

import posixpath
import re
import threading
from urllib.parse import unquote

import pytest

from vault_inbox.notes import properties

LINK = re.compile(r"\]\(<?([^)>#]+)|\[\[([^\]|#]+)")


def leads(vault, note, line):
    """Where the links of one line of a note lead, as paths in the vault: relative to the note, else from the root."""
    found = []
    for match in LINK.finditer(next(each for each in (vault / note).read_text().split("\n") if each.startswith(line))):
        target = unquote(match[1] or match[2]).lstrip("/")
        target = target if target.endswith(".md") else f"{target}.md"
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(note), target))
        found.append(next((path for path in (beside, target) if (vault / path).is_file()), f"nowhere: {target}"))
    return found


def run(inbox, **options):
    return {outcome.drop: outcome.note for outcome in inbox(**options).run() if outcome.note}


FORMS = ["[x]({}.md)", "![x](./{}.md#Part)", "[x](<{}.md>)", "[[./{}]]", "![[./{}.md|x]]", "[[Inbox/{}]]", "[x](/Inbox/{}.md)"]


@pytest.mark.parametrize(("one", "other"), [("A", "B"), ("B", "A")], ids=["the first links", "the second links"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", ["", "12-garden/"], ids=["into one folder", "into two folders"])
def test_a_link_to_another_drop_ends_at_its_note(vault, write, inbox, one, other, form, folder):
    write(f"Inbox/{one}.md", f"I wrote this first: {form.format(folder + other)}\n")
    write(f"Inbox/{folder}{other}.md", "My second prose there, about nothing.\n")
    notes = run(inbox)
    assert notes[f"Inbox/{folder}{other}.md"] == f"{folder or 'Unfiled/'}{other}.md"
    assert leads(vault, notes[f"Inbox/{one}.md"], "I wrote") == [notes[f"Inbox/{folder}{other}.md"]]


def test_drops_that_link_to_each_other_and_to_themselves(vault, write, inbox):
    write("Inbox/A.md", "I wrote [b](B.md) and [a](A.md), see [t](20250918_114949_phone_Third.txt)\n")
    write("Inbox/B.md", "I wrote [a](A.md), which [[A]] is\n")
    write("Inbox/20250918_114949_phone_Third.txt", "A third one\n")
    notes = run(inbox)
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md", "Unfiled/A.md", notes["Inbox/20250918_114949_phone_Third.txt"]]
    assert leads(vault, "Unfiled/B.md", "I wrote")[0] == "Unfiled/A.md"
    assert "\nI wrote [b](B.md) and [a](A.md), see [t](Third.md)\n" in (vault / "Unfiled/A.md").read_text()
    assert "\nI wrote [a](A.md), which [[A]] is\n" in (vault / "Unfiled/B.md").read_text()
    before = (vault / "Unfiled/A.md").read_bytes()
    assert inbox().run() == []
    assert (vault / "Unfiled/A.md").read_bytes() == before


def test_a_drop_whose_name_is_taken_is_found_under_its_new_one(vault, write, inbox):
    write("Unfiled/B.md", "Another note of mine\n")
    write("Inbox/A.md", "I wrote [b](B.md)\n")
    write("Inbox/B.md", "My second prose there\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B 1.md"]


BARE = "I wrote [[B]], [[B|mine]], [[b#Part]], ![[B.md]] and `[[B]]`\n| a | [[B\\|x]] |\n"


def led(name):
    return BARE.replace("[[b", "[[B").replace("B.md", "B").replace("[[B", f"[[{name}").replace(f"`[[{name}", "`[[B")


@pytest.mark.parametrize("name", ["A", "C"], ids=["before", "after"])
def test_a_bare_link_to_a_drop_whose_name_is_taken_gets_the_new_name(vault, write, inbox, name):
    write("12-garden/B.md", "Another note of mine\n")
    write("12-garden/Index.md", "All of it: [[B]]\n")
    write(f"Inbox/{name}.md", BARE)
    write("Inbox/B.md", "My second prose there\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    assert led("B 1") in (vault / f"Unfiled/{name}.md").read_text()


def test_a_bare_link_to_a_drop_that_waits_gets_the_name_it_has_at_last(vault, write, inbox):
    write("12-garden/B.md", "Another note of mine\n")
    write("Inbox/A.md", BARE)
    write("Inbox/B.md", "I am still typing", age=5)
    run(inbox)
    assert BARE in (vault / "Unfiled/A.md").read_text()
    write("Inbox/B.md", "I am still typing, and am done now\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    assert led("B 1") in (vault / "Unfiled/A.md").read_text()


def test_a_bare_link_to_a_drop_gets_its_folder_where_its_name_alone_leads_elsewhere(vault, write, inbox):
    write("Vault Inbox.md", '```toml\n[note]\nunfiled = "Far away"\n[rule.c]\ntitle = "C"\nfolder = "12-garden"\n```\n')
    write("12-garden/B.md", "Another note of mine\n")
    write("Inbox/B.md", "My second prose there\n")
    write("Inbox/C.md", BARE)
    assert run(inbox) == {"Inbox/B.md": "Far away/B.md", "Inbox/C.md": "12-garden/C.md"}
    assert led("Far away/B") in (vault / "12-garden/C.md").read_text()


@pytest.mark.parametrize(
    ("lies", "drop", "note"),
    [
        ("B.md", "Inbox/B.md", "Unfiled/B 1.md"),
        ("12-garden/B.md", "Inbox/30-kitchen/B.md", "30-kitchen/B 1.md"),
        ("12-garden/b 1.md", "Inbox/B.md", "Unfiled/B.md"),
    ],
    ids=["a note at the root goes first", "a drop in another folder is none beside it", "the name is free"],
)
def test_a_bare_link_that_needs_no_other_name_stays(vault, write, inbox, lies, drop, note):
    write(lies, "Another note of mine\n")
    write("12-garden/Index.md", "All of it: [[B]]\n")
    for name in "AC":
        write(f"Inbox/{name}.md", f"{BARE}This is {name}.\n")
    write(drop, "My second prose there\n")
    assert run(inbox)[drop] == note
    assert all(BARE in (vault / f"Unfiled/{name}.md").read_text() for name in "AC")


@pytest.mark.parametrize(
    "text",
    [
        "I wrote [[B and more\n[[B",
        "I wrote [[B]x and [[B|no end\n[[B#Part] [[B\\]]",
        "I wrote [[Inbox/B and [[Inbox/B|x] and [[Inbox/B]",
        "I wrote \\[[B]] and \\\\\\[[B]] and \\[[Inbox/B]]",
    ],
)
def test_what_is_no_link_stays_byte_for_byte(vault, write, inbox, text):
    write("12-garden/B.md", "Another note of mine\n")
    write("12-garden/Index.md", "All of it: [[B]]\n")
    write("Inbox/A.md", f"{text}\nThe end.\n")
    write("Inbox/B.md", "My second prose there\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    assert f"{text}\nThe end.\n" in (vault / "Unfiled/A.md").read_text()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[B|a [x] b]]", "[[B 1|a [x] b]]"),
        ("\\\\[[B]]", "\\\\[[B 1]]"),
        ("[[B|[1]]]", "[[B 1|[1]]]"),
        ("[[[B]]] [[B ]]", "[[[B 1]]] [[B 1]]"),
    ],
)
def test_a_link_beside_brackets_and_backslashes_is_one(vault, write, inbox, before, after):
    write("12-garden/B.md", "Another note of mine\n")
    write("12-garden/Index.md", "All of it: [[B]]\n")
    write("Inbox/A.md", f"I wrote {before}\n")
    write("Inbox/B.md", "My second prose there\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    assert f"I wrote {after}\n" in (vault / "Unfiled/A.md").read_text()


SELF = "# One thing here\n\nI wrote [[Untitled 1]], [[untitled 1.md|x]] and [[Untitled 1#Part]]\n"


def test_a_bare_link_of_a_drop_to_itself_leads_to_its_note(vault, write, inbox):
    write("Inbox/Untitled 1.md", SELF)
    assert run(inbox)["Inbox/Untitled 1.md"] == "Unfiled/One thing here.md"
    text = (vault / "Unfiled/One thing here.md").read_text()
    assert "I wrote [[One thing here]], [[One thing here|x]] and [[One thing here#Part]]\n" in text


@pytest.mark.parametrize("other", ["Untitled 1.md", "12-garden/Untitled 1.md"])
def test_a_bare_link_by_the_drop_s_own_name_means_another_note_that_bears_it(vault, write, inbox, other):
    write(other, "Another note of mine\n")
    write("Inbox/Untitled 1.md", SELF)
    assert SELF.partition("\n\n")[2] in (vault / run(inbox)["Inbox/Untitled 1.md"]).read_text()


PARTS = "I wrote [[B#Part]], ![[b#^end]], [p](B.md#Part), [[B]], [[B#Elsewhere]]\n\n## Part\nmine ^end\n"


@pytest.mark.parametrize(
    ("other", "led"),
    [
        ("Unfiled/B.md", "I wrote [[B 1#Part]], ![[B 1#^end]], [p](B%201.md#Part), [[B]], [[B#Elsewhere]]\n"),
        ("B.md", "I wrote [[B#Part]], ![[b#^end]], [p](B%201.md#Part), [[B]], [[B#Elsewhere]]\n"),
    ],
    ids=["beside its note", "at the vault's root, where it goes first"],
)
def test_a_bare_link_of_a_drop_to_a_part_of_itself_leads_there_though_its_name_was_taken(vault, write, inbox, other, led):
    write(other, "Another note of mine\n")
    write("Unfiled/Index.md", "All of it: [[B]]\n")
    write("Inbox/B.md", PARTS)
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    assert led in (vault / "Unfiled/B 1.md").read_text()


def test_a_link_is_led_on_however_it_spells_the_file(vault, write, inbox):
    write("Notes/Whale.md", "Another note of mine\n")
    write("Notes/U\u0308ber Wale.md", "Another one\n")
    write("Inbox/A/B/x.md", "I wrote [[../../../notes/whale]] [w](../../../NOTES/whale.md) [u](../../../Notes/Über%20Wale.md)\n")
    note = run(inbox)["Inbox/A/B/x.md"]
    assert note == "A/B/x.md"
    assert "I wrote [[../../notes/whale]] [w](../../NOTES/whale.md) [u](../../Notes/Über%20Wale.md)\n" in (vault / note).read_text()


def test_a_link_to_a_drop_that_waits_is_led_on_however_it_spells_it(vault, write, inbox):
    write("Inbox/A.md", "I wrote [b](b.MD)\n")
    write("Inbox/B.md", "I am still typing", age=5)
    run(inbox)
    write("Inbox/B.md", "I am still typing, and am done now\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B.md"
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md"]


@pytest.mark.parametrize("name", ["A", "Z"], ids=["before", "after"])
def test_a_bare_link_from_a_folder_of_the_inbox_reaches_a_drop_in_the_inbox(vault, write, inbox, name):
    write("12-garden/Index.md", "My index\n")
    write(f"Inbox/12-garden/{name}.md", "I wrote [[Untitled 1]]\n")
    write("Inbox/Untitled 1.md", "# One thing here\n\nMy second prose there\n")
    notes = run(inbox)
    assert leads_by_name(vault, notes[f"Inbox/12-garden/{name}.md"]) == notes["Inbox/Untitled 1.md"] == "Unfiled/One thing here.md"


@pytest.mark.parametrize(
    ("lies", "drop"),
    [("30-kitchen/Untitled 1.md", "Untitled 1.md"), ("12-garden/Index.md", "30-kitchen/Untitled 1.md")],
    ids=["a note bears the name", "a drop in a folder is not looked for"],
)
def test_a_bare_link_from_a_folder_of_the_inbox_stays_otherwise(vault, write, inbox, lies, drop):
    write(lies, "Another note of mine\n")
    write("Inbox/12-garden/A.md", "I wrote [[Untitled 1]]\n")
    write(f"Inbox/{drop}", "# One thing here\n\nMy second prose there\n")
    assert "I wrote [[Untitled 1]]\n" in (vault / run(inbox)["Inbox/12-garden/A.md"]).read_text()


def leads_by_name(vault, note):
    """The note that a bare wikilink leads to, which is the one of that name."""
    (name,) = re.findall(r"I wrote \[\[([^]]+)", (vault / note).read_text())
    (path,) = (path for path in vault.rglob(f"{name}.md") if ".vault-inbox" not in path.parts)
    return path.relative_to(vault).as_posix()


def test_a_bare_link_written_after_the_drop_became_a_note_stays(vault, write, inbox):
    write("12-garden/B.md", "Another note of mine\n")
    write("12-garden/Index.md", "All of it: [[B]]\n")
    write("Inbox/B.md", "My second prose there\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B 1.md"
    write("Inbox/C.md", BARE)
    run(inbox)
    assert BARE in (vault / "Unfiled/C.md").read_text()


def test_a_drop_that_waits_is_followed_once_it_becomes_a_note(vault, write, inbox):
    write("Inbox/A.md", "I wrote [b](B.md)\n")
    write("Inbox/B.md", "I am still typing", age=5)
    run(inbox)
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Inbox/B.md"]
    write("Inbox/B.md", "I am still typing, and am done now\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B.md"
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md"]


def test_a_drop_that_fails_is_followed_to_failed_and_to_its_note_at_last(vault, write, inbox):
    write("Inbox/A.md", "I wrote [b](B.md)\n")
    write("Inbox/B.md", "---\nmood: [\n---\nMy second prose there\n")
    run(inbox)
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Inbox/Failed/B.md"]
    (vault / "Inbox/Failed/B.md").unlink()
    write("Inbox/B.md", "My second prose there\n")
    assert run(inbox)["Inbox/B.md"] == "Unfiled/B.md"
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md"]


def test_what_the_user_wrote_meanwhile_stays_and_only_the_link_changes(vault, write, inbox):
    write("Inbox/A.md", "I wrote [b](B.md)\r\nno last newline")
    write("Inbox/B.md", "I am still typing", age=5)
    run(inbox)
    edited = (vault / "Unfiled/A.md").read_bytes().replace(b"I wrote", b"I wrote, and think,\t")
    write("Unfiled/A.md", edited)
    write("Inbox/B.md", "I am still typing, and am done now\n")
    run(inbox)
    assert (vault / "Unfiled/A.md").read_bytes() == edited.replace(b"../Inbox/B.md", b"B.md")


def test_both_can_be_taken_back(vault, write, inbox):
    write("Inbox/A.md", "I wrote [b](B.md)\n")
    write("Inbox/B.md", "My second prose there\n")
    run(inbox)
    assert {each.did for each in inbox().undo(last_run=True)} == {"trashed"}
    assert (vault / "Inbox/Held/A.md").read_text() == "I wrote [b](B.md)\n"


def test_a_drop_of_the_same_name_in_another_folder_is_another(vault, write, inbox):
    write("Inbox/12-garden/B.md", "My words about the garden\n")
    write("Inbox/B.md", "My words about all else\n")
    write("Inbox/Z.md", "I wrote [b](B.md) and [c](12-garden/B.md)\n")
    run(inbox)
    assert leads(vault, "Unfiled/Z.md", "I wrote") == ["Unfiled/B.md", "12-garden/B.md"]


def test_a_link_to_a_note_of_the_vault_is_none_to_a_drop_of_its_name(vault, write, inbox):
    write("24-computing/Index.md", "My index\n")
    write("Inbox/30-kitchen/Index.md", "My other index\n")
    write("Inbox/24-computing/Index.md", "My third index\n")
    run(inbox)
    text = "I wrote [x](24-computing/Index.md), [[24-computing/Index]] and [y](Index.md)\n"
    write("Inbox/A.md", text)
    run(inbox)
    assert text in (vault / "Unfiled/A.md").read_text()


@pytest.mark.parametrize(("one", "other"), [("A", "B"), ("B", "A")], ids=["the first links", "the second links"])
def test_a_link_in_the_properties_never_breaks_them(vault, write, inbox, one, other):
    write("Mum's, and mine/X.md", "A note of mine\n")
    write(f"Inbox/{one}.md", f"---\nup: '[[Inbox/{other}]]'\n---\nI wrote [b]({other}.md)\n")
    write(f"Inbox/{other}.md", "---\ncategory: Mum's, and mine\n---\nMy second prose there\n")
    notes = run(inbox)
    assert notes[f"Inbox/{other}.md"] == f"Mum's, and mine/{other}.md"
    assert properties.read((vault / f"Unfiled/{one}.md").read_text())["up"] == f"[[Inbox/{other}]]"
    assert leads(vault, f"Unfiled/{one}.md", "I wrote") == [f"Mum's, and mine/{other}.md"]


@pytest.mark.parametrize("auto", ["all", "pending", "off"])
def test_without_being_asked_only_a_note_of_the_same_run_is_rewritten_unless_the_settings_allow_it(vault, write, inbox, auto):
    write("Vault Inbox.md", f'```toml\n[refresh]\nauto = "{auto}"\n```\n')
    write("Inbox/A.md", "I wrote [b](B.md) and [c](C.md)\n")
    write("Inbox/B.md", "My second prose there\n")
    write("Inbox/C.md", "I am still typing", age=5)
    run(inbox)
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md", "Inbox/C.md"]
    write("Inbox/C.md", "I am still typing, and am done now\n")
    run(inbox)
    later = "Unfiled/C.md" if auto == "all" else "nowhere: ../Inbox/C.md"
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md", later]
    inbox().refresh()
    assert leads(vault, "Unfiled/A.md", "I wrote") == ["Unfiled/B.md", "Unfiled/C.md"]


@pytest.mark.parametrize("auto", ["all", "off"])
def test_the_daemon_leads_links_on_as_the_settings_allow(vault, write, inbox, auto):
    write("Inbox/A.md", "I wrote [b](B.md) and [c](C.md)\n")
    write("Inbox/C.md", "I am still typing", age=5)
    run(inbox)
    write("Inbox/C.md", "I am still typing, and am done now\n")
    write("Vault Inbox.md", f'```toml\n[refresh]\nauto = "{auto}"\n[watch]\nrescan = 1\nsettle = 0.1\nsettle_md = 0.1\n```\n')
    stop, looks = threading.Event(), 0

    def alive():
        nonlocal looks
        looks += (vault / "Unfiled/C.md").exists()
        if looks > 4:
            stop.set()

    assert [outcome.note for outcome in inbox().watch(stop, alive=alive)] == ["Unfiled/C.md"]
    assert leads(vault, "Unfiled/A.md", "I wrote")[1] == ("Unfiled/C.md" if auto == "all" else "nowhere: ../Inbox/C.md")
