"""Seals and signed reviews: no change passes unseen, no stranger is believed (KV13)."""

from __future__ import annotations

import re
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missdesk.content.believed import Believed
from missdesk.content.library import load_library
from missdesk.content.pack_files import open_pack
from missdesk.content.review import Reviewed, as_toml, finding_digests, holds, read_review, sign
from missdesk.content.review_key import KEY_FILE, clinic_key, own_public_key, public_hex
from missdesk.content.reviewed import changed_words, review_words
from missdesk.content.seal import REVIEW, SEAL, digests, make_seal
from missdesk.errors import InputError, PackError
from missdesk.model.library import Library
from tests.content.packs import sound_pack

ON = date(2026, 11, 21)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return sound_pack(tmp_path / "pack")


def seal(pack: Path) -> None:
    (pack / SEAL).write_text(make_seal(open_pack(pack)), encoding="ascii")


def review_of(pack: Path, keys: Path) -> Reviewed:
    library = load_library(pack)
    review = Reviewed(
        by='Dr "Ada" Example\\', role="spine surgeon", on=ON, pack=library.pack.id,
        version=library.pack.version, files=digests(open_pack(pack)),
        findings=finding_digests(library.findings),
    )  # fmt: skip
    return sign(review, clinic_key(keys))


def signed(pack: Path, keys: Path) -> Believed:
    """Put a signed review into a pack and return whom to believe."""
    review = review_of(pack, keys)
    (pack / REVIEW).write_text(as_toml(review), encoding="utf-8")
    return Believed(frozenset({review.key}))


def read(pack: Path, believed: Believed) -> Library:
    return load_library(pack, believed=believed)


def change_a_number(pack: Path) -> None:
    path = next(p for p in (pack / "evidence").glob("*.toml") if "value" in p.read_text("utf-8"))
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"value = (\d+)", lambda m: f"value = {int(m[1]) + 1}", text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def test_kv13_an_intact_seal_is_accepted(pack: Path) -> None:
    seal(pack)
    assert load_library(pack, needs_seal=True).faults == ()


def test_kv13_the_pack_that_is_shipped_is_sealed() -> None:
    library = load_library(needs_seal=True)
    assert len(library.topics) == 8
    assert library.faults == ()


def test_what_raters_said_is_no_part_of_the_seal(pack: Path) -> None:
    seal(pack)
    (pack / "ratings").mkdir()
    (pack / "ratings/rater-x.toml").write_text("", encoding="utf-8")
    assert load_library(pack, needs_seal=True).topics


def test_kv13_a_changed_figure_breaks_the_seal(pack: Path) -> None:
    seal(pack)
    change_a_number(pack)
    with pytest.raises(PackError, match="was changed after it was sealed"):
        load_library(pack)
    assert load_library(pack, ignores_seal=True).topics


def test_kv13_added_and_missing_files_break_the_seal(pack: Path) -> None:
    seal(pack)
    (pack / "claims").mkdir(exist_ok=True)
    (pack / "claims/other.toml").write_text("", encoding="utf-8")
    (pack / "glossary/en.toml").unlink()
    with pytest.raises(PackError) as caught:
        load_library(pack)
    said = {fault.where: fault.what for fault in caught.value.faults}
    assert said == {
        "claims/other.toml": "is there, but not sealed",
        "glossary/en.toml": "is sealed, but not there",
    }


def test_kv13_a_kiosk_takes_no_pack_without_a_seal(pack: Path) -> None:
    assert load_library(pack).topics
    with pytest.raises(PackError, match="has no seal"):
        load_library(pack, needs_seal=True)


@pytest.mark.parametrize(
    "line", ["nonsense", "0" * 64 + "  pack.toml\n" + "0" * 64 + "  pack.toml"]
)
def test_a_seal_that_is_none_is_refused(pack: Path, line: str) -> None:
    (pack / SEAL).write_text(line, encoding="ascii")
    with pytest.raises(PackError, match="is no line of a seal"):
        load_library(pack)


def test_kv13_a_trusted_review_is_shown(pack: Path, tmp_path: Path) -> None:
    library = read(pack, signed(pack, tmp_path / "keys"))
    assert library.pack.review is not None
    assert library.pack.review.by == 'Dr "Ada" Example\\'
    assert not library.pack.review.is_changed
    assert library.changed == frozenset()
    assert library.faults == ()
    assert "spine surgeon" in review_words(library, "en")


