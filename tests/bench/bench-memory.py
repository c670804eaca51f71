# SPDX-License-Identifier: GPL-3.0-or-later
"""What the application holds (PSS) after its first sync, and after a thousand calls.

usage: bench-memory.py [PATIENTS [CALLS]]
"""

import sys
import time

import bench

patients = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
calls = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
SETTLE = 40  # seconds: the last cards go, the statistics come, what is free is given back

# GTK makes a row for each entry of a list up to some two hundred; they are all there from the start
portal = bench.Portal(patients, calls=1500)
desk = bench.Desk(bench.DESK, portal, settings={"wrap-up-seconds": 0})
desk.start()
desk.wait_line("^open")
bench.wait_until(lambda: bench.is_filled(desk.store), 120, "the index")
time.sleep(SETTLE)
pss = {"after_the_first_sync": bench.memory_of(desk.process.pid)}

for i in range(calls):
    number = portal.control("phone", kind=bench.KINDS[i % len(bench.KINDS)], seed=i + 1)["number"]
    bench.ring(portal, desk, number)
    if i + 1 in (10, calls):
        time.sleep(SETTLE)
        pss[f"after_{i + 1}_calls"] = bench.memory_of(desk.process.pid)

figures = {"benchmark": "memory", "patients": patients, "calls": calls,
           "pss_mb": {name: round(value, 1) for name, value in pss.items()},
           "rss_mb": round(bench.memory_of(desk.process.pid, "Rss"), 1)}
desk.stop()
portal.stop()
bench.finish(figures, after_the_first_sync_mb=(round(pss["after_the_first_sync"], 1), 90),
             growth_mb=(round(pss[f"after_{calls}_calls"] - pss["after_10_calls"], 1), 5))
