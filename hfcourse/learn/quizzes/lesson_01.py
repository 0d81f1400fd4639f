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
)
