"""The course's Korean keeps one spelling of each term; `glossary.toml` holds the terms."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

# What is not prose: fenced and inline code, addresses of links.
_NOT_PROSE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)\s]*\)|https?://\S+", re.DOTALL)


def misspelt(text: str) -> list[tuple[str, str]]:
    """(what is written, what the course writes) for each forbidden spelling in the prose of Markdown `text`."""
    prose = _NOT_PROSE.sub(" ", text)
    return [(found, use) for pattern, use in _patterns() for found in dict.fromkeys(pattern.findall(prose))]


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    terms = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))["term"]
    return [
        (re.compile("(?<![가-힣])(?:" + "|".join(map(re.escape, term["never"])) + ")"), term["use"]) for term in terms
    ]
