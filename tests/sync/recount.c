/* recount.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "recount.h"

#include "clinic-days.h"

/* What each measure is counted from: rows with their moment, their keys and what they are. A person
 * is counted once in a stretch: by the row of the greatest worth, the earliest of those. */
#define COLUMNS                                                                                    \
  " id, t, doctor, specialty, source, reason, stage, chair, user, line, code, lead_stage"

/* By the names of the demo clinic's stages and reasons (clinic.md 3.2): not the reception's fault
 * is what the clinic cancelled, a mistake or a double. */
#define VISITS                                                                                     \
  "visit AS (SELECT id, start AS t, patient, doctor, specialty, source, reason, stage, chair, "    \
  "user,"                                                                                          \
  " NULL AS line, NULL AS code, NULL AS lead_stage, moved, minutes, lead, created, first,"         \
  " semantics = 'S' AS came, semantics = 'F' AS lost, semantics NOT IN ('S', 'F') AS open,"        \
  " semantics = 'F' AND (stage IN ('C5:LOSE', 'C5:UC_KLINIKA') OR coalesce (reason, 0) IN (1047, " \
  "1048))"                                                                                         \
  " AS excused FROM visits WHERE start > 0),"                                                      \
  "judged AS (SELECT *, lost AND NOT excused AS ours,"                                             \
  " lost AND NOT excused AND stage = 'C5:UC_NEYAVKA' AS noshow FROM visit)"

#define VISIT_ROWS(part, whole, unknown, ripening, where)                                          \
  VISITS ", base AS (SELECT" COLUMNS ", NULL AS person, 0 AS worth, " part " AS part, " whole      \
         " AS whole, " unknown " AS unknown, " ripening                                            \
         " AS ripening, 0 AS value FROM judged WHERE " where ")"

/* How long ago the last visit was that took place; 31 August and six months are 28 February. */
#define FIRSTS                                                                                     \
  VISITS                                                                                           \
  ", before AS (SELECT *, (SELECT max (v.t) FROM visit v WHERE v.patient = judged.patient AND"     \
  " judged.patient > 0 AND v.came AND v.t < judged.t) AS last FROM judged),"                       \
  "kinds AS (SELECT *, CASE WHEN last IS NULL THEN iif (patient > 0, 'new', iif (first = 1, "      \
  "'new',"                                                                                         \
  " iif (first = 0, 'not', 'unknown')))"                                                           \
  " WHEN date (t, 'unixepoch', 'localtime') >="                                                    \
  " min (date (last, 'unixepoch', 'localtime', '+6 months'),"                                      \
  " date (last, 'unixepoch', 'localtime', 'start of month', '+7 months', '-1 day'))"               \
  " THEN 'returned' ELSE 'not' END AS kind FROM before)"

#define FIRST_ROWS(part, whole, ripening, where)                                                   \
  FIRSTS ", base AS (SELECT" COLUMNS                                                               \
         ", iif (kind = 'unknown', NULL, nullif (patient, 0)) AS person,"                          \
         " came * 3 + open * 2 + ours AS worth, (kind != 'unknown') * (" part                      \
         ") AS part, (kind != 'unknown') * (" whole                                                \
         ") AS whole, kind = 'unknown' AS unknown, (kind != 'unknown') * (" ripening               \
         ") AS ripening, 0 AS value FROM kinds WHERE " where ")"

#define LEADS                                                                                      \
  "lead_visit AS (SELECT l.id AS lead_id, (SELECT v.id FROM visits v WHERE v.lead = l.id ORDER BY" \
  " v.created, v.id LIMIT 1) AS visit_id FROM leads l),"                                           \
  "judged AS (SELECT l.id, l.created AS t, NULL AS doctor, NULL AS specialty, l.source, NULL AS"   \
  " reason, NULL AS stage, NULL AS chair, l.user, NULL AS line, NULL AS code,"                     \
  " l.stage AS lead_stage, l.stage NOT IN ('JUNK', 'UC_LOST_DOUBLE', 'UC_LOST_ASK') AS target,"    \
  " l.semantics = 'S' OR lv.visit_id IS NOT NULL AS booked,"                                       \
  " l.semantics NOT IN ('S', 'F') AS open, v.semantics AS fate, lv.visit_id IS NULL AS missing"    \
  " FROM leads l JOIN lead_visit lv ON lv.lead_id = l.id LEFT JOIN visits v ON v.id = "            \
  "lv.visit_id)"

