"""Pages of supervisors and support that no walk of the demo meets; their own tests look at them."""

# The demo's recruitments are over on its day. test_supervisors looks at these on its way from a vacancy to a posted
# supervisor, at the width of a phone and of a desk, and fails when it comes by one of them no more.
MET_BY_SUPERVISORS = {
    "application_check",
    "application_documents",
    "application_opened",
    "application_question",
    "application_sent",
    "application_start",
    "application_status",
    "application_withdraw",
    "appointee",
    "appointee_drop",
    "appointment",
    "appointment_list",
    "comment",
    "comment_sent",
    "decree",
    "decree_correct",
    "decree_issue",
    "decree_list",
    "oath",
    "oath_attendance",
    "oath_cancel",
    "oath_close",
    "oath_list",
    "oath_plan",
    "recruitment_cancel",
    "recruitment_close",
    "recruitment_extend",
    "recruitment_open",
    "selection_absence",
    "selection_announce",
    "selection_announcement",
    "selection_check",
    "selection_decide",
    "selection_mark",
    "selection_recuse",
    "selection_results",
    "selection_schedule",
    "selection_weigh",
    "supervisor_card_page",
    "supervisor_empty",
    "vacancies_area",
}

# Steps that the demo's grant and its loans have behind them: test_support takes them, and fails when it does no more.
MET_BY_GRANTS = {
    "grant_agree",
    "grant_revise",
    "grant_sign",
}
MET_BY_LOANS = {
    "loan_agree",
    "loan_close",
    "loan_decline",
    "loan_hand_over",
    "loan_offer",
    "loan_refuse",
    "loan_settle",
}
# The end of a grant: tests/apps/support/test_grant_pages.py walks these.
GRANTS = {
    "grant_propose",
    "grant_return_back",
    "grant_settle",
}
# Steps that no loan or meeting of the demo stands before: tests/apps/support takes both to their end on these pages.
SUPPORT = {
    "agreed_action",
    "agreed_action_strike",
    "loan_withdraw",
    "meeting_agree",
    "meeting_call_off",
    "meeting_minutes",
}
# No list of the demo leads to these, and nobody is on leave in it: tests/apps/supervisors hears, dismisses and welcomes
# back, and looks at these on the way.
POSTED = {
    "supervisor_card",
    "supervisor_dismissal",
    "supervisor_hearing",
    "supervisor_hearing_day",
    "supervisor_list",
    "supervisor_phone_code",
    "supervisor_return",
    "supervisor_verdict",
}
# The result of a list that the demo does not upload: tests/apps/supervisors uploads one.
RECRUITING = {
    "station_list",
}
# What only answers a form of another page, and the counter: tests/apps/supervisors takes these.
APPLYING = {
    "application_add",
    "application_answer",
    "application_bring",
    "application_complete",
    "application_counter",
    "application_leave",
    "application_person",
    "application_recode",
}
# Every missed month of the demo was written about: tests/apps/support sends a letter from this page.
HONORARIA = {
    "honorarium_send_letter",
}
# Turns that the way of test_supervisors does not take: tests/apps/supervisors takes each.
SELECTION = {
    "selection_completion",
    "selection_lapse",
    "selection_settle",
}

# Papers, and what only answers a form or follows an absence: tests/apps/supervisors takes these.
APPOINTING = {
    "application_certificate",
    "appointee_certificate",
    "decree_paper",
    "decree_promote",
    "oath_certificates",
    "oath_continue",
    "oath_minutes",
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
# Phones and groups of monitors: tests/apps/fieldwork walks these.
PHONES = {
    "device",
    "device_new",
    "device_revoke",
    "monitor_accept",
    "monitor_check",
    "monitor_code",
    "monitor_device",
    "monitor_device_revoke",
    "monitor_end",
    "monitor_group",
    "monitor_people",
    "monitor_refuse",
    "monitor_remove",
    "monitor_return",
    "openrosa_start",
    "own_device",
    "own_device_new",
    "own_device_revoke",
}

MET_ELSEWHERE = (
    MET_BY_SUPERVISORS | MET_BY_GRANTS | MET_BY_LOANS
)  # No phone of the demo sends anything: tests/apps/fieldwork takes an observation through all of these.
OBSERVED = {
    "observation",
    "observation_ask",
    "observation_close",
    "observation_decide",
    "observation_propose",
    "observation_reopen",
    "observation_return",
}

# The field app is one page without links: tests/browser/field looks at it. What else stands here answers phones.
FIELD = {
    "field_app",
    "field_enrol",
    "field_form",
    "field_known",
    "field_manifest",
    "field_observation",
    "field_offered",
    "field_piece",
    "field_villages",
    "field_worker",
    "openrosa_form",
    "openrosa_forms",
    "openrosa_manifest",
    "openrosa_submission",
    "openrosa_villages",
}

# The port officers' app is one page without links: tests/browser/ferry looks at it; tests/apps/crossings takes its
# phones and scans.
DOCK = {
    "port_app",
    "port_enrol",
    "port_held",
    "port_manifest",
    "port_phone",
    "port_phone_new",
    "port_phone_revoke",
    "port_phones",
    "port_plate_photo",
    "port_scans",
    "port_worker",
    "scan_list",
}

# Steps of forms and what an office of the demo has no occasion for: tests/apps/fieldwork takes them.
FORMS = {
    "box_take",
    "form_end",
    "form_propose",
    "form_publish",
    "form_reject",
    "form_upload",
    "form_withdraw",
    "monitor_register",
    "monitor_status",
    "observation_map",
    "observation_silent",
    "observation_silent_monitors",
    "observation_statistics",
    "own_devices",
    "own_observations",
}

# The demo has no operator of ferries yet: tests/apps/crossings takes every one of these.
FERRIES = {
    "crossing",
    "crossing_close",
    "crossing_list",
    "crossing_new",
    "crossings_public",
    "departure",
    "departure_cancel",
    "departure_close",
    "departure_list",
    "departure_manifest",
    "departure_new",
    "instrument",
    "instrument_confirm",
    "instrument_list",
    "instrument_new",
    "instrument_quota",
    "instrument_revoke",
    "instrument_withdraw",
    "own_pass",
    "own_pass_ask",
    "own_pass_withdraw",
    "own_passes",
    "pass_ask",
    "pass_ask_for",
    "pass_grant",
    "pass_list",
    "pass_move",
    "pass_page",
    "pass_paper",
    "pass_queue",
    "pass_refuse",
    "pass_revoke",
    "pass_withdraw",
    "port_new",
    "priority_pass",
    "timetable",
    "timetable_end",
    "timetable_leave_out",
    "timetable_list",
    "timetable_new",
    "vessel_list",
    "vessel_new",
}

UNMET = (
    FERRIES
    | FIELD
    | DOCK
    | FORMS
    | OBSERVED
    | MET_ELSEWHERE
    | GRANTS
    | SUPPORT
    | POSTED
    | RECRUITING
    | APPLYING
    | HONORARIA
    | SELECTION
    | APPOINTING
    | ROLL_CALLS
    | PHONES
)
