"""Scenes of several things, and questions about them with one right answer each."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from hfcourse.zoo.pictures import (
    COLOURS,
    Item,
    Pen,
    Scene,
    Style,
    blurred,
    canvas,
    distance,
    finished,
    speckled,
    varied,
)
from hfcourse.zoo.things import THINGS

ASKED = (
    *("cat", "dog", "rabbit", "bird", "fish", "car", "bus", "boat", "house", "tree"),
    *("flower", "star", "heart", "apple", "cup", "umbrella", "hat", "ball"),
)
"""Things in the scenes."""
ANIMALS = ("cat", "dog", "rabbit", "bird", "fish")
VEHICLES = ("car", "bus", "boat")
NAMES = tuple(COLOURS)
PLURALS = {"fish": "fish", "bus": "buses"}
MOST = 5
"""Things in one scene at most."""
COLUMNS = ("left", "", "right")
ROWS = ("top", "", "bottom")
PLACES = tuple(f"{row} {column}".strip() or "middle" for row in ROWS for column in COLUMNS)
ANSWERS = (*NAMES, *(str(number) for number in range(MOST + 1)), "yes", "no", *PLACES, *ASKED)
CONTRAST = 50
SURE = 0.07
"""A place this near to a border between thirds is asked for by no question."""


@dataclass(frozen=True)
class Question:
    """A question, its answer, and what kind it is."""

    text: str
    answer: str
    kind: str


def plural(thing: str) -> str:
    """``thing`` in the plural."""
    return PLURALS.get(thing, thing + "s")


def third(share: float) -> int | None:
    """Which third of the side ``share`` lies in; None near a border."""
    if min(abs(share - 1 / 3), abs(share - 2 / 3)) < SURE:
        return None
    return int(share * 3)


def place_of(item: Item) -> str | None:
    """Where an item is, as one of :data:`PLACES`; None where one may doubt it."""
    column, row = third(item.x), third(item.y)
    if column is None or row is None:
        return None
    return f"{ROWS[row]} {COLUMNS[column]}".strip() or "middle"


def scene(rng: random.Random, count: int | None = None) -> Scene:
    """Any scene of ``count`` things, or of one to :data:`MOST`; no two cover each other."""
    if count is None:
        count = rng.choices(range(1, MOST + 1), (3, 5, 5, 3, 2))[0]
    paper = "white" if rng.random() < 0.3 else rng.choice(NAMES)
    inks = [name for name in NAMES if distance(COLOURS[name], COLOURS[paper]) >= CONTRAST]
    kinds = rng.sample(ASKED, min(count, rng.choices((1, 2, 3, 4, 5), (2, 4, 4, 3, 2))[0]))
    things = kinds + [rng.choice(kinds) for _ in range(count - len(kinds))]
    rng.shuffle(things)
    few = rng.random() < 0.25
    shades = rng.sample(inks, 2) if few else inks
    low, high = ((0.35, 0.9), (0.3, 0.46), (0.27, 0.4), (0.26, 0.35), (0.25, 0.32))[count - 1]
    while True:
        items: list[Item] = []
        for thing in things:
            for _ in range(30):
                size = rng.uniform(low, high)
                edge = size / 2 * 0.95
                x, y = rng.uniform(edge, 1 - edge), rng.uniform(edge, 1 - edge)
                if all(max(abs(x - one.x), abs(y - one.y)) > (size + one.size) / 2 * 0.92 for one in items):
                    items.append(Item(thing, rng.choice(shades), x, y, size))
                    break
        if len(items) == count:
            return Scene(tuple(items), paper)


def draw(what: Scene, pixels: int, rng: random.Random, *, plain: bool = False) -> Image.Image:
    """A square RGB picture of a scene; ``plain`` leaves out blur and grain."""
    paper = varied(COLOURS[what.background], 14, rng)
    image = canvas(rng.choice(("plain", "plain", "fade")), paper, pixels, rng)
    line = rng.choice(("none", "dark", "ink"))
    for item in what.items:
        style = Style(rng.choice(("flat", "flat", "shade")), line, rng.uniform(0.03, 0.07))
        THINGS[item.thing](
            Pen(
                image,
                (item.x * image.width, item.y * image.width),
                item.size / 2 * image.width,
                varied(COLOURS[item.colour], 14, rng),
                style,
                rng,
                turn=rng.gauss(0, 0.06),
                flip=rng.random() < 0.5,
            )
        )
    image = finished(image)
    if not plain and rng.random() < 0.25:
        image = blurred(image, rng.uniform(0.3, 0.7))
    if not plain and rng.random() < 0.25:
        image = speckled(image, rng.uniform(2, 12), rng)
    return image


def beside(item: Item, others: tuple[Item, ...], direction: str) -> list[Item]:
    """The others that lie in ``direction`` of ``item``, more in that direction than across it."""
    found = []
    for other in others:
        across, along = other.x - item.x, other.y - item.y
        if direction in ("above", "below"):
            across, along = along, across
        if direction in ("left", "above"):
            across = -across
        if across > 0.15 and across > abs(along):
            found.append(other)
    return found


COLOUR_OF = (
    "what {colour} is the {thing}?",
    "which {colour} is the {thing}?",
    "what is the {colour} of the {thing}?",
    "the {thing} is what {colour}?",
    "what {colour} does the {thing} have?",
    "tell me the {colour} of the {thing}",
    "which {colour} does the {thing} have?",
    "what's the {colour} of the {thing}?",
    "can you tell what {colour} the {thing} is?",
    "in what {colour} is the {thing} drawn?",
)
PAPER = (
    "what {colour} is the background?",
    "what is the {colour} of the background?",
    "which {colour} is the background?",
    "the background is what {colour}?",
    "what {colour} is behind the things?",
    "what {colour} is the paper?",
    "which {colour} does the background have?",
)
COUNT = (
    "how many {things} are there?",
    "how many {things} are in the picture?",
    "how many {things} can you see?",
    "how many {things} do you see?",
    "what is the number of {things}?",
    "count the {things}",
    "how many {things} does the picture show?",
    "how many {things} are shown?",
    "what number of {things} are there?",
    "how many {things} are there in the image?",
)
EVERYTHING = ("things", "objects", "items", "pictures", "figures")
WHERE = (
    "where is the {thing}?",
    "where's the {thing}?",
    "where in the picture is the {thing}?",
    "in which part of the picture is the {thing}?",
    "where can you see the {thing}?",
    "in what position is the {thing}?",
    "what is the position of the {thing}?",
    "where is the {thing} in the image?",
    "on which side is the {thing}?",
)
IS_THERE = (
    "is there a {thing}?",
    "is there a {thing} in the picture?",
    "can you see a {thing}?",
    "do you see a {thing}?",
    "is a {thing} in the picture?",
    "does the picture show a {thing}?",
    "are there any {things}?",
    "is there any {thing} in the image?",
    "are there {things} in the picture?",
    "does the image contain a {thing}?",
)
IS_COLOUR = (
    "is the {thing} {shade}?",
    "is the {colour} of the {thing} {shade}?",
    "is this {thing} {shade}?",
    "is that a {shade} {thing}?",
)
BESIDE = {
    "left": (
        "what is left of the {thing}?",
        "what is to the left of the {thing}?",
        "what's left of the {thing}?",
        "which thing is left of the {thing}?",
        "what do you see to the left of the {thing}?",
        "what stands left of the {thing}?",
        "what is on the left of the {thing}?",
        "what is on the left side of the {thing}?",
    ),
    "right": (
        "what is right of the {thing}?",
        "what is to the right of the {thing}?",
        "what's right of the {thing}?",
        "which thing is right of the {thing}?",
        "what do you see to the right of the {thing}?",
        "what stands right of the {thing}?",
        "what is on the right of the {thing}?",
        "what is on the right side of the {thing}?",
    ),
    "above": (
        "what is above the {thing}?",
        "what's above the {thing}?",
        "what is over the {thing}?",
        "which thing is above the {thing}?",
        "what do you see above the {thing}?",
        "what is on top of the {thing}?",
    ),
    "below": (
        "what is below the {thing}?",
        "what's below the {thing}?",
        "what is under the {thing}?",
        "which thing is below the {thing}?",
        "what do you see below the {thing}?",
        "what is beneath the {thing}?",
    ),
}
WHICH = (
    "what is {shade}?",
    "which thing is {shade}?",
    "what thing is {shade}?",
    "what is the {shade} thing?",
    "which object is {shade}?",
    "what is the {shade} object?",
    "what in the picture is {shade}?",
)
ALONE = (
    "what is this?",
    "what is in the picture?",
    "what does the picture show?",
    "what do you see?",
    "what is shown here?",
    "what can you see in the picture?",
    "what is in the image?",
    "what thing is this?",
    "what is drawn here?",
)
KIND_OF = (
    "what {kind} is this?",
    "which {kind} is this?",
    "what {kind} is in the picture?",
    "what kind of {kind} is this?",
    "which {kind} do you see?",
    "what {kind} is shown?",
    "what {kind} is it?",
)


def _filled(forms: tuple[str, ...], rng: random.Random, **words: str) -> str:
    text = rng.choice(forms).format(colour=rng.choice(("color", "colour")), **words)
    return re.sub(r"\ba (?=[aeiou])", "an ", text)


def _named(item: Item, rng: random.Random) -> str:
    """The thing's name, with its colour now and then."""
    return f"{item.colour} {item.thing}" if rng.random() < 0.2 else item.thing


