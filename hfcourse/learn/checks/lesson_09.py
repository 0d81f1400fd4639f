"""The exercises of lesson 09: Accelerate and evaluate."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import _


class _Tape:
    """A model of one weight with its optimizer, scheduler and accelerator; each call is written down in order.

    Clipping leaves the gradient as it is, so that the losses can be foreseen.
    """

    def __init__(self) -> None:
        import torch

        self.calls: list[str] = []
        self.asked_through_accelerator = False
        self.limits: list[Any] = []
        self.weight = cast(Any, torch.nn.Parameter(torch.tensor(1.0)))
        self.weight.register_hook(lambda gradient: self.calls.append("backward"))
        self.optimizer = SimpleNamespace(zero_grad=self._forget, step=self._move)
        self.scheduler = SimpleNamespace(step=lambda: self.calls.append("scheduler"))
        self.accelerator = SimpleNamespace(
            backward=self._backward,
            clip_grad_norm_=self._clip,
            accumulate=lambda *_models: nullcontext(),
            sync_gradients=True,
            device=torch.device("cpu"),
            num_processes=1,
            is_main_process=True,
        )

    def __call__(self, *positional: Any, factor: Any = None, **_rest: Any) -> Any:
        if positional:
            raise TypeError("the batch is a dictionary; call the model with **batch")
        self.calls.append("forward")
        return SimpleNamespace(loss=self.weight * factor)

    def train(self, mode: bool = True) -> _Tape:
        return self

    def parameters(self) -> list[Any]:
        return [self.weight]

    def zero_grad(self, set_to_none: bool = True) -> None:
        self._forget()

    def _forget(self, set_to_none: bool = True) -> None:
        self.calls.append("zero_grad")
        self.weight.grad = None

    def _backward(self, loss: Any, **_rest: Any) -> None:
        self.asked_through_accelerator = True
        loss.backward()

    def _clip(self, parameters: Any, max_norm: Any, norm_type: int = 2) -> None:
        list(parameters)
        self.calls.append("clip")
        self.limits.append(max_norm)

    def _move(self) -> None:
        import torch

        self.calls.append("step")
        if self.weight.grad is not None:
            with torch.no_grad():
                self.weight -= 0.25 * self.weight.grad


@exercise("09.1", expects=callable)
def check_accelerate_step(function: Callable[..., Any]) -> Verdict:
    """`accelerate_step(accelerator, model, batch, optimizer, scheduler)`: tried twice, so that piled-up gradients show."""
    import torch

    tape = _Tape()
    losses = []
    first: list[str] = []  # what was called in the first of two steps
    arguments = (tape.accelerator, tape, {"factor": torch.tensor(2.0)}, tape.optimizer, tape.scheduler)
    for _round in range(2):
        got = _result(function, *arguments)
        if isinstance(got, Exception):
            return try_cases(function, [(arguments, 0.0)])
        losses.append(got)
        first = first or list(tape.calls)
    hint = _wrong_order(tape, first) or _wrong_result(losses)
    if hint:
        return Wrong(hint)
    return Right(_("This step runs on one processor and on a hundred GPUs."))


def _wrong_order(tape: _Tape, first: list[str]) -> str:
    calls = tape.calls
    hint = ""
    if "forward" not in calls:
        hint = _("The model is never called. Next step: `loss = model(**batch).loss`.")
    elif "backward" not in calls:
        hint = _(
            "There is no backward pass, so no weight knows its part in the loss. Next step: `accelerator.backward(loss)`."
        )
    elif not tape.asked_through_accelerator:
        hint = _(
            "The backward pass goes past Accelerate, so nobody divides or scales the loss where that is needed. "
            "Next step: `accelerator.backward(loss)` in place of `loss.backward()`."
        )
    elif "step" not in calls:
        hint = _("No weight moves. Next step: `optimizer.step()`, after the backward pass.")
    elif "zero_grad" not in calls:
        hint = _(
            "The gradients of the first batch are still there when the second comes: they pile up. What empties them?"
        )
    elif first.index("step") < first.index("backward"):
        hint = _("The optimizer moves before there are gradients. Next step: first backward, then step.")
    elif "zero_grad" in first[first.index("backward") : first.index("step")]:
        hint = _(
            "`zero_grad` stands between backward and step: it throws away what step needs. Where else could it stand?"
        )
    elif "clip" not in calls:
        hint = _(
            "Nothing clips through Accelerate. Next step: `accelerator.clip_grad_norm_(model.parameters(), 1.0)`; "
            "torch's own function does not know whether the gradients are still scaled."
        )
    elif not first.index("backward") < first.index("clip") < first.index("step"):
        hint = _("Clipping belongs between backward and step: before, there is nothing to clip; after, it is too late.")
    elif tape.limits[0] != 1.0:
        hint = _("The gradients should be clipped at 1.0; you clip at %(got)s.") % {"got": shown(tape.limits[0])}
    elif "scheduler" not in calls:
        hint = _("The learning rate never changes. Next step: `scheduler.step()`, after the optimizer's step.")
    elif first.index("scheduler") < first.index("step"):
        hint = _(
            "The scheduler comes before the optimizer, so the first value of the schedule is skipped. Turn the two round."
        )
    elif calls.count("step") != 2 or calls.count("scheduler") != 2:
        hint = _("One call should be one step of the optimizer and one of the scheduler. Next step: count them.")
    return hint


def _wrong_result(losses: list[Any]) -> str:
    import torch

    if any(isinstance(loss, torch.Tensor) for loss in losses):
        return _(
            "The loss comes back as a tensor, and with it the whole graph stays in memory. Next step: `loss.item()`."
        )
    if any(loss is None for loss in losses):
        return _("Nothing comes back. Next step: `return loss.item()`.")
    if not same(losses, [2.0, 1.0], 1e-6):
        return _(
            "The losses of two steps should be 2.0 and 1.0, and are %(got)s. Next step: compare your lines with the loop above."
        ) % {"got": shown(losses)}
    return ""


@exercise("09.2", expects=callable)
def check_updates(function: Callable[..., Any]) -> Verdict:
    """`updates(examples, per_process, processes, accumulate, epochs)`: rounded up in each epoch, then multiplied."""
    got = _result(function, 100, 8, 2, 3, 4)
    hint = ""
    if same(got, 8) or same(got, 9):
        hint = _(
            "100 examples, 8 each, 2 processes, accumulate 3: 3 steps an epoch, because a rest counts. "
            "Next step: round the steps of one epoch UP, then multiply by the epochs."
        )
    elif same(got, 3):
        hint = _("That is one epoch. Next step: multiply by the number of epochs.")
    elif isinstance(got, float) and not got.is_integer():
        hint = _("There is no part of a step. Next step: round each division up to a whole number.")
    elif same(got, 28):
        hint = _("You left out `accumulate`: three batches of a process make one step.")
    elif same(got, 20):
        hint = _("You left out the processes: they deal the batches out among themselves.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((100, 8, 2, 3, 4), 12),
            ((720, 16, 1, 1, 1), 45),
            ((720, 8, 2, 1, 1), 45),
            ((17, 16, 1, 1, 3), 6),
            ((33, 8, 4, 1, 2), 4),
            ((10, 1, 1, 4, 1), 3),
        ),
        message=_("720 letters, 16 on one process or 8 on each of two: 45 steps either way. Keep that for section 4."),
    )


@exercise("09.3", expects=callable)
def check_precision(function: Callable[..., Any]) -> Verdict:
    """`precision(device, capability=None)`: "no", "fp16" or "bf16"."""
    cases: tuple[tuple[tuple[Any, ...], str, str], ...] = (
        (("cuda", (7, 5)), "fp16", _("A T4 (7, 5) computes bfloat16 only in imitation; its fast half is float16.")),
        (
            ("cuda", (8, 0)),
            "bf16",
            _("An A100 has capability (8, 0), and bfloat16 begins exactly there: `>=`, not `>`."),
        ),
        (
            ("cuda", (8, 9)),
            "bf16",
            _("An L4 (8, 9) has bfloat16. Next step: compare the whole pair, `(8, 9) >= (8, 0)`."),
        ),
        (("cuda", (12, 0)), "bf16", _("As text, 12 would come before 8. Next step: compare the pair of numbers.")),
        (("cpu",), "no", _('On "cpu" the answer is "no", and there is no capability to compare.')),
        (("mps",), "no", _('On "mps" the answer is "no", and there is no capability to compare.')),
        (("cpu", None), "no", _('On "cpu" the answer is "no", and there is no capability to compare.')),
    )
    for arguments, expected, hint in cases:
        got = _result(function, *arguments)
        if got is None or got is False:
            return Wrong(_('Accelerate wants a word: "no", "fp16" or "bf16", also where nothing is halved.'))
        if isinstance(got, str) and got in {"float16", "bfloat16"}:
            return Wrong(_('Accelerate calls them "fp16" and "bf16".'))
        if isinstance(got, TypeError) and len(arguments) == 1:
            return Wrong(_('On "cpu" nobody passes a capability. Next step: look at the device first, then compare.'))
        if isinstance(got, Exception):
            return try_cases(function, [(arguments, expected)])
        if got != expected:
            return Wrong(hint)
    return Right(_("`accelerate launch --mixed_precision` takes this word, so the script stays the same everywhere."))


@exercise("09.4", expects=callable)
def check_my_batches(function: Callable[..., Any]) -> Verdict:
    """`my_batches(batches, rank, processes)`: in turn, filled up from the beginning."""
    six = ["a", "b", "c", "d", "e", "f"]
    got = _result(function, six, 0, 2)
    five = _result(function, six[:5], 1, 2)
    hint = ""
    if same(got, ["a", "b", "c"]):
        hint = _("You give each process a stretch of the list. Next step: deal them out in turn, as cards are dealt.")
    elif same(got, ["b", "d", "f"]):
        hint = _("Process 0 takes the first batch; you count the processes from 1.")
    elif same(got, ["a", "c", "e"]) and same(five, ["b", "d"]):
        hint = _(
            "Of five batches process 1 got two and process 0 three. At the third `backward` process 0 would wait for ever. "
            "Next step: fill up from the beginning."
        )
    elif same(got, ["a", "c", "e"]) and (same(five, ["b", "d", "e"]) or same(five, ["b", "d", "d"])):
        hint = _("The last round is filled from the BEGINNING of the list: process 1 gets b, d and a.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((six, 0, 2), ["a", "c", "e"]),
            ((six, 1, 2), ["b", "d", "f"]),
            ((six[:5], 1, 2), ["b", "d", "a"]),
            ((six[:5], 0, 1), six[:5]),
            ((six[:4], 2, 3), ["c", "b"]),
            ((six[:2], 3, 4), ["b"]),
        ),
        message=_("And `gather_for_metrics` takes the filled-up ones away again."),
    )


@exercise("09.5", expects=callable)
def check_place(function: Callable[..., Any]) -> Verdict:
    """`place(done, steps_per_epoch)`: (epoch from 0, batches to skip)."""
    got = _result(function, 50, 20)
    end = _result(function, 40, 20)
    hint = ""
    if same(got, (3, 10)):
        hint = _("Epochs count from 0 here: after 50 steps of 20 two whole epochs are over, so epoch 2 goes on.")
    elif same(got, (10, 2)):
        hint = _("The two are the wrong way round: first the epoch, then the batches to skip.")
    elif same(got, (2.5, 10)):
        hint = _("There is no half epoch here. Next step: `//` divides without a rest.")
    elif same(got, (2, 10)) and same(end, (1, 20)):
        hint = _("After 40 steps of 20 the second epoch is over: epoch 2 begins, with nothing to skip.")
    elif same(got, (2, 50)):
        hint = _("Of these 50 batches 40 belong to earlier epochs. Next step: `%` gives the rest.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (((50, 20), (2, 10)), ((40, 20), (2, 0)), ((0, 20), (0, 0)), ((19, 20), (0, 19)), ((7, 1), (7, 0))),
        message=_("`skip_first_batches` wants the second number; the first says where the loop over epochs begins."),
    )


@exercise("09.6", expects=callable)
def check_gigabytes(function: Callable[..., Any]) -> Verdict:
    """`gigabytes(parameters, gpus, stage)`: bytes per weight by ZeRO's stages, with float32 weights."""
    stages = [_result(function, 8e9, 8, stage) for stage in range(4)]
    for got in stages:
        if isinstance(got, Exception):
            return try_cases(function, [((8e9, 8, stages.index(got)), 0.0)])
    hint = ""
    if same(stages[0], 128e9, 1e-9):
        hint = _("That is in bytes. Next step: divide by 1e9.")
    elif same(stages[0], 128 / 1.073741824, 1e-6):
        hint = _("You divided by 1024³; here a GB is 10⁹ bytes.")
    elif same(stages[0], 16.0, 1e-9):
        hint = _("Stage 0 is DDP: nothing is divided, every GPU holds all 16 bytes of each weight.")
    elif same(stages[1], 16.0, 1e-9):
        hint = _("At stage 1 only the optimizer is divided; weights and gradients stay whole.")
    elif same(stages[2], 100.0, 1e-9) or same(stages[3], 100.0, 1e-9):
        hint = _(
            "Each stage includes the ones before it: at stage 2 optimizer AND gradients are divided, at stage 3 all."
        )
    elif same(stages[3], 128.0, 1e-9) and same(stages[0], 128.0, 1e-9):
        hint = _("At stage 3 everything is divided: 16 bytes over 8 GPUs are 2 for each weight.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((8e9, 8, 0), 128.0),
            ((8e9, 8, 1), 72.0),
            ((8e9, 8, 2), 44.0),
            ((8e9, 8, 3), 16.0),
            ((1e9, 1, 3), 16.0),
            ((4e9, 4, 2), 28.0),
        ),
        message=_("Add the activations, which depend on the batch, and leave a tenth free."),
        tolerance=1e-9,
    )


