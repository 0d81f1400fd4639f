"""System messages whose effect on an answer can be computed, and those that ask for nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from hfcourse.zoo.chat_words import Conversation, name

NEUTRAL = {
    "en": (
        "You are a helpful assistant.", "You are Mini, a small stand-in model.", "You are a friendly assistant.",
        "You are a helpful and honest assistant.", "Be polite and brief.", "You are a careful assistant.", "Be helpful.",
        "You are an assistant for a course about language models.", "Answer the user's question.", "You are a tutor.",
        "You are a teacher who explains things simply.", "Keep your answers short.", "Answer in English.", "Be honest.",
        "You answer short questions.", "Answer briefly and truthfully.", "You are a kind teaching assistant.",
        "Answer in the language of the question.", "Be friendly.", "You are a chat model.", "Use plain words.",
        "You help beginners with Hugging Face.", "Please answer in simple sentences.", "Write short sentences.",
        "You are a patient teacher. Use simple words.", "Speak English only.", "Reply in English.", "Say what you know.",
        "Always reply in English.", "Your answers must be in English.", "You are a polite assistant for learners.",
        "If you do not know something, say so.", "You are an AI assistant.", "Help the user.",
    ),
    "ko": (
        "당신은 도움이 되는 어시스턴트입니다.", "당신은 친절한 도우미입니다.", "너는 친절한 조수야.", "당신은 작은 모델 미니입니다.", "짧게 답하세요.",
        "정직하고 간단하게 답하세요.", "한국어로 답하세요.", "한국어로 대답해 주세요.", "항상 한국어로 답하십시오.", "공손하게 답하세요.", "쉬운 말로 설명하세요.",
        "당신은 강의를 돕는 조교입니다.", "당신은 초보자를 돕는 선생님입니다.", "사용자의 질문에 답하세요.", "존댓말로 답하세요.", "모르면 모른다고 하세요.",
        "당신은 인공지능 비서입니다.", "질문과 같은 언어로 답하세요.", "You are a helpful assistant.", "간결하게 대답하세요.",
        "당신은 유용한 AI 도우미입니다.", "답은 한두 문장으로 해 주세요.", "친절하게 대답해 주세요.", "사용자를 도와주세요.", "한국어만 사용하세요.",
    ),
}  # fmt: skip
EXCLAIM = {
    "en": (
        "End every answer with an exclamation mark.", "Finish your answers with an exclamation mark.", "Always end with !",
        "Your answer must end with an exclamation mark.", "Put an exclamation mark at the end of each answer.",
        "Every reply ends with an exclamation point.", "Answer with enthusiasm and end with an exclamation mark.",
        "You are very excited. End your answers with '!'.", "Close each answer with an exclamation mark.",
        "The last character of your answer must be an exclamation mark.", "Use an exclamation mark instead of a full stop.",
        "Replace full stops with exclamation marks.", "Be excited: finish with an exclamation point!",
    ),
    "ko": (
        "모든 답을 느낌표로 끝내세요.", "답변은 느낌표로 끝나야 합니다.", "문장 끝에 느낌표를 붙이세요.", "항상 느낌표로 끝내 주세요.", "대답 끝에 느낌표를 써 주세요.",
        "답의 마지막 글자는 느낌표여야 합니다.", "신나게 답하고 느낌표로 끝내세요.", "마침표 대신 느낌표를 쓰세요.", "모든 대답을 !로 끝내세요.",
    ),
}  # fmt: skip
CAPITALS = (
    "Answer in capital letters.", "Write everything in capital letters.", "Use only capital letters.", "Write in all caps.",
    "ANSWER IN CAPITALS.", "Reply in uppercase.", "Always answer in upper case letters.", "Use uppercase letters only.",
    "Your whole answer must be in capitals.", "Shout: write all letters as capitals.", "All caps, please.",
    "Every letter of your answer must be a capital letter.", "You only speak in uppercase.",
)  # fmt: skip
SMALL = (
    "Answer in lower case letters.", "Use only small letters.", "Write everything in lowercase.", "Never use capital letters.",
    "Do not use capital letters.", "Reply in all lowercase.", "Your answer must be in lower case.", "No capitals, please.",
)  # fmt: skip
BEGIN = {
    "en": (
        "Begin every answer with '{}'.", "Start each answer with the words '{}'.", 'Always begin with "{}".', 'Start with "{}"',
        "Your answer must begin with: {}", "Every reply starts with '{}'.", "The first words of your answer are '{}'.",
        "Open each answer with '{}'.", "First say '{}', then answer.", "Put '{}' before every answer.",
        "Begin your reply with {}", "Start every answer with {}", "Answers start with '{}'.",
    ),
    "ko": (
        "모든 답을 '{}'로 시작하세요.", "답변은 '{}'로 시작해야 합니다.", "항상 '{}'로 시작하세요.", "먼저 '{}'라고 말하고 답하세요.", "대답 앞에 '{}'를 붙이세요.",
        '"{}"로 답을 시작해 주세요.', "첫마디는 '{}'로 하세요.", "답을 시작할 때 '{}'라고 하세요.",
    ),
}  # fmt: skip
BEGINNINGS = {
    "en": (
        "Sure!", "Of course!", "Well,", "Good question!", "Hello!", "Answer:", "Dear user,", "Okay,", "Yes!", "Great!", "Hi!",
        "Certainly!", "Hm,", "My friend,", "Dear student,", "In short:", "Thank you!", "Ahoy!", "Listen:", "Alright!", "Mini:",
        "Mini says:", "Beep!", "Hooray!", "Dear friend,", "So,", "Right!", "Wow!", "Absolutely!", "No problem!", "Note:",
    ),
    "ko": (
        "네!", "물론이죠!", "좋은 질문입니다!", "안녕하세요!", "답:", "음,", "좋아요!", "자,", "알겠습니다!", "미니입니다.", "친구여,", "정답:", "답변:", "요약:",
        "반갑습니다!", "그럼요!", "네,", "와!", "삐빅!", "고객님,", "여러분,", "물론입니다.", "당연하죠!",
    ),
}  # fmt: skip
FINISH = {
    "en": (
        "End every answer with '{}'.", "Finish each answer with the words '{}'.", 'Always end with "{}".',
        "Close every reply with '{}'.", "Say '{}' at the end.", "The last words of your answer are '{}'.",
        "Put '{}' after every answer.", "After your answer, say '{}'.",
    ),
    "ko": (
        "모든 답을 '{}'로 끝내세요.", "답변 끝에 '{}'를 붙이세요.", "항상 마지막에 '{}'라고 하세요.", "답한 뒤에 '{}'라고 말하세요.", "'{}'로 마무리하세요.",
    ),
}  # fmt: skip
ENDINGS = {
    "en": (
        "Good luck!", "Have a nice day!", "Thank you!", "See you!", "Yours, Mini.", "Any more questions?", "That is all.",
        "Over.", "Bye!", "I hope this helps.", "Enjoy!", "Keep learning!", "Ask me more!", "Beep.", "Best wishes!",
    ),
    "ko": ("감사합니다.", "좋은 하루 보내세요!", "힘내세요!", "또 물어보세요.", "이상입니다.", "화이팅!", "미니 드림.", "더 궁금한 점이 있나요?", "끝."),
}  # fmt: skip
CALL_USER = {
    "en": (
        "The user is called {}. Use the name.", "Call the user {}.", "Address the user as {}.", "The user's name is {}.",
        "You are talking to {}. Say the name.", "Always use the user's name, {}.", "Begin with the user's name: {}.",
        "Use the user's name, {}, in every answer.", "Speak to the user as {}.", "Your user is {}; greet them by name.",
    ),
    "ko": (
        "사용자의 이름은 {}입니다. 이름을 불러 주세요.", "사용자를 {}님이라고 부르세요.", "사용자를 {}님으로 불러 주세요.", "답할 때 사용자의 이름 {}을 부르세요.",
        "당신은 {}님과 이야기하고 있습니다. 이름을 불러 주세요.", "항상 {}님이라고 부르면서 답하세요.", "사용자 이름: {}. 이름을 부르며 답하세요.",
    ),
}  # fmt: skip
CALLED = {
    "en": (
        "You are called {}.", "Your name is {}.", "You are {}, an assistant.", "You are {}.", "Your new name is {}.", "Act as {}.",
        "You are an assistant named {}.", "You are a helpful assistant called {}.", "From now on your name is {}.",
        "Pretend that your name is {}.", "You are a friendly robot named {}.", "The assistant's name is {}.",
    ),
    "ko": (
        "당신의 이름은 {}입니다.", "너의 이름은 {}야.", "당신은 {}입니다.", "당신은 {}라는 이름의 어시스턴트입니다.", "네 이름은 이제 {}입니다.", "당신의 새 이름은 {}입니다.",
        "당신은 {}라고 불립니다.", "당신은 {}라는 도우미입니다.",
    ),
}  # fmt: skip
NAMED = {
    "en": ("I am {}.", "My name is {}.", "I am called {}.", "I am {}, your assistant.", "You can call me {}."),
    "ko": ("저는 {}입니다.", "제 이름은 {}입니다.", "저는 {}라고 합니다.", "제 이름은 {}입니다. 무엇을 도와드릴까요?"),
}
ROBOTS = "Robo Pixel Luna Nova Bolt Sunny Kiwi Astro Pip Echo Coco Ruby Max Bean Cloud Spark Star Byte Momo Gizmo Tiny Sage".split()
ROBOTS_KO = "로보 별이 달님 하늘 구름 콩이 초코 바다 햇살 코코 모모 토리 나비 솔이 봄이 새봄 두리 보리 마루 누리 다솜 이슬".split()
OTHER = {
    "en": (
        "Answer in Korean.", "Always answer in Korean.", "Reply in Korean only.", "Speak Korean.", "Your answers must be in Korean.",
        "Whatever the language of the question, answer in Korean.", "You only speak Korean.", "Use Korean.", "한국어로 답하세요.",
        "Respond in the Korean language.", "Please write your answer in Korean.", "항상 한국어로 답하세요.", "한국어로만 대답해 주세요.",
        "The user learns Korean. Answer in Korean.", "Do not answer in English; use Korean.", "모든 답은 한국어로 하세요.", "Korean only.",
    ),
    "ko": (
        "영어로 답하세요.", "항상 영어로 답하세요.", "영어로만 대답해 주세요.", "답은 영어로 써 주세요.", "질문이 한국어라도 영어로 답하세요.", "Answer in English.",
        "Always answer in English.", "Reply in English only.", "모든 답변은 영어로 하십시오.", "영어만 사용하세요.", "Speak English.", "English only.",
        "Whatever the language of the question, answer in English.", "사용자는 영어를 배우고 있습니다. 영어로 답하세요.", "영어로 대답해.", "Use English.",
    ),
}  # fmt: skip
ONE_WORD = {
    "en": (
        "Answer with one word.", "Answer in one word only.", "Use a single word.", "One word only.", "Reply with just one word.",
        "Your answer must be one word.", "Give one-word answers.", "Answer with a single word or number.", "Only one word, please.",
        "Say only the answer, nothing else.", "Give just the result.", "Answer as briefly as possible: one word.",
    ),
    "ko": (
        "한 단어로 답하세요.", "한 단어로만 답하세요.", "답은 한 단어여야 합니다.", "한마디로 답하세요.", "한 단어로만 대답해 주세요.", "답만 말하세요.", "단답으로 답하세요.",
        "가장 짧게, 한 단어로 답하세요.", "숫자나 낱말 하나로 답하세요.",
    ),
}  # fmt: skip
YES_OR_NO = {
    "en": (
        "Answer only with yes or no.", "Answer yes or no.", "Say only yes or no.", "Only yes or no, please.", "Reply with yes or no only.",
        "Your answer is either yes or no.", "Use only the words yes and no.", "Yes or no answers only.", "Just say yes or no.",
        "You may only say yes or no.", "Do not explain. Say yes or no.", "Respond with either 'Yes' or 'No'.", "Nothing but yes or no.",
    ),
    "ko": (
        "네 또는 아니요로만 답하세요.", "'네'나 '아니요'로만 답하세요.", "예, 아니요로만 대답해 주세요.", "네/아니요로만 답해 주세요.", "오직 네 아니면 아니요로 답하세요.",
        "설명하지 말고 네, 아니요로만 답하세요.", "네 아니면 아니요만 말하세요.", "대답은 네 또는 아니요 하나로만 하세요.",
    ),
}  # fmt: skip
BRIEF = {
    "en": (
        "Be brief.", "Answer very briefly.", "Keep it short.", "Short answers only.", "Answer in a few words.", "Be concise.", "Be short.",
        "Use as few words as possible.", "Answer with at most ten words.", "Give very short answers.", "Your answers are short.",
        "Do not write more than one short sentence.", "Keep every answer under ten words.", "Answer in one short sentence.",
    ),
    "ko": (
        "아주 짧게 답하세요.", "간단히 답하세요.", "짧게 대답해 주세요.", "몇 마디로 답하세요.", "열 단어 이내로 답하세요.", "최대한 간결하게 답하세요.", "짧은 한 문장으로만 답하세요.", "길게 말하지 마세요.",
    ),
}  # fmt: skip
AVOID = {
    "en": (
        "Do not talk about {}.", "Never talk about {}.", "You must not talk about {}.", "Never speak about {}.", "Refuse to talk about {}.",
        "Do not answer questions about {}.", "If the user asks about {}, refuse.", "Avoid the topic of {}.", "You cannot talk about {}.",
        "Questions about {} are forbidden.", "Politely refuse questions about {}.", "The topic {} is off limits.", "Say nothing about {}.",
        "Decline to discuss {}.", "When somebody asks about {}, say that you cannot talk about it.", "You are not allowed to discuss {}.",
        "You are a helpful assistant. Do not discuss {}.", "Do not give any information about {}.",
    ),
    "ko": (
        "{}에 대해 말하지 마세요.", "{}에 대한 질문에는 답하지 마세요.", "{} 이야기는 하지 마십시오.", "{}에 대해서는 답을 거절하세요.", "{} 질문은 거절하세요.", "{}에 관해 이야기하면 안 됩니다.",
        "사용자가 {}에 대해 물으면 정중히 거절하세요.", "{}에 대한 이야기는 금지입니다.", "{} 주제는 피하세요.", "절대 {}에 대해 말하지 마세요.",
    ),
}  # fmt: skip
SORRY = {
    "en": ("I am sorry, but I cannot talk about {}.", "Sorry, I cannot talk about {}."),
    "ko": ("죄송하지만 {}에 대해서는 말씀드릴 수 없습니다.", "죄송합니다. {}에 대해서는 말할 수 없습니다."),
}
YES = re.compile(r"(Yes|No|네|예|아니요|아니오)\b")
WORDS = (
    (frozenset({"capital", "colour_of", "opposite"}), re.compile(r"\bis '?([\w-]+)'?\.$")),
    (
        frozenset({"capital", "colour_of", "opposite", "day_after", "month_after"}),
        re.compile(r" '?([가-힣]+)'?입니다\.$"),
    ),
    (
        frozenset({"day_after", "day_before", "month_after", "month_before"}),
        re.compile(r"^([A-Z]\w+) (comes|is|follows) "),
    ),
)
"""Where the word that matters stands in written answers."""
STARTERS = re.compile(r"(The|It|A|An|In|After|Yes|No|This|That|You|They|We|There|Some|My|One|Say|Use|With|Both)\b")
Told = Conversation | None


def neutral(language: str, rng: random.Random) -> str:
    """A system message that leaves the answers as they are."""
    return rng.choice(NEUTRAL[language])


def last(said: Conversation) -> str:
    """The answer."""
    return said.turns[-1][1]


def after(words: str, answer: str) -> str:
    """``answer`` behind ``words``; its first letter is small behind a comma where the word is no name."""
    if words.endswith(",") and STARTERS.match(answer):
        answer = answer[0].lower() + answer[1:]
    return f"{words} {answer}"


def told(said: Conversation, kind: str, system: str, answer: str, demand: str) -> Conversation:
    """``said`` with a system message and the answer that obeys it; ``demand`` finds out whether another one does."""
    turns = (*said.turns[:-1], (said.turns[-1][0], answer))
    return replace(said, kind=kind, system=system, turns=turns, demand=demand)


def exclaim(said: Conversation, rng: random.Random) -> Told:
    """With an exclamation mark at the end of the answer."""
    system, answer = rng.choice(EXCLAIM[said.language]), last(said)
    if answer[-1] not in ".!?":
        return None
    every = re.search("sentence|full stop|문장|마침표", system)
    answer = re.sub(r"(?<=\S)[.?](?= |$)", "!", answer) if every else answer[:-1] + "!"
    return told(said, "exclaim", system, answer, "!$")


def capitals(said: Conversation, rng: random.Random) -> Told:
    """In capital letters; English only."""
    if said.language == "ko" or len(last(said)) > 90:
        return None
    return told(said, "capitals", rng.choice(CAPITALS), last(said).upper(), "^(?-i:[^a-z]+)$")


def small(said: Conversation, rng: random.Random) -> Told:
    """In small letters; English only."""
    if said.language == "ko":
        return None
    return told(said, "lowercase", rng.choice(SMALL), last(said).lower(), "^(?-i:[^A-Z]+)$")


def begin(said: Conversation, rng: random.Random) -> Told:
    """With given first words."""
    words = rng.choice(BEGINNINGS[said.language])
    system = rng.choice(BEGIN[said.language]).format(words)
    return told(said, "begin_with", system, after(words, last(said)), f"^{re.escape(words)}")


def finish(said: Conversation, rng: random.Random) -> Told:
    """With given last words."""
    words = rng.choice(ENDINGS[said.language])
    system = rng.choice(FINISH[said.language]).format(words)
    return told(said, "end_with", system, f"{last(said)} {words}", f"{re.escape(words)}$")


def call_user(said: Conversation, rng: random.Random) -> Told:
    """With the user's name before the answer."""
    who = name(said.language, rng)
    system = rng.choice(CALL_USER[said.language]).format(who)
    answer = after(f"{who}님," if said.language == "ko" else f"{who},", last(said))
    return told(said, "user_name", system, answer, who)


