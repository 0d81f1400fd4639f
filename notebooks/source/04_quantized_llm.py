# ---
# hfcourse:
#   number: "04"
#   title: {en: "Language models on a small GPU: generation and quantization", ko: "작은 GPU에서 쓰는 언어 모델: 생성과 양자화"}
#   objectives:
#     en:
#       - "Load a chat model, write its answer token by token by hand, and say what `generate` does."
#       - "Choose between greedy and sampling, set temperature, top-p and the seed, and say what each of them does."
#       - "Hold a conversation of several turns, and show an answer while it is being written."
#       - "Say how many bytes a model takes at 32, 16, 8 and 4 bits, load it with bitsandbytes, and check the sum."
#       - "Measure what quantization costs in quality, and compare several models by memory, speed and answers."
#     ko:
#       - "채팅 모델을 불러오고, 답을 토큰 하나씩 직접 써 보고, `generate`가 하는 일을 설명하기"
#       - "탐욕적 생성과 샘플링 가운데 고르고, 온도와 top-p와 시드를 정하고, 저마다 무엇을 하는지 설명하기"
#       - "여러 차례 이어지는 대화를 하고, 답이 써지는 동안 보여 주기"
#       - "32, 16, 8, 4비트에서 모델이 몇 바이트인지 계산하고, bitsandbytes로 불러와 맞는지 확인하기"
#       - "양자화하면 품질이 얼마나 떨어지는지 재고, 여러 모델을 메모리와 속도와 답으로 비교하기"
#   needs: ["03"]
#   uses: [llm, llm-ko, llama, generate-en]
#   budget: {t4_minutes: 30, mini_minutes: 1, gpu_gb: 10, download_mb: 12600}
# ---

# %%
import hfcourse

course = hfcourse.start("04")

# %% [markdown] lang="en"
# In this lesson you run a chat model yourself: no account, no API, no bill. The question behind it all: **how does a
# model of eight gigabytes fit into a GPU that is free, and what do you pay for making it smaller?** Plan two sessions
# of an hour and a half; the second begins with *How many bytes is a number?*
#
# What differs between the profiles: in `full` you load `Qwen/Qwen3-4B-Instruct-2507`, four billion parameters, 8 GB
# to download, and it can talk about nearly everything. In `mini` a stand-in of the same family answers under its
# name. It has a few million parameters, it learned short conversations about this course and a few everyday
# things, and beyond those it says wrong things or that it does not know. What you do to it, loading, sampling,
# quantizing, is the same. The numbers are not: a stand-in is so small that much of it is embeddings, so it shrinks
# less than the real one.

# %% [markdown] lang="ko" of="2f0f35f3"
# 이번 수업에서는 채팅 모델을 직접 돌려 봅니다. 계정도, API도, 요금도 필요 없습니다. 수업 내내 묻는 것은 하나입니다.
# **8기가바이트짜리 모델을 무료 GPU에 어떻게 넣을 수 있을까요? 작게 만드는 대가로 무엇을 잃을까요?** 한 시간 반씩 두
# 번에 나누어 하면 알맞습니다. 둘째 시간은 '숫자 하나는 몇 바이트일까요?'부터입니다.
#
# 프로필에 따라 다른 점을 먼저 말해 두겠습니다. `full`에서는 `Qwen/Qwen3-4B-Instruct-2507`을 불러옵니다.
# 매개변수(parameter)가 40억 개, 내려받는 크기가 8 GB이고 거의 무엇이든 이야기할 수 있습니다. `mini`에서는 같은 계열의
# 대역 모델이 그 이름으로 답합니다. 매개변수는 수백만 개이고, 이 강의와 일상에 관한 짧은 대화를 배웠습니다. 그 밖의
# 것을 물으면 틀린 말을 하거나 모른다고 합니다. 불러오기, 샘플링, 양자화처럼 여러분이 하는 일은 똑같습니다. 숫자는
# 다릅니다. 대역 모델은 아주 작아서 임베딩(embedding)이 큰 몫을 차지하고, 그래서 실제 모델보다 덜 줄어듭니다.

# %% [markdown] lang="en"
# ## What comes next?
#
# A chat model answers your question. But what does it compute? Load one and look. `dtype` is the kind of number that
# the weights become, `device_map` says where they go.

# %% [markdown] lang="ko" of="604c7ca2"
# ## 다음에 올 것은?
#
# 채팅 모델은 질문에 답합니다. 그런데 실제로 계산하는 것은 무엇일까요? 하나 불러와서 들여다보겠습니다. `dtype`은
# 가중치(weight)를 어떤 숫자로 둘지, `device_map`은 어디에 둘지를 정합니다.

# %%
from transformers import AutoModelForCausalLM, AutoTokenizer

name = course.model("llm")  # Qwen/Qwen3-4B-Instruct-2507
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForCausalLM.from_pretrained(name, dtype=course.dtype, device_map=course.device)

print(type(model).__name__, "with", model.config.num_hidden_layers, "layers")
print(f"{model.num_parameters() / 1e6:.1f} million parameters in {str(model.dtype).removeprefix('torch.')}")

# %% [markdown] lang="en" tags=["slide"]
# A conversation is a list of messages. The model reads tokens, so the **chat template** of lesson 03 turns the list
# into one text with marks for who speaks, and the tokenizer turns the text into ids. `add_generation_prompt=True`
# adds the mark that says: now the assistant.

# %% [markdown] lang="ko" of="85331f04" tags=["slide"]
# 대화는 메시지의 리스트입니다. 모델은 토큰을 읽으므로, 03번 수업에서 본 **채팅 템플릿**(chat template)이 누가
# 말하는지 표시를 넣어 리스트를 글 하나로 바꾸고, 토크나이저가 그 글을 번호로 바꿉니다. `add_generation_prompt=True`는
# '이제 어시스턴트 차례'라는 표시를 덧붙입니다.

# %%
def read(messages):
    inputs = tokenizer.apply_chat_template(
        messages, add_generation_prompt=True, return_dict=True, return_tensors="pt"
    )
    return inputs.to(course.device)


question = [{"role": "user", "content": "What is the capital of France?"}]
inputs = read(question)
print(tokenizer.decode(inputs["input_ids"][0]))
print("ids:", inputs["input_ids"].shape, "mask:", inputs["attention_mask"].shape)

# %% [markdown] lang="en" tags=["slide"]
# One row of ids, and beside it the **attention mask** of lesson 03, all ones: nothing here is padding.
#
# Now one pass through the model. It returns **logits**, one raw number for each token that it knows, at each
# position. The last position is the interesting one: it says what could come next. Softmax turns the numbers into
# shares that add up to 1. Which token will be on top?

# %% [markdown] lang="ko" of="62f97f4f" tags=["slide"]
# 번호가 한 줄 있고, 그 옆에 03번 수업의 **어텐션 마스크**(attention mask)가 있습니다. 패딩이 없으니 모두 1입니다.
#
# 이제 이것을 모델에 한 번 통과시킵니다. 나오는 것은 **로짓**(logits)입니다. 위치마다, 모델이 아는 토큰 하나하나에
# 매긴 원점수입니다. 눈여겨볼 곳은 마지막 위치입니다. 다음에 무엇이 올 수 있는지를 말해 주기 때문입니다. 소프트맥스를
# 거치면 모두 더해 1이 되는 몫이 됩니다. 어떤 토큰이 1등일까요?

# %%
import torch

with torch.no_grad():
    logits = model(**inputs).logits
print("positions, tokens that it knows:", list(logits.shape[1:]))

shares, ids = logits[0, -1].float().softmax(-1).topk(5)
axis = course.text(en="share (0 to 1)", ko="몫(0~1)")
hfcourse.show.scores(
    [repr(tokenizer.decode([number])) for number in ids.tolist()],
    shares.tolist(),
    title=course.text(en="What comes next?", ko="다음에 올 토큰"),
    axis=axis,
)

# %% [markdown] lang="en" tags=["slide"]
# That is all a **causal language model** does: it reads tokens and gives every token that it knows a share for being
# the next one. No answer lies ready anywhere. How does a sentence come of that? Take the best token, put it at the
# end, and ask again.

# %% [markdown] lang="ko" of="1f6341c7" tags=["slide"]
# **인과적 언어 모델**(causal language model)이 하는 일은 이것이 전부입니다. 토큰을 읽고, 아는 토큰 하나하나에 '다음에
# 올 몫'을 매깁니다. 어딘가에 답이 준비되어 있는 것이 아닙니다. 그런데 어떻게 문장이 될까요? 1등 토큰을 뒤에 붙이고
# 다시 물어보면 됩니다.

# %%
ids = inputs["input_ids"]
for step in range(30):
    with torch.no_grad():
        best = model(input_ids=ids).logits[0, -1].argmax()
    ids = torch.cat([ids, best.view(1, 1)], dim=1)
    if best == tokenizer.eos_token_id:
        break

by_hand = ids[0, inputs["input_ids"].shape[1] :]
print(len(by_hand), "tokens:", tokenizer.decode(by_hand))

# %% [markdown] lang="en" tags=["slide"]
# The last token is the **end token**. The model gives it the largest share when it has learned that an answer is over
# here; the loop stops because *we* look for it. Without that line the model would go on, and begin to play the user
# too.
#
# `generate` is this loop. Does it write the same?

# %% [markdown] lang="ko" of="738fc670" tags=["slide"]
# 마지막 토큰은 **끝 토큰**(end token)입니다. 답이 끝날 자리라고 배운 곳에서 모델이 이 토큰에 가장 큰 몫을 줍니다.
# 반복을 멈추는 것은 모델이 아니라 그 토큰을 살펴보는 *우리*입니다. 그 줄이 없으면 모델은 계속 쓰고, 사용자가 할
# 말까지 지어냅니다.
#
# `generate`가 바로 이 반복입니다. 같은 글이 나올까요?

# %%
from transformers import logging

# Generation prints notices that differ from version to version. This hides them; errors still show.
# ko: 글을 쓰게 하면 버전마다 다른 알림이 나옵니다. 여기서는 감춥니다. 오류는 그대로 나옵니다.
logging.set_verbosity_error()
tokens = model.generate(**inputs, max_new_tokens=30, do_sample=False)
print(tokenizer.decode(tokens[0, inputs["input_ids"].shape[1] :]))
print("the same tokens:", torch.equal(tokens, ids))

# %% [markdown] lang="en" tags=["slide"]
# The result holds the question too, hence the slice. `generate` does one thing better: for every new token our loop
# computed all the earlier ones again, while `generate` keeps what it has computed for them, in the **KV cache**.
# (With half precision on a GPU the two ways may round differently, and where two tokens are nearly equal they may
# part.) Count what the cache saves:

# %% [markdown] lang="ko" of="4925338c" tags=["slide"]
# 결과에는 질문도 들어 있어서 잘라 냈습니다. `generate`가 더 잘하는 것이 하나 있습니다. 우리 반복은 토큰을 하나 늘릴
# 때마다 앞의 토큰을 전부 다시 계산했지만, `generate`는 계산해 둔 것을 **KV 캐시**(KV cache)에 남겨 둡니다. (GPU에서
# 반정밀도로 돌리면 두 방법의 반올림이 조금 달라서, 두 토큰의 몫이 거의 같은 곳에서는 글이 갈릴 수도 있습니다.) 캐시가
# 얼마나 아껴 주는지 세어 보겠습니다.

# %%
start, end = inputs["input_ids"].shape[1], ids.shape[1]
print("tokens computed without a cache:", sum(range(start, end)))
print("tokens computed with a cache:   ", end - 1)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.1.** Write the loop for any model: `write_on(next_scores, ids, limit, end)`.
#
# - `next_scores(ids)` takes a list of ids and returns a list: one number for each token there is; the position in the
#   list is the id of the token.
# - Take the token with the largest number, add it, ask again. Stop after `limit` new tokens, or as soon as the token
#   `end` comes.
# - Return the list of the **new** ids, without `end`. The list `ids` that you were given must stay as it is.

# %% [markdown] lang="ko" of="8d15f1cd" tags=["exercise"]
# **연습 4.1.** 어떤 모델에나 쓸 수 있는 반복을 만들어 보세요. 함수 이름은 `write_on(next_scores, ids, limit,
# end)`입니다.
#
# - `next_scores(ids)`에 번호의 리스트를 넣으면 토큰마다 숫자가 하나씩 든 리스트를 돌려줍니다. 리스트에서의 위치가 곧
#   토큰의 번호입니다.
# - 숫자가 가장 큰 토큰을 덧붙이고 다시 묻습니다. 새 토큰이 `limit`개가 되거나 `end` 토큰이 나오면 멈춥니다.
# - **새로 쓴** 번호만 리스트로 돌려줍니다. `end`는 넣지 않습니다. 넘겨받은 리스트 `ids`는 바뀌면 안 됩니다.

