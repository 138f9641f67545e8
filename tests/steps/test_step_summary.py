from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vault_inbox.model import Article, Note
from vault_inbox.steps import summary
from vault_inbox.steps.plain_text import plain
from vault_inbox.text.sentences import is_whole, sentences

TEXT = """### Roots

The [forest](https://example.org) near **Oslo** holds trees linked by fungi under the ground. Dr. J. Smith of the U.S. team measured \
3.5 grams of carbon. Subscribe to the newsletter now!

```python
print("This code. Is no sentence.")
```

| a | b |
|---|---|
| Table cells. | Are none either. |

Trees in the forest send carbon to other trees through fungi. Researchers say the fungi take a share of the carbon. He added that …

- Older trees of the forest feed younger trees through the fungi.
"""
ARTICLE = Article("https://example.org/a", text=TEXT)
NOTE = Note("Trees and fungi of the forest", scraped=(ARTICLE,))
DESCRIPTION = "Under the forest near Oslo, fungi carry carbon from tree to tree, a team has found."


def run(note, world):
    return summary.make({})(note, world.ctx).summary


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("One. Two! Three?", "", ["One.", "Two!", "Three?"]),
        ("Dr. Smith met Mr. J. R. Jones. They spoke.", "", ["Dr. Smith met Mr. J. R. Jones.", "They spoke."]),
        ("It costs 3.50 a day. See e.g. Fig. 2 there. Done.", "", ["It costs 3.50 a day.", "See e.g. Fig. 2 there.", "Done."]),
        ("The U.S. economy grew. It did.", "", ["The U.S. economy grew.", "It did."]),
        ("Am 3. Oktober ist frei. Gut.", "de", ["Am 3. Oktober ist frei.", "Gut."]),
        ("She was 3. October came.", "en", ["She was 3.", "October came."]),
        ("Das gilt z. B. hier. Ja.", "de", ["Das gilt z. B. hier.", "Ja."]),
        ("今日は晴れです。明日は雨？「はい。」そうです", "ja", ["今日は晴れです。", "明日は雨？", "「はい。」", "そうです"]),
        ('He said "Go." She went.', "", ['He said "Go."', "She went."]),
        ("Wait... what? Yes", "", ["Wait... what?", "Yes"]),
        ("It was I. You know.", "", ["It was I.", "You know."]),
    ],
)
def test_where_sentences_end(text, language, expected):
    assert sentences(text, language) == expected


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("A whole one.", True),
        ("“Quoted whole,” she said.", True),
        ("„Ganz“, sagte er.", True),
        ("cut at its start.", False),
        ("Cut at its end", False),
        ("Cut off …", False),
        ("Cut off...", False),
        ("Left (open.", False),
        ("“Left open.", False),
        ("一つの文です。", True),
    ],
)
def test_what_is_a_whole_sentence(sentence, whole):
    assert is_whole(sentence) is whole


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a [link (x)](https://e.org/a_(b)) and ![pic](p.png)", "a link (x) and"),
        ("**bold** _it_ ~~no~~ ==hi== `co*de*` snake_case_name 2 * 3 * 4", "bold it no hi co*de* snake_case_name 2 * 3 * 4"),
        ("> quoted\n> more", "quoted\nmore"),
        (r"1\. not \*a\* list &amp; <b>tag</b>", "1. not *a* list & tag"),
        ("text[^1] [[Note|shown]]", "text shown"),
        (r"\[\[x]] \`= this\` and `a\` \`b", r"[[x]] `= this` and a\ `b"),
    ],
)
def test_markdown_becomes_plain_text(markdown, expected):
    assert plain(markdown) == expected


def test_code_is_kept_for_reading_and_left_out_of_prose():
    markdown = "before\n\n```py\nx = 1\n```\n\nafter"
    assert "x = 1" in plain(markdown)
    assert plain(markdown, prose=True).split() == ["before", "after"]


def test_a_summary_is_whole_sentences_of_the_text_without_syntax(make_world):
    found = run(NOTE, make_world())
    assert 60 < len(found) <= 320
    assert 1 <= len(sentences(found)) <= 3
    assert all(is_whole(sentence) for sentence in sentences(found))
    assert "trees" in found
    assert not any(bad in found for bad in ("[", "*", "print", "Table", "newsletter", "…", "Roots"))


def test_the_pages_description_goes_first_when_it_is_whole(make_world):
    world = make_world()
    assert run(replace(NOTE, scraped=(replace(ARTICLE, description=DESCRIPTION),)), world) == DESCRIPTION
    for bad in ("Short.", DESCRIPTION[:-9] + "…", DESCRIPTION[:-8]):
        assert run(replace(NOTE, scraped=(replace(ARTICLE, description=bad),)), world) != bad


@pytest.mark.parametrize(
    "note",
    [
        Note("T", content="One thought about trees that is long enough to be a summary. And another one of the same length."),
        replace(NOTE, own="the user's own text"),
        Note("T"),
        Note("T", content="- milk\n- eggs\n- bread and butter\n- tea"),
    ],
    ids=["two sentences", "the user's note", "empty", "a list of words"],
)
def test_no_summary_where_nothing_is_shorter(make_world, note):
    assert run(note, make_world()) == ""


def test_a_summary_that_is_there_stays(make_world):
    assert run(replace(NOTE, summary="Mine."), make_world()) == "Mine."


