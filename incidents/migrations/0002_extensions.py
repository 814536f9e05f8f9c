"""PostgreSQL extensions: trigrams for fuzzy look-ups of titles and names."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [TrigramExtension()]
