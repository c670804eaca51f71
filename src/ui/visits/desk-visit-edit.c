/* desk-visit-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-edit"

#include "desk-visit-edit.h"

#include "desk-format.h"
#include "desk-name.h"
#include "desk-visit-do.h"
#include "desk-visit-parse.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef enum
{
  ROW_TIME,
  ROW_PRICE,
  ROW_COMMENT,
  N_ROWS
} Row;

static const char *const titles[N_ROWS] = { N_ ("Time"), N_ ("Price, ₽"), N_ ("Comment") };

struct _DeskVisitEdit
{
  GtkWidget parent_instance;

  ClinicSession *session;   /* owned */
  ClinicAppointment *visit; /* owned, nullable */
  char *shown[N_ROWS];      /* owned: what stands there when nobody writes */
  gboolean setting;

  GtkWidget *box; /* owned child, as all below in it */
  GtkWidget *rows[N_ROWS];
  AdwComboRow *doctor;
  GListStore *doctors; /* owned: those of the book, as the row offers them */
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (DeskVisitEdit, desk_visit_edit, GTK_TYPE_WIDGET)

/* (transfer full) */
static char *
value_of (ClinicAppointment *visit, Row row)
{
  gint64 amount = clinic_appointment_get_amount (visit);
  const char *comments = clinic_appointment_get_comments (visit);

  switch (row)
    {
    case ROW_TIME:
      return desk_format_time (clinic_appointment_get_start (visit));
    case ROW_PRICE:
      if (amount == 0)
        return g_strdup ("");
      if (amount % 100 != 0)
        return g_strdup_printf ("%d,%02d", (int) (amount / 100), (int) (amount % 100));
      return g_strdup_printf ("%d", (int) (amount / 100));
    case ROW_COMMENT:
    case N_ROWS:
    default:
      return g_strdup (comments != NULL ? comments : "");
    }
}

static gboolean
is_written_in (DeskVisitEdit *self, Row row)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->rows[row])), self->shown[row]) != 0;
}

static void
set_row (DeskVisitEdit *self, Row row)
{
  g_autofree char *text = value_of (self->visit, row);

  /* The button that applies appears with any change of the text, also with this one. */
  g_free (self->shown[row]);
  self->shown[row] = g_strdup (text);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->rows[row])), text) == 0)
    return;
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->rows[row]), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->rows[row]), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->rows[row]), TRUE);
}

static void
show_doctor (DeskVisitEdit *self)
{
  gint64 doctor_id = clinic_appointment_get_doctor_id (self->visit);
  const char *name = clinic_appointment_get_doctor_name (self->visit);

  adw_combo_row_set_selected (self->doctor,
                              desk_visit_fill_doctors (self->session, self->doctors, doctor_id,
                                                       name != NULL ? name : ""));
}

static void
on_doctors_changed_cb (DeskVisitEdit *self)
{
  if (self->session == NULL)
    return;

  self->setting = TRUE;
  if (self->visit != NULL)
    show_doctor (self);
  self->setting = FALSE;
}