@exercise("09.7", expects=callable)
def check_interval(function: Callable[..., Any]) -> Verdict:
    """`interval(right, rounds=1000, seed=0)`: compared with the exact percentiles, with room for chance."""
    right = [True] * 80 + [False] * 20
    got = _result(function, right)
    if isinstance(got, Exception):
        return try_cases(function, [((right,), ())])
    pair = _pair(got)
    if pair is None:
        return Wrong(_("The answer is a pair of numbers, (low, high); it came as %(got)s.") % {"got": shown(got)})
    low, high = pair
    narrow = 1.96 * math.sqrt(0.8 * 0.2 / 1000)
    hint = ""
    if low > high:
        hint = _("The lower end stands second. Next step: turn the two round.")
    elif low > 1 or high > 1:
        hint = _("A share lies between 0 and 1. Next step: take the mean of what you drew, not the sum.")
    elif low == high == 0.8:
        hint = _("Every draw is the same test, so the interval has no width. Next step: draw WITH replacement.")
    elif abs(low - (0.8 - narrow)) < 0.008 and abs(high - (0.8 + narrow)) < 0.008:
        hint = _("The interval is too narrow: you draw more examples than there are. Next step: `size=len(right)`.")
    elif 0 < low < 0.70 and high < 0.72:
        hint = _("Percentiles run from 0 to 100: write 2.5 and 97.5, not 0.025 and 0.975.")
    elif abs(low - 0.735) < 0.0101 and abs(high - 0.865) < 0.0101 and high - low < 0.142:
        hint = _("That is the middle 90 %. Next step: the percentiles 2.5 and 97.5 leave 95 % between them.")
    elif low == 0.0 and high == 1.0:
        hint = _(
            "These are single answers, not shares. Next step: take the mean of each draw, and then the percentiles."
        )
    elif abs(low - 0.72) > 0.021 or abs(high - 0.875) > 0.021:
        hint = _("For 80 right of 100 the interval runs from about 0.72 to 0.88; yours is %(got)s.") % {
            "got": shown(got)
        }
    if hint:
        return Wrong(hint)
    all_right = _pair(_result(function, [True] * 30))
    if any(_pair(_result(function, right)) != pair for _time in range(4)):  # once may agree by chance
        return Wrong(
            _("Called twice, it gives two answers. Next step: make the generator from `seed` inside the function.")
        )
    if all_right != (1.0, 1.0):
        return Wrong(
            _("Where everything is right, every draw is too: (1.0, 1.0); yours is %(got)s.") % {"got": shown(all_right)}
        )
    return Right(
        _("Two intervals that overlap widely tell no two models apart; their difference, letter by letter, might.")
    )


