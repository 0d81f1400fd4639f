# ---
# hfcourse:
#   number: "00"
#   title: {en: "Set-up and login", ko: "준비와 로그인"}
#   objectives:
#     en:
#       - Say what Hugging Face is, and place each library on the map Data → Model → Training → Evaluate → Share
#       - Run the same notebook on Colab, on your own computer and without a network, and read what its first cell reports
#       - Say whether a model fits into a GPU before you download it
#       - Log in safely, and choose between no token, a read token and a write token
#       - Read an error of the Hub, of pip or of the GPU, and know the next step
#     ko:
#       - 허깅페이스(Hugging Face)가 무엇인지 설명하고, 각 라이브러리를 '데이터 → 모델 → 학습 → 평가 → 공유' 지도 위에 놓기
#       - 같은 노트북을 Colab에서도, 내 컴퓨터에서도, 인터넷 없이도 실행하고, 첫 셀이 알려 주는 내용을 읽기
#       - 모델을 내려받기 전에 GPU에 들어갈지 계산하기
#       - 안전하게 로그인하고, 토큰이 필요 없는 일과 read 토큰, write 토큰이 필요한 일을 구분하기
#       - 허브와 pip, GPU에서 나는 오류를 읽고 다음 할 일을 알아내기
#   needs: []
#   uses: [sentiment-en]
#   budget: {t4_minutes: 2, mini_minutes: 1, gpu_gb: 0.3, download_mb: 268}
# ---

# %% [markdown] lang="en"
# Every lesson begins with two cells: the one above installs what is missing, the one below looks at the machine you are
# on and says what it found. Run them first, in this order; Shift+Enter runs a cell. By the end of section 2 you will be
# able to read each line.
#
# Plan about an hour for this lesson. If you come back after a break, run the notebook from the top again.

# %% [markdown] lang="ko" of="8e0529a5"
# 모든 수업은 셀 두 개로 시작합니다. 위의 셀은 빠진 것을 설치하고, 아래 셀은 지금 쓰는 컴퓨터를 살펴보고 알아낸 것을 알려 줍니다. 이 순서대로,
# 다른 셀보다 먼저 실행하세요. 셀을 고르고 Shift+Enter를 누르면 실행됩니다. 2절을 마치면 출력의 모든 줄을 읽을 수 있게 됩니다.
#
# 이 수업에는 한 시간쯤 걸립니다. 쉬었다가 다시 왔다면 노트북을 처음부터 다시 실행하세요.

# %% tags=["slide"]
import hfcourse

course = hfcourse.start("00")

# %% [markdown] lang="en"
# ## 1. What is Hugging Face?
#
# Suppose you want a program that reads a review and says whether the customer was happy. Ten years ago you would have
# collected thousands of reviews and trained a model of your own. Today somebody has done that already and put the result on
# the **Hugging Face Hub**, and one line of Python fetches it.
#
# The Hub is a website where people publish repositories (*repos*), much as programmers do on GitHub. There are three kinds:
#
# | kind | what is in it | its address |
# |---|---|---|
# | **model** | trained weights, their configuration, the tokenizer | `huggingface.co/OWNER/NAME` |
# | **dataset** | texts, images, sounds to train on or test with | `huggingface.co/datasets/OWNER/NAME` |
# | **Space** | a small web app, often a demo of a model | `huggingface.co/spaces/OWNER/NAME` |
#
# The other half of Hugging Face is a family of Python libraries. Each one serves a station on the way from raw data to a
# model that others can use. Before you run the next cell, guess: at which station would you look for `peft`, and at
# which for `evaluate`?

# %% [markdown] lang="ko" of="5da56143"
# ## 1. 허깅페이스란 무엇일까요?
#
# 고객의 리뷰를 읽고 만족했는지 판단하는 프로그램이 필요하다고 해 봅시다. 10년 전이라면 리뷰 수천 건을 모아 직접 모델(model)을
# 학습(training)시켜야 했을 것입니다. 모델은 예제를 보고 규칙을 스스로 익힌 프로그램이고, 학습은 그렇게 익히게 하는 일입니다. 지금은 누군가 이미 그 일을 해서 결과를 **허깅페이스 허브**(Hugging Face Hub)에 올려 두었고, 파이썬 한 줄이면 가져올 수 있습니다.
#
# 허브는 사람들이 저장소(repository, 줄여서 repo)를 공개하는 웹사이트입니다. 개발자가 깃허브(GitHub)에 코드를 올리는 것과 비슷합니다.
# 저장소에는 세 종류가 있습니다.
#
# | 종류 | 들어 있는 것 | 주소 |
# |---|---|---|
# | **모델**(model) | 학습된 가중치(weights, 모델이 익힌 숫자들), 설정, 토크나이저(tokenizer) | `huggingface.co/소유자/이름` |
# | **데이터셋**(dataset) | 학습이나 시험에 쓰는 글, 그림, 소리 | `huggingface.co/datasets/소유자/이름` |
# | **스페이스**(Space) | 작은 웹 앱. 모델의 데모인 경우가 많습니다 | `huggingface.co/spaces/소유자/이름` |
#
# 허깅페이스의 나머지 절반은 파이썬 라이브러리들입니다. 원본 데이터에서 출발해 다른 사람이 쓸 수 있는 모델에 이르기까지, 라이브러리마다 맡은 구간이
# 있습니다. 다음 셀을 실행하기 전에 맞혀 보세요. `peft`는 어느 구간에 있을까요? `evaluate`는요?

# %% tags=["slide"]
hfcourse.show.course_map()

# %% [markdown] lang="en"
# Read the map from left to right; it is also the plan of this course.
#
# | station | what happens there | library | lesson |
# |---|---|---|---|
# | **Data** | load, clean, split | `datasets` | 06 |
# | **Model** | load a trained model and use it | `transformers` with `tokenizers`, for pictures `diffusers` | 01–05 |
# | **Training** | adapt the model to your data | `transformers` (its `Trainer`), `peft`, `accelerate` | 07–09 |
# | **Evaluate** | measure how good it is | `evaluate` | 09 |
# | **Share** | publish it with a model card, show it in a demo | `huggingface_hub`, `gradio` | 10 |
#
# `huggingface_hub` works under all the others as well: whenever one of them downloads or uploads something, this is the
# library that talks to the Hub. So let us ask the Hub a first question through it: what do you know about this model?

# %% [markdown] lang="ko" of="5d6820d9"
# 지도를 왼쪽에서 오른쪽으로 읽어 보세요. 이 강의의 차례이기도 합니다.
#
# | 구간 | 하는 일 | 라이브러리 | 수업 |
# |---|---|---|---|
# | **데이터** | 불러오고, 다듬고, 나눕니다 | `datasets` | 06 |
# | **모델** | 학습된 모델을 불러와 씁니다 | `transformers`와 `tokenizers`, 그림은 `diffusers` | 01–05 |
# | **학습** | 내 데이터에 맞게 모델을 조정합니다 | `transformers`의 `Trainer`, `peft`, `accelerate` | 07–09 |
# | **평가** | 얼마나 잘하는지 잽니다 | `evaluate` | 09 |
# | **공유** | 모델 카드를 붙여 공개하고 데모로 보여 줍니다 | `huggingface_hub`, `gradio` | 10 |
#
# `huggingface_hub`는 나머지 라이브러리의 밑바탕이기도 합니다. 다른 라이브러리가 무언가를 내려받거나 올릴 때마다 실제로 허브와 통신하는 것은 이
# 라이브러리입니다. 이 라이브러리로 허브에 첫 질문을 해 봅시다. 이 모델에 대해 무엇을 알고 있나요?

# %% tags=["slide"]
from huggingface_hub import HfApi

model_id = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
info = HfApi().model_info(model_id)

print("task:    ", info.pipeline_tag)
print("library: ", info.library_name)
print("stand-in:", "stand-in" in info.tags)

# %% [markdown] lang="en"
# The task says what the model does, here sorting texts into classes; the library says what to load it with. The last
# line tells the two worlds of this course apart: `True` means that a small **stand-in** answered under the real model's
# name, `False` means that it was the real Hub. More on that in section 2.
#
# In `full` you may also see a line such as *Warning: You are sending unauthenticated requests to the HF Hub*, here or at a
# later download. Nothing is wrong: the Hub notices that you are not logged in, and those who are may download more and
# faster. Open models need no login; section 3 shows how to log in.
#
# And what does a model repo hold?

# %% [markdown] lang="ko" of="b2531e46"
# `task`는 이 모델이 하는 일(여기서는 글을 분류하는 일)이고, `library`는 불러올 때 쓰는 라이브러리입니다. 마지막 줄은 이 강의의 두 세계를 구분해
# 줍니다. `True`이면 실제 모델의 이름으로 작은 **대역 모델**(stand-in)이 대답한 것이고, `False`이면 실제 허브가 대답한 것입니다. 자세한 이야기는
# 2절에서 하겠습니다.
#
# `full`에서는 여기나 나중에 모델을 내려받을 때 *Warning: You are sending unauthenticated requests to the HF Hub* 같은 줄이 나올 수 있습니다.
# 잘못된 것은 없습니다. 로그인하지 않았다는 것, 그리고 로그인하면 더 많이, 더 빠르게 내려받을 수 있다는 것을 허브가 알려 주는 말입니다. 공개
# 모델에는 로그인이 필요 없고, 로그인하는 방법은 3절에서 배웁니다.
#
# 그렇다면 모델 저장소에는 무엇이 들어 있을까요?

# %%
for file in sorted(info.siblings, key=lambda file: file.rfilename):
    print(file.rfilename)

