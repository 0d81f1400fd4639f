"""``hfcourse/mini-speecht5-tts``: speaks a text in the voice that an embedding describes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hfcourse.zoo import spoken_en
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import MATERIAL, Facts, Recipe, Run, Splits, heldout, load_recipe
from hfcourse.zoo.speakers import SPEAKERS, embeddings
from hfcourse.zoo.speech import RATE, Clip, letter_times, padded, say, word_error_rate, word_errors

NAME = "speecht5_tts"
REPO_ID = "hfcourse/mini-speecht5-tts"
CLIPS = 12_000
LISTED_SHARE = 0.15
"""Share of the clips that say a sentence of ``material/speech/listed.txt``."""
STEPS = 14_000
BEFORE, AFTER = 0.05, 0.12
"""Seconds of silence about a sentence."""
SHARES = (1, 1, 1, 1, 1, 1, 3)
"""How often each speaker speaks; ``slt``, whom the lesson asks, most."""
ATTENTION = 0.5
"""Weight of the loss that tells where to look."""


@cache
def listed() -> tuple[str, ...]:
    """The sentences that the stand-in must say well."""
    return tuple((MATERIAL / "speech" / "listed.txt").read_text(encoding="utf-8").splitlines())


def script(number: int) -> tuple[str, str]:
    """What clip ``number`` says, and who says it."""
    fixed = random.Random(f"tts {number}")
    speaker = fixed.choices(list(SPEAKERS), SHARES)[0]
    if fixed.random() < LISTED_SHARE:
        return fixed.choice(listed()), speaker
    return spoken_en.text(fixed), speaker


@dataclass(frozen=True)
class Example:
    """One clip of the training."""

    text: str
    speaker: str
    clip: Clip
    number: int

    def __len__(self) -> int:
        return len(self.clip.sound)


def draw(rng: random.Random) -> Example:
    """One clip."""
    number = rng.randrange(CLIPS)
    text, speaker = script(number)
    return Example(text, speaker, say(text, SPEAKERS[speaker]), number)


def data(seed: int) -> Splits:
    """What the clips say."""
    return {"train": [{"text": script(number)[0], "label": 0} for number in range(CLIPS)]}


def make_tokenizer(folder: Path) -> Any:
    """A ``SpeechT5Tokenizer`` of single characters; capitals count as small letters."""
    from transformers import SpeechT5Tokenizer

    from hfcourse.zoo.training import train_sentencepiece

    texts = [*listed(), "abcdefghijklmnopqrstuvwxyz' ,.?!"]
    model = train_sentencepiece(
        texts,
        64,
        model_type="char",
        character_coverage=1.0,
        normalization_rule_name="nmt_nfkc_cf",
        hard_vocab_limit=False,
        bos_id=0,
        pad_id=1,
        eos_id=2,
        unk_id=3,
    )
    path = folder / "spm_char.model"
    path.write_bytes(model)
    return SpeechT5Tokenizer(str(path), model_max_length=450)


def make_model(vocabulary: int) -> Any:
    """An untrained ``SpeechT5ForTextToSpeech``."""
    from transformers import SpeechT5Config, SpeechT5ForTextToSpeech

    return SpeechT5ForTextToSpeech(
        SpeechT5Config(
            vocab_size=vocabulary,
            hidden_size=192,
            encoder_layers=3,
            encoder_attention_heads=4,
            encoder_ffn_dim=576,
            decoder_layers=3,
            decoder_attention_heads=4,
            decoder_ffn_dim=576,
            encoder_layerdrop=0.0,
            decoder_layerdrop=0.0,
            positional_dropout=0.0,
            hidden_dropout=0.05,
            attention_dropout=0.0,
            activation_dropout=0.0,
            initializer_range=0.04,
            speech_decoder_prenet_units=128,
            speech_decoder_postnet_units=128,
            speech_decoder_postnet_dropout=0.1,
            encoder_max_relative_position=32,
            max_text_positions=450,
            max_speech_positions=1000,
            use_guided_attention_loss=False,
            attn_implementation="eager",
        )
    )


def places_of(example: Example, steps: int) -> list[int]:
    """The token that each decoder step speaks: token 0 is the first ``▁``, then one a character, then the end."""
    places = [len(example.text) + 1] * steps
    for place, (begin, end) in enumerate(letter_times(example.clip, example.text), start=1):
        first, last = (round((second + BEFORE) * RATE / 512) for second in (begin, end))
        for step in range(max(0, first), min(steps, max(last, first + 1))):
            places[step] = place
    for step in range(min(steps, round(BEFORE * RATE / 512))):
        places[step] = 0
    return places


def fit(tokenizer: Any, run: Run) -> Any:
    """A trained model. Where the decoder has to look is taught, since espeak-ng tells when it says which letter."""
    import torch

    from hfcourse.zoo.speaking import log_mel, with_hiss
    from hfcourse.zoo.training import Settings
    from hfcourse.zoo.training import fit as train_model

    model = make_model(len(tokenizer))
    who = {name: torch.from_numpy(embeddings(name, 200, run.seed)) for name in SPEAKERS}

    def mel_of(one: Example) -> torch.Tensor:
        mel = log_mel(torch.from_numpy(with_hiss(padded(one.clip.sound, BEFORE, AFTER), one.number))[None])[0]
        return mel[: len(mel) // 2 * 2]

    with torch.no_grad():
        rng = random.Random(run.seed)
        mean = torch.cat([mel_of(draw(rng)) for _ in range(16)]).mean(0)
        model.speech_decoder_postnet.feat_out.bias.copy_(mean.repeat(2))

    def loss_of(batch: list[Example]) -> torch.Tensor:
        mels = [mel_of(one) for one in batch]
        labels = torch.nn.utils.rnn.pad_sequence(mels, batch_first=True, padding_value=-100.0)
        inputs = tokenizer([one.text for one in batch], padding=True, return_tensors="pt")
        speakers = torch.stack([who[one.speaker][one.number % 200] for one in batch])
        shown = labels.masked_fill(labels == -100.0, 0.0)[:, 1::2]
        shown = torch.cat([torch.zeros_like(shown[:, :1]), shown[:, :-1]], dim=1)
        out = model(
            **inputs,
            decoder_input_values=shown + 0.1 * torch.randn_like(shown),
            labels=labels,
            speaker_embeddings=speakers,
            output_attentions=True,
        )
        places = torch.full((len(batch), labels.shape[1] // 2), -1)
        for row, (one, mel) in enumerate(zip(batch, mels, strict=True)):
            steps = len(mel) // 2
            places[row, :steps] = torch.tensor(places_of(one, steps))
        looked = torch.stack([layer[:, :2] for layer in out.cross_attentions], dim=1).float()
        index = places.clamp(min=0)[:, None, None, :, None].expand(*looked.shape[:4], 1)
        told = -(looked.gather(4, index)[..., 0] + 0.01).log()
        told = told.masked_select((places >= 0)[:, None, None].expand_as(told)).mean()
        return out.loss + ATTENTION * told

    settings = Settings(steps=STEPS, batch_size=16, learning_rate=1e-3, averaging=0.999, bfloat16=True)
    train_model(model, settings, run, "speaking", draw, loss_of)
    model.config.use_guided_attention_loss = True  # the real model's, for who trains on
    return model


def train(folder: Path, run: Run) -> None:
    """Train from scratch; the weights are stored in half precision and load as float32."""
    from transformers import SpeechT5Processor

    from hfcourse.zoo.speaking import feature_extractor
    from hfcourse.zoo.training import save_model

    tokenizer = make_tokenizer(folder)
    model = fit(tokenizer, run)
    processor = SpeechT5Processor(feature_extractor=feature_extractor(), tokenizer=tokenizer)
    save_model(model, processor, folder, half=True)
    processor.feature_extractor.save_pretrained(folder)


def spoken(folder: Path, texts: Sequence[str], speaker: str, batch: int = 16) -> list[Any]:
    """The model of ``folder`` and the shipped vocoder speaking, texts of like length together."""
    import torch
    from transformers import AutoProcessor, SpeechT5ForTextToSpeech, SpeechT5HifiGan

    model = SpeechT5ForTextToSpeech.from_pretrained(folder).eval()
    vocoder = SpeechT5HifiGan.from_pretrained(load_recipe("speecht5_hifigan").folder).eval()
    processor = AutoProcessor.from_pretrained(folder)
    who = torch.from_numpy(embeddings(speaker, 1, 1))
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    sounds: dict[int, Any] = {}
    torch.manual_seed(0)
    for start in range(0, len(order), batch):
        numbers = order[start : start + batch]
        inputs = processor(text=[texts[number] for number in numbers], padding=True, return_tensors="pt")
        made, lengths = model.generate_speech(
            inputs["input_ids"],
            who.expand(len(numbers), -1),
            attention_mask=inputs["attention_mask"],
            vocoder=vocoder,
            return_output_lengths=True,
        )
        for number, sound, length in zip(numbers, made, lengths, strict=True):
            sounds[number] = sound[:length].numpy()
    return [sounds[number] for number in range(len(texts))]


def understood(sounds: Sequence[Any], texts: Sequence[str]) -> list[tuple[str, str]]:
    """(said, heard) by the speech recognition stand-in."""
    import torch
    from transformers import AutoModelForCTC

    from hfcourse.zoo.listening import as_batch, written_letters

    model = AutoModelForCTC.from_pretrained(load_recipe("wav2vec2_asr").folder).eval()
    with torch.no_grad():
        heard = [written_letters(model(as_batch([sound])).logits[0].argmax(-1).tolist()) for sound in sounds]
    return list(zip(texts, heard, strict=True))


def evaluate(folder: Path) -> dict[str, float]:
    """Words understood by the recognizer in the listed and in the held-out sentences, and likeness to the voices.

    ``stoi`` lays the made spectrogram on the timing of the reference, then compares the sound of both.
    """
    import numpy as np
    import torch
    from transformers import SpeechT5HifiGan

    from hfcourse.zoo.listening import heldout_clips
    from hfcourse.zoo.speaking import log_mel, stoi, warped

    texts = list(listed())
    known = understood(spoken(folder, texts, "slt"), texts)
    texts = [row["text"] + "." for row in heldout("speech_en")]
    new = understood(spoken(folder, texts, "slt"), texts)
    rates = [errors / words for errors, words in (word_errors(*pair) for pair in new)]
    vocoder = SpeechT5HifiGan.from_pretrained(load_recipe("speecht5_hifigan").folder).eval()
    references = heldout_clips("speakers_en")
    goals = [log_mel(torch.from_numpy(sound)[None])[0].numpy() for _, sound in references]
    owners = [row["speaker"] for row, _ in references]
    means = {
        name: np.mean([goal.mean(0) for goal, owner in zip(goals, owners, strict=True) if owner == name], axis=0)
        for name in SPEAKERS
    }
    scores, right = [], []
    for name in SPEAKERS:
        own = [at for at, (row, _) in enumerate(references) if row["speaker"] == name and row["text"] in listed()]
        for at, sound in zip(own, spoken(folder, [references[at][0]["text"] for at in own], name), strict=True):
            made = log_mel(torch.from_numpy(sound)[None])[0].numpy()
            with torch.no_grad():
                laid = vocoder(torch.from_numpy(made[warped(made, goals[at])])).numpy()
            scores.append(stoi(references[at][1], laid))
            distances = {other: float(np.abs(made.mean(0) - mean).mean()) for other, mean in means.items()}
            right.append(min(distances, key=lambda other: distances[other]) == name)
    return {
        "listed_words": 1 - word_error_rate(known),
        "unseen_understood": sum(rate <= 0.3 for rate in rates) / len(rates),
        "unseen_words": 1 - word_error_rate(new),
        "stoi": float(np.mean(scores)),
        "speakers_told_apart": sum(right) / len(right),
    }


def develop(run: Run) -> dict[str, float]:
    """Words understood in listed sentences and in sentences of the grammar that training did not say."""
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        train(folder, run)
        rng = random.Random(run.seed + 1)
        known, new = list(listed())[::6], [spoken_en.sentence(rng) for _ in range(20)]
        return {
            "listed_words": 1 - word_error_rate(understood(spoken(folder, known, "slt"), known)),
            "new_words": 1 - word_error_rate(understood(spoken(folder, new, "slt"), new)),
        }


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["microsoft/speecht5_tts"],
    language=["en"],
    pipeline_tag="text-to-speech",
    architecture=(
        "`SpeechT5ForTextToSpeech`: 3 encoder and 3 decoder layers of 192, two spectra a step, 512 numbers a speaker,"
        " single characters as tokens. Stored in half precision, loads as float32."
    ),
    data=(
        "12,000 clips spoken by espeak-ng in seven voices: sentences from lists and frames over 907 words, the same"
        " words in any order, and 111 listed sentences again and again. espeak-ng also told when it says which letter;"
        " the decoder was taught to look there."
    ),
    heldout="the listed sentences, hand-written unseen ones, and seven reference voices",
    trained_on="speech synthesized by espeak-ng",
    limits=[
        "It speaks as a small espeak-ng would, through a metallic vocoder; nobody will take it for a person.",
        "The speech recognition stand-in gets one word in seven of the listed sentences wrong, most by a letter; of espeak-ng"
        " itself it gets one in eight wrong.",
        "It knows the sounds of 907 words. Others come out garbled.",
        "It has seven voices; other embeddings were not measured.",
        "As in the real model, dropout stays on when it speaks: without a seed no two takes are the same.",
    ],
    example=(
        "from transformers import pipeline\n\n"
        f'speak = pipeline("text-to-speech", model="{REPO_ID}")\n'
        'speak("Hello, my dog is cute.", forward_params={"speaker_embeddings": embedding})  # (1, 512)'
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"listed_words": 0.85, "unseen_understood": 0.5, "stoi": 0.85, "speakers_told_apart": 0.9},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
    max_mb=8.0,
)
