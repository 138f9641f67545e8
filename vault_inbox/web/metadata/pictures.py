"""The picture that stands for a page: not the logo or blank that a site names where an article has none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_MARK = re.compile(
    r"logos?|default|placeholder|icons?|favicon|share|sharing|spacer|trans|transparent|blank|pixel|null|profile|generic|fb|facebook"
)
_FOLDER = re.compile(r"logos?|icons?|placeholders?")
_PLAIN = frozenset(
    """
    image images img picture pic photo thumb thumbnail story post page site social twitter card opengraph small medium large big square
    header footer black white blue red dark light new main primary fallback preview
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_WORDS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+")
_SHORTEST = 3  # letters; "lg" and "og" say nothing


def is_default(address: str, sites: Iterable[str]) -> bool:
    """Whether an image's name says that it is the site's own: it lies among logos, or its words are "logo", "share" and the site's name."""
    folder, _, name = urlsplit(address).path.rpartition("/")
    if any(_FOLDER.fullmatch(word) for part in folder.split("/") for word in _words(part)):
        return True
    own = [re.sub(r"\W", "", site.casefold()) for site in sites]
    words = _words(name.rpartition(".")[0] or name) if name != "apple-touch-icon.png" else ["icon"]
    rest = [word for word in words if not _MARK.fullmatch(word) and len(word) >= _SHORTEST and word not in _PLAIN]
    return any(map(_MARK.fullmatch, words)) and all(any(word in site for site in own) for word in rest)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]
