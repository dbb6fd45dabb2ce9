"""When a rate is so bad that somebody must be told: rules, the evidence that they need, and what each look finds.

To add a rate: a measure in `measures.py`, and where its values are read in `service/storage/alerts/series.py`.
"""
