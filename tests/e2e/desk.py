"""A desk to try the real program on: a screen, a window manager, a keyboard, a printer."""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 30.0


def until(ready: Callable[[], bool], what: str, limit_s: float = LIMIT_S) -> None:
    """Wait until something is so; fails with words after the limit."""
    end = time.monotonic() + limit_s
    while not ready():
        if time.monotonic() > end:
            raise AssertionError(f"not seen within {limit_s:.0f} s: {what}")
        time.sleep(0.05)


@dataclass(slots=True)
class Desk:
    """One screen with a window manager; programs run on it with an empty home."""

    folder: Path
    width: int = 1366
    height: int = 768
    display: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def open(self) -> None:
        """Start the screen and the window manager."""
        read, write = os.pipe()
        screen = f"{self.width}x{self.height}x24"
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", screen]
        command += ["-fbdir", str(self.folder), "-nolisten", "tcp"]
        self._start(command, {}, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        (self.folder / "home").mkdir(exist_ok=True)
        self._start(["openbox"], self.environment())
        time.sleep(0.5)  # openbox says nowhere that it is ready

    def environment(self) -> dict[str, str]:
        """Return what programs on this desk see."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "XDG_"))}
        return {
            **kept,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "TMPDIR": str(self.folder / "home"),
            **self.extra,
        }

    def _start(
        self, command: list[str], environment: dict[str, str], pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a program and remember it."""
        program = shutil.which(command[0]) or command[0]
        errors = (self.folder / "errors.txt").open("ab")
        process = subprocess.Popen(
            [program, *command[1:]],
            env=environment or None,
            stderr=errors,
            stdout=errors,
            pass_fds=pass_fds,
            cwd=ROOT,
            start_new_session=True,
        )
        errors.close()
        self._running.append(process)
        return process

    def skip_tour(self) -> None:
        """Start as on a computer where the tour of the window was shown before."""
        own = self.folder / "home" / ".config" / "missdesk"
        folder = Path(self.environment().get("MISSDESK_SETTINGS", own))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tour-shown").touch()

    def run_app(self, *arguments: str, trace: Path | None = None) -> subprocess.Popen[bytes]:
        """Start MISSDesk, under strace's eye when a trace file is given."""
        command = [sys.executable, "-m", "missdesk", *arguments]
        if trace is not None:
            command = ["strace", "-f", "-e", "trace=socket", "-o", str(trace), *command]
        process = self._start(command, self.environment())
        until(lambda: bool(self.windows("MISSDesk")), "the window")
        time.sleep(0.8)
        return process

    def windows(self, name: str) -> list[str]:
        """Return the ids of visible windows whose title holds a word."""
        found = self.xdotool("search", "--onlyvisible", "--name", name)
        return found.split()

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool on this screen and return what it writes."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each with time to act."""
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.25)

    def type(self, words: str) -> None:
        """Type words."""
        self.xdotool("type", "--delay", "25", words)
        time.sleep(0.3)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen."""
        self.xdotool("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.3)

    def picture(self, path: Path | None = None) -> Image.Image:
        """Return what is on the screen now; also saved when a path is given."""
        screen = self.folder / "Xvfb_screen0"
        with screen.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            header = struct.unpack(">25I", raw[:100])
            start = header[0] + header[19] * 12
            size = (header[4], header[5])
            pixels = raw[start : start + size[0] * size[1] * 4]
        image = Image.frombuffer("RGB", size, pixels, "raw", "BGRX", 0, 1)
        if path is not None:
            image.save(path)
        return image

    def settled(self, calm_s: float = 1.2) -> bool:
        """Return whether the screen stays the same for a while."""
        before = self.picture().tobytes()
        time.sleep(calm_s)
        return self.picture().tobytes() == before

    def titles(self) -> list[str]:
        """Return the titles of all visible windows."""
        found = self.xdotool("search", "--onlyvisible", "--name", "").split()
        return [self.xdotool("getwindowname", window).strip() for window in found]

    def close(self) -> None:
        """End every program that was started here, the screen last."""
        for process in reversed(self._running):
            if process.poll() is None:
                # The whole group: strace does not pass the end on to what it watches.
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait(10)


CUPS = """LogLevel warn
Listen {folder}/cups.sock
DefaultAuthType None
WebInterface No
Browsing Off
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
CUPS_FILES = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root lpadmin
"""


class PrintShop:
    """A print system of its own on a private socket, with a printer that makes PDF files."""

    def __init__(self) -> None:
        """Start it and add the printer `Clinic`."""
        # CUPS runs its filters as another user, who must be able to pass through the folder.
        folder = Path(tempfile.mkdtemp(prefix="missdesk-cups-"))
        folder.chmod(0o755)
        for name in ("root", "spool", "cache", "state", "log"):
            (folder / name).mkdir(parents=True)
        (folder / "cupsd.conf").write_text(CUPS.format(folder=folder), encoding="utf-8")
        (folder / "cups-files.conf").write_text(CUPS_FILES.format(folder=folder), encoding="utf-8")
        self.environment = {"CUPS_SERVER": str(folder / "cups.sock")}
        self.folder = folder
        self._server = subprocess.Popen(
            [
                shutil.which("cupsd") or "/usr/sbin/cupsd",
                "-f",
                "-c",
                str(folder / "cupsd.conf"),
                "-s",
                str(folder / "cups-files.conf"),
            ],
            stderr=subprocess.DEVNULL,
        )
        until((folder / "cups.sock").exists, "the print system")
        ppd = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
        self._ask("lpadmin", "-p", "Clinic", "-E", "-v", "cups-pdf:/", "-P", ppd)
        self._ask("lpadmin", "-d", "Clinic")
        self.out = Path(os.path.expanduser("~root")) / "PDF"  # noqa: PTH111  another user's home
        self._before = {path: path.stat().st_mtime_ns for path in self._files()}

    def _ask(self, *command: str) -> str:
        """Run a CUPS program against this print system."""
        path = os.environ.get("PATH", "") + ":/usr/sbin"
        environment = {**os.environ, **self.environment, "PATH": path}
        program = shutil.which(command[0], path=path) or command[0]
        done = subprocess.run(
            [program, *command[1:]],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        return done.stdout

    def _files(self) -> list[Path]:
        return sorted(self.out.glob("*.pdf")) if self.out.exists() else []

    def printed(self) -> list[Path]:
        """Return the files printed since the start."""
        return [p for p in self._files() if p.stat().st_mtime_ns != self._before.get(p)]

    def job_titles(self) -> str:
        """Return everything the print system wrote down: logs and job files."""
        folders = [self.folder / "log", self.folder / "spool"]
        files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
        return "\n".join(p.read_bytes().decode("latin-1") for p in files if "d0" not in p.name)

    def close(self) -> None:
        """Stop the print system and take its files away."""
        self._server.terminate()
        self._server.wait(10)
        for path in self.printed():
            path.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
