"""FHIR R4, the way health services exchange records."""
