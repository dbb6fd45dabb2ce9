"""The platforms where customers write, one file each; the file's name is the channel's id.

To add one:
1. Write `service/channels/<name>.py`: a subclass of `service.channel.credentials.Credentials` with the platform's
   secrets, a class that follows `service.channel.interface.Channel` (it holds no state), and last
   `channel: Channel[...] = ThatClass()`. Verify the raw bytes before anything is parsed, by `hmac.compare_digest`; get
   secrets by `secret_of`, which refuses when there are none. Send by `service.channel.wire.call` and `ensure_accepted`:
   time-outs and the reading of errors live there. The module's docstring says what the verification does not cover, and
   where the platform documents it. What outgrows the file, or serves two channels, goes to `service/platforms/`; how to
   set the platform up is told in `service/channels/setup/<name>.en.md` and `.zh.md`.
2. Write `tests/fixtures/channels/<name>/*.json` and `tests/service/channels/drive_<name>.py`, as `telegram` has them:
   the conformance suite then runs over your channel, too.

Nothing else is edited. Retries, splitting at `text_limit`, storage and de-duplication are the service's work.
"""
