"""English passages with questions and their answers, made from the stories and facts of ``material/qa_en/*.txt``.

A file holds blocks between blank lines. A block is a short story, one sentence a line, or a single fact; each sentence
is followed by the questions that it answers, ``- answer: question? question?``, where ``answer`` is the name of a slot
or a phrase that stands in the sentence. In all of them alike:

- ``{city}``: a word of the list of that name in ``lists.txt``, the same throughout the block; ``{city2}``: another one;
- ``{boat=a red boat/an old {animal} boat}``: one of these, from there on called ``{boat}``;
- ``(a/b)``: one of them, drawn anew;
- ``{the:boat}``: the same with "the" for "a"; ``{was:boat}``: "was" or "were";
- ``{P}``: a person, ``{F}`` a woman, ``{M}`` a man; ``{he}``, ``{his}``, ``{him}``, ``{himself}``, ``{he2}`` for ``{P2}``;
- ``{year}``, ``{date}``, ``{time}``, ``{few}``, ``{num}``, ``{money}`` and the other numbers of :data:`NUMERIC`.

:class:`Frames` puts a block between sentences of other blocks of its file, so that the kind of the answer alone does
not tell it, and leaves out those that a question would fit as well.
"""

from __future__ import annotations

import contextlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise, product
from pathlib import Path
from typing import NamedTuple

from hfcourse.zoo.recipe import MATERIAL, material

FOLDER = MATERIAL / "qa_en"
LISTS = "lists"
SYNONYMS = "synonyms"
VERBS = "verbs"
VERB_FILES = ("verbs", "intransitive")
VERB_SHARE = 0.3
"""Share of the examples that come from the verbs."""


def listed(words: str) -> list[str]:
    """The words of a string."""
    return words.split()


