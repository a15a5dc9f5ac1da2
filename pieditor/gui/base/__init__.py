"""The parts that every view uses: theme, words, numbers, threads, notices."""
