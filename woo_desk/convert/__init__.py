"""Turns what is not PDF into a plain value that woo_desk.pdf can lay out."""
