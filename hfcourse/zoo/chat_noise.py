"""Prompts as people type them: other openings and endings, contractions, small letters, slips of the finger."""

from __future__ import annotations

import random
import re

from hfcourse.zoo.korean import roughen

REWORDED_EN = (
    (r"\bWhat is\b", "What's"),
    (r"\bwhat is\b", "what's"),
    (r"\b[Ww]hat's\b", "What is"),
    (r"\b[Ww]hat's\b", "whats"),
    (r"\bI am\b", "I'm"),
    (r"\bI'm\b", "I am"),
    (r"\b(do|does|did|is|are|was) not\b", r"\1n't"),
    (r"\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re)n't\b", r"\1 not"),
    (r"\b[Cc]an't\b", "cannot"),
    (r"\bcannot\b", "can't"),
    (r"\bCan you\b", "Could you"),
    (r"\bCan you\b", "Would you"),
    (r"\bCan you\b", "Will you"),
    (r"\bCould you\b", "Can you"),
    (r"\bCould you please\b", "Can you"),
    (r"\b[Pp]lease\b ?", ""),
    (r"\bExplain\b", "Please explain"),
    (r"\b[Ee]xplain\b", "describe"),
    (r"\b[Tt]ell me\b", "Please tell me"),
    (r"\bTell me\b", "Let me know"),
    (r"\bI want to\b", "I would like to"),
    (r"\bI want to\b", "I wanna"),
    (r"\bWhat does\b", "Tell me what does"),
    (r"\bGive me\b", "I need"),
    (r"\byou\b", "u"),
    (r"\bThank you\b", "Thanks"),
    (r"\bwant\b", "would like"),
    (r"\bso\b ", ""),
    (r"\b(really|just|actually|even|exactly) ", ""),
    (r"^(What|How|Why|Who|Where|When|Which)\b", r"And \1"),
    (r"^(What|How|Why|Who|Where|When|Which)\b", r"So, \1"),
    (r"\?$", ", please?"),
    (r"\?$", " exactly?"),
    (r"\?$", " then?"),
)
OPENERS_EN = (
    "Hi, {}", "Hello, {}", "Hey, {}", "Hey Mini, {}", "Mini, {}", "Excuse me, {}", "Please, {}", "OK, {}", "Okay, {}",
    "Well, {}", "Sorry, {}", "Sorry to bother you, {}", "Quick question: {}", "A question: {}", "One question: {}",
    "I have a question: {}", "Just wondering: {}", "I was wondering: {}", "Next question: {}", "Question: {}", "Um, {}",
    "Another question: {}", "Good morning, {}", "Good evening, {}", "My friend asked me: {}", "For my homework: {}",
    "Can I ask you something? {}", "I need help. {}", "Help me, please. {}", "Can you help me? {}", "Right, {}",
    "I am new here. {}", "I am a beginner. {}", "Hi there! {}", "Hello Mini! {}", "Thanks. {}", "Great. {}", "I see. {}",
    "Tell me, {}", "Hmm, {}", "Oh, {}", "Ah, {}", "By the way, {}", "Dear Mini, {}", "Alright, {}", "Now, {}", "So: {}",
)  # fmt: skip
CLOSERS_EN = (
    "{} Please.", "{} Thanks.", "{} Thanks!", "{} Thank you!", "{} Thank you.", "{} I am a beginner.", "{} I'm new to this.",
    "{} Please answer briefly.", "{} Keep it short.", "{} In simple words, please.", "{} I am curious.", "{} Anyone?",
    "{} I forgot.", "{} I don't get it.", "{} I am confused.", "{} Just a short answer.", "{} One sentence is enough.",
    "{} :)", "{} Help!", "{} Asking for a friend.", "{} It is for my notes.", "{} My teacher asked.", "{} Mini?",
)  # fmt: skip
OPENERS_KO = (
    "안녕하세요, {}", "안녕, {}", "저기요, {}", "저기, {}", "미니야, {}", "미니, {}", "미니님, {}", "질문이 있어요. {}", "질문 있습니다. {}",
    "궁금한 게 있어요. {}", "궁금해서 그런데 {}", "하나만 물어볼게요. {}", "뭐 하나 물어봐도 돼요? {}", "혹시 {}", "그런데 {}", "근데 {}",
    "음, {}", "아, {}", "그럼 {}", "그러면 {}", "다음 질문이에요. {}", "초보인데요, {}", "처음이라서요. {}", "죄송한데 {}", "죄송하지만 {}",
    "부탁이 있어요. {}", "도와주세요. {}", "숙제인데요, {}", "친구가 물어봤는데 {}", "수업에서 나왔는데 {}", "좋아요. {}", "네, {}", "자, {}",
    "고마워요. {}", "감사합니다. {}", "잠깐만요, {}", "간단히 물을게요. {}", "실례합니다. {}", "Mini, {}", "있잖아, {}", "아까 물어보려다 말았는데 {}",
)  # fmt: skip
CLOSERS_KO = (
    "{} 알려 주세요.", "{} 부탁해요.", "{} 부탁드립니다.", "{} 간단히요.", "{} 짧게 답해 주세요.", "{} 쉽게 설명해 주세요.", "{} 궁금해요.", "{} 궁금합니다.",
    "{} 잘 모르겠어요.", "{} 헷갈려요.", "{} 감사합니다.", "{} 고마워.", "{} 초보예요.", "{} 한 문장이면 돼요.", "{} 설명 좀.", "{} 알려줘.", "{} 답해 줘.",
    "{} 까먹었어요.", "{} 좀 도와줘.", "{} 미니야.", "{} 처음 들어 봐요.",
)  # fmt: skip
ASKED_KO = (
    "뭐예요?", "뭐야?", "뭔가요?", "무엇인가요?", "무엇입니까?", "뭐죠?", "뭐지?", "무엇이에요?", "뭡니까?", "뭔데요?", "뭔지 알려 주세요.", "뭔지 알려줘",
    "무엇인지 알려 주세요.", "무엇인지 설명해 주세요.", "뭔지 설명해 줘", "뭔지 궁금해요.", "뭔지 모르겠어요.", "뭐예여", "머예요?", "뭔지 말해 줘",
    "무엇인지 궁금합니다.", "무엇을 말하나요?", "뭘 말하는 거예요?", "뭔지 가르쳐 주세요.",
)  # fmt: skip
TOLD_KO = (
    "알려 주세요.", "알려줘", "알려줘.", "알려 줘", "알려주세요", "알려 주시겠어요?", "알려 줄래요?", "알려 줄래?", "알려 주실 수 있나요?", "말해 줘", "말해 주세요.",
    "알려주실래요?", "가르쳐 주세요.", "가르쳐 줘", "알려 주십시오.", "좀 알려줘", "알고 싶어요.", "알고 싶습니다.",
)  # fmt: skip
EXPLAINED_KO = (
    "설명해 주세요.", "설명해 줘", "설명해줘", "설명해주세요", "설명해 주시겠어요?", "설명해 줄래?", "설명해 줄 수 있어?", "설명해 주실 수 있나요?", "설명 좀 해 줘",
    "설명 부탁해요.", "설명 부탁드립니다.", "설명해 봐", "설명해 주십시오.", "쉽게 설명해 주세요.", "간단히 설명해 주세요.", "짧게 설명해 줘",
)  # fmt: skip
ENDINGS_KO = (
    (re.compile(r"(뭐예요|뭐야|뭔가요|무엇인가요|무엇입니까|뭐죠|뭐지|무엇이에요|뭡니까)\??$"), ASKED_KO),
    (re.compile(r"알려 ?(주세요|줘|줘요|줄래요?|주실래요|주시겠어요|주실 수 있나요)[.?]?$"), TOLD_KO),
    (re.compile(r"설명해 ?(주세요|줘|줘요|줄래요?|주실래요|주시겠어요|주실 수 있나요)[.?]?$"), EXPLAINED_KO),
    (
        re.compile(r"나요\?$"),
        ("나요?", "나?", "는 건가요?", "는 거예요?", "는지 궁금해요.", "는지 알려 주세요.", "는지 알려줘"),
    ),
    (re.compile(r"인가요\?$"), ("인가요?", "이에요?", "인가?", "입니까?", "인지 알려 주세요.", "인지 궁금해요.")),
    (re.compile(r"할 수 있(어요|나요|어)\?$"), ("할 수 있어요?", "할 수 있나요?", "할 수 있어?", "할 수 있습니까?")),
    (re.compile(r"해요\?$"), ("해요?", "하나요?", "해?", "합니까?", "하는 거예요?")),
    (re.compile(r"돼요\?$"), ("돼요?", "되나요?", "돼?", "됩니까?")),
    (re.compile(r"있어요\?$"), ("있어요?", "있나요?", "있어?", "있습니까?", "있을까요?")),
)
SMALL_FIRST = re.compile(
    r"(What|How|Why|Who|Where|When|Which|Can|Could|Would|Will|Do|Does|Did|Is|Are|Please|Explain|Tell|Give|Say|The|A|My)\b"
)


