/* desk-link-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-link-button"

#include "desk-link-button.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-link-view.h"
#include "desk-link-words.h"

/**
 * DeskLinkButton:
 *
 * The header's word on the connection: an icon and "Online 11:42"; its popover tells the rest.
 * The popover's contents are made when it is first opened.
 */
struct _DeskLinkButton
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  guint idle_id;
  gboolean compact;
  gboolean broken;

  GtkMenuButton *button; /* unowned, our child */
  GtkWidget *icon;       /* unowned, inside the button */
  GtkWidget *label;      /* unowned, inside the button */
};

G_DEFINE_FINAL_TYPE (DeskLinkButton, desk_link_button, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskLinkButtonProperty;

static GParamSpec *properties[PROP_SESSION + 1];

/* Where there is little room, only bad news is worth it. */
static void
show_label (DeskLinkButton *self)
{
  gtk_widget_set_visible (self->label, !self->compact || self->broken);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskLinkButton *self = DESK_LINK_BUTTON (user_data);
  ClinicLink *link = clinic_session_get_link (self->session);
  g_autofree char *text = desk_link_short_text (link, clinic_session_get_now (self->session));
  g_autofree char *state = desk_link_state_text (link, clinic_session_get_now (self->session));
  gboolean broken = clinic_link_get_state (link) == CLINIC_LINK_DENIED ||
                    clinic_link_get_state (link) == CLINIC_LINK_OFFLINE ||
                    clinic_link_get_calls_state (link) == CLINIC_LINK_DENIED ||
                    clinic_link_get_calls_state (link) == CLINIC_LINK_OFFLINE;

  self->idle_id = 0;
  self->broken = broken;
  show_label (self);
  if (g_strcmp0 (text, gtk_label_get_label (GTK_LABEL (self->label))) != 0)
    {
      gtk_label_set_text (GTK_LABEL (self->label), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text, -1);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), desk_link_icon_name (link));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), state);
  if (broken)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "error");

  return G_SOURCE_REMOVE;
}

static void
on_link_changed_cb (DeskLinkButton *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

static void
create_popover (GtkMenuButton *button, gpointer user_data)
{
  DeskLinkButton *self = DESK_LINK_BUTTON (user_data);
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), desk_link_view_new (self->session));
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Connection"), -1);
  gtk_menu_button_set_popover (button, popover);
}

static void
desk_link_button_constructed (GObject *object)
{
  DeskLinkButton *self = DESK_LINK_BUTTON (object);

  G_OBJECT_CLASS (desk_link_button_parent_class)->constructed (object);

  g_signal_connect_object (clinic_session_get_link (self->session), "notify",
                           G_CALLBACK (on_link_changed_cb), self, G_CONNECT_SWAPPED);
  on_idle_cb (self);
}

static void
desk_link_button_dispose (GObject *object)
{
  DeskLinkButton *self = DESK_LINK_BUTTON (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_link_button_parent_class)->dispose (object);
}

static void
desk_link_button_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  DeskLinkButton *self = DESK_LINK_BUTTON (object);

  switch ((DeskLinkButtonProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_link_button_class_init (DeskLinkButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = desk_link_button_constructed;
  object_class->dispose = desk_link_button_dispose;
  object_class->set_property = desk_link_button_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
desk_link_button_init (DeskLinkButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_menu_button_new ();

  self->button = GTK_MENU_BUTTON (button);
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_menu_button_set_child (self->button, box);
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);
  adw_bin_set_child (ADW_BIN (self), button);
}

GtkWidget *
desk_link_button_new (ClinicSession *session)
{
  return g_object_new (DESK_TYPE_LINK_BUTTON, "session", session, NULL);
}

void
desk_link_button_open (DeskLinkButton *self)
{
  g_return_if_fail (DESK_IS_LINK_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

void
desk_link_button_set_compact (DeskLinkButton *self, gboolean compact)
{
  g_return_if_fail (DESK_IS_LINK_BUTTON (self));

  self->compact = compact;
  show_label (self);
}

const char *
desk_link_button_get_text (DeskLinkButton *self)
{
  g_return_val_if_fail (DESK_IS_LINK_BUTTON (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}
