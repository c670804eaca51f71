/* desk-window-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-window-picker"

#include "desk-window-picker.h"

#include "desk-format.h"
#include "desk-name.h"
#include "desk-visit-do.h"
#include "desk-visit-parse.h"

#include "clinic-windows.h"

#include <glib/gi18n.h>

/* Today and the days after it that have a button of their own; the calendar has the others. */
#define N_DAYS 5

struct _DeskWindowPicker
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  gint64 doctor_id;
  int minutes;
  gint64 except;
  gint64 day;     /* midnight of the day on show */
  GArray *starts; /* owned, of ClinicWindow: what the windows on show stand for */
  guint refresh_id;
  gboolean setting; /* our own changes of the children below are not the person's */

  GtkWidget *box; /* owned child, as all below in it */
  GtkToggleButton *days[N_DAYS];
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;
  GtkWidget *time;
  GtkLabel *day_label;
  GtkLabel *hint;
  GtkFlowBox *windows;
  GtkLabel *clash;
  GtkCheckButton *anyway;
};

G_DEFINE_FINAL_TYPE (DeskWindowPicker, desk_window_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
typed_minute (DeskWindowPicker *self)
{
  return desk_parse_time (gtk_editable_get_text (GTK_EDITABLE (self->time)));
}

gint64
desk_window_picker_get_start (DeskWindowPicker *self)
{
  int minute;

  g_return_val_if_fail (DESK_IS_WINDOW_PICKER (self), 0);

  minute = typed_minute (self);

  return minute >= 0 ? clinic_windows_at (self->day, minute) : 0;
}

static void
show_clash (DeskWindowPicker *self)
{
  ClinicWindowRules rules = desk_visit_rules (self->session, self->minutes, self->except);
  GListModel *visits = clinic_book_get_appointments (clinic_session_get_book (self->session));
  g_autoptr (ClinicAppointment) clash =
    clinic_windows_dup_clash (visits, &rules, CLINIC_PLACE_DOCTOR, self->doctor_id,
                              desk_window_picker_get_start (self));
  g_autofree char *text = NULL;

  if (clash != NULL)
    {
      g_autofree char *from = desk_format_time (clinic_appointment_get_start (clash));
      g_autofree char *to = desk_format_time (clinic_windows_end_of (clash));
      const char *name = clinic_appointment_get_patient_name (clash);

      /* Translators: times, and the name of the patient who is booked then */
      text = g_strdup_printf (_ ("The doctor is booked from %1$s to %2$s: %3$s"), from, to,
                              name != NULL ? name : _ ("No name"));
    }
  else
    gtk_check_button_set_active (self->anyway, FALSE);

  gtk_label_set_text (self->clash, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->clash), clash != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->anyway), clash != NULL);
}

/* Marks the window that is the time of the field, if there is one. Not a selection of the list:
 * that would follow the focus, and change the time of somebody who only passes by. */
static void
mark_window (DeskWindowPicker *self)
{
  gint64 start = desk_window_picker_get_start (self);

  for (guint i = 0; i < self->starts->len; i++)
    {
      GtkWidget *child = GTK_WIDGET (gtk_flow_box_get_child_at_index (self->windows, (int) i));
      gboolean chosen = g_array_index (self->starts, ClinicWindow, i).start == start;

      if (chosen)
        gtk_widget_add_css_class (child, "chosen");
      else
        gtk_widget_remove_css_class (child, "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_SELECTED, chosen,
                                   -1);
    }
}

static gboolean
same_windows (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (g_array_index (a, ClinicWindow, i).start != g_array_index (b, ClinicWindow, i).start)
      return FALSE;

  return TRUE;
}

static void
fill_windows (DeskWindowPicker *self)
{
  GtkWidget *child;

  while ((child = GTK_WIDGET (gtk_flow_box_get_child_at_index (self->windows, 0))) != NULL)
    gtk_flow_box_remove (self->windows, child);

  for (guint i = 0; i < self->starts->len; i++)
    {
      g_autofree char *time =
        desk_format_time (g_array_index (self->starts, ClinicWindow, i).start);
      GtkWidget *label = gtk_label_new (time);

      gtk_widget_add_css_class (label, "numeric");
      child = gtk_flow_box_child_new ();
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, time,
                                      -1);
      gtk_flow_box_insert (self->windows, child, -1);
    }
}

static void
show_hint (DeskWindowPicker *self)
{
  g_autofree char *text = NULL;

  if (self->doctor_id == 0)
    text = g_strdup (_ ("Choose a doctor to see the free windows"));
  else if (self->starts->len == 0)
    text = g_strdup (_ ("No free window on this day"));
  else
    text = g_strdup_printf (ngettext ("%u free window", "%u free windows", self->starts->len),
                            self->starts->len);

  gtk_label_set_text (self->hint, text);
}

