"""What share sheets and feeds put around the text of a drop: taken off, and one-line forms unfolded."""

from __future__ import annotations

import html
import re

from ..web.urls import clean, find_urls
from .links import LinkLine, link_line, outside_code, titled_line
from .titles import names_page

_DEVICE = (
    r"(?:(?:i |i)?phone|i ?pad|i ?pod|mac|android|samsung|galaxy|pixel|huawei|mobile|handy|smartphone|téléphone"
    r"|outlook|mail|gmail|yahoo|proton|gmx|web\.de)\b"
)
# Whole lines that mail and sharing apps add, in the languages of common systems.
_SIGNATURE = re.compile(
    rf"sent (?:from|via|with|using) (?:my |the )?[\w.' -]*{_DEVICE}.*|get \[?outlook for (?:ios|android|mac|windows).*"
    r"|(?:shared|sent|saved|clipped) (?:via|from|with|using) (?-i:[A-Z@])[\w.@'-]*(?: [\w.'-]+){0,4}"
    rf"|von meinem .*{_DEVICE}.* gesendet|(?:gesendet|geteilt) (?:von|mit|über|via|aus) [\w.' -]{{1,40}}"
    r"|(?:holen sie sich )?outlook für (?:ios|android).{0,20}"
    rf"|envoyé (?:de(?:puis)?|à partir de) .*{_DEVICE}.*|partagé (?:via|depuis|avec) .{{1,40}}|enviad[oa] (?:desde|do|de) .*{_DEVICE}.*"
    rf"|compartid[oa] (?:desde|con|vía) .{{1,40}}|inviato da .*{_DEVICE}.*|verstuurd vanaf .*{_DEVICE}.*|wysłane z .*{_DEVICE}.*"
    r"|отправлено с .{1,20}|发自我的.{1,20}|來自我的.{1,20}|.{0,12}から送信|나의 .{1,20}에서 보냄|via @[\w.]{1,30}",
    re.IGNORECASE,
)
# What stands before the address: "Check out this article: https://…".
_PITCH = re.compile(
    r"(?:hey,? )?(?:check (?:this|it) out|check out (?:this|the)(?: [\w-]+){0,2}|(?:take|have) a look at this(?: [\w-]+)?|look what i found"
    r"|i (?:thought you might (?:like|be interested in)|found|wanted to share)(?: with you)? this(?: [\w-]+)?(?: interesting)?"
    r"|read this article|schau dir (?:das|diesen artikel|dieses video) an|lies diesen artikel|regarde cet article)\s*(?:[:!]\s*|$)",
    re.IGNORECASE,
)
_VIA = re.compile(r"(?<=\S)\s+\(?via @\w{1,30}\)?(?=\s*$|\s+https?://)", re.IGNORECASE)
_QUOTE_THEN_URL = re.compile(r"(?P<quote>[“\"«„].+?[”\"»“])\s+(?P<url>(?:https?://|<https?://)\S+)", re.DOTALL)
_TITLE_COLON_URL = re.compile(r"(?P<title>[^\s:].{0,150}?):\s+$")
_ELEMENT = re.compile(
    r"</?(?:p|div|br|a|ul|ol|li|h[1-6]|blockquote|pre|code|img|em|strong|b|i|span|table|figure|section)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|h[1-6]|blockquote|pre|table|figure|section)[\s>/]", re.IGNORECASE)


def share_text(text: str, *, loose: bool = False, alone: bool = False) -> str:
    """Take share-sheet boilerplate off a text and put "Title - URL", "Title: URL", "“quote” URL" on lines of their own.

    "Title URL" and "URL Title" are unfolded too with `loose`, for texts known to come from a share sheet, and with `alone`, for all that
    a drop says, where the words read as a title; elsewhere they are a sentence with a link.
    """
    lines = [line if not live else _without_pitch(line) for line, live in outside_code(text.strip("\n"))]
    for _ in range(2):  # a signature stands last, an app's line may follow it
        if len(lines) > 1 and len(lines[-1]) <= 120 and _SIGNATURE.fullmatch(lines[-1].strip()):
            lines = "\n".join(lines[:-1]).rstrip().split("\n")
    text = "\n".join(lines)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    if (match := _QUOTE_THEN_URL.fullmatch(text.strip())) and link_line(match["url"]):
        return f"{match['quote']}\n\n{match['url']}"
    return _unfolded(text, loose=loose, alone=alone) if "\n" not in text.strip() else text


def _without_pitch(line: str) -> str:
    line = _VIA.sub("", line)
    pitch = _PITCH.match(line.lstrip())
    rest = line.lstrip()[pitch.end() :] if pitch else line
    return rest if pitch and (not rest.strip() or find_urls(rest)) else line


def _unfolded(line: str, *, loose: bool, alone: bool) -> str:
    link = None if link_line(line) else titled_line(line) or shared_line(line, loose=loose, alone=alone)
    return f"{link.title}\n{link.url}" if link else line


def shared_line(line: str, *, loose: bool = False, alone: bool = True) -> LinkLine | None:
    """Read "Title: URL", "Title URL" or "URL Title" on one line, as `share_text` does; None for any other."""
    found = find_urls(line)
    if len(found) != 1 or not clean(found[0].url):
        return None
    before, after = line[: found[0].start].removesuffix("<"), line[found[0].end :].strip(" >")
    colon = _TITLE_COLON_URL.fullmatch(before)
    title = before.strip() if not after else after.lstrip("-–—|·: ") if not before.strip() else ""
    if colon and not after:
        title = colon["title"]
    elif not re.search(r"\w", title) or not (loose or (alone and names_page(title))) or not (before.endswith(" ") or after):
        return None
    return LinkLine(line[found[0].start : found[0].end], title, bare=False)


def feed_text(text: str, base_url: str) -> tuple[str, bool]:
    """Turn the HTML that feeds put into a text, escaped or not, into Markdown; give the text and whether it was HTML."""
    if re.search(r"&lt;/?(?:p|div|a|br|ul|li|blockquote|img|em|strong|h[1-6])\b", text, re.IGNORECASE) and not _ELEMENT.search(text):
        text = html.unescape(text)
    if not _ELEMENT.search(text):
        return html.unescape(text), False
    from ..web.extract import markdown_of  # noqa: PLC0415 - trafilatura and lxml are slow to import and few drops need them

    if "<pre" not in text.lower():  # blank lines separate paragraphs where the text mixes both; in code they are code
        blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", text))
        text = "\n".join(block if _BLOCK.search(block) else f"<p>{block}</p>" for block in blocks if block)
    return markdown_of(text, base_url).strip("\n"), True
