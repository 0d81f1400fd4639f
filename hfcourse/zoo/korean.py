"""Korean inflection, particles and the noise of everyday typing, for recipes that generate Korean.

A predicate is kept as its stem (the dictionary form without 다); the endings are attached by rule. The irregular
classes are those of the standard grammar (ㅂ, ㄷ, ㅅ, ㅎ, 르, 러, 으, ㄹ, 하), told apart by lists of stems.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _LAST = ord("가"), ord("힣")
_BRIGHT = "ㅏㅑㅗ"
_CONTRACTED = {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ"}
_SWALLOWED = "ㅏㅓㅕㅐㅔ"

_REGULAR_B = frozenset("좁입잡집뽑씹접업꼽")
_IRREGULAR_D = frozenset("듣걷싣긷")
_IRREGULAR_S = frozenset("낫짓붓잇긋젓")
_REGULAR_H = frozenset("좋넣놓낳쌓닿찧빻땋")
_PLAIN_REU = ("따르", "치르", "들르", "다다르")
_REO = ("푸르", "이르")
_PRESENT_SS = ("있", "밌")


def is_hangul(letter: str) -> bool:
    """True for one composed Hangul syllable."""
    return _FIRST <= ord(letter) <= _LAST


def split(syllable: str) -> tuple[int, str, str]:
    """Index of the leading consonant, vowel, and tail (a space where there is none) of a composed syllable."""
    code = ord(syllable) - _FIRST
    return code // 588, _VOWELS[code % 588 // 28], _TAILS[code % 28]


def join(lead: int, vowel: str, tail: str = " ") -> str:
    """The composed syllable: the inverse of :func:`split`."""
    return chr(_FIRST + lead * 588 + _VOWELS.index(vowel) * 28 + _TAILS.index(tail))


def tail_of(word: str) -> str:
    """The last syllable's final consonant, a space where it has none or the word does not end in Hangul."""
    return split(word[-1])[2] if word and is_hangul(word[-1]) else " "


def with_tail(word: str, tail: str) -> str:
    """``word`` with its last final consonant replaced."""
    lead, vowel, _ = split(word[-1])
    return word[:-1] + join(lead, vowel, tail)


def particle(word: str, pair: str) -> str:
    """``word`` with the right one of a pair such as ``이/가``, ``은/는``, ``을/를``, ``이라/라``."""
    closed, opened = pair.split("/")
    return word + (opened if tail_of(word) == " " else closed)


def _is_irregular_b(stem: str) -> bool:
    return tail_of(stem) == "ㅂ" and stem[-1] not in _REGULAR_B


def _is_irregular_d(stem: str) -> bool:
    return tail_of(stem) == "ㄷ" and (stem[-1] in _IRREGULAR_D or stem.endswith("깨닫"))


def _is_irregular_s(stem: str) -> bool:
    return tail_of(stem) == "ㅅ" and stem[-1] in _IRREGULAR_S


def _is_irregular_h(stem: str) -> bool:
    return tail_of(stem) == "ㅎ" and stem[-1] not in _REGULAR_H


