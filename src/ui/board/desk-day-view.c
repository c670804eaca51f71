/* desk-day-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-view"

#include "desk-day-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-card-words.h"
#include "desk-day-canvas.h"
#include "desk-day-drag.h"
#include "desk-day-head.h"
#include "desk-day-hours.h"
#include "desk-day-print.h"
#include "desk-format.h"
#include "desk-toast.h"
#include "desk-visit-dialog.h"
#include "desk-visit-do.h"
#include "reception-config.h"

struct _DeskDayView
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  ClinicBoard *board;     /* owned */
  DeskBoardMoves *moves;  /* owned */
  GSettings *settings;    /* owned */
  ClinicDay *day;         /* owned, (nullable): made when the view is first looked at */
  GtkWidget *box;         /* owned child */
  GtkWidget *title;       /* unowned, in box, as all below */
  GtkWidget *places;
  GtkWidget *doctors;
  GtkWidget *chairs;
  GtkWidget *states;
  GtkWidget *scrolled; /* (nullable): as the day */
  GtkWidget *hours;
  DeskDayCanvas *canvas;
  gint64 when; /* the day on show */
  gint64 only_doctor;
  gint64 quarter; /* of which the free windows know */
  guint scroll_source;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (DeskDayView, desk_day_view, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what is shown --- */

static gboolean
matches (ClinicAppointment *visit, gpointer data)
{
  return clinic_board_find (DESK_DAY_VIEW (data)->board, visit, NULL) != NULL;
}

static ClinicPlace
choose_place (DeskDayView *self)
{
  g_autofree char *columns = g_settings_get_string (self->settings, "day-columns");
  GListModel *chairs =
    clinic_book_get_list (clinic_session_get_book (self->session), CLINIC_BOOK_CHAIRS);

  return g_strcmp0 (columns, "chairs") == 0 && g_list_model_get_n_items (chairs) > 0
           ? CLINIC_PLACE_CHAIR
           : CLINIC_PLACE_DOCTOR;
}

static gint64
quarter_of (gint64 now)
{
  return now / (CLINIC_WINDOWS_STEP_MINUTES * 60);
}

static gint64
shown_day (DeskDayView *self)
{
  return self->when != 0 ? self->when : clinic_session_get_now (self->session);
}

static void
show_rules (DeskDayView *self)
{
  gint64 now = clinic_session_get_now (self->session);
  ClinicPlace place = choose_place (self);
  ClinicDayRules rules = { .day = shown_day (self),
                           .now = now,
                           .begins = g_settings_get_int (self->settings, "day-begins"),
                           .ends = g_settings_get_int (self->settings, "day-ends"),
                           .place = place,
                           .only_id = place == CLINIC_PLACE_DOCTOR ? self->only_doctor : 0 };

  self->quarter = quarter_of (now);
  clinic_day_set_rules (self->day, &rules);
}

static void
show_title (DeskDayView *self)
{
  gint64 now = clinic_session_get_now (self->session);
  gint64 minutes = 0;
  guint n = clinic_day_get_n_visits (self->day);
  GPtrArray *columns = clinic_day_get_columns (self->day);
  g_autofree char *day = desk_format_day (shown_day (self), now);
  g_autofree char *visits = g_strdup_printf (ngettext ("%u visit", "%u visits", n), n);
  g_autofree char *length = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < columns->len; i++)
    minutes += clinic_day_column_get_free (g_ptr_array_index (columns, i));
  length = desk_format_duration (minutes * 60);
  if (minutes > 0)
    /* Translators: today · 34 visits · free 12 h 15 min */
    words = g_strdup_printf (_ ("%1$s · %2$s · free %3$s"), day, visits, length);
  else
    words = g_strdup_printf ("%s · %s", day, visits);
  gtk_label_set_text (GTK_LABEL (self->title), words);
}

/* --- scrolling to what matters --- */

/* What is now, on another day the first visit or the first hour. */
static gboolean
on_scroll_cb (gpointer user_data)
{
  DeskDayView *self = DESK_DAY_VIEW (user_data);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  gint64 now = clinic_session_get_now (self->session);
  const ClinicDayRules *rules = clinic_day_get_rules (self->day);
  gint64 when = clinic_windows_at (rules->day, rules->begins);
  gint64 from = 0, to = 0;

  clinic_day_get_hours (self->day, &from, &to);
  if (now >= from && now < to)
    when = now - 3600;
  self->scroll_source = 0;
  gtk_adjustment_set_value (down, desk_day_canvas_get_y (self->canvas, when));

  return G_SOURCE_REMOVE;
}

