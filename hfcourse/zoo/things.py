"""How to draw thirty-four things, each in several ways: a function takes the pen of :mod:`hfcourse.zoo.pictures`.

Every figure fits the unit square, x to the right and y down, and uses the pen's random generator for its proportions,
so that no two cats are the same. What has a colour of its own in the world (bark, leaves) keeps it; the rest takes the
pen's colour.
"""

from __future__ import annotations

import math

from hfcourse.zoo.pictures import Artist, Pen, Point


def _eyes(pen: Pen, x: float, y: float, size: float, white: bool) -> None:
    for side in (-x, x):
        if white:
            pen.ellipse(side, y, size * 1.4, size * 1.5, "white")
        pen.ellipse(side, y, size * 0.75, size * 0.95, "ink")


def _whiskers(pen: Pen, y: float, reach: float) -> None:
    for side in (-1, 1):
        for tilt in (-0.12, 0.0, 0.12):
            pen.stroke([(side * 0.22, y + tilt * 0.4), (side * reach, y + tilt)], 0.025, "ink")


def _muzzle(pen: Pen, y: float, nose: float, tone: str) -> None:
    pen.polygon([(-nose, y - nose * 0.5), (nose, y - nose * 0.5), (0, y + nose * 0.7)], tone)
    pen.arc(-0.1, y + 0.1, 0.1, 0.09, 0, 150, 0.035)
    pen.arc(0.1, y + 0.1, 0.1, 0.09, 30, 180, 0.035)


def _legs(pen: Pen, places: tuple[float, ...], top: float, bottom: float, width: float, tone: str = "main") -> None:
    for x in places:
        pen.box(x - width, top, x + width, bottom, tone)


def cat(pen: Pen) -> None:
    """A face with pointed ears, a sitting cat seen from the front, or one from the side with its tail up."""
    kind = pen.rng.randrange(3)
    if kind == 0:
        tip = pen.near(0.92, 0.06)
        for side in (-1, 1):
            pen.polygon([(side * 0.72, -0.25), (side * 0.66, -tip), (side * 0.18, -0.55)])
            pen.polygon([(side * 0.62, -0.38), (side * 0.6, -tip + 0.2), (side * 0.32, -0.52)], "rose")
        pen.ellipse(0, 0.12, pen.near(0.78, 0.06), pen.near(0.68, 0.05))
        _eyes(pen, 0.32, 0.0, 0.12, pen.chance(0.6))
        _muzzle(pen, 0.25, 0.09, "rose")
        _whiskers(pen, 0.32, 0.95)
    elif kind == 1:
        pen.arc(0.4, 0.5, 0.45, 0.4, -60, 110, 0.14, "main")
        pen.ellipse(0, 0.45, pen.near(0.48, 0.08), 0.52)
        if pen.chance(0.5):
            pen.ellipse(0, 0.55, 0.25, 0.32, "light")
        for side in (-1, 1):
            pen.ellipse(side * 0.22, 0.9, 0.17, 0.09)
            pen.polygon([(side * 0.42, -0.4), (side * 0.42, -0.95), (side * 0.08, -0.66)])
        pen.ellipse(0, -0.35, pen.near(0.48, 0.04), 0.4)
        _eyes(pen, 0.2, -0.42, 0.08, pen.chance(0.6))
        _muzzle(pen, -0.26, 0.06, "rose")
        _whiskers(pen, -0.22, 0.66)
    else:
        pen.arc(0.85, -0.1, 0.25, 0.5, 100, 260, 0.13, "main")
        _legs(pen, (-0.4, -0.18, 0.38, 0.6), 0.3, 0.85, 0.09)
        pen.ellipse(0.1, 0.2, 0.68, pen.near(0.32, 0.04))
        for ear in (-0.85, -0.42):
            pen.polygon([(ear - 0.06, -0.3), (ear + 0.05, -0.75), (ear + 0.24, -0.35)])
        pen.ellipse(-0.56, -0.12, 0.36, 0.32)
        _eyes(pen_at(pen, -0.56, 0), 0.14, -0.16, 0.06, False)
        pen.ellipse(-0.58, -0.02, 0.05, 0.04, "rose")
        for tilt in (-0.1, 0.05):
            pen.stroke([(-0.7, 0.0), (-1.0, tilt)], 0.025, "ink")


def pen_at(pen: Pen, x: float, y: float) -> Pen:
    """The same pen with its centre moved by (x, y) units."""
    shift = pen.size
    x = -x if pen.flip else x
    cos, sin = math.cos(pen.turn), math.sin(pen.turn)
    y *= pen.squeeze
    centre = (pen.centre[0] + shift * (x * cos - y * sin), pen.centre[1] + shift * (x * sin + y * cos))
    return Pen(pen.image, centre, pen.size, pen.colour, pen.style, pen.rng, pen.turn, pen.flip, pen.squeeze, pen.parts)


