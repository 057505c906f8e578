"""The window: what people see and touch. Only this layer and app import PySide6."""
