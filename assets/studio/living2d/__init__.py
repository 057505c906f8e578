"""Cards of the topics and the plates of everyday life after an operation."""
