/* desk-visit-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-pane"

#include "desk-visit-pane.h"

#include "desk-call-command.h"
#include "desk-call-text.h"
#include "desk-cancel-dialog.h"
#include "desk-command-row.h"
#include "desk-comment-entry.h"
#include "desk-format.h"
#include "desk-mismatch-section.h"
#include "desk-patient-rows.h"
#include "desk-recording-row.h"
#include "desk-stage-badge.h"
#include "desk-visit-dialog.h"
#include "desk-visit-do.h"
#include "desk-visit-edit.h"
#include "desk-visit-rows.h"
#include "desk-visit-text.h"

#include "clinic-name.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Enough to talk about; the rest is in the portal. */
#define MAX_ROWS 30

typedef enum
{
  SECTION_COMMENTS,
  SECTION_TODOS,
  SECTION_CALLS,
  SECTION_MOVES,
  N_SECTIONS
} Section;

struct _DeskVisitPane
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *facts;
  GtkWidget *first_visit;
  GtkLabel *important;
  AdwBin *phone;
  GtkLabel *state;
  GtkLabel *service;
  GtkLabel *when;
  GtkLabel *doctor;
  DeskStageBadge *badge;
  GtkLabel *confirmation;
  GtkLabel *more;
  GtkLabel *problem;
  GtkListBox *changes;
  GtkWidget *confirm;
  GtkWidget *reschedule;
  GtkWidget *cancel;
  GtkWidget *open_patient;
  GtkWidget *open_portal;
  AdwBin *mismatch_slot;
  AdwBin *edit_slot;
  DeskCommentEntry *comment;
  GtkListBox *comments;
  GtkWidget *comments_box;
  GtkListBox *todos;
  GtkWidget *todos_box;
  GtkListBox *calls;
  GtkWidget *calls_box;
  GtkListBox *moves;
  GtkWidget *moves_box;
  DeskVisitEdit *edit; /* unowned, in its slot, as the next */
  DeskMismatchSection *mismatches;

  ClinicSession *session;                /* owned */
  ClinicAppointmentFile *file;           /* owned, nullable */
  GSignalGroup *visit_signals;           /* owned: of the appointment on show */
  GtkSliceListModel *slices[N_SECTIONS]; /* owned: the first rows of each list */
  GtkFilterListModel *own_changes;       /* owned: the commands about this appointment */
  char *shown_phone;                     /* owned, nullable */
  gint64 shown_patient;                  /* whose it is */
};

G_DEFINE_FINAL_TYPE (DeskVisitPane, desk_visit_pane, GTK_TYPE_WIDGET)

/* (transfer none) (nullable) */
static ClinicAppointment *
shown_visit (DeskVisitPane *self)
{
  return self->file != NULL ? clinic_appointment_file_get_appointment (self->file) : NULL;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_phone (DeskVisitPane *self, ClinicAppointment *visit, ClinicPatient *patient)
{
  const char *const *phones = patient != NULL ? clinic_patient_get_phones (patient) : NULL;
  const char *phone =
    phones != NULL && phones[0] != NULL ? phones[0] : clinic_appointment_get_patient_phone (visit);
  gint64 patient_id = clinic_appointment_get_patient_id (visit);

  if (phone != NULL && *phone == '\0')
    phone = NULL;
  /* a family has one number */
  if (g_strcmp0 (phone, self->shown_phone) == 0 && patient_id == self->shown_patient)
    return;

  g_free (self->shown_phone);
  self->shown_phone = g_strdup (phone);
  self->shown_patient = patient_id;
  adw_bin_set_child (self->phone, phone != NULL ? desk_phone_row_new (phone, patient_id) : NULL);
}

static void
show_head (DeskVisitPane *self, ClinicAppointment *visit)
{
  ClinicPatient *patient = clinic_appointment_file_get_patient (self->file);
  const char *birth = patient != NULL ? clinic_patient_get_birth_date (patient)
                                      : clinic_appointment_get_patient_birth_date (visit);
  g_autofree char *full = patient != NULL ? clinic_name_full (patient)
                                          : g_strdup (clinic_appointment_get_patient_name (visit));
  g_autofree char *name = desk_text_clip (full, 80);
  g_autofree char *age = desk_format_age_on (birth, clinic_session_get_now (self->session), FALSE);
  g_autofree char *warning =
    desk_text_clip (patient != NULL ? clinic_patient_get_important (patient) : NULL, 400);
  g_autofree char *important =
    *warning != '\0' ? g_strdup_printf (_ ("⚠ Important: %s"), warning) : NULL;

  gtk_label_set_text (self->name, *name != '\0' ? name : _ ("No name"));
  set_text (self->facts, age);
  set_text (self->important, important);
  gtk_widget_set_visible (self->first_visit,
                          clinic_appointment_get_first_visit (visit) == CLINIC_FIRST_VISIT_YES);
  show_phone (self, visit, patient);
}

static void
show_state (DeskVisitPane *self)
{
  ClinicLoadState state = clinic_appointment_file_get_state (self->file);
  g_autofree char *as_of = desk_format_day_time (clinic_appointment_file_get_as_of (self->file),
                                                 clinic_session_get_now (self->session));
  g_autofree char *text = NULL;

  if (state == CLINIC_LOAD_STALE && *as_of != '\0')
    text = g_strdup_printf (_ ("No connection: data as of %s"), as_of);
  else if (state == CLINIC_LOAD_STALE)
    text = g_strdup (_ ("No connection to the portal"));
  else if (state == CLINIC_LOAD_LOADING)
    text = g_strdup (_ ("Asking the portal…"));

  set_text (self->state, text);
  if (state == CLINIC_LOAD_STALE)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
}

static gboolean
has_changes (DeskVisitPane *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->own_changes)) > 0;
}