NUMBER_WORDS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
MONTHS = "January February March April May June July August September October November December".split()
ONSETS = "b c d f g h j k l m n p r s t v w z br ch cl cr dr fl fr gr gl kh kl kr ph pr qu sh sk sl st sv str th tr tz vl".split()
VOWELS = "a e i o u a e i o ai au ea ee ei ia ie oa oo ou ue y".split()
CODAS = " | | |n|r|l|s|t|m|k|d|nd|rt|ck|sh|ng|x|rn|lm|st|z|v|th".replace(" ", "").split("|")
STOP_WORDS = frozenset(
    listed(
        "a an the and or of in on at to from by for with as is are was were be been did does do has have had it its he she"
        " his her him they their them i my me we our you your who whom whose what which when where why how many much long"
        " old far name called there this that s not will can would about into"
    )
)
PRONOUNS = {
    "he": ("he", "she"),
    "his": ("his", "her"),
    "him": ("him", "her"),
    "himself": ("himself", "herself"),
    "hers": ("his", "hers"),
    "boy": ("boy", "girl"),
    "man": ("man", "woman"),
    "son": ("son", "daughter"),
    "brother": ("brother", "sister"),
    "father": ("father", "mother"),
    "husband": ("husband", "wife"),
    "uncle": ("uncle", "aunt"),
    "grandfather": ("grandfather", "grandmother"),
}
"""What follows the gender of ``{P}``."""
TITLES = (("Mr", "Mr.", "Dr", "Dr.", "Professor"), ("Mrs", "Mrs.", "Ms", "Ms.", "Dr.", "Professor"))
BUILT_NAMES = {"girl": 0.12, "boy": 0.12, "surname": 0.3, "city": 0.3, "country": 0.05}
"""Share of names that are built from syllables, so that no list can be learned by heart."""
ELSEWHERE = (
    "/in a village near {city}/in the north of {country}/outside {city}/in the old town of {city}/in {city}, {country}"
)
"""Places that go with every verb that goes with a city."""
ING = {"lie": "lying", "die": "dying", "tie": "tying", "see": "seeing", "dye": "dyeing", "travel": "travelling"}
OBJECT_SHAPES = """
{P} PAST OBJECT PLACE {t={when}}.
- P: Who PAST {the:o}? Who PASTS {o} {t}? Who PASTS {the:o} {w}? Which person PAST {the:o}? Who was it that PAST {o}?
- o: What did {P} BASES? What did {P} BASES {w}? What did {he} BASE {t}? What did {P} BASE {t}? What exactly did {P} BASE?
- w: Where did {P} BASES {the:o}? Where did {P} BASE {o} {t}? In (which/what) place did {P} BASE {the:o}? Where did {he} BASES {o}?
- t: When did {P} BASES {the:o}? When did {he} BASES {o}? When did {P} BASE {the:o} {w}? (At what time/On what day/When) did {P} BASE {o}?

{t={when}}, {P} PAST OBJECT PLACE.
- P: Who PASTS {the:o}? Who PAST {o} {t}? Who PASTS {o} {w}?
- o: What did {P} BASES {t}? What did {P} BASES? What did {he} BASE {w}?
- w: Where did {P} BASES {o}? Where did {P} BASE {the:o}? Where did {he} BASE {the:o} {t}?
- t: When did {P} BASES {the:o}? When did {P} BASE {o}? When did this happen to {P}?

{o=OBJECT} {was:o} PARTICIPLE by {P} PLACE {t={when}}.
- P: Who PASTS {the:o}? By whom {was:o} {the:o} DONE? Who PAST {o} {w}?
- o: What (was/were) DONE by {P}? What did {P} BASES? What (was/were) PARTICIPLE {w}?
- w: Where {was:o} {the:o} DONE? Where did {P} BASES {the:o}? Where {was:o} {o} PARTICIPLE by {P}?
- t: When {was:o} {the:o} DONE? When did {P} BASES {the:o}? When {was:o} {o} PARTICIPLE by {P}?

The {job} {P} PAST OBJECT PLACE with {P2}, {his} {relative}.
- P: Who PASTS {the:o}? Which {job} PAST {the:o}? What is the name of the {job}? Who PAST {o} with {P2}?
- P2: With whom did {P} BASES {the:o}? Who PAST {the:o} with {P}? Who is {P}'s {relative}? Who helped {P} to BASE {the:o}?
- o: What did the {job} BASES? What did {P} and {P2} BASE? What did they BASES {w}?
- w: Where did {P} BASES {the:o}? Where did {P} and {P2} BASE {the:o}? Where did the {job} BASE {o}?

{x=The {job}/My {relative}/A young {job}/Our neighbour/The {adj} man/A woman from {city}/{P2}'s {relative}} PAST OBJECT PLACE {t={when}}.
- x: Who PASTS {the:o}? Who PAST {o} {t}? Who PASTS {o} {w}? By whom {was:o} {the:o} PARTICIPLE?
- o: What did {the:x} BASES? What did {the:x} BASE {w}? What did {the:x} BASES {t}?
- w: Where did {the:x} BASES {the:o}? Where {was:o} {the:o} DONE? Where did {the:x} BASE {o} {t}?
- t: When did {the:x} BASES {the:o}? When {was:o} {the:o} PARTICIPLE? When did {the:x} BASE {o}?

{P} PRESENT OBJECT PLACE {t={often}}.
- P: Who PRESENT {the:o}? Who PRESENT {o} {t}? Who PRESENT {o} {w}?
- o: What does {P} BASES? What does {P} BASE {t}? What does {he} BASES {w}?
- w: Where does {P} BASES {o}? Where does {P} BASE {the:o}? Where does {he} BASE {o} {t}?
- t: When does {P} BASES {o}? How often does {P} BASE {o}? When does {he} BASE {the:o}?

{P} is PROGRESSIVE OBJECT PLACE, and {P2} is waiting for {him}.
- P: Who is PROGRESSIVE {the:o}? Who is PROGRESSIVE {o} {w}? For whom is {P2} waiting?
- o: What is {P} PROGRESSIVE? What is {P} PROGRESSIVE {w}? What does {P} BASE?
- w: Where is {P} PROGRESSIVE {the:o}? Where is {P}? Where does {P} BASES {o}?
- P2: Who is waiting for {P}? Who is waiting? Who waits for {him}?

{P} wanted to BASE OBJECT PLACE, but {P2} PAST {o2=OBJECT} instead.
- o: What did {P} want to BASE? What did {he} want to BASES?
- o2: What did {P2} BASES (instead/)? What did {P2} BASE instead of {P}?
- P: Who wanted to BASE {o}? Who wanted to BASES something {w}?
- w: Where did {P} want to BASE {o}? Where did {he} want to BASES {the:o}?
"""
"""What is made of a verb that has an object; capitals are filled in."""
COUNTED_SHAPES = """

{P} PAST {n={few}/{few}/{num}} COUNTED PLACE {t={when}}.
- n: How many {c} did {P} BASES? How many {c} did {P} BASE {t}? How many {c} did {he} BASE {w}? How many {c} were DONE? How many {c} were PARTICIPLE by {P}?
- P: Who PASTS {n} {c}? Who PAST {c}? Who PASTS the {c}? Who PAST {c} {t}?
- {n} {c}: What did {P} BASES? What did {P} BASE {w}? What did {he} BASES {t}?
- w: Where did {P} BASES {the:c}? Where did {P} BASE {c}? Where were the {c} DONE?
- t: When did {P} BASES {the:c}? When did {P} BASE {n} {c}? When were the {c} PARTICIPLE?

{n={few}/{num}/{hundred}} COUNTED were PARTICIPLE PLACE {t={when}}.
- n: How many {c} were DONE? How many {c} were PARTICIPLE {t}? How many {c} did they BASE {w}?
- w: Where were the {c} DONE? Where were {c} PARTICIPLE? Where were {n} {c} PARTICIPLE?
- t: When were the {c} DONE? When were {c} PARTICIPLE {w}? When were {n} {c} PARTICIPLE?
- {n} {c}: What was DONE {t}? What was PARTICIPLE? What was PARTICIPLE {w}?

{P} PAST {n={few}/{num}} COUNTED and {P2} PAST {n2={few2}/{num2}}.
- n: How many {c} did {P} BASES? How many did {P} BASE?
- n2: How many {c} did {P2} BASES? How many did {P2} BASE?
- P: Who PAST {n} {c}?
- P2: Who PAST {n2} {c}?
"""
PLACE_SHAPES = """
{P} PAST PLACE {t={when}}.
- P: Who PAST {w}? Who PASTS {w} {t}? Who PASTS {w}?
- w: Where did {P} BASES? Where did {he} BASES {t}? Where exactly did {P} BASE? Where did {P} BASE {t}?
- t: When did {P} BASES {w}? When did {P} BASE? (On what day/When) did {he} BASES {w}?

{t={when}}, {P} and {P2} PAST PLACE.
- w: Where did {P} and {P2} BASES? Where did they BASES {t}? Where did {P} BASE?
- t: When did {P} and {P2} BASES {w}? When did they BASE? When did {P} BASE {w}?
- P2: With whom did {P} BASE {w}? Who PAST {w} with {P}? Who was with {P}?

{x=The {job}/My {relative}/A young {job}/Our neighbour/The {animal}/A group of {animals}/A man from {city2}/The {surname} family} PAST PLACE {t={when}}.
- x: Who PAST {w}? Who PASTS {w} {t}? Who or what PAST {w}?
- w: Where did {the:x} BASES? Where did {the:x} BASE {t}? Where exactly did {the:x} BASE?
- t: When did {the:x} BASES {w}? When did {the:x} BASE?

{P} PRESENT PLACE {t={often}}.
- P: Who PRESENT {w}? Who PRESENT {w} {t}?
- w: Where does {P} BASES? Where does {P} BASE {t}? Where does {he} BASE?
- t: When does {P} BASES {w}? How often does {P} BASE {w}? When does {he} BASE?

{P} PAST PLACE for {d={duration}}, and then {he} came home.
- w: Where did {P} BASES? Where did {he} BASE for {d}?
- d: How long did {P} BASES {w}? For how long did {P} BASE {w}? How long did {he} BASES?
- P: Who PAST {w}? Who PAST {w} for {d}?

{P} and {his} {relative} {P2} have PARTICIPLE PLACE since {t={year}/{month}/{day}/{year}}.
- w: Where have {P} and {P2} PARTICIPLE? Where has {P} PARTICIPLE since {t}? Where have they PARTICIPLE?
- t: Since when have {P} and {P2} PARTICIPLE {w}? Since when have they PARTICIPLE {w}?
- P2: Who is {P}'s {relative}? Who has PARTICIPLE {w} with {P}? What is {his} {relative} called?
"""
ARTICLE = re.compile(r"\b([Aa]) (?=(?!uni|one\b|use|euro|ukul)[aeiouAEIO]|8\b|8\d|11\b|18\b|hour|honest)")
PLURAL = re.compile(r"(?!an? ).*(?<!news)(?<![sui])s$")
PREPOSITION = re.compile(
    r"^(In|At|On|To|From|Into|Onto|in|at|on|to|from|into|onto) (?!\w+ (weeks|days|years|months|hours))"
)
SPLIT_QUESTIONS = re.compile(r"(?<=\?)\s+")
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d[\d,.:]*")


