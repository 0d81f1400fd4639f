"""Lesson 08's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_08 import QUESTIONS

IDS = [f"08.{number}" for number in range(1, 8)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def lora_size(shapes: list[tuple[int, int]], r: int) -> int:
    return sum(r * (rows + columns) for rows, columns in shapes)


def lora_output(x: Any, W: Any, A: Any, B: Any, alpha: float) -> Any:
    return x @ W.T + alpha / A.shape[0] * (x @ A.T @ B.T)


def lora_output_with(frozen: float, factor: Callable[[Any, Any, float], float]) -> Callable[..., Any]:
    """A `lora_output` with another weight of the frozen layer and another factor, of (A, B, alpha)."""

    def function(x: Any, w: Any, a: Any, b: Any, alpha: float) -> Any:
        return frozen * (x @ w.T) + factor(a, b, alpha) * (x @ a.T @ b.T)

    return function


def trainable(model: Any) -> tuple[int, int]:
    sizes = [(weight.numel(), weight.requires_grad) for weight in model.parameters()]
    return sum(size for size, trained in sizes if trained), sum(size for size, _ in sizes)


def training_gb(frozen: float, frozen_bytes: float, trained: float) -> float:
    return (frozen * frozen_bytes + trained * 16) / 1e9


def answer_labels(parts: list[tuple[str, list[int]]]) -> list[int]:
    labels: list[int] = []
    for role, ids in parts:
        labels += ids if role == "assistant" else [-100] * len(ids)
    return labels


def labels_in_place(parts: list[tuple[str, list[int]]]) -> list[int]:
    for role, ids in parts:
        if role != "assistant":
            ids[:] = [-100] * len(ids)
    return [label for _role, ids in parts for label in ids]


def one_for_each_message(parts: list[tuple[str, list[int]]]) -> list[int]:
    return [label for role, ids in parts for label in (ids if role == "assistant" else [-100])]


def last_answer_only(parts: list[tuple[str, list[int]]]) -> list[int]:
    labels = [-100 for _role, ids in parts for _ in ids]
    last = parts[-1][1] if parts else []
    return labels[: len(labels) - len(last)] + last


def merged_weight(W: Any, A: Any, B: Any, alpha: float) -> Any:
    return W + alpha / A.shape[0] * B @ A


def merged_in_place(w: Any, a: Any, b: Any, alpha: float) -> Any:
    w += alpha / a.shape[0] * b @ a
    return w


def method_with(room: float = 0.8, frozen: float = 2, last: bool = False) -> Callable[..., str]:
    """A `method` that uses another share of the GPU, other bytes for LoRA's frozen weights, or the last way that fits."""

    def function(parameters: float, trained: float, gpu_gb: float) -> str:
        needed = {
            "full": 16 * parameters,
            "lora": frozen * parameters + 16 * trained,
            "qlora": parameters / 2 + 16 * trained,
        }
        fitting = [way for way, size in needed.items() if size <= room * gpu_gb * 1e9]
        return fitting[-1 if last else 0] if fitting else "none"

    return function


RIGHT: list[tuple[str, Any]] = [
    ("08.1", lora_size),
    ("08.2", lora_output),
    ("08.2", lambda x, w, a, b, alpha: (w @ x.T + alpha / len(a) * (b @ (a @ x.T))).T),
    ("08.3", trainable),
    ("08.3", lambda model: list(trainable(model))),
    ("08.4", training_gb),
    ("08.5", answer_labels),
    ("08.6", merged_weight),
    ("08.7", method_with()),
]

