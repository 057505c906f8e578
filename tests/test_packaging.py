"""What makes the packaged app, and what says of which parts it is made."""

from __future__ import annotations

import configparser
import importlib.metadata
import importlib.util
import json
import os
import re
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.version import Version

from tools import known_faults, licenses, sbom

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"


def load(name: str) -> ModuleType:
    """Load a program of packaging/, whose name is also that of a package."""
    spec = importlib.util.spec_from_file_location(f"{name}_under_test", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# What is packed


def test_the_packaged_app_holds_the_same_data_as_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    spec = (PACKAGING / "build.spec").read_text(encoding="utf-8")
    inside: dict[str, Any] = {}
    line = next(line for line in spec.splitlines() if line.startswith("DATA = "))
    exec(line, inside)
    assert set(inside["DATA"]) == set(wheel)


def test_nothing_that_the_app_imports_is_left_out() -> None:
    spec = (PACKAGING / "build.spec").read_text(encoding="utf-8")
    listed = spec[spec.index("UNUSED = [") : spec.index("# Binaries")]
    unused = set(re.findall(r'"([\w.]+)"', listed))
    assert "PySide6.QtNetwork" in unused
    for path in (ROOT / "missdesk").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", text, flags=re.MULTILINE):
            assert name not in unused, f"{path.name} imports {name}"
            assert name.partition(".")[0] not in unused, f"{path.name} imports {name}"


def test_the_menu_entry_starts_the_app_by_its_own_names() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # as configparser says
    entry.read(PACKAGING / "linux" / "missdesk.desktop", encoding="utf-8")
    about = entry["Desktop Entry"]
    assert about["Type"] == "Application"
    assert about["Exec"] == about["TryExec"] == about["Icon"] == about["StartupWMClass"]
    assert about["Terminal"] == "false"
    assert 'setDesktopFileName("missdesk")' in (ROOT / "missdesk" / "app.py").read_text("utf-8")


def test_the_packer_is_pinned_with_hashes_and_no_address() -> None:
    pins = (PACKAGING / "constraints.txt").read_text(encoding="utf-8")
    assert re.search(r"^pyinstaller==6\.", pins, flags=re.MULTILINE)
    for block in re.split(r"^(?=[a-z])", pins, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in pins


@pytest.mark.parametrize(
    ("words", "is_helper"),
    [
        (["--multiprocessing-fork", "tracker_fd=1", "pipe_handle=2"], True),
        (["-B", "-I", "-c", "from multiprocessing.resource_tracker import main;main(7)"], True),
        ([], False),
        (["handout", "--name", "--multiprocessing-fork", "-o", "h.pdf"], False),
    ],
)
def test_a_helper_is_known_by_its_first_words(words: list[str], is_helper: bool) -> None:
    assert load("entry").is_helper(words) is is_helper


@pytest.mark.parametrize(("before", "after"), [("", None), ("/opt/lib", "/opt/lib")])
def test_programs_of_the_system_do_not_get_the_packed_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str | None
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/missdesk/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    load("entry").forget_own_libraries()
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


# The smoke finds what it is there for


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo Other 1.0", "--version says"),
        ("echo oops >&2; exit 3", "ended with 3: oops"),
        ('[ "$1" = --version ] && echo MISSDesk 1 || echo nothing', "does not find the content"),
    ],
    ids=["another program", "it fails", "no content"],
)
def test_the_smoke_finds_a_broken_app(tmp_path: Path, script: str, words: str) -> None:
    smoke = load("smoke")
    program = tmp_path / "missdesk"
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    place = smoke.Place(tmp_path, None)
    with pytest.raises(smoke.Failed, match=re.escape(words)):
        smoke.check_words(place)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_the_smoke_sees_two_handouts_that_differ(tmp_path: Path) -> None:
    smoke = load("smoke")
    program = tmp_path / "missdesk"
    script = 'for last; do :; done\nprintf "%%PDF-$last" > "$last"'
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(smoke.Failed, match="not the same PDF"):
        smoke.check_handout(smoke.Place(tmp_path, None))


# Licenses and parts


def test_a_package_that_is_not_described_stops_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    described = {name: words for name, words in licenses.WHAT_FOR.items() if name != "segno"}
    monkeypatch.setattr(licenses, "WHAT_FOR", described)
    with pytest.raises(SystemExit, match="segno is new"):
        licenses.report()


