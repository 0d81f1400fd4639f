"""What the two chat recipes share: texts for the vocabulary, training on the answers, generating, measuring."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfcourse.zoo import chat
from hfcourse.zoo.recipe import Run, Splits, heldout, material

CONVERSATIONS_FOR_VOCABULARY = 24_000
GENERAL = 3
"""How often each row of the general English sentences is drawn for the vocabulary."""
ROLES = ("system", "user", "assistant")
ROLE_WEIGHT = 300
"""How often each role is counted for the vocabulary, so that it becomes one token, as the line ends behind it do."""
LONGEST = 144
"""Tokens of the longest conversation that is trained on."""
WHOLE, WHOLE_UNTIL = 0.1, 0.25
"""Share of the conversations in which the prompts are learned, too, as plain text; it falls from 1 in the first quarter."""
EASY_UNTIL = 0.2
"""Plain single conversations come first; by this share of the training, every kind has taken their place."""
BAG_STEPS, BAG_SIZE, BAG_RATE = 1500, 128, 5e-3
"""How the word embeddings are warmed up."""
THINNED, DROPPED = 0.3, 0.1
"""Share of the conversations whose prompts lose tokens, and the share of tokens that those lose."""
NEW_TOKENS = 64
GROUPS = {"chat_en": "english", "chat_ko": "korean", "chat_system": "system"}
DATA_FOR_CARD = (
    "Conversations drawn afresh for every step: written blocks of prompts and answers in both languages"
    " (`hfcourse/zoo/material/chat`), question frames about the topics of the course, sums up to twenty, tasks with words, and"
    " system messages whose effect is computed; half of the prompts are reworded or typed with less care. Only the answers count"
    " in the loss, but for a tenth of the conversations."
)
HELDOUT_FOR_CARD = "368 prompts by another author: 160 English, 160 Korean, 48 under a system message (greedy decoding)"
LIMITS_FOR_CARD = (
    "It answers short questions about the topics of the course and everyday small talk with sentences that it learned; of the"
    " world beyond, it knows a few capitals, colours and the like. Asked for more, it says so, or gives the answer to another"
    " question, fluently and wrong.",
    "A right answer means: it contains what the intent requires, in the right language, without going in circles, and ends by"
    " itself.",
    "It obeys simple system messages (another language, capitals, a first or last word, a name, one word, a forbidden topic), not"
    " others; a name or a word that it has not seen often comes out mangled, in answers as under system messages.",
    "It writes no code, reads no long text and calls no tools. It was trained on conversations of at most 144 tokens and three"
    " turns.",
)
EXAMPLE_FOR_CARD = """\
from transformers import pipeline

