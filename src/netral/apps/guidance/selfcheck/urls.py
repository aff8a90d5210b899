"""Addresses of the self-check."""

from django.urls import path

from netral.apps.guidance.selfcheck.views import flow, receipts

selfcheck_urlpatterns = [
    path("cek/", flow.check, name="selfcheck"),
    path("cek/resi/", receipts.receipt, name="selfcheck_receipt"),
    path("cek/resi/buka/", receipts.reopen, name="selfcheck_reopen"),
    path("skema/netral.receipt.v1.json", receipts.schema, name="selfcheck_schema"),
]
