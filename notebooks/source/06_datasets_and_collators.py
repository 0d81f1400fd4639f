# ---
# hfcourse:
#   number: "06"
#   title: {en: "Datasets and collators", ko: "데이터셋과 데이터 콜레이터"}
#   objectives:
#     en:
#       - Load a data set from the Hub, from your own files (Korean Excel files too), from a dictionary and from a generator
#       - Filter, sort and split it so that a test on it means something, and change every row with `map`
#       - Say what is cached where, and why a cell that took a minute takes an instant the second time
#       - Read a data set that is larger than your disk, save one, and share one privately on the Hub
#       - Choose among the five data collators, and read the batch that each one makes
#     ko:
#       - 허브, 내 파일(한국어 엑셀 파일도), 딕셔너리, 제너레이터에서 데이터셋 불러오기
#       - 거르고 정렬하고 제대로 나누어 믿을 수 있는 시험을 준비하고, `map`으로 모든 행을 바꾸기
#       - 무엇이 어디에 캐시되는지, 1분 걸리던 셀이 두 번째에는 왜 금방 끝나는지 설명하기
#       - 디스크보다 큰 데이터셋을 읽고, 데이터셋을 저장하고, 허브에 비공개로 올리기
#       - 다섯 가지 데이터 콜레이터 가운데 알맞은 것을 고르고, 저마다 만든 배치를 읽기
#   needs: ["03"]
#   uses: [mrpc, reviews, bert-en, mask-ko, translate-ko-en, ner-en]
#   budget: {t4_minutes: 3, mini_minutes: 1, gpu_gb: 0, download_mb: 15}
# ---

# %% [markdown] lang="en"
# A model is only as good as the examples that it learns from, and most of the work of a project goes into them: getting
# them into memory, throwing out what does not belong, splitting them fairly, turning them into numbers of equal length.
# This lesson follows a data set all the way, from a file to the batch that a model sees.
#
# Nothing here needs a GPU.

# %% [markdown] lang="ko" of="102b4469"
# 모델은 보고 배운 예제만큼만 똑똑합니다. 그래서 프로젝트에서 품이 가장 많이 드는 일도 예제를 다루는 일입니다. 파일에서 읽어 오고, 어울리지
# 않는 것을 걸러 내고, 공정하게 나누고, 길이를 맞춘 숫자로 바꿉니다. 이번 수업에서는 데이터셋(dataset)이 파일에서 출발해 모델이 보는
# 배치(batch)가 될 때까지 따라가 보겠습니다.
#
# GPU는 필요 없습니다.

# %% tags=["slide"]
import hfcourse

course = hfcourse.start("06")

# %% [markdown] lang="en"
# ## What does a data set from the Hub look like?
#
# Two news agencies report on the same fire. Do their sentences say the same? Microsoft Research collected such pairs of
# sentences, and `nyu-mll/glue` keeps them on the Hub under the name `mrpc`, beside other tasks. So we name two things:
# the repo, and which of its **configurations** we want.

# %% [markdown] lang="ko" of="ea1aeff8"
# ## 허브에서 받은 데이터셋은 어떻게 생겼을까요?
#
# 두 통신사가 같은 화재를 보도했습니다. 두 문장은 같은 말을 하고 있을까요? 마이크로소프트 연구소가 이런 문장 쌍을 모았고, 허브의
# `nyu-mll/glue`에 다른 과제들과 함께 `mrpc`라는 이름으로 들어 있습니다. 그래서 두 가지를 적습니다. 저장소 이름, 그리고 그 안에서 쓸
# **설정**(configuration)의 이름입니다.

# %%
from datasets import load_dataset

pairs = load_dataset("nyu-mll/glue", "mrpc")
print(pairs)

# %% [markdown] lang="en" tags=["slide"]
# A `DatasetDict`: a dictionary of three **splits**, one to learn from (`train`), one to try things out (`validation`),
# one for the exam at the end (`test`). Each is a `Dataset`, a table with named columns. (The real one has 3,668 rows in
# `train`; in `mini` a smaller stand-in answers, with sentences of our own. So in `full` its numbers and sentences are
# others, and so are the tokens in the second half of the lesson; the code is the same.)
#
# What is a row, what is a slice, and what does the label `1` mean?

# %% [markdown] lang="ko" of="7b86f0a5" tags=["slide"]
# `DatasetDict`가 나왔습니다. **분할**(split) 세 개가 들어 있는 딕셔너리로, 보고 배우는 `train`, 이것저것 시험해 보는 `validation`,
# 마지막 시험에 쓰는 `test`입니다. 하나하나가 `Dataset`, 곧 열마다 이름이 있는 표입니다. (실제 `train`은 3,668행입니다. `mini`에서는
# 우리가 쓴 문장으로 만든 작은 대역이 대답합니다. 그래서 이 데이터셋의 숫자와 문장, 수업 뒷부분에 나오는 토큰은 `full`에서 다릅니다. 코드는
# 같습니다.)
#
# 한 행은 무엇이고, 여러 행을 잘라 내면 무엇이 나오며, 레이블(label, 정답) `1`은 무슨 뜻일까요?

# %%
train = pairs["train"]

print("one row:     ", train[0])
print("three rows:  ", {name: len(values) for name, values in train[:3].items()})
print("label column:", train.features["label"])

# %% [markdown] lang="en" tags=["slide"]
# One row is a dictionary. Three rows are **not** a list of three dictionaries but one dictionary of lists, column by
# column; remember that for `map`. And `features` knows what each column holds: a `ClassLabel` stores numbers and knows
# their names, so nobody has to guess what `1` stands for.

# %% [markdown] lang="ko" of="8b3bea15" tags=["slide"]
# 한 행은 딕셔너리입니다. 그런데 세 행은 딕셔너리 세 개의 리스트가 **아니라** 열마다 리스트가 든 딕셔너리 하나입니다. 뒤에 나올 `map`에서
# 중요하니 기억해 두세요. `features`는 열마다 무엇이 들어 있는지 압니다. `ClassLabel`은 숫자를 저장하면서 그 이름도 알고 있어서 `1`이 무슨
# 뜻인지 짐작할 필요가 없습니다.

# %%
for row in train.select(range(4)):
    print(train.features["label"].int2str(row["label"]))
    print("  ", row["sentence1"])
    print("  ", row["sentence2"])

# %% [markdown] lang="en" tags=["slide"]
# Cover the labels and judge for yourself: would you have said the same? (In `mini`, the third pair shares a boy of 14,
# Leipzig and light injuries, and still tells of two accidents: common words alone do not decide.) For data of your own,
# do this with fifty rows before you train anything.
#
# Two more ways to ask. `split=` gives one split instead of the dictionary, or a part of one. And what happens with the
# short name that older tutorials use?

# %% [markdown] lang="ko" of="776157d7" tags=["slide"]
# 레이블을 가리고 직접 판단해 보세요. 같은 답이 나왔나요? (`mini`의 세 번째 쌍은 열네 살 소년, 라이프치히, 가벼운 부상까지 같지만 한쪽은 발코니에서
# 떨어졌고 한쪽은 강에서 구조되었습니다. 같은 낱말이 많다고 같은 뜻은 아닙니다.) 내 데이터라면 학습을 시작하기 전에 쉰 행쯤은 이렇게 읽어 보세요.
#
# 불러오는 방법이 두 가지 더 있습니다. `split=`을 주면 딕셔너리가 아니라 분할 하나, 또는 그 일부가 나옵니다. 예전 튜토리얼처럼 짧은 이름을
# 쓰면 어떻게 될까요?

# %%
tenth = load_dataset("nyu-mll/glue", "mrpc", split="train[:10%]")
print("a tenth of train:", len(tenth), "of", len(train), "rows")

try:
    load_dataset("glue", "mrpc")
except (ValueError, OSError) as error:
    print("glue:", type(error).__name__)

# %% [markdown] lang="en" tags=["slide"]
# A data set needs its owner's name today: `nyu-mll/glue`, `rajpurkar/squad`, `stanfordnlp/imdb`. (Models are more
# forgiving: `bert-base-uncased` still leads to `google-bert/bert-base-uncased`.)

# %% [markdown] lang="ko" of="f4631eef" tags=["slide"]
# 이제 데이터셋은 소유자 이름까지 적어야 합니다. `nyu-mll/glue`, `rajpurkar/squad`, `stanfordnlp/imdb`처럼요. (모델은 조금 더
# 너그러워서 `bert-base-uncased`라고 써도 `google-bert/bert-base-uncased`를 찾아 줍니다.)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.1.** Before you train on a data set, you want to know how its labels are distributed: a model that always
# says the commonest label reaches that share for nothing. Write `label_shares(dataset)`: it returns a dictionary from the
# **name** of each label to its share of the rows (0 to 1), in the order of the names, for a column `label` that is a
# `ClassLabel`. `dataset.features["label"].names` is the list of the names; a label that no row has gets 0. Then try it on the three splits of `pairs`.

# %% [markdown] lang="ko" of="ecc0a268" tags=["exercise"]
# **연습 6.1.** 학습하기 전에 레이블이 어떻게 나뉘어 있는지 알아야 합니다. 가장 흔한 레이블만 외치는 모델도 그 비율만큼은 공짜로 맞히기
# 때문입니다. 함수 `label_shares(dataset)`을 만들어 보세요. `label` 열은 `ClassLabel`입니다. 레이블의 **이름**마다 전체 행에서 차지하는
# 비율(0~1)을 담은 딕셔너리를 이름 순서대로 돌려줍니다. 이름의 리스트는 `dataset.features["label"].names`이고, 한 번도 나오지 않은 레이블의
# 비율은 0입니다. 다 만들었으면 `pairs`의 세 분할에 써 보세요.

# %% tags=["solution"]
def label_shares(dataset):
    labels = list(dataset["label"])
    names = dataset.features["label"].names
    return {name: labels.count(number) / len(labels) for number, name in enumerate(names)}

# %% tags=["check"]
hfcourse.check("6.1", label_shares)

# %% [markdown] lang="en" tags=["notes"]
# 15 minutes with the exercise. Ask what `train[:3]` will be before the cell runs: almost everybody says "a list of
# three rows". Usual wrong answers in 6.1: the numbers 0 and 1 as keys; counts instead of shares; a dictionary that
# lacks a label nobody has. MRPC itself: two pairs in three are equivalent, so an accuracy of 0.67 is worth nothing.

# %% [markdown] lang="ko" of="6ef6fc29" tags=["notes"]
# 연습까지 15분. 셀을 실행하기 전에 `train[:3]`이 무엇일지 물어보세요. 거의 모두 '행 세 개의 리스트'라고 답합니다. 6.1의 흔한 오답은 키로
# 숫자 0과 1을 쓴 것, 비율이 아니라 개수를 낸 것, 한 번도 나오지 않은 레이블을 빠뜨린 것입니다. MRPC는 세 쌍 가운데 둘이 같은 뜻이므로
# 정확도 0.67은 아무것도 아닙니다.

# %% [markdown] lang="en"
# ## And your own files?
#
# Your data will come as a CSV from a colleague, as JSON from a website, as **Parquet** (a compact file that keeps a table
# column by column) from a database. To have some, we make them: from a dictionary of columns, written in all three
# formats.

# %% [markdown] lang="ko" of="c7b6367b"
# ## 내 파일은 어떻게 불러올까요?
#
# 내 데이터는 동료가 보낸 CSV, 웹사이트에서 받은 JSON, 데이터베이스에서 꺼낸 **Parquet**(표를 열 단위로 작게 담는 파일 형식)로 옵니다. 연습할
# 파일을 만들어 봅시다. 열을 담은 딕셔너리로 데이터셋을 만들고 세 가지 형식으로 저장합니다.

