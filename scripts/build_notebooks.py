"""Make notebooks/en, notebooks/ko and notebooks/solved from notebooks/source: `python scripts/build_notebooks.py --help`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hfcourse.lessons.build import main  # noqa: E402 (the checkout's own package, wherever this is called from)

if __name__ == "__main__":
    sys.exit(main(ROOT))
