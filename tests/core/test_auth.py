"""Login: where a token is found, and that each mistake has its own sentence and shows no token."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from huggingface_hub.errors import HfHubHTTPError

from hfcourse import auth
from hfcourse.errors import CourseError
from tests.core.conftest import REAL_TOKEN, Python


@pytest.mark.parametrize(
    ("value", "part"),
    [("", "it is empty"), ("  \n", "it is empty"), ("sk-abc", "begin with 'hf_'"), ("hf_abc def", "in the middle")],
)
def test_a_token_that_cannot_be_one(value: str, part: str) -> None:
    with pytest.raises(CourseError, match=part) as caught:
        auth.check_form(auth.Token(value, auth.ENVIRONMENT))
    assert "Next step" in str(caught.value)
    assert not value.strip() or value not in str(caught.value)


def test_white_space_around_a_token_is_named_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    token = auth.check_form(auth.Token(f" {REAL_TOKEN}\n", auth.ENVIRONMENT))
    out = capsys.readouterr().out
    assert token.value == REAL_TOKEN
    assert "a space or a line break" in out and "HF_TOKEN" in out
    assert REAL_TOKEN not in out


def test_a_token_hides_itself() -> None:
    assert REAL_TOKEN not in repr(auth.Token(REAL_TOKEN, auth.SAVED))


def test_where_a_token_is_found(python: Python) -> None:
    """The environment wins over the saved file, the file over Colab's secret: the order of the Hub's own client."""
    colab = f"""
        import sys, types
        sys.modules["google"] = types.ModuleType("google")
        sys.modules["google.colab"] = types.ModuleType("google.colab")
        sys.modules["google.colab"].userdata = types.SimpleNamespace(get=lambda name: "{REAL_TOKEN}")
        from hfcourse import auth
        token = auth.find_token()
        print(token.source, token.value == "{REAL_TOKEN}")
    """
    assert python(colab, HF_TOKEN="hf_env") == "the environment variable HF_TOKEN False\n"
    assert python(colab) == "the token saved on this computer True\n"
    assert python(colab, HF_HOME="empty") == "the Colab secret HF_TOKEN True\n"


def test_no_token_and_nobody_to_ask(python: Python) -> None:
    out = python(
        """
        import hfcourse
        hfcourse.start("00", profile="mini")
        print("---")
        print(hfcourse.login())
        """
    )
    last = out.split("---\n")[1]
    assert "No token was found" in last and "Next step" in last
    assert last.splitlines()[-1] == "None"


def test_a_secret_that_this_notebook_may_not_read(python: Python) -> None:
    out = python(
        """
        import sys, types
        class NotebookAccessError(Exception): ...
        def get(name):
            raise NotebookAccessError(name)
        sys.modules["google"] = types.ModuleType("google")
        sys.modules["google.colab"] = types.ModuleType("google.colab")
        sys.modules["google.colab"].userdata = types.SimpleNamespace(get=get)
        from hfcourse import auth
        print(auth.find_token())
        """,
        HF_HOME="empty",
    )
    assert "Notebook access" in out
    assert out.splitlines()[-1] == "None"


def test_login_says_as_whom_or_what_is_wrong(python: Python) -> None:
    out = python(
        """
        import hfcourse
        hfcourse.start("00", profile="mini")
        for token, write in (("hf_demo_read", False), ("hf_demo_write", True), ("hf_demo_read", True), ("hf_demo_revoked", False)):
            print("---")
            print("->", hfcourse.login(token, write=write))
        """
    )
    read, write, wanted, revoked = out.split("---\n")[1:]
    assert "Logged in as learner, with a token of type 'read'" in read and "Account(name='learner', role='read'" in read
    assert "type 'write'" in write
    assert "this lesson uploads something" in wanted and "-> None" in wanted
    assert "revoked, deleted or mistyped" in revoked and "-> None" in revoked
    assert "hf_demo" not in out


def test_explain_tells_the_hubs_refusals_apart(python: Python) -> None:
    out = python(
        """
        import hfcourse
        hfcourse.start("00", profile="mini")
        from huggingface_hub import HfApi, hf_hub_download
        from transformers import AutoTokenizer
        gated, open_repo = "meta-llama/Meta-Llama-3-8B-Instruct", "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
        cases = [
            lambda: hf_hub_download(gated, "tokenizer_config.json", token=False),
            lambda: hf_hub_download(gated, "tokenizer_config.json", token="hf_demo_read"),
            lambda: hf_hub_download("nobody/nothing", "config.json", token=False),
            lambda: hf_hub_download(open_repo, "confg.json"),
            lambda: hf_hub_download(open_repo, "config.json", revision="v99"),
            lambda: HfApi().create_repo("learner/x", token="hf_demo_read"),
            lambda: AutoTokenizer.from_pretrained("nobody/nothing"),
            lambda: AutoTokenizer.from_pretrained(gated),
        ]
        print("---")
        for case in cases:
            try:
                case()
            except Exception as error:
                print(hfcourse.explain(error))
        """
    )
    parts = (
        "gated: its owner shares it only",
        "gated and your account has no access yet",
        "no repo of this name",
        "has no such file",
        "not the revision",
        "you need a token of type 'write'",
        "no repo of this name",
        "gated: its owner shares it only",
    )
    lines = out.split("---\n")[1].splitlines()
    assert len(lines) == len(parts)
    for part, line in zip(parts, lines, strict=True):
        assert part in line
        assert "Next step" in line


@pytest.mark.parametrize(("status", "part"), [(402, "monthly credits"), (429, "too many requests")])
def test_explain_what_the_hub_does_not_give(status: int, part: str) -> None:
    response: Any = SimpleNamespace(status_code=status, headers={}, request=None)
    refused = HfHubHTTPError("refused", response=response)
    try:
        raise OSError("transformers wraps it") from refused
    except OSError as error:
        said = auth.explain(error)
    assert part in said and "Next step" in said


def test_explain_no_network(python: Python) -> None:
    out = python(
        """
        import hfcourse, os
        from hfcourse import auth
        from huggingface_hub import hf_hub_download
        try:
            hf_hub_download("nobody/nothing", "config.json")
        except Exception as error:
            print(auth.explain(error))
        """,
        HF_ENDPOINT="http://127.0.0.1:9",
        HF_HUB_ETAG_TIMEOUT="1",
    )
    assert "cannot be reached" in out


def test_explain_no_token(python: Python) -> None:
    out = python(
        """
        from hfcourse import auth
        from huggingface_hub import HfApi
        try:
            HfApi().whoami()
        except Exception as error:
            print(auth.explain(error))
        """,
        HF_HOME="empty",
    )
    assert out.startswith("No token was found") and "Next step" in out


def test_explain_leaves_other_errors_as_they_are() -> None:
    assert auth.explain(ValueError("first line\nsecond")) == "first line"
    assert auth.explain(KeyError()) == "KeyError"