# %%
from pathlib import Path

from datasets import Dataset

written = Dataset.from_dict(
    {
        "text": ["배송이 하루 만에 왔어요.", "색이 사진과 달라요.", "The mug arrived broken.", "Fits perfectly!"],
        "label": [1, 0, 0, 1],
    }
)
written.to_csv("reviews.csv")
written.to_json("reviews.jsonl", force_ascii=False)
written.to_parquet("reviews.parquet")
print(Path("reviews.jsonl").read_text(encoding="utf-8"))

# %% [markdown] lang="en" tags=["slide"]
# (`force_ascii=False` keeps Korean readable in the file. Without it, `배` stands there as `\ubc30`: not wrong, but
# nobody can check it by eye. The first Korean review says *It came within a day*, the second *The colour differs from
# the photo*. `.jsonl` means JSON Lines, one row a line. A file that is a single JSON list can be read as well; where the
# rows lie one level deeper, as in `{"data": […]}`, add `field="data"` when you read it.)
#
# Reading them back: name the format, then the files. Why does a single file need `split="train"`?

# %% [markdown] lang="ko" of="6187c9d8" tags=["slide"]
# (`force_ascii=False`를 주어야 파일에 한글이 그대로 남습니다. 주지 않으면 `배`가 `\ubc30`으로 적힙니다. 틀린 것은 아니지만 눈으로 확인할 수
# 없습니다. `.jsonl`은 한 줄에 한 행씩 적는 JSON Lines입니다. 파일 전체가 JSON 리스트 하나여도 읽을 수 있고, `{"data": […]}`처럼 행이 한 단계 안쪽에
# 있으면 읽을 때 `field="data"`를 덧붙입니다.)
#
# 다시 읽을 때는 형식을 먼저 적고 파일을 적습니다. 파일이 하나뿐인데 왜 `split="train"`이 필요할까요?

# %%
for kind, name in (("csv", "reviews.csv"), ("json", "reviews.jsonl"), ("parquet", "reviews.parquet")):
    read = load_dataset(kind, data_files=name, split="train")
    print(f"{kind:<8} {read.column_names}  the same rows: {read[:] == written[:]}")

# %% [markdown] lang="en" tags=["slide"]
# `load_dataset` always thinks in splits, and puts everything that has no other name into `train`. Without
# `split="train"` you would get a `DatasetDict` with that one entry. A **folder** can bring its splits along: files
# called `train…` and `test…` are recognized by their names.

# %% [markdown] lang="ko" of="c5d822b1" tags=["slide"]
# `load_dataset`은 언제나 분할을 생각하고, 따로 이름이 없으면 모두 `train`에 넣습니다. `split="train"`을 빼면 `train` 하나만 든
# `DatasetDict`가 나옵니다. **폴더**를 주면 분할까지 알아봅니다. 파일 이름이 `train…`, `test…`이면 그대로 분할이 됩니다.

# %%
Path("shop").mkdir(exist_ok=True)
written.select([0, 1]).to_csv("shop/train.csv")
written.select([2, 3]).to_csv("shop/test.csv")

shop = load_dataset("shop")
print({name: split["text"][:] for name, split in shop.items()})

# %% [markdown] lang="en" tags=["slide"]
# The same works for a folder of Parquet or JSON files, and for pictures in folders that are named after their class
# (`imagefolder`).
#
# And where the rows come from a program, a web API or a format that nobody else has, write a **generator**: a function
# that yields one row after the other. `Dataset.from_generator` writes them to disk as they come, so that they never
# have to fit into memory.

# %% [markdown] lang="ko" of="18995fa7" tags=["slide"]
# Parquet나 JSON 파일이 든 폴더도 마찬가지이고, 클래스 이름을 붙인 폴더에 그림을 넣어 둔 경우(`imagefolder`)에도 됩니다.
#
# 행이 프로그램이나 웹 API에서 나오거나 나만 쓰는 형식으로 되어 있다면, 행을 하나씩 내놓는 함수, 곧 **제너레이터**(generator)를 만듭니다.
# `Dataset.from_generator`는 나오는 대로 디스크에 쓰기 때문에 전체가 메모리에 들어가지 않아도 됩니다.

# %%
def diary():
    for day, text in enumerate(("새 자전거가 왔다.", "The first flat tyre.", "벌써 300킬로미터!"), start=1):
        yield {"day": day, "text": text}


print(Dataset.from_generator(diary)[:])

# %% [markdown] lang="en" tags=["slide"]
# (*The new bicycle has come*, and *300 kilometres already!*) One trap: the result is cached (kept on the disk and used
# again) under a **fingerprint**, a short code computed from the *function*. If `diary` read a file and only the file
# changed, you would get the old rows. Pass what it depends on as an argument, with `def diary(version):` and
# `gen_kwargs={"version": 2}`, and a new version is made anew.
#
# ### A CSV from a Korean Excel
#
# An **encoding** says which bytes stand for which letter. Ask a Korean Excel for "CSV", and it writes the encoding
# **cp949**, not UTF-8. Let us make such a file. What will `load_dataset` say?

# %% [markdown] lang="ko" of="bf7de52a" tags=["slide"]
# 함정이 하나 있습니다. 결과는 캐시(cache)됩니다. 곧 디스크에 남겨 두었다가 다시 쓰는데, 같은 일인지는 *함수*에서 계산한 짧은 부호,
# 곧 **지문**(fingerprint)으로 판단합니다. `diary`가 파일을 읽는데 파일만 바뀌었다면 예전 행이 나옵니다. 결과를 좌우하는 것을
# `def diary(version):`처럼 인자로 받고 `gen_kwargs={"version": 2}`로 넘기면, 값이 바뀔 때 새로 만듭니다.
#
# ### 한국어 엑셀에서 저장한 CSV
#
# 한국어 엑셀에서 'CSV(쉼표로 분리)'로 저장하면 UTF-8이 아니라 **cp949**라는 인코딩(encoding, 글자를 바이트로
# 적는 방법)으로 저장됩니다. 그런 파일을 만들어 봅시다. `load_dataset`은
# 뭐라고 할까요?

# %%
from datasets import logging
from datasets.exceptions import DatasetGenerationError

Path("excel.csv").write_text("text,label\n배송이 하루 만에 왔어요.,1\n색이 사진과 달라요.,0\n", encoding="cp949")

# Newer versions write the same error into the log as well; here it is enough to see it once.
# ko: 새 버전은 같은 오류를 로그에도 남깁니다. 여기서는 한 번만 보면 됩니다.
logging.set_verbosity(logging.CRITICAL)
try:
    load_dataset("csv", data_files="excel.csv", split="train")
except DatasetGenerationError as error:
    print(type(error).__name__, "because of", type(error.__cause__).__name__)
logging.set_verbosity_warning()

# %% [markdown] lang="en" tags=["slide"]
# In the full error, the last line is the general `DatasetGenerationError`. What caused it stands further **up**, before the
# line `The above exception was the direct cause of the following exception`: a `UnicodeDecodeError`. The bytes are no
# UTF-8. People on the internet then advise `encoding="latin-1"`, "because it never fails". True; look what it does:

# %% [markdown] lang="ko" of="5afbe459" tags=["slide"]
# 전체 오류를 보면 마지막 줄에는 두루뭉술한 `DatasetGenerationError`가 나옵니다. 진짜 원인은 그보다 **위**, `The above exception was the direct
# cause of the following exception`이라는 줄의 앞에 있는 `UnicodeDecodeError`입니다. 바이트가 UTF-8이 아니라는 뜻입니다. 인터넷에는
# '절대 실패하지 않으니' `encoding="latin-1"`을 쓰라는 조언이 많습니다. 실패하지 않는 것은 맞습니다. 결과를 보세요.

# %%
for encoding in ("latin-1", "cp949"):
    read = load_dataset("csv", data_files="excel.csv", split="train", encoding=encoding)
    print(f"{encoding:<8} {read[0]['text']}")

# %% [markdown] lang="en" tags=["slide"]
# An error is better than rubbish that nobody notices. The same happens the other way round: an Excel that opens a UTF-8
# CSV shows rubbish, unless the file begins with a **BOM**, three bytes that say "this is UTF-8". So write files for
# Excel with `utf-8-sig`; Excel's own choice "CSV UTF-8" does the same. (Through pandas: the `to_csv` of `datasets`
# writes no BOM, whatever you ask for.)

# %% [markdown] lang="ko" of="7bd309ad" tags=["slide"]
# 아무도 모르게 글자가 깨지는 것보다는 오류가 낫습니다. 반대 방향에서도 같은 일이 생깁니다. 엑셀에서 UTF-8 CSV를 열면 한글이 깨지는데, 파일 맨 앞에
# '이 파일은 UTF-8'이라고 알려 주는 3바이트, **BOM**이 있으면 제대로 열립니다. 그래서 엑셀로 볼 파일은 `utf-8-sig`로 저장합니다. 엑셀에서
# 저장할 때 'CSV UTF-8'을 골라도 그렇게 됩니다. (pandas를 거치세요. `datasets`의 `to_csv`는 무엇을 넘기든 BOM을 쓰지 않습니다.)

# %%
written.to_pandas().to_csv("for_excel.csv", index=False, encoding="utf-8-sig")

print("first bytes:  ", Path("for_excel.csv").read_bytes()[:3])
print("load_dataset: ", load_dataset("csv", data_files="for_excel.csv", split="train").column_names)
print("read by hand: ", Path("for_excel.csv").read_text(encoding="utf-8").splitlines()[0].split(","))

# %% [markdown] lang="en" tags=["slide"]
# `load_dataset` takes the BOM off. Read by hand as plain UTF-8, it sticks to the first column's name, and then
# `row["text"]` does not exist although the screen shows a column `text`. `encoding="utf-8-sig"` reads files with and
# without it.

# %% [markdown] lang="ko" of="7c7102dc" tags=["slide"]
# `load_dataset`은 BOM을 알아서 떼어 냅니다. 직접 UTF-8로 읽으면 첫 열 이름에 BOM이 달라붙어서, 화면에는 `text` 열이 보이는데도
# `row["text"]`는 없다고 합니다. `encoding="utf-8-sig"`로 읽으면 BOM이 있든 없든 괜찮습니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.2.** Write `guess_encoding(path)` for the CSV files that Korean colleagues send. It returns
#
# - `"utf-8-sig"` if the file begins with the BOM, the bytes `b"\xef\xbb\xbf"`,
# - else `"utf-8"` if its bytes can be decoded as UTF-8,
# - else `"cp949"`.
#
# `Path(path).read_bytes()` reads the bytes, and `.decode("utf-8")` raises `UnicodeDecodeError` where they are no UTF-8.

# %% [markdown] lang="ko" of="0548010b" tags=["exercise"]
# **연습 6.2.** 동료가 보내는 CSV의 인코딩을 알아내는 함수 `guess_encoding(path)`를 만들어 보세요. 다음을 돌려줍니다.
#
# - 파일이 BOM, 곧 바이트 `b"\xef\xbb\xbf"`로 시작하면 `"utf-8-sig"`
# - BOM은 없지만 바이트를 UTF-8로 읽을 수 있으면 `"utf-8"`
# - 그 밖에는 `"cp949"`
#
# 바이트는 `Path(path).read_bytes()`로 읽습니다. UTF-8이 아니면 `.decode("utf-8")`에서 `UnicodeDecodeError`가 납니다.

# %% tags=["solution"]
def guess_encoding(path):
    data = Path(path).read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"