@dataclass(frozen=True)
class Slot:
    """``{name}``, or with alternatives ``{name=…}``."""

    name: str
    alternatives: tuple[Nodes, ...] = ()


@dataclass(frozen=True)
class Choice:
    """``(a/b)``."""

    alternatives: tuple[Nodes, ...]


Nodes = tuple["str | Slot | Choice", ...]


def parse(text: str) -> Nodes:
    """The parts of a template. Raises ValueError where a bracket is not closed."""
    nodes: list[str | Slot | Choice] = []
    position = 0
    for match in re.finditer(r"[{(]", text):
        begin = match.start()
        if begin < position:
            continue
        end = closing(text, begin)
        inner = text[begin + 1 : end]
        nodes.append(text[position:begin])
        position = end + 1
        if text[begin] == "{":
            name, _, rest = inner.partition("=")
            nodes.append(Slot(name, tuple(map(parse, split_top(rest))) if rest else ()))
        else:
            nodes.append(Choice(tuple(map(parse, split_top(inner)))))
    nodes.append(text[position:])
    return tuple(node for node in nodes if node != "")


def closing(text: str, begin: int) -> int:
    """Where the bracket that opens at ``begin`` closes."""
    depth = 0
    for index in range(begin, len(text)):
        depth += (text[index] in "{(") - (text[index] in "})")
        if depth == 0:
            return index
    raise ValueError(f"bracket is not closed: {text}")


def split_top(text: str) -> list[str]:
    """``text`` cut at the slashes that stand in no bracket."""
    parts, depth, begin = [], 0, 0
    for index, letter in enumerate(text):
        depth += (letter in "{(") - (letter in "})")
        if letter == "/" and depth == 0:
            parts.append(text[begin:index])
            begin = index + 1
    return [*parts, text[begin:]]


