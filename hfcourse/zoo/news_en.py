"""Short English news texts with one-sentence summaries, made from the articles of ``material/summaries_en/*.txt``.

An article is a block of lines between blank lines; the first character of a line says what it is:

- ``^`` an opener that sets the scene; ``*`` the news; ``+`` what must stand beside it. They keep their order;
- ``-`` a detail; details are shuffled, left out, and borrowed from other articles of the same file;
- ``=`` the summary. Without one, it is the news less what stands in square brackets.

In all of them alike ``[…]`` may be left out, ``(a/b)`` is one of these, the same wherever the article says so again,
``{thing=a/b}`` names a choice that ``{thing}`` repeats, and the other slots are those of :class:`Scene`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from hfcourse.zoo.corpus_en import NUMBERS, corpus
from hfcourse.zoo.recipe import MATERIAL, read_tsv

FOLDER = MATERIAL / "summaries_en"
WORDS = "words"
SLOT = re.compile(r"\{([A-Za-z]+\d?)(?:\.([a-z]))?\}")
DEFINITION = re.compile(r"\{([a-z]+\d?)=([^{}]*)\}")
CHOICE = re.compile(r"\(([^()]*)\)")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
ADDED = re.compile(r"<([^<>]*)>")
ATTRIBUTION = re.compile(r"\b(said|announced|told|according|report|reports|spokes\w+)\b")
VERB = r"(?=(?:ha[sd]|have|is|was|were|will|wants?|must|may|beat|lost|won|plans?|opened|became|scored|returned)\b|\()"
LONG_SHARE = 0.05
"""Share of texts that are twice as long."""
SHORT = 11
"""A summary of fewer words takes back what it left out, one bracket after the other."""
ARTICLE = re.compile(r"\b([Aa]) (?=(?!uni|one\b|use|euro|ukul)[aeiouAEIO]|8\b|8\d\b|11\b|18\b|hour|honest)")
TH = re.compile(r"(\d)th\b")
SENTENCE_START = re.compile(r'(^"?|[.!?]"? "?)([a-zà-ÿ])')
WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
PRONOUNS = {"he": ("he", "she"), "his": ("his", "her"), "him": ("him", "her"), "himself": ("himself", "herself")}
SOUNDS = (
    "b c d f g h j k l m n p r s t v w y z b d g k l m n r s t v br ch cl cr dr fl fr gr kh kl pr sh sk sl st sv th tr".split(),
    "a e i o u a e i o u a e i o u a e i o u ae ai au ea ee ei ia ie io oa oo ou y á é ö ü".split(),
    [""] * 15 + "n r l s t m k d n r l s x z ck ld nd ng nt rd rn sh st".split(),
)
"""What a syllable begins with, its middle and its end."""
NUMBER_WORDS = frozenset([*NUMBERS[2:], "hundred", "thousand", "million"])
PLAIN_STARTS = frozenset("a an the in on at from since because after for".split())
"""Words that a summary may begin with though its text has them nowhere."""
SHARED = ("town", "country", "region", "firm", "club", "school", "animal", "animals", "river", "island")
"""What a sentence from another article takes over."""
STRUCTURE = frozenset(
    "about after again against also although among because been before being between could during every first from have"
    " having into last more most must never next only other over said says should since some such than that their them"
    " then there these they this those through time under until were what when where which while whose will with within"
    " without would years year".split()
)
"""Words that are never exchanged for others."""


@dataclass(frozen=True)
class Article:
    """One block of a file."""

    source: str
    head: tuple[str, ...]
    """Openers, news and what stands beside it, in order, each with its first character."""
    details: tuple[str, ...]
    summary: str
    """Empty where the news less its brackets is the summary."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def parse(text: str, source: str) -> list[Article]:
    """The articles of one file. Raises ValueError for a line of no known kind or a block without news."""
    articles = []
    for block in re.split(r"\n\s*\n", text.strip()):
        choices = {name: body.split("/") for name, body in DEFINITION.findall(block)}
        lines = DEFINITION.sub(r"{\1}", block).splitlines()
        if {line[:2] for line in lines} - {"^ ", "* ", "+ ", "- ", "= "} or not any(line[0] == "*" for line in lines):
            raise ValueError(f"not an article: {block}")
        articles.append(
            Article(
                source,
                tuple(line for line in lines if line[0] in "^*+"),
                tuple(line[2:] for line in lines if line[0] == "-"),
                next((line[2:] for line in lines if line[0] == "="), ""),
                choices,
            )
        )
    return articles


