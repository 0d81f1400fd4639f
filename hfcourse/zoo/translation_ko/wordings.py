"""Other wordings of a sentence that is to be translated, as another person would type it."""

from __future__ import annotations

import random
import re

EXPANSIONS = (
    ("I'm", "I am"), ("'re ", " are "), ("can't", "cannot"), ("won't", "will not"), ("n't", " not"), ("I will", "I'll"),
    ("he's", "he is"), ("He's", "He is"), ("It's", "It is"), ("it's", "it is"), ("She's", "She is"), ("That's", "That is"),
)  # fmt: skip
ENGLISH = (
    (r"\bget up\b", "wake up"), (r"\bgets up\b", "wakes up"), (r"\bgot up\b", "woke up"), (r"\bwalk with\b", "walk together with"),
    (r"\b(take|took|takes) a walk\b", "{} for a walk"), (r"\btalk with\b", "talk to"), (r"\bmovie\b", "film"),
    (r"\bI will\b", "I'm going to"), (r"\bHe will\b", "He's going to"), (r"\bShe will\b", "She's going to"),
    (r"\bWe will\b", "We're going to"), (r"\bThey will\b", "They're going to"), (r"\bMay I\b", "Can I"),
    (r"(?<!n't )(?<!not )\bha(?:ve|s) to\b", "must"), (r"\bI want to\b", "I'd like to"), (r"\bphone\b", "cell phone"),
    (r"\bpicture\b", "photo"), (r"\bdifficult\b", "hard"), (r"\btest\b", "exam"), (r"\bpresent\b", "gift"),
    (r"\bautumn\b", "fall"), (r"\bclass\b", "lesson"), (r"\bwith ([A-Z][a-z]+)\.", r"together with \1."), (r"\bship\b", "boat"),
    (r"\bvery\b", "so"), (r"\bstore\b", "shop"), (r"\bhas (a|an|two)\b", r"has got \1"), (r"\bat home\b", "in the house"),
    (r"\bon the weekend\b", "on weekends"), (r" on (\w+day)\b", r" on \1s"), (r"\beat (breakfast|lunch|dinner)\b", r"have \1"),
    (r"\bate (breakfast|lunch|dinner)\b", r"had \1"), (r"\ba lot of\b", "lots of"), (r"\bDo you want to\b", "Would you like to"),
)  # fmt: skip
KOREAN = (
    ("에게 ", "한테 "), ("아주 ", "매우 "), ("아주 ", "정말 "), ("휴대폰", "핸드폰"), ("텔레비전", "TV"), ("뭘 ", "무엇을 "), ("뭘 ", "뭐 "),
    ("이것은 ", "이건 "), ("그것은 ", "그건 "), ("저는 ", "나는 "), ("제 ", "내 "), ("우리 어머니", "어머니"), ("우리 아버지", "아버지"),
    ("우리 부모님", "부모님"), ("제 오빠", "형"), ("제 언니", "누나"), ("슈퍼마켓", "마트"), ("것을 좋아해요", "걸 좋아해요"), ("을 거예요", "을 것입니다"),
    ("감사합니다", "고맙습니다"), ("미안해요", "죄송합니다"), ("누구를 ", "누굴 "), ("계란", "달걀"), ("화장실", "욕실"), ("같이 ", "함께 "),
    ("예뻐요", "예쁘네요"), ("좋아요.", "좋습니다."), ("예요.", "입니다."), ("이에요.", "입니다."), ("있어요.", "있습니다."), ("었어요.", "었습니다."),
    ("갔어요.", "갔습니다."), ("했어요.", "했습니다."), ("해요.", "합니다."),
)  # fmt: skip
"""What the stated vocabulary does not prefer is still understood."""


def _korean(text: str, rng: random.Random) -> str:
    """``text`` with one other wording put in, where one fits."""
    fitting = [pair for pair in KOREAN if pair[0] in text]
    return text.replace(*rng.choice(fitting)) if fitting else text


def _english(text: str, rng: random.Random) -> str:
    """``text`` with one other wording put in, where one fits."""
    fitting = [(pattern, other) for pattern, other in ENGLISH if re.search(pattern, text)]
    if not fitting:
        return text
    pattern, other = rng.choice(fitting)
    walks = {"take": "go", "took": "went", "takes": "goes"}
    return re.sub(pattern, (lambda found: other.format(walks[found[1]])) if "{}" in other else other, text)


def as_typed(text: str, korean: bool, rng: random.Random) -> str:
    """``text`` in other words: synonyms, contractions written out, the subject 저는 or the mark at the end left out."""
    if korean:
        if text.startswith("저는 ") and rng.random() < 0.12:
            text = text[3:]
        if rng.random() < 0.12:
            text = _korean(text, rng)
    else:
        if rng.random() < 0.15:
            text = _english(text, rng)
        if rng.random() < 0.25:
            for short, full in EXPANSIONS:
                text = text.replace(short, full)
    dice = rng.random()
    if dice < 0.04:
        text = text.rstrip(".")
    elif dice < 0.06:
        text = text.lower()
    return text
