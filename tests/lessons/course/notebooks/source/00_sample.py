# ---
# hfcourse:
#   number: "00"
#   title: {en: "Words and letters", ko: "낱말과 글자"}
#   objectives:
#     en: ["Count the words of a sentence.", "Say why a comma hides in a word."]
#     ko: ["문장의 낱말 수를 셉니다.", "쉼표가 왜 낱말에 숨는지 설명합니다."]
#   needs: []
#   uses: []
#   budget: {t4_minutes: 2, mini_minutes: 1, gpu_gb: 0, download_mb: 12.5}
# ---

# %%
from types import SimpleNamespace

# A stand-in for hfcourse: this source tests the builder, not the course.
hfcourse = SimpleNamespace(
    start=lambda number, lang="en": SimpleNamespace(text=lambda **words: words[lang]),
    check=lambda name, value: print(name, "not tried yet" if value is ... else "right"),
)
course = hfcourse.start("00")

# %% [markdown] lang="en" tags=["slide"]
# ## How many words?
#
# Guess before you run the next cell. The [README](../../README.md) says more.

# %% [markdown] lang="ko" of="b86e6d3c" tags=["slide"]
# ## 낱말은 몇 개일까요?
#
# 다음 셀을 실행하기 전에 맞혀 보세요. 더 자세한 내용은 [README](../../README.ko.md)에 있습니다.

# %%
# A word ends where a space stands.
# It may hold a comma.
# ko: 낱말은 공백에서 끝납니다.
sentence = "Today, we count words."
print(course.text(en="words:", ko="낱말:"), len(sentence.split()))

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.1.** Count the letters of `sentence`.

# %% [markdown] lang="ko" of="b0cc5b93" tags=["exercise"]
# **연습 0.1.** `sentence`의 글자 수를 세어 보세요.

# %% tags=["solution"]
# Only letters count.
# ko: 글자만 셉니다.
letters = [letter for letter in sentence if letter.isalpha()]
longest = max(sentence.split(), key=len)  # keep
count: int = len(letters)
print(count)

# %% tags=["check"]
hfcourse.check("0.1", count)

# %%
sentence.upper()

# %% [markdown] lang="en" tags=["notes"]
# 2 minutes. Usual wrong answer: the comma counted.

# %% [markdown] lang="ko" of="b5f1412b" tags=["notes"]
# 2분. 흔한 오답은 쉼표까지 센 것입니다.
