"""The quiz of lesson 10: sharing."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_(
            "Model A: accuracy 0.84, interval 0.78 to 0.89. Model B, measured on the same letters: 0.86. What may you write?"
        ),
        (
            Option(N_("B is better than A."), N_("Two points lie well inside what chance does with 160 letters.")),
            Option(
                N_("On these letters B got more right; whether it is better, a paired comparison has to show."),
                N_("Both answered the same letters, so draw tests for both at once and count the wins."),
                right=True,
            ),
            Option(
                N_("The two are equally good."),
                N_("Nor is that shown. Many letters might show a difference of two points."),
            ),
        ),
    ),
    Question(
        N_("A token went up in `train.log` an hour ago. What do you do first?"),
        (
            Option(
                N_("Delete the file from the repo."),
                N_("It stays in the history, and whoever may read the repo can read it there."),
            ),
            Option(N_("Make the repo private."), N_("Whoever has copied the token can still use it.")),
            Option(
                N_("Revoke the token."),
                N_("Then it is worthless wherever it lies. Cleaning up comes after that."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Why do people publish `model.safetensors` rather than `pytorch_model.bin`?"),
        (
            Option(
                N_("Loading it cannot run a program."),
                N_("It holds numbers and names. A pickle holds instructions, and any function may be among them."),
                right=True,
            ),
            Option(N_("The numbers in it are more precise."), N_("They are the same numbers.")),
            Option(
                N_("The Hub refuses `.bin`."),
                N_("It accepts it, scans it for suspicious imports and shows a warning where it finds some."),
            ),
        ),
    ),
    Question(
        N_(
            "Your model is a fine-tuned `klue/bert-base` (cc-by-sa-4.0), and you publish it. What does that licence ask?"
        ),
        (
            Option(
                N_("That you name KLUE and say what you changed."),
                N_("BY: attribution, with the changes named."),
                right=True,
            ),
            Option(
                N_("That your version has the same licence."),
                N_("SA, share alike. So `license: mit` in your card would be wrong."),
                right=True,
            ),
            Option(
                N_("That nobody earns money with it."),
                N_("That would be NC, non-commercial, which is not in this one."),
            ),
        ),
    ),
    Question(
        N_("Which of these belong in a model card?"),
        (
            Option(
                N_("The number of test examples and where they come from."),
                N_("Without them nobody can judge the accuracy."),
                right=True,
            ),
            Option(
                N_("Inputs for which the model fails."),
                N_("The part that readers are most grateful for."),
                right=True,
            ),
            Option(
                N_("Three letters from real people, as an example."),
                N_("They are personal data, and a card is public. Make some up."),
            ),
            Option(
                N_("`base_model` in the metadata."),
                N_("The Hub then links your model with the one that it comes from."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("Somebody's results must be the same in two years. How do they load your model?"),
        (
            Option(N_("By its name: the name does not change."), N_("The name means `main`, and `main` moves.")),
            Option(
                N_("With `revision=` and the tag `v1.0`."),
                N_("Much better than `main`, but a tag can be deleted and set anew."),
            ),
            Option(
                N_("With `revision=` and the commit id."),
                N_("It is computed from the contents, so it can never mean anything else."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("`load_dataset` finds your dataset; `api.list_repo_files(data_repo)` says that there is no such repo. Why?"),
        (
            Option(
                N_('`repo_type="dataset"` is missing.'),
                N_("Without it the client looks for a model of this name."),
                right=True,
            ),
            Option(
                N_("The dataset is private, and this call sends no token."),
                N_("All calls of the client send the saved token."),
            ),
            Option(N_("Datasets have no file list."), N_("They are repos like the others.")),
        ),
    ),
    Question(
        N_("You publish an adapter of 0.4 % of the model's size. What does it depend on?"),
        (
            Option(
                N_("On nothing: the adapter is a model."),
                N_("It holds only the low-rank matrices and the head. Without the base it can answer nothing."),
            ),
            Option(
                N_("On the exact base model named in `adapter_config.json`."),
                N_("If that one changes or goes, the adapter breaks. Pin it, or merge."),
                right=True,
            ),
            Option(
                N_("On any BERT of the same size."),
                N_("The shapes would fit and the answers would be wrong: it was trained for these weights."),
            ),
        ),
    ),
)
