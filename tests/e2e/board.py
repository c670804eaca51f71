#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenarios of the appointments: a day on the board, moved and won back with keys alone.

The window is driven as a receptionist does, without the mouse; what became of it is read back from the
portal, and from its journal of what was asked for and written.
"""
import re
import sys
import time

from appointments import (ANNAS, BOOKED, CAME, CANCELLED, CONFIRMED, NAMES, NOON, PETROV, SILENT,
                          SVETLANA, TOMORROW, AppointmentScenario)
from clinic import patient, run

class Board(AppointmentScenario):
    """Robots are silent unless a scenario is about them: what is counted is what this desk writes."""

    def strip_tells(self):
        """Of how many visits of tomorrow the sidebar says that they are confirmed, and what the portal has of them."""
        day = {">=ufCrmVisitTime": "2026-11-22T00:00:00+03:00", "<ufCrmVisitTime": "2026-11-23T00:00:00+03:00"}
        items = self.portal.call("crm.item.list", entityTypeId=2, filter=day, select=["id", "stageId"])["items"]
        said = self.app.find(re.compile(r"^На завтра подтверждено \d+ из"), "button").name
        return int(re.search(r"\d+", said)[0]), len([i for i in items if i["stageId"] == CONFIRMED])

    # --- scenarios ---

    def test_14_keyboard_move(self):
        clinic = self.open_board(undo=min(int(patient(5)), 30))
        self.choose("Иванова Анна")
        self.portal.forget()
        self.desktop.key("ctrl+Right", "ctrl+Right")
        self.shows(CONFIRMED, "Иванова Анна", seconds=2)
        self.app.says("Перенос в «Подтвердил запись»")
        clinic.shot("14-moved")
        self.assertEqual(self.updates(), 0, "it waits")
        self.in_stage(CONFIRMED, seconds=10)
        self.assertEqual(self.history(), [CONFIRMED])
        self.assertEqual(*self.strip_tells())

        self.within(2, lambda: "Иванова Анна" in self.chosen(), "the card keeps the focus")
        self.desktop.key("ctrl+Left")
        self.shows(SILENT, "Иванова Анна", seconds=1)
        self.desktop.key("ctrl+z")
        self.shows(CONFIRMED, "Иванова Анна", seconds=1)
        self.app.says("Перенос отменён")
        time.sleep(patient(6))
        self.assertEqual(self.updates(), 1, "one of two keys, none of what was undone")
        self.assertEqual(self.deal()["stageId"], CONFIRMED)

    def test_15_rollback(self):
        clinic = self.open_board(undo=3)
        self.portal.control("rights", check=True, require={"stage": CONFIRMED, "field": "ufCrmLossReason"})
        self.choose("Иванова Анна")
        self.portal.forget()
        self.desktop.key("ctrl+Right", "ctrl+Right")
        self.shows(CONFIRMED, "Иванова Анна", seconds=2)
        card = self.shows(TOMORROW, "Иванова Анна", seconds=8)
        self.app.says("Причина отказа")
        clinic.shot("15-refused")
        self.assertEqual(self.deal()["stageId"], TOMORROW)
        self.assertEqual(self.changes(), [])
        self.assertIn("10:30", card)

        self.choose("Иванова Анна")
        self.desktop.key("Return")
        pane = self.app.find("Запись", "panel", timeout=patient(3))
        self.app.says("Причина отказа", within=pane)

    def test_16_concurrent_edit(self):
        clinic = self.open_board(undo=3)
        self.choose("Иванова Анна")
        self.portal.forget()
        self.desktop.key("ctrl+Right", "ctrl+Right")
        self.edit(stageId=CANCELLED)
        self.app.says("Тем временем", timeout=patient(10))
        clinic.shot("16-conflict")
        self.assertEqual(self.history(), [CANCELLED], "nothing is overwritten silently")
        card = self.shows(CANCELLED, "Иванова Анна")
        self.assertIn("Подтвердил запись", " ".join(self.app.texts()), "both are said")
        self.assertIn("10:30", card)
        self.app.find("Перенести", "button").click()
        self.in_stage(CONFIRMED)
        self.assertEqual(self.history(), [CANCELLED, CONFIRMED])

    def test_19_big_board(self):
        clinic = self.open_board("--open-visits", "1200", day=0, patients=600)
        self.show_any_day()
        self.within(20, lambda: sum(self.count(s) for s in list(NAMES)[:5]) > 1000, self.app.texts)
        shown = {s: self.count(s) for s in NAMES}
        clinic.shot("19-big-board")
        asked = self.portal.requests()
        self.assertLess(len([r for r in asked if "crm.item.list" in str(r)]), 20, "pages of fifty, in batches")

        clinic.app.quit()
        self.portal.forget()
        clinic.start()
        self.app = clinic.app
        self.app.find("Записи", timeout=patient(5))
        began = time.monotonic()
        self.desktop.key("F6")
        self.app.find(re.compile("^Записан: "), "list", timeout=patient(3))
        took = time.monotonic() - began
        self.assertLess(took, patient(3), "from what is stored; the reading through accessibility counts too")
        self.assertGreater(sum(shown.values()), 1000)
        with open(f"/proc/{clinic.app.process.pid}/smaps_rollup") as f:
            memory = int(re.search(r"Pss:\s+(\d+)", f.read())[1]) / 1024
        if patient(1) == 1:
            self.assertLess(memory, 250)

    def test_25_final_stage_protected(self):
        clinic = self.open_board(day=0, settings={"opened-stages": f"['{CAME}']"})
        done = self.portal.call("crm.item.list", entityTypeId=2, filter={
            "stageId": CAME, ">=ufCrmVisitTime": "2026-11-21T00:00:00+03:00"})["items"][0]
        who = self.portal.call("crm.item.get", entityTypeId=3, id=done["contactId"])["item"]
        self.choose(f"{who['lastName']} {who['name']}")
        self.portal.forget()
        self.edit(done["id"], user=1, ufCrmMisStatus="CONFIRMED")
        self.within(8, lambda: [c for c in self.column(CAME) if who["lastName"] in c and "МИС: CONFIRMED" in c],
                    lambda: self.column(CAME))
        clinic.shot("25-final")
        time.sleep(patient(3))
        self.assertEqual(self.updates(), 0)
        self.assertEqual(self.deal(done["id"])["stageId"], CAME)

    def ask_to_cancel(self):
        self.portal.control("reply", id=ANNAS, text="Нет")
        self.shows(CANCELLED, "Иванова Анна", seconds=8)
        self.choose("Иванова Анна")
        self.portal.forget()
        self.desktop.key("ctrl+d")
        self.app.says("Почему отменяет?")
        reason = self.app.find(re.compile("рочные дела"), within=self.app.find("Почему отменяет?", "list"))
        return reason

    def test_26_retention(self):
        clinic = self.open_board()
        self.ask_to_cancel()
        clinic.shot("26-why")
        self.desktop.key("1")
        self.app.says("Предложите другое время")
        self.app.says("Причина: ")
        clinic.shot("26-offers")
        self.desktop.key("2")
        self.in_stage(BOOKED)
        deal = self.deal()
        self.assertEqual(deal["ufCrmVisitMoves"], 1)
        self.assertNotEqual(deal["ufCrmVisitTime"], "2026-11-22T10:30:00+03:00")
        self.assertEqual(self.history(), [BOOKED], "no lost stage")
        self.assertEqual(self.updates(), 1)
        self.within(5, lambda: [c for c in self.comments() if "визит перенесён. Причина: Срочные дела" in c], self.comments)

    def test_27_lost_needs_reason_and_comment(self):
        clinic = self.open_board()
        self.ask_to_cancel()
        self.desktop.key("2")
        self.app.says("Предложите другое время")
        self.desktop.key("6")
        save = self.app.find("Визит потерян", "button")
        self.assertFalse(save.sensitive)
        self.app.says("Для отказа нужен комментарий")
        self.desktop.key("ctrl+Return")
        clinic.shot("27-no-comment")
        time.sleep(patient(2))
        self.assertEqual(self.updates(), 0)

        self.desktop.type("Нашла дешевле рядом с домом")
        self.within(3, lambda: self.app.find("Визит потерян", "button").sensitive, "a comment is enough")
        self.desktop.key("ctrl+Return")
        self.within(8, lambda: self.deal()["stageSemanticId"] == "F", "the lost stage")
        self.assertEqual(self.updates(), 1)
        changed = self.changes()
        self.assertEqual(len(changed), 1)
        self.assertEqual({"stageId", "ufCrmLossReason", "comments"} - set(changed[0]), set())
        self.assertIn("Нашла дешевле", self.deal()["comments"])

    def test_28_freed_slot(self):
        clinic = self.open_board()
        for other in self.portal.call("crm.item.list", entityTypeId=2, filter={
                "ufCrmDoctor": PETROV, "!id": ANNAS, ">=ufCrmVisitTime": "2026-11-22T08:00:00+03:00",
                "<ufCrmVisitTime": NOON})["items"]:
            self.edit(other["id"], ufCrmVisitTime="2026-11-24T09:00:00+03:00")  # so that 10:30 is free without her
        people = self.waiting_for(PETROV)
        self.ask_to_cancel()
        self.desktop.key("1")
        self.app.says("Предложите другое время")
        self.desktop.key("1")
        self.app.says("Освободилось окно: кто его ждёт?", timeout=patient(5))
        said = [w.name for w in self.app.widgets() if w.role == "label"]
        clinic.shot("28-freed")
        names = list(dict.fromkeys(s for s in said if s in people))
        self.assertEqual(names, [p for p in people if p in names])
        self.assertGreaterEqual(len(names), 2)
        first = said[said.index("завтра, вс 22 ноя, 10:30, Петров Андрей") + 2]
        self.portal.forget()
        self.desktop.key("Return")
        self.within(5, lambda: [m for m in self.portal.methods() if "callback" in m], "the call")
        asked = next(r for r in self.portal.requests() if "callback" in r["method"])
        self.assertIn(re.sub(r"\D", "", first.split("·")[0])[-10:], str(asked), "who waits longest")

    def waiting_for(self, doctor):
        """Those on the waiting list for a doctor, in the order of waiting."""
        deals = []
        for start in range(0, 1000, 50):
            page = self.portal.call("crm.item.list", entityTypeId=2, start=start, filter={
                "stageSemanticId": "P", "ufCrmDoctor": doctor, "categoryId": 5})["items"]
            deals += [d for d in page if d["ufCrmWaiting"] == "Y" and d["contactId"] != 1]
            if len(page) < 50:
                break
        self.assertGreaterEqual(len(deals), 2)
        people = [self.portal.call("crm.item.get", entityTypeId=3, id=d["contactId"])["item"]
                  for d in sorted(deals, key=lambda d: d["movedTime"])]
        return list(dict.fromkeys(f"{p['lastName']} {p['name']} {p['secondName']}" for p in people))

    # --- all of it without the mouse ---

    def test_keys_alone(self):
        clinic = self.open_board(undo=4)
        self.choose("Иванова Анна")
        self.portal.forget()

        # a card with the one below it, moved and taken back together
        self.unfilter()
        self.within(3, lambda: self.count(TOMORROW) == 9, lambda: self.count(TOMORROW))
        self.within(3, self.chosen, "focus on a card")
        self.desktop.key("Right")
        time.sleep(0.3)
        self.desktop.key("Home", "shift+Down")
        time.sleep(0.3)
        self.desktop.key("ctrl+Right")
        self.app.says("Перенос 2 записей в «Не подтвердил»")
        self.desktop.key("ctrl+z")
        self.app.says("Переносы отменены")
        self.within(3, lambda: self.count(TOMORROW) == 9, lambda: self.count(TOMORROW))
        self.assertEqual(self.updates(), 0)

        # the panel, and a comment in it
        self.choose("Иванова Анна")
        self.desktop.key("Return")
        self.app.find("Запись", "panel", timeout=patient(3))
        self.desktop.key("F2")
        self.enter("Новый комментарий", "Просила напомнить")
        self.desktop.key("ctrl+Return")
        self.within(6, lambda: "Просила напомнить" in self.comments(), self.comments)
        clinic.shot("keys-panel")
        self.desktop.key("Escape", "Escape")

        # another time
        self.choose("Иванова Анна")
        self.desktop.key("ctrl+r")
        self.app.says("Перенос визита")
        self.enter("Время визита", "17:30")
        clinic.shot("keys-reschedule")
        self.desktop.key("ctrl+Return")
        self.within(12, lambda: "T17:30" in self.deal()["ufCrmVisitTime"], lambda: self.deal()["ufCrmVisitTime"])
        self.assertEqual(self.deal()["stageId"], BOOKED)
        self.assertEqual(self.updates(), 1)

        self.make_an_appointment(clinic)
        self.assertEqual(self.updates(), 1)

    def make_an_appointment(self, clinic):
        self.unfilter()
        self.desktop.key("ctrl+n")
        self.app.says("Новая запись")
        self.focus_comes("Найти пациента")
        self.desktop.type("Сидоров")
        self.app.says("Сидоров Пётр", timeout=patient(5))
        self.desktop.key("Return")
        self.enter("Врач", "")
        self.desktop.key("space")
        time.sleep(0.3)
        self.desktop.key("Down", "Down", "Return")  # the first may be nobody
        self.enter("Время визита", "20:45")
        clinic.shot("keys-new")
        self.desktop.key("ctrl+Return")
        self.within(14, lambda: self.portal.writes("deal.add"), "the new appointment")
        self.assertEqual(len(self.portal.writes("deal.add")), 1)
        made = self.deal(self.portal.writes("deal.add")[0]["id"])
        self.assertEqual(made["contactId"], 3)
        self.assertIn("T20:45", made["ufCrmVisitTime"])

    # --- enquiries, and the guard ---

    def book_a_lead(self, *options, robots, **settings):
        """Books somebody from the board of enquiries; gives the id of the lead."""
        clinic = self.open_board(*options, robots=robots, settings=settings, day=0)
        self.portal.control("robots", messages=False)
        lead = self.portal.call("crm.item.add", entityTypeId=1, fields={
            "title": "Имплантация", "name": "Олег", "lastName": "Дроздов", "stageId": "IN_PROCESS", "assignedById": 7,
            "fm": [{"typeId": "PHONE", "valueType": "WORK", "value": "+79000000098"}]})["item"]["id"]
        self.desktop.key("F7")
        self.app.find(re.compile("^В работе: "), "list", timeout=patient(5))
        time.sleep(patient(4))  # it comes by itself
        self.choose("Дроздов")
        self.portal.forget()
        self.desktop.key("ctrl+b")
        self.app.says("Запись по заявке")
        self.enter("Врач", "")
        self.desktop.key("space")
        time.sleep(0.3)
        self.desktop.key("Down", "Down", "Return")  # the first may be nobody
        self.desktop.click(self.app.find(re.compile("^Время визита")))
        self.desktop.key("ctrl+a")
        self.desktop.type("20:45")
        clinic.shot("17-book")
        self.desktop.key("ctrl+Return")
        return lead

    def booked(self, lead, seconds=25):
        deals = self.within(seconds, lambda: self.portal.call(
            "crm.item.list", entityTypeId=2, filter={"=leadId": lead, "!ufCrmVisitTime": None})["items"],
            "the appointment of the enquiry")
        time.sleep(patient(3))
        deals = self.portal.call("crm.item.list", entityTypeId=2, filter={"=leadId": lead})["items"]
        self.assertEqual(len(deals), 1, "exactly one")
        self.assertIn("T20:45", deals[0]["ufCrmVisitTime"])
        self.assertTrue(deals[0]["contactId"] and deals[0]["ufCrmDoctor"])
        self.assertEqual(self.portal.call("crm.item.get", entityTypeId=1, id=lead)["item"]["stageId"], "CONVERTED")
        return deals[0]

    def test_17_lead_to_deal_without_a_robot(self):
        lead = self.book_a_lead(robots=False, **{"booking-robot": "'no'"})
        self.booked(lead)
        self.assertEqual(len(self.portal.writes("deal.add")), 1)
        self.assertEqual(self.portal.methods().count("crm.item.add"), 2, "a patient and the appointment")

    def test_17_lead_to_deal_by_a_robot(self):
        lead = self.book_a_lead(robots=True, **{"booking-robot": "'yes'"})
        self.booked(lead)
        self.assertEqual(len(self.portal.writes("deal.add")), 1, "that of the robot")
        added = [str(r) for r in self.portal.requests() if "crm.item.add" in str(r)]
        self.assertEqual([a for a in added if re.search(r'entityTypeId\W{1,5}2\b', a)], [], "we make none")

    def test_18_guard_tomorrow(self):
        clinic = self.open_board(now="2026-11-21T15:30:00+03:00")
        behind = self.portal.call("crm.item.list", entityTypeId=2, filter={
            "stageId": BOOKED, ">=ufCrmVisitTime": "2026-11-22T00:00:00+03:00",
            "<ufCrmVisitTime": "2026-11-23T00:00:00+03:00"})["items"]
        self.app.says(f"Завтра без напоминания: {len(behind)} из ", timeout=patient(8))
        clinic.shot("18-guard")
        self.portal.forget()
        for _ in behind:
            self.desktop.key("ctrl+g")
            time.sleep(0.5)
            self.desktop.key("Return")
            time.sleep(0.5)
        for deal in behind:
            self.in_stage(TOMORROW, number=deal["id"])
        self.app.gone(re.compile("Завтра без напоминания: [1-9]"), timeout=patient(8))
        self.assertEqual(self.updates(), len(behind))

    # --- others, and what goes wrong ---

    def test_a_colleague_moves_a_card(self):
        clinic = self.open_board()
        self.shows(TOMORROW, "Иванова Анна")
        self.portal.forget()
        self.edit(stageId=CONFIRMED)
        card = self.shows(CONFIRMED, "Иванова Анна", seconds=7)  # one of them is ours, to look
        self.assertIn("перенос: Титова Светлана", card)
        clinic.shot("live-moved")
        self.assertEqual(self.updates(), 0)

        self.portal.control("delete", type=2, id=ANNAS, user=SVETLANA)
        self.desktop.key("F5")  # or in some minutes, by itself
        self.within(10, lambda: not [c for c in self.column(CONFIRMED) if "Иванова Анна" in c], "the card to go")

    def test_moves_wait_for_the_portal(self):
        clinic = self.open_board()
        self.choose("Иванова Анна")
        self.portal.stop()
        self.app.says("Нет связи: данные на", timeout=patient(20))
        self.desktop.key("ctrl+Right", "ctrl+Right")
        card = self.shows(CONFIRMED, "Иванова Анна")
        self.assertIn("ждёт отправки", card)
        clinic.shot("offline")
        time.sleep(patient(2))
        self.portal.start()
        self.in_stage(CONFIRMED, seconds=40)
        time.sleep(patient(2))
        self.assertEqual(self.history(), [CONFIRMED])
        self.assertEqual(self.updates(), 1)
        self.app.gone(re.compile("Нет связи"), timeout=patient(10))

    def test_killed_while_it_could_be_undone(self):
        clinic = self.open_board(undo=5)
        self.choose("Иванова Анна")
        self.portal.forget()
        self.desktop.key("ctrl+Right", "ctrl+Right")
        self.shows(CONFIRMED, "Иванова Анна")
        time.sleep(0.3)
        clinic.kill()
        self.assertEqual(self.updates(), 0)
        clinic.start()
        self.in_stage(CONFIRMED, seconds=20)
        time.sleep(patient(2))
        self.assertEqual(self.history(), [CONFIRMED])
        self.assertEqual(self.updates(), 1)

    def test_a_busy_portal(self):
        clinic = self.open_board()
        self.choose("Иванова Анна")
        self.portal.forget()
        self.portal.fault("503", count=-1)
        self.desktop.key("ctrl+Right", "ctrl+Right")
        self.shows(CONFIRMED, "Иванова Анна")
        time.sleep(patient(6))
        self.assertIn("ждёт отправки", self.shows(CONFIRMED, "Иванова Анна"))
        clinic.shot("busy")
        self.portal.clear_faults()
        self.in_stage(CONFIRMED, seconds=60)
        time.sleep(patient(2))
        self.assertEqual(self.history(), [CONFIRMED])


if __name__ == "__main__":
    sys.exit(run(__name__))
