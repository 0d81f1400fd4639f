"""English sentences with a known sentiment: frames and words composed over the written material.

Every frame expresses the polarity that it is asked for (1 positive, 0 negative) and may ask for words of the opposite
one: ``not terrible`` is a positive frame around a negative adjective. So negation, contrast and comparison come with
every word of the lexicon, and a word's polarity is never all there is to a sentence.

``material/grammar_en.toml`` holds the frames. What stands in braces is drawn anew for each sentence; a digit asks for
a second one (``{a2}``), a suffix for a form (``{a.ly}``, ``{love.past}``):

==========================  =======================================================
``{a}`` ``{aa}``            adjective of the frame's polarity; with article
``{x}`` ``{ax}``            adjective of the opposite polarity; with article
``{g}`` ``{b}``             positive, negative adjective (``{ag}``, ``{ab}`` with article)
``{d}``                     what can stand after *is*: adjective, two, phrase, adverb
``{good}`` ``{bad}``        positive, negative noun
``{love}`` ``{hate}``       verb of feeling; ``{please}`` ``{annoy}``: of effect
``{act_past_whom}``         verb of conduct with its object; ``{anti_…}`` the opposite
``{pred}`` ``{does}``       predicate of a thing, of a person; ``{self}`` of me and us
``{s}`` ``{clause}``        subject; written clause
any other                   a word of the list of that name
==========================  =======================================================
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hfcourse.zoo.recipe import MATERIAL

VOWELS = "aeiou"
IRREGULAR = {
    "hurt": "hurt", "upset": "upset", "mislead": "misled", "dig": "dug", "understand": "understood", "teach": "taught",
    "stand": "stood", "stick": "stuck", "take": "took", "fall": "fell", "swear": "swore", "feed": "fed", "beat": "beat",
    "cut": "cut", "hang": "hung", "throw": "threw", "leave": "left", "let": "let", "steal": "stole", "shut": "shut",
    "misunderstand": "misunderstood", "forget": "forgot", "spit": "spat", "wear": "wore", "pay": "paid", "rip": "ripped",
    "con": "conned", "rob": "robbed", "mug": "mugged", "snub": "snubbed", "slap": "slapped", "snap": "snapped",
    "nag": "nagged", "hug": "hugged", "tip": "tipped", "scam": "scammed", "regret": "regretted", "repel": "repelled",
}  # fmt: skip
PARTICIPLES = {
    "take": "taken", "fall": "fallen", "swear": "sworn", "beat": "beaten", "throw": "thrown", "steal": "stolen",
    "forget": "forgotten", "wear": "worn",
}  # fmt: skip
DOUBLING = {"cut", "dig", "let", "shut", "spit", "forget", "upset"}
GRADES = {"good": ("better", "best"), "bad": ("worse", "worst"), "fun": ("more fun", "most fun")}
PARTICLES = {"at", "for", "by", "to", "about", "on", "of", "with", "from", "against", "after"}
QUESTION, EXCLAMATION = "question", "exclamation"


def article(phrase: str) -> str:
    """``a`` or ``an`` before the phrase."""
    return ("an " if phrase[:1].lower() in VOWELS else "a ") + phrase


def past(verb: str, participle: bool = False) -> str:
    """The past, or the past participle, of the first word; the rest stays."""
    head, space, tail = verb.partition(" ")
    if participle and head in PARTICIPLES:
        head = PARTICIPLES[head]
    elif head in IRREGULAR:
        head = IRREGULAR[head]
    elif head.endswith("e"):
        head += "d"
    elif head.endswith("y") and head[-2] not in VOWELS:
        head = head[:-1] + "ied"
    else:
        head += "ed"
    return head + space + tail


def progressive(verb: str) -> str:
    """The -ing form of the first word; the rest stays."""
    head, space, tail = verb.partition(" ")
    if head.endswith("ie"):
        head = head[:-2] + "y"
    elif head.endswith("e") and not head.endswith("ee"):
        head = head[:-1]
    elif head in DOUBLING or IRREGULAR.get(head, "").endswith(head[-1] * 2 + "ed"):
        head += head[-1]
    return f"{head}ing{space}{tail}"


def third(verb: str) -> str:
    """The third person singular of the first word; the rest stays."""
    head, space, tail = verb.partition(" ")
    if head.endswith(("s", "sh", "ch", "x")):
        head += "es"
    elif head.endswith("y") and head[-2] not in VOWELS:
        head = head[:-1] + "ies"
    else:
        head += "s"
    return head + space + tail


def graded(adjective: str, superlative: bool) -> str:
    """The comparative or superlative as it is written: nicer, ugliest, more useful."""
    if adjective in GRADES:
        return GRADES[adjective][superlative]
    ending = "est" if superlative else "er"
    groups = len(re.findall("[aeiouy]+", adjective))
    short = groups == 1 or (
        groups == 2 and (adjective.endswith("y") or (adjective.endswith("e") and len(adjective) < 6))
    )
    if "-" in adjective or not short:
        return ("most " if superlative else "more ") + adjective
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if adjective.endswith("y"):
        return adjective[:-1] + "i" + ending
    if re.fullmatch("[^aeiou]*[aeiou][bdgmnpt]", adjective):
        return adjective + adjective[-1] + ending
    return adjective + ending


def adverb(adjective: str) -> str:
    """The adverb in -ly."""
    if adjective.endswith("ly"):
        return f"in a {adjective} way"
    if adjective.endswith("le") and adjective[-3] not in VOWELS:
        return adjective[:-1] + "y"
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    return adjective + ("ally" if adjective.endswith("ic") else "ly")


FORMS: dict[str, Callable[[str], str]] = {
    "past": past,
    "done": lambda verb: past(verb, participle=True),
    "third": third,
    "ing": progressive,
    "base": str,
    "er": lambda adjective: graded(adjective, superlative=False),
    "est": lambda adjective: graded(adjective, superlative=True),
    "ly": adverb,
}


def with_object(verb: str, whom: str) -> str:
    """The object where it belongs: ``let us down``, ``shout at us``, ``treat us fairly``."""
    head, _, tail = verb.partition(" ")
    if not tail:
        return f"{head} {whom}"
    return f"{head} {tail} {whom}" if tail.split(" ")[-1] in PARTICLES else f"{head} {whom} {tail}"


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text as it stands after a comma: ``I`` and capitals stay."""
    return text if text.startswith(("I ", "I'")) or text[:2].isupper() else text[:1].lower() + text[1:]


