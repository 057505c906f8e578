"""What happens with pictures and fonts that are damaged or missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from missdesk.errors import FontError, PlateError
from missdesk.handout import fonts, pictures
from missdesk.paths import assets_dir
from tests.handout.making import material, visit


def test_damaged_and_missing_pictures_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(PlateError):
        pictures.plate("no-such-plate")
    layer = tmp_path / "bad.webp"
    layer.write_bytes(b"not a picture")
    found = pictures.plate("axial-l4l5")
    monkeypatch.setattr(type(found), "path", lambda _self, _file: layer)
    pictures._composed.cache_clear()
    with pytest.raises(PlateError, match="can't be read"):
        pictures._jpeg.__wrapped__(
            "axial-l4l5", "healthy", (0, 0, 90, 60), (90, 60), False, (), fades=True
        )


def test_mirrored_picture_differs() -> None:
    crop = (30.0, 30.0, 90.0, 60.0)
    make = pictures._jpeg.__wrapped__
    plain, turned = (
        make("axial-l4l5", "hernia-left", crop, (90, 60), mirrored, (), fades=True)
        for mirrored in (False, True)
    )
    assert plain != turned


def test_missing_font_file_is_told() -> None:
    with pytest.raises(FontError, match="Install MISSDesk again"):
        fonts._face.__wrapped__("NoSuchFont")


def test_shared_words_fall_back_to_nothing() -> None:
    assert material(visit()).common("no-such-words") == ""


def test_picture_of_another_size_is_refused_not_laid_down_somewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    layer = tmp_path / "small.webp"
    Image.new("RGBA", (10, 10)).save(layer)
    found = pictures.plate("axial-l4l5")
    monkeypatch.setattr(type(found), "path", lambda _self, _file: layer)
    pictures._composed.cache_clear()
    with pytest.raises(PlateError, match="can't be read"):
        pictures._jpeg.__wrapped__(
            "axial-l4l5", "healthy", (0, 0, 90, 60), (90, 60), False, (), fades=True
        )


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 0.9, 0.999])
def test_font_cut_short_is_refused_never_drawn_with_letters_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, share: float
) -> None:
    whole = (assets_dir() / "fonts" / "MISSDeskSans-Regular.ttf").read_bytes()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Cut.ttf").write_bytes(whole[: int(len(whole) * share)])
    monkeypatch.setattr(fonts, "assets_dir", lambda: tmp_path)
    with pytest.raises(FontError, match="the font can't be read"):
        fonts._face.__wrapped__("Cut")


def test_sign_that_is_no_letter_names_no_script() -> None:
    with pytest.raises(FontError) as smile:
        fonts.check("Ada \U0001f600", "The name")
    assert "Grinning" not in str(smile.value)
    with pytest.raises(FontError, match=r"\(Arabic\)"):
        fonts.check("\u0639", "The name")
