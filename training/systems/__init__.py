"""One folder per published system; read one, know all."""