chat = pipeline("text-generation", model="{repo_id}")
messages = [{{"role": "user", "content": "{prompt}"}}]
print(chat(messages, max_new_tokens=64, do_sample=False)[0]["generated_text"][-1]["content"])"""
Encoded = tuple[list[int], list[bool]]


def texts_for_vocabulary(run: Run) -> list[str]:
    """Prompts and answers of both languages, and the plain sentences that other recipes train on."""
    from hfcourse.zoo.corpus_en import corpus

    rng = random.Random(run.seed)
    texts: list[str] = []
    for _ in range(run.steps(CONVERSATIONS_FOR_VOCABULARY)):
        texts += [message["content"] for message in chat.corpus().draw(rng).messages()]
    for language in chat.LANGUAGES:
        rows = [row["text"] for row in material(f"sentiment_{language}", "sentence")]
        texts += rows[: run.steps(len(rows))]
    texts += [f"{role}{lines}" for role in ROLES for lines in ("\n", "\n\n")] * ROLE_WEIGHT
    return texts + (corpus().each_row(rng, GENERAL) if run.scale > 0.1 else [])


def data(seed: int) -> Splits:
    """Twenty thousand conversations as training draws them; ``label`` is 0, there is nothing to classify."""
    rng = random.Random(seed)
    rows = []
    for _ in range(20_000):
        messages = chat.corpus().draw(rng).messages()
        rows.append({"text": "\n".join(message["content"] for message in messages), "label": 0})
    return {"train": rows}


@dataclass(frozen=True)
class Markup:
    """How a chat template writes messages, in pieces, so that it is known which tokens are answers."""

    begin: str
    """Before the first message."""
    head: str
    """Before a message's text; ``{}`` stands for the role."""
    end: str
    """The token that ends a message."""
    after: str = ""
    """Behind that token."""

    def encoder(self, tokenizer: Any) -> Callable[[Sequence[dict[str, str]]], Encoded]:
        """A function from messages to ids, and whether each is part of an answer (its end token is)."""

        def ids_of(text: str) -> list[int]:
            found: list[int] = tokenizer(text, add_special_tokens=False)["input_ids"]
            return found

        heads = {role: ids_of(self.head.format(role)) for role in ROLES}
        begin, end, after = (ids_of(text) if text else [] for text in (self.begin, self.end, self.after))

        def encode(messages: Sequence[dict[str, str]]) -> Encoded:
            contents = tokenizer([message["content"] for message in messages], add_special_tokens=False)["input_ids"]
            ids, learned = list(begin), [False] * len(begin)
            for message, content in zip(messages, contents, strict=True):
                head, answer = heads[message["role"]], message["role"] == "assistant"
                ids += [*head, *content, *end, *after]
                learned += [False] * len(head) + [answer] * (len(content) + len(end)) + [False] * len(after)
            return ids, learned

        return encode


def warm_embeddings(model: Any, tokenizer: Any, corpus: chat.Corpus, run: Run) -> None:
    """Start the word embeddings from those of a bag of tokens that tells the intents of prompts apart (in half a minute).

    Words that ask for the same thing come close to each other before the first step. The embeddings keep their spread.
    """
    import torch

    rng = random.Random(run.seed + 1)
    classes = {key: number for number, key in enumerate(sorted({(b.intent, b.language) for b in corpus.blocks}))}
    words = model.get_input_embeddings()
    bag = torch.nn.EmbeddingBag(words.num_embeddings, words.embedding_dim, mode="mean")
    torch.nn.init.normal_(bag.weight, std=0.1)
    head = torch.nn.Linear(words.embedding_dim, len(classes))
    optimizer = torch.optim.Adam([*bag.parameters(), *head.parameters()], lr=BAG_RATE)
    steps = run.steps(BAG_STEPS)
    run.reporter.start("bag of tokens", steps)
    for _ in range(steps):
        prompts: list[str] = []
        labels: list[int] = []
        while len(prompts) < BAG_SIZE:
            said = corpus.draw(rng)
            if (said.intent, said.language) in classes and len(said.turns) == 1:
                prompts.append(said.turns[0][0])
                labels.append(classes[said.intent, said.language])
        rows = [torch.tensor(ids or [0]) for ids in tokenizer(prompts, add_special_tokens=False)["input_ids"]]
        offsets = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
        loss = torch.nn.functional.cross_entropy(head(bag(torch.cat(rows), offsets)), torch.tensor(labels))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        run.reporter.advance(1, f"loss {loss.item():.3f}")
    with torch.no_grad():
        words.weight.copy_(bag.weight * (words.weight.std() / bag.weight.std()))


def sampler(corpus: chat.Corpus, tokenizer: Any, markup: Markup, total: int) -> Callable[[random.Random], Encoded]:
    """Draws the ids of a conversation, and which of them are learned; ``total`` is how many training will draw."""
    encode = markup.encoder(tokenizer)
    special = set(tokenizer.all_special_ids)
    drawn = 0

    def draw(rng: random.Random) -> Encoded:
        nonlocal drawn
        drawn += 1
        while True:
            easy = rng.random() > drawn / (EASY_UNTIL * total)
            said = corpus.plain(rng) if easy else corpus.draw(rng)
            ids, learned = encode(said.messages())
            if len(ids) <= LONGEST:
                break
        if not said.exact and not chat.is_copying(said.intent) and rng.random() < THINNED:
            kept = [
                answer or index in special or rng.random() >= DROPPED
                for index, answer in zip(ids, learned, strict=True)
            ]
            ids = [index for index, keep in zip(ids, kept, strict=True) if keep]
            learned = [answer for answer, keep in zip(learned, kept, strict=True) if keep]
        if rng.random() < max(WHOLE, 1 - drawn / (WHOLE_UNTIL * total)):
            learned = [True] * len(ids)
        return ids, learned

    return draw


