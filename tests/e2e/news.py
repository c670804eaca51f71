#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios 33 to 35: an important message is acknowledged, proven to be, and those who have not are named.

usage: tests/e2e/news.py [--shots DIRECTORY] [--keep] [NAME…]
"""
import os
import re
import sys
import time
import zipfile

import openpyxl

from clinic import Scenario, patient, run

VOTE = "socialnetwork.api.livefeed.blogpost.important.vote"
READ = re.compile("^Прочитано 21 ноя")


class News(Scenario):
    def open_news(self):
        """The demo clinic has important messages that were not read; the first of them is read on."""
        clinic = self.open()
        self.portal, self.app, self.desktop = clinic.portal, clinic.app, clinic.desktop
        self.desktop.key("ctrl+5")
        self.app.find("Новости", "list", timeout=patient(10))
        self.app.find(re.compile("^(Я прочитал|Дочитайте до конца)$"), timeout=patient(10))
        return clinic

    def read_on(self):
        self.desktop.key("Page_Down")
        time.sleep(0.3)
        return self.app.all(re.compile("^Я прочитал$"))

    def votes(self):
        return [m for m in self.portal.methods() if m == VOTE]

    def receipts(self):
        return [t for t in self.app.texts() if READ.match(t)]

    def test_33_acknowledged(self):
        clinic = self.open_news()
        clinic.shot("33-unread")
        self.assertEqual(self.votes(), [])
        self.within(10, self.read_on, "the end of the text")

        self.portal.control("readers", held=True)
        self.desktop.key("ctrl+Return")
        self.app.says("портал ещё не подтвердил", timeout=patient(10))
        time.sleep(patient(1))
        clinic.shot("33-waiting")
        self.assertEqual(len(self.votes()), 1)
        self.assertEqual(self.receipts(), [])

        self.portal.control("readers", held=False)
        self.app.says("Прочитано 21 ноя, 15:", timeout=patient(45))
        clinic.shot("33-read")
        self.assertEqual(len(self.votes()), 1)

    def test_34_method_missing(self):
        clinic = self.open_news()
        self.portal.control("method", name=VOTE, missing=True)
        self.within(10, self.read_on, "the end of the text")
        self.desktop.key("ctrl+Return")
        self.app.says("Портал не принял «Я прочитал»", timeout=patient(20))
        self.app.says("Ответить комментарием «Прочитал(а)»")
        clinic.shot("34-refused")
        self.assertEqual(self.receipts(), [])

    def test_34_by_a_poll(self):
        clinic = self.open_news()
        self.portal.control("method", name=VOTE, missing=True)
        for post in (410, 412):
            self.portal.control("poll", post=post,
                                questions=[{"question": "Прочитали?", "answers": ["Ознакомлен(а)"]}])
        self.within(10, self.read_on, "the end of the text")
        self.desktop.key("ctrl+Return")
        button = self.app.find("Ответить в опросе: «Ознакомлен(а)»", "button", timeout=patient(20))
        clinic.shot("34-poll-offered")
        self.assertEqual(self.portal.writes("poll.vote"), [])

        # its answer is lost on the way
        self.portal.fault("drop_after", "vote.AttachedVote.vote")
        self.desktop.click(button)
        self.app.says("Ваш ответ есть в опросе, а «Я прочитал» портал не принял", timeout=patient(45))
        clinic.shot("34-poll-answered")
        self.assertEqual(len(self.portal.writes("poll.vote")), 1)
        self.assertEqual(self.receipts(), [])

    def test_acknowledged_while_the_portal_is_away(self):
        clinic = self.open_news()
        self.within(10, self.read_on, "the end of the text")
        self.portal.stop()
        self.desktop.key("ctrl+Return")
        self.within(10, lambda: not self.app.all("Я прочитал"), "the button to go")
        clinic.shot("33-away")
        clinic.kill()
        self.portal.start()
        self.portal.forget()
        self.app = clinic.start()
        self.within(30, self.votes, "the vote on the portal")
        self.within(10, lambda: "log.blogpost.getusers.important" in self.portal.methods(), "the readers")
        self.assertEqual(len(self.votes()), 1)

    AUDIENCE = [7, 9, 11, 12, 14, 15, 21, 22, 24, 8, 13, 23]

    def post(self, audience=AUDIENCE, readers=AUDIENCE[:9]):
        post = self.portal.control("post", user=1, important=True, title="Новые правила кассы",
                                   text="Чек выдаём [B]всегда[/B].", dest=[f"U{user}" for user in audience])["id"]
        self.portal.control("read", post=post, users=list(readers))
        return post

    def notifications(self):
        return [r for r in self.portal.writes("notify.add")]

    def look_up(self, name):
        """What is new stands above what was on screen."""
        self.desktop.key("Page_Up")
        return self.app.all(name)

    def test_35_non_readers(self):
        clinic = self.open(user=1)
        self.portal, self.app, self.desktop = clinic.portal, clinic.app, clinic.desktop
        self.post()
        self.desktop.key("ctrl+5")
        self.app.find("Новости", "list", timeout=patient(10))
        self.desktop.key("F5")
        strip = self.within(10, lambda: self.look_up("Прочитали 9 из 12 · кто не прочитал"), "how many have read")
        clinic.shot("35-strip")
        self.desktop.click(strip[0])
        self.app.says("Не прочитали: 3", timeout=patient(5))
        for name in ("Лебедева Марина", "Саркисян Артур", "Орлова Екатерина"):
            self.app.says(name)
        # one of the two works today; the plan has no doctors
        self.app.says("сегодня на смене 9:00–21:00")
        self.app.says(", сегодня не на смене")
        self.app.find("Врач-ортодонт")
        clinic.shot("35-names")
        self.export(clinic)
        self.app.find("Напомнить 3 сотрудникам", "button").click()
        self.within(10, lambda: len(self.notifications()) == 3, "three reminders")
        self.app.says("Напомнили сегодня", timeout=patient(5))
        clinic.shot("35-reminded")

    def test_35_answered_by_a_poll(self):
        """Who has answered the poll under a message is not reminded of it."""
        clinic = self.open(user=1)
        self.portal, self.app, self.desktop = clinic.portal, clinic.app, clinic.desktop
        post = self.post(audience=[7, 8, 13, 23], readers=[7])
        self.portal.control("poll", post=post, questions=[{"question": "Прочитали?", "answers": ["Ознакомлен(а)"]}])
        self.portal.control("call", method="vote.AttachedVote.vote", user=8,
                            params={"attachId": 1, "ballot": {"1": ["1"]}})
        self.desktop.key("ctrl+5")
        self.app.find("Новости", "list", timeout=patient(10))
        self.desktop.key("F5")
        strip = self.within(10, lambda: self.look_up("Прочитали 2 из 4 · кто не прочитал"), "how many have read")
        self.desktop.click(strip[0])
        self.app.says("Не прочитали: 2", timeout=patient(5))
        self.app.find("ответ в опросе")
        clinic.shot("35-poll")
        self.app.find("Напомнить 2 сотрудникам", "button")

    def export(self, clinic):
        """The proof is a workbook that another program reads."""
        path = os.path.join(clinic.dir, "proof.xlsx")
        self.desktop.click(self.app.find("Экспорт"))
        self.app.find("Excel (XLSX)…", timeout=patient(5))
        self.desktop.key("Return")
        self.app.find("Сохранить как", timeout=patient(10))
        clinic.shot("35-where")
        self.desktop.key("ctrl+a")
        self.desktop.type(path)
        self.desktop.key("Return")
        self.within(10, lambda: zipfile.is_zipfile(path), "the whole workbook")
        sheet = openpyxl.load_workbook(path).active
        self.assertIn("Прочитали 9 из 12", [row[0] for row in sheet.iter_rows(values_only=True)])
        rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Новые правила кассы"]
        self.assertEqual(len(rows), 12)
        self.assertEqual([row[3] for row in rows[:3]], ["Орлова Екатерина", "Саркисян Артур", "Лебедева Марина"])

    def test_35_asked_again(self):
        """An edited message is asked again of who had read it."""
        clinic = self.open_news()
        self.within(10, self.read_on, "the end of the text")
        self.desktop.key("ctrl+Return")
        self.app.says("Прочитано 21 ноя, 15:", timeout=patient(20))
        for post in (410, 412):
            self.portal.control("call", method="log.blogpost.update", user=1,
                                params={"POST_ID": post, "POST_TITLE": "Новый порядок",
                                        "POST_MESSAGE": "Теперь с [B]пятницы[/B]."})
        self.desktop.key("F5")
        self.app.says("Важно: текст изменили после того, как вы его прочитали", timeout=patient(10))
        clinic.shot("35-edited")
        self.assertEqual(self.receipts(), [])

    def test_published(self):
        clinic = self.open(user=5)
        self.portal, self.app, self.desktop = clinic.portal, clinic.app, clinic.desktop
        self.desktop.key("ctrl+5")
        self.app.find("Новости", "list", timeout=patient(10))
        self.desktop.key("ctrl+n")
        self.app.find("Все сотрудники", timeout=patient(10))
        clinic.shot("36-empty")
        self.desktop.type("График на декабрь")
        self.desktop.click(next(w for w in self.app.widgets() if w.name == "Текст сообщения"))
        self.desktop.type("С понедельника работаем ")
        self.desktop.key("ctrl+b")
        self.desktop.type("с восьми")
        self.desktop.click(next(w for w in self.app.widgets() if w.name == "Кому" and w.role != "label"))
        self.desktop.type("колл")
        self.desktop.key("Return")
        self.app.find("Опубликовать для 3 человек", timeout=patient(5))
        clinic.shot("36-written")
        self.portal.fault("drop_after", "log.blogpost.add")
        self.desktop.key("ctrl+Return")
        self.within(20, lambda: self.portal.writes("post.add"), "the message on the portal")
        self.within(20, lambda: "График на декабрь" in self.app.texts(), "the message in the feed")
        clinic.shot("36-published")
        self.assertEqual(len(self.portal.writes("post.add")), 1)


if __name__ == "__main__":
    sys.exit(run(__name__))
