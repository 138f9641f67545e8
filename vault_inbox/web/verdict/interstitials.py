"""Marks by which the programs are known that put a page of their own before a site's: checks for robots, and requests for consent.

Such a program writes the same names into its pages on every site, whatever language it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from ..dom import marks_of

# The names of elements and scripts of whole pages: Cloudflare, DataDome, PerimeterX, Imperva, Anubis, AWS, Google, Akamai, Kasada, Vercel.
_GUARDS = re.compile(
    r"^(?:cf-error-details|challenge-error-text|challenge-form|px-captcha|px-captcha-wrapper|captcha-form|anubis_version|sec-if-cpt-container)$"
)
_GUARDS_SCRIPTS = re.compile(
    r"_cf_chl_opt|captcha-delivery\.com|_Incapsula_Resource|/cmd/anubis/|awswaf\.com/|/_sec/cp_challenge|/ips\.js\?|x-kpsdk|errors\.edgesuite\.net"
)
_CONSENT = re.compile(
    r"onetrust|ot-sdk|didomi|usercentrics|uc-banner|cookiebot|CybotCookie|sp_message|sourcepoint|message-container|qc-cmp|trustarc|truste(?![a-z])|"
    r"iubenda|cookiefirst|termly|osano|(?<!category-)(?<!tag-)consent|cookie-?(?:banner|notice|law|wall|bar|modal|pop-?up|dialog|overlay)|"
    r"privacy-?(?:wall|gate)|\brodo-?(?:popup|modal|banner|overlay|box|wall)|^cmp$|\bcmp-?(?:popup|banner|modal|overlay|box|wrapper|wall|app|ui)|coiOverlay",
    re.IGNORECASE,
)
# A post may be so marked by WordPress after its tags, or called so after its title.
_AGE = re.compile(
    r"(?:^|[\s_-])(?<!tag-)(?<!category-)age-?(?:gate|verification|check|restriction|confirmation)"
    r"(?=$|\s|__|[_-](?:box|overlay|modal|pop-?up|dialog|wrap|container|content|inner|form|screen))",
    re.IGNORECASE,
)
_REMEMBERED = 4096  # classes; a page says the same ones again and again
_LOST = re.compile(
    r"(?:^|[\s_-])(?:noarticletext|error-?(?:page|[45]\d\d)|page-?not-?found|not-?found|(?:page|box|wrap|content)-?404|"
    r"404-?(?:page|box|wrap|content|error))(?=$|[\s_-])",
    re.IGNORECASE,
)


def is_guarded(root: HtmlElement) -> bool:
    """Whether a page is that of a program which lets in no robots."""
    if any(_GUARDS.match(element.get("id") or "") for element in root.iter("div", "span", "form", "script", "section")):
        return True
    return any(_GUARDS_SCRIPTS.search(f"{each.get('src') or ''} {(each.text or '')[:2000]}") for each in root.iter("script", "iframe"))


def is_marked_lost(root: HtmlElement, blocks: Sequence[HtmlElement]) -> bool:
    """Whether a page is marked as that of an error: by WordPress on the page itself, by others on the box around its heading or text.

    `blocks` are the elements of what was taken for its text.
    """
    if any("error404" in (body.get("class") or "").split() for body in root.iter("body")):
        return True
    boxes = (each for block in (*root.iter("h1"), *blocks) for each in (block, *block.iterancestors("div", "main", "section", "article")))
    return any(_LOST.search(marks_of(each)) for each in boxes)


def is_of_age(element: HtmlElement) -> bool:
    """Whether an element stands in the box of a program that asks for its reader's age, with what answers it."""
    boxes = (each for each in (element, *element.iterancestors("div", "section", "form")) if _AGE.search(marks_of(each)))
    return any(next(box.iter("button", "input"), None) is not None for box in boxes)


def is_of_consent(element: HtmlElement) -> bool:
    """Whether an element stands in the box of a program that asks for consent."""
    parents = (each for each in (element, *element.iterancestors()) if each.tag not in ("body", "html"))
    return any(_is_marked_consent(marks_of(each)) for each in parents)


def is_in_dialog(element: HtmlElement) -> bool:
    """Whether an element stands in a dialog, which waits for an answer before there is anything to read."""
    return any(each.tag == "dialog" or each.get("role") in ("dialog", "alertdialog") for each in (element, *element.iterancestors()))


@lru_cache(maxsize=_REMEMBERED)
def _is_marked_consent(marks: str) -> bool:
    return bool(_CONSENT.search(marks))
