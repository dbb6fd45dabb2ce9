"""The rates as numbers, series and reports, and what was paid for advertisements."""
