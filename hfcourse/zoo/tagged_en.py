"""English sentences with their names marked, drawn from the frames of ``material/ner_en/frames``.

A frame is a line. ``[a|b|]`` is one of the alternatives; ``{slot}`` is a name of the type that :data:`TYPE_OF` tells;
``{@list}`` is an ordinary word. More come from the written review sentences, whose people and things get names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hfcourse.zoo.names_en import FOLDER, TYPE_OF, Names
from hfcourse.zoo.recipe import material

SLOT = re.compile(r"\{(@?[a-z0-9]+)\}")
CHOICE = re.compile(r"\[([^\[\]]*)\]")
MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")
NO_NAMES = "plain"
"""The file of frames without names."""
WIDE = "wide"
"""The file whose frames are mostly ordinary words of lists."""
RELATIVES = (
    "sister brother mother father wife husband son daughter uncle aunt cousin friend boss neighbour teacher dad mum"
)
PEOPLE = "waiter doctor nurse teacher director author manager plumber hero singer actor chef guide driver coach dentist"
FIRMS = "company shop hotel restaurant airline bank café cafe garage bakery gym clinic store factory agency"
SWAPS = (
    (re.compile(r"\b(?:He|She)\b(?!')"), "{full}|{first}|{first}|{@title} {last}"),
    (re.compile(r"(?<=[a-z,] )(?:he|she)\b(?!')"), "{full}|{first}|{first}|{@title} {last}"),
    (re.compile(r"(?<=[a-z] )him\b(?!')"), "{full}|{first}|{@title} {last}"),
    (re.compile(rf"\b[Mm]y (?:{RELATIVES.replace(' ', '|')})\b"), "{full}|{first}|{first}"),
    (re.compile(rf"\b[Tt]he (?:{PEOPLE.replace(' ', '|')})\b"), "{full}|{last}|{@title} {last}"),
    (re.compile(rf"\b(?:[Tt]he|[Tt]his|[Oo]ur) (?:{FIRMS.replace(' ', '|')})\b"), "{company}|{org}|{company}"),
    (re.compile(r"\b(?:[Tt]he|[Tt]his) (?:film|movie|book|novel|series|play|show)\b"), "{work}"),
    (re.compile(r"\b(?:[Tt]he|[Tt]his) (?:town|city|village|place)\b"), "{city}|{village}|{country}"),
    (re.compile(r"\b(?:[Tt]he|[Tt]his|[Mm]y) (?:phone|laptop|camera|tablet|game|app)\b"), "{product}|the {product}"),
)
"""What in a review sentence gives way to a name, and to which."""
SHARES = {
    "frames": 0.45,
    "spliced": 0.13,
    "local": 0.14,
    "wide": 0.06,
    "plain": 0.06,
    "reviews": 0.02,
    "cut": 0.06,
    "swapped": 0.08,
}
"""Where a sentence comes from, and how often; ``cut`` is the end of a review sentence: any word may start one;
``spliced`` are pieces of frames in a row and ``local`` are names with few words around them, so that nothing but the
neighbourhood of a name can be learned by heart."""
SLOTS_OF = {
    "PER": "full full full first first last".split(),
    "LOC": "city city city city village village country country region island place loc".split(),
    "ORG": "company company company org org agency club uni paper band party school".split(),
    "NAT": ["nat"],
}
"""The slots that stand between two contexts of ``contexts.txt``."""
JOINTS = (
    ", ",
    ", ",
    " and ",
    " and ",
    " but ",
    " while ",
    " when ",
    " because ",
    " that ",
    "; ",
    ": ",
    " - ",
    ". ",
    " who ",
    " with ",
    " where ",
)
"""What stands between two pieces."""
FOLLOWED, WRAPPED, LEAD, NO_END = 0.1, 0.07, 0.06, 0.08
"""How often a second sentence follows, a clause of saying is added, an adverbial leads, the last full stop is left out."""
OPENERS = "a an the this that these those my our his her their we they it he she there you".split()
KEPT_SMALL = ("iPhone", "iPad", "eBay")


class Tagged(NamedTuple):
    """A text and its names: (start, end, type), in the order of the text."""

    text: str
    spans: tuple[tuple[int, int, str], ...]

    def without_names(self, rng: random.Random, share: float) -> str:
        """The text, ``share`` of its names left out."""
        text = self.text
        for start, end, _ in reversed(self.spans):
            if rng.random() < share:
                text = text[:start] + text[end:]
        return text

    def then(self, other: Tagged, between: str = " ") -> Tagged:
        """This text, ``between``, and ``other``."""
        shift = len(self.text) + len(between)
        moved = tuple((start + shift, end + shift, kind) for start, end, kind in other.spans)
        return Tagged(self.text + between + other.text, self.spans + moved)


def parse_marked(line: str) -> Tagged:
    """``[Ann|PER] sleeps.`` as text and spans."""
    text, spans, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    return Tagged(text + line[last:], tuple(spans))


def takes_an(word: str) -> bool:
    """Whether the article before ``word`` is "an"."""
    return bool(re.match(r"(?!Uni|uni|Eu|eu|One|one|U[A-Z.]|Uk|Ur?u)[AEIOUaeiouÀ-Å]|hour|honest", word))


def compose(frame: str, names: Names, rng: random.Random) -> Tagged:
    """A frame with its alternatives chosen and its slots filled."""
    frame = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), frame)
    text, spans, last = "", [], 0
    for match in SLOT.finditer(frame):
        text += frame[last : match.start()]
        last = match.end()
        slot = match[1]
        kind = TYPE_OF.get(slot, "")
        word = names.draw(slot, rng) if kind else names.word(slot, rng)
        start_of_text = not text.strip('"(')
        if word.startswith("the ") and kind:
            word = word.removeprefix("the ")
            if re.search(r"(?:^|[.!?:\"] )\"?$", text):
                text += "The "
            elif not re.search(r"\b(?:[Tt]he|[Aa]n?|[a-z]+ern|[Mm]y|[Oo]ur|nearby|['’]s) $", text):
                text += "the "
        elif start_of_text and not word.startswith(KEPT_SMALL):
            word = word[0].upper() + word[1:]
        if re.search(r"\b[Aa] $", text) and takes_an(word):
            text = text[:-1] + "n "
        if kind:
            spans.append((len(text), len(text) + len(word), kind))
        text += word
        if word.endswith(".") and frame[last : last + 1] == ".":
            last += 1
    return Tagged(text + frame[last:], tuple(spans))


@cache
def frame_files() -> dict[str, list[str]]:
    """The frames of each file."""
    return {
        path.stem: [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in sorted((FOLDER / "frames").glob("*.txt"))
    }


@cache
def review_sentences() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Written review sentences that hold no name, and frames made of those where something can be named."""
    sentences = sorted({row["text"] for row in material("sentiment_en", "sentence")})
    small = {word for text in sentences for word in re.findall(r"(?<=[a-z,] )[a-z']+", text)}
    plain, frames = [], []
    for text in sentences:
        if re.search(r"[\[\]{}|]", text):
            continue
        first, *others = re.findall(r"[A-Za-z']+", text)
        ends = {match[1] for match in re.finditer(r"[.!?:]\s+[\"'(]?([A-Z][a-z']*)", text)}
        if first.lower() not in small or any(
            word[0].isupper() and not word.startswith("I'") and word != "I" and word not in ends for word in others
        ):
            continue
        plain.append(text)
        for pattern, slots in SWAPS:
            if pattern.search(text):
                frames.append(pattern.sub(f"[{slots}]", text, count=1))
    return tuple(plain), tuple(frames)


