/* desk-mismatch-sides.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-sides"

#include "desk-mismatch-sides.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "desk-format.h"
#include "desk-mismatch-words.h"
#include "desk-stage-badge.h"
#include "desk-wrap-layout.h"

/* the same in all rows, so that the sides stand below each other */
#define SIDE_CHARS 24
#define GAP 9

typedef enum
{
  LINE_TIME,
  LINE_DOCTOR,
  LINE_STATUS,
  LINE_PATIENT,
  N_LINES
} Line;

/* All owned by the widget's tree. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *lines[N_LINES];
  GtkLabel *marks[N_LINES];
  GtkLabel *texts[N_LINES];
  DeskStageBadge *badge; /* in the line of the status */
  GtkLabel *changed;
} Side;

struct _DeskMismatchSides
{
  GtkWidget parent_instance;

  Side mis;
  Side crm;
};

G_DEFINE_FINAL_TYPE (DeskMismatchSides, desk_mismatch_sides, GTK_TYPE_WIDGET)

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", SIDE_CHARS,
                                   "max-width-chars", SIDE_CHARS, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static void
add_line (Side *side, Line line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *mark = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "mismatch-mark");
  side->marks[line] = GTK_LABEL (mark);
  side->texts[line] = new_label (line == LINE_TIME ? "numeric" : NULL);
  side->lines[line] = box;
  gtk_widget_add_css_class (box, "mismatch-line");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (side->texts[line]));
  gtk_box_append (GTK_BOX (side->box), box);
  if (line != LINE_STATUS)
    return;
  side->badge = DESK_STAGE_BADGE (desk_stage_badge_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (side->badge), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (side->badge));
}

static void
add_side (DeskMismatchSides *self, Side *side, const char *name)
{
  GtkWidget *head = gtk_label_new (name);

  side->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_hexpand (side->box, TRUE);
  gtk_widget_add_css_class (side->box, "mismatch-side");
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption-heading");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_box_append (GTK_BOX (side->box), head);
  for (Line line = 0; line < N_LINES; line++)
    add_line (side, line);
  side->changed = new_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (side->changed), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (side->changed), "mismatch-changed");
  gtk_box_append (GTK_BOX (side->box), GTK_WIDGET (side->changed));
  gtk_widget_set_parent (side->box, GTK_WIDGET (self));
}

/* text (nullable): the line is left out */
static void
show_line (Side *side, Line line, const char *text, gboolean differs)
{
  gboolean shown = text != NULL && *text != '\0';

  gtk_label_set_text (side->texts[line], shown ? text : "");
  gtk_label_set_text (side->marks[line], differs ? "≠" : "");
  gtk_widget_set_visible (GTK_WIDGET (side->texts[line]), shown);
  gtk_widget_set_visible (side->lines[line], shown);
  if (differs)
    gtk_widget_add_css_class (side->lines[line], "mismatch-differs");
  else
    gtk_widget_remove_css_class (side->lines[line], "mismatch-differs");
}

static void
show_badge (Side *side, ClinicStage *stage)
{
  desk_stage_badge_set_stage (side->badge, stage);
  if (stage != NULL)
    gtk_widget_set_visible (side->lines[LINE_STATUS], TRUE);
}

/* words (nullable): that there is nothing to compare with */
static void
clear (Side *side, const char *words)
{
  for (Line line = 0; line < N_LINES; line++)
    show_line (side, line, NULL, FALSE);
  show_badge (side, NULL);
  show_line (side, LINE_TIME, words, words != NULL);
}

static void
show_changed (Side *side, const char *words)
{
  gtk_label_set_text (side->changed, words);
  gtk_widget_set_visible (GTK_WIDGET (side->changed), *words != '\0');
}

static gboolean
has (gint64 mismatches, ClinicMismatchKind kind)
{
  return (mismatches & ((gint64) 1 << kind)) != 0;
}

/* (transfer full): a time, or that there is none */
static char *
time_words (gint64 start, gint64 now)
{
  return start != 0 ? desk_format_visit_time (start, now) : g_strdup (_ ("no time yet"));
}

/* (transfer full): who it is, where that is what differs */
static char *
patient_words (const char *name, const char *phone)
{
  g_autofree char *number =
    phone != NULL && *phone != '\0' ? clinic_phone_dup_display (phone) : NULL;

  if (name == NULL || *name == '\0')
    name = _ ("No patient");

  return number != NULL ? g_strjoin (" · ", name, number, NULL) : g_strdup (name);
}

