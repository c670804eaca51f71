# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees of a running application what accessibility does not tell: eyes.c, preloaded into it."""
import collections
import os
import signal

from clinic import BUILD, patient
from desktop import wait_until

Seen = collections.namedtuple("Seen", "windows popovers cut broken outside unreached stops")


def environment(directory):
    """For the application that is to be looked at."""
    return {"LD_PRELOAD": str(BUILD / "tests/e2e/eyes.so"), "EYES": f"{directory}/eyes"}


def ask(app, directory, question):
    path = f"{directory}/eyes"
    if os.path.exists(path):
        os.unlink(path)
    app.process.send_signal(question)
    wait_until(lambda: os.path.exists(path), patient(10), "the eyes")
    with open(path) as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def look(app, directory, question=signal.SIGUSR1):
    seen = Seen([], [], [], [], [], [], [])
    for what, *fields in ask(app, directory, question):
        getattr(seen, what + "s" if what in ("window", "popover") else what).append(tuple(fields))
    return seen


def glance(app, directory):
    """Windows and popovers only."""
    return look(app, directory, signal.SIGWINCH)


def change_size(app, directory):
    """Makes text twice as large, or as it was."""
    ask(app, directory, signal.SIGUSR2)
