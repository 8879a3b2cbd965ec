from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publication.samples import ENTRY, write_inventory
from woo_desk import __version__
from woo_desk.domain.export import BundlePart, PublishedFile
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import ExitCode, ResidueFound, UsageError
from woo_desk.publication import manifest, package
from woo_desk.publication.manifest import published_file, read_manifest
from woo_desk.store.lock import lock_path
from woo_desk.texts import text

MADE_AT = dt.datetime(2026, 3, 2, 10, 30, 15, 999, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PARTS = (
    BundlePart(DocumentId("a"), "0001", 1, 2),
    BundlePart(DocumentId("b"), "0002", 3, 3),
)


def build(
    target: Path, *, content: str = "eerste", internal: tuple[str, ...] = ("log.csv",)
) -> Path:
    """A staged package of two documents, bundle, lists and manifest."""
    staging = package.stage(target)
    public = staging / package.PUBLIC
    package.documents_folder(public).mkdir()
    files = []
    for name, pages in (
        (package.document_path("0002"), 1),
        (package.document_path("0001"), 2),
        (package.BUNDLE, 3),
    ):
        (public / name).write_text(f"{content} {name}")
        files.append(published_file(public / name, name, pages))
    files += write_inventory(
        [ENTRY], "Nareis", public / package.INVENTORY_XLSX, public / package.INVENTORY_CSV
    )
    package.write_manifest(public, files, parts=PARTS, made_at=MADE_AT, title="Nareis")
    for name in internal:
        (staging / package.INTERNAL / name).write_text(content)
    return staging


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/"
        for path in sorted(folder.rglob("*"))
    }


def key_of(call: Callable[[], object], kind: type[UsageError | ResidueFound]) -> str:
    with pytest.raises(kind) as caught:
        call()
    for suffix in ("", ".what_now"):
        assert "{" not in text(f"error.{caught.value.key}{suffix}", **caught.value.values)
    return caught.value.key


def test_a_package_lies_where_the_receiver_looks(tmp_path: Path) -> None:
    target = tmp_path / "zaak" / "uit"
    staging = build(target)
    assert sorted(p.name for p in target.iterdir()) == [staging.name]
    assert staging.stat().st_mode & 0o777 == 0o700
    package.move_into_place(staging, target)
    assert sorted(tree(target)) == [
        "intern",
        "intern/log.csv",
        "publicatie",
        "publicatie/bundel.pdf",
        "publicatie/documenten",
        "publicatie/documenten/0001.pdf",
        "publicatie/documenten/0002.pdf",
        "publicatie/inventarislijst.csv",
        "publicatie/inventarislijst.xlsx",
        "publicatie/manifest.json",
    ]


def test_the_manifest_tells_every_file_and_page(tmp_path: Path) -> None:
    public = build(tmp_path) / package.PUBLIC
    told = json.loads((public / package.MANIFEST).read_text("utf-8"))
    assert told["format"] == "woo-desk-package/1"
    assert told["title"] == "Nareis"
    assert told["made_at"] == "2026-03-02T09:30:15+00:00"
    assert told["versions"]["woo-desk"] == __version__
    assert set(told["versions"]) == {"woo-desk", *manifest.LIBRARIES}
    assert manifest.UNKNOWN_VERSION not in told["versions"].values()
    assert told["bundle"] == [
        {"number": "0001", "first_page": 1, "last_page": 2},
        {"number": "0002", "first_page": 3, "last_page": 3},
    ]
    assert [(file["path"], file["pages"]) for file in told["files"]] == [
        ("bundel.pdf", 3),
        ("documenten/0001.pdf", 2),
        ("documenten/0002.pdf", 1),
        ("inventarislijst.csv", 0),
        ("inventarislijst.xlsx", 0),
    ]
    for file in told["files"]:
        found = published_file(public / file["path"], file["path"])
        assert (file["sha256"], file["bytes"]) == (found.sha256, found.bytes)


def test_the_same_package_has_the_same_manifest(tmp_path: Path) -> None:
    manifests = {
        (build(tmp_path / name) / package.PUBLIC / package.MANIFEST).read_bytes() for name in "ab"
    }
    assert len(manifests) == 1