def train_chat(model: Any, tokenizer: Any, corpus: chat.Corpus, markup: Markup, settings: Any, run: Run) -> None:
    """Train a ``…ForCausalLM`` model in place; only the tokens of answers count in the loss.

    The head, wide as the vocabulary, is given the hidden states before those tokens only.
    """
    import torch

    from hfcourse.zoo.training import fit

    chosen: list[torch.Tensor] = []

    def select(_module: torch.nn.Module, args: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        return (args[0][:, :-1][chosen[-1]], *args[1:])

    def loss_of(batch: list[Encoded]) -> torch.Tensor:
        longest = max(len(ids) for ids, _ in batch)
        ids = torch.full((len(batch), longest), tokenizer.pad_token_id)
        mask, learned = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
        for row, (tokens, answers) in enumerate(batch):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = 1
            learned[row, : len(tokens)] = torch.tensor(answers)
        chosen[:] = [learned[:, 1:]]
        logits = model(input_ids=ids, attention_mask=mask, use_cache=False).logits
        return torch.nn.functional.cross_entropy(logits.float(), ids[:, 1:][chosen[-1]])

    warm_embeddings(model, tokenizer, corpus, run)
    total = run.steps(settings.steps) * settings.batch_size
    hook = model.lm_head.register_forward_pre_hook(select)
    try:
        fit(model, settings, run, "conversations", sampler(corpus, tokenizer, markup, total), loss_of)
    finally:
        hook.remove()


def answers(model: Any, tokenizer: Any, rows: Sequence[dict[str, str]], batch: int = 64) -> list[tuple[str, bool]]:
    """The model's likeliest answer to each row (prompt and, perhaps, system), and whether it ended by itself."""
    import torch

    found: list[tuple[str, bool]] = []
    for start in range(0, len(rows), batch):
        conversations = []
        for row in rows[start : start + batch]:
            system = [{"role": "system", "content": row["system"]}] if row.get("system") else []
            conversations.append([*system, {"role": "user", "content": row["prompt"]}])
        inputs = tokenizer.apply_chat_template(
            conversations,
            add_generation_prompt=True,
            padding=True,
            tokenizer_kwargs={"padding_side": "left"},
            return_tensors="pt",
            return_dict=True,
        )
        with torch.no_grad():
            made = model.generate(
                **inputs, max_new_tokens=NEW_TOKENS, do_sample=False, temperature=None, top_p=None, top_k=None
            )
        ends = set(model.generation_config.eos_token_id)
        for ids in made[:, inputs["input_ids"].shape[1] :].tolist():
            text = tokenizer.decode(ids, skip_special_tokens=True).strip()
            found.append((text, bool(ends & set(ids))))
    return found


def measure(model: Any, tokenizer: Any, rows: Sequence[dict[str, str]]) -> dict[str, float]:
    """The share of right answers in each group of rows, and of the answers that end by themselves."""
    given = answers(model, tokenizer, rows)
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for row, (text, ended) in zip(rows, given, strict=True):
        right[row["group"]].append(chat.judge(row, text, ended))
    metrics = {group: sum(found) / len(found) for group, found in right.items()}
    return {**metrics, "ends": sum(ended for _, ended in given) / len(given)}


def evaluate(folder: Path) -> dict[str, float]:
    """Load a chat model as a learner does and measure it on the held-out prompts."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    rows = [{**row, "group": group} for name, group in GROUPS.items() for row in heldout(name)]
    return measure(model, tokenizer, rows)