# %% [markdown] lang="en"
# Look for three files. `config.json` describes the model's architecture, `model.safetensors` holds its weights, and
# `tokenizer.json` turns text into numbers (some older repos have a `vocab.txt` instead). `README.md` is the **model card**:
# what the model is for, what it was trained on, its licence. Read it before you rely on a model.
#
# `training_run.json` stands only in the repos of stand-ins: the record of how the course trained this one. A real repo
# has other files besides, often the same weights in several formats; a download takes only what it needs.

# %% [markdown] lang="ko" of="b1b60286"
# 세 파일을 찾아보세요. `config.json`은 모델의 구조를 설명하고, `model.safetensors`에는 가중치가 들어 있으며, `tokenizer.json`은 글을
# 숫자로 바꾸는 토크나이저입니다(오래된 저장소에는 그 대신 `vocab.txt`가 있기도 합니다). `README.md`는 **모델 카드**(model card)입니다. 모델의 쓰임새, 학습에
# 쓴 데이터, 라이선스가 적혀 있으니 모델을 믿고 쓰기 전에 꼭 읽어 보세요.
#
# `training_run.json`은 대역 모델의 저장소에만 있습니다. 이 강의에서 그 모델을 어떻게 학습시켰는지 남긴 기록입니다. 실제 저장소에는 같은 가중치를
# 여러 형식으로 담은 파일처럼 다른 파일이 더 있지만, 내려받을 때는 필요한 것만 받습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.1.** Put each library at its station. Copy the dictionary into the next cell and replace each `...` with
# `"Data"`, `"Model"`, `"Training"`, `"Evaluate"` or `"Share"`. Where a library could stand at several stations, choose
# the one at which the map shows it.
#
# ```python
# station = {
#     "datasets": ...,
#     "transformers": ...,
#     "peft": ...,
#     "accelerate": ...,
#     "evaluate": ...,
#     "huggingface_hub": ...,
# }
# ```

# %% [markdown] lang="ko" of="9b85ede7" tags=["exercise"]
# **연습 0.1.** 라이브러리를 제자리에 놓아 보세요. 아래 딕셔너리를 다음 셀에 복사하고, 각 `...`를 `"Data"`(데이터), `"Model"`(모델),
# `"Training"`(학습), `"Evaluate"`(평가), `"Share"`(공유) 가운데 하나로 바꿉니다. 여러 구간에서 쓰는 라이브러리라면 지도에 그려진 구간을 고르세요.
#
# ```python
# station = {
#     "datasets": ...,
#     "transformers": ...,
#     "peft": ...,
#     "accelerate": ...,
#     "evaluate": ...,
#     "huggingface_hub": ...,
# }
# ```

# %% tags=["solution"]
station = {
    "datasets": "Data",
    "transformers": "Model",
    "peft": "Training",
    "accelerate": "Training",
    "evaluate": "Evaluate",
    "huggingface_hub": "Share",
}

# %% tags=["check"]
hfcourse.check("0.1", station)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes: 5 for the Hub (open a model page on the projector and scroll through the card), 4 for the map, 3 for the
# exercise. Usual wrong answers: `accelerate` at Model ("it makes the model faster"; it runs a training loop on one or
# many devices), `huggingface_hub` at Data ("it downloads"; it does that for everybody, the map shows it where you
# call it yourself). Without Wi-Fi: start with `hfcourse.start("00", profile="mini")`; every cell below works, only the
# links to huggingface.co do not open, so show a screenshot of a model page. The installation itself needs a network once:
# run `python3 scripts/course.py lab` on each computer the day before. Colab needs Wi-Fi in any case.

# %% [markdown] lang="ko" of="a214b959" tags=["notes"]
# 12분: 허브 소개 5분(모델 페이지를 화면에 띄우고 모델 카드를 함께 훑어보세요), 지도 4분, 연습 3분. 흔한 오답은 `accelerate`를 모델에 놓는
# 것(“모델을 빠르게 해 주니까”. 실제로는 학습 루프를 장치 하나 또는 여럿에서 돌려 줍니다)과 `huggingface_hub`를 데이터에 놓는 것(“내려받으니까”.
# 모두를 위해 그 일을 하지만, 지도에는 우리가 직접 부르는 자리에 그려져 있습니다)입니다. 와이파이가 없다면 `hfcourse.start("00", profile="mini")`로
# 시작하세요. 아래의 모든 셀이 동작하고 huggingface.co 링크만 열리지 않으니, 모델 페이지는 미리 찍어 둔 화면으로 보여 주세요. 설치할 때만은
# 네트워크가 필요하니 전날 각 컴퓨터에서 `python3 scripts/course.py lab`을 한 번 실행해 두세요. Colab을 쓰려면 와이파이가 꼭 있어야 합니다.

# %% [markdown] lang="en"
# ## 2. Where does this notebook run?
#
# You may have opened it on Colab with a GPU, on a laptop without one, or on a train without a network. The cells are the
# same everywhere. What differs is the **profile**, which the first cell chose for you:
#
# | profile | where the models come from | chosen when |
# |---|---|---|
# | `full` | the real Hugging Face Hub | you are on Colab, or there is an NVIDIA GPU and the Hub answers |
# | `mini` | a small hub inside the course, on your own computer | everywhere else |
#
# In `mini` a small hub runs beside this notebook, speaks the same language as the real one, and answers to the real names with stand-ins:
# small models of the same architecture, trained for the course. So the code is the code that you would write anywhere, and
# only the quality of the results differs: **a stand-in's result says nothing about the real model.** To choose for
# yourself, write `hfcourse.start("00", profile="mini")` or `profile="full"`.
#
# Now scroll up to the table that the first cell printed:
#
# | line | what it tells you |
# |---|---|
# | profile | which of the two worlds this is, and why |
# | device | where the computing happens: `cuda` is an NVIDIA GPU, `mps` an Apple GPU, `cpu` the processor; in `mini` always `cpu` |
# | dtype | how a number is stored (next cell) |
# | memory | what is free for models: the memory of the device |
# | token | whether a login was found (section 3); most lessons need none |
# | models | in `mini` only: a reminder that stand-ins are at work |
# | hint | on Colab without a GPU only: how to get one |

# %% [markdown] lang="ko" of="8494255d"
# ## 2. 이 노트북은 어디에서 실행되나요?
#
# GPU(그래픽 처리 장치. 모델의 계산을 아주 빠르게 해 줍니다)가 있는 Colab에서 열었을 수도 있고, GPU가 없는 노트북 컴퓨터나 인터넷이 안 되는 기차 안에서 열었을 수도 있습니다. 셀은 어디서나 똑같습니다.
# 달라지는 것은 첫 셀이 골라 준 **프로필**(profile)입니다.
#
# | 프로필 | 모델을 가져오는 곳 | 이럴 때 선택됩니다 |
# |---|---|---|
# | `full` | 실제 허깅페이스 허브 | Colab이거나, NVIDIA GPU가 있고 허브에 연결될 때 |
# | `mini` | 강의에 들어 있는 작은 허브(내 컴퓨터 안) | 그 밖의 모든 경우 |
#
# `mini`에서는 노트북 옆에서 작은 허브가 돌아갑니다. 실제 허브와 같은 방식으로 통신하고, 실제 모델의 이름으로 요청해도 대역 모델을 내어 줍니다. 대역
# 모델은 구조가 같고 크기가 작은, 이 강의를 위해 학습한 모델입니다. 그래서 코드는 어디서나 쓰는 그 코드 그대로이고 결과의 품질만 다릅니다.
# **대역 모델의 결과로 실제 모델을 판단해서는 안 됩니다.** 직접 고르고 싶으면 `hfcourse.start("00", lang="ko", profile="mini")`나
# `profile="full"`이라고 쓰세요.
#
# 이제 위로 올라가 첫 셀이 출력한 표를 보세요.
#
# | 줄 | 알려 주는 것 |
# |---|---|
# | 프로필 | 두 세계 가운데 어느 쪽인지, 왜 그렇게 정했는지 |
# | 장치 | 계산하는 곳. `cuda`는 NVIDIA GPU, `mps`는 애플 GPU, `cpu`는 프로세서. `mini`에서는 언제나 `cpu` |
# | dtype | 숫자 하나를 저장하는 방식(다음 셀) |
# | 메모리 | 위의 장치에서 모델을 올릴 수 있는 남은 공간 |
# | 토큰 | 로그인 정보를 찾았는지(3절). 대부분의 수업에는 필요 없습니다 |
# | 예상 소요 | 이 수업에 걸리는 시간, 필요한 GPU 메모리, 내려받을 크기 |
# | 모델 | `mini`에서만: 대역 모델을 쓰고 있다는 안내 |
# | 힌트 | GPU 없는 Colab에서만: GPU를 켜는 방법 |

# %%
import torch

print("GPU that torch can use:", torch.cuda.is_available())
print("course.device:         ", course.device)
print("course.dtype:          ", course.dtype)

# %% [markdown] lang="en"
# You will pass these two on in almost every lesson: `device=course.device, dtype=course.dtype`. The dtype depends on the
# machine because not every machine computes fast in every format:
#
# | machine | `course.dtype` | bytes per number | why |
# |---|---|---|---|
# | Colab's T4 | `float16` | 2 | half the memory, fast; has no hardware for `bfloat16` |
# | A100, L4, RTX 30 and later | `bfloat16` | 2 | the format in which most recent models are stored |
# | Apple GPU | `float16` | 2 | half the memory |
# | CPU | `float32` | 4 | half precision is no gain there |
#
# There is a trap here: on a T4 `torch.cuda.is_bf16_supported()` answers `True`. It is telling the truth and yet
# misleading, for the T4 *emulates* `bfloat16`: nothing fails, it only runs slowly. And `transformers` loads a model in the dtype it was
# stored in, `bfloat16` for most recent language models. So on Colab, name the dtype yourself.
#
# How much memory a model takes, you can work out before you download it: parameters × bytes per number. A T4 has 16 GB,
# of which about 15.6 are usable. Guess first: does a language model with 4 billion parameters fit?

