"""The plate `back`: lower back seen from behind, and the card picture of a slipped disc."""
