"""Telephone numbers in running text: digits in any writing, what surrounds them, and which country dials them."""
