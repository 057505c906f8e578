"""A small library for tests of the handout: four options, seven rows, no files."""

from __future__ import annotations

from datetime import date

from missdesk.model.blocks import Block, FindingRef, ListBlock, Paragraph, Section, Spans, Text
from missdesk.model.evidence import (
    Arm,
    Certainty,
    Favours,
    Finding,
    FindingId,
    Source,
    SourceId,
)
from missdesk.model.library import GlossaryEntry, Library, Pack, Review
from missdesk.model.recovery import Milestone
from missdesk.model.topic import (
    ClaimRef,
    Cut,
    Option,
    OptionId,
    Place,
    PlateUse,
    RecoveryRow,
    Row,
    RowId,
    Topic,
    TopicId,
    TopicText,
)

SLIPPED = TopicId("slipped-disc")
_NAMES = {
    "none": ("No operation now", "Care without an operation"),
    "open": ("Through one longer cut", "Open microdiscectomy"),
    "tube": ("Through a tube", "Tubular microdiscectomy"),
    "camera": ("With a camera", "Full-endoscopic discectomy"),
}


def library(review: Review | None = None) -> Library:
    """Return the library; every text is made up for tests and names no real study."""
    text = TopicText(SLIPPED, "en", {s.id: s for s in _sections()}, "en.md")
    return Library(
        pack=Pack("core", "Core", "1", date(2026, 11, 21), date(2027, 11, 21), ("en",), review),
        topics={SLIPPED: _topic()},
        texts={(SLIPPED, "en"): text},
        common={"en": {}},
        findings={f.id: f for f in _findings()},
        sources={s.id: s for s in _sources()},
        milestones={m.id: m for m in _milestones()},
        advice={},
        glossary={"en": {"dura": GlossaryEntry("dura", "The lining around the nerves.")}},
        grades={(SLIPPED, "en"): 5.2},
    )


def _topic() -> Topic:
    options = (
        Option(OptionId("none"), "none", (), ("no_surgery",), still=("hernia-left",) * 3,
               recovers=False),
        Option(OptionId("open"), "open", ("open-microdiscectomy",), ("open", "surgery"), "open",
               cut=Cut(FindingId("scar"), "open-microdiscectomy", 0)),
        Option(OptionId("tube"), "mis", ("tubular",), ("mis", "surgery"), "tube",
               cut=Cut(FindingId("scar"), "tubular", 15)),
        Option(OptionId("camera"), "camera", ("full-endoscopic",), ("mis", "surgery")),
    )  # fmt: skip
    none = (OptionId("none"),)
    rows = tuple(
        Row(RowId(f"row-{f.id}"), f.id, True, () if f.id == "year" else none, f.id != "year")
        for f in _findings()
    )
    return Topic(
        id=SLIPPED,
        options=options,
        shown_first=(OptionId("open"), OptionId("tube"), OptionId("none")),
        rows=rows,
        recovery=(
            RecoveryRow("walking", "footprints", {"both": "walk"}),
            RecoveryRow("driving", "car", {"both": "drive"}),
            RecoveryRow("hospital", "bed", {"open": "stay-open"}),
        ),
        values=("speed", "again", "night", "scar", "wait"),
        questions=("how-often", "either", "second", "home", "scar"),
        teach_back=("problem", "warning"),
        claims=(ClaimRef("safer", "not-shown", (FindingId("again"),)),),
        place=Place("disc", ("L3-L4", "L4-L5", "L5-S1"), has_side=True),
        plates=PlateUse(
            {"L4-L5": "axial-l4l5"},
            "axial-l4l5",
            "healthy",
            {"left": "hernia-left", "right": "hernia-right", "both": "hernia-central"},
        ),
        card="slipped-disc",
        step_count=3,
        written=date(2026, 11, 21),
        review_due=date(2027, 11, 21),
    )


def _findings() -> tuple[Finding, ...]:
    def finding(fid: str, display: str, source: str, **arms: Arm) -> Finding:
        groups = arms.pop("groups", ())
        return Finding(
            id=FindingId(fid),
            procedure="discectomy",
            outcome=fid,
            comparator="",
            compares="open-vs-mis",
            display=display,  # type: ignore[arg-type]  # closed set, right by hand
            follow_up="2 years",
            certainty=Certainty.LOW,
            certainty_from="one small trial",
            favours=Favours.NEITHER,
            sources=(SourceId(source),),
            arms=arms,  # type: ignore[arg-type]  # keys are arm names
            groups=groups,  # type: ignore[arg-type]  # a tuple of arms
            open_techniques=("open-microdiscectomy",),
            mis_techniques=("tubular",),
        )

    def people(value: float) -> Arm:
        return Arm(value=value, unit="in 100")

    def group(technique: str, low: float, high: float, unit: str) -> Arm:
        return Arm(technique, technique, None, low, high, unit=unit)

    wound = (
        Arm("micro", "open-microdiscectomy", 3.5, unit="in 100"),
        Arm("endoscopic", "full-endoscopic", 2.0, unit="in 100"),
    )
    scar = (group("open-microdiscectomy", 3, 5.1, "cm"), group("tubular", 1, 2, "cm"))
    spread = (group("open-microdiscectomy", 2.3, 6.6, "in 100"),
              group("full-endoscopic", 0.4, 4.4, "in 100"))  # fmt: skip
    return (
        finding("again", "people", "arts", open=people(10), mis=people(15)),
        finding("wound", "people", "bombieri", groups=wound),  # type: ignore[arg-type]
        finding("tear", "people", "bombieri", groups=spread),  # type: ignore[arg-type]
        finding("year", "people", "peul", surgery=people(95), no_surgery=people(95)),
        finding("pain", "points", "arts",
                open=Arm(value=14, unit="points", scale="pain 0-100", better="lower"),
                mis=Arm(value=16, unit="points", scale="pain 0-100", better="lower")),
        finding("scar", "amount", "leaflet", groups=scar),  # type: ignore[arg-type]
        finding("stay", "amount", "gibson",
                open=Arm(value=1.4, unit="days"), mis=Arm(value=0.7, unit="days")),
    )  # fmt: skip


