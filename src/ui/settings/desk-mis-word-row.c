/* desk-mis-word-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mis-word-row"

#include "desk-mis-word-row.h"

#include <glib/gi18n.h>

#include "clinic-stage.h"
#include "desk-mis-words.h"
#include "desk-name.h"
#include "desk-toast.h"

#define N_STATUSES (CLINIC_MIS_STATUS_RESCHEDULED + 1)

struct _DeskMisWordRow
{
  AdwExpanderRow parent_instance;

  ClinicMisDesk *desk;   /* owned */
  ClinicMisWord *word;   /* owned */
  GPtrArray *stage_ids;  /* owned, of the stages in the list, in its order */
  GtkStringList *stages; /* owned: in front the stage of the meaning */
  AdwToast *toast;       /* owned, (nullable): about the last choice */
  AdwComboRow *meaning;  /* unowned, child, as all below */
  AdwComboRow *stage;
  GtkWidget *mark;
  ClinicMisStatus before;
  char *stage_before; /* owned, (nullable) */
  guint refresh_id;
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (DeskMisWordRow, desk_mis_word_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
is_unknown (DeskMisWordRow *self)
{
  return clinic_mis_word_get_status (self->word) == CLINIC_MIS_STATUS_UNKNOWN &&
         clinic_mis_word_get_stage_id (self->word) == NULL;
}

/* (transfer full) */
static char *
subtitle (DeskMisWordRow *self)
{
  guint n = (guint) MAX (clinic_mis_word_get_count (self->word), 0);
  g_autofree char *count = g_strdup_printf (ngettext ("%u visit", "%u visits", n), n);

  if (is_unknown (self))
    /* Translators: how many visits have a status that nobody has given a meaning */
    return g_strdup_printf (_ ("%s: their stages stay as they are until you say what it means"),
                            count);

  /* Translators: what a status means, and how many visits have it */
  return g_strdup_printf (C_ ("status", "%1$s · %2$s"),
                          desk_mis_words_status (clinic_mis_word_get_status (self->word)), count);
}

static guint
find_stage (DeskMisWordRow *self)
{
  const char *id = clinic_mis_word_get_stage_id (self->word);

  if (id == NULL)
    return 0;
  for (guint i = 0; i < self->stage_ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->stage_ids, i), id) == 0)
      return i + 1;

  /* The portal lost it. Newer GTK always has something chosen, and a choice beside it would give
   * the word another stage: it is there by its code. */
  g_ptr_array_add (self->stage_ids, g_strdup (id));
  gtk_string_list_append (self->stages, id);

  return self->stage_ids->len;
}

static void
refresh (DeskMisWordRow *self)
{
  g_autofree char *words = subtitle (self);

  self->refreshing = TRUE;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  adw_combo_row_set_selected (self->meaning, clinic_mis_word_get_status (self->word));
  adw_combo_row_set_selected (self->stage, find_stage (self));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), is_unknown (self)
                                                          ? "dialog-warning-symbolic"
                                                          : "object-select-symbolic");
  gtk_widget_set_css_classes (self->mark, (const char *[]){
                                            is_unknown (self) ? "warning" : "dim-label", NULL });
  self->refreshing = FALSE;
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  DeskMisWordRow *self = DESK_MIS_WORD_ROW (user_data);

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* later: a choice is under way in the list that this changes */
static void
queue_refresh (DeskMisWordRow *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (on_refresh_cb, self);
}

/* --- a choice --- */

static void
drop_toast (DeskMisWordRow *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  if (toast == NULL)
    return;
  g_signal_handlers_disconnect_by_data (toast, self);
  adw_toast_dismiss (toast);
}

static void
on_dismissed_cb (DeskMisWordRow *self)
{
  g_clear_object (&self->toast);
}

static void
on_undo_cb (DeskMisWordRow *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  g_signal_handlers_disconnect_by_data (toast, self);
  clinic_mis_desk_choose (self->desk, self->word, self->before, self->stage_before);
  queue_refresh (self);
}

