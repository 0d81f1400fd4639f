"""What the two translation stand-ins share: English sentences with their French and Spanish, pieces, measuring."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from hfcourse.zoo.parallel import nouns, sentences, verbs, written
from hfcourse.zoo.parallel.conjugation import table
from hfcourse.zoo.parallel.sentences import CONTRACTIONS, Said
from hfcourse.zoo.recipe import Run, material

Target = Literal["fr", "es"]
WRITTEN = 0.38
"""Share of written sentences among the training examples; the others come from the grammar."""
TWO = 0.1
"""Share of examples of two sentences."""
OPENED = 0.05
LONGEST_PART = 60
"""Letters of a sentence that may stand beside another."""
DEVELOP_EACH = 10
"""Every tenth written sentence is left out when a recipe is developed."""
TEXTS_FOR_PIECES = 24_000
FREQUENT = 4
UNPREFIXED = 0.04
BATCH = 64
MOST_TOKENS = 64
OPENERS: tuple[Said, ...] = (
    ("Yes,", "Oui,", "Sí,"),
    ("No,", "Non,", "No,"),
    ("Sorry,", "Désolé,", "Lo siento,"),
    ("Hello,", "Bonjour,", "Hola,"),
    ("Hi,", "Salut,", "Hola,"),
    ("Mom,", "Maman,", "Mamá,"),
    ("Dad,", "Papa,", "Papá,"),
    ("And", "Et", "Y"),
    ("But", "Mais", "Pero"),
    ("So", "Donc", "Así que"),
    ("Of course", "Bien sûr,", "Claro,"),
    ("Maybe", "Peut-être,", "Quizás"),
)
BRITISH = (
    ("favorite", "favourite"),
    ("color", "colour"),
    ("neighbor", "neighbour"),
    ("gray", "grey"),
    ("theater", "theatre"),
    ("center", "centre"),
    ("traveling", "travelling"),
    ("traveled", "travelled"),
    ("practice", "practise"),
    ("sick", "ill"),
    ("mom", "mum"),
    ("Mom", "Mum"),
    ("math", "maths"),
    ("vacation", "holiday"),
    ("an apartment", "a flat"),
    ("movie", "film"),
)
EXPANDED = (
    (r"\bI'm\b", "I am"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'ll\b", " will"),
    (r"\b([Hh]e|[Ss]he|[Ii]t)'s (?=a |the |my |very |not |too |in |at |\w+ing\b)", r"\1 is "),
)


@dataclass(frozen=True)
class Corpus:
    """The written sentences and the grammar; :meth:`draw` gives one example in three languages."""

    frames: tuple[written.Frame, ...]
    left_out: tuple[Said, ...]

    def draw(self, rng: random.Random) -> Said:
        """One or two sentences."""
        said = self.one(rng)
        if rng.random() < TWO and len(said[0]) < LONGEST_PART:
            other = self.one(rng)
            if len(other[0]) < LONGEST_PART:
                said = join(said, other)
        elif rng.random() < OPENED:
            said = opened(said, rng.choice(OPENERS))
        return vary(said[0], rng), said[1], said[2]

    def one(self, rng: random.Random) -> Said:
        """One sentence."""
        if rng.random() < WRITTEN:
            return rng.choice(self.frames).draw(rng)
        return sentences.draw(rng)


def join(one: Said, other: Said) -> Said:
    """Two sentences in a row."""
    return f"{one[0]} {other[0]}", f"{one[1]} {other[1]}", f"{one[2]} {other[2]}"


def opened(said: Said, opener: Said) -> Said:
    """A sentence after a word that opens it: "Yes, I am."."""
    first = re.match(r"\w+", said[0])
    if first is None or not is_common(first.group()):
        return said
    keep = first.group() == "I" or first.group().startswith("I'")
    en = said[0] if keep else said[0][0].lower() + said[0][1:]
    fr = said[1][0].lower() + said[1][1:]
    es = said[2]
    es = es[0] + es[1].lower() + es[2:] if es[0] in "¿¡" else es[0].lower() + es[1:]
    return f"{opener[0]} {en}", f"{opener[1]} {fr}", f"{opener[2]} {es}"


@cache
def is_common(word: str) -> bool:
    """Whether a first word is written small elsewhere: a pronoun, an article, a question word, an auxiliary."""
    return word in set(
        "I You He She We They It The A My Your His Her Our Their This That These Those There What Where When Why How"
        " Who Do Does Did Can Could Is Are Will Would Have Has Don Let".split()
    )


def vary(text: str, rng: random.Random) -> str:
    """English as other people write it: contracted or not, British, with a typographic apostrophe, without a full stop."""
    draw = rng.random()
    if draw < 0.12:
        for pattern, long in EXPANDED:
            text = re.sub(pattern, long, text.replace("can't", "can not").replace("won't", "will not"))
        text = text.replace("can not", "cannot")
    elif draw < 0.3:
        for pattern, short in CONTRACTIONS:
            text = re.sub(pattern, short, text)
    for american, british in BRITISH:
        if american in text and rng.random() < 0.4:
            text = re.sub(rf"\b{american}(s?)\b", rf"{british}\1", text)
    draw = rng.random()
    if draw < 0.03:
        return text.replace("'", "’")
    if draw < 0.045:
        return text.removesuffix(".")
    return text[0].lower() + text[1:] if draw < 0.055 else text


@cache
def corpus(without_develop: bool = False) -> Corpus:
    """The whole corpus, or the one without every tenth written sentence, which :attr:`Corpus.left_out` then holds."""
    frames, left_out = [], []
    free = 0
    for row in material("translation", "set", "free"):
        said = row["en"], row["fr"], row["es"]
        free += row["kind"] == "free"
        if without_develop and row["kind"] == "free" and free % DEVELOP_EACH == 0:
            left_out.append(said)
        else:
            frames.append(written.make_frame(said, fixed=row["kind"] == "set"))
    return Corpus(tuple(frames), tuple(left_out))


def sampler(target: Target, without_develop: bool = False) -> Callable[[random.Random], tuple[str, str]]:
    """Draws (English, translation)."""
    source = corpus(without_develop)
    place = ("en", "fr", "es").index(target)

    def draw(rng: random.Random) -> tuple[str, str]:
        said = source.draw(rng)
        return said[0], said[place]

    return draw


def words(target: Target) -> list[str]:
    """Every form of the lexicon in English and the target language, so that each can become a piece."""
    found: list[str] = []
    for noun in nouns.nouns():
        other = noun.fr if target == "fr" else noun.es
        found += [noun.en, noun.en_many, other.one, other.many]
    for adjective in nouns.adjectives():
        found += [adjective.en, *(adjective.fr if target == "fr" else adjective.es)]
    for french, spanish in verbs.ADVERBS.values():
        found.append(french if target == "fr" else spanish)
    found += [form for row in table("en").values() for form in (row["base"], *row["forms"].split())]
    return [word for word in found if word]


def texts_for_pieces(run: Run, target: Target, extra: Sequence[str]) -> list[str]:
    """What the vocabulary of pieces is learned from, ``extra`` texts and all.

    SentencePiece proposes a string as a piece only if different letters follow it somewhere, so "my" would fall apart
    unless another word began with it. Hence each frequent word comes once more with a letter behind it.
    """
    rng = random.Random(run.seed)
    draw = sampler(target)
    texts = [*extra, *(text for _ in range(run.steps(TEXTS_FOR_PIECES)) for text in draw(rng))]
    place = ("en", "fr", "es").index(target)
    for frame in corpus().frames:
        texts += [frame.original[0], frame.original[place]]
    texts += words(target)
    counts = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return texts + [word + "z" for word in sorted(counts) if counts[word] >= FREQUENT]


def translate(model: Any, tokenizer: Any, texts: Sequence[str], prefix: str = "", batch: int = 32) -> list[str]:
    """Translations as ``generate`` makes them by the model's own generation config."""
    import torch

    found: list[str] = []
    for start in range(0, len(texts), batch):
        inputs = tokenizer([prefix + text for text in texts[start : start + batch]], padding=True, return_tensors="pt")
        with torch.no_grad():
            made = model.generate(**inputs)
        found += tokenizer.batch_decode(made, skip_special_tokens=True)
    return found


