"""FilterSets shared by HTML pages and the API."""