#define LEAD_ROWS(part, whole, unknown, ripening, where)                                           \
  LEADS ", base AS (SELECT" COLUMNS ", NULL AS person, 0 AS worth, " part " AS part, " whole       \
        " AS whole, " unknown " AS unknown, " ripening                                             \
        " AS ripening, 0 AS value FROM judged WHERE " where ")"
#define CAME "booked AND coalesce (fate, '') = 'S'"
#define NOT_TOLD "booked AND missing"
#define TO_COME "iif (booked, NOT missing AND coalesce (fate, '') NOT IN ('S', 'F'), open)"

#define CALLS                                                                                      \
  "judged AS (SELECT id, start AS t, NULL AS doctor, NULL AS specialty, NULL AS source, NULL AS"   \
  " reason, NULL AS stage, NULL AS chair, user, line, code, NULL AS lead_stage, duration,"         \
  " code = '200' AS answered, type IN (2, 3) AS incoming,"                                         \
  " substr (replace (replace (replace (replace (replace (coalesce (number, ''), '+', ''), ' ', "   \
  "''),"                                                                                           \
  " '-', ''), '(', ''), ')', ''), -10) AS number FROM calls WHERE type != 5)"

#define CALL_ROWS(part, whole, unknown, value, where)                                              \
  CALLS ", base AS (SELECT" COLUMNS ", NULL AS person, 0 AS worth, " part " AS part, " whole       \
        " AS whole, " unknown " AS unknown, 0 AS ripening, " value                                 \
        " AS value FROM judged WHERE " where ")"

/* A case begins with a missed call and ends with the first conversation of that number within a
 * day, or with that day. */
#define CASES                                                                                      \
  CALLS                                                                                            \
  ", missed AS (SELECT number, t FROM judged WHERE incoming AND NOT answered AND number != ''),"   \
  "talk AS (SELECT number, t, incoming FROM judged WHERE answered AND number != ''),"              \
  "began (number, t) AS (SELECT number, min (t) FROM missed GROUP BY number UNION ALL"             \
  " SELECT number, (SELECT min (m.t) FROM missed m WHERE m.number = began.number AND m.t >="       \
  "  coalesce ((SELECT min (a.t) FROM talk a WHERE a.number = began.number AND a.t > began.t AND"  \
  "  a.t <= began.t + 86400) + 1, began.t + 86401)) FROM began WHERE t IS NOT NULL),"              \
  "cases AS (SELECT number, t, (SELECT min (a.t) FROM talk a WHERE a.number = began.number AND"    \
  " a.t > began.t AND a.t <= began.t + 86400) AS reached FROM began WHERE t IS NOT NULL),"         \
  "ended AS (SELECT number, t, reached - t AS waited, CASE WHEN reached IS NULL THEN"              \
  " iif (?1 - t > 86400, 'never', 'open') WHEN (SELECT incoming FROM talk a WHERE a.number ="      \
  " cases.number AND a.t = reached LIMIT 1) THEN 'theirs' ELSE 'ours' END AS fate FROM cases)"

#define CASE_ROWS(part, whole, ripening)                                                           \
  CASES ", base AS (SELECT" COLUMNS ", NULL AS person, 0 AS worth, " part " AS part, " whole       \
        " AS whole, 0 AS unknown, " ripening " AS ripening, coalesce (waited, 0) AS value FROM"    \
        " (SELECT j.*, e.waited, e.fate, ?1 - j.t AS age FROM judged j JOIN ended e ON e.number =" \
        " j.number AND e.t = j.t WHERE j.incoming AND NOT j.answered AND fate != 'theirs')"        \
        " UNION ALL SELECT" COLUMNS ", NULL, 0, 0, 0, 1, 0, 0 FROM judged WHERE incoming AND NOT"  \
        " answered AND number = '')"

/* The waiting list: who came on it and was spoken with since; what of it became a visit is another
 * question for a lead than for a visit with the mark. By the temporary tables of prepare (). */
