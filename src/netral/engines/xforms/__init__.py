"""Forms for observers in the field: read from XLSForm, checked, compared, and what comes back from a phone."""
