"""The page of who carries the programme: views, and forms by which coordinators keep its records."""
