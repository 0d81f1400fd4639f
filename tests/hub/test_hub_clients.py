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


class TestReading:
    @pytest.fixture(scope="class")
    def facts(self, run_client: Callable[..., Facts]) -> Facts:
        return run_client("hub_reads")

    def test_whoami(self, facts: Facts) -> None:
        assert facts["anonymous"]["class"] == "LocalTokenNotFoundError"
        assert facts["whoami"]["name"] == "learner"
        assert [org["name"] for org in facts["whoami"]["orgs"]] == ["class-7"]
        assert facts["whoami"]["auth"]["accessToken"] == {"displayName": "laptop", "role": "write"}
        assert facts["read_role"] == "read"

    def test_revoked_token_is_refused_even_for_public_files(self, facts: Facts) -> None:
        assert (facts["revoked"]["status"], facts["revoked"]["text"]) == (401, "Invalid user token.")
        assert facts["revoked_public_file"]["class"] == "HfHubHTTPError"
        assert facts["revoked_public_file"]["text"].endswith("Invalid credentials in Authorization header")

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
    def test_each_refusal_has_its_own_class(self, facts: Facts, fact: str, name: str, status: int) -> None:
        assert (facts[fact]["class"], facts[fact]["status"]) == (name, status)

    def test_gated(self, facts: Facts) -> None:
        assert facts["gated_info"] == "manual"
        assert f"Access to model {GATED} is restricted. You must have access" in facts["gated_anonymous"]["text"]
        assert "you are not in the authorized list" in facts["gated_no_grant"]["text"]
        assert facts["gated_granted"] == '{"model_type": "bert"}'
        assert [error.get("status") for error in facts["auth_check"]] == [403, None]

    def test_model_info(self, facts: Facts) -> None:
        info = facts["info"]
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
        assert facts["expanded"] == ["_id", "id", "modelId", "sha", "tags"]
        assert facts["same_commit"]

    def test_revisions(self, facts: Facts) -> None:
        assert facts["pinned"]
        assert facts["own_short_sha"]
        assert facts["old_id"] == REAL
        assert facts["exists"] == [True, False, True, False, True, False]
        assert facts["refs"] == [["main", True]]
        assert facts["commits"] == [["Add the files of this repo", True]]

    def test_tree(self, facts: Facts) -> None:
        assert facts["tree"] == ["onnx", *PLAIN_FILES[:3]]
        assert facts["tree_all"] == [["onnx", True], *([path, True] for path in PLAIN_FILES)]
        assert facts["paths_info"] == [["onnx", "RepoFolder"], ["README.md", "RepoFile"]]

    def test_snapshots(self, facts: Facts) -> None:
        assert facts["snapshots"] == {
            "main": PLAIN_FILES,
            "pinned": PLAIN_FILES,
            "some": ["config.json", "onnx/한글 이름.txt"],
        }
        assert facts["pinned_weights"] == ["714eb0faf89d2f80546fda750413ed43d93601a1", WEIGHTS]
        assert facts["korean_file"] == "안녕하세요\n"

    def test_search(self, facts: Facts) -> None:
        everywhere = [REAL, GATED, "hfcourse/mini-plain"]
        assert facts["search"] == {
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

    def test_file_system(self, facts: Facts) -> None:
        assert facts["fs_ls"] == [f"{REAL}/{name}" for name in (*PLAIN_FILES[:3], "onnx")]
        assert facts["fs_read"] == [250, 251, 252, 253, 254, 255, 0, 1, 2, 3]
        assert facts["fs_glob"] == [f"{REAL}/config.json"]


class TestWriting:
    @pytest.fixture(scope="class")
    def facts(self, run_client: Callable[..., Facts]) -> Facts:
        return run_client("hub_writes")

    def test_only_a_write_token_creates_and_only_at_home(self, facts: Facts) -> None:
        assert (facts["anonymous"]["status"], facts["logged_in"]) == (401, "learner")
        assert facts["with_read_token"]["status"] == 403
        assert "you must use a write token" in facts["with_read_token"]["text"]
        assert facts["elsewhere"]["status"] == 403
        assert 'create a model under the namespace "google"' in facts["elsewhere"]["text"]

    def test_create(self, facts: Facts) -> None:
        assert facts["created"] == ["/learner/first", "learner/first", "model"]
        assert facts["again"]["status"] == 409
        assert "You already created this model repo" in facts["again"]["text"]
        assert (facts["again_ok"], facts["in_org"]) == ("learner/first", "class-7/shared")
        assert facts["first_files"] == [".gitattributes"]
        assert facts["space"] == ["gradio", [".gitattributes", "README.md"]]
        assert facts["dataset"] == ["learner/data", "a,b\n1,2\n"]

    def test_upload(self, facts: Facts) -> None:
        assert facts["commit_url"]
        assert facts["lfs"] == {
            ".gitattributes": False,
            "README.md": False,
            "empty.bin": False,
            "model.safetensors": True,
            "notes/large.txt": True,
        }
        assert facts["large_whole"]
        assert facts["empty"] == ""
        assert facts["unchanged"]
        assert facts["tags"] == ["safetensors", "mine", "license:mit"]
        assert facts["folder"] == ["up/data.parquet", *(f"up/한글 폴더/part-{number}.txt" for number in range(3))]
        assert facts["downloaded"] == "part 2"
        assert facts["card"] == ["mine"]
        assert facts["fs"] == "through the file system"

    def test_refused_uploads(self, facts: Facts) -> None:
        assert facts["bad_card"]["text"].startswith("Invalid metadata in README.md.")
        assert (facts["bad_path"]["class"], facts["bad_path"]["status"]) == ("BadRequestError", 400)
        assert "reserved name" in facts["bad_path"]["text"]
        assert facts["stale_parent"]["status"] == 412
        assert "no pull requests" in facts["pull_request"]["text"]

    def test_what_stands_in_for_a_real_model_cannot_be_changed(self, facts: Facts) -> None:
        assert facts["alias"]["status"] == facts["stand_in"]["status"] == facts["move_seed"]["status"] == 403
        assert f"{REAL} is served here by the stand-in hfcourse/mini-plain" in facts["alias"]["text"]
        assert "push to learner/my-model" in facts["stand_in"]["text"]

    def test_old_commits_stay_readable(self, facts: Facts) -> None:
        assert facts["old_commit"] == [".gitattributes", "README.md"]
        assert facts["old_short"]
        uploads = [
            f"Upload {name} with huggingface_hub" for name in ("empty.bin", "model.safetensors", "notes/large.txt")
        ]
        assert facts["history"] == ["Add folder", *uploads, "Add card", "initial commit"]

    def test_branches_and_tags(self, facts: Facts) -> None:
        assert facts["branch_again"]["status"] == facts["tag_again"]["status"] == 409
        assert facts["branch_only"] == [True, False]
        assert facts["tag"]
        assert facts["refs"] == [["refs/heads/main", "refs/heads/try/out"], ["refs/tags/v1.0"]]
        assert [error["status"] for error in facts["gone_refs"]] == [404, 403, 404]

    def test_delete_and_copy(self, facts: Facts) -> None:
        assert facts["delete_missing"]["class"] == "RemoteEntryNotFoundError"
        large = 11 << 20
        after = {"README.md": 43, "copy.bin": large, "copy.md": 43, "model.safetensors": 7, "notes/large.txt": large}
        assert {path: size for path, size in facts["after"].items() if path != ".gitattributes"} == {
            **after,
            "up/data.parquet": 40,
        }
        assert facts["deleted"]["class"] == facts["delete_missing_repo"]["class"] == "RepositoryNotFoundError"
        assert facts["reborn"] == [".gitattributes"]

    def test_private_and_gated(self, facts: Facts) -> None:
        private, anonymous, stranger, owner, seen_by_all, seen_by_owner = facts["private"]
        assert (private, owner) == (True, "learner/secret")
        assert (anonymous["status"], stranger["status"]) == (401, 404)
        assert (seen_by_all, seen_by_owner) == ([], ["learner/secret"])
        assert facts["opened"] == ["auto", False]
        assert facts["gated_by_owner"]["class"] == "GatedRepoError"

    def test_moved_repo_redirects(self, facts: Facts) -> None:
        assert facts["moved"] == ["learner/moved", ".gitattributes"]


class TestTransformers:
    @pytest.fixture(scope="class")
    def facts(self, run_client: Callable[..., Facts]) -> Facts:
        return run_client("transformers_client", token=WRITE)

    @pytest.mark.parametrize("name", ["by_id", "by_stand_in", "by_old_id", "by_pin", "by_full_pin"])
    def test_every_name_loads_the_same_weights(self, facts: Facts, name: str) -> None:
        assert facts[name] is True

    def test_errors_are_the_usual_ones(self, facts: Facts) -> None:
        assert facts["bad_revision"] is True
        assert facts["missing"] is True

    def test_pipeline(self, facts: Facts) -> None:
        assert facts["pipeline"] is True
        assert facts["task_from_card"] == "text-classification"

    def test_push(self, facts: Facts) -> None:
        assert facts["pushed"] is True
        assert facts["branch"] == [False, True]
        assert facts["private"] is True

    def test_trainer(self, facts: Facts) -> None:
        assert facts["trainer_commit"] == "End of training"
        assert {"README.md", "config.json", "model.safetensors", "tokenizer.json", "training_args.bin"} <= set(
            facts["trainer_files"]
        )
        assert facts["trainer_library"] == "transformers"
        assert facts["trainer_parameters"] is True
        assert facts["trainer_weights"] is True

    def test_peft_adapter(self, facts: Facts) -> None:
        assert {"adapter_config.json", "adapter_model.safetensors"} <= set(facts["adapter_files"])
        assert "model.safetensors" not in facts["adapter_files"]
        assert facts["adapter_same"] == [True, True]
        assert facts["adapter_differs_from_base"] is True
        assert facts["adapter_base"] == "hfcourse/mini-gpt"


class TestDiffusers:
    @pytest.fixture(scope="class")
    def facts(self, run_client: Callable[..., Facts]) -> Facts:
        return run_client("diffusers_client", token=WRITE)

    def test_load(self, facts: Facts) -> None:
        assert (facts["class"], facts["shape"], facts["part"]) == ("DDPMPipeline", [1, 8, 8, 3], 8)
        assert facts["same_image"] is True

    def test_push(self, facts: Facts) -> None:
        assert {"model_index.json", "unet/diffusion_pytorch_model.safetensors"} <= set(facts["pushed"])
        assert facts["pushed_image"] is True


class TestDatasets:
    @pytest.fixture(scope="class")
    def facts(self, run_client: Callable[..., Facts]) -> Facts:
        return run_client("datasets_client", token=WRITE)

    def test_formats(self, facts: Facts) -> None:
        assert facts["csv"] == {"train": ["좋다", "나쁘다"], "test": ["영화"]}
        assert facts["jsonl"] == {"text": "line 2", "label": 0}
        assert facts["parquet"] == sum(range(100))
        assert facts["slice"] == [10, 11, 12]

    def test_configurations_of_the_card(self, facts: Facts) -> None:
        assert sorted(facts["configs"]) == ["en", "ko"]
        assert facts["config"] == [["하나", "둘"], ["one"]]

    def test_streaming(self, facts: Facts) -> None:
        assert facts["streamed"] == [5, 6, 7]
        assert facts["streamed_csv"] == ["좋다", "나쁘다"]

    def test_push(self, facts: Facts) -> None:
        assert facts["pushed"] == ["가", "나", "다"]
        assert facts["pushed_files"] == [".gitattributes", "README.md", "data/train-00000-of-00001.parquet"]
        assert facts["second"] == {"train": 3, "test": 1}
        assert facts["names"] == ["default", "second"]
        assert facts["missing"] == "DatasetNotFoundError"

    def test_evaluate(self, facts: Facts) -> None:
        assert facts["score"] == {"accuracy": 0.75}
        assert facts["batches"] == {"accuracy": 0.5}
        assert facts["metric_by_full_name"] == "Share of right answers."
        assert facts["missing_metric"] == "FileNotFoundError"


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
