"""What lesson 04 promises of bitsandbytes and of streaming, on the CPU: bytes against theory, the T4 trap, the first token."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hfcourse_mini
import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    BitsAndBytesConfig,
    Qwen3Config,
    Qwen3ForCausalLM,
    TextIteratorStreamer,
)

from hfcourse.accelerator import footprint

BLOCK, OUTER = 64, 256  # weights that share a scale; scales that share one
NF4: dict[str, Any] = {
    "load_in_4bit": True,
    "bnb_4bit_quant_type": "nf4",
    "bnb_4bit_compute_dtype": torch.float16,
}


@pytest.fixture(scope="module", autouse=True)
def quiet_bitsandbytes() -> Iterator[None]:
    """`hfcourse.start` does this too: bitsandbytes tells owners of some CPUs of kernels that no lesson needs."""
    logger = logging.getLogger("bitsandbytes.backends.cpu.ops")
    level = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(level)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen3 of 3 million weights, saved in bfloat16 as the real one is."""
    folder = tmp_path_factory.mktemp("qwen3")
    torch.manual_seed(0)
    config = Qwen3Config(
        vocab_size=1000,
        hidden_size=256,
        intermediate_size=768,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=64,
        tie_word_embeddings=True,
    )
    Qwen3ForCausalLM(config).to(torch.bfloat16).save_pretrained(folder)
    return folder


def load(checkpoint: Path, dtype: torch.dtype | None = torch.float16, **quantization: Any) -> Any:
    settings = {"quantization_config": BitsAndBytesConfig(**quantization)} if quantization else {}
    return AutoModelForCausalLM.from_pretrained(checkpoint, **({"dtype": dtype} if dtype else {}), **settings)


def linear_mb(model: torch.nn.Module) -> float:
    """MB of the layers that quantization changes: every linear one but the output layer."""
    layers = [m for name, m in model.named_modules() if isinstance(m, torch.nn.Linear) and name != "lm_head"]
    return sum(sum(footprint(layer).values()) for layer in layers)


def shapes(checkpoint: Path) -> list[tuple[int, int]]:
    """(rows, columns) of each of those layers."""
    model = load(checkpoint)
    named = [(name, m) for name, m in model.named_modules() if isinstance(m, torch.nn.Linear)]
    return [(layer.out_features, layer.in_features) for name, layer in named if name != "lm_head"]


def test_8_bit_takes_a_byte_a_weight_and_a_scale_a_row(checkpoint: Path) -> None:
    theory = sum(rows * columns + 4 * rows for rows, columns in shapes(checkpoint)) / 1e6
    assert linear_mb(load(checkpoint, load_in_8bit=True)) == pytest.approx(theory, rel=1e-3)


def test_nf4_takes_4_bits_a_weight_and_32_a_block(checkpoint: Path) -> None:
    weights = sum(rows * columns for rows, columns in shapes(checkpoint))
    theory = weights * (4 + 32 / BLOCK) / 8 / 1e6
    assert 0.999 * theory <= linear_mb(load(checkpoint, **NF4)) <= 1.05 * theory


def test_double_quantization_takes_8_bits_a_block(checkpoint: Path) -> None:
    weights = sum(rows * columns for rows, columns in shapes(checkpoint))
    theory = weights * (4 + 8 / BLOCK + 32 / (BLOCK * OUTER)) / 8 / 1e6
    assert 0.999 * theory <= linear_mb(load(checkpoint, **NF4, bnb_4bit_use_double_quant=True)) <= 1.05 * theory


def test_embeddings_and_norms_are_not_quantized(checkpoint: Path) -> None:
    whole, nf4 = load(checkpoint), load(checkpoint, **NF4)
    rest = sum(footprint(whole).values()) - linear_mb(whole)
    assert sum(footprint(nf4).values()) - linear_mb(nf4) == pytest.approx(rest, rel=1e-3)


def test_transformers_own_count_leaves_the_scales_out(checkpoint: Path) -> None:
    """Why the course has `footprint`."""
    model = load(checkpoint, **NF4)
    weights = sum(rows * columns for rows, columns in shapes(checkpoint))
    missing = sum(footprint(model).values()) - model.get_memory_footprint() / 1e6
    assert missing == pytest.approx(weights * 32 / BLOCK / 8 / 1e6, rel=0.05)


def test_without_dtype_the_rest_is_bfloat16_and_with_it_float16(checkpoint: Path) -> None:
    """On a T4 bfloat16 is emulated. The compute dtype keeps it out of the 4-bit layers and of nothing else."""
    seen: dict[str, set[torch.dtype]] = {}
    for name, dtype in (("careless", None), ("careful", torch.float16)):
        model = load(checkpoint, dtype=dtype, **NF4)
        assert model.model.layers[0].mlp.up_proj.compute_dtype == torch.float16
        seen[name] = {model.model.embed_tokens.weight.dtype, model.model.norm.weight.dtype}
        for layer in (model.model.layers[1].self_attn, model.model.layers[1].mlp, model.lm_head):
            layer.register_forward_hook(lambda _layer, _given, out, name=name: seen[name].add(_first(out).dtype))
        with torch.no_grad():
            model(torch.arange(5)[None])
    assert seen == {"careless": {torch.bfloat16}, "careful": {torch.float16}}


def _first(output: Any) -> Any:
    return output[0] if isinstance(output, tuple) else output


def test_defaults_are_not_what_the_lesson_asks_for() -> None:
    plain = BitsAndBytesConfig(load_in_4bit=True)
    assert (plain.bnb_4bit_quant_type, plain.bnb_4bit_compute_dtype) == ("fp4", torch.float32)
    assert not plain.bnb_4bit_use_double_quant


