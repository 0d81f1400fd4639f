# ---
# hfcourse:
#   number: "09"
#   title: {en: "Accelerate and evaluate", ko: "Accelerate와 evaluate"}
#   objectives:
#     en:
#       - "Turn the training loop of lesson 07 into one that runs on any machine, and say what each changed line is for."
#       - "Train with large batches in small parts, and in half the digits."
#       - "Launch one script on one and on two processes and show that both train the same model."
#       - "Say what a job needs that outgrows one GPU or one machine, and start from a configuration that works."
#       - "Choose a measure for classes, answers, summaries and translations, and say how sure its number is."
#     ko:
#       - "07번 수업의 학습 루프를 어느 컴퓨터에서나 도는 루프로 바꾸고, 바뀐 줄마다 까닭을 설명하기"
#       - "큰 배치를 나누어 학습하기, 절반의 자릿수로 학습하기"
#       - "스크립트 하나를 프로세스 하나와 둘로 실행해, 둘 다 같은 모델을 학습시킨다는 것을 보이기"
#       - "GPU 하나나 컴퓨터 한 대로 모자랄 때 무엇이 필요한지 말하고, 바로 쓸 수 있는 설정에서 시작하기"
#       - "분류, 답, 요약, 번역에 맞는 지표를 고르고, 그 숫자를 얼마나 믿을 수 있는지 말하기"
#   needs: ["07"]
#   uses: [bert-en, accuracy, f1, exact-match, rouge, bleu, sacrebleu]
#   budget: {t4_minutes: 12, mini_minutes: 2, gpu_gb: 4, download_mb: 440}
# ---

# %%
import hfcourse

course = hfcourse.start("09")

# %% [markdown] lang="en"
# One day the model or the data outgrow your machine. Must you write your training anew for two GPUs, for eight, for a
# whole cluster of machines? With **Accelerate** you change six lines once, and from then on the same script runs on a
# laptop, on a T4 and on a hundred GPUs. `Trainer` of lesson 07 is built on it. The second half of the lesson is about
# **measuring**: which number says that a model is good, and how far can you trust it?
#
# With all exercises plan three hours, with a break after section 5. No GPU is needed: two processes on an ordinary
# processor behave as two GPUs do, only slower. In `full` the same cells train the real BERT, so switch on a T4;
# the numbers belong to your own output.

# %% [markdown] lang="ko" of="a7696133"
# 언젠가는 모델이나 데이터가 내 컴퓨터에 비해 너무 커집니다. GPU가 둘이 되고 여덟이 되고, 컴퓨터 여러 대를 묶은 클러스터가 될
# 때마다 학습 코드를 새로 써야 할까요? **Accelerate**를 쓰면 여섯 줄만 한 번 고치면 됩니다. 그다음부터는 같은 스크립트가 노트북에서도,
# T4에서도, GPU 백 장에서도 돕니다. 07번 수업의 `Trainer`도 그 위에 지어졌습니다. 수업의 뒤쪽 절반은 **재는 법**을 다룹니다. 어떤 숫자가 좋은 모델이라는 뜻이고, 그 숫자를
# 얼마나 믿을 수 있을까요?
#
# 연습까지 하면 세 시간쯤 걸리니 5절을 마치고 쉬어 가세요. GPU는 없어도 됩니다. 보통 CPU에서 프로세스 둘을 돌려도 느릴 뿐 GPU 두 장과
# 똑같이 움직입니다. `full`에서는 같은 셀이 실제 BERT를 학습시키니 T4를 켜 두세요. 숫자는 여러분의 출력에서 읽으세요.

# %% [markdown] lang="en"
# ## 1. The same loop, on any machine
#
# Back to the library of lesson 07: letters for four desks. Training sees known words in known requests, the test
# new words in new requests. (The test is a little shorter than there.)

# %% [markdown] lang="ko" of="026a5e8b"
# ## 1. 어느 컴퓨터에서나 도는 루프
#
# 07번 수업의 도서관으로 돌아갑니다. 편지를 창구 네 곳으로 나누는 일이었습니다. 학습에는 아는 낱말과 아는 문장 틀이, 테스트에는 새 낱말과
# 새 문장 틀이 나옵니다. (테스트는 그때보다 조금 짧습니다.)

# %%
known = {
    "animals": "dogs cats cows ducks rabbits lions wolves monkeys elephants mice owls frogs spiders penguins parrots",
    "cooking": "bread soup rice eggs potatoes butter carrots onions bananas sugar salt meat oranges milk apples",
    "nature": "mountains rivers forests clouds trees flowers grass leaves rocks stars snow rain ice stones seeds",
    "travel": "France Italy Spain Germany Japan China Brazil Canada Mexico Egypt India Poland Sweden Peru Kenya",
}
new = {
    "animals": "bees hens eagles pigs giraffes zebras dolphins",
    "cooking": "cookies noodles lemons pears cakes mushrooms sausages",
    "nature": "planets storms tulips roots waves plants roses",
    "travel": "Chile Portugal Austria Ireland Denmark Finland Cuba",
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
    "Last week I saw a book on {} at the desk.",
]

# %%
from datasets import Dataset, DatasetDict
from transformers import AutoTokenizer

name = "google-bert/bert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(name)
desks = list(known)


def letters(words, requests):
    rows = [(r.format(w), number) for number, desk in enumerate(desks) for w in words[desk].split() for r in requests]
    table = Dataset.from_dict({"text": [text for text, _ in rows], "label": [number for _, number in rows]})
    return table.shuffle(seed=0).map(lambda batch: tokenizer(batch["text"], truncation=True), batched=True)


texts = DatasetDict(train=letters(known, requests), test=letters(new, new_requests))
mail = texts.remove_columns("text")
# Enough to compare two loops; the script of section 4 trains on all.
# ko: 루프를 견주는 데는 이만큼이면 됩니다. 4절의 스크립트는 모두 씁니다.
short = mail["train"].select(range(320))
print({part: len(rows) for part, rows in mail.items()})

# %% [markdown] lang="en" tags=["slide"]
# Here is the loop by hand, as one function. Look for the lines in which the **machine** occurs: where must a line
# change if there is a GPU, or four of them?

# %% [markdown] lang="ko" of="18e13ec2" tags=["slide"]
# 손으로 쓴 루프를 함수 하나로 모았습니다. **컴퓨터**가 등장하는 줄을 찾아보세요. GPU가 있거나 넉 장이 있다면 어느 줄을 고쳐야 할까요?

# %%
import torch
import transformers
from torch.utils.data import DataLoader
from transformers import AutoModelForSequenceClassification, DataCollatorWithPadding, get_linear_schedule_with_warmup
from transformers import set_seed

transformers.logging.set_verbosity_error()
collator = DataCollatorWithPadding(tokenizer)
# The real BERT wants small steps; the small stand-in needs larger ones to get anywhere.
# ko: 실제 BERT에는 작은 걸음이 맞고, 작은 대역 모델은 더 크게 걸어야 나아갑니다.
rate = 5e-4 if course.profile == "mini" else 5e-5


def fresh_model():
    set_seed(0)
    still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    return AutoModelForSequenceClassification.from_pretrained(name, num_labels=4, **still)


def fresh_loader(batch_size=16):
    return DataLoader(short, batch_size=batch_size, collate_fn=collator)

# %%
def train_by_hand(model, loader):
    model.to(course.device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.0, fused=True)
    scheduler = get_linear_schedule_with_warmup(optimizer, 0, len(loader))
    model.train()
    losses = []
    for batch in loader:
        optimizer.zero_grad()
        loss = model(**batch.to(course.device)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses.append(loss.item())
    return losses


by_hand = train_by_hand(fresh_model(), fresh_loader())
print(len(by_hand), "steps · the last loss is smaller than the first:", by_hand[-1] < by_hand[0])

# %% [markdown] lang="en" tags=["slide"]
# Now with Accelerate. An `Accelerator` finds out on what it runs. `prepare` takes everything that depends on the machine
# and hands it back fitted to it; after that, no line knows a device any more.

# %% [markdown] lang="ko" of="cebaeede" tags=["slide"]
# 이제 Accelerate로 씁니다. `Accelerator`는 자기가 어디에서 도는지 알아냅니다. `prepare`는 컴퓨터에 따라 달라지는 것을 모두 받아 그
# 컴퓨터에 맞춰 돌려줍니다. 그다음부터는 어느 줄도 장치를 모릅니다.

# %%
from accelerate import Accelerator

on_cpu = course.device.type == "cpu"


def train_anywhere(model, loader):
    accelerator = Accelerator(cpu=on_cpu)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.0, fused=True)
    scheduler = get_linear_schedule_with_warmup(optimizer, 0, len(loader))
    model, optimizer, loader, scheduler = accelerator.prepare(model, optimizer, loader, scheduler)
    model.train()
    losses = []
    for batch in loader:
        optimizer.zero_grad()
        loss = model(**batch).loss
        accelerator.backward(loss)
        accelerator.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses.append(loss.item())
    return losses


hfcourse.show.changes(
    train_by_hand, train_anywhere, title=course.text(en="By hand → with Accelerate", ko="손으로 쓴 루프 → Accelerate")
)

# %% [markdown] lang="en" tags=["slide"]
# | line | why it changes |
# |---|---|
# | `Accelerator(...)` | one object that knows the processes, the device and the precision. (`cpu=True` keeps it off a GPU; leave it out in your own work) |
# | `model.to(device)` goes | `prepare` puts the model in its place, and with several processes connects the copies |
# | `prepare(...)` | the loader will deal a different batch to each process, the optimizer and the scheduler will wait where they must |
# | `batch.to(device)` goes | the prepared loader delivers batches where they are needed |
# | `accelerator.backward(loss)` | divides or scales the loss where that is needed (sections 2 and 3); with several processes the gradients are averaged here |
# | `accelerator.clip_grad_norm_` | clips after that, not before |
#
# Before you run the next cell: will the losses agree in two digits, in four, or in all?

# %% [markdown] lang="ko" of="84165fba" tags=["slide"]
# | 줄 | 바뀌는 까닭 |
# |---|---|
# | `Accelerator(...)` | 프로세스, 장치, 정밀도를 아는 객체 하나입니다. (`cpu=True`는 GPU를 쓰지 않게 합니다. 여러분의 코드에서는 빼세요) |
# | `model.to(device)`가 사라짐 | `prepare`가 모델을 제자리에 놓고, 프로세스가 여럿이면 복사본끼리 이어 줍니다 |
# | `prepare(...)` | 데이터로더는 프로세스마다 다른 배치를 나눠 주고, 옵티마이저와 스케줄러는 기다려야 할 때 기다립니다 |
# | `batch.to(device)`가 사라짐 | 준비된 데이터로더가 배치를 필요한 곳으로 보냅니다 |
# | `accelerator.backward(loss)` | 필요하면 손실을 나누거나 크기를 조절합니다(2절과 3절). 프로세스가 여럿이면 여기서 모두의 기울기를 평균 냅니다 |
# | `accelerator.clip_grad_norm_` | 그런 다음에 기울기를 줄입니다 |
#
# 다음 셀을 실행하기 전에 맞혀 보세요. 손실이 두 자리까지 같을까요, 네 자리까지 같을까요, 아니면 끝까지 같을까요?

# %%
with_accelerate = train_anywhere(fresh_model(), fresh_loader())
print("the same losses, in all digits:", with_accelerate == by_hand)

# %% [markdown] lang="en" tags=["slide"]
# On one CPU process Accelerate does nothing that you did not do yourself: the losses are **equal**. (On a GPU the last
# digits may move from run to run.) What has `prepare` made of the four?

