"""Keep the Korean of what hfcourse itself says in step with the code.

    python scripts/translate.py                    update the .po from the code, compile the .mo
    python scripts/translate.py --merge more.po    take over translations from another .po first
    python scripts/translate.py --check            change nothing; name what is missing or stale and exit with 1

Sources are the texts in `_("…")` and `N_("…")` anywhere in hfcourse. The files are the same whenever and wherever they
are made: sorted, with file names but no line numbers and no dates.
"""

from __future__ import annotations

import argparse
import ast
import io
import struct
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "hfcourse"
PO = PACKAGE / "locale" / "ko" / "LC_MESSAGES" / "hfcourse.po"
MARKS = ("_", "N_")
HEADER = "Language: ko\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if something is to be done")
    parser.add_argument(
        "--merge", type=Path, action="append", default=[], metavar="FILE.po", help="take these over first"
    )
    parser.add_argument("--package", type=Path, default=PACKAGE, help=argparse.SUPPRESS)
    parser.add_argument("--po", type=Path, default=PO, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.check:
        found = problems(options.package, options.po)
        print("\n".join(found) if found else "The Korean catalogue is complete.")
        return 1 if found else 0
    catalogue, dropped = update(options.package, options.po)
    for file in options.merge:
        merge(catalogue, file)
    options.po.parent.mkdir(parents=True, exist_ok=True)
    options.po.write_bytes(po_bytes(catalogue))
    options.po.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
    for text in dropped:
        print(f"dropped, no longer in the code: {text!r}")
    print("\n".join(unfinished(catalogue)) or "The Korean catalogue is complete.")
    return 0


def extract(package: Path) -> Catalog:
    """Every marked text below `package`, with the files that say it.

    Read from the syntax tree, because Babel's own reader sees the calls inside an f-string only from Python 3.12 on.
    Raises ValueError for a mark around an f-string, which no catalogue can hold.
    """
    catalogue = Catalog(locale="ko")
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package.parent).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
                text = node.args[0]
                if isinstance(text, ast.JoinedStr):
                    raise ValueError(
                        f"{place}, line {node.lineno}: use placeholders such as %(name)s, not an f-string."
                    )
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    catalogue.add(text.value, locations=[(place, 0)])
    return catalogue


def update(package: Path, po: Path) -> tuple[Catalog, list[str]]:
    """The catalogue for the code as it is now, keeping translations; and the texts that fell out.

    A text that changed a little keeps its translation as a fuzzy one, which a person must look at and confirm.
    """
    catalogue = read(po) if po.exists() else Catalog(locale="ko")
    catalogue.update(extract(package))
    dropped = sorted(str(key) for key in catalogue.obsolete)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.flags -= {"python-format"}
    return catalogue, dropped


def merge(catalogue: Catalog, file: Path) -> None:
    """Take over the confirmed translations of `file`; its words win. Names what the code does not say."""
    for message in read(file):
        if not message.id or not message.string or message.fuzzy:
            continue
        mine = catalogue.get(message.id)
        if mine is None:
            print(f"{file.name}: not in the code: {message.id!r}")
            continue
        mine.string = message.string
        mine.flags.discard("fuzzy")


def problems(package: Path, po: Path) -> list[str]:
    """What a translator, or a run of this script, still has to do."""
    hint = "run python scripts/translate.py"
    if not po.exists():
        return [f"There is no {po.name}: {hint}."]
    saved = read(po)
    wanted, dropped = update(package, po)
    found = [f"obsolete: {text!r}" for text in sorted({*dropped, *(str(key) for key in saved.obsolete)})]
    found += unfinished(wanted)
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != mo_bytes(saved):
        found.append(f"stale: {mo.name} was not compiled from {po.name}: {hint}.")
    if not found and po.read_bytes() != po_bytes(wanted):
        found.append(f"stale: {po.name} is not as the code would have it: {hint}.")
    return found


def unfinished(catalogue: Catalog) -> list[str]:
    """A line for each text that has no translation, or one that nobody has confirmed."""
    messages = [message for message in catalogue if message.id]
    missing = [f"untranslated: {message.id!r}" for message in messages if not message.string]
    return sorted(missing) + sorted(
        f"fuzzy: {message.id!r}" for message in messages if message.string and message.fuzzy
    )


def read(po: Path) -> Catalog:
    """The catalogue in a .po file."""
    return read_po(io.BytesIO(po.read_bytes()), locale="ko", charset="utf-8")


def po_bytes(catalogue: Catalog) -> bytes:
    """The .po file: sorted, without dates and line numbers."""
    body = io.BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False)
    lines = "".join(f'"{line}\\n"\n' for line in HEADER.splitlines())
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + body.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The .mo file: the format that gettext reads, from confirmed translations only.

    Seven 32-bit words (magic number, version, count, and where each table stands), a table of (length, offset) of the
    sorted originals, the same of the translations, then the texts, each ended by a zero byte
    (https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html). Written here because Babel's writer puts the
    time of day into the header.
    """
    texts = {str(m.id).encode(): str(m.string).encode() for m in catalogue if m.id and m.string and not m.fuzzy}
    texts[b""] = HEADER.encode()
    originals = sorted(texts)
    columns = [originals, [texts[original] for original in originals]]
    count = len(originals)
    offset = 28 + 16 * count
    tables, data = b"", b""
    for column in columns:
        for text in column:
            tables += struct.pack("<II", len(text), offset + len(data))
            data += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, offset) + tables + data


if __name__ == "__main__":
    sys.exit(main())
