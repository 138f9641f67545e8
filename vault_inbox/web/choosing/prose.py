"""Where the prose of a page stands, whatever an extractor chose: by this a part that it overlooked as a whole can still be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import log

from lxml.html import HtmlElement

from ..dom import tag_of
from .boxes import Box
from .runs import Run
from .sums import Sums

_PROSE = 80  # characters of a paragraph
_BEARERS = ("p", "div", "li", "blockquote", "section", "article")
_LEVELS = {2: "prose_in2", 3: "prose_in3", 4: "prose_in4"}  # boxes further out
_FURTHEST = max(_LEVELS)
_MANY = 50  # runs
_NOWHERE = -1.0  # where there is no such box


class Prose:
    """The long runs of a page that are no links, added up by box and by likeness ("kin")."""

    def __init__(self, runs: Sequence[Run], kins: Sequence[Hashable], sums: Sums) -> None:
        self.runs, self.kins = runs, kins
        self.is_prose = [len(run.text) >= _PROSE and run.links < 0.3 for run in runs]
        self.near: dict[HtmlElement, float] = {}
        self.kin_runs: Counter[Hashable] = Counter()
        self.kin_size: Counter[Hashable] = Counter()
        self.kin_prose: Counter[Hashable] = Counter()
        self.kin_links: dict[Hashable, float] = {}
        for run, kin, prose in zip(runs, kins, self.is_prose, strict=True):
            size = len(run.text)
            self.kin_runs[kin] += 1
            self.kin_size[kin] += size
            self.kin_links[kin] = self.kin_links.get(kin, 0.0) + size * run.links
            if prose:
                self.kin_prose[kin] += size
                self._add(run, size)
        self.below = sums.of(len(run.text) * prose for run, prose in zip(runs, self.is_prose, strict=True))
        self.whole = sum(len(run.text) for run, prose in zip(runs, self.is_prose, strict=True) if prose) or 1
        self.most = max(self.near.values(), default=1.0)

    def _add(self, run: Run, size: int) -> None:
        if tag_of(run.block) in _BEARERS:  # what stands two boxes up counts half, as readability has it
            for weight, element in zip((1.0, 0.5), run.over, strict=False):
                self.near[element] = self.near.get(element, 0.0) + weight * size

    def stands_near(self, i: int) -> bool:
        """Whether a run is prose, or its box holds much of the page's."""
        return self.is_prose[i] or any(self.near.get(box, 0.0) >= 0.25 * self.most for box in self.runs[i].over[:2])

    def figures(self, i: int, box: Box) -> dict[str, float]:
        """What the prose around one run says for it; the run itself does not count, `box` is the one that it stands in."""
        run, kin = self.runs[i], self.kins[i]
        own = len(run.text) if self.is_prose[i] else 0
        around = run.over[:_FURTHEST]
        near = [*(self.near.get(element, 0.0) for element in around[:2]), 0.0, 0.0][:2]
        found = {
            "prose": log(1 + near[0]),
            "prose2": log(1 + near[1]),
            "prose_share": max(0.0, max(near) - own) / self.most,
            "kin_n": log(1 + self.kin_size[kin]),
            "kin_runs": min(self.kin_runs[kin], _MANY),
            "kin_len": self.kin_size[kin] / self.kin_runs[kin],
            "kin_prose": (self.kin_prose[kin] - own) / self.whole,
            "kin_links": self.kin_links[kin] / self.kin_size[kin],
            "in_article": _NOWHERE if box.article is None else self.below.get(box.article, 0) / self.whole,
            "in_main": _NOWHERE if box.main is None else self.below.get(box.main, 0) / self.whole,
        }
        for level, name in _LEVELS.items():
            inside = self.below.get(around[level - 1], 0) - own if len(around) >= level else self.whole
            found[name] = inside / self.whole
        return found