def slip(text: str, rng: random.Random) -> str:
    """One slip of the finger: a letter left out, doubled, or two letters swapped."""
    places = [found.start() for found in re.finditer(r"(?<=[a-zA-Z])[a-z](?=[a-z])", text)]
    if not places:
        return text
    place, dice = rng.choice(places), rng.random()
    if dice < 0.4:
        return text[:place] + text[place + 1 :]
    if dice < 0.6:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def vary_english(text: str, rng: random.Random) -> str:
    """An English prompt in other words of the same meaning, or typed with less care."""
    if rng.random() < 0.4:
        pattern, other = rng.choice(REWORDED_EN)
        text = re.sub(pattern, other, text, count=1) or text
    dice = rng.random()
    if dice < 0.14:
        opener = rng.choice(OPENERS_EN)
        small = SMALL_FIRST.match(text) and "," in opener[-4:]
        text = opener.format(text[0].lower() + text[1:] if small else text)
    elif dice < 0.24:
        text = rng.choice(CLOSERS_EN).format(text if text[-1] in ".?!" else text + ".")
    if rng.random() < 0.25:
        text = text.lower()
    if rng.random() < 0.25:
        text = text.rstrip("?.! ") or text
    elif rng.random() < 0.05:
        text += rng.choice(("?", "!", "??", "...", " ?"))
    if rng.random() < 0.12:
        text = text.replace("'", "")
    if rng.random() < 0.12:
        text = slip(text, rng)
    return text


def vary_korean(text: str, rng: random.Random) -> str:
    """A Korean prompt with another ending or opening, or with less care for spaces and marks."""
    if rng.random() < 0.45:
        for pattern, endings in ENDINGS_KO:
            if pattern.search(text):
                text = pattern.sub(rng.choice(endings), text)
                break
    dice = rng.random()
    if dice < 0.14:
        text = rng.choice(OPENERS_KO).format(text)
    elif dice < 0.22:
        text = rng.choice(CLOSERS_KO).format(text if text[-1] in ".?!" else text + ".")
    dice = rng.random()
    if dice < 0.3:
        text = text.rstrip("?.! ") or text
    elif dice < 0.55:
        text = roughen(text, rng) or text
    return text


def vary(text: str, language: str, rng: random.Random) -> str:
    """A prompt as somebody else would type it."""
    return vary_korean(text, rng) if language == "ko" else vary_english(text, rng)
