"""The exercises of lesson 05: inside AutoModel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same
from hfcourse.messages import _


@exercise("05.1", expects=callable)
def check_expected_shape(function: Callable[..., Any]) -> Verdict:
    """`expected_shape(token_counts, width)`: (texts, tokens of the longest text, width)."""
    got = _result(function, [7, 12, 4], 768)
    hint = ""
    if same(got, [3, 23, 768]):
        hint = _("23 is the sum of the tokens. In a batch every text is filled up to one length: which?")
    elif same(got, [3, 4, 768]):
        hint = _("A text of 12 tokens does not fit into 4. Padding fills up; it does not cut off.")
    elif same(got, [3, 7, 768]):
        hint = _("7 is the length of the first text. Which text decides how long the rows are?")
    elif same(got, [12, 3, 768]):
        hint = _("The first axis counts the texts, the second the tokens. Next step: exchange them.")
    elif isinstance(got, Sequence) and len(got) == 3 and 768 in got and got[-1] != 768:
        hint = _("The width is the last axis: that many numbers for each token.")
    elif isinstance(got, Sequence) and len(got) == 2:
        hint = _("That is the shape of the ids. The model returns a vector for each of them: one axis more.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        ((([7, 12, 4], 768), (3, 12, 768)), (([5], 192), (1, 5, 192)), (([128, 128], 1024), (2, 128, 1024))),
        message=_("Texts, tokens, numbers: if what you get has another shape, look for the mistake before the model."),
    )


@exercise("05.2", expects=callable)
def check_layer_parameters(function: Callable[..., Any]) -> Verdict:
    """`layer_parameters(hidden, intermediate)`: weights and biases of one BertLayer."""
    hidden, wide = 8, 20
    right = 4 * (hidden * hidden + hidden) + 2 * hidden * wide + wide + hidden + 4 * hidden
    got = _result(function, hidden, wide)
    biases = 4 * hidden + wide + hidden
    hints = {
        right - biases: _("The biases are missing: a Linear from a to b has a * b weights and b biases."),
        right - 4 * hidden: _("The two LayerNorms are missing: 2 * hidden parameters each."),
        right - 2 * hidden: _("One LayerNorm is missing: there is one after the attention and one at the end."),
        right - (hidden * hidden + hidden): _(
            "You counted three matrices in the attention. query, key and value; and the `dense` of its output?"
        ),
        right - (hidden * wide + wide): _("The Linear from hidden to intermediate is missing."),
        right - (hidden * wide + hidden): _("The Linear from intermediate back to hidden is missing."),
        right - biases - 4 * hidden: _("The biases and the two LayerNorms are missing."),
        right + hidden - wide: _("A Linear has as many biases as it has outputs: `intermediate` on the way out."),
        right + wide - hidden: _("A Linear has as many biases as it has outputs: `hidden` on the way back."),
    }
    if isinstance(got, (int, float)) and not isinstance(got, bool):
        if isinstance(got, float) and got == right:
            return Wrong(_("Parameters are counted in whole numbers. Next step: leave out the division, or use //."))
        if got in hints:
            return Wrong(hints[int(got)])
    return try_cases(
        function,
        (((hidden, wide), right), ((768, 3072), 7_087_872), ((192, 768), 444_864)),
        message=_("Times 12, plus the tables and the pooler: that is BERT. You can now read any printed model."),
    )


@exercise("05.3", expects=callable)
def check_closest_group(function: Callable[..., Any]) -> Verdict:
    """`closest_group(vector, groups)`: the name of the group whose mean vector has the largest cosine with `vector`."""
    import torch

    vector = torch.tensor([1.0, 0.0, 0.0])
    plain = {
        "middle": torch.tensor([[0.5, 0.5, 0.0], [0.5, 0.6, 0.0]]),
        "away": torch.tensor([[0.0, 1.0, 0.0], [0.0, 0.8, 0.2]]),
        "near": torch.tensor([[0.9, 0.1, 0.0], [1.0, 0.3, 0.0]]),
    }
    got = _result(function, vector, plain)
    if got == "middle":
        return Wrong(
            _("mean() without dim=0 makes one number of the whole group. Next step: take the mean of the rows.")
        )
    if got == "away":
        return Wrong(
            _("This is the group that points away most. Next step: take the largest cosine, not the smallest.")
        )
    if same(got, 2):
        return Wrong(_("This is a position. Next step: return the name of the group."))
    if hasattr(got, "shape") or isinstance(got, float):
        return Wrong(_("This is a similarity. Next step: return the name of the group that it belongs to."))
    cases: tuple[tuple[dict[str, Any], str, str], ...] = (
        (plain, "near", ""),
        (
            {"long": torch.tensor([[9.0, 9.0, 0.0]] * 2), "near": torch.tensor([[0.5, 0.1, 0.0]] * 2)},
            "near",
            _("'long' has longer vectors, but another direction. The cosine looks at the direction alone."),
        ),
        (
            {
                "one hit": torch.tensor([[1.0, 0.0, 0.0], [-1.0, 2.0, 0.0], [-1.0, 2.0, 0.0]]),
                "all near": torch.tensor([[0.9, 0.3, 0.0], [0.9, 0.0, 0.4], [0.8, 0.3, 0.0]]),
            },
            "all near",
            _("One vector of 'one hit' fits exactly, its others do not. Compare with the mean of each group."),
        ),
        (
            {"large": torch.tensor([[0.6, 0.5, 0.0]] * 9), "small": torch.tensor([[0.9, 0.2, 0.0]])},
            "small",
            _("'large' has more vectors, but they point elsewhere. The mean, not the sum over comparisons, decides."),
        ),
        (
            {"near": torch.tensor([[5.0, 0.1, 0.0]] * 2), "at hand": torch.tensor([[1.0, 0.9, 0.0]] * 2)},
            "near",
            _(
                "'at hand' lies at a smaller distance, 'near' has the better direction. Use the cosine, not the distance."
            ),
        ),
    )
    for groups, expected, hint in cases:
        verdict = try_cases(function, [((vector, groups), expected)])
        if isinstance(verdict, Wrong):
            return Wrong(f"{verdict.hint} {hint}".strip())
    return Right(_("With two means and one cosine you have built a classifier, and nothing was trained for it."))


@exercise("05.4", expects=callable)
def check_search(function: Callable[..., Any]) -> Verdict:
    """`search(question, texts, vectors_of)`: the text whose vector has the largest cosine with the question's."""
    import torch

    table = {
        "river?": [1.0, 0.2],
        "a river": [0.9, 0.1],
        "a long story": [5.0, 6.0],
        "a bank": [-0.5, 1.0],
        "why": [0.1, 1.0],
    }
    asked: list[Any] = []

    def vectors_of(texts: Any) -> Any:
        asked.append(texts)
        return torch.tensor([table[text] for text in texts])

    texts = ["a bank", "a long story", "a river"]
    got = _result(function, "river?", list(texts), vectors_of)
    hint = ""
    if any(isinstance(one, str) for one in asked):
        hint = _("`vectors_of` takes a list of texts. Next step: put the question in brackets, [question].")
    elif got == "a long story":
        hint = _(
            "'a long story' has the longest vector, not the best direction. Next step: divide the vectors by their length first (normalize)."
        )
    elif got == "a bank":
        hint = _("This text is the least alike. Next step: take the largest cosine.")
    elif same(got, 2) or same(got, 0) or same(got, 1):
        hint = _("This is a position. Next step: return the text that stands there.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (("river?", texts, vectors_of), "a river"),
            (("why", ["a river", "a bank", "a long story"], vectors_of), "a bank"),
            (("a bank", ["a river", "why"], vectors_of), "why"),
        ),
        message=_("No word needs to occur in both. Search engines do this with millions of vectors."),
    )


