# ---
# hfcourse:
#   number: "01"
#   title: {en: "Pipelines: text", ko: "파이프라인: 텍스트"}
#   objectives:
#     en:
#       - "Run a text classifier on one text and on a list, and print what it says so that people can read it."
#       - "Tell training from inference, and say what each of them changes."
#       - "Say what a score means, and find out where a model fails, in English and in Korean, by counting."
#       - "Choose a model by task, language, licence and size, pin its version, and run it in batches."
#       - "Fill gaps, find names, sort by your own labels, answer from a text, summarize, translate and write, and bring back the tasks that transformers 5 dropped."
#     ko:
#       - "텍스트 하나와 여러 개를 분류하고, 결과를 사람이 읽기 좋게 출력하기"
#       - "학습과 추론을 구별하고, 각각 무엇을 바꾸는지 설명하기"
#       - "점수가 무엇을 뜻하는지 설명하고, 모델이 어디에서 틀리는지 영어와 한국어로 직접 세어 보기"
#       - "작업, 언어, 라이선스, 크기를 보고 모델을 고르고, 버전을 고정하고, 배치로 실행하기"
#       - "빈칸 채우기, 이름 찾기, 내가 정한 레이블로 나누기, 글에서 답 찾기, 요약, 번역, 글쓰기를 해 보고, transformers 5에서 없어진 작업 되살리기"
#   needs: ["00"]
#   uses: [sentiment-en, sentiment-ko, mask-en, bert-en, mask-ko, ner-en, zero-shot-en, qa-en, qa-ko, summarize-en,
#     translate-en-fr, translate-en-es, translate-ko-en, generate-en]
#   budget: {t4_minutes: 15, mini_minutes: 1, gpu_gb: 8, download_mb: 10400}
# ---

# %%
import hfcourse

course = hfcourse.start("01")

# %% [markdown] lang="en"
# This lesson needs no account, no token and no GPU: its models are open to everybody. (A line about
# *unauthenticated requests*, which you may see in `full`, is a notice and no error.) It has two halves: in the first
# you get to know **one** task thoroughly, in the second you meet **seven more**. With all exercises plan an hour and
# a half for the first and two hours for the second, and a break between.
#
# The table above names your **profile**. In `full`, a cell loads the real model from the Hugging Face Hub. In `mini`,
# a small stand-in that this course trained itself answers under the same name. The code is the same in both; the
# numbers are not. A stand-in has read far fewer sentences than the real model, so it knows fewer words and makes other
# mistakes. That is why the text below tells you **what to look at** and leaves the number itself to your own output.

# %% [markdown] lang="ko" of="6cbdb416"
# 이 수업에는 계정도, 토큰도, GPU도 필요 없습니다. 여기서 쓰는 모델은 모두 누구에게나 열려 있습니다. (`full`에서
# *unauthenticated requests*라는 줄이 나올 수 있지만 알림일 뿐 오류가 아닙니다.) 수업은 두 부분입니다. 앞에서는 작업 **하나**를
# 깊이 살펴보고, 뒤에서는 **일곱 가지** 작업을 더 만납니다. 연습까지 하면 앞부분은 한 시간 반, 뒷부분은 두 시간쯤 걸리니
# 중간에 쉬어 가세요.
#
# 위의 표에 여러분의 **프로필**이 나와 있습니다. `full`에서는 허깅페이스 허브에 있는 실제 모델을 불러옵니다.
# `mini`에서는 이 강의에서 직접 학습시킨 작은 대역 모델이 같은 이름으로 대신 답합니다. 코드는 똑같지만 숫자는 다릅니다.
# 대역 모델은 실제 모델보다 훨씬 적은 문장을 읽었기 때문에 아는 낱말이 적고, 틀리는 곳도 다릅니다. 그래서 본문에서는
# **무엇을 봐야 하는지**만 짚고, 숫자는 여러분의 출력에서 직접 읽도록 했습니다.

# %% [markdown] lang="en"
# ## One sentence in, one answer out
#
# A shop gets thousands of reviews a day and wants to answer the unhappy ones first. Nobody can read them all. Can a
# model sort them?
#
# Begin with one sentence. `pipeline` takes a **task** and a **model**, fetches the model's files from the Hub and
# gives you an object that you call like a function.

# %% [markdown] lang="ko" of="20ea03d5"
# ## 문장 하나를 넣으면 답 하나가 나옵니다
#
# 어느 쇼핑몰에 하루에도 수천 건씩 리뷰가 올라옵니다. 불만이 담긴 리뷰부터 답하고 싶지만 사람이 다 읽을 수는 없습니다.
# 모델이 대신 골라 줄 수 있을까요?
#
# 문장 하나로 시작해 보겠습니다. `pipeline`에 **작업**(task)과 **모델**을 알려 주면 허브에서 모델 파일을 받아 와,
# 함수처럼 부를 수 있는 파이프라인(pipeline)을 만들어 줍니다.

# %%
from transformers import pipeline

classifier = pipeline(
    "sentiment-analysis",
    model="distilbert/distilbert-base-uncased-finetuned-sst-2-english",
    revision="714eb0f",
    device=course.device,
)
answers = classifier("I'm super excited to be on the way to LLM mastery!")
print(f"{len(answers)} answer with the keys {list(answers[0])}")
print(f"label {answers[0]['label']}, score {answers[0]['score']:.2f}")

# %% [markdown] lang="en" tags=["slide"]
# The answer is a **list** with one dictionary for each text, even when there is only one text: hence the `[0]`.
# `label` is the class that the model chose, `score` lies between 0 and 1 and belongs to that label.
#
# Now two texts at once: the reviews of our shop come as a list anyway.

# %% [markdown] lang="ko" of="e39137ea" tags=["slide"]
# 답은 텍스트마다 딕셔너리 하나씩을 담은 **리스트**입니다. 텍스트가 하나여도 리스트로 나오기 때문에 `[0]`을 붙였습니다.
# `label`은 모델이 고른 답의 이름, 곧 **레이블**(label)이고, `score`는 그 레이블에 붙은 0과 1 사이의 점수입니다.
#
# 이번에는 텍스트 두 개를 한꺼번에 넣어 보겠습니다. 쇼핑몰의 리뷰도 어차피 리스트로 들어옵니다.

# %%
texts = [
    "This movie is so great and wonderful!",
    "I hate this restaurant. The food was terrible.",
]
answers = classifier(texts)
for text, answer in zip(texts, answers, strict=True):
    print(f"{answer['label']:<8} {answer['score']:.2f}  {text}")

# %%
hfcourse.show.sentences(texts, [answer["label"] for answer in answers], [answer["score"] for answer in answers])

# %% [markdown] lang="en" tags=["slide"]
# The answers come in the order of the texts, so `zip` brings the two together again (with `strict=True` it stops if one
# list is longer than the other). `"sentiment-analysis"` is a second name of the task `"text-classification"`; both
# give you the same pipeline.
#
# ### And if you name no model?
#
# Many tutorials write only `pipeline("sentiment-analysis")`. Try it, and read the warning.

# %% [markdown] lang="ko" of="c6c7ad06" tags=["slide"]
# 답은 텍스트와 같은 순서로 나오므로 `zip`으로 다시 짝을 지을 수 있습니다(`strict=True`를 넘기면 두 리스트의 길이가 다를
# 때 멈춥니다). 참고로 `"sentiment-analysis"`는
# `"text-classification"` 작업의 다른 이름입니다. 어느 쪽을 써도 같은 파이프라인이 만들어집니다.
#
# ### 모델 이름을 쓰지 않으면?
#
# `pipeline("sentiment-analysis")`라고만 쓰는 튜토리얼이 많습니다. 그대로 실행하고 경고를 읽어 보세요.

# %%
unnamed = pipeline("sentiment-analysis", device=course.device)
print("It chose", unnamed.model.name_or_path)

# %% [markdown] lang="en" tags=["slide"]
# It works, and it chose the very model that we had named. The warning is about tomorrow: the default belongs to the
# library, not to you. For years the default of `"text-generation"` was the small `gpt2`; today it is
# `HuggingFaceTB/SmolLM3-3B`, a download of 6 GB. The same line of code, another model, other results.
#
# - **Name the model**, always.
# - **Pin the `revision`** where results must stay the same. A model lives in a Git repository, and its owner may push
#   new weights under the same name at any time. `714eb0f` is a commit in that repository.

# %% [markdown] lang="ko" of="ead275ca" tags=["slide"]
# 잘 돌아갔고, 우리가 이름을 적었던 바로 그 모델이 선택되었습니다. 경고는 앞날을 두고 하는 말입니다. 기본 모델은
# 여러분이 아니라 라이브러리가 정합니다. `"text-generation"`의 기본 모델은 오랫동안 작은 `gpt2`였지만, 지금은 내려받을
# 크기가 6 GB인 `HuggingFaceTB/SmolLM3-3B`입니다. 코드는 한 글자도 바뀌지 않았는데 모델이 바뀌고 결과도 바뀐 것입니다.
#
# - **모델 이름은 반드시 적습니다.**
# - 결과가 늘 같아야 한다면 **`revision`도 고정합니다.** 모델은 Git 저장소에 들어 있고, 소유자는 언제든 같은 이름으로
#   새 가중치를 올릴 수 있습니다. `714eb0f`는 그 저장소의 커밋(commit), 곧 저장된 버전 하나를 가리킵니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.1.** A colleague wants to read the answers in a spreadsheet. Write `describe(text, answer)`: it takes a
# text and **one** answer (a dictionary) and **returns** a line such as
#
# `NEGATIVE (97%): I hate this restaurant.`
#
# The percentage is the rounded score, without decimals. Delete the line `describe = ...` and write your function, from
# `def describe(text, answer):` on, in its place.

# %% [markdown] lang="ko" of="33a7d384" tags=["exercise"]
# **연습 1.1.** 동료가 결과를 표로 정리해서 보고 싶어 합니다. 텍스트 하나와 답 **하나**(딕셔너리)를 받아 아래와 같은 한
# 줄을 **돌려주는** 함수 `describe(text, answer)`를 만들어 보세요.
#
# `NEGATIVE (97%): I hate this restaurant.`
#
# 퍼센트는 점수를 반올림한 값이고 소수점 아래는 쓰지 않습니다. `describe = ...` 줄을 지우고 그 자리에
# `def describe(text, answer):`로 시작하는 함수를 적으세요.

# %% tags=["solution"]
def describe(text, answer):
    return f"{answer['label']} ({answer['score']:.0%}): {text}"

# %% tags=["check"]
hfcourse.check("1.1", describe)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes with the exercise. The first download takes a while; talk about the shop meanwhile. Usual wrong answers:
# `print` instead of `return`; `answer[0]`, because the pipeline gave a list; `int(100 * score)`, which cuts off
# instead of rounding.

# %% [markdown] lang="ko" of="5b78eefe" tags=["notes"]
# 연습을 포함해 12분. 처음 내려받을 때는 시간이 걸리니 그동안 쇼핑몰 이야기를 하면 좋습니다. 흔한 오답은 `return` 대신
# `print`를 쓴 것, 파이프라인이 리스트를 돌려줬다고 `answer[0]`을 쓴 것, 반올림하지 않고 `int(100 * score)`로 잘라 낸
# 것입니다.

# %% [markdown] lang="en"
# ## Did the model learn from you?
#
# The model has read your sentences. Does it know more than before? Commit yourself to yes or no, then compare: the
# next cell adds up all the model's **weights** (the numbers that hold what it knows; their signs are left out), lets it
# read, and adds them up again.

# %% [markdown] lang="ko" of="b6a71858"
# ## 모델이 여러분에게서 무언가를 배웠을까요?
#
# 모델이 여러분의 문장을 읽었습니다. 읽기 전보다 아는 것이 늘었을까요? 그렇다, 아니다를 먼저 정하고 확인해 보세요. 다음
# 셀은 모델이 아는 것을 담고 있는 숫자, 곧 **가중치**(weights)의 절댓값을 모두 더해 두고, 문장을 읽힌 뒤에 다시 더해 봅니다.

# %%
def total(model):
    return sum(weight.detach().cpu().double().abs().sum().item() for weight in model.parameters())


before = total(classifier.model)
classifier(["I loved it.", "I hated it.", "I will never forget this evening."])
after = total(classifier.model)
print("weights changed by inference:", before != after)

# %% [markdown] lang="en" tags=["slide"]
# Not one of them has moved. What you have done so far is **inference**: the weights stay as they are, only the input
# is new. What the model knows, it learned before, in **training**, from sentences that came with the right answer.

# %% [markdown] lang="ko" of="d9455ee6" tags=["slide"]
# 하나도 움직이지 않았습니다. 지금까지 한 일은 **추론**(inference)입니다. 입력만 새로울 뿐 가중치는 그대로입니다.
# 모델이 아는 것은 모두 그 전에, 정답이 붙은 문장으로 **학습**(training)할 때 배운 것입니다.

# %%
hfcourse.show.training_vs_inference()

# %% [markdown] lang="en" tags=["slide"]
# Why does training need so much more time and memory? For inference the model computes an answer, and that is all. For
# training it computes the answer, measures how wrong it is (the **loss**), traces the blame back to every single
# weight, and moves each of them a little.
#
# Watch that happen **once**, on a copy, so that our classifier stays as it is:

# %% [markdown] lang="ko" of="62ad6c91" tags=["slide"]
# 학습에 시간과 메모리가 훨씬 많이 드는 까닭은 무엇일까요? 추론에서는 답을 계산하면 끝입니다. 학습에서는 답을 계산한
# 다음 얼마나 틀렸는지, 곧 **손실**(loss)을 재고, 그 책임이 가중치마다 얼마나 있는지 거슬러 따져서, 가중치를 하나하나
# 조금씩 옮깁니다.
#
# 이 일을 **딱 한 번** 해 보겠습니다. 지금 쓰는 분류기는 그대로 두고 복사본으로 합니다.

# %%
import copy

import torch

student = copy.deepcopy(classifier.model)
example = classifier.tokenizer("Great, the train is late again.", return_tensors="pt").to(course.device)
example["labels"] = torch.tensor([student.config.label2id["NEGATIVE"]], device=course.device)

# How wrong is it? Which weight is to blame, and how much? Move each a little the other way.
# ko: 얼마나 틀렸나? 어느 가중치 탓이 얼마나 큰가? 저마다 반대쪽으로 조금 옮깁니다.
loss = student(**example).loss
loss.backward()
torch.optim.SGD(student.parameters(), lr=0.01).step()
print("weights changed by one training step:", before != total(student))
print("the loss went down:", student(**example).loss.item() < loss.item())

# %% [markdown] lang="en" tags=["slide"]
# That is one step of training; `lr`, the **learning rate**, says how long the step is. Real training repeats it for
# thousands of batches; a single sentence, repeated, would only teach the model to call everything with a train in it
# negative.

# %% [markdown] lang="ko" of="adec66bd" tags=["slide"]
# 이것이 학습의 한 걸음입니다. 코드의 `lr`은 학습률(learning rate), 곧 걸음의 크기입니다. 실제 학습은 예제를 여러 개씩 묶은
# 배치(batch) 수천 개로 이 걸음을 되풀이합니다. 문장 하나만 자꾸 보여 주면
# '기차'가 나오는 문장은 모두 부정이라고 답하는 모델이 될 뿐입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.2.** Training or inference? Fill the dictionary `kind` with `"training"` or `"inference"` for each
# letter.
#
# - **a** Your phone writes down what you dictate.
# - **b** A bank shows a model 200,000 old letters, each with the department that dealt with it, so that it can sort
#   new ones.
# - **c** You tell a chatbot that its last answer was wrong. It apologizes and does better in its next sentence.
# - **d** A model that read only English gets 5,000 labelled Korean reviews, until it can rate Korean ones.
# - **e** Overnight, a model labels two million reviews.
# - **f** A model answers 500 questions whose answers are known, and you count how many it gets right.
#
# ```python
# kind = {"a": ..., "b": ..., "c": ..., "d": ..., "e": ..., "f": ...}
# ```

