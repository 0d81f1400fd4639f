"""Korean text for pretraining, from the tables and frames of ``material/korean/*.txt``: see :mod:`hfcourse.zoo.tables`.

The frames are written in the plain style (…다); a document is put into one of three styles. A particle behind a slot or
a choice takes the form that the word before it asks for. 살다, 날다 and their like stand in the dictionary form where
their plain form is also that of another verb (산다 is of 사다).

Common facts are said in common words, so the frames would draw sentences that the model is to be measured by.
``reserved.sha256`` holds their digests, and no document has such a sentence, in whatever style.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from hfcourse.zoo.korean import Predicate, is_hangul, tail_of, with_tail
from hfcourse.zoo.recipe import MATERIAL, material
from hfcourse.zoo.tables import Corpus, Row

JOINT = "\x1f"
STYLES = ("plain", "plain", "plain", "plain", "formal", "formal", "formal", "polite", "polite", "polite")
SINO = "영 일 이 삼 사 오 육 칠 팔 구 십 십일 십이 십삼 십사 십오 십육 십칠 십팔 십구 이십".split()
NATIVE = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 열하나 열둘".split()

_PAIRS = dict(
    pair.split("/")
    for pair in "이라고/라고 이라는/라는 이라서/라서 이라/라 이랑/랑 이나/나 이면/면 으로/로 이/가 은/는 을/를 과/와".split()
)
_CLOSED = {form: closed for closed, opened in _PAIRS.items() for form in (closed, opened)}
_LONG = sorted((form for form in _CLOSED if len(form) > 1 or form == "로"), key=len, reverse=True)
_PARTICLE = re.compile(
    rf"(?P<before>.){JOINT}+(?P<form>{'|'.join(_LONG)}|(?:[이가은는을를과와나랑라면])(?![가-힣])|[과와](?=[의는도]))"
)
_BARE = re.compile(f"{JOINT}+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_FINAL = re.compile(r"([가-힣]+)다(?=[.!](?:\s|$))")

_DICTIONARY = frozenset("살 날 쓸 빨 갈 끌".split())
_WITH_L = {"연": "열", "판": "팔", "논": "놀", "운": "울", "건": "걸", "민": "밀", "분": "불", "문": "물", "안": "알", "몬": "몰"} | {
    "언": "얼", "튼": "틀", "푼": "풀", "돈": "돌", "단": "달", "썬": "썰", "턴": "털", "머문": "머물", "만": "말", "빈": "빌",
    "깨문": "깨물", "뒹군": "뒹굴", "이끈": "이끌",
}  # fmt: skip
_NOT_HONORIFIC = ("마시", "모시", "부시", "시")
_POLITE = {"피": "피어요", "시": "셔요", "파랗": "파래요", "빨갛": "빨개요", "노랗": "노래요", "하얗": "하얘요"} | {
    "까맣": "까매요", "아니": "아니에요", "동그랗": "동그래요", "커다랗": "커다래요", "이르": "일러요"
}  # fmt: skip


def settle(text: str) -> str:
    """``text`` with the particle behind every joint in the form that fits, and no joint left."""

    def form(match: re.Match[str]) -> str:
        closed = _CLOSED[match["form"]]
        tail = tail_of(match["before"])
        opened = tail == " " or (tail == "ㄹ" and closed == "으로")
        return match["before"] + (_PAIRS[closed] if opened else closed)

    return _BARE.sub("", _PARTICLE.sub(form, text))


def predicate(word: str) -> tuple[str, bool]:
    """Stem of a plain form without its 다, and whether it is a verb: 먹는 → 먹, 간 → 가, 연 → 열, 크 → 크."""
    if word in _DICTIONARY:
        return word, True
    if word.endswith("는"):
        return word[:-1], True
    if tail_of(word) == "ㄴ":
        if word.endswith("든"):
            return with_tail(word, "ㄹ"), True
        return _WITH_L.get(word, with_tail(word, " ")), True
    return word, False


@lru_cache(maxsize=50_000)
def in_style(word: str, style: str) -> str:
    """The last word of a sentence, given in plain style without its 다, in ``style``: plain, formal or polite.

    A word that is formal already stays so.
    """
    if word.endswith("니") and tail_of(word[:-1]) == "ㅂ":
        return word + "다"
    if word.endswith("이") and len(word) > 1 and style != "plain":
        noun = Predicate(word[:-1], copula=True)
        return noun.formal() if style == "formal" else noun.polite()
    stem, verb = predicate(word)
    if style == "plain":
        return Predicate(stem, verb).plain() if word in _DICTIONARY else word + "다"
    if style == "formal":
        return Predicate(stem, verb).formal()
    if stem in _POLITE:
        return _POLITE[stem]
    if stem.endswith("시") and not stem.endswith(_NOT_HONORIFIC[:-1]) and len(stem) > 1:
        return stem[:-1] + "세요"
    return Predicate(stem, verb).polite()


def restyle(text: str, style: str) -> str:
    """``text`` with every sentence that ends in …다 put into ``style``."""
    return _FINAL.sub(lambda match: in_style(match[1], style), text)


def digest(sentence: str) -> str:
    """Stands for a sentence without saying it; spaces and marks do not count."""
    return hashlib.sha256(re.sub("[^가-힣]", "", sentence).encode()).hexdigest()[:24]


def digests(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Digests of cloze sentences, whichever accepted answer fills the blank: what ``reserved.sha256`` holds."""
    return sorted(
        {digest(row["text"].replace("[MASK]", answer)) for row in rows for answer in row["answers"].split("|")}
    )


