"""The arrows that must never exist between the modules of the package, read from its imports.

The tables below are the rules; a rule names modules by their path in the package ("web" is the whole room, "web.urls" one module).
Every import counts, also one inside a function or under `TYPE_CHECKING`. Only cycles are looked for among the imports that run when
a module is loaded: those are the ones that break.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "vault_inbox"
LONGEST = 300  # lines

STEPS = ("fetch", "title", "summary", "tags", "category", "connections")

# who must not import whom inside the package; "*" is every module, and an exception may follow
FORBIDDEN = {
    "1. the model and the errors import nothing of ours": (["model", "errors"], ["*"]),
    "2. nobody imports the command line": (["* but cli __main__"], ["cli"]),
    "2. only the command line and the package itself import the inbox": (["* but cli __main__ __init__"], ["inbox"]),
    "2. a step knows no other step": (["steps"], [f"steps.{step}" for step in STEPS]),
    "2. steps know neither web, drops, vault nor daemon": (["steps"], ["web", "drops", "vault", "daemon"]),
    "3. the daemon knows nothing of notes": (["daemon"], ["notes", "drops", "steps"]),
    "3. a drop on its way asks nothing of what is done later": (["processing.arrival"], ["processing.upkeep"]),
    "3. titles and structured data know nothing of days and people": (
        ["web.metadata.titles", "web.metadata.structured"],
        ["web.metadata.days", "web.metadata.people", "web.metadata.page"],
    ),
    "3. titles need no structured data": (["web.metadata.titles"], ["web.metadata.structured"]),
    "3. the days of a page know nothing of its people": (["web.metadata.days"], ["web.metadata.people", "web.metadata.page"]),
    "3. names know nothing of the page as a whole": (["web.metadata.people"], ["web.metadata.page"]),
    "3. what all of processing stands on knows none of what stands on it": (
        ["processing.shared"],
        ["processing.arrival", "processing.upkeep", "processing.by_hand", "processing.doctor", "processing.running", "processing.watching"],
    ),
    "3. what all readers of drops stand on knows none of them": (["drops.shared"], ["drops.forms", "drops.read", "drops.split"]),
    "rules of text know nothing of ours": (["text"], ["* but text"]),
    "inert text needs nothing of ours but itself": (["notes.inert"], ["* but notes.inert"]),
}

# the pure rooms: text in, text out; the world comes in by `ctx`
PURE = [
    *("model", "errors", "text", "notes", "drops", "steps"),
    *("web.extract", "web.feeds", "web.urls", "web.verdict", "web.metadata", "web.choosing", "web.writing", "web.sites", "web.embedded"),
]
WORLD = {  # files, clock, environment, network: whole modules
    *("asyncio", "ftplib", "glob", "http.client", "http.server", "io", "mmap", "multiprocessing", "os", "pathlib", "platform", "random"),
    *("secrets", "select", "selectors", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess"),
    *(
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
        "webbrowser",
        "platformdirs",
        "requests",
        "urllib3",
        "watchdog",
        "filelock",
    ),
}
HARMLESS = {
    "pathlib.PurePath",
    "pathlib.PurePosixPath",
    "pathlib.PureWindowsPath",
    "io.StringIO",
    "io.BytesIO",
    "time.struct_time",
}  # no file is touched
WORLDLY_CALLS = {"open", "input", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
OUR_WORLD = [
    "disk",
    "disk_errors",
    "temps",
    "vault",
    "state",
    "daemon",
    "cli",
    "inbox",
    "processing",
    "reading",
    "settings",
    "pipeline",
    "web.fetching.fetch",
    "web.fetching.guard",
    "web.library",
]

# a third-party library -> its one module, or its one room where the whole room is about it
HOMES = {
    "requests": "web.fetching.fetch",
    "trafilatura": "web.extract",
    "markdown_it": "notes.sections",
    "frontmatter": "notes.document",
    "yaml": "notes.properties",
    "watchdog": "daemon.watch",
    "sqlite3": "vault.index",  # not third-party, but as easily spread
    "feedparser": "web.feeds.xml_feed",
    "babel": "web.metadata.days.calendar",
    "idna": "web.urls",
    "platformdirs": "settings.machine",
    "send2trash": "vault.trash",
    "regex": "vault.patterns",
    "click": "cli",
    "rich": "cli",
    "lxml": "web",  # the shape in which a page goes through the room
    "urllib3": "web",
    "filelock": "state",
}
TESTERS = {"pytest", "unittest", "hypothesis", "tests", "doctest", "mock"}


@dataclass(frozen=True, order=True)
class Arrow:
    source: str
    target: str  # "web.fetching.fetch" for a module of ours, "requests.adapters.HTTPAdapter" for others
    line: int
    ours: bool = True
    at_load: bool = True

    def __str__(self) -> str:
        return f"{self.source}:{self.line} -> {self.target}"


def modules_of(package: Path) -> dict[str, Path]:
    """Module -> file; a package is named like a module, the root is `__init__`."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


