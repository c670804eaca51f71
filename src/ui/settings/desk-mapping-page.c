/* desk-mapping-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mapping-page"

#include "desk-mapping-page.h"

#include <glib/gi18n.h>

#include "clinic-error.h"
#include "desk-mapping-row.h"
#include "desk-mapping-words.h"
#include "desk-question.h"

typedef enum
{
  GROUP_FUNNEL,
  GROUP_STAGES,
  GROUP_LEAD_STAGES,
  GROUP_FIELDS,
  N_GROUPS
} Group;

struct _DeskMappingPage
{
  AdwPreferencesPage parent_instance;

  ClinicSession *session;    /* owned, (nullable) */
  GCancellable *cancellable; /* owned: of what is asked of the session */
  AdwPreferencesGroup *work; /* unowned, child: what can be done about it */
  AdwActionRow *time;        /* unowned, child, as all below */
  GtkWidget *time_button;
  AdwActionRow *create;
  GtkWidget *create_button;
  AdwActionRow *anew;
  AdwPreferencesGroup *groups[N_GROUPS];
  GPtrArray *rows[N_GROUPS]; /* owned, of DeskMappingRow */
};

G_DEFINE_FINAL_TYPE (DeskMappingPage, desk_mapping_page, ADW_TYPE_PREFERENCES_PAGE)

static ClinicMapping *
get_mapping (DeskMappingPage *self)
{
  return self->session != NULL ? clinic_session_get_mapping (self->session) : NULL;
}

static Group
group_of (ClinicMappingEntry *entry)
{
  switch (clinic_mapping_entry_get_kind (entry))
    {
    case CLINIC_MAPPING_FUNNEL:
      return GROUP_FUNNEL;
    case CLINIC_MAPPING_STAGE:
      return GROUP_STAGES;
    case CLINIC_MAPPING_LEAD_STAGE:
      return GROUP_LEAD_STAGES;
    case CLINIC_MAPPING_FIELD:
    case CLINIC_MAPPING_PATIENT_FIELD:
    default:
      return GROUP_FIELDS;
    }
}

/* --- what can be done about it --- */

static void
show_time (DeskMappingPage *self)
{
  ClinicTimeTest *test = clinic_mapping_get_time_test (get_mapping (self));
  gint64 leftover = clinic_time_test_get_leftover (test);
  g_autofree char *words = desk_mapping_words_time (test, clinic_session_get_now (self->session));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, leftover);
  g_autofree char *stays = NULL;
  g_autofree char *both = NULL;

  if (words == NULL)
    words =
      g_strdup (_ ("Not checked yet. A scratch appointment without a patient is written, read "
                   "back and removed"));
  if (leftover != 0)
    {
      stays = g_strdup_printf (
        _ ("The scratch appointment %s could not be removed: delete it on the portal"), id);
      both = g_strconcat (words, "\n", stays, NULL);
    }
  adw_action_row_set_subtitle (self->time, both != NULL ? both : words);
}

static guint
count (DeskMappingPage *self, ClinicMappingState state, gboolean fields_only)
{
  guint found = 0;

  for (guint group = 0; group < N_GROUPS; group++)
    {
      if (fields_only && group != GROUP_FIELDS)
        continue;
      for (guint i = 0; i < self->rows[group]->len; i++)
        {
          DeskMappingRow *row = g_ptr_array_index (self->rows[group], i);
          ClinicMappingEntry *entry = desk_mapping_row_get_entry (row);

          found += clinic_mapping_entry_get_state (entry) == state ? 1 : 0;
        }
    }

  return found;
}

static void
show_work (DeskMappingPage *self)
{
  guint missing = count (self, CLINIC_MAPPING_MISSING, TRUE);
  guint broken = count (self, CLINIC_MAPPING_BROKEN, FALSE);
  g_autofree char *fields =
    g_strdup_printf (ngettext ("The portal lacks %u field. Only its administrator can make fields",
                               "The portal lacks %u fields. Only its administrator can make fields",
                               missing),
                     missing);

  gtk_widget_set_visible (GTK_WIDGET (self->create), missing > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->anew), broken > 0);
  adw_action_row_set_subtitle (self->create, fields);
}

