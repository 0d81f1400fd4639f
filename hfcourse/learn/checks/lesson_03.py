"""The exercises of lesson 03: tokenizers and chat templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hfcourse.learn import Right, Verdict, Wrong, exercise, try_cases
from hfcourse.learn.trial import same, shown
from hfcourse.messages import _

_WORDS = ("good", "film", "bad", "##s", "##ly", "!", ".", "a", "the", "was")


def _result(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the learner's function gives, or the exception that it stops with."""
    try:
        return function(*arguments)
    except Exception as error:
        return error


def _word_pieces(words: tuple[str, ...] = _WORDS) -> Any:
    """A small WordPiece tokenizer: small letters, [CLS] … [SEP], ids from 4 on in the order of `words`."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    vocabulary = {word: number for number, word in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *words))}
    backend = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    backend.normalizer = normalizers.Lowercase()
    backend.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    backend.decoder = decoders.WordPiece()
    backend.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    return _named(backend, names)


def _bytes() -> Any:
    """A byte-level tokenizer without merges: every byte a token, <s> at the beginning, nothing ever lost."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: number for number, letter in enumerate(("<s>", *letters))}
    backend = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    backend.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])
    return _named(backend, {"bos_token": "<s>"})


def _named(backend: Any, names: dict[str, str]) -> Any:
    """`backend` as a tokenizer of transformers that hints can name in one word."""
    from transformers import PreTrainedTokenizerFast

    class Small(PreTrainedTokenizerFast):  # type: ignore[misc]
        def __repr__(self) -> str:
            return "tokenizer"

    return Small(tokenizer_object=backend, clean_up_tokenization_spaces=False, **names)


@exercise("03.1", expects=callable)
def check_numbered(function: Callable[..., Any]) -> Verdict:
    """`numbered(tokenizer, text)`: (id, token) of each token of the text, without added special tokens."""
    words = _word_pieces()
    got = _result(function, words, "Good films!")
    hint = ""
    if same(got, [(2, "[CLS]"), (4, "good"), (5, "film"), (7, "##s"), (9, "!"), (3, "[SEP]")]):
        hint = _("[CLS] and [SEP] are in it, and nobody wrote them. Next step: add_special_tokens=False.")
    elif same(got, [("good", 4), ("film", 5), ("##s", 7), ("!", 9)]):
        hint = _("The pairs are turned round: first the id, then the token.")
    elif same(got, [4, 5, 7, 9]) or same(got, ["good", "film", "##s", "!"]):
        hint = _("This is one half of each pair. Next step: bring ids and tokens together with zip(…).")
    elif same(got, [(4, "good"), (5, "film"), (7, "s"), (9, "!")]):
        hint = _("'##s' has lost its mark: decode makes text. Next step: convert_ids_to_tokens gives the token's name.")
    elif hasattr(got, "__next__"):
        hint = _("This is a generator or an iterator. Next step: make a list of it, with [ ] around it or list(…).")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((words, "Good films!"), [(4, "good"), (5, "film"), (7, "##s"), (9, "!")]),
            ((words, "the film was bad."), [(12, "the"), (5, "film"), (13, "was"), (6, "bad"), (10, ".")]),
            ((words, ""), []),
        ),
        message=_("With this you can look into any tokenizer."),
    )


@exercise("03.2", expects=callable)
def check_lossless(function: Callable[..., Any]) -> Verdict:
    """`lossless(tokenizer, text)`: whether encoding and decoding gives exactly the same text."""
    words, letters = _word_pieces(), _bytes()
    got = _result(function, letters, "Hi 한!")
    if isinstance(got, str):
        return Wrong(_("This is the text that came back. Next step: return whether it equals the first one, with ==."))
    if got is False:
        return Wrong(
            _(
                "Nothing was lost here; only a special token was added, and it came back with the text. "
                "Next step: add_special_tokens=False."
            )
        )
    if _result(function, words, "Good film") is True:
        return Wrong(_("'Good film' comes back as 'good film', and a capital is a part of the text. Compare exactly."))
    return try_cases(
        function,
        (
            ((letters, "Hi 한!"), True),
            ((letters, "two  spaces "), True),
            ((words, "good film"), True),
            ((words, "Good film"), False),
            ((words, "good  film"), False),
            ((words, "good pizza"), False),
        ),
        message=_("Try it on the texts of your own work before you choose a tokenizer for them."),
    )