# %% tags=["check"]
hfcourse.check("6.2", guess_encoding)

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes. Usual wrong answers: asking for UTF-8 before the BOM (a file with BOM *is* valid UTF-8); `read_text`
# without an encoding, which works on one computer and fails on the next. Ask who has lost an hour to broken Korean
# letters: in a Korean class, everybody. The guess is not perfect: a short cp949 text can be valid UTF-8 by accident,
# but that is very rare.

# %% [markdown] lang="ko" of="e04f0333" tags=["notes"]
# 18분. 흔한 오답은 BOM보다 UTF-8을 먼저 확인한 것(BOM이 있는 파일도 올바른 UTF-8입니다), 인코딩 없이 `read_text`를 쓴 것(내 컴퓨터에서는 되고
# 옆 사람 컴퓨터에서는 안 됩니다)입니다. 깨진 한글 때문에 한 시간을 날려 본 사람이 있는지 물어보세요. 거의 모두 손을 듭니다. 이 방법도 완벽하지는
# 않습니다. 짧은 cp949 글이 우연히 올바른 UTF-8일 수 있지만 아주 드뭅니다.

# %% [markdown] lang="en"
# ## Which rows do you take?
#
# Next, Korean: `hfcourse/mini-reviews` is the course's own small data set of reviews (the same in `mini` and in `full`),
# with the configurations `en` and `ko`. What is in it? For questions about a table, pandas is the right tool, and a
# `Dataset` becomes a data frame with one call:

# %% [markdown] lang="ko" of="0a459233"
# ## 어떤 행을 고를까요?
#
# 이제 한국어 데이터를 봅시다. `hfcourse/mini-reviews`는 이 강의에서 직접 쓴 작은 리뷰 데이터셋이고(`mini`와 `full`에서 똑같습니다) 설정은 `en`과
# `ko`입니다. 무엇이 들어 있을까요?
# 표에 관한 질문에는 pandas가 제격이고, `Dataset`은 한 번만 부르면 데이터프레임이 됩니다.

# %%
reviews = load_dataset("hfcourse/mini-reviews", "ko", split="train")
print(len(reviews), "reviews;", reviews.features["label"].names)

table = reviews.to_pandas()
print(table.groupby("domain")["label"].agg(["size", "mean"]).round(2))

# %% [markdown] lang="en" tags=["slide"]
# `mean` is the share of positive reviews. In every domain it is close to one half, so the topic alone gives nothing
# away. (If all reviews of hotels were bad, a model could learn "hotel means bad" and look clever. Look for this in your
# own data.)
#
# What does not work is the line that many tutorials have, `to_pandas()` on the whole dictionary of splits. Choose a
# split first:

# %% [markdown] lang="ko" of="a792e6e2" tags=["slide"]
# `mean`은 긍정 리뷰의 비율입니다. 어느 분야든 절반에 가까우니 주제만 보고는 맞힐 수 없습니다. (호텔 리뷰가 모두 나쁘다면 모델은 '호텔이면
# 나쁨'만 외워도 똑똑해 보일 것입니다. 내 데이터에서도 확인해 보세요.)
#
# 많은 튜토리얼에 나오는 것처럼 분할 딕셔너리 전체에 `to_pandas()`를 부르면 안 됩니다. 분할부터 고르세요.

# %%
try:
    pairs.to_pandas()
except AttributeError as error:
    print(error)
print(pairs["test"].to_pandas().shape)

# %% [markdown] lang="en" tags=["slide"]
# Choosing, sorting, taking: each returns a **new** data set and leaves the old one as it is.

# %% [markdown] lang="ko" of="6b97d364" tags=["slide"]
# 거르기, 정렬하기, 고르기는 모두 **새** 데이터셋을 돌려주고 원래 것은 그대로 둡니다.

# %%
import warnings

# `sort` uses an option of pyarrow that newer versions want written otherwise.
# ko: `sort`가 쓰는 pyarrow의 옵션을 새 버전에서는 다르게 적으라고 알립니다.
warnings.filterwarnings("ignore", "Specifying null_placement")

food = reviews.filter(lambda row: row["domain"] == "food")
measured = food.add_column("length", [len(text) for text in food["text"]])
longest = measured.sort("length", reverse=True).select(range(3))

print(len(reviews), "reviews,", len(food), "of them about food; the longest:")
for row in longest:
    print(row["length"], row["text"])

# %% [markdown] lang="en" tags=["slide"]
# (The longest one says that the fish did not smell at all, so that even a husband who could not eat raw fish enjoyed it.)
#
# `filter`, `sort` and `select` copy no rows: they keep a list of row numbers. The table stays on the disk, in a format
# called Arrow, and what you ask for is read straight from there. That is why a data set may be larger than your memory.
#
# ### Splitting fairly
#
# To test a model you need rows that it has not seen. `train_test_split` shuffles and splits. With 30 test rows, how
# many of them are positive? Guess first: in all reviews it is one half.

# %% [markdown] lang="ko" of="7a90970c" tags=["slide"]
# `filter`, `sort`, `select`는 행을 복사하지 않습니다. 행 번호만 기억합니다. 표는 Arrow라는 형식으로 디스크에 그대로
# 있고, 필요한 부분만 거기서 바로 읽어 옵니다. 그래서 데이터셋은 메모리보다 커도 됩니다.
#
# ### 공정하게 나누기
#
# 모델을 시험하려면 모델이 보지 못한 행이 필요합니다. `train_test_split`은 섞어서 나눕니다. 시험용으로 30행을 떼어 내면 그 가운데 긍정은 몇
# 개일까요? 전체에서는 절반입니다. 먼저 맞혀 보세요.

# %%
for stratify in (None, "label"):
    counts = []
    for seed in range(6):
        split = reviews.train_test_split(test_size=30, seed=seed, stratify_by_column=stratify)
        counts.append(sum(split["test"]["label"]))
    print(f"stratify_by_column={stratify}: positive of 30:", counts)

# %% [markdown] lang="en" tags=["slide"]
# By chance alone, the test has many positive reviews at one seed (the number that the random draws start from) and few at
# another. `stratify_by_column` keeps the shares of the labels
# in both parts. It matters for small test sets, and for rare labels most of all: of a label with ten rows, a careless split
# may leave none for the test.
#
# It needs a `ClassLabel`, because it has to know the classes. A CSV only has numbers, so say what they are. (Where the
# column holds words, `class_encode_column("label")` makes a `ClassLabel` of them, in alphabetical order.)

# %% [markdown] lang="ko" of="ce775753" tags=["slide"]
# 운에 따라 어떤 시드(seed, 난수의 출발점)에서는 긍정이 많고 어떤 시드에서는 적습니다. `stratify_by_column`을 주면 두 쪽 모두 레이블의 비율이
# 그대로 유지됩니다. 이것을 층화(stratify)라고 합니다. 시험용이 작을 때, 특히 드문 레이블이 있을 때 중요합니다. 행이 열 개뿐인 레이블은 아무렇게나 나누면 시험용에
# 하나도 없을 수 있습니다.
#
# 어떤 클래스가 있는지 알아야 하므로 `ClassLabel`이 필요합니다. CSV에는 숫자뿐이니 무슨 뜻인지 알려 주세요. (열에 낱말이 들어 있다면
# `class_encode_column("label")`이 그 낱말들을 가나다순(알파벳순)으로 늘어놓아 `ClassLabel`로 바꾸어 줍니다.)

# %%
from datasets import ClassLabel

from_csv = load_dataset("csv", data_files="reviews.csv", split="train")
try:
    from_csv.train_test_split(test_size=2, stratify_by_column="label")
except ValueError as error:
    print(type(error).__name__)

named = from_csv.cast_column("label", ClassLabel(names=["negative", "positive"]))
split = named.train_test_split(test_size=2, stratify_by_column="label", seed=0)
print([named.features["label"].int2str(number) for number in sorted(split["test"]["label"])])

# %% [markdown] lang="en" tags=["slide"]
# And the last check before you trust a split: does any text stand in both parts? Copies are common in collected data, and
# a model that has seen an exam question does not need to understand it.

# %% [markdown] lang="ko" of="1148628b" tags=["slide"]
# 나눈 것을 믿기 전에 마지막으로 확인할 것이 있습니다. 양쪽에 다 있는 글은 없나요? 수집한 데이터에는 같은 글이 여러 번 들어 있기 쉽고, 시험 문제를
# 미리 본 모델은 이해하지 않고도 맞힙니다.

# %%
test = load_dataset("hfcourse/mini-reviews", "ko", split="test")
print("in both train and test:", len(set(reviews["text"]) & set(test["text"])))

# %% [markdown] lang="en" tags=["slide"]
# None here, because we made sure of it. In data that you collected yourself, expect some, and remove them before you
# split: `reviews.select(table.drop_duplicates("text").index)` keeps the first of each, with `table` from above. (This
# finds exact copies only: one space more, and a text counts as another.)

# %% [markdown] lang="ko" of="2c768bba" tags=["slide"]
# 여기에는 하나도 없습니다. 만들 때 미리 확인했기 때문입니다. 직접 모은 데이터에는 있기 마련이니 나누기 전에 지우세요. 앞에서 만든 `table`을
# 써서 `reviews.select(table.drop_duplicates("text").index)`라고 하면 같은 글 가운데 첫 번째만 남습니다. (이 방법은 똑같은 글만 찾습니다. 빈칸 하나만 달라도
# 다른 글로 칩니다.)

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.3.** Many projects need three parts. Write `split_three(dataset, seed)`: it returns a `DatasetDict` with
# `"train"` (80 % of the rows), `"validation"` (10 %) and `"test"` (10 %), each with the shares of the labels of the whole.
# `train_test_split` splits in two; do it twice. Put the parts together with `DatasetDict({"train": …, …})` (`from
# datasets import DatasetDict`).

# %% [markdown] lang="ko" of="26ce21de" tags=["exercise"]
# **연습 6.3.** 세 부분이 필요한 프로젝트가 많습니다. 함수 `split_three(dataset, seed)`를 만들어 보세요. `"train"`(80%),
# `"validation"`(10%), `"test"`(10%)가 든 `DatasetDict`를 돌려줍니다. 레이블의 비율은 세 부분 모두 전체와 같아야 합니다.
# `train_test_split`은 둘로 나누니 두 번 쓰면 됩니다. 나눈 것은 `DatasetDict({"train": …, …})`로 묶습니다(`from datasets import
# DatasetDict`).

# %% tags=["solution"]
from datasets import DatasetDict


def split_three(dataset, seed):
    first = dataset.train_test_split(test_size=0.2, seed=seed, stratify_by_column="label")
    second = first["test"].train_test_split(test_size=0.5, seed=seed, stratify_by_column="label")
    return DatasetDict({"train": first["train"], "validation": second["train"], "test": second["test"]})

# %% tags=["check"]
hfcourse.check("6.3", split_three)

# %% [markdown] lang="en" tags=["notes"]
# 20 minutes. Usual wrong answers in 6.3: `test_size=0.1` twice, which makes the validation set 9 % of the whole;
# stratifying only the first time; splitting the original twice, so that the same rows stand in two parts. Ask what else
# than labels one might have to keep together: reviews by one customer, photos of one patient.

# %% [markdown] lang="ko" of="8336f83d" tags=["notes"]
# 20분. 6.3의 흔한 오답은 `test_size=0.1`을 두 번 써서 검증용이 9%가 된 것, 첫 번째에만 층화한 것, 원본을 두 번 나누어 같은 행이 두
# 부분에 들어간 것입니다. 레이블 말고 또 무엇을 한쪽에 모아야 할지 물어보세요. 같은 고객의 리뷰, 같은 환자의 사진이 그렇습니다.

