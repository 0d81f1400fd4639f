"""Two processes against one: the same training with the same global batch, launched in turn with `accelerate launch`.

Each process has one thread, as on a GPU machine each has one GPU. Reported are medians over the rounds: letters a second
from the second step on, without start-up. A third row gives one process both threads: what PyTorch makes of two cores by
itself. The losses must agree. Ends with 1 where they do not, or where two processes are less than 1.5 times one.

    python scripts/bench/processes.py            # needs two free cores; says how busy the machine was
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import hfcourse_mini
from rich.console import Console
from rich.table import Table

MODEL = hfcourse_mini.REPOS / "models" / "hfcourse" / "mini-bert-en"
GLOBAL_BATCH = 64
STEPS = 30
TOKENS = 32  # in each text, so that both processes have equally much to do
BAR = 1.5
AGREE = 1e-3
SIDES = {"1 process, 1 thread": (1, 1), "2 processes, 1 thread each": (2, 1), "1 process, 2 threads": (1, 2)}


def worker(out: Path) -> None:
    """What is launched: train on random tokens, and let the main process write speed and losses to `out`."""
    import torch
    from accelerate import Accelerator
    from torch.utils.data import DataLoader, TensorDataset
    from transformers import AutoModelForSequenceClassification, set_seed

    accelerator: Any = Accelerator(cpu=True)
    set_seed(0)
    ids = torch.randint(5, 1000, (GLOBAL_BATCH * STEPS, TOKENS))
    labels = ids.sum(1) % 4
    each = GLOBAL_BATCH // accelerator.num_processes
    loader = DataLoader(TensorDataset(ids, labels), batch_size=each)
    model: Any = AutoModelForSequenceClassification.from_pretrained(
        MODEL, num_labels=4, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    optimizer: Any = torch.optim.AdamW(model.parameters(), lr=1e-4)
    model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
    model.train()
    losses, began = [], 0.0
    for step, (numbers, wanted) in enumerate(loader):
        if step == 1:
            accelerator.wait_for_everyone()
            began = time.perf_counter()
        optimizer.zero_grad()
        loss = model(input_ids=numbers, labels=wanted).loss
        accelerator.backward(loss)
        optimizer.step()
        losses.append(loss.detach())
    accelerator.wait_for_everyone()
    seconds = time.perf_counter() - began
    means = [accelerator.gather(loss).mean().item() for loss in losses]
    if accelerator.is_main_process:
        speed = GLOBAL_BATCH * (STEPS - 1) / seconds
        found = {"speed": speed, "losses": means, "processes": accelerator.num_processes}
        out.write_text(json.dumps(found), encoding="utf-8")
    accelerator.end_training()


def launch(processes: int, threads: int) -> dict[str, Any]:
    """One training in processes of their own; what its main process found."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.json"
        command = [sys.executable, "-m", "accelerate.commands.launch", "--num_processes", str(processes)]
        command += ["--num_machines", "1", "--mixed_precision", "no", "--dynamo_backend", "no"]
        command += ["--num_cpu_threads_per_process", str(threads), "--main_process_port", "0"]
        command += ["--multi_gpu"] if processes > 1 else []
        own = {"OMP_NUM_THREADS": str(threads), "CUDA_VISIBLE_DEVICES": ""}
        done = subprocess.run(
            [*command, str(Path(__file__).resolve()), "--worker", str(out)],
            env=os.environ | own,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Launch the sides in turn, print the table, and end with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker(options.worker)
        return
    console = Console()
    cores = os.cpu_count() or 1
    if hasattr(os, "getloadavg"):
        console.print(
            f"{cores} cores; load before the start {os.getloadavg()[0]:.1f} (above 0.5 the numbers say little)"
        )
    speeds: dict[str, list[float]] = {side: [] for side in SIDES}
    curves: dict[str, list[float]] = {}
    for _round in range(options.rounds):
        for side, (processes, threads) in SIDES.items():
            found = launch(processes, threads)
            if found["processes"] != processes:
                raise SystemExit(f"{processes} processes were asked for, {found['processes']} came.")
            speeds[side].append(found["speed"])
            curves[side] = found["losses"]
    one, two, threads_only = SIDES
    table = Table("side", "texts a second (median)", "times one process (median of the rounds)")
    ratios = {
        side: statistics.median(mine / base for mine, base in zip(found, speeds[one], strict=True))
        for side, found in speeds.items()
    }
    for side, found in speeds.items():
        table.add_row(side, f"{statistics.median(found):.0f}", f"{ratios[side]:.2f}")
    console.print(table)
    gap = max(abs(a - b) for a, b in zip(curves[one], curves[two], strict=True))
    fast, same = ratios[two] >= BAR, gap <= AGREE
    bars = Table("what", "measured", "bar")
    bars.add_row("two processes / one", f"{ratios[two]:.2f}", f"≥ {BAR:g}", style="green" if fast else "red")
    bars.add_row("largest difference of the losses", f"{gap:.1e}", f"≤ {AGREE:g}", style="green" if same else "red")
    console.print(bars)
    if not fast:
        console.print(
            f"Two threads in one process reach {ratios[threads_only]:.2f}: where that is below {BAR:g} too, the second core"
            " was not free, or memory is the limit; where it is above, the time goes into averaging the gradients."
        )
    raise SystemExit(0 if fast and same else 1)


if __name__ == "__main__":
    main()
