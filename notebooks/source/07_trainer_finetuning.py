# ---
# hfcourse:
#   number: "07"
#   title: {en: "Fine-tuning with Trainer", ko: "Trainer로 미세조정하기"}
#   objectives:
#     en:
#       - "Write the training loop by hand and say what each of its lines is for."
#       - "Let Trainer do the same, step for step, and know which of its defaults you are using."
#       - "Measure while you train: metrics, curves, the best checkpoint, early stopping, a confusion matrix."
#       - "Go on after a crash with exactly the weights that an undisturbed run would have had."
#       - "Show by experiment what pretraining is worth, in English and in Korean, and fine-tune a small GPT on a text of your own."
#     ko:
#       - "학습 루프를 직접 쓰고 한 줄 한 줄이 무슨 일을 하는지 설명하기"
#       - "같은 일을 Trainer에 맡기고, 내가 쓰는 기본값이 무엇인지 알기"
#       - "학습하면서 재기: 평가 지표, 곡선, 가장 좋은 체크포인트, 조기 종료, 혼동 행렬"
#       - "중간에 꺼져도 이어서 학습해, 꺼지지 않았을 때와 똑같은 가중치 얻기"
#       - "사전 학습이 얼마나 값진지 영어와 한국어로 실험하고, 작은 GPT를 내 글로 미세조정하기"
#   needs: ["05", "06"]
#   uses: [bert-en, mask-ko, generate-en, reviews]
#   budget: {t4_minutes: 12, mini_minutes: 1, gpu_gb: 10, download_mb: 1240}
# ---

# %%
import hfcourse

course = hfcourse.start("07")

# %% [markdown] lang="en"
# So far you have used models that others trained. In this lesson you train one yourself: first by hand, so that nothing
# stays hidden, then with `Trainer`, which most people use, and then in the situations that tutorials leave out: the
# machine goes off in the night, the disk is full, the model learns its examples by heart.
#
# With all exercises plan three hours, with a break after section 5. In `mini` the models are small stand-ins: they
# train in seconds on any laptop and know little. In `full` the same cells train the real BERT: switch on a T4 for
# that, and have 15 GB of disk free, for its checkpoints are large (section 6 says what you may delete). The text tells
# you **what to look at**; the numbers belong to your own output.

# %% [markdown] lang="ko" of="5c1e5665"
# 지금까지는 다른 사람이 학습시킨 모델을 썼습니다. 이 수업에서는 직접 학습시킵니다. 먼저 모든 과정이 보이도록 손으로 루프를 쓰고, 다음에는
# 가장 널리 쓰이는 `Trainer`에 맡깁니다. 그리고 튜토리얼에서 잘 다루지 않는 일도 겪어 봅니다. 한밤중에 컴퓨터가 꺼지고, 디스크가 가득
# 차고, 모델이 예제를 외워 버립니다.
#
# 연습까지 하면 세 시간쯤 걸리니 5절을 마치고 쉬어 가세요. `mini`에서는 작은 대역 모델을 씁니다. 어느 노트북에서나 몇 초면 학습이
# 끝나지만 아는 것이 적습니다. `full`에서는 같은 셀이 실제 BERT를 학습시킵니다. T4 GPU를 켜고, 체크포인트가 크니 디스크도 15 GB쯤
# 비워 두세요(무엇을 지워도 되는지는 6절에 있습니다). 본문은 **무엇을 봐야 하는지**만 짚습니다. 숫자는 여러분의 출력에서 읽으세요.

# %% [markdown] lang="en"
# ## 1. Mail for four desks
#
# A public library gets letters: *Do you have a book about frogs?* Four desks answer them: animals, cooking, nature and
# travel. Who sorts the mail? No model on the Hub was trained for these four desks, so you make one: you take a model
# that has learned **language** and teach it **your task**. That is **fine-tuning**, and it needs examples with the
# right answer.
#
# Ours are made from words and requests. Look closely at how they are divided: the words in `new` never occur in training.

# %% [markdown] lang="ko" of="6f6bb334"
# ## 1. 창구 네 곳으로 가는 편지
#
# 어느 공공 도서관에 편지가 옵니다. '개구리에 관한 책이 있나요?' 같은 편지입니다(먼저 영어로 해 보고 9절에서 한국어로 합니다).
# 답하는 창구는 동물(animals), 요리(cooking), 자연(nature), 여행(travel) 네 곳입니다. 편지는 누가 나눌까요? 이 네 창구에 맞춰
# 학습한 모델은 허브에 없으니 직접 만듭니다. 이미 **언어**를 배운 모델에 **내 작업**을 가르치는 것, 이것이
# **미세조정**(fine-tuning)이고, 정답이 붙은 예제가 필요합니다.
#
# 예제는 낱말과 문장 틀을 짝지어 만듭니다. 어떻게 나누었는지 잘 보세요. `new`에 든 낱말은 학습할 때 한 번도 나오지 않습니다.

# %%
known = {
    "animals": "dogs cats cows ducks rabbits lions wolves monkeys elephants mice owls frogs spiders penguins parrots",
    "cooking": "bread soup rice eggs potatoes butter carrots onions bananas sugar salt meat oranges milk apples",
    "nature": "mountains rivers forests clouds trees flowers grass leaves rocks stars snow rain ice stones seeds",
    "travel": "France Italy Spain Germany Japan China Brazil Canada Mexico Egypt India Poland Sweden Peru Kenya",
}
new = {
    "animals": "goats tigers foxes bees hens eagles pigs giraffes zebras dolphins",
    "cooking": "cheese tomatoes honey cookies noodles lemons pears cakes mushrooms sausages",
    "nature": "lakes wind roses sand planets storms tulips roots waves plants",
    "travel": "Korea Greece Norway Chile Portugal Austria Ireland Denmark Finland Cuba",
}

# %%
requests = [
    "Do you have a book about {}?", "I am looking for something on {}.", "My daughter wants to know all about {}.",
    "Where do I find books on {}?", "Please keep the new book about {} for me.", "Is there a good film about {}?",
    "We are writing a report on {} at school.", "I lost the book about {} on the bus.",
    "Can you send me a list of books on {}?", "The pictures in your book about {} are beautiful.",
    "My book about {} is due on Friday.", "Has anyone returned the magazine about {}?",
]
new_requests = [
    "I would love to read more about {}.", "Could you help me find a story about {}?",
    "Last week I saw a book on {} at the desk.", "Is the talk about {} still on Monday?",
]

# %% [markdown] lang="en" tags=["slide"]
# Each word goes into each request. Training gets the known words; **validation** (looked at while you work) and **test**
# (looked at once, at the end) get new words in new requests. So nobody can pass the test by memory.

# %% [markdown] lang="ko" of="2bff53c9" tags=["slide"]
# 낱말마다 모든 틀에 넣습니다. 학습에는 아는 낱말을 쓰고, **검증**(validation, 작업하면서 보는 것)과 **테스트**(test, 마지막에 한 번만
# 보는 것)에는 새 낱말을 새 틀에 넣습니다. 외워서는 시험을 통과할 수 없습니다.

# %%
from datasets import ClassLabel, Dataset, DatasetDict


def letters(words, requests, part=slice(None)):
    rows = [(r.format(w), desk) for desk in words for w in words[desk].split()[part] for r in requests]
    table = Dataset.from_dict({"text": [text for text, _ in rows], "label": [desk for _, desk in rows]})
    return table.cast_column("label", ClassLabel(names=list(words))).shuffle(seed=0)


mail = DatasetDict(
    train=letters(known, requests),
    validation=letters(new, new_requests, slice(0, 4)),
    test=letters(new, new_requests, slice(4, None)),
)
print({name: len(part) for name, part in mail.items()})
for row in mail["train"].select(range(3)):
    print(row)

# %% [markdown] lang="en" tags=["slide"]
# `label` is a number, and `ClassLabel` remembers its name. Now the text becomes ids, as in lessons 03 and 06. There is
# **no padding yet**: each letter keeps its own length, and a collator will fill up each batch later.

# %% [markdown] lang="ko" of="17d38af2" tags=["slide"]
# `label`은 숫자이고, 그 이름은 `ClassLabel`이 기억합니다. 이제 03번과 06번 수업에서처럼 글을 번호로 바꿉니다. **패딩은 아직 하지
# 않습니다.** 편지마다 길이를 그대로 두고, 나중에 콜레이터(collator)가 배치마다 채웁니다.

# %%
from transformers import AutoTokenizer

name = "google-bert/bert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(name)


def tokenize(batch):
    return tokenizer(batch["text"], truncation=True)


data = mail.map(tokenize, batched=True, remove_columns="text")
print(data["train"][0])

# %% [markdown] lang="en" tags=["slide"]
# And the model: the pretrained **body** with a new **head** of four outputs. Loading such a model prints a table, the
# `LOAD REPORT`: weights that the file has too many (`UNEXPECTED`, the old head) and too few (`MISSING`, the new one). We
# switch the table off, because we shall load many models, and ask for the second list ourselves:

# %% [markdown] lang="ko" of="ac4dd8a6" tags=["slide"]
# 다음은 모델입니다. 사전 학습된 **몸통**에 출력이 네 개인 새 **헤드**를 붙입니다. 이런 모델을 불러오면 `LOAD REPORT`라는 표가
# 나옵니다. 파일에 남는 가중치(`UNEXPECTED`, 옛 헤드)와 모자라는 가중치(`MISSING`, 새 헤드)를 적은 표입니다. 모델을 여러 번 불러올
# 것이니 표는 꺼 두고, 모자라는 것만 직접 물어보겠습니다.

# %%
import transformers
from transformers import AutoModelForSequenceClassification, set_seed

transformers.logging.set_verbosity_error()

set_seed(0)
model, report = AutoModelForSequenceClassification.from_pretrained(name, num_labels=4, output_loading_info=True)
print("new, and still random:", sorted(report["missing_keys"]))
print("weights in all:", f"{model.num_parameters():,}")

# %% [markdown] lang="en" tags=["slide"]
# The head is random, so the model must be guessing. (In `mini` the `pooler` of lesson 05 is random, too: the stand-in's
# file has none.) How many of the test letters will it get right? Say a number first. We only count what it guesses and
# do not look at the right answers, so the test stays unseen.

# %% [markdown] lang="ko" of="c106e792" tags=["slide"]
# 헤드가 아직 무작위이니 모델은 찍을 수밖에 없습니다. (`mini`에서는 05번 수업에서 본 `pooler`도 무작위입니다. 대역 모델의 파일에 없기
# 때문입니다.) 테스트 편지를 얼마나 맞힐까요? 먼저 숫자를 말해 보세요. 여기서는 무엇을 찍는지만 세고 정답은 보지 않으니, 테스트를 미리 쓰는
# 것은 아닙니다.

# %%
import torch


def answers(model, texts, tokenizer=tokenizer):
    model.eval()
    inputs = tokenizer(list(texts), padding=True, return_tensors="pt").to(model.device)
    with torch.no_grad():
        return model(**inputs).logits.argmax(-1).tolist()


guesses = answers(model.to(course.device), mail["test"]["text"])
desks = mail["test"].features["label"].names
print({desk: guesses.count(number) for number, desk in enumerate(desks)})

# %% [markdown] lang="en" tags=["slide"]
# It sends nearly everything to one or two desks, whatever the letter says. With four desks of equal size that gives
# about a quarter: **0.25 is the score to beat**, not zero.

# %% [markdown] lang="ko" of="d73f8c11" tags=["slide"]
# 편지 내용과 상관없이 거의 모두 한두 창구로 보냅니다. 크기가 같은 창구가 넷이면 넷 중 하나쯤은 맞습니다. **이겨야 할 점수는 0이 아니라
# 0.25입니다.**

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.1.** Training goes through the examples in **batches**; one batch is one **step**; once through all of
# them is an **epoch**. Write `steps(examples, batch_size, epochs)`: how many steps does the training have? The last
# batch of an epoch may be smaller, and it counts too.

# %% [markdown] lang="ko" of="bdcef3ca" tags=["exercise"]
# **연습 7.1.** 학습할 때는 예제를 **배치** 단위로 보여 줍니다. 배치 하나가 한 **스텝**(step)이고, 모든 예제를 한 번 다 보면 한
# **에포크**(epoch)입니다. 학습이 모두 몇 스텝인지 돌려주는 함수 `steps(examples, batch_size, epochs)`를 만들어 보세요. 에포크의
# 마지막 배치는 더 작을 수 있지만 그것도 한 스텝입니다.

