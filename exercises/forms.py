import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from exercises.models import Exercise, Measure, ReaderQuestion
from exercises.models.readers import LONGEST_QUESTION
from exercises.queries import figures
from exercises.queries.names import name_clash


def is_asked(field: Any) -> bool:
    return (
        getattr(field, "editable", False)
        and field.name not in ("id", "measures", "status")
        and hasattr(field, "formfield")
    )


class Paragraph(forms.Textarea):
    """For what is one line in the database, however many the box shows."""

    def __init__(self) -> None:
        super().__init__({"rows": 2, "class": "vLargeTextField"})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return None if value is None else " ".join(value.split())


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes that say what they are boxes of: two lists of muscles hold the same names."""

    def __init__(self, title: Any) -> None:
        super().__init__()
        self.title = title

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        boxes = super().render(name, value, attrs, renderer)
        return format_html(
            '<div class="ticks" role="group" aria-label="{}">{}</div>', capfirst(self.title), boxes
        )


class DrillForm(forms.ModelForm):
    """Measures as a choice and checkboxes: the list that the row keeps begins with the main one."""

    main_measure = forms.ChoiceField(
        label=gettext_lazy("Main measure"),
        choices=Measure,
        help_text=gettext_lazy("What charts show and the dose counts."),
    )
    other_measures = forms.MultipleChoiceField(
        label=gettext_lazy("A set also records"),
        choices=Measure,
        required=False,
        widget=Ticks(gettext_lazy("A set also records")),
    )

    figure = forms.ChoiceField(
        label=gettext_lazy("Figure"),
        choices=lambda: [("", gettext_lazy("None yet")), *((name, name) for name in figures())],
        help_text=gettext_lazy("Until a drill has one, a pictogram of its position holds the place."),
        required=False,
    )

    class Meta:
        model = Exercise
        # All but `measures`, which the two fields above write.
        fields = [field.name for field in Exercise._meta.get_fields() if is_asked(field)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.measures:
            self.initial.setdefault("main_measure", self.instance.main_measure)
            self.initial.setdefault("other_measures", self.instance.measures[1:])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        main = cleaned.get("main_measure")
        if main:
            others = set(cleaned.get("other_measures", ())) - {main}
            self.instance.measures = [main, *(measure for measure in Measure.values if measure in others)]
        self.check_name(cleaned.get("name", ""))
        return cleaned

    def check_name(self, name: str) -> None:
        clash = name_clash(name=name, aliases=[], drill_id=self.instance.pk)
        if clash:
            self.add_error("name", clash.sentence)


class DrillFormSet(BaseInlineFormSet):
    """The aliases of one drill, against every other name and alias and the drill's own new name."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form
            for form in self.forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]
        aliases = [form.cleaned_data["name"] for form in kept]
        clash = name_clash(name=self.instance.name or "", aliases=aliases, drill_id=self.instance.pk)
        if clash:
            raise ValidationError(clash.sentence)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=gettext_lazy("Merge into"),
        queryset=Exercise.objects.none(),
        empty_label=gettext_lazy("Choose a drill"),
    )

    def __init__(self, *args: Any, duplicate: Exercise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = Exercise.objects.published().exclude(pk=duplicate.pk)


LINK = re.compile(
    r"https?:|www\.|<\s*a\b|\[url|@\w|\b[\w-]+\.(?:com|net|org|info|biz|io|co|me|app|ly|ru|de|uk|shop|xyz|top|site|online|link)\b",
    re.IGNORECASE,
)


class AskForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your question"),
        min_length=10,
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("10 to 500 characters."),
        error_messages={
            "required": gettext_lazy("Write your question."),
            "min_length": gettext_lazy("Write a little more: 10 characters at least."),
            "max_length": gettext_lazy("That is too long: 500 characters at most."),
        },
    )
    # Nobody sees it; machines fill it in.
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def clean_text(self) -> str:
        # Browsers send line ends with CR, which would count.
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if LINK.search(text):
            raise ValidationError(
                gettext_lazy("Leave links and addresses out: editors read the words alone.")
            )
        return text


class AnswerForm(forms.ModelForm):
    """An answer in the admin. What is missing counts only once it is to be published."""

    class Meta:
        model = ReaderQuestion
        fields = ["wording", "answer", "note"]
        widgets: ClassVar = {"wording": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "wording" in self.fields and not self.instance.wording:
            self.initial["wording"] = " ".join(self.instance.text.split())[:200]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "_publish" in self.data:
            if not cleaned.get("wording"):
                self.add_error("wording", gettext_lazy("Write the question as readers will see it."))
            if not cleaned.get("answer"):
                self.add_error("answer", gettext_lazy("Write the answer."))
        return cleaned
