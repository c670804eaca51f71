/* desk-visit-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-dialog"

#include "desk-visit-dialog.h"

#include "clinic-call-outcome.h"
#include "clinic-orphans.h"
#include "desk-call-command.h"
#include "desk-call-text.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-name.h"
#include "desk-question.h"
#include "desk-visit-do.h"
#include "desk-visit-parse.h"
#include "desk-visit-person.h"
#include "desk-window-picker.h"

#include <glib/gi18n.h>

struct _DeskVisitDialog
{
  AdwWindow parent_instance;

  GtkWidget *fields; /* unowned, template child, as all below */
  AdwBin *person_slot;
  GtkLabel *before;
  GtkDropDown *doctor;
  GtkSpinButton *minutes;
  GtkWidget *price_box;
  GtkWidget *price;
  AdwBin *picker_slot;
  GtkWidget *comment;
  GtkLabel *problem;
  GtkButton *save;
  DeskVisitPerson *person;  /* unowned, in its slot */
  DeskWindowPicker *picker; /* unowned, in its slot */

  ClinicSession *session;    /* owned */
  GtkWidget *origin;         /* owned: where the toasts appear */
  ClinicAppointment *moving; /* owned, nullable: rescheduling this one */
  ClinicLead *lead;          /* owned, nullable: booking this one */
  gint64 reason_id;
  GListStore *doctors; /* owned: those of the book, as the list offers them */
  gint64 doctor_id;    /* who is to be chosen as soon as she is known */
  char *note;          /* owned, nullable */
  char *untouched;     /* owned, nullable: what the fields held when it opened */
  gboolean calling;    /* the outcome of a call from the call list */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (DeskVisitDialog, desk_visit_dialog, ADW_TYPE_WINDOW)

/* (transfer none) (nullable) */
static ClinicDoctor *
chosen_doctor (DeskVisitDialog *self)
{
  ClinicDoctor *doctor = gtk_drop_down_get_selected_item (self->doctor);

  return doctor != NULL && clinic_doctor_get_id (doctor) != 0 ? doctor : NULL;
}

static gint64
chosen_doctor_id (DeskVisitDialog *self)
{
  ClinicDoctor *doctor = chosen_doctor (self);

  return doctor != NULL ? clinic_doctor_get_id (doctor) : 0;
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* (transfer full): all that one may have typed, to see whether it is still as it was */
static char *
dup_contents (DeskVisitDialog *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%d|%s|%s",
                          chosen_doctor_id (self), desk_window_picker_get_start (self->picker),
                          gtk_spin_button_get_value_as_int (self->minutes), text_of (self->price),
                          text_of (self->comment));
}

/* Nothing would change. */
static gboolean
is_same_visit (DeskVisitDialog *self)
{
  return self->moving != NULL &&
         desk_window_picker_get_start (self->picker) ==
           clinic_appointment_get_start (self->moving) &&
         chosen_doctor_id (self) == clinic_appointment_get_doctor_id (self->moving);
}

/* (nullable): why it cannot be saved yet */
static const char *
find_problem (DeskVisitDialog *self)
{
  const char *problem = desk_visit_person_get_problem (self->person);

  if (problem != NULL && self->moving == NULL)
    return problem;
  if (chosen_doctor (self) == NULL &&
      (self->moving == NULL || clinic_appointment_get_doctor_id (self->moving) != 0))
    return _ ("Choose a doctor");
  if (self->moving != NULL && is_same_visit (self))
    return _ ("Choose another time or doctor");
  problem = desk_window_picker_get_problem (self->picker);
  if (problem != NULL)
    return problem;
  if (desk_parse_money (text_of (self->price)) < 0)
    return _ ("The price is not readable: write it as 3200");

  return NULL;
}

static void
on_changed_cb (DeskVisitDialog *self)
{
  const char *problem;

  if (self->picker == NULL || self->saving)
    return;

  problem = find_problem (self);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), problem == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

static void
on_visit_changed_cb (DeskVisitDialog *self)
{
  gint64 except = self->moving != NULL ? clinic_appointment_get_id (self->moving) : 0;

  if (self->picker == NULL)
    return;

  desk_window_picker_set_visit (self->picker, chosen_doctor_id (self),
                                gtk_spin_button_get_value_as_int (self->minutes), except);
  on_changed_cb (self);
}

/* The specialty follows the doctor: its item in the portal's list, 0 when that has none. */
static gint64
specialty_of (DeskVisitDialog *self, ClinicDoctor *doctor)
{
  GListModel *list =
    clinic_book_get_list (clinic_session_get_book (self->session), CLINIC_BOOK_SPECIALTIES);
  const char *name = doctor != NULL ? clinic_doctor_get_specialty (doctor) : NULL;

  for (guint i = 0; name != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicChoice) choice = g_list_model_get_item (list, i);

      if (g_strcmp0 (clinic_choice_get_name (choice), name) == 0)
        return clinic_choice_get_id (choice);
    }

  return 0;
}