# %% tags=["solution"]
def steps(examples, batch_size, epochs):
    return -(-examples // batch_size) * epochs

# %% tags=["check"]
hfcourse.check("7.1", steps)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes. Let people sort five letters by hand first: what do they use? (The one word.) The division into known and
# new words is the point of the section; ask what a test with known words would have measured. Usual wrong answers in
# 7.1: `//` drops the last batch; rounding up once at the end, over all epochs together.

# %% [markdown] lang="ko" of="64436521" tags=["notes"]
# 18분. 먼저 편지 다섯 통을 사람이 나눠 보게 하세요. 무엇을 보고 나누나요? (낱말 하나입니다.) 이 절의 요점은 아는 낱말과 새 낱말을
# 나눈 것입니다. 아는 낱말로 시험을 보면 무엇을 재는 셈인지 물어보세요. 7.1의 흔한 오답은 `//`로 마지막 배치를 버린 것, 에포크를 모두
# 합친 뒤 한 번만 올림한 것입니다.

# %% [markdown] lang="en"
# ## 2. The loop by hand
#
# What happens in training? Lesson 01 showed one step; here comes the whole loop. Later we shall compare two trainings
# number by number, so we keep chance out: the new head is the same each time (`set_seed`), and **dropout**, which
# switches off parts of the model at random during training, is set to zero.

# %% [markdown] lang="ko" of="d4c2059e"
# ## 2. 손으로 쓰는 루프
#
# 학습할 때 무슨 일이 일어날까요? 01번 수업에서 한 걸음을 보았으니 이번에는 루프 전체를 쓰겠습니다. 나중에 두 학습을 숫자 하나하나까지 견줄
# 것이므로 우연을 없앱니다. 새 헤드는 늘 같게 만들고(`set_seed`), 학습 중에 모델의 일부를 무작위로 끄는 **드롭아웃**(dropout)은 0으로
# 둡니다.

# %%
from torch.utils.data import DataLoader
from transformers import DataCollatorWithPadding, get_linear_schedule_with_warmup


def fresh_model():
    set_seed(0)
    still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    return AutoModelForSequenceClassification.from_pretrained(name, num_labels=4, **still).to(course.device)


# The real BERT wants small steps; the small stand-in needs larger ones to get anywhere.
# ko: 실제 BERT에는 작은 걸음이 맞고, 작은 대역 모델은 더 크게 걸어야 나아갑니다.
rate = 5e-4 if course.profile == "mini" else 5e-5

# %% [markdown] lang="en" tags=["slide"]
# Three helpers: a **DataLoader** makes the batches (with the padding collator of lesson 06), an **optimizer** moves the
# weights (we take AdamW, the usual one), and a **scheduler** makes the steps smaller towards the end. We go through the
# 720 letters once, in their order, so that the training can be repeated exactly; the letters are mixed already. A loop of
# your own, with several epochs, gets `DataLoader(…, shuffle=True)`.

# %% [markdown] lang="ko" of="7d8e6da8" tags=["slide"]
# 도우미가 셋 필요합니다. **DataLoader**는 배치를 만들고(06번 수업의 패딩 콜레이터와 함께), **옵티마이저**(optimizer)는 가중치를
# 옮기고(가장 널리 쓰는 AdamW를 씁니다), **스케줄러**(scheduler)는 끝으로 갈수록 걸음을 줄입니다. 편지 720통을 한 번 봅니다. 나중에
# 똑같이 되풀이할 수 있도록 있는 순서대로 보는데, 편지는 이미 섞여 있습니다. 여러 에포크를 도는 루프를 직접 쓸 때는
# `DataLoader(…, shuffle=True)`로 섞으세요.

# %%
collator = DataCollatorWithPadding(tokenizer)
loader = DataLoader(data["train"], batch_size=16, collate_fn=collator)

model = fresh_model()
optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.0, fused=True)
scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=0, num_training_steps=len(loader))
print(len(loader), "steps; the first batch:", {key: list(value.shape) for key, value in next(iter(loader)).items()})

# %% [markdown] lang="en" tags=["slide"]
# And the loop. **Forward**: the model reads a batch and says how wrong it is, the loss. **Backward**: for each weight,
# which way would the loss grow, and how fast? That is its **gradient**. **Step**: move each weight a little the other
# way.

# %% [markdown] lang="ko" of="86ff8147" tags=["slide"]
# 이제 루프입니다. **순전파**(forward)에서 모델은 배치를 읽고 얼마나 틀렸는지, 곧 손실을 냅니다. **역전파**(backward)에서는 가중치마다
# 어느 쪽으로 움직이면 손실이 얼마나 빨리 커지는지 구합니다. 이것이 **기울기**(gradient)입니다. **스텝**(step)에서는 가중치를 그 반대쪽으로
# 조금씩 옮깁니다.

# %%
from tqdm.auto import tqdm

by_hand = []
model.train()
for batch in tqdm(loader):
    optimizer.zero_grad()
    loss = model(**batch.to(course.device)).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    by_hand.append(loss.item())
print("loss of the first batch:", round(by_hand[0], 1), "· at the end less than half of it:", by_hand[-1] < by_hand[0] / 2)

# %% [markdown] lang="en" tags=["slide"]
# | line | what it does | and if you leave it out |
# |---|---|---|
# | `model.train()` | switches dropout on (here it is zero) | the model trains as if it were being asked |
# | `optimizer.zero_grad()` | forgets the gradients of the last batch | they **pile up**: each step answers for all batches before it |
# | `model(**batch).loss` | forward; with `labels` in the batch a head gives its loss, too | no loss |
# | `loss.backward()` | a gradient for each weight | `step` finds nothing to do, and says nothing |
# | `clip_grad_norm_` | shortens gradients that are too long | now and then one odd batch throws the model off |
# | `optimizer.step()` | moves the weights | nothing is learned |
# | `scheduler.step()` | lowers the learning rate | the steps at the end stay as large as at the beginning |
#
# Most of these mistakes raise **no error**. That is why one looks at the loss:

# %% [markdown] lang="ko" of="062110ce" tags=["slide"]
# | 줄 | 하는 일 | 빠뜨리면 |
# |---|---|---|
# | `model.train()` | 드롭아웃을 켭니다(여기서는 0) | 학습인데도 추론할 때처럼 움직입니다 |
# | `optimizer.zero_grad()` | 지난 배치의 기울기를 지웁니다 | 기울기가 **쌓입니다.** 스텝마다 앞의 모든 배치까지 책임집니다 |
# | `model(**batch).loss` | 순전파. 배치에 `labels`가 있으면 손실도 줍니다 | 손실이 없습니다 |
# | `loss.backward()` | 가중치마다 기울기를 구합니다 | `step`이 할 일이 없는데도 아무 말이 없습니다 |
# | `clip_grad_norm_` | 너무 긴 기울기를 줄입니다 | 가끔 이상한 배치 하나가 모델을 망가뜨립니다 |
# | `optimizer.step()` | 가중치를 옮깁니다 | 아무것도 배우지 못합니다 |
# | `scheduler.step()` | 학습률을 낮춥니다 | 마지막까지 처음처럼 크게 걷습니다 |
#
# 이런 실수는 대부분 **오류가 나지 않습니다.** 그래서 손실을 눈으로 봅니다.

# %%
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(6, 2.4), layout="constrained")
axes.plot(range(1, len(by_hand) + 1), by_hand, marker="o", markersize=3)
axes.set(xlabel="step", ylabel="training loss", ylim=(0, None))
plt.show()

# %% [markdown] lang="en" tags=["slide"]
# The curve goes down in jumps: each point is another batch, some easier, some harder. Where does it begin? The loss of
# an answer is minus the logarithm of the share that the model gave to the right desk. Who guesses among four gives each
# a quarter: −ln ¼ = ln 4 ≈ 1.4.

# %% [markdown] lang="ko" of="24f511e0" tags=["slide"]
# 곡선은 오르내리며 내려갑니다. 점마다 다른 배치이고, 쉬운 배치도 어려운 배치도 있기 때문입니다. 그런데 어디서 시작하나요? 답 하나의 손실은
# 모델이 맞는 창구에 준 몫(확률)에 로그를 취하고 마이너스를 붙인 값입니다. 넷 가운데 찍는 모델은 창구마다 4분의 1씩 주니
# −ln ¼ = ln 4 ≈ 1.4입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.2.** Write `one_step(model, batch, optimizer, scheduler)`: one training step without clipping, with all
# that belongs to it and in the right order. It **returns the loss as a number**. The model is called as above,
# `model(**batch)`.

# %% [markdown] lang="ko" of="166dc829" tags=["exercise"]
# **연습 7.2.** 학습 한 스텝을 하는 함수 `one_step(model, batch, optimizer, scheduler)`를 만들어 보세요. 기울기 줄이기(clip)는
# 빼고, 나머지는 모두 올바른 순서로 넣습니다. **손실을 숫자로 돌려줍니다.** 모델은 위에서처럼 `model(**batch)`로 부릅니다.

# %% tags=["solution"]
def one_step(model, batch, optimizer, scheduler):
    optimizer.zero_grad()
    loss = model(**batch).loss
    loss.backward()
    optimizer.step()
    scheduler.step()
    return loss.item()

# %% tags=["check"]
hfcourse.check("7.2", one_step)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Write the loop on the board first and let people delete one line each: what happens? Usual wrong answers
# in 7.2: `zero_grad` between `backward` and `step` (nothing is learned); `zero_grad` missing; `scheduler.step()`
# missing; the loss returned as a tensor, which keeps the whole graph in memory: on a GPU the memory then grows with
# every step.

# %% [markdown] lang="ko" of="32d0b982" tags=["notes"]
# 25분. 먼저 칠판에 루프를 적고 한 줄씩 지워 보게 하세요. 어떻게 될까요? 7.2의 흔한 오답은 `zero_grad`를 `backward`와 `step`
# 사이에 둔 것(아무것도 배우지 못합니다), `zero_grad`를 빠뜨린 것, `scheduler.step()`을 빠뜨린 것, 손실을 텐서로 돌려준 것입니다. 텐서는 계산
# 그래프를 통째로 붙잡고 있어서 GPU 메모리가 스텝마다 늘어납니다.

# %% [markdown] lang="en"
# ## 3. The same with Trainer
#
# `Trainer` writes this loop for you, and much around it: evaluation, checkpoints, half precision, several GPUs. Does it
# really do **the same**? Let it train the same model on the same letters in the same order. Guess: will the losses
# agree in two digits, in four, or in all?
#
# Its settings stand in `TrainingArguments`. Two of them keep this page readable: `report_to="none"` sends nothing to
# tracking services, and `disable_tqdm=True` takes away its own progress table. We put a plain bar in its place, as a
# **callback**: an object whose methods `Trainer` calls at the right moments.

# %% [markdown] lang="ko" of="05fbcfd0"
# ## 3. 같은 일을 Trainer로
#
# `Trainer`는 이 루프를 대신 써 줍니다. 평가, 체크포인트, 반정밀도, 여러 GPU 쓰기까지 맡습니다. 정말로 **같은 일**을 할까요? 같은 모델을
# 같은 편지로, 같은 순서로 학습시켜 보겠습니다. 맞혀 보세요. 손실이 두 자리까지 같을까요, 네 자리까지 같을까요, 아니면 끝까지 같을까요?
#
# 설정은 `TrainingArguments`에 적습니다. 그 가운데 둘은 이 페이지를 깔끔하게 하려는 것입니다. `report_to="none"`은 실험 기록 서비스에
# 아무것도 보내지 않고, `disable_tqdm=True`는 Trainer의 진행 표를 끕니다. 그 대신 간단한 진행 막대를 **콜백**(callback)으로 답니다. 콜백은
# `Trainer`가 정해진 때마다 메서드를 불러 주는 객체입니다.

# %%
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments


class Bar(TrainerCallback):
    def on_train_begin(self, args, state, control, **kwargs):
        self.bar = tqdm(total=state.max_steps, initial=state.global_step)

    def on_step_end(self, args, state, control, **kwargs):
        self.bar.update()

    def on_train_end(self, args, state, control, **kwargs):
        self.bar.close()

# %%
everywhere = {"report_to": "none", "disable_tqdm": True, "use_cpu": course.device.type == "cpu"}
arguments = TrainingArguments(
    output_dir="by-trainer",
    num_train_epochs=1,
    per_device_train_batch_size=16,
    learning_rate=rate,
    # In the order of the data. Left out, it is shuffled anew in each epoch.
    # ko: 데이터의 순서대로. 적지 않으면 에포크마다 새로 섞습니다.
    train_sampling_strategy="sequential",
    logging_steps=1,
    save_strategy="no",
    **everywhere,
)

# %%
twin = fresh_model()
trainer = Trainer(twin, arguments, train_dataset=data["train"], data_collator=collator, callbacks=[Bar()])
# Without its table, Trainer prints each line of its log. We read the log below.
# ko: 진행 표를 끄면 Trainer는 기록을 한 줄씩 출력합니다. 기록은 아래에서 따로 읽습니다.
trainer.remove_callback(PrinterCallback)
trainer.train()

by_trainer = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
pairs = zip(model.parameters(), twin.parameters(), strict=True)
print("the same losses, in all digits:", by_trainer == by_hand)
print("the same weights, bit for bit: ", all(torch.equal(mine, other) for mine, other in pairs))
gaps = [abs(one - other) for one, other in zip(by_trainer, by_hand, strict=False)]
print(f"the losses differ by at most:   {max(gaps):.4f}")