def computed_rows() -> dict[str, list[Row]]:
    """Rows of the tables that are arithmetic."""

    def sums(words: list[str], first: int, limit: int) -> list[Row]:
        return [
            {"a": [words[a - first]], "b": [words[b - first]], "sum": [words[a + b - first]]}
            for a in range(1, 11)
            for b in range(1, 11)
            if a + b <= limit
        ]

    orders = [words[at : at + 3] for words in (SINO, NATIVE) for at in range(len(words) - 2)]
    counting = [{"before": [one], "number": [two], "after": [three]} for one, two, three in orders]
    return {"sums": sums(SINO, 0, 12), "native": sums(NATIVE, 1, 10), "counting": counting}


class KoreanCorpus(Corpus):
    """Korean documents. Build it once: :func:`corpus`."""

    joint = JOINT

    def __init__(self) -> None:
        super().__init__("korean", [row["text"] for row in material("sentiment_ko", "sentence")], computed_rows())
        self._reserved = frozenset((MATERIAL / "korean" / "reserved.sha256").read_text(encoding="utf-8").split())

    def is_reserved(self, text: str) -> bool:
        """True where a sentence of ``text``, in plain style, is one that the model is measured by in some style."""
        sentences = [one for one in _SENTENCE_END.split(text) if one]
        return any(digest(restyle(one, style)) in self._reserved for one in sentences for style in sorted(set(STYLES)))

    def finish(self, text: str) -> str:
        """Spaces and particles."""
        return " ".join(settle(text).split())

    def document(self, rng: random.Random) -> str:
        """One to nine sentences from the tables, all in one style, none of them reserved."""
        text = super().document(rng)
        while self.is_reserved(text):
            text = super().document(rng)
        return restyle(text, rng.choice(STYLES))

    def each_row(self, rng: random.Random, times: int) -> list[str]:
        """At most ``times`` sentences from every row of every table, in styles as they come, none of them reserved."""
        texts = [text for text in super().each_row(rng, times) if not self.is_reserved(text)]
        return [restyle(text, rng.choice(STYLES)) for text in texts]

    def cells(self) -> list[str]:
        """The single words of all tables and lists, each once, sorted."""
        found = {word for words in self.lists.values() for word in words}
        for topic in self.topics:
            found |= {word for row in topic.rows for name, cell in row.items() if name != "sentence" for word in cell}
        return sorted(word for word in found if word and all(is_hangul(letter) for letter in word))


@cache
def corpus() -> KoreanCorpus:
    """The corpus, read once."""
    return KoreanCorpus()
