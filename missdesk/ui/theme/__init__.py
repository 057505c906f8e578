"""Colors, sizes, fonts and icons from one token table."""
