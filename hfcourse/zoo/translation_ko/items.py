"""What a slot of a frame is filled with, and how it looks in each form."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from hfcourse.zoo.korean import Predicate
from hfcourse.zoo.translation_ko.amounts import BEFORE_COUNTER, NUMBERS
from hfcourse.zoo.translation_ko.english import article, graded, past, progressive, third
from hfcourse.zoo.translation_ko.hangul import attach, conjugated, negated

PAIRS_OF_ADJECTIVES = {
    "things": [("big", "큰"), ("small", "작은"), ("new", "새"), ("old", "오래된"), ("pretty", "예쁜"), ("nice", "좋은"),
               ("expensive", "비싼"), ("cheap", "싼"), ("red", "빨간"), ("blue", "파란"), ("yellow", "노란"),
               ("white", "하얀"), ("black", "검은"), ("green", "초록색")],
    "food": [("delicious", "맛있는"), ("hot", "뜨거운"), ("cold", "차가운"), ("sweet", "단"), ("cheap", "싼")],
    "animals": [("big", "큰"), ("small", "작은"), ("cute", "귀여운"), ("white", "하얀"), ("black", "검은")],
}  # fmt: skip
NUMBERED = {"food", "drink", "things", "animals"}


class Item(Protocol):
    """What a slot was filled with. English is rendered first; it may settle how the Korean looks."""

    def english(self, form: str) -> str:
        """The English words in a form."""

    def korean(self, form: str) -> str:
        """The Korean words in a form."""


@dataclass
class Noun:
    """A noun; :meth:`english` in the form ``a`` or ``my`` may add words that the Korean then has, too."""

    name: str
    many: str
    ko: str
    counter: str
    group: str
    rng: random.Random
    owner: Subject | None = None
    before: str = ""
    after: str = ""

    @property
    def plural(self) -> bool:
        """True for *shoes*, *grapes*."""
        return self.many == self.name and self.many != "fish"

    @property
    def mass(self) -> bool:
        """True for what cannot be counted."""
        return not self.many

    def english(self, form: str) -> str:
        if form in ("a", "the") and self.rng.random() < 0.22:
            varied = self._varied()
            if varied:
                return varied
        if form == "a":
            return self.name if self.mass or self.plural else article(self.name)
        if form == "s":
            return self.name if self.mass else self.many
        if form == "the":
            return f"the {self.name}"
        if form == "thes":
            return f"the {self.many or self.name}"
        if form == "my":
            owner = self.owner or YOU
            if self.rng.random() < 0.4 and owner.ko:
                self.before = owner.korean("의") + " "
            return f"{owner.english('pos')} {self.name}"
        if form == "own":
            return f"{(self.owner or YOU).english('pos')} {self.name}"
        if form == "be":
            return f"{self._known()} {'are' if self.plural else 'is'}"
        if form == "benot":
            return f"{self._known()} {'are' if self.plural else 'is'}n't"
        if form == "was":
            return f"{self._known()} {'were' if self.plural else 'was'}"
        if form == "beq":
            return f"{'are' if self.plural else 'is'} {self._known()}"
        if form == "known":
            return self._known()
        if form == "one":
            return self.name if self.mass or self.plural else article(self.name)
        if form == "def":
            return f"the {self.name}"
        if form == "it":
            return "they're" if self.plural else "it's"
        if form == "a_":
            return self.many if self.owner and self.owner.kind == 4 else article(self.name)
        if form == "mine":
            self.before = "제 "
            return f"my {self.name}"
        if form == "adj":
            return self._with_adjective()
        return self.name

    def _with_adjective(self) -> str:
        word, self.before = self.rng.choice(PAIRS_OF_ADJECTIVES[self.group])
        self.before += " "
        return f"{word} {self.name}" if self.mass or self.plural else article(f"{word} {self.name}")

    def _known(self) -> str:
        dice = self.rng.random()
        if dice < 0.2:
            self.before = "이 "
            return f"{'these' if self.plural else 'this'} {self.name}"
        if dice < 0.27:
            self.before = "그 "
            return f"{'those' if self.plural else 'that'} {self.name}"
        if dice < 0.42 and self.group == "things":
            owner = self.rng.choice((I, I, HE, SHE, WE))
            self.before = owner.korean("의") + " "
            return f"{owner.english('pos')} {self.name}"
        return f"the {self.name}"

    def _varied(self) -> str:
        dice = self.rng.random()
        if dice < 0.45 and self.group in NUMBERED and self.counter and not (self.group == "drink" and dice > 0.3):
            number = (
                self.rng.choice((1, 1, 1, 2, 2, 3, 4)) if self.group != "drink" else self.rng.choice((0, 0, 1, 1, 2))
            )
            if self.group == "drink":
                self.after = f" {BEFORE_COUNTER[number]} 잔"
                cup = "cup" if self.name in ("coffee", "tea", "green tea") else "glass"
                return f"{'a ' + cup if not number else NUMBERS[number] + ' ' + third(cup)} of {self.name}"
            if self.mass or self.plural:
                return ""
            self.after = f" {BEFORE_COUNTER[number]} {self.counter}"
            return f"{NUMBERS[number]} {self.many}"
        if dice < 0.75 and self.group in PAIRS_OF_ADJECTIVES:
            return self._with_adjective()
        if dice < 0.87:
            self.before = "이 "
            return f"{'these' if self.plural else 'this'} {self.name}"
        if dice < 0.94:
            self.before = "그 "
            return f"{'those' if self.plural else 'that'} {self.name}"
        return ""

    def korean(self, form: str) -> str:
        if form == "counter":
            return self.counter or "개"
        return attach(self.before + self.ko + self.after, form)


@dataclass(frozen=True)
class Subject:
    """A person or some persons: pronoun, name, or a phrase. ``kind`` is 1, 2, 3 (he, she, a name) or 4 (more than one)."""

    name: str
    ko: str
    kind: int = 3
    object: str = ""
    possessive: str = ""

    def english(self, form: str) -> str:
        be = {1: "am", 2: "are", 3: "is", 4: "are"}[self.kind]
        was = "was" if self.kind in (1, 3) else "were"
        do, have = ("does", "has") if self.kind == 3 else ("do", "have")
        short = {"am": "'m", "are": "'re", "is": "'s"}[be] if self.object else f" {be}"
        forms = {
            "": self.name,
            "be": self.name + short,
            "benot": f"{self.name}'m not" if self.kind == 1 else f"{self.name} {be}n't",
            "was": f"{self.name} {was}",
            "wasnot": f"{self.name} {was}n't",
            "do": f"{do} {self.name}",
            "did": f"did {self.name}",
            "beq": f"{be} {self.name}",
            "wasq": f"{was} {self.name}",
            "haveq": f"{have} {self.name}",
            "has": f"{self.name} {have}",
            "hasnot": f"{self.name} {do}n't have",
            "wants": f"{self.name} {'wants' if self.kind == 3 else 'want'}",
            "likes": f"{self.name} {'likes' if self.kind == 3 else 'like'}",
            "needs": f"{self.name} {'needs' if self.kind == 3 else 'need'}",
            "must": f"{self.name} {have} to",
            "doesnot": f"{self.name} {do}n't",
            "obj": self.object or self.name,
            "pos": self.possessive or f"{self.name}'s",
        }
        return forms[form]

    def korean(self, form: str) -> str:
        if not self.ko:
            return ""
        if self.ko == "저":
            return {"이": "제가", "의": "제", "은": "저는"}.get(form) or attach(self.ko, form)
        if self.ko == "모두" and form == "은":
            return self.ko
        if form == "의":
            return "우리" if self.ko == "우리" else f"{self.ko}의"
        return attach(self.ko, form)


I = Subject("I", "저", 1, "me", "my")  # noqa: E741 - it is the word
YOU = Subject("you", "", 2, "you", "your")
HE = Subject("he", "그", 3, "him", "his")
SHE = Subject("she", "그녀", 3, "her", "her")
WE = Subject("we", "우리", 4, "us", "our")
THEY = Subject("they", "그들", 4, "them", "their")
OURS = frozenset("어머니 아버지 엄마 아빠 할머니 할아버지 부모님 가족".split())


@dataclass
class Words:
    """A fixed phrase, English and Korean, such as a time or a place; ``optional`` ones bring their own space."""

    en: str
    ko: str

    def english(self, form: str) -> str:
        return self.en.strip() if form == "front" else self.en

    def korean(self, form: str) -> str:
        return attach(self.ko, form)


@dataclass
class Place:
    """A place that one can be at, go to, and come from."""

    at: str
    to: str
    ko: str

    def english(self, form: str) -> str:
        if form == "from":
            return "from " + re.sub(r"^(to|at|in) ", "", self.to)
        if form == "one":
            return article(re.sub(r"^(to|at|in) the ", "", self.to))
        return {"": self.at, "to": self.to, "the": re.sub(r"^(to|at|in) ", "", self.to)}[form]

    def korean(self, form: str) -> str:
        return attach(self.ko, form)


GIVEN = {"어 주세요": "세요", "어 줄 수 있어요": "ㄹ 수 있어요"}
"""Endings that ask for a favour, and what they are where the verb is 주다 itself."""


@dataclass
class Deed:
    """A verb phrase with its objects already chosen, and the one who does it."""

    words: str
    deed: Predicate
    cut: int
    at: tuple[str, ...]
    tags: str
    subject: Subject

    def english(self, form: str) -> str:
        head, space, rest = self.words.partition(" ")
        rest = space + rest
        if head == "be":
            forms = {"pres": "be", "neg": "benot", "past": "was", "pastneg": "wasnot"}
            if form in forms:
                return self.subject.english(forms[form]).removeprefix(self.subject.name).strip() + rest
            return {"ing": "being", "pp": "been"}.get(form, "be") + rest
        if form == "pres":
            return (third(head) if self.subject.kind == 3 else head) + rest
        if form == "neg":
            return f"{'doesn' if self.subject.kind == 3 else 'don'}'t {self.words}"
        if form == "pastneg":
            return f"didn't {self.words}"
        change: dict[str, Callable[[str], str]] = {
            "ing": progressive,
            "past": past,
            "pp": lambda verb: past(verb, True),
        }
        return (change[form](head) if form in change else head) + rest

    def korean(self, form: str) -> str:
        if form.startswith(("안.", "못.")):
            deed = negated(self.deed, self.cut, stays="i" in self.tags)
            if form[0] == "못":
                deed = Predicate(re.sub("지 않$", "지 못하", deed.stem.replace("안 ", "못 ")), verb=True)
            return conjugated(deed, form[2:])
        if form.startswith("고 싶") and self.subject.kind > 2 and self.subject != WE:
            form = form.replace("싶", "싶어 하").replace("하어", "해").replace("하었", "했")
        if form.startswith("고 있") and self.deed.stem.endswith(("앉", "서")):
            return self.deed.infinitive() + form[1:]
        if form in GIVEN and self.deed.stem.endswith("주"):
            return self.deed.open(GIVEN[form])
        return conjugated(self.deed, form)


@dataclass
class Quality:
    """An adjective."""

    word: str
    deed: Predicate

    def english(self, form: str) -> str:
        return {"": self.word, "er": graded(self.word, False), "est": graded(self.word, True)}[form]

    def korean(self, form: str) -> str:
        if form.startswith("안."):
            return conjugated(Predicate(self.deed.stem + "지 않"), form[2:])
        return conjugated(self.deed, form)
