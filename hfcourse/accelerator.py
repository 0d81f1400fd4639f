"""Which device this machine has, which dtype suits it, and how much memory is free and in use."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfcourse.meter import footprint, memory

if TYPE_CHECKING:
    import torch

__all__ = ["GB", "Accelerator", "cpu", "detect", "footprint", "free_ram_gb", "has_nvidia_gpu", "memory", "on_colab"]

GB = 1e9  # bytes; the course counts in powers of ten, as disks and model cards do


@dataclass(frozen=True)
class Accelerator:
    """What a cell passes on as `device=` and `dtype=`."""

    device: torch.device
    dtype: torch.dtype
    name: str
    free_gb: float  # free memory of the GPU, else of the machine, in 10^9 bytes


def detect() -> Accelerator:
    """The first accelerator that torch can use, else the CPU: where real models run.

    The dtype is the one that is fast there: bfloat16 needs compute capability 8.0 (Ampere); a T4 (7.5) says that it
    supports bfloat16 but emulates it slowly, so it gets float16. A CPU gets float32.
    """
    import torch

    if torch.cuda.is_available():
        major, _minor = torch.cuda.get_device_capability(0)
        free, _total = torch.cuda.mem_get_info(0)
        dtype = torch.bfloat16 if major >= 8 else torch.float16
        return Accelerator(torch.device("cuda"), dtype, torch.cuda.get_device_name(0), free / GB)
    if torch.backends.mps.is_available():
        return Accelerator(torch.device("mps"), torch.float16, "Apple GPU", free_ram_gb())
    return cpu()


def cpu() -> Accelerator:
    """The CPU, in float32: where stand-ins run. They are small, and there they print the same on every machine."""
    import torch

    return Accelerator(torch.device("cpu"), torch.float32, "CPU", free_ram_gb())


def has_nvidia_gpu() -> bool:
    """Whether torch can use an NVIDIA GPU here."""
    import torch

    return torch.cuda.is_available()


def free_ram_gb() -> float:
    """Memory of the machine that programs can still take, in 10^9 bytes (psutil comes with accelerate)."""
    import psutil

    return float(psutil.virtual_memory().available) / GB


def on_colab() -> bool:
    """Whether this process is a kernel on Google Colab."""
    if "google.colab" in sys.modules or os.environ.get("COLAB_RELEASE_TAG"):
        return True
    try:
        return importlib.util.find_spec("google.colab") is not None
    except ModuleNotFoundError:
        return False