/* Later: the day must have been given its size. */
static void
scroll_soon (DeskDayView *self)
{
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, on_scroll_cb, self, NULL);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskDayView *self = DESK_DAY_VIEW (user_data);
  const char *state = clinic_day_get_columns (self->day)->len > 0 ? "day" : "empty";

  self->update_source = 0;
  show_title (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->states)), state) != 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->states), state);

  return G_SOURCE_REMOVE;
}

static void
on_day_changed_cb (DeskDayView *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_update_cb, self, NULL);
}

static void
show_places (DeskDayView *self)
{
  GListModel *chairs =
    clinic_book_get_list (clinic_session_get_book (self->session), CLINIC_BOOK_CHAIRS);
  gboolean by_chairs = choose_place (self) == CLINIC_PLACE_CHAIR;

  gtk_widget_set_visible (self->places, g_list_model_get_n_items (chairs) > 0);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chairs)) != by_chairs)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (by_chairs ? self->chairs : self->doctors),
                                  TRUE);
  if (self->day != NULL)
    show_rules (self);
}

static void
on_place_toggled_cb (DeskDayView *self)
{
  gboolean chairs = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chairs));

  g_settings_set_string (self->settings, "day-columns", chairs ? "chairs" : "doctors");
  if (self->day != NULL)
    show_rules (self);
}

/* --- what the person does --- */

static void
on_activated_cb (DeskDayView *self, ClinicAppointment *visit)
{
  g_signal_emit (self, signals[ACTIVATED], 0, visit);
}

static void
on_menu_cb (DeskDayView *self, ClinicAppointment *visit, GtkWidget *card, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, visit, card, x, y);
}

static void
on_book_cb (DeskDayView *self, gint64 place_id, gint64 start)
{
  gboolean doctors = clinic_day_get_rules (self->day)->place == CLINIC_PLACE_DOCTOR;

  desk_visit_dialog_present_new (GTK_WIDGET (self), self->session, 0, doctors ? place_id : 0,
                                 start);
}

/* (transfer none): never NULL */
static const char *
name_of_column (DeskDayView *self, gint64 id)
{
  GPtrArray *columns = clinic_day_get_columns (self->day);

  for (guint i = 0; id != 0 && i < columns->len; i++)
    if (clinic_day_column_get_id (g_ptr_array_index (columns, i)) == id)
      return clinic_day_column_get_name (g_ptr_array_index (columns, i));

  return "";
}

static char *
dup_move_words (DeskDayView *self,
                ClinicAppointment *visit,
                gint64 place_id,
                gint64 start,
                gboolean message)
{
  const char *place = name_of_column (self, place_id);
  g_autofree char *name = desk_card_name (visit);
  g_autofree char *time = desk_format_time (start);
  g_autofree char *where =
    *place != '\0' ? g_strdup_printf ("%s, %s", time, place) : g_strdup (time);

  if (message)
    /* Translators: whom, and to what time and which doctor: 11:00, Petrov */
    return g_strdup_printf (_ ("Moving %1$s to %2$s: the patient will get a message"), name, where);

  return g_strdup_printf (_ ("Moving %1$s to %2$s"), name, where);
}

/* Who is in the clinic already stays there, at whatever time the visit begins. */
static gboolean
is_here (ClinicAppointment *visit)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;

  return role == CLINIC_STAGE_ROLE_ARRIVED || role == CLINIC_STAGE_ROLE_IN_CHAIR;
}

static gboolean
sends_message (DeskDayView *self, GVariantDict *dict)
{
  const char *id = NULL;
  ClinicBoardColumn *column = NULL;

  if (!g_variant_dict_lookup (dict, "stage", "&s", &id))
    return FALSE;
  column = clinic_board_get_column (self->board, id);

  return column != NULL &&
         desk_board_moves_sends_message (self->moves, clinic_board_column_get_stage (column));
}

static void
on_moved_cb (DeskDayView *self, ClinicAppointment *visit, gint64 place_id, gint64 start)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  gboolean doctors = clinic_day_get_rules (self->day)->place == CLINIC_PLACE_DOCTOR;
  gint64 old_place =
    doctors ? clinic_appointment_get_doctor_id (visit) : clinic_appointment_get_chair_id (visit);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *words = NULL;

  if (start == clinic_appointment_get_start (visit) && (place_id == 0 || place_id == old_place))
    return;

  if (is_here (visit))
    desk_visit_set_start (&dict, visit, start);
  else
    desk_visit_set_move (self->session, &dict, visit, start, 0, 0);
  if (place_id != 0 && place_id != old_place)
    g_variant_dict_insert (&dict, doctors ? "doctor" : "chair", "x", place_id);

  words = dup_move_words (self, visit, place_id, start, sends_message (self, &dict));
  command = desk_visit_command_change (self->session, visit, &dict);
  desk_board_moves_change (self->moves, visit, command, words);
  desk_day_canvas_focus_visit (self->canvas, visit);
}

