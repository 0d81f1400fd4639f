"""How long a lesson waits before its first answer: `import hfcourse` and `start()`, against what they are built on.

Each figure is a median over fresh processes, the two sides of a difference taken in turn in one run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from rich.console import Console
from rich.table import Table

RUNS = 7
START = "import hfcourse; hfcourse.start('01', profile='mini')"


def seconds(code: str, home: str) -> float:
    """Wall seconds of a fresh Python that runs `code`."""
    environment = os.environ | {"HFCOURSE_HOME": home}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began


def difference(code: str, base: str, home: str) -> float:
    """Median of what `code` takes beyond `base`, the two run in turn."""
    return statistics.median(seconds(code, home) - seconds(base, home) for _ in range(RUNS))


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as home:
        seconds(START, home)  # warm the file cache
        rows = (
            ("import hfcourse, beyond bare Python", difference("import hfcourse", "pass", home) * 1000, "ms", 50.0),
            ("start() in mini, beyond importing torch", difference(START, "import torch", home), "s", 0.5),
        )
    table = Table("what", "median", "bar", title=f"{RUNS} fresh processes each")
    for name, value, unit, bar in rows:
        table.add_row(name, f"{value:.2f} {unit}", f"≤ {bar:g} {unit}", style="green" if value <= bar else "red")
    Console().print(table)


if __name__ == "__main__":
    main()
