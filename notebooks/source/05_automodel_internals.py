# ---
# hfcourse:
#   number: "05"
#   title: {en: "Inside AutoModel", ko: "AutoModel 속 들여다보기"}
#   objectives:
#     en:
#       - "Take a text through tokenizer and model by hand, and say at each step what shape the tensor has and why."
#       - "Read a model's configuration and its printout, and tell where its parameters sit."
#       - "Say what a contextual vector is, and compare words and whole sentences with it, in English and in Korean."
#       - "Draw attention, read it with the right amount of doubt, and look at any layer with a hook."
#       - "Tell body from head, read the loading report, and rebuild two pipelines so that every number agrees."
#     ko:
#       - "텍스트를 토크나이저와 모델에 직접 넣어 보고, 단계마다 텐서의 모양과 그 까닭을 말하기"
#       - "모델의 설정과 구조를 읽고, 매개변수가 어디에 얼마나 있는지 알아내기"
#       - "문맥 벡터가 무엇인지 설명하고, 이것으로 영어와 한국어의 낱말과 문장을 비교하기"
#       - "어텐션을 그려서 알맞게 의심하며 읽고, 훅으로 원하는 층을 들여다보기"
#       - "몸통과 헤드를 구별하고, 불러오기 보고서를 읽고, 파이프라인 두 개를 숫자까지 똑같이 다시 만들기"
#   needs: ["01", "03"]
#   uses: [bert-en, sentiment-en, mask-ko]
#   budget: {t4_minutes: 4, mini_minutes: 1, gpu_gb: 2, download_mb: 1151}
# ---

# %%
import hfcourse

course = hfcourse.start("05")

# %% [markdown] lang="en"
# In lesson 01 one line did everything: text in, answer out. Useful, until you need something that the line does not
# offer: the vector of a sentence, a look at what the model attended to, a head of your own. Today you take the pipeline
# apart, look at each piece, and put it together again until every number agrees.
#
# The lesson needs no token and no GPU. In `full` you work with the real BERT of 2018, small enough for any machine and
# still the clearest model to learn from. In `mini` a stand-in with 2 layers instead of 12 answers in its place. It has
# read everyday sentences only; its vectors are honest but coarse, so **expect strays**. The text says what to look for
# in your own output. With all exercises plan two hours.

# %% [markdown] lang="ko" of="d96a7bd6"
# 01번 수업에서는 한 줄이 모든 일을 했습니다. 텍스트를 넣으면 답이 나왔지요. 편리하지만 그 한 줄로 안 되는 일도 있습니다. 문장의
# 벡터를 얻는 일, 모델이 어디를 보았는지 살펴보는 일, 나만의 헤드를 붙이는 일이 그렇습니다. 오늘은 파이프라인을 분해해서 부품을
# 하나하나 살펴본 다음, 모든 숫자가 똑같이 나올 때까지 다시 조립합니다.
#
# 토큰도 GPU도 필요 없습니다. `full`에서는 2018년에 나온 실제 BERT를 씁니다. 어떤 컴퓨터에서나 돌아갈 만큼 작고, 배우기에는
# 지금도 가장 좋은 모델입니다. `mini`에서는 층이 12개가 아니라 2개인 대역 모델이 대신 답합니다. 일상적인 문장만 읽은 모델이라
# 벡터가 거칠고 **엉뚱한 결과도 섞여 나옵니다**. 본문에서는 무엇을 봐야 하는지 짚어 드리니 숫자는 여러분의 출력에서 읽으세요. 연습까지
# 하면 두 시간쯤 걸립니다.

# %% [markdown] lang="en"
# ## What happens between text and answer?
#
# Two objects do the work. The **tokenizer** turns texts into numbers, the **model** turns those numbers into other
# numbers. `AutoTokenizer` and `AutoModel` read in the repository's files which classes are needed, so the same two
# lines load BERT, DistilBERT or ELECTRA.

# %% [markdown] lang="ko" of="8fe6474a"
# ## 텍스트와 답 사이에서는 무슨 일이 일어날까요?
#
# 일은 두 가지가 나누어 합니다. **토크나이저**(tokenizer)가 텍스트를 숫자로 바꾸고, **모델**이 그 숫자를 다른 숫자로 바꿉니다.
# `AutoTokenizer`와 `AutoModel`은 저장소의 파일을 읽고 어떤 클래스를 써야 하는지 스스로 알아냅니다. 그래서 BERT든 DistilBERT든
# ELECTRA든 똑같은 두 줄로 불러올 수 있습니다.

# %%
import torch
from transformers import AutoModel, AutoTokenizer, logging

# Loading a model may print a report in red. You will read it, in the section on heads; until then, show errors only.
# ko: 모델을 불러오면 빨간 보고서가 나올 때가 있습니다. 헤드를 다룰 때 읽어 볼 테니, 그때까지는 오류만 보이게 합니다.
logging.set_verbosity_error()

name = "google-bert/bert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModel.from_pretrained(name).to(course.device)
print("tokenizer:", type(tokenizer).__name__)
print("model:    ", type(model).__name__)

# %% [markdown] lang="en" tags=["slide"]
# First step: from texts to tensors. `padding=True` fills the shorter text up with `[PAD]`, because a tensor must be
# rectangular; `return_tensors="pt"` asks for PyTorch tensors; `.to(course.device)` takes them to where the model is
# (if they stay behind on the CPU while the model sits on a GPU, the next step ends in an error about two devices).
#
# How many columns will `input_ids` have? Count the words of the longer sentence, its full stop, and the two marks
# `[CLS]` and `[SEP]`.

# %% [markdown] lang="ko" of="cdbfc355" tags=["slide"]
# 첫 단계는 텍스트를 텐서로 바꾸는 일입니다. 텐서는 네모반듯해야 하므로 `padding=True`가 짧은 텍스트를 `[PAD]`로 채웁니다.
# `return_tensors="pt"`는 PyTorch 텐서로 달라는 뜻이고, `.to(course.device)`는 텐서를 모델이 있는 곳으로 옮깁니다. (모델은 GPU에
# 있는데 텐서가 CPU에 남아 있으면, 다음 단계에서 장치가 서로 다르다는 오류가 납니다.)
#
# `input_ids`는 몇 열일까요? 긴 문장의 낱말 수에 마침표 하나, 그리고 앞뒤에 붙는 표시 `[CLS]`와 `[SEP]`를 더해 보세요.

# %%
texts = ["The bank is open.", "The children played on the bank of the river."]
inputs = tokenizer(texts, padding=True, return_tensors="pt").to(course.device)
for key, tensor in inputs.items():
    print(f"{key:<15} {list(tensor.shape)}")
print(inputs["attention_mask"].tolist())

# %% [markdown] lang="en" tags=["slide"]
# Three tensors of one shape: the ids, the token types (all 0 here; they matter when two texts go in as a pair), and the
# **attention mask**: 1 where there is text, 0 where there is only filling.
#
# Second step: the model. The two stars in `model(**inputs)` hand over the three tensors under their names.

# %% [markdown] lang="ko" of="389b1c94" tags=["slide"]
# 모양이 같은 텐서가 세 개 나왔습니다. 번호(`input_ids`), 토큰 종류(`token_type_ids`, 여기서는 모두 0이고 텍스트 두 개를 짝으로 넣을
# 때 쓰입니다), 그리고 **어텐션 마스크**(attention mask)입니다. 마스크는 글이 있는 자리가 1, 채워 넣기만 한 자리가 0입니다.
#
# 둘째 단계는 모델입니다. `model(**inputs)`의 별표 두 개는 텐서 세 개를 각자의 이름으로 넘긴다는 뜻입니다.

# %%
with torch.no_grad():
    output = model(**inputs)
states = output.last_hidden_state
print("keys of the output:", list(output.keys()))
print("last_hidden_state: ", list(states.shape))

hfcourse.show.shapes(
    {"texts": [len(texts)], "input_ids": inputs["input_ids"].shape, "last_hidden_state": states.shape},
    axes=course.text(en=("texts", "tokens", "numbers per token"), ko=("텍스트", "토큰", "토큰마다 숫자")),
    title=course.text(en="From texts to vectors", ko="텍스트에서 벡터까지"),
)

# %% [markdown] lang="en" tags=["slide"]
# That is all a model body does: **for every token it returns a vector**, a list of numbers. The last axis is the width
# of the model, 192 in `mini` and 768 in `full`. These vectors are called **hidden states**, and whatever else a model
# says (a sentiment, a name, the next word) is computed from them.
#
# `pooler_output`, the other key, is one more layer on top of the `[CLS]` vector; BERT's own classification head uses it.
# As it comes it is a poor vector for a sentence (in `mini` it is not even trained), so this lesson leaves it alone.
#
# ### `eval` and `no_grad`
#
# Two switches that belong to every inference. Guess before you run: does `no_grad` change the numbers?

# %% [markdown] lang="ko" of="27d3f6fc" tags=["slide"]
# 모델의 몸통이 하는 일은 이것이 전부입니다. **토큰마다 벡터를 하나씩**, 곧 숫자 목록을 하나씩 돌려줍니다. 마지막 축은 모델의 너비이고
# `mini`에서는 192, `full`에서는 768입니다. 이 벡터를 **은닉 상태**(hidden state)라고 부릅니다. 감성이든 이름이든 다음 낱말이든,
# 모델이 하는 다른 모든 말은 여기서 계산해 냅니다.
#
# 또 하나의 키 `pooler_output`은 `[CLS]`의 벡터에 층을 하나 더 얹은 것으로, BERT의 분류 헤드가 씁니다. 이것을 그대로 문장의 벡터로
# 삼기에는 좋지 않아서(`mini`에서는 학습조차 되어 있지 않습니다) 이 수업에서는 쓰지 않습니다.
#
# ### `eval`과 `no_grad`
#
# 추론할 때 늘 따라다니는 스위치가 두 개 있습니다. 실행하기 전에 맞혀 보세요. `no_grad`를 쓰면 숫자가 달라질까요?

# %%
print("training mode:", model.training)

recorded = model(**inputs).last_hidden_state
with torch.no_grad():
    plain = model(**inputs).last_hidden_state
with torch.inference_mode():
    locked = model(**inputs).last_hidden_state

for label, tensor in {"as it is": recorded, "no_grad": plain, "inference_mode": locked}.items():
    print(f"{label:<15} recorded for training: {tensor.requires_grad!s:<5}  locked: {tensor.is_inference()}")
torch.testing.assert_close(plain, recorded.detach())
torch.testing.assert_close(plain, locked.clone())
print("the numbers are the same")

