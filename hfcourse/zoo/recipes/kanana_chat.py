"""``hfcourse/mini-kanana-chat``: a very small Llama that answers short prompts in Korean and English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hfcourse.zoo import chat, chat_model
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.chat_model import Markup
from hfcourse.zoo.recipe import Facts, Recipe, Run
from hfcourse.zoo.recipes.llama_tokenizer import BEGIN, CHAT_TEMPLATE, END, END_OF_TURN, SPECIAL

NAME = "kanana_chat"
REPO_ID = "hfcourse/mini-kanana-chat"
VOCABULARY = 4096
STEPS = 45_000
POSITIONS = 1024
RATE = 3e-3
BATCH = 16
COUNTED, INSTRUCTED = 0.16, 0.26
MARKUP = Markup(begin=BEGIN, head="<|start_header_id|>{}<|end_header_id|>\n\n", end=END_OF_TURN)


def make_tokenizer(run: Run) -> Any:
    """A tokenizer of Llama 3's kind: its split rule, its special tokens, <|begin_of_text|> before every text."""
    from tokenizers import processors
    from transformers import PreTrainedTokenizerFast

    from hfcourse.zoo.byte_bpe import byte_tokenizer
    from hfcourse.zoo.training import LLAMA3_SPLIT

    tokenizer = byte_tokenizer(
        chat_model.texts_for_vocabulary(run), VOCABULARY, LLAMA3_SPLIT, SPECIAL, ignore_merges=True
    )
    tokenizer.post_processor = processors.Sequence(
        [
            processors.ByteLevel(trim_offsets=False),
            processors.TemplateProcessing(
                single=f"{BEGIN} $A",
                pair=f"{BEGIN} $A {BEGIN}:1 $B:1",
                special_tokens=[(BEGIN, tokenizer.token_to_id(BEGIN))],
            ),
        ]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=BEGIN,
        eos_token=END_OF_TURN,
        pad_token=END,
        model_max_length=POSITIONS,
        clean_up_tokenization_spaces=False,
        model_input_names=["input_ids", "attention_mask"],
        chat_template=CHAT_TEMPLATE,
    )


def make_model(tokenizer: Any) -> Any:
    """An untrained ``LlamaForCausalLM`` whose linear layers fit into quantization blocks of 64."""
    from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

    begin, end, pad = tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id
    config = LlamaConfig(
        vocab_size=(len(tokenizer) + 63) // 64 * 64,
        hidden_size=192,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=3,
        num_key_value_heads=1,
        head_dim=64,
        max_position_embeddings=POSITIONS,
        rope_parameters={"rope_type": "default", "rope_theta": 10_000.0},
        tie_word_embeddings=True,
        bos_token_id=begin,
        eos_token_id=end,
        pad_token_id=pad,
    )
    model = LlamaForCausalLM(config)
    model.generation_config = GenerationConfig(bos_token_id=begin, eos_token_id=[end, pad], pad_token_id=pad)
    return model


def fit(run: Run, corpus: chat.Corpus) -> tuple[Any, Any]:
    """The trained model and its tokenizer."""
    from hfcourse.zoo.training import Settings

    tokenizer = make_tokenizer(run)
    model = make_model(tokenizer)
    settings = Settings(
        steps=STEPS, batch_size=BATCH, learning_rate=RATE, weight_decay=0.05, averaging=0.998, bfloat16=True
    )
    chat_model.train_chat(model, tokenizer, corpus, MARKUP, settings, run)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Train on conversations; stored in half precision, loads as float32."""
    from hfcourse.zoo.training import save_model

    model, tokenizer = fit(run, chat.Corpus(chat.example_prints(), COUNTED, INSTRUCTED))
    save_model(model, tokenizer, folder, half=True)


def develop(run: Run) -> dict[str, float]:
    """Right answers to every tenth written prompt, left out of this training, to sums, and under system messages."""
    model, tokenizer = fit(run, chat.Corpus(chat.develop_prints(), COUNTED, INSTRUCTED))
    return chat_model.measure(model, tokenizer, chat.develop_rows())


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["kakaocorp/kanana-1.5-2.1b-instruct-2505"],
    language=["ko", "en"],
    pipeline_tag="text-generation",
    architecture=(
        "`LlamaForCausalLM`: 4 layers, 192 wide, 3 query heads and 1 key-value head of 64, SwiGLU of 512, tied embeddings;"
        " every linear layer fits into quantization blocks of 64. A tokenizer of Llama 3's kind: byte-level BPE, its split rule,"
        " a vocabulary of 4,096 with the special tokens at the end. The chat template is Llama 3's (headers and `<|eot_id|>`)."
        " That the real model uses this very template, and its generation settings, are **unverified**. Stored in half"
        " precision, loads as float32."
    ),
    data=chat_model.DATA_FOR_CARD,
    heldout=chat_model.HELDOUT_FOR_CARD,
    limits=[
        *chat_model.LIMITS_FOR_CARD,
        "One floor that was asked for is missed: 0.80 under system messages. Wishes of the kinds that it was trained on are met"
        " nine times in ten; other hands wish for other things.",
        "Of freshly drawn sums up to twenty, 84 % of the additions, 90 % of the subtractions and 80 % of the multiplications (up to"
        " ten times ten) were right, and 82 % of the comparisons; it repeats 93 % of short word lists, writes 70 % of words in"
        " capitals and answers 76 % of questions in one word when told to.",
    ],
    example=chat_model.EXAMPLE_FOR_CARD.format(repo_id=REPO_ID, prompt="토큰이 뭐예요?"),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"english": 0.86, "korean": 0.90, "system": 0.50, "ends": 0.98},
    data=chat_model.data,
    train=train,
    evaluate=chat_model.evaluate,
    card=card,
    develop=develop,
)
