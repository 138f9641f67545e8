"""What runs in a reading process: requests come in, articles and notes go out, and nothing else is touched."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import limits
from .forms import pack
from .frames import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model import Article, Page
    from ..web.feeds.entry import Feed

_LARGEST_REQUEST = 1 << 30  # bytes; the parent bounds what it fetches and reads
_IDLE = 300  # seconds
_FEEDS = 4  # parsed feeds that are kept: drops of one feed come together


def main(parent: int, memory: int) -> None:
    """Answer requests on stdin until the parent `parent` hangs up; `memory` bytes may be taken above what it takes to start."""
    limits.follow(parent)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes nowhere
    jobs = _jobs()
    limits.bind(memory)
    enough = limits.held() + memory // 2  # bytes; who has held more makes room for a fresh process
    write_frame(answers, b"ready")
    while limits.held() <= enough:
        limits.rest(_IDLE)
        try:
            request = read_frame(requests, _LARGEST_REQUEST)
        except EOFError:
            return
        limits.rest(0)
        answer = _answer(jobs, request)
        short = _is_nothing(answer) and limits.held() > enough  # lxml calls a page empty when it has no room to read it
        write_frame(answers, b"m" if short else answer)


def _jobs() -> dict[str, Callable[..., Any]]:
    """Import all that reads; slow, so the parent fetches meanwhile."""
    from ..drops.forms import html, mail  # noqa: F401, PLC0415
    from ..drops.read import read_drop  # noqa: PLC0415
    from ..web.extract import read_page  # noqa: PLC0415
    from ..web.feeds import json_feed, xml_feed  # noqa: F401, PLC0415
    from ..web.feeds.entries import entry_article, find_entry  # noqa: PLC0415
    from ..web.feeds.read import read_feed  # noqa: PLC0415

    @lru_cache(maxsize=_FEEDS)
    def feed_of(page: Page) -> Feed:
        return read_feed(page)

    def read_entry(page: Page, link: str, title: str) -> Article | None:
        feed = feed_of(page)
        found = find_entry(feed, link, title)
        return entry_article(found, feed) if found else None

    return {"page": read_page, "entry": read_entry, "drop": read_drop}


def _answer(jobs: dict[str, Callable[..., Any]], request: bytes) -> bytes:
    """Return the answer; its first byte says what it is."""
    from ..errors import DropError, FetchError  # noqa: PLC0415

    try:
        job, seconds, arguments = pickle.loads(request)  # noqa: S301 - the parent's own words; what is foreign in them is text and bytes
        limits.allow_cpu(seconds)
        return b"+" + pack(jobs[job](*arguments))
    except FetchError as error:
        return b"f" + pack({"url": error.url, "reason": error.reason})
    except DropError as error:
        return b"d" + pack(str(error))
    except MemoryError:
        return b"m"
    except Exception:  # a fault of ours: the parent tells it, as it would its own
        return b"!" + pack(traceback.format_exc(limit=-3))


def _is_nothing(answer: bytes) -> bool:
    return answer[:1] == b"d" or b'"verdict": "empty"' in answer
