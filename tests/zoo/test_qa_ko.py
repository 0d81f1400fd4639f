"""The Korean reader: what its material becomes, where its tokens end, and what it answers."""

from __future__ import annotations

import random
import re

import pytest

from hfcourse.zoo.facts_ko import FOLDER, Facts, Telling, Text, after, end_question, end_sentence, parse, read_passages
from hfcourse.zoo.recipe import heldout, load_recipe, read_tsv
from hfcourse.zoo.recipes.qa_ko import bare, character_f1, cut, data, exact_match, kind_of, read_answer
from hfcourse.zoo.verbs_ko import Part, block

SHIPPED = load_recipe("qa_ko").folder
CONTEXT = "세종대왕은 1443년에 훈민정음을 만들었습니다. 이순신 장군은 1592년에 거북선을 이끌고 한산도에서 싸웠습니다."


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.read()


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(SHIPPED)


@pytest.fixture(scope="module")
def model():
    from transformers import AutoModelForQuestionAnswering

    return AutoModelForQuestionAnswering.from_pretrained(SHIPPED).eval()


def plain(text: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", text)


def test_heldout_is_large_enough() -> None:
    rows = heldout("qa_ko")
    assert len(rows) >= 60
    assert all(answer in row["context"] for row in rows for answer in row["answers"].split("|"))


def test_nothing_of_the_tests_is_trained_on() -> None:
    """No sentence of the held-out or the development passages stands in 20,000 examples or in the written frames."""
    drawn = "\n".join(plain(row["text"]) for row in data(0)["train"])
    written = "\n".join(plain(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt")))
    tests = [*heldout("qa_ko"), *read_tsv(FOLDER / "develop.tsv")]
    sentences = {plain(part) for row in tests for part in re.split(r"(?<=[.?!])\s", row["context"])}
    assert not {part for part in sentences if len(part) > 12 and (part in drawn or part in written)}


def test_material_is_wide(facts: Facts) -> None:
    """At least 500 written sentences with questions, besides those that verbs make."""
    asked = [sentence for passage in facts.passages for sentence in passage.sentences if sentence.questions]
    assert len(asked) >= 700
    assert sum(len(sentence.questions) for sentence in asked) >= 3000
    assert len({passage.source for passage in facts.passages}) >= 10
    assert len({passage.group for passage in facts.verbs}) >= 150


def test_every_passage_can_be_told_and_asked(facts: Facts) -> None:
    """Nothing of the notation is left, and every answer stands where the passage says."""
    rng = random.Random(3)
    for passage in [*facts.passages, *facts.verbs]:
        for style in ("formal", "polite", "plain"):
            telling = Telling(passage, range(len(passage.sentences)), facts.words, rng, style)
            text = Text()
            for index in telling.chosen:
                telling.tell(index, text)
            assert not re.search(r"[{}()\[\]|@+<>]", str(text)), str(text)
            assert not re.search(r"이다\.|한다\.", str(text)) or style == "plain", str(text)
            for question in telling.questions(text.spans):
                asked, _ = telling.ask(question)
                assert asked.endswith("?")
                assert not re.search(r"[{}()\[\]|@+<>]", asked), asked
            assert all(str(text)[start:end] == telling.values[label] for label, (start, end) in text.spans.items())


def test_a_question_fits_one_sentence_only(facts: Facts) -> None:
    """Where a passage is told twice, the question names what only one telling has; the answer is a part of the context."""
    rng = random.Random(5)
    for _ in range(2000):
        example = facts.draw(rng)
        assert example.answer == example.answer.strip() != ""
        assert 0 <= example.start < example.end <= len(example.context)
    assert facts.draw(random.Random(1)) == facts.draw(random.Random(1))


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("지우", "이 왔다", "가 왔다"),
        ("민준", "이 왔다", "이 왔다"),
        ("서울", "으로 갔다", "로 갔다"),
        ("부산", "으로 갔다", "으로 갔다"),
        ("의사", "이었다", "였다"),
        ("『바다』", "을 읽었다", "를 읽었다"),
        ("어제", "에 샀다", " 샀다"),
        ("작년", "에 샀다", "에 샀다"),
        ("사과", "과는", "와는"),
        ("사람", " 이야기", " 이야기"),
    ],
)
def test_particles(word: str, text: str, expected: str) -> None:
    """The form of a particle hangs on the word before it."""
    assert after(word, text) == expected


@pytest.mark.parametrize(
    ("word", "formal", "polite"),
    [
        ("열렸다", "열렸습니다", "열렸어요"),
        ("한다", "합니다", "해요"),
        ("만든다", "만듭니다", "만들어요"),
        ("먹는다", "먹습니다", "먹어요"),
        ("크다", "큽니다", "커요"),
        ("의사이다", "의사입니다", "의사예요"),
        ("학생이다", "학생입니다", "학생이에요"),
        ("아니다", "아닙니다", "아니에요"),
        ("하신다", "하십니다", "하세요"),
    ],
)
def test_sentence_endings(word: str, formal: str, polite: str) -> None:
    """Sentences are written in plain style and told in three."""
    assert "".join(end_sentence(word, "formal")) == formal
    assert "".join(end_sentence(word, "polite")) == polite
    assert "".join(end_sentence(word, "plain")) == word


def test_question_endings() -> None:
    """Each kind of question has several endings, all of them right."""
    rng = random.Random(0)

    def all_of(word: str) -> set[str]:
        return {"".join(end_question(word, rng)) for _ in range(300)}

    assert {"갔나요", "갔습니까", "갔어요", "갔을까요"} <= all_of("갔나")
    assert {"누구인가요", "누구입니까", "누구예요", "누구"} <= all_of("누구인가")
    assert "누구이에요" not in all_of("누구인가")
    assert {"여나요", "엽니까"} <= all_of("여나")
    assert {"큰가요", "큽니까", "클까요"} <= all_of("큰가")
    assert {"높은가요", "높습니까", "높을까요"} <= all_of("높은가")


@pytest.mark.parametrize("text", ["{물건", "물건}", "(하나|둘", "[하나", "하나|둘)"])
def test_bad_brackets_are_told(text: str) -> None:
    """A slip in the material is named at once."""
    with pytest.raises(ValueError, match=r"read|unmatched|open"):
        parse(text)


def test_question_about_what_is_not_said() -> None:
    """So is a question that its passage cannot answer."""
    with pytest.raises(ValueError, match="곳"):
        list(read_passages("file", [("group", "{사람}이 왔다.\n- 곳: 어디에 왔나")]))


def test_a_verb_makes_its_questions(facts: Facts) -> None:
    """Who, what, to whom, when and where."""
    parts = [Part.read(text, lambda kind: kind in facts.words) for text in ("누구이", "물건을", "친구에게")]
    made = block("빌려주", parts, "은")
    for asked in (
        "누가 {물건}을 {친구}에게 빌려주었나",
        "빌려준 것은 무엇인가",
        "누구에게 빌려주었나",
        "언제",
        "어디에서",
    ):
        assert asked in made


def test_words_are_cut_before_particles() -> None:
    """Known nouns stay whole; elsewhere the look of a word tells."""
    assert list(cut("할머니가 부산에서 왔다.", [(0, 3)])) == [["할머니", "가"], ["부산", "에서"], ["왔다."]]
    assert list(cut("누가 나이를 물었나요?")) == [["누가"], ["나이", "를"], ["물었", "나요", "?"]]


def test_measures() -> None:
    """Spaces and marks at the ends do not count; F1 counts characters."""
    assert exact_match(" ‘부산’.", ["부산"]) == 1
    assert exact_match("부산에", ["부산", "부산시"]) == 0
    assert character_f1("부산에", ["부산"]) == pytest.approx(0.8)
    assert bare("2,500원!") == "2,500원"
    assert [
        kind_of(question)
        for question in ("누가 갔나요?", "언제 갔나요?", "몇 명인가요?", "어디에 갔나요?", "무엇인가요?")
    ] == [
        "who",
        "when",
        "how_many",
        "where",
        "what",
    ]


def test_tokenizer_is_that_of_deberta_v3(tokenizer) -> None:
    """SentencePiece pieces, the five special tokens, no common syllable unknown."""
    assert type(tokenizer).__name__ == "DebertaV2Tokenizer"
    ids = tokenizer("누가 왔나요?", "지우가 왔다.")["input_ids"]
    assert ids[0] == tokenizer.cls_token_id
    assert [ids.count(tokenizer.sep_token_id), ids[-1]] == [2, tokenizer.sep_token_id]
    assert tokenizer.convert_ids_to_tokens([0, 1, 2, 3, 4]) == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    assert tokenizer.unk_token_id not in tokenizer("꽃샘추위 넋두리 2026년 3.5 km")["input_ids"]
    assert tokenizer.decode(tokenizer("부산에서 샀다.")["input_ids"], skip_special_tokens=True) == "부산에서 샀다."


@pytest.mark.parametrize(
    ("context", "noun"),
    [
        (CONTEXT, "세종대왕"),
        (CONTEXT, "1443년"),
        (CONTEXT, "훈민정음"),
        (CONTEXT, "한산도"),
        ("부산에서 김민수가 사과 세 개를 2,500원에 샀다.", "부산"),
        ("부산에서 김민수가 사과 세 개를 2,500원에 샀다.", "김민수"),
        ("부산에서 김민수가 사과 세 개를 2,500원에 샀다.", "세 개"),
        ("부산에서 김민수가 사과 세 개를 2,500원에 샀다.", "2,500원"),
        ("할머니는 제주도의 작은 마을에 사셨습니다.", "할머니"),
        ("할머니는 제주도의 작은 마을에 사셨습니다.", "제주도"),
    ],
)
def test_tokens_end_where_a_noun_ends(tokenizer, context: str, noun: str) -> None:
    """Offsets give the stem without its particle."""
    encoding = tokenizer(context)
    start = context.index(noun)
    first, last = encoding.char_to_token(start), encoding.char_to_token(start + len(noun) - 1)
    assert encoding.token_to_chars(first).start in (start, start - 1)
    assert encoding.token_to_chars(last).end == start + len(noun)


def test_model_is_a_deberta_v3(model) -> None:
    """The real model's class and attention; stored in half precision, computing in float32."""
    import torch

    assert type(model).__name__ == "DebertaV2ForQuestionAnswering"
    assert model.config.relative_attention
    assert model.config.pos_att_type == ["p2c", "c2p"]
    assert model.config.type_vocab_size == 0
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}


ANSWERS = {
    "훈민정음을 만든 사람은 누구인가요?": "세종대왕",
    "훈민정음은 언제 만들어졌나요?": "1443년",
    "세종대왕은 무엇을 만들었나요?": "훈민정음",
    "이순신 장군은 어디에서 싸웠나요?": "한산도",
}


@pytest.mark.parametrize(("question", "answer"), ANSWERS.items(), ids=list(ANSWERS.values()))
def test_the_examples_of_the_card(tokenizer, model, question: str, answer: str) -> None:
    """What the card and the lessons show."""
    assert read_answer(model, tokenizer, question, CONTEXT) == answer