#define FATES                                                                                      \
  VISITS                                                                                           \
  ", found AS (SELECT *, CASE entity WHEN 2 THEN id ELSE coalesce ((SELECT v.id FROM visits v"     \
  " WHERE v.lead = waiter.id ORDER BY v.created, v.id LIMIT 1), (SELECT v.id FROM visit v"         \
  " WHERE v.patient = waiter.patient AND v.patient > 0 AND v.t >= contacted AND v.created >="      \
  " since ORDER BY v.t, v.id LIMIT 1)) END AS visit_id FROM waiter WHERE contacted > 0),"          \
  "fated AS (SELECT f.*, coalesce (v.semantics, '') AS fate FROM found f LEFT JOIN visits v ON"    \
  " v.id = f.visit_id)"
#define WAITS                                                                                      \
  FATES ", base AS (SELECT entity << 32 | id AS id, contacted AS t, doctor, specialty, source, "   \
        "NULL AS reason,"                                                                          \
        " NULL AS stage, NULL AS chair, user, NULL AS line, NULL AS code, NULL AS lead_stage,"     \
        " nullif (patient, 0) AS person, CASE WHEN visit_id IS NULL OR fate = 'F' THEN 0"          \
        " WHEN fate = 'S' THEN 3 ELSE 2 END AS worth, fate = 'S' AS part, 1 AS whole,"             \
        " 0 AS unknown, visit_id IS NOT NULL AND fate NOT IN ('S', 'F') AS ripening, 0 AS value"   \
        " FROM fated)"

/* Whom a reminder was sent; it is his turn two days before. */
#define ASKED "(NOT open OR t < ?1 + 172800)"
#define SENT(condition)                                                                            \
  "EXISTS (SELECT 1 FROM messages m WHERE m.visit = judged.id AND m.provider = 'CRM_SMS' AND"      \
  " " condition ")"
#define DELIVERED SENT ("m.status IN (14, 17)")

