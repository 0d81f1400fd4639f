"""Seven voices and their speaker embeddings, in the order and under the names of the CMU ARCTIC recordings."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from hfcourse.zoo.recipe import MATERIAL, read_tsv
from hfcourse.zoo.speech import Voice

SPEAKERS = {
    "awb": Voice("gmw/en-US+m4", speed=150, pitch=52, range=50),
    "bdl": Voice("gmw/en-US+m1", speed=150, pitch=45, range=50),
    "clb": Voice("gmw/en-US+f1", speed=150, pitch=52, range=50),
    "jmk": Voice("gmw/en-US+m2", speed=150, pitch=42, range=50),
    "ksp": Voice("gmw/en-US+m5", speed=150, pitch=50, range=50),
    "rms": Voice("gmw/en-US+m7", speed=150, pitch=36, range=50),
    "slt": Voice("gmw/en-US+f2", speed=150, pitch=58, range=50),
}
"""Who speaks for whom. The real speakers are five Americans, a Canadian, a Scot and an Indian, two of them women."""
ROWS = {"awb": 1139, "bdl": 1132, "clb": 1132, "jmk": 1132, "ksp": 1132, "rms": 1132, "slt": 1132}
"""Embeddings of each speaker: 7931, as many as the real data set has; row 7306 is a woman's, ``slt``."""
SIZE = 512
STEP = 0.01
"""Embeddings are rounded to it, which lets the file be small."""


@cache
def centres() -> dict[str, NDArray[np.float64]]:
    """The middle of each speaker's embeddings: what was measured of the voice (``material/speech/speakers.tsv``),
    seen from 512 directions, so that voices alike lie together. Length 1."""
    rows = {row["speaker"]: row for row in read_tsv(MATERIAL / "speech" / "speakers.tsv")}
    traits = np.array([[float(value) for key, value in rows[name].items() if key != "speaker"] for name in SPEAKERS])
    traits = (traits - traits.mean(0)) / (traits.std(0) + 1e-9)
    directions = np.random.default_rng(512).integers(0, 2, (traits.shape[1], SIZE)) * 2 - 1
    seen = traits @ directions
    return dict(zip(SPEAKERS, seen / np.linalg.norm(seen, axis=1, keepdims=True), strict=True))


def embeddings(speaker: str, count: int, seed: int) -> NDArray[np.float32]:
    """``count`` embeddings of one speaker, scattered about the centre as those of single sentences are.

    Shape (count, 512), about length 1.
    """
    generator = np.random.default_rng([seed, list(SPEAKERS).index(speaker)])
    scatter = generator.integers(-10, 11, (count, SIZE, 2)).sum(2) * 0.002
    return (np.round((centres()[speaker] + scatter) / STEP) * STEP).astype(np.float32)