def test_a_library_without_metadata_does_not_stop_an_export(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(manifest, "LIBRARIES", ("no-such-distribution",))
    assert manifest.running_versions()["no-such-distribution"] == "?"


@pytest.mark.parametrize(
    "path", ["", "../a.pdf", "a/../b.pdf", "/a.pdf", "a\\b.pdf", "manifest.json", "a//b", "./a"]
)
def test_a_path_outside_the_package_is_refused(tmp_path: Path, path: str) -> None:
    file = PublishedFile(path, published_file(Path(__file__), "x").sha256, 1, 1)
    with pytest.raises(ValueError, match="not in the package"):
        package.write_manifest(tmp_path, [file], parts=(), made_at=MADE_AT, title="")
    assert not (tmp_path / package.MANIFEST).exists()


def test_a_file_listed_twice_is_refused(tmp_path: Path) -> None:
    file = published_file(Path(__file__), "a.pdf")
    with pytest.raises(ValueError, match="twice"):
        package.write_manifest(tmp_path, [file, file], parts=(), made_at=MADE_AT, title="")


def _remove(public: Path) -> None:
    (public / package.BUNDLE).unlink()


def _change(public: Path) -> None:
    path = public / package.BUNDLE
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def _add(public: Path) -> None:
    (public / package.DOCUMENTS / "bron.pdf").write_bytes(b"%PDF")


def _add_hidden(public: Path) -> None:
    (public / ".DS_Store").write_bytes(b"")


def _link(public: Path) -> None:
    (public / "elders").symlink_to(public.parent / package.INTERNAL, target_is_directory=True)


def _no_manifest(public: Path) -> None:
    (public / package.MANIFEST).unlink()


def _broken_manifest(public: Path) -> None:
    (public / package.MANIFEST).write_bytes(b'{"format": "woo-desk-package/1"}')


def _other_format(public: Path) -> None:
    path = public / package.MANIFEST
    path.write_text(path.read_text().replace("package/1", "package/9"))


@pytest.mark.parametrize(
    "tamper",
    [_remove, _change, _add, _add_hidden, _link, _no_manifest, _broken_manifest, _other_format],
)
def test_what_is_not_as_it_was_verified_does_not_go_out(
    tmp_path: Path, tamper: Callable[[Path], None]
) -> None:
    package.move_into_place(build(tmp_path), tmp_path)
    staging = build(tmp_path, content="tweede")
    tamper(staging / package.PUBLIC)
    before = tree(tmp_path)
    assert key_of(lambda: package.move_into_place(staging, tmp_path), ResidueFound) == (
        "package_altered"
    )
    assert tree(tmp_path) == before


def test_a_manifest_is_not_written_over_files_that_are_not_listed(tmp_path: Path) -> None:
    public = build(tmp_path) / package.PUBLIC
    listed = read_manifest(public)
    assert listed is not None
    _add(public)
    files = [published_file(public / file.path, file.path, file.pages) for file in listed.files]
    with pytest.raises(ResidueFound) as caught:
        package.write_manifest(public, files, parts=PARTS, made_at=MADE_AT, title="Nareis")
    assert caught.value.exit_code is ExitCode.RESIDUE_FOUND


def test_earlier_packages_are_kept_apart_and_whole(tmp_path: Path) -> None:
    kept = []
    for content in ("eerste", "tweede", "derde"):
        package.move_into_place(build(tmp_path, content=content), tmp_path)
        kept.append((tree(tmp_path / package.PUBLIC), tree(tmp_path / package.INTERNAL)))
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "eerder-1",
        "eerder-2",
        "intern",
        "publicatie",
    ]
    for number, (public, internal) in enumerate(kept[:2], start=1):
        earlier = tmp_path / f"eerder-{number}"
        assert tree(earlier / package.PUBLIC) == public
        assert tree(earlier / package.INTERNAL) == internal
        package.check_package(earlier / package.PUBLIC)
    assert b"derde" in (tmp_path / package.PUBLIC / package.BUNDLE).read_bytes()


