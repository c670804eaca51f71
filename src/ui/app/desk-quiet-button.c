/* desk-quiet-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-quiet-button"

#include "desk-quiet-button.h"

#include <glib/gi18n.h>

#include "desk-format.h"
#include "desk-quiet.h"
#include "reception-config.h"

/**
 * DeskQuietButton:
 *
 * The sign in the header that nobody hears or is told of calls now, and until when; pressing it
 * ends that. There only while it is so.
 */
struct _DeskQuietButton
{
  AdwBin parent_instance;

  GSettings *settings; /* owned */
  GtkWidget *button;   /* unowned, our child */
  GtkLabel *label;     /* unowned, in it */
};

G_DEFINE_FINAL_TYPE (DeskQuietButton, desk_quiet_button, ADW_TYPE_BIN)

static void
update (DeskQuietButton *self)
{
  g_autofree char *time = desk_format_time (g_settings_get_int64 (self->settings, "quiet-until"));
  g_autofree char *text = g_strdup_printf (_ ("Do not disturb until %s; press to end"), time);
  gboolean on = desk_quiet_is_on (self->settings);

  gtk_widget_set_visible (GTK_WIDGET (self), on);
  if (!on)
    return;

  gtk_label_set_text (self->label, time);
  gtk_widget_set_tooltip_text (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
desk_quiet_button_dispose (GObject *object)
{
  DeskQuietButton *self = DESK_QUIET_BUTTON (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_quiet_button_parent_class)->dispose (object);
}

static void
desk_quiet_button_class_init (DeskQuietButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_quiet_button_dispose;
}

static void
desk_quiet_button_init (DeskQuietButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->label = GTK_LABEL (label);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("notifications-disabled-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "app.quiet-end");
  adw_bin_set_child (ADW_BIN (self), self->button);
  g_signal_connect_object (self->settings, "changed::quiet-until", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
desk_quiet_button_new (void)
{
  return g_object_new (DESK_TYPE_QUIET_BUTTON, NULL);
}