def dog(pen: Pen) -> None:
    """A face with hanging ears and a tongue, or a dog from the side."""
    if pen.chance(0.5):
        pen.ellipse(0, 0.0, pen.near(0.62, 0.05), 0.7)
        for side in (-1, 1):
            pen.ellipse(side * pen.near(0.68, 0.04), 0.05, 0.2, pen.near(0.55, 0.06), "dark")
        pen.ellipse(0, 0.38, 0.38, 0.32, "light")
        _eyes(pen, 0.26, -0.15, 0.1, pen.chance(0.5))
        pen.ellipse(0, 0.24, 0.15, 0.11, "ink")
        if pen.chance(0.6):
            pen.ellipse(0, 0.68, 0.12, 0.2, "rose")
        pen.arc(0, 0.4, 0.2, 0.14, 10, 170, 0.04)
    else:
        pen.stroke([(0.7, 0.1), (0.85, -0.15), (0.95, -0.45)], 0.13, "main")
        _legs(pen, (-0.38, -0.18, 0.42, 0.62), 0.3, 0.9, 0.1)
        pen.box(-0.5, -0.05, 0.76, 0.46)
        pen.polygon([(-0.5, 0.2), (-0.3, -0.05), (-0.3, -0.5), (-0.75, -0.5), (-0.72, 0.0)])
        pen.ellipse(-0.5, -0.42, 0.32, 0.26)
        pen.ellipse(-0.78, -0.32, 0.2, 0.15)
        pen.ellipse(-0.92, -0.38, 0.08, 0.07, "ink")
        pen.ellipse(-0.32, -0.3, 0.13, 0.32, "dark")
        pen.ellipse(-0.6, -0.48, 0.06, 0.07, "ink")
        if pen.chance(0.4):
            pen.box(-0.72, -0.12, -0.3, 0.0, "rose")


def rabbit(pen: Pen) -> None:
    """A face with long ears, or a whole rabbit from the front."""
    tall = pen.near(0.45, 0.05)
    whole = pen.chance(0.5)
    y, wide, lift = (0.12, 0.36, 0.28) if whole else (0.42, 0.55, 0.42)
    for side in (-1, 1):
        x = side * wide * 0.5
        pen.ellipse(x, y - lift - tall * 0.6, 0.14, tall)
        pen.ellipse(x, y - lift - tall * 0.6, 0.07, tall * 0.72, "rose")
    if whole:
        pen.ellipse(0, 0.6, 0.45, 0.38)
        pen.ellipse(0, 0.66, 0.24, 0.25, "light")
        for side in (-1, 1):
            pen.ellipse(side * 0.28, 0.92, 0.2, 0.08)
    pen.ellipse(0, y, wide, wide * 0.9)
    _eyes(pen, wide * 0.42, y - 0.08, 0.07 if whole else 0.1, False)
    pen.ellipse(0, y + 0.08, 0.06, 0.05, "rose")
    pen.stroke([(0, y + 0.1), (0, y + 0.2)], 0.03, "ink")
    pen.box(-0.07, y + 0.2, 0.07, y + 0.32, "white")


def bear(pen: Pen) -> None:
    """A round face with round ears, or a sitting teddy bear."""
    whole = pen.chance(0.5)
    y, wide = (-0.4, 0.45) if whole else (0.1, 0.78)
    for side in (-1, 1):
        pen.ellipse(side * wide * 0.78, y - wide * 0.72, wide * 0.36, wide * 0.36)
        pen.ellipse(side * wide * 0.78, y - wide * 0.72, wide * 0.2, wide * 0.2, "light")
        if whole:
            pen.ellipse(side * 0.55, 0.3, 0.17, 0.32)
            pen.ellipse(side * 0.38, 0.85, 0.24, 0.15)
    if whole:
        pen.ellipse(0, 0.42, 0.5, 0.5)
        pen.ellipse(0, 0.48, 0.3, 0.32, "light")
    pen.ellipse(0, y, wide, wide * 0.92)
    pen.ellipse(0, y + wide * 0.36, wide * 0.42, wide * 0.34, "light")
    _eyes(pen, wide * 0.38, y - wide * 0.15, wide * 0.12, False)
    pen.ellipse(0, y + wide * 0.22, wide * 0.15, wide * 0.11, "ink")
    pen.arc(0, y + wide * 0.35, wide * 0.2, wide * 0.14, 20, 160, 0.035)


