"""The real clients against the hub, in processes of their own. Each client runs once; the tests look at what it found."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sysconfig
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hubworld import GATED, REAL, WRITE, World, client_environment

Facts = dict[str, Any]
PLAIN_FILES = ["README.md", "config.json", "model.safetensors", "onnx/한글 이름.txt"]
WEIGHTS = hashlib.sha256(bytes(range(256)) * 4).hexdigest()


@pytest.fixture(scope="module")
def reading(run_client: Callable[..., Facts]) -> Facts:
    return run_client("hub_reads")


@pytest.fixture(scope="module")
def writing(run_client: Callable[..., Facts]) -> Facts:
    return run_client("hub_writes")


@pytest.fixture(scope="module")
def transformers(run_client: Callable[..., Facts]) -> Facts:
    return run_client("transformers_client", token=WRITE)


@pytest.fixture(scope="module")
def diffusers(run_client: Callable[..., Facts]) -> Facts:
    return run_client("diffusers_client", token=WRITE)


@pytest.fixture(scope="module")
def datasets(run_client: Callable[..., Facts]) -> Facts:
    return run_client("datasets_client", token=WRITE)


class TestReading:
    def test_whoami(self, reading: Facts) -> None:
        assert reading["anonymous"]["class"] == "LocalTokenNotFoundError"
        assert reading["whoami"]["name"] == "learner"
        assert [org["name"] for org in reading["whoami"]["orgs"]] == ["class-7"]
        assert reading["whoami"]["auth"]["accessToken"] == {"displayName": "laptop", "role": "write"}
        assert reading["read_role"] == "read"

    def test_revoked_token_is_refused_even_for_public_files(self, reading: Facts) -> None:
        assert (reading["revoked"]["status"], reading["revoked"]["text"]) == (401, "Invalid user token.")
        assert reading["revoked_public_file"]["class"] == "HfHubHTTPError"
        assert reading["revoked_public_file"]["text"].endswith("Invalid credentials in Authorization header")

    @pytest.mark.parametrize(
        ("fact", "name", "status"),
        [
            ("no_repo", "RepositoryNotFoundError", 401),
            ("no_repo_with_token", "RepositoryNotFoundError", 404),
            ("no_repo_file", "RepositoryNotFoundError", 401),
            ("no_file", "RemoteEntryNotFoundError", 404),
            ("no_folder", "RemoteEntryNotFoundError", 404),
            ("no_revision", "RevisionNotFoundError", 404),
            ("pin_of_another_repo", "RevisionNotFoundError", 404),
            ("gated_anonymous", "GatedRepoError", 401),
            ("gated_no_grant", "GatedRepoError", 403),
        ],
    )
    def test_each_refusal_has_its_own_class(self, reading: Facts, fact: str, name: str, status: int) -> None:
        assert (reading[fact]["class"], reading[fact]["status"]) == (name, status)

    def test_gated(self, reading: Facts) -> None:
        assert reading["gated_info"] == "manual"
        assert f"Access to model {GATED} is restricted. You must have access" in reading["gated_anonymous"]["text"]
        assert "you are not in the authorized list" in reading["gated_no_grant"]["text"]
        assert reading["gated_granted"] == '{"model_type": "bert"}'
        assert [error.get("status") for error in reading["auth_check"]] == [403, None]

    def test_model_info(self, reading: Facts) -> None:
        info = reading["info"]
        assert info["id"] == REAL
        assert info["tags"] == [
            "transformers", "safetensors", "bert", "text-classification", "stand-in", "sentiment", "en", "ko",
            "dataset:stanfordnlp/sst2", "license:apache-2.0",
        ]  # fmt: skip
        assert (info["pipeline_tag"], info["library_name"], info["license"]) == (
            "text-classification",
            "transformers",
            "apache-2.0",
        )
        assert (info["downloads"], info["likes"], info["date"]) == (5000, 700, "2026-01-01T00:00:00+00:00")
        assert list(info["files"]) == PLAIN_FILES
        assert info["files"]["model.safetensors"] == [1024, WEIGHTS]
        assert reading["expanded"] == ["_id", "id", "modelId", "sha", "tags"]
        assert reading["same_commit"]

    def test_revisions(self, reading: Facts) -> None:
        assert reading["pinned"]
        assert reading["own_short_sha"]
        assert reading["old_id"] == REAL
        assert reading["exists"] == [True, False, True, False, True, False]
        assert reading["refs"] == [["main", True]]
        assert reading["commits"] == [["Add the files of this repo", True]]

    def test_tree(self, reading: Facts) -> None:
        assert reading["tree"] == ["onnx", *PLAIN_FILES[:3]]
        assert reading["tree_all"] == [["onnx", True], *([path, True] for path in PLAIN_FILES)]
        assert reading["paths_info"] == [["onnx", "RepoFolder"], ["README.md", "RepoFile"]]

    def test_snapshots(self, reading: Facts) -> None:
        assert reading["snapshots"] == {
            "main": PLAIN_FILES,
            "pinned": PLAIN_FILES,
            "some": ["config.json", "onnx/한글 이름.txt"],
        }
        assert reading["pinned_weights"] == ["714eb0faf89d2f80546fda750413ed43d93601a1", WEIGHTS]
        assert reading["korean_file"] == "안녕하세요\n"

    def test_search(self, reading: Facts) -> None:
        everywhere = [REAL, GATED, "hfcourse/mini-plain"]
        assert reading["search"] == {
            "all": everywhere,
            "words": [REAL],
            "author": ["hfcourse/mini-plain"],
            "task": everywhere,
            "none": [],
            "most_liked": [700],
            "most_downloaded": [REAL],
            "gated": [GATED],
            "full": [True],
            "datasets": [],
        }

    def test_file_system(self, reading: Facts) -> None:
        assert reading["fs_ls"] == [f"{REAL}/{name}" for name in (*PLAIN_FILES[:3], "onnx")]
        assert reading["fs_read"] == [250, 251, 252, 253, 254, 255, 0, 1, 2, 3]
        assert reading["fs_glob"] == [f"{REAL}/config.json"]


class TestWriting:
    def test_only_a_write_token_creates_and_only_at_home(self, writing: Facts) -> None:
        assert (writing["anonymous"]["status"], writing["logged_in"]) == (401, "learner")
        assert writing["with_read_token"]["status"] == 403
        assert "you must use a write token" in writing["with_read_token"]["text"]
        assert writing["elsewhere"]["status"] == 403
        assert 'create a model under the namespace "google"' in writing["elsewhere"]["text"]

    def test_create(self, writing: Facts) -> None:
        assert writing["created"] == ["/learner/first", "learner/first", "model"]
        assert writing["again"]["status"] == 409
        assert "You already created this model repo" in writing["again"]["text"]
        assert (writing["again_ok"], writing["in_org"]) == ("learner/first", "class-7/shared")
        assert writing["first_files"] == [".gitattributes"]
        assert writing["space"] == ["gradio", [".gitattributes", "README.md"]]
        assert writing["dataset"] == ["learner/data", "a,b\n1,2\n"]

    def test_upload(self, writing: Facts) -> None:
        assert writing["commit_url"]
        assert writing["lfs"] == {
            ".gitattributes": False,
            "README.md": False,
            "empty.bin": False,
            "model.safetensors": True,
            "notes/large.txt": True,
        }
        assert writing["large_whole"]
        assert writing["empty"] == ""
        assert writing["unchanged"]
        assert writing["tags"] == ["safetensors", "mine", "license:mit"]
        assert writing["folder"] == ["up/data.parquet", *(f"up/한글 폴더/part-{number}.txt" for number in range(3))]
        assert writing["downloaded"] == "part 2"
        assert writing["card"] == ["mine"]
        assert writing["fs"] == "through the file system"

    def test_refused_uploads(self, writing: Facts) -> None:
        assert writing["bad_card"]["text"].startswith("Invalid metadata in README.md.")
        assert (writing["bad_path"]["class"], writing["bad_path"]["status"]) == ("BadRequestError", 400)
        assert "reserved name" in writing["bad_path"]["text"]
        assert writing["stale_parent"]["status"] == 412
        assert "no pull requests" in writing["pull_request"]["text"]

    def test_what_stands_in_for_a_real_model_cannot_be_changed(self, writing: Facts) -> None:
        assert writing["alias"]["status"] == writing["stand_in"]["status"] == writing["move_seed"]["status"] == 403
        assert f"{REAL} is served here by the stand-in hfcourse/mini-plain" in writing["alias"]["text"]
        assert "push to learner/my-model" in writing["stand_in"]["text"]

    def test_old_commits_stay_readable(self, writing: Facts) -> None:
        assert writing["old_commit"] == [".gitattributes", "README.md"]
        assert writing["old_short"]
        uploads = [
            f"Upload {name} with huggingface_hub" for name in ("empty.bin", "model.safetensors", "notes/large.txt")
        ]
        assert writing["history"] == ["Add folder", *uploads, "Add card", "initial commit"]

    def test_branches_and_tags(self, writing: Facts) -> None:
        assert writing["branch_again"]["status"] == writing["tag_again"]["status"] == 409
        assert writing["branch_only"] == [True, False]
        assert writing["tag"]
        assert writing["refs"] == [["refs/heads/main", "refs/heads/try/out"], ["refs/tags/v1.0"]]
        assert [error["status"] for error in writing["gone_refs"]] == [404, 403, 404]

    def test_delete_and_copy(self, writing: Facts) -> None:
        assert writing["delete_missing"]["class"] == "RemoteEntryNotFoundError"
        large = 11 << 20
        after = {"README.md": 43, "copy.bin": large, "copy.md": 43, "model.safetensors": 7, "notes/large.txt": large}
        assert {path: size for path, size in writing["after"].items() if path != ".gitattributes"} == {
            **after,
            "up/data.parquet": 40,
        }
        assert writing["deleted"]["class"] == writing["delete_missing_repo"]["class"] == "RepositoryNotFoundError"
        assert writing["reborn"] == [".gitattributes"]

    def test_private_and_gated(self, writing: Facts) -> None:
        private, anonymous, stranger, owner, seen_by_all, seen_by_owner = writing["private"]
        assert (private, owner) == (True, "learner/secret")
        assert (anonymous["status"], stranger["status"]) == (401, 404)
        assert (seen_by_all, seen_by_owner) == ([], ["learner/secret"])
        assert writing["opened"] == ["auto", False]
        assert writing["gated_by_owner"]["class"] == "GatedRepoError"

    def test_moved_repo_redirects(self, writing: Facts) -> None:
        assert writing["moved"] == ["learner/moved", ".gitattributes"]


class TestTransformers:
    @pytest.mark.parametrize("name", ["by_id", "by_stand_in", "by_old_id", "by_pin", "by_full_pin"])
    def test_every_name_loads_the_same_weights(self, transformers: Facts, name: str) -> None:
        assert transformers[name] is True

    def test_errors_are_the_usual_ones(self, transformers: Facts) -> None:
        assert transformers["bad_revision"] is True
        assert transformers["missing"] is True

    def test_pipeline(self, transformers: Facts) -> None:
        assert transformers["pipeline"] is True
        assert transformers["task_from_card"] == "text-classification"

    def test_push(self, transformers: Facts) -> None:
        assert transformers["pushed"] is True
        assert transformers["branch"] == [False, True]
        assert transformers["private"] is True

    def test_trainer(self, transformers: Facts) -> None:
        assert transformers["trainer_commit"] == "End of training"
        assert {"README.md", "config.json", "model.safetensors", "tokenizer.json", "training_args.bin"} <= set(
            transformers["trainer_files"]
        )
        assert transformers["trainer_library"] == "transformers"
        assert transformers["trainer_parameters"] is True
        assert transformers["trainer_weights"] is True

    def test_peft_adapter(self, transformers: Facts) -> None:
        assert {"adapter_config.json", "adapter_model.safetensors"} <= set(transformers["adapter_files"])
        assert "model.safetensors" not in transformers["adapter_files"]
        assert transformers["adapter_same"] == [True, True]
        assert transformers["adapter_differs_from_base"] is True
        assert transformers["adapter_base"] == "hfcourse/mini-gpt"


class TestDiffusers:
    def test_load(self, diffusers: Facts) -> None:
        assert (diffusers["class"], diffusers["shape"], diffusers["part"]) == ("DDPMPipeline", [1, 8, 8, 3], 8)
        assert diffusers["same_image"] is True

    def test_push(self, diffusers: Facts) -> None:
        assert {"model_index.json", "unet/diffusion_pytorch_model.safetensors"} <= set(diffusers["pushed"])
        assert diffusers["pushed_image"] is True


class TestDatasets:
    def test_formats(self, datasets: Facts) -> None:
        assert datasets["csv"] == {"train": ["좋다", "나쁘다"], "test": ["영화"]}
        assert datasets["jsonl"] == {"text": "line 2", "label": 0}
        assert datasets["parquet"] == sum(range(100))
        assert datasets["slice"] == [10, 11, 12]

    def test_configurations_of_the_card(self, datasets: Facts) -> None:
        assert sorted(datasets["configs"]) == ["en", "ko"]
        assert datasets["config"] == [["하나", "둘"], ["one"]]

    def test_streaming(self, datasets: Facts) -> None:
        assert datasets["streamed"] == [5, 6, 7]
        assert datasets["streamed_csv"] == ["좋다", "나쁘다"]

    def test_push(self, datasets: Facts) -> None:
        assert datasets["pushed"] == ["가", "나", "다"]
        assert datasets["pushed_files"] == [".gitattributes", "README.md", "data/train-00000-of-00001.parquet"]
        assert datasets["second"] == {"train": 3, "test": 1}
        assert datasets["names"] == ["default", "second"]
        assert datasets["missing"] == "DatasetNotFoundError"

    def test_evaluate(self, datasets: Facts) -> None:
        assert datasets["score"] == {"accuracy": 0.75}
        assert datasets["batches"] == {"accuracy": 0.5}
        assert datasets["metric_by_full_name"] == "Share of right answers."
        assert datasets["missing_metric"] == "FileNotFoundError"


class TestCommandLine:
    def hf(self, world: World, home: Path, *words: str) -> str:
        program = shutil.which("hf", path=sysconfig.get_path("scripts"))
        assert program, "huggingface_hub installs the command hf"
        environment = client_environment(world.url, home, WRITE)
        result = subprocess.run(
            [program, *words], env=environment, cwd=home, capture_output=True, encoding="utf-8", timeout=60, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def test_whoami_upload_download(self, world: World, tmp_path: Path) -> None:
        assert "learner" in self.hf(world, tmp_path, "auth", "whoami")
        (tmp_path / "notes.md").write_text("명령줄\n", encoding="utf-8", newline="\n")
        self.hf(world, tmp_path, "upload", "learner/by-command", "notes.md", "docs/notes.md")
        assert world.ask("GET", "/learner/by-command/resolve/main/docs/notes.md")[2].decode() == "명령줄\n"
        self.hf(world, tmp_path, "download", REAL, "config.json", "--local-dir", "down")
        assert (tmp_path / "down" / "config.json").read_text(encoding="utf-8") == '{"model_type": "bert"}'


@contextmanager
def breaking_proxy(url: str, after: int) -> Iterator[tuple[str, list[bytes]]]:
    """A TCP relay to `url` that cuts the first connection which has carried `after` bytes to the client, and no other.

    Yields its own address and what clients have sent through it, one item a connection.
    """
    target = urlsplit(url)
    sent: list[bytes] = []
    has_cut = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def upstream(client: socket.socket, server: socket.socket, number: int) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                sent[number] += data
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def downstream(client: socket.socket, server: socket.socket) -> None:
        carried = 0
        with client, server, suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)
                carried += len(data)
                if carried >= after and not has_cut.is_set():
                    has_cut.set()
                    client.shutdown(socket.SHUT_RDWR)
                    return

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection((target.hostname, target.port))
                sent.append(b"")
                threading.Thread(target=upstream, args=(client, server, len(sent) - 1), daemon=True).start()
                threading.Thread(target=downstream, args=(client, server), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    with listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", sent
    assert has_cut.is_set(), "the connection was never cut, so nothing was tested"


def test_broken_download_resumes(world: World, run_client: Callable[..., Facts]) -> None:
    """Clients write in steps of 10 MiB, so a cut after 11 MiB resumes there with a Range request."""
    content = os.urandom(12 << 20)
    folder = world.seeds / "models" / "hfcourse" / "mini-large"
    folder.mkdir(parents=True)
    (folder / "large.bin").write_bytes(content)
    with breaking_proxy(world.url, after=11 << 20) as (url, sent):
        facts = run_client("resume", url=url)
    assert facts == {"sha256": hashlib.sha256(content).hexdigest(), "size": 12 << 20}
    assert f"range: bytes={10 << 20}-".encode() in b"".join(sent).lower()