# %% [markdown] lang="ko" of="91ce78a3" tags=["slide"]
# CPU 프로세스 하나에서는 우리가 직접 한 일 말고는 아무것도 더 하지 않습니다. 손실이 **똑같습니다.** (GPU에서는 실행할 때마다 끝자리가 조금
# 다를 수 있습니다.) `prepare`는 네 가지를 무엇으로 바꾸었을까요?

# %%
accelerator = Accelerator(cpu=on_cpu)
model, loader = fresh_model(), fresh_loader()
optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
scheduler = get_linear_schedule_with_warmup(optimizer, 0, len(loader))
for part in accelerator.prepare(model, optimizer, loader, scheduler):
    print(type(part).__name__)
print(accelerator.num_processes, "process, this is number", accelerator.process_index)

# %% [markdown] lang="en" tags=["slide"]
# The model stays what it is as long as there is one process. With two it will be wrapped
# (`DistributedDataParallel`), so from now on we write `accelerator.unwrap_model(model)` where we need the model itself,
# to save it for instance.

# %% [markdown] lang="ko" of="84caa430" tags=["slide"]
# 프로세스가 하나면 모델은 그대로입니다. 둘이 되면 `DistributedDataParallel`로 한 겹 싸입니다. 그래서 저장할 때처럼 모델 자체가
# 필요하면 이제부터 `accelerator.unwrap_model(model)`이라고 씁니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.1.** Write `accelerate_step(accelerator, model, batch, optimizer, scheduler)`: one step with everything
# that belongs to it, clipping at 1.0 too, in the right order. All parts come out of `prepare`. It **returns the loss
# as a number**.

# %% [markdown] lang="ko" of="7e9863f3" tags=["exercise"]
# **연습 9.1.** 한 스텝을 하는 함수 `accelerate_step(accelerator, model, batch, optimizer, scheduler)`를 만들어 보세요. 기울기를
# 1.0까지로 줄이는 것(clip)도 넣어, 필요한 일을 올바른 순서로 모두 합니다. 인자는 모두 `prepare`를 거친 것입니다. **손실을 숫자로 돌려줍니다.**

# %% tags=["solution"]
def accelerate_step(accelerator, model, batch, optimizer, scheduler):
    optimizer.zero_grad()
    loss = model(**batch).loss
    accelerator.backward(loss)
    accelerator.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    return loss.item()

# %% tags=["check"]
hfcourse.check("9.1", accelerate_step)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Let people mark the lines that know the machine before they see the picture. Usual wrong answers in 9.1:
# `loss.backward()` out of habit (the same in float32; with accumulation the gradients come out too large, and nothing
# says so; with float16 it ends in `AssertionError: Attempted unscale_ but _scale is None`); torch's own clipping, which
# would measure gradients that are still scaled; clipping after the step.

# %% [markdown] lang="ko" of="5e3ff2b9" tags=["notes"]
# 25분. 그림을 보기 전에 컴퓨터를 아는 줄에 표시하게 하세요. 9.1의 흔한 오답은 버릇대로 `loss.backward()`를 쓴 것(float32에서는
# 똑같고, 기울기를 누적하면 말없이 너무 커지고, float16이면 `AssertionError: Attempted unscale_ but _scale is None`으로 끝납니다),
# torch의 함수로 기울기를 줄인 것(아직 크기가 조절된 기울기를 재게 됩니다), 스텝 뒤에 기울기를 줄인 것입니다.

# %% [markdown] lang="en"
# ## 2. A large batch in small parts
#
# The recipe says batches of 16, and the GPU has room for 4. What now? A gradient is an average over examples, and an
# average of averages over equal parts is the same average. So: four parts of 4, add up their gradients, then **one**
# step. That is **gradient accumulation**.
#
# Accelerate needs two lines for it. Inside `accumulate` the optimizer and the scheduler do nothing until the last part
# has come, and `sync_gradients` says when that is.

# %% [markdown] lang="ko" of="78e53ddb"
# ## 2. 큰 배치를 나누어서
#
# 배치를 16으로 하라는데 GPU에는 4만 들어갑니다. 어떻게 할까요? 기울기는 예제들의 평균이고, 크기가 같은 부분들의 평균을 다시 평균 내면 전체
# 평균과 같습니다. 그러니 4개짜리 네 부분의 기울기를 모은 뒤 **한 번만** 걸으면 됩니다. 이것이 **기울기 누적**(gradient accumulation)입니다.
#
# Accelerate에서는 두 줄이면 됩니다. `accumulate` 안에서는 마지막 부분이 올 때까지 옵티마이저와 스케줄러가 아무 일도 하지 않습니다. 그때가
# 언제인지는 `sync_gradients`가 알려 줍니다.

