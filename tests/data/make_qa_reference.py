"""What `question-answering` of transformers 5.2, its last release, says about the stand-ins: `qa_reference.json`.

Run it in an environment of its own, from the root of the repository, when a stand-in was trained anew:

    uv run --no-project --with transformers==5.2.0 --with torch==2.13.0 --with sentencepiece tests/data/make_qa_reference.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MODELS = Path("mini/src/hfcourse_mini/repos/models/hfcourse")
TARGET = Path(__file__).with_name("qa_reference.json")
ENGLISH = (
    "Anna Berg opened a small bakery near the harbour of Oslo in 1998. She sells bread, cakes and (on Sundays) warm"
    " rolls; a loaf costs 45 kroner. Her brother Lars bakes every night with two helpers."
)
KOREAN = (
    "박서준은 1998년 부산 바닷가에 작은 빵집을 열었습니다. 빵과 케이크를 팔고, (일요일에는) 따뜻한 롤빵도 팝니다. 식빵 한 개는"
    " 4500원입니다. 동생 민지가 직원 두 명과 함께 밤마다 빵을 굽습니다."
)
QUESTIONS = {
    "mini-qa-en": (ENGLISH, ["Who opened the bakery?", "When did it open?", "What does a loaf cost?", "Where is it?"]),
    "mini-qa-ko": (
        KOREAN,
        ["누가 빵집을 열었나요?", "빵집은 언제 열었나요?", "식빵은 얼마인가요?", "빵집은 어디에 있나요?"],
    ),
}
SETTINGS: list[dict[str, Any]] = [
    {},
    {"top_k": 4},
    {"top_k": 3, "align_to_words": False},
    {"max_answer_len": 2},
    {"max_seq_len": 48, "doc_stride": 16},
    {"max_seq_len": 48, "doc_stride": 8, "top_k": 3, "handle_impossible_answer": True},
]


def main() -> None:
    """Ask every question with every setting, on the text and on three copies of it, and write what came back."""
    import transformers

    if not transformers.__version__.startswith("5.2."):
        raise SystemExit(f"this is transformers {transformers.__version__}; the task was last in 5.2")
    rows = []
    for name, (text, questions) in QUESTIONS.items():
        answerer = transformers.pipeline("question-answering", model=str(MODELS / name))
        for context in (text, f"{text} {text} {text}"):
            for question in questions:
                for settings in SETTINGS:
                    answers = answerer(question=question, context=context, **settings)
                    rows.append(
                        {
                            "model": name,
                            "context": context,
                            "question": question,
                            "settings": settings,
                            "answers": answers,
                        }
                    )
    TARGET.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{TARGET}: {len(rows)} rows")


if __name__ == "__main__":
    main()
