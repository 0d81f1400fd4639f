"""Lesson 10's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from huggingface_hub import ModelCard

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_10 import QUESTIONS

IDS = [f"10.{number}" for number in range(1, 8)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def wins(old: Any, new: Any, rounds: int = 1000, seed: int = 0) -> float:
    draws = np.random.default_rng(seed).integers(len(old), size=(rounds, len(old)))
    return float((new[draws].mean(axis=1) > old[draws].mean(axis=1)).mean())


def unpaired_wins(old: Any, new: Any, rounds: int = 1000, seed: int = 0) -> float:
    random = np.random.default_rng(seed)
    one, other = (random.integers(len(old), size=(rounds, len(old))) for _ in range(2))
    return float((new[one].mean(axis=1) > old[other].mean(axis=1)).mean())


def wins_or_ties(old: Any, new: Any, rounds: int = 1000, seed: int = 0) -> float:
    draws = np.random.default_rng(seed).integers(len(old), size=(rounds, len(old)))
    return float((new[draws].mean(axis=1) >= old[draws].mean(axis=1)).mean())


def wins_without_replacement(old: Any, new: Any, rounds: int = 50, seed: int = 0) -> float:
    random = np.random.default_rng(seed)
    draws = [random.permutation(len(old)) for _ in range(rounds)]
    return float(np.mean([new[draw].mean() > old[draw].mean() for draw in draws]))


def counted_wins(old: Any, new: Any, rounds: int = 1000, seed: int = 0) -> int:
    return round(wins(old, new, rounds, seed) * rounds)


def private_parts_of(address: str, number: str, flags: int = 0) -> Callable[[str], list[str]]:
    return lambda text: re.findall(f"{address}|{number}", text, flags=flags)


ADDRESS = r"[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+"
NUMBER = r"(?<![\d-])010[- ]?\d{4}[- ]?\d{4}(?![\d-])"
private_parts = private_parts_of(ADDRESS, NUMBER, re.ASCII)


def addresses_first(text: str) -> list[str]:
    return re.findall(ADDRESS, text, re.ASCII) + re.findall(NUMBER, text, re.ASCII)


def missing_from(text: str) -> list[str]:
    card = ModelCard(text)
    missing = [field for field in ("license", "language", "base_model") if not getattr(card.data, field)]
    if not card.data.eval_results:
        missing.append("results")
    headings = [line for line in card.text.splitlines() if line.startswith("#")]
    return missing + ([] if any("limit" in line.lower() for line in headings) else ["limits"])


def missing_by_search(text: str) -> list[str]:
    found = missing_from(text)
    return [field for field in found if field != "license" or "license:" not in text]


def missing_by_length(text: str) -> list[str]:
    if len(ModelCard(text).data.eval_results) == 0:
        return ["results"]
    return missing_from(text)


def missing_anywhere(text: str) -> list[str]:
    return [field for field in missing_from(text) if field != "limits" or "limit" not in text.lower()]


def missing_in_lower_case_only(text: str) -> list[str]:
    return [*missing_from(text.replace("LIMITS", "")), *[]]


IGNORE = ["checkpoint-*/*", "*.pkl", "*.pt", "*.bin", "*.log", "*.env"]


def what_changed(old: dict[str, str], new: dict[str, str]) -> dict[str, list[str]]:
    return {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "changed": sorted(path for path in old.keys() & new.keys() if old[path] != new[path]),
    }


def altered(change: Callable[[dict[str, Any], dict[str, str], dict[str, str]], dict[str, Any]]) -> Callable[..., Any]:
    """`what_changed` with one mistake."""
    return lambda old, new: change(what_changed(old, new), old, new)


def pseudonyms(texts: list[str]) -> list[str]:
    names: dict[str, str] = {}

    def replace(found: re.Match[str]) -> str:
        return names.setdefault(found.group().lower(), f"person-{len(names) + 1}")

    return [re.sub(ADDRESS, replace, text) for text in texts]


def pseudonyms_of_each(texts: list[str]) -> list[str]:
    return [pseudonyms([text])[0] for text in texts]


def pseudonyms_of_each_place(texts: list[str]) -> list[str]:
    count = iter(range(1, 100))
    return [re.sub(ADDRESS, lambda _found: f"person-{next(count)}", text) for text in texts]


def pseudonyms_with_case(texts: list[str]) -> list[str]:
    names: dict[str, str] = {}
    return [
        re.sub(ADDRESS, lambda found: names.setdefault(found.group(), f"person-{len(names) + 1}"), text)
        for text in texts
    ]


def pseudonyms_from_zero(texts: list[str]) -> list[str]:
    return [text.replace("person-1", "person-0").replace("person-2", "person-1") for text in pseudonyms(texts)]


def everybody_alike(texts: list[str]) -> list[str]:
    return [re.sub(ADDRESS, "person-1", text) for text in texts]


def trade_off(pairs: list[tuple[float, bool]], least: float) -> tuple[float, float | None]:
    taken = [right for score, right in pairs if score >= least]
    return len(taken) / len(pairs), sum(taken) / len(taken) if taken else None


def trade_off_above(pairs: list[tuple[float, bool]], least: float) -> tuple[float, float | None]:
    return trade_off(pairs, least + 1e-9)


def trade_off_dividing(pairs: list[tuple[float, bool]], least: float) -> tuple[float, float]:
    taken = [right for score, right in pairs if score >= least]
    return len(taken) / len(pairs), sum(taken) / len(taken)


RIGHT: list[tuple[str, Any]] = [
    ("10.1", wins),
    ("10.2", private_parts),
    ("10.3", missing_from),
    ("10.4", IGNORE),
    ("10.4", ["checkpoint-*", "*.pkl", "*.pt", "*.bin", "*.log", "*.env"]),
    ("10.4", ["checkpoint-*/", "*.p*l", "*.pt", "*.bin", "*.log", ".env", "*/.env"]),
    ("10.5", what_changed),
    ("10.6", pseudonyms),
    ("10.7", trade_off),
]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("exercise_id", "value"), RIGHT)
def test_right(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> None:
    assert says(capsys, exercise_id, value).startswith(f"[x] {exercise_id}: right")


WRONG: list[tuple[str, Any, str]] = [
    ("10.1", unpaired_wins, "the same drawn places"),
    ("10.1", wins_or_ties, "> instead of >="),
    ("10.1", wins_without_replacement, "with replacement"),
    ("10.1", counted_wins, "divide by the number of rounds"),
    ("10.1", lambda old, new: wins(old, new, seed=int(np.random.default_rng().integers(10**9))), "same seed"),
    ("10.1", lambda old, new: "often", "a number from 0 to 1"),
    ("10.1", lambda old: 1.0, "stopped with"),
    ("10.2", addresses_first, "both patterns joined"),
    ("10.2", private_parts_of(r"[\w.+-]+@[\w.-]+", NUMBER, re.ASCII), "full stop"),
    ("10.2", private_parts_of(ADDRESS, NUMBER), "particle"),
    ("10.2", private_parts_of(r"([\w.+-]+)@(\w+)", NUMBER, re.ASCII), "groups"),
    ("10.2", lambda text: set(private_parts(text)), "no order"),
    ("10.2", lambda text: [], "Nothing was found"),
    ("10.2", private_parts_of(ADDRESS, r"010[- ]?\d{4}[- ]?\d{4}", re.ASCII), "should be []"),
    ("10.2", private_parts_of(ADDRESS, r"(?<!\d)[\d-]{10,}", re.ASCII), "should be"),
    ("10.3", missing_by_search, "taken for metadata"),
    ("10.3", missing_by_length, "None has no length"),
    ("10.3", missing_anywhere, "not in a heading"),
    ("10.3", missing_in_lower_case_only, "lower case"),
    ("10.3", lambda text: missing_from(text)[::-1], "another order"),
    ("10.3", lambda text: [], "taken for metadata"),
    ("10.4", [*IGNORE[:-1], ".env"], "runs/.env would be uploaded"),
    ("10.4", [*IGNORE, "*.json"], "config.json stays at home"),
    ("10.4", IGNORE[1:], "checkpoint-500/model.safetensors would be uploaded"),
    ("10.4", [*IGNORE[:-2], "*.env"], "runs/train.log would be uploaded"),
    ("10.4", ["*"], "README.md stays at home"),
    ("10.4", [3], "a text such as"),
    ("10.5", altered(lambda got, old, new: {**got, "changed": []}), "another id"),
    ("10.5", altered(lambda got, old, new: {**got, "changed": sorted(old.keys() & new.keys())}), "did not change"),
    ("10.5", altered(lambda got, old, new: {**got, "changed": sorted({*old, *new} - {"config.json"})}), "came or went"),
    ("10.5", altered(lambda got, old, new: {key: set(paths) for key, paths in got.items()}), "no order"),
    ("10.5", altered(lambda got, old, new: {**got, "added": got["removed"], "removed": got["added"]}), "wrong way"),
    ("10.5", altered(lambda got, old, new: {key: paths[::-1] for key, paths in got.items()}), "not in order"),
    ("10.5", altered(lambda got, old, new: {"new": got["added"]}), "the keys added"),
    ("10.6", pseudonyms_of_each, "count begins anew"),
    ("10.6", pseudonyms_of_each_place, "new number"),
    ("10.6", pseudonyms_with_case, "lower case"),
    ("10.6", pseudonyms_from_zero, "not person-0"),
    ("10.6", everybody_alike, "same name"),
    ("10.6", list, "went in"),
    ("10.6", lambda texts: " ".join(pseudonyms(texts)), "one text"),
    ("10.7", trade_off_above, ">= instead of >"),
    ("10.7", trade_off_dividing, "division fails"),
    ("10.7", lambda pairs, least: (trade_off(pairs, least)[0], 0.4), "divided by all"),
    ("10.7", lambda pairs, least: (trade_off(pairs, least)[0], 0.6), "over all letters"),
    ("10.7", lambda pairs, least: (3, trade_off(pairs, least)[1]), "is a count"),
]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("exercise_id", "value", "hint"), WRONG)
def test_each_mistake_has_its_hint(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str) -> None:
    said = says(capsys, exercise_id, value)
    assert "not yet" in said and hint in said


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("nothing", [None, "", [], {}, lambda *_arguments: None])
def test_nothing_is_never_right(capsys: pytest.CaptureFixture[str], exercise_id: str, nothing: Any) -> None:
    assert says(capsys, exercise_id, nothing).startswith(f"[ ] {exercise_id}: not yet. ")


def test_the_quiz_explains_every_option() -> None:
    assert len(QUESTIONS) == 8
    for question in QUESTIONS:
        assert all(option.why for option in question.options)
        assert any(option.right for option in question.options)


def test_the_solutions_of_the_lesson_pass(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """What the folded solution says is what the check takes for right."""
    source = Path(__file__).resolve().parents[2] / "notebooks" / "source" / "10_sharing.py"
    cells = re.split(r"^# %%", source.read_text(encoding="utf-8"), flags=re.MULTILINE)
    solutions = [cell.partition("\n")[2] for cell in cells if '"solution"' in cell.partition("\n")[0]]
    names: dict[str, Any] = {"np": np, "re": re, "ModelCard": ModelCard}
    for code in solutions:
        exec(code, names)
    values = ("wins", "private_parts", "missing_from", "ignore", "what_changed", "pseudonyms", "trade_off")
    for exercise_id, value in zip(IDS, values, strict=True):
        assert "right" in says(capsys, exercise_id, names[value])
