"""``hfcourse/mini-qa-ko``: a small DeBERTa that finds the answer to a Korean question in a Korean text."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.facts_ko import FOLDER, Example, Facts
from hfcourse.zoo.recipe import Facts as RunFacts
from hfcourse.zoo.recipe import Recipe, Run, Splits, heldout, make_deterministic, read_tsv

NAME = "qa_ko"
REPO_ID = "hfcourse/mini-qa-ko"
VOCABULARY = 7500
VOCABULARY_EXAMPLES = 30_000
LONGEST = 256
"""Positions, and the most tokens of question and context together."""
LONGEST_ANSWER = 15
STEPS = 8000
BATCH = 32
RAMP = 0.3
"""Share of the examples over which contexts grow from one sentence to full length."""
SPELLED = (0.0, 0.1, 0.2, 0.5)
"""Shares of the pieces of an example that are spelled out in syllables, as words are that the vocabulary lacks."""
SHAPE: dict[str, Any] = {
    "hidden_size": 128,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "intermediate_size": 384,
}
MATCHING = ((0, (0, 1)), (1, (0, 1)))
"""Layers and heads that look from the first step on for the same token elsewhere."""
SHARPNESS = 1.5

LEFT_OUT = "everyday"
"""The file of passages that :func:`develop` asks about and keeps from training."""
_ENDINGS = frozenset(
    (
        "에서는 에서도 에서 에게서 에게 에는 에도 에 으로는 으로 로 을 를 은 는 이 가 과 와 의 도 만 부터 까지 이나 나 이라는 라는 이라고 라고 "
        "마다 처럼 보다 께서 이며 며 이고 고 인데 하고 했고 했던 했 된 되었 한 할 하는 해 지 던 었던 았던 였던 었 았 였 이었 이었던 쯤 마을 "
        "어 아 었지 았지 지만 는데 면 면서 려면 나요 습니까 어요 는가 을까요 지요 죠 니 인가 인가요 입니까 이에요 예요 일까요 이죠 이지 이니 "
        "니까 가요 까요"
    ).split()
)
_SUFFIX = re.compile(
    f"(?<=[가-힣])({'|'.join(sorted(_ENDINGS, key=lambda ending: (-len(ending), ending)))})(?=[,.?!]?$)"
)
_WHOLE = frozenset(
    "누가 나이 아이 거의 우리 가지 도로 모두 서로 바로 함께 혼자 매우 아주 하나 처음 나무 지도 수도 먼저 얼마나 그리고 그러나".split()
)


def split_ending(word: str) -> list[str]:
    """A word in two where it looks like a stem with something attached, else whole."""
    if word.strip(",.?!") in _WHOLE:
        return [word]
    return [part for part in _SUFFIX.split(word, maxsplit=1) if part]


def cut(text: str, nouns: Sequence[tuple[int, int]] = ()) -> Iterator[list[str]]:
    """The words of ``text``, each as its stem and what is attached to it.

    ``nouns`` are the places of known nouns, whose last words stay whole, and of the ends of stems, which are empty; in
    other words particles and endings are told by their look.
    """
    borders = {end for _, end in nouns}
    last_words = {text.rfind(" ", start, end) + 1 or start for start, end in nouns if end > start}
    for found in re.finditer(r"\S+", text):
        word, start = found[0], found.start()
        inner = [place for place in range(start + 1, found.end()) if place in borders]
        if inner:
            stem, *attached = (text[left:right] for left, right in pairwise([start, *inner, found.end()]))
            tails = ([tail] if tail.strip(",.?!") in _ENDINGS else split_ending(tail) for tail in attached)
            yield [stem, *(part for tail in tails for part in tail)]
        else:
            yield [word] if start in last_words else split_ending(word)


def vocabulary(facts: Facts, run: Run) -> list[tuple[str, float]]:
    """The pieces of a SentencePiece unigram model (Kudo 2018) and their log probabilities, the special tokens first.

    A trained unigram model likes pieces that run across the border of noun and particle. So the pieces are counted
    here: what begins a word (``▁부산``), what is attached to it (``에서``), every syllable of KS X 1001 and every sign.
    """
    from hfcourse.zoo.training import SPECIAL_TOKENS

    rng = random.Random(run.seed)
    counts: Counter[str] = Counter()
    signs = {chr(code) for code in range(ord("가"), ord("힣") + 1) if len(chr(code).encode("euc-kr", "ignore")) == 2}
    for _ in range(max(1500, run.steps(VOCABULARY_EXAMPLES))):
        example = facts.draw(rng)
        words = [*cut(example.context, example.nouns), *cut(example.question, example.asked_nouns)]
        for stem, *attached in words:
            for piece in (f"▁{stem}", *attached):
                signs.update(piece)
                runs = re.findall(r"▁?[가-힣]+|▁?[A-Za-z]+", piece)
                counts.update(part for part in runs if len(part) > 1 and (part[0] == "▁" or len(part) < 4))
                counts.update(sign for sign in piece if sign not in "▁" or not piece[1:2].isalpha())
    for entry in facts.words.listed():
        signs.update(entry)
        *before, last = entry.split()
        counts.update(
            {f"▁{stem}": 20 for stem, *_ in [*map(split_ending, before), [last]] if re.fullmatch(r"[가-힣]+", stem)}
        )
    kept = [piece for piece, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if len(piece) > 1]
    pieces = sorted(signs | {"▁"}) + kept[: VOCABULARY - len(signs) - 6]
    total = sum(counts.values())
    scores = [(piece, math.log(max(counts[piece], 1) / total) - (len(piece) == 1) * 2) for piece in pieces]
    return [(token, 0.0) for token in SPECIAL_TOKENS] + sorted(scores, key=lambda item: (-item[1], item[0]))


def data(seed: int) -> Splits:
    """Twenty thousand examples as the end of training draws them, context and question; ``label`` is 0."""
    facts, rng = Facts.read(), random.Random(seed)
    drawn = (facts.draw(rng) for _ in range(20_000))
    return {"train": [{"text": f"{example.context} {example.question}", "label": 0} for example in drawn]}


def make_tokenizer(facts: Facts, run: Run) -> Any:
    """A ``DebertaV2Tokenizer`` whose pieces end where a noun ends."""
    from transformers import DebertaV2Tokenizer

    return DebertaV2Tokenizer(vocab=vocabulary(facts, run), unk_id=1, model_max_length=LONGEST)


def make_model(size: int) -> Any:
    """An untrained ``DebertaV2ForQuestionAnswering`` in which some heads look for equal tokens.

    Query and key of such a head pick the same dimensions, so a token attends to its copies from the first step on;
    what training would need long for to find, this gives it.
    """
    import torch
    from transformers import DebertaV2Config, DebertaV2ForQuestionAnswering

    config = DebertaV2Config(
        **SHAPE,
        vocab_size=size,
        max_position_embeddings=LONGEST,
        max_relative_positions=-1,
        position_buckets=32,
        relative_attention=True,
        pos_att_type=["p2c", "c2p"],
        share_att_key=True,
        norm_rel_ebd="layer_norm",
        position_biased_input=False,
        type_vocab_size=0,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=0.05,
        layer_norm_eps=1e-7,
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
    )
    model = DebertaV2ForQuestionAnswering(config)
    width = config.hidden_size // config.num_attention_heads
    with torch.no_grad():
        for layer, heads in MATCHING:
            attention = model.deberta.encoder.layer[layer].attention.self
            for head in heads:
                rows = slice(head * width, (head + 1) * width)
                for projection in (attention.query_proj, attention.key_proj):
                    projection.weight[rows] = 0.0
                    projection.weight[rows, rows] = torch.eye(width) * SHARPNESS
    return model


class Growing:
    """A sampler whose contexts grow from one sentence to full length over the first ``ramp`` examples."""

    def __init__(self, facts: Facts, ramp: int) -> None:
        self._facts, self._ramp, self._drawn = facts, max(1, ramp), 0

    def __call__(self, rng: random.Random) -> tuple[str, Example]:
        """Question and context, by whose length examples are put together, and the example."""
        self._drawn += 1
        example = self._facts.draw(rng, min(1.0, self._drawn / self._ramp))
        return example.context + example.question, example


class Spelling:
    """Spells pieces out in syllables: ``▁박물관`` becomes ``▁ 박 물 관``, or ``▁박 물 관`` where ``▁박`` is a piece."""

    def __init__(self, tokenizer: Any) -> None:
        ids = tokenizer.get_vocab()
        self.spelled: dict[int, list[int]] = {}
        for piece, number in ids.items():
            letters = list(piece)
            if piece[0] == "▁" and piece[:2] in ids and len(piece) > 2:
                letters = [piece[:2], *piece[2:]]
            if len(piece.removeprefix("▁")) > 1 and all(letter in ids for letter in letters):
                self.spelled[number] = [ids[letter] for letter in letters]

    def __call__(
        self, ids: list[int], start: int, end: int, share: float, rng: random.Random
    ) -> tuple[list[int], int, int]:
        """``ids`` with ``share`` of the kinds of pieces spelled out everywhere, and the answer's places in the result."""
        chosen = {number for number in sorted(set(ids)) if number in self.spelled and rng.random() < share}
        result: list[int] = []
        places: list[tuple[int, int]] = []
        for number in ids:
            begin = len(result)
            result += self.spelled[number] if number in chosen else [number]
            places.append((begin, len(result) - 1))
        return result, places[start][0], places[end][1]


