"""Recipes: the short lines of ingredients and steps are the article's, told by the page's data or by the heading over them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vault_inbox.model import Page
from vault_inbox.web.choosing.recipes import complete
from vault_inbox.web.choosing.runs import runs_of
from vault_inbox.web.dom import parse
from vault_inbox.web.extract import read_page
from vault_inbox.web.metadata.structured.recipes import recipe_lines

ABOUT = "".join(
    f"<p>The soup of {name} stands on the stove all of Sunday, and whoever comes home late and cold is glad to find some of it left.</p>"
    for name in ("Ada", "Bo", "Cy", "Di")
)
MENU = "<nav>" + "".join(f"<a href=/{i}>Another dish of ours, number {i}</a>" for i in range(12)) + "</nav>"
SOUP = ["2 leeks", "300 g of potatoes", "1 pinch of salt", "a bay leaf"]
STEPS = ["Wash the leeks and cut them into rings.", "Boil all of it for half an hour.", "Take out the leaf."]
DATA = {
    "@type": "Recipe",
    "name": "Leek soup",
    "recipeIngredient": SOUP,
    "recipeInstructions": [{"@type": "HowToStep", "text": s} for s in STEPS],
}


def page(card: str, data: dict[str, Any] | None = None, rest: str = "") -> str:
    """The text of a page about a soup; `card` stands below the story, away from it."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    html = (
        f"<!doctype html><title>Leek soup</title>{script}<body>{MENU}<article><h1>Leek soup</h1>{ABOUT}</article>{MENU}"
        f"<div class=card>{card}</div>{rest}{MENU}"
    )
    return read_page(Page("https://www.example.org/soup", "text/html", html.encode())).text


def boxes(lines: list[str], tag: str = "div") -> str:
    return "".join(f"<{tag} class=x>{line}</{tag}>" for line in lines)


def listed(lines: list[str]) -> str:
    return f"<ul>{boxes(lines, 'li')}</ul>"


def test_what_the_data_tell_is_kept_with_its_headings() -> None:
    text = page(f"<h3>Ingredients</h3>{listed(SOUP)}<h3>Steps</h3>{listed(STEPS)}", DATA)
    assert text.endswith(
        "\n\n### Ingredients\n\n" + "\n".join(f"- {x}" for x in SOUP) + "\n\n### Steps\n\n" + "\n".join(f"- {x}" for x in STEPS)
    )


@pytest.mark.parametrize(
    ("told", "card"),
    [
        (SOUP, boxes(["2", "leeks", "300 g of", "potatoes", "1 pinch of salt", "a bay leaf"])),  # a line in several boxes
        (SOUP, f"<ul>{boxes(SOUP[:2], 'li')}<li>½ onion<li>{SOUP[2]}<li>{SOUP[3]}</ul>"),  # an item that the data write otherwise
        (["<p>2 leeks</p>", "300&nbsp;g of potatoes", *SOUP[2:]], listed(SOUP)),  # markup in the data
    ],
)
def test_a_line_is_found_however_the_page_breaks_it(told: list[str], card: str) -> None:
    text = page(card, {"@type": "Recipe", "recipeIngredient": told})
    assert all(word in text for line in SOUP for word in line.split())
    assert ("½ onion" in text) == ("½ onion" in card)


def test_a_recipe_that_stands_twice_is_kept_once() -> None:
    text = page(listed(SOUP), DATA, f"<div class=print>{listed(SOUP)}</div>")
    assert text.count(SOUP[1]) == 1


def test_what_only_mentions_a_line_stays_out() -> None:
    data = {"@type": "Recipe", "recipeIngredient": ["salt"]}
    assert "salt" not in page("<p>Sign up for our letters on salt and pepper</p>", data)


@pytest.mark.parametrize(
    "heading", ["<h2>Ingredients:</h2>", "<h3>Zutaten für 4 Personen</h3>", "<div>Ingrédients</div>", "<h2>材料（4）</h2>"]
)
@pytest.mark.parametrize("card", [listed(SOUP), boxes(SOUP, "p")])
def test_without_data_the_heading_tells(heading: str, card: str) -> None:
    text = page(heading + card)
    assert all(line in text for line in SOUP)


def test_what_stands_behind_the_ingredients_is_none_of_them() -> None:
    text = page(f"<h2>Ingredients</h2>{listed(SOUP)}<div>Rate this dish</div><p class=y>We use cookies</p>")
    assert text.endswith(SOUP[-1])


OTHERS = {
    "another recipe": f"<aside><h4>Plum tart of the week</h4><h5>Ingredients</h5>{listed(['200 g of plums', 'dough', 'sugar'])}</aside>",
    "a reader": "<div class='comments-area'><div class=comment><p>I liked this:</p><p>Take out the leaf.</p></div></div>",
    "tags": "<div class=tags><a href=/t/1>Salt</a> <a href=/t/2>Lemon</a></div>",
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_others_say_is_no_part_of_it(other: str) -> None:
    told = {**DATA, "recipeIngredient": [*SOUP[:2], "salt"], "recipeInstructions": STEPS}
    shown = f"<h3>Ingredients</h3>{listed([*SOUP[:2], '1 pinch of salt'])}<h3>Steps</h3>{listed([*STEPS[:2], 'Take the leaf out.'])}"
    assert page(shown, told, other) == page(shown, told)


def test_the_title_does_not_come_back_as_an_ingredient() -> None:
    assert "# Leek soup" not in page(listed(SOUP), {**DATA, "recipeIngredient": [*SOUP, "leek"]})


@pytest.mark.timeout(20)
@pytest.mark.parametrize("box", ["<p>Ingredients</p>", "<li>Ingredients</li><li>salt</li>", "<p>Ingredients</p><p>a</p><p>b</p><p>c</p>"])
def test_labels_without_end_cost_little(box: str) -> None:
    runs = runs_of(parse(f"<html><body><div>{box * 20_000}</div></body></html>"))
    complete(runs, [])
    assert len(runs) >= 20_000


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ('<script type="application/ld+json">{"@type": ["Recipe"], "recipeInstructions": "Boil. Serve."}</script>', ["Boil. Serve."]),
        (
            '<script type="application/ld+json">{"@type": "HowTo", "step": {"name": "Dry", "itemListElement": "Rub &amp; air"}}</script>',
            ["Dry", "Rub & air"],
        ),
        ("<li itemprop=recipeIngredient>2 <b>leeks</b><li itemprop='ingredients'>salt", ["2 leeks", "salt"]),
        ('<script type="application/ld+json">{"@type": "Article", "step": "Boil."}</script>', []),
        ('<script type="application/ld+json">{"@type": "Recipe", "recipeIngredient": [null, 3, ""]}</script>', []),
        ('<script type="application/ld+json">{"@type": "Recipe", broken</script>', []),
    ],
)
def test_the_lines_that_a_page_tells(html: str, lines: list[str]) -> None:
    root = parse(f"<html><body>{html}</body></html>")
    assert root is not None
    assert recipe_lines(root) == lines
