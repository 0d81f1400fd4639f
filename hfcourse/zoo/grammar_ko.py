"""A grammar that composes labelled Korean sentences from the words and constructions of the material."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hfcourse.zoo.korean import Predicate, from_pair, particle, restyle, roughen

CLASSES = ("neg", "pos")
Example = tuple[str, int]
WRITTEN_SHARE = 0.6
"""Share of written sentences among the examples."""


def _list(text: str) -> list[str]:
    return text.split()


_DEGREE = _list(
    "정말 진짜 너무 아주 매우 참 완전 엄청 꽤 굉장히 상당히 무척 대단히 은근 확실히 역시 솔직히 전반적으로 여러모로 진심 넘 "
    "되게 제법 워낙 그야말로 한마디로 전체적으로 특히 생각보다 예상보다 훨씬 더 정말정말 진짜로 몹시 그저 마냥 겁나 느무 "
    "레알 찐으로 세상 핵 개인적으로 아무튼 하여튼 어쨌든 일단 늘 항상 매번 여전히 갈수록 점점 처음부터 끝까지"
)
_FAINT = ("조금", "좀", "약간", "살짝", "다소", "은근히", "꽤나", "조금은", "제법", "나름")
_NOT_AT_ALL = ("전혀", "하나도", "별로", "그다지", "딱히", "조금도", "절대", "결코", "도무지", "영", "그리", "생각만큼")
_HOWEVER = (
    "하지만",
    "그런데",
    "근데",
    "그래도",
    "그러나",
    "다만",
    "그치만",
    "그렇지만",
    "단지",
    "한데",
    "반면에",
    "그럼에도",
)
_AND = ("그리고", "게다가", "심지어", "더구나", "또", "그래서", "역시", "거기다", "무엇보다", "진짜", "", "", "", "")
_HEADS = {
    "film": "영화 작품 드라마 책 공연 이야기 소설 연기 연출 노래 결말 시리즈 다큐 애니 웹툰 만화 음악 앨범",
    "travel": "숙소 여행 호텔 곳 여행지 방 도시 경험 펜션 관광지 섬 코스 일정",
    "people": "사람 친구 분 동료 이웃 선배 후배 선생님 상사 아이 가족 팀원 인간 녀석",
    "food": "맛 식당 음식 집 가게 메뉴 카페 빵집 국물 고기 커피 한 끼 치킨 디저트 반찬",
    "product": "제품 물건 옷 가방 신발 이어폰 노트북 상품 의자 가전 화장품 기계 선물",
    "service": "서비스 가게 곳 직원 병원 미용실 매장 응대 은행 학원 상담 배송 업체 기사님",
    "software": "앱 프로그램 게임 사이트 서비스 기능 업데이트 도구 라이브러리 화면 모델 코드 문서",
    "other": "하루 경험 시간 날 일 결과 소식 기분 선택 생각 모임 수업 직장 동네",
}
_PEOPLE_NOUNS = ("님", "분", "사장", "기사", "선생", "직원", "의사", "엄마", "아빠", "할머니", "할아버지")
_AS_EXPECTED = {
    1: (
        "또 가고 싶어요",
        "또 사고 싶어요",
        "추천해요",
        "강추합니다",
        "만족합니다",
        "대만족이에요",
        "기분이 좋았어요",
        "행복했어요",
        "감동했어요",
        "반했어요",
        "칭찬합니다",
        "또 올게요",
        "재구매 의사 있어요",
        "앞으로도 계속 이용할래요",
        "단골 될 것 같아요",
        "주변에 추천했어요",
        "친구들한테 자랑했어요",
        "또 보고 싶어요",
        "잘 샀다 싶어요",
        "고마웠어요",
        "웃음이 절로 나요",
        "별 다섯 개 드려요",
        "돈이 하나도 안 아까워요",
        "시간 가는 줄 몰랐어요",
        "오길 잘했어요",
        "보길 잘했다",
        "사길 잘했네요",
        "후회 없어요",
        "마음이 놓여요",
    ),
    0: (
        "다시는 안 갈 거예요",
        "두 번 다시 안 사요",
        "비추해요",
        "비추합니다",
        "실망했어요",
        "환불했어요",
        "기분이 상했어요",
        "화가 났어요",
        "짜증 났어요",
        "후회돼요",
        "괜히 갔어요",
        "괜히 샀어요",
        "돈이 아까워요",
        "시간이 아까웠어요",
        "다신 안 봐요",
        "반품했어요",
        "지웠어요",
        "탈퇴했어요",
        "신고했어요",
        "따졌어요",
        "중간에 나왔어요",
        "보다가 껐어요",
        "별 하나도 아까워요",
        "말리고 싶어요",
        "가지 마세요",
        "사지 마세요",
        "속상했어요",
        "힘들었어요",
        "한숨만 나와요",
        "질렸어요",
        "버렸어요",
        "남겼어요",
        "헤어졌어요",
    ),
}


@dataclass
class Words:
    """The vocabulary of the grammar, by domain where the domain matters; index 0 is negative, 1 positive."""

    sentences: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    clauses: tuple[list[Predicate], list[Predicate]] = field(default_factory=lambda: ([], []))
    states: tuple[list[Predicate], list[Predicate]] = field(default_factory=lambda: ([], []))
    nouns: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    idioms: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    changes: tuple[list[Predicate], list[Predicate]] = field(default_factory=lambda: ([], []))
    patterns: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    frames: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    qualities: tuple[list[tuple[Predicate, str]], list[tuple[Predicate, str]]] = field(default_factory=lambda: ([], []))
    subjects: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fillers: list[str] = field(default_factory=list)
    openers: list[str] = field(default_factory=list)


def read_words(rows: Iterable[Mapping[str, str]]) -> Words:
    """The grammar's vocabulary from rows of the material. Raises ValueError for an unknown kind."""
    words = Words()
    for row in rows:
        text, domain = row["text"], row["domain"]
        label = CLASSES.index(row["label"]) if row["label"] in CLASSES else 0
        match row["kind"]:
            case "sentence":
                words.sentences[label].append(text)
            case "clause":
                words.clauses[label].append(from_pair(text))
            case "state":
                words.states[label].append(from_pair(text))
            case "adjective":
                words.qualities[label].append((from_pair(text), domain))
            case "noun":
                words.nouns[label].append(text)
            case "idiom":
                words.idioms[label].append(text)
            case "change":
                words.changes[label].append(from_pair(text))
            case "pattern":
                words.patterns[label].append(text)
            case "frame":
                words.frames[label].append(text)
            case "subject":
                words.subjects[domain].append(text)
            case "filler":
                words.fillers.append(text.rstrip("."))
            case "opener":
                words.openers.append(text)
            case other:
                raise ValueError(f"unknown kind {other!r} of {text!r}")
    return words


