#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with words for people is listed in po/POTFILES.in, and ru.po has all of them.

usage: check-translations.py [SOURCE_ROOT]
"""
import pathlib
import re
import subprocess
import sys
import tempfile

WORDS = {
    ".c": re.compile(r'\b(?:_|C_|N_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2) \("'),
    ".ui": re.compile(r'translatable="(?:yes|true|1)"'),
}


def files_with_words(root):
    for folder in ("src", "resources"):
        for path in sorted((root / folder).rglob("*")):
            pattern = WORDS.get(path.suffix)
            if pattern and pattern.search(path.read_text()):
                yield str(path.relative_to(root))


def untranslated(root):
    """The messages that ru.po lacks, as msgattrib prints them."""
    with tempfile.TemporaryDirectory() as folder:
        pot, merged = f"{folder}/all.pot", f"{folder}/ru.po"
        environment = {"GETTEXTDATADIRS": "/usr/share/gtk-4.0:/usr/share/glib-2.0", "PATH": "/usr/bin:/bin"}
        subprocess.run(
            ["xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", f"--output={pot}", "--no-location",
             "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=Q_",
             "--keyword=ngettext:1,2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3"],
            cwd=root, check=True, stderr=subprocess.DEVNULL, env=environment)
        subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
                        root / "po/ru.po", pot], check=True)
        left = ""
        for kind in ("--untranslated", "--only-fuzzy"):
            left += subprocess.run(["msgattrib", kind, "--no-obsolete", merged], check=True,
                                   capture_output=True, text=True).stdout
        return left


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    listed = {line for line in (root / "po/POTFILES.in").read_text().split("\n") if line and line[0] != "#"}
    found = set(files_with_words(root))
    bad = 0
    for path in sorted(found - listed):
        print(f"po/POTFILES.in lacks {path}")
        bad += 1
    for path in sorted(listed):
        if not (root / path).is_file():
            print(f"po/POTFILES.in lists {path}, which is not there")
            bad += 1
    subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", root / "po/ru.po"], check=True)
    if not bad:
        left = untranslated(root)
        if left:
            print("po/ru.po lacks:\n" + left)
            bad += 1
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
