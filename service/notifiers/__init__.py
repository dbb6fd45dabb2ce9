"""The ways by which people and programs are told of alerts, one file each.

To add one: write `service/notifiers/<name>.py` with a class that follows `service.notifier.Notifier` (its `schemes` are
the beginnings of the addresses that it takes) and last `notifier: Notifier = ThatClass()`; and its test,
`tests/service/notifiers/test_<name>.py`. Most services need none: Apprise knows a hundred. What is waiting, tried again
and given up is kept by the alerts; a notifier tells once and raises NotTaken where it was not taken.
"""
