/* reception-report-monthly.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report-monthly"

#include "reception-report-monthly.h"

#include "clinic-days.h"
#include "clinic-error.h"
#include "desk-export.h"
#include "reception-report-make.h"
#include "reception-report-send.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What is gathered for one message. */
typedef struct
{
  int month;        /* its first day */
  char *folder;     /* owned: of the files */
  GPtrArray *files; /* owned: paths */
  GString *text;    /* owned */
} Bundle;

static void
bundle_clear (Bundle *bundle)
{
  g_clear_pointer (&bundle->folder, g_free);
  g_clear_pointer (&bundle->files, g_ptr_array_unref);
  if (bundle->text != NULL)
    g_string_free (bundle->text, TRUE);
  bundle->text = NULL;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bundle, bundle_clear)

static gboolean
goes_by_mail (GSettings *settings)
{
  g_autofree char *way = g_settings_get_string (settings, "monthly-way");

  return g_str_equal (way, "mail");
}

gboolean
reception_report_monthly_check (GSettings *settings, GError **error)
{
  g_auto (GStrv) reports = g_settings_get_strv (settings, "monthly-reports");
  g_auto (GStrv) people = g_settings_get_strv (settings, "monthly-people");

  if (reports[0] == NULL)
    g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                         _ ("No report is chosen. Choose them in the preferences."));
  else if (people[0] == NULL && !goes_by_mail (settings))
    g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                         _ ("Nobody is chosen to get the reports. Choose people in the "
                            "preferences."));
  else
    return TRUE;

  return FALSE;
}

/* --- the files --- */

/* (transfer full) (nullable): name: as the settings have it */
static ReceptionReportRequest *
new_request (const char *name, int month)
{
  g_autoptr (ClinicQuestion) question = clinic_question_from_string (name, NULL);
  g_autoptr (ReceptionReportRequest) request = NULL;

  request = question != NULL ? reception_report_request_new (RECEPTION_REPORT_MEASURE, question)
                             : reception_report_request_from_name (name, NULL, NULL);
  if (request == NULL)
    return NULL;
  request->question->period = CLINIC_PERIOD_DAYS;
  request->question->from = month;
  request->question->to = clinic_days_add_months (month, 1);

  return g_steal_pointer (&request);
}

/* (transfer full): of several with the same title each has a name of its own */
static char *
dup_path (const Bundle *bundle, const char *title)
{
  g_autofree char *day = clinic_days_to_string (bundle->month);

  day[7] = '\0';
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("%s_%u", day, i) : g_strdup (day);
      g_autofree char *stem = desk_export_dup_name (title, number);
      g_autofree char *name = g_strconcat (stem, ".xlsx", NULL);
      g_autofree char *path = g_build_filename (bundle->folder, name, NULL);

      if (!g_ptr_array_find_with_equal_func (bundle->files, path, g_str_equal, NULL))
        return g_steal_pointer (&path);
    }
}

/* FALSE: trying again later may help, so that nothing is sent now */
static gboolean
add (ReceptionReportClinic *clinic, Bundle *bundle, const char *name, GError **error)
{
  g_autoptr (ReceptionReportRequest) request = new_request (name, bundle->month);
  g_autofree char *title = request != NULL ? reception_report_request_dup_title (request) : NULL;
  g_autoptr (ClinicWorkbook) workbook = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autofree char *path = NULL;

  if (request == NULL)
    {
      g_printerr (_ ("There is no report “%s”; --list names those that there are."), name);
      g_printerr ("\n");
      return TRUE;
    }
  workbook = reception_report_make (clinic, request, &refusal);
  if (g_error_matches (refusal, CLINIC_ERROR, CLINIC_ERROR_OFFLINE))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (bundle->text->len > 0)
    g_string_append_c (bundle->text, '\n');
  if (workbook == NULL)
    {
      /* Translators: a line of the message with the reports: which one is not there, and why */
      g_string_append_printf (bundle->text, _ ("%1$s: could not be made. %2$s"), title,
                              refusal->message);
      return TRUE;
    }
  path = dup_path (bundle, title);
  if (!reception_report_write (workbook, path, FALSE, error))
    return FALSE;
  g_string_append (bundle->text, title);
  g_ptr_array_add (bundle->files, g_steal_pointer (&path));

  return TRUE;
}