# %% tags=["solution"]
def write_on(next_scores, ids, limit, end):
    new = []
    while len(new) < limit:
        scores = next_scores(ids + new)
        best = scores.index(max(scores))
        if best == end:
            break
        new.append(best)
    return new

# %% tags=["check"]
hfcourse.check("4.1", write_on)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes with the exercise. In `full` the download takes five minutes or more: start the cell before you say
# hello, or run `hfcourse prefetch 04` the evening before. Usual wrong answers: `ids += …` or `ids.append`, which
# change the caller's list; the question left in the result; the end token left in; asking again with the same ids. A
# good question for the class: where in the five lines is the model "thinking"?

# %% [markdown] lang="ko" of="c1063e00" tags=["notes"]
# 연습까지 18분. `full`에서는 내려받는 데 5분 넘게 걸립니다. 인사하기 전에 셀을 실행해 두거나 전날 저녁에 `hfcourse
# prefetch 04`를 실행해 두세요. 흔한 오답은 `ids += …`나 `ids.append`로 넘겨받은 리스트를 바꾼 것, 결과에 질문이 남은
# 것, 끝 토큰이 남은 것, 늘 같은 번호로 다시 물은 것입니다. 물어보면 좋은 것: 이 다섯 줄 가운데 모델이 '생각'하는 곳은
# 어디일까요?

# %% [markdown] lang="en"
# ## Talk with it
#
# Put the pieces together: messages in, text out. `skip_special_tokens=True` leaves out the end token. `greedy` holds
# what we want for now: no chance, and at most 60 new tokens.

# %% [markdown] lang="ko" of="b417584c"
# ## 대화하기
#
# 조각을 모아 보겠습니다. 메시지를 넣으면 글이 나옵니다. `skip_special_tokens=True`는 끝 토큰 같은 특수 토큰(special
# token)을 뺍니다. `greedy`에는 지금 쓸 설정을 담았습니다. 우연 없이, 새 토큰은 많아야 60개입니다.

# %%
def answer(model, messages, **settings):
    inputs = read(messages)
    tokens = model.generate(**inputs, **settings)
    return tokenizer.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


greedy = {"do_sample": False, "max_new_tokens": 60}
for text in ("What is a token?", "토큰이 뭐예요?", "What is the opposite of hot?", "대한민국의 수도는 어디예요?"):
    print("?", text)
    print("=", answer(model, [{"role": "user", "content": text}], **greedy))

# %% [markdown] lang="en" tags=["slide"]
# English in, English out; Korean in, Korean out. Nobody told it to: its training conversations were like that.
#
# A first message with the role `system` sets the rules for the whole conversation. And `max_new_tokens` cuts, whether
# the sentence is over or not:

# %% [markdown] lang="ko" of="3a0da38d" tags=["slide"]
# 영어로 물으면 영어로, 한국어로 물으면 한국어로 답합니다. 시킨 적은 없습니다. 학습(training)할 때 읽은 대화가 그랬을
# 뿐입니다.
#
# 맨 앞에 역할이 `system`인 메시지를 두면 대화 전체의 규칙이 됩니다. 그리고 `max_new_tokens`는 문장이 끝났든 아니든
# 자릅니다.

# %%
rule = {"role": "system", "content": "Answer in Korean."}
plain = {"role": "user", "content": "What is a token?"}
print("with the rule:", answer(model, [rule, plain], **greedy))
print("cut:          ", answer(model, [plain], do_sample=False, max_new_tokens=5))

# %% [markdown] lang="en" tags=["slide"]
# Did it obey? Models learn to, and small ones do not always. (A question in English with a rule for Korean is a hard
# case.)
#
# Does the model remember what you said? Look closely at this loop: what does the model get to read the second time?

# %% [markdown] lang="ko" of="6b3748b7" tags=["slide"]
# 규칙을 지켰나요? 규칙을 지키는 것도 학습으로 배우는 것이라, 작은 모델은 늘 지키지는 못합니다. (영어로 물으면서
# 한국어로 답하라는 것은 어려운 경우입니다.)
#
# 모델은 여러분이 한 말을 기억할까요? 다음 반복을 잘 보세요. 둘째 차례에 모델이 읽는 것은 무엇인가요?

# %%
messages = []
for text in ("Hi, my name is Mina.", "What is my name?", "Thank you!"):
    messages.append({"role": "user", "content": text})
    reply = answer(model, messages, **greedy)
    messages.append({"role": "assistant", "content": reply})
    print(f"{read(messages)['input_ids'].shape[1]:4d} tokens so far  ? {text}")
    print(f"{'':20} = {reply}")

print("asked alone:", answer(model, [{"role": "user", "content": "What is my name?"}], **greedy))

# %% [markdown] lang="en" tags=["slide"]
# The model remembers nothing. **We** give it the whole conversation again each time. Asked alone, it has no name to
# go by: what it says then is made up, or it says that it does not know. So a long conversation costs more and more
# tokens, and when it is longer than what the model can read at once, something has to go.

# %% [markdown] lang="ko" of="9256ca57" tags=["slide"]
# 모델은 아무것도 기억하지 않습니다. 매번 대화 전체를 다시 읽히는 것은 **우리**입니다. 그 질문만 따로 하면 이름을 찾을
# 곳이 없어서 지어내거나 모른다고 합니다. 그래서 대화가 길어질수록 토큰이 점점 더 들고, 모델이 한 번에 읽을 수 있는
# 길이를 넘으면 무언가를 버려야 합니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.2.** Write one turn of a chat: `turn(messages, question, reply)`. `reply` is a function that takes the
# list of messages and returns the model's text. `turn` returns a **new** list: the old messages, the question as a
# message of the role `"user"`, and the reply as a message of the role `"assistant"`. The model must see the question,
# and the list `messages` must stay as it is.

# %% [markdown] lang="ko" of="20cba2b5" tags=["exercise"]
# **연습 4.2.** 대화 한 차례를 맡는 함수 `turn(messages, question, reply)`를 만들어 보세요. `reply`는 메시지 리스트를
# 받아 모델의 글을 돌려주는 함수입니다. `turn`은 **새** 리스트를 돌려줍니다. 지금까지의 메시지, 역할이 `"user"`인
# 질문, 역할이 `"assistant"`인 답이 차례로 들어 있어야 합니다. 모델은 질문을 보아야 하고, 넘겨받은 리스트 `messages`는
# 바뀌면 안 됩니다.

# %% tags=["solution"]
def turn(messages, question, reply):
    asked = [*messages, {"role": "user", "content": question}]
    return [*asked, {"role": "assistant", "content": reply(asked)}]

# %% tags=["check"]
hfcourse.check("4.2", turn)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Usual wrong answers: `reply(messages)` without the question; the answer not added, so the next turn
# knows nothing of it; the caller's list changed with `append`. In `full` let people talk freely for two minutes; in
# `mini` stay with the course's topics, capitals, opposites, names and thanks. Ask why every chat service bills the
# whole conversation at every turn.

# %% [markdown] lang="ko" of="d7458ab0" tags=["notes"]
# 15분. 흔한 오답은 질문 없이 `reply(messages)`를 부른 것, 답을 덧붙이지 않아 다음 차례가 그것을 모르는 것, `append`로
# 넘겨받은 리스트를 바꾼 것입니다. `full`에서는 2분쯤 자유롭게 이야기하게 하고, `mini`에서는 강의 내용, 수도, 반대말,
# 이름, 인사 정도만 하세요. 채팅 서비스는 왜 차례마다 대화 전체의 요금을 받을까요?

# %% [markdown] lang="en"
# ## Always the same answer?
#
# So far we took the best token every time: **greedy**. Ask twice and you get the same answer. For facts that is what
# you want; for ideas it is dull. The other way is **sampling**: draw the next token at random, each with its share as
# its chance.
#
# Which of the two does a model do if you say nothing? Its makers have written that down:

# %% [markdown] lang="ko" of="634d7d6a"
# ## 늘 같은 답일까요?
#
# 지금까지는 언제나 1등 토큰을 골랐습니다. 이것을 **탐욕적**(greedy) 생성이라고 합니다. 두 번 물으면 같은 답이 두 번
# 나옵니다. 사실을 물을 때는 그래야 하지만, 아이디어를 얻고 싶을 때는 지루합니다. 다른 방법은
# **샘플링**(sampling)입니다. 다음 토큰을 제비로 뽑되, 몫이 큰 토큰일수록 잘 뽑히게 합니다.
#
# 아무 말도 하지 않으면 모델은 둘 가운데 어느 쪽을 할까요? 만든 사람들이 적어 두었습니다.

# %%
for key in ("do_sample", "temperature", "top_p", "top_k", "max_new_tokens"):
    print(f"{key:<15} {getattr(model.generation_config, key)}")

# %% [markdown] lang="en" tags=["slide"]
# This is the model's **generation config**, a file in its repo. `do_sample True` means that `generate` draws lots
# **unless you write `do_sample=False`**. That is why `greedy` says so. And no number stands beside `max_new_tokens`:
# without one, `generate` stops after some twenty tokens, in mid-sentence. Name it always.
#
# Draw, then, each token with its share as its chance: `temperature=1.0, top_p=1.0, top_k=0` leave the shares as they
# are. Six answers to one question: how many will be different?

# %% [markdown] lang="ko" of="6532493e" tags=["slide"]
# 이것이 모델 저장소에 파일로 들어 있는 **생성 설정**(generation config)입니다. `do_sample`이 `True`이므로,
# **`do_sample=False`라고 쓰지 않으면** `generate`는 제비를 뽑습니다. `greedy`에 그 말을 적어 둔 까닭입니다.
# `max_new_tokens`에는 숫자가 없습니다. 정해 주지 않으면 토큰 스무 개쯤에서 문장 중간이라도 멈추니 늘 적어야 합니다.
#
# 그럼 몫 그대로 뽑아 보겠습니다. `temperature=1.0, top_p=1.0, top_k=0`이 몫을 건드리지 말라는 뜻입니다. 질문 하나에
# 답 여섯 개입니다. 서로 다른 답은 몇 개일까요?

# %%
from transformers import set_seed

idea = [{"role": "user", "content": "I am bored. What can I do?"}]
set_seed(42)
draw = {"do_sample": True, "temperature": 1.0, "top_p": 1.0, "top_k": 0, "max_new_tokens": 40}
six = [answer(model, idea, **draw) for number in range(6)]
for text in six:
    print("-", " ".join(text.split()))
print("different answers:", len(set(six)))

# %% [markdown] lang="en" tags=["slide"]
# `set_seed` fixes the random numbers. Run the cell again and the same six come, on this computer with these versions;
# leave the line out and they are different each time. Is one of them odd? A single unlikely token can lead a whole
# answer astray. Where does the variety come from? Look at the first token of the answer, as the **temperature**
# changes: the logits are divided by it before softmax.

# %% [markdown] lang="ko" of="ff4e0c09" tags=["slide"]
# `set_seed`는 제비뽑기에 쓰는 난수(무작위로 나오는 수)를 고정합니다. 셀을 다시 실행하면, 같은 컴퓨터와 같은
# 버전에서는 같은 여섯 개가 나옵니다. 그 줄을 빼면 매번 달라집니다. 이상한 답도 있나요? 드문 토큰이 하나만 뽑혀도 답
# 전체가 엉뚱한 데로 갈 수 있습니다. 다양함은 어디서 올까요? **온도**(temperature)를 바꾸면서 답의 첫 토큰을
# 보겠습니다. 온도는 소프트맥스에 넣기 전에 로짓을 나누는 수입니다.

# %%
with torch.no_grad():
    logits = model(**read(idea)).logits[0, -1].float()
ids = logits.topk(6).indices.tolist()

for temperature in (0.5, 1.0, 2.0):
    shares = (logits / temperature).softmax(-1)
    display(
        hfcourse.show.scores(
            [repr(tokenizer.decode([number])) for number in ids],
            shares[ids].tolist(),
            title=course.text(en=f"temperature {temperature}", ko=f"온도 {temperature}"),
            axis=axis,
        )
    )