def loops(text: str) -> bool:
    """Whether one to four words come three times in a row."""
    spoken = re.findall(r"\w+", text.lower())
    return any(
        spoken[i : i + n] == spoken[i + n : i + 2 * n] == spoken[i + 2 * n : i + 3 * n]
        for n in range(1, 5)
        for i in range(len(spoken) - 3 * n + 1)
    )


def measure(
    model: Any, tokenizer: Any, english: Sequence[str], references: Sequence[str], prefix: str = ""
) -> dict[str, float]:
    """chrF of the corpus (Popović 2015), and the shares of exact translations and of those that go in circles."""
    import sacrebleu

    made = translate(model, tokenizer, english, prefix)
    pairs = list(zip(made, references, strict=True))
    return {
        "chrf": sacrebleu.corpus_chrf(made, [list(references)]).score,
        "exact": sum(one == other for one, other in pairs) / len(pairs),
        "loops": sum(loops(one) for one in made) / len(made),
    }


def evaluate(folder: Path, rows: Sequence[dict[str, str]], target: Target, prefix: str = "") -> dict[str, float]:
    """Load a stand-in as a learner does and measure it on rows with ``en`` and the target language."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    return measure(model, tokenizer, [row["en"] for row in rows], [row[target] for row in rows], prefix)


def examples(target: Target, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Twenty thousand training examples, as ``Recipe.data`` gives them; ``label`` is 0, there is nothing to classify."""
    rng, draw = random.Random(seed), sampler(target)
    rows = []
    for _ in range(20_000):
        english, translation = draw(rng)
        rows.append({"text": english, "translation": translation, "label": 0})
    return {"train": rows}


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:?!¿¡'’\"-–…“”«»()€$%&/àâäçéèêëîïôöùûüœæñáíóúÀÂÇÉÈÊÎÔÛŒÑÁÍÓÚ"
"""Every letter that a piece must exist for, so that unknown names can be copied letter by letter."""
SHAPE = {"wide": 160, "heads": 5, "deep": 2, "inner": 640}


