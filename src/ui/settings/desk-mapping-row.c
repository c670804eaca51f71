/* desk-mapping-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mapping-row"

#include "desk-mapping-row.h"

#include <glib/gi18n.h>

#include "clinic-choice.h"
#include "clinic-enums.h"
#include "clinic-stage.h"
#include "desk-mapping-words.h"
#include "desk-name.h"
#include "desk-stage-badge.h"

/* the shapes are of different widths, the names begin at one place */
#define BADGE_WIDTH 18

struct _DeskMappingRow
{
  AdwComboRow parent_instance;

  ClinicMapping *mapping;    /* weak, (nullable): a preferences window may outlive the session */
  ClinicMappingEntry *entry; /* owned */
  GtkStringList *items;      /* owned: in front the automatic choice, then the entry's */
  GtkWidget *mark;           /* unowned, child */
  GtkWidget *badge;          /* unowned, child, (nullable): of stages */
  guint refresh_id;
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (DeskMappingRow, desk_mapping_row, ADW_TYPE_COMBO_ROW)

static const char *
peek_icon (ClinicMappingEntry *entry)
{
  if (desk_mapping_words_is_bad (entry))
    return "dialog-warning-symbolic";
  if (clinic_mapping_entry_get_state (entry) == CLINIC_MAPPING_MISSING)
    return "list-remove-symbolic";

  return "object-select-symbolic";
}

static void
show_mark (DeskMappingRow *self)
{
  gboolean bad = desk_mapping_words_is_bad (self->entry);
  const char *classes[] = { bad ? "error" : "dim-label", NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), peek_icon (self->entry));
  gtk_widget_set_css_classes (self->mark, classes);
  /* of a stage its shape says enough, unless it is gone */
  gtk_widget_set_visible (self->mark, self->badge == NULL || bad);
  if (self->badge != NULL)
    gtk_widget_set_visible (self->badge, !bad);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self), "desk-mapping-bad");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "desk-mapping-bad");
}

/* the shape that cards of this stage have */
static void
show_badge (DeskMappingRow *self)
{
  g_autoptr (ClinicStage) stage = NULL;
  g_autoptr (GEnumClass) roles = NULL;
  const char *nick = clinic_mapping_entry_get_value (self->entry);
  GEnumValue *role;

  if (self->badge == NULL)
    return;
  roles = g_type_class_ref (CLINIC_TYPE_STAGE_ROLE);
  role = g_enum_get_value_by_nick (roles, nick != NULL ? nick : "none");
  stage = clinic_stage_new ();
  /* the row itself says the name; the badge shows none without one */
  clinic_stage_set_name (stage, "\u200b");
  clinic_stage_set_role (stage,
                         role != NULL ? (ClinicStageRole) role->value : CLINIC_STAGE_ROLE_NONE);
  desk_stage_badge_set_stage (DESK_STAGE_BADGE (self->badge), stage);
}

/* (transfer full): as the list offers it: two fields may have one title */
static char *
dup_item (DeskMappingRow *self, ClinicChoice *choice)
{
  const char *name = clinic_choice_get_name (choice);
  const char *key = clinic_choice_get_key (choice);
  ClinicMappingKind kind = clinic_mapping_entry_get_kind (self->entry);

  if (name == NULL)
    return g_strdup (desk_mapping_words_role (key));
  if (kind == CLINIC_MAPPING_FIELD || kind == CLINIC_MAPPING_PATIENT_FIELD)
    return g_strdup_printf (C_ ("title and code of a field", "%s (%s)"), name, key);

  return g_strdup (name);
}

/* (transfer full): what is chosen and cannot be any more */
static char *
dup_lost_item (DeskMappingRow *self)
{
  const char *value = clinic_mapping_entry_get_value (self->entry);

  /* a stage that is there, but may not mean what it was given */
  if (value != NULL && self->badge != NULL)
    return g_strdup (desk_mapping_words_role (value));

  return g_strdup (clinic_mapping_entry_get_problem (self->entry));
}