# %%
def train_in_parts(model, loader, parts):
    accelerator = Accelerator(cpu=on_cpu, gradient_accumulation_steps=parts)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.0, fused=True)
    scheduler = get_linear_schedule_with_warmup(optimizer, 0, len(loader) // parts)
    model, optimizer, loader, scheduler = accelerator.prepare(model, optimizer, loader, scheduler)
    model.train()
    losses = []
    for batch in loader:
        with accelerator.accumulate(model):
            loss = model(**batch).loss
            accelerator.backward(loss)
            if accelerator.sync_gradients:
                accelerator.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
        losses.append(loss.item())
    return losses

# %% [markdown] lang="en" tags=["slide"]
# Is it really the same training? 80 parts of 4 letters against 20 batches of 16. We average the losses of four parts
# and look for the largest difference. Guess its size first.

# %% [markdown] lang="ko" of="01577594" tags=["slide"]
# 정말 같은 학습일까요? 편지 4통씩 80부분과 16통씩 20배치를 견줍니다. 네 부분의 손실을 평균 내고 가장 큰 차이를 찾습니다. 얼마나 될지 먼저
# 맞혀 보세요.

# %%
in_parts = train_in_parts(fresh_model(), fresh_loader(batch_size=4), parts=4)
as_batches = [sum(in_parts[start : start + 4]) / 4 for start in range(0, len(in_parts), 4)]
differences = [abs(one - other) for one, other in zip(as_batches, by_hand, strict=True)]
print(len(in_parts), "parts,", len(as_batches), "steps · every difference below 0.001:", max(differences) < 0.001)

# %% [markdown] lang="en" tags=["slide"]
# The same losses, with the memory of a batch of 4. It is paid for in time: four small passes are slower than one large.
#
# Three traps. **The loss is divided for you**: `accelerator.backward` divides it by the number of parts, so do not do
# it again. **The schedule counts steps**, not parts: `len(loader) // parts`; forget it, and the rate ends at three
# quarters of its height. And **equal parts**: with texts of very different lengths and a loss per token (a GPT!) an
# average of averages is not the average; `Trainer` counts the tokens of all parts for that.

# %% [markdown] lang="ko" of="a7b1277d" tags=["slide"]
# 배치 4의 메모리로 같은 손실이 나왔습니다. 값은 시간으로 치릅니다. 작게 네 번 계산하면 크게 한 번 계산하는 것보다 느립니다.
#
# 함정이 셋 있습니다. **손실은 알아서 나눠 줍니다.** `accelerator.backward`가 부분의 수로 나누니 또 나누지 마세요. **스케줄은 부분이 아니라
# 스텝을 셉니다.** `len(loader) // parts`라고 적지 않으면 학습률이 처음의 4분의 3 높이에서 끝납니다. 그리고 **부분의 크기가 같아야 합니다.**
# 글의 길이가 많이 다르고 손실을 토큰마다 셀 때(GPT가 그렇습니다)는 평균의 평균이 전체 평균과 다릅니다. `Trainer`는 그래서 모든 부분의
# 토큰을 셉니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.2.** How many steps does a training have? Write `updates(examples, per_process, processes, accumulate,
# epochs)`. The examples are put into batches of `per_process` (the last one may be smaller and counts). The processes
# deal them out among themselves, and every process gets **equally many** (what is missing is filled up). `accumulate`
# batches of a process make a step; a rest at the end of an epoch makes a step too. (100 examples, 8 each, 2 processes,
# accumulate 3, 1 epoch: 13 batches → 7 for each process → 3 steps.)

# %% [markdown] lang="ko" of="91a2dc6c" tags=["exercise"]
# **연습 9.2.** 학습은 모두 몇 스텝일까요? 함수 `updates(examples, per_process, processes, accumulate, epochs)`를 만들어 보세요. 예제를
# `per_process`개씩 배치로 묶습니다(마지막 배치는 작아도 하나로 칩니다). 배치는 프로세스끼리 나눠 가지는데, 모든 프로세스가 **똑같은
# 수**를 받습니다(모자라면 채웁니다). 한 프로세스에서 배치 `accumulate`개가 모이면 한 스텝이고, 에포크 끝에 남은 것도 한 스텝입니다. (예제
# 100개, 8개씩, 프로세스 2개, 누적 3, 1에포크: 배치 13개 → 프로세스마다 7개 → 3스텝.)

# %% tags=["solution"]
import math


def updates(examples, per_process, processes, accumulate, epochs):
    batches = math.ceil(examples / per_process)
    each = math.ceil(batches / processes)
    return math.ceil(each / accumulate) * epochs

# %% tags=["check"]
hfcourse.check("9.2", updates)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Write the averages on the board with the numbers 2, 4, 6, 8, then with parts of unequal size. Usual wrong
# answers in 9.2: rounding down; one rounding at the end, over all epochs together. For a fast group: dividing once by the
# global batch (per_process × processes × accumulate) and rounding up gives the same; why?

# %% [markdown] lang="ko" of="2ec4f05e" tags=["notes"]
# 20분. 칠판에 2, 4, 6, 8로 평균의 평균을 적어 보고, 다음에는 크기가 다른 부분으로 해 보세요. 9.2의 흔한 오답은 내림한 것, 에포크를
# 모두 합친 뒤 한 번만 올림한 것입니다. 빨리 끝낸 모둠에는 전체 배치(per_process × processes × accumulate)로 한 번만 나누어 올림해도 같은
# 까닭을 물어보세요.

# %% [markdown] lang="en"
# ## 3. Half the digits
#
# Lesson 07 had `fp16=True`. What does **mixed precision** really do? Weights stay in float32, but the expensive
# products are computed with half the digits. Look at one layer:

# %% [markdown] lang="ko" of="18d03926"
# ## 3. 자릿수를 절반으로
#
# 07번 수업에서는 `fp16=True`라고만 적었습니다. **혼합 정밀도**(mixed precision)는 실제로 무슨 일을 할까요? 가중치는 float32로 두고, 비싼
# 곱셈만 절반의 자릿수로 계산합니다. 층 하나를 들여다보겠습니다.

# %%
layer = torch.nn.Linear(8, 8).to(course.device)
numbers = torch.ones(1, 8, device=course.device)
half = torch.bfloat16 if on_cpu else course.dtype
with torch.autocast(course.device.type, dtype=half):
    print("result: ", layer(numbers).dtype)
print("weights:", layer.weight.dtype)

# %% [markdown] lang="en" tags=["slide"]
# And why not everything in half? Two experiments. A training step changes a weight by very little; and gradients and
# activations (what flows from layer to layer) can be large or tiny. Guess the six results:

# %% [markdown] lang="ko" of="76d007b0" tags=["slide"]
# 그러면 왜 모두 절반으로 하지 않을까요? 두 가지를 해 봅니다. 학습 한 스텝은 가중치를 아주 조금만 바꿉니다. 그리고 기울기와
# 활성값(activations, 층에서 층으로 흐르는 값)은 아주 크기도 하고 아주 작기도 합니다. 결과 여섯 개를 맞혀 보세요.

# %%
for dtype in (torch.float32, torch.bfloat16, torch.float16):
    one, large = torch.tensor(1.0, dtype=dtype), torch.tensor(70_000.0, dtype=dtype)
    print(f"{str(dtype):<15} 1 + 0.001 = {(one + 0.001).item():.4f}   70000 = {large.item():.0f}")

# %% [markdown] lang="en" tags=["slide"]
# **bfloat16** has the range of float32 but only two or three digits: a small step is **lost**, 1 stays 1. That is why
# the weights stay in float32. **float16** has more digits but ends at 65,504: beyond is infinity. And what is too small
# becomes 0; that is why the loss is scaled up, by `accelerator.backward`. A step that overflows all the same is left
# out, scheduler and all, and the scale is halved; the first step or two may go like that. Accelerate has one word for
# all that:
#
# ```python
# accelerator = Accelerator(mixed_precision="bf16")     # or "fp16" on a T4, or "no"
# ```
#
# Try it here, where an `Accelerator` without it already exists:

# %% [markdown] lang="ko" of="e644a2b4" tags=["slide"]
# **bfloat16**은 float32만큼 넓은 범위를 담지만 자릿수가 두세 자리뿐입니다. 작은 걸음은 **사라지고** 1은 1로 남습니다. 그래서 가중치는
# float32로 둡니다. **float16**은 자릿수가 더 많지만 65,504가 끝이고 그 너머는 무한대입니다. 너무 작은 수는 0이 됩니다. 그래서
# `accelerator.backward`가 손실에 큰 수를 곱합니다. 그래도 넘치면 그 스텝은 스케줄러까지 건너뛰고 곱하는 수를 반으로 줄입니다(처음 한두
# 스텝이 그럴 수 있습니다). Accelerate에서는 이 모두가 한마디입니다.
#
# ```python
# accelerator = Accelerator(mixed_precision="bf16")     # T4에서는 "fp16", 쓰지 않으려면 "no"
# ```
#
# 이 설정 없이 만든 `Accelerator`가 이미 있는 여기에서 해 보겠습니다.

# %%
try:
    Accelerator(cpu=on_cpu, mixed_precision="bf16")
except ValueError as error:
    print("ValueError:", str(error).split(",")[0])

# %% [markdown] lang="en" tags=["slide"]
# A trap of notebooks: device and precision are settled **once in a process**; whoever changes the word in a cell must
# restart the kernel. Better to leave the word out of the code and say it when the script is started. That is what
# the next section does.

# %% [markdown] lang="ko" of="c061a281" tags=["slide"]
# 노트북의 함정입니다. 장치와 정밀도는 **프로세스에서 한 번만** 정해집니다. 셀에서 단어를 바꾸면 커널을 다시 시작해야 합니다. 코드에는 적지 말고
# 스크립트를 시작할 때 정하는 편이 낫습니다. 다음 절에서 그렇게 합니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.3.** Write `precision(device, capability=None)` that returns the word for Accelerate. `device` is
# `"cuda"`, `"mps"` or `"cpu"`; `capability` is what `torch.cuda.get_device_capability()` says, such as `(7, 5)` for a
# T4. GPUs of capability 8.0 and later compute bfloat16 fast, earlier ones only float16; on `"cpu"` and `"mps"`
# choose `"no"`. (Do not ask `torch.cuda.is_bf16_supported()`: it says True on a T4, which only imitates it.)

# %% [markdown] lang="ko" of="e4efc501" tags=["exercise"]
# **연습 9.3.** Accelerate에 줄 단어를 돌려주는 함수 `precision(device, capability=None)`을 만들어 보세요. `device`는 `"cuda"`,
# `"mps"`, `"cpu"` 가운데 하나이고, `capability`는 `torch.cuda.get_device_capability()`가 알려 주는 값입니다(T4는 `(7, 5)`). 8.0 이상인
# GPU는 bfloat16을 빠르게 계산하고, 그보다 오래된 GPU는 float16만 빠릅니다. `"cpu"`와 `"mps"`에서는 `"no"`를 고르세요.
# (`torch.cuda.is_bf16_supported()`에 묻지 마세요. 흉내만 내는 T4에서도 True라고 합니다.)

# %% tags=["solution"]
def precision(device, capability=None):
    if device != "cuda":
        return "no"
    return "bf16" if capability >= (8, 0) else "fp16"

# %% tags=["check"]
hfcourse.check("9.3", precision)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Ask how many steps of 0.001 it takes until a bfloat16 1.0 moves: it never does. Usual wrong answers in 9.3:
# comparing only the first number of the pair with `> 8`; `"bf16"` for the T4; `None` instead of `"no"`.

# %% [markdown] lang="ko" of="b2905074" tags=["notes"]
# 15분. bfloat16의 1.0이 0.001씩 몇 번 더해야 움직이는지 물어보세요. 아무리 더해도 움직이지 않습니다. 9.3의 흔한 오답은 첫 숫자만 `> 8`로
# 비교한 것, T4에 `"bf16"`을 준 것, `"no"` 대신 `None`을 돌려준 것입니다.

# %% [markdown] lang="en"
# ## 4. Two processes
#
# Several GPUs work like this: each gets **its own process**, its own copy of the model and its own part of each batch.
# After the backward pass the copies average their gradients, and so all take the same step and stay equal. This is
# called **data parallel** (`DistributedDataParallel`, DDP).
#
# Can averaging halves give the same as the whole? You need no second process to see that. The gradient of 16 letters,
# and the mean of the gradients of their two halves:

# %% [markdown] lang="ko" of="a6428b83"
# ## 4. 프로세스 둘
#
# GPU 여러 장은 이렇게 일합니다. GPU마다 **프로세스가 따로** 있고, 모델의 복사본도, 배치에서 맡은 몫도 따로입니다. 역전파가 끝나면 복사본끼리
# 기울기를 평균 냅니다. 그래서 모두 같은 걸음을 걷고 늘 똑같습니다. 이것을 **데이터 병렬**(data parallel)이라고 합니다
# (`DistributedDataParallel`, 줄여서 DDP).
#
# 절반씩 구해 평균 낸 것이 정말 전체와 같을까요? 프로세스가 둘이 아니어도 볼 수 있습니다. 편지 16통의 기울기와, 절반씩 구한 기울기의 평균을
# 견줍니다.

# %%
def gradients(numbers):
    model = fresh_model()
    model(**collator([mail["train"][number] for number in numbers])).loss.backward()
    return [weight.grad for weight in model.parameters()]


whole = gradients(range(16))
halves = zip(gradients(range(8)), gradients(range(8, 16)), strict=True)
gaps = [(both - (one + other) / 2).abs().max().item() for both, (one, other) in zip(whole, halves, strict=True)]
print(len(gaps), "tensors of weights · the largest gap is below 0.00001:", max(gaps) < 1e-5)

# %% [markdown] lang="en" tags=["slide"]
# So two processes with batches of 8 should train **the same** model as one with batches of 16. To try it we need a
# script, because each process is a Python of its own. It is the loop of section 1; new are the options at the top and
# the measuring at the end.

# %% [markdown] lang="ko" of="8c54bc83" tags=["slide"]
# 그러니 배치 8로 도는 프로세스 둘은 배치 16으로 도는 프로세스 하나와 **같은** 모델을 학습시켜야 합니다. 프로세스마다 파이썬이 따로 돌기
# 때문에 스크립트가 필요합니다. 내용은 1절의 루프이고, 처음에 옵션, 끝에 재는 부분이 새로 붙었습니다.

# %%
%%writefile train.py
import argparse
import json
import time
from pathlib import Path

import torch
import transformers
from accelerate import Accelerator
from accelerate.utils import set_seed
from datasets import load_from_disk
from torch.utils.data import DataLoader
from transformers import AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding
from transformers import get_linear_schedule_with_warmup

parser = argparse.ArgumentParser()
parser.add_argument("--cpu", action="store_true")
parser.add_argument("--batch", type=int, default=16, help="letters in a batch of one process")
parser.add_argument("--letters", type=int, default=720)
parser.add_argument("--rate", type=float, default=5e-5)
parser.add_argument("--out", default="run")
options = parser.parse_args()

# Nothing about processes or precision stands here: `accelerate launch` says it.
# ko: 프로세스나 정밀도는 여기에 적지 않습니다. `accelerate launch`가 정해 줍니다.
accelerator = Accelerator(cpu=options.cpu)
transformers.logging.set_verbosity_error()
set_seed(0)

name = "google-bert/bert-base-uncased"
collator = DataCollatorWithPadding(AutoTokenizer.from_pretrained(name))
mail = load_from_disk("mail")
loader = DataLoader(mail["train"].select(range(options.letters)), batch_size=options.batch, collate_fn=collator)
test_loader = DataLoader(mail["test"], batch_size=10, collate_fn=collator)

still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
model = AutoModelForSequenceClassification.from_pretrained(name, num_labels=4, **still)
optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.0, fused=True)
scheduler = get_linear_schedule_with_warmup(optimizer, 0, len(loader))
model, optimizer, loader, test_loader, scheduler = accelerator.prepare(model, optimizer, loader, test_loader, scheduler)

model.train()
losses = []
for step, batch in enumerate(loader):
    if step == 1:  # the first step warms up
        began = time.perf_counter()
    optimizer.zero_grad()
    loss = model(**batch).loss
    accelerator.backward(loss)
    accelerator.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    losses.append(accelerator.gather(loss.detach()).mean().item())
speed = (options.letters - options.batch * accelerator.num_processes) / (time.perf_counter() - began)

model.eval()
gathered, guesses, labels = 0, [], []
for batch in test_loader:
    with torch.no_grad():
        guess = model(**batch).logits.argmax(-1)
    gathered += len(accelerator.gather(guess))
    guess, label = accelerator.gather_for_metrics((guess, batch["labels"]))
    guesses += guess.tolist()
    labels += label.tolist()

accelerator.unwrap_model(model).save_pretrained(
    options.out,
    is_main_process=accelerator.is_main_process,
    save_function=accelerator.save,
    state_dict=accelerator.get_state_dict(model),
)
if accelerator.is_main_process:
    log = {"losses": losses, "speed": speed, "guesses": guesses, "labels": labels}
    Path(options.out, "log.json").write_text(json.dumps(log), encoding="utf-8")
processes, precision = accelerator.num_processes, accelerator.mixed_precision
accelerator.print(f"processes: {processes} · steps: {len(losses)} · precision: {precision}")
accelerator.print(f"answers gathered: {gathered} · answers that count: {len(labels)} of {len(mail['test'])} letters")
accelerator.end_training()

# %% [markdown] lang="en" tags=["slide"]
# Five lines deserve a look:
#
# | line | why |
# |---|---|
# | `accelerator.gather(loss.detach())` | each process knows only the loss of its own letters; `gather` fetches all |
# | `gather_for_metrics(...)` | the same for answers, without the letters that were only there to fill up |
# | `unwrap_model(model)`, `get_state_dict(model)` | take the model out of its wrapper, and its weights from wherever they lie, to save them |
# | `if accelerator.is_main_process` | only **one** process writes; two would write into each other |
# | `accelerator.print` | prints once, not once for each process |
#
# In a terminal you start it like this, on one and on two processes:
#
# ```
# accelerate launch --num_processes 1 train.py --cpu
# accelerate launch --num_processes 2 --multi_gpu train.py --cpu --batch 8
# ```
#
# `--multi_gpu` means "several processes that belong together", with `--cpu` for **our** script on a processor, too. The
# cell below does just that, from Python, so that it works in every notebook. (In `mini` stay with the cell: a terminal
# does not know the stand-ins and would fetch the real BERT.)

