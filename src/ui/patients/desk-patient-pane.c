/* desk-patient-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-patient-pane"

#include "desk-patient-pane.h"

#include "desk-call-text.h"
#include "desk-comment-entry.h"
#include "desk-format.h"
#include "desk-patient-rows.h"
#include "desk-visit-dialog.h"

#include "clinic-name.h"
#include "clinic-phone.h"

#include <glib/gi18n.h>

/* Enough to talk about; the rest is in the portal. */
#define MAX_ROWS 30
#define MAX_PHONES 6

typedef enum
{
  SECTION_UPCOMING,
  SECTION_LEADS,
  SECTION_COMMENTS,
  SECTION_PAST,
  SECTION_CALLS,
  N_SECTIONS
} Section;

struct _DeskPatientPane
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *facts;
  GtkLabel *state;
  GtkWidget *first_visit;
  GtkLabel *important;
  GtkBox *phones;
  GtkLabel *notes;
  DeskCommentEntry *comment;
  GtkWidget *upcoming_box;
  GtkListBox *upcoming;
  GtkWidget *leads_box;
  GtkListBox *leads;
  GtkListBox *comments;
  GtkWidget *past_box;
  GtkListBox *past;
  GtkWidget *calls_box;
  GtkListBox *calls;

  ClinicSession *session;                /* owned */
  ClinicPatientFile *file;               /* owned, nullable */
  GtkSliceListModel *slices[N_SECTIONS]; /* owned: the first rows of each list */
};

G_DEFINE_FINAL_TYPE (DeskPatientPane, desk_patient_pane, GTK_TYPE_WIDGET)

static void
show_phones (DeskPatientPane *self, ClinicPatient *patient)
{
  const char *const *phones = clinic_patient_get_phones (patient);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->phones))) != NULL)
    gtk_box_remove (self->phones, child);

  for (guint i = 0; i < MAX_PHONES && phones != NULL && phones[i] != NULL; i++)
    gtk_box_append (self->phones, desk_phone_row_new (phones[i], clinic_patient_get_id (patient)));
}

static char *
facts_text (DeskPatientPane *self, ClinicPatient *patient)
{
  g_autofree char *age = desk_format_age_on (clinic_patient_get_birth_date (patient),
                                             clinic_session_get_now (self->session), FALSE);
  const char *name = clinic_patient_get_responsible_name (patient);
  g_autofree char *clipped = desk_text_clip (name, 60);
  g_autofree char *responsible = g_strdup_printf (_ ("Responsible: %s"), clipped);

  if (*clipped == '\0')
    return g_steal_pointer (&age);
  if (*age == '\0')
    return g_steal_pointer (&responsible);

  return g_strjoin (" · ", age, responsible, NULL);
}

static void
show_state (DeskPatientPane *self)
{
  ClinicLoadState state = clinic_patient_file_get_state (self->file);
  g_autofree char *as_of = desk_format_day_time (clinic_patient_file_get_as_of (self->file),
                                                 clinic_session_get_now (self->session));
  g_autofree char *text = NULL;

  if (state == CLINIC_LOAD_STALE && *as_of != '\0')
    text = g_strdup_printf (_ ("No connection: data as of %s"), as_of);
  else if (state == CLINIC_LOAD_STALE)
    text = g_strdup (_ ("No connection to the portal"));
  else if (state == CLINIC_LOAD_LOADING)
    text = g_strdup (_ ("Asking the portal…"));

  gtk_label_set_text (self->state, text != NULL ? text : "");
  if (state == CLINIC_LOAD_STALE)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
}

static void
show_important (DeskPatientPane *self, const char *important)
{
  /* Translators: what must be seen before anything else, such as an allergy */
  g_autofree char *text = g_strdup_printf (_ ("⚠ Important: %s"), important);

  gtk_label_set_text (self->important, text);
  gtk_widget_set_visible (GTK_WIDGET (self->important), *important != '\0');
}

