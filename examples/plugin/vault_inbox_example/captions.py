"""An extractor for captions (WebVTT): the spoken text without its times, as a transcript."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from vault_inbox import Article, ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vault_inbox import Page


def make(settings: Mapping[str, Any]) -> Callable[[Page], Article]:
    """Make the extractor; `paragraph` is how many captions make a paragraph, 8 by default."""
    size = max(1, int(settings.get("paragraph", 8)))

    def captions(page: Page) -> Article:
        if page.content_type.partition(";")[0].strip().lower() != "text/vtt":
            raise ExtractError("no captions")
        spoken = _spoken(page.body.decode("utf-8-sig", "replace"))
        paragraphs = [" ".join(spoken[start : start + size]) for start in range(0, len(spoken), size)]
        url = page.final_url or page.url
        title = unquote(urlsplit(url).path.rpartition("/")[2]).removesuffix(".vtt").replace("_", " ")
        return Article(url=url, title=title, text="\n\n".join(paragraphs), verdict="article" if spoken else "empty")

    return captions


def _spoken(text: str) -> list[str]:
    """Read the texts of the cues: the lines below each "00:01.000 --> 00:04.000", without markup; one said twice is kept once."""
    spoken: list[str] = []
    for block in re.split(r"\n{2,}", text.replace("\r\n", "\n")):
        time, arrow, rest = block.partition("-->")
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", "", rest.partition("\n")[2])).split())
        if arrow and re.search(r"\d\s*$", time) and words and words not in spoken[-1:]:
            spoken.append(words)
    return spoken
