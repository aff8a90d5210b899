"""What only phones of the field know: who enrols them, and the name of those that run another program."""

ENROL = "fieldwork.enrol"
# What a phone is called that was set up for ODK Collect, which wipes nothing when it is revoked.
COLLECT = "ODK Collect"
