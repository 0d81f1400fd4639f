"""The drawing program: every thing comes out, in every style, in the same way each time; scenes and figures are what they say."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image

from hfcourse.zoo import figures
from hfcourse.zoo import visual_questions as vq
from hfcourse.zoo.pictures import BACKGROUNDS, COLOURS, FILLINGS, LINES, Pen, Style, canvas, distance, finished
from hfcourse.zoo.portraits import Pool, family_of, portrait
from hfcourse.zoo.recipe import heldout
from hfcourse.zoo.sketches import sketch
from hfcourse.zoo.things import FAMILIES, THINGS, USUAL


def drawn(thing: str, style: Style, number: int) -> np.ndarray:
    """A red thing on white paper, 64 x 64 x 3."""
    rng = random.Random(number)
    image = canvas("plain", COLOURS["white"], 64, rng)
    THINGS[thing](Pen(image, (64, 64), 55, COLOURS["red"], style, rng))
    return np.asarray(finished(image)).astype(int)


@pytest.mark.parametrize("thing", THINGS)
def test_each_thing_covers_a_fair_part_and_stays_inside(thing: str) -> None:
    for number in range(12):
        pixels = drawn(thing, Style(), number)
        inked = abs(pixels - 250).max(-1) > 12
        assert 0.06 < inked.mean() < 0.9
        assert not inked[:2].any() and not inked[-2:].any() and not inked[:, :2].any() and not inked[:, -2:].any()


@pytest.mark.parametrize("filling", FILLINGS)
@pytest.mark.parametrize("line", LINES)
def test_styles_differ(filling: str, line: str) -> None:
    """A style that draws as another does widens nothing; with no filling there is no pattern either."""
    pictures = [drawn("heart", Style(f, one), 1) for f in FILLINGS for one in LINES if (f, one) != (filling, line)]
    own = drawn("heart", Style(filling, line), 1)
    same = sum(np.array_equal(own, other) for other in pictures)
    assert same == (len(FILLINGS) - 1 if line == "only" else 0)


def test_two_of_a_kind_are_never_the_same() -> None:
    for thing in ("cat", "house", "boat"):
        assert len({portrait(thing, 48, random.Random(seed)).tobytes() for seed in range(20)}) == 20


def test_a_seed_gives_the_same_picture_again() -> None:
    for thing in THINGS:
        assert portrait(thing, 48, random.Random(5)).tobytes() == portrait(thing, 48, random.Random(5)).tobytes()


def test_every_thing_has_one_family_and_known_colours() -> None:
    assert sorted(one for members in FAMILIES.values() for one in members) == sorted(THINGS)
    assert family_of("cat") == family_of("dog") == "animal"
    assert set(USUAL) <= set(THINGS)
    assert {colour for colours in USUAL.values() for colour in colours} <= set(COLOURS)
    assert len(THINGS) >= 24
    assert len(COLOURS) >= 8
    assert len(BACKGROUNDS) == 6


def test_colours_can_be_told_apart() -> None:
    names = list(COLOURS)
    pairs = [(one, other) for one in names for other in names if one < other]
    assert min(distance(COLOURS[one], COLOURS[other]) for one, other in pairs) > 30


def test_a_pool_gives_each_example_several_times() -> None:
    made: list[int] = []

    def make(rng: random.Random) -> int:
        made.append(len(made))
        return made[-1]

    pool: Pool[int] = Pool(make, capacity=10, uses=4)
    rng = random.Random(0)
    given = [pool(rng) for _ in range(400)]
    assert len(made) == 100
    assert len(pool.kept) == 10
    assert min(pool.kept) >= 90
    assert len(set(given)) > 80


def test_sketches_can_be_drawn_and_cover_all_things() -> None:
    rows = heldout("sketches")
    assert {row["thing"] for row in rows} == set(THINGS)
    pictures = {sketch(row["drawing"]).tobytes() for row in rows}
    assert len(pictures) == len(rows)
    with pytest.raises(ValueError, match="no stroke 'spiral'"):
        sketch("fill #000000; spiral 1 2 3")


def test_scenes_hold_whole_things_that_do_not_cover_each_other() -> None:
    rng = random.Random(2)
    for _ in range(300):
        scene = vq.scene(rng)
        assert 1 <= len(scene.items) <= vq.MOST
        for item in scene.items:
            edge = item.size / 2 * 0.94
            assert edge <= item.x <= 1 - edge
            assert edge <= item.y <= 1 - edge
            assert distance(COLOURS[item.colour], COLOURS[scene.background]) >= vq.CONTRAST
        for number, item in enumerate(scene.items):
            for other in scene.items[number + 1 :]:
                assert max(abs(item.x - other.x), abs(item.y - other.y)) > (item.size + other.size) / 2 * 0.9


def test_questions_have_the_answer_that_a_person_would_count() -> None:
    """Counted here by another way than in the program."""
    rng = random.Random(4)
    kinds = set()
    for _ in range(1500):
        scene = vq.scene(rng)
        asked = vq.question(scene, rng)
        kinds.add(asked.kind)
        assert asked.answer in vq.ANSWERS
        words = asked.text.rstrip("?").split()
        assert "{" not in asked.text
        if asked.kind == "count":
            named = [one for one in vq.ASKED if vq.plural(one) in words]
            shades = [one for one in vq.NAMES if one in words]
            wanted = [i for i in scene.items if (not named or i.thing in named) and (not shades or i.colour in shades)]
            assert asked.answer == str(len(wanted))
        if asked.kind == "beside":
            [answer] = {i.thing for i in scene.items if i.thing == asked.answer}
            assert f" {answer}" not in asked.text
    assert kinds == set(vq.ASKERS)


@pytest.mark.parametrize("shape", figures.SHAPES)
def test_the_judge_sees_what_was_drawn(shape: str) -> None:
    rng = random.Random(shape)
    for colour in figures.SHADES:
        for paper in rng.sample(figures.contrasting(colour), 3):
            sheet = figures.Sheet((figures.Figure(shape, colour, 0.5, 0.5, rng.uniform(0.45, 0.7)),), paper)
            image = figures.draw(sheet, 128, rng)
            assert figures.shows(image, [(colour, shape)], paper)
            wrong = rng.choice([one for one in figures.SHAPES if one != shape])
            assert not figures.shows(image, [(colour, wrong)], paper)
            assert not figures.shows(image, [(colour, shape)] * 2, paper)


def test_parts_of_a_mask_are_those_that_touch() -> None:
    """Rings, combs and spirals join late; diagonal neighbours do not touch. Held against filling in one pixel at a time."""
    rng = np.random.default_rng(3)
    for share in (0.3, 0.55, 0.7):
        mask = rng.random((24, 31)) < share
        left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
        wanted = set()
        while left:
            part, border = set(), [left.pop()]
            while border:
                y, x = border.pop()
                part.add((y, x))
                for near in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if near in left:
                        left.remove(near)
                        border.append(near)
            wanted.add(frozenset(part))
        found = [frozenset((int(y), int(x)) for y, x in np.argwhere(part)) for part in figures.connected(mask)]
        assert len(found) == len(wanted)
        assert set(found) == wanted


def test_the_judge_sees_three_figures_and_is_not_fooled_by_noise() -> None:
    rng = random.Random(1)
    right = 0
    for _ in range(100):
        sheet = figures.sheet(rng)
        looks = [(figure.colour, figure.shape) for figure in sheet.figures]
        right += figures.shows(figures.draw(sheet, 128, rng), looks, sheet.paper)
    assert right >= 98
    noise = np.random.default_rng(0).integers(0, 256, (128, 128, 3)).astype(np.uint8)
    assert not figures.shows(Image.fromarray(noise), [("red", "circle")], "white")
    assert figures.judge(Image.new("RGB", (128, 128), "white")) == ("white", [])


@pytest.mark.parametrize(
    ("prompt", "wanted", "paper"),
    [
        ("a red circle", [("red", "circle")], "white"),
        ("Two green hearts on a yellow background.", [("green", "heart")] * 2, "yellow"),
        ("a big blue star and an orange house", [("blue", "star"), ("orange", "house")], "white"),
        ("three pink crosses on black paper", [("pink", "cross")] * 3, "black"),
    ],
)
def test_prompts_are_understood(prompt: str, wanted: list[tuple[str, str]], paper: str) -> None:
    assert figures.understood(prompt) == (wanted, paper)


def test_a_prompt_without_a_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="no figure"):
        figures.understood("an astronaut riding a horse")


def test_captions_ask_for_what_the_sheet_shows() -> None:
    """Where a prompt says all that can be judged, reading it gives the sheet back."""
    rng = random.Random(6)
    read = 0
    for _ in range(500):
        sheet = figures.sheet(rng)
        prompt = figures.caption(sheet, rng)
        try:
            wanted, paper = figures.understood(prompt)
        except ValueError:
            continue
        read += 1
        assert sorted(wanted) == sorted((figure.colour, figure.shape) for figure in sheet.figures)
        assert paper == sheet.paper
    assert read > 400