@cache
def contexts() -> dict[str, list[str]]:
    """What stands before and after names of each type."""
    sections: dict[str, list[str]] = {}
    for line in (FOLDER / "contexts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
            sections[title] = []
        elif line:
            sections[title].append(line)
    return sections


class Sentences:
    """Draws sentences with ``names``, from all frame files but ``without``."""

    def __init__(self, names: Names, without: Sequence[str] = ()) -> None:
        self._names = names
        files = {stem: lines for stem, lines in frame_files().items() if stem not in without}
        reviews, swapped = review_sentences()
        self._pools = {
            "frames": [line for stem, lines in files.items() if stem not in {NO_NAMES, WIDE} for line in lines],
            "wide": files[WIDE],
            "plain": files[NO_NAMES],
            "reviews": list(reviews),
            "cut": list(reviews),
            "swapped": list(swapped),
        }

    def each_frame(self, rng: random.Random) -> list[Tagged]:
        """One sentence from every frame that has names, but those of the wide file."""
        return [compose(frame, self._names, rng) for frame in self._pools["frames"]]

    def sentence(self, rng: random.Random) -> Tagged:
        """One sentence."""
        pool = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        if pool == "spliced":
            return self._joined([self._piece(rng) for _ in range(rng.randint(1, 3))], rng)
        if pool == "local":
            return self._joined([self._local(rng) for _ in range(rng.choice([1, 2, 2, 3]))], rng)
        made = compose(rng.choice(self._pools[pool]), self._names, rng)
        if pool == "cut":
            words = made.text.split()
            rest = " ".join(words[rng.randint(1, max(1, len(words) - 4)) :])
            made = Tagged(rest[:1].upper() + rest[1:], ()) if len(words) > 4 else made
        if made.text.endswith(".") and not made.text.endswith("..") and made.text[0].isalpha():
            dice = rng.random()
            if dice < WRAPPED:
                made = self._wrapped(made, rng)
            elif dice < WRAPPED + LEAD:
                lead = Tagged(self._names.word("@lead", rng), ())
                made = lead.then(self._small(made), rng.choice([", ", ", ", " "]))
        if (
            made.text.endswith(".")
            and rng.random() < NO_END
            and not any(end == len(made.text) for _, end, _ in made.spans)
        ):
            made = Tagged(made.text[:-1], made.spans)
        return made

    def _piece(self, rng: random.Random) -> Tagged:
        """One to three neighbouring names of a frame with at least two words, where there are, on either side."""
        made = compose(rng.choice(self._pools["frames"]), self._names, rng)
        if not made.spans:
            return made
        first = rng.randrange(len(made.spans))
        last = min(len(made.spans) - 1, first + rng.randint(0, 2))
        floor = made.spans[first - 1][1] if first else 0
        before = [floor + match.end() for match in re.finditer(" ", made.text[floor : made.spans[first][0]])] or [floor]
        ceiling = made.spans[last + 1][0] if last + 1 < len(made.spans) else len(made.text)
        end = made.spans[last][1]
        after = [end + match.start() for match in re.finditer(" ", made.text[end:ceiling])] or [ceiling]
        start, stop = rng.choice(before[: max(1, len(before) - 2)]), rng.choice(after[min(2, len(after) - 1) :])
        kept = tuple((one - start, two - start, kind) for one, two, kind in made.spans[first : last + 1])
        return Tagged(made.text[start:end] + made.text[end:stop].rstrip(" .,;"), kept)

    def _local(self, rng: random.Random) -> Tagged:
        """A name between two contexts, or after one, or before one."""
        lists = contexts()
        kind = rng.choices(["PER", "LOC", "ORG", "MISC", "NAT"], weights=[30, 25, 25, 12, 8])[0]
        before, after = rng.choice(lists[f"{kind} before"]), rng.choice(lists[f"{kind} after"])
        slot = "" if "{" in before else f" {{{rng.choice(SLOTS_OF[kind])}}}"
        dice = rng.random()
        if dice < 0.35 and slot and kind != "NAT":
            before = ""
        elif dice < 0.6 and kind != "NAT":
            after = ""
        gap = "" if after.startswith((",", "'s ")) else " "
        return compose_inside(f"{before}{slot}{gap}{after}".strip(), self._names, rng)

    def _joined(self, pieces: Sequence[Tagged], rng: random.Random) -> Tagged:
        """``pieces`` in a row, mostly with a capital at the start and a full stop at the end."""
        made = pieces[0]
        for piece in pieces[1:]:
            made = made.then(piece, rng.choice(JOINTS))
        if rng.random() < 0.8 and made.text:
            made = Tagged(made.text[0].upper() + made.text[1:], made.spans)
        return made.then(Tagged(".", ()), "") if rng.random() < 0.8 and made.text[-1:] != "." else made

    def _small(self, made: Tagged) -> Tagged:
        """``made`` as it stands within a sentence."""
        first = made.text.split()[0]
        if (made.spans and made.spans[0][0] == 0) or first.lower() not in OPENERS:
            return made
        return Tagged(made.text[0].lower() + made.text[1:], made.spans)

    def _wrapped(self, made: Tagged, rng: random.Random) -> Tagged:
        """``made`` as somebody's words."""
        if any(end == len(made.text) for _, end, _ in made.spans):
            return made
        bare = Tagged(made.text[:-1], made.spans)
        if rng.random() < 0.5:
            frame = rng.choice(
                [
                    "[said|says|wrote|according to|explained|joked|recalled] {full}.",
                    "{full} [said|says|told {paper}|told {full}|wrote].",
                    "{last} [said|added|told reporters].",
                    "according to {paper}.",
                    "{org} [said|reported|announced] on {@day}.",
                ]
            )
            return bare.then(compose_inside(frame, self._names, rng), ", ")
        frame = rng.choice(
            [
                "{full} [said|says|thinks|knew|wrote] that",
                "{last} [said|told {last}|denied] that",
                "{org} [says|announced] that",
            ]
        )
        return compose(frame, self._names, rng).then(self._small(made))

    def sample(self, rng: random.Random) -> Tagged:
        """One sentence, or two."""
        made = self.sentence(rng)
        if rng.random() < FOLLOWED and made.text[-1] in ".!?":
            made = made.then(self.sentence(rng))
        return made


def compose_inside(frame: str, names: Names, rng: random.Random) -> Tagged:
    """:func:`compose` for words that start no sentence."""
    made = compose("so " + frame, names, rng)
    return Tagged(made.text[3:], tuple((start - 3, end - 3, kind) for start, end, kind in made.spans))
