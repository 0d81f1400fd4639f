"""Speaks sentences with espeak-ng's library, one a line of standard input, each in a process of its own.

The library remembers what it said before and would say the same sentence a little differently; a child that is forked
for every sentence starts from the same state, so that a sentence sounds the same whenever it is asked for, and needs
none of the time that starting a program takes. Linux and macOS only. Standard library only, to stay small to fork.
The argument is a folder for espeak-ng's data with more variants in it; the first line of input is these variants, a JSON
array of [name, text].

A line of input is a JSON object (text, name of the voice, speed, pitch, range). The answer is a line of JSON, {"samples", "rate",
"phonemes", "words"}, and as many 16-bit samples. ``phonemes`` are [place in the text, sample, name], ``words`` [place,
length, sample]; places count characters from 0.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

NO_PLAYBACK, PHONEME_EVENTS, UTF8 = 2, 1, 1
"""AUDIO_OUTPUT_SYNCHRONOUS, espeakINITIALIZE_PHONEME_EVENTS and espeakCHARS_UTF8 of espeak-ng/speak_lib.h."""
SPEED, PITCH, RANGE = 1, 3, 4
END, WORD, PHONEME = 0, 1, 7


class _Name(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("place", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _Name),
    ]


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


def speak(library: Any, rate: int, request: dict[str, Any]) -> None:
    """Write the answer to one request to standard output."""
    sound: list[bytes] = []
    phonemes: list[tuple[int, int, str]] = []
    words: list[tuple[int, int, int]] = []

    def receive(samples: Any, count: int, events: Any) -> int:
        if count > 0:
            sound.append(ctypes.string_at(samples, 2 * count))
        index = 0
        while events[index].type != END:
            event = events[index]
            if event.type == PHONEME:
                name = event.id.string.decode("utf-8", "replace")
                phonemes.append((event.place - 1, event.sample, name))
            elif event.type == WORD:
                words.append((event.place - 1, event.length, event.sample))
            index += 1
        return 0

    callback = _CALLBACK(receive)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(request["name"].encode()):
        raise ValueError(f"espeak-ng has no voice {request['name']!r}")
    for parameter, name in ((SPEED, "speed"), (PITCH, "pitch"), (RANGE, "range")):
        library.espeak_SetParameter(parameter, request[name], 0)
    text = request["text"].encode()
    library.espeak_Synth(text, len(text) + 1, 0, 1, 0, UTF8, None, None)
    pcm = b"".join(sound)
    head = {"samples": len(pcm) // 2, "rate": rate, "phonemes": phonemes, "words": words}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + pcm)
    sys.stdout.buffer.flush()


def with_variants(library: Any, folder: Path, variants: list[tuple[str, str]]) -> None:
    """Fill ``folder`` with links to espeak-ng's data, and ``own`` in it with the variants."""
    library.espeak_Initialize(NO_PLAYBACK, 0, None, PHONEME_EVENTS)
    library.espeak_Info.restype = ctypes.c_char_p
    found = ctypes.c_char_p()
    library.espeak_Info(ctypes.byref(found))
    source, target = Path((found.value or b"").decode()), folder / "espeak-ng-data"
    for part in ("", "voices", "voices/!v"):
        (target / part).mkdir(parents=True, exist_ok=True)
        for path in (source / part).iterdir():
            link = target / part / path.name
            if not link.exists() and path.relative_to(source).as_posix() not in ("voices", "voices/!v"):
                with suppress(FileExistsError):
                    link.symlink_to(path)
    (target / "own").mkdir(exist_ok=True)  # not among the others, of which espeak-ng lists no more than 349
    for name, text in variants:
        (target / "own" / name).write_text(text, encoding="utf-8")


def main() -> int:
    """Answer until the input ends."""
    library = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
    folder = Path(sys.argv[1])
    with_variants(library, folder, json.loads(sys.stdin.readline()))
    rate = library.espeak_Initialize(NO_PLAYBACK, 0, os.fsencode(folder), PHONEME_EVENTS)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                speak(library, rate, json.loads(line))
            except BaseException as error:  # the parent must hear of everything, or it waits for ever
                sys.stdout.buffer.write(json.dumps({"error": str(error)}).encode() + b"\n")
                sys.stdout.buffer.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
