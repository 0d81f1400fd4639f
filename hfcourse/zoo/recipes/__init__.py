"""One module a stand-in; each defines ``RECIPE``."""
