#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up all test logs of several build directories: "N passed, N failed, N skipped"."""
import json
import pathlib
import sys

GOOD, SKIPPED = {"OK", "EXPECTEDFAIL"}, {"SKIP"}


def main():
    passed = failed = skipped = 0
    for directory in sys.argv[1:]:
        logs = sorted(pathlib.Path(directory, "meson-logs").glob("testlog*.json"))
        if not logs:
            print(f"{directory}: no test ran")
            failed += 1
            continue
        for line in [line for log in logs for line in log.read_text().splitlines()]:
            test = json.loads(line)
            if test["result"] in GOOD:
                passed += 1
            elif test["result"] in SKIPPED:
                skipped += 1
            else:
                failed += 1
                print(f"{directory}: {test['name']}: {test['result']}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
