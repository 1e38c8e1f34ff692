"""Measurements a reader can repeat."""
