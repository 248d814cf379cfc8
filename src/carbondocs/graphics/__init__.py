"""Drawings, and the pictures that people supply."""