# %% [markdown] lang="ko" of="059ef7e3"
# 이 두 값은 거의 모든 수업에서 `device=course.device, dtype=course.dtype`처럼 넘겨줍니다. dtype이 컴퓨터마다 다른 까닭은, 모든 장치가 모든
# 형식을 빠르게 계산하지는 못하기 때문입니다.
#
# | 장치 | `course.dtype` | 숫자당 바이트 | 이유 |
# |---|---|---|---|
# | Colab의 T4(무료로 쓰는 GPU) | `float16` | 2 | 메모리가 절반이고 빠릅니다. `bfloat16` 전용 회로는 없습니다 |
# | A100, L4, RTX 30 이후 | `bfloat16` | 2 | 최근 모델은 대부분 이 형식으로 저장됩니다 |
# | 애플 GPU | `float16` | 2 | 메모리가 절반입니다 |
# | CPU | `float32` | 4 | 반정밀도(half precision, 숫자당 2바이트)로 얻는 것이 없습니다 |
#
# 여기에는 함정이 하나 있습니다. T4에서 `torch.cuda.is_bf16_supported()`를 부르면 `True`가 나옵니다. 거짓말은 아니지만 오해하기 쉽습니다. T4는
# `bfloat16`을 *흉내 내서* 계산하기 때문에, 오류 없이 느려지기만 합니다. 게다가 `transformers`는 모델을 저장된 dtype 그대로 불러오는데, 최근
# 언어 모델은 대부분 `bfloat16`으로 저장되어 있습니다. 그러니 Colab에서는 dtype을 직접 정해 주세요.
#
# 모델이 차지하는 메모리는 내려받기 전에 계산할 수 있습니다. 매개변수(parameter) 수 × 숫자당 바이트입니다. T4의 메모리는 16 GB이고 그 가운데 약
# 15.6 GB를 쓸 수 있습니다. 먼저 맞혀 보세요. 매개변수가 40억 개인 언어 모델은 T4에 들어갈까요?

# %% tags=["slide"]
parameters = 4.02e9  # Qwen/Qwen3-4B-Instruct-2507
t4_gb = 15.6

for dtype, size in (("float32", 4), ("float16", 2), ("4 bit", 0.5)):
    gb = parameters * size / 1e9
    print(f"{dtype:8}{gb:5.1f} GB  {'fits' if gb < t4_gb else 'does not fit'}")

# %% [markdown] lang="en"
# In `float32` the weights alone are too large; half precision makes the difference between "does not fit" and "half the
# GPU is still free". The last line is a little too good: in 4 bit this model really takes about 2.7 GB, because some of
# its layers stay in 16 bit. Lesson 04 measures that. And weights are not all: text, images and intermediate
# results need room too, so plan to leave a fifth of the memory free.
#
# The largest part of the set-up is done. One question is left: is everything connected, from the Hub to the device?
# One prediction uses it all: download, tokenizer, model, device.

# %% [markdown] lang="ko" of="64d991ec"
# `float32`에서는 가중치만으로도 너무 큽니다. 반정밀도로 바꾸면 '안 들어감'이 'GPU의 절반이 남음'으로 바뀝니다. 마지막 줄은 조금 낙관적인
# 계산입니다. 이 모델을 4비트로 불러오면 실제로는 2.7 GB쯤 차지합니다. 일부 층(layer)이 16비트로 남기 때문인데, 04번 수업에서 직접 재 보겠습니다. 또 가중치가
# 전부는 아닙니다. 글이나 그림, 중간 계산 결과가 놓일 자리도 필요하므로 메모리의 5분의 1은 비워 둔다고 생각하세요.
#
# 준비는 거의 끝났습니다. 질문이 하나 남았습니다. 허브에서 장치까지 모두 제대로 이어져 있을까요? 예측을 한 번 해 보면 다운로드, 토크나이저, 모델,
# 장치를 모두 거치게 됩니다.

# %% tags=["slide"]
from transformers import pipeline

classifier = pipeline("text-classification", model=model_id, device=course.device)
result = classifier("I love this film, it is wonderful.")[0]
print("label:", result["label"])

# %% [markdown] lang="en"
# `POSITIVE`: the chain works, and you have used your first model. Lesson 01 is about what you can do with that line.
#
# ### Why does the install cell do so little?
#
# The first code cell of the notebook, above `hfcourse.start`, installs only what is missing. That is deliberate. On Colab
# the libraries come matched to each other, and older tutorials begin by tearing them apart. Predict: on Colab you run
# `pip install -U datasets`. What breaks, `datasets` or something else?
#
# `pip` fetches the newest `datasets`, which brings the newest `huggingface_hub` along: version 2.4.0 in place of 1.27.0.
# But Colab's `transformers` states which versions it accepts:

# %% [markdown] lang="ko" of="bd675540"
# `POSITIVE`가 나왔으니 처음부터 끝까지 잘 이어져 있습니다. 여러분은 방금 첫 모델을 사용했습니다. 이 한 줄로 무엇을 할 수 있는지는 01번 수업에서
# 배웁니다.
#
# ### 설치 셀은 왜 이렇게 하는 일이 적을까요?
#
# `hfcourse.start` 위에 있는 설치 셀은 빠진 것만 설치합니다. 일부러 그렇게 만들었습니다. Colab의 라이브러리는 서로 버전이 맞춰져 있는데, 예전
# 튜토리얼은 첫 줄부터 그 짝을 깨뜨리고 시작합니다. 맞혀 보세요. Colab에서 `pip install -U datasets`를 실행하면 무엇이 고장 날까요?
# `datasets`일까요, 다른 것일까요?
#
# `pip`은 최신 `datasets`를 가져오면서 최신 `huggingface_hub`도 함께 설치합니다. 1.27.0이 2.4.0으로 바뀝니다. 그런데 Colab의
# `transformers`는 받아들일 수 있는 버전을 정해 두었습니다.

# %%
from packaging.requirements import Requirement

# What transformers 5.15 on Colab asks for
# ko: Colab의 transformers 5.15가 요구하는 버전
wanted = Requirement("huggingface-hub>=1.5.0,<2.0")
for version in ("1.27.0", "2.4.0"):
    print(f"huggingface_hub {version}:", "accepted" if version in wanted.specifier else "refused")

# %% [markdown] lang="en"
# So it is `transformers` that breaks, a library you did not touch: `import transformers` stops with
# `ImportError: huggingface-hub>=1.5.0,<2.0 is required`, and `diffusers` and `gradio` no longer fit either. `pip` did print a line about
# *dependency conflicts*, among fifty others. The rule for Colab:
#
# - Install what is missing, and nothing else. For this course that is `evaluate` and `bitsandbytes`; a newer `torchao` replaces
#   an old one that `peft` refuses.
# - Never `pip install -U` one Hugging Face library alone. If you need a newer one, give the others' limits too, as in
#   `pip install "transformers==5.23.0" "huggingface_hub<2"`, and restart the session.
# - If it has happened already: menu **Runtime → Disconnect and delete runtime**, and open the notebook again.
#
# On your own computer `python3 scripts/course.py lab` makes an environment of its own, in which the versions fit.

# %% [markdown] lang="ko" of="97a1cb77"
# 고장 나는 것은 건드리지도 않은 `transformers`입니다. `import transformers`가
# `ImportError: huggingface-hub>=1.5.0,<2.0 is required`라는 오류로 멈추고, `diffusers`와 `gradio`도 버전이 맞지 않게 됩니다. `pip`은 *dependency
# conflicts*(의존성 충돌)라는 줄을 분명히 출력했지만 다른 수십 줄 사이에 묻혀 있었습니다. Colab에서는 이렇게 하세요.
#
# - 빠진 것만 설치합니다. 이 강의에서는 `evaluate`와 `bitsandbytes`입니다. 또 `peft`가 거부하는 오래된 `torchao`는 새 버전으로 바꿉니다.
# - 허깅페이스 라이브러리 하나만 따로 `pip install -U` 하지 않습니다. 새 버전이 꼭 필요하면
#   `pip install "transformers==5.23.0" "huggingface_hub<2"`처럼 다른 라이브러리의 한계도 함께 적고,
#   메뉴 **런타임 → 세션 다시 시작**을 누릅니다.
# - 이미 그렇게 해 버렸다면 메뉴 **런타임 → 런타임 연결 해제 및 삭제**를 누르고 노트북을 다시 엽니다.
#
# 내 컴퓨터에서는 `python3 scripts/course.py lab`이 버전이 서로 맞는 전용 환경을 만들어 줍니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.2.** Write a function `fits(parameters, bytes_per_number, free_gb)` that returns `True` if the weights
# take at most 80 % of the free memory, else `False`. One GB is 10⁹ bytes. Does a model with 8.03 billion parameters fit
# into the T4's 15.6 GB in `float16`? And in 4 bit? Call your function to see.
#
# Where an exercise asks for a function, delete the line `fits = ...` and write yours in its place; it begins with
# `def fits(parameters, bytes_per_number, free_gb):`.

# %% [markdown] lang="ko" of="518905aa" tags=["exercise"]
# **연습 0.2.** 가중치가 남은 메모리의 80% 이하를 차지하면 `True`, 아니면 `False`를 돌려주는 함수
# `fits(parameters, bytes_per_number, free_gb)`를 작성해 보세요. 1 GB는 10⁹바이트입니다. 매개변수가 80억 3천만 개인 모델은 `float16`으로 T4의
# 15.6 GB에 들어가나요? 4비트라면 어떤가요? 함수를 불러서 확인해 보세요.
#
# 함수를 작성하는 연습에서는 `fits = ...` 줄을 지우고 그 자리에 함수를 적습니다. 첫 줄은
# `def fits(parameters, bytes_per_number, free_gb):`입니다.

