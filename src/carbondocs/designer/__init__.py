"""What designers work with: packs of their own, the fields of a kind, the check of a pack."""