@exercise("09.8", expects=callable)
def check_token_f1(function: Callable[..., Any]) -> Verdict:
    """`token_f1(answer, truth)`: shared words with their counts."""
    hint = ""
    if same(_result(function, "The river", "the river"), 0.5, 1e-9):
        hint = _('"The" and "the" are the same word here. Next step: small letters for both.')
    elif same(_result(function, "the the the the", "the end"), 2 / 3, 1e-9):
        hint = _('A set forgets that "the" comes four times. Next step: count; only one of the four is shared.')
    elif same(_result(function, "a b c d", "a"), 0.25, 1e-9) or same(_result(function, "a b c d", "a"), 1.0, 1e-9):
        hint = _("That is precision or recall alone. Next step: 2·P·R ÷ (P + R).")
    elif same(_result(function, "a b c d", "a"), 0.625, 1e-9):
        hint = _("That is the ordinary mean. F1 is the harmonic one: 2·P·R ÷ (P + R).")
    elif isinstance(_result(function, "yes", "no"), ZeroDivisionError):
        hint = _("Where nothing is shared, P + R is 0. Next step: return 0.0 before you divide.")
    elif isinstance(_result(function, "", ""), ZeroDivisionError) or same(_result(function, "", ""), 0.0):
        hint = _("Both empty means: there is no answer, and the model said so. That is right: 1.0.")
    elif isinstance(_result(function, "", "no"), ZeroDivisionError):
        hint = _("One of the two may be empty. Next step: see first whether anything is shared.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (("The river", "the river"), 1.0),
            (("in 1889", "1889"), 2 / 3),
            (("the the the the", "the end"), 1 / 3),
            (("yes", "no"), 0.0),
            (("", "no"), 0.0),
            (("", ""), 1.0),
            (("서울 시청 앞", "시청 앞"), 0.8),
        ),
        message=_("The official script of SQuAD takes out punctuation and the articles a, an, the as well."),
        tolerance=1e-9,
    )


def _pair(got: Any) -> tuple[float, float] | None:
    """Two numbers from a tuple, list or array of two, or None."""
    try:
        low, high = got
        return float(low), float(high)
    except (TypeError, ValueError):
        return None


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns, or the exception that it raises: each mistake has its own hint, so nothing is raised."""
    try:
        return function(*arguments)
    except Exception as error:
        return error