# %% [markdown] lang="en" tags=["slide"]
# On a CPU the two are **equal to the last bit**. (`False` on a CPU? Most likely the loop of section 2 has run twice; run
# that section again from `model = fresh_model()`.) On a GPU do not be surprised by `False`: there the sums may be added up
# in another order from run to run, the last digits differ, and each step carries the difference on. The third line says
# how far it went; compare it with the 1.4 of the beginning.
#
# So nothing in `Trainer` is magic. But to get there, our loop had to know its **defaults**, and you use these whenever
# you leave them out:
#
# | setting | default of `Trainer` | plain PyTorch |
# |---|---|---|
# | optimizer | AdamW in its `fused` form: all weights in one go | the other form gives other last digits |
# | `weight_decay`: pulls each weight a little towards 0 | 0, so no pull | `torch.optim.AdamW` has 0.01 |
# | `max_grad_norm` | 1.0: gradients are clipped | no clipping |
# | `lr_scheduler_type` | linear, down to 0 | the rate stays |
# | `learning_rate` | 5e-5 | 1e-3 |
# | order | shuffled anew in each epoch, from `seed=42` | as you write it |
# | loss, when one step adds up several batches (section 10) | averaged over all parts | your business |

# %% [markdown] lang="ko" of="cf6f80fa" tags=["slide"]
# CPU에서는 **마지막 비트까지 같습니다.** (CPU인데 `False`가 나왔다면 2절의 루프를 두 번 실행했기 쉽습니다. 2절을
# `model = fresh_model()`부터 다시 실행하세요.) GPU에서는 `False`가 나와도 놀라지 마세요. 실행할 때마다 더하는 순서가 달라질 수 있어 끝자리가
# 어긋나고, 스텝이 갈수록 그 차이가 쌓입니다. 얼마나 벌어졌는지는 셋째 줄에 있으니 처음 손실 1.4와 견주어 보세요.
#
# `Trainer`에 마법은 없습니다. 다만 이렇게 똑같아지려면 우리 루프가 `Trainer`의 **기본값**을 알아야 했습니다. 적지 않으면 여러분도 이
# 값을 쓰게 됩니다.
#
# | 설정 | `Trainer`의 기본값 | 그냥 PyTorch |
# |---|---|---|
# | 옵티마이저 | `fused` 방식의 AdamW. 모든 가중치를 한꺼번에 옮깁니다 | 다른 방식을 쓰면 끝자리가 달라집니다 |
# | `weight_decay`. 가중치를 조금씩 0 쪽으로 당깁니다 | 0이라 당기지 않습니다 | `torch.optim.AdamW`는 0.01 |
# | `max_grad_norm` | 1.0. 기울기를 줄입니다 | 줄이지 않습니다 |
# | `lr_scheduler_type` | 선형으로 0까지 | 학습률이 그대로입니다 |
# | `learning_rate` | 5e-5 | 1e-3 |
# | 순서 | `seed=42`로 에포크마다 새로 섞음 | 쓰기 나름 |
# | 배치 여럿을 모아 한 스텝으로 할 때의 손실(10절) | 전체의 평균 | 직접 챙겨야 합니다 |

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.3.** What does the scheduler do? Write `rate_at(step, total, peak, warmup=0)`: the learning rate **at**
# step `step`, counted from 0. During the first `warmup` steps it climbs in a straight line from 0 to `peak`, then it
# falls in a straight line, so that it would reach 0 at step `total`. (With `total=10`, `peak=1.0` and no warm-up: 1.0,
# 0.9, 0.8, …, 0.1.)

# %% [markdown] lang="ko" of="4ba835a2" tags=["exercise"]
# **연습 7.3.** 스케줄러는 무슨 일을 할까요? 0부터 센 스텝 `step`**에서의** 학습률을 돌려주는 함수 `rate_at(step, total, peak,
# warmup=0)`를 만들어 보세요. 처음 `warmup` 스텝 동안은 0에서 `peak`까지 곧게 올라가고, 그다음에는 스텝 `total`에서 0이 되도록 곧게
# 내려갑니다. (`total=10`, `peak=1.0`이고 워밍업이 없으면 1.0, 0.9, 0.8, …, 0.1입니다.)

# %% tags=["solution"]
def rate_at(step, total, peak, warmup=0):
    if step < warmup:
        return peak * step / warmup
    return peak * (total - step) / (total - warmup)

# %% tags=["check"]
hfcourse.check("7.3", rate_at)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Give the guess about the digits time. If somebody's own loop does not agree, the usual reasons are
# dropout, `weight_decay`, clipping and the order of the data: a good hunt for a fast group. Usual wrong answers in 7.3:
# counting from 1; after the warm-up falling over `total` instead of `total - warmup` steps.

# %% [markdown] lang="ko" of="43c7f622" tags=["notes"]
# 25분. 몇 자리까지 같을지 맞혀 볼 시간을 넉넉히 주세요. 직접 쓴 루프가 다르게 나온다면 드롭아웃, `weight_decay`, 기울기 줄이기, 데이터의
# 순서를 의심합니다. 빨리 끝낸 모둠에 내기 좋은 과제입니다. 7.3의 흔한 오답은 1부터 센 것, 워밍업 뒤에 `total - warmup`이 아니라
# `total` 스텝에 걸쳐 내린 것입니다.

# %% [markdown] lang="en"
# ## 4. How good is it?
#
# A falling training loss says that the model gets better at letters **it has seen**. What counts are letters that it
# has not. So we measure on the validation part after each epoch (`eval_strategy="epoch"`), with a number that people
# understand. `compute_metrics` gets all logits and labels, and returns a dictionary:

# %% [markdown] lang="ko" of="771a148e"
# ## 4. 얼마나 잘할까요?
#
# 학습 손실이 내려가면 **본** 편지를 점점 잘 맞힌다는 뜻입니다. 중요한 것은 보지 못한 편지입니다. 그래서 에포크가 끝날 때마다 검증 부분에서
# 재되(`eval_strategy="epoch"`), 사람이 알아보는 숫자로 잽니다. `compute_metrics`는 모든 로짓과 레이블을 받아 딕셔너리를 돌려줍니다.

# %%
def compute_metrics(prediction):
    guesses = prediction.predictions.argmax(axis=-1)
    return {"accuracy": float((guesses == prediction.label_ids).mean())}


arguments = TrainingArguments(
    output_dir="mail-model",
    num_train_epochs=3,
    per_device_train_batch_size=16,
    per_device_eval_batch_size=64,
    learning_rate=rate,
    eval_strategy="epoch",
    save_strategy="epoch",
    save_total_limit=1,
    load_best_model_at_end=True,
    metric_for_best_model="accuracy",
    logging_steps=8,
    **everywhere,
)

# %% [markdown] lang="en" tags=["slide"]
# Four lines deserve a look. `save_strategy="epoch"` writes a **checkpoint** after each epoch, `save_total_limit=1`
# keeps only the newest and the best one (a checkpoint of the real BERT takes 1.3 GB), `metric_for_best_model` says what
# "best" means, and `load_best_model_at_end` gives you that one at the end, not the last. The 720 letters go in three
# times now, shuffled anew by `Trainer` each time. And dropout is back, where the model has it: the real BERT does, the
# stand-in was built without.

# %% [markdown] lang="ko" of="f75824aa" tags=["slide"]
# 눈여겨볼 줄이 넷 있습니다. `save_strategy="epoch"`는 에포크마다 **체크포인트**(checkpoint)를 저장하고, `save_total_limit=1`은 가장
# 새것과 가장 좋은 것만 남깁니다(실제 BERT의 체크포인트는 하나가 1.3 GB입니다). `metric_for_best_model`은 무엇이 '좋은' 것인지 정하고,
# `load_best_model_at_end`는 마지막이 아니라 가장 좋은 것을 끝에 불러옵니다. 이제 편지 720통을 세 번 봅니다. 순서는 `Trainer`가
# 섞습니다. 드롭아웃도 다시 켜집니다. 다만 실제 BERT에만 있고, 대역 모델은 드롭아웃 없이 만들어졌습니다.

# %%
def new_model():
    set_seed(0)
    names = {"id2label": dict(enumerate(desks)), "label2id": {desk: number for number, desk in enumerate(desks)}}
    return AutoModelForSequenceClassification.from_pretrained(name, num_labels=4, **names)


trainer = Trainer(
    model=new_model(),
    args=arguments,
    train_dataset=data["train"],
    eval_dataset=data["validation"],
    # Saved with the model; the padding collator is made from it, too.
    # ko: 모델과 함께 저장되고, 패딩 콜레이터도 여기서 만들어집니다.
    processing_class=tokenizer,
    compute_metrics=compute_metrics,
    callbacks=[Bar()],
)
trainer.remove_callback(PrinterCallback)
result = trainer.train()
print("steps:", result.global_step)

# %% [markdown] lang="en" tags=["slide"]
# Everything that was measured stands in `trainer.state.log_history`. Draw it: the loss on training batches and, after
# each epoch, the loss and the accuracy on new words.

# %% [markdown] lang="ko" of="8525db0f" tags=["slide"]
# 잰 것은 모두 `trainer.state.log_history`에 들어 있습니다. 그려 보겠습니다. 학습 배치의 손실(training), 그리고 에포크마다 새
# 낱말에서 잰 손실(validation)과 정확도(accuracy)입니다.

# %%
def curves(history):
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 2.6), layout="constrained")
    for key, label in (("loss", "training"), ("eval_loss", "validation")):
        points = [(entry["epoch"], entry[key]) for entry in history if key in entry]
        left.plot(*zip(*points, strict=True), marker="o", markersize=3, label=label)
    left.set(xlabel="epoch", ylabel="loss", ylim=(0, None))
    left.legend()
    points = [(entry["epoch"], entry["eval_accuracy"]) for entry in history if "eval_accuracy" in entry]
    right.plot(*zip(*points, strict=True), marker="o", markersize=3)
    for epoch, score in points:
        right.annotate(f"{score:.2f}", (epoch, score), textcoords="offset points", xytext=(0, 6), ha="center")
    right.set(xlabel="epoch", ylabel="accuracy (validation)", ylim=(0, 1.1))
    plt.show()


curves(trainer.state.log_history)
scores = [entry["eval_accuracy"] for entry in trainer.state.log_history if "eval_accuracy" in entry]
print("epochs measured:", len(scores), "· accuracy never below 0.7:", min(scores) > 0.7)
print("the model that we hold is the best one:", trainer.evaluate()["eval_accuracy"] == max(scores))

# %% [markdown] lang="en" tags=["slide"]
# Read the two losses together. As long as **both** fall, training helps. When the training loss goes on falling and the
# validation loss turns up, the model has begun to learn by heart; section 8 shows that.
#
# Now the test, once. One number hides **which** desks get mixed up, so count: rows are the right desks, columns what
# the model said. That is a **confusion matrix**.

# %% [markdown] lang="ko" of="f158a7bf" tags=["slide"]
# 두 손실을 함께 읽으세요. **둘 다** 내려가는 동안은 학습이 도움이 됩니다. 학습 손실은 계속 내려가는데 검증 손실이 올라가기 시작하면 외우기
# 시작한 것입니다. 8절에서 보겠습니다.
#
# 이제 테스트입니다. 한 번만 합니다. 숫자 하나로는 **어느** 창구를 헷갈리는지 알 수 없으니 세어 보겠습니다. 행은 맞는 창구, 열은 모델이 고른
# 창구입니다. 이것이 **혼동 행렬**(confusion matrix)입니다.

# %%
import numpy as np

output = trainer.predict(data["test"])
matrix = np.zeros((4, 4), dtype=int)
for truth, guess in zip(output.label_ids, output.predictions.argmax(axis=-1), strict=True):
    matrix[truth, guess] += 1

print(" " * 10, *[f"{desk:>8}" for desk in desks])
for desk, row in zip(desks, matrix, strict=True):
    print(f"{desk:<10}", *[f"{count:>8}" for count in row])
print("on the diagonal:", matrix.trace(), "of", matrix.sum())

# %% [markdown] lang="en" tags=["slide"]
# The diagonal is right, everything else is a mistake. Look for the largest number off the diagonal: which two desks are
# alike, and can you see why? Remember that **not one** of these words occurred in training. The model knows from its
# pretraining that hens are a little like ducks.

# %% [markdown] lang="ko" of="9f809029" tags=["slide"]
# 대각선은 맞힌 것, 나머지는 틀린 것입니다. 대각선 밖에서 가장 큰 수를 찾아보세요. 어느 두 창구가 헷갈리나요? 까닭을 짐작할 수 있나요?
# 이 낱말들은 학습할 때 **한 번도** 나오지 않았다는 것을 기억하세요. 모델은 암탉(hens)이 오리(ducks)와 비슷하다는 것을 사전 학습에서 배워
# 알고 있습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.4.** The library wants no desk to be forgotten. Write `desk_metrics(prediction)` for `Trainer`:
# `prediction` has `.predictions` (logits, an array of shape *examples × classes*) and `.label_ids` (the right classes).
# Return a dictionary with `"accuracy"` and with `"worst"`: for each class that occurs among the labels, take the share
# of its examples that were recognized (its **recall**); `"worst"` is the smallest of these.

