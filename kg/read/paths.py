"""What a person names on the command line -> the files to read, each with the path that its document gets.

Comes in: files, folders, globs.  Goes out: files in the order of their document paths, each once.
Must not: open a file (but for the first line of JSON lines, which may be a log of decisions and no articles),
follow a link to a folder, or look into hidden ones.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import iglob
from pathlib import Path, PurePath

from kg.config import LOG_SUFFIX
from kg.errors import InputError
from kg.model import Rejection

READ_SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
"""What is read in a folder.  A file that is named itself is read whatever its suffix."""

STDIN = "-"
_MAGIC = frozenset("*?[")
_LOG_FIELDS = frozenset({"verb", "targets"})
_FIRST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file, and the path of its document: relative to the folder that was named, or the file's name."""

    path: str
    file: Path


def readable_path(path: PurePath) -> str:
    """Return a path with forward slashes; bytes of a name that are not UTF-8 are written as `\\xff`, since no
    store and no export could hold them."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def resolve_path(file: Path) -> Path:
    """Return the absolute path with links followed, unless they lead back to themselves."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        return file.absolute()


def find_files(
    paths: Sequence[str], note: Callable[[str], None] = lambda note: None
) -> tuple[ArticleFile | Rejection, ...]:
    """Return the files that `paths` name, sorted by document path, then a Rejection for each folder that
    cannot be listed.

    A log of decisions among them is passed over, and `note` is told so.
    Raises InputError when a path does not exist, a glob matches nothing, or a folder holds no article.
    """
    found: list[ArticleFile | Rejection] = []
    for path in paths:
        if path != STDIN:
            found.extend(_expand(path))
    found = list(_without_logs(found, note))
    rejections = [item for item in found if isinstance(item, Rejection)]
    files = _tell_apart(_drop_repeated(item for item in found if isinstance(item, ArticleFile)))
    return (*sorted(files, key=lambda item: item.path), *sorted(set(rejections), key=lambda item: item.input))


def is_decision_log(file: Path) -> bool:
    """Tell whether a file holds decisions, not articles: by its name, or by its first line."""
    name = file.name.lower()
    if name.endswith(LOG_SUFFIX):
        return True
    if not name.endswith(".jsonl"):
        return False
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.readline(_FIRST_BYTES).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.keys() >= _LOG_FIELDS and "text" not in found


def _without_logs(
    found: Iterable[ArticleFile | Rejection], note: Callable[[str], None]
) -> Iterator[ArticleFile | Rejection]:
    for item in found:
        if not isinstance(item, ArticleFile) or not is_decision_log(item.file):
            yield item
        elif not _lies_beside_its_store(item.file):
            note(f"{item.path} is a log of decisions and was not read as articles; --decisions replays one")


def _lies_beside_its_store(log: Path) -> bool:
    """Tell whether a log is where nobody needs to be told of it."""
    return log.name.endswith(LOG_SUFFIX) and log.with_name(log.name.removesuffix(LOG_SUFFIX)).is_dir()


def _expand(path: str) -> list[ArticleFile | Rejection]:
    """Expand one argument.  A file whose name holds `[` or `*` is that file, not a glob."""
    named = Path(path)
    if _exists(named):
        return _list_folder(named) if named.is_dir() else [_named_file(named)]
    if _MAGIC & set(path):
        return _expand_glob(path)
    raise InputError(
        f"{path} does not exist; name a file, a folder, a quoted glob such as 'news/*.txt', or -"
    )


def _named_file(file: Path) -> ArticleFile:
    return ArticleFile(readable_path(PurePath(file.name)), file)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        return False


def _expand_glob(pattern: str) -> list[ArticleFile | Rejection]:
    matches = sorted(iglob(pattern, recursive=True))  # noqa: PTH207  (pathlib takes no absolute patterns)
    found: list[ArticleFile | Rejection] = []
    for match in map(Path, matches):
        if match.is_dir():
            found.extend(_walk(match))
        else:
            found.append(_named_file(match))
    if not found:
        raise InputError(f"{pattern} matches no file; check the folder and the suffix, and quote the glob")
    return found


def _list_folder(folder: Path) -> list[ArticleFile | Rejection]:
    found = list(_walk(folder))
    if not found:
        raise InputError(f"{folder} holds no article; read are files that end in {', '.join(READ_SUFFIXES)}")
    return found


def _walk(folder: Path) -> Iterator[ArticleFile | Rejection]:
    """Yield the articles below a folder, and a Rejection for each folder that cannot be listed."""
    failures: list[OSError] = []
    for root, subfolders, names in os.walk(folder, onerror=failures.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(READ_SUFFIXES):
                file = Path(root, name)
                yield ArticleFile(readable_path(file.relative_to(folder)), file)
    for failure in failures:
        where = readable_path(PurePath(os.path.relpath(failure.filename, folder)))
        yield Rejection(where, "read", f"cannot list the folder: {failure.strerror}")


def _drop_repeated(files: Iterable[ArticleFile]) -> list[ArticleFile]:
    """Keep each file once, under the longest path that was found for it, so that it does not matter whether
    the folder or the file was named first."""
    kept: dict[Path, ArticleFile] = {}
    for item in sorted(files, key=lambda item: (-item.path.count("/"), item.path)):
        kept.setdefault(resolve_path(item.file), item)
    return list(kept.values())


def _tell_apart(files: list[ArticleFile]) -> list[ArticleFile]:
    """Lengthen the paths that several files share ("a/x.txt" and "b/x.txt" named one by one) by the folders
    above, until they differ: under one path they would be taken for two versions of one article."""
    by_path: dict[str, list[ArticleFile]] = {}
    for item in files:
        by_path.setdefault(item.path, []).append(item)
    apart: list[ArticleFile] = []
    for sharing in by_path.values():
        apart.extend(sharing if len(sharing) == 1 else _lengthen(sharing))
    return apart


def _lengthen(sharing: list[ArticleFile]) -> list[ArticleFile]:
    parts = {item: resolve_path(item.file).parts for item in sharing}
    length = sharing[0].path.count("/") + 2
    while len({whole[-length:] for whole in parts.values()}) < len(sharing):
        length += 1
    return [
        ArticleFile(readable_path(PurePath(*whole[-length:])), item.file) for item, whole in parts.items()
    ]
