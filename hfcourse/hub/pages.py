"""A page for a person who opens the address of a repo or commit that a client has printed."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from hfcourse.hub.answers import PREFIX, View
from hfcourse.messages import _, language

LONGEST_CARD = 64 << 10  # bytes of README.md that are shown
STYLE = "body{font:16px/1.5 system-ui;margin:2em auto;max-width:50em;padding:0 1em;color-scheme:light dark}pre{white-space:pre-wrap}"


def repo_page(view: View) -> str:
    """HTML: what this is, its files as links, its card as text. Nothing in it can run."""
    root = f"/{PREFIX[view.kind]}{view.asked}"
    note = _("A repo of the course's small hub, on this computer. The real Hub's pages show more.")
    if view.asked != view.repo.id:
        text = _("%(id)s is served here by a small stand-in, %(stand_in)s; it is not the real one.")
        note = text % {"id": view.asked, "stand_in": view.repo.id}
    files = "".join(
        f'<li><a href="{escape(f"{root}/resolve/{view.sha}/{quote(path)}")}">{escape(path)}</a> {entry.size:,} B</li>'
        for path, entry in view.commit.files.items()
    )
    card = ""
    if entry := view.commit.files.get("README.md"):
        with view.repo.content("README.md", entry).open("rb") as file:
            card = f"<pre>{escape(file.read(LONGEST_CARD).decode('utf-8', 'replace'))}</pre>"
    title = escape(view.asked)
    return (
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f"<h1>{title}</h1><p>{escape(note)}</p><p><code>{view.sha[:7]}</code> {escape(view.commit.title)}</p>"
        f"<ul>{files}</ul>{card}</html>"
    )
