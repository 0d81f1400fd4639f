"""The exercises of lesson 01: text pipelines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import N_, _

_SITUATIONS = {
    "a": ("inference", N_("The phone was trained long ago. What changes in it while you speak?")),
    "b": ("training", N_("The letters come with the right answer. What is that needed for?")),
    "c": (
        "inference",
        N_("The chatbot reads the whole conversation again as its input. Would it answer a stranger better, too?"),
    ),
    "d": ("training", N_("At the end the model can do something that it could not do before.")),
    "e": ("inference", N_("Two million is a lot of data. But does anything tell the model whether a label is right?")),
    "f": ("inference", N_("The right answers are there, and you count with them. Do they ever reach the weights?")),
}


class _Classifier:
    """Answers like a text-classification pipeline with two labels, from a table; remembers what it was asked."""

    def __init__(self, shares: Mapping[str, float], labels: tuple[str, str]) -> None:
        self._shares, self._labels = shares, labels  # text -> share of the first label
        self.calls: list[list[str]] = []

    def __call__(self, inputs: Any, *_args: Any, top_k: int | None = 1, **_kwargs: Any) -> list[Any]:
        texts = [inputs] if isinstance(inputs, str) else list(inputs)
        self.calls.append(texts)
        return [self.answer(text) if top_k == 1 else self._all(text) for text in texts]

    def __repr__(self) -> str:
        return "classify"

    def answer(self, text: str) -> dict[str, Any]:
        return self._all(text)[0]

    def _all(self, text: str) -> list[dict[str, Any]]:
        share = self._shares[text]
        both = [{"label": self._labels[0], "score": share}, {"label": self._labels[1], "score": round(1 - share, 2)}]
        return sorted(both, key=lambda answer: -answer["score"])


@exercise("01.1", expects=callable)
def check_describe(function: Callable[..., Any]) -> Verdict:
    """`describe(text, answer)`: "NEGATIVE (97%): I hate this restaurant."."""
    verdict = try_cases(
        function,
        (
            (
                ("I hate this restaurant.", {"label": "NEGATIVE", "score": 0.9731}),
                "NEGATIVE (97%): I hate this restaurant.",
            ),
            (("Fine.", {"label": "POSITIVE", "score": 0.6374}), "POSITIVE (64%): Fine."),
            (("Sure!", {"label": "1", "score": 1.0}), "1 (100%): Sure!"),
        ),
        message=_("One line for each answer, and people can read it in any spreadsheet."),
    )
    if isinstance(verdict, Right):
        return verdict
    got = _result(function, "Fine.", {"label": "POSITIVE", "score": 0.6374})
    if isinstance(got, KeyError) and got.args in ((0,), (-1,)):
        return Wrong(
            _(
                "`answer` is one dictionary here. Next step: take the [0] away; it belongs where you call the pipeline, which gives a list."
            )
        )
    decimals = _("The percentage has decimals. Next step: round to a whole number; :.0% in an f-string does both.")
    hints = {
        "63%": _("63.74 % becomes 64 %. int(…) cuts off. Next step: round the number, or let the f-string do it: :.0%"),
        "63.7": decimals,
        "64.0": decimals,
        "0.6": _("The score stands there as a share of 1. Next step: make it a percentage; :.0% multiplies by 100."),
    }
    for sign, hint in hints.items():
        if isinstance(got, str) and sign in got:
            return Wrong(hint)
    return verdict


@exercise("01.2", expects=dict)
def check_kind(value: dict[object, object]) -> Verdict:
    """`kind`: the letter of a situation -> "training" or "inference"."""
    for letter in _SITUATIONS:
        if letter not in value:
            return Wrong(_("The dictionary lacks the letter '%(letter)s'.") % {"letter": letter})
        if value[letter] not in ("training", "inference"):
            return Wrong(
                _('%(given)s for \'%(letter)s\' is neither "training" nor "inference". Small letters, and in English.')
                % {"given": shown(value[letter]), "letter": letter}
            )
    wrong = [letter for letter, (answer, _hint) in _SITUATIONS.items() if value[letter] != answer]
    if wrong:
        return Wrong(
            _("%(right)d of %(all)d are right. Look at '%(letter)s' again: %(hint)s")
            % {
                "right": len(_SITUATIONS) - len(wrong),
                "all": len(_SITUATIONS),
                "letter": wrong[0],
                "hint": _(_SITUATIONS[wrong[0]][1]),
            }
        )
    return Right(_("One question settles it each time: are the weights different afterwards?"))


@exercise("01.3", expects=callable)
def check_needs_a_person(function: Callable[..., Any]) -> Verdict:
    """`needs_a_person(answers, threshold)`: positions of the answers with a score below the threshold."""
    answers = [{"label": label, "score": score} for label, score in (("A", 0.62), ("B", 0.97), ("B", 0.8), ("A", 0.51))]
    got = _result(function, answers, 0.8)
    hint = ""
    if same(got, [answers[0], answers[3]]):
        hint = _("These are the answers themselves; the exercise asks for their positions. enumerate(…) counts along.")
    elif same(got, [0.62, 0.51]):
        hint = _("These are the scores; the exercise asks for their positions. enumerate(…) counts along.")
    elif same(got, [0, 2, 3]):
        hint = _("A score that equals the threshold is not below it. Next step: look at the comparison.")
    elif same(got, [1, 4]):
        hint = _("Python counts from 0: the first answer has position 0.")
    elif same(got, [1]) or same(got, [1, 2]):
        hint = _("These are the answers that the model is sure of. Next step: turn the comparison round.")
    elif same(got, 0):
        hint = _("Only the first position came back. Next step: collect them all, and return after the loop.")
    elif hasattr(got, "__next__"):
        hint = _("This is a generator or an iterator. Next step: make a list of it, with [ ] around it or list(…).")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((answers, 0.8), [0, 3]),
            ((answers, 0.6), [3]),
            ((answers, 1.0), [0, 1, 2, 3]),
            ((answers, 0.5), []),
            (([], 0.9), []),
        ),
        message=_(
            "The threshold is yours to choose: higher means more work for people and fewer mistakes that slip through."
        ),
    )


@exercise("01.4", expects=tuple)
def check_trick(value: tuple[object, ...]) -> Verdict:
    """(a sentence, the label people would give it, the classifier): right where the classifier gives the other label."""
    text, label, classify = value if len(value) == 3 else (None, None, None)
    if not callable(classify):
        return Wrong(_("The check needs three things: your sentence, its label, and `classifier`, which reads it."))
    if not isinstance(text, str):
        return Wrong(_("The sentence is %(value)s. Next step: make it one text in quotes.") % {"value": shown(text)})
    if label not in ("POSITIVE", "NEGATIVE"):
        return Wrong(
            _('The label is %(value)s. Next step: write "POSITIVE" or "NEGATIVE", in capitals, as the model does.')
            % {"value": shown(label)}
        )
    letters = [character for character in text if character.isalpha()]
    if sum(map(str.isascii, letters)) < 0.8 * len(letters):
        return Wrong(_("This is not English. The model learned from English alone, so that would be too easy a trick."))
    words = {word.strip(".,;:!?\"'()").lower() for word in text.split()} - {""}
    if len(words) < 4:
        return Wrong(_("This has fewer than four different words. Next step: write a whole sentence."))
    answer = classify(text)[0]
    if answer["label"] not in ("POSITIVE", "NEGATIVE"):
        return Wrong(
            _("This model answers with the label %(label)s. Next step: pass `classifier`, the English model.")
            % {"label": shown(answer["label"])}
        )
    if answer["label"] == label:
        return Wrong(
            _(
                "The model says %(label)s as well (score %(score).2f). Next step: try a negation far from the word that it turns round, "
                "irony, or something that only a person who knows the world takes as praise or blame."
            )
            % {"label": answer["label"], "score": answer["score"]}
        )
    return Right(
        _(
            "The model says %(label)s, with a score of %(score).2f. Would anybody have noticed among ten thousand reviews?"
        )
        % {"label": answer["label"], "score": answer["score"]}
    )


@exercise("01.5", expects=callable)
def check_most_negative(function: Callable[..., Any]) -> Verdict:
    """`most_negative(texts, classify, negative)`: the text with the largest share of the label `negative`."""
    shares = {"Lovely!": 0.01, "So-so.": 0.45, "Awful.": 0.93, "Not my thing.": 0.7, "Good.": 0.1, "Great!": 0.02}
    plain = _Classifier(shares, ("0", "1"))
    texts = ["Lovely!", "So-so.", "Awful."]
    got = _result(function, list(texts), plain, "0")
    hint = ""
    if got == "So-so.":
        hint = _(
            "'So-so.' has the smallest score, but its label is the good one: that is the answer the model is least sure of."
        )
    elif got == "Lovely!":
        hint = _("'Lovely!' has the largest score, and its label is the good one. What does a score of 0.99 say there?")
    elif same(got, 2):
        hint = _("This is a position. Next step: return the text that stands there.")
    elif same(got, plain.answer("Awful.")):
        hint = _("This is the model's answer. Next step: return the text that it belongs to.")
    if hint:
        return Wrong(hint)
    verdict = try_cases(
        function,
        (
            ((texts, plain, "0"), "Awful."),
            ((["Not my thing.", "Awful.", "Great!"], plain, "0"), "Awful."),
            ((["Not my thing.", "Lovely!"], plain, "0"), "Not my thing."),
            ((["Lovely!", "Not my thing.", "Awful."], _Classifier(shares, ("bad", "good")), "bad"), "Awful."),
        ),
    )
    if isinstance(verdict, Wrong):
        return verdict
    return _then(
        try_cases(
            function,
            [((["Great!", "So-so.", "Good."], plain, "0"), "So-so.")],
            message=_("It works even where every review is positive: then the least positive one comes first."),
        ),
        _("Here every label is the good one. How much is left for the bad label when the good one has 0.55?"),
    )


@exercise("01.6", expects=callable)
def check_choose(function: Callable[..., Any]) -> Verdict:
    """`choose(models, language, limit)`: id of the smallest model that fits, or None."""
    good = _model("team/good", parameters=50)
    cases: tuple[tuple[list[dict[str, Any]], str | None, str], ...] = (
        (
            [_model("team/large", parameters=90), good],
            "team/good",
            _("Both fit; the one with the fewest parameters wins."),
        ),
        (
            [_model("team/english", ["en"], parameters=10), good],
            "team/good",
            _("The smaller one does not read the language."),
        ),
        ([_model("team/free", licence=None, parameters=10), good], "team/good", _("No licence is no permission.")),
        (
            [_model("team/other", licence="cc-by-nc-4.0", parameters=10), good],
            "team/good",
            _("Its licence is none of the two that the exercise allows."),
        ),
        ([_model("team/mit", licence="mit", parameters=10), good], "team/mit", _('"mit" is allowed as well.')),
        (
            [_model("team/gated", gated=True, parameters=10), good],
            "team/good",
            _("A gated model has to be asked for first."),
        ),
        (
            [_model("team/edge", parameters=100), _model("team/over", parameters=101)],
            "team/edge",
            _("Exactly `limit` is allowed."),
        ),
        ([_model("team/over", parameters=101)], None, _("Where no model fits, the answer is None.")),
        ([], None, _("An empty list has no smallest element: min([]) stops with an error.")),
    )
    if isinstance(_result(function, [good], "ko", 100), dict):
        return Wrong(_('This is the whole entry of the model. Next step: return only its "id".'))
    for models, expected, hint in cases:
        verdict = try_cases(function, [((models, "ko", 100), expected)])
        if isinstance(verdict, Wrong):
            return _then(verdict, hint)
    return Right(_("Of `shelf`, only two models may be used for Korean at all; the smallest one on it has no licence."))


@exercise("01.7", expects=callable)
def check_sorted_and_back(function: Callable[..., Any]) -> Verdict:
    """`sorted_and_back(texts, classify)`: one call, shortest text first; the answers in the order of the texts."""
    shares = {"Good food.": 0.1, "A long wait for cold soup.": 0.9, "Nice": 0.2, "Okay, I suppose.": 0.4, "Bad.": 0.8}
    texts = list(shares)
    classify = _Classifier(shares, ("NEGATIVE", "POSITIVE"))
    given = list(texts)
    got = _result(function, given, classify)
    by_length = sorted(texts, key=len)
    hint = ""
    if given != texts:
        hint = _(
            "The list that was passed in is changed afterwards. Next step: use sorted(…), which makes a new list, and not .sort()."
        )
    elif len(classify.calls) > 1:
        hint = _("`classify` was called %(times)d times. Next step: call it once, with the whole list.") % {
            "times": len(classify.calls)
        }
    elif classify.calls and [len(text) for text in classify.calls[0]] != [len(text) for text in by_length]:
        hint = (
            _("`classify` got the longest text first. Next step: turn the order round.")
            if [len(text) for text in classify.calls[0]] == [len(text) for text in by_length[::-1]]
            else _("`classify` got the texts in the order %(order)s. Next step: sort by length, with key=…")
            % {"order": shown(classify.calls[0])}
        )
    elif same(got, [classify.answer(text) for text in by_length]):
        hint = _(
            "The answers are still in the sorted order: the first one belongs to the shortest text. Put each back in its place."
        )
    if hint:
        return Wrong(hint)
    expected = [classify.answer(text) for text in texts]
    twice = ["Nice", "Good food.", "Nice"]
    return try_cases(
        function,
        (((texts, classify), expected), ((twice, classify), [classify.answer(text) for text in twice])),
        message=_("Less padding, the same answers, each in its place."),
    )


class _Fill:
    """Answers like a fill-mask pipeline with the given mask token and guesses; remembers what it was asked."""

    def __init__(self, mask_token: str, guesses: Sequence[str]) -> None:
        self.tokenizer = SimpleNamespace(mask_token=mask_token)
        self._guesses = guesses
        self.top_k: int | None = None

    def __call__(self, text: str, *_args: Any, top_k: int = 5, **_kwargs: Any) -> list[dict[str, Any]]:
        mask = self.tokenizer.mask_token
        if mask not in text:
            raise ValueError(f"No mask_token ({mask}) found on the input")
        self.top_k = top_k
        return [
            {"score": 0.5 / place, "token_str": guess, "sequence": text.replace(mask, guess)}
            for place, guess in enumerate(self._guesses[:top_k], start=1)
        ]

    def __repr__(self) -> str:
        return f"fill[{self.tokenizer.mask_token}]"


@exercise("01.8", expects=callable)
def check_complete(function: Callable[..., Any]) -> Verdict:
    """`complete(fill, text)`: the three best sentences, with whatever mask token the pipeline has."""
    words = ("cold", "hot", "wet", "dry", "grey", "warm")
    roberta, bert = _Fill("<mask>", words), _Fill("[MASK]", words)
    text = "Today it is ___."
    sentences = [f"Today it is {word}." for word in words]
    got = {pipe: _result(function, pipe, text) for pipe in (roberta, bert)}
    for pipe, other in ((roberta, bert), (bert, roberta)):
        if isinstance(got[pipe], ValueError) and not isinstance(got[other], Exception):
            return Wrong(
                _(
                    "It works with one model, but another one has the mask token %(mask)s."
                    " Next step: take it from fill.tokenizer.mask_token."
                )
                % {"mask": pipe.tokenizer.mask_token}
            )
    answer = got[roberta]
    if isinstance(answer, ValueError):
        return Wrong(
            _(
                "The text came to the model without its mask token. Next step: text.replace('___', fill.tokenizer.mask_token)."
            )
        )
    if same(answer, list(words[:3])):
        return Wrong(_('These are the words; the exercise asks for the whole sentences. They stand under "sequence".'))
    if same(answer, sentences[:5]):
        return Wrong(_("Five sentences came back, the default. Next step: ask for three, with top_k=3."))
    if same(answer, sentences[0]):
        return Wrong(_("Only the best sentence came back. Next step: collect all three in a list."))
    return try_cases(
        function,
        (
            ((roberta, text), sentences[:3]),
            ((bert, "___ is my favourite colour."), [f"{word} is my favourite colour." for word in words[:3]]),
        ),
        message=_("The same function fills gaps with any model: it asks the tokenizer how a gap is written."),
    )


@exercise("01.9", expects=callable)
def check_names(function: Callable[..., Any]) -> Verdict:
    """`find_names(text, entities, kind)`: the different names of one kind, as the text has them, in order."""
    text = "McGregor met Ana in the U.S. and Ana wrote to McGregor from São Paulo."
    spans = (
        (0, 8, "PER", "Mcgregor"),
        (13, 16, "PER", "Ana"),
        (24, 28, "LOC", "U. S."),
        (33, 36, "PER", "Ana"),
        (46, 54, "PER", "Mcgregor"),
        (60, 69, "LOC", "Sao Paulo"),
    )
    entities = [
        {"entity_group": kind, "score": 0.9, "word": word, "start": start, "end": end}
        for start, end, kind, word in spans
    ]
    got = _result(function, text, entities, "PER")
    hint = ""
    if same(got, ["Mcgregor", "Ana"]) or same(got, ["Mcgregor", "Ana", "Ana", "Mcgregor"]):
        hint = _(
            "'Mcgregor' is the `word` of the answer; the text has 'McGregor'. Next step: text[entity[\"start\"]:entity[\"end\"]]."
        )
    elif same(got, ["McGregor", "Ana", "Ana", "McGregor"]):
        hint = _(
            "'Ana' stands there twice. Next step: keep each name once; list(dict.fromkeys(…)) does it and keeps the order."
        )
    elif isinstance(got, set) or same(got, ["Ana", "McGregor"]):
        hint = _("The order is lost: McGregor comes first in the text. A set has no order; dict.fromkeys(…) keeps it.")
    elif same(got, ["McGregor", "Ana", "U.S.", "São Paulo"]):
        hint = _('These are the names of every kind. Next step: keep those whose "entity_group" is `kind`.')
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((text, entities, "PER"), ["McGregor", "Ana"]),
            ((text, entities, "LOC"), ["U.S.", "São Paulo"]),
            ((text, entities, "ORG"), []),
        ),
        message=_("Each name once, as the writer spelled it. Now somebody can search the mail for it."),
    )


class _ZeroShot:
    """Answers like a zero-shot pipeline: scores from a table, sorted; counts its calls."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        self._scores = scores
        self.calls: list[bool] = []

    def __call__(
        self,
        text: str,
        candidate_labels: Sequence[str] | str = (),
        *_args: Any,
        multi_label: bool = False,
        **_kwargs: Any,
    ) -> dict[str, Any]:
        self.calls.append(multi_label)
        labels = [candidate_labels] if isinstance(candidate_labels, str) else list(candidate_labels)
        scores = {label: self._scores[label] for label in labels}
        if not multi_label:
            scores = {label: round(score / sum(scores.values()), 3) for label, score in scores.items()}
        best_first = sorted(scores, key=lambda label: -scores[label])
        return {"sequence": text, "labels": best_first, "scores": [scores[label] for label in best_first]}

    def __repr__(self) -> str:
        return "classify"


