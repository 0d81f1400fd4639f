"""Make the notebook of one edition of a lesson: English or Korean, for the learner or solved; not yet executed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode, v4

from hfcourse.lessons.source import Cell, Lesson, digest, solved, stub

BADGE = "https://colab.research.google.com/assets/colab-badge.svg"
# What the builder itself writes into a lesson, both languages side by side as in a source.
_WORDS = {
    "en": {
        "other": "이 노트북을 한국어로 보기",
        "colab": "Open in Colab",
        "able": "What you will be able to do",
        "first": "Before this lesson",
        "nothing": "nothing, you can begin here",
        "full": "`full`: the real models, on Colab's free T4",
        "mini": "`mini`: small trained stand-ins, on any computer, no network",
        "time": "Running time",
        "minutes": "about {} min",
        "memory": "GPU memory",
        "download": "Download",
        "none": "none",
        "solved": "This is the solved edition, with notes for whoever teaches the lesson.",
        "learner": "The learner's edition",
        "note": "Note for the instructor.",
        "solution": "Solution",
        "write": "Write your code here, in place of each `...`",
        "install": "Installs only what is missing; where everything is there, it changes nothing.",
        "ready": "Everything this lesson needs is installed.",
        "end": "Next",
        "before": "Before",
    },
    "ko": {
        "other": "Read this notebook in English",
        "colab": "Colab에서 열기",
        "able": "이 수업을 마치면 할 수 있는 일",
        "first": "먼저 들을 수업",
        "nothing": "없습니다. 여기서 시작하면 됩니다",
        "full": "`full`: 실제 모델, 무료 Colab T4",
        "mini": "`mini`: 작게 학습한 대역 모델, 어느 컴퓨터에서나, 네트워크 없이",
        "time": "실행 시간",
        "minutes": "약 {}분",
        "memory": "GPU 메모리",
        "download": "다운로드",
        "none": "없음",
        "solved": "풀이와 강사용 메모가 들어 있는 판입니다.",
        "learner": "학습자용 노트북",
        "note": "강사용 메모.",
        "solution": "풀이 보기",
        "write": "`...` 자리에 여러분의 코드를 써 보세요",
        "install": "빠진 것만 설치합니다. 모두 있으면 아무것도 바꾸지 않습니다.",
        "ready": "이 수업에 필요한 것이 모두 설치되어 있습니다.",
        "end": "다음",
        "before": "이전",
    },
}


@dataclass(frozen=True)
class Project:
    """The facts of the project that a notebook names."""

    repository: str  # https://github.com/owner/name
    version: str
    requirements: list[str]  # the lines of requirements-colab.txt

    @classmethod
    def of(cls, root: Path) -> Project:
        facts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        lines = (root / "requirements-colab.txt").read_text(encoding="utf-8").splitlines()
        required = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return cls(facts["urls"]["Repository"].rstrip("/"), facts["version"], required)

    def badge(self, file: str, lang: str) -> str:
        """A Markdown badge that opens `file`, a path from the repository's root, in Colab."""
        address = f"https://colab.research.google.com/github/{self.repository.removeprefix('https://github.com/')}"
        return f"[![{_WORDS[lang]['colab']}]({BADGE})]({address}/blob/main/{file})"


def file_of(lesson: Lesson, lang: str, is_solved: bool) -> str:
    """Path of an edition from the repository's root, with forward slashes."""
    return f"notebooks/{'solved/' if is_solved else ''}{lang}/{lesson.name}.ipynb"


def notebook(lesson: Lesson, lang: str, is_solved: bool, lessons: list[Lesson], project: Project) -> NotebookNode:
    """One edition of `lesson`. `lessons` are all of the course's, in order: a notebook links to its neighbours."""
    ids: dict[str, int] = {}
    cells = [
        _markdown(f"{lesson.number}-title", _title(lesson, lang, is_solved, lessons, project), "slide"),
        _code(f"{lesson.number}-install", _install(lang, project), ["install"], "skip"),
    ]
    for cell in lesson.cells:
        name = f"{lesson.number}-{digest(cell.kind + cell.text['en'])}"
        ids[name] = ids.get(name, 0) + 1
        cells += _cell(cell, name if ids[name] == 1 else f"{name}-{ids[name]}", lang, is_solved)
    if len(lessons) > 1:
        cells.append(_markdown(f"{lesson.number}-end", _end(lesson, lang, lessons), "skip"))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return v4.new_notebook(cells=cells, metadata=metadata, nbformat_minor=5)


