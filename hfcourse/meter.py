"""How much memory a block of code takes, and how much a model's weights take. MB is 10^6 bytes throughout."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from hfcourse.messages import _

if TYPE_CHECKING:
    import torch

MB = 1e6  # bytes
INTERVAL = 0.005  # seconds between two looks at a memory that keeps no peak of its own


@dataclass
class Used:
    """What `memory` measured, in MB. `after_mb` and `peak_mb` are 0 until the block has ended."""

    device: str  # "cuda", "mps" or "cpu"
    before_mb: float
    after_mb: float = 0.0
    peak_mb: float = 0.0

    def __str__(self) -> str:
        return _("memory (%(kind)s): %(before).0f MB before, %(after).0f MB after, %(peak).0f MB at the peak") % {
            "kind": "RAM" if self.device == "cpu" else "GPU",
            "before": self.before_mb,
            "after": self.after_mb,
            "peak": self.peak_mb,
        }


@contextmanager
def memory(device: torch.device | str | None = None, *, quiet: bool = False) -> Iterator[Used]:
    """Measure the memory that the block below takes: `with memory(course.device) as used: …`, then `used.peak_mb`.

    On an NVIDIA GPU: what torch has handed out to tensors. It is exact, torch itself keeps the peak, and what the
    driver and torch's own reserve take comes on top. On an Apple GPU: the same, looked at every 5 ms.

    On the CPU: the resident memory of this whole process, looked at every 5 ms. Python and all libraries are in it, so
    only differences mean something; a peak shorter than 5 ms may be missed; memory that was set free is often kept for
    later and then still counts; a weight file that is mapped into memory counts once its pages are read.

    Blocks may stand inside one another. A block that ends in an exception is measured too.

    Args:
        device: the device to watch; left out, the GPU where torch has one, else the CPU.
        quiet: do not print the line with the three numbers at the end.
    """
    kind = _kind(device)
    gc.collect()
    meter = _CudaMeter() if kind == "cuda" else _SampledMeter(_reader(kind))
    used = Used(kind, before_mb=meter.now() / MB)
    meter.start()
    try:
        yield used
    finally:
        gc.collect()
        used.after_mb = meter.now() / MB
        used.peak_mb = max(meter.stop() / MB, used.before_mb, used.after_mb)
        if not quiet:
            print(used)


def footprint(module: torch.nn.Module) -> dict[str, float]:
    """MB of a model or a layer by dtype: `{"float16": 4.2, "uint8": 2.4, "float32": 0.3}`; the sum is the whole.

    Parameters, buffers and what quantization by bitsandbytes keeps beside them (scales, and with double quantization the
    scales of the scales). `model.get_memory_footprint()` leaves the latter out. Tensors that share their storage, such as
    tied embeddings, count once. On some CPUs (those with AVX512-BF16) bitsandbytes stores the scales of 4-bit layers in
    another way from the first forward pass on; measure before it.
    """
    sizes: dict[str, float] = {}
    seen: set[int] = set()
    for tensor in _tensors(module):
        if tensor.data_ptr() in seen or tensor.device.type == "meta":
            continue
        seen.add(tensor.data_ptr())
        name = str(tensor.dtype).removeprefix("torch.")
        sizes[name] = sizes.get(name, 0.0) + tensor.numel() * tensor.element_size() / MB
    return sizes


def _tensors(module: torch.nn.Module) -> Iterator[torch.Tensor]:
    """Parameters and buffers, each followed by its quantization state."""
    yield from module.buffers()
    for parameter in module.parameters():
        yield parameter
        yield from _state_tensors(getattr(parameter, "quant_state", None))  # 4 bit
        scales = getattr(parameter, "SCB", None)  # 8 bit: one scale a row
        if scales is not None:
            yield scales
    for part in module.modules():  # 8 bit after the first forward pass: the scales have moved to the layer
        scales = getattr(getattr(part, "state", None), "SCB", None)
        if scales is not None:
            yield scales


def _state_tensors(state: Any) -> Iterator[torch.Tensor]:
    """The tensors of a bitsandbytes QuantState, of the nested one too."""
    if state is None:
        return
    for name in ("absmax", "code", "offset"):
        if getattr(state, name, None) is not None:
            yield getattr(state, name)
    yield from _state_tensors(getattr(state, "state2", None))


def _kind(device: torch.device | str | None) -> str:
    import torch

    if device is not None:
        return torch.device(device).type
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _reader(kind: str) -> Callable[[], int]:
    """A function that tells how many bytes are in use now."""
    if kind == "mps":
        import torch

        return torch.mps.current_allocated_memory
    import psutil

    process = psutil.Process()
    return lambda: int(process.memory_info().rss)


class _SampledMeter:
    """Looks at the memory again and again, in a thread."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> int:
        self._over.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._over.wait(INTERVAL):
            self._peak = max(self._peak, self.now())


class _CudaMeter:
    """Reads the peak that torch keeps. Torch keeps only one: a block that begins or ends tells it to those around it."""

    _open: ClassVar[list[_CudaMeter]] = []

    def __init__(self) -> None:
        self._peak = 0

    def now(self) -> int:
        import torch

        torch.cuda.synchronize()
        return torch.cuda.memory_allocated()

    def start(self) -> None:
        self._hand_over()
        self._open.append(self)

    def stop(self) -> int:
        self._hand_over()
        self._open.remove(self)
        return self._peak

    def _hand_over(self) -> None:
        import torch

        for meter in self._open:
            meter._peak = max(meter._peak, torch.cuda.max_memory_allocated())
        torch.cuda.reset_peak_memory_stats()
