"""What a conversation is, and the words that fill the slots of written conversations."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from hfcourse.zoo.korean import particle, tail_of
from hfcourse.zoo.recipe import MATERIAL, read_tsv

MADE_UP = 0.35
"""Share of names that are put together from syllables, so that a name has to be read and not guessed."""
SLOT = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}")
NAMES_EN = (
    "Mina Jiho Tom Sofia Omar Priya Kenji Lena Noah Ella Ravi Chen Amir Zoe Felix Nora Ivan Hugo Dora Sam Alex Ben Kate"
    " Lily Max Oscar Ruth Simon Tara Victor Wendy Yuna Minho Sora Jisoo Hana David Peter Paul Mary John Jane Susan Linda"
    " Robert Michael James Emily Grace Jack Leo Luis Marco Diana Fiona George Helen Irene Jonas Karim Layla Mateo Nadia"
)
NAMES_KO = (
    "민수 지훈 서연 유진 하준 지민 수빈 은지 현우 도윤 예린 민지 철수 영희 준호 소라 지수 태호 보라 다은 하은 시우 서준 지우 윤서"
    " 채원 수아 예준 건우 우진 민재 현준 지아 하윤 연우 재민 성민 동현 승우 혜진 미영 정훈 상우 은영 경민 나연 가영 세진 주원 아린"
)
SYLLABLES_KO = "가 강 건 경 규 나 다 도 동 라 민 미 보 상 서 성 세 소 수 승 시 아 연 영 예 우 원 유 윤 은 인 재 정 주 준 지 진 찬 채 태 하 현 혜 호 희"
CITIES = {
    "en": (
        "Seoul Busan Paris London Berlin Madrid Rome Tokyo Lisbon Oslo Vienna Prague Cairo Lima Toronto Boston Chicago"
        " Sydney Dublin Athens Warsaw Delhi Osaka Daegu Jeju Incheon Munich Zurich Helsinki Denver Nairobi Istanbul"
    ).split(),
    "ko": (
        "서울 부산 대구 인천 광주 대전 울산 제주 수원 전주 강릉 춘천 경주 여수 포항 파리 런던 도쿄 베를린 로마 뉴욕 시드니 하노이 방콕"
    ).split(),
}
HOBBIES = {
    "en": (
        "reading|painting|swimming|cooking|dancing|running|hiking|chess|football|tennis|gardening|fishing|cycling"
        "|knitting|photography|singing|baking|yoga|skiing|drawing|writing|climbing|playing the guitar|playing the piano"
    ).split("|"),
    "ko": (
        "독서|등산|수영|요리|그림|축구|농구|테니스|사진|노래|춤|낚시|달리기|자전거|뜨개질|바둑|게임|여행|캠핑|요가|영화 감상|피아노"
    ).split("|"),
}

Noun = tuple[str, str, str, frozenset[str]]


@dataclass(frozen=True)
class Conversation:
    """What was said: (prompt, answer) pairs under a system message, which may be empty."""

    intent: str
    language: str
    turns: tuple[tuple[str, str], ...]
    system: str = ""
    exact: bool = False
    """Whether the prompt must stay as it is."""
    short: str = ""
    """The answer in a word, where there is one."""
    demand: str = ""
    """What a right answer fits, where the written intent does not say it."""
    kind: str = ""
    """What the system message asks for."""

    def messages(self) -> list[dict[str, str]]:
        """As a chat template takes them."""
        said = [{"role": "system", "content": self.system}] if self.system else []
        for prompt, answer in self.turns:
            said += [{"role": "user", "content": prompt}, {"role": "assistant", "content": answer}]
        return said


@cache
def nouns() -> tuple[Noun, ...]:
    """(English, plural or "-", Korean, classes) of everyday nouns."""
    return tuple(
        (row["en"], row["plural"], row["ko"].split("|")[0].strip(), frozenset(row["classes"].split()))
        for row in read_tsv(MATERIAL / "translation_ko" / "nouns.tsv")
        if re.fullmatch("[a-z ]+", row["en"]) and re.match("[가-힣]", row["ko"])
    )


def in_one(noun: Noun, language: str) -> str:
    """The English or the Korean word."""
    return noun[0] if language == "en" else noun[2]


@cache
def of_class(language: str, *classes: str) -> tuple[str, ...]:
    """The nouns of any of ``classes``."""
    return tuple(dict.fromkeys(in_one(noun, language) for noun in nouns() if noun[3] & set(classes)))


def name(language: str, rng: random.Random) -> str:
    """A first name, real or made up."""
    if language == "ko":
        if rng.random() < MADE_UP:
            return "".join(rng.sample(SYLLABLES_KO.split(), 2))
        return rng.choice(NAMES_KO.split())
    if rng.random() < MADE_UP:
        made = "".join(rng.choice("bdfghjklmnprstvz") + rng.choice("aeiou") for _ in range(rng.choice((2, 2, 3))))
        return (made + rng.choice(("", "", "n", "r", "l", "s"))).capitalize()
    return rng.choice(given_names())


@cache
def given_names() -> tuple[str, ...]:
    """English and international first names."""
    rows = read_tsv(MATERIAL / "translation" / "names.tsv")
    return tuple(
        dict.fromkeys([*NAMES_EN.split(), *(row["name"] for row in rows if row["kind"] in ("female", "male"))])
    )


def word_for(slot: str, language: str, rng: random.Random) -> str:
    """A word for a slot. Raises KeyError for a slot that there is not."""
    if slot.startswith("name"):
        return name("ko" if slot.endswith("_ko") else language, rng)
    if slot == "city":
        return rng.choice(CITIES[language])
    if slot == "hobby":
        return rng.choice(HOBBIES[language])
    classes = {"food": ("food", "fruit", "dish"), "animal": ("animal", "wild"), "thing": ("thing", "device")}
    return rng.choice(of_class(language, *classes[slot]))


KNOWN_SLOTS = frozenset({"name", "name_ko", "city", "food", "animal", "thing", "hobby"})


def slots_in(texts: Iterable[str]) -> bool:
    """Whether a slot is open in any text."""
    return any(SLOT.search(text) for text in texts)


def fill(texts: Sequence[str], language: str, rng: random.Random) -> list[str]:
    """``texts`` with every slot filled, the same everywhere; what is no slot's name stands for itself."""
    words: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        slot, pair = found.group(1), found.group(2)
        if slot not in words:
            words[slot] = word_for(slot, language, rng) if slot in KNOWN_SLOTS else slot
        if pair == "으로/로" and tail_of(words[slot]) == "ㄹ":
            return words[slot] + "로"
        return particle(words[slot], pair) if pair else words[slot]

    return [SLOT.sub(put, text) for text in texts]
