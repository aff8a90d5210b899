"""Pages of supervisors and support that no walk of the demo meets; their own tests look at them."""

# Steps that the demo's grant has behind it or before it: tests/apps/support/test_grant_pages.py walks these.
GRANTS = {
    "grant_agree",
    "grant_propose",
    "grant_revise",
    "grant_settle",
    "grant_sign",
}
# Steps that no loan or meeting of the demo stands before: tests/apps/support takes both to their end on these pages.
SUPPORT = {
    "agreed_action",
    "agreed_action_strike",
    "grant_return_back",
    "loan_agree",
    "loan_close",
    "loan_decline",
    "loan_hand_over",
    "loan_offer",
    "loan_refuse",
    "loan_settle",
    "loan_withdraw",
    "meeting_agree",
    "meeting_call_off",
    "meeting_minutes",
}
# No list of the demo leads to these: tests/apps/supervisors hears and dismisses, and looks at these on the way.
POSTED = {
    "supervisor_card",
    "supervisor_card_page",
    "supervisor_dismissal",
    "supervisor_hearing",
    "supervisor_list",
    "supervisor_phone_code",
    "supervisor_verdict",
}
# Entered from a line of the desk that no walk follows.
UNPOSTED = {
    "supervisor_empty",
}
# The demo's recruitments are over: tests/apps/supervisors drafts, opens, extends and closes others on the way.
RECRUITING = {
    "recruitment_cancel",
    "recruitment_close",
    "recruitment_extend",
    "recruitment_open",
    "station_list",
    "vacancies_area",
}
# No vacancy of the demo is open on its day: tests/apps/supervisors walks from the first question to the receipt.
APPLYING = {
    "application_add",
    "application_answer",
    "application_bring",
    "application_check",
    "application_complete",
    "application_counter",
    "application_documents",
    "application_leave",
    "application_opened",
    "application_person",
    "application_recode",
    "application_question",
    "application_sent",
    "application_start",
    "application_status",
    "application_withdraw",
}
# Every missed month of the demo was written about: tests/apps/support sends a letter from this page.
HONORARIA = {
    "honorarium_send_letter",
}
# The demo's selections are decided: tests/apps/supervisors takes one from the check to its results on these.
SELECTION = {
    "comment",
    "comment_sent",
    "selection_absence",
    "selection_announce",
    "selection_announcement",
    "selection_check",
    "selection_completion",
    "selection_decide",
    "selection_lapse",
    "selection_mark",
    "selection_recuse",
    "selection_results",
    "selection_schedule",
    "selection_settle",
    "selection_weigh",
}

# The demo appoints nobody yet: tests/apps/supervisors takes a decree to its oath and its postings on these.
APPOINTING = {
    "application_certificate",
    "appointee",
    "appointee_certificate",
    "appointee_drop",
    "appointment",
    "appointment_list",
    "decree",
    "decree_correct",
    "decree_issue",
    "decree_list",
    "decree_paper",
    "decree_promote",
    "oath",
    "oath_attendance",
    "oath_cancel",
    "oath_certificates",
    "oath_close",
    "oath_continue",
    "oath_list",
    "oath_minutes",
    "oath_plan",
    "oath_reasons",
    "supervisor_own_certificate",
}
# No oath of the demo is taken at kiosks: tests/apps/supervisors/test_oath_kiosk.py walks these, and the kiosk's page is
# the one that test_kiosk looks at.
ROLL_CALLS = {
    "oath_kiosks",
    "roll_call_ceremony",
    "roll_call_ceremony_begin",
    "roll_call_ceremony_end",
    "roll_call_ceremony_kiosk",
    "roll_call_ceremony_kiosk_open",
    "roll_call_ceremony_kiosk_revoke",
    "roll_call_ceremony_queue",
    "roll_call_ceremony_slip_all",
    "roll_call_ceremony_slip_unit",
    "roll_call_ceremony_slip_witnesses",
    "roll_call_ceremony_slips",
    "roll_call_ceremony_witness",
    "roll_call_kiosk",
    "roll_call_kiosk_deliver",
    "roll_call_kiosk_roster",
    "roll_call_kiosk_worker",
}

UNMET = GRANTS | SUPPORT | POSTED | UNPOSTED | RECRUITING | APPLYING | HONORARIA | SELECTION | APPOINTING | ROLL_CALLS
