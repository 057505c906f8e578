"""Walk through every screen of every topic, and save each as a picture; no display is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QSize, Qt
from PySide6.QtGui import QCursor, QImage, QPainter

from missdesk.errors import InputError, SaveError
from missdesk.handout.build import build_handout
from missdesk.handout.save import save_pdf
from missdesk.i18n import _
from missdesk.model.consultation import STEPS, Consultation, Step
from missdesk.model.library import Library
from missdesk.paths import assets_dir
from missdesk.ui.clinic.page import ClinicPage
from missdesk.ui.clinic.sections import sections
from missdesk.ui.kiosk.tour import kiosk_shots
from missdesk.ui.main_window import MainWindow
from missdesk.ui.theme.theme import Theme
from missdesk.ui.theme.tokens import TEXT_SCALES
from missdesk.ui.tour_plates import PlateTour
from missdesk.ui.tour_visit import TODAY, fill_in
from missdesk.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from missdesk.model.topic import TopicId
    from missdesk.ui.desk import Desk

SMALLEST, LARGEST = QSize(800, 560), QSize(7680, 4320)
SETTLE_MS, LONGEST_MS, QUIET_MS = 10, 60_000, 120
THUMB = 640
COLUMNS, A_TOPIC = 6, 20
"""Columns of the contact sheet when it holds more pictures than one topic has."""
WindowMaker = Callable[[Theme, Library, Consultation, date], MainWindow]


@dataclass(frozen=True, slots=True)
class TourPlan:
    """What to show.

    Attributes:
        folder: Where the files go; it is made when it is missing.
        size: Of the window, in pixels.
        mode: Palette.
        text_percent: Text size.
        topics: Topics in order.
    """

    folder: Path
    size: QSize
    mode: Literal["light", "contrast"]
    text_percent: int
    topics: tuple[TopicId, ...]


def read_size(text: str) -> QSize:
    """Return the size that "1366x768" means.

    Raises:
        InputError: It is no size, or one that no screen has.
    """
    found = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", text.strip().lower())
    size = QSize(int(found[1]), int(found[2])) if found else QSize()
    fits = size.expandedTo(SMALLEST) == size and size.boundedTo(LARGEST) == size
    if not found or not fits:
        raise InputError(
            "--size", f'"{text[:20]}" is not a size', _("Write it as 1366x768, at least 800x560")
        )
    return size


def make_tour(
    app: QApplication, theme: Theme, library: Library, plan: TourPlan, make_window: WindowMaker
) -> Iterator[Path]:
    """Save every screen and yield each file as it is written.

    Raises:
        InputError: The text size is none of those offered.
        SaveError: A file can't be written.
    """
    if plan.text_percent not in TEXT_SCALES:
        sizes = ", ".join(str(n) for n in TEXT_SCALES)
        raise InputError("--text", f"{plan.text_percent} is not a text size", f"Use {sizes}")
    _make_folder(plan.folder)
    theme.set_motion(False)
    theme.set_mode(plan.mode)
    theme.set_text_percent(plan.text_percent)
    shots: list[Path] = []
    for index, topic_id in enumerate(plan.topics):
        topic = library.topics[topic_id]
        consultation = Consultation()
        window = make_window(theme, library, consultation, TODAY)
        window.resize(plan.size)
        QCursor.setPos(plan.size.width() // 2, plan.size.height() - 2)  # over no control
        window.show()
        if index == 0:
            shots.append(Camera(app, window, plan.folder).shoot("1-start"))
            yield shots[-1]
            for shot in walk_clinic(Camera(app, window, plan.folder)):
                shots.append(shot)
                yield shot
        folder = plan.folder / topic_id if len(plan.topics) > 1 else plan.folder
        _make_folder(folder)
        fill_in(consultation, topic)
        for shot in walk_steps(Camera(app, window, folder)):
            shots.append(shot)
            yield shot
        yield _handout(library, consultation, folder / "handout.pdf")
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    yield _contact_sheet(shots, plan.folder / "contact-sheet.png")
    if len(plan.topics) > 1:  # one topic alone is looked at for that topic's sake
        yield from _plates(app, theme, library, plan.folder / "plates")
        yield from _kiosk(app, theme, library, plan)


def _kiosk(app: QApplication, theme: Theme, library: Library, plan: TourPlan) -> Iterator[Path]:
    """Save the waiting room's screens, and yield each file."""
    _make_folder(plan.folder / "kiosk")
    for name, image in kiosk_shots(app, theme, library, plan.topics[0], TODAY):
        path = plan.folder / "kiosk" / f"{name}.png"
        _save(image, path)
        yield path


