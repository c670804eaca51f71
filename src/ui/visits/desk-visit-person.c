/* desk-visit-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-person"

#include "desk-visit-person.h"

#include "desk-call-text.h"
#include "desk-format.h"
#include "desk-index-note.h"
#include "desk-search-row.h"
#include "desk-visit-parse.h"

#include "clinic-name.h"
#include "clinic-phone.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_RESULTS 6

typedef enum
{
  FIELD_LAST,
  FIELD_FIRST,
  FIELD_SECOND,
  FIELD_PHONE,
  FIELD_BIRTH,
  N_FIELDS
} Field;

static const struct
{
  const char *label;
  const char *key; /* of the payload */
} fields[N_FIELDS] = {
  { N_ ("Family name"), "last" },    { N_ ("Given name"), "first" },
  { N_ ("Patronymic"), "second" },   { N_ ("Telephone"), "phone" },
  { N_ ("Date of birth"), "birth" },
};

struct _DeskVisitPerson
{
  GtkWidget parent_instance;

  ClinicSession *session;    /* owned */
  ClinicPatient *patient;    /* owned, nullable: who was chosen */
  ClinicPatientFile *file;   /* owned, nullable: of a patient whose id only is known */
  GCancellable *cancellable; /* owned, nullable: the search under way */
  gboolean fixed;
  gboolean touched;
  gboolean take_first; /* Enter came before the answer */

  GtkStack *stack; /* owned child, as all below in it */
  GtkWidget *search;
  GtkWidget *results; /* GtkListBox, below the search or the fields */
  GtkWidget *results_title;
  GtkWidget *note; /* below the results: how far the patients are read */
  GtkLabel *name;
  GtkLabel *facts;
  GtkWidget *other;
  GtkWidget *entries[N_FIELDS];
  GtkWidget *box; /* owned child: stack and results */
};

G_DEFINE_FINAL_TYPE (DeskVisitPerson, desk_visit_person, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_on (DeskVisitPerson *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
clear_results (DeskVisitPerson *self)
{
  GtkListBoxRow *row;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->results), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->results), GTK_WIDGET (row));
  gtk_widget_set_visible (self->results, FALSE);
  gtk_widget_set_visible (self->results_title, FALSE);
}

static void
show_patient (DeskVisitPerson *self)
{
  const char *const *phones = clinic_patient_get_phones (self->patient);
  g_autofree char *name = clinic_name_full (self->patient);
  g_autofree char *clipped = desk_text_clip (*name != '\0' ? name : _ ("No name"), 80);
  g_autofree char *age = desk_format_age_on (clinic_patient_get_birth_date (self->patient),
                                             clinic_session_get_now (self->session), FALSE);
  g_autofree char *phone =
    phones != NULL && phones[0] != NULL ? clinic_phone_dup_display (phones[0]) : g_strdup ("");
  g_autofree char *facts = *age != '\0' && *phone != '\0' ? g_strjoin (" · ", age, phone, NULL)
                                                          : g_strconcat (age, phone, NULL);

  gtk_label_set_text (self->name, clipped);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
  gtk_widget_set_visible (self->other, !self->fixed);
}

static void
choose (DeskVisitPerson *self, ClinicPatient *patient)
{
  g_set_object (&self->patient, patient);
  clear_results (self);
  show_patient (self);
  gtk_stack_set_visible_child_name (self->stack, "chosen");
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Letters are a name, family name first; digits a number. */
static void
fill_fields (DeskVisitPerson *self, const char *name, const char *phone)
{
  g_auto (GStrv) words = g_strsplit (name != NULL ? name : "", " ", 3);

  for (guint i = 0; words[i] != NULL && i <= FIELD_SECOND; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[FIELD_LAST + i]), g_strstrip (words[i]));
  gtk_editable_set_text (GTK_EDITABLE (self->entries[FIELD_PHONE]), phone != NULL ? phone : "");
}

