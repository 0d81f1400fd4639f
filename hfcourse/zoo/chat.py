"""Conversations for the two chat stand-ins: written blocks with slots and system messages, and the judge of an answer.

The material is ``material/chat/en_*.txt`` and ``ko_*.txt``: ``@`` names an intent, ``?`` is a prompt, ``=`` an answer (any
answer of a block fits any of its prompts), ``!`` a system message that the answers obey; ``@ intent *`` is one
conversation whose lines come in order. Words in braces are slots (:mod:`hfcourse.zoo.chat_words`).
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from hfcourse.zoo import chat_tasks
from hfcourse.zoo.chat_noise import vary
from hfcourse.zoo.chat_systems import instructed, neutral, refused
from hfcourse.zoo.chat_words import SLOT, Conversation, fill, slots_in
from hfcourse.zoo.recipe import MATERIAL, read_tsv
from hfcourse.zoo.translation import loops

FOLDER = MATERIAL / "chat"
LANGUAGES = ("en", "ko")
DEVELOP_EACH = 10
"""Every tenth prompt of a block is left out when a recipe is developed."""
WRITTEN, FRAMED, COUNTED = 0.65, 0.11, 0.14
"""Usual shares of written prompts, of question frames about a topic, and of sums; the rest are tasks with words."""
TWO, INSTRUCTED, NEUTRAL = 0.08, 0.2, 0.1
"""Usual shares of two-turn conversations, and of those with a system message that asks for something or for nothing."""
VARIED = 0.4
COPYING = frozenset({"repeat_after_me", "count_to", "translate_word_to_korean", "translate_word_to_english"})
"""With every ``rewrite_…``: intents whose prompts are left as they are written, and whose language is not judged."""

ALIKE = frozenset(
    "brief exclaim capitals lowercase korean english one_word plain yes_no question pirate butler own_name archaic banmal".split()
)
"""Kinds of written system messages (``system_…``) each of which fits every conversation of its kind."""
FIRST, ASIDE = 0.7, 0.5
"""Share of a block's first answer, and the weight of a block whose intent is not among those that are asked for."""
REFUSED = 0.02
"""Share of conversations with a forbidden topic; in a third of them something else is asked."""
LINKED = frozenset({"system_own_name", "system_user_name"})
"""Conversations under a system message in which a turn may speak of an earlier one."""
ASKED = (
    (r"(in|speak|use|only|into) Korean|Korean only|한국어(로(?! 물)|만)|우리말로|한글로", "ko"),
    (r"(in|speak|use|only|into) English|English only|영어(로(?! 물)|만)", "en"),
)
"""System messages that ask for a language."""


@dataclass(frozen=True)
class Block:
    """Prompts and answers of one intent. With ``ordered`` they are the turns of one conversation."""

    intent: str
    language: str
    source: str
    system: str
    prompts: tuple[str, ...]
    answers: tuple[str, ...]
    ordered: bool = False

    @property
    def loose(self) -> bool:
        """Whether the turns of a conversation may come alone and in any order."""
        return self.ordered and self.intent.startswith("system_") and self.intent not in LINKED

    def develop(self) -> tuple[str, ...]:
        """The prompts that development leaves out."""
        return () if self.ordered else self.prompts[DEVELOP_EACH - 1 :: DEVELOP_EACH]


def parse(text: str, language: str, source: str) -> list[Block]:
    """The blocks of a file. Raises ValueError, with the line, for what the format does not know."""
    found: list[Block] = []
    head: tuple[str, bool] | None = None
    system = ""
    prompts: list[str] = []
    answers: list[str] = []

    def close() -> None:
        if head is None:
            return
        intent, ordered = head
        if not prompts or not answers or (ordered and len(prompts) != len(answers)):
            raise ValueError(f"{source}: a block of {intent} lacks a prompt or an answer: {prompts[:1]} {answers[:1]}")
        found.append(Block(intent, language, source, system, tuple(prompts), tuple(answers), ordered))

    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        sign, content = line[0], line[1:].strip()
        if sign == "@":
            close()
            head = content.removesuffix("*").strip(), content.endswith("*")
            system, prompts, answers = "", [], []
        elif head is None or not content or sign not in "!?=":
            raise ValueError(f"{source}, line {number}: {line!r}")
        elif sign == "!":
            system = content
        else:
            (prompts if sign == "?" else answers).append(content)
    close()
    return found


