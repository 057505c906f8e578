"""Packs from anywhere: read inside the zip, and refused with words when hostile (KV11, KV12)."""

from __future__ import annotations

import io
import random
import stat
import struct
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from missdesk.content import pack_files
from missdesk.content.library import load_library
from missdesk.content.pack_files import FolderFiles, ZipFiles, matching, name_fault, open_pack
from missdesk.errors import PackError
from tests.content.packs import sound_pack

MOST_SECONDS = 2.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_pack(tmp_path / "pack")


def zip_of(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.write(path, path.relative_to(folder).as_posix())
    return target


def faults_of(path: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_library(path)
    return [str(fault) for fault in caught.value.faults]


def with_entry(folder: Path, target: Path, info: zipfile.ZipInfo | str, data: bytes = b"x") -> Path:
    zip_of(folder, target)
    with zipfile.ZipFile(target, "a") as made:
        made.writestr(info, data)
    return target


def test_a_zip_reads_as_its_folder(folder: Path, tmp_path: Path) -> None:
    packed = zip_of(folder, tmp_path / "pack.zip")
    before = sorted(p.name for p in tmp_path.iterdir())
    one, two = load_library(folder), load_library(packed)
    assert (one.texts, one.findings, one.faults) == (two.texts, two.findings, two.faults)
    assert sorted(p.name for p in tmp_path.iterdir()) == before  # nothing was unpacked


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.toml", "/abs.toml", "C:\\x.toml", "c:/x.toml", "topics/../../x.md", "a//b.md",
        ".hidden/x.md", "topics/.x.md", "con.toml", "topics/aux.md", "nul", "lpt1.md", "x.exe",
        "x.svg", "x.py", "x.md ", "x.md.", "na\u0308me.md", "x\x00.md", "x\n.md", "\u202emd.toml",
        "a/" * 80 + "x.md", "",
    ],
)  # fmt: skip
def test_kv11_names_that_no_file_has_are_refused(name: str) -> None:
    assert name_fault(name) is not None


def test_kv11_a_zip_with_a_hostile_name_is_refused(folder: Path, tmp_path: Path) -> None:
    packed = with_entry(folder, tmp_path / "p.zip", "../../evil.toml")
    assert any("is no name for a file of a pack" in said for said in faults_of(packed))


def test_kv11_a_link_in_a_zip_is_refused(folder: Path, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("topics/mini-topic/de.md")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    packed = with_entry(folder, tmp_path / "p.zip", info, b"/etc/hostname")
    assert any("is no ordinary file" in said for said in faults_of(packed))


def test_kv11_a_link_in_a_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("not for you", encoding="utf-8")
    (folder / "topics/mini-topic/link.md").symlink_to(secret)
    files = FolderFiles(folder)
    assert "topics/mini-topic/link.md" not in files.names()
    assert any("is a link" in str(fault) for fault in load_library(folder).faults)


def test_kv11_a_linked_folder_is_not_entered(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.md").write_text("not for you", encoding="utf-8")
    (folder / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert not [name for name in FolderFiles(folder).names() if name.startswith("more")]


def test_kv11_a_name_that_comes_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = with_entry(folder, tmp_path / "p.zip", "pack.toml", b"id = 'other'")
    assert any("is there twice" in said for said in faults_of(packed))


def test_kv11_a_bomb_is_refused_before_it_is_unpacked(folder: Path, tmp_path: Path) -> None:
    packed = zip_of(folder, tmp_path / "p.zip")
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("topics/mini-topic/big.md", b"a" * 3_900_000)
    assert any("would unpack to far more" in said for said in faults_of(packed))


def test_kv11_a_size_told_too_small_is_not_believed(folder: Path, tmp_path: Path) -> None:
    packed = zip_of(folder, tmp_path / "p.zip")
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_STORED) as made:
        made.writestr("evidence/big.toml", b"#" * 5_000_000)
    raw = bytearray(packed.read_bytes())
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"evidence/big.toml"))
    raw[at + 20 : at + 28] = struct.pack("<II", 100, 100)
    packed.write_bytes(raw)
    files = open_pack(packed)
    with suppress(OSError):  # refused as damaged is as good
        assert len(files.read("evidence/big.toml")) <= pack_files.MOST_FILE_BYTES


def test_kv11_too_many_files_are_refused(folder: Path, tmp_path: Path) -> None:
    packed = zip_of(folder, tmp_path / "p.zip")
    with zipfile.ZipFile(packed, "a") as made:
        for number in range(pack_files.MOST_ZIP_FILES):
            made.writestr(f"claims/c{number}.toml", "")
    assert any("more than 200 files" in said for said in faults_of(packed))


