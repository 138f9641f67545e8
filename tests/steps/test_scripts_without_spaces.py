"""Tags, folders and links in scripts that write without spaces."""

from __future__ import annotations

import pytest

from vault_inbox.model import Note
from vault_inbox.steps import category, connections, tags
from vault_inbox.steps.words import tokens

VAULT = {
    "料理/味噌汁.md": "---\ntags: [料理]\n---\n味噌汁は昆布と鰹節で出汁を取り、豆腐と若布を入れる。\n",
    "料理/出汁.md": "---\ntags: [料理]\n---\n昆布を水に浸し、鰹節を加えて出汁を取る。料理の基本である。\n",
    "料理/漬物.md": "---\ntags: [料理]\n---\n大根と胡瓜を塩で漬ける。\n",
    "旅行/京都.md": "---\ntags: [旅行]\n---\n京都の寺を歩いて巡り、鴨川の近くの宿に泊まった。\n",
    "旅行/奈良.md": "---\ntags: [旅行]\n---\n奈良の公園で鹿を見て、寺を歩いて巡った。\n",
}
DROP = Note("鰹節の選び方", content="鰹節は削りたてが良い。昆布と合わせて出汁を取ると、味噌汁の味が深くなる。豆腐を入れる料理にも合う。")


def test_words():
    assert tokens("出汁を Dashi2 取る") == ["出", "汁", "を", "dashi2", "取", "る"]


@pytest.fixture
def made(make_world):
    world = make_world(VAULT)
    note = DROP
    for step in (tags, category, connections):
        note = step.make({})(note, world.ctx)
    return note


def test_the_vaults_tags_are_found(made):
    assert made.tags == ("料理",)


def test_the_folder_is_found(made):
    assert made.category == "料理"


def test_notes_named_inside_a_run_are_linked(made):
    assert {"料理/出汁.md", "料理/味噌汁.md"} <= {link.target for link in made.connections}
    assert not any(link.target.startswith("旅行") for link in made.connections)
