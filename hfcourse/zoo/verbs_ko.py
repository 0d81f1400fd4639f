"""Korean sentences and questions from a list of verbs with the kinds of words that they take.

A line ``빌려주: 누구이 물건을 친구에게`` stands for a sentence with time and place as it may be, and for the questions
after each of its parts: 누가 …을 빌려주었나, …이 빌려준 것은 무엇인가, …은 누구에게 …을 빌려주었나.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hfcourse.zoo.korean import Predicate, particle

CASES = ("에게서", "에게", "에서", "으로", "로", "동안", "이", "을", "를", "과", "에")
PAIRS = {"이": "이/가", "을": "을/를", "를": "을/를", "과": "과/와", "으로": "으로/로", "로": "으로/로"}
PEOPLE = frozenset("누구 친구 이름 사람 역할 가족 직원 외국인".split())
PLACES = frozenset("곳 시설 가게 도시 나라 외국도시 섬 산 강 역 학교 회사 동네 집안".split())
OWN_NAME = frozenset(
    "음식 과일 채소 동물 새 물고기 꽃 나무 옷 악기 운동 과목 언어 놀이 책 행사 탈것 기계 상 재료 음료 병 작물".split()
)
"""Kinds that a question may name: 무슨 옷을, 어떤 동물이."""
GROUPS = {"팀": "팀", "회사": "회사", "단체": "단체", "시설": "곳"}
"""Kinds that act like persons, and what they are called: 어느 팀이."""
COUNTED = {kind: kind for kind in "개 그릇 잔 송이 곡 권 마리 그루 상자 장 인분 명 바퀴".split()} | {"큰그루": "그루"}
MEASURED = {
    "원을": "얼마를",
    "원에": "얼마에",
    "큰원을": "얼마를",
    "먼길이를": "몇 킬로미터를",
    "길이를": "몇 미터를",
    "점수로": "몇 대 몇으로",
    "명이": "몇 명이",
}
_FULL = {"줬": "주었", "뒀": "두었", "봤": "보았", "췄": "추었", "폈": "피었", "냈": "내었"}
"""Contracted endings and what they are short for."""


@dataclass(frozen=True)
class Part:
    """A word that the verb takes: the kind of its slot, or the word itself, and its particle."""

    kind: str
    case: str
    is_slot: bool

    @classmethod
    def read(cls, text: str, is_kind: Callable[[str], bool]) -> Part:
        """``물건을`` as slot and particle, ``사진을`` as a word, ``개`` as a slot without particle."""
        for case in ("", *CASES):
            kind = text.removesuffix(case) if case else text
            if (case == "" or text.endswith(case)) and is_kind(kind):
                return cls(kind, case, True)
        return cls(text, "", False)

    @property
    def base(self) -> str:
        """The kind without its number."""
        return self.kind.rstrip("0123456789")

    @property
    def said(self) -> str:
        """As it stands in a sentence."""
        if not self.is_slot:
            return self.kind
        return f"{{{self.kind}}}" + (" 동안" if self.case == "동안" else self.case)

    @property
    def asked(self) -> list[str]:
        """What stands in its place in a question."""

        def cased(word: str) -> str:
            return particle(word, PAIRS[self.case]) if self.case in PAIRS else word + self.case

        if self.base in COUNTED and not self.case:
            return [f"몇 {COUNTED[self.base]}"]
        if self.case == "동안":
            return ["얼마 동안", "얼마나"]
        if self.base + self.case in MEASURED:
            return [MEASURED[self.base + self.case]]
        if self.base in PEOPLE:
            return ["누가" if self.case == "이" else cased("누구")]
        if self.base in GROUPS and self.case in ("이", "을"):
            return [cased(f"어느 {GROUPS[self.base]}"), cased("어디")]
        if self.base in PLACES and self.case != "이":
            return [cased("어디")]
        named = [cased(f"{word} {self.base}") for word in ("무슨", "어떤")] if self.base in OWN_NAME else []
        return [cased("무엇"), *named]

    @property
    def cleft(self) -> str:
        """The end of a question that asks with a relative clause: 것은 무엇인가."""
        if not self.is_slot or self.case in ("동안", "과", "") or self.base + self.case in MEASURED:
            return ""
        if self.base in PEOPLE:
            return "사람은 누구인가"
        if self.base in GROUPS and self.case in ("이", "을"):
            return f"{particle(GROUPS[self.base], '은/는')} 어디인가"
        if self.base in PLACES:
            return "곳은 어디인가"
        if self.case in ("이", "을", "를"):
            return f"{particle(self.base if self.base in OWN_NAME else '것', '은/는')} 무엇인가"
        return ""


SHAPES = ("", "은", "칭호")
"""Who does it, in three shapes: 누구이, 누구은, and with job and title."""


def block(stem: str, parts: Sequence[Part], shape: str) -> str:
    """The passage of a verb, as it would be written by hand; ``shape`` is one of :data:`SHAPES`."""
    verb = Predicate(stem, verb=True)
    past, relative = verb.past().stem, verb.open("ㄴ")
    if shape:
        past = next((past[: -len(short)] + full for short, full in _FULL.items() if past.endswith(short)), past)
    subject, rest = parts[0], list(parts[1:])
    here = not any(part.base in PLACES for part in parts)
    told = " ".join(part.said for part in rest)
    place = "[{곳}에서 ]" if here else ""
    doer = f"{{{subject.kind}}}"
    if shape == "칭호":
        sentence = f"[{{때}} ]{place}[{{직업}} ]{doer}(| 씨| 씨| 선수| 박사| 선생님| 할머니| 어린이)이 {told} {past}다."
    elif shape:
        sentence = f"{doer}은 [{{때}}에 ]{place}{told} {past}다."
    else:
        sentence = f"[{{때}}에 ]{subject.said} {place}{told} {past}다."
    lines = [" ".join(sentence.split())]
    who, known, after = f"{doer}은", f"{doer}이", f" {told}".rstrip()
    for part in parts:
        if not part.is_slot:
            continue
        others = " ".join(other.said for other in rest if other is not part)
        if part is subject:
            ways = [f"{asked}{after} {past}나" for asked in part.asked]
        else:
            asking = [" ".join(word if one is part else one.said for one in rest) for word in part.asked]
            ways = [f"{who} {what} {past}나" for what in asking]
        if part.cleft:
            ways.append(" ".join(f"{'' if part is subject else known} {others} {relative} {part.cleft}".split()))
        lines.append(f"- {part.kind}: {' / '.join(ways)}")
    lines.append(f"- 때: {who} 언제{after} {past}나 / {known}{after} {relative} (때는|날은|것은) 언제인가")
    if here:
        lines.append(f"- 곳: {who} 어디에서{after} {past}나 / {known}{after} {relative} 곳은 어디인가")
    return "\n".join(lines)


def blocks(path: Path, is_kind: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Each verb of a file and its passages in all shapes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        stem, separator, taken = line.partition(": ")
        if separator and not line.startswith("#"):
            parts = [Part.read(text, is_kind) for text in taken.split()]
            for shape in SHAPES:
                if shape != "칭호":
                    yield stem, block(stem, parts, shape)
                elif parts[0].kind in ("누구", "사람"):
                    yield stem, block(stem, [Part("사람", "이", True), *parts[1:]], shape)
