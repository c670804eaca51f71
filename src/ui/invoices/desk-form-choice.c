/* desk-form-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-form-choice"

#include "desk-form-choice.h"

#include <glib/gi18n.h>

#include "clinic-form-option.h"
#include "desk-name.h"

struct _DeskFormChoice
{
  GtkWidget parent_instance;

  ClinicFormField *field; /* owned */
  GPtrArray *option_ids;  /* owned, of char * (owned): beside the items, NULL is none */
  GtkDropDown *choice;    /* unowned, child, (nullable): of one, or */
  GtkWidget *checks;      /* unowned, child, (nullable): of several */
};

G_DEFINE_FINAL_TYPE (DeskFormChoice, desk_form_choice, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_changed_cb (DeskFormChoice *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_choice (DeskFormChoice *self)
{
  GListModel *options = clinic_form_field_get_options (self->field);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice = NULL;

  gtk_string_list_append (names, C_ ("option", "Not chosen"));
  g_ptr_array_add (self->option_ids, NULL);
  for (guint i = 0; options != NULL && i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (options, i);
      const char *name = clinic_form_option_get_name (option);

      gtk_string_list_append (names, name != NULL ? name : "");
      g_ptr_array_add (self->option_ids, g_strdup (clinic_form_option_get_id (option)));
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  self->choice = GTK_DROP_DOWN (choice);
  desk_name_drop_down (self->choice, clinic_form_field_get_name (self->field));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (on_changed_cb), self);

  return choice;
}

static GtkWidget *
create_checks (DeskFormChoice *self)
{
  GListModel *options = clinic_form_field_get_options (self->field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; options != NULL && i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (options, i);
      GtkWidget *check = gtk_check_button_new_with_label (clinic_form_option_get_name (option));

      g_ptr_array_add (self->option_ids, g_strdup (clinic_form_option_get_id (option)));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_changed_cb), self);
      gtk_box_append (GTK_BOX (box), check);
    }
  self->checks = box;

  return box;
}

static char *
dup_choice (DeskFormChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);
  const char *id =
    selected < self->option_ids->len ? g_ptr_array_index (self->option_ids, selected) : NULL;

  return g_strdup (id != NULL ? id : "");
}

static char *
dup_checks (DeskFormChoice *self)
{
  GString *value = g_string_new (NULL);
  GtkWidget *check = gtk_widget_get_first_child (self->checks);

  for (guint i = 0; check != NULL; i++, check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "\n" : "",
                              (const char *) g_ptr_array_index (self->option_ids, i));

  return g_string_free (value, FALSE);
}

static void
set_choice (DeskFormChoice *self, const char *value)
{
  for (guint i = 1; i < self->option_ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->option_ids, i), value) == 0)
      {
        gtk_drop_down_set_selected (self->choice, i);
        return;
      }
  gtk_drop_down_set_selected (self->choice, 0);
}

static void
set_checks (DeskFormChoice *self, const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, "\n", -1);
  GtkWidget *check = gtk_widget_get_first_child (self->checks);

  for (guint i = 0; check != NULL; i++, check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 g_strv_contains ((const char *const *) ids,
                                                  g_ptr_array_index (self->option_ids, i)));
}

static void
desk_form_choice_dispose (GObject *object)
{
  DeskFormChoice *self = DESK_FORM_CHOICE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->field);

  G_OBJECT_CLASS (desk_form_choice_parent_class)->dispose (object);
}

static void
desk_form_choice_finalize (GObject *object)
{
  g_clear_pointer (&DESK_FORM_CHOICE (object)->option_ids, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_form_choice_parent_class)->finalize (object);
}

static void
desk_form_choice_class_init (DeskFormChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_form_choice_dispose;
  object_class->finalize = desk_form_choice_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_FORM_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_form_choice_init (DeskFormChoice *self)
{
  self->option_ids = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
desk_form_choice_new (ClinicFormField *field)
{
  DeskFormChoice *self = g_object_new (DESK_TYPE_FORM_CHOICE, NULL);
  GtkWidget *child = NULL;

  self->field = g_object_ref (field);
  child = clinic_form_field_get_multiple (field) ? create_checks (self) : create_choice (self);
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

char *
desk_form_choice_dup_value (DeskFormChoice *self)
{
  g_return_val_if_fail (DESK_IS_FORM_CHOICE (self), NULL);

  return self->choice != NULL ? dup_choice (self) : dup_checks (self);
}

void
desk_form_choice_set_value (DeskFormChoice *self, const char *value)
{
  g_return_if_fail (DESK_IS_FORM_CHOICE (self));

  if (self->choice != NULL)
    set_choice (self, value);
  else
    set_checks (self, value);
}

GtkWidget *
desk_form_choice_get_input (DeskFormChoice *self)
{
  g_return_val_if_fail (DESK_IS_FORM_CHOICE (self), NULL);

  return self->choice != NULL ? GTK_WIDGET (self->choice) : self->checks;
}
