"""Checks of the cards and the plates of everyday life."""
