"""The HTTP API: one file for each noun, each with its `router`. Endpoints read the request and delegate.

To add one: a file with a router here, named in `service/app.py`. What is not for visitors carries `needs_login`.
"""