static void
begin_new (DeskVisitPerson *self)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (self->search)));
  g_autofree char *dial = clinic_phone_dup_dial (text);

  clear_results (self);
  if (dial != NULL)
    fill_fields (self, NULL, text);
  else
    fill_fields (self, text, text_of (self->entries[FIELD_PHONE]));
  gtk_stack_set_visible_child_name (self->stack, "new");
  gtk_widget_grab_focus (self->entries[dial != NULL || *text == '\0' ? FIELD_LAST : FIELD_FIRST]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
begin_search (DeskVisitPerson *self)
{
  g_clear_object (&self->patient);
  clear_results (self);
  gtk_stack_set_visible_child_name (self->stack, "search");
  gtk_widget_grab_focus (self->search);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_new_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              g_object_new (GTK_TYPE_LABEL, "label", _ ("New patient…"), "xalign",
                                            0.0, "margin-top", 9, "margin-bottom", 9,
                                            "margin-start", 12, NULL));

  return row;
}

static ClinicPatient *
row_patient (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "patient");
}

/* The new patient is always the last row of a search. Under a new patient's number stand those
 * who have it. */
static void
show_results (DeskVisitPerson *self, GPtrArray *patients)
{
  gboolean searching = is_on (self, "search");
  GtkListBox *results = GTK_LIST_BOX (self->results);

  clear_results (self);
  for (guint i = 0; patients != NULL && i < patients->len; i++)
    {
      GtkWidget *row = desk_search_row_new (g_ptr_array_index (patients, i),
                                            clinic_session_get_now (self->session));

      g_object_set_data_full (G_OBJECT (row), "patient",
                              g_object_ref (g_ptr_array_index (patients, i)), g_object_unref);
      gtk_list_box_append (results, row);
    }
  if (searching)
    {
      gtk_list_box_append (results, create_new_row ());
      gtk_list_box_select_row (results, gtk_list_box_get_row_at_index (results, 0));
    }
  gtk_widget_set_visible (self->results, gtk_list_box_get_row_at_index (results, 0) != NULL);
  gtk_widget_set_visible (self->note, patients != NULL);
  gtk_widget_set_visible (self->results_title,
                          !searching && gtk_widget_get_visible (self->results));
}

static void
take_row (DeskVisitPerson *self, GtkListBoxRow *row)
{
  ClinicPatient *patient = row != NULL ? row_patient (row) : NULL;

  self->touched = TRUE;
  if (patient != NULL)
    choose (self, patient);
  else if (row != NULL)
    begin_new (self);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskVisitPerson) self = DESK_VISIT_PERSON (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) patients =
    clinic_session_search_finish (CLINIC_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (error != NULL)
    g_debug ("The search failed: %s", error->message);

  g_clear_object (&self->cancellable);
  show_results (self, patients);
  if (self->take_first && patients != NULL && patients->len > 0)
    take_row (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->results), 0));
  self->take_first = FALSE;
}

static void
search (DeskVisitPerson *self, const char *text)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  clinic_session_search_async (self->session, text, MAX_RESULTS, self->cancellable, on_found_cb,
                               g_object_ref (self));
}

static void
on_search_changed_cb (DeskVisitPerson *self)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (self->search)));

  if (!is_on (self, "search"))
    return;

  self->take_first = FALSE;
  if (*text != '\0')
    {
      self->touched = TRUE;
      search (self, text);
    }
  else
    clear_results (self);
}

static void
on_activate_cb (DeskVisitPerson *self)
{
  if (self->cancellable != NULL)
    self->take_first = TRUE;
  else
    take_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->results)));
}

static void
on_row_activated_cb (DeskVisitPerson *self, GtkListBoxRow *row)
{
  take_row (self, row);
}

static gboolean
on_search_key_cb (DeskVisitPerson *self, guint keyval)
{
  GtkListBox *results = GTK_LIST_BOX (self->results);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (results);
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1
             : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up   ? -1
                                                                 : 0;

  if (step == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;

  row = gtk_list_box_get_row_at_index (results, MAX (gtk_list_box_row_get_index (row) + step, 0));
  if (row != NULL)
    {
      gtk_list_box_select_row (results, row);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->search),
                                      GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
    }

  return GDK_EVENT_STOP;
}

