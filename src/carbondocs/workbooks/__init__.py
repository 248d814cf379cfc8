"""Workbooks to fill in, for every kind of document: tables with a document in each row, and forms for one document."""
