"""The kinds of reports, one file each: the file name is the id, `SUFFIX` ends the files, `report` writes them."""
