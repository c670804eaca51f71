/* clinic-readership-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-readership-sheet"

#include "clinic-readership-sheet.h"

#include <glib/gi18n.h>

#include "clinic-colleague.h"
#include "clinic-department.h"

typedef enum
{
  MESSAGE,
  PUBLISHED,
  UNTIL,
  EMPLOYEE,
  DEPARTMENT,
  READ,
  NOTICED,
} Column;

static guint
count (GListModel *people)
{
  return people != NULL ? g_list_model_get_n_items (people) : 0;
}

static gint64
seconds_or_empty (gint64 seconds)
{
  return seconds > 0 ? seconds : CLINIC_SHEET_EMPTY;
}

static void
add_columns (ClinicSheet *sheet)
{
  clinic_sheet_add_column (sheet, C_ ("readers", "Message"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("readers", "Published"), CLINIC_SHEET_DATETIME, 0);
  clinic_sheet_add_column (sheet, C_ ("readers", "Until"), CLINIC_SHEET_DATE, 0);
  clinic_sheet_add_column (sheet, C_ ("readers", "Employee"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("readers", "Department"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("readers", "Has read it"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("readers", "Noticed on"), CLINIC_SHEET_DATETIME, 0);
}

static void
add_lines (ClinicSheet *sheet, ClinicReadership *readership)
{
  guint n_readers = count (clinic_readership_get_readers (readership));
  guint n_missing = count (clinic_readership_get_missing (readership));
  g_autofree char *line = NULL;

  if (clinic_readership_get_missing (readership) != NULL)
    /* Translators: how many have read it, and how many were to */
    line = g_strdup_printf (_ ("%1$u of %2$u have read it"), n_readers, n_readers + n_missing);
  else
    line = g_strdup (_ ("Only those who have read it are known: to whom it was sent the portal "
                        "tells its author and administrators."));
  clinic_sheet_add_line (sheet, line);
  clinic_sheet_add_line (sheet,
                         _ ("The portal does not keep when somebody read it: the last column "
                            "tells when this computer saw it."));
}

/* (transfer full): all of them */
static char *
dup_departments (ClinicColleague *colleague)
{
  GListModel *departments = clinic_colleague_get_departments (colleague);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < count (departments); i++)
    {
      g_autoptr (ClinicDepartment) department = g_list_model_get_item (departments, i);
      const char *name = clinic_department_get_name (department);

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }

  return g_string_free (names, FALSE);
}

static const char *
get_answer (ClinicColleague *colleague, gboolean read)
{
  if (!read)
    return C_ ("has read it", "No");

  return clinic_colleague_get_polled (colleague) ? C_ ("has read it", "Answered in the poll")
                                                 : C_ ("has read it", "Yes");
}

static void
add_people (ClinicSheet *sheet,
            ClinicPost *post,
            const char *title,
            GListModel *people,
            gboolean read)
{
  for (guint i = 0; i < count (people); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (people, i);
      ClinicUser *user = clinic_colleague_get_user (colleague);
      const char *last = clinic_user_get_last_name (user);
      const char *first = clinic_user_get_first_name (user);
      g_autofree char *name =
        g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : "");
      g_autofree char *departments = dup_departments (colleague);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, MESSAGE, title);
      clinic_sheet_put_number (sheet, PUBLISHED,
                               seconds_or_empty (clinic_post_get_published (post)));
      clinic_sheet_put_number (sheet, UNTIL, seconds_or_empty (clinic_post_get_until (post)));
      clinic_sheet_put_text (sheet, EMPLOYEE, g_strstrip (name));
      clinic_sheet_put_text (sheet, DEPARTMENT, departments);
      clinic_sheet_put_text (sheet, READ, get_answer (colleague, read));
      if (read)
        clinic_sheet_put_number (sheet, NOTICED,
                                 seconds_or_empty (clinic_colleague_get_noticed (colleague)));
    }
}

ClinicSheet *
clinic_readership_sheet_new (ClinicPost *post, const char *title, ClinicReadership *readership)
{
  ClinicSheet *sheet = NULL;

  g_return_val_if_fail (CLINIC_IS_POST (post), NULL);
  g_return_val_if_fail (CLINIC_IS_READERSHIP (readership), NULL);

  sheet = clinic_sheet_new (C_ ("sheet", "Who has read it"));
  add_lines (sheet, readership);
  add_columns (sheet);
  add_people (sheet, post, title, clinic_readership_get_missing (readership), FALSE);
  add_people (sheet, post, title, clinic_readership_get_readers (readership), TRUE);

  return sheet;
}
