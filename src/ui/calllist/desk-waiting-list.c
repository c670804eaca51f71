/* desk-waiting-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-waiting-list"

#include "desk-waiting-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-model.h"
#include "clinic-waiting-list.h"
#include "clinic-windows.h"
#include "desk-board-do.h"
#include "desk-board-state.h"
#include "desk-call-text.h"
#include "desk-format.h"
#include "desk-keys.h"
#include "desk-lead-dialog.h"
#include "desk-tally.h"
#include "desk-visit-dialog.h"
#include "desk-visit-do.h"
#include "desk-visit-rows.h"

struct _DeskWaitingList
{
  GtkWidget parent_instance;

  GtkStack *states; /* owned child */
  GtkListBox *rows; /* unowned, in states */

  ClinicSession *session; /* owned */
  GListStore *people;     /* owned, of ClinicAppointment and ClinicLead */
  GHashTable *windows;    /* owned: gint64* of the doctor -> words about her next window */
  DeskTally *visits;      /* owned: hears of changes and of the clock */
  DeskTally *leads;       /* owned: likewise */
  guint update_source;
};

G_DEFINE_FINAL_TYPE (DeskWaitingList, desk_waiting_list, GTK_TYPE_WIDGET)

/* --- who waits for whom --- */

static gint64
doctor_of (gpointer person)
{
  return CLINIC_IS_LEAD (person) ? 0 : clinic_appointment_get_doctor_id (person);
}

static const char *
doctor_name (gpointer person)
{
  const char *name = CLINIC_IS_LEAD (person) ? NULL : clinic_appointment_get_doctor_name (person);

  return name != NULL ? name : "";
}

/* pointers to the pointers, as GPtrArray gives them: by doctor, those of none last, then by time */
static int
compare_people (gconstpointer a, gconstpointer b)
{
  gpointer first = *(gpointer *) a, second = *(gpointer *) b;
  gint64 since = clinic_waiting_list_since (first), other = clinic_waiting_list_since (second);
  int order = 0;

  if ((doctor_of (first) == 0) != (doctor_of (second) == 0))
    return doctor_of (first) == 0 ? 1 : -1;
  order = g_utf8_collate (doctor_name (first), doctor_name (second));
  if (order != 0)
    return order;
  if (doctor_of (first) != doctor_of (second))
    return doctor_of (first) < doctor_of (second) ? -1 : 1;
  /* enquiries after visits */
  if (CLINIC_IS_LEAD (first) != CLINIC_IS_LEAD (second))
    return CLINIC_IS_LEAD (first) ? 1 : -1;

  return since < other ? -1 : since > other;
}

static void
collect (GListModel *items, GPtrArray *people)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (clinic_waiting_list_has (item))
        g_ptr_array_add (people, g_steal_pointer (&item));
    }
}

/* (transfer full) */
static GPtrArray *
find_people (ClinicSession *session)
{
  ClinicBook *book = clinic_session_get_book (session);
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);

  collect (clinic_book_get_appointments (book), people);
  collect (clinic_book_get_leads (book), people);
  g_ptr_array_sort (people, compare_people);

  return people;
}

guint
desk_waiting_list_count (ClinicSession *session)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  ClinicBook *book = clinic_session_get_book (session);

  collect (clinic_book_get_appointments (book), people);
  collect (clinic_book_get_leads (book), people);

  return people->len;
}

/* --- rows --- */

static void
show_person (GtkListBoxRow *row, gint64 now)
{
  gpointer person = g_object_get_data (G_OBJECT (row), "person");
  const char *who = CLINIC_IS_LEAD (person) ? clinic_lead_get_name (person)
                                            : clinic_appointment_get_patient_name (person);
  g_autofree char *name = desk_text_clip (who, 80);
  g_autofree char *facts = desk_waiting_facts (person, now);
  const char *title = *name != '\0' ? name : _ ("No name");

  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "name"), title);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "facts"), facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts, -1);
}

/* The button is about its row, whichever is chosen. */
static void
on_button_cb (GtkWidget *button, const char *action)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *list = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX);

  gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
  gtk_widget_activate_action (button, action, NULL);
}

