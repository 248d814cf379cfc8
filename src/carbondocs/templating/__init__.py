"""Template packs, and the one Jinja factory."""
