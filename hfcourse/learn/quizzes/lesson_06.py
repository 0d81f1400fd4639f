"""The quiz of lesson 06: data sets and collators."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("`reviews` is a `Dataset` with the columns `text` and `label`. What is `reviews[:3]`?"),
        (
            Option(
                N_("A list of three dictionaries"),
                N_("`list(reviews.select(range(3)))` would be one. A slice comes column by column."),
            ),
            Option(
                N_("A dictionary of two lists with three values each"),
                N_("Column by column, and `map(…, batched=True)` hands its rows to your function in the same shape."),
                right=True,
            ),
            Option(N_("A `DatasetDict` with three splits"), N_("Splits have names; `[:3]` asks for rows.")),
        ),
    ),
    Question(
        N_("An old notebook says `load_dataset('squad')` and stops with `HfUriError` today. What do you do?"),
        (
            Option(
                N_("Log in; the data set has become private."),
                N_("It is as open as before. Private and gated data sets give other errors."),
            ),
            Option(
                N_("Pass `trust_remote_code=True`."),
                N_("That let scripts of a repo run. `datasets` runs none any more, and the name is still half a name."),
            ),
            Option(
                N_("Write the owner's name too: `rajpurkar/squad`."),
                N_("Data sets need both parts of their name now; the website shows them."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("A colleague's CSV gives `¹è¼ÛÀÌ` where it should say `배송이`. How was it written, and how was it read?"),
        (
            Option(
                N_("Written in UTF-8, read as cp949"),
                N_("That gives other rubbish, with rare Korean syllables and Chinese characters, or an error."),
            ),
            Option(
                N_("The file is damaged for good."),
                N_("The bytes are whole; only the wrong table was used to read them."),
            ),
            Option(
                N_("Written in cp949, read as latin-1"),
                N_(
                    "latin-1 makes a letter of each byte and never complains. Read it again with `encoding='cp949'`, and everything is there."
                ),
                right=True,
            ),
        ),
    ),
    Question(
        N_(
            "Of 1,000 reviews, 20 have the label 'dangerous'. You split off 5 % for the test. What should you take care of?"
        ),
        (
            Option(
                N_("Pass `stratify_by_column='label'`."),
                N_("Then exactly one of the 50 test rows is 'dangerous'; by chance it is often none."),
                right=True,
            ),
            Option(
                N_("Pass `shuffle=False`, so that nothing is left to chance."),
                N_("Then the test is the end of the file. If the file is sorted, it may hold one label only."),
            ),
            Option(
                N_("Ask whether one 'dangerous' row is enough to measure anything, and make the test larger."),
                N_("With one row the recall is 0 or 1. Stratified or not, rare labels need larger tests."),
                right=True,
            ),
            Option(
                N_("Put copies of the 20 rows into both parts."),
                N_("Then the model has seen the exam, and its mark means nothing."),
            ),
        ),
    ),
    Question(
        N_("You run `reviews.map(clean)` a second time. When does `clean` really run again?"),
        (
            Option(
                N_("When the kernel was restarted in between"),
                N_("The cache is on the disk and outlives the kernel."),
            ),
            Option(
                N_("When a line in `clean` was changed"),
                N_("The code is part of the fingerprint."),
                right=True,
            ),
            Option(
                N_("When a variable that `clean` uses has another value"),
                N_("The values that a function uses are part of the fingerprint too."),
                right=True,
            ),
            Option(
                N_("When a file that `clean` reads was changed"),
                N_("The fingerprint does not see the file. Say `load_from_cache_file=False`."),
            ),
        ),
    ),
    Question(
        N_("`reviews` has 2,500 rows. How often does `reviews.map(f, batched=True)` call `f`?"),
        (
            Option(N_("2,500 times"), N_("That is without `batched=True`.")),
            Option(N_("3 times"), N_("1,000 rows at a time is the default: 1,000, 1,000 and 500."), right=True),
            Option(N_("once"), N_("Only with `batch_size=None`: then all the rows have to fit into memory together.")),
        ),
    ),
    Question(
        N_("With `streaming=True`, which of these work?"),
        (
            Option(N_("`stream.take(5)`"), N_("It reads the first rows and no more."), right=True),
            Option(N_("`stream[5]`"), N_("A stream can only be read from the beginning; `skip` reads past rows.")),
            Option(N_("`stream.filter(…).map(…)`"), N_("Both are applied to each row as it passes."), right=True),
            Option(N_("`len(stream)`"), N_("Nobody has counted: that would mean reading everything.")),
        ),
    ),
    Question(
        N_("In a batch for translation the labels are padded with −100 and not with the id of `<pad>`. Why?"),
        (
            Option(
                N_("The loss leaves out −100, so the model is not trained to write padding."),
                N_("With `<pad>` as the answer, most of what it has to guess in short sentences would be padding."),
                right=True,
            ),
            Option(
                N_("−100 takes less memory."),
                N_("It is a number like the others."),
            ),
            Option(
                N_("The attention mask belongs to the labels and would hide them."),
                N_("The attention mask belongs to what the model reads. Labels have none: −100 does that job."),
            ),
        ),
    ),
    Question(
        N_("A batch of 32 reviews: 31 of ten tokens, one of 200. What does the model compute with dynamic padding?"),
        (
            Option(
                N_("About 510 tokens: each review as long as it is"),
                N_("A batch is a rectangle; short rows are filled up to the longest of the batch."),
            ),
            Option(N_("32 × 512 = 16,384 tokens"), N_("That is `padding='max_length'`.")),
            Option(
                N_("32 × 200 = 6,400 tokens"),
                N_("One long review makes the whole batch long. Batches of like length help; lesson 07 does that."),
                right=True,
            ),
        ),
    ),
)
