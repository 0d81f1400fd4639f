"""A parallel grammar: one abstract sentence, said in English, French and Spanish.

``conjugation`` forms verbs, ``nouns`` forms noun phrases, ``verbs`` verb groups, ``sentences`` whole sentences, and
``written`` turns written sentences into patterns. The words are in ``material/translation``.
"""
