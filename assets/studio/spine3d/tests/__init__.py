"""Tests of the spine kit."""
