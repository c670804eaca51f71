#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rings many times at one desk, and watches that nothing grows: memory, cards, open files.

usage: soak.py [CALLS]     500 unless given; prints JSON; leaves with 1 when something grew
"""
import json
import os
import re
import sys
import time

from clinic import ANNA, MARKUP, NOBODY, PYOTR, SMIRNOVA, Clinic, patient
from desktop import wait_until

WARM_UP = 20
MAX_GROWTH_MB = 5.0
NUMBERS = (PYOTR, ANNA, NOBODY, SMIRNOVA, MARKUP, "")


def memory(pid):
    """Megabytes that only this process holds, and its share of the rest."""
    with open(f"/proc/{pid}/smaps_rollup") as f:
        return int(re.search(r"Pss:\s+(\d+)", f.read())[1]) / 1024


def files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def ring(clinic, index):
    """One call: missed, talked by us, or taken by a colleague."""
    portal = clinic.portal
    call = portal.ring(NUMBERS[index % len(NUMBERS)], users=[7, 8])
    time.sleep(0.05)
    if index % 3 == 0:
        portal.miss(call)
        return
    portal.answer(call, user=7 + index % 3 % 2)
    time.sleep(0.05)
    portal.hang_up(call)


def settle(clinic):
    """Until every card has gone by itself, or is put away as a person does."""
    def none():
        clinic.desktop.key("Escape")
        return not clinic.app.all(re.compile("^(звонит|разговор|Звонок окончен|Не дозвонился)"))
    wait_until(none, patient(60), lambda: f"the cards to go: {clinic.app.texts()}", interval=1.0)
    time.sleep(2)


def main():
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with Clinic() as clinic:
        pid = clinic.app.process.pid
        for i in range(WARM_UP):
            ring(clinic, i)
        settle(clinic)
        before = {"pss_mb": memory(pid), "files": files(pid), "widgets": len(clinic.app.widgets())}
        for i in range(calls):
            ring(clinic, i)
        settle(clinic)
        after = {"pss_mb": memory(pid), "files": files(pid), "widgets": len(clinic.app.widgets())}
        clinic.shot("soak")
    grown = after["pss_mb"] - before["pss_mb"]
    fine = grown <= MAX_GROWTH_MB and after["files"] <= before["files"] + 4 and after["widgets"] <= before["widgets"] + 10
    print(json.dumps({"name": "soak", "calls": calls, "before": before, "after": after, "grown_mb": round(grown, 2),
                      "fine": fine}))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
