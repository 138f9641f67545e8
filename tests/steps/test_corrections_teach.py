"""What the user moves or retags is learned from at once: the vault is the model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vault_inbox import Inbox

CHEESE = "Cheddar ripens in a cool cellar. The rind of the cheddar is wrapped in cloth, and the curds are salted and pressed. {}\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULT_INBOX_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("VAULT_INBOX_CACHE_DIR", str(tmp_path / "cache"))
    notes = {
        **{f"10-garden/{name}.md": f"---\ntags: [garden]\n---\n{name} grow in beds with compost.\n" for name in ("Beans", "Leeks", "Peas")},
        **{f"20-travel/{name}.md": f"---\ntags: [travel]\n---\nThe train to {name} leaves at noon.\n" for name in ("Oslo", "Rome")},
    }
    for path, text in notes.items():
        (tmp_path / "vault" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "vault" / path).write_text(text)
    (tmp_path / "vault/Inbox").mkdir()
    (tmp_path / "vault/.obsidian").mkdir()
    return tmp_path / "vault"


def drop(vault: Path, name: str, text: str) -> str:
    file = vault / f"Inbox/20250918_1200{len(list(vault.rglob('*.md'))):02}_phone_{name}.txt"
    file.write_text(text)
    os.utime(file, (0, 0))  # long settled
    (outcome,) = Inbox(vault).run()
    assert outcome.note
    return outcome.note


def test_a_note_moved_by_hand_draws_the_next_ones_after_it(vault: Path) -> None:
    first = drop(vault, "Cheddar_one", CHEESE.format("First batch, March."))
    assert first.startswith("Unfiled/")
    (vault / "40-cheese").mkdir()
    (vault / first).rename(vault / "40-cheese/Cheddar one.md")
    (vault / "40-cheese/Rennet.md").write_text("Rennet sets the milk; the curds are cut when they hold.\n")
    assert drop(vault, "Cheddar_two", CHEESE.format("Second batch, in May.")).startswith("40-cheese/")


def test_tags_edited_by_hand_are_given_to_the_next_ones(vault: Path) -> None:
    first = vault / drop(vault, "Cheddar_one", CHEESE.format("First batch, March."))
    text = first.read_text()
    assert "  - cheddar\n" in text
    first.write_text(text.replace("  - cheddar\n", "  - cheese/hard\n"))
    second = (vault / drop(vault, "Cheddar_two", CHEESE.format("Second batch, in May."))).read_text()
    assert "  - cheese/hard\n" in second
    assert "garden" not in second


BEANS = "Our garden was dry today. A garden of this size needs ten cans of water, day {}.\n"


def edited(note: Path, line: str) -> None:
    text = note.read_text()
    assert line in text
    note.write_text(text.replace(line, ""))


def test_a_tag_taken_out_of_several_notes_is_not_given_again(vault: Path) -> None:
    for number in range(2):
        edited(vault / drop(vault, f"Garden_day_{number}", BEANS.format(number)), "  - garden\n")
    third = drop(vault, "Garden_day_3", BEANS.format(3))
    assert "  - garden\n" not in (vault / third).read_text()
    assert any("left out: you removed it from 2 of 2 notes" in reason for reason in Inbox(vault).explain(third)["tags"])


def test_a_tag_taken_out_of_one_note_is_given_again(vault: Path) -> None:
    edited(vault / drop(vault, "Garden_day_0", BEANS.format(0)), "  - garden\n")
    assert "  - garden\n" in (vault / drop(vault, "Garden_day_1", BEANS.format(1))).read_text()


def test_a_tag_that_mostly_stays_is_given_again(vault: Path) -> None:
    notes = [vault / drop(vault, f"Garden_day_{number}", BEANS.format(number)) for number in range(8)]
    for note in notes[:2]:
        edited(note, "  - garden\n")
    assert "  - garden\n" in (vault / drop(vault, "Garden_day_9", BEANS.format(9))).read_text()


def test_a_link_taken_out_of_several_notes_is_not_written_again(vault: Path) -> None:
    said = "The night train to Oslo was late again, and the coffee cold. Trip {}.\n"
    for number in range(2):
        note = vault / drop(vault, f"Diary_{'ab'[number]}", said.format(number))
        (line,) = [line for line in note.read_text().splitlines() if line.startswith("- [[Oslo]]")]
        edited(note, f"{line}\n" if f"{line}\n" in note.read_text() else line)
    third = drop(vault, "Diary_c", said.format(3))
    assert "[[Oslo]]" not in (vault / third).read_text()
    assert any(
        "Oslo.md" in reason and "you removed it from 2 of 2 notes" in reason for reason in Inbox(vault).explain(third)["connections"]
    )


def test_a_link_that_gave_way_to_a_better_one_was_not_taken_out_by_the_user(vault: Path) -> None:
    (vault / "Vault Inbox.md").write_text("```toml\n[step.connections]\nlimit = 1\n```\n")
    said = "The train to Oslo was late again, as the night trains of the north are. The coffee was cold. Trip {}.\n"
    notes = [vault / drop(vault, f"Diary_{'ab'[number]}", said.format(number)) for number in range(2)]
    assert all("- [[Oslo]]" in note.read_text() for note in notes)
    better = "# Night trains of the north\n\nThe night trains of the north: how late each train was, and how cold its coffee. Every trip.\n"
    (vault / "20-travel/Night trains of the north.md").write_text(better)
    for note in notes:
        os.utime(note, (0, 0))
    Inbox(vault).refresh()
    assert all("- [[Night trains of the north]]" in note.read_text() and "[[Oslo]]" not in note.read_text() for note in notes)
    third = vault / drop(vault, "Diary_c", "The train to Oslo had no seats at all. I stood, from noon on.\n")
    assert "- [[Oslo]]" in third.read_text()