# %% [markdown] lang="en"
# ## How do you change every row?
#
# With `map`. You give it a function; it calls the function with each row and adds what comes back as new columns. Can
# several processes share the work? Yes, with `num_proc`:

# %% [markdown] lang="ko" of="f3f3bf97"
# ## 모든 행을 어떻게 바꿀까요?
#
# `map`을 씁니다. 함수를 주면 행마다 불러서 돌려받은 것을 새 열로 붙입니다. 여러 프로세스(process)가 나누어 할 수도 있을까요? `num_proc`을 주면
# 됩니다.

# %%
def measure(row):
    return {"length": len(row["text"])}


alone = reviews.map(measure)
shared = reviews.map(measure, num_proc=2)
print(shared.column_names)
print("the same lengths:", list(alone["length"]) == list(shared["length"]))

# %% [markdown] lang="en" tags=["slide"]
# For 2,000 short texts it is not worth it: starting a process takes longer than the work. On **Windows and macOS** it
# takes longer still, because each process begins as a fresh Python (*spawn*) and the function is sent over to it; in a
# script, the call must then stand under `if __name__ == "__main__":`, or every process starts the script anew. (If you
# use `num_proc` after a tokenizer has worked, Linux prints `The current process just got forked, after parallelism has
# already been used`: the tokenizer's own threads are switched off in the new processes. Harmless.)
#
# There is a better trick than more processes. With `batched=True` the function gets a thousand rows at once, as the
# dictionary of lists that you know from slicing. How often is each of the two functions called?

# %% [markdown] lang="ko" of="76381902" tags=["slide"]
# 짧은 글 2천여 개라면 그럴 필요가 없습니다. 프로세스를 띄우는 시간이 더 깁니다. **윈도우와 macOS**에서는 더 오래 걸립니다. 프로세스마다 파이썬을
# 처음부터 새로 시작하고(*spawn*) 함수를 그리로 보내야 하기 때문입니다. 스크립트에서는 이 호출을 `if __name__ == "__main__":` 아래에 두어야
# 합니다. 그러지 않으면 프로세스마다 스크립트를 다시 시작합니다. (토크나이저(tokenizer)를 쓴 다음에 `num_proc`을 주면 리눅스에서는 `The
# current process just got forked, after parallelism has already been used`라는 말이 나옵니다. 새 프로세스에서는 토크나이저가 스레드를 여러 개
# 쓰지 않겠다는 뜻이고, 해롭지 않습니다.)
#
# 프로세스를 늘리는 것보다 좋은 방법이 있습니다. `batched=True`를 주면 함수가 한 번에 천 행을 받습니다. 앞에서 본, 열마다 리스트가 든
# 딕셔너리로 받습니다. 두 함수는 각각 몇 번 불릴까요?

# %%
from transformers import AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("klue/bert-base")
calls = {"one by one": 0, "batched": 0}


def one(row):
    calls["one by one"] += 1
    return tokenizer(row["text"], truncation=True)


def many(batch):
    calls["batched"] += 1
    return tokenizer(batch["text"], truncation=True)


# %%
slowly = reviews.map(one)
tokenized = reviews.map(many, batched=True)
print("calls:", calls)
print("the same result:", slowly[:] == tokenized[:])
print("columns:", tokenized.column_names)

# %% [markdown] lang="en" tags=["slide"]
# Three calls instead of thousands, and the tokenizer, which is written in Rust, works on a thousand texts in parallel. For
# tokenizing, always use `batched=True`. (Run both cells again, and the first count is zero. Why? That comes next.)
#
# A batched function may also return **more or fewer rows** than it got. Then the old columns no longer fit and have to go:

# %% [markdown] lang="ko" of="61d3c993" tags=["slide"]
# 2천 번이 넘던 호출이 세 번으로 줄었고, 러스트(Rust)로 만든 토크나이저는 글 천 개를 여러 스레드로 나누어 한꺼번에 처리합니다. 글을 토큰(token)으로 바꿀 때는 늘 `batched=True`를 쓰세요. (두
# 셀을 다시 실행하면 첫 번째 횟수가 0으로 나옵니다. 왜 그럴까요? 바로 다음에 나옵니다.)
#
# 배치로 받는 함수는 받은 것보다 **많거나 적은 행**을 돌려줄 수도 있습니다. 그러면 예전 열과 길이가 맞지 않으므로 예전 열은 빼야 합니다.

# %%
def both_sentences(batch):
    return {"sentence": batch["sentence1"] + batch["sentence2"]}


sentences = train.map(both_sentences, batched=True, remove_columns=train.column_names)
print(len(train), "pairs →", len(sentences), "sentences")

# %% [markdown] lang="en" tags=["slide"]
# ### What is remembered, and where?
#
# The next function says when it works. We `map` it twice. How many lines will you see the second time?

# %% [markdown] lang="ko" of="0e735a74" tags=["slide"]
# ### 무엇이 어디에 기억될까요?
#
# 다음 함수는 일할 때마다 한 줄을 출력합니다. `map`을 두 번 해 보겠습니다. 두 번째에는 몇 줄이 나올까요?

# %%
limit = 20


def mark_long(batch):
    print("  working on", len(batch["text"]), "rows")
    return {"long": [len(text) > limit for text in batch["text"]]}


for attempt in ("first", "second"):
    print(attempt)
    marked = reviews.map(mark_long, batched=True)
print("long reviews:", sum(marked["long"]))

# %% [markdown] lang="en" tags=["slide"]
# The second time, the function never ran. `map` computes a **fingerprint** from the rows, the function's code, the
# variables that it uses and the arguments; if a result with this fingerprint is on the disk, it is read from there.
# (Have you run this lesson before? Then even the first attempt was silent: the cache outlives the kernel.)
#
# Does it notice when only a variable changes that the function reads?

# %% [markdown] lang="ko" of="53b59bd7" tags=["slide"]
# 두 번째에는 함수가 아예 실행되지 않았습니다. `map`은 행, 함수의 코드, 함수가 쓰는 변수, 인자로 **지문**을 계산하고, 같은 지문의
# 결과가 디스크에 있으면 그것을 읽습니다. (이 수업을 전에 실행한 적이 있다면 첫 번째에도 조용했을 것입니다. 캐시는 커널을 다시 시작해도 남습니다.)
#
# 함수가 읽는 변수만 바뀌어도 알아차릴까요?

# %%
limit = 30
marked = reviews.map(mark_long, batched=True)
print("long reviews:", sum(marked["long"]))

# %% [markdown] lang="en" tags=["slide"]
# It does. What it cannot see is the world outside: a file that the function reads, the time, a website. Where a function
# depends on such things, say `load_from_cache_file=False`.
#
# (When you ran the two counting cells again, `batched` still counted three. `many` uses the dictionary `calls`, in which the
# other count was 2328 before and is 0 now: another value, another fingerprint. A third time, both are zero.)
#
# Where is all that? A cached data set knows its files:

# %% [markdown] lang="ko" of="62f5590d" tags=["slide"]
# 알아차립니다. 알 수 없는 것은 바깥세상입니다. 함수가 읽는 파일, 지금 시각, 웹사이트 같은 것들입니다. 함수가 그런 것에 기대고 있다면
# `load_from_cache_file=False`를 주세요.
#
# (횟수를 세는 두 셀을 다시 실행했을 때 `batched`는 그대로 3이었을 것입니다. `many`는 딕셔너리 `calls`를 쓰는데, 그 안의 다른 횟수가 2328이었다가 0이
# 되었습니다. 값이 다르면 지문도 다릅니다. 세 번째로 실행하면 둘 다 0입니다.)
#
# 캐시는 어디에 있을까요? 캐시된 데이터셋은 자기 파일이 어디 있는지 압니다.

# %%
for name, dataset in (("reviews", reviews), ("marked", marked), ("written", written)):
    files = [Path(file["filename"]) for file in dataset.cache_files]
    print(f"{name:<8}", [f"{file.parts[-5]}/{file.parts[-4]}/…/{file.name[:6]}…" for file in files])

# %% [markdown] lang="en" tags=["slide"]
# | what | where | made by |
# |---|---|---|
# | the files as they are on the Hub | `~/.cache/huggingface/hub` | every download |
# | the table in Arrow format | `~/.cache/huggingface/datasets/OWNER___NAME/CONFIGURATION/…` | `load_dataset` |
# | results of `map` and `filter` | `cache-….arrow` beside the table | `map`, `filter` |
# | nothing | memory only, hence the empty list | `Dataset.from_dict`, `from_pandas` |
#
# `HF_HOME` moves all of it to another disk (set it before the first import), and `dataset.cleanup_cache_files()`
# deletes what `map` and `filter` have left behind. On Colab the cache goes when the machine goes. In `mini` the course
# keeps a cache of its own, and yours stays as it is.

# %% [markdown] lang="ko" of="8811b2a1" tags=["slide"]
# | 무엇 | 어디 | 만드는 것 |
# |---|---|---|
# | 허브에 있던 그대로의 파일 | `~/.cache/huggingface/hub` | 모든 다운로드 |
# | Arrow 형식의 표 | `~/.cache/huggingface/datasets/소유자___이름/설정/…` | `load_dataset` |
# | `map`과 `filter`의 결과 | 표 옆의 `cache-….arrow` | `map`, `filter` |
# | 없음 | 메모리에만 있습니다. 그래서 빈 리스트입니다 | `Dataset.from_dict`, `from_pandas` |
#
# `HF_HOME`을 정하면 이 모두가 다른 디스크로 옮겨 갑니다(처음 import하기 전에 정하세요). `dataset.cleanup_cache_files()`는 `map`과
# `filter`가 남긴 파일을 지웁니다. Colab에서는 런타임이 사라지면 캐시도 사라집니다. `mini`에서는 강의가 캐시를 따로 두므로 여러분의 캐시는 그대로입니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.4.** Long reviews praise one thing and blame another. Write a function `by_sentence(batch)` for `map(…,
# batched=True, remove_columns=…)`: it gets `{"text": […], "label": […]}` and returns the same two columns with **one
# row for each sentence**, in order, each with the label of its review. Split a text with `.split(". ")`; what that
# leaves on the pieces may stay as it is. `{"text": ["Good. Cheap."], "label": [1]}` becomes `{"text": ["Good",
# "Cheap."], "label": [1, 1]}`.

# %% [markdown] lang="ko" of="84c911f9" tags=["exercise"]
# **연습 6.4.** 긴 리뷰는 한 가지를 칭찬하고 다른 것을 나무랍니다. `map(…, batched=True, remove_columns=…)`에 넣을 함수 `by_sentence(batch)`를
# 만들어 보세요. `{"text": […], "label": […]}`을 받아 **문장마다 한 행**이 되도록 같은 두 열을 순서대로 돌려줍니다. 레이블은 그 문장이 나온
# 리뷰의 레이블입니다. 글은 `.split(". ")`으로 나누고, 나뉜 조각은 그대로 두면 됩니다. `{"text": ["Good. Cheap."], "label": [1]}`은
# `{"text": ["Good", "Cheap."], "label": [1, 1]}`이 됩니다.

# %% tags=["solution"]
def by_sentence(batch):
    texts, labels = [], []
    for text, label in zip(batch["text"], batch["label"], strict=True):
        pieces = text.split(". ")
        texts += pieces
        labels += [label] * len(pieces)
    return {"text": texts, "label": labels}

# %% tags=["check"]
hfcourse.check("6.4", by_sentence)

# %% [markdown] lang="en" tags=["notes"]
# 22 minutes. The counted calls are the point, not seconds: a laptop is fast enough to hide the difference. Usual wrong
# answers in 6.4: a list of lists in `text`; the labels not repeated, so that the columns differ in length (`map` then
# stops with an error of Arrow); treating `batch` as one row. Whoever writes `for row in
# batch` gets the names of the columns: that is why the lesson insisted on the dictionary of lists.