# %% [markdown] lang="ko" of="9680e0bb" tags=["exercise"]
# **연습 1.2.** 학습일까요, 추론일까요? 딕셔너리 `kind`에 글자마다 `"training"`(학습) 또는 `"inference"`(추론)를 채워
# 보세요. `kind = {"a": "…", "b": "…", …}`처럼 씁니다.
#
# - **a** 휴대전화가 여러분이 부르는 말을 받아 적습니다.
# - **b** 은행에서 옛 민원 편지 20만 통을, 어느 부서가 처리했는지와 함께 모델에 보여 줍니다. 새 편지를 부서별로 나누게
#   하려는 것입니다.
# - **c** 챗봇에게 방금 한 답이 틀렸다고 알려 줍니다. 챗봇은 사과하고 다음 문장에서는 제대로 답합니다.
# - **d** 영어만 읽던 모델에 레이블이 붙은 한국어 리뷰 5,000건을 보여 주어 한국어 리뷰도 평가하게 만듭니다.
# - **e** 모델이 밤새 리뷰 200만 건에 레이블을 붙입니다.
# - **f** 답을 아는 문제 500개를 모델에 풀게 하고 몇 개나 맞히는지 셉니다.

# %% tags=["solution"]
kind = {
    "a": "inference",
    "b": "training",
    "c": "inference",
    "d": "training",
    "e": "inference",
    "f": "inference",
}

