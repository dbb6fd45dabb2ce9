#!/bin/sh
# Install the packages that Turnwise was tried with, each in an environment of its own: environments.sh FOLDER
# Then: INTEROP_VENVS=FOLDER pytest tests/evals/interop
set -eu
folder=$1
turnwise=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
mkdir -p "$folder/promptfoo"
for name in deepeval openai-evals inspect; do .venv/bin/python -m venv "$folder/$name"; done
"$folder/deepeval/bin/pip" install -q deepeval==4.3.1
# Its other requirements are those of evals that are not run here.
"$folder/openai-evals/bin/pip" install -q --no-deps evals==3.0.1.post1
"$folder/openai-evals/bin/pip" install -q backoff beartype blobfile dacite filelock lz4 mock numpy openai pydantic \
  pyyaml requests setuptools termcolor tiktoken tqdm zstandard
"$folder/inspect/bin/pip" install -q inspect-ai==0.3.285
for site in "$folder"/inspect/lib/python3*/site-packages; do echo "$turnwise" > "$site/turnwise.pth"; done
npm install --silent --prefix "$folder/promptfoo" promptfoo@0.121.20
