"""What only serves the sending of a mail: its "view in browser" link, which tells its own page, and the way out of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text.entities import one_decoded
from ...web.urls import clean, find_urls

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_MAIL = r"(?:e-?mail|mail|mailing|message|newsletter|letter|bulletin|digest|issue|edition|campaign)"
# How a link to the newsletter's own page is worded: it speaks of a browser, or of the mail. What is to be read online may be any page.
_BROWSER = re.compile(
    rf"\b(?:view|read|open|see)(?: (?:it|this|the|in|on|as|an?|your|our|my|full|web|of|version|{_OF_MAIL})){{0,8}} browser\b"
    rf"|\b(?:view|read|open|see)(?: (?:the|our|your|full|an?)){{0,3}} (?:this {_OF_MAIL}|e-?mail|newsletter|issue|edition)(?: version)?"
    r" (?:online|on the web|as an? web ?page)\b"
    r"|\b(?:view|read) this post on the web\b|\bweb ?version\b|\bonline[- ](?:version|ansicht)\b"
    r"|\bim browser (?:ansehen|öffnen|anzeigen|lesen)|\b(?:newsletter|e-?mail|mail|ausgabe) online (?:ansehen|öffnen|anzeigen|lesen)"
    r"|\bvoir (?:(?:ce|cet|cette|la|le|l|e-?mail|message|newsletter|version|dans|votre|un)[ '’]){0,8}navigateur"
    r"|\bvoir (?:ce|cet|cette|la|le|l)[ '’](?:e-?mail|message|newsletter|lettre) en ligne"
    r"|\bversion en ligne|\bver en (?:el|tu) navegador",
    re.IGNORECASE,
)
# The same with the name of the newsletter (`View Bee News in your browser`).
_NAMED = re.compile(r"\W*(?i:view|read|open|see)(?: [^\Wa-z]\S{0,40}){1,8} (?:in|on) (?:your|a|the|my) (?:web )?browser\W*")
# All the words of such a link; with others beside them they speak of something else ("Read the story online").
_ALONE = re.compile(
    r"\W*(?:(?:read|view|open) (?:it )?online|view (?:on|in) (?:the )?web|online (?:lesen|ansehen|öffnen|anzeigen)|(?:lire|voir) en ligne"
    r"|(?:leer|ver) en línea|(?:leggi|visualizza) online|online (?:lezen|bekijken)|ler online)\W*",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"\bunsubscribe\b|(?:manage|update|change) (?:your |my )?(?:e-?mail|mail|mailing|newsletter) (?:preferences|subscriptions?)\b|退订",
    re.IGNORECASE,
)
# The same in words that may mean a course or a contract too.
_ALSO_LEAVING = re.compile(
    r"\bopt[- ]out\b|(?:manage|update|change) (?:your |my )?(?:communication |notification )?(?:preferences|subscriptions?)\b"
    r"|\babbestellen\b|\babmelden\b|désabonn\w*|désinscri\w*|darse de baja|cancelar (?:la |tu )?suscripción|uitschrijven",
    re.IGNORECASE,
)
# What stands around such a link, always in the same words.
_THESE = r"(?:any |future |these |this |our |such )*"
_AROUND = re.compile(
    rf"\bif you (?:no longer|do ?n[o'’]t|would no longer) (?:wish|want|like) to (?:receive|get) {_THESE}{_OF_MAIL}s?\b"
    rf"|\bto stop receiving {_THESE}{_OF_MAIL}s?\b|\b(?:if you )?(?:would like|want|wish) to(?= unsubscribe)|\bcontact us\b"
    rf"|\b(?:having )?(?:trouble|problems) (?:viewing|reading|seeing) (?:this|the) {_OF_MAIL}\b|\byou asked for (?:it|this)\b"
    rf"|\b(?:this |the )?{_OF_MAIL} (?:is )?not display(?:ed|ing) (?:correctly|properly)\b"
    rf"|\bcan(?:no|['’])t (?:see|read|view) this {_OF_MAIL}\b"
    r"|\b(?:falls|wenn|wird) dieser? (?:e-?mail|newsletter|nachricht) nicht (?:richtig|korrekt) (?:angezeigt|dargestellt)(?: wird)?\b"
    r"|\b(?:falls|wenn) sie (?:diesen newsletter|diese e-?mails?) nicht mehr (?:erhalten|empfangen) (?:möchten|wollen)\b"
    r"|\bkönnen sie (?:ihn|diesen|sich|sie) (?:jederzeit )?(?:hier )?(?:kostenlos )?(?=abbestellen|abmelden)"
    r"|\bsi (?:ce message|cet e-?mail) ne s['’]affiche pas correctement\b",
    re.IGNORECASE,
)
# A person asks another one so.
_ASKED = re.compile(r"\W*(?:please|can you|could you) (?:unsubscribe|opt)\b", re.IGNORECASE)
# The sentence that says why one has a mail: how it begins, and what else it speaks of.
_REASON = re.compile(
    r"\W*(?:you(?:['’]re| are)? (?:getting|receiving|received|receive) (?:this|these|our)\b"
    r"|this (?:e-?mail|message|newsletter) was sent to\b"
    r"|(?:sie erhalten|du erhältst|du bekommst) dies\w* (?:e-?mail|mail|newsletter|nachricht)"
    r"|vous recevez (?:ce|cet|cette) (?:e-?mail|message|newsletter|lettre)|(?:recibes|recibe) este (?:correo|mensaje|boletín))",
    re.IGNORECASE,
)
_SIGNED_UP = re.compile(
    r"\bsubscri\w*|\bsign(?:ed|ing)? up\b|\bopt(?:ed|ing)?[- ]in\b|\bregistered\b|\bmailing list\b"
    r"|\babonn\w*|\bangemeldet\b|\bregistriert\b|\binscri\w*|\bsuscri\w*",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,15}(?![\w.-]*\w)")  # `bees.com`
_BECAUSE = re.compile(r"\s*,\s*(?=weil\b|da\b)", re.IGNORECASE)  # German has a comma there
_TELLS = re.compile(r"[:;,、，–—()\d]|\s-\s")  # what such a sentence has where it goes on to say more
_MOST_REASONS = 12  # words of why one has a mail: a person who goes on without a comma has more
# Its words, beside those of `_SIGNED_UP`, a site and names with a capital letter; with any other word it is a person's.
_OF_REASONS = frozenset(
    """
    a an account added address agreed app are as at because been blog community company customer daily digest following for free group
    has have is it letter letters links lists made member message messages monthly news notifications of on online order page posts
    previously purchase re receive recently registered service services shop signed since site store subscriber that thread through up
    updates us user ve via was we web website weekly with your
    weil da sie du dich ihr haben hast sind bist bei uns für dafür kostenlosen unser unsere unserem unseren unserer den dem der die das
    auf im über mit diese dieser dieses adresse nachricht verteiler webseite seite kunde am
    car parce que qu vous êtes avez à le les l notre nos sur liste du des d courriel lettre
    porque te se has ha está estás a nuestro nuestra lista boletín correo electrónico en el
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_MOST_NAMES = 2  # with capital letters: of a sender, of its list
_VERBS = frozenset({"is", "are", "has", "have", "was"})  # in capitals these say something (`the group Password Is Secret`)
# In German every noun has a capital letter: what stands behind these is what one has signed up for, and when.
_GERMAN = re.compile(r"\W*(?:sie erhalten|du erhältst|du bekommst)\b", re.IGNORECASE)
_FOR_WHAT = re.compile(r"\b(?:für|am|im)\b", re.IGNORECASE)
_SPEAKS = frozenset({"I", "Ich", "Je", "Yo", "My", "Mein", "Meine"})  # of itself; these begin with a capital letter too
_ABOUT_MAILS = re.compile(rf"\b{_OF_MAIL}s?\b|\bnachricht|\bcourriel|\bcorreo|\bboletín|\bnieuwsbrief\b", re.IGNORECASE)
_OF_SENDERS = re.compile(r"\W*(?:impressum|profil bearbeiten)\W*", re.IGNORECASE)  # links that stand in the footers of newsletters alone
# A row that begins so is a footer where the sender's address follows: house number, street and town, all with a capital letter
# (`12 Hive Street, Kiel`), told by a word for streets or a postal code. What a person writes is not worded so (`Room 12, bring cake`).
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\s|·•,]{0,40}"
_ROW = re.compile(
    rf"\W*(?i:{_LEAVING.pattern})\W*?[|·•] ?\d{{1,5}}[A-Za-z]?(?: {_CAPITAL}){{2,4}},(?: (?:{_CAPITAL}|\d{{4,6}}),?){{1,5}}\W*"
)
_STREET = re.compile(
    r"\b(?:street|str?|road|rd|avenue|ave|lane|ln|drive|dr|way|square|boulevard|blvd|broadway|highway|parkway|terrace|\w*stra(?:ß|ss)e"
    r"|rue|calle|\d{4,6})\b",
    re.IGNORECASE,
)
# Words that only lead to the link, and the names of the links that stand beside it.
_LEADING = frozenset(
    {
        "to", "or", "and", "click", "here", "from", "this", "these", "our", "list", "please", "you", "can", "at", "any", "time", "in",
        "the", "e", "email", "emails", "mail", "mails", "mailing", "mailings", "newsletter", "newsletters", "link", "below",
        "privacy", "policy", "terms", "imprint", "help", "forward", "hier", "klicken", "klicke", "um", "oder", "und", "kontakt", "an",
        "vom", "sich", "impressum", "datenschutz", "ici", "cliquez", "pour", "ou", "vous", "de", "la", "clic", "aquí", "haga", "para",
        "o", "y", "del", "boletín", "profil", "bearbeiten",
    }
)  # fmt: skip
_LONG = 300  # characters of a link's words with their markup
_MOST = 250  # characters of such a block, with the words of its links
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:)\S*[^\s.,;:!?]|(?<!\S)[^\s@]+@\S*[^\s.,;:!?]")
_QUOTED = re.compile(r"^[ \t]*\\?>", re.MULTILINE)
_GOES_ON = re.compile(r"\n(?=[ \t]*(?:[^\W\d_A-Z]|\[|<?https?:))")  # no capital: the line is broken inside a sentence
_ENDS = re.compile(r"(?<=[.!?])\s+|[|·•\n]")
_ANCHOR = re.compile(r"<a\b([^<>]{0,4000})>|<(/?)blockquote\b", re.IGNORECASE)
_CLOSED = re.compile(r"</a>", re.IGNORECASE)
_TARGET = re.compile(r"\bhref\s*=\s*[\"'](https://[^\"'<>]+)[\"']", re.IGNORECASE)


