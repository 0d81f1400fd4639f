"""The exercises of lesson 07: fine-tuning."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import _


@exercise("07.1", expects=callable)
def check_steps(function: Callable[..., Any]) -> Verdict:
    """`steps(examples, batch_size, epochs)`: the last, smaller batch of each epoch counts too."""
    got = _result(function, 100, 16, 3)
    hint = ""
    if same(got, 18):
        hint = _("100 examples in batches of 16 are 7 batches: the last one holds 4. Next step: round up, not down.")
    elif same(got, 19):
        hint = _("You rounded up once, at the end. Next step: round up the batches of one epoch, then multiply.")
    elif same(got, 18.75) or same(got, 6.25):
        hint = _("There is no quarter of a step. Next step: round the batches of one epoch up to a whole number.")
    elif same(got, 7):
        hint = _("That is one epoch. Next step: multiply by the number of epochs.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((100, 16, 3), 21),
            ((96, 16, 3), 18),
            ((5, 8, 2), 2),
            ((720, 16, 1), 45),
            ((3, 1, 4), 12),
        ),
        message=_("With Trainer you find this number in `trainer.state.max_steps`."),
    )


class _Tape:
    """A model of one weight, its optimizer and its scheduler; each call is written down in order."""

    def __init__(self) -> None:
        import torch

        self.calls: list[str] = []
        self.weight = cast(Any, torch.nn.Parameter(torch.tensor(1.0)))
        self.weight.register_hook(lambda gradient: self.calls.append("backward"))
        self.optimizer = SimpleNamespace(zero_grad=self._forget, step=self._move)
        self.scheduler = SimpleNamespace(step=lambda: self.calls.append("scheduler"))

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

    def _move(self) -> None:
        import torch

        self.calls.append("step")
        if self.weight.grad is not None:
            with torch.no_grad():
                self.weight -= 0.25 * self.weight.grad


@exercise("07.2", expects=callable)
def check_one_step(function: Callable[..., Any]) -> Verdict:
    """`one_step(model, batch, optimizer, scheduler)`: tried twice, so that piled-up gradients show."""
    import torch

    tape = _Tape()
    losses = []
    first: list[str] = []  # what was called in the first of two steps
    for _round in range(2):
        got = _result(function, tape, {"factor": torch.tensor(2.0)}, tape.optimizer, tape.scheduler)
        if isinstance(got, Exception):
            return try_cases(function, [((tape, {"factor": torch.tensor(2.0)}, tape.optimizer, tape.scheduler), 0.0)])
        losses.append(got)
        first = first or list(tape.calls)
    calls = tape.calls
    if "forward" not in calls:
        return Wrong(_("The model is never called. Next step: `loss = model(**batch).loss`."))
    if "backward" not in calls:
        return Wrong(
            _("There is no backward pass, so no weight knows its part in the loss. Next step: `loss.backward()`.")
        )
    if "step" not in calls:
        return Wrong(_("No weight moves. Next step: `optimizer.step()`, after the backward pass."))
    if "zero_grad" not in calls:
        return Wrong(
            _(
                "The gradients of the first batch are still there when the second comes: they pile up. What empties them?"
            )
        )
    if first.index("step") < first.index("backward"):
        return Wrong(_("The optimizer moves before there are gradients. Next step: first backward, then step."))
    if "zero_grad" in first[first.index("backward") : first.index("step")]:
        return Wrong(
            _(
                "`zero_grad` stands between backward and step: it throws away what step needs. Where else could it stand?"
            )
        )
    if "scheduler" not in calls:
        return Wrong(_("The learning rate never changes. Next step: `scheduler.step()`, after the optimizer's step."))
    if first.index("scheduler") < first.index("step"):
        return Wrong(
            _(
                "The scheduler comes before the optimizer, so the first value of the schedule is skipped. Turn the two round."
            )
        )
    if calls.count("step") != 2 or calls.count("scheduler") != 2:
        return Wrong(_("One call should be one step of the optimizer and one of the scheduler. Next step: count them."))
    if any(isinstance(loss, torch.Tensor) for loss in losses):
        return Wrong(
            _("The loss comes back as a tensor, and with it the whole graph stays in memory. Next step: `loss.item()`.")
        )
    if any(loss is None for loss in losses):
        return Wrong(_("Nothing comes back. Next step: `return loss.item()`."))
    if not same(losses, [2.0, 1.0], 1e-6):
        return Wrong(
            _(
                "The losses of two steps should be 2.0 and 1.0, and are %(got)s. Next step: compare your lines with the loop above."
            )
            % {"got": shown(losses)}
        )
    return Right(_("Five lines. Everything else in training libraries is built around them."))


@exercise("07.3", expects=callable)
def check_rate_at(function: Callable[..., Any]) -> Verdict:
    """`rate_at(step, total, peak, warmup=0)`: up in a line, then down in a line."""
    hint = ""
    if same(_result(function, 0, 10, 1.0), 0.9, 1e-9):
        hint = _("Step 0 is the first step, and there the rate is still the peak. Did you count from 1?")
    elif same(_result(function, 4, 10, 1.0, 4), 0.6, 1e-9):
        hint = _(
            "Right after the warm-up the rate should be the peak. Next step: let it fall over the steps that are left, total - warmup."
        )
    elif same(_result(function, 1, 10, 1.0, 4), 1.0, 1e-9) or same(_result(function, 1, 10, 1.0, 4), 0.9, 1e-9):
        hint = _("During the warm-up the rate climbs: at step 1 of 4 it is a quarter of the peak.")
    elif same(_result(function, 1, 10, 1.0, 4), 0.5, 1e-9):
        hint = _("The warm-up begins at 0: at step 1 of 4 the rate is one quarter, not two.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((0, 10, 1.0), 1.0),
            ((3, 10, 1.0), 0.7),
            ((9, 10, 1.0), 0.1),
            ((0, 10, 2.0, 4), 0.0),
            ((1, 10, 2.0, 4), 0.5),
            ((4, 10, 2.0, 4), 2.0),
            ((7, 10, 2.0, 4), 1.0),
        ),
        message=_('This is `lr_scheduler_type="linear"` with `warmup_steps`.'),
        tolerance=1e-9,
    )


@exercise("07.4", expects=callable)
def check_desk_metrics(function: Callable[..., Any]) -> Verdict:
    """`desk_metrics(prediction)`: accuracy, and the smallest recall among the classes that occur."""
    import numpy as np

    def prediction(guesses: list[int], truths: list[int]) -> Any:
        logits = np.full((len(guesses), 4), -1.5)
        logits[np.arange(len(guesses)), guesses] = 2.0
        return SimpleNamespace(predictions=logits, label_ids=np.array(truths))

    one = prediction([0, 0, 0, 1, 1, 2, 0, 2], [0, 0, 0, 1, 1, 1, 2, 2])
    got = _result(function, one)
    if isinstance(got, Exception):
        return try_cases(function, [((one,), {})])
    if not isinstance(got, dict):
        return Wrong(_("Trainer wants a dictionary: the name of each measure with its number."))
    missing = [key for key in ("accuracy", "worst") if key not in got]
    if missing:
        return Wrong(_('The dictionary lacks the key "%(key)s".') % {"key": missing[0]})
    hint = ""
    if not same(_number(got["accuracy"]), 0.75, 1e-9):
        hint = _("6 of 8 are right here, so the accuracy is 0.75; yours is %(got)s.") % {"got": shown(got["accuracy"])}
    elif same(_number(got["worst"]), 0.0, 1e-9):
        hint = _(
            "Class 3 does not occur here; nothing of it can be recognized or missed. Next step: take the classes from the labels."
        )
    elif isinstance(_number(got["worst"]), float) and math.isnan(_number(got["worst"])):
        hint = _("Class 3 does not occur here, so its recall is 0/0. Next step: take the classes from the labels.")
    elif not same(_number(got["worst"]), 0.5, 1e-9):
        hint = _(
            "Of class 2 one example in two is recognized, and that is the worst here: 0.5; yours is %(got)s. "
            "Recall looks at all examples that ARE of a class, not at those that were called so."
        ) % {"got": shown(got["worst"])}
    if hint:
        return Wrong(hint)
    two = _result(function, prediction([3, 0, 1], [3, 3, 1]))
    if not isinstance(two, dict) or not same(
        {key: _number(two.get(key)) for key in ("accuracy", "worst")}, {"accuracy": 2 / 3, "worst": 0.5}, 1e-9
    ):
        return Wrong(
            _("With other classes it goes wrong: guesses 3, 0, 1 for labels 3, 3, 1 gave %(got)s.")
            % {"got": shown(two)}
        )
    return Right(_('With metric_for_best_model="worst", Trainer would keep the model that forgets no desk.'))


class _Switchboard:
    """A model of three classes that knows its mode and whether gradients were on when it was asked."""

    def __init__(self) -> None:
        import torch

        self.training = True
        self.device = torch.device("cpu")
        self.config = SimpleNamespace(id2label={0: "spring", 1: "summer", 2: "winter"}, num_labels=3)
        self.asked: list[tuple[bool, bool]] = []
        self._scale = torch.nn.Parameter(torch.tensor(1.0))

    def eval(self) -> _Switchboard:
        self.training = False
        return self

    def train(self, mode: bool = True) -> _Switchboard:
        self.training = mode
        return self

    def to(self, *_place: Any) -> _Switchboard:
        return self

    def __call__(self, input_ids: Any = None, **_rest: Any) -> Any:
        import torch

        self.asked.append((self.training, torch.is_grad_enabled()))
        return SimpleNamespace(logits=self._scale * torch.nn.functional.one_hot(input_ids[:, 0], 3).float())


class _Batch(dict[str, Any]):
    """What a tokenizer returns; remembers that it was moved."""

    def __init__(self, ids: Any, moves: list[Any]) -> None:
        super().__init__(input_ids=ids)
        self._moves = moves

    def to(self, place: Any) -> _Batch:
        self._moves.append(place)
        return self


@exercise("07.5", expects=callable)
def check_sort_letter(function: Callable[..., Any]) -> Verdict:
    """`sort_letter(text, model, tokenizer)`: eval mode, the model's device, no gradients, the label's name."""
    import torch

    moves: list[Any] = []
    words = {"blossom": 0, "beach": 1, "snow": 2}

    def tokenizer(text: Any, return_tensors: str | None = None, **_rest: Any) -> Any:
        ids = [[words[one]] for one in ([text] if isinstance(text, str) else text)]
        if return_tensors != "pt":
            return _Batch(ids[0] if isinstance(text, str) else ids, moves)
        return _Batch(torch.tensor(ids), moves)

    model = _Switchboard()
    got = _result(function, "snow", model, tokenizer)
    if isinstance(got, Exception):
        return try_cases(function, [(("snow", model, tokenizer), "winter")])
    training, gradients = model.asked[-1] if model.asked else (False, False)
    hint = ""
    if not model.asked:
        hint = _("The model is never called.")
    elif training:
        hint = _(
            "The model was in training mode when it was asked: dropout would change its answers. Next step: model.eval() first."
        )
    elif not moves:
        hint = _(
            "The inputs stay on the CPU; on a GPU this would stop. Next step: .to(model.device) behind the tokenizer's call."
        )
    elif gradients:
        hint = _(
            "Gradients were on, so memory is kept for a backward pass that never comes. Next step: with torch.no_grad()."
        )
    elif same(got, 2):
        hint = _("This is the number of the label. Next step: model.config.id2label knows its name.")
    elif got == ["winter"]:
        hint = _("This is a list with one name. Next step: return the name itself.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (("blossom", model, tokenizer), "spring"),
            (("beach", model, tokenizer), "summer"),
            (("snow", model, tokenizer), "winter"),
        ),
        message=_("Mode, device, no gradients, names: the four things to remember after each training."),
    )


@exercise("07.6", expects=callable)
def check_last_whole(function: Callable[..., Any]) -> Verdict:
    """`last_whole(folder)`: the newest checkpoint that has its trainer_state.json, by number, or None."""
    cases: tuple[tuple[dict[str, bool], str | None, str], ...] = (
        (
            {"checkpoint-8": True, "checkpoint-16": False},
            "checkpoint-8",
            _("checkpoint-16 has no trainer_state.json: it is half-written."),
        ),
        (
            {"checkpoint-9": True, "checkpoint-10": True},
            "checkpoint-10",
            _('As texts, "checkpoint-9" comes after "checkpoint-10". Next step: compare the numbers.'),
        ),
        (
            {"checkpoint-4": True, "broken-checkpoint-90": True, "runs": False},
            "checkpoint-4",
            _('Only folders whose name begins with "checkpoint-" count.'),
        ),
        ({"checkpoint-3": False}, None, _("Where no checkpoint is whole, the answer is None.")),
        ({}, None, _("In an empty folder the answer is None; max of nothing stops with an error.")),
    )
    for folders, expected, hint in cases:
        with TemporaryDirectory() as place:
            root = Path(place)
            (root / "notes.txt").write_text("checkpoint-1000", encoding="utf-8")
            for name, whole in folders.items():
                (root / name).mkdir()
                if whole:
                    (root / name / "trainer_state.json").write_text(json.dumps({"global_step": 1}), encoding="utf-8")
            got = _result(function, root)
        if isinstance(got, Path):
            return Wrong(_('This is a path. Next step: return its .name, such as "checkpoint-8".'))
        if isinstance(got, Exception):
            return Wrong(
                _("With the folders %(folders)s it stopped with %(error)s. %(hint)s")
                % {"folders": shown(sorted(folders)), "error": shown(got), "hint": hint}
            )
        if got != expected:
            return Wrong(
                _("With the folders %(folders)s the answer should be %(expected)s and is %(got)s. %(hint)s")
                % {"folders": shown(sorted(folders)), "expected": shown(expected), "got": shown(got), "hint": hint}
            )
    return Right(_("Pass it on as resume_from_checkpoint, with its folder before it."))


@exercise("07.7", expects=callable)
def check_stops_after(function: Callable[..., Any]) -> Verdict:
    """`stops_after(losses, patience)`: epochs that are trained."""
    hint = ""
    if same(_result(function, [0.9, 0.7, 0.8, 0.75, 0.6], 2), 3):
        hint = _(
            "Counted from 0 this is right; the exercise asks how many epochs are trained. Or is the patience one too short?"
        )
    elif same(_result(function, [0.9, 0.7, 0.8, 0.75, 0.6], 2), 5):
        hint = _("0.75 is less than 0.8, but not less than the best one, 0.7. Next step: compare with the best so far.")
    elif same(_result(function, [0.9, 0.7, 0.8, 0.75, 0.6], 2), 2):
        hint = _("Epoch 2 is the best one; to know that, the training has to go on for `patience` epochs more.")
    elif same(_result(function, [5, 6, 4, 6, 3, 2], 2), 4):
        hint = _("Each time there is a new best loss, the waiting begins anew. Next step: set the counter back to 0.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (([0.9, 0.7, 0.8, 0.75, 0.6], 2), 4),
            (([0.9, 0.7, 0.6, 0.5], 2), 4),
            (([5, 6, 4, 6, 3, 2], 2), 6),
            (([1.0, 1.1, 1.2, 1.3], 1), 2),
            (([1.0, 1.0, 1.0, 1.0], 3), 4),
            (([1.0], 2), 1),
        ),
        message=_("And the model to keep is that of the best epoch, not of the last: load_best_model_at_end."),
    )


@exercise("07.8", expects=callable)
def check_whole_perplexity(function: Callable[..., Any]) -> Verdict:
    """`whole_perplexity(parts)`: e to the mean loss over all tokens."""
    parts = [(math.log(4), 10), (math.log(16), 30)]
    got = _result(function, parts)
    hint = ""
    if same(got, 8.0, 1e-6):
        hint = _("You gave both parts the same weight, but one has 10 tokens and the other 30.")
    elif same(got, 10.0, 1e-6) or same(got, 13.0, 1e-6):
        hint = _(
            "You averaged the perplexities. Next step: average the losses, and take e to the power of it at the end."
        )
    elif same(got, math.log(4 * 16**3) / 4, 1e-6):
        hint = _("This is the mean loss. Next step: perplexity is e to the power of it; math.exp.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((parts,), (4 * 16**3) ** 0.25),
            (([(0.0, 5)],), 1.0),
            (([(1.0, 1), (3.0, 1)],), math.e**2),
            (([(2.0, 7), (2.0, 700)],), math.e**2),
        ),
        message=_(
            "A perplexity of 1 would be a model that is never surprised; one that guesses among all tokens has as many as there are."
        ),
        tolerance=1e-6,
    )


def _number(value: Any) -> Any:
    """NumPy's numbers and one-element arrays as Python's."""
    return value.item() if hasattr(value, "item") else value


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the learner's function gives, or the exception that it raised."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        return error
