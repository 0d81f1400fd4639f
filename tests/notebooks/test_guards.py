"""Every notebook is as the tests believe it to be. Each guard here stands for a way in which others have failed silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from hfcourse.lessons.build import TOKEN, WIDGET, load, stale
from hfcourse.lessons.editions import Project
from hfcourse.lessons.glossary import misspelt
from tests.notebooks import guards
from tests.notebooks.guards import ROOT, notebooks, read

pytestmark = pytest.mark.newest_only

SHARE = 0.95  # of the outputs that nbval must really compare


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_notebooks() -> None:
    """Without this, a wrong path would let every guard below pass over nothing."""
    assert notebooks(), "notebooks/ holds no notebook. Run scripts/build_notebooks.py."


def test_every_notebook_and_readme_is_up_to_date() -> None:
    """Two editions drift apart when one of them is mended by hand: sources win, and every file must come from them."""
    wrong = stale(ROOT, load(ROOT))
    assert not wrong, "Run scripts/build_notebooks.py for:\n" + "\n".join(wrong)


def test_every_code_cell_has_run_in_order() -> None:
    """nbval passes a cell without an execution count whatever it prints, so a stripped notebook tests nothing."""
    wrong = [name(path) for path in notebooks() if not guards.counts_in_order(read(path))]
    assert not wrong, f"Build these again with scripts/build_notebooks.py: {wrong}"


def test_nbval_really_compares_the_outputs() -> None:
    """A tag here, a picture there, and soon a green run compares nothing: nbval skips both without a word."""
    rows = {name(path): guards.compared(read(path)) for path in notebooks()}
    done, total = (sum(row[place] for row in rows.values()) for place in (0, 1))
    print(f"outputs compared: {done} of {total}")
    weak = [f"{file}: {some} of {all_}" for file, (some, all_) in rows.items() if some < SHARE * all_ - 1]
    assert total and done >= SHARE * total and not weak, (
        f"outputs compared: {done} of {total}. Print a rounded number beside each picture, and take nbval tags away from:\n"
        + "\n".join(weak)
    )


def test_both_editions_print_the_same() -> None:
    """The newest stack runs the solved editions and Colab's the learner's: what both show must agree to be tested on both."""
    wrong: list[str] = []
    for path in notebooks():
        if "solved" not in path.parts:
            solved = ROOT / "notebooks" / "solved" / path.relative_to(ROOT / "notebooks")
            cells, shared = guards.differing(read(path), read(solved))
            assert shared > len(guards.code_cells(read(path))) / 2, f"{name(path)}: only {shared} cells are shared"
            wrong += [f"{name(path)}: {cell}" for cell in cells]
    assert not wrong, "Build these again with scripts/build_notebooks.py:\n" + "\n".join(wrong)


def test_every_solution_passes_its_check() -> None:
    """A stand-in was trained anew, and the sentence that should trick it no longer did: the solution was marked wrong."""
    wrong = [
        f"{name(path)}: {guards.output_text(cell).strip().splitlines()[0]}"
        for path in notebooks()
        if "solved" in path.parts
        for cell in guards.code_cells(read(path))
        if "check" in cell.metadata.get("tags", []) and not guards.output_text(cell).startswith("[x]")
    ]
    assert not wrong, "Mend the solution in the lesson's source:\n" + "\n".join(wrong)


def test_no_widget_is_stored() -> None:
    """Widget state in the metadata makes GitHub show 'Invalid Notebook', and its random ids change on each run."""
    wrong = []
    for path in notebooks():
        notebook = read(path)
        shown = [kind for cell in guards.code_cells(notebook) for out in cell.outputs for kind in out.get("data", {})]
        if WIDGET in shown or "widgets" in notebook.metadata:
            wrong.append(name(path))
    assert not wrong, f"Show plain text where HFCOURSE_PLAIN is set, then build again: {wrong}"


def test_no_token_is_published() -> None:
    """A token that an output or a source shows is published with the notebook, and the Hub revokes it."""
    files = [*notebooks(), *(ROOT / "notebooks" / "source").glob("*.py")]
    wrong = [name(path) for path in files if TOKEN.search(path.read_text(encoding="utf-8"))]
    assert not wrong, f"Print the source of a token, never the token. Found in: {wrong}"


def test_no_path_of_a_machine_is_shown() -> None:
    """An output with the author's folders is different on each machine, and tells strangers the author's name."""
    wrong = [
        f"{name(path)}, cell {cell.execution_count}: {found.group()}"
        for path in notebooks()
        for cell in guards.code_cells(read(path))
        if (found := guards.MACHINE_PATH.search(guards.output_text(cell)))
    ]
    assert not wrong, "Print path.name, or nothing:\n" + "\n".join(wrong)


def test_korean_keeps_the_glossary() -> None:
    """A learner who meets three spellings of one term looks for three things."""
    texts = {name(path): guards.prose(read(path)) for path in notebooks() if "ko" in path.parts}
    texts |= {"README.ko.md": (ROOT / "README.ko.md").read_text(encoding="utf-8")}
    for path in (ROOT / "hfcourse" / "locale").rglob("*.po"):
        with path.open("rb") as file:
            texts[name(path)] = "\n".join(str(message.string) for message in read_po(file))
    wrong = [f"{file}: {bad} → {good}" for file, text in texts.items() for bad, good in misspelt(text)]
    assert not wrong, "Write the term of hfcourse/lessons/glossary.toml:\n" + "\n".join(wrong)


def test_links_inside_the_repository_resolve() -> None:
    """A renamed lesson leaves dead links behind, and a Colab badge that opens nothing is the first thing a learner sees."""
    repository = Project.of(ROOT).repository
    texts = {path: guards.prose(read(path)) for path in notebooks()}
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "mini" / "README.md"]
    texts |= {path: path.read_text(encoding="utf-8") for path in documents}
    wrong = [
        f"{name(path)}: {link}"
        for path, text in texts.items()
        for link in guards.dead_links(text, path.parent, repository)
    ]
    assert not wrong, "Mend these links in the source (or rename the file back):\n" + "\n".join(wrong)


def test_pictures_have_alt_text() -> None:
    """A screen reader reads an empty alt text as nothing: the learner does not even know that a picture is there."""
    texts = {path: guards.prose(read(path)) for path in notebooks()}
    texts |= {path: path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]}
    wrong = [f"{name(path)}: {found}" for path, text in texts.items() for found in guards.pictures_without_alt(text)]
    assert not wrong, "Say in the alt text what a person sees in the picture:\n" + "\n".join(wrong)