@exercise("05.5", expects=callable)
def check_next_token_head(function: Callable[..., Any]) -> Verdict:
    """`next_token_head(attentions)`: (layer, head) with the largest average weight on the next token."""
    import torch

    def tables(layers: int, heads: int, size: int, special: Mapping[tuple[int, int], int]) -> tuple[Any, ...]:
        """Even weights, but `special` heads put 0.7 on the token that stands `offset` further on."""
        made = torch.full((layers, heads, size, size), 1 / size)
        for (layer, head), offset in special.items():
            for place in range(size):
                if 0 <= place + offset < size:
                    made[layer, head, place] = 0.3 / (size - 1)
                    made[layer, head, place, place + offset] = 0.7
        return tuple(one.unsqueeze(0) for one in made)

    attentions = tables(3, 4, 6, {(2, 1): 1, (0, 3): -1, (1, 0): 0})
    got = _result(function, attentions)
    hint = ""
    if same(got, [1, 2]):
        hint = _("Layer and head are exchanged. Next step: return (layer, head).")
    elif same(got, [0, 3]):
        hint = _("This head looks one token back. The next token lies on the other side of the diagonal: offset=1.")
    elif same(got, [1, 0]):
        hint = _("This head looks at each token itself, which is the diagonal. The next token is one step beside it.")
    elif same(got, [3, 2]):
        hint = _("Count both from 0, as Python does.")
    elif same(got, 9):
        hint = _("This is the place in a row of all 12 heads. divmod(place, heads) makes layer and head of it.")
    elif isinstance(got, Sequence) and not isinstance(got, str) and any(hasattr(one, "shape") for one in got):
        hint = _("The numbers are tensors. Next step: take them out with .item().")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((attentions,), (2, 1)),
            ((tables(1, 2, 5, {(0, 0): 1}),), (0, 0)),
            ((tables(2, 3, 7, {(1, 2): 1, (0, 0): 2, (0, 1): 0}),), (1, 2)),
        ),
        message=_(
            "You found it by counting. Looking at pictures of all heads of the real BERT would take 144 of them."
        ),
    )


