"""Chooses: commands with windows go to the app, all others to the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from missdesk import cli


def main(argv: Sequence[str] | None = None) -> int:
    """Run MISSDesk and return its exit code (product.md, Command line)."""
    given = list(sys.argv[1:] if argv is None else argv)
    if not given or (given[0].startswith("--") and given[0] not in {"--version", "--help"}):
        given.insert(0, "consult")  # plain `missdesk` and `missdesk --topic …` open the window
    arguments = cli.parser().parse_args(given)
    if arguments.command == "kiosk":
        from missdesk import kiosk_app  # its supervisor needs no Qt

        return kiosk_app.run(arguments)
    if arguments.command in cli.WINDOW_COMMANDS:
        from missdesk import app  # the command line works where Qt can't be imported

        return app.run(arguments)
    return cli.run(arguments)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a packaged program starts its processes by starting itself
        import multiprocessing  # only then: start-up time

        multiprocessing.freeze_support()
    raise SystemExit(main())
