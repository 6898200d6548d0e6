"""Where candidates come from: one protocol, one module an engine."""
