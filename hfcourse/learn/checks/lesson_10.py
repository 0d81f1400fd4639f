"""The exercises of lesson 10: sharing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import _


@exercise("10.1", expects=callable)
def check_wins(function: Callable[..., Any]) -> Verdict:
    """`wins(old, new, rounds=1000, seed=0)`: the share of paired resamples in which `new` is strictly better."""
    import numpy as np

    old = np.array([True] * 80 + [False] * 80)
    more = old.copy()
    more[80:86] = True  # everything that `old` knows, and six letters more
    got = _result(function, old, more)
    if isinstance(got, Exception) or got is None:
        return try_cases(function, [((old, more), 1.0)])
    share = _number(got)
    if isinstance(share, bool) or not isinstance(share, (int, float)):
        return Wrong(
            _("This gives %(got)s. Next step: return the share of the rounds that `new` wins, a number from 0 to 1.")
            % {"got": shown(got)}
        )
    if share > 1:
        return Wrong(
            _("A share lies between 0 and 1, and this is %(got)s. Next step: divide by the number of rounds.")
            % {"got": shown(share)}
        )
    ties = _number(_result(function, old, old))
    if same(ties, 1.0):
        return Wrong(
            _(
                "Two equal models: neither is strictly better, so the share of wins is 0; yours is 1. Next step: > instead of >=."
            )
        )
    if share < 0.9:
        return Wrong(
            _(
                "`new` knows all that `old` knows and six letters more, and yet wins in only %(share)s of the rounds. "
                "Next step: draw once a round, and use the same drawn places for both."
            )
            % {"share": f"{share:.2f}"}
        )
    if not same(ties, 0.0):
        return Wrong(
            _(
                "A model against itself should never win, and it won in %(share)s of the rounds. Next step: draw once a round for both."
            )
            % {"share": shown(ties)}
        )
    mixed = np.concatenate([np.ones(70), np.zeros(30)]).astype(bool)
    other = np.concatenate([np.zeros(15), np.ones(55), np.ones(20), np.zeros(10)]).astype(bool)
    expected = 0.78  # five letters net of 35 that differ, from 100; a wide margin for other random generators
    close = _number(_result(function, mixed, other))
    if not same(close, expected, 0.1):
        return Wrong(
            _(
                "Of 100 letters `new` gets 20 right that `old` got wrong, and 15 the other way round. "
                "It should win about four rounds in five; yours: %(got)s. Next step: draw with replacement, as many letters as there are."
            )
            % {"got": shown(close)}
        )
    if not same(_number(_result(function, mixed, other)), close):
        return Wrong(
            _("Two calls with the same seed differ. Next step: make the generator inside the function, from `seed`.")
        )
    return Right(_("Near 1 it is no luck; near one half the two are alike."))


@exercise("10.2", expects=callable)
def check_private_parts(function: Callable[..., Any]) -> Verdict:
    """`private_parts(text)`: e-mail addresses and Korean mobile numbers, in order."""
    one = "Call 010-1234-5678 or write to mina.kim@library.example."
    got = _result(function, one)
    wanted = ["010-1234-5678", "mina.kim@library.example"]
    hint = ""
    if isinstance(got, (set, frozenset)):
        hint = _("A set has no order. Next step: return a list, in the order of the text.")
    elif same(got, [wanted[1], wanted[0]]):
        hint = _(
            "The number stands before the address, and comes out after it. Next step: search once, with both patterns joined by |."
        )
    elif same(got, [wanted[0], wanted[1] + "."]):
        hint = _(
            "The full stop ends the sentence and does not belong to the address. Next step: after the last dot there must be letters."
        )
    elif isinstance(got, list) and any(isinstance(part, tuple) for part in got):
        hint = _(
            "With round brackets in it, `re.findall` returns groups. Next step: write (?:…) where you only want to bracket."
        )
    elif same(got, []):
        hint = _("Nothing was found in a text with an address and a number.")
    if hint:
        return Wrong(hint)
    korean_text = "메일은 mina@library.example로 보내 주세요. 전화는 01098765432입니다."
    korean = _result(function, korean_text)
    if isinstance(korean, list) and korean and str(korean[0]).endswith("로"):
        return Wrong(
            _(
                r"A Korean particle sticks to the address: \w matches Hangul, too. Next step: [A-Za-z0-9_], or flags=re.ASCII."
            )
        )
    return try_cases(
        function,
        (
            ((one,), wanted),
            ((korean_text,), ["mina@library.example", "01098765432"]),
            (
                ("010 1111 2222, a+b@mail.library.example, 010-3333-4444",),
                ["010 1111 2222", "a+b@mail.library.example", "010-3333-4444"],
            ),
            (("On 2026-11-21 @mina returned ISBN 978-89-010-1234-5.",), []),
            (("Order 4010123456789 was sent.",), []),
            (("Nothing private in here.",), []),
        ),
        message=_("A pattern finds what has a form. What a sentence says about a person, only a reader finds."),
    )


_CARD = """---
license: mit
language: ko
base_model: klue/bert-base
model-index:
- name: sorter
  results:
  - task:
      type: text-classification
    dataset:
      name: letters
      type: letters
    metrics:
    - type: accuracy
      value: 0.8
