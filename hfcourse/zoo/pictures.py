"""Drawing pictures: a pen that draws turned, tinted and textured figures, backgrounds, and scenes of several things.

Pillow only. A figure is drawn twice as large as it is wanted and scaled down, which smooths its edges. The things
themselves are in :mod:`hfcourse.zoo.things`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]

COLOURS: dict[str, Colour] = {
    "red": (214, 40, 40),
    "orange": (245, 134, 32),
    "yellow": (250, 210, 40),
    "green": (52, 160, 70),
    "blue": (40, 90, 210),
    "purple": (130, 60, 170),
    "pink": (245, 130, 180),
    "brown": (130, 80, 45),
    "black": (30, 30, 34),
    "white": (250, 250, 250),
    "gray": (140, 143, 148),
}
NATURAL: dict[str, Colour] = {
    "bark": (121, 85, 58),
    "leaf": (70, 150, 70),
    "skin": (240, 195, 160),
    "glass": (185, 220, 240),
    "metal": (150, 155, 165),
    "ink": (35, 35, 40),
    "white": (250, 250, 250),
    "cream": (250, 235, 205),
    "gold": (250, 200, 60),
    "rose": (240, 140, 150),
    "sand": (225, 200, 150),
    "tyre": (45, 45, 50),
}
FILLINGS = ("flat", "stripes", "dots", "shade")
LINES = ("none", "dark", "ink", "only")
"""How a figure's edge is drawn: not at all, in a darker tone, in ink, or in ink with no filling."""
BACKGROUNDS = ("plain", "fade", "land", "stripes", "checks", "spots")
_FINENESS = 2


def shaded(colour: Colour, factor: float) -> Colour:
    """``colour`` darker (factor below 1) or nearer to white (above 1; 2 is white)."""
    if factor <= 1:
        red, green, blue = (round(part * factor) for part in colour)
    else:
        red, green, blue = (round(part + (255 - part) * min(1.0, factor - 1)) for part in colour)
    return red, green, blue


def varied(colour: Colour, spread: int, rng: random.Random) -> Colour:
    """``colour`` with each part moved by at most ``spread``."""
    red, green, blue = (max(0, min(255, part + rng.randint(-spread, spread))) for part in colour)
    return red, green, blue


def distance(one: Colour, other: Colour) -> float:
    """How far two colours are apart, root of the mean square over red, green and blue."""
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / 3)


@dataclass(frozen=True)
class Style:
    """How a thing is drawn, whatever it is."""

    filling: str = "flat"
    line: str = "dark"
    width: float = 0.05
    """Of the edge, in units of half the thing's size."""
    wobble: float = 0.0
    """How far corners stray, in the same units."""

    @classmethod
    def drawn(cls, rng: random.Random) -> Style:
        """Any style."""
        return cls(
            rng.choices(FILLINGS, (6, 1, 1, 2))[0],
            rng.choices(LINES, (3, 4, 3, 1))[0],
            rng.uniform(0.03, 0.09),
            rng.choice((0.0, 0.0, rng.uniform(0.0, 0.035))),
        )


