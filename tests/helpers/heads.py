"""Pages for tests of what a page says of itself: a head, a body, and the pieces that stand in them."""

from __future__ import annotations

import json

from vault_inbox.web.dom import parse
from vault_inbox.web.metadata.page import Metadata, read_metadata

URL = "https://www.gardenpress.example/2024/rain-barrels?utm_source=x"


def read(head: str = "", body: str = "", url: str = URL, lang: str = "") -> Metadata:
    root = parse(f"<html{lang and f' lang={lang}'}><head>{head}</head><body>{body}<p>Some text.</p></body></html>")
    assert root is not None
    return read_metadata(root, url)


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'
