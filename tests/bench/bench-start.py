# SPDX-License-Identifier: GPL-3.0-or-later
"""From the start of the program to its first picture with today's calls from the store.

usage: bench-start.py [PATIENTS [RUNS]]

Each start is followed by that of an empty window of the same toolkit: what the machine, and what
GTK and libadwaita alone, need at that moment.
"""

import os
import sys
import time

import bench

patients = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20

portal = bench.Portal(patients)
desk = bench.Desk(bench.RECEPTION, portal, bench.filled_store(portal, patients))
empty = bench.Desk(bench.WINDOW, portal)


def start(program, *names):
    """ms to each picture, and the processor time of the main thread until the last"""
    program.start()
    times = [int(program.wait_line(rf"painted the {name} at (\d+)").group(1)) / 1000 - program.started * 1000
             for name in names]
    cpu = bench.cpu_ms(program.process.pid)
    time.sleep(0.2)
    program.process.terminate()
    program.process.wait(20)
    return times + [cpu]


# the day comes into the store
desk.start()
bench.wait_until(lambda: any("voximplant.statistic.get" in bench.methods(r) for r in portal.requests()), 30, "the day")
time.sleep(5)
desk.stop()
desk.env["G_MESSAGES_DEBUG"] = "desk-window"

figures = {"benchmark": "start", "patients": patients, "load": os.getloadavg()[0]}
bars = {}
for name in ("portal_reachable", "portal_unreachable"):
    if name == "portal_unreachable":
        portal.stop()
    ours, nothing = [], []
    for _ in range(runs):
        ours.append(start(desk, "window", "day"))
        nothing.append(start(empty, "window"))
    columns = {"window_ms": [row[0] for row in ours], "with_the_day_ms": [row[1] for row in ours],
               "cpu_ms": [row[2] for row in ours], "empty_window_ms": [row[0] for row in nothing],
               "empty_window_cpu_ms": [row[1] for row in nothing]}
    figures[name] = {column: bench.summary(values) for column, values in columns.items()}
    figures[name]["least_ms"] = round(min(columns["with_the_day_ms"]), 1)
    bars[name + "_median_ms"] = (figures[name]["with_the_day_ms"]["p50"], 300)
bench.finish(figures, **bars)
