"""The database of the service: SQLAlchemy Core over SQLite or PostgreSQL, chosen by URL.

One file for each noun. Functions take an open connection and never commit: whoever opened the transaction does.
"""
