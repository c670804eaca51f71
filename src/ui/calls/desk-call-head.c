/* desk-call-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-head"

#include "desk-call-head.h"

#include "desk-call-text.h"
#include "desk-format.h"

#include <glib/gi18n.h>

struct _DeskCallHead
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  GtkLabel *name;
  GtkLabel *status;
  GtkLabel *facts;
  GtkWidget *first_visit;
  GtkLabel *important;
  GtkLabel *stale;
};

G_DEFINE_FINAL_TYPE (DeskCallHead, desk_call_head, GTK_TYPE_WIDGET)

static void
show_important (DeskCallHead *self, const char *important)
{
  /* Translators: what must be seen before anything else, such as an allergy */
  g_autofree char *text = g_strdup_printf (_ ("⚠ Important: %s"), important);

  gtk_label_set_text (self->important, text);
  gtk_widget_set_visible (GTK_WIDGET (self->important), *important != '\0');
}

static void
show_person (DeskCallHead *self, ClinicCall *call, gint64 now)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  ClinicCandidate *chosen = desk_call_chosen (call);
  ClinicPatient *patient = chosen != NULL ? clinic_candidate_get_patient (chosen) : NULL;
  g_autofree char *name = desk_call_text_head (call);
  g_autofree char *facts = desk_call_text_facts (call, now);
  g_autofree char *important =
    desk_text_clip (patient != NULL ? clinic_patient_get_important (patient) : NULL, 200);
  gboolean stale = caller != NULL && clinic_caller_get_state (caller) == CLINIC_CALLER_STATE_STALE;

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (self->first_visit, chosen != NULL && clinic_candidate_get_first_visit (
                                                                 chosen) == CLINIC_FIRST_VISIT_YES);
  show_important (self, important);
  gtk_widget_set_visible (GTK_WIDGET (self->stale), stale);
  if (stale)
    {
      g_autofree char *time = desk_format_time (clinic_caller_get_as_of (caller));
      g_autofree char *text = g_strdup_printf (_ ("data as of %s"), time);

      gtk_label_set_text (self->stale, text);
    }
}

static void
show_status (DeskCallHead *self, ClinicCall *call, gint64 now)
{
  g_autofree char *status = desk_call_text_status (call, now);
  const char *classes[] = { "call-status", desk_call_text_urgency (call, now), NULL };

  gtk_label_set_text (self->status, status);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->status), classes[1]))
    gtk_widget_set_css_classes (GTK_WIDGET (self->status), classes);
}

static void
desk_call_head_dispose (GObject *object)
{
  g_clear_pointer (&DESK_CALL_HEAD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_call_head_parent_class)->dispose (object);
}

static void
desk_call_head_class_init (DeskCallHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_head_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calls/desk-call-head.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, name);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, status);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, first_visit);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, important);
  gtk_widget_class_bind_template_child (widget_class, DeskCallHead, stale);
}

static void
desk_call_head_init (DeskCallHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
desk_call_head_show (DeskCallHead *self, ClinicCall *call, gint64 now)
{
  g_return_if_fail (DESK_IS_CALL_HEAD (self));

  show_person (self, call, now);
  show_status (self, call, now);
}

void
desk_call_head_tick (DeskCallHead *self, ClinicCall *call, gint64 now)
{
  g_return_if_fail (DESK_IS_CALL_HEAD (self));

  show_status (self, call, now);
}

GtkWidget *
desk_call_head_get_name (DeskCallHead *self)
{
  g_return_val_if_fail (DESK_IS_CALL_HEAD (self), NULL);

  return GTK_WIDGET (self->name);
}
