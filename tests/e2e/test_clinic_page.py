"""Journey: the clinic lead sets a name and prints a list without a terminal, naming nobody."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from missdesk.ui.kiosk.pin import PinCheck
from tests.e2e.desk import Desk, PrintShop, until

NEEDED = ("Xvfb", "openbox", "xdotool", "lp", "lpadmin")
NAME = "Zzyzx Qwertz"
NAME_FIELD, MANY, LIST_FIELD, FOLDER_FIELD, MAKE = (
    (574, 258),
    (140, 422),
    (446, 296),
    (446, 392),
    (600, 514),
)
WAITING, PIN_FIELD = (140, 476), (536, 394)
REVIEW, NAME_OF_REVIEWER = (140, 638), (536, 258)
PIN = "481516"
LIST = "reference,topic,level,side,name\n" + "".join(
    f"H{n},slipped-disc,L4-L5,left,{NAME}\n" for n in (1, 2, 3)
)


@pytest.mark.needs(*NEEDED)
def test_settings_and_a_list_are_done_in_the_window(
    desk: Desk, print_shop: PrintShop, tmp_path: Path
) -> None:
    listed, made = tmp_path / "list.csv", tmp_path / "made"
    listed.write_text(LIST, encoding="utf-8")
    settings = tmp_path / "settings"
    desk.extra = {**print_shop.environment, "MISSDESK_SETTINGS": str(settings)}
    desk.skip_tour()
    desk.run_app("consult")
    until(desk.settled, "the start page")
    desk.press("ctrl+comma")
    until(desk.settled, "the Clinic page")
    desk.click(*NAME_FIELD)
    desk.type("Hill Clinic")
    desk.press("ctrl+s")
    file = settings / "clinic.toml"
    until(file.exists, "the settings")
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"name": "Hill Clinic"}

    desk.click(*MANY)
    desk.click(*LIST_FIELD)
    desk.type(str(listed))
    desk.click(*FOLDER_FIELD)
    desk.type(str(made))
    desk.click(*MAKE)
    names = ["H1.pdf", "H2.pdf", "H3.pdf"]
    report = made / "batch-report.csv"
    until(lambda: report.exists() and report.read_text("utf-8-sig").count("made") == 3, "3", 90)
    assert sorted(p.name for p in made.glob("*.pdf")) == names
    until(desk.settled, "the end of the batch")

    desk.press("Tab", "Return")
    until(desk.settled, "the list of printers")
    desk.press("Return")
    until(lambda: len(print_shop.printed()) == 3, "three printed files", 60)
    assert "Zzyzx" not in print_shop.job_titles()
    assert all("Zzyzx" not in title for title in desk.titles())
    left = [p for p in (desk.folder / "home").rglob("*") if p.is_file()]
    for path in left:
        assert str(listed) not in path.read_bytes().decode("latin-1"), path
    assert {path.name for path in settings.iterdir()} == {"clinic.toml", "tour-shown"}


@pytest.mark.needs("Xvfb", "openbox", "xdotool")
def test_a_pin_and_a_review_are_done_in_the_window(desk: Desk, tmp_path: Path) -> None:
    """KE12, KV13: by keyboard and mouse, and the PIN lies nowhere as it was typed."""
    settings = tmp_path / "settings"
    desk.extra = {"MISSDESK_SETTINGS": str(settings)}
    desk.skip_tour()
    desk.run_app("consult")
    until(desk.settled, "the start page")
    desk.press("ctrl+comma")
    until(desk.settled, "the Clinic page")
    desk.click(*WAITING)
    desk.click(*PIN_FIELD)
    desk.type(PIN)
    desk.press("Tab")
    desk.type(PIN)
    desk.press("Return")
    until((settings / "kiosk-pin").exists, "the PIN")
    assert PinCheck(settings).is_right(PIN)

    desk.click(*REVIEW)
    until(desk.settled, "what there is to sign")
    desk.click(*NAME_OF_REVIEWER)
    desk.type("Dr Ada Example")
    desk.press("Tab")
    desk.type("spine surgeon")
    desk.press("Tab", "Tab", "Tab", "space", "Tab", "Return")
    until(lambda: bool(list(settings.glob("reviews/*.toml"))), "the review")
    review = next(settings.glob("reviews/*.toml")).read_text(encoding="utf-8")
    assert tomllib.loads(review)["by"] == "Dr Ada Example"
    for path in (*settings.rglob("*"), *(desk.folder / "home").rglob("*")):
        if path.is_file():
            assert PIN.encode() not in path.read_bytes(), path
