"""`start`: the first cell of every lesson. It chooses a world (profile), prepares it, and says what it found."""

from __future__ import annotations

import logging
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hfcourse import accelerator, auth, catalog, doctor, messages, paths
from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.width import columns, pad

if TYPE_CHECKING:
    import torch

    from hfcourse.hub import Hub

Profile = Literal["full", "mini"]
HUB = "https://huggingface.co"

# What would lead a client past the embedded hub: to the person's token, cache, or an offline mode.
_PERSONAL = (
    "HF_TOKEN",
    "HUGGING_FACE_HUB_TOKEN",
    "HF_TOKEN_PATH",
    "HF_OIDC_RESOURCE",
    "HF_HUB_CACHE",
    "HUGGINGFACE_HUB_CACHE",
    "HF_ASSETS_CACHE",
    "HF_XET_CACHE",
    "HF_DATASETS_CACHE",
    "HF_MODULES_CACHE",
    "HF_METRICS_CACHE",
    "HF_EVALUATE_CACHE",
    "HUGGINGFACE_CO_STAGING",
    "HF_HUB_OFFLINE",
    "TRANSFORMERS_OFFLINE",
    "HF_DATASETS_OFFLINE",
    "HF_EVALUATE_OFFLINE",
)

_hub: Hub | None = None


@dataclass(frozen=True)
class Session:
    """What a lesson's cells need to know of the machine they run on."""

    lesson: str
    lang: str
    profile: Profile
    reason: str
    device: torch.device
    dtype: torch.dtype
    device_name: str
    free_gb: float  # 10^9 bytes, when the lesson started
    token_source: str = field(default="")

    def model(self, key: str) -> str:
        """The repo id to load for catalog entry `key`: the preferred one, or its ungated or smaller alternative.

        Where it takes the alternative it prints which and why. Raises CourseError for an unknown key, and where there
        is no alternative either.
        """
        entry = catalog.find(key)
        reason = self._obstacle(entry)
        if reason is None:
            return entry.id
        if not entry.alternative:
            raise CourseError(
                _("%(id)s cannot be used here: %(reason)s, and the course knows no alternative.")
                % {"id": entry.id, "reason": reason}
            )
        other = self.model(entry.alternative)
        print(_("%(other)s instead of %(id)s: %(reason)s.") % {"other": other, "id": entry.id, "reason": reason})
        return other

    def text(self, *, en: str, ko: str) -> str:
        """`en` or `ko`, as the lesson's language is: for labels in pictures."""
        return ko if self.lang == "ko" else en

    def _obstacle(self, entry: catalog.Entry) -> str | None:
        if self.profile == "full" and entry.gpu_gb > self.free_gb:
            return _("it needs about %(need).1f GB and %(free).1f GB are free") % {
                "need": entry.gpu_gb,
                "free": self.free_gb,
            }
        if entry.gated and not _may_read(entry):
            return _("it is gated and your account has no access yet")
        return None


def start(lesson: str, *, lang: str = "en", profile: Profile | None = None) -> Session:
    """Prepare `lesson` and print what was found: profile and why, device, dtype, memory, token.

    Must run before anything imports the Hub's client, which reads its settings once. Calling it again in the same
    world is harmless and prints the same table.

    Args:
        lesson: two digits, "00" to "10".
        lang: "en" or "ko": the language in which hfcourse speaks.
        profile: "full" (the real Hub) or "mini" (the embedded hub with stand-ins). Left out: `HFCOURSE_PROFILE`,
            else "full" on Colab or where there is an NVIDIA GPU and the Hub answers, else "mini".

    Raises:
        CourseError: the Hub's client is already set up for the other world; the stand-ins are not installed;
            a wrong lesson number, language or profile.
    """
    if lang not in messages.LANGUAGES:
        raise CourseError(
            f"lang={lang!r}: the course speaks 'en' and 'ko'. Next step: start(\"{lesson}\", lang=\"en\")."
        )
    messages.set_language(lang)
    if len(lesson) != 2 or not lesson.isdigit() or not 0 <= int(lesson) <= 10:
        raise CourseError(
            _('There is no lesson %(lesson)r. Next step: use a number from "00" to "10".') % {"lesson": lesson}
        )
    chosen, reason = _choose(profile)
    if chosen == "mini":
        _enter_mini()
    else:
        _enter_full()
    # bitsandbytes tells owners of some processors of kernels that could be installed; no lesson needs them.
    logging.getLogger("bitsandbytes.backends.cpu.ops").setLevel(logging.ERROR)
    # Imported here, after the environment stands: torch takes seconds, and a refusal should not wait for it.
    found = accelerator.detect() if chosen == "full" else accelerator.cpu()
    token = auth.find_token()
    session = Session(
        lesson=lesson,
        lang=lang,
        profile=chosen,
        reason=reason,
        device=found.device,
        dtype=found.dtype,
        device_name=found.name,
        free_gb=found.free_gb,
        token_source=token.source if token else "",
    )
    _print_table(session)
    return session


