"""`extractive-qa`: the answers of the last release that had the task, long contexts, lists, and clear errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hfcourse_mini
import pytest
from transformers import pipeline

from hfcourse import messages
from hfcourse.errors import CourseError
from hfcourse.tasks import register

MODELS = hfcourse_mini.REPOS / "models" / "hfcourse"
REFERENCE = json.loads((Path(__file__).parents[1] / "data" / "qa_reference.json").read_text(encoding="utf-8"))
CONTEXT = "My name is Sarah and I live in London. My brother Tom lives in Paris."


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")


@pytest.fixture(scope="module")
def answerers() -> dict[str, Any]:
    register()
    return {name: pipeline("extractive-qa", model=MODELS / name) for name in ("mini-qa-en", "mini-qa-ko")}


@pytest.fixture(scope="module")
def answerer(answerers: dict[str, Any]) -> Any:
    return answerers["mini-qa-en"]


def close(got: Any, expected: Any) -> bool:
    """The same spans, scores within 1e-4."""
    got, expected = ([one] if isinstance(one, dict) else one for one in (got, expected))
    return len(got) == len(expected) and all(
        (one["start"], one["end"], one["answer"]) == (other["start"], other["end"], other["answer"])
        and one["score"] == pytest.approx(other["score"], abs=1e-4)
        for one, other in zip(got, expected, strict=True)
    )


@pytest.mark.parametrize("batch_size", [1, 4])
@pytest.mark.parametrize("model", ["mini-qa-en", "mini-qa-ko"])
def test_spans_and_scores_of_the_last_release(answerers: dict[str, Any], model: str, batch_size: int) -> None:
    rows = [row for row in REFERENCE if row["model"] == model]
    assert len(rows) == 48
    for row in rows:
        got = answerers[model](
            question=row["question"], context=row["context"], batch_size=batch_size, **row["settings"]
        )
        assert close(got, row["answers"]), (row, got)


def test_the_tutorials_question(answerer: Any) -> None:
    answer = answerer(question="Where do I live?", context="My name is Sarah and I live in London.")
    assert (answer["answer"], answer["start"], answer["end"]) == ("London", 31, 37)


def test_lists_and_dictionaries_say_the_same(answerer: Any) -> None:
    questions = ["Where do I live?", "Who lives in Paris?"]
    listed = answerer(question=questions, context=CONTEXT)
    assert [answer["answer"] for answer in listed] == [
        answerer(question=q, context=CONTEXT)["answer"] for q in questions
    ]
    assert answerer([{"question": question, "context": CONTEXT} for question in questions]) == listed
    assert answerer(question=questions, context=[CONTEXT, CONTEXT]) == listed
    assert answerer({"question": questions[0], "context": CONTEXT}) == listed[0]
    assert answerer(question=questions[:1], context=CONTEXT) == listed[:1]


def test_an_answer_behind_the_first_window_is_found(answerer: Any) -> None:
    context = "The shop is open every day. " * 120 + CONTEXT
    answer = answerer(question="Where does Tom live?", context=context, max_seq_len=96, doc_stride=32)
    assert answer["answer"] == "Paris" and context[answer["start"] : answer["end"]] == "Paris"
    batched = answerer(question="Where does Tom live?", context=context, max_seq_len=96, doc_stride=32, batch_size=8)
    assert close(batched, answer)


def test_top_k_gives_different_answers_best_first(answerer: Any) -> None:
    answers = answerer(question="Where do I live?", context=CONTEXT, top_k=5)
    assert len(answers) == 5 == len({answer["answer"].lower() for answer in answers})
    assert [answer["score"] for answer in answers] == sorted((answer["score"] for answer in answers), reverse=True)


def test_no_answer_takes_part_when_asked(answerer: Any) -> None:
    answers = answerer(question="Where do I live?", context=CONTEXT, top_k=50, handle_impossible_answer=True)
    assert "" in [answer["answer"] for answer in answers]
    assert "" not in [answer["answer"] for answer in answerer(question="Where?", context=CONTEXT, top_k=50)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"question": "", "context": CONTEXT}, "The question is missing or empty"),
        ({"question": "Who?", "context": "  "}, "The context is missing or empty"),
        ({"question": "Who?"}, "The context is missing or empty"),
        ({"question": ["Who?", "Where?"], "context": ["One."]}, "2 questions and 1 contexts"),
        ({"question": "Who?", "context": CONTEXT, "top_k": 0}, "top_k must be at least 1"),
        ({"question": "Who?", "context": CONTEXT, "max_answer_len": 0}, "max_answer_len must be at least 1"),
        ({"question": "Who?", "context": CONTEXT, "max_seq_len": 20, "doc_stride": 20}, "never come to an end"),
        ({"question": "Who is it? " * 200, "context": CONTEXT}, "never come to an end"),
    ],
)
def test_what_cannot_be_asked(answerer: Any, given: dict[str, Any], said: str) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        answerer(**given)
    assert "Next step" in str(caught.value)


def test_a_text_in_place_of_a_dictionary(answerer: Any) -> None:
    with pytest.raises(CourseError, match="The question is missing or empty"):
        answerer("Where do I live?")


def test_errors_in_korean(answerer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "ko")
    with pytest.raises(CourseError, match="다음 할 일"):
        answerer(question="", context=CONTEXT)


def test_registering_twice_changes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert register() == register() == ["summarize", "translate", "extractive-qa", "vqa-classifier"]
    assert "already registered" not in capfd.readouterr().err
