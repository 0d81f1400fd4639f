"""Metric Spaces that compare texts: the scripts stand in `material/metrics`, and each is held to a second implementation."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits

CASES = 20
PAIRS = 6  # texts in a case
_MATERIAL = Path(__file__).with_name("material") / "metrics"
_WORDS = (
    "the a one my old little red blue cat dog river village baker goat ran sat slept sings sees bought found saw in on by "
    "near under 3 12 today, slowly. quickly! Yes, no; don't (perhaps) well-known 1,000 4.5 $20 Seoul"
).split()


def pairs(seed: int) -> Splits:
    """Texts of random words, and the same after a few words were changed, left out or moved."""
    rng = random.Random(seed)
    cases = []
    for _case in range(CASES):
        references = [" ".join(rng.choices(_WORDS, k=rng.randint(5, 14))) for _ in range(PAIRS)]
        cases.append({"references": references, "predictions": [_changed(text, rng) for text in references]})
    return {"test": cases}


def _changed(text: str, rng: random.Random) -> str:
    words = text.split()
    for _time in range(rng.randint(0, 3)):
        place = rng.randrange(len(words))
        how = rng.randrange(3)
        if how == 0:
            words[place] = rng.choice(_WORDS)
        elif how == 1 and len(words) > 4:
            del words[place]
        else:
            words.insert(rng.randrange(len(words)), words.pop(place))
    return " ".join(words)


def text_metric(
    name: str,
    *,
    title: str,
    description: str,
    needs: tuple[str, ...],
    example: str,
    held_to: str,
    reference: Callable[[list[str], list[str]], Mapping[str, float | list[float]]],
    options: Mapping[str, Any] | None = None,
) -> Recipe:
    """The recipe of the Space ``evaluate-metric/<name>``, whose script is ``material/metrics/<name>.py.txt``.

    ``reference(truths, guesses)`` computes some of its numbers in another way, of ``compute(…, **options)``; ``held_to``
    says in which.
    """

    def train(folder: Path, run: Run) -> None:
        run.reporter.start(name, 1)
        script = (_MATERIAL / f"{name}.py.txt").read_text(encoding="utf-8")
        (folder / f"{name}.py").write_text(script, encoding="utf-8", newline="\n")
        packages = "\n".join(("evaluate", *needs)) + "\n"
        (folder / "requirements.txt").write_text(packages, encoding="utf-8", newline="\n")
        run.reporter.advance()

    def evaluate(folder: Path) -> dict[str, float]:
        """Share of random cases in which each number agrees with the reference to 1e-9."""
        import evaluate as library
        import numpy as np

        metric: Any = library.load(str(folder / f"{name}.py"))
        agree = 0
        for case in pairs(1)["test"]:
            found = metric.compute(**case, **(options or {}))
            wanted = reference(case["references"], case["predictions"])
            agree += all(bool(np.allclose(found[key], value, rtol=0, atol=1e-9)) for key, value in wanted.items())
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
        return f"""{front_matter(head)}This is a **stand-in** for [`evaluate-metric/{name}`](https://huggingface.co/spaces/evaluate-metric/{name}): written anew, with the same arguments and the same result.

# {title}

{description}

```python
import evaluate

metric = evaluate.load("{name}")
{example}
```

It agrees with {held_to} on {facts.metrics.get("agreement", 0):.0%} of {CASES} random cases of {PAIRS} texts
(`python scripts/train_zoo.py --check metric_{name}`). It has no demo page.
"""

    return Recipe(
        name=f"metric_{name}",
        repo_id=f"evaluate-metric/{name}",
        repo_type="space",
        floors={"agreement": 1.0},
        data=pairs,
        train=train,
        evaluate=evaluate,
        card=card,
        max_mb=0.1,
    )
