"""The exercises of lesson 01: text pipelines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