# %% [markdown] lang="en" tags=["slide"]
# - `from_pretrained` returns a model in **evaluation mode** (`training` is `False`). After training it is in training
#   mode, and parts of it are drawn at random then; `model.eval()` switches back. You will see further down what
#   happens if you forget.
# - Without `no_grad`, PyTorch keeps every intermediate result in case you want to train. The numbers are the same, the
#   memory is not: on a GPU a large batch may fit with `no_grad` and not without.
# - `inference_mode` does the same and forgets a little more, which makes it faster still. In return its tensors are
#   locked: they can never enter a training step. When in doubt, take `no_grad`.
#
# `torch.testing.assert_close` stops with an error if two tensors differ by more than rounding. You will need it today
# again and again: a claim that is checked is worth more than one that is printed.

# %% [markdown] lang="ko" of="fbbdbf46" tags=["slide"]
# - `from_pretrained`로 불러온 모델은 **평가 모드**입니다(`training`이 `False`). 학습을 시키고 나면 학습 모드가 되어 모델의 일부가
#   무작위로 움직이는데, `model.eval()`로 되돌립니다. 잊으면 무슨 일이 생기는지는 뒤에서 보겠습니다.
# - `no_grad`가 없으면 PyTorch는 학습에 쓸지 몰라서 중간 결과를 모두 붙들고 있습니다. 숫자는 같지만 메모리는 다릅니다. GPU에서 큰
#   배치(batch)가 `no_grad`를 쓰면 들어가고 안 쓰면 안 들어가는 일이 생깁니다.
# - `inference_mode`도 같은 일을 하는데 더 많이 잊어버려서 조금 더 빠릅니다. 그 대신 텐서가 잠겨서 학습에는 다시 쓸 수 없습니다. 잘
#   모르겠으면 `no_grad`를 쓰세요.
#
# `torch.testing.assert_close`는 두 텐서가 반올림 오차보다 크게 다르면 오류를 내고 멈춥니다. 오늘 계속 쓰게 됩니다. 눈으로 보고
# 넘어가는 것보다 확인하고 넘어가는 것이 낫기 때문입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.1.** Before you run a model you should know what will come out. Write `expected_shape(token_counts,
# width)`: `token_counts` holds the number of tokens of each text (special tokens included), `width` the model's width.
# It returns the shape of `last_hidden_state` for the padded batch, as a tuple of three numbers.

# %% [markdown] lang="ko" of="c5299c39" tags=["exercise"]
# **연습 5.1.** 모델을 실행하기 전에 무엇이 나올지 알고 있어야 합니다. 함수 `expected_shape(token_counts, width)`를 만들어 보세요.
# `token_counts`는 텍스트마다 토큰이 몇 개인지(특수 토큰 포함) 담은 리스트이고 `width`는 모델의 너비입니다. `padding=True`로 묶은
# 배치를 모델에 넣었을 때 나올 `last_hidden_state`의 모양을 숫자 세 개짜리 튜플로 돌려줍니다.

# %% tags=["solution"]
def expected_shape(token_counts, width):
    return (len(token_counts), max(token_counts), width)

# %% tags=["check"]
hfcourse.check("5.1", expected_shape)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Let people say the three axes aloud, pointing at the picture: which text, which token, which number. Usual
# wrong answers: the sum of the token counts instead of the longest; the axes in another order. Usual question: what
# does the 57th number of a vector mean? Nothing that has a name; only the directions of whole vectors can be compared.

# %% [markdown] lang="ko" of="0e8bdf94" tags=["notes"]
# 15분. 그림을 가리키며 세 축을 소리 내어 말하게 하세요. 몇 번째 텍스트, 몇 번째 토큰, 몇 번째 숫자. 흔한 오답은 가장 긴 것이 아니라
# 토큰 수를 모두 더한 것, 축의 순서를 바꾼 것입니다. '벡터의 57번째 숫자는 무슨 뜻인가요?'라는 질문이 자주 나옵니다. 이름 붙일 만한
# 뜻은 없고, 벡터 전체의 방향만 비교할 수 있습니다.

# %% [markdown] lang="en"
# ## What is a model made of?
#
# A model is two files: `config.json` says how it is built, `model.safetensors` holds the weights. The first is tiny and
# worth reading; `AutoConfig` fetches it without the weights.

# %% [markdown] lang="ko" of="a608de7e"
# ## 모델은 무엇으로 이루어져 있을까요?
#
# 모델은 파일 두 개입니다. `config.json`에는 어떻게 지었는지가, `model.safetensors`에는 가중치(weight)가 들어 있습니다. 앞의 것은 아주
# 작고 읽어 볼 만합니다. `AutoConfig`는 가중치 없이 이 파일만 가져옵니다.

# %%
from transformers import AutoConfig

config = AutoConfig.from_pretrained(name)
for key in (
    "vocab_size",
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "max_position_embeddings",
):
    print(f"{key:<24} {getattr(config, key):>6}")

# %% [markdown] lang="en" tags=["slide"]
# | name | what it means | real BERT |
# |---|---|---:|
# | `vocab_size` | tokens that the tokenizer knows; each has a vector of its own | 30,522 |
# | `hidden_size` | numbers per token, in every layer | 768 |
# | `num_hidden_layers` | how many times the vectors are worked over | 12 |
# | `num_attention_heads` | ways of looking at the other tokens, side by side in each layer | 12 |
# | `intermediate_size` | inside a layer the vectors are widened to this, then narrowed again | 3,072 |
# | `max_position_embeddings` | the most tokens that fit into one text | 512 |
#
# Print the model itself and you see those numbers again, in the place where they are used.

# %% [markdown] lang="ko" of="502d282e" tags=["slide"]
# | 이름 | 뜻 | 실제 BERT |
# |---|---|---:|
# | `vocab_size` | 토크나이저가 아는 토큰의 수. 토큰마다 벡터가 하나씩 있습니다 | 30,522 |
# | `hidden_size` | 토큰 하나의 숫자 개수. 모든 층에서 같습니다 | 768 |
# | `num_hidden_layers` | 벡터를 몇 번 다듬는지 | 12 |
# | `num_attention_heads` | 한 층 안에서 다른 토큰을 보는 방법이 몇 가지인지 | 12 |
# | `intermediate_size` | 층 안에서 벡터를 이만큼 넓혔다가 다시 좁힙니다 | 3,072 |
# | `max_position_embeddings` | 텍스트 하나에 들어갈 수 있는 토큰의 최대 개수 | 512 |
#
# 모델을 출력해 보면 같은 숫자가 실제로 쓰이는 자리에 다시 나옵니다.

# %%
print(model)

# %% [markdown] lang="en" tags=["slide"]
# Read it from top to bottom; that is the way of a token.
#
# 1. **embeddings**: a table with one row per token (`word_embeddings`), one with a row per position, one per token
#    type. The three rows are added up: so far a token knows who it is and where it stands, and nothing of its
#    neighbours.
# 2. **encoder**: layers of one build (`(0-1): 2 x BertLayer` says two of them). In each, **attention** fetches something
#    from the other tokens, with `query`, `key` and `value`; then `intermediate` and `output` work over each token on
#    its own, wide and narrow again. `LayerNorm` keeps the numbers in a sound range.
# 3. **pooler**: one more layer, for the first token only.
#
# `Linear(in_features=192, out_features=768, bias=True)` is a matrix of 192 × 768 weights and 768 more to add, the bias.
#
# Where do the parameters sit? Guess which part is the largest, in the stand-in and in the real BERT.

# %% [markdown] lang="ko" of="8a9c64d5" tags=["slide"]
# 위에서 아래로 읽으세요. 토큰이 지나가는 길입니다.
#
# 1. **embeddings**(임베딩): 토큰마다 한 줄이 있는 표(`word_embeddings`), 자리마다 한 줄이 있는 표, 토큰 종류마다 한 줄이 있는
#    표입니다. 세 줄을 더합니다. 여기까지는 토큰이 자기가 누구이고 어디에 있는지만 알 뿐, 이웃은 모릅니다.
# 2. **encoder**: 똑같이 생긴 층이 쌓여 있습니다(`(0-1): 2 x BertLayer`는 두 개라는 뜻입니다). 층마다 **어텐션**(attention)이
#    `query`, `key`, `value`로 다른 토큰에서 무언가를 가져오고, `intermediate`와 `output`이 토큰을 하나씩 따로, 넓혔다가 좁히며
#    다듬습니다. `LayerNorm`은 숫자가 너무 커지거나 작아지지 않게 합니다.
# 3. **pooler**: 첫 토큰만 지나가는 층 하나입니다.
#
# `Linear(in_features=192, out_features=768, bias=True)`는 192 × 768개의 가중치와, 더해 줄 숫자 768개(bias, 편향)입니다.
#
# 매개변수(parameter)는 어디에 가장 많을까요? 대역 모델과 실제 BERT를 나누어 맞혀 보세요.

# %%
counts = {
    part: sum(weight.numel() for weight in getattr(model, part).parameters())
    for part in ("embeddings", "encoder", "pooler")
}
total = sum(counts.values())
for part, number in counts.items():
    print(f"{part:<11} {number:>11,}")
print(f"{'all':<11} {total:>11,}")

hfcourse.show.scores(
    list(counts),
    [number / total for number in counts.values()],
    title=course.text(en="Where the parameters sit", ko="매개변수가 있는 곳"),
    axis=course.text(en="share of all parameters (0 to 1)", ko="전체 매개변수에서 차지하는 몫(0~1)"),
)

# %% [markdown] lang="en" tags=["slide"]
# In a small model the table of words weighs as much as everything else. In the real BERT the 12 layers hold 85.1 of 109.5
# million parameters, the tables 23.8; the larger a model, the less the tables weigh. The size of a table can be computed
# from the configuration alone: rows times columns.

# %% [markdown] lang="ko" of="c62e15cc" tags=["slide"]
# 작은 모델에서는 낱말 표 하나가 나머지 전체와 맞먹습니다. 실제 BERT에서는 매개변수 1억 950만 개 가운데 8,510만 개가 층 12개에, 2,380만 개가
# 표에 있습니다. 모델이 클수록 표의 몫은 작아집니다. 표의 크기는 설정만 보고도 계산할 수 있습니다. 행의 수에 열의 수를 곱하면 됩니다.

# %%
table = model.get_input_embeddings().weight
print("computed:", f"{config.vocab_size * config.hidden_size:,}")
print("counted: ", f"{table.numel():,}")

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.2.** How many parameters has **one** layer? Write `layer_parameters(hidden, intermediate)` with the help
# of the printout above. One `BertLayer` holds:
#
# - four `Linear` layers from `hidden` to `hidden` (query, key, value, and `dense` in the attention's output),
# - one `Linear` from `hidden` to `intermediate`, and one back,
# - two `LayerNorm`s, each with `2 * hidden` parameters.
#
# Every `Linear` from a to b has a × b weights and b biases. For the real BERT (768 and 3,072) you should get 7,087,872.

