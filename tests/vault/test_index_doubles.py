"""A note of the same text as a drop must not hide the drop's other kin."""

from __future__ import annotations

import pytest

from vault_inbox.vault.index import Index

TEXT = (
    "Readers meet a single writer in the journal. Each checkpoint copies frames into the database, while lengthy transactions delay "
    "shrinking; operators therefore inspect growth, shorten queries, schedule maintenance, benchmark latency, compare throughput, tune "
    "buffers, monitor filesystems, rehearse crashes, restore snapshots, document surprises, celebrate improvements and thank colleagues."
)


@pytest.mark.parametrize("doubles", [0, 1, 3])
def test_notes_of_the_same_text_hide_no_other_kin(tmp_path, doubles):
    (tmp_path / "Journal.md").write_text("The journal of the database, and its checkpoint.\n")
    for number in range(120):
        (tmp_path / f"Other {number}.md").write_text(f"Matter {number}: {'database' if number < 5 else 'pottery'} in a village{number}.\n")
    for number in range(doubles):
        (tmp_path / f"Copy {number}.md").write_text(f"{TEXT}\n")
    with Index(tmp_path, None, skip=lambda _: False) as index:
        index.refresh()
        near = [hit.note.title for hit in index.similar(TEXT, 20)]
    assert sorted(near[:doubles]) == [f"Copy {number}" for number in range(doubles)]
    assert near[doubles] == "Journal"