/* --- the folder --- */

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

/* The mail program reads the files when the person sends the letter: they stay until the next
 * month's take their place. */
static gboolean
prepare_folder (Bundle *bundle, GError **error)
{
  bundle->folder = g_build_filename (g_get_user_cache_dir (), "reception", "reports", NULL);
  if (g_mkdir_with_parents (bundle->folder, 0700) == 0)
    {
      empty_folder (bundle->folder);
      return TRUE;
    }
  g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                       _ ("There is no place for the files of the reports."));

  return FALSE;
}

/* --- all of it --- */

static gboolean
hand_over (ReceptionReportClinic *clinic,
           Bundle *bundle,
           const char *key,
           gboolean again,
           GError **error)
{
  GSettings *settings = reception_report_clinic_get_settings (clinic);
  g_auto (GStrv) people = g_settings_get_strv (settings, "monthly-people");
  g_autofree char *address = g_settings_get_string (settings, "monthly-mail");
  g_autofree char *title = NULL;
  g_autofree char *month = NULL;
  g_autoptr (GDateTime) time = NULL;
  ReceptionReportLetter letter = { .key = key,
                                   .people = (const char *const *) people,
                                   .again = again };
  int year, number, day;

  clinic_days_to_date (bundle->month, &year, &number, &day);
  time = g_date_time_new_local (year, number, day, 12, 0, 0);
  month = g_date_time_format (time, "%OB %Y");
  /* Translators: «Reports for October 2026» */
  title = g_strdup_printf (_ ("Reports for %s"), month);
  g_ptr_array_add (bundle->files, NULL);
  letter.title = title;
  letter.text = bundle->text->str;
  letter.files = (const char *const *) bundle->files->pdata;

  return goes_by_mail (settings) ? reception_report_mail (clinic, &letter, address, error)
                                 : reception_report_send (clinic, &letter, error);
}

static gboolean
make_all (ReceptionReportClinic *clinic, Bundle *bundle, GError **error)
{
  g_auto (GStrv) reports =
    g_settings_get_strv (reception_report_clinic_get_settings (clinic), "monthly-reports");

  for (guint i = 0; reports[i] != NULL; i++)
    if (!add (clinic, bundle, reports[i], error))
      return FALSE;
  if (bundle->files->len > 0)
    return TRUE;
  g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN, "%s",
               bundle->text->len > 0 ? bundle->text->str
                                     : _ ("No report is chosen. Choose them in the preferences."));

  return FALSE;
}

gboolean
reception_report_monthly_send (ReceptionReportClinic *clinic, gboolean again, GError **error)
{
  g_auto (Bundle)
    bundle = { .files = g_ptr_array_new_with_free_func (g_free), .text = g_string_new (NULL) };
  gboolean by_mail = goes_by_mail (reception_report_clinic_get_settings (clinic));
  g_autofree char *day = NULL;
  g_autofree char *key = NULL;
  gboolean sent = FALSE;

  bundle.month =
    clinic_days_add_months (clinic_days_month (reception_report_clinic_get_today (clinic)), -1);
  day = clinic_days_to_string (bundle.month);
  key = g_strconcat ("monthly ", day, NULL);
  if (!again && reception_report_was_sent (clinic, key))
    {
      g_printerr ("%s\n", _ ("The reports of this month were sent before."));
      return TRUE;
    }
  if (!prepare_folder (&bundle, error))
    return FALSE;
  sent = make_all (clinic, &bundle, error) && hand_over (clinic, &bundle, key, again, error);
  if (!sent || !by_mail)
    empty_folder (bundle.folder);

  return sent;
}
