"""What comes out is inert for other readers too: micromark with the dialects of GitHub and of mathematics, Dataview's own parser, MathJax.

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

from vault_inbox.notes.inert import block, formula, line, plain
from vault_inbox.notes.inert.code import LANGUAGES

HERE = Path(__file__).parent
PACKAGES = (
    "micromark@4.0.2",
    "micromark-extension-gfm@3.0.0",
    "micromark-extension-math@3.1.0",
    "micromark-extension-frontmatter@2.0.0",
    "micromark-extension-wiki-link@0.0.4",
    "mathjax-full@3.2.2",
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
    folder = Path(platformdirs.user_cache_dir("vault-inbox-tests")) / "readers-2"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=100):  # another run may be asking for them
            if not (folder / "done").exists():
                fill(folder, npm)
    except (subprocess.SubprocessError, OSError, tarfile.TarError) as error:  # a lock that is not given is an OSError as well
        pytest.skip(f"the packages are not to be had: {error}")
    return folder


def fill(folder: Path, npm: str) -> None:
    """Install the packages; without a network this fails within a minute and a half."""
    once = ["--silent", "--fetch-retries=0", "--fetch-timeout=20000"]
    install = [npm, "install", *once, "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
    for command, seconds in ((install, 50), ([npm, "pack", *once, DATAVIEW], 30)):
        subprocess.run(command, cwd=folder, check=True, timeout=seconds, stdin=subprocess.DEVNULL)
    with tarfile.open(folder / f"{DATAVIEW.replace('@', '-')}.tgz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "node_modules" / "obsidian").mkdir(exist_ok=True)  # Dataview asks for the application, and needs nothing of it here
    (folder / "node_modules" / "obsidian" / "index.js").write_text("module.exports = {};\n", encoding="utf-8")
    (folder / "done").touch()


@pytest.fixture(scope="module")
def read(modules: Path):
    """read([{"text": …, "value": …}]) -> what each reader makes of it."""
    return lambda questions: asked(modules, "other_readers.cjs", questions)


@pytest.fixture(scope="module")
def typeset(modules: Path):
    """typeset([TeX]) -> the HTML that MathJax makes of each formula, and the milliseconds it took."""
    return lambda formulas: asked(modules, "mathjax.cjs", formulas)


def asked(modules: Path, name: str, questions: list[object]) -> list[dict[str, object]]:
    environment = {**os.environ, "NODE_PATH": str(modules / "node_modules")}
    program = [str(shutil.which("node")), str(HERE / name), str(modules)]
    done = subprocess.run(program, input=json.dumps(questions).encode(), capture_output=True, env=environment, check=True, timeout=60)
    answers: list[dict[str, object]] = json.loads(done.stdout)
    return answers


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


TEX = HERE.parent / "cases" / "tex"
FAR_BACK = re.compile(r"margin-(?:left|right): -(?:[2-9]|1\d|1\.[1-9]|\d{2,})")  # in em


def acts(html: str) -> list[str]:
    """What a formula may not come to: links, names and styles from outside, colours, text far over other text."""
    wrong = [tag for tag in re.findall(r"<([\w-]+)", html) if not tag.startswith("mjx-")]
    wrong += re.findall(r'\s(href|src|on\w+|id(?!="mjx-eqn:))="', html)
    styles = " ".join(re.findall(r'style="([^"]*)"', html))
    return wrong + re.findall(r"url\(|fixed|absolute|color", styles) + FAR_BACK.findall(styles)


@pytest.mark.timeout(300)
def test_usual_mathematics_is_typeset(typeset) -> None:
    texts = (TEX / "usual.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    answers = typeset([formula(tex).strip("$") for tex in texts])
    assert {tex: answer["html"] for tex, answer in zip(texts, answers, strict=True) if "merror" in str(answer["html"])} == {}
    assert {tex: wrong for tex, answer in zip(texts, answers, strict=True) if (wrong := acts(str(answer["html"])))} == {}


@pytest.mark.timeout(300)
def test_what_would_act_in_a_formula_is_seen(typeset) -> None:
    loud = ["\\href{https://e.org}{x}", "\\cssId{a}{x}", "\\style{position:fixed}{x}", "\\color{red}x", "\\hspace{-9em}x"]
    assert [tex for tex, answer in zip(loud, typeset(loud), strict=True) if not acts(str(answer["html"]))] == []


@pytest.mark.sweep
@pytest.mark.timeout(900)
def test_no_soup_of_commands_acts_in_a_formula(typeset) -> None:
    texts = "\n".join(file.read_text(encoding="utf-8") for file in sorted(TEX.glob("*.txt")))
    pieces = sorted(set(re.findall(r"\\[A-Za-z]+\*?(?:\s*(?:\{[^{}]*\}|\[[^\]]*\]))*|\\.|[^\s\\]", texts)))
    dice = random.Random(7)
    count = 6000 if os.environ.get("SWEEP") == "full" else 1500
    soups = ["".join(dice.choice(pieces) for _ in range(dice.randint(1, 6))) for _ in range(count)]
    made = [tex for tex in (formula(soup).strip("$") for soup in soups) if tex]
    assert len(made) > count / 20
    answers = typeset(made)
    assert {tex: wrong for tex, answer in zip(made, answers, strict=True) if (wrong := acts(str(answer["html"])))} == {}
