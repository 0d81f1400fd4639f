"""datasets and evaluate: file formats, configurations, streaming, pushing; a metric is a script in a Space."""

import evaluate
import pandas
from datasets import Dataset, DatasetDict, get_dataset_config_names, load_dataset
from facts import SEEDS, error_of, report, write_seed
from huggingface_hub import list_repo_files

SCRIPT = """
import datasets
import evaluate


class Accuracy(evaluate.Metric):
    def _info(self):
        features = datasets.Features({"predictions": datasets.Value("int32"), "references": datasets.Value("int32")})
        return evaluate.MetricInfo(description="Share of right answers.", citation="", features=features)

    def _compute(self, predictions, references):
        return {"accuracy": sum(p == r for p, r in zip(predictions, references)) / len(references)}
"""

facts = {}
write_seed(
    "datasets", "hfcourse/mini-csv", {"train.csv": "text,label\n좋다,1\n나쁘다,0\n", "test.csv": "text,label\n영화,1\n"}
)
lines = [f'{{"text": "line {number}", "label": {number % 2}}}' for number in range(5)]
write_seed("datasets", "hfcourse/mini-jsonl", {"data/train.jsonl": "\n".join(lines) + "\n"})
card = "---\nlicense: mit\nconfigs:\n- config_name: ko\n  data_files: ko/*.csv\n- config_name: en\n  data_files: en/*.csv\n  default: true\n---\n"
write_seed(
    "datasets", "hfcourse/mini-configs", {"README.md": card, "ko/a.csv": "word\n하나\n둘\n", "en/a.csv": "word\none\n"}
)
parquet = SEEDS / "datasets" / "hfcourse" / "mini-parquet" / "data"
parquet.mkdir(parents=True)
pandas.DataFrame({"number": range(100)}).to_parquet(parquet / "train-00000-of-00001.parquet")

csv = load_dataset("hfcourse/mini-csv")
facts["csv"] = {name: csv[name]["text"][:] for name in csv}
facts["jsonl"] = load_dataset("hfcourse/mini-jsonl", split="train")[2]
facts["configs"] = get_dataset_config_names("hfcourse/mini-configs")
facts["config"] = [load_dataset("hfcourse/mini-configs", name, split="train")["word"][:] for name in ("ko", "en")]
facts["parquet"] = sum(load_dataset("hfcourse/mini-parquet", split="train")["number"])
facts["slice"] = load_dataset("hfcourse/mini-parquet", split="train[10:13]")["number"][:]
streamed = load_dataset("hfcourse/mini-parquet", split="train", streaming=True)
facts["streamed"] = [row["number"] for row in streamed.skip(5).take(3)]
facts["streamed_csv"] = [row["text"] for row in load_dataset("hfcourse/mini-csv", split="train", streaming=True)]
facts["missing"] = error_of(lambda: load_dataset("nobody/nothing"))["class"]

table = Dataset.from_dict({"text": ["가", "나", "다"], "label": [0, 1, 0]})
table.push_to_hub("learner/table")
facts["pushed"] = load_dataset("learner/table", split="train")["text"][:]
facts["pushed_files"] = sorted(list_repo_files("learner/table", repo_type="dataset"))
DatasetDict({"train": table, "test": table.select([2])}).push_to_hub("learner/table", "second", private=False)
facts["second"] = {name: len(rows) for name, rows in load_dataset("learner/table", "second").items()}
facts["names"] = sorted(get_dataset_config_names("learner/table"))

write_seed("spaces", "hfcourse/mini-accuracy", {"accuracy.py": SCRIPT, "README.md": "---\nsdk: static\n---\n"})
metric = evaluate.load("accuracy")
facts["score"] = metric.compute(predictions=[1, 0, 1, 1], references=[1, 0, 0, 1])
metric.add_batch(predictions=[1, 1], references=[1, 0])
facts["batches"] = metric.compute()
facts["metric_by_full_name"] = evaluate.load("evaluate-metric/accuracy").description
facts["missing_metric"] = error_of(lambda: evaluate.load("evaluate-metric/nothing"))["class"]
report(facts)
