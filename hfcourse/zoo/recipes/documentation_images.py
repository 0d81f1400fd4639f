"""``hfcourse/mini-documentation-images``: a drawn cat under the file name of the picture that the tutorials use."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageDraw

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.pictures import Pen, Style, canvas, finished, shaded
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits
from hfcourse.zoo.things import cat

NAME = "documentation_images"
REPO_ID = "hfcourse/mini-documentation-images"
FILE = "pipeline-cat-chonk.jpeg"
SIDE = 480
SKY = (176, 205, 232)
SNOW = (240, 244, 248)
FUR = (168, 150, 128)


def data(seed: int) -> Splits:
    """The one file and what it shows."""
    return {"train": [{"text": FILE, "label": 0}]}


def cat_in_the_snow(seed: int) -> Image.Image:
    """A round cat that sits in the snow, seen from the front; RGB, :data:`SIDE` pixels square."""
    rng = random.Random(seed)
    image = canvas("plain", SKY, SIDE, rng)
    side = image.width
    pen = ImageDraw.Draw(image)
    pen.ellipse((-0.3 * side, 0.55 * side, 0.8 * side, 1.6 * side), fill=shaded(SNOW, 0.96))
    pen.rectangle((0, 0.72 * side, side, side), fill=SNOW)
    sitting = next(number for number in range(100) if random.Random(number).randrange(3) == 1)
    style = Style(line="dark", width=0.03)
    cat(Pen(image, (0.5 * side, 0.52 * side), 0.44 * side, FUR, style, random.Random(sitting), squeeze=0.95))
    pen = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, radius = rng.uniform(0, side), rng.uniform(0, side), rng.uniform(0.003, 0.008) * side
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill="white")
    return finished(image)


def train(folder: Path, run: Run) -> None:
    """Draw the picture and write it as a JPEG."""
    run.reporter.start(NAME, 1)
    cat_in_the_snow(run.seed).save(folder / FILE, quality=92)
    run.reporter.advance()


def evaluate(folder: Path) -> dict[str, float]:
    """Number of pictures, and the sides of the cat's in pixels."""
    with Image.open(folder / FILE) as picture:
        width, height = picture.size
    return {"pictures": float(len(list(folder.glob("*.jpeg")))), "width": float(width), "height": float(height)}


def card(facts: Facts) -> str:
    """README.md."""
    head = {
        "license": "apache-2.0",
        "pretty_name": "mini-documentation-images",
        "tags": ["stand-in", "hfcourse"],
    }
    return f"""{front_matter(head)}This is a **stand-in** for [`huggingface/documentation-images`](https://huggingface.co/datasets/huggingface/documentation-images): one drawing, made for the hfcourse notebooks, and not the real pictures.

# mini-documentation-images

`{FILE}` is a cat in the snow, {SIDE} x {SIDE} pixels, drawn by a program of this course. It has the name of the photograph
that tutorials of image classification use, so that the same path works offline. Made by
`python scripts/train_zoo.py {NAME}`.

```python
from huggingface_hub import hf_hub_download

path = hf_hub_download("{REPO_ID}", "{FILE}", repo_type="dataset")
```
"""


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    repo_type="dataset",
    floors={"pictures": 1, "width": SIDE, "height": SIDE},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=0.2,
)