static void
show_day (DeskWindowPicker *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (self->day);
  g_autofree char *text = desk_format_day (self->day, now);
  gboolean has_button = FALSE;

  self->setting = TRUE;
  for (int i = 0; i < N_DAYS; i++)
    {
      gint64 its_day = clinic_windows_day (now, i);
      g_autofree char *name = desk_format_day (its_day, now);

      has_button = has_button || its_day == self->day;
      gtk_button_set_label (GTK_BUTTON (self->days[i]), name);
      gtk_toggle_button_set_active (self->days[i], its_day == self->day);
    }
  gtk_calendar_select_day (self->calendar, day);
  gtk_label_set_text (self->day_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->day_label), !has_button);
  self->setting = FALSE;
}

static void
refresh (DeskWindowPicker *self)
{
  ClinicWindowRules rules = desk_visit_rules (self->session, self->minutes, self->except);
  GListModel *visits = clinic_book_get_appointments (clinic_session_get_book (self->session));
  g_autoptr (GArray) starts =
    self->doctor_id != 0
      ? clinic_windows_starts (visits, &rules, CLINIC_PLACE_DOCTOR, self->doctor_id, self->day)
      : g_array_new (FALSE, FALSE, sizeof (ClinicWindow));

  /* Windows under the pointer stay as long as they can. */
  if (!same_windows (starts, self->starts))
    {
      g_clear_pointer (&self->starts, g_array_unref);
      self->starts = g_steal_pointer (&starts);
      fill_windows (self);
    }
  mark_window (self);
  show_hint (self);
  show_clash (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  DeskWindowPicker *self = DESK_WINDOW_PICKER (user_data);

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
on_book_changed_cb (DeskWindowPicker *self)
{
  if (self->refresh_id == 0 && self->box != NULL)
    self->refresh_id = g_timeout_add (100, on_refresh_cb, self);
}

static void
on_day_toggled_cb (DeskWindowPicker *self, GtkToggleButton *button)
{
  if (self->setting || !gtk_toggle_button_get_active (button))
    return;

  for (int i = 0; i < N_DAYS; i++)
    if (self->days[i] == button)
      self->day = clinic_windows_day (clinic_session_get_now (self->session), i);
  show_day (self);
  refresh (self);
}

static void
on_calendar_cb (DeskWindowPicker *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (self->setting)
    return;

  day = gtk_calendar_get_date (self->calendar);
  self->day = clinic_windows_day (g_date_time_to_unix (day), 0);
  show_day (self);
  refresh (self);
}

static void
on_window_chosen_cb (DeskWindowPicker *self, GtkFlowBoxChild *child)
{
  guint position = (guint) gtk_flow_box_child_get_index (child);
  g_autofree char *time = NULL;

  g_return_if_fail (position < self->starts->len);

  time = desk_format_time (g_array_index (self->starts, ClinicWindow, position).start);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
}

static void
on_time_changed_cb (DeskWindowPicker *self)
{
  if (self->setting)
    return;

  mark_window (self);
  show_clash (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_anyway_cb (DeskWindowPicker *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desk_window_picker_dispose (GObject *object)
{
  DeskWindowPicker *self = DESK_WINDOW_PICKER (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_window_picker_parent_class)->dispose (object);
}

static void
desk_window_picker_class_init (DeskWindowPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_window_picker_dispose;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_WINDOW_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
create_calendar_button (DeskWindowPicker *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  desk_name_calendar (self->calendar, _ ("Day of the visit"));
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_calendar_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));

  self->calendar_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->calendar_button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->calendar_button, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->calendar_button), _ ("Another day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another day"), -1);

  return GTK_WIDGET (self->calendar_button);
}

static GtkWidget *
create_days (DeskWindowPicker *self)
{
  GtkWidget *row = gtk_flow_box_new ();
  GtkWidget *more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  /* Wraps at large text; not a list of its own to the keyboard. */
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (row), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (row), N_DAYS + 1);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (row), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (row), 6);

  for (int i = 0; i < N_DAYS; i++)
    {
      self->days[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_toggle_button_set_group (self->days[i], i > 0 ? self->days[0] : NULL);
      g_signal_connect_object (self->days[i], "toggled", G_CALLBACK (on_day_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_flow_box_insert (GTK_FLOW_BOX (row), GTK_WIDGET (self->days[i]), -1);
    }
  self->day_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->day_label), "heading");
  gtk_box_append (GTK_BOX (more), create_calendar_button (self));
  gtk_box_append (GTK_BOX (more), GTK_WIDGET (self->day_label));
  gtk_flow_box_insert (GTK_FLOW_BOX (row), more, -1);

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_focusable (child, FALSE);

  return row;
}

static GtkWidget *
create_time (DeskWindowPicker *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Time"));

  self->time = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->time), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->time), 6);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->time), "10:30");
  gtk_entry_set_max_length (GTK_ENTRY (self->time), 8);
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->time);
  desk_name_widget (self->time, _ ("Time of the visit"));
  g_signal_connect_object (self->time, "changed", G_CALLBACK (on_time_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                             "css-classes", (const char *[]){ "dim-label", NULL }, NULL);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), self->time);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->hint));

  return row;
}

