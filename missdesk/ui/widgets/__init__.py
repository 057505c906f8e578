"""Small painted controls; each takes what it shows and emits what happened."""
