"""Metric Spaces: small scripts that evaluate loads, written over scikit-learn."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits

CASES = 20

SCRIPT = '''"""{title}, computed with scikit-learn. A stand-in of the hfcourse notebooks, written anew."""

import datasets
import evaluate
from sklearn.metrics import {function}

DESCRIPTION = """{description}"""

ARGUMENTS = """
Args:
    predictions (list of int): what the model says, one class id an example.
    references (list of int): what is true, in the same order.
{arguments}
Returns:
    {name} (float{result}).

Examples:
    >>> metric = evaluate.load("{name}")
    >>> metric.compute(references=[0, 1, 1, 0], predictions=[0, 1, 0, 0])
    {example}
"""


class {title}(evaluate.Metric):
    """{title} of class predictions."""

    def _info(self):
        number = datasets.Value("int32")
        many = datasets.Sequence(number) if self.config_name == "multilabel" else number
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="",
            inputs_description=ARGUMENTS,
            features=datasets.Features({{"predictions": many, "references": many}}),
            reference_urls=["https://scikit-learn.org/stable/modules/generated/sklearn.metrics.{function}.html"],
        )

    def _compute(self, predictions, references, {parameters}):
        score = {function}(references, predictions, {passed})
        return {{"{name}": {returned}}}
'''


def metric_space(
    name: str,
    *,
    title: str,
    function: str,
    description: str,
    arguments: str,
    result: str,
    example: str,
    parameters: str,
    passed: str,
    returned: str,
    reference: Callable[[list[int], list[int]], float],
) -> Recipe:
    """The recipe of the Space ``evaluate-metric/<name>``; ``reference(truth, guess)`` is what it must agree with."""
    script = SCRIPT.format(
        name=name,
        title=title,
        function=function,
        description=description,
        arguments=arguments,
        result=result,
        example=example,
        parameters=parameters,
        passed=passed,
        returned=returned,
    )

    def data(seed: int) -> Splits:
        rng = random.Random(seed)
        return {
            "test": [
                {
                    "references": [rng.randrange(2) for _ in range(50)],
                    "predictions": [rng.randrange(2) for _ in range(50)],
                }
                for _ in range(CASES)
            ]
        }

    def train(folder: Path, run: Run) -> None:
        run.reporter.start(name, 1)
        (folder / f"{name}.py").write_text(script, encoding="utf-8", newline="\n")
        (folder / "requirements.txt").write_text("evaluate\nscikit-learn\n", encoding="utf-8", newline="\n")
        run.reporter.advance()

    def evaluate(folder: Path) -> dict[str, float]:
        """Share of random cases on which the Space agrees with scikit-learn to 1e-9."""
        import evaluate as library

        metric: Any = library.load(str(folder / f"{name}.py"))
        agree = 0
        for case in data(1)["test"]:
            value = metric.compute(**case)[name]
            agree += abs(value - reference(case["references"], case["predictions"])) < 1e-9
        return {"agreement": agree / CASES}

    def card(facts: Facts) -> str:
        head = {
            "title": title,
            "emoji": "📏",
            "colorFrom": "blue",
            "colorTo": "green",
            "sdk": "static",
            "license": "apache-2.0",
            "tags": ["evaluate", "metric", "stand-in", "hfcourse"],
            "description": description,
        }
        return f"""{front_matter(head)}This is a **stand-in** for [`evaluate-metric/{name}`](https://huggingface.co/spaces/evaluate-metric/{name}): a re-implementation over scikit-learn with the same arguments and result.

# {title}

{description}

```python
import evaluate

metric = evaluate.load("{name}")
metric.compute(references=[0, 1, 1, 0], predictions=[0, 1, 0, 0])   # {example}
```

It agrees with `sklearn.metrics.{function}` on {facts.metrics.get("agreement", 0):.0%} of {CASES} random cases
(`python scripts/train_zoo.py --check metric_{name}`). It has no demo page.
"""

    return Recipe(
        name=f"metric_{name}",
        repo_id=f"evaluate-metric/{name}",
        repo_type="space",
        floors={"agreement": 1.0},
        data=data,
        train=train,
        evaluate=evaluate,
        card=card,
        max_mb=0.1,
    )
