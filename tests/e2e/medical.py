#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenarios of the medical system: what is done there becomes of the appointments, and nothing more.

People change visits in the demo clinic's 1C; what the window makes of it is read back from the portal and
from its journal of what was written.
"""
import re
import sys
import tempfile

from appointments import (ANNAS, BOOKED, CAME, CANCELLED, CONFIRMED, PETROV, SILENT, TOMORROW,
                          AppointmentScenario)
from clinic import MIS_PASSWORD, Clinic, Portal, patient, run

PYOTR_ID = 3
UNHEARD = "ОжидаетЛаборант"
# «Удалено в МИС» among the reasons of src/demo/demo-directory.c
DELETED_REASON = 1049


class Medical(AppointmentScenario):
    def open_board(self, *options, **params):
        clinic = super().open_board(*options, mis=True, **params)
        self.says_compared()
        self.portal.forget()
        return clinic

    # --- what people do in the medical system, and what is seen of it ---

    def says_compared(self):
        """The medical system was read, all of it, and nothing is asked any more."""
        self.within(15, lambda: self.portal.control("mis_requests", entity="Catalog_Врачи")["requests"],
                    "the medical system to be read")

    def mis(self, deal=ANNAS, **changes):
        return self.portal.control("mis_change", deal=deal, **changes)["key"]

    def read_again(self):
        """Reads the medical system now, as a person does who cannot wait for half a minute."""
        before = self.portal.control("mis_requests")["requests"]
        self.desktop.key("F5")
        self.within(10, lambda: self.portal.control("mis_requests")["requests"] > before, "the medical system to be read")

    def read_often(self, times=2):
        for _ in range(times):
            self.read_again()
            self.settle()

    def settle(self):
        """Until nothing is asked of the portal or the medical system any more."""
        def asked():
            return len(self.portal.requests()), self.portal.control("mis_requests")["requests"]
        before = [None]

        def quiet():
            before[0], last = asked(), before[0]
            return last == before[0]
        self.within(15, quiet, "quiet", interval=1.3)

    def show_mismatches(self):
        self.desktop.key("ctrl+m")
        self.app.says("Сверено в", timeout=patient(5))

    # --- scenarios ---

    def test_20_moved_in_mis(self):
        clinic = self.open_board()
        self.shows(TOMORROW, "Иванова Анна")
        self.mis(start="2026-11-24T12:00:00+03:00")
        self.read_again()
        self.within(10, lambda: self.changes(), "the new time")
        deal = self.deal()
        self.assertEqual(deal["ufCrmVisitTime"], "2026-11-24T12:00:00+03:00")
        self.assertEqual(deal["stageId"], BOOKED)
        self.assertEqual(deal["ufCrmVisitMoves"], 1)
        self.within(5, lambda: [c for c in self.comments() if "Перенос в МИС: с 22.11.2026 10:30 на 24.11.2026 12:00" in c],
                    self.comments)
        self.within(5, lambda: not [c for s in (BOOKED, TOMORROW) for c in self.column(s) if "Иванова Анна" in c],
                    "the card to leave tomorrow")
        self.read_often()
        self.assertEqual(len(self.changes()), 1, "no more than once")
        self.assertEqual(len([c for c in self.comments() if "Перенос в МИС" in c]), 1)
        self.show_mismatches()
        self.app.says("МИС и CRM совпадают")
        clinic.shot("20-moved")

    def test_21_unknown_status(self):
        clinic = self.open_board()
        self.mis(status=UNHEARD)
        self.read_again()
        self.within(8, lambda: [c for c in self.column(TOMORROW) if "Иванова Анна" in c and UNHEARD in c],
                    lambda: self.column(TOMORROW))
        clinic.shot("21-board")
        self.read_often()
        self.assertEqual(self.updates(), 0)
        self.assertEqual(self.deal()["stageId"], TOMORROW)

        self.show_mismatches()
        self.app.says(f"Статус не сопоставлен: {UNHEARD}")
        self.assertEqual(len(self.app.all(re.compile("^Статус не сопоставлен: "), "label")), 1)
        clinic.shot("21-mismatches")
        self.app.find("Указать, что значит…", "button").click()
        self.app.find(re.compile(f"^{UNHEARD}"), timeout=patient(5))
        clinic.shot("21-words")

    def test_22_visit_without_deal(self):
        clinic = self.open_board()
        key = self.portal.control("mis_add", start="2026-11-25T08:00:00+03:00", doctor=PETROV, contact=PYOTR_ID,
                                  minutes=30)["key"]
        self.read_again()
        made = self.within(15, lambda: self.portal.writes("deal.add"), "the appointment")
        deal = self.deal(made[0]["id"])
        self.assertEqual((deal["contactId"], deal["ufCrmDoctor"], deal["stageId"], deal["ufCrmVisitTime"]),
                         (PYOTR_ID, PETROV, BOOKED, "2026-11-25T08:00:00+03:00"))
        self.assertEqual(deal["originId"], key)
        self.assertEqual(deal["ufCrmVisitMinutes"], 30)
        for _ in range(3):
            self.desktop.key("ctrl+Next")
        self.app.says("ср 25 ноя", timeout=patient(3))
        self.shows(BOOKED, "Сидоров Пётр", seconds=8)
        clinic.shot("22-new")
        self.read_often(3)
        self.assertEqual(len(self.portal.writes("deal.add")), 1)
        self.assertEqual(self.portal.writes("contact.add"), [])

    def test_22_two_desks_one_appointment(self):
        """Two desks read of a new visit at the same time, and neither makes what the other has made."""
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="reception-portal."))
        self.portal = Portal(folder, "--no-robots", "--mis")
        self.addCleanup(self.portal.stop)
        desks = [self.enterContext(Clinic(portal=self.portal, user=user, mis=True, settings={"desktops": "2"}))
                 for user in (7, 8)]
        self.says_compared()
        self.portal.forget()
        keys = [self.portal.control("mis_add", start=f"2026-11-25T08:{minute}:00+03:00", doctor=PETROV,
                                    contact=PYOTR_ID, minutes=10)["key"] for minute in (10, 30, 50)]
        for desk in desks:
            desk.desktop.key("F5")
        self.within(60, lambda: len(self.portal.writes("deal.add")) >= len(keys), lambda: self.portal.journal())
        for desk in desks:
            self.desktop = desk.desktop
            self.read_often(1)
        made = [self.deal(w["id"])["originId"] for w in self.portal.writes("deal.add")]
        self.assertEqual(sorted(made), sorted(keys), "each once")

    def test_23_deleted_in_mis(self):
        clinic = self.open_board()
        self.mis(deleted=True)
        self.read_again()
        self.in_stage(CANCELLED, seconds=12)
        self.assertEqual(self.history(), [CANCELLED], "not lost by itself")
        # the clinic's list of reasons has one for it, so no comment is needed
        self.assertEqual(self.deal()["ufCrmLossReason"], DELETED_REASON)
        self.shows(CANCELLED, "Иванова Анна", seconds=8)
        self.read_often()
        self.assertEqual(self.history(), [CANCELLED])
        self.assertEqual([c for c in self.comments() if "Удалено" in c], [])
        clinic.shot("23-deleted")
        self.desktop.key("F8")
        self.app.find(re.compile("^10:30 Иванова Анна.*отмен"), "list item", timeout=patient(5))
        clinic.shot("23-to-be-won-back")

    def test_24_mis_down(self):
        clinic = self.open_board(undo=1)
        clinic.noise.append("The medical system cannot be read")
        self.mis(start="2026-11-24T12:00:00+03:00")
        self.portal.control("mis_fault", kind="html", match="*", count=-1)
        self.desktop.key("F5")
        self.app.says("МИС недоступна с 15:00", timeout=patient(10))
        clinic.shot("24-html")
        self.settle()
        self.assertEqual(self.updates(), 0, "nothing is changed")

        self.choose("Иванова Анна")
        self.desktop.key("ctrl+Right")
        self.in_stage(SILENT)
        self.unfilter()
        asked = self.portal.control("mis_requests")["requests"]
        self.app.find("Повторить", "button").click()
        self.within(5, lambda: self.portal.control("mis_requests")["requests"] > asked, "another try")
        self.portal.control("mis_fault", "DELETE")
        self.portal.control("mis_fault", kind="401", match="*", count=-1)
        self.app.find("Повторить", "button").click()
        self.app.says("МИС отказывает с 15:00", timeout=patient(10))
        clinic.shot("24-401")
        self.desktop.key("ctrl+m")
        self.app.says("МИС отказывает", timeout=patient(5))
        clinic.shot("24-mismatches")
        self.assertEqual(self.updates(), 1, "that of the person alone")

        said = [line for line in clinic.log().splitlines() if "edical system" in line]
        self.assertEqual(len(said), 1, said)
        self.assertNotRegex(clinic.log(), f"{MIS_PASSWORD}:|Basic |:{MIS_PASSWORD}")
        self.portal.control("mis_fault", "DELETE")
        self.desktop.key("F5")
        self.app.gone(re.compile("МИС отказывает"), timeout=patient(10))

    def test_25_final_stage_in_both(self):
        clinic = self.open_board(day=0, settings={"opened-stages": f"['{CAME}']"})
        done = self.portal.call("crm.item.list", entityTypeId=2, filter={
            "stageId": CAME, ">=ufCrmVisitTime": "2026-11-21T00:00:00+03:00"})["items"][0]
        self.mis(done["id"], status="Подтвержден")
        self.read_again()
        self.show_mismatches()
        self.app.says("Стадия не по статусу МИС")
        self.app.says("конечная стадия")
        self.assertFalse(self.app.find(re.compile("^Взять из МИС"), "button").sensitive)
        clinic.shot("25-final")
        self.read_often()
        self.assertEqual(self.updates(), 0)
        self.assertEqual(self.deal(done["id"])["stageId"], CAME)


if __name__ == "__main__":
    sys.exit(run(__name__))