# %% [markdown] lang="ko" of="b21249b5" tags=["slide"]
# 눈여겨볼 줄이 다섯 있습니다.
#
# | 줄 | 까닭 |
# |---|---|
# | `accelerator.gather(loss.detach())` | 프로세스는 저마다 자기 편지의 손실만 압니다. `gather`가 모두 모아 옵니다 |
# | `gather_for_metrics(...)` | 답을 모으되, 수를 맞추려고 채워 넣은 편지는 뺍니다 |
# | `unwrap_model(model)`, `get_state_dict(model)` | 저장하려고 싸여 있는 모델을 꺼내고, 흩어져 있을 수도 있는 가중치를 모읍니다 |
# | `if accelerator.is_main_process` | **한** 프로세스만 씁니다. 둘이 쓰면 서로 덮어씁니다 |
# | `accelerator.print` | 프로세스마다가 아니라 한 번만 출력합니다 |
#
# 터미널에서는 이렇게 시작합니다. 프로세스 하나일 때와 둘일 때입니다.
#
# ```
# accelerate launch --num_processes 1 train.py --cpu
# accelerate launch --num_processes 2 --multi_gpu train.py --cpu --batch 8
# ```
#
# `--multi_gpu`는 '함께 일하는 여러 프로세스'라는 뜻이고, **우리** 스크립트에 `--cpu`를 주면 CPU에서도 그렇게 돕니다. 아래 셀은 똑같은 일을
# 파이썬으로 해서 어느 노트북에서나 돌아가게 한 것입니다. (`mini`에서는 이 셀로만 하세요. 터미널은 대역 모델을 모르니 실제 BERT를 내려받으려
# 합니다.)

# %%
import json
import subprocess
import sys
from pathlib import Path


def launch(processes, *options, mixed="no"):
    command = [sys.executable, "-m", "accelerate.commands.launch", "--num_processes", str(processes)]
    # Said aloud, so that it need not guess; port 0 means: any that is free.
    # ko: 짐작하지 않도록 모두 적습니다. 포트 0은 비어 있는 아무 포트라는 뜻입니다.
    command += ["--num_machines", "1", "--dynamo_backend", "no", "--mixed_precision", mixed, "--main_process_port", "0"]
    command += ["--multi_gpu"] if processes > 1 else []
    done = subprocess.run([*command, "train.py", *options], capture_output=True, encoding="utf-8", errors="replace")
    print(done.stdout.strip() if done.returncode == 0 else done.stderr[-3000:])

# %%
mail.save_to_disk("mail")
# The real BERT is slow on a processor: in `full` fewer letters.
# ko: 실제 BERT는 CPU에서 느리니 `full`에서는 편지를 줄입니다.
common = ["--rate", str(rate), "--letters", "720" if course.profile == "mini" else "160"]

launch(1, "--cpu", "--out", "one", *common)

# %%
launch(2, "--cpu", "--out", "two", "--batch", "8", *common)

# %% [markdown] lang="en" tags=["slide"]
# The same number of steps, as it must be. Are the curves the same? And how many letters per second does each way train?

# %% [markdown] lang="ko" of="573bb213" tags=["slide"]
# 스텝 수는 당연히 같습니다. 곡선도 같을까요? 그리고 1초에 편지를 몇 통씩 학습할까요?

# %%
import matplotlib.pyplot as plt

runs = {folder: json.loads(Path(folder, "log.json").read_text(encoding="utf-8")) for folder in ("one", "two")}
speeds = [run["speed"] for run in runs.values()]
figure, (left, right) = plt.subplots(1, 2, figsize=(8, 2.8), layout="constrained")
for (folder, run), style in zip(runs.items(), ("-", ":"), strict=True):
    left.plot(range(1, len(run["losses"]) + 1), run["losses"], style, linewidth=3, label=f"processes: {folder}")
left.set(xlabel="step", ylabel="training loss", ylim=(0, None))
left.legend()
right.bar(list(runs), speeds, color=["tab:blue", "tab:orange"])
right.set(xlabel="processes", ylabel="letters per second", title=f"speed-up: {speeds[1] / speeds[0]:.1f}")
plt.show()

gaps = [abs(one - two) for one, two in zip(runs["one"]["losses"], runs["two"]["losses"], strict=True)]
print("every loss agrees to 0.001:", max(gaps) < 0.001)
print("the same answers to the test letters:", runs["one"]["guesses"] == runs["two"]["guesses"])

# %% [markdown] lang="en" tags=["slide"]
# On the left **one** curve, drawn twice: same global batch, same training. On the right, look at the number above the
# bars. The ideal is 2, and it stays below: at each step the processes wait for each other and send all their gradients
# around, and 8 short letters are little work to set against that: it can even be under 1, the more so if other programs
# use the cores. On real GPUs the same holds: the larger the batch of a process, the less the waiting weighs.
# (`scripts/bench/processes.py` of the course measures it with 32 texts for each process: 1.6 on two free cores. One
# process that takes both cores by itself, as `python train.py --cpu` does, reached 1.9: on a single processor two
# processes are for practice, the gain is for GPUs.)
#
# And the printed lines: with two processes 100 answers were **gathered** for 84 letters. Each process needs full
# batches, equally many, so the loader fills up from the beginning. A score over all 100 would count some letters twice.

# %% [markdown] lang="ko" of="7a14d607" tags=["slide"]
# 왼쪽에는 곡선 **하나**가 두 번 그려져 있습니다. 전체 배치가 같으면 같은 학습입니다. 오른쪽은 막대 위의 숫자를 보세요. 이상적이라면
# 2이지만 그에 못 미칩니다. 스텝마다 서로 기다리고 기울기를 모두 주고받는데, 짧은 편지 8통은 거기에 비하면 일감이 적습니다. 그래서 1보다 작을 때도
# 있고, 다른 프로그램이 코어를 쓰고 있으면 더 그렇습니다. 실제 GPU에서도 같습니다. 한 프로세스의 배치가 클수록 기다리는 시간의 비중이 줄어듭니다. (강의의
# `scripts/bench/processes.py`는 프로세스마다 글 32편으로 잽니다. 비어 있는 코어 두 개에서 1.6이었습니다. `python train.py --cpu`처럼 프로세스
# 하나가 두 코어를 다 쓰면 1.9였습니다. CPU 하나에서 프로세스를 둘로 늘리는 것은 연습이고, 이득은 GPU에서 봅니다.)
#
# 출력된 줄도 보세요. 프로세스가 둘이면 편지는 84통인데 답은 100개가 **모였습니다.** 프로세스마다 꽉 찬 배치를 똑같은 수만큼 받아야 하므로
# 데이터로더가 앞에서부터 다시 채웁니다. 100개를 모두 점수에 넣으면 몇 통은 두 번 세게 됩니다.

# %% [markdown] lang="en" tags=["slide"]
# Now half the digits, said at the start and not in the code: bfloat16 on a processor, float16 on a T4.

# %% [markdown] lang="ko" of="94743371" tags=["slide"]
# 이번에는 절반의 자릿수입니다. 코드가 아니라 시작할 때 정합니다. CPU에서는 bfloat16, T4에서는 float16입니다.

# %%
word = "bf16" if on_cpu or course.dtype == torch.bfloat16 else "fp16"
launch(1, "--out", "half", *common, *(["--cpu"] if on_cpu else []), mixed=word)

half_losses = json.loads(Path("half", "log.json").read_text(encoding="utf-8"))["losses"]
gaps = [abs(one - other) for one, other in zip(runs["one"]["losses"], half_losses, strict=True)]
print("every loss agrees to 0.1:", max(gaps) < 0.1, "· to 0.00001:", max(gaps) < 0.00001)

# %% [markdown] lang="en" tags=["slide"]
# Nearly the same curve, no longer to the last digit: that is the price. On a GPU with the right word it is two to four
# times as fast (unverified here; measure it). On a processor it may even be slower, unless it has bfloat16 built in.
#
# Four traps that cost an evening each (accelerate 1.14 and 1.15):
#
# | what you write | what happens |
# |---|---|
# | `accelerate launch --cpu --num_processes 2` | **one** process, and not a word: with `--cpu` for the launcher, the number is only heeded with MPI, the launcher of some clusters |
# | two processes, but a script without `cpu=True`, on a machine without a GPU | each believes to be alone and trains on everything |
# | `if accelerator.is_main_process:` around a `gather` | the others never come to it, and all wait for ever |
# | a new `--num_processes`, the same `--batch` | the **global** batch has grown; the learning rate and the number of steps no longer fit |
#
# So let your script print `accelerator.num_processes` first.

# %% [markdown] lang="ko" of="eaa54b89" tags=["slide"]
# 거의 같은 곡선이지만 끝자리까지 같지는 않습니다. 그것이 대가입니다. GPU에서 알맞은 단어를 고르면 두 배에서 네 배 빠릅니다(여기서 확인하지는
# 않았으니 직접 재 보세요). CPU에서는 bfloat16을 내장하지 않았다면 오히려 느릴 수 있습니다.
#
# 하나하나가 저녁 시간을 날리는 함정 넷입니다(accelerate 1.14와 1.15).
#
# | 이렇게 쓰면 | 이렇게 됩니다 |
# |---|---|
# | `accelerate launch --cpu --num_processes 2` | 아무 말 없이 프로세스 **하나**만 돕니다. 실행기에 `--cpu`를 주면 이 숫자는 MPI(일부 클러스터의 실행 도구)로 돌릴 때만 쓰입니다 |
# | GPU가 없는 컴퓨터에서 프로세스를 둘 띄우고 스크립트에 `cpu=True`가 없음 | 저마다 혼자인 줄 알고 데이터 전체로 학습합니다 |
# | `if accelerator.is_main_process:` 안에서 `gather` | 다른 프로세스가 거기에 오지 않아 모두 끝없이 기다립니다 |
# | `--num_processes`만 바꾸고 `--batch`는 그대로 | **전체** 배치가 커져서 학습률과 스텝 수가 맞지 않게 됩니다 |
#
# 그러니 스크립트가 맨 먼저 `accelerator.num_processes`를 출력하게 하세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.4.** Be the loader. `my_batches(batches, rank, processes)`: `batches` is a list; process 0 takes the first,
# process 1 the second, and so on in turn; after the last process comes 0 again. If the last round is not full, it is
# filled from the **beginning** of the list. Return the list of batches of process `rank`. (`["a", "b", "c"]` for two
# processes: process 0 gets `["a", "c"]`, process 1 gets `["b", "a"]`.)

# %% [markdown] lang="ko" of="e37e7b91" tags=["exercise"]
# **연습 9.4.** 데이터로더가 되어 보세요. 함수 `my_batches(batches, rank, processes)`에서 `batches`는 리스트입니다. 0번 프로세스가 첫
# 배치를, 1번이 둘째 배치를 차례로 가져가고, 마지막 프로세스 다음은 다시 0번입니다. 마지막 바퀴가 모자라면 리스트의 **앞에서부터** 채웁니다. `rank`번
# 프로세스가 받는 배치의 리스트를 돌려주세요. (`["a", "b", "c"]`를 둘이 나누면 0번은 `["a", "c"]`, 1번은 `["b", "a"]`.)

