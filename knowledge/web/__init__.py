"""The web as a source: a page or a sitemap, fetched politely and without reaching where it must not.

`crawl.crawl` is what a caller needs, with a `fetch.Fetcher`; the rest serves these two.
"""
