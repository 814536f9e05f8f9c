"""Forms for handing in reports and for adding a source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.models import Source

LARGEST = 10 * 1024 * 1024


class TextForm(forms.Form):
    """A report as text."""

    text = forms.CharField(label=_("Text of the report"), widget=forms.Textarea(attrs={"rows": 10}))
    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    outlet = forms.CharField(label=_("Outlet"), max_length=120, required=False)
    published = forms.CharField(
        label=_("Published"),
        max_length=60,
        required=False,
        help_text=_("As written, for example 13 Maret 2019 or 2019-03-13"),
    )
    url = forms.CharField(label=_("Address"), max_length=2000, required=False)


class AddressForm(forms.Form):
    """The address of a report."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )


class FileForm(forms.Form):
    """A file with one report or many."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Text, HTML, JSON, JSON lines, e-mail (EML) or web archive (WARC), up to 10 MB"
        ),
    )

    def clean_file(self) -> Any:
        """Not larger than the reader of files takes."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB."), code="too-large")
        return file


class LookForm(forms.Form):
    """A site to look at, and the words that decide which of its items are kept."""

    address = forms.CharField(
        label=_("Address of the site or of its feed"),
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    include = forms.CharField(
        label=_("Keep items that contain one of"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One a line; a star at the end stands for any ending. Empty: keep all."),
    )
    exclude = forms.CharField(
        label=_("Set aside items that contain one of"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One a line. This wins over the words above."),
    )


class SourceForm(forms.ModelForm[Source]):
    """A source that was looked at, to be saved."""

    url = forms.URLField(label=_("Address polled"), max_length=2000, assume_scheme="https")
    homepage = forms.URLField(
        label=_("Homepage"), max_length=500, assume_scheme="https", required=False
    )

    class Meta:
        model = Source
        fields = (
            "name", "kind", "url", "homepage", "language", "country", "reliability", "official",
            "include", "exclude",
        )  # fmt: skip
        widgets = {"include": forms.HiddenInput, "exclude": forms.HiddenInput}

    def save(self, commit: bool = True) -> Source:  # noqa: FBT001, FBT002 - Django's signature
        """Save it as polled from now on."""
        self.instance.enabled = True
        return super().save(commit)
