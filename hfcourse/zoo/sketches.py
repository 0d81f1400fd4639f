"""Drawings written as text, for pictures that the drawing program did not make.

A drawing is a list of strokes between semicolons, on a field of 100 x 100, x to the right and y down::

    paper #ffffff; fill #e08030; circle 50 60 25; poly 30 40 35 15 45 38; pen #202020 2; line 10 20 30 40 50 20

``paper`` paints the field; ``fill`` and ``pen`` choose the colour of areas, and the colour and width of lines (``none``
for no area or no line); ``circle`` takes x, y and radius, ``oval`` x, y and two half axes, ``box`` two corners,
``poly`` and ``line`` points.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

SIDE = 400
FINENESS = 2


def sketch(drawing: str) -> Image.Image:
    """The drawing as a square RGB picture. Raises ValueError for a stroke that there is not."""
    scale = SIDE * FINENESS / 100
    image = Image.new("RGB", (SIDE * FINENESS, SIDE * FINENESS), "white")
    draw = ImageDraw.Draw(image)
    fill: str | None = "black"
    pen: str | None = None
    width = 1
    for stroke in drawing.split(";"):
        name, *words = stroke.split()
        if name == "fill":
            fill = None if words[0] == "none" else words[0]
        elif name == "pen":
            pen = None if words[0] == "none" else words[0]
            width = round(float(words[1]) * scale) if pen else 1
        elif name == "paper":
            draw.rectangle((0, 0, *image.size), fill=words[0])
        else:
            numbers = [float(word) * scale for word in words]
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
            if name == "line":
                draw.line(points, fill=pen or fill, width=width, joint="curve")
            elif name == "poly":
                draw.polygon(points, fill=fill)
                if pen:
                    draw.line([*points, points[0]], fill=pen, width=width, joint="curve")
            elif name in ("circle", "oval"):
                x, y, half, high = (*numbers, numbers[-1])[:4]
                draw.ellipse((x - half, y - high, x + half, y + high), fill=fill, outline=pen, width=width)
            elif name == "box":
                draw.rectangle(tuple(numbers), fill=fill, outline=pen, width=width)
            else:
                raise ValueError(f"no stroke {name!r}; there are: paper, fill, pen, line, poly, circle, oval, box")
    return image.reduce(FINENESS)
