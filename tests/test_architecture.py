"""The shape of the code holds, and each rule that holds it can go red."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAX_MODULE_LINES = 600
MAX_FUNCTION_LINES = 60
# Our own code; the drawing programs of assets/studio answer to their own budgets.
MEASURED = ("missdesk", "tests", "tools", "benchmarks")

# Each breach: the module it is planted in, its line, and the contract that must refuse it.
BREACHES = {
    "qt_in_model": ("model/planted", "import PySide6.QtCore", "Only ui and app know Qt"),
    "lazy_qt_in_cli": (
        "cli",
        "def f():\n    from PySide6 import QtGui",
        "Only ui and app know Qt",
    ),
    "window_from_content": ("content/planted", "import missdesk.ui.window", "Imports point down"),
    "figures_from_content": ("content/other", "import missdesk.figures.scene", "Imports point"),
    "cli_from_ui": ("ui/planted", "import missdesk.cli", "Imports point down"),
    "model_from_settings": ("settings", "import missdesk.model.topic", "Imports point down"),
    "module_without_layer": ("helpers", "", "Imports point down"),
    "reportlab_in_figures": ("figures/planted", "import reportlab.lib", "Only handout makes PDFs"),
    "pikepdf_in_ui": ("ui/pdf", "import pikepdf", "Only handout makes PDFs"),
    "pdfium_in_content": ("content/pdf", "import pypdfium2", "Only handout and ui render"),
    "socket": ("handout/net", "import socket", "No network"),
    "urllib": ("content/net", "from urllib.request import urlopen", "No network"),
    "pickle": ("model/store", "import pickle", "No network"),
    "subprocess": ("handout/build", "import subprocess", "Only the named modules start"),
    "multiprocessing": ("ui/jobs", "import multiprocessing.pool", "Only the named modules start"),
    "tab_to_tab": ("ui/tabs/compare", "from missdesk.ui.tabs import decide", "Tabs do not know"),
    "section_to_section": (
        "handout/sections/dates",
        "import missdesk.handout.sections.sources",
        "Sections of the handout",
    ),
    "rule_to_rule": ("content/rules/grade", "import missdesk.content.rules.words", "Content rules"),
}
CLEAN = {
    "app": "import PySide6.QtWidgets\nimport missdesk.ui.window",
    "cli": "import missdesk.handout.plan",
    "errors": "",
    "printers": "import subprocess",
    "settings": "import missdesk.errors",
    "model/topic": "import missdesk.errors",
    "content/rules/words": "import missdesk.model.topic",
    "figures/scene": "import missdesk.model.topic",
    "handout/plan": "import reportlab\nimport missdesk.content.rules.words",
    "handout/batch": "import multiprocessing",
    "handout/sections/sources": "import pikepdf",
    "ui/window": "import PySide6\nimport missdesk.ui.tabs.decide",
    "ui/tabs/decide": "import missdesk.handout.plan",
}


def lint(folder: Path) -> tuple[int, str]:
    """Run the contracts of pyproject.toml on the package in a folder; return code and report."""
    command = "import sys; from importlinter.cli import lint_imports_command as run; run()"
    config = str(ROOT / "pyproject.toml")
    arguments = ["--config", config, "--no-cache", "--no-logo"]
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments], cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def plant(folder: Path, modules: dict[str, str]) -> None:
    """Write a package `missdesk` with these modules; a stem's parents become packages."""
    for stem, source in modules.items():
        path = folder / "missdesk" / f"{stem}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source + "\n", encoding="utf-8")
        for parent in path.relative_to(folder).parents[:-1]:
            (folder / parent / "__init__.py").touch()


def test_the_package_keeps_every_contract() -> None:
    code, report = lint(ROOT)
    assert code == 0, report
    assert " 0 broken" in report


def test_a_clean_tree_keeps_every_contract(tmp_path: Path) -> None:
    plant(tmp_path, CLEAN)
    code, report = lint(tmp_path)
    assert code == 0, report


