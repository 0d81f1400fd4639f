# ---
# hfcourse:
#   number: "10"
#   title: {en: "Sharing", ko: "공유하기"}
#   objectives:
#     en:
#       - "Say how good your model is with a number that says how sure it is, and write that into a model card."
#       - "Find tokens, addresses and files that must not leave your computer, before they leave it."
#       - "Upload a model, a tokenizer, a dataset and an adapter, private first, and load them back by revision."
#       - "Read what a licence asks of you when you build on somebody's work."
#       - "Turn the model into a small demo, make it public, and delete what should not stay."
#     ko:
#       - "모델의 성능을 숫자로, 그 숫자가 얼마나 확실한지까지 함께 말하고 모델 카드에 적기"
#       - "토큰, 주소처럼 내 컴퓨터를 떠나면 안 되는 것을 떠나기 전에 찾기"
#       - "모델, 토크나이저, 데이터셋, 어댑터를 먼저 비공개로 올리고, 리비전을 정해 다시 불러오기"
#       - "남이 만든 것을 바탕으로 삼을 때 라이선스가 무엇을 요구하는지 읽기"
#       - "모델로 작은 데모를 만들고, 공개하고, 남기지 않을 것은 지우기"
#   needs: ["00", "07", "08"]
#   uses: [bert-en]
#   budget: {t4_minutes: 6, mini_minutes: 1, gpu_gb: 3, download_mb: 1320}
# ---

# %%
import hfcourse

course = hfcourse.start("10")

# %% [markdown] lang="en"
# Everything that you used in this course was there because somebody uploaded it, described it and left it open. Today you
# are that somebody. You will upload a model with its card, a dataset, an adapter and a demo, load each of them back as a
# stranger would, and delete them at the end.
#
# In `mini` you publish to the small hub inside the course: same commands, no account, nobody sees it. In `full` you
# publish under **your own name**, private unless you say otherwise. For that you need a token of type **write** (lesson
# 00, section 3). Put it in place before you begin: on Colab as the value of the secret `HF_TOKEN`, elsewhere with
# `hf auth login` in a terminal. Delete it afterwards. (Two BERTs of 440 MB go up in `full`, and come down again.)
#
# With all exercises plan two hours.

# %% [markdown] lang="ko" of="1bb053fa"
# 이 강의에서 쓴 것은 모두 누군가 올리고, 설명을 붙이고, 열어 두었기 때문에 쓸 수 있었습니다. 오늘은 여러분이 그 누군가가 됩니다. 모델과 모델
# 카드, 데이터셋, 어댑터, 데모를 올리고, 처음 보는 사람처럼 다시 불러와 보고, 마지막에 지웁니다.
#
# `mini`에서는 강의에 들어 있는 작은 허브에 올립니다. 명령은 같고, 계정이 필요 없으며, 아무도 볼 수 없습니다. `full`에서는 **내 이름으로**
# 올라가고, 따로 정하지 않으면 비공개입니다. 이때는 **write** 토큰이 필요합니다(00번 수업 3절). 시작하기 전에 준비해 두세요. Colab에서는 보안 비밀
# `HF_TOKEN`의 값으로 넣고, 내 컴퓨터에서는 터미널에서 `hf auth login`을 실행합니다. 다 쓰고 나면 지우세요. (`full`에서는 440 MB짜리 BERT 두 개를
# 올리고 다시 내려받습니다.)
#
# 연습까지 하면 두 시간쯤 걸립니다.

# %% [markdown] lang="en"
# ## 1. Something worth sharing
#
# We take up the library of lesson 07: letters for four desks. As there, the words and the requests of the test letters
# never occur in training.

# %% [markdown] lang="ko" of="16fe1cab"
# ## 1. 공유할 만한 것
#
# 07번 수업의 도서관으로 돌아갑니다. 편지를 창구 네 곳으로 나누는 일입니다. 그때처럼 테스트 편지의 낱말과 문장 틀은 학습할 때 한 번도 나오지
# 않습니다.

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
from datasets import ClassLabel, Dataset, DatasetDict


def letters(words, requests):
    rows = [(request.format(word), desk) for desk in words for word in words[desk].split() for request in requests]
    table = Dataset.from_dict({"text": [text for text, _ in rows], "label": [desk for _, desk in rows]})
    return table.cast_column("label", ClassLabel(names=list(words))).shuffle(seed=0)


mail = DatasetDict(train=letters(known, requests), test=letters(new, new_requests))
desks = mail["train"].features["label"].names
print({part: len(table) for part, table in mail.items()}, desks)

# %% [markdown] lang="en" tags=["slide"]
# A model to begin with: BERT with a new head, trained on a third of the letters. Two settings belong to sharing already:
# `id2label` and `label2id` go into `config.json`, so that whoever loads the model reads *travel* and not *LABEL_3*.

# %% [markdown] lang="ko" of="b85e4dcd" tags=["slide"]
# 먼저 모델을 하나 만듭니다. BERT에 새 헤드를 붙여 편지의 3분의 1로 학습시킵니다. 다음 코드에는 벌써 공유를 생각한 설정이 두 개 있습니다.
# `id2label`과 `label2id`입니다. `config.json`에 저장되므로, 모델을 불러온 사람은 *LABEL_3*이 아니라 *travel*이라는 답을 보게 됩니다.

# %%
import transformers
from transformers import AutoModelForSequenceClassification, AutoTokenizer, set_seed

# No loading reports: lesson 07 explains them.
# ko: 불러올 때 나오는 표는 끕니다. 07번 수업에서 설명했습니다.
transformers.logging.set_verbosity_error()

name = "google-bert/bert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(name)
data = mail.map(lambda batch: tokenizer(batch["text"], truncation=True), batched=True, remove_columns="text")


def new_model():
    set_seed(0)
    names = {"id2label": dict(enumerate(desks)), "label2id": {desk: number for number, desk in enumerate(desks)}}
    return AutoModelForSequenceClassification.from_pretrained(name, num_labels=4, **names)

# %%
import numpy as np
from transformers import PrinterCallback, Trainer, TrainingArguments

# The real BERT wants small steps; the small stand-in needs larger ones.
# ko: 실제 BERT에는 작은 걸음이 맞고, 작은 대역 모델은 더 크게 걸어야 합니다.
rate = 5e-4 if course.profile == "mini" else 5e-5


def train(model, examples, epochs, rate=rate):
    arguments = TrainingArguments(
        "sorter", num_train_epochs=epochs, per_device_train_batch_size=16, learning_rate=rate,
        save_strategy="no", report_to="none", disable_tqdm=True, use_cpu=course.device.type == "cpu",
    )
    trainer = Trainer(model, arguments, train_dataset=data["train"].select(range(examples)), processing_class=tokenizer)
    trainer.remove_callback(PrinterCallback)
    trainer.train()
    return trainer.predict(data["test"]).predictions.argmax(axis=-1) == np.array(data["test"]["label"])

# %%
model = new_model()
right = train(model, examples=240, epochs=3)
score = right.mean()
print("letters in the test:", len(right), "· far better than guessing (0.25):", score > 0.5)

# %% [markdown] lang="en" tags=["slide"]
# `right` holds one `True` or `False` for each test letter, and its mean is the accuracy. Now the question that most
# model cards leave out: **how sure is that number?** With other letters it would have been another one. How far apart
# can they lie, with 160 letters: one point (0.01), five, ten?
#
# We cannot write to the library a thousand times, but we can draw from our 160 letters, with replacement, a thousand
# tests of the same size, and look at how the accuracy wanders. This is the **bootstrap** (lesson 09, section 7). Here we
# keep what was drawn: `draws` has a thousand rows, each with the places of 160 letters, and `right[draws]` looks all of
# them up at once. Between `low` and `high` lie the middle 95 % of the thousand accuracies.

# %% [markdown] lang="ko" of="5751d4d7" tags=["slide"]
# `right`에는 테스트 편지마다 `True`나 `False`가 하나씩 있고, 그 평균이 정확도입니다. 이제 모델 카드 대부분이 빠뜨리는 질문을 하겠습니다.
# **이 숫자는 얼마나 확실할까요?** 다른 편지로 쟀다면 다른 숫자가 나왔을 것입니다. 편지가 160통이면 얼마나 달라질까요? 1점(0.01)일까요, 5점, 아니면
# 10점일까요?
#
# 도서관에 편지를 천 번 다시 보낼 수는 없지만, 가진 160통에서 같은 크기의 시험지를 천 번 뽑아 볼 수는 있습니다(뽑은 것은 다시 넣습니다). 그때마다
# 정확도가 얼마나 흔들리는지 보는 것입니다. 09번 수업 7절의 **부트스트랩**(bootstrap)입니다. 이번에는 뽑은 것을 보관해 둡니다. `draws`는 천 줄이고,
# 줄마다 뽑힌 편지의 자리 번호가 160개 들어 있습니다. `right[draws]`는 그 자리들을 한꺼번에 찾아봅니다. `low`와 `high` 사이에 정확도 천 개의 가운데
# 95%가 들어갑니다.

# %%
import matplotlib.pyplot as plt

draws = np.random.default_rng(0).integers(len(right), size=(1000, len(right)))
wander = right[draws].mean(axis=1)
low, high = np.quantile(wander, [0.025, 0.975])

figure, axes = plt.subplots(figsize=(6, 2.4), layout="constrained")
axes.hist(wander, bins=25)
axes.axvspan(low, high, alpha=0.2)
axes.set(xlabel=f"accuracy ({score:.3f}; 95 % of the draws from {low:.3f} to {high:.3f})", ylabel="draws of 1000")
plt.show()
print("the interval is wider than ten points:", high - low > 0.1)

# %% [markdown] lang="en" tags=["slide"]
# Read the numbers under the picture. In `mini` more than ten points lie between the two ends of the shaded part, and this
# says nothing bad of the model: 160 letters do not tell more. (The nearer to 1 a model comes, the narrower it gets.) So
# an accuracy alone is half of the truth; with the number of letters and the interval it is the whole. A reader who
# knows the interval will not believe that a model with two points more is better.

# %% [markdown] lang="ko" of="c77acd4c" tags=["slide"]
# 그림 아래의 숫자를 읽어 보세요. `mini`라면 색칠한 부분의 양 끝이 10점 넘게 떨어져 있습니다. 모델이 나쁘다는 뜻이 아니라, 편지 160통으로는 그
# 이상 알 수 없다는 뜻입니다. (모델이 1에 가까워질수록 구간은 좁아집니다.) 그러니 정확도만 말하면 반쪽짜리 진실이고, 편지 수와 구간까지 말해야
# 온전한 진실입니다. 구간을 아는 사람은 2점 높은 모델이 더 낫다고 쉽게 믿지 않습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.1.** Is the new model better than the old one, or was it luck? Write
# `wins(old, new, rounds=1000, seed=0)`. `old` and `new` are arrays like `right`, for the **same** letters in the same
# order. Draw `rounds` tests as above and return the share of them in which `new` has a strictly higher accuracy. In
# each round both models must answer the same drawn letters.

# %% [markdown] lang="ko" of="57d2ef41" tags=["exercise"]
# **연습 10.1.** 새 모델은 옛 모델보다 나을까요, 아니면 운이었을까요? `wins(old, new, rounds=1000, seed=0)` 함수를 만들어 보세요. `old`와
# `new`는 `right` 같은 배열이고, **같은** 편지를 같은 순서로 풀었습니다. 위에서처럼 시험지를 `rounds`번 뽑아, `new`의 정확도가 더 높은(같으면
# 빼고) 시험지의 비율을 돌려줍니다. 한 시험지에서는 두 모델이 똑같은 편지를 풀어야 합니다.

