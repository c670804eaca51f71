/* desk-call-list-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-row"

#include "desk-call-list-row.h"

#include "desk-call-list-words.h"
#include "desk-card-words.h"

#define SPACING 12
/* what each column has of the width that icon and time leave: those of all rows are as wide */
#define NAME_SHARE 0.31
#define DOCTOR_SHARE 0.22
#define ANSWER_SHARE 0.22
#define NAME_SHARE_COMPACT 0.52
#define LINE_SPACING 2
/* below this there is nothing to be read */
#define MIN_SHARED 160

struct _DeskCallListRow
{
  GtkListBoxRow parent_instance;

  ClinicCallRow *row; /* owned */
  GtkWidget *columns; /* unowned, child, as all below */
  GtkImage *icon;
  GtkLabel *time;
  GtkLabel *name;
  GtkLabel *doctor;
  GtkLabel *answer;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (DeskCallListRow, desk_call_list_row, GTK_TYPE_LIST_BOX_ROW)

static void
desk_call_list_row_dispose (GObject *object)
{
  g_clear_object (&DESK_CALL_LIST_ROW (object)->row);

  G_OBJECT_CLASS (desk_call_list_row_parent_class)->dispose (object);
}

static void
desk_call_list_row_class_init (DeskCallListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_call_list_row_dispose;
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

/* --- the columns: icon, time, and what shares the rest --- */

static GtkSizeRequestMode
get_request_mode (GtkWidget *columns)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
natural_of (GtkWidget *widget, GtkOrientation orientation)
{
  int natural = 0;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
fixed_width (GtkWidget *columns)
{
  GtkWidget *icon = gtk_widget_get_first_child (columns);
  GtkWidget *time = gtk_widget_get_next_sibling (icon);

  return natural_of (icon, GTK_ORIENTATION_HORIZONTAL) +
         natural_of (time, GTK_ORIENTATION_HORIZONTAL) + 2 * SPACING;
}

/* What stands on the second line of a row that has two: doctor and answer in one. */
static gboolean
is_compact (GtkWidget *answer)
{
  return !gtk_widget_get_visible (answer);
}

static void
measure_columns (GtkWidget *columns,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  GtkWidget *answer = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (columns));
  GtkWidget *time = gtk_widget_get_next_sibling (gtk_widget_get_first_child (columns));
  int line = natural_of (time, GTK_ORIENTATION_VERTICAL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = fixed_width (columns) + MIN_SHARED;
  else
    *minimum = is_compact (answer) ? 2 * line + LINE_SPACING : line;
  *natural = *minimum;
}

static int
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (width, 0), height }, -1);

  return x + width + SPACING;
}

static void
allocate_columns (GtkWidget *columns, int width, int height, int baseline)
{
  GtkWidget *icon = gtk_widget_get_first_child (columns);
  GtkWidget *time = gtk_widget_get_next_sibling (icon);
  GtkWidget *name = gtk_widget_get_next_sibling (time);
  GtkWidget *doctor = gtk_widget_get_next_sibling (name);
  GtkWidget *answer = gtk_widget_get_next_sibling (doctor);
  gboolean compact = is_compact (answer);
  int line = compact ? (height - LINE_SPACING) / 2 : height;
  int shared = width - fixed_width (columns);
  int x = place (icon, 0, 0, natural_of (icon, GTK_ORIENTATION_HORIZONTAL), line);

  if (compact)
    place (doctor, x, line + LINE_SPACING, width - x, line);
  x = place (time, x, 0, natural_of (time, GTK_ORIENTATION_HORIZONTAL), line);
  x = place (name, x, 0, (int) (shared * (compact ? NAME_SHARE_COMPACT : NAME_SHARE)), line);
  if (!compact)
    {
      x = place (doctor, x, 0, (int) (shared * DOCTOR_SHARE), line);
      x = place (answer, x, 0, (int) (shared * ANSWER_SHARE), line);
    }
  place (gtk_widget_get_last_child (columns), x, 0, width - x, line);
}