/* --- the parts --- */

/* The head above, the hours at the side, the day in the rest. (transfer none) */
static void
get_parts (GtkWidget *frame, GtkWidget **head, GtkWidget **hours, GtkWidget **middle)
{
  *head = gtk_widget_get_first_child (frame);
  *hours = gtk_widget_get_next_sibling (*head);
  *middle = gtk_widget_get_next_sibling (*hours);
}

static void
measure_frame (GtkWidget *frame,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  GtkWidget *head = NULL, *hours = NULL, *middle = NULL;
  int first = 0, least = 0, wanted = 0;

  get_parts (frame, &head, &hours, &middle);
  gtk_widget_measure (orientation == GTK_ORIENTATION_VERTICAL ? head : hours, orientation, -1,
                      &first, NULL, NULL, NULL);
  gtk_widget_measure (middle, orientation, -1, &least, &wanted, NULL, NULL);
  *minimum = first + least;
  *natural = first + wanted;
}

/* The day comes first: the head and the hours follow where it is scrolled to. A grid would give
 * them their places before that is known. */
static void
allocate_frame (GtkWidget *frame, int width, int height, int baseline)
{
  GtkWidget *head = NULL, *hours = NULL, *middle = NULL;
  int top = 0, side = 0;

  get_parts (frame, &head, &hours, &middle);
  gtk_widget_measure (head, GTK_ORIENTATION_VERTICAL, -1, &top, NULL, NULL, NULL);
  gtk_widget_measure (hours, GTK_ORIENTATION_HORIZONTAL, -1, &side, NULL, NULL, NULL);
  gtk_widget_size_allocate (middle, &(GtkAllocation){ side, top, width - side, height - top }, -1);
  gtk_widget_size_allocate (hours, &(GtkAllocation){ 0, top, side, height - top }, -1);
  gtk_widget_size_allocate (head, &(GtkAllocation){ side, 0, width - side, top }, -1);
}

