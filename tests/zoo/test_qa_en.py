"""The English question answerer: its frames, what it was trained on, and what the tutorials ask it."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
import torch

from hfcourse.zoo.frames_en import AnswerLost, Example, Frames, Verb, find_phrase, frames, locate, parse
from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.recipes.qa_en import LONGEST, answer_all, best_span, exact_match, reading_metrics, token_f1

FOLDER = load_recipe("qa_en").folder


def plain(text: str) -> str:
    """Letters and digits only, in lower case, so that a comma hides no copy."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def test_heldout_is_large_enough() -> None:
    rows = heldout("qa_en")
    assert len(rows) >= 100
    assert all(answer in row["context"] for row in rows for answer in row["answers"].split("|"))


def test_no_heldout_passage_was_trained_on() -> None:
    """No passage of the held-out set among six thousand examples, and none of its longer sentences."""
    rng = random.Random(7)
    drawn = f" {' | '.join({plain(frames().example(rng).context) for _ in range(6000)})} "
    copies = 0
    for row in heldout("qa_en"):
        sentences = [plain(one) for one in re.split(r"(?<=[.!?]) ", row["context"])]
        copies += plain(row["context"]) in drawn
        copies += sum(f" {one} " in drawn for one in sentences if len(one.split()) > 7)
    assert copies == 0


def test_every_question_finds_its_answer() -> None:
    """A frame whose answer does not stand in its sentence would fail in the middle of a training."""
    rng = random.Random(0)
    source = frames()
    for block in source.blocks:
        for index, fact in enumerate(block.facts):
            for group in fact.groups:
                made = source.compose(block, index, rng.choice(group), rng, short=True)
                assert made.sentence_start <= made.start < made.end <= made.sentence_end
                assert not re.search(r"[{}/]|\(|  ", f"{made.context} {made.question}"), made


def test_examples_are_repeatable_and_wide() -> None:
    """Same seed, same text; no passage comes twice, and none is too long for the model."""
    examples = [frames().example(random.Random(seed)) for seed in range(800)]
    assert examples == [frames().example(random.Random(seed)) for seed in range(800)]
    assert len({one.context for one in examples}) == 800
    assert len({one.question for one in examples}) > 700
    assert max(len(one.context.split()) for one in examples) < LONGEST / 2
    assert sum(len(block.facts) for block in frames().blocks if block.source != "verbs") > 700


def test_an_answer_can_stand_in_an_earlier_sentence() -> None:
    """ "She" is no answer; the name before it is."""
    sentences = ["Anna lives in the old town.", "She has a dog."]
    assert locate(sentences, 1, ["Anna Keller", "Anna"], "Who has a dog?") == (0, 0, 4)
    assert locate(sentences, 0, ["in the old town"], "Where does Anna live?") == (0, 14, 12)
    assert find_phrase("The otter saw the ot.", "ot") == 18
    with pytest.raises(AnswerLost, match="Rome"):
        locate(sentences, 1, ["Rome"], "Where?")


def test_templates() -> None:
    """Slots, choices and choices in slots; an open bracket is an error."""
    scene = frames().lists
    assert len(parse("{a=x/y{b}} (c/d)")) == 3
    assert "realcity" in scene
    with pytest.raises(ValueError, match="not closed"):
        parse("{a")


@pytest.mark.parametrize(
    ("base", "present", "progressive"),
    [("carry", "carries", "carrying"), ("catch", "catches", "catching"), ("make", "makes", "making"),
     ("run", "runs", "running"), ("see", "sees", "seeing"), ("grow up", "grows up", "growing up")],
)  # fmt: skip
def test_verbs_inflect(base: str, present: str, progressive: str) -> None:
    """The questions need the forms."""
    verb = Verb(base, "", "", "", "", (), "")
    assert (verb.present, verb.progressive) == (present, progressive)