def syllables(rng: random.Random, least: int = 2, most: int = 3) -> str:
    """A word of no language, with a capital."""
    parts = (rng.choice(sounds) for _ in range(rng.randint(least, rng.randint(least, most))) for sounds in SOUNDS)
    return "".join(parts).capitalize()


def grouped(number: int) -> str:
    """``40000`` as ``40,000``."""
    return f"{number:,}"


@dataclass(frozen=True)
class Person:
    """Who is spoken of."""

    first: str
    last: str
    female: bool


class Scene:
    """Fills the slots of one article: the same slot has the same value throughout, ``{town}`` and ``{town2}`` differ.

    A sentence borrowed from elsewhere is filled in a scene of its own, whose ``host`` is that of the article.
    """

    def __init__(self, rng: random.Random, words: Mapping[str, Sequence[str]], host: Scene | None = None) -> None:
        self.rng, self.words = rng, words
        self._drawn: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        if host:
            self._drawn = {key: value for key, value in host._drawn.items() if key in SHARED}
            self._people = dict(host._people) if rng.random() < 0.4 else {}
        self._picked: dict[str, str] = {}

    def pick(self, text: str) -> str:
        """``text`` with one of each ``(a/b)``."""

        def one(match: re.Match[str]) -> str:
            if match[1] not in self._picked:
                self._picked[match[1]] = self.rng.choice(match[1].split("/"))
            return self._picked[match[1]]

        while CHOICE.search(text):
            text = CHOICE.sub(one, text)
        return text

    def fill(self, text: str, choices: Mapping[str, Sequence[str]]) -> str:
        """``text`` with a value in every slot; ``choices`` are those that the article names itself."""

        def value(match: re.Match[str]) -> str:
            name, form = match.groups()
            if len(name) == 1:
                person = self.person(name)
                return {"l": person.last, "f": person.first}.get(form or "", f"{person.first} {person.last}")
            lower = name[0].lower() + name[1:]
            if lower in PRONOUNS:
                word = PRONOUNS[lower][self.person("P").female]
            elif name in choices:
                key = f"{id(choices)} {name}"
                if key not in self._drawn:
                    self._drawn[key] = self.fill(self.rng.choice(choices[name]), choices)
                word = self._drawn[key]
            else:
                word = self.draw(lower)
            if form == "o":
                return ORDINALS[NUMBERS.index(word)] if word in NUMBERS else f"{word}th"
            return word[0].upper() + word[1:] if form == "c" or name != lower else word

        return SLOT.sub(value, text)

    def person(self, name: str) -> Person:
        """The person called ``P``, ``Q`` or ``R`` in the article."""
        if name not in self._people:
            rng = self.rng
            female = rng.random() < 0.5
            first = rng.choice(self.words["girl" if female else "boy"]) if rng.random() < 0.65 else syllables(rng)
            last = rng.choice(self.words["surname"]) if rng.random() < 0.5 else syllables(rng)
            if rng.random() < 0.05:
                last = rng.choice(("Mc", "O'", "Mac", "Van ", "Al-", "Di ", "Le ")) + last
            elif rng.random() < 0.05:
                last += "-" + (rng.choice(self.words["surname"]) if rng.random() < 0.5 else syllables(rng))
            self._people[name] = Person(first, last, female)
        return self._people[name]

    def draw(self, name: str) -> str:
        """The value of a slot. Raises KeyError for a slot that there is not."""
        if name not in self._drawn:
            kind = name.rstrip("0123456789") if name not in MAKERS else name
            taken = {value for other, value in self._drawn.items() if other.rstrip("0123456789") == kind}
            for _ in range(10):
                value = MAKERS[kind](self) if kind in MAKERS else self.rng.choice(self.words[kind])
                if value not in taken:
                    break
            self._drawn[name] = value
        return self._drawn[name]

    def built(self) -> str:
        """The name of a place or a firm: of two English parts, or of syllables."""
        if self.rng.random() < 0.5:
            return self.rng.choice(self.words["place start"]) + self.rng.choice(self.words["place end"])
        return syllables(self.rng)

    def town(self) -> str:
        """A town, real in every third text."""
        dice = self.rng.random()
        if dice < 0.3:
            return self.rng.choice(self.words["town"])
        return self.rng.choice(self.words["two-word town"]) if dice < 0.36 else self.built()

    def any_name(self) -> str:
        """A surname, a place or a built word."""
        dice = self.rng.random()
        return (
            self.rng.choice(self.words["surname"])
            if dice < 0.3
            else self.built()
            if dice < 0.8
            else syllables(self.rng)
        )

    def number(self, least: int, most: int, words: float = 0.0) -> str:
        """A whole number; with probability ``words`` spelt out, if it is 20 at most."""
        value = self.rng.randint(least, most)
        return NUMBERS[value] if value <= 20 and self.rng.random() < words else str(value)

    def one_of(self, *patterns: str) -> str:
        """One of the patterns; ``#`` in it is a name, ``@`` a town, ``~`` a number."""
        pattern = self.rng.choice(patterns)
        pattern = re.sub("#", lambda _: self.any_name(), pattern)
        pattern = re.sub("@", lambda _: self.town(), pattern)
        return re.sub("~", lambda _: str(self.rng.randint(2, 99)), pattern)

    def round_number(self, least: int, most: int) -> int:
        """A number with two or three leading digits, most of them small."""
        value = round(least * (most / least) ** self.rng.random())
        digits = len(str(value)) - self.rng.choice((1, 2, 2, 3))
        return max(least, round(value, -max(0, digits)))

    def money(self) -> str:
        """A large sum in one of many currencies."""
        if self.rng.random() < 0.55:
            amount = grouped(self.round_number(5_000, 900_000))
        else:
            whole = self.rng.randint(1, 90)
            amount = f"{whole}.{self.rng.randint(1, 9)}" if self.rng.random() < 0.3 else str(whole)
            amount += self.rng.choice((" million", " million", " million", " billion"))
        if self.rng.random() < 0.5:
            return self.rng.choice("£$€") + amount
        return (
            f"{amount} {self.rng.choice('euros pounds dollars euros pounds dollars kroner francs yen rupees'.split())}"
        )

    def price(self) -> str:
        """A small sum."""
        amount = self.rng.choice(
            (str(self.rng.randint(2, 60)), f"{self.rng.randint(1, 19)}.{self.rng.choice((20, 50, 80, 99))}")
        )
        if self.rng.random() < 0.5:
            return self.rng.choice("£$€") + amount
        return f"{amount} {self.rng.choice(('euros', 'pounds', 'dollars', 'francs'))}"


