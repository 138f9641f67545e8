"""Extractors: foreign code that makes an article of the pages of one site. What they write is made harmless like anything foreign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import ExtractError
from ..notes import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Article, Extractor, Page

TOP = 3  # the highest level of a heading in an article


def asked(page: Page, extractors: Sequence[Extractor]) -> Article | None:
    """Ask the extractors in their order; one that raises `ExtractError` declines. `None` where all do."""
    for extractor in extractors:
        try:
            article = extractor(page)
        except ExtractError:
            continue
        return replace(article, text=inert.block(article.text, top=TOP, images="keep"))
    return None