static char *
dup_failure (const GError *error, const char *forbidden)
{
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN))
    return g_strdup_printf (_ ("%s (the portal says: %s)"), forbidden, error->message);
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE))
    return g_strdup (_ ("The portal does not answer. Try again later"));
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_INVALID))
    return g_strdup (_ ("First the field with the visit's time and the funnel must be set up"));

  return g_strdup_printf (_ ("It did not work: %s"), error->message);
}

static void
on_time_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMappingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *failure = NULL;

  clinic_mapping_test_time_finish (CLINIC_MAPPING (source), result, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->time_button, TRUE);
  show_time (self);
  if (error == NULL)
    return;
  failure = dup_failure (error, _ ("The webhook's user may not make or delete appointments"));
  adw_action_row_set_subtitle (self->time, failure);
}

static void
on_time_cb (DeskMappingPage *self)
{
  gtk_widget_set_sensitive (self->time_button, FALSE);
  adw_action_row_set_subtitle (self->time, _ ("Checking…"));
  clinic_mapping_test_time_async (get_mapping (self), self->cancellable, on_time_tested_cb,
                                  g_object_ref (self));
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMappingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *failure = NULL;

  clinic_mapping_create_fields_finish (CLINIC_MAPPING (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->create_button, TRUE);
  show_work (self);
  if (error == NULL)
    return;
  failure = dup_failure (error, _ ("Only an administrator of the portal's CRM can make fields"));
  adw_action_row_set_subtitle (self->create, failure);
}

static void
on_create_confirmed_cb (DeskMappingPage *self, const char *response)
{
  if (g_strcmp0 (response, "create") != 0 || self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->create_button, FALSE);
  adw_action_row_set_subtitle (self->create, _ ("Making the fields…"));
  clinic_mapping_create_fields_async (get_mapping (self), self->cancellable, on_created_cb,
                                      g_object_ref (self));
}

/* it changes the portal for everybody, so it is asked */
static void
on_create_cb (DeskMappingPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  for (guint i = 0; i < self->rows[GROUP_FIELDS]->len; i++)
    {
      DeskMappingRow *row = g_ptr_array_index (self->rows[GROUP_FIELDS], i);
      ClinicMappingEntry *entry = desk_mapping_row_get_entry (row);

      if (clinic_mapping_entry_get_state (entry) == CLINIC_MAPPING_MISSING)
        g_strv_builder_add (builder, desk_mapping_words_name (entry));
    }
  names = g_strv_builder_end (builder);
  list = g_strjoinv ("\n", names);
  body = g_strdup_printf (_ ("Everybody on the portal will see these fields in the appointments:\n"
                             "\n%s\n\nFill the lists of doctors, chairs and specialties there."),
                          list);
  dialog = desk_question_new (GTK_WIDGET (self), _ ("Make fields on the portal?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "create",
                                    _ ("Make Fields"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "create",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_create_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* what was chosen on another portal, or before it was rebuilt */
static void
on_anew_cb (DeskMappingPage *self)
{
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint group = 0; group < N_GROUPS; group++)
    for (guint i = 0; i < self->rows[group]->len; i++)
      {
        DeskMappingRow *row = g_ptr_array_index (self->rows[group], i);
        ClinicMappingEntry *entry = desk_mapping_row_get_entry (row);

        if (clinic_mapping_entry_get_state (entry) == CLINIC_MAPPING_BROKEN)
          g_ptr_array_add (broken, g_object_ref (entry));
      }
  for (guint i = 0; i < broken->len; i++)
    clinic_mapping_choose (get_mapping (self), g_ptr_array_index (broken, i), NULL);
}

/* --- the rows --- */

static gboolean
same_rows (GPtrArray *rows, GPtrArray *entries)
{
  if (rows->len != entries->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      DeskMappingRow *row = g_ptr_array_index (rows, i);

      if (desk_mapping_row_get_entry (row) != g_ptr_array_index (entries, i))
        return FALSE;
    }

  return TRUE;
}

/* other groups are left alone: somebody is choosing there */
static void
fill_group (DeskMappingPage *self, Group group, GPtrArray *entries)
{
  GPtrArray *rows = self->rows[group];

  if (same_rows (rows, entries))
    return;
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (self->groups[group], g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      ClinicMappingEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *row = desk_mapping_row_new (get_mapping (self), entry);

      g_signal_connect_object (row, "notify::subtitle", G_CALLBACK (show_work), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->groups[group], row);
      g_ptr_array_add (rows, g_object_ref_sink (row));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->groups[group]), rows->len > 0);
}

static void
update (DeskMappingPage *self)
{
  ClinicMapping *mapping = get_mapping (self);
  GListModel *entries = mapping != NULL ? clinic_mapping_get_entries (mapping) : NULL;
  GPtrArray *sorted[N_GROUPS];

  for (guint group = 0; group < N_GROUPS; group++)
    sorted[group] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      ClinicMappingEntry *entry = g_list_model_get_item (entries, i);

      g_ptr_array_add (sorted[group_of (entry)], entry);
    }
  for (guint group = 0; group < N_GROUPS; group++)
    {
      fill_group (self, group, sorted[group]);
      g_clear_pointer (&sorted[group], g_ptr_array_unref);
    }
  show_work (self);
}

/* --- the page --- */

static AdwPreferencesGroup *
add_group (DeskMappingPage *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));

  return ADW_PREFERENCES_GROUP (group);
}

