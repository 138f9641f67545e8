from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox.errors import ConfigError
from vault_inbox.plugins import BUILT_IN_STEPS, DEFAULT_STEPS, known_extractors, known_steps, make_extractors, make_steps

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "plugin"

MODULE = """
import builtins

def make(settings):
    def step(note, ctx):
        return (note, dict(settings))
    return step

def fails(settings):
    raise KeyError("speed")

def gives_nothing(settings):
    return None
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Install a package as pip leaves it: a module and a dist-info folder on the path."""

    def install(package: str, entries: dict[str, str], module: str = MODULE) -> None:
        site = tmp_path / package
        info = site / f"{package}-2.0.dist-info"
        info.mkdir(parents=True)
        (site / f"{package}.py").write_text(module)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n")
        groups: dict[str, list[str]] = {}
        for name, target in entries.items():
            group, _, name_there = name.partition("/")
            groups.setdefault(group, []).append(f"{name_there} = {package}:{target}\n")
        (info / "entry_points.txt").write_text("".join(f"[vault_inbox.{group}]\n{''.join(lines)}" for group, lines in groups.items()))
        monkeypatch.syspath_prepend(site)
        monkeypatch.delitem(sys.modules, package, raising=False)

    return install


def test_the_default_steps_are_the_built_in_ones_in_their_order() -> None:
    assert tuple(BUILT_IN_STEPS) == DEFAULT_STEPS
    assert list(DEFAULT_STEPS) == ["fetch", "title", "summary", "tags", "category", "connections"]


def test_an_installed_step_is_known_with_its_origin(install: Callable[..., None]) -> None:
    install("plugin_known", {"steps/mine": "make", "extractors/ours": "make", "steps/tags": "make"})
    assert {**known_steps()} == {**dict.fromkeys(DEFAULT_STEPS, "built in"), "mine": "plugin_known 2.0"}
    assert {**known_extractors()} == {"ours": "plugin_known 2.0"}
    assert "mine" in known_steps()
    assert "nine" not in known_steps()
    assert len(known_steps()) == 7


def test_a_step_is_made_with_its_own_table(install: Callable[..., None]) -> None:
    install("plugin_made", {"steps/mine": "make", "extractors/ours": "make"})
    tables = {"mine": {"x": 1}, "other": {"y": 2}}
    ((name, step),) = make_steps(["mine"], tables)
    call: Any = step
    assert (name, call("note", "ctx")) == ("mine", ("note", {"x": 1}))
    ((_, bare),) = make_steps(["mine"], {})
    call = bare
    assert call("note", "ctx") == ("note", {})
    (extractor,) = make_extractors({"ours": {"z": 3}})
    call = extractor
    assert call("page", "-") == ("page", {"z": 3})


def test_callables_are_steps_already() -> None:
    def shout(note: Any, ctx: Any) -> Any:
        return note

    made = make_steps([shout, partial(shout)], {})
    assert [name for name, _ in made] == ["shout", "partial"]
    assert made[0][1] is shout


def test_nothing_is_imported_that_is_not_named(install: Callable[..., None]) -> None:
    install("plugin_idle", {"steps/idle": "make", "extractors/idle": "make"}, "raise SystemExit('imported')")
    assert "idle" in known_steps()
    assert "idle" in known_extractors()
    assert make_steps([], {"idle": {}}) == ()
    assert make_extractors({}) == ()
    assert "plugin_idle" not in sys.modules


def test_a_package_cannot_take_over_a_built_in_step(install: Callable[..., None]) -> None:
    install("plugin_thief", {"steps/title": "make"}, "raise SystemExit('imported')")
    assert known_steps()["title"] == "built in"
    assert [name for name, _ in make_steps(["title"], {})] == ["title"]


