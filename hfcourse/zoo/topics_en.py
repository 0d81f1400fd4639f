"""What texts are about: a dictionary of labels, written sentences and frames, made into premises and hypotheses.

The material is in ``material/nli_en``. A line of ``labels_*.txt`` is
``name|synonym < parents ~ related :: word, word, …`` below a line ``# kind`` (topic, profession, mood or intent);
``words_*.txt`` give the labels more words, ``name :: word, …``. A text about a label is about its parents too; a related label is
neither right nor wrong for it. ``sentences_*.txt`` and ``intents.txt`` name the labels in a line ``= label, label``
above the sentences, and more for one sentence behind `` @ ``.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from hfcourse.zoo.recipe import MATERIAL, material

FOLDER = MATERIAL / "nli_en"
CONTRADICTION, NEUTRAL, ENTAILMENT = 0, 1, 2
TEMPLATES = ("This example is {}.", "This text is about {}.", "It is about {}.", "The topic is {}.")
TEMPLATE_WEIGHTS = (12, 2, 1, 1)
EVERYWHERE = (
    "positive|negative|indifference|question|request|information|news report|opinion|story|diary|review|feedback|"
    "everyday life|announcement|prediction|important|small talk|wish|confession|quote|problem|status update|curiosity|"
    "confirmation of receipt|tutorial request|customer service|personal information|advice"
).split("|")
"""Labels that half of all texts could bear: wrong for texts of their own kind only."""
DOMAINS = {"travel": "travel", "software": "software", "food": "food", "film": "movies", "service": "customer service"}
"""What the review sentences of a domain are about."""
WITHHELD_FIRST, WITHHELD_EVERY = 5, 12
"""Every twelfth line of the dictionary is never used as a label, so that it can be measured what a new one does."""


class Example(NamedTuple):
    """A premise and hypotheses, each with its class. Where one is entailed, it is to score above the contradicted."""

    premise: str
    hypotheses: tuple[str, ...]
    classes: tuple[int, ...]


@dataclass(frozen=True)
class Label:
    """A line of the dictionary."""

    names: tuple[str, ...]
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A premise with the labels that are right, the first first, and all those that are not wrong."""

    text: str
    right: tuple[int, ...]
    allowed: frozenset[int]
    words: tuple[str, ...] = ()
    """The words of the first label that stand in a frame."""


