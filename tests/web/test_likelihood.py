"""The fitted model: what is written in the repository can be read, and it does not overrule what it must not."""

from __future__ import annotations

import inspect

from vault_inbox.model import Page
from vault_inbox.web.choosing import weights
from vault_inbox.web.choosing.completing import keep_among_alike
from vault_inbox.web.choosing.features import NAMES
from vault_inbox.web.choosing.runs import runs_of
from vault_inbox.web.dom import parse
from vault_inbox.web.extract import read_page

PROSE = "<p>A rain barrel under a downpipe fills within one good storm, and the water it holds is soft, warm and free of lime, said {}.</p>"


def test_the_weights_name_figures_that_are_measured() -> None:
    assert tuple(inspect.signature(weights.log_odds).parameters) == NAMES


def test_votes_raise_the_odds() -> None:
    voted = [1.0 if name in ("default", "recall", "rules", "ends", "is_p") else 0.0 for name in NAMES]
    assert weights.log_odds(*voted) > weights.log_odds(*[0.0] * len(NAMES)) + 1


def test_a_table_keeps_its_head() -> None:
    rows = "".join(f"<tr><td>barrel {i}</td><td>{i}00 litres</td><td>stands well behind house number {i}</td></tr>" for i in range(1, 9))
    table = f"<table><thead><tr><th>Name</th><th>Holds</th><th>Place</th></tr></thead><tbody>{rows}</tbody></table>"
    prose = "".join(PROSE.format(name) for name in ("Ada", "Bo", "Cy", "Di"))
    html = f"<!doctype html><title>Barrels</title><body><article><h1>Barrels</h1>{prose}{table}{prose.replace('rain', 'water')}</article>"
    text = read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text
    assert "| Name | Holds | Place |\n| --- | --- | --- |\n| barrel 1 | 100 litres |" in text


def test_a_short_paragraph_among_its_like_is_kept_where_it_is_doubted() -> None:
    plain = (
        "<p>Ada</p><p>Fee: free</p><p>Fee: 99 a room</p><p><a href=/x>Another story</a></p><p>Bo</p><p>Far below</p>",
        "<p class=x>Share</p>",
    )
    runs = runs_of(parse(f"<html><body><article><p>Before</p>{''.join(plain)}<p>Cy</p><p>Behind</p></article></body></html>"))
    odds = {"Ada": 3.0, "Bo": 3.0, "Cy": 3.0, "Far below": -1.5}
    keeps = [run.text in ("Ada", "Bo", "Cy") for run in runs]
    keep_among_alike(runs, [odds.get(run.text, -0.5) for run in runs], keeps)
    assert [run.text for run, keep in zip(runs, keeps, strict=True) if keep] == ["Ada", "Fee: free", "Fee: 99 a room", "Bo", "Cy"]
