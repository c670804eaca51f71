#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every template is well formed and listed in the resources; every listed file is there.

usage: check-resources.py [SOURCE_ROOT]
"""
import pathlib
import sys
import xml.etree.ElementTree as tree


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    resources = root / "resources"
    listed = {file.text.strip() for file in tree.parse(resources / "reception.gresource.xml").iter("file")}
    bad = 0
    for path in sorted((resources / "ui").rglob("*.ui")):
        name = str(path.relative_to(resources))
        try:
            interface = tree.parse(path).getroot()
        except tree.ParseError as error:
            print(f"{path}: {error}")
            bad += 1
            continue
        if name not in listed:
            print(f"reception.gresource.xml lacks {name}")
            bad += 1
        if interface.get("domain") != "reception":
            print(f"{path}: its words are not translated: domain=\"reception\" is missing")
            bad += 1
    for name in sorted(listed):
        if not (resources / name).is_file():
            print(f"reception.gresource.xml lists {name}, which is not there")
            bad += 1
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