def bird(pen: Pen) -> None:
    """Sitting on two thin legs, or flying with its wings spread."""
    if pen.chance(0.65):
        for x in (-0.08, 0.14):
            pen.stroke([(x, 0.4), (x, 0.85), (x - 0.14, 0.9)], 0.045, "gold")
        pen.polygon([(0.35, 0.1), (0.95, pen.near(0.3, 0.15)), (0.4, 0.4)], "dark")
        pen.ellipse(0.05, 0.15, pen.near(0.52, 0.05), 0.38)
        pen.ellipse(-0.38, -0.32, 0.32, 0.3)
        pen.polygon([(-0.65, -0.42), (-1.0, -0.28), (-0.63, -0.18)], "gold")
        pen.ellipse(0.15, 0.12, 0.3, 0.2, "dark")
        pen.ellipse(-0.45, -0.38, 0.06, 0.06, "ink")
    else:
        for side in (-1, 1):
            pen.polygon([(side * 0.1, 0.1), (side * 0.55, -0.55), (side * 1.0, -0.4), (side * 0.5, 0.15)], "dark")
        pen.polygon([(-0.14, 0.4), (0.14, 0.4), (0.28, 0.85), (-0.28, 0.85)], "dark")
        pen.ellipse(0, 0.15, 0.2, 0.42)
        pen.ellipse(0, -0.35, 0.2, 0.2)
        pen.polygon([(-0.08, -0.5), (0.08, -0.5), (0, -0.75)], "gold")


def fish(pen: Pen) -> None:
    """From the side, with a tail fin."""
    wide = pen.near(0.6, 0.06)
    pen.polygon([(0.4, 0), (0.95, -0.45), (pen.near(0.8, 0.06), 0), (0.95, 0.45)], "dark")
    pen.polygon([(-0.2, -0.3), (0.1, -0.7), (0.35, -0.2)], "dark")
    if pen.chance(0.6):
        pen.polygon([(-0.1, 0.3), (0.1, 0.62), (0.3, 0.2)], "dark")
    pen.ellipse(-0.2, 0, wide, pen.near(0.4, 0.06))
    if pen.chance(0.5):
        for x in (-0.2, 0.05):
            pen.arc(x, 0, 0.12, 0.26, -70, 70, 0.05, "dark")
    pen.ellipse(-0.52, -0.1, 0.1, 0.1, "white")
    pen.ellipse(-0.53, -0.1, 0.05, 0.05, "ink")
    pen.arc(-0.72, 0.12, 0.12, 0.08, -10, 110, 0.035)


def butterfly(pen: Pen) -> None:
    """Four wings and a thin body."""
    for side in (-1, 1):
        top = pen.near(0.55, 0.08)
        pen.polygon([(side * 0.05, -0.05), (side * 0.3, -0.8), (side * 0.9, -top - 0.2), (side * 0.85, -0.1)])
        pen.polygon([(side * 0.05, 0.0), (side * 0.75, 0.05), (side * 0.7, 0.6), (side * 0.25, 0.75)], "dark")
        pen.ellipse(side * 0.55, -0.42, 0.14, 0.14, "light")
        if pen.chance(0.6):
            pen.ellipse(side * 0.45, 0.35, 0.1, 0.1, "light")
        pen.stroke([(0, -0.45), (side * 0.2, -0.85)], 0.035, "ink")
    pen.ellipse(0, 0.05, 0.08, 0.55, "ink")


def turtle(pen: Pen) -> None:
    """A domed shell on short legs."""
    for x in (-0.45, 0.4):
        pen.ellipse(x, 0.48, 0.16, 0.2, "leaf")
    pen.ellipse(-0.82, 0.15, 0.2, pen.near(0.17, 0.02), "leaf")
    pen.ellipse(-0.88, 0.1, 0.04, 0.04, "ink")
    pen.polygon([(0.65, 0.3), (0.98, 0.42), (0.65, 0.42)], "leaf")
    high = pen.near(0.65, 0.08)
    dome = [(-0.7 * math.cos(math.pi * s / 12), 0.38 - high * math.sin(math.pi * s / 12)) for s in range(13)]
    pen.polygon(dome)
    for x in (-0.35, 0.0, 0.35):
        pen.polygon([(x - 0.14, 0.25), (x - 0.1, 0.02), (x + 0.1, 0.02), (x + 0.14, 0.25)], "dark")


