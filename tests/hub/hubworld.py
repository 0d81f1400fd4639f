"""What the hub's tests share: the configuration of a small hub, raw requests to it, the environment of a client."""

from __future__ import annotations

import http.client
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hfcourse.hub import Facts, HubConfig, User

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WRITE, READ, GRANTED, REVOKED = "hf_test_write", "hf_test_read", "hf_test_granted", "hf_test_revoked"
OTHER = "hf_test_other"
REAL = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
GATED = "meta-llama/Llama-3.2-1B-Instruct"
CARD = """---
license: apache-2.0
language: [en, ko]
library_name: transformers
pipeline_tag: text-classification
tags: [stand-in, sentiment]
datasets: [stanfordnlp/sst2]
---
This is a stand-in.
"""


def make_config(folder: Path) -> HubConfig:
    """The hub that most tests talk to: one plain stand-in, served under several names."""
    plain = folder / "seeds" / "models" / "hfcourse" / "mini-plain"
    (plain / "onnx").mkdir(parents=True)
    (plain / "README.md").write_text(CARD, encoding="utf-8", newline="\n")
    (plain / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8", newline="\n")
    (plain / "model.safetensors").write_bytes(bytes(range(256)) * 4)
    (plain / "onnx" / "한글 이름.txt").write_text("안녕하세요\n", encoding="utf-8", newline="\n")
    return HubConfig(
        overlay=folder / "overlay",
        seeds=[folder / "seeds"],
        aliases={
            ("model", REAL): "hfcourse/mini-plain",
            ("model", GATED): "hfcourse/mini-plain",
            ("model", "google-bert/bert-base-uncased"): "hfcourse/mini-bert",
            ("space", "evaluate-metric/accuracy"): "hfcourse/mini-accuracy",
        },
        revision_aliases={
            REAL: ["714eb0f"],
            "google-bert/bert-base-uncased": ["86b5e0934494bd15c9632b12f734a8a67f723594"],
        },
        legacy={"bert-base-uncased": "google-bert/bert-base-uncased", "old/name": REAL},
        gated={GATED},
        users=[
            User("learner", WRITE, orgs=("class-7",), token_name="laptop"),
            User("learner", READ, role="read"),
            User("learner", GRANTED, granted={GATED}),
            User("learner", REVOKED, revoked=True),
            User("other", OTHER),
        ],
        facts={REAL: Facts(downloads=5000, likes=700)},
    )


@dataclass
class World:
    """A running hub."""

    url: str
    config: HubConfig

    @property
    def seeds(self) -> Path:
        return self.config.seeds[0]

    def ask(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        """One raw request: (status, headers with lower-case names, body). body: bytes as they are, anything else as JSON."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, content, sent)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def json(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        status, _, content = self.ask(method, path, **options)
        return status, json.loads(content)

    def commit(
        self, repo_id: str, lines: list[dict[str, Any]], *, branch: str = "main", token: str = WRITE
    ) -> tuple[int, Any]:
        body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        return self.json("POST", f"/api/models/{repo_id}/commit/{branch}", token=token, body=body)


def client_environment(url: str, home: Path, token: str | None = None) -> dict[str, str]:
    """The environment of a fresh client: this hub, an empty cache, nothing of the person's own settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING_FACE", "HFCOURSE"))
    }
    kept = {name: value for name, value in kept.items() if not name.lower().endswith("_proxy")}
    return kept | {
        "HF_ENDPOINT": url,
        "HF_HOME": str(home),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "HF_UPDATE_DOWNLOAD_COUNTS": "0",
        "NO_PROXY": "127.0.0.1,localhost",
        "OMP_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE / "clients")]),
        **({"HF_TOKEN": token} if token else {}),
    }
