"""What can be measured of each run of text: by these figures the fitted model of `weights` tells an article from what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log
from operator import itemgetter
from statistics import median

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from ..metadata.page import Metadata
from .asides import count_asides
from .boxes import Box, box_of
from .house_lines import is_heading_of_others
from .prose import Prose
from .runs import Run, fold
from .sums import Sums

NAMES = tuple(
    """
    default recall rules length words ends colon date quote digits caps links is_p is_li is_h is_cell is_pre is_other
    in_section in_ul in_table in_header in_figure good aside meta sub menu hidden caption around off deeper asides asides_share
    box1 mass1 box2 tight branch branch_size branch_links
    cum before_first after_last from_last to_next window window_links style style_n under since_heading
    repeated is_desc desc_like title_cover author page_mass page_share page_n
    body kin kin_n kin_runs kin_len kin_prose kin_links prose prose2 prose_share prose_in2 prose_in3 prose_in4
    in_article in_main quoted
    main_before2 main_before1 main_after1 main_after2 main_after3 length_before1 length_after1 length_after2 links_before1 links_after1
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_ENDS = tuple('.!?。！？…।؟"”’»):;')
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_ASCII = re.compile(r"[\x00-\x7f]+")
_WORD = re.compile(r"\w{3,}")
_QUOTES = re.compile('["“”«»„]')
_KINDS = {"p": "is_p", "li": "is_li", "td": "is_cell", "th": "is_cell", "pre": "is_pre", **dict.fromkeys(HEADINGS[1:], "is_h")}
_NO_KIND = dict.fromkeys((*_KINDS.values(), "is_other"), 0.0)
_SIDES = [  # how far off a run's neighbours stand, and what is told of each
    (-2, "main_before2", "length_before2", "links_before2"),
    (-1, "main_before1", "length_before1", "links_before1"),
    (1, "main_after1", "length_after1", "links_after1"),
    (2, "main_after2", "length_after2", "links_after2"),
    (3, "main_after3", "length_after3", "links_after3"),
]
_NEAR = 6  # runs on each side that make a run's neighbourhood
_FURTHEST = 30  # runs; further away is far away
_BODY = 300  # characters; a shorter `articleBody` is a teaser
_NOWHERE = -1.0  # where there is no such neighbour or box

Row = tuple[float, ...]
_IN_ORDER = itemgetter(*NAMES)


def measure(runs: Sequence[Run], about: Metadata) -> list[Row | None]:
    """The figures of each run in the order of `NAMES`; `None` for a run that nothing speaks for.

    `chosen`, `recalled` and `keep` of the runs are votes and must be set; `about` is what the page says of itself.
    """
    page = _Page(runs, about)
    return [page.row(i) if page.is_candidate(i) else None for i in range(len(runs))]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


@lru_cache(maxsize=1024)
def _kinds(kinds: frozenset[str]) -> Mapping[str, float]:
    """What the boxes around a run call themselves, as figures; not to be changed."""
    names = {name: name in kinds for name in ("good", "aside", "meta", "sub", "menu", "hidden")}
    return names | {f"in_{name}": name in kinds for name in ("section", "ul", "table", "header", "figure")}