/* The stage is shown where the two are compared by it. */
static void
show_mis (DeskMismatchSides *self, ClinicMismatch *mismatch, gint64 mismatches, gint64 now)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  Side *side = &self->mis;
  const char *const *phones = NULL;
  g_autofree char *when = NULL, *status = NULL, *patient = NULL, *changed = NULL;
  const char *doctor = NULL, *raw = NULL;
  gboolean by_stage = has (mismatches, CLINIC_MISMATCH_STAGE);

  clear (side, visit == NULL ? C_ ("side", "No such visit") : NULL);
  changed = desk_mismatch_mis_changed (mismatch, now);
  show_changed (side, changed);
  if (visit == NULL)
    return;

  when = time_words (clinic_mis_visit_get_start (visit), now);
  doctor = clinic_mis_visit_get_doctor (visit);
  raw = clinic_mis_visit_get_raw_status (visit);
  if (clinic_mis_visit_get_deleted (visit))
    status = g_strjoin (" · ", C_ ("visit", "deleted"), raw, NULL);
  else
    status = g_strdup (raw != NULL && *raw != '\0' ? raw : "—");
  show_line (side, LINE_TIME, when, has (mismatches, CLINIC_MISMATCH_TIME));
  show_line (side, LINE_DOCTOR, doctor != NULL ? doctor : _ ("no doctor yet"),
             has (mismatches, CLINIC_MISMATCH_DOCTOR));
  show_line (side, LINE_STATUS, status,
             by_stage || has (mismatches, CLINIC_MISMATCH_STATUS) ||
               has (mismatches, CLINIC_MISMATCH_NO_VISIT));
  if (!has (mismatches, CLINIC_MISMATCH_PATIENT))
    return;
  phones = clinic_mis_visit_get_phones (visit);
  patient =
    patient_words (clinic_mis_visit_get_patient_name (visit), phones != NULL ? phones[0] : NULL);
  show_line (side, LINE_PATIENT, patient, TRUE);
}

static void
show_crm (DeskMismatchSides *self, ClinicMismatch *mismatch, gint64 mismatches, gint64 now)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  Side *side = &self->crm;
  g_autofree char *when = NULL, *patient = NULL, *changed = NULL;
  const char *doctor = NULL;

  clear (side, appointment == NULL ? C_ ("side", "No such appointment") : NULL);
  changed = desk_mismatch_crm_changed (mismatch, now);
  show_changed (side, changed);
  if (appointment == NULL)
    return;

  when = time_words (clinic_appointment_get_start (appointment), now);
  doctor = clinic_appointment_get_doctor_name (appointment);
  show_line (side, LINE_TIME, when, has (mismatches, CLINIC_MISMATCH_TIME));
  show_line (side, LINE_DOCTOR, doctor != NULL ? doctor : _ ("no doctor yet"),
             has (mismatches, CLINIC_MISMATCH_DOCTOR));
  show_line (side, LINE_STATUS, NULL, has (mismatches, CLINIC_MISMATCH_STAGE));
  show_badge (side, clinic_appointment_get_stage (appointment));
  if (!has (mismatches, CLINIC_MISMATCH_PATIENT))
    return;
  patient = patient_words (clinic_appointment_get_patient_name (appointment),
                           clinic_appointment_get_patient_phone (appointment));
  show_line (side, LINE_PATIENT, patient, TRUE);
}

static void
desk_mismatch_sides_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desk_mismatch_sides_parent_class)->dispose (object);
}

static void
desk_mismatch_sides_class_init (DeskMismatchSidesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_sides_dispose;
}

static void
desk_mismatch_sides_init (DeskMismatchSides *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), desk_wrap_layout_new (GAP));
  add_side (self, &self->mis, C_ ("side", "MIS"));
  add_side (self, &self->crm, C_ ("side", "CRM"));
}

GtkWidget *
desk_mismatch_sides_new (void)
{
  return g_object_new (DESK_TYPE_MISMATCH_SIDES, NULL);
}

void
desk_mismatch_sides_append (DeskMismatchSides *self, GtkWidget *widget)
{
  g_return_if_fail (DESK_IS_MISMATCH_SIDES (self));

  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

void
desk_mismatch_sides_show (DeskMismatchSides *self,
                          ClinicMismatch *mismatch,
                          gint64 mismatches,
                          gint64 now)
{
  g_return_if_fail (DESK_IS_MISMATCH_SIDES (self));

  show_mis (self, mismatch, mismatches, now);
  show_crm (self, mismatch, mismatches, now);
}