# %% tags=["solution"]
def wins(old, new, rounds=1000, seed=0):
    old, new = np.asarray(old), np.asarray(new)
    draws = np.random.default_rng(seed).integers(len(old), size=(rounds, len(old)))
    return (new[draws].mean(axis=1) > old[draws].mean(axis=1)).mean()

# %% tags=["check"]
hfcourse.check("10.1", wins)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes. Collect guesses for the width before the picture; most people say two or three points. Usual wrong answers
# in 10.1: drawing anew for each model (then a better model wins far less often, because the luck of the draw is counted
# twice); `>=` instead of `>`. Ask how many letters would halve the interval (four times as many). A sharp group
# asks whether these are 160 independent letters. They are not: forty words in four requests each, so our interval is
# probably too narrow, and the strict way is to draw words instead of letters.

# %% [markdown] lang="ko" of="52d378da" tags=["notes"]
# 18분. 그림을 보기 전에 폭이 얼마일지 맞혀 보게 하세요. 대개 2–3점이라고 합니다. 10.1의 흔한 오답은 모델마다 따로 뽑는 것(뽑기 운을 두 번
# 세게 되어 더 나은 모델도 훨씬 덜 이깁니다)과 `>` 대신 `>=`를 쓰는 것입니다. 구간을 절반으로 줄이려면 편지가 몇 통 필요한지 물어보세요(네 배).
# 편지 160통이 서로 독립이냐고 묻는 사람이 있을 수 있습니다. 그렇지 않습니다. 낱말 40개를 네 가지 틀에 넣은 것이라 우리 구간은 아마 실제보다
# 좁습니다. 엄밀하게 하려면 편지가 아니라 낱말을 뽑아야 합니다.

# %% [markdown] lang="en"
# ## 2. What must never leave your computer
#
# An upload takes a second, and it cannot be taken back: others, and machines that search for exactly this, may have made
# a copy. So look **before**. Four kinds of things do not belong on the Hub:
#
# | what | why | where it hides |
# |---|---|---|
# | **secrets**: tokens, passwords, `.env` | whoever finds one acts as you | logs, notebooks, configuration files |
# | **personal data**: names with addresses, phone numbers, patients, pupils | it belongs to the people, not to you | raw data, example rows in a card |
# | **other people's data** without a right to pass it on | their licence decides, not yours | scraped texts, course books, company mail |
# | **pickles**: `.pkl`, `.bin`, `.pt` | loading one may run any program | old checkpoints, `optimizer.pt`, `training_args.bin` |
#
# The last line deserves a look. Guess what the next cell prints: it only *loads* something.

# %% [markdown] lang="ko" of="cf94bab2"
# ## 2. 내 컴퓨터를 떠나면 안 되는 것
#
# 올리는 데는 1초면 되지만 되돌릴 수는 없습니다. 다른 사람이, 또는 바로 그런 것만 찾아다니는 프로그램이 이미 복사해 갔을 수 있기 때문입니다.
# 그러니 **올리기 전에** 살펴봐야 합니다. 허브에 올리면 안 되는 것은 네 가지입니다.
#
# | 무엇 | 왜 | 숨어 있는 곳 |
# |---|---|---|
# | **비밀**: 토큰, 비밀번호, `.env` | 발견한 사람이 내 이름으로 행동할 수 있습니다 | 로그, 노트북, 설정 파일 |
# | **개인 정보**: 이름과 주소, 전화번호, 환자나 학생의 기록 | 내 것이 아니라 그 사람들의 것입니다 | 원본 데이터, 카드에 넣은 예시 |
# | 넘겨줄 권리가 없는 **남의 데이터** | 내 라이선스가 아니라 그들의 라이선스를 따릅니다 | 긁어 온 글, 교재, 회사 메일 |
# | **피클**(pickle): `.pkl`, `.bin`, `.pt` | 불러오기만 해도 아무 프로그램이나 실행될 수 있습니다 | 옛 체크포인트, `optimizer.pt`, `training_args.bin` |
#
# 마지막 줄은 직접 볼 만합니다. 다음 셀은 무언가를 *불러오기만* 합니다. 무엇이 출력될지 맞혀 보세요.

# %% tags=["slide"]
import pickle


class Gift:
    def __reduce__(self):
        return print, ("This program ran while the file was being loaded.",)


parcel = pickle.dumps(Gift())
nothing = pickle.loads(parcel)

# %% [markdown] lang="en"
# A pickle is a list of instructions for rebuilding an object, and "call this function" is one of them. Here it was
# `print`; it could have read your token. A `.safetensors` file holds numbers and names and nothing that could run, which is
# why `save_pretrained` writes it. So: publish safetensors, and leave pickles at home. (PyTorch has grown careful too: since
# 2.6 `torch.load` refuses such instructions unless you ask for them with `weights_only=False`.)
#
# Now a folder as it looks after a long evening. Something slipped into a log:

# %% [markdown] lang="ko" of="0c21493c"
# 피클은 객체를 다시 만드는 지시 목록이고, 그 지시에는 '이 함수를 불러라'도 있습니다. 여기서는 `print`였지만 여러분의 토큰을 읽을 수도 있었습니다.
# `.safetensors` 파일에는 숫자와 이름만 있고 실행될 것이 없습니다. 그래서 `save_pretrained`가 이 형식으로 저장합니다. 공개할 때는 safetensors를
# 쓰고, 피클은 집에 두세요. (PyTorch도 조심스러워졌습니다. 2.6부터 `torch.load`는 `weights_only=False`라고 하지 않으면 그런 지시를 거절합니다.)
#
# 이제 밤늦게까지 일한 뒤의 폴더를 보겠습니다. 로그에 무언가 섞여 들어갔습니다.

# %%
from pathlib import Path

evening = Path("evening")
evening.mkdir(exist_ok=True)
made_up = "hf_" + "ThisIsNoToken" * 3
(evening / "train.log").write_text(f"epoch 1 done\nlogged in with {made_up}\n", encoding="utf-8")
(evening / "notes.md").write_text("Ask Mina (mina@library.example, 010-0000-1234).\n", encoding="utf-8")
(evening / "config.json").write_text('{"model_type": "bert"}\n', encoding="utf-8")
(evening / "letters.pkl").write_bytes(parcel)
print(sorted(file.name for file in evening.iterdir()))

# %% [markdown] lang="en"
# A token has a form: `hf_`, then many letters and digits. A form is written down as a **regular expression**, a pattern
# in a small language of its own: `[A-Za-z0-9]` is one letter or digit, and `{30,}` behind it means at least thirty of
# them. Which of the four files will the next cell name?

# %% [markdown] lang="ko" of="6983bf5e"
# 토큰은 생김새가 정해져 있습니다. `hf_` 다음에 영문자와 숫자가 길게 이어집니다. 이런 생김새를 적는 작은 언어가 **정규 표현식**(regular expression)이고,
# 그렇게 적은 것을 패턴이라고 합니다. `[A-Za-z0-9]`는 영문자나 숫자 하나이고, 뒤에 붙은 `{30,}`은 그것이 서른 개 이상이라는 뜻입니다. 다음 셀은 네 파일
# 가운데 어느 것을 찾아낼까요?

# %%
import re

looks_like_a_token = re.compile(r"hf_[A-Za-z0-9]{30,}")
for file in sorted(evening.rglob("*")):
    if file.suffix in (".pkl", ".pt", ".bin"):
        print(f"{file.name}: a pickle")
    elif looks_like_a_token.search(file.read_text(encoding="utf-8", errors="ignore")):
        print(f"{file.name}: holds a token")

# %% [markdown] lang="en"
# Seven lines, and they found two of three. Note what they print: the **name** of the file, never the secret itself, for
# the output of this cell is saved in the notebook, too.
#
# The third, Mina's address and number, is yours to find. No pattern finds everything: names, illnesses, a salary in a
# sentence. A scanner is the second look; the first is yours.

# %% [markdown] lang="ko" of="30608ad3"
# 일곱 줄로 셋 가운데 둘을 찾았습니다. 무엇을 출력하는지 보세요. 비밀 자체가 아니라 파일 **이름**입니다. 이 셀의 출력도 노트북에 저장되기
# 때문입니다.
#
# 셋째, 미나 씨의 메일 주소와 전화번호는 여러분이 찾을 차례입니다. 그래도 패턴으로 다 찾을 수는 없습니다. 이름, 병명, 문장 속의 연봉은 걸리지
# 않습니다. 검사 프로그램은 두 번째 눈이고, 첫 번째 눈은 여러분입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.2.** Write `private_parts(text)`: the list of all e-mail addresses and Korean mobile numbers in the text,
# in the order in which they stand there. A number begins with 010, then come twice four digits; between the three groups
# stands a hyphen, a space or nothing. Not wanted: `@mina` alone, the date 2026-11-21, the ISBN 978-89-010-1234-5, or the
# full stop behind an address. `re.findall(pattern, text, flags=re.ASCII)` returns all that fits, in order; with
# `re.ASCII`, Hangul is no letter. You need these building blocks:
#
# | write | for |
# |---|---|
# | `\d`, `\d{4}` | a digit, four digits |
# | `[\w.+-]+` | one or more of: letter, digit, `_`, `.`, `+`, `-` |
# | `[- ]?` | a hyphen, a space, or neither |
# | `(?:\.[\w-]+)+` | a group, once or several times; here a dot and a word, as in `.library.example` |
# | `\b` | the edge of a word: no letter or digit goes on here |
#
# And a `|` between two patterns means: what fits one or the other.

# %% [markdown] lang="ko" of="f4ac34d7" tags=["exercise"]
# **연습 10.2.** 글에 나오는 이메일 주소와 휴대전화 번호를 나온 순서대로 모두 리스트로 돌려주는 함수 `private_parts(text)`를 만들어 보세요. 번호는
# 010 다음에 네 자리씩 두 번 오고, 세 묶음 사이에는 하이픈이나 빈칸이 있거나 아무것도 없습니다. `@mina`만 있는 것, 날짜 2026-11-21, ISBN
# 978-89-010-1234-5, 주소 뒤의 마침표는 넣지 않습니다. `re.findall(pattern, text, flags=re.ASCII)`는 패턴에 맞는 것을 순서대로 모두 돌려주고,
# `re.ASCII`라고 하면 한글은 글자로 치지 않습니다. 필요한 조각은 다음과 같습니다.
#
# | 적는 것 | 뜻 |
# |---|---|
# | `\d`, `\d{4}` | 숫자 하나, 숫자 네 개 |
# | `[\w.+-]+` | 영문자, 숫자, `_`, `.`, `+`, `-` 가운데 하나 이상 |
# | `[- ]?` | 하이픈이나 빈칸, 또는 아무것도 없음 |
# | `(?:\.[\w-]+)+` | 묶음이 한 번 이상. 여기서는 `.library.example`처럼 점과 낱말 |
# | `\b` | 낱말의 경계. 영문자나 숫자가 더 이어지지 않는 곳 |
#
# 두 패턴 사이에 `|`를 쓰면 둘 가운데 어느 하나에 맞는 것을 찾습니다.

# %% tags=["solution"]
def private_parts(text):
    address = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    number = r"\b010[- ]?\d{4}[- ]?\d{4}\b"
    return re.findall(f"{address}|{number}", text, flags=re.ASCII)

# %% tags=["check"]
hfcourse.check("10.2", private_parts)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes. Let people tell what they have already published by mistake; somebody always has a story. What to do then,
# in this order: revoke the token, then clean up (section 5 shows why the other order is wrong). Usual wrong answers in
# 10.2: `\w` matches Hangul, so a particle sticks to the address (`re.ASCII`, or `[A-Za-z0-9_]`); `[\w.]+` takes the full
# stop at the end along; two searches one after the other, so that all addresses come before all numbers.

