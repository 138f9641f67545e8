"""What only serves the sending of a mail: its "view in browser" link, which tells its own page, and the way out of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text.entities import one_decoded
from ...web.urls import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

# How a link to the newsletter's own page is worded, with whatever name (`View Bee News in your browser`).
_ONLINE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:browser|online|web ?page|web version)\b|\bweb version\b"
    r"|im browser (?:ansehen|öffnen|anzeigen|lesen)|online[- ](?:version|ansicht|lesen)|voir .{0,20}(?:navigateur|en ligne)"
    r"|version en ligne|ver en (?:el|tu) navegador",
    re.IGNORECASE,
)
# The same where nothing but the mail itself is spoken of: only that may go.
_BROWSER = re.compile(
    r"\b(?:view|read|open|see)(?: (?:it|this|the|in|on|as|an?|your|our|my|full|web|e-?mail|mail|message|newsletter|letter|bulletin|digest"
    r"|issue|edition|post|story|article|campaign|version|of)){0,8} (?:browser|online|web ?page|web version|web)\b|\bweb version\b"
    r"|im browser (?:ansehen|öffnen|anzeigen|lesen)|online[- ](?:version|ansicht|lesen)"
    r"|voir (?:(?:ce|cet|cette|la|le|l|e-?mail|message|newsletter|version|dans|votre|un)[ '’]){0,8}(?:navigateur|en ligne)"
    r"|version en ligne|ver en (?:el|tu) navegador",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"\bunsubscribe\b|\bopt[- ]out\b"
    r"|(?:manage|update|change) (?:your |my )?(?:e-?mail |mail |newsletter |communication |notification )?preferences"
    r"|(?:manage|update|change) (?:your )?(?:e-?mail |mail |newsletter )?subscription"
    r"|\babbestellen\b|\babmelden\b|désabonn\w*|désinscri\w*|darse de baja|cancelar (?:la |tu )?suscripción|uitschrijven|退订",
    re.IGNORECASE,
)
# What the words around such a link speak of. A sentence that does not is the writer's own.
_OF_MAILS = re.compile(
    r"\be-?mails?\b|\bmails?\b|\bnewsletters?\b|\bsubscri|\bsign(?:ed|ing)? up\b|\bopt(?:ed)?[- ]in\b|\basked for\b|\breceiv"
    r"|\bmailing list\b|\bdisplay|\bpreferences\b|\babonn|\bangemeldet\b|\berhalten\b|\bangezeigt\b|\bdargestellt\b|\bcourriel"
    r"|\binscri|\breçu|\bcorreo|\bboletín|\bsuscri|\brecib|\bnieuwsbrief\b|邮件|订阅",
    re.IGNORECASE,
)
# A row that begins so is a footer: what follows is where the sender lives.
_ROW = re.compile(rf"\W*(?:{_LEAVING.pattern})\W*?[|·•]", re.IGNORECASE)
# Words that only lead to the link, and the names of the links that stand beside it.
_LEADING = frozenset(
    {
        "to", "or", "and", "click", "here", "from", "this", "list", "please", "you", "can", "at", "any", "time", "in", "the", "us",
        "contact", "privacy", "policy", "terms", "imprint", "help", "forward", "hier", "klicken", "klicke", "um", "oder", "und", "kontakt",
        "impressum", "datenschutz", "ici", "cliquez", "pour", "ou", "clic", "aquí", "haga", "para", "o", "y",
    }
)  # fmt: skip
_MOST = 250  # characters of such a block, with the words of its links
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:)\S+|(?<!\S)[^\s@]+@\S+")
_ANCHOR = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"'](https://[^\"'<>]+)[\"'][^<>]*>(.{0,300}?)</a>", re.IGNORECASE | re.DOTALL)


def online(pages: Iterable[str]) -> str:
    """Find the newsletter's own page: the address of the "view in browser" link in its HTML, "" if there is none."""
    for page in pages:
        for match in _ANCHOR.finditer(page):
            if _ONLINE.search(" ".join(one_decoded(re.sub(r"<[^<>]*>", " ", match[2])).split())):
                return clean(one_decoded(match[1]))
    return ""


def without_chrome(text: str) -> str:
    """Leave out the short paragraphs that are only a link to "view in browser" or "unsubscribe" and what leads to it.

    A mail that says nothing else is not sent by a list, but a person's reminder: all of it stays.
    """
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    kept = [block.rstrip() for block in blocks if not _is_chrome(block)]
    return "\n\n".join(kept or blocks).strip()


def _is_chrome(block: str) -> bool:
    """Whether nothing is said but how to leave or to see a mail: without a link these are the words of a person."""
    shown = _ADDRESS.sub(" ", _LINKED.sub(r" \1 ", block))
    if shown == block or len(shown) > _MOST:
        return not block.strip()
    rest = _on_one_line(shown)
    own = _without_phrases(rest)
    if own == rest:
        return False
    # a link with words of its own leads to something else, whatever is said beside it
    links = _ADDRESS.sub(" ", " ".join(_without_phrases(_on_one_line(words)) for words in _LINKED.findall(block)))
    return _only_leads(links) and (_only_leads(own) or bool(_OF_MAILS.search(own)) or bool(_ROW.match(rest)))


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\\", " ").split())


def _without_phrases(text: str) -> str:
    return _LEAVING.sub(" ", _BROWSER.sub(" ", text))


def _only_leads(words: str) -> bool:
    return _LEADING.issuperset(re.findall(r"[^\W_]+", words.casefold()))