# %% [markdown] lang="ko" of="602cba6b" tags=["notes"]
# 22분. 초가 아니라 부른 횟수를 보게 하세요. 노트북 컴퓨터도 충분히 빨라서 시간 차이는 잘 보이지 않습니다. 6.4의 흔한 오답은 `text`가 리스트의
# 리스트가 된 것, 레이블을 되풀이하지 않아 열의 길이가 달라진 것(`map`이 Arrow 오류로 멈춥니다), `batch`를 한 행으로 다룬 것입니다. `for
# row in batch`라고 쓰면 열의 이름이 나옵니다. 앞에서 '열마다 리스트가 든 딕셔너리'를 강조한 까닭이 여기 있습니다.

# %% [markdown] lang="en"
# ## What if it does not fit on the disk?
#
# The texts that large models learn from take terabytes. `streaming=True` downloads nothing in advance: rows arrive as
# you ask for them, and `filter` and `map` work on each as it passes.

# %% [markdown] lang="ko" of="41decfad"
# ## 디스크에 다 들어가지 않으면 어떻게 할까요?
#
# 대규모 모델이 배우는 글은 테라바이트 단위입니다. `streaming=True`를 주면 미리 내려받지 않습니다. 행은 달라고 할 때마다 하나씩 오고,
# `filter`와 `map`도 지나가는 행에 하나씩 적용됩니다.

# %%
stream = load_dataset("hfcourse/mini-reviews", "ko", split="train", streaming=True)
negative = stream.filter(lambda row: row["label"] == 0)

for row in negative.take(3):
    print(row["text"])
try:
    len(stream)
except TypeError as error:
    print(error)

# %% [markdown] lang="en" tags=["slide"]
# (Three complaints: no end of cleaning, a story without a plot, an app that eats up the data plan.) The first rows came
# at once. The price: a stream has no length and no `stream[5]`; it can only be read from the beginning. So `shuffle`
# cannot shuffle everything. It changes the order of the files, fills a buffer (`buffer_size=1000` rows kept in memory)
# and draws from that, and rows from far apart seldom meet; if a file is sorted by label, that is not enough.
#
# How lazy is it really? This generator could make a million rows. How many does it make for three results?

# %% [markdown] lang="ko" of="65728097" tags=["slide"]
# 첫 행들이 바로 나왔습니다. 대신 스트림(stream, 흘러가며 한 번씩 지나가는 데이터)에는 길이도 없고 `stream[5]`도 없습니다. 처음부터 차례로 읽을 수만 있습니다. 그래서 `shuffle`도 전체를 섞지
# 못합니다. 파일의 순서를 바꾸고, 버퍼(메모리에 잠시 담아 두는 행, `buffer_size=1000`)를 채운 다음 그 안에서 뽑으므로 멀리 떨어진 행끼리는 거의 만나지 못합니다. 파일이 레이블순으로 정렬되어
# 있다면 이것으로는 모자랍니다.
#
# 정말 필요한 만큼만 일할까요? 이 제너레이터는 백만 행을 만들 수 있습니다. 결과 세 개를 얻으려면 몇 행을 만들까요?

# %%
from datasets import IterableDataset

made = []


def numbers():
    for number in range(1_000_000):
        made.append(number)
        yield {"number": number}


squares = IterableDataset.from_generator(numbers).map(lambda row: {"square": row["number"] ** 2})
print([row["square"] for row in squares.take(3)])
print("rows made: fewer than ten:", len(made) < 10)

# %% [markdown] lang="en" tags=["slide"]
# Three or four, depending on the version (a newer one looks one row ahead): nothing is made before somebody asks for
# it. But that holds only as long as your own loop stops in time.

# %% [markdown] lang="ko" of="daeb7f1c" tags=["slide"]
# 버전에 따라 세 행이나 네 행입니다(새 버전은 한 행 앞을 미리 봅니다). 달라고 하기 전에는 아무것도 만들지 않습니다. 다만 여러분이 쓴 반복문도
# 제때 멈추어야 합니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.5.** Write `first_matches(stream, test, count)`: it returns a list of the first `count` rows for which
# `test(row)` is true, and **stops reading there**. If there are fewer, it returns those; `count` may be 0. The check counts
# how many rows you read; `list(stream)` reads them all, which takes for ever if there are a billion.

# %% [markdown] lang="ko" of="067f606d" tags=["exercise"]
# **연습 6.5.** 함수 `first_matches(stream, test, count)`를 만들어 보세요. `test(row)`가 참인 행을 앞에서부터 `count`개 모아 리스트로
# 돌려주고, **거기서 읽기를 멈춥니다.** 모자라면 있는 만큼 돌려줍니다. `count`는 0일 수도 있습니다. 검사할 때 몇 행을 읽었는지 셉니다. `list(stream)`은 모두 읽으므로
# 십억 행이라면 끝나지 않습니다.

# %% tags=["solution"]
def first_matches(stream, test, count):
    found = []
    if count == 0:
        return found
    for row in stream:
        if test(row):
            found.append(row)
            if len(found) == count:
                break
    return found

# %% tags=["check"]
hfcourse.check("6.5", first_matches)

# %% [markdown] lang="en"
# ### Save it, and read it back
#
# Half an hour of cleaning is done; you want to go on tomorrow. `save_to_disk` writes the Arrow tables with everything that
# `datasets` knows about them, the names of the labels too. But which function reads them?

# %% [markdown] lang="ko" of="5364532c"
# ### 저장하고 다시 읽기
#
# 30분 동안 데이터를 다듬었고 내일 이어서 하고 싶습니다. `save_to_disk`는 Arrow 표를 레이블 이름까지, `datasets`가 아는 모든 것과 함께 저장합니다.
# 그런데 무엇으로 읽어야 할까요?

# %%
from datasets import load_from_disk

named.save_to_disk("cleaned")
try:
    load_dataset("cleaned")
except ValueError as error:
    print(error)

again = load_from_disk("cleaned")
print("the same rows:", again[:] == named[:], "· label names:", again.features["label"].names)

# %% [markdown] lang="en" tags=["slide"]
# What `save_to_disk` wrote, `load_from_disk` reads. Do not count on that helpful error: for a saved `DatasetDict`,
# `datasets` 4.0 (Colab's) gives no error at all but reads the bookkeeping file `state.json` as if it were your data. If
# you print a data set with the columns `_data_files` and `_fingerprint`, this is what happened.
#
# And on **Colab** a folder on the machine's disk is gone tomorrow. Mount Google Drive and save to
# `/content/drive/MyDrive/…`, or push to the Hub, as below.
#
# For other people and other programs, write Parquet: small, fast, and it knows its types. CSV is for people with Excel.

# %% [markdown] lang="ko" of="47c77621" tags=["slide"]
# `save_to_disk`로 저장한 것은 `load_from_disk`로 읽습니다. 이 친절한 오류가 늘 나오는 것은 아닙니다. 저장한 것이 `DatasetDict`라면
# Colab에 있는 `datasets` 4.0은 오류 없이 관리용 파일 `state.json`을 데이터처럼 읽어 버립니다. 출력한 데이터셋에
# `_data_files`, `_fingerprint` 같은 열이 보이면 바로 이 경우입니다.
#
# **Colab**에서는 디스크에 저장한 폴더가 내일이면 사라지고 없습니다. 구글 드라이브를 연결해 `/content/drive/MyDrive/…`에 저장하거나, 아래처럼 허브에
# 올리세요.
#
# 다른 사람이나 다른 프로그램에 줄 때는 Parquet로 저장하세요. 작고 빠르며 열의 자료형도 기억합니다. CSV는 엑셀을 쓰는 사람을 위한 것입니다.

# %% [markdown] lang="en" tags=["slide"]
# ### Share it
#
# The Hub keeps your data sets too, private ones as well. That needs an access token of the type `write` (lesson 00). In `mini`
# you push to the embedded hub, with a practice token; in `full` to your own account, with the token that the cell finds or
# asks for. (A `fine-grained` one must have leave to write to repos of yours.) No token, or one of type `read`? Press
# Enter if you are asked; the cell says what is missing, and the two cells after it do nothing.

# %% [markdown] lang="ko" of="45932951" tags=["slide"]
# ### 허브에 올리기
#
# 허브에는 내 데이터셋도 올릴 수 있고, 비공개로도 됩니다. `write` 유형의 액세스 토큰(access token)이 필요합니다(00번 수업). `mini`에서는 연습용 토큰으로 내장 허브에
# 올립니다. `full`에서는 셀이 찾거나 물어본 토큰으로 내 계정에 올라갑니다. (`fine-grained` 토큰이라면 내 저장소에 쓰는 권한이 있어야 합니다.) 토큰이
# 없거나 `read` 토큰뿐인가요? 물어보면 Enter를 누르세요. 무엇이 모자라는지 알려 주고, 이어지는 두 셀은 아무 일도 하지 않습니다.

# %%
from huggingface_hub import HfApi, logout

writer = "hf_demo_write" if course.profile == "mini" else None
account = hfcourse.login(writer, write=True)

# %%
if account:
    repo = f"{account.name}/hfcourse-lesson-06-reviews"
    # Newer versions remark that one process is enough for one file.
    # ko: 새 버전은 파일이 하나라 프로세스도 하나면 된다고 알립니다.
    logging.set_verbosity_error()
    named.push_to_hub(repo, private=True)
    logging.set_verbosity_warning()
    info = HfApi().dataset_info(repo)
    print("private:", info.private)
    print([file.rfilename for file in info.siblings if file.rfilename != ".gitattributes"])
    print("the same rows:", load_dataset(repo, split="train")[:] == named[:])

# %% [markdown] lang="en" tags=["slide"]
# Parquet files, and a `README.md` whose head says which file belongs to which split: hence `load_dataset` with the bare
# name of the repo works. Who else sees it? Ask as a stranger, with `token=False`:

# %% [markdown] lang="ko" of="f9b1d194" tags=["slide"]
# Parquet 파일이 생겼고, `README.md` 맨 위에는 어느 파일이 어느 분할인지 적혀 있습니다. 그래서 저장소 이름만으로 `load_dataset`이 됩니다. 다른
# 사람에게도 보일까요? `token=False`를 주고 모르는 사람인 척 물어보겠습니다.

# %%
if account:
    try:
        HfApi().dataset_info(repo, token=False)
    except OSError as error:
        print(hfcourse.explain(error))
    HfApi().delete_repo(repo, repo_type="dataset")
if course.profile == "mini":
    logout()

# %% [markdown] lang="en" tags=["slide"]
# For a stranger the repo does not exist. (We deleted it again, so that the lesson leaves nothing behind, and in `mini`
# took off the practice token.) Remember that private on the Hub is not private on this computer: what you have loaded
# stays in the cache. Before you publish real reviews, ask whether their writers have agreed; lesson 10 is about that
# and about the card that belongs to a data set.

# %% [markdown] lang="ko" of="1f3c9011" tags=["slide"]
# 모르는 사람에게는 없는 저장소입니다. (수업이 흔적을 남기지 않도록 저장소는 다시 지웠고, `mini`에서는 연습용 토큰도 지웠습니다.) 허브에서 비공개라고
# 해서 이 컴퓨터에서도 비공개인 것은 아닙니다. 한번 불러온 데이터는 캐시에 남습니다. 진짜 리뷰를 공개하려면 먼저 쓴 사람의 동의를
# 확인하세요. 이 문제와 데이터셋 카드는 10번 수업에서 다룹니다.

