"""The questions of lesson 09."""

from hfcourse.learn.questions import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("Why `accelerator.backward(loss)` and not `loss.backward()`?"),
        (
            Option(
                N_("It divides the loss where gradients are accumulated, and scales it for float16."),
                N_(
                    "Both happen in this call. Without it accumulated gradients come out too large, and nothing says so; with float16 the step ends in an `AssertionError`."
                ),
                right=True,
            ),
            Option(
                N_("`loss.backward()` raises an error once `prepare` was called."),
                N_(
                    "In float32 and bfloat16 it raises nothing, and that is the danger: where gradients are accumulated, they are wrong."
                ),
            ),
            Option(
                N_("It is faster."),
                N_("The work is the same; the difference lies in what is done to the loss before."),
            ),
        ),
    ),
    Question(
        N_("One process trains with batches of 32. You start four processes with `--batch 32`. What has changed?"),
        (
            Option(
                N_("Only the time: the training is the same, four times as fast."),
                N_("The time of an epoch shrinks, but each step now answers for 128 examples."),
            ),
            Option(
                N_(
                    "The global batch is 128, there are a quarter of the steps, and the learning rate should be looked at again."
                ),
                N_("Global batch = per process × processes × accumulation. For the same curve take 8 a process."),
                right=True,
            ),
            Option(
                N_("Each process trains on everything, so there are four epochs."),
                N_("`prepare` deals the batches out: each process sees a quarter of them."),
            ),
        ),
    ),
    Question(
        N_("A T4 (capability 7.5): which word for `--mixed_precision`?"),
        (
            Option(
                N_("`bf16`"), N_("The T4 only imitates bfloat16, slowly, although torch says that it is supported.")
            ),
            Option(N_("`no`"), N_("It works, and leaves most of the T4's speed unused.")),
            Option(
                N_("`fp16`"),
                N_("Its fast half precision is float16; Accelerate scales the loss so that small gradients survive."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Why do the weights stay in float32 when the forward pass runs in bfloat16?"),
        (
            Option(
                N_("Because bfloat16 cannot hold large numbers."),
                N_("Its range is that of float32. float16 is the one that ends at 65,504."),
            ),
            Option(
                N_("Because a step of 0.001 added to 1.0 is lost in bfloat16."),
                N_("It has two to three digits. Many small steps would come to nothing."),
                right=True,
            ),
            Option(
                N_("Because the optimizer only works with float32."),
                N_("It would run. It would just not move weights by less than their last digit."),
            ),
        ),
    ),
    Question(
        N_("84 test letters, two processes, batches of 10: `gather` brings 100 answers. Where do the 16 come from?"),
        (
            Option(
                N_("From the training data."),
                N_("Loaders never mix. These are test letters, twice."),
            ),
            Option(
                N_("It is padding, as in a batch of texts of different length."),
                N_("Padding makes one text longer. Here whole letters come twice, and would count twice."),
            ),
            Option(
                N_(
                    "The loader filled up the last round from its beginning; `gather_for_metrics` takes them away again."
                ),
                N_("Every process must have equally many full batches, or one waits for the other for ever."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Which of these may stand inside `if accelerator.is_main_process:`?"),
        (
            Option(N_("Writing the log file"), N_("One process writes; two would write into each other."), right=True),
            Option(
                N_("`accelerator.gather(loss)`"),
                N_("All processes must come to a gather. If one alone waits there, it waits for ever."),
            ),
            Option(N_("`print`"), N_("Once is enough; `accelerator.print` says the same in one word."), right=True),
            Option(
                N_("`accelerator.backward(loss)`"),
                N_("Here the processes average their gradients: all must come."),
            ),
        ),
    ),
    Question(
        N_("A model of 8 billion parameters is to be trained whole with AdamW on 8 GPUs of 80 GB. What fits?"),
        (
            Option(
                N_("ZeRO stage 2 or FSDP: 44 or 16 GB on each GPU, and the activations."),
                N_("16 bytes for each parameter, divided as far as the stage says."),
                right=True,
            ),
            Option(
                N_("DDP: 8 × 80 GB are 640 GB, and 128 are needed."),
                N_("DDP keeps everything on EACH GPU: 128 GB do not fit into 80."),
            ),
            Option(
                N_("Nothing: 8 billion parameters need a cluster."),
                N_("One machine of eight GPUs will do, if they share out the weights, gradients and optimizer."),
            ),
        ),
    ),
    Question(
        N_("Two models on 84 test letters: 0.78 and 0.80. Which one do you take?"),
        (
            Option(
                N_("The second: 0.80 is more than 0.78."),
                N_("Two letters of 84 make this difference. The next 84 may turn it round."),
            ),
            Option(
                N_("Measure a third time with another seed of the bootstrap."),
                N_("The bootstrap's seed moves the interval by a hair. It adds no letters."),
            ),
            Option(
                N_(
                    "This test cannot tell: the intervals overlap almost completely. More test letters, or another reason."
                ),
                N_(
                    "The interval of such a score is wider than 0.1. The smaller model, for instance, is another reason."
                ),
                right=True,
            ),
        ),
    ),
    Question(
        N_("ROUGE says 0.0 for a Korean summary that is identical to its reference. Why?"),
        (
            Option(
                N_("Its own tokenizer keeps only a to z and digits, so no word is left to compare."),
                N_("Pass `tokenizer=`, and say next to the number which one."),
                right=True,
            ),
            Option(N_("ROUGE is a measure for English grammar."), N_("It counts words and knows no grammar.")),
            Option(
                N_("The summary is too short."),
                N_("Short English texts get a score. Look at what the tokenizer leaves of the Korean one."),
            ),
        ),
    ),
)
