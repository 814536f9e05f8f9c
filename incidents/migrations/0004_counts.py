"""Triggers that keep the numbers of public incidents (IncidentCount) current whoever writes."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION siaga_weeks(happened date, known_to text, polling date) RETURNS smallint
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN known_to = 'day' AND happened >= polling - 52 * 7 AND happened < polling + 12 * 7
           THEN floor((happened - polling) / 7.0) ELSE 32767 END::smallint
$$;

CREATE FUNCTION siaga_count(
    about text, about_key bigint, weeks smallint, i incidents_incident, step integer
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO incidents_incidentcount AS c
        (scope, scope_key, month, week, kind, category, status, count)
    VALUES (about, about_key,
            coalesce(CASE about WHEN 'all' THEN date_trunc('month', i.starts_on)::date END, '0001-01-01'),
            weeks, i.kind, i.category, i.status, step)
    ON CONFLICT (scope, scope_key, month, week, kind, category, status)
    DO UPDATE SET count = c.count + step
$$;

CREATE FUNCTION siaga_is_public(i incidents_incident) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT i.lifecycle IN ('published', 'corrected') AND i.tlp = 'clear'
$$;

CREATE FUNCTION siaga_count_everywhere(i incidents_incident, step integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT siaga_is_public(i) THEN
        RETURN;
    END IF;
    PERFORM siaga_count('all', 0, 32767::smallint, i, step);
    PERFORM siaga_count('election', e.id, siaga_weeks(i.starts_on, i.precision, e.polling_day), i, step)
    FROM incidents_incident_elections l JOIN incidents_election e ON e.id = l.election_id
    WHERE l.incident_id = i.id ORDER BY e.id;
    PERFORM siaga_count('place', l.place_id, 32767::smallint, i, step)
    FROM incidents_incident_places l WHERE l.incident_id = i.id ORDER BY l.place_id;
END $$;

CREATE FUNCTION siaga_incident_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM siaga_count_everywhere(OLD, -1);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM siaga_count_everywhere(NEW, 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER incident_counted
    AFTER INSERT OR DELETE OR UPDATE OF lifecycle, tlp, kind, category, status, starts_on, precision
    ON incidents_incident FOR EACH ROW EXECUTE FUNCTION siaga_incident_counted();

CREATE FUNCTION siaga_election_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    link incidents_incident_elections := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    PERFORM siaga_count('election', e.id, siaga_weeks(i.starts_on, i.precision, e.polling_day), i,
                        CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END)
    FROM incidents_incident i, incidents_election e
    WHERE i.id = link.incident_id AND e.id = link.election_id AND siaga_is_public(i);
    RETURN NULL;
END $$;
CREATE TRIGGER election_counted AFTER INSERT OR DELETE ON incidents_incident_elections
    FOR EACH ROW EXECUTE FUNCTION siaga_election_counted();

CREATE FUNCTION siaga_place_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    link incidents_incident_places := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    PERFORM siaga_count('place', link.place_id, 32767::smallint, i,
                        CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END)
    FROM incidents_incident i WHERE i.id = link.incident_id AND siaga_is_public(i);
    RETURN NULL;
END $$;
CREATE TRIGGER place_counted AFTER INSERT OR DELETE ON incidents_incident_places
    FOR EACH ROW EXECUTE FUNCTION siaga_place_counted();

CREATE FUNCTION siaga_polling_day_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM incidents_incidentcount WHERE scope = 'election' AND scope_key = NEW.id;
    PERFORM siaga_count('election', NEW.id, siaga_weeks(i.starts_on, i.precision, NEW.polling_day), i, 1)
    FROM incidents_incident i JOIN incidents_incident_elections l ON l.incident_id = i.id
    WHERE l.election_id = NEW.id AND siaga_is_public(i);
    RETURN NULL;
END $$;
CREATE TRIGGER polling_day_moved AFTER UPDATE OF polling_day ON incidents_election
    FOR EACH ROW WHEN (OLD.polling_day IS DISTINCT FROM NEW.polling_day)
    EXECUTE FUNCTION siaga_polling_day_moved();
"""

BACKWARDS = """
DROP TRIGGER polling_day_moved ON incidents_election;
DROP TRIGGER place_counted ON incidents_incident_places;
DROP TRIGGER election_counted ON incidents_incident_elections;
DROP TRIGGER incident_counted ON incidents_incident;
DROP FUNCTION siaga_polling_day_moved(), siaga_place_counted(), siaga_election_counted(),
    siaga_incident_counted(), siaga_count_everywhere(incidents_incident, integer),
    siaga_is_public(incidents_incident),
    siaga_count(text, bigint, smallint, incidents_incident, integer), siaga_weeks(date, text, date);
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_guards")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
