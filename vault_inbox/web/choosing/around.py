"""The names by which boxes of a page say that they stand around an article, and are no part of it."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from ..dom import marks_of

# Names that page builders give to what stands around an article. Whole words of a class or id: "share-bar", not "shareholder".
_AROUND = re.compile(
    r"(?<![^\s_-])(?:related|recirc\w*|recommend(?:ed|ations?)|newsletter|subscri(?:be|ption)|signup|sign-up|promo|cta|teaser|trending|"
    r"most-?(?:read|popular|viewed)|latest|read-?(?:more|next|also)|more-(?:from|stories|articles)|share|sharing|social-(?:share|"
    r"links|icons|placeholder|media)|comments?|"
    r"disqus|author-?(?:bio|box|info|card|profile)|about-(?:the-)?author|biography|byline|disclaimer|disclosure|affiliate|sponsor(?:ed)?|"
    r"advert(?:isement)?|ad-?slot|outbrain|taboola|cookie\w*|consent|gdpr|breadcrumbs?|paywall-\w+|lightbox|modal|popup|"
    r"footer|site-header|labstabs|reviewed)(?![^\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REMEMBERED = 4096  # classes; a page says the same ones again and again


def around_name(element: HtmlElement) -> str:
    """By which name an element says that it is no part of an article ("share", "newsletter"); "" if it does not."""
    return around_mark(marks_of(element))


@lru_cache(maxsize=_REMEMBERED)
def around_mark(marks: str) -> str:
    """The same of what an element calls itself."""
    name = _AROUND.search(_CAMEL.sub("-", marks).lower()) if marks else None
    return name[0] if name else ""
