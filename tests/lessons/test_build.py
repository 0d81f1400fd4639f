"""What the builder writes, what it refuses to write, and what `--check` notices."""

from __future__ import annotations

import base64
import json
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from nbconvert import SlidesExporter
from nbformat import NotebookNode, v4

from hfcourse.lessons.build import build, load, main, tidy, unpublishable
from hfcourse.lessons.editions import Project, notebook
from hfcourse.lessons.execute import mini_environment
from tests.lessons.test_source import FILE, edit

EN, KO = "notebooks/en/00_sample.ipynb", "notebooks/ko/00_sample.ipynb"
SOLVED = "notebooks/solved/en/00_sample.ipynb"


def opened(root: Path, file: str) -> NotebookNode:
    return nbformat.read(root / file, as_version=4)


def sources(made: NotebookNode) -> str:
    return "\n\n".join(cell.source for cell in made.cells)


def shown(made: NotebookNode) -> str:
    return "".join(out.get("text", "") for cell in made.cells if cell.cell_type == "code" for out in cell.outputs)


def test_learner_gets_a_stub_and_a_folded_solution_that_runs_to_the_end(built: Path) -> None:
    made = opened(built, EN)
    code = "\n".join(cell.source for cell in made.cells if cell.cell_type == "code")
    assert "letters = ...\nlongest = max(sentence.split(), key=len)\ncount = ..." in code and "isalpha" not in code
    folded = next(cell.source for cell in made.cells if cell.cell_type == "markdown" and "<details>" in cell.source)
    assert folded.startswith("<details><summary>Solution</summary>\n\n```python\n# Only letters count.")
    assert "# keep" not in sources(made) and "Note for the instructor" not in sources(made)
    assert "0.1 not tried yet" in shown(made) and made.cells[-1].cell_type == "code"


def test_solved_edition_has_the_code_and_the_notes(built: Path) -> None:
    made = opened(built, SOLVED)
    assert "<details>" not in sources(made) and "**Note for the instructor.** 2 minutes." in sources(made)
    assert "17\n0.1 right" in shown(made)


def test_korean_edition_is_korean(built: Path) -> None:
    made = opened(built, KO)
    assert made.cells[0].source.startswith("# 00 · 낱말과 글자") and "<summary>풀이 보기</summary>" in sources(made)
    assert "낱말: 4" in shown(made) and "words: 4" in shown(opened(built, EN))


def test_title_says_what_it_costs_and_links_to_the_other_language(built: Path) -> None:
    title = opened(built, EN).cells[0].source
    assert "https://colab.research.google.com/github/hfcourse/hfcourse/blob/main/" + EN in title
    assert "[이 노트북을 한국어로 보기](../ko/00_sample.ipynb)" in title
    assert (
        "| Running time | about 2 min | about 1 min |\n| GPU memory | none | none |\n| Download | 12.5 MB | none |"
        in title
    )
    assert "](../../README.md)" in sources(opened(built, EN)) and "](../../../README.md)" in sources(
        opened(built, SOLVED)
    )


def test_neighbours_are_linked(course: Path) -> None:
    other = course / "notebooks" / "source" / "01_other.py"
    other.write_text((course / FILE).read_text(encoding="utf-8").replace('"00"', '"01"'), encoding="utf-8")
    edit(other, "needs: []", 'needs: ["00"]')
    other.write_text(other.read_text(encoding="utf-8").replace("0.1", "1.1"), encoding="utf-8")
    assert main(course, ["--stamp"]) == 0
    lessons = load(course)
    first, second = (notebook(lesson, "en", False, lessons, Project.of(course)) for lesson in lessons)
    assert first.cells[-1].source == "---\n\nNext: [01 · Words and letters](01_other.ipynb) →"
    assert second.cells[-1].source == "---\n\n← Before: [00 · Words and letters](00_sample.ipynb)"
    assert "**Before this lesson:** [00 · Words and letters](00_sample.ipynb)" in second.cells[0].source


def test_cells_keep_their_ids_in_every_edition_and_when_cells_move(built: Path) -> None:
    """Random ids make each build a diff of everything; ids by position make one new cell a diff of all that follow."""
    english, korean = ({cell.id for cell in opened(built, file).cells} for file in (EN, KO))
    assert english == korean
    edit(built / FILE, "# %% [markdown]", "# %%\nnew = 1\n\n# %% [markdown]")
    lessons = load(built)
    moved = {cell.id for cell in notebook(lessons[0], "en", False, lessons, Project.of(built)).cells}
    assert english < moved and len(moved) == len(english) + 1


