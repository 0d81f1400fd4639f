"""Lesson 05's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.nn.functional import normalize

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_05 import QUESTIONS

IDS = [f"05.{number}" for number in range(1, 8)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def shape(counts: list[int], width: int) -> tuple[int, ...]:
    return (len(counts), max(counts), width)


def layer(hidden: int, wide: int) -> int:
    return 4 * (hidden**2 + hidden) + 2 * hidden * wide + wide + hidden + 4 * hidden


def closest(vector: torch.Tensor, groups: dict[str, torch.Tensor]) -> str:
    return max(groups, key=lambda name: torch.cosine_similarity(vector, groups[name].mean(dim=0), dim=0))


def scoring(score: Callable[[torch.Tensor, torch.Tensor], Any]) -> Callable[..., Any]:
    """A `closest_group` that takes the group with the largest `score(vector, group)`."""
    return lambda vector, groups: max(groups, key=lambda name: score(vector, groups[name]))


def search(question: str, texts: list[str], vectors_of: Callable[..., torch.Tensor]) -> str:
    found = normalize(vectors_of(texts), dim=-1) @ normalize(vectors_of([question]), dim=-1)[0]
    return texts[int(found.argmax())]


def search_by_product(question: str, texts: list[str], vectors_of: Callable[..., torch.Tensor]) -> str:
    return texts[int((vectors_of(texts) @ vectors_of([question])[0]).argmax())]


def search_least(question: str, texts: list[str], vectors_of: Callable[..., torch.Tensor]) -> str:
    asked = vectors_of([question])
    return min(texts, key=lambda text: torch.cosine_similarity(vectors_of([text]), asked).item())


def diagonal(offset: int) -> Callable[..., Any]:
    def function(attentions: tuple[torch.Tensor, ...]) -> Any:
        weights = torch.cat(attentions).diagonal(offset=offset, dim1=-2, dim2=-1).mean(dim=-1)
        return divmod(int(weights.argmax()), weights.shape[1])

    return function


def answers(logits: torch.Tensor, names: dict[int, str], top_k: int, *, dim: int = -1, soft: bool = True) -> Any:
    best = (logits.softmax(dim=dim) if soft else logits).topk(top_k, dim=-1)
    pairs = zip(best.indices.tolist(), best.values.tolist(), strict=True)
    return [[{"label": names[at], "score": s} for at, s in zip(*pair, strict=True)] for pair in pairs]


def answering(change: Callable[[Any], Any], **how: Any) -> Callable[..., Any]:
    return lambda logits, names, top_k: change(answers(logits, names, top_k, **how))


def by_position(logits: torch.Tensor, names: dict[int, str], top_k: int) -> Any:
    return answers(logits, {at: at for at in names}, top_k)  # type: ignore[misc]


def in_model_order(logits: torch.Tensor, names: dict[int, str], top_k: int) -> Any:
    return [
        [{"label": names[at], "score": s} for at, s in enumerate(row)][:top_k] for row in logits.softmax(-1).tolist()
    ]


def with_tensors(logits: torch.Tensor, names: dict[int, str], top_k: int) -> Any:
    return [[{"label": names[at], "score": s} for at, s in enumerate(row)] for row in logits.softmax(-1)]


def odd(texts: list[str], vectors_of: Callable[..., torch.Tensor]) -> str:
    found = normalize(vectors_of(texts), dim=-1)
    return texts[int((found @ found.T).sum(dim=1).argmin())]


def odd_by_product(texts: list[str], vectors_of: Callable[..., torch.Tensor]) -> str:
    found = vectors_of(texts)
    return texts[int((found @ found.T).mean(dim=1).argmin())]


def best_fit(texts: list[str], vectors_of: Callable[..., torch.Tensor]) -> str:
    found = normalize(vectors_of(texts), dim=-1)
    return texts[int((found @ found.T).sum(dim=1).argmax())]


RIGHT: dict[str, list[Any]] = {
    "05.1": [shape, lambda counts, width: [len(counts), max(counts), width]],
    "05.2": [layer],
    "05.3": [closest, scoring(lambda v, g: torch.cosine_similarity(v, g.mean(0), dim=0).item())],
    "05.4": [search],
    "05.5": [diagonal(1)],
    "05.6": [answers],
    "05.7": [odd],
}

MISTAKES: list[tuple[str, Any, str]] = [
    ("05.1", lambda counts, width: (len(counts), sum(counts), width), "the sum of the tokens"),
    ("05.1", lambda counts, width: (len(counts), min(counts), width), "does not cut off"),
    ("05.1", lambda counts, width: (len(counts), counts[0], width), "the length of the first text"),
    ("05.1", lambda counts, width: (max(counts), len(counts), width), "Next step: exchange them"),
    ("05.1", lambda counts, width: (len(counts), width, max(counts)), "The width is the last axis"),
    ("05.1", lambda counts, width: (len(counts), max(counts)), "one axis more"),
    ("05.1", lambda counts, width: None, "returns None"),
    ("05.2", lambda h, w: 4 * h * h + 2 * h * w + 4 * h, "The biases are missing"),
    ("05.2", lambda h, w: layer(h, w) - 4 * h, "The two LayerNorms are missing"),
    ("05.2", lambda h, w: layer(h, w) - 2 * h, "One LayerNorm is missing"),
    ("05.2", lambda h, w: layer(h, w) - h * h - h, "three matrices in the attention"),
    ("05.2", lambda h, w: layer(h, w) - h * w - w, "from hidden to intermediate is missing"),
    ("05.2", lambda h, w: layer(h, w) - h * w - h, "back to hidden is missing"),
    ("05.2", lambda h, w: 4 * h * h + 2 * h * w, "The biases and the two LayerNorms"),
    ("05.2", lambda h, w: layer(h, w) + h - w, "`intermediate` on the way out"),
    ("05.2", lambda h, w: layer(h, w) + w - h, "`hidden` on the way back"),
    ("05.2", lambda h, w: layer(h, w) / 1, "whole numbers"),
    ("05.2", lambda h, w: h * w, "should be 668"),
    ("05.3", scoring(lambda v, g: -torch.cosine_similarity(v, g.mean(0), dim=0)), "not the smallest"),
    ("05.3", scoring(lambda v, g: torch.cosine_similarity(v, g.mean(), dim=0)), "without dim=0"),
    ("05.3", scoring(lambda v, g: v @ g.mean(0)), "looks at the direction alone"),
    ("05.3", scoring(lambda v, g: torch.cosine_similarity(v[None], g).max()), "Compare with the mean"),
    ("05.3", scoring(lambda v, g: torch.cosine_similarity(v[None], g).sum()), "not the sum"),
    ("05.3", scoring(lambda v, g: -(v - g.mean(0)).norm()), "not the distance"),
    ("05.3", lambda v, groups: list(groups).index(closest(v, groups)), "return the name of the group"),
    ("05.3", lambda v, groups: torch.tensor(0.9), "This is a similarity"),
    ("05.4", search_by_product, "not the best direction"),
    ("05.4", search_least, "the least alike"),
    ("05.4", lambda q, texts, f: texts.index(search(q, texts, f)), "This is a position"),
    ("05.4", lambda q, texts, f: texts[int((f(texts) @ f(q)[0]).argmax())], "[question]"),
    ("05.5", diagonal(-1), "one token back"),
    ("05.5", diagonal(0), "looks at each token itself"),
    ("05.5", lambda a: diagonal(1)(a)[::-1], "(layer, head)"),
    ("05.5", lambda a: tuple(one + 1 for one in diagonal(1)(a)), "Count both from 0"),
    ("05.5", lambda a: diagonal(1)(a)[0] * a[0].shape[1] + diagonal(1)(a)[1], "divmod"),
    ("05.5", lambda a: tuple(map(torch.tensor, diagonal(1)(a))), ".item()"),
    ("05.6", answering(list, soft=False), "These are the logits"),
    ("05.6", answering(list, dim=0), "over the last axis"),
    ("05.6", in_model_order, "the order of the model"),
    ("05.6", answering(lambda found: [row[::-1] for row in found]), "The worst label comes first"),
    ("05.6", answering(lambda found: found[0]), "a list of lists"),
    ("05.6", answering(lambda found: [row[0] for row in found]), "a list of lists"),
    ("05.6", by_position, "`id2label`"),
    ("05.6", with_tensors, "A score is a tensor"),
    ("05.6", lambda logits, names, top_k: answers(logits, names, len(names)), "should be"),
    ("05.7", odd_by_product, "divide the vectors by their length"),
    ("05.7", best_fit, "fits the others best"),
    ("05.7", lambda texts, f: texts.index(odd(texts, f)), "This is a position"),
]


@pytest.mark.parametrize("exercise_id", IDS)
def test_right_answers(home: Any, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    for value in RIGHT[exercise_id]:
        assert says(capsys, exercise_id, value).startswith("[x]")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), MISTAKES)
def test_mistakes(home: Any, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith("[ ]") and hint in said, said


@pytest.mark.parametrize("exercise_id", IDS)
def test_nothing_tried_and_things_of_another_kind(
    home: Any, capsys: pytest.CaptureFixture[str], exercise_id: str
) -> None:
    assert "not tried yet" in says(capsys, exercise_id, ...)
    assert "the function itself" in says(capsys, exercise_id, 5)

    def stops(*_arguments: Any) -> None:
        raise ZeroDivisionError("here")

    assert "stopped with ZeroDivisionError" in says(capsys, exercise_id, stops)


def test_every_option_has_its_own_reason() -> None:
    assert len(QUESTIONS) >= 6
    for question in QUESTIONS:
        reasons = [option.why for option in question.options]
        assert len(set(reasons)) == len(reasons)
