"""Finding a Hugging Face token, logging in, and saying in one sentence what is wrong when that fails.

A token is a secret: no function here prints, logs or returns one in a message.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import N_, _

SETTINGS_PAGE = "https://huggingface.co/settings/tokens"

# Where a token was found, as a learner would call it.
COLAB = N_("the Colab secret HF_TOKEN")
ENVIRONMENT = N_("the environment variable HF_TOKEN")
SAVED = N_("the token saved on this computer")
PROMPT = N_("what you typed")
ARGUMENT = N_("the argument of login()")


@dataclass(frozen=True)
class Token:
    """A token and where it came from. Its repr hides the value."""

    value: str
    source: str

    def __repr__(self) -> str:
        return f"Token(value='hf_***', source={self.source!r})"


@dataclass(frozen=True)
class Account:
    """Who the Hub says you are. `role` is "read", "write" or "fineGrained"."""

    name: str
    role: str
    source: str

    @property
    def can_write(self) -> bool:
        """Whether this token may create repos and upload. A fine-grained token may, if its owner allowed it."""
        return self.role in ("write", "fineGrained")


def find_token() -> Token | None:
    """The first token there is, in the order of the Hub's own client: environment, saved file, Colab secret."""
    for source, read in ((ENVIRONMENT, _from_environment), (SAVED, _from_file), (COLAB, _from_colab)):
        value = read()
        if value:
            return Token(value, source)
    return None


def login(token: str | None = None, *, write: bool = False) -> Account | None:
    """Log in to the Hub and say as whom; print one sentence and a next step when that does not work.

    Looks for a token in this order: `token`, the environment variable `HF_TOKEN`, the saved token, the Colab secret
    `HF_TOKEN`, and asks for one if there is none. Every foreseeable mistake has its own sentence.

    Args:
        token: a token to use instead of looking for one. Never write a real one into a notebook.
        write: whether the token must be able to upload.

    Returns:
        The account, or None where logging in failed.
    """
    try:
        account = _log_in(Token(token, ARGUMENT) if token is not None else find_token() or _ask(), write)
    except CourseError as error:
        print(error)
        return None
    print(
        _("Logged in as %(name)s, with a token of type '%(role)s' from %(source)s.")
        % {"name": account.name, "role": account.role, "source": _(account.source)}
    )
    return account


def explain(error: BaseException) -> str:
    """What an error of the Hub's client means and what to do next, in the course's language.

    Knows gated repos, missing repos, files and revisions, no token, bad tokens, missing write access, used-up credits, too
    many requests, and no network; for anything else it returns the error's own first line.
    """
    from huggingface_hub import errors

    sentences: tuple[tuple[Callable[[BaseException], bool], str], ...] = (
        (lambda e: isinstance(e, errors.LocalTokenNotFoundError), _no_token()),
        (
            lambda e: isinstance(e, errors.GatedRepoError) and _status(e) == 401,
            _(
                "This repo is gated: its owner shares it only with people who accepted the terms, and you are not logged in. "
                "Next step: log in, open the repo's page, accept the terms, and wait for the owner's approval. "
                "Or use an ungated model."
            ),
        ),
        (
            lambda e: isinstance(e, errors.GatedRepoError),
            _(
                "This repo is gated and your account has no access yet. "
                "Next step: open the repo's page while logged in and accept the terms; approval can take a while. "
                "Or use an ungated model."
            ),
        ),
        (
            lambda e: _status(e) == 401 and "invalid" in str(e).lower() and "credentials" in str(e).lower(),
            _(
                "The Hub does not know this token: it was revoked, deleted or mistyped. Next step: make a new one at %(page)s and log in again."
            )
            % {"page": SETTINGS_PAGE},
        ),
        (
            lambda e: isinstance(e, errors.RevisionNotFoundError),
            _(
                "The repo exists, but not the revision (branch, tag or commit) you asked for. "
                "Next step: look at the repo's commits on the Hub, or leave `revision` out for the newest."
            ),
        ),
        (
            # The client's "not in the local cache either" is an EntryNotFoundError too: what it means is no network.
            lambda e: isinstance(e, errors.EntryNotFoundError) and not isinstance(e, errors.LocalEntryNotFoundError),
            _(
                "The repo exists, but has no such file. Next step: compare the name with the repo's file list; upper and lower case count."
            ),
        ),
        (
            lambda e: isinstance(e, errors.RepositoryNotFoundError) or "is not a valid model identifier" in str(e),
            _(
                "There is no repo of this name that you may see: it is mistyped, deleted, or private. "
                "Next step: check the spelling, the owner before the slash, and whether it is a model or a dataset; for a private one, log in."
            ),
        ),
        (
            lambda e: _status(e) == 403,
            _(
                "The Hub knows your token, but it may not do this. To upload you need a token of type 'write'. Next step: make one at %(page)s."
            )
            % {"page": SETTINGS_PAGE},
        ),
        (
            lambda e: _status(e) == 402,
            _(
                "This call costs money, and your account's monthly credits for Inference Providers are used up. "
                "Next step: wait for the next month, buy credits on the Hub, or run the model yourself with from_pretrained."
            ),
        ),
        (
            lambda e: _status(e) == 429,
            _(
                "The Hub has had too many requests from you or from your network. "
                "Next step: wait five minutes, then go on; logged in you may ask more often than a stranger."
            ),
        ),
        (
            lambda e: (
                isinstance(e, (ConnectionError, TimeoutError, errors.LocalEntryNotFoundError))
                or type(e).__name__ in ("ConnectError", "ConnectTimeout")
            ),
            _(
                "The Hub cannot be reached from here. "
                "Next step: check the network, a proxy or firewall; without one, start the lesson with profile='mini'."
            ),
        ),
    )
    for link in _chain(error):
        for fits, sentence in sentences:
            if fits(link):
                return sentence
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def check_form(token: Token) -> Token:
    """The token without stray white space around it. Raises CourseError where it cannot be one, saying why."""
    value = token.value.strip()
    where = _(token.source)
    if not value:
        raise CourseError(
            _("There is no token in %(source)s: it is empty. Next step: make one at %(page)s.")
            % {"source": where, "page": SETTINGS_PAGE}
        )
    if value != token.value:
        print(
            _(
                "Around the token in %(source)s stood a space or a line break; it is left out here. Next step: save the token again without it."
            )
            % {"source": where}
        )
    if re.search(r"\s", value):
        raise CourseError(
            _(
                "There is white space in the middle of the token in %(source)s, so it was not copied in one piece. Next step: copy it again."
            )
            % {"source": where}
        )
    if not value.startswith("hf_"):
        raise CourseError(
            _(
                "What stands in %(source)s is no Hugging Face token: those begin with 'hf_'. Next step: copy the token, not its name, from %(page)s."
            )
            % {"source": where, "page": SETTINGS_PAGE}
        )
    return Token(value, token.source)


