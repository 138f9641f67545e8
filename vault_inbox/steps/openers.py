"""Sentences that begin in the air: their first words point at something said before, and nobody can tell at what without it."""

from __future__ import annotations

import re
from collections import Counter

# First words, folded, that point back. "It is", "There is" and their like point at nothing; "That" and "This" may.
_WORDS = {
    "en": """this that these those which whose it he she they his her hers its their theirs him them then thus hence so but and or
        nor yet also however therefore moreover furthermore meanwhile otherwise instead such another both neither either still
        though consequently nevertheless nonetheless similarly likewise besides finally afterwards later again too first second
        third secondly thirdly lastly""",
    "de": """dies diese dieser dieses diesem diesen er sie es sein seine seiner ihr ihre ihrer dann danach dabei dafür dagegen damit daher
        darum deshalb deswegen außerdem zudem aber und oder denn doch jedoch allerdings trotzdem dennoch auch so solche solcher solches
        dort hierbei hierfür hierzu stattdessen schließlich ebenso beide""",
    "fr": """ce cet cette ces cela ceci ça il elle ils elles son sa ses leur leurs puis ensuite alors ainsi donc mais et ou or aussi
        cependant toutefois pourtant néanmoins enfin celui celle ceux celles""",
    "es": """este esta estos estas ese esa esos esas esto eso aquel aquella él ella ellos ellas su sus luego después entonces así pero y e
        o también además sin embargo ello ambos tal tales""",
    "it": """questo questa questi queste quello quella ciò egli ella esso essa essi loro suo sua poi quindi così dunque ma e ed o anche
        inoltre tuttavia però infine entrambi""",
    "nl": """dit dat deze die hij zij ze het zijn haar hun toen daarna dan dus maar en of ook echter daarom bovendien toch zulke beide""",
    "pt": """este esta estes estas isto isso esse essa aquele aquela ele ela eles elas seu sua seus suas depois então assim mas e ou
        também além contudo porém ambos""",
    "cs": """to tento tato toto tito tyto ten ta ti ty on ona ono oni jeho její jejich pak potom proto tedy tak ale a však také navíc
        přesto nakonec oba takový""",
    "pl": """to ten ta te ci ono on ona oni jego jej ich potem następnie dlatego więc tak ale a i jednak także ponadto""",
    "sv": """detta denna dessa det den han hon de hans hennes deras sedan därför så men och eller också dock""",
}
_OPENERS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
# The commonest words of each language: enough to tell which one a text is in.
_COMMON = {
    "en": "the of and to in is that for with was on are",
    "de": "der die und das ist nicht mit ein zu den von sich",
    "fr": "le la les et des est une du que dans pour pas",
    "es": "el la de que los una por con las del para se",
    "it": "il di che la un per non della sono con gli anche",
    "nl": "de het een van en is dat op voor niet zijn met",
    "pt": "o a de que não uma para com os do em são",
    "cs": "se na je že v s do který jsou ve pro jako",
    "pl": "się na w z nie do że jest przez oraz dla są",
    "sv": "och att det som en är på av för den med inte",
}
_TELL = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_PHRASES = re.compile(
    r"the (?:new|old|other|former|latter|second|first|third|last|next|same|following|previous|above) "
    r"(?:ones?\b|of (?:these|those|them)\b|is\b|are\b|was\b|,)"
    r"|the (?:former|latter|others?|rest|same)\b|one of (?:them|these|those)"
    r"|(?:some|most|many|all|none|each|two|three|few) of (?:them|these|those|us|which)"
    r"|in (?:this|that|these|those|both|either|such) |for (?:this|that|these|those|example|instance)\b|as (?:a result|such|well)\b"
    r"|on the other hand|at the same time|at (?:this|that) |by (?:then|this|that|doing)\b|because of (?:this|that)|despite (?:this|that)"
    r"|after (?:this|that)\b|with (?:this|that|these|those)\b|like (?:this|that)\b|from (?:there|then|that)\b|to (?:this|that) end"
    r"|what(?:'s|’s| is) more|in (?:addition|contrast|other words|turn|fact)\b"
)
_POINTLESS = re.compile(  # "It is true that …"; in "It is widely used to …" the "it" is something
    r"it(?:'s|’s| is| was| takes| seems| turns out| remains)(?! (?:\S+ )?\S+ed to\b)(?: \S+){0,6}? (?:that|to|whether|when|how|why)\b"
    r"|es (?:gibt|ist|war)\b|il (?:y a|faut|est)\b|det (?:finns|är)\b|het is\b"
)
_DEFINITE = re.compile(r"The ([a-z]+)\b")
_SHORT = 120  # characters; a longer sentence says of what it speaks
_FIRST = re.compile(r"[^\W\d_]+")
_POINTING = (
    *("これ", "それ", "この", "その", "しかし", "また", "そして", "だが", "さらに"),
    *("这", "那", "它", "他", "她", "但", "而且", "因此", "然后", "所以", "此外", "그", "이것", "하지만", "그리고", "또한"),
)


def dangles(sentence: str, language: str = "en") -> bool:
    """Whether a sentence begins with a word that points back at another: "This", "The new one", "Then", "But"."""
    bare = sentence.lstrip("\"'“‘„«»‚(¿¡「『【（[ ").casefold()
    if bare.startswith(_POINTING):
        return True
    first = _FIRST.match(bare)
    if not first or _POINTLESS.match(bare):
        return False
    return first.group() in _OPENERS.get(language, ()) or (language == "en" and _PHRASES.match(bare) is not None)


def speaks_of_known(sentence: str, title: str) -> bool:
    """Whether a short English sentence opens with a "the" of which only the text before knows what it is: "The gain is simple"."""
    opening = _DEFINITE.match(sentence)
    return opening is not None and len(sentence) < _SHORT and opening[1].casefold() not in title.casefold()


def language_of(text: str, declared: str = "") -> str:
    """The language of a text as two letters: the one declared if it is known here, else the one whose commonest words stand in it most."""
    if declared[:2].lower() in _TELL:
        return declared[:2].lower()
    words = Counter(_FIRST.findall(text[:5000].casefold()))
    return max(_TELL, key=lambda language: sum(words[word] for word in _TELL[language]))
