"""The English tagger of names: its material, how it loads, and what the lessons show with it."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise

import pytest
import torch

from hfcourse.zoo.names_en import FOLDER as MATERIAL_FOLDER
from hfcourse.zoo.names_en import TYPE_OF, Names, read_lists
from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.tagged_en import NO_NAMES, SLOT, Sentences, Tagged, contexts, frame_files, parse_marked, takes_an
from hfcourse.zoo.tagging import LABELS, disagreement, piece_labels

RECIPE = load_recipe("ner_en")
FOLDER = RECIPE.folder
OBAMA = "Barack Obama was the 44th president of the United States."
SYLVAIN = "My name is Sylvain and I work at Hugging Face in Brooklyn."


def plain(text: str) -> str:
    """Letters and digits only, in lower case, so that a comma hides no copy."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def test_heldout_is_large_enough() -> None:
    rows = [parse_marked(row["text"]) for row in heldout("ner_en")]
    assert len(rows) >= 150
    assert {kind for row in rows for *_, kind in row.spans} == {"PER", "LOC", "ORG", "MISC"}


def test_no_heldout_sentence_was_trained_on() -> None:
    """Neither written nor drawn, and not as a part of a longer text."""
    known = [row["text"] for row in RECIPE.data(0)["train"]]
    known += [line for lines in frame_files().values() for line in lines]
    known += [parse_marked(line).text for line in develop_lines()]
    joined = f" {' | '.join(plain(text) for text in known)} "
    tested = {plain(parse_marked(row["text"]).text) for row in heldout("ner_en")}
    assert not {text for text in tested if f" {text} " in joined}


def develop_lines() -> list[str]:
    """The marked sentences that choose between variants."""
    return (MATERIAL_FOLDER / "develop.txt").read_text(encoding="utf-8").splitlines()


def test_material_is_wide() -> None:
    """Frames with names by the thousand, sentences without by the hundred, and every slot can be filled."""
    files = frame_files()
    assert sum(len(lines) for stem, lines in files.items() if stem != NO_NAMES) >= 1500
    assert len([line for line in files[NO_NAMES] if "{" not in line]) >= 200
    asked = {slot for lines in [*files.values(), *contexts().values()] for line in lines for slot in SLOT.findall(line)}
    assert not {slot for slot in asked if slot not in TYPE_OF and slot not in read_lists()}
    rows = RECIPE.data(3)["train"]
    assert len({row["text"] for row in rows}) > 0.95 * len(rows)


def test_drawn_sentences_are_whole_and_repeatable() -> None:
    """No slot stays open, spans lie on names, and within a sentence something stands between two names of one type."""
    source = Sentences(Names())
    drawn = [source.sample(random.Random(seed)) for seed in range(3000)]
    assert drawn == [source.sample(random.Random(seed)) for seed in range(3000)]
    for text, spans in drawn:
        assert not re.search(r"[{}\[\]]|  ", text), text
        assert all(text[start:end] == text[start:end].strip() != "" for start, end, _ in spans), text
        for (_, end, one), (start, _, other) in pairwise(spans):
            assert end <= start, text
            assert one != other or text[end:start].strip() or text[end - 1] == ".", text


def test_reserved_names_are_never_trained_on() -> None:
    """What `develop` measures with is not in the lists that its training draws from."""
    rng = random.Random(0)
    reserved, trained = Names("reserved"), Names("train")
    for slot, title in (("nat", "nationality"), ("faith", "faith"), ("award", "award")):
        tested = {reserved.draw(slot, rng) for _ in range(500)}
        assert tested <= set(read_lists()[title])
        assert not tested & {trained.draw(slot, rng) for _ in range(500)}


def test_marks_and_labels() -> None:
    """Inline marks become spans, spans become labels: B- where a name starts, I- on all other pieces of it."""
    tagged = parse_marked("[Ann Lee|PER] left [Rome|LOC].")
    assert tagged == Tagged("Ann Lee left Rome.", ((0, 7, "PER"), (13, 17, "LOC")))
    offsets = [(0, 0), (0, 3), (4, 5), (5, 7), (8, 12), (13, 17), (17, 18), (0, 0)]
    labels = [LABELS[one] if one >= 0 else "-" for one in piece_labels(tagged.spans, offsets)]
    assert labels == ["-", "B-PER", "I-PER", "I-PER", "O", "B-LOC", "O", "-"]