# %% [markdown] lang="en" tags=["slide"]
# The order never changes. A low temperature sharpens: the best gets nearly everything, and close to 0 it is greedy. A
# high one flattens: outsiders get a chance. Add up the six bars of the last picture; what is missing belongs to all
# the other tokens, and there are thousands of them. Each is unlikely, together they are not, and one of them is
# enough to spoil a sentence.
#
# **Top-p** cuts that tail off: keep the best tokens until their shares add up to `p`, drop the rest, and divide 1
# among those that are left. How many tokens is that?

# %% [markdown] lang="ko" of="7abc1507" tags=["slide"]
# 순서는 바뀌지 않습니다. 온도가 낮으면 뾰족해집니다. 1등이 거의 다 가지고, 0에 가까우면 탐욕적 생성과 같습니다.
# 온도가 높으면 평평해집니다. 뒤처진 토큰에도 기회가 갑니다. 마지막 그림의 막대 여섯 개를 더해 보세요. 1에서 모자라는
# 만큼이 나머지 토큰 수천 개의 몫입니다. 하나하나는 드물어도 모두 합치면 드물지 않고, 그중 하나만 뽑혀도 문장을 망칠
# 수 있습니다.
#
# 그 꼬리를 잘라 내는 것이 **top-p**입니다. 1등부터 몫을 더해 가다가 합이 `p`가 되면 나머지는 버리고, 남은 것끼리 1을
# 다시 나눕니다. 몇 개나 남을까요?

# %%
for temperature in (0.5, 1.0, 2.0):
    shares = (logits / temperature).softmax(-1).sort(descending=True).values
    kept = {p: min(int((shares.cumsum(0) < p).sum()) + 1, 100) for p in (0.5, 0.8, 0.95)}
    print(f"temperature {temperature}: best {shares[0]:.2f}, kept by top-p {kept}")

# %% [markdown] lang="en" tags=["slide"]
# Top-p adapts: few tokens where the model is sure, many where it is not. (Here 100 stands for a hundred or more, often
# thousands. `top_k=20` always keeps twenty.) Now whole answers: careful, as the makers advise, and wild.

# %% [markdown] lang="ko" of="1f3bc30d" tags=["slide"]
# top-p는 상황에 맞춰 줍니다. 모델이 자신 있는 곳에서는 조금만, 그렇지 않은 곳에서는 많이 남깁니다. (여기서 100은 백 개
# 이상이라는 뜻이고, 수천 개일 때도 많습니다. `top_k=20`은 언제나 스무 개를 남깁니다.) 이제 답 전체를 견주어
# 보겠습니다. 조심스럽게, 만든 사람들이 권하는 대로, 그리고 거침없이.

# %%
styles = {
    "careful": {"temperature": 0.3, "top_p": 0.8},
    "advised": {},
    "wild": {"temperature": 3.0, "top_p": 1.0, "top_k": 0},
}
for style, settings in styles.items():
    for seed in (1, 2):
        set_seed(seed)
        reply = answer(model, idea, do_sample=True, max_new_tokens=25, **settings)
        print(f"{style:<8}", " ".join(reply.split()))

# %% [markdown] lang="en" tags=["slide"]
# Which of them would you show to a customer? For facts, code and anything that a program reads, take greedy or a low
# temperature. For ideas and stories take what the makers advise. A high temperature makes no new ideas; it makes the
# model say what it thinks unlikely.

# %% [markdown] lang="ko" of="5e363e76" tags=["slide"]
# 고객에게 보여 줄 만한 것은 어느 쪽인가요? 사실, 코드, 프로그램이 읽을 글이라면 탐욕적 생성이나 낮은 온도가 좋습니다.
# 아이디어나 이야기라면 만든 사람들이 권하는 값을 쓰세요. 온도를 높인다고 새로운 생각이 나오지는 않습니다. 모델 스스로
# 드물다고 여기는 말을 하게 될 뿐입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.3.** Write top-p by hand: `nucleus(shares, p)` takes the shares of all tokens (a list, position = id)
# and returns the list of the ids that are **kept**, the best first: as few as possible, so that their shares add up
# to at least `p`. At least one is always kept; of equal shares take the smaller id first.

# %% [markdown] lang="ko" of="685b6056" tags=["exercise"]
# **연습 4.3.** top-p를 직접 만들어 보세요. `nucleus(shares, p)`는 모든 토큰의 몫(리스트, 위치가 번호)을 받아 **남는**
# 토큰의 번호를 몫이 큰 것부터 리스트로 돌려줍니다. 몫의 합이 `p` 이상이 되는 가장 적은 개수만 남깁니다. 적어도 하나는
# 남기고, 몫이 같으면 번호가 작은 것이 먼저입니다.

# %% tags=["solution"]
def nucleus(shares, p):
    kept, together = [], 0
    for number in sorted(range(len(shares)), key=lambda number: -shares[number]):
        kept.append(number)
        together += shares[number]
        if together >= p:
            break
    return kept

# %% tags=["check"]
hfcourse.check("4.3", nucleus)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers: the token that crosses `p` is left out; shares returned instead of ids; ids in the
# order of the list. Before the pictures, let people guess whether a high temperature changes the order. The seed
# gives the same text only on the same versions and the same kind of device: have people compare with their
# neighbours.

# %% [markdown] lang="ko" of="f770b19f" tags=["notes"]
# 20분. 흔한 오답은 합이 `p`를 넘게 하는 토큰을 뺀 것, 번호가 아니라 몫을 돌려준 것, 번호를 리스트 순서대로 둔
# 것입니다. 그림을 보기 전에, 온도가 높으면 순서도 바뀔지 맞혀 보게 하세요. 시드를 고정해도 버전과 장치의 종류가
# 같아야 글이 같습니다. 옆 사람과 견주어 보게 하세요.

# %% [markdown] lang="en"
# ## Do I have to wait for the end?
#
# A long answer takes many seconds, and a person who sees nothing leaves. But the first word is there after the first
# pass through the model. A **streamer** gets each token as soon as it is there. `TextStreamer` prints it;
# `skip_prompt` leaves out the question:

# %% [markdown] lang="ko" of="eea77139"
# ## 끝까지 기다려야 할까요?
#
# 긴 답은 몇십 초가 걸리기도 하고, 아무것도 보이지 않으면 사람은 떠납니다. 그런데 첫 낱말은 모델을 한 번만 통과해도
# 나와 있습니다. **스트리머**(streamer)는 토큰이 나오는 대로 받습니다. `TextStreamer`는 받은 것을 바로 출력합니다.
# `skip_prompt`는 질문을 빼라는 뜻입니다.

# %%
from transformers import TextStreamer

streamer = TextStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
for text in ("What is fine-tuning?", "미세조정이 뭐예요?"):
    model.generate(**read([{"role": "user", "content": text}]), streamer=streamer, **greedy)

# %% [markdown] lang="en" tags=["slide"]
# On this page you see only the result; run it yourself in `full` and watch the words come. Is it really there so
# early? Count. A **hook** is a function that the model calls at each pass; ours notes the pass, and a streamer of our
# own notes how many there were when a piece of text arrived.

# %% [markdown] lang="ko" of="ff27c35f" tags=["slide"]
# 이 페이지에는 결과만 남아 있습니다. `full`에서 직접 실행해 낱말이 하나씩 나오는 것을 보세요. 정말 그렇게 일찍
# 나올까요? 세어 보겠습니다. **훅**(hook)은 모델을 통과할 때마다 불리는 함수입니다. 여기서는 훅이 통과한 횟수를 적고,
# 우리가 만든 스트리머가 글 조각이 도착했을 때의 횟수를 적습니다.

# %%
passes, arrived = [], []


class Watch(TextStreamer):
    def on_finalized_text(self, text, stream_end=False):
        if text:
            arrived.append((len(passes), text))


hook = model.register_forward_pre_hook(lambda *given: passes.append(1))
model.generate(**read(question), streamer=Watch(tokenizer, skip_prompt=True, skip_special_tokens=True), **greedy)
hook.remove()
for count, text in arrived[:4]:
    print(f"after pass {count}: {text!r}")

# %% [markdown] lang="en" tags=["slide"]
# One pass, one token. A piece is passed on when its word is over (or the line), because a token may be half a word:
# so a word arrives together with the token that follows it, and not at the end.
#
# `TextStreamer` prints. An app wants the text in its own hands, piece by piece. `TextIteratorStreamer` is something
# to loop over; `generate` then runs beside the loop, in a **thread**, a second line of work in the same program:

# %% [markdown] lang="ko" of="6ff1528b" tags=["slide"]
# 한 번 통과하면 토큰 하나입니다. 토큰은 낱말의 일부일 수 있으므로 낱말(또는 줄)이 끝나야 글 조각을 넘깁니다. 그래서
# 낱말은 그다음 토큰과 함께 도착합니다. 그래도 맨 끝까지 기다리지는 않습니다.
#
# `TextStreamer`는 출력만 합니다. 앱을 만든다면 글을 조각조각 직접 받아야 합니다. `TextIteratorStreamer`는 반복문에
# 넣을 수 있습니다. `generate`는 그 옆에서 **스레드**(thread), 곧 같은 프로그램 안에서 나란히 진행되는 또 하나의 일로
# 돌립니다.

# %%
from threading import Thread

from transformers import TextIteratorStreamer

streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
settings = {**read([{"role": "user", "content": "스트리밍이 뭐예요?"}]), **greedy, "streamer": streamer}
thread = Thread(target=model.generate, kwargs=settings)
thread.start()
for piece in streamer:
    print(piece, end="|" if piece else "")
thread.join()

# %% [markdown] lang="en" tags=["slide"]
# Inside the loop you could send each piece to a browser; lesson 10 does that. If `generate` stops with an error in
# its thread, the loop waits for ever: give the streamer `timeout=60` in anything that people use.

# %% [markdown] lang="ko" of="0f34936e" tags=["slide"]
# 반복문 안에서 조각을 브라우저로 보낼 수도 있습니다. 10번 수업에서 합니다. 스레드 안의 `generate`가 오류로 멈추면
# 반복문은 끝없이 기다립니다. 사람들이 쓸 프로그램이라면 스트리머에 `timeout=60`을 주세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.4.** Build the part of a streamer that waits for whole words: `words(pieces)`. `pieces` is something to
# loop over; it gives the text of one token after the other, such as `"To"`, `"kens"`, `" are"`. `words` is a
# **generator**, a function with `yield` in place of `return`: it hands out a value, and goes on from there when it is
# asked for the next. Let it hand out each word with the space behind it, as soon as that space has come, and at the
# end what is left, if anything is.

# %% [markdown] lang="ko" of="edc30df4" tags=["exercise"]
# **연습 4.4.** 스트리머에서 낱말이 끝나기를 기다리는 부분을 직접 만들어 보세요. 함수 이름은 `words(pieces)`입니다.
# `pieces`는 반복문에 넣을 수 있고, 토큰의 글을 `"To"`, `"kens"`, `" are"`처럼 하나씩 줍니다. `words`는
# **제너레이터**(generator)입니다. `return` 대신 `yield`를 쓰는 함수로, 값을 하나 내주고 멈췄다가 다음 값을 달라고 하면
# 거기서부터 이어서 합니다. 낱말을 뒤에 오는 공백까지 붙여서, 그 공백이 오는 대로 내주세요. 끝에 남은 글이 있으면
# 그것도 내줍니다.

# %% tags=["solution"]
def words(pieces):
    held = ""
    for piece in pieces:
        whole, space, held = (held + piece).rpartition(" ")
        if space:
            yield whole + space
    if held:
        yield held


print(list(words(["To", "kens", " are", " sm", "all", "."])))

# %% tags=["check"]
hfcourse.check("4.4", words)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes with the exercise. Usual wrong answers: a list that is returned at the end, so nothing comes early; the
# last word lost, because no space follows it; the space lost; only pieces that begin with a space looked at. The lambda of the hook is called before each pass with the model and its inputs; what it
# returns is ignored. Ask: what does streaming make faster? Nothing: the last word comes as late as before. End of the
# first session.

# %% [markdown] lang="ko" of="6ee9ae6f" tags=["notes"]
# 연습까지 20분. 흔한 오답은 끝에서 리스트를 돌려주어 일찍 나오는 것이 없는 것, 뒤에 공백이 없는 마지막 낱말을 잃은 것,
# 공백을 잃은 것, 공백으로 시작하는 조각만 살핀 것입니다. 훅의 람다는 통과할 때마다 그 전에 모델과 입력을 받아 불리고,
# 돌려준 값은 쓰이지 않습니다. 물어보면 좋은 것: 스트리밍은 무엇을 빠르게 할까요? 아무것도 빨라지지 않습니다. 마지막
# 낱말은 똑같이 늦게 나옵니다. 첫째 시간은 여기까지입니다.