# %% tags=["check"]
hfcourse.check("1.2", kind)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes. Usual wrong answers: **c** (the chatbot reads the conversation so far as its input; its weights are the
# same for everybody), **e** ("so much data must be training") and **f** ("there are right answers, so it learns"). Ask
# each time: which numbers in the model are different afterwards?

# %% [markdown] lang="ko" of="cbeeeeb7" tags=["notes"]
# 12분. 흔한 오답은 **c**(챗봇은 지금까지의 대화를 입력으로 다시 읽을 뿐이고 가중치는 그대로입니다), **e**(데이터가
# 많으니 학습일 것이라는 생각), **f**(정답이 있으니 배울 것이라는 생각)입니다. 그때마다 '끝난 뒤에 모델 안의 어떤
# 숫자가 달라졌나요?'라고 물어보세요.

# %% [markdown] lang="en"
# ## What is in a score?
#
# A score close to 1: does that mean the model is right? Open the pipeline and see where the number comes from. Inside
# are three steps, and you can take each by hand: the **tokenizer** turns the text into numbers, the **model** turns
# these into one raw value for each label, and **softmax** turns the raw values into shares that add up to 1.

# %% [markdown] lang="ko" of="4fb1a1f2"
# ## 점수에는 무엇이 들어 있을까요?
#
# 점수가 1에 가까우면 모델의 답이 맞다는 뜻일까요? 파이프라인을 열어서 이 숫자가 어디에서 나오는지 보겠습니다. 안에는
# 세 단계가 있고, 모두 손으로 해 볼 수 있습니다. **토크나이저**(tokenizer)가 텍스트를 숫자로 바꾸고, **모델**이 그
# 숫자로 레이블마다 원점수를 하나씩 내고, **소프트맥스**(softmax)가 원점수를 모두 더하면 1이 되는 몫으로 바꿉니다.

# %%
import torch

text = "I hate this restaurant. The food was terrible."
inputs = classifier.tokenizer(text, return_tensors="pt").to(course.device)
with torch.no_grad():
    raw = classifier.model(**inputs).logits[0]
shares = raw.softmax(dim=0)

print("1. tokenizer:", inputs["input_ids"].shape[1], "token ids")
print("2. model:    ", {label: round(raw[i].item(), 1) for i, label in classifier.model.config.id2label.items()})
print("3. softmax:  ", {label: round(shares[i].item(), 2) for i, label in classifier.model.config.id2label.items()})

# %% [markdown] lang="en" tags=["slide"]
# The tokenizer counts more pieces than you: full stops are pieces of their own, and one mark is added at the beginning
# and one at the end. Lesson 03 looks at them closely.
#
# Does the pipeline do the same? With `top_k=None` it returns all labels and not only the best one.

# %% [markdown] lang="ko" of="3c1af8d1" tags=["slide"]
# 토큰은 낱말보다 많습니다. 마침표도 따로 세고, 문장의 처음과 끝에 표시가 하나씩 붙기 때문입니다. 03번 수업에서 자세히
# 살펴봅니다.
#
# 파이프라인도 똑같이 할까요? `top_k=None`을 넘기면 가장 높은 레이블 하나가 아니라 모든 레이블을 돌려줍니다.

# %%
for answer in classifier(text, top_k=None):
    by_hand = shares[classifier.model.config.label2id[answer["label"]]].item()
    print(answer["label"], "the same number:", abs(answer["score"] - by_hand) < 1e-4)

# %% [markdown] lang="en" tags=["slide"]
# So a score is a **share**: softmax divides 1 among the labels that there are. Before you run the next cell, guess
# what the model makes of a sentence without any opinion, and of one with two.

# %% [markdown] lang="ko" of="ae29aa86" tags=["slide"]
# 점수는 **몫**이었습니다. 소프트맥스는 있는 레이블끼리 1을 나누어 갖게 합니다. 다음 셀을 실행하기 전에 맞혀 보세요.
# 의견이 전혀 없는 문장과 의견이 두 가지인 문장에 모델은 뭐라고 답할까요?

# %%
puzzles = [
    "The train leaves at nine.",
    "The acting is wonderful, but the story is terrible.",
    "asdf jkl",
]
for text, answers in zip(puzzles, classifier(puzzles, top_k=None), strict=True):
    share = {answer["label"]: answer["score"] for answer in answers}
    print(f"NEGATIVE {share['NEGATIVE']:.2f}  POSITIVE {share['POSITIVE']:.2f}  {text}")

# %% [markdown] lang="en" tags=["slide"]
# Look at each line: the two numbers add up to 1, even where neither label fits. There is no drawer for "no opinion",
# "both" or "this is not a sentence", so everything goes into one of the two, at times with a high score. Only a model
# that was trained with a third label can give a third answer.
#
# A score compares the labels with each other. It is **not** the probability that the answer is right; how often the
# model is right has to be counted, and that comes next. Still, a low score is a useful sign: the model saw reasons for
# both labels, or for neither.

# %% [markdown] lang="ko" of="2a34a9f2" tags=["slide"]
# 줄마다 두 숫자를 더해 보세요. 어느 레이블도 어울리지 않는 문장까지 모두 1이 됩니다. '의견 없음', '둘 다', '문장이
# 아님'을 담을 서랍이 없으니 무엇이든 두 서랍 가운데 하나에 들어가고, 때로는 높은 점수까지 받습니다. 세 번째 답을 할 수
# 있는 것은 세 번째 레이블로 학습한 모델뿐입니다.
#
# 점수는 레이블끼리 견준 값입니다. 답이 맞을 확률이 **아닙니다**. 얼마나 자주 맞는지는 세어 봐야 알 수 있고, 바로
# 다음에 해 볼 일입니다. 그래도 낮은 점수는 쓸모 있는 신호입니다. 모델이 양쪽 모두에서 근거를 보았거나,
# 어느 쪽에서도 뚜렷한 근거를 보지 못했다는 뜻이기 때문입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.3.** The shop wants a person to look at every answer that the model is not sure of. Write
# `needs_a_person(answers, threshold)`: it takes the list that a pipeline returned and returns the **positions** (0, 1,
# 2, …) of the answers whose score is **below** `threshold`, as a list.

# %% [markdown] lang="ko" of="9e98a995" tags=["exercise"]
# **연습 1.3.** 쇼핑몰에서는 모델이 자신 없어 하는 답을 사람이 다시 보려고 합니다. 파이프라인이 돌려준 리스트를 받아
# 점수가 `threshold`보다 **작은** 답의 **위치**(0, 1, 2, …)를 리스트로 돌려주는 함수 `needs_a_person(answers,
# threshold)`를 만들어 보세요.

# %% tags=["solution"]
def needs_a_person(answers, threshold):
    return [position for position, answer in enumerate(answers) if answer["score"] < threshold]

# %% tags=["check"]
hfcourse.check("1.3", needs_a_person)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes. The sentence to take home is "a share among the labels, not a probability of being right". Usual wrong
# answers: returning the answers instead of their positions; `<=` instead of `<`; a threshold written into the
# function.

# %% [markdown] lang="ko" of="57439b53" tags=["notes"]
# 12분. 꼭 가져가야 할 한 문장은 '점수는 레이블끼리 나눈 몫이지 맞을 확률이 아니다'입니다. 흔한 오답은 위치가 아니라
# 답을 돌려준 것, `<` 대신 `<=`를 쓴 것, 기준값을 함수 안에 적어 넣은 것입니다.

# %% [markdown] lang="en"
# ## Where does it fail?
#
# "Terrible" is easy; language is not always that plain. To find out where a model fails, set it an **exam**: sentences
# whose label you know, sorted by kind, so that the mistakes show a pattern. The next cell prepares the marking: it
# counts what is right and shows what is wrong.

# %% [markdown] lang="ko" of="bacf8690"
# ## 어디에서 틀릴까요?
#
# "terrible"은 쉽지만 말이 늘 그렇게 분명하지는 않습니다. 모델이 어디에서 틀리는지 알려면 **시험**을 보게 하면 됩니다.
# 레이블을 아는 문장을 종류별로 나누어 내면 틀린 문장에서 규칙이 보입니다. 다음 셀은 채점을 준비합니다. 맞힌 개수를
# 세고 틀린 문장을 보여 줍니다.

# %%
marked = {}


def mark(kind, exam):
    answers = classifier([text for text, truth in exam])
    marked[kind] = [(answer["label"] == truth, answer, text) for answer, (text, truth) in zip(answers, exam, strict=True)]
    print(f"{kind}: {sum(right for right, _, _ in marked[kind])} of {len(exam)} right")
    for right, answer, text in marked[kind]:
        if not right:
            print(f"  said {answer['label']:<8} {answer['score']:.2f}  {text}")

# %% [markdown] lang="en" tags=["slide"]
# First kind: the words say what is meant.

# %% [markdown] lang="ko" of="25df486b" tags=["slide"]
# 첫째, 낱말이 뜻을 그대로 말해 주는 문장입니다.

# %%
plain = [
    ("The staff were kind and our room was spotless.", "POSITIVE"),
    ("A warm, funny film with a wonderful cast.", "POSITIVE"),
    ("This lamp is beautiful and easy to put together.", "POSITIVE"),
    ("These are the best noodles I have eaten in years.", "POSITIVE"),
    ("The sound is awful and the picture flickers.", "NEGATIVE"),
    ("A dull story and terrible acting.", "NEGATIVE"),
    ("A rude waiter, cold soup and dirty tables.", "NEGATIVE"),
    ("The app is slow and ugly, and it loses my notes.", "NEGATIVE"),
]
mark(course.text(en="plain words", ko="쉬운 말"), plain)

# %% [markdown] lang="en" tags=["slide"]
# Second: **negation**. A "not", a "nobody", a "nothing" turns the meaning of the other words round. How many of eight
# will it get right?

# %% [markdown] lang="ko" of="35fea56e" tags=["slide"]
# 둘째, **부정**입니다. "not", "nobody", "nothing" 같은 낱말 하나가 나머지 낱말의 뜻을 뒤집습니다. 여덟 개 가운데 몇
# 개나 맞힐까요?

# %%
negation = [
    ("Not a bad choice at all.", "POSITIVE"),
    ("You can't go wrong with this one.", "POSITIVE"),
    ("There was nothing to complain about.", "POSITIVE"),
    ("I have never had a single problem with it.", "POSITIVE"),
    ("I would not recommend this place to anyone.", "NEGATIVE"),
    ("It isn't nearly as good as the first one.", "NEGATIVE"),
    ("Nobody in our group enjoyed the tour.", "NEGATIVE"),
    ("The instructions were no help.", "NEGATIVE"),
]
mark(course.text(en="negation", ko="부정"), negation)

# %% [markdown] lang="en" tags=["slide"]
# Third: sentences with **two sides**, in which one side wins.

# %% [markdown] lang="ko" of="418ab155" tags=["slide"]
# 셋째, 좋은 말과 나쁜 말이 **함께 나오지만** 한쪽이 이기는 문장입니다.

# %%
two_sides = [
    ("The queue was long, but the pizza was worth every minute.", "POSITIVE"),
    ("It looks cheap, but it works perfectly.", "POSITIVE"),
    ("I expected the worst and was pleasantly surprised.", "POSITIVE"),
    ("Despite the rain, it was a lovely day.", "POSITIVE"),
    ("The waiter was friendly, but the fish was raw.", "NEGATIVE"),
    ("A great cast, wasted on a stupid script.", "NEGATIVE"),
    ("It was fun for ten minutes and boring for two hours.", "NEGATIVE"),
    ("I wanted to love this book, but I could not finish it.", "NEGATIVE"),
]
mark(course.text(en="two sides", ko="두 가지 말"), two_sides)

# %% [markdown] lang="en" tags=["slide"]
# Last: **between the lines**. No word of praise or blame, or praise that is not meant. You understand these because
# you know the world.

# %% [markdown] lang="ko" of="80b86bd9" tags=["slide"]
# 마지막은 **행간을 읽어야 하는** 문장입니다. 칭찬하는 말도 탓하는 말도 없거나, 칭찬이 진심이 아닙니다. 사람은 세상을
# 알기 때문에 알아듣습니다.

# %%
between_the_lines = [
    ("I finished it in one night.", "POSITIVE"),
    ("My kids ask for it every weekend.", "POSITIVE"),
    ("I have already ordered a second one.", "POSITIVE"),
    ("We stayed until they closed the doors.", "POSITIVE"),
    ("I checked my watch five times.", "NEGATIVE"),
    ("Great, it broke after two days.", "NEGATIVE"),
    ("It went straight back to the shop.", "NEGATIVE"),
    ("I have had better meals on a plane.", "NEGATIVE"),
]
mark(course.text(en="between the lines", ko="행간"), between_the_lines)

# %% [markdown] lang="en" tags=["slide"]
# Now the whole exam: the share of right answers, the **accuracy**, for each kind. Half of the sentences of each kind
# are positive, so a coin would reach 0.5.

# %% [markdown] lang="ko" of="54628e68" tags=["slide"]
# 이제 시험 전체를 보겠습니다. 종류마다 맞힌 비율, 곧 **정확도**(accuracy)입니다. 종류마다 절반이 긍정 문장이므로
# 동전을 던져도 0.5는 나옵니다.

# %%
accuracy = {kind: sum(right for right, _, _ in rows) / len(rows) for kind, rows in marked.items()}
print({kind: round(share, 3) for kind, share in accuracy.items()})
hfcourse.show.scores(
    list(accuracy),
    list(accuracy.values()),
    title=course.text(en="The exam: right answers of each kind", ko="시험 결과: 종류별로 맞힌 비율"),
    axis=course.text(en="accuracy (0 to 1)", ko="정확도(0~1)"),
)

# %% [markdown] lang="en" tags=["slide"]
# One number for the whole exam would have hidden where the mistakes are; the bars show it. And the score, does it warn
# you? The next cell sorts the answers into those with a score of 0.9 or more and those below. Guess: in which group is
# the share of right answers higher, and are there mistakes in both?

# %% [markdown] lang="ko" of="36fb7915" tags=["slide"]
# 시험 전체를 숫자 하나로만 보았다면 어디에서 틀리는지 몰랐을 텐데, 막대에서는 보입니다. 그렇다면 점수는 틀린 답을 미리
# 알려 줄까요? 다음 셀에서는 답을 점수가 0.9 이상인 것과 그보다 낮은 것으로 나눕니다. 맞혀 보세요. 맞힌 비율은 어느
# 쪽이 더 높을까요? 틀린 답은 양쪽에 다 있을까요?

# %%
everything = [row for rows in marked.values() for row in rows]
sure = [right for right, answer, _ in everything if answer["score"] >= 0.9]
unsure = [right for right, answer, _ in everything if answer["score"] < 0.9]
print(f"all sentences:     {sum(sure) + sum(unsure)} of {len(everything)} right")
print(f"score 0.9 or more: {sum(sure)} of {len(sure)} right")
print(f"below 0.9:         {sum(unsure)} of {len(unsure)} right")

# %% [markdown] lang="en" tags=["slide"]
# Compare the last two lines: is the share of right answers lower where the score is low? Then a threshold as in exercise 1.3
# pays: people look at the few unsure answers and find many of the mistakes. Where the line with the high scores is not
# perfect either, you have met answers that are **sure and wrong**. No threshold finds those.
#
# Thirty-two sentences are few: one more or less moves the accuracy by three points. Take hundreds before you decide
# anything that costs money.

# %% [markdown] lang="ko" of="102c0ce0" tags=["slide"]
# 바로 위 출력의 마지막 두 줄을 견주어 보세요.
# 점수가 낮은 쪽에서 맞힌 비율도 더 낮은가요? 그렇다면 연습 1.3처럼 기준값을 두는 것이 쓸모 있습니다. 사람이 자신 없는
# 답 몇 개만 보아도 틀린 답을 많이 찾을 수 있기 때문입니다. 점수가 높은 줄도 다 맞지는 않았다면 **자신 있게 틀린** 답을
# 만난 것입니다. 그런 답은 어떤 기준값으로도 찾을 수 없습니다.
#
# 문장 32개는 적습니다. 하나만 더 맞히거나 틀려도 정확도가 약 3퍼센트포인트씩 움직입니다. 돈이 걸린 결정이라면 문장을 수백
# 개는 준비하세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.4.** Trick the model. Write an English sentence `my_text` of at least four words that every reader would
# understand in the same way, and its label `my_label` (`"POSITIVE"` or `"NEGATIVE"`), so that the model gets it wrong.
# Try several; the check runs the model on your sentence. Whether `my_label` is really what people would say, ask the
# person next to you.

# %% [markdown] lang="ko" of="e2d0c63a" tags=["exercise"]
# **연습 1.4.** 모델을 속여 보세요. 누가 읽어도 같은 뜻으로 알아들을 영어 문장 `my_text`(낱말 네 개 이상)와 그 레이블
# `my_label`(`"POSITIVE"` 또는 `"NEGATIVE"`)을 정하되, 모델이 틀리는 문장이어야 합니다. 여러 번 시도해 보세요. 검사할
# 때 여러분의 문장을 모델에 직접 넣어 봅니다. `my_label`이 정말 사람들이 붙일 레이블인지는 옆 사람에게 물어보세요.

# %% tags=["solution"]
# Several candidates: which of them works depends on the model that answers.
# ko: 후보를 여러 개 둡니다. 어느 것이 통하는지는 답하는 모델에 따라 다릅니다.
my_text, my_label = next(
    (
        (text, truth)
        for text, truth in [
            ("I expected a masterpiece and got a headache.", "NEGATIVE"),
            ("My only complaint is that it had to end.", "POSITIVE"),
            ("Could this soup be any saltier?", "NEGATIVE"),
            ("I lost track of time.", "POSITIVE"),
        ]
        if classifier(text)[0]["label"] != truth
    ),
    ("A beautiful box with nothing useful in it.", "NEGATIVE"),
)

# %% tags=["check"]
hfcourse.check("1.4", (my_text, my_label, classifier))

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes; the liveliest part. Let people read their sentences aloud and vote on the label before the model speaks.
# Usual trouble: a sentence on which people do not agree, so that nobody can say who is wrong. In `mini` the model is a
# stand-in with a small vocabulary and easier to trick than the real one: do not quote its accuracy as that of the real
# model.

# %% [markdown] lang="ko" of="eb6d12bd" tags=["notes"]
# 15분. 가장 활기찬 대목입니다. 각자 문장을 소리 내어 읽고, 모델이 답하기 전에 레이블을 두고 손을 들게 해 보세요. 흔한
# 문제는 사람끼리도 의견이 갈리는 문장입니다. 그러면 누가 틀렸는지 말할 수 없습니다. `mini`에서는 낱말을 적게 아는 대역
# 모델이라 실제 모델보다 속이기 쉽습니다. 여기서 나온 정확도를 실제 모델의 것처럼 말하지 마세요.

# %% [markdown] lang="en"
# ## And in Korean?
#
# The shop has Korean customers too. `daekeun-ml/koelectra-small-v3-nsmc` was trained on Korean film reviews. It calls
# its labels `"0"` and `"1"`, so give them names. (We take its newest revision here; in a product you would pin this one
# too.)

# %% [markdown] lang="ko" of="d05e02a5"
# ## 한국어는 어떨까요?
#
# 쇼핑몰에는 한국어로 리뷰를 쓰는 손님도 있습니다. `daekeun-ml/koelectra-small-v3-nsmc`는 한국어 영화평으로 학습한
# 모델입니다. 레이블이 `"0"`과 `"1"`뿐이라 알아볼 수 있는 이름을 붙여 주겠습니다. (여기서는 최신 버전을
# 그대로 쓰지만, 제품이라면 이 모델의 `revision`도 고정합니다.)

# %%
korean = pipeline("sentiment-analysis", model="daekeun-ml/koelectra-small-v3-nsmc", device=course.device)
names = {"0": "NEGATIVE", "1": "POSITIVE"}

for text in ("정말 재미있는 영화예요.", "정말 지루한 영화예요."):
    answer = korean(text)[0]
    print(f"{answer['label']} = {names[answer['label']]}  {answer['score']:.2f}  {text}")

# %% [markdown] lang="en" tags=["slide"]
# The two sentences say *a really entertaining film* and *a really boring film*. The name of a model does not tell what
# `0` stands for. The model card should; where it is silent, two sentences whose answer is beyond doubt do. Labels read
# the wrong way round are an easy mistake with a borrowed model.
#
# Now an exam for it:
#
# | Korean | in English |
# |---|---|
# | 배우들 연기가 훌륭했어요. | The actors were excellent. |
# | 직원분들이 친절해서 기분이 좋았습니다. | The staff were kind, that felt good. |
# | 기대를 안 했는데 생각보다 재미있었어요. | I expected nothing, but it was more fun than I thought. |
# | 나쁘지 않았어요. | It wasn't bad. |
# | 벌써 두 번째 주문이에요. | This is my second order already. |
# | 돈이 아깝네요. 시간도 아깝고요. | A waste of money. And of time. |
# | 음식이 다 식어서 왔어요. | The food was cold when it came. |
# | 친절하지도 않고 깨끗하지도 않았습니다. | It was neither friendly nor clean. |
# | 예고편은 재미있었는데 영화는 지루하네요. | The trailer was fun, the film is boring. |
# | 다시는 안 갈 것 같아요. | I don't think I will go again. |

# %% [markdown] lang="ko" of="2a6dc2d4" tags=["slide"]
# 모델 이름만 보아서는 `0`이 무슨 뜻인지 알 수 없습니다. 모델 카드에 적혀 있어야 하지만, 없으면 이렇게 답이 뻔한 문장
# 두 개를 넣어 확인합니다. 남이 만든 모델을 쓸 때는 레이블을 거꾸로 읽기 쉽습니다.
#
# 이 모델에도 시험을 내 보겠습니다. 쉬운 문장, 부정("나쁘지 않았어요"), 좋은 말과 나쁜 말이 함께 나오는 문장, 행간을
# 읽어야 하는 문장("벌써 두 번째 주문이에요")이 섞여 있습니다.

# %%
korean_exam = {
    "배우들 연기가 훌륭했어요.": "POSITIVE",
    "직원분들이 친절해서 기분이 좋았습니다.": "POSITIVE",
    "기대를 안 했는데 생각보다 재미있었어요.": "POSITIVE",
    "나쁘지 않았어요.": "POSITIVE",
    "벌써 두 번째 주문이에요.": "POSITIVE",
    "돈이 아깝네요. 시간도 아깝고요.": "NEGATIVE",
    "음식이 다 식어서 왔어요.": "NEGATIVE",
    "친절하지도 않고 깨끗하지도 않았습니다.": "NEGATIVE",
    "예고편은 재미있었는데 영화는 지루하네요.": "NEGATIVE",
    "다시는 안 갈 것 같아요.": "NEGATIVE",
}

# %%
said = [names[answer["label"]] for answer in korean(list(korean_exam))]
right = sum(label == truth for label, truth in zip(said, korean_exam.values(), strict=True))
print("Korean model:", right, "of", len(korean_exam), "right")
for label, (text, truth) in zip(said, korean_exam.items(), strict=True):
    if label != truth:
        print(f"  said {label}  {text}")

# %% [markdown] lang="en" tags=["slide"]
# Which kinds of sentence does it get wrong, if any? The same as the English model, or others?
#
# Now the experiment: what does the **English** model do with these sentences? Guess before you run: an error, scores
# near 0.5, or confident answers?

# %% [markdown] lang="ko" of="2e15c1d7" tags=["slide"]
# 틀린 문장이 있다면 어떤 종류인가요? 영어 모델이 틀린 곳과 같은가요?
#
# 이제 실험입니다. **영어** 모델에 이 문장들을 넣으면 어떻게 될까요? 오류가 날까요, 점수가 0.5 근처일까요, 아니면 자신
# 있게 답할까요? 먼저 맞혀 보세요.

# %%
answers = classifier(list(korean_exam))
for answer, text in zip(answers, korean_exam, strict=True):
    print(f"{answer['label']} {answer['score']:.2f}  {text}")
right = sum(answer["label"] == truth for answer, truth in zip(answers, korean_exam.values(), strict=True))
print("English model:", right, "of", len(korean_exam), "right")

# %% [markdown] lang="en" tags=["slide"]
# No error and no warning: labels and scores as always. With two labels, a coin gets five of ten; compare with that and
# not with zero. What do these answers rest on? Look at a sentence as the model sees it:

# %% [markdown] lang="ko" of="cccf9603" tags=["slide"]
# 오류도 경고도 없이, 늘 그렇듯 레이블과 점수가 나옵니다. 레이블이 두 개이면 동전을 던져도 열 개 중 다섯 개는 맞으니,
# 0이 아니라 다섯 개와 견주어 보세요. 이 답은 무엇을 보고 낸 것일까요? 모델이 보는 대로 문장을 살펴보겠습니다.

# %%
print("English model:", classifier.tokenizer.tokenize("배우들 연기가 훌륭했어요."))
print("Korean model: ", korean.tokenizer.tokenize("배우들 연기가 훌륭했어요."))

# %% [markdown] lang="en" tags=["slide"]
# The English tokenizer does not know Korean words. It breaks them into scraps or writes `[UNK]`, "unknown", and the
# score is computed from what is left. (`##` marks a piece that continues the one before it.)
#
# **A score never says "I do not know this language."** A high one deserves no trust here, and a low one looks just
# like that of an English sentence without any opinion. Whether a model fits your texts you have to know, or to
# measure.

# %% [markdown] lang="ko" of="8226f99b" tags=["slide"]
# 영어 토크나이저는 한국어 낱말을 모릅니다. 조각조각 부수거나 '모름'을 뜻하는 `[UNK]`로 적고, 점수는 그렇게 남은 것을
# 가지고 계산합니다. (`##`이 보이면 앞 조각에 이어지는 조각이라는 표시입니다.)
#
# **점수는 "이 언어를 모릅니다"라고 말해 주지 않습니다.** 점수가 높아도 여기서는 믿을 수 없고, 낮아도 의견이 전혀 없는
# 영어 문장의 점수와 구별되지 않습니다. 모델이 여러분의 텍스트에 맞는지는 미리 알고 있거나, 직접 재 보아야 합니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.5.** The shop wants to answer the **most negative** review first. Write `most_negative(texts, classify,
# negative)`. `classify` is called like a pipeline: with the list `texts` it returns one answer for each, `{"label": …,
# "score": …}`. There are two labels; `negative` is the bad one, here `"0"`. Return the text.
#
# Think before you write: what does a score of 0.99 mean where the label is `"1"`?

# %% [markdown] lang="ko" of="0ce43eef" tags=["exercise"]
# **연습 1.5.** 쇼핑몰에서는 **가장 부정적인** 리뷰부터 답하려고 합니다. 함수 `most_negative(texts, classify,
# negative)`를 만들어 보세요. `classify`는 파이프라인처럼 부릅니다. 리스트 `texts`를 넣으면 텍스트마다 `{"label": …,
# "score": …}`를 하나씩 돌려줍니다. 레이블은 두 개이고 `negative`가 나쁜 쪽 레이블입니다. 여기서는 `"0"`입니다. 가장
# 부정적인 텍스트를 돌려주면 됩니다.
#
# 쓰기 전에 생각해 보세요. 레이블이 `"1"`일 때 점수 0.99는 무슨 뜻일까요?

# %% tags=["solution"]
def most_negative(texts, classify, negative):
    shares = [
        answer["score"] if answer["label"] == negative else 1 - answer["score"] for answer in classify(texts)
    ]
    return texts[shares.index(max(shares))]

# %% tags=["check"]
hfcourse.check("1.5", most_negative)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Usual wrong answer: the text with the smallest score, which is only the least sure one; a score belongs
# to its label. In a class that reads no Korean, let somebody translate an English review with a phone and compare. The
# English model on Korean text is the moment people remember: give the guess a full minute.

# %% [markdown] lang="ko" of="be325b31" tags=["notes"]
# 15분. 흔한 오답은 점수가 가장 작은 텍스트를 고른 것입니다. 그것은 가장 자신 없는 답일 뿐이고, 점수는 그 레이블에 붙은
# 값입니다. 영어 모델에 한국어를 넣는 장면이 가장 오래 기억에 남으니 맞혀 볼 시간을 1분은 주세요.

# %% [markdown] lang="en"
# ## Which model should you take?
#
# The Hub holds a great many text classifiers. Five questions narrow them down, and the answers stand in each model's
# **card** (its README): Which **task**? Which **language** did it read in training? Which **licence**? How **large**
# is it? Is it **gated**, so that you must ask for access first?
#
# `model_info` asks the Hub for these facts:

# %% [markdown] lang="ko" of="f7a458fd"
# ## 어떤 모델을 골라야 할까요?
#
# 허브에는 텍스트 분류 모델이 아주 많습니다. 다섯 가지를 물으면 후보가 줄어듭니다. 어떤 **작업**인가? 어떤 **언어**로
# 학습했는가? **라이선스**는 무엇인가? 얼마나 **큰가**? 사용 승인을 먼저 받아야 하는 **접근 제한 모델**(gated)인가?
# 답은 모델마다 있는 **모델 카드**(README)에 있습니다.
#
# `model_info`로 허브에 물어보겠습니다.

# %%
from huggingface_hub import model_info

for model in (classifier.model, korean.model):
    info = model_info(model.name_or_path)
    print(info.id)
    print(f"  task {info.pipeline_tag} · language {info.card_data.language} · gated {info.gated}")
    print(f"  licence {info.card_data.license} · {model.num_parameters() / 1e6:.1f} million parameters")

# %% [markdown] lang="en" tags=["slide"]
# In `mini` you see the facts of the stand-ins, with their own licence and far fewer parameters. The real models have
# 67 and 14 million parameters, a download of 268 MB and 57 MB.
#
# To look around, search. `list_models` gives the same list as the website, and `filter` takes tasks, languages and
# licences (the latter as `"license:mit"`).

# %% [markdown] lang="ko" of="dd2bcdfd" tags=["slide"]
# `mini`에서는 대역 모델의 정보가 나오므로 라이선스도 대역 모델의 것이고 매개변수(parameter), 곧 가중치의 수도 훨씬
# 적습니다. 실제 모델의
# 매개변수는 6,700만 개와 1,400만 개이고, 내려받는 크기는 268 MB와 57 MB입니다.
#
# 둘러보고 싶다면 검색을 합니다. `list_models`는 웹사이트와 같은 목록을 주고, `filter`에는 작업, 언어, 라이선스를 넣을
# 수 있습니다. 라이선스는 `"license:mit"`처럼 씁니다.

# %%
from huggingface_hub import list_models

for info in list_models(filter=["text-classification", "ko"], sort="downloads", limit=3):
    print(info.id)

# %% [markdown] lang="en" tags=["slide"]
# In `mini` the list is short: the embedded hub holds few models, each under the real name and under its own.
#
# Downloads say what is popular, not what is good or allowed. A look at Korean sentiment models in September 2026:
#
# | model | licence | what to know |
# |---|---|---|
# | `daekeun-ml/koelectra-small-v3-nsmc` | MIT | 14 million parameters, film reviews, labels 0 and 1 |
# | `nlp04/korean_sentiment_analysis_kcelectra` | MIT | about 110 million parameters, trained on noisier text (comments) |
# | `tabularisai/multilingual-sentiment-analysis` | non-commercial | not for a product that earns money |
# | `matthewburke/korean_sentiment` | none stated | **no licence is no permission**: ask the author |
#
# Several models called "multilingual" have no Korean in their training data. The name does not tell; the card may, and
# an exam of your own will.

# %% [markdown] lang="ko" of="3b7d0d25" tags=["slide"]
# `mini`에서는 목록이 짧습니다. 내장 허브에는 모델이 몇 개뿐이고, 하나하나가 실제 이름과 자기 이름으로 두 번 나옵니다.
#
# 다운로드 수는 인기를 말해 줄 뿐, 좋은 모델인지 써도 되는 모델인지는 말해 주지 않습니다. 2026년 9월에 살펴본 한국어
# 감성 분석 모델입니다.
#
# | 모델 | 라이선스 | 알아 둘 점 |
# |---|---|---|
# | `daekeun-ml/koelectra-small-v3-nsmc` | MIT | 매개변수 1,400만 개, 영화평, 레이블은 0과 1 |
# | `nlp04/korean_sentiment_analysis_kcelectra` | MIT | 매개변수 약 1억 1천만 개, 댓글처럼 더 거친 글로 학습 |
# | `tabularisai/multilingual-sentiment-analysis` | 비상업 | 돈을 버는 제품에는 쓸 수 없음 |
# | `matthewburke/korean_sentiment` | 적혀 있지 않음 | **라이선스가 없으면 허락도 없습니다.** 만든 사람에게 물어보세요 |
#
# 이름에 "multilingual"이 붙어 있어도 학습 데이터에 한국어가 없는 모델이 여럿 있습니다. 이름으로는 알 수 없습니다. 모델
# 카드를 보면 알 수도 있고, 직접 시험을 내 보면 확실히 알 수 있습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.6.** Write `choose(models, language, limit)`: it returns the `id` of the model with the **fewest**
# parameters that
#
# - reads `language` (it stands in its `languages`),
# - has the licence `"apache-2.0"` or `"mit"`,
# - is not gated,
# - has at most `limit` parameters,
#
# or `None` where no model fits. `shelf` below shows what `models` looks like; its models are made up.

# %% [markdown] lang="ko" of="c3151609" tags=["exercise"]
# **연습 1.6.** 아래 조건에 모두 맞는 모델 가운데 매개변수가 **가장 적은** 모델의 `id`를 돌려주는 함수 `choose(models,
# language, limit)`를 만들어 보세요. 맞는 모델이 없으면 `None`을 돌려줍니다.
#
# - `language`로 학습했습니다(`languages`에 들어 있습니다).
# - 라이선스가 `"apache-2.0"` 또는 `"mit"`입니다.
# - 승인 없이 쓸 수 있습니다(`gated`가 `False`).
# - 매개변수가 `limit`개 이하입니다.
#
# `models`가 어떻게 생겼는지는 아래의 `shelf`를 보세요. 여기 나오는 모델은 지어낸 것입니다.

# %%
shelf = [
    {"id": "river/large", "languages": ["en", "ko"], "licence": "apache-2.0", "gated": False, "parameters": 560_000_000},
    {"id": "river/small", "languages": ["en", "ko"], "licence": "mit", "gated": False, "parameters": 118_000_000},
    {"id": "hill/tiny", "languages": ["ko"], "licence": None, "gated": False, "parameters": 9_000_000},
    {"id": "hill/base", "languages": ["ko"], "licence": "cc-by-nc-4.0", "gated": False, "parameters": 84_000_000},
    {"id": "lake/mini", "languages": ["en", "ko"], "licence": "apache-2.0", "gated": True, "parameters": 30_000_000},
]

# %% tags=["solution"]
def choose(models, language, limit):
    fitting = [
        model
        for model in models
        if language in model["languages"]
        and model["licence"] in ("apache-2.0", "mit")
        and not model["gated"]
        and model["parameters"] <= limit
    ]
    return min(fitting, key=lambda model: model["parameters"])["id"] if fitting else None

# %% tags=["check"]
hfcourse.check("1.6", choose)

# %% [markdown] lang="en" tags=["notes"]
# 10 minutes. Usual wrong answers: forgetting that a model without a licence is not free to use; `min` of an empty
# list. If there is a network, open one model card on the website and find the five answers together.

# %% [markdown] lang="ko" of="23ec04d9" tags=["notes"]
# 10분. 흔한 오답은 라이선스가 없는 모델을 마음대로 써도 된다고 여긴 것, 빈 리스트에 `min`을 쓴 것입니다. 네트워크가
# 있으면 웹사이트에서 모델 카드 하나를 열어 다섯 가지 답을 함께 찾아보세요.

# %% [markdown] lang="en"
# ## Can it go faster?
#
# A list goes into a pipeline as a whole, but by default the model still reads one text at a time. With `batch_size=32`
# it reads 32 together. Guess: does that change the answers? Does it change the time? To find out, take texts of very
# different lengths, as they come in a shop: many short, some long.

# %% [markdown] lang="ko" of="7b1129f3"
# ## 더 빠르게 할 수 있을까요?
#
# 리스트를 통째로 넣어도 파이프라인은 기본적으로 텍스트를 하나씩 모델에 보냅니다. `batch_size=32`를 주면 32개씩
# **배치**(batch)로 묶어 읽습니다. 맞혀 보세요. 답이 달라질까요? 시간은 달라질까요? 쇼핑몰에 들어오는 글처럼 짧은 것은 많고 긴 것은
# 조금 있는, 길이가 저마다 다른 텍스트로 알아보겠습니다.

# %%
import random

sentences = [text for _, _, text in everything]
texts = sentences * 5 + [" ".join(sentences[first : first + 6]) for first in range(24)]
random.Random(0).shuffle(texts)
by_length = sorted(texts, key=len)
print(len(texts), "texts, from", len(by_length[0]), "to", len(by_length[-1]), "characters")

# %% [markdown] lang="en" tags=["slide"]
# Three ways, the same texts: one by one, in batches of 32 as they come, and in batches of 32 after sorting by length.
# Which is the fastest?

# %% [markdown] lang="ko" of="732ed077" tags=["slide"]
# 같은 텍스트를 세 가지 방법으로 읽힙니다. 하나씩, 들어온 순서대로 32개씩, 길이순으로 정렬해서 32개씩. 어느 것이 가장 빠를까요?

# %%
from time import perf_counter

labels, milliseconds = {}, {}
for way, given, size in (("one by one", texts, 1), ("batches", texts, 32), ("sorted batches", by_length, 32)):
    begin = perf_counter()
    answers = classifier(given, batch_size=size)
    milliseconds[way] = 1000 * (perf_counter() - begin) / len(given)
    labels[way] = {text: answer["label"] for text, answer in zip(given, answers, strict=True)}
print("the same labels:", labels["one by one"] == labels["batches"] == labels["sorted batches"])

# %%
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(6, 2.2), layout="constrained")
axes.barh(list(milliseconds), list(milliseconds.values()))
axes.set(xlabel="milliseconds per text")
axes.invert_yaxis()
plt.show()

