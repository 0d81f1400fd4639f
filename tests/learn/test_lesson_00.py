"""Lesson 00's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfcourse.learn import check

STATION = {
    "datasets": "Data",
    "transformers": "Model",
    "peft": "Training",
    "accelerate": "Training",
    "evaluate": "Evaluate",
    "huggingface_hub": "Share",
}
TOKEN = {
    "download an open model": "none",
    "download a gated model whose terms you accepted": "read",
    "load your own private dataset": "read",
    "search the Hub for Korean models": "none",
    "publish the model you fine-tuned": "write",
}
STEP = {
    "GatedRepoError, status 401": "log in",
    "GatedRepoError, status 403": "accept the terms",
    "RepositoryNotFoundError: gogle-bert/bert-base-uncased": "check the name",
    "RevisionNotFoundError: v2-final": "leave the revision out",
    "401 for every model, even open ones: Invalid credentials": "make a new token",
}
REMEDY = {
    "The kernel died without a message while a large model was loading.": "memory",
    "import transformers: ImportError, huggingface-hub>=1.5.0,<2.0 is required": "pip",
    "AssertionError: Torch not compiled with CUDA enabled": "cuda",
    "I set HF_HOME in a cell, and nothing changed.": "restart",
    "No space left on device": "download",
}
DICTS = {"00.1": STATION, "00.3": TOKEN, "00.5": STEP, "00.6": REMEDY}


def fits(parameters: float, bytes_per_number: float, free_gb: float) -> bool:
    return parameters * bytes_per_number / 1e9 <= 0.8 * free_gb


def diagnose(token: str) -> str:
    if not token.strip():
        return "empty"
    if any(character.isspace() for character in token):
        return "whitespace"
    return "ok" if token.startswith("hf_") else "prefix"


def by_order(*rules: tuple[Callable[[str], bool], str]) -> Callable[[str], str]:
    """A `diagnose` that asks `rules` in order."""
    return lambda token: next((name for holds, name in rules if holds(token)), "ok")


def empty(token: str) -> bool:
    return not token.strip()


def white(token: str) -> bool:
    return any(character.isspace() for character in token)


def strange(token: str) -> bool:
    return not token.startswith("hf_")


def said(capsys: pytest.CaptureFixture[str], exercise: str, value: Any) -> str:
    check(exercise, value)
    return capsys.readouterr().out


@pytest.mark.parametrize("exercise", ["00.1", "00.2", "00.3", "00.4", "00.5", "00.6"])
def test_nothing_tried(home: Path, capsys: pytest.CaptureFixture[str], exercise: str) -> None:
    assert said(capsys, exercise, ...).startswith(f"[ ] {exercise}: not tried yet.")


@pytest.mark.parametrize("exercise", DICTS)
def test_the_right_choices(home: Path, capsys: pytest.CaptureFixture[str], exercise: str) -> None:
    assert said(capsys, exercise, DICTS[exercise]).startswith(f"[x] {exercise}: right. ")


@pytest.mark.parametrize("exercise", DICTS)
def test_each_wrong_choice_has_a_hint_that_does_not_give_the_answer(
    home: Path, capsys: pytest.CaptureFixture[str], exercise: str
) -> None:
    answers = DICTS[exercise]
    for key, right in answers.items():
        for wrong in set(answers.values()) - {right}:
            out = said(capsys, exercise, answers | {key: wrong})
            assert out.startswith(
                f"[ ] {exercise}: not yet. {len(answers) - 1} of {len(answers)} are right. Look at '{key}'"
            )
            hint = out.split("again: ")[1]
            assert hint.strip() and right not in hint.lower().split()


@pytest.mark.parametrize(
    ("exercise", "value", "part"),
    [
        ("00.1", STATION | {"peft": ...}, "not tried yet"),
        ("00.1", {key: STATION[key] for key in list(STATION)[:3]}, "The dictionary lacks 'accelerate'"),
        ("00.1", STATION | {"tokenizers": "Data"}, "does not ask for 'tokenizers'"),
        ("00.1", STATION | {"peft": "training"}, "capitals count"),
        ("00.1", STATION | {"peft": ["Training"]}, "is none of the choices"),
        ("00.1", list(STATION.items()), "asks for a dict"),
        ("00.3", TOKEN | {"download an open model": None}, 'use one of "none", "read", "write"'),
        ("00.6", REMEDY | {"No space left on device": "disk"}, "is none of the choices"),
    ],
)
def test_dictionaries_of_another_form(
    home: Path, capsys: pytest.CaptureFixture[str], exercise: str, value: Any, part: str
) -> None:
    assert part in said(capsys, exercise, value)


def test_the_right_function_for_fits(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "00.2", fits).startswith("[x] 00.2: right. 8 billion parameters")


@pytest.mark.parametrize(
    ("function", "part"),
    [
        (lambda p, b, free: p * b <= 0.8 * free, "1 GB is 10⁹ bytes"),
        (lambda p, b, free: p * b / 1e9 <= free, "80 % of the free memory"),
        (lambda p, b, free: p * b / 1e9, "returns a number"),
        (lambda p, b, free: p * b / 1e9 >= 0.8 * free, "the wrong way round"),
        (lambda p, b, free: p * b / 1e9 < 0.8 * free, "exactly 80 % of 10 GB"),
        (lambda p, b, free: p * b / 1024**3 <= 0.8 * free, "not 1024³"),
        (lambda p, b, free: p / b / 1e9 <= 0.8 * free, "should be"),
        (lambda p, b, free: None, "returns None"),
        (lambda p, b: p * b <= 10, "stopped with TypeError"),
        (fits(1, 1, 1), "the function itself"),
    ],
)
def test_mistakes_in_fits(home: Path, capsys: pytest.CaptureFixture[str], function: Any, part: str) -> None:
    out = said(capsys, "00.2", function)
    assert out.startswith("[ ] 00.2: not yet.")
    assert part in out


def test_the_right_function_for_diagnose(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "00.4", diagnose).startswith("[x] 00.4: right. ")


@pytest.mark.parametrize(
    ("function", "part"),
    [
        (by_order((lambda t: not t, "empty"), (white, "whitespace"), (strange, "prefix")), "nothing but white space"),
        (
            by_order((empty, "empty"), (lambda t: t != t.strip(), "whitespace"), (strange, "prefix")),
            "only at the two ends",
        ),
        (by_order((empty, "empty"), (lambda t: " " in t, "whitespace"), (strange, "prefix")), "a line break along"),
        (
            by_order((empty, "empty"), (lambda t: " " in t or "\n" in t, "whitespace"), (strange, "prefix")),
            "A tab is white space",
        ),
        (by_order((empty, "empty"), (strange, "prefix"), (white, "whitespace")), "should be 'whitespace'"),
        (
            by_order((empty, "empty"), (lambda t: strange(t.strip()), "prefix"), (white, "whitespace")),
            "Mind the order",
        ),
        (
            by_order((empty, "empty"), (white, "whitespace"), (lambda t: strange(t.lower()), "prefix")),
            "Upper and lower case",
        ),
        (
            by_order((empty, "empty"), (white, "whitespace"), (lambda t: "hf_" not in t.lower(), "prefix")),
            "Upper and lower",
        ),
        (
            by_order((empty, "empty"), (white, "whitespace"), (lambda t: "hf_" not in t, "prefix")),
            "the beginning counts",
        ),
        (lambda token: None, "returns None"),
        (lambda token: "OK", "should be 'ok' and is 'OK'"),
        (diagnose("hf_x"), "the function itself"),
    ],
)
def test_mistakes_in_diagnose(home: Path, capsys: pytest.CaptureFixture[str], function: Any, part: str) -> None:
    out = said(capsys, "00.4", function)
    assert out.startswith("[ ] 00.4: not yet.")
    assert part in out


def test_a_diagnose_that_prints_the_token_is_not_right(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def talkative(token: str) -> str:
        print(token)
        return diagnose(token)

    assert "prints the token" in said(capsys, "00.4", talkative)
