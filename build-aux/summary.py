#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up all test logs of several build directories: "N passed, N failed, N skipped".

The last words of each failed test come before: what it printed as it ran may be far above."""
import json
import pathlib
import sys

GOOD, SKIPPED = {"OK", "EXPECTEDFAIL"}, {"SKIP"}
LAST_WORDS = 40  # lines of each stream


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
                for stream in "stdout", "stderr":
                    words = (test.get(stream) or "").splitlines()[-LAST_WORDS:]
                    print("\n".join([f"--- {test['name']}, {stream}", *words]))
                print(f"{directory}: {test['name']}: {test['result']}, exit status {test.get('returncode')}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
