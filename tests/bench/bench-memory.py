# SPDX-License-Identifier: GPL-3.0-or-later
"""What the application holds (PSS) after its first sync, and after a thousand calls.

usage: bench-memory.py [PATIENTS [CALLS]]

Every call comes from another number, is missed and stays unanswered, so that the list of missed
calls grows as much as it can. At first the desk looks at the calls of now, as it does after the
start; then at the list of missed calls, for which GTK makes some two hundred rows, once.
"""

import sys
import time

import bench

patients = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
calls = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
MORE = 200
SETTLE = 40  # seconds: the last cards go, the statistics come, what is free is given back

portal = bench.Portal(patients)
desk = bench.Desk(bench.DESK, portal, settings={"wrap-up-seconds": 0})
desk.start()
desk.wait_line("^open")
bench.wait_until(lambda: bench.is_filled(desk.store), 120, "the index")
pss, done = {}, 0


def note(name):
    time.sleep(SETTLE)
    pss[name] = bench.memory_of(desk.process.pid)


def ring(until):
    global done
    for done in range(done + 1, until + 1):
        number = portal.control("phone", kind=bench.KINDS[done % len(bench.KINDS)], seed=done)["number"]
        bench.ring(portal, desk, number)


note("after_the_first_sync")
ring(10)
note("after_10_calls")
begun = time.monotonic()
ring(calls)
took = time.monotonic() - begun
note(f"after_{calls}_calls")

desk.activate("show-missed")
ring(calls + 10)
note("with_the_missed_on_show")
ring(calls + 10 + MORE)
note(f"after_{MORE}_more")

figures = {"benchmark": "memory", "patients": patients, "calls": calls, "ms_a_call": round(took / max(1, calls - 10) * 1000),
           "pss_mb": {name: round(value, 1) for name, value in pss.items()},
           "rss_mb": round(bench.memory_of(desk.process.pid, "Rss"), 1)}
desk.stop()
portal.stop()
bench.finish(figures, after_the_first_sync_mb=(round(pss["after_the_first_sync"], 1), 90),
             growth_mb=(round(pss[f"after_{calls}_calls"] - pss["after_10_calls"], 1), 5),
             growth_on_show_mb=(round(pss[f"after_{MORE}_more"] - pss["with_the_missed_on_show"], 1), 5))
