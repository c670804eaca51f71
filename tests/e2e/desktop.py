# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop for end-to-end tests: a virtual display, a session bus with accessibility, and a
notification service that only remembers. Nothing of the person's own session is touched.

Applications are driven as a screen reader and a keyboard would: widgets are found by role and name.
"""
import ctypes
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

import gi  # noqa: F401
from gi.repository import Gio, GLib

# stretches every wait, for slow builds
PATIENCE = float(os.environ.get("RECEPTION_PATIENCE", "1"))
A11Y = "org.a11y.atspi."
ACCESSIBLE, ACTION, COMPONENT = A11Y + "Accessible", A11Y + "Action", A11Y + "Component"
TEXT, EDITABLE = A11Y + "Text", A11Y + "EditableText"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"

# The roles that tests speak of, by their number in AT-SPI (the names that GTK gives are translated).
ROLES = {4: "calendar", 7: "check box", 11: "combo box", 16: "dialog", 23: "frame", 27: "image", 29: "label", 31: "list",
         32: "list item", 33: "menu", 35: "menu item", 37: "page tab", 38: "page tab list", 39: "panel",
         40: "password text", 42: "progress bar", 43: "button", 44: "radio button", 48: "scroll bar", 49: "scroll pane",
         50: "separator", 51: "slider", 52: "spin button", 54: "status bar", 55: "table", 56: "table cell",
         61: "text", 62: "toggle button", 64: "tool tip", 69: "window", 73: "paragraph", 75: "application",
         79: "entry", 83: "heading", 85: "section", 88: "link", 98: "list", 99: "panel", 100: "notification",
         101: "info bar", 2: "alert", 116: "static"}
# What newer GTK tells apart, and GTK 4.8 does not.
ROLES[62] = "button"  # "toggle button"
STATE_FOCUSED, STATE_VISIBLE, STATE_SENSITIVE, STATE_CHECKED, STATE_SHOWING = 12, 30, 24, 4, 25

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:path={0}/bus</listen><auth>EXTERNAL</auth>
<servicedir>{0}/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""

NOTIFICATIONS = """<node><interface name='org.freedesktop.Notifications'>
<method name='GetCapabilities'><arg type='as' direction='out'/></method>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>
<arg type='s' direction='out'/><arg type='s' direction='out'/></method>
<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
</interface></node>"""


def die_with_parent():
    ctypes.CDLL("libc.so.6").prctl(1, signal.SIGTERM)


def wait_until(question, timeout=None, what="", interval=0.02):
    """Asks until the answer is true; gives the answer. Unless told how long, as long as a slow build may need."""
    timeout = 10.0 * PATIENCE if timeout is None else timeout
    end = time.monotonic() + timeout
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"not within {timeout:.1f} s: {what() if callable(what) else what}")
        time.sleep(interval)


def connect(address):
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    bus.set_exit_on_close(False)
    return bus


class Desktop:
    """with Desktop() as desktop: app = desktop.start([...])"""

    def __init__(self, screen="1366x768x24", env=None, display=None):
        """display: one to use instead of a virtual one"""
        self.screen, self.extra, self.children, self.apps = screen, env or {}, [], []
        self.display = display

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix="reception-desktop.")
        for name in ("run", "home", "config", "cache", "data", "state", "services"):
            os.mkdir(f"{self.dir}/{name}", 0o700)
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self):
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "GTK_THEME")}
        self.env.update(
            HOME=f"{self.dir}/home", XDG_RUNTIME_DIR=f"{self.dir}/run", XDG_CONFIG_HOME=f"{self.dir}/config",
            XDG_CACHE_HOME=f"{self.dir}/cache", XDG_DATA_HOME=f"{self.dir}/data", XDG_STATE_HOME=f"{self.dir}/state",
            XDG_CONFIG_DIRS=f"{self.dir}/etc", GDK_BACKEND="x11", GSK_RENDERER="cairo", GTK_A11Y="atspi", GIO_USE_VFS="local", ADW_DISABLE_PORTAL="1",
            GIO_USE_PROXY_RESOLVER="dummy", GTK_USE_PORTAL="0", SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=f"{self.dir}/keyring", SECRET_FILE_TEST_PASSWORD="test", NO_AT_BRIDGE="0")
        self.env.update(self.extra)
        os.makedirs(f"{self.dir}/config/gtk-4.0")
        with open(f"{self.dir}/config/gtk-4.0/settings.ini", "w") as f:
            f.write("[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n")
        if self.display:
            self.env["DISPLAY"] = self.display
        else:
            self.env["DISPLAY"] = ":" + self._spawn_telling(["Xvfb", "-displayfd", "{fd}", "-screen", "0", self.screen,
                                                             "-nolisten", "tcp", "-noreset"], "xvfb.log")
            # Letters that no key has would be mapped to one as they are typed, and some get lost on the way.
            self.run("setxkbmap", "us,ru")
        with open(f"{self.dir}/services/org.a11y.Bus.service", "w") as f:
            f.write("[D-BUS Service]\nName=org.a11y.Bus\nExec=/usr/libexec/at-spi-bus-launcher\n")
        with open(f"{self.dir}/bus.conf", "w") as f:
            f.write(BUS.format(self.dir))
        address = self._spawn_telling(["dbus-daemon", f"--config-file={self.dir}/bus.conf", "--nofork",
                                       "--print-address={fd}"], "dbus.log")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        self.bus = connect(address)
        answer = self.bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 10000, None)
        self.a11y = connect(answer.unpack()[0])
        self.env["AT_SPI_BUS_ADDRESS"] = answer.unpack()[0]
        # newer GTK tells nothing unless somebody has asked to hear it
        for event in ("object:", "window:"):
            self.a11y.call_sync("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry",
                                "RegisterEvent", GLib.Variant("(sass)", (event, [], "")), None, 0, 10000, None)
        self.notifications = Notifications(address)

    def _spawn_telling(self, argv, log):
        """Starts a program that writes one line to a descriptor when it is ready; gives the line."""
        read, write = os.pipe()
        argv = [a.replace("{fd}", str(write)) for a in argv]
        self.spawn(argv, log, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as f:
            line = f.readline().strip()
        if not line:
            raise RuntimeError(f"{argv[0]} did not start: " + open(f"{self.dir}/{log}").read())
        return line

    def spawn(self, argv, log, **kwargs):
        with open(f"{self.dir}/{log}", "ab") as out:
            child = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=kwargs.pop("stdout", out),
                                     stderr=out, preexec_fn=die_with_parent, **kwargs)
        self.children.append(child)
        return child

    def __exit__(self, *_):
        for app in list(self.apps):
            app.stop()
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
        for child in reversed(self.children):
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self, argv, env=None, timeout=20):
        app = App(self, argv, env or {})
        self.apps.append(app)
        app.wait_ready(timeout)
        return app

    def run(self, *argv):
        return subprocess.run(argv, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout

    def key(self, *keys):
        self.run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text, delay=5):
        self.run("xdotool", "type", "--delay", str(delay), text)

    def click(self, widget, button=1):
        """With the mouse, where accessibility has no action. Newer GTK leaves out the padding of all that is around
        when it tells a place: near enough for what is large, and the rest has actions there."""
        newer = STATE_SHOWING in widget.states
        if newer and button == 1 and widget.press():
            return
        x, y, width, height = widget.extents
        more = 12 if newer else 5
        self.run("xdotool", "mousemove", str(x + width // 2 + more), str(y + height // 2 + more), "click", str(button))

    def write(self, entry, text):
        """Types into an entry until it has the text: an application that is slow to read its keys finds the
        keyboard map changed back, and letters of another script lost."""
        for _ in range(4):
            self.click(entry)
            self.key("ctrl+a")
            self.type(text, delay=int(20 * PATIENCE))
            try:
                return wait_until(lambda: entry.text() == text, 2.0 * PATIENCE)
            except AssertionError:
                continue
        raise AssertionError(f"{entry!r} has {entry.text()!r} instead of {text!r}")

    def screenshot(self, path):
        self.run("import", "-silent", "-window", "root", path)


class App:
    """A running application, seen through accessibility."""

    def __init__(self, desktop, argv, env):
        self.desktop, self.log_path = desktop, tempfile.mktemp(dir=desktop.dir, prefix="app.", suffix=".log")
        full = dict(desktop.env)
        full.update(env)
        with open(self.log_path, "ab") as out:
            self.process = subprocess.Popen(argv, env=full, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                            preexec_fn=die_with_parent)
        self.name, self.focus_path = None, None
        # whether pages of a stack that were on show before are seen, too: to leave them out is faster where there
        # are many, and takes a moment in which what moves may be missed
        self.sees_covered = True

    def log(self):
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def wait_ready(self, timeout):
        def ready():
            if self.process.poll() is not None:
                raise AssertionError(f"the application left with {self.process.returncode}:\n{self.log()}")
            for name, _ in self._call("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")[0]:
                pid = self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                 "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]
                if pid == self.process.pid:
                    self.name = name
                    return bool(self._call(name, ROOT, ACCESSIBLE, "GetChildren")[0])
            return False
        wait_until(ready, timeout, lambda: "the application's window\n" + self.log())

    def _call(self, name, path, interface, method, args=None):
        return self.desktop.a11y.call_sync(name, path, interface, method, args, None, 0, 5000, None).unpack()

    def call(self, path, interface, method, args=None):
        return self._call(self.name, path, interface, method, args)

    def stop(self, timeout=15):
        """Ends the application as a session manager does; gives its exit status."""
        if self in self.desktop.apps:
            self.desktop.apps.remove(self)
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def kill(self):
        self.desktop.apps.remove(self)
        self.process.kill()
        self.process.wait()

    def quit(self, timeout=20):
        """Quits as a person does, so that leaks are reported; gives the exit status."""
        self.activate("quit")
        self.process.wait(timeout)
        self.desktop.apps.remove(self)
        return self.process.returncode

    def activate(self, action, *parameters, window=False):
        app_id = "io.github.reception24.Reception"
        path = "/" + app_id.replace(".", "/") + ("/window/1" if window else "")
        self.desktop.bus.call_sync(app_id, path, "org.gtk.Actions", "Activate",
                                   GLib.Variant("(sava{sv})", (action, list(parameters), {})), None, 0, 20000, None)

    # --- the tree ---

    def _batch(self, calls):
        """Many questions in flight at once: a tree of a thousand widgets in a fraction of a second."""
        context = GLib.MainContext.new()
        context.push_thread_default()
        answers, left = [None] * len(calls), [len(calls)]

        def done(bus, result, index):
            try:
                answers[index] = bus.call_finish(result).unpack()
            except GLib.Error:
                pass  # the widget is gone
            left[0] -= 1

        for index, (path, interface, method, args) in enumerate(calls):
            self.desktop.a11y.call(self.name, path, interface, method, args, None, 0, 5000, None, done, index)
        while left[0]:
            context.iteration(True)
        context.pop_thread_default()
        return answers

    def _describe(self, places):
        calls = []
        for path, _ in places:
            calls += [(path, ACCESSIBLE, "GetRole", None),
                      (path, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name"))),
                      (path, ACCESSIBLE, "GetState", None),
                      (path, COMPONENT, "GetExtents", GLib.Variant("(u)", (1,)))]
        answers = self._batch(calls)
        return [Widget(self, path, parent, *answers[4 * i:4 * i + 4]) for i, (path, parent) in enumerate(places)]

    def windows(self):
        root = self._describe([(ROOT, None)])[0]
        return [w for w in self.children(root) if w.visible]

    def _without_covered(self, widgets):
        """Without pages of a stack that were on show before: they keep their place and size (GTK 4.8, newer GTK does
        not tell of them)."""
        piles, covered = {}, set()
        for widget in widgets:
            if STATE_SHOWING not in widget.states and widget.parent and widget.extents and min(widget.extents[2:]) > 50:
                piles.setdefault((widget.parent.path, widget.extents), []).append(widget)
        for pile in (p for p in piles.values() if len(p) > 1):
            paths = {w.path for w in pile}
            on_top = next((path for path in pile[0].line_at_middle() if path in paths), None)
            covered |= paths - {on_top} if on_top else set()
        return [w for w in widgets if w.path not in covered]

    def widgets(self, start=None):
        """Every widget that has a size and is not hidden, parents first; of one window, if told which."""
        level, found, seen = [start] if start else self._describe([(ROOT, None)]), [], {ROOT}
        while level:
            found += level
            children = self._batch([(w.path, ACCESSIBLE, "GetChildren", None) for w in level])
            places = []
            for widget, answer in zip(level, children):
                for name, path in (answer[0] if answer else []):
                    if name == self.name and path not in seen and not path.endswith("/null"):
                        seen.add(path)
                        places.append((path, widget))
            level = [w for w in self._describe(places) if w.visible]
            if not self.sees_covered:
                level = self._without_covered(level)
        return found

    def all(self, name=None, role=None, within=None):
        """name: the whole name, or a compiled pattern to search in it"""
        def fits(widget):
            if role is not None and widget.role != role:
                return False
            if name is None:
                return True
            return bool(name.search(widget.name)) if hasattr(name, "search") else widget.name == name
        hits = [w for w in self.widgets() if fits(w) and (within is None or w.is_inside(within))]
        return [w for w in hits if w.showing()]

    def find(self, name=None, role=None, timeout=None, within=None):
        return wait_until(lambda: self.all(name, role, within), timeout,
                          lambda: f"{role or 'widget'} {name!r}; there are: {self.texts()}")[0]

    def gone(self, name=None, role=None, timeout=None, within=None):
        def is_gone():
            # a look while the tree is being changed may miss what is there: a second one a while later does not
            if self.all(name, role, within):
                return False
            time.sleep(0.25)
            return not self.all(name, role, within)
        wait_until(is_gone, timeout, f"{role or 'widget'} {name!r} to go")

    def says(self, text, timeout=None, within=None):
        """Waits until something on screen contains the text."""
        return self.find(re.compile(re.escape(text)), timeout=timeout, within=within)

    def texts(self):
        return [w.name for w in self.widgets() if w.name]

    def focused(self):
        """What has the focus: a walk over all widgets."""
        hits = [w for w in self.widgets() if STATE_FOCUSED in w.states and w.role != "window"]
        return hits[-1] if hits else None

    def focus(self):
        """The same with its parent only, as the application's events told last: for many steps by key."""
        if self.focus_path is None:
            threading.Thread(target=self._watch_focus, daemon=True).start()
            hit = wait_until(self.focused, 5, "a focus")
            self.focus_path = self.focus_path or hit.path
        path = self.focus_path
        try:
            parent = self.call(path, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Parent")))[0][1]
        except GLib.Error:
            return None  # it is gone, the next one is not told yet
        parent = self._describe([(parent, None)])[0]
        return self._describe([(path, parent)])[0]

    def children(self, widget):
        paths = [path for _, path in self.call(widget.path, ACCESSIBLE, "GetChildren")[0]]
        return self._describe([(path, widget) for path in dict.fromkeys(paths)])  # newer GTK lists some twice

    def _watch_focus(self):
        context = GLib.MainContext.new()
        context.push_thread_default()
        bus = connect(self.desktop.env["AT_SPI_BUS_ADDRESS"])

        def on_event(_bus, _sender, path, _interface, _signal, parameters):
            if parameters.unpack()[1]:
                self.focus_path = path
        bus.signal_subscribe(self.name, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused",
                             Gio.DBusSignalFlags.NONE, on_event)
        GLib.MainLoop.new(context, False).run()


class Widget:
    def __init__(self, app, path, parent, role, name, state, extents):
        self.app, self.path, self.parent = app, path, parent
        self.role = ROLES.get(role[0], str(role[0])) if role else "?"
        self.name = name[0] if name else ""
        half = len(self.name) // 2  # libadwaita 1.2 names underlined buttons twice: "Delete Delete"
        if len(self.name) % 2 and self.name[half] == " " and self.name[:half] == self.name[half + 1:]:
            self.name = self.name[:half]
        bits = (state[0][0] | (state[0][1] << 32)) if state else 0
        self.states = {i for i in range(64) if bits >> i & 1}
        self.extents = extents[0] if extents else None

    def __repr__(self):
        return f"<{self.role} {self.name!r}>"

    @property
    def visible(self):
        return STATE_VISIBLE in self.states and (self.extents is None or self.extents[2] > 0 and self.extents[3] > 0)

    @property
    def sensitive(self):
        """With all that it is in, which GTK does not tell of what is inside; the application has no such state."""
        return self.role == "application" or (STATE_SENSITIVE in self.states and
                                              (self.parent is None or self.parent.sensitive))

    def is_inside(self, other):
        widget = self
        while widget is not None and widget.path != other.path:
            widget = widget.parent
        return widget is not None

    def _toplevel(self):
        widget = self
        while widget.parent is not None and widget.parent.parent is not None:
            if widget.role == "popover" or widget.name.startswith("GtkPopover"):
                break
            widget = widget.parent
        return widget

    def line_at_middle(self):
        """The paths of what is really drawn at its middle, and of all that is in."""
        x, y, width, height = self.extents
        # The text within an entry has no accessible of its own, but its padding answers.
        x += -1 if self.role in ("entry", "text", "password text") else width // 2
        try:
            path = self.app.call(self._toplevel().path, COMPONENT, "GetAccessibleAtPoint",
                                 GLib.Variant("(iiu)", (x, y + height // 2, 1)))[0][1]
            for _ in range(60):
                yield path
                owner, path = self.app.call(path, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Parent")))[0]
                if owner != self.app.name or path.endswith(("/root", "/null")):
                    return
        except GLib.Error:
            return

    def showing(self):
        """GTK 4.8 leaves hidden pages of a stack 'visible', so ask what is really drawn at its middle. Newer GTK
        says itself what is showing, but for what is scrolled away, and its places are off by all padding around."""
        if self.extents is None or self.parent is None or self.parent.parent is None:
            return True
        if STATE_SHOWING in self.states:
            return not self._is_scrolled_away()
        # What is insensitive is passed by, for what is around it.
        target = self
        while not target.sensitive and target.parent.parent is not None:
            target = target.parent
        return target.path in self.line_at_middle()

    def _is_scrolled_away(self):
        x, y = self.extents[0] + self.extents[2] // 2, self.extents[1] + self.extents[3] // 2
        widget = self.parent
        # a menu lies over all that it is in, and places in it are told from where that begins
        while widget is not None and widget.extents is not None and widget.role != "menu":
            left, top, width, height = widget.extents
            if widget.role == "scroll pane" and not (left <= x <= left + width and top <= y <= top + height):
                return True
            widget = widget.parent
        return False

    def actions(self):
        try:
            count = self.app.call(self.path, PROPERTIES, "Get", GLib.Variant("(ss)", (ACTION, "NActions")))[0]
        except GLib.Error:
            return []
        return [self.app.call(self.path, ACTION, "GetName", GLib.Variant("(i)", (i,)))[0] for i in range(count)]

    def click(self):
        names = self.actions()
        for name in ("click", "toggle", "activate"):
            if name in names:
                self.app.call(self.path, ACTION, "DoAction", GLib.Variant("(i)", (names.index(name),)))
                return
        raise AssertionError(f"{self!r} cannot be clicked: {names}")

    def press(self):
        """What the mouse would do, by the action of the button that it is, has, or is in; whether there is one."""
        around, widget = [], self
        while widget.parent is not None and widget.role not in ("list item", "panel"):
            around.append(widget)
            widget = widget.parent
        for widget in [self, *self.app.children(self), *around]:
            if widget.role != "list item" and set(widget.actions()) & {"click", "toggle"}:
                widget.click()
                return True
        return False

    def text(self):
        count = self.app.call(self.path, PROPERTIES, "Get", GLib.Variant("(ss)", (TEXT, "CharacterCount")))[0]
        return self.app.call(self.path, TEXT, "GetText", GLib.Variant("(ii)", (0, count)))[0]

    def caret(self):
        return self.app.call(self.path, PROPERTIES, "Get", GLib.Variant("(ss)", (TEXT, "CaretOffset")))[0]

    def set_text(self, text):
        self.app.call(self.path, EDITABLE, "SetTextContents", GLib.Variant("(s)", (text,)))

    def focus(self):
        self.app.call(self.path, COMPONENT, "GrabFocus")


class Notifications:
    """org.freedesktop.Notifications that remembers what it was asked to show: of calls, and of the rest."""
    PATH = "/org/freedesktop/Notifications"

    def __init__(self, address):
        self.shown, self.others, self.closed, self.next_id, self.lock = [], [], [], 1, threading.Lock()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(address, ready), daemon=True).start()
        ready.wait(5)

    def _run(self, address, ready):
        context = GLib.MainContext.new()
        context.push_thread_default()
        self.bus = connect(address)
        info = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS)
        self.bus.register_object(self.PATH, info.interfaces[0], self._on_call, None, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", ("org.freedesktop.Notifications", 4)), None, 0, 3000, None)
        ready.set()
        GLib.MainLoop.new(context, False).run()

    def _on_call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        values = parameters.unpack()
        if method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["actions", "body", "persistence"],)))
        elif method == "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("tests", "reception", "1", "1.2")))
        elif method == "Notify":
            with self.lock:
                note_id = values[1] or self.next_id
                self.next_id += 0 if values[1] else 1
                shown = self.shown if values[6].get("category") == "call.incoming" else self.others
                shown.append({"id": note_id, "summary": values[3], "body": values[4],
                              "actions": values[5][::2], "hints": values[6], "replaces": values[1]})
            invocation.return_value(GLib.Variant("(u)", (note_id,)))
        else:
            with self.lock:
                self.closed.append(values[0])
            invocation.return_value(None)
            self._emit("NotificationClosed", GLib.Variant("(uu)", (values[0], 3)))

    def _emit(self, name, values):
        self.bus.emit_signal(None, self.PATH, "org.freedesktop.Notifications", name, values)

    def wait(self, count=1, timeout=None):
        wait_until(lambda: len(self.shown) >= count, timeout, lambda: f"{count} notifications, not {self.shown}")
        return self.shown[-1]

    def press(self, note_id, action):
        self._emit("ActionInvoked", GLib.Variant("(us)", (note_id, action)))
