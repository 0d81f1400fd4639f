"""Numbers, times of the day, sums, spans and made-up words, in English and Korean."""

from __future__ import annotations

import random
from collections.abc import Callable

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
BEFORE_COUNTER = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split()
NAME_SYLLABLES = (
    "민 min 수 su 지 ji 현 hyeon 영 yeong 준 jun 호 ho 유 yu 나 na 서 seo 연 yeon 은 eun 하 ha 진 jin 우 woo 태 tae 성 seong "
    "경 gyeong 미 mi 소 so 윤 yun 아 a 예 ye 원 won 재 jae 석 seok 동 dong 혜 hye 린 rin 채 chae 다 da 솔 sol 정 jeong 희 hee "
    "선 seon 주 ju 상 sang 훈 hun 규 gyu 도 do 보 bo 라 ra 세 se 철 cheol 용 yong 기 gi 인 in 시 si 안 an 근 geun 범 beom 한 han"
).split()


def in_words(number: int) -> str:
    """One to twelve in words, more in figures."""
    return NUMBERS[number - 1] if number <= len(NUMBERS) else str(number)


def letters(rng: random.Random) -> str:
    """A made-up word of Latin letters."""
    syllables = [
        rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") + rng.choice(["", "", "n", "r", "l", "s"])
        for _ in range(rng.choice((2, 2, 3)))
    ]
    return "".join(syllables)


def clock(rng: random.Random) -> tuple[str, str]:
    """A time of the day."""
    hour = rng.randrange(12)
    if rng.random() < 0.2:
        return f"half past {NUMBERS[hour]}", f"{BEFORE_COUNTER[hour]} 시 반"
    if rng.random() < 0.1:
        minutes = rng.choice((15, 20, 30, 40, 45))
        return f"{hour + 1}:{minutes}", f"{hour + 1}시 {minutes}분"
    return f"{NUMBERS[hour]} o'clock", f"{BEFORE_COUNTER[hour]} 시"


def hours(rng: random.Random) -> tuple[str, str]:
    """A number of hours."""
    number = rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 7, 9))
    return ("an hour" if not number else f"{NUMBERS[number]} hours"), f"{BEFORE_COUNTER[number]} 시간"


def minutes(rng: random.Random) -> tuple[str, str]:
    """A number of minutes."""
    number = rng.choice((5, 10, 10, 15, 20, 20, 30, 30, 40, 45, 50))
    return f"{in_words(number)} minutes", f"{number}분"


def price(rng: random.Random) -> tuple[str, str]:
    """A sum of money."""
    if rng.random() < 0.15:
        number = rng.choice((5, 10, 15, 20, 30, 50, 100))
        return f"{in_words(number)} dollars", f"{number}달러"
    number = rng.choice((rng.randrange(1, 10) * 1000, rng.randrange(10, 100) * 1000, rng.randrange(1, 20) * 500))
    return f"{number:,} won", f"{number:,}원"


def age(rng: random.Random) -> tuple[str, str]:
    """A number of years of age, of one who is no child."""
    number = rng.randrange(13, 90)
    return str(number), f"{number}살"


def young(rng: random.Random) -> tuple[str, str]:
    """A number of years of age below 20."""
    number = rng.randrange(1, 20)
    return in_words(number), f"{BEFORE_COUNTER[number - 1]} 살" if number <= len(NUMBERS) else f"{number}살"


def days(rng: random.Random) -> tuple[str, str]:
    """A span of days, weeks, months or years."""
    number = rng.randrange(1, 10)
    unit, ko = rng.choice((("days", "{}일"), ("weeks", "{}주"), ("months", "{} 달"), ("years", "{}년")))
    return f"{NUMBERS[number]} {unit}", ko.format(BEFORE_COUNTER[number] if unit == "months" else number + 1)


def count(rng: random.Random) -> tuple[str, str]:
    """A number from two to ten, as it stands before a counter."""
    number = rng.randrange(1, 10)
    return NUMBERS[number], BEFORE_COUNTER[number]


NUMERIC: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "clock": clock, "hours": hours, "minutes": minutes, "price": price, "age": age, "young": young, "days": days,
    "count": count,
}  # fmt: skip