# %% [markdown] lang="en"
# ## How many bytes is a number?
#
# Now the other half: size. A weight is a number, and a number can be written with more or fewer bits. What do you
# lose? Take three ways to write a number that is not whole:

# %% [markdown] lang="ko" of="d2ddbdae"
# ## 숫자 하나는 몇 바이트일까요?
#
# 이제 나머지 절반, 크기를 다룰 차례입니다. 가중치는 숫자이고, 숫자는 비트를 더 쓰거나 덜 써서 적을 수 있습니다. 덜
# 쓰면 무엇을 잃을까요? 소수를 적는 세 가지 방법을 보겠습니다.

# %%
print("dtype     bits  largest   step after 1   0.1 becomes   70000 becomes")
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    facts = torch.finfo(dtype)
    tenth, large = torch.tensor([0.1, 70000.0]).to(dtype).tolist()
    label = str(dtype).removeprefix("torch.")
    print(f"{label:<9} {facts.bits:>4}  {facts.max:.1e}   {facts.eps:<12.2g}   {tenth:<11.7f}   {large:.0f}")

# %% [markdown] lang="en" tags=["slide"]
# Half the bits, half the bytes. `float16` has small steps and a low ceiling: 70,000 is too much and becomes `inf`,
# infinite. `bfloat16` spends its bits the other way round: a high ceiling, coarse steps. Nearly all language models
# are trained and published in `bfloat16`.
#
# **Which one for you?** A T4 computes fast in `float16` and only *emulates* `bfloat16`, slowly. It does not tell you:
# `torch.cuda.is_bf16_supported()` says `True` there. From Ampere on (A100, RTX 30) take `bfloat16`; on a CPU
# `float32`. `course.dtype` is chosen in this way. And what does `from_pretrained` take, if you name no `dtype`? The
# one in which the weights were saved:

# %% [markdown] lang="ko" of="30be2f94" tags=["slide"]
# 비트가 절반이면 바이트도 절반입니다. `float16`은 눈금이 촘촘한 대신 천장이 낮아서, 70,000을 담지 못하고 무한대인
# `inf`가 됩니다. `bfloat16`은 반대로 천장이 높고 눈금이 성깁니다. 언어 모델은 거의 모두 `bfloat16`으로 학습하고
# 공개합니다.
#
# **여러분은 무엇을 써야 할까요?** T4는 `float16`은 빠르게 계산하지만 `bfloat16`은 *흉내만* 내서 느립니다. 그런데 알려
# 주지 않습니다. T4에서도 `torch.cuda.is_bf16_supported()`는 `True`라고 답합니다. 암페어 세대(A100, RTX 30) 이후의
# GPU라면 `bfloat16`, CPU라면 `float32`를 쓰세요. `course.dtype`이 그렇게 고른 값입니다. `dtype`을 적지 않으면
# `from_pretrained`는 무엇을 쓸까요? 가중치를 저장할 때의 자료형입니다.

# %%
from transformers import AutoConfig

print("saved as", AutoConfig.from_pretrained(name).dtype, "· loaded here as", model.dtype)

# %% [markdown] lang="en" tags=["slide"]
# In `full` the first is `torch.bfloat16`: without `dtype`, a T4 would be slow. (The stand-in is meant for the CPU, so
# its file asks for `float32`.) Older tutorials write `torch_dtype=`; today it is `dtype=`.
#
# How large is the model, then? Parameters times bytes. Where do the parameters sit? Most of them in **linear layers**
# (`Linear`): tables of weights that turn one list of numbers into another by multiplying and adding up. The rest are
# the **embeddings**, one row of numbers for each token, and the **norms**, a few numbers that keep the values in range.
# (`lm_head`, the output layer, is a linear layer too. It is left out, because it has no table of its own: these models
# use that of the embeddings once more.)

# %% [markdown] lang="ko" of="4bd99983" tags=["slide"]
# `full`에서는 앞의 것이 `torch.bfloat16`입니다. `dtype`을 적지 않으면 T4에서는 느립니다. (대역 모델은 CPU에서 쓰려고
# 만들었기 때문에 파일에 `float32`로 적혀 있습니다.) 예전 튜토리얼의 `torch_dtype=`은 이제 `dtype=`입니다.
#
# 그럼 모델은 얼마나 클까요? 매개변수의 수에 바이트를 곱하면 됩니다. 매개변수는 어디에 들어 있을까요? 대부분은
# **선형 층**(linear layer, 코드에서는 `Linear`)에 있습니다. 숫자들을 받아, 곱하고 더해서 다른 숫자들로 바꾸는 가중치의
# 표입니다. 나머지는 토큰마다 숫자를 한 줄씩 둔 **임베딩**과, 값이 너무 커지거나 작아지지 않게 하는 몇 안 되는 숫자인
# **정규화 층**(norm)입니다. (출력층 `lm_head`도 선형 층이지만 뺐습니다. 이 모델들은 출력층에 따로 표를 두지 않고 임베딩의
# 표를 한 번 더 쓰기 때문입니다.)

# %%
layers = [
    part
    for part, layer in model.named_modules()
    if isinstance(layer, torch.nn.Linear) and part != "lm_head"
]
linear = sum(model.get_submodule(part).weight.numel() for part in layers)
rest = model.num_parameters() - linear
print(f"{len(layers)} linear layers: {linear / 1e6:.1f} million · embeddings and norms: {rest / 1e6:.1f} million")
for bits in (32, 16, 8, 4):
    print(f"all of it in {bits:>2} bits: {(linear + rest) * bits / 8 / 1e6:.1f} MB")

# %% [markdown] lang="en" tags=["slide"]
# (The course counts MB as a million bytes.) For the real model: 4.02 billion parameters make 16.1 GB in 32 bits, too
# much for the 15.6 GB that a T4 leaves you, and 8.0 GB in 16 bits. A T4 cannot compute with fractions in fewer than 16
# bits. What now?
#
# ### Write a weight with fewer bits
#
# Take one row of weights. To write it with whole numbers from −127 to 127, which need 8 bits, **scale** it: the
# largest weight becomes 127, the others follow, and everything is rounded. Keep the scale; to get the weights back,
# multiply.

# %% [markdown] lang="ko" of="9928a323" tags=["slide"]
# (이 강의에서 MB는 백만 바이트입니다.) 실제 모델이라면 매개변수 40억 2천만 개가 32비트로 16.1 GB라서 T4에서 쓸 수
# 있는 15.6 GB에 들어가지 않고, 16비트로는 8.0 GB입니다. T4가 계산에 쓸 수 있는 소수 자료형 가운데 16비트보다 작은
# 것은 없습니다. 이제 어떻게 할까요?
#
# ### 가중치를 더 적은 비트로 적기
#
# 가중치 한 줄을 꺼내 보겠습니다. 8비트면 −127부터 127까지의 정수를 적을 수 있습니다. 여기에 맞추려면
# **배율**(scale)을 정합니다. 가장 큰 가중치가 127이 되게 하고 나머지도 같은 비율로 바꾼 다음 반올림합니다. 배율을
# 함께 적어 두면 곱해서 되돌릴 수 있습니다.

# %%
weights = model.model.layers[0].mlp.up_proj.weight[0].detach().float().cpu()
scale = weights.abs().max() / 127
whole = (weights / scale).round()
back = whole * scale

print("weights ", [round(number, 4) for number in weights[:6].tolist()])
print("in 8 bit", whole[:6].int().tolist(), f"· scale {scale:.6f}")
print("back    ", [round(number, 4) for number in back[:6].tolist()])
print(f"mean error: {(back - weights).abs().mean() / weights.abs().mean():.2%} of a weight's mean size")

# %% [markdown] lang="en" tags=["slide"]
# This is **quantization** (here *absmax*: the largest absolute value sets the scale). One byte a weight, and one
# scale for the whole row.
#
# With 4 bits there are 16 numbers to choose from. Spread evenly, many of them lie where few weights are. A trained
# model's weights crowd around zero, so **NF4** (*normal float*) puts its 16 levels where the weights are: close
# together in the middle, far apart at the edges.

# %% [markdown] lang="ko" of="e33651c2" tags=["slide"]
# 이것이 **양자화**(quantization)입니다. (절댓값이 가장 큰 것이 배율을 정하므로 이 방법을 *absmax*라고 합니다.) 가중치
# 하나에 한 바이트, 그리고 한 줄에 배율 하나가 듭니다.
#
# 4비트로는 16가지 수밖에 적지 못합니다. 고르게 늘어놓으면 가중치가 별로 없는 곳에 여러 개를 낭비하게 됩니다. 학습한
# 모델의 가중치는 0 근처에 몰려 있습니다. 그래서 **NF4**(normal float)는 16개의 눈금을 가중치가 있는 곳에 둡니다.
# 가운데는 촘촘하고 가장자리는 성깁니다.

# %%
import matplotlib.pyplot as plt
from bitsandbytes.functional import get_4bit_type

nf4 = get_4bit_type("nf4", device="cpu")
print([round(level, 2) for level in nf4.tolist()])

figure, axes = plt.subplots(figsize=(7, 2.6), layout="constrained")
axes.hist((weights / weights.abs().max()).tolist(), bins=60, color="#56B4E9")
axes.vlines(nf4.tolist(), 0, axes.get_ylim()[1], color="#D55E00", linewidth=1, label="NF4 levels")
axes.set(xlabel="weight / largest weight of the row", ylabel="weights")
axes.legend()
plt.show()

# %% [markdown] lang="en" tags=["slide"]
# One more idea: a single large weight would set the scale for the whole row and push all others towards zero. So
# 4-bit quantization works in **blocks** of 64 weights, each with its own scale. Try it on 64 rows: does
# each idea pay?

# %% [markdown] lang="ko" of="e728d154" tags=["slide"]
# 한 가지가 더 있습니다. 유난히 큰 가중치가 하나 있으면 그것이 줄 전체의 배율을 정하고, 나머지는 모두 0 쪽으로
# 밀립니다. 그래서 4비트 양자화는 가중치 64개씩 묶은 **블록**마다 배율을 따로 둡니다. 가중치 64줄로 해 보겠습니다. 이런 생각이
# 정말 도움이 될까요?

# %%
def rounded(weights, levels, block):
    rows = weights.view(-1, block)
    scales = rows.abs().amax(dim=1, keepdim=True)
    nearest = (rows[:, :, None] / scales[:, :, None] - levels).abs().argmin(dim=2)
    return (levels[nearest] * scales).view_as(weights)


some = model.model.layers[0].mlp.up_proj.weight[:64].detach().float().cpu()
even = torch.linspace(-1, 1, 16)
ways = {"evenly": (even, some.shape[1]), "NF4": (nf4, some.shape[1]), "NF4, blocks of 64": (nf4, 64)}
for way, (levels, block) in ways.items():
    error = (rounded(some, levels, block) - some).abs().mean() / some.abs().mean()
    print(f"16 levels, {way:<18} mean error {error:.1%}")

# %% [markdown] lang="en" tags=["slide"]
# Each step makes the error smaller, and still it is many times that of 8 bits. Is this what the library does? Compare
# with **bitsandbytes**, which the next section uses:

# %% [markdown] lang="ko" of="3ca5d5d3" tags=["slide"]
# 한 걸음마다 오차가 줄어듭니다. 그래도 8비트보다는 여러 배 큽니다. 라이브러리도 이렇게 할까요? 다음 절에서 쓸
# **bitsandbytes**와 견주어 보겠습니다.

# %%
from bitsandbytes.functional import dequantize_4bit, quantize_4bit

packed, state = quantize_4bit(weights, blocksize=64, quant_type="nf4")
theirs = dequantize_4bit(packed, state).view(-1)
print("the same as by hand:", torch.allclose(theirs, rounded(weights, nf4, 64), atol=1e-6))
print(f"{weights.numel()} weights: {packed.numel()} bytes, and {state.absmax.numel()} scales of 4 bytes")

# %% [markdown] lang="en" tags=["slide"]
# Two weights share a byte. The scales are not free: 32 bits for 64 weights is half a bit for each, so "4 bit" really
# means **4.5**. **Double quantization** writes the scales themselves in 8 bits, with one 32-bit scale for 256 of
# them: 4 + 8/64 + 32/(64·256) = **4.127** bits.