def test_kv11_a_list_of_contents_without_end_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *[0] * 9, 0, 0, 6, *[0] * 6) + b"abc.md"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 60_000, 60_000, 52 * 300_000, 0, 0)
    path.write_bytes(entry * 300_000 + end)
    began = time.process_time()
    with pytest.raises(PackError):
        open_pack(path)
    assert time.process_time() - began < 0.5


def test_kv11_a_folder_nested_far_too_deep_is_refused(folder: Path) -> None:
    deep = folder
    # A thousand would do as well, but pytest could not take them away again.
    for _step in range(2 * pack_files.MOST_DEPTH):
        deep /= "a"
        deep.mkdir()
    assert "far too many folders" in faults_of(folder)[0]


def test_kv12_a_key_of_ten_thousand_parts_is_refused_at_once(folder: Path) -> None:
    path = folder / "evidence/all.toml"
    path.write_text("a" + ".a" * 10_000 + " = 1\n", encoding="utf-8")
    began = time.process_time()
    assert any("nested too deep" in fault for fault in faults_of(folder))
    assert time.process_time() - began < 2


def test_kv12_a_zip_with_far_too_much_text_is_refused(folder: Path, tmp_path: Path) -> None:
    path = folder / "evidence/all.toml"
    rows = "".join(f"# {n * n * 7919 % 1_000_003}\n" for n in range(80_000))
    path.write_text(rows + path.read_text(encoding="utf-8"), encoding="utf-8")
    packed = zip_of(folder, tmp_path / "pack.zip")
    assert any("far too much text" in fault for fault in faults_of(packed))


def test_kv11_a_locked_zip_is_refused(folder: Path, tmp_path: Path) -> None:
    packed = zip_of(folder, tmp_path / "p.zip")
    raw = bytearray(packed.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    packed.write_bytes(raw)
    assert any("is locked with a password" in said for said in faults_of(packed))


def test_kv11_unusual_packing_is_refused(folder: Path, tmp_path: Path) -> None:
    packed = zip_of(folder, tmp_path / "p.zip")
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_LZMA) as made:
        made.writestr("claims/other.toml", "# nothing")
    assert any("is packed unusually" in said for said in faults_of(packed))


@pytest.mark.parametrize("raw", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(raw)
    assert faults_of(path)


def test_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert any("can't be opened" in said for said in faults_of(tmp_path / "none.zip"))


def test_kv12_pictures_must_be_what_they_say(folder: Path) -> None:
    (folder / "cards").mkdir()
    shown = io.BytesIO()
    Image.new("RGB", (8, 8)).save(shown, "PNG")
    (folder / "cards/good.png").write_bytes(shown.getvalue())
    (folder / "cards/lies.jpg").write_bytes(shown.getvalue())
    (folder / "cards/torn.png").write_bytes(shown.getvalue()[:40])
    (folder / "cards/vector.webp").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    library = load_library(folder)
    assert library.cards == {"good": shown.getvalue()}
    told = {fault.where for fault in library.faults}
    assert told == {"cards/lies.jpg", "cards/torn.png", "cards/vector.webp"}


def test_kv12_a_huge_picture_is_refused_before_it_is_decoded(folder: Path) -> None:
    (folder / "cards").mkdir()
    small = io.BytesIO()
    Image.new("1", (8, 8)).save(small, "PNG")
    raw = bytearray(small.getvalue())
    raw[16:24] = struct.pack(">II", 60_000, 60_000)
    (folder / "cards/huge.png").write_bytes(raw)
    began = time.monotonic()
    assert [fault.where for fault in load_library(folder).faults] == ["cards/huge.png"]
    assert time.monotonic() - began < MOST_SECONDS


def test_kv12_a_moving_picture_is_refused(folder: Path) -> None:
    (folder / "cards").mkdir()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    frames[0].save(folder / "cards/moves.webp", save_all=True, append_images=frames[1:])
    assert any("moves" in fault.what for fault in load_library(folder).faults)


def test_kv12_a_thousand_mutated_zips_neither_crash_nor_hang(folder: Path, tmp_path: Path) -> None:
    sound = zip_of(folder, tmp_path / "p.zip").read_bytes()
    chance, path = random.Random(1961), tmp_path / "m.zip"
    for _round in range(1000):
        raw = bytearray(sound)
        for _hit in range(chance.randint(1, 12)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        if chance.random() < 0.2:
            del raw[chance.randrange(len(raw)) :]
        path.write_bytes(raw)
        began = time.monotonic()
        with suppress(PackError):
            load_library(path)
        assert time.monotonic() - began < MOST_SECONDS


def test_names_of_one_depth_are_matched(folder: Path) -> None:
    files = FolderFiles(folder)
    assert matching(files, "topics/*/topic.toml") == ["topics/mini-topic/topic.toml"]
    assert matching(files, "*.toml") == [n for n in files.names() if "/" not in n]


def test_missing_file_of_a_zip_is_an_os_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ZipFiles(zip_of(folder, tmp_path / "p.zip")).read("none.md")
