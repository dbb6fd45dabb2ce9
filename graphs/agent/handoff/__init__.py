"""The hand-off policy: a document (`document.py`) and pure functions of it. It knows neither graph nor database."""
