"""The parts of step 4, Recovery: the weeks, the surgeon's changes, and where dates come from."""
