"""The quiz of lesson 05: inside AutoModel."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("Three texts of 5, 9 and 14 tokens go through BERT as one batch. What shape has `last_hidden_state`?"),
        (
            Option(N_("[3, 14]"), N_("That is the shape of the ids. The model returns a vector for each of them.")),
            Option(
                N_("[3, 14, 768]"),
                N_("Three texts, filled up to the longest, and a vector of 768 numbers for each token."),
                right=True,
            ),
            Option(N_("[28, 768]"), N_("The texts are not strung together; each stays a row of its own.")),
            Option(
                N_("[3, 768]"), N_("One vector per text would be a summary; you have to make it, with the masked mean.")
            ),
        ),
    ),
    Question(
        N_("What does `torch.no_grad()` change?"),
        (
            Option(
                N_("It saves memory: nothing is kept for a training step."),
                N_("The numbers are the same with and without it."),
                right=True,
            ),
            Option(N_("It switches dropout off."), N_("That is what `model.eval()` does. You want both.")),
            Option(N_("It makes the answers more exact."), N_("Not one digit changes.")),
        ),
    ),
    Question(
        N_("Why has `bank` a different vector in each sentence?"),
        (
            Option(
                N_("The tokenizer gives it another id each time."),
                N_("The id is the same, and so is the row of the table that it starts from."),
            ),
            Option(
                N_("The vectors are random."), N_("Ask twice with `eval()`: the same sentence gives the same vector.")
            ),
            Option(
                N_("Attention mixes something of the other tokens in, layer by layer."),
                N_("In layer 0 the vectors are almost equal; the difference grows on the way up."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("You average all token vectors of a padded batch with `.mean(dim=1)`. What happens?"),
        (
            Option(
                N_("An error, because the texts have different lengths."),
                N_("The filling makes them equally long. Nothing stops, and that is the trap."),
            ),
            Option(
                N_("The vector of a text depends on the texts beside it."),
                N_("A longer neighbour means more filling in the average. Multiply by the attention mask first."),
                right=True,
            ),
            Option(
                N_("Nothing special: vectors of `[PAD]` are zero."),
                N_("The model returns ordinary numbers for `[PAD]` too."),
            ),
        ),
    ),
    Question(
        N_("`output.attentions` is an empty tuple. Why?"),
        (
            Option(N_("The text was too short."), N_("Even one token has a table: it looks at itself and the marks.")),
            Option(N_("The model has no attention."), N_("BERT consists of little else.")),
            Option(
                N_("The fast attention does not keep the weights."),
                N_('Load the model with `attn_implementation="eager"` when you want to see them.'),
                right=True,
            ),
        ),
    ),
    Question(
        N_("In an attention picture a thick line runs from `it` to `dog`. What may you conclude?"),
        (
            Option(
                N_("This head, in this layer, takes much of what it passes on for `it` from `dog`."),
                N_("That, and no more."),
                right=True,
            ),
            Option(
                N_("The model has understood that `it` is the dog."),
                N_("Other heads and layers mix everything again; a line is a hint to look closer, no proof."),
            ),
            Option(
                N_("Without `dog` the answer would be another."),
                N_("To know that, take the word out and run the model again."),
            ),
        ),
    ),
    Question(
        N_("The load report says MISSING `classifier.weight`. What follows?"),
        (
            Option(N_("The download is broken."), N_("The file is whole; it was made without this head.")),
            Option(
                N_("The model will refuse to answer."),
                N_("It answers, with scores and all. That is why you must read the report."),
            ),
            Option(
                N_("Load it again until the line is gone."),
                N_("The file will not change. What is missing has to be trained."),
            ),
            Option(
                N_("The head is random, and its answers mean nothing until you train it."),
                N_("For fine-tuning that is the plan; for anything else it is the wrong model."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Which steps does a sentiment pipeline take after the tokenizer?"),
        (
            Option(
                N_("The body makes a vector for each token."),
                N_("The body is nearly the whole model, and serves other tasks as well."),
                right=True,
            ),
            Option(
                N_("The head turns the vector of the first token into one logit per label."),
                N_("Two small layers, about one percent of the parameters."),
                right=True,
            ),
            Option(
                N_("Softmax turns logits into shares, and `id2label` gives them names."),
                N_("Do all three by hand and every number agrees."),
                right=True,
            ),
            Option(N_("The model learns from the answer."), N_("This is inference: no weight moves.")),
        ),
    ),
)
