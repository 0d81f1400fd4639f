"""English names of people, places, organisations and the rest, real and invented, for the tagger of names.

``material/ner_en/names/*.txt`` holds lists (``[list]``, then words between commas). :class:`Names` draws from them, puts
new names together from their parts, and spells out names that nobody bears from the letters of a list.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property

from hfcourse.zoo.recipe import MATERIAL

FOLDER = MATERIAL / "ner_en"
TYPES = {
    "PER": "full first last init mono pet family ruler",
    "LOC": "loc city village country region continent river mountain range sea lake island place landmark stadium street "
    "planet empire",
    "ORG": "company bank agency party paper club usteam uni museum band hospital school institute ministry org",
    "MISC": "nat people demonym lang religion faith event war battle award treaty product work storm",
}
TYPE_OF = {slot: kind for kind, slots in TYPES.items() for slot in slots.split()}
"""The type of what a slot draws."""
RESERVED = 7
"""Every seventh name of a list is kept for :func:`hfcourse.zoo.recipes.ner_en.develop`."""
PARTS = re.compile(r"@|tail$|head$|word$|^title|^institute|^initial$|^continent$|^planet$|^district$")
"""Lists that are parts of names or ordinary words; none of their entries is reserved."""
FAMILY_FIRST = ("korean", "chinese")
"""Cultures where the family name mostly comes first."""
ENGLISH_SHARE = 0.3
REAL_SHARE = 0.45
NEUTRAL_SHARE = 0.25
"""How often a name says nothing of its type, so that only the words around it tell: invented, or borrowed from another."""
NEUTRAL = "full first last pet city village loc region country river island company org club band paper product".split()


@cache
def read_lists() -> dict[str, list[str]]:
    """All lists of the material."""
    lists: dict[str, list[str]] = {}
    for path in sorted((FOLDER / "names").glob("*.txt")):
        for section in re.split(r"^\[", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, body = section.partition("]")
            lists[title] = [" ".join(entry.split()) for entry in body.split(",") if entry.strip()]
    return lists


class Speller:
    """Spells words like those of a list: each letter is drawn by the ``order`` letters before it."""

    def __init__(self, words: Sequence[str], order: int) -> None:
        self._order = order
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            padded = "^" * order + word + "$"
            for place in range(order, len(padded)):
                self._next[padded[place - order : place]].append(padded[place])

    def word(self, rng: random.Random) -> str:
        """A word of four to eleven letters."""
        while True:
            text = "^" * self._order
            while text[-1] != "$" and len(text) < 20:
                text += rng.choice(self._next[text[-self._order :]])
            word = text[self._order :].removesuffix("$")
            if 4 <= len(word) <= 11 and word[-1].islower():
                return word


def single_words(entries: Sequence[str]) -> list[str]:
    """The entries that are one plain word."""
    return [entry for entry in entries if re.fullmatch(r"[A-ZÀ-Ž][a-zß-ž]{2,}", entry)]


class Names:
    """Draws names. ``part`` is "all", "train" (no reserved name) or "reserved" (no other, and none invented)."""

    def __init__(self, part: str = "all") -> None:
        self._reserved = part == "reserved"
        self._real = 1.0 if self._reserved else REAL_SHARE
        self._lists = {
            title: entries
            if part == "all" or PARTS.search(title)
            else [
                entry for place, entry in enumerate(dict.fromkeys(entries)) if (place % RESERVED == 3) == self._reserved
            ]
            for title, entries in read_lists().items()
        }
        self._cultures = sorted(title.split()[1] for title in self._lists if title.startswith("given "))
        self._makers: Mapping[str, Callable[[random.Random], str]] = {
            slot: getattr(self, f"_{slot}") for slot in TYPE_OF if hasattr(self, f"_{slot}")
        }

    def draw(self, slot: str, rng: random.Random) -> str:
        """A name for ``slot``; one that starts with "the " is a name only from its second word on."""
        if not self._reserved and slot in NEUTRAL and rng.random() < NEUTRAL_SHARE:
            return f"{self._neutral(rng)} {self._neutral(rng)}" if slot == "full" else self._neutral(rng)
        return self._makers[slot](rng) if slot in self._makers else self._one(slot, rng)

    def _neutral(self, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.65:
            return self._spell("any", rng)
        if dice < 0.8:
            return self._one(f"sur {self._culture(rng)}", rng)
        if dice < 0.9:
            return self._one(f"given {self._culture(rng)}", rng)
        return self._one("city", rng)

    def word(self, title: str, rng: random.Random) -> str:
        """An ordinary word of a list whose title starts with @, or any year or number."""
        if title == "@year" and rng.random() < 0.5:
            return str(rng.randint(1000, 2035))
        if title == "@num" and rng.random() < 0.3:
            return rng.choice([str(rng.randint(2, 99)), str(rng.randint(2, 99)), f"{rng.randint(1, 9999):,}"])
        return rng.choice(self._lists[title])

    def _one(self, title: str, rng: random.Random) -> str:
        return rng.choice(self._lists[title])

    def _is_real(self, rng: random.Random, share: float = 1.0) -> bool:
        return self._reserved or rng.random() < share * self._real

    @cached_property
    def _spellers(self) -> dict[str, Speller]:
        places = single_words([*self._lists["city"], *self._lists["region"], *self._lists["country"]])
        brands = single_words([*self._lists["company"], *self._lists["product"]])
        spellers = {"place": Speller(places, 3), "loose place": Speller(places, 2), "brand": Speller(brands, 2)}
        everything = [*places, *brands]
        for culture in self._cultures:
            for kind in ("given", "sur"):
                title = f"{kind} {culture}"
                words = single_words(self._lists[title])
                everything += words
                spellers[title] = Speller(words, 3 if len(words) > 150 else 2)
        return spellers | {"any": Speller(everything, 2)}

    def _spell(self, title: str, rng: random.Random) -> str:
        return self._spellers[title].word(rng)

    def _culture(self, rng: random.Random) -> str:
        return "english" if rng.random() < ENGLISH_SHARE else rng.choice(self._cultures)

    def _part_of_name(self, kind: str, culture: str, rng: random.Random) -> str:
        title = f"{kind} {culture}"
        if self._is_real(rng, 1.2) or culture in FAMILY_FIRST:
            return self._one(title, rng)
        return self._spell(title, rng)

    def _first(self, rng: random.Random) -> str:
        return self._part_of_name("given", self._culture(rng), rng)

    def _last(self, rng: random.Random) -> str:
        name = self._part_of_name("sur", self._culture(rng), rng)
        if rng.random() < 0.03:
            return f"{name}-{self._part_of_name('sur', self._culture(rng), rng)}"
        return name

    def _full(self, rng: random.Random) -> str:
        culture = self._culture(rng)
        given = self._part_of_name("given", culture, rng)
        family = self._part_of_name("sur", culture if rng.random() < 0.85 else self._culture(rng), rng)
        if culture in FAMILY_FIRST:
            return f"{family} {given}" if rng.random() < 0.7 else f"{given} {family}"
        dice = rng.random()
        if dice < 0.04:
            return f"{given} {self._one('initial', rng)}. {family}"
        if dice < 0.08:
            return f"{given} {self._part_of_name('given', culture, rng)} {family}"
        if dice < 0.1:
            return f"{given}-{self._part_of_name('given', culture, rng)} {family}"
        if dice < 0.12:
            return f"{given} {family}-{self._part_of_name('sur', self._culture(rng), rng)}"
        if dice < 0.13:
            return f"{given} {family} {rng.choice(['Jr', 'Jr.', 'III'])}"
        return f"{given} {family}"

    def _init(self, rng: random.Random) -> str:
        letters = [f"{self._one('initial', rng)}." for _ in range(rng.choice([1, 2, 2, 2, 3]))]
        return f"{rng.choice(['', ' ', ' ']).join(letters)} {self._last(rng)}"

    def _mono(self, rng: random.Random) -> str:
        return self._one("mononym", rng) if rng.random() < 0.7 else self._full(rng)

    def _pet(self, rng: random.Random) -> str:
        return self._one("pet", rng) if self._is_real(rng) else self._first(rng)

    def _family(self, rng: random.Random) -> str:
        name = self._last(rng)
        return name + ("es" if name[-1] in "sxz" else "s")

    def _ruler(self, rng: random.Random) -> str:
        return f"{self._first(rng)} {self._one('@roman', rng)}"

    def _root(self, rng: random.Random) -> str:
        """A word that things are named after: a place, a person, an invented word."""
        dice = rng.random()
        if dice < 0.3:
            return self._last(rng)
        if dice < 0.4:
            return self._first(rng)
        if dice < 0.7:
            return self._city(rng)
        return self._one("villagehead", rng) + self._one("villagetail", rng)

    def _invented_place(self, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.4:
            return self._spell("place", rng)
        if dice < 0.55:
            return self._spell("loose place", rng)
        if dice < 0.75:
            return self._one("villagehead", rng) + self._one("villagetail", rng)
        if dice < 0.87:
            return self._spell("loose place", rng)[:4].rstrip("aeiou") + self._one("foreigntail", rng)
        return f"{self._one('district', rng)} {self._spell('place', rng)}"

    def _city(self, rng: random.Random) -> str:
        return self._one("city", rng) if self._is_real(rng) else self._invented_place(rng)

    def _loc(self, rng: random.Random) -> str:
        return self.draw(rng.choice(["city", "city", "village", "region", "country", "island", "lake", "place"]), rng)

    def _village(self, rng: random.Random) -> str:
        base = self._city(rng) if self._is_real(rng, 0.5) else self._invented_place(rng)
        dice = rng.random()
        if dice < 0.06:
            return f"{base}-{rng.choice(['on-Sea', 'upon-Avon', 'sur-Mer', 'by-the-Sea', 'le-Grand'])}"
        if dice < 0.12:
            return f"{self._one('district', rng)} {base}"
        return base

    def _country(self, rng: random.Random) -> str:
        return self._one("country", rng) if self._is_real(rng, 1.6) else self._spell("place", rng)

    def _region(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.4):
            return self._one("region", rng)
        base = self._spell("place", rng)
        return rng.choice([base, base, f"{base} County", f"{rng.choice(['North', 'South', 'West', 'East'])} {base}"])

    def _river(self, rng: random.Random) -> str:
        return self._one("river", rng) if self._is_real(rng, 1.2) else self._invented_place(rng)

    def _mountain(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("mountain", rng)
        return rng.choice(["Mount {}", "Mount {}", "Mt. {}", "Ben {}", "Piz {}", "{}", "{} Peak"]).format(
            self._invented_place(rng)
        )

    def _range(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.4):
            return self._one("range", rng)
        return rng.choice(["{} Mountains", "{} Hills", "{} Desert", "{} Valley", "{} Forest"]).format(self._root(rng))

    def _sea(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.5):
            return self._one("sea", rng)
        return rng.choice(["{} Sea", "Gulf of {}", "Bay of {}", "Strait of {}"]).format(self._invented_place(rng))

    def _lake(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("lake", rng)
        return rng.choice(["Lake {}", "Lake {}", "Loch {}", "{} Lake", "{} Falls"]).format(self._invented_place(rng))

    def _island(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.2):
            return self._one("island", rng)
        return rng.choice(["{}", "{}", "{} Island", "the Isle of {}", "the {} Islands"]).format(
            self._invented_place(rng)
        )

    def _place(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.9):
            return self._one("place", rng)
        if rng.random() < 0.08:
            return f"{rng.choice(['St', 'St.', 'Saint'])} {self._first(rng)}'s {rng.choice(['Church', 'Cathedral'])}"
        return f"{self._root(rng)} {self._one('placetail', rng)}"

    def _landmark(self, rng: random.Random) -> str:
        return self._one("landmark", rng) if self._is_real(rng, 1.3) else self._place(rng)

    def _stadium(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("stadium", rng)
        return f"{self._root(rng)} {rng.choice(['Stadium', 'Park', 'Arena', 'Road', 'Lane', 'Field', 'Dome'])}"

    def _street(self, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.12:
            base = rng.choice(["Rue de {}", "Rue {}", "Calle {}", "Via {}", "Avenida {}", "Plaza {}", "Place {}"])
            return base.format(self._last(rng))
        if dice < 0.18:
            return self._last(rng) + rng.choice(["straße", "strasse", "gasse", "platz", "straat", "gatan"])
        if dice < 0.5:
            words = "High Station Church Mill Park Queen King Victoria Market Castle Bridge Garden Elm Main".split()
            return f"{rng.choice(words)} {self._one('streettail', rng)}"
        return f"{self._root(rng)} {self._one('streettail', rng)}"

    def _acronym(self, rng: random.Random) -> str:
        return "".join(rng.choices("ABCDEFGHIKLMNOPRSTUW", k=rng.choice([2, 3, 3, 3, 4, 4, 5])))

    def _brand(self, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.35:
            return self._spell("brand", rng)
        if dice < 0.7:
            tail = self._one("brandtail", rng)
            return self._one("brandword", rng) + (tail.capitalize() if rng.random() < 0.15 else tail)
        if dice < 0.85:
            return f"{self._one('brandword', rng)} {self._one('brandword', rng)}"
        return self._spell("loose place", rng)

    def _company(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.85):
            return self._one("company", rng)
        tail = self._one("companytail", rng)
        dice = rng.random()
        if dice < 0.25:
            return self._brand(rng)
        if dice < 0.5:
            return f"{self._brand(rng)} {tail}"
        if dice < 0.65:
            return f"{self._last(rng)} {tail}"
        if dice < 0.73:
            return f"{self._last(rng)} & {rng.choice(['Sons', 'Co', 'Co.', 'Partners', 'Daughters', self._last(rng)])}"
        if dice < 0.76:
            return f"{self._last(rng)}, {self._last(rng)} & {self._last(rng)}"
        if dice < 0.86:
            return f"{self._city(rng)} {tail}"
        if dice < 0.92:
            return self._acronym(rng) + (f" {tail}" if rng.random() < 0.4 else "")
        return f"{self._one('brandword', rng)} {tail}"

    def _bank(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return "the " + self._one("bank", rng)
        return rng.choice(["the Bank of {}", "the Central Bank of {}", "{} Bank", "the {} Savings Bank"]).format(
            self._city(rng)
        )

    def _agency(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.4):
            return self._one("agency", rng)
        return rng.choice([f"the {self._acronym(rng)}", self._acronym(rng), f"the {self._society(rng)}"])

    def _party(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.2):
            return self._one("party", rng)
        words = "Labour Justice Freedom People's Green Liberal Socialist Unity Reform National Farmers' Pirate".split()
        base = f"{rng.choice([self._one('nationality', rng), rng.choice(words)])} {rng.choice(words)}"
        return f"the {base} {rng.choice(['Party', 'Party', 'Alliance', 'Movement', 'Front', 'Union'])}"

    def _paper(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("newspaper", rng)
        tails = (
            "Times Post Herald Gazette Tribune Chronicle Courier Observer Star Mail Echo Journal News Review".split()
        )
        root = self._city(rng) if rng.random() < 0.7 else rng.choice(["Morning", "Daily", "Evening", "Sunday"])
        return f"the {root} {rng.choice(tails)}"

    def _club(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.9):
            return self._one("club", rng)
        dice = rng.random()
        if dice < 0.5:
            return f"{self._city(rng)} {self._one('clubtail', rng)}"
        if dice < 0.75:
            return f"{self._one('clubhead', rng)} {self._city(rng)}"
        return self._city(rng)

    def _usteam(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("usteam", rng)
        animals = "Tigers Bears Hawks Sharks Wolves Comets Pilots Miners Kings Foxes Storm Thunder Owls Bisons".split()
        return f"{self._city(rng)} {rng.choice(animals)}"

    def _uni(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.9):
            return self._one("university", rng)
        shapes = ["the University of {}", "the University of {}", "{} University", "{} University", "{} College"]
        more = ["{} State University", "the Technical University of {}", "{} Institute of Technology", "{} Polytechnic"]
        return rng.choice([*shapes, *more]).format(self._root(rng))

    def _school(self, rng: random.Random) -> str:
        if rng.random() < 0.25:
            return f"{rng.choice(['St', 'St.', 'Saint'])} {self._first(rng)}'s {rng.choice(['School', 'College', ''])}".strip()
        tails = ["High School", "Primary School", "Grammar School", "Academy", "School", "College", "Elementary School"]
        return f"{self._root(rng)} {rng.choice(tails)}"

    def _museum(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("museum", rng)
        shapes = [
            "the {} Museum",
            "the {} Gallery",
            "the {} Theatre",
            "the {} Philharmonic",
            "the National Museum of {}",
        ]
        more = ["the {} Opera", "the Museum of {}", "the {} Symphony Orchestra", "the {} Library", "the {} Ballet"]
        return rng.choice([*shapes, *more]).format(self._root(rng))

    def _band(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.9):
            return self._one("band", rng)
        adjective, noun = self._one("titleadj", rng), self._one("titlenoun", rng)
        return rng.choice(
            [
                f"the {adjective} {self._one('bandtail', rng)}",
                f"the {noun}s",
                f"{adjective} {noun}",
                f"the {self._last(rng)} {self._one('bandtail', rng)}",
                self._spell("brand", rng),
            ]
        )

    def _hospital(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.5):
            return self._one("hospital", rng)
        shapes = ["{} Hospital", "{} General Hospital", "{} Medical Center", "St {}'s Hospital", "the {} Clinic"]
        return rng.choice(shapes).format(self._root(rng))

    def _institute(self, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.5:
            return f"the {self._one('institutehead', rng)} {self._one('institutefield', rng)}"
        return f"the {self._root(rng)} {rng.choice(['Institute', 'Institute', 'Centre', 'Center', 'Laboratory', 'Observatory'])}"

    def _ministry(self, rng: random.Random) -> str:
        field = self._one("institutefield", rng)
        heads = ["the Ministry of", "the Ministry of", "the Department of", "the Department for", "the Office of"]
        return f"{rng.choice(heads)} {field}"

    def _society(self, rng: random.Random) -> str:
        dice = rng.random()
        tail = self._one("orgtail", rng)
        if dice < 0.5:
            return f"{self._root(rng)} {tail}"
        if dice < 0.7:
            return f"{self._one('nationality', rng)} {tail}"
        if dice < 0.85:
            things = "Farmers Writers Dockworkers Football Cycling Chess Medical Bar Book Peace Housing Wildlife Heart".split()
            return f"{rng.choice([self._city(rng), self._one('nationality', rng), 'National'])} {rng.choice(things)} {tail}"
        return f"{self._one('brandword', rng)} {tail}"

    def _org(self, rng: random.Random) -> str:
        dice = rng.random()
        if dice < 0.25:
            return self._company(rng)
        if dice < 0.4:
            return self._agency(rng)
        if dice < 0.85:
            return f"the {self._society(rng)}"
        slot = rng.choice(["_institute", "_uni", "_museum", "_party", "_paper"])
        return str(getattr(self, slot)(rng))

    def _nat(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.7):
            return self._one("nationality", rng)
        return self._spell("place", rng)[:7].rstrip("aeiou") + rng.choice(["ian", "ese", "ish", "an", "i", "ic"])

    def _people(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.7):
            return self._one("people", rng)
        return self._spell("place", rng)[:7].rstrip("aeiou") + rng.choice(["ians", "ans", "is", "ites", "ers"])

    def _lang(self, rng: random.Random) -> str:
        return self._one("language", rng) if self._is_real(rng, 1.7) else self._nat(rng)

    def _event(self, rng: random.Random) -> str:
        if self._is_real(rng):
            name = self._one("event", rng)
            return f"{self._one('@year', rng)} {name}" if rng.random() < 0.06 else name
        root = self._root(rng) if rng.random() < 0.8 else self._one("nationality", rng)
        return f"{root} {self._one('eventtail', rng)}"

    def _war(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.4):
            return self._one("war", rng)
        root = rng.choice([self._one("nationality", rng), self._city(rng), self._one("brandword", rng)])
        return rng.choice([f"{root} War", f"{root} War", f"Battle of {self._city(rng)}", f"{root} Revolution"])

    def _battle(self, rng: random.Random) -> str:
        return f"{rng.choice(['Battle', 'Battle', 'Siege', 'Peace', 'Congress'])} of {self._city(rng)}"

    def _award(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.3):
            return self._one("award", rng)
        tail = rng.choice(["Prize", "Medal", "Award", "Cup", "Trophy", "Fellowship"])
        return f"{self._root(rng)} {tail}"

    def _treaty(self, rng: random.Random) -> str:
        if self._is_real(rng, 1.1):
            return self._one("treaty", rng)
        shapes = ["Treaty of {}", "{} Agreement", "{} Convention", "{} Protocol", "{} Accords", "{} Act", "{} Treaty"]
        return rng.choice(shapes).format(self._city(rng))

    def _product(self, rng: random.Random) -> str:
        if self._is_real(rng):
            return self._one("product", rng)
        base = self._brand(rng) if rng.random() < 0.75 else rng.choice("ABCDEFGKMRSTXZ")
        dice = rng.random()
        if dice < 0.5:
            return f"{base} {self._one('producttail', rng)}"
        if dice < 0.75:
            return f"{base}-{rng.randint(1, 99)}"
        return self._spell("brand", rng)

    def _work(self, rng: random.Random) -> str:
        if self._is_real(rng, 0.8):
            return self._one("work", rng)
        adjective, noun, other = self._one("titleadj", rng), self._one("titlenoun", rng), self._one("titlenoun", rng)
        place, person = self._city(rng), self._first(rng)
        return rng.choice(
            [
                f"The {adjective} {noun}",
                f"The {adjective} {noun}",
                f"{adjective} {noun}",
                f"The {noun} of {place}",
                f"The {noun} and the {other}",
                f"A {adjective} {noun}",
                f"{self._one('titlefixed', rng)} {rng.choice([place, person, noun])}",
                f"{noun} of {rng.choice([place, other, noun + 's'])}",
                f"{person} and the {noun}",
                f"{person}'s {noun}",
                f"{noun}s",
                f"{place} {noun}",
                person,
            ]
        )

    def _storm(self, rng: random.Random) -> str:
        return f"{self._one('stormword', rng)} {self._first(rng)}"
