/* reception-report-options.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report-options"

#include "reception-report-options.h"

#include "clinic-days.h"
#include "desk-options.h"

#include <glib/gi18n.h>

/* a slow portal, two years and a queue before us */
#define PATIENCE_SECONDS 900

static const struct
{
  const char *nick;
  const char *title;
} kinds[RECEPTION_N_REPORTS] = {
  [RECEPTION_REPORT_PAYROLL] = { "payroll", N_ ("Payroll") },
  [RECEPTION_REPORT_EXPENSES] = { "expenses", N_ ("Expenses") },
  [RECEPTION_REPORT_REGISTRY] = { "registry", N_ ("Registry of invoices") },
};

/* --- one report --- */

const char *
reception_report_kind_get_nick (ReceptionReportKind kind)
{
  return kinds[kind].nick;
}

const char *
reception_report_kind_get_title (ReceptionReportKind kind)
{
  return kinds[kind].title != NULL ? _ (kinds[kind].title) : NULL;
}

ReceptionReportRequest *
reception_report_request_new (ReceptionReportKind kind, const ClinicQuestion *question)
{
  ReceptionReportRequest *self = g_new0 (ReceptionReportRequest, 1);

  self->kind = kind;
  self->question = clinic_question_copy (question);

  return self;
}

void
reception_report_request_free (ReceptionReportRequest *self)
{
  g_clear_pointer (&self->question, clinic_question_free);
  g_free (self);
}

/* what people ask of each kind of rows first */
static ClinicGrouping
get_usual_grouping (ClinicMeasure measure)
{
  static const ClinicFactName names[] = { CLINIC_NAMES_SOURCE, CLINIC_NAMES_DOCTOR,
                                          CLINIC_NAMES_USER };

  if (clinic_measure_get_set (measure) == CLINIC_FACTS_CALLS)
    return CLINIC_GROUPING_BY (CLINIC_NAMES_USER);
  if (measure == CLINIC_MEASURE_LOSSES)
    return CLINIC_GROUPING_BY (CLINIC_NAMES_REASON);
  if (measure == CLINIC_MEASURE_VISITS || measure == CLINIC_MEASURE_BOOKED_VISITS)
    return CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (clinic_measure_has_grouping (measure, CLINIC_GROUPING_BY (names[i])))
      return CLINIC_GROUPING_BY (names[i]);

  return CLINIC_GROUPING_NONE;
}

static ReceptionReportRequest *
new_measure (ClinicMeasure measure, const char *by, GError **error)
{
  g_autoptr (ClinicQuestion) question = NULL;
  ClinicGrouping grouping = get_usual_grouping (measure);

  if (by != NULL && (!clinic_grouping_from_nick (by, &grouping) ||
                     !clinic_measure_has_grouping (measure, grouping)))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("This report cannot be counted by “%s”."), by);
      return NULL;
    }
  question = clinic_question_new (measure, grouping);
  question->period = CLINIC_PERIOD_LAST_MONTH;
  question->comparison = CLINIC_COMPARISON_PREVIOUS;

  return reception_report_request_new (RECEPTION_REPORT_MEASURE, question);
}

ReceptionReportRequest *
reception_report_request_from_name (const char *name, const char *by, GError **error)
{
  g_autoptr (ClinicQuestion) month = NULL;
  ClinicMeasure measure;

  if (clinic_measure_from_nick (name, &measure))
    return new_measure (measure, by, error);

  month = clinic_question_new (CLINIC_MEASURE_VISITS, CLINIC_GROUPING_NONE);
  month->period = CLINIC_PERIOD_LAST_MONTH;
  for (ReceptionReportKind kind = RECEPTION_REPORT_PAYROLL; kind < RECEPTION_N_REPORTS; kind++)
    if (g_strcmp0 (kinds[kind].nick, name) == 0 && by == NULL)
      return reception_report_request_new (kind, month);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no report “%s”; --list names those that there are."), name);

  return NULL;
}

