"""The files a clinic copies are sound, and the page that explains them names what is there."""

from __future__ import annotations

import configparser
import os
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from missdesk.content.review_key import KEY_FILE, PUBLIC_FILE
from missdesk.content.seal import SEAL
from missdesk.kiosk_settings import KioskSettings
from missdesk.settings import FILE_NAME
from missdesk.ui.kiosk import pin, read_settings
from missdesk.ui.kiosk.supervisor import AGAIN, HUNG_SECONDS, LEFT
from missdesk.ui.presenter import screens

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "packaging/kiosk"
PAGE = (ROOT / "docs/clinic-setup.md").read_text(encoding="utf-8")
LAUNCHER = "{http://schemas.microsoft.com/ShellLauncher/2018/Configuration}"
ACCESS = "{http://schemas.microsoft.com/AssignedAccess/2017/config}"


def said(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def keys_of(name: str) -> dict[str, list[str]]:
    """Return the keys of a unit; some come more than once."""
    found: dict[str, list[str]] = {}
    for line in said(name).splitlines():
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found.setdefault(key, []).append(value)
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_file_is_explained(path: Path) -> None:
    assert path.name in PAGE or path.name.startswith("windows-")
    assert path.read_text(encoding="utf-8").endswith("\n")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.xml")), ids=lambda path: path.name)
def test_ke4_the_files_to_copy_are_sound(path: Path) -> None:
    ET.parse(path)


def test_ke4_openbox_has_no_key_menu_or_button() -> None:
    space = "{http://openbox.org/3.4/rc}"
    root = ET.fromstring(said("openbox-rc.xml"))
    assert root.find(f"{space}keyboard") is not None
    assert root.find(f"{space}mouse") is not None
    assert [e.tag for e in root.iter() if e.tag.endswith(("keybind", "mousebind", "file"))] == []


def test_shell_launcher_starts_it_again_but_not_after_staff_left() -> None:
    root = ET.fromstring(said("windows-shell-launcher.xml").encode())
    shell = root.findall(f".//{LAUNCHER}Profile/{LAUNCHER}Shell")[0]
    assert shell.get("Shell", "").endswith("missdesk.exe kiosk")
    actions = {
        a.get("ReturnCode"): a.get("Action") for a in shell.iter(f"{LAUNCHER}ReturnCodeAction")
    }
    assert actions == {"0": "DoNothing"}
    default = shell.find(f"{LAUNCHER}DefaultAction")
    assert default is not None
    assert default.get("Action") == "RestartShell"
    ids = {e.get("Id") for e in root.iter(f"{LAUNCHER}Profile")}
    assert len(ids) == 1


def test_assigned_access_allows_nothing_else() -> None:
    root = ET.fromstring(said("windows-assigned-access.xml").encode())
    apps = [a.get("DesktopAppPath", "") for a in root.iter(f"{ACCESS}App")]
    assert all(app.endswith(("missdesk.exe", "python.exe")) for app in apps)
    profile = next(root.iter(f"{ACCESS}Profile")).get("Id")
    assert next(root.iter(f"{ACCESS}DefaultProfile")).get("Id") == profile


def test_kr1_the_unit_starts_it_again_and_shuts_it_in() -> None:
    unit = keys_of("missdesk-kiosk.service")
    wanted = {
        "Restart": "always",
        "RestartPreventExitStatus": "0",
        "StartLimitIntervalSec": "0",
        "LimitCORE": "0",
        "NoNewPrivileges": "yes",
        "RestrictAddressFamilies": "AF_UNIX AF_NETLINK",
        "User": "kiosk",
    }
    assert {key: unit[key] for key in wanted} == {key: [value] for key, value in wanted.items()}
    command = unit["ExecStart"][0]
    assert "cage" in command
    assert "-s" not in command.split()  # would allow a change of console


@pytest.mark.parametrize("name", ["missdesk-kiosk-session", "missdesk-kiosk-x"])
def test_scripts_are_plain_and_can_be_run(name: str) -> None:
    path = FOLDER / name
    assert path.read_bytes().startswith(b"#!/bin/sh\n")
    assert b"\r" not in path.read_bytes()
    assert os.name != "posix" or os.access(path, os.X_OK)


def test_ke13_the_session_starts_clean() -> None:
    script = said("missdesk-kiosk-session")
    for name in ("QT_PLUGIN_PATH", "QT_STYLE_OVERRIDE", "PYTHONPATH", "LD_PRELOAD"):
        assert re.search(rf"^unset .*\b{name}\b", script, re.MULTILINE), name
    assert "until /opt/missdesk/bin/missdesk kiosk" in script


def test_ke4_x_has_no_way_out_by_keys() -> None:
    for option in ("DontVTSwitch", "DontZap"):
        assert f'Option "{option}" "true"' in said("10-missdesk.conf")


def test_the_session_signs_in_by_itself() -> None:
    seat = configparser.ConfigParser()
    seat.read_string(said("lightdm-missdesk.conf"))
    assert seat["Seat:*"]["autologin-session"] == "missdesk-kiosk"
    entry = configparser.ConfigParser()
    entry.read_string(said("missdesk-kiosk.desktop"))
    assert entry["Desktop Entry"]["Exec"].endswith("/missdesk-kiosk-x")


def test_ke14_sticks_are_ignored() -> None:
    rules = [line for line in said("99-missdesk-usb.rules").splitlines() if line[:1] != "#"]
    classes = {re.findall(r'bInterfaceClass}=="(\w+)"', line)[0] for line in rules}
    assert classes == {"08", "06"}  # mass storage; still image and media transfer
    assert all(line.endswith('ATTR{authorized}="0"') for line in rules)


def test_kp5_the_print_system_keeps_nothing() -> None:
    lines = said("cupsd-missdesk.conf").splitlines()
    assert {"PreserveJobFiles No", "PreserveJobHistory No"} <= set(lines)


def test_windows_keys_that_open_windows_are_off() -> None:
    text = said("windows-accessibility-keys.reg")
    assert text.startswith("Windows Registry Editor Version 5.00\n")
    flags = dict(re.findall(r"Accessibility\\([\w ]+)\]\n\"Flags\"=\"(\d+)\"", text))
    assert len(flags) == 5
    assert [name for name, flag in flags.items() if int(flag) & 4] == []  # the hot-key bit


def test_the_example_settings_are_read_without_a_fault(tmp_path: Path) -> None:
    settings, faults = read_settings.read_kiosk(FOLDER / "kiosk.toml")
    assert faults == ()
    assert settings != KioskSettings()
    assert tomllib.loads(said("kiosk.toml"))


def test_the_page_names_every_key_and_code() -> None:
    table = PAGE.split("## Waiting room: settings")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == set(read_settings.KEYS)
    codes = PAGE.split("## Exit codes")[1].split("\n## ")[0]
    assert f"end with {LEFT} when staff leave, {AGAIN} when they start anew" in codes
    assert f"after {HUNG_SECONDS:.0f} seconds of silence" in codes
    plain = KioskSettings()
    assert f"| `idle-seconds` | {plain.idle_seconds} |" in table
    assert f"| `warning-seconds` | {plain.warning_seconds} |" in table


def test_the_page_lists_every_file_that_is_written() -> None:
    written = PAGE.split("## Everything MISSDesk writes")[1].split("\n## ")[0]
    for name in (
        KEY_FILE,
        PUBLIC_FILE,
        SEAL,
        FILE_NAME,
        pin.FILE,
        screens.FILE,
        read_settings.FILE,
    ):
        assert f"`{name}`" in written, name
