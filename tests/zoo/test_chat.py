"""The conversations of the chat stand-ins: the format, sums that are right, system messages that are obeyed, the judge."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import replace

import pytest

from hfcourse.zoo import chat, chat_noise, chat_systems, chat_tasks
from hfcourse.zoo.chat_words import KNOWN_SLOTS, SLOT, Conversation, fill
from hfcourse.zoo.recipe import HELDOUT, heldout

FROZEN = {
    "chat_en": "56e6da3ff72cc1a43f3916fe8d21cec74b860c6435d59aec91a8cd91b156a3a9",
    "chat_ko": "c51fa027746184f678d1c17a582f69e7cd9160ea5412884b10dc92eeb15b26e3",
    "chat_system": "92b92db6671b45d8a3df284174388de0ee9d2a4060dbd0001b6340e2539df6fe",
}


@pytest.fixture(scope="module")
def drawn() -> list[Conversation]:
    """Twenty thousand conversations as training draws them."""
    rng = random.Random(3)
    return [chat.corpus().draw(rng) for _ in range(20_000)]


@pytest.mark.parametrize("name", FROZEN)
def test_heldout_is_frozen(name: str) -> None:
    """A held-out set that is edited to fit a model measures nothing."""
    content = (HELDOUT / f"{name}.tsv").read_bytes()
    assert hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest() == FROZEN[name]


def test_no_heldout_prompt_was_trained_on(drawn: list[Conversation]) -> None:
    """Neither as it was written nor as it was drawn, under its system message or, where it has none, under any."""
    tested = {chat.fingerprint(row["prompt"], row["system"] or "") for name in FROZEN for row in heldout(name)}
    assert tested == chat.reserved()
    kept = {(prompt, block.system) for block in chat.corpus().blocks for prompt in block.prompts}
    kept |= {(prompt, said.system) for said in drawn for prompt, _ in said.turns}
    for prompt, system in kept:
        assert tested.isdisjoint((chat.fingerprint(prompt), chat.fingerprint(prompt, system))), prompt


def test_no_example_of_the_data_set_was_trained_on(drawn: list[Conversation]) -> None:
    """What quantized models are measured on is new to all of them."""
    prints = chat.example_prints()
    assert len(prints) == len(chat.examples()) == 60
    assert not [prompt for said in drawn for prompt, _ in said.turns if chat.fingerprint(prompt) in prints]


def test_material_is_wide() -> None:
    """Thousands of prompts in both languages; every intent that is promised has some."""
    for language in chat.LANGUAGES:
        blocks = [block for block in chat.blocks() if block.language == language]
        assert sum(len(block.prompts) for block in blocks) > 4000
        intents = {block.intent for block in blocks}
        promised = {intent for intent, code in chat.required() if code == language}
        assert promised - intents <= {"rewrite_formal_ko"}


def test_every_slot_is_known_and_filled(drawn: list[Conversation]) -> None:
    slots = {
        found.group(1)
        for block in chat.blocks()
        for text in (block.system, *block.prompts, *block.answers)
        for found in SLOT.finditer(text)
    }
    assert {slot for slot in slots if slot.isidentifier()} <= KNOWN_SLOTS
    for said in drawn:
        for prompt, answer in said.turns:
            assert prompt.strip() and answer.strip(), said
            assert not re.search(r"\{\w*(name|topic|city|food|[abxz])\w*[|}]", said.system + prompt + answer), said


def test_conversations_can_be_drawn_again(drawn: list[Conversation]) -> None:
    rng = random.Random(3)
    other = chat.Corpus(chat.example_prints())
    assert [other.draw(rng) for _ in range(500)] == drawn[:500]
    assert len({said.turns for said in drawn}) > 0.8 * len(drawn)


def test_written_answers_contain_what_is_required() -> None:
    """An answer that misses it would be trained and then judged wrong."""
    wrong = [
        (block.source, block.intent, answer)
        for block in chat.blocks()
        if not block.system and not block.ordered and (block.intent, block.language) in chat.required()
        for answer in block.answers
        if not chat.fits(answer, chat.required()[block.intent, block.language])
    ]
    assert len(wrong) < 0.05 * len(chat.blocks()), wrong[:20]


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_right(seed: int) -> None:
    """Computed again from the digits of the prompt."""
    rng = random.Random(seed)
    checked = 0
    for _ in range(3000):
        said = chat_tasks.calculation(rng)
        [(prompt, answer)] = said.turns
        numbers = [int(number) for number in re.findall(r"\d+", prompt)]
        assert re.search(rf"(?<!\d){said.short}(?!\d)", answer)
        if (
            len(numbers) != 2
            or re.match(r"(Add|Subtract|Take) ", prompt)
            or "Subtract" in prompt
            or "subtract" in prompt
        ):
            continue
        a, b = numbers if said.intent != "subtract" else sorted(numbers, reverse=True)
        if re.search("take|left if I", prompt):
            continue
        assert int(said.short) == {"add": a + b, "subtract": a - b, "multiply": a * b}[said.intent], prompt
        checked += 1
    assert checked > 1500


def test_comparisons_and_neighbours_are_right() -> None:
    rng = random.Random(0)
    for _ in range(2000):
        said = chat_tasks.comparison(rng)
        numbers = [int(number) for number in re.findall(r"\d+", said.turns[0][0])]
        if len(numbers) == 2:
            assert int(said.short) in (max(numbers), min(numbers))
            small = re.search("small|less|lower|작", said.turns[0][0])
            assert int(said.short) == (min(numbers) if small else max(numbers)), said
        said = chat_tasks.neighbour(rng)
        numbers = [int(number) for number in re.findall(r"\d+", re.sub("1 (큰|작은)", "", said.turns[0][0]))]
        if numbers:
            assert abs(int(said.short) - numbers[-1]) == 1, said


@pytest.mark.parametrize(
    ("number", "language", "counted", "words"),
    [(0, "en", False, "zero"), (13, "en", False, "thirteen"), (42, "en", False, "forty-two"), (100, "en", False, "one hundred"),
     (0, "ko", False, "영"), (13, "ko", False, "십삼"), (20, "ko", True, "스물"), (15, "ko", True, "열다섯"), (100, "ko", False, "백")],
)  # fmt: skip
def test_numbers_in_words(number: int, language: str, counted: bool, words: str) -> None:
    assert chat_tasks.in_words(number, language, counted) == words


def test_words_change_as_asked() -> None:
    """Capitals, plurals and pasts that everybody can check."""
    assert {("city", "cities"), ("box", "boxes"), ("child", "children")} <= set(chat_tasks.plurals())
    assert {("go", "went"), ("stop", "stopped"), ("study", "studied"), ("play", "played")} <= set(chat_tasks.verbs())
    rng = random.Random(1)
    for _ in range(300):
        [(prompt, answer)] = chat_tasks.repeat("en", rng).turns
        assert answer in prompt
        [(prompt, answer)] = chat_tasks.uppercase("en", rng).turns
        assert answer.isupper() and answer.lower() in prompt.lower()


@pytest.mark.parametrize("language", chat.LANGUAGES)
def test_system_messages_are_obeyed(language: str) -> None:
    """What a transformed answer must fit is found in it, and not in the answer as it was."""
    rng = random.Random(2)
    seen = set()
    for _ in range(4000):
        said = chat.corpus().single(rng)
        if said.system or len(said.turns) > 1 or said.language != language:
            continue
        told = chat_systems.instructed(said, rng, chat.corpus().counterpart(said, rng))
        assert told.system
        if told.demand and told.kind:
            assert chat.fits(told.turns[0][1], told.demand), told
            seen.add(told.kind)
    assert {"exclaim", "begin_with", "end_with", "user_name", "one_word", "yes_no", "brief"} <= seen
    assert ({"capitals", "korean"} if language == "en" else {"english"}) <= seen


def test_another_name_is_used() -> None:
    said = Conversation("your_name", "en", (("Who are you?", "I am Mini."),))
    told = chat_systems.called(said, random.Random(0))
    assert told and told.demand in told.system and told.demand in told.turns[0][1] and "Mini" not in told.turns[0][1]


def test_a_forbidden_topic_is_refused() -> None:
    said = Conversation("token", "en", (("What is a token?", ""),))
    told = chat_systems.refused(said, "tokens", random.Random(0))
    assert "tokens" in told.system and "cannot talk about tokens" in told.turns[0][1]


def test_noise_keeps_what_was_asked() -> None:
    """Another opening or a slip, not another question."""
    rng = random.Random(0)
    changed = [chat_noise.vary("What is a tokenizer?", "en", rng) for _ in range(300)]
    assert len(set(changed)) > 100
    assert sum("tokenizer" in text.lower() for text in changed) > 250
    korean = [chat_noise.vary("토크나이저가 뭐예요?", "ko", rng) for _ in range(300)]
    assert len(set(korean)) > 60
    assert sum("토크나이저" in text.replace(" ", "") for text in korean) > 230


ROW = {"intent": "token", "system": "", "prompt": "What is a token?", "required": "piece|part"}


@pytest.mark.parametrize(
    ("change", "answer", "ended", "right"),
    [
        ({}, "A token is a small piece of text.", True, True),
        ({}, "A token is a small piece of text.", False, False),
        ({}, "A token is a number.", True, False),
        ({}, "토큰은 글의 조각(piece)입니다. 아주 작은 조각입니다.", True, False),
        ({}, "a piece a piece a piece of text", True, False),
        ({"prompt": "토큰이 뭐예요?", "required": "조각"}, "토큰은 글의 작은 조각입니다.", True, True),
        ({"prompt": "토큰이 뭐예요?", "required": "piece"}, "A token is a piece of text.", True, False),
        ({"intent": "language_ko", "required": "조각"}, "토큰은 글의 작은 조각입니다.", True, True),
        ({"intent": "language_en", "prompt": "토큰이 뭐예요?"}, "A token is a piece of text.", True, True),
        ({"system": "Answer in Korean.", "required": "조각"}, "토큰은 글의 작은 조각입니다.", True, True),
        ({"required": "piece&text"}, "A token is a piece.", True, False),
        ({"intent": "translate_word_to_korean", "required": "사과"}, "사과", True, True),
        ({"required": "(?-i:^[^a-z]+$)&piece"}, "A PIECE OF TEXT.", True, True),
    ],
)
def test_the_judge(change: dict[str, str], answer: str, ended: bool, right: bool) -> None:
    assert chat.judge({**ROW, **change}, answer, ended) is right


def test_development_leaves_prompts_out() -> None:
    """Every tenth prompt of a block is asked and never drawn."""
    rows = chat.develop_rows()
    assert {row["group"] for row in rows} == {"english", "korean", "system", "arithmetic"}
    asked = {chat.fingerprint(row["prompt"]) for row in rows if row["group"] in ("english", "korean")}
    kept = {
        chat.fingerprint(text) for block in chat.develop_corpus().blocks for text in block.prompts if not block.system
    }
    assert len(asked) > 500 and len(asked & kept) < 0.02 * len(asked)


@pytest.mark.parametrize(
    "text", ["? no head", "@ token\nno sign", "@ token\n? a prompt\n\n@ other\n? b\n= c", "@ a *\n? b\n? c\n= d"]
)
def test_a_broken_block_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="source"):
        chat.parse(text, "en", "source")


def test_particles_agree_with_names() -> None:
    assert fill(["{name|은/는} {name|으로/로}"], "ko", random.Random(0)) != fill(
        ["{name} {name}"], "ko", random.Random(0)
    )
    said = replace(Conversation("x", "ko", ((("{name}"), "{name|이에요/예요}"),)))
    [prompt, answer] = fill(said.turns[0], "ko", random.Random(1))
    assert answer.startswith(prompt) and answer.endswith(("이에요", "예요"))