@cache
def blocks() -> tuple[Block, ...]:
    """Every block, in the order of the files."""
    return tuple(
        block
        for path in sorted(FOLDER.glob("*.txt"))
        for block in parse(path.read_text(encoding="utf-8"), path.stem[:2], path.stem)
    )


def kind_of(intent: str) -> str:
    """What the system message of a written conversation asks for."""
    kind = re.sub("^sys(tem)?_", "", intent)
    return {"short": "brief", "begin": "begin_with", "ending": "end_with"}.get(kind, kind)


def plain(text: str) -> str:
    """Letters and digits in lower case, so that a mark hides no copy."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def fingerprint(prompt: str, system: str = "") -> str:
    """A hash of what a prompt, and its system message, say."""
    return hashlib.sha256(f"{plain(system)}\n{plain(prompt)}".encode()).hexdigest()[:16]


@cache
def reserved() -> frozenset[str]:
    """Fingerprints of the prompts that tests are made of; none of them is drawn."""
    path = FOLDER / "reserved.sha256"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_copying(intent: str) -> bool:
    """Whether an answer repeats letters of the prompt, so that the prompt must stay as it is."""
    return intent in COPYING or intent.startswith("rewrite_")


@cache
def required() -> dict[tuple[str, str], str]:
    """What an answer must contain, for each intent and language; intents with their own demand are not there."""
    rows = read_tsv(FOLDER / "intents.tsv")
    return {
        (row["intent"], language): row[f"required_{language}"]
        for row in rows
        for language in LANGUAGES
        if "{" not in row[f"required_{language}"]
    }


def language_of(intent: str, prompt: str, system: str = "") -> str:
    """The language an answer must have: that of the prompt, unless intent or system message say other; "" for any."""
    if intent.startswith("language_"):
        return "ko" if intent.removeprefix("language_").startswith("ko") else "en"
    for pattern, language in ASKED:
        if re.search(pattern, system, re.IGNORECASE):
            return language
    if is_copying(intent) or "translat" in intent:
        return ""
    return "ko" if re.search("[가-힣ㄱ-ㅎ]", prompt) else "en"


def in_language(text: str, language: str) -> bool:
    """Whether the letters of ``text`` are those of a language; Korean may hold foreign names, English a word or two."""
    hangul, latin = len(re.findall("[가-힣]", text)), len(re.findall("[A-Za-z]", text))
    if not language or not hangul + latin:
        return True
    share = hangul / (hangul + latin)
    return share >= 0.3 if language == "ko" else share <= 0.3


def fits(answer: str, demand: str) -> bool:
    """Whether every part of ``demand`` (regular expressions between ``&``) is found in ``answer``."""
    return all(re.search(part, answer, re.IGNORECASE) for part in demand.split("&"))


def judge(row: dict[str, str], answer: str, ended: bool) -> bool:
    """Whether an answer to ``row`` is right: what is required, in which language, no loop, a proper end."""
    return (
        ended
        and fits(answer, row["required"])
        and in_language(answer, language_of(row["intent"], row["prompt"], row["system"]))
        and not loops(answer)
    )


@cache
def frames() -> dict[str, tuple[str, ...]]:
    """Question frames about a topic, for each language."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_tsv(FOLDER / "frames.tsv"):
        found[row["language"]].append(row["frame"])
    return {language: tuple(lines) for language, lines in found.items()}


