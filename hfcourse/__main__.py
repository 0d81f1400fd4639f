"""`python -m hfcourse` is the same as the command `hfcourse`."""

from hfcourse.cli import main

main()
