"""The command `hfcourse`: lab, run, doctor, models, prefetch, progress, hub serve."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from hfcourse import catalog, messages, paths
from hfcourse.errors import CourseError, fail
from hfcourse.messages import _

app = typer.Typer(
    help=_("An executable Hugging Face course: run it, teach it, look after it."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
hub_app = typer.Typer(help=_("The embedded hub."), no_args_is_help=True)
app.add_typer(hub_app, name="hub")

Lessons = Annotated[list[str] | None, typer.Argument(help=_("Lesson numbers, such as 00 01; all if left out."))]
Language = Annotated[str, typer.Option("--lang", help=_("Language: en or ko."))]


def main() -> None:
    """Run the command line; a CourseError becomes one sentence and exit status 1."""
    # A Korean Windows console speaks cp949 and would stop at the first symbol that it lacks.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except CourseError as error:
        fail(str(error))


@app.command()
def lab(
    port: Annotated[int, typer.Option(help=_("Port on 127.0.0.1; 0 chooses a free one."))] = 0,
    browser: Annotated[bool, typer.Option(help=_("Open the browser."))] = True,
) -> None:
    """Open JupyterLab on the notebooks, on this computer only."""
    root = _checkout()
    if importlib.util.find_spec("jupyterlab") is None:
        raise CourseError(_("JupyterLab is not installed. Next step: python3 scripts/course.py lab"))
    from jupyterlab.labapp import LabApp

    arguments = ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", f"--ServerApp.open_browser={browser}"]
    arguments.append(f"--ServerApp.root_dir={root / 'notebooks'}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # containers run as root; the server listens on this computer only
    LabApp.launch_instance(argv=arguments)


@app.command()
def run(
    lessons: Lessons = None,
    lang: Annotated[str, typer.Option("--lang", help=_("Language: en, ko or both."))] = "both",
    profile: Annotated[str, typer.Option(help=_("full or mini; left out, each lesson chooses by itself."))] = "",
    jobs: Annotated[int, typer.Option(min=1, help=_("How many lessons run at the same time."))] = 2,
    solved: Annotated[bool, typer.Option(help=_("Run the solved edition."))] = False,
    out: Annotated[Path, typer.Option(help=_("Folder for the HTML."))] = Path("build"),
) -> None:
    """Execute the lessons and write them as HTML."""
    from hfcourse.lessons import run as runner

    root = _checkout()
    if profile not in ("", "full", "mini"):
        raise CourseError(_('There is no profile %(profile)r. Next step: use "full" or "mini".') % {"profile": profile})
    languages = list(messages.LANGUAGES) if lang == "both" else [_language(lang)]
    target = out if out.is_absolute() else root / out
    raise typer.Exit(runner.run(lessons or [], languages, profile or None, jobs, target, solved=solved))


@app.command()
def doctor(
    lang: Language = "",
    guide: Annotated[bool, typer.Option("--guide", help=_("Print the troubleshooting guide."))] = False,
    topic: Annotated[
        str, typer.Argument(help=_("A topic of the guide: pip, cuda, memory, restart, login, download."))
    ] = "",
) -> None:
    """Say what is installed here, what is known to break, and how to mend it."""
    from hfcourse import doctor as examination

    _speak(lang)
    if guide or topic:
        examination.guide(topic or None)
        return
    table = Table(_("What"), _("Found"), _("Next step"))
    findings = examination.examine()
    for finding in findings:
        table.add_row(finding.name, finding.value, finding.advice or "✓", style="yellow" if finding.advice else None)
    Console().print(table)
    if any(finding.advice for finding in findings):
        print(_("The guide: hfcourse doctor --guide"))


@app.command()
def models(lang: Language = "", lesson: Annotated[str, typer.Option(help=_("Only this lesson's."))] = "") -> None:
    """List every model, dataset and metric of the course: licence, size, gating, stand-in."""
    _speak(lang)
    table = Table(show_lines=False)
    for name in (_("key"), "id", _("licence"), _("size"), _("gated"), _("lessons"), _("stand-in")):
        table.add_column(name, overflow="fold", no_wrap=name == _("key"))
    for entry in catalog.of_lesson(lesson) if lesson else catalog.entries():
        licence = entry.licence + (f" ({_('unverified')})" if "licence" in entry.unverified else "")
        size = f"{entry.parameters / 1e6:,.0f} M, {entry.download_mb:,} MB" if entry.parameters else ""
        gated = _("yes") if entry.gated else ""
        table.add_row(entry.key, entry.id, licence, size, gated, " ".join(entry.lessons), entry.stand_in)
    Console().print(table)


@app.command()
def prefetch(lessons: Lessons = None, lang: Language = "") -> None:
    """Download the real models of these lessons into the Hugging Face cache, before a class."""
    from huggingface_hub import snapshot_download

    from hfcourse import auth

    _speak(lang)
    chosen = [entry for entry in catalog.entries() if not lessons or set(lessons) & set(entry.lessons)]
    failed = 0
    for entry in (entry for entry in chosen if not entry.id.startswith("hfcourse/")):
        try:
            # Only what from_pretrained reads: the weights once, as safetensors where the repo has them.
            snapshot_download(
                entry.id,
                repo_type=entry.kind.removesuffix("s"),
                revision=entry.revision or None,
                allow_patterns=list(entry.files) or None,
                ignore_patterns=[
                    "*.h5",
                    "*.msgpack",
                    "*.ot",
                    "*.onnx",
                    "onnx/*",
                    "*.tflite",
                    "rust_model*",
                    "original/*",
                ],
            )
            print(_("%(id)s: in the cache.") % {"id": entry.id})
        except Exception as error:
            failed += 1
            print(f"{entry.id}: {auth.explain(error)}")
    raise typer.Exit(1 if failed else 0)


@app.command()
def progress(lang: Language = "") -> None:
    """Show which exercises are solved and how the quizzes went."""
    from hfcourse import learn

    _speak(lang)
    learn.progress()


@hub_app.command("serve")
def serve(
    root: Annotated[Path | None, typer.Option(help=_("Folder for uploads; left out, the course's own."))] = None,
    host: Annotated[str, typer.Option(help=_("Address; any but 127.0.0.1 needs --token."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=_("Port; 0 chooses a free one."))] = 0,
    token: Annotated[str, typer.Option(envvar="HFCOURSE_HUB_TOKEN", help=_("The write token of this hub."))] = "",
) -> None:
    """Serve the stand-ins (and what is uploaded) to other programs, and print the HF_ENDPOINT line to paste."""
    from hfcourse import world
    from hfcourse.hub import server

    seeds = []
    if importlib.util.find_spec("hfcourse_mini") is not None:
        import hfcourse_mini

        seeds.append(hfcourse_mini.REPOS)
    folder = root or paths.home() / "hub"
    # The practice tokens stand in public lessons, so they open nothing that other computers can reach.
    config = world.config(seeds=seeds, overlay=folder, practice=server.is_loopback(host))
    server.serve(folder, host=host, port=port, token=token or None, config=config)


def _checkout() -> Path:
    root = paths.repo_root()
    if root is None:
        raise CourseError(
            _(
                "The notebooks are not here: this command runs from a clone of the course. Next step: clone it and call the command inside it."
            )
        )
    os.chdir(root)
    return root


def _language(code: str) -> str:
    if code not in messages.LANGUAGES:
        raise CourseError(_("There is no language '%(code)s'. Next step: use en or ko.") % {"code": code})
    return code


def _speak(code: str) -> None:
    if code:
        messages.set_language(_language(code))
