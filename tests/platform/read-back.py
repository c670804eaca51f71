#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program reads what the exporter wrote, and finds the numbers that went in.

usage: read-back.py WRITE_SAMPLE
"""

import csv
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

import openpyxl

ROWS = 300
START = 1785533400
CATEGORIES = ["Аренда", "Материалы", "=1+1", "+7 900 123-45-67", "@sum", "-минус"]
MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
FIRST = 6  # the title, two lines, a gap, the names of the columns


def moment(seconds):
    return datetime.datetime.fromtimestamp(START + seconds, MOSCOW).replace(tzinfo=None)


def amount(i):
    return i * 7919 % 1000003 + 1


def days(value):
    """What openpyxl makes of [h]:mm, which is a length and no time of day."""
    if isinstance(value, datetime.timedelta):
        return value / datetime.timedelta(days=1)
    if isinstance(value, datetime.time):
        return (value.hour * 60 + value.minute) / 1440
    return (value - datetime.datetime(1899, 12, 30)) / datetime.timedelta(days=1)


class ReadBack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        subprocess.run(["localedef", "-i", "ru_RU", "-f", "UTF-8", folder / "ru_RU.UTF-8"], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        env = dict(os.environ, LC_ALL="ru_RU.UTF-8", LOCPATH=str(folder), TZ="Europe/Moscow", TMPDIR=str(folder))
        said = subprocess.run([sys.argv[1], folder], check=True, env=env, capture_output=True, text=True).stdout
        cls.locale = said.strip()
        cls.left = sorted(path.name for path in folder.iterdir())
        cls.path = folder / "sample.xlsx"
        cls.formulas = openpyxl.load_workbook(cls.path)
        cls.values = openpyxl.load_workbook(cls.path, data_only=True)
        cls.csv = (folder / "sample.csv").read_bytes()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_it_was_written_where_numbers_have_a_comma(self):
        self.assertEqual(self.locale, "ru_RU.UTF-8 0,5")

    def test_nothing_else_is_left_behind(self):
        self.assertEqual(self.left, ["ru_RU.UTF-8", "sample.csv", "sample.xlsx"])

    def test_tabs_are_legal_short_and_unlike(self):
        tabs = self.values.sheetnames
        self.assertEqual(tabs[1], "Конверсия")
        self.assertEqual(tabs[3:], ["Тренд", "Тренд (2)", "Тренд (3)"])
        self.assertEqual(len({tab.casefold() for tab in tabs}), len(tabs))
        for tab in tabs:
            self.assertLessEqual(len(tab), 31)
            self.assertFalse(set(tab) & set("[]:*?/\\"), tab)
        self.assertEqual(tabs[0], "Счета июль 2026 07 по всем плат")

    def test_numbers_and_dates_are_real_and_equal(self):
        sheet = self.values.worksheets[0]
        for i in range(ROWS):
            row = [cell.value for cell in sheet[FIRST + i]]
            self.assertEqual(row[0], i + 1)
            day = moment(i * 3600).replace(hour=0, minute=0)
            self.assertEqual(row[1], None if i % 10 == 9 else day)
            self.assertEqual(row[2], CATEGORIES[i % 6])
            self.assertEqual(row[3], f"ООО «Ромашка {i % 7}»; «\"Лютик\"»")
            self.assertEqual(round(row[4] * 100), amount(i))
            self.assertEqual(row[4], amount(i) / 100)
            self.assertEqual(row[5], -(i % 3))
            self.assertEqual(row[6], i / 1000)
            self.assertAlmostEqual(days(row[7]) * 24 * 60, 11 * i, places=6)
            self.assertEqual(row[8], moment(i * 61).replace(second=0))
            self.assertEqual(row[9], moment(i * 60).time())
            self.assertEqual(row[10], f"счёт-{i}.pdf")

    def test_cells_show_what_they_are(self):
        sheet = self.values.worksheets[0]
        formats = [cell.number_format for cell in sheet[FIRST]]
        self.assertEqual(formats, ["#,##0", "dd.mm.yyyy", "General", "General", "#,##0.00", "#,##0", "0.0%", "[h]:mm",
                                   "dd.mm.yyyy hh:mm", "hh:mm", "General"])
        self.assertTrue(sheet.cell(FIRST, 2).is_date)

    def test_what_begins_like_a_formula_is_text(self):
        sheet = self.formulas.worksheets[0]
        for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + ROWS - 1):
            self.assertIn(row[2].data_type, ("s", "inlineStr"))
        with zipfile.ZipFile(self.path) as archive:
            xml = archive.read("xl/worksheets/sheet1.xml").decode()
        self.assertEqual(xml.count("<f>"), 3)
        self.assertIn("=1+1</t>", xml)

    def test_totals_are_formulas_that_hold_their_value(self):
        last = FIRST + ROWS - 1
        formulas, values = self.formulas.worksheets[0], self.values.worksheets[0]
        self.assertEqual(formulas.cell(last + 1, 1).value, "Total")
        self.assertEqual(formulas.cell(last + 1, 5).value, f"=SUBTOTAL(9,E{FIRST}:E{last})")
        self.assertEqual(values.cell(last + 1, 5).value, sum(amount(i) for i in range(ROWS)) / 100)
        self.assertEqual(values.cell(last + 1, 6).value, -sum(i % 3 for i in range(ROWS)))
        self.assertEqual(formulas.cell(last + 1, 8).value, f"=SUBTOTAL(9,H{FIRST}:H{last})")

    def test_the_head_stays_and_filters(self):
        sheet = self.values.worksheets[0]
        self.assertEqual(sheet.freeze_panes, f"A{FIRST}")
        self.assertEqual(sheet.auto_filter.ref, f"A{FIRST - 1}:K{FIRST + ROWS - 1}")
        self.assertEqual(sheet.column_dimensions["D"].width > 33, True)
        self.assertEqual(sheet.print_title_rows, f"${FIRST - 1}:${FIRST - 1}")

    def test_lines_above_and_below_say_what_it_is(self):
        sheet = self.values.worksheets[0]
        self.assertEqual(sheet["A1"].value, "'Счета: [июль] 2026/07 по всем плательщикам?")
        self.assertEqual(sheet["A2"].value, "Правило: первичный, если не был 6 месяцев")
        self.assertEqual(sheet["A3"].value, "=Фильтр: все статьи")
        self.assertEqual(sheet.cell(FIRST + ROWS + 2, 1).value, "Выгружено 22.11.2026 15:04 & Елена")
        with zipfile.ZipFile(self.path) as archive:
            self.assertIn("15:04 &amp;&amp; Елена&amp;R", archive.read("xl/worksheets/sheet1.xml").decode())
        self.assertEqual(self.values.properties.creator, "Елена")

    def test_links_open_pages_and_carry_no_secret(self):
        sheet = self.values.worksheets[0]
        for i in range(ROWS):
            link = sheet.cell(FIRST + i, 11).hyperlink
            if i % 5 == 4:
                self.assertIsNone(link)
            else:
                self.assertEqual(link.target, f"https://clinic.example/company/lists/34/{i}/?a=1&b=2")
        with zipfile.ZipFile(self.path) as archive:
            for name in archive.namelist():
                self.assertNotIn(b"secret", archive.read(name))

    def test_groups_have_subtotals_and_are_counted_once(self):
        formulas, values = self.formulas.worksheets[1], self.values.worksheets[1]
        column = [values.cell(row, 1).value for row in range(3, 14)]
        self.assertEqual(column, ["Источник", "Сайт", "Источник", "Источник", "Total: Сайт", "=Звонки", "Источник",
                                  "Total: =Звонки", "Никто", "Total", None])
        self.assertEqual([values.cell(7, i).value for i in (2, 3)], [120, 78])
        self.assertAlmostEqual(values.cell(7, 4).value, 0.65)
        self.assertEqual([values.cell(12, i).value for i in (2, 3)], [220, 144])
        self.assertEqual(formulas.cell(7, 2).value, "=SUBTOTAL(9,B5:B6)")
        self.assertEqual(formulas.cell(12, 2).value, "=SUBTOTAL(9,B4:B11)")
        self.assertIn("SUBTOTAL(9,C4:C11)/SUBTOTAL(9,B4:B11)", formulas.cell(12, 4).value)

    def test_charts_are_drawn_from_the_table(self):
        with zipfile.ZipFile(self.path) as archive:
            charts = [archive.read(f"xl/charts/chart{i}.xml").decode() for i in (1, 2, 3)]
        for xml, kind in zip(charts, ("c:barChart", "c:lineChart", "c:doughnutChart")):
            self.assertIn(f"<{kind}>", xml)
            self.assertIn("$B$4:$B$6", xml)
            self.assertIn("$A$4:$A$6", xml)
        self.assertIn("$D$4:$D$6", charts[0])
        self.assertNotIn("$D$4:$D$6", charts[2])

    def test_csv_is_what_a_russian_excel_opens(self):
        self.assertTrue(self.csv.startswith(b"\xef\xbb\xbf"))
        text = self.csv.decode("utf-8-sig")
        self.assertTrue(text.endswith("\r\n"))
        rows = list(csv.reader(text.splitlines(), delimiter=";"))
        self.assertEqual(len(rows), ROWS + 1)
        self.assertEqual(rows[0][:3], ["№", "Дата оплаты", "Статья"])
        for i, row in enumerate(rows[1:]):
            category = CATEGORIES[i % 6]
            kopecks = amount(i)
            self.assertEqual(row, [
                str(i + 1),
                "" if i % 10 == 9 else moment(i * 3600).strftime("%d.%m.%Y"),
                ("'" if category[0] in "=+-@" else "") + category,
                f"ООО «Ромашка {i % 7}»; «\"Лютик\"»",
                f"{kopecks // 100},{kopecks % 100:02}",
                str(-(i % 3)),
                f"{i // 10},{i % 10}%",
                f"{i * 11 // 60}:{i * 11 % 60:02}",
                moment(i * 61).strftime("%d.%m.%Y %H:%M"),
                moment(i * 60).strftime("%H:%M"),
                f"счёт-{i}.pdf"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