def times(scene: Scene) -> str:
    """A time of day."""
    hour = scene.rng.randint(1, 12)
    return scene.rng.choice(
        (
            f"{hour} am",
            f"{hour} pm",
            f"{hour}.30 am",
            f"{hour}:15 pm",
            f"{NUMBERS[hour]} o'clock",
            f"half past {NUMBERS[hour]}",
        )
    )


def dates(scene: Scene) -> str:
    """A day of the year."""
    day, month = scene.rng.randint(1, 28), scene.rng.choice(MONTHS)
    return scene.rng.choice((f"{day} {month}", f"{month} {day}", f"{day} {month}"))


def score(scene: Scene) -> str:
    """The result of a match, the winner first."""
    low = scene.rng.choice((0, 0, 1, 1, 2, 3, 24, 61))
    return f"{low + scene.rng.randint(1, 4)}-{low}"


MAKERS: dict[str, Callable[[Scene], str]] = {
    "town": Scene.town,
    "city": Scene.town,
    "country": lambda scene: scene.rng.choice(scene.words["country"]),
    "nat": lambda scene: scene.rng.choice(scene.words["nationality"]),
    "region": lambda scene: scene.one_of(
        "the # valley",
        "the north of " + scene.rng.choice(scene.words["country"]),
        "#shire",
        "the province of #",
        "the # hills",
        "northern " + scene.rng.choice(scene.words["country"]),
        "southern " + scene.rng.choice(scene.words["country"]),
        "the # region",
    ),
    "street": lambda scene: (
        f"{scene.any_name() if scene.rng.random() < 0.5 else scene.rng.choice(scene.words['street name'])}"
        f" {scene.rng.choice(scene.words['street kind'])}"
    ),
    "river": lambda scene: scene.one_of("River #", "#", "# river", "# canal"),
    "park": lambda scene: scene.one_of("# Park", "# Gardens", "# Common", "Victoria Park", "the # woods"),
    "island": lambda scene: scene.one_of("the island of #", "# Island", "#"),
    "lake": lambda scene: scene.one_of("Lake #", "Loch #", "# Lake"),
    "mount": lambda scene: scene.one_of("Mount #", "# Peak", "the #horn", "Ben #"),
    "firm": lambda scene: (
        scene.any_name()
        if scene.rng.random() < 0.3
        else f"{scene.any_name()} {scene.rng.choice(scene.words['firm kind'])}"
    ),
    "school": lambda scene: scene.one_of(
        "# Primary School",
        "# High School",
        "@ Grammar School",
        "St #'s School",
        "# Academy",
        "# Secondary School",
        "@ School",
    ),
    "univ": lambda scene: scene.one_of("the University of @", "@ University", "# University", "# College"),
    "club": lambda scene: (
        scene.town() if scene.rng.random() < 0.3 else f"{scene.town()} {scene.rng.choice(scene.words['club kind'])}"
    ),
    "ship": lambda scene: scene.one_of("Northern Star", "# Star", "Queen #", "Princess #", "#", "Spirit of @"),
    "pet": lambda scene: (
        scene.rng.choice(scene.words[scene.rng.choice(("girl", "boy"))])
        if scene.rng.random() < 0.5
        else syllables(scene.rng, 1, 2)
    ),
    "girlname": lambda scene: scene.rng.choice(scene.words["girl"]),
    "title": lambda scene: (
        f"{scene.rng.choice(scene.words['title start'])} {scene.rng.choice(scene.words['title end'])}"
    ),
    "group": lambda scene: scene.one_of(
        "the @ Philharmonic", "the @ Choir", "the # Quartet", "the band # ~", "the # Sisters"
    ),
    "day": lambda scene: scene.rng.choice(DAYS),
    "month": lambda scene: scene.rng.choice(MONTHS),
    "season": lambda scene: scene.rng.choice(("spring", "summer", "autumn", "winter")),
    "date": dates,
    "time": times,
    "weeks": lambda scene: f"{NUMBERS[scene.rng.randint(2, 12)]} {scene.rng.choice(('days', 'weeks', 'months'))}",
    "year": lambda scene: str(scene.rng.randint(1850, 2022)),
    "year0": lambda scene: str(scene.rng.randint(1300, 1890)),
    "future": lambda scene: str(scene.rng.randint(2027, 2045)),
    "few": lambda scene: scene.number(2, 12, 0.85),
    "num": lambda scene: scene.number(13, 99, 0.15),
    "hund": lambda scene: (
        f"{NUMBERS[scene.rng.randint(2, 9)]} hundred"
        if scene.rng.random() < 0.08
        else str(scene.round_number(100, 990))
    ),
    "thou": lambda scene: (
        f"{NUMBERS[scene.rng.randint(2, 20)]} thousand"
        if scene.rng.random() < 0.08
        else grouped(scene.round_number(1_000, 95_000))
    ),
    "big": lambda scene: f"{scene.rng.randint(1, 40)}{scene.rng.choice(('', '.5', '.2', '.7'))} million",
    "money": Scene.money,
    "price": Scene.price,
    "pct": lambda scene: (
        f"{scene.number(2, 90, 0.15)}{scene.rng.choice((' per cent', ' percent', ' per cent', '%'))}".replace(
            "y%", "y per cent"
        )
    ),
    "age": lambda scene: str(scene.rng.randint(18, 90)),
    "young": lambda scene: scene.number(7, 16, 0.4),
    "teen": lambda scene: str(scene.rng.randint(15, 19)),
    "adult": lambda scene: str(scene.rng.randint(20, 38)),
    "old": lambda scene: str(scene.rng.randint(65, 98)),
    "km": lambda scene: f"{scene.number(2, 400, 0.7)} {scene.rng.choice(('kilometres', 'miles', 'km', 'kilometres'))}",
    "limit": lambda scene: scene.rng.choice(("30 km/h", "20 mph", "50 km/h", "40 mph", "80 km/h")),
    "windy": lambda scene: str(scene.rng.randint(75, 210)),
    "hot": lambda scene: str(scene.rng.randint(34, 47)),
    "warm": lambda scene: str(scene.rng.randint(17, 31)),
    "score": score,
    "draw": lambda scene: "{0}-{0}".format(scene.rng.randint(0, 4)),
}
"""How the value of a slot is made; slots that are not here are lists of ``words.txt``."""