@exercise("01.10", expects=callable)
def check_departments(function: Callable[..., Any]) -> Verdict:
    """`departments(text, classify, labels, threshold)`: the labels at or above the threshold, in the order of `labels`."""
    classify = _ZeroShot({"billing": 0.8, "delivery": 0.95, "returns": 0.1, "praise": 0.6})
    labels = ["billing", "delivery", "returns", "praise"]
    text = "The parcel came late, and I paid twice."
    got = _result(function, text, classify, list(labels), 0.6)
    calls = list(classify.calls)
    hint = ""
    if len(calls) > 1:
        hint = _("`classify` was called %(times)d times. Next step: call it once, with the whole list.") % {
            "times": len(calls)
        }
    elif calls == [False]:
        hint = _("Without multi_label=True the labels share one score, and two right ones take it from each other.")
    elif same(got, ["delivery", "billing", "praise"]):
        hint = _("These are sorted by score. Next step: go through `labels` and look up the score of each.")
    elif same(got, ["billing", "delivery"]):
        hint = _("'praise' has exactly the threshold, and \"at least\" includes it. Next step: >= in place of >.")
    elif same(got, "delivery"):
        hint = _("Only the best label came back. A mail may concern several departments.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((text, classify, labels, 0.6), ["billing", "delivery", "praise"]),
            ((text, classify, ["praise", "delivery"], 0.9), ["delivery"]),
            ((text, classify, labels, 0.99), []),
        ),
        message=_("No training, and tomorrow the shop may add a department by adding a word."),
    )


