/* desk-form-party.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-form-party"

#include "desk-form-party.h"

#include <glib/gi18n.h>

#include "clinic-party-list.h"
#include "desk-pick-list.h"

struct _DeskFormParty
{
  GtkWidget parent_instance;

  ClinicFormField *field; /* owned */
  ClinicPartyList *list;  /* owned */
  GtkWidget *box;         /* unowned, child, as all below */
  GtkMenuButton *button;
  GtkLabel *label; /* of the button */
  GtkWidget *clear;
  DeskPickList *picks;
  char *value; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskFormParty, desk_form_party, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_name (gpointer item)
{
  return g_strdup (clinic_form_option_get_name (item));
}

/* (transfer full): the names; what has none is shown by its number */
static char *
dup_words (DeskFormParty *self)
{
  g_auto (GStrv) values = g_strsplit (self->value, "\n", -1);
  GString *words = g_string_new (NULL);

  for (char **value = values; *value != NULL; value++)
    {
      const char *name = clinic_party_list_find_name (self->list, *value);

      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              name != NULL ? name : *value);
    }

  return g_string_free (words, FALSE);
}

static void
show (DeskFormParty *self)
{
  gboolean empty = *self->value == '\0';
  g_autofree char *words = empty ? g_strdup (_ ("Choose a company")) : dup_words (self);
  const char *name = clinic_form_field_get_name (self->field);
  /* Translators: what a field of a form is called, and what is chosen there */
  g_autofree char *spoken =
    g_strdup_printf (C_ ("field", "%1$s: %2$s"), name != NULL ? name : "", words);

  gtk_label_set_text (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), empty ? NULL : words);
  gtk_widget_set_visible (self->clear, !empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
take_value (DeskFormParty *self, char *value)
{
  g_clear_pointer (&self->value, g_free);
  self->value = value;
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- choosing --- */

static gboolean
has (DeskFormParty *self, const char *id)
{
  g_auto (GStrv) values = g_strsplit (self->value, "\n", -1);

  return g_strv_contains ((const char *const *) values, id);
}

static void
on_chosen_cb (DeskFormParty *self, ClinicFormOption *option)
{
  const char *id = clinic_form_option_get_id (option);

  gtk_menu_button_popdown (self->button);
  if (!clinic_form_field_get_multiple (self->field) || *self->value == '\0')
    take_value (self, g_strdup (id));
  else if (!has (self, id))
    take_value (self, g_strconcat (self->value, "\n", id, NULL));
}

static void
on_clear_cb (DeskFormParty *self)
{
  /* a button that goes must not keep the focus */
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  take_value (self, g_strdup (""));
}

static void
on_show_cb (DeskFormParty *self)
{
  clinic_party_list_want (self->list);
  desk_pick_list_start (self->picks);
}

/* --- what is known of them --- */

static const char *
get_note (DeskFormParty *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  switch (clinic_party_list_get_state (self->list))
    {
    case CLINIC_LOAD_LOADING:
      return none ? _ ("Asking the portal for its companies…") : NULL;
    case CLINIC_LOAD_STALE:
      return _ ("As they are known on this computer: the portal has not answered yet");
    case CLINIC_LOAD_MISSING:
      return _ ("The portal does not show this desk its companies");
    case CLINIC_LOAD_READY:
    default:
      return none ? _ ("The portal has no companies to choose from") : NULL;
    }
}

/* names come late, and go on coming */
static void
on_list_cb (DeskFormParty *self)
{
  desk_pick_list_set_note (self->picks, get_note (self));
  show (self);
}

/* --- the type --- */

static void
desk_form_party_dispose (GObject *object)
{
  DeskFormParty *self = DESK_FORM_PARTY (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->field);

  G_OBJECT_CLASS (desk_form_party_parent_class)->dispose (object);
}

static void
desk_form_party_finalize (GObject *object)
{
  g_clear_pointer (&DESK_FORM_PARTY (object)->value, g_free);

  G_OBJECT_CLASS (desk_form_party_parent_class)->finalize (object);
}

static void
desk_form_party_class_init (DeskFormPartyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_form_party_dispose;
  object_class->finalize = desk_form_party_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_FORM_PARTY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
create_button (DeskFormParty *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (inside), arrow);
  self->label = GTK_LABEL (label);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, inside);
  /* as wide as the button, like the choices beside it: what stands between centres it */
  for (GtkWidget *part = inside; part != NULL && !GTK_IS_BUTTON (part);
       part = gtk_widget_get_parent (part))
    gtk_widget_set_halign (part, GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->button), TRUE);
}

static void
desk_form_party_init (DeskFormParty *self)
{
  self->value = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  create_button (self);
  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_tooltip_text (self->clear, _ ("Choose none"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose none"), -1);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (on_clear_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (self->box), self->clear);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
desk_form_party_new (ClinicFormField *field)
{
  static const DeskPickKind kind = { N_ ("Name of a company"), N_ ("No company of this name"),
                                     dup_name, NULL, NULL };
  DeskFormParty *self = g_object_new (DESK_TYPE_FORM_PARTY, NULL);
  GtkWidget *popover = gtk_popover_new ();

  self->field = g_object_ref (field);
  self->list = CLINIC_PARTY_LIST (g_object_ref (clinic_form_field_get_options (field)));
  self->picks = DESK_PICK_LIST (desk_pick_list_new (G_LIST_MODEL (self->list), &kind));
  g_signal_connect_swapped (self->picks, "chosen", G_CALLBACK (on_chosen_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (on_show_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->picks));
  gtk_menu_button_set_popover (self->button, popover);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (on_list_cb), self);
  g_signal_connect_swapped (self->list, "notify::state", G_CALLBACK (on_list_cb), self);
  on_list_cb (self);
  /* they come while the rest is typed */
  clinic_party_list_want (self->list);

  return GTK_WIDGET (self);
}

char *
desk_form_party_dup_value (DeskFormParty *self)
{
  g_return_val_if_fail (DESK_IS_FORM_PARTY (self), NULL);

  return g_strdup (self->value);
}

void
desk_form_party_set_value (DeskFormParty *self, const char *value)
{
  g_auto (GStrv) values = NULL;
  GString *all = NULL;

  g_return_if_fail (DESK_IS_FORM_PARTY (self));

  values = g_strsplit (value != NULL ? value : "", "\n", -1);
  all = g_string_new (NULL);
  for (char **one = values; *one != NULL; one++)
    {
      g_autofree char *id = clinic_party_list_dup_value (self->list, *one);

      if (*id != '\0')
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", id);
    }
  take_value (self, g_string_free (all, FALSE));
}

GtkWidget *
desk_form_party_get_input (DeskFormParty *self)
{
  g_return_val_if_fail (DESK_IS_FORM_PARTY (self), NULL);

  return GTK_WIDGET (self->button);
}