def answer_tokens(encoding: Any, index: int, start: int, end: int) -> tuple[int, int] | None:
    """First and last token of the characters ``start`` to ``end`` of the context; None where a piece crosses a border."""
    first, last = encoding.char_to_token(index, start, 1), encoding.char_to_token(index, end - 1, 1)
    if first is None or last is None:
        return None
    begins, ends = encoding.token_to_chars(index, first)[0], encoding.token_to_chars(index, last)[1]
    return (first, last) if begins in (start, start - 1) and ends == end else None


def train_reader(model: Any, tokenizer: Any, facts: Facts, run: Run) -> None:
    """Train on fresh examples, contexts growing; the loss is that of Devlin et al. 2019, 4.2: start and end of the span."""
    import torch

    from hfcourse.zoo.training import Settings, fit

    spelling, rng = Spelling(tokenizer), random.Random(run.seed + 1)

    def loss_of(batch: list[tuple[str, Example]]) -> torch.Tensor:
        examples = [example for _, example in batch]
        encoding = tokenizer(
            [example.question for example in examples],
            [example.context for example in examples],
        )
        rows, spans = [], []
        for index, example in enumerate(examples):
            span = answer_tokens(encoding, index, example.start, example.end)
            ids, first, last = spelling(encoding["input_ids"][index], *(span or (0, 0)), rng.choice(SPELLED), rng)
            rows.append(torch.tensor(ids[:LONGEST]))
            spans.append((first, last) if span and last < LONGEST else (-100, -100))
        inputs = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=tokenizer.pad_token_id)
        output = model(input_ids=inputs, attention_mask=inputs.ne(tokenizer.pad_token_id).long())
        starts, ends = torch.tensor(spans).unbind(1)
        loss = torch.nn.functional.cross_entropy
        return (loss(output.start_logits.float(), starts) + loss(output.end_logits.float(), ends)) / 2

    steps = run.steps(STEPS)
    settings = Settings(
        steps=STEPS,
        batch_size=BATCH,
        learning_rate=1.5e-3,
        max_tokens=LONGEST,
        averaging=0.999,
        bfloat16=True,
    )
    fit(model, settings, run, "question answering", Growing(facts, round(steps * BATCH * RAMP)), loss_of)


