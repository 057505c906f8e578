"""The app finds its files in every lay-out, and the clinic's settings on every system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from missdesk import paths


def test_the_source_tree_is_found() -> None:
    assert (paths.assets_dir() / "fonts" / "MISSDeskSans-Regular.ttf").is_file()
    assert paths.content_dir() == paths.data_dir() / "content"


def test_the_bundled_files_come_first(tmp_path: Path) -> None:
    package = tmp_path / "missdesk"
    (package / "_data" / "assets").mkdir(parents=True)
    (tmp_path / "assets").mkdir()
    assert paths.data_dir(package) == package / "_data"


def test_a_damaged_installation_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"_data: the app's pictures and texts are not"):
        paths.data_dir(tmp_path / "missdesk")


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/missdesk"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/missdesk"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "relative"}, "/h/.config/missdesk"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/missdesk"),
        ("win32", {"USERPROFILE": "/u", "APPDATA": "/a"}, "/a/missdesk"),
        ("win32", {"USERPROFILE": "/u"}, "/u/AppData/Roaming/missdesk"),
        ("linux", {"HOME": "/h", "MISSDESK_SETTINGS": "/s"}, "/s"),
    ],
)
def test_the_settings_folder_fits_the_system(
    platform: str, environ: dict[str, str], folder: str
) -> None:
    assert paths.settings_dir(environ, platform) == Path(folder)


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}])
def test_without_a_home_the_account_is_asked(environ: dict[str, str]) -> None:
    assert paths.home_dir(environ).is_absolute()


def test_a_file_is_read_no_further_than_its_bound(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * 100)
    assert len(paths.read_bounded(file, 10)) == 11
    assert len(paths.read_bounded(file, 100)) == 100


def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="not an ordinary file"):
            paths.read_bounded(path, 10)
