"""Real files of each format, read in place where the machine has them."""

from pathlib import Path

import pytest

from knowledge.reader import UnreadableDocument, read

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "documents"
FILES = [file for file in sorted(FOLDER.rglob("*")) if file.is_file()] if FOLDER.is_dir() else []


@pytest.mark.skipif(not FILES, reason="the folder of real documents is not on this machine")
def test_each_real_document_is_read_or_refused_with_a_sentence() -> None:
    thin, unclear = [], []
    for file in FILES:
        try:
            parsed = read(file.read_bytes(), file.name)
        except UnreadableDocument as error:
            unclear += [] if str(error).endswith(".") else [str(error)]
            continue
        if sum(len(block.text) for block in parsed.blocks) < 20:
            thin.append(file.name)
    assert (thin, unclear) == ([], [])