MISTAKES: list[tuple[str, Any, str]] = [
    ("08.1", lambda shapes, r: sum(r * a * b for a, b in shapes), "times the whole matrix"),
    ("08.1", lambda shapes, r: sum(a * b for a, b in shapes), "stays frozen"),
    ("08.1", lambda shapes, r: sum(a + b for a, b in shapes), "rank 1"),
    ("08.1", lambda shapes, r: sum(r * a * r * b for a, b in shapes), "add them"),
    ("08.1", lambda shapes, r: sum(r * a for a, _b in shapes), "the other one"),
    ("08.1", lambda shapes, r: sum(r * b for _a, b in shapes), "the other one"),
    ("08.1", lambda shapes, r: 16, "should be 10752"),
    ("08.2", lora_output_with(1, lambda a, b, alpha: 0), "frozen layer alone"),
    ("08.2", lora_output_with(0, lambda a, b, alpha: alpha / len(a)), "part of A and B alone"),
    ("08.2", lora_output_with(1, lambda a, b, alpha: 1), "factor α/r is missing"),
    ("08.2", lora_output_with(1, lambda a, b, alpha: alpha), "multiplied by α, and"),
    ("08.2", lora_output_with(1, lambda a, b, alpha: alpha * len(a)), "α·r"),
    ("08.2", lora_output_with(4, lambda a, b, alpha: alpha / len(a)), "multiplied, too"),
    ("08.2", lora_output_with(1, lambda a, b, alpha: alpha / a.shape[1]), "wrong size"),
    ("08.2", lora_output_with(1, lambda a, b, alpha: alpha / b.shape[0]), "wrong size"),
    ("08.2", lambda x, w, a, b, alpha: x @ w + a, "stopped with"),
    ("08.3", lambda model: (2, 4), "counted the tensors"),
    ("08.3", lambda model: trainable(model)[::-1], "turned round"),
    ("08.3", lambda model: (trainable(model)[1] - trainable(model)[0], trainable(model)[1]), "counts the frozen"),
    ("08.3", lambda model: (trainable(model)[0], trainable(model)[1] - trainable(model)[0]), "count all parameters"),
    ("08.3", lambda model: trainable(model)[0] / trainable(model)[1], "the share"),
    ("08.3", lambda model: 100 * trainable(model)[0] / trainable(model)[1], "the share"),
    ("08.3", lambda model: (trainable(model)[1],) * 2, "every parameter as trained"),
    ("08.4", lambda frozen, width, trained: (frozen * width + trained * 12) / 1e9, "trained weights themselves"),
    ("08.4", lambda frozen, width, trained: (frozen * width + trained * 8) / 1e9, "four float32 numbers"),
    ("08.4", lambda frozen, width, trained: (frozen * width + trained * 4) / 1e9, "only the weights"),
    ("08.4", lambda frozen, width, trained: frozen * width + trained * 16, "divide by 10⁹"),
    ("08.4", lambda frozen, width, trained: (frozen * width + trained * 16) / 2**30, "2**30"),
    ("08.4", lambda frozen, width, trained: (frozen + trained) * 16 / 1e9, "no gradient and no optimizer"),
    (
        "08.4",
        lambda frozen, width, trained: (frozen * (width + 16) + trained * 16) / 1e9,
        "no gradient and no optimizer",
    ),
    ("08.4", lambda frozen, width, trained: trained * 16 / 1e9, "need room, too"),
    ("08.5", lambda parts: [i for role, ids in parts if role == "assistant" for i in ids], "as long as the row"),
    ("08.5", lambda parts: [i if role == "user" else -100 for role, ids in parts for i in ids], "other way round"),
    ("08.5", lambda parts: [i if role == "assistant" else 0 for role, ids in parts for i in ids], "0 is a token"),
    ("08.5", one_for_each_message, "not one for each message"),
    ("08.5", lambda parts: [i for _role, ids in parts for i in ids], "still there"),
    ("08.5", last_answer_only, "two answers"),
    ("08.5", lambda parts: [ids if role == "assistant" else [-100] for role, ids in parts], "lists in your list"),
    ("08.5", labels_in_place, "changes the lists"),
    ("08.6", merged_in_place, "changes the `W`"),
    ("08.6", lambda w, a, b, alpha: w + b @ a, "factor α/r is missing"),
    ("08.6", lambda w, a, b, alpha: w + alpha * b @ a, "should be α/r"),
    ("08.6", lambda w, a, b, alpha: alpha / len(a) * b @ a, "change alone"),
    ("08.6", lambda w, a, b, alpha: w.clone(), "`W` alone"),
    ("08.6", lambda w, a, b, alpha: w + alpha / len(a) * a @ b, "do not fit"),
    ("08.7", method_with(room=1), "80 %"),
    ("08.7", method_with(last=True), "not the last"),
    ("08.7", lambda parameters, trained, gpu_gb: "lora", "comes first"),
    ("08.7", method_with(frozen=16), "only for the numbers of the adapter"),
    (
        "08.7",
        lambda parameters, trained, gpu_gb: method_with()(parameters, 0, gpu_gb) if gpu_gb < 50 else "full",
        "is 'full'",
    ),
]


@pytest.mark.parametrize(("exercise_id", "value"), RIGHT)
def test_right_answers(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> None:
    assert says(capsys, exercise_id, value).startswith(f"[x] {exercise_id}: right")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), MISTAKES)
def test_mistakes_get_their_own_hint(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str
) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith(f"[ ] {exercise_id}: not yet")
    assert hint in said


@pytest.mark.parametrize("exercise_id", IDS)
def test_untried(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    assert "not tried yet" in says(capsys, exercise_id, ...)


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("value", [None, 3, "text", [], (), {}, object(), print, lambda *_: None, lambda *_: 1 / 0])
def test_nothing_is_raised_at_the_learner(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any
) -> None:
    assert f"[ ] {exercise_id}: not yet. " in says(capsys, exercise_id, value)


def test_the_lesson_s_layer_is_exercise_2() -> None:
    """The check's own matrices give what peft gives for them."""
    from peft import LoraConfig, get_peft_model

    layer = torch.nn.Sequential(torch.nn.Linear(3, 5, bias=False))
    wrapped = get_peft_model(layer, LoraConfig(r=2, lora_alpha=8, target_modules=["0"]))
    inner = wrapped.base_model.model[0]
    torch.nn.init.normal_(inner.lora_B["default"].weight)
    x = torch.randn(4, 3)
    a, b, w = inner.lora_A["default"].weight, inner.lora_B["default"].weight, inner.base_layer.weight
    torch.testing.assert_close(lora_output(x, w, a, b, 8), wrapped(x))
    torch.testing.assert_close(x @ merged_weight(w, a, b, 8).T, wrapped(x))


def test_the_right_options_of_the_quiz_do_not_stand_in_one_place() -> None:
    """Whoever always clicks the same letter should not pass."""
    assert len(QUESTIONS) >= 7
    places = [min(question.right) for question in QUESTIONS]
    assert all(places.count(place) <= len(places) // 2 for place in places)
    assert any(question.several for question in QUESTIONS)
