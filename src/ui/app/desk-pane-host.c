/* desk-pane-host.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pane-host"

#include "desk-pane-host.h"

#include <glib/gi18n.h>

#include "desk-call-pane.h"
#include "desk-focus-mark.h"
#include "desk-memory.h"
#include "desk-patient-pane.h"
#include "desk-visit-pane.h"

/* The ringing calls as a step of the way; patients are their (positive) ids, appointments theirs
 * with a minus. */
#define STEP_CALLS 0
#define MAX_STEPS 20

/**
 * DeskPaneHost:
 *
 * What stands at the right of a page: the calls, one patient or one appointment, and the way back
 * to what stood there before. The window shows and hides it; the panes inside know nothing of each
 * other and are made when first needed.
 */
struct _DeskPaneHost
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  GArray *steps;          /* owned, gint64: the way here; the last one is on show */
  DeskFocusMark *writing; /* owned: where in the panel somebody wrote before the call */
  guint prepare_id;

  GtkStack *stack; /* unowned, template child, as all below */
  GtkWidget *back;
  GtkLabel *title;
  GtkWidget *calls;   /* unowned, in the stack, (nullable) until first shown */
  GtkWidget *patient; /* unowned, in the stack, (nullable) until first shown */
  GtkWidget *visit;   /* unowned, in the stack, (nullable) until first shown */
};

G_DEFINE_FINAL_TYPE (DeskPaneHost, desk_pane_host, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskPaneHostProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static gint64
last_step (DeskPaneHost *self)
{
  return g_array_index (self->steps, gint64, self->steps->len - 1);
}

/* What is open, for the next start; a call has gone by then. Ids are those of one portal. */
static void
keep_step (DeskPaneHost *self)
{
  const char *portal = clinic_link_get_portal (clinic_session_get_link (self->session));
  g_autofree char *kept = NULL;

  if (self->steps->len > 0 && last_step (self) == STEP_CALLS)
    return;

  if (self->steps->len > 0 && portal != NULL)
    kept = g_strdup_printf ("%" G_GINT64_FORMAT " %s", last_step (self), portal);
  desk_memory_keep ("pane", kept);
}

static GtkWidget *
ensure_calls (DeskPaneHost *self)
{
  if (self->calls == NULL)
    {
      self->calls = desk_call_pane_new (self->session);
      gtk_stack_add_child (self->stack, self->calls);
    }

  return self->calls;
}

/* Before the first ring, but after the first picture of the window. */
static gboolean
on_prepare_cb (gpointer user_data)
{
  DeskPaneHost *self = DESK_PANE_HOST (user_data);

  self->prepare_id = 0;
  ensure_calls (self);

  return G_SOURCE_REMOVE;
}

static GtkWidget *
ensure_patient (DeskPaneHost *self)
{
  if (self->patient == NULL)
    {
      self->patient = desk_patient_pane_new (self->session);
      gtk_stack_add_child (self->stack, self->patient);
    }

  return self->patient;
}

static GtkWidget *
ensure_visit (DeskPaneHost *self)
{
  if (self->visit == NULL)
    {
      self->visit = desk_visit_pane_new (self->session);
      gtk_stack_add_child (self->stack, self->visit);
    }

  return self->visit;
}

static void
show_last_step (DeskPaneHost *self)
{
  gint64 step = last_step (self);

  if (step == STEP_CALLS)
    {
      gtk_label_set_text (self->title, _ ("Calls Now"));
      gtk_stack_set_visible_child (self->stack, ensure_calls (self));
    }
  else if (step < 0)
    {
      gtk_label_set_text (self->title, _ ("Appointment"));
      desk_visit_pane_show (DESK_VISIT_PANE (ensure_visit (self)), -step);
      gtk_stack_set_visible_child (self->stack, ensure_visit (self));
    }
  else
    {
      gtk_label_set_text (self->title, _ ("Patient"));
      desk_patient_pane_show (DESK_PATIENT_PANE (ensure_patient (self)), step);
      gtk_stack_set_visible_child (self->stack, ensure_patient (self));
    }
  gtk_widget_set_visible (self->back, self->steps->len > 1);
  keep_step (self);
}

static void
go_to (DeskPaneHost *self, gint64 step)
{
  /* Where one has been before is gone back to, not stacked a second time. */
  for (guint i = self->steps->len; i > 0; i--)
    if (g_array_index (self->steps, gint64, i - 1) == step)
      g_array_remove_index (self->steps, i - 1);
  if (self->steps->len == MAX_STEPS)
    g_array_remove_index (self->steps, 0);

  g_array_append_val (self->steps, step);
  show_last_step (self);
}

static void
desk_pane_host_dispose (GObject *object)
{
  DeskPaneHost *self = DESK_PANE_HOST (object);

  g_clear_handle_id (&self->prepare_id, g_source_remove);
  g_clear_object (&self->writing);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_pane_host_parent_class)->dispose (object);
}

