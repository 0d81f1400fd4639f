"""Execute lessons on this computer and write them as HTML: what `hfcourse run` does."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.syntax import Syntax
from rich.table import Table

from hfcourse import paths
from hfcourse.errors import CourseError
from hfcourse.lessons.execute import execute, import_path, mini_environment
from hfcourse.messages import _

SAMPLE_SECONDS = 0.1


@dataclass(frozen=True)
class Result:
    """How one notebook ran. `failed_cell` and `error` are empty where every cell ran."""

    name: str
    lang: str
    cells: int  # code cells that ran
    outputs: int
    seconds: float
    peak_bytes: int  # resident memory of the kernel and its children, the highest of the samples
    page: Path
    failed_cell: str = ""
    error: str = ""


def run(
    lessons: list[str], languages: list[str], profile: str | None, jobs: int, out: Path, *, solved: bool = False
) -> int:
    """Execute `lessons` ("03"; all if empty) in each of `languages`, show how it goes, write `out`/LANGUAGE/NN_slug.html.

    profile: "mini", "full", or None to let each lesson choose. jobs: notebooks at the same time.
    Returns the exit status: 1 if a cell failed. Raises CourseError where there is no such lesson.
    """
    console = Console()
    out = out / "solved" if solved else out
    results = execute_all(_find(lessons, languages, solved), profile, jobs, out, console)
    table = Table(_("lesson"), _("language"))
    for head in (_("cells"), _("seconds"), _("peak memory"), _("outputs")):
        table.add_column(head, justify="right")
    for result in results:
        memory = f"{result.peak_bytes / 1e9:.2f} GB"
        row = [result.name, result.lang, str(result.cells), f"{result.seconds:.1f}", memory, str(result.outputs)]
        table.add_row(*row, style="red" if result.error else "")
    console.print(table)
    failed = [result for result in results if result.error]
    for result in failed:
        console.print(f"\n[bold red]{escape(_('This cell of %(name)s failed:') % {'name': result.name})}")
        console.print(Syntax(result.failed_cell, "python"))
        console.print(result.error, style="red", markup=False, highlight=False)
    print(_("The pages are in %(folder)s.") % {"folder": out})
    return 1 if failed else 0


def execute_all(
    notebooks: list[tuple[Path, str]], profile: str | None, jobs: int, out: Path, console: Console
) -> list[Result]:
    """Execute each (notebook, language) and write its page; a failing cell ends its notebook, not the others.

    Kernels that run at the same time share the processor's cores: torch takes all of them in each, and two that wait
    for one another's cores are many times slower than two with half of them. A kernel alone is left to choose.
    """
    threads = {"OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // jobs))} if jobs > 1 else {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress, ThreadPoolExecutor(jobs) as pool:

        def one(path: Path, lang: str) -> Result:
            task = progress.add_task(f"{path.stem} ({lang})", total=None)
            return _execute_one(
                path,
                lang,
                profile,
                threads,
                out,
                lambda done, total: progress.update(task, completed=done, total=total),
            )

        return list(pool.map(one, *zip(*notebooks, strict=True)))


def _find(lessons: list[str], languages: list[str], solved: bool) -> list[tuple[Path, str]]:
    """The notebooks that were asked for, lesson by lesson."""
    root = paths.repo_root()
    if root is None:
        raise CourseError(_("The notebooks are not here. Next step: run this in a clone of the course."))
    folder = root / "notebooks" / "solved" if solved else root / "notebooks"
    found = [(path, lang) for lang in languages for path in sorted((folder / lang).glob("[0-9][0-9]_*.ipynb"))]
    missing = set(lessons) - {path.name[:2] for path, _lang in found}
    if missing or not found:
        numbers = ", ".join(sorted(missing)) or "00–10"
        raise CourseError(
            _("There is no notebook for lesson %(numbers)s. Next step: give numbers such as 03.") % {"numbers": numbers}
        )
    wanted = [(path, lang) for path, lang in found if not lessons or path.name[:2] in lessons]
    return sorted(wanted, key=lambda pair: (pair[0].name, pair[1]))


def _execute_one(
    path: Path,
    lang: str,
    profile: str | None,
    threads: dict[str, str],
    out: Path,
    on_progress: Callable[[int, int], None],
) -> Result:
    notebook = nbformat.read(path, as_version=4)
    total, began, current, problem = len(notebook.cells), time.monotonic(), 0, ""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None

    def on_cell(number: int) -> None:
        nonlocal current
        current = number
        on_progress(number, total)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _PeakMemory() as memory:
        home, work = Path(folder) / "home", Path(folder) / "work"
        work.mkdir()
        if profile == "mini":
            environment = mini_environment(home)
        else:  # the real Hub needs the person's settings; their saved progress is left alone all the same
            environment = threads | os.environ | import_path()
            environment |= {"HFCOURSE_HOME": str(home), "HFCOURSE_PLAIN": "1"}
            environment |= {"HFCOURSE_PROFILE": profile} if profile else {}
        try:
            execute(notebook, work, environment, on_cell, memory.watch)
            on_progress(total, total)
        except CellExecutionError as error:
            problem = f"{error.ename}: {error.evalue}"
        except DeadKernelError:
            problem = _(
                "The kernel died, most often because memory ran out. Next step: close other programs, or --jobs 1."
            )
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    page = out / lang / f"{path.stem}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    html, _resources = HTMLExporter(language_code=lang).from_notebook_node(notebook, {"metadata": {"name": path.stem}})
    page.write_text(html, encoding="utf-8")
    return Result(
        name=path.stem,
        lang=lang,
        cells=sum(cell.execution_count is not None for cell in code),
        outputs=sum(len(cell.outputs) for cell in code),
        seconds=time.monotonic() - began,
        peak_bytes=memory.peak,
        page=page,
        failed_cell=notebook.cells[current].source if problem else "",
        error=problem,
    )


class _PeakMemory:
    """The highest resident memory of a process and its children, from samples in a thread of its own."""

    def __init__(self) -> None:
        self.peak = 0
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, pid: int) -> None:
        self._thread = threading.Thread(target=self._sample, args=(pid,), daemon=True)
        self._thread.start()

    def __enter__(self) -> _PeakMemory:
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def _sample(self, pid: int) -> None:
        while True:
            try:
                kernel = psutil.Process(pid)
                family = [kernel, *kernel.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            total = 0
            for process in family:
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.peak = max(self.peak, total)
            if self._done.wait(SAMPLE_SECONDS):
                return