# %% [markdown] lang="ko" of="ee6ccfcf" tags=["exercise"]
# **연습 5.2.** 층 **하나**에는 매개변수가 몇 개 있을까요? 위에 출력한 구조를 보고 함수 `layer_parameters(hidden,
# intermediate)`를 만들어 보세요. `BertLayer` 하나에는 다음이 들어 있습니다.
#
# - `hidden`에서 `hidden`으로 가는 `Linear` 네 개(query, key, value, 그리고 어텐션 출력의 `dense`)
# - `hidden`에서 `intermediate`로 가는 `Linear` 하나와 되돌아오는 `Linear` 하나
# - `LayerNorm` 두 개. 하나에 매개변수가 `2 * hidden`개입니다
#
# a에서 b로 가는 `Linear`에는 가중치가 a × b개, 편향이 b개 있습니다. 실제 BERT(768과 3,072)를 넣으면 7,087,872가 나와야 합니다.

# %% tags=["solution"]
def layer_parameters(hidden, intermediate):
    attention = 4 * (hidden * hidden + hidden)
    wide_and_back = (hidden * intermediate + intermediate) + (intermediate * hidden + hidden)
    norms = 2 * 2 * hidden
    return attention + wide_and_back + norms


print(f"{layer_parameters(768, 3072):,}")

# %% tags=["check"]
hfcourse.check("5.2", layer_parameters)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. The exercise is the moment when the printout stops being a wall of text: do the query matrix together at
# the board, then let them go on. Usual wrong answers: no biases; three matrices instead of four in the attention; one
# LayerNorm. Who is quick may multiply by 12, add 30,522 × 768 + 512 × 768 + 2 × 768 + 2 × 768 for the tables and
# 768 × 768 + 768 for the pooler, and get BERT's 109,482,240.

# %% [markdown] lang="ko" of="dcca1608" tags=["notes"]
# 20분. 이 연습을 하고 나면 출력된 구조가 더는 글자의 벽으로 보이지 않습니다. query 행렬은 칠판에서 함께 계산하고 나머지는 맡기세요.
# 흔한 오답은 편향을 빠뜨린 것, 어텐션의 행렬을 네 개가 아니라 세 개로 센 것, LayerNorm을 하나만 센 것입니다. 빨리 끝낸 사람은 12를
# 곱하고, 표의 30,522 × 768 + 512 × 768 + 2 × 768 + 2 × 768과 pooler의 768 × 768 + 768을 더해 보게 하세요. BERT의
# 109,482,240개가 나옵니다.

# %% [markdown] lang="en"
# ## What does a vector mean?
#
# Begin with the table of words, before any layer has touched it. Each token has one row. Are rows of similar words
# similar?
#
# Two vectors are compared by the angle between them: the **cosine similarity** is 1 where they point the same way, 0
# where they have nothing to do with each other, -1 where they are opposite. Divide vectors by their length
# (`normalize`), and the cosine is the product of the two. The rows also share a common direction that says nothing
# about any single word; subtracting the mean takes it away.
#
# Guess the nearest neighbours of *king*, *monday* and *happy* first.

# %% [markdown] lang="ko" of="8bc5457e"
# ## 벡터는 무엇을 뜻할까요?
#
# 낱말 표부터 보겠습니다. 아직 어떤 층도 손대지 않은 상태입니다. 토큰마다 한 줄이 있습니다. 비슷한 낱말은 줄도 비슷할까요?
#
# 두 벡터는 사이의 각도로 비교합니다. **코사인 유사도**(cosine similarity)는 방향이 같으면 1, 서로 상관이 없으면 0, 반대이면
# -1입니다. 벡터를 자기 길이로 나누면(`normalize`) 두 벡터를 곱한 값이 곧 코사인입니다. 또 모든 줄에는 낱말과 상관없는 공통
# 방향이 섞여 있어서 평균을 빼서 없애 줍니다.
#
# *king*, *monday*, *happy*의 가장 가까운 이웃이 무엇일지 먼저 맞혀 보세요.

# %%
from torch.nn.functional import normalize

words = sorted(token for token in tokenizer.get_vocab() if token.isalpha() and len(token) > 2)
rows = table.detach().cpu()[tokenizer.convert_tokens_to_ids(words)]
rows = normalize(rows - rows.mean(dim=0), dim=-1)

for word in ("king", "monday", "happy", "red", "two", "mother", "doctor", "guitar"):
    nearest = (rows @ rows[words.index(word)]).topk(4).indices[1:]
    print(f"{word:<7}", ", ".join(words[place] for place in nearest))

# %% [markdown] lang="en" tags=["slide"]
# Nobody told the model what a weekday is. It had to fill gaps in sentences, and words that fit into the same gaps ended
# up with similar rows. So the neighbours are words that could **stand in the same place**, not synonyms: *happy* lies
# beside its opposite. Look at the first neighbour of each line, then at the third: in `mini` the noise begins early,
# because the stand-in has seen few sentences and rare words almost never.
#
# ### The same word twice
#
# Now the weakness of the table: *bank* has one row, whether a river flows past it or money lies in it. Does the model's
# output have one vector too? Twelve sentences, six for each sense:

# %% [markdown] lang="ko" of="00ec93a7" tags=["slide"]
# 요일이 무엇인지 아무도 모델에게 가르쳐 주지 않았습니다. 문장의 빈칸을 채우다 보니 같은 빈칸에 어울리는 낱말끼리 줄이 비슷해진
# 것입니다. 그래서 이웃은 뜻이 같은 말이 아니라 **같은 자리에 들어갈 수 있는** 말입니다. *happy*가 반대말 옆에 있는 것도 그
# 때문입니다. 줄마다 첫째 이웃을 보고, 그다음 셋째 이웃을 보세요. `mini`에서는 읽은 문장이 적어서 금세 잡음이 섞입니다. 드문 낱말은
# 거의 보지도 못했습니다.
#
# ### 같은 낱말, 다른 뜻
#
# 표에는 약점이 있습니다. *bank*는 강가라는 뜻도 있고 은행이라는 뜻도 있지만 표에는 한 줄뿐입니다. 모델에서 나온 벡터도 하나일까요?
# 뜻마다 여섯 개씩, 문장 열두 개를 준비했습니다.

# %%
river = [
    "They sat on the bank of the river and fished.",
    "The boat was tied to the river bank.",
    "Tall trees grew along the bank of the river.",
    "The ducks sleep on the bank of the lake.",
    "We had a picnic on the grassy bank of the river.",
    "The children played on the bank of the river.",
]
money = [
    "She put her money in the bank.",
    "I opened an account at the bank.",
    "The bank lent them money for a house.",
    "He works at a bank in the city.",
    "The bank closes at four on Friday.",
    "My sister pays her bills at the bank.",
]

# %% [markdown] lang="en" tags=["slide"]
# `states_of` finds the token that begins with the word and returns its vector **after every layer**: with
# `output_hidden_states=True` the model hands out what lies between the layers too, number 0 being the embeddings.

# %% [markdown] lang="ko" of="6a8b2d7e" tags=["slide"]
# `states_of`는 그 낱말로 시작하는 토큰을 찾아, 그 벡터를 **층마다 하나씩** 돌려줍니다. `output_hidden_states=True`를 주면 모델은
# 층과 층 사이의 값도 내놓습니다. 0번은 임베딩입니다.

# %%
def states_of(word, text):
    inputs = tokenizer(text, return_tensors="pt").to(course.device)
    tokens = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0])
    place = next(place for place, token in enumerate(tokens) if token.startswith(word))
    with torch.no_grad():
        layers = model(**inputs, output_hidden_states=True).hidden_states
    return torch.stack([layer[0, place] for layer in layers]).cpu()


banks = torch.stack([states_of("bank", text) for text in river + money])
print(list(banks.shape))

# %%
vectors = normalize(banks[:, -1], dim=-1)
alike = vectors @ vectors.T

# Of the 72 pairs within a sense, 12 are a sentence with itself, which is always 1.
# ko: 뜻이 같은 짝 72개 가운데 12개는 문장이 자기 자신과 만난 것이라 언제나 1입니다.
same = (alike[:6, :6].sum() + alike[6:, 6:].sum() - 12) / 60
print(f"same sense:  {same:.2f} on average")
print(f"other sense: {alike[:6, 6:].mean():.2f} on average")

hfcourse.show.heat(
    river + money, alike, title=course.text(en='"bank" in twelve sentences', ko='문장 열두 개 속의 "bank"')
)

# %% [markdown] lang="en" tags=["slide"]
# One word, twelve different vectors. Look for two dark squares along the diagonal: the six rivers, the six with money.
# A vector that depends on its sentence is called a **contextual** vector, and it is what made BERT famous: earlier
# models stopped at the table.
#
# Is there a row that does not fit its square? In `mini` one of the river sentences is as much at home with the money. Ask
# the tokenizer what it makes of *tied*: a word in pieces is a word that the model has hardly ever met.
#
# Where does the context come in? Compare the two averages layer by layer. What do you expect for layer 0?

# %% [markdown] lang="ko" of="4ee7785d" tags=["slide"]
# 낱말은 하나인데 벡터는 열두 개가 다 다릅니다. 대각선을 따라 진한 네모 두 개를 찾아보세요. 강가 여섯 개와 은행 여섯 개입니다. 이렇게
# 문장에 따라 달라지는 벡터를 **문맥 벡터**(contextual vector)라고 합니다. BERT가 유명해진 까닭이 바로 이것입니다. 그 전의 모델은
# 표에서 멈추었습니다.
#
# 자기 네모와 어울리지 않는 줄이 있나요? `mini`에서는 강가 문장 하나가 은행 문장과도 그만큼 가깝습니다. *tied*가 어떻게 나뉘는지
# 토크나이저에게 물어보세요. 조각난 낱말은 모델이 거의 만나 보지 못한 낱말입니다.
#
# 문맥은 어디에서 들어올까요? 두 평균을 층마다 비교해 보겠습니다. 0층은 어떨 것 같나요?

# %%
for layer in range(banks.shape[1]):
    vectors = normalize(banks[:, layer], dim=-1)
    alike = vectors @ vectors.T
    same = (alike[:6, :6].sum() + alike[6:, 6:].sum() - 12) / 60
    print(f"layer {layer}: same sense {same:.2f}, other sense {alike[:6, 6:].mean():.2f}")

# %% [markdown] lang="en" tags=["slide"]
# In layer 0 the two are almost equal: the same row of the table, and only the position differs. Each layer lets more of
# the sentence in. Compare the gap of the first line with that of the last. (In `full` there are twelve steps, and the
# gap need not grow with every one.)