def test_a_second_build_writes_the_same_bytes(built: Path) -> None:
    lessons = load(built)
    again = build((lessons[0], "en", True), lessons, Project.of(built))
    assert again == (built / SOLVED).read_text(encoding="utf-8")


def test_check_passes_over_a_fresh_build(built: Path) -> None:
    assert main(built, ["--check"]) == 0


def handmade(made: NotebookNode) -> None:
    made.cells[3].source += " By hand."


def restored(made: NotebookNode) -> None:
    made.metadata["widgets"] = {"state": {}}


def rerun(made: NotebookNode) -> None:
    made.cells[1].metadata["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00Z"}


@pytest.mark.parametrize("change", [handmade, restored, rerun])
def test_a_hand_edit_fails_the_check(
    built: Path, capsys: pytest.CaptureFixture[str], change: Callable[[NotebookNode], None]
) -> None:
    """Someone mends a sentence in the notebook; the next build takes it away again. So the check refuses the edit."""
    made = opened(built, KO)
    change(made)
    (built / KO).write_text(nbformat.writes(made) + "\n", encoding="utf-8")
    assert main(built, ["--check"]) == 1
    error = capsys.readouterr().err
    assert f"{KO}: differs from its source" in error and EN not in error


def another_writer(text: str) -> str:
    return json.dumps(json.loads(text), indent=2)


def merge_marks(text: str) -> str:
    return "<<<<<<< ours\n" + text


@pytest.mark.parametrize("change", [another_writer, merge_marks])
def test_a_file_that_the_builder_did_not_write_fails_the_check(built: Path, change: Callable[[str], str]) -> None:
    (built / EN).write_text(change((built / EN).read_text(encoding="utf-8")), encoding="utf-8")
    assert main(built, ["--check"]) == 1


def test_check_names_what_is_missing_and_what_has_no_source(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / EN).rename(built / "notebooks" / "en" / "09_old.ipynb")
    edit(built / "README.ko.md", "| 12.5 |", "| 12 |")
    (built / "README.md").write_text("# Course\n", encoding="utf-8")
    assert main(built, ["--check"]) == 1
    error = capsys.readouterr().err
    assert f"{EN}: is missing" in error and "notebooks/en/09_old.ipynb: has no source" in error
    assert "README.ko.md: its table" in error and "README.md: has no line pair" in error