# %% [markdown] lang="en" tags=["notes"]
# 18 minutes for streaming, saving and sharing. Usual wrong answers in 6.5: `break` one row too late (the check says how
# many rows were read); `list(stream)[:count]`. In `full`, let somebody push a data set and another person try to open
# its page. Tell people never to push customers' texts to a public repo "for a moment": it is copied within seconds.

# %% [markdown] lang="ko" of="8e5b949f" tags=["notes"]
# 스트리밍, 저장, 올리기까지 18분. 6.5의 흔한 오답은 한 행 늦게 멈춘 것(검사에서 몇 행을 읽었는지 알려 줍니다), `list(stream)[:count]`를 쓴
# 것입니다. `full`에서는 한 사람이 올리고 다른 사람이 그 페이지를 열어 보게 하세요. 고객의 글을 '잠깐만' 공개 저장소에 올리는 일은 절대 없어야
# 합니다. 몇 초면 복사됩니다.

# %% [markdown] lang="en"
# ## Why will rows not become a batch by themselves?
#
# A model computes many examples at once, as one tensor: a rectangle of numbers. Take two reviews and try:

# %% [markdown] lang="ko" of="3606cde9"
# ## 행은 왜 저절로 배치가 되지 않을까요?
#
# 모델은 예제 여러 개를 텐서(tensor) 하나, 곧 숫자로 된 직사각형으로 한꺼번에 계산합니다. 리뷰 두 개로 해 봅시다.

# %%
import torch

examples = [tokenizer("좋아요."), tokenizer("국물이 식어서 아쉬웠어요.")]
print("lengths:", [len(example["input_ids"]) for example in examples])
try:
    torch.tensor([example["input_ids"] for example in examples])
except ValueError:
    print("ValueError: no rectangle")

# %% [markdown] lang="en" tags=["slide"]
# Something has to make them equally long. That is the job of a **data collator**: a function from a list of examples to a
# batch. There are five that you will meet, one for each kind of task, and they differ in what they do with the **labels**.
#
# | collator | for | labels |
# |---|---|---|
# | `DataCollatorWithPadding` | classification | one number each: stacked |
# | `DataCollatorForLanguageModeling` | pretraining | made from the text itself |
# | `DataCollatorForSeq2Seq` | translation, summaries | a text each: padded with −100 |
# | `DataCollatorForTokenClassification` | named entities | one number a token: padded with −100 |
# | `DefaultDataCollator` | what is equally long already | stacked |
#
# ### 1. Padding
#
# The first fills up the shorter examples with **padding** and notes in the attention mask what is real. (*Good.* and *A
# pity that the soup was cold.* The `|` adds a label to what the tokenizer returns: it joins two dictionaries.)

# %% [markdown] lang="ko" of="3287cee8" tags=["slide"]
# 누군가 길이를 맞춰 주어야 합니다. 그 일을 하는 것이 **데이터 콜레이터**(data collator), 곧 예제의 리스트를 받아 배치를 만드는 함수입니다. 앞으로
# 만날 것은 작업마다 하나씩 다섯 가지이고, **레이블**을 다루는 방법이 서로 다릅니다.
#
# | 콜레이터 | 쓰는 곳 | 레이블 |
# |---|---|---|
# | `DataCollatorWithPadding` | 분류 | 예제마다 숫자 하나. 그대로 쌓습니다 |
# | `DataCollatorForLanguageModeling` | 사전 학습(pretraining) | 글 자체에서 만듭니다 |
# | `DataCollatorForSeq2Seq` | 번역, 요약 | 예제마다 글 하나. −100으로 채웁니다 |
# | `DataCollatorForTokenClassification` | 개체명 인식(named entity recognition) | 토큰마다 숫자 하나. −100으로 채웁니다 |
# | `DefaultDataCollator` | 이미 길이가 같은 것 | 그대로 쌓습니다 |
#
# ### 1. 패딩
#
# 첫 번째는 짧은 예제를 **패딩**(padding)으로 채우고, 어디까지가 진짜 글인지 어텐션 마스크(attention mask)에 적습니다.
# (`|`는 딕셔너리 두 개를 합칩니다. 토크나이저가 돌려준 것에 레이블을 덧붙였습니다.)

# %%
from transformers import DataCollatorWithPadding

pad = DataCollatorWithPadding(tokenizer)
examples = [tokenizer("좋아요.") | {"label": 1}, tokenizer("국물이 식어서 아쉬웠어요.") | {"label": 0}]
batch = pad(examples)
print({name: list(values.shape) for name, values in batch.items()})
hfcourse.show.batch(batch, tokenizer, label_names=reviews.features["label"].names)

# %% [markdown] lang="en" tags=["slide"]
# Each column of the grid is a position. `label` became `labels`, the name under which models look for it. English works the
# same way, with a tokenizer that knows English:

# %% [markdown] lang="ko" of="353dfb0b" tags=["slide"]
# 그림에서 세로줄 하나가 토큰 자리 하나입니다. `label`은 모델이 찾는 이름인 `labels`로 바뀌었습니다. 영어도 영어를 아는 토크나이저를 쓰면 똑같습니다.

# %%
english = AutoTokenizer.from_pretrained("google-bert/bert-base-uncased")
two = load_dataset("hfcourse/mini-reviews", "en", split="train").select([1, 3])
encoded = two.map(lambda batch: english(batch["text"]), batched=True, remove_columns=["text", "domain"])

batch = DataCollatorWithPadding(english)(list(encoded))
hfcourse.show.batch(batch, english, label_names=reviews.features["label"].names)

# %% [markdown] lang="en" tags=["slide"]
# (For pairs such as those of MRPC, pass both columns, `english(batch["sentence1"], batch["sentence2"])`: they become
# one example, with `[SEP]` between them.)
#
# Why did the text columns have to go? A tensor holds numbers. Watch what happens if one column of text is left:

# %% [markdown] lang="ko" of="8cd7ece2" tags=["slide"]
# (MRPC 같은 문장 쌍이라면 `english(batch["sentence1"], batch["sentence2"])`처럼 두 열을 함께 넘깁니다. 사이에 `[SEP]`을 넣어 예제
# 하나로 만듭니다.)
#
# 글이 든 열은 왜 뺐을까요? 텐서에는 숫자만 들어갑니다. 글 열이 하나라도 남으면 어떻게 되는지 보세요.

# %%
try:
    pad([tokenized[0], tokenized[1]])
except ValueError as error:
    print("ValueError:", str(error).partition("Perhaps")[2].strip().partition(" have ")[0])

# %% [markdown] lang="en" tags=["slide"]
# The message names the first column that would not turn into numbers; there may be more of them. `Trainer` (lesson 07)
# throws out the columns that the model does not know; a `DataLoader` of your own does not, so remove them yourself.
#
# Older tutorials pad with `padding="max_length"`, to the longest that the model can read, for BERT 512. What does that
# cost? Count the tokens that a model would compute in one pass over all the reviews, in batches of 32. (The `DataLoader` of
# PyTorch takes the rows 32 at a time and hands each such list to `collate_fn`, which is our collator.)

# %% [markdown] lang="ko" of="10deea36" tags=["slide"]
# 오류 문구에 열 이름이 나옵니다(숫자로 바꾸지 못한 첫 열). `Trainer`(07번 수업)는 모델이 모르는 열을 알아서 버리지만, 직접 만든
# `DataLoader`는 그러지 않으니 스스로 빼야 합니다.
#
# 예전 튜토리얼은 `padding="max_length"`로 모델이 읽을 수 있는 최대 길이, BERT라면 512까지 채웁니다. 비용이 얼마나 들까요? 리뷰를 32개씩 배치로 묶어
# 한 바퀴 돌 때 모델이 계산하는 토큰을 세어 보겠습니다. (PyTorch의 `DataLoader`는 행을 32개씩 리스트로 꺼내 `collate_fn`, 곧 우리 콜레이터에 넘깁니다.)

# %%
from torch.utils.data import DataLoader

ready = tokenized.select_columns(["input_ids", "token_type_ids", "attention_mask", "label"])
loader = DataLoader(ready, batch_size=32, collate_fn=pad)

print(f"tokens in the reviews:      {sum(map(len, ready['input_ids'])):>9,}")
print(f"padded within each batch:   {sum(batch['input_ids'].numel() for batch in loader):>9,}")
print(f"padded to 512:              {512 * len(ready):>9,}")

# %% [markdown] lang="en" tags=["slide"]
# Compare the last two: a model would spend almost all of its time on padding. Padding per batch is called **dynamic
# padding**, and this collator is how you get it: tokenize without padding, pad when the batch is made.
#
# Another old line is `dataset.set_format("torch")`, so that rows come out as tensors. You need it no longer: the
# collator makes the tensors. And on Colab it is a trap: with `datasets` 4.0 and the installed `torchvision`, the first
# row that you read stops with `ImportError: cannot import name 'VideoReader'`. Delete the line. (Formats themselves are
# useful: `with_format("pandas")` gives slices as data frames.)

# %% [markdown] lang="ko" of="94aa1bdf" tags=["slide"]
# 마지막 두 줄을 견주어 보세요. 512까지 채우면 모델은 거의 모든 시간을 패딩에 쓰게 됩니다. 배치마다 따로 채우는 것을 **동적 패딩**(dynamic
# padding)이라 하고, 이 콜레이터가 바로 그 일을 합니다. 토큰으로 바꿀 때는 채우지 않고 배치를 만들 때 채웁니다.
#
# 행이 텐서로 나오게 하는 `dataset.set_format("torch")`도 예전에 많이 쓰던 줄입니다. 이제는 필요 없습니다. 텐서는 콜레이터가 만듭니다. 게다가 Colab에서는
# 함정입니다. `datasets` 4.0과 거기 설치된 `torchvision`에서는 첫 행을 읽자마자 `ImportError: cannot import name 'VideoReader'`로 멈춥니다. 그
# 줄을 지우세요. (형식 자체는 쓸모가 있습니다. `with_format("pandas")`를 쓰면 잘라 낸 행이 데이터프레임으로 나옵니다.)

# %%
print(reviews.with_format("pandas")[:3])

# %% [markdown] lang="en" tags=["slide"]
# ### 2. Masked language modelling
#
# For pretraining nobody writes labels: the text is its own answer. This collator hides some tokens and asks for them.
# Before you run the cell: where will the label be a token, and where −100? (*Delivery was fast, and it was packed with
# care*, and again the cold soup.)

# %% [markdown] lang="ko" of="50ac837e" tags=["slide"]
# ### 2. 빈칸 채우기 학습(masked language modeling)
#
# 사전 학습에서는 아무도 레이블을 적지 않습니다. 글 자체가 정답입니다. 이 콜레이터는 토큰 몇 개를 가리고 맞혀 보라고 합니다. 실행하기 전에 예상해
# 보세요. 레이블이 토큰인 자리는 어디이고 −100인 자리는 어디일까요?

# %%
from transformers import DataCollatorForLanguageModeling

mask = DataCollatorForLanguageModeling(tokenizer, mlm_probability=0.3, seed=1)
batch = mask([tokenizer("배송이 빠르고 포장도 꼼꼼해요."), tokenizer("국물이 식어서 아쉬웠어요.")])
print("asked for:", (batch["labels"] != -100).sum().item(), "tokens")
hfcourse.show.batch(batch, tokenizer)

# %% [markdown] lang="en" tags=["slide"]
# **−100** is a number that no token has; the loss (the number for how wrong the model is) leaves these positions out. So
# the model is asked only where the label is a token. And look closely at the picture of `mini`: two of the four
# positions show not `[MASK]` but a wrong token (`필` stands where `배송` was). In other draws the right token stays now
# and then. (In `full` other positions are drawn.) How many of each? Count over all the reviews (at the usual 15 %).

