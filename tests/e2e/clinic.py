# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole clinic for a test: a portal of its own, a private desktop, and the application on it.

RECEPTION_BUILD names the directory of the build (_build), RECEPTION_PATIENCE stretches every wait
and every promised time, for builds that are slower than what people run.
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from desktop import PATIENCE, Desktop, wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RECEPTION_BUILD", ROOT / "_build")).resolve()

# The fixture people of src/demo/demo-world.h.
ANNA, PYOTR, SMIRNOVA, MARKUP, LONG, NOBODY = ("79000000001", "79000000003", "79000000004", "79000000005",
                                               "79000000006", "79000000099")
NOW = "2026-11-21T15:00:00+03:00"
MIS_USER, MIS_PASSWORD = "reception", "demo"
# What no log may hold: telephone numbers, surnames.
PRIVATE = re.compile(r"9000000\d{3}|900\D{0,2}000\D?00\D?\d\d|Иванов|Сидоров|Смирнов|Кузнецов")
BAD_LOG = re.compile(r"CRITICAL|WARNING|runtime error|ERROR: \w*Sanitizer")


def patient(seconds):
    return seconds * PATIENCE


class Portal:
    """reception-portal with its control interface; it may be stopped and started again."""

    def __init__(self, directory, *options, now=NOW, patients=60):
        self.argv = [str(BUILD / "src/demo/reception-portal"), "--control", "--quiet-day", "--calls", "0",
                     "--patients", str(patients), "--file", f"{directory}/portal.db", *options]
        if now:
            self.argv += ["--now", now]
        self.log_path, self.process, self.url = f"{directory}/portal.log", None, None
        self.start()

    def start(self):
        argv = list(self.argv)
        if self.url is not None:  # the same address as before
            argv += ["--port", str(self.port), "--secret", self.secret]
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=log, text=True)
        self.url = self.process.stdout.readline().strip()
        self.mis_url = self.process.stdout.readline().strip() if "--mis" in argv else None
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/rest/(\d+)/(\w+)/", self.url)
        if found is None:
            raise AssertionError("the portal did not start: " + open(self.log_path).read())
        self.port, self.user, self.secret = int(found[1]), int(found[2]), found[3]
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def stop(self):
        if self.process.poll() is None:
            self.connection.close()
            self.process.terminate()
            self.process.wait(10)
        self.process.stdout.close()

    def url_of(self, user):
        return self.url.replace(f"/rest/{self.user}/", f"/rest/{user}/")

    def control(self, command, verb="POST", **params):
        self.connection.request(verb, f"/control/{command}", json.dumps(params).encode(),
                                {"Content-Type": "application/json"})
        answer = json.loads(self.connection.getresponse().read())
        if "error" in answer:
            raise AssertionError(f"{command} {params}: {answer}")
        return answer

    def ring(self, number, **params):
        return self.control("ring", number=number, **params)["callId"]

    def answer(self, call, user=7):
        self.control("answer", callId=call, user=user)

    def hang_up(self, call, code=None):
        self.control("hangup", callId=call, **({"code": code} if code else {}))

    def miss(self, call):
        self.control("miss", callId=call)

    def bring_invoice(self, user=7, **params):
        """An invoice waits for the head; says its element and its task (see demo-control-office.c)."""
        return self.control("invoice", user=user, **params)

    def decide(self, task, user=1, status=1, **params):
        """Somebody answers a task in the browser."""
        self.control("decide", task=task, user=user, status=status, **params)

    def fault(self, kind, match="*", count=1, **params):
        self.control("fault", kind=kind, match=match, count=count, **params)

    def clear_faults(self):
        self.control("fault", "DELETE")

    def forget(self):
        self.control("journal", "DELETE")

    def journal(self):
        return self.control("journal", "GET")

    def requests(self):
        return self.journal()["requests"]

    def writes(self, what):
        return [w for w in self.journal()["writes"] if w["what"] == what]

    def methods(self):
        """Every method that was asked for, those inside of batches too."""
        found = []
        for request in self.requests():
            commands = request.get("commands", {}).values()
            found += [c.split("?")[0] for c in commands] or [request["method"]]
        return found

    def call(self, method, **params):
        return self.control("call", method=method, params=params)["result"]

    def leads(self, number):
        return self.call("crm.duplicate.findbycomm", type="PHONE", entity_type="LEAD", values=[number])


