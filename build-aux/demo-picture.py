#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the demo clinic under a virtual display until a call rings, and writes a screenshot.

usage: demo-picture.py PROGRAM PICTURE
"""
import os
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "e2e"))
from desktop import Desktop  # noqa: E402

# the strip over every page, while somebody rings
RINGING = re.compile(r"^(ringing|звонит) ")


def main():
    program, picture = sys.argv[1], os.path.abspath(sys.argv[2])
    with Desktop() as desktop:
        print("No display: running under a virtual one until somebody rings…", flush=True)
        app = desktop.start([program, "--demo"], {"GSETTINGS_BACKEND": "memory"})
        app.find(RINGING, timeout=60)
        time.sleep(1.5)  # the portal completes the card
        desktop.screenshot(picture)
        app.stop()
    print(f"Screenshot: {picture}")


if __name__ == "__main__":
    main()
