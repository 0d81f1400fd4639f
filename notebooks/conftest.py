"""`pytest --nbval notebooks` runs each notebook as the builder ran it: same interpreter, same environment, fresh folders."""

import functools
import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import nbval.kernel
import nbval.plugin
from jupyter_client.manager import KernelManager
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel

from hfcourse.lessons.execute import mini_environment


class FreshKernel(RunningKernel):
    """A kernel with an empty home and an empty working folder, so that no notebook sees what another has left."""

    def __init__(self, kernel_name: str, cwd: str | None = None, **options: Any) -> None:
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        home, work = Path(self.folder.name) / "home", Path(self.folder.name) / "work"
        work.mkdir()
        manager = functools.partial(KernelManager, **_sockets(Path(self.folder.name)))
        with (
            mock.patch.dict(os.environ, mini_environment(home), clear=True),
            mock.patch.object(nbval.kernel, "KernelManager", manager),
        ):
            super().__init__(CURRENT_ENV_KERNEL_NAME, cwd=str(work), **options)

    def stop(self) -> None:
        super().stop()
        self.folder.cleanup()


def _sockets(folder: Path) -> dict[str, str]:
    """Where a kernel listens. Two kernels that start at once may be given one port, and one of them dies: files cannot clash."""
    return {} if os.name == "nt" else {"transport": "ipc", "connection_file": str(folder / "kernel.json")}


nbval.plugin.RunningKernel = FreshKernel
