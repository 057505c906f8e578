"""Which pack is in use, what it is worth, and whose reviews are believed (KV13)."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from missdesk.content.library import load_library
from missdesk.content.pack_files import open_pack
from missdesk.content.review_key import clinic_key, public_hex
from missdesk.content.seal import SEAL, make_seal
from missdesk.model.library import Library
from missdesk.settings_read import read_clinic
from missdesk.ui.clinic import content_form
from missdesk.ui.clinic.content_form import ContentForm
from missdesk.ui.clinic.file_card import FileCard
from missdesk.ui.clinic.pack_facts import PackFacts, look_at
from missdesk.ui.clinic.signing import Signer, sign
from tests.content.packs import spoil
from tests.ui.clinic.clinic_desk import WAIT_MS, ClinicDesk
from tests.ui.clinic.test_review_section import TODAY

Open = Callable[..., ClinicDesk]


def form_of(clinic: ClinicDesk) -> ContentForm:
    form = clinic.page.form
    assert isinstance(form, ContentForm)
    return form


def facts(clinic: ClinicDesk) -> str:
    clinic.rest()
    return clinic.words("clinic.pack") + "\n" + clinic.words("clinic.pack.facts")


def seal(pack: Path) -> None:
    (pack / SEAL).write_text(make_seal(open_pack(pack)), encoding="ascii")


def test_the_pack_that_came_with_the_app_is_told(open_clinic: Open) -> None:
    clinic = open_clinic("", "content")
    told = facts(clinic)
    pack = clinic.context.library.pack
    assert pack.title in told
    assert f"version {pack.version}" in told
    assert "It came with the app." in told
    assert "Not yet reviewed" in told
    assert clinic.words("clinic.pack.changes") == ""


def test_another_pack_is_chosen_and_given_up(open_clinic: Open, own_pack: Path) -> None:
    seal(own_pack)
    clinic = open_clinic("", "content")
    clinic.press("clinic.pack.choose")
    card = clinic.find(FileCard, "files")
    card.go(own_pack)
    clinic.qtbot.waitUntil(lambda: card._here == own_pack, timeout=WAIT_MS)
    clinic.press("files.use")
    clinic.qtbot.waitUntil(lambda: clinic.office.draft.pack == own_pack, timeout=WAIT_MS)
    told = facts(clinic)
    assert str(own_pack) in told
    assert "Sealed" in told
    assert clinic.save().pack == own_pack
    clinic.press("clinic.pack.own")
    assert "It came with the app." in facts(clinic)
    assert clinic.save().pack is None
    assert clinic.file.read_text(encoding="utf-8") == ""


def test_a_zip_is_read_where_it_is(open_clinic: Open, own_pack: Path) -> None:
    path = Path(shutil.make_archive(str(own_pack.parent / "ours"), "zip", own_pack))
    clinic = open_clinic("", "content")
    form_of(clinic).open_pack(path)
    clinic.qtbot.waitUntil(lambda: clinic.office.draft.pack == path, timeout=WAIT_MS)
    assert clinic.save().pack == path
    assert load_library(path).topics


def broken_seal(pack: Path) -> Path:
    seal(pack)
    spoil(pack, "pack.toml", "[", "[ ")
    return pack


def no_pack(pack: Path) -> Path:
    return pack.parent


def no_zip(pack: Path) -> Path:
    path = pack.parent / "x.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    return path


def gone(pack: Path) -> Path:
    return pack / "none"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (broken_seal, "pack.toml: was changed after it was sealed. Get the pack again"),
        (no_pack, "pack.toml"),
        (no_zip, "x.zip: can't be opened"),
        (gone, "none: can't be opened"),
    ],
)
def test_kv13_a_refused_pack_is_told_and_the_one_before_stays(
    open_clinic: Open, own_pack: Path, make: Callable[[Path], Path], said: str
) -> None:
    clinic = open_clinic("", "content")
    clinic.rest()
    form_of(clinic).open_pack(make(own_pack))
    clinic.qtbot.waitUntil(lambda: clinic.trouble("clinic.pack.trouble") != "", timeout=WAIT_MS)
    told = clinic.trouble("clinic.pack.trouble")
    assert told.startswith("That pack is refused. The one before stays.")
    assert said in told
    assert not clinic.office.is_changed
    assert "It came with the app." in facts(clinic)


def test_kv13_a_pack_that_is_set_and_refused_says_so_and_can_be_given_up(
    open_clinic: Open, own_pack: Path
) -> None:
    clinic = open_clinic(f'pack = "{broken_seal(own_pack)}"\n', "content")
    clinic.rest()
    told = clinic.trouble("clinic.pack.trouble")
    assert "This pack is refused. MISSDesk shows the one that came with it." in told
    clinic.press("clinic.pack.own")
    assert "It came with the app." in facts(clinic)
    assert clinic.trouble("clinic.pack.trouble") == ""
    assert clinic.save().pack is None


def test_kv13_a_pack_whose_look_ends_late_does_not_come_back(
    open_clinic: Open, own_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def look(path: Path | None, trusted: Collection[str], shown: Library) -> PackFacts:
        if path is not None:
            late.wait(WAIT_MS / 1000)
        return look_at(path, trusted, shown)

    monkeypatch.setattr(content_form, "look_at", look)
    clinic = open_clinic(f'pack = "{broken_seal(own_pack)}"\n', "content")
    clinic.press("clinic.pack.own")  # the one that is set is still being looked at
    clinic.qtbot.waitUntil(lambda: "It came" in clinic.words("clinic.pack.facts"), timeout=WAIT_MS)
    form_of(clinic).open_pack(own_pack)
    clinic.office.change(pack=own_pack)
    form_of(clinic)._on_own()
    late.set()
    assert "It came with the app." in facts(clinic)
    assert clinic.trouble("clinic.pack.trouble") == ""
    assert clinic.office.draft.pack is None


def test_kv13_a_pack_removed_while_the_page_is_open_is_told(
    open_clinic: Open, own_pack: Path
) -> None:
    shown = load_library(own_pack)
    clinic = open_clinic(f'pack = "{own_pack}"\n', "content", shown)
    assert str(own_pack) in facts(clinic)
    shutil.rmtree(own_pack)
    clinic.press("clinic.section.review")
    clinic.rest()
    assert clinic.words("clinic.review.pack") == "This pack is refused."
    clinic.press("clinic.section.content")
    clinic.rest()
    assert "can't be opened" in clinic.trouble("clinic.pack.trouble")


def test_a_path_that_can_t_be_kept_is_told(open_clinic: Open, own_pack: Path) -> None:
    strange = own_pack.rename(own_pack.with_name("two  spaces"))
    clinic = open_clinic("", "content")
    form_of(clinic).open_pack(strange)
    clinic.qtbot.waitUntil(lambda: clinic.office.draft.pack == strange, timeout=WAIT_MS)
    assert "a name that can’t be kept" in clinic.save_refused()
    assert read_clinic()[0].pack is None


def test_kv13_what_was_changed_since_the_review_is_listed_in_words(
    open_clinic: Open, own_pack: Path
) -> None:
    shown = load_library(own_pack)
    sign(own_pack, shown, Signer("Dr Ada Example", "spine surgeon", TODAY), "")
    clinic = open_clinic(f'pack = "{own_pack}"\n', "content", shown)
    told = facts(clinic)
    assert "Reviewed by Dr Ada Example, spine surgeon, on" in told
    assert clinic.words("clinic.pack.changes") == "Nothing was changed since."
    row = shown.topics[next(iter(shown.topics))].rows[0]
    change_finding(own_pack, str(row.finding))
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.section.content")
    told = facts(clinic)
    changes = clinic.words("clinic.pack.changes")
    text = shown.text(next(iter(shown.topics)), "en")
    title, about = text.section(f"row.{row.id}").title, text.section("topic").title
    assert "1 number was changed since the review:" in changes
    assert f"“{about}”: {title} (changed)" in changes
    assert "1 file was changed since the review:" in changes
    assert "close MISSDesk and open it again" in told


def change_finding(pack: Path, name: str) -> None:
    """Change what a finding counts."""
    for path in (pack / "evidence").glob("*.toml"):
        head, found, rest = path.read_text(encoding="utf-8").partition(f'id = "{name}"')
        if found:
            line, quote, more = rest.partition('outcome = "')
            assert quote
            path.write_text(f"{head}{found}{line}{quote}other: {more}", encoding="utf-8")
            return
    raise AssertionError(name)


def test_keys_are_pasted_checked_and_removed(open_clinic: Open) -> None:
    clinic = open_clinic("", "content")
    key = "5279381F106EE191" * 4
    clinic.press("clinic.keys.add")
    clinic.type("clinic.keys.1.1", f" {key[:32]} {key[32:]} ")
    assert clinic.save().trusted_reviewers == (key.lower(),)
    clinic.press("clinic.keys.add")
    clinic.type("clinic.keys.2.1", "nonsense")
    assert "“nonsense” is no key" in clinic.save_refused()
    assert read_clinic()[0].trusted_reviewers == (key.lower(),)
    clinic.press("clinic.keys.2.remove")
    clinic.press("clinic.keys.1.remove")
    assert clinic.save().trusted_reviewers == ()


def test_the_own_key_is_shown_and_copied(open_clinic: Open, folder: Path) -> None:
    clinic = open_clinic("", "content")
    clinic.rest()
    assert "There is none yet" in clinic.words("clinic.key.words")
    key = public_hex(clinic_key(folder))
    clinic.press("clinic.section.privacy")
    clinic.press("clinic.section.content")
    clinic.rest()
    assert clinic.words("clinic.key.words").replace(" ", "") == key
    clinic.press("clinic.key.copy")
    assert QGuiApplication.clipboard().text() == key