def test_stale_korean_fails_the_check(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(built / FILE, "# Guess before", "# Think before")
    assert main(built, ["--check"]) == 1
    assert "Look at the Korean" in capsys.readouterr().err


def test_readme_lists_the_lessons(built: Path) -> None:
    table = (built / "README.md").read_text(encoding="utf-8")
    assert "| 00 | [Words and letters](notebooks/en/00_sample.ipynb) | [![Open in Colab](https://colab" in table
    assert "| 2 | 1 | 0 | 12.5 | – |\n<!-- lessons:end -->" in table


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import tempfile; print(tempfile.gettempdir())", "shows the temporary folder"),
        ("from pathlib import Path; print(Path.home() / 'x')", "shows the home folder"),
        ("print('hf_' + 'a' * 30)", "shows a Hugging Face token"),
        ("display({'application/vnd.jupyter.widget-view+json': {'model_id': '1'}, 'text/plain': ''}, raw=True)", "a widget"),
    ],
)  # fmt: skip
def test_what_must_not_be_published_is_not_written(
    course: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    edit(course / FILE, "sentence.upper()", line)
    lessons = load(course)
    with pytest.raises(ValueError, match=message) as refusal:
        build((lessons[0], "en", False), lessons, Project.of(course))
    assert line in str(refusal.value) and EN in str(refusal.value) and "\x1b" not in str(refusal.value)
    assert not (course / EN).exists()


def test_a_progress_bar_leaves_nothing(course: Path) -> None:
    """A bar in a notebook is a widget, and its text is a time: neither can be stored and compared."""
    edit(course / FILE, "sentence.upper()", "from tqdm.auto import tqdm; bar = list(tqdm([1], desc='bar'))")
    lessons = load(course)
    made = nbformat.reads(build((lessons[0], "en", False), lessons, Project.of(course)), as_version=4)
    assert made.cells[-1].source.startswith("from tqdm.auto") and made.cells[-1].outputs == []


def test_a_folder_whose_name_only_begins_like_the_home_folder_is_no_path_of_this_machine() -> None:
    text = f"{Path.home()}-page and {Path.home()}xyz"
    made = v4.new_notebook(cells=[v4.new_code_cell("1", outputs=[v4.new_output("stream", text=text)])])
    assert unpublishable(made) == []


def png_with_text() -> bytes:
    """One grey pixel, and a text chunk as matplotlib writes it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    text = chunk(b"tEXt", b"Software\0Matplotlib version3.11.2")
    return b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def test_pictures_lose_the_name_of_the_program_that_made_them() -> None:
    encoded = base64.b64encode(png_with_text()).decode()
    output = v4.new_output("display_data", data={"image/png": encoded})
    made = v4.new_notebook(cells=[v4.new_code_cell("1", outputs=[output])])
    tidy(made)
    data = base64.b64decode(made.cells[0].outputs[0].data["image/png"])
    assert b"Matplotlib" not in data and data[:8] == png_with_text()[:8] and data.endswith(png_with_text()[-12:])


def test_kernel_sees_no_token_and_no_setting_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_ENDPOINT", "HF_HOME", "TRANSFORMERS_CACHE"):
        monkeypatch.setenv(name, "mine")
    environment = mini_environment(tmp_path)
    assert "mine" not in environment.values()
    assert environment["HFCOURSE_PROFILE"] == "mini" and environment["HFCOURSE_HOME"] == str(tmp_path)
    assert environment.get("PATH") == os.environ.get("PATH")


def install(
    monkeypatch: pytest.MonkeyPatch, course: Path, absent: set[str], torchao: str
) -> tuple[list[str], list[str]]:
    """Run the install cell where `absent` packages are missing: (what %pip was given, what was printed).

    As IPython does, names in braces are filled in.
    """
    lessons = load(course)
    made = notebook(lessons[0], "en", False, lessons, Project.of(course))
    given: list[str] = []
    printed: list[str] = []

    def magic(name: str, line: str) -> None:
        assert name == "pip"
        given.append(line.replace('{" ".join(missing)}', " ".join(space.get("missing", []))))

    def find(name: str) -> Any:
        return None if name in absent or (name == "torchao" and not torchao) else SimpleNamespace()

    monkeypatch.setattr("importlib.util.find_spec", find)
    monkeypatch.setattr("importlib.metadata.version", lambda name: torchao)
    space: dict[str, Any] = {"get_ipython": lambda: SimpleNamespace(run_line_magic=magic), "print": printed.append}
    code = TransformerManager().transform_cell(made.cells[1].source)  # type: ignore[no-untyped-call]
    exec(code, space)
    return given, printed


def test_install_cell_leaves_a_complete_machine_alone(monkeypatch: pytest.MonkeyPatch, course: Path) -> None:
    """`pip install -U` in the first cell is what tears Colab's image apart: a newer Hub client, an older transformers."""
    assert install(monkeypatch, course, set(), "") == ([], ["Everything this lesson needs is installed."])
    assert install(monkeypatch, course, set(), "0.16.1+cu128")[0] == []


def test_install_cell_installs_exactly_what_is_missing(monkeypatch: pytest.MonkeyPatch, course: Path) -> None:
    given, printed = install(monkeypatch, course, {"evaluate"}, "")
    lines = (course / "requirements-colab.txt").read_text(encoding="utf-8").splitlines()
    evaluate = next(line for line in lines if line.startswith("evaluate"))
    assert given == [f'install -q "{evaluate}"'] and printed == []
    (given, _printed) = install(monkeypatch, course, {"hfcourse"}, "0.10.0+cu128")
    version = Project.of(course).version
    wheel = f"https://github.com/hfcourse/hfcourse/releases/download/v{version}/hfcourse-{version}-py3-none-any.whl"
    assert given == [f'install -q "{wheel}"', 'install -q --no-deps "torchao>=0.16.0"']


def test_slides_begin_where_the_source_says(built: Path) -> None:
    html, _resources = SlidesExporter().from_notebook_node(opened(built, SOLVED))
    body = html[html.index('<div class="slides">') :]
    assert body.count("<section><section>") == 3, "the title, the question, the exercise"
    assert '<aside class="notes">' in body and "Everything this lesson needs" not in body


def test_an_unknown_lesson_is_refused(course: Path) -> None:
    with pytest.raises(SystemExit):
        main(course, ["42"])
