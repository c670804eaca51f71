#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The payroll as whoever signs it sees it: the worked example of the clinic, what is asked, and what is signed.

usage: tests/e2e/payroll.py [NAME…]
"""
import re
import sys

from clinic import Clinic, Scenario, patient, run
from desktop import wait_until

HEAD = 1
# The example has its calls and visits in October; the portal's history reaches so far back.
HISTORY = ("--history", "62")


class Payroll(Scenario):
    def open(self, **params):
        clinic = self.enterContext(Clinic(*HISTORY, user=HEAD, patients=700, arguments=("--page=payroll",), **params))
        clinic.app.find(re.compile("Октябрь 2026"), timeout=patient(10))
        return clinic

    def choose(self, clinic, name, words=""):
        row = clinic.app.find(re.compile(f"^{name}.*{words}"), "list item", timeout=patient(60))
        clinic.desktop.click(row)
        return row

    def test_39_payroll(self):
        clinic = self.open()
        # whole days of overtime count (A); the calls and visits of the month are read meanwhile
        self.choose(clinic, "Королёва Дарья", "50.947,05")
        for line in ("Оклад по часам, 150 ч × 220,00 × 1,1, 36.300,00", "Переработка, 2 ч 1 мин .*732,05",
                     "Стаж, .*1.815,00", "Звонки, 640 .*3.200,00", "первичные, 32 из 40.*3.000,00",
                     "лист ожидания, .*1.500,00", "Отзывы, 7 × 200,00, 1.400,00", "1.000,00", "2.000,00"):
            clinic.app.find(re.compile(line), "list item", timeout=patient(5))
        clinic.shot("39-payroll")

        # 20 minutes are no overtime, a second more is; each line opens what it was counted from
        clinic.desktop.click(clinic.app.find(re.compile("^Переработка, "), "list item"))
        clinic.app.says("Переработка", timeout=patient(5))
        clinic.shot("39-sources")
        self.assertEqual([w.name[:8] for w in clinic.app.all(re.compile("Рабочее время: "), "list item")],
                         ["пн 5 окт", "чт 8 окт", "пт 9 окт"])
        clinic.desktop.key("Escape")

        # nobody guesses when a day ended: the month is not signed before somebody says so
        self.choose(clinic, "Лебедева Марина", "Вопросов: 1")
        question = "Когда закончилась смена 10 октября?"
        clinic.app.says(question, timeout=patient(5))
        clinic.app.find("Записать это время: " + question, "button").click()
        clinic.app.gone("Записать это время: " + question, "button", timeout=patient(10))
        self.choose(clinic, "Лебедева Марина", "Посчитано, не подписано")
        clinic.app.find("Подписать месяц…", "button").click()
        clinic.app.find(re.compile("^_?Подписать( Подписать)?$"), "button", timeout=patient(5)).click()
        self.choose(clinic, "Лебедева Марина", "Подписано")
        wait_until(lambda: len(clinic.portal.writes("list.add")) == 2, patient(15), clinic.portal.journal)
        clinic.shot("39-signed")

    def test_overtime_beyond_the_limit(self):
        clinic = self.open(settings={"overtime-reading": "'beyond'"})
        self.choose(clinic, "Королёва Дарья", "50.584,05")


if __name__ == "__main__":
    sys.exit(run(__name__))
