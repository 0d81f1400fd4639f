"""Repos on disk, without a server."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hfcourse.hub import HubConfig, blobs
from hfcourse.hub.blobs import Entry, entry_of, git_hash, is_lfs, lfs_entry, tree_ids
from hfcourse.hub.cards import front_matter
from hfcourse.hub.errors import HubError, Moved
from hfcourse.hub.history import Add, Commit, Delete, apply
from hfcourse.hub.store import Repo, Store, last_commits


def make_store(folder: Path) -> Store:
    seed = folder / "seeds" / "models" / "hfcourse" / "seed"
    (seed / "sub").mkdir(parents=True)
    (seed / "a.txt").write_bytes(b"hello\n")
    (seed / "sub" / "b.bin").write_bytes(b"\0" * 100)
    return Store(HubConfig(overlay=folder / "overlay", seeds=[folder / "seeds"]))


def find(store: Store, repo_id: str) -> Repo:
    repo = store.find("model", repo_id)
    assert repo is not None
    return repo


def new_repo(store: Store, repo_id: str = "me/repo") -> Repo:
    repo = store.create("model", repo_id, "me", private=False, files={})
    assert repo is not None
    return repo


def put(store: Store, repo: Repo, path: str, content: bytes) -> str:
    change = Add(path, repo.blobs.add(content))
    return store.commit(repo, "main", [change], title=f"Put {path}", message="", author="me")


def read(repo: Repo, oid: str, path: str) -> bytes:
    return repo.content(path, repo.commit(oid).files[path]).read_bytes()


HELLO = "ce013625030ba8dba906f756967f9e9ca394464a"
TREES = {
    "": "08eae0920da35749a18c6f88a37060d5b290dc23",
    "sub": "03fc10e3636c62cc121b08c5d8d96e86f60c83a3",
    "sub/deep": "435927d2fe872add393f6b83553075ffeb232cba",
}
COMMIT = "3611705805fe1e4e06fde4356920bbb32d1e3d5a"


class TestGit:
    """The ids are those that git itself computes (compared once with git 2.39; these are its answers)."""

    def test_blob(self) -> None:
        assert git_hash("blob", b"hello\n") == HELLO

    def test_tree(self) -> None:
        hello = Entry(HELLO, 6)
        files = {path: hello for path in ("a.txt", "sub/b", "sub/deep/c", "sub.txt")}
        assert tree_ids({})[""] == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        assert tree_ids(files) == TREES

    def test_commit(self) -> None:
        files = {"a.txt": Entry(HELLO, 6)}
        commit = Commit(None, "First", "more\nlines", "2026-01-01T00:00:00.000Z", "me", files)
        assert commit.oid == COMMIT
        assert Commit.from_json(commit.to_json()) == commit

    def test_lfs(self) -> None:
        entry = lfs_entry(hashlib.sha256(b"x" * 5).hexdigest(), 5)
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{entry.sha256}\nsize 5\n"
        assert (entry.pointer_size, entry.oid) == (len(pointer), git_hash("blob", pointer.encode()))
        assert entry.etag == entry.sha256

    @pytest.mark.parametrize(
        ("name", "size", "expected"),
        [
            ("model.safetensors", 1, True),
            ("MODEL.BIN", 1, True),
            ("a/b.parquet", 1, True),
            ("empty.bin", 0, False),
            ("config.json", 9 << 20, False),
            ("long.txt", 10 << 20, True),
        ],
    )
    def test_what_goes_to_lfs(self, name: str, size: int, expected: bool) -> None:
        assert is_lfs(name, size) is expected


class TestSeeds:
    def test_commit_depends_on_content_only(self, tmp_path: Path) -> None:
        one = find(make_store(tmp_path / "one"), "hfcourse/seed").state
        other = make_store(tmp_path / "other")
        os.utime(tmp_path / "other" / "seeds" / "models" / "hfcourse" / "seed" / "a.txt", (1, 1))
        assert find(other, "hfcourse/seed").state == one
        assert one.created == "2026-01-01T00:00:00.000Z"

    def test_each_file_is_hashed_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        hashed: list[str] = []

        def counting(path: Path, name: str) -> Entry:
            hashed.append(name)
            return entry_of(path, name)

        monkeypatch.setattr("hfcourse.hub.store.entry_of", counting)
        monkeypatch.setattr("hfcourse.hub.store.FRESH", 0.0)
        store = make_store(tmp_path)
        first = find(store, "hfcourse/seed").state.heads
        find(store, "hfcourse/seed")
        assert sorted(hashed) == ["a.txt", "sub/b.bin"]
        (tmp_path / "seeds" / "models" / "hfcourse" / "seed" / "a.txt").write_bytes(b"other content\n")
        assert find(store, "hfcourse/seed").state.heads != first
        assert sorted(hashed) == ["a.txt", "a.txt", "sub/b.bin"]

    def test_seed_added_while_running_is_found(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        assert store.find("dataset", "hfcourse/late") is None
        (tmp_path / "seeds" / "datasets" / "hfcourse" / "late").mkdir(parents=True)
        assert store.find("dataset", "hfcourse/late") is not None
        assert store.ids("dataset") == ["hfcourse/late"]

    def test_links_and_caches_are_not_served(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        secret = tmp_path / "secret.txt"
        secret.write_text("secret", encoding="utf-8")
        seed = tmp_path / "seeds" / "models" / "hfcourse" / "seed"
        try:
            (seed / "link.txt").symlink_to(secret)
            (seed / "folder").symlink_to(tmp_path)
            (seed.parent / "linked").symlink_to(tmp_path / "overlay", target_is_directory=True)
        except OSError:  # Windows without developer mode cannot make links, and so cannot be tricked with them
            assert os.name == "nt"
        (seed / "__pycache__").mkdir()
        (seed / "__pycache__" / "x.pyc").write_bytes(b"x")
        repo = find(store, "hfcourse/seed")
        assert list(repo.commit(repo.state.heads["main"]).files) == ["a.txt", "sub/b.bin"]
        assert store.ids("model") == ["hfcourse/seed"]
        assert store.find("model", "hfcourse/linked") is None

    def test_commit_to_a_seed_goes_on_top_and_outlives_it(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = find(store, "hfcourse/seed")
        first = repo.state.heads["main"]
        second = put(store, repo, "c.txt", b"new")
        (tmp_path / "seeds" / "models" / "hfcourse" / "seed" / "a.txt").write_bytes(b"changed by an update")
        after = find(store, "hfcourse/seed")
        assert after.resolve("main") == second
        assert list(after.commit(second).files) == ["a.txt", "c.txt", "sub/b.bin"]
        assert [read(after, first, "a.txt"), read(after, second, "sub/b.bin")] == [b"hello\n", b"\0" * 100]
        assert [commit.oid for commit in after.log(second)] == [second, first]
        for change in (lambda: store.delete(after), lambda: store.move(after, "me/mine")):
            with pytest.raises(HubError) as refused:
                change()
            assert refused.value.status == 403


class TestOverlay:
    def test_every_commit_stays_readable(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        oids = [put(store, repo, "a.txt", f"version {number}".encode()) for number in range(4)]
        reopened = find(Store(HubConfig(overlay=tmp_path / "overlay")), "me/repo")
        assert [read(reopened, oid, "a.txt").decode() for oid in oids] == [f"version {number}" for number in range(4)]
        assert reopened.resolve(oids[1][:7]) == oids[1]
        assert reopened.resolve("refs/heads/main") == oids[3]

    def test_same_content_is_stored_once(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        put(store, repo, "a.txt", b"same")
        put(store, repo, "b.txt", b"same")
        assert len([path for path in (repo.folder / "blobs").rglob("*") if path.is_file()]) == 2  # and .gitattributes

    def test_nothing_changed_makes_no_commit(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        assert put(store, repo, "a.txt", b"same") == put(store, repo, "a.txt", b"same")

    @pytest.mark.parametrize("revision", ["", "main2", "abc", "0" * 40, "refs/pr/1", "../main", "*" * 7, "0" * 7])
    def test_unknown_revisions(self, tmp_path: Path, revision: str) -> None:
        repo = new_repo(make_store(tmp_path))
        with pytest.raises(HubError) as missing:
            repo.resolve(revision)
        assert missing.value.code == "RevisionNotFound"

    def test_last_commit_of_each_path(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        put(store, repo, "sub/a.txt", b"1")
        put(store, repo, "b.txt", b"2")
        head = put(store, repo, "sub/a.txt", b"3")
        found = last_commits(find(store, "me/repo"), head, ["sub", "sub/a.txt", "b.txt", ".gitattributes"])
        assert {path: commit.title for path, commit in found.items()} == {
            "sub": "Put sub/a.txt",
            "sub/a.txt": "Put sub/a.txt",
            "b.txt": "Put b.txt",
            ".gitattributes": "initial commit",
        }
        assert found["sub"].oid == head

    def test_names_that_differ_in_case_do_not_mix(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        new_repo(store)
        assert store.find("model", "me/Repo") is None
        assert store.create("model", "me/Repo", "me", private=False, files={}) is None

    def test_move_and_take_the_old_name(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        head = put(store, repo, "a.txt", b"moving")
        store.move(repo, "me/there")
        with pytest.raises(Moved) as moved:
            store.find("model", "me/repo")
        assert (moved.value.source, moved.value.target) == ("me/repo", "me/there")
        assert read(find(store, "me/there"), head, "a.txt") == b"moving"
        assert store.ids("model") == ["hfcourse/seed", "me/there"]
        new_repo(store)
        assert list(find(store, "me/repo").commit(find(store, "me/repo").resolve("main")).files) == [".gitattributes"]
        with pytest.raises(HubError) as taken:
            store.move(find(store, "me/repo"), "me/there")
        assert taken.value.status == 409

    def test_deletion_cut_short_leaves_nothing_to_a_namesake(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        head = put(store, repo, "secret.txt", b"old secret")
        (repo.folder / "repo.json").unlink()  # the first step of a deletion; killed before the second
        assert store.find("model", "me/repo") is None
        namesake = new_repo(store)
        with pytest.raises(HubError):
            namesake.resolve(head)
        assert not [
            path for path in namesake.folder.rglob("*") if path.is_file() and path.read_bytes() == b"old secret"
        ]

    def test_old_temporary_files_are_swept(self, tmp_path: Path) -> None:
        store = make_store(tmp_path)
        repo = new_repo(store)
        old, fresh = repo.folder / "blobs" / ".old.tmp", repo.folder / "blobs" / ".fresh.tmp"
        for path in (old, fresh):
            path.write_bytes(b"half")
        os.utime(old, (1, 1))
        make_again = Store(HubConfig(overlay=tmp_path / "overlay"))
        assert make_again.ids("model") == ["me/repo"]
        assert (old.exists(), fresh.exists()) == (False, True)


FILES = {path: Entry("0" * 40, 1) for path in ("a", "d/b", "d/c/e")}


class TestChanges:
    def test_delete(self) -> None:
        assert list(apply(FILES, [Delete("a")])) == ["d/b", "d/c/e"]
        assert list(apply(FILES, [Delete("d/", folder=True)])) == ["a"]
        assert list(apply(FILES, [Delete("d/c", folder=True), Add("d/c", Entry("1" * 40, 1))])) == [
            "a",
            "d/b",
            "d/c",
        ]

    @pytest.mark.parametrize("change", [Delete("z"), Delete("d"), Delete("a", folder=True), Delete("", folder=True)])
    def test_delete_what_is_not_there(self, change: Delete) -> None:
        with pytest.raises(HubError) as missing:
            apply(FILES, [change])
        assert missing.value.code == "EntryNotFound"

    @pytest.mark.parametrize("path", ["d", "a/x", "d/b/c"])
    def test_file_in_a_folders_place(self, path: str) -> None:
        with pytest.raises(HubError, match="both a file and a folder"):
            apply(FILES, [Add(path, Entry("1" * 40, 1))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlicense: mit\n---\ntext", {"license": "mit"}),
        ("\ufeff---\r\nlicense: mit\r\n---\r\ntext", {"license": "mit"}),
        ("---\n---\n", {}),
        ("# no metadata\n---\na: 1\n---\n", None),
        ("", None),
    ],
)
def test_front_matter(text: str, expected: dict[str, str] | None) -> None:
    assert front_matter(text) == expected


def test_copy_of_a_changing_file_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "seed.bin"
    source.write_bytes(b"grown meanwhile")
    store = blobs.Blobs(tmp_path / "blobs")
    with pytest.raises(HubError):
        store.add_file(source, lfs_entry(hashlib.sha256(b"grown").hexdigest(), 5))
    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == []


def test_seed_date_is_part_of_the_commit(tmp_path: Path) -> None:
    make_store(tmp_path)
    dated = Store(HubConfig(tmp_path / "o", [tmp_path / "seeds"], seed_date=datetime(2027, 2, 3, tzinfo=UTC)))
    assert find(dated, "hfcourse/seed").state.created == "2027-02-03T00:00:00.000Z"
