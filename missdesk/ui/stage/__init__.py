"""Pictures with layers, labels and ink."""
