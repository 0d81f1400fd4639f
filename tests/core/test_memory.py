"""The memory meter and the footprint: on the CPU for real, on a GPU against a torch.cuda of paper."""

from __future__ import annotations

import re
import threading
import time

import pytest
import torch

from hfcourse import messages
from hfcourse.accelerator import footprint, memory

BIG = 150_000_000  # bytes


def fill(size: int) -> bytes:
    """`size` bytes that are really written, held long enough to be seen."""
    block = b"x" * size
    time.sleep(0.1)
    return block


def test_the_peak_is_seen_and_kept_after_it_is_gone() -> None:
    with memory("cpu", quiet=True) as used:
        fill(BIG)
    assert used.device == "cpu"
    assert used.peak_mb - used.before_mb > 0.9 * BIG / 1e6
    assert used.peak_mb - used.after_mb > 0.9 * BIG / 1e6
    assert used.before_mb > 10  # Python itself


def test_what_is_kept_is_counted_afterwards() -> None:
    with memory("cpu", quiet=True) as used:
        kept = fill(BIG)
    assert used.after_mb - used.before_mb > 0.9 * len(kept) / 1e6


def test_blocks_may_stand_inside_one_another() -> None:
    with memory("cpu", quiet=True) as outer:
        with memory("cpu", quiet=True) as small:
            time.sleep(0.05)
        with memory("cpu", quiet=True) as inner:
            fill(BIG)
    assert outer.peak_mb >= 0.99 * inner.peak_mb
    assert small.peak_mb < inner.peak_mb - 0.9 * BIG / 1e6


def test_a_block_that_fails_is_measured_and_its_thread_ends() -> None:
    threads = threading.active_count()
    with pytest.raises(ZeroDivisionError), memory("cpu", quiet=True) as used:
        kept = fill(BIG)
        assert 1 / (len(kept) - BIG)
    assert used.peak_mb - used.before_mb > 0.9 * BIG / 1e6
    assert threading.active_count() == threads


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", r"memory \(RAM\): \d+ MB before, \d+ MB after, \d+ MB at the peak"),
        ("ko", r"메모리\(RAM\): 시작 \d+ MB, 끝 \d+ MB, 최고 \d+ MB"),
    ],
)
def test_it_says_one_rounded_line(
    lang: str, line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_current", lang)
    with memory("cpu"):
        pass
    with memory("cpu", quiet=True):
        pass
    assert re.fullmatch(line + r"\n", capsys.readouterr().out)


class PaperCuda:
    """Counts bytes as torch.cuda does: one sum, one peak."""

    def __init__(self) -> None:
        self.bytes = self.peak = 1_000_000

    def add(self, size: int) -> None:
        self.bytes += size
        self.peak = max(self.peak, self.bytes)

    def synchronize(self) -> None:
        pass

    def memory_allocated(self) -> int:
        return self.bytes

    def max_memory_allocated(self) -> int:
        return self.peak

    def reset_peak_memory_stats(self) -> None:
        self.peak = self.bytes


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> PaperCuda:
    paper = PaperCuda()
    for name in ("synchronize", "memory_allocated", "max_memory_allocated", "reset_peak_memory_stats"):
        monkeypatch.setattr(torch.cuda, name, getattr(paper, name))
    return paper


def test_on_a_gpu_an_earlier_peak_does_not_count(gpu: PaperCuda, capsys: pytest.CaptureFixture[str]) -> None:
    gpu.add(9_000_000)
    gpu.add(-9_000_000)
    with memory("cuda") as used:
        gpu.add(5_000_000)
        gpu.add(-3_000_000)
    assert (used.before_mb, used.after_mb, used.peak_mb) == (1, 3, 6)
    assert capsys.readouterr().out == "memory (GPU): 1 MB before, 3 MB after, 6 MB at the peak\n"


def test_on_a_gpu_an_inner_block_takes_no_peak_from_the_outer_one(gpu: PaperCuda) -> None:
    with memory("cuda:0", quiet=True) as outer:
        gpu.add(7_000_000)
        gpu.add(-7_000_000)
        with memory("cuda", quiet=True) as inner:
            gpu.add(2_000_000)
            gpu.add(-2_000_000)
        with memory("cuda", quiet=True) as last:
            pass
    assert (outer.peak_mb, inner.peak_mb, last.peak_mb) == (8, 3, 1)


def test_on_a_gpu_the_outer_block_sees_the_peak_of_the_inner_one(gpu: PaperCuda) -> None:
    with memory("cuda", quiet=True) as outer, memory("cuda", quiet=True) as inner:
        gpu.add(2_000_000)
        gpu.add(-2_000_000)
    assert outer.peak_mb == inner.peak_mb == 3


def test_a_footprint_is_exact() -> None:
    layer = torch.nn.Linear(1000, 10)
    layer.register_buffer("counts", torch.zeros(500, dtype=torch.int64))
    assert footprint(layer) == {"int64": 0.004, "float32": pytest.approx(0.04004)}
    assert footprint(layer.half()) == {"int64": 0.004, "float16": pytest.approx(0.02002)}


def test_tied_weights_count_once() -> None:
    embed, head = torch.nn.Embedding(100, 50), torch.nn.Linear(50, 100, bias=False)
    assert footprint(torch.nn.ModuleList([embed, head])) == {"float32": pytest.approx(0.04)}
    head.weight = embed.weight
    assert footprint(torch.nn.ModuleList([embed, head])) == {"float32": pytest.approx(0.02)}
