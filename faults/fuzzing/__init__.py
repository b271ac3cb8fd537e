"""Files as nobody would bring them: small files that load, changed by chance, with what opens them at all."""
