"""The program itself: settings, the demonstration, what a bug report needs."""
