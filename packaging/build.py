"""Make the packaged app: one folder that runs without Python, for the system this runs on.

    python3 packaging/build.py [--output dist]

It makes an environment of its own in `build/packaging` from the pinned hashes of the app
(constraints.txt) and of PyInstaller (packaging/constraints.txt), so nothing of the computer's own
packages gets in. The folder then is `dist/missdesk`; packaging/smoke.py tries it.

Source: issue 8 (installable); architecture.md 2.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "packaging"
PYTHON = WORK / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TESTS_MARK = "# The tests and checks need these as well:"  # written by tools/renew_constraints.py
MOST_MB = 320
LICENSES = ("LICENSE", "LICENSE-CONTENT", "THIRD-PARTY.md")
SBOM = "missdesk.cdx.json"
ICON_SIZES = (48, 64, 128, 256)
DRAW = """
import sys
from PySide6.QtGui import QGuiApplication, QIcon
app = QGuiApplication(["icon"])
for size in sys.argv[3:]:
    picture = QIcon(sys.argv[1]).pixmap(int(size), int(size))
    if not picture.save(sys.argv[2].format(size)):
        sys.exit("the icon could not be drawn")
"""


def make_environment() -> None:
    """Make the environment that is packed; quick when it is there already."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(WORK / "venv")], check=True)
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").partition(TESTS_MARK)[0]
    (WORK / "app.txt").write_text(pins, encoding="utf-8")
    for listed in (WORK / "app.txt", ROOT / "packaging" / "constraints.txt"):
        install = ["install", "-q", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *install]
        subprocess.run([*pip, "-r", str(listed)], check=True)


def draw_icons(folder: Path) -> None:
    """Draw the app's icon at the sizes that desktops ask for."""
    folder.mkdir(parents=True, exist_ok=True)
    svg, pattern = ROOT / "assets" / "icons" / "missdesk.svg", str(folder / "missdesk-{}.png")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    sizes = [str(size) for size in ICON_SIZES]
    subprocess.run([str(PYTHON), "-c", DRAW, str(svg), pattern, *sizes], env=env, check=True)


def add_shares(folder: Path, icons: Path) -> None:
    """Put licenses, and what a desktop needs to show the app, beside the program."""
    texts = folder / "licenses"
    texts.mkdir()
    shutil.copy(ROOT / "docs" / "packaging.md", folder / "README.md")
    for name in LICENSES:
        shutil.copy(ROOT / name, texts)
    tools = {"licenses.py": ["--texts", str(texts)], "sbom.py": ["-o", str(texts / SBOM)]}
    for tool, words in tools.items():
        subprocess.run([str(PYTHON), str(ROOT / "tools" / tool), *words], check=True)
    for path in (*ROOT.glob("assets/fonts/OFL-*.txt"), ROOT / "assets" / "icons" / "LICENSE"):
        shutil.copy(path, texts / (path.name if path.suffix else "LICENSE-icons"))
    add_system_copyrights(folder, texts)
    if sys.platform != "linux":
        return
    places = {f"{size}x{size}": icons / f"missdesk-{size}.png" for size in ICON_SIZES}
    places["scalable"] = ROOT / "assets" / "icons" / "missdesk.svg"
    for size, icon in places.items():
        apps = folder / "share" / "icons" / "hicolor" / size / "apps"
        apps.mkdir(parents=True)
        shutil.copy(icon, apps / f"missdesk{icon.suffix}")
    (folder / "share" / "applications").mkdir()
    desktop = ROOT / "packaging" / "linux" / "missdesk.desktop"
    shutil.copy(desktop, folder / "share" / "applications")


def add_system_copyrights(folder: Path, texts: Path) -> None:
    """Add the notices of the system libraries that were packed; on Debian, which keeps them."""
    if not shutil.which("dpkg-query"):
        return
    for library in sorted((folder / "_internal").glob("lib*.so*")):
        found = subprocess.run(
            ["dpkg-query", "--search", f"*/{library.name}"], capture_output=True, text=True
        )
        package = found.stdout.partition(":")[0]
        notice = Path("/usr/share/doc") / package / "copyright"
        if package and not library.is_symlink() and notice.is_file():
            shutil.copy(notice, texts / f"{package}.txt")


def size_mb(folder: Path) -> float:
    """Return what the folder takes, in megabytes; links count as nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> int:
    """Make the folder; return 1 when it is larger than the bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    output = parser.parse_args().output.resolve()
    WORK.mkdir(parents=True, exist_ok=True)
    make_environment()
    icons = WORK / "icons"
    draw_icons(icons)
    command = [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(output), "--workpath", str(WORK / "work")]
    env = {**os.environ, "MISSDESK_ICON": str(icons / f"missdesk-{ICON_SIZES[-1]}.png")}
    spec = ROOT / "packaging" / "build.spec"
    subprocess.run([*command, str(spec)], check=True, env=env, cwd=ROOT)
    folder = output / "missdesk"
    add_shares(folder, icons)
    size = size_mb(folder)
    print(f"{folder}: {size:.0f} MB (bar: {MOST_MB})")
    return 0 if size <= MOST_MB else 1


if __name__ == "__main__":
    raise SystemExit(main())