static const char *const bases[CLINIC_N_MEASURES] = {
  [CLINIC_MEASURE_CONFIRMED] =
    VISIT_ROWS (DELIVERED " AND id IN (SELECT v.id FROM visits v WHERE v.confirmation = 911)",
                DELIVERED,
                "NOT " DELIVERED " AND NOT " SENT ("m.status IN (1, 2, 15, 16)") " AND (" SENT (
                  "m.status >= 10") " OR NOT open)",
                "0",
                ASKED),
  /* not lost ones; their places, the hours and what they take of them: see LOAD */
  [CLINIC_MEASURE_CHAIR_LOAD] =
    VISITS ", base AS (SELECT" COLUMNS ", iif (coalesce (minutes, 0) = 0, 30, minutes) * 60 AS"
           " length FROM judged WHERE NOT lost)",
  [CLINIC_MEASURE_BRINGING_WAITING] = WAITS,
  [CLINIC_MEASURE_CALLS] = CALL_ROWS ("1", "0", "0", "0", "1"),
  [CLINIC_MEASURE_CALLS_HANDLED] = CALL_ROWS ("1", "0", "0", "0", "answered"),
  [CLINIC_MEASURE_MISSED_RATE] = CALL_ROWS ("NOT answered", "1", "0", "0", "incoming"),
  [CLINIC_MEASURE_TALK_TIME] = CALL_ROWS ("1", "1", "0", "duration", "answered"),
  /* the portal does not tell how long it rang */
  [CLINIC_MEASURE_ANSWER_TIME] = CALL_ROWS ("0", "0", "1", "0", "incoming AND answered"),
  [CLINIC_MEASURE_SERVICE_LEVEL] = CALL_ROWS ("0", "0", "1", "0", "incoming"),
  [CLINIC_MEASURE_LOST_RATE] = CASES
  ", base AS (SELECT" COLUMNS ", number AS person, bad AS worth, bad = 2 AS part, 1 AS whole,"
  " 0 AS unknown, bad = 1 AS ripening, 0 AS value FROM (SELECT j.*, CASE coalesce (e.fate, '')"
  " WHEN 'never' THEN 2 WHEN 'open' THEN 1 ELSE 0 END AS bad FROM judged j LEFT JOIN ended e"
  " ON e.number = j.number AND e.t = j.t WHERE j.incoming AND j.number != '')"
  " UNION ALL SELECT" COLUMNS
  ", NULL, 0, 0, 0, 1, 0, 0 FROM judged WHERE incoming AND number = '')",
  [CLINIC_MEASURE_CALLBACK_TIME] = CASE_ROWS ("fate = 'ours'", "fate != 'open'", "fate = 'open'"),
  [CLINIC_MEASURE_CALLBACK_RATE] = CASE_ROWS ("fate = 'ours' AND waited <= 900",
                                              "NOT (fate = 'open' AND age <= 900)",
                                              "fate = 'open' AND age <= 900"),
  [CLINIC_MEASURE_VISITS] = VISIT_ROWS ("1", "0", "0", "0", "came"),
  [CLINIC_MEASURE_BOOKED_VISITS] = VISIT_ROWS ("1", "0", "0", "0", "1"),
  [CLINIC_MEASURE_LOSSES] = VISIT_ROWS ("1", "0", "0", "0", "lost"),
  [CLINIC_MEASURE_SHOW_UP] = VISIT_ROWS ("came", "came OR ours", "0", "open", "NOT excused"),
  [CLINIC_MEASURE_NO_SHOW] =
    VISIT_ROWS ("noshow", "came OR noshow", "0", "open", "came OR noshow OR open"),
  [CLINIC_MEASURE_LATE_CANCEL] =
    VISIT_ROWS ("ours AND NOT noshow AND moved > 0 AND t - moved BETWEEN 0 AND 86399",
                "1",
                "ours AND NOT noshow AND (coalesce (moved, 0) = 0 OR t < moved)",
                "0",
                "NOT excused"),
  [CLINIC_MEASURE_FIRST_PATIENTS] = FIRST_ROWS ("1", "0", "0", "came AND kind != 'not'"),
  [CLINIC_MEASURE_RETURNED_PATIENTS] =
    FIRST_ROWS ("1", "0", "0", "came AND kind IN ('returned', 'unknown')"),
  [CLINIC_MEASURE_BRINGING_FIRST] =
    FIRST_ROWS ("came", "1", "open", "NOT excused AND kind != 'not'"),
  [CLINIC_MEASURE_LEADS] = LEAD_ROWS ("1", "0", "0", "0", "1"),
  [CLINIC_MEASURE_TARGET_LEADS] = LEAD_ROWS ("1", "0", "0", "0", "target"),
  [CLINIC_MEASURE_LEAD_TO_BOOKED] = LEAD_ROWS ("booked", "1", "0", "NOT booked AND open", "target"),
  [CLINIC_MEASURE_LEAD_TO_CHAIR] = LEAD_ROWS (CAME, "1", NOT_TOLD, TO_COME, "target"),
  [CLINIC_MEASURE_BOOKED_TO_CHAIR] = LEAD_ROWS (CAME, "1", NOT_TOLD, TO_COME, "target AND booked"),
};

/* by ClinicFactName */
static const char *const columns[CLINIC_N_NAMES] = {
  [CLINIC_NAMES_DOCTOR] = "doctor", [CLINIC_NAMES_SPECIALTY] = "specialty",
  [CLINIC_NAMES_SOURCE] = "source", [CLINIC_NAMES_REASON] = "reason",
  [CLINIC_NAMES_STAGE] = "stage",   [CLINIC_NAMES_LEAD_STAGE] = "lead_stage",
  [CLINIC_NAMES_CHAIR] = "chair",   [CLINIC_NAMES_USER] = "user",
  [CLINIC_NAMES_LINE] = "line",     [CLINIC_NAMES_CODE] = "code",
};

#define DAY "date (t, 'unixepoch', 'localtime')"

gboolean
recount_can (ClinicMeasure measure)
{
  return bases[measure] != NULL;
}