# %% [markdown] lang="ko" of="d054377b" tags=["slide"]
# 가중치 두 개가 한 바이트에 들어갑니다. 배율도 공짜가 아닙니다. 64개마다 32비트이니 가중치 하나에 반 비트씩 더 들고,
# '4비트'는 실제로 **4.5비트**입니다. **이중 양자화**(double quantization)는 배율까지 8비트로 적고 배율 256개마다
# 32비트 배율을 하나 둡니다. 4 + 8/64 + 32/(64·256) = **4.127**비트입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.5.** Write absmax quantization for any number of bits: `round_trip(weights, bits)` takes a list of
# numbers and returns the list after quantizing and multiplying back. With `bits` bits the whole numbers go from −n to
# n, where n = 2**(bits − 1) − 1 (127 for 8 bits, 7 for 4). Round with Python's `round`. A list of zeros stays as it
# is.

# %% [markdown] lang="ko" of="28a9d58e" tags=["exercise"]
# **연습 4.5.** 비트 수를 마음대로 정할 수 있는 absmax 양자화를 만들어 보세요. `round_trip(weights, bits)`는 숫자의
# 리스트를 받아, 양자화했다가 다시 곱해서 되돌린 리스트를 돌려줍니다. `bits`비트라면 정수는 −n부터 n까지이고 n =
# 2**(bits − 1) − 1입니다(8비트면 127, 4비트면 7). 반올림은 파이썬의 `round`로 합니다. 모두 0인 리스트는 그대로
# 둡니다.

# %% tags=["solution"]
def round_trip(weights, bits):
    largest = max(abs(weight) for weight in weights)
    if largest == 0:
        return list(weights)
    scale = largest / (2 ** (bits - 1) - 1)
    return [round(weight / scale) * scale for weight in weights]

# %% tags=["check"]
hfcourse.check("4.5", round_trip)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes. Usual wrong answers: `max(weights)` without `abs`; a division by zero; `int` instead of `round`. Draw a
# ruler with sixteen marks on the board, first evenly, then crowded in the middle, and ask where most weights fall.
# `get_4bit_type` and `quantize_4bit` belong to bitsandbytes and are here only to look inside; nobody needs them to
# load a model.

# %% [markdown] lang="ko" of="98cf65b3" tags=["notes"]
# 25분. 흔한 오답은 `abs` 없이 `max(weights)`를 쓴 것, 0으로 나눈 것, `round` 대신 `int`를 쓴 것입니다. 칠판에 눈금
# 16개짜리 자를 두 번 그려 보세요. 한 번은 고르게, 한 번은 가운데에 몰리게 그리고, 가중치가 대부분 어디에 놓이는지
# 물어보세요. `get_4bit_type`과 `quantize_4bit`은 속을 들여다보려고 쓴 bitsandbytes의 함수입니다. 모델을 불러올 때는
# 필요 없습니다.

# %% [markdown] lang="en"
# ## Three yardsticks
#
# Before anything is made smaller, decide how to judge it. **Memory**: the megabytes of the linear layers, which
# quantization changes, and of the rest, which it leaves in 16 bits. (`footprint` counts the scales of the blocks too;
# `model.get_memory_footprint()` of transformers leaves them out.) **Answers** to the same questions, side by side.
# And a number for quality, **perplexity**: read the model texts that people wrote, and see what share it gave to each
# token that really came. Here are ten short questions with answers. (The stand-in has never seen these questions; the
# answers it knows, because it learned them for other ones.)

# %% [markdown] lang="ko" of="b49cddb4"
# ## 세 가지 잣대
#
# 무엇이든 줄이기 전에 어떻게 판단할지 정해 둡시다. 첫째는 **메모리**입니다. 양자화로 바뀌는 선형 층과, 16비트 그대로
# 남는 나머지가 각각 몇 메가바이트인지 봅니다. (`footprint`는 블록마다 있는 배율까지 셉니다. transformers의
# `model.get_memory_footprint()`는 빼놓고 셉니다.) 둘째는 같은 질문에 한 **답**을 나란히 놓고 보는 것입니다. 셋째는
# 품질을 나타내는 숫자, **퍼플렉시티**(perplexity)입니다. 사람이 쓴 글을 모델에 읽히고, 실제로 나온 토큰마다 모델이
# 몫을 얼마나 주었는지 봅니다. 아래는 짧은 질문과 답 열 쌍입니다. (대역 모델은 이 질문을 본 적이 없습니다. 답은 다른
# 질문에 대한 답으로 배워서 압니다.)

# %%
pairs = {
    "Are you a bot?": "No, I am not a human. I am a small language model.",
    "What is the Hub good for?": "The Hub is a website where people share models, datasets and demos.",
    "Which weights does LoRA train?": "LoRA trains a few small added matrices and leaves the big model's own weights frozen.",
    "Why does training run on a graphics card?": "A GPU is a chip that does many calculations in parallel, which makes training fast.",
    "I passed my exam!": "That is great! I am happy for you.",
    "너 AI야?": "아니요, 저는 사람이 아니라 컴퓨터 프로그램입니다.",
    "모델의 답이 그럴듯한데 사실이 아니에요": "환각은 모델이 사실이 아닌 내용을 그럴듯하게 지어내는 것입니다.",
    "모델의 README가 모델 카드예요?": "모델 카드는 모델의 쓰임과 한계, 라이선스를 설명하는 문서입니다.",
    "딥러닝할 때 쓰는 라이브러리가 뭐죠?": "파이토치는 신경망을 만들고 학습하는 파이썬 라이브러리입니다.",
    "뵙게 돼서 기뻐요": "저도 만나서 반갑습니다.",
}

# %%
def token_shares(model, question, reply):
    asked = [{"role": "user", "content": question}]
    start = read(asked)["input_ids"].shape[1]
    whole = [*asked, {"role": "assistant", "content": reply}]
    inputs = tokenizer.apply_chat_template(whole, return_dict=True, return_tensors="pt")
    # The template ends with a line break: leave it out.
    # ko: 템플릿 끝에 붙는 줄바꿈은 뺍니다.
    ids = inputs["input_ids"][0, :-1].to(model.device)
    with torch.no_grad():
        shares = model(input_ids=ids[None]).logits[0].float().softmax(-1)
    # Position n says what comes at position n + 1.
    # ko: 위치 n은 위치 n + 1에 올 것을 말해 줍니다.
    return ids[start:], shares[range(start - 1, len(ids) - 1), ids[start:]]

# %% [markdown] lang="en" tags=["slide"]
# The shares of one reply, token by token. Where is the model surprised?

# %% [markdown] lang="ko" of="429879d9" tags=["slide"]
# 답 하나의 토큰마다 몫을 보겠습니다. 모델은 어디에서 놀랐을까요?

# %%
text = "What is the Hub good for?"
ids, shares = token_shares(model, text, pairs[text])
hfcourse.show.scores(
    [repr(tokenizer.decode([number])) for number in ids.tolist()],
    shares.tolist(),
    title=course.text(en="The share of each token that came", ko="실제로 나온 토큰의 몫"),
    axis=axis,
)

# %% [markdown] lang="en" tags=["slide"]
# Perplexity sums it up: take the logarithm of each share, average, turn the sign, and take the exponential. It is 1
# for a model that knew every token, and 8 for one that was as unsure as if it had to guess among eight equal tokens.
# Lower is better.

# %% [markdown] lang="ko" of="963bd631" tags=["slide"]
# 퍼플렉시티는 이것을 숫자 하나로 줄입니다. 몫마다 로그를 구해 평균을 내고, 부호를 바꾸고, 지수로 되돌립니다. 토큰을
# 모두 알아맞힌 모델은 1이고, 토큰 여덟 개를 놓고 고르게 찍는 만큼 헷갈린 모델은 8입니다. 작을수록 좋습니다.

# %%
def perplexity(model):
    shares = torch.cat([token_shares(model, question, reply)[1] for question, reply in pairs.items()])
    return shares.log().mean().neg().exp().item()


print(f"perplexity of {name.split('/')[1]}: {perplexity(model):.1f}")

# %% [markdown] lang="en" tags=["slide"]
# One number alone says little: it depends on the text and on the tokenizer. It is made for comparing **the same model
# on the same text**, before and after. (Two models with different tokenizers cut the text differently; their
# perplexities cannot be compared.)

# %% [markdown] lang="ko" of="a48e6880" tags=["slide"]
# 숫자 하나만으로는 알 수 있는 것이 별로 없습니다. 글과 토크나이저에 따라 달라지기 때문입니다. **같은 모델을 같은
# 글로**, 전과 후에 재서 비교할 때 씁니다. (토크나이저가 다른 두 모델은 글을 다르게 나누므로 퍼플렉시티를 비교할 수
# 없습니다.)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.6.** Write `perplexity_of(shares)` for a plain list of shares, with `math.log` and `math.exp`. If a
# share is 0, the model was infinitely surprised: return `math.inf`.

# %% [markdown] lang="ko" of="0419feb6" tags=["exercise"]
# **연습 4.6.** 몫이 든 평범한 리스트를 받는 `perplexity_of(shares)`를 `math.log`와 `math.exp`로 만들어 보세요. 몫이
# 0인 토큰이 있으면 모델은 한없이 놀란 것이니 `math.inf`를 돌려줍니다.

# %% tags=["solution"]
import math


def perplexity_of(shares):
    if min(shares) == 0:
        return math.inf
    return math.exp(-sum(math.log(share) for share in shares) / len(shares))

# %% tags=["check"]
hfcourse.check("4.6", perplexity_of)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Usual wrong answers: the sum instead of the average; no minus; the average of the shares instead of
# their logarithms. A check without a computer: what is the perplexity of a model that gives every token 1/4? In
# `mini` the number is small on easy sentences, because the stand-in has read many of their kind. In `full` expect a
# larger one: the real model would answer most of these questions in other words, and at greater length.

# %% [markdown] lang="ko" of="8084bc2b" tags=["notes"]
# 15분. 흔한 오답은 평균 대신 합을 쓴 것, 부호를 바꾸지 않은 것, 로그가 아니라 몫을 평균 낸 것입니다. 컴퓨터 없이
# 확인하기: 모든 토큰에 1/4을 주는 모델의 퍼플렉시티는 얼마일까요? `mini`의 대역 모델은 비슷한 문장을 많이 읽었기
# 때문에 쉬운 문장에서는 숫자가 작습니다. `full`에서는 더 클 것입니다. 실제 모델이라면 이 질문들에 대개 다른 말로, 더
# 길게 답할 것이기 때문입니다.

# %% [markdown] lang="en"
# ## Load it with 8 and 4 bits
#
# `measure` applies all three yardsticks to a model and writes the result down. First the model that we have: in
# `mini` it is in 32 bits, and `half()` makes it 16; on a GPU it has been in 16 bits all along. (That one stays theory
# in `full`: 16 GB of 32-bit weights do not fit.)

# %% [markdown] lang="ko" of="b9b8690b"
# ## 8비트와 4비트로 불러오기
#
# `measure`는 모델에 세 가지 잣대를 모두 대고 결과를 적어 둡니다. 먼저 지금 있는 모델입니다. `mini`에서는 32비트이므로
# `half()`로 16비트를 만듭니다. GPU에서는 처음부터 16비트였습니다. (32비트 가중치 16 GB는 T4에 들어가지 않으니
# `full`에서 32비트는 이론으로만 봅니다.)

# %%
from hfcourse.accelerator import footprint, memory

results = {}
questions = ["What is overfitting?", "What is the capital of Japan?", "GPU가 뭐예요?"]


def measure(label, model):
    found = {part: sum(footprint(model.get_submodule(part)).values()) for part in layers}
    results[label] = {
        "linear": sum(found.values()),
        "all": sum(footprint(model).values()),
        "perplexity": perplexity(model),
        "answers": [answer(model, [{"role": "user", "content": text}], **greedy) for text in questions],
    }
    print(f"{label}: {results[label]['all']:.1f} MB, perplexity {results[label]['perplexity']:.1f}")

# %%
if model.dtype == torch.float32:
    measure("32 bit", model)
model = model.half()
measure("16 bit", model)
before = results["16 bit"]["perplexity"]


def worse(perplexity):
    change = 100 * (perplexity / before - 1)
    return next((f"less than {bound} % worse" for bound in (1, 3, 10, 30, 100) if change < bound), "broken")

# %% [markdown] lang="en" tags=["slide"]
# Does it take a library? Round by hand first, in the plainest way of exercise 4.5: one scale for each row of weights,
# whole numbers spread evenly. The model is needed no more, so spoil it, step by step; `worse` says how far its
# perplexity has risen above that of 16 bits. At how many bits does it break?