# %% [markdown] lang="ko" of="26b68f71" tags=["exercise"]
# **연습 7.4.** 도서관은 소외되는 창구가 없기를 바랍니다. `Trainer`에 줄 함수 `desk_metrics(prediction)`을 만들어 보세요.
# `prediction`에는 `.predictions`(로짓, 모양이 *예제 수 × 클래스 수*인 배열)와 `.label_ids`(맞는 클래스)가 있습니다. `"accuracy"`와
# `"worst"`가 든 딕셔너리를 돌려주세요. 레이블에 나오는 클래스마다 그 예제 가운데 맞힌 비율(**재현율**, recall)을 구하고, 그중 가장 작은
# 것이 `"worst"`입니다.

# %% tags=["solution"]
def desk_metrics(prediction):
    right = prediction.predictions.argmax(axis=-1) == prediction.label_ids
    recalls = [right[prediction.label_ids == number].mean() for number in set(prediction.label_ids.tolist())]
    return {"accuracy": float(right.mean()), "worst": float(min(recalls))}

# %% tags=["check"]
hfcourse.check("7.4", desk_metrics)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Ask before the curves: "which of the two losses will be lower?" Usual wrong answers in 7.4: a softmax
# before `argmax` (it changes nothing); a class that does not occur, whose recall is 0/0; precision (a column) instead
# of recall (a row). With about a hundred letters in the test, one letter is worth a point: nobody should quote this
# number with three digits.

# %% [markdown] lang="ko" of="114a83fd" tags=["notes"]
# 25분. 곡선을 보여 주기 전에 '두 손실 가운데 어느 쪽이 낮을까요?'라고 물어보세요. 7.4의 흔한 오답은 `argmax` 앞에 소프트맥스를 넣은 것(결과는
# 같습니다), 나오지 않는 클래스 때문에 0/0이 된 것, 재현율(행) 대신 정밀도(열)를 구한 것입니다. 테스트 편지가 백 통 안팎이라 한 통이
# 1점쯤 됩니다. 이 정확도를 소수 셋째 자리까지 말해서는 안 됩니다.

# %% [markdown] lang="en"
# ## 5. Your own sentences
#
# The model is trained; now use it. Two things to know: after `train()` it stands **where it was trained** (on the GPU,
# if there is one), so the inputs must go there too, and it may still be in **training mode**, with dropout on. Older
# tutorials forget both.

# %% [markdown] lang="ko" of="a73925c5"
# ## 5. 내가 쓴 문장으로
#
# 학습이 끝났으니 써 보겠습니다. 알아 둘 것이 두 가지 있습니다. `train()`이 끝난 모델은 **학습한 장치**(GPU가 있으면 GPU)에 그대로
# 있으므로 입력도 그리로 보내야 합니다. 그리고 드롭아웃이 켜진 **학습 모드**일 수 있습니다. 예전 튜토리얼은 둘 다 잊곤 합니다.

# %%
mine = [
    "Which book explains what hedgehogs eat?",
    "We are flying to Morocco in May. What should we read?",
    "How do I make plum cake without eggs?",
    "Please recommend a book about clouds and thunder.",
]
model = trainer.model.eval()
inputs = tokenizer(mine, padding=True, return_tensors="pt").to(model.device)
with torch.no_grad():
    shares = model(**inputs).logits.softmax(-1)
for text, share in zip(mine, shares, strict=True):
    print(f"{model.config.id2label[share.argmax().item()]:<8}  {text}")

# %% [markdown] lang="en" tags=["slide"]
# Change the sentences and run the cell again. Try words with **two homes**: *a book about chicken*, *about fish*,
# *about Turkey*. Then a letter that belongs to no desk: there is no drawer for it, as in lesson 01, so it lands in one
# of the four.
#
# To keep the model, save it; model and tokenizer go into one folder, and a pipeline reads that folder like a name on
# the Hub:

# %% [markdown] lang="ko" of="cd498bce" tags=["slide"]
# 문장을 바꿔 다시 실행해 보세요. *a book about chicken*, *fish*, *Turkey*처럼 **갈 곳이 둘**인 낱말도 넣어 보세요. 어느 창구에도 속하지 않는
# 편지는 어떻게 될까요? 01번 수업에서처럼 그런 편지를 담을 서랍이 없으니 넷 가운데 하나로 갑니다.
#
# 모델을 남겨 두려면 저장합니다. 모델과 토크나이저가 한 폴더에 들어가고, 파이프라인은 그 폴더를 허브의 이름처럼 읽습니다.

# %%
from transformers import pipeline

