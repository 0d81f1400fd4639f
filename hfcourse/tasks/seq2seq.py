"""Summarization and translation: one text in, the text that an encoder-decoder model generates out."""

from __future__ import annotations

from typing import Any, ClassVar

from transformers import Pipeline

from hfcourse.errors import CourseError
from hfcourse.messages import _


class Seq2SeqPipeline(Pipeline):  # type: ignore[misc]  # transformers has no types here
    """Tokenize, `generate`, decode. Keyword arguments that are none of the pipeline's own go to `generate`.

    One text gives a list with one record; a list of texts gives a list with one record a text. With
    `num_return_sequences=n` each text has a list of n records. These are the shapes of the old pipelines.

    Raises CourseError for input that is no text, an empty text, one longer than the model reads (unless
    `truncation=True`), and where `min_length` exceeds `max_length`.
    """

    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True

    key: ClassVar[str]
    """Name of the generated text in a record."""

    def __call__(self, inputs: Any, **kwargs: Any) -> Any:
        """Run on one text, or a list of texts (with `batch_size=` several at a time)."""
        records = super().__call__(inputs, **kwargs)
        if isinstance(inputs, list) and all(len(of_one_text) == 1 for of_one_text in records):
            return [record for [record] in records]
        return records

    def _sanitize_parameters(
        self, *, truncation: bool | None = None, prefix: str | None = None, **generate: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        given = {"truncation": truncation, "prefix": prefix}
        return {name: value for name, value in given.items() if value is not None}, generate, {}

    def preprocess(self, text: Any, prefix: str = "", truncation: bool = False) -> Any:
        """Ids and mask of `prefix` and `text`, each of shape (1, tokens), int64."""
        if not isinstance(text, str) or not text.strip():
            what = _("an empty text") if isinstance(text, str) else type(text).__name__
            raise CourseError(
                _(
                    "The pipeline takes a text, but it got %(what)s. Next step: pass a string with a word in it, or a list of such."
                )
                % {"what": what}
            )
        inputs = self.tokenizer(prefix + text, truncation=truncation, return_tensors="pt")
        longest = min(
            self.tokenizer.model_max_length,
            getattr(self.model.config, "max_position_embeddings", self.tokenizer.model_max_length),
        )
        if inputs["input_ids"].shape[1] > longest:
            raise CourseError(
                _(
                    "The text has %(count)d tokens, but this model reads %(longest)d. Next step: split the text, or pass"
                    " truncation=True and accept that its end is not read."
                )
                % {"count": inputs["input_ids"].shape[1], "longest": longest}
            )
        return inputs

    def _forward(self, inputs: Any, settings: dict[str, Any] | None = None, **generate: Any) -> dict[str, Any]:
        """`settings` are the author's, and give way to those that the caller passed. Tokens: (texts, sequences, length)."""
        kept = dict(settings or {})
        if "max_new_tokens" in generate:
            kept.pop("max_length", None)
        kept.update(generate)
        shortest, longest = kept.get("min_length", 0), kept.get("max_length")
        if longest is not None and shortest > longest:
            raise CourseError(
                _(
                    "min_length (%(min)d) is greater than max_length (%(max)d): no text is that long and that short."
                    " Next step: lower min_length or raise max_length. Both count tokens, not words."
                )
                % {"min": shortest, "max": longest}
            )
        tokens = self.model.generate(**inputs, **kept)
        texts = inputs["input_ids"].shape[0]
        return {"tokens": tokens.reshape(texts, tokens.shape[0] // texts, -1)}

    def postprocess(self, outputs: dict[str, Any]) -> list[dict[str, str]]:
        """One record for each generated sequence."""
        texts = self.tokenizer.batch_decode(outputs["tokens"][0], skip_special_tokens=True)
        return [{self.key: text.strip()} for text in texts]

    def _authors_settings(self, task: str) -> dict[str, Any] | None:
        """What the model's configuration says about `task`: generation settings, and T5's prefix."""
        return (getattr(self.model.config, "task_specific_params", None) or {}).get(task)


class SummarizePipeline(Seq2SeqPipeline):
    """`summarizer(text, min_length=…, max_length=…)` gives `[{"summary_text": …}]`.

    What the configuration says about `summarization` holds unless the caller says otherwise.
    """

    key = "summary_text"

    def preprocess(self, text: Any, prefix: str | None = None, truncation: bool = False) -> Any:
        """As in the base class; the prefix, unless given, is the configuration's."""
        if prefix is None:
            prefix = (self._authors_settings("summarization") or {}).get("prefix", "")
        return super().preprocess(text, prefix, truncation)

    def _forward(self, inputs: Any, settings: dict[str, Any] | None = None, **generate: Any) -> dict[str, Any]:
        authors = dict(self._authors_settings("summarization") or {})
        authors.pop("prefix", None)
        return super()._forward(inputs, authors, **generate)


class TranslatePipeline(Seq2SeqPipeline):
    """`translator(text, src_lang="en", tgt_lang="fr")` gives `[{"translation_text": …}]`.

    A model of one direction (Marian) takes no languages. T5 gets its prefix from its configuration, or as `prefix=`.
    M2M100, NLLB and mBART want the languages as their tokenizer spells them.

    Raises CourseError where the model needs languages and got none, or one that it does not know.
    """

    key = "translation_text"

    def _sanitize_parameters(
        self, *, src_lang: str | None = None, tgt_lang: str | None = None, **others: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        preprocess, forward, postprocess = super()._sanitize_parameters(**others)
        if src_lang is None and tgt_lang is None:
            return preprocess, forward, postprocess
        if src_lang is None or tgt_lang is None:
            raise CourseError(
                _(
                    "A translation needs two languages, and only one was given."
                    ' Next step: pass both, for example src_lang="ko", tgt_lang="en".'
                )
            )
        if hasattr(self.tokenizer, "src_lang"):
            self._language_id(src_lang)
            forward["forced_bos_token_id"] = self._language_id(tgt_lang)
            return preprocess | {"src_lang": src_lang}, forward, postprocess
        settings = self._authors_settings(f"translation_{src_lang}_to_{tgt_lang}")
        if settings is None:
            raise CourseError(
                _(
                    "This model was not made to be told %(source)s → %(target)s. Pairs that its configuration names: %(pairs)s."
                    " Next step: choose one of these, or another model; a model of one direction takes no languages."
                )
                % {"source": src_lang, "target": tgt_lang, "pairs": ", ".join(self._pairs()) or "–"}
            )
        settings = dict(settings)
        return {"prefix": settings.pop("prefix", ""), **preprocess}, {"settings": settings, **forward}, postprocess

    def preprocess(
        self, text: Any, prefix: str | None = None, truncation: bool = False, src_lang: str | None = None
    ) -> Any:
        """As in the base class. `src_lang` is for tokenizers that mark the language of a text."""
        if src_lang is not None:
            self.tokenizer.src_lang = src_lang
        elif prefix is None and (hasattr(self.tokenizer, "src_lang") or self._pairs()):
            raise CourseError(
                _(
                    "This model knows several languages and was not told which. Next step: pass src_lang and tgt_lang,"
                    " when you make the pipeline or when you call it."
                )
            )
        return super().preprocess(text, prefix or "", truncation)

    def _pairs(self) -> list[str]:
        """The language pairs that the configuration names, such as en→fr."""
        names = getattr(self.model.config, "task_specific_params", None) or {}
        pairs = [name.removeprefix("translation_") for name in names if name.startswith("translation_")]
        return [pair.replace("_to_", " → ") for pair in pairs]

    def _language_id(self, language: str) -> int:
        """The id of a language's token. Raises CourseError where the tokenizer has none."""
        find = getattr(self.tokenizer, "get_lang_id", self.tokenizer.convert_tokens_to_ids)
        try:
            number = find(language)
        except KeyError:
            number = None
        if number is None or number == self.tokenizer.unk_token_id:
            codes = ", ".join(sorted(getattr(self.tokenizer, "lang_code_to_id", {}))[:8])
            raise CourseError(
                _(
                    "The model has no language %(code)r. Next step: use the codes of its model card%(examples)s."
                    " Some models write en, others en_XX or eng_Latn."
                )
                % {"code": language, "examples": f" ({codes}, …)" if codes else ""}
            )
        return int(number)
