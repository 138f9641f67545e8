"""Same bytes, same page, same page with words of the user's own."""

from __future__ import annotations

import pytest

ARTICLE = """<html><head><title>Compost in winter</title></head><body><article><h1>Compost in winter</h1>
<p>A heap in winter sleeps, and that is no fault. The worms go down to where the frost does not reach, and wait.</p>
<p>Cover it with straw and a lid, so that the rain does not wash out what the summer has made. Turn it in March.</p>
<p>Kitchen scraps can go on all winter. They freeze, thaw, and fall apart by themselves, which saves half of the work.</p>
</article></body></html>"""
URL = "https://garden.example.org/compost-in-winter"


def test_r13_the_same_bytes_again_make_no_second_note(vault, write, inbox):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    write("Inbox/idea again.txt", "Comfrey makes the compost hot.\n")
    (second,) = inbox().run()
    assert (second.status, second.note) == ("duplicate", first.note)
    assert {path.name for path in (vault / ".vault-inbox/originals").rglob("*.txt")} == {"idea.txt", "idea again.txt"}


@pytest.mark.parametrize(
    "other", ["compost 2.txt", "compost (Tom's conflicted copy 2025-09-18).txt", "compost.sync-conflict-20250918-114949-ABCDEFG.txt"]
)
def test_of_two_drops_that_came_together_the_plain_name_goes_first(vault, write, inbox, other):
    write(f"Inbox/{other}", "Comfrey makes the compost hot.\n")
    write("Inbox/compost.txt", "Comfrey makes the compost hot.\n")
    assert {each.drop: (each.status, each.note) for each in inbox().run()} == {
        "Inbox/compost.txt": ("created", "Unfiled/compost.md"),
        f"Inbox/{other}": ("duplicate", "Unfiled/compost.md"),
    }


@pytest.mark.parametrize("line", ['mine: [a, "b', "mine: a: b", "status: draft"])
def test_r13_the_same_bytes_make_no_second_note_while_the_properties_of_the_first_are_being_typed(vault, write, inbox, line):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    broken = (vault / first.note).read_text().replace("status: draft\n", f"status: draft\n{line}\n")
    write(first.note, broken)
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (second,) = inbox().run()
    assert (second.status, second.note) == ("duplicate", first.note)
    assert (vault / first.note).read_text() == broken


def test_a_note_that_only_speaks_of_an_inbox_id_is_no_note_of_the_drop(vault, write, inbox):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    text = (vault / first.note).read_text()
    (line,) = [line for line in text.split("\n") if line.startswith("inbox_id: ")]
    write(first.note, f"---\nmine: [a\n---\n{line}\n")
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (second,) = inbox().run()
    assert second.status == "created"


def test_a_note_that_was_deleted_comes_back_only_with_its_drop(vault, write, inbox):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    (vault / first.note).unlink()
    assert inbox().run() == []
    assert not (vault / first.note).exists()
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (again,) = inbox().run()
    assert (again.status, again.note) == ("created", first.note)


CONFLICTS = ["idea.sync-conflict-20250918-114949-ABCDEFG.txt", "idea (conflicted copy 2025-09-18).txt", "idea_conflict-20250918-114949.txt"]


@pytest.mark.parametrize("name", CONFLICTS)
def test_r13_a_conflict_copy_of_a_drop_is_a_duplicate_or_with_other_words_a_note(vault, write, inbox, name):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    write(f"Inbox/{name}", "Comfrey makes the compost hot.\n")
    (second,) = inbox().run()
    assert (second.status, second.note, second.warnings) == ("duplicate", first.note, ())
    write(f"Inbox/{name}", "Comfrey makes the compost hot, says the other phone.\n")
    (third,) = inbox().run()
    assert (third.status, third.note) == ("created", "Unfiled/idea 1.md")
    assert third.warnings == ("a sync app made this file as a conflict copy of “idea.txt”",)
    assert "says the other phone" in (vault / third.note).read_text()


def test_the_same_page_without_own_words_is_a_duplicate(vault, write, inbox):
    write("Inbox/20250918_120000_phone_.txt", f"{URL}?utm_source=x\n")
    (first,) = inbox({URL: ARTICLE}).run()
    write("Inbox/b.txt", f"Compost in winter\n{URL}/#top\n")
    (second,) = inbox({}).run()
    assert (second.status, second.note) == ("duplicate", first.note)
    assert not list((vault / "Inbox").glob("*.txt"))


@pytest.mark.parametrize("words", ["Gelesen:", "Von (S. 1)", "scraped"])
def test_a_second_page_is_known_under_a_heading_with_words_of_the_users(vault, write, inbox, words):
    write("Vault Inbox.md", f'```toml\n[note.headings]\nscraped = "{words}"\n```\n')
    other = "https://garden.example.org/straw"
    pages = {URL: ARTICLE, other: ARTICLE.replace("Compost in winter", "Straw").replace("heap", "bale")}
    write("Inbox/two.txt", f"See these two, I found them good.\n\n{URL}\n{other}\n")
    (first,) = inbox(pages).run()
    assert f"## {words} {other}\n" in (vault / first.note).read_text()
    write("Inbox/straw.txt", f"{other}\n")
    (second,) = inbox(pages).run()
    assert (second.status, second.note) == ("duplicate", first.note)


def test_the_same_page_with_own_words_becomes_a_note_that_links_to_the_first(vault, write, inbox):
    write("Inbox/20250918_120000_phone_.txt", f"{URL}\n")
    (first,) = inbox({URL: ARTICLE}).run()
    write("Inbox/b.txt", f"Try this with the leaves of the oak, they took two years last time.\n\n{URL}\n")
    (second,) = inbox({URL: ARTICLE}).run()
    assert second.status == "created"
    text = (vault / second.note).read_text()
    assert "Try this with the leaves of the oak" in text
    assert "- same page as [[Compost in winter]]\n" in text
    assert "worms" not in text
    assert first.note != second.note


def test_a_page_that_is_only_linked_in_a_text_is_no_duplicate(vault, write, inbox):
    write("12-garden/My links.md", f"I should read {URL} some day.\n")
    write("Inbox/a.txt", f"{URL}\n")
    (outcome,) = inbox({URL: ARTICLE}).run()
    assert outcome.status == "created"
