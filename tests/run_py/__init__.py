"""run.py: two commands that work on a bare machine, mend what is broken, and say what is wrong."""