static gboolean
same_items (DeskMappingRow *self, const char *const *items)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (g_strv_length ((char **) items) != length)
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      if (g_strcmp0 (gtk_string_list_get_string (self->items, i), items[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
show_items (DeskMappingRow *self)
{
  GListModel *choices = clinic_mapping_entry_get_choices (self->entry);
  const char *value = clinic_mapping_entry_get_value (self->entry);
  gboolean chosen = clinic_mapping_entry_get_chosen (self->entry);
  guint selected = chosen ? GTK_INVALID_LIST_POSITION : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = NULL;

  g_strv_builder_add (builder, _ ("By the name"));
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (ClinicChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *item = dup_item (self, choice);

      g_strv_builder_add (builder, item);
      if (chosen && g_strcmp0 (clinic_choice_get_key (choice), value) == 0)
        selected = i + 1;
    }
  /* newer GTK always has something chosen: what the portal lost is there too */
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      g_autofree char *lost = dup_lost_item (self);

      g_strv_builder_add (builder, lost != NULL ? lost : "");
      selected = g_list_model_get_n_items (choices) + 1;
    }
  items = g_strv_builder_end (builder);
  if (!same_items (self, (const char *const *) items))
    gtk_string_list_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                            (const char *const *) items);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
}

/* (transfer full) */
static char *
dup_state (DeskMappingRow *self)
{
  g_autofree char *state = desk_mapping_words_state (self->entry);

  if (!clinic_mapping_entry_get_locked (self->entry))
    return g_steal_pointer (&state);

  /* Translators: how one thing of the portal was found, and that it cannot be changed here */
  return g_strdup_printf (_ ("%s · set by the administrator"), state);
}

static void
refresh (DeskMappingRow *self)
{
  g_autofree char *state = dup_state (self);

  self->refreshing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), desk_mapping_words_name (self->entry));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), state);
  show_items (self);
  show_badge (self);
  show_mark (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !clinic_mapping_entry_get_locked (self->entry));
  self->refreshing = FALSE;
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  DeskMappingRow *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* later: a choice is under way in the list that this changes */
static void
queue_refresh (DeskMappingRow *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (on_refresh_cb, self);
}

static void
on_selected_cb (DeskMappingRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  GListModel *choices = clinic_mapping_entry_get_choices (self->entry);
  g_autoptr (ClinicChoice) choice = NULL;

  if (self->mapping == NULL || self->refreshing || self->refresh_id != 0 ||
      selected > g_list_model_get_n_items (choices))
    return;
  if (selected > 0)
    choice = g_list_model_get_item (choices, selected - 1);
  clinic_mapping_choose (self->mapping, self->entry,
                         choice != NULL ? clinic_choice_get_key (choice) : NULL);
  queue_refresh (self);
}

static void
desk_mapping_row_dispose (GObject *object)
{
  DeskMappingRow *self = DESK_MAPPING_ROW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_weak_pointer (&self->mapping);
  g_clear_object (&self->entry);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (desk_mapping_row_parent_class)->dispose (object);
}

static void
desk_mapping_row_class_init (DeskMappingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mapping_row_dispose;
}

static void
desk_mapping_row_init (DeskMappingRow *self)
{
  self->items = gtk_string_list_new (NULL);
  self->mark = gtk_image_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->mark);
  /* what the portal calls things is text */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
}

GtkWidget *
desk_mapping_row_new (ClinicMapping *mapping, ClinicMappingEntry *entry)
{
  DeskMappingRow *self = g_object_new (DESK_TYPE_MAPPING_ROW, NULL);
  ClinicMappingKind kind;

  g_return_val_if_fail (CLINIC_IS_MAPPING_ENTRY (entry), NULL);

  kind = clinic_mapping_entry_get_kind (entry);
  g_set_weak_pointer (&self->mapping, mapping);
  self->entry = g_object_ref (entry);
  if (kind == CLINIC_MAPPING_STAGE || kind == CLINIC_MAPPING_LEAD_STAGE)
    {
      self->badge = desk_stage_badge_new ();
      gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
      gtk_widget_set_size_request (self->badge, BADGE_WIDTH, -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->badge);
    }
  self->refreshing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->items));
  desk_name_combo_row (ADW_COMBO_ROW (self));
  refresh (self);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected_cb), NULL);
  g_signal_connect_object (entry, "notify", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_mapping_entry_get_choices (entry), "items-changed",
                           G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

ClinicMappingEntry *
desk_mapping_row_get_entry (DeskMappingRow *self)
{
  g_return_val_if_fail (DESK_IS_MAPPING_ROW (self), NULL);

  return self->entry;
}
