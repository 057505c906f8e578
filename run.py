#!/usr/bin/env python3
"""Set MISSDesk up in this folder and run it. Needs nothing but Python 3.11 or newer.

    python3 run.py                opens the app (Windows: py run.py)
    python3 run.py test ARGS...   runs the tests; ARGS go to pytest
    python3 run.py bench NAMES... measures what MISSDesk promises (--help lists the names)
    python3 run.py ARGS...        runs `missdesk ARGS...`

The first start makes the folder .venv (about 540 MB) beside this file; later starts only look at
its stamp. Everything this file itself says goes to standard error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "missdesk-ready.txt"
LOCK = ROOT / ".venv-lock"
OLDEST = (3, 11)
TESTS_MARK = "# The tests and checks need these as well:"  # written by tools/renew_constraints.py

# What Qt loads on Linux and where Debian keeps it (the same names work on Ubuntu).
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What only the tests use: a program or a file, and its package.
TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "pdftotext": "poppler-utils",
    "lp": "cups-client",
    "cupsd": "cups",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
    "strace": "strace",
    "espeak-ng": "espeak-ng",
    "spd-say": "speech-dispatcher",
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}


# Asked of the environment's Python: has every package every file that it came with?
WHOLE = """
import importlib.metadata, pathlib, pip, sys
assert sys.version_info >= (3, 11)
for package in importlib.metadata.distributions():
    for file in package.files or ["no list of files"]:
        path = pathlib.Path(package.locate_file(file))
        size = getattr(file, "size", None)
        if path.suffix != ".pyc" and (not path.exists() or size not in (None, path.stat().st_size)):
            sys.exit(f"{file} is damaged")
"""


class Stop(Exception):  # noqa: N818 - not an error of the program
    """Ends the run with words for the person at the keyboard."""


def say(words: str) -> None:
    """Print to standard error, so that standard output is the app's alone."""
    print(words, file=sys.stderr, flush=True)


def venv_python() -> Path:
    """Return the Python of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages() -> Path:
    """Return where the environment keeps its packages; the folder may not exist."""
    found = sorted(VENV.glob("lib/python3*/site-packages"))
    return found[0] if found else VENV / "Lib" / "site-packages"


def child_environment() -> dict[str, str]:
    """Return the environment for pip and the app, without what would lead them astray."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"}
    env = {name: value for name, value in os.environ.items() if name not in unwanted}
    if not env.get("HOME"):
        env.pop("HOME", None)  # empty, it would mean the current folder
    return env


def check_python() -> None:
    """Go on in a newer Python when this one is too old and a newer one is there."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in range(19, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            sys.exit(hand_over([newer, __file__, *sys.argv[1:]], os.environ))
    raise Stop(
        f"MISSDesk needs Python 3.11 or newer; this is {platform.python_version()}.\n"
        "Install a newer one and start run.py with it, for example: python3.12 run.py"
    )


# The stamp: is the environment whole?


def fingerprint() -> str:
    """Return what the environment depends on: the two lists and this Python."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    parts.append(f"{sys.version_info[:2]} {platform.machine()}".encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(tests: bool) -> bool:
    """Tell whether the environment was finished for these lists and still is what it was."""
    try:
        key, extent, *names = STAMP.read_text(encoding="utf-8").splitlines()
        here = {path.name for path in site_packages().iterdir()}
    except (OSError, ValueError):
        return False
    whole = key == fingerprint() and extent in ("tests", "tests" if tests else "app")
    return whole and here.issuperset(names) and python_runs("")


def write_stamp(tests: bool) -> None:
    """Say that the environment is whole, and what lay in it."""
    names = sorted({path.name for path in site_packages().iterdir()} - {"__pycache__"})
    fresh = STAMP.with_suffix(".new")
    lines = [fingerprint(), "tests" if tests else "app", *names]
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(STAMP)


def python_runs(code: str) -> bool:
    """Tell whether the environment's Python runs these words; "" asks for the bare start."""
    command = [str(venv_python()), "-I", *(["-c", code] if code else ["-S", "-c", ""])]
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


# What the system must bring


def loads(library: str) -> bool:
    """Tell whether the system can load a shared library."""
    import ctypes  # here, because a second start does not need it

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_there(tool: str) -> bool:
    """Tell whether a program is on the PATH (or where services live) or a file exists."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    return Path(tool).exists() if tool.startswith("/") else bool(shutil.which(tool, path=path))


def missing_parts() -> dict[str, str]:
    """Return what is missing to set up and run, each with its Debian package."""
    missing = {}
    if sys.platform == "linux":
        missing = {name: package for name, package in LIBRARIES.items() if not loads(name)}
    try:
        import ensurepip  # noqa: F401  # Debian packs it separately
    except ImportError:
        default = os.path.realpath("/usr/bin/python3").endswith(f"python3.{sys.version_info[1]}")
        version = "3" if default else f"3.{sys.version_info[1]}"
        missing["ensurepip"] = f"python{version}-venv"
    return missing


def install_line(missing: Mapping[str, str]) -> str:
    """Return the one line to run on this system for what is missing."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install -y {' '.join(sorted(set(missing.values())))}"
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            names = [f"'{name}()(64bit)'" if ".so" in name else name for name in missing]
            return f"sudo {tool} install {' '.join(names)}"
    return f"Install with your system's own tool: {', '.join(missing)}"