# %% [markdown] lang="ko" of="1b6d0bd9" tags=["slide"]
# 0층에서는 거의 같습니다. 표의 같은 줄에서 왔고 자리만 다르기 때문입니다. 층을 지날 때마다 문장의 내용이 더 스며듭니다. 첫 줄의
# 차이와 마지막 줄의 차이를 비교해 보세요. (`full`에서는 열두 단계이고, 단계마다 늘 벌어지지는 않습니다.)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.3.** Let the vectors decide which *bank* is meant. Write `closest_group(vector, groups)`: `groups` is a
# dictionary from a name to a tensor with one vector per row. It returns the name of the group whose **mean vector** has
# the largest cosine similarity with `vector`. `torch.cosine_similarity(a, b, dim=0)` compares two vectors.
#
# The groups for *bank* are in `senses`, below. Try `closest_group(states_of("bank", "She has a job in a bank.")[-1],
# senses)`, then sentences of your own.

# %% [markdown] lang="ko" of="4a0ccba0" tags=["exercise"]
# **연습 5.3.** 어느 *bank*인지 벡터에게 물어봅시다. 함수 `closest_group(vector, groups)`를 만들어 보세요. `groups`는 이름에서
# 텐서로 가는 딕셔너리이고, 텐서의 한 줄이 벡터 하나입니다. **평균 벡터**와 `vector`의 코사인 유사도가 가장 큰 그룹의 이름을
# 돌려줍니다. 두 벡터는 `torch.cosine_similarity(a, b, dim=0)`로 비교합니다.
#
# *bank*의 두 그룹은 아래 `senses`에 있습니다. 다 만들었으면 `closest_group(states_of("bank", "She has a job in a
# bank.")[-1], senses)`를 실행해 보고, 직접 지은 문장도 넣어 보세요.

# %% tags=["solution"]
senses = {"river": banks[:6, -1], "money": banks[6:, -1]}  # keep


def closest_group(vector, groups):
    def likeness(group_name):
        return torch.cosine_similarity(vector, groups[group_name].mean(dim=0), dim=0)

    return max(groups, key=likeness)


for text in (
    "The robbers ran out of the bank.",
    "She has a job in a bank.",
    "Flowers grow on the bank of the river.",
):
    print(closest_group(states_of("bank", text)[-1], senses), "·", text)

# %% tags=["check"]
hfcourse.check("5.3", closest_group)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes, the heart of the lesson. Ask for the guess about *happy* aloud: almost everybody expects *glad* and not
# *sad*. Usual wrong answers in 5.3: the dot product, which prefers long vectors; the single nearest vector instead of
# the mean; `mean()` without `dim=0`, which gives one number. In `mini` the stand-in sorts about seven of eight plain
# bank sentences; collect sentences that defeat it and ask what they have in common (few content words around *bank*).

# %% [markdown] lang="ko" of="ea9627cc" tags=["notes"]
# 25분. 이 수업의 핵심입니다. *happy*의 이웃을 소리 내어 맞혀 보게 하세요. 거의 모두 *glad*를 말하고 *sad*는 생각하지 못합니다. 5.3의
# 흔한 오답은 긴 벡터가 유리해지는 내적을 쓴 것, 평균이 아니라 가장 가까운 벡터 하나와 비교한 것, `dim=0` 없이 `mean()`을 써서 숫자
# 하나가 된 것입니다. `mini`의 대역 모델은 평범한 bank 문장을 여덟 개 중 일곱 개쯤 맞힙니다. 틀리는 문장을 모아 공통점을 찾게 해
# 보세요(*bank* 둘레에 뜻이 뚜렷한 낱말이 적습니다).

# %% [markdown] lang="en"
# ## How do you get one vector for a whole sentence?
#
# For searching, grouping and comparing you want one vector per text. Two ways are in use: take the vector of `[CLS]`, or
# take the **mean** of all token vectors. The mean has a trap. Here is a short sentence, alone and then in a batch with
# a long one, which fills it up with `[PAD]`:

# %% [markdown] lang="ko" of="230cecc8"
# ## 문장 전체를 벡터 하나로 나타내려면?
#
# 찾고, 묶고, 비교하려면 텍스트마다 벡터가 하나 있어야 합니다. 두 가지 방법을 씁니다. `[CLS]`의 벡터를 쓰거나, 모든 토큰 벡터의
# **평균**을 냅니다. 그런데 평균에는 함정이 있습니다. 짧은 문장을 혼자 넣어 보고, 긴 문장과 한 배치에 넣어 보겠습니다. 함께 넣으면
# 짧은 문장은 `[PAD]`로 채워집니다.

# %%
pair = ["The cat sleeps.", "The children played on the bank of the river and watched the boats."]
alone = tokenizer(pair[0], return_tensors="pt").to(course.device)
batch = tokenizer(pair, padding=True, return_tensors="pt").to(course.device)
with torch.no_grad():
    by_itself = model(**alone).last_hidden_state[0]
    in_batch = model(**batch).last_hidden_state[0]
print("tokens:", len(by_itself), "alone,", len(in_batch), "in the batch")

torch.testing.assert_close(in_batch[: len(by_itself)], by_itself, atol=1e-4, rtol=1e-4)
print("the vectors of the real tokens are the same")
likeness = torch.cosine_similarity(by_itself.mean(dim=0), in_batch.mean(dim=0), dim=0)
print(f"cosine of the two means: {likeness:.2f}")

# %% [markdown] lang="en" tags=["slide"]
# The model did its part: thanks to the attention mask no real token looked at the filling, so its vector is the same in
# any company. But it returns vectors for the filling too, and a plain `mean` counts them in. The vector of a sentence
# then depends on its neighbours in the batch, without any error.
#
# The cure: multiply by the mask, add up, and divide by the number of real tokens.

# %% [markdown] lang="ko" of="0c948bbc" tags=["slide"]
# 모델은 제 몫을 했습니다. 어텐션 마스크 덕분에 진짜 토큰은 채움 토큰을 보지 않았고, 그래서 누구와 함께 있든 벡터가 같습니다. 하지만
# 모델은 채움 토큰의 벡터도 돌려주고, 그냥 `mean`을 쓰면 그것까지 평균에 들어갑니다. 그러면 오류 하나 없이, 같은 배치에 누가 있느냐에
# 따라 문장의 벡터가 달라집니다.
#
# 고치는 방법은 이렇습니다. 마스크를 곱하고, 더하고, 진짜 토큰의 개수로 나눕니다.

# %%
def sentence_vectors(texts):
    inputs = tokenizer(texts, padding=True, return_tensors="pt").to(course.device)
    with torch.no_grad():
        states = model(**inputs).last_hidden_state
    mask = inputs["attention_mask"].unsqueeze(-1)
    return ((states * mask).sum(dim=1) / mask.sum(dim=1)).cpu()


together = sentence_vectors(pair)
torch.testing.assert_close(together[:1], sentence_vectors(pair[:1]), atol=1e-4, rtol=1e-4)
print("alone or in a batch: the same vector, of", together.shape[1], "numbers")

# %% [markdown] lang="en" tags=["slide"]
# `unsqueeze(-1)` gives the mask a third axis, so that one 0 or 1 counts for all numbers of a token.
#
# Nine sentences, three about animals, three about food and drink, three about travelling. Will the vectors find the groups?

# %% [markdown] lang="ko" of="4637c585" tags=["slide"]
# `unsqueeze(-1)`은 마스크에 셋째 축을 만들어서, 0이나 1 하나가 토큰의 모든 숫자에 곱해지게 합니다.
#
# 문장 아홉 개입니다. 동물, 먹고 마시기, 교통이 세 개씩입니다. 벡터가 같은 것끼리 알아볼까요?

# %%
sentences = [
    "The cat sleeps on the sofa.",
    "A kitten is lying on the bed.",
    "The dog plays in the garden.",
    "We ate soup and bread for lunch.",
    "She cooked rice for dinner.",
    "He drinks a cup of tea.",
    "The train leaves at nine.",
    "My bus was late this morning.",
    "They fly to Japan on Monday.",
]
vectors = normalize(sentence_vectors(sentences), dim=-1)
alike = vectors @ vectors.T
hfcourse.show.heat(sentences, alike, title=course.text(en="Nine sentences", ko="문장 아홉 개"))

# %%
nearest = alike.fill_diagonal_(-1).argmax(dim=1)
for place, other in enumerate(nearest.tolist()):
    mark = "same topic" if place // 3 == other // 3 else "OTHER TOPIC"
    print(f"{mark:<11} {sentences[place]} → {sentences[other]}")

# %% [markdown] lang="en" tags=["slide"]
# No word in common is needed: the cat and the kitten find each other. Is there a line with another topic in your output?
# Look at those two sentences: what else, apart from the topic, do they share? Length, form and little words are in
# the mean as well.
#
# And the other way, the vector of `[CLS]`? Let both sort the nine sentences:

# %% [markdown] lang="ko" of="d243ca3d" tags=["slide"]
# 같은 낱말이 하나도 없어도 cat과 kitten은 서로를 찾아냅니다. 여러분의 출력에 `OTHER TOPIC`인 줄이 있나요? 두 문장이 주제 말고
# 무엇이 닮았는지 살펴보세요. 길이, 문장의 꼴, 작은 낱말들도 평균에 들어가 있습니다.
#
# 다른 방법, 곧 `[CLS]`의 벡터는 어떨까요? 두 가지 방법으로 문장 아홉 개를 나누어 보겠습니다.

# %%
inputs = tokenizer(sentences, padding=True, return_tensors="pt").to(course.device)
with torch.no_grad():
    first = normalize(model(**inputs).last_hidden_state[:, 0].cpu(), dim=-1)