def test_what_else_lies_in_the_internal_folder_stays(tmp_path: Path) -> None:
    """A batch run keeps its dossier there, open, while it exports."""
    internal = tmp_path / package.INTERNAL
    internal.mkdir()
    (internal / "dossier.woodossier").write_text("open")
    (internal / "dossier.woodossier.lock").write_text("{}")
    package.move_into_place(build(tmp_path), tmp_path)
    assert (internal / "dossier.woodossier").read_text() == "open"
    assert (internal / "log.csv").read_text() == "eerste"
    assert not (tmp_path / "eerder-1").exists()


def test_a_dossier_that_is_open_is_not_replaced(tmp_path: Path) -> None:
    internal = tmp_path / package.INTERNAL
    internal.mkdir()
    (internal / "dossier.woodossier").write_text("open")
    (internal / "dossier.woodossier.lock").write_text("{}")
    staging = build(tmp_path, internal=("dossier.woodossier",))
    before = tree(tmp_path)
    call = lambda: package.move_into_place(staging, tmp_path)  # noqa: E731
    assert key_of(call, UsageError) == "target_dossier_open"
    assert tree(tmp_path) == before


def _own_folder(public: Path) -> None:
    public.mkdir()
    (public / "foto.jpg").write_bytes(b"x")


def _file(public: Path) -> None:
    public.write_bytes(b"x")


def _link_elsewhere(public: Path) -> None:
    package.move_into_place(build(public.parent / "elders"), public.parent / "elders")
    public.symlink_to(public.parent / "elders" / package.PUBLIC, target_is_directory=True)


def _added_to_package(public: Path) -> None:
    package.move_into_place(build(public.parent), public.parent)
    (public / "besluit.pdf").write_bytes(b"x")


@pytest.mark.parametrize("prepare", [_own_folder, _file, _link_elsewhere, _added_to_package])
def test_files_of_the_user_are_never_moved_or_mixed(
    tmp_path: Path, prepare: Callable[[Path], None]
) -> None:
    staging = build(tmp_path)
    prepare(tmp_path / package.PUBLIC)
    before = tree(tmp_path)
    for call in (
        lambda: package.stage(tmp_path),
        lambda: package.move_into_place(staging, tmp_path),
    ):
        assert key_of(call, UsageError) == "target_holds_other_files"
    assert tree(tmp_path) == before


def test_an_empty_folder_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / package.PUBLIC / package.DOCUMENTS).mkdir(parents=True)
    package.move_into_place(build(tmp_path), tmp_path)
    package.check_package(tmp_path / package.PUBLIC)


def test_other_files_in_the_target_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "verzoek.pdf").write_bytes(b"x")
    package.move_into_place(build(tmp_path), tmp_path)
    assert (tmp_path / "verzoek.pdf").read_bytes() == b"x"


@pytest.mark.parametrize("failing", range(1, 5))
def test_when_a_move_fails_everything_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    package.move_into_place(build(tmp_path), tmp_path)
    staging = build(tmp_path, content="tweede")
    before = tree(tmp_path)
    rename, calls = Path.rename, []

    def fail_once(self: Path, goal: Path) -> Path:
        calls.append(goal)
        if len(calls) == failing:
            raise PermissionError(goal)
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", fail_once)
    call = lambda: package.move_into_place(staging, tmp_path)  # noqa: E731
    assert key_of(call, UsageError) == "target_unwritable"
    assert tree(tmp_path) == before
    package.move_into_place(staging, tmp_path)
    assert b"tweede" in (tmp_path / package.PUBLIC / package.BUNDLE).read_bytes()


def test_a_target_that_is_a_file(tmp_path: Path) -> None:
    target = tmp_path / "uit"
    target.write_bytes(b"x")
    assert key_of(lambda: package.stage(target), UsageError) == "target_unwritable"
    assert target.read_bytes() == b"x"


def test_an_open_dossier_is_told_by_the_lock_that_the_store_makes(tmp_path: Path) -> None:
    """The two parts do not know each other; this is where they are held together."""
    internal = tmp_path / package.INTERNAL
    internal.mkdir()
    (internal / "dossier.woodossier").write_text("open")
    lock_path(internal / "dossier.woodossier").write_text("{}")
    staging = build(tmp_path, internal=("dossier.woodossier",))
    with pytest.raises(UsageError):
        package.move_into_place(staging, tmp_path)
