"""What a drawing function returns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture as SVG text, and in words (`alt`), with the numbers that it shows."""

    svg: str
    alt: str

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """IPython's hook: the picture for those who can see it, the words for everybody else."""
        return {"image/svg+xml": self.svg, "text/plain": self.alt}

    def save(self, path: str | Path) -> None:
        """Write the picture to a file that ends in .svg. Raises CourseError for any other ending."""
        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise CourseError(
                _("'%(name)s' does not end in .svg, and the picture is an SVG. Next step: save it as '%(better)s'.")
                % {"name": target.name, "better": target.with_suffix(".svg").name if target.name else "picture.svg"}
            )
        target.write_text(self.svg, encoding="utf-8", newline="\n")
