"""English text for pretraining, made from the fact tables and frames of ``material/english/*.txt``.

A file holds sections. ``[list NAME]`` is followed by words between slashes. ``[TOPIC *WEIGHT]`` is followed by a table,
columns between bars, then ``--`` and frames, one a line; a table of the one column ``sentence`` needs no frames.
In cells and frames alike:

- ``a/b`` in a cell, ``(a/b)`` anywhere: one of them;
- ``{column}``: the row's cell, the same alternative throughout a sentence; ``{column#2}``: another alternative of it;
- ``{other.column}``: the cell of another row; ``{@list}``: a word of a list;
- ``+s`` at the end of a slot: the plural of a noun, the third person of a verb.

A frame is used only with rows that fill all its slots.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from hfcourse.zoo.recipe import MATERIAL, material

NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
WRITTEN_SHARE = 0.08
"""Share of documents that are a written review sentence, for words and turns that no frame has."""
LENGTHS = ((1, 60), (2, 24), (3, 10), (5, 4), (9, 2))
"""Sentences in a document, and how often."""
IRREGULAR = {
    "child": "children",
    "deer": "deer",
    "fish": "fish",
    "foot": "feet",
    "goose": "geese",
    "knife": "knives",
    "leaf": "leaves",
    "man": "men",
    "mouse": "mice",
    "piece of clothing": "pieces of clothing",
    "piece of furniture": "pieces of furniture",
    "policeman": "policemen",
    "sheep": "sheep",
    "shelf": "shelves",
    "tooth": "teeth",
    "wolf": "wolves",
    "woman": "women",
}
SLOT = re.compile(r"\{(@|other\.)?([a-z]+)(#\d)?(\+s)?\}")
CHOICE = re.compile(r"\(([^(){}]*?/[^()]*?|[^()]*?)\)")
ARTICLE = re.compile(r"\b(a) (?=(?!uni|one\b|use|euro)[aeiou]|hour|honest)", re.IGNORECASE)
SENTENCE_START = re.compile(r"(^|[.!?:] )([a-z])")


@dataclass
class Topic:
    """One table with its frames."""

    name: str
    weight: float
    rows: list[dict[str, list[str]]] = field(default_factory=list)
    """Column to alternatives; empty cells are left out."""
    frames: list[str] = field(default_factory=list)
    usable: list[list[int]] = field(default_factory=list)
    """For each row, the frames that it fills."""


def plural(word: str) -> str:
    """The plural of a noun, or the third person of a verb."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search(r"(s|x|ch|sh|[bcdfghjklmnpqrtvwz]o)$", word) and word != "piano":
        return word + "es"
    return word + "s"