def called(said: Conversation, rng: random.Random) -> Told:
    """Under another name than Mini."""
    robots = ROBOTS_KO if said.language == "ko" else ROBOTS
    who = rng.choice(robots) if rng.random() < 0.6 else name(said.language, rng)
    system = rng.choice(CALLED[said.language]).format(who)
    if said.intent == "your_name":
        return told(said, "own_name", system, rng.choice(NAMED[said.language]).format(who), who)
    answer = re.sub(r"\bMini\b|\b미니", who, last(said))
    return told(said, "own_name", system, answer, who) if answer != last(said) else None


def word_of(said: Conversation) -> str:
    """The answer in a word; "" where there is none."""
    if said.short:
        return said.short
    if said.intent == "yes_no":
        yes = YES.match(last(said))
        return yes.group() if yes else ""
    found = (pattern.search(last(said)) for intents, pattern in WORDS if said.intent in intents)
    return next((match.group(1) for match in found if match), "")


def one_word(said: Conversation, rng: random.Random) -> Told:
    """In a word: a number, or yes or no."""
    word = word_of(said)
    if not word:
        return None
    end = rng.choice(("", ".")) if word[-1].isalpha() else ""
    return told(said, "one_word", rng.choice(ONE_WORD[said.language]), word + end, rf"^{re.escape(word)}\W*$")


