"""transformers and peft: loading under every name, pipelines, pushing, Trainer, adapters."""

import torch
from facts import SEEDS, WORK, report, write_seed
from huggingface_hub import create_branch, list_repo_files, model_info
from peft import AutoPeftModelForCausalLM, LoraConfig, PeftModel, get_peft_model
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BertConfig,
    BertForSequenceClassification,
    GPT2Config,
    GPT2LMHeadModel,
    PreTrainedTokenizerFast,
    Trainer,
    TrainingArguments,
    pipeline,
)

torch.manual_seed(0)
facts = {}
words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "film", "영화", "좋은"]
raw = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
raw.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, unk_token="[UNK]", pad_token="[PAD]")
config = BertConfig(
    vocab_size=len(words),
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=16,
    max_position_embeddings=32,
    id2label={0: "NEGATIVE", 1: "POSITIVE"},
    label2id={"NEGATIVE": 0, "POSITIVE": 1},
)
model = BertForSequenceClassification(config).eval()
seed = write_seed(
    "models", "hfcourse/mini-bert", {"README.md": "---\npipeline_tag: text-classification\n---\nstand-in\n"}
)
model.save_pretrained(seed)
tokenizer.save_pretrained(seed)

inputs = tokenizer("good 영화", return_tensors="pt")
inputs.pop("token_type_ids", None)
expected = model(**inputs).logits


def same(repo: str, **options: str) -> bool:
    """Whether the model and tokenizer of a repo give what the local ones give."""
    loaded = AutoModelForSequenceClassification.from_pretrained(repo, **options)
    tokens = AutoTokenizer.from_pretrained(repo, **options)("good 영화")["input_ids"]
    return torch.equal(loaded(**inputs).logits, expected) and tokens == inputs["input_ids"][0].tolist()


facts["by_id"] = same("google-bert/bert-base-uncased")
facts["by_stand_in"] = same("hfcourse/mini-bert")
facts["by_old_id"] = same("bert-base-uncased")
facts["by_pin"] = same("google-bert/bert-base-uncased", revision="86b5e09")
facts["by_full_pin"] = same("google-bert/bert-base-uncased", revision="86b5e0934494bd15c9632b12f734a8a67f723594")
try:
    AutoModel.from_pretrained("google-bert/bert-base-uncased", revision="0123456")
except OSError as error:
    facts["bad_revision"] = "0123456 is not a valid git identifier" in str(error)
try:
    AutoModel.from_pretrained("nobody/nothing")
except OSError as error:
    facts["missing"] = "nobody/nothing is not a local folder and is not a valid model identifier" in str(error)

classify = pipeline("text-classification", model="google-bert/bert-base-uncased")
facts["pipeline"] = (
    classify("good film")[0]["label"]
    == model.config.id2label[int(model(**tokenizer("good film", return_tensors="pt")).logits.argmax())]
)
facts["task_from_card"] = pipeline(model="google-bert/bert-base-uncased").task

model.push_to_hub("learner/pushed", commit_message="Add the model")
tokenizer.push_to_hub("learner/pushed")
facts["pushed"] = same("learner/pushed")
with torch.no_grad():
    model.classifier.bias.add_(1.0)
expected = model(**inputs).logits
create_branch("learner/pushed", branch="louder")
model.push_to_hub("learner/pushed", revision="louder")
facts["branch"] = [same("learner/pushed"), same("learner/pushed", revision="louder")]
model.push_to_hub("learner/private", private=True)
facts["private"] = torch.equal(
    AutoModelForSequenceClassification.from_pretrained("learner/private")(**inputs).logits, expected
)

rows = [{"input_ids": [5, 7], "labels": 1}, {"input_ids": [6, 7], "labels": 0}] * 4
arguments = TrainingArguments(
    output_dir=str(WORK / "trained"),
    max_steps=2,
    per_device_train_batch_size=4,
    report_to=[],
    save_strategy="no",
    use_cpu=True,
    push_to_hub=True,
    hub_model_id="learner/trained",
    disable_tqdm=True,
)
trainer = Trainer(model, arguments, train_dataset=rows, processing_class=tokenizer)
trainer.train()
commit = trainer.push_to_hub(commit_message="End of training")
facts["trainer_commit"] = commit.commit_message
facts["trainer_files"] = sorted(list_repo_files("learner/trained"))
facts["trainer_library"] = model_info("learner/trained").library_name
facts["trainer_parameters"] = model_info("learner/trained").safetensors.total == sum(
    p.numel() for p in model.parameters()
)
reloaded = AutoModelForSequenceClassification.from_pretrained("learner/trained")
facts["trainer_weights"] = torch.equal(reloaded.classifier.weight, trainer.model.classifier.weight.detach())

# An adapter lies apart from its base model and finds it again.
size = GPT2Config(vocab_size=20, n_positions=16, n_embd=8, n_layer=1, n_head=2, bos_token_id=0, eos_token_id=0)
GPT2LMHeadModel(size).save_pretrained(SEEDS / "models" / "hfcourse" / "mini-gpt")
tokens = torch.tensor([[1, 2, 3]])
base = AutoModelForCausalLM.from_pretrained("hfcourse/mini-gpt")
plain = base(tokens).logits
adapted = get_peft_model(base, LoraConfig(r=2, target_modules=["c_attn"], task_type="CAUSAL_LM", fan_in_fan_out=True))
with torch.no_grad():
    for name, weights in adapted.named_parameters():
        if "lora_B" in name:
            weights.fill_(0.5)
expected = adapted.eval()(tokens).logits
adapted.push_to_hub("learner/adapter")
again = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained("hfcourse/mini-gpt"), "learner/adapter")
auto = AutoPeftModelForCausalLM.from_pretrained("learner/adapter")
facts["adapter_files"] = sorted(list_repo_files("learner/adapter"))
facts["adapter_same"] = [torch.allclose(found(tokens).logits, expected) for found in (again, auto)]
facts["adapter_differs_from_base"] = not torch.allclose(expected, plain)
facts["adapter_base"] = auto.peft_config["default"].base_model_name_or_path
report(facts)