def infinitive(stem: str) -> str:
    """The 아/어 form of a stem that is no copula: 지루하 → 지루해, 더럽 → 더러워, 흐르 → 흘러.

    A space before the last syllable counts as a word boundary, so a phrase may be given whole.
    """
    lead, vowel, tail = split(stem[-1])
    before = split(stem[-2])[1] if len(stem) > 1 and is_hangul(stem[-2]) else "ㅡ"
    if stem[-1] == "하":
        return stem[:-1] + "해"
    if tail == "ㅆ":
        return stem + "어"
    if tail == " ":
        if stem[-1] == "르" and not stem.endswith(_PLAIN_REU):
            if stem.endswith(_REO):
                return stem + "러"
            return with_tail(stem[:-1], "ㄹ") + ("라" if before in _BRIGHT else "러")
        if vowel == "ㅡ":
            return stem[:-1] + join(lead, "ㅏ" if before in _BRIGHT else "ㅓ")
        if stem[-1] == "푸" and stem.endswith("퍼푸"):
            return stem[:-1] + "퍼"
        if vowel in _SWALLOWED:
            return stem
        return stem[:-1] + join(lead, _CONTRACTED[vowel]) if vowel in _CONTRACTED else stem + "어"
    if _is_irregular_b(stem):
        return with_tail(stem, " ") + ("와" if stem[-1] in "돕곱" else "워")
    if _is_irregular_h(stem):
        return stem[:-1] + join(lead, "ㅖ" if vowel == "ㅕ" else "ㅐ" if stem[-2:-1] in "그이저어" else "ㅔ")
    if _is_irregular_d(stem):
        stem = with_tail(stem, "ㄹ")
    elif _is_irregular_s(stem):
        stem = with_tail(stem, " ")
    return stem + ("아" if vowel in _BRIGHT else "어")


@dataclass(frozen=True)
class Predicate:
    """An adjective, a verb, or a noun with the copula (``stem`` is then the noun), with all that stands before it."""

    stem: str
    verb: bool = False
    copula: bool = False

    @property
    def past_stem(self) -> bool:
        """True where the stem already carries the past tense."""
        return tail_of(self.stem) == "ㅆ" and not self.stem.endswith(_PRESENT_SS)

    def _join(self) -> str:
        return self.stem + ("이" if tail_of(self.stem) != " " else "")

    def infinitive(self) -> str:
        """The form before 서: 지루해, 최악이어."""
        if self.copula:
            return self.stem + ("이어" if tail_of(self.stem) != " " else "여")
        return infinitive(self.stem)

    def past(self) -> Predicate:
        """The same in the past."""
        return self if self.past_stem else Predicate(with_tail(self.infinitive(), "ㅆ"), self.verb)

    def closed(self, ending: str) -> str:
        """With an ending that begins with a consonant: 고, 지만, 더라고요, 네요, 거든요. ㄹ falls before ㄴ and ㅅ."""
        if self.copula:
            return self._join() + ending
        stem = with_tail(self.stem, " ") if tail_of(self.stem) == "ㄹ" and ending[0] in "네는니시세" else self.stem
        return stem + ending

    def open(self, ending: str) -> str:
        """With an ending that takes 으 after a consonant: 면, 니까, ㄴ, ㄹ, ㅁ, 시…; 더러우면, 재미있으면, 최악이면."""
        stem = self.stem
        if self.copula:
            base = stem + "이" if tail_of(stem) != " " or ending[0] in "ㄴㄹㅁ" else stem
            if ending[0] in "ㄴㄹㅁ" and tail_of(stem) == " " and is_hangul(stem[-1]):
                base = stem + "이"
        elif tail_of(stem) == " ":
            base = stem
        elif tail_of(stem) == "ㄹ":
            base = with_tail(stem, " ") if ending[0] in "니시세ㄴ" else stem
            if ending[0] == "ㅁ":
                return with_tail(stem, "ㄻ") + ending[1:]
            if ending[0] == "ㄹ":
                return stem + ending[1:]
        elif _is_irregular_b(stem):
            base = with_tail(stem, " ") + "우"
        elif _is_irregular_d(stem):
            base = with_tail(stem, "ㄹ") + "으"
        elif _is_irregular_s(stem):
            base = with_tail(stem, " ") + "으"
        elif _is_irregular_h(stem):
            base = with_tail(stem, " ")
        else:
            base = stem + "으"
        return with_tail(base, ending[0]) + ending[1:] if ending[0] in "ㄴㄹㅁㅂ" else base + ending

    def polite(self) -> str:
        """해요 style."""
        if self.copula:
            return self.stem + ("이에요" if tail_of(self.stem) != " " else "예요")
        return self.infinitive() + "요"

    def casual(self) -> str:
        """해 style."""
        return self._join() + "야" if self.copula else self.infinitive()

    def formal(self) -> str:
        """합니다 style."""
        if self.copula:
            return self.stem + "입니다"
        if tail_of(self.stem) in " ㄹ":
            return with_tail(self.stem, "ㅂ") + "니다"
        return self.stem + "습니다"

    def plain(self) -> str:
        """The style of books: 지루하다, 먹는다, 최악이다."""
        if self.copula:
            return self._join() + "다"
        if not self.verb or self.past_stem or self.stem.endswith((*_PRESENT_SS, "없")):
            return self.stem + "다"
        return with_tail(self.stem, "ㄴ") + "다" if tail_of(self.stem) in " ㄹ" else self.stem + "는다"

    def noted(self) -> str:
        """The style of notes: 지루함, 재미있음, 최악임."""
        return self.stem + "임" if self.copula else self.open("ㅁ")

    def adnominal(self) -> str:
        """Before a noun: 지루한, 재미있는, 먹는, 망한 (past: 지루했던)."""
        if self.copula:
            return self.stem + "인"
        if self.past_stem:
            return self.stem + "던"
        if self.verb or self.stem.endswith((*_PRESENT_SS, "없")):
            return self.closed("는")
        return self.open("ㄴ")

    def and_yet(self) -> str:
        """The background form: 지루한데, 먹는데, 최악인데, 지루했는데."""
        return self.stem + "는데" if self.past_stem else self.adnominal() + "데"

    def because(self) -> str:
        """The form of a reason: 지루해서, 최악이라서; of the past, 지루했으니까."""
        if self.copula:
            return self._join() + "라서"
        return self.open("니까") if self.past_stem else self.infinitive() + "서"

    def said(self) -> str:
        """The form of a quotation, before 고 or 는: 지루하다, 먹는다, 최악이라."""
        return self._join() + "라" if self.copula else self.plain()