/* (transfer full) (nullable): the stage of the leads that means booked */
static ClinicStage *
dup_booked_lead_stage (DeskVisitDialog *self)
{
  GListModel *stages = clinic_book_get_lead_stages (clinic_session_get_book (self->session));
  g_autoptr (ClinicStage) success = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_BOOKED)
        return g_steal_pointer (&stage);
      if (clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_SUCCESS)
        g_set_object (&success, stage);
    }

  return g_steal_pointer (&success);
}

static ClinicCommand *
new_create (DeskVisitDialog *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *name = desk_visit_person_get_name (self->person);
  /* Translators: title of an appointment on the portal; %s is the patient's name */
  g_autofree char *title = g_strdup_printf (_ ("Visit — %s"), name);
  gint64 specialty = specialty_of (self, chosen_doctor (self));
  gint64 amount = desk_parse_money (text_of (self->price));
  g_autoptr (ClinicStage) stage = NULL;
  const char *from = NULL;

  desk_visit_person_write (self->person, &dict);
  g_variant_dict_insert (&dict, "start", "x", desk_window_picker_get_start (self->picker));
  g_variant_dict_insert (&dict, "minutes", "x",
                         (gint64) gtk_spin_button_get_value_as_int (self->minutes));
  g_variant_dict_insert (&dict, "doctor", "x", chosen_doctor_id (self));
  if (specialty != 0)
    g_variant_dict_insert (&dict, "specialty", "x", specialty);
  if (amount != 0)
    g_variant_dict_insert (&dict, "amount", "x", amount);
  g_variant_dict_insert (&dict, "comment", "s", text_of (self->comment));
  g_variant_dict_insert (&dict, "title", "s", title);
  if (self->lead == NULL)
    return desk_command_new (self->session, CLINIC_COMMAND_CREATE_APPOINTMENT, CLINIC_ENTITY_NONE,
                             0, g_variant_dict_end (&dict));

  stage = dup_booked_lead_stage (self);
  from = clinic_lead_get_stage_id (self->lead);
  g_variant_dict_insert (&dict, "lead", "x", clinic_lead_get_id (self->lead));
  if (stage != NULL)
    g_variant_dict_insert (&dict, "stage", "s", clinic_stage_get_id (stage));
  g_variant_dict_insert (&dict, "from", "s", from != NULL ? from : "");
  /* Who is booked for long and has no appointment is not waited for again: the robot failed. */
  g_variant_dict_insert (&dict, "wait", "b",
                         clinic_book_has_robot (clinic_session_get_book (self->session)) &&
                           !clinic_orphans_is_one (self->lead,
                                                   clinic_session_get_now (self->session)));

  return desk_command_new (self->session, CLINIC_COMMAND_BOOK_LEAD, CLINIC_ENTITY_LEAD,
                           clinic_lead_get_id (self->lead), g_variant_dict_end (&dict));
}

static ClinicCommand *
new_move (DeskVisitDialog *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  gint64 amount = desk_parse_money (text_of (self->price));
  const char *comment = text_of (self->comment);
  g_autofree char *note = g_strjoin ("\n", self->note != NULL ? self->note : comment,
                                     self->note != NULL && *comment != '\0' ? comment : NULL, NULL);

  desk_visit_set_move (self->session, &dict, self->moving,
                       desk_window_picker_get_start (self->picker), chosen_doctor_id (self),
                       gtk_spin_button_get_value_as_int (self->minutes));
  if (amount != clinic_appointment_get_amount (self->moving))
    g_variant_dict_insert (&dict, "amount", "x", amount);
  if (self->reason_id != 0)
    g_variant_dict_insert (&dict, "reason", "x", self->reason_id);
  if (*note != '\0')
    g_variant_dict_insert (&dict, "note", "s", note);
  if (self->calling)
    clinic_call_outcome_set_mark (&dict, self->moving, CLINIC_OUTCOME_MOVED, 0);

  return desk_visit_command_change (self->session, self->moving, &dict);
}

static void
on_kept_cb (gpointer owner, gboolean kept)
{
  DeskVisitDialog *self = DESK_VISIT_DIALOG (owner);

  self->saving = FALSE;
  if (kept)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  gtk_widget_set_sensitive (self->fields, TRUE);
  on_changed_cb (self);
  gtk_label_set_text (self->problem, _ ("This could not be kept. Please try again."));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
}

