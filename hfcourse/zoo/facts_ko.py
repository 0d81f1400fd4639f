"""Korean passages with questions and the place of the answer, composed from written frames.

A *passage* is a block of lines in ``material/qa_ko/*.txt``: sentences in plain style, each followed by questions::

    {요일}에 {곳}에서 {행사:그림 대회|글짓기 대회}가 열렸다.
    - 곳: {행사}는 어디에서 열렸나 / {행사}가 열린 곳은 어디인가

``{곳}`` draws a value of a kind of :class:`Words`, ``{곳2}`` another one; ``{행사:…|…}`` is a choice with a name,
``(…|…)`` one without, ``[…]`` is left out half of the time. A question line names its answer, then puts the question
in several ways, without its ending: 나 and 가 become 나요, 습니까, 어요, 인가요 and so on, 다 of a sentence takes the
style of the context. Particles after a slot are set right: ``{사람}이`` gives 지우가.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from hfcourse.zoo.korean import infinitive, tail_of, with_tail
from hfcourse.zoo.numbers_ko import NUMBERS
from hfcourse.zoo.recipe import MATERIAL
from hfcourse.zoo.verbs_ko import blocks as blocks_of_verbs

FOLDER = MATERIAL / "qa_ko"
WORDS, VERBS = "words", "verbs"
"""The files of words by kind and of verbs; all others hold passages."""
VERB_SHARE = 0.3
"""How often a sentence comes from the verbs."""
STYLES = ("formal", "formal", "formal", "polite", "polite", "plain", "plain")
MOST_WORDS = 60
"""Longer contexts are drawn anew."""

# Particles

_PAIRS = dict(
    pair.split("/")
    for pair in "이라는/라는 이라고/라고 이라서/라서 이라/라 이랑/랑 이란/란 이나/나 이었/였 으로/로 이/가 은/는 을/를 과/와".split()
)
_CLOSED = {opened: closed for closed, opened in _PAIRS.items()}
_FREE = sorted((form for pair in _PAIRS.items() for form in pair if len(form) > 1 or form in "였로"), key=len)[::-1]
_PARTICLE = re.compile(f"(?:{'|'.join(_FREE)}|[이가은는을를과와](?![가-힣])|[과와](?=[는도의]))")
_NO_E = ("어제", "그저께", "엊그제", "내일", "모레", "마다", "오늘")


def after(word: str, text: str) -> str:
    """``text`` with the particle at its beginning in the form that ``word`` asks for; 어제 and its like take no 에."""
    if text.startswith("에 ") and word.endswith(_NO_E):
        return text[1:]
    found = _PARTICLE.match(text)
    if not found:
        return text
    closed = _CLOSED.get(found[0], found[0])
    tail = tail_of(word.rstrip('』」》’"'))
    opened = tail == " " or (tail == "ㄹ" and closed == "으로")
    return (_PAIRS[closed] if opened else closed) + text[found.end() :]


# Endings

_WITH_L = {"연": "열", "산": "살", "만든": "만들", "판": "팔", "논": "놀", "운": "울", "건": "걸", "든": "들", "단": "달"} | {
    "민": "밀", "빈": "빌", "분": "불", "문": "물", "안": "알"
}  # fmt: skip


@lru_cache(maxsize=20_000)
def end_sentence(word: str, style: str) -> tuple[str, str]:
    """The last word of a sentence in plain style (…다) as stem and ending of ``style``."""
    stem = word[:-1]
    if style == "plain":
        return (stem[:-1], "이다") if stem.endswith("이") else (stem, "다")
    if stem.endswith("아니"):
        return (with_tail(stem, "ㅂ"), "니다") if style == "formal" else (stem, "에요")
    if stem.endswith("이"):
        noun = stem[:-1]
        return noun, "입니다" if style == "formal" else "예요" if tail_of(noun) == " " else "이에요"
    if stem.endswith("는"):
        stem = stem[:-1]
    elif tail_of(stem) == "ㄴ":
        stem = next(
            (stem[: -len(end)] + full for end, full in _WITH_L.items() if stem.endswith(end)), with_tail(stem, " ")
        )
    if style == "formal":
        return (with_tail(stem, "ㅂ"), "니다") if tail_of(stem) in " ㄹ" else (stem, "습니다")
    if tail_of(stem) == "ㅆ":
        return stem, "어요"
    return (stem[:-1] + "세", "요") if stem.endswith("시") else (infinitive(stem), "요")


_COPULA = (*("인가요",) * 3, *("입니까",) * 2, *("인가",) * 2, "이에요", "일까요", "이죠", "이지", "이니", "")
_VERB = ("나요", "나요", "나요", "습니까", "습니까", "나", "는가", "지요", "죠")
_PAST = (*_VERB, *_VERB, "어요", "어요", "어요", "을까요", "을까요", "니", "어")
_AFTER_VOWEL = {"이에요": "예요", "이죠": "죠", "이지": "지", "이니": "니"}


def end_question(word: str, rng: random.Random) -> tuple[str, str]:
    """The last word of a question (…나, …인가, or …ㄴ가 of an adjective) as stem and one of its possible endings."""
    if word.endswith("인가"):
        noun, ending = word[:-2], rng.choice(_COPULA)
        return noun, _AFTER_VOWEL.get(ending, ending) if tail_of(noun) == " " else ending
    if word.endswith("나"):
        stem = word[:-1]
        if tail_of(stem) in "ㅆㅄ":
            return stem, rng.choice(_PAST)
        ending = rng.choice(_VERB)
        if ending == "습니까" and tail_of(stem) == " ":
            return with_tail(stem, "ㅂ"), "니까"
        return stem, ending
    shown, dice = word[:-1], rng.random()
    if dice < 0.6:
        return shown, "가요" if dice < 0.4 else "가"
    if dice < 0.75:
        return with_tail(shown, "ㄹ"), "까요"
    return (shown[:-1], "습니까") if shown.endswith("은") else (with_tail(shown, "ㅂ"), "니까")


# Templates


@dataclass(frozen=True)
class Slot:
    """``{kind}`` or ``{kind2}``."""

    label: str

    @property
    def kind(self) -> str:
        """What it is filled with."""
        return self.label.rstrip("0123456789")


@dataclass(frozen=True)
class Choice:
    """``{label:…|…}``, ``(…|…)``, or ``[…]``, which is a choice with an empty option."""

    label: str
    options: tuple[Template, ...]


Node = str | Slot | Choice
Template = tuple[Node, ...]
_TOKEN = re.compile(r"\{([^:{}|]+)\}|\{([^:{}|]+):|([(\[|)\]}])|([^{}()\[\]|]+)")


def parse(text: str) -> Template:
    """The template that ``text`` writes down. Raises ValueError where brackets do not match."""
    stack: list[tuple[str, str, list[list[Node]]]] = [("", "", [[]])]
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise ValueError(f"cannot read {text!r} at {position}")
        position = found.end()
        slot, label, mark, literal = found.groups()
        if slot:
            stack[-1][2][-1].append(Slot(slot))
        elif label:
            stack.append(("}", label, [[]]))
        elif literal:
            stack[-1][2][-1].append(literal)
        elif mark in "([":
            stack.append((")" if mark == "(" else "]", "", [[]]))
        elif mark == "|" and len(stack) > 1:
            stack[-1][2].append([])
        elif mark == stack[-1][0]:
            _, name, options = stack.pop()
            made = [tuple(option) for option in options] + ([()] if mark == "]" else [])
            stack[-1][2][-1].append(Choice(name, tuple(made)))
        else:
            raise ValueError(f"unmatched {mark!r} in {text!r}")
    if len(stack) > 1:
        raise ValueError(f"open {stack[-1][0]!r} in {text!r}")
    return tuple(stack[0][2][0])


def labels_of(template: Template) -> set[str]:
    """All labels that the template names."""
    labels: set[str] = set()
    for node in template:
        if isinstance(node, Slot):
            labels.add(node.label)
        elif isinstance(node, Choice):
            labels.update(*(labels_of(option) for option in node.options), [node.label] if node.label else [])
    return labels


@dataclass(frozen=True)
class Question:
    """One way to ask for the label ``answer``."""

    answer: str
    template: Template
    needs: frozenset[str]


@dataclass(frozen=True)
class Sentence:
    """One line of a passage and the questions below it."""

    template: Template
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Passage:
    """Sentences that belong together."""

    source: str
    group: str
    """Passages of one group tell of the same thing, so a question on one may fit another."""
    sentences: tuple[Sentence, ...]

    @cached_property
    def named(self) -> dict[str, Choice]:
        """The choices with a name, which other sentences may use without the one that offers the choice."""
        nodes = (node for sentence in self.sentences for node in sentence.template)
        return {node.label: node for node in nodes if isinstance(node, Choice) and node.label}


def read_passages(source: str, blocks: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """The passages that blocks write down, each given with its group.

    Raises ValueError for a question that names what no sentence of its passage has.
    """
    for group, block in blocks:
        sentences: list[tuple[Template, list[Question]]] = []
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith("- "):
                sentences.append((parse(line.strip()), []))
                continue
            label, _, asked = line[2:].partition(":")
            for way in asked.split("/"):
                template = parse(way.strip())
                sentences[-1][1].append(Question(label.strip(), template, frozenset(labels_of(template))))
        if not sentences:
            continue
        known = set().union(*(labels_of(template) for template, _ in sentences))
        for _, questions in sentences:
            for question in questions:
                if missing := (question.needs | {question.answer}) - known:
                    raise ValueError(f"{source}: {sorted(missing)} asked for, but not said, in {block!r}")
        yield Passage(source, group, tuple(Sentence(template, tuple(questions)) for template, questions in sentences))


# Words


class Words:
    """Values by kind: listed words, names, places, numbers, times.

    ``words.txt`` has lines ``kind: word, @other, @other+suffix``, where ``@other`` is a word of another kind. Numbers
    and times come from :mod:`numbers_ko`. Some kinds get a made-up word now and then, so that the model learns to read
    words that it has never met.
    """

    MADE_UP = frozenset(
        "물건 음식 곳 시설 가게 동네 회사 행사 동물 선물 작물 과일 단체 도시 나라 외국도시 산 섬".split()
    )

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._lists = lists
        self._syllables = sorted({letter for word in lists["음절"] for letter in word})

    @classmethod
    def read(cls, path: Path) -> Words:
        """The words of a file."""
        lists: dict[str, list[str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, separator, words = line.partition(":")
            if separator and not line.startswith("#"):
                lists.setdefault(kind.strip(), []).extend(word.strip() for word in words.split(",") if word.strip())
        return cls(lists)

    def __contains__(self, kind: str) -> bool:
        return kind in self._lists or kind in NUMBERS

    def listed(self) -> list[str]:
        """Every word of every list."""
        return sorted({word for words in self._lists.values() for word in words if "@" not in word})

    def draw(self, kind: str, rng: random.Random) -> str:
        """A value of ``kind``. Raises KeyError for a kind that there is not."""
        if kind in NUMBERS:
            return NUMBERS[kind](rng)
        if kind in self.MADE_UP and rng.random() < 0.07:
            return "".join(rng.choice(self._syllables) for _ in range(rng.choice((2, 2, 3, 3, 4))))
        word = rng.choice(self._lists[kind])
        while "@" in word:
            word = re.sub(r"@([가-힣]+)\+?", lambda found: self.draw(found[1], rng), word, count=1)
        return word


# Contexts


@dataclass
class Text:
    """Text that grows; remembers where each label stands first, and all places of nouns."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    nouns: list[tuple[int, int]] = field(default_factory=list)
    """From where to where a noun stands; an empty one at the end of a stem."""

    def add(self, part: str) -> None:
        """Append ``part``."""
        self.parts.append(part)
        self.length += len(part)

    def __str__(self) -> str:
        return "".join(self.parts)


