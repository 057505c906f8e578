"""A clinician's review of a pack: who, when, of exactly what, signed with the clinic's key.

`review.toml` names the reviewer and lists the digest of every file and of every finding as they
were read. It is believed when its signature holds and its key is trusted; what was changed since
then is told, finding by finding.

Source: issue 7 (packs and files); kiosk-and-security.md KV13; standards.md IC2.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from missdesk.content.review_key import public_hex
from missdesk.content.toml_reader import Faults, Table
from missdesk.errors import Fault
from missdesk.model.evidence import Finding, FindingId
from missdesk.model.library import Review

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HEAD: Final = "MISSDesk review 1"
"""Starts what is signed, so that no signature for anything else can be passed off as one."""
KEYS: Final = ("by", "role", "on", "pack", "version", "key", "signature", "files", "findings")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review says.

    Attributes:
        by: The reviewer's name, as it is shown.
        role: Their role, "spine surgeon".
        on: Day of the review.
        pack: Id of the pack.
        version: Its version.
        files: SHA-256 of each file in hex.
        findings: SHA-256 of each finding in hex; see `finding_digest`.
        key: Public key in hex.
        signature: Of `signed_bytes`, in hex.
    """

    by: str
    role: str
    on: date
    pack: str
    version: str
    files: Mapping[str, str] = field(repr=False)
    findings: Mapping[str, str] = field(repr=False)
    key: str = ""
    signature: str = ""


def finding_digest(finding: Finding) -> str:
    """Return the SHA-256 of everything a finding says; equal only for equal findings."""
    return hashlib.sha256(repr(finding).encode()).hexdigest()


def finding_digests(findings: Mapping[FindingId, Finding]) -> dict[str, str]:
    """Return the digest of each finding."""
    return {str(name): finding_digest(finding) for name, finding in findings.items()}


def signed_bytes(review: Reviewed) -> bytes:
    """Return what the signature covers: every word of the review, one a line."""
    lines = [HEAD, review.by, review.role, review.on.isoformat(), review.pack, review.version]
    lines += [review.key]
    lines += [f"file {digest} {name}" for name, digest in sorted(review.files.items())]
    lines += [f"finding {digest} {name}" for name, digest in sorted(review.findings.items())]
    return "\n".join(line.replace("\n", " ") for line in lines).encode()


def sign(review: Reviewed, key: Ed25519PrivateKey) -> Reviewed:
    """Return the review with the key's signature."""
    unsigned = replace(review, key=public_hex(key), signature="")
    return replace(unsigned, signature=key.sign(signed_bytes(unsigned)).hex())


def holds(review: Reviewed, trusted: Collection[str]) -> bool:
    """Return whether the review is believed: a trusted key, and a signature that fits."""
    from cryptography.exceptions import InvalidSignature  # start-up time: few packs are signed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if review.key not in trusted:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(review.key))
        key.verify(bytes.fromhex(review.signature), signed_bytes(review))
    except (InvalidSignature, ValueError):
        return False
    return True


def as_toml(review: Reviewed) -> str:
    """Return the text of review.toml."""
    import tomlkit  # hardly ever needed

    written = tomlkit.document()
    written.add(tomlkit.comment("Made by: missdesk review. A change in here breaks the signature."))
    for name in KEYS:
        value = getattr(review, name)
        written[name] = dict(sorted(value.items())) if isinstance(value, Mapping) else value
    return tomlkit.dumps(written)


def read_review(text: str, name: str) -> tuple[Reviewed | None, tuple[Fault, ...]]:
    """Return what a review.toml says, or None and why it can't be read."""
    faults = Faults()
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        fix = "Ask the reviewer for the file again"
        return None, (Fault(name, f"not valid TOML ({str(error)[:80]})", fix),)
    table = Table(values, name, faults)
    table.only(*KEYS)
    words = {
        k: table.text(k, is_needed=True)
        for k in ("by", "role", "pack", "version", "key", "signature")
    }
    on = table.day("on")
    files, findings = table.words_by_key("files"), table.words_by_key("findings")
    if faults.found:
        return None, tuple(faults.found)
    return Reviewed(on=on, files=files, findings=findings, **words), ()


def compared(
    review: Reviewed, files: Mapping[str, str], findings: Mapping[FindingId, Finding]
) -> tuple[Review, frozenset[FindingId]]:
    """Return the review as it is shown, and the findings that were changed or added since.

    Args:
        review: A review that holds.
        files: Digests of the pack's files now.
        findings: Those of the pack now.
    """
    now = finding_digests(findings)
    changed = frozenset(FindingId(k) for k in now if review.findings.get(k) != now[k])
    differs = dict(review.files) != dict(files)
    return Review(review.by, review.role, review.on, is_changed=differs), changed
