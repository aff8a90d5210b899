"""Codes of the ceremonies at which people pledge."""

from netral.foundation.ceremonies.codes import CeremonyCodes

CODES = CeremonyCodes("netral.apps.pledges", "kiosk")
pin_of, witness_token_of = CODES.pin_of, CODES.witness_token_of
kiosk_token_of, kiosk_link_of = CODES.kiosk_token_of, CODES.kiosk_link_of
