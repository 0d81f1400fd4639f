"""`hfcourse doctor`: what is installed and usable here, which known trap this machine is in, and how to get out.

`guide` prints the troubleshooting guide of lesson 00.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from hfcourse.messages import N_, _

# Pairs that tear each other apart when one is upgraded alone; each package's own metadata says what it accepts.
WATCHED = ("transformers", "datasets", "diffusers", "peft", "accelerate", "evaluate", "gradio")
SHOWN = (
    "torch",
    "transformers",
    "huggingface-hub",
    "datasets",
    "tokenizers",
    "diffusers",
    "peft",
    "accelerate",
    "evaluate",
    "bitsandbytes",
)
DISK_GB = 10.0  # a lesson's largest models in `full`, with room to unpack


@dataclass(frozen=True)
class Finding:
    """One line of the report. `advice` is empty where all is well."""

    name: str
    value: str
    advice: str = ""


@dataclass(frozen=True)
class Remedy:
    """One entry of the guide: what a person sees, why it happens, and what to do, in that order."""

    topic: str
    symptom: str
    why: str
    steps: tuple[str, ...]


GUIDE = (
    Remedy(
        "pip",
        N_("pip prints 'dependency conflicts', or `import transformers` fails with a line about huggingface-hub."),
        N_(
            "One library was upgraded alone. On Colab the libraries are matched to one another: "
            "a newer huggingface_hub or datasets pulls in a version that the installed transformers refuses."
        ),
        (
            N_("Install only what is missing: the install cell of each lesson does just that."),
            N_("If it has happened: menu Runtime → Disconnect and delete runtime, then open the notebook again."),
            N_("On your own machine: `python3 scripts/course.py run` makes an environment in which the versions fit."),
        ),
    ),
    Remedy(
        "cuda",
        N_("'Torch not compiled with CUDA enabled', 'Found no NVIDIA driver', or device='cuda' is refused."),
        N_("This machine or this Colab runtime has no GPU, or torch's CPU build is installed."),
        (
            N_(
                "On Colab: menu Runtime → Change runtime type → T4 GPU; the kernel starts anew, so run the first cell again."
            ),
            N_("Pass `device=course.device`, which is a CPU where there is no GPU, or leave `device` out."),
            N_(
                "'device-side assert triggered' is a wrong index (a label or token id that is too large): restart, run on the CPU to see the real error."
            ),
        ),
    ),
    Remedy(
        "memory",
        N_("'CUDA out of memory', or the kernel dies without a word."),
        N_(
            "Model, batch and intermediate results together need more memory than is free; a dead kernel means that the machine's own memory ran out."
        ),
        (
            N_("Load the model in half precision: `dtype=course.dtype`; or in 4 bit (lesson 04)."),
            N_("Make the batch smaller, or the texts shorter (`max_length`, `max_new_tokens`)."),
            N_(
                "Delete what you no longer need (`del model`), then `torch.cuda.empty_cache()`; an error that is still shown keeps its tensors alive."
            ),
            N_("Restart the kernel and load one model only."),
        ),
    ),
    Remedy(
        "restart",
        N_("You changed a package or a setting, and nothing changes; or hfcourse asks for a restart."),
        N_("Python reads a package once per kernel, and the Hub's client reads its settings once as well."),
        (
            N_("Menu Runtime → Restart session (Jupyter: Kernel → Restart), then run the cells from the top."),
            N_(
                "Files stay, variables are gone. On Colab, files go too when the runtime is disconnected: save what you need."
            ),
        ),
    ),
    Remedy(
        "login",
        N_("401, 403, 'gated repo' or 'Repository not found'."),
        N_(
            "The Hub does not know you, or knows you but you have no access, or the name is wrong; it answers the last two alike for private repos."
        ),
        (
            N_("Print `hfcourse.explain(error)`: it says which of them it is and what to do."),
            N_("Most models of this course need no login; for a gated one accept its terms on its page first."),
        ),
    ),
    Remedy(
        "download",
        N_("A download is slow, stops, or the disk is full."),
        N_("Models are gigabytes, and each one stays in the cache until you delete it."),
        (
            N_("Run the cell again: a download goes on where it stopped."),
            N_(
                "`hf cache ls` shows what is kept, `hf cache rm` deletes it; before a class, `hfcourse prefetch 00 01` downloads in advance."
            ),
            N_('No network at all: start the lesson with profile="mini".'),
        ),
    ),
)


def examine() -> list[Finding]:
    """What `hfcourse doctor` reports, line by line. Never shows a token."""
    return [*_machine(), *_packages(), *traps(), *_account()]


def guide(topic: str | None = None) -> None:
    """Print the troubleshooting guide, or its entry `topic`: pip, cuda, memory, restart, login, download."""
    chosen = [remedy for remedy in GUIDE if topic in (None, remedy.topic)]
    if not chosen:
        known = ", ".join(remedy.topic for remedy in GUIDE)
        print(
            _("The guide has no topic '%(topic)s'. Next step: use one of %(known)s.") % {"topic": topic, "known": known}
        )
    for number, remedy in enumerate(chosen):
        if number:
            print()
        print(f"[{remedy.topic}] {_(remedy.symptom)}")
        print(_("Why: %(why)s") % {"why": _(remedy.why)})
        for step in remedy.steps:
            print(f"  - {_(step)}")


def _machine() -> Iterator[Finding]:
    from hfcourse import accelerator

    version = platform.python_version()
    old = sys.version_info < (3, 11)
    yield Finding("Python", version, _("The course needs Python 3.11 or newer.") if old else "")
    if importlib.util.find_spec("torch") is None:
        yield Finding(_("device"), "-", _("torch is not installed. Next step: python3 scripts/course.py run"))
        return
    found = accelerator.detect()
    advice = ""
    if found.device.type == "cpu" and accelerator.on_colab():
        advice = _("For a GPU: menu Runtime → Change runtime type → T4 GPU.")
    yield Finding(_("device"), f"{found.device} ({found.name}), {str(found.dtype).removeprefix('torch.')}", advice)
    yield Finding(
        _("memory"),
        _("%(gb).1f GB free") % {"gb": found.free_gb},
        _("Close other programs.") if found.free_gb < 2 else "",
    )
    disk = shutil.disk_usage(Path.home()).free / accelerator.GB
    yield Finding(
        _("disk"),
        _("%(gb).1f GB free") % {"gb": disk},
        _('The real models need more. Next step: `hf cache ls` and `hf cache rm`, or profile="mini".')
        if disk < DISK_GB
        else "",
    )


def _packages() -> Iterator[Finding]:
    for name in SHOWN:
        version = _version(name)
        if version is None:
            yield Finding(
                name,
                "-",
                _("Not installed. Next step: run the lesson's install cell, or python3 scripts/course.py run."),
            )
        else:
            yield Finding(name, version, _conflicts(name) if name in WATCHED else "")


def _conflicts(name: str) -> str:
    """What package `name` asks for and does not get, as one sentence; empty where all fits."""
    from packaging.requirements import Requirement

    wrong = []
    for line in metadata.requires(name) or []:
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        installed = _version(requirement.name)
        if installed is None or not requirement.specifier.contains(installed, prereleases=True):
            wrong.append(f"{requirement.name}{requirement.specifier} ({installed or '-'})")
    if not wrong:
        return ""
    return _("It needs %(wrong)s. See `hfcourse doctor --guide pip`.") % {"wrong": ", ".join(wrong)}


def traps() -> Iterator[Finding]:
    """Combinations that are known to break a lesson although pip is content."""
    from packaging.version import Version

    torchao = _version("torchao")
    if torchao is not None and Version(torchao) < Version("0.16.0"):
        yield Finding(
            "torchao",
            torchao,
            _(
                "peft refuses this version as soon as LoRA is used. Next step: pip install -U --no-deps 'torchao>=0.16.0', or uninstall it."
            ),
        )


def _account() -> Iterator[Finding]:
    from hfcourse import auth

    token = auth.find_token()
    yield Finding(_("token"), _(token.source) if token else _("none (not needed unless a cell says so)"))


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
