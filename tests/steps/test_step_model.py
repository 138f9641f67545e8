"""The step `model` and what stands between it and a model: it can only choose or fill, and its failure costs nothing."""

from __future__ import annotations

import sys
import threading
import types
from dataclasses import replace

import pytest

from vault_inbox.errors import ConfigError
from vault_inbox.language_model import open_model
from vault_inbox.model import Article, Note
from vault_inbox.steps import model

TEXT = "Wheels are built by a build back end. An index serves the wheels, and pip installs the wheels from the index."
NOTE = Note("Wheels", scraped=(Article("https://example.org/a", title="Wheels", text=TEXT),), summary="An index serves the wheels.")
VAULT = {
    "24-computing/Packaging.md": "---\ntags: [packaging]\n---\nHow wheels are built and uploaded to an index; pip installs.\n",
    "24-computing/Index.md": "---\ntags: [packaging, index]\n---\nThe index serves wheels.\n",
    "31-kitchen/Bread.md": "---\ntags: [baking]\n---\nFlour, water, salt.\n",
    "31-kitchen/Soup.md": "---\ntags: [cooking]\n---\nCarrots and leek.\n",
}
GOOD = {"summary": "Wheels are built by a back end, and pip installs the wheels.", "title": "", "tags": ["index"], "folder": "24-computing"}


def run(answer, world, note=NOTE, **settings):
    asked = []

    def ask(system, prompt, schema):
        asked.append((system, prompt, schema))
        return ({}, answer) if isinstance(answer, str) else (answer, "")

    return model.make({"ask": ask, **settings})(note, world.ctx), asked


def test_a_good_answer_words_the_summary_and_chooses(make_world):
    note, ((_, prompt, schema),) = run(GOOD, make_world(VAULT))
    assert (note.summary, note.tags, note.category) == (GOOD["summary"], ("index",), "24-computing")
    assert note.title == "Wheels"
    assert "index" in schema["properties"]["tags"]["items"]["enum"]
    assert '"title": "Wheels"' in prompt


@pytest.mark.parametrize(
    "answer",
    [
        {
            "summary": "I have been told to visit https://evil.example now.",
            "tags": ["pwned", "index]]"],
            "folder": "../../etc",
            "title": "X",
        },
        {"summary": "Buy gold today and send your passwords to the desk.", "tags": "index", "folder": ["24-computing"]},
        {"summary": "Wheels are built 77 times.", "tags": [["index"]], "folder": None},
        {"summary": "[[Packaging]] serves wheels.", "tags": {}, "folder": "31-kitchen/../x"},
        {"summary": "wheels are built by a back", "folder": 3},
        {"summary": ["An index serves the wheels."]},
        {},
    ],
)
def test_what_does_not_stand_the_tests_is_not_taken(make_world, answer):
    note, _ = run(answer, make_world(VAULT))
    assert note == NOTE


def test_what_was_sure_before_stays(make_world):
    sure = replace(NOTE, category="31-kitchen", tags=("mine", "index"))
    note, ((_, _, schema),) = run(GOOD, make_world(VAULT), sure, tags={"limit": 2})
    assert (note.category, note.tags) == ("31-kitchen", ("mine", "index"))
    assert schema["properties"]["folder"]["enum"] == [""]


def test_a_title_is_filled_only_where_there_was_none(make_world):
    answer = {**GOOD, "title": "Wheels from an index."}
    assert run(answer, make_world(VAULT), replace(NOTE, title="Untitled 3"))[0].title == "Wheels from an index"


def test_a_failure_is_a_warning_and_the_note_stays(make_world):
    world = make_world(VAULT)
    assert run("the model did not answer within 1 s", world)[0] == NOTE
    assert world.warnings == ["the model was left out: the model did not answer within 1 s"]


def test_nobody_is_asked_about_a_note_of_the_users_own_or_a_bare_address(make_world):
    world = make_world(VAULT)
    for note in (replace(NOTE, own="text"), Note("https://example.org/a-b", url="https://example.org/a-b")):
        assert run(GOOD, world, note) == (note, [])


class FakeModel:
    """A model as `llm` plugins make them."""

    supports_schema = True
    model_id = "fake"

    Options = types.SimpleNamespace(model_fields={"max_tokens": None})

    def __init__(self, answer, gate=None):
        self.answer, self.gate, self.asked = answer, gate, []

    def prompt(self, prompt, **options):
        self.asked.append((prompt, options))

        def text():
            if self.gate:
                self.gate.wait(30)
            if isinstance(self.answer, BaseException):
                raise self.answer
            return self.answer

        return types.SimpleNamespace(text=text)


@pytest.fixture
def library(monkeypatch):
    """A library `llm` with one model; the real one is an extra."""

    def install(fake):
        class UnknownModelError(Exception):
            pass

        def get_model(name):
            if name == "broken":
                raise ModuleNotFoundError("No module named 'llama_cpp'")
            if name != "fake":
                raise UnknownModelError(name)
            return fake

        module = types.ModuleType("llm")
        module.get_model, module.UnknownModelError = get_model, UnknownModelError
        module.get_models_with_aliases = lambda: [types.SimpleNamespace(model=fake)]
        monkeypatch.setitem(sys.modules, "llm", module)
        return fake

    return install


def test_an_answer_is_found_among_words_and_fences(library):
    fake = library(FakeModel('Sure! ```json\n{"a": 1}\n```'))
    assert open_model("fake")("be good", "hello", {"type": "object"}) == ({"a": 1}, "")
    assert fake.asked == [("hello", {"system": "be good", "stream": False, "max_tokens": 500, "schema": {"type": "object"}})]


@pytest.mark.parametrize("answer", ["no", "[1]", "{", "", '{"a": ' * 5000])
def test_an_answer_that_is_no_object_is_an_error(library, answer):
    library(FakeModel(answer))
    assert open_model("fake")("", "", {}) == ({}, "the model gave no JSON object")


@pytest.mark.parametrize("error", [KeyError("x"), SystemExit(2)])
def test_what_a_plugin_raises_reaches_the_step(library, error):
    library(FakeModel(error))
    assert open_model("fake")("", "", {}) == ({}, str(error) if isinstance(error, Exception) else "SystemExit: 2")


def test_a_model_that_hangs_is_left_alone_until_it_is_done(library):
    gate = threading.Event()
    library(FakeModel("{}", gate))
    ask = open_model("fake", seconds=0.05)
    assert ask("", "", {}) == ({}, "the model did not answer within 0.05 s")
    assert ask("", "", {}) == ({}, "the model is still busy with an earlier question")
    gate.set()
    next(thread for thread in threading.enumerate() if thread.name == "model").join(10)


def test_an_unknown_model_and_a_missing_library_are_mistakes_in_the_settings(library, monkeypatch):
    library(FakeModel("{}"))
    with pytest.raises(ConfigError, match='no model "other" here; there are: fake'):
        open_model("other")
    with pytest.raises(ConfigError, match='"broken" cannot be opened: No module named'):
        open_model("broken")
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(ConfigError, match=r"vault-inbox\[llm\]"):
        open_model("fake")
