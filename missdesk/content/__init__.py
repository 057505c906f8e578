"""Reads packs of text, numbers and pictures; refuses what is not sound."""