def alternatives(cell: str) -> list[str]:
    """``cell`` cut at the slashes that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for index, letter in enumerate(cell):
        depth += (letter == "(") - (letter == ")")
        if letter == "/" and not depth:
            parts.append(cell[start:index].strip())
            start = index + 1
    parts.append(cell[start:].strip())
    return [part for part in parts if part]


def computed_rows(name: str) -> list[dict[str, list[str]]]:
    """Rows of the tables that are arithmetic."""
    if name == "sums":
        return [
            {"a": [NUMBERS[a]], "b": [NUMBERS[b]], "sum": [NUMBERS[a + b]]}
            for a in range(1, 11)
            for b in range(1, 11)
            if a + b <= 12 or a == b
        ]
    return [
        {"before": [NUMBERS[n - 1]], "number": [NUMBERS[n]], "after": [NUMBERS[n + 1]]}
        for n in range(1, len(NUMBERS) - 1)
    ]


def parse(text: str, topics: list[Topic], lists: dict[str, list[str]]) -> None:
    """Add the sections of one file to ``topics`` and ``lists``."""
    for section in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("]")
        table, _, frames = body.partition("\n--\n")
        lines = [line for line in table.splitlines() if line.strip()]
        if title.startswith("list "):
            lists[title.removeprefix("list ")] = alternatives(" ".join(lines))
            continue
        name, _, weight = title.partition(" *")
        topic = Topic(name, float(weight or 1), frames=frames.split("\n") if frames else ["{sentence}"])
        topic.frames = [frame for frame in topic.frames if frame.strip()]
        if not lines:
            topic.rows = computed_rows(name)
        elif lines[0] == "sentence":
            topic.rows = [{"sentence": [line]} for line in lines[1:]]
        else:
            columns = [column.strip() for column in lines[0].split("|")]
            for line in lines[1:]:
                cells = [alternatives(cell) for cell in line.split("|")]
                topic.rows.append({column: cell for column, cell in zip(columns, cells, strict=False) if cell})
        topics.append(topic)


def fills(topic: Topic, row: Mapping[str, Sequence[str]], frame: str) -> bool:
    """True where ``row``, and for ``{other.…}`` any row of the topic, has what ``frame`` asks for."""
    for source, name, ordinal, _ in SLOT.findall(frame):
        if source == "@":
            continue
        rows = topic.rows if source else [row]
        if not any(len(one.get(name, ())) >= int(ordinal[1:] or 1) for one in rows):
            return False
    return True


class Corpus:
    """Draws documents. Build it once: :func:`corpus`."""

    def __init__(self) -> None:
        self.topics: list[Topic] = []
        self.lists: dict[str, list[str]] = {}
        for path in sorted((MATERIAL / "english").glob("*.txt")):
            parse(path.read_text(encoding="utf-8"), self.topics, self.lists)
        for topic in self.topics:
            topic.usable = [
                [number for number, frame in enumerate(topic.frames) if fills(topic, row, frame)] for row in topic.rows
            ]
        self._weights = list(accumulate(topic.weight for topic in self.topics))
        self._lengths = list(accumulate(weight for _, weight in LENGTHS))
        self.written = sorted({row["text"] for row in material("sentiment_en", "sentence")})

    def sentence(self, rng: random.Random, topic: Topic, index: int) -> str:
        """One sentence, or a few that belong together, from row ``index`` of ``topic``."""
        row = topic.rows[index]
        drawn: dict[str, str] = {}
        frame = topic.frames[rng.choice(topic.usable[index])]
        fellow: dict[str, list[str]] | None = None

        def fill(match: re.Match[str]) -> str:
            nonlocal fellow
            source, name, ordinal, inflected = match.groups()
            if source == "@":
                word = rng.choice(self.lists[name])
            elif source:
                if fellow is None:
                    needed = re.findall(r"\{other\.([a-z]+)", frame)
                    others = [one for one in topic.rows if one is not row and all(column in one for column in needed)]
                    fellow = rng.choice(others)
                word = rng.choice(fellow[name])
            else:
                key = name + (ordinal or "")
                if key not in drawn:
                    taken = {value for other, value in drawn.items() if other.split("#")[0] == name}
                    drawn[key] = rng.choice([word for word in row[name] if word not in taken])
                word = drawn[key]
            return plural(word) if inflected else word

        text = frame
        while "{" in text or "(" in text:
            text = CHOICE.sub(lambda match: rng.choice(match[1].split("/")), text)
            text = SLOT.sub(fill, text)
        text = ARTICLE.sub(r"\1n ", " ".join(text.split()).replace(" .", ".").replace(" ,", ","))
        return SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), text)

    def sample(self, rng: random.Random) -> str:
        """One document of one to nine sentences."""
        if rng.random() < WRITTEN_SHARE:
            return rng.choice(self.written)
        count = rng.choices([length for length, _ in LENGTHS], cum_weights=self._lengths)[0]
        sentences: list[str] = []
        while len(sentences) < count:
            topic = rng.choices(self.topics, cum_weights=self._weights)[0]
            index = rng.randrange(len(topic.rows))
            for _ in range(min(count - len(sentences), rng.randint(1, 3))):
                sentences.append(self.sentence(rng, topic, index))
                if rng.random() < 0.3 or len(topic.frames) == 1:
                    index = rng.randrange(len(topic.rows))
        return " ".join(sentences)

    def each_row(self, rng: random.Random, times: int) -> list[str]:
        """``times`` sentences from every row of every table, so that no word of them is rare."""
        rows = [(topic, index) for topic in self.topics for index in range(len(topic.rows))]
        return [self.sentence(rng, topic, index) for topic, index in rows for _ in range(times)]


@cache
def corpus() -> Corpus:
    """The corpus, read once."""
    return Corpus()
