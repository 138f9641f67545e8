"""What comes out is inert for other readers too: micromark with the dialects of GitHub and of mathematics, Dataview's own parser.

They are published on npm and installed once into a cache outside of this folder; where that cannot be done, these tests are skipped.
Tasks and Templater are not published there: `conftest.py` looks for what they look for.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import tarfile
from html.parser import HTMLParser
from pathlib import Path

import platformdirs
import pytest
from filelock import FileLock

from vault_inbox.notes.inert import block, line, plain
from vault_inbox.notes.inert.code import LANGUAGES

HERE = Path(__file__).parent
PACKAGES = (
    "micromark@4.0.2",
    "micromark-extension-gfm@3.0.0",
    "micromark-extension-math@3.1.0",
    "micromark-extension-frontmatter@2.0.0",
    "micromark-extension-wiki-link@0.0.4",
)
DATAVIEW = "obsidian-dataview@0.5.68"
# What may come of a captured text: no image, input, mathematics, footnote or raw element.
ELEMENTS = set(re.findall(r"\w+", "p h3 h4 h5 h6 a em strong del code pre ul ol li blockquote hr br table thead tbody tr th td"))
ATTRIBUTES = {"a": {"href"}, "code": {"class"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
CASE = re.compile(r"^.+\n\.\n((?:.*\n)*?)\.\n(?:.*\n)*?\.\n", re.MULTILINE)


pytestmark = pytest.mark.xdist_group("other readers")  # one worker asks for the packages, once; a registry that hangs fails no test


@pytest.fixture(scope="module")
def modules() -> Path:
    """The folder that the packages are in."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not here")
    folder = Path(platformdirs.user_cache_dir("vault-inbox-tests")) / "readers"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        if not (folder / "done").exists():
            try:
                install = [npm, "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
                subprocess.run(install, cwd=folder, check=True, timeout=50)
                subprocess.run([npm, "pack", "--silent", DATAVIEW], cwd=folder, check=True, timeout=30)
            except (subprocess.SubprocessError, OSError) as error:
                pytest.skip(f"the packages are not to be had: {error}")
            with tarfile.open(next(folder.glob("obsidian-dataview-*.tgz"))) as archive:
                archive.extractall(folder, filter="data")
            (folder / "node_modules" / "obsidian").mkdir(exist_ok=True)  # Dataview asks for the application, and needs nothing of it here
            (folder / "node_modules" / "obsidian" / "index.js").write_text("module.exports = {};\n", encoding="utf-8")
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="module")
def read(modules: Path):
    """read([{"text": …, "value": …}]) -> what each reader makes of it."""

    def ask(questions: list[dict[str, str]]) -> list[dict[str, object]]:
        environment = {**os.environ, "NODE_PATH": str(modules / "node_modules")}
        program = [str(shutil.which("node")), str(HERE / "other_readers.cjs"), str(modules)]
        done = subprocess.run(program, input=json.dumps(questions).encode(), capture_output=True, env=environment, check=True, timeout=60)
        answers: list[dict[str, object]] = json.loads(done.stdout)
        return answers

    return ask


def texts() -> list[str]:
    found = [
        re.sub(r"⟦U\+([0-9A-F]+)⟧", lambda char: chr(int(char[1], 16)), text.removesuffix("\n"))
        for file in sorted((HERE.parent / "cases" / "inert").glob("*.md"))
        for text in CASE.findall(file.read_text(encoding="utf-8"))
    ]
    return [text.encode("utf-8", "ignore").decode() for text in found]  # no JSON can carry halves of surrogate pairs


class Elements(HTMLParser):
    """What an HTML text holds that may not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind = given.get("class", "").removeprefix("language-")
        fine = tag in ELEMENTS and set(given) <= ATTRIBUTES.get(tag, set())
        if not fine or (kind and kind not in LANGUAGES) or not re.match(r"(https?://|mailto:|$)", given.get("href", "")):
            self.wrong.append(self.get_starttag_text() or tag)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}")


def wrong_in(html: object) -> list[str]:
    elements = Elements()
    elements.feed(str(html))
    elements.close()
    return elements.wrong


@pytest.mark.timeout(300)
@pytest.mark.parametrize("write", [block, line], ids=["block", "line"])
def test_no_reader_finds_anything_live(read, write) -> None:
    made = [write(text) for text in texts()]
    answers = read([{"text": text, "value": plain(text)} for text in made])
    bad = {}
    for text, answer in zip(made, answers, strict=True):
        links = [found for found in wrong_in(answer["linked"]) if "internal" in found]
        if wrong := wrong_in(answer["html"]) + links:
            bad[text] = wrong
    assert bad == {}


@pytest.mark.sweep
@pytest.mark.timeout(900)
def test_no_reader_finds_anything_live_in_a_soup(read) -> None:
    pieces = [
        piece for text in texts() for piece in re.findall(r"\S{1,12}|\s+", text) if "$" not in piece
    ]  # micromark's mathematics is laxer
    dice = random.Random(7)
    count = 20_000 if os.environ.get("SWEEP") == "full" else 500
    soups = ["".join(dice.choice(pieces) for _ in range(dice.randint(2, 12))) for _ in range(count)]
    made = [write(soup) for soup in soups for write in (block, line)]
    answers = read([{"text": text, "value": ""} for text in made])
    assert {text: wrong for text, answer in zip(made, answers, strict=True) if (wrong := wrong_in(answer["html"]))} == {}


@pytest.mark.timeout(300)
def test_no_property_is_a_link_to_dataview(read) -> None:
    values = [plain(text) for text in texts()]
    answers = read([{"text": "", "value": value} for value in values])
    assert [value for value, answer in zip(values, answers, strict=True) if answer["link"]] == []


@pytest.mark.timeout(300)
def test_the_readers_do_see_what_is_live(read) -> None:
    text = "# a\n- [ ] b\n\n![c](https://example.org) $d$ [^e] <f> [g](javascript:x)\n\n[^e]: h"
    answer, linked = read([{"text": text, "value": "[[i]]"}, {"text": "[[j]]", "value": "#k"}])
    assert {re.match(r"<\w+", found)[0] for found in wrong_in(answer["html"])} >= {"<h1", "<input", "<img", "<span", "<f", "<a", "<sup"}
    assert answer["link"]
    assert linked["tag"]
    assert any("internal" in found for found in wrong_in(linked["linked"]))
