/* desk-board-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-choice"

#include "desk-board-choice.h"

#include "clinic-doctor.h"
#include "desk-name.h"

/* A longer list wants to be searched. */
#define SEARCH_FROM 12

struct _DeskBoardChoice
{
  AdwBin parent_instance;

  GtkDropDown *drop_down; /* unowned, our child */
  GStrv keys;             /* owned: without the first row, which is for all */
  char *all;              /* owned */
  char *key;              /* owned, (nullable): what is chosen */
  char *wanted;           /* owned, (nullable): to be chosen as soon as it is in the list */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DeskBoardChoice, desk_board_choice, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_selected_cb (DeskBoardChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  const char *key = NULL;

  if (self->filling)
    return;

  if (selected != GTK_INVALID_LIST_POSITION && selected > 0)
    key = self->keys[selected - 1];
  if (g_strcmp0 (key, self->key) == 0)
    return;
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->wanted, g_free);
  self->key = g_strdup (key);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desk_board_choice_finalize (GObject *object)
{
  DeskBoardChoice *self = DESK_BOARD_CHOICE (object);

  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_pointer (&self->all, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (desk_board_choice_parent_class)->finalize (object);
}

static void
desk_board_choice_class_init (DeskBoardChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_board_choice_finalize;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_BOARD_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_board_choice_init (DeskBoardChoice *self)
{
  GtkWidget *drop_down =
    gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  self->keys = g_new0 (char *, 1);
  self->drop_down = GTK_DROP_DOWN (drop_down);
  adw_bin_set_child (ADW_BIN (self), drop_down);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self);
}

GtkWidget *
desk_board_choice_new (const char *all, const char *label)
{
  DeskBoardChoice *self = g_object_new (DESK_TYPE_BOARD_CHOICE, NULL);
  const char *nothing[] = { NULL };

  self->all = g_strdup (all);
  desk_name_drop_down (self->drop_down, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_down), label);
  desk_board_choice_set_items (self, nothing, nothing);

  return GTK_WIDGET (self);
}

void
desk_board_choice_set_items (DeskBoardChoice *self,
                             const char *const *keys,
                             const char *const *names)
{
  const char *first[] = { NULL, NULL };
  g_autoptr (GtkStringList) list = NULL;
  guint selected = 0;

  g_return_if_fail (DESK_IS_BOARD_CHOICE (self));

  first[0] = self->all;
  list = gtk_string_list_new (first);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gtk_string_list_append (list, names[i]);
      if (g_strcmp0 (keys[i], self->key != NULL ? self->key : self->wanted) == 0)
        selected = i + 1;
    }
  g_strfreev (self->keys);
  self->keys = g_strdupv ((char **) keys);

  self->filling = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (list));
  gtk_drop_down_set_enable_search (self->drop_down, g_strv_length (self->keys) >= SEARCH_FROM);
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), keys[0] != NULL);
  on_selected_cb (self);
}

const char *
desk_board_choice_get_key (DeskBoardChoice *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_CHOICE (self), NULL);

  return self->key;
}

void
desk_board_choice_want (DeskBoardChoice *self, const char *key)
{
  g_return_if_fail (DESK_IS_BOARD_CHOICE (self));

  g_clear_pointer (&self->wanted, g_free);
  self->wanted = g_strdup (key);
  for (guint i = 0; key != NULL && self->keys[i] != NULL; i++)
    if (g_strcmp0 (self->keys[i], key) == 0)
      gtk_drop_down_set_selected (self->drop_down, i + 1);
}

const char *
desk_board_choice_get_wanted (DeskBoardChoice *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_CHOICE (self), NULL);

  return self->key != NULL ? self->key : self->wanted;
}

void
desk_board_choice_clear (DeskBoardChoice *self)
{
  g_return_if_fail (DESK_IS_BOARD_CHOICE (self));

  g_clear_pointer (&self->wanted, g_free);
  gtk_drop_down_set_selected (self->drop_down, 0);
}

void
desk_board_choice_set_doctors (DeskBoardChoice *self, GListModel *doctors)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) key_list = NULL;
  g_auto (GStrv) name_list = NULL;

  g_return_if_fail (DESK_IS_BOARD_CHOICE (self));

  for (guint i = 0; i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, clinic_doctor_get_id (doctor));
      const char *name = clinic_doctor_get_name (doctor);

      g_strv_builder_add (keys, key);
      g_strv_builder_add (names, name != NULL ? name : key);
    }
  key_list = g_strv_builder_end (keys);
  name_list = g_strv_builder_end (names);
  desk_board_choice_set_items (self, (const char *const *) key_list,
                               (const char *const *) name_list);
}