@exercise("03.3", expects=callable)
def check_cut(function: Callable[..., Any]) -> Verdict:
    """`cut(word, merges)`: the word in single letters, with every merge applied in order."""
    merges = [("a", "n"), ("b", "an"), ("an", "a"), ("ban", "ana")]
    got = _result(function, "banana", list(merges))
    hint = ""
    if same(got, list("banana")):
        hint = _("Each merge must work on what the one before it made. Next step: pieces = merge(pieces, pair).")
    elif same(_result(function, "abc", [("a", "b"), ("b", "c")]), ["a", "bc"]):
        hint = _("The merges were applied in another order. Next step: begin with the first of the list.")
    elif same(got, ["b", "an", "an", "a"]):
        hint = _("Only the first merge was applied. Next step: does `return` stand inside the loop?")
    elif isinstance(got, str):
        hint = _("This is a text. Next step: return the list of pieces.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (("banana", merges), ["banana"]),
            (("banana", merges[:3]), ["ban", "ana"]),
            (("abc", [("b", "c"), ("a", "b")]), ["a", "bc"]),
            (("abc", [("a", "b"), ("b", "c")]), ["ab", "c"]),
            (("갔습니다", [("니", "다"), ("습", "니다")]), ["갔", "습니다"]),
            (("xyz", merges), ["x", "y", "z"]),
        ),
        message=_("This is all that a BPE tokenizer does with a word; and no word is ever unknown to it."),
    )


@exercise("03.4", expects=callable)
def check_tokens_per_character(function: Callable[..., Any]) -> Verdict:
    """`tokens_per_character(tokenizer, texts)`: all tokens by all characters, without added special tokens."""
    words = _word_pieces()
    texts = ["good films!", "a", "the film was bad."]  # 4 + 1 + 5 tokens, 11 + 1 + 17 characters
    got = _result(function, words, list(texts))
    hints = {
        16 / 29: _("Two special tokens of each text are counted too. Next step: add_special_tokens=False."),
        (4 / 11 + 1 + 5 / 17) / 3: _(
            "This is the mean of the single rates, in which a text of one letter counts as much as a long one. "
            "Next step: add up first, then divide."
        ),
        29 / 10: _("This is characters per token. Next step: turn the fraction round."),
        10 / 7: _("This is tokens per word. Next step: len(text) counts the characters."),
        4 / 11: _("Only the first text was counted. Next step: does `return` stand inside the loop?"),
    }
    for number, hint in hints.items():
        if same(got, number, 1e-6):
            return Wrong(hint)
    return try_cases(
        function,
        (
            ((words, texts), 10 / 29),
            ((_bytes(), ["한글", "ab"]), 8 / 4),
        ),
        message=_("Three tokens for a syllable and one for a letter: so it is where only bytes are known."),
        tolerance=1e-6,
    )


@exercise("03.5", expects=callable)
def check_touching(function: Callable[..., Any]) -> Verdict:
    """`touching(offsets, start, end)`: positions of the tokens that share a character with the span."""
    offsets = [(0, 0), (0, 2), (2, 3), (4, 6), (6, 9), (0, 0)]
    got = _result(function, list(offsets), 2, 5)
    hint = ""
    if same(got, [2]):
        hint = _("The token (4, 6) shares the character 4 with the word. It need not lie inside as a whole.")
    elif same(got, [1, 2, 3]):
        hint = _("The token (0, 2) ends before the character 2. Next step: look at < and <=.")
    elif same(got, [(2, 3), (4, 6)]):
        hint = _("These are the offsets; the exercise asks for the positions. enumerate(…) counts along.")
    elif same(_result(function, list(offsets), 0, 3), [0, 1, 2, 5]):
        hint = _("The special tokens are in it, but (0, 0) holds no character at all: its end is not after the start.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            ((offsets, 2, 5), [2, 3]),
            ((offsets, 0, 3), [1, 2]),
            ((offsets, 1, 2), [1]),
            ((offsets, 4, 9), [3, 4]),
            ((offsets, 3, 4), []),
            (([(0, 1), (1, 2), (1, 2), (1, 2), (2, 3)], 1, 2), [1, 2, 3]),
        ),
        message=_("The same condition finds all tokens of a name, an answer, or one Hangul syllable made of three."),
    )


