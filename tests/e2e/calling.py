#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenarios of the call list: whom to call about tomorrow, alone, and by several desks at once.

What became of each call is read back from the portal: one outcome for a row, whoever works on it.
RECEPTION_ROWS: how long the list is that two desks share.
"""
import os
import re
import sys
import tempfile
import time

from appointments import CANCELLED, CONFIRMED, PETROV, SILENT, SVETLANA, TOMORROW, AppointmentScenario
from clinic import Clinic, Portal, patient, run
from desktop import wait_until

OLGA, MARINA = 7, 8
UNREACHED = "C5:UC_NEDOZVON"
ROWS = int(os.environ.get("RECEPTION_ROWS", "20"))
ROW = re.compile(r"^\d\d?:\d\d ")


def clock(deal):
    """As a row says it."""
    return deal["ufCrmVisitTime"][11:16].lstrip("0")


def attempts(mark):
    found = re.search(r"attempts=(\d+)", mark or "")
    return int(found[1]) if found else 0


class Desk:
    """One operator at the call list, who works with keys alone."""

    def __init__(self, scenario, portal, user=OLGA, undo=1, **params):
        settings = {"undo-seconds": str(undo)} | params.pop("settings", {})
        self.clinic = scenario.enterContext(Clinic(portal=portal, user=user, settings=settings, **params))
        self.desktop = self.clinic.desktop

    @property
    def app(self):
        return self.clinic.app

    def open_list(self, n=None):
        """Gives the rows, when there are n."""
        self.desktop.key("F8")
        self.app.says("Завтра: не подтвердили и отменили", timeout=patient(10))
        wait_until(lambda: ROW.match(self.at()), patient(10), lambda: f"a row, not {self.at()!r}")
        if n is not None:
            wait_until(lambda: len(self.rows()) == n, patient(10), lambda: f"{n} rows, not {self.rows()}")
        return self.rows()

    def rows(self):
        return [w.name for w in self.app.widgets() if w.role == "list item" and ROW.match(w.name)]

    def row(self, deal):
        """What the row of a visit says; each has a time of its own."""
        return next((r for r in self.rows() if r.startswith(clock(deal) + " ")), "")

    def at(self):
        """What the row says that has the focus."""
        return getattr(self.app.focus(), "name", "")

    def comes_to(self, deal, seconds=6):
        wait_until(lambda: self.at().startswith(clock(deal) + " "), patient(seconds),
                   lambda: f"the row of {clock(deal)}, not {self.at()!r}")

    def row_says(self, deal, words, seconds=8):
        wait_until(lambda: words in self.row(deal), patient(seconds), lambda: f"{words!r}, not {self.row(deal)!r}")

    def call(self, deal):
        """Takes the row and calls."""
        self.desktop.key("Return")
        self.row_says(deal, "у вас")


class Calling(AppointmentScenario):
    def open_portal(self, *options, patients=60):
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="reception-portal."))
        self.portal = Portal(folder, "--no-robots", *options, patients=patients)
        self.addCleanup(self.portal.stop)
        self.portal.control("callback", code="304", answer_ms=100, talk_ms=100)
        return self.portal

    def all_items(self, kind, **wanted):
        items = []
        while True:
            page = self.portal.call("crm.item.list", entityTypeId=kind, start=len(items), filter=wanted)["items"]
            items += page
            if len(page) < 50:
                return items

    def tomorrow(self):
        return self.all_items(2, **{">=ufCrmVisitTime": "2026-11-22T00:00:00+03:00",
                                    "<ufCrmVisitTime": "2026-11-23T00:00:00+03:00"})

    def fill_tomorrow(self, *stages, confirmed=0, forbidden=0):
        """Tomorrow has a visit in each of these stages, one after another from 9 o'clock, and others that are
        confirmed, or of patients who are not to be called. Gives the first."""
        for deal in self.tomorrow():
            self.edit(deal["id"], ufCrmVisitTime="2026-12-22T09:00:00+03:00")
        people = [p for p in self.all_items(3) if p["hasPhone"] == "Y"]
        silent = [p for p in people if p["ufCrmStopCalling"] == "Y"]
        callable_ = [p for p in people if p["ufCrmStopCalling"] != "Y"]
        step = min(30, 720 // max(len(stages), 1))
        made = [self.add_visit(callable_[i % len(callable_)], stage, i * step) for i, stage in enumerate(stages)]
        for i in range(confirmed):
            self.add_visit(callable_[-1 - i % len(callable_)], CONFIRMED, 5 + 10 * i)
        for i in range(forbidden):
            person = silent[i] if i < len(silent) else callable_[-1 - i]
            self.portal.control("edit", type=3, id=person["id"], fields={"ufCrmStopCalling": "Y"}, user=SVETLANA)
            self.add_visit(person, SILENT, 3 + i)
        self.portal.forget()
        return made

    def add_visit(self, person, stage, minute):
        start = f"2026-11-22T{9 + minute // 60:02}:{minute % 60:02}:00+03:00"
        return self.portal.control("add", type=2, user=SVETLANA, fields={
            "title": f"Лечение — {person['lastName']}", "categoryId": 5, "stageId": stage, "contactId": person["id"],
            "ufCrmVisitTime": start, "ufCrmVisitMinutes": 30, "ufCrmDoctor": PETROV})["result"]["item"]

    def outcomes(self, deal):
        """What the call list made of a visit, in order: every mark with one more call that was really written."""
        marks = [c["ufCrmCallList"] for c in self.changes(deal["id"]) if "ufCrmCallList" in c]
        return [after for before, after in marks if attempts(after) > attempts(before)]

    def notes(self, deal):
        return [c for c in self.comments(deal["id"]) if c.startswith("Обзвон:")]

    # --- scenarios ---

    def test_29_build(self):
        self.open_portal(patients=120)
        expected = self.fill_tomorrow(*[SILENT, TOMORROW, CANCELLED] * 3, confirmed=61, forbidden=2)
        desk = Desk(self, self.portal)
        rows = desk.open_list(9)
        self.assertEqual([r.split()[0] for r in rows], [clock(d) for d in expected])
        self.assertTrue(all("Петров Андрей" in r for r in rows), rows)
        desk.app.says("9 человек")
        desk.app.says("2 просили не звонить — не в списке")
        desk.comes_to(expected[0])
        desk.clinic.shot("29-list")

    def test_30_work(self):
        self.open_portal()
        first, second, _ = self.fill_tomorrow(SILENT, SILENT, TOMORROW)
        desk = Desk(self, self.portal)
        desk.open_list(3)
        desk.call(first)
        self.within(5, lambda: "voximplant.callback.start" in self.portal.methods(), self.portal.methods)
        for attempt in (1, 2, 3):
            desk.desktop.key("4")
            self.within(10, lambda: len(self.outcomes(first)) == attempt, lambda: self.outcomes(first))
            if attempt == 1:
                desk.comes_to(second)
                self.assertIn("retry=2026-11-21T12:40", self.outcomes(first)[0], "in 40 minutes")
                desk.row_says(first, "снова в 15:40")
                desk.clinic.shot("30-later")
            if attempt < 3:
                time.sleep(0.5)  # a key that is held is no second outcome
                desk.desktop.key("Home")
                desk.comes_to(first)
        self.in_stage(UNREACHED, number=first["id"])
        self.within(5, lambda: len(self.notes(first)) == 3, lambda: self.notes(first))
        desk.row_says(first, "Не дозвонились")
        self.assertEqual(self.outcomes(second), [])
        desk.clinic.shot("30-unreached")

    def test_31_two_operators(self):
        self.open_portal()
        first, second, third, fourth = self.fill_tomorrow(*[SILENT] * 4)
        olga, marina = Desk(self, self.portal, OLGA), Desk(self, self.portal, MARINA)
        for desk in (olga, marina):
            desk.open_list(4)
        olga.desktop.key("Down", "Down")
        olga.comes_to(third)
        olga.call(third)
        marina.row_says(third, "в работе: ", seconds=5)
        self.assertIn("Петрова", marina.row(third))
        marina.clinic.shot("31-taken")
        marina.desktop.key("Down")
        marina.comes_to(second)
        marina.desktop.key("Right")
        marina.comes_to(fourth)

        olga.clinic.kill()
        # the portal's clock stands still between answers, hers did not when she took the row
        self.portal.control("clock", advance=660)
        # the list looks at the clock now and then, not all the time
        wait_until(lambda: "в работе" not in marina.row(third), patient(45), lambda: marina.row(third), interval=0.3)
        marina.desktop.key("Up")
        marina.comes_to(third)
        marina.call(third)

    def test_32_resume(self):
        self.open_portal()
        first, second, third = self.fill_tomorrow(*[SILENT] * 3)
        desk = Desk(self, self.portal, undo=10)
        desk.open_list(3)
        desk.call(first)
        desk.desktop.key("1")
        desk.comes_to(second)
        desk.row_says(second, "у вас")
        time.sleep(0.5)
        desk.clinic.kill()
        self.assertEqual(self.outcomes(first), [], "it could still be undone")
        desk.clinic.start()
        desk.open_list()
        desk.comes_to(second)
        self.within(15, lambda: self.outcomes(first), "the outcome of before")
        self.in_stage(CONFIRMED, number=first["id"])
        time.sleep(patient(2))
        self.assertEqual(len(self.outcomes(first)), 1)
        self.assertEqual(self.outcomes(second) + self.outcomes(third), [])
        self.within(5, lambda: len(self.notes(first)) == 1, lambda: self.notes(first))
        desk.clinic.shot("32-resumed")

    def test_a_native_call_list(self):
        self.open_portal()
        deals = self.fill_tomorrow(*[SILENT] * 5, confirmed=3)
        desk = Desk(self, self.portal)
        desk.open_list(5)
        desk.desktop.click([w for w in desk.app.widgets() if w.name == "Действия с обзвоном"][-1])

        def chosen():
            desk.desktop.key("Down")
            return desk.at().startswith("Список обзвона в Битрикс24")
        self.within(5, chosen, desk.at, interval=0.2)
        desk.desktop.key("Return")
        desk.app.says("Создать список обзвона в Битрикс24?", timeout=patient(3))
        desk.clinic.shot("native")
        desk.desktop.key("Return")
        made = self.within(8, lambda: self.portal.writes("calllist.add"), desk.app.texts)
        desk.app.says("создан в Битрикс24: 5 пациентов", timeout=patient(5))
        self.assertEqual(len(made), 1)
        items = self.portal.call("crm.calllist.items.get", LIST_ID=made[0]["id"])
        self.assertEqual(sorted(int(i["ID"]) for i in items), sorted(d["contactId"] for d in deals))

    def test_an_incoming_call_jumps_to_the_row(self):
        self.open_portal()
        deals = self.fill_tomorrow(*[SILENT] * 5)
        desk = Desk(self, self.portal)
        desk.open_list(5)
        desk.comes_to(deals[0])
        caller = self.portal.call("crm.item.get", entityTypeId=3, id=deals[3]["contactId"])["item"]
        self.portal.ring(re.sub(r"\D", "", caller["phone"]))
        desk.comes_to(deals[3])
        desk.clinic.shot("incoming")

    def test_two_desks_one_list(self):
        self.open_portal(patients=max(60, ROWS + 20))
        self.portal.control("budget", size=250, leak="5")  # of an Enterprise portal: two desks, little waiting
        deals = self.fill_tomorrow(*[SILENT] * ROWS)
        pace = {"requests-per-second": "2.5", "request-burst": "100"}
        desks = [Desk(self, self.portal, user, settings=pace) for user in (OLGA, MARINA)]
        for desk in desks:
            desk.open_list(ROWS)
        for desk in desks:
            desk.desktop.key("Return")

        def all_called():
            for desk in desks:
                if "у вас" in desk.at():
                    desk.desktop.key("1")
                    desk.moved = time.monotonic()
                elif time.monotonic() - desk.__dict__.setdefault("moved", 0) > 4:
                    desk.moved = time.monotonic()
                    desk.desktop.key("Right")
            changed = [w for w in self.portal.writes("deal.update") if "stageId" in w.get("changes", {})]
            return len({w["id"] for w in changed}) == ROWS
        self.within(20 + 2 * ROWS, all_called, desks[0].app.texts, interval=0.2)
        desks[0].clinic.shot("two-desks")
        time.sleep(patient(3))
        for deal in deals:
            self.assertEqual(len(self.outcomes(deal)), 1, (deal["id"], self.changes(deal["id"])))
            self.assertEqual(self.history(deal["id"]), [CONFIRMED])
            self.assertEqual(len(self.notes(deal)), 1)
        who = {w["user"] for w in self.portal.writes("deal.update") if "stageId" in w.get("changes", {})}
        self.assertEqual(who, {OLGA, MARINA}, "both had their share")


if __name__ == "__main__":
    sys.exit(run(__name__))