static void
on_save_cb (DeskVisitDialog *self)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *name = NULL;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  if (self->saving || find_problem (self) != NULL)
    return;

  command = self->moving != NULL ? new_move (self) : new_create (self);
  name = desk_visit_person_get_name (self->person);
  when = desk_format_day_time (desk_window_picker_get_start (self->picker),
                               clinic_session_get_now (self->session));
  words = g_strdup_printf (self->moving != NULL
                             /* Translators: the patient, and the day and time of the visit */
                             ? _ ("Moved: %1$s, %2$s")
                             : _ ("Booked: %1$s, %2$s"),
                           name, when);
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->fields, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  desk_visit_submit (self->origin, self->session, command, words, on_kept_cb, self);
}

static void
on_leave_response_cb (DeskVisitDialog *self, const char *response)
{
  if (g_strcmp0 (response, "leave") == 0)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
ask_to_leave (DeskVisitDialog *self)
{
  GtkWidget *dialog = desk_question_new (GTK_WIDGET (self), _ ("Close without booking?"),
                                         _ ("What was written here is lost."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Go on writing"),
                                    "leave", _ ("_Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "leave",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
desk_visit_dialog_close_request (GtkWindow *window)
{
  DeskVisitDialog *self = DESK_VISIT_DIALOG (window);
  g_autofree char *contents = dup_contents (self);

  if (!desk_visit_person_is_touched (self->person) && g_strcmp0 (contents, self->untouched) == 0)
    return GDK_EVENT_PROPAGATE;

  ask_to_leave (self);

  return GDK_EVENT_STOP;
}

static gboolean
on_save_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_save_cb (DESK_VISIT_DIALOG (widget));

  return TRUE;
}

static void
desk_visit_dialog_dispose (GObject *object)
{
  DeskVisitDialog *self = DESK_VISIT_DIALOG (object);

  /* What the children still emit while they go finds nothing any more. */
  self->picker = NULL;
  g_clear_object (&self->origin);
  g_clear_object (&self->moving);
  g_clear_object (&self->lead);
  g_clear_object (&self->doctors);
  g_clear_object (&self->session);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->untouched, g_free);

  G_OBJECT_CLASS (desk_visit_dialog_parent_class)->dispose (object);
}

static void
desk_visit_dialog_class_init (DeskVisitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_visit_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = desk_visit_dialog_close_request;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/visits/desk-visit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, person_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, before);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, doctor);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, minutes);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, price_box);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, price);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, picker_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, comment);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_visit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_save_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                on_save_shortcut_cb, NULL);
}

static char *
doctor_text (ClinicDoctor *doctor)
{
  g_autofree char *name = NULL;
  g_autofree char *specialty = NULL;

  if (doctor == NULL)
    return g_strdup ("");

  name = desk_text_clip (clinic_doctor_get_name (doctor), 40);
  specialty = desk_text_clip (clinic_doctor_get_specialty (doctor), 30);
  if (*specialty == '\0')
    return g_steal_pointer (&name);

  return g_strdup_printf (C_ ("doctor", "%1$s, %2$s"), name, specialty);
}

static void
desk_visit_dialog_init (DeskVisitDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  desk_name_drop_down (self->doctor, _ ("Doctor"));
}

static void
select_doctor (DeskVisitDialog *self, gint64 doctor_id)
{
  self->doctor_id = doctor_id;
  gtk_drop_down_set_selected (self->doctor,
                              desk_visit_fill_doctors (self->session, self->doctors, doctor_id,
                                                       _ ("Choose a doctor")));
}

static void
on_doctors_changed_cb (DeskVisitDialog *self)
{
  if (self->session != NULL)
    select_doctor (self, chosen_doctor (self) != NULL ? chosen_doctor_id (self) : self->doctor_id);
}

static DeskVisitDialog *
create (GtkWidget *parent, ClinicSession *session, const char *title, const char *save)
{
  DeskVisitDialog *self = g_object_new (DESK_TYPE_VISIT_DIALOG, "title", title, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autoptr (GtkExpression) expression =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (doctor_text), NULL,
                                 NULL);

  self->session = g_object_ref (session);
  self->origin = g_object_ref (parent);
  self->person = DESK_VISIT_PERSON (desk_visit_person_new (session));
  adw_bin_set_child (self->person_slot, GTK_WIDGET (self->person));
  gtk_drop_down_set_expression (self->doctor, expression);
  self->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  gtk_drop_down_set_model (self->doctor, G_LIST_MODEL (self->doctors));
  on_doctors_changed_cb (self);
  g_signal_connect_object (clinic_book_get_doctors (clinic_session_get_book (session)),
                           "items-changed", G_CALLBACK (on_doctors_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_button_set_label (self->save, save);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));

  self->picker = DESK_WINDOW_PICKER (desk_window_picker_new (session));
  adw_bin_set_child (self->picker_slot, GTK_WIDGET (self->picker));
  g_signal_connect_object (self->person, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

static void
present (DeskVisitDialog *self)
{
  on_visit_changed_cb (self);
  self->untouched = dup_contents (self);
  gtk_window_present (GTK_WINDOW (self));
  if (desk_visit_person_get_problem (self->person) != NULL)
    return;

  if (chosen_doctor (self) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->doctor));
  else
    desk_window_picker_focus (self->picker);
}

GtkWidget *
desk_visit_dialog_present_new (GtkWidget *parent,
                               ClinicSession *session,
                               gint64 patient_id,
                               gint64 doctor_id,
                               gint64 start)
{
  DeskVisitDialog *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);

  self = create (parent, session, _ ("New Appointment"), _ ("Book"));
  if (patient_id != 0)
    desk_visit_person_set_patient_id (self->person, patient_id, FALSE);
  desk_visit_dialog_set_window (self, doctor_id, start);
  present (self);

  return GTK_WIDGET (self);
}

