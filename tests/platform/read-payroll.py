#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program reads the payroll of a month, and finds the worked example to the kopeck.

usage: read-payroll.py WRITE_PAYROLL
"""

import datetime
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import openpyxl


class Payroll(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        subprocess.run([sys.argv[1], cls.folder.name], check=True, env=dict(os.environ, TZ="Europe/Moscow"))
        cls.books = {name: [openpyxl.load_workbook(pathlib.Path(cls.folder.name, name), data_only=values)
                            for values in (False, True)] for name in ("all.xlsx", "one.xlsx")}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def table(self, book, sheet):
        """The names of the columns, the row of the names, both readings of the sheet."""
        formulas, values = (one.worksheets[sheet] for one in self.books[book])
        head = values.freeze_panes
        first = int(head.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        names = [cell.value for cell in values[first - 1]]
        return names, first, formulas, values

    def test_each_employee_is_a_row_of_real_numbers(self):
        names, first, formulas, values = self.table("all.xlsx", 0)
        rows = {values.cell(row, 1).value: dict(zip(names, (cell.value for cell in values[row])))
                for row in (first, first + 1)}
        olga = rows["Иванова Ольга"]
        self.assertEqual(olga["Total"], 50947.05)
        self.assertEqual(olga["Overtime"], 732.05)
        self.assertEqual(olga["Pay by the hour"], 36300)
        self.assertEqual(olga["Shifts"], 15)
        self.assertEqual(olga["Qualification, %"], 1.1)
        self.assertEqual(olga["First visits: came, %"], 0.8)
        parts = ["Pay by the hour", "Overtime", "For seniority", "For calls", "Allowances", "For the waiting list",
                 "For first visits", "For reviews", "For few remarks"]
        self.assertEqual(round(sum(olga[part] for part in parts), 2), olga["Total"])
        # what begins like a formula is a name
        self.assertIn(formulas.cell(first + 1, 1).data_type + formulas.cell(first, 1).data_type,
                      ("ss", "inlineStrinlineStr"))
        self.assertIn("=Петрова Анна", rows)

    def test_the_total_is_a_formula(self):
        names, first, formulas, values = self.table("all.xlsx", 0)
        column = names.index("Total") + 1
        letter = formulas.cell(1, column).column_letter
        self.assertEqual(formulas.cell(first + 2, column).value, f"=SUBTOTAL(9,{letter}{first}:{letter}{first + 1})")
        self.assertEqual(values.cell(first + 2, column).value,
                         sum(values.cell(row, column).value for row in (first, first + 1)))

    def test_the_second_sheet_is_day_by_day(self):
        names, first, _, values = self.table("one.xlsx", 1)
        self.assertEqual(values.title, "Day by day")
        rows = [dict(zip(names, (cell.value for cell in row))) for row in values.iter_rows(min_row=first)
                if isinstance(row[0].value, datetime.datetime)]
        self.assertEqual(len(rows), 15)
        self.assertEqual(rows[0]["Day"], datetime.datetime(2026, 10, 1))
        self.assertEqual(rows[4]["Plan: ends"], datetime.time(20, 0))
        self.assertEqual(rows[4]["Fact: ended"], datetime.time(21, 5))

    def test_the_rule_in_force_stands_above(self):
        for book in self.books:
            sheet = self.books[book][1].worksheets[0]
            head = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 8))
            self.assertIn("October 2026", head)
            self.assertIn("(A)", head)

    def test_the_sheet_of_one_adds_up(self):
        names, first, formulas, values = self.table("one.xlsx", 2)
        self.assertEqual(values.title, "Иванова Ольга")
        amounts = [values.cell(row, 3).value for row in range(first, first + 9)]
        self.assertEqual(round(sum(amounts), 2), 50947.05)
        self.assertIn("SUBTOTAL", formulas.cell(first + 9, 3).value)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
