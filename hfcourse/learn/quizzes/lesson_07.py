"""The quiz of lesson 07: fine-tuning with Trainer."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("In a loop by hand, `optimizer.zero_grad()` is missing. What happens?"),
        (
            Option(
                N_("An error: there are gradients already."),
                N_("PyTorch adds new gradients to old ones without a word; that is what gradient accumulation uses."),
            ),
            Option(
                N_("Each step uses the gradients of all batches so far."),
                N_("They pile up, the steps become too large, and the loss tells you, not an error."),
                right=True,
            ),
            Option(N_("Nothing: `backward` empties them."), N_("`backward` adds. Emptying is your line to write.")),
        ),
    ),
    Question(
        N_("The training loss goes on falling; the validation loss has been rising for three epochs. What now?"),
        (
            Option(
                N_("Train longer: the training loss shows that it is still learning."),
                N_("It learns its examples by heart. On new ones it gets worse."),
            ),
            Option(
                N_("Take the checkpoint from before the rise, and stop."),
                N_("That is what `load_best_model_at_end` and early stopping do."),
                right=True,
            ),
            Option(
                N_("Measure on the training data instead, the curve is nicer."),
                N_("Then you measure memory. The users' texts will be new."),
            ),
        ),
    ),
    Question(
        N_(
            "Your own PyTorch loop and `Trainer` give other losses from the second step on. Which of these can be the reason?"
        ),
        (
            Option(
                N_("`torch.optim.AdamW` has a weight decay of 0.01, Trainer's default is 0."),
                N_("One of the defaults that differ."),
                right=True,
            ),
            Option(
                N_("Trainer clips gradients at a norm of 1.0."),
                N_("`max_grad_norm=1.0` is a default; a loop by hand does not clip unless you write it."),
                right=True,
            ),
            Option(
                N_("Trainer computes the loss with another formula."),
                N_(
                    "With labels in the batch, the model itself computes the loss, for both. The first loss agreed, too."
                ),
            ),
        ),
    ),
    Question(
        N_(
            "Which file of a checkpoint do you NOT need in order to use the model, but do need in order to go on training?"
        ),
        (
            Option(N_("`model.safetensors`"), N_("Without the weights there is no model at all.")),
            Option(N_("`config.json`"), N_("It says how the model is built; nothing loads without it.")),
            Option(
                N_("`optimizer.pt`"),
                N_("AdamW's memory, twice as large as the model. For answering questions it is dead weight."),
                right=True,
            ),
        ),
    ),
    Question(
        N_(
            "A run was killed. `output_dir` holds checkpoint-500 (with trainer_state.json) and checkpoint-600 (without). What does `resume_from_checkpoint=True` do?"
        ),
        (
            Option(
                N_("It takes checkpoint-500, because it is whole."),
                N_("It looks at the names only. Hence the helper of section 6, or a path given by hand."),
            ),
            Option(
                N_("It takes checkpoint-600 and stops with an error."),
                N_("The newest name wins, and then a file is missing. Pass the path of checkpoint-500 instead."),
                right=True,
            ),
            Option(
                N_("It begins from the start."),
                N_("That is what happens without the argument."),
            ),
        ),
    ),
    Question(
        N_("On new words the pretrained model gets 0.8, the same model from scratch 0.25 of four classes. Why?"),
        (
            Option(
                N_("The model from scratch has fewer weights."),
                N_("It has exactly as many: the same architecture, other starting values."),
            ),
            Option(
                N_("The pretrained one has seen the test letters before."),
                N_("Nobody has: the letters were made for this lesson. It has seen the words, in other company."),
            ),
            Option(
                N_("For the model from scratch a new word is a row of random numbers."),
                N_("Nothing tells it that goats are like cows. Pretraining placed them near each other."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("You fine-tune on a Colab T4. Which settings are right?"),
        (
            Option(
                N_("`bf16=True`, since `is_bf16_supported()` says True"),
                N_("On a T4 that is an imitation, and slow."),
            ),
            Option(
                N_("`fp16=True`, the model loaded in float32"),
                N_(
                    "The weights stay in float32, the forward pass runs in float16, and the scaler keeps small gradients alive."
                ),
                right=True,
            ),
            Option(
                N_("`fp16=True`, the model loaded with `dtype=torch.float16`"),
                N_("It stops with 'Attempting to unscale FP16 gradients': the scaler wants float32 weights."),
            ),
        ),
    ),
    Question(
        N_("After `trainer.train()` you write `model(**tokenizer(text, return_tensors='pt'))`. What can go wrong?"),
        (
            Option(
                N_("On a GPU machine the inputs are on the CPU and the model is not."),
                N_("Trainer moved the model. `.to(model.device)` brings the inputs after it."),
                right=True,
            ),
            Option(
                N_("Dropout may still be on."),
                N_("`model.eval()` switches it off; else the same text may give two answers."),
                right=True,
            ),
            Option(
                N_("The tokenizer has forgotten its vocabulary."),
                N_("Training changes the model's weights. The tokenizer stays as it is."),
            ),
        ),
    ),
    Question(
        N_(
            "A GPT is fine-tuned on thirty sentences about a village. Its perplexity on other village sentences falls, on ordinary ones it rises. What does that mean?"
        ),
        (
            Option(
                N_("It is less surprised by the village and more by everything else."),
                N_("It has gained and forgotten at once. Fewer epochs, or some ordinary text mixed in, soften that."),
                right=True,
            ),
            Option(
                N_("It knows facts about the village now and can answer questions."),
                N_("It continues text in that tone. Whether a sentence is true, perplexity does not say."),
            ),
            Option(
                N_("The measurement is broken: perplexity must fall everywhere."),
                N_("Training on one text moves weights that other texts needed."),
            ),
        ),
    ),
)