@dataclass
class Pen:
    """Draws in the unit square around a centre: x to the right and y down, both from -1 to 1."""

    image: Image.Image
    centre: Point
    size: float
    """Half the side of the unit square, in pixels."""
    colour: Colour
    style: Style
    rng: random.Random
    turn: float = 0.0
    """Radians, clockwise."""
    flip: bool = False
    squeeze: float = 1.0
    """Height over width."""
    parts: dict[str, Colour] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._draw = ImageDraw.Draw(self.image)
        self._cos, self._sin = math.cos(self.turn), math.sin(self.turn)

    def tone(self, name: str) -> Colour:
        """The colour of a role: ``main``, ``dark``, ``light``, or one of :data:`NATURAL`."""
        if name not in self.parts:
            tones = {"main": 1.0, "dark": 0.65, "light": 1.45}
            self.parts[name] = (
                shaded(self.colour, tones[name]) if name in tones else varied(NATURAL[name], 14, self.rng)
            )
        return self.parts[name]

    def chance(self, share: float) -> bool:
        """True in ``share`` of the cases."""
        return self.rng.random() < share

    def near(self, value: float, spread: float) -> float:
        """A number around ``value``."""
        return value + self.rng.uniform(-spread, spread)

    def polygon(self, points: Sequence[Point], tone: str = "main") -> None:
        """A filled figure with its edge."""
        placed = [self._place(point) for point in points]
        style = self.style
        if style.line == "only":
            self._draw.polygon(placed, fill=self._paper())
            self._edge([*placed, placed[0]], self.tone("ink") if tone != "main" else shaded(self.colour, 0.8))
            return
        colour = self.tone(tone)
        if tone == "main" and style.filling != "flat":
            self._textured(placed, colour)
        else:
            self._draw.polygon(placed, fill=colour)
        if style.line != "none":
            edge = self.tone("ink") if style.line == "ink" else shaded(colour, 0.6)
            self._edge([*placed, placed[0]], edge)

    def ellipse(self, x: float, y: float, width: float, height: float, tone: str = "main") -> None:
        """A filled ellipse around (x, y); width and height are its half axes."""
        corners = 12 if max(width, height) * self.size < 6 else 28
        angles = (2 * math.pi * step / corners for step in range(corners))
        wobble, style = self.style.wobble, self.style
        self.style = replace(style, wobble=wobble * 0.3)
        self.polygon([(x + width * math.cos(a), y + height * math.sin(a)) for a in angles], tone)
        self.style = style

    def box(self, left: float, top: float, right: float, bottom: float, tone: str = "main") -> None:
        """A filled rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], tone)

    def stroke(self, points: Sequence[Point], width: float = 0.06, tone: str = "ink") -> None:
        """A line with round corners and ends; ``width`` in units of half the size."""
        placed = [self._place(point) for point in points]
        colour = self.tone(tone)
        pixels = max(1, round(width * self.size))
        self._draw.line(placed, fill=colour, width=pixels, joint="curve")
        if pixels > 3:
            for x, y in (placed[0], placed[-1]):
                self._draw.ellipse((x - pixels / 2, y - pixels / 2, x + pixels / 2, y + pixels / 2), fill=colour)

    def arc(
        self, x: float, y: float, width: float, height: float, start: float, end: float, thick: float, tone: str = "ink"
    ) -> None:
        """A piece of an ellipse's edge, from ``start`` to ``end`` degrees, clockwise from the right."""
        angles = [math.radians(start + (end - start) * step / 14) for step in range(15)]
        self.stroke([(x + width * math.cos(a), y + height * math.sin(a)) for a in angles], thick, tone)

    def _place(self, point: Point) -> Point:
        x, y = point
        if self.style.wobble:
            x, y = self.near(x, self.style.wobble), self.near(y, self.style.wobble)
        x, y = (-x if self.flip else x), y * self.squeeze
        return (
            self.centre[0] + self.size * (x * self._cos - y * self._sin),
            self.centre[1] + self.size * (x * self._sin + y * self._cos),
        )

    def _edge(self, points: Sequence[Point], colour: Colour) -> None:
        self._draw.line(points, fill=colour, width=max(1, round(self.style.width * self.size)), joint="curve")

    def _paper(self) -> Colour:
        return self.parts.setdefault("paper", shaded(self.colour, 1.9))

    def _textured(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill with a pattern of ``colour``, cut out by a mask of the size of the figure."""
        left, top = (math.floor(min(point[axis] for point in points)) for axis in (0, 1))
        right, bottom = (math.ceil(max(point[axis] for point in points)) + 1 for axis in (0, 1))
        width, height = max(1, right - left), max(1, bottom - top)
        mask = Image.new("L", (width, height))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=255)
        pattern = Image.new("RGB", (width, height), colour)
        draw = ImageDraw.Draw(pattern)
        other = shaded(colour, 1.3 if sum(colour) < 480 else 0.8)
        gap = max(4, round(self.size * 0.28))
        if self.style.filling == "stripes":
            for start in range(-height, width, gap):
                draw.line((start, 0, start + height, height), fill=other, width=max(1, gap // 3))
        elif self.style.filling == "dots":
            for row, y in enumerate(range(0, height, gap)):
                for x in range(row % 2 * (gap // 2), width, gap):
                    draw.ellipse((x, y, x + gap // 3, y + gap // 3), fill=other)
        else:
            top_tone, bottom_tone = shaded(colour, 1.25), shaded(colour, 0.8)
            for y in range(height):
                draw.line((0, y, width, y), fill=_between(top_tone, bottom_tone, y / height))
        self.image.paste(pattern, (left, top), mask)


@dataclass(frozen=True)
class Item:
    """A thing in a scene. Places and sizes are shares of the picture's side; ``size`` is the whole height."""

    thing: str
    colour: str
    x: float = 0.5
    y: float = 0.5
    size: float = 0.7


@dataclass(frozen=True)
class Scene:
    """Things on a background, in the order in which they are drawn."""

    items: tuple[Item, ...]
    background: str = "white"
    """Name of a colour."""


def background(kind: str, colour: Colour, pixels: int, rng: random.Random) -> Image.Image:
    """A square RGB picture with nothing on it; ``kind`` is one of :data:`BACKGROUNDS`."""
    image = Image.new("RGB", (pixels, pixels), colour)
    draw = ImageDraw.Draw(image)
    other = shaded(colour, rng.uniform(0.8, 0.93) if sum(colour) > 380 else rng.uniform(1.08, 1.2))
    if kind == "fade":
        for y in range(pixels):
            draw.line((0, y, pixels, y), fill=_between(colour, other, y / pixels))
    elif kind == "land":
        ground = varied(rng.choice(((120, 180, 90), (200, 180, 130), (150, 150, 150), (170, 200, 120))), 20, rng)
        draw.rectangle((0, round(pixels * rng.uniform(0.6, 0.85)), pixels, pixels), fill=ground)
    elif kind == "stripes":
        gap = max(4, pixels // rng.randint(4, 10))
        for start in range(0, pixels, 2 * gap):
            draw.rectangle((start, 0, start + gap - 1, pixels), fill=other)
        image = image.rotate(rng.choice((0, 90)))
    elif kind == "checks":
        gap = max(4, pixels // rng.randint(4, 8))
        for row in range(0, pixels, gap):
            for start in range(row // gap % 2 * gap, pixels, 2 * gap):
                draw.rectangle((start, row, start + gap - 1, row + gap - 1), fill=other)
    elif kind == "spots":
        for _ in range(rng.randint(5, 25)):
            across, down, radius = rng.uniform(0, pixels), rng.uniform(0, pixels), rng.uniform(0.01, 0.05) * pixels
            draw.ellipse((across - radius, down - radius, across + radius, down + radius), fill=other)
    return image


def canvas(kind: str, colour: Colour, pixels: int, rng: random.Random) -> Image.Image:
    """A background to draw on, larger than ``pixels`` until :func:`finished` scales it down."""
    return background(kind, colour, pixels * _FINENESS, rng)


def finished(image: Image.Image) -> Image.Image:
    """The canvas scaled down to the size that was asked for."""
    return image.reduce(_FINENESS)


def speckled(image: Image.Image, amount: float, rng: random.Random) -> Image.Image:
    """``image`` with grains: ``amount`` is the standard deviation in steps of 255."""
    state = rng.getrandbits(32)
    import numpy

    grains = numpy.random.default_rng(state).normal(0.0, amount, (image.height, image.width, 3))
    pixels = numpy.asarray(image, dtype=numpy.float32) + grains
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """``image`` out of focus; ``radius`` in pixels."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


Artist = Callable[[Pen], None]