def test_the_report_names_every_package_the_app_asks_for() -> None:
    text = licenses.report()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in project["dependencies"]:
        name = licenses.plain(re.split(r"[<>=]", wanted)[0])
        assert f"| {name} | {importlib.metadata.version(name)} |" in text
    assert "textstat" not in text  # only checks need it
    assert "{packages}" not in text


def test_every_package_brings_its_license_text(tmp_path: Path) -> None:
    assert licenses.copy_texts(tmp_path) > len(licenses.shipped())
    for name in licenses.shipped():
        assert list((tmp_path / name).rglob("*.*")) or list((tmp_path / name).rglob("LICENSE"))
    assert (tmp_path / "pyside6-essentials" / "LGPL-3.0.txt").is_file()


def test_the_part_of_pillow_that_would_bind_the_app_to_the_gpl_is_not_there() -> None:
    features = pytest.importorskip("PIL.features")
    assert not features.check("libimagequant")


def test_the_list_of_parts_is_whole_and_the_same_twice() -> None:
    made = sbom.sbom()
    assert made == sbom.sbom()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    pins = sbom.pins()
    by_name = {part["name"]: part for part in made["components"]}
    for name, package in licenses.shipped().items():
        part = by_name[name]
        assert part["version"] == package.version
        assert {one["value"] for one in part["properties"]} == set(pins[name])
        assert part["licenses"]
    assert any(one["name"] == "Qt" for one in by_name["pyside6-essentials"]["components"])
    assert any(one["name"] == "openssl" for one in by_name["cryptography"]["components"])
    assert "://" not in json.dumps(made)


def test_every_part_is_named_once_and_what_it_needs_is_there() -> None:
    made = sbom.sbom()
    refs = [made["metadata"]["component"]["bom-ref"]]
    for part in made["components"]:
        refs += [part["bom-ref"], *(one["bom-ref"] for one in part.get("components", ()))]
    assert len(refs) == len(set(refs))
    for link in made["dependencies"]:
        assert {link["ref"], *link["dependsOn"]} <= set(refs)


# Known faults (KV15)

PINS = {"pillow": Version("13.0.0")}


def advisory(**affected: object) -> dict[str, Any]:
    return {
        "id": "X-1",
        "aliases": ["Y-1"],
        "summary": "reads too far",
        "affected": [{"package": {"ecosystem": "PyPI", "name": "Pillow"}, **affected}],
    }


def span(*events: dict[str, str]) -> list[dict[str, Any]]:
    return [{"type": "ECOSYSTEM", "events": list(events)}]


@pytest.mark.parametrize(
    ("told", "is_known"),
    [
        (advisory(versions=["12.0.0", "13.0"]), True),
        (advisory(versions=["12.0.0", "old"]), False),
        (advisory(ranges=span({"introduced": "0"}, {"fixed": "13.0.1"})), True),
        (advisory(ranges=span({"introduced": "0"}, {"fixed": "13.0.0"})), False),
        (advisory(ranges=span({"introduced": "12"}, {"last_affected": "13.0.0"})), True),
        (advisory(ranges=span({"introduced": "13.1"})), False),
        (advisory(versions=["13.0.0"]) | {"withdrawn": "2026-01-01T00:00:00Z"}, False),
        (advisory(versions=["13.0.0"], package={"ecosystem": "npm", "name": "pillow"}), False),
    ],
    ids=["named", "not named", "before", "mended", "until", "later", "withdrawn", "elsewhere"],
)
def test_a_known_fault_is_found_by_version_and_by_span(
    tmp_path: Path, told: dict[str, Any], is_known: bool
) -> None:
    (tmp_path / "x.json").write_text(json.dumps(told), encoding="utf-8")
    count, lines = known_faults.find(tmp_path, PINS)
    assert count == 1
    assert lines == (["pillow 13.0.0: X-1 (Y-1) reads too far"] if is_known else [])


def test_advisories_are_read_from_a_zip_as_well(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("a/x.json", json.dumps(advisory(versions=["13.0.0"])))
    assert len(known_faults.find(tmp_path / "all.zip", PINS)[1]) == 1


def test_no_advisories_are_not_taken_for_no_faults(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "known_faults.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "holds no advisory" in done.stderr


def test_the_pins_of_the_app_are_those_that_are_looked_up() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    app, everything = (known_faults.pinned(text, everything=e) for e in (False, True))
    assert "pytest" not in app
    assert set(app) | {"pytest"} <= set(everything)
    assert known_faults.TESTS_MARK in text