# %% [markdown] lang="en" tags=["slide"]
# The labels agree. Each bar is the time that one text took, on the computer that ran this page, so run it on yours. A
# **GPU** gains much, because it computes 32 texts nearly as fast as one. On a **CPU** it depends: with a small model, as in `mini`,
# much of the time goes into handing over each text, and a batch saves that; with a large model there is little to
# gain, and unsorted batches can even be slower. So measure, and do not copy a batch size from a tutorial.
#
# On a GPU you may also meet this warning: `You seem to be using the pipelines sequentially on GPU`. It appears
# after ten separate calls and means what you have just seen: pass one list with a `batch_size` instead of calling in a
# loop.
#
# Why can sorting help? All texts of a batch must be equally long, so the short ones are filled up with **padding** to
# the length of the longest, and the model computes the padding too. Count it:

# %% [markdown] lang="ko" of="9e9551d7" tags=["slide"]
# 레이블은 모두 같습니다. 막대는 위에서부터 하나씩(one by one), 배치(batches), 정렬한 배치(sorted batches)이고, 길이는 텍스트 하나에
# 걸린 시간(밀리초)입니다. 이 페이지를 실행한 컴퓨터에서 잰 것이니 여러분의
# 컴퓨터에서 다시 재 보세요. **GPU**는 32개를 한 개와 거의 같은 시간에 계산하므로 많이 빨라집니다. **CPU**에서는 경우에 따라
# 다릅니다. `mini`처럼 모델이 작으면 텍스트를 하나씩 건네는 데 시간이 많이 들기 때문에 배치로 묶으면 그만큼 빨라집니다. 모델이 크면
# 이득이 적고, 정렬하지 않은 배치는 오히려 느려지기도 합니다. 그러니 튜토리얼에 적힌 배치 크기를 그대로 베끼지 말고 직접 재 보세요.
#
# GPU에서 실행했다면 `You seem to be using the pipelines sequentially on GPU`라는 경고도 보았을지 모릅니다. 따로따로 열 번 넘게
# 부르면 나옵니다. 반복문에서 하나씩 부르지 말고, 방금 한 것처럼 리스트 하나를 `batch_size`와 함께 넘기라는 뜻입니다.
#
# 정렬은 왜 도움이 될까요? 한 배치에 든 텍스트는 길이가 모두 같아야 하므로 짧은 것은 가장 긴 것에 맞추어
# **패딩**(padding)으로 채웁니다. 모델은 그 패딩까지 계산합니다. 얼마나 되는지 세어 보겠습니다.

# %%
# Tokens that the model computes, padding included: in each batch, the longest text times the number of texts.
# ko: 패딩까지 합쳐 모델이 계산하는 토큰의 수: 배치마다 가장 긴 텍스트의 길이 × 텍스트의 수
def computed(lengths, size):
    batches = [lengths[start : start + size] for start in range(0, len(lengths), size)]
    return sum(max(batch) * len(batch) for batch in batches)


lengths = [len(ids) for ids in classifier.tokenizer(texts)["input_ids"]]
print("tokens in the texts:             ", sum(lengths))
print("computed in batches of 32:       ", computed(lengths, 32))
print("computed, sorted by length first:", computed(sorted(lengths), 32))

# %% [markdown] lang="en" tags=["slide"]
# Sorting puts texts of similar length together, and most of the padding is gone. The gain grows with how much your
# texts differ in length. But mind: the answers then come in the sorted order, no longer in that of your texts. In
# exercise 1.7 you put them back.

# %% [markdown] lang="ko" of="ceb8e1e8" tags=["slide"]
# 길이순으로 정렬하면 비슷한 길이끼리 모여 패딩이 거의 사라집니다. 텍스트 길이가 들쭉날쭉할수록 이득도 커집니다. 다만 답도 원래
# 순서가 아니라 정렬한 순서대로 나오니 조심하세요. 연습 1.7에서 제자리로 돌려놓겠습니다.

# %% [markdown] lang="en" tags=["slide"]
# Two more things change the speed. The **dtype**, the kind of number that the weights are stored in: half precision
# (float16 or bfloat16) needs half the memory, and on most GPUs it is faster, too. `course.dtype` is what suits your
# machine; pass it as `pipeline(…, dtype=course.dtype)`. On a CPU stay with float32. And the **size** of the model: half
# the weights cost about half the time. Which mistakes do you get for that? Only an exam of your own will tell.

# %% [markdown] lang="ko" of="dda47374" tags=["slide"]
# 속도에 영향을 주는 것이 두 가지 더 있습니다. 하나는 가중치를 어떤 숫자로 저장하는지, 곧 **자료형**(dtype)입니다.
# 반정밀도(half precision, float16이나 bfloat16)는 메모리를 절반만 쓰고 대부분의 GPU에서는 더 빠릅니다. `course.dtype`은 여러분의
# 컴퓨터에 알맞은 자료형이고 `pipeline(…, dtype=course.dtype)`처럼 넘깁니다. CPU에서는 float32를 그대로 쓰세요. 다른 하나는 모델의
# **크기**입니다. 가중치가 절반이면 시간도 절반쯤 듭니다. 그 대가로 무엇을 더 틀릴까요? 직접 시험을 내 보아야 알 수 있습니다.

# %%
import copy

whole = classifier.model.get_memory_footprint()
half = copy.deepcopy(classifier.model).half().get_memory_footprint()
print(f"float32: {whole / 1e6:.1f} MB, float16: {half / 1e6:.1f} MB")

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.7.** Write `sorted_and_back(texts, classify)`: it calls `classify` **once**, with the texts sorted by
# length (`len(text)`, shortest first), and returns the answers in the order of `texts`.

# %% [markdown] lang="ko" of="c832129e" tags=["exercise"]
# **연습 1.7.** 텍스트를 길이순(`len(text)`, 짧은 것부터)으로 정렬해 `classify`를 **한 번만** 부르고, 답은 원래
# `texts`의 순서대로 돌려주는 함수 `sorted_and_back(texts, classify)`를 만들어 보세요.

# %% tags=["solution"]
def sorted_and_back(texts, classify):
    order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
    back = [None] * len(texts)
    for position, answer in zip(order, classify([texts[position] for position in order]), strict=True):
        back[position] = answer
    return back

# %% tags=["check"]
hfcourse.check("1.7", sorted_and_back)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes; drop the exercise if time is short. Usual wrong answers: the answers left in sorted order,
# `sorted(texts)` without `key=len` (alphabetical), one call for each text (then nothing is batched), and
# `texts.sort()`, which reorders the caller's list.
#
# **Without Wi-Fi:** everything in this lesson runs in `mini`; set `HFCOURSE_PROFILE=mini`, or pass `profile="mini"` to
# `hfcourse.start`. For the real models in a room with a slow line, run `hfcourse prefetch 01` at home.

# %% [markdown] lang="ko" of="63aac7b9" tags=["notes"]
# 12분. 시간이 모자라면 연습은 건너뛰어도 됩니다. 흔한 오답은 답을 정렬한 순서대로 둔 것, `key=len` 없이
# `sorted(texts)`라고 써서 가나다순으로 정렬한 것, 텍스트마다 따로 부른 것(그러면 배치가 되지 않습니다),
# `texts.sort()`로 넘겨받은 리스트까지 바꿔 버린 것입니다.
#
# **와이파이가 없을 때:** 이 수업은 모두 `mini`에서 돌아갑니다. `HFCOURSE_PROFILE=mini`로 두거나 `hfcourse.start`에
# `profile="mini"`를 넘기세요. 회선이 느린 강의실에서 실제 모델을 쓰려면 미리 `hfcourse prefetch 01`을 실행해 두세요.

# %% [markdown] lang="en"
# ## What belongs in the gap?
#
# So far one task. The Hub has models for many more, and a pipeline for each is called in the same way. The next
# sections take them in turn: fill a gap, find names, sort by labels of your own, answer from a text, summarize,
# translate, write.
#
# The first is a game for children: *The capital of France is ___.* It is also how models such as BERT learned their
# language: words of a text were hidden, the model guessed them, and its mistakes moved its weights a little. Over
# billions of words that is a good school.

# %% [markdown] lang="ko" of="f07909ca"
# ## 빈칸에는 무엇이 들어갈까요?
#
# 지금까지는 작업 하나만 보았습니다. 허브에는 다른 작업을 하는 모델도 많고, 파이프라인을 부르는 방법은 모두 같습니다.
# 이제 빈칸 채우기, 이름 찾기, 내가 정한 레이블로 나누기, 글에서 답 찾기, 요약, 번역, 글쓰기를 차례로 해 보겠습니다.
#
# 첫째는 아이들도 하는 놀이, **빈칸 채우기**(fill-mask)입니다. '프랑스의 수도는 ___이다.' BERT 같은 모델은 바로 이렇게 말을 배웠습니다.
# 글에서 낱말을 가리고 모델에게 맞혀 보게 한 다음, 틀린 만큼 가중치를 조금씩 옮겼습니다. 이렇게 낱말 수십억 개를 읽었습니다.

# %%
fill = pipeline("fill-mask", model="distilbert/distilroberta-base", device=course.device)
guesses = fill("The capital of France is <mask>.")
for guess in guesses:
    print(f"{guess['score']:.2f} {guess['token_str']}")

# %% [markdown] lang="en" tags=["slide"]
# Five guesses, the best first. The score is once more a share, this time among **all** words that the model knows.
# Now a gap where many words fit. What happens to the scores?

# %% [markdown] lang="ko" of="8191d6dd" tags=["slide"]
# 답 다섯 개가 점수가 높은 순서로 나왔습니다. 점수는 여기서도 몫입니다. 다만 모델이 아는 **모든** 낱말이 1을 나누어 갖습니다.
# 다음 빈칸에는 여러 낱말이 어울립니다. 점수는 어떻게 될까요?

