"""Web addresses as text: find them, clean them for fetching and showing, tell whether two of them are the same page.

Pure string work, no network: redirect wrappers are unwrapped only where the target stands in the address itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_plus, urlsplit

MAX_LENGTH = 16_384  # characters; servers refuse far less, and nested redirect wrappers stay below it

# Parameters that only count visitors. Names that a page may need (id, v, p, q, page, ref) are never here.
_TRACKERS = re.compile(
    r"(?:utm|mtm|matomo|hsa|guce)_\w+|(?:pk|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid)|oly_\w+_id|__hs(?:tc|sc|fp)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|srsltid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|rdt_cid"
    r"|wickedid|_?hsenc|_hsmi|hsctatracking|mc_[ce]id|igsh(?:id)?|mkt_tok|vero_(?:id|conv)|ref_(?:src|url)|spm|s_cid|cmpid|_ga|_gl|epik"
    r"|mibextid|guccounter|__twitter_impression|xtor|at_(?:medium|campaign|custom\d|link_\w+)|wt_z?mc|ml_subscriber(?:_hash)?|_openstat"
    r"|_bhlid|ck_subscriber_id",
    re.IGNORECASE,
)
# Parameters that only count visitors on one site, elsewhere they may mean something.
_SITE_TRACKERS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"(?:^|\.)(?:{hosts})$"), frozenset(names.split()))
    for hosts, names in (
        (r"x\.com|twitter\.com", "s t"),
        (r"youtube\.com|youtu\.be|youtube-nocookie\.com", "si feature pp ab_channel"),
        (r"spotify\.com", "si nd"),
        (r"tiktok\.com", "_t _r is_from_webapp sender_device is_copy_url share_app_id share_link_id"),
        (r"facebook\.com", "rdid __tn__ __cft__[0]"),
        (r"linkedin\.com", "trk trackingid rcm lipi"),
        (r"reddit\.com", "share_id rdt ref_source ref_campaign"),
        (r"nytimes\.com", "smid smtyp emc partner rref"),
        (r"theguardian\.com", "cmp"),
        (r"bbc\.(?:com|co\.uk)", "ns_mchannel ns_source ns_campaign ns_linkname ns_fee"),
        (r"medium\.com", "source"),
        (r"substack\.com", "r showwelcome showwelcomeonshare triedredirect isfreemail"),
        (r"amazon\.[a-z.]+", "ref_ tag linkcode ascsubtag pd_rd_i pd_rd_r pd_rd_w pd_rd_wg pf_rd_p pf_rd_r"),
        (r"google\.[a-z.]+", "ved ei sxsrf sca_esv gs_lcp gs_lp sclient usg"),
    )
)
# host, path and the parameters that hold the address behind a redirect page
_WRAPPERS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(place), tuple(names.split()))
    for place, names in (
        (r"(?:www\.)?google\.[a-z.]+/url$", "q url"),
        (r"(?:[a-z]+\.)?(?:facebook|instagram)\.com/l\.php$|l\.instagram\.com/$|lm?\.facebook\.com/", "u"),
        (r"out\.reddit\.com/", "url"),
        (r"t\.umblr\.com/redirect$", "z"),
        (r"(?:[a-z0-9-]+\.)*safelinks\.protection\.outlook\.com/", "url"),
        (r"(?:www\.|m\.)?youtube\.com/redirect$", "q"),
        (r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)", "url"),
        (r"slack-redir\.net/link$|(?:www\.)?medium\.com/r/?$|getpocket\.com/redirect$|exit\.sc/", "url"),
        (r"(?:www\.)?steamcommunity\.com/linkfilter", "url u"),
        (r"(?:m\.)?vk\.com/away\.php$", "to"),
        (r"(?:www\.)?duckduckgo\.com/l/?$", "uddg"),
    )
)
# Google's and AMP caches' copies: the address of the page follows in the path.
_AMP_CACHE = re.compile(r"(?:www\.)?google\.[a-z.]+/amp/(s/)?(.+)|[a-z0-9-]+\.cdn\.ampproject\.org/(?:[cvr]|wp)/(s/)?(.+)")

# What can never stand in an address in a text; full-width punctuation ends one because Chinese and Japanese put no space behind.
_BODY = (
    r"(?:[^\]\s\x00-\x20\x7f<>\"`{}|\\“”„‟«»‹›…。，、；：！？）（】【》《」「』『\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+"
    r"|\](?!\())+"  # `](` ends the text of a Markdown link
)
_FOUND = re.compile(rf"(?<![A-Za-z0-9])https?://{_BODY}|(?<![A-Za-z0-9@/._%=-])www\.(?=[^\s.]{{1,63}}\.){_BODY}", re.IGNORECASE)
_ENTITY_END = re.compile(r"&(?:quot|lt|gt|apos|nbsp|#0*3[49]|#x0*2[27]|#0*6[02]);", re.IGNORECASE)
_ENTITY_AMP = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)*[a-z0-9_][a-z0-9_-]{0,62}")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """An http(s) address in a text: the address, and the span `text[start:end]` that it was read from."""

    url: str
    start: int
    end: int


def find_urls(text: str) -> list[FoundUrl]:
    """Find the http(s) addresses in plain text, Markdown or HTML, in order.

    Trailing punctuation is no part of them (the rules of GFM's autolinks), balanced parentheses are; `www.example.org` counts as https.
    """
    found = []
    for match in _FOUND.finditer(text):
        raw = _trim(match.group(), text[match.start() - 1 : match.start()])
        url = _ENTITY_AMP.sub("&", raw)
        if url[:4].lower() == "www.":
            url = f"https://{url}"
        if _split(url):
            found.append(FoundUrl(url, match.start(), match.start() + len(raw)))
    return found


def _trim(raw: str, before: str) -> str:
    """Cut what belongs to the text around the address: entities, a closing quote, unbalanced brackets, trailing punctuation."""
    entity = _ENTITY_END.search(raw)
    if entity:
        raw = raw[: entity.start()]
    if before == "'":
        raw = raw.split("'", 1)[0]
    depth = {")": 0, "]": 0}
    for place, char in enumerate(raw):
        if char in "([":
            depth[")" if char == "(" else "]"] += 1
        elif char in ")]":
            depth[char] -= 1
            if depth[char] < 0:
                raw = raw[:place]
                break
    return raw.rstrip(".,;:!?'’‘*_~([")


@lru_cache(maxsize=4096)
def clean(url: str) -> str:
    """Give the address to fetch and show, "" if it is no http(s) address.

    Trackers, user names and fragments are dropped (app routes `#/…` and `#!/…` stay), redirect wrappers unwrapped, the host is ASCII.
    """
    url = "".join(char for char in url[: MAX_LENGTH + 1] if char.isprintable()).strip()
    if len(url) > MAX_LENGTH:
        return ""
    if url[:4].lower() == "www.":
        url = f"https://{url}"
    while parts := _split(url):  # each target is shorter than its wrapper, so this ends
        target = _unwrapped(parts)
        if not target:
            return _joined(parts)
        url = target
    return ""


def identity(url: str) -> str:
    """Give the key by which two addresses are the same page, "" if it is no http(s) address.

    Scheme, `www.`, mobile and AMP twins, trailing slash, `index.html`, query order and spelling of percent-encodings do not count.
    """
    parts = _split(clean(url))
    if not parts:
        return ""
    host, path, query = parts.netloc, parts.path, parts.query
    host = re.sub(r"^(?:(?:www|m|mobile|amp)\.)+(?=[^.:]+\.[^.])", "", host)
    host = re.sub(r"\.m\.(?=wik[a-z]+\.org$)", ".", host)
    host = re.sub(r"^(?:old|np|new)\.(?=reddit\.com$)", "", host)
    host = re.sub(r"^twitter\.com$", "x.com", host)
    path = re.sub(r"(?:/amp|(?<=[^/])\.amp)/?$|(?<=[^/])\.amp(?=\.html?$)|(?<=/)index\.html?$", "", _same_percent(path)).rstrip("/")
    host, path, query = _same_video(host, path, query)
    pairs = sorted(pair for pair in (_same_percent(p.replace("+", "%20")) for p in query.split("&")) if pair and not _amp_pair(pair))
    return host + path + ("?" + "&".join(pairs) if pairs else "") + (f"#{_same_percent(parts.fragment)}" if parts.fragment else "")


def site_of(url: str) -> str:
    """Name the host as people do: "example.org" without `www.` and port, Unicode where it has such letters; "" if there is none."""
    parts = _split(clean(url))
    host = (parts.hostname or "").removeprefix("www.") if parts else ""
    if "xn--" not in host:
        return host
    import idna  # noqa: PLC0415 - its tables cost time and few hosts need them

    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return host


def _split(url: str) -> SplitResult | None:
    """Give the parts of an http(s) address with a plausible host, its netloc in normal form; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = _ascii_host(parts.hostname or "")
    if parts.scheme not in ("http", "https") or not host or "\\" in parts.netloc:
        return None
    if port is not None and port != (443 if parts.scheme == "https" else 80):
        host = f"{host}:{port}"
    return parts._replace(netloc=host)


def _ascii_host(host: str) -> str:
    """Write the host in ASCII (IDNA 2008), lower case, IPv6 in brackets; "" if it can be none."""
    if ":" in host:
        try:
            return f"[{IPv6Address(host)}]" if "%" not in host else ""
        except AddressValueError:
            return ""
    if not host.isascii():
        import idna  # noqa: PLC0415 - its tables cost time and few hosts need them

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    host = host.lower().removesuffix(".")
    return host if _HOST.fullmatch(host) else ""


def _unwrapped(parts: SplitResult) -> str:
    """Give the address that a redirect page or AMP cache leads to, "" if this is none."""
    place = parts.netloc + (parts.path or "/")
    if cached := _AMP_CACHE.fullmatch(place):
        secure, target = (cached[1], cached[2]) if cached[2] else (cached[3], cached[4])
        target = f"{'https' if secure else 'http'}://{target}" + (f"?{parts.query}" if parts.query else "")
        return target if _split(target) else ""
    if place == "href.li/":
        return _target(unquote(parts.query))
    names = next((names for pattern, names in _WRAPPERS if pattern.match(place)), ())
    values = dict(reversed(parse_qsl(parts.query, separator="&"))) if names else {}
    return next((target for name in names if (target := _target(values.get(name, "")))), "")


def _target(value: str) -> str:
    value = "".join(char for char in value if char.isprintable()).strip()
    return value if value.lower().startswith(("http://", "https://")) and _split(value) else ""


def _joined(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~[]", errors="replace")
    host = parts.hostname or ""
    pairs = (pair for pair in parts.query.split("&") if pair and not _tracks(host, unquote_plus(pair.split("=", 1)[0])))
    query = quote("&".join(pairs), safe="/?%:@!$&'()*+,;=~[]", errors="replace")
    fragment = parts.fragment.split(":~:", 1)[0]
    route = quote(fragment, safe="/?%:@!$&'()*+,;=~[]#", errors="replace") if re.match(r"!?/.|!.", fragment) else ""
    return f"{parts.scheme}://{parts.netloc}{path}" + (f"?{query}" if query else "") + (f"#{route}" if route else "")


def _tracks(host: str, name: str) -> bool:
    return bool(_TRACKERS.fullmatch(name)) or any(pattern.search(host) and name.lower() in names for pattern, names in _SITE_TRACKERS)


def _same_percent(text: str) -> str:
    """Use one spelling of each percent-encoding (RFC 3986 §6.2.2): unreserved characters plain, hex digits in capitals."""

    def same(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match.group().upper()

    return _PERCENT.sub(same, text)


def _same_video(host: str, path: str, query: str) -> tuple[str, str, str]:
    """Turn YouTube's other addresses of a film into its `watch?v=` address."""
    video = re.fullmatch(r"/([\w-]{6,})", path) if host == "youtu.be" else None
    if host == "youtube.com":
        video = re.fullmatch(r"/(?:shorts|live|embed)/([\w-]{6,})", path)
    if not video:
        return host, path, query
    return "youtube.com", "/watch", f"v={video[1]}&{query}"


def _amp_pair(pair: str) -> bool:
    return pair.lower() in ("amp", "amp=", "amp=1", "amp=true", "_amp=true", "outputtype=amp")
