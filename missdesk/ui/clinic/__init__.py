"""The Clinic page: settings, and many handouts from a list."""
