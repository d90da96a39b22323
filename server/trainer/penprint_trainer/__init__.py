"""Tunes style adapters for Penprint: supervised, by preference, and as GGUF files that llama.cpp loads."""

VERSION = "0.1.0"