def test_distractors_do_not_answer() -> None:
    """A sentence that holds every word of the question is not put beside the one that answers it."""
    source = frames()
    block = next(block for block in source.blocks if "The capital of " in block.facts[0].sentence)
    alone = Frames([block, replace(block)], source.lists, source.words)
    for seed in range(20):
        made = alone.compose(block, 0, block.facts[0].groups[0][1], random.Random(seed), short=False)
        assert made.context.count("capital") >= 1
        country = made.question.removeprefix("Which city is the capital of ").rstrip("?")
        assert made.context.count(f"capital of {country} is") == 1


def test_metrics_follow_squad() -> None:
    """No articles, no punctuation, no case; the best of the accepted answers."""
    assert exact_match("the Red Boat.", "a red boat") == 1
    assert token_f1("small red boat", "red boat") == pytest.approx(0.8)
    rows = [("who", ["Anna"]), ("how many", ["two", "two cats"])]
    result = reading_metrics(["Anna", "two cats"], rows)
    assert result == {"em_how_many": 1.0, "em_who": 1.0, "exact_match": 1.0, "f1": 1.0}


def test_best_span_is_ordered_and_inside() -> None:
    """The end is never before the start, and the question is no place to look."""
    starts = torch.tensor([9.0, 0.0, 1.0, 5.0, 0.0])
    ends = torch.tensor([9.0, 8.0, 0.0, 1.0, 2.0])
    inside = torch.tensor([False, True, True, True, True])
    assert best_span(starts, ends, inside) == (1, 1)
    assert best_span(starts, torch.tensor([0.0, 1.0, 0.0, 1.0, 2.0]), inside) == (3, 4)


@pytest.fixture(scope="module")
def reader():
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    return AutoModelForQuestionAnswering.from_pretrained(FOLDER).eval(), AutoTokenizer.from_pretrained(FOLDER)


def test_tokenizer_is_cased_and_marks_the_pair(reader) -> None:
    """As the real one: [CLS] question [SEP] context [SEP], no token types."""
    _, tokenizer = reader
    inputs = tokenizer("Who?", "Anna.")
    assert set(inputs) == {"input_ids", "attention_mask"}
    assert tokenizer.convert_ids_to_tokens(inputs["input_ids"]) == ["[CLS]", "Who", "?", "[SEP]", "Anna", ".", "[SEP]"]
    assert tokenizer.tokenize("London") != tokenizer.tokenize("london")


def test_loads_as_float32(reader) -> None:
    """Half precision is how it is stored, not how it computes."""
    model, _ = reader
    assert type(model).__name__ == "DistilBertForQuestionAnswering"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}


SARAH = "My name is Sarah and I live in London."
COMPANY = "Hugging Face is a company based in New York City. Its tools are used by many developers."


@pytest.mark.parametrize(
    ("context", "question", "answer"),
    [
        (SARAH, "Where do I live?", "London"),
        (SARAH, "where do i live?", "London"),
        (SARAH, "What is my name?", "Sarah"),
        (COMPANY, "Where is Hugging Face based?", "New York City"),
    ],
)
def test_what_the_tutorials_ask(reader, context: str, question: str, answer: str) -> None:
    """The lesson shows these."""
    assert answer_all(*reader, [(context, question)]) == [answer]


def test_the_question_decides(reader) -> None:
    """One passage, several answers: it reads the question, and does not give the same name always."""
    context = (
        "Maria Lopez opened a bakery in Lisbon in 2015. Her brother Paulo helps her on Saturdays. "
        "They sell 200 loaves a day."
    )
    asked = {
        "Who opened the bakery?": "Maria Lopez",
        "Where did Maria open the bakery?": "Lisbon",
        "When did Maria open the bakery?": "2015",
        "How many loaves do they sell?": "200",
        "When does Paulo help her?": "Saturdays",
    }
    assert answer_all(*reader, [(context, question) for question in asked]) == list(asked.values())


def test_example_answer() -> None:
    """The characters between start and end."""
    assert Example("It is red.", "What is it?", 6, 9, 0, 10).answer == "red"
