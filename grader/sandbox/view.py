"""What of the machine a worker may see: the interpreter and named packages."""

import importlib.metadata
import os
import re
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DISTRIBUTIONS = ("numpy", "scipy", "matplotlib", "pandas")
"""What homework may import beyond the standard library, where it is installed."""

_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class View:
    """Paths that exist inside, all read-only."""

    folders: tuple[str, ...]
    """The standard library and the C libraries."""
    covered: tuple[str, ...]
    """Folders below those that must look empty: every site-packages among them."""
    packages: tuple[str, ...]
    """Files and folders of the named packages."""
    site_packages: tuple[str, ...]
    """Folders that hold packages: they may be listed, for the import system's sake."""


def of_this_interpreter() -> View:
    """Return what this interpreter needs."""
    stdlib = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    folders = _outermost([*stdlib, *map(os.path.realpath, stdlib), *_c_libraries()])
    packages = sorted(set(_package_paths(DISTRIBUTIONS)))
    return View(
        folders=tuple(folders),
        covered=tuple(_site_packages_below(folders, stdlib)),
        packages=tuple(packages),
        site_packages=tuple(sorted({os.path.dirname(path) for path in packages})),
    )


def _c_libraries() -> Iterator[str]:
    """Yield where shared libraries lie that an import may still need."""
    triplet = sysconfig.get_config_var("MULTIARCH")
    candidates = ["/etc/ld.so.cache", "/lib64", "/usr/lib64"]
    if triplet:
        candidates += [f"/usr/lib/{triplet}", f"/lib/{triplet}"]
    yield from filter(os.path.exists, candidates)


def _site_packages_below(folders: Iterable[str], stdlib: Iterable[str]) -> list[str]:
    """Return every site-packages that one of the folders holds, as spelled from there.

    The same folder may be shown twice: /lib64 is often a link to /usr/lib64.
    """
    sites = [
        os.path.realpath(os.path.join(each, name))
        for each in stdlib
        for name in ("site-packages", "dist-packages")
    ]
    found = {
        folder + site.removeprefix(os.path.realpath(folder))
        for folder in folders
        for site in sites
        if site.startswith(os.path.realpath(folder) + "/")
    }
    return sorted(filter(os.path.isdir, found))


def _outermost(paths: Iterable[str]) -> list[str]:
    """Return the paths that do not lie below another one of them."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(f"{other}/") for other in kept):
            kept.append(path)
    return kept


def _package_paths(names: Iterable[str]) -> Iterator[str]:
    """Yield the top-level entries of distributions and of all that they require."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        for file in distribution.files or ():
            if file.parts[0] not in {"..", "__pycache__"}:
                yield str(distribution.locate_file(file.parts[0]))
        waiting += _required(distribution)


def _required(distribution: importlib.metadata.Distribution) -> Iterator[str]:
    for requirement in distribution.requires or ():
        match = _REQUIREMENT.match(requirement)
        if match and "extra ==" not in requirement:
            yield match[0]
