"""Write a list of all parts of MISSDesk for machines: a CycloneDX 1.6 SBOM, as JSON.

    python tools/sbom.py [-o FILE]     without -o on standard output

Parts are the packages that the app needs, with version, license and the SHA-256 of every file that
constraints.txt allows; the native parts that these name in SBOMs of their own (PEP 770); Qt; and
fonts and icons. The same packages give the same bytes.

Source: issue 8 (SBOM); kiosk-and-security.md KV15.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.licenses import license_of, plain, shipped  # noqa: E402  after the path

QT: Final = "pyside6-essentials"
"""Has the version of the Qt it holds, but no SBOM."""
Part = dict[str, Any]


def pins() -> dict[str, list[str]]:
    """Return the SHA-256 of each package's files by its name."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {
        block.partition("==")[0]: re.findall(r"sha256:([0-9a-f]{64})", block) for block in blocks
    }


def part_of(name: str, package: importlib.metadata.Distribution, hashes: list[str]) -> Part:
    """Return a Python package as a part."""
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{package.version}",
        "name": name,
        "version": package.version,
        "description": package.metadata["Summary"],
        "licenses": [_license(license_of(name, package))],
        "purl": f"pkg:pypi/{name}@{package.version}",
        "properties": [{"name": "missdesk:allowed-sha256", "value": one} for one in hashes],
    }


def _license(words: str) -> Part:
    """Return a license: an expression of SPDX where it is one."""
    is_expression = re.fullmatch(r"[\w.+-]+(?: (?:AND|OR) [\w.+-]+)*", words)
    return {"expression": words} if is_expression else {"license": {"name": words}}


def native_parts(package: importlib.metadata.Distribution) -> Iterator[Part]:
    """Yield what a package says it holds besides Python (PEP 770)."""
    for file in package.files or []:
        if ".dist-info/sboms/" not in file.as_posix():
            continue
        told = json.loads(Path(str(package.locate_file(file))).read_text(encoding="utf-8"))
        for given in told.get("components", []):
            if plain(str(given["name"])) == plain(package.metadata["Name"]):
                continue  # the package itself
            kept = {key: given[key] for key in ("name", "version", "licenses") if given.get(key)}
            yield {"type": "library", **kept, **_address(given)}


def _address(given: Part) -> Part:
    """Return a part's address without where it was fetched from."""
    address = str(given.get("purl") or "").partition("?")[0]
    return {"purl": address} if address else {}


def own_parts() -> list[Part]:
    """Return fonts and icons."""
    named = (
        ("MISSDesk Sans", "assets/fonts/OFL-MISSDeskSans.txt", "OFL-1.1"),
        ("Noto Sans", "assets/fonts/OFL-NotoSans.txt", "OFL-1.1"),
        ("Lucide icons", "assets/icons/LICENSE", "ISC"),
    )
    return [
        {
            "type": "file",
            "bom-ref": f"file:{path}",
            "name": name,
            "description": f"under {path}",
            "licenses": [{"license": {"id": spdx}}],
        }
        for name, path, spdx in named
    ]


def needs(package: importlib.metadata.Distribution, refs: dict[str, str]) -> list[str]:
    """Return the addresses of the packages that a package asks for."""
    found = set()
    for wanted in package.requires or []:
        match = re.match(r"[A-Za-z0-9._-]+", wanted)
        if match is not None and "extra ==" not in wanted and plain(match[0]) in refs:
            found.add(refs[plain(match[0])])
    return sorted(found)


def sbom() -> Part:
    """Return the whole list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages, hashes = shipped(), pins()
    parts = [part_of(name, package, hashes[name]) for name, package in packages.items()]
    refs = {part["name"]: part["bom-ref"] for part in parts}
    for part in parts:
        native = list(native_parts(packages[part["name"]]))
        if part["name"] == QT:
            version = part["version"]
            native.append({"type": "library", "name": "Qt", "version": version, **_qt_license()})
        for number, one in enumerate(native):
            one["bom-ref"] = f"{part['bom-ref']}#{number}"
        if native:
            part["components"] = native
    app = f"pkg:generic/missdesk@{project['version']}"
    links: list[Part] = [{"ref": app, "dependsOn": sorted(refs.values())}]
    links += [{"ref": refs[name], "dependsOn": needs(one, refs)} for name, one in packages.items()]
    about: Part = {"type": "application", "bom-ref": app, "name": "missdesk", "purl": app}
    about |= {"version": project["version"], "licenses": [_license(project["license"])]}
    body = {"components": parts + own_parts(), "dependencies": links}
    mark = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([about, body], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{mark}",
        "version": 1,
        "metadata": {"component": about},
        **body,
    }


def _qt_license() -> Part:
    return {"licenses": [{"expression": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"}]}


def main() -> int:
    """Write the list; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", metavar="FILE", type=Path)
    given = parser.parse_args()
    text = json.dumps(sbom(), indent=1) + "\n"
    if given.output is None:
        sys.stdout.write(text)
    else:
        given.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