def tidy(text: str) -> str:
    """Spaces, articles, ordinals and capitals set right."""
    text = (
        " ".join(text.split())
        .replace(" ,", ",")
        .replace(" .", ".")
        .replace(",,", ",")
        .replace(",.", ".")
        .replace("tyth", "tieth")
    )
    text = TH.sub(lambda match: match[1] + ordinal_ending(text[: match.start() + 1]), text)
    text = ARTICLE.sub(r"\1n ", text)
    return SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), text)


def ordinal_ending(text: str) -> str:
    """``st``, ``nd``, ``rd`` or ``th`` for the number at the end of ``text``."""
    if re.search(r"1\d$", text):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th")


def invented(text: str, summary: str) -> list[str]:
    """Names and numbers of ``summary`` that ``text`` has not: words with a capital or a digit, and spelt-out numbers.

    The first word is a name only if the text has it nowhere, in capitals or not, and it is no article or the like.
    """
    known = {word.removesuffix("'s").removesuffix("’s") for word in WORD.findall(text)}
    lower = {word.lower() for word in known}
    found = []
    for place, token in enumerate(WORD.findall(summary)):
        word = token.removesuffix("'s").removesuffix("’s")
        if place == 0:
            wrong = word.lower() not in lower and word.lower() not in PLAIN_STARTS
        elif word in NUMBER_WORDS:
            wrong = word not in lower
        else:
            wrong = any(letter.isupper() or letter.isdigit() for letter in word) and word not in known
        if wrong:
            found.append(word)
    return found