static void
say (DeskMisWordRow *self)
{
  /* Translators: a status of the medical system, and what it means from now on */
  g_autofree char *words =
    g_strdup_printf (_ ("“%1$s”: %2$s"), clinic_mis_word_get_raw (self->word),
                     desk_mis_words_status (clinic_mis_word_get_status (self->word)));
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  self->toast = adw_toast_new (escaped);
  adw_toast_set_button_label (self->toast, _ ("Undo"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (on_undo_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  desk_toast (GTK_WIDGET (self), g_object_ref (self->toast));
}

static void
on_selected_cb (DeskMisWordRow *self)
{
  guint status = adw_combo_row_get_selected (self->meaning);
  guint stage = adw_combo_row_get_selected (self->stage);
  g_autofree char *stage_id = NULL;

  if (self->refreshing || status >= N_STATUSES)
    return;
  if (stage > 0)
    stage_id = g_strdup (g_ptr_array_index (self->stage_ids, stage - 1));
  if (status == (guint) clinic_mis_word_get_status (self->word) &&
      g_strcmp0 (stage_id, clinic_mis_word_get_stage_id (self->word)) == 0)
    return;

  drop_toast (self);
  self->before = clinic_mis_word_get_status (self->word);
  g_free (self->stage_before);
  self->stage_before = g_strdup (clinic_mis_word_get_stage_id (self->word));
  clinic_mis_desk_choose (self->desk, self->word, (ClinicMisStatus) status, stage_id);
  queue_refresh (self);
  say (self);
}

/* --- the type --- */

static void
desk_mis_word_row_dispose (GObject *object)
{
  DeskMisWordRow *self = DESK_MIS_WORD_ROW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
  g_clear_object (&self->desk);
  g_clear_object (&self->word);
  g_clear_object (&self->stages);

  G_OBJECT_CLASS (desk_mis_word_row_parent_class)->dispose (object);
}

static void
desk_mis_word_row_finalize (GObject *object)
{
  DeskMisWordRow *self = DESK_MIS_WORD_ROW (object);

  g_clear_pointer (&self->stage_ids, g_ptr_array_unref);
  g_clear_pointer (&self->stage_before, g_free);

  G_OBJECT_CLASS (desk_mis_word_row_parent_class)->finalize (object);
}

static void
desk_mis_word_row_class_init (DeskMisWordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mis_word_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_mis_word_row_finalize;
}

static AdwComboRow *
add_choice (DeskMisWordRow *self, const char *title, GListModel *model)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), model);
  desk_name_combo_row (ADW_COMBO_ROW (row));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return ADW_COMBO_ROW (row);
}

static void
desk_mis_word_row_init (DeskMisWordRow *self)
{
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);

  for (int status = 0; status < N_STATUSES; status++)
    gtk_string_list_append (statuses, desk_mis_words_status ((ClinicMisStatus) status));
  self->stage_ids = g_ptr_array_new_with_free_func (g_free);
  self->stages = gtk_string_list_new ((const char *[]){ _ ("By its meaning"), NULL });
  self->mark = gtk_image_new ();
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->mark);
  /* what the medical system calls things is text */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->refreshing = TRUE;
  self->meaning = add_choice (self, _ ("What it means"), G_LIST_MODEL (statuses));
}

GtkWidget *
desk_mis_word_row_new (ClinicSession *session, ClinicMisWord *word)
{
  DeskMisWordRow *self = g_object_new (DESK_TYPE_MIS_WORD_ROW, NULL);
  GListModel *stages = clinic_session_get_stages (session);

  self->desk = g_object_ref (clinic_session_get_mis_desk (session));
  self->word = g_object_ref (word);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);
      const char *name = clinic_stage_get_name (stage);

      g_ptr_array_add (self->stage_ids, g_strdup (clinic_stage_get_id (stage)));
      gtk_string_list_append (self->stages, name != NULL ? name : "");
    }
  self->stage = add_choice (self, _ ("Stage of its visits"), G_LIST_MODEL (self->stages));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), clinic_mis_word_get_raw (word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  clinic_mis_word_get_raw (word), -1);
  refresh (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), is_unknown (self));
  g_signal_connect_swapped (self->meaning, "notify::selected", G_CALLBACK (on_selected_cb), self);
  g_signal_connect_swapped (self->stage, "notify::selected", G_CALLBACK (on_selected_cb), self);
  g_signal_connect_object (word, "notify", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

ClinicMisWord *
desk_mis_word_row_get_word (DeskMisWordRow *self)
{
  g_return_val_if_fail (DESK_IS_MIS_WORD_ROW (self), NULL);

  return self->word;
}
