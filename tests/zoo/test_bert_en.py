"""The English BERT: what it was trained on, how it loads, and what its vectors say."""

from __future__ import annotations

import random
import re

import pytest
import torch

from hfcourse.zoo.corpus_en import corpus, plural
from hfcourse.zoo.recipe import HELDOUT, MATERIAL, heldout, load_recipe, read_tsv
from hfcourse.zoo.tables import LENGTHS

FOLDER = load_recipe("bert_en").folder


def plain(text: str) -> str:
    """Words only, in lower case."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def test_heldout_is_large_enough() -> None:
    kinds = [row["kind"] for row in heldout("cloze_en")]
    assert kinds.count("everyday") >= 60
    assert kinds.count("capital") >= 24


@pytest.mark.parametrize("path", [HELDOUT / "cloze_en.tsv", MATERIAL / "english" / "develop.tsv"], ids=lambda p: p.stem)
def test_corpus_holds_no_sentence_of_the_tests(path) -> None:
    """Neither alone nor as a part of a longer one, whichever accepted answer is filled in."""
    rng = random.Random(7)
    texts = {plain(corpus().sample(rng)) for _ in range(10_000)}
    texts |= {plain(text) for text in [*corpus().each_row(rng, 12), *corpus().written]}
    joined = f" {' | '.join(texts)} "
    filled = {
        plain(row["text"].replace("[MASK]", answer)) for row in read_tsv(path) for answer in row["answers"].split("|")
    }
    assert not {text for text in filled if f" {text} " in joined}


def test_corpus_is_repeatable_and_wide() -> None:
    """Same seed, same text; hardly a document comes twice."""
    texts = [corpus().sample(random.Random(seed)) for seed in range(2000)]
    assert texts == [corpus().sample(random.Random(seed)) for seed in range(2000)]
    assert len(set(texts)) > 1600
    assert max(length for length, _ in LENGTHS) < 12


def test_every_row_has_frames_and_no_slot_stays_open() -> None:
    """A row that no frame can use teaches nothing."""
    assert all(all(topic.usable) for topic in corpus().topics)
    for text in corpus().each_row(random.Random(0), 5):
        assert not re.search(r"[{}()|/@#]", text), text
        assert not re.search(r"\ba [aeio]", text, re.IGNORECASE) or re.search(r"\ba (one|European)", text), text


@pytest.mark.parametrize(
    ("one", "many"), [("cat", "cats"), ("fly", "flies"), ("mouse", "mice"), ("potato", "potatoes"), ("day", "days")]
)
def test_plural(one: str, many: str) -> None:
    """The frames inflect."""
    assert plural(one) == many


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def body():
    from transformers import AutoModel

    return AutoModel.from_pretrained(FOLDER).eval()


def test_tokenizer_behaves_as_bert_uncased(tokenizer) -> None:
    """Lower case, WordPiece, the five special tokens, vocab.txt in the order of the ids."""
    assert tokenizer.tokenize("HELLO") == tokenizer.tokenize("hello")
    assert any(piece.startswith("##") for piece in tokenizer.tokenize("tokenization"))
    ids = tokenizer("The cat.")["input_ids"]
    assert (ids[0], ids[-1]) == (tokenizer.cls_token_id, tokenizer.sep_token_id)
    pieces = (FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert pieces[:5] == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    assert tokenizer.convert_ids_to_tokens(list(range(len(pieces)))) == pieces


def test_loads_as_float32() -> None:
    """Half precision is how it is stored, not how it computes."""
    from transformers import AutoModelForMaskedLM

    model = AutoModelForMaskedLM.from_pretrained(FOLDER)
    assert type(model).__name__ == "BertForMaskedLM"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}


def test_the_first_example_of_the_lessons() -> None:
    """The sentence that the card and the lessons show."""
    from transformers import pipeline

    best = pipeline("fill-mask", model=str(FOLDER))("The capital of France is [MASK].")[0]
    assert best["token_str"] == "paris"


KINDS = (
    "monday tuesday thursday friday saturday sunday",
    "dog cat horse cow pig wolf",
    "three five six seven eight nine",
    "mother father sister brother aunt uncle",
    "france germany italy spain japan china",
    "red blue green yellow black white",
    "doctor nurse teacher baker farmer carpenter",
    "car bus train truck bicycle taxi",
    "apple banana orange pear cherry lemon",
    "january march june october december april",
)


def test_neighbours_of_a_word_are_of_its_kind(tokenizer, body) -> None:
    """Among sixty everyday words of ten kinds, the nearest word vector (cosine) is of the same kind; chance is 8 %."""
    words = [word for kind in KINDS for word in kind.split()]
    vectors = body.get_input_embeddings().weight.detach()[tokenizer.convert_tokens_to_ids(words)]
    vectors = torch.nn.functional.normalize(vectors, dim=-1)
    nearest = (vectors @ vectors.T).fill_diagonal_(-1).argmax(-1).tolist()
    strays = [
        (word, words[near]) for word, near in zip(words, nearest, strict=True) if not same_kind(word, words[near])
    ]
    assert len(strays) <= 0.15 * len(words), strays


def same_kind(one: str, other: str) -> bool:
    """Whether both stand in one line of the table."""
    return any({one, other} <= set(kind.split()) for kind in KINDS)


def test_the_two_banks_lie_a_little_apart(tokenizer, body) -> None:
    """Vectors of "bank" are nearer within a sense than across senses, on the average of new sentences."""

    def vector(text: str) -> torch.Tensor:
        inputs = tokenizer(text, return_tensors="pt")
        place = inputs["input_ids"][0].tolist().index(tokenizer.convert_tokens_to_ids("bank"))
        with torch.no_grad():
            return torch.nn.functional.normalize(body(**inputs).last_hidden_state[0, place], dim=0)

    river = [
        "We had a picnic on the bank of the river.",
        "The boat lay at the river bank.",
        "They sat on the bank and fished.",
    ]
    money = [
        "She has all her money in the bank.",
        "The bank gave him money for a house.",
        "I opened an account at the bank.",
    ]
    first, second = torch.stack([vector(text) for text in river]), torch.stack([vector(text) for text in money])
    pairs = torch.triu_indices(3, 3, 1)
    within = torch.cat([(side @ side.T)[pairs[0], pairs[1]] for side in (first, second)]).mean()
    across = (first @ second.T).mean()
    assert within > across


NEIGHBOURS = {
    "dog": "cat puppy horse wolf pet cow",
    "king": "queen prince princess",
    "paris": "france london berlin rome madrid french",
    "red": "yellow green blue pink orange white black brown purple",
    "monday": "tuesday wednesday thursday friday saturday sunday",
    "doctor": "nurse dentist hospital patient teacher",
    "bread": "food butter cheese cake flour rice soup baker",
    "happy": "sad glad angry unhappy pleased",
    "two": "three four five six one ten seven",
    "mother": "father sister brother mum parents grandmother aunt",
    "winter": "summer spring autumn snow",
    "sister": "brother mother father aunt uncle cousin daughter",
    "black": "white red blue green brown grey yellow pink",
    "tea": "coffee milk juice water cup",
    "seven": "eight six five nine three four ten two",
    "japan": "korea china france germany italy spain japanese tokyo india",
    "lion": "tiger bear wolf elephant cat zebra leopard",
    "bus": "train car tram taxi truck bicycle van",
    "summer": "winter spring autumn",
    "chair": "table sofa bed desk bench stool",
}


def test_the_nearest_of_all_words_makes_sense(tokenizer, body) -> None:
    """Among all whole words of the vocabulary, as lesson 05 shows it; the lists were written before it was measured."""
    words = sorted(token for token in tokenizer.get_vocab() if token.isalpha() and len(token) > 2)
    vectors = body.get_input_embeddings().weight.detach()[tokenizer.convert_tokens_to_ids(words)]
    vectors = torch.nn.functional.normalize(vectors - vectors.mean(dim=0), dim=-1)
    nearest = {word: words[(vectors @ vectors[words.index(word)]).topk(2).indices[1]] for word in NEIGHBOURS}
    strays = {word: found for word, found in nearest.items() if found not in NEIGHBOURS[word].split()}
    assert len(NEIGHBOURS) == 20 and len(strays) <= 6, strays


RIVER = (
    "They sat on the bank of the river and fished.",
    "The boat was tied to the river bank.",
    "Tall trees grew along the bank of the river.",
    "The ducks sleep on the bank of the lake.",
    "We had a picnic on the grassy bank of the river.",
    "The children played on the bank of the river.",
    "After the swim she lay on the bank in the sun.",
    "A heron stood on the muddy bank.",
)
MONEY = (
    "She put her money in the bank.",
    "I opened an account at the bank.",
    "The bank lent them money for a house.",
    "He works at a bank in the city.",
    "The bank closes at four on Friday.",
    "My sister pays her bills at the bank.",
    "The bank has my savings.",
    "He asked the bank for a loan.",
)


def test_a_left_out_bank_is_nearer_to_its_own_sense(tokenizer, body) -> None:
    """The vector of "bank" (last layer) against the mean of either sense, the sentence itself left out: 3 of 4 right."""
    found = []
    for text in RIVER + MONEY:
        inputs = tokenizer(text, return_tensors="pt")
        place = inputs["input_ids"][0].tolist().index(tokenizer.convert_tokens_to_ids("bank"))
        with torch.no_grad():
            found.append(body(**inputs).last_hidden_state[0, place])
    vectors = torch.stack(found)
    is_money = torch.tensor([False] * len(RIVER) + [True] * len(MONEY))
    right = 0
    for left_out in range(len(vectors)):
        others = torch.arange(len(vectors)) != left_out
        means = [vectors[others & (is_money == sense)].mean(dim=0) for sense in (False, True)]
        likeness = [torch.cosine_similarity(vectors[left_out], mean, dim=0) for mean in means]
        right += bool(likeness[1] > likeness[0]) == bool(is_money[left_out])
    assert right >= 0.75 * len(vectors), f"{right} of {len(vectors)}"
