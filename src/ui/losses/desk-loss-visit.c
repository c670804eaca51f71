/* desk-loss-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-loss-visit"

#include "desk-loss-visit.h"

#include "desk-card-words.h"
#include "desk-format.h"
#include "desk-stage-badge.h"

struct _DeskLossVisit
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *when;
  GtkLabel *name;
  GtkLabel *money;
  DeskStageBadge *stage;
  GtkLabel *why;
};

G_DEFINE_FINAL_TYPE (DeskLossVisit, desk_loss_visit, GTK_TYPE_WIDGET)

static void
desk_loss_visit_dispose (GObject *object)
{
  g_clear_pointer (&DESK_LOSS_VISIT (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_loss_visit_parent_class)->dispose (object);
}

static void
desk_loss_visit_class_init (DeskLossVisitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_loss_visit_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget *line, gboolean expand, const char *style)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", expand, "ellipsize",
                  expand ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE, "wrap", expand, "lines",
                  expand ? 3 : -1, "css-classes", (const char *[]){ style, NULL }, NULL);

  gtk_box_append (GTK_BOX (line), label);

  return GTK_LABEL (label);
}

static void
desk_loss_visit_init (DeskLossVisit *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *badge = desk_stage_badge_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->box, "loss-row");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), first);
  gtk_box_append (GTK_BOX (self->box), second);
  self->name = add_label (first, TRUE, "heading");
  self->when = add_label (first, FALSE, "numeric");
  self->stage = DESK_STAGE_BADGE (badge);
  gtk_box_append (GTK_BOX (second), badge);
  self->why = add_label (second, TRUE, "dim-label");
  self->money = add_label (second, FALSE, "numeric");
}

GtkWidget *
desk_loss_visit_new (void)
{
  return g_object_new (DESK_TYPE_LOSS_VISIT, NULL);
}

/* (transfer full) */
static char *
dup_why (ClinicAppointment *visit)
{
  const char *const parts[] = { clinic_appointment_get_reason (visit),
                                clinic_appointment_get_doctor_name (visit),
                                clinic_appointment_get_source_name (visit) };
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_ptr_array_add (known, (gpointer) parts[i]);
  g_ptr_array_add (known, NULL);

  return g_strjoinv (" · ", (char **) known->pdata);
}

void
desk_loss_visit_set_visit (DeskLossVisit *self, ClinicAppointment *visit, gint64 now)
{
  g_autofree char *when = NULL;
  g_autofree char *name = NULL;
  g_autofree char *why = NULL;
  g_autofree char *money = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  ClinicStage *stage = NULL;

  g_return_if_fail (DESK_IS_LOSS_VISIT (self));

  when = desk_format_day_time (clinic_appointment_get_start (visit), now);
  name = desk_card_name (visit);
  why = dup_why (visit);
  money = desk_format_money (clinic_appointment_get_amount (visit));
  gtk_label_set_text (self->when, when);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->why, why);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->why), why);
  gtk_label_set_text (self->money, money);
  stage = clinic_appointment_get_stage (visit);
  desk_stage_badge_set_stage (self->stage, stage);
  spoken = g_strjoin (", ", name, when, stage != NULL ? clinic_stage_get_name (stage) : "—", why,
                      money, NULL);
  /* The list's own row has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row != NULL ? row : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
