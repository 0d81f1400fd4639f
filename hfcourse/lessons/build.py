"""Write the notebooks of the lessons, executed, and the lessons' table of the READMEs; or check that they are up to date."""

from __future__ import annotations

import argparse
import base64
import json
import re
import struct
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from hfcourse.lessons.editions import Project, file_of, notebook
from hfcourse.lessons.execute import execute, mini_environment
from hfcourse.lessons.source import LANGUAGES, Lesson, SourceError, read, stamp

READMES = {"en": "README.md", "ko": "README.ko.md"}
INDEX = "hfcourse/lessons.json"  # titles and budgets, for hfcourse where the sources are not at hand
TABLE = re.compile(r"(<!-- lessons:begin -->\n).*?(<!-- lessons:end -->)", re.DOTALL)
TABLE_HEAD = {
    "en": "| | Lesson | Colab | min on T4 | min in `mini` | GPU GB | download MB | after |",
    "ko": "| | 수업 | Colab | T4에서 (분) | `mini`에서 (분) | GPU GB | 다운로드 MB | 먼저 들을 수업 |",
}
WIDGET = "application/vnd.jupyter.widget-view+json"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # of IPython's tracebacks
TOKEN = re.compile(r"hf_[A-Za-z0-9]{20,}")
Edition = tuple[Lesson, str, bool]  # lesson, language, solved


def load(root: Path, numbers: Iterable[str] = ()) -> list[Lesson]:
    """All lessons of the course, in order. Raises SourceError with the findings of all of them.

    With `numbers`, only these are read whole; of the others the header counts, which is what a neighbour shows of them.
    """
    lessons, findings = [], []
    for path in sorted((root / "notebooks" / "source").glob("*.py")):
        try:
            lessons.append(read(path, whole=not numbers or path.name[:2] in numbers))
        except SourceError as error:
            findings.append(str(error))
    if not findings:
        there = {lesson.number for lesson in lessons}
        findings = [
            f"source/{lesson.path.name}, line 1, header: needs lesson {number}, which there is not"
            for lesson in lessons
            if not numbers or lesson.number in numbers
            for number in sorted(set(lesson.needs) - there)
        ]
    if findings:
        raise SourceError("\n".join(findings))
    return lessons


def editions(lessons: Iterable[Lesson]) -> list[Edition]:
    """The four notebooks of each lesson."""
    return [(lesson, lang, is_solved) for lesson in lessons for is_solved in (False, True) for lang in LANGUAGES]


def build(edition: Edition, lessons: list[Lesson], project: Project) -> str:
    """The text of one executed notebook. Raises ValueError where it cannot be published, and says why."""
    made = notebook(*edition, lessons, project)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, work = Path(folder) / "home", Path(folder) / "work"
        work.mkdir()
        try:
            execute(made, work, mini_environment(home))
        except (CellExecutionError, DeadKernelError) as error:
            raise ValueError(f"{file_of(*edition)}: {COLOUR.sub('', str(error))}") from error
    tidy(made)
    wrong = unpublishable(made)
    if wrong:
        raise ValueError("\n".join(f"{file_of(*edition)}, {what}" for what in wrong))
    return text_of(made)


def tidy(made: NotebookNode) -> None:
    """Leave in the outputs of an executed notebook only what is the same on every machine."""
    made.metadata["language_info"] = {"name": "python"}
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = _bare_png(output.data["image/png"])


def unpublishable(made: NotebookNode) -> list[str]:
    """Why a notebook must not be committed: one line for each cell that shows a widget, a token, a path of this machine."""
    places = {
        "the repository's folder": str(Path(__file__).resolve().parents[2]),
        "the home folder": str(Path.home()),
        "the temporary folder": tempfile.gettempdir(),
    }
    wrong = []
    for number, cell in enumerate((cell for cell in made.cells if cell.cell_type == "code"), start=1):
        text = "\n".join(_texts(cell))
        found = [
            what
            for what, place in places.items()
            for written in {place, place.replace("\\", "\\\\"), place.replace("\\", "/")}
            if re.search(r"(?<!\w)" + re.escape(written) + r"(?![\w-])", text)
        ]
        found += ["a Hugging Face token"] if TOKEN.search(text) else []
        found += ["a widget (hfcourse shows none where HFCOURSE_PLAIN is set)"] if WIDGET in text else []
        wrong += [f"code cell {number} shows {what}: {cell.source.splitlines()[0]}" for what in found]
    return wrong


def text_of(made: NotebookNode) -> str:
    """The file of a notebook: always the same text for the same notebook."""
    nbformat.validate(made)
    return f"{nbformat.writes(made)}\n"


def bare(text: str) -> str:
    """The file of a notebook without what execution adds; raises ValueError where it is no notebook."""
    made = nbformat.reads(text, as_version=4)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return str(nbformat.writes(made))


