"""The quiz of lesson 08: LoRA and QLoRA."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("Why does LoRA start with B at zero?"),
        (
            Option(
                N_("So that the model is unchanged before the first step."),
                N_("BA is then zero, and training starts from exactly what was pretrained."),
                right=True,
            ),
            Option(
                N_("To save memory: zeros take no room."),
                N_("A zero takes four bytes in float32, like any other number."),
            ),
            Option(
                N_("Because then A gets no gradient and stays frozen."),
                N_("Only in the very first step. As soon as B has moved, A is trained, too."),
            ),
        ),
    ),
    Question(
        N_("A layer has 4096 × 4096 weights. How many numbers does LoRA of rank 8 train there?"),
        (
            Option(N_("4096 × 8"), N_("That is one of the two matrices.")),
            Option(
                N_("2 × 4096 × 8"),
                N_("B has 4096 × 8 and A has 8 × 4096: together 65,536, that is 0.4 % of the layer."),
                right=True,
            ),
            Option(N_("4096 × 4096 / 8"), N_("The share has nothing to do with a division by 8.")),
            Option(N_("8 × 8"), N_("8 is how thin the matrices are; each still has one long side.")),
        ),
    ),
    Question(
        N_("You raise `r` from 8 to 32 and leave `lora_alpha` at 16. What else changes?"),
        (
            Option(N_("Nothing but the size."), N_("The factor in front of BA is alpha divided by r.")),
            Option(
                N_("The adapter becomes four times quieter."),
                N_("The factor falls from 2 to 0.5. Raise alpha with r if you want to compare ranks."),
                right=True,
            ),
            Option(N_("The adapter becomes four times louder."), N_("The other way round: r is in the denominator.")),
        ),
    ),
    Question(
        N_("What does LoRA save in training, compared with full fine-tuning?"),
        (
            Option(N_("The gradients of the frozen weights."), N_("Four bytes for each of them."), right=True),
            Option(
                N_("AdamW's two numbers for each frozen weight."),
                N_("Eight bytes for each of them, the largest item of full fine-tuning."),
                right=True,
            ),
            Option(
                N_("The activations."),
                N_("They stay nearly as large: the backward pass has to go through all layers."),
            ),
            Option(
                N_("The frozen weights themselves."),
                N_("They must still be read at every step. QLoRA makes them smaller."),
            ),
        ),
    ),
    Question(
        N_(
            "You train a chat model, and afterwards it goes on with questions that you never asked. What is the likely reason?"
        ),
        (
            Option(N_("The rank is too low."), N_("A low rank learns less, but not something else.")),
            Option(
                N_("The labels hold the user's questions, too."),
                N_("Then the model has learned to write them. Everything but the answer should be -100."),
                right=True,
            ),
            Option(
                N_("The end token is missing in the labels."),
                N_("Then it never learns to stop, and after an answer the next thing in a chat is a question."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("You have an adapter in a folder of one megabyte. What do you need to use it?"),
        (
            Option(N_("Any model of the same size."), N_("A difference from another model is noise.")),
            Option(N_("Nothing else."), N_("One megabyte holds A and B, not billions of weights.")),
            Option(
                N_("The base model with which it was trained."),
                N_("An adapter is a difference. `adapter_config.json` names the base."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("When is merging the adapter a bad idea?"),
        (
            Option(
                N_("When you want to switch between several adapters on one base."),
                N_("After merging, the base is no longer the base. Keep the adapters apart."),
                right=True,
            ),
            Option(
                N_("When the model should answer as fast as possible."),
                N_("Then merging helps: the two small products at each layer go away."),
            ),
            Option(
                N_("When the base is loaded in 4 bits."),
                N_("The sum would be rounded to 16 levels again. Load the base in 16 bits for merging."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("In QLoRA, what is stored in 4 bits?"),
        (
            Option(N_("A and B."), N_("They are trained in full precision: 16 levels are too few for small steps.")),
            Option(N_("The gradients."), N_("Gradients exist for A and B only, and in full precision.")),
            Option(N_("The frozen base."), N_("It is only read; NF4 is enough for that."), right=True),
        ),
    ),
    Question(
        N_("A 1-billion model fits into your GPU even for full fine-tuning. Is LoRA still worth a thought?"),
        (
            Option(
                N_("Yes: it is always more accurate."),
                N_("Not always. On large, different tasks full fine-tuning can go further. Measure."),
            ),
            Option(
                N_("Yes: ten tasks are then one base and ten small files."),
                N_("A few megabytes a task, and switching takes no loading."),
                right=True,
            ),
            Option(
                N_("No: LoRA is only for models that do not fit."),
                N_("Memory is one reason. Small files and an untouched base are others."),
            ),
        ),
    ),
)