_PAIRS = {mark: pair for pair in ("이/가", "은/는", "을/를") for mark in pair.split("/")}
_DEEDS = tuple(
    Predicate(stem, verb=True)
    for stem in _list("보 보 먹 먹 사 사 가 가 쓰 쓰 읽 듣 만나 하 타 입 마시 묵 다니 시키 배우 이용하 해보")
)


def choose(pattern: str, rng: random.Random) -> str:
    """One of the sentences of a pattern such as ``(국물|육수)이 (진해요|깊어요)``; particles are set right after a choice."""

    def pick(found: re.Match[str]) -> str:
        word, mark = rng.choice(found[1].split("|")), found[2]
        return particle(word, _PAIRS[mark]) if mark else word

    return re.sub(r"\(([^()]+)\)(?:([이가은는을를])(?= ))?", pick, pattern)


def fill(frame: str, deed: Predicate, subject: str) -> str:
    """A frame with its slots filled: ``{면}``, ``{ㄴ}``, ``{고}``, ``{았어요}`` … by forms of a verb, ``{S은}`` … by a noun."""

    def form(found: re.Match[str]) -> str:
        slot = found[1]
        if slot.startswith("S"):
            mark = slot[1:]
            pairs = {"은": "은/는", "이": "이/가", "을": "을/를", "이에요": "이에요/예요", "이라": "이라/라"}
            return particle(subject, pairs[mark]) if mark in pairs else subject + mark
        if slot[0] == "았":
            return deed.past().stem + slot[1:]
        if slot[0] == "아":
            return deed.infinitive() + slot[1:]
        if slot[0] in "ㄴㄹ면세":
            return deed.open(slot)
        return deed.closed("기") + "ㄹ" if slot == "길" else deed.closed(slot)

    return re.sub(r"\{([^}]+)\}", form, frame).replace("기ㄹ", "길")


