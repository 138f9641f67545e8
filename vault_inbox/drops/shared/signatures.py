"""The lines that mail and sharing apps add below a text, in the languages of common systems.

Only what an app says is taken off: a device or an app has to be named, and nothing else may stand on the line. "Shared with Tom" and
"Sent from my phone to Anna" are somebody's own words.
"""

from __future__ import annotations

import re

from ...web.urls import find_urls

_LONGEST = 120  # characters of such a line
_DEVICES = (
    r"(?:(?:i |i)?phone|i ?pad|i ?pod|mac(?:book)?|android|samsung|galaxy|pixel|huawei|xiaomi|mobile|handy|smartphone|téléphone|tablet"
    r"|outlook|mail|gmail|yahoo|proton|gmx|web\.de)\b"
)
# Without "my" before it, a device or an app is told from "sent via mail" by its capital.
_PROPER = r"(?-i:iPhone|iPad|iPod|Mac|Android|Samsung|Galaxy|Pixel|Huawei|Xiaomi|Outlook|Mail|Gmail|Yahoo|Proton|GMX|WEB\.DE)\b"
_BEFORE = r"(?:[\w.'’-]+,? ){0,3}"
_NAMES = r"(?:(?-i:[A-Z])[\w.'’-]* ){0,3}"
# A model, another app or a system: "using Tapatalk", "for Windows 10", "Pro".
_AFTER = (
    r"(?:[ -](?:(?-i:[A-ZÄÖÜ0-9])[\w.+-]*|ios|ipados|macos|for|on|using|für|pour|sur|para|per|voor|dla|aus|secure|e-?mail|app"
    r"|smartphone|phone|tablet|device|gerät))*[.!]?"
)


def _sent(words: str, my: str) -> str:
    return rf"(?:{words}) (?:(?:{my}) {_BEFORE}{_DEVICES}|{_NAMES}{_PROPER}){_AFTER}"


_DEVICE = re.compile(
    "|".join(
        (
            _sent("sent (?:from|with|using)", "my"),
            _sent("gesendet (?:von|mit|aus)", "meinem|meiner|der"),
            rf"von meinem {_BEFORE}{_DEVICES}(?:[ -](?-i:[A-Z0-9])[\w-]*)* gesendet[.!]?",
            _sent("envoyé (?:de(?:puis)?|à partir de)", "mon|ma"),
            _sent("enviad[oa] (?:desde|do|de|a partir do)", "mi|meu|minha"),
            _sent("inviato da(?:l)?", "mio|mia"),
            _sent("verstuurd (?:vanaf|met)", "mijn"),
            _sent("wysłane z", "mojego|mojej"),
            r"get \[?outlook for (?:ios|android|mac|windows)\]?(?: ?[(<]\S+[)>])?\.?",
            r"(?:holen sie sich )?outlook für (?:ios|android)(?: (?:beziehen|herunterladen))?\.?",
            r"отправлено с (?:моего |устройства |мобильного )?(?:телефона|смартфона|(?-i:[A-Zi])[A-Za-z]+)(?: (?-i:[A-Z0-9])\S*)*",
            r"отправлено из мобильной почты mail\.ru",
            r"(?:发自|來自|发送自|傳送自|寄自)我的 ?(?:[a-z][\w .+-]{1,20}|(?:小米|华为|華為|荣耀|三星|红米)?(?:手机|手機|平板))",
            r"(?:私の)?(?:[a-z][a-z0-9 .+-]{1,20}(?:の(?:スマートフォン|携帯電話|端末))?|スマートフォン|スマホ|携帯電話)から送信",
            r"(?:나의|내) (?:[a-z][a-z0-9 .+-]{1,20}|휴대전화|스마트폰)에서 보냄",
        )
    ),
    re.IGNORECASE,
)
# The name of an app could be that of a person or a place: such a line is an app's right below the address that it shared.
_APP = re.compile(
    r"(?:(?:shared|clipped) (?:via|from|using)|(?:sent|saved) (?:via|using)|clipped with) (?-i:[A-Z@])[\w.@'-]*"
    r"(?: (?:(?-i:[A-Z])[\w.'-]*|for|on|app)){0,4}"
    r"|(?:(?:gesendet|geteilt) (?:über|via)|partagé (?:via|depuis)|compartid[oa] (?:desde|vía)) (?-i:[A-Z@])[\w.@'-]*"
    r"(?: (?-i:[A-Z])[\w.'-]*){0,3}"
    r"|via @[\w.]{1,30}",
    re.IGNORECASE,
)


def without_signature(lines: list[str]) -> list[str]:
    """Leave out what apps added as the last lines; a signature stands last, a line of another app may follow it."""
    for _ in range(2):
        if len(lines) > 1 and _is_signature(lines[-1].strip(), lines[:-1]):
            lines = "\n".join(lines[:-1]).rstrip().split("\n")
    return lines


def _is_signature(line: str, above: list[str]) -> bool:
    if len(line) > _LONGEST:
        return False
    nearest = next((other for other in reversed(above) if other.strip()), "")
    return bool(_DEVICE.fullmatch(line) or (_APP.fullmatch(line) and find_urls(nearest)))
