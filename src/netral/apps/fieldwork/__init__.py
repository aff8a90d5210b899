"""What supervisors and monitors observe in the field, written down on a phone and sent in."""