static void
build (DeskDayView *self)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *canvas = NULL;
  GtkWidget *head = NULL;
  GtkAdjustment *across = NULL;
  GtkAdjustment *down = NULL;

  self->day = clinic_day_new (clinic_session_get_book (self->session));
  show_rules (self);
  canvas = desk_day_canvas_new (self->session, self->day);
  self->canvas = DESK_DAY_CANVAS (canvas);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), canvas);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  desk_day_drag_add_edges (GTK_SCROLLED_WINDOW (self->scrolled));
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  head = desk_day_head_new (self->day, self->canvas, across);
  self->hours = desk_day_hours_new (self->session, self->day, self->canvas, down);

  gtk_widget_set_layout_manager (frame,
                                 gtk_custom_layout_new (NULL, measure_frame, allocate_frame));
  gtk_box_append (GTK_BOX (frame), head);
  gtk_box_append (GTK_BOX (frame), self->hours);
  gtk_box_append (GTK_BOX (frame), self->scrolled);
  gtk_stack_add_named (GTK_STACK (self->states), frame, "day");
  desk_day_canvas_set_match (self->canvas, matches, self);

  g_signal_connect_swapped (canvas, "activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect_swapped (canvas, "menu", G_CALLBACK (on_menu_cb), self);
  g_signal_connect_swapped (canvas, "book", G_CALLBACK (on_book_cb), self);
  g_signal_connect_swapped (canvas, "moved", G_CALLBACK (on_moved_cb), self);
  g_signal_connect_object (self->day, "changed", G_CALLBACK (on_day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_update_cb (self);
  scroll_soon (self);
}

static void
desk_day_view_map (GtkWidget *widget)
{
  DeskDayView *self = DESK_DAY_VIEW (widget);

  if (self->day == NULL)
    build (self);
  GTK_WIDGET_CLASS (desk_day_view_parent_class)->map (widget);
  desk_day_view_tick (self);
}

static void
desk_day_view_dispose (GObject *object)
{
  DeskDayView *self = DESK_DAY_VIEW (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_handle_id (&self->update_source, g_source_remove);
  self->canvas = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->day);
  g_clear_object (&self->settings);
  g_clear_object (&self->moves);
  g_clear_object (&self->board);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_day_view_parent_class)->dispose (object);
}

static void
desk_day_view_class_init (DeskDayViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_day_view_dispose;
  widget_class->map = desk_day_view_map;

  signals[ACTIVATED] = g_signal_new ("activated", DESK_TYPE_DAY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_APPOINTMENT);
  signals[MENU] =
    g_signal_new ("menu", DESK_TYPE_DAY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  4, CLINIC_TYPE_APPOINTMENT, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dayview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_bar (DeskDayView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *print = gtk_button_new_from_icon_name ("document-print-symbolic");

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->places = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->doctors = gtk_toggle_button_new_with_label (_ ("Doctors"));
  self->chairs = gtk_toggle_button_new_with_label (_ ("Chairs"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->chairs), GTK_TOGGLE_BUTTON (self->doctors));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->doctors), TRUE);
  gtk_widget_add_css_class (self->places, "linked");
  gtk_box_append (GTK_BOX (self->places), self->doctors);
  gtk_box_append (GTK_BOX (self->places), self->chairs);
  gtk_widget_add_css_class (print, "flat");
  gtk_widget_set_tooltip_text (print, _ ("Print the Day (Ctrl+P)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (print), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Print the Day"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "board.print");
  gtk_widget_add_css_class (bar, "day-bar");
  gtk_box_append (GTK_BOX (bar), self->title);
  gtk_box_append (GTK_BOX (bar), self->places);
  gtk_box_append (GTK_BOX (bar), print);
  gtk_box_append (GTK_BOX (self->box), bar);
}

static void
desk_day_view_init (DeskDayView *self)
{
  GtkWidget *empty = adw_status_page_new ();

  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_bar (self);
  self->states = gtk_stack_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "x-office-calendar-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No appointments on this day"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (empty),
    _ ("Doctors appear here with their first appointment. Make one with Ctrl+N."));
  gtk_widget_add_css_class (empty, "compact");
  gtk_stack_add_named (GTK_STACK (self->states), empty, "empty");
  gtk_widget_set_vexpand (self->states, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->states);
}

GtkWidget *
desk_day_view_new (ClinicSession *session, ClinicBoard *board, DeskBoardMoves *moves)
{
  DeskDayView *self = g_object_new (DESK_TYPE_DAY_VIEW, NULL);
  GListModel *chairs = clinic_book_get_list (clinic_session_get_book (session), CLINIC_BOOK_CHAIRS);

  self->session = g_object_ref (session);
  self->board = g_object_ref (board);
  self->moves = g_object_ref (moves);
  show_places (self);
  g_signal_connect_swapped (self->chairs, "toggled", G_CALLBACK (on_place_toggled_cb), self);
  g_signal_connect_object (chairs, "items-changed", G_CALLBACK (show_places), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
desk_day_view_set_filter (DeskDayView *self, const ClinicBoardFilter *filter)
{
  gint64 when = 0;

  g_return_if_fail (DESK_IS_DAY_VIEW (self));

  when = filter->from != 0 ? filter->from : filter->today;
  if (when != self->when && self->day != NULL)
    scroll_soon (self);
  self->when = when;
  self->only_doctor = filter->doctor_id;
  if (self->day == NULL)
    return;

  show_rules (self);
  desk_day_canvas_rematch (self->canvas);
}

void
desk_day_view_tick (DeskDayView *self)
{
  g_return_if_fail (DESK_IS_DAY_VIEW (self));

  if (self->day == NULL)
    return;

  if (self->quarter != quarter_of (clinic_session_get_now (self->session)))
    show_rules (self);
  desk_day_canvas_tick (self->canvas);
  gtk_widget_queue_draw (self->hours);
}

ClinicAppointment *
desk_day_view_dup_chosen (DeskDayView *self)
{
  ClinicAppointment *visit = NULL;

  g_return_val_if_fail (DESK_IS_DAY_VIEW (self), NULL);

  if (self->canvas != NULL)
    visit = desk_day_canvas_get_focused (self->canvas);

  return visit != NULL ? g_object_ref (visit) : NULL;
}

void
desk_day_view_grab_focus (DeskDayView *self)
{
  g_return_if_fail (DESK_IS_DAY_VIEW (self));

  if (self->canvas != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->canvas), GTK_DIR_TAB_FORWARD);
}

static void
on_print_done_cb (DeskDayView *self, GtkPrintOperationResult result, GtkPrintOperation *print)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (print, &error);
  g_warning ("The day could not be printed: %s", error != NULL ? error->message : "unknown");
  desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("The list could not be printed")));
}

void
desk_day_view_print (DeskDayView *self)
{
  g_autoptr (GtkPrintOperation) print = NULL;

  g_return_if_fail (DESK_IS_DAY_VIEW (self));

  if (self->day == NULL)
    build (self);
  print = desk_day_print_new (self->session, self->day);
  gtk_print_operation_set_allow_async (print, TRUE);
  g_signal_connect_object (print, "done", G_CALLBACK (on_print_done_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

ClinicDay *
desk_day_view_get_day (DeskDayView *self)
{
  g_return_val_if_fail (DESK_IS_DAY_VIEW (self), NULL);

  return self->day;
}
