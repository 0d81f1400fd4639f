"""scripts/translate.py: names what is missing, keeps what is there, and writes the same bytes every time."""

from __future__ import annotations

import gettext
import io
from pathlib import Path
from types import ModuleType

import pytest

CODE = """
def hello(name):
    print(_("Hello %(name)s") % {"name": name}, f"and {_('inside')}")
    print(_("two "
            "parts"), _(name))
LATER = N_("Later")
"""
FRAGMENT = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Hello %(name)s"
msgstr "%(name)s 님, 안녕하세요"

msgid "inside"
msgstr "안"

msgid "two parts"
msgstr "두 부분"

msgid "Later"
msgstr "나중에"

msgid "Gone"
msgstr "없음"
"""


class Sample:
    """A package of one module, and the catalogue that belongs to it."""

    def __init__(self, folder: Path, translate: ModuleType) -> None:
        self.package = folder / "sample"
        self.po = folder / "ko" / "sample.po"
        self.fragment = folder / "more.po"
        self._main = translate.main
        self.package.mkdir()
        self.write(CODE)
        self.fragment.write_text(FRAGMENT, encoding="utf-8")

    def write(self, code: str) -> None:
        (self.package / "code.py").write_text(code, encoding="utf-8")

    def run(self, *arguments: str) -> int:
        status: int = self._main(["--package", str(self.package), "--po", str(self.po), *arguments])
        return status

    def gettext(self, text: str) -> str:
        return gettext.GNUTranslations(io.BytesIO(self.po.with_suffix(".mo").read_bytes())).gettext(text)


@pytest.fixture
def sample(tmp_path: Path, translate: ModuleType) -> Sample:
    return Sample(tmp_path, translate)


def test_from_code_to_korean(sample: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample.run("--check") == 1
    assert sample.run() == 0
    assert "untranslated: 'inside'" in capsys.readouterr().out
    assert sample.run("--merge", str(sample.fragment)) == 0
    assert "not in the code: 'Gone'" in capsys.readouterr().out
    assert sample.run("--check") == 0
    assert [sample.gettext(text) for text in ("inside", "two parts", "Later", "Gone")] == [
        "안",
        "두 부분",
        "나중에",
        "Gone",
    ]
    assert sample.gettext("Hello %(name)s") % {"name": "지우"} == "지우 님, 안녕하세요"
    assert "#: sample/code.py\n" in sample.po.read_text(encoding="utf-8")


def test_the_bytes_are_always_the_same(sample: Sample) -> None:
    sample.run("--merge", str(sample.fragment))
    first = [file.read_bytes() for file in sorted(sample.po.parent.iterdir())]
    sample.run()
    assert [file.read_bytes() for file in sorted(sample.po.parent.iterdir())] == first
    assert b"20" not in first[1].replace(b"%20", b"") and b"\r" not in first[1]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"Later"', '"Something else"', "untranslated: 'Something else'"),
        ('N_("Later")', '"Later"', "obsolete: 'Later'"),
        ('"parts"', '"part"', "fuzzy: 'two part'"),
    ],
)
def test_check_names_what_changed(
    sample: Sample, capsys: pytest.CaptureFixture[str], old: str, new: str, named: str
) -> None:
    sample.run("--merge", str(sample.fragment))
    sample.write(CODE.replace(old, new))
    before = sample.po.read_bytes()
    capsys.readouterr()
    assert sample.run("--check") == 1
    assert named in capsys.readouterr().out
    assert sample.po.read_bytes() == before


def test_a_fuzzy_translation_is_not_spoken(sample: Sample) -> None:
    sample.run("--merge", str(sample.fragment))
    sample.write(CODE.replace('"parts"', '"part"'))
    sample.run()
    assert sample.gettext("two part") == "two part"
    assert sample.run("--check") == 1


def test_check_names_a_stale_mo(sample: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    sample.run("--merge", str(sample.fragment))
    sample.po.write_text(sample.po.read_text(encoding="utf-8").replace("나중에", "이따가"), encoding="utf-8")
    capsys.readouterr()
    assert sample.run("--check") == 1
    assert "stale: sample.mo" in capsys.readouterr().out
    sample.run()
    assert sample.gettext("Later") == "이따가" and sample.run("--check") == 0


def test_an_f_string_cannot_be_translated(sample: Sample) -> None:
    sample.write('print(_(f"Hello {name}"))')
    with pytest.raises(ValueError, match=r"sample/code\.py, line 1: use placeholders"):
        sample.run()
