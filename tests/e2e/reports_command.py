#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`reception report`: a report without a window or a display, equal to what the portal's own lists say.

usage: tests/e2e/reports_command.py [NAME…]
"""
import collections
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

import openpyxl

from clinic import BUILD, Portal, Scenario, patient, run, russian_locale

NOVEMBER = "2026-11-01T00:00:00+03:00", "2026-12-01T00:00:00+03:00"


class ReportsCommand(Scenario):
    def open_portal(self, *options, settings=None, user=None, patients=60):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="reception-report.")))
        self.portal = Portal(str(self.folder), *options, patients=patients)
        self.addCleanup(self.portal.stop)
        self.url = self.portal.url_of(user) if user else self.portal.url
        self.set(settings or {})

    def set(self, settings):
        folder = self.folder / "config/glib-2.0/settings"
        folder.mkdir(parents=True, exist_ok=True)
        values = {"requests-per-second": "5.0", "request-burst": "50"} | settings
        (folder / "keyfile").write_text("[io/github/reception24/Reception]\n" +
                                        "".join(f"{key}={value}\n" for key, value in values.items()))

    def report(self, *arguments, status=0, environment=None):
        """Runs it as a timer does: no display, no bus, no terminal. Says what it wrote on stderr and stdout."""
        env = {name: value for name, value in os.environ.items()
               if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        env |= {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder / "config"),
                "XDG_DATA_HOME": str(self.folder / "data"), "XDG_RUNTIME_DIR": str(self.folder),
                "XDG_CACHE_HOME": str(self.folder / "cache"), "GSETTINGS_BACKEND": "keyfile",
                "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"), "RECEPTION_LOCALEDIR": str(BUILD / "po"),
                "G_DEBUG": "fatal-criticals", "TZ": "Europe/Moscow", "LC_ALL": "", "LANGUAGE": "",
                "LANG": "ru_RU.UTF-8", "LOCPATH": str(russian_locale()),
                "RECEPTION_PORTAL": self.url} | (environment or {})
        done = subprocess.run([str(BUILD / "src/reception"), "report", *arguments], env=env, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=patient(60))
        self.assertEqual(done.returncode, status, done.stdout)
        self.assertNotIn(self.portal.secret, done.stdout)
        return done.stdout

    def calls(self):
        found = []
        while True:
            page = self.portal.call("voximplant.statistic.get", FILTER={
                ">=CALL_START_DATE": NOVEMBER[0], "<CALL_START_DATE": NOVEMBER[1]}, start=len(found))
            found += page
            if len(page) < 50:
                return [call for call in found if str(call["CALL_TYPE"]) != "5"]

    def test_equal_to_the_portal(self):
        self.open_portal("--calls", "120")
        answered = [call["PORTAL_USER_ID"] for call in self.calls() if call["CALL_FAILED_CODE"] == "200"]
        handled = sorted(collections.Counter(answered).values())
        self.assertGreater(len(answered), 50, "more than a page of the statistics")

        book, table = self.folder / "звонки.xlsx", self.folder / "звонки.csv"
        said = self.report("calls-handled", "--month", "2026-11", "--output", str(book))
        self.assertIn("Записано: ", said)
        sheet = openpyxl.load_workbook(book).active
        rows = {row[0].value: row[1].value for row in sheet.iter_rows() if isinstance(row[0].value, str)}
        self.assertEqual(sorted(cell for cell in rows.values() if isinstance(cell, int)), handled)
        self.assertIn("SUBTOTAL", str(rows["Итого"]))

        # what was read is kept
        self.portal.forget()
        self.report("calls-handled", "--by", "user", "--from", "2026-11-01", "--to", "2026-11-30",
                    "--output", str(table))
        self.assertLess(len(self.portal.requests()), 20)
        lines = list(csv.DictReader(table.read_text("utf-8-sig").splitlines(), delimiter=";"))
        self.assertEqual(sorted(int(line["Число"]) for line in lines), handled)

    def test_the_pay_of_the_example(self):
        """Right to the kopeck in the file that the accountant opens; the months before are named, never guessed."""
        self.open_portal("--history", "62", user=1, patients=700)
        path = self.folder / "зарплата.xlsx"
        self.report("payroll", "--month", "2026-10", "--output", str(path))
        sheet = openpyxl.load_workbook(path).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head = next(row for row in rows if "Сотрудник" in row)
        pay = next(row for row in rows if row[head.index("Сотрудник")] == "Королёва Дарья")
        self.assertEqual(pay[head.index("Итого")], 50947.05)
        self.assertEqual(pay[head.index("Сумма по часам")], 36300)
        words = "\n".join(str(row[0]) for row in rows[:rows.index(head)])
        self.assertIn("Не известно за: январь, февраль, март", words)

    def test_it_says_what_is_wrong(self):
        self.open_portal()
        nowhere = str(self.folder / "не сюда" / "отчёт.xlsx")
        for arguments in ([], ["nothing", "--output", "a.xlsx"], ["visits"], ["visits", "--output", "a.doc"],
                          ["visits", "--month", "2026-13", "--output", "a.csv"],
                          ["visits", "--by", "line", "--output", "a.csv"],
                          ["visits", "--from", "2026-10-02", "--to", "2026-10-01", "--output", "a.csv"]):
            self.assertTrue(self.report(*arguments, status=2).strip().endswith("."), arguments)
        self.assertIn("first-patients", self.report("--list"))
        self.assertIn("нет", self.report("visits", "--output", nowhere, status=1))
        self.portal.control("webhook", scope="telephony", held=False)
        self.assertIn("telephony", self.report("calls", "--output", str(self.folder / "a.csv"), status=1))
        self.assertFalse((self.folder / "a.csv").exists())
        self.portal.stop()
        self.assertIn("Нет связи", self.report("visits", "--output", str(self.folder / "b.csv"), "--timeout", "1",
                                               status=1))

    def test_set_up_by_the_administrator(self):
        """What holds for the desk's windows holds for its reports."""
        self.open_portal()
        preset = self.folder / "etc/reception/reception.conf"
        preset.parent.mkdir(parents=True)
        preset.write_text("[locked]\nmonthly-reports=['visits']\n[defaults]\nmonthly-people=['U5']\n")
        self.report("--monthly", environment={"XDG_CONFIG_DIRS": str(self.folder / "etc")})
        self.assertEqual(self.portal.call("log.blogpost.get")[0]["DETAIL_TEXT"], "Состоявшиеся визиты")

    def test_put_back(self):
        """The portal's clock is set right, or seems so by a slow answer, while the past is read."""
        self.open_portal()
        self.report("visits", "--month", "2026-11", "--output", str(self.folder / "визиты.csv"))
        self.portal.control("clock", advance=60)
        self.portal.fault("slow", "voximplant.statistic.get", delay_ms=4000)
        turn = threading.Timer(2, lambda: self.portal.control("clock", advance=-600))
        turn.start()
        self.report("visits", "--month", "2026-11", "--output", str(self.folder / "визиты.csv"))
        turn.join()

    def test_sent_once(self):
        """As the timer does it: what the preferences say, to whom they say, whatever goes wrong on the way."""
        asked = ("{'measure': <'first-patients'>, 'grouping': <'source'>, 'period': <'last-month'>, "
                 "'comparison': <'none'>}")
        self.open_portal()
        self.assertIn("Не выбран", self.report("--monthly", status=2))
        self.set({"monthly-reports": f'["{asked}", "visits"]', "monthly-people": "['U5', 'U8']"})

        # the portal has it, but its answer is lost
        self.portal.fault("drop_after", "log.blogpost.add")
        self.report("--monthly", status=1)
        self.report("--monthly")
        self.assertIn("уже отправлены", self.report("--monthly"))
        self.assertEqual(len(self.portal.writes("post.add")), 1)
        post = self.portal.call("log.blogpost.get")[0]
        self.assertEqual(post["TITLE"].lower(), "отчёты: октябрь 2026")
        self.assertEqual(post["DETAIL_TEXT"].splitlines(), ["Первичные пациенты", "Состоявшиеся визиты"])
        self.assertEqual(len(post["FILES"]), 2)
        self.assertFalse(list((self.folder / "cache/reception/reports").iterdir()), "nothing stays here")

        # one that needs to know whose number is whose, twice: the second time that is known already
        for _ in range(2):
            self.report("bringing-waiting", "--output", str(self.folder / "лист ожидания.xlsx"))

        # one by hand
        self.assertIn("Отправлено", self.report("visits", "--send-to", "5"))
        self.assertIn("уже", self.report("visits", "--send-to", "5"))
        self.report("visits", "--send-to", "5", "--again")
        self.assertEqual(len(self.portal.writes("post.add")), 3)


if __name__ == "__main__":
    sys.exit(run(__name__))