static void
show_visit (DeskVisitPane *self, ClinicAppointment *visit)
{
  gint64 start = clinic_appointment_get_start (visit);
  g_autofree char *service = desk_text_service (clinic_appointment_get_title (visit),
                                                clinic_appointment_file_get_patient (self->file));
  g_autofree char *when = start != 0
                            ? desk_format_visit_time (start, clinic_session_get_now (self->session))
                            : g_strdup (_ ("booked, no time set"));
  g_autofree char *doctor = desk_visit_text_doctor (visit);
  g_autofree char *confirmation = desk_call_text_confirmation (visit);
  g_autofree char *more = desk_visit_text_more (visit);
  g_autofree char *problem = desk_text_clip (clinic_appointment_get_problem (visit), 300);

  set_text (self->service, service);
  gtk_label_set_text (self->when, when);
  set_text (self->doctor, doctor);
  desk_stage_badge_set_stage (self->badge, clinic_appointment_get_stage (visit));
  set_text (self->confirmation,
            clinic_appointment_get_pending (visit) ? _ ("not sent yet") : confirmation);
  set_text (self->more, more);
  /* What waits for a decision says so itself, with its buttons. */
  set_text (self->problem, has_changes (self) ? NULL : problem);
}

static void
show_actions (DeskVisitPane *self, ClinicAppointment *visit)
{
  const char *address = clinic_appointment_file_get_address (self->file);
  gboolean open = clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS;
  g_autoptr (ClinicCommand) confirm = desk_command_new_confirm (self->session, visit);

  gtk_widget_set_sensitive (self->confirm, confirm != NULL);
  gtk_widget_set_sensitive (self->reschedule, open);
  gtk_widget_set_sensitive (self->cancel, open);
  gtk_widget_set_sensitive (self->open_patient, clinic_appointment_get_patient_id (visit) != 0);
  gtk_widget_set_sensitive (self->open_portal, address != NULL && *address != '\0');
}

static void
show_section (DeskVisitPane *self, Section section, GListModel *model)
{
  GtkWidget *boxes[] = { NULL, self->todos_box, self->calls_box, self->moves_box };
  GtkListBox *lists[] = { self->comments, self->todos, self->calls, self->moves };
  gboolean has_any = FALSE;

  if (gtk_slice_list_model_get_model (self->slices[section]) != model)
    gtk_slice_list_model_set_model (self->slices[section], model);
  has_any = g_list_model_get_n_items (G_LIST_MODEL (self->slices[section])) > 0;
  gtk_widget_set_visible (GTK_WIDGET (lists[section]), has_any);
  if (boxes[section] != NULL)
    gtk_widget_set_visible (boxes[section], has_any);
}

static const char *
page_of (DeskVisitPane *self)
{
  ClinicLoadState state;

  if (self->file == NULL)
    return "nothing";

  state = clinic_appointment_file_get_state (self->file);
  if (state == CLINIC_LOAD_MISSING)
    return "missing";
  if (shown_visit (self) != NULL)
    return "visit";

  return state == CLINIC_LOAD_STALE ? "stale" : "loading";
}

