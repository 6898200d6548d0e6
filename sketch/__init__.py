"""What a sketch is. Pure: text in, values out; no input or output, no clock, no model, no editor protocol."""
