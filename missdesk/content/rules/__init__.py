"""One file a group of content rules."""