static void
on_field_changed_cb (DeskVisitPerson *self, GtkWidget *entry)
{
  g_autofree char *dial = clinic_phone_dup_dial (text_of (self->entries[FIELD_PHONE]));

  if (!is_on (self, "new"))
    return;

  self->touched = TRUE;
  if (entry == self->entries[FIELD_PHONE])
    {
      if (dial != NULL && !clinic_phone_is_internal (dial))
        search (self, text_of (entry));
      else
        clear_results (self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_file_changed_cb (DeskVisitPerson *self)
{
  ClinicPatient *patient = clinic_patient_file_get_patient (self->file);

  if (patient != NULL && self->box != NULL && is_on (self, "chosen"))
    choose (self, patient);
}

static void
desk_visit_person_dispose (GObject *object)
{
  DeskVisitPerson *self = DESK_VISIT_PERSON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->file);
  g_clear_object (&self->patient);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_visit_person_parent_class)->dispose (object);
}

static void
desk_visit_person_class_init (DeskVisitPersonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_visit_person_dispose;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_VISIT_PERSON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The entry takes Escape for itself, but there is nothing here to stop but the dialog. */
static void
on_stop_search_cb (DeskVisitPerson *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static GtkWidget *
create_search (DeskVisitPerson *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Name or telephone of the patient"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find the patient"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_search_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (on_stop_search_cb), self,
                           G_CONNECT_SWAPPED);

  return self->search;
}

static GtkWidget *
create_chosen (DeskVisitPerson *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                             "css-classes", (const char *[]){ "title-4", NULL }, NULL);
  self->facts = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "css-classes",
                              (const char *[]){ "numeric", NULL }, NULL);
  self->other = gtk_button_new_with_mnemonic (_ ("_Somebody else"));
  gtk_widget_set_valign (self->other, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->other, "clicked", G_CALLBACK (begin_search), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), self->other);

  return row;
}

static GtkWidget *
create_field (DeskVisitPerson *self, Field field)
{
  const char *words = _ (fields[field].label);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), 60);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  field == FIELD_BIRTH ? _ ("05.03.1992") : words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_field_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->entries[field] = entry;

  return entry;
}

static GtkWidget *
create_new (DeskVisitPerson *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Find instead"));
  static const int columns[N_FIELDS] = { 0, 1, 2, 0, 1 };

  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (int i = 0; i < N_FIELDS; i++)
    {
      int row = i > FIELD_SECOND ? 2 : 0;
      GtkWidget *label =
        g_object_new (GTK_TYPE_LABEL, "label", _ (fields[i].label), "xalign", 0.0, "css-classes",
                      (const char *[]){ "caption", "dim-label", NULL }, NULL);

      gtk_grid_attach (GTK_GRID (grid), label, columns[i], row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), create_field (self, i), columns[i], row + 1, 1, 1);
    }
  g_signal_connect_object (back, "clicked", G_CALLBACK (begin_search), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (grid), back, 2, 3, 1, 1);

  return grid;
}

static void
desk_visit_person_init (DeskVisitPerson *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, create_search (self), "search");
  gtk_stack_add_named (self->stack, create_chosen (self), "chosen");
  gtk_stack_add_named (self->stack, create_new (self), "new");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));

  self->results_title =
    g_object_new (GTK_TYPE_LABEL, "label", _ ("This number is known already:"), "xalign", 0.0,
                  "visible", FALSE, "css-classes", (const char *[]){ "warning", NULL }, NULL);
  self->results = gtk_list_box_new ();
  gtk_widget_set_visible (self->results, FALSE);
  gtk_widget_add_css_class (self->results, "boxed-list");
  gtk_widget_add_css_class (self->results, "desk-results");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patients found"), -1);
  g_signal_connect_object (self->results, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->results_title);
  self->note = adw_bin_new ();
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->results);
  gtk_box_append (GTK_BOX (self->box), self->note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patient"), -1);
}

GtkWidget *
desk_visit_person_new (ClinicSession *session)
{
  DeskVisitPerson *self = g_object_new (DESK_TYPE_VISIT_PERSON, NULL);

  self->session = g_object_ref (session);
  adw_bin_set_child (ADW_BIN (self->note), desk_index_note_new (session));

  return GTK_WIDGET (self);
}

