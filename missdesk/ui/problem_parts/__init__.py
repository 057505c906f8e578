"""The parts of step 1, Problem: its words, and what is said of its picture."""