/* --- the type --- */

/* Few widgets: a list of a hundred rows is on the screen at once. */
static void
desk_call_list_row_init (DeskCallListRow *self)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "pixel-size", 16, NULL);

  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->columns, "call-list-row");
  gtk_box_append (GTK_BOX (self->columns), icon);
  self->icon = GTK_IMAGE (icon);
  self->time = add_label (self->columns, "numeric");
  gtk_label_set_width_chars (self->time, 5);
  self->name = add_label (self->columns, "call-list-who");
  self->doctor = add_label (self->columns, NULL);
  self->answer = add_label (self->columns, NULL);
  self->state = add_label (self->columns, "call-list-state");
  gtk_widget_set_layout_manager (self->columns,
                                 gtk_custom_layout_new (get_request_mode, measure_columns,
                                                        allocate_columns));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->columns);
}

GtkWidget *
desk_call_list_row_new (ClinicCallRow *row, gint64 now, gboolean compact)
{
  DeskCallListRow *self = g_object_new (DESK_TYPE_CALL_LIST_ROW, NULL);

  g_return_val_if_fail (CLINIC_IS_CALL_ROW (row), GTK_WIDGET (self));

  self->row = g_object_ref (row);
  desk_call_list_row_set_compact (self, compact);
  desk_call_list_row_refresh (self, now);

  return GTK_WIDGET (self);
}

ClinicCallRow *
desk_call_list_row_get_row (DeskCallListRow *self)
{
  g_return_val_if_fail (DESK_IS_CALL_LIST_ROW (self), NULL);

  return self->row;
}

/* A text that is set is measured anew, and all rows are looked at every few seconds. */
static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
}

static void
show_style (DeskCallListRow *self, ClinicCallRowState state)
{
  static const char *const styles[] = {
    [CLINIC_CALL_ROW_OPEN] = "row-open", [CLINIC_CALL_ROW_LATER] = "row-later",
    [CLINIC_CALL_ROW_MINE] = "row-mine", [CLINIC_CALL_ROW_TAKEN] = "row-taken",
    [CLINIC_CALL_ROW_DONE] = "row-done",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (i == (gsize) state)
      gtk_widget_add_css_class (GTK_WIDGET (self), styles[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
}

void
desk_call_list_row_refresh (DeskCallListRow *self, gint64 now)
{
  ClinicAppointment *visit = NULL;
  ClinicCallRowState state = CLINIC_CALL_ROW_OPEN;
  g_autofree char *time = NULL, *name = NULL, *doctor = NULL, *answer = NULL, *words = NULL,
                  *second = NULL, *label = NULL;

  g_return_if_fail (DESK_IS_CALL_LIST_ROW (self));

  visit = clinic_call_row_get_appointment (self->row);
  state = (ClinicCallRowState) clinic_call_row_get_state (self->row);
  time = desk_card_time (visit);
  name = desk_call_list_name (visit, now);
  doctor = desk_call_list_doctor (visit);
  answer = desk_call_list_answer (visit);
  words = desk_call_list_state (self->row, now);
  second = g_strjoin (" · ", doctor, *answer != '\0' ? answer : NULL, NULL);
  label = desk_call_list_label (self->row, now);
  set_text (self->time, time);
  set_text (self->name, name);
  set_text (self->doctor, is_compact (GTK_WIDGET (self->answer)) ? second : doctor);
  set_text (self->answer, answer);
  set_text (self->state, words);
  gtk_image_set_from_icon_name (self->icon, desk_call_list_icon (state));
  show_style (self, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
desk_call_list_row_set_compact (DeskCallListRow *self, gboolean compact)
{
  g_return_if_fail (DESK_IS_CALL_LIST_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->answer), !compact);
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self->doctor), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->doctor), "dim-label");
}
