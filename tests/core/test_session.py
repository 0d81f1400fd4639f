"""`start`: which world it chooses, that it refuses to mix them, and that `mini` never touches what is the person's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.core.conftest import REAL_TOKEN, Python


def test_import_loads_no_third_party_package(python: Python) -> None:
    """A heavy import at the top of the package once made every command of the course wait for torch."""
    out = python(
        """
        import sys, json
        before = set(sys.modules)
        import hfcourse
        print(json.dumps(sorted({m.split(".")[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names))))
        """
    )
    assert json.loads(out) == ["hfcourse"]


def test_mini_prints_its_table_and_is_idempotent(python: Python) -> None:
    out = python(
        """
        import hfcourse, os
        first = hfcourse.start("01", profile="mini")
        endpoint = os.environ["HF_ENDPOINT"]
        print("---")
        second = hfcourse.start("01", profile="mini")
        assert os.environ["HF_ENDPOINT"] == endpoint
        assert (first.device, first.dtype, first.profile) == (second.device, second.dtype, "mini")
        """
    )
    first, second = out.split("---\n")
    assert first.splitlines()[0].split() == ["lesson", "01"]
    assert "mini (you asked for it)" in first
    assert "stand-ins" in first
    labels = [line.split()[0] for line in first.splitlines()]
    assert [line.split()[0] for line in second.splitlines()] == labels


def test_no_notice_that_depends_on_the_processor(python: Python) -> None:
    """bitsandbytes prints a line on some processors; a stored output that holds it fails on all others."""
    out = python(
        """
        import hfcourse, logging
        hfcourse.start("01", profile="mini")
        import bitsandbytes.backends.cpu.ops as ops
        print(ops.logger.isEnabledFor(logging.WARNING))
        """
    )
    assert out.splitlines()[-1] == "False"


def test_start_tells_of_a_trap(python: Python) -> None:
    """Colab's torchao stops lesson 08 at its first adapter: better known in the first cell."""
    out = python(
        """
        from importlib import metadata
        real = metadata.version
        metadata.version = lambda name: "0.10.0" if name == "torchao" else real(name)
        import hfcourse
        hfcourse.start("08", profile="mini")
        """
    )
    assert "torchao>=0.16.0" in next(line for line in out.splitlines() if line.startswith("torchao 0.10.0"))


def test_mini_speaks_korean(python: Python) -> None:
    out = python('import hfcourse; hfcourse.start("01", lang="ko", profile="mini")')
    assert "토큰" in out and "장치" in out


def test_mini_neither_reads_nor_sends_nor_writes_what_is_the_persons(python: Python, home: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in (home / "person").rglob("*")}
    out = python(
        f"""
        import hfcourse, os
        course = hfcourse.start("00", profile="mini")
        import huggingface_hub
        assert huggingface_hub.get_token() is None, "mini sees the person's token"
        assert "{REAL_TOKEN}" not in str(dict(os.environ))
        huggingface_hub.hf_hub_download("distilbert/distilbert-base-uncased-finetuned-sst-2-english", "config.json")
        huggingface_hub.login("hf_demo_write")
        print(course.token_source == "", huggingface_hub.whoami()["name"], os.environ["HF_HOME"])
        """,
        HF_TOKEN=REAL_TOKEN,
        HF_HUB_CACHE=str(home / "person" / "huggingface" / "hub"),
    )
    last = out.splitlines()[-1]
    assert last.startswith("True learner ")
    assert str(home / "course") in last
    assert {file: file.stat().st_mtime_ns for file in (home / "person").rglob("*")} == before
    assert REAL_TOKEN not in out


def test_mini_ignores_colabs_secret(python: Python) -> None:
    """On Colab the Hub's client reads the secret HF_TOKEN by itself; in `mini` it must not even ask."""
    out = python(
        f"""
        import sys, types
        vault = types.SimpleNamespace(get=lambda name: print("asked the vault") or "{REAL_TOKEN}")
        sys.modules["google"] = types.ModuleType("google")
        sys.modules["google.colab"] = types.ModuleType("google.colab")
        sys.modules["google.colab"].userdata = vault
        import hfcourse
        course = hfcourse.start("00", profile="mini")
        import huggingface_hub
        import huggingface_hub.utils._runtime as runtime
        runtime._is_google_colab = True  # as it is in Colab's shell
        print(huggingface_hub.get_token(), repr(course.token_source))
        """
    )
    assert "asked the vault" not in out
    assert out.splitlines()[-1] == "None ''"


def test_refuses_when_the_client_is_set_up_for_the_other_world(python: Python) -> None:
    out = python(
        """
        import huggingface_hub.constants
        import hfcourse
        try:
            hfcourse.start("00", profile="mini")
        except hfcourse.session.CourseError as error:
            print(error)
        """
    )
    assert out.startswith("The Hugging Face libraries in this kernel are already set up for another hub")
    assert "restart the kernel" in out


def test_refuses_full_after_mini(python: Python) -> None:
    out = python(
        """
        import hfcourse
        hfcourse.start("00", profile="mini")
        try:
            hfcourse.start("00", profile="full")
        except hfcourse.session.CourseError as error:
            print("refused:", error)
        """
    )
    assert "refused: The Hugging Face libraries in this kernel are already set up for another hub" in out


def test_wrong_arguments_have_a_sentence(python: Python) -> None:
    out = python(
        """
        import hfcourse
        from hfcourse.errors import CourseError
        for arguments in ({"lesson": "11"}, {"lesson": "1"}, {"lesson": "01", "lang": "fr"}, {"lesson": "01", "profile": "maxi"}):
            try:
                hfcourse.start(**arguments)
            except CourseError as error:
                print(error)
        """
    )
    lines = out.splitlines()
    assert len(lines) == 4
    assert all("Next step" in line for line in lines)
    assert "'11'" in lines[0] and "'fr'" in lines[2] and "'maxi'" in lines[3]


def test_choice_of_profile(python: Python) -> None:
    """Argument, then HFCOURSE_PROFILE, then Colab, then a GPU whose Hub answers, else mini."""
    out = python(
        """
        import os
        from hfcourse import accelerator, session
        def choose(asked, variable, colab, gpu, hub):
            os.environ["HFCOURSE_PROFILE"] = variable
            accelerator.on_colab, accelerator.has_nvidia_gpu, session._hub_answers = lambda: colab, lambda: gpu, lambda: hub
            return session._choose(asked)[0]
        print(choose("full", "mini", False, False, False), choose(None, "mini", True, True, True), choose(None, "full", False, False, False))
        print(choose(None, "", True, False, False), choose(None, "", False, True, True))
        print(choose(None, "", False, False, True), choose(None, "", False, True, False))
        """
    )
    assert out.split() == ["full", "mini", "full", "full", "full", "mini", "mini"]


def test_dtype_follows_the_gpu(python: Python) -> None:
    """A T4 says that it supports bfloat16 but emulates it; the course must not believe it."""
    out = python(
        """
        import torch
        from hfcourse import accelerator
        cuda = torch.cuda
        cuda.is_available, cuda.get_device_name = lambda: True, lambda _i: "GPU"
        cuda.mem_get_info = lambda _i: (15_000_000_000, 16_000_000_000)
        for capability in ((7, 5), (8, 0), (9, 0)):
            cuda.get_device_capability = lambda _i: capability
            found = accelerator.detect()
            print(found.device, found.dtype, found.free_gb)
        """
    )
    assert out.splitlines() == ["cuda torch.float16 15.0", "cuda torch.bfloat16 15.0", "cuda torch.bfloat16 15.0"]


def test_model_takes_the_ungated_alternative_and_says_why(python: Python) -> None:
    out = python(
        """
        import hfcourse, huggingface_hub
        course = hfcourse.start("00", profile="mini")
        print("---")
        print(course.model("sentiment-en"))
        print(course.model("llama"))
        huggingface_hub.login("hf_demo_granted")
        print(course.model("llama"))
        try:
            course.model("nonsense")
        except hfcourse.session.CourseError as error:
            print(error)
        """
    )
    lines = out.split("---\n")[1].splitlines()
    assert lines[0] == "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
    assert lines[1].startswith(
        "Qwen/Qwen3-4B-Instruct-2507 instead of meta-llama/Meta-Llama-3-8B-Instruct: it is gated"
    )
    assert lines[2] == "Qwen/Qwen3-4B-Instruct-2507"
    assert lines[3] == "meta-llama/Meta-Llama-3-8B-Instruct"
    assert "sentiment-en" in lines[4] and "Next step" in lines[4]


def test_error_in_a_notebook_has_no_traceback_into_our_code(python: Python) -> None:
    out = python(
        """
        from IPython.core.interactiveshell import InteractiveShell
        shell = InteractiveShell.instance()
        shell.run_cell('import hfcourse; hfcourse.start("77")')
        """
    )
    assert "CourseError: There is no lesson '77'." in out
    assert "session.py" not in out


def test_text_follows_the_language(python: Python) -> None:
    out = python(
        """
        import hfcourse
        print(hfcourse.start("00", lang="ko", profile="mini").text(en="score", ko="점수"))
        print(hfcourse.start("00", profile="mini").text(en="score", ko="점수"))
        """
    )
    assert "점수" in out.splitlines() and "score" in out.splitlines()


def test_course_home_is_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hfcourse import paths

    monkeypatch.setenv("HFCOURSE_HOME", str(tmp_path / "here"))
    assert paths.home() == tmp_path / "here"
    monkeypatch.delenv("HFCOURSE_HOME")
    assert paths.home().name == "hfcourse"
    assert paths.home().is_absolute()
