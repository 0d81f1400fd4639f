"""The exercises of lesson 04: generation and quantization."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from hfcourse.learn import Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same
from hfcourse.messages import _

END = 0


class _Writer:
    """Stands for a language model: after `prompt` it writes `text` token by token, then `END`; it sees every id."""

    def __init__(self, prompt: Sequence[int], text: Sequence[int]) -> None:
        self._whole, self._start = [*prompt, *text, END], len(prompt)
        self.seen: list[list[int]] = []

    def __call__(self, ids: Sequence[int]) -> list[float]:
        self.seen.append(list(ids))
        if len(self.seen) > 50:
            raise RuntimeError("asked more than 50 times")
        position = len(ids)
        right = self._whole[position] if list(ids) == self._whole[:position] and position < len(self._whole) else 5
        return [2.0 if number == right else number / 10 for number in range(6)]

    def __repr__(self) -> str:
        return "next_scores"


@exercise("04.1", expects=callable)
def check_write_on(function: Callable[..., Any]) -> Verdict:
    """`write_on(next_scores, ids, limit, end)`: the ids that greedy generation adds, without the end token."""
    given = [1, 4]
    got = _result(function, _Writer(given, [3, 2, 3]), given, 10, END)
    hint = ""
    if given != [1, 4]:
        hint = _(
            "The list that you were given has changed. Next step: collect the new ids in a list of your own, and ask with ids + new."
        )
    elif same(got, [1, 4, 3, 2, 3]) or same(got, [1, 4, 3, 2, 3, END]):
        hint = _("The question's own ids are in the result. Next step: return only what you have added.")
    elif same(got, [3, 2, 3, END]):
        hint = _("The end token is in the result. Next step: look at it before you add it, and stop there.")
    elif same(got, [3, 5, 5, 5, 5, 5, 5, 5, 5, 5]):
        hint = _(
            "From the second token on the model was asked something wrong. Next step: ask with the old ids and all new ones, in order."
        )
    elif same(got, [3, 2, 3, END, 5, 5, 5, 5, 5, 5]):
        hint = _("It went on after the end token. Next step: compare each new id with `end`, and stop there.")
    elif same(got, [3] * 10):
        hint = _("The same question was asked each time. Next step: ask with the ids and what you have added so far.")
    elif same(got, [3]):
        hint = _("It stopped after one token. Next step: look at where the loop ends; `return` belongs behind it.")
    elif same(got, [2.0, 2.0, 2.0]):
        hint = _("These are the scores. Next step: take the position of the largest, which is the token's id.")
    elif isinstance(got, RuntimeError) and "50 times" in str(got):
        hint = _("It went on and on. Next step: stop at the token `end`, and after `limit` new tokens.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((_Writer([1, 4], [3, 2, 3]), [1, 4], 10, END), [3, 2, 3]),
            ((_Writer([1, 4], [3, 2, 3]), [1, 4], 2, END), [3, 2]),
            ((_Writer([1, 4], [3, 2, 3]), [1, 4], 3, END), [3, 2, 3]),
            ((_Writer([2], []), [2], 5, END), []),
            ((_Writer([2], [1]), [2], 0, END), []),
        ),
        message=_(
            "This is what `generate(do_sample=False)` does. Everything else in it makes that faster or more varied."
        ),
    )


@exercise("04.2", expects=callable)
def check_turn(function: Callable[..., Any]) -> Verdict:
    """`turn(messages, question, reply)`: a new list with the question and the reply to the whole conversation."""
    first = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}]
    old = [dict(message) for message in first]
    asked: list[Any] = []

    def reply(messages: Any) -> str:
        asked.append([dict(message) for message in messages])
        return f"reply to {len(messages)} messages"

    got = _result(function, old, "How are you?", reply)
    question = {"role": "user", "content": "How are you?"}
    hint = ""
    if old != first:
        hint = _("The list that you were given has changed. Next step: make a new one: [*messages, …].")
    elif asked and asked[0] == first:
        hint = _("The model was asked without the new question. Next step: add the question first, then call `reply`.")
    elif asked and asked[0] == [question]:
        hint = _("The model saw the question alone, so it has forgotten the rest. Next step: give it all messages.")
    elif len(asked) > 1:
        hint = _("`reply` was called more than once. Next step: call it once and keep what it returns.")
    elif same(got, [*first, question]):
        hint = _("The reply is missing. Next step: add it as a message, so that the next turn knows of it.")
    elif same(got, "reply to 3 messages"):
        hint = _("This is the reply alone. Next step: return the whole list, with the reply as its last message.")
    elif same(got, [*first, question, "reply to 3 messages"]):
        hint = _('The reply is a bare text. Next step: make it a message: {"role": "assistant", "content": …}.')
    elif same(got, [*first, question, {"role": "user", "content": "reply to 3 messages"}]):
        hint = _('The reply has the role "user". Next step: what the model says has the role "assistant".')
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (
                (first, "How are you?", reply),
                [*first, question, {"role": "assistant", "content": "reply to 3 messages"}],
            ),
            (([], "How are you?", reply), [question, {"role": "assistant", "content": "reply to 1 messages"}]),
        ),
        message=_("The memory of a chat is this list and nothing else."),
    )


@exercise("04.3", expects=callable)
def check_nucleus(function: Callable[..., Any]) -> Verdict:
    """`nucleus(shares, p)`: ids of the fewest best tokens whose shares reach p, the best first."""
    shares = [0.125, 0.5, 0.0625, 0.25, 0.0625]
    got = _result(function, shares, 0.6)
    hint = ""
    if same(got, [1]):
        hint = _(
            "The shares of what you kept add up to less than `p`. Next step: the token that carries the sum over `p` is kept too."
        )
    elif same(got, [0.5, 0.25]):
        hint = _("These are the shares. Next step: return the ids, the positions in the list.")
    elif same(got, [0, 1]):
        hint = _(
            "You added them up in the order of the list. Next step: sort the ids by their shares, the largest first."
        )
    elif same(got, [1, 3, 0]):
        hint = _("One token too many. Next step: stop as soon as the sum has reached `p`.")
    elif same(got, 2):
        hint = _("This is how many are kept. Next step: return the list of their ids.")
    elif same(got, [2, 4, 0, 3]) or same(got, [4, 2, 0, 3]):
        hint = _("You began with the smallest share. Next step: sort the other way round.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((shares, 0.6), [1, 3]),
            ((shares, 0.75), [1, 3]),
            ((shares, 0.1), [1]),
            ((shares, 0.9), [1, 3, 0, 2]),
            (([0.25, 0.25, 0.25, 0.25], 0.5), [0, 1]),
            (([1.0], 0.9), [0]),
        ),
        message=_("Few tokens where the model is sure, many where it is not: that is what top-k cannot do."),
    )


@exercise("04.4", expects=callable)
def check_words(function: Callable[..., Any]) -> Verdict:
    """`words(pieces)`: a generator of words, each with the space behind it, as soon as that space has come."""
    pieces = ["To", "kens", " are", " small", "."]
    right = ["Tokens ", "are ", "small."]
    given: list[str] = []

    def feed() -> Iterator[str]:
        for piece in pieces:
            given.append(piece)
            yield piece

    def handed_out() -> list[tuple[str, int]]:
        return [(text, len(given)) for text in islice(function(feed()), 50)]

    got = _result(handed_out)
    texts = [text for text, _count in got] if isinstance(got, list) else []
    early = [count for _text, count in got] if isinstance(got, list) else []
    hint = ""
    if isinstance(got, TypeError) and "NoneType" in str(got) and "itera" in str(got):
        hint = _("Nothing is handed out. Next step: write `yield` and the text where a word is over.")
    elif same(texts, list("".join(pieces))):
        hint = _("This is a whole text and no generator. Next step: write `yield` where a word is over.")
    elif same(texts, pieces):
        hint = _("These are the pieces as they came. Next step: hold them back until a space has come.")
    elif same(texts, right[:-1]):
        hint = _(
            "The last word is missing, because no space follows it. Next step: hand out what is left after the loop."
        )
    elif same(texts, [text.strip() for text in right]):
        hint = _("The spaces are gone. Next step: hand out each word with the space behind it.")
    elif "" in texts:
        hint = _("An empty text is among them. Next step: hand something out only where there is something.")
    elif same(texts, ["Tokens", " are", " small."]):
        hint = _("The space stands before the word. Next step: it belongs to the word that it ends.")
    elif same(texts, right) and early[0] == len(pieces):
        hint = _(
            "The right words, but the first one came only after the last piece. Next step: `yield` each word inside the loop."
        )
    if hint:
        return Wrong(hint)

    def words(pieces: Sequence[str]) -> list[str]:
        return list(islice(function(iter(pieces)), 50))

    return try_cases(
        words,
        (
            ((pieces,), right),
            ((["Hi ", "there"],), ["Hi ", "there"]),
            ((["One", "two ", "three", " "],), ["Onetwo ", "three "]),
            (([],), []),
        ),
        message=_("`TextStreamer` does the same. A person reads the first word while the model computes the third."),
    )


@exercise("04.5", expects=callable)
def check_round_trip(function: Callable[..., Any]) -> Verdict:
    """`round_trip(weights, bits)`: absmax quantization to signed whole numbers, and back."""
    weights = [0.5, -1.0, 0.26, 0.04, 0.0]
    right = _round_trip(weights, 4)
    got = _result(function, weights, 4)
    hint = ""
    if same(got, [round(number * 7) for number in weights], 1e-6):
        hint = _("These are the whole numbers. Next step: multiply them by the scale, to come back to weights.")
    elif same(got, [int(number * 7) / 7 for number in weights], 1e-6) or same(
        got, [math.floor(number * 7) / 7 for number in weights], 1e-6
    ):
        hint = _("The numbers are cut off and not rounded. Next step: use round(…).")
    elif same(got, [round(number * 14) / 14 for number in weights], 1e-6):
        hint = _("The scale comes from the largest weight with its sign. Next step: take the largest of abs(weight).")
    elif same(got, [round(number * 8) / 8 for number in weights], 1e-6):
        hint = _("With 4 bits the largest whole number is 7, not 8: half of the sixteen, less one for the zero.")
    elif same(got, [round(number * 15) / 15 for number in weights], 1e-6):
        hint = _("The bits must hold negative numbers too. Next step: 2 ** (bits - 1) - 1 is the largest.")
    elif same(got, [round(number * 127) / 127 for number in weights], 1e-6):
        hint = _("This is 8 bits, whatever is asked for. Next step: use `bits`.")
    elif isinstance(_result(function, [0.0, 0.0], 8), ZeroDivisionError):
        hint = _(
            "Where all weights are 0, the scale is 0, and dividing by it stops. Next step: return them as they are."
        )
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((weights, 4), right),
            ((weights, 8), _round_trip(weights, 8)),
            (([3.0, -0.4], 2), [3.0, 0.0]),
            (([0.0, 0.0], 8), [0.0, 0.0]),
        ),
        message=_("A weight costs `bits` bits now, and the row one scale. The rounding is what you pay."),
        tolerance=1e-6,
    )


@exercise("04.6", expects=callable)
def check_perplexity_of(function: Callable[..., Any]) -> Verdict:
    """`perplexity_of(shares)`: exp of minus the mean logarithm."""
    got = _result(function, [0.5, 0.125])
    hint = ""
    if same(got, 16.0, 1e-6):
        hint = _("This is the sum, so it grows with the length of the text. Next step: divide by the number of tokens.")
    elif same(got, 0.25, 1e-6):
        hint = _("The sign is the wrong way round. Next step: turn it before you take the exponential.")
    elif same(got, math.log(4), 1e-6):
        hint = _("This is the average loss. Next step: take math.exp of it.")
    elif same(got, 3.2, 1e-6):
        hint = _("This is one over the average share. Next step: average the logarithms, not the shares.")
    elif same(got, math.exp(-0.3125), 1e-6):
        hint = _("Here the shares were averaged. Next step: take the logarithm of each share first.")
    elif same(got, 2.0, 1e-6):
        hint = _("The logarithm and the exponential do not fit together. Next step: math.log goes with math.exp.")
    elif isinstance(_result(function, [0.5, 0.0]), ValueError):
        hint = _("The logarithm of 0 stops. Next step: return math.inf if a share is 0.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (([0.5, 0.125],), 4.0),
            (([0.25, 0.25, 0.25],), 4.0),
            (([1.0, 1.0],), 1.0),
            (([0.5, 0.0],), math.inf),
        ),
        message=_("As unsure as among that many equal tokens. Compare it only with the same text and tokenizer."),
        tolerance=1e-6,
    )


@exercise("04.7", expects=callable)
def check_gigabytes(function: Callable[..., Any]) -> Verdict:
    """`gigabytes(linear, rest, bits)`: linear weights in `bits` (4 with 0.5 bits of scales), the rest in 16 bits; 10^9 bytes."""
    linear, rest = 3.633e9, 0.389e9
    right = _gigabytes(linear, rest, 4)
    got = _result(function, linear, rest, 4)
    hint = ""
    if not isinstance(got, bool) and isinstance(got, (int, float)):
        if same(got, right * 8, 1e-6):
            hint = _("These are gigabits. Next step: a byte has 8 bits.")
        elif same(got, right * 1e9, 1e-6):
            hint = _("These are bytes. Next step: divide by 1e9.")
        elif same(got, right * 1e9 / 2**30, 1e-6):
            hint = _("These are GiB, units of 2**30 bytes. Next step: the course counts GB as 1e9 bytes.")
        elif same(got, (linear + rest) * 4 / 8 / 1e9, 1e-6) or same(got, (linear + rest) * 4.5 / 8 / 1e9, 1e-6):
            hint = _("The rest is quantized here too. Next step: embeddings and norms stay at 16 bits.")
        elif same(got, (linear * 4 + rest * 16) / 8 / 1e9, 1e-6):
            hint = _("The scales are missing: 32 bits for each 64 weights. How many bits is that for one weight?")
        elif same(got, linear * 4.5 / 8 / 1e9, 1e-6):
            hint = _("The rest of the parameters is missing. Next step: add them, with 16 bits each.")
        elif same(_result(function, linear, rest, 8), (linear * 8.5 + rest * 16) / 8 / 1e9, 1e-6):
            hint = _("Here the scales are counted for 8 bits too. Next step: only for 4, as the exercise says.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        [
            ((linear, rest, 4), right),
            ((linear, rest, 8), _gigabytes(linear, rest, 8)),
            ((linear, rest, 16), _gigabytes(linear, rest, 16)),
            ((6.4e6, 2e6, 4), _gigabytes(6.4e6, 2e6, 4)),
        ],
        message=_("The weights, that is. The cache of the conversation and what torch needs to compute come on top."),
        tolerance=1e-6,
    )


@exercise("04.8", expects=callable)
def check_room(function: Callable[..., Any]) -> Verdict:
    """`room(free, layers, heads, size)`: whole tokens whose 16-bit cache fits into `free` GB of 10^9 bytes."""
    qwen = (36, 8, 128)
    exact = 5e9 / (2 * 36 * 8 * 128 * 2)
    got = _result(function, 5, *qwen)
    hint = ""
    if not isinstance(got, bool) and isinstance(got, (int, float)):
        if same(got, math.ceil(exact)):
            hint = _("Rounded up, the last token does not fit. Next step: round down.")
        elif same(got, exact, 1e-9):
            hint = _("A fraction of a token. Next step: round down to a whole number.")
        elif 0.999 < got / exact / 2 < 1.001:
            hint = _("Twice too many. Next step: two vectors for each token, and two bytes for each number in 16 bits.")
        elif 0.999 < got / exact / 4 < 1.001:
            hint = _("Four times too many. Next step: two vectors for each token, and two bytes for each number.")
        elif 0.999 < got / exact * 8 < 1.001:
            hint = _("Here a number has 16 bytes. Next step: 16 bits are two bytes.")
        elif 0.999 < got / exact / 36 < 1.001:
            hint = _("This is the cache of one layer. Next step: every layer has its own.")
        elif 0.999 < got / exact / (2**30 / 1e9) < 1.001:
            hint = _("These are GiB, units of 2**30 bytes. Next step: the course counts GB as 1e9 bytes.")
        elif got == 0:
            hint = _("No token at all: `free` is in GB. Next step: multiply it by 1e9, to have bytes.")
        elif same(got, 2 * 36 * 8 * 128 * 2):
            hint = _("These are the bytes of one token. Next step: how often do they fit into what is free?")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        [
            ((5, *qwen), math.floor(exact)),
            ((0.75, *qwen), 5086),
            ((0.0001, 5, 4, 32), 39),
            ((0, *qwen), 0),
        ],
        message=_("At most, that is: computing takes memory too, and so does every other conversation."),
    )


def _round_trip(weights: Sequence[float], bits: int) -> list[float]:
    scale = max(map(abs, weights)) / (2 ** (bits - 1) - 1)
    return [round(weight / scale) * scale for weight in weights]


def _gigabytes(linear: float, rest: float, bits: int) -> float:
    return (linear * (4.5 if bits == 4 else bits) + rest * 16) / 8 / 1e9


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the call returns, or the exception that it raises."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        return error
