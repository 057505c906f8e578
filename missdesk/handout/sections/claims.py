"""What people have read, each claim with what studies say and where that comes from.

Source: product.md (claims); standards.md RC10, RC17.
"""

from __future__ import annotations

from missdesk.handout.flow import Block
from missdesk.handout.flowables import Heading, Paragraph
from missdesk.handout.material import Material
from missdesk.handout.setting import Run
from missdesk.i18n import _
from missdesk.model.topic import ClaimRef
from missdesk.model.wording import verdict_words


def blocks(m: Material) -> list[Block]:
    """Return each claim with its verdict and reply."""
    found: list[Block] = [Heading(_("What you may have read"), m.sheet.section, 2)]
    for claim in m.topic.claims:
        section = f"claim.{claim.id}"
        body = m.body(section)
        verdict = Paragraph(_verdict(m, claim), m.sheet.small)
        verdict.keeps_next, verdict.after = True, 2.0
        found += [Heading(m.title(section), m.sheet.sub, 3), verdict, *body]
    return found


def _verdict(m: Material, claim: ClaimRef) -> list[Run]:
    """Return the verdict in words and the sources of its findings."""
    found = [m.library.findings[f] for f in claim.findings if f in m.library.findings]
    cited = m.citations.cite(source for finding in found for source in finding.sources)
    return [Run(f"{verdict_words(claim.verdict)}.", "semibold"), Run(f" {cited}" if cited else "")]
