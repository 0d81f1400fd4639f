"""How the frozen recordings of the speech stand-ins were made: ``python -m hfcourse.zoo.spoken_heldout SENTENCES``.

The sentences were written by hand, one a line, from the words of :mod:`hfcourse.zoo.spoken_en` and not with its frames.
The files are frozen (``tests/zoo/heldout.sha256``); this is how they came about, not something to run again.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

from hfcourse.zoo import moods, spoken_en
from hfcourse.zoo.keywords import KEYWORDS, SILENCE, UNKNOWN, silence, spoken_second
from hfcourse.zoo.recipe import HELDOUT, MATERIAL
from hfcourse.zoo.speakers import SPEAKERS
from hfcourse.zoo.speaking import with_hiss
from hfcourse.zoo.speech import TIMBRES, UNSEEN_TIMBRES, Sound, as_ogg, draw_voice, padded, recorded, say

Row = tuple[dict[str, str], Sound]


def sentences(rng: random.Random, texts: list[str]) -> list[Row]:
    """Every sentence once; three in four speak with a timbre that training does not have."""
    rows = []
    for number, text in enumerate(texts):
        voice = draw_voice(rng, UNSEEN_TIMBRES if number % 4 else TIMBRES)
        clean = number % 2 == 0
        sound = padded(say(text, voice).sound, 0.1, 0.1)
        rows.append(
            (
                {"text": text, "voice": voice.name, "noise": "no" if clean else "yes"},
                sound if clean else recorded(rng, sound, 12.0),
            )
        )
    return rows


def keywords(rng: random.Random) -> list[Row]:
    """Twenty-five seconds of each keyword, of other words, and of no word."""
    others = [word for word in spoken_en.vocabulary() if word not in KEYWORDS]
    rows = []
    for _ in range(25):
        for word in KEYWORDS:
            rows.append(({"label": word}, spoken_second(rng, word, UNSEEN_TIMBRES)))
        rows.append(({"label": UNKNOWN}, spoken_second(rng, rng.choice(others), UNSEEN_TIMBRES)))
        rows.append(({"label": SILENCE}, silence(rng)))
    return rows


def emotions(rng: random.Random, texts: list[str]) -> list[Row]:
    """Thirty sentences in each mood."""
    rows = []
    for _ in range(30):
        for mood in moods.MOODS:
            text = rng.choice(texts)
            rows.append(({"label": mood, "text": text}, moods.spoken(rng, text, mood, UNSEEN_TIMBRES)))
    return rows


def speakers(rng: random.Random, texts: list[str]) -> list[Row]:
    """Each of the seven speakers with three listed and two other sentences."""
    listed = (MATERIAL / "speech" / "listed.txt").read_text(encoding="utf-8").splitlines()
    rows = []
    for number, (name, voice) in enumerate(SPEAKERS.items()):
        for text in [*rng.sample(listed, 3), *rng.sample(texts, 2)]:
            sound = with_hiss(padded(say(text, voice).sound, 0.05, 0.12), number)
            rows.append(({"text": text, "speaker": name}, sound))
    return rows


def write(name: str, rows: list[Row]) -> None:
    """One table and one Ogg file with all the clips."""
    start = 0
    with (HELDOUT / f"{name}.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*rows[0][0], "start", "samples"], delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for facts, sound in rows:
            writer.writerow({**facts, "start": start, "samples": len(sound)})
            start += len(sound)
    (HELDOUT / f"{name}.ogg").write_bytes(as_ogg([sound for _, sound in rows]))


def main() -> None:
    """Write all the sets."""
    texts = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    write("speech_en", sentences(random.Random(1), texts))
    write("keywords_en", keywords(random.Random(2)))
    write("speakers_en", speakers(random.Random(4), texts))
    write("emotions_en", emotions(random.Random(3), texts))


if __name__ == "__main__":
    main()