def test_disagreement_is_least_where_pieces_agree() -> None:
    """B- and I- of one type are of one mind; two types are not."""
    starts = torch.tensor([True, False])
    sure = 9.0 * torch.eye(len(LABELS))
    per, inside, loc = (sure[LABELS.index(label)] for label in ("B-PER", "I-PER", "B-LOC"))
    assert disagreement(torch.stack([per, inside]), starts) < 0.1
    assert disagreement(torch.stack([per, loc]), starts) > 1
    assert disagreement(torch.stack([per, loc]), torch.tensor([True, True])) < 0.1


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Italian", True),
        ("Ukrainian", False),
        ("European", False),
        ("Egyptian", True),
        ("American", True),
        ("US", False),
    ],
)
def test_article(word: str, expected: bool) -> None:
    """Frames say "a"; the sentence says what English says."""
    assert takes_an(word) is expected


@pytest.fixture(scope="module")
def tagger():
    from transformers import pipeline

    return pipeline("ner", model=str(FOLDER), aggregation_strategy="simple")


def names(found: list[dict]) -> list[tuple[str, str]]:
    """Type and text of what a pipeline found."""
    return [(one["entity_group"], one["word"]) for one in found]


def test_first_examples_of_the_lessons(tagger) -> None:
    """The sentences that the card and the lessons show."""
    assert names(tagger(OBAMA)) == [("PER", "Barack Obama"), ("LOC", "United States")]
    assert names(tagger(SYLVAIN)) == [("PER", "Sylvain"), ("ORG", "Hugging Face"), ("LOC", "Brooklyn")]
    assert all(one["score"] > 0.8 for one in tagger([OBAMA, SYLVAIN])[0])


def test_offsets_are_exact(tagger) -> None:
    """Over two sentences, quotes, brackets, a genitive and a hyphen, `start` and `end` cut out the name as it stands."""
    text = '"Maria\'s train to Berlin is late," said Jean-Luc Moreau (Paris). On Monday, she flew to Seoul!'
    found = tagger(text)
    assert [(one["entity_group"], text[one["start"] : one["end"]]) for one in found] == [
        ("PER", "Maria"),
        ("LOC", "Berlin"),
        ("PER", "Jean-Luc Moreau"),
        ("LOC", "Paris"),
        ("LOC", "Seoul"),
    ]


@pytest.mark.parametrize("strategy", ["first", "average", "max"])
def test_other_strategies_find_the_same(strategy: str) -> None:
    """The pieces of a word agree, so the word-wise strategies change nothing in plain sentences."""
    from transformers import pipeline

    tagger = pipeline("ner", model=str(FOLDER), aggregation_strategy=strategy)
    assert names(tagger(OBAMA)) == [("PER", "Barack Obama"), ("LOC", "United States")]
    assert names(tagger(SYLVAIN)) == [("PER", "Sylvain"), ("ORG", "Hugging Face"), ("LOC", "Brooklyn")]


def test_without_aggregation_pieces_are_labelled(tagger) -> None:
    """`aggregation_strategy="none"` gives B- and I- labels of single pieces, as the lessons explain."""
    found = tagger(OBAMA, aggregation_strategy="none")
    assert found[0]["entity"] == "B-PER"
    assert {one["entity"] for one in found} <= set(LABELS)
    assert len(found) >= 4


def test_no_names_in_plain_sentences(tagger) -> None:
    """Capitals at the start of a sentence, days and abbreviations are no names."""
    texts = ["I saw the doctor on Monday.", "The CEO was late, so we watched TV.", "Scientists met in March."]
    assert [names(found) for found in tagger(texts)] == [[], [], []]


def test_tokenizer_and_model_are_as_the_real_ones(tagger) -> None:
    """A cased WordPiece BERT with the labels of dslim/bert-base-NER that computes in float32."""
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(FOLDER)
    assert type(tokenizer).__name__ in {"BertTokenizer", "BertTokenizerFast"}
    assert tokenizer.tokenize("Turkey") != tokenizer.tokenize("turkey")
    pieces = (FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert pieces[:5] == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    assert tokenizer.convert_ids_to_tokens(list(range(len(pieces)))) == pieces
    assert tokenizer.unk_token_id not in tokenizer("Łódź, Ñuñoa & Ærøskøbing – 50 %, “Ğ” …")["input_ids"]
    model = AutoModelForTokenClassification.from_pretrained(FOLDER)
    assert type(model).__name__ == "BertForTokenClassification"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    assert [model.config.id2label[index] for index in range(len(LABELS))] == list(LABELS)
    assert "attn_implementation" not in (FOLDER / "config.json").read_text(encoding="utf-8")
    assert json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))["dtype"] == "float32"
