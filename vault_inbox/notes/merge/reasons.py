"""The sentences that we write where a page is not there yet, to know one that another device put back from one that the user changed."""

from __future__ import annotations

import re

from ..writing import NOT_YET

_ANSWERS = "request timeout|too early|too many requests|internal server error|bad gateway|service unavailable|gateway timeout"
# Whole sentences: whatever else a line says, the user wrote. Those of the network come from `web/fetching`, the others from `web/library`
# and `reading/pool`. One that is missing here costs no more than a line that stays above its page.
_OURS = (
    "working offline",
    "the network is unreachable",
    rf"the page answers [1-5]\d\d(?: \((?:{_ANSWERS})\))?",
    r"no site was found at [A-Za-z0-9.:_-]{1,255}",
    "the site's name was not found in time",
    "the site did not answer in time",
    r"the site took longer than \d+(?:\.\d+)? seconds",
    "the site took too long with other pages",
    "the site refuses connections",
    "the site gives only an interim answer",
    "the site asked not to be asked again so soon",
    "the connection broke off",
    "the proxy (?:cannot be reached|does not let the page through)",
    "no secure connection to the site could be made",
    "the site's certificate (?:has expired|is for another site|is signed by nobody that is trusted|cannot be checked)",
    "the page came damaged",
    "the program (?:failed to read the page|is stopping)",
    "the process that reads pages does not start",
    "the address is not valid",
    "the address leads into a private network",
)
_BEGINNING = re.compile(rf"{NOT_YET}(?:{'|'.join(_OURS)})(?!\w)")
_LINE = re.compile(rf"{NOT_YET}(?:{'|'.join(_OURS)})\.")


def is_told(line: str) -> bool:
    """Tell whether a line is one of our sentences on a page that is not there yet, and nothing else."""
    return _LINE.fullmatch(line) is not None


def begins_told(line: str) -> bool:
    """Tell whether a line begins with one of these sentences, with or without its stop: the user may have gone on."""
    return _BEGINNING.match(line) is not None
