"""huggingface_hub: login, uploads, branches, tags, settings, deletion."""

import hashlib
import io
import os
from pathlib import Path

import huggingface_hub as hf
from facts import WORK, error_of, report

WRITE, READ, OTHER = "hf_test_write", "hf_test_read", "hf_test_other"
REAL = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
ENDPOINT = os.environ["HF_ENDPOINT"]
facts = {}

facts["anonymous"] = error_of(lambda: hf.create_repo("learner/first"))
hf.login(WRITE)
facts["logged_in"] = hf.whoami()["name"]
facts["with_read_token"] = error_of(lambda: hf.create_repo("learner/first", token=READ))
facts["elsewhere"] = error_of(lambda: hf.create_repo("google/first"))

url = hf.create_repo("learner/first")
facts["created"] = [url.removeprefix(ENDPOINT), url.repo_id, url.repo_type]
facts["again"] = error_of(lambda: hf.create_repo("learner/first"))
facts["again_ok"] = hf.create_repo("learner/first", exist_ok=True).repo_id
facts["in_org"] = hf.create_repo("class-7/shared").repo_id
facts["first_files"] = hf.list_repo_files("learner/first")

# Single files, kept apart by size and name
card = "---\nlicense: mit\ntags: [mine]\n---\n# 처음\n"
one = hf.upload_file(
    path_or_fileobj=card.encode(), path_in_repo="README.md", repo_id="learner/first", commit_message="Add card"
)
facts["commit_url"] = one.commit_url.removeprefix(ENDPOINT) == f"/learner/first/commit/{one.oid}"
large = os.urandom(11 << 20)
hf.upload_file(path_or_fileobj=large, path_in_repo="notes/large.txt", repo_id="learner/first")
hf.upload_file(path_or_fileobj=io.BytesIO(b"weights"), path_in_repo="model.safetensors", repo_id="learner/first")
hf.upload_file(path_or_fileobj=b"", path_in_repo="empty.bin", repo_id="learner/first")
tree = {
    item.path: item
    for item in hf.list_repo_tree("learner/first", recursive=True)
    if isinstance(item, hf.hf_api.RepoFile)
}
facts["lfs"] = {path: item.lfs is not None for path, item in tree.items()}
facts["large_whole"] = (
    hashlib.sha256(Path(hf.hf_hub_download("learner/first", "notes/large.txt")).read_bytes()).hexdigest()
    == tree["notes/large.txt"].lfs.sha256
    == hashlib.sha256(large).hexdigest()
)
facts["empty"] = Path(hf.hf_hub_download("learner/first", "empty.bin")).read_bytes().decode()
facts["tags"] = hf.model_info("learner/first").tags
unchanged = hf.upload_file(path_or_fileobj=large, path_in_repo="notes/large.txt", repo_id="learner/first")
facts["unchanged"] = unchanged.oid == hf.model_info("learner/first").sha
facts["bad_card"] = error_of(
    lambda: hf.upload_file(path_or_fileobj=b"---\na: [\n---\n", path_in_repo="README.md", repo_id="learner/first")
)
facts["bad_path"] = error_of(
    lambda: hf.upload_file(path_or_fileobj=b"x", path_in_repo="a/con.txt", repo_id="learner/first")
)

# Folders
folder = WORK / "folder"
(folder / "한글 폴더").mkdir(parents=True)
for number in range(3):
    (folder / "한글 폴더" / f"part-{number}.txt").write_text(f"part {number}", encoding="utf-8")
(folder / "data.parquet").write_bytes(b"PAR1" * 10)
hf.upload_folder(
    folder_path=folder, repo_id="learner/first", path_in_repo="up", delete_patterns="*", commit_message="Add folder"
)
facts["folder"] = [path for path in hf.list_repo_files("learner/first") if path.startswith("up/")]
facts["downloaded"] = Path(hf.hf_hub_download("learner/first", "up/한글 폴더/part-2.txt")).read_text(encoding="utf-8")

# Every old commit stays readable
facts["old_commit"] = hf.list_repo_files("learner/first", revision=one.oid)
facts["old_short"] = (
    Path(hf.hf_hub_download("learner/first", "README.md", revision=one.oid[:8])).read_text(encoding="utf-8") == card
)
facts["history"] = [commit.title for commit in hf.list_repo_commits("learner/first")]
facts["stale_parent"] = error_of(
    lambda: hf.upload_file(path_or_fileobj=b"y", path_in_repo="y.txt", repo_id="learner/first", parent_commit=one.oid)
)

