"""The project's own measurements of quality and speed, one file each, run by `turnwise bench`."""