# %% tags=["solution"]
def my_batches(batches, rank, processes):
    rounds = -(-len(batches) // processes)
    return [batches[(turn * processes + rank) % len(batches)] for turn in range(rounds)]

# %% tags=["check"]
hfcourse.check("9.4", my_batches)

# %% [markdown] lang="en" tags=["notes"]
# 35 minutes. Let two people play the processes: each adds up five numbers, then they must agree on the mean. Who waits
# for whom? Each launch takes some seconds, because Python starts anew and imports everything. Usual wrong answers in
# 9.4: halves instead of turns (then the order of the letters changes, and with it the curve); the last process gets
# fewer batches (it would leave the others waiting at the next `backward`).

# %% [markdown] lang="ko" of="6e4c6d6a" tags=["notes"]
# 35분. 두 사람이 프로세스가 되어 보게 하세요. 저마다 숫자 다섯 개를 더한 뒤 평균을 맞춰 봅니다. 누가 누구를 기다리나요? 실행할 때마다 파이썬이
# 새로 떠서 모두 불러오느라 몇 초가 걸립니다. 9.4의 흔한 오답은 번갈아가 아니라 절반씩 나눈 것(편지의 순서가 바뀌어 곡선도 바뀝니다), 마지막
# 프로세스가 배치를 덜 받은 것(다음 `backward`에서 다른 프로세스가 끝없이 기다립니다)입니다.

# %% [markdown] lang="en"
# ## 5. Stop and go on
#
# `Trainer` wrote checkpoints for you. With Accelerate it is two lines: `save_state` and `load_state`; you only have to
# remember **which step** it was. Here is a training of 20 steps that is stopped after step 12:

# %% [markdown] lang="ko" of="05474d24"
# ## 5. 멈췄다가 이어 가기
#
# 체크포인트를 `Trainer`는 알아서 썼습니다. Accelerate에서는 `save_state`와 `load_state` 두 줄입니다. **몇 번째 스텝**이었는지만 직접
# 기억하면 됩니다. 20스텝짜리 학습을 12스텝 뒤에 멈춰 보겠습니다.

# %%
def night(first=0, stop=None):
    accelerator = Accelerator(cpu=on_cpu, gradient_accumulation_steps=1)
    model, loader = fresh_model(), fresh_loader()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    scheduler = get_linear_schedule_with_warmup(optimizer, 0, len(loader))
    model, optimizer, loader, scheduler = accelerator.prepare(model, optimizer, loader, scheduler)
    if first:
        accelerator.load_state(f"night/step-{first}")
    for step, batch in enumerate(accelerator.skip_first_batches(loader, first), start=first + 1):
        accelerate_one(accelerator, model, batch, optimizer, scheduler)
        if step == stop:
            accelerator.save_state(f"night/step-{step}")
            break
    return model, step


def accelerate_one(accelerator, model, batch, optimizer, scheduler):
    model.train()
    accelerator.backward(model(**batch).loss)
    optimizer.step()
    scheduler.step()
    optimizer.zero_grad()

# %%
undisturbed, steps = night()
print("undisturbed:", steps, "steps")
_, steps = night(stop=12)
print("stopped after step", steps)
for file in sorted(Path("night/step-12").iterdir()):
    print("   ", file.name)

# %% [markdown] lang="en" tags=["slide"]
# The parts of lesson 07 under other names: the model, the optimizer's memory, the schedule, and the state of the random
# numbers (one file for each process). `skip_first_batches` passes over what was seen. Do we arrive at
# the same place?

# %% [markdown] lang="ko" of="2cc3b087" tags=["slide"]
# 07번 수업에서 본 것들이 이름만 바뀌었습니다. 모델, 옵티마이저의 기억, 스케줄, 그리고 난수의 상태(프로세스마다 한 파일)입니다.
# `skip_first_batches`는 이미 본 배치를 건너뜁니다. 같은 곳에 도착할까요?

# %%
continued, steps = night(first=12)
pairs = zip(undisturbed.parameters(), continued.parameters(), strict=True)
print("steps:", steps, "· the same weights, bit for bit:", all(torch.equal(one, other) for one, other in pairs))

# %% [markdown] lang="en" tags=["slide"]
# On a CPU bit for bit. With several processes **all** of them call `save_state` and `load_state` (each has its own random
# numbers), and with FSDP below each writes its part. To continue on another number of processes, count in letters
# seen, not in steps.
#
# **A trap:** this works because our loader does not shuffle; the data were shuffled once, when they were made. With
# `DataLoader(shuffle=True)` the continued training draws **another order** and skips the first batches of that one:
# some letters come twice, others never, and nothing says so (accelerate 1.14 and 1.15). So shuffle the dataset
# yourself, with a seed that you can repeat, and prepare a new loader in each epoch:
# `accelerator.prepare(DataLoader(mail["train"].shuffle(seed=epoch), ...))`.

# %% [markdown] lang="ko" of="611b4450" tags=["slide"]
# CPU에서는 비트 하나까지 같습니다. 프로세스가 여럿이면 **모두** `save_state`와 `load_state`를 불러야 합니다(난수가 저마다 다릅니다). 아래에서
# 볼 FSDP에서는 저마다 자기 몫을 씁니다. 프로세스 수를 바꿔 이어 갈 때는 스텝이 아니라 본 편지 수로 세세요.
#
# **함정이 있습니다.** 똑같았던 것은 우리 데이터로더가 섞지 않기 때문입니다(데이터는 만들 때 한 번 섞어 두었습니다). `DataLoader(shuffle=True)`로
# 이어 가면 **다른 순서**를 새로 뽑아 그 앞쪽 배치를 건너뜁니다. 어떤 편지는 두 번 나오고 어떤 편지는 한 번도 나오지 않는데 아무 말도 없습니다(accelerate
# 1.14와 1.15). 그러니 에포크마다 다시 쓸 수 있는 시드로 데이터셋을 직접 섞고, 데이터로더를 새로 준비하세요.
# `accelerator.prepare(DataLoader(mail["train"].shuffle(seed=epoch), ...))`처럼 쓰면 됩니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.5.** A training of several epochs stopped after `done` steps; an epoch has `steps_per_epoch`. Write
# `place(done, steps_per_epoch)` that returns the pair *(epoch to go on with, counted from 0; batches to skip in it)*.
# (50 steps done, 20 per epoch: `(2, 10)`.)

# %% [markdown] lang="ko" of="d60ced9f" tags=["exercise"]
# **연습 9.5.** 여러 에포크를 도는 학습이 `done`스텝 뒤에 멈췄고, 한 에포크는 `steps_per_epoch`스텝입니다. *(이어 갈 에포크, 0부터 셈; 그
# 에포크에서 건너뛸 배치 수)* 쌍을 돌려주는 함수 `place(done, steps_per_epoch)`를 만들어 보세요. (50스텝을 마쳤고 에포크가 20스텝이면
# `(2, 10)`.)

# %% tags=["solution"]
def place(done, steps_per_epoch):
    return divmod(done, steps_per_epoch)

# %% tags=["check"]
hfcourse.check("9.5", place)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes, then the break. Ask what is missing if one saves the model alone (lesson 07). Usual wrong answers in 9.5:
# counting epochs from 1; at the end of an epoch, `(1, 20)` instead of `(2, 0)`. If someone asks for
# `use_seedable_sampler=True`: it mends the first epoch only, with accelerate 1.14 (huggingface/accelerate#2823).

# %% [markdown] lang="ko" of="61859cc7" tags=["notes"]
# 15분. 마치고 쉬세요. 모델만 저장하면 무엇이 빠지는지 물어보세요(07번 수업). 9.5의 흔한 오답은 에포크를 1부터 센 것, 에포크가 딱 끝났을 때
# `(2, 0)` 대신 `(1, 20)`이라고 한 것입니다. `use_seedable_sampler=True`를 묻는 사람이 있으면, accelerate 1.14에서는 첫 에포크에서만
# 맞는다고 답하세요(huggingface/accelerate#2823).

# %% [markdown] lang="en"
# ## 6. More GPUs, more machines
#
# In data parallel every GPU holds the **whole** model. How much is that? While it is trained with AdamW, each weight
# takes 16 bytes: 4 for itself, 4 for its gradient, 8 for the optimizer's two numbers (lesson 07: `optimizer.pt` is
# twice the size of the model). Activations come on top. Which of these models can be trained on one T4 with its 15 GB?

# %% [markdown] lang="ko" of="6340d21a"
# ## 6. GPU를 더, 컴퓨터를 더
#
# 데이터 병렬에서는 GPU마다 모델이 **통째로** 들어갑니다. 얼마나 클까요? AdamW로 학습하는 동안 가중치 하나에 16바이트가 듭니다. 자기 자신이
# 4, 기울기가 4, 옵티마이저의 숫자 두 개가 8입니다(07번 수업에서 `optimizer.pt`가 모델의 두 배였습니다). 활성값은 따로 더 듭니다. 15 GB짜리
# T4 한 장에서 학습할 수 있는 모델은 어느 것일까요?

# %%
sizes = {"BERT base": 110e6, "Qwen3-0.6B": 0.6e9, "Qwen3-1.7B": 1.7e9, "Qwen3-4B": 4.0e9, "8B": 8.0e9}
for model_name, weights in sizes.items():
    print(f"{model_name:<11} {weights * 16 / 1e9:6.1f} GB for weights, gradients and optimizer")

# %% [markdown] lang="en" tags=["slide"]
# The first two, the second if its activations fit into the 5 GB that are left; the others not even with a batch of one.
# With four GPUs, why keep four copies of everything? **Sharding** leaves each GPU a quarter, and they fetch from
# each other what they need, layer by layer. It comes in stages (ZeRO of DeepSpeed; stage 3 is what PyTorch calls
# **FSDP**). Bytes for each weight, on **each of four** GPUs:

# %% [markdown] lang="ko" of="945c0bab" tags=["slide"]
# 앞의 둘뿐입니다. 둘째는 남는 5 GB에 활성값이 들어가야 하고, 나머지는 배치를 1로 줄여도 안 됩니다. GPU가 넉 장이면 똑같은 것을 네 벌이나 둘 까닭이
# 있을까요? **나눠 갖기**(sharding)를 하면 GPU마다 4분의 1만 두고, 필요한 것은 층마다 서로 가져다 씁니다. 몇 단계가 있습니다(DeepSpeed의 ZeRO. 3단계를 PyTorch에서는 **FSDP**라고 부릅니다). GPU **넉 장 가운데 한 장**에서 가중치
# 하나가 차지하는 바이트입니다.

# %%
four_gpus = {"DDP": (4, 4, 8), "ZeRO 1": (4, 4, 2), "ZeRO 2": (4, 1, 2), "ZeRO 3, FSDP": (1, 1, 2)}
figure, axes = plt.subplots(figsize=(7, 2.4), layout="constrained")
left = [0] * len(four_gpus)
for number, part in enumerate(("weights", "gradients", "optimizer")):
    lengths = [stage[number] for stage in four_gpus.values()]
    axes.barh(list(four_gpus), lengths, left=left, label=part)
    left = [start + length for start, length in zip(left, lengths, strict=True)]
axes.invert_yaxis()
axes.set(xlabel="bytes per weight on each of four GPUs")
axes.legend()
plt.show()
print({stage: sum(numbers) for stage, numbers in four_gpus.items()})

# %% [markdown] lang="en" tags=["slide"]
# Sharding is paid for in traffic: stages 1 and 2 send as much as DDP, stage 3 half as much again, because the weights
# must be fetched for each pass, too (ZeRO, section 7). So take the first row that fits. None of this is in your script: it is in a **configuration file**. This one is for
# eight GPUs with FSDP:

# %% [markdown] lang="ko" of="1c0be544" tags=["slide"]
# 나눠 갖는 값은 통신으로 치릅니다. 1, 2단계는 DDP만큼 보내지만, 3단계는 계산할 때마다 가중치도 가져와야 해서 절반을 더 보냅니다(ZeRO 논문
# 7절). 그러니 들어가기만 하면 맨 위의 것을 고르세요. 스크립트에는 이런 것을 하나도 적지 않습니다. **설정 파일**에 적습니다. 다음은 GPU 여덟 장에서 FSDP를 쓰는 설정입니다.

# %%
%%writefile fsdp.yaml
compute_environment: LOCAL_MACHINE
distributed_type: FSDP
mixed_precision: bf16
num_machines: 1
num_processes: 8
fsdp_config:
  fsdp_version: 2
  fsdp_auto_wrap_policy: TRANSFORMER_BASED_WRAP
  fsdp_reshard_after_forward: true
  fsdp_state_dict_type: SHARDED_STATE_DICT

# %% [markdown] lang="en" tags=["slide"]
# `accelerate config` asks you questions and writes such a file. Before you wait in a queue for eight GPUs, let
# Accelerate read it, and see what it says to a slip of the pen:

# %% [markdown] lang="ko" of="379d635f" tags=["slide"]
# `accelerate config`가 질문을 하고 이런 파일을 만들어 줍니다. GPU 여덟 장을 기다리는 줄에 서기 전에 Accelerate에게 먼저 읽혀 보세요.
# 오타가 있으면 뭐라고 할까요?

# %%
from accelerate.commands.config.config_args import load_config_from_file

config = load_config_from_file("fsdp.yaml")
print(config.distributed_type.value, "·", config.num_processes, "processes ·", config.mixed_precision)

text = Path("fsdp.yaml").read_text(encoding="utf-8")
Path("slip.yaml").write_text(text.replace("num_processes", "num_proceses"), encoding="utf-8")
try:
    load_config_from_file("slip.yaml")
except ValueError as error:
    print("ValueError:", "unknown keys" in str(error), "num_proceses" in str(error))

# %% [markdown] lang="en" tags=["slide"]
# It found the slip. (Only in the top level; **inside** `fsdp_config` a wrong name is passed over in silence, so copy these names.)
# The course has such files for you, all of which its tests read and check:
#
# | you have | file | start |
# |---|---|---|
# | one machine, several GPUs, the model fits | [one-machine.yaml](../../docs/accelerate/one-machine.yaml) | `accelerate launch --config_file one-machine.yaml train.py` |
# | the same, on two machines | [two-machines.yaml](../../docs/accelerate/two-machines.yaml) | the same on **each** machine, with its own `--machine_rank`; both need the script and the data |
# | the model does not fit | [fsdp.yaml](../../docs/accelerate/fsdp.yaml) | as in the first row |
# | it does not, and you use DeepSpeed | [deepspeed-zero2.yaml](../../docs/accelerate/deepspeed-zero2.yaml), [deepspeed-zero3.yaml](../../docs/accelerate/deepspeed-zero3.yaml) | as in the first row, after `pip install deepspeed` |
#
# [docs/scaling.md](../../docs/scaling.md) goes through the steps from a laptop to many machines: what fits, what it
# costs in traffic, and where the formulas come from. What you do **not** need: a new script.

# %% [markdown] lang="ko" of="b88fc7cd" tags=["slide"]
# 오타를 찾아냈습니다. (맨 바깥 단계에서만 그렇습니다. `fsdp_config` **안쪽**의 틀린 이름은 말없이 지나치니 이름을 그대로 복사하세요.) 강의에는 이런 파일이
# 준비되어 있고, 테스트가 모두 읽어 확인합니다.
#
# | 가진 것 | 파일 | 시작하기 |
# |---|---|---|
# | 컴퓨터 한 대, GPU 여러 장, 모델이 들어감 | [one-machine.yaml](../../docs/accelerate/one-machine.yaml) | `accelerate launch --config_file one-machine.yaml train.py` |
# | 같은 일을 컴퓨터 두 대에서 | [two-machines.yaml](../../docs/accelerate/two-machines.yaml) | 같은 명령을 **두 대 모두**에서, `--machine_rank`만 다르게. 스크립트와 데이터도 두 대에 모두 있어야 합니다 |
# | 모델이 들어가지 않음 | [fsdp.yaml](../../docs/accelerate/fsdp.yaml) | 첫 줄과 같음 |
# | 들어가지 않고 DeepSpeed를 씀 | [deepspeed-zero2.yaml](../../docs/accelerate/deepspeed-zero2.yaml), [deepspeed-zero3.yaml](../../docs/accelerate/deepspeed-zero3.yaml) | `pip install deepspeed` 다음에 첫 줄과 같음 |
#
# 노트북 한 대에서 컴퓨터 여러 대까지 단계마다 무엇이 들어가고 통신에 얼마가 드는지, 공식이 어디에서 왔는지는
# [docs/scaling.md](../../docs/scaling.md)에 있습니다(영어). **필요 없는** 것은 새 스크립트입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.6.** Write `gigabytes(parameters, gpus, stage)`: the GB (10⁹ bytes) that weights, gradients and optimizer
# take on **each** GPU. Stage 0 is DDP: everything whole. From stage 1 on the optimizer (8 bytes) is divided by the
# number of GPUs, from stage 2 on the gradients (4) too, from stage 3 on the weights (4) too. (8 billion parameters on
# 8 GPUs, stage 2: 44 GB.)

# %% [markdown] lang="ko" of="96ef8c3d" tags=["exercise"]
# **연습 9.6.** 가중치, 기울기, 옵티마이저가 **GPU 한 장**에서 차지하는 GB(10⁹바이트)를 돌려주는 함수 `gigabytes(parameters, gpus,
# stage)`를 만들어 보세요. 0단계는 DDP라서 모두 통째로 둡니다. 1단계부터는 옵티마이저(8바이트)를 GPU 수로 나누고, 2단계부터는 기울기(4)도,
# 3단계부터는 가중치(4)도 나눕니다. (매개변수 80억 개, GPU 8장, 2단계면 44 GB.)

# %% tags=["solution"]
def gigabytes(parameters, gpus, stage):
    weights = 4 / gpus if stage >= 3 else 4
    gradients = 4 / gpus if stage >= 2 else 4
    optimizer = 8 / gpus if stage >= 1 else 8
    return parameters * (weights + gradients + optimizer) / 1e9

# %% tags=["check"]
hfcourse.check("9.6", gigabytes)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Ask first: what would **you** not keep four times? Usual wrong answers in 9.6: dividing everything at
# stage 1; only one part at stage 3 (each stage includes the ones before); the sum over all GPUs. A fast group works
# out from which number of GPUs on an 8B model fits into 80 GB at each stage.

# %% [markdown] lang="ko" of="62e788a9" tags=["notes"]
# 20분. 먼저 물어보세요. '여러분이라면 무엇을 네 벌 두지 않겠습니까?' 9.6의 흔한 오답은 1단계에서 모두 나눈 것, 3단계에서 하나만 나눈 것(단계마다
# 앞 단계를 포함합니다), 모든 GPU를 합한 것입니다. 빨리 끝낸 모둠은 단계마다 GPU가 몇 장이면 8B 모델이 80 GB에 들어가는지 셈해 보게 하세요.

# %% [markdown] lang="en"
# ## 7. What is a good score?
#
# The training runs; is the model good? **evaluate** brings measures by name, as `load_dataset` brings data. Begin with
# a warning. A desk wants to find letters of complaint, 5 in 100. This "model" always says 0, no complaint. How good is
# it?

# %% [markdown] lang="ko" of="ecf414da"
# ## 7. 어떤 점수가 좋은 점수일까요?
#
# 학습은 되는데 모델은 좋을까요? **evaluate**는 `load_dataset`이 데이터를 가져오듯 지표를 이름으로 가져옵니다. 먼저 조심할 것이 하나
# 있습니다. 어느 창구에서 불만 편지를 찾으려고 합니다. 100통에 5통입니다. 다음 '모델'은 늘 0, 곧 '불만 아님'이라고만 합니다. 얼마나 좋은
# 모델일까요?

# %%
import evaluate

# A measure is a script of a few kB: no progress bar for that.
# ko: 지표는 몇 kB짜리 스크립트이니 진행 막대를 끕니다.
evaluate.utils.disable_progress_bar()
accuracy, f1 = evaluate.load("accuracy"), evaluate.load("f1")
complaints = [0] * 95 + [1] * 5
always_no = [0] * 100
print(accuracy.compute(predictions=always_no, references=complaints))
print(f1.compute(predictions=always_no, references=complaints))

# %% [markdown] lang="en" tags=["slide"]
# 95 % right and worth nothing. **F1** asks about the rare class: of the letters called complaints, how many were
# (precision *P*; it shares only its name with section 3), and of the complaints, how many were found (recall *R*)? It
# is their harmonic mean, 2·P·R ÷ (P + R), and zero if one of them is. With more than two classes one takes the F1 of
# each and averages: `average="macro"` gives every class the same weight, however rare.
#
# The answers of our four desks lie in `one/log.json`:

# %% [markdown] lang="ko" of="2af75dc5" tags=["slide"]
# 95 %를 맞혔지만 아무 쓸모가 없습니다. **F1**은 드문 쪽을 묻습니다. 불만이라고 한 편지 가운데 정말 불만인 것은 얼마인가(**정밀도**, precision.
# 3절의 정밀도와는 이름만 같습니다), 불만 가운데 찾아낸 것은 얼마인가(**재현율**, recall)? 둘의 조화 평균, 곧 2·정밀도·재현율 ÷ (정밀도 + 재현율)이라
# 하나가 0이면 0입니다. 클래스가 셋 이상이면 클래스마다 F1을 구해 평균 냅니다.
# `average="macro"`는 드물든 흔하든 클래스를 똑같이 칩니다.
#
# 네 창구 모델의 답은 `one/log.json`에 있습니다.

# %%
guesses, labels = runs["one"]["guesses"], runs["one"]["labels"]
print("accuracy above 0.6:", accuracy.compute(predictions=guesses, references=labels)["accuracy"] > 0.6)
each = f1.compute(predictions=guesses, references=labels, average=None)["f1"]
macro = f1.compute(predictions=guesses, references=labels, average="macro")["f1"]
mean = course.text(en="mean (macro)", ko="평균 (macro)")
hfcourse.show.scores([*desks, mean], [*each, macro], title="F1", axis="F1 (0–1)")

# %% [markdown] lang="en" tags=["slide"]
# Which desk is the weakest? The accuracy alone would not have told you. To get several measures at once there is
# `combine`, but it hands **the same** arguments to all, and accuracy knows no `average`:

# %% [markdown] lang="ko" of="89a21b48" tags=["slide"]
# 어느 창구가 가장 약한가요? 정확도만 봐서는 알 수 없습니다. 지표 여러 개를 한꺼번에 구하는 `combine`도 있지만, 모두에게 **같은** 인자를
# 넘깁니다. 그런데 accuracy는 `average`를 모릅니다.

# %%
both = evaluate.combine(["accuracy", "f1"])
print(both.compute(predictions=[0, 1, 1, 0], references=[0, 1, 0, 0]))
try:
    both.compute(predictions=guesses, references=labels, average="macro")
except TypeError as error:
    print("TypeError:", "average" in str(error))

# %% [markdown] lang="en" tags=["slide"]
# So for `Trainer` (lesson 07) write the few lines yourself. This `compute_metrics` can be handed to it as it is:

# %% [markdown] lang="ko" of="419881d7" tags=["slide"]
# 그러니 `Trainer`(07번 수업)에는 몇 줄을 직접 쓰세요. 다음 `compute_metrics`는 그대로 넘기면 됩니다.

# %%
def compute_metrics(prediction):
    pair = {"predictions": prediction.predictions.argmax(axis=-1), "references": prediction.label_ids}
    return accuracy.compute(**pair) | f1.compute(**pair, average="macro")

# %% [markdown] lang="en" tags=["slide"]
# evaluate also has **evaluators**, which fetch the answers themselves: a model, a dataset, a task, done. Of those in
# older tutorials question answering, summarization and translation are gone, together with their pipelines; text
# classification still works, **if** you pass the model by its name or folder. (A pipeline object ends in an
# `AttributeError` with transformers 5.)

# %% [markdown] lang="ko" of="dd9872ca" tags=["slide"]
# evaluate에는 답까지 알아서 받아 오는 **평가기**(evaluator)도 있습니다. 모델, 데이터셋, 작업만 주면 끝입니다. 예전 튜토리얼에 나오는 것 가운데
# 질의응답, 요약, 번역 평가기는 파이프라인과 함께 사라졌습니다. 텍스트 분류는 아직 됩니다. **단**, 모델을 이름이나 폴더로 넘겨야 합니다.
# (파이프라인 객체를 넘기면 transformers 5에서는 `AttributeError`로 끝납니다.)

# %%
tokenizer.save_pretrained("one")
judge = evaluate.evaluator("text-classification")
result = judge.compute(
    model_or_pipeline="one", data=texts["test"], metric="accuracy", input_column="text", label_column="label",
    label_mapping={f"LABEL_{number}": number for number in range(4)}, device=-1,
)
print("the same accuracy:", result["accuracy"] == accuracy.compute(predictions=guesses, references=labels)["accuracy"])

# %% [markdown] lang="en" tags=["slide"]
# Now the question that is asked too rarely: **how sure is the number?** The test has 84 letters. With 84 others it
# would have come out a little higher or lower. We have no others, but we can **draw** from those we have: 84 times with
# replacement, so that some come twice and some not at all; then the accuracy; and all that a thousand times. This is
# the **bootstrap**.

# %% [markdown] lang="ko" of="bac8d461" tags=["slide"]
# 이제 너무 드물게 묻는 질문입니다. **이 숫자는 얼마나 확실할까요?** 테스트 편지는 84통입니다. 다른 84통이었다면 조금 높거나 낮게 나왔을
# 것입니다. 다른 편지는 없지만 가진 편지에서 **뽑을** 수는 있습니다. 뽑은 것을 도로 넣으며 84번 뽑으면 두 번 나오는 것도, 안 나오는 것도
# 있습니다. 그것으로 정확도를 구하고, 이 일을 천 번 되풀이합니다. 이것이 **부트스트랩**(bootstrap)입니다.

# %%
import numpy as np

right = np.array(guesses) == np.array(labels)
draw = np.random.default_rng(0)
scores = [draw.choice(right, size=len(right)).mean() for _ in range(1000)]

figure, axes = plt.subplots(figsize=(6, 2.2), layout="constrained")
axes.hist(scores, bins=25)
axes.axvline(right.mean(), color="black", linestyle="--")
axes.set(xlabel="accuracy in a drawn test of 84 letters", ylabel="how often")
plt.show()
low, high = np.percentile(scores, [2.5, 97.5])
print("the middle 95 % span more than 0.1:", high - low > 0.1)

# %% [markdown] lang="en" tags=["slide"]
# The dashed line is the score, the hill is what it might have been. With so few letters the interval is wide: who
# reports a second digit, or calls a model that is two points better "better", reads tea leaves. Four times as many
# letters would make it half as wide. (What the bootstrap cannot know: whether these letters resemble those that will
# come.) Two models that answered **the same** letters are told apart more sharply letter by letter: draw the letters once
# for both, and look at the interval of the **difference**.

# %% [markdown] lang="ko" of="4b4d71ca" tags=["slide"]
# 점선이 점수이고, 언덕은 나올 수도 있었던 점수입니다. 편지가 이렇게 적으면 구간이 넓습니다. 소수 둘째 자리를 보고하거나 2점 높은 모델을 '더
# 좋다'고 하면 점을 치는 셈입니다. 편지가 네 배면 구간은 절반이 됩니다. (부트스트랩도 모르는 것이 있습니다. 이 편지들이 앞으로 올 편지와
# 닮았는지는 알 수 없습니다.) 두 모델이 **같은** 편지에 답했다면 더 날카롭게 견줄 수 있습니다. 두 모델에 똑같이 뽑은 편지로 점수의 **차이**를 구해 그
# 구간을 보세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.7.** Write `interval(right, rounds=1000, seed=0)`: `right` is a list of True and False, one for each
# example. Draw as many with replacement, take the share of True, do that `rounds` times, and return the pair *(low,
# high)*: the 2.5th and the 97.5th percentile of the shares.

# %% [markdown] lang="ko" of="c059af4d" tags=["exercise"]
# **연습 9.7.** 함수 `interval(right, rounds=1000, seed=0)`을 만들어 보세요. `right`는 예제마다 True나 False가 든 리스트입니다. 같은 수만큼
# 도로 넣으며 뽑아 True의 비율을 구하고, 이것을 `rounds`번 되풀이한 뒤 *(아래, 위)* 쌍, 곧 비율들의 2.5번째와 97.5번째 백분위수를 돌려주세요.

# %% tags=["solution"]
def interval(right, rounds=1000, seed=0):
    draw = np.random.default_rng(seed)
    shares = [draw.choice(right, size=len(right)).mean() for _ in range(rounds)]
    return tuple(np.percentile(shares, [2.5, 97.5]))

# %% tags=["check"]
hfcourse.check("9.7", interval)

# %% [markdown] lang="en" tags=["notes"]
# 30 minutes. Let everybody guess the width of the interval before the picture; nearly all guess too small. Usual wrong
# answers in 9.7: drawing without replacement (then every draw is the same test, and the interval has no width);
# percentiles 5 and 95; drawing 1000 examples instead of as many as there are; `np.percentile` with 0.025.

# %% [markdown] lang="ko" of="7f7eb57e" tags=["notes"]
# 30분. 그림을 보기 전에 구간의 폭을 맞혀 보게 하세요. 거의 모두 너무 좁게 잡습니다. 9.7의 흔한 오답은 도로 넣지 않고 뽑은 것(뽑을 때마다 같은
# 시험이라 폭이 0이 됩니다), 5와 95 백분위수를 쓴 것, 예제 수만큼이 아니라 1000개를 뽑은 것, `np.percentile`에 0.025를 준 것입니다.

# %% [markdown] lang="en"
# ## 8. When the answer is a text
#
# A class is right or wrong. And an answer, a translation, a summary? Four measures, from strict to mild:
#
# | measure | asks | for |
# |---|---|---|
# | exact match | is it the same text? | short answers |
# | F1 of words | how many words do they share? | answers (SQuAD) |
# | BLEU, sacreBLEU | how many runs of 1–4 words stand in the reference, too? | translation |
# | ROUGE | how much of the reference comes up again? | summaries |

# %% [markdown] lang="ko" of="0ff8dbb0"
# ## 8. 답이 글일 때
#
# 클래스는 맞거나 틀립니다. 답이나 번역, 요약은 어떨까요? 엄한 것부터 너그러운 것까지 네 가지를 씁니다.
#
# | 지표 | 묻는 것 | 쓰는 곳 |
# |---|---|---|
# | exact match | 똑같은 글인가? | 짧은 답 |
# | 낱말 F1 | 같은 낱말이 얼마나 되나? | 질의응답(SQuAD) |
# | BLEU, sacreBLEU | 이어진 낱말 1–4개가 모범 답안에도 얼마나 있나? | 번역 |
# | ROUGE | 모범 답안이 얼마나 되살아났나? | 요약 |

# %% [markdown] lang="en" tags=["slide"]
# Two of these scripts need packages that Colab does not have. They are small, and pip moves nothing else for them:

# %% [markdown] lang="ko" of="f275d48d" tags=["slide"]
# 이 가운데 두 스크립트는 Colab에 없는 패키지가 필요합니다. 작은 패키지이고, 설치해도 다른 것은 바뀌지 않습니다.

# %%
import importlib.util

if not all(importlib.util.find_spec(package) for package in ("rouge_score", "sacrebleu")):
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "rouge_score==0.1.2", "sacrebleu==2.6.0"], check=True)