class Clinic:
    """with Clinic() as clinic: clinic.portal.ring("79000000003"); clinic.app.says("Сидоров")"""

    def __init__(self, *options, now=NOW, patients=60, settings=None, russian=True, user=7, portal=None,
                 synced=True, arguments=(), environment=None, mis=False):
        """mis: connected to the medical system too; a portal that is given must have been started with --mis"""
        self.mis, options = mis, (*options, "--mis") if mis else options
        self.options, self.now, self.patients, self.settings = options, now, patients, settings or {}
        self.russian, self.user, self.synced, self.portal = russian, user, synced, portal
        self.arguments, self.environment, self.owns_portal = arguments, environment, portal is None
        self.noise = []  # patterns of warnings that the scenario provokes on purpose

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix="reception-clinic.")
        self.apps, self.logs, self.app = [], [], None
        self.desktop = Desktop(env=self._environment(), display=Options.display)
        self.desktop.__enter__()
        try:
            if self.owns_portal:
                self.portal = Portal(self.dir, *self.options, now=self.now, patients=self.patients)
            self._write_settings()
            self.start()
            if self.synced:
                self.wait_synced()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def _environment(self):
        env = {"GSETTINGS_SCHEMA_DIR": str(BUILD / "data"), "RECEPTION_LOCALEDIR": str(BUILD / "po"),
               "RECEPTION_DATADIR": str(BUILD / "data"), "GSETTINGS_BACKEND": "keyfile",
               "G_DEBUG": "fatal-criticals", "TZ": "Europe/Moscow", "LC_ALL": "", "LANGUAGE": "",
               "LANG": "ru_RU.UTF-8" if self.russian else "C.UTF-8"}
        # Whole stacks of every allocation would make a window many times slower.
        if "ASAN_OPTIONS" in os.environ:
            env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"] + ":malloc_context_size=13"
        if self.russian:
            env["LOCPATH"] = str(russian_locale())
        return env

    def _write_settings(self):
        # Generous, because a portal of the test's own serves nobody else.
        values = {"requests-per-second": "5.0", "request-burst": "50", "tour-seen": "true"} | self.settings
        if self.mis:
            values |= {"mis-kind": "'odata'", "mis-url": f"'{self.portal.mis_url}'", "mis-user": f"'{MIS_USER}'",
                       "mis-preset": f"'{BUILD / 'data/mis/demo.ini'}'"}
        folder = pathlib.Path(self.desktop.env["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}={value}\n" for key, value in values.items())
        (folder / "keyfile").write_text("[io/github/reception24/Reception]\n" + lines)

    def start(self, *arguments, env=None):
        full = {"RECEPTION_PORTAL": self.portal.url_of(self.user)} if self.environment is None else self.environment
        if self.mis:
            full = full | {"RECEPTION_MIS_PASSWORD": MIS_PASSWORD}
        self.app = self.desktop.start([str(BUILD / "src/reception"), *self.arguments, *arguments], full | (env or {}),
                                      timeout=patient(20))
        self.logs.append(self.app.log_path)
        return self.app

    def second_start(self, *arguments):
        """Runs the program again, as a telephone exchange's hook or an icon does."""
        return subprocess.run([str(BUILD / "src/reception"), *arguments], env=self.desktop.env, timeout=patient(20),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    def wait_synced(self):
        """Until every patient is stored: afterwards nothing is asked in the background for minutes."""
        def settled():
            listed = [m for m in self.portal.methods() if m == "crm.contact.list"]
            before = len(self.portal.requests())
            time.sleep(0.25)
            return len(listed) >= 2 and len(self.portal.requests()) == before
        # at half a request a second a dozen requests take their time
        wait_until(settled, patient(40), "the patients to be stored")

    def shot(self, name):
        if Options.shots:
            os.makedirs(Options.shots, exist_ok=True)
            self.desktop.screenshot(os.path.join(Options.shots, name + ".png"))

    def kill(self):
        """As a power cut would."""
        self.app.kill()

    def log(self):
        return "".join(open(path, errors="replace").read() for path in self.logs)

    def tell(self):
        """For whoever looks for what went wrong."""
        self.shot(f"failed-{id(self)}")
        print(f"--- log ---\n{self.log()}", file=sys.stderr)

    def _check_log(self):
        for line in self.log().splitlines():
            if BAD_LOG.search(line) and not any(re.search(p, line) for p in self.noise):
                raise AssertionError("in the log: " + self.log())
            if PRIVATE.search(line) or (self.portal and self.portal.secret in line):
                raise AssertionError("private in the log: " + line)

    def __exit__(self, kind, value, trace):
        try:
            if kind is not None:
                self.tell()
            elif Options.keep:
                input("The window stays until Enter… ")
            if kind is None and self.app is not None and self.app in self.desktop.apps:
                status = self.app.quit(timeout=patient(20))
                if status != 0:
                    raise AssertionError(f"the application left with {status}:\n{self.log()}")
            if kind is None:
                self._check_log()
        finally:
            if self.portal and self.owns_portal:
                self.portal.stop()
            self.desktop.__exit__()
            shutil.rmtree(self.dir, ignore_errors=True)


def russian_locale():
    """Where the Russian locale is, made beside the build if the system has none."""
    folder = BUILD / "locale"
    if not (folder / "ru_RU.UTF-8").is_dir():
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            subprocess.run(["localedef", "-i", "ru_RU", "-f", "UTF-8", f"{fresh}/ru_RU.UTF-8"], check=False)
            try:
                os.rename(f"{fresh}/ru_RU.UTF-8", folder / "ru_RU.UTF-8")
            except OSError:
                pass  # another test was faster
    return folder


class Scenario(unittest.TestCase):
    def run(self, result=None):
        self.result = self.defaultTestResult() if result is None else result
        self.troubles = self.count_troubles()
        return super().run(self.result)

    def count_troubles(self):
        return len(self.result.errors) + len(self.result.failures)

    def enterContext(self, cm):
        """A clinic says what it was like when a scenario fails in it: the way out hears of no failure."""
        entered = super().enterContext(cm)
        if isinstance(entered, Clinic):
            self.addCleanup(lambda: self.count_troubles() > self.troubles and entered.tell())
        return entered

    def open(self, *options, **params):
        return self.enterContext(Clinic(*options, **params))

    def within(self, seconds, question, what="", interval=0.02):
        return wait_until(question, patient(seconds), what, interval)

    def quick_card(self, clinic, text, seconds=1.0):
        """The card says it within that time."""
        return clinic.app.says(text, timeout=patient(seconds), within=clinic.app.find("Звонок", "panel",
                                                                                      timeout=patient(seconds)))


class Options:
    shots, keep, display = None, False, None


def run(module):
    parser = argparse.ArgumentParser(description=sys.modules[module].__doc__)
    parser.add_argument("names", nargs="*", help="parts of names of scenarios; all when none is given")
    parser.add_argument("--list", action="store_true", help="only say which there are")
    parser.add_argument("--shots", metavar="DIR", help="write pictures there")
    parser.add_argument("--keep", action="store_true", help="leave the window until Enter; on your own display, "
                        "when there is one")
    arguments = parser.parse_args()
    Options.shots, Options.keep = arguments.shots, arguments.keep
    Options.display = os.environ.get("DISPLAY") if arguments.keep else None
    every = [t for group in unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module]) for t in group]
    chosen = [t for t in every if not arguments.names or any(n in t.id() for n in arguments.names)]
    if arguments.list:
        print("\n".join(t.id().split(".")[-1] for t in chosen))
        return 0
    if not chosen:
        parser.error("there is no such scenario")
    result = unittest.TextTestRunner(verbosity=2, failfast=arguments.keep).run(unittest.TestSuite(chosen))
    return 0 if result.wasSuccessful() else 1
