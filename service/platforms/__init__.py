"""What channels need to know of their platforms beyond one file: formats of messages, signatures that platforms share.

Used by `service/channels/` alone; like channels, it knows neither the database nor the agent.
"""
