"""Korean endings, particles and negation, and Hangul in Latin letters."""

from __future__ import annotations

import re

from hfcourse.zoo.korean import Predicate, is_hangul, particle, split

PARTICLES = {
    "은": "은/는", "이": "이/가", "을": "을/를", "와": "과/와", "으로": "으로/로", "이에요": "이에요/예요", "이나": "이나/나",
    "이었어요": "이었어요/였어요", "이라서": "이라서/라서", "이야": "이야/야", "이라고": "이라고/라고",
    "이고": "이고/고", "이지만": "이지만/지만", "이었지만": "이었지만/였지만", "이면": "이면/면", "이어서": "이어서/여서",
}  # fmt: skip
ROMAN_LEADS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
ROMAN_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
ROMAN_TAILS = dict(
    zip(" ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎ", " k k n t l m p t t ng t t k t p t".split(" "), strict=False)
)
OPEN_ENDS = tuple("aeiouyw2459")
"""Latin letters and figures that end in a vowel when they are read aloud in Korean."""


WHOLE = frozenset("도착하 출발하 조심하 노력하 졸업하 놀라하 사랑하".split())
"""하다 verbs whose noun is not parted from them by 안."""


def attach(word: str, form: str) -> str:
    """A noun with a particle or copula, which is named by its form after a consonant; others are put behind as they are."""
    if form not in PARTICLES:
        return word + form
    closed, opened = PARTICLES[form].split("/")
    if not word or not is_hangul(word[-1]):
        return word + (opened if word[-1:].lower() in OPEN_ENDS else closed)
    tail = split(word[-1])[2]
    return word + (opened if tail == " " or (form == "으로" and tail == "ㄹ") else closed)


def conjugated(deed: Predicate, form: str) -> str:
    """A predicate with an ending, see the head of the module."""
    if form.startswith("어"):
        return deed.polite() if form == "어요" else deed.infinitive() + form[1:]
    if form.startswith("었"):
        return deed.past().polite() if form == "었어요" else deed.past().stem + form[1:]
    if form.startswith("으"):
        return deed.open(form[1:])
    if form.startswith("는"):
        return deed.adnominal() + form[1:]
    return deed.closed(form)


def negated(deed: Predicate, cut: int, *, stays: bool = False) -> Predicate:
    """The negative of a deed; ``안`` goes to place ``cut`` of the stem, or the noun of a 하다 verb is parted from it.

    있다 becomes 없다, but where it ``stays`` 안 있다.
    """
    head, last = deed.stem[:cut], deed.stem[cut:]
    if last.endswith("있") and not stays:
        return Predicate(head + last[:-1] + "없", deed.verb)
    if last == "알":
        return Predicate(head + "모르", verb=True)
    if not deed.verb or last.endswith("잘하"):
        return Predicate(deed.stem + "지 않", deed.verb)
    if last == "춤추":
        return Predicate(head + "춤을 안 추", verb=True)
    if last.endswith("하") and len(last) > 1 and not last.endswith(("좋아하", "싫어하")):
        if re.search(r"[을를] $", head) or last in WHOLE:
            return Predicate(deed.stem + "지 않", verb=True)
        return Predicate(head + particle(last[:-1], "을/를") + " 안 하", verb=True)
    return Predicate(head + "안 " + last, deed.verb)


def romanised(word: str) -> str:
    """A Hangul word in Latin letters, syllable by syllable (Revised Romanization without its sound changes)."""
    letters = []
    for letter in word:
        lead, vowel, tail = split(letter)
        letters.append(
            ROMAN_LEADS[lead]
            + ROMAN_VOWELS["ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".index(vowel)]
            + ROMAN_TAILS.get(tail, "").strip()
        )
    return "".join(letters)
