"""Prompts for language models: one Markdown file each, and the loader that fills them."""