@pytest.mark.parametrize(
    "text",
    [
        "今天学习了预写日志。读者不会等待写者。检查点默认为一千页。",
        "小さな庭の第三章はとても良かった。土の作り方について詳しく書いてある。来年の春にもう一度読みたい。",
    ],
)
def test_what_would_say_the_whole_text_again_is_no_summary(make_world, text):
    assert not run(Note("x", content=text), make_world())


def test_a_forwarded_mail_s_header_is_no_summary(make_world):
    head = "---------- Forwarded message ---------\nFrom: Jo <jo@example.com> about the forest and its trees near Oslo, May 2."
    found = run(Note("Trees", content=f"See below!\n\n{head}\n\nWhat else? {FOREST}"), make_world())
    assert "Forwarded" not in str(found)


def test_languages_without_spaces_have_summaries_too(make_world):
    text = "森の木々は地下の菌類でつながっている。研究者は木が炭素を送り合うと報告した。古い木は若い木を助ける。森は一つの社会である。"
    found = run(Note("森の木々", content=text), make_world())
    assert found
    assert found.endswith("。")
    assert found in text or all(part in text for part in sentences(found))


PAGE = """### What the team found

The forest near Oslo holds trees linked by fungi under the ground. Trees send carbon to other trees through the fungi, from root to root. \
Researchers say the fungi take a share of the carbon that passes. The share that the fungi took for themselves was 3.5 grams in each \
of the summers.
"""


def descriptions() -> list[tuple[str, str]]:
    cases = (Path(__file__).parents[1] / "cases/summary/descriptions.md").read_text(encoding="utf-8").split("\n.\n")
    return list(zip(cases[1::3], cases[2::3], strict=False))


@pytest.mark.parametrize(("described", "expected"), descriptions())
def test_what_becomes_of_a_description(make_world, described, expected):
    article = replace(ARTICLE, text=PAGE + "\n\nThe report was written over three summers by a team of five.\n" * 2, description=described)
    found = run(replace(NOTE, scraped=(article,)), make_world())
    if expected == "the text's":
        assert found
        assert found.startswith("The forest near Oslo holds trees")
    else:
        assert found == expected


@pytest.mark.parametrize(
    "opening",
    [
        *("Kiel (dpo) - ", "BERLIN, May 3 (Reuters) — ", "LONDON — ", "LINDI: ", "OSLO, Nov. 22 — ", "COMMENTARY | "),
        *("OSLO—", "— ", "PRETORIA, South Africa — ", "FARGO, N.D. (AP) -- ", "Newsworld - SAN FRANCISCO -- ", "Summary: "),
    ],
)
def test_a_summary_begins_behind_the_dateline(make_world, opening):
    text = (
        f"{opening}The forest near Oslo holds trees linked by fungi.[3] Trees send carbon to others. Older trees feed the young. It works."
    )
    found = run(Note("Trees and fungi", content=text), make_world())
    assert found.startswith("The forest near Oslo holds trees linked by fungi.")
    assert "[3]" not in found


def test_what_looks_like_a_dateline_and_is_the_sentence_stays(make_world):
    text = "NASA — the agency that runs the telescope — found water on a moon. The moon is far from the sun. Its ice is thick. It was seen."
    assert not run(Note("Water on a moon", content=text), make_world()).startswith("the agency")


FOREST = (
    "The forest near Oslo holds trees linked by fungi under the ground. Trees send carbon to other trees through the fungi of the forest."
)
WALD = "Im Wald bei Oslo sind die Bäume unter der Erde durch Pilze verbunden. Die Bäume geben über die Pilze des Waldes Kohlenstoff weiter."


@pytest.mark.parametrize(
    ("furniture", "text"),
    [
        ("Fenster schließen.", WALD),
        ("Größere Bäume im Überblick.", WALD),
        ("You have 60 minutes of the forest and its trees left to read.", FOREST),
        ("This 2006 image shows the forest near Oslo with its trees and fungi.", FOREST),
        ("Which means that all the trees of the forest near Oslo share their carbon.", FOREST),
        ("It is widely used to name and to count the trees and fungi of the forest.", FOREST),
        ("If the trees and fungi of the forest are for you, check it out here.", FOREST),
        ("Visit https://example.org/forest for more on the trees and fungi of the forest.", FOREST),
    ],
)
def test_page_furniture_and_fragments_are_no_summary(make_world, furniture, text):
    found = run(Note("Forest, trees and fungi", content=f"{furniture}\n\n{text} The end came late."), make_world())
    assert found
    assert set(sentences(found)) <= set(sentences(f"{text} The end came late."))


@pytest.mark.parametrize(
    ("described", "content", "expected"),
    [
        ("Huw turns a heap of leaves by hand.", "", "Huw turns a heap of leaves by hand."),
        ("Huw turns a heap of leaves by hand.", "http://video.example.org/watch", "Huw turns a heap of leaves by hand."),
        ("Huw turns a heap of leaves by hand.", "My own words on this.", ""),
        ("Enjoy the films and the music that you love.", "", ""),
        ("Huw turns a heap of leaves and", "", ""),
    ],
    ids=["its own", "beside its address", "the drop says something", "the site's", "cut off"],
)
def test_a_page_without_text_is_summarised_by_its_description(make_world, described, content, expected):
    page = Article("http://video.example.org/watch", title="How to turn a heap", verdict="empty", description=described)
    assert run(Note("How to turn a heap", content=content, scraped=(page,)), make_world()) == expected
