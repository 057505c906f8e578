"""The take-home handout: from this visit to PDF bytes."""
