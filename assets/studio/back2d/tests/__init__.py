"""Checks of the back plate."""
