"""What hfcourse itself says, in the course's language.

The English text is the message id; Korean comes from the gettext catalogue in `locale/`. One language is set for the
process: a kernel runs one edition of one lesson.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "ko")
_LOCALE = Path(__file__).parent / "locale"
_current: str | None = None


def set_language(code: str) -> None:
    """Speak `code` ("en" or "ko") from now on. Raises ValueError for any other code."""
    global _current
    if code not in LANGUAGES:
        raise ValueError(
            f"Language {code!r} is not one of {', '.join(LANGUAGES)}. Next step: use lang='en' or lang='ko'."
        )
    _current = code


def language() -> str:
    """The language in force: the one that was set, else Korean where the system speaks Korean, else English."""
    if _current is not None:
        return _current
    system = os.environ.get("HFCOURSE_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "ko" if system.lower().startswith("ko") else "en"


def _(text: str) -> str:
    """`text` in the course's language. Mark every sentence for people with it; fill placeholders afterwards with `%`."""
    return text if language() == "en" else _catalogue(language()).gettext(text)


def N_(text: str) -> str:
    """Mark `text` for the catalogue where it is defined; translate it with `_` where it is shown."""
    return text


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("hfcourse", localedir=_LOCALE, languages=[code])
