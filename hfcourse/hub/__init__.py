"""The embedded hub: a small server on 127.0.0.1 that speaks the Hugging Face Hub's HTTP interface over a folder of repos."""

from hfcourse.hub.config import Facts, HubConfig, Kind, User
from hfcourse.hub.server import Hub, serve

__all__ = ["Facts", "Hub", "HubConfig", "Kind", "User", "serve"]