# %% tags=["solution"]
def fits(parameters, bytes_per_number, free_gb):
    return parameters * bytes_per_number / 1e9 <= 0.8 * free_gb

# %% tags=["check"]
hfcourse.check("0.2", fits)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes: 4 for the two profiles, 6 for dtype and the arithmetic, 5 for the install rule, 3 for the exercise. Usual
# wrong answers in 0.2: forgetting to divide by 10⁹ (then nothing ever fits), and comparing with all of the free memory instead
# of 80 %. On Colab have everybody choose the T4 first (**Runtime → Change runtime type**): changing it later starts a new
# kernel and loses every variable. A class of thirty that downloads at once can fill a school's line: run
# `hfcourse prefetch 00 01` on each computer the day before, or stay in `mini`.

# %% [markdown] lang="ko" of="58372888" tags=["notes"]
# 18분: 두 프로필 4분, dtype과 메모리 계산 6분, 설치 규칙 5분, 연습 3분. 0.2의 흔한 오답은 10⁹으로 나누지 않는 것(그러면 어떤 모델도 들어가지
# 않습니다)과, 80%가 아니라 남은 메모리 전체와 비교하는 것입니다. Colab에서는 모두 T4부터 고르게 하세요(**런타임 → 런타임 유형 변경**). 나중에
# 바꾸면 커널이 새로 시작되어 변수가 모두 사라집니다. 서른 명이 동시에 내려받으면 학교 회선이 가득 찰 수 있습니다. 전날 각 컴퓨터에서
# `hfcourse prefetch 00 01`을 실행해 두거나 `mini`로 수업하세요.

# %% [markdown] lang="en"
# ## 3. Token and login
#
# So far nobody asked who you are, and most of this course goes on like that. You need to say it in three cases: to use a
# repo whose owner wants to know who downloads it, to reach something private of your own, and to publish. For that the Hub
# has **access tokens**: a line of letters that begins with `hf_` and stands for your account. (They have nothing to do with
# the tokens of lesson 03, the pieces of a text.)
#
# | type | what it may do | when to choose it |
# |---|---|---|
# | **read** | download whatever you may see | the usual choice, and enough for lessons 00–09 |
# | **write** | also create, change and *delete* your repos | only to publish (lesson 10) |
# | **fine-grained** | only what you tick, repo by repo | for a program that runs without you |
#
# Whoever has the token acts as you. So treat it like a password: take the weakest type that does the job, **never write
# one into a notebook** (it is saved, shared and committed with it), and delete one you no longer need.
#
# To make one and hand it to a notebook:
#
# 1. Log in at [huggingface.co](https://huggingface.co), open [Settings → Access Tokens](https://huggingface.co/settings/tokens),
#    and create a token of type **Read**. It is shown once: copy it now.
# 2. On **Colab**: click the key symbol at the left edge (*Secrets*), then *Add new secret*. Name: `HF_TOKEN`, exactly so.
#    Value: the token. Switch on *Notebook access*. Colab keeps it with your account, not in the notebook.
# 3. On **your own computer**: type `hf auth login` in a terminal, once, and paste it there.
#
# When a library needs a token, it looks in several places and takes the first one it finds:

# %% [markdown] lang="ko" of="0029f219"
# ## 3. 토큰과 로그인
#
# 지금까지는 아무도 여러분이 누구인지 묻지 않았고, 이 강의의 대부분은 앞으로도 그렇습니다. 내가 누구인지 밝혀야 하는 경우는 세 가지입니다. 누가
# 내려받는지 알고 싶어 하는 소유자의 저장소를 쓸 때, 내 비공개 저장소에 들어갈 때, 그리고 무언가를 공개할 때입니다. 이때 쓰는 것이 **액세스
# 토큰**(access token)입니다. `hf_`로 시작하는 문자열로, 내 계정을 대신합니다. (03번 수업에서 배울 토큰, 곧 글의 조각과는 이름만 같습니다.)
#
# | 유형 | 할 수 있는 일 | 고르는 때 |
# |---|---|---|
# | **read** | 내가 볼 수 있는 것을 내려받기 | 보통은 이것. 00–09번 수업에 충분합니다 |
# | **write** | 여기에 더해 내 저장소를 만들고, 고치고, *지우기* | 공개할 때만(10번 수업) |
# | **fine-grained**(세분화) | 저장소별로 체크한 일만 | 혼자 돌아가는 프로그램에 줄 때 |
#
# 토큰을 가진 사람은 누구든 여러분의 이름으로 행동할 수 있습니다. 그러니 비밀번호처럼 다루세요. 일을 할 수 있는 가장 약한 유형을 고르고,
# **노트북에는 절대로 적지 말고**(노트북과 함께 저장되고, 공유되고, 깃허브에까지 올라갑니다), 더 쓰지 않는 토큰은 지우세요.
#
# 토큰을 만들어 노트북에 건네는 방법입니다.
#
# 1. [huggingface.co](https://huggingface.co)에 로그인하고 [Settings → Access Tokens](https://huggingface.co/settings/tokens)에서
#    **Read** 유형의 토큰을 만듭니다. 한 번만 보여 주므로 바로 복사하세요.
# 2. **Colab**에서는 왼쪽 가장자리의 열쇠 모양(*보안 비밀*)을 누르고 새 보안 비밀을 추가합니다. 이름은 정확히 `HF_TOKEN`, 값은 토큰입니다. 그리고
#    *노트북 액세스*를 켭니다. Colab은 이것을 노트북이 아니라 여러분의 계정에 보관합니다.
# 3. **내 컴퓨터**에서는 터미널에서 `hf auth login`을 한 번 실행하고 거기에 붙여 넣습니다.
#
# 라이브러리는 토큰이 필요할 때 여러 곳을 차례로 찾아보고, 가장 먼저 찾은 것을 씁니다.

# %% tags=["slide"]
hfcourse.show.token_path()

# %% [markdown] lang="en"
# The order explains a puzzle you will meet one day: you save a new token and the old one is still used, because an
# environment variable comes first. Is there a token on your path at this moment?

# %% [markdown] lang="ko" of="3e5d320d"
# 이 순서를 알면 언젠가 만날 수수께끼가 풀립니다. 새 토큰을 저장했는데도 예전 토큰이 쓰인다면, 예전 토큰이 환경
# 변수(environment variable, 프로그램이 시작할 때 운영 체제에서 받는 값)에 들어 있기 때문입니다. 그쪽을 먼저 찾아봅니다. 지금 여러분에게는
# 토큰이 있을까요?

# %%
from huggingface_hub import get_token

print("token found:", get_token() is not None)

# %% [markdown] lang="en"
# The cell prints whether there is one, never the token itself; do the same in your own notebooks. In `mini` it is
# `False` whatever your computer holds, for that world neither reads nor sends your real token (`True` there means that a
# practice token from an earlier run of this lesson is still saved).
#
# And if a token is wrong? Here are four attempts that cannot work, in neither world. Say what is wrong with each before
# you run the cell.

# %% [markdown] lang="ko" of="9ce8d324"
# 이 셀은 토큰이 있는지만 출력하고 토큰 자체는 출력하지 않습니다. 여러분의 노트북에서도 그렇게 하세요. `mini`에서는 컴퓨터에 무엇이 있든 `False`가
# 나옵니다. 그 세계에서는 여러분의 실제 토큰을 읽지도 보내지도 않기 때문입니다. (`True`라면 이 수업을 전에 실행했을 때의 연습용 토큰이 남아 있는 것입니다.)
#
# 토큰이 잘못되었다면 어떻게 될까요? 어느 세계에서도 통하지 않을 네 가지 시도가 있습니다. 셀을 실행하기 전에 무엇이 잘못되었는지 하나씩 말해 보세요.

# %% tags=["slide"]
for attempt in ("", "my-colab-token", "hf_abcd efgh", " hf_demo_revoked\n"):
    print(repr(attempt))
    hfcourse.login(attempt)
    print()

# %% [markdown] lang="en"
# Each mistake has its own sentence and its own next step:
#
# | attempt | what happened | next step |
# |---|---|---|
# | `''` | the secret or variable exists, but nothing is in it | paste the token |
# | `'my-colab-token'` | the token's *name* was copied | copy the token itself, which begins with `hf_` |
# | `'hf_abcd efgh'` | copied in two pieces | copy it again |
# | `' hf_demo_revoked\n'` | a space and a line break came along; and the Hub does not know the rest: revoked, deleted or mistyped | make a new one |
#
# The first three were found without asking the Hub. Only for the last one did the Hub have to say no.
#
# Now the right way. On Colab and with your own account, `hfcourse.login()` finds the token by itself and asks where there is
# none (press Enter to go on without). In `mini` there are **practice tokens**, which open nothing anywhere else; they are the
# only ones that may stand in a cell.

# %% [markdown] lang="ko" of="00a8fe2d"
# 실수마다 설명과 다음 할 일이 따로 있습니다.
#
# | 시도 | 무슨 일인가 | 다음 할 일 |
# |---|---|---|
# | `''` | 보안 비밀이나 환경 변수는 있는데 비어 있습니다 | 토큰을 붙여 넣습니다 |
# | `'my-colab-token'` | 토큰의 *이름*을 복사했습니다 | `hf_`로 시작하는 토큰 자체를 복사합니다 |
# | `'hf_abcd efgh'` | 두 조각으로 복사되었습니다 | 다시 복사합니다 |
# | `' hf_demo_revoked\n'` | 공백과 줄바꿈이 따라왔고, 나머지도 허브가 모르는 토큰입니다. 폐기되었거나 지워졌거나 잘못 적은 것입니다 | 새로 만듭니다 |
#
# 앞의 셋은 허브에 묻지 않고도 알아냈습니다. 마지막 하나만 허브가 거절해 주어야 알 수 있었습니다.
#
# 이제 올바른 방법입니다. Colab이나 내 계정에서는 `hfcourse.login()`이 토큰을 스스로 찾고, 없으면 물어봅니다(Enter를 누르면 로그인하지 않고
# 넘어갑니다). `mini`에는 다른 곳에서는 아무것도 열지 못하는 **연습용 토큰**이 있습니다. 셀에 적어도 되는 토큰은 오직 이것뿐입니다.

