/* reception-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report"

#include "reception-report.h"

#include "clinic-report-sheet.h"
#include "desk-export.h"
#include "reception-config.h"
#include "reception-report-make.h"
#include "reception-report-monthly.h"
#include "reception-report-send.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <fcntl.h>
#include <sys/file.h>

#define DONE 0
#define FAILED 1
#define WRONG_USE 2

gboolean
reception_report_is_asked_for (int argc, char **argv)
{
  return argc > 1 && g_str_equal (argv[1], "report");
}

static int
fail (const GError *error, int status)
{
  g_printerr ("%s\n", error->message);

  return status;
}

static int
list_names (void)
{
  for (guint i = 0; i < CLINIC_N_MEASURES; i++)
    g_print ("%-18s %s\n", clinic_measure_get_nick ((ClinicMeasure) i),
             clinic_measure_get_title ((ClinicMeasure) i));
  for (guint i = RECEPTION_REPORT_PAYROLL; i < RECEPTION_N_REPORTS; i++)
    g_print ("%-18s %s\n", reception_report_kind_get_nick ((ReceptionReportKind) i),
             reception_report_kind_get_title ((ReceptionReportKind) i));

  return DONE;
}

/* One after the other: two that begin together, of a timer and of a person, would both read the
 * same, and neither would know what the other sends. The file is let go with the process. */
static void
take_turn (void)
{
  g_autofree char *path =
    g_build_filename (g_get_user_runtime_dir (), "reception-report.lock", NULL);
  int file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (file < 0 || flock (file, LOCK_EX) != 0)
    g_debug ("Nothing keeps another report from being made meanwhile.");
}

/* (transfer full): what is not sent twice: the same question, days and people */
static char *
dup_key (ReceptionReportClinic *clinic, const ReceptionReportOptions *options)
{
  g_autoptr (ClinicQuestion) question = clinic_question_copy (options->request->question);
  g_autofree char *people = g_strjoinv (",", options->people);
  g_autofree char *text = NULL;
  const char *nick = reception_report_kind_get_nick (options->request->kind);
  int from, to;

  clinic_question_get_days (question, reception_report_clinic_get_today (clinic), &from, &to);
  question->period = CLINIC_PERIOD_DAYS;
  question->from = from;
  question->to = to;
  text = clinic_question_to_string (question);

  return g_strjoin (" ", nick != NULL ? nick : "measure", text, people, NULL);
}

static gboolean
send_one (ReceptionReportClinic *clinic,
          const ReceptionReportOptions *options,
          const char *path,
          GError **error)
{
  g_autofree char *key = dup_key (clinic, options);
  g_autofree char *title = reception_report_request_dup_title (options->request);
  g_autofree char *sentence = options->request->kind == RECEPTION_REPORT_MEASURE
                                ? clinic_question_dup_sentence (options->request->question)
                                : g_strdup (title);
  const char *files[] = { path, NULL };
  ReceptionReportLetter letter = { .key = key,
                                   .title = title,
                                   .text = sentence,
                                   .people = (const char *const *) options->people,
                                   .files = files,
                                   .again = options->again };

  if (!options->again && reception_report_was_sent (clinic, key))
    {
      g_printerr ("%s\n", _ ("This was sent before; --again sends it once more."));
      return TRUE;
    }
  if (!reception_report_send (clinic, &letter, error))
    return FALSE;
  g_printerr ("%s\n", _ ("Sent."));

  return TRUE;
}

/* (transfer full) (nullable): a file of its own, in a folder of its own, to be sent and forgotten
 */
static char *
dup_passing_path (const ReceptionReportOptions *options, char **folder, GError **error)
{
  g_autofree char *title = reception_report_request_dup_title (options->request);
  g_autofree char *stem = desk_export_dup_name (title, NULL);
  g_autofree char *name = g_strconcat (stem, ".xlsx", NULL);

  *folder = g_dir_make_tmp ("reception-report-XXXXXX", error);

  return *folder != NULL ? g_build_filename (*folder, name, NULL) : NULL;
}

static int
make_one (const ReceptionReportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReceptionReportClinic) clinic =
    reception_report_clinic_open (options->portal, options->seconds, &error);
  g_autoptr (ClinicWorkbook) workbook =
    clinic != NULL ? reception_report_make (clinic, options->request, &error) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean done = FALSE;

  if (workbook == NULL)
    return fail (error, FAILED);
  path = options->output != NULL ? g_strdup (options->output)
                                 : dup_passing_path (options, &folder, &error);
  done = path != NULL && reception_report_write (workbook, path, options->csv, &error);
  if (done && options->output != NULL)
    g_printerr (_ ("Written: %s\n"), options->output);
  if (done && options->people != NULL)
    done = send_one (clinic, options, path, &error);
  if (folder != NULL)
    {
      g_unlink (path);
      g_rmdir (folder);
    }

  return done ? DONE : fail (error, FAILED);
}

static int
send_monthly (const ReceptionReportOptions *options)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReceptionReportClinic) clinic = NULL;

  if (!reception_report_monthly_check (settings, &error))
    return fail (error, WRONG_USE);
  clinic = reception_report_clinic_open (options->portal, options->seconds, &error);
  if (clinic == NULL || !reception_report_monthly_send (clinic, options->again, &error))
    return fail (error, FAILED);
  g_printerr ("%s\n", _ ("Sent."));

  return DONE;
}

int
reception_report_main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReceptionReportOptions) options = reception_report_options_parse (argc, argv, &error);

  if (options == NULL)
    return fail (error, WRONG_USE);
  if (options->list)
    return list_names ();
  take_turn ();

  return options->monthly ? send_monthly (options) : make_one (options);
}