# %% [markdown] lang="ko" of="f80af8a7" tags=["notes"]
# 18분. 실수로 올린 적이 있는 것을 이야기해 보게 하세요. 누군가는 꼭 사연이 있습니다. 그럴 때 할 일의 순서는 토큰 폐기가 먼저, 정리가
# 나중입니다(5절에서 왜 그런지 봅니다). 10.2의 흔한 오답은 `\w`가 한글까지 잡아 주소에 조사가 붙는 것(`re.ASCII`나 `[A-Za-z0-9_]`),
# `[\w.]+`가 끝의 마침표까지 가져가는 것, 두 번 따로 찾아 주소가 모두 번호보다 앞에 오는 것입니다.

# %% [markdown] lang="en"
# ## 3. The card
#
# A model without a card is a pill without a leaflet. The card is the file `README.md` of the repo, and it has two parts:
# between two lines `---` **metadata** for machines (the Hub's search and filters read them), below it text for people.
#
# Metadata first. `EvalResult` is the form for a measured number: which task, which data, which metric, which value.

# %% [markdown] lang="ko" of="9664f420"
# ## 3. 모델 카드
#
# 모델 카드(model card)가 없는 모델은 설명서 없는 약과 같습니다. 카드는 저장소의 `README.md` 파일이고 두 부분으로 되어 있습니다. `---` 두 줄
# 사이에는 기계가 읽는 **메타데이터**(metadata)가 있고(허브의 검색과 필터가 이것을 읽습니다), 그 아래에는 사람이 읽는 글이 있습니다.
#
# 메타데이터부터 쓰겠습니다. `EvalResult`는 잰 숫자를 적는 양식입니다. 어떤 작업을, 어떤 데이터로, 어떤 지표로 재서, 얼마가 나왔는지를 적습니다.

# %%
from huggingface_hub import EvalResult, ModelCard, ModelCardData

result = EvalResult(
    task_type="text-classification", dataset_type="library-letters", dataset_name="Letters to a library",
    dataset_split="test", metric_type="accuracy", metric_name="Accuracy", metric_value=round(float(score), 4),
)
metadata = ModelCardData(
    model_name="Library mail sorter", language="en", license="apache-2.0", base_model=name,
    library_name="transformers", pipeline_tag="text-classification", eval_results=[result],
)
for field in ("language", "license", "base_model", "pipeline_tag"):
    print(f"{field:13}{getattr(metadata, field)}")

# %% [markdown] lang="en" tags=["slide"]
# | field | what it does on the Hub |
# |---|---|
# | `language`, `pipeline_tag` | people find the model by filter; the page shows the right box to try it |
# | `license` | people know whether they may use it |
# | `base_model` | the page says *fine-tuned from …*, and the base model's page lists yours |
# | `eval_results` | the number stands in the metadata (`model-index`), so that programs can read it |
#
# (Results on a public benchmark have a newer place: files in the folder `.eval_results`, from which the benchmark's
# leaderboard is filled. Ours come from our own letters.)
#
# And the text. What would you want to know before you rely on somebody's model? What it is for, how good it is and **on
# what**, where it fails, how it was made.

# %% [markdown] lang="ko" of="166ea438" tags=["slide"]
# | 항목 | 허브에서 하는 일 |
# |---|---|
# | `language`, `pipeline_tag` | 필터로 모델을 찾을 수 있고, 페이지에 알맞은 체험 칸이 나옵니다 |
# | `license` | 써도 되는지 알 수 있습니다 |
# | `base_model` | 페이지에 *…에서 미세조정*이라고 나오고, 바탕이 된 모델의 페이지에도 내 모델이 실립니다 |
# | `eval_results` | 숫자가 메타데이터(`model-index`)에 들어가 프로그램도 읽을 수 있습니다 |
#
# (공개 벤치마크의 결과를 적는 곳은 따로 생겼습니다. `.eval_results` 폴더의 파일이고, 벤치마크의 순위표가 여기서 채워집니다. 우리 숫자는 우리 편지로
# 잰 것입니다.)
#
# 다음은 글입니다. 남의 모델을 믿고 쓰려면 무엇을 알아야 할까요? 어디에 쓰는지, **무엇으로 재서** 얼마나 잘하는지, 어디에서 틀리는지, 어떻게
# 만들었는지입니다.

# %%
def write_card(metadata, score, low, high, training):
    made_from = f"{name} (in this run: the course's small stand-in for it)" if course.profile == "mini" else name
    return ModelCard(
        f"---\n{metadata.to_yaml()}\n---\n\n# Library mail sorter\n\n"
        f"Sorts one-sentence letters to a library, in English, by desk: {', '.join(desks)}.\n\n"
        f"## Results\n\nAccuracy {score:.2f} on {len(right)} letters whose words and requests training never saw "
        f"(95 % interval {low:.2f} to {high:.2f}, bootstrap).\n\n"
        "## Limits\n\nMade-up letters. A letter for none of the desks gets one of them all the same. "
        "Not tested: longer letters, spelling mistakes, other languages.\n\n"
        f"## Training\n\n{training}, from {made_from}.\n"
    )

# %% tags=["slide", "nbval-ignore-output"]
card = write_card(metadata, score, low, high, "240 made-up letters, 3 epochs")
print(card.content)

# %% [markdown] lang="en"
# Look at the section **Limits**. It is the one that costs courage, and the one that readers thank you for: it says for which
# letters the number above does not hold.
#
# Two things are checked before anything is uploaded: that the metadata can be read, and that the number in them is the
# one that was measured, not one typed by hand.

# %% [markdown] lang="ko" of="c6c05a5e"
# **Limits**(한계) 절을 보세요. 쓰는 데 용기가 필요하고, 읽는 사람이 가장 고마워하는 부분입니다. 위의 숫자가 어떤 편지에는 통하지 않는지 말해
# 주기 때문입니다.
#
# 올리기 전에 두 가지를 확인합니다. 메타데이터를 읽을 수 있는지, 그리고 거기 적힌 숫자가 손으로 쓴 것이 아니라 실제로 잰 것인지입니다.

# %%
again = ModelCard(card.content)
measured = again.data.eval_results[0]
print(measured.metric_name, "on", measured.dataset_name, "·", measured.dataset_split)
print("the number is the measured one:", measured.metric_value == round(float(score), 4))

# %% [markdown] lang="en" tags=["slide"]
# ### Which licence?
#
# You built on BERT, so BERT's licence has a say. What the common ones ask of you **when you publish** a fine-tuned model
# (a summary for orientation, not legal advice; the text of the licence decides):
#
# | licence | you may | and must |
# |---|---|---|
# | `apache-2.0` | use, change, sell, under another licence too | pass on the licence and notices, say what you changed |
# | `mit` | the same | keep the copyright line and the licence text |
# | `cc-by-sa-4.0` (klue/bert-base) | use, change, sell | name the author, say what you changed, and share your version under **the same** licence |
# | `cc-by-nc-4.0` | use and change, **not commercially** | name the author |
# | `llama3` (Meta-Llama-3) | use and change, with a policy of forbidden uses | pass on the agreement and a notice file, show *Built with Meta Llama 3*, begin the model's name with *Llama 3* |
# | `gemma` (the older Gemmas) | use and change, with a policy of forbidden uses | pass on the terms and a notice file, bind your users to the same restrictions, mark changed files |
# | none given | nothing is promised | ask the author |
#
# Data have licences of their own: if you trained on `cc-by-nc` texts, say so in the card. BERT is listed as
# `apache-2.0`, and the letters are our own, so this card may say `apache-2.0`. Look at the page of **your** base model on
# the day you publish.

# %% [markdown] lang="ko" of="6ee3d485" tags=["slide"]
# ### 어떤 라이선스로?
#
# BERT를 바탕으로 만들었으니 BERT의 라이선스를 따라야 합니다. 미세조정한 모델을 **공개할 때** 흔한 라이선스들이 요구하는 것입니다(방향을 잡기
# 위한 요약이며 법률 자문이 아닙니다. 정하는 것은 라이선스 원문입니다).
#
# | 라이선스 | 해도 되는 것 | 해야 하는 것 |
# |---|---|---|
# | `apache-2.0` | 쓰고, 고치고, 팔기. 다른 라이선스로 내놓아도 됩니다 | 라이선스와 고지를 함께 전하고, 바꾼 것을 밝히기 |
# | `mit` | 위와 같습니다 | 저작권 표시와 라이선스 문구를 남기기 |
# | `cc-by-sa-4.0` (klue/bert-base) | 쓰고, 고치고, 팔기 | 저작자와 바꾼 것을 밝히고, 내 것도 **같은** 라이선스로 내놓기 |
# | `cc-by-nc-4.0` | 쓰고 고치기. **상업적 이용은 안 됩니다** | 저작자를 밝히기 |
# | `llama3` (Meta-Llama-3) | 쓰고 고치기. 금지된 용도가 정해져 있습니다 | 계약문과 고지 파일을 함께 전하고, *Built with Meta Llama 3*를 표시하고, 모델 이름을 *Llama 3*로 시작하기 |
# | `gemma` (예전 Gemma) | 쓰고 고치기. 금지된 용도가 정해져 있습니다 | 약관과 고지 파일을 함께 전하고, 사용자에게도 같은 제한을 지우고, 바꾼 파일에 표시하기 |
# | 적혀 있지 않음 | 허락된 것이 없습니다 | 만든 사람에게 묻기 |
#
# 데이터에는 데이터의 라이선스가 있습니다. `cc-by-nc` 글로 학습했다면 카드에 밝히세요. BERT는 `apache-2.0`으로 올라와 있고 편지는 우리가 지었으니
# 이 카드에는 `apache-2.0`이라고 적을 수 있습니다. 공개하는 날 **여러분의** 바탕 모델 페이지를 꼭 확인하세요.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.3.** Write a check that you can run over any card: `missing_from(text)` gets the whole text of a
# `README.md` and returns the list of what is missing, in this order: `"license"`, `"language"`, `"base_model"`,
# `"results"` (at least one `EvalResult`), `"limits"` (a heading with the word *limit* in it, in upper or lower case).
# `ModelCard(text)` reads it: `.data` for the metadata, `.text` for the rest.

# %% [markdown] lang="ko" of="3a41749c" tags=["exercise"]
# **연습 10.3.** 어떤 카드에나 쓸 수 있는 검사를 만들어 보세요. `missing_from(text)`는 `README.md` 전체 글을 받아 빠진 것을 이 순서의 리스트로
# 돌려줍니다. `"license"`, `"language"`, `"base_model"`, `"results"`(`EvalResult`가 하나 이상), `"limits"`(제목에 *limit*라는 말이 있음,
# 대소문자 상관없음). `ModelCard(text)`로 읽으면 `.data`에 메타데이터가, `.text`에 나머지 글이 있습니다.

# %% tags=["solution"]
def missing_from(text):
    card = ModelCard(text)
    missing = [field for field in ("license", "language", "base_model") if not getattr(card.data, field)]
    if not card.data.eval_results:
        missing.append("results")
    headings = [line for line in card.text.splitlines() if line.startswith("#")]
    if not any("limit" in line.lower() for line in headings):
        missing.append("limits")
    return missing

# %% tags=["check"]
hfcourse.check("10.3", missing_from)

# %% [markdown] lang="en" tags=["notes"]
# 22 minutes, 8 of them for the licences: give each group one line of the table and a case ("You sell an app with klue/bert-base
# in it"). Usual wrong answers in 10.3: searching the whole text for `license:` (a sentence about the licence is no
# metadata); `card.data.eval_results` is `None` where there are none, so `len()` stops; looking for *limit* anywhere
# instead of in a heading.

