"""The tasks that transformers 5 dropped, as pipelines again: `summarize`, `translate`, `extractive-qa`, `vqa-classifier`.

They come in through the official extension point, the pipeline registry, and under new names: from 5.19 on, `pipeline`
refuses the old ones before it looks into the registry. After `register()`, plain transformers code works:
`pipeline("summarize", model="sshleifer/distilbart-cnn-12-6")`.
"""

from __future__ import annotations

from transformers import AutoModelForQuestionAnswering, AutoModelForSeq2SeqLM, AutoModelForVisualQuestionAnswering
from transformers.pipelines import PIPELINE_REGISTRY

from hfcourse.tasks.extractive_qa import ExtractiveQAPipeline
from hfcourse.tasks.seq2seq import SummarizePipeline, TranslatePipeline
from hfcourse.tasks.visual_qa import VQAClassifierPipeline

__all__ = ["ExtractiveQAPipeline", "SummarizePipeline", "TranslatePipeline", "VQAClassifierPipeline", "register"]

# Task name: class of the pipeline, class that loads the model, and the model (with its commit) that the last release
# with this task took where none was named.
_TASKS = {
    "summarize": (SummarizePipeline, AutoModelForSeq2SeqLM, ("sshleifer/distilbart-cnn-12-6", "a4f8f3e")),
    "translate": (TranslatePipeline, AutoModelForSeq2SeqLM, ("google-t5/t5-base", "a9723ea")),
    "extractive-qa": (
        ExtractiveQAPipeline,
        AutoModelForQuestionAnswering,
        ("distilbert/distilbert-base-cased-distilled-squad", "564e9b5"),
    ),
    "vqa-classifier": (
        VQAClassifierPipeline,
        AutoModelForVisualQuestionAnswering,
        ("dandelin/vilt-b32-finetuned-vqa", "d0a1f6a"),
    ),
}


def register() -> list[str]:
    """Make the tasks known to `transformers.pipeline`, and return their names. A second call changes nothing."""
    for task, (pipeline_class, model_class, default) in _TASKS.items():
        if task not in PIPELINE_REGISTRY.supported_tasks:
            PIPELINE_REGISTRY.register_pipeline(
                task,
                pipeline_class=pipeline_class,
                pt_model=model_class,
                default={"model": default},
                type="multimodal" if task == "vqa-classifier" else "text",
            )
    return list(_TASKS)
