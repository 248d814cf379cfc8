"""Many documents into one folder: planned, made by several processes, written down, and resumed."""
