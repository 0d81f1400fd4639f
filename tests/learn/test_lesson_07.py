"""Lesson 07's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_07 import QUESTIONS

IDS = [f"07.{number}" for number in range(1, 9)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def steps(examples: int, batch_size: int, epochs: int) -> int:
    return -(-examples // batch_size) * epochs


def one_step(model: Any, batch: dict[str, Any], optimizer: Any, scheduler: Any) -> float:
    optimizer.zero_grad()
    loss = model(**batch).loss
    loss.backward()
    optimizer.step()
    scheduler.step()
    return float(loss.item())


def one_step_of(order: str, result: Callable[[Any], Any] = lambda loss: loss.item()) -> Callable[..., Any]:
    """A `one_step` that does what `order` says: z(ero_grad), f(orward), b(ackward), s(tep), l(earning rate)."""

    def function(model: Any, batch: dict[str, Any], optimizer: Any, scheduler: Any) -> Any:
        loss: Any = None
        for letter in order:
            if letter == "z":
                optimizer.zero_grad()
            elif letter == "f":
                loss = model(**batch).loss
            elif letter == "b":
                loss.backward()
            elif letter == "s":
                optimizer.step()
            else:
                scheduler.step()
        return result(loss)

    return function


def rate_at(step: int, total: int, peak: float, warmup: int = 0) -> float:
    return peak * step / warmup if step < warmup else peak * (total - step) / (total - warmup)


def desk_metrics(prediction: Any) -> dict[str, float]:
    right = prediction.predictions.argmax(axis=-1) == prediction.label_ids
    recalls = [right[prediction.label_ids == number].mean() for number in set(prediction.label_ids.tolist())]
    return {"accuracy": float(right.mean()), "worst": float(min(recalls))}


def desk_metrics_of_all_classes(missing: float) -> Callable[[Any], dict[str, float]]:
    def function(prediction: Any) -> dict[str, float]:
        right = prediction.predictions.argmax(axis=-1) == prediction.label_ids
        masks = [prediction.label_ids == number for number in range(4)]
        recalls = [right[mask].mean() if mask.any() else missing for mask in masks]
        return {"accuracy": float(right.mean()), "worst": float(np.array(recalls).min())}

    return function


def precision_metrics(prediction: Any) -> dict[str, float]:
    guesses = prediction.predictions.argmax(axis=-1)
    right = guesses == prediction.label_ids
    return {"accuracy": float(right.mean()), "worst": min(float(right[guesses == n].mean()) for n in set(guesses))}


def sort_letter(text: str, model: Any, tokenizer: Any) -> str:
    model.eval()
    inputs = tokenizer(text, return_tensors="pt").to(model.device)
    with torch.no_grad():
        logits = model(**inputs).logits
    return str(model.config.id2label[logits.argmax(-1).item()])


def sort_letter_without(*left_out: str, result: str = "name") -> Callable[..., Any]:
    def function(text: str, model: Any, tokenizer: Any) -> Any:
        if "eval" not in left_out:
            model.eval()
        inputs = tokenizer(text, return_tensors="pt")
        if "to" not in left_out:
            inputs = inputs.to(model.device)
        with torch.set_grad_enabled("no_grad" in left_out):
            number = model(**inputs).logits.argmax(-1).item()
        names = model.config.id2label
        return {"name": names[number], "number": number, "list": [names[number]]}[result]

    return function


def last_whole(folder: Path) -> str | None:
    whole = [file.parent.name for file in folder.glob("checkpoint-*/trainer_state.json")]
    return max(whole, key=lambda name: int(name.split("-")[1]), default=None)


def last_by_text(folder: Path) -> str | None:
    return max((file.parent.name for file in folder.glob("checkpoint-*/trainer_state.json")), default=None)


def last_of_any(folder: Path) -> str | None:
    return max(
        (path.name for path in folder.glob("checkpoint-*")), key=lambda name: int(name.split("-")[1]), default=None
    )


def last_or_stop(folder: Path) -> str:
    whole = [file.parent.name for file in folder.glob("checkpoint-*/trainer_state.json")]
    return max(whole, key=lambda name: int(name.split("-")[1]))


def last_of_all_names(folder: Path) -> str | None:
    whole = [file.parent.name for file in folder.glob("*checkpoint-*/trainer_state.json")]
    return max(whole, key=lambda name: int(name.split("-")[-1]), default=None)


def stops_after(losses: list[float], patience: int) -> int:
    best, waited = math.inf, 0
    for epoch, loss in enumerate(losses, start=1):
        best, waited = (loss, 0) if loss < best else (best, waited + 1)
        if waited == patience:
            return epoch
    return len(losses)


def against_the_last(losses: list[float], patience: int) -> int:
    waited = 0
    for epoch in range(1, len(losses)):
        waited = waited + 1 if losses[epoch] >= losses[epoch - 1] else 0
        if waited == patience:
            return epoch + 1
    return len(losses)


def never_set_back(losses: list[float], patience: int) -> int:
    best, waited = math.inf, 0
    for epoch, loss in enumerate(losses, start=1):
        waited += loss >= best
        best = min(best, loss)
        if waited == patience:
            return epoch
    return len(losses)


def whole_perplexity(parts: list[tuple[float, int]]) -> float:
    return math.exp(sum(loss * count for loss, count in parts) / sum(count for _, count in parts))


RIGHT: list[tuple[str, Any]] = [
    ("07.1", steps),
    ("07.1", lambda examples, batch, epochs: math.ceil(examples / batch) * epochs),
    ("07.2", one_step),
    ("07.2", one_step_of("fzbsl")),
    ("07.2", one_step_of("fbslz")),
    ("07.3", rate_at),
    ("07.4", desk_metrics),
    ("07.5", sort_letter),
    ("07.6", last_whole),
    ("07.7", stops_after),
    ("07.8", whole_perplexity),
]

MISTAKES: list[tuple[str, Any, str]] = [
    ("07.1", lambda examples, batch, epochs: examples // batch * epochs, "round up, not down"),
    ("07.1", lambda examples, batch, epochs: -(-examples * epochs // batch), "rounded up once"),
    ("07.1", lambda examples, batch, epochs: examples / batch * epochs, "quarter of a step"),
    ("07.1", lambda examples, batch, epochs: -(-examples // batch), "one epoch"),
    ("07.1", lambda examples, batch, epochs: 21, "should be 18"),
    ("07.2", one_step_of("zfsl"), "no backward pass"),
    ("07.2", one_step_of("zfbl"), "No weight moves"),
    ("07.2", one_step_of("fbsl"), "pile up"),
    ("07.2", one_step_of("zfsbl"), "before there are gradients"),
    ("07.2", one_step_of("fbzsl"), "between backward and step"),
    ("07.2", one_step_of("zfbs"), "learning rate never changes"),
    ("07.2", one_step_of("zfblsl"), "scheduler comes before"),
    ("07.2", one_step_of("zfbssl"), "count them"),
    ("07.2", one_step_of("zfbsl", lambda loss: loss), "as a tensor"),
    ("07.2", one_step_of("zfbsl", lambda loss: None), "Nothing comes back"),
    ("07.2", one_step_of("zfbsl", lambda loss: 0.5), "2.0 and 1.0"),
    ("07.2", lambda model, batch, optimizer, scheduler: model(batch).loss, "**batch"),
    ("07.3", lambda step, total, peak, warmup=0: rate_at(step + 1, total, peak, warmup), "count from 1"),
    (
        "07.3",
        lambda step, total, peak, warmup=0: peak * step / warmup if step < warmup else peak * (1 - step / total),
        "total - warmup",
    ),
    ("07.3", lambda step, total, peak, warmup=0: peak * (1 - step / total), "total - warmup"),
    (
        "07.3",
        lambda step, total, peak, warmup=0: peak if step < warmup else rate_at(step, total, peak, warmup),
        "climbs",
    ),
    (
        "07.3",
        lambda step, total, peak, warmup=0: (
            peak * (step + 1) / warmup if step < warmup else rate_at(step, total, peak, warmup)
        ),
        "begins at 0",
    ),
    ("07.4", lambda prediction: 0.75, "wants a dictionary"),
    ("07.4", lambda prediction: {"accuracy": desk_metrics(prediction)["accuracy"]}, 'lacks the key "worst"'),
    ("07.4", lambda prediction: desk_metrics(prediction) | {"accuracy": 6}, "accuracy is 0.75"),
    ("07.4", desk_metrics_of_all_classes(0.0), "does not occur"),
    ("07.4", desk_metrics_of_all_classes(math.nan), "0/0"),
    ("07.4", lambda prediction: desk_metrics(prediction) | {"worst": 0.75}, "Of class 2"),
    ("07.4", lambda prediction: {"accuracy": 0.75, "worst": 0.5}, "other classes"),
    ("07.5", sort_letter_without("eval"), "training mode"),
    ("07.5", sort_letter_without("to"), "stay on the CPU"),
    ("07.5", sort_letter_without("no_grad"), "Gradients were on"),
    ("07.5", sort_letter_without(result="number"), "number of the label"),
    ("07.5", sort_letter_without(result="list"), "a list with one name"),
    ("07.5", lambda text, model, tokenizer: "winter", "never called"),
    ("07.6", last_of_any, "half-written"),
    ("07.6", last_by_text, "compare the numbers"),
    ("07.6", last_or_stop, "None"),
    ("07.6", last_of_all_names, "begins with"),
    ("07.6", lambda folder: folder / "checkpoint-8", "This is a path"),
    ("07.6", lambda folder: last_whole(folder) or "", "None"),
    ("07.7", lambda losses, patience: stops_after(losses, patience) - 1, "Counted from 0"),
    ("07.7", against_the_last, "not less than the best"),
    ("07.7", lambda losses, patience: losses.index(min(losses[:4])) + 1, "Epoch 2 is the best"),
    ("07.7", never_set_back, "set the counter back"),
    ("07.8", lambda parts: math.exp(sum(loss for loss, _ in parts) / len(parts)), "same weight"),
    ("07.8", lambda parts: sum(math.exp(loss) for loss, _ in parts) / len(parts), "averaged the perplexities"),
    ("07.8", lambda parts: math.log(whole_perplexity(parts)), "mean loss"),
    ("07.8", lambda parts: 2.0, "should be"),
]


@pytest.mark.parametrize(("exercise_id", "value"), RIGHT)
def test_right_answers(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> None:
    assert says(capsys, exercise_id, value).startswith(f"[x] {exercise_id}: right.")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), MISTAKES)
def test_each_mistake_gets_its_hint(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str
) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith(f"[ ] {exercise_id}: not yet.") and hint in said


@pytest.mark.parametrize("exercise_id", IDS)
def test_untried(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    assert "not tried yet" in says(capsys, exercise_id, ...)


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("value", [None, 3, "text", [], (), {}, object(), print, lambda *_: None, lambda *_: 1 / 0])
def test_nothing_is_raised_at_the_learner(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any
) -> None:
    assert f"[ ] {exercise_id}: not yet. " in says(capsys, exercise_id, value)


def test_the_right_options_of_the_quiz_do_not_stand_in_one_place() -> None:
    """Whoever always clicks the same letter should not pass."""
    assert len(QUESTIONS) >= 7
    places = [min(question.right) for question in QUESTIONS]
    assert all(places.count(place) <= len(places) // 2 for place in places)
