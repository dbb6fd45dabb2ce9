"""Other ways to retrieve, one file each, measured by `turnwise bench retrieval` beside Turnwise.

To add one: a file here with `NAME`, `PACKAGES` (what it imports beyond Turnwise's own dependencies) and
`rankings(corpus)`, which returns a `Ranking` for each configuration worth trying: the one that does best on the tuning
half is reported. Import the packages inside functions; put them into the extra `benchmark`.
"""