static void
update (DeskVisitPane *self)
{
  ClinicAppointment *visit = shown_visit (self);

  if (self->box == NULL)
    return;

  g_signal_group_set_target (self->visit_signals, visit);
  gtk_stack_set_visible_child_name (self->stack, page_of (self));
  desk_visit_edit_set_visit (self->edit, visit);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), has_changes (self));
  if (visit == NULL)
    return;

  show_head (self, visit);
  show_state (self);
  show_visit (self, visit);
  show_actions (self, visit);
  desk_visit_edit_refresh (self->edit);
  show_section (self, SECTION_COMMENTS, clinic_appointment_file_get_comments (self->file));
  show_section (self, SECTION_TODOS, clinic_appointment_file_get_todos (self->file));
  show_section (self, SECTION_CALLS, clinic_appointment_file_get_calls (self->file));
  show_section (self, SECTION_MOVES, clinic_appointment_file_get_moves (self->file));
}

static gboolean
is_own_change (gpointer item, gpointer user_data)
{
  DeskVisitPane *self = DESK_VISIT_PANE (user_data);

  return clinic_command_get_entity (item) == CLINIC_ENTITY_APPOINTMENT &&
         clinic_command_get_kind (item) != CLINIC_COMMAND_ADD_COMMENT &&
         clinic_command_get_entity_id (item) == desk_visit_pane_get_appointment_id (self) &&
         clinic_command_get_entity_id (item) != 0;
}

static void
on_confirm_cb (DeskVisitPane *self)
{
  ClinicAppointment *visit = shown_visit (self);

  if (visit != NULL)
    desk_visit_confirm (GTK_WIDGET (self), self->session, visit);
}

static gboolean
is_open (DeskVisitPane *self)
{
  ClinicAppointment *visit = shown_visit (self);

  return visit != NULL && clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS;
}

static void
on_reschedule_cb (DeskVisitPane *self)
{
  if (is_open (self))
    desk_visit_dialog_present_reschedule (GTK_WIDGET (self), self->session, shown_visit (self));
}

static void
on_cancel_cb (DeskVisitPane *self)
{
  if (is_open (self))
    desk_cancel_dialog_present (GTK_WIDGET (self), self->session, shown_visit (self), NULL);
}

static void
on_open_patient_cb (DeskVisitPane *self)
{
  ClinicAppointment *visit = shown_visit (self);

  if (visit != NULL && clinic_appointment_get_patient_id (visit) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-patient", "x",
                                clinic_appointment_get_patient_id (visit));
}

static void
on_open_portal_cb (DeskVisitPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *address =
    self->file != NULL ? clinic_appointment_file_get_address (self->file) : NULL;

  if (address != NULL && *address != '\0')
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

static gboolean
on_cancel_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_cancel_cb (DESK_VISIT_PANE (widget));

  return TRUE;
}

static gboolean
on_patient_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_open_patient_cb (DESK_VISIT_PANE (widget));

  return TRUE;
}

/* The keys of the page of mismatches, in either layout. */
static gboolean
decide_mismatch (DeskVisitPane *self, guint key)
{
  if (key == GDK_KEY_a || key == GDK_KEY_Cyrillic_ef)
    return desk_mismatch_section_take (self->mismatches);
  if (key == GDK_KEY_k || key == GDK_KEY_Cyrillic_el)
    return desk_mismatch_section_keep (self->mismatches);

  return GDK_EVENT_PROPAGATE;
}

/* Bubbles up from what has the focus: an entry inside keeps its digits for itself. */
static gboolean
on_key_pressed_cb (DeskVisitPane *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *controller)
{
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (desk_key_digit (keyval))
    {
    case 1:
      on_confirm_cb (self);
      return GDK_EVENT_STOP;
    case 2:
      on_reschedule_cb (self);
      return GDK_EVENT_STOP;
    case 3:
      on_cancel_cb (self);
      return GDK_EVENT_STOP;
    default:
      return decide_mismatch (self, gdk_keyval_to_lower (keyval));
    }
}

/* --- rows --- */

static GtkWidget *
create_change (gpointer item, gpointer user_data)
{
  return desk_command_row_new (DESK_VISIT_PANE (user_data)->session, item);
}

static GtkWidget *
create_comment (gpointer item, gpointer user_data)
{
  return desk_comment_row_new (item, clinic_session_get_now (DESK_VISIT_PANE (user_data)->session));
}

static GtkWidget *
create_todo (gpointer item, gpointer user_data)
{
  return desk_todo_row_new (item, clinic_session_get_now (DESK_VISIT_PANE (user_data)->session));
}

static GtkWidget *
create_call (gpointer item, gpointer user_data)
{
  return desk_recording_row_new (DESK_VISIT_PANE (user_data)->session, item);
}

static GtkWidget *
create_move (gpointer item, gpointer user_data)
{
  return desk_move_row_new (item, clinic_session_get_now (DESK_VISIT_PANE (user_data)->session));
}

