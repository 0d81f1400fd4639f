"""English sentences with a known sentiment: a grammar over written clauses, adjectives, subjects and a lexicon.

Every rule takes the polarity it has to express (1 positive, 0 negative) and may ask other rules for the opposite one:
``not terrible`` is made by asking for a negative adjective. So negation, contrast and comparison come with every
word of the lexicon, and a word's polarity is never all there is to a sentence.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Rule = Callable[["Grammar", random.Random, int], str]

SUBJECTS = [
    "the phone",
    "the laptop",
    "the charger",
    "the battery",
    "the camera",
    "the keyboard",
    "the screen",
    "the speaker",
    "the vacuum cleaner",
    "the kettle",
    "the oven",
    "the fridge",
    "the washing machine",
    "the chair",
    "the sofa",
    "the mattress",
    "the pillow",
    "the lamp",
    "the jacket",
    "the shoes",
    "the dress",
    "the bag",
    "the backpack",
    "the watch",
    "the toy",
    "the puzzle",
    "the bike",
    "the car",
    "the tent",
    "the umbrella",
    "the knife",
    "the pan",
    "the blender",
    "the printer",
    "the headphones",
    "the app",
    "the website",
    "the update",
    "the new version",
    "the game",
    "the interface",
    "the search",
    "the installation",
    "the login page",
    "the editor",
    "the plugin",
    "the documentation",
    "the code",
    "the code review",
    "the error message",
    "the food",
    "the soup",
    "the pizza",
    "the burger",
    "the steak",
    "the pasta",
    "the bread",
    "the cake",
    "the coffee",
    "the tea",
    "the wine",
    "the beer",
    "the dessert",
    "the breakfast",
    "the lunch",
    "the dinner",
    "the salad",
    "the sauce",
    "the fish",
    "the chicken",
    "the rice",
    "the noodles",
    "the sushi",
    "the curry",
    "the tacos",
    "the chips",
    "the menu",
    "the portion",
    "the restaurant",
    "the café",
    "the bar",
    "the bakery",
    "the kitchen",
    "the service",
    "the delivery",
    "the courier",
    "the support team",
    "the help desk",
    "the hotline",
    "the staff",
    "the waiter",
    "the waitress",
    "the chef",
    "the cashier",
    "the manager",
    "the receptionist",
    "the driver",
    "the mechanic",
    "the hairdresser",
    "the barber",
    "the bank",
    "the insurance company",
    "the shop",
    "the store",
    "the supermarket",
    "the pharmacy",
    "the hospital",
    "the clinic",
    "the gym",
    "the school",
    "the teacher",
    "the doctor",
    "the product",
    "the item",
    "the package",
    "the packaging",
    "the order",
    "the gift",
    "the colour",
    "the size",
    "the material",
    "the price",
    "the quality",
    "the design",
    "the instructions",
    "the sound",
    "the picture quality",
    "the movie",
    "the film",
    "the show",
    "the book",
    "the story",
    "the plot",
    "the ending",
    "the acting",
    "the music",
    "the album",
    "the concert",
    "the hotel",
    "the room",
    "the bed",
    "the bathroom",
    "the view",
    "the beach",
    "the pool",
    "the flight",
    "the train",
    "the bus",
    "the trip",
    "the holiday",
    "the tour",
    "the guide",
    "the city",
    "the weather",
    "my day",
    "my week",
    "the meeting",
    "the lesson",
    "the course",
    "the lecture",
    "the exam",
    "the job",
    "the party",
    "the wedding",
    "the garden",
    "the house",
    "the flat",
    "the neighbourhood",
    "the team",
    "the player",
    "the match",
    "the referee",
    "this place",
    "this thing",
    "this product",
    "this movie",
    "this film",
    "this book",
    "this app",
    "this restaurant",
    "this hotel",
    "this song",
    "this course",
    "this company",
    "this city",
    "that restaurant",
    "that movie",
    "everything",
    "everything about it",
    "the whole thing",
    "the whole experience",
    "the experience",
    "the result",
    "the idea",
    "the decision",
    "the news",
    "the model",
    "the tutorial",
    "the library",
    "the dataset",
    "the notebook",
    "the training",
    "Hugging Face",
    "the atmosphere",
    "the location",
    "the parking",
    "the wifi",
    "the internet",
    "the line",
    "the plumber",
    "the electrician",
    "the landlord",
    "the rent",
]
OBJECTS = [
    "it",
    "this",
    "this place",
    "this movie",
    "this film",
    "this book",
    "this product",
    "this app",
    "this course",
    "this song",
    "this game",
    "this hotel",
    "this restaurant",
    "this city",
    "this phone",
    "this dress",
    "this company",
    "this team",
    "that show",
    "the food",
    "the service",
    "the staff",
    "the music",
    "the plot",
    "the ending",
    "the story",
    "the acting",
    "the colour",
    "the design",
    "the taste",
    "the smell",
    "the price",
    "the atmosphere",
    "the view",
    "the room",
    "the new version",
    "the update",
    "my job",
    "my new phone",
    "my boss",
    "my teacher",
    "the lessons",
    "Mondays",
    "working here",
    "living here",
    "coming here",
    "going there",
    "talking to them",
    "the whole thing",
    "everything about it",
    "every minute of it",
    "the way it looks",
    "the way they treat people",
    "what they did",
    "what they have done with the place",
]
PEOPLE = [
    "he",
    "she",
    "my boss",
    "my manager",
    "my colleague",
    "my teacher",
    "my friend",
    "my best friend",
    "my neighbour",
    "my sister",
    "my brother",
    "my mother",
    "my father",
    "my husband",
    "my wife",
    "my girlfriend",
    "my boyfriend",
    "my son",
    "my daughter",
    "my roommate",
    "the doctor",
    "the nurse",
    "the dentist",
    "the waiter",
    "the waitress",
    "the driver",
    "the guide",
    "the receptionist",
    "the salesman",
    "the shop assistant",
    "the woman at the counter",
    "the man at the desk",
    "the coach",
    "the professor",
    "the landlord",
    "the mechanic",
    "the agent",
    "the technician",
    "the new guy",
    "the actor",
    "the actress",
    "the singer",
    "the author",
    "the host",
    "the vet",
    "the barber",
    "the clerk",
    "the officer",
    "the captain",
    "our guide",
    "our teacher",
    "our host",
    "our neighbour",
    "Anna",
    "Tom",
    "Maria",
    "Ben",
    "Lucas",
    "Sofia",
    "Mina",
    "Jin",
    "David",
    "Emma",
    "Omar",
    "Priya",
    "Mr Lee",
    "Mrs Brown",
    "Dr Kim",
    "Professor Chen",
    "Laura",
    "Kevin",
    "Nora",
    "Ali",
    "Grace",
    "Leo",
    "Uncle Bob",
    "Aunt May",
]
NOUNS = [
    "place",
    "movie",
    "film",
    "book",
    "song",
    "album",
    "show",
    "story",
    "game",
    "app",
    "product",
    "phone",
    "laptop",
    "hotel",
    "room",
    "restaurant",
    "meal",
    "dinner",
    "lunch",
    "breakfast",
    "pizza",
    "burger",
    "coffee",
    "cake",
    "service",
    "experience",
    "trip",
    "holiday",
    "flight",
    "tour",
    "course",
    "lesson",
    "teacher",
    "doctor",
    "team",
    "job",
    "day",
    "evening",
    "weekend",
    "party",
    "concert",
    "performance",
    "idea",
    "gift",
    "deal",
    "design",
    "person",
    "company",
    "website",
    "tool",
    "update",
    "version",
    "car",
    "bike",
    "shirt",
    "dress",
    "bag",
    "chair",
    "mattress",
    "toy",
    "view",
    "city",
    "neighbour",
    "boss",
    "friend",
    "waiter",
    "driver",
    "player",
    "actor",
    "song",
    "decision",
    "result",
    "choice",
    "customer service",
    "sound",
    "smell",
    "taste",
    "colour",
    "price",
    "quality",
    "support",
    "staff member",
    "museum",
    "beach",
    "park",
    "kitchen",
    "machine",
]
PARTS = [
    "price",
    "noise",
    "weather",
    "size",
    "colour",
    "packaging",
    "delivery",
    "queue",
    "wait",
    "start",
    "ending",
    "food",
    "service",
    "staff",
    "location",
    "room",
    "view",
    "design",
    "battery",
    "sound",
    "reviews",
    "bugs",
    "crowd",
    "traffic",
    "weight",
    "music",
    "plot",
    "acting",
    "beginning",
    "first impression",
    "rain",
    "location",
    "portions",
    "decor",
]
ADVERBS = [
    "very",
    "really",
    "so",
    "absolutely",
    "extremely",
    "totally",
    "truly",
    "incredibly",
    "just",
    "quite",
    "pretty",
    "rather",
    "completely",
    "utterly",
    "super",
    "simply",
    "particularly",
    "genuinely",
    "always",
    "surprisingly",
    "remarkably",
    "unbelievably",
    "too",
    "a bit",
    "a little",
    "somewhat",
    "consistently",
    "still",
    "honestly",
    "insanely",
    "ridiculously",
    "wonderfully",
    "terribly",
]
DEGREES = [
    "very",
    "really",
    "so",
    "absolutely",
    "extremely",
    "totally",
    "truly",
    "incredibly",
    "just",
    "completely",
    "super",
    "simply",
    "always",
]
VERBS_BE = [
    "is",
    "was",
    "is",
    "was",
    "seems",
    "looks",
    "feels",
    "has been",
    "turned out to be",
    "turned out",
    "seemed",
    "felt",
    "looked",
    "remains",
    "became",
    "sounds",
]
TIMES = [
    "today",
    "yesterday",
    "last night",
    "last week",
    "this morning",
    "on Monday",
    "on Friday",
    "in March",
    "in 2019",
    "two days ago",
    "every day",
    "all the time",
    "again",
    "this time",
    "so far",
    "as usual",
    "from day one",
    "in the end",
    "overall",
    "to be honest",
    "honestly",
    "frankly",
    "in my opinion",
    "if you ask me",
    "for me",
    "for us",
    "for the whole family",
    "at home",
    "at work",
    "near the station",
    "after the update",
    "since I bought it",
    "for once",
    "once more",
    "from start to finish",
    "all in all",
    "by the way",
    "for twenty euros",
    "for 50 dollars",
    "at this price",
    "with my kids",
]
OPENERS = [
    "Honestly",
    "Frankly",
    "To be honest",
    "Well",
    "Okay",
    "Overall",
    "All in all",
    "In short",
    "In my opinion",
    "I must say",
    "I have to say",
    "I have to admit",
    "Let me tell you",
    "Seriously",
    "Guys",
    "Listen",
    "So",
    "And",
    "Also",
    "Actually",
    "In fact",
    "Personally",
    "For me",
    "As always",
    "Once again",
    "Today",
    "Yesterday",
    "Last week",
    "After three weeks",
    "Update",
    "Verdict",
    "Bottom line",
    "Long story short",
    "Wow",
    "Oh",
    "Hmm",
    "Look",
    "Hey",
    "No doubt",
    "Without a doubt",
    "I think",
    "I guess",
    "I feel like",
    "I'd say",
    "They say it and it's true",
    "Everyone agrees",
]
FILLERS = [
    "I bought it last month",
    "we went there on Saturday",
    "it was my first time",
    "I ordered it online",
    "we were a group of five",
    "it came in a brown box",
    "I paid by card",
    "I work there",
    "it has two doors",
    "it is blue",
    "we sat near the window",
    "I have the black one",
    "I am from Korea",
    "it costs forty euros",
    "I saw it with my brother",
    "the shop is on Main Street",
    "it weighs two kilos",
    "the film is two hours long",
    "I use it at work",
    "we had the soup and the fish",
    "my sister lives nearby",
    "there are three floors",
    "I read it in June",
    "I called them at noon",
    "it is a Tuesday",
    "the bus stops outside",
    "I took size M",
    "we came by train",
    "it was raining",
    "he works at the bank",
    "she is from Spain",
    "my son is seven",
    "I have had it since May",
    "I tried the chicken",
    "this is my second order",
    "I installed it on Windows",
]
CONTRASTS_AFTER = [
    ", but ",
    ", but ",
    ", but ",
    " but ",
    ", yet ",
    ", and yet ",
    ". But ",
    ". However, ",
    ". Still, ",
    ". Even so, ",
    ". Nevertheless, ",
    "; still, ",
    ", however ",
    ", though in the end ",
    ", but honestly ",
    ", but overall ",
    ", but unfortunately ",
    ", but luckily ",
    ". Then again, ",
    ", but now ",
]
CONTRASTS_BEFORE = [
    " even though ",
    " although ",
    " despite the fact that ",
    ", even if ",
    ", though ",
    " in spite of the fact that ",
]
JOINS = [
    " and ",
    ", and ",
    ". ",
    ". ",
    ". ",
    "! ",
    "; ",
    ", ",
    " because ",
    " and ",
    ". Also, ",
    ". Plus, ",
    ". Moreover, ",
    " so ",
    "... ",
    " - ",
]
UNCOUNTED = {"problem", "issue", "bug", "error", "mistake", "delay", "complaint", "queue", "flaw", "regret"}
NEGATABLE_NEG = [
    "disappoint",
    "annoy",
    "bore",
    "upset",
    "frustrate",
    "hurt",
    "offend",
    "confuse",
    "scare",
    "let us down",
    "let me down",
    "fail",
    "bother",
    "irritate",
]
LITOTES = [
    "bad",
    "terrible",
    "awful",
    "boring",
    "dull",
    "expensive",
    "ugly",
    "stupid",
    "rude",
    "disappointed",
    "disappointing",
    "difficult",
    "hard",
    "complicated",
    "slow",
    "noisy",
    "dirty",
    "annoying",
    "unpleasant",
    "unhappy",
    "painful",
    "cheap",
    "greasy",
    "salty",
    "scary",
    "wrong",
    "useless",
    "hopeless",
    "lonely",
    "crowded",
    "overpriced",
    "predictable",
    "unkind",
    "unfriendly",
    "worried",
    "sad",
    "angry",
    "tired",
    "stressful",
    "confusing",
    "uncomfortable",
    "horrible",
    "unreasonable",
    "shabby",
    "bland",
    "dry",
    "cold",
    "flimsy",
]
VOWELS = "aeiou"
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "fi",
    "ga",
    "go",
    "ha",
    "ke",
    "ki",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
    "wa",
    "zo",
]


def article(phrase: str) -> str:
    """``a`` or ``an`` before the phrase."""
    return ("an " if phrase[:1].lower() in VOWELS else "a ") + phrase


def past(verb: str) -> str:
    """The regular past, and the few irregular ones of the lexicon."""
    irregular = {"hurt": "hurt", "upset": "upset", "mislead": "misled", "dig": "dug", "bore": "bored"}
    head, _, tail = verb.partition(" ")
    if head in irregular:
        done = irregular[head]
    elif head.endswith("e"):
        done = head + "d"
    elif head.endswith("y") and head[-2] not in VOWELS:
        done = head[:-1] + "ied"
    elif head in {"regret", "repel", "scar"}:
        done = head + head[-1] + "ed"
    else:
        done = head + "ed"
    return f"{done} {tail}".strip()


def third(verb: str) -> str:
    """The third person singular."""
    if verb.endswith(("s", "sh", "ch", "x")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


@dataclass
class Grammar:
    """The words of the material by polarity; lists are index 0 negative, index 1 positive."""

    sentences: tuple[list[str], list[str]]
    words: dict[tuple[str, str], tuple[list[str], list[str]]]
    subjects: list[str]
    fillers: list[str]
    adjectives: tuple[list[str], list[str]] = field(init=False)
    phrases: tuple[list[str], list[str]] = field(init=False)
    polarity: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.adjectives, self.phrases = ([], []), ([], [])
        self.polarity = {}
        for p in (0, 1):
            for (kind, _), values in self.words.items():
                if kind != "adjective":
                    continue
                for value in values[p]:
                    single = " " not in value
                    (self.adjectives if single else self.phrases)[p].append(value)
                    if single:
                        self.polarity[value.lower()] = p

    @classmethod
    def of(cls, rows: Sequence[dict[str, str]]) -> Grammar:
        """From rows of the material (label, kind, domain, text)."""
        sentences: tuple[list[str], list[str]] = ([], [])
        words: dict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        subjects, fillers = list(SUBJECTS), list(FILLERS)
        for row in rows:
            kind, text = row["kind"], row["text"]
            if kind == "subject":
                subjects.append(text)
            elif kind == "filler":
                fillers.append(text)
            elif kind == "sentence":
                sentences[row["label"] == "pos"].append(text)
            else:
                words[kind, row["domain"]][row["label"] == "pos"].append(text)
        return cls(sentences, dict(words), subjects, fillers)

    # words

    def word(self, rng: random.Random, p: int, kind: str, *domains: str) -> str:
        """A word or phrase of the lexicon."""
        pool = [self.words[kind, domain][p] for domain in domains if (kind, domain) in self.words]
        return rng.choice(rng.choices(pool, [len(values) for values in pool])[0])

    def adjective(self, rng: random.Random, p: int) -> str:
        """One word."""
        return rng.choice(self.adjectives[p])

    def described(self, rng: random.Random, p: int) -> str:
        """What can stand after ``is``: a word, two, or a phrase, with or without an adverb."""
        dice = rng.random()
        if dice < 0.3:
            return rng.choice(self.phrases[p])
        word = self.adjective(rng, p)
        if dice < 0.55:
            return word
        if dice < 0.85:
            return f"{rng.choice(ADVERBS)} {word}"
        return f"{word} and {self.adjective(rng, p)}"

    def subject(self, rng: random.Random) -> str:
        """A thing or a person, known, invented or with a name."""
        dice = rng.random()
        if dice < 0.75:
            return rng.choice(self.subjects)
        if dice < 0.85:
            return rng.choice(("it", "it", "this", "that", "everything", "all of it"))
        invented = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3)))
        return rng.choice(
            (
                f"the {invented}",
                f"my {invented}",
                capitalised(invented),
                f"the {rng.choice(NOUNS)} in {capitalised(invented)}",
                f"the {invented} {rng.choice(NOUNS)}",
            )
        )

    def thing(self, rng: random.Random) -> str:
        """A noun without article."""
        return rng.choice(NOUNS)


# Clauses: each rule says something of polarity p.


def _is(g: Grammar, r: random.Random, p: int) -> str:
    return f"{g.subject(r)} {r.choice(VERBS_BE)} {g.described(r, p)}"


def _they_are(g: Grammar, r: random.Random, p: int) -> str:
    who = r.choice(
        (
            "they",
            "we",
            "you",
            "the staff",
            "the people",
            "the kids",
            "the actors",
            "the colours",
            "the rooms",
            "the shoes",
            "the fries",
            "the reviews",
            "both of them",
            "all of them",
            "my parents",
        )
    )
    return f"{who} {r.choice(('are', 'were', 'are all', 'were both'))} {g.described(r, p)}"


def _person_is(g: Grammar, r: random.Random, p: int) -> str:
    return f"{r.choice(PEOPLE)} {r.choice(('is', 'was', 'is always', 'has always been', 'seems', 'was really', 'is one of the most'))} {g.adjective(r, p)}"


def _feel(g: Grammar, r: random.Random, p: int) -> str:
    who = r.choice(
        (
            "I'm",
            "I am",
            "I was",
            "we were",
            "we are",
            "I feel",
            "I felt",
            "I'm so",
            "I am super",
            "I'm really",
            "you made me",
            "it makes me feel",
            "it left me",
            "my kids are",
        )
    )
    mood = {
        1: "happy glad thrilled delighted excited proud grateful thankful relieved impressed pleased satisfied overjoyed ecstatic hopeful amazed content confident lucky blessed relaxed refreshed cheerful elated stoked hooked loved calm optimistic joyful",
        0: "sad angry upset disappointed furious worried anxious stressed exhausted miserable depressed annoyed frustrated disgusted embarrassed ashamed bored scared hurt lonely devastated heartbroken unhappy ill sick fed-up livid helpless hopeless humiliated cheated betrayed terrified nervous jealous gutted",
    }
    about = r.choice(
        (
            "",
            "",
            "",
            " with it",
            " about it",
            " with my purchase",
            " with the result",
            " about the news",
            " today",
            " every time I see it",
            f" about {g.subject(r)}",
            " to be here",
            " to be on the way",
            f" with {g.subject(r)}",
            " after the call",
            " that it happened",
        )
    )
    return f"{who} {r.choice(mood[p].split())}{about}".replace("fed-up", "fed up")


def _not(g: Grammar, r: random.Random, p: int) -> str:
    word = r.choice(LITOTES) if p and r.random() < 0.6 else g.adjective(r, 1 - p)
    frame = r.choice(
        (
            "{s} is not {a}",
            "{s} isn't {a}",
            "{s} isn't {a} at all",
            "{s} wasn't {a}",
            "{s} wasn't {d} {a}",
            "{s} was not {a} at all",
            "{s} is never {a}",
            "{s} was never {a}",
            "{s} is anything but {a}",
            "{s} is far from {a}",
            "{s} was hardly {a}",
            "{s} is not even {a}",
            "{s} is not in the least {a}",
            "{s} is by no means {a}",
            "{s} is nowhere near {a}",
            "{s} isn't exactly {a}",
            "{s} doesn't look {a}",
            "{s} didn't seem {a}",
            "{s} did not feel {a}",
            "I don't find it {a}",
            "I don't think {s} is {a}",
            "I didn't think {s} was {a}",
            "nobody could call {s} {a}",
            "I wouldn't call it {a}",
            "{s} is no longer {a}",
            "{s} isn't {a} anymore",
            "there's nothing {a} about {s}",
            "nothing about {s} is {a}",
            "nothing was {a}",
            "not {a} at all",
            "they aren't {a}",
            "they were not {d} {a}",
            "it aint {a}",
            "{s} was neither {a} nor {b}",
            "{s} is not {a} or {b}",
            "{s} is rarely {a}",
            "{s} has never been {a}",
            "{s} couldn't be less {a}",
            "{s} is less {a} than I feared" if p else "{s} is less {a} than I hoped",
        )
    )
    return frame.format(s=g.subject(r), a=word, b=g.adjective(r, 1 - p), d=r.choice(DEGREES))


def _could_not_be_more(g: Grammar, r: random.Random, p: int) -> str:
    frame = r.choice(
        (
            "{s} couldn't be more {a}",
            "{s} could not have been more {a}",
            "I've never seen a more {a} {n}",
            "I have never had such {aa} {n}",
            "never have I seen such {aa} {n}",
            "I've rarely met a more {a} {n}",
            "it doesn't get more {a} than this",
            "nothing is more {a} than {s}",
            "no {n} was ever so {a}",
            "you won't find a more {a} {n}",
            "I can't remember a more {a} {n}",
        )
    )
    word = g.adjective(r, p)
    return frame.format(s=g.subject(r), a=word, aa=article(word), n=g.thing(r))


def _noun_phrase(g: Grammar, r: random.Random, p: int) -> str:
    word, other, noun = g.adjective(r, p), g.adjective(r, p), g.thing(r)
    frame = r.choice(
        (
            "{s} is {aa} {n}",
            "it was {aa} {n}",
            "this is {aa} {n}",
            "what {aa} {n}",
            "such {aa} {n}",
            "{aa} {n}",
            "{a} {n}",
            "{a}, {b} {n}",
            "{a} {n} and {b} {m}",
            "the most {a} {n} ever",
            "the most {a} {n} I have ever seen",
            "we had {aa} {n}",
            "I had {aa} {n} there",
            "they have {aa} {n}",
            "that's {aa} {n}",
            "there is {aa} {n} in it",
            "it has {aa} {n}",
            "one of the most {a} {m}s in town",
            "a really {a} {n}",
            "{aa} and {b} {n}",
            "you get {aa} {n}",
            "{a} {n} {t}",
            "another {a} {n}",
            "how {a}",
            "it's {a} how they do it",
            "{a}",
            "{a} and {b}",
            "{a}, {b}",
            "simply {a}",
            "so {a}",
            "very {a} {n}",
            "{a}, just {a}",
            "{s}: {a}",
        )
    )
    return frame.format(s=g.subject(r), a=word, aa=article(word), b=other, n=noun, m=g.thing(r), t=r.choice(TIMES))


def _predicate(g: Grammar, r: random.Random, p: int) -> str:
    adverb = r.choice(("", "", "", "really ", "always ", "just ", "truly ", "simply "))
    return f"{g.subject(r)} {adverb}{g.word(r, p, 'predicate', 'thing')}"


def _person_does(g: Grammar, r: random.Random, p: int) -> str:
    return f"{r.choice(PEOPLE)} {g.word(r, p, 'predicate', 'person')}"


def _self_does(g: Grammar, r: random.Random, p: int) -> str:
    text = f"{r.choice(('I', 'I', 'I', 'we'))} {g.word(r, p, 'predicate', 'self')}"
    if text.startswith("we "):
        text = text.replace("we am ", "we are ").replace(" my ", " our ").replace(" myself", " ourselves")
    else:
        text = (
            text.replace("I am ", r.choice(("I am ", "I'm ")))
            .replace("I would ", r.choice(("I would ", "I'd ")))
            .replace("I will ", r.choice(("I will ", "I'll ")))
            .replace("I have been", r.choice(("I have been", "I've been")))
        )
    return text.replace(" it", " " + r.choice(OBJECTS), 1) if re.search(r" it$", text) and r.random() < 0.5 else text


def _material(g: Grammar, r: random.Random, p: int) -> str:
    pools = [values[p] for (kind, _), values in g.words.items() if kind == "clause"]
    return r.choice(r.choice(pools)) if pools else _predicate(g, r, p)


def _feeling(g: Grammar, r: random.Random, p: int) -> str:
    who = r.choice(
        (
            "I",
            "I",
            "we",
            "my kids",
            "my friends",
            "they",
            "you will",
            "I really",
            "I absolutely",
            "we all",
            "people",
            "I still",
            "I do",
        )
    )
    if r.random() < 0.65:
        verb = g.word(r, p, "verb", "feeling")
        return (
            f"{who} {past(verb) if r.random() < 0.4 and who not in ('you will', 'I do') else verb} {r.choice(OBJECTS)}"
        )
    if p:
        verb = r.choice(("regret", "hate", "dislike", "mind", "fear"))
        return f"{r.choice(('I do not', 'I didn' + chr(39) + 't', 'I don' + chr(39) + 't', 'I never', 'we did not', 'nobody could', 'you won' + chr(39) + 't', 'I can' + chr(39) + 't possibly'))} {verb} {r.choice(OBJECTS)}"
    verb = g.word(r, 1, "verb", "feeling")
    return f"{r.choice(('I do not', 'I didn' + chr(39) + 't', 'I don' + chr(39) + 't', 'I cannot', 'I can' + chr(39) + 't', 'we did not', 'nobody will', 'you won' + chr(39) + 't', 'I no longer', 'I could never', 'I don' + chr(39) + 't really', 'I would not', 'how could anyone', 'I dont', 'who would', 'I did not'))} {verb} {r.choice(OBJECTS)}"


def _effect(g: Grammar, r: random.Random, p: int) -> str:
    whom = r.choice(
        ("me", "me", "us", "everyone", "the kids", "my family", "my mother", "the whole class", "the audience")
    )
    if r.random() < 0.6:
        verb = g.word(r, p, "verb", "effect")
        form = r.choice(
            (
                past(verb),
                third(verb),
                f"will {verb}",
                f"always {third(verb)}",
                f"never fails to {verb}",
                f"really {past(verb)}",
                f"has {past(verb)}",
                f"managed to {verb}",
            )
        )
        return f"{g.subject(r)} {form} {whom}"
    if p:
        return f"{g.subject(r)} {r.choice(('did not', 'didn' + chr(39) + 't', 'never', 'will not', 'doesn' + chr(39) + 't', 'won' + chr(39) + 't'))} {r.choice(NEGATABLE_NEG)}"
    verb = g.word(r, 1, "verb", "effect")
    return f"{g.subject(r)} {r.choice(('did not', 'didn' + chr(39) + 't', 'never', 'does not', 'doesn' + chr(39) + 't', 'fails to', 'failed to', 'won' + chr(39) + 't', 'hardly managed to', 'could not'))} {verb} {whom}"


def _nouns(g: Grammar, r: random.Random, p: int) -> str:
    good, bad = g.word(r, 1, "noun", "any"), g.word(r, 0, "noun", "any")
    s = g.subject(r)
    if p:
        frame = r.choice(
            (
                "no {b}",
                "no {b} at all",
                "{s} has no {b}",
                "there were no {b}",
                "there was no {b}",
                "I had no {b} with it",
                "we had no {b}",
                "without any {b}",
                "{s} worked without {b}",
                "not a single {b}",
                "zero {b}",
                "{s} is free of {b}",
                "no more {b}",
                "never any {b}",
                "I haven't had any {b}",
                "we haven't seen any {b}",
                "{s} has so much {g}",
                "full of {g}",
                "{s} is full of {g}",
                "plenty of {g}",
                "so much {g}",
                "{s} gave us {g}",
                "{s} brings {g}",
                "you can feel the {g}",
                "{s} has {g} and {h}",
                "it put an end to the {b}",
                "{s} solved the {b}",
                "I have no {b} about {s}",
                "goodbye {b}",
                "{s} saved us from {b}",
                "the {g} is back",
                "thanks for the {g}",
                "we felt the {g}",
            )
        )
    else:
        frame = r.choice(
            (
                "no {g}",
                "no {g} at all",
                "{s} has no {g}",
                "there was no {g}",
                "we got no {g}",
                "without any {g}",
                "{s} lacks {g}",
                "not a trace of {g}",
                "not an ounce of {g}",
                "zero {g}",
                "{s} has little {g}",
                "hardly any {g}",
                "barely any {g}",
                "too little {g}",
                "where is the {g}",
                "it took away all the {g}",
                "{s} is full of {b}",
                "full of {b}",
                "nothing but {b}",
                "so many {b}",
                "too many {b}",
                "too much {b}",
                "{s} has {b} and {c}",
                "{s} causes {b}",
                "{s} caused {b}",
                "we had {b} all day",
                "there were {b}",
                "there was {b} everywhere",
                "{b} everywhere",
                "{b} and {c}",
                "I had {b} with it",
                "{s} gave me {b}",
                "endless {b}",
                "constant {b}",
                "more {b} than {g}",
                "again {b}",
                "I'm tired of the {b}",
                "the {b} never stop",
            )
        )
    return frame.format(s=s, b=bad, c=g.word(r, 0, "noun", "any"), g=good, h=g.word(r, 1, "noun", "any"))


def _compare(g: Grammar, r: random.Random, p: int) -> str:
    s, o, word, anti = g.subject(r), g.subject(r), g.adjective(r, p), g.adjective(r, 1 - p)
    frames = [
        "{s} is more {a} than {o}", "{s} is far more {a} than I expected", "{s} is much more {a} than before", "{s} was even more {a} than the first time",
        "{s} is as {a} as ever", "{s} is less {b} than before", "{s} is more {a} than {b}", "{s} was {b} before, now it is {a}", "{s} used to be {b}, but now it's {a}", "it went from {b} to {a}",
        "no longer {b}, now {a}", "instead of {b}, it was {a}", "I expected it to be {b}, but it was {a}", "I thought it would be {b}; it was {a}", "not {b} but {a}", "it isn't just {c}, it's {a}", "it's not only {c}, it's also {a}",
        "who said it was {b}? It's {a}", "everyone told me it was {b}, and they were wrong", "people call it {b}, I call it {a}", "contrary to the {b} reviews, it is {a}",
    ]  # fmt: skip
    if p:
        frames += [
            "{s} is better than {o}",
            "{s} is much better than {o}",
            "{s} is way better than the old one",
            "nothing is better than {s}",
            "nothing beats {s}",
            "there is nothing better than {s}",
            "{s} beats {o}",
            "I prefer {s} to {o}",
            "{s} has never been better",
            "it doesn't get better than this",
            "{s} could hardly be better",
            "never had a better {n}",
            "the best {n} I've ever had",
            "the best {n} in town",
            "{s} is the best",
            "{s} was the best {n} of my life",
            "it only gets better",
            "{s} is better than the reviews say",
            "I have never had a better {n}",
            "{s} isn't worse than {o}, it's better",
            "a better {n} than I hoped",
            "{s} improved",
            "my best {n} ever",
            "you can't do better than {s}",
        ]
    else:
        frames += [
            "{s} is worse than {o}",
            "{s} is much worse than {o}",
            "{s} is way worse than the old one",
            "nothing is worse than {s}",
            "there is nothing worse than {s}",
            "{o} is better than {s}, far better",
            "I preferred the old one",
            "{s} has never been worse",
            "it doesn't get worse than this",
            "{s} could hardly be worse",
            "never had a worse {n}",
            "the worst {n} I've ever had",
            "the worst {n} in town",
            "{s} is the worst",
            "{s} was the worst {n} of my life",
            "it only gets worse",
            "{s} is worse than the reviews say",
            "I have had better {n}s",
            "I've seen better",
            "the old one was better",
            "it was better before",
            "it used to be better",
            "there are better {n}s",
            "{s} could be better",
            "{s} should be better",
            "a worse {n} than I feared",
            "anything is better than {s}",
            "even a stone would be better than {s}",
            "not the best {n}",
            "far from the best {n}",
            "I expected a better {n}",
            "my worst {n} ever",
            "{s} got worse",
        ]
    return r.choice(frames).format(s=s, o=o, a=word, b=anti, c=g.adjective(r, p), n=g.thing(r))


def _enough(g: Grammar, r: random.Random, p: int) -> str:
    word = g.adjective(r, 1)
    if p:
        return r.choice(
            (
                "{s} is {a} enough for me",
                "{s} was more than {a} enough",
                "{s} is {a} and then some",
                "{s} is plenty {a}",
            )
        ).format(s=g.subject(r), a=word)
    return r.choice(
        (
            "{s} is not {a} enough",
            "{s} isn't {a} enough for me",
            "not {a} enough",
            "{s} was not nearly as {a} as advertised",
            "{s} isn't as {a} as they say",
            "{s} is not as {a} as it used to be",
            "I wish {s} were {a}",
            "I wish it was more {a}",
            "if only {s} were {a}",
            "{s} should be more {a}",
            "{s} could have been {a}",
            "{s} was supposed to be {a}",
            "{s} is supposed to be {a}, it is not",
            "{s} claims to be {a}",
            "they promised {aa} {n}, we got {ab} one",
            "I expected {aa} {n}",
            "I hoped for {aa} {n}",
            "so much for {aa} {n}",
            "{s} would be {a} if it worked",
            "it looks {a} in the advert only",
            "they call this {a}",
            "they call this {aa} {n}",
            "{s} pretends to be {a}",
            "{s} is only {a} on paper",
            "{s} was {a} once, not any more",
        )
    ).format(s=g.subject(r), a=word, aa=article(word), ab=article(g.adjective(r, 0)), n=g.thing(r))


def _question(g: Grammar, r: random.Random, p: int) -> str:
    word = g.adjective(r, p)
    frames = [
        "is it just me or is {s} {a}?",
        "could {s} be any more {a}?",
        "how can {aa} {n} be so {a}?",
        "did you ever see such {aa} {n}?",
        "isn't {s} {a}?",
        "isn't it {a}?",
        "have you ever had such {aa} {n}?",
        "how {a} is that?",
        "why is {s} so {a}?",
        "did I mention how {a} {s} is?",
    ]
    if p:
        frames += [
            "who wouldn't love {s}?",
            "who could not love {o}?",
            "what's not to like?",
            "what is not to love about {s}?",
            "what more could you want?",
            "what more can I ask for?",
            "is there anything better than {s}?",
            "could it get any better?",
            "why didn't I buy it sooner?",
            "why didn't I find {s} earlier?",
            "can I give it six stars?",
            "where has {s} been all my life?",
            "when can I go back?",
            "when is the next one?",
            "how did I ever live without {o}?",
            "can I have more?",
            "how do they make it so {a}?",
            "can it get any better?",
        ]
    else:
        frames += [
            "who would want {o}?",
            "who would pay for {o}?",
            "who thought {s} was a good idea?",
            "who designed {o}?",
            "why would anyone buy {o}?",
            "why bother?",
            "what's the point of {o}?",
            "what is the point?",
            "what were they thinking?",
            "is there anything worse than {s}?",
            "could it get any worse?",
            "why did I buy {o}?",
            "why did I pay for {o}?",
            "can I give it zero stars?",
            "where is my money?",
            "when will they fix {o}?",
            "how is {o} still on the market?",
            "how do they get away with {o}?",
            "do they even test {o}?",
            "does anybody work there?",
            "am I supposed to be happy with {o}?",
            "do you call that {g}?",
            "you call this {gg} {n}?",
            "is this supposed to be {g}?",
            "why can't they make it {g}?",
            "why can't {s} be {g}?",
            "since when is that {g}?",
            "how hard can it be to answer?",
            "why does {s} take so long?",
            "what happened to {s}?",
            "has anyone there ever heard of manners?",
            "did nobody check {o}?",
        ]
    good = g.adjective(r, 1)
    return r.choice(frames).format(
        s=g.subject(r),
        o=r.choice(OBJECTS),
        a=word,
        aa=article(g.thing(r)) if False else article(word),
        n=g.thing(r),
        g=good,
        gg=article(good),
    )


def _exclaim(g: Grammar, r: random.Random, p: int) -> str:
    return g.word(r, p, "exclamation", "any")


def _to_do(g: Grammar, r: random.Random, p: int) -> str:
    act = r.choice(
        [
            "use it",
            "watch",
            "read",
            "look at",
            "work with them",
            "talk to him",
            "deal with",
            "listen to",
            "wear",
            "drive",
            "live here",
            "eat there",
            "be here",
            "be around",
            "travel with",
            "stay there",
            "learn from",
            "see you",
            "come home to",
            "open",
            "follow",
            "clean",
            "wait for",
        ]
    )
    frame = r.choice(
        (
            "{s} is {a} to {v}",
            "it is {a} to {v}",
            "it was {a} to {v}",
            "{a} to {v}",
            "it's so {a} to {v}",
            "I find it {a} to {v}",
        )
    )
    return frame.format(s=g.subject(r), a=g.adjective(r, p), v=act)


def _you(g: Grammar, r: random.Random, p: int) -> str:
    word = g.adjective(r, p)
    return r.choice(
        (
            "you are {a}",
            "you're {aa} {n}",
            "you are so {a}",
            "you guys are {a}",
            "your {n} is {a}",
            "your {n} was {a}",
            "your work is {a}",
            "that was {a} of you",
            "how {a} of you",
            "you did {aa} job",
            "you look {a}",
            "your idea is {a}",
            "you were {a} today",
            "thanks to you it was {a}",
            "because of you my day is {a}",
        )
    ).format(a=word, aa=article(word), n=g.thing(r))


CLAUSES: list[tuple[Rule, float]] = [
    (_is, 4), (_they_are, 1.2), (_person_is, 1), (_feel, 1.4), (_not, 3.5), (_could_not_be_more, 1), (_noun_phrase, 3), (_predicate, 4),
    (_person_does, 2), (_self_does, 4), (_material, 5), (_feeling, 2), (_effect, 1.6), (_nouns, 2.4), (_compare, 1.8), (_enough, 1),
    (_question, 1.2), (_exclaim, 1), (_to_do, 0.6), (_you, 0.7),
]  # fmt: skip
_RULES = [rule for rule, _ in CLAUSES]
_WEIGHTS = [weight for _, weight in CLAUSES]
_STATEMENTS = [(rule, weight) for rule, weight in CLAUSES if rule not in (_question, _exclaim)]
_STATEMENT_RULES = [rule for rule, _ in _STATEMENTS]
_STATEMENT_WEIGHTS = [weight for _, weight in _STATEMENTS]


def clause(g: Grammar, r: random.Random, p: int) -> str:
    """A statement without end mark."""
    return r.choices(_STATEMENT_RULES, _STATEMENT_WEIGHTS)[0](g, r, p)


def written(g: Grammar, r: random.Random, p: int) -> str:
    """A written sentence, at times with another word in the place of one whose polarity is known."""
    text = r.choice(g.sentences[p])
    return swapped(g, r, text, p) if r.random() < 0.4 else text


def swapped(g: Grammar, r: random.Random, text: str, p: int) -> str:
    """The text with each adjective of the lexicon, of polarity ``p``, given way to another of the same polarity."""
    words = text.split(" ")
    for index, word in enumerate(words):
        bare = word.strip(".,!?;:")
        if g.polarity.get(bare) == p and r.random() < 0.7:
            new = g.adjective(r, p)
            words[index] = word.replace(bare, new)
            if index and words[index - 1].lower() in ("a", "an"):
                words[index - 1] = (
                    ("an" if new[0] in VOWELS else "a")
                    if words[index - 1][0] == "a"
                    else ("An" if new[0] in VOWELS else "A")
                )
    return " ".join(words)


def _bare(text: str) -> str:
    return text.rstrip(".!?").rstrip()


def _lower(text: str) -> str:
    return text if text.startswith(("I ", "I'")) or text[:2].isupper() else text[:1].lower() + text[1:]


def statement(g: Grammar, r: random.Random, p: int) -> str:
    """A clause of the grammar or a short written sentence, without end mark."""
    if r.random() < 0.3:
        text = r.choice(g.sentences[p])
        if len(text) < 70 and not text.endswith("?"):
            return _lower(_bare(text))
    return clause(g, r, p)


def sentence(g: Grammar, r: random.Random, p: int) -> str:
    """One to three clauses that together say ``p``, with end mark."""
    dice = r.random()
    end = r.choice((".", ".", ".", ".", "!", "!", "", "!!", "...", " :)" if p else " :("))
    if dice < 0.36:
        text = r.choices(_RULES, _WEIGHTS)[0](g, r, p)
    elif dice < 0.46:
        text = statement(g, r, 1 - p) + r.choice(CONTRASTS_AFTER) + statement(g, r, p)
    elif dice < 0.52:
        text = statement(g, r, p) + r.choice(CONTRASTS_BEFORE) + statement(g, r, 1 - p)
    elif dice < 0.57:
        text = f"{r.choice(('although', 'even though', 'though', 'while', 'even if'))} {statement(g, r, 1 - p)}, {statement(g, r, p)}"
    elif dice < 0.60:
        word = g.adjective(r, 1 - p)
        text = r.choice(
            (
                f"despite the {word} {r.choice(PARTS)}, {statement(g, r, p)}",
                f"{statement(g, r, p)} despite the {word} {r.choice(PARTS)}",
                f"in spite of the {word} {r.choice(PARTS)}, {statement(g, r, p)}",
                f"apart from the {word} {r.choice(PARTS)}, {statement(g, r, p)}",
            )
        )
    elif dice < 0.72:
        text = statement(g, r, p) + r.choice(JOINS) + statement(g, r, p)
    elif dice < 0.80:
        filler = r.choice(g.fillers)
        text = r.choice(
            (
                f"{filler}. {statement(g, r, p)}",
                f"{filler} and {statement(g, r, p)}",
                f"{statement(g, r, p)}. {filler}",
                f"{statement(g, r, p)}, {filler}",
                f"{filler}, {statement(g, r, p)}",
            )
        )
    elif dice < 0.86:
        text = f"{r.choice(OPENERS)}, {statement(g, r, p)}"
    elif dice < 0.91:
        text = f"{statement(g, r, p)} {r.choice(TIMES)}"
    elif dice < 0.96:
        text = f"{_exclaim(g, r, p)}{r.choice(('! ', '. ', ', ', '... '))}{statement(g, r, p)}"
    else:
        text = f"{statement(g, r, p)}. {_exclaim(g, r, p)}"
    return capitalised(text) + ("" if text.endswith(("?", "!", ".")) else end)


def noisy(r: random.Random, text: str) -> str:
    """The text as people type: at times without capitals, apostrophes or end marks, with a slip or a repeated mark."""
    dice = r.random()
    if dice < 0.75:
        return text
    if dice < 0.80:
        return text.lower()
    if dice < 0.83:
        return text.upper()
    if dice < 0.89:
        return text.replace("'", "")
    if dice < 0.92:
        return text.rstrip(".!?")
    if dice < 0.95:
        return text + r.choice(("!", "!!", " :)" if False else "...", "?"[:0]))
    place = r.randrange(max(1, len(text) - 1))
    return (
        text[:place] + text[place + 1 :]
        if dice < 0.975
        else text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
    )


def example(g: Grammar, r: random.Random, written_share: float = 0.4) -> tuple[str, int]:
    """A fresh text and its polarity."""
    p = r.randrange(2)
    dice = r.random()
    if dice < written_share:
        text = written(g, r, p)
        more = r.random()
        if more < 0.06:
            text += " " + written(g, r, p)
        elif more < 0.12:
            text = _bare(written(g, r, 1 - p)) + r.choice(CONTRASTS_AFTER) + _lower(text)
        elif more < 0.18:
            text = r.choice(
                (f"{text} {capitalised(r.choice(g.fillers))}.", f"{capitalised(r.choice(g.fillers))}. {text}")
            )
        elif more < 0.22:
            text = f"{text} {sentence(g, r, p)}"
    else:
        text = sentence(g, r, p)
        if r.random() < 0.08:
            text = f"{text} {sentence(g, r, p)}"
    return noisy(r, text), p