static void
add_button (GtkWidget *box, const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect (button, "clicked", G_CALLBACK (on_button_cb), (gpointer) action);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_row (gpointer person, gpointer user_data)
{
  DeskWaitingList *self = DESK_WAITING_LIST (user_data);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "css-classes", (const char *[]){ "heading", NULL }, NULL);
  GtkWidget *facts =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "css-classes", (const char *[]){ "dim-label", "numeric", NULL }, NULL);
  const char *number = desk_waiting_number (person);

  gtk_widget_add_css_class (box, "waiting-row");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), name);
  gtk_box_append (GTK_BOX (lines), facts);
  gtk_box_append (GTK_BOX (box), lines);
  if (number != NULL && *number != '\0')
    add_button (box, C_ ("call list", "Call"), _ ("Call (Enter)"), "waiting.call");
  add_button (box, _ ("Book…"), _ ("Book (Ctrl+B)"), "waiting.book");
  add_button (box, _ ("Open"), _ ("Open (Ctrl+O)"), "waiting.open");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "person", g_object_ref (person), g_object_unref);
  g_object_set_data (G_OBJECT (row), "name", name);
  g_object_set_data (G_OBJECT (row), "facts", facts);
  show_person (GTK_LIST_BOX_ROW (row), clinic_session_get_now (self->session));

  return row;
}

/* (transfer full): "Petrov I. S., therapist · next window tomorrow 12:15" */
static char *
group_words (DeskWaitingList *self, gpointer person)
{
  gint64 id = doctor_of (person);
  const char *window = g_hash_table_lookup (self->windows, &id);
  g_autofree char *doctor = NULL;
  g_autofree char *specialty = NULL;
  g_autofree char *who = NULL;

  if (CLINIC_IS_LEAD (person))
    return g_strdup (_ ("Enquiries: no doctor chosen yet"));
  if (id == 0)
    return g_strdup (_ ("No doctor chosen yet"));
  doctor = desk_text_clip (doctor_name (person), 40);
  specialty = desk_text_clip (clinic_appointment_get_specialty (person), 30);
  who = g_strjoin (", ", doctor, *specialty != '\0' ? specialty : NULL, NULL);

  return g_strjoin (" · ", who, window, NULL);
}

static gboolean
is_same_group (gpointer a, gpointer b)
{
  return CLINIC_IS_LEAD (a) == CLINIC_IS_LEAD (b) && doctor_of (a) == doctor_of (b);
}

static void
on_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  DeskWaitingList *self = DESK_WAITING_LIST (user_data);
  gpointer person = g_object_get_data (G_OBJECT (row), "person");
  GtkWidget *header = NULL;
  g_autofree char *words = NULL;

  if (before != NULL && is_same_group (g_object_get_data (G_OBJECT (before), "person"), person))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  words = group_words (self, person);
  header = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                         PANGO_WRAP_WORD_CHAR, "css-classes",
                         (const char *[]){ "heading", "waiting-head", NULL }, NULL);
  gtk_list_box_row_set_header (row, header);
}

/* --- what changes --- */

static void
find_windows (DeskWaitingList *self, GPtrArray *people)
{
  ClinicBook *book = clinic_session_get_book (self->session);
  ClinicWindowRules rules = desk_visit_rules (self->session, 0, 0);

  g_hash_table_remove_all (self->windows);
  for (guint i = 0; i < people->len; i++)
    {
      gint64 id = doctor_of (g_ptr_array_index (people, i));
      g_autoptr (GArray) found = NULL;
      const ClinicWindow *window = NULL;
      g_autofree char *when = NULL;

      if (id == 0 || g_hash_table_contains (self->windows, &id))
        continue;
      found = clinic_windows_nearest (clinic_book_get_appointments (book),
                                      clinic_book_get_doctors (book), &rules, id, 1);
      window = found->len > 0 ? &g_array_index (found, ClinicWindow, 0) : NULL;
      if (window != NULL && window->doctor_id == id)
        {
          when = desk_format_day_time (window->start, rules.now);
          /* Translators: the next time at which a doctor is free */
          g_hash_table_insert (self->windows, g_memdup2 (&id, sizeof id),
                               g_strdup_printf (_ ("next window: %s"), when));
        }
    }
}

static gboolean
is_same (gpointer a, gpointer b)
{
  return a == b;
}

