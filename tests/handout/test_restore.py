"""Reopening: a hostile file is one message, never a crash, and costs little memory."""

from __future__ import annotations

import io
import json
import os
import random
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from missdesk.errors import RecordError
from missdesk.handout.build import build_handout
from missdesk.handout.packing import may_unpack_without_end
from missdesk.handout.restore import ATTACHMENT, attached_record, restore_visit
from missdesk.model.record import to_json
from tests.handout.making import TODAY, visit
from tests.handout.small_library import SLIPPED, library

Spoil = Callable[[pikepdf.Pdf], None]


def handout() -> bytes:
    return build_handout(library(), visit(), today=TODAY, fixed=True, with_record=True).pdf


def spoiled(how: Spoil) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(handout())) as file:
        how(file)
        file.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return out.getvalue()


def carrying(data: bytes, *filters: str) -> Spoil:
    """Return what puts a raw attachment of our name into a file."""

    def put(file: pikepdf.Pdf) -> None:
        packing = Array([Name(f) for f in filters])
        made = Stream(file, b"")
        made.write(data, filter=packing) if filters else made.write(data)
        spec = Dictionary(Type=Name.Filespec, F=ATTACHMENT, UF=ATTACHMENT)
        spec.EF = Dictionary(F=file.make_indirect(made))
        names = Array([String(ATTACHMENT), file.make_indirect(spec)])
        file.Root.Names.EmbeddedFiles = Dictionary(Names=names)

    return put


def changed(**fields: Any) -> bytes:  # noqa: ANN401  whatever a file may hold
    record = json.loads(to_json(visit()))
    record["visit"].update(fields)
    return json.dumps(record).encode()


def restored(tmp_path: Path, data: bytes) -> Any:  # noqa: ANN401  a Visit
    file = tmp_path / "record"
    file.write_bytes(data)
    return restore_visit(file, library())


def test_file_and_record_give_the_same_visit(tmp_path: Path) -> None:
    assert restored(tmp_path, handout()) == visit()
    assert restored(tmp_path, to_json(visit()).encode()) == visit()
    assert restored(tmp_path, b"\xef\xbb\xbf" + to_json(visit()).encode()) == visit()


def test_small_file_that_unpacks_to_gigabytes_is_refused_cheaply() -> None:
    bomb = spoiled(carrying(zlib.compress(b" " * 200_000_000, 9), "/FlateDecode"))
    tracemalloc.start()
    with pytest.raises(RecordError, match="larger than 2 MB"):
        attached_record(bomb, "h.pdf")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000_000


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (b"not packed", ("/FlateDecode",)),
        (zlib.compress(zlib.compress(b"{}")), ("/FlateDecode", "/FlateDecode")),
        (b"x", ("/JBIG2Decode",)),
    ],
)
def test_odd_packing_is_a_damaged_file(data: bytes, filters: tuple[str, ...]) -> None:
    with pytest.raises(RecordError, match="the PDF is damaged"):
        attached_record(spoiled(carrying(data, *filters)), "h.pdf")


@pytest.mark.parametrize(
    "words",
    [
        b"<</Filter/LZWDecode>>",
        b"<</Filter [/FlateDecode /LZW]>>",
        b"/#4c#5A#57#44ecode ",
        b"<</Filter 5 0 R>>",
        b"<</F#69lter%here\n5 0 R>>",
        b"<</Filter [/FlateDecode 5 0 R]>>",
    ],
)
def test_packing_without_a_bound_is_refused_before_it_is_unpacked(words: bytes) -> None:
    with pytest.raises(RecordError, match="packed in a way MISSDesk never uses"):
        attached_record(b"%PDF-1.7\n" + words, "h.pdf")


def test_usual_packing_is_not_taken_for_unbounded() -> None:
    for words in (b"/Filter/FlateDecode", b"/Filter [ /A85 /FlateDecode ]", b"/Filters 5 0 R"):
        assert not may_unpack_without_end(b"%PDF-1.7\n" + words + b"\n/LZWork")
    assert not may_unpack_without_end(handout())


@pytest.mark.parametrize("kind", ["zeros", "pipe"])
def test_device_or_pipe_is_never_read(tmp_path: Path, kind: str) -> None:
    path = Path("/dev/zero") if kind == "zeros" else tmp_path / "pipe"
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(RecordError, match=r"can't be read \(not an ordinary file\)"):
        restore_visit(path, library())


@pytest.mark.parametrize(
    "spec",
    [
        Dictionary(Type=Name.Filespec),
        Dictionary(Type=Name.Filespec, F="x", EF=5),
        Dictionary(Type=Name.Filespec, F="x", EF=Dictionary(F=String("x"))),
    ],
)
def test_entry_without_a_file_is_a_damaged_one(spec: Dictionary) -> None:
    def put(file: pikepdf.Pdf) -> None:
        names = Array([String(ATTACHMENT), file.make_indirect(spec)])
        file.Root.Names.EmbeddedFiles = Dictionary(Names=names)

    with pytest.raises(RecordError, match="the PDF is damaged"):
        attached_record(spoiled(put), "h.pdf")


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6])
def test_file_cut_short_is_one_message(tmp_path: Path, part: float) -> None:
    whole = handout()
    with pytest.raises(RecordError, match=r"damaged|carries no consultation"):
        restored(tmp_path, whole[: int(len(whole) * part)])