static void
desk_visit_pane_dispose (GObject *object)
{
  DeskVisitPane *self = DESK_VISIT_PANE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < N_SECTIONS; i++)
    g_clear_object (&self->slices[i]);
  g_clear_object (&self->own_changes);
  g_clear_object (&self->visit_signals);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_visit_pane_parent_class)->dispose (object);
}

static void
desk_visit_pane_finalize (GObject *object)
{
  DeskVisitPane *self = DESK_VISIT_PANE (object);

  g_clear_pointer (&self->shown_phone, g_free);

  G_OBJECT_CLASS (desk_visit_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/visits/desk-visit-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, box);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, name);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, first_visit);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, important);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, phone);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, state);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, service);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, when);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, doctor);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, badge);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, confirmation);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, more);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, changes);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, confirm);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, reschedule);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, cancel);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, open_patient);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, open_portal);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, mismatch_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, edit_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, comment);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, comments);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, comments_box);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, todos);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, todos_box);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, calls);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, calls_box);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, moves);
  gtk_widget_class_bind_template_child (widget_class, DeskVisitPane, moves_box);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reschedule_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_patient_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_portal_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
desk_visit_pane_class_init (DeskVisitPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_visit_pane_dispose;
  object_class->finalize = desk_visit_pane_finalize;

  g_type_ensure (DESK_TYPE_COMMENT_ENTRY);
  g_type_ensure (DESK_TYPE_STAGE_BADGE);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, on_cancel_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Cyrillic_ve, GDK_CONTROL_MASK,
                                on_cancel_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, on_patient_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Cyrillic_shcha, GDK_CONTROL_MASK,
                                on_patient_shortcut_cb, NULL);
}

static void
bind_section (DeskVisitPane *self,
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
desk_visit_pane_init (DeskVisitPane *self)
{
  self->visit_signals = g_signal_group_new (CLINIC_TYPE_APPOINTMENT);
  g_signal_group_connect_object (self->visit_signals, "notify", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  self->own_changes =
    gtk_filter_list_model_new (NULL,
                               GTK_FILTER (gtk_custom_filter_new (is_own_change, self, NULL)));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  bind_section (self, SECTION_COMMENTS, self->comments, create_comment);
  bind_section (self, SECTION_TODOS, self->todos, create_todo);
  bind_section (self, SECTION_CALLS, self->calls, create_call);
  bind_section (self, SECTION_MOVES, self->moves, create_move);
  gtk_list_box_bind_model (self->changes, G_LIST_MODEL (self->own_changes), create_change, self,
                           NULL);
  g_signal_connect_object (self->own_changes, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_visit_pane_new (ClinicSession *session)
{
  DeskVisitPane *self = g_object_new (DESK_TYPE_VISIT_PANE, NULL);

  self->session = g_object_ref (session);
  self->edit = DESK_VISIT_EDIT (desk_visit_edit_new (session));
  adw_bin_set_child (self->edit_slot, GTK_WIDGET (self->edit));
  self->mismatches = DESK_MISMATCH_SECTION (desk_mismatch_section_new (session));
  adw_bin_set_child (self->mismatch_slot, GTK_WIDGET (self->mismatches));
  g_object_bind_property (self->mismatches, "visible", self->mismatch_slot, "visible",
                          G_BINDING_SYNC_CREATE);
  gtk_filter_list_model_set_model (self->own_changes, clinic_session_get_commands (session));
  update (self);

  return GTK_WIDGET (self);
}

void
desk_visit_pane_show (DeskVisitPane *self, gint64 appointment_id)
{
  g_autoptr (ClinicAppointmentFile) before = NULL;

  g_return_if_fail (DESK_IS_VISIT_PANE (self));

  if (appointment_id == desk_visit_pane_get_appointment_id (self))
    return;

  before = g_steal_pointer (&self->file);
  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);

  desk_comment_entry_set_subject (self->comment, self->session, CLINIC_ENTITY_APPOINTMENT,
                                  appointment_id);
  for (guint i = 0; i < N_SECTIONS; i++)
    gtk_slice_list_model_set_model (self->slices[i], NULL);

  desk_mismatch_section_set_appointment (self->mismatches, appointment_id);
  if (appointment_id != 0)
    {
      self->file =
        clinic_book_open_appointment (clinic_session_get_book (self->session), appointment_id);
      g_signal_connect_object (self->file, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->own_changes),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

gint64
desk_visit_pane_get_appointment_id (DeskVisitPane *self)
{
  g_return_val_if_fail (DESK_IS_VISIT_PANE (self), 0);

  return self->file != NULL ? clinic_appointment_file_get_appointment_id (self->file) : 0;
}
