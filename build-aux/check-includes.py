#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each layer may include only the layers below it. Meson hides most headers; this hides the rest.

usage: check-includes.py [SOURCE_ROOT]
"""
import pathlib
import re
import sys

FOREIGN = {  # library: its headers
    "gtk": r"<(gtk/|gdk/|gsk/|adwaita)",
    "soup": r"<libsoup/",
    "json": r"<json-glib/",
    "sqlite": r"<sqlite3",
    "notify": r"<libnotify/",
    "secret": r"<libsecret/",
    "gsound": r"<gsound",
    "xlsxwriter": r"<xlsxwriter",
    "poppler": r"<poppler",
}
LAYERS = {  # layer: (what it may see of the libraries, prefixes of the layers that it may see)
    "bitrix24": ({"soup", "json"}, {"bx"}),
    "clinic": (set(), {"clinic"}),
    "store": ({"sqlite"}, {"store", "clinic"}),
    "sync": ({"json", "soup"}, {"sync", "store", "bx", "clinic"}),
    "mis": ({"soup", "json"}, {"mis", "clinic"}),
    "platform": ({"notify", "secret", "gsound", "xlsxwriter"}, {"plat", "clinic"}),
    "demo": ({"soup", "json", "sqlite"}, {"demo"}),
    "ui": ({"gtk"}, {"desk", "clinic"}),
}
# A library that one file of a layer may see.
ALONE = {"src/ui/invoices/desk-paper.c": {"poppler"}}
# The demo portal shares the client's reading of JSON and nothing else.
ALLOWED = {"demo": {"bx-json.h"}}
PREFIXES = {"bx", "clinic", "store", "sync", "mis", "plat", "demo", "desk"}


def complaint(layer, line, alone=frozenset()):
    """What is wrong with an #include line, or None. alone: what this file may see besides."""
    libraries, prefixes = LAYERS[layer]
    libraries = libraries | alone
    for library, pattern in FOREIGN.items():
        if library not in libraries and re.search(pattern, line):
            return f"{layer} may not see {library}"
    own = re.search(r'"(([a-z0-9]+)-[^"]*)"', line)
    if own and own[2] in PREFIXES - prefixes and own[1] not in ALLOWED.get(layer, ()):
        return f"{layer} may not see {own[2]}"
    return None


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    bad = 0
    for layer in LAYERS:
        for path in sorted((root / "src" / layer).rglob("*.[ch]")):
            alone = ALONE.get(path.relative_to(root).as_posix(), frozenset())
            for number, line in enumerate(path.read_text().splitlines(), 1):
                wrong = complaint(layer, line, alone) if line.startswith("#include") else None
                if wrong:
                    print(f"{path}:{number}: {wrong}: {line}")
                    bad += 1
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
