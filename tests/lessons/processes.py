"""A small training with Accelerate, for `test_accelerate.py` to launch on one and on two processes: prints one line of JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

import torch
from accelerate import Accelerator
from torch.utils.data import DataLoader, TensorDataset

ROWS = 48
UNEVEN = 13  # rows of the test: two processes with batches of 4 must fill up


def main() -> None:
    """Train a small network on fixed numbers, gather its answers, and print what the main process saw."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--parts", type=int, default=1)
    options = parser.parse_args()
    accelerator: Any = Accelerator(cpu=options.cpu, gradient_accumulation_steps=options.parts)
    torch.manual_seed(0)
    inputs = torch.randn(ROWS, 6)
    rows = TensorDataset(inputs, inputs.sin().sum(1, keepdim=True))
    loader = DataLoader(rows, batch_size=options.batch)
    test = DataLoader(TensorDataset(torch.arange(UNEVEN)), batch_size=4)
    model: Any = torch.nn.Sequential(torch.nn.Linear(6, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1))
    optimizer: Any = torch.optim.SGD(model.parameters(), lr=0.1)
    steps = len(loader) // options.parts
    scheduler: Any = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    model, optimizer, loader, test, scheduler = accelerator.prepare(model, optimizer, loader, test, scheduler)
    losses, rates = [], []
    for numbers, wanted in loader:
        with accelerator.accumulate(model):
            loss = torch.nn.functional.mse_loss(model(numbers), wanted)
            accelerator.backward(loss)
            if accelerator.sync_gradients:
                accelerator.clip_grad_norm_(model.parameters(), 1.0)
                rates.append(scheduler.get_last_lr()[0])
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
        losses.append(accelerator.gather(loss.detach()).mean().item())
    gathered = [number for [batch] in test for number in accelerator.gather(batch).tolist()]
    counted = [number for [batch] in test for number in accelerator.gather_for_metrics(batch).tolist()]
    report = {"processes": accelerator.num_processes, "losses": losses, "rates": rates}
    accelerator.print(json.dumps(report | {"gathered": len(gathered), "counted": counted}))
    accelerator.end_training()


if __name__ == "__main__":
    main()
