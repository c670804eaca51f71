/* desk-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-banner"

#include "desk-banner.h"

/**
 * DeskBanner:
 *
 * A sentence across the width of a page that says what is wrong, with at most one thing to do
 * about it. Shown while it has a title. (libadwaita's own needs 1.3.)
 */
struct _DeskBanner
{
  AdwBin parent_instance;

  GtkRevealer *revealer; /* unowned, template child */
  GtkWidget *box;        /* unowned, template child */
  GtkLabel *label;       /* unowned, template child */
  GtkButton *button;     /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DeskBanner, desk_banner, ADW_TYPE_BIN)

static void
desk_banner_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (desk_banner_parent_class)->dispose (object);
}

static void
desk_banner_class_init (DeskBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_banner_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/widgets/desk-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, DeskBanner, box);
  gtk_widget_class_bind_template_child (widget_class, DeskBanner, label);
  gtk_widget_class_bind_template_child (widget_class, DeskBanner, button);
}

static void
desk_banner_init (DeskBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
desk_banner_new (void)
{
  return g_object_new (DESK_TYPE_BANNER, NULL);
}

const char *
desk_banner_get_title (DeskBanner *self)
{
  g_return_val_if_fail (DESK_IS_BANNER (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}

void
desk_banner_set_title (DeskBanner *self, const char *title)
{
  g_return_if_fail (DESK_IS_BANNER (self));

  /* The words stay while the banner slides away. */
  if (title != NULL)
    {
      gtk_label_set_text (self->label, title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      -1);
    }
  gtk_revealer_set_reveal_child (self->revealer, title != NULL);
}

void
desk_banner_set_button (DeskBanner *self, const char *label, const char *action)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (DESK_IS_BANNER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (self->button, label);
  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    g_return_if_reached ();
  /* the target of the new one is not for the old one, and the new one not without its target */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), name);
}

void
desk_banner_set_urgent (DeskBanner *self, gboolean urgent)
{
  g_return_if_fail (DESK_IS_BANNER (self));

  if (urgent)
    gtk_widget_add_css_class (self->box, "urgent");
  else
    gtk_widget_remove_css_class (self->box, "urgent");
}
