"""huggingface_hub: everything that only reads."""

import hashlib
from pathlib import Path

import huggingface_hub as hf
from facts import error_of, report

REAL = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
GATED = "meta-llama/Llama-3.2-1B-Instruct"
WRITE, READ, GRANTED, REVOKED = "hf_test_write", "hf_test_read", "hf_test_granted", "hf_test_revoked"
facts = {}

# Who am I
facts["anonymous"] = error_of(hf.whoami)
facts["revoked"] = error_of(lambda: hf.HfApi(token=REVOKED).whoami())
facts["revoked_public_file"] = error_of(lambda: hf.hf_hub_download(REAL, "config.json", token=REVOKED))
facts["whoami"] = hf.HfApi(token=WRITE).whoami()
facts["read_role"] = hf.HfApi(token=READ).whoami()["auth"]["accessToken"]["role"]

# What is not there
facts["no_repo"] = error_of(lambda: hf.model_info("nobody/nothing"))
facts["no_repo_with_token"] = error_of(lambda: hf.model_info("nobody/nothing", token=READ))
facts["no_repo_file"] = error_of(lambda: hf.hf_hub_download("nobody/nothing", "config.json"))
facts["no_file"] = error_of(lambda: hf.hf_hub_download(REAL, "missing.json"))
facts["no_revision"] = error_of(lambda: hf.hf_hub_download(REAL, "config.json", revision="nowhere"))
facts["no_folder"] = error_of(lambda: list(hf.list_repo_tree(REAL, "missing")))

# Gated
facts["gated_info"] = hf.model_info(GATED).gated
facts["gated_anonymous"] = error_of(lambda: hf.hf_hub_download(GATED, "config.json"))
facts["gated_no_grant"] = error_of(lambda: hf.hf_hub_download(GATED, "config.json", token=WRITE))
facts["auth_check"] = [error_of(lambda token=token: hf.auth_check(GATED, token=token)) for token in (READ, GRANTED)]
facts["gated_granted"] = Path(hf.hf_hub_download(GATED, "config.json", token=GRANTED)).read_text(encoding="utf-8")

# One repo
info = hf.model_info(REAL, files_metadata=True)
facts["info"] = {
    "id": info.id,
    "tags": info.tags,
    "pipeline_tag": info.pipeline_tag,
    "library_name": info.library_name,
    "downloads": info.downloads,
    "likes": info.likes,
    "license": info.card_data.license,
    "date": info.last_modified.isoformat(),
    "files": {file.rfilename: [file.size, file.lfs.sha256 if file.lfs else file.blob_id] for file in info.siblings},
}
facts["same_commit"] = info.sha == hf.model_info("hfcourse/mini-plain").sha
facts["expanded"] = sorted(
    name for name, value in vars(hf.model_info(REAL, expand=["tags", "sha"])).items() if value is not None
)
facts["pinned"] = hf.model_info(REAL, revision="714eb0f").sha == info.sha
facts["pin_of_another_repo"] = error_of(lambda: hf.model_info("hfcourse/mini-plain", revision="714eb0f"))
facts["own_short_sha"] = hf.model_info(REAL, revision=info.sha[:7]).sha == info.sha
facts["old_id"] = hf.model_info("old/name").id
facts["exists"] = [
    hf.repo_exists(REAL),
    hf.repo_exists("nobody/nothing"),
    hf.file_exists(REAL, "config.json"),
    hf.file_exists(REAL, "missing.json"),
    hf.revision_exists(REAL, "main"),
    hf.revision_exists(REAL, "nowhere"),
]
facts["refs"] = [(ref.name, ref.target_commit == info.sha) for ref in hf.list_repo_refs(REAL).branches]
facts["commits"] = [(commit.title, commit.commit_id == info.sha) for commit in hf.list_repo_commits(REAL)]
facts["tree"] = [item.path for item in hf.list_repo_tree(REAL)]
facts["tree_all"] = [
    (item.path, item.last_commit.oid == info.sha) for item in hf.list_repo_tree(REAL, recursive=True, expand=True)
]
facts["paths_info"] = [
    (item.path, type(item).__name__) for item in hf.HfApi().get_paths_info(REAL, ["onnx", "README.md", "missing"])
]

# Whole snapshots, also by a full commit id of the real repo, which a client takes for a folder name without asking
full = "714eb0faf89d2f80546fda750413ed43d93601a1"
facts["snapshots"] = {
    name: sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name, folder in (
        ("main", Path(hf.snapshot_download(REAL))),
        ("pinned", Path(hf.snapshot_download(REAL, revision=full))),
        ("some", Path(hf.snapshot_download("hfcourse/mini-plain", allow_patterns=["*.json", "onnx/*"]))),
    )
}
weights = Path(hf.hf_hub_download(REAL, "model.safetensors", revision=full))
facts["pinned_weights"] = [weights.parent.name, hashlib.sha256(weights.read_bytes()).hexdigest()]
facts["korean_file"] = Path(hf.hf_hub_download(REAL, "한글 이름.txt", subfolder="onnx")).read_text(encoding="utf-8")

# Search
facts["search"] = {
    "all": [model.id for model in hf.list_models(filter="stand-in")],
    "words": [model.id for model in hf.list_models(search="SST-2 distilbert")],
    "author": [model.id for model in hf.list_models(author="hfcourse", search="plain")],
    "task": [model.id for model in hf.list_models(pipeline_tag="text-classification", filter=["ko", "sentiment"])],
    "none": [model.id for model in hf.list_models(filter="no-such-tag")],
    "most_liked": [model.likes for model in hf.list_models(sort="likes", limit=1)],
    "most_downloaded": [model.id for model in hf.list_models(sort="downloads", limit=1)],
    "gated": [model.id for model in hf.list_models(gated=True)],
    "full": [model.sha == info.sha for model in hf.list_models(search="sst-2", full=True, cardData=True)],
    "datasets": [dataset.id for dataset in hf.list_datasets(search="no-such-data")],
}

# The file system view
fs = hf.HfFileSystem()
facts["fs_ls"] = sorted(fs.ls(REAL, detail=False))
with fs.open(f"{REAL}/model.safetensors", "rb") as file:
    file.seek(250)
    facts["fs_read"] = list(file.read(10))
facts["fs_glob"] = fs.glob(f"{REAL}/*.json")
report(facts)
