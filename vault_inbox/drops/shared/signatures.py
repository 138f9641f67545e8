"""The lines that mail and sharing apps add below a text, in the languages of common systems.

Only what an app says is taken off: a device or an app has to be named, and nothing else may stand on the line. "Shared with Tom" and
"Sent from my phone to Anna" are somebody's own words.
"""

from __future__ import annotations

import re

from .links import link_lines, titled_line

_LONGEST = 120  # characters of such a line
_MAKERS = (
    r"samsung|galaxy|huawei|xiaomi|redmi|oneplus|motorola|moto|nokia|sony|xperia|htc|oppo|realme|fairphone|blackberry|nexus|windows"
    r"|google|apple|microsoft|verizon|t-mobile|at&t|vodafone"
)
_PHONES = (
    r"(?:i |i)?phone|i ?pad|i ?pod|mac(?:book)?|android|pixel|mobile|handy|smartphone|téléphone|tablet|teléfono|móvil|celular|telefone"
    r"|telefono|cellulare|telefoon|telefonu?|smartfona"
)
_MAILERS = r"outlook|mail|gmail|yahoo|proton ?mail|proton|gmx|web\.de|aol"
# After "my" any of them is a device or an app; without it they are told from "sent via mail" by their capitals. "Mac" and "Pixel" may be
# somebody's name, and "Galaxy" a bar.
_OWN = rf"(?:(?:{_MAKERS}) )?(?:{_MAKERS}|{_PHONES}|{_MAILERS})(?![a-zà-ÿ])"
_PROPER = (
    r"(?-i:(?:(?:Samsung|Yahoo|Proton|GMX|WEB\.DE|AOL|Windows|Apple|Google) (?:Mobile )?)?"
    r"(?:iPhone|iPad|iPod|Android|Samsung|Huawei|Xiaomi|Outlook|Mail|Gmail|Yahoo|Proton ?Mail|GMX|WEB\.DE|AOL))(?![a-zà-ÿ])"
)
# What kind of thing it is, one model ("12", "S9", "SM-G991B"), and the system or the app on it. Any other word is a person's, and so is a
# second number: a time, a price, a number to call.
_KIND = (
    r"(?:[ -](?:(?-i:Pro|Max|Plus|Mini|Air|Ultra|Note|Edge|Fold|Flip|Lite|SE|XR|XS|X|Tab)"
    rf"|{_MAKERS}|{_PHONES}|{_MAILERS}|device|gerät|app|secure|e-?mail"
    r"|(?:for|on|für|pour|sur|para|per|voor|dla) (?:windows|ios|ipados|mac(?:os)?|android|iphone|ipad)|using tapatalk)"
    r"(?![a-zà-ÿ0-9])){0,4}+"
)
_MODEL = rf"{_KIND}(?:[ -](?-i:[A-Z]{{1,3}}(?:-?[A-Z])?\d{{1,4}}|\d{{1,2}})[a-z+]?(?![a-zà-ÿ0-9]))?+{_KIND}"
_AFTER = rf"{_MODEL}[.!]?"


def _sent(words: str, my: str) -> str:
    return rf"(?:{words}) (?:(?:{my}) {_OWN}|{_PROPER}){_AFTER}"