def bare(text: str) -> str:
    """The text without its end mark."""
    return text.rstrip(".!?").rstrip()


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((MATERIAL / "grammar_en.toml").read_text(encoding="utf-8"))


Pair = tuple[list[str], list[str]]
"""Negative and positive texts."""


@dataclass
class Grammar:
    """The words of the material by polarity, and the frames."""

    sentences: Pair
    lexicon: dict[tuple[str, str], Pair]
    lists: dict[str, list[str]]
    frames: dict[str, Pair] = field(init=False)
    weights: dict[str, float] = field(init=False)
    adjectives: Pair = field(init=False)
    phrases: Pair = field(init=False)
    polarity: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        frames = _tables()["frames"]
        self.frames = {
            name: (frame.get("both", []) + frame.get("neg", []), frame.get("both", []) + frame.get("pos", []))
            for name, frame in frames.items()
        }
        self.weights = {name: frame["weight"] for name, frame in frames.items()}
        self.adjectives, self.phrases, self.polarity = ([], []), ([], []), {}
        for (kind, _), pair in self.lexicon.items():
            for p, values in enumerate(pair):
                for value in values if kind == "adjective" else ():
                    (self.phrases if " " in value else self.adjectives)[p].append(value)
                    self.polarity[value.lower()] = p

    @classmethod
    def of(cls, rows: Sequence[dict[str, str]]) -> Grammar:
        """From rows of the material (label, kind, domain, text)."""
        sentences: Pair = ([], [])
        lexicon: defaultdict[tuple[str, str], Pair] = defaultdict(lambda: ([], []))
        lists = {name: list(values) for name, values in _tables()["words"].items()}
        for row in rows:
            kind, text = row["kind"], row["text"]
            if kind in ("subject", "filler"):
                lists[kind].append(text)
            elif kind == "sentence":
                sentences[row["label"] == "pos"].append(text)
            else:
                lexicon[kind, "" if kind == "clause" else row["domain"]][row["label"] == "pos"].append(text)
        return cls(sentences, dict(lexicon), lists)

    def word(self, r: random.Random, name: str, p: int) -> str:
        """What a placeholder stands for, in a frame of polarity ``p``; lists of the grammar may hold placeholders."""
        polar = {"a": p, "x": 1 - p, "g": 1, "b": 0}
        if name in polar:
            return r.choice(self.adjectives[polar[name]])
        if name == "s":
            return self.subject(r)
        if name == "d":
            return self.description(r, p)
        if name == "self":
            return self.about_me(r, p)
        source = {
            "good": ("noun", "any", 1), "bad": ("noun", "any", 0), "love": ("verb", "feeling", 1), "hate": ("verb", "feeling", 0),
            "please": ("verb", "effect", 1), "annoy": ("verb", "effect", 0), "act": ("verb", "action", p), "anti": ("verb", "action", 1 - p),
            "pred": ("predicate", "thing", p), "does": ("predicate", "person", p), "me": ("predicate", "self", p), "clause": ("clause", "", p),
            EXCLAMATION: (EXCLAMATION, "any", p),
        }.get(name)  # fmt: skip
        if source:
            return r.choice(self.lexicon[source[0], source[1]][source[2]])
        return self.fill(r, r.choice(self.lists[name]), p)

    def fill(self, r: random.Random, frame: str, p: int) -> str:
        """The frame with every placeholder filled."""
        if "{" not in frame:
            return frame
        drawn: dict[str, str] = {}

        def fetch(key: str, name: str) -> str:
            if key not in drawn:
                drawn[key] = self.word(r, name, p)
            return drawn[key]

        def replace(match: re.Match[str]) -> str:
            name, digit, form = match.group(1), match.group(2), match.group(3)
            short = {"o": "object", "n": "noun", "who": "person", "deg": "degree", "lit": "litotes", "act": "deed"}
            if name in ("aa", "ax", "ag", "ab"):
                return article(fetch(f"{name[0 if name == 'aa' else 1]}{digit}", "a" if name == "aa" else name[1]))
            conduct = re.fullmatch(r"(act|anti)(\d?)_(\w+?)(_whom)?", name)
            if conduct:
                verb = FORMS[conduct.group(3)](fetch(conduct.group(1) + conduct.group(2), conduct.group(1)))
                return with_object(verb, self.word(r, "whom", p)) if conduct.group(4) else verb
            text = fetch(short.get(name, name) + digit, short.get(name, name))
            return FORMS[form](text) if form else text

        return re.sub(r"\{([a-z_]+?(?:\d_[a-z_]+)?)(\d?)(?:\.([a-z]+))?\}", replace, frame)

    def subject(self, r: random.Random) -> str:
        """A thing or a person: known, named, or invented, so that an unknown noun says nothing."""
        dice = r.random()
        if dice < 0.75:
            return r.choice(self.lists["subject"])
        if dice < 0.85:
            return r.choice(("it", "it", "this", "that", "everything", "all of it"))
        name = "".join(r.choice(self.lists["syllable"]) for _ in range(r.randint(2, 3)))
        noun = r.choice(self.lists["noun"])
        return r.choice(
            (f"the {name}", f"my {name}", name.title(), f"the {noun} in {name.title()}", f"the {name} {noun}")
        )

    def description(self, r: random.Random, p: int) -> str:
        """What can stand after *is*."""
        dice = r.random()
        if dice < 0.3:
            return r.choice(self.phrases[p])
        word = r.choice(self.adjectives[p])
        if dice < 0.55:
            return word
        return (
            f"{r.choice(self.lists['adverb'])} {word}" if dice < 0.85 else f"{word} and {r.choice(self.adjectives[p])}"
        )

    def about_me(self, r: random.Random, p: int) -> str:
        """What I, or we, did or felt."""
        text = self.word(r, "me", p)
        if text.endswith(" it") and r.random() < 0.5:
            text = text[:-2] + r.choice(self.lists["object"])
        if r.random() < 0.25:
            for mine, ours in ((r"^am\b", "are"), (r"\bmy\b", "our"), (r"\bmyself\b", "ourselves")):
                text = re.sub(mine, ours, text)
            return f"we {text}"
        for long, short in (("am ", "'m "), ("would ", "'d "), ("will ", "'ll "), ("have been ", "'ve been ")):
            if text.startswith(long) and r.random() < 0.5:
                return f"I{short}{text[len(long) :]}"
        return f"I {text}"

    def clause(self, r: random.Random, p: int, *, question: bool = False) -> str:
        """A frame's text, without end mark unless it is a question."""
        names = [name for name in self.frames if question or name != QUESTION]
        name = r.choices(names, [self.weights[name] for name in names])[0]
        return self.fill(r, r.choice(self.frames[name][p]), p)

    def statement(self, r: random.Random, p: int) -> str:
        """A clause or a short written sentence, without end mark."""
        if r.random() < 0.3:
            text = r.choice(self.sentences[p])
            if len(text) < 70 and not text.endswith("?"):
                return lowered(bare(text))
        return self.clause(r, p)

    def contrast(self, r: random.Random, p: int) -> str:
        """Both polarities in one sentence, of which ``p`` is what the speaker means."""
        main, other, adjective = self.statement(r, p), self.statement(r, 1 - p), self.word(r, "x", p)
        part = r.choice(self.lists["part"])
        dice = r.random()
        if dice < 0.45:
            return other + r.choice(self.lists["after"]) + main
        if dice < 0.67:
            return main + r.choice(self.lists["before"]) + other
        if dice < 0.88:
            return f"{r.choice(('although', 'even though', 'though', 'while', 'even if'))} {other}, {main}"
        opening = r.choice(("despite", "in spite of", "apart from"))
        return (
            f"{opening} the {adjective} {part}, {main}" if dice < 0.95 else f"{main} {opening} the {adjective} {part}"
        )

    def sentence(self, r: random.Random, p: int) -> str:
        """One to three clauses that together say ``p``, with end mark."""
        dice = r.random()
        if dice < 0.36:
            text = self.clause(r, p, question=True)
        elif dice < 0.60:
            text = self.contrast(r, p)
        elif dice < 0.72:
            text = self.statement(r, p) + r.choice(self.lists["join"]) + self.statement(r, p)
        elif dice < 0.80:
            filler, main = r.choice(self.lists["filler"]), self.statement(r, p)
            text = r.choice(
                (
                    f"{filler}. {capitalised(main)}",
                    f"{filler} and {main}",
                    f"{main}. {capitalised(filler)}",
                    f"{main}, {filler}",
                )
            )
        elif dice < 0.86:
            text = f"{r.choice(self.lists['opener'])}, {self.statement(r, p)}"
        elif dice < 0.91:
            text = f"{self.statement(r, p)} {r.choice(self.lists['time'])}"
        elif dice < 0.96:
            text = f"{self.word(r, EXCLAMATION, p)}{r.choice(('! ', '. ', ', ', '... '))}{self.statement(r, p)}"
        else:
            text = r.choice((f"{self.statement(r, p)}. {self.word(r, EXCLAMATION, p)}", self.word(r, EXCLAMATION, p)))
        end = r.choice((".", ".", ".", ".", "!", "!", "", "!!", "...", " :)" if p else " :("))
        return capitalised(text) + ("" if text.endswith(("?", "!", ".")) else end)

    def written(self, r: random.Random, p: int) -> str:
        """A written sentence, at times with other words of the same polarity in the place of its adjectives."""
        words = r.choice(self.sentences[p]).split(" ")
        if r.random() < 0.6:
            return " ".join(words)
        for index, word in enumerate(words):
            core = word.strip(".,!?;:")
            if self.polarity.get(core) == p and r.random() < 0.7:
                new = r.choice(self.adjectives[p])
                words[index] = word.replace(core, new)
                if index and words[index - 1] in ("a", "an"):
                    words[index - 1] = article(new).split(" ")[0]
        return " ".join(words)


