"""One file a section of the handout; sections do not know each other."""
