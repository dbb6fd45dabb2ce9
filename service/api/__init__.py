"""The HTTP API: one file for each noun, each with its `router`. Endpoints read the request and delegate.

To add one: a file with a router here, named in `service/app.py`. Each says who may
call it, by a dependency of `service/deps.py`; the app does not start with one that does not.
"""