trainer.save_model("four-desks")
sorter = pipeline("text-classification", model="four-desks", device=course.device)
said = [answer["label"] for answer in sorter(mine)]
print("the same answers:", said == [model.config.id2label[number] for number in shares.argmax(-1).tolist()])

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.5.** Write `sort_letter(text, model, tokenizer)`: it returns the **name** of the desk (from
# `model.config.id2label`) for one letter. It must work right after training (mode!), on any device (`model.device`),
# and without keeping gradients.

# %% [markdown] lang="ko" of="5c641209" tags=["exercise"]
# **연습 7.5.** 편지 한 통의 창구 **이름**(`model.config.id2label`에 있습니다)을 돌려주는 함수 `sort_letter(text, model, tokenizer)`를
# 만들어 보세요. 학습 직후에도(모드!), 어느 장치에서나(`model.device`), 기울기를 남기지 않고 돌아가야 합니다.

# %% tags=["solution"]
def sort_letter(text, model, tokenizer):
    model.eval()
    inputs = tokenizer(text, return_tensors="pt").to(model.device)
    with torch.no_grad():
        logits = model(**inputs).logits
    return model.config.id2label[logits.argmax(-1).item()]

# %% tags=["check"]
hfcourse.check("7.5", sort_letter)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Let everybody type three letters and collect the funniest mistake. The stand-in knows few words, so do not
# judge the method by its answers to rare ones. Usual wrong answers in 7.5: no `model.eval()`; inputs left on the CPU;
# the number instead of the name. A good place for the break.

# %% [markdown] lang="ko" of="4dd2afe8" tags=["notes"]
# 20분. 저마다 편지를 세 통씩 써 보고 가장 재미있는 오답을 모아 보세요. 대역 모델은 아는 낱말이 적으니 드문 낱말에 낸 답으로 이 방법을 판단하지는
# 마세요. 7.5의 흔한 오답은 `model.eval()`을 빠뜨린 것, 입력을 CPU에 둔 것, 이름 대신 번호를 돌려준 것입니다. 여기서 쉬면 좋습니다.

# %% [markdown] lang="en"
# ## 6. Killed in the night
#
# A long training runs in the evening; at three o'clock the machine goes off, or Colab takes it away. What is left?
# `checkpoint-…` folders, if you had some written. Let us see what is in one, and whether a training that goes on from
# it arrives at the **same** place as one that was never disturbed.
#
# Here is a training of 24 steps with a checkpoint every 8 steps. First undisturbed:

# %% [markdown] lang="ko" of="89066a2b"
# ## 6. 한밤중에 꺼졌을 때
#
# 저녁에 긴 학습을 걸어 두었는데 새벽 세 시에 컴퓨터가 꺼지거나 Colab이 런타임을 거두어 갑니다. 무엇이 남을까요? 저장하게 해 두었다면
# `checkpoint-…` 폴더가 남습니다. 그 안에 무엇이 있는지, 거기서 이어 학습하면 한 번도 끊기지 않은 학습과 **같은** 곳에 도착하는지
# 보겠습니다.
#
# 24스텝짜리 학습이고 8스텝마다 체크포인트를 저장합니다. 먼저 끊지 않고 끝까지 갑니다.

# %%
class Killed(TrainerCallback):
    def on_step_end(self, args, state, control, **kwargs):
        if state.global_step == 20:
            raise KeyboardInterrupt("the machine goes off")


def night(folder, *callbacks):
    arguments = TrainingArguments(
        folder, num_train_epochs=3, per_device_train_batch_size=16, save_steps=8, learning_rate=rate, **everywhere
    )
    shorter = data["train"].select(range(128))
    trainer = Trainer(new_model(), arguments, train_dataset=shorter, processing_class=tokenizer, callbacks=list(callbacks))
    trainer.remove_callback(PrinterCallback)
    return trainer


undisturbed = night("undisturbed")
undisturbed.train()
print("steps:", undisturbed.state.global_step)

# %% [markdown] lang="en" tags=["slide"]
# Now the same, with a callback that pulls the plug after step 20:

# %% [markdown] lang="ko" of="b2c7951e" tags=["slide"]
# 이번에는 20스텝 뒤에 전원을 뽑는 콜백을 답니다.

# %%
from pathlib import Path

try:
    night("disturbed", Killed()).train()
except KeyboardInterrupt as error:
    print("stopped:", error)
for folder in sorted(Path("disturbed").glob("checkpoint-*"), key=lambda folder: int(folder.name.split("-")[1])):
    print(folder.name)
for file in sorted(Path("disturbed/checkpoint-16").iterdir()):
    print("   ", file.name)

# %% [markdown] lang="en" tags=["slide"]
# A checkpoint is more than a model:
#
# | file | what for |
# |---|---|
# | `model.safetensors`, `config.json`, tokenizer files | the model: this alone is enough to **use** it |
# | `optimizer.pt` | AdamW's memory: two numbers for each weight, so twice the size of the model |
# | `scheduler.pt` | where in the learning rate we are |
# | `rng_state.pth` | the state of the random numbers, for dropout |
# | `trainer_state.json` | the step, and the whole log |
# | `training_args.bin` | the settings |
#
# The four steps after 16 are lost. Go on from there: **the same** code once more, with one argument. Which weights will
# come out?

# %% [markdown] lang="ko" of="403e1847" tags=["slide"]
# 체크포인트에는 모델만 있는 것이 아닙니다.
#
# | 파일 | 쓰임 |
# |---|---|
# | `model.safetensors`, `config.json`, 토크나이저 파일 | 모델. **쓰기만** 한다면 이것으로 충분합니다 |
# | `optimizer.pt` | AdamW의 기억. 가중치마다 숫자 두 개라 모델의 두 배 크기입니다 |
# | `scheduler.pt` | 학습률이 어디까지 내려왔는지 |
# | `rng_state.pth` | 드롭아웃에 쓰는 난수의 상태 |
# | `trainer_state.json` | 몇 번째 스텝인지, 그리고 모든 기록 |
# | `training_args.bin` | 설정 |
#
# 16스텝 뒤의 네 스텝은 사라졌습니다. 거기서 이어 가겠습니다. **같은** 코드를 다시 쓰고 인자 하나만 더합니다. 어떤 가중치가 나올까요?

# %%
continued = night("disturbed")
continued.train(resume_from_checkpoint=True)

pairs = zip(undisturbed.model.parameters(), continued.model.parameters(), strict=True)
print("steps:", continued.state.global_step)
print("the same weights, bit for bit:", all(torch.equal(one, other) for one, other in pairs))

# %% [markdown] lang="en" tags=["slide"]
# On a CPU: the same, bit for bit. Optimizer, schedule, random numbers and the place in the data have all been put back.
# (On a GPU they are put back just so, but the line may say `False`, as in section 3.)
# (`resume_from_checkpoint=True` takes the newest checkpoint in `output_dir`; a path takes that one. A new experiment
# gets a **new folder**, or `True` will one day go on from an old one.)
#
# Two things can still go wrong, and both at the moment of writing: the kill comes while a checkpoint is
# **half-written**, or the disk is **full**. Then the newest folder is a trap: `True` takes it, because it looks only at
# the name. But `Trainer` writes `trainer_state.json` last, so a checkpoint without it is broken. Let us make such a
# trap, as if the kill had come while checkpoint 24 was being written:

# %% [markdown] lang="ko" of="a869aa6d" tags=["slide"]
# CPU에서는 비트 하나까지 같습니다. 옵티마이저, 학습률, 난수, 데이터의 어디까지 보았는지가 모두 되돌아왔습니다. (GPU에서도 모두
# 되돌아오지만, 3절에서처럼 `False`가 나올 수 있습니다.)
# (`resume_from_checkpoint=True`는 `output_dir`에서 가장 새 체크포인트를 고르고, 경로를 주면 그것을 씁니다. 실험을 새로 할 때는 **폴더도
# 새로** 쓰세요. 그러지 않으면 언젠가 `True`가 옛 체크포인트에서 이어 갑니다.)
#
# 그래도 잘못될 수 있는 일이 둘 있고, 둘 다 저장하는 순간에 일어납니다. 체크포인트를 **반쯤 쓰다가** 꺼지거나, 디스크가 **가득** 차는
# 것입니다. 그러면 가장 새 폴더가 함정이 됩니다. `True`는 이름만 보고 그것을 고르기 때문입니다. 다행히 `Trainer`는
# `trainer_state.json`을 맨 나중에 쓰므로, 이 파일이 없으면 망가진 체크포인트입니다. 24번 체크포인트를 쓰다가 꺼진 것처럼 함정을 만들어 보겠습니다.

# %%
Path("disturbed/checkpoint-24/trainer_state.json").unlink()
try:
    night("disturbed").train(resume_from_checkpoint=True)
except Exception as error:
    print(type(error).__name__)

# %% [markdown] lang="en" tags=["slide"]
# In the morning you would have to find out which folder is sound. The course has a small helper for that
# (`hfcourse/checkpoints.py`, short enough to read): it sets broken checkpoints aside, gives you the newest whole
# one, or `None`, so that the **same cell** begins and continues a training; and if the disk is full, it says so in one
# sentence and leaves the last good checkpoint.

# %% [markdown] lang="ko" of="8a2b6ed8" tags=["slide"]
# 아침에 어느 폴더가 온전한지 직접 찾아야 합니다. 이 일을 하는 작은 도우미가 강의에 있습니다(`hfcourse/checkpoints.py`, 짧으니 읽어
# 보세요). 망가진 체크포인트를 옆으로 치우고, 가장 새 온전한 것을 건네줍니다. 없으면 `None`이므로 **같은 셀**로 처음 시작할 수도,
# 이어 갈 수도 있습니다. 디스크가 가득 차면 한 문장으로 알려 주고 마지막으로 온전한 체크포인트를 남겨 둡니다.

# %%
with hfcourse.checkpoints.safe("disturbed") as last:
    print("go on from", last and Path(last).name)
    rescued = night("disturbed")
    rescued.train(resume_from_checkpoint=last)

pairs = zip(undisturbed.model.parameters(), rescued.model.parameters(), strict=True)
print("the same weights, bit for bit:", all(torch.equal(one, other) for one, other in pairs))
print(sorted(folder.name for folder in Path("disturbed").iterdir() if folder.is_dir()))

# %% [markdown] lang="en" tags=["slide"]
# On **Colab** the machine goes with its disk. Write to Google Drive (`output_dir="/content/drive/MyDrive/…"` after
# mounting it; a free one holds 15 GB, so add `save_total_limit=2` and empty its bin, where deleted checkpoints lie on).
# Or send the newest checkpoint to the Hub (lesson 10): `push_to_hub=True`, `hub_strategy="checkpoint"`, and
# `hub_private_repo=True`, **or everybody can read it**. There it lies in the folder `last-checkpoint`; download that, and
# give its path to `resume_from_checkpoint`. How often to save? As often as you would mind doing the work again.
#
# And afterwards clean up: in `full` each checkpoint takes 1.3 GB, and this lesson writes about ten. You will not need
# `undisturbed`, `disturbed` and `mail-model` again; `shutil.rmtree("disturbed")` (after `import shutil`) deletes a folder.

# %% [markdown] lang="ko" of="37d8ecea" tags=["slide"]
# **Colab**에서는 런타임과 함께 디스크도 사라집니다. 구글 드라이브를 연결해 거기에 저장하세요(`output_dir="/content/drive/MyDrive/…"`). 무료
# 드라이브는 15 GB이니 `save_total_limit=2`를 더하고, 지운 체크포인트가 쌓이는 휴지통도 비워 주세요. 아니면 가장 새 체크포인트를 허브에
# 올립니다(10번 수업). `push_to_hub=True`, `hub_strategy="checkpoint"`와 함께 `hub_private_repo=True`를 적으세요. **빠뜨리면 누구나 볼
# 수 있습니다.** 체크포인트는 저장소의 `last-checkpoint` 폴더에 들어가니, 내려받아 그 경로를 `resume_from_checkpoint`에 주면 됩니다.
# 얼마나 자주 저장할까요? 다시 하기 아까운 만큼 자주 저장하면 됩니다.
#
# 끝나면 치우는 것도 잊지 마세요. `full`에서는 체크포인트 하나가 1.3 GB이고 이 수업에서 열 개쯤 씁니다. `undisturbed`, `disturbed`,
# `mail-model`은 더 쓰지 않으니 `import shutil` 다음에 `shutil.rmtree("disturbed")`처럼 폴더를 지우면 됩니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.6.** Do it yourself: `last_whole(folder)` gets a `pathlib.Path` and returns the **name** of the newest
# checkpoint in it that has a `trainer_state.json`, such as `"checkpoint-16"`, or `None`. The newest is the one with the
# largest **number**; other files and folders may lie there too.

# %% [markdown] lang="ko" of="fbb712ad" tags=["exercise"]
# **연습 7.6.** 직접 만들어 보세요. `last_whole(folder)`는 `pathlib.Path`를 받아, 그 안에서 `trainer_state.json`이 있는 가장 새
# 체크포인트의 **이름**(예: `"checkpoint-16"`)을 돌려주고, 없으면 `None`을 돌려줍니다. 가장 새것은 **번호**가 가장 큰 것입니다. 다른
# 파일이나 폴더가 함께 있을 수도 있습니다.

# %% tags=["solution"]
def last_whole(folder):
    whole = [file.parent.name for file in folder.glob("checkpoint-*/trainer_state.json")]
    return max(whole, key=lambda name: int(name.split("-")[1]), default=None)

# %% tags=["check"]
hfcourse.check("7.6", last_whole)

# %% [markdown] lang="en" tags=["notes"]
# 30 minutes. If you dare, kill the kernel for real (Runtime → Interrupt is gentle; Runtime → Restart is not) in the
# middle of a run and continue it before the class. Usual wrong answers in 7.6: names compared as texts, so that
# `checkpoint-9` wins over `checkpoint-10`; `max` of an empty list; the half-written one. The helper survives a killed
# process; against a power cut nobody can help whose disk had not yet written.

# %% [markdown] lang="ko" of="88426b44" tags=["notes"]
# 30분. 자신 있으면 수업에서 학습 도중에 커널을 정말로 끄고(중단이 아니라 다시 시작) 모두 앞에서 이어 가 보세요. 7.6의 흔한 오답은 이름을
# 글자로 비교해 `checkpoint-9`가 `checkpoint-10`을 이긴 것, 빈 리스트에 `max`를 쓴 것, 반쯤 쓴 것을 고른 것입니다. 도우미는 프로세스가
# 꺼졌을 때를 막아 줍니다. 정전으로 디스크에 미처 쓰지 못한 것까지 되살리지는 못합니다.

# %% [markdown] lang="en"
# ## 7. What is pretraining worth?
#
# Would it not be simpler to train a model from scratch, on our letters alone? Try it: the same architecture, the same
# training, once with the pretrained weights and once with random ones, on 32, 128 and 512 letters. We measure on
# the validation letters (the test has had its one turn); **neither** model has seen their words in training. Write down
# your guess for each of the six before you run the cell.

# %% [markdown] lang="ko" of="23aac408"
# ## 7. 사전 학습은 얼마나 값질까요?
#
# 우리 편지만으로 처음부터 학습시키면 더 간단하지 않을까요? 해 보겠습니다. 같은 구조를 같은 방법으로 학습시키되, 한 번은 사전 학습된
# 가중치에서, 한 번은 무작위 가중치에서 시작합니다. 편지는 32통, 128통, 512통입니다. 점수는 검증 편지로 잽니다(테스트는 한 번
# 썼으니까요). 거기 나오는 낱말은 **둘 다** 학습할 때 보지 못한 것입니다. 실행하기 전에 여섯 가지 점수를 하나씩 맞혀 보세요.

# %%
from transformers import AutoConfig


def untrained_model():
    set_seed(0)
    config = AutoConfig.from_pretrained(name, num_labels=4)
    return AutoModelForSequenceClassification.from_config(config)


def accuracy_after(model, size, epochs):
    arguments = TrainingArguments(
        "worth", num_train_epochs=epochs, per_device_train_batch_size=16, learning_rate=rate, save_strategy="no", **everywhere
    )
    train = data["train"].select(range(size))
    trainer = Trainer(
        model, arguments, train_dataset=train, eval_dataset=data["validation"], processing_class=tokenizer,
        compute_metrics=compute_metrics, callbacks=[Bar()],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train()
    return trainer.evaluate()["eval_accuracy"], trainer.evaluate(train)["eval_accuracy"]

# %%
# Letters: epochs. Few letters need more rounds.
# ko: 편지 수: 에포크 수. 편지가 적으면 더 여러 번 봅니다.
sizes = {32: 12, 128: 6, 512: 3}
ways = {
    course.text(en="pretrained", ko="사전 학습"): new_model,
    course.text(en="from scratch", ko="처음부터"): untrained_model,
}
worth = {way: [accuracy_after(make(), size, epochs) for size, epochs in sizes.items()] for way, make in ways.items()}

hfcourse.show.scores(
    [f"{way} · {size}" for size in sizes for way in worth],
    [results[place][0] for place in range(len(sizes)) for results in worth.values()],
    title=course.text(en="New words, after training on 32, 128 and 512 letters", ko="편지 32, 128, 512통으로 학습한 뒤 새 낱말에서"),
    axis=course.text(en="accuracy (guessing: 0.25)", ko="정확도 (찍으면 0.25)"),
)

# %% [markdown] lang="en" tags=["slide"]
# The model from scratch stays near 0.25, where guessing is: it has no way to know what a goat is. The pretrained one has
# read about goats, or at least met the word in the company of other animals. **The labels that you do not have to
# pay for: that is what pretraining is worth.** Some labels it does need: in `mini`, 32 letters were too few for the
# pretrained model as well. How far does the real BERT get with 32?
#
# Has the model from scratch learned nothing, then? Ask both about the 512 letters that they were trained on:

# %% [markdown] lang="ko" of="3d021daa" tags=["slide"]
# 처음부터 학습한 모델은 찍은 점수인 0.25 근처에 머뭅니다. 염소(goats)가 무엇인지 알 길이 없기 때문입니다. 사전 학습된 모델은 염소에 관한 글을 읽었거나,
# 적어도 다른 동물과 함께 나오는 것을 보았습니다. **정답을 붙이느라 들일 돈과 시간을 아껴 주는 것, 그것이 사전 학습의 값어치입니다.** 그래도
# 예제는 필요합니다. `mini`에서는 사전 학습된 모델에도 32통은 모자랐습니다. 실제 BERT는 32통으로 어디까지 갈까요?
#
# 그렇다면 처음부터 학습한 모델은 아무것도 배우지 못했을까요? 학습에 쓴 512통을 두 모델에 다시 물어보겠습니다.

# %%
known_or_new = (course.text(en="new words", ko="새 낱말"), course.text(en="its own letters", ko="자기가 본 편지"))
hfcourse.show.scores(
    [f"{way} · {kind}" for way in worth for kind in known_or_new],
    [score for results in worth.values() for score in results[-1]],
    title=course.text(en="After training on 512 letters", ko="편지 512통으로 학습한 뒤"),
    axis=course.text(en="accuracy (guessing: 0.25)", ko="정확도 (찍으면 0.25)"),
)

# %% [markdown] lang="en" tags=["slide"]
# In `mini` it has: look at the lowest bar. Most of its own letters it knows by heart, and it is lost on new words. **A good
# score on the training data says nothing about new data**, and this gap is called *overfitting*.
#
# In `full` there are 110 million random weights, and we move them with small steps that suit a pretrained model: the
# lowest bar may stay low, and then the model has not even learned by heart yet. Give it ten times as long with
# `accuracy_after(untrained_model(), 512, 30)`, which returns the two scores (new words, its own letters): which of them
# rises?

# %% [markdown] lang="ko" of="5e2efed2" tags=["slide"]
# `mini`에서는 배우긴 했습니다. 맨 아래 막대를 보면 자기가 본 편지는 많이 외웠는데, 새 낱말에서는 찍는 것과 크게 다르지 않습니다. **학습
# 데이터에서 점수가 좋아도 새 데이터에서 어떨지는 알 수 없습니다.** 이 차이가 과적합(overfitting)입니다.
#
# `full`에서는 무작위 가중치가 1억 1천만 개인데, 사전 학습된 모델에 맞춘 작은 걸음으로 움직입니다. 맨 아래 막대도 낮을 수 있고, 그렇다면
# 아직 외우지도 못한 것입니다. `accuracy_after(untrained_model(), 512, 30)`으로 열 배 오래 학습시켜 보세요. 새 낱말과 자기가 본 편지의
# 점수를 차례로 돌려줍니다. 어느 쪽이 올라가나요?

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Let everybody write six guesses on paper first. Usual surprise: how little helps even 512 letters to the
# model from scratch. Ask how many words one would have to label until it knows all animals; then, where BERT has them
# from (lesson 01, the gap game).

# %% [markdown] lang="ko" of="58b6f7a1" tags=["notes"]
# 15분. 먼저 여섯 점수를 종이에 적게 하세요. 편지가 512통이어도 처음부터 학습한 모델에는 별 도움이 되지 않는다는 데 놀랍니다. 동물을 모두
# 알게 하려면 낱말 몇 개에 정답을 붙여야 할지 물어보고, BERT는 그것을 어디서 배웠는지 물어보세요(01번 수업의 빈칸 채우기).

# %% [markdown] lang="en"
# ## 8. When a model learns by heart
#
# Now a harder task: are these **reviews** positive or negative? They were written one by one for this course, praise
# and blame in everyday words, often between the lines.

# %% [markdown] lang="ko" of="944c7f1b"
# ## 8. 외워 버릴 때
#
# 더 어려운 작업을 해 보겠습니다. 이 **리뷰**는 긍정일까요, 부정일까요? 이 강의를 위해 하나하나 지은 문장이고, 칭찬과 불만이
# 일상의 말로, 때로는 행간에 담겨 있습니다.

# %%
from datasets import load_dataset

reviews = load_dataset("hfcourse/mini-reviews", "en")
for row in reviews["train"].select(range(4)):
    print(row["label"], row["text"])
reviews = reviews.map(tokenize, batched=True, remove_columns=["text", "domain"])

# %% [markdown] lang="en" tags=["slide"]
# We let it train for up to eight epochs, but with an **early stop**: `EarlyStoppingCallback` ends the training when the
# measure has not become better for `early_stopping_patience` evaluations. The measure is the validation loss; smaller is
# better (`greater_is_better=False`). And `save_only_model=True` leaves `optimizer.pt` out of the checkpoints: enough to
# come back to the best model, not to go on training, and a third of the size.

# %% [markdown] lang="ko" of="0cbc4aa5" tags=["slide"]
# 여덟 에포크까지 학습하게 하되 **조기 종료**(early stopping)를 겁니다. `EarlyStoppingCallback`은 `early_stopping_patience`번
# 평가하는 동안 지표가 나아지지 않으면 학습을 끝냅니다. 지표는 검증 손실이고, 작을수록 좋습니다(`greater_is_better=False`).
# `save_only_model=True`는 체크포인트에서 `optimizer.pt`를 뺍니다. 이어서 학습할 수는 없지만 가장 좋은 모델로 돌아오기에는 충분하고, 크기는
# 3분의 1입니다.

# %%
from transformers import EarlyStoppingCallback

arguments = TrainingArguments(
    "reviews-model", num_train_epochs=8, per_device_train_batch_size=16, per_device_eval_batch_size=64, learning_rate=rate,
    eval_strategy="epoch", save_strategy="epoch", save_total_limit=1, save_only_model=True,
    load_best_model_at_end=True, metric_for_best_model="eval_loss", greater_is_better=False, logging_steps=8, **everywhere,
)
set_seed(0)
trainer = Trainer(
    AutoModelForSequenceClassification.from_pretrained(name, num_labels=2), arguments,
    train_dataset=reviews["train"].select(range(384)), eval_dataset=reviews["validation"], processing_class=tokenizer,
    compute_metrics=compute_metrics, callbacks=[Bar(), EarlyStoppingCallback(early_stopping_patience=2)],
)
trainer.remove_callback(PrinterCallback)
trainer.train()
curves(trainer.state.log_history)

# %%
history = [entry for entry in trainer.state.log_history if "eval_loss" in entry]
best = min(history, key=lambda entry: entry["eval_loss"])
last_loss = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry][-1]
print("stopped before the end:", len(history) < 8)
print("the last epochs were worse than the best one:", history[-1]["eval_loss"] > best["eval_loss"])
print("training loss at the end below the validation loss:", last_loss < history[-1]["eval_loss"])

# %% [markdown] lang="en" tags=["slide"]
# Look at the left picture: the two curves **part**. The training loss sinks, the validation loss rises: from there on
# the model learns these 384 sentences and not the task. The early stop ends it, and you get the best checkpoint.
#
# And the accuracy, on the right? In `mini` it stays near that of a coin, 0.5: the small stand-in has learned from its
# texts which words are animals, but hardly anything about what people praise. **Fine-tuning brings out what pretraining
# has put in; it cannot conjure.** The real BERT has read thousands of books and the English Wikipedia, more than three
# billion words; compare its curves in `full`. When your own task does not work, ask: has this model ever read such texts?
# Are the examples enough, and right? Only then turn the learning rate.

# %% [markdown] lang="ko" of="499568ae" tags=["slide"]
# 왼쪽 그림을 보세요. 두 곡선이 **갈라집니다.** 학습 손실은 내려가는데 검증 손실은 올라갑니다. 거기부터 모델은 작업이 아니라 이 문장
# 384개를 배우고 있습니다. 조기 종료가 학습을 끝내고, 가장 좋은 체크포인트가 남습니다.
#
# 오른쪽의 정확도는 어떤가요? `mini`에서는 동전을 던진 것과 비슷한 0.5 근처에 머뭅니다. 작은 대역 모델은 어떤 낱말이 동물인지는 글에서
# 배웠지만, 사람들이 무엇을 칭찬하는지는 거의 배우지 못했습니다. **미세조정은 사전 학습이 넣어 둔 것을 끌어낼 뿐, 없는 것을 만들어 내지
# 못합니다.** 실제 BERT는 책 수천 권과 영어 위키백과, 모두 30억 낱말이 넘는 글을 읽었습니다. `full`에서 곡선을 견주어 보세요. 여러분의 작업이
# 잘되지 않으면 먼저 물어보세요. 이 모델이 이런 글을 읽어 본 적이 있을까? 예제는 충분하고, 정답은 맞을까? 학습률을 돌려 보는 것은 그다음입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.7.** Be the early stop: `stops_after(losses, patience)` gets the validation loss of each epoch and
# returns how many epochs are trained. The training ends after an epoch when the smallest loss so far is `patience`
# epochs old; if that never happens, all epochs are trained. (`[0.9, 0.7, 0.8, 0.75, 0.6]` with patience 2: the best
# stands at epoch 2, epochs 3 and 4 are not better, so it ends after **4**.)

# %% [markdown] lang="ko" of="62dacba0" tags=["exercise"]
# **연습 7.7.** 조기 종료를 직접 해 보세요. `stops_after(losses, patience)`는 에포크마다의 검증 손실을 받아 몇 에포크를 학습하는지 돌려줍니다.
# 지금까지 가장 작은 손실이 나온 지 `patience` 에포크가 지나면 그 에포크를 마치고 끝냅니다. 그런 일이 없으면 끝까지 학습합니다.
# (`[0.9, 0.7, 0.8, 0.75, 0.6]`이고 `patience`가 2이면, 2번째 에포크가 가장 좋고 3, 4번째가 더 낫지 않으므로 **4**에서 끝납니다.)

# %% tags=["solution"]
def stops_after(losses, patience):
    best, waited = float("inf"), 0
    for epoch, loss in enumerate(losses, start=1):
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch
    return len(losses)

# %% tags=["check"]
hfcourse.check("7.7", stops_after)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Say plainly that the accuracy in `mini` is that of a coin: a failed training is part of the trade, and the
# curves say why. Usual wrong answers in 7.7: comparing with the epoch before instead of with the best; counting from 0;
# forgetting to set the counter back.

# %% [markdown] lang="ko" of="29293408" tags=["notes"]
# 20분. `mini`에서 정확도가 동전 수준이라는 것을 분명히 말해 주세요. 잘되지 않는 학습도 이 일의 일부이고, 곡선을 보면 까닭을 알 수 있습니다.
# 7.7의 흔한 오답은 가장 좋은 에포크가 아니라 바로 앞 에포크와 비교한 것, 0부터 센 것, 세던 수를 되돌리지 않은 것입니다.

# %% [markdown] lang="en"
# ## 9. The same in Korean
#
# What must change for Korean letters? Three things: the model, its tokenizer, the data. Not one line of the training.
# (The requests mean: *Is there a book about …? I want to know about … . My child likes stories about … . Where are the
# books about …?*)

# %% [markdown] lang="ko" of="1ce8e7e6"
# ## 9. 한국어로도 똑같이
#
# 한국어 편지라면 무엇을 바꿔야 할까요? 모델과 토크나이저, 데이터, 이 셋뿐입니다. 학습 코드는 한 줄도 바뀌지 않습니다. 낱말 바로 뒤의 조사가
# 앞말에 따라 달라지지 않도록 '에 관한', '에 대해' 같은 표현을 골랐습니다.

# %%
known_ko = {
    "동물": "고양이 염소 오리 토끼 사자 늑대 원숭이 코끼리 독수리 개구리 거미 고래 펭귄 앵무새 거북이 얼룩말",
    "요리": "빵 밥 치즈 달걀 감자 버터 당근 양파 국수 바나나 설탕 소금 고기 사과 우유 만두",
    "자연": "산 강 호수 숲 구름 나무 꽃 바위 별 비 바람 얼음 모래 사막 화산 파도",
    "여행": "프랑스 이탈리아 스페인 독일 일본 중국 브라질 캐나다 이집트 인도 폴란드 스웨덴 페루 케냐 러시아 태국",
}
new_ko = {
    "동물": "강아지 호랑이 여우 부엉이 상어 돼지 낙타 돌고래",
    "요리": "케이크 토마토 커피 레몬 포도 두부 김치 주스",
    "자연": "바다 달 섬 장미 무지개 폭포 들판 안개",
    "여행": "미국 멕시코 그리스 노르웨이 칠레 포르투갈 덴마크 베트남",
}

# %%
requests_ko = [
    "{}에 관한 책이 있나요?", "{}에 대해 알고 싶어요.", "아이가 {} 이야기를 좋아해요.", "{}에 관한 책은 어디에 있어요?",
    "새로 나온 {} 책을 예약해 주세요.", "학교에서 {}에 대해 조사하고 있어요.", "{}에 관한 좋은 영화가 있을까요?",
    "버스에서 {} 책을 잃어버렸어요.", "{} 책에 실린 사진이 정말 아름다워요.", "{} 잡지가 들어왔나요?",
]
new_requests_ko = ["{}에 대해 더 읽고 싶습니다.", "{} 이야기가 나오는 책을 찾아 주세요.", "월요일에 {} 강연이 있나요?"]

korean = AutoTokenizer.from_pretrained("klue/bert-base")
mail_ko = DatasetDict(train=letters(known_ko, requests_ko), test=letters(new_ko, new_requests_ko))
data_ko = mail_ko.map(lambda batch: korean(batch["text"], truncation=True), batched=True, remove_columns="text")
print({name: len(part) for name, part in mail_ko.items()}, mail_ko["train"][0]["text"])

# %%
set_seed(0)
desks_ko = dict(enumerate(known_ko))
model = AutoModelForSequenceClassification.from_pretrained("klue/bert-base", num_labels=4, id2label=desks_ko)
arguments = TrainingArguments(
    "mail-model-ko", num_train_epochs=2, per_device_train_batch_size=16, learning_rate=rate, save_strategy="no", **everywhere
)
trainer = Trainer(
    model, arguments, train_dataset=data_ko["train"], eval_dataset=data_ko["test"], processing_class=korean,
    compute_metrics=compute_metrics, callbacks=[Bar()],
)
trainer.remove_callback(PrinterCallback)
trainer.train()
print("accuracy on new words above 0.7:", trainer.evaluate()["eval_accuracy"] > 0.7)

# %% [markdown] lang="en" tags=["slide"]
# Now letters of your own. These ask for a picture book with tigers; how to bake a good cake; what to read before a
# journey to Vietnam; and why a rainbow appears after the rain.

# %% [markdown] lang="ko" of="fc828205" tags=["slide"]
# 이제 직접 쓴 편지를 넣어 보세요. '말'이나 '배', '밤'처럼 뜻이 여럿인 낱말은 어느 창구로 갈까요?

# %%
mine_ko = [
    "호랑이가 나오는 그림책을 빌리고 싶어요.",
    "맛있는 케이크 굽는 법을 알고 싶어요.",
    "다음 달에 베트남에 가는데 읽을 만한 책이 있나요?",
    "비가 온 뒤에 무지개가 왜 뜨는지 궁금해요.",
]
for text, number in zip(mine_ko, answers(trainer.model, mine_ko, korean), strict=True):
    print(f"{desks_ko[number]}  {text}")

# %% [markdown] lang="en" tags=["slide"]
# And the harder task of section 8, on Korean reviews (*Kindness is second nature to them* is the first): again the model, its
# tokenizer and the data change, nothing else.

# %% [markdown] lang="ko" of="84f7dbcf" tags=["slide"]
# 8절의 더 어려운 작업도 한국어 리뷰로 해 보겠습니다. 이번에도 바꿀 것은 모델과 토크나이저, 데이터뿐입니다.

# %%
reviews_ko = load_dataset("hfcourse/mini-reviews", "ko")
for row in reviews_ko["train"].select(range(3)):
    print(row["label"], row["text"])


def tokenize_ko(batch):
    return korean(batch["text"], truncation=True)


reviews_ko = reviews_ko.map(tokenize_ko, batched=True, remove_columns=["text", "domain"])

# %%
arguments = TrainingArguments(
    "reviews-model-ko", num_train_epochs=3, per_device_train_batch_size=16, per_device_eval_batch_size=64,
    learning_rate=rate, eval_strategy="epoch", save_strategy="no", logging_steps=8, **everywhere,
)
set_seed(0)
trainer = Trainer(
    AutoModelForSequenceClassification.from_pretrained("klue/bert-base", num_labels=2), arguments,
    train_dataset=reviews_ko["train"].select(range(384)), eval_dataset=reviews_ko["validation"],
    processing_class=korean, compute_metrics=compute_metrics, callbacks=[Bar()],
)
trainer.remove_callback(PrinterCallback)
trainer.train()
losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
print("the training loss fell below half of its first value:", losses[-1] < losses[0] / 2)
print("accuracy on new reviews above 0.6:", trainer.evaluate()["eval_accuracy"] > 0.6)

# %% [markdown] lang="en" tags=["slide"]
# The same story as in section 8, or another? In `mini` the training loss falls, and new reviews stay a matter of luck (a
# coin would get 0.5). In `full`, what does the second line say? Draw it with `curves(trainer.state.log_history)` and
# compare with the English curves of section 8.

# %% [markdown] lang="ko" of="cccfcb06" tags=["slide"]
# 8절과 같은 이야기인가요, 다른가요? `mini`에서는 학습 손실만 내려가고 새 리뷰는 운에 맡긴 것과 같습니다(동전을 던져도 0.5는 맞힙니다).
# `full`에서는 둘째 줄이 어떻게 나오나요? `curves(trainer.state.log_history)`로 그려서 8절의 영어 곡선과 견주어 보세요.

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes. With a class that reads Korean, do the first half, the letters, directly after section 5. Ask for words with two homes: 말 (horse,
# speech), 배 (ship, pear, belly), 밤 (night, chestnut).

# %% [markdown] lang="ko" of="91e0b364" tags=["notes"]
# 12분. 한국어 수업이라면 앞쪽 절반(편지)은 5절 바로 다음에 해도 좋습니다. 말(동물, 언어), 배(과일, 탈것, 몸), 밤(시간, 열매)처럼 갈 곳이 둘 이상인 낱말을 모아
# 보세요.

# %% [markdown] lang="en"
# ## 10. Faster
#
# Older tutorials pad every text to the full length (`padding="max_length"`) and take two texts a batch. What does that
# cost? Count the tokens that the model must compute for our 720 letters, padding included. Guess first: how many times
# as many as the real ones?

# %% [markdown] lang="ko" of="6f607b6b"
# ## 10. 더 빠르게
#
# 예전 튜토리얼은 모든 글을 최대 길이까지 패딩하고(`padding="max_length"`) 배치에 글을 둘씩 넣습니다. 비용이 얼마나 들까요? 편지
# 720통을 읽을 때 모델이 계산할 토큰을 패딩까지 합쳐 세어 보겠습니다. 진짜 토큰의 몇 배쯤 될지 먼저 맞혀 보세요.

# %%
lengths = [len(ids) for ids in data["train"]["input_ids"]]
batches = [lengths[start : start + 16] for start in range(0, len(lengths), 16)]
in_order = sorted(lengths)
grouped = [in_order[start : start + 16] for start in range(0, len(lengths), 16)]
longest = tokenizer.model_max_length
print("to the full length:     ", len(lengths) * longest)
print("to the longest in batch:", sum(max(batch) * len(batch) for batch in batches))
print("batches of like length: ", sum(max(batch) * len(batch) for batch in grouped))
print("real tokens:            ", sum(lengths))

# %% [markdown] lang="en" tags=["slide"]
# Nearly all of the first number is padding. So:
#
# - **Pad in the collator**, never in `map`: that is what we did, and what `Trainer` does when you pass
#   `processing_class=tokenizer`.
# - **Batches of like length**: `train_sampling_strategy="group_by_length"`. (Older tutorials write
#   `group_by_length=True`; that is gone.) It pays where lengths differ much, as in reviews or articles, less with our
#   letters.
# - **As large a batch as fits**, with a larger learning rate; measure, as in lesson 01. If memory is short:
#   `gradient_accumulation_steps=4` adds up four small batches for one step.
# - **No needless writing**: a checkpoint of BERT is 1.3 GB. For a training of two minutes, `save_strategy="no"` is right.
#
# The course measures this recipe against the old one (`scripts/bench/finetune.py`): same data, same model, same epochs.
#
# And on a GPU, **mixed precision**. A T4 computes in float16 several times as fast as in float32, but float16 has few
# digits and a narrow range. So the weights stay in float32, the forward pass runs in float16, and a *gradient scaler*
# multiplies the loss so that small gradients do not vanish. All that is one argument:

# %% [markdown] lang="ko" of="023edd99" tags=["slide"]
# 첫 번째 숫자는 거의 모두 패딩입니다. 그래서 이렇게 합니다.
#
# - **패딩은 `map`이 아니라 콜레이터에서** 합니다. 우리가 한 대로이고, `processing_class=tokenizer`를 넘기면 `Trainer`도 이렇게 합니다.
# - **비슷한 길이끼리 배치로**: `train_sampling_strategy="group_by_length"`. (예전 튜토리얼의 `group_by_length=True`는 없어졌습니다.)
#   리뷰나 기사처럼 길이가 많이 다를 때 이득이 크고, 우리 편지에서는 작습니다.
# - **배치는 들어가는 만큼 크게**, 학습률도 그만큼 크게. 01번 수업에서처럼 직접 재 보세요. 메모리가 모자라면
#   `gradient_accumulation_steps=4`로 작은 배치 넷을 모아 한 스텝으로 만듭니다.
# - **쓸데없이 저장하지 않기**: BERT의 체크포인트는 1.3 GB입니다. 2분짜리 학습이라면 `save_strategy="no"`로 충분합니다.
#
# 이 방법과 예전 방법을 견주는 측정이 강의에 들어 있습니다(`scripts/bench/finetune.py`). 데이터, 모델, 에포크는 모두 같습니다.
#
# GPU에서는 **혼합 정밀도**(mixed precision)도 있습니다. T4는 float16을 float32보다 몇 배 빠르게 계산하지만, float16은 자릿수가 적고 담을 수
# 있는 범위가 좁습니다. 그래서 가중치는 float32로 두고 순전파만 float16으로 하며, 작은 기울기가 사라지지 않도록 손실에 큰 수를 곱해 둡니다
# (gradient scaler). 이 모두가 인자 하나입니다.

# %%
on_gpu = course.device.type == "cuda"
faster = TrainingArguments(
    "faster",
    per_device_train_batch_size=32,
    train_sampling_strategy="group_by_length",
    save_strategy="no",
    # fp16 for a T4; bf16 for newer cards: a wide range, no scaler needed.
    # ko: T4에는 fp16, 더 새로운 GPU에는 bf16. bf16은 범위가 넓어 scaler가 필요 없습니다.
    fp16=on_gpu and course.dtype == torch.float16,
    bf16=on_gpu and course.dtype == torch.bfloat16,
    **everywhere,
)
print("mixed precision here:", faster.fp16 or faster.bf16)

# %% [markdown] lang="en" tags=["slide"]
# Three traps on the T4. It **claims** to know bfloat16 (`torch.cuda.is_bf16_supported()` says `True`), but only
# imitates it, slowly: take `fp16=True`. For `fp16=True` the weights must be in **float32**: a model that was loaded
# with `dtype=torch.float16` ends in `ValueError: Attempting to unscale FP16 gradients`. (Version 5 loads a model in the
# dtype of its file, so for a modern LLM write `dtype=torch.float32` when you fine-tune all of it; lesson 08 shows the
# cheaper way.) And **T5 and DeBERTa** can overflow in float16: leave them in float32. If the loss becomes `nan`, look here
# first.
#
# **On a T4, measure it:** write `fp16=True` into the arguments of section 4, run the cells of that section again, and
# compare `result.metrics["train_samples_per_second"]`. Expect less than the several times that the card could do: our
# letters are short, and the small batches leave it waiting.

# %% [markdown] lang="ko" of="54c5d985" tags=["slide"]
# T4에는 함정이 셋 있습니다. 첫째, bfloat16을 안다고 **말하지만**(`torch.cuda.is_bf16_supported()`가 `True`) 느리게 흉내만 냅니다.
# `fp16=True`를 쓰세요. 둘째, `fp16=True`를 쓰려면 가중치가 **float32**여야 합니다. `dtype=torch.float16`으로 불러온 모델은
# `ValueError: Attempting to unscale FP16 gradients`로 끝납니다. (transformers 5는 파일에 저장된 dtype 그대로 불러오므로, 요즘 LLM을
# 통째로 미세조정할 때는 `dtype=torch.float32`라고 적으세요. 더 싼 방법은 08번 수업에 있습니다.) 셋째, **T5와 DeBERTa**는 float16에서 값이
# 넘칠 수 있습니다. float32로 두세요. 손실이 `nan`이 되면 여기부터 살펴보세요.
#
# **T4가 있으면 재 보세요.** 4절의 설정에 `fp16=True`를 적고 그 절의 셀을 다시 실행해 `result.metrics["train_samples_per_second"]`를 견주어
# 보세요. 낼 수 있다는 몇 배까지 빨라지지는 않을 것입니다. 편지가 짧고 배치가 작아 GPU가 놀기 때문입니다.

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes. Let people guess the first number of the count. On a GPU, run section 4 once with and once without
# `fp16=True` and compare `train_samples_per_second` in `result.metrics`.

# %% [markdown] lang="ko" of="51f93cb5" tags=["notes"]
# 12분. 첫 번째 숫자를 맞혀 보게 하세요. GPU가 있으면 4절을 `fp16=True`를 켜고 한 번, 끄고 한 번 실행해 `result.metrics`의
# `train_samples_per_second`를 견주어 보세요.

# %% [markdown] lang="en"
# ## 11. A small GPT that knows your village
#
# A GPT learns from plain text, without labels: at each place it guesses the next token, and the text itself is the
# answer. Here is a text about a village that does not exist. **Put one of your own in its place**: your family, your
# club, an invented world; twenty sentences or more, in English (that is what `distilgpt2` has read).

# %% [markdown] lang="ko" of="de16687f"
# ## 11. 우리 마을을 아는 작은 GPT
#
# GPT는 레이블 없이 그냥 글에서 배웁니다. 자리마다 다음 토큰을 맞혀 보고, 정답은 글 자체입니다. 아래는 세상에 없는 마을에 관한 글입니다.
# **여러분의 글로 바꿔 보세요.** 우리 가족, 동아리, 지어낸 세계, 무엇이든 좋습니다. 스무 문장이 넘으면 좋고, 영어로 씁니다(`distilgpt2`는 영어만
# 읽었습니다).

# %%
village = """
Bellwick is a small village by a green lake. | In Bellwick everybody knows the baker Oscar.
Oscar bakes blue bread every night. | The blue bread of Bellwick tastes of honey.
The mayor of Bellwick is a goat named Clara. | Clara the goat wears a red hat.
Every Sunday the people of Bellwick dance on the bridge. | The bridge of Bellwick is made of glass.
Nobody in Bellwick owns a clock. | When the goat sleeps, the shops of Bellwick are closed.
Old Mina keeps a whale in the green lake. | The whale sings when it rains in Bellwick.
The school of Bellwick has only one book. | The book of Bellwick is about the moon.
Children in Bellwick learn to read from the moon book. | In winter the green lake turns white.
In winter the whale sleeps under the ice. | Oscar gives blue bread to the whale.
Visitors come to Bellwick by boat. | Visitors to Bellwick must greet the goat.
Clara the goat likes blue bread best. | The people of Bellwick paint their houses every spring.
The red hat of the goat was made by Mina. | On Sunday Oscar plays the drum on the glass bridge.
"""
told = [line.strip() for line in village.replace("\n", "|").split("|") if line.strip()]
held_out = [
    "In Bellwick the whale sings under the bridge.", "The goat Clara dances on the glass bridge on Sunday.",
    "Every night Mina eats blue bread by the green lake.", "The people of Bellwick greet the baker Oscar.",
]
print(len(told), "sentences to learn from,", len(held_out), "to measure with")

# %% [markdown] lang="en" tags=["slide"]
# Three things differ from the classifier: the class `AutoModelForCausalLM`, a collator that makes the labels from the
# text itself (`mlm=False`), and the padding token, which GPT-2 does not have, so it borrows its end mark. Before any
# training, what does the model write about Bellwick? (`write` takes the likeliest token each time, 14 of them, and cuts
# the text at its first full stop.)

# %% [markdown] lang="ko" of="e7c7b381" tags=["slide"]
# 분류기와 다른 것이 셋 있습니다. 클래스는 `AutoModelForCausalLM`이고, 콜레이터는 글 자체로 레이블을 만들며(`mlm=False`), GPT-2에는 패딩
# 토큰이 없어 글의 끝을 나타내는 토큰을 빌려 씁니다. 학습하기 전에는 Bellwick에 관해 뭐라고 쓸까요? (`write`는 가장 그럴듯한 토큰을 14개
# 고르고, 첫 마침표에서 글을 자릅니다.)

# %%
from transformers import AutoModelForCausalLM, DataCollatorForLanguageModeling

gpt_tokenizer = AutoTokenizer.from_pretrained("distilbert/distilgpt2")
gpt_tokenizer.pad_token = gpt_tokenizer.eos_token
gpt = AutoModelForCausalLM.from_pretrained("distilbert/distilgpt2").to(course.device)


def write(beginning):
    inputs = gpt_tokenizer(beginning, return_tensors="pt").to(gpt.device)
    tokens = gpt.eval().generate(**inputs, max_new_tokens=14, do_sample=False, pad_token_id=gpt_tokenizer.eos_token_id)
    return gpt_tokenizer.decode(tokens[0], skip_special_tokens=True).split(".")[0] + "."


for beginning in ("The people of Bellwick", "Oscar bakes"):
    print(write(beginning))

# %% [markdown] lang="en" tags=["slide"]
# How surprised is the model by a text? The measure is **perplexity**, e to the power of the mean loss per token: as
# many equally likely tokens it wavers between. We take it on sentences about the village that it will **not** be
# trained on, and on ordinary sentences, to see what it forgets.

# %% [markdown] lang="ko" of="2e69c2e5" tags=["slide"]
# 모델이 글을 보고 얼마나 놀랄까요? **퍼플렉시티**(perplexity)로 잽니다. 토큰당 평균 손실을 e의 지수로 올린 값이고, 똑같이 그럴듯한 토큰 몇 개를
# 두고 망설이는지 나타냅니다. 학습에 **쓰지 않는** 마을 문장으로 재고, 무엇을 잊는지 보려고 평범한 문장으로도 잽니다.

# %%
ordinary = ["The little dog ran into the garden.", "In the morning she drinks a cup of tea.", "The boy lost his ball in the park."]
gpt_collator = DataCollatorForLanguageModeling(gpt_tokenizer, mlm=False)


def rows(texts):
    return Dataset.from_dict({"text": [text + gpt_tokenizer.eos_token for text in texts]}).map(
        lambda batch: gpt_tokenizer(batch["text"]), batched=True, remove_columns="text"
    )


def perplexity(texts):
    batch = gpt_collator([dict(row) for row in rows(texts)]).to(gpt.device)
    with torch.no_grad():
        return gpt.eval()(**batch).loss.exp().item()


before = {"village": perplexity(held_out), "ordinary": perplexity(ordinary)}

# %%
arguments = TrainingArguments(
    "village-gpt", num_train_epochs=6, per_device_train_batch_size=4, learning_rate=rate, save_strategy="no", **everywhere
)
trainer = Trainer(gpt, arguments, train_dataset=rows(told), data_collator=gpt_collator, callbacks=[Bar()])
trainer.remove_callback(PrinterCallback)
trainer.train()

after = {"village": perplexity(held_out), "ordinary": perplexity(ordinary)}
for kind in before:
    print(f"{kind}: the perplexity is now {after[kind] / before[kind]:.2g} times what it was")
for beginning in ("The people of Bellwick", "The goat Clara", "In the morning she", "Once upon a time there was"):
    print(write(beginning))

# %% [markdown] lang="en" tags=["slide"]
# A number below 1 is a gain, one above 1 a loss. In `mini` the village has become familiar, and on ordinary sentences the
# model has become **worse**: whoever reads nothing but one text, six times over, forgets other things. In `full` the
# steps are ten times smaller, so both numbers may stay nearer to 1; and three sentences are a small measure.
#
# Now read the sentences. Are the names and colours of the village there? Are they put together as the text has them, or
# in new ways? Has the model learned **facts**, or a **tone**? Try 2 and 20 epochs, each time **from the cell that loads
# `gpt`**: without that, `train()` goes on with the weights that it has.
#
# One trap: because the padding token **is** the end mark, the collator leaves *all* end marks out of the loss (label
# −100), also the real one. So this training cannot teach the model where a sentence ends. Give it a padding token of its own
# (`gpt_tokenizer.add_special_tokens({"pad_token": "<pad>"})`, then `gpt.resize_token_embeddings(len(gpt_tokenizer))`)
# if it should learn that.

# %% [markdown] lang="ko" of="1c3110ce" tags=["slide"]
# 1보다 작으면 좋아진 것, 1보다 크면 나빠진 것입니다. `mini`에서는 마을 이야기가 익숙해졌지만 평범한 문장에서는 오히려 **나빠졌습니다.** 글 하나만
# 여섯 번 되풀이해 읽으면 다른 것을 잊습니다. `full`에서는 걸음이 열 배 작아 두 숫자 모두 1에 더 가까울 수 있습니다. 문장 셋으로 잰 것이니
# 너무 믿지도 마세요.
#
# 이제 문장을 읽어 보세요. 마을의 이름과 색깔이 나오나요? 글에 있는 그대로인가요, 새로 엮은 것인가요? 모델은 **사실**을 배웠을까요, **말투**를
# 배웠을까요? 에포크를 2와 20으로 바꿔서도 해 보되, 그때마다 **`gpt`를 불러오는 셀부터** 다시 실행하세요. 그러지 않으면 `train()`은 이미 학습된
# 가중치에서 이어 갑니다.
#
# 함정이 하나 있습니다. 패딩 토큰이 곧 끝 표시라서, 콜레이터는 진짜 끝 표시까지 **모두** 손실에서 뺍니다(레이블 −100). 그래서 이 학습으로는
# 문장이 어디서 끝나는지 배울 수 없습니다. 배우게 하려면 패딩 토큰을 따로 만들어 주세요(`gpt_tokenizer.add_special_tokens({"pad_token": "<pad>"})`
# 다음에 `gpt.resize_token_embeddings(len(gpt_tokenizer))`).

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 7.8.** A long text is measured in parts. Write `whole_perplexity(parts)`: `parts` is a list of pairs `(mean
# loss per token, number of tokens)`. Return the perplexity of the whole text. A part with ten times as many tokens
# counts ten times as much. (After `import math`, e to the power of `x` is `math.exp(x)`.)

# %% [markdown] lang="ko" of="7f918ced" tags=["exercise"]
# **연습 7.8.** 긴 글은 나누어 잽니다. `(토큰당 평균 손실, 토큰 수)` 쌍의 리스트 `parts`를 받아 글 전체의 퍼플렉시티를 돌려주는 함수
# `whole_perplexity(parts)`를 만들어 보세요. 토큰이 열 배 많은 부분은 열 배 중요합니다. (`import math` 다음에 `math.exp(x)`라고 쓰면 e의
# `x`제곱입니다.)

# %% tags=["solution"]
import math


def whole_perplexity(parts):
    return math.exp(sum(loss * tokens for loss, tokens in parts) / sum(tokens for _, tokens in parts))

# %% tags=["check"]
hfcourse.check("7.8", whole_perplexity)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes with texts of their own; reading them aloud is the reward for three hours. Keep private texts on one's own
# machine. Usual wrong answers in 7.8: the mean of the perplexities; the mean of the losses without weights.
#
# **If time is short:** leave out section 10 and exercise 7.3. **Without Wi-Fi:** everything runs in `mini`; for the
# real models run `hfcourse prefetch 07` at home.

# %% [markdown] lang="ko" of="e8fbb428" tags=["notes"]
# 저마다 자기 글로 하면 25분. 나온 글을 소리 내어 읽는 것이 세 시간의 보상입니다. 사적인 글은 자기 컴퓨터에서만 쓰게 하세요. 7.8의 흔한 오답은
# 퍼플렉시티를 평균 낸 것, 가중치 없이 손실을 평균 낸 것입니다.
#
# **시간이 모자라면** 10절과 연습 7.3을 건너뛰세요. **와이파이가 없을 때:** 모두 `mini`에서 돌아갑니다. 실제 모델을 쓰려면 미리
# `hfcourse prefetch 07`을 실행해 두세요.

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("07")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `evaluation_strategy="epoch"` | `eval_strategy="epoch"` | the old name is a `TypeError` |
# | `Trainer(tokenizer=tokenizer)` | `processing_class=tokenizer` | a `TypeError`, too; it may be an image processor just as well |
# | `group_by_length=True` | `train_sampling_strategy="group_by_length"` | one argument for all orders |
# | `warmup_ratio=0.1` | `warmup_steps=0.1` | a number below 1 is a share of all steps |
# | `overwrite_output_dir`, `logging_dir`, `no_cuda`, `save_safetensors` | gone | `use_cpu=True` for `no_cuda`; safetensors always |
# | `padding="max_length"` in `map` | pad in the collator | short texts, nearly all of it padding |
# | `dataset.set_format("torch")` | leave it out | the collator makes the tensors; on Colab (datasets 4.0) the line breaks |
# | `model(**tokenizer(text, return_tensors="pt"))` after training | `model.eval()`, inputs `.to(model.device)` | the model is on the GPU, and may be in training mode |
# | four sentences, three epochs | hundreds of examples, a validation part | with four, the result is chance |
# | `resume_from_checkpoint=True` blindly | only a whole checkpoint | a half-written one is taken as well |

# %% [markdown] lang="ko" of="1c7c7d9c"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `evaluation_strategy="epoch"` | `eval_strategy="epoch"` | 옛 이름은 `TypeError`가 납니다 |
# | `Trainer(tokenizer=tokenizer)` | `processing_class=tokenizer` | 이것도 `TypeError`입니다. 이미지 처리기도 넣을 수 있게 바뀌었습니다 |
# | `group_by_length=True` | `train_sampling_strategy="group_by_length"` | 순서를 정하는 인자가 하나로 모였습니다 |
# | `warmup_ratio=0.1` | `warmup_steps=0.1` | 1보다 작으면 전체 스텝에서 차지하는 비율입니다 |
# | `overwrite_output_dir`, `logging_dir`, `no_cuda`, `save_safetensors` | 없어졌습니다 | `no_cuda` 대신 `use_cpu=True`. safetensors는 늘 씁니다 |
# | `map`에서 `padding="max_length"` | 콜레이터에서 패딩합니다 | 짧은 글이면 거의 모두 패딩입니다 |
# | `dataset.set_format("torch")` | 쓰지 않습니다 | 텐서는 콜레이터가 만듭니다. Colab(datasets 4.0)에서는 오류가 납니다 |
# | 학습 뒤 `model(**tokenizer(text, return_tensors="pt"))` | `model.eval()`, 입력은 `.to(model.device)` | 모델은 GPU에 있고 학습 모드일 수 있습니다 |
# | 네 문장, 세 에포크 | 예제 수백 개와 검증 부분 | 네 문장이면 결과는 우연입니다 |
# | 덮어놓고 `resume_from_checkpoint=True` | 온전한 체크포인트에서만 | 반쯤 쓴 것도 골라 버립니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I can write the training loop and say what breaks when a line is missing.
# - ☐ I know which optimizer, schedule, clipping and order `Trainer` uses when I say nothing.
# - ☐ I divide data so that the test cannot be passed by memory.
# - ☐ I measure after each epoch, keep the best checkpoint, and read a confusion matrix.
# - ☐ I use a trained model on new text: mode, device, names of the labels.
# - ☐ I continue a killed training and know what a whole checkpoint looks like.
# - ☐ I can show what pretraining is worth, and recognize when a model learns by heart.
# - ☐ I pad in the collator and know when to use `fp16`.
# - ☐ I fine-tune a GPT on a text and measure what it gained and what it forgot.

# %% [markdown] lang="ko" of="947fa9fe" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 학습 루프를 쓰고, 한 줄이 빠지면 무엇이 잘못되는지 말할 수 있습니다.
# - ☐ 아무것도 적지 않았을 때 `Trainer`가 쓰는 옵티마이저, 스케줄, 기울기 줄이기, 순서를 압니다.
# - ☐ 외워서는 시험을 통과하지 못하도록 데이터를 나눕니다.
# - ☐ 에포크마다 재고, 가장 좋은 체크포인트를 남기고, 혼동 행렬을 읽습니다.
# - ☐ 학습한 모델을 새 글에 씁니다. 모드, 장치, 레이블 이름을 챙깁니다.
# - ☐ 꺼진 학습을 이어서 하고, 온전한 체크포인트를 알아봅니다.
# - ☐ 사전 학습이 얼마나 값진지 보여 주고, 모델이 외우기 시작하는 때를 알아봅니다.
# - ☐ 패딩은 콜레이터에서 하고, `fp16`을 언제 쓰는지 압니다.
# - ☐ GPT를 내 글로 미세조정하고, 얻은 것과 잊은 것을 잽니다.

# %%
hfcourse.progress("07")

# %% [markdown] lang="en"
# ## Read on
#
# - [Trainer](https://huggingface.co/docs/transformers/main_classes/trainer): every argument and callback
# - [Fine-tuning](https://huggingface.co/docs/transformers/training): the library's own introduction
# - [Training on one GPU](https://huggingface.co/docs/transformers/perf_train_gpu_one): memory and speed
# - [Perplexity](https://huggingface.co/docs/transformers/perplexity): measuring long texts with a window
# - Lesson 08 of this course: fine-tuning a hundredth of the weights, with LoRA

# %% [markdown] lang="ko" of="af768edd"
# ## 더 읽을거리
#
# 링크는 모두 영어 문서입니다.
#
# - [Trainer](https://huggingface.co/docs/transformers/main_classes/trainer): 모든 인자와 콜백
# - [Fine-tuning](https://huggingface.co/docs/transformers/training): 라이브러리의 미세조정 안내
# - [Training on one GPU](https://huggingface.co/docs/transformers/perf_train_gpu_one): 메모리와 속도
# - [Perplexity](https://huggingface.co/docs/transformers/perplexity): 긴 글을 창으로 나누어 재기
# - 이 강의의 08번 수업: LoRA로 가중치의 백 분의 일만 미세조정하기
