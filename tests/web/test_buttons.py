"""Buttons in and beside headings: which of them say what the text behind them answers, which are for hands alone."""

from __future__ import annotations

import pytest

from vault_inbox import Page, read_page

BARRELS = [
    f"The barrel of {name} stands on bricks behind the shed, where the downpipe ends, and it fills within one storm in spring or autumn."
    for name in ("Ada", "Bo")
]
QUESTIONS = ("Who can have a barrel?", "What does it cost?", "How do I ask for one?")
ANSWERS = (
    "Everybody who has a roof and a shed.",
    "Thirty euros, and the second one sixty.",
    "Write to us, and say how large your roof is.",
)


def read(form: str) -> str:
    """What is read of questions and answers of a form, below two paragraphs."""
    asked = "".join(form.format(i=i, q=question, a=answer) for i, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True)))
    body = "".join(f"<p>{text}</p>" for text in BARRELS) + f"<div class=accordion>{asked}</div>"
    html = f"<!doctype html><html lang=en><head><title>Barrels</title></head><body><main><h1>Barrels</h1>{body}</main></body></html>"
    text = read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text
    assert text.startswith("\n\n".join(BARRELS))
    return text.partition(BARRELS[-1])[2].strip()


def written(heading: str) -> str:
    return "\n\n".join(f"{heading.format(question)}\n\n{answer}" for question, answer in zip(QUESTIONS, ANSWERS, strict=True))


@pytest.mark.parametrize(
    ("form", "heading"),
    [
        ("<h2><button aria-expanded=false>{q}</button></h2><div id=c{i}><p>{a}</p></div>", "### {}"),
        ("<h3><span><button>{q}</button></span></h3><div hidden><p>{a}</p></div>", "### {}"),
        ("<h3><button><span>{q}</span><span>, </span><span>Show</span></button></h3><div><p>{a}</p></div>", "### {}"),
        ("<h3><button>{q} <i>expand_more</i></button><button>Copy link</button></h3><div><p>{a}</p></div>", "### {}"),
        ("<dl><dt><button>{q}</button></dt><dd>{a}</dd></dl>", "**{}**"),
        ("<div><button aria-expanded=false aria-controls=c{i}>{q}</button><div id=c{i}><p>{a}</p></div></div>", "**{}**"),
        ("<button aria-expanded=false aria-controls=c{i}>{q}</button><div id=c{i} hidden><p>{a}</p></div>", "**{}**"),
    ],
)
def test_a_button_that_is_all_of_a_heading_is_its_words(form: str, heading: str) -> None:
    assert read(form) == written(heading)


@pytest.mark.parametrize("tool", ["Copy link", "#", "Share", "Toggle section", "<svg><title>Link</title></svg>", "<i class=icon></i>"])
@pytest.mark.parametrize("form", ["<h2>{{q}} <button>{}</button></h2><p>{{a}}</p>", "<h2><button>{}</button>{{q}}</h2><p>{{a}}</p>"])
def test_a_button_beside_the_words_of_a_heading_is_none_of_them(tool: str, form: str) -> None:
    assert read(form.format(tool)) == written("### {}")


def test_a_button_behind_a_question_of_its_own_stays_out() -> None:
    button = "<button aria-expanded=false aria-controls=c{i}>Show answer</button><div id=c{i} hidden><p>{a}</p></div>"
    assert read(f"<h2>{{q}}</h2>{button}") == written("### {}")
    assert read(f"<h2>{{q}}</h2><div>{button}</div>") == written("### {}")
    assert read(f"<h2>{{q}}</h2><div>{button.replace('Show answer', 'Show answer {i}')}</div>").count("Show") == 0
    assert read(f"<h2>{{q}}</h2>{button.replace('Show answer', 'Show answer {i}')}") == written("### {}")


def test_a_heading_in_a_menu_is_the_sites() -> None:
    menu = "".join(
        f"<h3><button>{name}</button></h3><ul><li><a href=/{name}>{name} of ours</a></li></ul>" for name in ("Products", "About")
    )
    assert read(f"<h2><button>{{q}}</button></h2><p>{{a}}</p><nav>{menu}</nav>") == written("### {}")
