"""Small trained stand-ins for the models of the hfcourse notebooks."""

from pathlib import Path

__version__ = "0.1.0"

REPOS = Path(__file__).parent / "repos"
"""Folder of repos: ``{models,datasets,spaces}/<namespace>/<name>/``."""
