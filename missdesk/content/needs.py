"""What a topic's words must hold before the app can show it: ids that exist, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from missdesk.content.cells import cell_faults, milestone_faults, needed_fields
from missdesk.content.words import finding_words
from missdesk.errors import Fault
from missdesk.model.blocks import FindingRef, Section, SourceRef, all_spans
from missdesk.model.evidence import Finding, FindingId, Source, SourceId
from missdesk.model.recovery import Milestone
from missdesk.model.topic import Topic, TopicText

ROW_FIELDS = ("heading", "when", "yes", "no", "meaning", "gap", "who", "why", "from")
OPTION_PARTS = ("what", "good", "bad", "living")
FIXED = {
    "topic": ("medical", "message", "decision", "group"),
    "problem.what": (),
    "problem.wait": (),
    "warning.emergency": (),
    "warning.call": (),
    "ready": (),
    "first-days": (),
    "next": (),
}


def needed_sections(topic: Topic) -> dict[str, tuple[str, ...]]:
    """Return every section id a topic needs, with its fields."""
    options = [str(o.id) for o in topic.options]
    needed: dict[str, tuple[str, ...]] = {**FIXED, "problem": problem_fields(topic)}
    for option in options:
        needed[f"option.{option}"] = ("medical", "short")
        needed |= {f"option.{option}.{part}": () for part in OPTION_PARTS}
    for number in range(1, topic.step_count + 1):
        needed[f"step.{number}"] = tuple(options)
    needed |= {f"row.{row.id}": (*ROW_FIELDS, *needed_fields(row)) for row in topic.rows}
    needed |= {f"activity.{row.id}": ("note",) for row in topic.recovery}
    needed |= {f"value.{v}": ("left", "right") for v in topic.values}
    needed |= {f"question.{q}": () for q in topic.questions}
    needed |= {f"teachback.{t}": ("answer",) for t in topic.teach_back}
    needed |= {f"claim.{c.id}": () for c in topic.claims}
    return needed


def problem_fields(topic: Topic) -> tuple[str, ...]:
    """Return the fields that say what is wrong: one a side, or one once the place is chosen."""
    if topic.place.has_side:
        return "left", "right", "both", "none"
    return ("chosen",) if topic.place.kind == "none" else ("chosen", "none")


def missing_parts(
    topic: Topic,
    text: TopicText,
    findings: Mapping[FindingId, Finding],
    milestones: Mapping[str, Milestone],
    sources: Mapping[SourceId, Source],
) -> Iterator[Fault]:
    """Yield what a topic lacks: sections, fields, findings, milestones, sources."""
    yield from _missing_words(topic, text)
    place = f"topics/{topic.id}/topic.toml"
    asked = [(f"row {r.id}", r.finding) for r in topic.rows]
    asked += [(f"claim {c.id}", f) for c in topic.claims for f in c.findings]
    asked += [
        (f"option {o.id} cut", o.cut.finding) for o in topic.options if o.cut and o.cut.finding
    ]
    for who, finding in asked:
        if finding not in findings:
            yield Fault(
                f"{place} {who}",
                f'no verified finding "{finding}"',
                "Correct the id or leave it out",
            )
    for row in topic.recovery:
        for milestone in row.milestones.values():
            if milestone not in milestones:
                yield Fault(
                    f"{place} recovery {row.id}",
                    f'no verified milestone "{milestone}"',
                    "Correct the id or leave it out",
                )
    yield from _lost_cuts(topic, findings)
    yield from cell_faults(topic, text, findings)
    yield from milestone_faults(topic, milestones)
    for section in text.sections.values():
        yield from unknown_refs(section, text.path, findings, sources)


def _lost_cuts(topic: Topic, findings: Mapping[FindingId, Finding]) -> Iterator[Fault]:
    """Yield cuts whose length is named but not found; they would be shown as not known."""
    for option in topic.options:
        finding = findings.get(option.cut.finding) if option.cut and option.cut.finding else None
        if finding is None or option.cut is None:
            continue
        known = [g.technique for g in finding.groups if g.technique]
        if option.cut.group not in known:
            where = f"topics/{topic.id}/topic.toml option {option.id} cut.group"
            fix = f"Use one of: {', '.join(known) or 'none, and leave the finding out'}"
            yield Fault(where, f'{finding.id} has no group "{option.cut.group}"', fix)


def _missing_words(topic: Topic, text: TopicText) -> Iterator[Fault]:
    """Yield sections and fields that are not written."""
    for section_id, fields in needed_sections(topic).items():
        section = text.sections.get(section_id)
        if section is None:
            yield Fault(text.path, f"no part {section_id}", f"Add a heading ## … {{#{section_id}}}")
            continue
        for name in fields:
            if name not in section.fields:
                yield Fault(
                    f"{text.path}:{section.line}",
                    f'{section_id} lacks "{name}"',
                    f"Add a line {name} and under it a line that begins with a colon",
                )


def _unknown_numbers(
    section: Section, path: str, findings: Mapping[FindingId, Finding]
) -> Iterator[Fault]:
    """Yield references to findings that are not there or lack the arm."""
    for span in all_spans(section):
        if not isinstance(span, FindingRef):
            continue
        finding = findings.get(FindingId(span.finding))
        where = f"{path}:{section.line}"
        if finding is None:
            yield Fault(where, f'no verified finding "{span.finding}"', "Correct the id")
        elif not _has_arm(finding, span.arm):
            known = [*finding.arms, *(f"group:{g.label}" for g in finding.groups)]
            yield Fault(
                where,
                f'{span.finding} has no arm "{span.arm}"',
                f"Use one of: {', '.join(known) or 'effect'}",
            )
        elif not finding_words(finding, span):
            what = f'"{span.arm}" of {span.finding} has no figure to write'
            yield Fault(where, what, "Use an arm that has one, or say it in words")
        elif span.arm == "effect" and _has_no_size(finding):
            what = f"the effect of {span.finding} may be less or more, so it has no one size"
            yield Fault(where, what, "Say it in words")


def unknown_refs(
    section: Section,
    path: str,
    findings: Mapping[FindingId, Finding],
    sources: Mapping[SourceId, Source],
) -> Iterator[Fault]:
    """Yield references to findings and sources that are not there."""
    yield from _unknown_numbers(section, path, findings)
    for span in all_spans(section):
        if isinstance(span, SourceRef) and SourceId(span.source) not in sources:
            where = f"{path}:{section.line}"
            yield Fault(where, f'no verified source "{span.source}"', "Correct the id")


def _has_no_size(finding: Finding) -> bool:
    """Return whether the effect is only a range with 0 in it: without its sign it would lie."""
    effect = finding.effect
    if effect is None or effect.value is not None or effect.low is None or effect.high is None:
        return False
    return effect.low < 0 < effect.high


def _has_arm(finding: Finding, arm: str) -> bool:
    """Return whether an arm key of a reference exists."""
    if arm == "effect":
        return finding.effect is not None
    if arm.startswith("group:"):
        return any(g.label == arm.removeprefix("group:") for g in finding.groups)
    return arm in finding.arms
