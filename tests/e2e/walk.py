#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks over all pages as somebody does who sees nothing and has no mouse: everything that can be used is
reached by Tab, says what it is, and says it in Russian, whole.
"""
import re
import sys
import time

from gi.repository import GLib

import eyes
from clinic import Clinic, Scenario, patient, run
from desktop import STATE_SHOWING, wait_until

STATE_SELECTED = 23

PAGES = {"calls": "Звонки", "appointments": "Записи", "leads": "Заявки", "call-list": "Обзвон", "news": "Новости",
         "invoices": "Счета", "mismatches": "Расхождения", "losses": "Потери", "reports": "Отчёты",
         "expenses": "Расходы", "payroll": "Зарплата"}
# What a person can open, from which page, and how: keys, a button, or an action of the application or its window.
DIALOGS = {
    "about": (None, "app.about"), "shortcuts": (None, "app.shortcuts"), "help": (None, "app.help"),
    "tour": (None, "app.tour"), "diagnosis": (None, "app.diagnose"),
    **{"preferences " + page: (None, "app.preferences-page", page)
       for page in ("calls", "board", "portal", "mis", "mis-words", "invoices", "reports", "payroll")},
    "menu": (None, "key", "F10"), "connection": (None, "win.show-link"),
    "new appointment": ("appointments", "key", "ctrl+n"), "reschedule": ("appointments", "key", "ctrl+f", "Down", "ctrl+r"),
    "cancel": ("appointments", "key", "ctrl+f", "Down", "ctrl+d"),
    "day picker": ("appointments", "button", "сегодня, сб 21 ноя"),
    "menu of a card": ("appointments", "key", "ctrl+f", "Down", "shift+F10"),
    "enquiry to appointment": ("leads", "key", "ctrl+f", "Down", "ctrl+b"),
    "loss of an enquiry": ("leads", "key", "ctrl+f", "Down", "ctrl+d"),
    "end of the shift": ("calls", "key", "ctrl+h"),
    "menu of the call list": ("call-list", "button", "Действия с обзвоном"),
    "message": ("news", "button", "Новое сообщение…"), "invoice": ("invoices", "key", "ctrl+n"),
    "colleagues": ("invoices", "button", "Передать коллеге (P)"),
    "saved reports": ("reports", "button", "Сохранённые"),
    "export": ("reports", "button", "Экспорт"),
    "export of expenses": ("expenses", "button", "Экспорт"),
    "export of the payroll": ("payroll", "button", "Экспорт"), "signing": ("payroll", "button", "Подписать месяц…"),
}
# What else lies in a page, and the button that brings it there.
PARTS = {"invoices": ["Мои счета", "Реестр"]}
# Which pages have lists to choose from.
CHOOSING = {"appointments", "call-list", "invoices Реестр", "losses", "reports", "expenses", "payroll"}
# Rows that open a list, one of each page of the preferences.
COMBO_ROWS = {"calls": "Номера набирает", "board": "Записи из заявок", "mis": "Как подключена", "invoices": "Как согласуются",
              "reports": "Как отправлять", "payroll": "Что считать переработкой"}
USED = {"button", "toggle button", "check box", "combo box", "entry", "text", "password text", "spin button", "slider",
        "list item", "link", "radio button", "menu item", "page tab"}
# What GTK calls a widget that nobody named.
TYPE_NAME = re.compile(r"^(Gtk|Adw|Desk)[A-Z][a-zA-Z]+$")
# Words of English: what people and firms are called, keys, files and addresses are not.
ENGLISH = re.compile(r"\b(the|and|of|to|not|no|is|are|for|with|from|in|new|open|close|save|all|show|add|send|today|day|"
                     r"visit|patient|call|lead|doctor|invoice|report|stage|error|loading|search|settings)\b", re.I)
FOREIGN = re.compile(r"https?://\S+|\S+@\S+|\S+\.\w{2,4}\b")

# What may end in an ellipsis: names and texts of the clinic's own in rows that tell one from the other by more than
# them, and that open the whole.
MAY_BE_CUT = re.compile(r"DeskVisitCard|DeskLeadCard|DeskTaskRow|DeskCallListRow|DeskMineRow|DeskRegistryTable|DeskRecordRow|"
                        r"DeskAddressees")
# The same where text is twice as large: names of files, and of a lost stage beside its reason.
MAY_BE_CUT_LARGE = re.compile(MAY_BE_CUT.pattern + "|DeskPaperView/box/bar/name|DeskLossVisit/DeskStageBadge")

STATE_FOCUSABLE = 11


class LookedAt(Clinic):
    """On a whole screen of the smallest kind, with eyes.c in the application."""

    def __init__(self, *options, **params):
        settings = {"window-width": "1366", "window-height": "768"}
        super().__init__(*options, mis=True, user=1, patients=20, settings=settings, **params)
        self.page, self.is_large = None, False

    def start(self, *arguments, env=None):
        return super().start(*arguments, env=(env or {}) | eyes.environment(self.dir))

    def wait_quiet(self):
        """Until a page has what it asked the portal for."""
        counts = []

        def is_quiet():
            counts.append(len(self.portal.requests()))
            return len(counts) > 4 and len(set(counts[-5:])) == 1
        wait_until(is_quiet, patient(15), "the portal to be left in peace", interval=0.1)

    def change_size(self):
        """Makes text twice as large, or as it was. Of an open popover GTK 4.8 loses the monitor by it."""
        eyes.change_size(self.app, self.dir)
        self.is_large = not self.is_large

    def look(self):
        """What is wrong with what is on show: nothing."""
        seen = eyes.look(self.app, self.dir)
        may_be_cut = MAY_BE_CUT_LARGE if self.is_large else MAY_BE_CUT
        wrong = [f"cut: {where}: {text}" for where, text in seen.cut if not may_be_cut.search(where)]
        wrong += [f"broken: {where}: {text}" for where, text in seen.broken]
        wrong += [f"outside: {where}: {text}" for where, text in seen.outside]
        wrong += [f"unreached: {where}: {text}" for where, text in seen.unreached]
        wrong += [f"{window} is {width} x {height}" for window, width, height in seen.windows
                  if int(width) > 1366 or int(height) > 768]
        return wrong


def is_named(widget):
    if widget.role == "scroll pane" and not widget.name:  # that of a whole page in words
        widget = widget.parent
    return bool(widget.name.strip()) and not TYPE_NAME.match(widget.name)


def is_row_of_popover(widget):
    """Such a row gets the focus, and readers say its own name only."""
    if widget.role != "list item":
        return False
    if STATE_SHOWING in widget.states:  # newer GTK gives popovers no name: whatever row gets the focus
        return STATE_FOCUSABLE in widget.states
    while widget is not None and not widget.name.startswith("GtkPopover"):
        widget = widget.parent
    return widget is not None


class Walk(Scenario):
    maxDiff = None

    def open(self, *options, **params):
        clinic = self.enterContext(LookedAt(*options, **params))
        clinic.app.sees_covered = False
        clinic.desktop.key("Tab")
        clinic.app.focus()
        self.sidebar = clinic.app.find("Страницы", "list")

        def names():
            return {w.name.split(":")[0] for w in clinic.app.children(self.sidebar)}
        wait_until(lambda: names() == set(PAGES.values()), patient(15),
                   lambda: f"the sidebar and PAGES to have the same pages, beyond {names() ^ set(PAGES.values())}")
        return clinic

    def go(self, clinic, page):
        if page == clinic.page:
            return

        def is_there():
            """The row of the sidebar says so; or the page itself, where newer GTK leaves out a sidebar that is folded."""
            return any(w.name.startswith(PAGES[page]) and STATE_SELECTED in w.states
                       for w in clinic.app.children(self.sidebar)) or clinic.app.all(PAGES[page], "panel")
        clinic.page = page
        clinic.portal.forget()
        clinic.app.activate("show-page", GLib.Variant("s", page))
        wait_until(is_there, patient(15), page)
        clinic.wait_quiet()

    def parts(self, clinic):
        """The names of all pages, and of what else lies in them, each when it is on show."""
        for page in PAGES:
            self.go(clinic, page)
            yield page
            for part in PARTS.get(page, ()):
                self.show_part(clinic, part)
                yield f"{page} {part}"

    def show_part(self, clinic, part):
        clinic.portal.forget()
        clinic.app.find(part, "button").click()
        clinic.wait_quiet()

    def stops(self, clinic):
        """Where Tab leads until it comes back."""
        seen, names = set(), []
        for _ in range(250):
            before = clinic.app.focus_path
            clinic.desktop.key("Tab")
            try:
                wait_until(lambda: clinic.app.focus_path != before, patient(0.3))
            except AssertionError:
                continue
            widget = clinic.app.focus()
            if widget is None or widget.role == "?":  # it went while it was asked
                continue
            if widget.path in seen:
                break
            seen.add(widget.path)
            names.append(widget)
        return names

    def test_every_stop_of_tab_has_a_name(self):
        clinic = self.open()
        nameless = {}
        for page in PAGES:
            self.go(clinic, page)
            stops = self.stops(clinic)
            self.assertGreater(len(stops), 5, page)
            for widget in stops:
                if not is_named(widget):
                    nameless.setdefault(page, []).append((widget, widget.parent))
        self.assertEqual(nameless, {})

    def read(self, clinic, window=None):
        """What is wrong with names and words on show: nothing."""
        widgets = clinic.app.widgets(window)
        named = {w.parent.path for w in widgets if w.parent is not None and is_named(w)}
        wrong = [f"nameless: {w} in {w.parent}" for w in widgets
                 if w.role in USED and not is_named(w) and (is_row_of_popover(w) or w.path not in named) and w.showing()]
        return wrong + [f"English: {w}" for w in widgets if ENGLISH.search(FOREIGN.sub("", w.name)) and w.showing()]

    def wrong(self, question):
        """Once more, when something was: a page may have been in the middle of changing."""
        return question() and (time.sleep(patient(1)) or question())

    def test_all_that_is_shown_has_a_name_and_is_russian(self):
        clinic = self.open()
        wrong = {}
        for page in self.parts(clinic):
            wrong[page] = self.look_and_read(clinic)
            clinic.shot("walk-" + page)
            clinic.change_size()
            wrong["large " + page] = self.look_and_read(clinic)
            clinic.shot("large-" + page)
            clinic.change_size()
        self.assertEqual({page: what for page, what in wrong.items() if what}, {})

    def open_dialog(self, clinic, how, *what):
        if how == "key":
            clinic.desktop.key(*what)
        elif how == "button":
            # of a menu's two the one within; what is being read anew has a moment without
            def usable():
                return [w for w in clinic.app.widgets() if w.role == "button" and w.name == what[0] and w.sensitive
                        and w.actions()]
            wait_until(usable, patient(5), f"a button {what[0]!r}")[-1].click()
        else:
            clinic.app.activate(how[4:], *[GLib.Variant("s", w) for w in what], window=how.startswith("win."))

    def on_show(self, clinic):
        seen = eyes.glance(clinic.app, clinic.dir)
        return sorted(w[0] for w in seen.windows), sorted(p[0] for p in seen.popovers)

    def look_and_read(self, clinic, start=None):
        if clinic.is_large:
            return self.wrong(clinic.look)
        return self.wrong(clinic.look) + self.wrong(lambda: self.read(clinic, start))

    def look_at(self, clinic, name, open_it, start=None):
        """What is wrong with what opens: nothing, and Escape closes it."""
        before = self.on_show(clinic)
        # newer GTK may close at once what opens in the moment in which another popover goes: no person is so quick
        for is_last in (STATE_SHOWING not in self.sidebar.states, True):
            open_it()
            try:
                wait_until(lambda: self.on_show(clinic) != before, patient(5))
                break
            except AssertionError:
                if is_last:
                    return ["does not open"]
        windows = clinic.app.windows()
        start = start or (windows[-1] if len(windows) > 1 else None)
        wrong = self.look_and_read(clinic, start)
        clinic.shot(name.replace(" ", "-"))
        clinic.desktop.key("Escape")
        try:
            wait_until(lambda: self.on_show(clinic) == before, patient(5))
        except AssertionError:
            wrong.append(f"Escape leaves {self.on_show(clinic)}")
            clinic.desktop.key("Escape")
        return wrong

    def look_at_dialog(self, clinic, name, page, *how):
        if page:
            self.go(clinic, page)
        return self.look_at(clinic, "dialog " + name, lambda: self.open_dialog(clinic, *how))

    def look_at_reason(self, clinic):
        """The panel for the reason of a rejection, which is neither a window nor a popover."""
        def is_open():
            return clinic.app.all("Почему отклонён?")

        def ask():
            self.open_dialog(clinic, "button", "Отклонить")
            wait_until(is_open, patient(5), "the question for the reason")
        self.go(clinic, "invoices")
        ask()
        wrong = [] if clinic.is_large else self.wrong(lambda: self.read(clinic))
        clinic.shot("dialog-reason")
        # once: where Tab leads is another invoice, of which nothing is asked
        wrong += clinic.look()
        if not is_open():
            ask()
        clinic.desktop.key("Escape")
        wait_until(lambda: not is_open(), patient(5), "Escape to take the question back")
        return wrong

    def look_at_payment(self, clinic):
        """The popover for the day of a payment, of an invoice of the registry."""
        self.go(clinic, "invoices")
        self.show_part(clinic, "Реестр")
        if clinic.is_large:  # the state of an invoice lies beside what fits
            clinic.desktop.click(clinic.app.find("Реестр счетов", timeout=patient(5)), button=7)
            clinic.desktop.run("xdotool", "click", "--repeat", "30", "7")
        rows = wait_until(lambda: clinic.app.all(re.compile("К оплате$")), patient(5), "an invoice to pay")
        clinic.desktop.click(rows[0])
        clinic.app.find("Оплачен…", "button", timeout=patient(5))
        return self.look_at(clinic, "dialog payment", lambda: self.open_dialog(clinic, "button", "Оплачен…"))

    def look_at_dialogs(self, clinic):
        wrong = {name: self.look_at_dialog(clinic, name, *how) for name, how in DIALOGS.items()}
        wrong |= {"reason": self.look_at_reason(clinic), "payment": self.look_at_payment(clinic)}
        self.assertEqual({name: what for name, what in wrong.items() if what}, {})

    def test_every_dialog_has_names_and_ends_by_escape(self):
        self.look_at_dialogs(self.open())

    def test_every_dialog_fits_with_text_twice_as_large(self):
        clinic = self.open()
        clinic.change_size()
        self.look_at_dialogs(clinic)

    def test_companies_of_a_form_have_names(self):
        """Where suppliers are companies of the CRM."""
        clinic = self.open("--invoices", "D")
        self.go(clinic, "invoices")
        clinic.desktop.key("ctrl+n")
        button = clinic.app.find(re.compile("^Контрагент.*: Выберите компанию$"), "button", timeout=patient(10))
        clinic.wait_quiet()
        self.assertEqual(self.look_at(clinic, "companies", lambda: self.open_dialog(clinic, "button", button.name)), [])

    def look_at_combo_row(self, clinic, page, title):
        """What is wrong with the list of a row of the preferences: nothing."""
        clinic.app.activate("preferences-page", GLib.Variant("s", page))
        row = clinic.app.find(re.compile(f"^{title}: "), "combo box", timeout=patient(5))
        wrong = self.look_at(clinic, "row " + page, lambda: clinic.desktop.click(row))
        clinic.desktop.key("Escape")
        wait_until(lambda: len(clinic.app.windows()) == 1, patient(5), "the preferences to go")
        return wrong

    def test_every_row_to_choose_has_a_name(self):
        clinic = self.open()
        wrong, choosing = {}, set()
        for page in self.parts(clinic):
            for down in [w for w in clinic.app.widgets() if w.role == "combo box" and w.showing()]:
                choosing.add(page)
                button = clinic.app.children(down)[0]
                wrong[f"{page}: {down.name}"] = self.look_at(clinic, "list " + down.name, button.click, down)
        wrong |= {page: self.look_at_combo_row(clinic, page, title) for page, title in COMBO_ROWS.items()}
        self.assertEqual({what: how for what, how in wrong.items() if how}, {})
        self.assertEqual(choosing, CHOOSING)


if __name__ == "__main__":
    sys.exit(run(__name__))
