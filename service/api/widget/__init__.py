"""The chat on a site: what the widget in a browser asks for, and how its owner sets it up."""
