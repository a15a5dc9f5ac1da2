"""The program itself: settings, the demonstration, information for a bug report."""
