"""The folder that Obsidian puts attachments in is no category, unless notes lie there as well; who names it has it."""

from __future__ import annotations

import pytest

DOUGH = "Rye dough: flour, water and salt; the starter rests overnight in the kitchen before the oven.\n"


@pytest.mark.parametrize(
    ("pictures", "setting", "line", "folder"),
    [
        (3, "Anlagen", "", "Unfiled"),
        (3, "anlagen/", "", "Unfiled"),
        (3, "Anlagen", "Category: Anlagen\n\n", "Anlagen"),
        (1, "Anlagen", "", "Anlagen"),
        (3, "Bilder", "", "Anlagen"),
        (3, "./Anlagen", "", "Anlagen"),
        (3, "/", "", "Anlagen"),
    ],
    ids=["pictures", "as another machine spells it", "named", "notes", "another folder", "one beside each note", "the vault itself"],
)
def test_a_folder_for_attachments_is_no_category(vault, write, inbox, pictures, setting, line, folder):
    write(".obsidian/app.json", f'{{"attachmentFolderPath": "{setting}"}}')
    for number in range(2):
        write(f"Anlagen/Rye dough {number}.md", f"{DOUGH} Loaf {number}.\n")
    for number in range(pictures):
        write(f"Anlagen/loaf {number}.jpg", b"\xff\xd8\xff")
    for number in range(12):
        write(f"Log/{number}.md", f"Rain on day {number}, train number {number} late.\n")
    write("Inbox/Rye dough.txt", f"{line}{DOUGH}")
    (outcome,) = inbox().run()
    assert outcome.note == f"{folder}/Rye dough.md"
