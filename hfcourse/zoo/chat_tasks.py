"""Tasks that are computed: sums up to twenty, and small tasks with words (repeat, plural, past, translate …)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from hfcourse.zoo.chat_words import CITIES, NAMES_EN, NAMES_KO, Conversation, in_one, nouns
from hfcourse.zoo.korean import particle
from hfcourse.zoo.numbers_ko import sino
from hfcourse.zoo.parallel.conjugation import english, table
from hfcourse.zoo.recipe import MATERIAL, read_tsv

HIGHEST = 20
IN_WORDS = 0.25
WORDS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()
TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ADD_EN = (
    "What is {a} plus {b}?", "What's {a} plus {b}?", "{a} plus {b}?", "{a} + {b}", "{a}+{b}", "{a} + {b} = ?", "{a}+{b}=",
    "How much is {a} plus {b}?", "Add {a} and {b}.", "Please add {a} and {b}.", "What do you get if you add {a} and {b}?",
    "Calculate {a} plus {b}.", "What is the sum of {a} and {b}?", "Can you add {a} and {b}?", "What does {a} plus {b} make?",
    "If I have {a} apples and get {b} more, how many do I have?", "Compute {a} + {b}.", "Tell me {a} plus {b}.", "Sum {a} and {b}",
    "How many are {a} and {b} together?", "{a} and {b} makes what?", "Add {b} to {a}.", "I need the sum of {a} and {b}.",
    "what is {a} + {b}", "Solve {a} + {b}.", "Work out {a} plus {b} for me.", "{a} plus {b} equals what?", "{a} plus {b} is?",
    "I have {a} books and buy {b} books. How many books do I have?", "{a} birds sit on a tree and {b} more come. How many are there?",
    "Do you know what {a} plus {b} is?", "Help me with {a} + {b}.", "the sum of {a} and {b}, please", "What is {a} and {b}?",
)  # fmt: skip
SUBTRACT_EN = (
    "What is {a} minus {b}?", "What's {a} minus {b}?", "{a} minus {b}?", "{a} - {b}", "{a}-{b}", "{a} - {b} = ?", "{a}-{b}=",
    "How much is {a} minus {b}?", "Subtract {b} from {a}.", "Take {b} away from {a}.", "Calculate {a} minus {b}.",
    "What is the difference between {a} and {b}?", "What is left if I take {b} from {a}?", "Can you subtract {b} from {a}?",
    "If I have {a} apples and eat {b}, how many are left?", "Compute {a} - {b}.", "Tell me {a} minus {b}.", "{a} take away {b}",
    "I have {a} coins and lose {b}. How many are left?", "what is {a} - {b}", "Solve {a} - {b}.", "{a} less {b} is what?",
    "What do you get when you subtract {b} from {a}?", "{a} minus {b} equals what?", "Work out {a} minus {b} for me.",
    "There were {a} cookies and I ate {b}. How many remain?", "Do you know what {a} minus {b} is?", "Help me with {a} - {b}.",
)  # fmt: skip
MULTIPLY_EN = (
    "What is {a} times {b}?", "What's {a} times {b}?", "{a} times {b}?", "{a} x {b}", "{a} * {b}", "{a} × {b}", "{a}*{b}=",
    "How much is {a} times {b}?", "Multiply {a} by {b}.", "Calculate {a} times {b}.", "What is the product of {a} and {b}?",
    "What is {a} multiplied by {b}?", "Can you multiply {a} and {b}?", "Compute {a} * {b}.", "Tell me {a} times {b}.",
    "{a} boxes with {b} pens each: how many pens?", "what is {a} x {b}", "Solve {a} * {b}.", "{a} times {b} equals what?",
    "I buy {a} bags with {b} apples each. How many apples do I have?", "Work out {a} times {b} for me.", "Multiply {a} and {b}",
    "Do you know what {a} times {b} is?", "Help me with {a} x {b}.", "What do you get if you multiply {a} by {b}?",
)  # fmt: skip
LARGER_EN = (
    "Which is larger, {a} or {b}?", "Which is bigger: {a} or {b}?", "Which number is greater, {a} or {b}?", "What is more, {a} or {b}?",
    "Is {a} or {b} the larger number?", "Which is more, {a} or {b}?", "Compare {a} and {b}. Which is larger?", "{a} or {b}: which is bigger?",
    "Tell me the larger of {a} and {b}.", "Which of {a} and {b} is the greater one?", "What is the bigger number, {a} or {b}?",
    "Between {a} and {b}, which is larger?", "Pick the larger number: {a} or {b}.", "Who has more, somebody with {a} coins or with {b}?",
    "What is the maximum of {a} and {b}?", "Which one is higher, {a} or {b}?", "Of {a} and {b}, which is the biggest?",
)  # fmt: skip
SMALLER_EN = (
    "Which is smaller, {a} or {b}?", "Which number is less, {a} or {b}?", "What is less, {a} or {b}?", "Which is the smaller number, {a} or {b}?",
    "Compare {a} and {b}. Which is smaller?", "{a} or {b}: which is smaller?", "Tell me the smaller of {a} and {b}.",
    "Between {a} and {b}, which is smaller?", "Pick the smaller number: {a} or {b}.", "Which one is lower, {a} or {b}?",
)  # fmt: skip
NEXT_EN = (
    "What comes after {a}?", "Which number comes after {a}?", "What number comes next after {a}?", "What is the next number after {a}?",
    "What follows {a}?", "Tell me the number after {a}.", "Count one further than {a}.", "Which number follows {a}?", "What is one more than {a}?",
    "When I count, what comes after {a}?", "Say the number that comes right after {a}.", "Next number after {a}?", "{z}, {a}, what comes next?",
)  # fmt: skip
PREVIOUS_EN = (
    "What comes before {a}?", "Which number comes before {a}?", "What is the number before {a}?", "Tell me the number before {a}.",
    "What is one less than {a}?", "Which number is right before {a}?", "When I count, what comes just before {a}?", "Number before {a}?",
)  # fmt: skip
ADD_KO = (
    "{a} 더하기 {b}는 얼마예요?", "{a} 더하기 {b}는?", "{a} 더하기 {b}는 뭐야?", "{a} + {b}", "{a}+{b}", "{a} + {b} = ?", "{a}+{b}=", "{a}+{b}는?",
    "{a}에 {b}를 더하면 얼마인가요?", "{a}에 {b}를 더하면?", "{a}과 {b}의 합은 얼마입니까?", "{a}와 {b}를 더해 주세요.", "{a} 더하기 {b} 계산해 줘.",
    "{a}하고 {b}를 합치면 몇이에요?", "{a} 더하기 {b}를 계산해 주세요.", "{a} 더하기 {b} 알려줘", "{a}와 {b}를 더하면 몇이야?", "{a} 더하기 {b}는 몇인가요?",
    "사과 {a}개에 {b}개를 더하면 모두 몇 개예요?", "연필이 {a}자루 있는데 {b}자루를 더 샀어요. 모두 몇 자루예요?", "{a} 플러스 {b}는?", "{a} 더하기 {b}는 얼마죠?",
    "{a}와 {b}의 합을 구해 주세요.", "{a} + {b}는 얼마인가요?", "{a} 더하기 {b}가 뭐지?", "사탕이 {a}개 있고 {b}개를 더 받았어요. 몇 개가 됐나요?",
)  # fmt: skip
SUBTRACT_KO = (
    "{a} 빼기 {b}는 얼마예요?", "{a} 빼기 {b}는?", "{a} 빼기 {b}는 뭐야?", "{a} - {b}", "{a}-{b}", "{a} - {b} = ?", "{a}-{b}=", "{a}-{b}는?",
    "{a}에서 {b}를 빼면 얼마인가요?", "{a}에서 {b}를 빼면?", "{a}와 {b}의 차는 얼마입니까?", "{a}에서 {b}를 빼 주세요.", "{a} 빼기 {b} 계산해 줘.", "{a} 빼기 {b} 알려줘",
    "사과 {a}개 중에서 {b}개를 먹으면 몇 개 남아요?", "{a} 빼기 {b}를 계산해 주세요.", "{a} 마이너스 {b}는?", "{a} 빼기 {b}는 몇인가요?", "{a} - {b}는 얼마인가요?",
    "사탕 {a}개에서 {b}개를 친구에게 주면 몇 개가 남나요?", "{a}에서 {b}를 빼면 몇이야?", "{a} 빼기 {b}가 뭐지?", "{a}에서 {b}만큼 빼면 얼마예요?",
)  # fmt: skip
MULTIPLY_KO = (
    "{a} 곱하기 {b}는 얼마예요?", "{a} 곱하기 {b}는?", "{a} 곱하기 {b}는 뭐야?", "{a} x {b}", "{a} * {b}", "{a} × {b}", "{a}×{b}는?", "{a}x{b}=",
    "{a}에 {b}를 곱하면 얼마인가요?", "{a}에 {b}를 곱하면?", "{a}와 {b}의 곱은 얼마입니까?", "{a}와 {b}를 곱해 주세요.", "{a} 곱하기 {b} 계산해 줘.", "{a} 곱하기 {b} 알려줘",
    "{a}의 {b}배는 얼마예요?", "{a} 곱하기 {b}를 계산해 주세요.", "연필이 {a}자루씩 {b}통 있으면 모두 몇 자루예요?", "{a} 곱하기 {b}는 몇인가요?", "{a} * {b}는 얼마인가요?",
    "{a}개씩 {b}묶음이면 모두 몇 개인가요?", "{a}와 {b}를 곱하면 몇이야?",
)  # fmt: skip
LARGER_KO = (
    "{a}와 {b} 중에 어느 것이 더 커요?", "{a}하고 {b} 중에 뭐가 더 커?", "{a}와 {b} 중 더 큰 수는 무엇인가요?", "{a}랑 {b} 중에 어느 게 더 커?", "더 큰 수는? {a}, {b}",
    "{a}와 {b} 가운데 큰 수를 말해 주세요.", "{a}와 {b}를 비교하면 어느 쪽이 더 큽니까?", "{a}, {b} 중 큰 수를 골라 줘.", "{a}와 {b} 중에서 더 큰 숫자는?",
    "{a}이 커요, {b}이 커요?", "{a}과 {b} 중 무엇이 더 많아요?", "어느 것이 더 큰가요, {a} 아니면 {b}?", "둘 중 큰 수를 알려 주세요: {a}, {b}",
)  # fmt: skip
SMALLER_KO = (
    "{a}와 {b} 중에 어느 것이 더 작아요?", "{a}하고 {b} 중에 뭐가 더 작아?", "{a}와 {b} 중 더 작은 수는 무엇인가요?", "더 작은 수는? {a}, {b}",
    "{a}와 {b} 가운데 작은 수를 말해 주세요.", "{a}, {b} 중 작은 수를 골라 줘.", "어느 것이 더 작은가요, {a} 아니면 {b}?",
)  # fmt: skip
NEXT_KO = (
    "{a} 다음 수는 뭐예요?", "{a} 다음 숫자는?", "{a} 다음에 오는 수는 무엇인가요?", "{a} 다음은 몇이에요?", "{a} 다음에는 뭐가 와?", "{a}보다 1 큰 수는?", "{a} 바로 다음 수를 말해 주세요.",
    "수를 셀 때 {a} 다음은 무엇입니까?", "{a} 다음 수 알려줘", "{a}보다 하나 더 많은 수는 얼마예요?", "{a} 뒤에 오는 숫자는 뭐야?", "{z}, {a}, 그다음은?",
)  # fmt: skip
PREVIOUS_KO = (
    "{a} 앞의 수는 뭐예요?", "{a} 바로 앞 숫자는?", "{a} 이전 수는 무엇인가요?", "{a}보다 1 작은 수는?", "{a} 바로 전의 수를 말해 주세요.", "{a} 앞에 오는 숫자는 뭐야?",
    "수를 셀 때 {a} 바로 앞은 무엇입니까?",
)  # fmt: skip
NAMES_OF_SIGNS = {"add": ("plus", "더하기"), "subtract": ("minus", "빼기"), "multiply": ("times", "곱하기")}
PROMPTS = {
    ("add", "en"): ADD_EN, ("subtract", "en"): SUBTRACT_EN, ("multiply", "en"): MULTIPLY_EN,
    ("add", "ko"): ADD_KO, ("subtract", "ko"): SUBTRACT_KO, ("multiply", "ko"): MULTIPLY_KO,
}  # fmt: skip
CHOSEN = {
    ("larger", "en"): (LARGER_EN, ("{x} is larger than {y}.", "{x} is the larger number.", "{x} is larger.")),
    ("smaller", "en"): (SMALLER_EN, ("{x} is smaller than {y}.", "{x} is the smaller number.", "{x} is smaller.")),
    ("larger", "ko"): (LARGER_KO, ("{x|이/가} {y}보다 더 큽니다.", "더 큰 수는 {x}입니다.", "{x|이/가} 더 큽니다.")),
    ("smaller", "ko"): (SMALLER_KO, ("{x|이/가} {y}보다 더 작습니다.", "더 작은 수는 {x}입니다.", "{x|이/가} 더 작습니다.")),
}  # fmt: skip
NEIGHBOURS = {
    (1, "en"): (NEXT_EN, ("{x} comes after {a}.", "After {a} comes {x}.", "The next number is {x}.")),
    (-1, "en"): (PREVIOUS_EN, ("{x} comes before {a}.", "The number before {a} is {x}.")),
    (1, "ko"): (NEXT_KO, ("{a} 다음 수는 {x}입니다.", "{a} 다음은 {x}입니다.")),
    (-1, "ko"): (PREVIOUS_KO, ("{a} 앞의 수는 {x}입니다.", "{a} 바로 앞은 {x}입니다.")),
}  # fmt: skip
COUNTED_KO = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")


def in_words(number: int, language: str, counted: bool = False) -> str:
    """A number from 0 to 100 in words; Korean has those of Chinese origin, and ``counted`` the native ones up to 20."""
    if number == 100:
        return "one hundred" if language == "en" else "백"
    if language == "en":
        if number < 20:
            return WORDS_EN[number]
        return TENS_EN[number // 10 - 2] + (f"-{WORDS_EN[number % 10]}" if number % 10 else "")
    if counted and 0 < number <= 20:
        return "스물" if number == 20 else "열" * (number // 10) + COUNTED_KO[number % 10]
    return sino(number) if number else "영"


def read(number: str) -> str:
    """How Korean reads a number in digits, for the particle behind it."""
    return in_words(int(number), "ko") if number.isdigit() else number


def put(text: str, **numbers: str) -> str:
    """``text`` with numbers in its braces; Korean particles behind them agree with how the number is read."""

    def particled(found: re.Match[str]) -> str:
        number, rest = numbers[found.group(1)], found.group(2) or found.group(3) or ""
        pairs = {
            "는": "은/는",
            "를": "을/를",
            "와": "과/와",
            "과": "과/와",
            "이": "이/가",
            "가": "이/가",
            "랑": "이랑/랑",
        }
        pair = rest if "/" in rest else pairs.get(rest, "")
        return number + (particle(read(number), pair)[len(read(number)) :] if pair else rest)

    return re.sub(r"\{(\w)(?:\|([^}]+))?\}((?:는|를|와|과|이|가|랑)(?=[ ?]))?", particled, text)


def computed(kind: str, a: int, b: int) -> int:
    """The result of a sum."""
    return {"add": a + b, "subtract": a - b, "multiply": a * b}[kind]


def operands(kind: str, rng: random.Random) -> tuple[int, int]:
    """Two numbers whose sum, difference or product is asked for; nothing is below zero."""
    if kind == "multiply":
        return rng.randint(0 if rng.random() < 0.1 else 1, 10), rng.randint(1, 10)
    if kind == "subtract":
        a = rng.randint(1, HIGHEST)
        return a, rng.randint(0, a)
    return (
        (rng.randint(0, 10), rng.randint(0, 10))
        if rng.random() < 0.5
        else (rng.randint(0, HIGHEST), rng.randint(0, HIGHEST))
    )


def demand(number: int, language: str) -> str:
    """A regular expression that an answer with ``number`` in digits or words fits."""
    word = in_words(number, language)
    return rf"(?<!\d){number}(?!\d)|\b{word}\b" if language == "en" else rf"(?<!\d){number}(?!\d)|{word}"


def calculation(rng: random.Random) -> Conversation:
    """A sum, a difference or a product."""
    kind, language = rng.choice(("add", "add", "subtract", "subtract", "multiply")), rng.choice(("en", "ko"))
    a, b = operands(kind, rng)
    result = computed(kind, a, b)
    frame = rng.choice(PROMPTS[kind, language])
    things = re.search(r"\}(개|자루)|(apples|books|coins|birds|pens|cookies)", frame)
    spoken = rng.random() < IN_WORDS and not things and not re.search(r"\}?[-+*×x=]", frame)
    counted = language == "ko" and spoken and max(a, b) <= 20 and rng.random() < 0.4
    texts = [in_words(number, language, counted) if spoken else str(number) for number in (a, b)]
    prompt = put(frame, a=texts[0], b=texts[1])
    sign = NAMES_OF_SIGNS[kind][language == "ko"]
    answers = (
        [f"{a} {sign} {b} is {result}.", f"{a} {sign} {b} is {result}.", f"The answer is {result}.", f"It is {result}."]
        if language == "en"
        else [put(f"{a} {sign} {{b|은/는}} {result}입니다.", b=str(b))] * 2
        + [f"답은 {result}입니다.", f"{result}입니다."]
    )
    return make(kind, language, prompt, rng.choice(answers), result)


def make(kind: str, language: str, prompt: str, answer: str, result: int) -> Conversation:
    """A conversation whose answer is a number."""
    return Conversation(
        kind, language, ((prompt, answer),), exact=True, short=str(result), demand=demand(result, language)
    )


def comparison(rng: random.Random) -> Conversation:
    """The larger or the smaller of two numbers."""
    which, language = rng.choice(("larger", "larger", "smaller")), rng.choice(("en", "ko"))
    a, b = rng.sample(range(100 if rng.random() < 0.4 else HIGHEST + 1), 2)
    x, y = (max(a, b), min(a, b)) if which == "larger" else (min(a, b), max(a, b))
    frames, answers = CHOSEN[which, language]
    spoken = rng.random() < IN_WORDS
    texts = [in_words(number, language) if spoken else str(number) for number in (a, b)]
    answer = put(rng.choice(answers), x=str(x), y=str(y))
    return make("compare_numbers", language, put(rng.choice(frames), a=texts[0], b=texts[1]), answer, x)


def neighbour(rng: random.Random) -> Conversation:
    """The number after or before another."""
    step, language = rng.choice((1, 1, -1)), rng.choice(("en", "ko"))
    a = rng.randint(1, HIGHEST if rng.random() < 0.6 else 98)
    frames, answers = NEIGHBOURS[step, language]
    spoken = rng.random() < IN_WORDS
    texts = {key: in_words(number, language) if spoken else str(number) for key, number in (("a", a), ("z", a - 1))}
    answer = put(rng.choice(answers), a=str(a), x=str(a + step))
    return make("next_number", language, put(rng.choice(frames), **texts), answer, a + step)


def sums(rng: random.Random) -> Conversation:
    """A question about numbers."""
    dice = rng.random()
    return calculation(rng) if dice < 0.68 else comparison(rng) if dice < 0.84 else neighbour(rng)


REPEAT = {
    "en": (
        "Repeat after me: {}", "Say: {}", "Repeat: {}", "Please repeat: {}", "Say {}", "Say '{}'.", 'Repeat "{}".', "Please say {}.",
        "Can you repeat this? {}", "Copy this: {}", "Echo: {}", "Write {}.", "Repeat the word {}.", "Say the word {}.", "Type {}",
        "Repeat exactly: {}", "Say after me: {}", "Just say {}", "Repeat this sentence: {}", "Could you say \"{}\"?", "Print {}",
    ),
    "ko": (
        "따라 하세요: {}", "따라 해 보세요: {}", "다음을 따라 말해 주세요: {}", "따라해: {}", "'{}'라고 말해 보세요.", "'{}'라고 말해 줘.", "그대로 반복하세요: {}", "반복: {}",
        "이 말을 따라 해 줘: {}", "똑같이 써 주세요: {}", '"{}"를 그대로 말해 주세요.', "나를 따라 말해: {}", "{}라고 해 봐.", "다음 말을 반복해 주세요: {}",
    ),
}  # fmt: skip
UPPER = (
    "Write {} in capital letters.", "Write '{}' in uppercase.", "Put {} in capitals.", "Uppercase: {}", "Make {} uppercase.",
    "Change {} to capital letters.", "Turn this into capitals: {}", "Write in all caps: {}", "Convert {} to upper case.", "Capitalize every letter of {}.",
    "How does {} look in capital letters?", "{} in capital letters, please", "Please write {} with capital letters only.", "all caps: {}",
    "Rewrite in uppercase: {}", "Spell {} in big letters.", "SHOUT this: {}", "uppercase the word {}",
)  # fmt: skip
UPPER_KO = (
    "{}를 대문자로 써 주세요.",
    "대문자로 바꿔 주세요: {}",
    "'{}'를 대문자로 바꿔 줘.",
    "{}를 대문자로 쓰면?",
    "다음을 대문자로 써 줘: {}",
    "{} 대문자로",
)
PLURAL = (
    "What is the plural of {}?", "Plural of {}?", "Give me the plural of {}.", "Make {} plural.", "One {}, two ...?", "Write the plural of '{}'.",
    "How do you say {} in the plural?", "Write {} in the plural.", "Change {} to the plural.", "One {}, many what?", "plural: {}", "The plural form of {}?",
    "What do we call more than one {}?", "Turn the word {} into the plural.", "Tell me the plural form of {}.", "I have one {}. You have two ...",
)  # fmt: skip
PLURAL_KO = (
    "{}의 복수형은 뭐예요?",
    "영어 단어 {}의 복수형을 알려 주세요.",
    "{}를 복수형으로 바꿔 주세요.",
    "{} 복수형?",
    "{}의 복수는 무엇인가요?",
    "{}를 복수로 쓰면?",
)
PAST = (
    "What is the past tense of {}?", "Past tense of {}?", "Give me the past tense of {}.", "Put {} in the past tense.", "What is the past of {}?",
    "Write the past form of '{}'.", "Today I {}, yesterday I ...?", "Change {} to the past tense.", "past tense: {}", "How do you say {} in the past?",
    "Turn {} into the past tense.", "Tell me the past form of {}.", "The past of {}, please.", "I {} today. What about yesterday?",
)  # fmt: skip
PAST_KO = (
    "{}의 과거형은 뭐예요?",
    "영어 동사 {}의 과거형을 알려 주세요.",
    "{}를 과거형으로 바꿔 주세요.",
    "{} 과거형?",
    "{}의 과거는 무엇인가요?",
)
TO_KOREAN = (
    "What is {} in Korean?", "How do you say {} in Korean?", "Translate {} into Korean.", "Translate to Korean: {}", "Korean word for {}?",
    "What is the Korean word for {}?", "How is {} said in Korean?", "Say {} in Korean.", "{} in Korean?", "What do Koreans call {}?",
    "Give me the Korean for '{}'.", "Tell me the Korean word for {}.", "What's Korean for {}?", "I want to say {} in Korean.", "{}, in Korean please",
)  # fmt: skip
TO_KOREAN_KO = (
    "{}는 한국어로 뭐예요?", "{}를 한국어로 뭐라고 해요?", "영어 {}를 한국어로 번역해 주세요.", "{}를 한국어로 번역해 줘.", "{}는 우리말로 뭐야?", "{} 한국어로?", "{}의 뜻은 뭐예요?",
    "영어 단어 {}는 한국어로 무엇인가요?", "{}를 한국말로 하면?", "{}가 무슨 뜻이에요?",
)  # fmt: skip
TO_ENGLISH = (
    "What is {} in English?", "How do you say {} in English?", "Translate {} into English.", "Translate to English: {}", "What does {} mean?",
    "What does {} mean in English?", "English word for {}?", "What is the English word for {}?", "{} in English?", "What is {}, the Korean word?",
    "Say {} in English.", "Tell me the English word for {}.", "What's English for {}?", "I read {}. What does it mean in English?",
)  # fmt: skip
TO_ENGLISH_KO = (
    "{}는 영어로 뭐예요?", "{}를 영어로 뭐라고 해요?", "{}를 영어로 번역해 주세요.", "{}를 영어로 말해 줘.", "{} 영어로?", "{}를 영어로 하면?", "영어로 {}는 뭐야?", "{}는 영어로 무엇인가요?",
    "{}의 영어 단어를 알려 주세요.", "{}가 영어로 뭐지?", "영어로 번역: {}",
)  # fmt: skip
COUNT_EN = (
    "Count to {}.", "Please count to {}.", "Count from 1 to {}.", "Can you count to {}?", "count up to {}", "Count from one to {}.",
    "Say the numbers up to {}.", "List the numbers from 1 to {}.", "Start at 1 and count to {}.", "Write the numbers 1 to {}.",
)  # fmt: skip
COUNT_KO = (
    "{}까지 세어 보세요.", "1부터 {}까지 세어 주세요.", "{}까지 세어 줘.", "1부터 {}까지 써 주세요.", "{}까지 숫자를 세 봐.", "1부터 {}까지의 수를 말해 주세요.", "{}까지 셀 수 있어요?",
)  # fmt: skip
PHRASES = {
    "en": (
        "good morning|good night|see you soon|I like tea|the sky is blue|thank you very much|my dog is happy|we are learning|it is raining"
        "|hello world|I love Korea|open the door|the cat sleeps|have a nice day|time to go|I am ready|this is fun|let us begin|stay calm"
        "|the train is late|I can do it|books are great|we won the game|coffee is ready|welcome home|happy birthday|small steps|look at me"
        "|machine learning|language model|deep learning|open source|red apple|green tea|cold water|warm bread|new shoes|old house|long road"
    ).split("|"),
    "ko": (
        "좋은 아침|안녕하세요|감사합니다|오늘은 날씨가 좋다|나는 할 수 있다|비가 온다|고양이가 잔다|만나서 반가워요|사랑합니다|다시 시작하자|책을 읽자|물을 마시자|천천히 가자"
        "|우리는 친구다|하늘이 파랗다|꽃이 피었다|기차가 늦었다|배가 고프다|수고했어요|힘내세요|잘 자요|내일 만나요|언어 모델|기계 학습|인공지능|빨간 사과|따뜻한 차|큰 집|새 신발"
    ).split("|"),
}  # fmt: skip
GREETINGS = {
    "hello": "안녕하세요", "thank you": "감사합니다", "goodbye": "안녕히 가세요", "yes": "네", "no": "아니요", "sorry": "미안합니다", "love": "사랑", "friend": "친구",
    "school": "학교", "book": "책", "water": "물", "house": "집", "cat": "고양이", "dog": "개", "tree": "나무", "flower": "꽃", "star": "별", "moon": "달", "sun": "해",
    "sea": "바다", "mountain": "산", "river": "강", "sky": "하늘", "rain": "비", "snow": "눈", "wind": "바람", "fire": "불", "language": "언어", "word": "단어",
    "computer": "컴퓨터", "model": "모델", "teacher": "선생님", "student": "학생", "morning": "아침", "night": "밤", "today": "오늘", "tomorrow": "내일",
    "yesterday": "어제", "mother": "어머니", "father": "아버지", "brother": "형제", "sister": "자매", "child": "아이", "person": "사람", "car": "자동차", "bus": "버스",
    "train": "기차", "door": "문", "window": "창문", "chair": "의자", "table": "탁자", "milk": "우유", "bread": "빵", "rice": "밥", "apple": "사과", "tea": "차",
    "bird": "새", "fish": "물고기", "horse": "말", "cow": "소", "rabbit": "토끼", "tiger": "호랑이", "bear": "곰", "lion": "사자", "time": "시간", "money": "돈",
    "music": "음악", "picture": "그림", "hand": "손", "foot": "발", "eye": "눈", "heart": "마음", "name": "이름", "city": "도시", "country": "나라", "Korea": "한국",
    "peace": "평화", "happiness": "행복", "dream": "꿈", "milk tea": "밀크티", "spring": "봄", "summer": "여름", "autumn": "가을", "winter": "겨울", "red": "빨간색",
    "blue": "파란색", "white": "흰색", "black": "검은색", "yellow": "노란색", "green": "초록색", "family": "가족", "hospital": "병원", "library": "도서관",
}  # fmt: skip


@cache
def dictionary() -> tuple[tuple[str, str], ...]:
    """(English, Korean) words; the common ones come twice."""
    pairs = [(en, ko) for en, _, ko, _ in nouns() if en not in GREETINGS]
    return tuple(pairs + 2 * list(GREETINGS.items()))


@cache
def plurals() -> tuple[tuple[str, str], ...]:
    """(Singular, plural) of countable English nouns."""
    found = {"mouse": "mice", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth", "person": "people",
             "goose": "geese", "leaf": "leaves", "knife": "knives", "wolf": "wolves", "model": "models", "token": "tokens", "layer": "layers"}  # fmt: skip
    for row in read_tsv(MATERIAL / "translation" / "nouns.tsv"):
        word, _, other = row["en"].partition("/")
        if not {"mass", "plural"} & set(row["kind"].split()) and " " not in word and word not in found:
            found[word] = other or regular_plural(word)
    return tuple(found.items())


def regular_plural(word: str) -> str:
    """By rule: box, boxes; city, cities; day, days."""
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|ch|sh|tomato|potato)$", word) else "s")


@cache
def verbs() -> tuple[tuple[str, str], ...]:
    """(Base form, past tense) of English verbs."""
    regular = (
        "walk play work talk open close like love live move look help call ask jump learn train start finish wait watch wash cook clean"
        " paint dance smile laugh listen answer visit travel study carry try stop plan cry print load save push show turn want need use"
    ).split()
    irregular = [base for base in table("en") if base not in ("be", "have to")]
    found = {base: english(base).past for base in irregular}
    for base in regular:
        if base not in found:
            doubled = base in ("stop", "plan")
            found[base] = (
                base + base[-1] + "ed"
                if doubled
                else base[:-1] + "ied"
                if re.search("[^aeiou]y$", base)
                else base.removesuffix("e") + "ed"
            )
    return tuple(found.items())


def text_to_copy(language: str, rng: random.Random) -> str:
    """A word, two words, a name, or a short sentence."""
    dice = rng.random()
    if dice < 0.35:
        return rng.choice(PHRASES[language])
    if dice < 0.45:
        return rng.choice((NAMES_EN if language == "en" else NAMES_KO).split() + CITIES[language])
    words = [in_one(rng.choice(nouns()), language) for _ in range(rng.choice((1, 1, 2, 3)))]
    return " ".join(words)


def task(intent: str, language: str, prompt: str, answer: str, wanted: str) -> Conversation:
    """A conversation about a word."""
    return Conversation(intent, language, ((prompt, answer),), exact=True, demand=re.escape(wanted))


def particled(frame: str, word: str) -> str:
    """``frame`` with ``word`` in its braces, and the Korean particle behind it right."""
    pairs = {"는": "은/는", "를": "을/를", "가": "이/가", "라": "이라/라"}
    found = re.search(r"\{\}(는|를|가|라(?=고))", frame)
    if not found or not re.search("[가-힣]$", word):
        return frame.replace("{}", word)
    return frame.replace(found.group(), particle(word, pairs[found.group(1)]))


def repeat(language: str, rng: random.Random) -> Conversation:
    """Say it again."""
    text = text_to_copy(language if rng.random() < 0.85 else "en", rng)
    return task("repeat_after_me", language, particled(rng.choice(REPEAT[language]), text), text, text)


def uppercase(language: str, rng: random.Random) -> Conversation:
    """In capitals."""
    text = text_to_copy("en", rng)
    frame = rng.choice(UPPER if language == "en" else UPPER_KO)
    return task("rewrite_uppercase", language, frame.format(text), text.upper(), text.upper())


def plural(language: str, rng: random.Random) -> Conversation:
    """More than one."""
    one, many = rng.choice(plurals())
    answer = rng.choice(
        ("The plural of {0} is {1}.", "{1}", "It is {1}.")
        if language == "en"
        else ("{0}의 복수형은 {1}입니다.", "{1}입니다.")
    )
    frame = rng.choice(PLURAL if language == "en" else PLURAL_KO)
    return task("rewrite_plural", language, frame.format(one), answer.format(one, many), many)


def past(language: str, rng: random.Random) -> Conversation:
    """Yesterday."""
    base, gone = rng.choice(verbs())
    answer = rng.choice(
        ("The past tense of {0} is {1}.", "{1}", "It is {1}.")
        if language == "en"
        else ("{0}의 과거형은 {1}입니다.", "{1}입니다.")
    )
    frame = rng.choice(PAST if language == "en" else PAST_KO)
    return task("rewrite_past", language, frame.format(base), answer.format(base, gone), gone)


def to_korean(language: str, rng: random.Random) -> Conversation:
    """An English word in Korean."""
    en, ko = rng.choice(dictionary())
    frame = rng.choice(TO_KOREAN if language == "en" else TO_KOREAN_KO)
    answer = rng.choice(
        (f"{en} in Korean is {ko}.", ko, f"It is {ko}.")
        if language == "en"
        else (f"{en}는 한국어로 {ko}입니다.", f"{ko}입니다.")
    )
    return task("translate_word_to_korean", language, frame.format(en), answer, ko)


def to_english(language: str, rng: random.Random) -> Conversation:
    """A Korean word in English."""
    en, ko = rng.choice(dictionary())
    frame = particled(rng.choice(TO_ENGLISH if language == "en" else TO_ENGLISH_KO), ko)
    answer = rng.choice(
        (f"{ko} in English is {en}.", f"{ko} means {en}.", en)
        if language == "en"
        else (particle(ko, "은/는") + f" 영어로 {en}입니다.", f"{en}입니다.")
    )
    return task("translate_word_to_english", language, frame, answer, en)


def count(language: str, rng: random.Random) -> Conversation:
    """One, two, three."""
    highest = rng.randint(2, 12)
    spoken = rng.random() < 0.3
    text = in_words(highest, language) if spoken else str(highest)
    numbers = ", ".join(map(str, range(1, highest + 1)))
    frame = rng.choice(COUNT_EN if language == "en" else COUNT_KO)
    return task("count_to", language, frame.format(text), f"{numbers}.", numbers)


TASKS: tuple[tuple[Callable[[str, random.Random], Conversation], float], ...] = (
    (repeat, 4), (uppercase, 2), (plural, 1.5), (past, 1.5), (to_korean, 2), (to_english, 2), (count, 1),
)  # fmt: skip


def words(rng: random.Random) -> Conversation:
    """A task with words."""
    tasks, weights = zip(*TASKS, strict=True)
    make_task: Callable[[str, random.Random], Conversation] = rng.choices(tasks, weights)[0]
    return make_task("ko" if rng.random() < 0.4 else "en", rng)