def _cell(cell: Cell, name: str, lang: str, is_solved: bool) -> list[NotebookNode]:
    """The notebook cells that one source cell becomes in this edition."""
    text, words = cell.text[lang], _WORDS[lang]
    if cell.kind == "prose":
        if "notes" in cell.tags:
            return [_markdown(name, f"**{words['note']}** {text}", "notes")] if is_solved else []
        begins_slide = cell.tags & {"slide", "exercise"} or text.startswith("## ")
        # Links to the repository's root are written for the learner's edition; the solved one lies a folder deeper.
        deeper = re.sub(r"(\]\(|src=\")\.\./\.\./", r"\1../../../", text) if is_solved else text
        return [_markdown(name, deeper, "slide" if begins_slide else "")]
    tags, slide = sorted(cell.tags - {"slide"}), "slide" if "slide" in cell.tags else ""
    if "solution" not in cell.tags:
        return [_code(name, text, tags, slide)]
    if is_solved:
        return [_code(name, solved(text), tags, slide)]
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    folded = f"<details><summary>{words['solution']}</summary>\n\n{fence}python\n{solved(text)}\n{fence}\n\n</details>"
    return [
        _code(name, stub(text, f"# {words['write']}"), tags, slide),
        _markdown(f"{name}-solution", folded, "skip"),
    ]


def _title(lesson: Lesson, lang: str, is_solved: bool, lessons: list[Lesson], project: Project) -> str:
    words, other, budget = _WORDS[lang], "ko" if lang == "en" else "en", lesson.budget
    needed = [_link(known, lang) for known in lessons if known.number in lesson.needs]
    head = f"# {lesson.number} · {lesson.title[lang]}\n\n"
    head += (
        f"{project.badge(file_of(lesson, lang, is_solved), lang)} · [{words['other']}](../{other}/{lesson.name}.ipynb)"
    )
    if is_solved:
        head += f"\n\n*{words['solved']}* [{words['learner']}](../../{lang}/{lesson.name}.ipynb)"
    goals = "\n".join(f"- {goal}" for goal in lesson.objectives[lang])

    def amount(key: str, form: str) -> str:
        return form.format(f"{budget[key]:g}") if budget[key] else words["none"]

    table = [
        f"| | {words['full']} | {words['mini']} |",
        "|---|---|---|",
        f"| {words['time']} | {amount('t4_minutes', words['minutes'])} | {amount('mini_minutes', words['minutes'])} |",
        f"| {words['memory']} | {amount('gpu_gb', '{} GB')} | {words['none']} |",
        f"| {words['download']} | {amount('download_mb', '{} MB')} | {words['none']} |",
    ]
    first = f"**{words['first']}:** {' · '.join(needed) or words['nothing']}"
    return "\n\n".join([head, f"**{words['able']}**\n\n{goals}", first, "\n".join(table)])


def _install(lang: str, project: Project) -> str:
    """The code that installs what is missing. It names what requirements-colab.txt names, and the course's own wheel."""
    wheel = f"{project.repository}/releases/download/v{project.version}/hfcourse-{project.version}-py3-none-any.whl"
    needed = {"hfcourse": wheel}
    newer: dict[str, str] = {}
    for line in project.requirements:
        name = re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0]
        (newer if name == "torchao" else needed)[name] = line
    version = re.search(r"(\d+)\.(\d+)", newer["torchao"])
    assert version, "requirements-colab.txt: torchao needs a lower bound"
    packages = "\n".join(f'    "{name}": "{what}",' for name, what in needed.items())
    return f"""# {_WORDS[lang]["install"]}
import importlib.metadata
import importlib.util

packages = {{
{packages}
}}
missing = [f'"{{what}}"' for name, what in packages.items() if importlib.util.find_spec(name) is None]
torchao = importlib.metadata.version("torchao") if importlib.util.find_spec("torchao") else None
torchao_is_old = torchao is not None and tuple(map(int, torchao.split(".")[:2])) < ({version[1]}, {version[2]})
if missing:
    %pip install -q {{" ".join(missing)}}
if torchao_is_old:
    %pip install -q --no-deps "{newer["torchao"]}"
if not missing and not torchao_is_old:
    print("{_WORDS[lang]["ready"]}")"""


def _end(lesson: Lesson, lang: str, lessons: list[Lesson]) -> str:
    """Links to the lessons before and after."""
    place = [known.number for known in lessons].index(lesson.number)
    links = []
    if place:
        links.append(f"← {_WORDS[lang]['before']}: {_link(lessons[place - 1], lang)}")
    if place + 1 < len(lessons):
        links.append(f"{_WORDS[lang]['end']}: {_link(lessons[place + 1], lang)} →")
    return "---\n\n" + " · ".join(links)


def _link(lesson: Lesson, lang: str) -> str:
    return f"[{lesson.number} · {lesson.title[lang]}]({lesson.name}.ipynb)"


def _markdown(name: str, text: str, slide: str) -> NotebookNode:
    return v4.new_markdown_cell(text, id=name, metadata=_slideshow(slide))


def _code(name: str, text: str, tags: list[str], slide: str) -> NotebookNode:
    return v4.new_code_cell(text, id=name, metadata=_slideshow(slide) | ({"tags": tags} if tags else {}))


def _slideshow(kind: str) -> dict[str, dict[str, str]]:
    """What `jupyter nbconvert --to slides` reads. An empty kind continues the slide before."""
    return {"slideshow": {"slide_type": kind}} if kind else {}
