"""`pytest --nbval notebooks` runs each notebook as the builder ran it: same interpreter, same environment, fresh folders."""

import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import nbval.plugin
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel

from hfcourse.lessons.execute import mini_environment


class FreshKernel(RunningKernel):
    """A kernel with an empty home and an empty working folder, so that no notebook sees what another has left."""

    def __init__(self, kernel_name: str, cwd: str | None = None, **options: Any) -> None:
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        home, work = Path(self.folder.name) / "home", Path(self.folder.name) / "work"
        work.mkdir()
        with mock.patch.dict(os.environ, mini_environment(home), clear=True):
            super().__init__(CURRENT_ENV_KERNEL_NAME, cwd=str(work), **options)

    def stop(self) -> None:
        super().stop()
        self.folder.cleanup()


nbval.plugin.RunningKernel = FreshKernel