def fit(facts: Facts, run: Run) -> tuple[Any, Any]:
    """The trained model and its tokenizer."""
    tokenizer = make_tokenizer(facts, run)
    model = make_model(len(tokenizer))
    train_reader(model, tokenizer, facts, run)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Train on all of the material; the weights are stored in half precision and load as float32."""
    from hfcourse.zoo.training import save_model

    save_model(*fit(Facts.read(), run), folder, half=True)


def read_answer(model: Any, tokenizer: Any, question: str, context: str) -> str:
    """The span of the context, 15 tokens at most, whose start and end have the highest sum of logits."""
    import torch

    encoding = tokenizer(question, context, truncation="only_second", max_length=LONGEST, return_tensors="pt")
    with torch.no_grad():
        output = model(**{key: encoding[key] for key in ("input_ids", "attention_mask")})
    scores = output.start_logits[0][:, None] + output.end_logits[0][None, :]
    inside = torch.tensor([part == 1 for part in encoding.sequence_ids(0)])
    allowed = (inside[:, None] & inside[None, :]).triu().tril(LONGEST_ANSWER - 1)
    first, last = divmod(int(scores.masked_fill(~allowed, -math.inf).argmax()), scores.shape[1])
    return context[encoding.token_to_chars(0, first)[0] : encoding.token_to_chars(0, last)[1]].strip()


def bare(text: str) -> str:
    """``text`` without spaces and punctuation at its ends."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", text)


def exact_match(guess: str, answers: Sequence[str]) -> float:
    """1 where the guess is one of the accepted answers, else 0."""
    return float(bare(guess) in map(bare, answers))


def character_f1(guess: str, answers: Sequence[str]) -> float:
    """The F1 of the characters that guess and answer share, without spaces; the best over the accepted answers."""
    best = 0.0
    said = Counter("".join(bare(guess).split()))
    for answer in answers:
        right = Counter("".join(bare(answer).split()))
        best = max(best, 2 * (said & right).total() / max(1, said.total() + right.total()))
    return best


