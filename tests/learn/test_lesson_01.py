"""Lesson 01's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_01 import QUESTIONS

KIND = {"a": "inference", "b": "training", "c": "inference", "d": "training", "e": "inference", "f": "inference"}
IDS = [f"01.{number}" for number in range(1, 8)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def share(answer: dict[str, Any], negative: str) -> float:
    return answer["score"] if answer["label"] == negative else 1 - answer["score"]


def most_negative(texts: list[str], classify: Callable[..., Any], negative: str) -> str:
    shares = [share(answer, negative) for answer in classify(texts)]
    return texts[shares.index(max(shares))]


def most_negative_one_by_one(texts: list[str], classify: Callable[..., Any], negative: str) -> str:
    return max(texts, key=lambda text: share(classify(text)[0], negative))


def most_negative_with_all_labels(texts: list[str], classify: Callable[..., Any], negative: str) -> str:
    found = {}
    for text, answers in zip(texts, classify(texts, top_k=None), strict=True):
        found[text] = next(answer["score"] for answer in answers if answer["label"] == negative)
    return max(found, key=lambda text: found[text])


def only_bad_ones(texts: list[str], classify: Callable[..., Any], negative: str) -> str:
    bad = [(a["score"], t) for t, a in zip(texts, classify(texts), strict=True) if a["label"] == negative]
    return max(bad)[1]


def first_bad_one(texts: list[str], classify: Callable[..., Any], negative: str) -> str | None:
    return next((t for t, a in zip(texts, classify(texts), strict=True) if a["label"] == negative), None)


def by_score(choose: Callable[[list[float]], float], part: str = "text") -> Callable[..., Any]:
    """A `most_negative` that looks at the score alone."""

    def function(texts: list[str], classify: Callable[..., Any], negative: str) -> Any:
        answers = classify(texts)
        scores = [answer["score"] for answer in answers]
        return texts[scores.index(choose(scores))]

    return function


def worst_answer(texts: list[str], classify: Callable[..., Any], negative: str) -> Any:
    return max(classify(texts), key=lambda answer: share(answer, negative))


def worst_position(texts: list[str], classify: Callable[..., Any], negative: str) -> int:
    return texts.index(most_negative(texts, classify, negative))


def fits(model: dict[str, Any], language: str, limit: float, *, without: str = "") -> bool:
    rules = {
        "language": language in model["languages"],
        "licence": model["licence"] in ("apache-2.0", "mit"),
        "gated": not model["gated"],
        "limit": model["parameters"] <= limit,
    }
    return all(holds for rule, holds in rules.items() if rule != without)


def choose(models: list[dict[str, Any]], language: str, limit: float) -> str | None:
    fitting = [model for model in models if fits(model, language, limit)]
    return min(fitting, key=lambda model: model["parameters"])["id"] if fitting else None


def chooser(pick: Callable[..., Any] = min, **change: Any) -> Callable[..., Any]:
    """A `choose` with one thing wrong."""

    def function(models: list[dict[str, Any]], language: str, limit: float) -> Any:
        fitting = [model for model in models if fits(model, language, limit, **change)]
        return pick(fitting, key=lambda model: model["parameters"])["id"] if fitting else None

    return function


def choose_entry(models: list[dict[str, Any]], language: str, limit: float) -> Any:
    return next((model for model in models if fits(model, language, limit)), None)


def choose_or_stop(models: list[dict[str, Any]], language: str, limit: float) -> Any:
    fitting = [model for model in models if fits(model, language, limit)]
    return min(fitting, key=lambda model: model["parameters"])["id"]


def choose_forbidden_names(models: list[dict[str, Any]], language: str, limit: float) -> Any:
    return choose([m for m in models if "nc" not in m["licence"]], language, limit)


def not_by_nc(models: list[dict[str, Any]], language: str, limit: float) -> Any:
    fitting = [m for m in models if m["licence"] and fits(m, language, limit, without="licence")]
    return min(fitting, key=lambda model: model["parameters"])["id"] if fitting else None


def apache_only(models: list[dict[str, Any]], language: str, limit: float) -> Any:
    return choose([m for m in models if m["licence"] == "apache-2.0"], language, limit)


def below_limit(models: list[dict[str, Any]], language: str, limit: float) -> Any:
    return choose(models, language, limit - 1)


def sorted_and_back(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
    order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
    back: list[Any] = [None] * len(texts)
    for position, answer in zip(order, classify([texts[position] for position in order]), strict=True):
        back[position] = answer
    return back


def by_dictionary(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
    ordered = sorted(texts, key=len)
    answers = dict(zip(ordered, classify(ordered), strict=True))
    return [answers[text] for text in texts]


def only_sorted(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
    return list(classify(sorted(texts, key=len)))


def in_place(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
    texts.sort(key=len)
    return list(classify(texts))


def one_at_a_time(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
    answers = {text: classify(text)[0] for text in sorted(texts, key=len)}
    return [answers[text] for text in texts]


def sorting_with(**how: Any) -> Callable[..., Any]:
    def function(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
        ordered = sorted(texts, **how)
        answers = dict(zip(ordered, classify(ordered), strict=True))
        return [answers[text] for text in texts]

    return function


def unsorted(texts: list[str], classify: Callable[..., Any]) -> list[Any]:
    return list(classify(texts))


def model(label: str, score: float = 0.9) -> Callable[[str], list[dict[str, Any]]]:
    """A classifier that always says `label`."""
    return lambda text: [{"label": label, "score": score}]


SENTENCE = "I would rather watch paint dry."

RIGHT = [
    ("01.1", lambda text, answer: f"{answer['label']} ({answer['score']:.0%}): {text}"),
    ("01.1", lambda text, answer: f"{answer['label']} ({round(100 * answer['score'])}%): {text}"),
    ("01.2", KIND),
    ("01.3", lambda answers, threshold: [i for i, answer in enumerate(answers) if answer["score"] < threshold]),
    ("01.3", lambda answers, threshold: tuple(i for i in range(len(answers)) if answers[i]["score"] < threshold)),
    ("01.4", (SENTENCE, "NEGATIVE", model("POSITIVE"))),
    ("01.4", ("The café “Été” was not for us.", "NEGATIVE", model("POSITIVE"))),
    ("01.5", most_negative),
    ("01.5", most_negative_one_by_one),
    ("01.5", most_negative_with_all_labels),
    ("01.6", choose),
    ("01.7", sorted_and_back),
    ("01.7", by_dictionary),
]

WRONG = [
    ("01.1", lambda text, answer: f"{answer[0]['label']} ({answer[0]['score']:.0%}): {text}", "take the [0] away"),
    ("01.1", lambda text, answer: print(text), "returns None"),
    ("01.1", lambda text, answer: f"{answer['label']} ({int(100 * answer['score'])}%): {text}", "cuts off"),
    ("01.1", lambda text, answer: f"{answer['label']} ({answer['score']:.1%}): {text}", "decimals"),
    ("01.1", lambda text, answer: f"{answer['label']} ({round(100 * answer['score'], 0)}%): {text}", "decimals"),
    ("01.1", lambda text, answer: f"{answer['label']} ({answer['score']:.2f}): {text}", "a share of 1"),
    ("01.1", lambda text, answer: f"{answer['score']:.0%} {answer['label']}: {text}", "should be 'NEGATIVE (97%)"),
    ("01.1", "NEGATIVE (97%): I hate this restaurant.", "the function itself"),
    ("01.2", {key: value for key, value in KIND.items() if key != "d"}, "lacks the letter 'd'"),
    ("01.2", KIND | {"a": "Inference"}, "neither"),
    ("01.2", KIND | {"a": 1}, "neither"),
    ("01.2", KIND | {"a": "training"}, "5 of 6 are right. Look at 'a'"),
    ("01.2", KIND | {"b": "inference"}, "right answer"),
    ("01.2", KIND | {"c": "training"}, "stranger"),
    ("01.2", KIND | {"d": "inference"}, "could not do before"),
    ("01.2", KIND | {"e": "training"}, "Two million"),
    ("01.2", KIND | {"f": "training", "e": "training"}, "4 of 6"),
    ("01.2", list(KIND.values()), "a dict"),
    ("01.3", lambda answers, threshold: [a for a in answers if a["score"] < threshold], "answers themselves"),
    ("01.3", lambda answers, threshold: [a["score"] for a in answers if a["score"] < threshold], "the scores"),
    ("01.3", lambda answers, threshold: [i for i, a in enumerate(answers) if a["score"] <= threshold], "equals"),
    ("01.3", lambda answers, threshold: [i for i, a in enumerate(answers, 1) if a["score"] < threshold], "from 0"),
    ("01.3", lambda answers, threshold: [i for i, a in enumerate(answers) if a["score"] > threshold], "turn the"),
    ("01.3", lambda answers, threshold: [i for i, a in enumerate(answers) if a["score"] >= threshold], "turn the"),
    ("01.3", lambda answers, threshold: next(i for i, a in enumerate(answers) if a["score"] < threshold), "all"),
    ("01.3", lambda answers, threshold: (i for i, a in enumerate(answers) if a["score"] < threshold), "generator"),
    ("01.3", lambda answers, threshold: [i for i, a in enumerate(answers) if a["score"] < 0.8], "should be [3]"),
    ("01.3", lambda answers, threshold: print(threshold), "returns None"),
    ("01.4", (SENTENCE, "NEGATIVE", model("NEGATIVE")), "The model says NEGATIVE as well (score 0.90)"),
    ("01.4", (SENTENCE, "negative", model("POSITIVE")), "in capitals"),
    ("01.4", (SENTENCE, 0, model("POSITIVE")), "The label is 0"),
    ("01.4", ([SENTENCE], "NEGATIVE", model("POSITIVE")), "one text"),
    ("01.4", ("Bad bad bad bad!", "NEGATIVE", model("POSITIVE")), "four different words"),
    ("01.4", ("", "NEGATIVE", model("POSITIVE")), "four different words"),
    ("01.4", ("이 영화는 정말 재미없었어요.", "NEGATIVE", model("POSITIVE")), "not English"),
    ("01.4", (SENTENCE, "NEGATIVE", model("0")), "pass `classifier`"),
    ("01.4", (SENTENCE, "NEGATIVE"), "three things"),
    ("01.4", SENTENCE, "a tuple"),
    ("01.5", by_score(min), "smallest score"),
    ("01.5", by_score(max), "largest score"),
    ("01.5", worst_position, "a position"),
    ("01.5", worst_answer, "the model's answer"),
    ("01.5", first_bad_one, "should be 'Awful.' and is 'Not my thing.'"),
    ("01.5", only_bad_ones, "Here every label is the good one"),
    ("01.5", lambda texts, classify, negative: most_negative(texts, classify, "0"), "should be 'Awful.'"),
    ("01.5", lambda texts, classify, negative: None, "returns None"),
    ("01.6", chooser(max), "the fewest parameters wins"),
    ("01.6", chooser(without="language"), "does not read the language"),
    ("01.6", chooser(without="licence"), "No licence is no permission"),
    ("01.6", choose_forbidden_names, "No licence is no permission"),
    ("01.6", not_by_nc, "none of the two"),
    ("01.6", apache_only, "allowed as well"),
    ("01.6", chooser(without="gated"), "asked for first"),
    ("01.6", below_limit, "Exactly `limit` is allowed"),
    ("01.6", chooser(without="limit"), "the answer is None"),
    ("01.6", choose_or_stop, "the answer is None"),
    ("01.6", choose_entry, 'only its "id"'),
    ("01.7", only_sorted, "still in the sorted order"),
    ("01.7", in_place, "changed afterwards"),
    ("01.7", one_at_a_time, "called 5 times"),
    ("01.7", sorting_with(), "sort by length"),
    ("01.7", unsorted, "sort by length"),
    ("01.7", sorting_with(key=len, reverse=True), "longest text first"),
    ("01.7", lambda texts, classify: None, "returns None"),
]


@pytest.mark.parametrize(("exercise_id", "value"), RIGHT, ids=[f"{row[0]}-{n}" for n, row in enumerate(RIGHT)])
def test_right_answers_are_accepted(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any
) -> None:
    assert says(capsys, exercise_id, value).startswith(f"[x] {exercise_id}: right. ")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), WRONG, ids=[f"{row[0]}-{row[2]}" for row in WRONG])
def test_each_mistake_has_its_hint(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str
) -> None:
    said = says(capsys, exercise_id, value)
    assert f"[ ] {exercise_id}: not yet. " in said
    assert hint in said


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_dots_of_the_exercise_are_not_a_mistake(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str
) -> None:
    assert "not tried yet" in says(capsys, exercise_id, (..., ..., print) if exercise_id == "01.4" else ...)


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("value", [None, 3, "text", [], (), {}, object(), print, lambda *_: 1 / 0])
def test_nothing_is_raised_at_the_learner(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any
) -> None:
    assert f"[ ] {exercise_id}: not yet. " in says(capsys, exercise_id, value)


def test_the_right_options_of_the_quiz_do_not_stand_in_one_place() -> None:
    """Whoever always clicks the same letter should not pass."""
    places = [min(question.right) for question in QUESTIONS]
    assert all(places.count(place) <= len(places) // 2 for place in places)
