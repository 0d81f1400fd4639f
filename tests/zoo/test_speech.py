"""Voices, recordings, spectra and measures behind the speech stand-ins."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import SpeechT5FeatureExtractor

from hfcourse.zoo import keywords, listening, moods, speaking, speech, spoken_en
from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.speakers import ROWS, SPEAKERS, embeddings
from hfcourse.zoo.speech import RATE, TIMBRES, UNSEEN_TIMBRES, Voice, plain_words, word_error_rate

HELDOUT = ("speech_en", "keywords_en", "emotions_en", "speakers_en")


def tone(seconds: float = 1.0, pitch: float = 440.0) -> speech.Sound:
    """A sine."""
    return np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE).astype(np.float32)


def test_missing_espeak_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only who trains meets it; the message says so."""
    monkeypatch.undo()
    dead = subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    dead.wait()
    monkeypatch.setattr(speech, "_worker", lambda: dead)
    with pytest.raises(speech.NoEspeakError, match=r"apt-get install espeak-ng.*does not need it"):
        speech._ask("hello", Voice())


def test_a_clip_is_spoken_once_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The second time it comes from the scratch folder, sample by sample the same."""
    monkeypatch.setattr(speech, "CACHE", tmp_path)
    first = speech.say("the red cat", Voice())
    monkeypatch.setattr(speech, "_ask", None)
    second = speech.say("the red cat", Voice())
    assert np.array_equal(first.sound, second.sound)
    assert first.phonemes == second.phonemes
    assert len(list(tmp_path.rglob("*.npz"))) == 1


def test_letters_have_their_times() -> None:
    """In the hummed alphabet every letter takes 0.05 s, so the places can be counted."""
    clip = speech.say("red cat", Voice())
    times = speech.letter_times(clip, "red cat")
    assert times[0] == pytest.approx((0.0, 0.05))
    assert times[6] == pytest.approx((0.30, 0.35))
    ids = listening.letters_by_frame(clip, "red cat", len(clip.sound), 0.0)
    heard = listening.written_letters(ids)
    assert heard == "RED CAT"


def test_timbres_of_the_held_out_sets_are_not_trained_on() -> None:
    """No throat speaks in both, in the sets that promise unseen voices."""
    assert not set(TIMBRES) & set(UNSEEN_TIMBRES)
    drawn = {speech.draw_voice(random.Random(seed)).name.split("+")[1] for seed in range(3000)}
    assert drawn == set(TIMBRES)
    unseen = [row["voice"].split("+")[1] in UNSEEN_TIMBRES for row in heldout("speech_en")]
    assert sum(unseen) / len(unseen) > 0.7


@pytest.mark.parametrize("name", HELDOUT)
def test_held_out_clips_fit_their_file(name: str) -> None:
    """Every clip has sound, and the last one ends where the file ends."""
    clips = listening.heldout_clips(name)
    assert all(len(sound) == int(row["samples"]) and np.isfinite(sound).all() for row, sound in clips)
    assert len(clips) >= 35


@pytest.mark.parametrize("name", ["wav2vec2_asr", "wav2vec2_er", "speecht5_tts", "speecht5_hifigan"])
def test_no_held_out_sentence_is_spoken_in_training(name: str) -> None:
    """Neither alone nor as a part."""
    known = " | ".join(sorted({plain_words(row["text"]) for row in load_recipe(name).data(0)["train"]}))
    texts = {plain_words(row["text"]) for row in heldout("speech_en")}
    assert len(texts) >= 100
    assert not [text for text in texts if text in known]


def test_held_out_words_are_in_the_vocabulary() -> None:
    """New sentences, known words: that is what is measured."""
    words = {word for row in heldout("speech_en") for word in plain_words(row["text"]).lower().split()}
    assert words <= set(spoken_en.vocabulary())
    assert len(spoken_en.vocabulary()) >= 300


def test_training_texts_are_wide() -> None:
    """Hardly a text comes twice, and every word comes."""
    rng = random.Random(0)
    texts = [spoken_en.text(rng) for _ in range(20_000)]
    assert len(set(texts)) > 15_000
    assert {word for text in texts for word in plain_words(text).lower().split()} == set(spoken_en.vocabulary())


def test_a_recording_is_the_speech_and_its_noise() -> None:
    """Same length, no clipping, and what was said is still most of it."""
    sound = tone()
    for seed in range(50):
        made = speech.recorded(random.Random(seed), sound)
        assert len(made) == len(sound)
        assert np.abs(made).max() <= 0.91
        assert np.abs(np.corrcoef(made[800:], sound[800:])[0, 1]) > 0.5


def test_moods_differ_in_pace_melody_and_timbre() -> None:
    """An angry voice is faster and shriller than a sad one."""
    rng = random.Random(0)
    voices = {mood: [moods.mood_voice(rng, "gmw/en-US+m1", mood) for _ in range(50)] for mood in moods.MOODS}
    assert min(one.speed for one in voices["ang"]) > max(one.speed for one in voices["sad"])
    assert min(one.range for one in voices["hap"]) > max(one.range for one in voices["neu"])
    mixed = tone(1.0, 200) + tone(1.0, 3000)
    high = {}
    for mood in ("ang", "sad"):
        spectrum = np.abs(np.fft.rfft(moods.coloured(random.Random(1), mixed, mood)))
        high[mood] = spectrum[2990:3010].sum() / spectrum[190:210].sum()
    assert high["ang"] > 2 * high["sad"]


def test_throats_are_many_and_wide() -> None:
    """No two alike, low and high, large and small; the same whenever they are drawn."""
    made = [speech.throat(number) for number in range(speech.THROATS)]
    assert len({name for name, _ in made}) == speech.THROATS
    lowest = [int(text.split("pitch ")[1].split()[0]) for _, text in made]
    assert min(lowest) < 70
    assert max(lowest) > 220
    vowels = [int(text.split("formant 1 ")[1].split()[0]) for _, text in made]
    assert min(vowels) < 90
    assert max(vowels) > 120
    assert speech.own_timbre(0) == "../../own/" + made[0][0]
    speech.throat.cache_clear()
    assert speech.throat(7) == made[7]


@pytest.mark.parametrize("pitch", [80.0, 100.0, 200.0, 360.0])
def test_melody_of_a_hum(pitch: float) -> None:
    """Octaves above 100 Hz; nothing where nobody speaks; louder or duller is no other melody."""
    hum = speech.padded(tone(0.5, pitch) + tone(0.5, 2 * pitch) / 2, 0.2, 0.2)
    found = speech.melody(hum)
    assert len(found) == 45
    assert np.isnan(found[:8]).all()
    np.testing.assert_allclose(found[12:33], np.log2(pitch / 100), atol=0.04)
    np.testing.assert_allclose(speech.melody(speech.tilted(hum, 0.8))[12:33], found[12:33], atol=0.02)


def test_bending_changes_the_timbre_a_little() -> None:
    """The same length, and no part of the spectrum is lost or overwhelming."""
    mixed = tone(1.0, 200) + tone(1.0, 3000)
    strengths = []
    for seed in range(30):
        made = speech.bent(random.Random(seed), mixed)
        assert len(made) == len(mixed)
        spectrum = np.abs(np.fft.rfft(made)) / np.abs(np.fft.rfft(mixed))[200]
        strengths.append((spectrum[200], spectrum[3000]))
    assert 0.5 < np.min(strengths) < 0.8
    assert 1.25 < np.max(strengths) < 2


def test_manner_tells_a_melody_from_a_drone() -> None:
    """What the mood listener has to tell beside the mood."""
    sound = tone(1.0)
    drone, song = np.full(50, 0.5, np.float32), 0.5 + 0.4 * np.sin(np.arange(50) / 4).astype(np.float32)
    flat, lively = moods.manner(sound, drone, 12), moods.manner(sound, song, 18)
    assert len(flat) == len(lively) == moods.MANNERS
    assert (lively[1:5] > flat[1:5] + 1).all()
    assert lively[0] == pytest.approx(flat[0], abs=0.3)
    assert np.isfinite(moods.manner(sound, np.full(50, np.nan, np.float32), 15)).all()


def test_clips_of_the_mood_listener() -> None:
    """The same words and voice every time, another recording; pitch is told frame by frame."""
    recipe = importlib.import_module("hfcourse.zoo.recipes.wav2vec2_er")
    assert set(recipe.TRAINED) | set(recipe.LEFT_OUT) == set(TIMBRES)
    assert not set(recipe.TRAINED) & set(recipe.LEFT_OUT)
    assert len(recipe.LEFT_OUT) == 10
    first, again = (recipe.spoken(5, random.Random(seed)) for seed in (0, 1))
    assert first.mood == again.mood == 5 % len(moods.MOODS)
    assert not np.array_equal(first.sound, again.sound)
    assert len(first.pitch) >= listening.frames_of(len(first))
    assert np.isfinite(first.manner).all()


def test_keyword_clips_last_a_second() -> None:
    """Longer words are cut, shorter ones stand somewhere in it."""
    rng = random.Random(0)
    assert {len(keywords.spoken_second(rng, word)) for word in ("on", "afternoon afternoon")} == {RATE}
    assert len(keywords.silence(rng)) == RATE
    assert keywords.CLASSES[:10] == keywords.KEYWORDS


@pytest.mark.parametrize(
    ("said", "heard", "rate"),
    [("a b c d", "a b c d", 0), ("a b c d", "A, x c d!", 0.25), ("a b c d", "a c d", 0.25), ("a b", "a b c d", 1)],
)
def test_word_error_rate(said: str, heard: str, rate: float) -> None:
    """Changed, lost and added words, over the words said; capitals and punctuation do not count."""
    assert word_error_rate([(said, heard)]) == pytest.approx(rate)


def test_log_mel_is_the_feature_extractors() -> None:
    """What the vocoder learns is what SpeechT5 makes."""
    sound = speaking.with_hiss(tone(0.7), 0)
    theirs = SpeechT5FeatureExtractor()(audio_target=sound, sampling_rate=RATE)["input_values"][0]
    torch.testing.assert_close(speaking.log_mel(torch.from_numpy(sound)[None])[0].numpy(), theirs, atol=1e-3, rtol=0)


def test_stoi_falls_with_noise() -> None:
    """1 for the sound itself; less, the more noise; loudness does not matter."""
    generator = np.random.default_rng(0)
    envelope = np.repeat(generator.uniform(0, 1, 60), 800).astype(np.float32)
    sound = envelope * generator.standard_normal(len(envelope)).astype(np.float32)
    noise = generator.standard_normal(len(sound)).astype(np.float32) * sound.std()
    scores = [speaking.stoi(sound, sound + noise * 10 ** (-level / 20)) for level in (40, 10, 0, -10)]
    assert scores == sorted(scores, reverse=True)
    assert speaking.stoi(sound, sound * np.float32(0.1)) == pytest.approx(1, abs=1e-3)
    assert scores[0] > 0.99
    assert scores[-1] < 0.6


def test_warping_finds_the_timing() -> None:
    """A spectrogram said twice as slowly is laid frame on frame."""
    mel = np.random.default_rng(0).standard_normal((20, 80))
    slow = np.repeat(mel, 2, axis=0)
    assert np.array_equal(slow[speaking.warped(slow, mel)], mel)


def test_frames_are_the_models() -> None:
    """The count of frames is what a wav2vec 2.0 model makes."""
    from transformers import Wav2Vec2Model

    model = Wav2Vec2Model(listening.wav2vec2_config((8,) * 7, 16, 1)).eval()
    for samples in (4000, 16000, 16319, 16320):
        assert model(torch.zeros(1, samples)).last_hidden_state.shape[1] == listening.frames_of(samples)


def test_speakers_are_told_apart_by_their_embeddings() -> None:
    """Each embedding is nearer to another of its speaker than to any of somebody else."""
    first = {name: embeddings(name, 5, 0) for name in SPEAKERS}
    second = {name: embeddings(name, 5, 1) for name in SPEAKERS}
    for name, vectors in first.items():
        likeness = {other: float(vectors[0] @ second[other][0]) for other in SPEAKERS}
        assert max(likeness, key=lambda other: likeness[other]) == name
    assert sum(ROWS.values()) == 7931