@dataclass(frozen=True)
class Asked:
    """A question in one wording, and what answers it: a slot's name, or a template."""

    answer: str
    answer_nodes: Nodes
    question: Nodes


@dataclass(frozen=True)
class Fact:
    """One sentence and its questions; the wordings of one question are a group."""

    sentence: Nodes
    groups: tuple[tuple[Asked, ...], ...]


@dataclass(frozen=True)
class Block:
    """A story of some sentences, or a single fact."""

    source: str
    facts: tuple[Fact, ...]

    @property
    def questions(self) -> int:
        """How many questions, not counting other wordings."""
        return sum(len(fact.groups) for fact in self.facts)


def read_block(text: str, source: str) -> Block:
    """A block from its lines. Raises ValueError with the line that cannot be read."""
    facts: list[tuple[Nodes, list[tuple[Asked, ...]]]] = []
    for line in text.strip().split("\n"):
        if not line.startswith("- "):
            facts.append((parse(line), []))
            continue
        answer, mark, questions = line[2:].partition(": ")
        if not mark or not facts or not questions.endswith("?"):
            raise ValueError(f"{source}: {line}")
        facts[-1][1].append(
            tuple(Asked(answer, parse(answer), parse(question)) for question in SPLIT_QUESTIONS.split(questions))
        )
    return Block(source, tuple(Fact(sentence, tuple(groups)) for sentence, groups in facts))


def read_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a file."""
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        yield read_block(part, path.stem)


@dataclass(frozen=True)
class Verb:
    """A verb, with the alternatives of what and where that go with it."""

    base: str
    past: str
    participle: str
    objects: str
    counted: str
    synonyms: tuple[tuple[str, str, str], ...]
    places: str

    @property
    def present(self) -> str:
        """Third person: goes, watches, carries."""
        first, _, rest = self.base.partition(" ")
        ending = "es" if re.search(r"(s|x|z|ch|sh|o)$", first) else "s"
        form = first[:-1] + "ies" if re.search(r"[^aeiou]y$", first) else first + ending
        return f"{form} {rest}".strip()

    @property
    def progressive(self) -> str:
        """Going, making, running."""
        first, _, rest = self.base.partition(" ")
        if first in ING:
            form = ING[first]
        elif re.search(r"[^e]e$", first):
            form = first[:-1] + "ing"
        elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", first):
            form = first + first[-1] + "ing"
        else:
            form = first + "ing"
        return f"{form} {rest}".strip()


def read_verbs(path: Path) -> Iterator[Verb]:
    """The lines ``forms | objects | counted objects | synonyms | places``; without the objects, ``forms | places | synonyms``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 3:
            cells = [cells[0], "", "", cells[2], cells[1]]
        forms = [form.replace("-", " ") for form in cells[0].split()]
        synonyms = [tuple(part.split(maxsplit=2)) for part in cells[3].split(", ") if part]
        yield Verb(
            forms[0],
            forms[1],
            forms[2],
            cells[1],
            cells[2],
            tuple((one[0], one[1], one[2]) for one in synonyms),
            cells[4],
        )


def verb_blocks(verb: Verb, source: str) -> Iterator[Block]:
    """What happened, who did it, where and when, in several sentence shapes; questions in the verb and its synonyms."""
    base, past = verb.base, verb.past
    bases = "/".join([base, base, *(one[0] for one in verb.synonyms)])
    pasts = "/".join([past, past, *(one[1] for one in verb.synonyms)])
    done = "/".join([verb.participle, verb.participle, *(one[2] for one in verb.synonyms)])
    shapes = OBJECT_SHAPES if verb.objects else PLACE_SHAPES
    if verb.counted:
        shapes += COUNTED_SHAPES
    words = {
        "BASES": f"({bases})",
        "PASTS": f"({pasts})",
        "DONE": f"({done})",
        "PAST": past,
        "PRESENT": verb.present,
        "PROGRESSIVE": verb.progressive,
        "OBJECT": f"{{o={verb.objects}}}",
        "COUNTED": f"{{c={verb.counted}}}",
        "PLACE": f"{{w={verb.places}/{verb.places}{ELSEWHERE}}}"
        if "in {city}" in verb.places
        else f"{{w={verb.places}}}",
        "BASE": base,
        "PARTICIPLE": verb.participle,
    }
    for shape in shapes.strip().split("\n\n"):
        yield read_block(re.sub(r"[A-Z]{4,}", lambda match: words[match.group()], shape), source)


