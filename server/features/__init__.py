"""What an editor shows and offers, one module for each feature: plain values and offsets in, plain values and offsets
out. Nothing here knows the editor protocol, which `server/lsp` speaks."""
