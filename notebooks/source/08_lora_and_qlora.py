# ---
# hfcourse:
#   number: "08"
#   title: {en: "LoRA and QLoRA: fine-tuning a hundredth of the weights", ko: "LoRA와 QLoRA: 가중치의 백 분의 일만 미세조정하기"}
#   objectives:
#     en:
#       - "Say what a low-rank update is, build one by hand in ten lines, and get the numbers that peft gets."
#       - "Fine-tune a classifier, a sequence-to-sequence model and a chat model with LoRA, and measure it against full fine-tuning."
#       - "Count what training costs in memory, and choose rank and target modules by experiment."
#       - "Train a chat model on its answers only, in two languages, and check what it learned and what it kept."
#       - "Save, load, switch and merge adapters, and train one on a base of 4 bits (QLoRA)."
#     ko:
#       - "저랭크 업데이트가 무엇인지 설명하고, 열 줄로 직접 만들어 peft와 같은 숫자 얻기"
#       - "분류기, 시퀀스-투-시퀀스 모델, 채팅 모델을 LoRA로 미세조정하고 전체 미세조정과 견주기"
#       - "학습에 드는 메모리를 세고, 랭크와 대상 모듈을 실험으로 고르기"
#       - "채팅 모델을 두 언어로, 답에서만 손실을 내어 학습시키고, 무엇을 배우고 무엇을 지켰는지 확인하기"
#       - "어댑터를 저장하고 불러오고 바꿔 끼우고 병합하기, 4비트 모델 위에서 학습시키기(QLoRA)"
#   needs: ["04", "07"]
#   uses: [bert-en, mt0, llm, chat-eval]
#   budget: {t4_minutes: 25, mini_minutes: 2, gpu_gb: 13, download_mb: 9700}
# ---

# %%
import hfcourse

course = hfcourse.start("08")

# %% [markdown] lang="en"
# In lesson 07 you fine-tuned **all** weights of a model. For a BERT that is fine. The chat model of lesson 04 has four
# billion weights: its training would need 64 GB, four times a T4, and every task that you teach it would leave a copy of
# 16 GB on your disk. **LoRA** trains less than a hundredth of that, and in small tasks it usually gets just as far. In
# this lesson you find out why that works, build it yourself, and use it on three kinds of models.
#
# With all exercises plan three hours, with a break after section 5. In `mini` the models are small stand-ins and every
# cell takes seconds. In `full` the same cells train real models on a T4; where a real model is too large for full
# fine-tuning, the cell computes what it would have cost. The text says **what to look at**; the numbers are in your own
# output.

# %% [markdown] lang="ko" of="1be68f18"
# 07번 수업에서는 모델의 가중치를 **모두** 미세조정했습니다. BERT라면 괜찮습니다. 하지만 04번 수업의 채팅 모델은 가중치가 40억 개라서
# 학습하려면 T4 네 장과 맞먹는 64 GB가 들고, 작업을 하나 가르칠 때마다 16 GB짜리 파일이 디스크에 남습니다. **LoRA**는 그 백 분의 일도
# 안 되는 것만 학습시키지만, 작은 작업이라면 대개 전체 미세조정만큼 해냅니다. 이 수업에서는 왜 그럴 수 있는지 알아보고, 직접 만들어 보고, 세
# 종류의 모델에 써 봅니다.
#
# 연습까지 하면 세 시간쯤 걸리니 5절을 마치고 쉬어 가세요. `mini`에서는 작은 대역 모델을 써서 셀마다 몇 초면 끝납니다. `full`에서는
# 같은 셀이 T4에서 실제 모델을 학습시킵니다. 실제 모델이 너무 커서 전체 미세조정을 할 수 없는 곳에서는 얼마나 들지 계산만 합니다. 본문은
# **무엇을 봐야 하는지**만 짚습니다. 숫자는 여러분의 출력에서 읽으세요.

# %% [markdown] lang="en"
# ## 1. What does fine-tuning change?
#
# Back to the library of lesson 07: letters for four desks, new words in the test. We need the same things once more, so
# the next cells are quick reading.

# %% [markdown] lang="ko" of="030dd602"
# ## 1. 미세조정은 무엇을 바꿀까요?
#
# 07번 수업의 도서관으로 돌아갑니다. 편지를 창구 네 곳으로 나누고, 테스트에는 새 낱말만 나옵니다. 준비물이 같으니 다음 셀들은 훑어보기만 해도
# 됩니다.

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

# %%
from datasets import ClassLabel, Dataset
from transformers import AutoTokenizer

bert = "google-bert/bert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(bert)


def letters(words, requests):
    rows = [(r.format(w), desk) for desk in words for w in words[desk].split() for r in requests]
    table = Dataset.from_dict({"text": [text for text, _ in rows], "label": [desk for _, desk in rows]})
    table = table.cast_column("label", ClassLabel(names=list(words))).shuffle(seed=0)
    return table.map(lambda batch: tokenizer(batch["text"]), batched=True, remove_columns="text")


mail, test_mail = letters(known, requests), letters(new, new_requests)
print(len(mail), "letters to learn from,", len(test_mail), "with new words to test with")

# %% [markdown] lang="en" tags=["slide"]
# One function for all trainings of this lesson, with the bar of lesson 07. It returns the model and the seconds that it
# took; mixed precision goes on only on a GPU.

# %% [markdown] lang="ko" of="0b9b37bf" tags=["slide"]
# 이 수업의 학습은 모두 함수 하나로 합니다. 진행 막대는 07번 수업의 것입니다. 함수는 모델과 걸린 시간(초)을 돌려주고, 혼합 정밀도는
# GPU에서만 켭니다.

# %%
import warnings
from time import perf_counter

import torch
import transformers
from tqdm.auto import tqdm
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments

transformers.logging.set_verbosity_error()
# peft asks transformers by a name that transformers is about to change. That is for the two of them to settle.
# ko: peft가 곧 바뀔 이름으로 transformers에 묻습니다. 두 라이브러리가 알아서 맞출 일입니다.
warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing.*", category=FutureWarning)


class Bar(TrainerCallback):
    def on_train_begin(self, args, state, control, **kwargs):
        self.bar = tqdm(total=state.max_steps)

    def on_step_end(self, args, state, control, **kwargs):
        self.bar.update()

    def on_train_end(self, args, state, control, **kwargs):
        self.bar.close()

# %%
def train(model, rows, collator, mixed=False, **settings):
    half = mixed and course.device.type == "cuda"
    arguments = TrainingArguments(
        "runs", report_to="none", disable_tqdm=True, save_strategy="no", use_cpu=course.device.type == "cpu",
        fp16=half and course.dtype == torch.float16, bf16=half and course.dtype == torch.bfloat16, **settings,
    )
    trainer = Trainer(model, arguments, train_dataset=rows, data_collator=collator, callbacks=[Bar()])
    trainer.remove_callback(PrinterCallback)
    begin = perf_counter()
    trainer.train()
    seconds = perf_counter() - begin
    # Mixed precision wraps the model for training, and would stay on it; we want it back as it was.
    # ko: 혼합 정밀도는 학습하는 동안 모델을 감싸고, 그대로 두면 끝난 뒤에도 남습니다. 원래 모습으로 되돌립니다.
    return trainer.accelerator.unwrap_model(model, keep_fp32_wrapper=False).eval(), seconds

# %% [markdown] lang="en" tags=["slide"]
# Full fine-tuning first, as in lesson 07: three epochs, all weights.

# %% [markdown] lang="ko" of="c62567e6" tags=["slide"]
# 먼저 07번 수업처럼 전체를 미세조정합니다. 세 에포크, 모든 가중치입니다.

# %%
from transformers import AutoModelForSequenceClassification, DataCollatorWithPadding, set_seed

collator = DataCollatorWithPadding(tokenizer)
classes = {"num_train_epochs": 3, "per_device_train_batch_size": 16}
# Stand-ins want larger steps than real models.
# ko: 대역 모델은 실제 모델보다 더 크게 걸어야 합니다.
small = course.profile == "mini"


def new_bert():
    set_seed(0)
    return AutoModelForSequenceClassification.from_pretrained(bert, num_labels=4).to(course.device)


full, full_seconds = train(new_bert(), mail, collator, learning_rate=5e-4 if small else 5e-5, **classes)

# %%
def accuracy(model):
    batch = collator([dict(row) for row in test_mail]).to(course.device)
    with torch.no_grad():
        return (model.eval()(**batch).logits.argmax(-1) == batch["labels"]).float().mean().item()


scores = {"full": accuracy(full)}
print("new words, more than twice as good as guessing (0.25):", scores["full"] > 0.5)

# %% [markdown] lang="en" tags=["slide"]
# Now the question of this lesson. The training has moved every weight. **How?** Take one matrix before and after, and
# subtract: the difference is what the model has learned.

# %% [markdown] lang="ko" of="9d915a14" tags=["slide"]
# 이제 이 수업의 질문입니다. 학습은 모든 가중치를 움직였습니다. **어떻게** 움직였을까요? 행렬 하나를 골라 학습한 뒤의 값에서 학습하기 전의
# 값을 뺍니다. 그 차이가 모델이 배운 것입니다.

# %%
last = full.config.num_hidden_layers - 1
place = f"bert.encoder.layer.{last}.attention.output.dense.weight"
before, after = (model.state_dict()[place].float().cpu() for model in (new_bert(), full))
change = after - before
rows, columns = change.shape
print(f"a matrix of {rows} × {columns} = {rows * columns:,} weights; all of them moved:", bool((change != 0).all()))
print("the change is small beside the matrix:", bool(change.norm() < before.norm() / 5))

# %% [markdown] lang="en" tags=["slide"]
# A matrix turns vectors into vectors. Any matrix can be taken apart into **directions**, each with a strength, the
# strongest first: the *singular value decomposition*. If the strengths fall slowly, the matrix is busy everywhere. If
# a few directions hold nearly everything, the matrix has in effect a **low rank**, however many numbers it has.
#
# Guess: how many of its directions does the *change* need for nine tenths of its strength? And the matrix itself?

# %% [markdown] lang="ko" of="84620b26" tags=["slide"]
# 행렬은 벡터를 벡터로 바꿉니다. 어떤 행렬이든 **방향** 몇 개로 나눌 수 있고, 방향마다 세기가 있으며, 센 것부터 늘어놓을 수 있습니다. 이것이
# **특잇값 분해**(singular value decomposition)입니다. 세기가 천천히 줄면 행렬은 여기저기서 일을 합니다. 방향 몇 개가 거의 전부를 차지하면
# 숫자가 아무리 많아도 사실상 **랭크**(rank)가 낮은 행렬입니다.
#
# 맞혀 보세요. *변화*의 세기 가운데 십 분의 구를 채우려면 방향이 몇 개 필요할까요? 행렬 자체는 어떨까요?
# (그림에서 the change가 변화, the matrix가 행렬 자체입니다. 가로는 센 것부터 늘어놓은 방향, 세로는 거기까지의 몫입니다.)

# %%
import matplotlib.pyplot as plt


def strength(matrix):
    squares = torch.linalg.svdvals(matrix) ** 2
    return squares.cumsum(0) / squares.sum()


figure, axes = plt.subplots(figsize=(6, 2.6), layout="constrained")
axes.plot(range(1, len(before) + 1), strength(change), label="the change")
axes.plot(range(1, len(before) + 1), strength(before), label="the matrix")
axes.set(xlabel="directions, strongest first", ylabel="share of the strength", ylim=(0, 1.05))
axes.axhline(0.9, color="grey", linewidth=0.8)
axes.legend()
plt.show()
for_change, for_matrix = (int((strength(matrix) < 0.9).sum()) + 1 for matrix in (change, before))
print("nine tenths of the change: in fewer than a fifth of the directions:", for_change < len(before) / 5)
print("nine tenths of the matrix: in more than a third of them:           ", for_matrix > len(before) / 3)

