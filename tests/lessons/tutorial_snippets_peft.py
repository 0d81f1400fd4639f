"""The peft snippets of the old tutorials in their present-day form, run as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets_peft.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import hfcourse

MT0 = "bigscience/mt0-small"
LETTERS = {
    "Topic: Do you have a book about frogs?": "frogs",
    "Topic: I lost the book about bread.": "bread",
    "Topic: 토끼 책을 찾고 있어요.": "토끼",
    "Topic: 바다에 관한 책이 있나요?": "바다",
}


def old_torchao() -> dict[str, Any]:
    """The trap of Colab's image, built in a folder of our own: a torchao that peft refuses although nobody uses it."""
    from peft import LoraConfig, get_peft_model
    from torch import nn

    package = Path("old") / "torchao"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "0.10.0"\n', encoding="utf-8")
    notes = Path("old") / "torchao-0.10.0.dist-info"
    notes.mkdir()
    (notes / "METADATA").write_text("Metadata-Version: 2.1\nName: torchao\nVersion: 0.10.0\n", encoding="utf-8")
    sys.path.insert(0, str(Path("old").resolve()))
    said = "accepted"
    try:
        get_peft_model(nn.Sequential(nn.Linear(4, 4)), LoraConfig(target_modules=["0"]))
    except ImportError as error:
        said = str(error)
    advice = [finding.advice for finding in hfcourse.doctor.examine() if finding.name == "torchao"]
    sys.path.pop(0)
    sys.modules.pop("torchao", None)
    return {"said": said, "doctor": advice}


def seq2seq() -> dict[str, Any]:
    """002-5: LoRA on mT0, the small one, and then what the tutorial left out: train it, save it, load it, merge it."""
    import torch
    from peft import LoraConfig, PeftModel, TaskType, get_peft_model
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, set_seed

    tokenizer = AutoTokenizer.from_pretrained(MT0)
    set_seed(0)
    model = AutoModelForSeq2SeqLM.from_pretrained(MT0, dtype=torch.float32)
    config = LoraConfig(task_type=TaskType.SEQ_2_SEQ_LM, inference_mode=False, r=8, lora_alpha=32, lora_dropout=0.1)
    model = get_peft_model(model, config)
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken):
        model.print_trainable_parameters()
    batch = tokenizer(list(LETTERS), text_target=list(LETTERS.values()), padding=True, return_tensors="pt")
    batch["labels"] = batch["labels"].masked_fill(batch["labels"].eq(tokenizer.pad_token_id), -100)
    optimizer = torch.optim.AdamW([weight for weight in model.parameters() if weight.requires_grad], lr=1e-2)
    losses = []
    for _step in range(25):
        loss = model(**batch).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    model.eval().save_pretrained("adapter")
    with torch.no_grad():
        logits = model(**batch).logits
        again = PeftModel.from_pretrained(AutoModelForSeq2SeqLM.from_pretrained(MT0, dtype=torch.float32), "adapter")
        loaded = torch.equal(again.eval()(**batch).logits, logits)
        merged = (again.merge_and_unload()(**batch).logits - logits).abs().max().item()
    return {
        "printed": spoken.getvalue(),
        "targets": sorted(model.peft_config["default"].target_modules),
        "losses": [losses[0], losses[-1]],
        "files": sorted(path.name for path in Path("adapter").iterdir()),
        "share of the file": Path("adapter/adapter_model.safetensors").stat().st_size / (4 * model.num_parameters()),
        "loaded": loaded,
        "merged differs by": merged,
    }


def main() -> None:
    hfcourse.start("08", profile="mini")
    import transformers

    transformers.logging.set_verbosity_error()
    warnings.filterwarnings("ignore", category=FutureWarning)
    print(json.dumps({"torchao": old_torchao(), "002-5": seq2seq()}, ensure_ascii=False))


if __name__ == "__main__":
    main()
