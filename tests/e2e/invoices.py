#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios 36 and 37 and what surrounds them: invoices are put forward, sent back, approved and paid.

Several desks work on one portal, each with the webhook of its own person: a receptionist, the head, the accountant.

usage: tests/e2e/invoices.py [--shots DIRECTORY] [--keep] [NAME…]
"""
import json
import re
import pathlib
import sys
import tempfile
import time

from clinic import Clinic, Portal, Scenario, patient, run
from desktop import PATIENCE, STATE_FOCUSED, wait_until

HEAD, RECEPTIONIST, ACCOUNTANT = 1, 7, 15
COMPLETE = "bizproc.task.complete"
# the smallest that a reader of PDF takes
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj
trailer<</Root 1 0 R>>
"""
PAPER = re.compile(r"^Страница 1 из \d$")


class Desk:
    """One person at the page of invoices, who works with keys."""

    def __init__(self, scenario, portal, user=HEAD, **params):
        settings = {"undo-seconds": "0"} | params.pop("settings", {})
        params.setdefault("synced", False)
        self.clinic = scenario.enterContext(Clinic(portal=portal, user=user, settings=settings,
                                                   arguments=["--page=invoices"], **params))
        self.desktop, self.shot = self.clinic.desktop, self.clinic.shot
        self.find(re.compile("^Согласование"))

    @property
    def app(self):
        return self.clinic.app

    def key(self, *keys):
        self.desktop.key(*keys)

    def find(self, name=None, role=None, seconds=10):
        try:
            return self.app.find(name, role, timeout=patient(seconds))
        except AssertionError:
            self.shot(f"failed-{self.clinic.user}")
            raise

    def says(self, text, seconds=10):
        return self.find(re.compile(re.escape(text)), seconds=seconds)

    def rows(self):
        """What the rows of the queue, or of the list in its place, say."""
        return [w.name for w in self.app.widgets() if w.role == "list item" and w.name]

    def has_row(self, beginning, seconds=10):
        wait_until(lambda: any(re.match(beginning, r) for r in self.rows()), patient(seconds),
                   lambda: f"{beginning} in {self.rows()}")

    def has_no_row(self, beginning, seconds=10):
        wait_until(lambda: not any(re.match(beginning, r) for r in self.rows()), patient(seconds),
                   lambda: f"{beginning} to leave {self.rows()}")

    def at(self, name, seconds=10):
        """The invoice is the chosen one, shown with its document."""
        wait_until(lambda: self.heading() == name, patient(seconds), lambda: f"{name}, not {self.heading()}")

    def heading(self):
        hits = [w.name for w in self.app.widgets() if w.role == "heading"]
        return hits[0] if hits else None

    def go_to(self, name, role="button", seconds=10):
        self.desktop.click(self.find(name, role, seconds))

    def pick_first(self):
        """The first of a list that folds out."""
        for key in ("space", "Down", "Return", "Tab"):
            self.key(key)
            time.sleep(patient(0.3))

    def focuses(self, name):
        """In whichever window."""
        wait_until(lambda: any(STATE_FOCUSED in w.states and w.name == name for w in self.app.widgets()), patient(10),
                   f"the focus at {name}")

    def shows_page(self):
        wait_until(lambda: any(w.role == "image" and PAPER.match(w.name) for w in self.app.widgets()), patient(10),
                   "the first page of the document")

    def choose(self, name):
        """Another than the first, with the mouse; what has come last stands last."""
        self.has_row(f"{name}, ")
        shown = self.app.all(re.compile(f"^{name}, "), "list item")
        if self.heading() != name and shown:
            self.desktop.click(shown[0])
        elif self.heading() != name:
            self.key("End")
        self.at(name)

    def tab(self, name):
        self.go_to(re.compile(f"^{name}"), role=None)

    def choose_file(self, button, path):
        """Keys that come before the dialog is there would be the page's own."""
        def windows():
            return len(self.desktop.run("xdotool", "search", "--onlyvisible", "--class", "reception").split())

        before = windows()
        self.go_to(button)
        wait_until(lambda: windows() > before, patient(20), "the dialog that asks for a file", interval=0.2)
        self.key("ctrl+l")
        self.desktop.type(str(path), delay=int(20 * PATIENCE))
        self.key("Return")
        wait_until(lambda: windows() == before, patient(20), "the dialog to go", interval=0.2)

    def fill(self, *values):
        """The fields of a form, in their order: None leaves one as it is."""
        for value in values:
            if value is not None:
                self.desktop.type(value)
            self.key("Tab")


