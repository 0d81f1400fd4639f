"""The quiz of lesson 00: set-up and login."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_(
            "You run a lesson in the profile `mini`, and the sentiment model calls a sentence wrongly. What do you know now?"
        ),
        (
            Option(
                N_("The real model makes this mistake as well."),
                N_("It may or may not: you asked a small stand-in that answers under its name."),
            ),
            Option(
                N_("The stand-in makes this mistake; of the real model I know nothing yet."),
                N_("Only the code is the same in both worlds. For the real model, run the lesson in `full`."),
                right=True,
            ),
            Option(
                N_("My code is wrong."),
                N_("Code that runs and prints a label has done its work; the label comes from the model."),
            ),
        ),
    ),
    Question(
        N_("`torch.cuda.is_bf16_supported()` says True on Colab's T4. Which dtype do you load a language model with?"),
        (
            Option(
                N_("bfloat16: it is supported, and most models are stored in it."),
                N_("The T4 only emulates bfloat16. Nothing fails, it runs slowly."),
            ),
            Option(
                N_("float16: the T4 computes fast in it, and it takes the same two bytes per number."),
                N_("This is what `course.dtype` gives on a T4."),
                right=True,
            ),
            Option(
                N_("float32: it is the safest everywhere."),
                N_("It takes twice the memory; with 4 billion parameters that is 16 GB, more than a T4 has free."),
            ),
        ),
    ),
    Question(
        N_("On Colab `evaluate` is missing. Which line do you run?"),
        (
            Option(
                N_("`pip install evaluate`"),
                N_("It installs the one package that is missing and moves no other."),
                right=True,
            ),
            Option(
                N_("`pip install -U evaluate datasets huggingface_hub`, so that all are new"),
                N_(
                    "It brings huggingface_hub 2, which Colab's transformers refuses: the next `import transformers` fails."
                ),
            ),
            Option(
                N_("`pip install transformers==4.48.3 evaluate`, as in the tutorial"),
                N_(
                    "It replaces Colab's matched set by an old one; gradio no longer fits, and the session must be restarted."
                ),
            ),
        ),
    ),
    Question(
        N_("Where may your own token stand?"),
        (
            Option(
                N_("In a code cell, if the notebook is private"),
                N_("Notebooks are shared, copied and committed sooner or later, and the token with them."),
            ),
            Option(
                N_("In Colab's secrets, under the name HF_TOKEN"),
                N_("Colab keeps it with your account, and the Hub's client finds it by this name."),
                right=True,
            ),
            Option(
                N_("In the environment variable HF_TOKEN"),
                N_("The client looks there first; good for servers and for tests."),
                right=True,
            ),
            Option(
                N_("In the file that `hf auth login` writes"),
                N_("It lies in your home folder, outside every project; good for your own computer."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("You are logged in and get GatedRepoError with status 403. What helps?"),
        (
            Option(N_("Log in again"), N_("The Hub knows you already; 401 would mean that it does not.")),
            Option(
                N_("Make a write token"),
                N_("Writing is not the question. Access belongs to your account, whatever its token."),
            ),
            Option(
                N_("Accept the terms on the repo's page and wait for approval, or use an open model"),
                N_("Afterwards the same cell works with the same token; and the open model works now."),
                right=True,
            ),
            Option(
                N_("`pip install -U huggingface_hub`"),
                N_(
                    "The client did its work: it brought you the Hub's refusal. On Colab this would break transformers besides."
                ),
            ),
        ),
    ),
    Question(
        N_(
            "Since this morning every download fails with 401, even of open models that worked yesterday. What do you suspect first?"
        ),
        (
            Option(
                N_("A token that is no longer valid, in HF_TOKEN or saved on the disk"),
                N_("The Hub refuses a bad token even where none is needed. Replace it, or remove it."),
                right=True,
            ),
            Option(
                N_("All these models became gated overnight"),
                N_("Then the error would be GatedRepoError, and not for every model."),
            ),
            Option(N_("The network"), N_("A number such as 401 is an answer: the Hub was reached.")),
        ),
    ),
    Question(
        N_(
            "A cell fails with 'CUDA error: device-side assert triggered', and now every other cell fails too. What next?"
        ),
        (
            Option(
                N_("Run the cells again until it works"),
                N_("After such an error CUDA is unusable for this kernel; every call fails, whatever you run."),
            ),
            Option(
                N_("Restart, and run the failing cell on the CPU"),
                N_("The CPU names the real mistake, usually a label or a token id that is too large."),
                right=True,
            ),
            Option(
                N_("Make the batch smaller"),
                N_("That helps against 'out of memory'. Here an index is wrong, and one row is enough for it."),
            ),
        ),
    ),
)