NAMES = ("이름", "친구")
_AFTER_NAME = re.compile(r"(이|은|을|과)(?![가-힣])|에게|의 |도 |만 ")


def is_given(name: str) -> bool:
    """True for a given name that takes 이 before a particle among friends: 지훈이가."""
    return len(name) == 2 and tail_of(name) != " "


_HUMBLE = {
    "나는": "저는",
    "내가": "제가",
    "나의": "저의",
    "나에게": "저에게",
    "나를": "저를",
    "나도": "저도",
}
_FIRST_PERSON = re.compile(f"(?<![가-힣])({'|'.join(_HUMBLE)})(?![가-힣])")


@lru_cache(maxsize=50_000)
def humble(text: str) -> str:
    """First person as one speaks of oneself in polite styles."""
    if text.startswith("내 "):
        text = "제" + text[1:]
    return _FIRST_PERSON.sub(lambda found: _HUMBLE[found[1]], text)


Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Example:
    """A context, a question, and the characters of the context that answer it."""

    context: str
    question: str
    start: int
    end: int
    nouns: Places
    """Places of nouns and ends of stems in the context, and in the question."""
    asked_nouns: Places
    source: str

    @property
    def answer(self) -> str:
        """The answer."""
        return self.context[self.start : self.end]


class Telling:
    """One telling of some sentences of a passage: its values, its text."""

    def __init__(
        self,
        passage: Passage,
        chosen: Sequence[int],
        words: Words,
        rng: random.Random,
        style: str,
        given: Mapping[str, str] | None = None,
    ) -> None:
        self.passage, self.chosen, self._words, self._rng, self._style = passage, chosen, words, rng, style
        self.values: dict[str, str] = dict(given or {})
        self._used: set[str] = set()
        self._fond = rng.random() < 0.35

    def value(self, slot: Slot) -> str:
        """The slot's value, drawn at first use and unlike the other values of the telling."""
        if slot.label not in self.values:
            value = self._draw(slot)
            for _ in range(5):
                if value not in self._used:
                    break
                value = self._draw(slot)
            self._used.add(value)
            self.values[slot.label] = value
        return self.values[slot.label]

    def _draw(self, slot: Slot) -> str:
        choice = self.passage.named.get(slot.label)
        if not choice:
            return self._words.draw(slot.kind, self._rng)
        scratch = Text()
        self.write(self._rng.choice(choice.options), scratch)
        return str(scratch)

    def write(self, template: Template, text: Text, *, polite: bool = False) -> None:
        """Append the template to ``text``."""
        bare, fond = True, False
        for node in template:
            if isinstance(node, str):
                literal = humble(node) if polite else node
                if fond and _AFTER_NAME.match(literal):
                    text.add("이")
                text.add(literal if bare else after(text.parts[-1], literal))
                bare, fond = True, False
                continue
            start = text.length
            if isinstance(node, Slot):
                text.add(self.value(node))
            elif node.label in self.values:
                text.add(self.values[node.label])
            else:
                begin = len(text.parts)
                self.write(self._rng.choice(node.options), text, polite=polite)
                if node.label:
                    self.values[node.label] = "".join(text.parts[begin:])
            if text.length == start:
                continue
            bare = False
            if node.label:
                text.spans.setdefault(node.label, (start, text.length))
                text.nouns.append((start, text.length))
                fond = self._fond and isinstance(node, Slot) and node.kind in NAMES and is_given(text.parts[-1])

    def tell(self, index: int, text: Text) -> None:
        """Append sentence ``index``, with its ending in the style."""
        own = Text(length=text.length, spans=text.spans, nouns=text.nouns)
        self.write(self.passage.sentences[index].template, own, polite=self._style != "plain")
        whole = str(own).removesuffix(".")
        head, space, last = whole.rpartition(" ")
        stem, ending = end_sentence(last, self._style) if last.endswith("다") else (last, "")
        sentence = head + space + stem
        text.nouns.append((text.length + len(sentence),) * 2)
        text.add(sentence + ending + ".")

    def questions(self, said: dict[str, tuple[int, int]]) -> list[Question]:
        """What can be asked where ``said`` tells which labels stand in the context."""
        return [
            question
            for index in self.chosen
            for question in self.passage.sentences[index].questions
            if question.answer in said and question.needs <= said.keys()
        ]

    def ask(self, question: Question) -> tuple[str, Places]:
        """The question with its ending, and the places of nouns and of the last stem's end."""
        text = Text()
        self.write(question.template, text)
        head, space, last = str(text).rpartition(" ")
        stem, ending = end_question(last, self._rng)
        asked = head + space + stem
        said = spoken(asked + ending, self._rng)
        return said + "?", (*text.nouns, (len(asked),) * 2) if said == asked + ending else ()


