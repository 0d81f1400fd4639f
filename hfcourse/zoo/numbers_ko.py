"""Korean numbers with counters, dates and times, drawn at random, in the ways in which people write them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰")
_SINO = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_DAYS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘", "보름", "한 달", "일주일")
_WEEKDAYS = ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일")
_SEASONS = ("봄", "여름", "가을", "겨울")
_HALVES = ("오전", "오후", "아침", "저녁", "밤", "새벽")


def native(number: int) -> str:
    """A number from 1 to 59 as it stands before a counter: 세, 열두, 스무."""
    if number == 20:
        return "스무"
    return _TENS[number // 10] + _ONES[number % 10]


def sino(number: int) -> str:
    """A number from 1 to 99 read in Sino-Korean: 삼십이."""
    tens = "" if number < 10 else ("십" if number < 20 else _SINO[number // 10] + "십")
    return tens + _SINO[number % 10]


def spread(rng: random.Random, low: int, high: int) -> int:
    """A number from ``low`` to ``high``, small ones as likely as large ones, the large ones mostly round."""
    number = round(low * (high / low) ** rng.random())
    for size in (10_000, 1000, 100, 10):
        if number >= size * 10 and rng.random() < 0.7:
            return number // size * size
    return number


def grouped(number: int, rng: random.Random) -> str:
    """Digits as they are written: 1,200, 1200, 3만, 3만 5천."""
    if number >= 10_000 and number % 1000 == 0 and rng.random() < 0.6:
        rest = number % 10_000 // 1000
        return f"{number // 10_000}만" + (f" {rest}천" if rest else "")
    return f"{number:,}" if rng.random() < 0.75 else str(number)


def attached(number: str, counter: str, rng: random.Random) -> str:
    """Number and counter: 12명, 12 명, but 3만 명."""
    return f"{number} {counter}" if not number[-1].isdigit() or rng.random() < 0.12 else number + counter


def counted(counter: str, low: int, high: int, rng: random.Random) -> str:
    """Things that are counted with native numbers: 세 마리, 12마리, 스무 마리."""
    number = spread(rng, low, high)
    if number <= (30 if rng.random() < 0.2 else 12) and rng.random() < 0.65:
        return f"{native(number)} {counter}"
    return attached(grouped(number, rng), counter, rng)


def measured(unit: str, low: int, high: int, rng: random.Random) -> str:
    """Measures: digits, seldom letters."""
    number = spread(rng, low, high)
    if number < 100 and rng.random() < 0.05:
        return f"{sino(number)} {unit}"
    return attached(grouped(number, rng), unit, rng)


def decimal(units: tuple[str, ...], low: int, high: int, rng: random.Random) -> str:
    """Length or weight, one number in four with a decimal place."""
    number = spread(rng, low, high)
    part = f".{rng.randint(1, 9)}" if number < 200 and rng.random() < 0.25 else ""
    return f"{grouped(number, rng)}{part}{rng.choice(units)}"


def money(low: int, high: int, rng: random.Random) -> str:
    """A price in won."""
    number = spread(rng, low, high)
    number = max(100, number - number % (100 if number < 10_000 else 1000))
    if number % 10_000 == 0 and rng.random() < 0.7:
        return f"{number // 10_000}만 원" if number > 10_000 else "만 원"
    if number % 1000 == 0 and number % 10_000 and rng.random() < 0.4:
        tens, ones = divmod(number // 1000, 10)
        return (f"{tens if tens > 1 else ''}만 " if tens else "") + (
            "천 원" if ones == 1 else f"{_SINO[ones]}천 원" if not tens and rng.random() < 0.4 else f"{ones}천 원"
        )
    return f"{number:,}원" if rng.random() < 0.85 else f"{number}원"


def year(rng: random.Random) -> str:
    """1443년 to 2025년, mostly of the last hundred years."""
    if rng.random() < 0.75:
        return f"{rng.randint(1945, 2026)}년"
    return f"{rng.randint(600, 1944)}년"


def month(rng: random.Random) -> str:
    """3월."""
    return f"{rng.randint(1, 12)}월"


def date(rng: random.Random) -> str:
    """3월 14일."""
    return f"{rng.randint(1, 12)}월 {rng.randint(1, 31)}일"


def hour(rng: random.Random) -> str:
    """오전 9시, 3시 30분, 저녁 7시 반, 정오."""
    half = rng.choice(_HALVES) + " " if rng.random() < 0.75 else ""
    if rng.random() < 0.03:
        return rng.choice(("정오", "자정"))
    number = rng.randint(1, 12)
    dice = rng.random()
    rest = "" if dice < 0.6 else " 반" if dice < 0.7 else f" {rng.choice((10, 15, 20, 30, 40, 45, 50))}분"
    return half + (f"{number}시" if rng.random() < 0.85 else f"{native(number)} 시") + rest


def days(rng: random.Random) -> str:
    """사흘, 5일."""
    return rng.choice(_DAYS) if rng.random() < 0.5 else f"{rng.randint(2, 40)}일"


def weeks(rng: random.Random) -> str:
    """A span from days to years: 두 달, 3주, 6개월, 10년."""
    return rng.choice((days, months, years))(rng)


def months(rng: random.Random) -> str:
    """두 달, 6개월, 3주."""
    number = rng.randint(2, 10)
    return rng.choice((f"{native(number)} 달", f"{number}개월", f"{number}주", f"{number}주일"))


def years(rng: random.Random) -> str:
    """20년."""
    number = spread(rng, 2, 60)
    return f"{native(number)} 해" if number < 6 and rng.random() < 0.1 else f"{number}년"


def ago(rng: random.Random) -> str:
    """A time gone by: 3년 전, 두 달 전, 사흘 전."""
    return f"{weeks(rng)} 전"


def past(rng: random.Random) -> str:
    """A time that answers "when" of something that happened."""
    weekday, season, day = rng.choice(_WEEKDAYS), rng.choice(_SEASONS), date(rng)
    return rng.choice(
        (
            year(rng),
            year(rng),
            f"{year(rng)} {month(rng)}",
            f"{rng.randint(1950, 2026)}년 {day}",
            f"{year(rng)} {season}",
            day,
            day,
            f"지난 {day}",
            f"지난 {weekday}",
            f"지난주 {weekday}",
            weekday,
            f"{rng.choice(('작년', '지난해', '재작년', '올해', '올'))} {season}",
            f"{rng.choice(('작년', '지난해', '올해'))} {month(rng)}",
            f"지난 {season}",
            ago(rng),
            ago(rng),
            f"{month(rng)} {rng.choice(('초', '말', '중순'))}",
            f"{rng.choice(('어제', '그저께', '오늘', '그날'))} {rng.choice(('오전', '오후', '아침', '저녁', '새벽', '밤'))}",
            rng.choice(
                ("어제", "그저께", "엊그제", "오늘 아침", "어젯밤", "지난달", "지난주", "작년", "지난해", "지난주 말")
            ),
            f"{day} {rng.choice(('오전', '오후', '저녁', '새벽'))}",
            f"{weekday} {hour(rng)}",
            f"{native(rng.randint(3, 20))} 살 때",
        )
    )


def future(rng: random.Random) -> str:
    """A time that answers "when" of something that will happen."""
    weekday, day = rng.choice(_WEEKDAYS), date(rng)
    return rng.choice(
        (
            day,
            day,
            f"오는 {day}",
            f"다음 주 {weekday}",
            f"이번 주 {weekday}",
            f"이번 {weekday}",
            f"다음 달 {rng.randint(1, 30)}일",
            f"내년 {rng.choice(_SEASONS)}",
            f"내년 {month(rng)}",
            f"{month(rng)} {rng.choice(('초', '말', '중순'))}",
            f"{day} {hour(rng)}",
            f"{weekday} {hour(rng)}",
            f"{rng.choice(('내일', '모레'))} {rng.choice(('오전', '오후', '아침', '저녁'))}",
            f"내일 {hour(rng)}",
            rng.choice(("내일", "모레", "다음 달", "내년", "다음 주", "이번 주말", "다음 학기", "올해 말")),
            f"{rng.randint(2026, 2040)}년",
        )
    )


def regular(rng: random.Random) -> str:
    """A time that comes again: 매주 토요일, 날마다, 매달 첫째 주 월요일."""
    weekday = rng.choice(_WEEKDAYS)
    order = rng.choice(("첫째", "둘째", "셋째", "마지막"))
    return rng.choice(
        (
            f"매주 {weekday}",
            f"매주 {weekday}",
            f"매주 {weekday} {hour(rng)}",
            f"{weekday}마다",
            f"매일 {rng.choice(('아침', '저녁', '밤', '새벽'))}",
            f"매일 {hour(rng)}",
            f"매달 {order} 주 {weekday}",
            f"매달 {rng.randint(1, 28)}일",
            f"해마다 {month(rng)}",
            f"매년 {rng.choice(_SEASONS)}",
            f"해마다 {rng.choice(_SEASONS)}",
        )
    )


def century(rng: random.Random) -> str:
    """15세기, 15세기 말."""
    return f"{rng.randint(5, 20)}세기" + (f" {rng.choice(('초', '말', '중반', '후반'))}" if rng.random() < 0.3 else "")


def age(rng: random.Random) -> str:
    """열두 살, 12살, 85세."""
    number = rng.randint(3, 95)
    if number < 60 and rng.random() < 0.55:
        return f"{native(number)} 살"
    return f"{number}{rng.choice(('살', '세'))}"


def child_age(rng: random.Random) -> str:
    """일곱 살, 7살."""
    number = rng.randint(3, 15)
    return f"{native(number)} 살" if rng.random() < 0.7 else f"{number}살"


def hours(rng: random.Random) -> str:
    """두 시간, 3시간 30분, 한 시간 반."""
    number = rng.randint(1, 12)
    shown = f"{native(number)} 시간" if rng.random() < 0.5 else f"{number}시간"
    dice = rng.random()
    return shown + (" 반" if dice < 0.12 else f" {rng.choice((10, 20, 30, 40))}분" if dice < 0.22 else "")


def ordinal(rng: random.Random) -> str:
    """첫째, 3등, 두 번째 is none of these: a rank, 2등 or 3위."""
    return f"{rng.randint(1, 9)}{rng.choice(('등', '위'))}"


def score(rng: random.Random) -> str:
    """3 대 1."""
    first, second = rng.randint(0, 9), rng.randint(0, 9)
    return f"{first} 대 {second}" if rng.random() < 0.7 else f"{first}대 {second}"


_COUNTED = {
    "명": ("명", 2, 60),
    "마리": ("마리", 2, 60),
    "개": ("개", 2, 80),
    "권": ("권", 2, 90),
    "대": ("대", 2, 60),
    "그루": ("그루", 2, 90),
    "송이": ("송이", 2, 90),
    "몇병": ("병", 2, 40),
    "잔": ("잔", 2, 30),
    "장": ("장", 2, 90),
    "번": ("번", 2, 30),
    "가지": ("가지", 2, 30),
    "몇곳": ("곳", 2, 60),
    "켤레": ("켤레", 2, 30),
    "벌": ("벌", 2, 30),
    "척": ("척", 2, 30),
    "채": ("채", 2, 60),
    "상자": ("상자", 2, 60),
    "봉지": ("봉지", 2, 40),
    "그릇": ("그릇", 2, 90),
    "자루": ("자루", 2, 40),
    "통": ("통", 2, 40),
    "접시": ("접시", 2, 20),
    "조각": ("조각", 2, 40),
    "포기": ("포기", 10, 300),
    "곡": ("곡", 2, 30),
    "편": ("편", 2, 60),
    "작품": ("점", 5, 900),
    "몇팀": ("팀", 4, 60),
    "골": ("골", 2, 40),
    "칸": ("칸", 2, 40),
    "숟가락": ("숟가락", 1, 6),
    "컵": ("컵", 1, 8),
    "쌍": ("쌍", 2, 60),
    "줄": ("줄", 2, 30),
    "바퀴": ("바퀴", 2, 20),
    "판": ("판", 2, 20),
    "모": ("모", 1, 8),
    "알": ("알", 2, 60),
}
_MEASURED = {
    "큰명": ("명", 60, 90_000),
    "큰마리": ("마리", 60, 20_000),
    "큰개": ("개", 80, 50_000),
    "큰권": ("권", 90, 90_000),
    "큰대": ("대", 60, 5000),
    "큰그루": ("그루", 90, 30_000),
    "큰장": ("장", 100, 20_000),
    "분": ("분", 3, 90),
    "초": ("초", 3, 90),
    "층": ("층", 2, 70),
    "쪽": ("쪽", 10, 800),
    "퍼센트": ("퍼센트", 3, 90),
    "도": ("도", 2, 300),
    "점": ("점", 3, 100),
    "인분": ("인분", 2, 20),
    "학년": ("학년", 1, 6),
    "반": ("반", 1, 12),
    "호선": ("호선", 1, 9),
    "번지": ("번", 2, 990),
    "가구": ("가구", 20, 5000),
    "칼로리": ("칼로리", 40, 900),
    "쇄": ("쇄", 2, 40),
    "호": ("호", 2, 90),
    "회": ("회", 2, 90),
    "개국": ("개국", 2, 90),
    "연승": ("연승", 2, 20),
    "계단": ("개", 30, 2000),
    "볼트": ("볼트", 5, 300),
}
_DECIMAL = {
    "길이": (("미터", "미터", "m", "킬로미터"), 2, 900),
    "먼길이": (("킬로미터", "킬로미터", "km"), 2, 6000),
    "작은길이": (("센티미터", "센티미터", "cm", "밀리미터"), 2, 300),
    "높이": (("미터", "미터", "m"), 3, 2500),
    "무게": (("킬로그램", "킬로그램", "kg", "kg"), 2, 900),
    "작은무게": (("그램", "그램", "g"), 5, 900),
    "큰무게": (("톤", "톤", "t"), 2, 5000),
    "부피": (("리터", "밀리리터", "리터"), 1, 900),
    "넓이": (("제곱미터", "헥타르", "평", "제곱킬로미터"), 5, 9000),
    "속도": (("킬로미터", "km"), 20, 400),
}
NUMBERS: dict[str, Callable[[random.Random], str]] = {
    **{kind: partial(counted, *spec) for kind, spec in _COUNTED.items()},
    **{kind: partial(measured, *spec) for kind, spec in _MEASURED.items()},
    **{kind: partial(decimal, *spec) for kind, spec in _DECIMAL.items()},
    "원": partial(money, 500, 90_000),
    "큰원": partial(money, 50_000, 9_000_000),
    "연도": year,
    "달": month,
    "날짜": date,
    "시각": hour,
    "일": days,
    "개월": months,
    "년": years,
    "기간": weeks,
    "전": ago,
    "때": past,
    "앞때": future,
    "주기": regular,
    "세기": century,
    "나이": age,
    "어린나이": child_age,
    "시간": hours,
    "등": ordinal,
    "점수": score,
}
"""Kind of a slot to a function that draws a value."""
