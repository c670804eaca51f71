/* desk-call-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-draft"

#include "desk-call-draft.h"

static G_DEFINE_QUARK (desk_call_draft, desk_call_draft);

static void
draft_free (gpointer data)
{
  DeskCallDraft *draft = data;

  g_clear_pointer (&draft->note, g_free);
  g_clear_pointer (&draft->name, g_free);
  g_clear_pointer (&draft->search, g_free);
  g_clear_object (&draft->lead);
  g_clear_object (&draft->confirm);
  g_free (draft);
}

DeskCallDraft *
desk_call_draft (ClinicCall *call)
{
  DeskCallDraft *draft = g_object_get_qdata (G_OBJECT (call), desk_call_draft_quark ());

  if (draft == NULL)
    {
      draft = g_new0 (DeskCallDraft, 1);
      g_object_set_qdata_full (G_OBJECT (call), desk_call_draft_quark (), draft, draft_free);
    }

  return draft;
}

void
desk_call_draft_set_text (char **field, const char *text)
{
  char *copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  g_clear_pointer (field, g_free);
  *field = copy;
}

gboolean
desk_call_draft_is_dirty (ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);

  return draft->note != NULL || (draft->name != NULL && draft->lead == NULL);
}
