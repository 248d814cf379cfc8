"""The formats: each lays a context out with the templates of a pack."""
