"""Fast checks of the axial plate studio."""
