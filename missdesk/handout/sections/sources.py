"""Where the numbers come from, numbered as cited; then who wrote this, when, and for whom.

Only fields that were seen and verified are in the library, so what is missing is left out, never
guessed. This is always the last heading, and it reads exactly "Sources".

Source: standards.md IC2-IC4, IC6, IK18, IK20, IK21, LP12; product.md (fixed sentences, sources).
"""

from __future__ import annotations

import re

from missdesk.content.reviewed import review_words
from missdesk.handout.dates import month_year
from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.lists import ItemList
from missdesk.handout.material import LEAFLET, Material
from missdesk.handout.setting import Run
from missdesk.handout.styles import Saving
from missdesk.i18n import _
from missdesk.model.evidence import Source

RESOLVER = "https://doi.org/"
MOST_AUTHORS = 2
MOST_ADDRESS = 60
"""Characters of an address that is shown whole where room is short."""
_VOLUME = re.compile(r"\s+\d[\d().:–-]*[a-z]?\d*(?:[-–]\d+)?$")
"""Volume and pages at a journal's end: the DOI or PMID leads there, and the page is short."""


def blocks(m: Material) -> list[Block]:
    """Return the numbered list and the lines about this sheet."""
    small = m.sheet.small
    found: list[Block] = [Heading(_("Sources"), m.sheet.section, 2)]
    items = [
        m.item(f"{number}.", [Paragraph(_entry(m, together), small)], small, 0.1)
        for number, together in m.citations.entries()
    ]
    if items:
        found.append(ItemList(items, "Decimal"))
    told = [*_told(m, "evidence-choice"), *_authors(m)]
    told[0].before = small.size * 0.5
    return [*found, *told]


def _authors(m: Material) -> list[Block]:
    """Return who wrote this, and in the same paragraph when, for whom and with what money."""
    found, closing = _told(m, "authors"), about(m)
    if found and isinstance(found[-1], Paragraph):
        found[-1] = Paragraph([*found[-1].runs, Run(f" {closing}")], m.sheet.small)
        return found
    return [*found, Paragraph(closing, m.sheet.small)]


def _told(m: Material, section_id: str) -> list[Block]:
    """Return shared words after their title, which is no heading: "Sources" is the last one."""
    words = m.shared(section_id, m.sheet.small)
    if not words:
        return []
    title = m.library.common_section(section_id, m.visit.language).title
    first, *rest = words
    runs = [Run(f"{title}. ", "semibold", "ink")]
    if isinstance(first, Paragraph) and not isinstance(first, Heading):
        first = Paragraph([*runs, *first.runs], m.sheet.small)
    else:
        rest, first = words, Paragraph(runs, m.sheet.small)
    return [first, *rest]


def _entry(m: Material, together: tuple[Source, ...]) -> list[Run]:
    """Return one source, or the leaflets that share a number, said to be leaflets."""
    if len(together) == 1:
        is_brief = m.saving >= Saving.BRIEF
        return reference(together[0], is_short=m.saving >= Saving.STUDIES, is_brief=is_brief)
    if m.saving >= Saving.LEAFLETS:
        words = _(
            "Leaflets of {count} hospitals and surgeons, named in the app: Recovery, Sources."
        )
        return [Run(words.format(count=len(together)))]
    if m.saving >= Saving.TITLES:
        names = dict.fromkeys(source.authors or _words(source) for source in together)
        words = _("Leaflets of {names}. Their titles are in the app, under Recovery, Sources.")
        return [Run(words.format(names=", ".join(names)))]
    leaflets = "; ".join(_words(source) for source in together)
    return [Run(_("Leaflets of hospitals and surgeons: {leaflets}.").format(leaflets=leaflets))]


def reference(source: Source, *, is_short: bool = False, is_brief: bool = False) -> list[Run]:
    """Return authors, title, journal, year and DOI, PMID or address, each only when verified.

    A short one has no title where journal and year name it and a DOI or PMID leads to it; a brief
    one where authors and the year name it, and of a long address only the site.
    """
    words = _words(source, is_short=is_short, is_brief=is_brief)
    runs = [Run(f"{words}." if words else _unnamed(source))]
    if source.doi:
        runs += [Run(" doi\u00a0"), Run(source.doi, color="primary", address=RESOLVER + source.doi)]
    elif source.pmid:
        runs.append(Run(f" PMID\u00a0{source.pmid}"))
    elif source.address:
        shown = _address(source, is_short=is_short, is_brief=is_brief)
        runs += [Run(" "), Run(shown, color="primary", address=_secure(source.address))]
    return runs


