# ---
# hfcourse:
#   number: "01"
#   title: {en: "Pipelines: text", ko: "파이프라인: 텍스트"}
#   objectives:
#     en:
#       - "Run a text classifier on one text and on a list, and print what it says so that people can read it."
#       - "Tell training from inference, and say what each of them changes."
#       - "Say what a score means, and what it does not mean."
#       - "Find out where a model fails, in English and in Korean, by counting."
#       - "Choose a model by task, language, licence and size, pin its version, and run it in batches."
#     ko:
#       - "텍스트 하나와 여러 개를 분류하고, 결과를 사람이 읽기 좋게 출력하기"
#       - "학습과 추론을 구별하고, 각각 무엇을 바꾸는지 설명하기"
#       - "점수가 무엇을 뜻하고 무엇을 뜻하지 않는지 설명하기"
#       - "모델이 어디에서 틀리는지 영어와 한국어로 직접 세어 보기"
#       - "작업, 언어, 라이선스, 크기를 보고 모델을 고르고, 버전을 고정하고, 배치로 실행하기"
#   needs: ["00"]
#   uses: [sentiment-en, sentiment-ko]
#   budget: {t4_minutes: 4, mini_minutes: 1, gpu_gb: 1, download_mb: 325}
# ---

# %%
import hfcourse

course = hfcourse.start("01")

# %% [markdown] lang="en"
# This lesson needs no account, no token and no GPU: its models are small and open to everybody. (A line about
# *unauthenticated requests*, which you may see in `full`, is a notice and no error.) Plan a good hour for it.
#
# The table above names your **profile**. In `full`, a cell loads the real model from the Hugging Face Hub. In `mini`,
# a small stand-in that this course trained itself answers under the same name. The code is the same in both; the
# numbers are not. A stand-in has read far fewer sentences than the real model, so it knows fewer words and makes other
# mistakes. That is why the text below tells you **what to look at** and leaves the number itself to your own output.

# %% [markdown] lang="ko" of="e561e845"
# 이 수업에는 계정도, 토큰도, GPU도 필요 없습니다. 여기서 쓰는 모델은 모두 작고 누구에게나 열려 있습니다. (`full`에서
# *unauthenticated requests*라는 줄이 나올 수 있지만 알림일 뿐 오류가 아닙니다.) 한 시간 남짓 걸립니다.
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
# A list goes into a pipeline as a whole, but by default the model still reads one text at a time. With `batch_size=8`
# it reads eight together. Guess: does that change the answers? Does it change the time?

# %% [markdown] lang="ko" of="93bfd48c"
# ## 더 빠르게 할 수 있을까요?
#
# 리스트를 통째로 넣어도 파이프라인은 기본적으로 텍스트를 하나씩 모델에 보냅니다. `batch_size=8`을 주면 여덟 개씩
# **배치**(batch)로 묶어 읽습니다. 맞혀 보세요. 답이 달라질까요? 시간은 달라질까요?

# %%
from time import perf_counter

texts = [text for _, _, text in everything] * 2
labels, seconds = {}, {}
for size in (1, 8, 32):
    begin = perf_counter()
    labels[size] = [answer["label"] for answer in classifier(texts, batch_size=size)]
    seconds[size] = perf_counter() - begin
print("the same labels:", labels[1] == labels[8] == labels[32])

# %%
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(6, 2.2), layout="constrained")
axes.barh([str(size) for size in seconds], [1000 * taken / len(texts) for taken in seconds.values()])
axes.set(xlabel="milliseconds per text", ylabel="batch_size")
plt.show()

# %% [markdown] lang="en" tags=["slide"]
# The labels agree. Each bar is the time that one text took, on the computer that ran this page, so run it on yours. A
# **GPU** gains much, because it computes eight texts nearly as fast as one. On a **CPU** it depends: with a small model, as in `mini`,
# much of the time goes into handing over each text, and a batch saves that; with a large model there is little to
# gain, and something to lose. So measure, and do not copy a batch size from a tutorial.
#
# On a GPU you may also meet this warning: `You seem to be using the pipelines sequentially on GPU`. It appears
# after ten separate calls and means what you have just seen: pass one list with a `batch_size` instead of calling in a
# loop.
#
# Why can a batch lose? All texts of a batch must be equally long, so the short ones are filled up with **padding**,
# and the model computes the padding too. Count it:

# %% [markdown] lang="ko" of="704bd9f0" tags=["slide"]
# 레이블은 모두 같습니다. 막대의 길이는 텍스트 하나에 걸린 시간(밀리초)입니다. 이 페이지를 실행한 컴퓨터에서 잰 것이니 여러분의 컴퓨터에서 다시 재 보세요. **GPU**는
# 여덟 개를 한 개와 거의 같은 시간에 계산하므로 많이 빨라집니다. **CPU**에서는 경우에 따라 다릅니다. `mini`처럼 모델이
# 작으면 텍스트를 하나씩 건네는 데 드는 시간이 커서 배치로 묶는 만큼 아낄 수 있습니다. 모델이 크면 얻을 것은 적고 잃을
# 것도 있습니다. 그러니 튜토리얼에 적힌 배치 크기를 그대로 베끼지 말고 직접 재 보세요.
#
# GPU에서 실행했다면 `You seem to be using the pipelines sequentially on GPU`라는 경고도 보았을지 모릅니다. 따로따로 열 번 넘게
# 부르면 나옵니다. 반복문에서 하나씩 부르지 말고, 방금 한 것처럼 리스트 하나를 `batch_size`와 함께 넘기라는 뜻입니다.
#
# 배치가 손해일 때도 있는 까닭은 무엇일까요? 한 배치에 든 텍스트는 길이가 모두 같아야 하므로 짧은 것은
# **패딩**(padding)으로 채웁니다. 모델은 그 패딩까지 계산합니다. 얼마나 되는지 세어 보겠습니다.

