/* desk-call-unknown.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-unknown"

#include "desk-call-unknown.h"

#include "desk-call-draft.h"
#include "desk-call-search.h"

#include <glib/gi18n.h>

struct _DeskCallUnknown
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  GtkWidget *form;
  GtkWidget *name;
  GtkWidget *create;
  GtkLabel *create_text;
  GtkWidget *create_key;
  GtkWidget *created;
  GtkLabel *problem;
  DeskCallSearch *search;

  ClinicCall *call; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (DeskCallUnknown, desk_call_unknown, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  CREATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_chosen_cb (DeskCallUnknown *self, ClinicPatient *patient)
{
  g_signal_emit (self, signals[CHOSEN], 0, patient);
}

static void
on_create_cb (DeskCallUnknown *self)
{
  if (gtk_widget_get_sensitive (self->create))
    g_signal_emit (self, signals[CREATE], 0);
}

static void
on_name_changed_cb (DeskCallUnknown *self)
{
  if (self->call != NULL)
    desk_call_draft_set_text (&desk_call_draft (self->call)->name,
                              gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

/* The call hears of its lead a little later than the command. */
static gint64
lead_id (ClinicCall *call)
{
  ClinicCommand *asked = desk_call_draft (call)->lead;

  if (clinic_call_get_lead_id (call) != 0 || asked == NULL)
    return clinic_call_get_lead_id (call);

  return clinic_command_get_result_id (asked);
}

static char *
create_text (gint64 id, gboolean simple, gboolean pending, gboolean failed)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (id != 0 && simple)
    return g_strdup_printf (_ ("Request No. %s"), number);
  if (id != 0)
    return g_strdup_printf (_ ("Enquiry No. %s"), number);
  if (failed)
    return g_strdup (_ ("Try again"));
  if (pending)
    return g_strdup (simple ? _ ("Creating the request…") : _ ("Creating the enquiry…"));

  return g_strdup (simple ? _ ("Create request") : _ ("Create enquiry"));
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The next key to press, where the person is now. */
static void
on_form_focus_cb (DeskCallUnknown *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  gtk_label_set_text (GTK_LABEL (self->create_key),
                      gtk_event_controller_focus_contains_focus (focus) ? "Ctrl+Enter" : "F4");
}

static void
show_create (DeskCallUnknown *self, ClinicSession *session, ClinicCall *call)
{
  ClinicCommand *asked = desk_call_draft (call)->lead;
  gboolean failed = asked != NULL && clinic_command_get_state (asked) == CLINIC_COMMAND_REFUSED;
  gboolean pending = clinic_call_get_lead_pending (call) || asked != NULL;
  gboolean done = lead_id (call) != 0;
  gboolean simple = clinic_link_get_simple_crm (clinic_session_get_link (session));
  g_autofree char *text = create_text (lead_id (call), simple, pending, failed);

  gtk_label_set_text (self->create_text, text);
  gtk_widget_set_visible (self->create_key, !done && (!pending || failed));
  gtk_widget_set_visible (self->created, done);
  set_css_class (self->create, "suggested-action", !done);
  gtk_widget_set_sensitive (self->create, !done && (!pending || failed));
  gtk_widget_set_sensitive (self->name, !done && !pending);
  gtk_label_set_text (self->problem, failed ? _ ("The portal refused it") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), failed);
}

static gboolean
on_key_pressed_cb (DeskCallUnknown *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *controller)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;

  on_create_cb (self);

  return GDK_EVENT_STOP;
}

static void
on_search_text_cb (DeskCallUnknown *self)
{
  if (self->call != NULL)
    desk_call_draft_set_text (&desk_call_draft (self->call)->search,
                              desk_call_search_get_text (self->search));
}

static void
desk_call_unknown_dispose (GObject *object)
{
  DeskCallUnknown *self = DESK_CALL_UNKNOWN (object);

  g_clear_object (&self->call);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_call_unknown_parent_class)->dispose (object);
}

static void
desk_call_unknown_class_init (DeskCallUnknownClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_unknown_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_CALL_UNKNOWN, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_PATIENT);
  signals[CREATE] = g_signal_new ("create", DESK_TYPE_CALL_UNKNOWN, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DESK_TYPE_CALL_SEARCH);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calls/desk-call-unknown.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, form);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, name);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, create);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, create_text);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, create_key);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, created);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskCallUnknown, search);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_create_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_form_focus_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
desk_call_unknown_init (DeskCallUnknown *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->search, "text-changed", G_CALLBACK (on_search_text_cb), self,
                           G_CONNECT_SWAPPED);
}

void
desk_call_unknown_show (DeskCallUnknown *self, ClinicSession *session, ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);

  g_return_if_fail (DESK_IS_CALL_UNKNOWN (self));

  if (self->call != call)
    {
      /* No change of text reaches the draft while the call is being changed. */
      g_clear_object (&self->call);
      desk_call_search_set_session (self->search, session);
      gtk_editable_set_text (GTK_EDITABLE (self->name), draft->name != NULL ? draft->name : "");
      desk_call_search_set_text (self->search, draft->search);
      g_set_object (&self->call, call);
    }

  gtk_widget_set_visible (self->form, !clinic_call_get_hidden (call));
  show_create (self, session, call);
}

gboolean
desk_call_unknown_focus (DeskCallUnknown *self)
{
  g_return_val_if_fail (DESK_IS_CALL_UNKNOWN (self), FALSE);

  return gtk_widget_get_visible (self->form) && gtk_widget_get_sensitive (self->create) &&
         gtk_widget_grab_focus (self->name);
}