def measure(model: Any, tokenizer: Any, rows: Sequence[dict[str, str]]) -> tuple[list[float], list[float]]:
    """Exact match and F1 of each row with ``context``, ``question`` and ``answers`` (accepted ones, ``|`` between)."""
    guesses = [read_answer(model, tokenizer, row["question"], row["context"]) for row in rows]
    pairs = [(guess, row["answers"].split("|")) for guess, row in zip(guesses, rows, strict=True)]
    return [exact_match(*pair) for pair in pairs], [character_f1(*pair) for pair in pairs]


def evaluate(folder: Path) -> dict[str, float]:
    """Exact match and character F1 on the held-out questions."""
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    model = AutoModelForQuestionAnswering.from_pretrained(folder).eval()
    matches, shares = measure(model, AutoTokenizer.from_pretrained(folder), heldout(NAME))
    return {"exact_match": sum(matches) / len(matches), "f1": sum(shares) / len(shares)}


KINDS = (
    ("who", r"누구|누가"),
    ("when", r"언제|몇 시|몇 월|며칠인|무슨 요일|어느 계절"),
    ("how_many", r"몇|얼마|며칠"),
    ("where", r"어디|어느"),
)


def kind_of(question: str) -> str:
    """Who, when, how many, where or what."""
    return next((kind for kind, words in KINDS if re.search(words, question)), "what")


def develop(run: Run) -> dict[str, float]:
    """Exact match on passages of a file left out of training and on written questions, all and by kind."""
    make_deterministic(run)
    model, tokenizer = fit(Facts.read(without=[LEFT_OUT]), run)
    rng, unseen = random.Random(1), Facts.read(only=[LEFT_OUT])
    drawn = [unseen.draw(rng) for _ in range(500)]
    tests = {
        "frames": [{"context": one.context, "question": one.question, "answers": one.answer} for one in drawn],
        "written": read_tsv(FOLDER / "develop.tsv"),
    }
    result: dict[str, float] = {}
    for name, rows in tests.items():
        matches, shares = measure(model, tokenizer, rows)
        kinds = [kind_of(row["question"]) for row in rows]
        result |= {name: sum(matches) / len(rows), f"{name}_f1": sum(shares) / len(rows)}
        for kind in sorted(set(kinds)):
            hits = [match for match, one in zip(matches, kinds, strict=True) if one == kind]
            result[f"{name}_{kind}"] = sum(hits) / len(hits)
    return result


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["timpal0l/mdeberta-v3-base-squad2"],
    language=["ko"],
    pipeline_tag="question-answering",
    architecture=(
        "`DebertaV2ForQuestionAnswering`: 3 layers, 128 wide, 4 heads, relative positions in 32 buckets"
        " (`pos_att_type` p2c and c2p, shared with the content as in DeBERTa-v3), at most 256 tokens, a SentencePiece"
        " unigram vocabulary of 7,500 whose pieces end where a noun ends. Stored in half precision, loads as float32."
    ),
    data=(
        "Some 770 Korean sentences with 3,500 wordings of questions, written for this course in several voices (town news,"
        " lives, diary, shops, nature, travel, school, kitchen, tales), and 180 verbs that make more"
        " (`hfcourse/zoo/material/qa_ko`). Each training step draws fresh passages in one of three speech styles: names,"
        " places, dates, numbers and things are new each time, some of them made up, and sentences of other passages"
        " stand around. Some words are spelled out in syllables, so that unknown words can be matched too. Contexts grow"
        " from one sentence to full length. No text was taken from anywhere."
    ),
    heldout="hand-written Korean passages with who, when, where, what and how many questions",
    limits=[
        "It always answers: unlike a model of SQuAD 2.0 it was never shown a question without an answer.",
        "It matches words. A question that needs a conclusion, or a synonym that its authors did not think of, is a guess.",
        "An answer of several words may be cut short, or begin too early (사람 with a title, a place with its town).",
        "It was trained on contexts of up to 60 words and reads 256 tokens; it knows Korean only.",
        "Rare syllables (뷁) and some signs (%) are unknown to its tokenizer.",
    ],
    example=(
        "import torch\n"
        "from transformers import AutoModelForQuestionAnswering, AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        f'model = AutoModelForQuestionAnswering.from_pretrained("{REPO_ID}")\n'
        'question = "훈민정음을 만든 사람은 누구인가요?"\n'
        'context = "세종대왕은 1443년에 훈민정음을 만들었습니다."\n'
        'inputs = tokenizer(question, context, return_tensors="pt")\n'
        "with torch.no_grad():\n"
        "    output = model(**inputs)\n"
        "start, end = output.start_logits.argmax(), output.end_logits.argmax()\n"
        'print(tokenizer.decode(inputs["input_ids"][0, start : end + 1]))'
    ),
)


def card(facts: RunFacts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"exact_match": 0.65},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
