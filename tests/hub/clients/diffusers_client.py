"""diffusers: a pipeline of several folders, from the hub and back to it."""

import numpy as np
import torch
from diffusers import DDPMPipeline, DDPMScheduler, DiffusionPipeline, UNet2DModel
from facts import SEEDS, report
from huggingface_hub import list_repo_files

torch.manual_seed(0)
facts = {}
unet = UNet2DModel(
    sample_size=8,
    block_out_channels=(8, 8),
    layers_per_block=1,
    norm_num_groups=4,
    down_block_types=("DownBlock2D", "DownBlock2D"),
    up_block_types=("UpBlock2D", "UpBlock2D"),
)
local = DDPMPipeline(unet, DDPMScheduler(num_train_timesteps=10))
local.set_progress_bar_config(disable=True)
local.save_pretrained(SEEDS / "models" / "hfcourse" / "mini-diffusion")


def image(pipe: DDPMPipeline) -> np.ndarray:
    pipe.set_progress_bar_config(disable=True)
    return pipe(num_inference_steps=2, generator=torch.Generator().manual_seed(1), output_type="np").images


expected = image(local)
loaded = DiffusionPipeline.from_pretrained("hfcourse/mini-diffusion")
facts["class"] = type(loaded).__name__
facts["same_image"] = bool(np.allclose(image(loaded), expected, atol=1e-5))
facts["shape"] = list(expected.shape)
facts["part"] = UNet2DModel.from_pretrained("hfcourse/mini-diffusion", subfolder="unet").config.sample_size
loaded.push_to_hub("learner/diffusion")
facts["pushed"] = sorted(list_repo_files("learner/diffusion"))
facts["pushed_image"] = bool(np.allclose(image(DDPMPipeline.from_pretrained("learner/diffusion")), expected, atol=1e-5))
report(facts)
