"""Visual question answering: which of the answers that a model knows fits a picture and a question?

Scores are those of the `visual-question-answering` pipeline of transformers 5.2, the last release that had it: each
answer has a sigmoid of its own, so they need not add up to one.
"""

from __future__ import annotations

from typing import Any

from transformers import Pipeline
from transformers.image_utils import load_image

from hfcourse.errors import CourseError
from hfcourse.messages import _


class VQAClassifierPipeline(Pipeline):  # type: ignore[misc]  # transformers has no types here
    """`ask(image=…, question=…)` gives a list of `{"answer", "score"}`, the best first, `top_k` (5) of them.

    `image` is a PIL picture, a path or a URL. A list of questions about one picture, a list of pictures with one question,
    lists of equal length, or a list of dictionaries with `image` and `question` give a list of such lists.

    For models that choose among fixed answers, such as ViLT; they need a processor for both picture and text.
    Raises CourseError for a missing picture, a missing or empty question, lists that do not fit, and a `top_k` below 1.
    """

    _load_processor = True
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = False

    def __call__(self, inputs: Any = None, *, image: Any = None, question: Any = None, **kwargs: Any) -> Any:
        """Answer; `batch_size=` sets how many pairs the model reads at a time."""
        return super().__call__(_paired(image, question) if inputs is None else inputs, **kwargs)

    def _sanitize_parameters(
        self, *, top_k: int | None = None
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        if top_k is not None and top_k < 1:
            raise CourseError(
                _("%(name)s must be at least 1, and is %(value)d. Next step: leave it out or raise it.")
                % {"name": "top_k", "value": top_k}
            )
        return {}, {}, {} if top_k is None else {"top_k": top_k}

    def preprocess(self, example: Any) -> dict[str, Any]:
        """The picture in RGB, and the question."""
        picture, question = _checked(example)
        return {"image": load_image(picture).convert("RGB"), "question": question}

    def _forward(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """Scores before the sigmoid, (pairs, answers). Pictures of a batch are padded together, so they come here whole."""
        pictures, questions = inputs["image"], inputs["question"]
        if isinstance(questions, str):
            pictures, questions = [pictures], [questions]
        encoded = self.processor(images=pictures, text=questions, return_tensors="pt", padding=True, truncation=True)
        return {"logits": self.model(**encoded.to(self.device, self.dtype)).logits}

    def postprocess(self, outputs: dict[str, Any], top_k: int = 5) -> list[dict[str, Any]]:
        """The best `top_k` answers."""
        names = self.model.config.id2label
        scores, places = outputs["logits"][0].float().sigmoid().topk(min(top_k, len(names)))
        return [
            {"answer": names[place], "score": score}
            for score, place in zip(scores.tolist(), places.tolist(), strict=True)
        ]


def _paired(image: Any, question: Any) -> Any:
    """Dictionaries of a picture and a question; one of either may serve several of the other."""
    images, questions = isinstance(image, list), isinstance(question, list)
    if not images and not questions:
        return {"image": image, "question": question}
    count = len(question if questions else image)
    pictures = image if images else [image] * count
    asked = question if questions else [question] * count
    if len(pictures) != len(asked):
        raise CourseError(
            _(
                "There are %(pictures)d pictures and %(questions)d questions."
                " Next step: pass one picture for all questions, one question for all pictures, or as many of each."
            )
            % {"pictures": len(pictures), "questions": len(asked)}
        )
    return [{"image": one, "question": its} for one, its in zip(pictures, asked, strict=True)]


def _checked(example: Any) -> tuple[Any, str]:
    """Picture and question of one example. Raises CourseError where one is missing or empty."""
    picture = example.get("image") if isinstance(example, dict) else None
    question = example.get("question") if isinstance(example, dict) else None
    if picture is None:
        raise CourseError(_('The picture is missing. Next step: call ask(image=…, question="…").'))
    if not isinstance(question, str) or not question.strip():
        raise CourseError(
            _('The question is missing or empty. Next step: call ask(image=…, question="…") with a text.')
        )
    return picture, question
