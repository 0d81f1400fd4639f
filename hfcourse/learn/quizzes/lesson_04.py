"""The quiz of lesson 04: generation and quantization."""

from __future__ import annotations

from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("What does one pass through a causal language model give you?"),
        (
            Option(
                N_("The next word"),
                N_("It gives a number for every token; which one is taken, `generate` decides, or your loop."),
            ),
            Option(
                N_("The whole answer"),
                N_("An answer takes one pass for each of its tokens. Nothing lies ready before."),
            ),
            Option(
                N_("A number for every token that it knows, at each position"),
                N_("Softmax makes shares of them. The last position says what could come next."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("You call `model.generate(**inputs)` twice and get two different answers. Why?"),
        (
            Option(
                N_("The model's generation config says `do_sample: true`."),
                N_(
                    "Then lots are drawn, unless you write `do_sample=False`. With a seed they fall the same way each time."
                ),
                right=True,
            ),
            Option(
                N_("The model learned from the first call."),
                N_("No weight moves while it generates. Nothing is left of the first call."),
            ),
            Option(
                N_("`max_new_tokens` is missing."),
                N_("That decides how long the text may become, not which tokens are chosen."),
            ),
        ),
    ),
    Question(
        N_("You raise the temperature from 0.7 to 1.5. What changes?"),
        (
            Option(
                N_("The order of the tokens: others are now the best."),
                N_("Dividing all logits by one number keeps their order. Only the distances shrink."),
            ),
            Option(
                N_("Unlikely tokens are drawn more often."),
                N_("The shares become more alike, so outsiders get a chance, good ones and bad ones."),
                right=True,
            ),
            Option(
                N_("The answers become longer."),
                N_("Sometimes they do, by chance. Length is decided by the end token and `max_new_tokens`."),
            ),
        ),
    ),
    Question(
        N_("What does `top_p=0.8` do?"),
        (
            Option(
                N_("It drops all tokens with a share below 0.8."),
                N_("Then often none would be left. It looks at the sum of the best ones, not at single shares."),
            ),
            Option(
                N_("It keeps 80 % of all tokens."),
                N_("It does not count tokens: where the model is sure, a single one may be enough."),
            ),
            Option(
                N_("It draws only among the best tokens whose shares add up to 0.8."),
                N_("As few as possible: two where the model is sure, two hundred where it is not."),
                right=True,
            ),
        ),
    ),
    Question(
        N_("How does a chat model know in the third turn what you said in the first?"),
        (
            Option(
                N_("It reads the whole conversation again."),
                N_("Your program keeps the messages. That is why long conversations cost more each time."),
                right=True,
            ),
            Option(
                N_("It has stored it in its weights."),
                N_("The weights are the same before and after, for you and for everybody else."),
            ),
            Option(
                N_("`generate` remembers earlier calls."),
                N_("Its cache lives for one call. What you do not pass in is not there."),
            ),
        ),
    ),
    Question(
        N_("What does streaming make faster?"),
        (
            Option(
                N_("The last word of the answer"),
                N_("It comes as late as before: the passes through the model are the same."),
            ),
            Option(
                N_("The first word that a person sees"),
                N_("It is there after the first passes instead of after the last one. The rest takes as long as ever."),
                right=True,
            ),
            Option(
                N_("The computation on the GPU"),
                N_("A streamer only looks on. It gets the tokens that are computed anyway."),
            ),
        ),
    ),
    Question(
        N_(
            "On a T4: `BitsAndBytesConfig(load_in_4bit=True, …, bnb_4bit_compute_dtype=torch.float16)`. What is still missing?"
        ),
        (
            Option(
                N_("Nothing: the compute dtype says it all."),
                N_(
                    "It speaks of the 4-bit layers alone. Embeddings, norms and the output layer have a dtype of their own."
                ),
            ),
            Option(
                N_("`dtype=torch.float16` in `from_pretrained`"),
                N_(
                    "Else everything that is not quantized has the dtype of the file, `bfloat16`, which a T4 only emulates."
                ),
                right=True,
            ),
            Option(
                N_('`bnb_4bit_quant_type="nf4"`, if it does not stand there yet'),
                N_("The default is `fp4`, whose levels fit trained weights less well."),
                right=True,
            ),
            Option(
                N_("`torch.cuda.is_bf16_supported()` as a check"),
                N_("It says True on a T4, because emulation counts. Look at the compute capability: 8.0 or more."),
            ),
        ),
    ),
    Question(
        N_("A model has 4 billion parameters and takes 8 GB in 16 bits. Why does it take 2.8 GB in nf4 and not 2?"),
        (
            Option(
                N_("bitsandbytes needs the difference for its program."),
                N_("The library is no part of the model. Look at what the weights need."),
            ),
            Option(
                N_("Embeddings and norms stay in 16 bits."),
                N_("About 0.4 billion parameters here, 0.8 GB. In small models their part is larger still."),
                right=True,
            ),
            Option(
                N_("Each block of 64 weights needs a scale."),
                N_("Half a bit for each weight, or an eighth with double quantization."),
                right=True,
            ),
            Option(
                N_("The original weights are kept beside the small ones."),
                N_("Then it would take more than 8 GB. They are gone: quantizing loses something for good."),
            ),
        ),
    ),
    Question(
        N_("After quantizing, the perplexity rises from 8.0 to 8.3. What does that say?"),
        (
            Option(
                N_("On this text the model is a little more unsure of what comes next."),
                N_("By 4 %. Whether your task feels it, your own questions must show."),
                right=True,
            ),
            Option(
                N_("4 % of the answers are wrong now."),
                N_("It counts no wrong answers. It averages how surprised the model was by each token."),
            ),
            Option(
                N_("Another model with perplexity 7 would be better."),
                N_("Only with the same tokenizer and on the same text may two numbers be compared."),
            ),
        ),
    ),
    Question(
        N_("`OutOfMemoryError` comes after ten minutes of chatting, not at the beginning. What do you look at first?"),
        (
            Option(
                N_("The weights: load them with 4 bits."),
                N_("It may help, by making room. But the weights have not grown; something else has."),
            ),
            Option(
                N_("The length of the conversation"),
                N_(
                    "The cache holds two vectors a layer for each token. Cut the conversation, or summarize its beginning."
                ),
                right=True,
            ),
            Option(
                N_("The temperature"),
                N_("It changes which token is drawn, and takes no memory."),
            ),
        ),
    ),
)