@exercise("03.6", expects=callable)
def check_pad_left(function: Callable[..., Any]) -> Verdict:
    """`pad_left(rows, pad_id)`: rows filled up on the left, and the mask."""
    rows = [[5, 0, 7], [8]]
    got = _result(function, [list(row) for row in rows], 0)
    pair = got if isinstance(got, (tuple, list)) and len(got) == 2 else (got, None)
    ids, mask = pair
    hint = ""
    if same(ids, [[5, 0, 7], [8, 0, 0]]):
        hint = _("The filling is on the right. Next step: put it before the row.")
    elif same(got, [[5, 0, 7], [0, 0, 8]]):
        hint = _("The ids are right; the mask is missing. Next step: return ids, mask")
    elif same(mask, [[1, 0, 1], [0, 0, 1]]):
        hint = _(
            "The 0 in the middle of the first row is text, though it equals pad_id. Make the mask from the lengths."
        )
    elif same(mask, [[0, 0, 0], [1, 1, 0]]):
        hint = _("The mask is the wrong way round: 1 is for what the model shall read.")
    if hint:
        return Wrong(hint)
    return try_cases(
        function,
        (
            (([[5, 6, 7], [8]], 0), ([[5, 6, 7], [0, 0, 8]], [[1, 1, 1], [0, 0, 1]])),
            ((rows, 0), ([[5, 0, 7], [0, 0, 8]], [[1, 1, 1], [0, 0, 1]])),
            (([[1], [2, 3], [4, 9]], 9), ([[9, 1], [2, 3], [4, 9]], [[0, 1], [1, 1], [1, 1]])),
            (([[4, 4]], 0), ([[4, 4]], [[1, 1]])),
        ),
        message=_("Every row now ends with its last real token, and a model can go on from there."),
    )


@exercise("03.7", expects=callable)
def check_same_ids(function: Callable[..., Any]) -> Verdict:
    """`same_ids(one, other, texts)`: whether both tokenizers give the same ids for every text."""
    one, twin = _word_pieces(), _word_pieces()
    renumbered = _word_pieces(_WORDS[::-1])
    partly = _word_pieces((*_WORDS[:3], "##ly", "##s", *_WORDS[5:]))
    texts = ["good film", "bad films"]
    if _result(function, one, renumbered, list(texts)) is True:
        return Wrong(
            _("The pieces are the same, but their numbers differ, and the model reads numbers. Compare the ids.")
        )
    if _result(function, one, partly, list(texts)) is True:
        return Wrong(_("The first text agrees and the second does not. Next step: look at every text, with all(…)."))
    return try_cases(
        function,
        (
            ((one, twin, texts), True),
            ((one, renumbered, texts), False),
            ((one, partly, texts), False),
            ((one, partly, ["good film"]), True),
        ),
        message=_("A few dozen texts of your own, in every language that you need, make a good test."),
    )


@exercise("03.8", expects=str)
def check_template(template: str) -> Verdict:
    """`my_template`: "ROLE: content" on a line of its own for each message, and perhaps ASSISTANT: at the end."""
    from jinja2 import TemplateError

    talk = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello!"},
        {"role": "assistant", "content": "Hi."},
    ]
    lines = "SYSTEM: Be brief.\nUSER: Hello!\nASSISTANT: Hi.\n"
    if not template.strip():
        return Wrong(_("The template is empty. Next step: begin with the four lines above, and change them."))
    if "{" in template and "{{" not in template:
        return Wrong(
            _("In Jinja, a value stands in double braces: {{ message.content }}. Single ones are of f-strings.")
        )
    try:
        finished, asked = (_rendered(template, talk, prompt) for prompt in (False, True))
    except TemplateError as error:
        return Wrong(
            _("Jinja cannot read it: %(error)s. Next step: does each {%% for %%} have its {%% endfor %%}?")
            % {"error": shown(error)}
        )
    hint = ""
    if finished == asked == lines:
        hint = _("With add_generation_prompt=True nothing is added. Next step: {% if add_generation_prompt %}.")
    elif finished == asked == lines + "ASSISTANT:":
        hint = _("The generation prompt is always there. Next step: write it only {% if add_generation_prompt %}.")
    elif finished == lines and asked != asked.rstrip() == lines + "ASSISTANT:":
        hint = _(
            "Something follows ASSISTANT: at the end, a space or a line break. The model wants to write that itself."
        )
    elif finished == lines.replace("\n", ""):
        hint = _("The messages stand in one line. Next step: let each line end with }}, not with %}.")
    elif finished == lines.replace("SYSTEM", "system").replace("USER", "user").replace("ASSISTANT", "assistant"):
        hint = _("The roles are in small letters. Next step: {{ message.role | upper }}.")
    if hint:
        return Wrong(hint)
    for prompt, got in ((False, finished), (True, asked)):
        expected = lines + "ASSISTANT:" * prompt
        if got != expected:
            return Wrong(
                _("With add_generation_prompt=%(prompt)s it should give %(expected)s and gives %(got)s.")
                % {"prompt": prompt, "expected": shown(expected), "got": shown(got)}
            )
    return Right(_("The roles that a model knows are nothing but words in a text, which you can print at any time."))


def _rendered(template: str, messages: list[dict[str, str]], prompt: bool) -> str:
    """The template's text, with Jinja set up as transformers does."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(messages=messages, add_generation_prompt=prompt)
