"""Lesson 06's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_06 import QUESTIONS

IDS = [f"06.{number}" for number in range(1, 8)]
BOM = b"\xef\xbb\xbf"


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def label_shares(dataset: Any) -> dict[str, float]:
    labels = list(dataset["label"])
    return {name: labels.count(number) / len(labels) for number, name in enumerate(dataset.features["label"].names)}


def shares_by_frame(dataset: Any) -> dict[str, float]:
    counted = dataset.to_pandas()["label"].value_counts(normalize=True)
    return {name: float(counted.get(number, 0)) for number, name in enumerate(dataset.features["label"].names)}


def shares_that_occur(dataset: Any) -> dict[str, float]:
    names = [dataset.features["label"].int2str(number) for number in dataset["label"]]
    return {name: count / len(names) for name, count in Counter(names).items()}


def guess_encoding(path: Any) -> str:
    data = Path(path).read_bytes()
    if data.startswith(BOM):
        return "utf-8-sig"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"


def without_bom(path: Any) -> str:
    try:
        Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"


def bom_anywhere(path: Any) -> str:
    return "utf-8-sig" if BOM in Path(path).read_bytes() else without_bom(path)


def bom_or_fail(path: Any) -> str:
    data = Path(path).read_bytes()
    return "utf-8-sig" if data.startswith(BOM) else "utf-8" if data.decode("utf-8") else ""


def splitter(
    first: float = 0.2, second: float = 0.5, *, twice: bool = True, once: bool = True, seeded: bool = True
) -> Callable[..., Any]:
    """A `split_three`, with one thing wrong where an argument says so."""

    def split_three(dataset: Any, seed: int) -> Any:
        from datasets import DatasetDict

        seed = seed if seeded else 0
        one = dataset.train_test_split(first, seed=seed, stratify_by_column="label" if once else None)
        two = one["test"].train_test_split(second, seed=seed, stratify_by_column="label" if twice else None)
        return DatasetDict({"train": one["train"], "validation": two["train"], "test": two["test"]})

    return split_three


def nine_percent(dataset: Any, seed: int) -> Any:
    one = dataset.train_test_split(0.1, seed=seed, stratify_by_column="label")
    two = one["train"].train_test_split(0.1, seed=seed)
    return {"train": two["train"], "validation": two["test"], "test": one["test"]}


def original_twice(dataset: Any, seed: int) -> Any:
    one = dataset.train_test_split(0.2, seed=seed, stratify_by_column="label")
    two = dataset.train_test_split(0.1, seed=seed + 1, stratify_by_column="label")
    return {"train": one["train"], "validation": two["test"], "test": two["test"]}


def two_parts(dataset: Any, seed: int) -> Any:
    return dataset.train_test_split(0.2, seed=seed)


def no_seed(dataset: Any, seed: int) -> Any:
    return splitter()(dataset, int.from_bytes(__import__("os").urandom(3), "big"))


def lost_rows(dataset: Any, seed: int) -> Any:
    parts = splitter()(dataset, seed)
    return {name: part.remove_columns("id") for name, part in parts.items()}


def by_sentence(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
    pairs = [(piece, label) for text, label in zip(*batch.values(), strict=True) for piece in text.split(". ")]
    return {"text": [piece for piece, _ in pairs], "label": [label for _, label in pairs]}


def nested(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {"text": [text.split(". ") for text in batch["text"]], "label": batch["label"]}


def labels_once(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {"text": by_sentence(batch)["text"], "label": batch["label"]}


def first_matches(stream: Any, test: Callable[[Any], bool], count: int) -> list[Any]:
    found: list[Any] = []
    rows = iter(stream)
    while len(found) < count:
        try:
            row = next(rows)
        except StopIteration:
            break
        if test(row):
            found.append(row)
    return found


def all_read(stream: Any, test: Callable[[Any], bool], count: int) -> list[Any]:
    return [row for row in stream if test(row)][:count]


def one_too_many(stream: Any, test: Callable[[Any], bool], count: int) -> list[Any]:
    found: list[Any] = []
    for row in stream:
        if len(found) == count:
            break
        if test(row):
            found.append(row)
    return found


def only_one(stream: Any, test: Callable[[Any], bool], count: int) -> Any:
    for row in stream:
        if test(row):
            return [row]
    return []


def every_piece(word_labels: list[int], word_ids: list[int | None], *, rule: str = "right") -> list[int]:
    labels: list[int] = []
    before = None
    for word in word_ids:
        if word is None:
            if rule != "no special":
                labels.append(-100)
        else:
            label = word_labels[word]
            later = word == before
            bump = {"right": label % 2, "same": 0, "always": 1, "not inside": label % 2 or not label}.get(
                rule, label % 2
            )
            labels.append(-100 if later and rule == "lesson" else label + bump if later else label)
        before = word
    return labels


def slipping(rule: str) -> Callable[..., list[int]]:
    return lambda word_labels, word_ids: every_piece(word_labels, word_ids, rule=rule)


def joined(word_labels: list[int], word_ids: list[int | None]) -> list[int]:
    """Takes two names with the same label, side by side, for one."""
    labels: list[int] = []
    before = None
    for word in word_ids:
        label = -100 if word is None else word_labels[word]
        labels.append(label + 1 if label == before and label % 2 == 1 else label)
        before = label
    return labels


def collate(examples: list[dict[str, list[int]]], pad_id: int) -> dict[str, list[list[int]]]:
    longest = max(len(example["input_ids"]) for example in examples)
    fills = [longest - len(example["input_ids"]) for example in examples]
    pairs = list(zip(examples, fills, strict=True))
    return {
        "input_ids": [example["input_ids"] + [pad_id] * fill for example, fill in pairs],
        "attention_mask": [[1] * (longest - fill) + [0] * fill for _example, fill in pairs],
        "labels": [example["labels"] + [-100] * fill for example, fill in pairs],
    }


def changing(examples: list[dict[str, list[int]]], pad_id: int) -> dict[str, list[list[int]]]:
    batch = collate(examples, pad_id)
    for example, labels in zip(examples, batch["labels"], strict=True):
        example["labels"] += [-100] * (len(labels) - len(example["labels"]))
    return batch


def with_pad_labels(examples: list[dict[str, list[int]]], pad_id: int) -> Any:
    batch = collate(examples, pad_id)
    longest = len(batch["labels"][0])
    return batch | {"labels": [one["labels"] + [pad_id] * (longest - len(one["labels"])) for one in examples]}


def mask_by_id(examples: list[dict[str, list[int]]], pad_id: int) -> Any:
    batch = collate(examples, pad_id)
    return batch | {"attention_mask": [[int(one != pad_id) for one in row] for row in batch["input_ids"]]}


def mask_reversed(examples: list[dict[str, list[int]]], pad_id: int) -> Any:
    batch = collate(examples, pad_id)
    return batch | {"attention_mask": [[1 - one for one in row] for row in batch["attention_mask"]]}


def padded_in_front(examples: list[dict[str, list[int]]], pad_id: int) -> Any:
    batch = collate(examples, pad_id)
    longest = len(batch["input_ids"][0])
    ids = [[pad_id] * (longest - len(one["input_ids"])) + one["input_ids"] for one in examples]
    return batch | {"input_ids": ids}


RIGHT = [
    ("06.1", label_shares),
    ("06.1", shares_by_frame),
    ("06.2", guess_encoding),
    ("06.3", splitter()),
    ("06.4", by_sentence),
    ("06.5", first_matches),
    ("06.6", every_piece),
    ("06.7", collate),
]

WRONG = [
    ("06.1", lambda dataset: dict(Counter(dataset["label"])), "numbers of the labels"),
    ("06.1", lambda dataset: {n: round(s * len(dataset)) for n, s in label_shares(dataset).items()}, "counts"),
    ("06.1", lambda dataset: {n: 100 * s for n, s in label_shares(dataset).items()}, "percentages"),
    ("06.1", shares_that_occur, "'neutral' is missing"),
    ("06.1", lambda dataset: dict(reversed(label_shares(dataset).items())), "their order is not"),
    ("06.1", lambda dataset: list(label_shares(dataset).values()), "should be {"),
    ("06.1", lambda dataset: {"negative": 0.4, "neutral": 0.0, "positive": 0.6}, "should be {'no': 0.25"),
    ("06.1", lambda dataset: None, "returns None"),
    ("06.2", without_bom, "exchange the two"),
    ("06.2", bom_anywhere, "not at its beginning"),
    ("06.2", bom_or_fail, "UnicodeDecodeError on a cp949 file"),
    ("06.2", lambda path: "cp949", "Korean text in UTF-8"),
    ("06.2", lambda path: {"utf-8": "utf8"}.get(guess_encoding(path), guess_encoding(path)), "should be 'utf-8'"),
    ("06.2", lambda path: guess_encoding(path) if path.suffix else "", "a path as text"),
    ("06.2", lambda path: guess_encoding(path.nothing), "It stopped with"),
    ("06.2", lambda path: None, "is None"),
    ("06.3", nine_percent, "only 9 %"),
    ("06.3", splitter(once=False), "both times"),
    ("06.3", splitter(twice=False), "both times"),
    ("06.3", splitter(seeded=False), "Another seed gives the same split"),
    ("06.3", no_seed, "pass seed=seed"),
    ("06.3", original_twice, "two of the parts"),
    ("06.3", splitter(0.4), "these are 120, 40 and 40"),
    ("06.3", two_parts, "are called train, test"),
    ("06.3", lost_rows, "lost"),
    ("06.3", lambda dataset, seed: list(splitter()(dataset, seed).values()), "this is 'list'"),
    ("06.3", lambda dataset, seed: dataset.split(), "It stopped with"),
    ("06.3", lambda dataset, seed: None, "should return a DatasetDict"),
    ("06.4", nested, "lists in a list"),
    ("06.4", labels_once, "6 texts and 3 labels"),
    ("06.4", lambda batch: {"text": by_sentence(batch)["text"]}, "`label` is missing"),
    ("06.4", lambda batch: by_sentence(batch)["text"], "This is a list"),
    ("06.4", lambda batch: {"text": batch["text"].split(". ")}, "has no .split"),
    ("06.4", lambda batch: batch, "should be {"),
    ("06.4", lambda batch: None, "returns None"),
    ("06.5", all_read, "1000 rows were read"),
    ("06.5", one_too_many, "6 rows were read"),
    ("06.5", only_one, "Only the first row"),
    ("06.5", lambda stream, test, count: filter(test, stream), "generator or an iterator"),
    ("06.5", lambda stream, test, count: [stream[place] for place in range(len(stream))], "no length"),
    ("06.5", lambda stream, test, count: [], "should be"),
    ("06.5", lambda stream, test, count: first_matches(stream, test, max(count, 1)), "should be []"),
    ("06.6", slipping("same"), "label of its word"),
    ("06.6", slipping("lesson"), "rule of the lesson"),
    ("06.6", slipping("always"), "odd numbers"),
    ("06.6", slipping("not inside"), "0 stays 0"),
    ("06.6", slipping("no special"), "special tokens are missing"),
    ("06.6", lambda labels, words: [labels[word] for word in words], "not a position"),
    ("06.6", joined, "should be [-100, 3, 3, 4, -100]"),
    ("06.6", lambda labels, words: None, "returns None"),
    ("06.7", changing, "changed afterwards"),
    ("06.7", with_pad_labels, "filled up with pad_id"),
    ("06.7", mask_by_id, "by the length"),
    ("06.7", mask_reversed, "wrong way round"),
    ("06.7", padded_in_front, "stands in front"),
    (
        "06.7",
        lambda examples, pad_id: {"input_ids": collate(examples, pad_id)["input_ids"]},
        "'attention_mask' is missing",
    ),
    ("06.7", lambda examples, pad_id: collate(examples, 0), "should be {"),
    ("06.7", lambda examples, pad_id: list(collate(examples, pad_id).values()), "should be {"),
    ("06.7", lambda examples, pad_id: None, "returns None"),
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
    assert "not tried yet" in says(capsys, exercise_id, ...)


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