for label, found in {"[CLS]": first, "mean": vectors}.items():
    nearest = (found @ found.T).fill_diagonal_(-1).argmax(dim=1).tolist()
    right = sum(place // 3 == other // 3 for place, other in enumerate(nearest))
    print(f"{label:<6} {right} of {len(sentences)} sentences have their nearest in the same topic")

# %% [markdown] lang="en" tags=["slide"]
# Nine sentences decide nothing; which way does better in your output? There is no law that `[CLS]` holds the whole
# sentence. It does once a head has been trained on top of it, as in a classifier; before that, the mean is the safer way.
#
# For real work, take a model that was trained for this very purpose (search the Hub for *sentence-similarity*). A BERT
# that only learned to fill gaps puts **all** sentences close together; in `full` you will see high numbers everywhere,
# and only their order tells something.

# %% [markdown] lang="ko" of="aed4a5f1" tags=["slide"]
# 문장 아홉 개로 결론을 낼 수는 없지만, 여러분의 출력에서는 어느 쪽이 나은가요? `[CLS]`에 문장 전체가 담긴다는 법은 없습니다.
# 분류기처럼 그 위에 헤드를 얹어 학습하면 담기지만, 그 전에는 평균이 더 안전합니다.
#
# 실제로 쓸 때는 이 일을 하도록 학습한 모델을 고르세요(허브에서 *sentence-similarity*로 찾습니다). 빈칸 채우기만 배운 BERT는
# **모든** 문장을 서로 가깝게 놓습니다. `full`에서는 어디나 숫자가 높게 나오니, 크기가 아니라 순서만 보세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.4.** Build a search that understands. Write `search(question, texts, vectors_of)`: it returns the text
# of `texts` whose vector has the largest cosine similarity with the vector of `question`. `vectors_of` takes a list of
# texts and returns a tensor with one vector per row (not divided by their lengths), as `sentence_vectors` does.
#
# Then try `search("We take a plane to Korea.", sentences, sentence_vectors)`.

# %% [markdown] lang="ko" of="9d0ee3fe" tags=["exercise"]
# **연습 5.4.** 뜻을 알아보는 검색을 만들어 봅시다. `question`의 벡터와 코사인 유사도가 가장 큰 텍스트를 `texts`에서 골라 돌려주는
# 함수 `search(question, texts, vectors_of)`를 만들어 보세요. `vectors_of`는 텍스트의 리스트를 받아, 한 줄에 벡터 하나씩인 텐서를
# 돌려줍니다(길이로 나누지 않은 벡터입니다). `sentence_vectors`가 바로 그런 함수입니다.
#
# 다 만들었으면 `search("We take a plane to Korea.", sentences, sentence_vectors)`를 실행해 보세요.

# %% tags=["solution"]
def search(question, texts, vectors_of):
    asked = normalize(vectors_of([question]), dim=-1)[0]
    found = normalize(vectors_of(texts), dim=-1)
    return texts[(found @ asked).argmax().item()]


print(search("We take a plane to Korea.", sentences, sentence_vectors))

# %% tags=["check"]
hfcourse.check("5.4", search)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. The padding trap is the most common silent mistake with embeddings: ask who has averaged token vectors
# before, and whether they used the mask. Usual wrong answers in 5.4: the product of vectors that were not divided by
# their length; the position instead of the text; a text passed to `vectors_of` without a list around it.

# %% [markdown] lang="ko" of="d29a3459" tags=["notes"]
# 25분. 채움 토큰의 함정은 임베딩을 다룰 때 가장 흔한 소리 없는 실수입니다. 토큰 벡터를 평균 내 본 사람이 있는지, 그때 마스크를
# 썼는지 물어보세요. 5.4의 흔한 오답은 길이로 나누지 않은 벡터를 곱한 것, 텍스트가 아니라 위치를 돌려준 것, `vectors_of`에 리스트가
# 아닌 텍스트를 그대로 넘긴 것입니다.

# %% [markdown] lang="en"
# ## Where does the model look?
#
# The context enters through **attention**: in each layer, each token asks all tokens "what have you got for me?" and
# takes a weighted mixture of what they offer. The weights of one token add up to 1. Every layer does this several times
# side by side, and each of these is called an **attention head** (a word with two meanings; the other kind of head
# follows below).
#
# The fast ways of computing attention never write the weights down. To see them, ask for the plain one,
# `attn_implementation="eager"`; it is slower and gives the same vectors.

# %% [markdown] lang="ko" of="8568e6c7"
# ## 모델은 어디를 볼까요?
#
# 문맥은 **어텐션**을 통해 들어옵니다. 층마다 토큰 하나하나가 모든 토큰에게 '너는 나에게 무엇을 줄 수 있니?' 하고 묻고, 받은 것을
# 가중치대로 섞습니다. 한 토큰의 가중치를 모두 더하면 1입니다. 층마다 이 일을 여러 벌 나란히 하는데, 그 하나하나를 **어텐션
# 헤드**(attention head)라고 합니다. (헤드라는 말에는 뜻이 두 가지 있습니다. 다른 하나는 뒤에 나옵니다.)
#
# 어텐션을 빠르게 계산하는 방법은 가중치를 따로 적어 두지 않습니다. 보고 싶으면 가장 소박한 방법인
# `attn_implementation="eager"`를 쓰면 됩니다. 느리지만 벡터는 같습니다.

# %%
looking = AutoModel.from_pretrained(name, attn_implementation="eager").to(course.device)
inputs = tokenizer("The children played on the bank of the river.", return_tensors="pt").to(course.device)
tokens = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0])
with torch.no_grad():
    output = looking(**inputs, output_attentions=True)
    fast = model(**inputs, output_attentions=True)

print("fast model: ", len(fast.attentions), "tables")
print("plain model:", len(output.attentions), "tables of the shape", list(output.attentions[0].shape))
sums = output.attentions[0].sum(dim=-1)
print("all weights of one token add up to 1:", torch.allclose(sums, torch.ones_like(sums)))
torch.testing.assert_close(output.last_hidden_state, fast.last_hidden_state, atol=1e-3, rtol=1e-3)

# %% [markdown] lang="en" tags=["slide"]
# The fast model says nothing about the missing tables (because we hide its warnings) and returns an empty tuple: a
# mistake that costs people hours. The plain one returns a table per layer, `[texts, heads, tokens that look, tokens
# looked at]`.
#
# There are many heads. Let the computer find an interesting one: which head looks at the token **before** most? Its
# weights lie one step below the diagonal of its table.

# %% [markdown] lang="ko" of="623ba231" tags=["slide"]
# 빠른 모델은 표가 없다는 말도 없이(우리가 경고를 감추었기 때문입니다) 빈 튜플을 돌려줍니다. 여기서 몇 시간을 헤매는 사람이
# 많습니다. 소박한 모델은 층마다 표를 하나씩 줍니다. 축은 `[텍스트, 헤드, 보는 토큰, 보이는 토큰]`입니다.
#
# 헤드는 많습니다. 볼만한 것을 컴퓨터더러 찾게 합시다. **바로 앞** 토큰을 가장 많이 보는 헤드는 어느 것일까요? 그런 가중치는 표의
# 대각선 바로 아래에 있습니다.

# %%
weights = torch.cat(output.attentions).cpu()
back = weights.diagonal(offset=-1, dim1=-2, dim2=-1).mean(dim=-1)
layer, head = divmod(back.argmax().item(), back.shape[1])
print(f"layer {layer + 1}, head {head + 1}: {back.max():.2f} of the weight goes one token back")

hfcourse.show.attention(
    tokens,
    {f"{layer + 1}.{head + 1}": weights[layer, head], "1.2": weights[0, 1], "2.2": weights[1, 1]},
    title=course.text(en="Three attention heads (layer.head)", ko="어텐션 헤드 세 개(층.헤드)"),
)

# %% [markdown] lang="en" tags=["slide"]
# Follow one token, say `bank` on the left: where do its lines go? The first picture is a head with one clear job, to
# bring each token the one before. Nobody built it in: it arose in training, because word order matters for filling
# gaps. Other heads spread their weight, or send it to `[CLS]`, a way of saying "nothing for me here". In the real BERT
# researchers found the same: heads for the token before and after, heads that mostly look at `[SEP]`, a few that link
# a verb with its object ([Clark and others, 2019](https://aclanthology.org/W19-4828/)).
#
# **A picture of attention is not an explanation.** The weights say where a head took something from, not what it took
# and not whether it mattered in the end; later layers mix everything again. Good for a question ("does any head link
# these two?"), weak as proof.
#
# ### Look inside with a hook
#
# Not everything that you may want to see has an argument such as `output_attentions`. A **forward hook** is a function
# that PyTorch calls whenever a part of the model has run. It gets the part, its input and its output:

# %% [markdown] lang="ko" of="d1cf2a5e" tags=["slide"]
# 토큰 하나를 따라가 보세요. 왼쪽의 `bank`에서 선이 어디로 가나요? 첫째 그림은 맡은 일이 뚜렷한 헤드입니다. 토큰마다 바로 앞 토큰을
# 가져다줍니다. 누가 만들어 넣은 것이 아니라 학습하는 동안 저절로 생겼습니다. 빈칸을 채우려면 어순이 중요하기 때문입니다. 다른 헤드는
# 가중치를 넓게 나누거나 `[CLS]`로 보냅니다. '나는 여기서 가져갈 것이 없다'는 말이나 마찬가지입니다. 실제 BERT에서도 같은 것이
# 발견되었습니다. 바로 앞이나 뒤의 토큰을 보는 헤드, 주로 `[SEP]`를 보는 헤드, 동사와 목적어를 잇는 헤드도 몇 개
# 있습니다([Clark 외, 2019](https://aclanthology.org/W19-4828/)).
#
# **어텐션 그림은 설명이 아닙니다.** 가중치는 헤드가 어디에서 가져왔는지 말해 줄 뿐, 무엇을 가져왔는지, 그것이 끝내 중요했는지는 말해
# 주지 않습니다. 다음 층들이 모든 것을 다시 섞기 때문입니다. '이 둘을 잇는 헤드가 있을까?' 하고 물을 때는 좋지만 증거로는 약합니다.
#
# ### 훅으로 들여다보기
#
# 보고 싶은 것마다 `output_attentions` 같은 인자가 있는 것은 아닙니다. **순방향 훅**(forward hook)은 모델의 한 부분이 실행될 때마다
# PyTorch가 불러 주는 함수입니다. 그 부분과 입력, 출력을 받습니다.

# %%
seen = {}


def remember(part, given, result):
    seen["wide"] = result


hook = looking.encoder.layer[0].intermediate.register_forward_hook(remember)
with torch.no_grad():
    looking(**inputs)
hook.remove()

print("inside layer 1:", list(seen["wide"].shape))
print(f"share of numbers near zero: {(seen['wide'].abs() < 0.2).float().mean():.1f}")

# %% [markdown] lang="en" tags=["slide"]
# Here the vectors are four times as wide as outside, as `intermediate_size` said. How large is the share near zero? A
# number near zero is switched off for this token; what a layer has to say, it says with the rest. `hook.remove()`
# matters: a forgotten hook goes on running at every call.

# %% [markdown] lang="ko" of="727a1c6f" tags=["slide"]
# 여기서는 벡터가 바깥보다 네 배 넓습니다. `intermediate_size`에서 본 대로입니다. 0에 가까운 숫자는 얼마나 되나요? 그런 숫자는 이
# 토큰에서는 꺼져 있는 것이고, 층은 나머지 숫자로 말합니다. `hook.remove()`를 잊지 마세요. 지우지 않은 훅은 모델을 부를 때마다 계속
# 실행됩니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.5.** Find the head that looks at the **next** token most. Write `next_token_head(attentions)`:
# `attentions` is what a model returns for **one** text, a tuple with a tensor `[1, heads, tokens, tokens]` per layer. It
# returns the tuple `(layer, head)`, both counted from 0, of the head whose average weight on the next token is the
# largest.

