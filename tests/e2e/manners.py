#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the application behaves on a desktop: the check of the connection, links to numbers, quiet hours."""
import re
import subprocess
import sys
import time

from gi.repository import GLib

from appointments import ANNAS, EXPENSIVE, SVETLANA
from clinic import BUILD, PRIVATE, SMIRNOVA, Scenario, patient, run


class Manners(Scenario):
    def diagnose(self, clinic, *options):
        """`reception --diagnose` on this desktop, but without a display."""
        env = {k: v for k, v in clinic.desktop.env.items() if k != "DISPLAY"}
        answer = subprocess.run([str(BUILD / "src/reception"), "--diagnose", *options], text=True, check=False,
                                env=env | {"RECEPTION_PORTAL": clinic.portal.url_of(7)}, timeout=patient(30),
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertNotIn(clinic.portal.secret, answer.stdout)
        self.assertNotRegex(answer.stdout, PRIVATE)
        return answer.returncode, answer.stdout

    def test_diagnose(self):
        clinic = self.open()
        status, text = self.diagnose(clinic)
        self.assertEqual(status, 0, text)
        self.assertRegex(text, r"\[\+\] Звонки в реальном времени: Исправно")
        self.assertRegex(text, r"\[\+\] Уведомления: Исправно")
        self.assertNotIn("[×]", text)

        clinic.app.activate("diagnose")
        window = clinic.app.find("Проверка подключения", "frame", timeout=patient(5))
        clinic.app.says("Портал принимает вебхук", timeout=patient(10), within=window)
        # the clock of this portal stands still
        clinic.app.says("Работать можно", timeout=patient(20), within=window)
        clinic.shot("diagnose")

        clinic.portal.control("webhook", revoked=True)
        clinic.noise = [r"webhook|INVALID_CREDENTIALS|denied"]
        clinic.app.find("Проверить снова", "button").click()
        clinic.app.says("Возможно, его отозвали", timeout=patient(10), within=window)
        clinic.shot("diagnose-revoked")
        status, text = self.diagnose(clinic)
        self.assertEqual(status, 1, text)
        self.assertRegex(text, r"\[×\] Доступ: Не работает")
        self.assertTrue(re.search(r"→ Возможно, его отозвали", text), text)

    def test_a_link_and_quiet_hours(self):
        clinic = self.open()
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        self.assertEqual(clinic.second_start("tel:+7-900-000-00-04;ext=2").returncode, 0)
        self.within(10, lambda: "voximplant.callback.start" in portal.methods(), "the number to be dialled")
        self.assertEqual(clinic.second_start("tel:doctor").returncode, 2)

        app.activate("quiet", GLib.Variant("u", 30))
        sign = app.find(re.compile("^Не беспокоить до"), "button", timeout=patient(5))
        portal.ring(SMIRNOVA)
        app.says("Смирнова", timeout=patient(5), within=app.find("Звонок", "panel", timeout=patient(5)))
        clinic.shot("quiet")
        self.assertEqual(desktop.notifications.shown, [], "nobody is disturbed")
        sign.click()
        desktop.notifications.wait(1, patient(5))
        app.gone(re.compile("^Не беспокоить до"), "button", timeout=patient(5))

        desktop.key("F1")
        window = app.find("Справка", "frame", timeout=patient(5))
        app.says("справа открывается карточка", timeout=patient(5), within=window)
        clinic.shot("help")
        desktop.key("Escape")
        app.gone("Справка", "frame", timeout=patient(5))

    def test_f5_reads_what_the_page_shows(self):
        # which is opened before the portal has said what its stages are
        clinic = self.open(arguments=("--page=losses",), user=1)
        app, portal = clinic.app, clinic.portal
        lost = int(app.find(re.compile(r"^\d+, потеряно из"), timeout=patient(15)).name.split(",")[0])
        portal.control("edit", type=2, id=ANNAS, fields={"stageId": EXPENSIVE}, user=SVETLANA)
        clinic.desktop.key("F5")
        app.find(re.compile(f"^{lost + 1}, потеряно из"), timeout=patient(10))

        app.activate("show-page", GLib.Variant("s", "payroll"))
        self.within(15, lambda: "calendar.event.get" in portal.methods(), "the calendar to be read")
        app.gone(re.compile("^Считаем"), timeout=patient(10))
        portal.forget()
        clinic.desktop.key("F5")
        self.within(10, lambda: "calendar.event.get" in portal.methods(), "the calendar to be read again")

        app.activate("show-page", GLib.Variant("s", "news"))
        app.find(re.compile("^Открыть в браузере"), timeout=patient(10))
        time.sleep(patient(2))
        portal.forget()
        clinic.desktop.key("F5")
        self.within(10, lambda: "log.blogpost.get" in portal.methods(), "the news to be read again")
        time.sleep(patient(2))
        # those that the portal refused for its limits come again
        asked = [r for r in portal.requests() if r["method"] == "log.blogpost.get" and r["status"] == 200]
        self.assertEqual(len(asked), 1, "the page and the rest ask once together")

    def test_no_drivers_of_a_graphics_card(self):
        """Some 60 MB that lists and texts gain nothing from; GTK is told so in words that it knows."""
        clinic = self.open()
        with open(f"/proc/{clinic.app.process.pid}/maps", encoding="utf-8") as maps:
            loaded = set(re.findall(r"/(lib(?:LLVM|gallium|vulkan_|EGL_mesa|GLX_mesa)[^/\n]*|[^/\n]*_dri\.so)", maps.read()))
        self.assertEqual(loaded, set())
        self.assertNotIn("Unrecognized value", clinic.log())


if __name__ == "__main__":
    sys.exit(run(__name__))
