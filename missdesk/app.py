"""Build and wire the window; the only place that makes the parts and hands them to each other.

Qt is imported inside functions, because the platform must be chosen before it is loaded.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from missdesk import cli, console
from missdesk.errors import FontError, InputError, MissdeskError, PackError
from missdesk.i18n import _
from missdesk.log import no_core_dumps, set_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QApplication, QWidget

    from missdesk.model.consultation import Consultation
    from missdesk.model.library import Library
    from missdesk.ui.context import UiContext
    from missdesk.ui.main_window import MainWindow
    from missdesk.ui.tabs.spec import TabSpec
    from missdesk.ui.theme.theme import Theme

log: Final = logging.getLogger(__name__)
WINDOW: Final = (1366, 768)
READ_REST_MS: Final = 300
"""After the cards were made, so that they are painted first."""
TITLE_BAR: Final = 40
"""Rough height of a window's title bar; below it a maximized window would be too low."""
START_WORDS: Final = ["missdesk", "-style=fusion"]
"""Told to Qt: a style whose metrics are the same everywhere. Asking for the style in Python would
make its enums known, 7 ms before the first frame."""


def run(arguments: argparse.Namespace) -> int:
    """Run a command that has windows and return its exit code."""
    set_up()
    no_core_dumps()
    try:
        cli.look_for_files()
        return run_tour(arguments) if arguments.command == "tour" else run_consult(arguments)
    except MissdeskError as error:
        console.say_error(error)
        return console.BAD_INPUT


def run_consult(arguments: argparse.Namespace) -> int:
    """Open the consultation window and return 0 when it closes, 2 when it could not start.

    Raises:
        InputError: An option does not fit, or there is no display.
    """
    if not has_display(os.environ):
        raise InputError(
            _("The display"),
            _("there is none to open a window on"),
            _("Start MISSDesk on a desktop, or run: missdesk tour -o FOLDER"),
        )
    app, theme = make_app()
    follow_system(theme)
    from missdesk.ui.main_window import MainWindow  # after the platform is chosen

    start = _Start(app, theme, arguments)
    if _is_plain(arguments):
        window = MainWindow(theme)
        window.opened.connect(start.furnish)
    else:
        start.read()  # so that a wrong option is told before any window opens
        window = MainWindow(theme, has_title=False)
        start.window = window
        start.furnish()
    start.window = window
    _open(app, window, is_windowed=arguments.windowed)
    code = app.exec()
    return start.code or code


