"""The exercises of lesson 06: data sets and collators."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import _

_BOM = b"\xef\xbb\xbf"
_KOREAN = "text,label\n배송이 하루 만에 왔어요.,1\n"
_PARTS = ("train", "validation", "test")


@exercise("06.1", expects=callable)
def check_label_shares(function: Callable[..., Any]) -> Verdict:
    """`label_shares(dataset)`: name of each label -> its share of the rows, in the order of the names."""
    names = ["negative", "neutral", "positive"]
    dataset = _dataset([2, 0, 2, 2, 0], names)
    got = _result(function, dataset)
    hint = ""
    if isinstance(got, dict):
        if set(got) <= {0, 1, 2} and got:
            hint = _(
                "The keys are the numbers of the labels. Next step: look up their names; dataset.features['label'].names has"
                " them in order."
            )
        elif same(got, {"negative": 2, "neutral": 0, "positive": 3}) or same(got, {"negative": 2, "positive": 3}):
            hint = _("These are counts. Next step: divide each by the number of rows.")
        elif same(got, {"negative": 40.0, "neutral": 0.0, "positive": 60.0}, 1e-6):
            hint = _("These are percentages; a share lies between 0 and 1. Next step: leave out the factor 100.")
        elif "neutral" not in got:
            hint = _(
                "'neutral' is missing: no row has this label, so its share is 0. Next step: go through the names, not through"
                " the rows."
            )
        elif same(got, {"negative": 0.4, "neutral": 0.0, "positive": 0.6}, 1e-6) and list(got) != names:
            hint = _(
                "The shares are right, their order is not. Next step: go through features['label'].names in order."
            )
    if hint:
        return Wrong(hint)
    verdict = try_cases(function, [((dataset,), {"negative": 0.4, "neutral": 0.0, "positive": 0.6})], tolerance=1e-6)
    if isinstance(verdict, Wrong):
        return verdict
    return try_cases(
        function,
        [((_dataset([1, 0, 1, 1], ["no", "yes"]),), {"no": 0.25, "yes": 0.75})],
        tolerance=1e-6,
        message=_("Whatever accuracy a model reaches, compare it with the largest of these shares first."),
    )


@exercise("06.2", expects=callable)
def check_guess_encoding(function: Callable[..., Any]) -> Verdict:
    """`guess_encoding(path)`: "utf-8-sig", "utf-8" or "cp949"."""
    files = {
        "utf8.csv": (_KOREAN.encode("utf-8"), "utf-8"),
        "excel.csv": (_KOREAN.encode("cp949"), "cp949"),
        "bom.csv": (_BOM + _KOREAN.encode("utf-8"), "utf-8-sig"),
        "english.csv": (b"text,label\nFine.,1\n", "utf-8"),
        "inside.csv": ("text,label\nA \ufeff inside.,1\n".encode(), "utf-8"),
    }
    with TemporaryDirectory() as folder:
        for name, (data, _expected) in files.items():
            (Path(folder) / name).write_bytes(data)
        got = {name: _result(function, Path(folder) / name) for name in files}
        as_text = _result(function, str(Path(folder) / "excel.csv"))
    stopped = next(((name, error) for name, error in got.items() if isinstance(error, Exception)), None)
    if stopped:
        name, error = stopped
        if isinstance(error, UnicodeDecodeError):
            return Wrong(
                _(
                    "It stopped with a UnicodeDecodeError on a %(kind)s file. Next step: put try … except around the decoding."
                )
                % {"kind": files[name][1]}
            )
        return Wrong(
            _("It stopped with %(error)s. Next step: run it on a file in the current folder.") % {"error": shown(error)}
        )
    if got["bom.csv"] == "utf-8":
        return Wrong(
            _(
                "A file with a BOM is valid UTF-8 too, so the first question that fits must be the one about the BOM. Next step: "
                "exchange the two."
            )
        )
    if got["inside.csv"] == "utf-8-sig":
        return Wrong(_("The three bytes stand inside this file, not at its beginning. Next step: use .startswith(…)."))
    for name, (_data, expected) in files.items():
        if got[name] != expected:
            return Wrong(
                _("For %(what)s the answer should be %(expected)s and is %(got)s.")
                % {
                    "what": _WHAT[name](),
                    "expected": shown(expected),
                    "got": shown(got[name]),
                }
            )
    if as_text != "cp949":
        return Wrong(_("It works for a Path but not for a path as text. Next step: wrap it, Path(path).read_bytes()."))
    return Right(_("Now load_dataset('csv', data_files=path, encoding=guess_encoding(path)) reads them all."))


_WHAT: dict[str, Callable[[], str]] = {
    "utf8.csv": lambda: _("Korean text in UTF-8"),
    "excel.csv": lambda: _("Korean text in cp949"),
    "bom.csv": lambda: _("a file that begins with the BOM"),
    "english.csv": lambda: _("plain English text"),
    "inside.csv": lambda: _("a file with those bytes in the middle"),
}


@exercise("06.3", expects=callable)
def check_split_three(function: Callable[..., Any]) -> Verdict:
    """`split_three(dataset, seed)`: train, validation and test, 80 / 10 / 10, stratified."""
    rows = 200
    dataset = _dataset([int(place % 4 == 0) for place in range(rows)], ["common", "rare"])
    got = _result(function, dataset, 7)
    if isinstance(got, Exception):
        return Wrong(
            _("It stopped with %(error)s. Next step: call it on `reviews` in a cell of its own.")
            % {"error": shown(got)}
        )
    if not hasattr(got, "keys"):
        return Wrong(_("It should return a DatasetDict; this is %(got)s.") % {"got": shown(type(got).__name__)})
    if set(got.keys()) != set(_PARTS):
        return Wrong(
            _("The splits should be called train, validation and test; these are called %(names)s.")
            % {"names": ", ".join(map(str, got.keys()))}
        )
    sizes = {name: len(got[name]) for name in _PARTS}
    if sizes in ({"train": 162, "validation": 18, "test": 20}, {"train": 162, "validation": 20, "test": 18}):
        return Wrong(
            _(
                "10 % of what is left after the first 10 % is only 9 % of the whole. Next step: split off 20 % first, and cut that"
                " in half."
            )
        )
    ids = {name: list(got[name]["id"]) if "id" in got[name].column_names else [] for name in _PARTS}
    everything = [one for name in _PARTS for one in ids[name]]
    if len(set(everything)) < len(everything):
        return Wrong(
            _("Some rows stand in two of the parts. Next step: split the second time what the first split left over.")
        )
    if sizes != {"train": 160, "validation": 20, "test": 20}:
        return Wrong(
            _("Of 200 rows, 160, 20 and 20 are wanted; these are %(train)d, %(validation)d and %(test)d.") % sizes
        )
    if sorted(everything) != list(range(rows)):
        return Wrong(_("Some rows or columns are lost. Next step: take the parts as train_test_split returns them."))
    others = {seed: _result(function, dataset, seed) for seed in (7, 8, 9)}
    if any(isinstance(other, Exception) for other in others.values()):
        return Wrong(_("It works with one seed and stops with another. Next step: look at what you do with `seed`."))
    if list(others[7]["test"]["id"]) != ids["test"]:
        return Wrong(_("The same seed gives another split the second time. Next step: pass seed=seed both times."))
    # One careless split may hit the share by luck, three hardly.
    for parts in others.values():
        for name in _PARTS:
            if sum(parts[name]["label"]) * 4 != sizes[name]:
                return Wrong(
                    _(
                        "A quarter of all rows has the label 'rare', but of %(name)s it is %(share).2f. Next step: pass stratify_by_column both"
                        " times."
                    )
                    % {"name": name, "share": sum(parts[name]["label"]) / sizes[name]}
                )
    if list(others[8]["test"]["id"]) == ids["test"]:
        return Wrong(_("Another seed gives the same split. Next step: pass on the seed that the function gets."))
    return Right(_("Choose with validation, and open test once, at the very end."))


@exercise("06.4", expects=callable)
def check_by_sentence(function: Callable[..., Any]) -> Verdict:
    """`by_sentence(batch)`: one row for each sentence, with the label of its text."""
    batch = {"text": ["Good. Cheap.", "Bad.", "Fast. Clean. Quiet."], "label": [1, 0, 2]}
    got = _result(function, copy.deepcopy(batch))
    hint = ""
    if isinstance(got, list):
        hint = _("This is a list. Next step: return a dictionary with the columns `text` and `label`, as map wants it.")
    elif isinstance(got, dict) and isinstance(got.get("text"), list):
        texts, labels = got["text"], got.get("label")
        if texts and isinstance(texts[0], list):
            hint = _(
                "`text` holds lists in a list. Next step: put the pieces into one long list, with += instead of append."
            )
        elif labels is None:
            hint = _("The column `label` is missing. Next step: give each sentence the label of its review.")
        elif isinstance(labels, list) and len(labels) != len(texts):
            hint = _(
                "There are %(texts)d texts and %(labels)d labels; columns must be equally long. Next step: repeat each label once for"
                " every sentence."
            ) % {"texts": len(texts), "labels": len(labels)}
    if isinstance(got, AttributeError) and "split" in str(got):
        hint = _(
            "`batch['text']` is a list of texts, and a list has no .split. Next step: go through it with a for loop."
        )
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (
                (batch,),
                {"text": ["Good", "Cheap.", "Bad.", "Fast", "Clean", "Quiet."], "label": [1, 1, 0, 2, 2, 2]},
            ),
            (({"text": ["No full stop"], "label": [3]},), {"text": ["No full stop"], "label": [3]}),
            (({"text": [], "label": []},), {"text": [], "label": []}),
        ),
        message=_("Three texts became six rows. The same trick cuts books into pieces that fit into a model."),
    )


@exercise("06.5", expects=callable)
def check_first_matches(function: Callable[..., Any]) -> Verdict:
    """`first_matches(stream, test, count)`: the first rows that pass, reading no further."""

    def even(row: dict[str, int]) -> bool:
        return row["number"] % 2 == 0

    stream = _Stream(1000)
    got = _result(function, stream, even, 3)
    expected = [{"number": number} for number in (0, 2, 4)]
    if same(got, expected) and stream.read > 5:
        return Wrong(
            _(
                "The rows are right, but %(read)d rows were read and 5 are enough. Next step: stop as soon as there are `count`."
            )
            % {"read": stream.read}
        )
    if same(got, [{"number": 0}]):
        return Wrong(_("Only the first row came back. Next step: collect them in a list, and return after the loop."))
    if hasattr(got, "__next__"):
        return Wrong(_("This is a generator or an iterator. Next step: return a list."))
    if isinstance(got, TypeError) and ("len()" in str(got) or "subscriptable" in str(got)):
        return Wrong(_("A stream has no length and no positions. Next step: go through it with a for loop."))
    return try_cases(
        function,
        (
            ((_Stream(1000), even, 3), expected),
            ((_Stream(3), even, 5), [{"number": 0}, {"number": 2}]),
            ((_Stream(0), even, 2), []),
            ((_Stream(9), lambda row: row["number"] > 6, 2), [{"number": 7}, {"number": 8}]),
            ((_Stream(9), even, 0), []),
        ),
        message=_("It read only what it needed, and so it works for a stream without end as well."),
    )


@exercise("06.6", expects=callable)
def check_every_piece(function: Callable[..., Any]) -> Verdict:
    """`every_piece(word_labels, word_ids)`: B-… for the first piece, I-… for the others, −100 for special tokens."""
    labels, words = [3, 4, 0, 7, 0], [None, 0, 0, 1, 1, 2, 2, 3, 3, 3, 4, None, None]
    right = [-100, 3, 4, 4, 4, 0, 0, 7, 8, 8, 0, -100, -100]
    got = _result(function, list(labels), list(words))
    hint = ""
    if same(got, [-100, 3, 3, 4, 4, 0, 0, 7, 7, 7, 0, -100, -100]):
        hint = _("Every piece has the label of its word. A piece that continues a B-… is I-…, which is one more.")
    elif same(got, [-100, 3, -100, 4, -100, 0, -100, 7, -100, -100, 0, -100, -100]):
        hint = _("This is the rule of the lesson, −100 for later pieces. Here they get a label too.")
    elif same(got, [-100, 3, 4, 4, 5, 0, 1, 7, 8, 8, 0, -100, -100]):
        hint = _("Only B-…, the odd numbers, have an I-… after them. O and I-… stay as they are in later pieces.")
    elif same(got, [-100, 3, 4, 4, 4, 0, 1, 7, 8, 8, 0, -100, -100]):
        hint = _("A later piece of an O word is O too: 0 stays 0.")
    elif isinstance(got, list) and len(got) == len(words) - words.count(None):
        hint = _("The special tokens are missing. Next step: add −100 where the word is None.")
    elif isinstance(got, TypeError) and "NoneType" in str(got):
        hint = _("`None` is not a position in word_labels. Next step: deal with the special tokens first.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((labels, words), right),
            (([3, 0], [None, 0, 0, 1, None]), [-100, 3, 4, 0, -100]),
            (([3, 3], [None, 0, 1, 1, None]), [-100, 3, 3, 4, -100]),
            (([5], [0, 0, 0]), [5, 6, 6]),
            (([], [None, None]), [-100, -100]),
        ),
        message=_("Two names side by side stay two: the second begins with a B-… of its own."),
    )


@exercise("06.7", expects=callable)
def check_collate(function: Callable[..., Any]) -> Verdict:
    """`collate(examples, pad_id)`: input_ids, attention_mask and labels, all as long as the longest."""
    examples = [
        {"input_ids": [2, 9, 0, 3], "labels": [-100, 1, 2, -100]},
        {"input_ids": [2, 3], "labels": [-100, -100]},
        {"input_ids": [2, 5, 3], "labels": [-100, 4, -100]},
    ]
    right = {
        "input_ids": [[2, 9, 0, 3], [2, 3, 0, 0], [2, 5, 3, 0]],
        "attention_mask": [[1, 1, 1, 1], [1, 1, 0, 0], [1, 1, 1, 0]],
        "labels": [[-100, 1, 2, -100], [-100, -100, -100, -100], [-100, 4, -100, -100]],
    }
    given = copy.deepcopy(examples)
    got = _result(function, given, 0)
    hint = ""
    if given != examples:
        hint = _(
            "The examples are changed afterwards, so the next epoch gets them padded. Next step: make new lists, with + instead of"
            " += or append."
        )
    elif isinstance(got, dict):
        missing = [key for key in right if key not in got]
        if missing:
            hint = _("The key '%(key)s' is missing.") % {"key": missing[0]}
        elif same(got["labels"], [[*row, *[0] * (4 - len(row))] for row in (one["labels"] for one in examples)]):
            hint = _("The labels are filled up with pad_id. Next step: use −100, which the loss leaves out.")
        elif same(got["attention_mask"], [[1, 1, 0, 1], [1, 1, 0, 0], [1, 1, 1, 0]]):
            hint = _(
                "The first example has a real token with the id 0, and its mask says padding. Next step: go by the length, not by the id."
            )
        elif same(got["attention_mask"], [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]]):
            hint = _("The attention mask is the wrong way round: 1 is for a token, 0 for padding.")
        elif same(got["input_ids"], [[2, 9, 0, 3], [0, 0, 2, 3], [0, 2, 5, 3]]):
            hint = _("The padding stands in front. Next step: put it after the tokens.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((examples, 0), right),
            (
                ([{"input_ids": [5], "labels": [1]}, {"input_ids": [6, 7], "labels": [2, 3]}], 1),
                {"input_ids": [[5, 1], [6, 7]], "attention_mask": [[1, 0], [1, 1]], "labels": [[1, -100], [2, 3]]},
            ),
            (
                ([{"input_ids": [5], "labels": [1]}], 9),
                {"input_ids": [[5]], "attention_mask": [[1]], "labels": [[1]]},
            ),
        ),
        message=_("With torch.tensor around each value, this could serve as the collate_fn of a DataLoader."),
    )


class _Stream:
    """Rows that can only be read from the beginning; counts how many were read."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self.read = 0

    def __iter__(self) -> Iterator[dict[str, int]]:
        for number in range(self._rows):
            self.read += 1
            yield {"number": number}

    def __repr__(self) -> str:
        return "stream"


def _dataset(labels: list[int], names: list[str]) -> Any:
    """A data set with the columns `id` and `label`, in memory."""
    from datasets import ClassLabel, Dataset, Features, Value

    features = Features({"id": Value("int64"), "label": ClassLabel(names=names)})
    return Dataset.from_dict({"id": list(range(len(labels))), "label": labels}, features=features)


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the call returns, or the exception that it raises."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        return error