static void
say (DeskVisitEdit *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

void
desk_visit_edit_refresh (DeskVisitEdit *self)
{
  g_return_if_fail (DESK_IS_VISIT_EDIT (self));

  if (self->visit == NULL)
    return;

  self->setting = TRUE;
  for (int i = 0; i < N_ROWS; i++)
    if (!is_written_in (self, i))
      set_row (self, i);
  show_doctor (self);
  gtk_widget_set_sensitive (self->rows[ROW_TIME], clinic_appointment_get_start (self->visit) != 0);
  self->setting = FALSE;
}

static void
submit (DeskVisitEdit *self, GVariantDict *dict, const char *words)
{
  g_autoptr (ClinicCommand) command = desk_visit_command_change (self->session, self->visit, dict);

  desk_visit_submit (GTK_WIDGET (self), self->session, command, words, NULL, NULL);
}

/* FALSE: said why not */
static gboolean
apply_time (DeskVisitEdit *self, const char *text, GVariantDict *dict)
{
  int minute = desk_parse_time (text);
  gint64 start =
    minute >= 0 ? clinic_windows_at (clinic_appointment_get_start (self->visit), minute) : 0;
  ClinicWindowRules rules =
    desk_visit_rules (self->session, (int) clinic_appointment_get_minutes (self->visit),
                      clinic_appointment_get_id (self->visit));
  GListModel *visits = clinic_book_get_appointments (clinic_session_get_book (self->session));
  g_autoptr (ClinicAppointment) clash = NULL;

  if (start == 0)
    {
      say (self, _ ("The time is not readable: write it as 10:30"));
      return FALSE;
    }

  clash = clinic_windows_dup_clash (visits, &rules, CLINIC_PLACE_DOCTOR,
                                    clinic_appointment_get_doctor_id (self->visit), start);
  if (clash != NULL)
    {
      say (self, _ ("The doctor is busy then. To book it all the same, move the visit."));
      return FALSE;
    }
  desk_visit_set_start (dict, self->visit, start);

  return TRUE;
}

static gboolean
apply_row (DeskVisitEdit *self, Row row, const char *text, GVariantDict *dict)
{
  gint64 amount;

  if (row == ROW_TIME)
    return apply_time (self, text, dict);
  if (row == ROW_COMMENT)
    {
      g_variant_dict_insert (dict, "comment", "s", text);
      return TRUE;
    }

  amount = desk_parse_money (text);
  if (amount < 0)
    {
      say (self, _ ("The price is not readable: write it as 3200"));
      return FALSE;
    }
  g_variant_dict_insert (dict, "amount", "x", amount);

  return TRUE;
}

static void
on_apply_cb (DeskVisitEdit *self, GtkWidget *widget)
{
  static const char *const words[N_ROWS] = { N_ ("Time changed"), N_ ("Price changed"),
                                             N_ ("Comment changed") };
  const char *text = gtk_editable_get_text (GTK_EDITABLE (widget));
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  Row row = ROW_TIME;

  while (row < N_ROWS && self->rows[row] != widget)
    row++;
  g_return_if_fail (row < N_ROWS);
  if (self->visit == NULL || !is_written_in (self, row))
    return;

  say (self, NULL);
  if (!apply_row (self, row, text, &dict))
    return;

  /* From now on it follows what the session shows of the change. */
  g_free (self->shown[row]);
  self->shown[row] = g_strdup (text);
  submit (self, &dict, _ (words[row]));
}

static void
on_doctor_cb (DeskVisitEdit *self)
{
  ClinicDoctor *doctor = adw_combo_row_get_selected_item (self->doctor);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (self->setting || self->visit == NULL || doctor == NULL ||
      clinic_doctor_get_id (doctor) == 0 ||
      clinic_doctor_get_id (doctor) == clinic_appointment_get_doctor_id (self->visit))
    return;

  say (self, NULL);
  g_variant_dict_insert (&dict, "doctor", "x", clinic_doctor_get_id (doctor));
  submit (self, &dict, _ ("Doctor changed"));
}

/* Escape takes back what was written, before it closes the panel. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   DeskVisitEdit *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  Row row = ROW_TIME;

  while (row < N_ROWS && self->rows[row] != widget)
    row++;
  if (keyval != GDK_KEY_Escape || self->visit == NULL || row == N_ROWS ||
      !is_written_in (self, row))
    return GDK_EVENT_PROPAGATE;

  say (self, NULL);
  set_row (self, row);

  return GDK_EVENT_STOP;
}

static void
desk_visit_edit_dispose (GObject *object)
{
  DeskVisitEdit *self = DESK_VISIT_EDIT (object);

  self->setting = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (int i = 0; i < N_ROWS; i++)
    g_clear_pointer (&self->shown[i], g_free);
  g_clear_object (&self->visit);
  g_clear_object (&self->doctors);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_visit_edit_parent_class)->dispose (object);
}

static void
desk_visit_edit_class_init (DeskVisitEditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_visit_edit_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_row (DeskVisitEdit *self, Row row)
{
  GtkWidget *entry = adw_entry_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ (titles[row]));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect_object (entry, "apply", G_CALLBACK (on_apply_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, 0);
  gtk_widget_add_controller (entry, keys);
  self->rows[row] = entry;
  self->shown[row] = g_strdup ("");

  return entry;
}

static void
desk_visit_edit_init (DeskVisitEdit *self)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkExpression) name = gtk_property_expression_new (CLINIC_TYPE_DOCTOR, NULL, "name");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Change the appointment"), -1);

  self->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  self->doctor = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->doctor), _ ("Doctor"));
  adw_combo_row_set_expression (self->doctor, name);
  desk_name_combo_row (self->doctor);
  g_signal_connect_object (self->doctor, "notify::selected-item", G_CALLBACK (on_doctor_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_list_box_append (GTK_LIST_BOX (list), create_row (self, ROW_TIME));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->doctor));
  gtk_list_box_append (GTK_LIST_BOX (list), create_row (self, ROW_PRICE));
  gtk_list_box_append (GTK_LIST_BOX (list), create_row (self, ROW_COMMENT));
  self->problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE,
                                "css-classes", (const char *[]){ "error", NULL }, NULL);
  gtk_box_append (GTK_BOX (self->box), list);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
}

GtkWidget *
desk_visit_edit_new (ClinicSession *session)
{
  DeskVisitEdit *self = g_object_new (DESK_TYPE_VISIT_EDIT, NULL);

  self->session = g_object_ref (session);
  self->setting = TRUE;
  adw_combo_row_set_model (self->doctor, G_LIST_MODEL (self->doctors));
  on_doctors_changed_cb (self);
  g_signal_connect_object (clinic_book_get_doctors (clinic_session_get_book (session)),
                           "items-changed", G_CALLBACK (on_doctors_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
desk_visit_edit_set_visit (DeskVisitEdit *self, ClinicAppointment *visit)
{
  g_return_if_fail (DESK_IS_VISIT_EDIT (self));

  if (self->visit == visit)
    return;

  g_set_object (&self->visit, visit);
  say (self, NULL);
  if (visit == NULL)
    return;

  self->setting = TRUE;
  for (int i = 0; i < N_ROWS; i++)
    set_row (self, i);
  self->setting = FALSE;
  desk_visit_edit_refresh (self);
}
