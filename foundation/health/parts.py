"""What the portal is made of: each package with its version, hash and licence, as a bill of materials (CycloneDX 1.6, JSON).

Python's parts are those of `requirements/app.txt`, their licences as the installed packages say; the look's are those of
`package-lock.json` that reach a browser.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from django.conf import settings

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\\s]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
# What older packages say in words, as SPDX has it.
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Zope Public License": "ZPL-2.1",
}


@dataclass(frozen=True)
class Package:
    """`licence` is an SPDX expression; empty where the package is not installed here (another system's) or says none."""

    name: str
    version: str
    purl: str
    licence: str
    is_installed: bool
    sha256: tuple[str, ...] = ()


def parts(root: Path | None = None) -> list[Package]:
    root = root or settings.BASE_DIR
    return [*_of_python(root / "requirements" / "app.txt"), *_of_the_look(root / "package-lock.json")]


def bill_of_materials(found: list[Package]) -> dict[str, Any]:
    """As an object of JSON. It says no time: the same parts make the same bill."""
    portal = {"type": "application", "bom-ref": "qa_portal", "name": "qa_portal", "version": settings.VERSION}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": portal},
        "components": [_component(part) for part in found],
        "dependencies": [{"ref": "qa_portal", "dependsOn": sorted(part.purl for part in found)}],
    }


def _component(part: Package) -> dict[str, Any]:
    component: dict[str, Any] = {"type": "library", "bom-ref": part.purl, "name": part.name, "version": part.version, "purl": part.purl}
    if part.licence:
        component["licenses"] = [{"expression": part.licence}]
    if part.sha256:
        # One for each file of the release: a machine installs the one that fits it.
        component["externalReferences"] = [
            {"type": "distribution", "url": part.purl, "hashes": [{"alg": "SHA-256", "content": each} for each in part.sha256]}
        ]
    return component


def _of_python(file: Path) -> Iterator[Package]:
    for name, version, rest in _PIN.findall(file.read_text()):
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest))
        licence = _licence_of(name)
        purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        yield Package(name, version, purl, licence or "", licence is not None, hashes)


def _licence_of(name: str) -> str | None:
    """None where it is not installed."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    if "License-Expression" in said:
        return said["License-Expression"]
    classifiers = [
        each.rsplit(" :: ", 1)[-1] for each in said.get_all("Classifier") or [] if each.startswith("License :: OSI Approved :: ")
    ]
    words = classifiers or [said["License"].strip() if "License" in said else ""]
    return " OR ".join(sorted({_SPDX.get(word, word) for word in words}))


def _of_the_look(file: Path) -> Iterator[Package]:
    for place, package in json.loads(file.read_text())["packages"].items():
        if place and not package.get("dev"):
            name = place.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
            yield Package(name, package["version"], purl, package.get("license", ""), True)
