"""Random notes, random edits, refreshes of a whole vault: no byte of the user's changes, and saves in the middle of it are not lost."""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from vault_inbox import Inbox
from vault_inbox.disk import Disk
from vault_inbox.processing.upkeep.refreshing import refresh

BODY = st.sampled_from(
    [
        "Comfrey manure ferments in the rain barrel.", "The bees behind the shed.", "> quoted", "```\ncode [[Bees]]\n```", "%% mine %%",
        "- [ ] a task", "key:: value", "#tag in the text", "![[picture.png]]", "Text\u2028more", "| a | b |\n|---|---|", "$x$", "^block",
    ]
)  # fmt: skip
PROPERTIES = st.lists(
    st.sampled_from(
        [
            "category: 12-garden", "category: 'mine' # why", "tags: [a, b]", "tags:\n  - a # first\n  - B", "tags: one", "aliases:\n- x",
            "mine: &a 1", "also: *a", "no: yes", "time: 12:30", "'quoted key': 1", "# a comment", "author: Ann", "url: https://e.org/a",
            "site: S",
            "created: 2025-09-18T11:49:49", "modified: 2025-09-18", "status: draft", "status: done", "type: note",
        ]
    ),
    unique_by=lambda line: line.partition(":")[0],
    max_size=8,
)  # fmt: skip
LINES = st.lists(
    st.sampled_from(
        [
            "- processed from phone shortcut", "- [[Bees]] (both name bees)", "- [[Comfrey manure]]", "* [[Mine]] (my reason)",
            "- [text](Bees.md) (why)", "- https://e.org", "### deeper", "- [[12-garden/Bees|the bees]]", "",
        ]
    ),
    max_size=6,
)  # fmt: skip
NOTE = st.tuples(
    PROPERTIES,
    st.lists(BODY, max_size=4),
    LINES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.booleans(),
    st.sampled_from(["## connections", "## Related", None]),
)
EDITS = st.lists(st.tuples(st.sampled_from(["delete", "insert", "append"]), st.integers(0, 60), BODY), max_size=4)
OTHERS = {
    "12-garden/Bees.md": "# Bees\n\nThe bees behind the shed fly in March.\n",
    "12-garden/Comfrey manure.md": "# Comfrey manure\n\nComfrey manure ferments in the rain barrel.\n",
}


def written(number: int, note) -> str:
    properties, body, lines, newline, mark, ends, heading = note
    block = "\n".join([*properties, f'inbox_id: "{number:016x}"'])
    closing = "" if heading is None else f"\n\n{heading}\n" + "\n".join(lines)
    text = f"---\n{block}\n---\n\n# Title\n\n## content\n" + "\n\n".join(body) + closing
    return mark + (text + ("\n" if ends else "")).replace("\n", newline)


def aged(*paths: Path) -> None:
    when = time.time() - 3600
    for path in paths:
        os.utime(path, (when, when))


def bring_up_to_date(notes, edits, edited, is_subsequence) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        for path, text in OTHERS.items():
            (vault / path).parent.mkdir(parents=True, exist_ok=True)
            (vault / path).write_text(text)
        inbox = Inbox(vault, pages={}.__getitem__, options={"state_dir": f"{folder}/state", "cache_dir": f"{folder}/cache"})
        files = [vault / f"12-garden/Note {number}.md" for number in range(len(notes))]
        for number, (file, note) in enumerate(zip(files, notes, strict=True)):
            file.write_bytes(written(number, note).encode())
        (vault / ".obsidian").mkdir()
        aged(*files)
        inbox.refresh()  # recorded
        assert [file.read_bytes() for file in files] == [written(number, note).encode() for number, note in enumerate(notes)]
        inbox.refresh()
        for file, edit in zip(files, edits, strict=True):
            file.write_bytes(edited(file.read_bytes().decode(), edit).encode())
        (vault / "12-garden/Rain barrel.md").write_text("# Rain barrel\n\nThe rain barrel behind the shed: comfrey manure, bees.\n")
        before = {path: path.read_bytes().decode() for path in vault.rglob("*.md")}
        aged(*files)
        inbox.refresh()
        after = {path: path.read_bytes().decode() for path in vault.rglob("*.md")}
        assert after.keys() == before.keys()
        for path, text in before.items():
            now = after[path]
            if path not in files:
                assert now == text
                continue
            # what may change: lines of ours with a reason, which are written anew or go; all else stays in its order
            kept = [line for line in text.split("\n") if not line.rstrip("\r").endswith(")")]
            if text.endswith("\n"):
                assert is_subsequence(kept, now.split("\n"))
            else:
                assert is_subsequence([line.rstrip("\r") for line in kept], [line.rstrip("\r") for line in now.split("\n")])
            mine = [line.rstrip("\r") for line in text.split("\n") if "my reason" in line or line.endswith(" mine")]
            assert is_subsequence(mine, [line.rstrip("\r") for line in now.split("\n")])
            assert now.startswith("\ufeff") == text.startswith("\ufeff")
            assert now.endswith("\n") == text.endswith("\n")
        for _ in range(5):  # a link written into one note can speak for one in another: that comes to rest
            aged(*files)
            if not any(result.diff for result in inbox.refresh()):
                break
        else:
            raise AssertionError("the notes do not come to rest")