/* (transfer full): an expression */
static char *
dup_group (ClinicGrouping grouping)
{
  switch ((int) grouping)
    {
    case CLINIC_GROUPING_NONE:
      return g_strdup ("''");
    case CLINIC_GROUPING_DAY:
      return g_strdup (DAY);
    case CLINIC_GROUPING_WEEK:
      return g_strdup ("max (?2, date (t, 'unixepoch', 'localtime', '-6 days', 'weekday 1'))");
    case CLINIC_GROUPING_MONTH:
      return g_strdup ("max (?2, date (t, 'unixepoch', 'localtime', 'start of month'))");
    case CLINIC_GROUPING_QUARTER:
      return g_strdup (
        "max (?2, strftime ('%Y', t, 'unixepoch', 'localtime') || printf ('-%02d-01',"
        " (strftime ('%m', t, 'unixepoch', 'localtime') + 2) / 3 * 3 - 2))");
    case CLINIC_GROUPING_WEEKDAY:
      return g_strdup ("(strftime ('%w', t, 'unixepoch', 'localtime') + 6) % 7 + 1");
    case CLINIC_GROUPING_HOUR:
      return g_strdup ("CAST (strftime ('%H', t, 'unixepoch', 'localtime') AS INTEGER)");
    default:
      return g_strdup_printf ("coalesce (nullif (CAST (%s AS TEXT), '0'), '')",
                              columns[grouping - CLINIC_GROUPING_BY_NAME]);
    }
}

/* (transfer full): conditions */
static char *
dup_filters (const ClinicQuestion *question)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    {
      if (question->filters[i] == NULL ||
          !clinic_measure_has_name (question->measure, (ClinicFactName) i))
        continue;
      g_string_append_printf (text, " AND coalesce (nullif (CAST (%s AS TEXT), '0'), '') IN (",
                              columns[i]);
      for (guint k = 0; question->filters[i][k] != NULL; k++)
        {
          char *quoted = sqlite3_mprintf ("%s%Q", k > 0 ? "," : "", question->filters[i][k]);

          g_string_append (text, quoted);
          sqlite3_free (quoted);
        }
      g_string_append_c (text, ')');
    }

  return g_string_free (text, FALSE);
}

/* Each place is open from nine to nine on a day on which it has a visit; what visits take of that,
 * each from where those before it end. */
#define LOAD                                                                                       \
  ", placed AS (SELECT *, coalesce (%s, 0) AS place, " DAY " AS day,"                              \
  " t - (strftime ('%%H', t, 'unixepoch', 'localtime') * 3600 +"                                   \
  "  strftime ('%%M', t, 'unixepoch', 'localtime') * 60 +"                                         \
  "  strftime ('%%S', t, 'unixepoch', 'localtime')) AS midnight FROM asked),"                      \
  "queue AS (SELECT *, row_number () OVER w AS number, max (t + length) OVER (PARTITION BY place," \
  " day ORDER BY t, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until FROM placed"     \
  " WHERE place != 0 WINDOW w AS (PARTITION BY place, day ORDER BY t, id)),"                       \
  "taken AS (SELECT *, max (0, min (t + length, midnight + 21 * 3600) - max (t, midnight +"        \
  " 9 * 3600, coalesce (until, 0))) AS seconds FROM queue)"                                        \
  " SELECT grp, sum (seconds > 0), 0, 0, 0, sum (seconds / 60), sum ((number = 1) * 720)"          \
  " FROM taken GROUP BY grp UNION ALL"                                                             \
  " SELECT grp, 0, 0, count (*), 0, 0, 0 FROM placed WHERE place = 0 GROUP BY grp"

#define COUNT                                                                                      \
  ", ranked AS (SELECT *, row_number () OVER (PARTITION BY person, stretch ORDER BY worth DESC, "  \
  "t,"                                                                                             \
  " id) AS place FROM asked) SELECT grp, sum (part), sum (whole), sum (unknown), sum (ripening),"  \
  " sum (part * value), 0 FROM ranked WHERE person IS NULL OR place = 1 GROUP BY grp"

/* (transfer full) */
static char *
dup_sql (const ClinicQuestion *question)
{
  g_autofree char *group = dup_group (question->grouping);
  g_autofree char *filters = dup_filters (question);
  gboolean stretch = clinic_grouping_is_stretch (question->grouping);
  gboolean by_chair = question->grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_CHAIR) ||
                      (question->filters[CLINIC_NAMES_CHAIR] != NULL &&
                       question->grouping != CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR));
  g_autofree char *load = g_strdup_printf (LOAD, by_chair ? "chair" : "doctor");

  return g_strdup_printf (
    "WITH RECURSIVE %s, asked AS (SELECT *, %s AS grp, %s AS stretch FROM base WHERE " DAY
    " >= ?2 AND " DAY " < ?3%s)%s",
    bases[question->measure], group, stretch ? group : "''", filters,
    question->measure == CLINIC_MEASURE_CHAIR_LOAD ? load : COUNT);
}