# Branches and tags
hf.create_branch("learner/first", branch="try/out")
facts["branch_again"] = error_of(lambda: hf.create_branch("learner/first", branch="try/out"))
hf.upload_file(path_or_fileobj=b"only here", path_in_repo="branch.txt", repo_id="learner/first", revision="try/out")
facts["branch_only"] = [hf.file_exists("learner/first", "branch.txt", revision=at) for at in ("try/out", "main")]
hf.create_tag("learner/first", tag="v1.0", revision=one.oid, tag_message="first")
facts["tag"] = hf.model_info("learner/first", revision="v1.0").sha == one.oid
facts["tag_again"] = error_of(lambda: hf.create_tag("learner/first", tag="v1.0"))
refs = hf.list_repo_refs("learner/first")
facts["refs"] = [[ref.ref for ref in refs.branches], [ref.ref for ref in refs.tags]]
hf.delete_tag("learner/first", tag="v1.0")
hf.delete_branch("learner/first", branch="try/out")
facts["gone_refs"] = [
    error_of(lambda: hf.delete_tag("learner/first", tag="v1.0")),
    error_of(lambda: hf.delete_branch("learner/first", branch="main")),
    error_of(lambda: hf.model_info("learner/first", revision="try/out")),
]
facts["pull_request"] = error_of(
    lambda: hf.upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id="learner/first", create_pr=True)
)

# Deleting and copying inside a repo
hf.delete_file("empty.bin", "learner/first")
hf.delete_folder("up/한글 폴더", "learner/first")
facts["delete_missing"] = error_of(lambda: hf.delete_file("empty.bin", "learner/first"))
copies = [hf.CommitOperationCopy("notes/large.txt", "copy.bin"), hf.CommitOperationCopy("README.md", "copy.md")]
hf.create_commit("learner/first", copies, commit_message="Copy")
facts["after"] = {
    item.path: item.size for item in hf.list_repo_tree("learner/first", recursive=True) if hasattr(item, "size")
}

# What serves a real model cannot be changed
facts["alias"] = error_of(lambda: hf.upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id=REAL))
facts["stand_in"] = error_of(
    lambda: hf.upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id="hfcourse/mini-plain")
)

# Private and gated by their owner
hf.create_repo("learner/secret", private=True)
facts["private"] = [
    hf.model_info("learner/secret").private,
    error_of(lambda: hf.model_info("learner/secret", token=False)),
    error_of(lambda: hf.model_info("learner/secret", token=OTHER)),
    hf.model_info("learner/secret", token=READ).id,
    [model.id for model in hf.list_models(author="learner", search="secret", token=False)],
    [model.id for model in hf.list_models(author="learner", search="secret")],
]
hf.update_repo_settings("learner/secret", private=False, gated="auto")
facts["opened"] = [hf.model_info("learner/secret", token=False).gated, hf.model_info("learner/secret").private]
facts["gated_by_owner"] = error_of(lambda: hf.hf_hub_download("learner/secret", ".gitattributes", token=OTHER))

# Moving and deleting
hf.move_repo("class-7/shared", "learner/moved")
facts["moved"] = [hf.model_info("class-7/shared").id, Path(hf.hf_hub_download("class-7/shared", ".gitattributes")).name]
facts["move_seed"] = error_of(lambda: hf.move_repo("hfcourse/mini-plain", "learner/mine"))
hf.delete_repo("learner/moved")
facts["deleted"] = error_of(lambda: hf.model_info("learner/moved"))
facts["delete_missing_repo"] = error_of(lambda: hf.delete_repo("learner/moved"))
hf.delete_repo("learner/moved", missing_ok=True)
hf.create_repo("learner/moved")
facts["reborn"] = hf.list_repo_files("learner/moved")

# The other kinds
hf.create_repo("learner/data", repo_type="dataset")
hf.upload_file(path_or_fileobj=b"a,b\n1,2\n", path_in_repo="data.csv", repo_id="learner/data", repo_type="dataset")
facts["dataset"] = [
    hf.dataset_info("learner/data").id,
    Path(hf.hf_hub_download("learner/data", "data.csv", repo_type="dataset")).read_text(encoding="utf-8"),
]
hf.create_repo("learner/demo", repo_type="space", space_sdk="gradio")
space = hf.space_info("learner/demo")
facts["space"] = [space.sdk, [file.rfilename for file in space.siblings]]
facts["card"] = hf.ModelCard.load("learner/first").data.tags
fs = hf.HfFileSystem()
with fs.open("learner/first/fs.txt", "w") as file:
    file.write("through the file system")
fs.invalidate_cache()
facts["fs"] = fs.read_text("learner/first/fs.txt")
report(facts)