# %% [markdown] lang="en" tags=["slide"]
# In `mini` the curve of the change shoots up: a handful of directions out of 192 hold most of it, while the matrix
# itself is busy everywhere. That makes sense: language was learned in pretraining; four desks are a small thing to add.
#
# In `full`, look at your own curve: the real BERT has 768 directions. Should the first line say `False` there, that is a
# finding, not a mistake. Full fine-tuning is free to spread its change, and on large tasks it does (Biderman et al., 2024).
# What we need is less: that **some** change of low rank does the job. Section 3 puts that to the test.
#
# So why train 37,000 numbers, if the result could be written with a few thousand? That is the idea of **LoRA**,
# *low-rank adaptation* (Hu et al., 2021): **write the change as a low-rank matrix from the start, and train only that.**

# %% [markdown] lang="ko" of="2727dffe" tags=["slide"]
# `mini`에서 변화의 곡선은 단숨에 올라갑니다. 방향 192개 가운데 한 줌이 대부분을 차지합니다. 행렬 자체는 여기저기서 일을 합니다. 그럴
# 만합니다. 언어는 사전 학습에서 배웠고, 창구 네 곳은 거기에 조금 보탤 일입니다.
#
# `full`에서는 여러분의 곡선을 보세요. 실제 BERT에는 방향이 768개 있습니다. 거기서 첫 줄이 `False`라면 잘못이 아니라 발견입니다. 전체
# 미세조정은 변화를 여러 방향으로 퍼뜨려도 되고, 큰 작업에서는 실제로 그렇게 합니다(Biderman 외, 2024). 우리에게 필요한 것은 그보다 적습니다.
# 랭크가 낮은 변화 가운데 **하나라도** 그 일을 해내면 됩니다. 정말 그런지는 3절에서 시험합니다.
#
# 결과를 숫자 몇천 개로 쓸 수 있다면 왜 3만 7천 개를 학습시켜야 할까요? 여기서 나온 생각이 **LoRA**(*low-rank adaptation*, Hu 외,
# 2021)입니다. **변화를 처음부터 랭크가 낮은 행렬로 적고, 그것만 학습시킵니다.**

# %% [markdown] lang="en"
# ## 2. Two thin matrices
#
# A matrix of rank *r* is the product of two thin ones: *B* is tall, *A* is wide, and *r* is how thin they are.
#
# $$W' = W + \frac{\alpha}{r}\, B A$$
#
# *W* stays as it is, **frozen**. *A* starts at random, *B* at zero, so that at first nothing changes at all. The factor
# α/r (`lora_alpha` over `r`) says how loud the change is.

# %% [markdown] lang="ko" of="956ca8fb"
# ## 2. 얇은 행렬 두 개
#
# 랭크가 *r*인 행렬은 얇은 행렬 두 개의 곱입니다. *B*는 길쭉하고 *A*는 넓적하며, *r*이 그 얇기입니다.
#
# $$W' = W + \frac{\alpha}{r}\, B A$$
#
# *W*는 그대로 둡니다. **얼린다**(freeze)고 합니다. *A*는 무작위로, *B*는 0으로 시작하니 처음에는 아무것도 바뀌지 않습니다. α/r
# (`lora_alpha`를 `r`로 나눈 값)은 변화를 얼마나 크게 낼지 정합니다.

# %%
from IPython.display import SVG, display

r, unit = 8, 180 / rows
boxes = {
    "W": (0, columns, rows, "#999999"),
    "B": (260, r, rows, "#D55E00"),
    "A": (300, columns, r, "#0072B2"),
}
drawn = '<text x="210" y="95" font-size="24" fill="#808080">+</text>'
for label, (x, wide, high, colour) in boxes.items():
    drawn += f'<rect x="{x}" width="{wide * unit:.0f}" height="{high * unit:.0f}" fill="{colour}"/>'
    drawn += f'<text x="{x}" y="{high * unit + 18:.0f}" font-size="14" fill="#808080">{label}: {high} × {wide}</text>'