# %% tags=["slide"]
# None: your own token, wherever it is found
# ko: None이면 여러분의 토큰을 찾아서 씁니다
reader = "hf_demo_read" if course.profile == "mini" else None

account = hfcourse.login(reader)

# %% [markdown] lang="en"
# Name, type and source, and nothing secret. The same without hfcourse, as you would write it in your own project: `whoami`
# is how one asks the Hub "who am I to you?"

# %% [markdown] lang="ko" of="42b4be9f"
# 이름과 유형, 찾은 곳만 나오고 토큰 자체는 나오지 않습니다. 내 프로젝트에서 hfcourse 없이 쓴다면 다음과 같습니다. `whoami`는 허브에 "내가 누구로
# 보이나요?" 하고 묻는 방법입니다.

# %%
try:
    me = HfApi().whoami()
    print("name:", me["name"])
    print("type:", me["auth"]["accessToken"]["role"])
except OSError as error:
    print(hfcourse.explain(error))

# %% [markdown] lang="en"
# `learner` is the only account of the `mini` hub; in `full` you see your own name, or, without a login, the sentence that no
# token was found. Whatever the Hub refuses arrives as an `OSError`, so this `except` catches it, and `hfcourse.explain`
# says what it means.
#
# Suppose that a lesson wants to publish something. Is this token enough?

# %% [markdown] lang="ko" of="d00fede3"
# `learner`는 `mini` 허브에 하나뿐인 계정입니다. `full`에서는 여러분의 이름이 나오고, 로그인하지 않았다면 토큰을 찾지 못했다는 문장이 나옵니다. 허브가
# 거절하면 언제나 `OSError`가 나므로 이 `except`로 잡을 수 있고, 무슨 뜻인지는 `hfcourse.explain`이 설명해 줍니다.
#
# 이번에는 무언가를 공개하는 수업이라고 해 봅시다. 이 토큰으로 충분할까요?

# %%
if account:
    hfcourse.login(reader, write=True)

# %% [markdown] lang="en"
# A read token is refused, and that is its purpose: it cannot delete anything either. In `full` the answer depends on the type of your own
# token. Lesson 10 is the only one that needs a write token; make one then, and delete it afterwards.

# %% [markdown] lang="ko" of="e5fe311d"
# read 토큰은 거절됩니다. 그것이 read 토큰의 쓸모입니다. 올리지 못하는 만큼 지우지도 못합니다. `full`에서는 여러분이 가진 토큰의 유형에 따라 결과가 다릅니다.
# write 토큰이 필요한 것은 10번 수업뿐입니다. 그때 만들고, 끝나면 지우세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.3.** Choose the weakest that will do: `"none"`, `"read"` or `"write"`.
#
# ```python
# token_for = {
#     "download an open model": ...,
#     "download a gated model whose terms you accepted": ...,
#     "load your own private dataset": ...,
#     "search the Hub for Korean models": ...,
#     "publish the model you fine-tuned": ...,
# }
# ```

# %% [markdown] lang="ko" of="f8b0eef5" tags=["exercise"]
# **연습 0.3.** 그 일을 할 수 있는 것 가운데 가장 약한 것을 고르세요. `"none"`(필요 없음), `"read"`, `"write"` 가운데 하나입니다. 위에서부터 공개 모델
# 내려받기, 이용 약관에 동의한 접근 제한 모델 내려받기, 내 비공개 데이터셋 불러오기, 허브에서 한국어 모델 검색하기, 미세조정(fine-tuning)한 모델
# 공개하기입니다.
#
# ```python
# token_for = {
#     "download an open model": ...,
#     "download a gated model whose terms you accepted": ...,
#     "load your own private dataset": ...,
#     "search the Hub for Korean models": ...,
#     "publish the model you fine-tuned": ...,
# }
# ```

# %% tags=["solution"]
token_for = {
    "download an open model": "none",
    "download a gated model whose terms you accepted": "read",
    "load your own private dataset": "read",
    "search the Hub for Korean models": "none",
    "publish the model you fine-tuned": "write",
}

# %% tags=["check"]
hfcourse.check("0.3", token_for)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.4.** Write the check that you would want in your own project: a function `diagnose(token)` that returns
#
# - `"empty"` if there is nothing but white space in it,
# - else `"whitespace"` if there is white space anywhere, around it or inside,
# - else `"prefix"` if it does not begin with `hf_`,
# - else `"ok"`.
#
# It must not print the token.

# %% [markdown] lang="ko" of="57ce9180" tags=["exercise"]
# **연습 0.4.** 내 프로젝트에 넣고 싶은 검사를 직접 만들어 보세요. 함수 `diagnose(token)`은 다음 값을 돌려줍니다.
#
# - 비어 있거나 공백 문자뿐이면 `"empty"`
# - 그렇지 않고 앞뒤든 중간이든 공백 문자가 있으면 `"whitespace"`
# - 그렇지 않고 `hf_`로 시작하지 않으면 `"prefix"`
# - 모두 아니면 `"ok"`
#
# 토큰을 출력해서는 안 됩니다.

# %% tags=["solution"]
def diagnose(token):
    if not token.strip():
        return "empty"
    if any(character.isspace() for character in token):
        return "whitespace"
    if not token.startswith("hf_"):
        return "prefix"
    return "ok"

# %% tags=["check"]
hfcourse.check("0.4", diagnose)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes: 6 for tokens and types, 6 for making one and the Colab secret (the slowest part: let people help each other),
# 3 for the four attempts, 5 for the exercises. Usual wrong answers: 0.3, `"read"` for the open model ("older tutorials always
# logged in") and `"write"` for the private dataset; 0.4, testing only `token != token.strip()`, which misses the space in
# the middle, or `" " in token`, which misses the line break that copying leaves. **Projector**: nobody's token may be visible;
# ask people to turn their screens away while they paste. Whoever has no account can do all of section 3 in `mini`; ask the
# others the day before to make one and to confirm their e-mail address, which takes longer than the lesson can wait.

# %% [markdown] lang="ko" of="72aede5a" tags=["notes"]
# 20분: 토큰과 유형 6분, 토큰 만들기와 Colab 보안 비밀 6분(가장 느린 부분이니 서로 돕게 하세요), 네 가지 시도 3분, 연습 5분. 흔한 오답: 0.3에서
# 공개 모델에 `"read"`(“예전 튜토리얼은 늘 로그인부터 했으니까”), 비공개 데이터셋에 `"write"`. 0.4에서 `token != token.strip()`만 검사해 중간
# 공백을 놓치거나, `" " in token`만 검사해 복사할 때 딸려 온 줄바꿈을 놓치는 것. **화면 공유 주의**: 누구의 토큰도 화면에 보이면 안 됩니다. 붙여
# 넣는 동안에는 화면을 돌리게 하세요. 계정이 없는 사람은 3절 전체를 `mini`로 할 수 있습니다. 계정을
# 쓸 사람은 전날 미리 만들고 이메일 확인까지 마치게 하세요. 수업 중에 하면 너무 오래 걸립니다.

# %% [markdown] lang="en"
# ## 4. Closed doors: gated, missing, mistyped
#
# You are logged in, and still a download can fail. Which of the possible reasons is it this time? Some models are
# **gated**: their page is public, but the files are handed out only to people who accepted the terms. Meta's Llama models
# are the best known. What does the Hub say to a stranger, and what to you?

# %% [markdown] lang="ko" of="349fa3a7"
# ## 4. 닫힌 문: 접근 제한, 없는 저장소, 잘못 쓴 이름
#
# 로그인을 해도 다운로드가 실패할 수 있습니다. 여러 이유 가운데 이번에는 무엇일까요? 어떤 모델은 **접근이 제한되어**(gated) 있습니다. 페이지는 누구나
# 볼 수 있지만 파일은 이용 약관에 동의한 사람에게만 줍니다. 메타의 Llama 모델이 대표적입니다. 허브는 모르는 사람에게는 뭐라고 하고, 여러분에게는 뭐라고
# 할까요?

# %% tags=["slide"]
from huggingface_hub import hf_hub_download
from huggingface_hub.errors import HfHubHTTPError

gated_id = "meta-llama/Meta-Llama-3-8B-Instruct"
for who, token in (("anonymous", False), ("logged in", None)):
    try:
        hf_hub_download(gated_id, "tokenizer_config.json", token=token)
        print(f"{who}: here is the file")
    except HfHubHTTPError as error:
        print(f"{who}: {type(error).__name__}, status {error.response.status_code}")
        print(hfcourse.explain(error), end="\n\n")

# %% [markdown] lang="en"
# Compare the two status numbers. **401** means "I do not know you": log in. **403** means "I know you, and no": logging in again
# changes nothing; you have to accept the terms. In `full` the second line depends on your account, and if you already have
# access, you get the file.
#
# To be let in:
#
# 1. Open the repo's page, here <https://huggingface.co/meta-llama/Meta-Llama-3-8B-Instruct>, logged in with the account of your token.
# 2. Read the terms, fill in the form and send it. Some owners approve at once, others look at each request.
# 3. Run the same cell again. No new token is needed: access belongs to the account, not to the token. (A fine-grained token
#    must also be allowed to read gated repos.)
#
# This is what it looks like once you are in. In `mini` a second practice token belongs to somebody who has access:

# %% [markdown] lang="ko" of="b8fa1482"
# 두 상태 번호를 비교해 보세요. **401**은 "누구신지 모르겠습니다"라는 뜻이니 로그인하면 됩니다. **403**은 "누구신지는 알지만 안 됩니다"라는 뜻입니다.
# 다시 로그인해도 달라지지 않고, 이용 약관에 동의해야 합니다. `full`에서 둘째 결과는 여러분의 계정에 달려 있고, 이미 접근 권한이 있다면 파일을 받게
# 됩니다.
#
# 접근 권한을 얻는 방법입니다.
#
# 1. 토큰을 만든 계정으로 로그인한 채 저장소 페이지를 엽니다. 여기서는 <https://huggingface.co/meta-llama/Meta-Llama-3-8B-Instruct>입니다.
# 2. 약관을 읽고 양식을 작성해 보냅니다. 바로 승인하는 소유자도 있고, 요청을 하나씩 확인하는 소유자도 있습니다.
# 3. 같은 셀을 다시 실행합니다. 새 토큰은 필요 없습니다. 접근 권한은 토큰이 아니라 계정에 주어지기 때문입니다. (fine-grained 토큰이라면 접근 제한
#    저장소를 읽는 권한도 켜져 있어야 합니다.)
#
# 권한이 있으면 어떻게 되는지 봅시다. `mini`에는 접근 권한이 있는 사람의 연습용 토큰이 하나 더 있습니다.

# %%
granted = "hf_demo_granted" if course.profile == "mini" else None

try:
    HfApi().auth_check(gated_id, token=granted)
    print("access: granted")
except OSError as error:
    print(hfcourse.explain(error))

# %% [markdown] lang="en"
# `auth_check` asks at the door and downloads nothing: useful at the top of a long script. Approval can take hours, though,
# and a class cannot wait. Every gated model of this course therefore has an open alternative in the course's catalog, and
# `course.model` chooses:

# %% [markdown] lang="ko" of="2f72b433"
# `auth_check`는 문 앞에서 물어보기만 하고 아무것도 내려받지 않습니다. 오래 걸리는 스크립트의 맨 앞에 두면 좋습니다. 그런데 승인은 몇 시간이 걸릴 수도
# 있고, 수업은 기다려 주지 않습니다. 그래서 이 강의의 접근 제한 모델에는 모두 누구나 쓸 수 있는 다른 모델이 카탈로그에 정해져 있고, `course.model`이
# 골라 줍니다.

# %% tags=["slide"]
print(course.model("llama"))

# %% [markdown] lang="en"
# It says which model it took and why; the reason may also be that a model is larger than your GPU. The result is a repo id
# like any other, so the cells after it do not change.
#
# Not every closed door is gated. Three more mistakes, small ones:

# %% [markdown] lang="ko" of="e2a29152"
# 어떤 모델을 왜 골랐는지 알려 줍니다. 모델이 GPU에 들어가지 않아 바꿀 때도 있습니다. 돌려받는 값은 평범한 저장소 이름이므로
# 그다음 셀은 고칠 것이 없습니다.
#
# 닫힌 문이 모두 접근 제한 때문인 것은 아닙니다. 이번에는 사소한 실수 세 가지입니다.

# %% tags=["slide"]
attempts = {
    "repo": {"repo_id": model_id.replace("english", "englsh"), "filename": "config.json"},
    "file": {"repo_id": model_id, "filename": "tokeniser.json"},
    "revision": {"repo_id": model_id, "filename": "config.json", "revision": "v99"},
}
for what, arguments in attempts.items():
    try:
        hf_hub_download(**arguments)
    except OSError as error:
        print(f"{what}: {type(error).__name__}")
        print(hfcourse.explain(error), end="\n\n")

# %% [markdown] lang="en"
# Read the name of the error before its text: it already says *what* was not found, the repo, a file in it (an *entry*) or a version
# of it (a *revision*). One thing no error can tell you is whether a repo does not exist or is somebody's private one: the Hub
# answers both alike, because the existence of a private repo is nobody's business.
#
# The last one is a surprise. The model below is open; you used it in section 2 without any token. Now with a revoked token:
# does it work, or not?

# %% [markdown] lang="ko" of="6c161aae"
# 오류의 설명보다 이름을 먼저 읽으세요. 저장소(repository)인지, 그 안의 파일(entry)인지, 버전(revision)인지, *무엇을* 못 찾았는지가 이름에 이미
# 나와 있습니다. 어떤 오류도 알려 주지 못하는 것이 하나 있습니다. 저장소가 없는 것인지, 다른 사람의 비공개 저장소인지입니다. 허브는 두 경우에 똑같이
# 대답합니다. 비공개 저장소가 있다는 사실도 남에게 알려서는 안 되기 때문입니다.
#
# 마지막은 뜻밖의 경우입니다. 아래 모델은 누구나 쓸 수 있고, 2절에서는 토큰 없이 썼습니다. 이번에는 폐기된 토큰을 넣어 보겠습니다. 될까요, 안 될까요?

# %%
try:
    HfApi().model_info(model_id, token="hf_demo_revoked")
    print("open model, revoked token: works")
except OSError as error:
    print(hfcourse.explain(error))

# %% [markdown] lang="en"
# A bad token is worse than none: the Hub refuses it even for what is open to everybody. So when *every* download suddenly
# fails with 401, suspect an old token in `HF_TOKEN` or on the disk, not the model.
#
# | error | status | what it means | next step |
# |---|---|---|---|
# | `GatedRepoError` | 401 | gated, and the Hub does not know you | log in |
# | `GatedRepoError` | 403 | gated, and your account has no access | accept the terms on the repo's page, or take an open model |
# | `RepositoryNotFoundError` | 401, 404 | no repo of this name that you may see | check spelling, owner, model or dataset; log in for a private one |
# | `RemoteEntryNotFoundError` | 404 | the repo has no such file | look at its file list |
# | `RevisionNotFoundError` | 404 | no such branch, tag or commit | leave `revision` out, or look at the repo's history |
# | any, with *Invalid credentials* | 401 | the token is unknown | make a new one, or remove the old one |
#
# Leave as you came: on a computer that others use too, log out. This deletes the token from the disk.

# %% [markdown] lang="ko" of="3b1a6f4e"
# 잘못된 토큰은 없느니만 못합니다. 허브는 누구에게나 열려 있는 것조차 내주지 않습니다. *모든* 다운로드가 갑자기 401로 실패하기 시작하면 모델이 아니라
# `HF_TOKEN`이나 디스크에 남아 있는 오래된 토큰을 의심하세요.
#
# | 오류 | 상태 | 뜻 | 다음 할 일 |
# |---|---|---|---|
# | `GatedRepoError` | 401 | 접근이 제한되어 있고, 허브가 여러분을 모릅니다 | 로그인합니다 |
# | `GatedRepoError` | 403 | 접근이 제한되어 있고, 계정에 권한이 없습니다 | 저장소 페이지에서 약관에 동의하거나, 공개 모델을 씁니다 |
# | `RepositoryNotFoundError` | 401, 404 | 여러분이 볼 수 있는 그런 이름의 저장소가 없습니다 | 철자, 소유자, 모델인지 데이터셋인지 확인합니다. 비공개라면 로그인합니다 |
# | `RemoteEntryNotFoundError` | 404 | 저장소에 그런 파일이 없습니다 | 파일 목록을 봅니다 |
# | `RevisionNotFoundError` | 404 | 그런 버전(브랜치, 태그, 커밋)이 없습니다 | `revision`을 빼거나, 저장소의 이력을 봅니다 |
# | 무엇이든 *Invalid credentials*가 있으면 | 401 | 모르는 토큰입니다 | 새로 만들거나, 오래된 것을 지웁니다 |
#
# 끝으로 뒷정리를 합시다. 여럿이 쓰는 컴퓨터라면 로그아웃하세요. 디스크에 저장된 토큰이 지워집니다.

# %%
from huggingface_hub import logout

# Only the practice token: your own login stays as it is
# ko: 연습용 토큰만 지웁니다. 내 계정의 로그인은 그대로 둡니다
if course.profile == "mini":
    logout()
print("token found:", get_token() is not None)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.5.** Five messages from a chat of your class. For each, choose the next step: `"log in"`, `"accept the
# terms"`, `"check the name"`, `"leave the revision out"` or `"make a new token"`.
#
# ```python
# next_step = {
#     "GatedRepoError, status 401": ...,
#     "GatedRepoError, status 403": ...,
#     "RepositoryNotFoundError: gogle-bert/bert-base-uncased": ...,
#     "RevisionNotFoundError: v2-final": ...,
#     "401 for every model, even open ones: Invalid credentials": ...,
# }
# ```

# %% [markdown] lang="ko" of="ffc11b67" tags=["exercise"]
# **연습 0.5.** 수업 단체 대화방에 올라온 메시지 다섯 개입니다. 각각 다음에 할 일을 고르세요. `"log in"`(로그인), `"accept the terms"`(약관 동의),
# `"check the name"`(이름 확인), `"leave the revision out"`(revision 빼기), `"make a new token"`(새 토큰 만들기) 가운데 하나입니다.
#
# ```python
# next_step = {
#     "GatedRepoError, status 401": ...,
#     "GatedRepoError, status 403": ...,
#     "RepositoryNotFoundError: gogle-bert/bert-base-uncased": ...,
#     "RevisionNotFoundError: v2-final": ...,
#     "401 for every model, even open ones: Invalid credentials": ...,
# }
# ```