# %% [markdown] lang="ko" of="8fed6b9d" tags=["slide"]
# 라이브러리가 꼭 필요할까요? 먼저 연습 4.5처럼 가장 단순한 방법으로 직접 반올림해 보겠습니다. 가중치 한 줄마다 배율
# 하나, 고르게 늘어놓은 정수입니다. 이 모델은 이제 쓰지 않으니 조금씩 망가뜨려 봅시다. `worse`는 16비트일 때보다
# 퍼플렉시티가 얼마나 올랐는지 알려 줍니다. 몇 비트에서 무너질까요?

# %%
def crush(weight, bits):
    scale = weight.abs().amax(dim=1, keepdim=True) / (2 ** (bits - 1) - 1)
    # A row of zeros would be divided by 0.
    # ko: 모두 0인 줄이 있으면 0으로 나누게 됩니다.
    scale = scale.clamp(min=1e-7)
    return (weight / scale).round() * scale


for bits in (8, 4, 3, 2):
    for part in layers:
        layer = model.get_submodule(part)
        layer.weight.data = crush(layer.weight.data, bits)
    print(f"{bits} bits by hand: {worse(perplexity(model))}")

# %% [markdown] lang="en" tags=["slide"]
# The yardstick shows damage where there is any. The stand-in has few sentences to know and stands a lot; a real model
# usually notices 4 bits rounded like this. NF4 and its blocks are there to do better.

# %% [markdown] lang="ko" of="99b22e7c" tags=["slide"]
# 망가지면 잣대에 드러납니다. 대역 모델은 아는 문장이 적어서 꽤 잘 버팁니다. 실제 모델은 이렇게 반올림하면 대개
# 4비트에서부터 티가 납니다. NF4와 블록은 그보다 나으라고 만든 것입니다.

# %% [markdown] lang="en" tags=["slide"]
# Now let it go, and load the same files with 8 bits. Only `quantization_config` is new; `from_pretrained` quantizes
# while it loads. `memory` watches what the cell takes: on a GPU it shows what torch handed out, exactly; on a CPU the
# memory of the whole Python process, in which a small model hardly shows. (The method is called LLM.int8(): a scale
# for each row of weights as above, and the few inputs that are far larger than all others stay in 16 bits.)

# %% [markdown] lang="ko" of="cc5547be" tags=["slide"]
# 이제 이 모델을 놓아주고 같은 파일을 8비트로 불러오겠습니다. 새로운 것은 `quantization_config`뿐입니다.
# `from_pretrained`가 불러오면서 양자화합니다. `memory`는 셀이 쓰는 메모리를 지켜봅니다. GPU에서는 torch가 내준 양을
# 정확히 보여 주고, CPU에서는 파이썬 프로세스 전체의 메모리를 보여 주기 때문에 작은 모델은 거의 티가 나지 않습니다.
# (이 방법의 이름은 LLM.int8()입니다. 위에서처럼 가중치 한 줄마다 배율을 두고, 유난히 큰 입력값 몇 개만 16비트로
# 계산합니다.)

# %%
from transformers import BitsAndBytesConfig

del model  # two models side by side might not fit
with memory(course.device):
    model8 = AutoModelForCausalLM.from_pretrained(
        name,
        dtype=torch.float16,
        device_map=course.device,
        quantization_config=BitsAndBytesConfig(load_in_8bit=True),
    )
print(type(model8.get_submodule(layers[0])).__name__, "instead of Linear")

# %%
measure("8 bit", model8)

# %% [markdown] lang="en" tags=["slide"]
# Next: 4 bits, and 4 bits with double quantization. Four arguments, and each has a reason:
#
# - `load_in_4bit=True`;
# - `bnb_4bit_quant_type="nf4"`: the default is `fp4`, whose levels fit weights less well;
# - `bnb_4bit_compute_dtype=torch.float16`: nothing is *computed* in 4 bits. Block by block the weights are turned
#   back for the multiplication; the default is `float32`, slow on a GPU;
# - and outside the config `dtype=torch.float16`, **for what is not quantized**: embeddings, norms, output layer and
#   all that flows between the layers. Without it that part is in the saved `bfloat16`, which a T4 only emulates, and
#   the 4-bit layers then compute in it as well, whatever the line above says. (On an A100 write `bfloat16` twice.)

# %% [markdown] lang="ko" of="49770263" tags=["slide"]
# 다음은 4비트, 그리고 이중 양자화를 더한 4비트입니다. 인자가 네 개이고 저마다 까닭이 있습니다.
#
# - `load_in_4bit=True`
# - `bnb_4bit_quant_type="nf4"`: 기본값은 `fp4`이고, 그 눈금은 가중치에 덜 맞습니다.
# - `bnb_4bit_compute_dtype=torch.float16`: 4비트로 *계산*하는 것은 없습니다. 곱할 때마다 블록별로 되돌려서
#   계산합니다. 기본값 `float32`는 GPU에서 느립니다.
# - 그리고 설정 바깥의 `dtype=torch.float16`. **양자화하지 않는 부분**, 곧 임베딩, 정규화 층, 출력층, 층 사이를 흐르는
#   값의 자료형입니다. 적지 않으면 저장된 대로 `bfloat16`이 되는데 T4는 그것을 흉내만 냅니다. 게다가 바로 위의 인자를
#   적었더라도 4비트 층까지 `bfloat16`으로 계산합니다. (A100이라면 두 곳에 모두 `bfloat16`을 쓰세요.)

# %%
def load_in_4_bits(**more):
    config = BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.float16, **more
    )
    return AutoModelForCausalLM.from_pretrained(
        name, dtype=torch.float16, device_map=course.device, quantization_config=config
    )


model4 = load_in_4_bits()
measure("4 bit", model4)

# %%
import gc

del model4
# A 4-bit layer and its weights point at each other: only the garbage collector sets them free.
# ko: 4비트 층과 그 가중치는 서로를 붙들고 있어서, 가비지 컬렉터가 돌아야 메모리가 비워집니다.
gc.collect()
model4 = load_in_4_bits(bnb_4bit_use_double_quant=True)
measure("4 bit, double", model4)

# %% [markdown] lang="en" tags=["slide"]
# ### Does the sum come out?
#
# Now the theory beside the measurement. Bits for each weight of the linear layers: 8, and a 32-bit scale a row; 4.5;
# 4.127.

# %% [markdown] lang="ko" of="3029b99d" tags=["slide"]
# ### 계산이 맞을까요?
#
# 이론과 측정을 나란히 놓아 보겠습니다. 선형 층의 가중치 하나에 드는 비트는, 8비트일 때 8과 줄마다 32비트 배율, 그리고
# 4.5와 4.127입니다.

# %%
rows = sum(model8.get_submodule(part).out_features for part in layers)
bits = {
    "32 bit": 32,
    "16 bit": 16,
    "8 bit": 8 + 32 * rows / linear,
    "4 bit": 4 + 32 / 64,
    "4 bit, double": 4 + 8 / 64 + 32 / (64 * 256),
}
print("bits a weight:", {label: round(width, 3) for label, width in bits.items()})

# %%
print("                bits  theory MB  measured  ratio   rest MB")
for label, found in results.items():
    theory = linear * bits[label] / 8 / 1e6
    others = found["all"] - found["linear"]
    numbers = f"{bits[label]:>5.2f} {theory:>10.2f} {found['linear']:>9.2f}"
    print(f"{label:<14} {numbers}  {found['linear'] / theory:.2f} {others:>10.2f}")

# %%
positions = range(len(bits))
theory = [linear * width / 8 / 1e6 for width in bits.values()]
quantized = [results[label]["linear"] if label in results else 0 for label in bits]
others = [results[label]["all"] - results[label]["linear"] if label in results else 0 for label in bits]

figure, axes = plt.subplots(figsize=(7, 3), layout="constrained")
axes.barh(positions, quantized, color="#0072B2", label="linear layers, measured")
axes.barh(positions, others, left=quantized, color="#E69F00", label="embeddings and norms, measured")
axes.plot(theory, positions, "|", color="#D55E00", markersize=22, markeredgewidth=3, label="linear layers, theory")
axes.set(yticks=list(positions), yticklabels=list(bits), xlabel="MB (a million bytes)")
axes.invert_yaxis()
axes.legend()
plt.show()

# %% [markdown] lang="en" tags=["slide"]
# The marks lie at the ends of the blue bars: the sum comes out. The orange part is what shrinking forgets:
# **embeddings and norms stay in 16 bits**. In the stand-in they are a large share, so 4 bits make it nowhere near
# four times smaller than 16. In the real model they are 0.8 of 8.0 GB: 4 bits come to 2.8 GB, with double
# quantization to 2.7.
#
# ### What did it cost?

# %% [markdown] lang="ko" of="40505234" tags=["slide"]
# 표시가 파란 막대의 끝에 놓여 있습니다. 계산이 맞습니다. 주황색은 줄일 때 잊기 쉬운 부분입니다. **임베딩과 정규화
# 층은 16비트 그대로입니다.** 대역 모델에서는 그 몫이 커서 4비트로 해도 16비트의 4분의 1에는 한참 못 미칩니다. 실제
# 모델에서는 8.0 GB 가운데 0.8 GB이고, 4비트로 하면 모두 2.8 GB, 이중 양자화까지 하면 2.7 GB쯤 됩니다.
#
# ### 대가는 얼마나 될까요?

# %%
for label, found in results.items():
    print(f"{label:<14} perplexity {found['perplexity']:.1f}, {worse(found['perplexity'])}")

# %%
for number, text in enumerate(questions):
    print("?", text)
    for label, found in results.items():
        print(f"  {label:<14} {found['answers'][number]}")

# %% [markdown] lang="en" tags=["slide"]
# Compare each line with the one for 16 bits, and with your 4 bits by hand. 8 bits usually change next to nothing.
# What nf4 costs depends on the model: many lose a few percent of perplexity, and now and then an answer takes another
# word or another course. The stand-in has so few sentences to know that it may hardly feel it. (Ten answers are a short
# text. By chance a model may even come out a little better after quantizing, and then it counts here as *less than 1 %
# worse*; for a decision take a text of thousands of tokens.) A rule of thumb for models of one family: **a larger one
# in 4 bits usually beats a smaller one in 16 bits that takes as much memory**. Whether that holds for your task, your
# own questions must show.
#
# And time? Less memory does not mean more speed. The weights have to be turned back before each multiplication, so
# expect 8 bits to be slower than 16; 4 bits may come out slower or a little faster, depending on the device. The next
# section measures it on your machine.

# %% [markdown] lang="ko" of="986cf983" tags=["slide"]
# 줄마다 16비트와, 또 직접 반올림한 4비트와 견주어 보세요. 8비트에서는 대개 거의 아무것도 달라지지 않습니다. nf4의
# 대가는 모델에 따라 다릅니다. 퍼플렉시티가 몇 퍼센트 나빠지고 이따금 답의 낱말이나 내용이 바뀌는 모델이 많습니다.
# 대역 모델은 아는 문장이 워낙 적어서 거의 티가 나지 않을 수도 있습니다. (답 열 개는 짧은 글입니다. 양자화한 뒤에 우연히
# 조금 나아진 것처럼 나올 수도 있고, 그때도 여기서는 *less than 1 % worse*라고 나옵니다. 결정을 내려야 한다면 토큰이 수천
# 개인 글로 재세요.) 같은 계열의 모델이라면 어림 규칙은 이렇습니다. **메모리를 똑같이 쓴다면 대개 작은 모델의
# 16비트보다 큰 모델의 4비트가 낫습니다.** 여러분의 작업에서도 그런지는 여러분의 질문으로 확인해야 합니다.
#
# 시간은 어떨까요? 메모리가 줄었다고 그만큼 빨라지는 것은 아닙니다. 곱할 때마다 가중치를 되돌려야 하므로 8비트는
# 16비트보다 느리리라고 보아야 합니다. 4비트는 장치에 따라 더 느릴 수도, 조금 빠를 수도 있습니다. 다음 절에서 여러분의
# 컴퓨터로 재 보겠습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.7.** Will it fit? Write `gigabytes(linear, rest, bits)`: what a model takes, in GB (10^9 bytes), when
# the `linear` weights of its linear layers are stored with `bits` bits (16, 8 or 4) and its `rest` of other
# parameters with 16. Count the scales only for 4 bits, without double quantization: 32 bits for each 64 weights.
# `Qwen3-4B` has `linear = 3.633e9` and `rest = 0.389e9`.

