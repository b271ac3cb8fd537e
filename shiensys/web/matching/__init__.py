"""The page that brings needs and providers together; coordinators alone may open it."""