@cache
def topics() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(Intent, language, names) of what the frames ask about."""
    return tuple(
        (row["intent"], language, tuple(row[language].split("|")))
        for row in read_tsv(FOLDER / "topics.tsv")
        for language in LANGUAGES
    )


def fill_topic(language: str, name: str, rng: random.Random) -> str:
    """A question about what is called ``name``."""
    [prompt] = fill([rng.choice(frames()[language]).replace("{topic", "{" + name)], language, rng)
    return prompt


class Corpus:
    """Everything that conversations are drawn from, without the prompts whose fingerprints are in ``without``.

    ``counted`` is the share of sums, taken from that of written prompts; ``instructed`` that of system messages that ask
    for something, among conversations that were written without one.
    """

    def __init__(
        self, without: frozenset[str] = frozenset(), counted: float = COUNTED, instructed: float = INSTRUCTED
    ) -> None:
        self._without = without | reserved()
        self._written, self._counted, self._instructed = WRITTEN + COUNTED - counted, counted, instructed
        self.blocks: list[Block] = []
        self._weights: list[float] = []
        wanted = {(row["intent"], language) for row in read_tsv(FOLDER / "intents.tsv") for language in LANGUAGES}
        by_intent: defaultdict[tuple[str, str], list[Block]] = defaultdict(list)
        for written in blocks():
            kept = tuple(text for text in written.prompts if self.allows(text, written.system))
            if not kept or (written.ordered and kept != written.prompts):
                continue
            block = replace(written, prompts=kept)
            self.blocks.append(block)
            weight = 1.0 if block.system or (block.intent, block.language) in wanted else ASIDE
            self._weights.append(weight * len(block.prompts) ** 0.8)
            if not block.system and not block.ordered:
                by_intent[block.intent, block.language].append(block)
        self._main = {key: max(found, key=lambda block: len(block.prompts)) for key, found in by_intent.items()}
        self._topics = [topic for topic in topics() if topic[:2] in self._main]
        self._systems: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for block in self.blocks:
            if block.system and kind_of(block.intent) in ALIKE:
                self._systems[kind_of(block.intent), block.language].append(block.system)

    def allows(self, prompt: str, system: str) -> bool:
        """Whether a prompt may be drawn, under a system message or at all."""
        return self._without.isdisjoint((fingerprint(prompt), fingerprint(prompt, system)))

    def written(self, rng: random.Random) -> Conversation:
        """A block with its slots filled."""
        return self.of(rng.choices(self.blocks, self._weights)[0], rng)

    def of(self, block: Block, rng: random.Random, prompt: str = "") -> Conversation:
        """A conversation of ``block``, with ``prompt`` or any of its prompts."""
        if block.ordered:
            said = list(zip(block.prompts, block.answers, strict=True))
            count = min(len(said), rng.choices((1, 2, 3), (5, 2, 1))[0])
            chosen = rng.sample(said, count) if block.loose else said[: max(count, rng.randint(1, len(said)))]
            texts = [text for turn in chosen for text in turn]
        else:
            texts = [prompt or rng.choice(block.prompts), self.answer(block, rng)]
        system, *texts = fill([self.system_like(block, rng), *texts], block.language, rng)
        turns = tuple(zip(texts[::2], texts[1::2], strict=True))
        return Conversation(block.intent, block.language, turns, system)

    def answer(self, block: Block, rng: random.Random) -> str:
        """One of the first two answers of a block, mostly the first: what a small model can learn by heart is limited."""
        return block.answers[0] if len(block.answers) == 1 or rng.random() < FIRST else block.answers[1]

    def system_like(self, block: Block, rng: random.Random) -> str:
        """The block's system message, or another one that asks for the same."""
        others = self._systems.get((kind_of(block.intent), block.language))
        if not block.system or not others or rng.random() < 0.4:
            return block.system
        other = rng.choice(others)
        return other if set(SLOT.findall(other)) == set(SLOT.findall(block.system)) else block.system

    def framed(self, rng: random.Random) -> Conversation:
        """A question about a topic."""
        intent, language, names = rng.choice(self._topics)
        prompt = fill_topic(language, rng.choice(names), rng)
        return Conversation(intent, language, ((prompt, self.answer(self._main[intent, language], rng)),))

    def forbidden(self, said: Conversation, rng: random.Random) -> Conversation:
        """A question about a topic that the system message forbids, or ``said`` under that message."""
        intent, language, names = rng.choice(self._topics)
        topic = next((name for name in names if not name.startswith(("a ", "an ", "one "))), names[0])
        asked = Conversation(intent, language, ((fill_topic(language, rng.choice(names), rng), ""),))
        told = refused(asked, topic, rng)
        if said.language != language or said.intent == intent or len(said.turns) > 1 or rng.random() < 0.67:
            return told
        return replace(said, system=told.system, kind="plain")

    def single(self, rng: random.Random) -> Conversation:
        """A conversation as it was written or composed."""
        dice = rng.random()
        if dice < self._written:
            return self.written(rng)
        if dice < self._written + FRAMED:
            return self.framed(rng)
        if dice < self._written + FRAMED + self._counted:
            return chat_tasks.sums(rng)
        return chat_tasks.words(rng)

    def counterpart(self, said: Conversation, rng: random.Random) -> str:
        """An answer of the same intent in the other language; "" where there is none that fits any prompt."""
        other = "ko" if said.language == "en" else "en"
        block = self._main.get((said.intent, other))
        if block is None or is_copying(said.intent) or slots_in(block.answers):
            return ""
        same = self._main.get((said.intent, said.language))
        if same is None or said.turns[-1][1] not in same.answers:
            return ""
        return self.answer(block, rng)

    def plain(self, rng: random.Random) -> Conversation:
        """One prompt and its answer, as they were written or composed."""
        while True:
            said = self.single(rng)
            if not said.system and len(said.turns) == 1 and self.allows(said.turns[0][0], ""):
                return said

    def draw(self, rng: random.Random) -> Conversation:
        """One conversation as training sees it."""
        while True:
            said = self.single(rng)
            if not said.system:
                said = self.combined(said, rng)
            turns = tuple(
                (vary(prompt, said.language, rng), answer)
                if rng.random() < VARIED and not said.exact and not is_copying(said.intent)
                else (prompt, answer)
                for prompt, answer in said.turns
            )
            if all(self.allows(prompt, said.system) for prompt, _ in turns):
                return replace(said, turns=turns)

    def combined(self, said: Conversation, rng: random.Random) -> Conversation:
        """With a system message, with another conversation before it, or as it is."""
        dice = rng.random()
        if dice < self._instructed and len(said.turns) == 1:
            told = instructed(said, rng, self.counterpart(said, rng))
            others = self._systems.get((told.kind, told.language))
            if others and told.kind != "own_name" and rng.random() < 0.5:
                told = replace(told, system=rng.choice(others))
            return told
        if dice < self._instructed + REFUSED:
            return self.forbidden(said, rng)
        if dice < self._instructed + REFUSED + NEUTRAL:
            said = replace(said, system=neutral(said.language, rng))
        if len(said.turns) == 1 and rng.random() < TWO:
            before = self.single(rng)
            if not before.system and len(before.turns) == 1 and before.language == said.language:
                return replace(said, turns=(*before.turns, *said.turns), exact=said.exact or before.exact)
        return said