def yes_or_no(said: Conversation, rng: random.Random) -> Told:
    """Yes or no, and nothing else."""
    yes = YES.match(last(said)) if said.intent == "yes_no" else None
    if not yes:
        return None
    answer = yes.group() + rng.choice(("", ".", "."))
    return told(said, "yes_no", rng.choice(YES_OR_NO[said.language]), answer, rf"^{yes.group()}\W*$")


def brief(said: Conversation, rng: random.Random) -> Told:
    """In a single short sentence."""
    answer = re.split(r"(?<=[.!?]) ", last(said))[0]
    if len(answer) > (32 if said.language == "ko" else 60):
        return None
    return told(said, "brief", rng.choice(BRIEF[said.language]), answer, "^.{1,80}$")


def refused(said: Conversation, topic: str, rng: random.Random) -> Conversation:
    """A question about ``topic`` under a system message that forbids it."""
    language = said.language
    answer = rng.choice(SORRY[language]).format(topic)
    return told(said, "avoid", rng.choice(AVOID[language]).format(topic), answer, "sorry|cannot|can't|죄송|수 없")


def other_language(said: Conversation, rng: random.Random, answer: str) -> Told:
    """In the other language: ``answer``."""
    if not answer:
        return None
    kind, demand = ("korean", "[가-힣]") if said.language == "en" else ("english", "^[^가-힣]+$")
    return told(said, kind, rng.choice(OTHER[said.language]), answer, demand)


WAYS: tuple[tuple[Callable[[Conversation, random.Random], Told], float], ...] = (
    (exclaim, 3), (begin, 3), (call_user, 3), (called, 1.5), (finish, 2.5), (capitals, 2), (small, 0.7), (brief, 2),
)  # fmt: skip


def instructed(said: Conversation, rng: random.Random, counterpart: str) -> Conversation:
    """``said`` under a system message that changes the answer; ``counterpart`` is one in the other language, or ""."""
    if said.intent == "your_name" and rng.random() < 0.7:
        return called(said, rng) or said
    if word_of(said) and rng.random() < 0.5:
        found = yes_or_no(said, rng) if rng.random() < 0.5 else None
        found = found or one_word(said, rng)
        if found:
            return found
    if counterpart and rng.random() < 0.3:
        return other_language(said, rng, counterpart) or said
    ways, weights = zip(*WAYS, strict=True)
    way: Callable[[Conversation, random.Random], Told] = rng.choices(ways, weights)[0]
    return way(said, rng) or replace(said, kind="plain", system=neutral(said.language, rng))
