/* desk-link-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-link-view"

#include "desk-link-view.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-command-row.h"
#include "desk-link-words.h"

/**
 * DeskLinkView:
 *
 * All that is to be said of the connection: whose it is, since when, what is wrong, what to do,
 * what waits to be sent, and how far the patient index is. Shows a ClinicLink, changes nothing of
 * it by itself.
 */
struct _DeskLinkView
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  guint idle_id;
  gboolean showing; /* the switch is being set by us, not by the person */

  GtkLabel *state; /* unowned, template child, as all below */
  GtkLabel *advice;
  GtkLabel *problem;
  GtkLabel *portal;
  GtkLabel *user;
  GtkWidget *scopes_group;
  GtkBox *scopes;
  GtkWidget *commands_group;
  GtkListBox *commands;
  GtkLabel *index_label;
  GtkProgressBar *index_bar;
  GtkSwitch *off_shift;
};

G_DEFINE_FINAL_TYPE (DeskLinkView, desk_link_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskLinkViewProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_scopes (DeskLinkView *self, const char *const *scopes)
{
  GtkWidget *child;
  gboolean any = scopes != NULL && scopes[0] != NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->scopes))) != NULL)
    gtk_box_remove (self->scopes, child);

  for (gsize i = 0; any && scopes[i] != NULL; i++)
    {
      g_autofree char *text = desk_link_scope_text (scopes[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (self->scopes, label);
    }
  gtk_widget_set_visible (self->scopes_group, any);
}

static void
show_index (DeskLinkView *self, ClinicLink *link)
{
  g_autofree char *text = desk_link_index_text (link);
  gint64 total = clinic_link_get_sync_total (link);

  show_text (self->index_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->index_bar), clinic_link_get_syncing (link));
  if (total > 0)
    gtk_progress_bar_set_fraction (self->index_bar,
                                   CLAMP ((double) clinic_link_get_sync_done (link) / total, 0, 1));
}

/* (transfer full): the technical reason, which the administrator will ask for */
static char *
details_text (ClinicLink *link)
{
  const char *problem = clinic_link_get_problem (link);

  if (problem == NULL || *problem == '\0')
    problem = clinic_link_get_calls_problem (link);
  if (problem == NULL || *problem == '\0')
    return NULL;

  return g_strdup_printf (_ ("Details for the administrator: %s"), problem);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskLinkView *self = DESK_LINK_VIEW (user_data);
  ClinicLink *link = clinic_session_get_link (self->session);
  g_autofree char *state = desk_link_state_text (link, clinic_session_get_now (self->session));
  g_autofree char *advice = desk_link_advice_text (link);
  g_autofree char *details = details_text (link);

  self->idle_id = 0;
  show_text (self->state, state);
  show_text (self->advice, advice);
  show_text (self->problem, details);
  show_text (self->portal, clinic_link_get_portal (link));
  show_text (self->user, clinic_link_get_user_name (link));
  show_scopes (self, clinic_link_get_missing_scopes (link));
  show_index (self, link);

  self->showing = TRUE;
  gtk_switch_set_active (self->off_shift, clinic_link_get_calls_state (link) == CLINIC_LINK_PAUSED);
  self->showing = FALSE;

  return G_SOURCE_REMOVE;
}

static void
on_link_changed_cb (DeskLinkView *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

static void
on_commands_changed_cb (DeskLinkView *self)
{
  GListModel *commands = clinic_session_get_commands (self->session);

  gtk_widget_set_visible (self->commands_group, g_list_model_get_n_items (commands) > 0);
}

static GtkWidget *
create_command_row (gpointer item, gpointer user_data)
{
  DeskLinkView *self = DESK_LINK_VIEW (user_data);

  return desk_command_row_new (self->session, item);
}

static void
on_off_shift_cb (DeskLinkView *self)
{
  if (!self->showing)
    clinic_session_set_on_shift (self->session, !gtk_switch_get_active (self->off_shift));
}

static void
desk_link_view_constructed (GObject *object)
{
  DeskLinkView *self = DESK_LINK_VIEW (object);
  GListModel *commands = clinic_session_get_commands (self->session);

  G_OBJECT_CLASS (desk_link_view_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->commands, commands, create_command_row, self, NULL);
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify",
                           G_CALLBACK (on_link_changed_cb), self, G_CONNECT_SWAPPED);
  on_commands_changed_cb (self);
  on_idle_cb (self);
}

static void
desk_link_view_dispose (GObject *object)
{
  DeskLinkView *self = DESK_LINK_VIEW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_link_view_parent_class)->dispose (object);
}

static void
desk_link_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DeskLinkView *self = DESK_LINK_VIEW (object);

  switch ((DeskLinkViewProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_link_view_class_init (DeskLinkViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = desk_link_view_constructed;
  object_class->dispose = desk_link_view_dispose;
  object_class->set_property = desk_link_view_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-link-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, state);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, advice);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, portal);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, user);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, scopes_group);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, scopes);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, commands_group);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, commands);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, index_label);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, index_bar);
  gtk_widget_class_bind_template_child (widget_class, DeskLinkView, off_shift);
  gtk_widget_class_bind_template_callback (widget_class, on_off_shift_cb);
}

static void
desk_link_view_init (DeskLinkView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
desk_link_view_new (ClinicSession *session)
{
  return g_object_new (DESK_TYPE_LINK_VIEW, "session", session, NULL);
}