/* a number as people write it, perhaps with an extension -> its last ten digits */
#define DIGITS(text)                                                                                    \
  "substr (replace (replace (replace (replace (replace (substr (" text                                  \
  ", 1, instr (replace (" text " || 'доб', ';', 'доб'), 'доб') - 1), '+', ''), ' ', ''), '-'," \
  " ''), '(', ''), ')', ''), -10)"

/* What a measure would look for again and again. A visit's mark has no time of its own. */
static const char waiters[] = "CREATE TEMP TABLE talk AS SELECT " DIGITS (
  "number") " AS digits, start AS t FROM calls"
            " WHERE code = '200' AND type != 5 AND number != '';"
            "CREATE INDEX temp.talk_digits ON talk (digits, t);"
            "CREATE TEMP TABLE waiter AS WITH came AS (SELECT 1 AS entity, l.id, coalesce "
            "(l.patient, 0) AS"
            " patient, min (s.created) AS since, l.user, l.source, NULL AS doctor, NULL AS "
            "specialty,"
            " l.phone FROM leads l JOIN steps s ON s.type = 1 AND s.owner = l.id AND s.stage ="
            " 'UC_WAITLIST' GROUP BY l.id UNION ALL SELECT 2, id, coalesce (patient, 0), created, "
            "user,"
            " source, doctor, specialty, NULL FROM visits WHERE waiting IN (1, 'Y')),"
            "numbers AS (SELECT entity, id, since, " DIGITS (
              "phone") " AS digits FROM came WHERE phone != ''"
                       " UNION SELECT entity, id, since, " DIGITS (
                         "p.number") " FROM came JOIN phones p ON p.patient ="
                                     " came.patient)"
                                     " SELECT came.*, (SELECT min (t.t) FROM numbers n JOIN talk t "
                                     "ON t.digits = n.digits AND t.t >="
                                     " n.since WHERE n.entity = came.entity AND n.id = came.id) AS "
                                     "contacted FROM came;"
                                     "CREATE INDEX temp.waiter_id ON waiter (id);";

sqlite3 *
recount_open (const char *path)
{
  sqlite3 *tables = NULL;
  char *message = NULL;

  if (sqlite3_open_v2 (path, &tables, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_exec (tables, "PRAGMA cache_size = -262144", NULL, NULL, &message) != SQLITE_OK ||
      sqlite3_exec (tables, waiters, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message != NULL ? message : sqlite3_errmsg (tables));

  return tables;
}

/* what several rows say of one group */
static RecountGroup *
need_group (GHashTable *groups, const char *key)
{
  RecountGroup *group = g_hash_table_lookup (groups, key);

  if (group == NULL)
    {
      group = g_new0 (RecountGroup, 1);
      g_hash_table_insert (groups, g_strdup (key), group);
    }

  return group;
}

GHashTable *
recount (sqlite3 *tables, const ClinicQuestion *question, gint64 now)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *sql = dup_sql (question);
  g_autofree char *from = clinic_days_to_string (question->from);
  g_autofree char *to = clinic_days_to_string (question->to);
  sqlite3_stmt *row = NULL;

  if (sqlite3_prepare_v2 (tables, sql, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (tables), sql);
  sqlite3_bind_int64 (row, 1, now);
  sqlite3_bind_text (row, 2, from, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, to, -1, SQLITE_STATIC);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      RecountGroup *group = need_group (groups, (const char *) sqlite3_column_text (row, 0));

      group->part += sqlite3_column_int64 (row, 1);
      group->whole += sqlite3_column_int64 (row, 2);
      group->unknown += sqlite3_column_int64 (row, 3);
      group->ripening += sqlite3_column_int64 (row, 4);
      group->sum += sqlite3_column_int64 (row, 5);
      group->open += sqlite3_column_int64 (row, 6);
    }
  sqlite3_finalize (row);

  return groups;
}
