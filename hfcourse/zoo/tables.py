"""Text for pretraining, made from tables of facts and frames for sentences: ``material/<language>/*.txt``.

A file holds sections. ``[list NAME]`` is followed by words between slashes. ``[TOPIC *WEIGHT]`` is followed by a table,
columns between bars, then ``--`` and frames, one a line; a table of the one column ``sentence`` needs no frames.
In cells and frames alike:

- ``a/b`` in a cell, ``(a/b)`` anywhere: one of them;
- ``{column}``: the row's cell, the same alternative throughout a sentence; ``{column#2}``: another alternative of it;
- ``{other.column}``: the cell of another row; ``{@list}``: a word of a list;
- ``+s`` at the end of a slot: inflected, by :meth:`Corpus.inflect`.

A frame is used only with rows that fill all its slots.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from hfcourse.zoo.recipe import MATERIAL

WRITTEN_SHARE = 0.08
"""Share of documents that are a written review sentence, for words and turns that no frame has."""
LENGTHS = ((1, 60), (2, 24), (3, 10), (5, 4), (9, 2))
"""Sentences in a document, and how often."""
SLOT = re.compile(r"\{(@|other\.)?([a-z]+)(#\d)?(\+s)?\}")
CHOICE = re.compile(r"\(([^(){}]*?/[^()]*?|[^()]*?)\)")
Row = dict[str, list[str]]
"""Column to alternatives; empty cells are left out."""


@dataclass
class Topic:
    """One table with its frames."""

    name: str
    weight: float
    rows: list[Row] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    usable: list[list[int]] = field(default_factory=list)
    """For each row, the frames that it fills."""


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


def parse(
    text: str, topics: list[Topic], lists: dict[str, list[str]], computed: Mapping[str, list[Row]] | None = None
) -> None:
    """Add the sections of one file to ``topics`` and ``lists``; a topic without a table has its rows in ``computed``."""
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
            topic.rows = (computed or {})[name]
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
    """Draws documents; a language gives :meth:`inflect` and :meth:`finish`.

    ``folder`` is the one of the material, ``written`` are sentences for the share of documents that no frame made.
    """

    joint = ""
    """Set behind all that a slot or a choice puts in, for :meth:`finish` to find."""

    def __init__(self, folder: str, written: Sequence[str], computed: Mapping[str, list[Row]]) -> None:
        self.topics: list[Topic] = []
        self.lists: dict[str, list[str]] = {}
        for path in sorted((MATERIAL / folder).glob("*.txt")):
            parse(path.read_text(encoding="utf-8"), self.topics, self.lists, computed)
        for topic in self.topics:
            topic.usable = [
                [number for number, frame in enumerate(topic.frames) if fills(topic, row, frame)] for row in topic.rows
            ]
        self._weights = list(accumulate(topic.weight for topic in self.topics))
        self._lengths = list(accumulate(weight for _, weight in LENGTHS))
        self.written = sorted(set(written))

    def inflect(self, word: str) -> str:
        """What ``+s`` makes of a word."""
        return word

    def finish(self, text: str) -> str:
        """``text``, all its slots filled, as a sentence."""
        return text

    def sentence(self, rng: random.Random, topic: Topic, index: int) -> str:
        """One sentence, or a few that belong together, from row ``index`` of ``topic``."""
        row = topic.rows[index]
        drawn: dict[str, str] = {}
        frame = topic.frames[rng.choice(topic.usable[index])]
        fellow: Row | None = None

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
            return (self.inflect(word) if inflected else word) + self.joint

        text = frame
        while "{" in text or "(" in text:
            text = CHOICE.sub(lambda match: rng.choice(match[1].split("/")) + self.joint, text)
            text = SLOT.sub(fill, text)
        return self.finish(text)

    def document(self, rng: random.Random) -> str:
        """One to nine sentences from the tables."""
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

    def sample(self, rng: random.Random) -> str:
        """One document: from the tables, or a written sentence."""
        return rng.choice(self.written) if rng.random() < WRITTEN_SHARE else self.document(rng)

    def each_row(self, rng: random.Random, times: int) -> list[str]:
        """``times`` sentences from every row of every table, so that no word of them is rare."""
        rows = [(topic, index) for topic in self.topics for index in range(len(topic.rows))]
        return [self.sentence(rng, topic, index) for topic, index in rows for _ in range(times)]
