"""The exercises of lesson 02: pictures, speech, questions about pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from hfcourse.learn import Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same
from hfcourse.messages import _


@exercise("02.1", expects=callable)
def check_guided(function: Callable[..., Any]) -> Verdict:
    """`guided(empty, prompted, scale)`: the empty answer plus scale times what the prompt adds."""
    got = _result(function, [1.0, 2.0], [2.0, 0.5], 3)
    hint = ""
    if same(got, [6.0, 1.5], 1e-6):
        hint = _("This is `scale` times the prompted answer. Next step: only what the prompt adds is multiplied.")
    elif same(got, [3.0, -4.5], 1e-6):
        hint = _("This is what the prompt adds, times `scale`. Next step: add the empty answer to it.")
    elif same(got, [-2.0, 6.5], 1e-6):
        hint = _("The difference is the wrong way round. Next step: prompted minus empty is what the prompt adds.")
    elif same(got, [5.0, -4.0], 1e-6):
        hint = _("The sum begins with the prompted answer. Next step: begin with the empty one.")
    elif same(got, [7.0, 3.5], 1e-6):
        hint = _("The prompted answer itself was added. Next step: what the prompt adds is prompted minus empty.")
    elif same(got, 1.5, 1e-6) or same(got, 4.0, 1e-6):
        hint = _("This is one number. Next step: return a list with one number for each pair.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (([1.0, 2.0], [2.0, 0.5], 3), [4.0, -2.5]),
            (([1.0, 2.0], [2.0, 0.5], 1), [2.0, 0.5]),
            (([1.0, 2.0], [2.0, 0.5], 0), [1.0, 2.0]),
            (([0.25], [0.5], 7.5), [2.125]),
            (([], [], 5), []),
        ),
        message=_(
            "At 1 the empty answer falls out, at 0 the prompt does. A negative prompt takes the place of `empty`."
        ),
        tolerance=1e-6,
    )


@exercise("02.2", expects=callable)
def check_passes(function: Callable[..., Any]) -> Verdict:
    """`passes(pictures, steps, guidance)`: one pass for each picture and step, two above guidance 1."""
    got = _result(function, 4, 25, 7.5)
    hint = ""
    if same(got, 750.0):
        hint = _("`guidance` was multiplied in. Next step: it only decides between one pass and two.")
    elif same(got, 100):
        hint = _("With guidance 7.5 the empty prompt is asked too. Next step: count two passes for each step there.")
    elif same(got, 50):
        hint = _("This is one picture. Next step: multiply by the number of pictures.")
    elif same(got, 8):
        hint = _("The steps are missing. Next step: every step is a pass of its own.")
    elif same(got, 200) and same(_result(function, 1, 30, 1), 60):
        hint = _("At guidance 1 the empty prompt is not asked. Next step: two passes only above 1.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((4, 25, 7.5), 200),
            ((1, 30, 1), 30),
            ((2, 4, 0.0), 8),
            ((3, 50, 1.5), 300),
            ((0, 50, 7.5), 0),
        ),
        message=_("This is why a model that needs few steps, and no guidance, is so much faster."),
    )


@exercise("02.3", expects=callable)
def check_loudness(function: Callable[..., Any]) -> Verdict:
    """`loudness(samples)`: 20 times the decimal logarithm of the root of the mean square; silence is -inf."""
    samples = [0.1, -0.1, 0.1, -0.1]
    got = _result(function, samples)
    louder = _result(function, [0.1, -0.3])
    hint = ""
    if same(got, -10.0, 1e-6):
        hint = _("This is `10 * log10` of the root. Next step: take 20, or leave out the root.")
    elif same(got, -40.0, 1e-6):
        hint = _("The root is missing. Next step: take it before the logarithm.")
    elif same(got, 20 * math.log(0.1), 1e-6):
        hint = _("This is the natural logarithm. Next step: math.log10.")
    elif same(got, -1.0, 1e-6):
        hint = _("The factor is missing. Next step: multiply the logarithm by 20.")
    elif same(got, 20.0, 1e-6):
        hint = _("The sign is turned round. Next step: softer than the loudest is below 0 decibels.")
    elif same(got, 0.1, 1e-6):
        hint = _("This is the root of the mean square. Next step: return `20 * log10` of it.")
    elif isinstance(got, ValueError) or same(got, -math.inf):
        hint = _(
            "Here the numbers cancel out: air swings both ways, so their mean is about 0. Next step: square them first."
        )
    elif same(got, 20 * math.log10(0.2), 1e-6):
        hint = _("This is the root of the sum. Next step: divide by the number of samples before you take the root.")
    elif same(got, -20.0, 1e-6) and same(louder, 20 * math.log10(0.2), 1e-6):
        hint = _("This is the mean of the absolute values. Next step: square them, and take the root of the mean.")
    elif same(got, -20.0, 1e-6) and same(louder, 20 * math.log10(0.3), 1e-6):
        hint = _("This is the largest number, the peak. Next step: loudness takes all of them: square, mean, root.")
    elif isinstance(_result(function, [0.0, 0.0]), (ValueError, ZeroDivisionError)):
        hint = _("The logarithm of 0 stops. Next step: return -math.inf where all numbers are 0.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((samples,), -20.0),
            (([1.0, -1.0, 1.0],), 0.0),
            (([0.6, 0.0, -0.6, 0.0],), 20 * math.log10(0.6 / math.sqrt(2))),
            (([0.0, 0.0],), -math.inf),
        ),
        message=_("Twice the numbers are 6 decibels more. People hear about 10 decibels as twice as loud."),
        tolerance=1e-6,
    )


@exercise("02.4", expects=callable)
def check_collapse(function: Callable[..., Any]) -> Verdict:
    """`collapse(letters, blank)`: runs become one token, blanks go, `|` becomes a space, none at the ends."""
    hello = ["-", "H", "H", "E", "-", "L", "L", "-", "L", "O", "O", "|", "|", "M", "E", "-", "|"]
    given = list(hello)
    got = _result(function, given, "-")
    hint = ""
    if given != hello:
        hint = _("The list that you were given has changed. Next step: build a new one.")
    elif same(got, "HELO ME"):
        hint = _(
            "One L is lost: the blank between the two was dropped too early. Next step: first the runs, then the blanks."
        )
    elif same(got, "HHELLLOO  ME") or same(got, "HHELLLOO||ME|"):
        hint = _("The runs are still there. Next step: make each run of equal tokens one, before you drop the blanks.")
    elif same(got, "HELLO|ME|") or same(got, "HELLO|ME"):
        hint = _("`|` stands for a space. Next step: replace it.")
    elif same(got, "HELLO ME "):
        hint = _("There is a space at the end. Next step: .strip().")
    elif same(got, "-HE-L-LO|ME-|") or same(got, "-HE-L-LO ME-"):
        hint = _("The blanks are still there. Next step: leave out every token that equals `blank`.")
    elif same(got, list("HELLO|ME|")) or same(got, list("HELLO ME")):
        hint = _('This is a list. Next step: join it with "".join(…).')
    elif same(got, "HELO M"):
        hint = _(
            "Each letter is left only once in the whole text. Next step: only neighbours that are equal become one."
        )
    elif same(got, "HELLOME"):
        hint = _("The words have grown together. Next step: `|` becomes a space, it is not dropped.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((list(hello), "-"), "HELLO ME"),
            ((["<pad>", "A", "<pad>", "<pad>", "A", "A", "<pad>"], "<pad>"), "AA"),
            ((["|", "|", "I", "<pad>", "|", "|", "S", "A", "W"], "<pad>"), "I SAW"),
            ((["<pad>"] * 4, "<pad>"), ""),
            (([], "<pad>"), ""),
        ),
        message=_("The pipeline does the same. Nothing in it knows words: each frame votes for a letter."),
    )


@exercise("02.5", expects=callable)
def check_word_error_rate(function: Callable[..., Any]) -> Verdict:
    """`word_error_rate(said, heard)`: word edits over the number of words said, in small letters."""
    shifted = _result(function, "the cat sat on the mat", "cat sat on the mat")
    hint = ""
    if same(_result(function, "the cat sat", "a cat sat down"), 2):
        hint = _("This is the number of errors. Next step: divide it by the number of words in `said`.")
    elif same(shifted, 1.0) or same(shifted, 5 / 6, 1e-6):
        hint = _(
            "One missing word made all the others count as wrong: they were compared place by place. "
            "Next step: use the rows that the exercise describes."
        )
    elif isinstance(shifted, ValueError):
        hint = _("The texts differ in length, and `strict=True` stops there. Next step: use the rows of the exercise.")
    elif same(shifted, 0.2, 1e-6):
        hint = _("This is divided by the words in `heard`. Next step: divide by those in `said`.")
    elif same(shifted, 4 / 22, 1e-6):
        hint = _("This counts characters. Next step: split both texts into words first.")
    elif same(_result(function, "Hello World", "hello WORLD"), 1.0):
        hint = _("Capitals are counted as errors. Next step: .lower() both texts.")
    elif same(_result(function, "yes", "oh yes it is"), 1.0):
        hint = _("Words that were put in count as well, so the rate can be above 1. Next step: do not cap it.")
    elif same(_result(function, "a b", "b a"), 0.0):
        hint = _("The order of the words is ignored. Next step: use the rows of the exercise, not sets or counts.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (("the cat sat on the mat", "cat sat on the mat"), 1 / 6),
            (("the cat sat", "the cat sat"), 0.0),
            (("Hello World", "hello WORLD"), 0.0),
            (("the cat sat", "a cat sat down"), 2 / 3),
            (("yes", "oh yes it is"), 3.0),
            (("a b c d", ""), 1.0),
            (("a b", "b a"), 1.0),
        ),
        message=_("Good systems are below 0.05 on clean speech; people who type what they hear are not at 0 either."),
        tolerance=1e-6,
    )


@exercise("02.6", expects=callable)
def check_share_of(function: Callable[..., Any]) -> Verdict:
    """`share_of(answers, names)`: the sum of the scores of labels one of whose names is in `names`."""
    answers = _answers({"lynx, catamount": 0.5, "cattle, cow": 0.125, "tabby, tabby cat": 0.25, "lion": 0.0625})
    names = {"catamount", "tabby", "tabby cat", "cat"}
    got = _result(function, answers, names)
    hint = ""
    if same(got, 1.0, 1e-6):
        hint = _("A label was counted once for each of its names. Next step: count each label once.")
    elif same(got, 0.25, 1e-6):
        hint = _("A label may hold several names. Next step: split it at ', ' and look at all of them.")
    elif same(got, 0.875, 1e-6):
        hint = _("Part of a name was enough: 'cattle' holds the letters of 'cat'. Next step: compare whole names.")
    elif same(got, 0, 1e-6):
        hint = _("Nothing was found, because the whole label was compared. Next step: split it at ', ' first.")
    elif same(got, 0.5, 1e-6):
        hint = _("Only one label was counted. Next step: add up all those that have one of the names.")
    elif same(got, 2):
        hint = _("This is how many labels count. Next step: add up their scores.")
    elif same(got, [0.5, 0.25], 1e-6):
        hint = _("These are the scores. Next step: return their sum.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((answers, names), 0.75),
            ((answers, {"lion"}), 0.0625),
            ((answers, {"dog"}), 0),
            ((answers, {"lynx", "catamount", "cow"}), 0.625),
            (([], names), 0),
        ),
        message=_("Fine labels, one coarse question: adding up is allowed, because softmax made shares of 1."),
        tolerance=1e-6,
    )


@exercise("02.7", expects=callable)
def check_agrees(function: Callable[..., Any]) -> Verdict:
    """`agrees(ask, one, many)`: yes with a number that is not 0, or no with 0."""
    asked: list[str] = []
    two_cats = _Asked("yes", "2", asked)
    got = _result(function, two_cats, "cat", "cats")
    wanted = ["Is there a cat?", "How many cats are there?"]
    hint = ""
    if asked and set(asked) - set(wanted):
        hint = _(
            'You asked "%(question)s". Next step: ask exactly the two questions of the exercise, with the words put in.'
        ) % {"question": next(question for question in asked if question not in wanted)}
    elif asked and len(set(asked)) < 2:
        hint = _("Only one of the two questions was asked. Next step: two answers are needed to contradict each other.")
    elif isinstance(got, TypeError) and "not supported" in str(got):
        hint = _('The number is a text. Next step: compare it with "0", in quotes.')
    elif same(got, "2") or same(got, "yes"):
        hint = _("This is an answer of the model. Next step: return True or False.")
    elif same(_result(function, _Asked("no", "2"), "cat", "cats"), True):
        hint = _('`no` and `2` contradict each other. Next step: with `no`, only "0" fits.')
    elif same(_result(function, _Asked("no", "0"), "cat", "cats"), False):
        hint = _("`no` and `0` agree: there is none. Next step: this case is True as well.")
    elif same(_result(function, _Asked("yes", "0"), "cat", "cats"), True):
        hint = _('`yes` and `0` contradict each other. Next step: compare the number with the text "0".')
    if hint:
        return Wrong(hint)

    def agrees(there: str, number: str) -> Any:
        return function(_Asked(there, number), "cat", "cats")

    return try_cases(
        agrees,
        (
            (("yes", "2"), True),
            (("yes", "0"), False),
            (("no", "0"), True),
            (("no", "1"), False),
            (("left", "0"), False),
        ),
        message=_("Such checks need no right answers, so they can run on every picture that comes in."),
    )


@exercise("02.8", expects=callable)
def check_best_batch(function: Callable[..., Any]) -> Verdict:
    """`best_batch(seconds_for, sizes)`: the size with the most items per second; sizes without room are left out."""
    times = {1: 1.0, 4: 1.6, 8: 2.0, 16: 8.0, 32: None}
    got = _result(function, _Clock(times), [1, 4, 8, 16, 32])
    hint = ""
    if isinstance(got, RuntimeError):
        hint = _(
            "A size that does not fit ended everything. Next step: `try`, and `except RuntimeError:` leave it out."
        )
    elif same(got, 1):
        hint = _(
            "This size takes the fewest seconds, because it does the least. Next step: divide the size by its seconds."
        )
    elif same(got, 16):
        hint = _("This is the largest that fits, not the fastest. Next step: compare items per second.")
    elif same(got, 32):
        hint = _("This one does not fit into memory. Next step: leave out sizes that raise a RuntimeError.")
    elif same(got, 4.0):
        hint = _("This is how many items a second. Next step: return the size that reaches it.")
    elif same(_result(function, _Clock({2: 1.0, 4: 2.0}), [4, 2]), 4):
        hint = _("Of two sizes that are equally fast, take the smaller one: it needs less memory.")
    elif isinstance(_result(function, _Clock({2: None, 4: 2.0, 8: 2.0}), [2, 4, 8]), ValueError):
        hint = _("It stopped at the first size that did not fit. Next step: go on with the others.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((_Clock(times), [1, 4, 8, 16, 32]), 8),
            ((_Clock({2: 1.0, 4: 2.0}), [4, 2]), 2),
            ((_Clock({16: None, 2: 4.0, 1: 1.0}), [16, 2, 1]), 1),
            ((_Clock({64: 3.0}), [64]), 64),
        ),
        message=_("Measure with your own data, and once more when the computer changes."),
    )


class _Asked:
    """Answers the question whether something is there, and the one how many there are."""

    def __init__(self, there: str, number: str, asked: list[str] | None = None) -> None:
        self._there, self._number = there, number
        self._asked = [] if asked is None else asked

    def __call__(self, question: str) -> str:
        self._asked.append(question)
        return self._number if str(question).startswith("How many") else self._there

    def __repr__(self) -> str:
        return "ask"


class _Clock:
    """Says how long a batch of a size takes; stops where the size has no time, as a full memory would."""

    def __init__(self, times: Mapping[int, float | None]) -> None:
        self._times = times

    def __call__(self, size: int) -> float:
        seconds = self._times[size]
        if seconds is None:
            raise RuntimeError("CUDA out of memory")
        return seconds

    def __repr__(self) -> str:
        return "seconds_for"


def _answers(scores: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"label": label, "score": score} for label, score in scores.items()]


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the call returns, or the exception that it raises."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        return error