# %% [markdown] lang="ko" of="7e3c87e0" tags=["notes"]
# 22분, 그 가운데 라이선스에 8분. 모둠마다 표의 한 줄과 사례를 하나씩 주세요('klue/bert-base를 넣은 앱을 팝니다'). 10.3의 흔한 오답은 글 전체에서
# `license:`를 찾는 것(라이선스에 관한 문장은 메타데이터가 아닙니다), 결과가 없으면 `card.data.eval_results`가 `None`이라 `len()`에서 멈추는
# 것, 제목이 아니라 아무 데서나 *limit*를 찾는 것입니다.

# %% [markdown] lang="en"
# ## 4. Upload, and load it back as a stranger
#
# Now log in, for writing. In `mini` there is a practice token; in `full` the cell finds yours or asks for it. Does it say
# that the token cannot write, or that there is none? Then stop here: make one of type *write*, put it where the old one
# is (on Colab in the secret `HF_TOKEN`, elsewhere with `hf auth login`), restart the notebook and run it from the top; a
# running one remembers the old secret. Or start it again with `hfcourse.start("10", profile="mini")`.

# %% [markdown] lang="ko" of="7abc3d1c"
# ## 4. 올리고, 처음 보는 사람처럼 다시 불러오기
#
# 이제 쓰기 권한으로 로그인합니다. `mini`에는 연습용 토큰이 있고, `full`에서는 셀이 여러분의 토큰을 찾거나 물어봅니다. 토큰에 쓰기 권한이 없다거나
# 토큰이 없다고 나오나요? 그러면 여기서 멈추고 *write* 토큰을 만들어 예전 토큰이 있던 자리에 넣으세요(Colab에서는 보안 비밀 `HF_TOKEN`, 내 컴퓨터에서는
# `hf auth login`). 그런 다음 노트북을 다시 시작해 처음부터 실행합니다. 켜져 있던 노트북은 예전 보안 비밀을 기억하기 때문입니다. 아니면
# `hfcourse.start("10", lang="ko", profile="mini")`로 처음부터 다시 실행하세요.

# %%
practice = "hf_demo_write" if course.profile == "mini" else None
account = hfcourse.login(practice, write=True)

# %%
from huggingface_hub import HfApi

api = HfApi()
me = api.whoami()["name"]
model_repo, data_repo = f"{me}/hfcourse-10-mail", f"{me}/hfcourse-10-letters"
adapter_repo, demo_repo = f"{me}/hfcourse-10-adapter", f"{me}/hfcourse-10-demo"

url = api.create_repo(model_repo, private=True, exist_ok=True)
print(url.repo_type, url.repo_id, "· private:", api.model_info(model_repo).private)

# %% [markdown] lang="en" tags=["slide"]
# `private=True` makes a repo that only you can see. Begin every repo like this: public is one call away, and
# un-publishing is not. Left out, a new repo of your own is **public**.
#
# Model and tokenizer each have `push_to_hub`, and both go into the same repo; without its tokenizer a model is useless.
# Each upload makes a **commit**: a saved state of the repo, with an id and a message that says what changed.

# %% [markdown] lang="ko" of="a2991ddd" tags=["slide"]
# `private=True`라고 하면 나만 볼 수 있는 저장소가 생깁니다. 언제나 이렇게 시작하세요. 공개는 나중에 한 줄이면 되지만, 공개한 것을 없던 일로 할
# 수는 없습니다. 적지 않으면 새 저장소는 **공개**됩니다.
#
# 모델에도 토크나이저에도 `push_to_hub`가 있고, 둘 다 같은 저장소로 갑니다. 토크나이저가 없는 모델은 쓸 수 없습니다. 올릴 때마다
# **커밋**(commit)이 하나 생깁니다. 그때의 저장소를 통째로 남긴 것으로, id와 무엇을 바꾸었는지 적은 메시지가 붙습니다.

# %%
model.push_to_hub(model_repo, commit_message="Add the model")
tokenizer.push_to_hub(model_repo, commit_message="Add the tokenizer")

for file in api.list_repo_tree(model_repo):
    print(f"{file.path:24}{'large file' if file.lfs else 'text'}")

# %% [markdown] lang="en" tags=["slide"]
# Weights are kept apart as *large files*, the rest like source code in git. But where does `README.md` come from? We have
# not uploaded ours yet. What stands in it?

# %% [markdown] lang="ko" of="06381456" tags=["slide"]
# 가중치는 *큰 파일*로 따로 보관되고, 나머지는 소스 코드처럼 git으로 관리됩니다. 그런데 `README.md`는 어디서 왔을까요? 우리 카드는 아직 올리지
# 않았습니다. 무엇이 들어 있을까요?

# %%
automatic = ModelCard.load(model_repo)
print(automatic.text.strip().splitlines()[0])
print("[More Information Needed]:", automatic.text.count("[More Information Needed]"), "times")

# %% [markdown] lang="en" tags=["slide"]
# `push_to_hub` puts a form there, with nothing filled in. You may have met this card before, on the page of a model that
# you could then not use. Ours goes in its place. We use `upload_file`, which uploads any file to any place in a repo:

# %% [markdown] lang="ko" of="928f68f1" tags=["slide"]
# `push_to_hub`는 아무것도 채우지 않은 양식을 넣어 둡니다. 쓰고 싶었지만 알 수 있는 것이 없던 모델의 페이지에서 이런 카드를 보았을지도 모릅니다.
# 그 자리에 우리 카드를 올리겠습니다. 어떤 파일이든 저장소의 원하는 자리에 올려 주는 `upload_file`을 씁니다.

# %%
api.upload_file(
    path_or_fileobj=card.content.encode("utf-8"), path_in_repo="README.md", repo_id=model_repo,
    commit_message="Write the card",
)
info = api.model_info(model_repo)
print([tag for tag in info.tags if ":" in tag])
print("the Hub's number is ours:", info.card_data.eval_results[0].metric_value == result.metric_value)

# %% [markdown] lang="en"
# The Hub has read the metadata and made **tags** of them: by these the model is found.
#
# Now change sides. Somebody else looks for your repo (`token=False` means: without my token). What will the Hub tell them:
# that it is private, that they may not enter, or something else? And then you, who may see it, load it with one line, as
# you have loaded the models of others through ten lessons.

# %% [markdown] lang="ko" of="dbb46f07"
# 허브가 메타데이터를 읽어 **태그**를 만들었습니다. 사람들은 이 태그로 모델을 찾습니다.
#
# 이번에는 입장을 바꿔 보겠습니다. 다른 사람이 여러분의 저장소를 찾습니다(`token=False`는 내 토큰 없이 묻는다는 뜻입니다). 허브는 뭐라고 할까요?
# 비공개라고 할까요, 권한이 없다고 할까요, 아니면 다른 말을 할까요? 그다음에는 볼 수 있는 여러분이, 지금까지 남의 모델을 불러오던 것처럼 한 줄로
# 불러옵니다.

# %%
try:
    api.model_info(model_repo, token=False)
except OSError as error:
    print(f"a stranger: {type(error).__name__}")
    print(hfcourse.explain(error))

# %%
from transformers import pipeline

sorter = pipeline("text-classification", model=model_repo, device=course.device)
for text in ("The pictures in your book about lions are beautiful.", "I am looking for something on Sweden."):
    print(sorter(text)[0]["label"], "·", text)

# %% [markdown] lang="en"
# The stranger does not even learn that the repo exists. And the pipeline answers with names of desks, because they
# travelled in `config.json`.
#
# There are other ways to upload, all of them commits like these:
#
# | call | when |
# |---|---|
# | `model.push_to_hub(repo)` | one object, straight from memory |
# | `api.upload_file(...)` | one file |
# | `api.upload_folder(folder_path=..., repo_id=...)` | a folder that you have looked through, as **one** commit |
# | `trainer.push_to_hub()` | after training; writes a card with its hyperparameters |
# | `hf upload REPO FOLDER` | the same in a terminal |
#
# `upload_folder` takes everything, unless you say what to leave out: `ignore_patterns=["*.pt", ...]`, where `*` stands
# for any letters, slashes included.

# %% [markdown] lang="ko" of="9509e8f5"
# 모르는 사람은 저장소가 있다는 사실조차 알 수 없습니다. 파이프라인은 창구 이름으로 대답합니다. 이름이 `config.json`에 실려 갔기 때문입니다.
#
# 올리는 방법은 더 있습니다. 모두 이런 커밋을 만듭니다.
#
# | 호출 | 쓸 때 |
# |---|---|
# | `model.push_to_hub(repo)` | 메모리에 있는 객체 하나를 바로 |
# | `api.upload_file(...)` | 파일 하나 |
# | `api.upload_folder(folder_path=..., repo_id=...)` | 미리 살펴본 폴더를 커밋 **하나**로 |
# | `trainer.push_to_hub()` | 학습한 뒤에. 하이퍼파라미터를 적은 카드도 씁니다 |
# | `hf upload REPO FOLDER` | 터미널에서 |
#
# `upload_folder`는 빼라고 한 것이 없으면 모두 올립니다. `ignore_patterns=["*.pt", ...]`처럼 뺄 것을 적습니다. `*`는 빗금(/)을 포함한 모든
# 글자를 대신합니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.4.** Write the list `ignore` for `ignore_patterns`, so that of a training folder only what belongs on the Hub
# is uploaded. Leave out: everything in folders whose name begins with `checkpoint-`, pickles (`.pkl`, `.pt`, `.bin`),
# logs (`.log`), and files named `.env`, in the folder itself and in folders below it. The card, `config.json`, the
# tokenizer's files and `model.safetensors` must go up.

# %% [markdown] lang="ko" of="3263c3cc" tags=["exercise"]
# **연습 10.4.** 학습 폴더에서 허브에 올릴 것만 올라가도록 `ignore_patterns`에 넣을 리스트 `ignore`를 만들어 보세요. 뺄 것은 이름이
# `checkpoint-`로 시작하는 폴더에 든 모든 것, 피클(`.pkl`, `.pt`, `.bin`), 로그(`.log`), 그리고 폴더 바로 아래나 더 깊은 곳에 있는 `.env`
# 파일입니다. 카드와 `config.json`, 토크나이저 파일, `model.safetensors`는 올라가야 합니다.

# %% tags=["solution"]
ignore = ["checkpoint-*/*", "*.pkl", "*.pt", "*.bin", "*.log", "*.env"]

# %% tags=["check"]
hfcourse.check("10.4", ignore)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. In `full` everybody uploads 440 MB twice in this lesson and downloads both again: with thirty people on
# one line stay in `mini`. If the login says that the token cannot write, the type *read* is still saved from lesson 00.
# On Colab it is not enough to change the secret: the client reads it once, and a running notebook goes on uploading
# with the read token (error 403) until it is restarted. Show a real private repo on the projector, then the same
# address in a private window. Usual wrong answers in 10.4: `.env` without a star (finds only the one at the top);
# `*.json` to get rid of `trainer_state.json` (takes `config.json` along); `checkpoint-*` is fine, too.

# %% [markdown] lang="ko" of="b302f918" tags=["notes"]
# 20분. `full`에서는 이 수업에서 한 사람이 440 MB를 두 번 올리고 둘 다 다시 내려받습니다. 서른 명이 한 회선을 쓴다면 `mini`로 하세요. 쓰기 권한이
# 없다고 나오면 00번 수업의 *read* 토큰이 남아 있는 것입니다. Colab에서는 보안 비밀만 바꿔서는 안 됩니다. 라이브러리가 한 번만 읽으므로, 다시 시작하기
# 전까지는 예전 read 토큰으로 올리려다 403 오류가 납니다. 비공개 저장소를 화면에 띄운 뒤, 같은 주소를 시크릿 창에서 열어 보여
# 주세요. 10.4의 흔한 오답은 별표 없는 `.env`(맨 위의 것만 걸립니다), `trainer_state.json`을 빼려고 쓴 `*.json`(`config.json`까지 빠집니다)입니다.
# `checkpoint-*`도 괜찮습니다.

