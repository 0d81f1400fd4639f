"""A source that breaks a rule for writers is refused, with the line and what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from hfcourse.lessons.build import load, main
from hfcourse.lessons.glossary import misspelt
from hfcourse.lessons.source import SourceError, digest, read, solved, stamp, stub

FILE = "notebooks/source/00_sample.py"


def test_sample_is_read_in_both_languages(course: Path) -> None:
    lesson = read(course / FILE)
    assert lesson.title == {"en": "Words and letters", "ko": "낱말과 글자"}
    assert [cell.kind for cell in lesson.cells] == ["code", "prose", "code", "prose", "code", "code", "code", "prose"]
    assert lesson.cells[1].text["ko"].startswith("## 낱말은 몇 개일까요?")
    assert lesson.cells[3].tags == {"exercise"}
    assert 'start("00")' in lesson.cells[0].text["en"] and 'start("00", lang="ko")' in lesson.cells[0].text["ko"]


def test_a_korean_comment_replaces_the_whole_english_comment_above_it(course: Path) -> None:
    text = read(course / FILE).cells[2].text
    assert "# ko:" not in text["en"] and "# It may hold a comma." in text["en"]
    assert text["ko"].startswith("# 낱말은 공백에서 끝납니다.\nsentence") and "comma." not in text["ko"]


def test_two_korean_comments_in_a_row_each_replace_their_own(course: Path) -> None:
    path = course / FILE
    edit(path, "# ko: 낱말은", "# ko: 하나.\n# And two.\n# ko: 둘. 낱말은")
    assert read(path).cells[2].text["ko"].startswith("# 하나.\n# 둘. 낱말은 공백에서 끝납니다.\nsentence")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = {
    "stale Korean": ("# Guess before", "# Think before", r"line 28, cell 3: the English \(line 23\) is \w{8}, this Korean "
                     r"was written for \w{8}\. Look at the Korean, then run scripts/build_notebooks\.py --stamp"),
    "Korean never stamped": (' of="b0cc5b93"', "", "this Korean was written for no version"),
    "Korean missing": ('# %% [markdown] lang="ko" of="b0cc5b93" tags=["exercise"]', "# %%", "line 40.*the Korean is missing"),
    "Korean without English": ('# %% [markdown] lang="en" tags=["exercise"]', "# %%", "Korean without English"),
    "no language": ('# %% [markdown] lang="en" tags=["notes"]', '# %% [markdown] tags=["notes"]', "prose needs lang"),
    "unknown tag": ('tags=["check"]', 'tags=["checks"]', "unknown tag `checks`; a code cell may have check, "),
    "only for the full profile": ('tags=["check"]', 'tags=["check", "full-only"]', "unknown tag `full-only`"),
    "unknown attribute": ('lang="en" tags=["slide"]', 'lang="en" slides="1" tags=["slide"]', "unknown attribute `slides`"),
    "tags of one language only": ('of="b5f1412b" tags=["notes"]', 'of="b5f1412b"', r"tags \[\] differ .* \['notes'\]"),
    "another spelling": ("# 2분. 흔한", "# 2분. 파인튜닝의 흔한", "glossary: '파인튜닝' is written '미세조정'"),
    "exercise without check": ('# %% tags=["check"]', "# %%", "line 40: the exercise has no cell with the tag `check`"),
    "two checks of one name": (
        'hfcourse.check("0.1", count)', 'hfcourse.check("0.1", count)\nhfcourse.check("0.1", count)', "0.1 is checked on"
    ),
    "check of another exercise": ('check("0.1", count)', 'check("0.2", count)', "the check is of 0.2, the en text above of 0.1"),
    "check that checks nothing": ('hfcourse.check("0.1", count)', "print(count)", "a `check` cell says"),
    "start of another lesson": ('hfcourse.start("00")', 'hfcourse.start("01")', 'says `course = hfcourse.start\\("00"\\)`'),
    "Korean comment alone": ("# Only letters count.\n", "", "`# ko: 글자만 셉니다.` stands under no English comment"),
    "code that is no Python": ("sentence.upper()", "sentence.upper(", "line 57, cell 9: .*never closed, line 1 of the cell"),
    "solution used later": ("sentence.upper()", "print(count)", "`count` comes from a solution above; only check cells"),
    "solution overwrites": ("longest = max(sentence.split(), key=len)  # keep", "sentence = '?'", "`sentence` comes from"),
    "check of a name without stub": ("count: int = len(letters)", "for count in [17]: pass", "needs `count`, which the "),
    "marker inside a string": ('sentence = "Today', 'sentence = """\n# %%\n""" + "Today', "lines begin with '# %%'"),
    "number without quotes": ('number: "00"', "number: 0", "number is 0; the file name 00_sample.py asks for \"00\""),
    "objectives of one language": ('"쉼표가 왜 낱말에 숨는지 설명합니다."', "", "objectives: 2 in English, 1 in Korean"),
    "title missing": ("  title:", "  name:", "title needs en and ko"),
    "budget incomplete": ("gpu_gb: 0, ", "", "budget needs the numbers t4_minutes"),
    "needs is no list": ("needs: []", 'needs: "01"', "needs is a list"),
    "no header": ("# hfcourse:", "# course:", "no YAML header"),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_named(course: Path, rule: str) -> None:
    old, new, message = BROKEN[rule]
    edit(course / FILE, old, new)
    with pytest.raises(SourceError) as refusal:
        read(course / FILE)
    assert re.search(message, str(refusal.value)), str(refusal.value)
    assert str(refusal.value).startswith("source/00_sample.py, line ")


