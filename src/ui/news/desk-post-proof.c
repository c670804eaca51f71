/* desk-post-proof.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-proof"

#include "desk-post-proof.h"

#include <glib/gi18n.h>

#include "clinic-readership-sheet.h"
#include "desk-post-words.h"

/* What is written when somebody asks for it; owned by the button. */
typedef struct
{
  ClinicSession *session;       /* owned */
  ClinicPost *post;             /* owned */
  ClinicReadership *readership; /* owned */
} Proof;

static void
proof_free (gpointer data)
{
  Proof *proof = data;

  g_clear_object (&proof->session);
  g_clear_object (&proof->post);
  g_clear_object (&proof->readership);
  g_free (proof);
}

static ClinicWorkbook *
make_workbook (gpointer data)
{
  Proof *proof = data;
  const char *user = clinic_link_get_user_name (clinic_session_get_link (proof->session));
  g_autofree char *footer =
    desk_export_dup_footer (clinic_session_get_now (proof->session), user, NULL);
  g_autofree char *title = desk_post_dup_title (proof->post);
  g_autoptr (ClinicSheet) sheet =
    clinic_readership_sheet_new (proof->post, title, proof->readership);
  ClinicWorkbook *workbook = clinic_workbook_new (title, user);

  clinic_sheet_set_footer (sheet, footer);
  clinic_workbook_add (workbook, sheet);

  return workbook;
}

static guint
count (GListModel *people)
{
  return people != NULL ? g_list_model_get_n_items (people) : 0;
}

void
desk_post_proof_offer (DeskExport *button,
                       ClinicSession *session,
                       ClinicPost *post,
                       ClinicReadership *readership)
{
  gboolean known = clinic_readership_get_state (readership) == CLINIC_LOAD_READY &&
                   count (clinic_readership_get_readers (readership)) +
                       count (clinic_readership_get_missing (readership)) >
                     0;
  g_autoptr (GDateTime) published =
    g_date_time_new_from_unix_local (clinic_post_get_published (post));
  g_autofree char *day = published != NULL ? g_date_time_format (published, "%Y-%m-%d") : NULL;
  g_autofree char *name = desk_export_dup_name (C_ ("sheet", "Who has read it"), day);
  Proof *proof = NULL;

  gtk_widget_set_visible (GTK_WIDGET (button), known);
  if (!known)
    return;

  proof = g_new0 (Proof, 1);
  proof->session = g_object_ref (session);
  proof->post = g_object_ref (post);
  proof->readership = g_object_ref (readership);
  desk_export_set_name (button, name);
  desk_export_set_make (button, make_workbook, proof, proof_free);
}