def _choose(profile: str | None) -> tuple[Profile, str]:
    """The profile and, in the course's language, why."""
    asked = profile or os.environ.get("HFCOURSE_PROFILE") or None
    if asked is not None:
        if asked == "full":
            return "full", _("you asked for it")
        if asked == "mini":
            return "mini", _("you asked for it")
        raise CourseError(_('There is no profile %(profile)r. Next step: use "full" or "mini".') % {"profile": asked})
    if accelerator.on_colab():
        return "full", _("this is Colab")
    if not accelerator.has_nvidia_gpu():
        return "mini", _("there is no NVIDIA GPU here")
    if not _hub_answers():
        return "mini", _("the Hugging Face Hub cannot be reached")
    return "full", _("there is a GPU and the Hub answers")


def _hub_answers(timeout: float = 3.0) -> bool:
    """Whether the Hub (or the mirror that `HF_ENDPOINT` names) answers within `timeout` seconds."""
    request = urllib.request.Request(os.environ.get("HF_ENDPOINT", HUB), method="HEAD")
    try:
        with urllib.request.urlopen(request, timeout=timeout):
            return True
    except urllib.error.HTTPError:
        return True  # it answered, if not kindly
    except OSError:
        return False


def _enter_mini() -> None:
    global _hub
    if _hub is not None:
        return
    _refuse_unless(lambda endpoint: False)
    try:
        import hfcourse_mini
    except ImportError:
        raise CourseError(
            _(
                "The profile 'mini' needs the stand-in models, which are not installed. "
                "Next step: from a clone of the course, run `python3 scripts/course.py lab`; or pip install 'hfcourse[mini]'."
            )
        ) from None
    from hfcourse.hub import Hub
    from hfcourse.world import config

    hub = Hub(config(seeds=[hfcourse_mini.REPOS], overlay=paths.hub_overlay()))
    url = hub.start()
    for name in _PERSONAL:
        os.environ.pop(name, None)
    local = "127.0.0.1,localhost"
    os.environ.update(
        HF_ENDPOINT=url,
        HF_HOME=str(paths.mini_cache()),
        HF_HUB_DISABLE_XET="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        HF_HUB_DISABLE_UPDATE_CHECK="1",
        HF_HUB_DISABLE_PROGRESS_BARS="1",  # a stand-in arrives in an instant
        HF_DATASETS_DISABLE_PROGRESS_BARS="1",
        HF_UPDATE_DOWNLOAD_COUNTS="0",
        NO_PROXY=",".join(filter(None, [os.environ.get("NO_PROXY"), local])),
        no_proxy=",".join(filter(None, [os.environ.get("no_proxy"), local])),
    )
    if accelerator.on_colab():
        # The client's own switch for "do not open Colab's secrets": the person's real token stays out of this world.
        os.environ["VERTEX_PRODUCT"] = "COLAB_ENTERPRISE"
    _hub = hub


def _enter_full() -> None:
    endpoint = os.environ.get("HF_ENDPOINT", HUB).rstrip("/")
    if _hub is not None:
        raise CourseError(_restart())
    _refuse_unless(lambda used: used == endpoint)


def _refuse_unless(fits: Callable[[str], bool]) -> None:
    """Raise CourseError where the Hub's client was imported with an endpoint that does not fit: it reads that only once."""
    constants = sys.modules.get("huggingface_hub.constants")
    if constants is not None and not fits(constants.ENDPOINT):
        raise CourseError(_restart())


def _restart() -> str:
    return _(
        "The Hugging Face libraries in this kernel are already set up for another hub, and they read that only once. "
        "Next step: restart the kernel and run this cell first."
    )


def _may_read(entry: catalog.Entry) -> bool:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    try:
        HfApi().auth_check(entry.id, repo_type=entry.kind.removesuffix("s"))
    except HfHubHTTPError:
        return False
    return True


def _print_table(session: Session) -> None:
    rows = [
        (_("lesson"), session.lesson),
        (_("profile"), f"{session.profile} ({session.reason})"),
        (_("device"), f"{session.device} ({session.device_name})"),
        ("dtype", str(session.dtype).removeprefix("torch.")),
        (_("memory"), _("%(gb).1f GB free") % {"gb": session.free_gb}),
        (_("token"), _(session.token_source) if session.token_source else _("none (not needed unless a cell says so)")),
    ]
    budget = catalog.budget(session.lesson)
    if budget and session.profile == "full":
        text = _("about %(t4_minutes)g min on a T4, %(gpu_gb)g GB of GPU memory, %(download_mb)g MB of downloads")
        rows.append((_("budget"), text % budget))
    elif budget:
        rows.append((_("budget"), _("about %(mini_minutes)g min, no GPU, no downloads") % budget))
    if session.profile == "mini":
        rows.append(
            (
                _("models"),
                _("small stand-ins from the embedded hub, under the real names; results differ from the real models'"),
            )
        )
    if session.profile == "full" and session.device.type == "cpu" and accelerator.on_colab():
        rows.append((_("hint"), _("for a GPU: menu Runtime → Change runtime type → T4 GPU, then run this cell again")))
    rows += [(f"{trap.name} {trap.value}", trap.advice) for trap in doctor.traps()]
    width = max(columns(label) for label, _value in rows)
    for label, value in rows:
        print(f"{pad(label, width)}  {value}")
