"""The text snippets of the old tutorials in their present-day form, run as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import hfcourse

SNIPPETS: dict[str, Callable[[], Any]] = {}


def snippet(number: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register the function that is snippet `number`."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        SNIPPETS[number] = function
        return function

    return register


@snippet("000-1")
def sentiment_on_any_device() -> Any:
    from transformers import pipeline

    classifier = pipeline(
        "sentiment-analysis", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english", revision="714eb0f"
    )
    return classifier("I'm super excited to be on the way to LLM mastery!")


@snippet("000-2")
def entities_grouped() -> Any:
    from transformers import pipeline

    ner = pipeline(
        "ner", model="dbmdz/bert-large-cased-finetuned-conll03-english", aggregation_strategy="simple", device="cpu"
    )
    found = ner("Barack Obama was the 44th president of the United States.")
    return [{**entity, "score": float(entity["score"])} for entity in found]


@snippet("000-3")
def question_answering_by_hand_and_as_a_pipeline() -> Any:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer, pipeline

    name = "distilbert/distilbert-base-cased-distilled-squad"
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForQuestionAnswering.from_pretrained(name)
    question, context = "Where is Hugging Face based?", "Hugging Face is a company based in New York City."
    inputs = tokenizer(question, context, return_tensors="pt")
    with torch.no_grad():
        output = model(**inputs)
    start, end = output.start_logits.argmax(), output.end_logits.argmax()
    hfcourse.tasks.register()
    answerer = pipeline("extractive-qa", model=model, tokenizer=tokenizer)
    return {
        "by hand": tokenizer.decode(inputs["input_ids"][0, start : end + 1]),
        "pipeline": answerer(question=question, context=context),
        "context": context,
    }


@snippet("000-4")
def summary_by_hand_and_as_a_pipeline() -> Any:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, pipeline

    name = "sshleifer/distilbart-cnn-12-6"
    text = (
        "The town of Millbrook opened a new public library on Saturday. The building has room for 40,000 books and a"
        " large reading room for children. The mayor, Helen Porter, said that the town had waited for this day for ten"
        " years. The library will be open six days a week."
    )
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForSeq2SeqLM.from_pretrained(name)
    inputs = tokenizer(text, return_tensors="pt")
    tokens = model.generate(**inputs, min_length=8, max_length=50, do_sample=False)
    hfcourse.tasks.register()
    summarizer = pipeline("summarize", model=model, tokenizer=tokenizer)
    return {
        "by hand": tokenizer.decode(tokens[0], skip_special_tokens=True).strip(),
        "pipeline": summarizer(text, min_length=8, max_length=50, do_sample=False),
        "text": text,
        "tokens": tokens.shape[1],
    }


@snippet("000-5a")
def english_to_french_with_its_prefix() -> Any:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained("google-t5/t5-base")
    model = AutoModelForSeq2SeqLM.from_pretrained("google-t5/t5-base")
    inputs = tokenizer("translate English to French: Hello, how are you?", return_tensors="pt")
    return tokenizer.decode(model.generate(**inputs, max_new_tokens=40)[0], skip_special_tokens=True)


@snippet("000-5b")
def english_to_spanish() -> Any:
    from transformers import pipeline

    hfcourse.tasks.register()
    translator = pipeline("translate", model="Helsinki-NLP/opus-mt-en-es")
    return translator("Hello, how are you?")[0]["translation_text"]


@snippet("000-6")
def zero_shot() -> Any:
    from transformers import pipeline

    classifier = pipeline("zero-shot-classification", model="facebook/bart-large-mnli")
    return classifier(
        "Hugging Face's Transformers library is amazing!", candidate_labels=["technology", "sports", "politics"]
    )


@snippet("000-7")
def generation_with_a_named_model() -> Any:
    from transformers import pipeline, set_seed

    generator = pipeline("text-generation", model="openai-community/gpt2")
    set_seed(42)
    return generator("Once upon a time", max_new_tokens=20, do_sample=True, pad_token_id=0)


@snippet("001-1a")
def sentiment_of_a_list() -> Any:
    from transformers import pipeline

    classifier = pipeline(task="sentiment-analysis", model="distilbert-base-uncased-finetuned-sst-2-english")
    return classifier(["I love this movie!", "This restaurant was terrible."])


@snippet("001-1b")
def the_right_mask_token() -> Any:
    from transformers import pipeline

    guesses = {}
    for model in ("distilbert/distilroberta-base", "google-bert/bert-base-uncased"):
        fill = pipeline("fill-mask", model=model)
        guesses[model] = fill(f"The capital of France is {fill.tokenizer.mask_token}.")
    klue = pipeline("fill-mask", model="klue/bert-base")
    return guesses | {"klue/bert-base": klue("한국의 수도는 [MASK]이다.")}


@snippet("001-2")
def tensors_of_two_sentences() -> Any:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
    model = AutoModel.from_pretrained("bert-base-uncased", add_pooling_layer=False)
    inputs = tokenizer(["The sun is shining.", "My dog is called Rosie and sleeps."], padding=True, return_tensors="pt")
    with torch.no_grad():
        states = model(**inputs).last_hidden_state
    return {"ids": list(inputs["input_ids"].shape), "states": list(states.shape), "width": model.config.hidden_size}


@snippet("001-3")
def training_and_predicting() -> Any:
    import torch
    from datasets import Dataset
    from transformers import (
        AutoModelForSequenceClassification,
        AutoTokenizer,
        DataCollatorWithPadding,
        Trainer,
        TrainingArguments,
    )

    name = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForSequenceClassification.from_pretrained(name)
    rows = {"text": ["Good film.", "Bad film.", "I liked it a lot.", "I did not like it."], "label": [1, 0, 1, 0]}
    # no set_format("torch"): the collator makes the tensors; no padding="max_length": it pads each batch
    train = Dataset.from_dict(rows).map(lambda batch: tokenizer(batch["text"], truncation=True), batched=True)
    arguments = TrainingArguments(
        output_dir="out",
        num_train_epochs=1,
        per_device_train_batch_size=2,
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
        use_cpu=True,
    )
    trainer = Trainer(
        model=model,
        args=arguments,
        train_dataset=train,
        processing_class=tokenizer,
        data_collator=DataCollatorWithPadding(tokenizer),
    )
    steps = trainer.train().global_step
    was_training = model.training
    model.eval()
    inputs = tokenizer("What a wonderful evening!", return_tensors="pt").to(model.device)
    with torch.no_grad():
        shares = model(**inputs).logits.softmax(-1)[0]
    return {"steps": steps, "was training": was_training, "shares": shares.tolist()}


@snippet("002-4")
def a_head_that_nobody_has_trained() -> Any:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    name = "google-bert/bert-base-uncased"
    tokenizer = AutoTokenizer.from_pretrained(name)
    model, info = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2, output_loading_info=True)
    inputs = tokenizer("The sun is shining.", return_tensors="pt").to(model.device)
    with torch.no_grad():
        logits = model(**inputs).logits
    return {
        "missing": sorted(info["missing_keys"]),
        "unexpected": sorted(info["unexpected_keys"]),
        "logits": list(logits.shape),
        "labels": list(model.config.id2label.values()),
        "training": model.training,
    }


@snippet("004-1")
def generation() -> Any:
    from transformers import pipeline, set_seed

    generator = pipeline(task="text-generation", model="distilbert/distilgpt2")
    set_seed(42)
    one = generator("The little dog ran into the garden and", max_new_tokens=15, do_sample=True, pad_token_id=0)
    several = generator(
        ["In the morning, Anna", "A good soup needs"], max_new_tokens=15, do_sample=True, pad_token_id=0
    )
    two = generator(
        "One rainy evening, an old man", num_return_sequences=2, max_new_tokens=15, do_sample=True, pad_token_id=0
    )
    return {"004-2": one, "004-3": several, "004-4": two}


@snippet("004-5")
def a_chosen_model_and_tokenizer() -> Any:
    from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline

    tokenizer = AutoTokenizer.from_pretrained("distilgpt2")
    model = AutoModelForCausalLM.from_pretrained("distilgpt2")
    generator = pipeline(task="text-generation", model=model, tokenizer=tokenizer)
    return generator("One rainy evening, an old man", max_new_tokens=15, do_sample=False, pad_token_id=0)


def main() -> None:
    """Run them all. What they print beside their result does not count."""
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("01", profile="mini", lang="en")
        facts = {number: function() for number, function in SNIPPETS.items()}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