def car(pen: Pen) -> None:
    """A saloon or a small car from the side."""
    roof = pen.near(-0.5, 0.06)
    if pen.chance(0.6):
        body: list[Point] = [(-0.95, 0.35), (-0.95, -0.02), (-0.55, -0.08), (-0.32, roof), (0.32, roof)]
        pen.polygon([*body, (0.58, -0.08), (0.95, 0.0), (0.95, 0.35)])
        pen.polygon([(-0.44, -0.08), (-0.26, roof + 0.1), (-0.03, roof + 0.1), (-0.03, -0.08)], "glass")
        pen.polygon([(0.05, -0.08), (0.05, roof + 0.1), (0.27, roof + 0.1), (0.46, -0.08)], "glass")
    else:
        pen.box(-0.9, -0.1, 0.9, 0.35)
        pen.polygon([(-0.7, -0.1), (-0.5, roof), (0.35, roof), (0.55, -0.1)])
        pen.box(-0.45, roof + 0.09, -0.1, -0.12, "glass")
        pen.box(0.0, roof + 0.09, 0.32, -0.12, "glass")
    pen.ellipse(-0.9, 0.12, 0.07, 0.07, "gold")
    for x in (-0.5, 0.52):
        pen.ellipse(x, 0.36, 0.22, 0.22, "tyre")
        pen.ellipse(x, 0.36, 0.1, 0.1, "metal")


def bus(pen: Pen) -> None:
    """A long box with a row of windows."""
    top = pen.near(-0.5, 0.08)
    pen.box(-0.95, top, 0.95, 0.4)
    count = pen.rng.choice((4, 5))
    for number in range(count):
        left = -0.85 + number * 1.35 / count
        pen.box(left, top + 0.14, left + 1.1 / count, -0.02, "glass")
    pen.box(0.6, top + 0.14, 0.84, 0.38, "glass")
    if pen.chance(0.5):
        pen.box(-0.95, 0.1, 0.55, 0.18, "light")
    for x in (-0.55, 0.42):
        pen.ellipse(x, 0.42, 0.18, 0.18, "tyre")
        pen.ellipse(x, 0.42, 0.08, 0.08, "metal")


def boat(pen: Pen) -> None:
    """A sailing boat, or a ship with a funnel."""
    pen.polygon([(-0.9, 0.3), (0.9, 0.3), (pen.near(0.6, 0.06), 0.75), (-0.6, 0.75)])
    if pen.chance(0.6):
        pen.stroke([(0, 0.3), (0, -0.9)], 0.07, "bark")
        pen.polygon(
            [(0.07, -0.85), (0.07, 0.18), (pen.near(0.72, 0.08), 0.18)], pen.rng.choice(("white", "light", "cream"))
        )
        pen.polygon([(-0.07, -0.7), (-0.07, 0.18), (-0.6, 0.18)], "cream")
    else:
        pen.box(-0.5, -0.1, 0.5, 0.3, "white")
        pen.box(-0.05, -0.6, 0.22, -0.1, "dark")
        for x in (-0.32, 0.0, 0.32):
            pen.ellipse(x, 0.1, 0.08, 0.08, "glass")


def airplane(pen: Pen) -> None:
    """From above, or from the side."""
    if pen.chance(0.5):
        pen.polygon(
            [(-0.1, -0.15), (-1.0, 0.3), (-1.0, 0.45), (0, 0.25), (1.0, 0.45), (1.0, 0.3), (0.1, -0.15)], "dark"
        )
        pen.polygon([(-0.06, 0.6), (-0.4, 0.85), (0.4, 0.85), (0.06, 0.6)], "dark")
        pen.ellipse(0, 0, 0.15, 0.92)
        pen.ellipse(0, -0.65, 0.08, 0.1, "glass")
    else:
        pen.polygon([(0.55, -0.1), (0.95, -0.6), (1.0, -0.1)], "dark")
        pen.ellipse(0, 0, 0.95, pen.near(0.22, 0.03))
        pen.polygon([(-0.1, 0.05), (0.4, 0.05), (0.65, 0.6), (0.45, 0.6)], "dark")
        for x in (-0.6, -0.4, -0.2, 0.0, 0.2):
            pen.ellipse(x, -0.06, 0.06, 0.06, "glass")


def bicycle(pen: Pen) -> None:
    """Two wheels and a frame."""
    for x in (-0.55, 0.55):
        pen.arc(x, 0.35, 0.4, 0.4, 0, 360, 0.09, "tyre")
        if pen.chance(0.5):
            pen.stroke([(x - 0.36, 0.35), (x + 0.36, 0.35)], 0.02, "metal")
            pen.stroke([(x, 0.0), (x, 0.7)], 0.02, "metal")
    pen.stroke([(-0.55, 0.35), (-0.25, -0.25), (0.35, -0.25), (0.02, 0.35), (-0.55, 0.35)], 0.08, "main")
    pen.stroke([(0.02, 0.35), (-0.3, -0.4)], 0.08, "main")
    pen.stroke([(0.55, 0.35), (0.3, -0.5), (pen.near(0.5, 0.06), -0.55)], 0.08, "main")
    pen.stroke([(-0.45, -0.42), (-0.15, -0.42)], 0.12, "tyre")