def key(word: str) -> str:
    """A word in lower case without its commonest endings, so that its forms meet."""
    word = word.lower().removesuffix("'s")
    for ending in ("ing", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a text in order."""
    return tuple(key(word) for word in re.findall(r"[\w'-]+", text))


def inflect(word: str, rng: random.Random) -> str:
    """A form of a lower-case English word, by its spelling alone; other words as they are."""
    if not re.fullmatch(r"[a-z]{3,}", word) or word.endswith(("ing", "ed", "s")):
        return word
    ending = rng.choice(("s", "s", "s", "ed", "ing"))
    if ending != "s":
        return word.removesuffix("e") + ending
    if word[-1] == "y" and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ch", "sh")) else "s")


def capital(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def vary(text: str, openings: Sequence[str], closings: Sequence[str], rng: random.Random) -> str:
    """``text`` as another hand might have put it down: with a remark around it, in small letters, without a full stop."""
    dice = rng.random()
    if dice < 0.06:
        text = f"{rng.choice(openings)} {text}"
    elif dice < 0.12:
        text = f"{text} {rng.choice(closings)}"
    elif dice < 0.2:
        text = text.lower()
    elif dice < 0.28:
        text = text.rstrip(".!")
    elif dice < 0.29:
        text = text.upper()
    return text


def blocks(path: Path) -> Iterator[tuple[list[str], str]]:
    """The labels and the sentence of each line of a file of sentences."""
    labels: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            labels = line[2:].split(", ")
        elif line and not line.startswith("# "):
            sentence, _, more = line.partition(" @ ")
            yield labels + (more.split(", ") if more else []), sentence


def lines(name: str) -> list[str]:
    """The lines of a file of the material."""
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


class Topics:
    """The material, and the drawing of examples from it."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """Read the files; leave out the written sentences ``without``. Raises KeyError for an unknown label."""
        self.labels: list[Label] = []
        self._read_labels()
        self._hide_labels()
        self.kinds = {
            kind: [n for n, label in enumerate(self.labels) if label.kind == kind and self.names[n]]
            for kind in ("topic", "profession", "mood", "intent")
        }
        self.usable = [n for group in self.kinds.values() for n in group]
        self.everywhere = frozenset(self.number[name] for name in EVERYWHERE)
        self._index: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for n, label in enumerate(self.labels):
            for word in (*label.names, *label.words):
                self._index[keys(word)].add(n)
        self._read_texts(frozenset(without))
        self.makers: list[Callable[[random.Random], Text]] = [self.sentence, self.frame, self.intent, self.review]
        self.shares = [0.42, 0.34, 0.15, 0.09]

    def _read_labels(self) -> None:
        heads: list[tuple[str, str]] = []
        more: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(FOLDER.glob("words_*.txt")):
            for line in lines(path.name):
                name, _, listed = line.partition(" :: ")
                more[name] += listed.split(", ")
        for path in sorted(FOLDER.glob("labels_*.txt")):
            kind = ""
            for line in lines(path.name):
                if line.startswith("# "):
                    kind = line[2:]
                    continue
                head, _, listed = line.partition(" :: ")
                head, _, related = head.partition(" ~ ")
                listing, _, parents = head.partition(" < ")
                names = listing.split("|")
                words = [*listed.split(", "), *(word for name in names for word in more.pop(name, []))]
                self.labels.append(Label(tuple(names), kind, tuple(dict.fromkeys(words))))
                heads.append((parents, related))
        if more:
            raise KeyError(f"more words for unknown labels: {sorted(more)}")
        self.number = {name: n for n, label in enumerate(self.labels) for name in label.names}
        direct = [{self.number[name] for name in parents.split(", ") if name} for parents, _ in heads]
        self.parents = [group | {up for parent in group for up in direct[parent]} for group in direct]
        self.children: list[set[int]] = [set() for _ in self.labels]
        near = [set(ups) for ups in self.parents]
        for n, (_, others) in enumerate(heads):
            near[n] |= {self.number[name] for name in others.split(", ") if name}
            for up in self.parents[n]:
                self.children[up].add(n)
        known = [{key(word) for word in (*label.words, *label.names)} for label in self.labels]
        for one, other in combinations(range(len(self.labels)), 2):
            if len(known[one] & known[other]) >= 0.2 * min(len(known[one]), len(known[other])):
                near[one].add(other)
        for n in range(len(near)):
            for other in near[n]:
                near[other] = near[other] | {n}
        self.related = [frozenset(group | {n}) for n, group in enumerate(near)]

    def _hide_labels(self) -> None:
        self.withheld = frozenset(range(WITHHELD_FIRST, len(self.labels), WITHHELD_EVERY))
        hidden = {name.lower() for n in self.withheld for name in self.labels[n].names}
        self.names = [
            () if n in self.withheld else tuple(name for name in label.names if name.lower() not in hidden)
            for n, label in enumerate(self.labels)
        ]
        self.words = [tuple(word for word in label.words if word.lower() not in hidden) for label in self.labels]
        self.trained = {name.lower() for group in (self.names, self.words) for names in group for name in names}
        """Every text, in lower case, that training puts into the place of a label."""

    def _read_texts(self, without: frozenset[str]) -> None:
        self.sentences = [
            self.text(sentence, [self.number[name] for name in labels])
            for path in sorted(FOLDER.glob("sentences_*.txt"))
            for labels, sentence in blocks(path)
            if sentence not in without
        ]
        self.reviews = []
        for row in material("sentiment_en", "sentence"):
            names = ["positive" if row["label"] == "pos" else "negative"]
            names += [DOMAINS[row["domain"]]] if row["domain"] in DOMAINS else []
            self.reviews.append((row["text"], tuple(self.number[name] for name in names)))
        self.frames: dict[str, list[str]] = {}
        for line in lines("frames.txt"):
            if line.startswith("# "):
                self.frames[line[2:]] = []
            else:
                self.frames[list(self.frames)[-1]].append(line)
        self.frames["profession"] = self.frames["topic"]
        self.intents = [
            ([self.number[name] for name in labels], frame) for labels, frame in blocks(FOLDER / "intents.txt")
        ]
        self.people = sorted(
            name
            for label in self.labels
            if label.kind == "profession"
            for name in label.names
            if not name.endswith("s")
        )
        owners: defaultdict[str, list[int]] = defaultdict(list)
        for n, label in enumerate(self.labels):
            for name in (*self.names[n], *label.words):
                owners[name].append(n)
        self.terms = []
        for name, own in sorted(owners.items()):
            term = self.text(name, own)
            self.terms += [replace(term, right=tuple(n for n in term.right if self.names[n] or n in own))] * (
                3 if name in self.number else 1
            )
        self.vague = lines("vague.txt")
        self.pairs = [line.split(" | ") for line in lines("pairs.txt")]

    def mentioned(self, text: str) -> set[int]:
        """The labels of which a word or a name stands in ``text``."""
        parts = keys(text)
        found: set[int] = set()
        for length in (1, 2, 3):
            for start in range(len(parts) - length + 1):
                found |= self._index.get(parts[start : start + length], set())
        return found

    def text(self, text: str, given: Sequence[int], words: Sequence[str] = ()) -> Text:
        """A premise about the ``given`` labels. Parents are right too; what is related or mentioned is not wrong."""
        right = list(dict.fromkeys([*given, *(up for n in given for up in sorted(self.parents[n]))]))
        allowed = self.mentioned(text).union(right, *(self.related[n] | self.children[n] for n in given))
        if text.endswith("?"):
            allowed.add(self.number["question"])
        return Text(text, tuple(right), frozenset(allowed), tuple(words))

    def sentence(self, rng: random.Random) -> Text:
        """A written sentence."""
        return rng.choice(self.sentences)

    def review(self, rng: random.Random) -> Text:
        """A written sentence of praise or blame, from the material of the sentiment stand-in."""
        return self.text(*rng.choice(self.reviews))

    def frame(self, rng: random.Random) -> Text:
        """A frame filled with words of a label."""
        n = rng.randrange(len(self.labels))
        label = self.labels[n]
        words = rng.sample(label.words, 4)
        if self.names[n] and rng.random() < 0.08:
            words[0] = rng.choice(self.names[n])
        frame = rng.choice(self.frames[label.kind])
        filled = frame
        for slot, word in zip("abcd", words, strict=True):
            form = inflect(word, rng) if rng.random() < 0.25 else word
            filled = filled.replace(f"{{{slot}}}", form).replace(f"{{{slot.upper()}}}", capital(form))
        used = [word for slot, word in zip("abcd", words, strict=True) if f"{{{slot}}}" in frame.lower()]
        return self.text(filled, [n], used)

    def intent(self, rng: random.Random) -> Text:
        """What a person wants, about any thing and any person."""
        given, frame = rng.choice(self.intents)
        thing = rng.choice(self.kinds["topic"])
        one, other = rng.sample(self.labels[thing].words, 2)
        filled = frame.replace("{n}", one).replace("{m}", other).replace("{p}", rng.choice(self.people))
        made = self.text(filled, [*given, thing])
        if rng.random() < 0.25:
            return made
        return Text(filled, tuple(given), made.allowed)

    def term(self, rng: random.Random) -> Text:
        """A name or a word of a label, alone."""
        term = rng.choice(self.terms)
        dice = rng.random()
        if dice < 0.1:
            return replace(term, text=capital(term.text))
        return replace(term, text=f" {inflect(term.text, rng) if dice < 0.25 else term.text}")

    def premise(self, rng: random.Random) -> Text:
        """A text of any kind with a label that may be used."""
        while True:
            text = rng.choices(self.makers, self.shares)[0](rng)
            right = tuple(n for n in text.right if self.names[n] or text.words)
            if right:
                return replace(text, right=right)

    def wrong(self, text: Text, first: int, taken: set[int], rng: random.Random) -> int:
        """A label that is wrong for the text, often of the kind of the ``first`` right one."""
        kind = self.labels[first].kind
        siblings = sorted({n for up in self.parents[first] for n in self.children[up]})
        while True:
            dice = rng.random()
            if dice < 0.15 and siblings:
                n = rng.choice(siblings)
            elif dice < 0.8:
                n = rng.choice(self.kinds[kind])
            else:
                n = rng.choice(self.usable)
                if self.labels[n].kind == "mood" and kind != "mood" and rng.random() < 0.5:
                    continue
            common = n in self.everywhere and self.labels[n].kind != kind
            if not (n in text.allowed or n in taken or common or not self.names[n]):
                return n
            siblings = []

    def name(self, n: int, rng: random.Random) -> str:
        """One of the names of a label, the first most often."""
        names = self.names[n]
        return names[0] if rng.random() < 0.35 else rng.choice(names)

    def example(self, text: Text, candidates: int, rng: random.Random) -> Example:
        """One right and else wrong labels for a text; sometimes one that is related, as neutral."""
        first = text.right[0] if rng.random() < 0.5 else rng.choice(text.right)
        by_word = rng.random() < (0.35 if text.words else 0.08) or not self.names[first]
        pool = [word for word in self.words[first] if word not in text.words] if by_word else []
        taken = {first}
        classes, names = [ENTAILMENT], [rng.choice(pool) if pool else self.name(first, rng)]
        near = [n for n in sorted(self.related[first] - set(text.right) - self.everywhere) if self.names[n]]
        if near and rng.random() < 0.15:
            classes.append(NEUTRAL)
            names.append(self.name(rng.choice(near), rng))
        opposite = self.opposite(text)
        if opposite is not None and rng.random() < 0.5:
            taken.add(opposite)
            classes.append(CONTRADICTION)
            names.append(self.name(opposite, rng))
        while len(names) < candidates:
            n = self.wrong(text, first, taken, rng)
            name = rng.choice(self.words[n]) if pool else self.name(n, rng)
            if pool and self._index[keys(name)] & text.allowed:
                continue
            taken.add(n)
            classes.append(CONTRADICTION)
            names.append(name)
        return self.asked(text.text, names, classes, rng)

    def opposite(self, text: Text) -> int | None:
        """The other of praise and blame, where a text is one of them."""
        good, bad = self.number["positive"], self.number["negative"]
        if good in text.right and bad not in text.right:
            return bad
        return good if bad in text.right and good not in text.right else None

    def undecided(self, premise: str, candidates: int, rng: random.Random) -> Example:
        """A text that says too little, with any labels."""
        numbers = rng.sample(self.usable, candidates)
        return self.asked(premise, [self.name(n, rng) for n in numbers], [NEUTRAL] * candidates, rng)

    def asked(self, premise: str, names: Sequence[str], classes: Sequence[int], rng: random.Random) -> Example:
        """The names put into a template."""
        template = rng.choices(TEMPLATES, TEMPLATE_WEIGHTS)[0]
        if rng.random() < 0.06:
            names = [capital(name) for name in names]
        varied = vary(premise, self.frames["opening"], self.frames["closing"], rng)
        return Example(varied, tuple(template.format(name) for name in names), tuple(classes))

    def easy(self, rng: random.Random) -> Example:
        """One to three words of a label alone; the right hypothesis names the label or one of the very words."""
        n = rng.choice(self.usable)
        words = rng.sample(self.words[n], rng.randint(1, 3))
        text = self.text(", ".join(words), [n], words)
        copied = rng.random() < 0.4
        taken = {n, self.wrong(text, n, {n}, rng)}
        taken.add(self.wrong(text, n, taken, rng))
        others = [rng.choice(self.words[m]) if copied else self.name(m, rng) for m in sorted(taken - {n})]
        names = [rng.choice(words) if copied else self.name(n, rng), *others]
        return self.asked(text.text, names, (ENTAILMENT, CONTRADICTION, CONTRADICTION), rng)

    def draw(self, rng: random.Random, candidates: int = 3) -> Example:
        """A fresh example with that many hypotheses; a pair of ordinary inference has three."""
        dice = rng.random()
        if dice < 0.03:
            premise, *hypotheses = rng.choice(self.pairs)
            return Example(premise, tuple(hypotheses), (ENTAILMENT, NEUTRAL, CONTRADICTION))
        if dice < 0.06:
            return self.undecided(rng.choice(self.vague), candidates, rng)
        if dice < 0.16:
            return self.easy(rng)
        return self.example(self.premise(rng), candidates, rng)


@cache
def topics() -> Topics:
    """All of the material."""
    return Topics()