def _colour(what: Scene, rng: random.Random) -> Question | None:
    item = rng.choice(_single(what) or [None])
    if rng.random() < 0.15 or item is None:
        return Question(_filled(PAPER, rng), what.background, "colour")
    if rng.random() < 0.15:
        shade = item.colour if rng.random() < 0.5 else rng.choice(NAMES)
        answer = "yes" if shade == item.colour else "no"
        return Question(_filled(IS_COLOUR, rng, thing=item.thing, shade=shade), answer, "colour")
    return Question(_filled(COLOUR_OF, rng, thing=item.thing), item.colour, "colour")


def _count(what: Scene, rng: random.Random) -> Question | None:
    dice = rng.random()
    if dice < 0.2:
        return Question(_filled(COUNT, rng, things=rng.choice(EVERYTHING)), str(len(what.items)), "count")
    if dice < 0.35:
        shade = rng.choice(what.items).colour
        number = sum(item.colour == shade for item in what.items)
        return Question(_filled(COUNT, rng, things=f"{shade} things"), str(number), "count")
    thing = rng.choice(what.items).thing if rng.random() < 0.85 else rng.choice(ASKED)
    number = sum(item.thing == thing for item in what.items)
    return Question(_filled(COUNT, rng, things=plural(thing)), str(number), "count")