def _secure(address: str) -> str:
    """Return a web address as the target of a link, always the secure one."""
    return "https://" + address.removeprefix("https://").removeprefix("http://")


def _address(source: Source, *, is_short: bool, is_brief: bool = False) -> str:
    """Return the address; in short only its site, where the title leads to the page there.

    A brief one of a study without a title says where all of it stands.
    """
    address = (source.address or "").removeprefix("https://").rstrip("/")
    if is_brief and len(address) > MOST_ADDRESS and not source.title:
        return _("{site} (whole address: in the app)").format(site=address.partition("/")[0])
    is_long = len(address) > MOST_ADDRESS and source.title
    return address.partition("/")[0] if is_short and is_long else address


def _unnamed(source: Source) -> str:
    """Return what stands for a source of which no printed field was verified."""
    kinds = {
        "rct": _("A study that put people in groups by lot"),
        "cohort": _("A study that followed people"),
        "registry": _("A list kept by hospitals or a country"),
        "survey": _("A survey"),
    }
    kind = kinds.get(source.kind, _("A study"))
    known = kind if source.year is None else f"{kind}, {source.year}"
    return _("{study}. We did not note its authors or title.").format(study=known)


def _words(source: Source, *, is_short: bool = False, is_brief: bool = False) -> str:
    """Return what is known of a source; a publisher that is also the author is said once."""
    authors = _short(source.authors or "")
    journal = "" if source.kind == LEAFLET else _journal(source)
    is_named = journal and source.year and (source.doi or source.pmid)
    is_told = authors and source.year and (source.pmid or source.address)
    title = "" if (is_short and is_named) or (is_brief and is_told) else _title(source)
    words = ". ".join(part.rstrip(".") for part in (authors, title, journal) if part)
    return f"{words}, {source.year}" if words and source.year else words


def _title(source: Source) -> str:
    """Return the title; without what follows its colon where a DOI or PMID leads to the rest."""
    title = source.title or ""
    return title.split(": ")[0] if source.doi or source.pmid else title


def _journal(source: Source) -> str:
    """Return the journal without volume and pages; nothing when it only repeats the author."""
    journal = source.journal or ""
    if journal and (source.authors or "").startswith(journal.split(" (")[0]):
        return ""
    return _VOLUME.sub("", journal) if source.doi or source.pmid else journal


def _short(authors: str) -> str:
    """Return the first author and "et al." for a longer list, to keep the page to people."""
    names = authors.split(", ")
    is_list = len(names) > MOST_AUTHORS or (len(names) > 1 and "et al" in authors)
    return _("{first} et al.").format(first=names[0]) if is_list else authors


def about(m: Material) -> str:
    """Return what to know of this sheet: written, reviewed, money, grade, formats, its kind."""
    topic = m.topic
    words = _("Written by the MISSDesk project from published studies, {written}.")
    if m.common("authors"):  # it says by whom, and from what
        words = _("Written in {written}.")
    written = words.format(written=month_year(topic.written))
    due = _("Next review due {due}.").format(due=month_year(topic.review_due))
    money = m.common("fixed.funding") or _("No maker of devices or medicines paid for this.")
    grade = m.library.grades.get((topic.id, m.visit.language))
    words = _("Reading grade, as in years at school: {grade:.1f}.")
    level = "" if grade is None else words.format(grade=grade)
    formats = m.clinic.blocks.get("formats") or _("Ask us for larger print or other formats.")
    kind = m.common("fixed.disclaimer") or _(
        "This is information. It is not a consent form, not medical advice for you alone, "
        "and not a medical device."
    )
    license_ = _("Share it if you name us (CC BY 4.0).")
    said = f"{written} {due} {_review(m)} {money} {level} {formats} {kind} {license_}"
    return " ".join(said.split())


def _review(m: Material) -> str:
    """Return who reviewed this, or that nobody did."""
    review = m.library.pack.review
    on = month_year(review.on) if review is not None else ""
    return review_words(m.library, m.visit.language, on)