class Grammar:
    """Draws labelled Korean sentences. Every method that returns text takes the generator that decides."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._all_subjects = [subject for group in words.subjects.values() for subject in group]
        self._shapes: list[tuple[Callable[[random.Random], Example], float]] = [
            (self._told, 30),
            (self._modified, 8),
            (self._joined, 14),
            (self._contrasted, 15),
            (self._negated, 12),
            (self._expected, 7),
            (self._wished, 4),
            (self._asked, 4),
            (self._compared, 3),
            (self._named, 8),
            (self._said, 8),
            (self._framed, 16),
            (self._varied, 28),
            (self._avoided, 10),
        ]

    def draw(self, rng: random.Random) -> Example:
        """One example: a written sentence, or one of the grammar's shapes, with neutral company and noise."""
        text, label = self._written(rng) if rng.random() < WRITTEN_SHARE else self._composed(rng)
        return self._finish(text, rng), label

    def _composed(self, rng: random.Random) -> Example:
        shapes, weights = zip(*self._shapes, strict=True)
        return rng.choices(shapes, weights)[0](rng)

    def _finish(self, text: str, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.08:
            text = f"{rng.choice(self._words.fillers)}. {text}"
        elif dice < 0.11:
            text = f"{text.rstrip('.')}. {rng.choice(self._words.fillers)}."
        elif dice < 0.20 and self._words.openers:
            text = f"{rng.choice(self._words.openers)} {text}"
        if text[-1] not in ".!?~" and rng.random() < 0.6:
            text += rng.choice("....!")
        return roughen(text, rng)

    def _written(self, rng: random.Random) -> Example:
        label = rng.randrange(2)
        text = rng.choice(self._words.sentences[label])
        if rng.random() < 0.5:
            bare = text.rstrip(".!~ ")
            text = restyle(bare, rng) or text
        dice = rng.random()
        if dice < 0.08:
            text = f"{text.rstrip('.')}. {rng.choice(self._words.sentences[label])}"
        elif dice < 0.11:
            text = f"{rng.choice(_DEGREE)} {text}"
        elif dice < 0.14:
            words = text.split()
            if len(words) > 3:
                del words[rng.randrange(len(words) - 2)]
                text = " ".join(words)
        return text, label

    def _subject(self, domain: str, rng: random.Random) -> str:
        pool = self._words.subjects.get(domain)
        if not pool or rng.random() < 0.15:
            pool = self._all_subjects
        return rng.choice(pool)

    def _about(self, predicate: Predicate, domain: str, rng: random.Random) -> tuple[str, Predicate]:
        """A subject with its particle, and the predicate, raised in politeness for people now and then."""
        if rng.random() < 0.25:
            return "", predicate
        subject = self._subject(domain, rng)
        if subject.endswith(_PEOPLE_NOUNS) and rng.random() < 0.4 and not predicate.copula:
            predicate = Predicate(predicate.open("시"), predicate.verb)
        mark = rng.choice(("이/가", "이/가", "은/는", "은/는", "", "도"))
        if mark == "도":
            return subject + "도 ", predicate
        return (particle(subject, mark) if mark else subject) + " ", predicate

    def _core(self, label: int, rng: random.Random) -> tuple[str, Predicate]:
        """What stands before a predicate, and the predicate."""
        words = self._words
        dice = rng.random()
        if dice < 0.30:
            return "", rng.choice(words.clauses[label])
        if dice < 0.48 and words.states[label]:
            return "", rng.choice(words.states[label])
        predicate, domain = rng.choice(words.qualities[label])
        before, predicate = self._about(predicate, domain, rng)
        if rng.random() < 0.3:
            before += rng.choice(_DEGREE) + " "
        elif rng.random() < 0.08:
            before += rng.choice(_FAINT) + " "
        return before, predicate

    def _tensed(self, predicate: Predicate, rng: random.Random) -> Predicate:
        return predicate.past() if rng.random() < (0.7 if predicate.verb else 0.45) else predicate

    def _end(self, predicate: Predicate, rng: random.Random) -> str:
        """A sentence ending."""
        match rng.choices(range(14), (24, 6, 12, 10, 9, 9, 4, 7, 3, 3, 2, 2, 5, 3))[0]:
            case 0:
                return predicate.polite()
            case 1:
                return predicate.casual()
            case 2:
                return predicate.plain()
            case 3:
                return predicate.formal()
            case 4:
                return predicate.noted()
            case 5:
                return predicate.closed("네요")
            case 6:
                return predicate.closed("네")
            case 7:
                return predicate.closed(rng.choice(("더라고요", "더라구요", "더라")))
            case 8:
                return predicate.closed("거든요")
            case 9:
                return predicate.because()
            case 10:
                return predicate.closed(rng.choice(("군요", "죠", "지요")))
            case 11:
                return predicate.and_yet() + rng.choice(("요", ""))
            case 12:
                return predicate.adnominal().removesuffix("던") + (
                    " 것 같아요" if not predicate.past_stem else "던 것 같아요"
                )
            case _:
                return predicate.adnominal() + rng.choice((" 느낌이에요", " 편이에요", " 듯", " 듯해요", " 거 같음"))

    def _told(self, rng: random.Random) -> Example:
        label = rng.randrange(2)
        before, predicate = self._core(label, rng)
        return before + self._end(self._tensed(predicate, rng), rng), label

    def _modified(self, rng: random.Random) -> Example:
        label = rng.randrange(2)
        predicate, domain = rng.choice(self._words.qualities[label])
        head = rng.choice(_HEADS.get(domain, _HEADS["other"]).split())
        noun = f"{predicate.adnominal()} {head}"
        degree = rng.choice(_DEGREE) + " " if rng.random() < 0.3 else ""
        if rng.random() < 0.3:
            return degree + noun, label
        subject = rng.choice(("", "", particle(self._subject(domain, rng), "은/는") + " "))
        copula = Predicate(noun, copula=True)
        return subject + degree + self._end(self._tensed(copula, rng), rng), label

    def _named(self, rng: random.Random) -> Example:
        label = rng.randrange(2)
        pool = self._words.nouns[label]
        if not pool:
            return self._told(rng)
        noun = rng.choice(pool)
        dice = rng.random()
        if dice < 0.3:
            return rng.choice(("", rng.choice(_DEGREE) + " ", "이건 ", "역시 ")) + noun, label
        domain = rng.choice(tuple(self._words.subjects))
        subject = rng.choice(("", "이건 ", "이거 ", particle(self._subject(domain, rng), "은/는") + " "))
        degree = rng.choice(_DEGREE) + " " if rng.random() < 0.4 else ""
        return subject + degree + self._end(self._tensed(Predicate(noun, copula=True), rng), rng), label

    def _said(self, rng: random.Random) -> Example:
        label = rng.randrange(2)
        pool = self._words.idioms[label]
        if not pool:
            return self._told(rng)
        text = rng.choice(pool)
        if rng.random() < 0.5:
            text = restyle(text, rng) or text
        if rng.random() < 0.25:
            text = f"{particle(rng.choice(self._all_subjects), '은/는')} {text}"
        return text, label

    def _framed(self, rng: random.Random) -> Example:
        """A construction with its verb or its subject filled in."""
        label = rng.randrange(2)
        pool = self._words.frames[label]
        if not pool:
            return self._told(rng)
        text = fill(rng.choice(pool), rng.choice(_DEEDS), rng.choice(self._all_subjects))
        if rng.random() < 0.5:
            text = restyle(text, rng) or text
        return text, label

    def _varied(self, rng: random.Random) -> Example:
        """A sentence with alternatives."""
        label = rng.randrange(2)
        pool = self._words.patterns[label]
        if not pool:
            return self._told(rng)
        text = choose(rng.choice(pool), rng)
        if rng.random() < 0.5:
            text = restyle(text, rng) or text
        return text, label

    def _avoided(self, rng: random.Random) -> Example:
        """Something good or bad that happens, or that does not: denied with 안, 못, 지 않다, 없다."""
        label = rng.randrange(2)
        denied = rng.random() < 0.7
        predicate = rng.choice(self._words.changes[1 - label if denied else label])
        before = rng.choice(("", particle(rng.choice(self._all_subjects), rng.choice(("이/가", "은/는"))) + " "))
        if " " in predicate.stem:
            before = rng.choice(("", before[:-1].removesuffix("이").removesuffix("가") + " " if before else ""))
        if not denied:
            return before + self._end(self._tensed(predicate, rng), rng), label
        degree = rng.choice((*_NOT_AT_ALL, "한 번도", "한 번을", "아직도", "여전히", "이제")) + " "
        head, _, last = predicate.stem.rpartition(" ")
        head = head + " " if head else ""
        shapes: list[Callable[[], str]] = [
            lambda: head + "안 " + self._end(self._tensed(Predicate(last, predicate.verb), rng), rng),
            lambda: head + degree + "안 " + self._end(self._tensed(Predicate(last, predicate.verb), rng), rng),
            lambda: self._end(
                self._tensed(Predicate(predicate.closed("지") + rng.choice((" 않", "를 않", "도 않"))), rng), rng
            ),
            lambda: degree + self._end(self._tensed(Predicate(predicate.closed("지") + " 않"), rng), rng),
            lambda: head + "안 " + Predicate(last).because() + " " + rng.choice(_AS_EXPECTED[label]),
            lambda: (
                predicate.open("ㄹ")
                + rng.choice(
                    (
                        " 일이 없어요",
                        " 틈이 없어요",
                        " 리가 없어요",
                        " 수가 없어요",
                        " 걱정이 없어요" if label else " 생각을 안 해요",
                    )
                )
            ),
            lambda: predicate.open("ㄴ") + rng.choice((" 적이 없어요", " 적이 한 번도 없네요", " 걸 본 적이 없어요")),
        ]
        return before + rng.choice(shapes)(), label

    def _joined(self, rng: random.Random) -> Example:
        """Two statements of the same polarity."""
        label = rng.randrange(2)
        before, first = self._core(label, rng)
        first = self._tensed(first, rng)
        if rng.random() < 0.3:
            return f"{before}{first.because()} {rng.choice(_AS_EXPECTED[label])}", label
        after, second = self._core(label, rng)
        end = after + self._end(self._tensed(second, rng), rng)
        dice = rng.random()
        if dice < 0.5:
            return f"{before}{first.closed('고')} {end}", label
        if dice < 0.7:
            return f"{before}{first.because()} {end}", label
        return f"{before}{self._end(first, rng)}. {rng.choice(_AND)} {end}".replace("  ", " "), label

    def _contrasted(self, rng: random.Random) -> Example:
        """Two statements of unlike polarity: the main clause decides."""
        label = rng.randrange(2)
        words = self._words
        before, first = self._core(1 - label, rng)
        first = self._tensed(first, rng)
        dice = rng.random()
        if dice < 0.2:
            after = rng.choice(words.sentences[label])
        elif dice < 0.3:
            after = rng.choice(_AS_EXPECTED[label])
        else:
            after, second = self._core(label, rng)
            after += self._end(self._tensed(second, rng), rng)
        link = rng.choice(
            ("지만", "지만", "지만", "는데", "는데", "는데도", "긴 하지만", "긴 한데", "나", "더니", ".", ".", "~")
        )
        match link:
            case "지만":
                start = before + first.closed("지만")
            case "는데" | "는데도":
                start = before + first.and_yet() + link[2:]
            case "긴 하지만" | "긴 한데":
                start = before + first.closed(link)
            case "나":
                start = before + first.open("나")
            case "더니":
                start = before + first.closed("더니")
            case ".":
                start = before + self._end(first, rng) + ". " + rng.choice(_HOWEVER)
            case _:
                sentence = rng.choice(words.sentences[1 - label]).rstrip(".!~")
                start = f"{sentence}. {rng.choice(_HOWEVER)}"
        return f"{start} {after}", label

    def _negated(self, rng: random.Random) -> Example:
        """A quality denied: the label turns."""
        label = rng.randrange(2)
        pool = self._words.states[1 - label] if rng.random() < 0.3 else None
        if pool:
            before, predicate = "", rng.choice(pool)
        else:
            predicate, domain = rng.choice(self._words.qualities[1 - label])
            before, predicate = self._about(predicate, domain, rng)
        if predicate.copula:
            denied = Predicate(particle(predicate.stem, "이/가") + " 아니")
            text = before + denied.stem
            end = rng.choice(
                ("에요", "다", "네요", "었어요", "었음", "더라고요", "라서 좋았어요" if label else "라서 별로였어요")
            )
            return text + end, label
        if predicate.past_stem:
            predicate = Predicate(predicate.stem)
        double = ("없", "않")
        if predicate.stem.endswith(double) and rng.random() < 0.5:
            predicate = rng.choice(self._words.qualities[1 - label])[0]
            if predicate.copula:
                return self._told(rng)
        dice = rng.random()
        degree = rng.choice(_NOT_AT_ALL) + " " if rng.random() < 0.45 else ""
        denied = Predicate(predicate.closed("지") + rng.choice((" 않", " 않", "는 않", "도 않", "가 않")))
        if dice < 0.62:
            return before + degree + self._end(self._tensed(denied, rng), rng), label
        if dice < 0.74:
            return before + degree + denied.closed("아서") + " " + rng.choice(_AS_EXPECTED[label]), label
        if dice < 0.82:
            return f"{before}{denied.closed('은')} {rng.choice(_HEADS['other'].split())}", label
        if dice < 0.9 and not predicate.past_stem:
            said = rng.choice(
                (
                    "고 할 수 없어요",
                    "고는 못 하겠어요",
                    "는 생각이 안 들어요",
                    "는 말이 안 나와요",
                    "고 느낀 적이 없어요",
                )
            )
            return before + predicate.said() + said, label
        other = rng.choice(self._words.qualities[1 - label])[0]
        if other.copula:
            return before + degree + self._end(self._tensed(denied, rng), rng), label
        return (
            f"{before}{predicate.closed('지도')} {other.closed('지도')} 않{rng.choice(('아요', '았어요', '네요', '다', '더라고요'))}",
            label,
        )

    def _expected(self, rng: random.Random) -> Example:
        """Something was expected or said by others; it came otherwise."""
        label = rng.randrange(2)
        before, other = self._core(1 - label, rng)
        after, true = self._core(label, rng)
        end = after + self._end(self._tensed(true, rng), rng)
        shapes: list[Callable[[], str]] = [
            lambda: (
                f"{before}{other.open('ㄹ')} 줄 알았는데 {rng.choice(('', '의외로 ', '오히려 ', '막상 ', '전혀 아니었어요. '))}{end}"
            ),
            lambda: (
                f"{before}{other.said()}{rng.choice(('고 해서', '는 말이 많아서', '는 후기를 봤는데', '고들 하는데', '는 평이 있던데', '더니'))} {end}"
            ),
            lambda: (
                f"다들 {before}{other.said()}는데 {rng.choice(('저는 ', '나는 ', '내 눈엔 ', '제 생각엔 ', ''))}{end}"
            ),
        ]
        if label:
            shapes.append(
                lambda: (
                    f"{rng.choice(('걱정했는데', '기대 안 했는데', '별 기대 없이 봤는데', '반신반의했는데', '의심했는데'))} {end}"
                )
            )
        else:
            shapes.append(
                lambda: (
                    f"{rng.choice(('기대했는데', '기대하고 갔는데', '평점 보고 샀는데', '소문 듣고 갔는데', '잔뜩 기대했건만'))} {end}"
                )
            )
        return rng.choice(shapes)(), label

    def _wished(self, rng: random.Random) -> Example:
        """A wish says that the quality is missing; a thing one would not want to miss is liked."""
        predicate, domain = rng.choice(self._words.qualities[1])
        before, predicate = self._about(predicate, domain, rng)
        more = rng.choice(("좀 더 ", "조금만 더 ", "더 ", ""))
        wish = rng.choice(("좋겠어요", "좋았을 텐데요", "좋을 텐데", "했어요", "하는 아쉬움이 있어요", "싶네요"))
        if rng.random() < 0.3:
            bad, domain = rng.choice(self._words.qualities[0])
            text = f"{bad.closed('지')}만 않으면 좋겠어요" if not bad.copula else f"{bad.stem}만 아니면 좋겠어요"
            return self._subject(domain, rng) + " " + text, 0
        return f"{before}{more}{predicate.past().open('면')} {wish}", 0

    def _asked(self, rng: random.Random) -> Example:
        """Questions that expect no answer."""
        label = rng.randrange(2)
        predicate, domain = rng.choice(self._words.qualities[label])
        opposite, other_domain = rng.choice(self._words.qualities[1 - label])
        subject = self._subject(domain, rng)
        other = self._subject(other_domain, rng)
        shapes = [
            f"{particle(subject, '이/가')} 어떻게 이렇게 {predicate.open('ㄹ')} 수 있{rng.choice(('죠', '나요', '을까요', '지'))}?",
            f"이보다 더 {predicate.open('ㄹ')} 수 있을까요?",
            f"{particle(subject, '이/가')} 왜 이렇게 {rng.choice((predicate.polite(), predicate.casual(), predicate.closed('죠')))}?",
            f"도대체 {particle(other, '이/가')} 어디가 {opposite.said()}는 거{rng.choice(('죠', '예요', '야', '지'))}?",
            f"{particle(other, '이/가')} {opposite.said()}고 누가 그래요?",
            f"누가 {particle(other, '이/가')} {opposite.said()}고 했나요?",
            f"{particle(subject, '이/가')} 이렇게 {predicate.open('ㄹ')} 줄이야!",
            f"{particle(subject, '이/가')} 이렇게 {predicate.open('ㄹ')} 줄 몰랐어요",
            f"{particle(subject, '이/가')} 얼마나 {predicate.open('ㄴ') if not predicate.copula else predicate.stem + '인'}지 몰라요",
        ]
        return rng.choice(shapes), label

    def _compared(self, rng: random.Random) -> Example:
        label = rng.randrange(2)
        predicate, domain = rng.choice(self._words.qualities[label])
        first, second = self._subject(domain, rng), self._subject(domain, rng)
        end = self._end(self._tensed(predicate, rng), rng)
        shapes = [
            f"{second}보다 {rng.choice(('훨씬 ', '더 ', '백배 ', '몇 배는 ', ''))}{end}",
            f"{particle(first, '은/는')} {second}보다 {rng.choice(('훨씬 ', '더 ', '백배 '))}{end}",
            f"{rng.choice(('지금까지 본 것 중에', '살면서', '이 동네에서', '올해 들어', '내 인생에서'))} 제일 {end}",
            f"{second}에 비하면 {rng.choice(('훨씬 ', ''))}{end}",
        ]
        return rng.choice(shapes), label