def _sources() -> tuple[Source, ...]:
    return (
        Source(SourceId("arts"), "rct", "Arts MP and others", "Tube or microscope",
               "A journal", 2011, "10.1000/arts", "21792119"),
        Source(SourceId("bombieri"), "meta-analysis", "Bombieri FF and others",
               "Complications of disc surgery: a review", "Another journal", 2022),
        Source(SourceId("peul"), "rct", None, "Early surgery or waiting", None, 2007),
        Source(SourceId("leaflet"), "patient-information", None, "Your operation", None, None,
               address="https://example.org/leaflet"),
        Source(SourceId("gibson"), "rct", "Gibson JNA and others", "A trial", None, 2017),
    )  # fmt: skip


def _milestones() -> tuple[Milestone, ...]:
    drc = (SourceId("leaflet"),)
    return (
        Milestone("walk", "discectomy", "both", "walking", 0, 1, "advice", drc),
        Milestone("drive", "discectomy", "both", "driving", 7, 28, "advice", drc),
        Milestone("stay-open", "discectomy", "open", "hospital", 0, 3, "measured-mean", drc),
    )


def words(text: str) -> Spans:
    """Return a text as spans."""
    return (Text(text),)


def section(sid: str, title: str, *blocks: Block, **fields: str) -> Section:
    """Return a section; fields are plain words."""
    return Section(sid, title, blocks, {k: words(v) for k, v in fields.items()})


def para(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph(words(text))


def bullets(*items: str) -> ListBlock:
    """Return a list of plain items."""
    return ListBlock(tuple((para(item),) for item in items))


def _sections() -> list[Section]:
    number = Paragraph(
        (
            Text("After a tube, "),
            FindingRef("again", "mis", is_bold=True),
            Text(" had more surgery."),
        )
    )
    found = [
        section("topic", "Slipped disc", medical="Lumbar disc herniation",
                message="Most people get better. Surgery can be faster.",
                decision="You and your surgeon are choosing between an operation and no operation.",
                group="Adults with leg pain from one slipped disc."),
        section("problem", "Your problem", left="It presses on the nerve to your left leg.",
                right="It presses on the nerve to your right leg.", both="It presses here.",
                none="Your surgeon will mark the place."),
        section("problem.what", "What is wrong", para("The soft core of a disc has pushed out.")),
        section("problem.wait", "What often happens with no operation", number),
        section("next", "What to do next", bullets("Read this at home.", "Tick your questions.")),
        section("ready", "Getting ready", bullets("Tell us your medicines.", "Pack a bag.")),
        section("first-days", "The first days", bullets("Walk a little.", "Rest often.")),
        section("warning.emergency", "Go to the emergency room now",
                bullets("You can’t pass urine.", "You feel numb between your legs.")),
        section("warning.call", "Call us the same day", bullets("Fever.", "A red, wet wound.")),
        section("compare.notes", "More about the studies", para("Studies differ.")),
    ]  # fmt: skip
    for oid, (name, medical) in _NAMES.items():
        found.append(section(f"option.{oid}", name, medical=medical, short=name))
        found.append(section(f"option.{oid}.what", "What happens", para(f"About {name.lower()}.")))
        found.append(section(f"option.{oid}.good", "Good points", bullets("One.", "Two.")))
        found.append(section(f"option.{oid}.bad", "Bad points", bullets("One.", "Two.")))
        found.append(section(f"option.{oid}.living", "Living with it", para("You walk each day.")))
    found += [
        section(f"step.{n}", f"Step {n}", **{oid: f"So it is done {oid}." for oid in _NAMES})
        for n in (1, 2, 3)
    ]
    found += [_row(f) for f in ("again", "wound", "tear", "year", "pain", "scar", "stay")]
    found += [
        section(f"activity.{a}", a.capitalize(), note="Ask us.")
        for a in ("walking", "driving", "hospital")
    ]
    found += [
        section(f"value.{v}", v, left=f"Left {v}", right=f"Right {v}")
        for v in ("speed", "again", "night", "scar", "wait")
    ]
    asked = ("how-often", "either", "second", "home", "scar")
    found += [section(f"question.{q}", f"What about {q}?") for q in asked]
    found += [
        section(f"teachback.{t}", f"Tell us about {t}.", answer="An answer.")
        for t in ("problem", "warning")
    ]
    found.append(section("claim.safer", "“It is safer.”", para("Studies do not show this.")))
    return found


def _row(finding: str) -> Section:
    """Return the words of a row."""
    return section(
        f"row.row-{finding}",
        f"About {finding}",
        heading=f"All about {finding}",
        when="In 2 years",
        yes="have it",
        no="do not have it",
        meaning="Could be chance",
        gap="We can’t tell them apart.",
        who="Adults",
        why="One small trial.",
        **{"from": "One trial"},
    )
