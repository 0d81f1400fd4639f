"""What the guards of the committed notebooks look for, as functions of a notebook or a text."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbval.plugin import get_sanitize_patterns

ROOT = Path(__file__).resolve().parents[2]
# nbval runs a cell with one of these but does not compare what it prints.
NOT_COMPARED = {"nbval-skip", "nbval-ignore-output", "raises-exception", "nbval-raises-exception"}
NOT_COMPARED_COMMENTS = {"NBVAL_SKIP", "NBVAL_IGNORE_OUTPUT", "PYTEST_VALIDATE_IGNORE_OUTPUT"}
# The text that stands beside a picture says nothing of the picture: `<Figure size 640x480 with 1 Axes>`.
EMPTY_TEXT = re.compile(r"<(Figure|PIL|IPython)\b")
PROGRESS = re.compile(r"\bhfcourse\.(check|progress|start)\(")
# Paths of a person's or a build machine, on Linux, macOS and Windows.
MACHINE_PATH = re.compile(r"(?<![\w.])(/home/\w|/root/|/Users/\w|/tmp/|/private/var/|/var/folders/|[A-Z]:\\+Users\\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img\b[^>]*>")
LINK = re.compile(r"\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|(?:src|href)=\"([^\"]+)\"")


def notebooks() -> list[Path]:
    """Every committed notebook of the course."""
    found = (ROOT / "notebooks").rglob("*.ipynb")
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def read(path: Path) -> NotebookNode:
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: NotebookNode) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def counts_in_order(notebook: NotebookNode) -> bool:
    """Whether the execution counts of the code cells are 1, 2, 3 and so on."""
    cells = code_cells(notebook)
    return [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def compared(notebook: NotebookNode) -> tuple[int, int]:
    """(outputs that nbval really compares, all outputs). A cell that may raise and shows nothing counts as one output."""
    done = total = 0
    for cell in code_cells(notebook):
        left_out, unrun = _left_out(cell), cell.execution_count is None
        total += max(len(cell.outputs), 1 if left_out or unrun else 0)
        if not left_out and not unrun:
            done += sum(_says_something(output) for output in cell.outputs)
    return done, total


def _left_out(cell: NotebookNode) -> bool:
    """Whether nbval runs the cell without a look at what it prints."""
    comments = {line.strip().lstrip("#").strip() for line in cell.source.splitlines() if line.strip().startswith("#")}
    return bool(NOT_COMPARED & set(cell.metadata.get("tags", [])) or NOT_COMPARED_COMMENTS & comments)


def differing(learner: NotebookNode, solved: NotebookNode) -> tuple[list[str], int]:
    """(first lines of the cells that both editions share and that print something else, number of shared cells).

    What tells of the learner's progress (checks, the start cell, the table of progress) differs by design.
    """
    text = (ROOT / "notebooks" / "nbval_sanitize.cfg").read_text(encoding="ascii")
    patterns = get_sanitize_patterns(text)

    def shown(cell: NotebookNode) -> str:
        result = output_text(cell)
        for pattern, replacement in patterns:
            result = re.sub(pattern, replacement, result)
        return result

    others = {cell.id: cell for cell in code_cells(solved)}
    wrong, shared = [], 0
    for cell in code_cells(learner):
        other = others.get(cell.id)
        if other is None or other.source != cell.source or PROGRESS.search(cell.source) or _left_out(cell):
            continue
        shared += 1
        if shown(cell) != shown(other):
            wrong.append(cell.source.splitlines()[0])
    return wrong, shared


def _says_something(output: NotebookNode) -> bool:
    if output.output_type not in ("display_data", "execute_result"):
        return True
    texts = {kind: value for kind, value in output.data.items() if kind not in ("image/png", "image/jpeg")}
    return any(kind != "text/plain" or not EMPTY_TEXT.match(str(value)) for kind, value in texts.items())


def output_text(cell: NotebookNode) -> str:
    """What a code cell shows, as text; pictures left out."""
    texts = []
    for output in cell.outputs:
        texts += [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
        texts += [str(value) for kind, value in output.get("data", {}).items() if not kind.startswith("image/p")]
    return "\n".join(texts)


def pictures_without_alt(markdown: str) -> list[str]:
    """Pictures in Markdown or HTML that a screen reader cannot name."""
    found = PICTURE.finditer(markdown)
    return [
        picture.group()
        for picture in found
        if not ((picture[1] or "").strip() or re.search(r"\balt=\"[^\"]*\S[^\"]*\"", picture.group()))
    ]


def dead_links(markdown: str, folder: Path, repository: str) -> list[str]:
    """Links to files that are not there: relative to `folder`, or into `repository` on GitHub or Colab."""
    dead = []
    for found in LINK.finditer(re.sub(r"```.*?```|`[^`\n]*`", "", markdown, flags=re.DOTALL)):
        target = (found[1] or found[2]).split("#")[0]
        name = repository.removeprefix("https://github.com/")
        inside = re.match(rf"https://(?:github\.com|colab\.research\.google\.com/github)/{name}/blob/main/(.+)", target)
        if inside:
            path = ROOT / inside[1]
        elif not target or re.match(r"[a-z]+:", target):
            continue
        else:
            path = folder / target
        if not path.exists():
            dead.append(target)
    return dead