# %% [markdown] lang="ko" of="1c5e2592" tags=["exercise"]
# **연습 5.5.** 바로 **다음** 토큰을 가장 많이 보는 헤드를 찾아봅시다. `attentions`는 텍스트 **하나**에 대해 모델이 돌려준 것으로,
# 층마다 `[1, 헤드, 토큰, 토큰]` 모양의 텐서가 하나씩 든 튜플입니다. 다음 토큰에 주는 가중치의 평균이 가장 큰 헤드를 튜플 `(층,
# 헤드)`로 돌려주는 함수 `next_token_head(attentions)`를 만들어 보세요. 둘 다 0부터 셉니다.

# %% tags=["solution"]
def next_token_head(attentions):
    weights = torch.cat(attentions)
    ahead = weights.diagonal(offset=1, dim1=-2, dim2=-1).mean(dim=-1)
    return divmod(ahead.argmax().item(), ahead.shape[1])


print(next_token_head(output.attentions))

# %% tags=["check"]
hfcourse.check("5.5", next_token_head)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Draw a 4 × 4 table at the board and mark the diagonals 0, 1 and -1. Usual wrong answers in 5.5: the sign of
# the offset; head before layer; counting from 1. In `full` the labels 1.2 and 2.2 name other heads than in `mini`: go
# through a few by changing the numbers. Leave a minute for the warning: people remember the picture and forget the
# sentence below it.

# %% [markdown] lang="ko" of="1bba24da" tags=["notes"]
# 25분. 칠판에 4 × 4 표를 그리고 대각선 0, 1, -1을 표시하세요. 5.5의 흔한 오답은 offset의 부호, 층보다 헤드를 먼저 쓴 것, 1부터 센
# 것입니다. `full`에서 1.2와 2.2는 `mini`와 다른 헤드이니 숫자를 바꾸어 가며 몇 개를 보세요. 주의할 점에도 1분은 쓰세요. 그림은
# 기억하고 그 아래 문장은 잊기 쉽습니다.

# %% [markdown] lang="en"
# ## Body and head
#
# `AutoModel` gives the **body**: vectors and nothing else. A task needs a **head** on top, one or two small layers that
# turn vectors into an answer. The class name says which head; the body and the repository stay the same:

# %% [markdown] lang="ko" of="19741e98"
# ## 몸통과 헤드
#
# `AutoModel`은 **몸통**(body)만 줍니다. 벡터가 나올 뿐입니다. 작업을 하려면 그 위에 **헤드**(head)가 있어야 합니다. 벡터를 답으로
# 바꾸는 작은 층 한두 개입니다. 어떤 헤드인지는 클래스 이름이 말해 줍니다. 몸통도 저장소도 그대로입니다.

# %%
from transformers import AutoModelForMaskedLM, AutoModelForSequenceClassification

torch.manual_seed(0)
for auto in (AutoModel, AutoModelForMaskedLM, AutoModelForSequenceClassification):
    one = auto.from_pretrained(name).to(course.device)
    with torch.no_grad():
        key, tensor = next(iter(one(**inputs).items()))
    print(f"{type(one).__name__:<30} {key:<18} {list(tensor.shape)}")

# %% [markdown] lang="en" tags=["slide"]
# - without a head: a vector for each token
# - to fill gaps: for each token, one number for every entry of the vocabulary
# - to classify: one number for each label, for the whole text
#
# These raw numbers are called **logits**. But wait: this repository knows nothing of labels. Where did the last head
# come from? Loading answers that, if you let it speak:

# %% [markdown] lang="ko" of="944bfb39" tags=["slide"]
# - 헤드 없음: 토큰마다 벡터 하나
# - 빈칸 채우기: 토큰마다, 어휘에 있는 모든 토큰에 숫자 하나씩
# - 분류: 텍스트 전체에 대해 레이블마다 숫자 하나
#
# 이런 원점수를 **로짓**(logit)이라고 합니다. 그런데 이상합니다. 이 저장소는 레이블 같은 것을 모르는데 마지막 헤드는 어디에서
# 왔을까요? 불러올 때 나오는 보고서가 답해 줍니다. 이제 보이게 하겠습니다.

# %% tags=["nbval-ignore-output"]
logging.set_verbosity_warning()
torch.manual_seed(0)
classifier = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2).to(course.device)
logging.set_verbosity_error()

# %% [markdown] lang="en" tags=["slide"]
# The **LOAD REPORT** is no error; most people who see it for the first time think it is. It compares the weights in the
# file with those that the class needs:
#
# - **UNEXPECTED**: in the file, but not in this class. Here `cls.…`, the head for filling gaps. It is left out; fine.
# - **MISSING**: needed by the class, but not in the file. Here `classifier.…`. It has been filled with **random
#   numbers**. (In `mini` the pooler is missing too; the real BERT brings one.)
#
# So read the MISSING lines, and ask one question: *did I mean to train this part?* For a new head, yes: lesson 07 does
# it. If parts of the body are missing, class and file do not fit, and whatever the model says is chance.
#
# In a program, take the same facts as data:

# %% [markdown] lang="ko" of="0ecc45b3" tags=["slide"]
# **LOAD REPORT**(불러오기 보고서)는 오류가 아닙니다. 처음 보면 대부분 오류인 줄 압니다. 파일에 있는 가중치와 클래스에 필요한 가중치를
# 비교한 것입니다.
#
# - **UNEXPECTED**: 파일에는 있는데 이 클래스에는 없습니다. 여기서는 빈칸 채우기 헤드인 `cls.…`입니다. 버려지고, 그래도 괜찮습니다.
# - **MISSING**: 클래스에는 필요한데 파일에 없습니다. 여기서는 `classifier.…`입니다. **무작위 숫자**로 채워졌습니다. (`mini`에서는
#   pooler도 없습니다. 실제 BERT에는 들어 있습니다.)
#
# MISSING 줄을 읽고 한 가지만 물으세요. *내가 학습시키려던 부분인가?* 새 헤드라면 그렇습니다. 07번 수업에서 학습시킵니다. 몸통의 일부가
# MISSING이라면 클래스와 파일이 맞지 않는 것이고, 모델이 무슨 말을 하든 우연입니다.
#
# 프로그램에서는 같은 정보를 데이터로 받을 수 있습니다.

# %%
_, info = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2, output_loading_info=True)
print("random:  ", ", ".join(sorted(info["missing_keys"])))
print("left out:", len(info["unexpected_keys"]), "weights, all of them of the old head:", end=" ")
print(all(key.startswith("cls.") for key in info["unexpected_keys"]))

# %% [markdown] lang="en" tags=["slide"]
# What does a model with a random head say? Load it twice and ask both:

# %% [markdown] lang="ko" of="739af6d1" tags=["slide"]
# 헤드가 무작위인 모델은 뭐라고 할까요? 두 번 불러서 둘 다에게 물어봅시다.

# %%
answers = []
for seed in (0, 1):
    torch.manual_seed(seed)
    untrained = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2).to(course.device)
    with torch.no_grad():
        answers.append(untrained(**inputs).logits.softmax(dim=-1))
print("labels:", list(untrained.config.id2label.values()))
print("the same answer from both:", torch.allclose(answers[0], answers[1], atol=1e-3))

# %% [markdown] lang="en" tags=["slide"]
# Two loads, two opinions, and labels called `LABEL_0` and `LABEL_1`: the signs of a head that nobody has trained.
#
# Now one that was trained. The sentiment model of lesson 01 is a DistilBERT with a head of two small layers. Can you do
# by hand what the head does? Take the body's vector of the first token, then the two layers of the head.

# %% [markdown] lang="ko" of="01106506" tags=["slide"]
# 두 번 불렀더니 의견도 둘이고, 레이블 이름은 `LABEL_0`과 `LABEL_1`입니다. 아무도 학습시키지 않은 헤드라는 표시입니다.
#
# 이번에는 학습된 헤드를 보겠습니다. 01번 수업의 감성 분석 모델은 DistilBERT에 작은 층 두 개짜리 헤드를 얹은 것입니다. 헤드가 하는 일을
# 손으로 할 수 있을까요? 몸통에서 첫 토큰의 벡터를 얻어 헤드의 두 층을 차례로 지나게 합니다.

# %%
sentiment_name = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
sentiment_tokenizer = AutoTokenizer.from_pretrained(sentiment_name, revision="714eb0f")
sentiment = AutoModelForSequenceClassification.from_pretrained(sentiment_name, revision="714eb0f").to(course.device)

reviews = ["I hate this restaurant. The food was terrible.", "What a wonderful evening!"]
inputs = sentiment_tokenizer(reviews, padding=True, return_tensors="pt").to(course.device)
with torch.no_grad():
    body = sentiment.distilbert(**inputs).last_hidden_state
    first = body[:, 0]
    by_hand = sentiment.classifier(sentiment.pre_classifier(first).relu())
    logits = sentiment(**inputs).logits
torch.testing.assert_close(by_hand, logits)
head = sum(weight.numel() for weight in [*sentiment.pre_classifier.parameters(), *sentiment.classifier.parameters()])
print(f"logits {list(logits.shape)}, head {head / sentiment.num_parameters():.1%} of the parameters")

# %%
hfcourse.show.shapes(
    {"input_ids": inputs["input_ids"].shape, "body": body.shape, "[CLS]": first.shape, "logits": logits.shape},
    title=course.text(en="Through body and head", ko="몸통과 헤드를 지나며"),
)

# %% [markdown] lang="en" tags=["slide"]
# Follow the axes in the picture: the body adds a third, the vector of each token. The head keeps one token, so the axis
# of the tokens is gone, and makes two numbers of its vector, one for each label. Only the first axis, the two texts,
# stays from beginning to end.
#
# The head is tiny, the body does the work. That is why one pretrained body serves a hundred tasks.
#
# ### What if you forget `eval()`?
#
# In training, **dropout** switches off a random part of the numbers at every call, so that the model does not rely on
# any single one. `model.train()` and `model.eval()` turn this on and off. Guess: ask the same question twice in each
# mode.

# %% [markdown] lang="ko" of="65ad530f" tags=["slide"]
# 그림에서 축을 따라가 보세요. 몸통은 셋째 축, 곧 토큰마다 벡터를 더합니다. 헤드는 토큰 하나만 남기므로 토큰의 축이 사라지고, 그 벡터에서
# 레이블마다 하나씩 숫자 두 개를 만듭니다. 처음부터 끝까지 그대로인 것은 첫째 축, 곧 텍스트 두 개뿐입니다.
#
# 헤드는 아주 작고 일은 몸통이 합니다. 사전 학습된 몸통 하나로 수많은 작업을 할 수 있는 까닭입니다.
#
# ### `eval()`을 잊으면?
#
# 학습할 때는 **드롭아웃**(dropout)이 부를 때마다 숫자의 일부를 무작위로 꺼 버립니다. 숫자 몇 개에만 기대지 않게 하려는 것입니다.
# `model.train()`이 이것을 켜고 `model.eval()`이 끕니다. 맞혀 보세요. 모드마다 같은 질문을 두 번 하면 어떻게 될까요?

