"""What a step can ask of the vault: likeness, names, pages, tags, folders, rarity, links."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from vault_inbox.model import NoteRef
from vault_inbox.vault.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Index]]:
    opened: list[Index] = []

    def build(texts: dict[str, str]) -> Index:
        for path, text in texts.items():
            file = tmp_path / "notes" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="")
        opened.append(Index(tmp_path / "notes", None, skip=lambda path: False))
        opened[-1].refresh()
        return opened[-1]

    yield build
    for index in opened:
        index.close()


def test_a_note_and_its_facts(make: Callable[[dict[str, str]], Index]) -> None:
    index = make(
        {"x/A.md": '---\ntags: [t, u/v]\naliases: [Al, "B, C"]\nurl: https://example.org/a\ninbox_id: "00112233445566ff"\n---\nbody #w'}
    )
    ref = NoteRef("x/A.md", "A", "x", ("t", "u/v", "w"), ("Al", "B, C"), "00112233445566ff", "https://example.org/a")
    assert index.note("x/A.md") == ref
    assert index.with_inbox_id("00112233445566ff") == [ref]
    assert index.all_ours() == [ref]
    assert index.note("x/a.md") is None
    assert index.with_inbox_id("") == []


def test_the_notes_of_a_tag_however_it_is_spelled(make: Callable[[dict[str, str]], Index]) -> None:
    index = make({"b.md": "---\ntags: [Wein, x]\n---\n", "a.md": "#wein und #WEIN", "c.md": "---\ntags: [weine]\n---\n"})
    assert [note.path for note in index.with_tag("WEIN")] == ["a.md", "b.md"]
    assert index.with_tag("") == index.with_tag("y") == []


def test_of_a_tag_that_hundreds_of_notes_bear_a_lot_is_told_that_does_not_follow_their_order(
    make: Callable[[dict[str, str]], Index],
) -> None:
    index = make({f"{'x' if number < 300 else 'y'}/{number}.md": "#t" for number in range(400)})
    told = index.with_tag("t")
    assert len(told) == 300
    assert 50 < sum(note.folder == "y" for note in told) < 100
    assert told == index.with_tag("t")


@pytest.mark.parametrize(
    "url",
    ["https://example.org/post/?b=2&a=1", "http://www.example.org/post?a=1&b=2#part", "https://example.org/post?a=1&b=2&utm_source=x"],
)
def test_a_page_is_known_under_each_of_its_addresses(make: Callable[[dict[str, str]], Index], url: str) -> None:
    index = make(
        {
            "property.md": "---\nlink: https://example.org/post?a=1&b=2\n---\n",
            "heading.md": "## Scraped from https://example.org/post?a=1&b=2\ntext",
            "mention.md": "see https://example.org/post?a=1&b=2",
        }
    )
    assert [note.path for note in index.with_url(url)] == ["heading.md", "property.md"]
    assert index.with_url("https://example.org/other") == []
    assert index.with_url("no address") == []


def test_tags_are_counted_without_case_and_not_invented_by_an_earlier_script(make: Callable[[dict[str, str]], Index]) -> None:
    index = make(
        {
            "a.md": "#Rust #python",
            "b.md": "#rust",
            "c.md": "#rust",
            "old.md": "---\ntags: [rust, noise]\nsource: inbox_processing\n---\n",
        }
    )
    assert list(index.tags().items()) == [("rust", 4), ("python", 1)]


def test_folders_are_counted_directly(make: Callable[[dict[str, str]], Index]) -> None:
    assert make({"a.md": "", "x/b.md": "", "x/c.md": "", "x/y/d.md": ""}).folders() == {"x": 2, "x/y": 1}


def test_rarity(make: Callable[[dict[str, str]], Index]) -> None:
    index = make({"a.md": "Common rare", "b.md": "common", "c.md": "common 東京タワー"})
    rarity = index.rarity(["COMMON", "rare", "unknown", "東京", "common rare", "--"])
    assert rarity == pytest.approx(
        {"COMMON": 0.0, "rare": math.log(2), "unknown": math.log(4), "東京": math.log(2), "common rare": math.log(2), "--": math.log(4)}
    )


def test_links_lead_where_obsidian_leads(make: Callable[[dict[str, str]], Index]) -> None:
    index = make(
        {
            "Deep.md": "",
            "x/Deep.md": "",
            "x/y/Other.md": "",
            "z/longer/Other.md": "",
            "Cafe\u0301.md": "",
            "x/from.md": "[[deep]] [[x/y/other|o]] [[Other]] [[CAFÉ]] [m](../Deep.md) [[nowhere]] [[from]] [[Deep#again]] [[twin]]",
            "a/Twin.md": "",
            "x/Twin.md": "",
        }
    )
    assert index.links_from("x/from.md") == ["Deep.md", "x/y/Other.md", "Cafe\u0301.md", "x/Twin.md"]
    assert index.links_from("missing.md") == []
    assert index.named("deep") == index.named("DEEP.md") == ["Deep.md", "x/Deep.md"]
    assert index.named("café") == ["Cafe\u0301.md"]


def test_likeness_finds_shared_rare_words(make: Callable[[dict[str, str]], Index]) -> None:
    filler = {f"n{i}.md": f"the usual words of note number {i}" for i in range(60)}
    index = make(filler | {"moon.md": "the regolith of craters", "sea.md": "the tides", "both.md": "regolith tides craters basalt"})
    found = index.similar("The craters and the regolith: usual words")
    assert [near.note.path for near in found[:2]] == ["moon.md", "both.md"]
    assert found[0].words == ("craters", "regolith")
    assert 0 < found[1].score < found[0].score <= 1
    assert len(index.similar("The craters and the regolith", limit=1)) == 1


def test_the_score_says_how_much_of_the_text_is_there(make: Callable[[dict[str, str]], Index]) -> None:
    text = "regolith tides craters basalt mare selenology ejecta breccia"
    index = make(
        {f"n{i}.md": f"filler number {i} " * 4 for i in range(30)}
        | {"same.md": text, "little.md": "breccia in a kitchen full of other things"}
    )
    same, little = index.similar(text)
    assert same.note.path == "same.md"
    assert same.score > 0.8
    assert little.score < 0.3


def test_likeness_in_a_vault_of_a_handful(make: Callable[[dict[str, str]], Index]) -> None:
    index = make({"Bread.md": "sourdough starter flour", "Bike.md": "chain and brakes"})
    assert [near.note.path for near in index.similar("feeding a sourdough starter")] == ["Bread.md"]


def test_likeness_in_scripts_without_spaces(make: Callable[[dict[str, str]], Index]) -> None:
    index = make({"塔.md": "東京タワーは観光名所です", "犬.md": "柴犬はかわいい"})
    assert [near.note.path for near in index.similar("昨日、東京タワーに登った")][:1] == ["塔.md"]


@pytest.mark.parametrize("text", ["", "   ", '"quoted" AND OR NOT NEAR(a b) * ^ col:', "a" * 100_000, "�\0", "🙂"])
def test_any_text_can_be_asked_for(make: Callable[[dict[str, str]], Index], text: str) -> None:
    index = make({"a.md": "AND OR NOT NEAR quoted"})
    index.similar(text)
    index.mentions(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I read the Python Software Foundation news", [("Python Software Foundation", "Python Software Foundation.md", 11)]),
        ("python software is not the foundation", [("python", "Python.md", 0)]),
        ("pythonic, cpython", []),
        ("PYTHON and PSF", [("PYTHON", "Python.md", 0), ("PSF", "Python Software Foundation.md", 11)]),
        ("on 2025-09-18 we met at go", []),
        ("Café\u0301 no, cafe\u0301 yes", [("cafe\u0301", "Café.md", 10)]),
        ("昨日東京タワーに登った", [("東京タワー", "東京タワー.md", 2)]),
        ("see https://python.org/python", []),
        ("a same-name note", [("same-name", "x/Same name.md", 2), ("same-name", "y/Same name.md", 2)]),
    ],
)
def test_mentions(make: Callable[[dict[str, str]], Index], text: str, found: list[tuple[str, str, int]]) -> None:
    index = make(
        {
            "Python.md": "",
            "Python Software Foundation.md": "---\naliases: [PSF]\n---\n",
            "2025-09-18.md": "",
            "Go.md": "",
            "Café.md": "",
            "東京タワー.md": "",
            "x/Same name.md": "",
            "y/Same name.md": "",
        }
    )
    assert [(mention.phrase, mention.note.path, mention.start) for mention in index.mentions(text)] == found


def test_a_mention_is_as_probable_as_the_vault_links_it(make: Callable[[dict[str, str]], Index]) -> None:
    index = make(
        {"Often.md": "", "Seldom.md": "", "Never once.md": "---\naliases: [Nickname]\n---\n"}
        | {f"o{i}.md": "we [[Often]] do" for i in range(9)}
        | {f"s{i}.md": "we seldom and never once do" for i in range(9)}
        | {"s9.md": "[[Seldom]]", "k.md": "[[Never once|Nickname]]"}
    )
    chance = {mention.phrase: mention.probability for mention in index.mentions("often seldom never once nickname")}
    assert chance["often"] > 0.9 > chance["nickname"] > 0.5 > chance["seldom"] > chance["never once"] > 0


def test_links_of_our_own_make_a_phrase_neither_likely_nor_unlikely(make: Callable[[dict[str, str]], Index]) -> None:
    ours = '---\ninbox_id: "{:016x}"\n---\nplain topic\n## connections\n- processed from inbox\n- [[Topic]] (both name it)\n'
    index = make({"Topic.md": ""} | {f"n{i}.md": ours.format(i) for i in range(8)})
    assert [mention.probability for mention in index.mentions("a topic")] == pytest.approx([0.3])
    assert index.links_from("n3.md") == []
    assert index.all_links_from("n3.md") == ["Topic.md"]


def test_a_title_that_is_a_common_word_names_nothing(make: Callable[[dict[str, str]], Index]) -> None:
    index = make({"Have.md": ""} | {f"n{i}.md": "we have some" for i in range(30)} | {f"m{i}.md": "other things" for i in range(30)})
    assert index.mentions("things we have") == []


@pytest.mark.parametrize(("bearers", "named"), [(8, 8), (9, 0)])
def test_a_name_that_many_notes_bear_names_none_of_them(make: Callable[[dict[str, str]], Index], bearers: int, named: int) -> None:
    index = make({f"{i}/Field Report.md": "" for i in range(bearers)})
    assert len(index.mentions("as the field report says")) == named


def test_a_note_that_is_left_out_still_counts_by_name(tmp_path):
    for folder in ("24-computing", "Templates"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Board.md").write_text("The board meets in September.\n")
    with Index(tmp_path, None, skip=lambda path: path.startswith("Templates/")) as index:
        index.refresh()
        assert index.named("board") == ["Templates/Board.md", "24-computing/Board.md"]
        assert list(index.paths()) == ["24-computing/Board.md"]


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Doménový model", "Píšeme o doménovém modelu aplikace.", "doménovém modelu"),
        ("overlay network", "Several overlay networks carry it.", "overlay networks"),
        ("Künstliche Intelligenz", "Die Geschichte der künstlichen Intelligenz.", "künstlichen Intelligenz"),
        ("нейронная сеть", "Обучение нейронной сетью идёт.", "нейронной сетью"),
        ("нейронная модель", "Обучение нейронной модели идёт.", "нейронной модели"),
        ("modern art", "A model article of art.", ""),
        ("protocol", "All protocols fail.", ""),  # single words must stand as they are
        ("net gain", "All nets gained.", ""),  # too short to bend
        ("book club", "The books were in a club.", ""),
        ("Rechnung 10234", "Die Rechnung 10235 ist offen.", ""),  # other digits are another thing
        ("ISO 27001", "Audited for ISO 27002.", ""),
        ("20261122_meeting", "See 20261123_meeting.", ""),
        ("Weekly review 2026-W46", "Weekly review 2026-W47", ""),
        ("Rechnung 10234 offen", "Die Rechnungen 10234 offen.", "Rechnungen 10234 offen"),
    ],
)
def test_names_of_several_words_stand_with_other_endings_too(
    make: Callable[[dict[str, str]], Index], title: str, text: str, found: str
) -> None:
    index = make({f"{title}.md": "x", "Other.md": "y"})
    assert [mention.phrase for mention in index.mentions(text)] == ([found] if found else [])


def test_a_name_that_stands_as_it_is_wins_over_one_with_another_ending(make: Callable[[dict[str, str]], Index]) -> None:
    index = make({"mental model.md": "x", "mental models.md": "y"})
    assert [mention.note.title for mention in index.mentions("About mental models.")] == ["mental models"]


def test_how_many_notes_link_to_a_note(make: Callable[[dict[str, str]], Index]) -> None:
    ours = '---\ninbox_id: "00112233445566ff"\n---\n## connections\n- processed from inbox\n- [[Go]] (alike)\n'
    texts = {
        "Go.md": "x",
        "Long name.md": "---\naliases: [Short one]\n---\n",
        "A.md": "[[Go]] and [[Go]]",
        "B.md": "[[Go]]",
        "Ours.md": ours,
    }
    index = make({**texts, "C.md": "[[Long name|Short one]]", "D.md": "[[Long name]] and [[Long name|something else]]"})
    assert index.linkers(["Go.md", "Long name.md", "A.md", "None.md"]) == {"Go.md": 2, "Long name.md": 2, "A.md": 0}


def test_lines_of_a_template_make_no_notes_alike(make: Callable[[dict[str, str]], Index]) -> None:
    template = "## Key takeaways and insights\n\n{}\n\n## Related literature and sources\n"
    words = [
        "flour water levain",
        "chain cassette gear",
        "index btree query",
        "oolong gaiwan leaves",
        "antenna dipole wave",
        "moss stone shade",
    ]
    others = {f"{i}.md": " ".join(f"word{i}x{j}" for j in range(30)) for i in range(300)}
    index = make({**others, **{f"made {i}.md": template.format(text) for i, text in enumerate(words)}})
    near = index.similar(template.format("The dipole antenna hums"), 10)
    assert [neighbour.note.path for neighbour in near] == ["made 4.md"]
    assert set(near[0].words) == {"dipole", "antenna"}


def test_of_notes_that_are_equally_like_the_order_is_that_of_their_paths_however_they_came(tmp_path):
    """Else two machines with one vault would choose different ones."""
    names = [f"{letter}/Heap.md" for letter in "abcdefgh"]
    orders = (names, names[::-1])
    found = []
    for place, order in enumerate(orders):
        vault = tmp_path / str(place)
        with Index(vault, None, skip=lambda _: False) as index:
            for name in order:
                (vault / name).parent.mkdir(parents=True)
                (vault / name).write_text("Comfrey in the rain barrel.\n")
                index.refresh()
            alike = [each.note.path for limit in (3, 20) for each in index.similar("comfrey barrel", limit)]
            found.append((alike, [each.note.path for each in index.mentions("the heap")]))
    assert found[0] == found[1] == ([*names[:3], *names], names)