# %% [markdown] lang="en" tags=["slide"]
# Short answers first. A small letter or one word too many is enough to be wrong:

# %% [markdown] lang="ko" of="30727dc1" tags=["slide"]
# 짧은 답부터 봅니다. 소문자 하나, 낱말 하나로도 틀린 답이 됩니다.

# %%
exact = evaluate.load("exact_match")
said = ["Paris", "the river", "in 1889.", "Gustave Eiffel"]
wanted = ["Paris", "The river", "1889", "Eiffel"]
print(exact.compute(predictions=said, references=wanted))
print(exact.compute(predictions=said, references=wanted, ignore_case=True, ignore_punctuation=True))

# %% [markdown] lang="en" tags=["slide"]
# A person would call all four right; it counted one, then two. That is why question answering is measured with the F1 of words, too
# (your turn in the exercise). Now translations. Which of the three is best, by your judgement? Which by BLEU?
# (BLEU runs from 0 to 1, sacreBLEU from 0 to 100.)

# %% [markdown] lang="ko" of="81f05153" tags=["slide"]
# 사람이 보기에는 넷 다 맞는데 하나만, 다음에는 둘만 세었습니다. 그래서 질의응답은 낱말 F1로도 잽니다(연습에서 여러분이 합니다). 다음은
# 번역입니다. 셋 가운데 여러분이 보기에 어느 것이 가장 좋은가요? BLEU로는 어느 것일까요? (BLEU는
# 0–1, sacreBLEU는 0–100으로 나타냅니다.)

