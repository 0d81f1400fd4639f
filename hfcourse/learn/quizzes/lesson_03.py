"""The quiz of lesson 03: tokenizers and chat templates."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("Which of these does a language model itself read?"),
        (
            Option(N_("letters"), N_("No letter gets past the tokenizer.")),
            Option(N_("words"), N_("Words are cut into tokens first, and the tokens become numbers.")),
            Option(
                N_("ids"), N_("Numbers of rows: for each of them the model has a row in its own table."), right=True
            ),
        ),
    ),
    Question(
        N_("What does BPE join in each step of its learning?"),
        (
            Option(
                N_("The pair of neighbours that occurs most often"),
                N_("It only counts. That words and endings come out is a result of it."),
                right=True,
            ),
            Option(N_("Stem and ending, by the rules of grammar"), N_("Nobody tells it any grammar.")),
            Option(N_("The two longest pieces"), N_("Length plays no part; it begins with single letters.")),
        ),
    ),
    Question(
        N_(
            "A tokenizer needs only 0.3 tokens for a Korean character, fewer than all others. What do you look at first?"
        ),
        (
            Option(N_("The price of the model"), N_("Later. First find out whether the text is still there.")),
            Option(
                N_("How many of the tokens are unknown"),
                N_("One `[UNK]` for a whole word is cheap and says nothing."),
                right=True,
            ),
            Option(N_("The size of its vocabulary"), N_("A large one can still lack Hangul. Count what comes out.")),
        ),
    ),
    Question(
        N_(
            "Two Korean file names look exactly alike, but your program says that they differ. What is the likely reason?"
        ),
        (
            Option(N_("A bug in Python's `==`"), N_("It compares the characters, and these do differ.")),
            Option(
                N_("One of them was cut by another tokenizer"),
                N_("The strings differ before any tokenizer has seen them."),
            ),
            Option(
                N_("One is composed (NFC), the other decomposed (NFD)"),
                N_("Bring both into one form with `unicodedata.normalize`."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Why does one pad on the left before generating?"),
        (
            Option(
                N_("Because the model goes on after the last token of each row"),
                N_("On the right, this would be filling and not the text."),
                right=True,
            ),
            Option(N_("Because it saves memory"), N_("The table has the same size either way.")),
            Option(
                N_("Because the attention mask works only on the left"),
                N_("The mask works anywhere; it is the place of the last token that counts."),
            ),
        ),
    ),
    Question(
        N_("A model gets the tokenizer of another model. What can happen?"),
        (
            Option(
                N_("Nonsense, without any error"),
                N_("Each id is valid and means something else."),
                right=True,
            ),
            Option(
                N_("`IndexError: index out of range in self`"),
                N_("If an id is higher than the model's table has rows."),
                right=True,
            ),
            Option(
                N_("The library always notices and warns"),
                N_("Nothing compares the two. Load both from one repo id."),
            ),
            Option(
                N_("Only the speed suffers"),
                N_("The meaning does: the model reads other words than those that you wrote."),
            ),
        ),
    ),
    Question(
        N_("What does `apply_chat_template(messages, return_tensors='pt')` return in version 5?"),
        (
            Option(N_("A text"), N_("Only with `tokenize=False`.")),
            Option(
                N_("A tensor of ids"),
                N_("That was version 4, and is so today with `return_dict=False`."),
            ),
            Option(
                N_("A BatchEncoding with ids and attention mask"),
                N_("So write `model.generate(**inputs)`, with the two stars."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("A chat model writes your next question instead of an answer. What do you check first?"),
        (
            Option(N_("Whether the temperature is too high"), N_("That changes the words, hardly the role.")),
            Option(
                N_("Whether `add_generation_prompt=True` was passed"),
                N_("Without it nothing tells the model that it is the assistant's turn."),
                right=True,
            ),
            Option(N_("Whether the padding is on the right"), N_("With a single conversation there is no padding.")),
        ),
    ),
    Question(
        N_("You made a text with `apply_chat_template(…, tokenize=False)` and want its ids. What is right?"),
        (
            Option(
                N_("`tokenizer(text)`"),
                N_("Some families then get their beginning mark twice, and no error tells you."),
            ),
            Option(
                N_("`tokenizer(text, add_special_tokens=False)`"),
                N_("The template has written all special tokens already."),
                right=True,
            ),
            Option(
                N_("`tokenizer(text, split_special_tokens=True)`"),
                N_("This would turn the marks of the template into plain letters."),
            ),
        ),
    ),
)