GtkWidget *
desk_visit_dialog_present_lead (GtkWidget *parent, ClinicSession *session, ClinicLead *lead)
{
  DeskVisitDialog *self;
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLINIC_IS_LEAD (lead), NULL);

  self = create (parent, session, _ ("Appointment of an Enquiry"), _ ("Book"));
  self->lead = g_object_ref (lead);
  if (clinic_lead_get_patient_id (lead) != 0)
    desk_visit_person_set_patient_id (self->person, clinic_lead_get_patient_id (lead), FALSE);
  else
    desk_visit_person_set_new (self->person, clinic_lead_get_name (lead),
                               clinic_lead_get_phone (lead));
  title = desk_text_clip (clinic_lead_get_title (lead), 80);
  /* Translators: what somebody asked for */
  before = g_strdup_printf (_ ("Enquiry: %s"), title);
  gtk_label_set_text (self->before, before);
  gtk_widget_set_visible (GTK_WIDGET (self->before), *title != '\0');
  present (self);

  return GTK_WIDGET (self);
}

static void
show_moving (DeskVisitDialog *self)
{
  ClinicAppointment *visit = self->moving;
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *when = desk_format_visit_time (clinic_appointment_get_start (visit), now);
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (visit), 40);
  g_autofree char *before = NULL;

  if (*when == '\0')
    before = g_strdup (_ ("Booked without a time so far"));
  else
    /* Translators: the time and the doctor that a visit had so far */
    before = g_strdup_printf (_ ("So far: %1$s, %2$s"), when, doctor);
  gtk_label_set_text (self->before, before);
  gtk_widget_set_visible (GTK_WIDGET (self->before), TRUE);

  if (clinic_appointment_get_patient_id (visit) != 0)
    {
      desk_visit_person_set_patient_id (self->person, clinic_appointment_get_patient_id (visit),
                                        TRUE);
    }
  if (clinic_appointment_get_minutes (visit) > 0)
    gtk_spin_button_set_value (self->minutes, clinic_appointment_get_minutes (visit));
  if (clinic_appointment_get_amount (visit) > 0)
    {
      gint64 amount = clinic_appointment_get_amount (visit);
      g_autofree char *price =
        amount % 100 != 0 ? g_strdup_printf ("%d,%02d", (int) (amount / 100), (int) (amount % 100))
                          : g_strdup_printf ("%d", (int) (amount / 100));

      gtk_editable_set_text (GTK_EDITABLE (self->price), price);
    }
}

GtkWidget *
desk_visit_dialog_present_reschedule (GtkWidget *parent,
                                      ClinicSession *session,
                                      ClinicAppointment *appointment)
{
  DeskVisitDialog *self;
  gint64 start;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (appointment), NULL);

  self = create (parent, session, _ ("Move the Visit"), _ ("Move"));
  self->moving = g_object_ref (appointment);
  show_moving (self);
  select_doctor (self, clinic_appointment_get_doctor_id (appointment));
  start = clinic_appointment_get_start (appointment);
  desk_window_picker_set_day (self->picker, MAX (start, clinic_session_get_now (session)));
  present (self);

  return GTK_WIDGET (self);
}

void
desk_visit_dialog_set_window (DeskVisitDialog *self, gint64 doctor_id, gint64 start)
{
  g_return_if_fail (DESK_IS_VISIT_DIALOG (self));

  if (doctor_id != 0)
    select_doctor (self, doctor_id);
  if (start != 0)
    desk_window_picker_set_start (self->picker, start);
}

void
desk_visit_dialog_set_reason (DeskVisitDialog *self, gint64 reason_id, const char *note)
{
  g_return_if_fail (DESK_IS_VISIT_DIALOG (self));

  self->reason_id = reason_id;
  g_free (self->note);
  self->note = g_strdup (note);
}

void
desk_visit_dialog_set_call (DeskVisitDialog *self, const char *comment)
{
  g_return_if_fail (DESK_IS_VISIT_DIALOG (self));

  self->calling = TRUE;
  if (comment != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->comment), comment);
}