def can_install() -> bool:
    """Tell whether this process may install system packages with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt_install(packages: Sequence[str]) -> bool:
    """Install packages with apt, fetching its lists when they are old or missing."""
    say(f"Installing with apt-get: {' '.join(packages)}")
    env = {**child_environment(), "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    for command in (install, [*apt, "update"], install):
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode == 0 and command is install:
            return True
    say(done.stderr.decode(errors="replace").strip())
    return False


def check_system() -> None:
    """Make sure that what MISSDesk needs from the system is there, or stop with the one line."""
    missing = missing_parts()
    if missing and can_install() and apt_install(sorted(set(missing.values()))):
        import importlib

        importlib.invalidate_caches()
        missing = missing_parts()
    if missing:
        raise Stop(
            f"MISSDesk needs {', '.join(missing)}, which this system does not have. Run this line, "
            f"then the same command again:\n{install_line(missing)}"
        )


def check_tools() -> None:
    """Install what only the tests use, or name it; without it those tests are skipped."""
    missing = {name: package for name, package in TOOLS.items() if not is_there(name)}
    if missing and can_install() and apt_install(sorted(set(missing.values()))):
        missing = {name: package for name, package in TOOLS.items() if not is_there(name)}
    if missing:
        say(f"Some tests are skipped until you run: {install_line(missing)}")


# The environment


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let only one set-up of this folder work at a time; the others wait."""
    with LOCK.open("a") as lock:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_environment(tests: bool) -> bool:
    """Make or mend .venv and tell whether pip could install everything."""
    STAMP.unlink(missing_ok=True)
    if VENV.exists() and not python_runs(WHOLE):
        say("The environment in .venv is damaged or half-made; making a new one.")
        shutil.rmtree(VENV)
    if not venv_python().exists():
        base = getattr(sys, "_base_executable", None) or sys.executable
        command = [base, "-m", "venv", str(VENV)]
        if subprocess.run(command, env=child_environment(), stdout=2).returncode:
            return False
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    wanted = VENV / "missdesk-pins.txt"
    wanted.write_text(pins if tests else pins.partition(TESTS_MARK)[0], encoding="utf-8")
    command = [str(venv_python()), "-m", "pip", "install", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    command += ["-r", str(wanted)] if sys.stderr.isatty() else ["-q", "-r", str(wanted)]
    env = {**child_environment(), "PIP_USER": "0"}
    if subprocess.run(command, env=env, stdout=2).returncode:
        return False
    # A path relative to the folder it lies in: it holds for any name and after a move.
    beside = os.path.relpath(ROOT, site_packages())
    (site_packages() / "missdesk-source.pth").write_text(beside + "\n", encoding="utf-8")
    return True


def set_up(tests: bool) -> None:
    """Make the environment whole, from whatever state it is in.

    Raises:
        Stop: something is missing that only a person can bring.
    """
    with one_at_a_time():
        if is_ready(tests):
            return  # another start has done it meanwhile
        check_system()
        if tests and is_ready(False):
            say(f"Adding what the tests need to {VENV}. This takes a minute.")
        else:
            say(f"Setting up MISSDesk in {VENV}. This takes a minute and happens once.")
        if not make_environment(tests):
            raise Stop(
                "MISSDesk could not be set up: pip stopped, and its reason stands above. Check "
                "the network (or pip's settings), then run the same command again. If the reason "
                f"stays the same, delete the folder {VENV} first."
            )
        write_stamp(tests)


# The start


def has_display(env: Mapping[str, str]) -> bool:
    """Tell whether a window can open: another system than Linux, or a display that answers."""
    if sys.platform != "linux" or env.get("QT_QPA_PLATFORM") or env.get("WAYLAND_DISPLAY"):
        return True
    display = env.get("DISPLAY", "")
    if not display.startswith(":"):
        return bool(display)  # one on another machine: Qt will find out
    import socket  # here, because only this question needs it

    path = f"/tmp/.X11-unix/X{display[1:].partition('.')[0]}"  # noqa: S108
    for address in (path, "\0" + path):
        with socket.socket(socket.AF_UNIX) as one, contextlib.suppress(OSError):
            one.connect(address)
            return True
    return False


def hand_over(command: list[str], env: Mapping[str, str]) -> int:
    """Become the command (on Windows: run it and return its exit code)."""
    if os.name != "nt":
        os.execve(command[0], command, env)  # noqa: S606 - the app itself, no shell wanted
    return subprocess.run(command, env=env).returncode


def run(arguments: Sequence[str]) -> int:
    """Set up when needed, then start the tests or the app."""
    check_python()
    tests = arguments[:1] == ["test"]
    if not is_ready(tests):
        set_up(tests)
    env = child_environment()
    if tests:
        if sys.platform == "linux":
            check_tools()
        os.chdir(ROOT)
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        return hand_over([str(venv_python()), "-m", "pytest", *arguments[1:]], env)
    if arguments[:1] == ["bench"]:
        bench = str(ROOT / "benchmarks" / "bench.py")
        return hand_over([str(venv_python()), "-P", bench, *arguments[1:]], env)
    if not arguments and not has_display(env):
        say("There is no display to open a window on. Drawing every screen into missdesk-tour.")
        arguments = ["tour", "-o", "missdesk-tour"]
    # -P: a file in the current folder must not pass for one of our modules.
    return hand_over([str(venv_python()), "-P", "-m", "missdesk", *arguments], env)


def main(arguments: Sequence[str]) -> int:
    """Run, and turn what can go wrong into words; return the exit code."""
    try:
        return run(arguments)
    except Stop as stop:
        say(str(stop))
    except KeyboardInterrupt:
        say("Stopped. Run the same command again to go on.")
        return 130
    except OSError as error:
        say(
            f"{error.filename or ROOT}: {error.strerror or error}. MISSDesk must be able to write "
            "to its own folder: copy it to a place that is yours, with 1 GB free."
        )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
