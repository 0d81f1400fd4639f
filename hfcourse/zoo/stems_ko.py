"""Korean words as stem and particle: a WordPiece vocabulary that cuts between the two, and text with a space there.

``[MASK]에서`` is cut at the mask, so 에서 stands there as a word of its own, not as ``##에서``. A model meets that form in
training where some stems are set apart from their particles: 서울에서 becomes 서울 에서.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from hfcourse.zoo.korean import is_hangul, tail_of

_AFTER_CONSONANT = "이 은 을 과 으로 이다 이에요 이라 이라고 이라는 이나 이랑 이었다 이었습니다 이었어요 으로는 과는 이란 이야 이면 이지만".split()
_AFTER_VOWEL = "가 는 를 와 로 예요 라 라고 라는 나 랑 였다 였습니다 였어요 로는 와는 란 야 면".split()
_ANYWHERE = (
    "의 에 에서 에게 도 만 까지 부터 마다 보다 처럼 하고 들 들이 들은 들을 들의 에는 에도 에서는 에서도 에게서 한테 께 께서 께서는"
    " 입니다 입니까 인 이고 이며 인데 이다 이니까 밖에 마저 조차 만큼 대로 에서의 까지는 부터는 요"
).split()
PARTICLES = tuple(sorted({*_AFTER_CONSONANT, *_AFTER_VOWEL, *_ANYWHERE}, key=lambda form: (-len(form), form)))
ENDINGS = tuple(
    sorted(
        "다 는다 습니다 니다 요 어요 아요 었다 았다 었어요 았어요 었습니다 았습니다 고 지만 면 으면 서 어서 아서 는 은".split(),
        key=lambda form: (-len(form), form),
    )
)
"""What is set apart from the stem of a verb now and then."""
_EVIDENCE = frozenset("이 가 은 는 을 를 에 에서 의 도 로 으로 과 와 이다 이에요 에게 들".split())
_SURE = frozenset("을 를 에서 이다 이에요".split())
_VERBAL = "ㅆㅄ"
"""Tails of verb stems: 있을 is no noun with 을."""
_WORD = re.compile(r"[가-힣]+")


def _fits(stem: str, particle: str) -> bool:
    tail = tail_of(stem)
    if particle in _ANYWHERE:
        return True
    if particle in ("로", "로는", "으로", "으로는"):
        return (tail in " ㄹ") == particle.startswith("로")
    return (tail == " ") == (particle in _AFTER_VOWEL)


def nouns_among(words: Counter[str], known: Iterable[str]) -> set[str]:
    """``known``, and what stands in ``words`` before three different particles, or before one that only nouns have."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        for particle in _EVIDENCE:
            stem = word.removesuffix(particle)
            if stem and stem != word and _fits(stem, particle):
                seen[stem].add(particle)
    found = {
        stem
        for stem, particles in seen.items()
        if len(stem) > 1 and (len(particles) >= 3 or particles & _SURE) and tail_of(stem) not in _VERBAL
    }
    return {*known, *found}


def cut(word: str, nouns: set[str]) -> tuple[str, str]:
    """A word as noun and particle, the longest particle first; the particle is empty where there is none."""
    if word not in nouns:
        for particle in PARTICLES:
            stem = word[: -len(particle)]
            if stem in nouns and word.endswith(particle) and _fits(stem, particle):
                return stem, particle
    return word, ""


def vocabulary(words: Counter[str], known: Sequence[str], special: Sequence[str], size: int) -> dict[str, int]:
    """A WordPiece vocabulary: the letters, the particles, the ``known`` words, then the most frequent stems and words.

    Particles and endings are in it as beginnings of words, too. A noun with its particle is never one piece.
    """
    letters: Counter[str] = Counter()
    for word, count in words.items():
        letters.update({word[0]: count})
        for letter in word[1:]:
            letters["##" + letter] += count
    pieces = [*special, *sorted(letters)]
    affixes = sorted({*PARTICLES, *ENDINGS})
    pieces += [*affixes, *("##" + affix for affix in affixes), *known]
    nouns = nouns_among(words, known)
    counts: Counter[str] = Counter()
    for word, count in words.items():
        stem, particle = cut(word, nouns)
        counts[stem] += count
        if particle:
            counts["##" + particle] += count
    ranked = sorted(counts, key=lambda piece: (-counts[piece], piece))
    unique = dict.fromkeys([*pieces, *(piece for piece in ranked if len(piece) < 8)])
    return {piece: index for index, piece in enumerate(list(unique)[:size])}


def separator(tokenize: Callable[[str], list[str]], share: float, verbs: float) -> Callable[[str, random.Random], str]:
    """A function that sets the particles of a text apart from their stems, each with probability ``share``.

    Words are cut where ``tokenize`` cuts them; the endings of verbs that are one piece go with probability ``verbs``.
    """

    @lru_cache(maxsize=100_000)
    def parts(word: str) -> tuple[str, float]:
        stem, *rest = tokenize(word)
        if len(rest) == 1 and rest[0].removeprefix("##") in PARTICLES:
            return f"{stem} {rest[0].removeprefix('##')}", share
        if not rest:
            for ending in ENDINGS:
                stem = word[: -len(ending)]
                if stem and word.endswith(ending) and len(tokenize(stem)) == 1:
                    return f"{stem} {ending}", verbs
        return word, 0.0

    def separate(text: str, rng: random.Random) -> str:
        def one(match: re.Match[str]) -> str:
            apart, chance = parts(match[0])
            return apart if chance and rng.random() < chance else match[0]

        return _WORD.sub(one, text)

    return separate


def hangul(words: Counter[str]) -> Counter[str]:
    """Those of ``words`` that are Hangul throughout, or a single mark."""
    return Counter(
        {word: count for word, count in words.items() if len(word) == 1 or all(is_hangul(letter) for letter in word)}
    )