# %%
guesses = fill("In the morning I drink a cup of <mask>.")
hfcourse.show.scores([guess["token_str"].strip() for guess in guesses], [guess["score"] for guess in guesses])

# %% [markdown] lang="en" tags=["slide"]
# Do several words share the score? They should: there is no single answer.
#
# Older tutorials write `[MASK]` for the gap. Does that work?

# %% [markdown] lang="ko" of="02a5f3b8" tags=["slide"]
# 여러 낱말이 점수를 나누어 가졌나요? 정답이 하나가 아니니 그래야 맞습니다.
#
# 예전 튜토리얼에서는 빈칸을 `[MASK]`라고 씁니다. 이 모델에서도 될까요?

# %%
try:
    fill("The capital of France is [MASK].")
except Exception as error:
    print(type(error).__name__, "-", error)

# %% [markdown] lang="en" tags=["slide"]
# Each model has its own **mask token**, and its tokenizer knows it: `tokenizer.mask_token`. Put that into the text, and
# the same line works with any model.

# %% [markdown] lang="ko" of="0b4a5650" tags=["slide"]
# 빈칸을 나타내는 **마스크 토큰**(mask token)은 모델마다 다르고, 토크나이저가 알고 있습니다. `tokenizer.mask_token`을
# 넣으면 같은 코드가 어떤 모델에서도 돌아갑니다.

# %%
bert = pipeline("fill-mask", model="google-bert/bert-base-uncased", device=course.device)
klue = pipeline("fill-mask", model="klue/bert-base", device=course.device)

gaps = {fill: "A week has seven ___.", bert: "A week has seven ___.", klue: "한국의 수도는 ___이다."}
for model, text in gaps.items():
    mask = model.tokenizer.mask_token
    best = model(text.replace("___", mask))[0]
    print(f"{mask:<6}  {text}  {best['token_str'].strip()}")

# %% [markdown] lang="en" tags=["slide"]
# Three models, two mask tokens, one line of code. (The Korean sentence says *The capital of Korea is ___.*) In
# `full`, loading may print a table headed `LOAD REPORT` with the word `UNEXPECTED`: the file holds parts that this
# task does not need. That is no error.

# %% [markdown] lang="ko" of="d4d760cc" tags=["slide"]
# 모델은 셋, 마스크 토큰은 두 가지, 코드는 하나입니다. `full`에서는 모델을 불러올 때 `LOAD REPORT`라는 표에 `UNEXPECTED`라는 말이 나올 수 있습니다. 파일에 이 작업에는
# 필요 없는 부분이 들어 있다는 뜻일 뿐 오류가 아닙니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.8.** Write `complete(fill, text)`: `fill` is any fill-mask pipeline, `text` has `___` (three underscores)
# where the gap is. Return the three best **whole sentences** as a list. Each answer of the pipeline carries its sentence
# as `"sequence"`, and the argument `top_k` says how many answers you want.

# %% [markdown] lang="ko" of="5697e156" tags=["exercise"]
# **연습 1.8.** 함수 `complete(fill, text)`를 만들어 보세요. `fill`은 빈칸 채우기 파이프라인이고, 어떤 모델의 것이든 들어올 수
# 있습니다. `text`에는 빈칸 자리에 `___`(밑줄 세 개)가 있습니다. 빈칸을 채운 **문장**을 점수가 높은 것부터 **세 개** 리스트로
# 돌려주세요. 답마다 빈칸을 채운 문장이 `"sequence"`에 들어 있고, 답의 개수는 인자 `top_k`로 정합니다.

# %% tags=["solution"]
def complete(fill, text):
    answers = fill(text.replace("___", fill.tokenizer.mask_token), top_k=3)
    return [answer["sequence"] for answer in answers]

# %% tags=["check"]
hfcourse.check("1.8", complete)

# %% [markdown] lang="en" tags=["notes"]
# 10 minutes. Usual wrong answers: `<mask>` written into the function (it then fails with BERT); the words instead of
# the sentences; `fill(text)[:3]`, which works by luck, because five is the default. Ask what the model would say to
# "The best football team is ___.": it repeats what people wrote, and that is no fact.

# %% [markdown] lang="ko" of="1596c328" tags=["notes"]
# 10분. 흔한 오답은 함수에 `<mask>`를 적어 넣은 것(BERT에서는 오류가 납니다), 문장이 아니라 낱말을 돌려준 것,
# `fill(text)[:3]`이라고 쓴 것(기본값이 다섯이라 우연히 맞을 뿐입니다)입니다. "세계에서 가장 좋은 축구팀은 ___이다."를 넣으면
# 뭐라고 할지 물어보세요. 모델은 사람들이 쓴 말을 되풀이할 뿐이고, 그것은 사실이 아닙니다.

# %% [markdown] lang="en"
# ## Who, where, which company?
#
# The shop's mail is full of names: of people, places, firms. **Named-entity recognition** (NER) finds them and says what kind
# each is.

# %% [markdown] lang="ko" of="cdaf7bae"
# ## 누가, 어디서, 어느 회사가?
#
# 쇼핑몰에 오는 메일에는 사람, 장소, 회사의 이름이 가득합니다. **개체명 인식**(named-entity recognition, NER)은 이름을
# 찾아 종류를 알려 줍니다.

# %%
ner = pipeline("ner", model="dslim/bert-base-NER", aggregation_strategy="simple", device=course.device)

text = "Barack Obama was the 44th president of the United States. He met Maria Santos of the World Bank in Lisbon."
entities = ner(text)
for entity in entities:
    print(f"{entity['entity_group']:<4} {entity['score']:.2f}  {entity['start']:>3}-{entity['end']:<3}  {entity['word']}")

# %%
hfcourse.show.spans(text, entities)

# %% [markdown] lang="en" tags=["slide"]
# The kinds are those of a well-known data set, CoNLL-2003: `PER` for people, `LOC` for places, `ORG` for organisations,
# `MISC` for the rest (languages, nationalities, events, titles of books and films). `start` and `end` count characters,
# so `text[start:end]` is the name as it stands in the text.
#
# What does `aggregation_strategy` do? Switch it off for one call, with `"none"` (the default of a new pipeline).

# %% [markdown] lang="ko" of="4849d61a" tags=["slide"]
# 종류는 널리 알려진 데이터셋 CoNLL-2003에서 온 것으로, `PER`는 사람, `LOC`는 장소, `ORG`는 단체, `MISC`는 그 밖의 것(언어,
# 국적, 행사, 책이나 영화의 제목)입니다. `start`와 `end`는 글자 위치이므로 `text[start:end]`로 원문에 적힌 그대로의 이름을 꺼낼 수 있습니다.
#
# `aggregation_strategy`는 무슨 일을 할까요? 한 번만 `"none"`으로 꺼 보겠습니다. (파이프라인을 만들 때 적지 않으면 `"none"`입니다.)

# %%
for entity in ner("Maria Santos lives in Lisbon.", aggregation_strategy="none"):
    print(f"{entity['entity']:<6} {entity['score']:.2f}  {entity['word']}")

# %% [markdown] lang="en" tags=["slide"]
# The model labels **tokens**, not names: `B-` begins a name, `I-` continues it, and `O` (for *outside*, not shown) is
# no name. `"simple"` puts the pieces of a name together again. Now and then it leaves one cut in two; then try
# `"first"`. (Older tutorials write `grouped_entities=True`; today that is an error.)

# %% [markdown] lang="ko" of="de0a3694" tags=["slide"]
# 모델은 이름이 아니라 **토큰**(token)마다 레이블을 붙입니다. `B-`는 이름의 시작, `I-`는 이어지는 부분이고, 출력에 보이지 않는 `O`는
# 이름이 아니라는 뜻입니다. `"simple"`은 이 조각들을 이름 하나로 다시 묶어 줍니다. 가끔 이름 하나가 둘로 잘려 나오면 `"first"`를 써
# 보세요. (예전 튜토리얼의 `grouped_entities=True`는 이제 오류가 납니다.)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.9.** Who is mentioned in a mail? Write `find_names(text, entities, kind)`, where `entities` is what `ner`
# returned for `text`. It returns a list of the names of one kind (such as `"PER"`), each once, in the order of their
# first appearance, **as they stand in the text**. Take them from
# `text` with `start` and `end`: `word` is put together from tokens and may differ, in its capitals or spaces.

# %% [markdown] lang="ko" of="85ab3807" tags=["exercise"]
# **연습 1.9.** 메일에 누가 나오나요? 한 종류(예를 들어 `"PER"`)의 이름을 처음 나온 순서대로 한 번씩만, **원문에 있는
# 그대로** 리스트로 돌려주는 함수 `find_names(text, entities, kind)`를 만들어 보세요. `entities`는 `ner(text)`가 돌려준
# 것입니다. 이름은 `start`와 `end`로 `text`에서 꺼내세요.
# `word`는 토큰을 이어 붙인 것이라 대소문자나 띄어쓰기가 원문과 다를 수 있습니다.

# %% tags=["solution"]
def find_names(text, entities, kind):
    found = [text[entity["start"] : entity["end"]] for entity in entities if entity["entity_group"] == kind]
    return list(dict.fromkeys(found))

# %% tags=["check"]
hfcourse.check("1.9", find_names)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes. Usual wrong answers: `set(…)`, which loses the order; `entity["word"]`. If somebody saves the entities as
# JSON, they meet `Object of type float32 is not JSON serializable`: the score is a NumPy number, `float(…)` mends it.

# %% [markdown] lang="ko" of="f8e8e04c" tags=["notes"]
# 12분. 흔한 오답은 순서가 사라지는 `set(…)`과 `entity["word"]`입니다. 결과를 JSON으로 저장하려다 `Object of type float32 is
# not JSON serializable` 오류를 만나는 사람이 있습니다. 점수가 NumPy 숫자이기 때문이고, `float(…)`로 바꾸면 됩니다.

# %% [markdown] lang="en"
# ## Labels of your own, without training
#
# The shop wants to know what each mail is **about**. No model was trained for its departments. **Zero-shot
# classification** takes any labels that you write down.

# %% [markdown] lang="ko" of="84704ecf"
# ## 학습 없이, 내가 정한 레이블로
#
# 쇼핑몰에서는 메일마다 **무슨 일로** 보낸 것인지 알고 싶어 합니다. 이 쇼핑몰의 부서에 맞춰 학습한 모델은 없습니다. **제로샷
# 분류**(zero-shot classification)에는 원하는 레이블을 그때그때 적어 주면 됩니다.

# %%
sorter = pipeline("zero-shot-classification", model="facebook/bart-large-mnli", device=course.device)

text = "Hugging Face's Transformers library is amazing!"
answer = sorter(text, candidate_labels=["technology", "sports", "politics"])
print(list(answer))
hfcourse.show.scores(answer["labels"], answer["scores"], title=text)

# %% [markdown] lang="en" tags=["slide"]
# `labels` comes sorted, the best label first, and `scores` in the same order. How can it use a label that it was
# never trained on? The real model learned something else: whether one sentence **follows** from another. The pipeline
# asks it, for each label: does *This example is technology.* follow from the text? So five labels cost five runs of
# the model, and the wording of a label matters. (The stand-in gets the same questions, but goes by the words of text
# and label only; do not expect it to reason.)
#
# By default the labels compete and their scores add up to 1. With `multi_label=True` each is judged on its own. The
# next mail is about two things at once: which scores change?

# %% [markdown] lang="ko" of="48a89cce" tags=["slide"]
# `labels`에는 레이블이 점수가 높은 순서로, `scores`에는 그 점수가 같은 순서로 들어 있습니다. 학습한 적 없는 레이블을 어떻게 쓸 수
# 있을까요? 실제 모델이 배운 것은 한 문장의 내용에서 다른 문장을 **이끌어 낼 수 있는지**입니다. 파이프라인은 레이블마다 이렇게
# 묻습니다. 이 글을 읽고 *This example is technology.*(이 글은 기술 이야기이다)라고 말해도 되는가? 그래서 레이블이 다섯 개이면 모델을
# 다섯 번 실행하고, 레이블을 어떤 말로 적는지도 중요합니다. (대역 모델도 같은 질문을 받지만 글과 레이블에 나온 낱말만 보고
# 답합니다. 추리까지 기대하지는 마세요.)
#
# 기본 설정에서는 레이블끼리 겨루어 점수의 합이 1이 됩니다. `multi_label=True`를 주면 레이블마다 따로 판단합니다. 다음 메일은
# 두 가지 이야기를 합니다. 어떤 점수가 달라질까요?

# %%
mail = "The doctor told the football player to rest his knee for three weeks."
labels = ["sports", "health", "cooking"]
for several in (False, True):
    answer = sorter(mail, candidate_labels=labels, multi_label=several)
    scores = {label: f"{score:.2f}" for label, score in zip(answer["labels"], answer["scores"], strict=True)}
    print(f"multi_label={several!s:<5}  {scores}")

# %% [markdown] lang="en" tags=["slide"]
# Add up the scores of each line. In which line may two labels both be high, and in which does one take from the other?
# Where a text can belong to several labels or to none, `multi_label=True` is the one to use. In `mini`, trust the order
# of the labels more than the numbers.

# %% [markdown] lang="ko" of="59873b3f" tags=["slide"]
# 줄마다 점수를 더해 보세요. 두 레이블이 함께 높을 수 있는 줄은 어느 쪽이고, 한쪽이 오르면 다른 쪽이 내려가는 줄은 어느 쪽일까요?
# 글 하나에 레이블이 여러 개 어울리거나 하나도 어울리지 않을 수 있다면 `multi_label=True`를 씁니다. `mini`에서는 숫자보다 레이블의
# 순서를 보세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.10.** A mail may concern several departments. Write `departments(text, classify, labels, threshold)`:
# call `classify` **once**, with `multi_label=True`, and return every label whose score is **at least** `threshold`, in
# the order of `labels` (the pipeline returns them sorted by score).

# %% [markdown] lang="ko" of="090c5795" tags=["exercise"]
# **연습 1.10.** 메일 한 통이 여러 부서와 관계될 수 있습니다. 함수 `departments(text, classify, labels, threshold)`를 만들어
# 보세요. `multi_label=True`로 `classify`를 **한 번만** 부르고, 점수가 `threshold` **이상**인 레이블을 모두 `labels`의
# 순서대로 돌려주세요. (파이프라인은 점수순으로 돌려줍니다.)

# %% tags=["solution"]
def departments(text, classify, labels, threshold):
    answer = classify(text, candidate_labels=labels, multi_label=True)
    scores = dict(zip(answer["labels"], answer["scores"], strict=True))
    return [label for label in labels if scores[label] >= threshold]

# %% tags=["check"]
hfcourse.check("1.10", departments)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes. Usual wrong answers: the order of the scores instead of that of `labels`; a call for each label; forgetting
# `multi_label=True`, so that two right labels take the score from each other. For Korean mail in `full`:
# `MoritzLaurer/mDeBERTa-v3-base-mnli-xnli` reads Korean; read its licence on its card first.

# %% [markdown] lang="ko" of="8dc5f9a3" tags=["notes"]
# 12분. 흔한 오답은 `labels`가 아니라 점수의 순서로 돌려준 것, 레이블마다 따로 부른 것, `multi_label=True`를 빠뜨려 맞는 레이블
# 둘이 점수를 나눠 가진 것입니다. `full`에서 한국어 메일을 다루려면 한국어를 읽는 `MoritzLaurer/mDeBERTa-v3-base-mnli-xnli`를 쓸 수
# 있습니다. 라이선스는 모델 카드에서 먼저 확인하세요.

# %% [markdown] lang="en"
# ## Where in the text is the answer?
#
# A customer asks when the shop opens; the answer stands in the shop's own text. **Extractive question answering** does not
# write an answer, it **points** at one. Nothing can be made up, and you can check every answer at its place.
#
# For years this was `pipeline("question-answering")`. Early in version 5, transformers dropped it, with summarization
# and translation, because people should rather use chat models for all three:

# %% [markdown] lang="ko" of="f4197eb4"
# ## 답은 글의 어디에 있을까요?
#
# 손님이 가게 문을 언제 여는지 묻습니다. 답은 가게의 안내문에 있습니다. 추출형 **질의응답**(extractive question answering)은 답을
# 새로 쓰지 않고 글에서 답이 있는 곳을 **가리킵니다**. 글에 없는 말은 나올 수 없고, 어떤 답이든 그 자리를 찾아 확인할 수 있습니다.
#
# 오랫동안 `pipeline("question-answering")`으로 하던 일입니다. transformers 5 초기에 요약, 번역과 함께 없어졌습니다. 세 작업 모두
# 채팅 모델로 하라는 이유였습니다.

