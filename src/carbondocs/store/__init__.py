"""Where documents are put: safe names, and files that are complete or absent."""