# %% [markdown] lang="ko" of="da2a5a46" tags=["exercise"]
# **연습 4.7.** 들어갈까요? `gigabytes(linear, rest, bits)`를 만들어 보세요. 선형 층의 가중치 `linear`개를
# `bits`비트(16, 8, 4)로, 나머지 매개변수 `rest`개를 16비트로 둘 때 모델이 몇 GB(10^9바이트)인지 돌려줍니다. 배율은
# 4비트일 때만, 이중 양자화 없이 64개마다 32비트로 계산합니다. `Qwen3-4B`는 `linear = 3.633e9`, `rest =
# 0.389e9`입니다.

# %% tags=["solution"]
def gigabytes(linear, rest, bits):
    width = bits + 32 / 64 if bits == 4 else bits
    return (linear * width + rest * 16) / 8 / 1e9


for width in (16, 8, 4):
    print(f"Qwen3-4B in {width:>2} bits: {gigabytes(3.633e9, 0.389e9, width):.2f} GB")

# %% tags=["check"]
hfcourse.check("4.7", gigabytes)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes; in `full` each load takes a minute or two, so talk over it. Usual wrong answers: everything divided by
# 4; bits taken for bytes; GB taken as 2**30. On some processors (with AVX512-BF16) bitsandbytes repacks 4-bit layers
# at their first use, which is why `measure` takes the footprint before it asks anything. If a GPU runs out of memory
# here, a 16-bit model is still alive, often because somebody ran the loading cell twice: restart, put the cursor
# into the cell, and choose **Runtime → Run before** (Ctrl+F8).

# %% [markdown] lang="ko" of="8d4aefc4" tags=["notes"]
# 25분. `full`에서는 한 번 불러올 때마다 1~2분이 걸리니 그동안 설명하세요. 흔한 오답은 모두 4로 나눈 것, 비트를
# 바이트로 여긴 것, GB를 2**30으로 계산한 것입니다. 어떤 프로세서(AVX512-BF16이 있는 것)에서는 bitsandbytes가 4비트
# 층을 처음 쓸 때 다시 포장합니다. 그래서 `measure`는 질문하기 전에 크기부터 잽니다. 여기서 GPU 메모리가 모자란다면
# 16비트 모델이 아직 남아 있는 것이고, 불러오는 셀을 두 번 실행한 탓일 때가 많습니다. 세션을 다시 시작하고 그 셀에 커서를
# 둔 다음 **런타임 → 이전 셀 실행**(Ctrl+F8)을 누르게 하세요.

# %% [markdown] lang="en"
# ## Which model should you take?
#
# A card says what a model's makers think of it. You have three yardsticks of your own: put the same questions to
# several models. Ours against `kakaocorp/kanana-1.5-2.1b-instruct-2505`, a Korean model of half its size, and against
# itself in 4 bits. Before you run it: which is the fastest?

# %% [markdown] lang="ko" of="aeb71cd3"
# ## 어떤 모델을 골라야 할까요?
#
# 모델 카드에는 만든 사람들의 생각이 적혀 있습니다. 여러분에게는 직접 잴 잣대가 세 개 있습니다. 여러 모델에 같은
# 질문을 해 봅시다. 지금까지 쓴 모델, 그 절반 크기인 한국어 모델 `kakaocorp/kanana-1.5-2.1b-instruct-2505`, 그리고
# 4비트로 줄인 첫 모델입니다. 실행하기 전에 맞혀 보세요. 어느 것이 가장 빠를까요?

# %%
from time import perf_counter

del model4, model8
gc.collect()
replies = {}
exam = [
    "What is the difference between a tokenizer and a model?",
    "심심해요. 뭐 하면 좋을까요?",
    "Write a sentence about the sea.",
]

# %%
def compare(label, name, **settings):
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForCausalLM.from_pretrained(name, dtype=torch.float16, device_map=course.device, **settings)
    size = sum(footprint(model).values())
    options = {"add_generation_prompt": True, "return_dict": True, "return_tensors": "pt"}
    chats = [tokenizer.apply_chat_template([{"role": "user", "content": text}], **options) for text in exam]
    model.generate(**chats[0].to(model.device), **greedy)  # the first answer is slower: not timed
    begin = perf_counter()
    found = [model.generate(**chat.to(model.device), **greedy)[0, chat["input_ids"].shape[1] :] for chat in chats]
    speed = sum(map(len, found)) / (perf_counter() - begin)
    replies[label] = [tokenizer.decode(tokens, skip_special_tokens=True) for tokens in found]
    print(f"{label}: {size:.1f} MB, {speed:.1f} tokens per second")

# %%
four_bits = BitsAndBytesConfig(
    load_in_4bit=True,
    bnb_4bit_quant_type="nf4",
    bnb_4bit_use_double_quant=True,
    bnb_4bit_compute_dtype=torch.float16,
)
compare("Qwen3, 16 bit", name)
compare("Qwen3, 4 bit", name, quantization_config=four_bits)
compare("Kanana, 16 bit", course.model("llm-ko"))

# %%
for number, text in enumerate(exam):
    print("?", text)
    for label, lines in replies.items():
        print(f"  {label:<15} {lines[number]}")

# %% [markdown] lang="en" tags=["slide"]
# Read the answers first, then the numbers. A wrong answer at twice the speed is still wrong. Speeds belong to the
# computer that ran this page; compare them with each other, not with those of a friend. One run of three questions is
# a first look: for a decision take fifty questions of your own, in the languages of your users, and let somebody
# judge the answers who does not know which model wrote them.
#
# Tokens per second compare models only with the same tokenizer. Another one cuts the same Korean sentence into more
# or fewer tokens (lesson 03), and each token is a step. Where languages matter, count *seconds per answer*.
#
# Not every language model talks. One from lesson 01:

# %% [markdown] lang="ko" of="44d8d515" tags=["slide"]
# 숫자보다 답을 먼저 읽어 보세요. 두 배 빠르게 틀려도 틀린 답입니다. 속도는 이 페이지를 실행한 컴퓨터의 것이니 서로만
# 비교하고 친구의 숫자와 비교하지는 마세요. 질문 세 개를 한 번 물은 것은 첫인상일 뿐입니다. 결정하려면 여러분의
# 사용자가 쓰는 언어로 질문 쉰 개를 준비하고, 어느 모델이 썼는지 모르는 사람에게 답을 평가하게 하세요.
#
# 초당 토큰 수는 토크나이저가 같은 모델끼리만 비교할 수 있습니다. 같은 한국어 문장도 토크나이저에 따라 토큰 수가
# 다르고(03번 수업), 토큰이 적으면 걸음도 적습니다. 언어가 중요하다면 *답 하나에 걸린 시간*을 재세요.
#
# 모든 언어 모델이 대화를 하는 것은 아닙니다. 01번 수업의 모델을 보겠습니다.

# %%
base = AutoTokenizer.from_pretrained("distilbert/distilgpt2")
print("chat template:", base.chat_template)
try:
    base.apply_chat_template(question, tokenize=False)
except ValueError as error:
    print(type(error).__name__)

# %% [markdown] lang="en" tags=["slide"]
# No template: a **base model**. It continues texts and was never taught that a question wants an answer. For
# conversations look for *Instruct*, *Chat* or *it* in the name, and for a chat template in the tokenizer.
#
# ### When the door is closed
#
# Many tutorials take `meta-llama/Meta-Llama-3-8B`. What happens if you have no access?

# %% [markdown] lang="ko" of="809ced35" tags=["slide"]
# 템플릿이 없습니다. **베이스 모델**(base model)입니다. 글을 이어 쓸 뿐, 질문에는 답을 해야 한다고 배운 적이 없습니다.
# 대화를 하려면 이름에 *Instruct*, *Chat*, *it* 같은 말이 있는지, 토크나이저에 채팅 템플릿이 있는지 확인하세요.
#
# ### 문이 닫혀 있을 때
#
# `meta-llama/Meta-Llama-3-8B`를 쓰는 튜토리얼이 많습니다. 접근 권한이 없으면 어떻게 될까요?

# %%
try:
    AutoTokenizer.from_pretrained("meta-llama/Meta-Llama-3-8B-Instruct")
    print("This account has access.")
except OSError as error:
    print(hfcourse.explain(error))

print(course.model("llama"))

# %% [markdown] lang="en" tags=["slide"]
# The steps to get access are those of lesson 00, and approval can take hours or days. Nothing in this lesson needs
# it: `course.model` names the open way on, and in your own projects the line is the same, with another name in it.
# Two more reasons to look for an open one: a **base** Llama has no chat template, and 8 billion parameters in 16 bits
# are 16.1 GB. They fit into a T4 only in 8 bits (about 9 GB) or 4 (about 6 GB).
#
# ### Out of memory
#
# Weights are not all. The cache keeps two vectors, lists of numbers, in each layer for every token of the
# conversation: a **key** and a **value**, hence KV. Each consists of several pieces, the **heads**, of `head_dim`
# numbers each. (What attention does with them is a matter for lesson 05; here only their size counts.)

# %% [markdown] lang="ko" of="9db1abcf" tags=["slide"]
# 권한을 얻는 방법은 00번 수업에 있고, 승인까지 몇 시간에서 며칠이 걸리기도 합니다. 이 수업에는 필요 없습니다.
# `course.model`이 누구나 쓸 수 있는 다른 모델을 알려 주고, 여러분의 프로젝트에서도 이름만 바꾸면 됩니다. 공개 모델을
# 찾을 까닭이 두 가지 더 있습니다. **베이스** Llama에는 채팅 템플릿이 없고, 매개변수 80억 개는 16비트로 16.1 GB라서
# T4에는 8비트(9 GB쯤)나 4비트(6 GB쯤)로만 들어갑니다.
#
# ### 메모리가 모자랄 때
#
# 가중치가 전부가 아닙니다. 캐시는 대화의 토큰마다, 층마다 벡터(숫자를 늘어놓은 것)를 두 개씩 남겨 둡니다. 이름이
# **키**(key)와 **값**(value)이라서 KV 캐시입니다. 벡터 하나는 숫자가 `head_dim`개씩 든 **헤드**(head) 여러 개로 이루어져
# 있습니다. (어텐션이 이것으로 무엇을 하는지는 05번 수업에서 봅니다. 여기서는 크기만 따집니다.)

# %%
config = AutoConfig.from_pretrained(name)
numbers = 2 * config.num_hidden_layers * config.num_key_value_heads * config.head_dim
for length in (1_000, 8_000, 32_000):
    print(f"cache of {length:>6} tokens in 16 bits: {numbers * 2 * length / 1e6:.1f} MB")

# %% [markdown] lang="en" tags=["slide"]
# For the real model a token costs 147 kB (and it can read 260,000 of them; the stand-in stops at 1,024): 8,000 tokens
# are 1.2 GB, and four conversations at once are four times that. `OutOfMemoryError` often comes only after ten
# minutes of talk for this reason. What helps, in this order:
#
# | when | do |
# |---|---|
# | an older model is still there, or you ran the loading cell twice (the first model goes only when the second is ready) | `del model`, then `gc.collect()` and `torch.cuda.empty_cache()`; an error message holds objects too, so at worst restart |
# | it fails while loading | name `dtype`; then 8 bits, then 4 |
# | it fails while generating | smaller `max_new_tokens`, a shorter conversation, a smaller batch |
# | it still does not fit | a smaller model, in 4 bits too: `Qwen3-1.7B` then takes 1.4 GB, half of what 4 billion parameters take |
# | it must be this one | `device_map="auto"` without quantization puts what does not fit into the computer's RAM: it runs, many times slower (with bitsandbytes the same ends in a `ValueError`) |

