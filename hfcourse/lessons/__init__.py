"""From a lesson's one source to its notebooks, and from notebooks to pages: parse, build, execute.

`source` reads `notebooks/source/NN_slug.py`, `editions` makes a notebook of it, `build` writes and checks the notebooks
(`scripts/build_notebooks.py`), `run` executes them (`hfcourse run`), `execute` is the kernel that both use.
"""