def _plates(app: QApplication, theme: Theme, library: Library, folder: Path) -> Iterator[Path]:
    """Save a sheet of every plate with all its states, and yield each file."""
    _make_folder(folder)
    with closing(PlateTour(app, theme, library.glossary["en"])) as plates:
        for name, sheet in plates.sheets(assets_dir() / "plates"):
            path = folder / f"{name}.png"
            _save(sheet, path)
            yield path


def walk_clinic(camera: Camera) -> Iterator[Path]:
    """Yield a picture of each section of the Clinic page."""
    camera.desk.show_clinic()
    page = camera.desk.shell.start_page
    assert isinstance(page, ClinicPage)
    for section in (one.key for one in sections()):
        page.show_section(section)
        yield camera.shoot(f"1-clinic-{section}")


def walk_steps(camera: Camera) -> Iterator[Path]:
    """Yield a picture of each step, and of the other views it has."""
    for number, step in enumerate(STEPS, 2):
        camera.desk.go(step)
        name = f"{number}-{step}"
        yield camera.shoot(name)
        track = _view_track(camera.desk, step)
        for view in () if track is None else tuple(k for k in track.keys if k != track.value):
            assert track is not None
            track.segment(view).click()
            yield camera.shoot(f"{name}-{view}")


def _view_track(desk: Desk, step: Step) -> Segmented | None:
    """Return what changes between the views of a page, such as summary and people."""
    page = desk.page()
    return page.findChild(Segmented, f"{step}.view") if page is not None else None


class Camera:
    """Takes pictures of a window once it has come to rest."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        self._app, self.window, self._folder = app, window, folder
        self.desk = window.desk

    def shoot(self, name: str) -> Path:
        """Save a picture and return its file.

        Raises:
            SaveError: It can't be written.
        """
        self.settle()
        path = self._folder / f"{name}.png"
        image = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        _save(image, path)
        return path

    def settle(self) -> None:
        """Wait until pictures are read and pages are laid out."""
        whole, quiet = QElapsedTimer(), QElapsedTimer()
        whole.start()
        quiet.start()
        while quiet.elapsed() < QUIET_MS and whole.elapsed() < LONGEST_MS:
            flags = QEventLoop.ProcessEventsFlag.AllEvents
            self._app.processEvents(flags, SETTLE_MS)
            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if self.desk.is_busy or not _is_settled(self.desk.page()):
                quiet.restart()


def _is_settled(page: QWidget | None) -> bool:
    is_settled = getattr(page, "is_settled", None)
    return bool(is_settled()) if callable(is_settled) else True


def _handout(library: Library, consultation: Consultation, path: Path) -> Path:
    """Save the handout of the demo visit."""
    made = build_handout(library, consultation.visit, today=TODAY, fixed=True)
    save_pdf(path, made.pdf)
    return path


def _contact_sheet(shots: list[Path], path: Path) -> Path:
    """Save all pictures on one page, in order."""
    images = [QImage(str(shot)) for shot in shots]
    columns = min(COLUMNS if len(images) > A_TOPIC else 3, len(images))
    rows = -(-len(images) // columns)
    high = round(THUMB * images[0].height() / images[0].width())
    gap = 16
    sheet = QImage(
        columns * (THUMB + gap) + gap, rows * (high + gap) + gap, QImage.Format.Format_RGB32
    )
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for index, image in enumerate(images):
        small = image.scaled(
            THUMB,
            high,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        x = gap + index % columns * (THUMB + gap)
        painter.drawImage(x, gap + index // columns * (high + gap), small)
    painter.end()
    _save(sheet, path)
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            str(folder), error.strerror or "the folder can't be made", "Choose another folder"
        ) from error


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise SaveError(
            str(path), _("the picture can't be written"), _("Choose another folder or drive")
        )
