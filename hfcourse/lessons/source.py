"""Read a lesson's source, `notebooks/source/NN_slug.py`: jupytext's py:percent, prose in two languages, code once.

The Korean of each prose cell names the English it translates by the first eight hex digits of the SHA-256 of the
English text (`of="..."`). When the English changes, reading fails until somebody has looked at the Korean and stamped it
again. docs/writing-lessons.md has the rules for writers; every rule that a script can hold is held here.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import yaml
from IPython.core.inputtransformer2 import TransformerManager

from hfcourse.lessons.glossary import misspelt

LANGUAGES = ("en", "ko")
PROSE_TAGS = frozenset({"exercise", "notes", "slide"})
CODE_TAGS = frozenset({"solution", "check", "quiz", "slide", "nbval-ignore-output"})
BUDGET = ("t4_minutes", "mini_minutes", "gpu_gb", "download_mb")
START = re.compile(r"hfcourse\.start\(\"(\d\d)\"\)")

# jupytext's own note on blank lines between cells; it is no attribute that a writer gave.
_LAYOUT = "lines_to_next_cell"
_MARKER = re.compile(r"^# %%.*$", re.MULTILINE)
_OF = re.compile(r"\s+of=\"[^\"]*\"")
_KEEP = re.compile(r"\s*# keep\s*$")
_KOREAN_COMMENT = re.compile(r"^(\s*)# ko: ?(.*)$")
_CHECKED = re.compile(r"hfcourse\.check\(\s*\"([^\"]+)\"")
_EXERCISE = {"en": re.compile(r"\bExercise (\d+\.\d+)"), "ko": re.compile(r"연습 (\d+\.\d+)")}
_PROVIDED = frozenset(dir(builtins)) | {"get_ipython", "display", "__name__", "__doc__"}


class SourceError(Exception):
    """What is wrong in one or more sources; one line a finding, each with file, line and cell."""


@dataclass(frozen=True)
class Cell:
    """One cell in both languages. `text` of a code cell differs only in comments and the start line."""

    kind: str  # "prose" or "code"
    line: int
    tags: frozenset[str]
    text: dict[str, str]


@dataclass(frozen=True)
class Lesson:
    """One lesson: the facts of its header, and its cells."""

    path: Path
    number: str
    title: dict[str, str]
    objectives: dict[str, list[str]]
    needs: list[str]
    uses: list[str]
    budget: dict[str, float]
    cells: list[Cell]

    @property
    def name(self) -> str:
        """`03_tokenizers_and_chat_templates`: the file name of the source and of each notebook, without its ending."""
        return self.path.stem


@dataclass(frozen=True)
class _Raw:
    """A cell as it stands in the file."""

    kind: str  # "markdown", "code" or "raw"
    index: int
    line: int
    attributes: dict[str, Any]
    text: str

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(self.attributes.get("tags", ()))


def read(path: Path, whole: bool = True) -> Lesson:
    """Parse and check one source. Raises SourceError that names every finding. Without `whole`, only the header."""
    try:
        header, raw = _split(path.read_text(encoding="utf-8"))
        findings: list[str] = []
        facts = _header(header, path, findings)
        lesson = Lesson(path=path, cells=_cells(raw, findings) if whole else [], **facts)
        if whole and not findings:
            findings += _exercise_findings(lesson) + _name_findings(lesson)
    except ValueError as error:
        findings = [str(error)]
    if findings:
        raise SourceError("\n".join(f"{path.parent.name}/{path.name}, {finding}" for finding in findings))
    return lesson


def stamp(text: str) -> str:
    """The source `text` with the hash of each Korean cell made to fit the English above it; nothing else changes."""
    lines, english = text.split("\n"), ""
    for cell in _split(text)[1]:
        if cell.attributes.get("lang") == "en":
            english = cell.text
        elif cell.attributes.get("lang") == "ko":
            line = _OF.sub("", lines[cell.line - 1])
            lines[cell.line - 1] = line.replace('lang="ko"', f'lang="ko" of="{digest(english)}"', 1)
    return "\n".join(lines)


def digest(text: str) -> str:
    """The eight hex digits that a translation names its original by."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def stub(code: str, hint: str) -> str:
    """What a learner gets in place of a solution: every top-level name set to `...`; `# keep` lines stay; the rest goes."""
    lines, given, first_line_of = code.split("\n"), set[str](), dict[int, ast.stmt]()
    for statement in _parse(code).body:
        span = range(statement.lineno - 1, statement.end_lineno or statement.lineno)
        if not any(_KEEP.search(lines[number]) for number in span):
            first_line_of[statement.lineno - 1] = statement
    result = [hint]
    for number, line in enumerate(lines):
        if _KEEP.search(line):
            result.append(_KEEP.sub("", line))
        elif number in first_line_of:
            names = [name for name in _assigned(first_line_of[number]) if name not in given]
            given.update(names)
            result += [f"{name} = ..." for name in names]
    return "\n".join(result)


