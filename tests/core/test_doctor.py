"""`hfcourse doctor`: it finds the traps that are known to cost learners an evening."""

from __future__ import annotations

from importlib import metadata

import pytest

from hfcourse import auth, doctor, messages
from tests.core.conftest import REAL_TOKEN


@pytest.fixture(autouse=True)
def english() -> None:
    messages.set_language("en")


def advice(name: str) -> str:
    """The advice on finding `name`."""
    return next(finding.advice for finding in doctor.examine() if finding.name == name)


def test_this_environment_is_sound() -> None:
    assert [finding for finding in doctor.examine() if finding.advice and finding.name not in ("disk", "memory")] == []


def test_finds_a_hub_client_that_was_upgraded_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """`pip install -U huggingface_hub` on Colab: pip only warns, then `import transformers` fails."""
    monkeypatch.setattr(metadata, "requires", lambda name: ["huggingface-hub<0.1"] if name == "transformers" else [])
    assert "huggingface-hub<0.1" in advice("transformers")
    assert "doctor --guide pip" in advice("transformers")


def test_finds_the_torchao_that_peft_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.10.0" if name == "torchao" else real(name))
    assert "torchao>=0.16.0" in advice("torchao")


def test_finds_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name == "bitsandbytes":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    assert "Not installed" in advice("bitsandbytes")


def test_never_shows_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", REAL_TOKEN)
    findings = doctor.examine()
    assert REAL_TOKEN not in repr(findings)
    assert any(finding.value == auth.ENVIRONMENT for finding in findings)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_guide_says_symptom_cause_and_steps(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    messages.set_language(language)
    doctor.guide()
    out = capsys.readouterr().out
    assert [line[1 : line.index("]")] for line in out.splitlines() if line.startswith("[")] == [
        remedy.topic for remedy in doctor.GUIDE
    ]
    assert out.count("  - ") == sum(len(remedy.steps) for remedy in doctor.GUIDE)
    assert ("Why:" in out) == (language == "en")


def test_guide_names_its_topics_for_a_wrong_one(capsys: pytest.CaptureFixture[str]) -> None:
    doctor.guide("nonsense")
    assert "pip, cuda, memory" in capsys.readouterr().out