@cache
def examples() -> tuple[Conversation, ...]:
    """The conversations of ``hfcourse/mini-chat-eval``: written prompts that stay out of training, over the intents."""
    rows = read_tsv(FOLDER / "examples.tsv")
    return tuple(Conversation(row["intent"], row["language"], ((row["prompt"], row["answer"]),)) for row in rows)


def example_prints() -> frozenset[str]:
    """Fingerprints of the prompts of :func:`examples`."""
    return frozenset(fingerprint(said.turns[0][0]) for said in examples())


@cache
def corpus() -> Corpus:
    """All written conversations but :func:`examples`, with the usual shares of sums and system messages."""
    return Corpus(example_prints())


def develop_prints() -> frozenset[str]:
    """Fingerprints of every tenth prompt of each block, which development leaves out."""
    return frozenset(fingerprint(text, block.system) for block in blocks() for text in block.develop())


@cache
def develop_corpus() -> Corpus:
    """The corpus without the prompts of :func:`develop_prints`."""
    return Corpus(develop_prints())


def demand_of(answers: Sequence[str]) -> str:
    """A regular expression for an answer that says, letter by letter, what one of these does."""
    return "(" + "|".join(re.escape(answer.rstrip(".!?")).replace("&", ".") for answer in answers) + ")"


def develop_rows() -> list[dict[str, str]]:
    """Rows as a held-out file has them, with their ``group``: the prompts left out, sums, and system messages."""
    rng = random.Random(20)
    rows: list[dict[str, str]] = []

    def add(group: str, said: Conversation, demand: str) -> None:
        prompt = said.turns[0][0]
        rows.append(
            {"group": group, "intent": said.intent, "system": said.system, "prompt": prompt, "required": demand}
        )

    pool = develop_corpus()
    for block in blocks():
        group = "system" if block.system else {"en": "english", "ko": "korean"}[block.language]
        for prompt in block.develop():
            said = pool.of(block, rng, prompt)
            wanted = required().get((block.intent, block.language), "")
            if not wanted or block.system:
                wanted = demand_of([said.turns[0][1]] if slots_in(block.answers) else block.answers)
            add(group, said, wanted)
            if group != "system" and rng.random() < 0.15:
                told = instructed(said, rng, pool.counterpart(said, rng))
                if told.kind in ("korean", "english"):
                    add("system", replace(told, intent=f"language_{told.kind[:2]}"), told.demand)
                elif told.demand and (told.kind != "brief" or (block.intent, block.language) in required()):
                    add("system", told, f"{wanted}&{told.demand}")
    for _ in range(120):
        said = chat_tasks.sums(rng)
        add("arithmetic", said, said.demand)
    return rows
