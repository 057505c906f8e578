"""Journey 2: what goes wrong is told in one message, with exit code 2, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = ["handout", "--topic", "slipped-disc", "--level", "L4-L5", "--side", "left"]


def run(*arguments: str, root: Path = ROOT, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the real program."""
    return subprocess.run(
        [sys.executable, "-m", "missdesk", *arguments],
        cwd=root,
        env={**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


WRONG = [
    (["handout", "-o", "h.pdf"], "--topic: is missing", "slipped-disc"),
    (["handout", "--topic", "slipped-dics", "-o", "h.pdf"], "--topic", "Did you mean"),
    ([*GOOD, "--level", "L9-L10", "-o", "h.pdf"], "--level", "L4-L5"),
    ([*GOOD, "--side", "up", "-o", "h.pdf"], "--side", "invalid choice"),
    ([*GOOD, "--options", "open,opne", "-o", "h.pdf"], "--options", "Did you mean"),
    ([*GOOD, "--operation-date", "7.12.2026", "-o", "h.pdf"], "--operation-date", "2026-12-07"),
    ([*GOOD, "--sections", "cover,sorces", "-o", "h.pdf"], "sections", "sources"),
    ([*GOOD, "--name", "阿达", "-o", "h.pdf"], "name", "character"),
    ([*GOOD, "-o", "nowhere/h.pdf"], "nowhere", "no such folder"),
    ([*GOOD, "--from", "missing.json", "-o", "h.pdf"], "missing.json", ""),
    (["check", "no-pack"], "no-pack", "no such pack"),
    (["consult", "--topic", "x"], "--topic", "slipped-disc"),
    (["tour", "-o", "out", "--size", "big"], "--size", ""),
]


@pytest.mark.parametrize(("arguments", "where", "mend"), WRONG)
def test_wrong_input_gets_one_message(
    tmp_path: Path, arguments: list[str], where: str, mend: str
) -> None:
    done = run(*arguments, home=tmp_path)
    assert done.returncode == 2, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert where in lines[0]
    assert mend in lines[0]
    assert "Traceback" not in done.stderr


def test_a_damaged_record_is_refused(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text('{"format": "missdesk-visit", "version": 1, "visit": {"x": 1}}')
    done = run("handout", "--from", str(record), "-o", str(tmp_path / "h.pdf"), home=tmp_path)
    assert done.returncode == 2
    assert "record.json" in done.stderr
    assert not (tmp_path / "h.pdf").exists()


def test_an_unwritable_folder_is_told_and_an_older_file_stays(tmp_path: Path) -> None:
    older = tmp_path / "h.pdf"
    older.mkdir()  # a folder where the file should go can't be written even by root
    done = run(*GOOD, "-o", str(older), home=tmp_path)
    assert done.returncode == 2
    assert "this is a folder" in done.stderr
    assert older.is_dir()


def copied_tree(tmp_path: Path) -> Path:
    """Return a copy of the program whose content can be spoiled; the pictures are linked."""
    root = tmp_path / "copy"
    root.mkdir()
    shutil.copytree(ROOT / "missdesk", root / "missdesk")
    shutil.copytree(ROOT / "content", root / "content")
    (root / "content" / "manifest.sha256").unlink()  # a pack in work has no seal
    (root / "assets").symlink_to(ROOT / "assets")
    return root


def test_the_app_starts_with_the_rest_and_says_what_it_left_out(tmp_path: Path) -> None:
    root = copied_tree(tmp_path)
    broken = root / "content" / "topics" / "broken"
    broken.mkdir()
    (broken / "topic.toml").write_text('id = "broken"\n[[option', encoding="utf-8")
    done = run("tour", "-o", str(tmp_path / "out"), root=root, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "left out: topics/broken/topic.toml:2: not valid TOML" in done.stderr
    assert (tmp_path / "out" / "1-start.png").exists()


def test_a_pack_with_faults_is_listed_with_file_and_line(tmp_path: Path) -> None:
    root = copied_tree(tmp_path)
    evidence = root / "content" / "evidence" / "discectomy.toml"
    text = evidence.read_text(encoding="utf-8")
    evidence.write_text(text.replace("value = 16.0", "value = 160.0", 1), encoding="utf-8")
    done = run("check", str(root / "content"), home=tmp_path)
    assert done.returncode == 1
    assert "160 is outside 2 to 53.5" in done.stdout
    assert "discectomy.leg-pain.endoscopic" in done.stdout


def test_a_missing_picture_is_told(tmp_path: Path) -> None:
    root = copied_tree(tmp_path)
    (root / "assets").unlink()
    shutil.copytree(ROOT / "assets", root / "assets", ignore=shutil.ignore_patterns("studio"))
    (root / "assets" / "plates" / "axial-l4l5" / "bone.webp").unlink()
    done = run(*GOOD, "-o", str(tmp_path / "h.pdf"), root=root, home=tmp_path)
    assert done.returncode == 2
    assert "bone.webp" in done.stderr


def test_info_tells_versions_and_review_state(tmp_path: Path) -> None:
    done = run("info", home=tmp_path)
    assert done.returncode == 0
    assert "not yet reviewed by a clinician" in done.stdout
    assert "slipped-disc: 4 options" in done.stdout