# %%
try:
    pipeline("question-answering")
except KeyError as error:
    print(type(error).__name__ + ":", course.text(en="transformers knows no such task", ko="그런 작업은 없다고 합니다"))

# %% [markdown] lang="en" tags=["slide"]
# The models are still there, and so are the classes that load them: `AutoTokenizer` and one `AutoModelFor…` for each
# task. `from_pretrained` fetches what belongs to a name; `pipeline` did that for you. The rest you know from *What is
# in a score?*: text to numbers, numbers through the model, numbers to an answer. Only, question and text go in
# together:

# %% [markdown] lang="ko" of="e0f3c13d" tags=["slide"]
# 그래도 모델은 그대로 있고, 모델을 불러오는 클래스도 그대로 있습니다. `AutoTokenizer`와, 작업마다 하나씩 있는 `AutoModelFor…`입니다.
# `from_pretrained`에 이름을 넘기면 필요한 파일을 받아 옵니다. 지금까지는 `pipeline`이 대신 하던 일입니다. 나머지는 '점수에는 무엇이
# 들어 있을까요?'에서 본 대로 글을 숫자로 바꾸고, 모델에 넣고, 나온 숫자로 답을 찾습니다. 다만 질문과 글을 함께 넣습니다.

# %%
import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

name = "distilbert/distilbert-base-cased-distilled-squad"
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForQuestionAnswering.from_pretrained(name).to(course.device)

question = "Where do I live?"
context = "My name is Sarah and I live in London."
inputs = tokenizer(question, context, return_tensors="pt").to(course.device)
with torch.no_grad():
    output = model(**inputs)
start, end = output.start_logits.argmax(), output.end_logits.argmax()
print(tokenizer.decode(inputs["input_ids"][0, start : end + 1]))

# %% [markdown] lang="en" tags=["slide"]
# The model gives each token two numbers: how well does it fit as the **start** of the answer, how well as the
# **end**? The answer runs from the best start to the best end. That is short, but a few things are missing: a score,
# the place in the text, several questions at a time, and texts that are longer than the model reads. And the end may
# come before the start.
#
# So make a pipeline of it again. transformers keeps a list of its tasks, the **pipeline registry**, and you may add
# to it; you will write such a pipeline yourself in the next section. This course adds three, under new names, because
# the old names stay closed: `extractive-qa`, `summarize` and `translate`. (`model=` and `tokenizer=` also take what you
# have loaded already; then nothing is loaded twice.)

# %% [markdown] lang="ko" of="17516db7" tags=["slide"]
# 모델은 토큰마다 숫자를 두 개 줍니다. 하나는 답의 **시작**으로 알맞은 정도, 하나는 답의 **끝**으로 알맞은 정도입니다. 가장 높은
# 시작에서 가장 높은 끝까지가 답입니다. 짧은 코드이지만 빠진 것이 있습니다. 점수와 글에서의 위치가 나오지 않고, 질문을 여러 개 넣을
# 수 없고, 모델이 한 번에 읽을 수 없는 긴 글도 다루지 못합니다. 끝이 시작보다 앞에 나올 수도 있습니다.
#
# 그래서 다시 파이프라인으로 만듭니다. transformers에는 작업 이름을 적어 두는 목록, **파이프라인 레지스트리**(pipeline registry)가
# 있고 누구나 자기 작업을 등록할 수 있습니다. 바로 다음 절에서 직접 하나 만들어 보겠습니다. 이 강의는 세 작업을 새 이름으로 등록합니다. 옛 이름은 막혀
# 있기 때문입니다. `extractive-qa`, `summarize`, `translate`입니다. (`model=`과 `tokenizer=`에는 이미 불러온 것을 그대로 넘길 수도
# 있습니다. 그러면 같은 모델을 두 번 불러오지 않습니다.)

# %%
print(hfcourse.tasks.register())
answerer = pipeline("extractive-qa", model=model, tokenizer=tokenizer, device=course.device)

context = "Hugging Face is a company based in New York City. It was founded in 2016 by three French entrepreneurs."
answer = answerer(question="Where is Hugging Face based?", context=context)
print(f"{answer['answer']}  score {answer['score']:.2f}  characters {answer['start']} to {answer['end']}")
hfcourse.show.spans(context, answer)

# %% [markdown] lang="en" tags=["slide"]
# Several questions go in as a list. The last one has no answer in the text: what will the model say?

# %% [markdown] lang="ko" of="dc88e28f" tags=["slide"]
# 질문이 여러 개이면 리스트로 넣습니다. 마지막 질문의 답은 글에 없습니다. 모델은 뭐라고 할까요?

# %%
questions = ["When was Hugging Face founded?", "Who founded it?", "How many people work there?"]
for question, answer in zip(questions, answerer(question=questions, context=context), strict=True):
    print(f"{answer['score']:.2f}  {question:<32} {answer['answer']}")

# %% [markdown] lang="en" tags=["slide"]
# The model **always** points at something, even where the text holds no answer. A low score may warn you, a high one
# proves nothing, as before: read the answer at its place. (Models trained on the dataset "SQuAD 2" can also say *no
# answer*; pass `handle_impossible_answer=True`. The answer is then an empty text.)
#
# A model reads a limited number of tokens at once. A longer text the pipeline reads in **windows** that overlap, and
# takes the best answer of all. Here is a text of several hundred tokens, with the answer at its end. We choose small
# windows: `max_seq_len` is their length in tokens, the question included, and `doc_stride` is how many tokens two
# neighbours share. (`verbose=False` only spares us a warning that the text is long.)

# %% [markdown] lang="ko" of="3caade8f" tags=["slide"]
# 모델은 글에 답이 없어도 **언제나** 어딘가를 가리킵니다. 점수가 낮으면 조심하라는 신호일 수 있지만, 앞에서 본 것처럼 점수가 높다고
# 해서 맞는다는 보장은 없습니다. 답이 있는 자리를 직접 읽어 보세요. (데이터셋 "SQuAD 2"로 학습한 모델은 '답 없음'이라고도 할 수
# 있습니다. `handle_impossible_answer=True`를 넘기면 됩니다.)
#
# 모델이 한 번에 읽는 토큰의 수는 정해져 있습니다. 그보다 긴 글은 파이프라인이 서로 겹치는 **창**(window)으로 나누어 읽고, 그중 가장
# 좋은 답을 고릅니다. 아래 글은 토큰이 수백 개이고 답은 맨 끝에 있습니다. 여기서는 창을 일부러 작게 잡았습니다. `max_seq_len`은 질문까지
# 합친 창의 길이, `doc_stride`는 이웃한 두 창이 겹치는 토큰의 수입니다. (`verbose=False`는 글이 길다는 경고를 끄는 것뿐입니다.)

# %%
long_text = "The museum is open every day. " * 60 + "The old clock was made by Clara Weber in 1872."
print(len(tokenizer(long_text, verbose=False)["input_ids"]), "tokens")
answer = answerer(question="Who made the clock?", context=long_text, max_seq_len=128, doc_stride=32)
print(f"{answer['answer']}  score {answer['score']:.2f}  from character {answer['start']}")

# %% [markdown] lang="en" tags=["slide"]
# Now ask a document of our own, a text file. First write one, then read it again and ask:

# %% [markdown] lang="ko" of="30a54c39" tags=["slide"]
# 이제 내 문서에 물어보겠습니다. 텍스트 파일을 하나 만들고, 다시 읽어서 질문합니다. (아래 글은 학교 도서관 안내문입니다. 아침 아홉 시에
# 열고 저녁 여섯 시에 닫으며, 월요일에는 쉽니다. 책은 다섯 권까지 2주 동안 빌릴 수 있고, 사서의 이름은 Mina Park입니다. 질문은
# 언제 쉬는지, 사서가 누구인지, 책을 몇 권 빌릴 수 있는지입니다. 한국어 문서는 바로 다음에 나옵니다.)

# %%
from pathlib import Path

notice = """Our school library opens at nine in the morning and closes at six. It is closed on Mondays.
You can borrow five books for two weeks. The name of the librarian is Mina Park."""
Path("library.txt").write_text(notice, encoding="utf-8")

document = Path("library.txt").read_text(encoding="utf-8")
questions = ["When is the library closed?", "Who is the librarian?", "How many books can you borrow?"]
answers = answerer(question=questions, context=document)
for question, answer in zip(questions, answers, strict=True):
    print(f"{answer['score']:.2f}  {question:<32} {answer['answer']}")

# %%
hfcourse.show.spans(document, answers[1], title=questions[1])

# %% [markdown] lang="en" tags=["slide"]
# The same in Korean, with a model that was trained for it. In Korean a particle is written onto the noun: *부산에* is
# *in Busan*. So tell the pipeline not to widen the answer to the whole word, with `align_to_words=False`. (This notice too
# says that the school library opens at nine, closes at six and on Mondays, and lends five books for two weeks; its
# librarian is 박지은. The questions: when does it open, how many books, what is the librarian's name, when is it closed?)

# %% [markdown] lang="ko" of="be1783f2" tags=["slide"]
# 이번에는 한국어를 학습한 모델로 한국어 문서에 물어보겠습니다. 한국어에서는 조사가 명사에 붙습니다. '부산에'에서 답은 '부산'입니다. 그래서
# 답을 어절 전체로 넓히지 않도록 `align_to_words=False`를 줍니다.

# %%
notice = """우리 학교 도서관은 오전 9시에 문을 열고 오후 6시에 닫습니다. 월요일에는 쉽니다.
책은 한 사람이 다섯 권까지 2주 동안 빌릴 수 있습니다. 사서 선생님의 이름은 박지은입니다."""

korean_answerer = pipeline("extractive-qa", model="timpal0l/mdeberta-v3-base-squad2", device=course.device)
questions = ["도서관은 몇 시에 문을 여나요?", "책은 몇 권까지 빌릴 수 있나요?"]
questions += ["사서 선생님의 이름은 무엇인가요?", "도서관은 언제 쉬나요?"]
answers = korean_answerer(question=questions, context=notice, align_to_words=False)
for question, answer in zip(questions, answers, strict=True):
    print(f"{answer['score']:.2f}  {question}  {answer['answer'].strip()}")

# %% [markdown] lang="en" tags=["slide"]
# Is each of them right? Hold it against the notice before you read on. The last question asks *when*, and so does the first:
# a model that has read little may take a time that it finds for the time that you asked for. (`strip()` takes away the
# space before a word, which this tokenizer counts as part of it.)

# %% [markdown] lang="ko" of="822976ad" tags=["slide"]
# 네 답이 모두 맞을까요? 더 읽기 전에 안내문과 맞추어 보세요. 마지막 질문도 첫 질문처럼 '때'를 묻습니다. 글을 적게 읽은 모델은 눈에 띄는
# 시각을 아무 질문의 답으로나 내놓기도 합니다. (`strip()`은 낱말 앞의 빈칸을 떼어 냅니다. 이 토크나이저는 빈칸을 낱말의 일부로 셉니다.)

# %%
hfcourse.show.spans(notice, answers[0], title=questions[0])

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.11 (project).** Ask your own document. Write `ask_file(path, questions, answerer, threshold)`: it reads
# the text file `path` (say `encoding="utf-8"`: on a Korean Windows the default is another one, and the text breaks),
# calls `answerer` **once** with the list of all questions, and returns a dictionary. Its keys are the questions, its
# values the answers, or `None` where the score is below `threshold`.
#
# Then write a few plain sentences of your own into a file, as above with `write_text`, and ask them:
# `ask_file("mine.txt", ["…", "…"], answerer, 0.3)` in English, with `korean_answerer` in Korean. Which threshold do you
# need?

# %% [markdown] lang="ko" of="b751666d" tags=["exercise"]
# **연습 1.11 (프로젝트).** 내 문서에 물어봅시다. 함수 `ask_file(path, questions, answerer, threshold)`를 만들어 보세요. 텍스트 파일
# `path`를 읽고(`encoding="utf-8"`을 꼭 적으세요. 한국어 Windows의 기본 인코딩은 달라서 글자가 깨집니다), 질문을 모두 담은 리스트로
# `answerer`를 **한 번만** 부릅니다. 질문을 키로, 답을 값으로 하는 딕셔너리를 돌려주되, 점수가 `threshold`보다 낮으면 답 대신
# `None`을 넣습니다.
#
# 그다음 쉬운 문장 몇 개를 위에서처럼 `write_text`로 파일에 저장하고 물어보세요. 한국어 글이면
# `ask_file("mine.txt", ["…", "…"], korean_answerer, 0.3)`, 영어 글이면 `answerer`를 넘깁니다. 기준값은 얼마가 알맞은가요?

# %% tags=["solution"]
def ask_file(path, questions, answerer, threshold):
    document = Path(path).read_text(encoding="utf-8")
    answers = answerer(question=questions, context=document)
    return {
        question: answer["answer"] if answer["score"] >= threshold else None
        for question, answer in zip(questions, answers, strict=True)
    }

# %% tags=["check"]
hfcourse.check("1.11", ask_file)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes with the project; let people bring a text of their own. Usual wrong answers: `open(path)` without an encoding; a
# call for each question; dropping the questions below the threshold instead of mapping them to `None`. The stand-ins of
# `mini` read short, plain texts; in `full`, try a page of a handbook.

# %% [markdown] lang="ko" of="b7f8693d" tags=["notes"]
# 프로젝트까지 20분. 각자 자기 글을 가져오게 하세요. 흔한 오답은 인코딩 없이 `open(path)`을 쓴 것, 질문마다 따로 부른 것,
# 점수가 낮은 질문을 `None`으로 두지 않고 빼 버린 것입니다. `mini`의 대역 모델은 짧고 쉬운 글을 읽습니다. `full`에서는 안내서 한 쪽을
# 넣어 보세요.

# %% [markdown] lang="en"
# ## Make it shorter
#
# **Summarization** reads a text and **writes** a shorter one. The models for it have two halves: an encoder that reads, and
# a decoder that writes token by token (*sequence to sequence*, hence the `Seq2Seq` in the class). By hand it goes as
# before, only that the model does not compute once but writes: `generate` does that.

# %% [markdown] lang="ko" of="2f4676ef"
# ## 짧게 줄이기
#
# **요약**(summarization)은 글을 읽고 더 짧은 글을 **씁니다**. 이런 모델은 글을 읽는 인코더(encoder)와 토큰을 하나씩 써 나가는
# 디코더(decoder), 두 부분으로 되어 있습니다(sequence to sequence라고 하며, 클래스 이름의 `Seq2Seq`가 이것입니다). 앞에서처럼 직접
# 해 보겠습니다. 다른 점은 한 번 계산하고 끝내지 않고 `generate`로 글을 쓴다는 것입니다.

# %%
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

name = "sshleifer/distilbart-cnn-12-6"
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForSeq2SeqLM.from_pretrained(name).to(course.device)

article = (
    "The town of Millbrook opened a new public library on Saturday. The building has room for 40,000 books and a large "
    'reading room for children. "We have waited for this day for ten years," said the mayor, Helen Porter. The library '
    "will be open six days a week, and on the first day more than 900 people came to see it."
)
inputs = tokenizer(article, return_tensors="pt").to(course.device)
tokens = model.generate(**inputs, min_length=8, max_length=40, do_sample=False)
print(tokenizer.decode(tokens[0], skip_special_tokens=True).strip())

# %% [markdown] lang="en" tags=["slide"]
# `min_length` and `max_length` count **tokens**, not words, and `max_length` **cuts**: the real model likes to write
# more, and then stops in the middle of a sentence. Raise it if that happens. (For these models `max_new_tokens`, which
# you will meet below, means nearly the same.) `do_sample=False` leaves nothing to chance: the same input gives the same
# summary, every time.
#
# ### Write your own pipeline
#
# What does a pipeline consist of? Three steps, and one function that hands each argument to the step that it belongs to:

# %% [markdown] lang="ko" of="07bc5bf8" tags=["slide"]
# `min_length`와 `max_length`는 낱말이 아니라 **토큰**을 셉니다. `max_length`는 글을 그 길이에서 **잘라 버립니다**. 실제 모델은 더 길게
# 쓰려고 하므로 문장 중간에서 끊길 수 있습니다. 그럴 때는 값을 늘리세요. (아래에 나오는 `max_new_tokens`도 이런 모델에서는 거의 같은
# 뜻입니다.) `do_sample=False`는 아무것도 우연에 맡기지 않으므로, 같은 입력에는 언제나 같은 요약이 나옵니다.
#
# ### 나만의 파이프라인 만들기
#
# 파이프라인은 무엇으로 되어 있을까요? 세 단계와, 인자를 알맞은 단계로 넘겨 주는 함수 하나입니다.

