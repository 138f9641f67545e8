"""Figures of a page's runs added up over the boxes that they stand in, each box visited once for each sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import HtmlElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .runs import Run


class Sums:
    """The boxes around some runs, blocks included, and what is added up over them."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._boxes: list[HtmlElement] = []  # each behind the one that it stands in
        self._over: list[int] = []
        self._places = self._read(runs)

    def _read(self, runs: Sequence[Run]) -> list[int]:
        known: dict[HtmlElement, int] = {}
        places: list[int] = []
        for run in runs:
            place = known.get(run.block)
            if place is None:
                new, over = [run.block], -1
                for box in run.over:
                    if box in known:
                        over = known[box]
                        break
                    new.append(box)
                for box in reversed(new):
                    self._over.append(over)
                    over = known[box] = len(self._boxes)
                    self._boxes.append(box)
                place = over
            places.append(place)
        return places

    def of(self, values: Iterable[float]) -> dict[HtmlElement, float]:
        """What the runs' values come to in each box; boxes of nothing are left out."""
        sums = [0.0] * len(self._boxes)
        for place, value in zip(self._places, values, strict=True):
            sums[place] += value
        for place in range(len(sums) - 1, 0, -1):
            if sums[place] and self._over[place] >= 0:
                sums[self._over[place]] += sums[place]
        return {box: value for box, value in zip(self._boxes, sums, strict=True) if value}