def online(pages: Iterable[str]) -> tuple[str, ...]:
    """Find the newsletter's own page: the addresses of the "view in browser" links in its HTML. Several are those of other pages.

    In a quotation they lead to the page of another mail.
    """
    found: dict[str, None] = {}
    for page in pages:
        quoted = 0
        for match in _ANCHOR.finditer(page):
            if match[1] is None:
                quoted = max(0, quoted + (-1 if match[2] else 1))
                continue
            target = None if quoted else _TARGET.search(match[1])
            words, *closed = _CLOSED.split(page[match.end() : match.end() + _LONG], maxsplit=1) if target else ("",)
            if target and closed and _shows_the_mail(_on_one_line(one_decoded(re.sub(r"<[^<>]*>", " ", words)))):
                found[clean(one_decoded(target[1]))] = None
    return tuple(found)


def _shows_the_mail(words: str) -> bool:
    if _ALONE.fullmatch(words):
        return True
    return _NAMED.fullmatch(words) is not None or (_BROWSER.search(words) is not None and _only_leads(_without_phrases(words)))


def without_chrome(text: str, url: str = "") -> str:
    """Leave out the short paragraphs that are only a link to "view in browser" or "unsubscribe" and what leads to it.

    A link to view it goes only where it leads to the `url` that the note keeps: any other address would be lost with it. A paragraph in
    which a person says a word beside it stays, and so does a quotation: a line too much harms nobody.
    A mail that says nothing else is not sent by a list, but a person's reminder: all of it stays.
    """
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    kept: list[str] = []
    leads_out = False  # so does the block below
    for block in reversed(list(filter(str.strip, blocks))):
        leads_out = _is_chrome(block, url) or (leads_out and _says_why(block))
        kept += () if leads_out else (block.rstrip(),)
    kept.reverse()
    return "\n\n".join(kept or blocks).strip()


