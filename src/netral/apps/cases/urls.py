"""Addresses of cases."""

from django.urls import URLPattern, path

from netral.apps.cases.views import staff, steps

public_urlpatterns: list[URLPattern] = []
staff_urlpatterns: list[URLPattern] = [
    path("perkara/", staff.board, name="case_board"),
    path("perkara/<uuid:case_id>/", staff.detail, name="case"),
    path("perkara/<uuid:case_id>/putusan.pdf", staff.paper, name="case_paper"),
    path("perkara/<uuid:case_id>/terlapor/", staff.person, name="case_person_new"),
    path("perkara/<uuid:case_id>/terlapor/<int:position>/", staff.person, name="case_person"),
    path("perkara/<uuid:case_id>/tanggal-perbuatan/", staff.act_date, name="case_act_date"),
    path("perkara/<uuid:case_id>/kajian-awal/", steps.review, name="case_review"),
    path("perkara/<uuid:case_id>/perbaikan/", steps.completion, name="case_completion"),
    path("perkara/<uuid:case_id>/registrasi/", steps.registration, name="case_registration"),
    path("perkara/<uuid:case_id>/tambah-waktu/", steps.extend, name="case_extend"),
    path("perkara/<uuid:case_id>/undang/", steps.invite, name="case_invite"),
    path("perkara/<uuid:case_id>/klarifikasi/<uuid:invitation_id>/", steps.clarification, name="case_clarification"),
    path("perkara/<uuid:case_id>/kajian/", steps.study, name="case_study"),
    path("perkara/<uuid:case_id>/pleno/", steps.plenary, name="case_plenary"),
    path("perkara/<uuid:case_id>/pleno/suara/", steps.vote, name="case_vote"),
    path("perkara/<uuid:case_id>/pleno/akhiri/", steps.reopen, name="case_reopen"),
    path("perkara/<uuid:case_id>/pleno/putusan/", steps.decide, name="case_decide"),
]