def read_lists(path: Path) -> dict[str, tuple[Nodes, ...]]:
    """List name to its entries, each a template."""
    lists: dict[str, tuple[Nodes, ...]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        else:
            lists[name] = lists.get(name, ()) + tuple(map(parse, split_top(line)))
    return lists


def built_word(rng: random.Random) -> str:
    """A word of two or three syllables that no one knows."""
    word = ""
    for _ in range(rng.choice((1, 2, 2, 2, 3))):
        word += rng.choice(ONSETS) + rng.choice(VOWELS)
    return word + rng.choice(CODAS)


def in_words(number: int) -> str:
    """A number below a hundred in words."""
    if number <= 20:
        return NUMBER_WORDS[number]
    tens, ones = number // 10 * 10, number % 10
    return TENS[tens] + (f"-{NUMBER_WORDS[ones]}" if ones else "")


def small(rng: random.Random, low: int, high: int, words: float) -> str:
    """A number between the two, in words with the given probability."""
    number = rng.randint(low, high)
    return in_words(number) if rng.random() < words else str(number)


def big(rng: random.Random) -> str:
    """A number in the thousands, as people write it."""
    style = rng.random()
    if style < 0.2:
        return f"{rng.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 50))} thousand"
    if style < 0.3:
        return f"{small(rng, 2, 12, 0.7)} {rng.choice(('hundred', 'thousand', 'million'))}"
    if style < 0.35:
        return f"{rng.randint(1, 19)}.{rng.randint(1, 9)} million"
    number = rng.randint(1, 99) * rng.choice((100, 500, 1000)) + rng.choice((0, 0, 50, rng.randint(1, 99)))
    return f"{number:,}" if number >= 1000 and rng.random() < 0.7 else str(number)


def date(rng: random.Random) -> str:
    """A day of a year or of any year."""
    month, day = rng.choice(MONTHS), rng.randint(1, 28)
    year = rng.randint(1700, 2024)
    return rng.choice(
        (
            f"{day} {month} {year}",
            f"{month} {day}, {year}",
            f"{month} {year}",
            f"{month} {day}",
            f"{day} {month}",
            f"the {ordinal(day)} of {month}",
            f"{month} {ordinal(day)}",
        )
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd …"""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def clock(rng: random.Random) -> str:
    """A time of the day."""
    hour = rng.randint(1, 12)
    minute = rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55))
    return rng.choice(
        (
            f"{in_words(hour)} o'clock",
            f"{hour} o'clock",
            f"{hour}:{minute:02d}",
            f"{hour}:{rng.choice((0, 30)):02d}",
            f"half past {in_words(hour)}",
            f"quarter {rng.choice(('past', 'to'))} {in_words(hour)}",
            f"{hour} a.m.",
            f"{hour} p.m.",
            f"{hour}:{minute:02d} p.m.",
            rng.choice(("noon", "midnight")),
        )
    )


def money(rng: random.Random) -> str:
    """An amount with its currency."""
    amount = rng.choice((str(rng.randint(2, 99)), str(rng.randint(10, 99) * 10), big(rng)))
    cents = f"{rng.randint(1, 30)}.{rng.choice((50, 20, 90, 99, 75))}"
    unit = rng.choice(("euros", "dollars", "pounds", "crowns", "won", "francs"))
    return rng.choice(
        (
            f"{amount} {unit}",
            f"{amount} {unit}",
            f"${amount}",
            f"£{amount}",
            f"€{amount}",
            f"{cents} {unit}",
            f"{small(rng, 2, 20, 1)} {unit}",
        )
    )


def measure(*units: str) -> Callable[[random.Random], str]:
    """Makes amounts in one of the units."""

    def draw(rng: random.Random) -> str:
        amount = rng.choice(
            (
                small(rng, 2, 12, 0.6),
                str(rng.randint(10, 99)),
                str(rng.randint(10, 99)),
                str(rng.randint(10, 90) * 10),
                f"{rng.randint(1, 20)}.{rng.randint(1, 9)}",
            )
        )
        return f"{amount} {rng.choice(units)}"

    return draw


def span_of_time(rng: random.Random) -> str:
    """How long something lasts."""
    unit = rng.choice(("minutes", "hours", "days", "weeks", "months", "years"))
    return f"{small(rng, 2, 20, 0.6) if rng.random() < 0.8 else rng.randint(21, 90)} {unit}"


NUMERIC: dict[str, Callable[[random.Random], str]] = {
    "few": lambda rng: small(rng, 2, 12, 0.7),
    "num": lambda rng: small(rng, 13, 99, 0.25),
    "hundred": lambda rng: str(rng.choice((rng.randint(100, 999), rng.randint(10, 99) * 10))),
    "big": big,
    "number": lambda rng: str(rng.randint(1, 199)),
    "age": lambda rng: small(rng, 6, 95, 0.3),
    "kidage": lambda rng: small(rng, 3, 17, 0.6),
    "percent": lambda rng: (
        f"{rng.randint(2, 98)} {rng.choice(('percent', 'per cent'))}"
        if rng.random() < 0.7
        else f"{rng.randint(2, 98)}%"
    ),
    "date": date,
    "time": clock,
    "money": money,
    "duration": span_of_time,
    "distance": measure("kilometres", "kilometers", "miles", "metres", "km", "kilometres"),
    "height": measure("metres", "meters", "centimetres", "feet", "m"),
    "weight": measure("kilograms", "grams", "kilos", "tonnes", "pounds", "kg"),
    "degrees": lambda rng: f"{rng.choice(('', '', 'minus '))}{rng.randint(2, 39)} degrees",
    "ordinal": lambda rng: rng.choice(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "tenth")),
}
"""Slots that are drawn by a function."""


@dataclass
class Person:
    """A made-up person."""

    first: str
    full: str
    woman: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """How the person may be called, the longest form first."""
        return (self.full, self.first, self.full.split()[-1]) if self.full != self.first else (self.full,)


class Scene:
    """The slots of one block, filled."""

    def __init__(self, lists: dict[str, tuple[Nodes, ...]], rng: random.Random, seen: set[str] | None = None) -> None:
        self.lists, self.rng = lists, rng
        self.seen = set() if seen is None else seen
        self.values: dict[str, str] = {}
        self.persons: dict[str, Person] = {}
        self.mentioned: set[str] = set()

    def render(self, nodes: Nodes) -> str:
        """The text of a template, with its articles and spaces mended."""
        text = re.sub(r"\bthe the\b", "the", " ".join(self._raw(nodes).split()))
        return ARTICLE.sub(
            r"\1n ",
            text.replace(" ?", "?")
            .replace(" .", ".")
            .replace(" ,", ",")
            .replace(".m..", ".m.")
            .replace("the the ", "the "),
        )

    def _raw(self, nodes: Nodes) -> str:
        return "".join(
            node
            if isinstance(node, str)
            else self._raw(self.rng.choice(node.alternatives))
            if isinstance(node, Choice)
            else self._slot(node)
            for node in nodes
        )

    def _slot(self, slot: Slot) -> str:
        name = slot.name
        if ":" in name:
            form, _, name = name.partition(":")
            value = self.values[name]
            if form == "was":
                return "were" if PLURAL.match(value) else "was"
            if value.split()[0] in ("A", "An", "The", "My", "Our"):
                value = value[:1].lower() + value[1:]
            return re.sub(r"^(a|an|some) (?=\w)", "the ", value)
        kind = name.rstrip("0123456789")
        if slot.alternatives:
            self.values[name] = self._raw(self.rng.choice(slot.alternatives))
            return self.values[name]
        if kind in ("P", "F", "M"):
            return self._mention(name, kind)
        if kind.lower() in PRONOUNS and kind not in self.lists:
            person = self._person("P" + name[len(kind) :], "P")
            word = PRONOUNS[kind.lower()][person.woman]
            return word.capitalize() if kind[0].isupper() else word
        if name not in self.values:
            for _ in range(6):
                value = self._value(name, kind)
                if value not in self.seen:
                    break
            self.seen.add(value)
            self.values[name] = value
        return self.values[name]

    def _value(self, name: str, kind: str) -> str:
        rng = self.rng
        if kind == "year":
            return str(self._year(name))
        if kind in NUMERIC:
            return NUMERIC[kind](rng)
        if kind == "word":
            return built_word(rng).capitalize()
        if rng.random() < BUILT_NAMES.get(kind, 0.0):
            return built_word(rng).capitalize()
        if kind == "city":
            kind = "realcity"
        inner = Scene(self.lists, rng)
        if kind[0].isupper():
            return inner._raw(rng.choice(self.lists[kind.lower()])).title()
        return inner._raw(rng.choice(self.lists[kind]))

    def _year(self, name: str) -> int:
        rng = self.rng
        order = int(name[4:] or 1)
        before = self.values.get("year" if order == 2 else f"year{order - 1}")
        if before:
            return int(before) + rng.randint(1, 25)
        return rng.randint(1900, 2022) if rng.random() < 0.75 else rng.randint(1200, 1900)

    def _person(self, name: str, kind: str) -> Person:
        if name not in self.persons:
            rng = self.rng
            woman = kind == "F" or (kind == "P" and rng.random() < 0.5)
            first = self._value(name, "girl" if woman else "boy")
            while first in self.seen:
                first = self._value(name, "girl" if woman else "boy")
            self.seen.add(first)
            surname = self._value(name, "surname")
            style = rng.random()
            if style < 0.4:
                full = first
            elif style < 0.9:
                full = f"{first} {surname}"
            elif style < 0.95:
                full = f"{first} {self._value(name, 'girl' if woman else 'boy')} {surname}"
            else:
                first = full = f"{rng.choice(TITLES[woman])} {surname}"
            self.persons[name] = Person(first, full, woman)
        return self.persons[name]

    def _mention(self, name: str, kind: str) -> str:
        person = self._person(name, kind)
        if name not in self.mentioned:
            self.mentioned.add(name)
            return person.full
        return self.rng.choices(person.forms, (10, 82, 8)[: len(person.forms)])[0]

    def answers(self, asked: Asked) -> tuple[str, ...]:
        """The forms that answer a question, the likeliest first."""
        if asked.answer in self.persons:
            return self.persons[asked.answer].forms
        if asked.answer in self.values:
            return (self.render((self.values[asked.answer],)),)
        named = [slot.name for slot in asked.answer_nodes if isinstance(slot, Slot) and slot.name in self.persons]
        forms = []
        for called in product(*(self.persons[name].forms for name in named)):
            words = dict(zip(named, called, strict=True))
            nodes = [words.get(node.name, node) if isinstance(node, Slot) else node for node in asked.answer_nodes]
            forms.append(self.render(tuple(nodes)))
        return tuple(forms)


class Example(NamedTuple):
    """A question about a context; the answer and the sentence that holds it are given in characters, end excluded."""

    context: str
    question: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int

    @property
    def answer(self) -> str:
        """What is to be found."""
        return self.context[self.start : self.end]


def find_phrase(text: str, phrase: str, begin: int = 0) -> int:
    """Where ``phrase`` stands in ``text`` as whole words, its first letter large or small; -1 if nowhere."""
    for variant in (phrase, phrase[:1].upper() + phrase[1:]):
        place = text.find(variant, begin)
        while place >= 0:
            end = place + len(variant)
            before, after = text[place - 1 : place], text[end : end + 1]
            if not (before.isalnum() and variant[0].isalnum()) and not (after.isalnum() and variant[-1].isalnum()):
                return place
            place = text.find(variant, place + 1)
    return -1


def stems(text: str) -> set[str]:
    """Content words, cut to five letters, so that most forms of a word are one."""
    return {word.removesuffix("'s")[:5] for word in WORD.findall(text.lower()) if word not in STOP_WORDS} - {"s"}


class AnswerLost(ValueError):
    """The answer does not stand in the sentences."""


@dataclass
class Frames:
    """All blocks, and how examples are drawn from them."""

    blocks: list[Block]
    lists: dict[str, tuple[Nodes, ...]]
    words: list[str]
    """Everyday words that may take the place of a word of a passage."""
    by_source: dict[str, list[Block]] = field(default_factory=dict)
    cumulative: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        for block in self.blocks:
            self.by_source.setdefault(block.source, []).append(block)
        written = sum(block.questions for block in self.blocks if block.source != VERBS)
        expanded = sum(block.questions for block in self.blocks if block.source == VERBS)
        weight = VERB_SHARE / (1 - VERB_SHARE) * written / expanded if written and expanded else 1.0
        self.cumulative = list(
            accumulate(block.questions * (weight if block.source == VERBS else 1.0) for block in self.blocks)
        )

    def example(self, rng: random.Random, ease: float = 0.0, plain: bool = False) -> Example:
        """One question. ``ease`` is the share of passages cut to what the answer needs.

        Some words are exchanged in question and passage alike, and some questions are in lower case, unless ``plain``.
        """
        made = None
        while made is None:
            block = rng.choices(self.blocks, cum_weights=self.cumulative)[0]
            choices = [(index, group) for index, fact in enumerate(block.facts) for group in fact.groups]
            index, group = rng.choice(choices)
            # Once in many thousand passages an invented name changes the words around it so that the answer is gone.
            with contextlib.suppress(AnswerLost):
                made = self.compose(block, index, rng.choice(group), rng, rng.random() < ease)
        if plain:
            return made
        return ask_carelessly(exchange_words(made, self.words, rng), rng)

    def compose(self, block: Block, index: int, asked: Asked, rng: random.Random, short: bool) -> Example:
        """The question ``asked`` of the fact ``index`` of ``block``, in a passage. Raises AnswerLost."""
        scene = Scene(self.lists, rng)
        sentences = [capitalised(scene.render(fact.sentence)) for fact in block.facts]
        question = capitalised(scene.render(asked.question))
        forms = scene.answers(asked)
        home, place, length = locate(sentences, index, forms, question)
        kept = list(range(len(sentences)))
        if short:
            first = min(home, 0 if rng.random() < 0.5 else index)
            kept = [number for number in kept if first <= number <= index]
        elif len(kept) > 2 and rng.random() < 0.3:
            last = rng.randint(index, len(kept) - 1)
            kept = kept[: last + 1]
        parts = [(sentences[number], number == home) for number in kept]
        if not short:
            parts = self.surround(parts, block, scene, question, rng)
        context, start, sentence = "", 0, (0, 0)
        for text, holds in parts:
            if holds:
                start = len(context) + place
                sentence = (len(context), len(context) + len(text))
            context += text + " "
        return Example(context.rstrip(), question, start, start + length, *sentence)

    def surround(
        self, parts: list[tuple[str, bool]], block: Block, scene: Scene, question: str, rng: random.Random
    ) -> list[tuple[str, bool]]:
        """``parts`` with sentences of other blocks before and after, up to six sentences and some 90 words."""
        room = 90 - sum(len(text.split()) for text, _ in parts)
        single = len(block.facts) == 1
        wanted = rng.choice((1, 2, 2, 3, 3, 4)) if single else rng.choice((0, 0, 0, 1, 1, 2)) if len(parts) < 5 else 0
        asked_for = stems(question)
        before: list[tuple[str, bool]] = []
        after: list[tuple[str, bool]] = []
        neighbours = self.by_source[block.source]
        for _ in range(wanted * 2):
            other = rng.choice(neighbours) if rng.random() < 0.85 else rng.choice(self.blocks)
            if other is block or len(parts) + len(before) + len(after) > 5:
                continue
            second = Scene(self.lists, rng, scene.seen)
            shared = single and len(other.facts) == 1 and "P" in scene.persons and rng.random() < 0.45
            if shared:
                second.persons["P"] = scene.persons["P"]
                second.mentioned.add("P")
            count = 1 if len(other.facts) == 1 or rng.random() < 0.6 else min(2, len(other.facts))
            text = " ".join(capitalised(second.render(fact.sentence)) for fact in other.facts[:count])
            known = stems(text) | (stems(scene.persons["P"].full) if shared else set())
            if asked_for <= known or len(text.split()) > room:
                continue
            room -= len(text.split())
            if shared:
                after.insert(0, (as_pronoun(text, scene.persons["P"], rng), False))
            else:
                (before if rng.random() < 0.5 else after).append((text, False))
            if len(before) + len(after) >= wanted:
                break
        return [*before, *parts, *after]


def locate(sentences: Sequence[str], index: int, forms: Sequence[str], question: str) -> tuple[int, int, int]:
    """Sentence, place in it and length of the answer: in sentence ``index``, or the nearest one before it.

    Where a place or a time is asked for, its name is enough ("the harbour", not "in the harbour"; "Monday").
    """
    for number in range(index, -1, -1):
        for form in forms:
            place = find_phrase(sentences[number], form)
            if place >= 0:
                bare = (
                    PREPOSITION.sub("", form)
                    if re.search(r"\b(where|when|(which|what) (day|month|year))\b", question.lower())
                    else form
                )
                return number, place + len(form) - len(bare), len(bare)
    raise AnswerLost(f"{forms} not in {sentences[: index + 1]}")


def capitalised(text: str) -> str:
    """``text`` with a large first letter."""
    return text[:1].upper() + text[1:]


def as_pronoun(text: str, person: Person, rng: random.Random) -> str:
    """``text`` with its first word turned to "He" or "She" where it is the person, two times of three."""
    for form in person.forms:
        if text.startswith(form + " ") and rng.random() < 0.67:
            return ("She" if person.woman else "He") + text[len(form) :]
    return text


def exchange_words(example: Example, words: Sequence[str], rng: random.Random) -> Example:
    """Some words turned into others, in question and passage alike: words that both share, of the answer, or any.

    So the model learns to compare words that it has never seen. Four of ten examples stay as they are.
    """
    if rng.random() < 0.4:
        return example
    cuts = (0, example.sentence_start, example.start, example.end, example.sentence_end, len(example.context))
    parts = [example.context[begin:end] for begin, end in pairwise(cuts)] + [example.question]
    shared = {word for word in re.findall(r"\b[a-z]{4,}\b", example.question) if word not in STOP_WORDS}
    chosen = sorted(shared & set(re.findall(r"\b[a-z]{4,}\b", example.context)))
    if example.question.lower().startswith("what") and rng.random() < 0.4:
        chosen = sorted(set(re.findall(r"\b[a-z]{4,}\b", example.answer)))
    elif rng.random() < 0.4:
        chosen = sorted(set(re.findall(r"\b[a-z]{4,}\b", example.context)) - STOP_WORDS)
    for word in rng.sample(chosen, min(len(chosen), rng.choice((1, 1, 2, 3)))):
        other = rng.choice(words) if rng.random() < 0.7 else built_word(rng)
        pattern = re.compile(rf"\b{word}\b")
        parts = [pattern.sub(other, part) for part in parts]
    ends = list(accumulate(len(part) for part in parts[:5]))
    return Example("".join(parts[:5]), parts[5], ends[1], ends[2], ends[0], ends[3])


def ask_carelessly(example: Example, rng: random.Random) -> Example:
    """A tenth of the questions in lower case, some without their question mark."""
    question = example.question
    if rng.random() < 0.1:
        question = question.lower()
    if rng.random() < 0.05:
        question = question.rstrip("?")
    return example._replace(question=question)


def everyday_words() -> list[str]:
    """Words of the other English material that are written in small letters there, sorted."""
    counts: Counter[str] = Counter()
    for path in sorted((MATERIAL / "english").glob("*.txt")):
        counts.update(re.findall(r"(?<![A-Za-z'{@.])[a-z]{4,12}(?![A-Za-z'}])", path.read_text(encoding="utf-8")))
    for row in material("sentiment_en", "sentence"):
        counts.update(re.findall(r"(?<![A-Za-z'])[a-z]{4,12}(?![A-Za-z'])", row["text"]))
    return sorted(word for word, count in counts.items() if count >= 2 and word not in STOP_WORDS)


@cache
def frames(without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> Frames:
    """The frames of all files, but ``without`` some, or ``only`` of some; by stem."""
    blocks: list[Block] = []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem in (LISTS, SYNONYMS, *without) or (only and path.stem not in only):
            continue
        if path.stem in VERB_FILES:
            blocks += [block for verb in read_verbs(path) for block in verb_blocks(verb, VERBS)]
        else:
            blocks += read_blocks(path)
    return Frames(blocks, read_lists(FOLDER / f"{LISTS}.txt"), everyday_words())