void
desk_visit_person_set_patient (DeskVisitPerson *self, ClinicPatient *patient, gboolean fixed)
{
  g_return_if_fail (DESK_IS_VISIT_PERSON (self));

  self->fixed = fixed;
  choose (self, patient);
}

void
desk_visit_person_set_patient_id (DeskVisitPerson *self, gint64 patient_id, gboolean fixed)
{
  g_autoptr (ClinicPatient) unknown = NULL;

  g_return_if_fail (DESK_IS_VISIT_PERSON (self));

  self->fixed = fixed;
  self->file = clinic_session_open_patient (self->session, patient_id);
  g_signal_connect_object (self->file, "notify::patient", G_CALLBACK (on_file_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (clinic_patient_file_get_patient (self->file) == NULL)
    {
      unknown = clinic_patient_new ();
      clinic_patient_set_id (unknown, patient_id);
      choose (self, unknown);
      return;
    }
  choose (self, clinic_patient_file_get_patient (self->file));
}

void
desk_visit_person_set_new (DeskVisitPerson *self, const char *name, const char *phone)
{
  g_return_if_fail (DESK_IS_VISIT_PERSON (self));

  gtk_stack_set_visible_child_name (self->stack, "new");
  fill_fields (self, name, phone);
  self->touched = FALSE;
}

static const char *
problem_of_new (DeskVisitPerson *self)
{
  const char *birth = text_of (self->entries[FIELD_BIRTH]);
  const char *phone = text_of (self->entries[FIELD_PHONE]);
  g_autofree char *dial = clinic_phone_dup_dial (phone);
  g_autofree char *day = desk_parse_birth_date (birth, clinic_session_get_now (self->session));

  if (*text_of (self->entries[FIELD_LAST]) == '\0' && *text_of (self->entries[FIELD_FIRST]) == '\0')
    return _ ("Write the patient’s name");
  if (*phone == '\0')
    return _ ("Write the patient’s telephone");
  if (dial == NULL || clinic_phone_is_internal (phone))
    return _ ("The telephone is not a whole number");
  if (*birth != '\0' && day == NULL)
    return _ ("The date of birth is not readable: write it as 05.03.1992");

  return NULL;
}

const char *
desk_visit_person_get_problem (DeskVisitPerson *self)
{
  g_return_val_if_fail (DESK_IS_VISIT_PERSON (self), NULL);

  if (is_on (self, "new"))
    return problem_of_new (self);

  return self->patient == NULL ? _ ("Choose a patient") : NULL;
}

char *
desk_visit_person_get_name (DeskVisitPerson *self)
{
  g_return_val_if_fail (DESK_IS_VISIT_PERSON (self), NULL);

  if (is_on (self, "new"))
    return clinic_name_short (text_of (self->entries[FIELD_LAST]),
                              text_of (self->entries[FIELD_FIRST]),
                              text_of (self->entries[FIELD_SECOND]));
  if (self->patient == NULL)
    return g_strdup ("");

  return clinic_name_short (clinic_patient_get_last_name (self->patient),
                            clinic_patient_get_first_name (self->patient),
                            clinic_patient_get_second_name (self->patient));
}

void
desk_visit_person_write (DeskVisitPerson *self, GVariantDict *dict)
{
  g_return_if_fail (DESK_IS_VISIT_PERSON (self));

  if (!is_on (self, "new"))
    {
      g_variant_dict_insert (dict, "patient", "x", clinic_patient_get_id (self->patient));
      return;
    }

  for (int i = 0; i < N_FIELDS; i++)
    {
      const char *typed = text_of (self->entries[i]);
      g_autofree char *value =
        i == FIELD_BIRTH ? desk_parse_birth_date (typed, clinic_session_get_now (self->session))
                         : g_strstrip (g_strdup (typed));

      g_variant_dict_insert (dict, fields[i].key, "s", value != NULL ? value : "");
    }
}

gboolean
desk_visit_person_is_touched (DeskVisitPerson *self)
{
  g_return_val_if_fail (DESK_IS_VISIT_PERSON (self), FALSE);

  return self->touched;
}