def arrows_of(package: Path) -> list[Arrow]:
    modules = modules_of(package)
    return [arrow for module, path in modules.items() for arrow in _imports(module, path, modules, package.name)]


def _imports(module: str, path: Path, modules: dict[str, Path], package: str) -> Iterator[Arrow]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_load = set(_run_at_load(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [_parent(module, path, node.level, package), node.module]))
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            ours = name == package or name.startswith(f"{package}.")
            target = _module_in(name.removeprefix(package).strip("."), modules) if ours else name
            yield Arrow(module, target, node.lineno, ours, node in at_load)


def _parent(module: str, path: Path, level: int, package: str) -> str:
    """What the dots of a relative import stand for."""
    if not level:
        return ""
    parts = [package, *(part for part in module.split(".") if part != "__init__")]
    is_package = path.name == "__init__.py"
    return ".".join(parts[: len(parts) - level + is_package])


def _module_in(name: str, modules: dict[str, Path]) -> str:
    """The module that an imported name comes from: "notes.render.render" -> "notes.render"."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or "__init__"


def _run_at_load(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _run_at_load(child)


def within(name: str, rooms: Iterable[str]) -> bool:
    """Whether a module is one of these or lies in one; "* but a b" is every module except those."""
    for room in rooms:
        if room.startswith("*"):
            if not within(name, room.split()[2:]):
                return True
        elif name == room or name.startswith(f"{room}."):
            return True
    return False


def forbidden(arrows: Iterable[Arrow], sources: list[str], targets: list[str]) -> list[str]:
    return [
        str(arrow)
        for arrow in arrows
        if arrow.ours and within(arrow.source, sources) and within(arrow.target, targets) and arrow.source != arrow.target
    ]


def worldly(package: Path) -> list[str]:
    """Where a pure room touches files, clock, environment or network."""
    arrows = [arrow for arrow in arrows_of(package) if within(arrow.source, PURE)]
    found = [str(arrow) for arrow in arrows if not arrow.ours and within(arrow.target, WORLD) and arrow.target not in HARMLESS]
    found += forbidden(arrows, ["*"], OUR_WORLD)
    for module, path in modules_of(package).items():
        if within(module, PURE):
            calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
            found += [f"{module}:{call.lineno} calls {name}" for call in calls if (name := ast.unparse(call.func)) in WORLDLY_CALLS]
    return found


def astray(arrows: Iterable[Arrow]) -> list[str]:
    """Third-party libraries outside their home, and those without a home."""
    found = []
    for arrow in arrows:
        library = arrow.target.partition(".")[0]
        if arrow.ours or (library in sys.stdlib_module_names and library not in HOMES):
            continue
        if not within(arrow.source, [HOMES.get(library, "nowhere")]):
            found.append(f"{arrow} (its home: {HOMES.get(library, 'none in HOMES')})")
    return found


def cycles(arrows: Iterable[Arrow]) -> list[str]:
    """Groups of modules that import each other when they are loaded (Tarjan's strongly connected components)."""
    graph: dict[str, set[str]] = {}
    for arrow in arrows:
        if arrow.ours and arrow.at_load and arrow.source != arrow.target:
            graph.setdefault(arrow.source, set()).add(arrow.target)
    reach = {module: _reached(module, graph) for module in graph}
    return sorted(
        {
            " <-> ".join(sorted({module, *(other for other in reach[module] if module in reach.get(other, ()))}))
            for module in graph
            if module in reach[module]
        }
    )


def _reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [*graph.get(start, ())]
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo += graph.get(module, ())
    return seen


def patches(path: Path) -> list[str]:
    """Where a test replaces something of our own: it would prove nothing about what is shipped."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {"vault_inbox"}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "vault_inbox":
            own |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "mock" in ast.unparse(node).replace(",", " ").replace(".", " ").split():
            found.append(f"{path.name}:{node.lineno} {ast.unparse(node)}")
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        first = ast.unparse(call.args[0]).strip("'\"").split(".")[0] if call.args else ""
        if name.endswith((".setattr", ".delattr")) and "monkeypatch" in name and first in own:
            found.append(f"{path.name}:{call.lineno} {ast.unparse(call)[:80]}")
    return found


@cache
def ours() -> list[Arrow]:
    return arrows_of(PACKAGE)


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_forbidden_arrow(rule: str) -> None:
    assert forbidden(ours(), *FORBIDDEN[rule]) == []


def test_pure_rooms_do_not_touch_the_world() -> None:
    assert worldly(PACKAGE) == []


def test_each_library_lives_in_its_home() -> None:
    assert astray(ours()) == []


def test_each_library_is_declared_and_used() -> None:
    declared = {line.split(">")[0].lower() for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]}
    packages = {"markdown_it": "markdown-it-py", "frontmatter": "python-frontmatter", "yaml": "pyyaml"}
    used = {arrow.target.partition(".")[0] for arrow in ours() if not arrow.ours} - sys.stdlib_module_names
    named = {packages.get(library, library) for library in used}
    assert named <= declared
    only_needed_by_others = {"lxml-html-clean", "tzdata", "urllib3"}  # trafilatura, zoneinfo and requests need them this new
    assert declared - named <= only_needed_by_others


def test_no_module_imports_itself_in_a_circle() -> None:
    assert cycles(ours()) == []


def test_production_code_does_not_know_that_it_is_tested() -> None:
    assert [str(arrow) for arrow in ours() if arrow.target.split(".")[0] in TESTERS] == []
    assert [str(path) for path in modules_of(PACKAGE).values() if "PYTEST" in path.read_text(encoding="utf-8")] == []


def test_tests_replace_nothing_of_our_own() -> None:
    assert [found for path in sorted((ROOT / "tests").rglob("*.py")) for found in patches(path)] == []


def test_no_module_is_long() -> None:
    lengths = {module: path.read_bytes().count(b"\n") for module, path in modules_of(PACKAGE).items()}
    assert {module: length for module, length in lengths.items() if length > LONGEST} == {}


PLANTED = {  # a module, a line in it -> the rule that must see it
    ("model", "from . import errors"): "1.",
    ("errors", "from .notes.inert import line"): "1.",
    ("steps/tags", "from .title import make"): "2. a step",
    ("steps/tags", "from ..web import urls"): "2. steps",
    ("steps/tags", "def f():\n    import vault_inbox.vault.files"): "2. steps",
    ("daemon/watch", "from .. import drops"): "3.",
    ("state/locks", "from ..inbox import Inbox"): "2. only",
    ("notes/render", "from ..cli.main import main"): "2. nobody",
    ("notes/inert", "from .tags import valid_tag"): "inert",
    ("notes/render", "from pathlib import Path"): "pure",
    ("drops/shared/dates", "from datetime import date\nx = date.today()"): "pure",
    ("web/urls", "import os.path"): "pure",
    ("web/extract", "from .fetching.fetch import Fetcher"): "pure",
    ("steps/tags", "x = open('y')"): "pure",
    ("vault/index", "import requests.adapters"): "home",
    ("vault/files", "import numpy"): "home",
    ("state/locks", "import sqlite3"): "home",
    ("vault/files", "from . import names"): "circle",
    ("vault/files", "if True:\n    from .names import x"): "circle",
}


@pytest.mark.parametrize(("place", "rule"), PLANTED.items(), ids=lambda value: str(value[0]))
def test_the_rules_see_what_they_forbid(tmp_path: Path, place: tuple[str, str], rule: str) -> None:
    package = tmp_path / "vault_inbox"
    clean = {"vault/names": "from . import files\n", "notes/render": "from pathlib import PurePosixPath\nfrom .inert import line\n"}
    for module in (
        *(
            "__init__",
            "__main__",
            "model",
            "errors",
            "inbox",
            "cli/main",
            "daemon/watch",
            "drops/shared/dates",
            "drops/__init__",
            "state/locks",
        ),
        *("notes/inert", "notes/tags", "notes/render", "steps/tags", "steps/title", "vault/files", "vault/names", "vault/index"),
        *("web/urls", "web/extract", "web/fetching/fetch"),
    ):
        path = package / f"{module}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(clean.get(module, ""))
    assert told_by_rules(package) == {}
    with (package / f"{place[0]}.py").open("a") as file:
        file.write(place[1] + "\n")
    told = told_by_rules(package)
    assert [name for name in told if name.startswith(rule)] != [], told


def told_by_rules(package: Path) -> dict[str, list[str]]:
    arrows = arrows_of(package)
    told = {rule: forbidden(arrows, *tables) for rule, tables in FORBIDDEN.items()}
    told |= {"pure": worldly(package), "home": astray(arrows), "circle": cycles(arrows)}
    return {rule: found for rule, found in told.items() if found}


def test_the_rule_about_patches_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "test_x.py"
    path.write_text(
        "import unittest.mock\nfrom vault_inbox.web import fetch\nimport socket\n"
        "def test(monkeypatch):\n    monkeypatch.setattr(fetch, 'get', None)\n    monkeypatch.setattr('vault_inbox.model.Note', 1)\n"
        "    monkeypatch.setattr(socket, 'getaddrinfo', None)\n"
    )
    assert [found.split()[0] for found in patches(path)] == ["test_x.py:1", "test_x.py:5", "test_x.py:6"]