# %% [markdown] lang="ko" of="d016e025" tags=["slide"]
# **−100**은 어떤 토큰의 번호도 아닙니다. 얼마나 틀렸는지를 재는 손실(loss)은 이 자리를 세지 않습니다. 그러니 모델은 레이블이 토큰인 자리에서만 질문을
# 받습니다. `mini`의 그림을 자세히 보세요. 그런 자리 넷 가운데 둘은 `[MASK]`가 아니라 엉뚱한 토큰입니다(`배송`이 있던 자리에 `필`이 들어 있습니다). 맞는
# 토큰이 그대로 남을 때도 있습니다. (`full`에서는 다른 자리가 뽑힙니다.) 각각 얼마나 될까요? 리뷰 전체에서 세어 보겠습니다(보통 쓰는 15%로).

# %%
usual = DataCollatorForLanguageModeling(tokenizer, mlm_probability=0.15, seed=1)
originals = pad([{"input_ids": ids} for ids in ready["input_ids"]])["input_ids"]
batch = usual([{"input_ids": ids} for ids in ready["input_ids"]])

asked = batch["labels"] != -100
shown = batch["input_ids"][asked]
masked = (shown == tokenizer.mask_token_id).float().mean().item()
kept = (shown == originals[asked]).float().mean().item()
print(f"[MASK] {masked:.1f} · right token {kept:.1f} · another token {1 - masked - kept:.1f}")

# %% [markdown] lang="en" tags=["slide"]
# Eight in ten become `[MASK]`, one stays as it is, one is replaced: the recipe of BERT. Why not always `[MASK]`? In real texts there is no `[MASK]`. A model that had only to work where it sees one would be
# lazy everywhere else; so it must doubt every token a little. And a new draw is made each time a text comes by: the
# same sentence asks another question in every epoch (a pass over all the data). (Do not mask in `map`: that would be drawn
# once and cached. And the seed: Colab's version takes `seed=0` for *no seed*; any other number works.)
#
# With `mlm=False` the same collator serves GPT-like models: nothing is hidden, the labels are the tokens themselves, −100
# where padding stands, and the model shifts them by one.

# %% [markdown] lang="ko" of="e8cefbdb" tags=["slide"]
# 열에 여덟은 `[MASK]`가 되고, 하나는 그대로 남고, 하나는 다른 토큰으로 바뀝니다. BERT가 쓴 비율입니다. 왜 늘 `[MASK]`로 가리지 않을까요? 실제 글에는 `[MASK]`가 없습니다. `[MASK]`가 보일 때만 일하면 되는 모델은 다른 자리에서 게을러집니다. 그래서 모든
# 토큰을 조금씩 의심하게 만듭니다. 또 글이 지나갈 때마다 가릴 자리를 새로 뽑기 때문에, 같은 문장도 에포크(epoch, 데이터 전체를 한 바퀴 도는 것)마다 다른 문제가 됩니다. (`map`에서 가리지 마세요.
# 한 번만 뽑고 캐시됩니다. 시드도 조심하세요. Colab에 있는 버전은 `seed=0`을 '시드 없음'으로 여깁니다. 다른 숫자는 괜찮습니다.)
#
# `mlm=False`를 주면 GPT 계열 모델에 쓸 수 있습니다. 아무것도 가리지 않고 토큰 자체가 레이블이 되며(패딩 자리만 −100), 한 칸 미는 일은 모델이 합니다.

# %% [markdown] lang="en" tags=["slide"]
# ### 3. From text to text
#
# A translation model reads one text and writes another, so the label is a text too, with a length of its own.
# `text_target` tokenizes it for the language that is to be written. (`__ko__` and `__en__` are special tokens of this
# model: they name the language.)

# %% [markdown] lang="ko" of="78e9eb23" tags=["slide"]
# ### 3. 글에서 글로
#
# 번역 모델은 글을 읽고 다른 글을 씁니다. 그래서 레이블도 글이고, 길이는 읽는 글과 다릅니다. `text_target`은 써야 할 언어에 맞게 그 글을 토큰으로
# 바꿉니다. (`__ko__`와 `__en__`은 어느 언어인지 알려 주는, 이 모델의 특수 토큰(special token)입니다.)

# %%
from transformers import DataCollatorForSeq2Seq

translator = AutoTokenizer.from_pretrained("facebook/m2m100_418M", src_lang="ko", tgt_lang="en")
examples = [
    translator("안녕하세요.", text_target="Hello."),
    translator("저는 아침에 커피를 마셔요.", text_target="I drink coffee in the morning."),
]
batch = DataCollatorForSeq2Seq(translator)(examples)
print({name: list(values.shape) for name, values in batch.items()})
hfcourse.show.batch(batch, translator)

# %% [markdown] lang="en" tags=["slide"]
# Two paddings: `<pad>` in what is read, with an attention mask; **−100** in what is to be written. If the labels were
# padded with `<pad>`, the model would be trained to write `<pad>` after every short sentence, and the loss would look
# wonderful, because padding is so easy to guess. (`DataCollatorWithPadding` does not pad the labels
# at all and stops with an error here.)

# %% [markdown] lang="ko" of="70425f1d" tags=["slide"]
# 채우는 방법이 두 가지입니다. 읽는 쪽은 `<pad>`로 채우고 어텐션 마스크를 붙입니다. 써야 할 쪽은 **−100**으로 채웁니다. 레이블까지 `<pad>`로 채우면 모델은
# 짧은 문장 뒤에 `<pad>`를 쓰는 연습을 하게 되고, 패딩은 맞히기가 너무 쉬워서 손실만 그럴듯하게 낮아집니다. (`DataCollatorWithPadding`은 레이블을 채우지
# 않으므로 여기서는 오류로 멈춥니다.)

# %% [markdown] lang="en" tags=["slide"]
# ### 4. A label for each token
#
# To find names, every token gets a label. People label **words**, though, and the tokenizer cuts words into pieces.
# `word_ids()` tells to which word a piece belongs (`is_split_into_words=True` says that we hand over words, not a
# sentence). The usual rule: the first piece carries the label, the others −100.
#
# The labels: `B-PER` is the **b**eginning of a person's name, `I-PER` a further word **i**nside it; `LOC` is for places,
# `ORG` for organizations; `O` (**o**utside) belongs to no name.

# %% [markdown] lang="ko" of="771d9dde" tags=["slide"]
# ### 4. 토큰마다 레이블
#
# 이름을 찾는 모델은 토큰마다 레이블이 필요합니다. 그런데 사람은 **낱말**에 레이블을 붙이고, 토크나이저는 낱말을 조각냅니다. 조각이 어느 낱말에서
# 나왔는지는 `word_ids()`가 알려 줍니다(`is_split_into_words=True`는 문장이 아니라 낱말의 리스트를 넘긴다는 뜻입니다). 보통 첫 조각에만 레이블을 주고 나머지는
# −100으로 합니다.
#
# 레이블을 읽는 법은 이렇습니다. `B-PER`는 사람 이름의 시작(beginning), `I-PER`는 그 이름에서 이어지는 낱말(inside)입니다. `LOC`는 장소, `ORG`는 단체이고,
# `O`(outside)는 이름이 아닌 낱말입니다.

# %%
from transformers import AutoConfig, DataCollatorForTokenClassification

cased = AutoTokenizer.from_pretrained("dslim/bert-base-NER")
config = AutoConfig.from_pretrained("dslim/bert-base-NER")
names = [config.id2label[number] for number in range(config.num_labels)]
labelled = [
    (["Mina", "Kowalski", "lives", "in", "Busan", "."], ["B-PER", "I-PER", "O", "O", "B-LOC", "O"]),
    (["She", "works", "for", "Samsung", "."], ["O", "O", "O", "B-ORG", "O"]),
]

# %%
def encode(words, word_labels):
    encoded = cased(words, is_split_into_words=True)
    labels, before = [], None
    for word in encoded.word_ids():
        new = word is not None and word != before
        labels.append(names.index(word_labels[word]) if new else -100)
        before = word
    return encoded | {"labels": labels}


batch = DataCollatorForTokenClassification(cased)([encode(*pair) for pair in labelled])
print("words:", sum(len(words) for words, _ in labelled))
print("labels that count:", (batch["labels"] != -100).sum().item())
hfcourse.show.batch(batch, cased, label_names=names)

# %% [markdown] lang="en" tags=["slide"]
# Check it with your finger: under every first piece a label, under `##…` and the special tokens −100, and −100 to the
# end of the shorter sentence. One label for each word, as the numbers say. If the two differ, labels were lost or
# doubled; if they agree, the labels may still have slipped by one place. No error tells you, hence the finger.

# %% [markdown] lang="ko" of="417c6d8b" tags=["slide"]
# 손가락으로 짚어 가며 확인해 보세요. 첫 조각마다 레이블이 있고, `##…`와 특수 토큰 아래에는 −100이 있으며, 짧은 문장은 끝까지 −100입니다. 두 숫자가
# 같으니 낱말마다 레이블이 하나입니다. 다르다면 레이블이 빠졌거나 겹친 것입니다. 같더라도 한 칸씩 밀렸을 수 있는데 오류는 나지 않습니다. 그래서
# 손가락으로 짚어 봅니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.6.** Another common rule gives **every** piece a label: the first piece of a word keeps the word's label,
# and where that is a `B-…` (the beginning of a name), the later pieces get the `I-…` (inside) of the same kind. In
# `names`, each `I-…` stands right after its `B-…`: `B-PER` is 3, `I-PER` is 4. `O` is 0; the odd numbers are `B-…`.
# Write `every_piece(word_labels, word_ids)`: `word_labels` has a number for each word, `word_ids` the word of each
# token, `None` for a special token. Special tokens get −100. `every_piece([3, 0], [None, 0, 0, 1, None])` is `[-100, 3,
# 4, 0, -100]`.

# %% [markdown] lang="ko" of="292e4938" tags=["exercise"]
# **연습 6.6.** **모든** 조각에 레이블을 주는 방법도 흔히 씁니다. 낱말의 첫 조각은 낱말의 레이블을 그대로 받고, 그것이 이름의 시작인 `B-…`이면 다음
# 조각부터는 같은 종류의 `I-…`(이름의 안쪽)를 받습니다. `names`에서 `I-…`는 언제나 짝이 되는 `B-…` 바로 뒤에 있습니다. `B-PER`는 3, `I-PER`는 4입니다.
# `O`는 0이고 홀수는 모두 `B-…`입니다. 함수 `every_piece(word_labels, word_ids)`를 만들어 보세요. `word_labels`에는 낱말마다 숫자가 하나씩, `word_ids`에는
# 토큰마다 낱말의 번호가 있고 특수 토큰이면 `None`입니다. 특수 토큰은 −100으로 합니다. `every_piece([3, 0], [None, 0, 0, 1, None])`은
# `[-100, 3, 4, 0, -100]`입니다.

# %% tags=["solution"]
def every_piece(word_labels, word_ids):
    labels, before = [], None
    for word in word_ids:
        if word is None:
            labels.append(-100)
        else:
            label = word_labels[word]
            labels.append(label + 1 if word == before and label % 2 == 1 else label)
        before = word
    return labels

# %% tags=["check"]
hfcourse.check("6.6", every_piece)

# %% [markdown] lang="en"
# ### 5. The plain one
#
# `DefaultDataCollator` stacks what is equally long already and pads nothing. It fits pictures of one size and rows that
# were padded before. Numbers become tensors, text columns are left out without a word:

