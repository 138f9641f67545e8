"""A vault that grows by a note a day: what a drop is given must not change because of a size that the vault passes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vault_inbox.model import Note
from vault_inbox.steps import connections, tags
from vault_inbox.steps.kinship import smallness

KIN = {
    "Net/Router.md": "---\ntags: [network]\n---\nThe router: guest wifi, VLANs for the cameras, DNS.\n",
    "Bread/Loaf.md": "---\ntags: [baking]\n---\nA rye loaf in the oven. See [[Starter]].\n",
    "Bread/Starter.md": "---\ntags: [baking]\n---\nFeed it flour and water.\n",
    "Art/Print.md": "---\ntags: [print]\n---\nLinocut of a heron.\n",
}
DROPS = [
    Note("Errand", content="Notes on the router: VLANs and DNS over TLS for the guest wifi."),
    Note("Today", content="A rye loaf from the oven, and the heron by the pond."),
]
HUB = Note("Cellar", content="The boiler in the cellar heats at 45 degrees.")


def given(note, world):
    tagged = connections.make({})(tags.make({})(note, world.ctx), world.ctx)
    return {*tagged.tags, *(connection.target for connection in tagged.connections)}


def grow(world, tmp_path, path, text):
    (tmp_path / "vault" / path).write_text(text)
    world.ctx.vault.refresh()


@pytest.mark.parametrize(("before", "after"), [(58, 64), (77, 83), (158, 163)])
def test_no_size_of_a_vault_changes_much_at_once(make_world, tmp_path, before, after):
    others = {f"{number}.md": f"Matter {number}: pottery{number} of a village{number}.\n" for number in range(before - len(KIN))}
    world = make_world({**KIN, **others})
    had = [given(note, world) for note in DROPS]
    assert had[0]
    for number in range(before, after):
        grow(world, tmp_path, f"{number}.md", f"Matter {number}: pottery{number} of a village{number}.\n")
        now = [given(note, world) for note in DROPS]
        assert max(len(one ^ other) for one, other in zip(had, now, strict=True)) <= 1
        had = now


def test_a_vault_is_small_by_degrees():
    sizes = [smallness(notes) for notes in range(1, 400)]
    assert sizes[0] == 1
    assert sizes[-1] == 0
    assert all(0 <= one - other < 0.02 for one, other in pairwise(sizes))


def test_the_name_of_what_a_vault_is_about_loses_its_weight_by_degrees(make_world, tmp_path):
    others = {f"{number}.md": f"Matter {number}: pottery{number} of a village{number}.\n" for number in range(40)}
    world = make_world({**others, "The boiler.md": "The boiler in the cellar, serviced in May; heats the house.\n"})
    scores = []
    for number in range(35):
        near = {neighbour.note.path: neighbour.score for neighbour in world.ctx.vault.similar(HUB.content, 100)}
        scores.append(near["The boiler.md"])
        grow(world, tmp_path, f"B{number}.md", f"Boiler: reading {number}{number} of meter{number}.\n")
    assert "B30.md" not in near  # in the end the name alone tells nothing
    assert all(abs(one - other) < 0.06 for one, other in pairwise(scores)), scores
