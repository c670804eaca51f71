/* desk-mis-words-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mis-words-page"

#include "desk-mis-words-page.h"

#include <glib/gi18n.h>

#include "desk-mis-word-row.h"

struct _DeskMisWordsPage
{
  AdwPreferencesPage parent_instance;

  ClinicSession *session;       /* owned, (nullable) */
  GPtrArray *rows;              /* owned, of DeskMisWordRow */
  AdwPreferencesGroup *unknown; /* unowned, child, as the next */
  AdwPreferencesGroup *known;
};

G_DEFINE_FINAL_TYPE (DeskMisWordsPage, desk_mis_words_page, ADW_TYPE_PREFERENCES_PAGE)

static GListModel *
get_words (DeskMisWordsPage *self)
{
  return clinic_mis_desk_get_words (clinic_session_get_mis_desk (self->session));
}

static gboolean
has_row (DeskMisWordsPage *self, ClinicMisWord *word)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (desk_mis_word_row_get_word (g_ptr_array_index (self->rows, i)) == word)
      return TRUE;

  return FALSE;
}

/* The order of the list changes with each choice; that alone moves nothing here. */
static gboolean
has_same_rows (DeskMisWordsPage *self)
{
  GListModel *words = get_words (self);

  if (g_list_model_get_n_items (words) != self->rows->len)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (ClinicMisWord) word = g_list_model_get_item (words, i);

      if (!has_row (self, word))
        return FALSE;
    }

  return TRUE;
}

static void
clear_rows (DeskMisWordsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
fill (DeskMisWordsPage *self)
{
  GListModel *words = self->session != NULL ? get_words (self) : NULL;
  guint n_words = words != NULL ? g_list_model_get_n_items (words) : 0;
  guint n_unknown = 0;

  clear_rows (self);
  for (guint i = 0; i < n_words; i++)
    {
      g_autoptr (ClinicMisWord) word = g_list_model_get_item (words, i);
      GtkWidget *row = desk_mis_word_row_new (self->session, word);
      gboolean unknown = clinic_mis_word_get_status (word) == CLINIC_MIS_STATUS_UNKNOWN &&
                         clinic_mis_word_get_stage_id (word) == NULL;

      n_unknown += unknown ? 1 : 0;
      adw_preferences_group_add (unknown ? self->unknown : self->known, row);
      g_ptr_array_add (self->rows, g_object_ref_sink (row));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), n_unknown > 0);
  adw_preferences_group_set_description (
    self->known, n_words == 0
                   ? _ ("They appear here when the visits of the medical system have been read.")
                   : _ ("Several statuses may mean the same. What is chosen applies at once."));
}

static void
on_words_changed_cb (DeskMisWordsPage *self)
{
  if (!has_same_rows (self))
    fill (self);
}

static void
desk_mis_words_page_map (GtkWidget *widget)
{
  fill (DESK_MIS_WORDS_PAGE (widget));
  GTK_WIDGET_CLASS (desk_mis_words_page_parent_class)->map (widget);
}

static void
desk_mis_words_page_dispose (GObject *object)
{
  DeskMisWordsPage *self = DESK_MIS_WORDS_PAGE (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_words (self), self);
      g_signal_handlers_disconnect_by_data (clinic_session_get_stages (self->session), self);
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_mis_words_page_parent_class)->dispose (object);
}

static void
desk_mis_words_page_class_init (DeskMisWordsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mis_words_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = desk_mis_words_page_map;
}

static AdwPreferencesGroup *
add_group (DeskMisWordsPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));

  return ADW_PREFERENCES_GROUP (group);
}

static void
desk_mis_words_page_init (DeskMisWordsPage *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "mis-words");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Statuses"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "desk-compare-symbolic");
  self->unknown = add_group (self, _ ("Nobody has said what these mean"));
  self->known = add_group (self, _ ("Statuses of the medical system"));
  fill (self);
}

GtkWidget *
desk_mis_words_page_new (void)
{
  return g_object_new (DESK_TYPE_MIS_WORDS_PAGE, NULL);
}

void
desk_mis_words_page_set_session (DeskMisWordsPage *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_MIS_WORDS_PAGE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_words (self), self);
      g_signal_handlers_disconnect_by_data (clinic_session_get_stages (self->session), self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (get_words (self), "items-changed", G_CALLBACK (on_words_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (clinic_session_get_stages (session), "items-changed",
                               G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }
  fill (self);
}