_DEVICE = re.compile(
    "|".join(
        (
            _sent("sent (?:from|with|using)", "my"),
            _sent("gesendet (?:von|mit|aus)(?: der)?", "meinem|meiner"),
            rf"von meinem {_OWN}{_MODEL}(?: aus)? gesendet[.!]?",
            _sent("envoyé (?:de(?:puis)?|à partir de)", "mon|ma"),
            _sent("enviad[oa] (?:desde|do|de|a partir do)", "mi|meu|minha"),
            _sent("inviato da(?:l)?", "mio|mia"),
            _sent("verstuurd (?:vanaf|met)", "mijn"),
            _sent("wysłane z", "mojego|mojej"),
            r"wysłane z i(?:phone|pad)['’]?a[.!]?",
            r"i(?:phone['’]um|pad['’]im)d[ae]n gönderildi[.!]?",
            r"get \[?outlook for (?:ios|android|mac|windows)\]?(?: ?[(<]\S+[)>])?\.?",
            r"(?:holen sie sich )?outlook für (?:ios|android)(?: (?:beziehen|herunterladen))?\.?",
            rf"отправлено с (?:моего |устройства |мобильного )?(?:телефона|смартфона|{_OWN}){_AFTER}",
            r"отправлено из мобильной почты mail\.ru",
            rf"(?:发自|來自|发送自|傳送自|寄自)我的 ?(?:{_OWN}{_MODEL}|(?:小米|华为|華為|荣耀|三星|红米)?(?:手机|手機|平板))",
            rf"(?:私の)?(?:{_OWN}{_MODEL}(?:の(?:スマートフォン|携帯電話|端末))?|スマートフォン|スマホ|携帯電話)から送信",
            rf"(?:나의|내) (?:{_OWN}{_MODEL}|휴대전화|스마트폰)에서 보냄",
        )
    ),
    re.IGNORECASE,
)
# What an app is called could be somebody's name, so it has to be one of these, right below the address that it shared, or above it.
_APPS = (
    r"Feedly|Pocket|Instapaper|Flipboard|Inoreader|NewsBlur|Feedbin|NetNewsWire|Reeder|Raindrop\.io|Readwise|Omnivore|Wallabag|Evernote"
    r"|OneNote|Obsidian|Joplin|Twitter|Facebook|Instagram|Reddit|LinkedIn|WhatsApp|Telegram|YouTube|Spotify|TikTok|Pinterest|SmartNews"
    r"|Google(?: (?:News|Chrome|Keep|Discover|Lens))?|Chrome|Brave|Samsung Internet|Apple News|Microsoft (?:Edge|Start)|Firefox|Kindle"
)
_APP = re.compile(
    r"(?:(?:shared|clipped) (?:via|from|using)|(?:sent|saved) (?:via|using)|clipped with"
    r"|(?:gesendet|geteilt) (?:über|via|mit)|(?:partagé|envoyé) (?:via|depuis|avec)|compartid[oa] (?:desde|vía|con|mediante)"
    r"|condivis[oa] (?:da|con|tramite)|compartilhad[oa] (?:via|pelo|de)|gedeeld (?:via|met))"
    r"(?: the| die| l['’]app(?:li(?:cation)?|licazione)?| la (?:aplicación|app)(?: de)?| o app| de)?"
    rf" @?(?-i:{_APPS})(?: (?:Classic|Pro|Lite|Reader|Web Clipper|(?:the )?app|(?:for|on) (?:iOS|Android|iPhone|iPad|Mac|Windows)))*+[.!]?"
    rf"|via @(?:{_APPS})",
    re.IGNORECASE,
)


def without_signature(lines: list[str], *, link: str = "") -> list[str]:
    """Leave out what apps added as the last lines; a signature stands last, a line of another app may follow it.

    A mail to oneself may have it above a link that was put below. With `link`, the address in the header lines above, nothing has to
    stand between the two.
    """
    for _ in range(2):
        if (len(lines) > 1 or link) and _is_signature(lines[-1].strip(), [link, *lines[:-1]]):
            lines = "\n".join(lines[:-1]).rstrip().split("\n")
    below = [line for line in lines[1:] if line.strip()]
    return lines[1:] if below and all(map(link_lines, below)) and _is_signature(lines[0].strip(), below[:1]) else lines


def _is_signature(line: str, above: list[str]) -> bool:
    if len(line) > _LONGEST:
        return False
    nearest = next((other for other in reversed(above) if other.strip()), "")
    return bool(_DEVICE.fullmatch(line) or (_APP.fullmatch(line) and (link_lines(nearest) or titled_line(nearest))))
