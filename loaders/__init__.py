"""Loaders: from a folder of CSV files to typed tables. Opens files, never draws."""