@exercise("05.6", expects=callable)
def check_to_answers(function: Callable[..., Any]) -> Verdict:
    """`to_answers(logits, id2label, top_k)`: for each text the best labels with their shares, best first."""
    import torch

    names = {0: "red", 1: "green", 2: "blue"}
    logits = torch.tensor([[0.0, 2.0, 1.0], [3.0, 0.5, -1.0]])
    got = _result(function, logits, names, 3)

    def answers(shares: Any, order: bool = True) -> list[list[dict[str, Any]]]:
        rows = [[{"label": names[place], "score": float(share)} for place, share in enumerate(row)] for row in shares]
        return [sorted(row, key=lambda answer: -answer["score"]) if order else row for row in rows]

    right = answers(logits.softmax(-1))
    if _holds_tensors(got):
        return Wrong(_("A score is a tensor. Next step: make Python numbers of them, with .tolist() or .item()."))
    hint = ""
    if same(got, answers(logits), 1e-5):
        hint = _("These are the logits. Next step: softmax turns them into shares that add up to 1.")
    elif same(got, answers(logits.softmax(0)), 1e-5):
        hint = _(
            "The shares of one label add up to 1 over the texts. Next step: take the softmax over the last axis, dim=-1."
        )
    elif same(got, answers(logits.softmax(-1), order=False), 1e-5):
        hint = _("The labels stand in the order of the model. Next step: put the best first; topk does that.")
    elif same(got, [row[::-1] for row in right], 1e-5):
        hint = _("The worst label comes first. Next step: turn the order round.")
    elif same(got, right[0], 1e-5) or same(got, [row[0] for row in right], 1e-5):
        hint = _("The result is a list of lists: for each text a list of its answers.")
    elif same(
        got,
        [
            [{**answer, "label": place} for answer, place in zip(row, places, strict=True)]
            for row, places in zip(right, ([1, 2, 0], [0, 1, 2]), strict=True)
        ],
        1e-5,
    ):
        hint = _("The labels are positions. Next step: look them up in `id2label`.")
    if hint:
        return Wrong(hint)
    many = {place: f"LABEL_{place}" for place in range(5)}
    other = torch.tensor([[0.1, 0.2, 4.0, 0.3, 2.0]])
    best = other.softmax(-1)[0].tolist()
    verdict = try_cases(
        function,
        (
            ((logits, names, 3), right),
            ((logits, names, 1), [row[:1] for row in right]),
            ((other, many, 2), [[{"label": "LABEL_2", "score": best[2]}, {"label": "LABEL_4", "score": best[4]}]]),
        ),
        tolerance=1e-5,
    )
    if isinstance(verdict, Wrong):
        return verdict
    return Right(_("That is what the text-classification pipeline does after the model, with top_k."))


@exercise("05.7", expects=callable)
def check_odd_one_out(function: Callable[..., Any]) -> Verdict:
    """`odd_one_out(texts, vectors_of)`: the text with the smallest average cosine with the other texts."""
    import torch

    table = {
        "cat": [3.0, 0.3, 0.0],
        "dog": [1.0, 0.2, 0.1],
        "cow": [0.2, 0.01, 0.0],
        "bus": [0.4, 4.0, 0.0],
        "sun": [0.1, 0.1, 0.1],
    }

    def vectors_of(texts: Any) -> Any:
        return torch.tensor([table[text] for text in texts])

    texts = ["cat", "bus", "dog", "cow"]
    got = _result(function, list(texts), vectors_of)
    hint = ""
    if got == "cow":
        hint = _(
            "'cow' has a short vector, but the same direction as 'cat'. Next step: divide the vectors by their length first."
        )
    elif got in ("cat", "dog"):
        hint = _("This text fits the others best. Next step: take the smallest average.")
    elif same(got, 1):
        hint = _("This is a position. Next step: return the text that stands there.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((texts, vectors_of), "bus"),
            ((["bus", "cow", "dog"], vectors_of), "bus"),
            ((["cow", "dog", "cat", "sun"], vectors_of), "sun"),
        ),
        message=_("The model has never been told what a topic is, and it finds the one that does not fit."),
    )


def _holds_tensors(got: Any) -> bool:
    """Whether a score in a list of lists of answers is a tensor."""
    return isinstance(got, list) and any(
        isinstance(answer, dict) and hasattr(answer.get("score"), "shape")
        for row in got
        if isinstance(row, list)
        for answer in row
    )


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the call returns, or the exception that it raises."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        return error
