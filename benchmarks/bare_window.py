"""The physical limit: a Qt window that only fills itself with one color."""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow


def main() -> int:
    """Show a plain window until it is ended from outside."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#EDF2F1"))
    window.setPalette(palette)
    window.resize(1366, 768)
    window.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