@pytest.fixture(scope="module")
def breached(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report on a tree that holds every planted breach."""
    folder = tmp_path_factory.mktemp("breached")
    modules = dict(CLEAN)
    for stem, line, _contract in BREACHES.values():
        modules[stem] = f"{modules.get(stem, '')}\n{line}".strip()
    plant(folder, modules)
    code, report = lint(folder)
    assert code == 1, report
    return re.sub(r"\s+", " ", report)


@pytest.mark.parametrize("breach", BREACHES)
def test_a_planted_breach_is_refused(breached: str, breach: str) -> None:
    stem, line, contract = BREACHES[breach]
    assert re.search(rf"{re.escape(contract)}[^.]* BROKEN", breached), breached
    module = f"missdesk.{stem.replace('/', '.')}"
    if not line:
        assert module.removeprefix("missdesk.") in breached
        return
    words = re.findall(r"(?:import|from) ([\w.]+)", line)
    target = words[0] if words[0].startswith("missdesk") else words[0].split(".")[0]
    assert f"{module} -> {target}" in breached


# Sizes


def python_files(*folders: str) -> Iterator[Path]:
    """Yield our Python files."""
    yield ROOT / "run.py"
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def too_long(source: str, name: str) -> list[str]:
    """Return what is over the size limits in a module."""
    lines = source.count("\n")
    found = [f"{name}: {lines} lines"] if lines > MAX_MODULE_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION_LINES:
                found.append(f"{name}:{node.lineno}: {node.name} has {length} lines")
    return found


def test_no_module_and_no_function_is_too_long() -> None:
    found = [
        fault
        for path in python_files(*MEASURED)
        for fault in too_long(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    ]
    assert found == []


def test_a_planted_giant_is_refused() -> None:
    body = "    x = 1\n" * MAX_FUNCTION_LINES
    assert too_long(f"def giant():\n{body}", "m.py") == ["m.py:1: giant has 61 lines"]
    assert too_long("x = 1\n" * 601, "m.py") == ["m.py: 601 lines"]
    assert too_long("x = 1\n" * 600, "m.py") == []


# Names that import-linter cannot see, because they are parts of a package


VOICE = Path("missdesk/ui/speech.py")
"""The one place that may start a process through Qt (architecture.md 2)."""


def refused_names(source: str, name: str) -> list[str]:
    """Return uses of Qt's own network and processes, and of a shell."""
    refused = {"QtNetwork", "QtWebSockets", "QProcess", "QTcpSocket", "QNetworkAccessManager"}
    found = []
    for node in ast.walk(ast.parse(source)):
        words: set[str] = set()
        if isinstance(node, ast.Import | ast.ImportFrom):
            words = {part for alias in node.names for part in alias.name.split(".")}
            words |= set((getattr(node, "module", "") or "").split("."))
        elif isinstance(node, ast.Attribute):
            words = {node.attr}
            if ast.unparse(node) in {"os.system", "os.popen"}:
                found.append(f"{name}:{node.lineno}: {ast.unparse(node)}")
        found += [f"{name}:{getattr(node, 'lineno', 0)}: {word}" for word in words & refused]
    return found


def fixed_waits(source: str, name: str) -> list[str]:
    """Return the places where a test sleeps instead of waiting for something."""
    return [
        f"{name}:{node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"qtbot.wait", "QTest.qWait"}
    ]


@pytest.mark.parametrize(
    ("rule", "folder"), [(refused_names, "missdesk"), (fixed_waits, "tests")], ids=["qt", "waits"]
)
def test_no_refused_name_is_used(rule: Callable[[str, str], list[str]], folder: str) -> None:
    found = [
        fault
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.relative_to(ROOT) != VOICE
        for fault in rule(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    ]
    assert found == []


def test_a_planted_name_is_refused() -> None:
    assert refused_names("from PySide6 import QtNetwork", "m.py") == ["m.py:1: QtNetwork"]
    assert refused_names("from PySide6.QtNetwork import X", "m.py") == ["m.py:1: QtNetwork"]
    assert refused_names("QtCore.QProcess()", "m.py") == ["m.py:1: QProcess"]
    assert refused_names("import os\nos.system('x')", "m.py") == ["m.py:2: os.system"]
    assert fixed_waits("def t(qtbot):\n    qtbot.wait(5)", "t.py") == ["t.py:2: qtbot.wait"]


# The page that explains the shape


def test_the_architecture_page_names_every_folder() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "missdesk").rglob("*.py")}
    missing = [
        str(folder) for folder in sorted(folders) if not re.search(rf"\b{folder.name}/", page)
    ]
    assert missing == []


def test_the_architecture_page_names_no_ghost() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.py|\.toml|\.md))`", page)
    ghosts = [
        name
        for name in named
        if not any((base / name).exists() for base in (ROOT, ROOT / "missdesk", ROOT / "docs"))
    ]
    assert ghosts == []


# What must not be in any file


def own_files() -> list[Path]:
    """Return the files that git keeps or would keep; without git all but the environment."""
    if shutil.which("git"):
        command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True)
        if listed.returncode == 0:
            names = [name for name in listed.stdout.decode().split("\0") if name]
            return [ROOT / name for name in names if (ROOT / name).is_file()]
    left_out = {".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", "uv.lock"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not left_out & set(p.parts)]


def machine_traces(text: str) -> list[str]:
    """Return the addresses of package registries and the paths of one machine in a text."""
    hosts = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com")
    found = [host for host in hosts if host in text]
    roots = "work|farm|root|home|Users"
    return found + re.findall(rf"(?<![\w.~>)\]-])/(?:{roots})/[\w.-]+/?", text)


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = {}
    for path in own_files():
        raw = path.read_bytes()
        if b"\0" not in raw and path != Path(__file__).resolve():
            traces = machine_traces(raw.decode("utf-8", "replace"))
            if traces:
                found[str(path.relative_to(ROOT))] = traces
    assert found == {}


def test_a_planted_trace_is_refused() -> None:
    assert machine_traces("get it from https://pypi.org/simple") == ["pypi.org"]
    assert machine_traces('open("/work/main/x")') == ["/work/main/"]
    assert machine_traces("see docs/work/plan and ~/home/x") == []


# The toolkit


@pytest.mark.ui
def test_calls_into_qt_keep_the_references_to_none(qapp: object) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference to None a call, and then aborts."""
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 100
