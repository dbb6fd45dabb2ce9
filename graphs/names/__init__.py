"""How people say their names, by language: each file yields the places of names in a text."""