static void
desk_pane_host_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DeskPaneHost *self = DESK_PANE_HOST (object);

  switch ((DeskPaneHostProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_pane_host_class_init (DeskPaneHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_pane_host_dispose;
  object_class->set_property = desk_pane_host_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-pane-host.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPaneHost, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskPaneHost, back);
  gtk_widget_class_bind_template_child (widget_class, DeskPaneHost, title);
}

static void
desk_pane_host_init (DeskPaneHost *self)
{
  self->writing = desk_focus_mark_new ();
  self->steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->prepare_id = g_timeout_add_full (G_PRIORITY_LOW, 500, on_prepare_cb, self, NULL);
}

GtkWidget *
desk_pane_host_new (ClinicSession *session)
{
  return g_object_new (DESK_TYPE_PANE_HOST, "session", session, NULL);
}

static gboolean
focus_within (DeskPaneHost *self, GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && part != NULL && gtk_widget_is_ancestor (focus, part);
}

static void
remember_writing (DeskPaneHost *self)
{
  if (focus_within (self, self->patient) || focus_within (self, self->visit))
    desk_focus_mark_set (self->writing, ensure_calls (self));
}

void
desk_pane_host_show_call (DeskPaneHost *self, const char *call_id)
{
  g_return_if_fail (DESK_IS_PANE_HOST (self));

  remember_writing (self);
  go_to (self, STEP_CALLS);
  if (call_id != NULL)
    desk_call_pane_show_call (DESK_CALL_PANE (self->calls), call_id);
}

gboolean
desk_pane_host_has_unknown (DeskPaneHost *self)
{
  g_return_val_if_fail (DESK_IS_PANE_HOST (self), FALSE);

  return desk_call_pane_find_unknown (DESK_CALL_PANE (ensure_calls (self))) != NULL;
}

gboolean
desk_pane_host_begin_lead (DeskPaneHost *self)
{
  g_return_val_if_fail (DESK_IS_PANE_HOST (self), FALSE);

  remember_writing (self);
  go_to (self, STEP_CALLS);

  return desk_call_pane_begin_lead (DESK_CALL_PANE (self->calls));
}

gboolean
desk_pane_host_hide_call (DeskPaneHost *self)
{
  gboolean was_here, is_done;

  g_return_val_if_fail (DESK_IS_PANE_HOST (self), FALSE);

  if (!desk_pane_host_shows_calls (self))
    return FALSE;

  was_here = focus_within (self, self->calls);
  is_done = desk_call_pane_hide_call (DESK_CALL_PANE (self->calls));
  if (!was_here || !desk_focus_mark_is_set (self->writing) || !desk_pane_host_back (self))
    return is_done;

  return desk_focus_mark_return (self->writing);
}

void
desk_pane_host_show_patient (DeskPaneHost *self, gint64 patient_id)
{
  g_return_if_fail (DESK_IS_PANE_HOST (self));
  g_return_if_fail (patient_id > 0);

  go_to (self, patient_id);
}

void
desk_pane_host_show_appointment (DeskPaneHost *self, gint64 appointment_id)
{
  g_return_if_fail (DESK_IS_PANE_HOST (self));
  g_return_if_fail (appointment_id > 0);

  go_to (self, -appointment_id);
  gtk_widget_grab_focus (self->visit);
}

gboolean
desk_pane_host_back (DeskPaneHost *self)
{
  g_return_val_if_fail (DESK_IS_PANE_HOST (self), FALSE);

  if (self->steps->len < 2)
    return FALSE;

  g_array_remove_index (self->steps, self->steps->len - 1);
  show_last_step (self);

  return TRUE;
}

void
desk_pane_host_clear (DeskPaneHost *self)
{
  g_return_if_fail (DESK_IS_PANE_HOST (self));

  if (self->patient != NULL)
    desk_patient_pane_show (DESK_PATIENT_PANE (self->patient), 0);
  if (self->visit != NULL)
    desk_visit_pane_show (DESK_VISIT_PANE (self->visit), 0);
  desk_focus_mark_clear (self->writing);
  g_array_set_size (self->steps, 0);
  keep_step (self);
}

gboolean
desk_pane_host_restore (DeskPaneHost *self)
{
  const char *portal = clinic_link_get_portal (clinic_session_get_link (self->session));
  g_autofree char *kept = desk_memory_dup ("pane");
  char *rest = NULL;
  gint64 step = kept != NULL ? g_ascii_strtoll (kept, &rest, 10) : 0;

  g_return_val_if_fail (DESK_IS_PANE_HOST (self), FALSE);

  if (step == 0 || *rest != ' ' || g_strcmp0 (rest + 1, portal) != 0)
    return FALSE;

  go_to (self, step);

  return TRUE;
}

gboolean
desk_pane_host_shows_calls (DeskPaneHost *self)
{
  g_return_val_if_fail (DESK_IS_PANE_HOST (self), FALSE);

  return self->steps->len > 0 && last_step (self) == STEP_CALLS;
}