def tree(pen: Pen) -> None:
    """A round crown, several crowns, or a fir."""
    kind = pen.rng.randrange(3)
    pen.box(-0.13, 0.2, 0.13, 0.95, "bark")
    if kind == 0:
        pen.ellipse(0, -0.25, pen.near(0.62, 0.08), 0.62)
    elif kind == 1:
        for x, y in ((-0.38, 0.05), (0.38, 0.05), (0.0, 0.1), (-0.2, -0.4), (0.22, -0.4)):
            pen.ellipse(x, y, 0.4, 0.36)
    else:
        for level in range(3):
            wide = 0.42 + 0.15 * level
            pen.polygon([(0, -0.95 + 0.38 * level), (wide, -0.35 + 0.38 * level), (-wide, -0.35 + 0.38 * level)])
    if kind < 2 and pen.chance(0.3):
        for x, y in ((-0.2, -0.3), (0.25, -0.1), (0.05, -0.5)):
            pen.ellipse(x, y, 0.07, 0.07, "rose")


def flower(pen: Pen) -> None:
    """Petals around a middle on a stem with leaves, or a tulip."""
    pen.stroke([(0, 0.0), (pen.near(0, 0.08), 0.95)], 0.08, "leaf")
    pen.ellipse(0.22, 0.6, 0.2, 0.09, "leaf")
    if pen.chance(0.5):
        pen.ellipse(-0.22, 0.7, 0.2, 0.09, "leaf")
    if pen.chance(0.75):
        petals = pen.rng.choice((5, 6, 8))
        for number in range(petals):
            angle = 2 * math.pi * number / petals
            pen.ellipse(0.34 * math.cos(angle), -0.38 + 0.34 * math.sin(angle), 0.24, 0.24)
        pen.ellipse(0, -0.38, 0.2, 0.2, "gold")
    else:
        pen.polygon(
            [(-0.4, -0.8), (-0.2, -0.5), (0, -0.85), (0.2, -0.5), (0.4, -0.8), (0.38, -0.2), (0, 0.05), (-0.38, -0.2)]
        )


def cactus(pen: Pen) -> None:
    """A column with two arms, often in a pot."""
    arm = pen.near(0.0, 0.12)
    pen.stroke([(-0.15, arm + 0.2), (-0.55, arm + 0.2), (-0.55, arm - 0.25)], 0.24, "main")
    pen.stroke([(0.15, arm), (0.55, arm), (0.55, arm - 0.4)], 0.22, "main")
    pen.ellipse(0, -0.1, 0.25, 0.8)
    for x in (-0.1, 0.1):
        pen.stroke([(x, -0.6), (x, 0.45)], 0.025, "dark")
    if pen.chance(0.6):
        pen.polygon([(-0.42, 0.5), (0.42, 0.5), (0.3, 0.98), (-0.3, 0.98)], "bark")
    if pen.chance(0.3):
        pen.ellipse(0, -0.88, 0.12, 0.1, "rose")


def mushroom(pen: Pen) -> None:
    """A cap with spots on a pale stem."""
    wide = pen.near(0.22, 0.05)
    pen.polygon([(-wide, 0.0), (wide, 0.0), (wide + 0.1, 0.85), (-wide - 0.1, 0.85)], "cream")
    cap = [
        (-0.85 * math.cos(math.pi * s / 12), 0.1 - pen.near(0.85, 0.01) * math.sin(math.pi * s / 12)) for s in range(13)
    ]
    pen.polygon(cap)
    for x, y, size in ((-0.4, -0.2, 0.12), (0.1, -0.45, 0.15), (0.45, -0.12, 0.11), (-0.1, -0.08, 0.09)):
        pen.ellipse(x, y, size, size * 0.85, "white")


def sun(pen: Pen) -> None:
    """A disc with rays, sometimes with a face."""
    rays = pen.rng.choice((8, 10, 12))
    pointed = pen.chance(0.5)
    for number in range(rays):
        angle = 2 * math.pi * number / rays
        if pointed:
            sides = [angle - 0.2, angle + 0.2]
            corners = [(0.55 * math.cos(a), 0.55 * math.sin(a)) for a in sides]
            pen.polygon([*corners, (0.95 * math.cos(angle), 0.95 * math.sin(angle))])
        else:
            ends = [(radius * math.cos(angle), radius * math.sin(angle)) for radius in (0.6, 0.95)]
            pen.stroke(ends, 0.09, "main")
    pen.ellipse(0, 0, pen.near(0.5, 0.03), pen.near(0.5, 0.01))
    if pen.chance(0.35):
        _eyes(pen, 0.18, -0.1, 0.06, False)
        pen.arc(0, 0.05, 0.22, 0.18, 20, 160, 0.05)


