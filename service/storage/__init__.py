"""The database of the service: SQLAlchemy Core over SQLite or PostgreSQL, chosen by URL.

Modules stand in rooms by matter; what all rooms share, from column types to policies, stands beside them. Functions
take an open connection and never commit: whoever opened the transaction does.
"""