def test_kv12_damaged_handouts_are_refused_and_never_crash(tmp_path: Path) -> None:
    whole, chance = handout(), random.Random(4)
    for _file in range(120):
        raw = bytearray(whole)
        for _spot in range(chance.choice((1, 3, 30, 300))):
            at = chance.randrange(len(raw))
            if chance.random() < 0.5:
                raw[at] = chance.randrange(256)
            else:
                del raw[at : at + chance.randrange(1, 200)]
        with suppress(RecordError):
            restored(tmp_path, bytes(raw))


def _on_opening(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _on_a_page(file: pikepdf.Pdf) -> None:
    file.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("x:")))


def _by_name(file: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=Stream(file, b"app.alert(1)"))
    file.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))


def _a_program(file: pikepdf.Pdf) -> None:
    act = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=act)
    file.pages[-1].obj.Annots = Array([link])


def _a_form(file: pikepdf.Pdf) -> None:
    file.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(file, b"<xdp/>"))


@pytest.mark.parametrize("put", [_on_opening, _on_a_page, _by_name, _a_program, _a_form])
def test_script_in_the_file_is_not_run_and_the_file_refused(tmp_path: Path, put: Spoil) -> None:
    with pytest.raises(RecordError, match="it has a script"):
        restored(tmp_path, spoiled(put))


def test_script_hidden_by_other_letters_is_found(tmp_path: Path) -> None:
    plain = spoiled(_on_opening)
    hidden = plain.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/#4AS ")
    hidden = hidden.replace(b"app.alert", b"app.a")  # as long as before, so that it is no ruin
    assert b"/JavaScript" not in hidden
    assert len(hidden) == len(plain)
    with pytest.raises(RecordError, match="it has a script"):
        restored(tmp_path, hidden)


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="it is a folder"):
        restore_visit(tmp_path, library())


def test_a_hostile_file_name_cannot_turn_or_fill_the_message(tmp_path: Path) -> None:
    file = tmp_path / ("\u202efdp.exe" + "x" * 100)
    file.write_bytes(b"no")
    with pytest.raises(RecordError) as caught:
        restore_visit(file, library())
    assert "\u202e" not in str(caught.value)
    assert "x" * 60 not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n", "neither a handout nor a record"),
        (b"MZ\x90\0", "neither a handout nor a record"),
        (b"<script>alert(1)</script>", "neither a handout nor a record"),
        (b'{"format": "other", "version": 1}', "not a saved consultation"),
        (b'{"format": "missdesk-visit", "version": 99}', "newer MISSDesk"),
        (b'{"format": "missdesk-visit", "version": 1, "visit": ', "damaged"),
        (b'{"a": "\xff"}', "damaged"),
    ],
)
def test_each_wrong_file_has_its_own_words(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        restored(tmp_path, data)


def test_a_pdf_of_another_program_carries_no_consultation(tmp_path: Path) -> None:
    file = pikepdf.new()
    file.add_blank_page()
    out = io.BytesIO()
    file.save(out)
    with pytest.raises(RecordError, match="carries no consultation"):
        restored(tmp_path, out.getvalue())


def test_a_file_larger_than_any_handout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    with file.open("wb") as out:
        out.truncate(50_000_001)
    with pytest.raises(RecordError, match="larger than 50 MB"):
        restore_visit(file, library())


def test_at_most_three_options_are_shown(tmp_path: Path) -> None:
    four = ["open", "tube", "none", "camera"]
    assert restored(tmp_path, changed(options=four)).options == ("open", "tube", "none")


def test_sections_of_another_version_are_dropped(tmp_path: Path) -> None:
    assert restored(tmp_path, changed(sections=["scar", "x"])).sections == ("scar",)
    assert restored(tmp_path, changed(sections=["x"])).sections is None
    assert restored(tmp_path, changed(sections=[])).sections == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"values": {"speed": True}},
        {"values": []},
        {"surgeons_days": {"walking": [5, 1]}},
        {"sheets": {"a": 5}},
        {"sheets": {"a": [{}]}},
        {"operation_step": 10**30},
        {"side": {}},
        {"visited": [[]]},
        {"name": "x" * 2001},
        {"unknown": 1},
    ],
)
def test_wrong_kinds_of_values_are_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="Choose another file"):
        restored(tmp_path, changed(**fields))


@pytest.mark.parametrize(
    "data", [b"", b"[" * 100_000, b'{"a":' * 100_000, b"\x00" * 9, b"9" * 5000]
)
def test_anything_else_is_no_record(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(RecordError):
        restored(tmp_path, data)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("L5-S1,L3-L4", "L3-L4,L5-S1"),
        ("L4-L5", "L4-L5"),
        ("L3-L4:L5-S1", None),
        ("L3-L4,L9", None),
        ("L3-L4,L3-L4", None),
    ],
)
def test_several_levels_are_restored_in_order_and_a_wrong_place_is_refused(
    tmp_path: Path, place: str, said: str | None
) -> None:
    found = library()
    topic = found.topics[SLIPPED]
    several = replace(topic, place=replace(topic.place, kind="discs", has_side=False))
    found = replace(found, topics={SLIPPED: several})
    path = tmp_path / "visit.json"
    path.write_text(to_json(visit(level=place)), encoding="utf-8")
    if said is None:
        with pytest.raises(RecordError, match="the level"):
            restore_visit(path, found)
        return
    restored = restore_visit(path, found)
    assert (restored.level, restored.side) == (said, None)