# %%
from transformers import Pipeline
from transformers.pipelines import PIPELINE_REGISTRY


class Shorten(Pipeline):
    _load_tokenizer = True

    def _sanitize_parameters(self, **generate):
        return {}, generate, {}

    def preprocess(self, text):
        return self.tokenizer(text, truncation=True, return_tensors="pt")

    def _forward(self, inputs, **generate):
        return {"tokens": self.model.generate(**inputs, **generate)}

    def postprocess(self, outputs):
        return self.tokenizer.decode(outputs["tokens"][0], skip_special_tokens=True).strip()


# %%
PIPELINE_REGISTRY.register_pipeline("shorten", pipeline_class=Shorten, pt_model=AutoModelForSeq2SeqLM)
shorten = pipeline("shorten", model=model, tokenizer=tokenizer, device=course.device)
print(shorten(article, min_length=8, max_length=40, do_sample=False))

# %% [markdown] lang="en" tags=["slide"]
# `preprocess` turns a text into numbers for the model (tensors), `_forward` runs it, `postprocess` turns the result
# into something to read. The base class `Pipeline` sees to the rest, such as the device. `_sanitize_parameters` sorts
# the arguments: here none goes to the first step and the last, all go to `generate`. `_load_tokenizer` says that this
# task needs a tokenizer, `pt_model` which class loads the model. From now on `pipeline("shorten", …)` works in this
# notebook like any other task. (The name `"summarization"` stays closed from version 5.19 on, whatever you register.)
#
# The course's `summarize` is built in the same way. It adds batches, the old names of the results, and clear errors:

# %% [markdown] lang="ko" of="6b5a5238" tags=["slide"]
# `preprocess`는 글을 모델이 읽는 숫자(텐서, tensor)로 바꾸고, `_forward`는 모델을 실행하고, `postprocess`는 결과를 사람이 읽을 수
# 있는 글로 바꿉니다. 장치를 고르는 일 같은 나머지는 부모 클래스 `Pipeline`이 맡습니다. `_sanitize_parameters`는 인자를 단계별로
# 나눕니다. 여기서는 첫 단계와 마지막 단계에는 아무것도 주지 않고 모두 `generate`에 넘깁니다. `_load_tokenizer`는 토크나이저가
# 필요하다는 표시이고, `pt_model`은 모델을 불러올 클래스입니다. 이제 이 노트북 안에서는 `pipeline("shorten", …)`을 다른 작업처럼 쓸
# 수 있습니다. (`"summarization"`이라는 이름은 무엇을 등록하든 5.19부터 막혀 있습니다.)
#
# 이 강의의 `summarize`도 똑같은 방법으로 만들었습니다. 여기에 배치 처리, 예전과 같은 결과 이름, 알기 쉬운 오류 메시지를 더했습니다.

# %%
hfcourse.tasks.register()
summarizer = pipeline("summarize", model=shorten.model, tokenizer=shorten.tokenizer, device=course.device)

news = [
    article,
    "Heavy rain closed the coast road near Dunmore on Tuesday morning. Two trees had fallen onto the road, and part of a "
    "bridge was under water. Nobody was hurt. Buses will take the longer way through Ashford until Thursday.",
]
for summary in summarizer(news, batch_size=2, min_length=8, max_length=40, do_sample=False):
    print("-", summary["summary_text"])

# %% [markdown] lang="en" tags=["slide"]
# Compare each summary with its text. Is every name and every number in it also in the text? A model that writes can also
# **invent**. (The stand-in mostly copies the sentence that carries the news and leaves parts of it out; look again in
# `full`.)
#
# The third way is a **chat model**. It needs far more memory, but takes any wish in plain words. [Lesson
# 04](04_quantized_llm.ipynb) loads one and explains this call; you need not run it here:
#
# ```python
# chat = pipeline("text-generation", model="Qwen/Qwen3-4B-Instruct-2507", dtype=course.dtype)
# messages = [{"role": "user", "content": f"Summarize in one sentence of at most 20 words:\n\n{article}"}]
# print(chat(messages, max_new_tokens=60, do_sample=False)[0]["generated_text"][-1]["content"])
# ```

# %% [markdown] lang="ko" of="937e5ee8" tags=["slide"]
# 요약마다 원문과 견주어 보세요. 요약에 나오는 이름과 숫자가 모두 원문에도 있나요? 글을 쓰는 모델은 없는 말을 **지어낼** 수도
# 있습니다. (대역 모델은 대개 가장 중요한 문장을 옮겨 쓰면서 일부를 뺍니다. `full`에서 다시 확인해 보세요.)
#
# 세 번째 방법은 **채팅 모델**입니다. 메모리가 훨씬 많이 들지만, 바라는 것을 말로 적으면 됩니다. 아래 코드는
# [04번 수업](04_quantized_llm.ipynb)에서 설명하고 실행합니다. 여기서는 눈으로만 보세요.
#
# ```python
# chat = pipeline("text-generation", model="Qwen/Qwen3-4B-Instruct-2507", dtype=course.dtype)
# messages = [{"role": "user", "content": f"다음 글을 스무 낱말 이내의 한 문장으로 요약해 줘.\n\n{article}"}]
# print(chat(messages, max_new_tokens=60, do_sample=False)[0]["generated_text"][-1]["content"])
# ```

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.12.** Is anything invented? Write `invented(source, summary)`: it returns, as a list in order, the words of
# `summary` that **begin with a capital letter or a digit** and do not occur among the words of `source`. Split both with
# `.split()` and take punctuation off each word with `.strip('.,;:!?"')`. Leave out the first word of the summary: it
# has a capital anyway. `invented("Ann has 3 cats.", "She says that Bob has 4 cats.")` is `["Bob", "4"]`. The methods
# `.isupper()` and `.isdigit()` help; `word[:1]` is the first letter, even of an empty word.

# %% [markdown] lang="ko" of="4cda233d" tags=["exercise"]
# **연습 1.12.** 지어낸 것이 있을까요? `summary`의 낱말 가운데 **대문자나 숫자로 시작하고** `source`의 낱말에는 없는 것을 순서대로
# 리스트로 돌려주는 함수 `invented(source, summary)`를 만들어 보세요. 둘 다 `.split()`으로 나누고 낱말마다
# `.strip('.,;:!?"')`로 문장 부호를 떼세요. 요약의 첫 낱말은 어차피 대문자로 시작하니 뺍니다. 예를 들어
# `invented("Ann has 3 cats.", "She says that Bob has 4 cats.")`는 `["Bob", "4"]`입니다. `.isupper()`와 `.isdigit()`을 쓰면
# 됩니다. 첫 글자는 `word[:1]`로 꺼내면 빈 문자열에서도 오류가 나지 않습니다.

# %% tags=["solution"]
def invented(source, summary):
    known = {word.strip('.,;:!?"') for word in source.split()}
    words = [word.strip('.,;:!?"') for word in summary.split()][1:]
    return [word for word in words if (word[:1].isupper() or word[:1].isdigit()) and word not in known]

# %% tags=["check"]
hfcourse.check("1.12", invented)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes with the pipeline class; read it aloud line by line. Usual wrong answers: `summary in source`, which looks for the
# whole; `word[0]` on an empty string; `.capitalize()`. The check is crude on purpose: ask what it misses (a name put to the
# wrong person, "not" left out).

# %% [markdown] lang="ko" of="b32a9b2d" tags=["notes"]
# 파이프라인 클래스까지 20분. 한 줄씩 소리 내어 읽어 주세요. 흔한 오답은 통째로 찾는 `summary in source`, 빈 문자열의 `word[0]`,
# `.capitalize()`입니다. 이 검사는 일부러 거칠게 만들었습니다. 무엇을 놓치는지 물어보세요(이름을 엉뚱한 사람에게 붙인 것, 'not'을
# 빠뜨린 것).

# %% [markdown] lang="en"
# ## From one language to another
#
# Models for **translation** also have an encoder that reads and a decoder that writes. There are three sorts: models
# for many tasks, for a single direction, and for many languages. First `t5-base`, which also summarizes and more: how
# does it know what you want?

# %% [markdown] lang="ko" of="d28b33f5"
# ## 다른 언어로
#
# **번역**(translation) 모델도 읽는 인코더와 쓰는 디코더로 되어 있습니다. 여러 작업을 하는 모델, 한 방향으로만 옮기는 모델, 여러 언어를
# 다루는 모델이 있습니다. 먼저 번역도 하고 요약도 하는 `t5-base`입니다. 무엇을 해야 하는지 어떻게 알까요?

# %%
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

name = "google-t5/t5-base"
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForSeq2SeqLM.from_pretrained(name).to(course.device)

for prefix in ("translate English to French: ", ""):
    inputs = tokenizer(prefix + "Hello, how are you?", return_tensors="pt").to(course.device)
    tokens = model.generate(**inputs, max_new_tokens=40)
    print(f"{prefix!r:<32} {tokenizer.decode(tokens[0], skip_special_tokens=True)}")

# %% [markdown] lang="en" tags=["slide"]
# The task stands **in the text**, as a prefix. Without it the model has to guess; do not count on what it does then. (The old
# pipeline added the prefix silently, which is why many people who now call `generate` forget it.) `translate` takes the
# languages and adds it for you.
#
# The second sort knows one direction only and needs to be told nothing: `opus-mt-en-es` goes from English to Spanish.
# Both sorts side by side, T5 into French and the other into Spanish:

# %% [markdown] lang="ko" of="a0c00e0f" tags=["slide"]
# 작업 이름을 **글 앞에** 적어 줍니다. 이것이 없으면 모델은 추측할 수밖에 없으니 그 결과를 믿지 마세요. (예전 파이프라인은 이
# 접두어를 말없이 붙여 주었습니다. 그래서 `generate`를 직접 부르면서 빠뜨리는 사람이 많습니다.) 파이프라인 `translate`는 언어만 알려
# 주면 접두어를 알아서 붙입니다.
#
# 두 번째 종류는 한 방향만 알기 때문에 아무것도 알려 줄 필요가 없습니다. `opus-mt-en-es`는 영어를 스페인어로만 옮깁니다. T5의 프랑스어
# 번역과 나란히 놓고 보겠습니다.

# %%
import warnings

# The tokenizer recommends `sacremoses`, which tidies up odd punctuation; the sentences here have none.
# ko: 토크나이저가 `sacremoses`를 설치하라고 권합니다. 특이한 문장 부호를 다듬는 도구인데, 여기서는 필요 없습니다.
warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
to_french = pipeline(
    "translate", model=model, tokenizer=tokenizer, src_lang="en", tgt_lang="fr", device=course.device
)
to_spanish = pipeline("translate", model="Helsinki-NLP/opus-mt-en-es", device=course.device)

for text in ("Hello, how are you?", "I am hungry.", "My sister lives in a small house."):
    french = to_french(text)[0]["translation_text"]
    spanish = to_spanish(text)[0]["translation_text"]
    print(f"{text:<34} {french:<39} {spanish}")

# %% [markdown] lang="en" tags=["slide"]
# The third sort is one model for many languages, Korean among them. Tell it from which to which. (The Korean sentences
# say *Hello, how are you?* and *I like coffee.*)

# %% [markdown] lang="ko" of="f7a1f133" tags=["slide"]
# 세 번째 종류는 모델 하나가 한국어를 비롯한 여러 언어를 다룹니다. 어느 언어에서 어느 언어로 옮길지 알려 주어야 합니다.

# %%
translator = pipeline("translate", model="facebook/m2m100_418M", device=course.device)

for text in ("안녕하세요, 어떻게 지내세요?", "저는 커피를 좋아해요."):
    print(text, "→", translator(text, src_lang="ko", tgt_lang="en")[0]["translation_text"])
text = "I want to drink water."
print(text, "→", translator(text, src_lang="en", tgt_lang="ko")[0]["translation_text"])

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.13 (project).** For many pairs of languages there is no good model, but there is a way round through
# English. Suppose that you have one from Korean to English and one from English to Spanish, and build a **chain**:
# write `relay(text, steps)`, where `steps` is a list of functions that each take a text and return its translation.
# Return a list with the text **and** every stage: `[text, first, second, …]`.
#
# Then write two functions of your own, `korean_to_english(text)` and `english_to_spanish(text)`, with `translator` and
# `to_spanish`, and look where meaning gets lost: `relay("저는 커피를 좋아해요.", [korean_to_english, english_to_spanish])`
# (*I like coffee.*). In `full` you can compare with the direct way, `translator(text, src_lang="ko", tgt_lang="es")`.
# The stand-in knows Korean and English only.

# %% [markdown] lang="ko" of="9fe7187d" tags=["exercise"]
# **연습 1.13 (프로젝트).** 좋은 번역 모델이 없는 언어 쌍도 많지만, 영어를 거쳐 갈 수는 있습니다. 한국어를 영어로 옮기는 모델과
# 영어를 스페인어로 옮기는 모델만 있다고 생각하고 둘을 **이어** 보세요. 함수 `relay(text, steps)`에서 `steps`는 글을 받아 번역을
# 돌려주는 함수의 리스트입니다. 처음 글과 단계마다 나온 번역을 **모두** 리스트 `[text, 첫 번째 번역, 두 번째 번역, …]`에 담아 돌려주세요.
#
# 그다음 `translator`와 `to_spanish`로 함수 `korean_to_english(text)`와 `english_to_spanish(text)`를 직접 만들고,
# `relay("저는 커피를 좋아해요.", [korean_to_english, english_to_spanish])`를 실행해 뜻이 어디에서 사라지는지 살펴보세요.
# `full`에서는 바로 옮긴 `translator(text, src_lang="ko", tgt_lang="es")`와 견주어 볼 수 있습니다. 대역 모델은 한국어와
# 영어만 압니다.

# %% tags=["solution"]
def relay(text, steps):
    stages = [text]
    for step in steps:
        stages.append(step(stages[-1]))
    return stages


def korean_to_english(text):
    return translator(text, src_lang="ko", tgt_lang="en")[0]["translation_text"]


def english_to_spanish(text):
    return to_spanish(text)[0]["translation_text"]


for stage in relay("저는 커피를 좋아해요.", [korean_to_english, english_to_spanish]):
    print(stage)

# %% tags=["check"]
hfcourse.check("1.13", relay)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes with the project. Usual wrong answers: every step gets the first text instead of the last; the first text is missing
# in the result; only the last stage comes back. In `full`, send a sentence round (Korean → English → Spanish → English → Korean)
# and read aloud what is left of it. The stand-ins know everyday words only, some hundreds of them.

# %% [markdown] lang="ko" of="999b931d" tags=["notes"]
# 프로젝트까지 18분. 흔한 오답은 단계마다 마지막 결과가 아니라 처음 글을 넣은 것, 결과에 처음 글이 빠진 것, 마지막 결과만 돌려준
# 것입니다. `full`에서는 문장 하나를 한 바퀴 돌려(한국어 → 영어 → 스페인어 → 영어 → 한국어) 무엇이 남았는지 읽어 주세요. 대역 모델은
# 일상에서 쓰는 낱말 수백 개만 압니다.

# %% [markdown] lang="en"
# ## Let it write
#
# The last task is the one that everybody talks about: **text generation**. A language model reads a beginning and
# continues it, token by token. Each time it rates all tokens that could come next, and one of them is drawn at random,
# the better-rated ones more often. This is **sampling** (`do_sample=True`). So every run differs, unless you fix the
# random numbers with a **seed**:

# %% [markdown] lang="ko" of="a365a0aa"
# ## 글을 쓰게 하기
#
# 마지막은 요즘 누구나 이야기하는 작업, **텍스트 생성**(text generation)입니다. 언어 모델은 앞부분을 읽고 토큰을 하나씩 이어 씁니다.
# 그때마다 다음에 올 수 있는 모든 토큰에 점수를 매기고 그중 하나를 제비뽑기하듯 무작위로 고릅니다. 점수가 높을수록 자주 뽑힙니다.
# 이것을 **샘플링**(sampling)이라고 합니다(`do_sample=True`). 그래서 실행할 때마다 결과가 다릅니다. **시드**(seed)를 고정하면 같은
# 결과를 얻을 수 있습니다.

