"""Other ways to write cases down, one file each: the file name is the id; `read` and `write` turn lines into cases."""