# %%
bleu, sacrebleu = evaluate.load("bleu"), evaluate.load("sacrebleu")
reference = [["The old man walked slowly to the market this morning."]]
for candidate in (
    "The old man walked slowly to the market this evening.",
    "This morning, the elderly man strolled to the market.",
    "The old man walked to market.",
):
    one = bleu.compute(predictions=[candidate], references=reference)["bleu"]
    other = sacrebleu.compute(predictions=[candidate], references=reference)["score"]
    print(f"BLEU {one:.2f} · sacreBLEU {other:5.1f} · {candidate}")

# %% [markdown] lang="en" tags=["slide"]
# The first is **wrong** (evening!) and scores highest, the second is right and gets nearly nothing: BLEU sees words, not
# meaning. Where one of the four shares (runs of 1, 2, 3, 4 words) is 0, all is 0: hence its 0.00. The third has no
# wrong word; it pays for those that it leaves out. sacreBLEU smooths the zero, and above all it fixes how texts are cut into words, so that two papers mean the same by "BLEU". Report that one, over a **whole test set**:
# for single sentences neither is made.
#
# Summaries next, in two languages. rouge1 compares single words, rouge2 pairs of neighbours, rougeL the longest row of
# words in the same order (gaps allowed); each number is an F1. Predict the second line.

# %% [markdown] lang="ko" of="e7f49bc9" tags=["slide"]
# 첫 번째는 **틀린** 번역인데(저녁이라고 했습니다) 점수가 가장 높고, 두 번째는 맞는데 거의 점수를 받지 못합니다. BLEU는 뜻이 아니라 낱말을
# 봅니다. 네 비율(이어진 낱말 1, 2, 3, 4개) 가운데 하나가 0이면 모두 0이 됩니다. 그래서 0.00이 나왔습니다. 세 번째는 틀린 낱말이 없지만 빠뜨린 만큼
# 깎였습니다. sacreBLEU는 0이 되지 않게 다듬고(smoothing), 무엇보다 글을 낱말로 자르는 방법을
# 못 박아 두 논문의 'BLEU'가 같은 뜻이 되게 합니다. **테스트 데이터 전체**에 대해 이쪽을 보고하세요. 둘 다 문장 하나를 재라고 만든 것이 아닙니다.
#
# 다음은 두 언어로 쓴 요약입니다. rouge1은 낱말 하나하나를, rouge2는 이웃한 낱말 둘씩을, rougeL은 순서가 같은 가장 긴 낱말 줄(사이가 떠도 됩니다)을
# 견주고, 숫자는 모두 F1입니다. 둘째 줄을 맞혀 보세요.

# %%
rouge = evaluate.load("rouge")


def rouge_line(said, wanted, **options):
    scores = rouge.compute(predictions=[said], references=[wanted], **options)
    print(" · ".join(f"{key} {scores[key]:.2f}" for key in ("rouge1", "rouge2", "rougeL")), "·", said)