class _Answerer:
    """Answers like an extractive-qa pipeline: from a table of question to (answer, score); remembers its calls."""

    def __init__(self, table: Mapping[str, tuple[str, float]]) -> None:
        self._table = table
        self.calls: list[tuple[Any, Any]] = []

    def __call__(self, inputs: Any = None, *, question: Any = None, context: Any = None, **_kwargs: Any) -> Any:
        if inputs is not None:
            rows = inputs if isinstance(inputs, list) else [inputs]
            question, context = [row["question"] for row in rows], rows[0]["context"]
        self.calls.append((question, context))
        questions = [question] if isinstance(question, str) else list(question)
        answers = [
            {"answer": self._table[one][0], "score": self._table[one][1], "start": 0, "end": 1} for one in questions
        ]
        return answers[0] if isinstance(question, str) else answers

    def __repr__(self) -> str:
        return "answerer"


@exercise("01.11", expects=callable)
def check_ask_file(function: Callable[..., Any]) -> Verdict:
    """`ask_file(path, questions, answerer, threshold)`: question -> answer or None, from a UTF-8 text file."""
    document = "가게는 오전 10시에 문을 열어요. The café opens at ten."
    table = {"언제 열어요?": ("오전 10시", 0.9), "Who is the owner?": ("ten", 0.12), "What opens?": ("The café", 0.5)}
    answerer = _Answerer(table)
    questions = list(table)
    expected = {"언제 열어요?": "오전 10시", "Who is the owner?": None, "What opens?": "The café"}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "notice.txt"
        path.write_text(document, encoding="utf-8")
        got = _result(function, path, questions, answerer, 0.5)
        calls = list(answerer.calls)
        contexts = {context if isinstance(context, str) else shown(context) for _question, context in calls}
        hint = ""
        if isinstance(got, UnicodeDecodeError):
            hint = _('The file is UTF-8 and was read as something else. Next step: encoding="utf-8" where you open it.')
        elif len(calls) > 1:
            hint = _(
                "`answerer` was called %(times)d times. Next step: call it once, with the list of all questions."
            ) % {"times": len(calls)}
        elif calls and contexts != {document}:
            hint = _(
                "`answerer` got %(context)s as the context. Next step: pass what stands in the file, and all of it."
            ) % {"context": shown(calls[0][1])}
        elif same(got, {key: value for key, value in expected.items() if value}):
            hint = _("A question without a good answer is missing in the dictionary. Next step: keep it, with None.")
        elif same(got, expected | {"What opens?": None}):
            hint = _("0.5 is not below 0.5. Next step: look at the comparison.")
        elif same(got, expected | {"Who is the owner?": "ten"}):
            hint = _(
                "The answer with the score 0.12 was kept, although the threshold is 0.5. Next step: put None there."
            )
        if hint:
            return Wrong(hint)
        return try_cases(
            function,
            (
                ((path, questions, answerer, 0.5), expected),
                ((path, questions[:1], answerer, 0.95), {questions[0]: None}),
            ),
            message=_("Your own text answers now, and each answer can be looked up in it."),
        )


