"""Pictures of one thing, as the image classifier learns from them and as the small picture data set holds them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PIL import Image

from hfcourse.zoo.pictures import (
    BACKGROUNDS,
    COLOURS,
    Pen,
    Style,
    blurred,
    canvas,
    distance,
    finished,
    shaded,
    speckled,
    varied,
)
from hfcourse.zoo.things import FAMILIES, THINGS, USUAL

CONTRAST = 45
"""The least distance between a thing's colour and the background's."""
T = TypeVar("T")


def portrait(thing: str, pixels: int, rng: random.Random) -> Image.Image:
    """A square RGB picture of ``thing`` in any colour, style, place, size and light."""
    usual = rng.random() < 0.6
    colour = varied(COLOURS[rng.choice(USUAL[thing] if usual and thing in USUAL else tuple(COLOURS))], 25, rng)
    paper = colour
    while distance(paper, colour) < CONTRAST:
        paper = varied(shaded(COLOURS[rng.choice(tuple(COLOURS))], rng.choice((0.7, 1.0, 1.4, 1.7, 1.9))), 15, rng)
    image = canvas(rng.choices(BACKGROUNDS, (6, 3, 3, 1, 1, 1))[0], paper, pixels, rng)
    half = image.width / 2
    share = rng.uniform(0.45, 0.95) if rng.random() < 0.8 else rng.uniform(0.3, 0.5)
    room = (1 - share) * half
    pen = Pen(
        image,
        (half + rng.uniform(-room, room), half + rng.uniform(-room, room)),
        share * half,
        colour,
        Style.drawn(rng),
        rng,
        turn=rng.gauss(0, 0.12),
        flip=rng.random() < 0.5,
        squeeze=rng.uniform(0.85, 1.15),
    )
    THINGS[thing](pen)
    image = finished(image)
    if rng.random() < 0.25:
        image = blurred(image, rng.uniform(0.3, 1.0))
    if rng.random() < 0.3:
        image = speckled(image, rng.uniform(2, 18), rng)
    if rng.random() < 0.06:
        image = image.convert("L").convert("RGB")
    return image


def family_of(thing: str) -> str:
    """The family that ``thing`` belongs to."""
    return next(name for name, members in FAMILIES.items() if thing in members)


@dataclass
class Pool(Generic[T]):
    """Keeps the last ``capacity`` examples that ``make`` made, and gives one of them: drawing costs more than learning.

    Every example is given ``uses`` times on average before it leaves.
    """

    make: Callable[[random.Random], T]
    capacity: int
    uses: int
    kept: list[T] = field(default_factory=list)
    _asked: int = 0
    _made: int = 0

    def __call__(self, rng: random.Random) -> T:
        """One example, new or kept."""
        if self._asked % self.uses == 0:
            new = self.make(rng)
            if len(self.kept) < self.capacity:
                self.kept.append(new)
            else:
                self.kept[self._made % self.capacity] = new
            self._made += 1
        self._asked += 1
        return rng.choice(self.kept)