def solved(code: str) -> str:
    """A solution without the `# keep` marks."""
    return "\n".join(_KEEP.sub("", line) for line in code.split("\n"))


def _split(text: str) -> tuple[str, list[_Raw]]:
    """The YAML header and the cells of a source. Raises ValueError where jupytext sees other cells than the markers show."""
    notebook = jupytext.reads(text, fmt="py:percent")
    cells = list(notebook.cells)
    header = cells.pop(0).source if cells and cells[0].cell_type == "raw" else ""
    places = [text.count("\n", 0, match.start()) + 1 for match in _MARKER.finditer(text)]
    if len(places) != len(cells):
        raise ValueError(
            f"line 1: {len(places)} lines begin with '# %%' but the file has {len(cells)} cells. "
            "Code before the first marker, or a marker inside a string?"
        )
    return header, [
        _Raw(cell.cell_type, index, line, {k: v for k, v in cell.metadata.items() if k != _LAYOUT}, cell.source)
        for index, (cell, line) in enumerate(zip(cells, places, strict=True), start=1)
    ]


def _header(header: str, path: Path, findings: list[str]) -> dict[str, Any]:
    """The facts of the YAML header, checked."""

    def wrong(what: str) -> None:
        findings.append(f"line 1, header: {what}")

    found = re.search(r"^hfcourse:.*?(?=^---|\Z)", header, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError("line 1: no YAML header with `hfcourse:` between two `# ---` lines")
    try:
        given = yaml.safe_load(found.group())["hfcourse"] or {}
    except yaml.YAMLError as error:
        raise ValueError(f"line 1, header: {error}") from error
    facts: dict[str, Any] = {
        key: given.get(key) for key in ("number", "title", "objectives", "needs", "uses", "budget")
    }
    for key in given.keys() - facts.keys():
        wrong(f"unknown key `{key}`")
    if facts["number"] != path.stem[:2] or not re.fullmatch(r"\d\d_[a-z0-9_]+", path.stem):
        wrong(
            f'number is {facts["number"]!r}; the file name {path.name} asks for "{path.stem[:2]}" (in quotation marks)'
        )
    for key, kind in (("title", str), ("objectives", list)):
        both: dict[str, Any] = facts[key] if isinstance(facts[key], dict) else {}
        if set(both) != set(LANGUAGES) or not all(isinstance(both[lang], kind) and both[lang] for lang in LANGUAGES):
            wrong(f"{key} needs en and ko, each a {'text' if kind is str else 'list'}")
        elif kind is list and len(both["en"]) != len(both["ko"]):
            wrong(f"objectives: {len(both['en'])} in English, {len(both['ko'])} in Korean")
    for key in ("needs", "uses"):
        if not isinstance(facts[key], list) or not all(isinstance(item, str) for item in facts[key]):
            wrong(f'{key} is a list of texts, such as ["01"]; [] where there are none')
    budget = facts["budget"] if isinstance(facts["budget"], dict) else {}
    if set(budget) != set(BUDGET) or not all(isinstance(value, int | float) for value in budget.values()):
        wrong(f"budget needs the numbers {', '.join(BUDGET)}")
    return facts


def _cells(raw: list[_Raw], findings: list[str]) -> list[Cell]:
    """The cells with both languages in one, checked pair by pair."""
    cells: list[Cell] = []
    waiting: _Raw | None = None  # English prose that still lacks its Korean

    def wrong(cell: _Raw, what: str) -> None:
        findings.append(f"line {cell.line}, cell {cell.index}: {what}")

    def lacking(cell: _Raw | None) -> None:
        if cell is not None:
            wrong(cell, 'the Korean is missing: put a `[markdown] lang="ko"` cell directly under this one')

    for cell in raw:
        lang, kind = cell.attributes.get("lang"), "code" if cell.kind == "code" else "prose"
        for name in cell.attributes.keys() - ({"tags"} if kind == "code" else {"tags", "lang", "of"}):
            wrong(cell, f"unknown attribute `{name}`")
        known = CODE_TAGS if kind == "code" else PROSE_TAGS
        for tag in sorted(cell.tags - known):
            wrong(cell, f"unknown tag `{tag}`; a {kind} cell may have {', '.join(sorted(known))}")
        if not cell.text.strip():
            wrong(cell, "the cell is empty")
        if kind == "code":
            lacking(waiting)
            waiting = None
            try:
                text = _code(cell.text)
                for version in text.values():
                    _parse(version)
                if "solution" in cell.tags:
                    _parse(stub(text["en"], "# hint"))
            except SyntaxError as error:
                wrong(cell, f"{error.msg}, line {error.lineno} of the cell")
                continue
            except ValueError as error:
                wrong(cell, str(error))
                continue
            cells.append(Cell(kind, cell.line, cell.tags, text))
        elif lang == "en":
            lacking(waiting)
            waiting = cell
        elif lang == "ko":
            if waiting is None:
                wrong(cell, "Korean without English: the English cell stands directly above its Korean")
                continue
            for found, use in misspelt(cell.text):
                wrong(cell, f"glossary: '{found}' is written '{use}'")
            if cell.tags != waiting.tags:
                wrong(cell, f"tags {sorted(cell.tags)} differ from the English, {sorted(waiting.tags)}")
            if cell.attributes.get("of") != digest(waiting.text):
                wrong(
                    cell,
                    f"the English (line {waiting.line}) is {digest(waiting.text)}, this Korean was written for "
                    f"{cell.attributes.get('of', 'no version')}. Look at the Korean, then run "
                    "scripts/build_notebooks.py --stamp NN",
                )
            cells.append(Cell(kind, waiting.line, waiting.tags, {"en": waiting.text, "ko": cell.text}))
            waiting = None
        else:
            wrong(cell, 'prose needs lang="en" or lang="ko"')
    lacking(waiting)
    return cells


def _code(text: str) -> dict[str, str]:
    """Code in each language: a `# ko:` comment takes the place of the comment lines directly above it.

    Raises ValueError where there is no comment above.
    """
    english: list[str] = []
    korean: list[str] = []
    settled = 0  # lines of `korean` that end with a translated comment: the next one leaves them alone
    for line in text.split("\n"):
        if not (found := _KOREAN_COMMENT.match(line)):
            english.append(line)
            korean.append(line)
            continue
        if not english or not english[-1].lstrip().startswith("#"):
            raise ValueError(f"`{line.strip()}` stands under no English comment")
        while len(korean) > settled and korean[-1].lstrip().startswith("#"):
            korean.pop()
        korean.append(f"{found[1]}# {found[2]}")
        settled = len(korean)
    return {"en": "\n".join(english), "ko": START.sub(r'hfcourse.start("\1", lang="ko")', "\n".join(korean))}


def _exercise_findings(lesson: Lesson) -> list[str]:
    """The start cell, exercises and their checks."""
    findings: list[str] = []
    code = [cell for cell in lesson.cells if cell.kind == "code"]
    starts = [(cell, found[1]) for cell in code for found in START.finditer(cell.text["en"])]
    if not code or len(starts) != 1 or starts[0] != (code[0], lesson.number):
        line = code[0].line if code else 1
        findings.append(
            f'line {line}: the first code cell, and no other, says `course = hfcourse.start("{lesson.number}")`'
        )
    open_exercise: Cell | None = None
    ids: dict[str, int] = {}
    for cell in [*lesson.cells, Cell("prose", 0, frozenset({"exercise"}), {})]:
        if "exercise" in cell.tags:
            if open_exercise:
                findings.append(f"line {open_exercise.line}: the exercise has no cell with the tag `check`")
            open_exercise = cell
        if "check" not in cell.tags:
            continue
        for name in _CHECKED.findall(cell.text["en"]):
            if name in ids:
                findings.append(f"line {cell.line}: exercise {name} is checked on line {ids[name]} already")
            ids[name] = cell.line
            for lang in LANGUAGES:
                named = _EXERCISE[lang].search(open_exercise.text[lang]) if open_exercise else None
                if named and named[1] != re.sub(r"^0(?=\d)", "", name):
                    findings.append(f"line {cell.line}: the check is of {name}, the {lang} text above of {named[1]}")
        if not _CHECKED.search(cell.text["en"]):
            findings.append(f'line {cell.line}: a `check` cell says `hfcourse.check("N.M", value)`')
        open_exercise = None
    return findings


def _name_findings(lesson: Lesson) -> list[str]:
    """A learner who has not solved an exercise can go on: nothing but its check needs what the solution makes."""
    findings: list[str] = []
    only_solved: set[str] = set()
    known: set[str] = set()  # what a learner has who runs every cell and solves nothing
    for cell in lesson.cells:
        if cell.kind != "code":
            continue
        code = cell.text["en"]
        if "solution" in cell.tags:
            stubbed = stub(code, "")
            kept = {name for line in _statements(stubbed) if not line.endswith("= ...") for name in _names(line)[0]}
            only_solved |= {name for line in _statements(code) for name in _names(line)[0]} - kept
            known |= {name for line in _statements(stubbed) for name in _names(line)[0]}
            continue
        for statement in _statements(code):
            bound, used = _names(statement)
            if "check" in cell.tags:
                unknown = used - known - _PROVIDED
                findings += [
                    f"line {cell.line}: the check needs `{name}`, which the learner's stub does not set. Assign it at the "
                    "top level of the solution, or mark its line `# keep`"
                    for name in sorted(unknown)
                ]
            else:
                findings += [
                    f"line {cell.line}: `{name}` comes from a solution above; only check cells may use it"
                    for name in sorted(used & only_solved)
                ]
                only_solved -= bound
            known |= bound
    return findings


def _parse(code: str) -> ast.Module:
    """The syntax tree of a cell, `%magic` and `!command` lines included."""
    return ast.parse(TransformerManager().transform_cell(code))  # type: ignore[no-untyped-call]


def _statements(code: str) -> Iterator[str]:
    """The top-level statements of a cell, as text."""
    return (ast.unparse(statement) for statement in _parse(code).body)


def _names(statement: str) -> tuple[set[str], set[str]]:
    """The module-level names that a statement binds, and those that it reads (inside functions too)."""
    top = symtable.symtable(statement, "<cell>", "exec")
    bound = {name.get_name() for name in top.get_symbols() if name.is_assigned() or name.is_imported()}
    used = {name.get_name() for name in top.get_symbols() if name.is_referenced()}
    tables = list(top.get_children())
    for table in tables:
        used |= {name.get_name() for name in table.get_symbols() if name.is_global() and name.is_referenced()}
        tables += table.get_children()
    return bound, used


def _assigned(statement: ast.stmt) -> list[str]:
    """The names that a top-level assignment or definition gives a learner to fill in."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [
        node.id
        for target in targets
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
