"""What the servers of tests share: imported, and worked out where no data folder has a say, before they fork."""

import gc
from pathlib import Path

import httpx._transports.default
import uvicorn  # noqa: F401

import knowledge.index.edge  # noqa: F401
import service.alerts.alerting
import service.cli.demo
import service.cli.serving
import service.cli.worker
import service.storage.migrations  # noqa: F401
from evals.judge import load_graders
from evals.rules.packs import PACKS, pack_rules
from graphs.contact import contact_kinds
from knowledge import embed
from knowledge.lexicon import built_in
from knowledge.reader import readers
from service.app import create_app
from service.channel.plugins import load_channels
from service.settings import Settings
from service.users import auth
from tests.models import loaded_once, shared_models
from tests.passwords import cheap_hasher
from tests.tls import trusted_once

auth.PasswordHasher = cheap_hasher
create_app(Settings(data=Path("nowhere")))
for pack in PACKS:
    pack_rules(pack)
contact_kinds()
load_channels()
load_graders()
readers()
built_in()
httpx._transports.default.create_ssl_context = trusted_once
trusted_once()
# One thread each, which is the caller's own: nothing of them is lost by a fork.
embed._packaged = loaded_once(embed._packaged)
embed._packaged(shared_models(), 1)
# What was made here stays: no server has to look through it for what could go, which would also copy its pages.
gc.collect()
gc.freeze()
