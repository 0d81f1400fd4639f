"""The quiz of lesson 02: pictures, speech, questions about pictures."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("Two people draw the same prompt with the same model and settings and get different pictures. Why?"),
        (
            Option(
                N_("Their seeds differ, so they began with different noise."),
                N_("What the prompt leaves open, the noise decides. With one seed they would get one picture."),
                right=True,
            ),
            Option(
                N_("The model has learned from the first picture."),
                N_("Nothing is learned while it draws: no weight moves in inference."),
            ),
            Option(
                N_("One of them has the better GPU."),
                N_("That changes how long it takes. It moves a pixel a little, not the whole picture."),
            ),
        ),
    ),
    Question(
        N_("You raise `guidance_scale` from 7.5 to 30. What do you expect?"),
        (
            Option(
                N_("A finer picture, which takes four times as long"),
                N_("The time stays the same: two passes for each step either way. `num_inference_steps` costs time."),
            ),
            Option(
                N_("The prompt is followed more strictly, at some point with glaring colours and hard edges"),
                N_("What the prompt adds is multiplied by 30, more than the model ever saw in training."),
                right=True,
            ),
            Option(
                N_("More variety, as with a high temperature"),
                N_("It is rather the other way round: the stricter, the more the pictures are alike."),
            ),
        ),
    ),
    Question(
        N_("There must be no car in the picture. What helps?"),
        (
            Option(
                N_('Write "no car" into the prompt.'),
                N_('The text encoder reads "car", and a car becomes more likely.'),
            ),
            Option(
                N_("Take the seed of a picture without a car."),
                N_("With another prompt the same noise becomes another picture."),
            ),
            Option(
                N_('Pass `negative_prompt="car"`, and look at the result.'),
                N_("It takes the place of the empty prompt and pushes away from cars. It is no guarantee."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("On Colab (diffusers 0.39) you write `dtype=torch.float16`. What happens?"),
        (
            Option(
                N_("The model is loaded in 16 bits."),
                N_("That is so from 0.40 on. Up to 0.39 the argument is called `torch_dtype`."),
            ),
            Option(
                N_("An error, because the argument is unknown"),
                N_("An error would be kinder. The argument is ignored, with one line that says so."),
            ),
            Option(
                N_("It is ignored, and the model takes twice the memory."),
                N_("Look at `painter.dtype` after loading; that tells you what you got."),
                right=True,
            ),
        ),
    ),
    Question(
        N_(
            "You play a sound with `Audio(samples, rate=32_000)`, but it was made at 16,000 numbers a second. What do you hear?"
        ),
        (
            Option(
                N_("Everything twice as fast and higher"),
                N_("The same numbers go by in half the time. Nothing warns you: numbers do not know their rate."),
                right=True,
            ),
            Option(
                N_("The same sound, in better quality"),
                N_("Detail that was never recorded does not come back. The rate only says how fast to play."),
            ),
            Option(
                N_("Nothing: the player finds that the rate does not fit"),
                N_("It cannot know. That is why the rate always travels with the samples."),
            ),
        ),
    ),
    Question(
        N_(
            "A phone's recording has 48,000 numbers a second and two channels. What must happen before wav2vec2 hears it?"
        ),
        (
            Option(
                N_('Nothing, if the dictionary says `"sampling_rate": 16_000`'),
                N_("That is a false statement about the numbers. The model hears a voice three times too slow."),
            ),
            Option(
                N_("One channel, resampled to 16,000 numbers a second"),
                N_("This is what the model was trained on. `load_sound` of this lesson does both."),
                right=True,
            ),
            Option(
                N_("Every third number is taken, of both channels"),
                N_("The model wants one channel. And without a filter, high sounds come back as false low ones."),
            ),
        ),
    ),
    Question(
        N_("Why does CTC need a blank between the two L of HELLO?"),
        (
            Option(
                N_("So that the text becomes as long as the sound"),
                N_(
                    "There are always more frames than letters. Blanks fill them, but that is not why it is needed here."
                ),
            ),
            Option(
                N_("To mark a syllable"),
                N_("The model knows no syllables, only one letter or none for each frame."),
            ),
            Option(
                N_("Because runs of equal letters become one letter"),
                N_("L L without a blank is one long L; L blank L are two."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("An audio classifier with eight labels gives each a score of about 0.125. What do you make of it?"),
        (
            Option(
                N_("The clip holds eight moods at once."),
                N_("Scores are shares. Equal ones say that the model has no reason for any label."),
            ),
            Option(
                N_("Its classifier was perhaps never trained, or was not loaded."),
                N_("Random weights give nearly equal scores. Try clips whose label is beyond doubt."),
                right=True,
            ),
            Option(
                N_("The batch was too small."),
                N_("The batch size changes the time, and at most a little through padding."),
            ),
        ),
    ),
    Question(
        N_('ViLT says `2` to "How many cats are there?". How do you find out whether it looked at the picture?'),
        (
            Option(
                N_("Ask the same about pictures with one cat and with none."),
                N_("If the answer stays the same, it comes from the question, not from the picture."),
                right=True,
            ),
            Option(
                N_("Its score is above 0.9."),
                N_("It can be sure from habit: two is a common answer to this question."),
            ),
            Option(
                N_("Ask the same question again."),
                N_("Nothing in it is random, so it says the same again, right or wrong."),
            ),
        ),
    ),
    Question(
        N_("You transcribe 24 clips one by one, then in batches of 16. For two clips the text changes. Why?"),
        (
            Option(
                N_("A batch is computed in 16 bits, which makes mistakes."),
                N_("The numbers are of the same kind either way. You choose them when you load the model."),
            ),
            Option(
                N_("The clips of a batch get mixed up with one another."),
                N_("Each clip keeps a row of its own. What they share is their length."),
            ),
            Option(
                N_("They were filled up with silence, and the model took it for sound."),
                N_("Models trained without a mask do. Clips of like length in a batch need little filling."),
                right=True,
            ),
        ),
    ),
)