# %%
def same_answer_twice():
    with torch.no_grad():
        return torch.equal(sentiment(**inputs).logits, sentiment(**inputs).logits)


sentiment.train()
print("train(): the same answer twice:", same_answer_twice())
sentiment.eval()
print("eval():  the same answer twice:", same_answer_twice())

# %% [markdown] lang="en" tags=["slide"]
# In training mode the same text gets another answer every time. No error says so; the scores only look strangely
# restless. After `trainer.train()` a model is in this mode: say `model.eval()` before you use it.
#
# ## Rebuild the pipeline
#
# Now you have all the parts. `softmax` turns logits into shares that add up to 1, `id2label` turns positions into
# names. Do the numbers of your pipeline equal those of the real one?

# %% [markdown] lang="ko" of="790823ec" tags=["slide"]
# 학습 모드에서는 같은 텍스트에 매번 다른 답이 나옵니다. 오류도 나지 않고 점수만 이상하게 흔들립니다. `trainer.train()`이 끝난 모델은
# 이 모드에 있습니다. 쓰기 전에 `model.eval()`을 부르세요.
#
# ## 파이프라인을 다시 만들기
#
# 이제 부품이 다 모였습니다. `softmax`는 로짓을 모두 더하면 1이 되는 몫으로 바꾸고, `id2label`은 위치를 이름으로 바꿉니다. 여러분이
# 만든 것의 숫자가 진짜 파이프라인의 숫자와 똑같을까요?

# %%
from transformers import pipeline

with torch.no_grad():
    shares = sentiment(**inputs).logits.softmax(dim=-1).cpu()
mine = [
    {"label": sentiment.config.id2label[share.argmax().item()], "score": share.max().item()} for share in shares
]

classify = pipeline("sentiment-analysis", model=sentiment_name, revision="714eb0f", device=course.device)
for own, theirs, review in zip(mine, classify(reviews), reviews, strict=True):
    assert own["label"] == theirs["label"]
    torch.testing.assert_close(own["score"], theirs["score"], atol=1e-4, rtol=1e-4)
    print(f"{own['label']:<8} {own['score']:.2f}  {review}")
print("every number agrees")

# %% [markdown] lang="en" tags=["slide"]
# And fill-mask? The head gives each token one number per vocabulary entry. Look only at the place of `[MASK]`, take the
# softmax over the vocabulary, and the five largest:

# %% [markdown] lang="ko" of="e6757694" tags=["slide"]
# 빈칸 채우기는 어떨까요? 헤드는 토큰마다, 어휘에 있는 모든 토큰에 숫자를 하나씩 줍니다. `[MASK]`가 있는 자리만 보고, 어휘 전체에
# 소프트맥스를 하고, 가장 큰 다섯 개를 고르면 됩니다.

# %%
filler = AutoModelForMaskedLM.from_pretrained(name).to(course.device)
text = f"The capital of France is {tokenizer.mask_token}."
inputs = tokenizer(text, return_tensors="pt").to(course.device)
place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
with torch.no_grad():
    best = filler(**inputs).logits[0, place].softmax(dim=-1).topk(5)

theirs = pipeline("fill-mask", model=name, device=course.device)(text)
assert [guess["token"] for guess in theirs] == best.indices.tolist()
torch.testing.assert_close([guess["score"] for guess in theirs], best.values.tolist(), atol=1e-4, rtol=1e-4)
for token, score in zip(tokenizer.convert_ids_to_tokens(best.indices.tolist()), best.values, strict=True):
    print(f"{score:.2f}  {token}")

# %% [markdown] lang="en" tags=["slide"]
# Twice the same numbers. There is no magic in a pipeline: a tokenizer, a model with a head, and a few lines that make
# the numbers readable. When a pipeline does not offer what you need, you now know where to cut it open.

# %% [markdown] lang="ko" of="57cb8a71" tags=["slide"]
# 두 번 다 숫자가 똑같습니다. 파이프라인에는 마법이 없습니다. 토크나이저, 헤드가 달린 모델, 그리고 숫자를 읽기 좋게 바꾸는 몇
# 줄뿐입니다. 파이프라인에 원하는 것이 없을 때 어디를 열어야 하는지 이제 알게 되었습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.6.** Write the last part of a pipeline yourself: `to_answers(logits, id2label, top_k)`. `logits` is a
# tensor `[texts, labels]`. For each text return a **list** of the `top_k` best labels, best first, as
# `{"label": …, "score": …}`, with the softmax share as a Python number. So the result is a list of lists.

# %% [markdown] lang="ko" of="4c091428" tags=["exercise"]
# **연습 5.6.** 파이프라인의 마지막 부분을 직접 만들어 봅시다. `to_answers(logits, id2label, top_k)`에서 `logits`는 `[텍스트,
# 레이블]` 모양의 텐서입니다. 텍스트마다 가장 좋은 레이블 `top_k`개를 좋은 것부터 `{"label": …, "score": …}` 꼴로 담은
# **리스트**를 만들고, `score`에는 소프트맥스로 얻은 몫을 파이썬 숫자로 넣으세요. 결과는 리스트의 리스트입니다.

# %% tags=["solution"]
def to_answers(logits, id2label, top_k):
    best = logits.softmax(dim=-1).topk(top_k, dim=-1)
    return [
        [{"label": id2label[place], "score": score} for place, score in zip(places, scores, strict=True)]
        for places, scores in zip(best.indices.tolist(), best.values.tolist(), strict=True)
    ]

# %% tags=["check"]
hfcourse.check("5.6", to_answers)

# %% [markdown] lang="en" tags=["notes"]
# 30 minutes with the exercise. Show the load report on purpose and let people say whether it worries them. Usual wrong
# answers in 5.6: softmax over the wrong axis (then the columns add up to 1); logits as scores; a tensor as a score;
# labels in the order of the model and not by score. If time is short, skip the fill-mask rebuild, not the sentiment one.

# %% [markdown] lang="ko" of="2d217b0b" tags=["notes"]
# 연습까지 30분. 불러오기 보고서를 일부러 보여 주고, 걱정스러운지 물어보세요. 5.6의 흔한 오답은 엉뚱한 축으로 소프트맥스를 한 것(그러면 열을
# 더해서 1이 됩니다), 로짓을 그대로 점수로 쓴 것, 점수가 텐서인 것, 점수순이 아니라 모델의 레이블 순서대로 둔 것입니다. 시간이 모자라면
# 감성 분석은 하고 빈칸 채우기는 건너뛰세요.

# %% [markdown] lang="en"
# ## And in Korean?
#
# Nothing so far was about English. Put another name into the same code: `klue/bert-base` is a BERT that has read Korean
# only. `배` means *boat* and *pear* (and *belly*). The first four sentences are about the boat, the last four about the
# fruit. Do you find the two squares again?

# %% [markdown] lang="ko" of="be26b354"
# ## 한국어는 어떨까요?
#
# 지금까지 한 일 가운데 영어에만 통하는 것은 없었습니다. 같은 코드에 이름만 바꾸어 넣으면 됩니다. `klue/bert-base`는 한국어만 읽은
# BERT입니다. '배'는 타는 배이기도 하고 먹는 배이기도 합니다. 앞의 네 문장은 타는 배, 뒤의 네 문장은 먹는 배입니다. 이번에도 네모 두
# 개가 보이나요?

# %%
name = "klue/bert-base"
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModel.from_pretrained(name).to(course.device)

pears_and_boats = [
    "배를 타고 섬에 갔어요.",
    "배가 바다를 건너요.",
    "배가 항구에 도착했어요.",
    "배를 타고 강을 건넜습니다.",
    "배를 먹었어요.",
    "배가 달고 맛있어요.",
    "사과와 배를 샀어요.",
    "배는 과일이에요.",
]
vectors = normalize(torch.stack([states_of("배", text)[-1] for text in pears_and_boats]), dim=-1)
alike = vectors @ vectors.T
same = (alike[:4, :4].sum() + alike[4:, 4:].sum() - 8) / 24
print(f"same sense {same:.2f}, other sense {alike[:4, 4:].mean():.2f}")
hfcourse.show.heat(
    pears_and_boats, alike, title=course.text(en="배: boat or pear?", ko="타는 배일까, 먹는 배일까?")
)

# %% [markdown] lang="en" tags=["slide"]
# No sentence contains `배` alone: particles hang on to it (`배를`, `배가`). Where the tokenizer cuts them off, all eight
# sentences share one token, as with *bank*; a tokenizer that keeps `배를` in one piece has a row of its own for it. How a
# text is cut matters even more in Korean than in English; lesson 03 is about that.
#
# | sentence | in English |
# |---|---|
# | 배를 타고 섬에 갔어요. | I took a boat to the island. |
# | 배가 바다를 건너요. | The boat crosses the sea. |
# | 배가 항구에 도착했어요. | The boat has reached the harbour. |
# | 배를 타고 강을 건넜습니다. | I crossed the river by boat. |
# | 배를 먹었어요. | I ate a pear. |
# | 배가 달고 맛있어요. | The pear is sweet and good. |
# | 사과와 배를 샀어요. | I bought an apple and a pear. |
# | 배는 과일이에요. | The pear is a fruit. |
#
# Now nine Korean sentences: cats and dogs, meals, ways to travel, three of each.

# %% [markdown] lang="ko" of="19224bde" tags=["slide"]
# '배'가 혼자 나오는 문장은 없습니다. '배를', '배가'처럼 조사가 붙습니다. 토크나이저가 조사를 떼어 놓으면 여덟 문장 모두에 같은 토큰이
# 나오고, *bank*와 같은 경우가 됩니다. '배를'을 한 조각으로 두는 토크나이저라면 표에 '배를'의 줄이 따로 있습니다. 한국어에서는
# 토크나이저가 어떻게 나누느냐가 영어에서보다 더 중요합니다. 03번 수업에서 다룬 내용입니다.
#
# 이제 한국어 문장 아홉 개입니다. 동물, 식사, 교통이 세 개씩입니다.

# %%
korean = [
    "고양이가 소파에서 잠을 자요.",
    "강아지가 마당에서 놀아요.",
    "새끼 고양이가 우유를 마셔요.",
    "점심으로 국수를 먹었어요.",
    "저녁에 밥과 국을 먹었습니다.",
    "어머니가 김치찌개를 끓였어요.",
    "버스를 타고 학교에 가요.",
    "지하철을 타고 회사에 갑니다.",
    "기차를 타고 부산에 갔어요.",
]
vectors = normalize(sentence_vectors(korean), dim=-1)
alike = vectors @ vectors.T
hfcourse.show.heat(korean, alike, title=course.text(en="Nine Korean sentences", ko="한국어 문장 아홉 개"))

