"""Lesson 01's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_01 import QUESTIONS

KIND = {"a": "inference", "b": "training", "c": "inference", "d": "training", "e": "inference", "f": "inference"}
IDS = [f"01.{number}" for number in range(1, 15)]


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


def complete(fill: Any, text: str) -> list[str]:
    return [answer["sequence"] for answer in fill(text.replace("___", fill.tokenizer.mask_token), top_k=3)]


def names(text: str, entities: list[dict[str, Any]], kind: str) -> list[str]:
    return list(dict.fromkeys(spelled(text, entities, kind)))


def spelled(text: str, entities: list[dict[str, Any]], kind: str) -> list[str]:
    return [text[entity["start"] : entity["end"]] for entity in entities if entity["entity_group"] == kind]


def departments(text: str, classify: Callable[..., Any], labels: list[str], threshold: float, **how: Any) -> list[str]:
    answer = classify(text, candidate_labels=labels, **({"multi_label": True} | how))
    scores = dict(zip(answer["labels"], answer["scores"], strict=True))
    return [label for label in labels if scores[label] >= threshold]


def by_score_order(text: str, classify: Callable[..., Any], labels: list[str], threshold: float) -> list[str]:
    answer = classify(text, labels, multi_label=True)
    return [label for label, score in zip(answer["labels"], answer["scores"], strict=True) if score >= threshold]


def each_label(text: str, classify: Callable[..., Any], labels: list[str], threshold: float) -> list[str]:
    return [label for label in labels if classify(text, label, multi_label=True)["scores"][0] >= threshold]


def more_than(text: str, classify: Callable[..., Any], labels: list[str], threshold: float) -> list[str]:
    return departments(text, classify, labels, threshold + 0.001)


def ask_file(path: Path, questions: list[str], answerer: Callable[..., Any], threshold: float) -> dict[str, str | None]:
    answers = answerer(question=questions, context=Path(path).read_text(encoding="utf-8"))
    good = [answer["answer"] if answer["score"] >= threshold else None for answer in answers]
    return dict(zip(questions, good, strict=True))


def ask_with_dictionaries(path: Path, questions: list[str], answerer: Any, threshold: float) -> dict[str, str | None]:
    context = Path(path).read_text(encoding="utf-8")
    answers = answerer([{"question": question, "context": context} for question in questions])
    good = [answer["answer"] if answer["score"] >= threshold else None for answer in answers]
    return dict(zip(questions, good, strict=True))


def ask_one_by_one(path: Path, questions: list[str], answerer: Any, threshold: float) -> dict[str, str | None]:
    return {question: ask_file(path, [question], answerer, threshold)[question] for question in questions}


def only_good_answers(path: Path, questions: list[str], answerer: Any, threshold: float) -> dict[str, str | None]:
    return {key: value for key, value in ask_file(path, questions, answerer, threshold).items() if value}


def ask_the_path(path: Path, questions: list[str], answerer: Any, threshold: float) -> Any:
    return answerer(question=questions, context=str(path.name))


def ask_in_latin(path: Path, questions: list[str], answerer: Any, threshold: float) -> Any:
    return answerer(question=questions, context=Path(path).read_text(encoding="ascii"))


MARKS = '.,;:!?"'


def invented(
    source: str, summary: str, *, marks: str = MARKS, skip: int = 1, upper: bool = True, digit: bool = True
) -> list[str]:
    known = {word.strip(marks) for word in source.split()}
    words = [word.strip(marks) for word in summary.split()][skip:]
    named = [w for w in words if (upper and w[:1].isupper()) or (digit and w[:1].isdigit())]
    return [word for word in named if word not in known]


def inventing(**change: Any) -> Callable[..., Any]:
    """An `invented` with one thing wrong."""
    return lambda source, summary: invented(source, summary, **change)


def every_new_word(source: str, summary: str) -> list[str]:
    known = {word.strip(MARKS) for word in source.split()}
    return [word.strip(MARKS) for word in summary.split() if word.strip(MARKS) not in known]


def source_as_it_is(source: str, summary: str) -> list[str]:
    words = [word.strip(MARKS) for word in summary.split()][1:]
    return [w for w in words if (w[:1].isupper() or w[:1].isdigit()) and w not in source.split()]


def first_letter(source: str, summary: str) -> list[str]:
    words = [word.strip(MARKS + "-") for word in summary.split()][1:]
    return [w for w in words if (w[0].isupper() or w[0].isdigit()) and w not in source]


def relay(text: str, steps: list[Callable[[str], str]]) -> list[str]:
    stages = [text]
    for step in steps:
        stages.append(step(stages[-1]))
    return stages


def pair_share(text: str) -> float:
    words = text.lower().split()
    pairs = list(itertools.pairwise(words))
    return len(set(pairs)) / len(pairs) if pairs else 0


def liveliest(texts: list[str]) -> str:
    return max(texts, key=pair_share)


def most_pairs(texts: list[str]) -> str:
    return max(texts, key=lambda text: len(set(zip(text.lower().split(), text.lower().split()[1:], strict=False))))


def with_capitals(texts: list[str]) -> str:
    def share(text: str) -> float:
        words = text.split()
        pairs = list(itertools.pairwise(words))
        return len(set(pairs)) / len(pairs) if pairs else 0

    return max(texts, key=share)


def divide_by_zero(texts: list[str]) -> str:
    return max(
        texts,
        key=lambda text: (
            len(set(text.split())) / (len(text.split()) - 1) if "a b" in text else 1 / (len(text.split()) - 1)
        ),
    )


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
    ("01.8", complete),
    ("01.9", names),
    ("01.10", departments),
    ("01.11", ask_file),
    ("01.11", ask_with_dictionaries),
    ("01.12", invented),
    ("01.13", relay),
    ("01.14", liveliest),
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
    ("01.8", lambda fill, text: [a["sequence"] for a in fill(text.replace("___", "<mask>"), top_k=3)], "[MASK]"),
    ("01.8", lambda fill, text: [a["sequence"] for a in fill(text.replace("___", "[MASK]"), top_k=3)], "<mask>"),
    ("01.8", lambda fill, text: [a["sequence"] for a in fill(text, top_k=3)], "without its mask token"),
    (
        "01.8",
        lambda fill, text: [s.removeprefix("Today it is ").rstrip(".") for s in complete(fill, text)],
        "the words",
    ),
    (
        "01.8",
        lambda fill, text: [a["sequence"] for a in fill(text.replace("___", fill.tokenizer.mask_token))],
        "top_k=3",
    ),
    ("01.8", lambda fill, text: complete(fill, text)[0], "Only the best"),
    (
        "01.9",
        lambda text, entities, kind: list({e["word"]: 0 for e in entities if e["entity_group"] == kind}),
        "`word`",
    ),
    ("01.9", spelled, "stands there twice"),
    ("01.9", lambda text, entities, kind: set(names(text, entities, kind)), "The order is lost"),
    ("01.9", lambda text, entities, kind: sorted(names(text, entities, kind)), "The order is lost"),
    (
        "01.9",
        lambda text, entities, kind: list(dict.fromkeys(text[e["start"] : e["end"]] for e in entities)),
        "every kind",
    ),
    ("01.10", by_score_order, "sorted by score"),
    ("01.10", each_label, "called 4 times"),
    ("01.10", lambda *arguments: departments(*arguments, multi_label=False), "share one score"),
    ("01.10", more_than, "exactly the threshold"),
    (
        "01.10",
        lambda *arguments: "delivery" if arguments[1](*arguments[::2][:2], multi_label=True) else "",
        "best label",
    ),
    ("01.11", ask_one_by_one, "called 3 times"),
    ("01.11", only_good_answers, "keep it, with None"),
    ("01.11", lambda p, q, a, t: ask_file(p, q, a, t + 0.001), "not below"),
    ("01.11", lambda p, q, a, t: ask_file(p, q, a, 0), "was kept"),
    ("01.11", ask_the_path, "what stands in the file"),
    ("01.11", ask_in_latin, "read as something else"),
    ("01.12", inventing(marks=".,;:"), "exclamation mark"),
    ("01.12", lambda source, summary: set(invented(source, summary)), "no order"),
    ("01.12", inventing(digit=False), "a number counts"),
    ("01.12", inventing(upper=False), "a capital letter counts"),
    ("01.12", every_new_word, "begin with a small letter"),
    ("01.12", source_as_it_is, "of the source, too"),
    ("01.12", first_letter, "becomes empty"),
    ("01.12", inventing(skip=0), "begins the sentence"),
    ("01.13", lambda text, steps: relay(text, steps)[1:], "The text itself is missing"),
    ("01.13", lambda text, steps: [text, *(step(text) for step in steps)], "read the first text again"),
    ("01.13", lambda text, steps: relay(text, steps)[-1], "Only the last stage"),
    ("01.13", lambda text, steps: iter(relay(text, steps)), "generator"),
    ("01.14", most_pairs, "many repeats"),
    ("01.14", lambda texts: min(texts, key=pair_share), "not the smallest"),
    ("01.14", lambda texts: max(map(pair_share, texts)), "This is the share"),
    ("01.14", divide_by_zero, "One word makes no pair"),
    ("01.14", with_capitals, "the same pair"),
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
