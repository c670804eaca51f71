# SPDX-License-Identifier: GPL-3.0-or-later
"""From the frame on the WebSocket to the picture of the caller's card, a million patients in the index.

usage: bench-ring.py [PATIENTS [RINGS]]
"""

import sys
import time

import bench

patients = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
rings = int(sys.argv[2]) if len(sys.argv) > 2 else 200

portal = bench.Portal(patients)
store = bench.filled_store(portal, patients)
desk = bench.Desk(bench.DESK, portal, store, {"wrap-up-seconds": 0})
desk.start()
desk.wait_line("^open")
bench.wait_until(lambda: any("pull.config.get" in bench.methods(r) for r in portal.requests()), 20, "the channel")
time.sleep(3)

shown, complete, wrong = [], [], []
for i in range(rings):
    kind = bench.KINDS[i % len(bench.KINDS)]
    number = portal.control("phone", kind=kind, seed=i + 1)["number"]
    portal.forget_requests()
    ms, people, complete_ms, complete_people = bench.ring(portal, desk, number)
    asked = [r for r in portal.requests() if "crm.duplicate.findbycomm" in bench.methods(r)]
    shown.append(ms)
    complete.append(complete_ms)
    least = {"unknown": 0, "family": 2}.get(kind, 1)
    if len(asked) != 1 or asked[0]["method"] != "batch" or people < least or (people > 0) != (least > 0):
        wrong.append({"kind": kind, "requests": len(asked), "people": people, "complete_people": complete_people})
    # not in step with the frames
    time.sleep(0.05 + 0.0137 * (i % 7))

desk.stop()
portal.stop()
bench.finish({"benchmark": "ring to card", "patients": patients, "rings": rings,
              "first_ms": round(shown[0], 1),
              "card_ms": bench.summary(shown), "completed_ms": bench.summary(complete),
              "not_one_batch_or_wrong_people": wrong},
             card_p95_ms=(round(bench.percentile(shown, 0.95), 1), 60),
             wrong_cards=(len(wrong), 0))