static GtkWidget *
create_windows (DeskWindowPicker *self)
{
  self->windows = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->windows, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->windows, TRUE);
  gtk_flow_box_set_min_children_per_line (self->windows, 4);
  gtk_flow_box_set_max_children_per_line (self->windows, 12);
  gtk_flow_box_set_column_spacing (self->windows, 4);
  gtk_flow_box_set_row_spacing (self->windows, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->windows), "visit-windows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->windows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Free windows"), -1);
  g_signal_connect_object (self->windows, "child-activated", G_CALLBACK (on_window_chosen_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self->windows);
}

static void
add_clash (DeskWindowPicker *self)
{
  self->clash =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "visible", FALSE, "css-classes", (const char *[]){ "visit-clash", NULL }, NULL);
  self->anyway = GTK_CHECK_BUTTON (
    gtk_check_button_new_with_mnemonic (_ ("_Book it although the doctor is busy")));
  gtk_widget_set_visible (GTK_WIDGET (self->anyway), FALSE);
  g_signal_connect_object (self->anyway, "toggled", G_CALLBACK (on_anyway_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->clash));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->anyway));
}

static void
desk_window_picker_init (DeskWindowPicker *self)
{
  self->starts = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), create_days (self));
  gtk_box_append (GTK_BOX (self->box), create_time (self));
  add_clash (self);
  gtk_box_append (GTK_BOX (self->box), create_windows (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day and time"), -1);
}

GtkWidget *
desk_window_picker_new (ClinicSession *session)
{
  DeskWindowPicker *self = g_object_new (DESK_TYPE_WINDOW_PICKER, NULL);

  self->session = g_object_ref (session);
  self->day = clinic_windows_day (clinic_session_get_now (session), 0);
  g_signal_connect_object (clinic_book_get_appointments (clinic_session_get_book (session)),
                           "items-changed", G_CALLBACK (on_book_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_day (self);
  refresh (self);

  return GTK_WIDGET (self);
}

void
desk_window_picker_set_visit (DeskWindowPicker *self, gint64 doctor_id, int minutes, gint64 except)
{
  g_return_if_fail (DESK_IS_WINDOW_PICKER (self));

  self->doctor_id = doctor_id;
  self->minutes = minutes;
  self->except = except;
  refresh (self);
}

void
desk_window_picker_set_day (DeskWindowPicker *self, gint64 day)
{
  g_return_if_fail (DESK_IS_WINDOW_PICKER (self));

  self->day = clinic_windows_day (day, 0);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->time), "");
  self->setting = FALSE;
  show_day (self);
  refresh (self);
}

void
desk_window_picker_set_start (DeskWindowPicker *self, gint64 start)
{
  g_autofree char *time = desk_format_time (start);

  g_return_if_fail (DESK_IS_WINDOW_PICKER (self));

  desk_window_picker_set_day (self, start != 0 ? start : clinic_session_get_now (self->session));
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
}

const char *
desk_window_picker_get_problem (DeskWindowPicker *self)
{
  gint64 start;

  g_return_val_if_fail (DESK_IS_WINDOW_PICKER (self), NULL);

  start = desk_window_picker_get_start (self);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->time)) == '\0')
    return _ ("Choose a time");
  if (start == 0)
    return _ ("The time is not readable: write it as 10:30");
  if (start < clinic_session_get_now (self->session))
    return _ ("This time is over");
  if (gtk_widget_get_visible (GTK_WIDGET (self->clash)) &&
      !gtk_check_button_get_active (self->anyway))
    return _ ("The doctor is busy then: take another time, or tick that it is meant so");

  return NULL;
}

void
desk_window_picker_focus (DeskWindowPicker *self)
{
  GtkFlowBoxChild *first;

  g_return_if_fail (DESK_IS_WINDOW_PICKER (self));

  first = gtk_flow_box_get_child_at_index (self->windows, 0);
  gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first) : self->time);
}
