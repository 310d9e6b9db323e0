"""The files of an attempt: one level of archives opened, doubles and bombs left out."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.archive import FOREIGN, is_archive, open_archive, stem
from grader.intake.attempt import Member, Refused
from grader.intake.listing import Entry, Listing, Store, Unopened
from grader.intake.names import folded, shown
from grader.intake.tree import Tree


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of an attempt and where its bytes are."""

    name: str
    """Relative to the attempt."""
    outer: Entry
    """The source's file: itself, or the archive that holds it."""
    inner: Entry | None = None
    """The member of that archive, if it is one."""

    @property
    def size(self) -> int:
        """Bytes, as declared."""
        return self.outer.size if self.inner is None else self.inner.size


@dataclass(slots=True)
class Contents:
    """What an attempt holds."""

    pieces: tuple[Piece, ...] = ()
    refused: list[Refused] = field(default_factory=list)
    too_much: str = ""
    """Why nothing of it can be read, if so."""

    @property
    def members(self) -> tuple[Member, ...]:
        """The files as others see them; none if they are too many to be read."""
        if self.too_much:
            return ()
        return tuple(Member(piece.name, piece.size) for piece in self.pieces)

    def refuse(self, name: str, why: str) -> None:
        """Leave a file out, with a sentence."""
        if len(self.refused) < limits.MAX_REFUSED:
            self.refused.append(Refused(shown(name), why))


def look_into(files: tuple[Entry, ...], store: Store) -> Contents:
    """Return what an attempt's files are, with archives opened in place."""
    contents = Contents()
    pieces: list[Piece] = []
    if len(files) > limits.MAX_SUBMISSION_FILES:
        contents.too_much = f"The submission holds {_many(len(files))}"
        return contents
    archives = []
    for entry in files:
        if entry.why:
            contents.refuse(entry.name, entry.why)
        elif entry.name.lower().endswith(FOREIGN):
            contents.refuse(
                entry.name, "It is an archive that is not opened; ask for a zip."
            )
        elif is_archive(entry.name):
            archives.append(entry)
        else:
            pieces.append(Piece(entry.name, entry))
    for entry in archives[limits.MAX_NESTED_ARCHIVES :]:
        contents.refuse(
            entry.name,
            f"Only {limits.MAX_NESTED_ARCHIVES} archives of a submission are looked "
            "into.",
        )
    for entry in archives[: limits.MAX_NESTED_ARCHIVES]:
        pieces += _beside(pieces, entry, _opened(entry, store, contents))
    contents.pieces = tuple(_without_doubles(pieces, contents))
    contents.too_much = _too_much(contents.pieces)
    return contents


def read_pieces(pieces: tuple[Piece, ...], store: Store) -> Iterator[tuple[str, bytes]]:
    """Return names and bytes; NotLoaded says what could not be read."""
    room = limits.MAX_SUBMISSION_BYTES
    archives: dict[int, Store] = {}
    try:
        for piece in pieces:
            most = min(room, limits.MAX_FILE_BYTES)
            if piece.inner is None:
                data = store.read(piece.outer, most)
            else:
                if piece.outer.place not in archives:
                    for each in archives.values():
                        each.close()
                    archives = {piece.outer.place: _archive(piece.outer, store)}
                data = archives[piece.outer.place].read(piece.inner, most)
            room -= len(data)
            yield piece.name, data
    except Unopened as error:
        raise NotLoaded(f"An archive in it cannot be read: {error}") from error
    finally:
        for each in archives.values():
            each.close()


def _archive(entry: Entry, store: Store) -> Store:
    return open_archive(
        io.BytesIO(store.read(entry, limits.MAX_FILE_BYTES)),
        most=limits.MAX_NESTED_MEMBERS,
        unpacked=limits.MAX_NESTED_UNPACKED_BYTES,
    )


def _opened(entry: Entry, store: Store, contents: Contents) -> list[Piece]:
    """Return the files in an archive that a student handed in, but no deeper."""
    try:
        archive = _archive(entry, store)
    except Unopened as error:
        contents.refuse(entry.name, str(error))
        return []
    except NotLoaded as error:
        contents.refuse(entry.name, error.sentence)
        return []
    try:
        return list(_inside(entry, archive.listing, contents))
    finally:
        archive.close()


def _inside(entry: Entry, listing: Listing, contents: Contents) -> Iterator[Piece]:
    for refused in listing.refused:
        contents.refuse(f"{entry.name}/{refused.name}", refused.why)
    found = Tree.of(listing, entry.path[-1]).entries
    if len(found) > limits.MAX_SUBMISSION_FILES:
        contents.refuse(entry.name, f"It holds {_many(len(found))}")
        return
    if not found and not listing.refused:
        contents.refuse(entry.name, "It is an archive with nothing in it.")
    folder = entry.path[:-1]
    for inner in found:
        if inner.why:
            contents.refuse(f"{entry.name}/{inner.name}", inner.why)
        elif is_archive(inner.name) or inner.name.lower().endswith(FOREIGN):
            contents.refuse(
                f"{entry.name}/{inner.name}",
                "It is an archive within an archive; ask for it without.",
            )
        else:
            yield Piece("/".join((*folder, *inner.path)), entry, inner)


def _beside(have: list[Piece], archive: Entry, new: list[Piece]) -> list[Piece]:
    """Return an archive's files: in its place, or in a folder if they are there too."""
    taken = {folded(piece.name) for piece in have}
    if not any(folded(piece.name) in taken for piece in new):
        return new
    above = "".join(f"{part}/" for part in archive.path[:-1])
    folder = f"{above}{stem(archive.path[-1])}/"
    return [
        replace(piece, name=folder + piece.name.removeprefix(above)) for piece in new
    ]


def _without_doubles(pieces: list[Piece], contents: Contents) -> Iterator[Piece]:
    """Return the pieces whose names no file system takes for another's."""
    names = Counter(folded(piece.name) for piece in pieces)
    folders = {
        parent
        for name in names
        for parent in _parents(name)
        if parent in names  # a file of this name would hide the folder
    }
    for piece in sorted(pieces, key=lambda each: each.name):
        name = folded(piece.name)
        if names[name] > 1:
            contents.refuse(
                piece.name,
                f"There are {names[name]} files of this name, capitals and accents "
                "aside: none of them is read.",
            )
        elif name in folders:
            contents.refuse(piece.name, "There is a folder of the same name.")
        else:
            yield piece


def _parents(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _too_much(pieces: tuple[Piece, ...]) -> str:
    if len(pieces) > limits.MAX_SUBMISSION_FILES:
        return f"The submission holds {_many(len(pieces))}"
    size = sum(piece.size for piece in pieces)
    if size > limits.MAX_SUBMISSION_BYTES:
        return (
            f"The submission has {size / 2**20:.0f} MiB; it may have "
            f"{limits.MAX_SUBMISSION_BYTES // 2**20}: ask for it without data sets."
        )
    return ""


def _many(count: int) -> str:
    return (
        f"{count} files; it may hold {limits.MAX_SUBMISSION_FILES}: ask for it without "
        "data sets and environments."
    )
