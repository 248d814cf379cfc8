"""The value types that all kinds of document share.

Each is immutable, can be hashed and pickled, and serves as the type of a pydantic field with its own JSON
Schema. What it can't accept it refuses with ``InvalidValue``; nothing is repaired silently except white space
in running text.
"""