# %% tags=["solution"]
next_step = {
    "GatedRepoError, status 401": "log in",
    "GatedRepoError, status 403": "accept the terms",
    "RepositoryNotFoundError: gogle-bert/bert-base-uncased": "check the name",
    "RevisionNotFoundError: v2-final": "leave the revision out",
    "401 for every model, even open ones: Invalid credentials": "make a new token",
}

# %% tags=["check"]
hfcourse.check("0.5", next_step)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes: 6 for gated repos, 4 for the three mistakes, 2 for the revoked token, 3 for the exercise. Usual wrong answer in
# 0.5: `"log in"` for 403. Ask: whom does the Hub know in the second case? And `"log in"` for the last message: a login with
# the same token fails the same way. In a class on Colab some people will have access to Llama already; let them say what the
# gated cell prints for them. Without Wi-Fi and in `full` every cell of this section fails, after a minute of
# retries: restart in `mini`.

# %% [markdown] lang="ko" of="d09ca69b" tags=["notes"]
# 15분: 접근 제한 저장소 6분, 세 가지 실수 4분, 폐기된 토큰 2분, 연습 3분. 0.5의 흔한 오답은 403에 `"log in"`을 고르는 것입니다. 두 번째 경우에
# 허브가 아는 사람은 누구인지 물어보세요. 마지막 메시지에도 `"log in"`이 자주 나오는데, 같은 토큰으로 로그인하면 똑같이 실패합니다. Colab으로
# 수업하면 이미 Llama에 접근 권한이 있는 사람이 있을 것입니다. 접근 제한 셀에서 무엇이 나왔는지 말해 보게 하세요. 와이파이 없이 `full`로 실행하면 이
# 절의 모든 셀이 여러 번 재시도한 끝에 실패하니, 커널을 다시 시작해 `mini`로 하세요.

# %% [markdown] lang="en"
# ## 5. When it goes wrong
#
# Four things stop almost everybody once. It is better to meet them here, on purpose, than in the middle of a lesson. The
# first: a line copied from an older tutorial says `device="cuda"`. What happens on a machine without a GPU?

# %% [markdown] lang="ko" of="eb371548"
# ## 5. 문제가 생겼을 때
#
# 거의 모든 사람이 한 번은 걸려 넘어지는 곳이 네 군데 있습니다. 수업 도중에 만나는 것보다 여기서 일부러 만나 보는 편이 낫습니다. 첫째, 예전
# 튜토리얼에서 복사한 줄에 `device="cuda"`라고 쓰여 있습니다. GPU가 없는 컴퓨터에서는 어떻게 될까요?

# %% tags=["slide"]
try:
    torch.zeros(1, device="cuda")
    print("device='cuda': works")
except (AssertionError, RuntimeError):
    print("device='cuda': refused")

# %% [markdown] lang="en"
# Where there is an NVIDIA GPU, it works; everywhere else it is refused. The message itself differs from one version of torch
# to the next (*Torch not compiled with CUDA enabled*, *Found no NVIDIA driver*), the cause does not. For every dead end of
# this section the course keeps an entry in its guide: what you see, why, and what to do,
# in the order in which to try it. (The **kernel** that it speaks of is the Python program that runs your cells.)

# %% [markdown] lang="ko" of="2e84c402"
# NVIDIA GPU가 있으면 실행되고, 없으면 거절됩니다. 오류 문구는 torch 버전에 따라 다르지만(*Torch not compiled with CUDA enabled*, *Found no NVIDIA driver*) 원인은 같습니다. 이 절에서 다루는
# 문제는 모두 강의의 안내서에 있습니다. 어떤 증상인지, 왜 그런지, 무엇을 해야 하는지가 시도할 순서대로 나와 있습니다. 안내서에 나오는
# **커널**(kernel)은 셀을 실행하는 파이썬 프로그램입니다.

# %%
hfcourse.doctor.guide("cuda")

# %% [markdown] lang="en"
# In a terminal `hfcourse doctor --guide` prints the whole guide, and `hfcourse doctor` looks at your machine and says which of its traps
# you are in.
#
# The last line of that entry deserves a look, because the GPU hides the true cause. A model knows, say, three labels,
# numbered 0 to 2, and your data contain a label 5. On a GPU you read *device-side assert triggered*, and from then on every
# cell fails. On the CPU the same mistake says what it is:

# %% [markdown] lang="ko" of="b9282fc4"
# 터미널에서 `hfcourse doctor --guide`를 실행하면 안내서 전체가 나오고, `hfcourse doctor`는 컴퓨터를 살펴보고 지금 어떤 문제에 걸려 있는지 알려
# 줍니다.
#
# 방금 나온 항목의 마지막 줄은 직접 볼 만합니다. GPU는 진짜 원인을 숨기기 때문입니다. 모델이 아는 레이블(label, 답에 붙인 이름이나
# 번호)은 0, 1, 2 세 개인데 데이터에 레이블 5가 있다고 합시다. GPU에서는 *device-side assert triggered*라는 말만 나오고, 그 뒤로는 모든 셀이 실패합니다. CPU에서는 같은 실수가 무엇인지 바로
# 알 수 있습니다.

# %%
# Three rows: 0, 1, 2
# ko: 행은 0, 1, 2 세 개
table = torch.zeros(3, 2)
try:
    torch.nn.functional.embedding(torch.tensor([5]), table)
except IndexError as error:
    print(f"{type(error).__name__}: {error}")

# %% [markdown] lang="en"
# So: restart, run the failing cell on the CPU, read the real error, mend the data.
#
# The second dead end is memory. The next cell asks for room for a million billion numbers. Is that dangerous?

# %% [markdown] lang="ko" of="9a4dd07e"
# 그러니 커널을 다시 시작하고, 실패한 셀을 CPU에서 실행해 진짜 오류를 읽고, 데이터를 고치세요.
#
# 둘째는 메모리입니다. 다음 셀은 숫자 천조 개를 놓을 자리를 달라고 합니다. 위험한 일일까요?

# %% tags=["slide"]
numbers = 10**15
try:
    torch.empty(numbers, device=course.device)
except RuntimeError:
    print(f"{numbers * 4 / 1e12:,.0f} TB: refused")

# %% [markdown] lang="en"
# Not at all. A request that cannot be met is refused, nothing was allocated, and the kernel lives. (On a GPU the error is called
# `OutOfMemoryError`; it is a `RuntimeError` too.) It becomes unpleasant in two other cases: on a GPU that is *nearly* full, where what was
# loaded before stays loaded; and on a CPU that hands out a little more than it has, where the system ends the kernel without a word.

# %% [markdown] lang="ko" of="9cd335d2"
# 전혀 위험하지 않습니다. 들어줄 수 없는 요청은 거절될 뿐이고, 할당된 것은 아무것도 없으며, 커널도 살아 있습니다. (GPU에서는 오류 이름이
# `OutOfMemoryError`이고, 이것도 `RuntimeError`의 한 종류입니다.) 골치 아픈 경우는 따로 있습니다. *거의* 찬 GPU에서는 먼저 올린 것이 그대로 남아
# 자리를 차지합니다. CPU에서는 시스템이 가진 것보다 조금 더 내주었다가 말없이 커널을 끝내 버리기도 합니다.

# %%
hfcourse.doctor.guide("memory")

# %% [markdown] lang="en"
# The third is the package conflict that you know from section 2. Its entry names the two signs to look for:

# %% [markdown] lang="ko" of="f5d8d884"
# 셋째는 2절에서 본 패키지 충돌입니다. 어떤 신호를 찾아야 하는지 안내서에 나와 있습니다.

# %%
hfcourse.doctor.guide("pip")

# %% [markdown] lang="en"
# The fourth is not an error but a question: what do I lose when I restart? On Colab there are two kinds of restart.
#
# | | **Restart session** | **Disconnect and delete runtime** |
# |---|---|---|
# | variables, loaded models | gone | gone |
# | installed packages | stay | gone |
# | downloaded models, your files | stay | gone |
# | the Colab secret `HF_TOKEN` | stays | stays |
# | what it is good for | a package was changed; memory is full; CUDA is in a bad state | packages no longer fit together |
#
# After either, run the notebook from the top: the first cell prepares the world before any library looks at it.

# %% [markdown] lang="ko" of="3144c14a"
# 넷째는 오류가 아니라 질문입니다. 다시 시작하면 무엇을 잃을까요? Colab에는 두 가지 재시작이 있습니다.
#
# | | **세션 다시 시작** | **런타임 연결 해제 및 삭제** |
# |---|---|---|
# | 변수, 불러온 모델 | 사라짐 | 사라짐 |
# | 설치한 패키지 | 남음 | 사라짐 |
# | 내려받은 모델, 내 파일 | 남음 | 사라짐 |
# | Colab 보안 비밀 `HF_TOKEN` | 남음 | 남음 |
# | 쓸 때 | 패키지를 바꿨을 때, 메모리가 찼을 때, CUDA가 이상할 때 | 패키지 버전이 서로 맞지 않을 때 |
#
# 어느 쪽이든 그다음에는 노트북을 처음부터 실행하세요. 라이브러리가 설정을 읽기 전에 첫 셀이 환경을 준비해 놓아야 하기 때문입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 0.6.** Which entry of the guide helps? Choose among `"pip"`, `"cuda"`, `"memory"`, `"restart"`, `"login"` and
# `"download"`; `hfcourse.doctor.guide()` prints them all.
#
# ```python
# remedy = {
#     "The kernel died without a message while a large model was loading.": ...,
#     "import transformers: ImportError, huggingface-hub>=1.5.0,<2.0 is required": ...,
#     "AssertionError: Torch not compiled with CUDA enabled": ...,
#     "I set HF_HOME in a cell, and nothing changed.": ...,
#     "No space left on device": ...,
# }
# ```