static void
update (DeskWaitingList *self)
{
  g_autoptr (GPtrArray) people = find_people (self->session);
  gint64 now = clinic_session_get_now (self->session);
  GtkListBoxRow *row = NULL;
  const char *state = people->len > 0                         ? "content"
                      : desk_board_is_denied (self->session)  ? "denied"
                      : desk_board_is_loading (self->session) ? "loading"
                                                              : "empty";

  find_windows (self, people);
  clinic_model_reconcile (self->people, people, is_same, NULL);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    show_person (row, now);
  gtk_list_box_invalidate_headers (self->rows);
  if (gtk_list_box_get_selected_row (self->rows) == NULL)
    gtk_list_box_select_row (self->rows, gtk_list_box_get_row_at_index (self->rows, 0));
  gtk_stack_set_visible_child_name (self->states, state);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskWaitingList *self = DESK_WAITING_LIST (user_data);

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Visits and enquiries are counted apart, and looked at together. Nobody sees a hidden list. */
static void
update_soon (DeskWaitingList *self)
{
  if (self->update_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = g_idle_add (on_update_cb, self);
}

static DeskTallyMark
mark_person (gpointer item, gpointer data)
{
  return clinic_waiting_list_has (item) ? DESK_TALLY_WAITS : DESK_TALLY_NOTHING;
}

/* --- what one does --- */

/* (transfer none) (nullable) */
static gpointer
get_chosen (gpointer self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (DESK_WAITING_LIST (self)->rows);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "person") : NULL;
}

static void
on_call_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gpointer person = get_chosen (widget);

  if (person != NULL)
    desk_waiting_dial (person, widget);
}

static void
on_book_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskWaitingList *self = DESK_WAITING_LIST (widget);
  gpointer person = get_chosen (widget);

  if (CLINIC_IS_LEAD (person))
    desk_visit_dialog_present_lead (widget, self->session, person);
  else if (person != NULL)
    desk_visit_dialog_present_reschedule (widget, self->session, person);
}

static void
on_open_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskWaitingList *self = DESK_WAITING_LIST (widget);
  gpointer person = get_chosen (widget);

  if (CLINIC_IS_LEAD (person))
    desk_lead_dialog_present (widget, self->session, person);
  else if (person != NULL)
    desk_board_open (widget, person);
}

static void
on_row_activated_cb (DeskWaitingList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "waiting.call", NULL);
}

static void
add_keys (DeskWaitingList *self)
{
  static const DeskKey keys[] = {
    { GDK_KEY_b, "waiting.book" },
    { GDK_KEY_Cyrillic_i, "waiting.book" },
    { GDK_KEY_o, "waiting.open" },
    { GDK_KEY_Cyrillic_shcha, "waiting.open" },
  };

  desk_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
}

/* --- the type --- */

static void
desk_waiting_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (desk_waiting_list_parent_class)->map (widget);
  update (DESK_WAITING_LIST (widget));
}

static void
desk_waiting_list_dispose (GObject *object)
{
  DeskWaitingList *self = DESK_WAITING_LIST (object);
  GtkWidget *states = GTK_WIDGET (self->states);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->visits);
  g_clear_object (&self->leads);
  self->states = NULL;
  g_clear_pointer (&states, gtk_widget_unparent);
  g_clear_object (&self->people);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_waiting_list_parent_class)->dispose (object);
}

static void
desk_waiting_list_finalize (GObject *object)
{
  g_clear_pointer (&DESK_WAITING_LIST (object)->windows, g_hash_table_unref);

  G_OBJECT_CLASS (desk_waiting_list_parent_class)->finalize (object);
}

static void
desk_waiting_list_class_init (DeskWaitingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_waiting_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_waiting_list_finalize;
  widget_class->map = desk_waiting_list_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "waiting.call", NULL, on_call_action_cb);
  gtk_widget_class_install_action (widget_class, "waiting.book", NULL, on_book_action_cb);
  gtk_widget_class_install_action (widget_class, "waiting.open", NULL, on_open_action_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calllist/desk-waiting-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskWaitingList, states);
  gtk_widget_class_bind_template_child (widget_class, DeskWaitingList, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
desk_waiting_list_init (DeskWaitingList *self)
{
  self->people = g_list_store_new (G_TYPE_OBJECT);
  self->windows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->rows, on_header_cb, self, NULL);
  add_keys (self);
}

GtkWidget *
desk_waiting_list_new (ClinicSession *session)
{
  DeskWaitingList *self = g_object_new (DESK_TYPE_WAITING_LIST, NULL);
  ClinicBook *book = clinic_session_get_book (session);

  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->people), create_row, self, NULL);
  self->visits = desk_tally_new (clinic_book_get_appointments (book), mark_person, NULL, "*");
  self->leads = desk_tally_new (clinic_book_get_leads (book), mark_person, NULL, "*");
  g_signal_connect_object (self->visits, "counted", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leads, "counted", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "state-changed", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_waiting_list_focus (DeskWaitingList *self)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (DESK_IS_WAITING_LIST (self));

  row = gtk_list_box_get_selected_row (self->rows);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