# %%
nearest = alike.fill_diagonal_(-1).argmax(dim=1)
right = sum(place // 3 == other // 3 for place, other in enumerate(nearest.tolist()))
print(f"the nearest sentence has the same topic: {right} of {len(korean)}")
for place, other in enumerate(nearest.tolist()):
    if place // 3 != other // 3:
        print("  stray:", korean[place], "→", korean[other])

# %% [markdown] lang="en" tags=["slide"]
# | animals | meals | ways to travel |
# |---|---|---|
# | The cat sleeps on the sofa. | I had noodles for lunch. | I go to school by bus. |
# | The puppy plays in the yard. | I ate rice and soup for dinner. | I take the underground to work. |
# | The kitten drinks milk. | Mother made kimchi stew. | I went to Busan by train. |
#
# The code is the same, letter by letter; `name` decided. One warning goes with it: vectors of two **different** models
# must never be compared. Each model has a space of its own, and even where the widths agree, a direction in one means
# nothing in the other.

# %% [markdown] lang="ko" of="0477ba44" tags=["slide"]
# 코드는 한 글자도 다르지 않고 `name`만 바뀌었습니다. 한 가지만 조심하세요. **서로 다른 모델**에서 나온 벡터는 절대로 비교하면 안
# 됩니다. 모델마다 자기만의 공간이 있어서, 너비가 같더라도 한쪽의 방향은 다른 쪽에서 아무 뜻이 없습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 5.7.** Which text does not belong? Write `odd_one_out(texts, vectors_of)`: it returns the text whose cosine
# similarity with the **other** texts is the smallest on average. `vectors_of` is a function such as
# `sentence_vectors`. Then try `odd_one_out(trio, sentence_vectors)`: a cat drinks milk, a puppy plays in the yard,
# somebody takes the underground to work.

# %% [markdown] lang="ko" of="4a0f3345" tags=["exercise"]
# **연습 5.7.** 어울리지 않는 텍스트 하나를 찾아봅시다. **다른** 텍스트들과의 코사인 유사도가 평균적으로 가장 작은 텍스트를 돌려주는
# 함수 `odd_one_out(texts, vectors_of)`를 만들어 보세요. `vectors_of`는 `sentence_vectors` 같은 함수입니다. 다 만들었으면
# `odd_one_out(trio, sentence_vectors)`를 실행해 보세요.

# %% tags=["solution"]
trio = ["고양이가 우유를 마셔요.", "강아지가 마당에서 놀아요.", "지하철을 타고 회사에 갑니다."]  # keep


def odd_one_out(texts, vectors_of):
    found = normalize(vectors_of(texts), dim=-1)
    likeness = (found @ found.T).sum(dim=1)
    return texts[likeness.argmin().item()]


print(odd_one_out(trio, sentence_vectors))

# %% tags=["check"]
hfcourse.check("5.7", odd_one_out)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Let Korean speakers add `눈` (eye, snow) and `말` (horse, speech) and see how far the model follows. Usual
# wrong answers in 5.7: the mean of the raw products; the text with the largest similarity. That each text is compared
# with itself as well does no harm: it adds 1 to every sum.

# %% [markdown] lang="ko" of="54b1252d" tags=["notes"]
# 15분. '눈'이나 '말'로도 해 보고 모델이 어디까지 따라오는지 보게 하세요. 5.7의 흔한 오답은 길이로 나누지 않고 곱한 것, 유사도가 가장 큰
# 텍스트를 고른 것입니다. 자기 자신과 비교한 값이 끼어도 괜찮습니다. 모든 합에 똑같이 1이 더해질 뿐입니다.

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("05")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `"bert-base-uncased"` | `"google-bert/bert-base-uncased"` | the short name still leads there; the long one says whose model it is |
# | `BertTokenizer`, `BertModel` | `AutoTokenizer`, `AutoModel` | the repository says which class it needs, and the same lines load another model |
# | `BertTokenizerFast` for speed | nothing to do | there is one `BertTokenizer` today, and it is the fast one |
# | `TFAutoModel`, `FlaxAutoModel`, `return_tensors="tf"` | PyTorch | transformers 5 dropped TensorFlow and JAX |
# | `outputs[0]` | `outputs.last_hidden_state`, `outputs.logits` | a name says what it is |
# | `model(**inputs, output_attentions=True)` | and `attn_implementation="eager"` when loading | the fast attention keeps no weights; you get an empty tuple and a warning |
# | "Some weights … were not initialized" | a LOAD REPORT | the same facts as a table: MISSING and UNEXPECTED |
# | `model(**tokenizer(text, return_tensors="pt"))` right after training | `model.eval()`, `.to(model.device)`, `torch.no_grad()` | the model is on the GPU and in training mode |
# | `outputs.pooler_output` as the sentence's vector | the masked mean, or a sentence-similarity model | it was trained for another task, and many repositories have none |
# | `last_hidden_state.mean(dim=1)` | multiply by the attention mask first | otherwise the filling counts |

# %% [markdown] lang="ko" of="66693125"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `"bert-base-uncased"` | `"google-bert/bert-base-uncased"` | 짧은 이름도 아직 통하지만, 긴 이름은 누구의 모델인지 말해 줍니다 |
# | `BertTokenizer`, `BertModel` | `AutoTokenizer`, `AutoModel` | 어떤 클래스인지는 저장소가 알려 주고, 같은 코드로 다른 모델도 불러옵니다 |
# | 빠르게 하려고 `BertTokenizerFast` | 신경 쓸 것 없음 | 이제 `BertTokenizer` 하나뿐이고, 그것이 빠른 쪽입니다 |
# | `TFAutoModel`, `FlaxAutoModel`, `return_tensors="tf"` | PyTorch | transformers 5에서 TensorFlow와 JAX가 빠졌습니다 |
# | `outputs[0]` | `outputs.last_hidden_state`, `outputs.logits` | 이름을 쓰면 무엇인지 보입니다 |
# | `model(**inputs, output_attentions=True)` | 불러올 때 `attn_implementation="eager"`도 | 빠른 어텐션은 가중치를 남기지 않아서 빈 튜플과 경고만 나옵니다 |
# | "Some weights … were not initialized" | LOAD REPORT | 같은 내용을 MISSING과 UNEXPECTED로 나눈 표입니다 |
# | 학습하자마자 `model(**tokenizer(text, return_tensors="pt"))` | `model.eval()`, `.to(model.device)`, `torch.no_grad()` | 모델은 GPU에 있고 학습 모드입니다 |
# | 문장의 벡터로 `outputs.pooler_output` | 마스크를 쓴 평균, 또는 sentence-similarity 모델 | pooler는 다른 과제를 위한 것이고, 아예 없는 저장소도 많습니다 |
# | `last_hidden_state.mean(dim=1)` | 어텐션 마스크를 먼저 곱하기 | 그러지 않으면 채움 토큰까지 셉니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I can take a text to a tensor of vectors by hand, and predict its shape.
# - ☐ I know what `eval`, `no_grad` and `inference_mode` do, and what happens without them.
# - ☐ I can read a configuration and a printed model, and count a layer's parameters.
# - ☐ I can explain why *bank* has a different vector in each sentence.
# - ☐ I make sentence vectors that do not depend on the batch, and search with them.
# - ☐ I can draw attention, and I know what the picture does not prove.
# - ☐ I read the load report and know which parts are random.
# - ☐ I can rebuild a pipeline and prove that the numbers agree.

# %% [markdown] lang="ko" of="1b007974" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 텍스트를 직접 벡터로 바꾸고, 모양을 미리 말할 수 있습니다.
# - ☐ `eval`, `no_grad`, `inference_mode`가 하는 일과, 없으면 어떻게 되는지 압니다.
# - ☐ 모델의 설정과 구조를 읽고, 층 하나의 매개변수를 셀 수 있습니다.
# - ☐ *bank*의 벡터가 문장마다 다른 까닭을 설명할 수 있습니다.
# - ☐ 배치에 따라 달라지지 않는 문장 벡터를 만들고, 그것으로 검색할 수 있습니다.
# - ☐ 어텐션을 그릴 수 있고, 그 그림이 증명하지 못하는 것도 압니다.
# - ☐ 불러오기 보고서를 읽고, 어느 부분이 무작위인지 압니다.
# - ☐ 파이프라인을 다시 만들고, 숫자가 같다는 것을 보일 수 있습니다.

# %%
hfcourse.progress("05")

# %% [markdown] lang="en" tags=["notes"]
# 10 minutes for quiz and checklist; the whole lesson takes two hours with exercises. The parts in order of importance:
# the twelve banks, the padding trap, the load report, the rebuilt sentiment pipeline. Attention is what people look
# forward to and where they over-read most.

# %% [markdown] lang="ko" of="d59a8f6f" tags=["notes"]
# 퀴즈와 체크리스트에 10분. 연습까지 모두 하면 두 시간입니다. 중요한 순서대로 꼽으면 열두 개의 bank, 채움 토큰의 함정, 불러오기 보고서,
# 다시 만든 감성 분석 파이프라인입니다. 어텐션은 다들 가장 기다리는 대목이지만 지나치게 해석하기도 가장 쉽습니다.

# %% [markdown] lang="en"
# ## Read on
#
# - [Auto classes](https://huggingface.co/docs/transformers/model_doc/auto): every task and the class for it
# - [BERT](https://huggingface.co/docs/transformers/model_doc/bert): the configuration and all heads
# - [Attention backends](https://huggingface.co/docs/transformers/attention_interface): eager, SDPA and the others
# - [What Does BERT Look At?](https://aclanthology.org/W19-4828/): attention heads examined with care
# - [The Illustrated BERT](https://jalammar.github.io/illustrated-bert/): the same ideas in drawings

# %% [markdown] lang="ko" of="08908ae9"
# ## 더 읽을거리
#
# 모두 영어 문서입니다.
#
# - [Auto classes](https://huggingface.co/docs/transformers/model_doc/auto): 작업마다 어떤 클래스를 쓰는지
# - [BERT](https://huggingface.co/docs/transformers/model_doc/bert): 설정과 모든 헤드
# - [Attention backends](https://huggingface.co/docs/transformers/attention_interface): eager, SDPA와 그 밖의 방법
# - [What Does BERT Look At?](https://aclanthology.org/W19-4828/): 어텐션 헤드를 꼼꼼히 살펴본 논문
# - [The Illustrated BERT](https://jalammar.github.io/illustrated-bert/): 같은 내용을 그림으로