def test_kv13_a_review_by_an_unknown_key_counts_as_none(pack: Path, tmp_path: Path) -> None:
    signed(pack, tmp_path / "keys")
    library = read(pack, Believed(frozenset({"0" * 64})))
    assert library.pack.review is None
    assert any("not trusted here" in str(fault) for fault in library.faults)
    assert review_words(library, "en") == "Not yet reviewed by a clinician."


def test_kv13_a_changed_review_counts_as_none(pack: Path, tmp_path: Path) -> None:
    believed = signed(pack, tmp_path / "keys")
    path = pack / REVIEW
    path.write_text(path.read_text("utf-8").replace("spine surgeon", "brain surgeon"), "utf-8")
    assert read(pack, believed).pack.review is None


def test_kv13_a_changed_figure_shows_as_changed_since_review(pack: Path, tmp_path: Path) -> None:
    believed = signed(pack, tmp_path / "keys")
    before = load_library(pack).findings
    change_a_number(pack)
    library = read(pack, believed)
    assert library.pack.review is not None
    assert library.pack.review.is_changed
    assert library.changed == {k for k, f in library.findings.items() if f != before[k]}
    assert len(library.changed) == 1
    assert "Changed since this review." in review_words(library, "en")
    assert changed_words()


def test_a_review_kept_beside_the_packs_is_found(pack: Path, tmp_path: Path) -> None:
    review = review_of(pack, tmp_path / "keys")
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / f"{review.pack}.toml").write_text(as_toml(review), encoding="utf-8")
    believed = Believed(frozenset({review.key}), tmp_path / "reviews")
    assert read(pack, believed).pack.review is not None


def test_a_review_of_another_pack_counts_as_none(pack: Path, tmp_path: Path) -> None:
    believed = signed(pack, tmp_path / "keys")
    path = pack / "pack.toml"
    path.write_text(
        re.sub(r'id = ".*?"', 'id = "other"', path.read_text("utf-8"), count=1), "utf-8"
    )
    assert read(pack, believed).pack.review is None


@pytest.mark.parametrize(
    "text", ["", "by = 1", "[" * 3000, "by = 'x'\nrole = 'x'\non = 2026-11-21", "\ufeff[files]"]
)
def test_hostile_reviews_are_told(text: str) -> None:
    review, faults = read_review(text, REVIEW)
    assert review is None
    assert faults


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_are_read_back_as_they_were_signed(by: str, role: str) -> None:
    by, role = by.replace("\r", "") or "x", role.replace("\r", "") or "y"
    review = Reviewed(by, role, ON, "p", "1", {"a.md": "0" * 64}, {"f.x": "1" * 64})
    found, faults = read_review(as_toml(review), REVIEW)
    if by.strip() and role.strip() and found is not None:
        assert (found.by, found.role, found.files) == (by, role, review.files)
    else:
        assert faults


def test_a_signature_fits_one_review_only(pack: Path, tmp_path: Path) -> None:
    review = review_of(pack, tmp_path / "keys")
    assert holds(review, {review.key})
    fields = {name: getattr(review, name) for name in review.__dataclass_fields__}
    for name in ("by", "role", "pack", "version"):
        assert not holds(Reviewed(**fields | {name: "other"}), {review.key}), name
    assert not holds(Reviewed(**fields | {"files": {}}), {review.key})
    assert not holds(Reviewed(**fields | {"signature": "zz"}), {review.key})


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    key = clinic_key(tmp_path)
    assert public_hex(clinic_key(tmp_path)) == public_hex(key) == own_public_key(tmp_path)
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_a_locked_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    key = clinic_key(tmp_path, "open sesame")
    assert b"ENCRYPTED" in (tmp_path / KEY_FILE).read_bytes()
    assert public_hex(clinic_key(tmp_path, "open sesame")) == public_hex(key)
    for wrong in ("", "other"):
        with pytest.raises(InputError):
            clinic_key(tmp_path, wrong)


def test_a_damaged_key_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"nonsense")
    with pytest.raises(InputError):
        clinic_key(tmp_path)
    assert (tmp_path / KEY_FILE).read_bytes() == b"nonsense"


def test_a_key_that_cannot_be_read_is_not_called_damaged(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(InputError, match="it can't be read"):
        clinic_key(tmp_path)