char *
reception_report_request_dup_title (const ReceptionReportRequest *self)
{
  return g_strdup (self->kind == RECEPTION_REPORT_MEASURE
                     ? clinic_measure_get_title (self->question->measure)
                     : reception_report_kind_get_title (self->kind));
}

/* --- the command line --- */

/* what is parsed before it is understood */
typedef struct
{
  char *month; /* owned, as all texts here, (nullable) */
  char *from;
  char *to;
  char *by;
  char *format;
  char *output;
  char *portal;
  char *people;
  char **rest;
  int seconds;
  gboolean list;
  gboolean monthly;
  gboolean again;
} Words;

static void
words_clear (Words *words)
{
  g_clear_pointer (&words->month, g_free);
  g_clear_pointer (&words->from, g_free);
  g_clear_pointer (&words->to, g_free);
  g_clear_pointer (&words->by, g_free);
  g_clear_pointer (&words->format, g_free);
  g_clear_pointer (&words->output, g_free);
  g_clear_pointer (&words->people, g_free);
  if (words->portal != NULL)
    memset (words->portal, 0, strlen (words->portal));
  g_clear_pointer (&words->portal, g_free);
  g_clear_pointer (&words->rest, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
parse_words (Words *words, char ***arguments, GError **error)
{
  const GOptionEntry entries[] = {
    { "month", 0, 0, G_OPTION_ARG_STRING, &words->month,
      N_ ("The month; without any days the last one"), N_ ("YYYY-MM") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &words->from, N_ ("First day"), N_ ("YYYY-MM-DD") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &words->to, N_ ("Last day"), N_ ("YYYY-MM-DD") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &words->by,
      N_ ("What there is a line for each of: doctor, source, user, day…"), N_ ("WHAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words->output, N_ ("File to write: .xlsx or .csv"),
      N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words->format,
      N_ ("Format, where the file’s name does not say it"), N_ ("xlsx|csv") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &words->list, N_ ("Name the reports and exit"), NULL },
    { "send-to", 0, 0, G_OPTION_ARG_STRING, &words->people,
      N_ ("Hand it over in the portal to these people"), N_ ("ID,ID") },
    { "again", 0, 0, G_OPTION_ARG_NONE, &words->again, N_ ("Send it even if it was sent before"),
      NULL },
    { "monthly", 0, 0, G_OPTION_ARG_NONE, &words->monthly,
      N_ ("Send what is chosen in the preferences, for last month"), NULL },
    { "portal", 0, 0, G_OPTION_ARG_STRING, &words->portal,
      N_ ("Address of an inbound webhook, for this run only (or in RECEPTION_PORTAL)"),
      N_ ("URL") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &words->seconds, N_ ("Seconds that it may take"),
      N_ ("SECONDS") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->rest, NULL, N_ ("NAME") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _ ("Writes a report into a file, without a window."));
  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse_strv (context, arguments, error);
}

static gboolean
is_format (const char *path, const char *format, const char *ending)
{
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (format != NULL)
    return g_ascii_strcasecmp (format, ending) == 0;

  return lower != NULL && g_str_has_suffix (lower, ending) && strlen (lower) > strlen (ending) &&
         lower[strlen (lower) - strlen (ending) - 1] == '.';
}

static gboolean
take_format (ReceptionReportOptions *self, const Words *words, GError **error)
{
  self->csv = is_format (words->output, words->format, "csv");
  if (self->csv || is_format (words->output, words->format, "xlsx"))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("The file must end with .xlsx or .csv, or --format must say which."));

  return FALSE;
}

static gboolean
take_month (ClinicQuestion *question, const char *month)
{
  g_autofree char *first = g_strconcat (month, "-01", NULL);

  question->from = strlen (month) == 7 ? clinic_days_from_string (first) : CLINIC_DAYS_NONE;
  if (question->from == CLINIC_DAYS_NONE)
    return FALSE;
  question->to = clinic_days_add_months (question->from, 1);

  return TRUE;
}

static gboolean
take_days (ClinicQuestion *question, const Words *words, GError **error)
{
  if (words->month == NULL && words->from == NULL && words->to == NULL)
    return TRUE;

  question->period = CLINIC_PERIOD_DAYS;
  if (words->month != NULL && words->from == NULL && words->to == NULL)
    {
      if (take_month (question, words->month))
        return TRUE;
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is not a month such as 2026-10."), words->month);
      return FALSE;
    }
  question->from = words->from != NULL ? clinic_days_from_string (words->from) : CLINIC_DAYS_NONE;
  question->to = words->to != NULL ? clinic_days_from_string (words->to) : CLINIC_DAYS_NONE;
  if (words->month != NULL || question->from == CLINIC_DAYS_NONE ||
      question->to == CLINIC_DAYS_NONE || question->to < question->from)
    {
      g_set_error_literal (
        error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
        _ ("Give either --month, or --from and --to with days such as 2026-10-31."));
      return FALSE;
    }
  question->to++;
  question->comparison = CLINIC_COMPARISON_NONE;

  return TRUE;
}

/* "5,DR3" as the portal takes it: "U5", "DR3" */
static gboolean
take_people (ReceptionReportOptions *self, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      const char *number = g_str_has_prefix (part, "DR") ? part + 2 : part;
      g_autofree char *code = NULL;

      if (*part == 'U')
        number = part + 1;
      if (!g_ascii_string_to_unsigned (number, 10, 1, G_MAXINT64, NULL, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is not the number of an employee."), part);
          return FALSE;
        }
      code = g_strconcat (number == part ? "U" : "", part, NULL);
      g_strv_builder_add (codes, code);
    }
  self->people = g_strv_builder_end (codes);

  return TRUE;
}

static gboolean
take_request (ReceptionReportOptions *self, const Words *words, GError **error)
{
  if (words->people != NULL && !take_people (self, words->people, error))
    return FALSE;
  if (words->rest == NULL || g_strv_length (words->rest) != 1 ||
      (words->output == NULL && words->people == NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _ ("Say which report, and --output FILE; --list names the reports."));
      return FALSE;
    }
  self->request = reception_report_request_from_name (words->rest[0], words->by, error);

  return self->request != NULL && take_days (self->request->question, words, error) &&
         (words->output == NULL || take_format (self, words, error));
}

ReceptionReportOptions *
reception_report_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (ReceptionReportOptions) self = g_new0 (ReceptionReportOptions, 1);
  DeskOptions *hidden = desk_options_new ();
  g_auto (GStrv) arguments = desk_options_hide_secrets (hidden, argc, argv);
  g_auto (Words) words = { .seconds = PATIENCE_SECONDS };
  gboolean parsed = parse_words (&words, &arguments, error);

  self->portal =
    words.portal != NULL ? g_steal_pointer (&words.portal) : desk_options_take_portal (hidden);
  desk_options_free (hidden);
  if (!parsed)
    return NULL;
  self->seconds = (guint) MAX (words.seconds, 1);
  self->list = words.list;
  self->monthly = words.monthly;
  self->again = words.again;
  /* the first of what is left is the word “report” itself */
  if (words.rest != NULL && g_strcmp0 (words.rest[0], "report") == 0)
    {
      char **rest = g_strdupv (words.rest + 1);

      g_strfreev (words.rest);
      words.rest = rest;
    }
  if (!self->list && !self->monthly && !take_request (self, &words, error))
    return NULL;
  self->output = g_steal_pointer (&words.output);

  return g_steal_pointer (&self);
}

void
reception_report_options_free (ReceptionReportOptions *self)
{
  g_clear_pointer (&self->request, reception_report_request_free);
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->people, g_strfreev);
  if (self->portal != NULL)
    memset (self->portal, 0, strlen (self->portal));
  g_clear_pointer (&self->portal, g_free);
  g_free (self);
}
