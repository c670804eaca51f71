#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program reads a report, expenses, the registry and the readers of a post, cell by cell.

usage: read-exports.py WRITE_EXPORTS
"""

import csv
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import openpyxl

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
# ClinicSheetKind
TEXT, COUNT, MONEY, DATE, TIME, DATETIME, PERCENT, MINUTES, LINK = range(9)


def expected(kind, value):
    if value is None or kind in (TEXT, LINK, COUNT):
        return value
    if kind == MONEY:
        return value / 100
    if kind == PERCENT:
        return value / 1000
    moment = datetime.datetime.fromtimestamp(value, MOSCOW).replace(tzinfo=None, second=0)
    return moment.replace(hour=0, minute=0) if kind == DATE else moment


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        subprocess.run([sys.argv[1], cls.folder.name], check=True, env=dict(os.environ, TZ="Europe/Moscow"))
        cls.sheets = json.loads((cls.path / "exports.json").read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def pairs(self):
        """Each sheet as it was made, and as it is read with formulas and with values."""
        for name, sheets in self.sheets.items():
            books = [openpyxl.load_workbook(self.path / f"{name}.xlsx", data_only=values) for values in (False, True)]
            self.assertEqual(len(books[0].worksheets), len(sheets), name)
            for number, made in enumerate(sheets):
                yield name, made, books[0].worksheets[number], books[1].worksheets[number]

    def test_every_cell_is_what_it_was(self):
        for name, made, _, values in self.pairs():
            first = len(made["lines"]) + 4
            self.assertEqual(values.cell(1, 1).value, made["title"])
            # the rule in force, the period, the filter
            self.assertEqual([values.cell(2 + i, 1).value for i in range(len(made["lines"]))], made["lines"])
            self.assertEqual(values.freeze_panes, f"A{first}", name)
            self.assertEqual([cell.value for cell in values[first - 1]][:len(made["columns"])],
                             [column[0] for column in made["columns"]])
            if made["groups"] > 0:
                continue
            for number, row in enumerate(made["rows"]):
                for place, value in enumerate(row):
                    cell = values.cell(first + number, place + 1)
                    kind = made["columns"][place][1]
                    if kind in (TIME, MINUTES):
                        continue
                    self.assertEqual(cell.value, expected(kind, value or None if kind == TEXT else value),
                                     f"{name} {cell.coordinate}")
                    if value is not None and kind in (DATE, DATETIME):
                        self.assertTrue(cell.is_date)

    def test_totals_are_formulas_with_the_sum(self):
        seen = set()
        for name, made, formulas, values in self.pairs():
            first, last = len(made["lines"]) + 4, len(made["lines"]) + 3 + len(made["rows"])
            for place, (_, kind, has_sum) in enumerate(made["columns"]):
                if not has_sum or made["groups"] > 0 or not made["rows"]:
                    continue
                seen.add(name)
                cell = formulas.cell(last + 1, place + 1)
                letter = cell.column_letter
                rows = f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}"
                self.assertEqual(cell.value, f"=SUBTOTAL(9,{rows})")
                self.assertAlmostEqual(values.cell(last + 1, place + 1).value,
                                       expected(kind, sum(row[place] or 0 for row in made["rows"])), places=6)
        self.assertLessEqual({"report", "expenses", "registry"}, seen)

    def test_what_begins_like_a_formula_is_text(self):
        for _, made, formulas, _ in self.pairs():
            for row in formulas.iter_rows(min_row=len(made["lines"]) + 4,
                                          max_row=len(made["lines"]) + 3 + len(made["rows"])):
                for cell, column in zip(row, made["columns"]):
                    if column[1] == TEXT and cell.value is not None:
                        self.assertIn(cell.data_type, ("s", "inlineStr"))

    def test_the_worked_example_is_read(self):
        made = self.sheets["report"][0]
        values = openpyxl.load_workbook(self.path / "report.xlsx", data_only=True).active
        last = len(made["lines"]) + 4 + len(made["rows"])
        total = [cell.value for cell in values[last]]
        self.assertIn(120, total)
        self.assertIn(66, total)
        self.assertIn(0.55, total)

    def test_libreoffice_has_the_same_numbers(self):
        office = shutil.which("soffice")
        if office is None:
            self.skipTest("LibreOffice is not here")
        profile = f"-env:UserInstallation=file://{self.path}/profile"
        for name in ("report", "registry"):
            subprocess.run([office, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,"
                            "false,false", "--outdir", self.path, self.path / f"{name}.xlsx"], check=True, timeout=120,
                           stdout=subprocess.DEVNULL)
            with open(self.path / f"{name}.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            made = self.sheets[name][0]
            for number, row in enumerate(made["rows"]):
                for place, value in enumerate(row):
                    if value is not None and made["columns"][place][1] in (COUNT, MONEY, PERCENT):
                        self.assertAlmostEqual(float(rows[len(made["lines"]) + 3 + number][place]),
                                               expected(made["columns"][place][1], value), places=6)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