def test_all_findings_are_told_at_once(course: Path) -> None:
    edit(course / FILE, "# Guess before", "# Think before")
    edit(course / FILE, 'tags=["check"]', 'tags=["checks"]')
    with pytest.raises(SourceError) as refusal:
        read(course / FILE)
    assert len(str(refusal.value).splitlines()) == 2


def test_free_text_may_stand_above_the_header(course: Path) -> None:
    edit(course / FILE, "# hfcourse:", "# A sample: for the tests.\n# hfcourse:")
    assert read(course / FILE).number == "00"


def test_a_lesson_needs_only_lessons_that_exist(course: Path) -> None:
    edit(course / FILE, "needs: []", 'needs: ["07"]')
    with pytest.raises(SourceError, match="needs lesson 07, which there is not"):
        load(course)


def test_another_lessons_fault_does_not_stop_a_build_of_this_one(course: Path) -> None:
    other = course / "notebooks" / "source" / "01_other.py"
    other.write_text((course / FILE).read_text(encoding="utf-8"), encoding="utf-8")
    edit(other, 'number: "00"', 'number: "01"')
    edit(other, "needs: []", 'needs: ["07"]')
    with pytest.raises(SourceError, match="01_other"):
        load(course)
    assert [lesson.number for lesson in load(course, ["00"])] == ["00", "01"]


def test_stamp_changes_the_hashes_and_nothing_else(course: Path) -> None:
    path = course / FILE
    before = path.read_text(encoding="utf-8")
    assert stamp(before) == before
    edit(path, "# Guess before", "# Think before")
    edit(path, ' of="b5f1412b"', "")
    changed = path.read_text(encoding="utf-8")
    assert main(course, ["--stamp", "00"]) == 0
    after = path.read_text(encoding="utf-8")
    rows = [(old, new) for old, new in zip(changed.split("\n"), after.split("\n"), strict=True) if old != new]
    assert len(rows) == 2 and all('lang="ko" of="' in new for _old, new in rows)
    assert 'of="b5f1412b" tags=["notes"]' in after
    assert read(path).cells[1].text["en"].split("\n")[2].startswith("Think before")


def test_digest_is_eight_digits_of_sha256() -> None:
    assert digest("abc") == "ba7816bf"


def test_stub_keeps_names_and_marked_lines_only() -> None:
    code = "import math\nimport json  # keep\n# how\nfirst, second = 1, 2\nrest: int = (\n    3\n)\nprint(first)\nfirst = 4\n"
    code += "def area(r):\n    return math.pi * r * r\n\nif second:\n    other = 5"
    assert stub(code, "# hint").split("\n") == [
        "# hint",
        "import json",
        "first = ...",
        "second = ...",
        "rest = ...",
        "area = ...",
    ]
    assert "# keep" not in solved(code) and "import json\n" in solved(code)


@pytest.mark.parametrize("code", ["x = 1", "!pip list\nx = 1", "x = {\n  'a': 1,  # one\n}\n", "print(1)"])
def test_every_stub_is_python(code: str) -> None:
    ast.parse(stub(code, "# hint"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("프리트레이닝한 모델", [("프리트레이닝", "사전 학습")]),
        ("데이터 셋과 파라미터를", [("데이터 셋", "데이터셋"), ("파라미터", "매개변수")]),
        ("하이퍼 파라미터", [("파라미터", "매개변수"), ("하이퍼 파라미터", "하이퍼파라미터")]),
        ("미세조정, 사전 학습, 하이퍼파라미터, 나머지는 머지않아", []),
        ("`파라미터`는 코드이고 [여기](https://example.org/파라미터)도 주소입니다", []),
    ],
)
def test_glossary_finds_other_spellings_in_prose_only(text: str, found: list[tuple[str, str]]) -> None:
    """Seen elsewhere: three spellings of 'fine-tuning' in one chapter, none of them in the index."""
    assert sorted(misspelt(text)) == sorted(found)
