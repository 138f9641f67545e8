"""Words read off an address: the title of a page of which nothing else is known. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_LONGEST = 120  # characters of a title
_ENDING = re.compile(r"\.\w{2,5}$")  # of a file
_NUMBER = re.compile(r"\d{5,}|(?=.*\d)[0-9a-f]{6,}")  # of a page, or a hash
_WORD = re.compile(r"[^\W\d_]{2,}")
_ONE_WORD = re.compile(r"[^\W\d_]{3,30}")


def slug_title(url: str, site: str) -> str:
    """Read words off the last part of an address, "how-to-cook-rice.html" -> "How to cook rice", "/news" -> "News (example.org)".

    An address without words gives its `site` as people name it, which may be "".
    """
    path = unquote(urlsplit(url).path, errors="replace")
    for part in reversed(path.split("/")):
        words = [word for word in re.split(r"[-_+\s]+", _ENDING.sub("", part)) if word and not _NUMBER.fullmatch(word)]
        if sum(bool(_WORD.fullmatch(word)) for word in words) >= 2 and len(" ".join(words)) <= _LONGEST:
            title = " ".join(words)
            return title[:1].upper() + title[1:]
        if len(words) == 1 and site and _ONE_WORD.fullmatch(words[0]) and words[0].lower() != "index":
            return f"{words[0][:1].upper()}{words[0][1:]} ({site})"
    return site


def host_name(url: str) -> str:
    """The host of an address without `www.` and port, in its own letters ("müller.de"); "" where it names none."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return ".".join(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label for label in host.split("."))
    except UnicodeError:
        return host