def from_pair(text: str) -> Predicate:
    """A predicate from its two forms in 해요 and -지만: ``지루해요 | 지루하지만``. Raises ValueError for others."""
    polite, _, contrast = text.partition(" | ")
    if not contrast.endswith("지만"):
        raise ValueError(f"no -지만 form: {text!r}")
    stem = contrast.removesuffix("지만")
    if polite.endswith("이에요") and stem.endswith("이"):
        return Predicate(stem[:-1], copula=True)
    if polite.endswith("예요"):
        return Predicate(stem, copula=True)
    return Predicate(stem, verb=_looks_like_verb(stem))


_ADJECTIVE_ENDS = re.compile(
    "(?:"
    "스럽|롭|답|있|없|않|같|싶|좋|싫|많|적|크|작|높|낮|깊|얕|길|짧|넓|좁|쁘|프|맑|밝|어둡|무겁|가볍|굵|얇|곱|쉽|어렵|"
    "맵|짜|달|쓰|시|차|덥|춥|낫|세|약하|강하|편하|불편하|깨끗하|친절하|훌륭하|완벽하|답답하|지루하|시원하|부드럽"
    ")$"
)
_OBJECT = re.compile(r"[을를] |나와$|[아어해여] [주보]$")


def _looks_like_verb(stem: str) -> bool:
    if _ADJECTIVE_ENDS.search(stem) or tail_of(stem) in "ㅂㅎ":
        return False
    return bool(_OBJECT.search(stem)) or stem[-1] not in "하"


