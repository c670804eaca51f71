# SPDX-License-Identifier: GPL-3.0-or-later
"""The first filling of the index from a portal in another process, over HTTP, into a file.

usage: bench-first-sync.py [PATIENTS]

With more than 200,000 patients it is also killed in the middle, and goes on.
"""

import os
import sys
import tempfile

import bench

patients = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
full = patients <= 200000
portal = bench.Portal(patients)

with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
    store = os.path.join(folder, "store.db")
    killed_requests = 0
    if not full:
        if bench.first_sync(portal, store, patients // 2) is not None:
            raise SystemExit("it was not killed")
        killed_requests = len(bench.index_requests(portal))
        portal.forget_requests()
    figures = bench.first_sync(portal, store)
    requests = len(bench.index_requests(portal)) + killed_requests
    size = os.stat(store).st_size / 1048576

portal.stop()
# those before the kill went with the process
rss = [round(kb / 1024, 1) for kb in figures["rss_kb"] if kb]
# the share of a desk: settings' defaults, 0.3 requests a second after the first 10, half of them kept for the person
at_share = max(0, requests - 5) / 0.3
# and the one whose answer the kill may have lost
bars = {"requests": (requests, patients // 2500 + (1 if full else 2))}
if full:
    bars["client_cpu_s"] = (figures["cpu_s"], 2.0 * patients / 100000)
    bars["main_loop_blocked_ms"] = (figures["longest_block_ms"], 16)
    bars["rss_growth_mb"] = (round(rss[4] - rss[0], 1), 10)
bench.finish({"benchmark": "first sync", "patients": patients,
              "note": "the brake on requests is off in the client and in the portal",
              "requests": requests, "requests_before_the_kill": killed_requests,
              "client_cpu_s": figures["cpu_s"], "wall_s": figures["wall_s"],
              "wall_s_at_the_default_share_computed": round(max(at_share, figures["wall_s"])),
              "main_loop_blocked_ms": figures["longest_block_ms"],
              "main_loop_gap_with_waiting_for_a_core_ms": figures["longest_gap_ms"], "main_loop_work_ms": figures["longest_work_ms"],
              "rss_mb_at_each_fifth": rss, "pss_mb": round(figures["pss_kb"] / 1024, 1), "store_mb": round(size, 1),
              "patients_stored": figures["patients"]}, **bars)