static AdwActionRow *
add_work (DeskMappingPage *self,
          const char *title,
          const char *label,
          GCallback callback,
          GtkWidget **button)
{
  GtkWidget *row = adw_action_row_new ();

  *button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
  g_signal_connect_object (*button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *button);
  adw_preferences_group_add (self->work, row);

  return ADW_ACTION_ROW (row);
}

static void
desk_mapping_page_dispose (GObject *object)
{
  DeskMappingPage *self = DESK_MAPPING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  for (guint group = 0; group < N_GROUPS; group++)
    g_clear_pointer (&self->rows[group], g_ptr_array_unref);

  G_OBJECT_CLASS (desk_mapping_page_parent_class)->dispose (object);
}

static void
desk_mapping_page_class_init (DeskMappingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mapping_page_dispose;
}

static void
desk_mapping_page_init (DeskMappingPage *self)
{
  GtkWidget *anew_button;

  self->cancellable = g_cancellable_new ();
  for (guint group = 0; group < N_GROUPS; group++)
    self->rows[group] = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "portal");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Portal"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "network-server-symbolic");
  self->groups[GROUP_FUNNEL] =
    add_group (self, _ ("Appointments on the portal"),
               _ ("Every clinic sets its portal up in its own way. Choose here what the names do "
                  "not say; it is kept for this desk."));
  self->work = add_group (self, NULL, NULL);
  self->anew = add_work (self, _ ("Chosen things that the portal lost"), _ ("Find Anew"),
                         G_CALLBACK (on_anew_cb), &anew_button);
  adw_action_row_set_subtitle (self->anew,
                               _ ("They are marked below. They may be found by their names again"));
  self->create = add_work (self, _ ("Fields that are missing"), _ ("Make Fields…"),
                           G_CALLBACK (on_create_cb), &self->create_button);
  self->time = add_work (self, _ ("Times of visits"), _ ("Check"), G_CALLBACK (on_time_cb),
                         &self->time_button);
  self->groups[GROUP_STAGES] =
    add_group (self, _ ("Stages of appointments"),
               _ ("The meaning decides a card's shape and letter, and what the desk reminds of."));
  self->groups[GROUP_FIELDS] = add_group (self, _ ("Fields"), NULL);
  self->groups[GROUP_LEAD_STAGES] = add_group (self, _ ("Stages of enquiries"), NULL);
  update (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

GtkWidget *
desk_mapping_page_new (void)
{
  return g_object_new (DESK_TYPE_MAPPING_PAGE, NULL);
}

void
desk_mapping_page_set_session (DeskMappingPage *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_MAPPING_PAGE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (clinic_mapping_get_entries (get_mapping (self)), self);
      g_signal_handlers_disconnect_by_data (clinic_mapping_get_time_test (get_mapping (self)),
                                            self);
    }
  g_set_object (&self->session, session);
  gtk_widget_set_sensitive (GTK_WIDGET (self), session != NULL);
  update (self);
  if (session == NULL)
    return;
  g_signal_connect_object (clinic_mapping_get_entries (get_mapping (self)), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_mapping_get_time_test (get_mapping (self)), "notify",
                           G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
  show_time (self);
}