def stale(root: Path, lessons: list[Lesson]) -> list[str]:
    """One line for each notebook and README that the sources no longer make, or that something else has edited."""
    project, wrong = Project.of(root), []
    wanted = {file_of(*edition): edition for edition in editions(lessons)}
    for file, edition in wanted.items():
        path = root / file
        try:
            text = path.read_text(encoding="utf-8")
            if bare(text) != nbformat.writes(notebook(*edition, lessons, project)):
                wrong.append(f"{file}: differs from its source")
            elif text != text_of(nbformat.reads(text, as_version=4)):
                wrong.append(f"{file}: has been written by something else than the builder")
        except FileNotFoundError:
            wrong.append(f"{file}: is missing")
        except ValueError as error:  # a file with the marks of a merge, for example
            wrong.append(f"{file}: is no notebook ({str(error).splitlines()[0]})")
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts and path.relative_to(root).as_posix() not in wanted:
            wrong.append(f"{path.relative_to(root).as_posix()}: has no source")
    for lang, name in READMES.items():
        path = root / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if not TABLE.search(text):
            wrong.append(f"{name}: has no line pair <!-- lessons:begin --> and <!-- lessons:end -->")
        elif with_table(text, lang, lessons, project) != text:
            wrong.append(f"{name}: its table of lessons differs from the sources")
    if not (root / INDEX).is_file() or (root / INDEX).read_text(encoding="utf-8") != index_of(lessons):
        wrong.append(f"{INDEX}: differs from the sources")
    return wrong


def with_table(text: str, lang: str, lessons: list[Lesson], project: Project) -> str:
    """A README's `text` with its table of lessons made anew."""
    rows = [TABLE_HEAD[lang], "|---|---|---|--:|--:|--:|--:|---|"]
    for lesson in lessons:
        file = file_of(lesson, lang, is_solved=False)
        numbers = [f"{lesson.budget[key]:g}" for key in ("t4_minutes", "mini_minutes", "gpu_gb", "download_mb")]
        cells = [lesson.number, f"[{lesson.title[lang]}]({file})", project.badge(file, lang), *numbers]
        rows.append("| " + " | ".join([*cells, ", ".join(lesson.needs) or "–"]) + " |")
    return TABLE.sub(lambda found: found[1] + "\n".join(rows) + "\n" + found[2], text)


def index_of(lessons: list[Lesson]) -> str:
    """The text of `INDEX`: number to title and budget."""
    entries = {lesson.number: {"title": lesson.title, "budget": lesson.budget} for lesson in lessons}
    return json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write(root: Path, lessons: list[Lesson], numbers: list[str], jobs: int, say: Callable[[str], None]) -> list[str]:
    """Build the index, the lessons `numbers` (all, if empty) and the READMEs' tables. Returns what went wrong, one text a notebook."""
    project, wrong = Project.of(root), []
    wanted = editions(lesson for lesson in lessons if not numbers or lesson.number in numbers)
    # First of all: start() prints a lesson's budget from it.
    (root / INDEX).parent.mkdir(exist_ok=True)
    (root / INDEX).write_text(index_of(lessons), encoding="utf-8", newline="\n")

    def one(edition: Edition) -> str | None:
        try:
            text = build(edition, lessons, project)
        except ValueError as error:
            return str(error)
        path = root / file_of(*edition)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return None

    with ThreadPoolExecutor(jobs) as pool:
        for edition, problem in zip(wanted, pool.map(one, wanted), strict=True):
            say(f"{'FAILED ' if problem else 'written'}  {file_of(*edition)}")
            wrong += [problem] if problem else []
    for lang, name in READMES.items():
        path = root / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(with_table(text, lang, lessons, project), encoding="utf-8", newline="\n")
    return wrong


def main(root: Path, arguments: list[str] | None = None) -> int:
    """The command line of scripts/build_notebooks.py, for the checkout `root`. Returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="build_notebooks.py", description="Make the notebooks of notebooks/source, executed in the mini profile."
    )
    parser.add_argument("lesson", nargs="*", help="numbers such as 03; all lessons if none is given")
    parser.add_argument("--check", action="store_true", help="write nothing; name each notebook that is not up to date")
    parser.add_argument(
        "--stamp", action="store_true", help="write the hashes of the Korean cells, after you read them"
    )
    parser.add_argument("--jobs", type=int, default=1, help="notebooks that run at the same time (default: 1)")
    options = parser.parse_args(arguments)
    sources = sorted((root / "notebooks" / "source").glob("*.py"))
    unknown = set(options.lesson) - {path.name[:2] for path in sources}
    if unknown:
        parser.error(f"no source for lesson {', '.join(sorted(unknown))}")
    try:
        if options.stamp:
            for path in sources:
                if not options.lesson or path.name[:2] in options.lesson:
                    text = path.read_text(encoding="utf-8")
                    if stamp(text) != text:
                        path.write_text(stamp(text), encoding="utf-8", newline="\n")
                    read(path)
            return 0
        lessons = load(root, options.lesson)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if options.check:
        wrong = stale(root, lessons)
        mend = "Next step: scripts/build_notebooks.py NN for each lesson named above. Never edit a notebook by hand."
    else:
        wrong = write(root, lessons, options.lesson, options.jobs, print)
        mend = f"{len(wrong)} notebooks were not written."
    print("\n".join([*wrong, mend]) if wrong else "Everything is up to date.", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def _texts(cell: NotebookNode) -> list[str]:
    """Everything that the outputs of a code cell hold as text, the names of their formats too."""
    texts = []
    for output in cell.outputs:
        texts += [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
        for kind, value in output.get("data", {}).items():
            texts += [kind, "" if kind.startswith("image/") and kind != "image/svg+xml" else str(value)]
    return texts


def _bare_png(encoded: str) -> str:
    """A PNG in base64 without its text chunks (which name the program that wrote it, and when)."""
    data = base64.b64decode(encoded)
    kept, place = data[:8], 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] not in (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"):
            kept += data[place : place + 12 + length]
        place += 12 + length
    return base64.b64encode(kept).decode("ascii")
