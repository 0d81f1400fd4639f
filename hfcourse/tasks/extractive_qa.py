"""Extractive question answering: which span of the context answers the question?

Spans and scores are those of the `question-answering` pipeline of transformers 5.2, the last release that had it: the
product of the softmaxed start and end logits within a window, spans widened to whole words, equal texts added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from transformers.pipelines.base import ChunkPipeline

from hfcourse.errors import CourseError
from hfcourse.messages import _


class ExtractiveQAPipeline(ChunkPipeline):  # type: ignore[misc]  # transformers has no types here
    """`answerer(question=…, context=…)` gives `{"answer", "score", "start", "end"}`; start and end count characters.

    Takes a question and a context, a list of questions with one context or with as many, or (a list of) dictionaries
    with `question` and `context`. A list gives a list. With `top_k` above 1 each question has a list of answers, the
    best first.

    A context that is longer than `max_seq_len` tokens (default: 384, or what the model reads) is read in windows that
    share `doc_stride` tokens (default: 128, or half a window). `max_answer_len` (15) is in tokens. `align_to_words`
    widens an answer to whole words, as its language writes them with spaces: right for English; Korean puts its
    particles on the word, so pass False there. `handle_impossible_answer` lets the empty answer take part.

    Raises CourseError for a missing or empty question or context, and for settings that make no sense.
    """

    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True

    def __call__(self, inputs: Any = None, *, question: Any = None, context: Any = None, **kwargs: Any) -> Any:
        """Answer; `batch_size=` sets how many windows the model reads at a time."""
        if inputs is None:
            inputs = _paired(question, context)
        return super().__call__(inputs, **kwargs)

    def _sanitize_parameters(
        self,
        *,
        max_seq_len: int | None = None,
        doc_stride: int | None = None,
        top_k: int | None = None,
        max_answer_len: int | None = None,
        handle_impossible_answer: bool | None = None,
        align_to_words: bool | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        for name, value in (("top_k", top_k), ("max_answer_len", max_answer_len)):
            if value is not None and value < 1:
                raise CourseError(
                    _("%(name)s must be at least 1, and is %(value)d. Next step: leave it out or raise it.")
                    % {"name": name, "value": value}
                )
        before = {"max_seq_len": max_seq_len, "doc_stride": doc_stride}
        after = {
            "top_k": top_k,
            "max_answer_len": max_answer_len,
            "handle_impossible_answer": handle_impossible_answer,
            "align_to_words": align_to_words,
        }
        return _given(before), {}, _given(after)

    def preprocess(
        self, example: Any, max_seq_len: int | None = None, doc_stride: int | None = None
    ) -> Iterator[dict[str, Any]]:
        """One item for each window: ids and mask of shape (1, tokens), and what is needed to find the words again."""
        question, context = _checked(example)
        if not self.tokenizer.is_fast:
            raise CourseError(
                _(
                    "The tokenizer of this model cannot say where a token stands in the text."
                    " Next step: choose a model that has a tokenizer.json."
                )
            )
        if max_seq_len is None:
            max_seq_len = min(self.tokenizer.model_max_length, 384)
        if doc_stride is None:
            doc_stride = min(max_seq_len // 2, 128)
        room = max_seq_len - len(self.tokenizer(question, "")["input_ids"])
        if room <= doc_stride:
            raise CourseError(
                _(
                    "A window of %(window)d tokens holds the question and %(room)d tokens of the context; windows that share"
                    " %(stride)d would never come to an end. Next step: raise max_seq_len, lower doc_stride, or shorten the"
                    " question."
                )
                % {"window": max_seq_len, "room": max(0, room), "stride": doc_stride}
            )
        first = self._question_first
        encoded = self.tokenizer(
            *((question, context) if first else (context, question)),
            truncation="only_second" if first else "only_first",
            max_length=max_seq_len,
            stride=doc_stride,
            return_overflowing_tokens=True,
        )
        for number, encoding in enumerate(encoded.encodings):
            names = [name for name in self.tokenizer.model_input_names if name in encoded]
            tensors = {name: torch.tensor([encoded[name][number]]) for name in names}
            yield {
                **tensors,
                "encoding": encoding,
                "context": context,
                "is_last": number == len(encoded.encodings) - 1,
            }

    def _forward(self, inputs: dict[str, Any]) -> dict[str, Any]:
        read = {name: inputs[name] for name in self.tokenizer.model_input_names if name in inputs}
        output = self.model(**read)
        return {**inputs, "start": output.start_logits, "end": output.end_logits}

    def postprocess(
        self,
        windows: list[dict[str, Any]],
        top_k: int = 1,
        max_answer_len: int = 15,
        handle_impossible_answer: bool = False,
        align_to_words: bool = True,
    ) -> dict[str, Any] | list[dict[str, Any]]:
        """The best `top_k` answers of all windows."""
        answers: dict[str, dict[str, Any]] = {}
        no_answer = float("inf")
        for window in windows:
            encoding, context = window["encoding"], window["context"]
            allowed = np.array([part == self._context_part for part in encoding.sequence_ids])
            at_cls = np.array(encoding.ids) == self.tokenizer.cls_token_id
            # Padding of a batch stands behind the encoding, or before it where the tokenizer pads on the left.
            length = len(encoding.ids)
            own = slice(0, length) if self._question_first else slice(-length, None)
            start = _softmax(window["start"][0].float().numpy()[own], allowed | at_cls)
            end = _softmax(window["end"][0].float().numpy()[own], allowed | at_cls)
            if at_cls.any():
                no_answer = min(no_answer, float(start[at_cls][0] * end[at_cls][0]))
            start, end = start * allowed, end * allowed
            # Widening to words lets spans fall together, so more of them are looked at than are asked for.
            wanted = 2 * top_k + 10 if align_to_words else top_k
            for first, last in _best_spans(start, end, max_answer_len, wanted):
                begin, stop = self._characters(encoding, first, last, align_to_words)
                text = context[begin:stop]
                answer = answers.setdefault(text.lower(), {"score": 0.0, "start": begin, "end": stop, "answer": text})
                answer["score"] += float(start[first] * end[last])
        found = list(answers.values())
        if handle_impossible_answer:
            found.append({"score": no_answer, "start": 0, "end": 0, "answer": ""})
        found.sort(key=lambda answer: -answer["score"])
        return found[0] if top_k == 1 else found[:top_k]

    @property
    def _question_first(self) -> bool:
        return bool(self.tokenizer.padding_side == "right")

    @property
    def _context_part(self) -> int:
        return 1 if self._question_first else 0

    def _characters(self, encoding: Any, first: int, last: int, align_to_words: bool) -> tuple[int, int]:
        """Where the tokens `first` to `last` begin and end in the context."""
        words = encoding.word_ids[first], encoding.word_ids[last]
        if align_to_words and None not in words:
            begin = encoding.word_to_chars(words[0], self._context_part)
            stop = encoding.word_to_chars(words[1], self._context_part)
            if begin is not None and stop is not None:
                return begin[0], stop[1]
        return encoding.offsets[first][0], encoding.offsets[last][1]


def _paired(question: Any, context: Any) -> Any:
    """Dictionaries of a question and a context; one context may serve several questions."""
    if not isinstance(question, list):
        return {"question": question, "context": context}
    contexts = context if isinstance(context, list) else [context] * len(question)
    if len(contexts) != len(question):
        raise CourseError(
            _(
                "There are %(questions)d questions and %(contexts)d contexts."
                " Next step: pass one context for all questions, or one for each."
            )
            % {"questions": len(question), "contexts": len(contexts)}
        )
    return [{"question": one, "context": its} for one, its in zip(question, contexts, strict=True)]


def _checked(example: Any) -> tuple[str, str]:
    """Question and context of one example. Raises CourseError where one is missing, empty or no text."""
    found = []
    for name in ("question", "context"):
        part = example.get(name) if isinstance(example, dict) else None
        if not isinstance(part, str) or not part.strip():
            raise CourseError(
                _(
                    'The %(name)s is missing or empty. Next step: call answerer(question="…", context="…") with two texts.'
                )
                % {"name": name}
            )
        found.append(part)
    return found[0], found[1]


def _given(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if value is not None}


def _softmax(logits: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Softmax of `logits` (tokens,) over the positions where `among` is true; 0 elsewhere."""
    powers = np.where(among, np.exp(logits - logits[among].max(initial=-np.inf)), 0.0)
    return np.asarray(powers / powers.sum())


def _best_spans(start: np.ndarray, end: np.ndarray, longest: int, count: int) -> list[tuple[int, int]]:
    """The `count` pairs (first, last) of positive product, last >= first, at most `longest` tokens, best first."""
    products = np.tril(np.triu(np.outer(start, end)), longest - 1)
    order = np.argsort(-products, axis=None, kind="stable")[:count]
    pairs = [divmod(int(place), len(end)) for place in order]
    return [(first, last) for first, last in pairs if products[first, last] > 0]
