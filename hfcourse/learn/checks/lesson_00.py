"""Checks of lesson 00: the map, does it fit, which token, diagnose, the next step, the remedy."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping
from typing import Any

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.messages import N_, _

_STATIONS = ("Data", "Model", "Training", "Evaluate", "Share")
_PLACES = {
    "datasets": ("Data", N_("What does it hold before there is any model?")),
    "transformers": (
        "Model",
        N_("Its Trainer trains too, but ask what you load with it in lessons 01 to 05; the map shows it there."),
    ),
    "peft": ("Training", N_("Its name is short for 'parameter-efficient fine-tuning'.")),
    "accelerate": ("Training", N_("It runs a loop on one device or on many. Which loop?")),
    "evaluate": ("Evaluate", N_("Take its name literally.")),
    "huggingface_hub": (
        "Share",
        N_("It downloads for all the others; but at which station do you call it yourself, to publish?"),
    ),
}

_TOKENS = ("none", "read", "write")
_NEEDS = {
    "download an open model": (
        "none",
        N_("The first cells of this lesson did just that. Who were you to the Hub at that moment?"),
    ),
    "download a gated model whose terms you accepted": (
        "read",
        N_("The Hub must know who you are, but nothing on it changes."),
    ),
    "load your own private dataset": (
        "read",
        N_("Only you may see it, so the Hub must know you; but nothing on it changes."),
    ),
    "search the Hub for Korean models": ("none", N_("Everybody may look at the shop window.")),
    "publish the model you fine-tuned": (
        "write",
        N_("After this, something stands on the Hub that was not there before."),
    ),
}

_STEPS = ("log in", "accept the terms", "check the name", "leave the revision out", "make a new token")
_SITUATIONS = {
    "GatedRepoError, status 401": ("log in", N_("401 means: I do not know you. What comes before any terms?")),
    "GatedRepoError, status 403": (
        "accept the terms",
        N_("403 means: I know you, and no. So the token is fine; what is missing belongs to the account."),
    ),
    "RepositoryNotFoundError: gogle-bert/bert-base-uncased": ("check the name", N_("Read the owner aloud.")),
    "RevisionNotFoundError: v2-final": (
        "leave the revision out",
        N_("The repo was found, the version was not. Which version do you get when you name none?"),
    ),
    "401 for every model, even open ones: Invalid credentials": (
        "make a new token",
        N_("The same token fails at every door, however often you log in with it."),
    ),
}

_TOPICS = ("pip", "cuda", "memory", "restart", "login", "download")
_REMEDIES = {
    "The kernel died without a message while a large model was loading.": (
        "memory",
        N_("What runs out when something large is loaded, on a CPU just as on a GPU?"),
    ),
    "import transformers: ImportError, huggingface-hub>=1.5.0,<2.0 is required": (
        "pip",
        N_("The message names a version range. Who installed a version outside it?"),
    ),
    "AssertionError: Torch not compiled with CUDA enabled": (
        "cuda",
        N_("Print the entries with hfcourse.doctor.guide() and look for this very message."),
    ),
    "I set HF_HOME in a cell, and nothing changed.": (
        "restart",
        N_("The Hub's client reads its settings once per kernel. How does it come to read them again?"),
    ),
    "No space left on device": ("download", N_("The device is the disk. What filled it?")),
}


@exercise("00.1", expects=dict)
def check_map(value: dict[object, object]) -> Verdict:
    """`station`: a library's name -> its station."""
    return _compare(
        value,
        _PLACES,
        _STATIONS,
        _("From data to sharing, every library has its place; each lesson from 01 on begins at one of these stations."),
    )


@exercise("00.2", expects=callable)
def check_fits(function: Callable[..., Any]) -> Verdict:
    """`fits(parameters, bytes_per_number, free_gb)`: at most 80 % of the free memory, with 1 GB = 10^9 bytes."""
    try:
        small, tight, large = function(1e9, 2, 16), function(7e9, 2, 15.6), function(8.03e9, 4, 15.6)
    except Exception:
        return _try_fits(function)  # it names the call that stops, and where
    if isinstance(small, (int, float)) and not isinstance(small, bool):
        return Wrong(_("The function returns a number. Next step: return the comparison itself, True or False."))
    if small is False and tight is False and large is False:
        return Wrong(
            _(
                "Nothing fits, not even a model of 2 GB into 16 GB. Next step: bring both sides to GB; 1 GB is 10⁹ bytes."
            )
        )
    if small is False and tight is True:
        return Wrong(_("The comparison is the wrong way round: a small model is refused and a large one accepted."))
    if tight is True and large is False:
        return Wrong(
            _(
                "14 GB of weights take about 90 % of 15.6 GB. Next step: compare with 80 % of the free memory, not with all of it."
            )
        )
    try:
        edge, over = function(8e9, 1, 10), function(8.1e9, 1, 10)
    except Exception:
        return _try_fits(function)
    if small is True and edge is False and over is False:
        return Wrong(_("8 GB are exactly 80 % of 10 GB. 'At most' includes them. Next step: look at the comparison."))
    if tight is False and over is True:
        return Wrong(
            _("8.1 GB are a little more than 80 % of 10 GB. Next step: count 10⁹ bytes to a GB here, and not 1024³.")
        )
    return _try_fits(function)