_AFTER_PAST = (
    "어요",
    "습니다",
    "다",
    "음",
    "네요",
    "어",
    "더라고요",
    "거든요",
    "죠",
    "네",
    "더라",
    "군요",
    "어용",
    "슴",
)
_AFTER_CLOSED = ("습니다", "다", "음", "네요", "네", "더라고요", "더라", "거든요", "죠", "군요")
_OF_HA = ("해요", "합니다", "해", "함", "하네요", "하네", "하더라고요", "하더라", "하거든요", "하죠")
_OF_COPULA = ("입니다", "임", "이네요", "이네", "이더라고요", "이더라", "이죠", "이었어요", "이었음")
_OF_OPEN_COPULA = ("입니다", "임", "네요", "네", "더라고요", "더라", "죠", "였어요", "였음", "야")
_OF_RETOLD = ("더라고요", "더라구요", "더라", "더군요", "던데요", "네요", "네")
_OF_GEO = ("거예요", "겁니다", "거야", "거임", "거다", "거에요", "듯", "듯요")
_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = (
    (re.compile(r"(어요|습니다|다|음|네요|어|더라고요|거든요|지요|죠|네|더라|군요)$"), _AFTER_PAST, "ㅆㅄ"),
    (re.compile(r"(거예요|겁니다|거야)$"), _OF_GEO, ""),
    (re.compile(r"(이에요|입니다)$"), _OF_COPULA, "closed"),
    (re.compile(r"(예요|입니다)$"), _OF_OPEN_COPULA, "open"),
    (re.compile(r"(해요|합니다|하네요|하네|함)$"), _OF_HA, ""),
    (re.compile(r"(더라고요|더라|더군요|던데요)$"), _OF_RETOLD, ""),
    (re.compile(r"(습니다|아요|어요)$"), _AFTER_CLOSED, "closed"),
)


def restyle(text: str, rng: random.Random) -> str | None:
    """``text`` (no final punctuation) with another sentence ending of the same meaning; None where no rule fits."""
    for pattern, endings, condition in _RULES:
        found = pattern.search(text)
        if not found or found.start() == 0 or not is_hangul(text[found.start() - 1]):
            continue
        head = text[: found.start()]
        tail = tail_of(head)
        if condition == "ㅆㅄ" and tail not in "ㅆㅄ":
            continue
        if (condition == "closed" and tail in " ㄹ") or (condition == "open" and tail != " "):
            continue
        return head + rng.choice(endings)
    return None


_SLOPPY = str.maketrans("", "", ".,!?~…")


def _loose(syllable: str, rng: random.Random) -> str:
    lead, vowel, tail = split(syllable)
    if tail == "ㅆ":
        return join(lead, vowel, "ㅅ")
    if vowel in "ㅐㅔ":
        return join(lead, "ㅔ" if vowel == "ㅐ" else "ㅐ", tail)
    if vowel in "ㅚㅙ":
        return join(lead, "ㅙ" if vowel == "ㅚ" else "ㅚ", tail)
    if tail in "ㄶㅀ":
        return join(lead, vowel, "ㄴ" if tail == "ㄶ" else "ㄹ")
    return syllable


def roughen(text: str, rng: random.Random) -> str:
    """``text`` as people type it: spaces and marks left out, common misspellings, a lengthened mark at the end."""
    dice = rng.random()
    if dice < 0.06:
        text = text.replace(" ", "")
    elif dice < 0.30:
        words = text.split(" ")
        text = words[0] + "".join(("" if rng.random() < 0.3 else " ") + word for word in words[1:])
    if rng.random() < 0.12:
        share = rng.choice((0.15, 0.4))
        text = "".join(_loose(letter, rng) if is_hangul(letter) and rng.random() < share else letter for letter in text)
    if rng.random() < 0.04 and len(text) > 6:
        place = rng.randrange(1, len(text) - 1)
        text = text[:place] + text[place + 1 :]
    dice = rng.random()
    if dice < 0.35:
        text = text.rstrip(".!~")
    elif dice < 0.42:
        text = text.translate(_SLOPPY)
    elif dice < 0.56:
        text = text.rstrip(".!~") + rng.choice(
            ("!", "!!", "~", "..", "...", "~~", " ㅋㅋ", "ㅋㅋㅋ", " ㅠㅠ", "ㅠ", ";;", "…")
        )
    return text