class _Page:
    """The runs of one page, and what must be known of all of them to measure one."""

    def __init__(self, runs: Sequence[Run], about: Metadata) -> None:
        self.runs, self.sums = runs, Sums(runs)
        self.sizes = [len(run.text) for run in runs]
        self.main = [0.5 * run.chosen + 0.5 * run.recalled for run in runs]
        self.whole = sum(self.sizes)
        self.mass = sum(size * vote for size, vote in zip(self.sizes, self.main, strict=True)) or 1.0
        self.before = [0.0, *accumulate(size * vote for size, vote in zip(self.sizes, self.main, strict=True))]
        self._add_up()
        self.boxes: dict[HtmlElement, Box] = {}
        chosen = [i for i, vote in enumerate(self.main) if vote >= 0.5]
        strong = [i for i in chosen if self.sizes[i] > 100 and runs[i].links < 0.5] or chosen
        self.first, self.last = (strong[0], strong[-1]) if strong else (len(runs), -1)
        self.depth = median(box_of(runs[i].block, self.boxes).depth for i in strong) if strong else 0.0
        self.styles = [_style(run) for run in runs]
        self.style_n = Counter(self.styles)
        self.style_mass: Counter[object] = Counter()
        for style, vote in zip(self.styles, self.main, strict=True):
            self.style_mass[style] += vote  # type: ignore[assignment]
        self.kins = [_kin(run) for run in runs]
        self.kin_mass: dict[Hashable, float] = {}
        for kin, size, vote in zip(self.kins, self.sizes, self.main, strict=True):
            self.kin_mass[kin] = self.kin_mass.get(kin, 0.0) + size * vote
        self.prose = Prose(runs, self.kins, self.sums)
        self.body = _shingles(about.body) if len(about.body) > _BODY else frozenset()
        self.keys = [run.folded for run in runs]
        self.repeats = Counter(self.keys)
        self.title, self.description = _words(" ".join(about.titles)), _words(about.description)
        self.lead = fold(about.description)
        self.authors = [fold(name) for name in ((about.author,) if isinstance(about.author, str) else about.author) if name]
        self.of_all = {"page_mass": log(1 + self.mass), "page_share": self.mass / self.whole, "page_n": log(len(runs))} if runs else {}
        self._walk_by()

    def _add_up(self) -> None:
        """Characters below each element: all of them, those voted for, those in links."""
        sums, linked = self.sums, [size * run.links for size, run in zip(self.sizes, self.runs, strict=True)]
        self.all = sums.of(self.sizes)
        self.voted = sums.of(size * vote for size, vote in zip(self.sizes, self.main, strict=True))
        self.linked = sums.of(linked)
        self.sizes_before, self.linked_before = [0, *accumulate(self.sizes)], [0.0, *accumulate(linked)]
        self.center = min((e for e in self.voted if self.voted[e] >= 0.5 * self.mass), key=lambda e: self.all[e], default=None)

    def _walk_by(self) -> None:
        """What depends on the runs before and behind: the last and next chosen one, the heading that a run stands under."""
        count = len(self.runs)
        self.from_last, self.to_next = [_FURTHEST] * count, [_FURTHEST] * count
        self.under, self.since = [0.0] * count, [0] * count
        last, heading, under = -_FURTHEST, 0, 0.0
        for i, run in enumerate(self.runs):
            self.from_last[i] = min(i - last, _FURTHEST)
            last = i if self.main[i] >= 0.5 else last
            if tag_of(run.block) in HEADINGS:
                heading, under = i, float(is_heading_of_others(run.text))
            self.under[i], self.since[i] = under, min(i - heading, 20)
        following = count + _FURTHEST
        for i in range(count - 1, -1, -1):
            self.to_next[i] = min(following - i, _FURTHEST)
            following = i if self.main[i] >= 0.5 else following

    def is_candidate(self, i: int) -> bool:
        """Whether anything speaks for a run: a vote, or votes for what is near it."""
        if self.main[i] or self.runs[i].keep or self._window(i) >= 0.05 or self._looks_chosen(i):
            return True
        return any(self.voted.get(box, 0.0) > 0.01 * self.mass for box in self.runs[i].over[:3])

    def _looks_chosen(self, i: int) -> bool:
        """Whether a run is prose, most of what looks like it was voted for, or its box holds much of the page's prose."""
        style = self.styles[i]
        return self.prose.stands_near(i) or (self.style_mass[style] >= 0.5 * self.style_n[style] and self.style_n[style] > 2)

    def _window(self, i: int) -> float:
        low, high = max(0, i - _NEAR), min(len(self.runs), i + _NEAR + 1)
        voted = self.before[high] - self.before[low] - self.sizes[i] * self.main[i]
        return voted / max(1, self.sizes_before[high] - self.sizes_before[low] - self.sizes[i])

    def row(self, i: int) -> Row:
        """The figures of one run."""
        found = {**_NO_KIND, **self._of_text(i), **self._of_boxes(i), **self._of_place(i), **self._of_page(i)}
        row: Row = _IN_ORDER(found)
        return row

    def _of_text(self, i: int) -> dict[str, float]:
        run, size = self.runs[i], self.sizes[i]
        words, digits = run.text.split(), _digits_in(run.text)
        return {
            "default": run.chosen,
            "recall": run.recalled,
            "rules": run.keep,
            "links": run.links,
            "length": log(size),
            _KINDS.get(tag_of(run.block), "is_other"): 1.0,
            "words": log(1 + len(words)),
            "ends": run.text.endswith(_ENDS),
            "colon": run.text.endswith(":"),
            "date": bool(digits and _DATE.search(run.text)),
            "quote": bool(_QUOTES.search(run.text)),
            "digits": digits / size,
            "caps": sum([word[0].isupper() for word in words]) / len(words),
            "caption": size < 400 and run.caption,
        }

    def _of_boxes(self, i: int) -> dict[str, float]:
        block, over = self.runs[i].block, self.runs[i].over
        size, own = self.sizes[i], self.sizes[i] * self.main[i]
        box = box_of(block, self.boxes)
        found = {**_kinds(box.kinds), **self.prose.figures(i, box)}
        found |= {"around": box.steps, "off": box.off, "deeper": box.depth - self.depth}
        found |= {"box1": _NOWHERE, "box2": _NOWHERE, "mass1": _NOWHERE}
        for name, parent in zip(("box1", "box2"), over, strict=False):
            rest, voted = self.all[parent] - size, self.voted.get(parent, 0.0) - own
            found[name] = voted / rest if rest else _NOWHERE
            if name == "box1":
                found["mass1"] = voted / self.mass
        branch = block
        for parent in over if self.voted.get(block, 0.0) < 0.5 * self.mass else ():
            if self.voted.get(parent, 0.0) >= 0.5 * self.mass:
                break
            branch = parent
        whole = self.all[branch]
        found["branch"] = (self.voted.get(branch, 0.0) - own) / (whole - size) if whole > size else _NOWHERE
        found |= {"branch_size": log(1 + whole), "branch_links": self.linked.get(branch, 0.0) / whole}
        found["tight"] = self.mass / self.all[self.center] if self.center is not None else 0.0
        return found

    def _of_place(self, i: int) -> dict[str, float]:
        low, high = max(0, i - _NEAR), min(len(self.runs), i + _NEAR + 1)
        linked = (self.linked_before[high] - self.linked_before[low]) / max(1, self.sizes_before[high] - self.sizes_before[low])
        found = {"cum": self.before[i] / self.mass, "window": self._window(i), "window_links": linked}
        found |= {"before_first": max(-1, min(self.first - i, 40)), "after_last": max(-1, min(i - self.last, 40))}
        found |= {"from_last": self.from_last[i], "to_next": self.to_next[i], "under": self.under[i], "since_heading": self.since[i]}
        for step, main, length, links in _SIDES:
            j = i + step
            there = 0 <= j < len(self.runs)
            found[main] = self.main[j] if there else _NOWHERE
            found[length] = log(self.sizes[j]) if there else _NOWHERE
            found[links] = self.runs[j].links if there else _NOWHERE
        return found

    def _of_page(self, i: int) -> dict[str, float]:
        style, key, words = self.styles[i], self.keys[i], _words(self.runs[i].text)
        others = self.style_n[style] - 1
        asides = count_asides(self.runs[i].text, words)
        return {
            "asides": asides,
            "asides_share": asides / (1 + self.sizes[i] / 50),
            "style": (self.style_mass[style] - self.main[i]) / others if others else _NOWHERE,
            "style_n": log(others + 1),
            "repeated": self.repeats[key] - 1,
            "is_desc": len(key) > 20 and bool(self.lead) and (key in self.lead or self.lead in key),
            "desc_like": len(words & self.description) / len(words) if words else 0.0,
            "title_cover": len(words & self.title) / len(self.title) if self.title else 0.0,
            "author": any(name in key for name in self.authors),
            **self.of_all,
            **self._of_kin(i),
        }

    def _of_kin(self, i: int) -> dict[str, float]:
        """What speaks for a run but its place: the body that the JSON-LD tells, its like elsewhere on the page."""
        run, size, kin = self.runs[i], self.sizes[i], self.kins[i]
        rest = self.prose.kin_size[kin] - size
        found = {"body": _NOWHERE, "kin": (self.kin_mass[kin] - size * self.main[i]) / rest if rest else _NOWHERE}
        if self.body:
            said = _shingles(run.text)
            found["body"] = len(said & self.body) / len(said) if said else 0.0
        found["quoted"] = any(tag_of(box) == "blockquote" for box in run.over[:3])
        return found


def _digits_in(text: str) -> int:
    """How many digits a text has, those of other scripts too."""
    return sum(map(text.count, "0123456789")) + (0 if text.isascii() else sum(map(str.isdigit, _ASCII.sub("", text))))


def _shingles(text: str) -> frozenset[str]:
    """Every three words in a row, or three letters where words are not spaced."""
    words = re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]|\w+", text.casefold())
    return frozenset(" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2)))


def _kin(run: Run) -> Hashable:
    """What makes boxes alike: the tag of a block and the classes of the two boxes around it, whatever the block's own class."""
    boxes = [(tag_of(box), box.get("class")) for box in run.over[:2]]
    return (tag_of(run.block), *boxes)


def _style(run: Run) -> object:
    """What makes runs look alike: the tag and classes of a block and of its parent."""
    return (run.block.tag, run.block.get("class"), run.over[0].get("class") if run.over else None)