def moon(pen: Pen) -> None:
    """A crescent."""
    deep = pen.near(0.45, 0.12)
    outer = [(0.85 * math.cos(a), 0.85 * math.sin(a)) for a in (math.radians(60 + 15 * s) for s in range(17))]
    first, last = outer[0], outer[-1]
    inner = []
    for step in range(15):
        share = step / 14
        y = last[1] + (first[1] - last[1]) * share
        inner.append((first[0] - deep * 1.6 * math.sin(math.pi * share), y))
    pen.polygon(outer + inner)
    if pen.chance(0.3):
        pen.ellipse(-0.45, -0.15, 0.05, 0.06, "ink")


def star(pen: Pen) -> None:
    """Five points."""
    deep = pen.near(0.42, 0.06)
    corners = []
    for number in range(10):
        radius, angle = (0.95 if number % 2 == 0 else deep), -math.pi / 2 + math.pi * number / 5
        corners.append((radius * math.cos(angle), radius * math.sin(angle)))
    pen.polygon(corners)
    if pen.chance(0.2):
        _eyes(pen, 0.15, -0.08, 0.06, False)


def cloud(pen: Pen) -> None:
    """Several bumps on a flat base."""
    pen.box(-0.6, 0.0, 0.6, 0.42)
    for x, y, size in (
        (-0.58, 0.14, 0.3),
        (0.58, 0.12, 0.32),
        (-0.22, -0.12, 0.4),
        (0.26, -0.18, pen.near(0.38, 0.05)),
    ):
        pen.ellipse(x, y, size, size * 0.9)
    if pen.chance(0.25):
        for x in (-0.4, 0.0, 0.4):
            pen.stroke([(x, 0.55), (x - 0.08, 0.85)], 0.06, "glass")


def heart(pen: Pen) -> None:
    """The sign."""
    corners = []
    for step in range(28):
        a = 2 * math.pi * step / 28
        x = 16 * math.sin(a) ** 3
        y = 13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)
        corners.append((x / 18.5, -y / 17))
    pen.polygon(corners)
    if pen.chance(0.25):
        pen.ellipse(-0.4, -0.35, 0.14, 0.1, "light")


def apple(pen: Pen) -> None:
    """Two round halves, a stalk and a leaf."""
    pen.stroke([(0, -0.4), (pen.near(0.08, 0.06), -0.85)], 0.08, "bark")
    pen.polygon([(0.08, -0.6), (0.3, -0.88), (0.6, -0.8), (0.4, -0.58)], "leaf")
    corners = []
    for step in range(28):
        a = 2 * math.pi * step / 28
        radius = 0.72 * (
            1 - 0.16 * math.exp(-((a - 1.5 * math.pi) ** 2) * 5) - 0.06 * math.exp(-((a - 0.5 * math.pi) ** 2) * 8)
        )
        corners.append((radius * 1.05 * math.cos(a), 0.15 + radius * math.sin(a)))
    pen.polygon(corners)
    if pen.chance(0.4):
        pen.ellipse(-0.35, -0.05, 0.1, 0.16, "light")


def banana(pen: Pen) -> None:
    """A yellow bow, peeled or not."""
    deep = pen.near(0.62, 0.08)
    outer = [(-0.9 * math.cos(math.pi * s / 12), -0.35 + 0.95 * math.sin(math.pi * s / 12)) for s in range(13)]
    inner = [(0.9 * math.cos(math.pi * s / 12), -0.35 + deep * 0.75 * math.sin(math.pi * s / 12)) for s in range(13)]
    pen.polygon(outer + inner)
    pen.box(-0.97, -0.55, -0.83, -0.33, "bark")
    pen.ellipse(0.9, -0.36, 0.06, 0.06, "ink")


def cake(pen: Pen) -> None:
    """Two tiers with candles."""
    pen.box(-0.8, 0.2, 0.8, 0.85)
    pen.box(-0.8, 0.2, 0.8, 0.38, "cream")
    top, places = 0.2, [-0.5, -0.17, 0.17, 0.5]
    if pen.chance(0.6):
        pen.box(-0.5, -0.3, 0.5, 0.2)
        pen.box(-0.5, -0.3, 0.5, -0.16, "cream")
        top, places = -0.3, [-0.3, 0.0, 0.3]
    for x in places:
        pen.box(x - 0.05, top - 0.35, x + 0.05, top, "rose")
        pen.ellipse(x, top - 0.45, 0.06, 0.1, "gold")