def _is_chrome(block: str, url: str) -> bool:
    """Whether nothing is said but how to leave or to see a mail: without a link these are the words of a person."""
    shown = _ADDRESS.sub(" ", _LINKED.sub(r" \1 ", block))
    if shown == block or len(shown) > _MOST or _QUOTED.search(block):
        return not block.strip()
    shown = shown.replace("\\", " ")
    links = [_on_one_line(words) for words in _LINKED.findall(block)]
    if not (
        url in (clean(found.url) for found in find_urls(block))
        if _BROWSER.search(shown) or any(map(_ALONE.fullmatch, links))
        else _LEAVING.search(shown)
        or (_ALSO_LEAVING.search(shown) and (_ABOUT_MAILS.search(shown) or any(map(_OF_SENDERS.fullmatch, links))))
    ):
        return False
    # a link with words of its own leads to something else, whatever is said beside it
    if not all(map(_is_fixed, links)):
        return False
    row = _on_one_line(shown)
    return (_ROW.fullmatch(row) is not None and _STREET.search(row) is not None) or all(map(_is_fixed, _sentences(shown)))


def _says_why(block: str) -> bool:
    """Whether a paragraph says only why one has a mail, in the words of programs; the way out may stand in the next one."""
    if len(block) > _MOST or _QUOTED.search(block) or _LINKED.search(block):
        return False
    sentences = _sentences(_ADDRESS.sub(" ", block))
    return all(map(_is_fixed, sentences)) and any(map(_REASON.match, sentences))