BROKEN = {
    "steps/failing": ("fails", MODULE, "(plugin_broken 2.0) cannot be made: KeyError: 'speed'"),
    "steps/empty": ("gives_nothing", MODULE, "its factory gave None"),
    "steps/missing": ("nowhere", MODULE, "AttributeError"),
    "steps/unreadable": ("make", "import no_such_module_anywhere", "ModuleNotFoundError"),
    "extractors/failing": ("fails", MODULE, 'the extractor "failing" (plugin_broken 2.0)'),
}


@pytest.mark.parametrize(("entry", "case"), BROKEN.items())
def test_a_plugin_that_fails_is_named(install: Callable[..., None], entry: str, case: tuple[str, str, str]) -> None:
    target, module, told = case
    install("plugin_broken", {entry: target}, module)
    group, _, name = entry.partition("/")
    with pytest.raises(ConfigError) as caught:
        make_steps([name], {}) if group == "steps" else make_extractors({name: {}})
    assert told in str(caught.value)
    assert f'"{name}"' in str(caught.value)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r'there is no step "tgas" here; there are: fetch, title, summary, tags'):
        make_steps(["tgas"], {})
    with pytest.raises(ConfigError, match=r'there is no extractor "x" here; there are: none'):
        make_extractors({"x": {}})


def test_two_packages_that_offer_one_name_are_refused(install: Callable[..., None]) -> None:
    install("plugin_one", {"steps/mine": "make"})
    install("plugin_two", {"steps/mine": "make"})
    with pytest.raises(ConfigError, match=r"several packages .*plugin_(one|two) 2\.0, plugin_(one|two) 2\.0"):
        make_steps(["mine"], {})


USE = """
    import json, sys
    from pathlib import Path
    from types import SimpleNamespace
    from vault_inbox import Article, ExtractError, Note, Page
    from vault_inbox.plugins import known_extractors, known_steps, make_extractors, make_steps
    from vault_inbox.settings.vault import read_vault_settings

    assert make_steps(["title"], {}) and not [name for name in sys.modules if name.startswith("vault_inbox_example")]
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    settings = read_vault_settings(text, "README.md", steps=known_steps(), extractors=known_extractors())
    steps = dict(make_steps(settings.steps[3:4], settings.step))
    (captions,) = make_extractors(settings.extractor)
    vtt = "WEBVTT\\n\\n1\\n00:00.000 --> 00:02.000\\n<v Ann>Hello &amp; welcome\\n\\n"
    vtt += "00:02.000 --> 00:03.000\\nHello &amp; welcome\\n\\n00:04.000 --> 00:05.000\\nbye"
    article = captions(Page("https://example.org/The_talk.vtt", "text/vtt; charset=utf-8", vtt.encode()))
    try:
        captions(Page("https://example.org/", "text/html", b"x"))
        declined = False
    except ExtractError:
        declined = True
    said = []
    note = Note("T", scraped=(Article("https://example.org/", text="word " * 401),))
    note = steps["reading_time"](note, SimpleNamespace(explain=lambda *why: said.append(why)))
    print(json.dumps([known_steps()["reading_time"], dict(note.properties), said, article.title, article.text, declined]))
"""


def test_the_example_plugin_installs_and_runs(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "source")
    site = tmp_path / "site"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--disable-pip-version-check",
    ]
    subprocess.run([*pip, "--target", site, tmp_path / "source"], check=True, timeout=60)
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", dedent(USE), EXAMPLE / "README.md"],
        env={"PYTHONPATH": f"{site}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == [
        "vault-inbox-example 1.0.0",
        {"reading_minutes": 3},
        [["reading_minutes", "401 words at 200 a minute"]],
        "The talk",
        "Hello & welcome bye",
        True,
    ]


def test_built_in_names_cost_no_look_at_the_installed_packages() -> None:
    code = "import sys; from vault_inbox.settings.vault import read_vault_settings as read; from vault_inbox.plugins import known_steps; "
    code += "read('```toml\\nsteps = [\"tags\"]\\n```', steps=known_steps()); print('importlib.metadata' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == "False\n"
