"""Rules that the database keeps whoever writes: evidence, append-only rows, publication."""

from django.db import migrations

EVIDENCE = """
CREATE FUNCTION siaga_evidence_is_quoted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.evidence IS DISTINCT FROM (
        SELECT substring(a.text FROM NEW.start + 1 FOR NEW."end" - NEW.start)
        FROM incidents_article a WHERE a.id = NEW.article_id
    ) THEN
        RAISE EXCEPTION 'evidence of a mention must equal the characters [%, %) of article %',
            NEW.start, NEW."end", NEW.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_is_quoted';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_is_quoted
    BEFORE INSERT OR UPDATE OF article_id, start, "end", evidence ON incidents_mention
    FOR EACH ROW EXECUTE FUNCTION siaga_evidence_is_quoted();

CREATE FUNCTION siaga_text_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of article % cannot change; a changed text is a new version', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'article_text_is_kept';
END $$;
CREATE TRIGGER article_text_is_kept
    BEFORE UPDATE OF text, text_sha256 ON incidents_article
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text
                       OR OLD.text_sha256 IS DISTINCT FROM NEW.text_sha256)
    EXECUTE FUNCTION siaga_text_is_kept();
"""

APPEND_ONLY = """
CREATE FUNCTION siaga_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are kept as written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON incidents_decision
    FOR EACH ROW EXECUTE FUNCTION siaga_refuse_change();
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON incidents_decision
    FOR EACH STATEMENT EXECUTE FUNCTION siaga_refuse_change();
CREATE TRIGGER snapshot_unchanging BEFORE UPDATE OR DELETE ON incidents_snapshot
    FOR EACH ROW EXECUTE FUNCTION siaga_refuse_change();
"""

PUBLICATION = """
CREATE FUNCTION siaga_public_incident_is_attested() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject bigint;
BEGIN
    IF TG_TABLE_NAME = 'incidents_incident' THEN
        subject := NEW.id;
    ELSE
        subject := OLD.incident_id;
    END IF;
    IF EXISTS (
        SELECT 1 FROM incidents_incident i
        WHERE i.id = subject AND i.lifecycle IN ('published', 'corrected')
          AND NOT EXISTS (SELECT 1 FROM incidents_mention m
                          WHERE m.incident_id = i.id AND m.state = 'accepted')
          AND NOT EXISTS (SELECT 1 FROM incidents_citation c WHERE c.incident_id = i.id)
    ) THEN
        RAISE EXCEPTION 'published incident % has neither an accepted mention nor a cited source',
            subject USING ERRCODE = 'check_violation', CONSTRAINT = 'public_incident_is_attested';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER public_incident_is_attested
    AFTER INSERT OR UPDATE OF lifecycle ON incidents_incident
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.lifecycle IN ('published', 'corrected'))
    EXECUTE FUNCTION siaga_public_incident_is_attested();
CREATE CONSTRAINT TRIGGER public_incident_keeps_mention
    AFTER UPDATE OR DELETE ON incidents_mention
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.incident_id IS NOT NULL AND OLD.state = 'accepted')
    EXECUTE FUNCTION siaga_public_incident_is_attested();
CREATE CONSTRAINT TRIGGER public_incident_keeps_citation
    AFTER UPDATE OF incident_id OR DELETE ON incidents_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION siaga_public_incident_is_attested();
"""

UNDO = """
DROP TRIGGER public_incident_keeps_citation ON incidents_citation;
DROP TRIGGER public_incident_keeps_mention ON incidents_mention;
DROP TRIGGER public_incident_is_attested ON incidents_incident;
DROP FUNCTION siaga_public_incident_is_attested();
DROP TRIGGER snapshot_unchanging ON incidents_snapshot;
DROP TRIGGER decision_no_truncate ON incidents_decision;
DROP TRIGGER decision_append_only ON incidents_decision;
DROP FUNCTION siaga_refuse_change();
DROP TRIGGER article_text_is_kept ON incidents_article;
DROP FUNCTION siaga_text_is_kept();
DROP TRIGGER evidence_is_quoted ON incidents_mention;
DROP FUNCTION siaga_evidence_is_quoted();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_extensions")]
    operations = [migrations.RunSQL(EVIDENCE + APPEND_ONLY + PUBLICATION, UNDO)]
