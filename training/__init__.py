"""Training of the published systems inside pieditor. Never imported by the editor."""