# %% [markdown] lang="en"
# ## 5. Versions: change it without breaking anybody's work
#
# Somebody uses your model in their project. Next week you upload a better one under the same name, and their numbers
# change overnight. Git's answer is the Hub's answer: every commit stays, and a **tag** gives one of them a name. We name
# the present state, then make a better model from all the letters.

# %% [markdown] lang="ko" of="5d81bee1"
# ## 5. 버전: 남의 작업을 망가뜨리지 않고 바꾸기
#
# 누군가 여러분의 모델을 자기 프로젝트에서 쓰고 있습니다. 다음 주에 같은 이름으로 더 나은 모델을 올리면 그 사람의 숫자가 하룻밤 사이에 바뀝니다.
# 허브의 해법은 git과 같습니다. 커밋은 모두 남고, **태그**(tag)가 그 가운데 하나에 이름을 붙입니다. 지금 상태에 이름을 붙인 다음, 편지를 모두 써서
# 더 나은 모델을 만들겠습니다.

# %%
api.create_tag(model_repo, tag="v1.0", tag_message="240 letters", exist_ok=True)

better = new_model()
better_right = train(better, examples=720, epochs=2)
pairs = better_right[draws].mean(axis=1) > right[draws].mean(axis=1)
print("more letters right than before:", better_right.sum() > right.sum())
print("better in more than 95 of 100 draws:", pairs.mean() > 0.95)

# %% [markdown] lang="en"
# Where the last line says `True`, luck with the letters hardly explains the difference. (Whether another seed would have
# trained another model, this does not tell.) This time we go the careful way: save to a folder, write the card with the
# **new** numbers, look through the folder, and upload all of it in one commit. So there is no moment in which the new
# weights stand beside the old card.

# %% [markdown] lang="ko" of="7bb76ffb"
# 마지막 줄이 `True`라면 편지를 잘 만난 운만으로는 설명하기 어려운 차이입니다. (시드를 바꿔 학습했다면 어땠을지는 이것으로 알 수 없습니다.) 이번에는
# 꼼꼼한 길로 가겠습니다. 폴더에 저장하고, **새** 숫자로 카드를 쓰고, 폴더를 살펴본 다음, 커밋 하나로 모두 올립니다. 그러면 새 가중치 옆에 옛 카드가
# 놓이는 순간이 없습니다.

# %%
folder = Path("better-sorter")
better.save_pretrained(folder)
tokenizer.save_pretrained(folder)
better_score = better_right.mean()
better_low, better_high = np.quantile(better_right[draws].mean(axis=1), [0.025, 0.975])
metadata.eval_results[0].metric_value = round(float(better_score), 4)
metadata.datasets = [data_repo]
card = write_card(metadata, better_score, better_low, better_high, "720 made-up letters, 2 epochs")
(folder / "README.md").write_text(card.content, encoding="utf-8")
print([file.name for file in sorted(folder.iterdir())])

# %%
api.upload_folder(
    folder_path=folder, repo_id=model_repo, commit_message="Train on all letters",
    ignore_patterns=["*.bin", "*.pkl", "*.pt"],
)
api.create_tag(model_repo, tag="v2.0", exist_ok=True)

for commit in api.list_repo_commits(model_repo):
    print(commit.title)
print("tags:", sorted(tag.name for tag in api.list_repo_refs(model_repo).tags))

# %% [markdown] lang="en" tags=["slide"]
# Read it from the bottom up: the life of your repo. Now the person with the project. They wrote `revision="v1.0"`; does
# anything change for them?

# %% [markdown] lang="ko" of="79e43c95" tags=["slide"]
# 아래에서 위로 읽으면 저장소의 일생입니다. 이제 그 프로젝트를 하는 사람 차례입니다. `revision="v1.0"`이라고 적어 두었습니다. 달라지는 것이 있을까요?

# %%
import torch


def same_weights(one, other):
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    return all(torch.equal(mine.cpu(), theirs.cpu()) for mine, theirs in pairs)


pinned = AutoModelForSequenceClassification.from_pretrained(model_repo, revision="v1.0")
newest = AutoModelForSequenceClassification.from_pretrained(model_repo)
print("v1.0 is the first model:", same_weights(pinned, model))
print("main is the better one: ", same_weights(newest, better))
for revision in ("v1.0", "v2.0"):
    readme = api.hf_hub_download(model_repo, "README.md", revision=revision)
    trained_on = ModelCard.load(readme).text.strip().splitlines()[-1]
    print(f"the card of {revision}:", trained_on.split(",")[0])

# %% [markdown] lang="en"
# Bit for bit what they had. A revision can be a tag, a branch (`main` is one) or a commit id. A tag can be deleted and made
# anew elsewhere; only the **commit id** can never mean anything else. So in a project that must not change, pin that:

# %% [markdown] lang="ko" of="09674d65"
# 마지막 비트까지 그대로입니다. 리비전(revision)에는 태그, 브랜치(branch, `main`도 브랜치입니다), 커밋 id를 쓸 수 있습니다. 태그는 지웠다가 다른
# 곳에 다시 붙일 수 있지만, **커밋 id**는 결코 다른 것을 뜻할 수 없습니다. 그러니 바뀌면 안 되는 프로젝트에서는 커밋 id로 고정하세요.

# %%
commit_id = api.model_info(model_repo, revision="v1.0").sha
print("letters in a commit id:", len(commit_id))
pinned = AutoModelForSequenceClassification.from_pretrained(model_repo, revision=commit_id)
print("the same again:", same_weights(pinned, model))

# %% [markdown] lang="en" tags=["slide"]
# That nothing gets lost has a dark side. Suppose a file with a password goes up. You notice at once and delete it. Is it gone?

# %% [markdown] lang="ko" of="3456b0f0" tags=["slide"]
# 아무것도 사라지지 않는다는 데에는 어두운 면이 있습니다. 비밀번호가 든 파일을 올렸다가 바로 알아채고 지웠다고 합시다. 정말 사라졌을까요?

# %%
slip = api.upload_file(
    path_or_fileobj=b"password = 'open sesame'", path_in_repo="settings.txt", repo_id=model_repo,
    commit_message="Add settings",
)
api.delete_file("settings.txt", model_repo, commit_message="Delete settings")
print("in the file list:", "settings.txt" in api.list_repo_files(model_repo))

old = api.hf_hub_download(model_repo, "settings.txt", revision=slip.oid)
print("in the history:  ", Path(old).read_text(encoding="utf-8"))

# %% [markdown] lang="en"
# Deleted files live on in the history, for everybody who may read the repo. So when a secret has slipped out: **first revoke
# it** (a new password, a new token), for then the old one is worthless wherever it lies; after that delete the repo and
# upload it anew. On the real Hub `api.super_squash_history(repo)` melts the history of `main` into one commit, but what a
# tag holds stays, and so do the copies that others made.

# %% [markdown] lang="ko" of="3fa46671"
# 지운 파일은 기록 속에 살아 있고, 저장소를 볼 수 있는 사람이라면 누구나 읽을 수 있습니다. 그러니 비밀이 새어 나갔다면 **먼저 무효로 만드세요**(비밀번호를
# 바꾸고, 토큰을 새로 만듭니다). 그러면 옛것은 어디에 있든 쓸모가 없습니다. 그다음에 저장소를 지우고 새로 올립니다. 실제 허브에서는
# `api.super_squash_history(repo)`로 `main`의 기록을 커밋 하나로 합칠 수도 있지만, 태그가 가리키는 것과 남이 복사해 간 것은 남습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.5.** What changed between two revisions? The Hub gives each content an id (`blob_id`), and equal contents
# have equal ids. Write `what_changed(old, new)`: `old` and `new` are dictionaries from path to id; return a dictionary
# with the keys `"added"`, `"removed"` and `"changed"`, each with a sorted list of paths. Then try it on your repo:
#
# ```python
# def files(revision):
#     return {file.path: file.blob_id for file in api.list_repo_tree(model_repo, revision=revision)}
#
# what_changed(files("v1.0"), files("v2.0"))
# ```

# %% [markdown] lang="ko" of="f84e9369" tags=["exercise"]
# **연습 10.5.** 두 리비전 사이에 무엇이 바뀌었을까요? 허브는 내용마다 id(`blob_id`)를 매기고, 내용이 같으면 id도 같습니다. `what_changed(old,
# new)`를 만들어 보세요. `old`와 `new`는 경로가 키이고 id가 값인 딕셔너리입니다. `"added"`(생긴 것), `"removed"`(없어진 것), `"changed"`(바뀐 것)를
# 키로 하고 경로를 정렬한 리스트를 값으로 하는 딕셔너리를 돌려줍니다. 그런 다음 내 저장소에 써 보세요.
#
# ```python
# def files(revision):
#     return {file.path: file.blob_id for file in api.list_repo_tree(model_repo, revision=revision)}
#
# what_changed(files("v1.0"), files("v2.0"))
# ```

# %% tags=["solution"]
def what_changed(old, new):
    return {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "changed": sorted(path for path in old.keys() & new.keys() if old[path] != new[path]),
    }

# %% tags=["check"]
hfcourse.check("10.5", what_changed)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. The deleted password is the cell that people remember; let them guess first. Ask what the person without
# `revision=` would have noticed (nothing but other numbers). Usual wrong answers in 10.5: comparing only paths, so that
# nothing ever changes; files that are new or gone counted under `changed` as well; sets instead of sorted lists.
#
# Who runs the lesson a second time over the same repos (after a break, or with `keep = True`) finds the tags where the
# first run set them, and on a GPU *v1.0 is the first model* may then say `False`. Delete the repos first.

# %% [markdown] lang="ko" of="bef352f8" tags=["notes"]
# 20분. 지운 비밀번호가 나오는 셀이 가장 기억에 남습니다. 먼저 맞혀 보게 하세요. `revision=`을 적지 않은 사람은 무엇을 알아챘을지 물어보세요(숫자가
# 달라진 것뿐입니다). 10.5의 흔한 오답은 경로만 견주어 바뀐 것이 하나도 없게 되는 것, 생기거나 없어진 파일을 `changed`에도 세는 것, 정렬한 리스트
# 대신 집합을 돌려주는 것입니다.
#
# 쉬었다가, 또는 `keep = True`로 두었다가 같은 저장소로 다시 실행하면 태그는 처음 실행한 자리에 그대로 있습니다. 그래서 GPU에서는 *v1.0 is the first
# model*이 `False`로 나올 수 있습니다. 저장소를 먼저 지우세요.

# %% [markdown] lang="en"
# ## 6. Data and adapters
#
# A number in a card is worth more if others can measure it again, and for that they need the letters. A `DatasetDict` has
# `push_to_hub`, too. One option keeps the page quiet: the library reports on its worker processes, which a small table
# does not need.

# %% [markdown] lang="ko" of="dd68ed60"
# ## 6. 데이터와 어댑터
#
# 카드의 숫자는 남이 다시 재 볼 수 있을 때 더 값집니다. 그러려면 편지가 필요합니다. `DatasetDict`에도 `push_to_hub`가 있습니다. 작은 표에는 필요
# 없는 작업 프로세스 안내가 나오므로 그것만 꺼 둡니다.

# %%
import datasets

datasets.logging.set_verbosity_error()

