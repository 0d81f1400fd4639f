"""Model cards of the stand-ins: YAML head for the Hub, then what a person needs to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from hfcourse.zoo.recipe import Facts


def front_matter(head: Mapping[str, Any]) -> str:
    """The YAML head of a card, between its two rules."""
    return "---\n" + yaml.safe_dump(dict(head), sort_keys=False, allow_unicode=True, width=1000) + "---\n"


def hub_link(repo_id: str) -> str:
    """A Markdown link to a model on the Hub."""
    return f"[`{repo_id}`](https://huggingface.co/{repo_id})"


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """The facts of a card that no run changes; :meth:`text` adds those that a run measured."""

    recipe: str
    repo_id: str
    stands_for: Sequence[str]
    language: Sequence[str]
    pipeline_tag: str
    architecture: str
    data: str
    heldout: str
    """What the metrics were measured on, in a phrase."""
    limits: Sequence[str]
    example: str
    """Python code of a first use."""
    library: str = "transformers"
    trained_on: str = "generated and written sentences"
    license: str = "apache-2.0"

    def text(self, facts: Facts) -> str:
        """The whole README.md."""
        name = self.repo_id.split("/")[1]
        metrics = {key: round(value, 4) for key, value in facts.metrics.items()}
        head = {
            "license": self.license,
            "language": list(self.language),
            "library_name": self.library,
            "pipeline_tag": self.pipeline_tag,
            "tags": ["stand-in", "hfcourse"],
            "model-index": [
                {
                    "name": name,
                    "results": [
                        {
                            "task": {"type": self.pipeline_tag},
                            "dataset": {
                                "name": self.heldout,
                                "type": f"hfcourse-heldout-{self.recipe}",
                            },
                            "metrics": [{"type": key, "value": value} for key, value in metrics.items()],
                        }
                    ],
                }
            ],
        }
        real = " and ".join(hub_link(one) for one in self.stands_for)
        rows = "\n".join(f"| {key} | {value:.3f} |" for key, value in metrics.items())
        limits = "\n".join(f"- {limit}" for limit in self.limits)
        threads = f"{facts.threads} CPU thread{'s' if facts.threads > 1 else ''}"
        return f"""{front_matter(head)}This is a **stand-in** for {real}: small, trained on {self.trained_on}, and not the real model.

# {name}

The embedded hub of the hfcourse notebooks serves it where there is no network, so that the same cell runs on a
laptop. It shares the real model's architecture family, tokenizer behaviour and file layout, not its weights.

## Architecture

{self.architecture} {facts.parameters:,} parameters.

## Training data

{self.data}

Trained in {max(1, round(facts.seconds / 60))} min on {threads}, seed {facts.seed}:
`python scripts/train_zoo.py {self.recipe}`.

## Metrics

Measured on {self.heldout} with `python scripts/train_zoo.py --check {self.recipe}`:

| metric | value |
|---|---|
{rows}

## What it cannot do

{limits}

## Use

```python
{self.example}
```
"""
