"""Extractors: foreign code that makes an article of the pages of one site. What they write is made harmless like anything foreign."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..errors import ExtractError
from ..notes import inert
from ..pipeline import attempt, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Article, Extractor, Page

log = logging.getLogger(__name__)
TOP = 3  # the highest level of a heading in an article


def asked(page: Page, extractors: Sequence[Extractor]) -> Article | None:
    """Ask the extractors in their order; one that raises `ExtractError` declines. `None` where all do.

    Any other error is a fault of the extractor: it counts as declining, and the log says so.
    """
    for extractor in extractors:
        article, error = attempt(partial(_made, extractor, page))
        if article is not None:
            return article
        if not isinstance(error, ExtractError):
            log.warning("an extractor failed on %s: %s", page.url, said(error) if error else "it gave no article")
    return None


def _made(extractor: Extractor, page: Page) -> Article:
    article = extractor(page)
    return replace(article, text=inert.block(article.text, top=TOP, images="keep"))