def _log_in(token: Token, write: bool) -> Account:
    import huggingface_hub

    token = check_form(token)
    try:
        who: dict[str, Any] = huggingface_hub.HfApi().whoami(token=token.value)
    except Exception as error:
        raise CourseError(explain(error)) from None
    role = who.get("auth", {}).get("accessToken", {}).get("role", "read")
    account = Account(name=who["name"], role=role, source=token.source)
    if write and not account.can_write:
        raise CourseError(
            _(
                "Logged in as %(name)s, but this token is of type 'read' and this lesson uploads something. "
                "Next step: make a token of type 'write' at %(page)s and log in with it."
            )
            % {"name": account.name, "page": SETTINGS_PAGE}
        )
    if token.source in (PROMPT, ARGUMENT):
        # Saved, so that the next kernel finds it. Never into git's credentials: a course has no business there.
        huggingface_hub.login(token=token.value, add_to_git_credential=False)
    return account


def _ask() -> Token:
    """Ask for a token without echoing it. Raises CourseError where nobody can answer (a script, CI)."""
    try:
        return Token(getpass(_("Paste a Hugging Face token (it stays hidden): ")), PROMPT)
    except (EOFError, KeyboardInterrupt, RuntimeError, NotImplementedError):
        raise CourseError(_no_token()) from None
    except Exception as error:  # a kernel without a person raises StdinNotImplementedError, which lives in ipykernel
        if type(error).__name__ == "StdinNotImplementedError":
            raise CourseError(_no_token()) from None
        raise


def _no_token() -> str:
    return _(
        "No token was found: not in the environment variable HF_TOKEN, not saved on this computer, not in Colab's secrets. "
        "Next step: make one of type 'read' at %(page)s; on Colab save it under the key symbol on the left as HF_TOKEN."
    ) % {"page": SETTINGS_PAGE}


def _from_environment() -> str | None:
    return os.environ.get("HF_TOKEN") or os.environ.get("HUGGING_FACE_HUB_TOKEN")


def _from_file() -> str | None:
    from huggingface_hub import constants

    file = Path(constants.HF_TOKEN_PATH)
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _from_colab() -> str | None:
    """The secret, if this is Colab and the person grants it to this notebook; Colab asks once."""
    from hfcourse.accelerator import on_colab

    if not on_colab() or os.environ.get("VERTEX_PRODUCT") == "COLAB_ENTERPRISE":
        return None
    try:
        from google.colab import userdata
    except ImportError:
        return None
    try:
        value: str = userdata.get("HF_TOKEN")
    except Exception as error:  # Colab's own classes, importable only there
        if type(error).__name__ == "NotebookAccessError":
            print(
                _(
                    "The Colab secret HF_TOKEN exists, but this notebook may not read it. Next step: switch on 'Notebook access' beside it."
                )
            )
        return None
    return value


def _status(error: BaseException) -> int | None:
    return getattr(getattr(error, "response", None), "status_code", None)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, outermost first: transformers wraps the Hub's errors in an OSError."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
