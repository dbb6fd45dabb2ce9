"""Telling others what happens here: programs by signed webhooks, CRMs by templates, groups of colleagues by notices.

An event is written with what it tells (`service.storage.integrations.events`); from there `sending` brings it to each
integration.
To add a kind: its configuration in `configs`, how it is told in `telling`, its name in
`service.storage.integrations.integrations`.
"""