# %% [markdown] lang="ko" of="b74821f7" tags=["exercise"]
# **연습 0.6.** 안내서의 어느 항목이 도움이 될까요? `"pip"`, `"cuda"`, `"memory"`, `"restart"`, `"login"`, `"download"` 가운데 고르세요.
# `hfcourse.doctor.guide()`를 실행하면 모두 볼 수 있습니다. 상황은 위에서부터 '큰 모델을 불러오다가 커널이 말없이 죽었다', '`import
# transformers`에서 ImportError가 났다', 'CUDA 없이 만든 torch라고 한다', '셀에서 `HF_HOME`을 바꿨는데 그대로다', '디스크에 남은 공간이 없다고
# 한다'입니다.
#
# ```python
# remedy = {
#     "The kernel died without a message while a large model was loading.": ...,
#     "import transformers: ImportError, huggingface-hub>=1.5.0,<2.0 is required": ...,
#     "AssertionError: Torch not compiled with CUDA enabled": ...,
#     "I set HF_HOME in a cell, and nothing changed.": ...,
#     "No space left on device": ...,
# }
# ```

# %% tags=["solution"]
remedy = {
    "The kernel died without a message while a large model was loading.": "memory",
    "import transformers: ImportError, huggingface-hub>=1.5.0,<2.0 is required": "pip",
    "AssertionError: Torch not compiled with CUDA enabled": "cuda",
    "I set HF_HOME in a cell, and nothing changed.": "restart",
    "No space left on device": "download",
}

# %% tags=["check"]
hfcourse.check("0.6", remedy)

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes: 3 for each dead end but the last, 3 for the exercise. Usual wrong answers in 0.6: `"cuda"` for the kernel that died (a CPU's
# memory does that as well) and `"memory"` for "No space left on device" (that is the disk). If somebody really is stuck:
# `hfcourse doctor` in a terminal (on Colab `!hfcourse doctor` in a cell), read the lines with advice aloud together.

# %% [markdown] lang="ko" of="e7937ead" tags=["notes"]
# 12분: 앞의 세 문제에 3분씩, 연습 3분. 0.6의 흔한 오답은 커널이 죽은 경우에 `"cuda"`를 고르는 것(컴퓨터 메모리가 모자라도 그렇게 됩니다)과 "No
# space left on device"에 `"memory"`를 고르는 것(이것은 디스크입니다)입니다. 정말로 막힌 사람이 있으면 터미널에서 `hfcourse doctor`를 실행하고(Colab에서는
# 셀에 `!hfcourse doctor`) 조언이 나온 줄을 함께 소리 내어 읽어 보세요.

# %% [markdown] lang="en"
# ## 6. Check yourself
#
# Seven questions. Every option explains itself, the wrong ones too, so it pays to try them.

# %% [markdown] lang="ko" of="32b11e8a"
# ## 6. 스스로 점검하기
#
# 문제는 일곱 개입니다. 틀린 보기에도 설명이 있으니 마음껏 골라 보세요.

# %% tags=["quiz"]
hfcourse.quiz("00")

# %% [markdown] lang="en"
# Can you tick each line?
#
# - ☐ I can say what a model repo holds, and at which station of the map each library works.
# - ☐ I know which profile I am in, and what a stand-in's result does not tell me.
# - ☐ I can work out whether a model fits into a GPU, and I know why a T4 gets `float16`.
# - ☐ I install only what is missing, and I know what `pip install -U` of one library does on Colab.
# - ☐ My token is of type read, lies in a secret or on my disk, and stands in no notebook.
# - ☐ I can tell 401 from 403, and a gated repo from a missing one.
# - ☐ I know where the guide is when a cell fails.

# %% [markdown] lang="ko" of="5d67477d"
# 모두 체크할 수 있나요?
#
# - ☐ 모델 저장소에 무엇이 들어 있는지, 각 라이브러리가 지도의 어느 구간을 맡는지 말할 수 있습니다.
# - ☐ 지금 어떤 프로필인지 알고, 대역 모델의 결과로 알 수 없는 것이 무엇인지 압니다.
# - ☐ 모델이 GPU에 들어갈지 계산할 수 있고, T4에서 왜 `float16`을 쓰는지 압니다.
# - ☐ 빠진 것만 설치하며, Colab에서 라이브러리 하나만 `pip install -U` 하면 어떻게 되는지 압니다.
# - ☐ 내 토큰은 read 유형이고, 보안 비밀이나 내 디스크에 있으며, 어느 노트북에도 적혀 있지 않습니다.
# - ☐ 401과 403을, 접근이 제한된 저장소와 없는 저장소를 구분할 수 있습니다.
# - ☐ 셀이 실패했을 때 안내서가 어디 있는지 압니다.

# %%
hfcourse.progress("00")

# %% [markdown] lang="en"
# ### What changed since older tutorials
#
# | older tutorials write | today | why |
# |---|---|---|
# | `pip install torch==2.5.1+cu124 …` | install nothing: torch is on Colab | there is no wheel for Colab's Python, and it would tear torch, vision and audio apart |
# | `pip install transformers==4.48.3 datasets==3.2.0` | only what is missing | it brings an old `huggingface_hub` that Colab's `gradio` refuses |
# | "dependency warnings may be ignored" | read them | a conflict over `huggingface-hub` stops `import transformers` |
# | `login(userdata.get("HF_TOKEN"), add_to_git_credential=True)` | nothing, or `hfcourse.login()` | the client finds Colab's secret by itself; there is no git helper on Colab, so that option only prints a warning |
# | "the token needs *write*" | *read*; for open models none | write is for publishing |
# | `huggingface-cli login` | `hf auth login` | the command was renamed |
# | "`device="cuda"` is required" | leave it out, or `device=course.device` | a pipeline takes the first accelerator by itself and falls back to the CPU; `"cuda"` fails without a GPU |
# | `bert-base-uncased` | `google-bert/bert-base-uncased` | old model names are redirected; the new one says who answers for it |
# | `load_dataset("glue", "mrpc")` | `load_dataset("nyu-mll/glue", "mrpc")` | a dataset without an owner is refused: *Repository id must be 'namespace/name'* |
#
# ### Where to read on
#
# - [User access tokens](https://huggingface.co/docs/hub/security-tokens) and [gated models](https://huggingface.co/docs/hub/models-gated), in the Hub's documentation
# - [Downloading files](https://huggingface.co/docs/huggingface_hub/guides/download): what the cache holds, and how to look into it
# - [Model cards](https://huggingface.co/docs/hub/model-cards): what to look for before you trust a model

# %% [markdown] lang="ko" of="a035eb70"
# ### 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금은 | 이유 |
# |---|---|---|
# | `pip install torch==2.5.1+cu124 …` | 설치하지 않습니다. torch는 Colab에 있습니다 | Colab의 파이썬에 맞는 파일이 없고, 서로 맞춰진 torch, vision, audio의 짝이 깨집니다 |
# | `pip install transformers==4.48.3 datasets==3.2.0` | 빠진 것만 설치합니다 | Colab의 `gradio`가 거부하는 옛 `huggingface_hub`가 함께 설치됩니다 |
# | "의존성 경고는 무시해도 됩니다" | 읽어야 합니다 | `huggingface-hub` 충돌이 있으면 `import transformers`가 멈춥니다 |
# | `login(userdata.get("HF_TOKEN"), add_to_git_credential=True)` | 아무것도 안 하거나 `hfcourse.login()` | `huggingface_hub`가 Colab 보안 비밀을 스스로 찾습니다. Colab에는 git 도우미가 없어 그 옵션은 경고만 출력합니다 |
# | "토큰은 *write*여야 합니다" | *read*. 공개 모델이라면 토큰이 필요 없습니다 | write는 공개할 때만 씁니다 |
# | `huggingface-cli login` | `hf auth login` | 명령 이름이 바뀌었습니다 |
# | "`device="cuda"` 필수" | 빼거나 `device=course.device` | 파이프라인은 첫 번째 가속기(GPU 등)를 스스로 고르고 없으면 CPU를 씁니다. `"cuda"`라고 쓰면 GPU가 없을 때 실패합니다 |
# | `bert-base-uncased` | `google-bert/bert-base-uncased` | 옛 모델 이름은 새 이름으로 이어집니다. 새 이름에는 책임지는 소유자가 드러납니다 |
# | `load_dataset("glue", "mrpc")` | `load_dataset("nyu-mll/glue", "mrpc")` | 소유자 없는 데이터셋 이름은 거절됩니다: *Repository id must be 'namespace/name'* |
#
# ### 더 읽을거리(영어)
#
# - 허브 문서의 [액세스 토큰](https://huggingface.co/docs/hub/security-tokens)과 [접근 제한 모델](https://huggingface.co/docs/hub/models-gated)
# - [파일 내려받기](https://huggingface.co/docs/huggingface_hub/guides/download): 캐시에 무엇이 있고 어떻게 들여다보는지
# - [모델 카드](https://huggingface.co/docs/hub/model-cards): 모델을 믿기 전에 무엇을 확인해야 하는지

# %% [markdown] lang="en" tags=["notes"]
# 8 minutes for the quiz and the checklist. The whole lesson takes about 85 minutes with a class; alone, an hour. If time is
# short, leave out exercise 0.4 and the index error of section 5. Homework: everybody opens lesson 01
# where they will work with it and runs its first two cells, so that a faulty set-up shows before the class.

# %% [markdown] lang="ko" of="ff84ffef" tags=["notes"]
# 퀴즈와 체크리스트에 8분. 함께 하면 전체 85분쯤, 혼자 하면 한 시간쯤 걸립니다. 시간이 모자라면 연습 0.4와 5절의 인덱스 오류는 건너뛰세요. 숙제: 수업
# 때 쓸 환경에서 01번 노트북을 열고 처음 두 셀을 실행해 보기. 준비에 문제가 있으면 수업 전에 드러납니다.
