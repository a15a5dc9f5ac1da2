"""What every part of the window uses: theme, words, numbers, threads, notices."""
