# SPDX-License-Identifier: GPL-3.0-or-later
"""What receptionists do with appointments in a scenario, without the mouse, and what becomes of them: on
the board of tomorrow, and in the portal behind it.
"""
import re
import time

from clinic import Scenario, patient
from desktop import wait_until

BOOKED, TOMORROW, SILENT, CONFIRMED = "C5:NEW", "C5:UC_ZAVTRA", "C5:UC_SILENT", "C5:UC_CONFIRM"
CANCELLED, CAME, EXPENSIVE = "C5:UC_CANCEL", "C5:WON", "C5:UC_DOROGO"
NAMES = {BOOKED: "Записан", TOMORROW: "Визит завтра", SILENT: "Не подтвердил", CONFIRMED: "Подтвердил запись",
         CANCELLED: "Отменил запись", CAME: "Визит состоялся", EXPENSIVE: "Отказ: дорого"}
ANNAS, PETROV, SVETLANA = 4975, 27, 9  # her visit tomorrow at 10:30; her doctor; a colleague
NOON = "2026-11-22T12:00:00+03:00"


class AppointmentScenario(Scenario):
    """Robots are silent unless a scenario is about them: what is counted is what this desk writes."""

    def open_board(self, *options, day=1, undo=1, robots=False, **params):
        settings = {"undo-seconds": str(undo)} | params.pop("settings", {})
        clinic = self.open(*([] if robots else ["--no-robots"]), *options, settings=settings, **params)
        self.clinic, self.app, self.portal, self.desktop = clinic, clinic.app, clinic.portal, clinic.desktop
        self.show_board(day)
        return clinic

    def show_board(self, day=1):
        self.app = self.clinic.app
        self.desktop.key("F6")
        self.app.find(re.compile("^Записан: "), "list", timeout=patient(10))
        for _ in range(day):
            self.desktop.key("ctrl+Next")
        if day == 1:
            self.app.says("завтра, вс 22 ноя", timeout=patient(3))

    # --- what is seen ---

    def column(self, stage):
        """What the cards of a stage say, those that can be seen."""
        widgets = self.app.widgets()
        lists = [w for w in widgets if w.role == "list" and w.name.startswith(NAMES[stage] + ": ")]
        return [w.name for w in widgets if lists and w.role == "panel" and w.is_inside(lists[0])]

    def count(self, stage):
        names = [w.name for w in self.app.widgets() if w.name.startswith(NAMES[stage] + ": ")]
        return int(re.search(r": (\d+)", names[0])[1]) if names else -1

    def shows(self, stage, name, seconds=3.0):
        """The card that says it stands there within that time."""
        self.within(seconds, lambda: [c for c in self.column(stage) if name in c],
                    lambda: f"{name} in {NAMES[stage]}; there are: {self.app.texts()}")
        return next(c for c in self.column(stage) if name in c)

    def chosen(self):
        """What the card with the focus says."""
        focus = self.app.focus()
        if focus is None or focus.role != "list item":
            return ""
        return next((w.name for w in self.app.children(focus) if w.role == "panel"), "")

    # --- what is done ---

    def choose(self, name):
        """Finds a card and gives it the focus, as fast as a person can with keys."""
        self.desktop.key("ctrl+f")
        self.focus_comes("Фильтр")
        self.desktop.key("ctrl+a")
        self.desktop.type(name)

        def focused():
            self.desktop.key("ctrl+f", "Return")  # again, when the filter had not been applied yet
            time.sleep(0.3)
            return name in self.chosen()
        wait_until(focused, patient(6), lambda: f"focus on {name}, not {self.chosen()!r}", interval=0.3)

    def show_any_day(self):
        self.within(5, lambda: [w for w in self.app.all(re.compile("^сегодня, сб"), "button") if w.actions()],
                    "the button of the days")[0].click()
        row = self.app.find("Все дни", timeout=patient(3))
        self.desktop.click(row)

    def focus_comes(self, name):
        self.within(3, lambda: name in getattr(self.app.focus(), "name", ""), lambda: f"{name}, not {self.app.focus()}")

    def enter(self, name, text):
        """Goes to a field by Tab, and types."""
        passed = []
        for _ in range(40):
            time.sleep(0.05)
            focus = self.within(2, self.app.focus, "focus")
            passed.append(focus)
            if focus.name.startswith(name) or focus.parent.name == name:  # lists have a button in them
                if text:
                    self.desktop.key("ctrl+a")
                    self.desktop.type(text)
                return
            self.desktop.key("Tab")
        raise AssertionError(f"no way to {name} by Tab: {passed}")

    def unfilter(self):
        self.desktop.key("ctrl+f", "Escape")

    # --- what the portal holds ---

    def deal(self, number=ANNAS):
        return self.portal.call("crm.item.get", entityTypeId=2, id=number)["item"]

    def edit(self, number=ANNAS, user=SVETLANA, **fields):
        self.portal.control("edit", type=2, id=number, fields=fields, user=user)

    def updates(self):
        """Every change of an appointment that was asked for over the network."""
        return self.portal.methods().count("crm.item.update")

    def changes(self, number=ANNAS):
        """What was really changed of an appointment: a list of {field: [before, after]}"""
        return [w.get("changes", {}) for w in self.portal.writes("deal.update") if w["id"] == number]

    def history(self, number=ANNAS):
        """The stages that an appointment has been in since the journal was emptied."""
        return [c["stageId"][1] for c in self.changes(number) if "stageId" in c]

    def in_stage(self, stage, number=ANNAS, seconds=8.0):
        self.within(seconds, lambda: self.deal(number)["stageId"] == stage,
                    lambda: f"{stage}, not {self.deal(number)['stageId']}")

    def comments(self, number=ANNAS):
        rows = self.portal.call("crm.timeline.comment.list", filter={"ENTITY_ID": number, "ENTITY_TYPE": "deal"})
        return [r["COMMENT"] for r in rows]