_SPOKEN = (
    ("무엇을 ", "뭘 "),
    ("무엇을 ", "뭐를 "),
    ("무엇이 ", "뭐가 "),
    ("무엇인가", "뭔가"),
    ("무엇이에", "뭐예"),
    ("무엇일", "뭘"),
)
_SHORTER = (("어디에서", "어디서"), ("누구에게서", "누구한테서"), ("누구에게", "누구한테"))


def spoken(question: str, rng: random.Random) -> str:
    """The question, sometimes with the shorter words of speech."""
    dice = rng.random()
    if dice > 0.3:
        return question
    for full, short in _SPOKEN if dice < 0.15 else _SHORTER:
        if full in question:
            return question.replace(full, short)
    return question


@dataclass(frozen=True)
class Facts:
    """Passages and words: the source of examples."""

    passages: tuple[Passage, ...]
    verbs: tuple[Passage, ...]
    words: Words

    @classmethod
    def read(cls, *, without: Sequence[str] = (), only: Sequence[str] = ()) -> Facts:
        """All written passages, less those of the files named in ``without``, or those of ``only``."""
        words = Words.read(FOLDER / f"{WORDS}.txt")
        passages: list[Passage] = []
        for path in sorted(FOLDER.glob("*.txt")):
            if path.stem not in (WORDS, VERBS, *without) and (not only or path.stem in only):
                blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
                passages += read_passages(path.stem, ((f"{path.stem} {n}", block) for n, block in enumerate(blocks)))
        verbs = read_passages(VERBS, blocks_of_verbs(FOLDER / f"{VERBS}.txt", lambda kind: Slot(kind).kind in words))
        return cls(tuple(passages), () if only else tuple(verbs), words)

    def draw(self, rng: random.Random, hardness: float = 1.0) -> Example:
        """A fresh example: at ``hardness`` 0 one sentence, at 1 a passage, mostly among sentences of others."""
        while True:
            example = self._compose(self._choose(rng, hardness), rng)
            if example:
                return example

    def _tell(self, rng: random.Random, style: str, most: int, given: Mapping[str, str] | None = None) -> Telling:
        """A passage, or some neighbouring sentences of it."""
        source = self.verbs if self.verbs and (given or rng.random() < VERB_SHARE) else self.passages
        passage = rng.choice(source)
        total = len(passage.sentences)
        begin = 0 if total <= most or rng.random() < 0.5 else rng.randrange(total - most + 1)
        return Telling(passage, range(begin, min(begin + most, total)), self.words, rng, style, given)

    def _choose(self, rng: random.Random, hardness: float) -> list[Telling]:
        style = rng.choice(STYLES)
        if rng.random() >= hardness:
            return [self._tell(rng, style, 1) for _ in range(2 if rng.random() < hardness else 1)]
        dice = rng.random()
        if dice < 0.35:
            tellings = [self._tell(rng, style, 6)]
            if len(tellings[0].chosen) == 1 or rng.random() < 0.3:
                tellings += [self._tell(rng, style, rng.choice((1, 2, 3))) for _ in range(rng.choice((1, 1, 2)))]
        elif dice < 0.6:
            tellings = [self._tell(rng, style, rng.choice((3, 4, 5))), self._tell(rng, style, rng.choice((1, 1, 2)))]
        elif dice < 0.72:
            tellings = [self._tell(rng, style, 2) for _ in range(rng.choice((2, 3, 4)))]
        elif dice < 0.85 and self.verbs:
            given = {"누구": self.words.draw("누구", rng)}
            tellings = [self._tell(rng, style, 1, given) for _ in range(rng.choice((2, 3, 3, 4)))]
        else:
            first = self._tell(rng, style, rng.choice((1, 1, 2)))
            tellings = [first, Telling(first.passage, first.chosen, self.words, rng, style)]
            tellings += [self._tell(rng, style, 1)] if rng.random() < 0.4 else []
        return tellings

    def _compose(self, tellings: list[Telling], rng: random.Random) -> Example | None:
        """The tellings in any order as one context, and a question on one of them that no other one answers."""
        text = Text()
        said: list[dict[str, tuple[int, int]]] = [{} for _ in tellings]
        for number in rng.sample(range(len(tellings)), len(tellings)):
            for index in tellings[number].chosen:
                if text.length:
                    text.add(" ")
                text.spans = said[number]
                tellings[number].tell(index, text)
        context = str(text)
        number = rng.randrange(len(tellings))
        asked, spans = tellings[number], said[number]
        others = [other for other in tellings if other is not asked and other.passage.group == asked.passage.group]
        questions = [
            question
            for question in asked.questions(spans)
            if all(
                any(asked.values[label] not in other.values.values() for label in question.needs) for other in others
            )
        ]
        if not questions or len(context.split()) > MOST_WORDS:
            return None
        answer = rng.choice(sorted({question.answer for question in questions}))
        question = rng.choice([question for question in questions if question.answer == answer])
        start, end = spans[answer]
        way, places = asked.ask(question)
        return Example(context, way, start, end, tuple(text.nouns), places, asked.passage.source)