class News:
    """Draws articles. ``without`` leaves out the files of these stems."""

    def __init__(self, without: Sequence[str] = (), only: Sequence[str] = ()) -> None:
        self.words: dict[str, list[str]] = {}
        for section in re.split(r"^\[", (FOLDER / f"{WORDS}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, body = section.partition("]")
            self.words[title] = [word.strip() for word in body.split(",")]
        self.articles: list[Article] = []
        for path in sorted(FOLDER.glob("*.txt")):
            if path.stem != WORDS and path.stem not in without and (not only or path.stem in only):
                self.articles += parse(path.read_text(encoding="utf-8"), path.stem)
        self.clauses: dict[str, list[str]] = {}
        for row in read_tsv(FOLDER / "clauses.tsv"):
            self.clauses.setdefault(row["place"], []).append(row["text"])
        self.details: dict[str, list[tuple[Article, str]]] = {}
        self.openers: list[tuple[Article, str]] = []
        for article in self.articles:
            self.details.setdefault(article.source, []).extend((article, detail) for detail in article.details)
            self.openers += [(article, line[2:]) for line in article.head if line[0] == "^"]
        self.plain = [sentence for text in corpus().written for sentence in re.findall(r"[^.!?]+[.!?]+", text)]
        own = " ".join(line for article in self.articles for line in (*article.head, *article.details))
        self.lexicon = sorted(
            {word for word in re.findall(r"\b[a-z]{4,12}\b", own + " ".join(corpus().written)) if word not in STRUCTURE}
        )

    def news_line(self, rng: random.Random, article: Article, line: str) -> str:
        """The news with more clauses, between ``<`` and ``>``, that a summary leaves out."""
        if rng.random() < 0.3:
            name, kind = rng.choice(
                (("P", "person"), ("P", "person"), ("firm", "firm"), ("town", "town"), ("club", "club"))
            )
            before, bracket, after = line.partition("[")
            clause = f"{{{name}}}<{rng.choice(self.clauses[kind])}> "
            line = re.sub(rf"\{{{name}\}} {VERB}", lambda _: clause, before, count=1) + bracket + after
        dice = rng.random()
        if dice < 0.12 and not article.summary and line[0] != "[":
            rest = line if line[0] == "{" or line.startswith("({") else line[0] + "\0" + line[1:]
            line = f"<{rng.choice(self.clauses['front'])}>{rest}"
        elif dice > 0.75 and line.endswith(".") and "]." not in line:
            line = f"{line[:-1]}<{rng.choice(self.clauses['end'])}>."
        return line

    def article(self, rng: random.Random, article: Article | None = None) -> tuple[str, str]:
        """A text of some 45 to 90 words, now and then of more, and a summary with no name or number that the text has not."""
        article = article or rng.choice(self.articles)
        while True:
            text, summary = self.attempt(rng, article)
            if not invented(text, summary):
                return text, summary

    def attempt(self, rng: random.Random, article: Article) -> tuple[str, str]:
        """What :meth:`article` gives, but for what the summary took from a bracket that the text left out."""
        scene = Scene(rng, self.words)
        kept = rng.random() * 0.3 + 0.7
        head, summary = [], ""
        for line in article.head:
            body = line[2:]
            if line[0] == "*":
                body = self.news_line(rng, article, body)
            body = scene.pick(body)
            body = OPTIONAL.sub(lambda match: f"[{match[1]}]" if rng.random() < kept else "", body)
            body = scene.fill(body, article.choices)
            if line[0] == "*" and not article.summary:
                summary = shortened(ADDED.sub("", body))
            head.append(lowered(OPTIONAL.sub(r"\1", ADDED.sub(r"\1", body))))
        if article.summary:
            summary = OPTIONAL.sub("", scene.fill(scene.pick(article.summary), article.choices))
        if not any(line[0] == "^" for line in article.head) and rng.random() < 0.15:
            other, opener = rng.choice(self.openers)
            head.insert(0, self.foreign(scene, other, opener))
        length = sum(len(sentence.split()) for sentence in head)
        wanted = rng.randint(45, 80) if rng.random() > LONG_SHARE else rng.randint(90, 170)
        details = [(article, detail) for detail in article.details]
        rng.shuffle(details)
        others = self.details[article.source]
        tail: list[str] = []
        while length < wanted and len(tail) < max(6, wanted // 10):
            borrow = not details or rng.random() < 0.3
            owner, detail = rng.choice(others) if borrow else details.pop()
            sentence = self.foreign(scene, owner, detail) if borrow else scene.fill(scene.pick(detail), article.choices)
            if sentence not in tail:
                tail.append(sentence)
                length += len(sentence.split())
        return tidy(" ".join([*head, *tail])), tidy(summary.replace("\0", ""))

    @staticmethod
    def foreign(scene: Scene, owner: Article, text: str) -> str:
        """A sentence of ``owner`` in a scene that may be another's: its places are the same, its numbers are not."""
        guest = Scene(scene.rng, scene.words, scene)
        return guest.fill(OPTIONAL.sub(r"\1", guest.pick(text)), owner.choices)

    def noisy(self, rng: random.Random, pair: tuple[str, str]) -> tuple[str, str]:
        """The pair with some of the words of the summary exchanged for others, in both alike.

        What is left is the structure: which words they are must be read off the text.
        """
        text, summary = pair
        words = sorted({word for word in re.findall(r"\b[a-z]{4,}\b", summary) if word not in STRUCTURE})
        rng.shuffle(words)
        change = {
            word: rng.choice(self.lexicon) if rng.random() < 0.8 else syllables(rng).lower()
            for word in words[: rng.randint(1, 6)]
        }
        if not change:
            return pair
        pattern = re.compile(rf"\b({'|'.join(change)})\b")
        return pattern.sub(lambda match: change[match[1]], text), pattern.sub(lambda match: change[match[1]], summary)

    def sentence(self, rng: random.Random) -> str:
        """Any sentence: of an article, of the other English corpora, or words and names in no order."""
        dice = rng.random()
        if dice < 0.5:
            owner = rng.choice(self.articles)
            line = rng.choice([line[2:] for line in owner.head] + list(owner.details))
            return tidy(self.foreign(Scene(rng, self.words), owner, line))
        if dice < 0.7:
            return rng.choice(self.plain).strip()
        scene = Scene(rng, self.words)
        makers = sorted(MAKERS)
        parts = [
            rng.choice(self.lexicon)
            if rng.random() < 0.6
            else scene.fill("{P}", {})
            if rng.random() < 0.2
            else MAKERS[rng.choice(makers)](scene)
            for _ in range(rng.randint(4, 14))
        ]
        return tidy(" ".join(parts) + ".")

    def copying(self, rng: random.Random, most: int = 3) -> tuple[str, str]:
        """One to ``most`` sentences, of which the first is to be said again."""
        sentences = [self.sentence(rng) for _ in range(rng.randint(1, most))]
        return " ".join(sentences), sentences[0]


def shortened(news: str) -> str:
    """The news less its brackets; if that is too short, some of them stay, but none that says who said it."""
    parts = OPTIONAL.split(news)
    for index in range(1, len(parts), 2):
        bare = "".join(parts[::2]).split()
        kept = parts[index]
        if len(bare) < SHORT and len(bare) + len(kept.split()) <= 20 and not ATTRIBUTION.search(kept):
            parts[index - 1] += kept
    return "".join(parts[::2])


def lowered(text: str) -> str:
    """``text`` with the letter before the mark in lower case: the first of a sentence that now stands behind a clause."""
    return re.sub(r"(.)\0", lambda match: match[1].lower(), text)


@cache
def news() -> News:
    """All the articles, read once."""
    return News()