FULL = os.environ.get("SWEEP") == "full"
QUICK = (Phase.explicit, Phase.generate)  # an example is a whole vault: too slow to be made smaller
MANY = st.lists(st.tuples(NOTE, EDITS), min_size=20, max_size=20)


@pytest.mark.sweep
@pytest.mark.timeout(1800)
@settings(deadline=None, max_examples=100 if FULL else 4, phases=QUICK)
@given(MANY)
def test_r35_no_byte_of_the_users_changes_in_80_or_2000_notes(edited, is_subsequence, pairs) -> None:
    bring_up_to_date([note for note, _ in pairs], [edits for _, edits in pairs], edited, is_subsequence)


class Editor:
    """Saves a note atomically, again and again, each time with one more line: at least so many times, and until a refresh got through."""

    def __init__(self, note: Path, times: int, disk: Counting) -> None:
        self.note, self.times, self.disk = note, times, disk
        self.saves = 0
        self.thread = threading.Thread(target=self._save)

    def _text(self) -> str:
        """What the note holds, its last save with it: that may be out of sight for the moment in which a swap is taken back."""
        limit = time.monotonic() + 10
        while True:
            text = self.note.read_text()
            if not self.saves or f"save {self.saves - 1}\n" in text or time.monotonic() > limit:
                return text

    def _save(self) -> None:
        chance = random.Random(1)
        while self.saves < self.times or (not self.disk.exchanges and self.saves < 20 * self.times):
            number = self.saves
            temp = self.note.with_name(".editor.tmp")
            temp.write_text(self._text().replace("\n\n## connections", f"\nsave {number}\n\n## connections"))
            aged(temp)
            temp.replace(self.note)
            self.saves += 1
            longest = 0.2 * max(1.0, self.saves / self.times) ** 2  # a machine that is busy needs longer pauses
            time.sleep(chance.random() ** 4 * longest)  # now at once, now so late that a refresh gets through


class Counting(Disk):
    """Counts how often two files were exchanged."""

    def __init__(self) -> None:
        self.exchanges = 0

    def exchange(self, one: Path, other: Path) -> None:
        self.exchanges += 1
        super().exchange(one, other)


@pytest.mark.sweep
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("saves", [1500 if FULL else 100])
def test_r33_no_atomic_save_is_lost_while_a_vault_is_refreshed(saves: int, vault: Path, inbox) -> None:
    for path, text in OTHERS.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text)
    note = vault / "12-garden/Idea.md"
    note.write_text(
        '---\ntype: note\nstatus: draft\ninbox_id: "00000000000000aa"\n---\n\n# Idea\n\n## content\nComfrey manure in the rain barrel.\n\n'
        "## connections\n- processed from inbox\n"
    )
    aged(note)
    disk, barrel = Counting(), vault / "12-garden/Rain barrel.md"
    with inbox(disk=disk)._open() as work:
        work.index.refresh()
        refresh(work)
        editor = Editor(note, saves, disk)
        editor.thread.start()
        while editor.thread.is_alive():
            if barrel.exists():
                barrel.unlink()
            else:
                barrel.write_text("# Rain barrel\n\nThe rain barrel behind the shed.\n")
            work.index.refresh()
            refresh(work)
        editor.thread.join()
    text = note.read_text()
    assert [line for line in text.split("\n") if line.startswith("save ")] == [f"save {number}" for number in range(editor.saves)]
    assert not list(vault.rglob(".~vi-*"))
    assert disk.exchanges > 0