# %%
from transformers import logging, set_seed

# Generation prints notices that differ from version to version. This hides them; errors still show.
# ko: 글을 쓰게 하면 버전마다 다른 알림이 나옵니다. 여기서는 감춥니다. 오류는 그대로 나옵니다.
logging.set_verbosity_error()
writer = pipeline("text-generation", model="distilbert/distilgpt2", device=course.device)
settings = {"max_new_tokens": 30, "do_sample": True, "pad_token_id": writer.tokenizer.eos_token_id}

set_seed(42)
for story in writer("The little dog ran into the garden and", num_return_sequences=2, **settings):
    print("-", story["generated_text"])

# %% [markdown] lang="en" tags=["slide"]
# Two continuations of one beginning. The text that you get back contains the beginning; `return_full_text=False`
# leaves it out. `max_new_tokens` is how much may be added, so a text may stop in mid-sentence: name it, because the
# default differs from version to version. (`**settings` passes each entry of the dictionary as an argument.
# `pad_token_id` names the token that fills up the shorter text; this model has none of its own, so it borrows the end
# mark.)
#
# A list of beginnings gives a list of lists:

# %% [markdown] lang="ko" of="77fee0a2" tags=["slide"]
# 앞부분 하나에 이어 쓴 글이 두 개 나왔습니다. 돌아온 글에는 앞부분도 들어 있습니다. `return_full_text=False`를 주면 빠집니다.
# `max_new_tokens`는 덧붙일 수 있는 토큰의 수라서 글이 문장 중간에서 끊길 수 있습니다. 기본값이 버전마다 다르니 꼭 적으세요.
# (`**settings`는 딕셔너리에 든 것을 하나하나 인자로 넘깁니다. `pad_token_id`는 짧은 글을 채우는 토큰입니다. 이 모델에는 따로 없어서
# 글의 끝을 나타내는 토큰을 대신 씁니다.)
#
# 앞부분을 리스트로 넣으면 리스트의 리스트가 나옵니다.

# %%
set_seed(7)
for stories in writer(["In the morning, Anna", "A good soup needs"], **settings):
    print("-", stories[0]["generated_text"])

# %% [markdown] lang="en" tags=["slide"]
# Without sampling (`do_sample=False`) the best-rated token is taken every time (this is called *greedy*). Ask for two
# continuations then, and there is only one to give: the second call ends in an error.

# %% [markdown] lang="ko" of="88971975" tags=["slide"]
# 샘플링을 끄면(`do_sample=False`) 언제나 점수가 가장 높은 토큰을 고릅니다(greedy). 그러면 나올 수 있는 글은 하나뿐이라서, 두 개를
# 달라고 하면 오류가 납니다.

# %%
greedy = settings | {"do_sample": False}
print(writer("The little dog ran into the garden and", **greedy)[0]["generated_text"])
try:
    writer("The little dog ran into the garden and", num_return_sequences=2, **greedy)
except ValueError as error:
    print(type(error).__name__)

# %% [markdown] lang="en" tags=["slide"]
# Here too the pipeline takes a model and a tokenizer that you have loaded yourself, for instance because you have
# trained them. The two must belong together, for each tokenizer numbers its tokens in its own way. Without chance,
# the text must be the same as that of `writer`:

# %% [markdown] lang="ko" of="e1ade4c3" tags=["slide"]
# 여기서도 직접 불러온 모델과 토크나이저를 파이프라인에 넣을 수 있습니다. 이를테면 내가 학습시킨 모델을 쓸 때 그렇게 합니다.
# 토크나이저마다 토큰에 매기는 번호가 다르므로 둘은 짝이 맞아야 합니다. 우연이 끼어들지 않으면 `writer`와 같은 글이 나와야 합니다.

# %%
from transformers import AutoModelForCausalLM, AutoTokenizer

model = AutoModelForCausalLM.from_pretrained("distilbert/distilgpt2")
tokenizer = AutoTokenizer.from_pretrained("distilbert/distilgpt2")
mine = pipeline("text-generation", model=model, tokenizer=tokenizer, device=course.device)

beginning = "The little dog ran into the garden and"
print("the same text:", mine(beginning, **greedy) == writer(beginning, **greedy))

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 1.14 (project).** A helper for creative writing proposes several continuations and you pick one. Let the
# computer throw out the dull ones first: write `liveliest(texts)`, which returns the text with the largest share of
# **different word pairs**. The pairs of `"a b a b"` are `("a", "b")`, `("b", "a")`, `("a", "b")`: two of three are
# different, so its share is 2/3. Words come from `text.lower().split()`, pairs from `zip(words, words[1:])`. A text
# of fewer than two words has the share 0; of equals take the first. Then let `writer` continue a beginning of your
# own four times, with `num_return_sequences=4`, and choose.
#
# (Researchers call this share *distinct-2* and measure with it whether a model repeats itself.)

# %% [markdown] lang="ko" of="61ccac89" tags=["exercise"]
# **연습 1.14 (프로젝트).** 창작 도우미는 이어 쓴 글을 여러 개 내놓고 사람이 고릅니다. 지루한 것은 컴퓨터가 먼저 걸러 내게 해 보세요.
# **서로 다른 낱말 쌍**의 비율이 가장 큰 글을 돌려주는 함수 `liveliest(texts)`를 만듭니다. `"a b a b"`의 낱말 쌍은 `("a", "b")`,
# `("b", "a")`, `("a", "b")` 세 개이고 서로 다른 것은 두 개이므로 비율은 2/3입니다. 낱말은 `text.lower().split()`으로, 쌍은
# `zip(words, words[1:])`로 만듭니다. 낱말이 두 개가 안 되는 글의 비율은 0이고, 비율이 같으면 앞의 글을 고릅니다. 그다음 직접 지은
# 앞부분을 `writer`에 넣어 `num_return_sequences=4`로 네 번 이어 쓰게 하고 하나를 골라 보세요.
#
# (연구자들은 이 비율을 *distinct-2*라고 부릅니다. 모델이 같은 말을 얼마나 되풀이하는지 재는 데 씁니다.)

# %% tags=["solution"]
from itertools import pairwise


def liveliest(texts):
    def share(text):
        pairs = list(pairwise(text.lower().split()))
        return len(set(pairs)) / len(pairs) if pairs else 0

    return max(texts, key=share)


set_seed(3)
print(
    liveliest(
        [
            story["generated_text"]
            for story in writer("One rainy evening, an old man", num_return_sequences=4, **settings)
        ]
    )
)

# %% tags=["check"]
hfcourse.check("1.14", liveliest)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes with the project. Usual wrong answers: the number of different pairs instead of their share (longer texts then win);
# a division by zero; the share of different words. Let people vote on the best story: is it the liveliest one?
# distilgpt2 knows English only and no instructions: it continues, it does not answer. In `mini` it writes small
# everyday stories, because it has read nothing else.

# %% [markdown] lang="ko" of="936f2e79" tags=["notes"]
# 프로젝트까지 18분. 흔한 오답은 비율이 아니라 개수를 센 것(긴 글이 이깁니다), 0으로 나눈 것, 낱말 쌍이 아니라 낱말의 비율을 잰
# 것입니다. 가장 좋은 글을 두고 손을 들게 해 보세요. 가장 생생한 글과 같은가요? distilgpt2는 영어만 알고 지시를 따르지 않습니다.
# 대답하는 것이 아니라 이어 씁니다. `mini`에서는 짧은 일상 이야기만 읽었기 때문에 그런 이야기만 씁니다.

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("01")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `pipeline("sentiment-analysis")` | name `model` and `revision` | the default may change with the library: `"text-generation"` went from `gpt2` to `SmolLM3-3B` |
# | `device="cuda"` | leave it out, or `device=course.device` | without a GPU, `"cuda"` ends in an error; left out, version 5 takes the GPU where there is one and the CPU otherwise |
# | `return_all_scores=True` | `top_k=None` | the old argument is swallowed without a word, and you get the best label only |
# | `fill("… [MASK].")` with the default model | `fill.tokenizer.mask_token` | the default, `distilroberta-base`, writes `<mask>` |
# | `pipeline("ner", grouped_entities=True)` | `aggregation_strategy="simple"` | the old argument is an error now; the key is `entity_group` |
# | `pipeline("question-answering")`, `"summarization"`, `"translation_en_to_fr"` | the model by hand, a pipeline of your own, or a chat model | version 5 dropped these tasks; from 5.19 on even the names are closed |
# | `pipeline("translation_en_to_fr")` with T5 | the prefix `translate English to French: ` | the old pipeline added it silently |
# | `pipeline("text-generation")("…", max_length=50)` | name the model, and `max_new_tokens` | the default model grew to 6 GB, and what `max_length` does depends on the version |
# | `pip install torch==… transformers==…` on Colab | install only what is missing | fixed versions tear apart the set that Colab has put together |
# | "dependency warnings can be ignored" | read them | a Hub client that does not fit makes `import transformers` fail |
# | `login(…)` before anything else | not needed here | open models need no token; on Colab the client finds the secret `HF_TOKEN` by itself |

# %% [markdown] lang="ko" of="6e46abb7"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `pipeline("sentiment-analysis")` | `model`과 `revision`을 적습니다 | 기본 모델은 라이브러리와 함께 바뀝니다. `"text-generation"`은 `gpt2`에서 `SmolLM3-3B`가 되었습니다 |
# | `device="cuda"` | 쓰지 않거나 `device=course.device` | GPU가 없으면 `"cuda"`는 오류로 끝납니다. 쓰지 않으면 `transformers` 5가 GPU를 고르고, GPU가 없으면 CPU를 고릅니다 |
# | `return_all_scores=True` | `top_k=None` | 예전 인자는 오류 없이 무시되고, 가장 높은 레이블 하나만 나옵니다 |
# | 기본 모델에 `fill("… [MASK].")` | `fill.tokenizer.mask_token` | 기본 모델 `distilroberta-base`의 마스크 토큰은 `<mask>`입니다 |
# | `pipeline("ner", grouped_entities=True)` | `aggregation_strategy="simple"` | 예전 인자는 이제 오류가 나고, 키는 `entity_group`입니다 |
# | `pipeline("question-answering")`, `"summarization"`, `"translation_en_to_fr"` | 모델을 직접 쓰거나, 파이프라인을 만들거나, 채팅 모델을 씁니다 | transformers 5에서 없어진 작업입니다. 5.19부터는 이름도 막혔습니다 |
# | T5로 `pipeline("translation_en_to_fr")` | 접두어 `translate English to French: ` | 예전 파이프라인은 이것을 말없이 붙여 주었습니다 |
# | `pipeline("text-generation")("…", max_length=50)` | 모델 이름과 `max_new_tokens`를 적습니다 | 기본 모델이 6 GB로 커졌고, `max_length`가 하는 일은 버전마다 다릅니다 |
# | Colab에서 `pip install torch==… transformers==…` | 빠진 것만 설치합니다 | 버전을 못 박으면 Colab이 맞춰 놓은 조합이 깨집니다 |
# | "의존성 경고는 무시해도 됩니다" | 읽어 봅니다 | 맞지 않는 `huggingface_hub`가 설치되면 `import transformers`부터 실패합니다 |
# | 맨 먼저 `login(…)` | 여기서는 필요 없습니다 | 공개 모델에는 토큰이 필요 없고, Colab에서는 `huggingface_hub`가 보안 비밀 `HF_TOKEN`을 스스로 찾습니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I can classify a list of texts and print each text with its label and score.
# - ☐ I can say of any situation whether it is training or inference, and what changes.
# - ☐ I can explain why a high score does not mean that the answer is right.
# - ☐ I count mistakes on texts with known labels before I trust a model, and I read them.
# - ☐ I know why an English model answers Korean text without a warning.
# - ☐ I choose a model by task, language, licence and size, and pin its revision.
# - ☐ I use `batch_size`, sort by length, and measure whether it helps.
# - ☐ I fill gaps with any model, because I ask its tokenizer for the mask token.
# - ☐ I find names in a text and answers in a document, and look at them in their place.
# - ☐ I sort texts by labels of my own, without training.
# - ☐ I summarize and translate with a model by hand and with a pipeline of my own, and check what was written.
# - ☐ I let a model write, with and without sampling, and get the same text again when I want it.

# %% [markdown] lang="ko" of="5202531b" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 텍스트 여러 개를 분류하고 텍스트마다 레이블과 점수를 출력할 수 있습니다.
# - ☐ 어떤 상황이든 학습인지 추론인지, 무엇이 바뀌는지 말할 수 있습니다.
# - ☐ 점수가 높아도 답이 맞다는 뜻은 아닌 까닭을 설명할 수 있습니다.
# - ☐ 모델을 믿기 전에 레이블을 아는 텍스트로 틀린 개수를 세고, 틀린 문장을 읽어 봅니다.
# - ☐ 영어 모델이 한국어에도 경고 없이 답하는 까닭을 압니다.
# - ☐ 작업, 언어, 라이선스, 크기를 보고 모델을 고르고 `revision`을 고정합니다.
# - ☐ `batch_size`를 쓰고 길이순으로 정렬하고, 정말 도움이 되는지 재 봅니다.
# - ☐ 토크나이저에게 마스크 토큰을 물어, 어떤 모델로도 빈칸을 채울 수 있습니다.
# - ☐ 글에서 이름을, 문서에서 답을 찾고 제자리에서 확인합니다.
# - ☐ 학습 없이, 내가 정한 레이블로 글을 나눌 수 있습니다.
# - ☐ 모델을 직접 써서, 또 내가 만든 파이프라인으로 요약하고 번역하며, 나온 글을 확인합니다.
# - ☐ 샘플링을 켜거나 끄고 글을 쓰게 하고, 원할 때 같은 글을 다시 얻을 수 있습니다.

# %%
hfcourse.progress("01")

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes for the quiz and the checklist. The lesson is two sessions of a class: about 90 minutes up to *Can it go faster?*, and
# about 120 for the other tasks. If time is short, leave out exercise 1.7, the one training step and one or two of the tasks (each
# section stands on its own, except that exercise 1.13 needs the models of its section); do not leave out the exam, the
# English model on Korean text, and the pipeline of your own. Have your own output of the exam at hand: the numbers in
# the two profiles differ.

# %% [markdown] lang="ko" of="401635e1" tags=["notes"]
# 퀴즈와 체크리스트에 12분. 두 번에 나누어 하는 수업입니다. '더 빠르게 할 수 있을까요?'까지 90분쯤, 나머지 작업에 120분쯤 걸립니다.
# 시간이 모자라면 연습 1.7, 학습 한 걸음, 뒤의 작업 한두 가지는 건너뛰어도 됩니다(절마다 따로 할 수 있습니다. 연습 1.13에만 그 절의
# 모델이 필요합니다). 시험, 영어 모델에 한국어를 넣는 실험, 나만의 파이프라인은 빼지 마세요. 두 프로필의 숫자가 다르니 강사가 직접
# 실행한 시험 결과를 준비해 두세요.

# %% [markdown] lang="en"
# ## Read on
#
# - [Pipelines](https://huggingface.co/docs/transformers/main_classes/pipelines): every task, every argument, and when
#   batches help
# - [Adding a pipeline](https://huggingface.co/docs/transformers/add_new_pipeline): the registry in full
# - [Generation strategies](https://huggingface.co/docs/transformers/generation_strategies): sampling, greedy and more
# - [Model cards](https://huggingface.co/docs/hub/model-cards): what a good card says
# - [Licenses on the Hub](https://huggingface.co/docs/hub/repositories-licenses): the names that you can filter by

# %% [markdown] lang="ko" of="9a6de81f"
# ## 더 읽을거리
#
# 모두 영어 문서입니다.
#
# - [Pipelines](https://huggingface.co/docs/transformers/main_classes/pipelines): 모든 작업과 인자, 배치가 도움이 되는
#   때
# - [Adding a pipeline](https://huggingface.co/docs/transformers/add_new_pipeline): 파이프라인을 만들고 등록하는 방법
# - [Generation strategies](https://huggingface.co/docs/transformers/generation_strategies): 샘플링과 그 밖의 글쓰기 방법
# - [Model cards](https://huggingface.co/docs/hub/model-cards): 좋은 모델 카드에 들어 있는 것
# - [Licenses on the Hub](https://huggingface.co/docs/hub/repositories-licenses): 검색에 쓸 수 있는 라이선스 이름
