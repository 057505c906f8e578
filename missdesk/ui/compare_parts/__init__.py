"""The parts of step 3, Compare: the table, the people, and where a number comes from."""