def house(pen: Pen) -> None:
    """Walls, a roof, a door and windows."""
    wide, eaves = pen.near(0.68, 0.06), pen.near(-0.12, 0.06)
    if pen.chance(0.5):
        pen.box(0.3, -0.8, 0.48, -0.3, "bark")
    walls, roof = ("main", "bark") if pen.chance(0.7) else ("cream", "main")
    pen.box(-wide, eaves, wide, 0.9, walls)
    pen.polygon([(-wide - 0.16, eaves), (0, -0.92), (wide + 0.16, eaves)], roof)
    door = pen.rng.choice((-0.35, 0.0, 0.3))
    pen.box(door - 0.15, 0.4, door + 0.15, 0.9, "bark" if walls == "main" else "dark")
    for x in (-0.42, 0.42):
        if abs(x - door) > 0.25:
            pen.box(x - 0.16, 0.12, x + 0.16, 0.42, "glass")
            pen.stroke([(x, 0.12), (x, 0.42)], 0.03, "ink")


def cup(pen: Pen) -> None:
    """A mug with a handle, sometimes with steam."""
    pen.arc(0.5, 0.2, 0.36, 0.32, -90, 90, 0.13, "main")
    narrow = pen.near(0.48, 0.06)
    pen.polygon([(-0.6, -0.25), (0.55, -0.25), (narrow, 0.8), (-narrow, 0.8)])
    pen.ellipse(-0.02, -0.25, 0.57, 0.12, "light" if pen.chance(0.5) else "bark")
    if pen.chance(0.5):
        for x in (-0.25, 0.1):
            pen.stroke([(x, -0.45), (x + 0.1, -0.6), (x - 0.05, -0.75), (x + 0.05, -0.92)], 0.05, "metal")


def umbrella(pen: Pen) -> None:
    """Open, with a crook."""
    pen.stroke([(0, -0.8), (0, 0.7)], 0.07, "bark")
    pen.arc(0.16, 0.7, 0.16, 0.2, 0, 180, 0.07, "bark")
    dome = [
        (-0.92 * math.cos(math.pi * s / 12), 0.1 - pen.near(0.85, 0.01) * math.sin(math.pi * s / 12)) for s in range(13)
    ]
    scallops = [(0.92 - 0.23 * s, 0.1 - (0.14 if s % 2 else 0.0)) for s in range(1, 8)]
    pen.polygon(dome + scallops)
    if pen.chance(0.6):
        for x in (-0.32, 0.32):
            pen.stroke([(0, -0.72), (x, 0.0)], 0.03, "dark")


def key(pen: Pen) -> None:
    """A ring, a shaft and teeth."""
    pen.arc(-0.55, 0, 0.3, 0.3, 0, 360, 0.16, "main")
    pen.box(-0.25, -0.08, 0.95, 0.08)
    for x in (0.5, 0.78):
        pen.box(x - 0.07, 0.05, x + 0.07, pen.near(0.36, 0.05))


def clock(pen: Pen) -> None:
    """A round dial with two hands; an alarm clock has bells and feet."""
    if pen.chance(0.45):
        for side in (-1, 1):
            pen.ellipse(side * 0.55, -0.72, 0.24, 0.2, "metal")
            pen.stroke([(side * 0.45, 0.65), (side * 0.65, 0.92)], 0.1, "metal")
    pen.ellipse(0, 0, 0.82, 0.82)
    pen.ellipse(0, 0, 0.64, 0.64, "white")
    for number in range(12):
        a = math.pi * number / 6
        pen.stroke([(0.5 * math.cos(a), 0.5 * math.sin(a)), (0.57 * math.cos(a), 0.57 * math.sin(a))], 0.05, "ink")
    for length, thick in ((0.46, 0.05), (0.3, 0.07)):
        a = pen.rng.uniform(0, 2 * math.pi)
        pen.stroke([(0, 0), (length * math.cos(a), length * math.sin(a))], thick, "ink")