def test_the_old_argument_is_an_error(checkpoint: Path) -> None:
    with pytest.raises(TypeError, match="load_in_4bit"):
        AutoModelForCausalLM.from_pretrained(checkpoint, load_in_4bit=True)


def test_nf4_by_hand_is_nf4_of_bitsandbytes() -> None:
    """The lesson rounds a block by hand: divide by its largest value, take the nearest level, multiply again."""
    from bitsandbytes.functional import dequantize_4bit, get_4bit_type, quantize_4bit

    torch.manual_seed(1)
    block = torch.randn(BLOCK)
    levels = get_4bit_type("nf4", device="cpu")
    scale = block.abs().max()
    nearest = (block[:, None] / scale - levels).abs().argmin(dim=1)
    back = dequantize_4bit(*quantize_4bit(block, blocksize=BLOCK, quant_type="nf4"))
    assert levels.shape == (16,) and levels.min() == -1 and levels.max() == 1 and 0 in levels
    torch.testing.assert_close(levels[nearest] * scale, back.reshape(-1), atol=1e-6, rtol=0)


class Tokenizer:
    """Gives each id a word of its own, so that a streamer can show every token at once."""

    def decode(self, ids: Any, **_options: Any) -> str:
        return "".join(f"{int(number)}\n" for number in ids)


class Watched(TextIteratorStreamer):
    """Notes how many forward passes had run when a token, and when a text, arrived."""

    def __init__(self, tokenizer: Any, passes: list[int]) -> None:
        super().__init__(tokenizer, skip_prompt=True, timeout=60)
        self.passes, self.tokens, self.texts = passes, list[int](), list[int]()

    def put(self, value: torch.Tensor) -> None:
        self.tokens.append(len(self.passes))
        super().put(value)

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
        if text:
            self.texts.append(len(self.passes))
        super().on_finalized_text(text, stream_end)


def test_the_first_token_is_there_before_the_second_is_computed(checkpoint: Path) -> None:
    from threading import Thread

    model, passes = load(checkpoint, dtype=torch.float32), list[int]()
    model.register_forward_pre_hook(lambda *_arguments: passes.append(1))
    streamer = Watched(Tokenizer(), passes)
    settings = {"max_new_tokens": 6, "do_sample": False, "pad_token_id": 0, "eos_token_id": None}
    thread = Thread(target=model.generate, args=(torch.arange(4)[None],), kwargs={"streamer": streamer, **settings})
    thread.start()
    pieces = list(streamer)
    thread.join()
    assert streamer.tokens == [0, 1, 2, 3, 4, 5, 6], "the prompt, then each token directly after its own pass"
    assert streamer.texts == [1, 2, 3, 4, 5, 6], "and its text with it"
    assert len([piece for piece in pieces if piece]) == 6


@pytest.fixture(scope="module")
def stand_in() -> Path:
    """The trained Qwen3 that answers for Qwen3-4B in `mini`."""
    return hfcourse_mini.REPOS / "models" / "hfcourse" / "mini-qwen3-chat"


def perplexity(model: Any, tokenizer: Any) -> float:
    """Of the reference answers of hfcourse/mini-chat-eval, whose prompts no training saw."""
    file = hfcourse_mini.REPOS / "datasets" / "hfcourse" / "mini-chat-eval" / "test.jsonl"
    rows: list[tuple[list[int], int]] = []
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        prompt = tokenizer.apply_chat_template(row["messages"][:-1], add_generation_prompt=True, return_dict=True)
        whole = tokenizer.apply_chat_template(row["messages"], return_dict=True)["input_ids"]
        assert whole[: len(prompt["input_ids"])] == prompt["input_ids"]
        rows.append((whole, len(prompt["input_ids"])))
    ids = torch.zeros(len(rows), max(len(whole) for whole, _start in rows), dtype=torch.long)
    labels = torch.full_like(ids, -100)
    for place, (whole, start) in enumerate(rows):
        ids[place, : len(whole)] = torch.tensor(whole)
        labels[place, start : len(whole)] = ids[place, start : len(whole)]
    with torch.no_grad():
        logits = model(ids).logits[:, :-1].float()
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels[:, 1:].flatten()).exp().item()


def test_8_bits_cost_at_most_1_percent_of_perplexity_and_nf4_at_most_8(stand_in: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(stand_in)
    before = perplexity(load(stand_in, torch.float32), tokenizer)
    assert before < 4, "a model that predicts nothing loses nothing"
    cost = {
        name: perplexity(load(stand_in, torch.float16, **settings), tokenizer) / before - 1
        for name, settings in {
            "16 bit": {},
            "8 bit": {"load_in_8bit": True},
            "nf4": NF4,
            "nf4, double": {**NF4, "bnb_4bit_use_double_quant": True},
        }.items()
    }
    assert abs(cost["16 bit"]) <= 0.002 and cost["8 bit"] <= 0.01, cost
    assert cost["nf4"] <= 0.08 and cost["nf4, double"] <= 0.08, cost


def test_the_stand_in_takes_in_4_bits_what_theory_says(stand_in: Path) -> None:
    weights = sum(rows * columns for rows, columns in shapes(stand_in))
    theory = weights * (4 + 8 / BLOCK + 32 / (BLOCK * OUTER)) / 8 / 1e6
    assert 0.999 * theory <= linear_mb(load(stand_in, **NF4, bnb_4bit_use_double_quant=True)) <= 1.05 * theory
