"""The command line: the same intake, store and answers as the pages."""
