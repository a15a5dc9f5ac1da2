"""The window around the views: commands, dialogs, language, crashes."""
