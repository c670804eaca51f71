# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon another person's move is seen by a desk that is alone, and what twenty desks behind one
address ask of the portal while a call rings now and then.

usage: bench-board-live.py [DESKS [SECONDS]]
"""

import os
import queue
import subprocess
import sys
import threading
import time

import bench

desks = int(sys.argv[1]) if len(sys.argv) > 1 else 20
seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 120
moves = 8
STAGES = ("C5:UC_ZAVTRA", "C5:NEW")


class Clients:
    def __init__(self, portal, count):
        self.process = subprocess.Popen([os.path.join(bench.BUILD, "tests", "bench", "board-live-client"),
                                         portal.address, str(count)], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "GSETTINGS_BACKEND": "memory"})
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put((time.monotonic(), line.split()))

    def wait(self, word, timeout):
        end = time.monotonic() + timeout
        while True:
            try:
                at, line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise SystemExit(f"waited {timeout} s for {word}")
            if line[0] == word:
                return at, line

    def stop(self):
        self.process.terminate()
        self.process.wait()


def visit_of(portal):
    items = portal.control("call", method="crm.item.list", user=8, params={
        "entityTypeId": 2, "select": ["id", "stageId"], "filter": {"=stageId": "C5:NEW"}})["result"]["items"]
    return items[0]["id"]


portal = bench.Portal(3000)
visit = visit_of(portal)

alone = Clients(portal, 1)
alone.wait("ready", 120)
seen = []
for i in range(moves):
    time.sleep(2 + 1.37 * (i % 4))
    began = time.monotonic()
    portal.control("call", method="crm.item.update", user=8,
                   params={"entityTypeId": 2, "id": visit, "fields": {"stageId": STAGES[i % 2]}})
    at, _ = alone.wait("moved", 15)
    seen.append(at - began)
alone.stop()

many = Clients(portal, desks)
many.wait("ready", 600)
# what a start asks for once more (names, reminders) is over
time.sleep(150)
portal.forget_requests()
began = time.monotonic()
time.sleep(seconds)
requests = portal.requests()
elapsed = time.monotonic() - began
# each ring is looked up by all desks at once, while they go on asking
rings, looked_up = 0, []
for _ in range(10):
    time.sleep(6)
    number = portal.control("phone", kind="family", seed=rings + 1)["number"]
    portal.control("ring", number=number)
    rings += 1
time.sleep(2)
while not many.lines.empty():
    _, line = many.lines.get()
    if line[0] == "caller":
        looked_up.append(float(line[2]))
many.stop()
portal.stop()

kinds = {}
for r in requests:
    name = " ".join(sorted(set(bench.methods(r))))
    kinds[name] = kinds.get(name, 0) + 1
bench.finish({"benchmark": "board live", "seen_alone_s": bench.summary(seen, 2), "desks": desks,
              "seconds": round(elapsed), "requests": len(requests), "of_which": kinds,
              "rings": rings, "looked_up_ms": bench.summary(looked_up)},
             seen_s=(round(max(seen), 2), 6),
             requests_per_second=(round(len(requests) / elapsed, 2), 1),
             looked_up_ms=(round(max(looked_up), 1), 300))
