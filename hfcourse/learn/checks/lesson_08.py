"""The exercises of lesson 08: LoRA and QLoRA."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hfcourse.learn import Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import _


@exercise("08.1", expects=callable)
def check_lora_size(function: Callable[..., Any]) -> Verdict:
    """`lora_size(shapes, r)`: two thin matrices a layer."""
    got = _result(function, [(5, 3)], 2)
    hint = ""
    if same(got, 30):
        hint = _(
            "That is r times the whole matrix. B has `rows * r` numbers and A has `r * columns`: what is their sum?"
        )
    elif same(got, 15):
        hint = _(
            "That is the matrix itself, which stays frozen. LoRA trains B (rows × r) and A (r × columns) beside it."
        )
    elif same(got, 8):
        hint = _("That is the size for rank 1. Next step: both A and B are `r` thick.")
    elif same(got, 60):
        hint = _("You multiplied the sizes of A and B. Next step: add them; they are two separate matrices.")
    elif same(got, 10) or same(got, 6):
        hint = _("That is one of the two matrices. Next step: add the other one.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (([(5, 3)], 2), 16),
            (([(192, 192), (768, 192)], 8), 10752),
            (([], 4), 0),
            (([(10, 20), (10, 20), (20, 10)], 1), 90),
        ),
        message=_(
            "It grows with rows plus columns, not with rows times columns: the larger the model, the smaller the share."
        ),
    )


def _matrices() -> tuple[Any, Any, Any, Any]:
    """x (2 × 3), W (5 × 3), A (2 × 3), B (5 × 2), of small whole numbers."""
    import torch

    x = torch.tensor([[1.0, 2.0, -1.0], [0.0, 1.0, 3.0]])
    w = torch.arange(15.0).reshape(5, 3) - 7
    a = torch.tensor([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.0]])
    b = torch.tensor([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [-1.0, 0.0], [0.0, 3.0]])
    return x, w, a, b


@exercise("08.2", expects=callable)
def check_lora_output(function: Callable[..., Any]) -> Verdict:
    """`lora_output(x, W, A, B, alpha)`: the frozen part plus α/r times the low-rank part."""
    x, w, a, b = _matrices()
    got = _result(function, x, w, a, b, 8)
    frozen, update = x @ w.T, x @ a.T @ b.T
    hint = ""
    if same(got, frozen):
        hint = _("That is the frozen layer alone. Next step: add the part of A and B.")
    elif same(got, 4 * update):
        hint = _("That is the part of A and B alone. Next step: add `x @ W.T`, the frozen layer.")
    elif same(got, frozen + update):
        hint = _("The factor α/r is missing. Next step: multiply the part of A and B by `alpha / A.shape[0]`.")
    elif same(got, frozen + 8 * update):
        hint = _("You multiplied by α, and it should be α/r. The rank is the first number of `A.shape`.")
    elif same(got, frozen + 16 * update):
        hint = _("You multiplied by α·r, and it should be α/r.")
    elif same(got, 4 * (frozen + update)):
        hint = _("The frozen layer is multiplied, too. The factor α/r belongs to the part of A and B only.")
    elif same(got, frozen + 8 / 3 * update) or same(got, frozen + 8 / 5 * update):
        hint = _("You divided α by the wrong size. `A` has the shape (r, columns): the rank is `A.shape[0]`.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((x, w, a, b, 8), frozen + 4 * update),
            ((x, w, a, 0 * b, 8), frozen),
            ((x, w, a[:1], b[:, :1], 3), frozen + 3 * (x @ a[:1].T @ b[:, :1].T)),
        ),
        tolerance=1e-5,
        message=_("This one line is LoRA."),
    )


@exercise("08.3", expects=callable)
def check_trainable(function: Callable[..., Any]) -> Verdict:
    """`trainable(model)`: counts numbers, not tensors."""
    import torch

    def model(frozen: int) -> Any:
        layers = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Linear(3, 2))
        for parameter in list(layers.parameters())[:frozen]:
            parameter.requires_grad_(False)
        return layers

    got = _result(function, model(2))
    hint = ""
    if same(got, [2, 4]):
        hint = _("You counted the tensors. Next step: `numel()` says how many numbers each of them holds.")
    elif same(got, [23, 8]):
        hint = _("The pair is turned round: first the numbers that are trained, then all.")
    elif same(got, [15, 23]):
        hint = _("That counts the frozen ones. `requires_grad` is True for those that are trained.")
    elif same(got, [8, 15]):
        hint = _("The second number should count all parameters, the trained ones too.")
    elif same(got, 8 / 23, 1e-6) or same(got, 800 / 23, 1e-4):
        hint = _("That is the share. Next step: return both numbers, the trained and all, as a pair.")
    elif same(got, [23, 23]):
        hint = _("You count every parameter as trained. Next step: look at `requires_grad` of each.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (((model(2),), (8, 23)), ((model(0),), (23, 23)), ((model(4),), (0, 23)), ((model(3),), (2, 23))),
        message=_("Look at these two numbers before every training; a forgotten freeze shows at once."),
    )


@exercise("08.4", expects=callable)
def check_training_gb(function: Callable[..., Any]) -> Verdict:
    """`training_gb(frozen, frozen_bytes, trained)`: 16 bytes for each trained weight."""
    got = _result(function, 0, 0, 1e9)
    hint = ""
    if same(got, 12.0, 1e-6):
        hint = _("Gradient (4) and AdamW (8) are there, the trained weights themselves (4 bytes each) are missing.")
    elif same(got, 8.0, 1e-6):
        hint = _(
            "A trained weight takes itself, a gradient and two numbers of AdamW. How many bytes are four float32 numbers?"
        )
    elif same(got, 4.0, 1e-6):
        hint = _("That is only the weights. Next step: add the gradient and the two numbers of AdamW.")
    elif same(got, 16e9, 1e-6):
        hint = _("These are bytes. Next step: divide by 10⁹.")
    elif same(got, 16e9 / 2**30, 1e-6):
        hint = _("You divided by 2**30. Here a gigabyte is 10⁹ bytes.")
    if hint:
        return Wrong(hint)
    frozen = _result(function, 4e9, 2, 8e6)
    if same(frozen, 4e9 * 18 / 1e9 + 0.128, 1e-6) or same(frozen, (4e9 * 16 + 8e6 * 16) / 1e9, 1e-6):
        return Wrong(
            _("The frozen weights have no gradient and no optimizer. Next step: only `frozen_bytes` for each of them.")
        )
    if same(frozen, 0.128, 1e-6):
        return Wrong(_("The frozen weights need room, too: `frozen_bytes` for each of them."))
    return try_cases(
        function,
        (((0, 0, 1e9), 16.0), ((4e9, 2, 8e6), 8.128), ((4e9, 0.5, 8e6), 2.128), ((0, 0, 4e9), 64.0)),
        tolerance=1e-6,
        message=_("Four billion weights: 64 GB in full, 8.1 with LoRA, 2.1 with QLoRA. The activations come on top."),
    )


@exercise("08.5", expects=callable)
def check_answer_labels(function: Callable[..., Any]) -> Verdict:
    """`answer_labels(parts)`: −100 for everybody but the assistant."""
    talk = [("user", [5, 6]), ("assistant", [7, 8]), ("user", [9]), ("assistant", [10])]
    got = _result(function, talk)
    if talk != [("user", [5, 6]), ("assistant", [7, 8]), ("user", [9]), ("assistant", [10])]:
        return Wrong(_("Your function changes the lists that it was given. Next step: begin with a new, empty list."))
    hint = ""
    if same(got, [7, 8, 10]):
        hint = _(
            "The labels must be as long as the row. Next step: put −100 where somebody else speaks, do not leave it out."
        )
    elif same(got, [5, 6, -100, -100, 9, -100]):
        hint = _("That is the other way round: the assistant's ids should stay, the others become −100.")
    elif same(got, [0, 0, 7, 8, 0, 10]):
        hint = _(
            "0 is a token like any other, so the loss would learn it. The number that the loss leaves out is −100."
        )
    elif same(got, [-100, 7, 8, -100, 10]):
        hint = _("One −100 for each id, not one for each message.")
    elif same(got, [5, 6, 7, 8, 9, 10]):
        hint = _("The questions are still there. Next step: −100 for each id of another role than the assistant.")
    elif same(got, [-100, -100, 7, 8, -100, -100]) or same(got, [-100, -100, -100, -100, -100, 10]):
        hint = _("There are two answers in this conversation, and both should be learned.")
    elif isinstance(got, list) and any(isinstance(part, list) for part in got):
        hint = _(
            "There are lists in your list. Next step: `labels += …` joins them, `append` puts one inside the other."
        )
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((talk,), [-100, -100, 7, 8, -100, 10]),
            (([("system", [1, 2]), ("user", [3]), ("assistant", [4, 5])],), [-100, -100, -100, 4, 5]),
            (([],), []),
        ),
        message=_("Libraries call this completion-only or assistant-only loss."),
    )


@exercise("08.6", expects=callable)
def check_merged_weight(function: Callable[..., Any]) -> Verdict:
    """`merged_weight(W, A, B, alpha)`: W + α/r · BA, and W stays as it was."""
    _x, w, a, b = _matrices()
    given = w.clone()
    got = _result(function, given, a, b, 8)
    if not bool((given == w).all()):
        return Wrong(
            _(
                "Your function changes the `W` that it was given. Next step: `W + …` makes a new tensor, `W += …` does not."
            )
        )
    update = b @ a
    hint = ""
    if same(got, w + update):
        hint = _("The factor α/r is missing. Next step: `alpha / A.shape[0]` in front of the product.")
    elif same(got, w + 8 * update):
        hint = _("You multiplied by α, and it should be α/r.")
    elif same(got, 4 * update):
        hint = _("That is the change alone. Next step: add `W`.")
    elif same(got, w):
        hint = _("That is `W` alone. Next step: add the change, α/r times B times A.")
    elif isinstance(got, RuntimeError):
        hint = _(
            "The shapes do not fit (%(error)s). B is (rows, r) and A is (r, columns): in which order do they give (rows, columns)?"
        ) % {"error": shown(got)}
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (((w, a, b, 8), w + 4 * update), ((w, a, 0 * b, 8), w), ((w, a[:1], b[:, :1], 2), w + 2 * b[:, :1] @ a[:1])),
        tolerance=1e-5,
        message=_("`merge_and_unload` does this for every layer."),
    )


@exercise("08.7", expects=callable)
def check_method(function: Callable[..., Any]) -> Verdict:
    """`method(parameters, trained, gpu_gb)`: the first way that fits into 80 % of the GPU."""
    small, middle = _result(function, 0.5e9, 2e6, 16), _result(function, 0.9e9, 2e6, 16)
    hint = ""
    if same(small, "qlora"):
        hint = _("LoRA and full fine-tuning would fit, too. Next step: return the first way that fits, not the last.")
    elif same(small, "lora"):
        hint = _("0.5 billion weights at 16 bytes are 8 GB: full fine-tuning fits and comes first.")
    elif same(middle, "full"):
        hint = _(
            "0.9 billion weights need 14.4 GB for full fine-tuning, and 80 % of 16 GB are 12.8. Next step: leave that room."
        )
    elif same(middle, "qlora"):
        hint = _(
            "0.9 billion weights at 2 bytes are 1.8 GB, so LoRA fits. Next step: 16 bytes only for the numbers of the adapter."
        )
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((0.9e9, 2e6, 16), "lora"),
            ((0.5e9, 2e6, 16), "full"),
            ((4e9, 8e6, 16), "lora"),
            ((8e9, 2e7, 16), "qlora"),
            ((70e9, 2e8, 16), "none"),
            ((0.8e9, 2e6, 16), "full"),
            ((8e9, 2e7, 80), "lora"),
        ),
        message=_(
            "On a T4 that is: LoRA up to about six billion weights, QLoRA up to about twenty, short texts and small batches provided."
        ),
    )


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns, tensors as lists; the exception where it stops."""
    try:
        value = function(*arguments)
    except (Exception, SystemExit) as error:
        return error
    return value