def _sentences(shown: str) -> list[str]:
    return [_on_one_line(sentence) for sentence in _ENDS.split(_GOES_ON.sub(" ", shown))]


def _is_fixed(sentence: str) -> bool:
    """Whether a sentence has the words of programs that send mails, and no others."""
    if _ASKED.match(sentence):
        return False
    if _ALONE.fullmatch(sentence):
        return True
    if _only_leads(rest := _without_phrases(sentence)):
        return not sentence.endswith("?") or _AROUND.search(sentence) is not None
    reason = _REASON.match(rest)
    why = _BECAUSE.sub(" ", rest[reason.end() :], count=1) if reason else ""
    german = _GERMAN.match(rest) is not None
    return reason is not None and (_only_leads(why) or (_SIGNED_UP.search(why) is not None and not _goes_on(why, german=german)))


def _goes_on(why: str, *, german: bool) -> bool:
    bare = _SIGNED_UP.sub(" ", _SITE.sub(" ", why))
    if _TELLS.search(bare) or len(why.split()) > _MOST_REASONS:
        return True
    others = [word for word in re.findall(r"[^\W_]+", bare) if not _is_of_reasons(word)]
    most = 0 if german and _FOR_WHAT.search(bare) else _MOST_NAMES
    return len(others) > most or not all(word[0].isupper() and word not in _SPEAKS and word.casefold() not in _VERBS for word in others)


def _is_of_reasons(word: str) -> bool:
    known = word.casefold()
    return known in _OF_REASONS | _LEADING and not (known in _VERBS and word[0].isupper())


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\\", " ").split())


def _without_phrases(text: str) -> str:
    for phrase in (_BROWSER, _AROUND, _LEAVING, _ALSO_LEAVING):
        text = phrase.sub(" ", text)
    return text


def _only_leads(words: str) -> bool:
    return _LEADING.issuperset(re.findall(r"[^\W_]+", words.casefold()))
