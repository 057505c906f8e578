"""The waiting-room kiosk: pages to read, by touch, key or ear; and what keeps it alive."""
