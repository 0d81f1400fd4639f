"""Plain figures on plain paper, what they are called in a prompt, and a judge that says what a picture shows.

The text-to-image stand-in learns from :func:`draw` and :func:`caption`; :func:`judge` looks at what it made.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from hfcourse.zoo.pictures import COLOURS, Point, distance, varied

SHAPES = ("circle", "square", "triangle", "diamond", "star", "heart", "moon", "cross", "house", "tree")
SHADES = tuple(COLOURS)
MOST = 3
WHITE = 0.55
"""Share of sheets whose paper is chosen to be white."""
CONTRAST = 70
"""The least distance between figure and paper, in colour."""
PLURALS = {"cross": "crosses"}
NUMBERS = ("no", "one", "two", "three")
TEMPLATE = 48
"""Side of the masks by which the judge compares shapes, in pixels."""
LIKE = 0.8
"""The least overlap (intersection over union) at which a mask counts as a shape."""


@dataclass(frozen=True)
class Figure:
    """One figure; places and size are shares of the side, the size is the width of the square that it fits."""

    shape: str
    colour: str
    x: float = 0.5
    y: float = 0.5
    size: float = 0.5


@dataclass(frozen=True)
class Sheet:
    """One to three figures, from left to right, on paper of one colour."""

    figures: tuple[Figure, ...]
    paper: str = "white"


def outline(shape: str) -> list[list[Point]]:
    """The areas of a shape, as corners in the square from -1 to 1, y down."""
    if shape == "square":
        return [[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]]
    if shape == "triangle":
        return [[(0, -0.9), (0.98, 0.85), (-0.98, 0.85)]]
    if shape == "diamond":
        return [[(0, -1), (0.72, 0), (0, 1), (-0.72, 0)]]
    if shape == "cross":
        a, b = 0.32, 0.95
        corners = [(-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a), (-b, -a)]
        return [[*corners, (-a, -a)]]
    if shape == "house":
        return [[(0, -1), (1, -0.15), (0.75, -0.15), (0.75, 0.95), (-0.75, 0.95), (-0.75, -0.15), (-1, -0.15)]]
    turns = [2 * math.pi * step / 40 for step in range(40)]
    if shape == "circle":
        return [[(0.92 * math.cos(a), 0.92 * math.sin(a)) for a in turns]]
    if shape == "star":
        spokes = [(1.0 if step % 2 == 0 else 0.42, math.pi * step / 5 - math.pi / 2) for step in range(10)]
        return [[(radius * math.cos(a), 0.05 + radius * math.sin(a)) for radius, a in spokes]]
    if shape == "heart":
        heart = []
        for a in turns:
            y = 13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)
            heart.append((math.sin(a) ** 3 * 0.98, -y / 17.0))
        return [heart]
    if shape == "moon":
        outer = [math.radians(48.9 + 13.11 * step) for step in range(21)]
        inner = [math.radians(287.5 - 10.75 * step) for step in range(21)]
        edge = [(0.15 + 0.95 * math.cos(a), 0.95 * math.sin(a)) for a in outer]
        return [edge + [(0.55 + 0.75 * math.cos(a), 0.75 * math.sin(a)) for a in inner]]
    if shape == "tree":
        crown = [(0, -1), (0.5, -0.35), (0.3, -0.35), (0.85, 0.5), (-0.85, 0.5), (-0.3, -0.35), (-0.5, -0.35)]
        return [crown, [(-0.18, 0.45), (0.18, 0.45), (0.18, 1), (-0.18, 1)]]
    raise KeyError(shape)


def draw(sheet: Sheet, pixels: int, rng: random.Random, fineness: int = 2) -> Image.Image:
    """The sheet as a square RGB picture."""
    side = pixels * fineness
    image = Image.new("RGB", (side, side), varied(COLOURS[sheet.paper], 4, rng))
    pen = ImageDraw.Draw(image)
    for figure in sheet.figures:
        colour = varied(COLOURS[figure.colour], 6, rng)
        half = figure.size / 2
        for area in outline(figure.shape):
            pen.polygon([((figure.x + half * x) * side, (figure.y + half * y) * side) for x, y in area], fill=colour)
    return image.reduce(fineness)


def contrasting(shade: str) -> list[str]:
    """The colours that can be told from ``shade``."""
    return [name for name in SHADES if distance(COLOURS[name], COLOURS[shade]) >= CONTRAST]


def sheet(rng: random.Random, white: float = WHITE) -> Sheet:
    """Any sheet, with that share of white paper at least; two figures are alike half of the time."""
    paper = "white" if rng.random() < white else rng.choice(SHADES)
    inks = contrasting(paper)
    count = rng.choices((1, 2, 3), (5, 3, 2))[0]
    alike = rng.random() < 0.5
    first = (rng.choice(SHAPES), rng.choice(inks))
    looks = [first] + [first if alike else (rng.choice(SHAPES), rng.choice(inks)) for _ in range(count - 1)]
    low, high = ((0.42, 0.72), (0.34, 0.42), (0.27, 0.3))[count - 1]
    size = rng.uniform(low, high)
    figures = []
    for number, (shape, colour) in enumerate(looks):
        loose_x, loose_y = ((0.1, 0.1), (0.03, 0.08), (0.015, 0.08))[count - 1]
        x = (number + 0.5) / count + rng.uniform(-loose_x, loose_x)
        figures.append(Figure(shape, colour, x, 0.5 + rng.uniform(-loose_y, loose_y), size))
    return Sheet(tuple(figures), paper)


ONE = ("{a}", "one {it}", "a picture of {a}", "a drawing of {a}", "an image of {a}", "a simple drawing of {a}", "{it}")
MANY = ("{them}", "{them}", "a picture of {them}", "a drawing of {them}", "an image of {them}", "{them} in a row")
ON = (
    " on a {paper} background",
    " on {paper}",
    " with a {paper} background",
    " on {paper} paper",
    ", {paper} background",
)
FINE = ("", "", "", "", "", "", ".", ", flat", ", simple", ", minimal", ", high quality", ", digital art", ", clip art")


def plural(shape: str) -> str:
    """``shape`` in the plural."""
    return PLURALS.get(shape, shape + "s")


def with_article(words: str) -> str:
    """``words`` after "a" or "an"."""
    return ("an " if words[0] in "aeiou" else "a ") + words


def caption(what: Sheet, rng: random.Random) -> str:
    """A prompt for the sheet. What it leaves out (a white paper, now and then a colour) can be anything."""
    looks = [(figure.shape, figure.colour) for figure in what.figures]
    named = rng.random() > 0.06
    words = [f"{colour} {shape}" if named else shape for shape, colour in looks]
    if len(looks) == 1:
        size = what.figures[0].size
        if rng.random() < 0.2 and not 0.5 < size < 0.64:
            words[0] = ("small " if size <= 0.5 else "big ") + words[0]
        text = rng.choice(ONE).format(a=with_article(words[0]), it=words[0])
    elif len(set(looks)) == 1:
        shape, colour = looks[0]
        things = f"{colour} {plural(shape)}" if named else plural(shape)
        text = rng.choice(MANY).format(them=f"{NUMBERS[len(looks)]} {things}")
    else:
        parts = [with_article(one) for one in words]
        text = ", ".join(parts[:-1]) + rng.choice((" and ", " and ", " next to ", " beside ")) + parts[-1]
        text = rng.choice(("", "", "", "a picture of ", "a drawing of ")) + text
    if what.paper != "white" or rng.random() < 0.3:
        text += rng.choice(ON).format(paper=what.paper)
    text += rng.choice(FINE)
    return text[0].upper() + text[1:] if rng.random() < 0.3 else text


@dataclass(frozen=True)
class Seen:
    """One figure that the judge found: its colour, the shape that it is most like, and how like (0 to 1)."""

    colour: str
    shape: str
    likeness: float
    x: float


@cache
def templates() -> dict[str, Any]:
    """For each shape the mask of its bounding box scaled to a square, and height over width."""
    import numpy

    masks = {}
    for shape in SHAPES:
        image = Image.new("L", (400, 400))
        pen = ImageDraw.Draw(image)
        for area in outline(shape):
            pen.polygon([(200 + 180 * x, 200 + 180 * y) for x, y in area], fill=255)
        box = image.getbbox()
        assert box is not None
        tall = (box[3] - box[1]) / (box[2] - box[0])
        masks[shape] = (numpy.asarray(image.crop(box).resize((TEMPLATE, TEMPLATE))) > 127, tall)
    return masks


def nearest_colour(pixels: Any) -> Any:
    """For pixels of shape (…, 3) the number of the nearest colour in :data:`SHADES`, shape (…)."""
    import numpy

    table = numpy.array([COLOURS[name] for name in SHADES], dtype=numpy.float32)
    apart = ((pixels[..., None, :].astype(numpy.float32) - table) ** 2).sum(-1)
    return apart.argmin(-1)


def connected(mask: Any) -> list[Any]:
    """The parts of a mask (height, width) whose pixels touch each other by a side, as masks of the same shape."""
    import numpy

    parts: list[list[tuple[int, int, int]]] = []  # each a list of runs: row, first column, column after the last
    above: list[tuple[int, int, int]] = []  # runs of the row above: part, first column, column after the last
    for row, line in enumerate(numpy.pad(mask, ((0, 0), (1, 1))).astype(numpy.int8)):
        turns = numpy.flatnonzero(numpy.diff(line)).tolist()
        here: list[tuple[int, int, int]] = []
        for start, end in zip(turns[::2], turns[1::2], strict=True):
            touched = sorted({part for part, first, after in above if first < end and start < after})
            if not touched:
                touched = [len(parts)]
                parts.append([])
            own = touched[0]
            parts[own].append((row, start, end))
            for other in touched[1:]:
                parts[own] += parts[other]
                parts[other] = []
                above = [(own if part == other else part, first, after) for part, first, after in above]
                here = [(own if part == other else part, first, after) for part, first, after in here]
            here.append((own, start, end))
        above = here
    found = []
    for runs in filter(None, parts):
        part = numpy.zeros_like(mask)
        for row, start, end in runs:
            part[row, start:end] = True
        found.append(part)
    return found


def judge(image: Image.Image) -> tuple[str, list[Seen]]:
    """The colour of the paper, and the figures from left to right.

    The paper is what most of the picture's edge shows. A figure is a connected area that differs from it, of at least
    half a hundredth of the picture. Likeness is the overlap of its mask with the shape's, both scaled to a square, times
    how near their proportions are.
    """
    import numpy

    pixels = numpy.asarray(image.convert("RGB")).astype(numpy.float32)
    edge = numpy.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    paper = numpy.median(edge, axis=0)
    differs = numpy.sqrt(((pixels - paper) ** 2).mean(-1)) > CONTRAST / 2
    found = []
    for mask in connected(differs):
        if mask.sum() < 0.005 * mask.size:
            continue
        rows, columns = numpy.flatnonzero(mask.any(1)), numpy.flatnonzero(mask.any(0))
        box = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
        square = Image.fromarray(mask).crop(box).convert("L").resize((TEMPLATE, TEMPLATE))
        own = numpy.asarray(square) > 127
        tall = (box[3] - box[1]) / (box[2] - box[0])
        likeness = {
            shape: float((own & other).sum() / (own | other).sum() * min(tall / its, its / tall) ** 0.5)
            for shape, (other, its) in templates().items()
        }
        shape = max(likeness, key=lambda name: likeness[name])
        inner = numpy.asarray(Image.fromarray(mask).convert("L").filter(ImageFilter.MinFilter(5))) > 0
        colour = numpy.median(pixels[inner if inner.any() else mask], axis=0)
        middle = float((box[0] + box[2]) / 2 / mask.shape[1])
        found.append(Seen(SHADES[int(nearest_colour(colour))], shape, likeness[shape], middle))
    return SHADES[int(nearest_colour(paper))], sorted(found, key=lambda seen: seen.x)


def shows(image: Image.Image, wanted: Sequence[tuple[str, str]], paper: str, least: float = LIKE) -> bool:
    """Whether the picture shows the (colour, shape) pairs and nothing else, in any order, on that paper."""
    seen_paper, seen = judge(image)
    found = sorted((one.colour, one.shape) for one in seen if one.likeness >= least)
    return seen_paper == paper and len(seen) == len(found) and found == sorted(wanted)


def understood(text: str) -> tuple[list[tuple[str, str]], str]:
    """What a plain prompt asks for: (colour, shape) pairs, and the paper, white if it says none.

    Raises ValueError for a prompt that names no figure of :data:`SHAPES` with its colour.
    """
    text = text.lower()
    paper = "white"
    ground = re.search(rf"\b({'|'.join(SHADES)})(?= (?:background|paper))|(?<= on )({'|'.join(SHADES)})\b", text)
    if ground:
        paper = ground.group(0)
        text = text[: ground.start()] + text[ground.end() :]
    singular = {plural(shape): shape for shape in SHAPES} | {shape: shape for shape in SHAPES}
    pattern = rf"(?:\b({'|'.join(NUMBERS[1:])}) )?(?:big |small )?\b({'|'.join(SHADES)}) ({'|'.join(singular)})\b"
    wanted = []
    for number, colour, shape in re.findall(pattern, text):
        wanted += [(colour, singular[shape])] * (NUMBERS.index(number) if number else 1)
    if not wanted:
        raise ValueError(f"no figure with a colour in {text!r}")
    return wanted, paper
