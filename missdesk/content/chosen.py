"""Load the content that this clinic uses: its own pack, else the one that came with the app.

Source: issue 7 (packs and files); docs/packs.md.
"""

from __future__ import annotations

from dataclasses import replace

from missdesk.content.believed import believed_here
from missdesk.content.on_demand import open_library
from missdesk.errors import Fault, PackError
from missdesk.model.library import Library
from missdesk.settings_read import read_clinic


def load_chosen() -> Library:
    """Return the content in use, of which topics are read when they are asked for.

    A pack of the clinic's that can't be used is told in `Library.faults`, and the one that came
    with the app is shown instead: a visit must not wait for a file.

    Raises:
        PackError: The pack that came with the app can't be used either.
    """
    clinic = read_clinic()[0]  # what is wrong with the settings is told elsewhere
    believed = believed_here(clinic.trusted_reviewers)
    if clinic.pack is None:
        return open_library(believed=believed)
    try:
        return open_library(clinic.pack, believed=believed)
    except PackError as error:
        library = open_library(believed=believed)
        what = "the clinic's pack is refused, and the one that came with the app is shown"
        fix = "Mend or replace it, or take pack out of clinic.toml"
        first = Fault(clinic.pack.name, what, fix)
        return replace(library, faults=(first, *error.faults, *library.faults))
