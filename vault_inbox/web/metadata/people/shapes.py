"""Whether a few words have the shape of a person's name, for each kind of script: two capitalised words, or letters without a case.

Where nothing but a place in the markup says that a name stands there, what stands there must look like one.
"""

from __future__ import annotations

import re

from .capitals import SMALL

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}\.(?:[-\s]?{_LETTER}\.)*|(?:{_LETTER}['’])?{_LETTER}+(?:['’.\u02bc-]{_LETTER}+)*\.?")
_SMALL = SMALL | frozenset(
    ("la", "le", "el", "los", "las", "dos", "das", "do", "y", "e", "ter", "ten", "af", "av", "zum", "zur", "san", "ben")
)
_FEWEST, _MOST = 2, 5  # words
# Names of two to four signs; those of other lands are spelt, with a dot between.
_IN_SIGNS = re.compile(r"[\u3400-\u9fff々]{2,4}|[\u3400-\u9fff々]{1,4}[ \u3000]?[\u3040-\u30ff\u3400-\u9fff々]{1,6}|[\uac00-\ud7a3]{2,4}")
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff]")
_MARKS = re.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d]"
)
# Words of two to four signs that stand where a name may, and are none.
_NO_NAME_IN_SIGNS = re.compile(
    r"写真|撮影|編集部?|編輯部?|编辑部?|報道|报道|報導|通讯员|通訊員|实习生|摄影|攝影|新华社|新華社|中新社|本报讯|本報訊|综合|綜合|構成|監修|翻訳|翻译|翻譯|"
    r"来源|來源|责编|責編|事務局|広報|編者|匿名|佚名|网友|網友|기자|편집|사진|제공|취재|영상|그래픽|뉴스"
)
# Capitalised words of menus and buttons, which are in no one's name.
_NO_PERSON = frozenset(
    """
    login log sign register account friend friends level levels room rooms member members guest guests follow us bedroom bedrooms people
    person persons adult adults kids family beginner beginners intermediate advanced all any each every my your our profile add edit view
    more read share posts articles comments contact about home menu search subscribe newsletter team staff editor editors author authors
    news blog press media service services support customer artificial intelligence gpt chatgpt ai bot robot admin administrator
    privacy policy terms cookies rights reserved group company the and for with from to this that new by in on of
    date dates added category categories topic topics price rating popularity default popular demand
    institute institut society gesellschaft stiftung foundation university universität college school hospital klinik museum hotel bank
    theater theatre stadium airport station library gallery award awards prize festival cup trophy games tower league union
    house street road avenue square park hall centre center club
    inc ltd llc llp plc corp gmbh ag kg as asa ab oy oyj aps bv nv sa sas sarl srl spa sl co kk pty redaktion redakcja redakce redakcija
    redacción redacao redação redazione rédaction redactie redaksi redaksjonen redaktionen toimitus szerkesztőség редакция редакція
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)


def has_common_word(text: str) -> bool:
    """Whether one of the words of a text is in no one's name: "The Numbers"."""
    return any(word.strip(".").casefold() in _NO_PERSON for word in text.split())


def is_full_name(text: str) -> bool:
    """Whether a text has the shape of a person's full name: "Ada van der Field", "王小明"; no "Family Room", "GPT", "the crew"."""
    words = text.split()
    if _IN_SIGNS.fullmatch(text):
        return not _NO_NAME_IN_SIGNS.fullmatch(text)
    if not _FEWEST <= len(words) <= _MOST or has_common_word(text):
        return False
    bare = [_MARKS.sub("", word) for word in words]
    if not all(_WORD.fullmatch(word) for word in bare):
        return False
    if _UNCASED.search(text):
        return all(_UNCASED.match(word) for word in bare)
    return all(word[0].isupper() or word in _SMALL for word in bare) and bare[0][0].isupper() and len(bare[-1].strip(".")) > 1
