"""The HTTP API: rooms by matter, one file for each noun with its `router`. Endpoints read the request and delegate.

To add one: a file with a router in the room of its matter, named in `endpoints.py`. Each says who may
call it, by a dependency of `service/deps.py`; the app does not start with one that does not.
"""
