"""What the user does to a note of ours is understood: moved, renamed, deleted, edited, known or not to this machine."""

from __future__ import annotations

import json
import shutil

import pytest

from vault_inbox import Inbox, Page
from vault_inbox.errors import FetchError
from vault_inbox.notes.properties import read

IDEA = "Comfrey manure ferments for three weeks in the rain barrel behind the shed.\n"
MANURE = "# Comfrey manure\n\nComfrey manure in the rain barrel: how long it ferments, and how it is thinned.\n"


@pytest.fixture
def made(vault, write, inbox, quiet):
    """The path of a note that was made of a drop and links to `Comfrey manure`."""
    write("12-garden/Comfrey manure.md", MANURE)
    write("12-garden/Bees.md", "# Bees\n\nThe bees behind the shed.\n")
    write("Inbox/12-garden/idea.txt", IDEA)
    (outcome,) = inbox().run()
    assert "- [[Comfrey manure]]" in (vault / outcome.note).read_text()
    quiet()
    return vault / outcome.note


def refreshed(inbox, quiet) -> None:
    quiet()
    assert {result.outcome.error for result in inbox().refresh()} == {None}


def edit(path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_category_of_a_moved_note_follows_each_time(vault, made, inbox, quiet):
    for folder in ("30-kitchen", "40-chemistry/manure"):
        (vault / folder).mkdir(parents=True)
        moved = made.rename(vault / folder / made.name)
        refreshed(inbox, quiet)
        assert read(moved.read_text())["category"] == folder
        made = moved
    (reason,) = [each for each in inbox().explain(str(made.relative_to(vault)))["category"] if "moved" in each]
    assert reason == "40-chemistry/manure: the note was moved there"


def test_a_note_that_is_moved_to_no_category_has_none_until_it_has_one_again(vault, made, inbox, quiet):
    for folder, category in (("", None), ("30-kitchen", "30-kitchen"), ("Unfiled", None), ("12-garden", "12-garden")):
        (vault / folder).mkdir(exist_ok=True)
        made = made.rename(vault / folder / made.name)
        for _ in range(2):
            refreshed(inbox, quiet)
            assert read(made.read_text()).get("category") == category
    assert "yours" not in inbox().explain(f"12-garden/{made.name}")


def test_a_category_that_the_user_edited_or_wrote_stays_at_the_root(vault, made, inbox, quiet):
    edit(made, "category: 12-garden", "category: mine")
    made = made.rename(vault / made.name)
    refreshed(inbox, quiet)
    assert read(made.read_text())["category"] == "mine"


def test_a_category_that_the_user_edited_stays_wherever_the_note_goes(vault, made, inbox, quiet):
    edit(made, "category: 12-garden", "category: mine")
    for folder in ("30-kitchen", "40-chemistry"):
        refreshed(inbox, quiet)
        (vault / folder).mkdir()
        made = made.rename(vault / folder / made.name)
        refreshed(inbox, quiet)
        assert read(made.read_text())["category"] == "mine"


def test_editing_a_property_moves_no_file(vault, made, inbox, quiet, look):
    (vault / "30-kitchen").mkdir()
    edit(made, "category: 12-garden", "category: 30-kitchen")
    before = look()
    refreshed(inbox, quiet)
    assert look() == before


def test_a_renamed_note_keeps_its_identity(vault, made, inbox, write, quiet):
    renamed = made.rename(made.with_name("Jauche.md"))
    write("Inbox/again.txt", IDEA)
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("duplicate", "12-garden/Jauche.md")
    refreshed(inbox, quiet)
    assert inbox().explain("Jauche")["note"][0] == "12-garden/Jauche.md"
    assert renamed.exists()


def test_a_deleted_note_stays_deleted(vault, made, inbox, quiet, look):
    made.unlink()
    before = look()
    assert inbox().run() == []
    assert inbox().refresh() == []
    assert look() == before


def test_a_pending_note_that_was_deleted_is_never_completed(vault, write, inbox, look, own_machine):
    def nothing(url: str) -> Page:
        raise FetchError(url, "no answer", retryable=True)

    write("Inbox/a.txt", "https://e.example.org/a\n")
    (outcome,) = Inbox(vault, pages=nothing).run()
    assert outcome.status == "pending"
    (vault / outcome.note).unlink()
    before = look()
    (due,) = own_machine.rglob("retries/*.json")
    due.write_text(json.dumps({**json.loads(due.read_text()), "due": 0.0}))
    assert inbox({"https://e.example.org/a": "<p>There.</p>"}).run() == []
    assert look() == before


def _of_words(vault, write, quiet):
    write("Inbox/idea.txt", IDEA)
    return Inbox(vault).run()


def _with_its_page(vault, write, quiet):
    write("Inbox/20261119_101010_phone_.txt", f"{BEES}\n")
    return Inbox(vault, pages=lambda url: Page(url, "text/html", BEES_PAGE)).run()


def _page_given_up(vault, write, quiet):
    write("Inbox/20261119_101010_phone_.txt", f"{BEES}\n")
    return Inbox(vault, pages=refused).run()


def refused(url: str):
    raise FetchError(url, "the page is gone (404)")


BEES = "https://garden.example/bees"
BEES_PAGE = b"<title>Bees</title><article><h1>Bees</h1>" + b"<p>Bees love the flowers of comfrey behind the shed.</p>" * 9 + b"</article>"


@pytest.mark.parametrize("also", ["", "Not done with it.\n"], ids=["the status alone", "other words too"])
@pytest.mark.parametrize("made_of", [_of_words, _with_its_page, _page_given_up])
def test_the_users_own_pending_stays_and_plans_nothing(made_of, also, vault, write, quiet, own_machine):
    (outcome,) = made_of(vault, write, quiet)
    note = vault / outcome.note
    edit(note, "status: draft\n", "status: pending\n")
    note.write_text(note.read_text() + also)
    before = note.read_bytes()
    for named in (None, [outcome.note]):
        quiet()
        assert [result.outcome.status for result in Inbox(vault, pages=refused).refresh(named)] == ["skipped"]
        assert note.read_bytes() == before
    assert Inbox(vault).status().pending == ()
    assert not list(own_machine.rglob("retries/*.json"))


def test_the_own_pending_of_a_note_dropped_with_it_plans_nothing(vault, write, quiet, own_machine):
    """Else it would be tried for seven days, and planned anew the day after, for ever."""
    write("Inbox/Comfrey.md", f"---\nstatus: pending\n---\n\n{IDEA}")
    (outcome,) = Inbox(vault).run()
    assert outcome.status == "created"
    quiet()
    assert [result.outcome.status for result in Inbox(vault).refresh()] == ["skipped"]
    for file in own_machine.rglob("retries.json"):
        file.write_text(json.dumps({"when": 0.0}))
    Inbox(vault).run()
    assert Inbox(vault).status().pending == ()
    assert not list(own_machine.rglob("retries/*.json"))


def test_our_link_follows_a_note_of_the_users_that_was_renamed(vault, made, inbox, quiet):
    (vault / "12-garden/Comfrey manure.md").rename(vault / "12-garden/Slurry.md")
    refreshed(inbox, quiet)
    text = made.read_text()
    assert "[[Slurry]]" in text
    assert "[[Comfrey manure]]" not in text


def test_a_link_that_the_user_took_out_stays_out_when_its_target_is_renamed(vault, made, inbox, quiet):
    lines = [line for line in made.read_text().split("\n") if "[[Comfrey manure]]" not in line]
    made.write_text("\n".join(lines))
    (vault / "12-garden/Comfrey manure.md").rename(vault / "12-garden/Slurry.md")
    refreshed(inbox, quiet)
    refreshed(inbox, quiet)
    assert "[[Slurry]]" not in made.read_text()


def test_links_of_the_user_are_left_alone(vault, made, inbox, quiet):
    edit(made, "- [[Comfrey manure]]", "- for later: [[Comfrey manure]]")
    edit(made, "three weeks", "[[Comfrey manure|three]] weeks")
    mine = [line for line in made.read_text().split("\n") if "[[Comfrey manure" in line]
    (vault / "12-garden/Comfrey manure.md").rename(vault / "12-garden/Slurry.md")
    refreshed(inbox, quiet)
    assert [line for line in made.read_text().split("\n") if "[[Comfrey manure" in line] == mine


def test_our_link_to_a_note_of_ours_follows_it_even_when_that_was_edited(vault, made, inbox, write, quiet):
    write("Inbox/12-garden/Rain barrel lid.txt", "A lid for the rain barrel lid, against gnats.\n")
    (target,) = inbox().run()
    edit(made, "behind the shed", "behind the shed, see Rain barrel lid")
    refreshed(inbox, quiet)
    assert "- [[Rain barrel lid]]" in made.read_text()
    lid = (vault / target.note).rename(vault / "12-garden/Gnat cover.md")
    lid.write_text(lid.read_text() + "\nMine.\n")
    refreshed(inbox, quiet)
    assert "[[Rain barrel lid]]" not in made.read_text()
    assert "- [[Gnat cover]]" in made.read_text()


def test_explain_says_what_the_user_changed_and_what_was_written(vault, made, inbox, quiet, write):
    edit(made, "category: 12-garden", "category: mine")
    edit(made, "status: draft", "tags:\n  - own\nstatus: draft")
    lines = [line for line in made.read_text().split("\n") if "[[Comfrey manure]]" not in line]
    made.write_text("\n".join(lines))
    write("12-garden/Rain barrel.md", "# Rain barrel\n\nThe rain barrel behind the shed.\n")
    refreshed(inbox, quiet)
    why = inbox().explain(str(made.relative_to(vault)))
    assert "category: you changed it from 12-garden to mine" in why["yours"]
    assert any(reason.startswith("connections: you took out or changed “- [[Comfrey manure]]") for reason in why["yours"])
    assert [line.split("  ")[1] for line in why["history"]] == ["made", "updated"]
    assert why["folder"] == ["12-garden: its category (note.folder = {category})"]


def test_a_note_is_named_as_a_link_would_name_it(vault, made, inbox, write, quiet):
    quiet()
    named = ["[[Idea]]", "idea", "12-garden/Idea", "12-GARDEN/idea.md"]
    assert made.name.lower() == "idea.md"
    for name in named:
        (result,) = inbox().refresh([name])
        assert (result.outcome.status, result.outcome.note) == ("skipped", "12-garden/idea.md")
        assert inbox().explain(name)["note"][0] == "12-garden/idea.md"
    write("elsewhere/Idea.md", "Another.\n")
    (result,) = inbox().refresh(["Idea"])
    assert "several notes have that name" in str(result.outcome.error)
    (result,) = inbox().refresh(["12-garden/Idea"])
    assert result.outcome.status == "skipped"
    (result,) = inbox().refresh(["Nowhere"])
    assert result.outcome.error == "Nowhere: there is no such note"
    (result,) = inbox().refresh(["elsewhere/Idea"])
    assert result.outcome.error == "it was not made by vault-inbox"


def test_explain_says_where_things_come_from_and_what_was_left_out(vault, inbox, write):
    said = "<p>The bees behind the shed fly from March, when the willow is in flower.</p>" * 6
    around = "<nav><a href='/'>Home and all the rest of it</a></nav>"
    page = f"<html><head><title>Bees</title></head><body>{around}<article><h1>Bees</h1>{said}</article></body></html>"
    write("Inbox/20250918_114949_phone_Bees.txt", "Author: Jo Fenn\nLink: https://e.example.org/bees\n")
    (outcome,) = inbox({"https://e.example.org/bees": page}).run()
    why = inbox().explain(outcome.note)
    assert why["scraped"][0] == "https://e.example.org/bees: article"
    assert [line for line in why["scraped"] if "Home and all the rest" in line]
    assert {"created: the drop itself", "source: the drop itself", "author: the drop itself"} < set(why["properties"])
    assert why["folder"] == ["Unfiled: no category was certain"]


def test_explain_says_of_a_link_that_nothing_speaks_for_now_why_it_stands(vault, write, inbox, quiet):
    write("12-garden/Comfrey manure.md", "Three weeks.\n")
    write("Inbox/idea.txt", "The comfrey manure behind the shed is ready, and it rains.\n")
    (outcome,) = inbox().run()
    reasons = inbox().explain(outcome.note)["connections"]
    assert [reason for reason in reasons if reason.startswith("12-garden/Comfrey manure.md ")]
    assert "stays" not in " ".join(reasons)
    (vault / "12-garden/Comfrey manure.md").rename(vault / "12-garden/Black brew.md")
    quiet()
    inbox().refresh()
    assert "- [[Black brew]]" in (vault / outcome.note).read_text()
    assert "12-garden/Black brew.md: its link stays, for it was written earlier" in inbox().explain(outcome.note)["connections"]


class TestStateIsLost:
    """Without a record nothing that stands is ever taken out, and what the user took out stays out."""

    def test_what_stands_stays_at_every_later_refresh(self, vault, made, inbox, quiet, write, own_machine):
        edit(made, "status: draft", "tags:\n  - my-tag\nstatus: draft")
        made.write_text(made.read_text() + "- [[Bees]] (my own words)\n- [[Nowhere]] (of mine)\n")
        lines = made.read_text().split("\n")
        shutil.rmtree(own_machine)
        refreshed(inbox, quiet)
        assert made.read_text().split("\n") == lines
        for name in ("Rain barrel", "Shed"):
            write(f"12-garden/{name}.md", f"# {name}\n\nThe {name.lower()} behind the shed, comfrey.\n")
            refreshed(inbox, quiet)
            now = made.read_text().split("\n")
            assert [line for line in lines if line not in now] == []
        assert "- [[Rain barrel]]" in made.read_text()

    def test_what_was_taken_out_before_is_not_put_back(self, vault, made, inbox, quiet, own_machine):
        lines = [line for line in made.read_text().split("\n") if "[[Comfrey manure]]" not in line]
        made.write_text("\n".join(lines))
        shutil.rmtree(own_machine)
        for _ in range(3):
            refreshed(inbox, quiet)
        assert made.read_text() == "\n".join(lines)

    def test_a_note_that_came_later_is_linked_from_the_next_time_on(self, vault, made, inbox, quiet, write, own_machine):
        quiet()
        before = made.read_bytes()
        shutil.rmtree(own_machine)
        write("12-garden/Rain barrel.md", "# Rain barrel\n\nThe rain barrel behind the shed, comfrey.\n", age=60)
        inbox().refresh()
        assert made.read_bytes() == before
        inbox().refresh()
        assert "- [[Rain barrel]]" in made.read_text()

    def test_a_pending_note_is_completed_at_once_and_nothing_of_the_users_goes(self, vault, write, inbox, quiet, own_machine):
        def nothing(url: str) -> Page:
            raise FetchError(url, "no answer", retryable=True)

        write("Inbox/a.txt", "Read this\n\nhttps://e.example.org/a\n")
        (outcome,) = Inbox(vault, pages=nothing).run()
        note = vault / outcome.note
        note.write_text(note.read_text().replace("Read this", "Read this soon") + "- [[Mine]] (my reason)\n")
        quiet()
        shutil.rmtree(own_machine)
        article = (
            "<html><body><article><h1>Bees</h1>"
            + "<p>The bees fly from March, when the willow is in flower.</p>" * 6
            + "</article></body></html>"
        )
        inbox({"https://e.example.org/a": article}).refresh()
        text = note.read_text()
        assert "status: draft" in text
        assert "willow" in text
        assert "Read this soon" in text
        assert "- [[Mine]] (my reason)\n" in text
        for _ in range(2):
            refreshed(inbox, quiet)
            assert "- [[Mine]] (my reason)\n" in note.read_text()