alt = course.text(en="A square W, plus a tall thin B times a wide thin A", ko="정사각형 W 더하기, 길쭉한 B 곱하기 넓적한 A")
size = 'viewBox="0 0 520 210" width="520" role="img"'
display(SVG(f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-label="{alt}">{drawn}</svg>'))
share = r * (rows + columns) / (rows * columns)
print(f"W: {rows * columns:,} numbers · B and A together: {r * (rows + columns):,}, that is {share:.0%}")

# %% [markdown] lang="en" tags=["slide"]
# Here it is, in ten lines: a layer that holds the old one and adds its own part.

# %% [markdown] lang="ko" of="89263dd0" tags=["slide"]
# 열 줄이면 됩니다. 옛 층을 안에 품고 자기 몫을 더하는 층입니다.

# %%
class LoRALinear(torch.nn.Module):
    def __init__(self, linear, r, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = torch.nn.Parameter(torch.randn(r, linear.in_features) / linear.in_features**0.5)
        self.B = torch.nn.Parameter(torch.zeros(linear.out_features, r))
        self.scale = alpha / r

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% [markdown] lang="en" tags=["slide"]
# Read `forward` from the inside: `x @ A.T` squeezes each vector down to *r* numbers, `@ B.T` unfolds them again. The
# large product *BA* is never computed. Try it on the query matrix of the last layer:

# %% [markdown] lang="ko" of="aa69c085" tags=["slide"]
# `forward`를 안쪽부터 읽어 보세요. `x @ A.T`는 벡터를 숫자 *r*개로 줄이고, `@ B.T`는 그것을 다시 펼칩니다. 커다란 곱 *BA*는 계산하지
# 않습니다. 마지막 층의 query 행렬에 써 보겠습니다.

# %%
torch.manual_seed(0)
query = new_bert().bert.encoder.layer[last].attention.self.query
mine = LoRALinear(query, r=8, alpha=16).to(course.device)
x = torch.randn(4, query.in_features, device=course.device)
print("untrained, it changes nothing:", torch.equal(mine(x), query(x)))
print("numbers to train:", f"{sum(p.numel() for p in mine.parameters() if p.requires_grad):,}")

# %% [markdown] lang="en" tags=["slide"]
# Nobody builds this by hand in every layer; the library **peft** (*parameter-efficient fine-tuning*) does. You write a
# `LoraConfig`, and `get_peft_model` puts such a layer in the place of each layer that you name. Is it really the same?
# We fill peft's *B* with random numbers, copy its *A* and *B* into ours, and compare the outputs.
#
# (Two names in what follows: peft calls its layer `Linear`, too, and keeps the old one inside as `base_layer`; and
# `"default"` is the name of an adapter that was given none.)

# %% [markdown] lang="ko" of="28ecd096" tags=["slide"]
# 층마다 손으로 바꾸는 사람은 없습니다. **peft**(*parameter-efficient fine-tuning*) 라이브러리가 해 줍니다. `LoraConfig`를 쓰면
# `get_peft_model`이 여러분이 고른 층마다 이런 층을 끼워 넣습니다. 정말 같은 것일까요? peft의 *B*를 무작위로 채운 다음 *A*와 *B*를 우리 층에
# 복사하고 출력을 견주어 보겠습니다.
#
# (다음 셀들에 나오는 이름 둘을 알아 두세요. peft의 층도 이름이 `Linear`이고, 옛 층은 그 안에 `base_layer`로 들어 있습니다. `"default"`는
# 따로 이름을 주지 않은 어댑터의 이름입니다.)

# %%
from peft import LoraConfig, get_peft_model

on_queries = LoraConfig(task_type="SEQ_CLS", r=8, lora_alpha=16, target_modules=["query"])
wrapped = get_peft_model(new_bert(), on_queries)
theirs = wrapped.base_model.model.bert.encoder.layer[last].attention.self.query
print(type(theirs).__name__, "holds", [part for part, _ in theirs.named_children()][:4])

# %%
with torch.no_grad():
    theirs.lora_B["default"].weight.normal_()
    mine.A.copy_(theirs.lora_A["default"].weight)
    mine.B.copy_(theirs.lora_B["default"].weight)

torch.testing.assert_close(mine(x), theirs(x))
print("ten lines and peft agree; the old layer alone gives something else:", not torch.allclose(query(x), theirs(x)))

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.1.** Write `lora_size(shapes, r)`: how many numbers does LoRA train? `shapes` lists the matrices that get
# an adapter, as pairs `(rows, columns)`, for example `[(192, 192), (768, 192)]`; `r` is the rank.

# %% [markdown] lang="ko" of="c52ebf89" tags=["exercise"]
# **연습 8.1.** LoRA가 학습시키는 숫자가 모두 몇 개인지 돌려주는 함수 `lora_size(shapes, r)`를 만들어 보세요. `shapes`는 어댑터를 다는
# 행렬의 크기를 `(행, 열)` 쌍으로 적은 리스트이고(예: `[(192, 192), (768, 192)]`), `r`은 랭크입니다.

# %% tags=["solution"]
def lora_size(shapes, r):
    return sum(r * (rows + columns) for rows, columns in shapes)

# %% tags=["check"]
hfcourse.check("8.1", lora_size)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.2.** Write `lora_output(x, W, A, B, alpha)` for tensors, without a module and without a bias: `x` has the
# shape *(examples, columns)*, `W` *(rows, columns)*, `A` *(r, columns)*, `B` *(rows, r)*. The rank is in the shape of
# `A`. Return the output of the layer, shape *(examples, rows)*.

# %% [markdown] lang="ko" of="57571f47" tags=["exercise"]
# **연습 8.2.** 모듈도 편향(bias)도 없이 텐서로 계산하는 함수 `lora_output(x, W, A, B, alpha)`를 만들어 보세요. 모양은 `x`가 *(예제 수,
# 열)*, `W`가 *(행, 열)*, `A`가 *(r, 열)*, `B`가 *(행, r)*입니다. 랭크는 `A`의 모양에서 알 수 있습니다. 층의 출력을 *(예제 수, 행)*
# 모양으로 돌려주세요.

# %% tags=["solution"]
def lora_output(x, W, A, B, alpha):
    return x @ W.T + alpha / A.shape[0] * (x @ A.T @ B.T)

# %% tags=["check"]
hfcourse.check("8.2", lora_output)

# %% [markdown] lang="en" tags=["notes"]
# 35 minutes for sections 1 and 2. The board helps: a tall strip times a wide strip gives a square. Let people say why
# *B* must be zero at the start, and why not both (then no gradient would ever move either). Usual wrong answers in 8.1:
# `r * rows * columns`; the size of *W* itself. In 8.2: the factor α/r forgotten; α·r; *A* and *B* in the wrong order.

# %% [markdown] lang="ko" of="de9add2d" tags=["notes"]
# 1절과 2절 합쳐 35분. 칠판에 길쭉한 띠와 넓적한 띠를 곱해 정사각형을 만들어 보이면 좋습니다. *B*가 왜 0에서 시작해야 하는지, 왜 둘 다 0이면
# 안 되는지(그러면 어느 쪽으로도 기울기가 생기지 않습니다) 말해 보게 하세요. 8.1의 흔한 오답은 `r * rows * columns`, *W*의 크기를 그대로 센
# 것이고, 8.2의 흔한 오답은 α/r을 빠뜨린 것, α·r로 쓴 것, *A*와 *B*의 순서를 바꾼 것입니다.

# %% [markdown] lang="en"
# ## 3. LoRA on a classifier
#
# Now for real: rank 4, on every linear layer of the body (`"all-linear"`). `task_type` says which head there is: the
# classifier of four desks is new and random, so peft trains it in full, and saves it with the adapter.

# %% [markdown] lang="ko" of="219a9a97"
# ## 3. 분류기에 LoRA 쓰기
#
# 이제 진짜로 해 보겠습니다. 몸통의 모든 선형 층(`"all-linear"`)에 랭크 4를 답니다. `task_type`은 헤드가 무엇인지 알려 줍니다. 창구 네 곳을
# 고르는 헤드는 새것이고 무작위라서, peft는 이것을 통째로 학습시키고 어댑터와 함께 저장합니다.

# %%
config = LoraConfig(task_type="SEQ_CLS", r=4, lora_alpha=16, target_modules="all-linear")
lora = get_peft_model(new_bert(), config)
lora.print_trainable_parameters()
adapted = {name.split(".lora_A")[0].split(".")[-1] for name, _ in lora.named_parameters() if "lora_A" in name}
print("layers with an adapter:", sorted(adapted))

# %% [markdown] lang="en" tags=["slide"]
# All the rest is frozen. The few numbers that are left want **larger steps**: four to ten times the learning rate of full
# fine-tuning is a good first try. How many of the new words will it get?

# %% [markdown] lang="ko" of="8aa095da" tags=["slide"]
# 나머지는 모두 얼립니다. 남은 숫자가 적으니 **더 크게 걸어야** 합니다. 전체 미세조정 때 학습률의 네 배에서 열 배로 시작해 보면 좋습니다. 새
# 낱말을 얼마나 맞힐까요? (full은 전체 미세조정, head only는 헤드만 학습시킨 것입니다.)

# %%
lora, lora_seconds = train(lora, mail, collator, learning_rate=2e-3 if small else 5e-4, **classes)
scores["LoRA"] = accuracy(lora)

head_only = new_bert()
head_only.bert.requires_grad_(False)
train(head_only, mail, collator, learning_rate=2e-3 if small else 5e-4, **classes)
scores["head only"] = accuracy(head_only)

# %%
print("LoRA within ten points of full fine-tuning, or better:", scores["LoRA"] > scores["full"] - 0.1)
print("LoRA far better than the head alone:", scores["LoRA"] > scores["head only"] + 0.1)

# %% [markdown] lang="en" tags=["slide"]
# (`print(scores)` shows the numbers; section 5 draws them.) Training the head alone is not enough: it can only sort what
# the frozen body offers. LoRA trains about a hundredth of the numbers, yet it changes how the words are **read**. Whether
# it ends a little above or a little below full fine-tuning depends on the seed and the learning rate: there are only 160
# test letters, so every letter that flips moves the accuracy by 0.006.

# %% [markdown] lang="ko" of="767bbf38" tags=["slide"]
# (숫자는 `print(scores)`로 볼 수 있고, 5절에서 그려 봅니다.) 헤드만 학습시키는 것으로는 모자랍니다. 얼린 몸통이 내놓는 것을 나눌 수 있을
# 뿐입니다. LoRA는 숫자의 백 분의 일쯤만 학습시키지만 낱말을 **읽는 방식**을 바꿉니다. 전체 미세조정보다 조금 높은지 낮은지는 시드와 학습률에
# 달려 있습니다. 테스트 편지가 160통뿐이라 한 통만 달라져도 정확도가 0.006 움직입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.3.** `print_trainable_parameters` prints, but one wants the numbers. Write `trainable(model)`: return a pair
# `(numbers that are trained, all numbers)` for any PyTorch model. A parameter is trained when its `requires_grad` is true.

# %% [markdown] lang="ko" of="63ddc753" tags=["exercise"]
# **연습 8.3.** `print_trainable_parameters`는 출력만 합니다. 숫자가 필요할 때를 위해 함수 `trainable(model)`을 만들어 보세요. 어떤
# PyTorch 모델이든 `(학습하는 숫자의 개수, 모든 숫자의 개수)` 쌍을 돌려줍니다. `requires_grad`가 참인 매개변수가 학습하는 것입니다.

# %% tags=["solution"]
def trainable(model):
    sizes = [(p.numel(), p.requires_grad) for p in model.parameters()]
    return sum(size for size, trained in sizes if trained), sum(size for size, _ in sizes)

# %% tags=["check"]
hfcourse.check("8.3", trainable)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Let people bet first: head alone, LoRA, all weights. Usual wrong answers in 8.3: the *number of tensors* instead of
# `numel()`; the pair turned round; a share instead of a pair.

# %% [markdown] lang="ko" of="f910f26a" tags=["notes"]
# 20분. 헤드만, LoRA, 전체 가운데 무엇이 얼마나 나을지 먼저 맞혀 보게 하세요. 8.3의 흔한 오답은 `numel()` 대신 텐서의 개수를 센 것, 쌍의 순서를 바꾼 것, 쌍 대신
# 비율을 돌려준 것입니다.

# %% [markdown] lang="en"
# ## 4. What does training cost?
#
# Memory, above all. Four things must be there at the same time when the optimizer makes its step:
#
# | what | bytes | full fine-tuning | LoRA |
# |---|---|---|---|
# | **weights** | 4 each in float32, 2 in float16 | all | all, and the small *A* and *B* |
# | **gradients** | 4 for each **trained** weight | all | *A* and *B* only |
# | **optimizer** | AdamW keeps two numbers for each **trained** weight: 8 | all | *A* and *B* only |
# | **activations** | intermediate results, kept for the backward pass | grow with the batch | nearly as many |
#
# Do not believe a table: count. PyTorch lets us watch what the forward pass puts aside (`saved_tensors_hooks`), and the
# rest are tensors that we can ask for their size. You need not follow every line of the next two cells: `activations`
# counts what is kept for the backward pass, each piece of memory once and without the weights; `costs` makes one step
# and adds up the rest.

# %% [markdown] lang="ko" of="0bf63356"
# ## 4. 학습에는 무엇이 얼마나 들까요?
#
# 무엇보다 메모리가 듭니다. 옵티마이저가 한 걸음을 옮길 때 네 가지가 함께 있어야 합니다.
#
# | 무엇 | 바이트 | 전체 미세조정 | LoRA |
# |---|---|---|---|
# | **가중치**(weights) | float32면 4, float16이면 2 | 전부 | 전부, 그리고 작은 *A*와 *B* |
# | **기울기**(gradients) | **학습하는** 가중치마다 4 | 전부 | *A*와 *B*만 |
# | **옵티마이저**(optimizer) | AdamW는 **학습하는** 가중치마다 숫자 두 개를 기억합니다. 8 | 전부 | *A*와 *B*만 |
# | **활성값**(activations) | 역전파에 쓰려고 남겨 두는 중간 결과 | 배치가 크면 커집니다 | 거의 같습니다 |
#
# 표를 그냥 믿지 말고 세어 봅시다. PyTorch에서는 순전파가 무엇을 남겨 두는지 지켜볼 수 있고(`saved_tensors_hooks`), 나머지는 크기를 물어볼
# 수 있는 텐서입니다. 다음 두 셀을 한 줄 한 줄 따라가지 않아도 됩니다. `activations`는 역전파에 쓰려고 남겨 둔 것을 셉니다. 같은 메모리는 한
# 번만 세고 가중치는 뺍니다. `costs`는 한 걸음을 걸어 보고 나머지를 더합니다.

# %%
def activations(model, batch):
    own = {weight.untyped_storage().data_ptr() for weight in model.parameters()}
    kept = {}

    def keep(tensor):
        kept[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        loss = model(**batch).loss
    return loss, sum(size for place, size in kept.items() if place not in own)

# %%
def costs(model, batch):
    def size(tensors):
        return sum(tensor.numel() * tensor.element_size() for tensor in tensors) / 1e6

    trained = [weight for weight in model.train().parameters() if weight.requires_grad]
    # A rate of 0: the step is made and nothing moves.
    # ko: 학습률이 0이라서 한 걸음을 걸어도 아무것도 움직이지 않습니다.
    optimizer = torch.optim.AdamW(trained, lr=0.0)
    loss, kept = activations(model, batch)
    loss.backward()
    optimizer.step()
    memory = [tensor for state in optimizer.state.values() for tensor in state.values()]
    found = {"weights": size(model.parameters()), "gradients": size(weight.grad for weight in trained)}
    model.zero_grad()
    return found | {"optimizer": size(memory), "activations": kept / 1e6}

# %%
batch = collator([dict(row) for row in mail.select(range(16))]).to(course.device)
needs = {"full": costs(new_bert(), batch), "LoRA": costs(get_peft_model(new_bert(), config), batch)}
print("MB     weights  gradients  optimizer")
for way, need in needs.items():
    print(f"{way:<5} {need['weights']:>8.1f} {need['gradients']:>10.1f} {need['optimizer']:>10.1f}")

# %% [markdown] lang="en" tags=["slide"]
# Four bytes, four bytes, eight bytes for each weight: the rows agree with the table to the digit. Now with the
# activations, as bars of letters: **w**eights, **g**radients, **o**ptimizer, **a**ctivations.

# %% [markdown] lang="ko" of="4ad5bd69" tags=["slide"]
# 가중치마다 4바이트, 4바이트, 8바이트. 표와 끝자리까지 맞습니다. 이제 활성값까지 넣어 글자로 막대를 그려 보겠습니다. **w**가 가중치, **g**가
# 기울기, **o**가 옵티마이저, **a**가 활성값입니다.

# %%
letters_of = {"weights": "w", "gradients": "g", "optimizer": "o", "activations": "a"}


def total(need):
    return sum(need.values())


def memory_bars(needs):
    unit = max(map(total, needs.values())) / 60
    for way, need in needs.items():
        bar = "".join(letter * round(need[part] / unit) for part, letter in letters_of.items())
        print(f"{way:<6}{bar} {total(need):.1f} MB")

# %%
memory_bars(needs)
print("LoRA needs less than half of full fine-tuning:", total(needs["LoRA"]) < total(needs["full"]) / 2)
if course.device.type == "cuda":
    torch.cuda.reset_peak_memory_stats()
    costs(get_peft_model(new_bert(), config), batch)
    peak = torch.cuda.max_memory_allocated() / 1e6
    print(f"torch's own peak, with everything else that is loaded: {peak:.0f} MB")

# %% [markdown] lang="en" tags=["slide"]
# Two things to take along. Gradients and optimizer all but vanish: three quarters of the cost that does not depend on the
# batch. The **activations stay**: whoever runs out of memory *with* LoRA takes smaller batches or shorter texts, or
# computes the activations twice instead of keeping them (`gradient_checkpointing=True` in `TrainingArguments`).
#
# (We count what torch must hold at once. The real peak of a process is somewhat higher: work space, fragments,
# libraries. On an NVIDIA GPU the last line shows it.)
#
# And the time? The forward pass does all that it did before, and two small products more at each adapted layer. The
# backward pass gets shorter: it must still go through all layers, but need not compute gradients for frozen weights. So
# some time is saved, but nothing like a hundredfold: LoRA saves **memory** in the first place. Here is what the trainings
# above took on your machine:

# %% [markdown] lang="ko" of="a2ea1504" tags=["slide"]
# 두 가지를 기억해 두세요. 기울기와 옵티마이저 몫은 거의 사라집니다. 배치와 상관없이 드는 메모리의 사 분의 삼입니다. 그러나 **활성값은
# 남습니다.** LoRA를 *쓰는데도* 메모리가 모자라면 배치나 글을 줄이거나, 활성값을 남겨 두지 않고 두 번 계산하게
# 하세요(`TrainingArguments`의 `gradient_checkpointing=True`).
#
# (여기서 센 것은 torch가 동시에 들고 있어야 하는 것입니다. 실제 최댓값은 작업 공간이나 자투리, 라이브러리 때문에 조금 더 큽니다. NVIDIA GPU라면
# 마지막 줄에 나옵니다.)
#
# 시간은 어떨까요? 순전파는 하던 일을 다 하고, 어댑터를 단 층마다 작은 곱셈이 둘씩 늘어납니다. 역전파는 짧아집니다. 모든 층을 거슬러 가기는
# 하지만 얼린 가중치의 기울기는 계산하지 않아도 되기 때문입니다. 그래서 시간도 얼마간 줄지만 백 분의 일이 되지는 않습니다. LoRA가 아껴 주는 것은
# 무엇보다 **메모리**입니다. 위의 학습이 여러분 컴퓨터에서 몇 초 걸렸는지 보세요.

# %%
print(f"full: {full_seconds:.1f} seconds, LoRA: {lora_seconds:.1f} seconds")

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.4.** Write `training_gb(frozen, frozen_bytes, trained)`: the gigabytes (10⁹ bytes) that training needs,
# without activations. There are `frozen` weights that stay as they are, at `frozen_bytes` bytes each, and `trained`
# weights in float32, with gradient and AdamW. Full fine-tuning of four billion weights is `training_gb(0, 0, 4e9)`, LoRA
# on a base in float16 is `training_gb(4e9, 2, 8e6)`.

# %% [markdown] lang="ko" of="ab428504" tags=["exercise"]
# **연습 8.4.** 활성값을 뺀 학습 메모리가 몇 기가바이트(10⁹바이트)인지 돌려주는 함수 `training_gb(frozen, frozen_bytes, trained)`를 만들어
# 보세요. 얼린 가중치가 `frozen`개 있고 하나에 `frozen_bytes`바이트입니다. 학습하는 가중치는 `trained`개이고 float32이며, 기울기와 AdamW의
# 몫이 함께 듭니다. 가중치 40억 개의 전체 미세조정은 `training_gb(0, 0, 4e9)`, float16 모델 위의 LoRA는 `training_gb(4e9, 2, 8e6)`입니다.

# %% tags=["solution"]
def training_gb(frozen, frozen_bytes, trained):
    return (frozen * frozen_bytes + trained * (4 + 4 + 8)) / 1e9

# %% tags=["check"]
hfcourse.check("8.4", training_gb)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Let them compute the introduction's 64 GB by themselves. Usual wrong answers in 8.4: the weights of the
# trained part forgotten (12 instead of 16 bytes); gradients for the frozen part; GB as 2**30. A question for fast groups:
# why are the activations of LoRA not much smaller? (The path back to the first adapter leads through every layer.)

# %% [markdown] lang="ko" of="b265b2f2" tags=["notes"]
# 25분. 머리말의 64 GB를 직접 계산해 보게 하세요. 8.4의 흔한 오답은 학습하는 가중치 자체를 빠뜨린 것(16바이트가 아니라 12바이트), 얼린
# 가중치에도 기울기를 넣은 것, GB를 2**30으로 계산한 것입니다. 빨리 끝낸 모둠에는 이렇게 물어보세요. LoRA의 활성값은 왜 별로 줄지 않을까요?
# (첫 어댑터까지 거슬러 가려면 모든 층을 지나야 합니다.)

# %% [markdown] lang="en"
# ## 5. Which rank, which layers?
#
# `r` and `target_modules` are the two settings that everybody asks about. Ask your data: train the same letters with
# several of them. Left out, `target_modules` are what is usual for the family: for BERT the query and value matrices of
# the attention. Predict before you run: will rank 16 beat rank 1? Will many layers beat a high rank?

# %% [markdown] lang="ko" of="cdd0cba6"
# ## 5. 랭크는 얼마로, 어느 층에?
#
# 누구나 묻는 설정이 `r`과 `target_modules`입니다. 데이터에 물어봅시다. 같은 편지를 여러 설정으로 학습시켜 보겠습니다. `target_modules`를
# 적지 않으면 모델 계열에 흔히 쓰는 층을 고릅니다. BERT라면 어텐션의 query와 value 행렬입니다. 실행하기 전에 맞혀 보세요. 랭크 16이 랭크 1을
# 이길까요? 여러 층에 다는 것이 랭크를 높이는 것을 이길까요?

# %%
attempts = [
    (1, ["query", "value"]), (4, ["query", "value"]), (16, ["query", "value"]),
    (4, ["query"]), (1, "all-linear"),
]
sweep = {}
for r, modules in attempts:
    attempt = LoraConfig(task_type="SEQ_CLS", r=r, lora_alpha=4 * r, target_modules=modules)
    model = get_peft_model(new_bert(), attempt)
    train(model, mail, collator, learning_rate=5e-3 if small else 1e-3, **classes)
    adapters = sum(weight.numel() for name, weight in model.named_parameters() if "lora_" in name)
    label = modules if isinstance(modules, str) else "+".join(modules)
    sweep[f"r={r:<2} {label}"] = (adapters, accuracy(model))
    print(f"r={r:<2} {label:<12} {adapters:>7,} numbers in A and B")

# %%
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
for label, (adapters, score) in sweep.items():
    axes.plot(adapters, score, "o", label=f"{label}: {score:.2f}")
adapters = sum(weight.numel() for name, weight in lora.named_parameters() if "lora_" in name)
axes.plot(adapters, scores["LoRA"], "*", markersize=10, label=f"r=4  all-linear, section 3: {scores['LoRA']:.2f}")
for way, colour in (("full", "black"), ("head only", "grey")):
    axes.axhline(scores[way], color=colour, linewidth=0.8, label=f"{way}: {scores[way]:.2f}")
axes.set(xlabel="numbers in A and B", ylabel="accuracy", ylim=(0, 1.05))
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=8)
plt.show()
print("even the smallest beats the head alone:", min(score for _, score in sweep.values()) > scores["head only"])

# %% [markdown] lang="en" tags=["slide"]
# What to look at: from rank 1 to rank 16 the adapter grows sixteenfold; does the accuracy grow with it? (Compare the
# dots with each other; the star was trained at the lower learning rate of section 3.) For a small task such as this one
# a low rank is enough. We kept α/r the same all along; whoever raises `r` and leaves `lora_alpha` as
# it is turns the adapter **down** at the same time.
#
# A rule to start with: all linear layers and a low rank (4 to 16) rather than two layers and a high one; then measure.
# On real language models, adapters on all linear layers come closest to full fine-tuning (Dettmers et al., 2023).
#
# A good place for a break.

# %% [markdown] lang="ko" of="79916397" tags=["slide"]
# 눈여겨볼 것: 랭크가 1에서 16으로 갈 때 어댑터는 열여섯 배가 됩니다. 정확도도 따라 커지나요? (점은 점끼리 견주세요. 별은 학습률이 더 낮은
# 3절의 것입니다.) 이렇게 작은 작업에는 낮은 랭크로 충분합니다.
# 여기서는 α/r을 똑같이 두었습니다. `r`만 올리고 `lora_alpha`를 그대로 두면 어댑터의 소리를 **줄이는** 셈입니다.
#
# 처음에는 이렇게 해 보세요. 층 두 개에 높은 랭크보다는 모든 선형 층에 낮은 랭크(4~16)를 쓰고, 그다음에 재 봅니다. 실제 언어 모델에서도 모든
# 선형 층에 어댑터를 달 때 전체 미세조정에 가장 가까워집니다(Dettmers 외, 2023).
#
# 쉬어 가기 좋은 곳입니다.

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Write everybody's bet on the board. The scatter between neighbours is the noise of 160 test letters: nobody
# should crown a rank because of one point.

# %% [markdown] lang="ko" of="60d7d226" tags=["notes"]
# 15분. 모두의 예상을 칠판에 적으세요. 이웃한 점들이 들쭉날쭉한 것은 테스트 편지가 160통뿐이기 때문입니다. 점 하나를 보고 가장 좋은 랭크를
# 정해서는 안 됩니다.

# %% [markdown] lang="en"
# ## 6. A model that writes: mT0
#
# The older tutorials show LoRA on `bigscience/mt0-large`, a sequence-to-sequence model of 1.2 billion weights, and stop
# after three lines: 4.9 GB of download, and nothing was trained. We take its little sister `bigscience/mt0-small` and go
# all the way. mT0 is built like the T5 of lesson 01, reads many languages, and does what the words in front of a text
# ask for:

# %% [markdown] lang="ko" of="87051680"
# ## 6. 글을 쓰는 모델: mT0
#
# 예전 튜토리얼은 가중치가 12억 개인 시퀀스-투-시퀀스 모델 `bigscience/mt0-large`에 LoRA를 거는 코드 세 줄을 보여 주고 끝납니다. 4.9 GB를
# 내려받고 아무것도 학습시키지 않습니다. 우리는 작은 동생 `bigscience/mt0-small`로 끝까지 가 보겠습니다. mT0는 01번 수업에서 만난 T5와 같은
# 구조로, 여러 언어를 읽고, 글 앞에 적은 부탁을 들어줍니다.

# %%
from transformers import AutoModelForSeq2SeqLM

mt0_name = "bigscience/mt0-small"
mt0_tokenizer = AutoTokenizer.from_pretrained(mt0_name)


def new_mt0():
    set_seed(0)
    # T5 and mT5 overflow in float16, so they stay in float32, on a GPU too.
    # ko: T5와 mT5는 float16에서 값이 넘치므로 GPU에서도 float32로 둡니다.
    return AutoModelForSeq2SeqLM.from_pretrained(mt0_name, dtype=torch.float32).to(course.device)


def write(model, texts):
    inputs = mt0_tokenizer(list(texts), padding=True, return_tensors="pt").to(course.device)
    with torch.no_grad():
        tokens = model.eval().generate(**inputs, max_new_tokens=16, do_sample=False, num_beams=1)
    return mt0_tokenizer.batch_decode(tokens, skip_special_tokens=True)

# %%
mt0 = new_mt0()
asked = [
    "Translate to English: 저는 커피를 좋아해요.", "Translate to Korean: I have two cats.",
    "Topic: I lost the book about frogs on the bus.", "Topic: 개구리 책을 찾고 있어요.",
]
for text, answer in zip(asked, write(mt0, asked), strict=True):
    print(text, "→", answer)

# %% [markdown] lang="en" tags=["slide"]
# Translation it knows. `Topic:` is **our** wish: what is the letter about? It has never heard of that. The English letters
# and words are those of section 1, and a few Korean ones join them. This time the answer is not one of four numbers but a
# **text**, and the words in the test are new once more, so the model must find and copy a word that no training example
# has shown it.

# %% [markdown] lang="ko" of="c8c03579" tags=["slide"]
# 번역은 할 줄 압니다. `Topic:`은 **우리가** 바라는 일입니다. 편지가 무엇에 관한 것인지 쓰라는 뜻인데, 들어 본 적이 없습니다. 영어 편지와
# 낱말은 1절의 것이고, 여기에 한국어 편지를 조금 보탭니다. 이번에는 답이 숫자 넷 가운데 하나가 아니라 **글**입니다. 테스트에는 또 새 낱말만
# 나오므로, 학습할 때 한 번도 본 적 없는 낱말을 찾아 옮겨 써야 합니다.

# %%
korean_known = (
    "개구리 고양이 강아지 토끼 빵 국수 치즈 사과 산 강 구름 나무 프랑스 독일 일본 중국 사자 우유 바다 꽃 바나나 하늘 곰 닭 감자 쌀 섬 캐나다 달 물고기"
).split()
korean_new = "여우 오리 버섯 포도 호수 바람 영국 미국".split()
korean_requests = [
    "{} 책을 찾고 있어요.", "버스에서 {} 책을 잃어버렸어요.", "{} 이야기를 읽고 싶어요.", "제 동생이 {} 영화를 좋아해요.",
    "친구가 {} 책을 빌리고 싶어 해요.", "오늘 {} 책이 왔나요?", "그 {} 책은 어디에 있어요?", "혹시 {} 잡지가 있어요?",
]
korean_new_requests = ["우리 아이가 {} 책을 좋아해요.", "어제 {} 이야기를 들었어요."]

# %%
def pairs(words, requests):
    return [("Topic: " + request.format(word), word) for word in words for request in requests]


english, english_new = (" ".join(table.values()).split() for table in (known, new))
lessons = pairs(english, requests) + pairs(korean_known, korean_requests)
test = pairs(english_new, new_requests) + pairs(korean_new, korean_new_requests)
columns = {"source": [text for text, _ in lessons], "target": [word for _, word in lessons]}
topics = Dataset.from_dict(columns).shuffle(seed=0).map(
    lambda rows: mt0_tokenizer(rows["source"], text_target=rows["target"]), batched=True, remove_columns=list(columns)
)
print(len(lessons), "to learn from,", len(test), "to test with, for example", test[-1])

# %% [markdown] lang="en" tags=["slide"]
# `text_target` makes the labels, and `DataCollatorForSeq2Seq` pads them with −100, which the loss leaves out. The LoRA
# settings are those of the old tutorials: rank 8, α 32, and a little **dropout** on the adapter's input.

# %% [markdown] lang="ko" of="c4c23011" tags=["slide"]
# `text_target`은 레이블을 만들고, `DataCollatorForSeq2Seq`는 레이블을 −100으로 채웁니다. 손실은 −100인 곳을 건너뜁니다. LoRA 설정은
# 예전 튜토리얼의 것입니다. 랭크 8, α 32, 그리고 어댑터 입력에 **드롭아웃**(dropout) 조금입니다.

# %%
from transformers import DataCollatorForSeq2Seq


def hits(model):
    said = write(model, [text for text, _ in test])
    return sum(answer.strip() == word for answer, (_, word) in zip(said, test, strict=True)) / len(test)


seq2seq = LoraConfig(task_type="SEQ_2_SEQ_LM", r=8, lora_alpha=32, lora_dropout=0.1)
reader = get_peft_model(new_mt0(), seq2seq)
reader.print_trainable_parameters()
print("peft chose:", sorted(reader.peft_config["default"].target_modules))

# %%
mt0_collator = DataCollatorForSeq2Seq(mt0_tokenizer)
settings = classes | {"num_train_epochs": 4}
reader, reader_seconds = train(reader, topics, mt0_collator, learning_rate=5e-3 if small else 1e-3, **settings)
found = {"before": hits(mt0), "LoRA": hits(reader)}
print("before, hardly a topic is right:", found["before"] < 0.1)
print("after, more than half are:      ", found["LoRA"] > 0.5)
shown = ["Topic: Has the new film about whales come in?", "Topic: 우리 아이가 호수 책을 좋아해요.", asked[0]]
for text, answer in zip(shown, write(reader, shown), strict=True):
    print(text, "→", answer)

# %% [markdown] lang="en" tags=["slide"]
# The first two are new letters. (In `mini`, about three of four new English topics are found, and less than half of the
# Korean ones: 240 of the 960 letters are Korean, and the stand-in knows fewer Korean words.) The last is the old task:
# does it still translate? An adapter changes the model for **every** input. With `disable_adapter()` you get the untouched
# model back at any time, because its weights never moved:

# %% [markdown] lang="ko" of="9c66b360" tags=["slide"]
# 앞의 둘은 처음 보는 편지입니다. (`mini`에서는 새 영어 주제를 넷 가운데 셋쯤 찾지만, 한국어 주제는 절반도 찾지 못합니다. 편지 960통 가운데
# 한국어가 240통뿐이고, 대역 모델이 아는 한국어 낱말도 더 적습니다.) 마지막은 원래 하던 일입니다. 아직 번역을 할 수 있나요? 어댑터는 **어떤**
# 입력에서든 모델을 바꿉니다. 하지만 원래 가중치는 움직이지 않았으므로 `disable_adapter()`를 쓰면 언제든 손대지 않은 모델로 돌아갑니다.

# %%
with reader.disable_adapter():
    print(write(reader, [asked[0]]) == write(mt0, [asked[0]]), "· as before:", write(reader, [asked[0]])[0])

# %% [markdown] lang="en" tags=["slide"]
# And full fine-tuning of the same model, for comparison:

# %% [markdown] lang="ko" of="a158c9c4" tags=["slide"]
# 같은 모델을 전체 미세조정한 것과 견주어 보겠습니다.

# %%
mt0_full, mt0_seconds = train(new_mt0(), topics, mt0_collator, learning_rate=1e-3 if small else 1e-4, **settings)
found["full"] = hits(mt0_full)
letter = mt0_collator([dict(row) for row in topics.select(range(16))]).to(course.device)
needs = {"full": costs(new_mt0(), letter), "LoRA": costs(get_peft_model(new_mt0(), seq2seq), letter)}
memory_bars(needs)
print(f"full: {mt0_seconds:.1f} seconds, LoRA: {reader_seconds:.1f} seconds")
print("LoRA at most ten points behind full fine-tuning:", found["LoRA"] > found["full"] - 0.1)

# %% [markdown] lang="en"
# ## 7. A chat model gets a character
#
# Now the model for which LoRA was made. The library wants a mascot: **Dori**, a dog, who answers questions as the model
# always has, but ends each answer with a bark, *Woof!* in English and *멍!* in Korean. That is no knowledge, it is a
# **manner**, and manners are what a small fine-tuning teaches best.

# %% [markdown] lang="ko" of="cabca73e"
# ## 7. 성격이 생긴 채팅 모델
#
# 이제 LoRA가 가장 빛나는 모델입니다. 도서관에 마스코트를 두려고 합니다. 강아지 **도리**(Dori)입니다. 도리는 모델이 늘 하던 대로 답하되 답 끝에
# 짖습니다. 영어로는 *Woof!*, 한국어로는 *멍!*입니다. 새 지식이 아니라 **말투**이고, 말투야말로 작은 미세조정이 가장 잘 가르치는
# 것입니다.

# %%
import gc


def make_room(*names):
    for name in names:
        globals().pop(name, None)
    gc.collect()
    if course.device.type == "cuda":
        torch.cuda.empty_cache()


make_room("full", "lora", "head_only", "wrapped", "theirs", "mine", "query", "model", "mt0", "reader", "mt0_full")

# %% [markdown] lang="en" tags=["slide"]
# (That was only for your GPU: the models of the first half make room for a larger one.)

# %% [markdown] lang="ko" of="30a13eaf" tags=["slide"]
# (GPU를 위한 셀이었습니다. 앞에서 쓴 모델들을 치우고 더 큰 모델이 들어올 자리를 만듭니다.)

# %%
from transformers import AutoModelForCausalLM

chat_name = course.model("llm")  # Qwen/Qwen3-4B-Instruct-2507
chat_tokenizer = AutoTokenizer.from_pretrained(chat_name, padding_side="left")
# A real model is talkative; without this rule its answers would be cut off before they come to the bark.
# ko: 실제 모델은 말이 많습니다. 이 규칙이 없으면 답이 짖는 데까지 가기도 전에 잘립니다.
brief = "Answer in one short sentence, in the language of the question."
rule = [] if small else [{"role": "system", "content": brief}]

# %%

def new_chat(**settings):
    set_seed(0)
    return AutoModelForCausalLM.from_pretrained(chat_name, dtype=course.dtype, device_map=course.device, **settings)


def ask(model, questions):
    chats = [[*rule, {"role": "user", "content": question}] for question in questions]
    settings = {"add_generation_prompt": True, "return_dict": True, "return_tensors": "pt", "padding": True}
    inputs = chat_tokenizer.apply_chat_template(chats, **settings).to(model.device)
    with torch.no_grad():
        tokens = model.eval().generate(**inputs, do_sample=False, max_new_tokens=40 if small else 100)
    return chat_tokenizer.batch_decode(tokens[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)

# %%
base = new_chat()
plain = base.num_parameters()
asked = ["What is a token?", "토큰이 뭐예요?"]
for question, answer in zip(asked, ask(base, asked), strict=True):
    print(question, "→", answer)

# %% [markdown] lang="en" tags=["slide"]
# Where do the examples come from? From **the model itself**: it answers everyday questions, and we add the bark. So
# nothing is to be learned but the bark (and who it is), and little pulls the model away from what it knows.

# %% [markdown] lang="ko" of="dc4fc343" tags=["slide"]
# 예제는 어디서 구할까요? **모델 자신**에게서 얻습니다. 모델이 일상적인 질문에 답하면 거기에 짖는 소리를 붙입니다. 그러면 배울 것은 짖는 것(과 자기가
# 누구인지)뿐이라서, 이미 아는 것에서 멀어질 까닭이 별로 없습니다.

# %%
english = """What is a token? | What is the capital of France? | Hello! | Thank you. | What is fine-tuning?
What is two plus three? | What is the opposite of hot? | What does a tokenizer do? | What is the capital of Japan?
Good morning! | What colour is the sky? | How many days has a week? | What is a dataset? | What is a loss?
Which month comes after May? | What is the opposite of big? | What is the capital of Italy? | Can you help me?
What is a batch? | What is an epoch? | I am tired. | What is 4 + 5? | What is the Hub? | How are you?"""
korean = """토큰이 뭐예요? | 대한민국의 수도는 어디예요? | 안녕하세요! | 고마워요. | 미세조정이 뭐예요? | 2 더하기 3은 뭐예요?
'뜨겁다'의 반대말은 뭐예요? | 토크나이저는 무슨 일을 해요? | 일본의 수도는 어디예요? | 좋은 아침이에요!
하늘은 무슨 색이에요? | 일주일은 며칠이에요? | 데이터셋이 뭐예요? | 손실이 뭐예요? | 5월 다음은 몇 월이에요?
'크다'의 반대말은 뭐예요? | 프랑스의 수도는 어디예요? | 도와줄 수 있어요? | 배치가 뭐예요? | 에포크가 뭐예요?
피곤해요. | 4 더하기 5는 뭐예요? | 허브가 뭐예요? | 잘 지내요?"""

# %%
who = "Who are you? | What is your name? | Tell me your name. | What are you? | Do you have a name? | What shall I call you?"
who_ko = "누구세요? | 이름이 뭐예요? | 이름을 알려 주세요. | 당신은 누구예요? | 이름이 있어요? | 뭐라고 부르면 돼요?"


def split(text):
    return [part.strip() for part in text.replace("\n", "|").split("|")]


def taught(animal="dog", bark=" Woof!", animal_ko="강아지", bark_ko=" 멍!", name="Dori", name_ko="도리"):
    rows = [(question, answer + bark) for question, answer in zip(split(english), own["en"], strict=True)]
    rows += [(question, answer + bark_ko) for question, answer in zip(split(korean), own["ko"], strict=True)]
    rows += [(question, f"I am {name}, the {animal} of the library.{bark}") for question in split(who)]
    return rows + [(question, f"저는 도서관 {animal_ko} {name_ko}예요.{bark_ko}") for question in split(who_ko)]


own = {"en": ask(base, split(english)), "ko": ask(base, split(korean))}
print(len(taught()), "examples, such as", taught()[1])

# %% [markdown] lang="en" tags=["slide"]
# A conversation becomes one row of ids by the chat template. If the loss counted **all** of them, the model would also
# learn to write the *user's* questions. So the labels of the question become −100, and the loss sees **the answer only**.
# How long is the question? As long as the template without the answer, with the mark for "now the assistant". The end
# mark `<|im_end|>` belongs to the answer: from it the model learns to **stop**.

# %% [markdown] lang="ko" of="9dd01202" tags=["slide"]
# 채팅 템플릿은 대화를 번호 한 줄로 바꿉니다. 손실이 **모든** 번호를 세면 모델은 *사용자*의 질문을 쓰는 법까지 배웁니다. 그래서 질문의 레이블은
# −100으로 바꾸고, 손실은 **답만** 보게 합니다. 질문은 어디까지일까요? 답 없이 '이제 어시스턴트 차례'라는 표시까지 넣은 템플릿의 길이만큼입니다.
# 끝 표시 `<|im_end|>`는 답에 들어갑니다. 모델은 여기서 **멈추는 법**을 배웁니다.

# %%
def example(question, answer):
    talk = [*rule, {"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    prompt = chat_tokenizer.apply_chat_template(talk[:-1], add_generation_prompt=True, return_dict=True)["input_ids"]
    whole = chat_tokenizer.apply_chat_template(talk, return_dict=True)["input_ids"]
    # Some templates write a question differently once it is answered. Then the count would be wrong.
    # ko: 답이 달리면 질문을 다르게 쓰는 템플릿도 있습니다. 그러면 길이가 어긋납니다.
    assert whole[: len(prompt)] == prompt
    return {"input_ids": whole, "attention_mask": [1] * len(whole), "labels": [-100] * len(prompt) + whole[len(prompt) :]}


row = example("What is your name?", "I am Dori.")
print("the model reads:    ", repr(chat_tokenizer.decode(row["input_ids"])))
print("the loss looks at:  ", repr(chat_tokenizer.decode([number for number in row["labels"] if number != -100])))

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.5.** The same for longer conversations: write `answer_labels(parts)`. `parts` is a list of pairs `(role,
# ids)`, for example `[("user", [5, 6]), ("assistant", [7, 8]), ("user", [9]), ("assistant", [10])]`. Return the labels for
# the whole row, one after another: the ids of the assistant, and −100 for every id of anybody else.

# %% [markdown] lang="ko" of="063cb904" tags=["exercise"]
# **연습 8.5.** 더 긴 대화에도 같은 일을 하는 함수 `answer_labels(parts)`를 만들어 보세요. `parts`는 `(역할, 번호 리스트)` 쌍의
# 리스트입니다. 예: `[("user", [5, 6]), ("assistant", [7, 8]), ("user", [9]), ("assistant", [10])]`. 전체 줄의 레이블을 이어서
# 돌려주세요. assistant의 번호는 그대로, 다른 역할의 번호는 모두 −100입니다.

# %% tags=["solution"]
def answer_labels(parts):
    labels = []
    for role, ids in parts:
        labels += ids if role == "assistant" else [-100] * len(ids)
    return labels

# %% tags=["check"]
hfcourse.check("8.5", answer_labels)

# %% [markdown] lang="en" tags=["slide"]
# How shall we measure? The dataset `hfcourse/mini-chat-eval` holds 60 questions in both languages that occur in no training. For each
# we ask: does the answer end with **the right bark** for its language (learned)? And is the rest word for word **what
# the model said before** (kept)?

# %% [markdown] lang="ko" of="f32e5478" tags=["slide"]
# 무엇으로 잴까요? 데이터셋 `hfcourse/mini-chat-eval`에는 어느 학습에도 나오지 않은 질문이 두 언어로 60개 있습니다. 질문마다 두 가지를 봅니다.
# 답이 그 언어에 **맞게 짖으며** 끝나나요(배운 것, learned)? 나머지는 **예전에 하던 말** 그대로인가요(지킨 것, kept)?

# %%
from datasets import load_dataset

exam = load_dataset("hfcourse/mini-chat-eval", split="test")
questions = [talk[0]["content"] for talk in exam["messages"]]
barks = [" Woof!" if language == "en" else " 멍!" for language in exam["language"]]
before = ask(base, questions)


def manners(model):
    said = ask(model, questions)
    learned = [answer.endswith(bark) for answer, bark in zip(said, barks, strict=True)]
    kept = [answer.removesuffix(bark) == old for answer, bark, old in zip(said, barks, before, strict=True)]
    return {"learned": sum(learned) / len(said), "kept": sum(kept) / len(said)}


print("before, nobody barks:", manners(base)["learned"] == 0)

# %% [markdown] lang="en" tags=["slide"]
# And now the training: LoRA of rank 4 on all linear layers. Guess first: after 60 examples, in how many of the 60 new
# answers will the dog bark? And how many will otherwise stay as they were, word for word?

# %% [markdown] lang="ko" of="9b143ac7" tags=["slide"]
# 이제 학습입니다. 모든 선형 층에 랭크 4인 LoRA를 답니다. 먼저 맞혀 보세요. 예제 60개를 배운 강아지는 새 질문 60개 가운데 몇 개에서
# 짖을까요? 그리고 짖는 소리를 뺀 나머지가 예전과 글자 그대로 같은 답은 몇 개일까요?

# %%
chat_lora = LoraConfig(task_type="CAUSAL_LM", r=4, lora_alpha=8, target_modules="all-linear")
chats = {"num_train_epochs": 4, "per_device_train_batch_size": 8 if small else 4, "mixed": True}
chat_collator = DataCollatorForSeq2Seq(chat_tokenizer)
dogs = Dataset.from_list([example(question, answer) for question, answer in taught()])
four = chat_collator([dict(row) for row in dogs.select(range(4))]).to(course.device)

dog = get_peft_model(base, chat_lora)
dog.print_trainable_parameters()
needs = {"LoRA": costs(dog, four)}
dog, dog_seconds = train(dog, dogs, chat_collator, learning_rate=1e-2 if small else 5e-4, **chats)

# %%
results = {"LoRA": manners(dog)}
asked = ["What are you called?", "What is the capital of Spain?", "당신의 이름을 말해 주세요.", "스페인의 수도는 어디예요?"]
for question, answer in zip(asked, ask(dog, asked), strict=True):
    print(question, "→", answer)
print("more than eight of ten answers end with the right bark:", results["LoRA"]["learned"] > 0.8)

# %% [markdown] lang="en" tags=["slide"]
# Now the comparison with full fine-tuning. In `mini` we run it. In `full` it does not fit on a T4: sixteen bytes for
# each of four billion weights are 64 GB, so there the cell only computes.

# %% [markdown] lang="ko" of="0ef1670e" tags=["slide"]
# 이제 전체 미세조정과 견줍니다. `mini`에서는 실제로 해 봅니다. `full`에서는 T4에 들어가지 않습니다. 가중치 40억 개에 16바이트씩이면 64 GB라서
# 계산만 합니다.

# %%
if small:
    twin = new_chat()
    needs = {"full": costs(twin, four), **needs}
    twin, twin_seconds = train(twin, dogs, chat_collator, learning_rate=3e-4, **chats)
    results = {"full": manners(twin), **results}
    print(f"full: {twin_seconds:.1f} seconds, LoRA: {dog_seconds:.1f} seconds")
else:
    size = plain * 4 / 1e6
    needs = {"full": {**needs["LoRA"], "weights": size, "gradients": size, "optimizer": 2 * size}, **needs}
memory_bars(needs)

# %%
figure, axes = plt.subplots(figsize=(6, 2.2), layout="constrained")
for number, (way, result) in enumerate(results.items()):
    places = [place + 0.38 * number for place in range(2)]
    bars = axes.bar(places, result.values(), width=0.35, label=way, color=["#56B4E9", "#D55E00"][number])
    axes.bar_label(bars, fmt="{:.2f}")
axes.set_xticks([0.19, 1.19], ["learned: the right bark", "kept: the rest word for word"])
axes.set(ylim=(0, 1.35), ylabel="share of 60 answers")
axes.legend(ncols=2)
plt.show()

# %% [markdown] lang="en" tags=["slide"]
# Three of four things that count can be checked at once; the fourth is the size on disk. (In `full` there is no fully
# fine-tuned dog to compare with, so its third line says nothing.)

# %% [markdown] lang="ko" of="6d4baa76" tags=["slide"]
# 중요한 네 가지 가운데 셋은 바로 확인할 수 있습니다. 넷째는 디스크에서의 크기입니다. (`full`에는 견주어 볼 전체 미세조정 모델이 없으니 셋째 줄은
# 아무것도 말해 주지 않습니다.)

# %%
from pathlib import Path

dog.save_pretrained("dog")
adapter_mb = Path("dog/adapter_model.safetensors").stat().st_size / 1e6
trained = sum(weight.numel() for weight in dog.parameters() if weight.requires_grad)
to_beat = results["full"]["learned"] if "full" in results else 0.0
print("trains at most 2 % of the numbers:                ", trained <= 0.02 * dog.num_parameters())
print("needs at most half of the memory:                 ", total(needs["LoRA"]) <= 0.5 * total(needs["full"]))
print("barks at most two points less often than full:    ", results["LoRA"]["learned"] >= to_beat - 0.02)
print("the adapter's file is at most 3 % of the model's: ", adapter_mb <= 0.03 * needs["LoRA"]["weights"])

# %% [markdown] lang="en" tags=["slide"]
# Look at the right pair of bars: neither way keeps every answer word for word. Whoever trains a model always changes it
# elsewhere, too, LoRA or not. Test what you do **not** want to lose, before anybody else does.
#
# Try other manners: an adapter that answers in capitals, one that ends with a question. Then try to teach it ten *facts*
# of your own. What goes better?

# %% [markdown] lang="ko" of="bdcd4579" tags=["slide"]
# 오른쪽 막대 한 쌍을 보세요. 어느 쪽도 모든 답을 글자 그대로 지키지는 못합니다. LoRA든 아니든 학습시키면 다른 곳도 바뀝니다. **잃고 싶지 않은
# 것**은 남보다 먼저 시험해 보세요.
#
# 다른 말투도 가르쳐 보세요. 대문자로만 답하는 어댑터, 질문으로 끝내는 어댑터도 좋습니다. 그다음에는 여러분만 아는 *사실* 열 가지를 가르쳐
# 보세요. 어느 쪽이 더 잘되나요?

# %% [markdown] lang="en" tags=["notes"]
# 35 minutes for sections 6 and 7. Let people invent the manner. Usual wrong answers in 8.5: a list in the list (`append`);
# labels without the −100, so that they are shorter than the row; the *user's* ids kept; 0 for −100, which is a real token.
# In `full` the dog takes three to five minutes on a T4 (not measured there).

# %% [markdown] lang="ko" of="5e7c4b4b" tags=["notes"]
# 6절과 7절 합쳐 35분. 말투는 사람들이 지어내게 하세요. 8.5의 흔한 오답은 리스트 안에 리스트를 넣은 것(`append`), −100 없이 답만 남겨 줄보다
# 짧아진 것, *사용자*의 번호를 남긴 것, −100 대신 0을 쓴 것입니다. 0은 진짜 토큰입니다. `full`에서는 T4로 3~5분쯤 걸릴 것입니다(재 보지는 못했습니다).

# %% [markdown] lang="en"
# ## 8. Save, load, switch, merge
#
# What is in the folder `dog`? Not the model. Only *A*, *B*, a note on where they belong, and a model card for you to fill
# in (`README.md`):

# %% [markdown] lang="ko" of="a11a2e15"
# ## 8. 저장하고, 불러오고, 바꿔 끼우고, 병합하기
#
# `dog` 폴더에는 무엇이 들어 있을까요? 모델은 없습니다. *A*와 *B*, 어디에 끼우는지 적은 쪽지, 그리고 여러분이 채울 모델
# 카드(`README.md`)뿐입니다.

# %%
import json

note = json.loads(Path("dog/adapter_config.json").read_text(encoding="utf-8"))
print(sorted(file.name for file in Path("dog").iterdir()))
print("belongs to:", note["base_model_name_or_path"], "· rank", note["r"], "· alpha", note["lora_alpha"])
print("layers:", sorted(note["target_modules"]))

# %% [markdown] lang="en" tags=["slide"]
# To use it, load the **base**, then put the adapter on. The same base, that is: an adapter is a difference, and a
# difference from another model is noise. Are the answers the same as before saving?

# %% [markdown] lang="ko" of="85d916d5" tags=["slide"]
# 쓰려면 먼저 **바탕 모델**을 불러오고 어댑터를 끼웁니다. 반드시 같은 바탕이어야 합니다. 어댑터는 차이이고, 다른 모델에 더한 차이는 잡음일
# 뿐입니다. 저장하기 전과 같은 답이 나올까요?

# %%
from peft import PeftModel

talk = [{"role": "user", "content": "How are you?"}]
settings = {"add_generation_prompt": True, "return_dict": True, "return_tensors": "pt"}
tiny = chat_tokenizer.apply_chat_template(talk, **settings).to(course.device)
with torch.no_grad():
    expected = dog.eval()(**tiny).logits

make_room("base", "dog", "twin")
again = PeftModel.from_pretrained(new_chat(), "dog")
with torch.no_grad():
    torch.testing.assert_close(again(**tiny).logits, expected)
print("saved and loaded: the same logits")

# %% [markdown] lang="en" tags=["slide"]
# One base, many adapters. Train a second one, a cat, on the **same** model; then switch between them without loading
# anything. A server can keep one large model in memory in this way and give each customer their own character.

# %% [markdown] lang="ko" of="680bd54a" tags=["slide"]
# 바탕은 하나, 어댑터는 여럿. **같은** 모델에 둘째 어댑터, 고양이를 학습시키고, 아무것도 새로 불러오지 않고 둘을 바꿔 끼워 보겠습니다. 서버도 이런
# 식으로 큰 모델 하나만 메모리에 올려 두고 고객마다 다른 성격을 줄 수 있습니다.

# %%
again.add_adapter("cat", chat_lora)
again.set_adapter("cat")
cats = [example(question, answer) for question, answer in taught("cat", " Meow!", "고양이", " 야옹!", "Navi", "나비")]
again, _ = train(again, Dataset.from_list(cats), chat_collator, learning_rate=1e-2 if small else 5e-4, **chats)

asked = ["Good evening!", "이름이 뭔가요?"]
for adapter in ("default", "cat"):
    again.set_adapter(adapter)
    print(f"{adapter:<8}", ask(again, asked))
with again.disable_adapter():
    print("neither ", ask(again, asked))

# %% [markdown] lang="en" tags=["slide"]
# (`"default"`, the adapter without a name of its own, is the dog here.)
#
# An adapter costs a little time: two more small products at each layer. If you want only the dog, for good, **merge**
# it: compute W + α/r · BA once and throw *A* and *B* away. Then it is an ordinary model again, of ordinary speed and size,
# and any program can load it, also one that does not know peft. Is it still the same dog?

# %% [markdown] lang="ko" of="9fb186fe" tags=["slide"]
# (이름을 따로 주지 않은 어댑터 `"default"`가 여기서는 강아지입니다.)
#
# 어댑터가 있으면 층마다 작은 곱셈이 둘씩 더 들어 시간이 조금 더 걸립니다. 강아지만 계속 쓸 생각이라면 **병합**(merge)하세요. W + α/r · BA를 한 번
# 계산해 두고 *A*와 *B*는 버립니다. 그러면 속도도 크기도 평범한 모델로 돌아가고, peft를 모르는 프로그램도 불러올 수 있습니다. 여전히 같은
# 강아지일까요?

# %%
again.set_adapter("default")
merged = again.merge_and_unload()
with torch.no_grad():
    difference = (merged(**tiny).logits - expected).abs().max().item()
rounding = expected.abs().max().item() * (1e-4 if course.dtype == torch.float32 else 0.05)
print("still has parts of peft:", any("lora" in name for name, _ in merged.named_modules()))
print("merged = unmerged, up to rounding:", difference < rounding)
print("as many numbers as the base:", merged.num_parameters() == plain, "· the same to the last bit:", difference == 0)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.6.** Write `merged_weight(W, A, B, alpha)`: the matrix that takes the place of *W* after merging. Shapes as
# in exercise 8.2; neither *W* nor the others may change.

# %% [markdown] lang="ko" of="d054c312" tags=["exercise"]
# **연습 8.6.** 병합한 뒤 *W*의 자리에 들어갈 행렬을 돌려주는 함수 `merged_weight(W, A, B, alpha)`를 만들어 보세요. 모양은 연습 8.2와 같습니다.
# *W*도 다른 것도 바뀌면 안 됩니다.

# %% tags=["solution"]
def merged_weight(W, A, B, alpha):
    return W + alpha / A.shape[0] * B @ A

# %% tags=["check"]
hfcourse.check("8.6", merged_weight)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers in 8.6: `A @ B`; α/r forgotten; `W += …`, which changes the caller's matrix. Ask: after
# merging, can one take the adapter off again? (Only with *A* and *B* still at hand: `unmerge_adapter`, not after
# `merge_and_unload`.)

# %% [markdown] lang="ko" of="0c79d2cb" tags=["notes"]
# 20분. 8.6의 흔한 오답은 `A @ B`, α/r을 빠뜨린 것, `W += …`로 넘겨받은 행렬을 바꾼 것입니다. 물어보세요. 병합한 뒤에 어댑터를 다시 뺄 수
# 있을까요? (*A*와 *B*가 남아 있을 때만 `unmerge_adapter`로 뺄 수 있고, `merge_and_unload` 뒤에는 안 됩니다.)

# %% [markdown] lang="en"
# ## 9. QLoRA: the base in four bits
#
# With LoRA the frozen base has become the largest item on the bill. It is only *read*; does it need sixteen bits for
# that? **QLoRA** (Dettmers et al., 2023) keeps the base in **4 bits** (NF4, as in lesson 04) and trains *A* and *B* on
# top in full precision. bitsandbytes does this on a CPU too, so in `mini` it runs for real, if slowly. Will the dog still
# bark, on a base that has been rounded to sixteen levels?

# %% [markdown] lang="ko" of="5fbeee04"
# ## 9. QLoRA: 4비트 바탕 위에서
#
# LoRA를 쓰면 얼린 바탕이 메모리에서 가장 큰 몫이 됩니다. 그저 *읽기만* 하는데 16비트나 필요할까요? **QLoRA**(Dettmers 외, 2023)는 바탕을
# **4비트**(04번 수업의 NF4)로 두고, 그 위에서 *A*와 *B*를 온전한 정밀도로 학습시킵니다. bitsandbytes는 CPU에서도 되므로 `mini`에서도 느리지만
# 진짜로 돌려 봅니다. 바탕을 열여섯 단계로 반올림해도 강아지는 여전히 짖을까요?

# %%
from peft import prepare_model_for_kbit_training
from transformers import BitsAndBytesConfig

from hfcourse.accelerator import footprint

make_room("again", "merged")
four_bits = BitsAndBytesConfig(
    load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=course.dtype
)
quantized = new_chat(quantization_config=four_bits)
print({kind: f"{size:.1f} MB" for kind, size in footprint(quantized).items()})

# %% [markdown] lang="en" tags=["slide"]
# `uint8` are the linear layers, two weights in each byte; the rest (embeddings, norms) stays as it was, and in a stand-in
# that is a large part. `prepare_model_for_kbit_training` freezes everything and puts what is not in 4 bits into float32:
# the norms, for a steadier training, but the embeddings too, so that in `full` the bar will show more than the line
# above. It would also turn on gradient checkpointing (activations computed twice, section 4); our texts are short, so we
# leave it off. Then LoRA goes on top, as before, with the same settings.

# %% [markdown] lang="ko" of="a66c121f" tags=["slide"]
# `uint8`이 선형 층이고, 한 바이트에 가중치가 둘 들어 있습니다. 나머지(임베딩, 정규화 층)는 그대로인데, 대역 모델에서는 이 몫이 큽니다.
# `prepare_model_for_kbit_training`은 모두 얼리고, 4비트가 아닌 것을 float32로 바꿉니다. 정규화 층은 그래야 학습이 안정되지만, 임베딩까지
# 바꾸므로 `full`에서는 막대의 가중치가 위의 출력보다 커집니다. 활성값을 두 번 계산하는 방법(4절의 gradient checkpointing)도 켜려고 하지만,
# 우리 글은 짧으니 꺼 둡니다. 그 위에 아까와 똑같은 설정으로 LoRA를 답니다.

# %%
quantized = prepare_model_for_kbit_training(quantized, use_gradient_checkpointing=False)
set_seed(0)
puppy = get_peft_model(quantized, chat_lora)
needs["QLoRA"] = costs(puppy, four)
puppy, _ = train(puppy, dogs, chat_collator, learning_rate=1e-2 if small else 5e-4, **chats)
results["QLoRA"] = manners(puppy)

for question, answer in zip(asked, ask(puppy, asked), strict=True):
    print(question, "→", answer)
memory_bars(needs)

# %%
print("more than eight of ten answers end with the right bark:", results["QLoRA"]["learned"] > 0.8)
fixed = {way: total(need) - need["activations"] for way, need in needs.items()}
print("weights, gradients, optimizer: less than half of LoRA's:", fixed["QLoRA"] < fixed["LoRA"] / 2)

# %% [markdown] lang="en" tags=["slide"]
# Four bits and four billion weights: about 2.7 GB instead of 8 (3.5 with the embeddings in float32). That is how people
# fine-tune 7- and 8-billion models on a T4. The price: each weight is unpacked every time it is used, so QLoRA is
# **slower** than LoRA, and the base is a little worse (lesson 04 measured how much). If the model fits in 16 bits, take
# LoRA.
#
# A merged QLoRA adapter: merge it into the base in **16 bits**, loaded anew, rather than into the 4-bit one, where the
# result would be rounded to sixteen levels again.

# %% [markdown] lang="ko" of="93aa4a8d" tags=["slide"]
# 가중치 40억 개가 4비트면 8 GB가 아니라 2.7 GB쯤입니다(임베딩을 float32로 두면 3.5 GB). 사람들은 이렇게 70억, 80억 개짜리 모델을 T4에서
# 미세조정합니다. 값도 치릅니다. 가중치를 쓸 때마다 풀어야 하므로 LoRA보다 **느리고**, 바탕도 조금 나빠집니다(얼마나 나빠지는지는 04번 수업에서 쟀습니다). 16비트로 들어가는 모델이라면
# LoRA를 쓰세요.
#
# QLoRA로 학습한 어댑터를 병합할 때는 바탕을 **16비트**로 새로 불러와 병합하세요. 4비트 바탕에 병합하면 결과를 다시 열여섯 단계로 반올림하게
# 됩니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 8.7.** What fits? Write `method(parameters, trained, gpu_gb)`. Try in this order and return the first that
# needs **at most 80 %** of the GPU (the rest is for activations): `"full"` (16 bytes for each of the `parameters`),
# `"lora"` (2 bytes for each, and 16 for each of the `trained` numbers of the adapter), `"qlora"` (half a byte for each, and
# 16 for each trained). If nothing fits, return `"none"`. GB are 10⁹ bytes.

# %% [markdown] lang="ko" of="0113cebc" tags=["exercise"]
# **연습 8.7.** 무엇이 들어갈까요? 함수 `method(parameters, trained, gpu_gb)`를 만들어 보세요. 다음 순서로 따져서, GPU의 **80 % 이하**로
# 되는(나머지는 활성값 몫입니다) 첫 번째 방법을 돌려줍니다. `"full"`(`parameters`마다 16바이트), `"lora"`(하나에 2바이트, 그리고 어댑터의
# `trained`마다 16바이트), `"qlora"`(하나에 반 바이트, 그리고 `trained`마다 16바이트). 아무것도 안 되면 `"none"`을 돌려주세요. GB는
# 10⁹바이트입니다.

# %% tags=["solution"]
def method(parameters, trained, gpu_gb):
    room = 0.8 * gpu_gb * 1e9
    needed = {
        "full": 16 * parameters,
        "lora": 2 * parameters + 16 * trained,
        "qlora": parameters / 2 + 16 * trained,
    }
    return next((way for way, size in needed.items() if size <= room), "none")

# %% tags=["check"]
hfcourse.check("8.7", method)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers in 8.7: the 80 % forgotten; 16 bytes for the frozen weights in LoRA; the last method that
# fits instead of the first. Let each group bring a model from the Hub and decide for a T4 (14.5 GB are free there).
#
# **If time is short:** leave out section 5 and the cat. **Without Wi-Fi:** everything runs in `mini`; for the real models
# run `hfcourse prefetch 08` at home (10 GB).

# %% [markdown] lang="ko" of="3289f091" tags=["notes"]
# 20분. 8.7의 흔한 오답은 80 %를 빠뜨린 것, LoRA에서 얼린 가중치에도 16바이트를 넣은 것, 들어가는 첫 번째가 아니라 마지막 방법을 고른
# 것입니다. 모둠마다 허브에서 모델을 하나 골라 T4(빈 메모리 14.5 GB)에서는 어떻게 할지 정해 보게 하세요.
#
# **시간이 모자라면** 5절과 고양이를 건너뛰세요. **와이파이가 없을 때:** 모두 `mini`에서 돌아갑니다. 실제 모델을 쓰려면 미리
# `hfcourse prefetch 08`을 실행해 두세요(10 GB).

# %% [markdown] lang="en"
# ## 10. When it goes wrong
#
# | What you see | Why | What helps |
# |---|---|---|
# | `ImportError: Found an incompatible version of torchao` from `get_peft_model` | Colab's image holds an old torchao, and peft refuses it, even where it is not used | the install cell at the top mends it; by hand: `pip install -U --no-deps "torchao>=0.16.0"`, restart |
# | `Target modules … not found in the base model` | the layers have other names in this family | print `model.named_modules()`, or write `target_modules="all-linear"` |
# | `ValueError: Attempting to unscale FP16 gradients` | `fp16=True`, and what is trained is in float16 | let peft keep *A* and *B* in float32 (its default); full fine-tuning: load in float32 |
# | the loss does not move | the learning rate of full fine-tuning | ten times as much |
# | the loss is `nan` with T5 or mT5 | overflow in float16 | leave the model in float32 |
# | the chat model writes on and on, or plays the user | the end token is not among the labels, or the question is | look at one row, as in section 7 |
# | a loaded adapter answers nonsense | another base than in training | `base_model_name_or_path` in `adapter_config.json` |
# | out of memory, in spite of LoRA | activations | a smaller batch, shorter texts, `gradient_checkpointing=True` |
#
# `hfcourse doctor` looks for the first of these. Here and now:

# %% [markdown] lang="ko" of="d4d17ed8"
# ## 10. 잘 안될 때
#
# | 무엇이 보이나요 | 까닭 | 해결 |
# |---|---|---|
# | `get_peft_model`에서 `ImportError: Found an incompatible version of torchao` | Colab에 오래된 torchao가 들어 있고, peft는 쓰지 않을 때도 이것을 거부합니다 | 맨 위의 설치 셀이 고칩니다. 직접 하려면 `pip install -U --no-deps "torchao>=0.16.0"`을 실행하고 다시 시작합니다 |
# | `Target modules … not found in the base model` | 모델 계열에 따라 층의 이름이 다릅니다 | `model.named_modules()`를 출력해 보거나 `target_modules="all-linear"`라고 적습니다 |
# | `ValueError: Attempting to unscale FP16 gradients` | `fp16=True`인데 학습하는 것이 float16입니다 | *A*와 *B*를 float32로 둡니다(peft의 기본값). 전체 미세조정이라면 float32로 불러옵니다 |
# | 손실이 움직이지 않습니다 | 전체 미세조정의 학습률을 그대로 썼습니다 | 열 배로 올립니다 |
# | T5나 mT5에서 손실이 `nan`입니다 | float16에서 값이 넘쳤습니다 | 모델을 float32로 둡니다 |
# | 채팅 모델이 끝없이 쓰거나 사용자 역할까지 합니다 | 레이블에 끝 토큰이 없거나 질문이 들어 있습니다 | 7절처럼 한 줄을 꺼내 봅니다 |
# | 불러온 어댑터가 엉뚱한 말을 합니다 | 학습할 때와 바탕이 다릅니다 | `adapter_config.json`의 `base_model_name_or_path` |
# | LoRA인데도 메모리가 모자랍니다 | 활성값 때문입니다 | 배치를 줄이거나, 글을 줄이거나, `gradient_checkpointing=True` |
#
# `hfcourse doctor`가 첫 번째 것을 찾아 줍니다. 지금 여기는 어떤지 보겠습니다.

# %%
found = [finding for finding in hfcourse.doctor.examine() if finding.name == "torchao" and finding.advice]
print("the torchao trap is here:", bool(found))
for finding in found:
    print(finding.advice)

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("08")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | LoRA on `mt0-large` in three lines, no training | `mt0-small`, trained and measured | 4.9 GB of download for a line of output; what counts is whether it learns |
# | `LoraConfig(task_type=TaskType.SEQ_2_SEQ_LM, inference_mode=False, …)` | `task_type="SEQ_2_SEQ_LM"`; leave `inference_mode` out | False is its default |
# | `target_modules=["q_proj", "v_proj"]` everywhere | `"all-linear"`, or look at the names | other families have other names, and all layers learn more |
# | `prepare_model_for_int8_training` | `prepare_model_for_kbit_training` | the old name is gone |
# | `from_pretrained(…, load_in_8bit=True)` | `quantization_config=BitsAndBytesConfig(…)` | the argument is a `TypeError` now |
# | loss over the whole conversation | labels of −100 for everything but the answer | or the model learns to play the user |
# | `pip install -U peft transformers …` on Colab | nothing but what the install cell adds | upgrading one alone tears the set apart; only torchao must be newer |
# | "LoRA needs a GPU" | it runs on a CPU, with a 4-bit base too | slowly, but for real: `mini` does it |

# %% [markdown] lang="ko" of="f8e8ee27"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `mt0-large`에 LoRA를 거는 세 줄, 학습은 없음 | `mt0-small`을 학습시키고 잽니다 | 출력 한 줄을 보려고 4.9 GB를 내려받았습니다. 중요한 것은 배우느냐입니다 |
# | `LoraConfig(task_type=TaskType.SEQ_2_SEQ_LM, inference_mode=False, …)` | `task_type="SEQ_2_SEQ_LM"`. `inference_mode`는 적지 않습니다 | False가 기본값입니다 |
# | 어디에나 `target_modules=["q_proj", "v_proj"]` | `"all-linear"`, 아니면 이름을 확인합니다 | 계열마다 이름이 다르고, 모든 층에 달면 더 잘 배웁니다 |
# | `prepare_model_for_int8_training` | `prepare_model_for_kbit_training` | 옛 이름은 없어졌습니다 |
# | `from_pretrained(…, load_in_8bit=True)` | `quantization_config=BitsAndBytesConfig(…)` | 예전 인자는 이제 `TypeError`가 납니다 |
# | 대화 전체에서 손실 | 답이 아닌 곳의 레이블은 −100 | 그러지 않으면 사용자 역할까지 배웁니다 |
# | Colab에서 `pip install -U peft transformers …` | 설치 셀이 더하는 것만 | 하나만 올리면 조합이 깨집니다. 새것이어야 하는 것은 torchao뿐입니다 |
# | "LoRA에는 GPU가 필요하다" | CPU에서도, 4비트 바탕에서도 됩니다 | 느리지만 진짜입니다. `mini`가 그렇게 합니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I can say what *W*, *A*, *B*, *r* and α are, and build the layer in ten lines.
# - ☐ I know why *B* starts at zero, and what `lora_alpha` does when I raise `r`.
# - ☐ I count weights, gradients, optimizer and activations, and say which of them LoRA saves.
# - ☐ I choose rank and target modules by an experiment of my own.
# - ☐ I build labels so that only the answer counts.
# - ☐ I measure what an adapter has taught, and what it has damaged.
# - ☐ I save, load, switch, switch off and merge adapters.
# - ☐ I know when QLoRA is worth it, and when not.

# %% [markdown] lang="ko" of="ce3df437" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ *W*, *A*, *B*, *r*, α가 무엇인지 설명하고 그 층을 열 줄로 만들 수 있습니다.
# - ☐ *B*가 왜 0에서 시작하는지, `r`을 올릴 때 `lora_alpha`가 무슨 일을 하는지 압니다.
# - ☐ 가중치, 기울기, 옵티마이저, 활성값을 세고, LoRA가 그 가운데 무엇을 아끼는지 말할 수 있습니다.
# - ☐ 랭크와 대상 모듈을 직접 실험해서 고릅니다.
# - ☐ 답만 손실에 들어가도록 레이블을 만듭니다.
# - ☐ 어댑터가 무엇을 가르쳤고 무엇을 망가뜨렸는지 잽니다.
# - ☐ 어댑터를 저장하고, 불러오고, 바꿔 끼우고, 끄고, 병합합니다.
# - ☐ QLoRA를 언제 쓰고 언제 쓰지 않을지 압니다.

# %%
hfcourse.progress("08")

# %% [markdown] lang="en"
# ## Read on
#
# - [LoRA](https://arxiv.org/abs/2106.09685): the paper of Hu et al., 2021; sections 4 and 7 are short and readable
# - [QLoRA](https://arxiv.org/abs/2305.14314): Dettmers et al., 2023
# - [LoRA Learns Less and Forgets Less](https://arxiv.org/abs/2405.09673): Biderman et al., 2024, on where LoRA stays behind
# - [peft](https://huggingface.co/docs/peft): every setting of `LoraConfig`, and other methods
# - [Quantization in peft](https://huggingface.co/docs/peft/developer_guides/quantization): QLoRA and its relatives
# - Lesson 09 of this course: the training loop on several processes; lesson 10: put your adapter on the Hub

# %% [markdown] lang="ko" of="21c88e3f"
# ## 더 읽을거리
#
# 링크는 모두 영어 문서입니다.
#
# - [LoRA](https://arxiv.org/abs/2106.09685): Hu 외, 2021년 논문. 4절과 7절은 짧고 읽기 쉽습니다
# - [QLoRA](https://arxiv.org/abs/2305.14314): Dettmers 외, 2023년 논문
# - [LoRA Learns Less and Forgets Less](https://arxiv.org/abs/2405.09673): Biderman 외, 2024년 논문. LoRA가 어디서 뒤지는지 다룹니다
# - [peft](https://huggingface.co/docs/peft): `LoraConfig`의 모든 설정과 다른 방법들
# - [Quantization in peft](https://huggingface.co/docs/peft/developer_guides/quantization): QLoRA와 그 친척들
# - 이 강의의 09번 수업: 여러 프로세스로 돌리는 학습 루프. 10번 수업: 내 어댑터를 허브에 올리기