def _where(what: Scene, rng: random.Random) -> Question | None:
    items = [item for item in _single(what) if place_of(item)]
    if not items:
        return None
    item = rng.choice(items)
    return Question(_filled(WHERE, rng, thing=_named(item, rng)), place_of(item) or "", "where")


def _is_there(what: Scene, rng: random.Random) -> Question | None:
    shown = {item.thing for item in what.items}
    if rng.random() < 0.7:
        thing = rng.choice(what.items).thing if rng.random() < 0.5 else rng.choice(ASKED)
        found = thing in shown
        return Question(_filled(IS_THERE, rng, thing=thing, things=plural(thing)), "yes" if found else "no", "is there")
    item = rng.choice(what.items)
    thing, shade = item.thing, item.colour
    if rng.random() < 0.5:
        thing, shade = rng.choice(((thing, rng.choice(NAMES)), (rng.choice(ASKED), shade)))
    found = any(item.thing == thing and item.colour == shade for item in what.items)
    words = {"thing": f"{shade} {thing}", "things": f"{shade} {plural(thing)}"}
    return Question(_filled(IS_THERE, rng, **words), "yes" if found else "no", "is there")


def _beside(what: Scene, rng: random.Random) -> Question | None:
    choices = []
    for item in _single(what):
        others = tuple(other for other in what.items if other is not item)
        for direction in BESIDE:
            found = beside(item, others, direction)
            if len(found) == 1:
                choices.append((item, direction, found[0].thing))
    if not choices:
        return None
    item, direction, answer = rng.choice(choices)
    return Question(_filled(BESIDE[direction], rng, thing=_named(item, rng)), answer, "beside")


def _which(what: Scene, rng: random.Random) -> Question | None:
    if len(what.items) == 1:
        [item] = what.items
        kind = "animal" if item.thing in ANIMALS else "vehicle" if item.thing in VEHICLES else ""
        if kind and rng.random() < 0.5:
            return Question(_filled(KIND_OF, rng, kind=kind), item.thing, "what")
        return Question(_filled(ALONE, rng), item.thing, "what")
    shades = Counter(item.colour for item in what.items)
    items = [item for item in what.items if shades[item.colour] == 1]
    if not items:
        return None
    item = rng.choice(items)
    return Question(_filled(WHICH, rng, shade=item.colour), item.thing, "what")


def _single(what: Scene) -> list[Item]:
    """The items whose thing is there once only."""
    counts = Counter(item.thing for item in what.items)
    return [item for item in what.items if counts[item.thing] == 1]


ASKERS: dict[str, Callable[[Scene, random.Random], Question | None]] = {
    "colour": _colour,
    "count": _count,
    "where": _where,
    "is there": _is_there,
    "beside": _beside,
    "what": _which,
}


def question(what: Scene, rng: random.Random) -> Question:
    """Any question about the scene that has one right answer."""
    while True:
        kind = rng.choices(tuple(ASKERS), (4, 5, 4, 4, 6, 3))[0]
        asked = ASKERS[kind](what, rng)
        if asked is not None:
            return asked


def spelled(rng: random.Random, text: str) -> str:
    """The question as people type it: mostly with a capital and its mark, now and then without."""
    if rng.random() < 0.15:
        text = text.rstrip("?")
    return text[0].upper() + text[1:] if rng.random() < 0.7 else text
