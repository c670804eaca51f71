#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios 38 and 10: the figures of a report are those of the portal's own lists, on screen and in the workbook.

usage: tests/e2e/reports.py [--shots DIRECTORY] [--keep] [NAME…]
"""
import collections
import os
import pathlib
import re
import sys
import tempfile
from unittest import mock

import openpyxl

from clinic import Scenario, patient, run

TODAY = "2026-11-21"
NOVEMBER = "2026-11-01T00:00:00+03:00", "2026-12-01T00:00:00+03:00"


def question(measure, grouping):
    return (f"{{'measure': <'{measure}'>, 'grouping': <'{grouping}'>, 'period': <'this-month'>, "
            "'comparison': <'none'>}")


class Reports(Scenario):
    def open_reports(self, asked, saved, *options):
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="reception-export."))
        settings = {"report-question": f'"{asked}"', "report-questions": f'["{saved}"]',
                    "export-folder": f"'{pathlib.Path(self.folder).as_uri()}'"}
        clinic = self.open(*options, settings=settings, arguments=("--page=reports",))
        self.portal, self.app, self.desktop = clinic.portal, clinic.app, clinic.desktop
        return clinic

    def table(self):
        """name → the numbers of its line by the heads of the columns, also of those below the edge"""
        lines = {}
        for widget in (w for w in self.app.widgets() if w.role == "list item" and ", Число: " in w.name):
            name, *cells = widget.name.split(", ", 1)
            numbers = dict(re.findall(r"(?:^|, )(\D+?): (.*?)(?=, [А-Я]|$)", cells[0]))
            lines[name] = {head: re.sub(r"[\s%₽]", "", number) for head, number in numbers.items()}
        return lines

    def calls(self):
        found = []
        while True:
            page = self.portal.call("voximplant.statistic.get", FILTER={
                ">=CALL_START_DATE": NOVEMBER[0], "<CALL_START_DATE": NOVEMBER[1]}, start=len(found))
            found += page
            if len(page) < 50:
                return [call for call in found if str(call["CALL_TYPE"]) != "5"]

    def visits(self):
        found = []
        while True:
            page = self.portal.call("crm.item.list", entityTypeId=2, start=len(found), filter={
                "categoryId": 5, ">=ufCrmVisitTime": NOVEMBER[0], "<ufCrmVisitTime": NOVEMBER[1]})["items"]
            found += page
            if len(page) < 50:
                return found

    def export(self):
        self.desktop.click(self.app.find("Экспорт"))
        self.app.find("Excel (XLSX)…", "menu item", timeout=patient(5))
        self.desktop.key("Return")
        self.app.find(re.compile("Сохранить$"), "button", timeout=patient(10))
        self.desktop.key("Return")
        self.app.says("Сохранено: ", timeout=patient(10))
        return openpyxl.load_workbook(next(pathlib.Path(self.folder).glob("*.xlsx"))).active

    def send(self, clinic):
        self.assertTrue(self.app.find("Экспорт", "button").press())
        self.app.find("Отправить…", "menu item", timeout=patient(5)).click()
        self.desktop.click(self.app.find("Громова Елена", "list item", timeout=patient(10)))
        self.app.find("Отправить 1 сотруднику", "button", timeout=patient(5))
        clinic.shot("38-send")
        self.desktop.key("ctrl+Return")
        self.app.says("Отправляется: ", timeout=patient(10))

    def test_38_equal_to_the_portal(self):
        clinic = self.open_reports(question("calls-handled", "user"), question("booked-visits", "doctor"),
                                   "--calls", "120")
        calls = self.calls()
        self.assertGreater(len(calls), 100, "more than two pages of the statistics")
        handled = collections.Counter(call["PORTAL_USER_ID"] for call in calls if call["CALL_FAILED_CODE"] == "200")
        total = sum(handled.values())
        self.app.find(re.compile(f"^{total}, всего$"), "button", timeout=patient(30))
        clinic.shot("38-calls")

        # the rows of the largest
        most = max(handled.values())
        self.desktop.click(self.app.find(re.compile(f", Число: {most}, "), "list item", timeout=patient(5)))
        self.app.find(f"Учтено: {most}", timeout=patient(5))
        clinic.shot("38-rows")
        self.desktop.key("Escape")
        table = self.table()
        numbers = [int(line["Число"]) for name, line in table.items() if name != "Итого"]
        self.assertEqual(sorted(numbers), sorted(handled.values()))
        self.assertEqual(table["Итого"]["Число"], str(total))

        sheet = self.export()
        cells = {row[0].value: row for row in sheet.iter_rows() if row[0].value in table}
        self.assertEqual([cells[name][1].value for name in table if name != "Итого"], numbers)
        self.assertIn("SUBTOTAL", str(cells["Итого"][1].value))
        self.assertTrue(sheet._charts, "a chart beside it")

        # the same to a colleague
        self.send(clinic)
        self.within(patient(20), lambda: self.portal.writes("post.add"), "the message")
        post = self.portal.call("log.blogpost.get")[0]
        self.assertEqual(post["TITLE"], "Обработанные звонки за этот месяц по сотрудникам")
        self.assertEqual(len(post["FILES"]), 1)

        # a question that was saved
        visits = len(self.visits())
        self.desktop.click(self.app.find("Сохранённые"))
        self.app.find("Записи на приём за этот месяц по врачам", "list item", timeout=patient(5))
        self.desktop.key("Tab", "Return")
        shown = f"{visits:,}".replace(",", "\u00a0")
        self.app.find(re.compile(f"^{shown}, "), "button", timeout=patient(30))
        clinic.shot("38-visits")

    def mail_program(self):
        """xdg-email of its own: a file with what it was started with, an argument a line"""
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="reception-mail.")))
        (folder / "xdg-email").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.new"\nmv "$0.new" "$0.letter"\n')
        (folder / "xdg-email").chmod(0o700)
        self.enterContext(mock.patch.dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}"))
        return folder / "xdg-email.letter"

    def end_shift(self, clinic, letter):
        """The figures of today open their rows; the sheet goes to the mail program."""
        taken = [call for call in self.calls() if call["CALL_START_DATE"].startswith(TODAY)
                 and str(call["CALL_TYPE"]) in "23" and call["CALL_FAILED_CODE"] == "200"]
        self.desktop.key("ctrl+h")
        mine = [call for call in taken if call["PORTAL_USER_ID"] == str(clinic.user)]
        self.app.find(f"Принято звонков, Вся клиника: {len(taken)}", "button", timeout=patient(20))
        clinic.shot("10-shift")
        self.app.find(f"Принято звонков, Мои: {len(mine)}", "button").click()
        window = self.app.find("Конец смены", "frame", timeout=patient(5))
        rows = lambda: self.app.all(re.compile("."), "list item", within=window)
        self.within(10, lambda: len(rows()) == len(mine), lambda: f"{len(mine)} rows: {[r.name for r in rows()]}")
        clinic.shot("10-shift-rows")
        self.desktop.key("Escape")
        self.assertTrue(self.app.find("Экспорт", "button", within=window).press())
        self.app.find("Отправить…", "menu item", timeout=patient(5)).click()
        button = self.app.find("Почтой…", "button", timeout=patient(10))
        clinic.shot("10-shift-send")
        button.click()
        self.within(20, letter.exists, "the letter")
        arguments = letter.read_text().splitlines()
        self.assertIn("Конец смены", arguments[arguments.index("--subject") + 1])
        sheet = openpyxl.load_workbook(arguments[arguments.index("--attach") + 1]).active
        found = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "Принято звонков"]
        self.assertEqual(found[0][-1], len(taken))
        self.app.says("Письмо открыто в почтовой программе", timeout=patient(10))

    def test_10_only_incoming_calls_are_missed(self):
        letter = self.mail_program()
        clinic = self.open_reports(question("missed-rate", "none"), question("missed-rate", "hour"), "--calls", "120")
        incoming = [call for call in self.calls() if str(call["CALL_TYPE"]) in "23"]
        missed = [call for call in incoming if call["CALL_FAILED_CODE"] != "200"]
        refused = [call for call in self.calls() if str(call["CALL_TYPE"]) == "1" and call["CALL_FAILED_CODE"] != "200"]
        self.assertTrue(missed and refused, "of both kinds")
        self.app.says(f"{len(missed)} из {len(incoming)}", timeout=patient(30))
        self.end_shift(clinic, letter)


if __name__ == "__main__":
    sys.exit(run(__name__))