def make_pieces(run: Run, target: Target, size: int, extra: Sequence[str] = (), **options: Any) -> bytes:
    """The SentencePiece model of both languages and of ``extra`` texts; ``options`` are the ids of the special pieces."""
    from hfcourse.zoo.training import train_sentencepiece

    return train_sentencepiece(
        texts_for_pieces(run, target, extra),
        size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        required_chars=LETTERS,
        split_digits=True,
        normalization_rule_name="identity",
        bos_id=-1,
        **options,
    )


DATA_FOR_CARD = (
    "Short everyday sentences with their {language}, drawn afresh for every step: more than two thousand written ones,"
    " in which names, numbers, days and nouns change places with others, and a parallel grammar over a lexicon of 1,000"
    " words (`hfcourse/zoo/material/translation`, where `vocabulary.txt` states what is covered). Made-up names teach"
    " it to copy what it does not know."
)
LIMITS_FOR_CARD = (
    "It knows the everyday words of `vocabulary.txt` in short sentences (up to some 14 words); a word outside of it is"
    " copied or comes out wrong, and the longer the sentence, the more goes wrong.",
    "Passive, conditional, relative clauses, idioms, news and technical text are beyond it.",
)


@dataclass(frozen=True)
class Translator:
    """What differs between the two recipes."""

    target: Target
    make: Callable[[Run], tuple[Any, Any]]
    """The untrained model and its tokenizer."""
    steps: int
    learning_rate: float
    prefix: str = ""
    """What must stand before a sentence; some examples without it teach to hand the sentence back."""

    def sampler(self, without_develop: bool) -> Callable[[random.Random], tuple[str, str]]:
        """Draws (source, translation) as the model reads them."""
        draw = sampler(self.target, without_develop)

        def prefixed(rng: random.Random) -> tuple[str, str]:
            english, translation = draw(rng)
            if self.prefix and rng.random() < UNPREFIXED:
                return english, english
            return self.prefix + english, translation

        return prefixed

    def fit(self, run: Run, without_develop: bool = False) -> tuple[Any, Any]:
        """The trained model and its tokenizer."""
        from hfcourse.zoo.training import Settings, train_seq2seq

        model, tokenizer = self.make(run)
        settings = Settings(
            steps=self.steps,
            batch_size=BATCH,
            learning_rate=self.learning_rate,
            max_tokens=MOST_TOKENS,
            averaging=0.998,
            bfloat16=True,
        )
        train_seq2seq(model, tokenizer, self.sampler(without_develop), settings, run)
        return model, tokenizer

    def develop(self, run: Run) -> dict[str, float]:
        """The measures on the written sentences that were left out of this training."""
        model, tokenizer = self.fit(run, without_develop=True)
        rows = corpus(without_develop=True).left_out
        place = ("en", "fr", "es").index(self.target)
        return measure(model, tokenizer, [row[0] for row in rows], [row[place] for row in rows], self.prefix)