class Invoices(Scenario):
    def open_portal(self, setups="B", *options):
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="reception-portal."))
        self.portal = Portal(folder, "--invoices", setups, *options, patients=60)
        self.addCleanup(self.portal.stop)
        return self.portal

    def bring(self, name, sum=27700, user=RECEPTIONIST, **params):
        """An invoice that has to be decided about within a minute, so it is the first of the queue."""
        return self.portal.bring_invoice(user, contractor=name, sum=sum, number=f"Т-{len(name)}",
                                         **{"overdue": 60} | params)

    def asked(self, method=COMPLETE):
        return [json.loads(r["params"]) for r in self.portal.requests() if r["method"] == method]

    def completed(self):
        return [w["id"] for w in self.portal.writes("task.complete")]

    def waits_for(self, user):
        """Names of the tasks of a person, as the portal has them."""
        return [t["NAME"] + " " + t["DOCUMENT_NAME"] for t in
                self.portal.control("call", method="bizproc.task.list", user=user, params={
                    "select": ["ID", "NAME", "DOCUMENT_NAME"],
                    "filter": {"USER_ID": user, "STATUS": 0, "USER_STATUS": 0}})["result"]]

    def test_36_return_for_rework(self):
        self.open_portal("AB")
        brought = self.bring("ООО «Проба»", setup="B")
        head, receptionist = Desk(self, self.portal), Desk(self, self.portal, user=RECEPTIONIST)
        head.at("ООО «Проба»")
        self.portal.forget()
        head.key("r")
        head.says("Что исправить?")
        head.desktop.type("no stamp")
        head.shot("36-reason")
        self.assertEqual(self.completed(), [])
        head.key("ctrl+Return")
        self.within(10, lambda: self.completed() == [brought["task"]], "the decision on the portal")
        sent = self.asked()
        self.assertEqual(len(sent), 1)
        self.assertEqual((int(sent[0]["TASK_ID"]), sent[0]["FIELDS"]["decision"], sent[0]["COMMENT"]),
                         (brought["task"], "rework", "no stamp"))
        head.has_no_row("ООО «Проба»")

        receptionist.key("F5")
        receptionist.has_row("ООО «Проба»")
        receptionist.tab("Мои счета")
        receptionist.says("Что исправить: no stamp")
        receptionist.shot("36-mine")
        self.assertEqual(len(self.asked()), 1)

    def test_36_a_process_without_rework(self):
        self.open_portal("A")
        brought = self.bring("ООО «Проба»")
        head = Desk(self, self.portal)
        head.at("ООО «Проба»")
        head.key("r")
        head.says("В этом процессе нет возврата на доработку")
        head.shot("36-no-such-way")
        head.desktop.type("no stamp")
        head.key("ctrl+Return")
        self.within(10, lambda: self.completed() == [brought["task"]], "the decision on the portal")
        sent = self.asked()
        self.assertEqual([(s["STATUS"], s["COMMENT"]) for s in sent], [(2, "На доработку: no stamp")])
        self.assertTrue(any("Доработать счёт" in t and "Проба" in t for t in self.waits_for(RECEPTIONIST)))

    def test_37_race_and_duplicate(self):
        self.open_portal("A")
        raced = self.bring("ООО «Проба»", overdue=30)
        twin = self.bring("ООО «ДентСнаб»", sum=48600)
        head = Desk(self, self.portal)
        head.at("ООО «Проба»")
        self.portal.decide(raced["task"], user=HEAD, status=1)
        self.portal.forget()
        head.key("a")
        head.says("Громова")
        head.shot("37-gone")
        head.has_no_row("ООО «Проба»", seconds=20)
        self.assertEqual(self.completed(), [])

        head.at("ООО «ДентСнаб»")
        head.key("a")
        head.says("Возможно, это тот же счёт, что ООО «ДентСнаб»")
        head.says("Всё равно согласовать?")
        head.shot("37-duplicate")
        self.assertEqual(len(self.asked()), 1)
        head.key("Return")
        self.within(10, lambda: self.completed() == [twin["task"]], "the decision on the portal")

    def yes_and_rework(self, setup):
        """One of each, for the tasks and the items of a set-up; says the elements."""
        self.open_portal(setup)
        agreed = self.bring("ООО «Да»", overdue=30, hours=100)
        fixed = self.bring("ООО «Правка»", hours=99)
        head = Desk(self, self.portal)
        head.at("ООО «Да»")
        head.key("a")
        head.at("ООО «Правка»")
        head.key("r")
        head.find(re.compile("Что исправить[?]|нет возврата на доработку"))
        head.desktop.type("no stamp")
        head.key("ctrl+Return")
        head.has_no_row("ООО «Правка»")
        return agreed["element"], fixed["element"]

    def check_tasks(self):
        self.within(10, lambda: len(self.completed()) == 2, "two answered tasks")
        self.assertTrue(any("«Да»" in t for t in self.waits_for(ACCOUNTANT)))
        self.assertTrue(any("«Правка»" in t for t in self.waits_for(RECEPTIONIST)))

    def test_set_up_a(self):
        self.yes_and_rework("A")
        self.check_tasks()

    def test_set_up_b(self):
        self.yes_and_rework("B")
        self.check_tasks()

    def test_set_up_c(self):
        agreed, fixed = self.yes_and_rework("C")
        for item, stage in ((agreed, "DT1036_12:UC_PAY"), (fixed, "DT1036_12:UC_REWORK")):
            self.within(10, lambda: self.portal.call("crm.item.get", entityTypeId=1036, id=item)["item"]["stageId"]
                        == stage, stage)

    def test_two_key_presses(self):
        """One goes to the invoice, the next decides; the document is shown beside it."""
        self.open_portal("B")
        first, second = self.bring("ООО «Первое»", overdue=30), self.bring("ООО «Второе»", paper=2)
        head = Desk(self, self.portal)
        head.at("ООО «Первое»")
        head.shows_page()
        head.shot("38-document")
        self.portal.forget()
        presses = ["Down", "a"]
        head.key(presses[0])
        head.at("ООО «Второе»")
        head.says("Файлы этого вида здесь не показываются")
        head.find("Открыть в программе", "button")
        head.shot("38-other-file")
        head.key(presses[1])
        self.within(10, lambda: self.completed() == [second["task"]], "the decision on the portal")
        self.assertNotIn(first["task"], self.completed())
        self.assertEqual(self.asked()[0]["FIELDS"]["decision"], "approve")

    def test_a_large_sum_asks_again(self):
        self.open_portal("A")
        brought = self.bring("ООО «Дорого»", sum=250000)
        head = Desk(self, self.portal)
        head.at("ООО «Дорого»")
        head.key("a")
        head.says("Большая сумма: 250")
        head.shot("38-limit")
        self.assertEqual(self.asked(), [])
        head.key("Escape")
        head.key("a")
        head.says("Большая сумма: 250")
        head.key("Return")
        self.within(10, lambda: self.completed() == [brought["task"]], "the decision on the portal")

    def test_decided_while_the_portal_is_away(self):
        self.open_portal("A")
        brought = self.bring("ООО «Проба»")
        head = Desk(self, self.portal)
        head.at("ООО «Проба»")
        head.shows_page()
        self.portal.stop()
        head.key("a")
        head.has_row(re.compile("ООО «Проба».*Решено, отправляется"))
        head.shot("39-away")
        head.clinic.kill()
        head.clinic.start()
        head.has_row(re.compile("ООО «Проба».*Решено, отправляется"), seconds=20)
        head.shot("39-away-again")
        self.portal.start()
        head.key("F5")
        self.within(30, lambda: self.completed() == [brought["task"]], "the decision on the portal")
        head.has_no_row(re.compile("ООО «Проба»"), seconds=20)
        self.assertEqual(self.completed(), [brought["task"]])

    def open_receptionist(self):
        self.scans = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="reception-scans.")))
        return Desk(self, self.portal, user=RECEPTIONIST, settings={"invoice-scans": f"'{self.scans}'"})

    def scan(self, name):
        path = self.scans / name
        path.write_bytes(PDF)
        return path

    def put_forward(self, desk, name, company=False):
        """From the folder of the scanner; the expense and the payer are the first ones. company: the supplier is one
        of the portal's, found by a word of its name."""
        self.scan("schet.pdf")
        desk.go_to("Новый скан: schet.pdf", role=None)
        desk.focuses("Сумма")
        desk.fill("12500,50", "N-1", None, None, "22.11.2026", None)
        desk.pick_first()
        desk.pick_first()
        if company:
            desk.key("space")
            desk.focuses("Название компании")
            desk.desktop.type(name)
            desk.shot("40-companies")
            desk.key("Return")
            desk.find(re.compile(f"^Контрагент: .*{name}"))
        else:
            desk.fill(name)
        desk.shot("40-form")

    def elements(self):
        return self.portal.writes("list.add")

    def test_put_forward_while_the_portal_is_away(self):
        self.open_portal("BD")
        desk = self.open_receptionist()
        self.put_forward(desk, "Trade", company=True)
        self.portal.stop()
        desk.key("ctrl+Return")
        desk.tab("Мои счета")
        desk.says("Отправляется")
        desk.says("Dental Trade GmbH")
        desk.shot("40-away")
        desk.clinic.kill()
        self.portal.start()
        desk.clinic.start()
        self.within(30, self.elements, "the invoice on the portal")
        desk.shot("40-there")
        self.assertEqual(len(self.elements()), 1)
        made = self.portal.control("call", method="lists.element.get", user=HEAD, params={
            "IBLOCK_TYPE_ID": "bitrix_processes", "IBLOCK_ID": 35, "ELEMENT_ID": self.elements()[0]["id"]})["result"]
        self.assertEqual(list(made[0]["PROPERTY_187"].values()), ["CO_63"])

    def test_every_role(self):
        """An invoice goes its way: put forward, sent back, mended, approved, paid, in the registry with its act."""
        self.open_portal("B")
        receptionist, head = self.open_receptionist(), Desk(self, self.portal)
        self.put_forward(receptionist, "Novoe")
        receptionist.key("ctrl+Return")
        self.within(10, self.elements, "the invoice on the portal")

        head.key("F5")
        head.choose("Novoe")
        head.key("r")
        head.says("Что исправить?")
        head.desktop.type("no stamp")
        head.key("ctrl+Return")
        self.within(10, lambda: len(self.completed()) == 1, "sent back")

        receptionist.key("F5")
        receptionist.choose("Novoe")
        receptionist.shot("42-fix")
        receptionist.key("a")
        self.within(10, lambda: len(self.completed()) == 2, "sent again")

        head.key("F5")
        head.choose("Novoe")
        head.key("a")
        self.within(10, lambda: len(self.completed()) == 3, "approved")

        accountant = Desk(self, self.portal, user=ACCOUNTANT)
        accountant.choose("Novoe")
        accountant.shot("42-pay")
        accountant.choose_file("Акт", self.scan("akt.pdf"))
        accountant.says("akt.pdf")
        accountant.key("ctrl+Return")
        self.within(10, lambda: len(self.completed()) == 4, "paid")
        accountant.key("F5")
        accountant.tab("Реестр")
        accountant.says("Novoe")
        accountant.shot("42-registry")

    def test_no_processes(self):
        """The registry can still be read, and the page says what is missing."""
        self.open_portal("B")
        self.portal.control("webhook", scope="bizproc", held=False)
        head = Desk(self, self.portal)
        head.says("отметьте «bizproc»")
        head.shot("41-no-bizproc")
        head.tab("Реестр")
        head.says("12 счетов · оплачено")
        head.shot("41-registry")

    def test_no_lists(self):
        """The tasks can still be decided about."""
        self.open_portal("B")
        self.portal.control("webhook", scope="lists", held=False)
        head = Desk(self, self.portal)
        head.has_row("Счёт Э-9921")
        head.find("Согласовать", "button")
        head.shot("41-no-lists")
        head.tab("Реестр")
        head.says("Реестр недоступен этому рабочему месту")
        head.shot("41-no-lists-registry")


if __name__ == "__main__":
    sys.exit(run(__name__))
