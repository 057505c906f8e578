"""The log holds constant sentences and ids, and nothing that was typed (KP2)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from missdesk import log

CANARY = "Ada Example"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logger = log.set_up(logging.INFO, stream)
    yield stream
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.NOTSET)


@pytest.mark.expects_log
def test_a_line_has_level_logger_words_and_ids(stream: io.StringIO) -> None:
    logging.getLogger("missdesk.content").warning("pack rejected", extra={"rule": "KV11"})
    assert stream.getvalue() == "warning missdesk.content pack rejected rule='KV11'\n"


@pytest.mark.expects_log
def test_arguments_and_unknown_fields_are_left_out(stream: io.StringIO) -> None:
    logging.getLogger("missdesk").warning("no printer for %s", CANARY, extra={"name_": CANARY})
    assert CANARY not in stream.getvalue()
    assert "no printer for" in stream.getvalue()


@pytest.mark.expects_log
def test_of_an_exception_only_kind_and_place_are_written(stream: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("missdesk").exception("handout not made")
    assert CANARY not in stream.getvalue()
    assert "ValueError at test_log.py:" in stream.getvalue()
    logging.getLogger("missdesk").error("no trace", exc_info=(KeyError, KeyError(CANARY), None))
    assert stream.getvalue().endswith("no trace KeyError\n")


@pytest.mark.expects_log
def test_a_second_set_up_replaces_the_first(stream: io.StringIO) -> None:
    second = io.StringIO()
    logger = log.set_up(logging.WARNING, second)
    logger.warning("once")
    assert stream.getvalue() == ""
    assert second.getvalue() == "warning missdesk once\n"


def test_a_windowed_app_without_standard_error_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stderr", None)
    logger = log.set_up()
    assert isinstance(logger.handlers[-1], logging.NullHandler)
    logger.handlers.clear()
    logger.propagate = True


def test_memory_dumps_are_forbidden() -> None:
    resource = pytest.importorskip("resource")
    log.no_core_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
