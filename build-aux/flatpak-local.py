#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the Flatpak's manifest fit a runtime of Debian's packages; says what that leaves unchecked.

usage: flatpak-local.py MANIFEST.json LOCAL.json DOWNLOADS SOURCE PLATFORM SDK BRANCH

A module is built from its pinned release where that can be fetched: from its own address, or, the same
bytes, from Debian's archive. The runtime has the others as packages.
"""
import hashlib
import json
import os
import pathlib
import sys
import urllib.error
import urllib.request

MIRROR = os.environ.get("MIRROR", "http://deb.debian.org/debian")
# Debian keeps these releases as they came.
POOL = {
    "c2b671e67e0c288a69fc33dc1b6f1b534d07882c2aceed37004bf48c601afa72": "libc/libcanberra/libcanberra_0.30.orig.tar.xz",
    "ca2d039e1ebd148647017a7f548862350bc9af01986d39f10cfdc8e95f07881a": "g/gsound/gsound_1.0.3.orig.tar.xz",
    "304832f48f8a47fdca90c6b6d1f684e68f37c10c9a0726f345f4ca9df4ca01e2": "p/poppler/poppler_26.07.0.orig.tar.xz",
}
# Modules that the runtime of Debian's packages has already.
PACKAGED = {"libxlsxwriter", "openjpeg"}


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(source, folder):
    """The file of a source, or None where it cannot be had."""
    path = folder / pathlib.PurePosixPath(source["url"]).name
    addresses = [source["url"]]
    if source["sha256"] in POOL:
        addresses.append(f"{MIRROR}/pool/main/{POOL[source['sha256']]}")
    for address in addresses:
        if path.exists() and checksum(path) == source["sha256"]:
            return path
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                path.write_bytes(answer.read())
        except (OSError, urllib.error.URLError):
            continue
        if checksum(path) != source["sha256"]:
            sys.exit(f"{address} is not what the manifest pins")
    return path if path.exists() and checksum(path) == source["sha256"] else None


def main():
    manifest, local, downloads, tree, platform, sdk, branch = sys.argv[1:]
    data = json.loads(pathlib.Path(manifest).read_text(encoding="utf-8"))
    missing, modules = [], []
    for module in data["modules"]:
        keep = True
        for source in module["sources"]:
            if source["type"] == "dir":
                source["path"] = tree
            elif source["type"] == "archive":
                path = fetch(source, pathlib.Path(downloads))
                if path is not None:
                    source.pop("url")
                    source["path"] = str(path)
                elif module["name"] in PACKAGED:
                    keep = False
                else:
                    sys.exit(f"{source['url']} cannot be fetched")
        if keep:
            modules.append(module)
        else:
            missing.append(module["name"])
    # Debian's meson would install libraries into a folder of the architecture, where nobody looks.
    data.setdefault("build-options", {})["libdir"] = "/app/lib"
    # Debian 12's flatpak-builder wants a program for it that Debian does not have.
    data |= {"modules": modules, "runtime": platform, "sdk": sdk, "runtime-version": branch, "appstream-compose": False}
    pathlib.Path(local).write_text(json.dumps(data, indent=2), encoding="utf-8")
    without = f", the modules {' and '.join(missing)} (Debian's packages instead)" if missing else ""
    print(f"the build on the GNOME runtime{without}, the catalogue entry made by appstream-compose")


if __name__ == "__main__":
    main()
