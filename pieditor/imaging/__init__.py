"""Read and write photo files. Imports only `pieditor.core` and `pieditor.files`."""