@exercise("01.12", expects=callable)
def check_invented(function: Callable[..., Any]) -> Verdict:
    """`invented(source, summary)`: capitalised words and numbers of the summary that the source does not have."""
    source = 'On Monday, Mr. Hall opened "The Green Door", a café with 40 seats.'
    cases: tuple[tuple[tuple[str, str], list[str]], ...] = (
        ((source, "Mr. Hall opened a café on Monday."), []),
        ((source, "Mr. Hill opened a café with 45 seats in Paris!"), ["Hill", "45", "Paris"]),
        ((source, "Café opened by Hall."), []),
        ((source, "A lovely new place - with cakes - opened, Green."), []),
        (("It rained.", ""), []),
    )
    got = _result(function, *cases[1][0])
    hint = ""
    if same(got, ["Hill", "45", "Paris!"]):
        hint = _("'Paris!' still has its exclamation mark. Next step: take punctuation off both sides of each word.")
    elif same(got, {"Hill", "45", "Paris"}) or isinstance(got, set):
        hint = _("A set has no order. Next step: a list, in the order of the summary.")
    elif same(got, ["Hill", "Paris"]):
        hint = _("45 is missing: a number counts as well. Next step: look at word[:1].isdigit(), too.")
    elif same(got, ["45"]):
        hint = _(
            "Hill and Paris are missing: a capital letter counts as well. Next step: look at word[:1].isupper(), too."
        )
    elif isinstance(got, list) and "café" not in got and "in" in got:
        hint = _(
            "Words that begin with a small letter are in the list. Next step: keep those that begin with a capital letter or a digit."
        )
    elif isinstance(_result(function, *cases[3][0]), IndexError):
        hint = _(
            "A word that is nothing but punctuation becomes empty, and an empty word has no [0]. word[:1] never fails."
        )
    elif same(_result(function, *cases[0][0]), ["Monday"]):
        hint = _(
            "'Monday' stands in the source as 'Monday,'. Next step: take punctuation off the words of the source, too."
        )
    elif same(_result(function, *cases[2][0]), ["Café"]):
        hint = _("'Café' only has a capital because it begins the sentence. Next step: leave out the first word.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        cases,
        message=_('A crude check, but it never gets tired. What would it miss? Think of a "not" left out.'),
    )


