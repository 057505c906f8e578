"""Charts and pictures as data: millimeters, no Qt, no ReportLab."""