---

# Sorter

## Known LIMITS

Short letters only.
"""


@exercise("10.3", expects=callable)
def check_missing_from(function: Callable[..., Any]) -> Verdict:
    """`missing_from(text)`: what a card lacks, in a fixed order."""
    results = _CARD[_CARD.index("model-index") : _CARD.index("---\n\n#")]
    no_results = _CARD.replace(results, "")
    spoken = _CARD.replace("license: mit\n", "tags: [mail]\n").replace(
        "Short letters", "license: ask us. Short letters"
    )
    no_heading = _CARD.replace("## Known LIMITS", "The limits are not known.")
    bare = "---\ntags: [mail]\n---\n\n# Sorter\n"
    everything = ["license", "language", "base_model", "results", "limits"]
    if isinstance(_result(function, no_results), TypeError):
        return Wrong(
            _(
                "Without results `card.data.eval_results` is None, and None has no length. Next step: `if not card.data.eval_results`."
            )
        )
    if same(_result(function, spoken), []):
        return Wrong(
            _(
                "A sentence with the words `license:` in it was taken for metadata. Next step: ask `card.data.license`, not the text."
            )
        )
    if same(_result(function, no_heading), []):
        return Wrong(
            _("Here the limits stand in a sentence, not in a heading. Next step: look only at lines that begin with #.")
        )
    if same(_result(function, _CARD), ["limits"]):
        return Wrong(_('The heading "Known LIMITS" counts, too. Next step: compare in lower case.'))
    got = _result(function, bare)
    if isinstance(got, (list, tuple)) and sorted(map(str, got)) == sorted(everything) and list(got) != everything:
        return Wrong(
            _("All five are there, in another order than the exercise asks for: %(order)s.")
            % {"order": ", ".join(everything)}
        )
    return try_cases(
        function,
        (
            ((_CARD,), []),
            ((no_results,), ["results"]),
            ((spoken,), ["license"]),
            ((no_heading,), ["limits"]),
            ((bare,), everything),
        ),
        message=_("Run it over the card of a model that you like. How many pass?"),
    )


@exercise("10.4", expects=list)
def check_ignore(patterns: Any) -> Verdict:
    """The list for `ignore_patterns`, tried on a folder's file list with the client's own matcher."""
    from huggingface_hub.utils import filter_repo_objects  # type: ignore[attr-defined]

    if not all(isinstance(pattern, str) for pattern in patterns):
        return Wrong(_('Each pattern is a text such as "*.pt".'))
    keep = ("README.md", "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt")
    out = {
        "checkpoint-500/model.safetensors": _("It lies in a folder whose name begins with `checkpoint-`."),
        "checkpoint-1000/config.json": _("It lies in a folder whose name begins with `checkpoint-`."),
        "optimizer.pt": _("It is a pickle."),
        "training_args.bin": _("It is a pickle."),
        "runs/cache.pkl": _("It is a pickle."),
        "runs/train.log": _("It is a log."),
        ".env": _("It holds passwords."),
        "runs/.env": _("A pattern without a star fits only the file at the top."),
    }
    left = set(filter_repo_objects([*keep, *out], ignore_patterns=list(patterns)))
    for path in keep:
        if path not in left:
            return Wrong(
                _("%(path)s stays at home, and it is needed. Next step: make the pattern narrower.") % {"path": path}
            )
    for path, why in out.items():
        if path in left:
            return Wrong(
                _("%(path)s would be uploaded. %(why)s Next step: add a pattern for it.") % {"path": path, "why": why}
            )
    return Right(_("Six files go up: what somebody needs to use the model, and nothing else."))


@exercise("10.5", expects=callable)
def check_what_changed(function: Callable[..., Any]) -> Verdict:
    """`what_changed(old, new)`: paths that came, went, or have other contents."""
    old = {"README.md": "a1", "config.json": "b1", "old.txt": "c1", "also-old.txt": "c2"}
    new = {"config.json": "b1", "README.md": "a2", "new.txt": "d1", "added.txt": "d2"}
    got = _result(function, dict(old), dict(new))
    expected = {
        "added": ["added.txt", "new.txt"],
        "removed": ["also-old.txt", "old.txt"],
        "changed": ["README.md"],
    }
    if isinstance(got, Exception) or got is None:
        return try_cases(function, [((old, new), expected)])
    if not isinstance(got, Mapping) or set(got) != set(expected):
        return Wrong(
            _("Return a dictionary with the keys added, removed and changed; this is %(got)s.") % {"got": shown(got)}
        )
    hint = ""
    if any(isinstance(paths, (set, frozenset)) for paths in got.values()):
        hint = _("Sets have no order. Next step: sorted(…) makes a list of each.")
    elif same(got["added"], expected["removed"]) and same(got["removed"], expected["added"]):
        hint = _("Added and removed are the wrong way round: added is what only `new` has.")
    elif same(got["changed"], []):
        hint = _("README.md stands in both, with another id. Next step: compare the ids of paths that both have.")
    elif same(got["changed"], ["README.md", "config.json"]):
        hint = _("config.json has the same id in both, so it did not change.")
    elif isinstance(got["changed"], list) and len(got["changed"]) > 1:
        hint = _("A file that came or went is not `changed`, too. Next step: only paths that stand in both.")
    elif all(
        sorted(map(str, paths)) == expected[key] and list(paths) != expected[key]
        for key, paths in got.items()
        if key != "changed"
    ):
        hint = _("The paths are right and not in order. Next step: sorted(…).")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((old, new), expected),
            ((old, old), {"added": [], "removed": [], "changed": []}),
            (({}, {"b": "1", "a": "2"}), {"added": ["a", "b"], "removed": [], "changed": []}),
        ),
        message=_("From v1.0 to v2.0 two files of your repo changed: the weights and the card. The tokenizer did not."),
    )


@exercise("10.6", expects=callable)
def check_pseudonyms(function: Callable[..., Any]) -> Verdict:
    """`pseudonyms(texts)`: each address becomes the same person-N everywhere."""
    texts = [
        "From Mina@library.example:",
        "Ask jun@home.example.",
        "mina@library.example wrote, then jun@home.example.",
    ]
    right = ["From person-1:", "Ask person-2.", "person-1 wrote, then person-2."]
    got = _result(function, list(texts))
    hint = ""
    if isinstance(got, str):
        hint = _("This is one text. Next step: return a list with as many letters as came in.")
    elif same(got, ["From person-1:", "Ask person-1.", "person-1 wrote, then person-2."]):
        hint = _("In each letter the count begins anew. Next step: keep the names outside the loop over the letters.")
    elif same(got, ["From person-1:", "Ask person-2.", "person-3 wrote, then person-4."]):
        hint = _("Each occurrence gets a new number. Next step: remember which address already has a name.")
    elif same(got, ["From person-1:", "Ask person-2.", "person-3 wrote, then person-2."]):
        hint = _("Mina@ and mina@ are the same mailbox. Next step: compare the addresses in lower case.")
    elif same(got, [text.replace("person-2", "person-1") for text in right]):
        hint = _("Everybody has the same name; so nobody can tell who wrote twice.")
    elif same(got, [text.replace("person-1", "person-0").replace("person-2", "person-1") for text in right]):
        hint = _("The first person is person-1, not person-0.")
    elif same(got, texts):
        hint = _("The letters come out as they went in. Texts cannot be changed in place: return what re.sub gives.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((texts,), right),
            ((["No address here.", ""],), ["No address here.", ""]),
            ((["b@x.example a@x.example b@x.example"],), ["person-1 person-2 person-1"]),
            (([],), []),
        ),
        message=_("Who wrote twice is still to be seen, and who it was no longer."),
    )


@exercise("10.7", expects=callable)
def check_trade_off(function: Callable[..., Any]) -> Verdict:
    """`trade_off(pairs, least)`: share that the model sorts, and its accuracy on these."""
    pairs = [(0.9, True), (0.8, True), (0.6, False), (0.5, True), (0.3, False)]
    got = _result(function, list(pairs), 0.6)
    hint = ""
    if isinstance(_result(function, list(pairs), 0.95), ZeroDivisionError):
        hint = _(
            "With a high bar no letter is left, and the division fails. Next step: in that case the accuracy is None."
        )
    elif same(got, [0.4, 1.0]):
        hint = _("A score of exactly `least` is enough. Next step: >= instead of >.")
    elif same(got, [0.6, 0.4]):
        hint = _("You divided by all letters. Next step: the accuracy is that of the letters which the model sorts.")
    elif same(got, [0.6, 0.6]):
        hint = _("This is the accuracy over all letters. Next step: count only those that the model sorts.")
    elif same(got, [3, 2 / 3], 1e-9):
        hint = _("The first number is a count. Next step: divide it by the number of letters.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((pairs, 0.6), (0.6, 2 / 3)),
            ((pairs, 0.0), (1.0, 0.6)),
            ((pairs, 0.85), (0.2, 1.0)),
            ((pairs, 0.95), (0.0, None)),
        ),
        message=_(
            "The higher the bar, the fewer letters and the fewer mistakes. Where to set it is for the desk to say."
        ),
        tolerance=1e-9,
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
