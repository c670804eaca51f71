# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: the portal in another process, the application, figures and bars.

A benchmark prints one JSON object and leaves with 1 when a bar does not hold.
"""

import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

BUILD = os.environ["RECEPTION_BUILD"]
PORTAL = os.path.join(BUILD, "src", "demo", "reception-portal")
RECEPTION = os.path.join(BUILD, "src", "reception")
DESK = os.path.join(BUILD, "tests", "bench", "bench-desk")
WINDOW = os.path.join(BUILD, "tests", "bench", "bench-window")
FIRST_SYNC = os.path.join(BUILD, "tests", "bench", "first-sync-client")
APPLICATION = "io.github.reception24.Reception"
# what takes minutes to make is kept between runs
CACHE = os.path.join(BUILD, "tests", "bench", "stores")


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def summary(values, digits=1):
    return {"count": len(values), "p50": round(percentile(values, 0.5), digits),
            "p95": round(percentile(values, 0.95), digits), "max": round(max(values), digits)}


def finish(figures, **bars):
    """bars: name=(value, bar): each holds when the value is not above the bar"""
    figures["bars"] = {name: {"value": value, "bar": bar, "holds": value <= bar}
                       for name, (value, bar) in bars.items()}
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    sys.exit(0 if all(bar["holds"] for bar in figures["bars"].values()) else 1)


def wait_until(check, timeout, what):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        value = check()
        if value:
            return value
        time.sleep(0.02)
    raise SystemExit(f"waited {timeout} s for {what}")


def memory_of(pid, field="Pss"):
    """MB"""
    with open(f"/proc/{pid}/smaps_rollup") as f:
        return int(re.search(rf"^{field}:\s+(\d+)", f.read(), re.M).group(1)) / 1024


def cpu_ms(pid):
    """of the main thread until now"""
    with open(f"/proc/{pid}/schedstat") as f:
        return int(f.read().split()[0]) / 1e6


class Portal:
    def __init__(self, patients, calls=60):
        """calls: how many the day has had already"""
        self.process = subprocess.Popen([PORTAL, "--control", "--quiet-day", "--patients", str(patients),
                                         "--calls", str(calls)], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        parts = urllib.parse.urlsplit(self.address)
        self.origin, self.user = f"{parts.scheme}://{parts.netloc}", parts.path.split("/")[2]
        self.http = http.client.HTTPConnection(parts.hostname, parts.port)
        self.control("budget", size=1000000, leak="100000", operating_limit=1000000)

    def control(self, command, delete=False, **params):
        self.http.request("DELETE" if delete else "POST", f"/control/{command}", json.dumps(params),
                          {"Content-Type": "application/json"})
        answer = self.http.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{command}: {answer.status} {text!r}")
        return json.loads(text)

    def requests(self):
        return self.control("journal")["requests"]

    def forget_requests(self):
        self.control("journal", delete=True)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def methods(request):
    """The methods of one request, of a batch those of its commands."""
    if request["method"].lower() != "batch":
        return [request["method"]]
    return [command.split("?")[0] for command in request["commands"].values()]


def first_sync(portal, store, kill_at=0):
    """Fills a store; gives what the client measured of itself, None when it was killed."""
    run = subprocess.run([FIRST_SYNC, portal.address, store] + ([str(kill_at)] if kill_at else []),
                         env={**os.environ, "GSETTINGS_BACKEND": "memory"}, stdout=subprocess.PIPE, text=True)
    if kill_at and run.returncode == -signal.SIGKILL:
        return None
    if run.returncode:
        raise SystemExit(f"first-sync-client left with {run.returncode}")
    return json.loads(run.stdout)


def index_requests(portal):
    return [r for r in portal.requests() if set(methods(r)) == {"crm.contact.list"}]


def is_filled(store):
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            row = db.execute("SELECT text FROM documents WHERE name = 'patients-cursor'").fetchone()
        return row is not None and json.loads(row[0])["filled"] == "Y"
    except sqlite3.Error:
        return False


def filled_store(portal, patients):
    """A store with all patients of the clinic, from the cache or made now. An older application's
    store is as good as a new one, another clinic's is not: the portal's program is its key."""
    with open(PORTAL, "rb") as f:
        key = hashlib.sha256(f.read()).hexdigest()[:12]
    store = os.path.join(CACHE, f"{patients}-{key}.db")
    os.makedirs(CACHE, exist_ok=True)
    if not is_filled(store):
        for name in os.listdir(CACHE):
            if name.startswith(f"{patients}-"):
                os.unlink(os.path.join(CACHE, name))
        first_sync(portal, store)
    return store


class Desk:
    """The application on the virtual desktop that with-display made."""

    def __init__(self, program, portal, store=None, settings=None, env=None):
        """store: a file to begin with (copied). settings: GSettings that differ from the defaults."""
        self.data = os.path.join(os.environ["XDG_DATA_HOME"], "reception")
        name = hashlib.sha256(f"{portal.origin}/{portal.user}".encode()).hexdigest()[:16]
        self.store = os.path.join(self.data, name + ".db")
        os.makedirs(self.data, mode=0o700, exist_ok=True)
        if store is not None:
            shutil.copyfile(store, self.store)
            os.chmod(self.store, 0o600)
        folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "w") as f:
            f.write("[io/github/reception24/Reception]\n")
            f.writelines(f"{key}={value}\n" for key, value in (settings or {}).items())
        self.program = program
        self.env = {**os.environ, "GSETTINGS_BACKEND": "keyfile", "RECEPTION_PORTAL": portal.address,
                    "LANGUAGE": "ru", **(env or {})}
        self.lines, self.news = [], threading.Condition()

    def start(self):
        self.lines.clear()
        self.started = time.monotonic()
        self.process = subprocess.Popen([self.program], env=self.env, stdout=subprocess.PIPE, stderr=sys.stderr,
                                        text=True)
        threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True).start()

    def _read(self, output):
        for line in output:
            with self.news:
                self.lines.append(line.strip())
                self.news.notify_all()

    def wait_line(self, pattern, timeout=30):
        """Takes the first line that fits, and those before it, away."""
        def look():
            for i, line in enumerate(self.lines):
                found = re.search(pattern, line)
                if found:
                    del self.lines[:i + 1]
                    return found
            return None
        with self.news:
            found = self.news.wait_for(look, timeout)
        if not found:
            raise SystemExit(f"waited {timeout} s for {pattern!r}: {self.lines[-5:]}")
        return found

    def activate(self, action):
        """An action of the window, as its key does it."""
        path = "/" + APPLICATION.replace(".", "/") + "/window/1"
        subprocess.run(["gdbus", "call", "--session", "--dest", APPLICATION, "--object-path", path, "--method",
                        "org.gtk.Actions.Activate", action, "[]", "{}"], check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        self.process.terminate()
        if self.process.wait(20):
            raise SystemExit(f"the application left with {self.process.returncode}")


KINDS = ["known", "unknown", "family", "visit"]


def ring(portal, desk, number):
    """One call that is missed: what its card took, or SystemExit."""
    call = portal.control("ring", number=number, users=[int(portal.user)])["callId"]
    shown = desk.wait_line(rf"^ring {re.escape(call)} (\S+) (\d+)")
    complete = desk.wait_line(rf"^complete {re.escape(call)} (\S+) (\d+)")
    portal.control("miss", callId=call)
    return float(shown.group(1)), int(shown.group(2)), float(complete.group(1)), int(complete.group(2))