mail.push_to_hub(data_repo, private=True, commit_message="Add the letters")
print(api.list_repo_files(data_repo, repo_type="dataset"))

# %% [markdown] lang="en" tags=["slide"]
# Parquet files, one for each part, and a `README.md`: here the library has written something useful into it, the names
# and types of the columns and the sizes of the parts. What it cannot know, you add: licence, language, where the rows come
# from, and what is known to be odd about them. Load the card, add to it, upload it.

# %% [markdown] lang="ko" of="c5d8fa20" tags=["slide"]
# 부분마다 Parquet 파일 하나와 `README.md`가 있습니다. 이번에는 라이브러리가 쓸모 있는 것을 적어 두었습니다. 열의 이름과 형식, 부분의 크기입니다.
# 라이브러리가 알 수 없는 것은 여러분이 더합니다. 라이선스, 언어, 어디서 온 글인지, 어떤 점이 이상한지입니다. 카드를 불러와 덧붙여 올립니다.

# %%
from huggingface_hub import DatasetCard

data_card = DatasetCard.load(data_repo)
data_card.data.license = "apache-2.0"
data_card.data.language = "en"
data_card.data.task_categories = ["text-classification"]
data_card.text = (
    "\n# Letters to a library\n\nMade up for a course: 100 words in 12 + 4 requests, sorted by desk. "
    "No real person wrote or is named in one of them.\n\n"
    "**Known oddities.** Every letter has one sentence. No test word or request occurs in training.\n"
)
api.upload_file(
    path_or_fileobj=data_card.content.encode("utf-8"), path_in_repo="README.md", repo_id=data_repo,
    repo_type="dataset", commit_message="Describe the letters",
)
print("licence:", api.dataset_info(data_repo).card_data.license)

# %%
from datasets import load_dataset

back = load_dataset(data_repo, split="test")
print(back)
print("every letter came back:", list(back["text"]) == list(mail["test"]["text"]))
print("and the names of the desks:", back.features["label"].names == desks)

# %% [markdown] lang="en" tags=["slide"]
# `repo_type="dataset"` is what people forget: without it, the client looks for a **model** of this name and finds none.
# And the card's `datasets:` line, which we wrote in section 5, now points to something that exists.
#
# Real letters would have come with names and addresses. They would have to be replaced **before** the first upload, and
# without losing who wrote twice; that is exercise 10.6.
#
# ### An adapter
#
# In lesson 08 you trained about a hundredth of the numbers and froze the rest. Only those have to be published. But
# **which** are they? Everything that others do not get with the base model: the low-rank matrices, and each layer that
# was new, and random, when you loaded it. `task_type="SEQ_CLS"` takes the classifier along by itself. The stand-in's
# pooler is new as well (lesson 07 printed the list), so we name both.
#
# How large will the file be, measured against the whole model? (The filter keeps back a note that peft still uses an older
# name inside.)

# %% [markdown] lang="ko" of="f3400b6a" tags=["slide"]
# 사람들이 잊는 것은 `repo_type="dataset"`입니다. 적지 않으면 그 이름의 **모델**을 찾다가 없다고 합니다. 그리고 5절에서 카드에 쓴 `datasets:`
# 줄이 이제 실제로 있는 것을 가리킵니다.
#
# 진짜 편지라면 이름과 주소가 들어 있었을 것입니다. **처음 올리기 전에** 바꿔야 하고, 그러면서도 누가 두 번 썼는지는 잃지 않아야 합니다. 연습 10.6이
# 그것입니다.
#
# ### 어댑터
#
# 08번 수업에서는 숫자의 백 분의 일쯤만 학습시키고 나머지는 얼려 두었습니다. 공개할 것도 그것뿐입니다. 그런데 **어느** 숫자일까요? 바탕 모델을 받아도
# 얻을 수 없는 것 모두, 곧 저랭크 행렬과, 불러올 때 새로 만들어져 무작위였던 층입니다. `task_type="SEQ_CLS"`라고 하면 분류기(classifier)는
# 알아서 챙깁니다. 대역 모델에서는 풀러(pooler)도 새것이므로(07번 수업에서 목록을 보았습니다) 둘 다 적어 줍니다.
#
# 파일은 모델 전체에 비해 얼마나 클까요? (필터는 peft가 안에서 아직 옛 이름을 쓴다는 안내를 막아 둡니다.)

# %%
import warnings

from peft import LoraConfig, get_peft_model

warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing")

config = LoraConfig(
    task_type="SEQ_CLS", r=4, lora_alpha=16, target_modules=["query", "value"],
    modules_to_save=["pooler", "classifier"],
)
lora = get_peft_model(new_model(), config)
lora_right = train(lora, examples=720, epochs=2, rate=10 * rate)
print("better than guessing:", lora_right.mean() > 0.4)

# %%
adapter = Path("adapter")
lora.save_pretrained(adapter)
api.create_repo(adapter_repo, private=True, exist_ok=True)
api.upload_folder(folder_path=adapter, repo_id=adapter_repo, commit_message="Add the adapter")

sizes = {file.path: file.size for repo in (model_repo, adapter_repo) for file in api.list_repo_tree(repo)}
share = sizes["adapter_model.safetensors"] / sizes["model.safetensors"]
print(sorted(path for path in sizes if path.startswith("adapter")))
print(f"the adapter's file is {share:.1%} of the model's")

# %% [markdown] lang="en"
# About 2 % in `mini`; in `full` less than 1 %, because the real BERT is so much larger. (Most of that is the pooler. The
# real BERT brings a trained one, so there you may leave it out.) The file holds the low-rank matrices and the layers
# that you named, and nothing else of BERT; so on its own it is worth nothing. How does the person who loads it know
# **which** model it belongs to?

# %% [markdown] lang="ko" of="0b478a4f"
# `mini`에서는 2%쯤이고, `full`에서는 실제 BERT가 훨씬 크니 1%도 되지 않습니다. (그 대부분이 풀러입니다. 실제 BERT에는 학습된 풀러가 있으니 빼도
# 됩니다.) 파일에는 저랭크 행렬과 여러분이 이름을 적은 층만 있고 BERT의 나머지는 하나도 없습니다. 그러니 혼자서는 아무 쓸모가 없습니다. 불러오는
# 사람은 이것이 **어느** 모델의 것인지 어떻게 알까요?

# %%
import json

from peft import AutoPeftModelForSequenceClassification

fetched = Path(api.hf_hub_download(adapter_repo, "adapter_config.json"))
print("belongs to:", json.loads(fetched.read_text(encoding="utf-8"))["base_model_name_or_path"])
print("in the card:", ModelCard.load(adapter_repo).data.base_model)

loaded = AutoPeftModelForSequenceClassification.from_pretrained(adapter_repo, num_labels=4)
loaded = loaded.eval().to(course.device)
inputs = tokenizer(mail["test"]["text"][:], padding=True, return_tensors="pt").to(course.device)
with torch.no_grad():
    guesses = loaded(**inputs).logits.argmax(-1).cpu().numpy()
now_right = guesses == np.array(mail["test"]["label"])
print("right and wrong as before the upload:", np.array_equal(now_right, lora_right))

# %% [markdown] lang="en"
# `adapter_config.json` says it, and `AutoPeftModel…` fetches the base by itself. If that model were changed or deleted, your
# adapter would break: pin it (`revision` in the adapter's configuration), or merge the adapter and publish the whole
# model (lesson 08).
#
# Make the last line a habit: **load what you have uploaded, and compare.** Leave `"pooler"` out in `mini` and everything
# uploads and loads without a word, and the answers are others. And look at the card: saving to a folder writes one
# whose metadata name at least the `base_model`, and `lora.push_to_hub` puts one without it in its place. The text of
# both is the empty form, so an adapter, too, needs a card from you.

# %% [markdown] lang="ko" of="2b885710"
# `adapter_config.json`에 적혀 있고, `AutoPeftModel…`이 바탕 모델을 알아서 가져옵니다. 그 모델이 바뀌거나 지워지면 어댑터도 망가집니다. 어댑터
# 설정의 `revision`으로 고정하거나, 병합해서 모델 전체를 공개하세요(08번 수업).
#
# 마지막 줄을 습관으로 만드세요. **올린 것을 다시 불러와 견주어 보는 것**입니다. `mini`에서 `"pooler"`를 빼면 아무 말 없이 올라가고 불러와지는데
# 답이 달라집니다. 카드도 확인하세요. 폴더에 저장하면 적어도 메타데이터에 `base_model`이 적힌 카드가 생기지만, `lora.push_to_hub`로 올리면
# 그것마저 없는 카드가 들어갑니다. 글은 어느 쪽이나 빈 양식이므로, 어댑터에도 여러분이 쓴 카드가 필요합니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.6.** Write `pseudonyms(texts)`: a list of letters goes in, the same letters come out, in which every e-mail
# address is replaced by `person-1`, `person-2` and so on, numbered in the order in which they first appear, across all the
# letters. The same address always gets the same name; upper and lower case make no difference. To find addresses,
# `re.sub(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", ...)` will do, and its second argument
# may be a function: it gets each find, `find.group()` is the address in it, and the text that it returns goes in its place.

# %% [markdown] lang="ko" of="0b9e61c4" tags=["exercise"]
# **연습 10.6.** `pseudonyms(texts)`를 만들어 보세요. 편지 리스트를 받아, 이메일 주소를 모두 `person-1`, `person-2`처럼 바꾼 리스트를 돌려줍니다.
# 번호는 편지 전체에서 처음 나온 순서대로 매깁니다. 같은 주소는 언제나 같은 이름이 되고, 대문자와 소문자는 구별하지 않습니다. 주소는
# `re.sub(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", ...)`로 찾으면 되고, 둘째 인자에는 함수도 넣을 수 있습니다. 함수는 찾은 것을 하나씩
# 받습니다. 받은 것이 `find`라면 `find.group()`이 주소이고, 함수가 돌려준 글이 그 자리에 들어갑니다.

# %% tags=["solution"]
def pseudonyms(texts):
    names = {}

    def replace(found):
        return names.setdefault(found.group().lower(), f"person-{len(names) + 1}")

    pattern = r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    return [re.sub(pattern, replace, text) for text in texts]

