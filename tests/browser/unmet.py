"""Pages of supervisors and support that no walk of the demo meets; their own tests look at them."""

# The demo gives no grant: tests/apps/support/test_grant_pages.py walks these.
GRANTS = {
    "grant",
    "grant_agree",
    "grant_correct",
    "grant_instrument",
    "grant_pay",
    "grant_propose",
    "grant_return",
    "grant_revise",
    "grant_settle",
    "grant_sign",
    "grant_spend",
    "grant_what_if",
    "support_region",
}
# The demo lends nothing yet: tests/apps/support takes loans, requests and meetings to their end on these pages.
SUPPORT = {
    "agreed_action",
    "agreed_action_done",
    "agreed_action_missed",
    "agreed_action_strike",
    "facility_add",
    "lent_facilities",
    "loan",
    "loan_agree",
    "loan_ask",
    "loan_bring_back",
    "loan_close",
    "loan_decline",
    "loan_hand_over",
    "loan_offer",
    "loan_offer_unasked",
    "loan_refuse",
    "loan_retract",
    "loan_settle",
    "loan_withdraw",
    "meeting",
    "meeting_agree",
    "meeting_call_off",
    "meeting_minutes",
    "meeting_plan",
    "support_request",
    "support_request_answer",
    "support_request_ask",
    "support_request_withdraw",
}
# The demo posts nobody yet: tests/apps/supervisors posts, covers, hears and dismisses, and looks at these on the way.
POSTED = {
    "supervisor_accuse",
    "supervisor_card",
    "supervisor_card_page",
    "supervisor_dismissal",
    "supervisor_hearing",
    "supervisor_leave",
    "supervisor_list",
    "supervisor_own",
    "supervisor_phone_code",
    "supervisor_photo",
    "supervisor_posting",
    "supervisor_replace",
    "supervisor_resign",
    "supervisor_return",
    "supervisor_verdict",
}
# Nobody of the demo holds a role that posts supervisors.
UNPOSTED = {
    "supervisor_empty",
    "supervisor_list_upload",
    "supervisor_post",
}
# The demo recruits nobody yet: tests/apps/supervisors drafts, opens, extends and closes recruitments on the way.
RECRUITING = {
    "recruitment",
    "recruitment_cancel",
    "recruitment_close",
    "recruitment_extend",
    "recruitment_list",
    "recruitment_open",
    "recruitment_plan",
    "recruitment_vacancies",
    "station_list",
    "stations",
    "stations_upload",
    "vacancies_area",
}
# The demo recruits nobody by these pages yet: tests/apps/supervisors walks from the first question to the receipt.
APPLYING = {
    "application_add",
    "application_answer",
    "application_bring",
    "application_check",
    "application_complete",
    "application_counter",
    "application_detail",
    "application_documents",
    "application_leave",
    "application_opened",
    "application_person",
    "application_question",
    "application_sent",
    "application_start",
    "application_status",
    "application_withdraw",
}
# The demo pays no honoraria yet: tests/apps/support reckons, pays and takes back on these pages.
HONORARIA = {
    "honorarium_bank_list",
    "honorarium_bank_lists",
    "honorarium_letters",
    "honorarium_list",
    "honorarium_own",
    "honorarium_payment_back",
    "honorarium_rates",
    "honorarium_reckon",
    "honorarium_send_letter",
    "honorarium_take_list",
}
# The demo recruits nobody yet: tests/apps/supervisors takes a selection from the check to its results on these.
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
    "selection_recruitment",
    "selection_recuse",
    "selection_results",
    "selection_schedule",
    "selection_scores",
    "selection_settle",
    "selection_vacancy",
    "selection_weigh",
}

UNMET = GRANTS | SUPPORT | POSTED | UNPOSTED | RECRUITING | APPLYING | HONORARIA | SELECTION