def run_tour(arguments: argparse.Namespace) -> int:
    """Save a picture of every screen; needs no display.

    Raises:
        InputError: A size or text size that is none, or an unknown topic.
        SaveError: The folder can't be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from missdesk.ui.tour import TourPlan, make_tour, read_size  # after the platform is chosen

    size = read_size(arguments.size)
    app, theme = make_app()
    finish_look(app, theme)
    from missdesk.content.chosen import load_chosen  # as above

    library = load_chosen()
    for fault in library.faults:
        console.complain(f"left out: {fault}")
    topics = tuple(library.topics)
    if arguments.topic is not None:
        topics = tuple(t for t in topics if t == arguments.topic)
        if not topics:
            known = ", ".join(library.topics)
            fix = _("Use one of: {ids}").format(ids=known)
            raise InputError("--topic", f'"{arguments.topic[:40]}" is not known', fix)
    plan = TourPlan(arguments.output, size, arguments.theme, arguments.text, topics)
    for path in make_tour(app, theme, library, plan, make_window):
        console.say(str(path))
    return console.OK


def has_display(environ: Mapping[str, str]) -> bool:
    """Return whether a window can open."""
    if not sys.platform.startswith("linux"):
        return True
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return any(environ.get(name) for name in named)


def make_app() -> tuple[QApplication, Theme]:
    """Return the application with the fonts of its first words, and its look.

    Raises:
        FontError: A bundled font is missing.
    """
    from PySide6.QtWidgets import QApplication  # after the platform is chosen

    from missdesk.paths import assets_dir
    from missdesk.ui.theme.fonts import FIRST_FILES, load_fonts
    from missdesk.ui.theme.style import AppStyle
    from missdesk.ui.theme.theme import Theme

    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(START_WORDS)
    app.setApplicationName("MISSDesk")
    app.setDesktopFileName("missdesk")
    load_fonts(assets_dir() / "fonts", FIRST_FILES)
    theme = Theme(app)
    AppStyle(app, theme)
    return app, theme


def follow_system(theme: Theme) -> None:
    """Begin with the text size and the contrast that the system is set to (KA13)."""
    from missdesk.ui.theme.system import system_look  # after the platform is chosen

    theme.set_usual(*system_look())


def finish_look(app: QApplication, theme: Theme) -> None:
    """Load the other fonts, the icon and what screen readers hear; once, after the first paint.

    Raises:
        FontError: A bundled font is missing.
    """
    from PySide6.QtGui import QIcon  # after the platform is chosen

    from missdesk.paths import assets_dir
    from missdesk.ui.theme.fonts import LATER_FILES, load_fonts
    from missdesk.ui.widgets.roles import install_roles

    install_roles()
    load_fonts(assets_dir() / "fonts", LATER_FILES)
    app.setWindowIcon(QIcon(theme.icon("missdesk", 64)))


def make_window(
    theme: Theme, library: Library, consultation: Consultation, today: date
) -> MainWindow:
    """Return the consultation window with its desk, not shown yet."""
    from missdesk.ui.main_window import MainWindow  # after the platform is chosen

    window = MainWindow(theme, has_title=consultation.visit.topic is None)
    furnish(window, theme, library, consultation, today)
    return window


def furnish(
    window: MainWindow,
    theme: Theme,
    library: Library,
    consultation: Consultation,
    today: date,
    *,
    has_press: bool = False,
) -> UiContext:
    """Give a window its desk, and return what its pages work with.

    Args:
        window: Gets it.
        theme: Colors, sizes and fonts.
        library: All content.
        consultation: The visit.
        today: For the review date.
        has_press: The preview is made in a process of its own, as in the program people start.
    """
    from missdesk.handout.press import Press  # loaded after the first paint (start-up time)
    from missdesk.paths import assets_dir
    from missdesk.settings_read import read_clinic
    from missdesk.ui.clinic_now import ClinicNow
    from missdesk.ui.context import UiContext
    from missdesk.ui.desk import Desk, WindowParts
    from missdesk.ui.handout_parts.press_keeper import PressKeeper
    from missdesk.ui.workers import Workers

    settings, faults = read_clinic()
    clinic = ClinicNow(settings, window, faults)  # the handout tells its faults
    press = Press() if has_press else None
    context = UiContext(library, consultation, theme, Workers(window), clinic, press)
    if press is not None:
        PressKeeper(window, context, press, today)
    Desk(window, WindowParts(context, _tabs, assets_dir() / "cards", today))
    return context


class _Start:
    """What is left to do once the first words are on the screen."""

    def __init__(self, app: QApplication, theme: Theme, arguments: argparse.Namespace) -> None:
        self._app, self._theme, self._arguments = app, theme, arguments
        self._read: tuple[Library, Consultation] | None = None
        self.window: MainWindow | None = None
        self.code = console.OK
        self._locked: Path | None = None

    def read(self) -> tuple[Library, Consultation]:
        """Return the content and a visit as the options want it.

        Raises:
            PackError: No topic at all could be read.
            InputError: An option does not fit.
        """
        if self._read is None:
            from missdesk.content.chosen import load_chosen  # start-up time

            library = load_chosen()
            for fault in library.faults:
                console.complain(f"left out: {fault}")
            self._read = library, self._first_visit(library)
        return self._read

    def _first_visit(self, library: Library) -> Consultation:
        """Return the visit; a locked handout is left to the window, which asks for its password."""
        from missdesk.consult_options import first_visit  # start-up time
        from missdesk.handout.restore import LockedError

        try:
            return first_visit(self._arguments, library)
        except InputError as error:
            if not isinstance(error.__cause__, LockedError):
                raise
            self._locked = self._arguments.record
            rest = argparse.Namespace(**{**vars(self._arguments), "record": None, "topic": None})
            rest.level = rest.side = rest.step = None
            return first_visit(rest, library)

    def furnish(self) -> None:
        """Give the window its desk, or say in it what keeps the program from starting."""
        from datetime import date  # start-up time

        assert self.window is not None
        try:
            library, consultation = self.read()
            finish_look(self._app, self._theme)
        except (FontError, PackError) as error:
            console.say_error(error)
            self.code = console.BAD_INPUT
            _show_fault(self.window, self._theme, error)
            return
        context = furnish(
            self.window, self._theme, library, consultation, date.today(), has_press=True
        )
        _read_rest_soon(self.window, library)
        sys.excepthook = _Hook(self.window).on_error
        if self._locked is not None:
            self.window.desk.reopening.open_file(self._locked)
        elif self._arguments.step:
            from missdesk.consult_options import step_number  # start-up time

            self.window.do(f"step-{step_number(self._arguments.step)}")
        elif _is_plain(self._arguments) and not self._arguments.windowed:
            from missdesk.ui.first_visit import offer  # after the first paint (start-up time)

            offer(self.window.desk, context)


def _is_plain(arguments: argparse.Namespace) -> bool:
    """Return whether no option needs the content to be checked."""
    given = (getattr(arguments, name) for name in ("topic", "level", "side", "step", "record"))
    return not any(given)


def _tabs() -> Sequence[TabSpec]:
    """Return the steps; imported when the first topic opens (start-up time)."""
    from missdesk.ui.tabs import TABS

    return TABS


def _open(app: QApplication, window: QWidget, *, is_windowed: bool) -> None:
    """Show the window: as asked, else as large as the screen allows."""
    window.resize(*WINDOW)
    if is_windowed:
        window.show()
    elif app.primaryScreen().availableGeometry().height() < WINDOW[1] + TITLE_BAR:
        window.showFullScreen()
    else:
        window.showMaximized()


def _read_rest_soon(window: MainWindow, library: Library) -> None:
    """Have the rest of the content read and compared with its seal in the background (KV13)."""
    from PySide6.QtCore import QTimer  # after the platform is chosen

    from missdesk.content.on_demand import read_rest
    from missdesk.ui import messages
    from missdesk.ui.workers import Workers

    workers = Workers(window)  # of its own: a visit that begins or ends must not cancel it
    workers.failed.connect(partial(messages.report, window.desk.shell))
    window.closing.connect(workers.close)
    read = partial(workers.run, read_rest, library, on_done=_nothing)
    QTimer.singleShot(READ_REST_MS, window, read)


def _nothing(_result: object) -> None:
    """Have nothing to do: all is as it was sealed."""


def _show_fault(window: MainWindow, theme: Theme, error: MissdeskError) -> None:
    """Show what keeps the program from starting, for those who started it by a click."""
    from missdesk.ui import messages  # hardly ever needed
    from missdesk.ui.widgets.error_page import ErrorPage

    words = messages.for_staff(error.fault)
    page = ErrorPage(theme, _("MISSDesk can't start."), words.title, detail=words.more)
    window.setCentralWidget(page)


@dataclass
class _Hook:
    """The last resort: an error nobody caught is logged without its words, and told to staff."""

    window: MainWindow

    def on_error(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log and tell; the visit goes on."""
        if issubclass(kind, KeyboardInterrupt):
            raise SystemExit(130)
        log.error("unexpected error", exc_info=(kind, error, trace))
        self.window.desk.notice.tell(
            _("Something went wrong inside the program."),
            _("Nothing is lost. Try again, or start MISSDesk anew."),
            "fault",
        )
