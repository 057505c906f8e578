"""A real print system: a job is followed, taken back, and missed when its printer goes."""

from __future__ import annotations

import pytest

from missdesk import printers
from missdesk.errors import PrintError
from missdesk.handout.build import build_handout
from missdesk.printers import TITLE, JobState
from tests.e2e.desk import PrintShop, until
from tests.handout.making import TODAY, visit
from tests.handout.small_library import library


@pytest.fixture
def shop(print_shop: PrintShop, monkeypatch: pytest.MonkeyPatch) -> PrintShop:
    """The print system that this process asks, with a queue whose jobs wait."""
    for name, value in print_shop.environment.items():
        monkeypatch.setenv(name, value)
    ppd = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
    print_shop._ask("lpadmin", "-p", "Slow", "-E", "-v", "cups-pdf:/", "-P", ppd)
    print_shop._ask("lpadmin", "-p", "Slow", "-o", "job-hold-until-default=indefinite")
    return print_shop


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_handout(library(), visit(), today=TODAY, fixed=True).pdf


def test_a_job_is_followed_until_it_is_printed(shop: PrintShop, pdf: bytes) -> None:
    job = printers.send(pdf, "Clinic", copies=2, color=False)
    assert job.startswith("Clinic-")
    until(lambda: not printers.job_state(job, "Clinic").is_waiting, "the end of the job")
    until(lambda: bool(shop.printed()), "the paper")
    assert TITLE in shop.job_titles()
    assert "Ada" not in shop.job_titles()


def test_a_job_that_waits_is_taken_back_and_never_printed(shop: PrintShop, pdf: bytes) -> None:
    job = printers.send(pdf, "Slow")
    assert printers.job_state(job, "Slow") == JobState(is_waiting=True)
    printers.cancel(job)
    assert not printers.job_state(job, "Slow").is_waiting
    assert not shop.printed()
    printers.cancel(job)  # asked for twice: nothing to take back is no fault


def test_a_printer_that_stops_says_why_and_one_that_goes_is_missed(
    shop: PrintShop, pdf: bytes
) -> None:
    job = printers.send(pdf, "Slow")
    shop._ask("cupsdisable", "-r", "out of paper", "Slow")
    assert printers.job_state(job, "Slow") == JobState(True, "out of paper")
    with pytest.raises(PrintError, match="out of paper"):
        printers.send(pdf, "Slow")
    shop._ask("lpadmin", "-x", "Slow")
    with pytest.raises(PrintError, match="it is gone"):
        printers.job_state(job, "Slow")
