"""Addresses of the secretariat's desk. All lie under desk/."""

from django.urls import path

from palermo.office.plan.desk import (
    claiming,
    desk,
    keeping,
    mapping_page,
    repair,
    restoring,
    revising,
    uploading,
    versions,
)

UPLOAD = "uploads/<int:pk>/"
PLAN = "plans/<slug:slug>/"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("upload", uploading.upload, name="upload"),
    path(UPLOAD, keeping.look, name="upload-look"),
    path(f"{UPLOAD}discard", keeping.discard, name="upload-discard"),
    path(f"{UPLOAD}mapping", mapping_page.mapping_page, name="upload-mapping"),
    path(f"{UPLOAD}mapping/file", mapping_page.from_file, name="upload-mapping-file"),
    path(f"{UPLOAD}mapping.yaml", mapping_page.download, name="upload-mapping-download"),
    path(PLAN, versions.versions, name="desk-plan"),
    path(f"{PLAN}repair", repair.repair, name="repair"),
    path(f"{PLAN}revise/<path:activity_id>", revising.revising, name="revise"),
    path(f"{PLAN}v/<int:number>/claim", claiming.claim, name="claim"),
    path(f"{PLAN}v/<int:number>/restore", restoring.restore, name="restore"),
]
