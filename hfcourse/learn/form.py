"""The quiz as a form of widgets (ipywidgets 7.7, which Colab has, and 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from hfcourse.learn.questions import Question, letter, remarks, score_line
from hfcourse.messages import _


def show_form(lesson: str, questions: Sequence[Question]) -> None:
    """Display the form: choices, a button, then under each question why the chosen options are right or wrong."""
    from IPython.display import display

    display(build_form(lesson, questions))  # type: ignore[no-untyped-call]


def build_form(lesson: str, questions: Sequence[Question]) -> Any:
    """The form as a widget: a VBox of one VBox a question, the button, and the score."""
    import ipywidgets as widgets

    parts = [_Part(widgets, number, question) for number, question in enumerate(questions, start=1)]
    button = widgets.Button(description=_("Check my answers"), button_style="primary", layout={"width": "auto"})
    score = widgets.HTML()

    def judge(_button: Any) -> None:
        right = sum(part.judge() for part in parts)
        score.value = f"<b>{escape(score_line(lesson, right, len(parts)))}</b>"

    button.on_click(judge)
    return widgets.VBox([*(part.box for part in parts), button, score])


class _Part:
    """One question: its text with lettered options, the choices, and a place for the explanations.

    The options' texts stand in HTML and the choices carry only letters: in both versions of ipywidgets a radio button
    is one line high, and a longer text runs into the next one (jupyter-widgets/ipywidgets#3032).
    """

    def __init__(self, widgets: Any, number: int, question: Question) -> None:
        self._question = question
        letters = [letter(position) for position in range(len(question.options))]
        several = " " + _("(several are right)") if question.several else ""
        options = "".join(f"<li>{_html(_(option.text))}</li>" for option in question.options)
        text = widgets.HTML(
            f"<p><b>{number}. {_html(_(question.text))}</b>{escape(several)}</p>"
            f'<ol type="a" style="margin: 0 0 0 2em; padding: 0; line-height: 1.5">{options}</ol>'
        )
        self._radio: Any = None
        self._boxes: list[Any] = []
        if question.several:
            self._boxes = [
                widgets.Checkbox(description=one, value=False, indent=False, layout={"width": "4em"}) for one in letters
            ]
            choices = widgets.HBox(self._boxes)
        else:
            self._radio = choices = widgets.RadioButtons(options=letters, index=None, layout={"width": "auto"})
        self._answer = widgets.HTML()
        self.box = widgets.VBox([text, choices, self._answer])

    def judge(self) -> bool:
        """Show why the chosen options are right or wrong; say whether the choice is right."""
        if self._radio is None:
            chosen = frozenset(position for position, box in enumerate(self._boxes) if box.value)
        else:
            chosen = frozenset() if self._radio.index is None else frozenset([self._radio.index])
        right, lines = remarks(self._question, chosen)
        self._answer.value = f"<b>{escape(lines[0])}</b>" + "".join(f"<br>{_html(line)}" for line in lines[1:])
        return right


def _html(text: str) -> str:
    """`text` with `code` between backticks set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