# %%
def computed(lengths, size):
    batches = [lengths[start : start + size] for start in range(0, len(lengths), size)]
    return sum(max(batch) * len(batch) for batch in batches)


lengths = [len(ids) for ids in classifier.tokenizer(texts)["input_ids"]]
print("tokens in the texts:             ", sum(lengths))
print("computed in batches of 16:       ", computed(lengths, 16))
print("computed, sorted by length first:", computed(sorted(lengths), 16))

# %% [markdown] lang="en" tags=["slide"]
# Sorting puts texts of similar length together, and most of the padding is gone. The gain grows with how much your
# texts differ in length. One thing can go wrong, though: the answers then come in the sorted order.

# %% [markdown] lang="ko" of="4a3030c8" tags=["slide"]
# 길이순으로 정렬하면 비슷한 길이끼리 모여 패딩이 거의 사라집니다. 텍스트 길이가 들쭉날쭉할수록 이득도 커집니다. 다만
# 조심할 점이 하나 있습니다. 이렇게 하면 답도 정렬한 순서대로 나옵니다.

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
# | `pip install torch==… transformers==…` on Colab | install only what is missing | fixed versions tear apart the set that Colab has put together |
# | "dependency warnings can be ignored" | read them | a Hub client that does not fit makes `import transformers` fail |
# | `login(…)` before anything else | not needed here | open models need no token; on Colab the client finds the secret `HF_TOKEN` by itself |

# %% [markdown] lang="ko" of="1786fc6d"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `pipeline("sentiment-analysis")` | `model`과 `revision`을 적습니다 | 기본 모델은 라이브러리와 함께 바뀝니다. `"text-generation"`은 `gpt2`에서 `SmolLM3-3B`가 되었습니다 |
# | `device="cuda"` | 쓰지 않거나 `device=course.device` | GPU가 없으면 `"cuda"`는 오류로 끝납니다. 쓰지 않으면 `transformers` 5가 GPU를 고르고, GPU가 없으면 CPU를 고릅니다 |
# | `return_all_scores=True` | `top_k=None` | 예전 인자는 오류 없이 무시되고, 가장 높은 레이블 하나만 나옵니다 |
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
# - ☐ I use `batch_size`, and measure whether it helps.

# %% [markdown] lang="ko" of="9a0940a6" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 텍스트 여러 개를 분류하고 텍스트마다 레이블과 점수를 출력할 수 있습니다.
# - ☐ 어떤 상황이든 학습인지 추론인지, 무엇이 바뀌는지 말할 수 있습니다.
# - ☐ 점수가 높아도 답이 맞다는 뜻은 아닌 까닭을 설명할 수 있습니다.
# - ☐ 모델을 믿기 전에 레이블을 아는 텍스트로 틀린 개수를 세고, 틀린 문장을 읽어 봅니다.
# - ☐ 영어 모델이 한국어에도 경고 없이 답하는 까닭을 압니다.
# - ☐ 작업, 언어, 라이선스, 크기를 보고 모델을 고르고 `revision`을 고정합니다.
# - ☐ `batch_size`를 쓰고, 정말 도움이 되는지 재 봅니다.

# %%
hfcourse.progress("01")

# %% [markdown] lang="en" tags=["notes"]
# 8 minutes for the quiz and the checklist. The whole lesson takes about 95 minutes with a class; alone, a good hour. If
# time is short, leave out exercise 1.7 and the one training step; do not leave out the exam and the English model on
# Korean text. Have your own output of the exam at hand: the numbers in the two profiles differ.

# %% [markdown] lang="ko" of="1fbf61d3" tags=["notes"]
# 퀴즈와 체크리스트에 8분. 함께 하면 전체 95분쯤, 혼자 하면 한 시간 남짓 걸립니다. 시간이 모자라면 연습 1.7과 학습 한
# 걸음은 건너뛰어도 되지만, 시험과 영어 모델에 한국어를 넣는 실험은 빼지 마세요. 두 프로필의 숫자가 다르니 여러분이
# 직접 실행한 시험 결과를 준비해 두세요.

# %% [markdown] lang="en"
# ## Read on
#
# - [Pipelines](https://huggingface.co/docs/transformers/main_classes/pipelines): every task, every argument, and when
#   batches help
# - [Model cards](https://huggingface.co/docs/hub/model-cards): what a good card says
# - [Licenses on the Hub](https://huggingface.co/docs/hub/repositories-licenses): the names that you can filter by

# %% [markdown] lang="ko" of="e4e7751d"
# ## 더 읽을거리
#
# 모두 영어 문서입니다.
#
# - [Pipelines](https://huggingface.co/docs/transformers/main_classes/pipelines): 모든 작업과 인자, 배치가 도움이 되는
#   때
# - [Model cards](https://huggingface.co/docs/hub/model-cards): 좋은 모델 카드에 들어 있는 것
# - [Licenses on the Hub](https://huggingface.co/docs/hub/repositories-licenses): 검색에 쓸 수 있는 라이선스 이름