@exercise("00.3", expects=dict)
def check_token(value: dict[object, object]) -> Verdict:
    """`token_for`: a task -> the weakest token that will do."""
    return _compare(
        value, _NEEDS, _TOKENS, _("Most of the course needs no token at all; only publishing needs 'write'.")
    )


@exercise("00.4", expects=callable)
def check_diagnose(function: Callable[..., Any]) -> Verdict:
    """`diagnose(token)`: "empty", "whitespace", "prefix" or "ok"."""
    hints = (
        ("hf_abcdefgh", "ok", ""),
        ("", "empty", ""),
        (" \n", "empty", _("Text of nothing but white space is empty too; strip() shows it.")),
        (" hf_abcdefgh", "whitespace", ""),
        (
            "hf_abcdefgh\n",
            "whitespace",
            _("Copying often takes a line break along; a line break and a tab are white space as well."),
        ),
        ("hf_abcd efgh", "whitespace", _("strip() looks only at the two ends.")),
        ("hf_abcd\tefgh", "whitespace", _("A tab is white space as well; isspace() knows all kinds.")),
        ("my-colab-token", "prefix", ""),
        ("my colab token", "whitespace", _("Mind the order: white space is asked before the beginning.")),
        ("HF_abcdefgh", "prefix", _("Upper and lower case count.")),
        ("abc_hf_defgh", "prefix", _("'in' finds it anywhere; here the beginning counts.")),
    )
    for token, expected, hint in hints:
        verdict = try_cases(function, [((token,), expected)])
        if isinstance(verdict, Wrong):
            return Wrong(f"{verdict.hint} {hint}".strip())
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for token, _expected, _hint in hints:
            function(token)
    if "abc" in printed.getvalue():
        return Wrong(
            _(
                "The answers are right, but the function prints the token. Next step: take the print(…) out; return is enough."
            )
        )
    return Right(_("With these lines a wrong token is found before the Hub is asked, and never shown."))


@exercise("00.5", expects=dict)
def check_next_step(value: dict[object, object]) -> Verdict:
    """`next_step`: what the Hub said -> what to do."""
    return _compare(
        value, _SITUATIONS, _STEPS, _("You read the error's name and number first, and that is the whole secret.")
    )


@exercise("00.6", expects=dict)
def check_remedy(value: dict[object, object]) -> Verdict:
    """`remedy`: what happened -> the topic of the guide."""
    return _compare(
        value, _REMEDIES, _TOPICS, _("You know where to look; `hfcourse doctor` in a terminal looks along with you.")
    )


def _compare(
    value: dict[object, object],
    answers: Mapping[str, tuple[str, str]],
    choices: tuple[str, ...],
    message: str,
) -> Verdict:
    """Right if `value` gives each key of `answers` its answer; else what is missing, misspelt, or the first wrong entry's hint."""
    missing = [key for key in answers if key not in value]
    if missing:
        return Wrong(
            _("The dictionary lacks '%(key)s'. Next step: copy the keys from the exercise as they are.")
            % {"key": missing[0]}
        )
    for key, given in value.items():
        if key not in answers:
            return Wrong(_("The exercise does not ask for %(key)r. Next step: leave it out.") % {"key": key})
        if given not in choices:
            return Wrong(
                _("%(given)r for '%(key)s' is none of the choices. Next step: use one of %(choices)s; capitals count.")
                % {"given": given, "key": key, "choices": ", ".join(f'"{choice}"' for choice in choices)}
            )
    wrong = [key for key, (answer, _hint) in answers.items() if value[key] != answer]
    if not wrong:
        return Right(message)
    return Wrong(
        _("%(right)d of %(all)d are right. Look at '%(key)s' again: %(hint)s")
        % {"right": len(answers) - len(wrong), "all": len(answers), "key": wrong[0], "hint": _(answers[wrong[0]][1])}
    )


def _try_fits(function: Callable[..., Any]) -> Verdict:
    cases = (
        ((1e9, 2, 16), True),
        ((4.02e9, 4, 15.6), False),
        ((8.03e9, 2, 15.6), False),
        ((8.03e9, 0.5, 15.6), True),
        ((8e9, 1, 10), True),  # exactly 80 %
        ((8.1e9, 1, 10), False),
    )
    return try_cases(
        function,
        cases,
        message=_(
            "8 billion parameters take 16 GB in float16, too much for a T4; in 4 bit they fit with room to spare."
        ),
    )
