"""`show.grid`: every picture with its title, in words too, and no more bytes than a notebook should hold."""

from __future__ import annotations

import base64
import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from hfcourse.errors import CourseError
from hfcourse.show import grid

SVG = "{http://www.w3.org/2000/svg}"


def images(svg: str) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in ElementTree.fromstring(svg).iter(f"{SVG}image")]


def test_every_picture_is_there_with_its_title() -> None:
    pictures = [Image.new("RGB", (128, 128), colour) for colour in ("red", "blue", "white")]
    made = grid(pictures, ["seed 1", 2, None], title="Three seeds")
    drawn = images(made.svg)
    assert [image["width"] for image in drawn] == ["230", "230", "230"]
    for image, picture in zip(drawn, pictures, strict=True):
        stored = Image.open(io.BytesIO(base64.b64decode(image["href"].removeprefix("data:image/png;base64,"))))
        assert stored.getpixel((64, 64)) == picture.getpixel((64, 64))
    assert made.alt == "Three seeds\nseed 1: 128 × 128\n2: 128 × 128\nNone: 128 × 128"
    assert re.findall(r">(seed 1|2|None)</text>", made.svg) == ["seed 1", "2", "None"]


def test_rows_proportions_and_large_pictures() -> None:
    wide, tall = Image.new("RGB", (2000, 1000)), Image.new("L", (30, 60))
    drawn = images(grid([wide, tall, wide], ["a", "b", "c"], columns=2).svg)
    assert [(image["width"], image["height"]) for image in drawn] == [("230", "115"), ("115", "230"), ("230", "115")]
    assert drawn[0]["x"] == drawn[2]["x"] != drawn[1]["x"] and float(drawn[2]["y"]) > float(drawn[1]["y"])
    assert max(len(image["href"]) for image in drawn) < 5000, "a large picture is stored smaller"
    assert wide.size == (2000, 1000), "and stays as it is"


@pytest.mark.parametrize(
    ("pictures", "titles"), [([], []), ([Image.new("L", (2, 2))], ["a", "b"]), (["cat.png"], ["a"])]
)
def test_what_cannot_be_shown(pictures: list[object], titles: list[str]) -> None:
    with pytest.raises(CourseError, match="Next step"):
        grid(pictures, titles)