static void
show_patient (DeskPatientPane *self, ClinicPatient *patient)
{
  g_autofree char *full = clinic_name_full (patient);
  g_autofree char *name = desk_text_clip (*full != '\0' ? full : _ ("No name"), 80);
  g_autofree char *facts = facts_text (self, patient);
  g_autofree char *important = desk_text_clip (clinic_patient_get_important (patient), 400);
  g_autofree char *notes = desk_text_clip (clinic_patient_get_comments (patient), 600);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
  show_important (self, important);
  gtk_label_set_text (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
  gtk_widget_set_visible (self->first_visit, clinic_patient_file_get_first_visit (self->file) ==
                                               CLINIC_FIRST_VISIT_YES);
  show_phones (self, patient);
}

static void
show_section (DeskPatientPane *self, Section section, GListModel *model)
{
  /* the entry for a new comment stays where there are none */
  GtkWidget *boxes[] = { self->upcoming_box, self->leads_box, GTK_WIDGET (self->comments),
                         self->past_box, self->calls_box };

  if (gtk_slice_list_model_get_model (self->slices[section]) != model)
    gtk_slice_list_model_set_model (self->slices[section], model);
  gtk_widget_set_visible (boxes[section],
                          g_list_model_get_n_items (G_LIST_MODEL (self->slices[section])) > 0);
}

static void
update (DeskPatientPane *self)
{
  ClinicPatient *patient = self->file != NULL ? clinic_patient_file_get_patient (self->file) : NULL;
  const char *page = "patient";

  if (self->file == NULL)
    page = "nobody";
  else if (clinic_patient_file_get_state (self->file) == CLINIC_LOAD_MISSING)
    page = "missing";
  else if (patient == NULL)
    page = clinic_patient_file_get_state (self->file) == CLINIC_LOAD_STALE ? "stale" : "loading";

  gtk_stack_set_visible_child_name (self->stack, page);
  if (patient == NULL)
    return;

  show_patient (self, patient);
  show_state (self);
  show_section (self, SECTION_UPCOMING, clinic_patient_file_get_upcoming (self->file));
  show_section (self, SECTION_LEADS, clinic_patient_file_get_leads (self->file));
  show_section (self, SECTION_COMMENTS, clinic_patient_file_get_comments (self->file));
  show_section (self, SECTION_PAST, clinic_patient_file_get_past (self->file));
  show_section (self, SECTION_CALLS, clinic_patient_file_get_calls (self->file));
}

static void
open_visit (DeskPatientPane *self, Section section, GtkListBoxRow *row)
{
  g_autoptr (ClinicAppointment) visit =
    g_list_model_get_item (G_LIST_MODEL (self->slices[section]),
                           (guint) gtk_list_box_row_get_index (row));

  if (visit != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-appointment", "x",
                                clinic_appointment_get_id (visit));
}

static void
on_upcoming_activated_cb (DeskPatientPane *self, GtkListBoxRow *row)
{
  open_visit (self, SECTION_UPCOMING, row);
}

static void
on_past_activated_cb (DeskPatientPane *self, GtkListBoxRow *row)
{
  open_visit (self, SECTION_PAST, row);
}

static void
on_book_cb (DeskPatientPane *self)
{
  gint64 id = desk_patient_pane_get_patient_id (self);

  if (id != 0)
    desk_visit_dialog_present_new (GTK_WIDGET (self), self->session, id, 0, 0);
}

static GtkWidget *
create_visit (gpointer item, gpointer user_data)
{
  DeskPatientPane *self = DESK_PATIENT_PANE (user_data);

  return desk_visit_row_new (item, clinic_patient_file_get_patient (self->file),
                             clinic_session_get_now (self->session));
}

static GtkWidget *
create_lead (gpointer item, gpointer user_data)
{
  return desk_lead_row_new (item, clinic_session_get_now (DESK_PATIENT_PANE (user_data)->session));
}

static GtkWidget *
create_comment (gpointer item, gpointer user_data)
{
  return desk_comment_row_new (item,
                               clinic_session_get_now (DESK_PATIENT_PANE (user_data)->session));
}

static GtkWidget *
create_call (gpointer item, gpointer user_data)
{
  return desk_history_row_new (item,
                               clinic_session_get_now (DESK_PATIENT_PANE (user_data)->session));
}

static void
desk_patient_pane_dispose (GObject *object)
{
  DeskPatientPane *self = DESK_PATIENT_PANE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < N_SECTIONS; i++)
    g_clear_object (&self->slices[i]);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_patient_pane_parent_class)->dispose (object);
}

static void
desk_patient_pane_class_init (DeskPatientPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_patient_pane_dispose;

  g_type_ensure (DESK_TYPE_COMMENT_ENTRY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/patients/desk-patient-pane.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, box);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, name);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, state);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, first_visit);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, important);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, phones);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, notes);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, comment);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, upcoming_box);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, upcoming);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, leads_box);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, leads);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, comments);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, past_box);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, past);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, calls_box);
  gtk_widget_class_bind_template_child (widget_class, DeskPatientPane, calls);
  gtk_widget_class_bind_template_callback (widget_class, on_upcoming_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_past_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_book_cb);
}

static void
bind_section (DeskPatientPane *self,
              Section section,
              GtkListBox *list,
              GtkListBoxCreateWidgetFunc create_row)
{
  self->slices[section] = gtk_slice_list_model_new (NULL, 0, MAX_ROWS);
  gtk_list_box_bind_model (list, G_LIST_MODEL (self->slices[section]), create_row, self, NULL);
  g_signal_connect_object (self->slices[section], "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
desk_patient_pane_init (DeskPatientPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_section (self, SECTION_UPCOMING, self->upcoming, create_visit);
  bind_section (self, SECTION_LEADS, self->leads, create_lead);
  bind_section (self, SECTION_COMMENTS, self->comments, create_comment);
  bind_section (self, SECTION_PAST, self->past, create_visit);
  bind_section (self, SECTION_CALLS, self->calls, create_call);
}

GtkWidget *
desk_patient_pane_new (ClinicSession *session)
{
  DeskPatientPane *self = g_object_new (DESK_TYPE_PATIENT_PANE, NULL);

  g_set_object (&self->session, session);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_patient_pane_show (DeskPatientPane *self, gint64 patient_id)
{
  g_autoptr (ClinicPatientFile) before = NULL;

  g_return_if_fail (DESK_IS_PATIENT_PANE (self));

  if (patient_id == desk_patient_pane_get_patient_id (self))
    return;

  before = g_steal_pointer (&self->file);
  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);

  desk_comment_entry_set_subject (self->comment, self->session, CLINIC_ENTITY_PATIENT, patient_id);
  for (guint i = 0; i < N_SECTIONS; i++)
    gtk_slice_list_model_set_model (self->slices[i], NULL);

  if (patient_id != 0)
    {
      self->file = clinic_session_open_patient (self->session, patient_id);
      g_signal_connect_object (self->file, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

gint64
desk_patient_pane_get_patient_id (DeskPatientPane *self)
{
  g_return_val_if_fail (DESK_IS_PATIENT_PANE (self), 0);

  return self->file != NULL ? clinic_patient_file_get_patient_id (self->file) : 0;
}