rouge_line("The library opens on Sunday.", "From May on the library opens on Sunday.")
rouge_line("도서관은 일요일에도 문을 연다.", "도서관은 일요일에도 문을 연다.")

# %% [markdown] lang="en" tags=["slide"]
# The second pair is **the same text**, and the score is 0. The built-in tokenizer keeps the letters a to z and digits;
# of Korean nothing is left, and nobody says a word. Give it another: words by blanks, or, since particles stick to
# Korean words, tokens or syllables.

# %% [markdown] lang="ko" of="51ca321a" tags=["slide"]
# 둘째 쌍은 **똑같은 글**인데 점수가 0입니다. 내장 토크나이저는 a부터 z까지의 글자와 숫자만 남깁니다. 한국어는 하나도 남지 않는데 아무 말도
# 하지 않습니다. 다른 방법을 주세요. 띄어쓰기로 자르거나, 한국어는 조사가 낱말에 붙으니 토큰이나 음절로 자릅니다.

# %%
said, wanted = "도서관은 일요일에 문을 연다.", "도서관이 일요일에도 문을 연다."
rouge_line(said, wanted, tokenizer=str.split)
rouge_line(said, wanted, tokenizer=list)
for cut in ("13a", "char"):
    score = sacrebleu.compute(predictions=[said], references=[[wanted]], tokenize=cut, use_effective_order=True)["score"]
    print(f"sacreBLEU, tokenize={cut!r}: {score:.0f}")

# %% [markdown] lang="en" tags=["slide"]
# Two particles differ (은/이, 에/에도), the meaning hardly; cut at blanks half of the words count as wrong. So for
# Korean always say **how the text was cut** (`char`, or `ko-mecab` after installing it) next to the number. One more
# trap: ROUGE's number over many texts is the middle of random draws, a bootstrap like yours. Write
# `evaluate.load("rouge", seed=0)` if it must come out the same twice.
#
# No count of words sees that *evening* is wrong. For what matters, read fifty answers yourself, or let a strong chat
# model compare, and check **it** against people first.

# %% [markdown] lang="ko" of="109bcfbf" tags=["slide"]
# 조사 둘(은/이, 에/에도)이 다를 뿐 뜻은 거의 같은데, 띄어쓰기로 자르면 낱말의 절반이 틀린 것이 됩니다. 그러니 한국어에서는 숫자 옆에 **어떻게
# 잘랐는지**를 늘 적으세요(`char`, 또는 설치한 뒤 `ko-mecab`). 함정이 하나 더 있습니다. 글이 여럿일 때 ROUGE가 내놓는 숫자는 여러분이 만든 부트스트랩처럼
# 무작위로 뽑은 값들의 가운데입니다. 두 번 똑같이 나와야 하면 `evaluate.load("rouge", seed=0)`이라고 쓰세요.
#
# 낱말을 세어서는 '저녁'이 틀렸다는 것을 알 수 없습니다. 중요한 일이라면 답 쉰 개를 직접 읽거나 뛰어난 채팅 모델에게 견주게 하되, **그 모델**이
# 사람과 얼마나 맞는지부터 확인하세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 9.8.** Write `token_f1(answer, truth)` as question answering uses it: both in small letters and split at
# blanks; a word counts as shared as often as it stands in **both**. Precision = shared ÷ words of the answer, recall =
# shared ÷ words of the truth; return 2·P·R ÷ (P + R). Nothing shared: 0.0. Both empty ("no answer", and rightly so):
# 1.0.

# %% [markdown] lang="ko" of="2e5b4fe3" tags=["exercise"]
# **연습 9.8.** 질의응답에서 쓰는 함수 `token_f1(answer, truth)`를 만들어 보세요. 둘 다 소문자로 바꿔 띄어쓰기로 자릅니다. 같은 낱말은 **양쪽에
# 다** 나온 횟수만큼 칩니다. 정밀도 = 같은 낱말 ÷ 답의 낱말, 재현율 = 같은 낱말 ÷ 정답의 낱말이고, 2·정밀도·재현율 ÷ (정밀도 + 재현율)을
# 돌려줍니다. 같은 낱말이 없으면 0.0, 둘 다 비었으면('답 없음'이 맞을 때) 1.0입니다.

# %% tags=["solution"]
from collections import Counter


def token_f1(answer, truth):
    answer, truth = answer.lower().split(), truth.lower().split()
    if not answer and not truth:
        return 1.0
    shared = sum((Counter(answer) & Counter(truth)).values())
    if shared == 0:
        return 0.0
    precision, recall = shared / len(answer), shared / len(truth)
    return 2 * precision * recall / (precision + recall)

# %% tags=["check"]
hfcourse.check("9.8", token_f1)

# %% [markdown] lang="en" tags=["notes"]
# 30 minutes. Let the class rank the three translations before they see BLEU. With a Korean class dwell on the zero: how
# many published numbers may have been made like this? Usual wrong answers in 9.8: sets, which lose repeated words; a
# division by zero; 0.0 where both are empty.
#
# **If time is short:** leave out section 5 and the configuration files. **Without Wi-Fi:** everything runs in `mini`;
# for the real models run `hfcourse prefetch 09` at home.

# %% [markdown] lang="ko" of="1f1f53f5" tags=["notes"]
# 30분. BLEU를 보기 전에 세 번역의 순위를 정하게 하세요. 한국어 수업이라면 0점에서 잠시 멈추세요. 발표된 숫자 가운데 이렇게 나온 것이 얼마나 될까요?
# 9.8의 흔한 오답은 집합을 써서 되풀이된 낱말을 잃은 것, 0으로 나눈 것, 둘 다 비었는데 0.0을 준 것입니다.
#
# **시간이 모자라면** 5절과 설정 파일을 건너뛰세요. **와이파이가 없을 때:** 모두 `mini`에서 돌아갑니다. 실제 모델을 쓰려면 미리
# `hfcourse prefetch 09`를 실행해 두세요.

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("09")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `for batch in dataloader:` with `backward` and `step` only | `optimizer.zero_grad()` in each step | without it the gradients of all batches pile up |
# | `Accelerator(fp16=True)` | `Accelerator(mixed_precision="fp16")`, or at the launch | the old argument is gone |
# | `python -m torch.distributed.launch` | `torchrun`, or `accelerate launch` | the old launcher is on its way out |
# | `accelerate launch --cpu --num_processes 2` | `--multi_gpu`, and `cpu=True` in the script | the first starts one process only |
# | `accelerator.gather` for predictions | `accelerator.gather_for_metrics` | without the examples that only fill up |
# | `load_metric("accuracy")` from datasets | `evaluate.load("accuracy")` | moved, then removed |
# | `evaluator("question-answering")`, `"summarization"`, `"translation"` | generate, then `metric.compute` | their pipelines are gone |
# | `evaluator(...).compute(model_or_pipeline=pipe)` | pass the name or the folder | a pipeline object is an `AttributeError` |
# | one number with four digits | an interval | 84 letters cannot tell 0.78 from 0.80 |

# %% [markdown] lang="ko" of="8fcab859"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `backward`와 `step`만 있는 `for batch in dataloader:` | 스텝마다 `optimizer.zero_grad()` | 없으면 모든 배치의 기울기가 쌓입니다 |
# | `Accelerator(fp16=True)` | `Accelerator(mixed_precision="fp16")` 또는 실행할 때 | 옛 인자는 없어졌습니다 |
# | `python -m torch.distributed.launch` | `torchrun`이나 `accelerate launch` | 옛 실행기는 사라지는 중입니다 |
# | `accelerate launch --cpu --num_processes 2` | `--multi_gpu`, 스크립트에는 `cpu=True` | 앞의 것은 프로세스를 하나만 띄웁니다 |
# | 예측을 모을 때 `accelerator.gather` | `accelerator.gather_for_metrics` | 채우느라 넣은 예제를 뺍니다 |
# | datasets의 `load_metric("accuracy")` | `evaluate.load("accuracy")` | 옮겨졌다가 없어졌습니다 |
# | `evaluator("question-answering")`, `"summarization"`, `"translation"` | 생성한 뒤 `metric.compute` | 파이프라인이 없어졌습니다 |
# | `evaluator(...).compute(model_or_pipeline=pipe)` | 이름이나 폴더를 넘깁니다 | 파이프라인 객체는 `AttributeError`입니다 |
# | 소수 넷째 자리까지 적은 숫자 하나 | 구간 | 편지 84통으로는 0.78과 0.80을 가를 수 없습니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I turn a loop into an Accelerate loop and say what each changed line is for.
# - ☐ I train with a large batch in small parts, and set the schedule to match.
# - ☐ I choose between `no`, `fp16` and `bf16` for a machine.
# - ☐ I launch a script on two processes, check that there are two, and know what a global batch is.
# - ☐ I gather answers so that each counts once.
# - ☐ I stop a training and go on bit for bit.
# - ☐ I work out the memory of DDP and of sharding, and start from a configuration file that was checked.
# - ☐ I choose a measure that cannot be fooled by a rare class, and give an interval with it.
# - ☐ I know what BLEU and ROUGE count, and how the text must be cut for Korean.

# %% [markdown] lang="ko" of="f23f1c13" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 루프를 Accelerate 루프로 바꾸고, 바뀐 줄마다 까닭을 말할 수 있습니다.
# - ☐ 큰 배치를 나누어 학습하고, 스케줄도 거기에 맞춥니다.
# - ☐ 컴퓨터에 맞게 `no`, `fp16`, `bf16` 가운데 고릅니다.
# - ☐ 스크립트를 프로세스 둘로 실행하고, 정말 둘인지 확인하며, 전체 배치가 무엇인지 압니다.
# - ☐ 답이 한 번씩만 세어지도록 모읍니다.
# - ☐ 학습을 멈췄다가 비트 하나까지 같게 이어 갑니다.
# - ☐ DDP와 나눠 갖기의 메모리를 셈하고, 확인된 설정 파일에서 시작합니다.
# - ☐ 드문 클래스에 속지 않는 지표를 고르고, 구간과 함께 보고합니다.
# - ☐ BLEU와 ROUGE가 무엇을 세는지, 한국어는 어떻게 잘라야 하는지 압니다.

# %%
hfcourse.progress("09")

# %% [markdown] lang="en"
# ## Read on
#
# - [Accelerate](https://huggingface.co/docs/accelerate): quick tour, and guides for FSDP and DeepSpeed
# - [evaluate](https://huggingface.co/docs/evaluate): all measures, and how to choose one
# - [ZeRO](https://arxiv.org/abs/1910.02054) (Rajbhandari et al. 2020): the three stages and their memory
# - [PyTorch DDP](https://docs.pytorch.org/tutorials/intermediate/ddp_tutorial.html): what lies below `prepare`
# - [A call for clarity in reporting BLEU scores](https://aclanthology.org/W18-6319) (Post 2018): why sacreBLEU exists
# - Lesson 10 of this course: share what you have trained

# %% [markdown] lang="ko" of="a671cecb"
# ## 더 읽을거리
#
# 링크는 모두 영어 문서입니다.
#
# - [Accelerate](https://huggingface.co/docs/accelerate): 빠른 안내, FSDP와 DeepSpeed 안내
# - [evaluate](https://huggingface.co/docs/evaluate): 모든 지표와 고르는 법
# - [ZeRO](https://arxiv.org/abs/1910.02054) (Rajbhandari 외 2020): 세 단계와 메모리
# - [PyTorch DDP](https://docs.pytorch.org/tutorials/intermediate/ddp_tutorial.html): `prepare` 아래에 있는 것
# - [A call for clarity in reporting BLEU scores](https://aclanthology.org/W18-6319) (Post 2018): sacreBLEU가 생긴 까닭
# - 이 강의의 10번 수업: 학습한 것을 나누기