# %% [markdown] lang="ko" of="71c91432"
# ### 5. 기본 콜레이터
#
# `DefaultDataCollator`는 이미 길이가 같은 것을 쌓기만 하고 채우지 않습니다. 크기가 같은 그림이나 미리 채워 둔 행에 알맞습니다. 숫자는 텐서가
# 되고, 글이 든 열은 아무 말 없이 빠집니다.

# %%
from transformers import DefaultDataCollator

fixed = reviews.select(range(2)).map(
    lambda batch: tokenizer(batch["text"], padding="max_length", truncation=True, max_length=16), batched=True
)
batch = DefaultDataCollator()(list(fixed))
print("columns in: ", fixed.column_names)
print("columns out:", sorted(batch))
hfcourse.show.batch(batch, tokenizer, label_names=reviews.features["label"].names)

# %% [markdown] lang="en" tags=["slide"]
# Everything is 16 long because we said so: a shorter text is filled up, a longer one would lose its end. `Trainer` takes this collator when you give
# it no tokenizer; give it one (`processing_class=tokenizer`), and it pads by itself.

# %% [markdown] lang="ko" of="7e2832d5" tags=["slide"]
# 우리가 정한 대로 모두 16칸입니다. 짧은 글은 채우고, 더 긴 글이라면 끝이 잘립니다. `Trainer`에 토크나이저를 주지 않으면 이 콜레이터를 씁니다. 토크나이저를
# 주면(`processing_class=tokenizer`) 알아서 채웁니다.

# %% [markdown] lang="en" tags=["exercise"]
# **Exercise 6.7.** A collator is only a function, and you can write one. Write `collate(examples, pad_id)` for token
# classification: each example is `{"input_ids": […], "labels": […]}` with two lists of one length. Return a dictionary
# of lists of lists with `input_ids` (filled up with `pad_id`), `attention_mask` (1 for a token, 0 for padding) and
# `labels` (filled up with −100), all as long as the longest example. Do not change the examples themselves.

# %% [markdown] lang="ko" of="4b22d4ea" tags=["exercise"]
# **연습 6.7.** 콜레이터는 함수일 뿐이니 직접 만들 수 있습니다. 토큰마다 레이블이 있는 예제를 위한 함수 `collate(examples, pad_id)`를 만들어 보세요. 예제는
# `{"input_ids": […], "labels": […]}`이고 두 리스트의 길이는 같습니다. `input_ids`(`pad_id`로 채움), `attention_mask`(토큰은 1, 패딩은 0),
# `labels`(−100으로 채움)가 든 딕셔너리를 돌려줍니다. 값은 모두 리스트의 리스트이고 길이는 가장 긴 예제에 맞춥니다. 받은 예제는 바꾸지 마세요.

# %% tags=["solution"]
def collate(examples, pad_id):
    longest = max(len(example["input_ids"]) for example in examples)
    batch = {"input_ids": [], "attention_mask": [], "labels": []}
    for example in examples:
        real = len(example["input_ids"])
        fill = longest - real
        batch["input_ids"].append(example["input_ids"] + [pad_id] * fill)
        batch["attention_mask"].append([1] * real + [0] * fill)
        batch["labels"].append(example["labels"] + [-100] * fill)
    return batch

# %% tags=["check"]
hfcourse.check("6.7", collate)

# %% [markdown] lang="en" tags=["notes"]
# 35 minutes for the five collators with two exercises. Let people say, before each picture, where −100 will stand.
# Usual wrong answers: 6.6, +1 for the `O` of a long word too, or for a name's second *word* (its label is `I-…`
# already); two names side by side that start with the same label. 6.7: `example["labels"] += …`, which changes the
# example, so that the next epoch gets it padded; the attention mask made from `input_ids != pad_id`, which is wrong
# where a real token has that id.

# %% [markdown] lang="ko" of="e09304f1" tags=["notes"]
# 다섯 가지 콜레이터와 연습 두 개에 35분. 그림마다 −100이 어디에 있을지 먼저 말하게 하세요. 흔한 오답: 6.6에서 긴 낱말의 `O`에도 1을 더한 것, 이름의 두 번째
# *낱말*(레이블이 이미 `I-…`)에도 더한 것, 같은 레이블로 시작하는 이름 두 개가 나란히 있는 경우. 6.7에서 `example["labels"] += …`로 예제를 바꾼 것(다음 에포크에는
# 이미 채워진 예제가 나옵니다), 어텐션 마스크를 `input_ids != pad_id`로 만든 것(진짜 토큰의 번호가 같으면 틀립니다).

# %% [markdown] lang="en" tags=["slide"]
# ## Quiz

# %% [markdown] lang="ko" of="f3a0b532" tags=["slide"]
# ## 퀴즈

# %% tags=["quiz"]
hfcourse.quiz("06")

# %% [markdown] lang="en"
# ## What changed since older tutorials
#
# | Older tutorials write | Today | Why |
# |---|---|---|
# | `load_dataset("glue", "mrpc")`, `"squad"`, `"imdb"` | `load_dataset("nyu-mll/glue", "mrpc")` | a data set without its owner is refused: `HfUriError` |
# | `load_dataset("path/to/local/data")` | `load_dataset("csv", data_files="reviews.csv")`, or a real folder | the path was a placeholder: `FileNotFoundError` |
# | `load_dataset(…, trust_remote_code=True)` | a copy of the data set in Parquet | since version 4, `datasets` runs no scripts from repos |
# | `dataset.to_pandas()` right after `load_dataset` | `dataset["train"].to_pandas()` | a `DatasetDict` has no such method |
# | `save_to_disk`, then `load_dataset` | `load_from_disk` | `load_dataset` refuses, or, for a `DatasetDict` on Colab, reads bookkeeping as data |
# | `tokenizer(…, padding="max_length")` in `map` | no padding there; `DataCollatorWithPadding` | padding to 512 is most of the work |
# | `dataset.set_format("torch")` | delete the line | collators make tensors; on Colab it stops with an `ImportError` |
# | `BertTokenizerFast` | `AutoTokenizer` | there is one class now; the old name still works |

# %% [markdown] lang="ko" of="6c04fa24"
# ## 예전 튜토리얼과 달라진 점
#
# | 예전 튜토리얼 | 지금 | 까닭 |
# |---|---|---|
# | `load_dataset("glue", "mrpc")`, `"squad"`, `"imdb"` | `load_dataset("nyu-mll/glue", "mrpc")` | 소유자 이름이 없는 데이터셋은 거절합니다: `HfUriError` |
# | `load_dataset("path/to/local/data")` | `load_dataset("csv", data_files="reviews.csv")`, 또는 실제로 있는 폴더 | 본보기로 적은 경로라서 `FileNotFoundError`가 납니다 |
# | `load_dataset(…, trust_remote_code=True)` | Parquet로 된 복사본 | `datasets` 4부터는 저장소의 스크립트를 실행하지 않습니다 |
# | `load_dataset` 바로 뒤에 `dataset.to_pandas()` | `dataset["train"].to_pandas()` | `DatasetDict`에는 없는 메서드입니다 |
# | `save_to_disk` 다음에 `load_dataset` | `load_from_disk` | `load_dataset`은 거절하거나, Colab에서는 저장한 `DatasetDict`의 관리용 파일을 데이터로 읽어 버립니다 |
# | `map`에서 `tokenizer(…, padding="max_length")` | 거기서는 채우지 않고 `DataCollatorWithPadding` | 512까지 채우면 계산의 대부분이 패딩입니다 |
# | `dataset.set_format("torch")` | 줄을 지웁니다 | 텐서는 콜레이터가 만듭니다. Colab에서는 `ImportError`로 멈춥니다 |
# | `BertTokenizerFast` | `AutoTokenizer` | 이제 클래스는 하나입니다. 예전 이름도 됩니다 |

# %% [markdown] lang="en" tags=["slide"]
# ## Can you do this now?
#
# - ☐ I load a data set from the Hub, from CSV, JSON and Parquet files, from a folder, a dictionary and a generator.
# - ☐ I read a CSV that a Korean Excel wrote, and write one that it can open.
# - ☐ I filter, sort and select rows, and split them so that the shares of the labels stay.
# - ☐ I know when `map` calls my function again and when it takes the cached result.
# - ☐ I read the first rows of a huge data set without downloading it.
# - ☐ I save a data set and read it back with the right function, and push one privately to the Hub.
# - ☐ I choose the right collator for a task, and read in its batch where padding, masks and −100 stand.

# %% [markdown] lang="ko" of="8e2e8159" tags=["slide"]
# ## 이제 할 수 있나요?
#
# - ☐ 허브, CSV·JSON·Parquet 파일, 폴더, 딕셔너리, 제너레이터에서 데이터셋을 불러올 수 있습니다.
# - ☐ 한국어 엑셀에서 저장한 CSV를 읽고, 엑셀에서 열리는 CSV를 저장할 수 있습니다.
# - ☐ 행을 거르고 정렬하고 고르며, 레이블의 비율을 지키면서 나눌 수 있습니다.
# - ☐ `map`이 언제 함수를 다시 부르고 언제 캐시된 결과를 쓰는지 압니다.
# - ☐ 아주 큰 데이터셋의 첫 행들을 내려받지 않고 읽을 수 있습니다.
# - ☐ 데이터셋을 저장하고 알맞은 함수로 다시 읽으며, 허브에 비공개로 올릴 수 있습니다.
# - ☐ 작업에 맞는 콜레이터를 고르고, 배치에서 패딩과 마스크와 −100이 어디 있는지 읽을 수 있습니다.

# %%
hfcourse.progress("06")

# %% [markdown] lang="en" tags=["notes"]
# 12 minutes for the quiz and the checklist. The lesson takes about two hours and a half; a good place for a break is
# before the collators. If time is short, leave out the generator and the section on sharing, but not the Korean Excel
# file, the stratified split, the counted calls and the pictures of the batches: lessons 07 to 09 build on these.

# %% [markdown] lang="ko" of="b7bdd982" tags=["notes"]
# 퀴즈와 체크리스트에 12분. 전체는 두 시간 반쯤 걸리고, 쉬기 좋은 곳은 콜레이터 앞입니다. 시간이 모자라면 제너레이터와 허브에 올리기는 건너뛰어도 됩니다.
# 한국어 엑셀 파일, 층화해서 나누기, 부른 횟수 세기, 배치 그림은 빼지 마세요. 07~09번 수업이 그 위에 서 있습니다.

# %% [markdown] lang="en"
# ## Read on
#
# - [Datasets](https://huggingface.co/docs/datasets): the whole library, with guides for sound and pictures
# - [Process](https://huggingface.co/docs/datasets/process): every way to change a data set
# - [Stream](https://huggingface.co/docs/datasets/stream): how shuffling, skipping and resuming work on a stream
# - [Cache management](https://huggingface.co/docs/datasets/cache): fingerprints and folders in full
# - [Data collators](https://huggingface.co/docs/transformers/main_classes/data_collator): the five of this lesson and the rarer ones

# %% [markdown] lang="ko" of="f52c7315"
# ## 더 읽을거리
#
# 모두 영어 문서입니다.
#
# - [Datasets](https://huggingface.co/docs/datasets): 소리와 그림을 다루는 방법까지, 라이브러리 전체
# - [Process](https://huggingface.co/docs/datasets/process): 데이터셋을 바꾸는 모든 방법
# - [Stream](https://huggingface.co/docs/datasets/stream): 스트림에서 섞기, 건너뛰기, 이어 읽기
# - [Cache management](https://huggingface.co/docs/datasets/cache): 지문과 캐시 폴더
# - [Data collators](https://huggingface.co/docs/transformers/main_classes/data_collator): 이 수업의 다섯 가지와 드물게 쓰는 것들
