#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thirteen scenarios of a ringing telephone, each on the real window against a portal over HTTP.

A person's keys and eyes are all that is used: widgets are found by what they say. The portal's journal
tells what was asked for and what was written.
"""
import re
import sys
import time

from clinic import ANNA, NOBODY, PYOTR, Clinic, Scenario, patient, run
from desktop import wait_until


class Scenarios(Scenario):
    def test_01_known_caller(self):
        clinic = self.open()
        app, portal = clinic.app, clinic.portal
        clinic.desktop.key("ctrl+k")
        clinic.desktop.type("Бронь")
        search = app.find("Поиск пациента", "entry")
        portal.forget()

        portal.ring(PYOTR)
        self.quick_card(clinic, "Сидоров Пётр Алексеевич")
        app.says("первичный", timeout=patient(1))
        app.says("52 года")
        app.says("Прошлые визиты")
        clinic.shot("01-known-caller")

        asked = portal.requests()
        self.assertEqual([r["method"] for r in asked], ["batch"], "one request makes the card")
        clinic.desktop.type(" на 15:30")
        self.within(3, lambda: search.text() == "Бронь на 15:30", search.text)
        self.assertEqual(search.caret(), len("Бронь на 15:30"))

    def test_02_two_patients_one_phone(self):
        clinic = self.open()
        app, portal = clinic.app, clinic.portal

        call = portal.ring(ANNA)
        self.quick_card(clinic, "На этом номере двое — кто звонит?")
        card = app.find("Звонок", "panel")
        anna = app.find(re.compile("Иванова Анна.*36"), "button", within=card)
        misha = app.find(re.compile("Иванов Миша.*7"), "button", within=card)
        app.says("10:30", within=anna)
        self.assertFalse(app.all("Карточка пациента", "button", within=card), "nobody is picked")
        clinic.shot("02-two-patients")

        clinic.desktop.key("F2")
        self.within(2, app.focused, "focus in the card")
        clinic.desktop.key("2")
        app.find(re.compile("^Иванов Миша"), "label", within=card)
        app.find("На этом номере ещё", "label", within=card)
        portal.answer(call)
        app.says("разговор", within=card)
        portal.hang_up(call)
        app.says("Чем закончился разговор?", within=card)
        del misha

        app.find(re.compile("^Все за сегодня"), "button").click()
        app.find(re.compile("^Иванов Миша"), "label", within=app.find("Все звонки за сегодня", "list"))
        clinic.shot("02-record-of-the-second")

    def test_03_unknown_number_classic(self):
        clinic = self.open()
        portal = clinic.portal
        portal.fault("drop_after", match="crm.item.add")  # written, and the answer lost
        portal.forget()

        self.create_from_ring(clinic, "Создать заявку", "Заявка №")
        self.assertEqual(len(portal.writes("lead.add")), 1)
        self.assertEqual(len(portal.leads(NOBODY)["LEAD"]), 1)
        lead = portal.call("crm.item.get", entityTypeId=1, id=portal.leads(NOBODY)["LEAD"][0])["item"]
        self.assertEqual(lead["name"], "Олег")

    def test_04_unknown_number_simple(self):
        clinic = self.open("--mode", "2")
        portal = clinic.portal
        portal.forget()

        self.create_from_ring(clinic, "Создать обращение", "Обращение №")
        self.assertEqual(len(portal.writes("contact.add")), 1)
        self.assertEqual(len(portal.writes("deal.add")), 1)
        self.assertEqual(portal.writes("lead.add"), [])
        self.assertFalse([r for r in portal.requests() if re.search(r"lead\.add", str(r))])

    def create_from_ring(self, clinic, button, done):
        app = clinic.app
        clinic.portal.ring(NOBODY)
        app.find(button, "button", timeout=patient(2))
        clinic.desktop.key("F4")
        self.within(2, lambda: (app.focused() or button) != button and app.focused().name == "Имя нового пациента",
                    lambda: f"focus in the name, not {app.focused()}")
        clinic.desktop.type("Олег")
        clinic.desktop.key("ctrl+Return", "ctrl+Return", "F4", "ctrl+Return")
        app.says(done, timeout=patient(20))
        clinic.desktop.key("ctrl+Return")
        time.sleep(0.5)
        clinic.shot(button)

    def test_05_focus_safety(self):
        clinic = self.open()
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        comment = self.open_comment(clinic)
        desktop.type("Бронь ")
        portal.ring(PYOTR)
        desktop.type("на 15:30")
        app.says("звонит")
        self.within(3, lambda: comment.text() == "Бронь на 15:30", comment.text)

        desktop.key("Left", "Left", "Left")
        caret = comment.caret()
        self.assertEqual(caret, len("Бронь на 15"))
        desktop.key("F2")
        self.within(2, lambda: app.focused() and app.focused().path != comment.path, "focus in the card")
        desktop.key("Escape")
        self.within(2, lambda: app.focused() and app.focused().path == comment.path,
                    lambda: f"focus in the comment, not {app.focused()}")
        self.assertEqual(comment.caret(), caret)
        self.assertEqual(comment.text(), "Бронь на 15:30")
        app.says("звонит")

    def test_05_500_characters_while_20_calls_ring(self):
        clinic = self.open()
        portal, desktop = clinic.portal, clinic.desktop
        comment = self.open_comment(clinic)
        text = "".join(chr(97 + i % 26) if i % 10 else " " for i in range(500))
        calls = []
        for i in range(20):
            desktop.type(text[i * 25:i * 25 + 10], delay=2)
            calls.append(portal.ring(f"790000002{i:02}" if i % 2 else ANNA, id=f"call-{i}", type="external"))
            desktop.type(text[i * 25 + 10:(i + 1) * 25], delay=2)
            if i > 4:
                portal.miss(calls[i - 5])
        self.within(5, lambda: len(comment.text()) >= 500, lambda: f"500 letters: {comment.text()!r}")
        self.assertEqual(comment.text(), text)

    def open_comment(self, clinic):
        clinic.desktop.key("ctrl+k")
        clinic.desktop.type("Смирнова")
        clinic.app.find(re.compile("Смирнова Анна"), timeout=patient(3))
        clinic.desktop.key("Down", "Return")
        comment = clinic.app.find("Новый комментарий", timeout=patient(3))
        clinic.desktop.click(comment)
        self.within(2, lambda: clinic.app.focused() and clinic.app.focused().name == "Новый комментарий", "the focus")
        return clinic.app.focused()

    def test_08_answered_by_a_colleague(self):
        clinic = self.open()
        other = self.open(user=8, portal=clinic.portal)
        call = clinic.portal.ring(PYOTR, users=[7, 8])
        for desk in (clinic, other):
            self.quick_card(desk, "Сидоров", seconds=2)
        clinic.portal.answer(call, user=8)
        other.app.says("разговор", timeout=patient(2))
        card = clinic.app.says("Ответили на другом аппарате", timeout=patient(2))
        clinic.shot("08-answered-by-a-colleague")
        start = time.monotonic()
        wait_until(lambda: not clinic.app.all(card.name) and not clinic.app.all(re.compile("^Сидоров")),
                   patient(6), "the card to go")
        self.assertGreater(time.monotonic() - start, 1.5)
        self.assertFalse(clinic.app.all("Чем закончился разговор?"), "no outcome is asked for")

    def go_to_call(self, clinic, text):
        """With the keyboard alone, from the card that is on show."""
        clinic.desktop.key("F2")
        for _ in range(40):
            focused = clinic.app.focused()
            if focused and focused.role == "list item" and text in focused.name:
                break
            clinic.desktop.key("Tab")
        clinic.desktop.key("Return")

    def test_12_offline_source(self):
        clinic = self.open()
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        portal.fault("drop_before", count=-1)
        portal.control("socket", action="refuse", on=True)
        portal.control("socket", action="kill")

        self.assertEqual(clinic.second_start("--incoming-call=" + ANNA).returncode, 0)
        app.says("На этом номере двое — кто звонит?", timeout=patient(2))
        app.says("данные на ", timeout=patient(8))
        clinic.shot("12-offline-card")
        desktop.key("F2", "2")
        app.find(re.compile("^Иванов Миша"), "label")
        desktop.key("Escape")

        self.assertEqual(clinic.second_start("--incoming-call=" + NOBODY).returncode, 0)
        self.go_to_call(clinic, "900 000-00-99")
        app.find("Создать заявку", "button", timeout=patient(8))
        desktop.key("F4")
        desktop.type("Олег")
        desktop.key("ctrl+Return")
        app.says("Заявка создаётся…")
        self.assertEqual(portal.writes("lead.add"), [])

        clinic.kill()
        portal.clear_faults()
        portal.control("socket", action="refuse", on=False)
        clinic.start()
        self.within(15, lambda: portal.writes("lead.add"), "the lead of the first run")
        time.sleep(1)
        self.assertEqual(len(portal.writes("lead.add")), 1)
        self.assertEqual(len(portal.leads(NOBODY)["LEAD"]), 1)


if __name__ == "__main__":
    sys.exit(run(__name__))
