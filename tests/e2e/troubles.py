#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong at a desk: broken networks, power cuts, portals that refuse, strange input, no window.

Whatever comes: a clear sentence, no crash, and nothing that the person wrote is lost.
"""
import contextlib
import http.server
import re
import ssl
import sys
import threading
import time

from clinic import ANNA, LONG, MARKUP, NOBODY, PYOTR, ROOT, SMIRNOVA, Scenario, patient, run

ZERO = "7900\u00000000000"
FORTY = "1234567890" * 4


@contextlib.contextmanager
def a_page_of_something_else(certificate=None, asked=None):
    """A web server that is no portal; gives its port. asked: a list of what it is asked for"""
    class Page(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            if asked is not None:
                asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write("<html><h1>Магазин</h1></html>".encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.handle_error = lambda *_: None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(ROOT / "tests/fixtures/tls" / certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


class Troubles(Scenario):
    def test_killed_with_a_comment(self):
        clinic = self.open(russian=False)
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        portal.ring(SMIRNOVA)
        app.find(re.compile("^Смирнова Анна"), timeout=patient(3))
        note = app.find("Note about the call", "text")
        desktop.write(note, "Перезвонить после обеда")
        # now: the strip that says so would move what is being clicked at
        portal.fault("drop_before", count=-1)
        desktop.key("ctrl+Return")
        # the words that it was added go after some seconds, and a slow application is slow to look at
        self.within(10, lambda: note.text() == "", note.text)
        self.assertEqual(portal.writes("comment.add"), [])
        time.sleep(0.3)
        clinic.kill()
        portal.clear_faults()
        clinic.start()
        self.within(20, lambda: portal.writes("comment.add"), "the comment of the first run")
        time.sleep(1.5)
        self.assertEqual(len(portal.writes("comment.add")), 1)

    def test_killed_after_the_portal_had_it(self):
        clinic = self.open(russian=False)
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        portal.ring(NOBODY)
        app.find("Create enquiry", "button", timeout=patient(3))
        portal.fault("drop_after", match="crm.item.add")
        desktop.key("F4")
        desktop.type("Oleg")
        desktop.key("ctrl+Return")
        self.within(5, lambda: portal.writes("lead.add"), "the lead")
        clinic.kill()
        clinic.start()
        time.sleep(6 if patient(1) == 1 else 15)
        self.assertEqual(len(portal.writes("lead.add")), 1)
        self.assertEqual(len(portal.leads(NOBODY)["LEAD"]), 1)

    def test_conflict_comes_back_with_a_choice(self):
        clinic = self.open()
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        portal.ring(SMIRNOVA)
        app.says("Подтвердить", timeout=patient(3))
        app.says("6 визитов", timeout=patient(3))
        visit = self.next_visit(portal, 4)
        portal.control("edit", type=2, id=visit["id"], fields={"stageId": "C5:LOSE"}, user=9)
        desktop.key("F2", "1")
        app.says("Всё равно подтвердить", timeout=patient(8))
        clinic.shot("conflict")
        self.assertEqual(self.stage(portal, visit["id"]), "C5:LOSE", "nothing is overwritten silently")
        app.find("Решить…", "button", timeout=patient(3)).click()
        app.says("Тем временем", timeout=patient(3))
        app.find("Оставить как есть", "button")
        clinic.shot("conflict-choice")
        app.find("Всё равно сделать", "button").click()
        self.within(5, lambda: self.stage(portal, visit["id"]) != "C5:LOSE", "the change that was insisted on")

    def next_visit(self, portal, contact):
        items = portal.call("crm.item.list", entityTypeId=2, filter={"contactId": contact, "stageSemanticId": "P"})
        return max(items["items"], key=lambda i: i.get("ufCrmVisitTime") or "")

    def stage(self, portal, deal):
        return portal.call("crm.item.get", entityTypeId=2, id=deal)["item"]["stageId"]

    def test_refusal_comes_back_with_a_choice(self):
        clinic = self.open()
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        portal.ring(NOBODY)
        app.find("Создать заявку", "button", timeout=patient(3))
        portal.fault("http200error", match="crm.item.add", count=2)
        desktop.key("F4", "ctrl+Return")
        app.says("Портал не принял", timeout=patient(10))
        clinic.shot("refused")
        self.assertEqual(portal.writes("lead.add"), [])
        app.find("Решить…", "button", timeout=patient(3)).click()
        app.find("Отправить снова", "button", timeout=patient(3))
        portal.clear_faults()
        app.find("Отправить снова", "button").click()
        self.within(8, lambda: portal.writes("lead.add"), "the lead")
        self.assertEqual(len(portal.writes("lead.add")), 1)

    def test_websocket_killed(self):
        clinic = self.open()
        app, portal = clinic.app, clinic.portal
        portal.control("socket", action="refuse", on=True)
        portal.control("socket", action="kill")
        app.says("Звонки не приходят", timeout=patient(12))
        clinic.shot("no-calls")
        portal.control("socket", action="refuse", on=False)
        app.find("Попробовать сейчас", "button").click()
        app.gone(re.compile("Звонки не приходят"), timeout=patient(10))
        portal.ring(PYOTR)
        self.quick_card(clinic, "Сидоров", seconds=2)

    def test_channel_expires(self):
        self.expire("reconnect", [])

    def test_channel_must_be_asked_for(self):
        self.expire("get_config", ["pull.config.get"])

    def expire(self, action, asked):
        clinic = self.open(russian=False)
        portal = clinic.portal
        portal.forget()
        portal.control("socket", action=action)
        self.within(10, lambda: "voximplant.statistic.get" in portal.methods(), "the new channel")
        self.assertEqual([m for m in portal.methods() if m == "pull.config.get"], asked)
        portal.ring(PYOTR)
        clinic.app.find(re.compile("^Сидоров Пётр"), timeout=patient(2))

    def test_webhook_revoked(self):
        clinic = self.open()
        app, portal = clinic.app, clinic.portal
        portal.control("webhook", revoked=True)
        clinic.desktop.key("F5")
        app.says("Портал не пускает это рабочее место", timeout=patient(5))
        clinic.shot("revoked")
        clinic.second_start("--incoming-call=" + SMIRNOVA)
        self.quick_card(clinic, "Смирнова", seconds=2)
        portal.control("webhook", revoked=False)
        clinic.desktop.key("F5")
        app.gone(re.compile("Портал не пускает"), timeout=patient(8))

    def test_answers_that_are_none(self):
        clinic = self.open(russian=False)
        portal = clinic.portal
        for kind in ("html", "truncated", "empty", "500"):
            portal.fault(kind, match="batch", count=2)
            call = portal.ring(SMIRNOVA)
            clinic.app.find(re.compile("^Смирнова Анна"), timeout=patient(3))
            time.sleep(0.5)
            portal.miss(call)
            portal.clear_faults()
            clinic.app.gone(re.compile("^Смирнова Анна"), timeout=patient(10))
        portal.ring(SMIRNOVA)
        clinic.app.says("6 visits", timeout=patient(15))

    def test_strange_names(self):
        clinic = self.open(russian=False)
        app, portal = clinic.app, clinic.portal
        call = portal.ring(MARKUP)
        app.find(re.compile(r"^<b>Ким</b> & Ко Вера"), "label", timeout=patient(3))
        clinic.shot("markup")
        portal.miss(call)
        call = portal.ring(LONG)
        app.find(re.compile("^79000000006|900 000-00-06"), timeout=patient(3))
        portal.miss(call)

        portal.control("edit", type=3, id=8, fields={"lastName": "Я" * 500_000,
                                                     "fm": [{"typeId": "PHONE", "valueType": "WORK",
                                                             "value": "+79000000088"}]})
        portal.ring("79000000088")
        app.find(re.compile("^Я{20,}"), timeout=patient(5))
        clinic.shot("endless-name")
        longest = max(len(w.name) for w in app.widgets())
        self.assertLess(longest, 2000)

    def test_strange_numbers(self):
        clinic = self.open(russian=False)
        app, portal = clinic.app, clinic.portal
        for number in (FORTY, ZERO, "", "anonymous", "<b>", "🦷" * 30, "7" * 100_000):
            portal.ring(number)
        clinic.second_start("--incoming-call=" + FORTY)
        clinic.second_start("--incoming-call=" + "9" * 50_000)
        clinic.second_start("--incoming-call=\udcff\udcfe")
        portal.control("socket", action="raw", text="#!NGINXNMS!#{\"text\":{\"module_id\":\"voximplant\",")
        portal.control("socket", action="raw", text="\u0000")
        portal.ring(PYOTR)
        self.within(5, lambda: [w for w in app.widgets() if "Сидоров" in w.name], "the call after them")
        clinic.shot("strange-numbers")

    def test_wrong_address(self):
        clinic = self.open(synced=False, environment={})
        app, desktop, portal = clinic.app, clinic.desktop, clinic.portal
        address = app.find("Адрес вебхука", timeout=patient(5))
        clinic.shot("welcome")
        desktop.click(address)
        for text, sentence in (
                ("привет", "Это не адрес вебхука"),
                ("https://127.0.0.1:1/rest/7/abc/", "Портал не отвечает"),
                (portal.url.replace(portal.secret, "wrong"), "Портал не принимает этот вебхук"),
                (portal.url.replace("/rest/", "/nothing/"), "Это не адрес вебхука"),
                ("http://example.com/rest/7/abc/", "Это не адрес вебхука")):
            desktop.key("ctrl+a")
            desktop.type(text, delay=2)
            app.says(sentence, timeout=patient(8))
            self.assertFalse(app.find("Подключить", "button").sensitive)
        with a_page_of_something_else() as port:
            desktop.key("ctrl+a")
            desktop.type(f"http://127.0.0.1:{port}/rest/7/abc/", delay=2)
            app.says("нет Битрикс24", timeout=patient(5))
        self.try_a_certificate_of_nobody(clinic)
        desktop.key("ctrl+a")
        desktop.type(portal.url, delay=2)
        app.says("Портал 127.0.0.1", timeout=patient(8))
        clinic.shot("welcome-good")
        app.find("Подключить", "button").click()
        app.find("Поиск пациента", timeout=patient(10))

    def try_a_certificate_of_nobody(self, clinic):
        asked = []
        with a_page_of_something_else("here.pem", asked) as port:
            clinic.desktop.key("ctrl+a")
            clinic.desktop.type(f"https://127.0.0.1:{port}/rest/7/abc/", delay=2)
            clinic.app.says("сертификат не в порядке", timeout=patient(5))
            clinic.shot("welcome-untrusted")
            self.assertFalse(clinic.app.find("Подключить", "button").sensitive)
        self.assertEqual(asked, [], "the secret is not told")

    def test_second_start(self):
        clinic = self.open(russian=False)
        answer = clinic.second_start("--page=nowhere")
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn("nowhere", answer.stdout)
        answer = clinic.second_start("--portal=" + clinic.portal.url)
        self.assertIn("already running", answer.stdout)
        self.assertEqual(clinic.second_start("--page=calls").returncode, 0)
        self.assertIn("reception", clinic.second_start("--version").stdout)
        self.assertIn("--incoming-call", clinic.second_start("--help").stdout)
        self.assertEqual(len(clinic.app.all(role="frame")), 1)

    def test_background(self):
        clinic = self.open()
        app, portal, desktop = clinic.app, clinic.portal, clinic.desktop
        desktop.key("ctrl+w")
        app.gone(re.compile("Поиск пациента"), timeout=patient(5))
        self.assertIsNone(app.process.poll(), "it goes on without a window")

        call = portal.ring(ANNA)
        note = desktop.notifications.wait(1, patient(3))
        self.assertEqual(note["summary"], "Входящий звонок")
        self.assertNotRegex(str(note), "Иванов|900|Петров", "nothing personal")
        self.assertEqual(note["hints"]["urgency"], 2)
        self.assertIn("mute", note["actions"])
        desktop.notifications.press(note["id"], "mute")
        desktop.notifications.press(note["id"], "show")
        app.says("На этом номере двое", timeout=patient(3))
        portal.miss(call)
        self.within(1, lambda: note["id"] in desktop.notifications.closed, "the notification to be closed")
        desktop.key("ctrl+w")
        self.assertEqual(clinic.second_start().returncode, 0)
        app.find("Поиск пациента", timeout=patient(5))

    def test_names_in_notifications_when_allowed(self):
        clinic = self.open(settings={"notify-names": "true"})
        clinic.portal.ring(SMIRNOVA)
        notes = clinic.desktop.notifications
        self.within(3, lambda: any("Смирнова" in n["body"] for n in notes.shown), lambda: notes.shown)
        self.assertEqual(len({n["id"] for n in notes.shown}), 1, "one notification that is replaced")


if __name__ == "__main__":
    sys.exit(run(__name__))