def noisy(r: random.Random, text: str) -> str:
    """The text as people type: at times without capitals, apostrophes or end marks, or with a slip."""
    dice = r.random()
    if dice < 0.75:
        return text
    if dice < 0.80:
        return text.lower()
    if dice < 0.83:
        return text.upper()
    if dice < 0.89:
        return text.replace("'", "")
    if dice < 0.92:
        return text.rstrip(".!?")
    if dice < 0.95:
        return text + r.choice(("!", "!!", "..."))
    place = r.randrange(max(1, len(text) - 1))
    slip = "" if dice < 0.975 else text[place : place + 2][::-1]
    return text[:place] + slip + text[place + (2 if slip else 1) :]


def example(grammar: Grammar, r: random.Random, written_share: float) -> tuple[str, int]:
    """A fresh text and its polarity."""
    p = r.randrange(2)
    if r.random() < written_share:
        text = grammar.written(r, p)
        more = r.random()
        if more < 0.06:
            text += " " + grammar.written(r, p)
        elif more < 0.12:
            text = bare(grammar.written(r, 1 - p)) + r.choice(grammar.lists["after"]) + lowered(text)
        elif more < 0.18:
            filler = capitalised(r.choice(grammar.lists["filler"]))
            text = r.choice((f"{text} {filler}.", f"{filler}. {text}"))
        elif more < 0.22:
            text += " " + grammar.sentence(r, p)
    else:
        text = grammar.sentence(r, p)
        if r.random() < 0.08:
            text += " " + grammar.sentence(r, p)
    return noisy(r, text), p
