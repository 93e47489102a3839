"""What the columns of a ministry's matrix hold: proposed, shown, corrected, and the plan that comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palermo.core import DataError, Finding, Origin, UserError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import say
from palermo.office.plan.actions import correct_mapping
from palermo.office.plan.desk.frame import by_gravity, desk_page, own_upload_or_404
from palermo.office.plan.desk.grid import doubtful_rows, picture
from palermo.office.plan.desk.keeping import upload_tabs
from palermo.office.plan.desk.mapping_form import FileForm, TableForm, mapping_from_forms
from palermo.office.plan.desk.words import in_words
from palermo.office.plan.files import PlanFile, read_file
from palermo.office.plan.models import Upload
from palermo.office.plan.readers import open_file
from palermo.office.plan.stored import findings_from_json
from palermo.plan import Column, Layout, Mapping, Plan, TableMapping, letters, propose, read_mapping, write_mapping

FINDINGS_SHOWN = 40
ROWS_OFFERED = 20
ACTIVITIES_SHOWN = 8
# rows that the reader took for something and that a person may know better
DOUBTFUL = ("M04", "M06", "M09", "M12", "M15")

_PROPOSALS: Kept[Mapping] = Kept(4)


class MappingFileForm(forms.Form):
    """A mapping written elsewhere, perhaps by `palermo plan mapping`."""

    mapping = forms.FileField(
        label=gettext_lazy("Mapping file (YAML)"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        help_text=gettext_lazy("As this page or the command “palermo plan mapping” writes it."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def mapping_page(request: HttpRequest, pk: int) -> HttpResponse:
    upload, file, layout, mapping = _open(request, pk)
    stored = findings_from_json(upload.findings)
    if request.method != "POST":
        return _page(request, upload, file, _forms(layout, mapping, file.reading.findings), findings=stored)
    file_form, table_forms = _forms(layout, mapping, file.reading.findings, request.POST)
    chosen = mapping_from_forms(file_form, table_forms, mapping)
    if chosen is None:
        return _page(request, upload, file, (file_form, table_forms), status=422)
    try:
        return _correct(request, upload, file, chosen)
    except DataError as error:
        file_form.add_error(None, _("Read like this, nothing comes of the file. Nothing was changed."))
        return _page(request, upload, file, (file_form, table_forms), findings=error.findings, status=422)
    except UserError as error:
        file_form.add_error(None, say(error.message))
        return _page(request, upload, file, (file_form, table_forms), status=422)


@require_POST
@secretariat_only
def from_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a mapping file in the place of the form."""
    upload, file, layout, mapping = _open(request, pk)
    form = MappingFileForm(request.POST, request.FILES)
    findings: Sequence[Finding] | None = None
    if form.is_valid():
        try:
            chosen, findings = _read(form.cleaned_data["mapping"])
            if chosen is not None:
                return _correct(request, upload, file, chosen)
            form.add_error("mapping", _("This mapping cannot be used. What is wrong stands below."))
        except UnicodeDecodeError:
            form.add_error("mapping", _("This is not a text file in UTF-8. Save the mapping as UTF-8 and try again."))
        except DataError as error:
            form.add_error("mapping", _("Read by this mapping, nothing comes of the file. Nothing was changed."))
            findings = error.findings
        except UserError as error:
            form.add_error("mapping", say(error.message))
    forms_shown = _forms(layout, mapping, file.reading.findings)
    return _page(request, upload, file, forms_shown, findings=findings, mapping_form=form, status=422)


def _read(sent: "UploadedFile[bytes]") -> tuple[Mapping | None, Sequence[Finding]]:
    return read_mapping(sent.read().decode("utf-8-sig"), sent.name or "mapping")


