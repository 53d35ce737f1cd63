"""How fast and how large: measured here and now, beside peers in the same run."""
