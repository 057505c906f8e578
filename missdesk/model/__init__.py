"""What MISSDesk knows and what this visit holds: pure, frozen, no I/O."""
