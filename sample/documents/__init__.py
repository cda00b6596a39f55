"""Documents of the sample API, made from the tables in facts/."""
