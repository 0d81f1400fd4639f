"""The quiz of lesson 01: text pipelines."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("You call `classifier(['Good.', 'Bad.'])`. What comes back?"),
        (
            Option(
                N_("One dictionary with two labels"),
                N_("Each text gets its own answer; a dictionary describes one of them."),
            ),
            Option(
                N_("A list of two dictionaries, in the order of the texts"),
                N_("Hence `zip(texts, answers)` brings text and answer together."),
                right=True,
            ),
            Option(
                N_("A list of two dictionaries, the higher score first"),
                N_("Only the labels of one text are sorted by score (with `top_k`); the texts keep their order."),
            ),
        ),
    ),
    Question(
        N_("Which of these change a model's weights?"),
        (
            Option(
                N_("It reads a million reviews and labels each of them."),
                N_("Much data, but only inference: no weight moves."),
            ),
            Option(
                N_("It reads 1,000 reviews, each with the right label, and its errors are traced back to the weights."),
                N_("This is training: the error decides how each weight moves."),
                right=True,
            ),
            Option(
                N_("You tell a chatbot that it was wrong."),
                N_(
                    "Your sentence becomes part of its input. Its weights are the same, for you and for everybody else."
                ),
            ),
            Option(
                N_("A model that was trained already is trained a little more, on Korean reviews."),
                N_("Fine-tuning is training too; it only does not begin at zero."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("The model says POSITIVE with a score of 0.98. What follows?"),
        (
            Option(
                N_("The answer is right with a probability of 98 %."),
                N_("How often it is right must be counted on texts with known labels; the score does not know it."),
            ),
            Option(
                N_("98 % of the words are positive."),
                N_("The model does not count words; it computes one raw value for each label from the whole text."),
            ),
            Option(
                N_("Of the labels that there are, POSITIVE got almost all of the share."),
                N_("Softmax divides 1 among the labels. That is all a score says."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("An English sentiment model with two labels gets the Korean text '냉면이 맛있어요'. What does it do?"),
        (
            Option(
                N_("It gives a label and a score as always."),
                N_("And the score may well be high. That it cannot read the text, nobody is told."),
                right=True,
            ),
            Option(
                N_("It stops with an error."),
                N_("The tokenizer makes ids of any text, if need be ids for 'unknown'; nothing stops."),
            ),
            Option(
                N_("Whichever model it is, it answers 0.5 for both labels."),
                N_(
                    "A model may land near 0.5 on text that it cannot read, or far from it: nothing keeps the score there."
                ),
            ),
        ),
    ),
    Question(
        N_(
            "An old notebook with `pipeline('text-generation')` used to download half a gigabyte. Now the same line downloads 6 GB. Why?"
        ),
        (
            Option(
                N_("The model has grown by training."),
                N_("Training changes the values of the weights and not their number."),
            ),
            Option(
                N_("The cache is broken."),
                N_("A broken cache downloads the same model once more, not a larger one."),
            ),
            Option(
                N_("The line names no model, and the library's default is another one now."),
                N_("Name the model and pin its revision; then the line means the same next year."),
                right=True,
            ),
        ),
    ),
    Question(
        N_(
            "You find a model that fits perfectly, and its card names no licence. What may you do with it in a product?"
        ),
        (
            Option(N_("Anything: what is on the Hub is free."), N_("Being able to download is no permission to use.")),
            Option(
                N_("Anything, as long as I name the author."),
                N_("That is what some licences ask for. Here there is none, and so no permission at all."),
            ),
            Option(
                N_("Nothing, until the author allows it."),
                N_("Without a licence all rights stay with the author. Ask, or take another model."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("On your laptop's CPU, `batch_size=32` is slower than `batch_size=1`. Which explanation fits?"),
        (
            Option(
                N_("The batch computes much padding, and a CPU gains little from computing texts together."),
                N_("Sort by length, try smaller batches, and measure. On a GPU it often looks quite different."),
                right=True,
            ),
            Option(
                N_("In a batch the model reads every text 32 times."),
                N_("It reads each text once; the short ones are filled up to the length of the longest."),
            ),
            Option(
                N_("With a batch the model becomes more exact, and that takes time."),
                N_("The answers are the same; only the work is packed differently."),
            ),
        ),
    ),
    Question(
        N_("On your exam the model gets 90 of 100 sentences right. What do you do next?"),
        (
            Option(
                N_("Put it into the product: 90 % is a good mark."),
                N_("Perhaps all ten mistakes are of the one kind that matters to you. You have not looked yet."),
            ),
            Option(
                N_("Take the ten sentences out of the exam."),
                N_("Then the mark is 100 % and the model is as it was."),
            ),
            Option(
                N_("Read the ten mistakes and see what they have in common."),
                N_("The number says how many; only reading says which. Often they share a pattern, such as negation."),
                right=True,
            ),
        ),
    ),
    Question(
        N_(
            "`fill('Seoul is the capital of [MASK].')` stops with 'No mask_token (<mask>) found on the input'. What is wrong?"
        ),
        (
            Option(
                N_("This model writes the gap as <mask>."),
                N_("Take it from `fill.tokenizer.mask_token`, and the line works with every model."),
                right=True,
            ),
            Option(
                N_("The model does not know South Korea."),
                N_("Then it would guess badly. It stops because it found no gap to fill."),
            ),
            Option(
                N_("The gap must not be the last word."),
                N_("It may stand anywhere in the text, as long as it is written as this model writes it."),
            ),
        ),
    ),
    Question(
        N_("Zero-shot classification sorts mails by twelve labels that you made up. What do you pay for that?"),
        (
            Option(
                N_("The model has to be trained on the labels for a few minutes first."),
                N_(
                    "Nothing is trained: hence the name. It learned to judge whether one sentence follows from another."
                ),
            ),
            Option(
                N_("Twelve runs of the model for each mail."),
                N_(
                    "One for each label: does 'This example is …' follow from the text? A trained classifier needs one run."
                ),
                right=True,
            ),
            Option(
                N_("Nothing: it costs as much as any other classifier."),
                N_("Each label is a question of its own, and each question is a run of the model."),
            ),
        ),
    ),
    Question(
        N_(
            "A text does not say how many people work at a firm. You ask an extractive question-answering model. What comes back?"
        ),
        (
            Option(
                N_("A number that the model knows from its training."),
                N_("It can only point into the text that you gave it; it writes nothing of its own."),
            ),
            Option(
                N_("An error, because there is no answer."),
                N_("Some piece of the text is always the best one, even if all are bad."),
            ),
            Option(
                N_("Some piece of the text, perhaps with a low score."),
                N_("Look at it in its place before you believe it; a threshold helps, and is no proof."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Which of these can state something that does not stand in the text it was given?"),
        (
            Option(
                N_("A summarization model"),
                N_("It writes token by token, and may write a name or a number that the text lacks. Check it."),
                right=True,
            ),
            Option(
                N_("An extractive question-answering model"),
                N_("It only points at a piece of the text. It may be the wrong piece, but it stands there."),
            ),
            Option(
                N_("A chat model that is asked for a summary"),
                N_("It writes as well, and more freely. The freer the writing, the more there is to check."),
                right=True,
            ),
            Option(
                N_("A named-entity model"),
                N_("It labels words that are there. It may label them wrongly, but it adds none."),
            ),
        ),
    ),
    Question(
        N_("`t5-base` answers 'Hello, how are you?' with something that is no French. What did you forget?"),
        (
            Option(
                N_('The argument `language="fr"` of `generate`'),
                N_("`generate` knows no languages. This model reads its task in the text."),
            ),
            Option(
                N_("A larger `max_new_tokens`"),
                N_("That makes the answer longer, not French."),
            ),
            Option(
                N_("The prefix 'translate English to French: '"),
                N_("T5 does many tasks and reads in the text which one is meant. The old pipeline added it for you."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("You want the same story from `distilgpt2` every time. What helps?"),
        (
            Option(
                N_("`set_seed(42)` directly before the call"),
                N_("The lots then fall the same way, on the same versions and the same kind of device."),
                right=True,
            ),
            Option(
                N_("`num_return_sequences=1`"),
                N_("One story instead of several, but another one each time."),
            ),
            Option(
                N_("`do_sample=False`"),
                N_("Then no lots are drawn: the best-rated token every time. Safe, and often dull."),
                right=True,
            ),
        ),
    ),
)
