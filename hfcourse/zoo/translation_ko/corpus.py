"""Pairs of everyday sentences, English and Korean, of the same meaning: written ones and a parallel grammar.

A frame is a sentence in both languages with slots: ``{S} {vp:past}{at}{Tp}.`` and ``{S:은} {Tp}{at}{vp:었어요}.`` A slot
is a key and a form. The key names a class of the lexicon (``material/translation_ko``), a digit asks for a second one;
what is drawn for a key is the same in both languages. The forms:

===============  ===============================================================================================
nouns, English   bare, ``a`` (with an article, number or adjective), ``s`` (many), ``the``, ``my``, ``be`` (the … is)
nouns, Korean    bare, or a particle or copula in its form after a consonant: ``은 이 을 와 으로 이에요 이나`` …
subjects         English ``be was do did beq wasq haveq has obj pos``; Korean ``은 이 을 에게 와``
verb phrases     English bare, ``ing past pp pres neg pastneg``; Korean an ending: ``어…`` after the infinitive, ``었…``
                 after the past, ``으…`` after the open stem, others after the closed stem; ``안.`` before it negates
===============  ===============================================================================================

``material/translation_ko/vocabulary.txt`` states the conventions (speech level, pronouns, articles) and the words.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from hfcourse.zoo.korean import Predicate, is_hangul
from hfcourse.zoo.recipe import MATERIAL, read_tsv
from hfcourse.zoo.translation_ko.amounts import NAME_SYLLABLES, NUMERIC, letters
from hfcourse.zoo.translation_ko.english import third
from hfcourse.zoo.translation_ko.hangul import romanised
from hfcourse.zoo.translation_ko.items import (
    HE,
    OURS,
    SHE,
    THEY,
    WE,
    YOU,
    Deed,
    I,
    Item,
    Noun,
    Place,
    Quality,
    Subject,
    Words,
)
from hfcourse.zoo.translation_ko.wordings import as_typed

FOLDER = MATERIAL / "translation_ko"
WRITTEN_SHARE = 0.42
GROUPS = {
    "things": "thing small buy wear shoe hat device clothes school read art home".split(),
    "food": "food fruit veg dish bake meat buyfood".split(),
    "animals": "animal pet wild".split(),
    "drink": "drink hot".split(),
}


class Pair(NamedTuple):
    """A sentence in both languages; ``other_en`` and ``other_ko`` are further wordings that are translated from only."""

    en: str
    ko: str
    other_en: tuple[str, ...] = ()
    other_ko: tuple[str, ...] = ()


SLOT = re.compile(r"\{([A-Za-z_]+'?s?)(\d?)(?::([^}]*))?\}")
DOMAINS = {
    "food": "food", "drink": "drink", "thing": "thing", "wear": "wear shoe", "room": "room", "home": "home",
    "spot": "spot", "nature": "nature", "animal": "animal", "study": "study", "event": "event", "watch": "watch",
    "read": "read", "vehicle": "vehicle", "device": "device", "weather": "weather", "know": "know",
}  # fmt: skip
OF_DOMAIN = {
    "PA": "person", "ST": "state", "TA": "thing", "W": "weather", "VA": "vehicle", "AA": "animal", "FA": "food", "VW": "watch",
}  # fmt: skip
PHRASES = {
    "kindq": (("music", "음악"), ("food", "음식"), ("movies", "영화"), ("color", "색"), ("fruit", "과일"), ("animals", "동물"),
              ("books", "책"), ("drama", "드라마"), ("songs", "노래"), ("game", "게임")),
    "relation": (("friend", "친구"), ("neighbor", "이웃"), ("coworker", "동료"), ("roommate", "룸메이트"), ("boss", "사장님"),
             ("husband", "남편"), ("wife", "아내"), ("son", "아들"), ("daughter", "딸"), ("aunt", "이모"), ("uncle", "삼촌"),
             ("cousin", "사촌"), ("older brother", "오빠"), ("older sister", "언니"), ("younger brother", "남동생"),
             ("younger sister", "여동생"), ("teacher", "선생님")),
    "relative": (("an older brother", "오빠"), ("an older sister", "언니"), ("a younger brother", "남동생"),
                 ("a younger sister", "여동생"), ("a son", "아들"), ("a daughter", "딸"), ("a baby", "아기"),
                 ("a husband", "남편"), ("a cousin", "사촌")),
    "people": (("people", "사람"), ("children", "아이"), ("students", "학생"), ("guests", "손님")),
    "mine": (("my house", "우리 집"), ("my school", "우리 학교"), ("my company", "우리 회사"), ("the station", "역"),
             ("the hotel", "호텔"), ("the school", "학교"), ("my apartment", "제 아파트"), ("the park", "공원")),
    "group": (("in my family", "우리 가족"), ("at my school", "우리 학교"), ("at my company", "우리 회사"),
              ("in the world", "세상"), ("in the classroom", "교실"), ("here", "여기")),
}  # fmt: skip
TRANSITIVE = (
    ("eat", "먹"), ("eat", "먹"), ("drink", "마시"), ("buy", "사"), ("make", "만들"), ("read", "읽"), ("cook", "요리하"),
    ("do", "하"), ("do", "하"), ("watch", "보"), ("learn", "배우"), ("study", "공부하"), ("write", "쓰"), ("draw", "그리"),
    ("wear", "입"), ("order", "주문하"), ("sell", "팔"), ("choose", "고르"), ("send", "보내"),
)  # fmt: skip
BUILDINGS = ("shop", "eat", "office", "study", "movie", "stay", "traffic", "sport", "see")
RELATIONS = (("near", "근처"), ("in front of", "앞"), ("next to", "옆"), ("behind", "뒤"))
FREQUENCY = (("always", "항상"), ("usually", "보통"), ("often", "자주"), ("sometimes", "가끔"))
DEGREE = (("very", "아주"), ("really", "정말"), ("too", "너무"), ("a little", "조금"))
OTHERS = (
    Subject("the teacher", "선생님"), Subject("the child", "아이"), Subject("the children", "아이들", 4),
    Subject("the doctor", "의사"), Subject("the man", "남자"), Subject("the woman", "여자"), Subject("the boy", "남자아이"),
    Subject("the girl", "여자아이"), Subject("the students", "학생들", 4), Subject("the baby", "아기"),
    Subject("the nurse", "간호사"), Subject("people", "사람들", 4), Subject("this person", "이 사람"), Subject("that man", "그 남자"),
    Subject("the guest", "손님"), Subject("the student", "학생"), Subject("everyone", "모두"),
)  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """A sentence with slots in both languages."""

    kind: str
    en: str
    ko: str
    source: str
    other_en: tuple[str, ...] = ()
    other_ko: tuple[str, ...] = ()

    @property
    def slots(self) -> bool:
        """True where something is to be filled in."""
        return "{" in self.en or "{" in self.ko


def frame_of(row: dict[str, str], source: str) -> Frame:
    """A row of frames.tsv or written_*.tsv; `` | `` parts other wordings that are only translated from."""
    en, *other_en = row["en"].split(" | ")
    ko, *other_ko = row["ko"].split(" | ")
    return Frame(row["kind"], en, ko, source, tuple(other_en), tuple(other_ko))


@dataclass
class Drawing:
    """One sentence in the making: what was drawn for each key so far."""

    rng: random.Random
    subject: Subject | None = None
    items: dict[str, Item] = field(default_factory=dict)
    english: dict[tuple[str, str], str] = field(default_factory=dict)


def fingerprint(text: str) -> str:
    """What ``reserved.txt`` knows a sentence by: a hash of its letters and digits, so that nobody reads it there."""
    return hashlib.sha256(re.sub(r"[\W_]+", " ", text).strip().lower().encode()).hexdigest()[:16]


class Corpus:
    """The lexicon, the frames and the written sentences; :meth:`sample` draws a pair. ``without`` leaves rows out."""

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        self.nouns: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in read_tsv(FOLDER / "nouns.tsv"):
            for name in row["classes"].split():
                self.nouns[name].append(row)
        self.places = read_tsv(FOLDER / "places.tsv")
        for row in self.places:
            found = re.fullmatch(r"(?:at|in) the (.+)", row["at"])
            if found and found[1] not in ("mountains", "sea", "room", "garden"):
                self.nouns["spot"].append(
                    {"classes": "spot", "en": found[1], "plural": "", "ko": row["ko"], "counter": "개"}
                )
        self.nouns["weather"].append(
            {"classes": "weather", "en": "weather", "plural": "-", "ko": "날씨", "counter": ""}
        )
        self.times = read_tsv(FOLDER / "times.tsv")
        self.verbs = read_tsv(FOLDER / "verb_phrases.tsv")
        self.qualities: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in read_tsv(FOLDER / "adjectives.tsv"):
            self.qualities[row["domain"]].append(row)
        self.frames = [frame_of(row, "frames") for row in read_tsv(FOLDER / "frames.tsv")]
        self.written = [
            frame_of(row, path.stem)
            for path in sorted(FOLDER.glob("written_*.tsv"))
            for row in read_tsv(path)
            if row["en"] not in without
        ]
        self.reserved = frozenset((FOLDER / "reserved.txt").read_text(encoding="utf-8").split("\n"))
        self.written = [
            frame for frame in self.written if frame.slots or not self.is_reserved(self.pair(frame, random.Random(0)))
        ]
        self.kinds: dict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            self.kinds[frame.kind].append(frame)
        self.syllables = sorted({letter for row in self.written for letter in row.ko if is_hangul(letter)})

    # what can be drawn

    def noun(self, name: str, draw: Drawing) -> Noun:
        """A noun of a class."""
        rng = draw.rng
        row = rng.choice(self.nouns[name])
        many = {"-": "", "=": row["en"], "": third(row["en"]), "the": f"the {row['en']}"}.get(
            row["plural"], row["plural"]
        )
        group = next((group for group, names in GROUPS.items() if name in names), "")
        noun = Noun(row["en"], many, row["ko"], row["counter"], group, rng, draw.subject)
        if name == "name":
            return self.person_name(noun, rng)
        if name in ("thing", "food", "small", "spot", "city") and rng.random() < 0.02:
            return self.unknown(noun, rng)
        return noun

    def person_name(self, noun: Noun, rng: random.Random) -> Noun:
        """A listed name, or one of two syllables of Korean given names, or letters that no one has seen."""
        dice = rng.random()
        if dice < 0.25:
            first, second = (2 * rng.randrange(len(NAME_SYLLABLES) // 2) for _ in range(2))
            ko = NAME_SYLLABLES[first] + NAME_SYLLABLES[second]
            return replace(noun, name=(NAME_SYLLABLES[first + 1] + NAME_SYLLABLES[second + 1]).capitalize(), ko=ko)
        if dice < 0.30:
            name = letters(rng).capitalize()
            return replace(noun, name=name, ko=name)
        return noun

    def unknown(self, noun: Noun, rng: random.Random) -> Noun:
        """A word that is in no lexicon: Latin letters are kept, Hangul is romanised."""
        if rng.random() < 0.5:
            word = letters(rng)
            return replace(noun, name=word, many=word, ko=word)
        ko = "".join(rng.choice(self.syllables) for _ in range(rng.choice((2, 2, 3))))
        return replace(noun, name=romanised(ko), many=romanised(ko), ko=ko)

    def kin(self, draw: Drawing, names: Sequence[str] = ("kin",)) -> Subject:
        """``my mother``: 우리 어머니; ``my friend``: 제 친구; now and then of somebody else."""
        rng = draw.rng
        row = rng.choice(self.nouns[rng.choice(names)])
        kind = 4 if row["plural"] == "=" else 3
        if rng.random() < 0.12 and row["en"] not in ("neighbor", "boss", "teacher"):
            owner = {"husband": SHE, "wife": HE}.get(row["en"]) or rng.choice((HE, SHE, WE))
            return Subject(f"{owner.possessive} {row['en']}", f"{owner.korean('의')} {row['ko']}", kind)
        return Subject(f"my {row['en']}", f"{'우리' if row['ko'] in OURS else '제'} {row['ko']}", kind)

    def someone(self, draw: Drawing) -> Subject:
        """One who is spoken of, in the singular."""
        dice = draw.rng.random()
        if dice < 0.28:
            return draw.rng.choice((HE, SHE))
        if dice < 0.6:
            return self.kin(draw)
        if dice < 0.88:
            noun = self.noun("name", draw)
            return Subject(noun.name, noun.ko)
        return draw.rng.choice([other for other in OTHERS if other.kind == 3])

    def anyone(self, draw: Drawing) -> Subject:
        """A subject."""
        dice = draw.rng.random()
        if dice < 0.42:
            return I
        if dice < 0.53:
            return WE
        if dice < 0.58:
            return THEY
        if dice < 0.62:
            return self.kin(draw, ("kins",))
        return draw.rng.choice(OTHERS) if dice < 0.68 else self.someone(draw)

    def whom(self, draw: Drawing) -> Words:
        """Someone as an object; the Korean takes a particle."""
        while True:
            dice = draw.rng.random()
            who = (
                draw.rng.choice((HE, SHE, THEY))
                if dice < 0.15
                else self.kin(draw)
                if dice < 0.6
                else self.someone(draw)
            )
            subject = draw.subject
            if subject is None or (who.ko != subject.ko and not (who.object and subject.name == who.name)):
                return Words(who.english("obj"), who.ko)

    def place(self, draw: Drawing, names: Sequence[str] = ()) -> Place:
        """A place, of one of the classes."""
        fit = [row for row in self.places if not names or set(names) & set(row["classes"].split())]
        row = draw.rng.choice(fit)
        return Place(row["at"], row["to"], row["ko"])

    def time(self, draw: Drawing, tense: str) -> Words:
        """A time that goes with a tense (p past, n habit, f future, c going on), filled in."""
        row = draw.rng.choice([row for row in self.times if tense in row["tenses"]])
        inner = Drawing(draw.rng)
        return Words(self.fill(row["en"], inner, korean=False), self.fill(row["ko"], inner, korean=True))

    def deed(self, draw: Drawing, allowed: Callable[[str], bool], *, alone: bool = False, placed: bool = False) -> Deed:
        """A verb phrase whose tags are allowed.

        ``alone`` leaves out those that name another person, ``placed`` those that have no place of their own.
        """
        rows = [
            row
            for row in self.verbs
            if allowed(row["tags"]) and not (alone and "{whom" in row["en"]) and not (placed and row["at"] == "-")
        ]
        row = draw.rng.choice(rows)
        inner = Drawing(draw.rng, draw.subject or YOU)
        words = self.fill(row["en"], inner, korean=False)
        ko = self.fill(row["ko"].removesuffix("다"), inner, korean=True)
        cut = ko.index("~") if "~" in ko else ko.rfind(" ") + 1
        if "~" in ko and ko[:cut].endswith(("어 ", "아 ", "사 ", "해 ", "여 ")):
            cut = ko[: cut - 1].rfind(" ") + 1
        stem = ko.replace("~", "")
        return Deed(words, Predicate(stem, verb=True), cut, tuple(row["at"].split()), row["tags"], inner.subject or YOU)

    def quality(self, row: dict[str, str]) -> Quality:
        """An adjective."""
        return Quality(row["en"], Predicate(row["ko"].removesuffix("다"), verb=row["ko"] == "맞다"))

    def draw(self, key: str, number: str, draw: Drawing) -> Item:
        """Something for the slot ``key``."""
        rng = draw.rng
        subjects: dict[str, Callable[[], Subject]] = {
            "S": lambda: self.anyone(draw), "I": lambda: I, "Y": lambda: YOU, "We": lambda: WE, "who": lambda: self.someone(draw),
            "kin": lambda: self.kin(draw), "Q": lambda: YOU if rng.random() < 0.6 else self.anyone_else(draw),
            "Qs": lambda: YOU if rng.random() < 0.5 else self.someone(draw), "Qx": lambda: self.someone(draw),
            "Pr": lambda: I if rng.random() < 0.55 else rng.choice((HE, SHE, HE, SHE, WE, THEY)),
            "One": lambda: I if rng.random() < 0.5 else self.someone(draw),
        }  # fmt: skip
        if key in subjects:
            subject = subjects[key]()
            while number and subject == draw.subject:
                subject = subjects[key]()
            draw.subject = subject
            return subject
        if key in ("vp", "act", "go", "done", "calm", "thirds", "solo", "hob"):
            tests: dict[str, Callable[[str], bool]] = {
                "vp": lambda tags: "p" not in tags,
                "thirds": lambda tags: True,
                "solo": lambda tags: not set("xif") & set(tags),
                "act": lambda tags: not set("sxif") & set(tags),
                "go": lambda tags: "m" in tags,
                "done": lambda tags: not set("si") & set(tags),
                "calm": lambda tags: not set("smxfi") & set(tags),
                "hob": lambda tags: not set("smxfip") & set(tags),
            }
            if key == "thirds":
                draw.subject = HE
            return self.deed(draw, tests[key], alone=key == "solo", placed=key == "hob")
        if key == "at":
            tied = next((item for item in reversed(list(draw.items.values())) if isinstance(item, Deed)), None)
            if tied is None or not tied.at or tied.at == ("-",) or rng.random() < 0.45:
                return Words("", "")
            if "home" not in tied.at and rng.random() < 0.1:
                place, (near, ko) = self.place(draw, BUILDINGS), rng.choice(RELATIONS)
                return Words(f" {near} {place.english('the')}", f"{place.ko} {ko}에서 ")
            place = self.place(draw, tied.at)
            return Words(" " + place.at, place.ko + ("에서 " if "i" not in tied.tags else "에 "))
        if re.fullmatch("T[pnfc]", key):
            if rng.random() < 0.5:
                return Words("", "")
            time = self.time(draw, key[1])
            return Words(" " + time.en, time.ko + " ")
        if re.fullmatch("TT[pnfc]", key):
            return self.time(draw, key[2])
        if key == "freq":
            word, ko = rng.choice(FREQUENCY) if rng.random() < 0.3 else ("", "")
            return Words(word + " ", ko + " ") if word else Words("", "")
        if key == "often":
            return Words(*rng.choice(FREQUENCY))
        if key == "deg":
            word, ko = rng.choice(DEGREE) if rng.random() < 0.5 else ("", "")
            return Words(word + " ", ko + " ") if word else Words("", "")
        if key == "place":
            return self.place(draw)
        if key in ("town", "land_at"):
            return self.place(draw, ("town",) if key == "town" else ("land",))
        if key == "building":
            return self.place(draw, BUILDINGS)
        if key == "whom":
            return self.whom(draw)
        if key == "whom's":
            who = self.kin(draw)
            return Words(who.english("pos"), who.ko)
        if key == "pos":
            who = draw.subject or YOU
            return Words(who.possessive or ("their" if who.kind == 4 else rng.choice(("his", "her"))), "")
        if key in OF_DOMAIN:
            return self.quality(rng.choice(self.qualities[OF_DOMAIN[key]]))
        if key == "Hot":
            return self.quality(
                rng.choice([row for row in self.qualities["weather"] if row["en"] not in ("good", "bad")])
            )
        if key == "E":
            return self.quality(rng.choice([row for row in self.qualities["study"] if row["en"] != "easy"]))
        if key in ("N", "A"):
            domain = rng.choice(sorted(DOMAINS))
            first, second = rng.sample(self.qualities[domain], 2)
            draw.items["N" + number] = self.noun(rng.choice(DOMAINS[domain].split()), draw)
            draw.items["M" + number] = self.noun(rng.choice(DOMAINS[domain].split()), draw)
            draw.items["A" + number], draw.items["A_" + number] = self.quality(first), self.quality(second)
            return draw.items[key + number]
        if key in NUMERIC:
            return Words(*NUMERIC[key](rng))
        if key in PHRASES:
            return Words(*rng.choice(PHRASES[key]))
        if key == "Tday":
            word, ko = rng.choice((("", ""), (" today", "오늘 "), (" these days", "요즘 "), (" now", "지금 ")))
            return Words(word, ko)
        if key == "where":
            return self.noun(rng.choice(("city", "land")), draw)
        if key == "outdoors":
            return self.place(draw, ("nature", "park", "river", "garden"))
        if key == "eatdo":
            words, ko = rng.choice(TRANSITIVE)
            return Deed(words, Predicate(ko, verb=True), 0, (), "", draw.subject or YOU)
        names = {"kid": "child", "tell": "know"}
        return self.noun(names.get(key, key), draw)

    def anyone_else(self, draw: Drawing) -> Subject:
        """A subject of a question to the hearer about others."""
        return THEY if draw.rng.random() < 0.08 else self.someone(draw)

    def fill(self, text: str, draw: Drawing, *, korean: bool) -> str:
        """``text`` with its slots filled in one language."""

        def put(found: re.Match[str]) -> str:
            key, number, form = found[1], found[2], found[3] or ""
            if key + number not in draw.items:
                draw.items[key + number] = self.draw(key, number, draw)
            item = draw.items[key + number]
            if korean:
                return item.korean(form)
            if (key + number, form) not in draw.english:
                draw.english[key + number, form] = item.english(form)
            return draw.english[key + number, form]

        return SLOT.sub(put, text)

    def pair(self, frame: Frame, rng: random.Random) -> Pair:
        """A frame filled in."""
        if not frame.slots:
            return Pair(frame.en, frame.ko, frame.other_en, frame.other_ko)
        draw = Drawing(rng)
        en = self.fill(frame.en, draw, korean=False)
        ko = self.fill(frame.ko, draw, korean=True)
        other_en = tuple(tidy(self.fill(text, draw, korean=False)) for text in frame.other_en)
        other_ko = tuple(tidy(self.fill(text, draw, korean=True)) for text in frame.other_ko)
        return Pair(tidy(en), tidy(ko), other_en, other_ko)

    def is_reserved(self, pair: Pair) -> bool:
        """Whether the pair belongs to the tests, in any wording."""
        texts = (pair.en, pair.ko, *pair.other_en, *pair.other_ko)
        return not self.reserved.isdisjoint(map(fingerprint, texts))

    def sentence(self, rng: random.Random) -> Pair:
        """One sentence, written or of the grammar."""
        while True:
            pair = self._sentence(rng)
            if not self.is_reserved(pair):
                return pair

    def _sentence(self, rng: random.Random) -> Pair:
        dice = rng.random()
        if dice < WRITTEN_SHARE and self.written:
            return self.pair(rng.choice(self.written), rng)
        if dice < WRITTEN_SHARE + 0.02:
            name = rng.choice(sorted(self.nouns))
            noun = self.noun(name, Drawing(rng))
            return Pair(noun.name, noun.ko)
        return self.pair(rng.choice(self.kinds[rng.choice(sorted(self.kinds))]), rng)

    def sample(self, rng: random.Random) -> Pair:
        """A pair of one or two sentences, none of them reserved for tests."""
        first = self.sentence(rng)
        if rng.random() < 0.14 and len(first.en) < 40 and first.en.endswith((".", "?", "!")):
            second = self.sentence(rng)
            both = Pair(f"{first.en} {second.en}", f"{first.ko} {second.ko}")
            if len(second.en) < 40 and second.en.endswith((".", "?", "!")) and not self.is_reserved(both):
                return both
        return first


def tidy(text: str) -> str:
    """One space between words, a capital at the head of each English sentence."""
    text = re.sub(r" +", " ", text).strip()
    text = re.sub(r" ([.,?!])", r"\1", text)
    return re.sub(r"(^|[.?!] )([a-z])", lambda found: found[1] + found[2].upper(), text)


@cache
def corpus(without: frozenset[str] = frozenset()) -> Corpus:
    """The corpus, read once."""
    return Corpus(without)


def example(pairs: Corpus, rng: random.Random) -> tuple[str, str, str]:
    """``(source, target, language)``: what to translate, the translation, and the target's language, ``en`` or ``ko``."""
    while True:
        pair = pairs.sample(rng)
        korean = rng.random() < 0.5
        source = rng.choice((pair.ko, *pair.other_ko) if korean else (pair.en, *pair.other_en))
        source = as_typed(source, korean, rng)
        if fingerprint(source) not in pairs.reserved:
            return (source, pair.en, "en") if korean else (source, pair.ko, "ko")
