"""Whether a name is what the address of a site says: "Los Angeles Times" and latimes.com."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 100  # characters of a name; whatever is longer is none, and each of its words is tried
# Words of a paper's name that its address, or the name of its desk, may have or not.
DESK = frozenset(
    """
    news nachrichten noticias nouvelles notizie nieuws newsroom desk redaktion redacción redazione rédaction redactie online web com de
    haber merkezi sports sport ugc ediciones radio tv digital editors editorial
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)


def stands_at(name: str, host: str) -> bool:
    """Whether a name is what a host calls itself: "Los Angeles Times" and latimes.com, but for words such as "news"."""
    labels = {letters(label) for label in host.split(".")[:-1]} - {"", "www", "com", "co", "org", "net", "news", "online"}
    labels.add(letters(host.removeprefix("www.")))
    words = [word for word in re.split(r"[\s.&/-]+", name[:_LONGEST]) if word]
    while words:
        initials = ["".join(word[0] for word in words[:cut]) + "".join(words[cut:]) for cut in range(len(words))]
        if labels & {letters(each) for each in (*initials, name)}:
            return True
        if words[-1].casefold() not in DESK:
            return words[0].casefold() in ("the", "ediciones") and stands_at(" ".join(words[1:]), host)
        words.pop()
    return False


def letters(text: str) -> str:
    """Letters and digits without case and accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