# %% [markdown] lang="ko" of="744b04a4" tags=["slide"]
# 실제 모델에서는 토큰 하나에 147 kB가 듭니다. (실제 모델은 26만 토큰까지 읽고 대역 모델은 1,024토큰까지 읽습니다.)
# 8,000토큰이면 1.2 GB이고, 대화 네 개를 한꺼번에 하면 네 배입니다. 그래서 `OutOfMemoryError`는 10분쯤 이야기한 뒤에야
# 나기도 합니다. 다음 순서로 해 보세요.
#
# | 언제 | 할 일 |
# |---|---|
# | 먼저 쓰던 모델이 남아 있거나, 불러오는 셀을 두 번 실행했을 때(둘째 모델을 다 불러온 뒤에야 첫째가 사라집니다) | `del model` 다음에 `gc.collect()`와 `torch.cuda.empty_cache()`. 오류 메시지도 객체를 붙들고 있으니 안 되면 다시 시작합니다 |
# | 불러오다가 실패할 때 | `dtype`을 적습니다. 그래도 안 되면 8비트, 그다음 4비트 |
# | 생성하다가 실패할 때 | `max_new_tokens`를 줄이고, 대화를 줄이고, 배치(batch)를 줄입니다 |
# | 그래도 들어가지 않을 때 | 더 작은 모델을 4비트로 씁니다. `Qwen3-1.7B`는 4비트로 1.4 GB이고, 40억 개짜리의 절반입니다 |
# | 꼭 그 모델이어야 할 때 | 양자화하지 않고 `device_map="auto"`를 쓰면 들어가지 않는 부분을 컴퓨터의 RAM에 둡니다. 돌아가기는 하지만 몇 배나 느립니다(bitsandbytes와 함께 쓰면 `ValueError`가 납니다) |

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 4.8.** How long may a conversation become? Write `room(free, layers, heads, size)`: the number of whole
# tokens whose cache fits into `free` GB (10^9 bytes) in 16 bits. Each layer keeps, for each token, two vectors of
# `heads * size` numbers. `Qwen3-4B` has 36 layers, 8 heads that keep a cache, and a size of 128.

# %% [markdown] lang="ko" of="176db625" tags=["exercise"]
# **연습 4.8.** 대화는 얼마나 길어질 수 있을까요? 캐시를 16비트로 둘 때 `free` GB(10^9바이트)에 온전히 들어가는 토큰이 몇
# 개인지 돌려주는 `room(free, layers, heads, size)`를 만들어 보세요. 층마다, 토큰마다 숫자 `heads * size`개짜리 벡터가
# 두 개씩 있습니다. `Qwen3-4B`는 층이 36개, 캐시를 두는 헤드가 8개, 크기가 128입니다.

# %% tags=["solution"]
def room(free, layers, heads, size):
    token = 2 * layers * heads * size * 2
    return int(free * 1e9 // token)


for label, weights in (("16 bits", 8.04), ("4 bits", 2.82)):
    print(f"Qwen3-4B in {label} on a T4: {room(15.6 - weights, 36, 8, 128)} tokens at most")

# %% tags=["check"]
hfcourse.check("4.8", room)

# %% [markdown] lang="en" tags=["notes"]
# 22 minutes for comparing, the gate and memory, with the exercise. Usual wrong answers: one of the two twos forgotten
# (two vectors; two bytes a number); bits taken for bytes; GB taken as 2**30; a fraction of a token. The real room is
# smaller: computing takes memory too. In `full` on a T4 let the class write down the three speeds and guess
# why 4 bits are not four times faster than 16. Whoever has access to Llama sees "This account has access." and may load it in 4 bits at
# home. The quantized model of this lesson is the base on which lesson 08 trains an adapter (QLoRA).

# %% [markdown] lang="ko" of="97210477" tags=["notes"]
# 비교, 접근 제한, 메모리에 연습까지 22분. 흔한 오답은 2를 하나 빠뜨린 것(벡터가 두 개, 숫자 하나가 2바이트), 비트를
# 바이트로 여긴 것, GB를 2**30으로 계산한 것, 소수점이 남은 것입니다. 계산에도 메모리가 들기 때문에 실제로는 이보다 적게
# 들어갑니다. T4에서 `full`로 한다면 세 속도를 적고 4비트가 왜 16비트보다 네 배 빠르지 않은지 맞혀 보게 하세요.
# Llama 접근 권한이 있는 사람에게는 "This account has access."가 나오고, 집에서 4비트로 불러와 볼 수 있습니다. 이
# 수업의 양자화한 모델은 08번 수업에서 어댑터(adapter)를 학습시킬 바탕이 됩니다(QLoRA).

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("04")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `AutoModelForCausalLM.from_pretrained(name, load_in_4bit=True)` | `quantization_config=BitsAndBytesConfig(load_in_4bit=True, …)` | the argument is a `TypeError` now |
# | `BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_use_double_quant=True)` | add `bnb_4bit_quant_type="nf4"` and `bnb_4bit_compute_dtype=torch.float16` | the defaults are `fp4` and `float32` |
# | no `dtype` beside it | `dtype=torch.float16` on a T4 | what is not quantized would be in `bfloat16`, which a T4 emulates |
# | `torch_dtype=torch.float16` | `dtype=torch.float16` | the argument has a new name |
# | `inputs = tokenizer.apply_chat_template(messages, return_tensors="pt").to("cuda")` and `model.generate(inputs)` | `return_dict=True`, `add_generation_prompt=True`, and `model.generate(**inputs)` | it returns a dictionary now; `generate(inputs)` ends in an `AttributeError` without a text |
# | `.to("cuda")` | `.to(model.device)` | works where the model is, GPU or not |
# | `TextStreamer(tokenizer)` | `TextStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)` | else it prints the question and its marks first |
# | `meta-llama/Meta-Llama-3-8B` | an open *Instruct* model, such as `Qwen/Qwen3-4B-Instruct-2507` | it is gated, and as a base model it has no chat template |
# | "`<system>`, `<user>`, `<assistant>` are special tokens" | look: `tokenizer.apply_chat_template(messages, tokenize=False)` | each family has marks of its own (lesson 03) |
# | `max_length=` | `max_new_tokens=` | `max_length` counts the question too |
# | `pip install -U bitsandbytes transformers accelerate` on Colab | `pip install bitsandbytes` | only that is missing there; upgrading the rest tears the set apart |

# %% [markdown] lang="ko" of="a6505ffe"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `AutoModelForCausalLM.from_pretrained(name, load_in_4bit=True)` | `quantization_config=BitsAndBytesConfig(load_in_4bit=True, …)` | 예전 인자는 이제 `TypeError`가 납니다 |
# | `BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_use_double_quant=True)` | `bnb_4bit_quant_type="nf4"`와 `bnb_4bit_compute_dtype=torch.float16`도 적습니다 | 기본값은 `fp4`와 `float32`입니다 |
# | 그 옆에 `dtype` 없음 | T4에서는 `dtype=torch.float16` | 적지 않으면 양자화하지 않는 부분이 `bfloat16`이 되는데, T4는 그것을 흉내만 냅니다 |
# | `torch_dtype=torch.float16` | `dtype=torch.float16` | 인자의 이름이 바뀌었습니다 |
# | `inputs = tokenizer.apply_chat_template(messages, return_tensors="pt").to("cuda")` 다음에 `model.generate(inputs)` | `return_dict=True`, `add_generation_prompt=True`, 그리고 `model.generate(**inputs)` | 이제 딕셔너리를 돌려줍니다. `generate(inputs)`는 설명 없는 `AttributeError`로 끝납니다 |
# | `.to("cuda")` | `.to(model.device)` | GPU가 있든 없든 모델이 있는 곳에서 돌아갑니다 |
# | `TextStreamer(tokenizer)` | `TextStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)` | 그러지 않으면 질문과 표시부터 출력합니다 |
# | `meta-llama/Meta-Llama-3-8B` | `Qwen/Qwen3-4B-Instruct-2507` 같은 공개 *Instruct* 모델 | 접근이 제한되어 있고, 베이스 모델이라 채팅 템플릿이 없습니다 |
# | "`<system>`, `<user>`, `<assistant>`가 특수 토큰이다" | `tokenizer.apply_chat_template(messages, tokenize=False)`로 직접 봅니다 | 모델 계열마다 표시가 다릅니다(03번 수업) |
# | `max_length=` | `max_new_tokens=` | `max_length`는 질문의 토큰까지 셉니다 |
# | Colab에서 `pip install -U bitsandbytes transformers accelerate` | `pip install bitsandbytes` | 빠진 것은 그것뿐이고, 나머지를 올리면 맞춰 놓은 조합이 깨집니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I can write the loop that turns a next-token model into sentences, and I know what `generate` adds to it.
# - ☐ I know why `do_sample=False` has to be said, and I name `max_new_tokens`.
# - ☐ I can explain temperature and top-p with a bar chart, and get the same lots again with a seed.
# - ☐ I keep the messages of a conversation, because the model does not.
# - ☐ I can stream an answer to a screen and into a program.
# - ☐ I choose the `dtype` by the device, and I know what a T4 does with `bfloat16`.
# - ☐ I can work out what a model takes at 16, 8 and 4 bits, scales and embeddings included.
# - ☐ I load a model in nf4 with double quantization, with both dtypes set.
# - ☐ I measure quality before and after, with perplexity on one text and with answers side by side.
# - ☐ I compare models by answers, memory and speed, in this order.

# %% [markdown] lang="ko" of="a357dafc" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 다음 토큰을 맞히는 모델로 문장을 쓰는 반복을 만들 수 있고, `generate`가 무엇을 더해 주는지 압니다.
# - ☐ `do_sample=False`를 적어야 하는 까닭을 알고, `max_new_tokens`를 늘 적습니다.
# - ☐ 온도와 top-p를 막대그래프로 설명할 수 있고, 시드로 같은 제비를 다시 뽑을 수 있습니다.
# - ☐ 모델이 기억하지 않으므로 대화의 메시지를 내가 간직합니다.
# - ☐ 답을 화면에도, 프로그램 안으로도 스트리밍할 수 있습니다.
# - ☐ 장치를 보고 `dtype`을 고르고, T4가 `bfloat16`을 어떻게 하는지 압니다.
# - ☐ 16, 8, 4비트에서 모델의 크기를 배율과 임베딩까지 넣어 계산할 수 있습니다.
# - ☐ 이중 양자화를 쓴 nf4로 모델을 불러오고, 자료형을 두 곳에 모두 적습니다.
# - ☐ 줄이기 전과 후의 품질을 같은 글의 퍼플렉시티와 나란히 놓은 답으로 잽니다.
# - ☐ 모델을 답, 메모리, 속도의 순서로 비교합니다.

# %%
hfcourse.progress("04")

# %% [markdown] lang="en" tags=["notes"]
# 10 minutes for the quiz and the checklist. The lesson is two sessions of about 90 minutes; the break is before *How
# many bytes is a number?* If time is short, leave out the hook that counts passes and exercise 4.5; do not leave out
# the loop by hand, the temperature pictures, the memory table and the answers side by side. **Without Wi-Fi**
# everything runs in `mini`.

# %% [markdown] lang="ko" of="1f5e62a6" tags=["notes"]
# 퀴즈와 체크리스트에 10분. 90분씩 두 번 하는 수업이고, '숫자 하나는 몇 바이트일까요?' 앞에서 쉽니다. 시간이 모자라면
# 통과 횟수를 세는 훅과 연습 4.5는 건너뛰어도 됩니다. 직접 쓴 반복, 온도 그림, 메모리 표, 나란히 놓은 답은 빼지
# 마세요. **와이파이가 없을 때**는 모두 `mini`에서 돌아갑니다.

# %% [markdown] lang="en"
# ## Read on
#
# - [Text generation](https://huggingface.co/docs/transformers/llm_tutorial): the common pitfalls of `generate`
# - [Generation strategies](https://huggingface.co/docs/transformers/generation_strategies): beam search and other
#   ways to choose the next token
# - [bitsandbytes](https://huggingface.co/docs/transformers/quantization/bitsandbytes): every option of
#   `BitsAndBytesConfig`
# - [Quantization overview](https://huggingface.co/docs/transformers/quantization/overview): other methods, and which
#   device runs which
# - [QLoRA](https://arxiv.org/abs/2305.14314): the paper behind NF4 and double quantization

# %% [markdown] lang="ko" of="5f9a2425"
# ## 더 읽을거리
#
# 모두 영어 문서입니다.
#
# - [Text generation](https://huggingface.co/docs/transformers/llm_tutorial): `generate`를 쓸 때 흔히 하는 실수
# - [Generation strategies](https://huggingface.co/docs/transformers/generation_strategies): 빔 서치를 비롯해 다음
#   토큰을 고르는 다른 방법
# - [bitsandbytes](https://huggingface.co/docs/transformers/quantization/bitsandbytes): `BitsAndBytesConfig`의 모든
#   옵션
# - [Quantization overview](https://huggingface.co/docs/transformers/quantization/overview): 다른 양자화 방법과, 어느
#   장치에서 무엇이 돌아가는지
# - [QLoRA](https://arxiv.org/abs/2305.14314): NF4와 이중 양자화가 나온 논문
