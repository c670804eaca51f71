# SPDX-License-Identifier: GPL-3.0-or-later
"""From the start of the program to its first picture with today's calls from the store.

usage: bench-start.py [PATIENTS [RUNS]]
"""

import sys
import time

import bench

patients = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20

portal = bench.Portal(patients)
desk = bench.Desk(bench.RECEPTION, portal, bench.filled_store(portal, patients), env={"G_MESSAGES_DEBUG": "desk-window"})


def start():
    """ms to the first picture, and to the first with the day"""
    times = []
    desk.start()
    for name in ("window", "day"):
        painted = int(desk.wait_line(rf"painted the {name} at (\d+)").group(1))
        times.append(painted / 1000 - desk.started * 1000)
    return times


# the day comes into the store
desk.env["G_MESSAGES_DEBUG"] = ""
desk.start()
bench.wait_until(lambda: any("voximplant.statistic.get" in bench.methods(r) for r in portal.requests()), 30, "the day")
time.sleep(5)
desk.stop()
desk.env["G_MESSAGES_DEBUG"] = "desk-window"

figures = {"benchmark": "start", "patients": patients}
bars = {}
for name in ("portal_reachable", "portal_unreachable"):
    if name == "portal_unreachable":
        portal.stop()
    window, day = [], []
    for _ in range(runs):
        times = start()
        window.append(times[0])
        day.append(times[1])
        time.sleep(0.2)
        desk.stop()
    figures[name] = {"window_ms": bench.summary(window), "with_the_day_ms": bench.summary(day)}
    bars[name + "_median_ms"] = (figures[name]["with_the_day_ms"]["p50"], 300)
bench.finish(figures, **bars)