def book(pen: Pen) -> None:
    """Open, or closed with a title."""
    if pen.chance(0.5):
        for side in (-1, 1):
            pen.polygon([(0, -0.4), (side * 0.95, -0.55), (side * 0.95, 0.55), (0, 0.7)])
            pen.polygon([(0, -0.36), (side * 0.85, -0.5), (side * 0.85, 0.45), (0, 0.6)], "white")
            for y in (-0.2, 0.0, 0.2):
                pen.stroke([(side * 0.15, y - 0.02), (side * 0.7, y - 0.1)], 0.035, "metal")
    else:
        pen.box(-0.6, -0.85, 0.65, 0.85)
        pen.box(-0.6, -0.85, -0.42, 0.85, "dark")
        pen.box(-0.25, -0.6, 0.48, -0.3, "cream")
        pen.stroke([(-0.15, -0.45), (0.38, -0.45)], 0.05, "ink")
        pen.box(0.65, -0.78, 0.74, 0.85, "white")


def chair(pen: Pen) -> None:
    """Seat, back and four legs."""
    high = pen.near(-0.85, 0.08)
    pen.box(-0.55, high, -0.4, 0.92)
    pen.box(0.4, 0.2, 0.54, 0.92)
    pen.polygon([(-0.55, 0.05), (0.5, 0.05), (0.62, 0.24), (-0.5, 0.24)])
    if pen.chance(0.6):
        pen.box(-0.24, 0.2, -0.12, 0.75, "dark")
        pen.box(0.2, 0.2, 0.3, 0.75, "dark")
    else:
        pen.box(-0.55, high, 0.35, high + 0.35)
        pen.box(0.22, high, 0.35, 0.1)


def hat(pen: Pen) -> None:
    """A top hat, or a pointed one."""
    pen.ellipse(0, 0.5, 0.95, 0.2)
    if pen.chance(0.5):
        pen.box(-0.5, pen.near(-0.7, 0.08), 0.5, 0.5)
        pen.box(-0.5, 0.2, 0.5, 0.4, "rose")
    else:
        pen.polygon([(-0.55, 0.48), (pen.near(0.1, 0.15), -0.95), (0.55, 0.48)])
        pen.polygon([(-0.5, 0.42), (-0.4, 0.15), (0.42, 0.15), (0.52, 0.42)], "gold")


def ball(pen: Pen) -> None:
    """A beach ball or one with a seam."""
    pen.ellipse(0, 0, 0.85, 0.85)
    if pen.chance(0.5):
        for side in (-1, 1):
            pen.arc(side * 1.0, 0, 0.6, 0.75, 90 + side * 45, 90 + side * 135, 0.05, "white")
        pen.stroke([(0, -0.8), (0, 0.8)], 0.05, "white")
    else:
        wedge = [(0.84 * math.cos(a), 0.84 * math.sin(a)) for a in (-0.5, -0.25, 0.0, 0.25, 0.5)]
        for turn in (0.0, 2.1, 4.2):
            cos, sin = math.cos(turn), math.sin(turn)
            pen.polygon([(0, 0), *((x * cos - y * sin, x * sin + y * cos) for x, y in wedge)], "white")


THINGS: dict[str, Artist] = {
    artist.__name__: artist
    for artist in (
        *(cat, dog, rabbit, bear, bird, fish, butterfly, turtle),
        *(car, bus, boat, airplane, bicycle),
        *(tree, flower, cactus, mushroom),
        *(sun, moon, star, cloud, heart),
        *(apple, banana, cake),
        *(house, cup, umbrella, key, clock, book, chair, hat, ball),
    )
}
FAMILIES: dict[str, tuple[str, ...]] = {
    "animal": ("cat", "dog", "rabbit", "bear", "bird", "fish", "butterfly", "turtle"),
    "vehicle": ("car", "bus", "boat", "airplane", "bicycle"),
    "plant": ("tree", "flower", "cactus", "mushroom"),
    "sky": ("sun", "moon", "star", "cloud"),
    "food": ("apple", "banana", "cake"),
    "household": ("house", "cup", "umbrella", "key", "clock", "book", "chair", "hat", "ball", "heart"),
}
USUAL: dict[str, tuple[str, ...]] = {
    "cat": ("orange", "gray", "black", "brown", "white"),
    "dog": ("brown", "black", "gray", "white"),
    "rabbit": ("white", "gray", "brown"),
    "bear": ("brown", "black", "white"),
    "turtle": ("green", "brown"),
    "tree": ("green", "green", "green", "orange"),
    "cactus": ("green",),
    "sun": ("yellow", "orange"),
    "moon": ("yellow", "white", "gray"),
    "star": ("yellow", "orange"),
    "cloud": ("white", "gray", "blue"),
    "heart": ("red", "pink"),
    "apple": ("red", "green", "yellow"),
    "banana": ("yellow",),
    "mushroom": ("red", "brown"),
    "chair": ("brown",),
    "key": ("yellow", "gray"),
}
"""Colours that a thing mostly has; the others have any."""
