#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing moves on its own but what GTK stops for people who want no movement (gtk-enable-animations): revealers,
stacks, toasts and the animations of libadwaita. What the house draws frame by frame is known by name, and why.

usage: check-movement.py [SOURCE_ROOT]
"""
import pathlib
import re
import sys

# Animations, which look at gtk-enable-animations whenever they are played.
ANIMATED = {"src/ui/charts/desk-chart.c": "bars that grow"}
# Work a frame at a time: nothing of it is seen to move.
BY_FRAMES = {
    "src/ui/board/desk-board-drag.c": "scrolls while somebody drags a card to the edge",
    "src/ui/board/desk-day-drag.c": "scrolls while somebody drags a visit to the edge",
    "src/ui/invoices/desk-tasks-view.c": "takes the focus when all is laid out",
    "src/ui/news/desk-news-page.c": "makes some posts a frame",
    "src/ui/news/desk-text-view.c": "makes some paragraphs a frame",
    "src/ui/reports/desk-archive-rows.c": "makes some rows a frame",
    "src/ui/reports/desk-report-table.c": "makes some rows a frame",
    "src/ui/reports/desk-shift-window.c": "makes some rows a frame",
}
IN_CODE = {re.compile(r"\badw_(timed|spring)_animation_new\b|ADW_TYPE_\w+_ANIMATION\b"): ANIMATED,
           re.compile(r"\bgtk_widget_add_tick_callback\b"): BY_FRAMES}
IN_STYLE = re.compile(r"@keyframes|\banimation(-name)?\s*:|\btransition(-property)?\s*:(?!\s*none\s*;)")


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    bad = []
    for pattern, known in IN_CODE.items():
        found = {str(path.relative_to(root)) for path in (root / "src").rglob("*.c") if pattern.search(path.read_text())}
        bad += [f"{path}: moves by {pattern.pattern}" for path in sorted(found - set(known))]
        bad += [f"{path}: is known to move ({known[path]}), and does not" for path in sorted(set(known) - found)]
    for path in sorted((root / "resources").glob("*.css")):
        bad += [f"{path}:{number}: {line.strip()}" for number, line in enumerate(path.read_text().splitlines(), 1)
                if IN_STYLE.search(line)]
    for line in bad:
        print(line)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
