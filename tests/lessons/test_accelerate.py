"""What lesson 09 and docs/scaling.md say of `accelerate launch` and of configuration files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from accelerate.commands import launch
from accelerate.commands.config.config_args import load_config_from_file
from accelerate.utils.launch import prepare_multi_gpu_env

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = sorted((ROOT / "docs" / "accelerate").glob("*.yaml"))
SCRIPT = Path(__file__).with_name("processes.py")
TWO = ("--num_processes", "2", "--multi_gpu", "--main_process_port", "0")


@cache
def launched(options: tuple[str, ...], arguments: tuple[str, ...] = ("--cpu",)) -> list[dict[str, Any]]:
    """What the main processes print: one line for each group of processes that know each other."""
    said = ("--num_machines", "1", "--mixed_precision", "no", "--dynamo_backend", "no")
    own = {"OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": "", "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "accelerate.commands.launch", *said, *options, str(SCRIPT), *arguments],
        env=os.environ | own,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-4000:]
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def one_process() -> dict[str, Any]:
    [report] = launched(("--num_processes", "1"))
    return report


def test_two_processes_train_as_one_with_the_same_global_batch() -> None:
    """8 rows on one process, 4 on each of two: the same losses, and the same learning rate at each step."""
    [two] = launched(TWO, ("--cpu", "--batch", "4"))
    one = one_process()
    assert (one["processes"], two["processes"]) == (1, 2)
    assert two["losses"] == pytest.approx(one["losses"], rel=1e-5)
    assert two["rates"] == pytest.approx(one["rates"], rel=1e-6)
    assert one["losses"][-1] < one["losses"][0]


def test_each_example_counts_once() -> None:
    """13 rows on two processes with batches of 4 are filled up to 16, and the three are taken away again."""
    [two] = launched(TWO, ("--cpu", "--batch", "4"))
    assert two["gathered"] == 16
    assert sorted(two["counted"]) == list(range(13))


def test_parts_make_a_whole() -> None:
    """Four parts of 2 are a batch of 8: as many steps, at the same learning rates."""
    [parts] = launched(("--num_processes", "1"), ("--cpu", "--batch", "2", "--parts", "4"))
    one = one_process()
    means = [sum(parts["losses"][start : start + 4]) / 4 for start in range(0, len(parts["losses"]), 4)]
    assert means == pytest.approx(one["losses"], rel=1e-5)
    assert parts["rates"] == pytest.approx(one["rates"], rel=1e-6)


def test_the_launchers_own_cpu_switch_starts_one_process_only() -> None:
    """The lesson warns of it. When this fails, accelerate has mended it: take the warning out."""
    [report] = launched(("--cpu", "--num_processes", "2"))
    assert report["processes"] == 1


def test_without_cpu_in_the_script_each_process_believes_to_be_alone() -> None:
    """The lesson warns of this, too."""
    assert [report["processes"] for report in launched(TWO, ())] == [1, 1]


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: file.name)
def test_a_configuration_is_one_that_accelerate_understands(file: Path) -> None:
    """Its own reader refuses unknown keys of the top level only; those inside are held against the launcher's options."""
    config = load_config_from_file(str(file))
    parser = launch.launch_command_parser()
    known = set(vars(parser.parse_args(["train.py"])))
    inside = {**(config.fsdp_config or {}), **(config.deepspeed_config or {})}
    assert set(inside) <= known
    arguments, _defaults, _precision = launch._validate_launch_command(
        parser.parse_args(["--config_file", str(file), "train.py"])
    )
    assert arguments.num_processes == config.num_processes > 1
    assert arguments.num_processes % arguments.num_machines == 0
    assert arguments.mixed_precision == "bf16"
    assert [arguments.multi_gpu, arguments.use_fsdp, arguments.use_deepspeed].count(True) == 1


def test_the_fsdp_file_reaches_the_processes() -> None:
    """A wrong name inside `fsdp_config` is passed over in silence, so look at what the processes are told."""
    parser = launch.launch_command_parser()
    file = str(ROOT / "docs" / "accelerate" / "fsdp.yaml")
    arguments, _defaults, _precision = launch._validate_launch_command(
        parser.parse_args(["--config_file", file, "train.py"])
    )
    told = prepare_multi_gpu_env(arguments)
    assert told["ACCELERATE_USE_FSDP"] == "true"
    assert told["FSDP_VERSION"] == "2"
    assert told["FSDP_AUTO_WRAP_POLICY"] == "TRANSFORMER_BASED_WRAP"
    assert told["FSDP_RESHARD_AFTER_FORWARD"] == "true"


def test_a_slip_of_the_pen_is_found(tmp_path: Path) -> None:
    """As the lesson shows: at the top level by the reader; inside it passes, which is why the test above exists."""
    text = (ROOT / "docs" / "accelerate" / "fsdp.yaml").read_text(encoding="utf-8")
    slip = tmp_path / "slip.yaml"
    slip.write_text(text.replace("num_processes", "num_proceses"), encoding="utf-8")
    with pytest.raises(ValueError, match="num_proceses"):
        load_config_from_file(str(slip))
    slip.write_text(text.replace("fsdp_state_dict_type", "fsdp_state_dict_tipe"), encoding="utf-8")
    assert "fsdp_state_dict_tipe" in (load_config_from_file(str(slip)).fsdp_config or {})


def test_the_lesson_and_the_guide_name_files_that_exist() -> None:
    lesson = (ROOT / "notebooks" / "source" / "09_accelerate_and_evaluate.py").read_text(encoding="utf-8")
    guide = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    assert len(CONFIGS) >= 5
    for file in CONFIGS:
        assert f"docs/accelerate/{file.name}" in lesson, file.name
        assert f"accelerate/{file.name}" in guide, file.name
        assert yaml.safe_load(file.read_text(encoding="utf-8"))["compute_environment"] == "LOCAL_MACHINE"


def test_the_guides_table_follows_its_formula() -> None:
    """GB for weights, gradients and optimizer: 16 bytes a weight, (4 + 12/8) and 16/8 on each of eight GPUs."""
    guide = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in guide.splitlines() if line.count("|") == 6 and " B | " in line]
    assert len(rows) == 5
    for _model, weights, *told in rows:
        billions = float(weights.removesuffix(" B"))
        assert [float(number) for number in told] == pytest.approx(
            [billions * 16, billions * 5.5, billions * 2], abs=0.051
        )
