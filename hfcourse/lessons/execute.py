"""Run a notebook in a kernel of this interpreter, in surroundings that are the same on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets import default

import hfcourse

CELL_SECONDS = 600
# What a person's shell may hold for the real Hub: a token, a cache, an address. None of it reaches a `mini` kernel.
_PRIVATE = ("HF_", "HUGGING", "TRANSFORMERS_", "COLAB_")
_SAME_EVERYWHERE = {
    "HFCOURSE_PLAIN": "1",
    "PYTHONHASHSEED": "0",
    "TOKENIZERS_PARALLELISM": "false",
    "CUDA_VISIBLE_DEVICES": "",
    "OMP_NUM_THREADS": "1",  # sums in another order end in other digits
    "COLUMNS": "100",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else ipykernel 6 warns about the debugger on every start
    # Progress bars print times, which no two runs share. (tqdm's form for notebooks needs _STARTUP too.)
    "TQDM_DISABLE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
# IPython runs this in each kernel: tqdm's bar for notebooks is a widget, and it does not read TQDM_DISABLE as the plain bar does.
_STARTUP = """
import tqdm.notebook, tqdm.std
tqdm.notebook.tqdm = tqdm.notebook.tqdm_notebook = tqdm.std.tqdm
tqdm.notebook.trange = tqdm.notebook.tnrange = tqdm.std.trange
del tqdm
"""


class _ThisPython(KernelSpecManager):
    """The kernel is this interpreter's, whatever `python3` kernels are installed for the person."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


class _Manager(AsyncKernelManager):
    @default("kernel_spec_manager")
    def _default_specs(self) -> KernelSpecManager:
        return _ThisPython(parent=self)


def mini_environment(home: Path) -> dict[str, str]:
    """Environment of a kernel in the `mini` profile whose outputs are to be stored or compared.

    `home` is a fresh folder: what hfcourse and the Hub's client write goes there and nowhere else. It gets the settings
    of IPython too, so that a person's own are left out.
    """
    startup = home / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "plain.py").write_text(_STARTUP, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.upper().startswith(_PRIVATE)}
    own = {"HFCOURSE_PROFILE": "mini", "HFCOURSE_HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
    return kept | _SAME_EVERYWHERE | import_path() | own


def import_path() -> dict[str, str]:
    """PYTHONPATH that lets a kernel in any folder import the hfcourse that runs now."""
    here = str(Path(hfcourse.__file__).resolve().parent.parent)
    return {"PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))}


def execute(
    notebook: NotebookNode,
    folder: Path,
    environment: dict[str, str],
    on_cell: Callable[[int], None] = lambda number: None,
    on_kernel: Callable[[int], None] = lambda pid: None,
) -> None:
    """Run every code cell of `notebook` in place, in `folder`. `on_cell(n)` comes before the n-th cell, from 0.

    `on_kernel(pid)` comes once, before the first cell. Raises nbclient's CellExecutionError where a cell fails and
    DeadKernelError where the kernel ends; the outputs up to there are in the notebook.
    """
    client = NotebookClient(
        notebook,
        kernel_manager_class=_Manager,
        timeout=CELL_SECONDS,
        coalesce_streams=True,
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )

    def begins(cell: NotebookNode, cell_index: int) -> None:
        if cell_index == 0:
            on_kernel(client.km.provisioner.pid)
        on_cell(cell_index)

    client.on_cell_start = begins
    # A kernel's own stderr would be written over whatever this process shows.
    client.execute(env=environment, stderr=subprocess.DEVNULL)