@require_safe
@secretariat_only
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The mapping as the small file that the command line takes."""
    upload, _file, _layout, mapping = _open(request, pk)
    name = f"{upload.file_name.rpartition('.')[0] or upload.file_name}.mapping.yaml"
    reply = HttpResponse(write_mapping(mapping), content_type="application/yaml; charset=utf-8")
    reply.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return reply


def _open(request: HttpRequest, pk: int) -> tuple[Upload, PlanFile, Layout, Mapping]:
    upload = own_upload_or_404(request, pk)
    file = open_file(upload)
    layout, mapping = file.reading.layout, file.reading.mapping
    if layout is None or mapping is None:
        raise Http404(pk)  # a file of ours: there is nothing to map
    proposed = _PROPOSALS.get((file.sha256, file.name), lambda: propose(layout))
    return upload, file, layout, _reasoned(mapping, proposed)


def _reasoned(mapping: Mapping, proposal: Mapping) -> Mapping:
    """The mapping with the reasons of the proposal, which are not stored, where the choice is still the same."""
    proposed = {table.name: table for table in proposal.tables}
    return replace(mapping, tables=tuple(_table_reasoned(table, proposed.get(table.name)) for table in mapping.tables))


def _table_reasoned(table: TableMapping, proposed: TableMapping | None) -> TableMapping:
    if proposed is None:
        return table
    first = {column.index: column for column in proposed.columns}
    columns = tuple(_column_reasoned(column, first.get(column.index)) for column in table.columns)
    return replace(table, columns=columns, why=proposed.why if proposed.use == table.use else table.why)


def _column_reasoned(column: Column, proposed: Column | None) -> Column:
    if proposed is None or proposed.field != column.field:
        return column
    return replace(column, why=in_words(proposed.why), alternatives=proposed.alternatives)


def _forms(
    layout: Layout, mapping: Mapping, findings: Sequence[Finding], sent: Any = None
) -> tuple[FileForm, list[TableForm]]:
    single = len(layout.tables) == 1
    tables = []
    for at, table in enumerate(layout.tables):
        about = mapping.table(table.name)
        if about is not None:
            doubtful = doubtful_rows(table, findings, DOUBTFUL, single=single)[:ROWS_OFFERED]
            tables.append(TableForm(at, table, about, doubtful, sent))
    return FileForm(mapping, sent), tables


def _correct(request: HttpRequest, upload: Upload, file: PlanFile, mapping: Mapping) -> HttpResponse:
    anew = read_file(file.content, file.name, mapping=mapping)
    correct_mapping(by=user(request), upload=upload, file=anew, now=timezone.now())
    messages.success(request, _("The file was read again. Look at what came of it below."))
    return redirect("upload-mapping", upload.pk)


def _page(
    request: HttpRequest,
    upload: Upload,
    file: PlanFile,
    shown: tuple[FileForm, list[TableForm]],
    *,
    findings: Sequence[Finding] | None = None,
    mapping_form: MappingFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    file_form, table_forms = shown
    told = by_gravity(file.reading.findings if findings is None else findings)
    refused = [form for form in (*table_forms, mapping_form) if form is not None and form.errors]
    context = desk_page(
        (upload.file_name, ""),
        upload=upload,
        tabs=upload_tabs(upload, file, "mapping"),
        form=refused[0] if refused and not file_form.errors else file_form,
        file_form=file_form,
        tables=[_table(form, file) for form in table_forms],
        mapping_form=mapping_form or MappingFileForm(),
        plan=file.plan,
        counts=_counts(file.plan),
        activities=_activities(file.plan),
        findings=told[:FINDINGS_SHOWN],
        findings_left=max(0, len(told) - FINDINGS_SHOWN),
        findings_count=len(told),
    )
    return render(request, "desk/mapping.html", context, status=status)


def _table(form: TableForm, file: PlanFile) -> dict[str, object]:
    name = say(Origin(file.name, form.table.name).inside)
    return {
        "form": form,
        "name": name,
        "own_name": name == form.table.name,
        "why": form.mapping.why,
        "use": form.mapping.use,
        "open": file.plan is None or bool(form.errors),
        "lines": picture(form.table, form.mapping),
        "letters": [letters(column) for column in range(form.table.width)],
    }


def _counts(plan: Plan | None) -> dict[str, int]:
    if plan is None:
        return {}
    steps = sum(len(activity.steps.value or ()) for _goal, _objective, activity in plan.each_activity())
    indicators = sum(1 for _indicator in plan.each_indicator())
    return {**plan.counts()._asdict(), "steps": steps, "indicators": indicators}


def _activities(plan: Plan | None) -> list[dict[str, object]]:
    if plan is None:
        return []
    rows = [row for row, _at in zip(plan.each_activity(), range(ACTIVITIES_SHOWN), strict=False)]
    return [{"goal": goal, "objective": objective, "activity": activity} for goal, objective, activity in rows]