@exercise("01.13", expects=callable)
def check_relay(function: Callable[..., Any]) -> Verdict:
    """`relay(text, steps)`: the text and what each step made of the stage before it."""

    def shout(text: str) -> str:
        return text.upper()

    def double(text: str) -> str:
        return f"{text} {text}"

    got = _result(function, "go", [shout, double])
    hint = ""
    if same(got, ["GO", "GO GO"]):
        hint = _("The text itself is missing. Next step: begin the list with it.")
    elif same(got, ["go", "GO", "go go"]) or same(got, ["GO", "go go"]):
        hint = _("The second step read the first text again. Next step: give it what the step before returned.")
    elif same(got, "GO GO") or same(got, ["GO GO"]):
        hint = _("Only the last stage came back. Next step: keep every stage in a list; the losses show in between.")
    elif hasattr(got, "__next__"):
        hint = _("This is a generator or an iterator. Next step: make a list of it, with [ ] around it or list(…).")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (("go", [shout, double]), ["go", "GO", "GO GO"]),
            (("go", [double, shout, double]), ["go", "go go", "GO GO", "GO GO GO GO"]),
            (("go", []), ["go"]),
        ),
        message=_("Each stage can be read, so you see where the meaning went. Fewer stages lose less."),
    )


@exercise("01.14", expects=callable)
def check_liveliest(function: Callable[..., Any]) -> Verdict:
    """`liveliest(texts)`: the text with the largest share of different word pairs."""
    dull, short, long = "a b a b a b a b", "the dog ran home", "he said that she said that he said that she said it too"
    got = _result(function, [dull, long, short])
    hint = ""
    if got == long:
        hint = _(
            "The longer text has more different pairs, but also many repeats. Next step: divide by the number of pairs."
        )
    elif got == dull:
        hint = _("This text repeats itself most of all. Next step: take the largest share, not the smallest.")
    elif same(got, 1.0):
        hint = _("This is the share. Next step: return the text that has it; max(texts, key=…) does that.")
    elif isinstance(_result(function, ["Hello", short]), ZeroDivisionError):
        hint = _("One word makes no pair, and dividing by 0 stops. Next step: say that its share is 0.")
    elif _result(function, ["Go on go On", "a b c a b d"]) == "Go on go On":
        hint = _("'Go on' and 'go On' are the same pair. Next step: .lower() before you split.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (([dull, long, short],), short),
            ((["Hello", dull],), dull),
            ((["Go on go On", "a b c a b d"],), "a b c a b d"),
            ((["one two", "three four"],), "one two"),
            ((["no no no", "x"],), "no no no"),
        ),
        message=_("It throws out what repeats itself. Whether a story is good, only you can say."),
    )


def _model(
    name: str,
    languages: list[str] | None = None,
    *,
    licence: str | None = "apache-2.0",
    gated: bool = False,
    parameters: int,
) -> dict[str, Any]:
    return {
        "id": name,
        "languages": languages or ["en", "ko"],
        "licence": licence,
        "gated": gated,
        "parameters": parameters,
    }


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the call returns, or the exception that it raises."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        return error


def _then(verdict: Verdict, hint: str) -> Verdict:
    """A wrong verdict with one more sentence; a right one as it is."""
    return Wrong(f"{verdict.hint} {hint}") if isinstance(verdict, Wrong) else verdict
