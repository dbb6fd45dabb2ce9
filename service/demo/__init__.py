"""The demo shop Lumen & Oak: its documents, its order system and the tool that asks it."""