# %% tags=["check"]
hfcourse.check("10.6", pseudonyms)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Good question for the group: with pseudonyms, is a letter anonymous? (No: "my wife, the mayor" needs no
# address.) Usual wrong answers in 10.6: counting anew in each letter; a new number for each occurrence; `Mina@…` and
# `mina@…` as two people.

# %% [markdown] lang="ko" of="68abda49" tags=["notes"]
# 20분. 모둠에 던지기 좋은 질문: 가명으로 바꾸면 편지는 익명이 될까요? (아닙니다. '시장인 제 아내가'에는 주소가 필요 없습니다.) 10.6의 흔한 오답은
# 편지마다 번호를 새로 세는 것, 나올 때마다 새 번호를 주는 것, `Mina@…`와 `mina@…`를 두 사람으로 보는 것입니다.

# %% [markdown] lang="en"
# ## 7. A demo
#
# People who cannot write Python believe what they can try. A demo is one function, text in, answer out, and something that
# draws a box around it. The function first. `top_k=None` asks the pipeline for all four desks, not only the best:

# %% [markdown] lang="ko" of="b2b79c6a"
# ## 7. 데모
#
# 파이썬을 쓰지 않는 사람은 직접 해 볼 수 있는 것을 믿습니다. 데모는 글을 넣으면 답이 나오는 함수 하나와, 그 둘레에 입력 칸을 그려 주는 것으로
# 이루어집니다. 함수부터 만듭니다. `top_k=None`이라고 하면 점수가 가장 높은 창구 하나가 아니라 네 창구의 점수를 모두 알려 줍니다.

# %%
app = '''
from transformers import pipeline

sorter = pipeline("text-classification", model="MODEL", revision="v2.0", top_k=None)


def sort_mail(text):
    return {answer["label"]: answer["score"] for answer in sorter([text])[0]}


if __name__ == "__main__":
    import gradio as gr

    examples = ["Is there a good film about lions?", "Where do I find books on Sweden?"]
    gr.Interface(sort_mail, gr.Textbox(label="Letter"), gr.Label(), examples=examples).launch()
'''.lstrip().replace("MODEL", model_repo)
Path("app.py").write_text(app, encoding="utf-8")
print("lines of app.py:", len(app.splitlines()))

# %% [markdown] lang="en" tags=["slide"]
# The model is named by its repo and **pinned** to `v2.0`: whoever runs this file, anywhere, gets the same answers. The
# lower part runs only when the file is started as a program; **Gradio** is the library that draws the page.
#
# First without it. `runpy` runs a file and hands us its names, so we try the very function that visitors will use, on
# letters that nobody trained on and on one for none of the desks. Where will the model send that one?

# %% [markdown] lang="ko" of="8945a898" tags=["slide"]
# 모델은 저장소 이름으로 적고 `v2.0`에 **고정**했습니다. 누가 어디서 실행해도 같은 답이 나옵니다. 아래쪽은 파일을 프로그램으로 실행할 때만
# 돌아갑니다. 화면을 그려 주는 라이브러리가 **Gradio**입니다.
#
# 먼저 Gradio 없이 해 봅니다. `runpy`는 파일을 실행하고 그 안의 이름들을 건네줍니다. 그래서 방문자가 쓸 바로 그 함수를 시험할 수 있습니다. 학습에
# 없던 편지와, 어느 창구의 일도 아닌 편지를 하나 넣어 보겠습니다. 모델은 그 편지를 어디로 보낼까요?

# %%
import runpy

sort_mail = runpy.run_path("app.py")["sort_mail"]

mine = [
    "Which book explains what tigers eat?",
    "We are flying to Norway in May. What should we read?",
    "How do I bake cookies without eggs?",
    "Please turn the heating up, it is cold in the reading room.",
]
for text in mine:
    shares = sort_mail(text)
    print(f"{max(shares, key=shares.get):10}{text}")

# %% [markdown] lang="en"
# The last letter is for the caretaker, and it got a desk all the same. This is the sentence under *Limits*, in the flesh.
# Put such a text among the examples of your demo: nothing makes a model more trustworthy than showing where it fails.
#
# Now the page. Gradio is on Colab already; elsewhere `pip install "hfcourse[demo]"` or `pip install gradio` brings it.
# **On Colab a demo gets a public link**, by which anybody may use your model as long as the notebook runs; so there the
# cell waits until you say `True`.

# %% [markdown] lang="ko" of="4224fdf7"
# 마지막 편지는 관리실로 가야 하는데도 창구 하나가 정해졌습니다. *Limits*에 쓴 문장이 눈앞에 나타난 것입니다. 데모의 예시에 이런 글을 하나
# 넣어 두세요. 어디에서 틀리는지 보여 주는 것만큼 모델을 믿음직하게 만드는 것은 없습니다.
#
# 이제 화면을 띄웁니다. Gradio는 Colab에 이미 있고, 다른 곳에서는 `pip install "hfcourse[demo]"`나 `pip install gradio`로 설치합니다. **Colab에서는
# 데모에 공개 링크가 생깁니다.** 노트북이 켜져 있는 동안 누구나 그 링크로 내 모델을 쓸 수 있으므로, Colab에서는 여러분이 `True`라고 할 때까지
# 기다립니다.

# %%
import sys
from importlib.util import find_spec

open_demo = find_spec("gradio") is not None and "google.colab" not in sys.modules
demo = None
if open_demo:
    import gradio as gr

    demo = gr.Interface(sort_mail, gr.Textbox(label="Letter"), gr.Label(), examples=mine)
    demo.launch()
else:
    print(
        course.text(
            en="No demo page here: set open_demo = True on Colab, or install gradio.",
            ko="여기서는 데모 화면을 열지 않습니다. Colab이면 open_demo = True로 바꾸고, 아니면 gradio를 설치하세요.",
        )
    )

# %% [markdown] lang="en" tags=["slide"]
# A page that lives longer than your notebook is a **Space**: the third kind of repo, which holds a program instead of
# weights. Two files are enough, `app.py` and a list of what it needs. On the real Hub a machine then starts it; the
# `mini` hub only keeps the files. (A private model needs one thing more: a **read** token as a *secret* of the Space, with
# the name `HF_TOKEN`. Never write it into `app.py`.)
#
# Since July 2026 this machine is no longer free: to a free account the Hub answers *402 Payment Required* when it creates
# a Gradio Space, and the first cell below prints what the Hub says. What stays free: Gradio on your own computer or on
# Colab, *static* Spaces (pages without Python), and, for accounts older than thirty days, two Spaces on **ZeroGPU**, whose
# `app.py` must mark a function with `@spaces.GPU` (the guide is linked at the end of the lesson).

# %% [markdown] lang="ko" of="3cb7cba5" tags=["slide"]
# 노트북보다 오래 살아 있는 페이지가 **스페이스**(Space)입니다. 가중치 대신 프로그램이 든, 세 번째 종류의 저장소입니다. 파일 두 개면 됩니다.
# `app.py`와 필요한 라이브러리 목록입니다. 실제 허브에서는 컴퓨터 한 대가 이것을 실행해 주고, `mini`의 허브는 파일만 보관합니다. (모델이
# 비공개라면 하나 더 필요합니다. **read** 토큰을 스페이스의 *secret*에 `HF_TOKEN`이라는 이름으로 넣으세요. `app.py`에는 절대로 적지 마세요.)
#
# 2026년 7월부터 이 컴퓨터는 무료가 아닙니다. 무료 계정으로 Gradio 스페이스를 만들려고 하면 허브가 *402 Payment Required*(결제 필요)라고 대답합니다.
# 바로 아래 셀이 그 대답을 출력합니다. 지금도 무료인 것은 내 컴퓨터나 Colab에서 띄우는 Gradio, *static* 스페이스(파이썬이 없는 페이지), 그리고 만든 지
# 30일이 넘은 계정이라면 **ZeroGPU** 스페이스 두 개입니다. ZeroGPU의 `app.py`에는 `@spaces.GPU`를 붙인 함수가 있어야 합니다(안내는 수업 끝의 링크에
# 있습니다).

# %%
from huggingface_hub.errors import HfHubHTTPError

try:
    api.create_repo(demo_repo, repo_type="space", space_sdk="gradio", private=True, exist_ok=True)
except HfHubHTTPError as error:
    print("no Space:", error.server_message or error)

# %%
if api.repo_exists(demo_repo, repo_type="space"):
    files = {"app.py": app, "requirements.txt": "torch\ntransformers\n"}
    for path, content in files.items():
        api.upload_file(
            path_or_fileobj=content.encode("utf-8"), path_in_repo=path, repo_id=demo_repo, repo_type="space",
            commit_message=f"Add {path}",
        )
    print(api.space_info(demo_repo).sdk, api.list_repo_files(demo_repo, repo_type="space"))

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 10.7.** A desk is better served by "I do not know" than by a wrong guess. Write `trade_off(pairs, least)`:
# `pairs` holds for each letter the pair `(score of the best desk, was it right?)`. Letters with a score of at least
# `least` are sorted by the model, the rest by a person. Return the pair `(share of the letters that the model sorts,
# its accuracy on these)`; if it sorts none, the accuracy is `None`.

# %% [markdown] lang="ko" of="0611b040" tags=["exercise"]
# **연습 10.7.** 창구에는 틀린 추측보다 '모르겠습니다'가 낫습니다. `trade_off(pairs, least)`를 만들어 보세요.
# `pairs`에는 편지마다 쌍 `(가장 높은 점수, 그 창구가 맞았는지)`가 하나씩 있습니다. 점수가 `least` 이상인 편지는 모델이 나누고
# 나머지는 사람이 나눕니다. `(모델이 나누는 편지의 비율, 그 편지에서의 정확도)`를 돌려주되, 하나도 나누지 않으면 정확도는 `None`입니다.

# %% tags=["solution"]
def trade_off(pairs, least):
    sorted_by_model = [right for score, right in pairs if score >= least]
    if not sorted_by_model:
        return 0.0, None
    return len(sorted_by_model) / len(pairs), sum(sorted_by_model) / len(sorted_by_model)

# %% tags=["check"]
hfcourse.check("10.7", trade_off)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes. Let pairs attack each other's demo: who finds a letter that is sorted wrongly with a score above 0.9? That
# is the moment to speak of scores that are no probabilities. Usual wrong answers in 10.7: `>` instead of `>=`; the
# accuracy over all letters; a division by zero. **Without Wi-Fi** Gradio works on the own computer, without a public link.

# %% [markdown] lang="ko" of="18afbb1d" tags=["notes"]
# 18분. 둘씩 짝지어 서로의 데모를 공격해 보게 하세요. 점수가 0.9를 넘는데도 틀리는 편지를 누가 찾을까요? 점수가 확률은 아니라는 이야기를 하기 좋은
# 때입니다. 10.7의 흔한 오답은 `>=` 대신 `>`를 쓰는 것, 모든 편지에서 정확도를 재는 것, 0으로 나누는 것입니다. **와이파이가 없어도** Gradio는
# 공개 링크 없이 내 컴퓨터에서 돌아갑니다.

# %% [markdown] lang="en"
# ## 8. Open the door, then tidy up
#
# Everything is still private. Before you make a repo public, go down this list once more:
#
# 1. Does the card say what it is for, how good, measured on what, and where it fails?
# 2. May I pass it on: licence of the base model, licence of the data?
# 3. Are secrets, people and pickles out, from the **history** too?
# 4. Does it load elsewhere, by name, with its tokenizer?
# 5. Is there a tag to pin?
#
# One of the five would stop us today. Which? Opening is one call. We do it only in `mini`, where nobody is outside the
# door.

# %% [markdown] lang="ko" of="c56293d0"
# ## 8. 문을 열고, 치우고 가기
#
# 아직은 모두 비공개입니다. 저장소를 공개하기 전에 한 번 더 짚어 보세요.
#
# 1. 카드에 쓰임새, 성능, 무엇으로 쟀는지, 어디에서 틀리는지가 적혀 있나요?
# 2. 넘겨줘도 되나요? 바탕 모델의 라이선스와 데이터의 라이선스는 어떤가요?
# 3. 비밀, 사람들의 정보, 피클이 없나요? **기록**에도 없나요?
# 4. 다른 곳에서 이름만으로, 토크나이저까지 불러올 수 있나요?
# 5. 고정할 태그가 있나요?
#
# 오늘 우리는 다섯 가지 가운데 하나에서 걸립니다. 어느 것일까요? 공개는 한 줄이면 됩니다. 문밖에 아무도 없는 `mini`에서만 해 보겠습니다.

# %%
if course.profile == "mini":
    api.update_repo_settings(model_repo, private=False)
    print("a stranger now finds:", api.model_info(model_repo, token=False).id)

# %% [markdown] lang="en"
# Our list would have stopped us at point 3: in the history of this repo lies a password. A real one would be public now.
#
# Instead of opening to everybody you may also ask visitors for their name first: `update_repo_settings(repo,
# gated="manual")` makes a gated repo, like Llama's in lesson 00. You then decide about each request.
#
# And the end: what was only practice does not stay. Set `keep = True` if you want to keep yours. **Deleting cannot be undone.**

# %% [markdown] lang="ko" of="a01fc5c1"
# 목록의 3번에서 멈췄어야 합니다. 이 저장소의 기록에는 비밀번호가 들어 있습니다. 진짜였다면 지금 공개되었을 것입니다.
#
# 모두에게 여는 대신 방문자에게 이름을 먼저 물을 수도 있습니다. `update_repo_settings(repo, gated="manual")`이라고 하면 00번 수업의 Llama처럼 접근
# 제한 저장소가 되고, 요청을 하나씩 보고 허락합니다.
#
# 마지막으로, 연습 삼아 만든 것은 남기지 않습니다. 남기고 싶으면 `keep = True`로 바꾸세요. **지운 것은 되돌릴 수 없습니다.**

# %%
keep = False

if demo is not None:
    demo.close()
made = {model_repo: "model", adapter_repo: "model", data_repo: "dataset", demo_repo: "space"}
for repo, kind in made.items():
    if not keep:
        api.delete_repo(repo, repo_type=kind, missing_ok=True)
    print(f"{kind:8}still there:", api.repo_exists(repo, repo_type=kind))

# %%
from huggingface_hub import get_token, logout

# Only the practice token. Your own: delete it at huggingface.co/settings/tokens if you made it for today.
# ko: 연습용 토큰만 지웁니다. 오늘을 위해 만든 내 토큰은 huggingface.co/settings/tokens에서 지우세요.
if course.profile == "mini":
    logout()
    print("token found:", get_token() is not None)

# %% [markdown] lang="en"
# ## 9. Check yourself
#
# Eight questions. Every option explains itself, the wrong ones too.

# %% [markdown] lang="ko" of="fc7643e0"
# ## 9. 스스로 점검하기
#
# 문제는 여덟 개입니다. 틀린 보기에도 설명이 있습니다.

# %% tags=["quiz"]
hfcourse.quiz("10")

# %% [markdown] lang="en"
# ### What changed since older tutorials
#
# | older tutorials write | today | why |
# |---|---|---|
# | `Repository(...)`, `git lfs`, `repo.git_push()` | `HfApi` with `upload_file`, `upload_folder` | the `Repository` class is gone from `huggingface_hub`; plain HTTP needs no git |
# | `huggingface-cli login`, `huggingface-cli upload` | `hf auth login`, `hf upload` | the command was renamed |
# | `push_to_hub(..., use_auth_token=True)` | nothing, or `token=` | the saved token is found by itself |
# | `TrainingArguments(push_to_hub_token=…)` | `hub_token=`, or better a login | the old name is refused |
# | `pytorch_model.bin` | `model.safetensors` | a pickle may run programs |
# | `dataset.save_to_disk` to share data | `push_to_hub`, read back with `load_dataset` | the Hub shows and streams Parquet |
# | data with a loading script | Parquet, CSV or JSON | `datasets` 4 refuses scripts |
# | `from_pretrained(name)` in a project | `revision=` with a commit id | `main` moves |
# | `card.push_to_hub` | `upload_file(path_in_repo="README.md")` | both work; this way you see what is uploaded |
# | `space_sdk="gradio"` on a free account | your own computer, Colab, ZeroGPU, or a paid account | since July 2026 the Hub answers 402 |
#
# ### Can you tick each line?
#
# - ☐ I give an accuracy with its interval and the number of examples.
# - ☐ I look for secrets, people and pickles before I upload, and know what to do if I am too late.
# - ☐ I write a card with metadata, results and limits, and can say what my base model's licence asks.
# - ☐ I upload a model, tokenizer, dataset and adapter, private first.
# - ☐ I tag versions, and I load others' models by revision where it counts.
# - ☐ I put a function behind a page that others can try.
# - ☐ I can take back what I do not want to keep, and I know what cannot be taken back.

# %% [markdown] lang="ko" of="608270c3"
# ### 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금은 | 이유 |
# |---|---|---|
# | `Repository(...)`, `git lfs`, `repo.git_push()` | `HfApi`의 `upload_file`, `upload_folder` | `Repository` 클래스는 `huggingface_hub`에서 없어졌습니다. HTTP로 올리므로 git이 필요 없습니다 |
# | `huggingface-cli login`, `huggingface-cli upload` | `hf auth login`, `hf upload` | 명령 이름이 바뀌었습니다 |
# | `push_to_hub(..., use_auth_token=True)` | 적지 않거나 `token=` | 저장된 토큰을 스스로 찾습니다 |
# | `TrainingArguments(push_to_hub_token=…)` | `hub_token=`, 더 좋은 것은 로그인 | 옛 이름은 거절됩니다 |
# | `pytorch_model.bin` | `model.safetensors` | 피클은 프로그램을 실행할 수 있습니다 |
# | `dataset.save_to_disk`로 데이터 공유하기 | `push_to_hub`로 올리고 `load_dataset`으로 읽기 | 허브는 Parquet을 보여 주고 스트리밍합니다 |
# | 불러오기 스크립트가 달린 데이터 | Parquet, CSV, JSON | `datasets` 4는 스크립트를 거절합니다 |
# | 프로젝트에서 `from_pretrained(name)` | 커밋 id를 적은 `revision=` | `main`은 움직입니다 |
# | `card.push_to_hub` | `upload_file(path_in_repo="README.md")` | 둘 다 되지만, 이쪽은 무엇이 올라가는지 눈에 보입니다 |
# | 무료 계정에서 `space_sdk="gradio"` | 내 컴퓨터, Colab, ZeroGPU, 또는 유료 계정 | 2026년 7월부터 허브가 402라고 대답합니다 |
#
# ### 모두 체크할 수 있나요?
#
# - ☐ 정확도를 구간과 예제 수와 함께 말합니다.
# - ☐ 올리기 전에 비밀, 사람들의 정보, 피클을 찾고, 늦었을 때 무엇을 해야 하는지 압니다.
# - ☐ 메타데이터와 결과와 한계를 적은 카드를 쓰고, 바탕 모델의 라이선스가 요구하는 것을 말할 수 있습니다.
# - ☐ 모델, 토크나이저, 데이터셋, 어댑터를 먼저 비공개로 올립니다.
# - ☐ 버전에 태그를 붙이고, 중요한 곳에서는 남의 모델을 리비전으로 불러옵니다.
# - ☐ 함수에 화면을 붙여 남이 써 보게 합니다.
# - ☐ 남기지 않을 것을 지울 수 있고, 무엇을 되돌릴 수 없는지 압니다.

# %%
hfcourse.progress("10")

# %% [markdown] lang="en"
# ### The end of the course
#
# Look at the map once more. In lesson 00 it was a picture; now you have walked it from end to end.

# %% [markdown] lang="ko" of="a2bbcfcb"
# ### 강의를 마치며
#
# 지도를 다시 한번 보세요. 00번 수업에서는 그림이었지만, 이제는 끝에서 끝까지 걸어 본 길입니다.

# %%
hfcourse.show.course_map()

# %% [markdown] lang="en"
# You can load any open model and say what it does inside; choose one by licence, language and size; make a dataset and batches
# of it; train by hand, with Trainer, with an adapter, on one process or several; measure, and say how sure the number is;
# and give the result to others so that they can check it.
#
# Where to go on? Not to the next course. Take a question of your own, one that nobody has asked yet because nobody else has your
# data: the reviews of a shop in your street, the letters of an archive, your club's minutes. Begin with twenty
# examples sorted by hand, and with the number that guessing would give. Then the smallest model. Publish it, with its limits.
#
# - [Model cards](https://huggingface.co/docs/hub/model-cards) and [dataset cards](https://huggingface.co/docs/hub/datasets-cards): all fields
# - [Licences](https://huggingface.co/docs/hub/repositories-licenses): the names that the Hub knows
# - [Uploading files](https://huggingface.co/docs/huggingface_hub/guides/upload): large folders, many files, from a program
# - [Spaces](https://huggingface.co/docs/hub/spaces), [ZeroGPU](https://huggingface.co/docs/hub/spaces-zerogpu) and [Gradio](https://www.gradio.app/guides/quickstart)
# - [Security on the Hub](https://huggingface.co/docs/hub/security): scans for secrets and pickles
# - The other lessons, for another look: what was a riddle in lesson 03 reads differently after lesson 09.
#
# Thank you for coming all the way.

# %% [markdown] lang="ko" of="bfaa1754"
# 이제 여러분은 공개된 모델이라면 무엇이든 불러와 속에서 무슨 일이 일어나는지 말할 수 있습니다. 라이선스와 언어와 크기를 보고 모델을 고르고,
# 데이터셋을 만들어 배치로 나누고, 손으로도 Trainer로도 어댑터로도, 프로세스 하나로도 여럿으로도 학습시킬 수 있습니다. 성능을 재고 그 숫자가 얼마나
# 확실한지 말할 수 있으며, 결과를 남이 확인할 수 있게 내놓을 수 있습니다.
#
# 다음은 어디로 가면 좋을까요? 다음 강의가 아닙니다. 아무도 묻지 않은, 여러분만의 질문을 고르세요. 그 데이터가 여러분에게만 있기 때문에 아무도 묻지
# 못한 질문입니다. 우리 동네 가게의 리뷰, 어느 기록관의 편지, 동아리 회의록 같은 것입니다. 손으로 나눈 예제 스무 개와, 찍었을 때 나올 점수에서
# 시작하세요. 그다음이 가장 작은 모델입니다. 그리고 한계를 적어 공개하세요.
#
# - [모델 카드](https://huggingface.co/docs/hub/model-cards)와 [데이터셋 카드](https://huggingface.co/docs/hub/datasets-cards): 모든 항목(영어)
# - [라이선스](https://huggingface.co/docs/hub/repositories-licenses): 허브가 아는 이름들(영어)
# - [파일 올리기](https://huggingface.co/docs/huggingface_hub/guides/upload): 큰 폴더, 많은 파일, 프로그램에서 올리기(영어)
# - [스페이스](https://huggingface.co/docs/hub/spaces), [ZeroGPU](https://huggingface.co/docs/hub/spaces-zerogpu), [Gradio](https://www.gradio.app/guides/quickstart)(영어)
# - [허브의 보안](https://huggingface.co/docs/hub/security): 비밀과 피클을 찾는 검사(영어)
# - 지난 수업들을 다시 한번: 03번에서 수수께끼였던 것이 09번을 마친 뒤에는 다르게 읽힙니다.
#
# 끝까지 함께해 주셔서 고맙습니다.

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes for quiz and closing. The whole lesson takes about two hours and a quarter with a class. **If time is short:** leave out the
# adapter (section 6, second half) and exercise 10.5. **Without Wi-Fi:** everything runs in `mini`. In `full`, remind everybody at the end:
# run section 8, look at the own profile page, delete the write token.
#
# A good last quarter of an hour: each person says one question of their own, the twenty examples they would begin with,
# and the number that guessing would give. Write them on the wall, and meet again in four weeks.

# %% [markdown] lang="ko" of="ab67534c" tags=["notes"]
# 퀴즈와 마무리에 15분. 함께 하면 전체 두 시간 15분쯤 걸립니다. **시간이 모자라면** 어댑터(6절 뒷부분)와 연습 10.5를 건너뛰세요. **와이파이가
# 없을 때:** 모두 `mini`에서 돌아갑니다. `full`로 했다면 끝에 꼭 일러 주세요. 8절을 실행하고, 자기 프로필 페이지를 확인하고, write 토큰을 지우는
# 것입니다.
#
# 마지막 15분을 이렇게 쓰면 좋습니다. 한 사람씩 자기 질문 하나, 처음에 쓸 예제 스무 개, 찍었을 때 나올 점수를 말합니다. 벽에 적어 두고 4주 뒤에
# 다시 만나세요.
