/* clinic-projection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-projection"

#include "clinic-projection.h"

#include <glib/gi18n.h>

/* --- what a command says --- */

/* (nullable): alive as long as the payload */
static const char *
peek_text (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  const char *text = NULL;

  if (payload != NULL)
    g_variant_lookup (payload, key, "&s", &text);

  return text;
}

static gboolean
read_number (ClinicCommand *command, const char *key, gint64 *number)
{
  GVariant *payload = clinic_command_get_payload (command);

  return payload != NULL && g_variant_lookup (payload, key, "x", number);
}

static gboolean
read_flag (ClinicCommand *command, const char *key, gboolean *flag)
{
  GVariant *payload = clinic_command_get_payload (command);

  return payload != NULL && g_variant_lookup (payload, key, "b", flag);
}

static gboolean
is_under_way (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_WAITING || state == CLINIC_COMMAND_SENDING ||
         state == CLINIC_COMMAND_CHECKING;
}

static gboolean
came_back (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_CONFLICT || state == CLINIC_COMMAND_REFUSED;
}

/* (transfer full): one sentence */
static char *
dup_problem (ClinicCommand *command)
{
  const char *problem = clinic_command_get_problem (command);
  const char *seen = clinic_command_get_seen (command);

  if (problem != NULL && *problem != '\0')
    return g_strdup (problem);
  if (seen != NULL && *seen != '\0')
    return g_strdup_printf (_ ("Somebody changed it meanwhile: now it is in “%s”"), seen);

  return g_strdup (_ ("Somebody changed it meanwhile"));
}

gboolean
clinic_projection_concerns (ClinicCommand *command, ClinicEntity *entity, gint64 *entity_id)
{
  ClinicCommandKind kind;

  g_return_val_if_fail (CLINIC_IS_COMMAND (command), FALSE);

  kind = clinic_command_get_kind (command);
  *entity = clinic_command_get_entity (command);
  *entity_id = clinic_command_get_entity_id (command);
  if (kind == CLINIC_COMMAND_CHANGE_APPOINTMENT)
    *entity = CLINIC_ENTITY_APPOINTMENT;
  else if (kind == CLINIC_COMMAND_BOOK_LEAD)
    *entity = CLINIC_ENTITY_LEAD;
  else if (kind != CLINIC_COMMAND_MOVE_STAGE)
    return FALSE;

  return *entity_id != 0;
}

gboolean
clinic_projection_makes_appointment (ClinicCommand *command)
{
  ClinicCommandKind kind;

  g_return_val_if_fail (CLINIC_IS_COMMAND (command), FALSE);

  kind = clinic_command_get_kind (command);

  return kind == CLINIC_COMMAND_CREATE_APPOINTMENT || kind == CLINIC_COMMAND_BOOK_LEAD;
}

/* --- names --- */

/* (transfer none) (nullable): the list holds it */
static ClinicStage *
find_stage (GListModel *stages, const char *id)
{
  guint length = stages != NULL ? g_list_model_get_n_items (stages) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (g_strcmp0 (clinic_stage_get_id (stage), id) == 0)
        return stage;
    }

  return NULL;
}

/* (nullable): of an item of a list, or of a doctor */
static const char *
find_name (GListModel *items, gint64 id)
{
  guint length = items != NULL ? g_list_model_get_n_items (items) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (CLINIC_IS_DOCTOR (item) && clinic_doctor_get_id (CLINIC_DOCTOR (item)) == id)
        return clinic_doctor_get_name (CLINIC_DOCTOR (item));
      if (CLINIC_IS_CHOICE (item) && clinic_choice_get_id (CLINIC_CHOICE (item)) == id)
        return clinic_choice_get_name (CLINIC_CHOICE (item));
    }

  return NULL;
}

static const char *
find_in_list (ClinicBook *book, ClinicBookList list, gint64 id)
{
  return book != NULL ? find_name (clinic_book_get_list (book, list), id) : NULL;
}

/* --- appointments --- */

static void
apply_stage (ClinicAppointment *shown, const char *id, ClinicBook *book)
{
  ClinicStage *stage = book != NULL ? find_stage (clinic_book_get_stages (book), id) : NULL;

  if (id == NULL || g_strcmp0 (id, clinic_appointment_get_stage_id (shown)) == 0)
    return;
  clinic_appointment_set_stage_id (shown, id);
  clinic_appointment_set_stage (shown, stage);
  if (stage != NULL)
    clinic_appointment_set_kind (shown, clinic_stage_get_kind (stage));
}

static void
apply_people (ClinicAppointment *shown, ClinicCommand *command, ClinicBook *book)
{
  gint64 id;

  if (read_number (command, "doctor", &id))
    {
      clinic_appointment_set_doctor_id (shown, id);
      clinic_appointment_set_doctor_name (shown, book != NULL
                                                   ? find_name (clinic_book_get_doctors (book), id)
                                                   : NULL);
    }
  if (read_number (command, "chair", &id))
    {
      clinic_appointment_set_chair_id (shown, id);
      clinic_appointment_set_chair (shown, find_in_list (book, CLINIC_BOOK_CHAIRS, id));
    }
  if (read_number (command, "specialty", &id))
    {
      clinic_appointment_set_specialty_id (shown, id);
      clinic_appointment_set_specialty (shown, find_in_list (book, CLINIC_BOOK_SPECIALTIES, id));
    }
  if (read_number (command, "reason", &id))
    {
      clinic_appointment_set_reason_id (shown, id);
      clinic_appointment_set_reason (shown, find_in_list (book, CLINIC_BOOK_REASONS, id));
    }
}

static void
apply_values (ClinicAppointment *shown, ClinicCommand *command)
{
  const char *comment = peek_text (command, "comment");
  gboolean waiting;
  gint64 number;

  if (read_number (command, "start", &number))
    clinic_appointment_set_start (shown, number);
  if (read_number (command, "minutes", &number))
    clinic_appointment_set_minutes (shown, number);
  if (read_number (command, "amount", &number))
    clinic_appointment_set_amount (shown, number);
  if (read_number (command, "moves", &number))
    clinic_appointment_set_moves (shown, number);
  if (read_flag (command, "waiting", &waiting))
    clinic_appointment_set_waiting (shown, waiting);
  if (comment != NULL)
    clinic_appointment_set_comments (shown, comment);
}

/* what came of a call, and whose visit it turned out to be */
static void
apply_call (ClinicAppointment *shown, ClinicCommand *command)
{
  GVariant *payload = clinic_command_get_payload (command);
  const char *mark = peek_text (command, "mark");
  int confirmation;
  gint64 patient;

  if (payload != NULL && g_variant_lookup (payload, "confirmation", "i", &confirmation))
    clinic_appointment_set_confirmation (shown, (ClinicConfirmation) confirmation);
  if (peek_text (command, "origin") != NULL)
    clinic_appointment_set_mis_id (shown, peek_text (command, "origin"));
  if (mark != NULL)
    clinic_appointment_set_call_mark (shown, *mark != '\0' ? mark : NULL);
  if (read_number (command, "patient", &patient) &&
      patient != clinic_appointment_get_patient_id (shown))
    {
      clinic_appointment_set_patient_id (shown, patient);
      clinic_appointment_set_patient_name (shown, NULL);
      clinic_appointment_set_patient_phone (shown, NULL);
      clinic_appointment_set_patient_birth_date (shown, NULL);
    }
  if (read_number (command, "stop", &patient) &&
      patient == clinic_appointment_get_patient_id (shown))
    clinic_appointment_set_do_not_call (shown, TRUE);
}

static void
apply_to_appointment (ClinicAppointment *shown, ClinicCommand *command, ClinicBook *book)
{
  apply_stage (shown, peek_text (command, "stage"), book);
  if (clinic_command_get_kind (command) != CLINIC_COMMAND_CHANGE_APPOINTMENT)
    return;
  apply_people (shown, command, book);
  apply_values (shown, command);
  apply_call (shown, command);
}

ClinicAppointment *
clinic_projection_of_appointment (ClinicAppointment *truth, GPtrArray *commands, ClinicBook *book)
{
  ClinicAppointment *shown = clinic_appointment_new ();

  clinic_appointment_update (shown, truth);
  clinic_appointment_set_pending (shown, FALSE);
  clinic_appointment_set_problem (shown, NULL);
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      ClinicCommand *command = g_ptr_array_index (commands, i);

      if (came_back (command))
        {
          g_autofree char *problem = dup_problem (command);

          clinic_appointment_set_problem (shown, problem);
          continue;
        }
      apply_to_appointment (shown, command, book);
      if (is_under_way (command))
        clinic_appointment_set_pending (shown, TRUE);
    }

  return shown;
}

/* (transfer full) (nullable): family name first */
static char *
dup_new_name (ClinicCommand *command)
{
  static const char *const parts[] = { "last", "first", "second" };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = peek_text (command, parts[i]);

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }

  return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
}

/* the first stage of the funnel, or the one that means so: where the portal puts new ones */
static ClinicStage *
find_first_stage (ClinicBook *book)
{
  GListModel *stages = clinic_book_get_stages (book);
  guint length = g_list_model_get_n_items (stages);
  ClinicStage *first = NULL;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_BOOKED)
        return stage;
      if (first == NULL)
        first = stage;
    }

  return first;
}

ClinicAppointment *
clinic_projection_new_appointment (ClinicCommand *command, ClinicBook *book)
{
  ClinicAppointment *shown = clinic_appointment_new ();
  ClinicStage *stage = book != NULL ? find_first_stage (book) : NULL;
  g_autofree char *name = dup_new_name (command);
  gint64 number;

  clinic_appointment_set_title (shown, peek_text (command, "title"));
  clinic_appointment_set_created (shown, clinic_command_get_created (command));
  clinic_appointment_set_patient_name (shown, name);
  clinic_appointment_set_patient_phone (shown, peek_text (command, "phone"));
  clinic_appointment_set_patient_birth_date (shown, peek_text (command, "birth"));
  if (read_number (command, "patient", &number))
    clinic_appointment_set_patient_id (shown, number);
  if (read_number (command, "lead", &number))
    clinic_appointment_set_lead_id (shown, number);
  if (clinic_command_get_entity (command) == CLINIC_ENTITY_LEAD)
    clinic_appointment_set_lead_id (shown, clinic_command_get_entity_id (command));
  if (stage != NULL)
    {
      clinic_appointment_set_category_id (shown, clinic_stage_get_category_id (stage));
      apply_stage (shown, clinic_stage_get_id (stage), book);
    }
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_APPOINTMENT)
    apply_stage (shown, peek_text (command, "stage"), book);
  clinic_appointment_set_mis_id (shown, peek_text (command, "origin"));
  apply_people (shown, command, book);
  apply_values (shown, command);
  if (came_back (command))
    {
      g_autofree char *problem = dup_problem (command);

      clinic_appointment_set_problem (shown, problem);
    }
  else if (is_under_way (command))
    clinic_appointment_set_pending (shown, TRUE);

  return shown;
}

/* --- leads --- */

static void
apply_to_lead (ClinicLead *shown, ClinicCommand *command, ClinicBook *book)
{
  const char *id = peek_text (command, "stage");
  ClinicStage *stage = book != NULL ? find_stage (clinic_book_get_lead_stages (book), id) : NULL;

  if (id == NULL || g_strcmp0 (id, clinic_lead_get_stage_id (shown)) == 0)
    return;
  clinic_lead_set_stage_id (shown, id);
  clinic_lead_set_stage (shown, stage);
  clinic_lead_set_stage_name (shown, stage != NULL ? clinic_stage_get_name (stage) : NULL);
  if (stage == NULL)
    return;
  clinic_lead_set_kind (shown, clinic_stage_get_kind (stage));
  clinic_lead_set_open (shown, clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_PROCESS);
}

ClinicLead *
clinic_projection_of_lead (ClinicLead *truth, GPtrArray *commands, ClinicBook *book)
{
  ClinicLead *shown = clinic_lead_new ();

  clinic_lead_update (shown, truth);
  clinic_lead_set_pending (shown, FALSE);
  clinic_lead_set_problem (shown, NULL);
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      ClinicCommand *command = g_ptr_array_index (commands, i);

      if (came_back (command))
        {
          g_autofree char *problem = dup_problem (command);

          clinic_lead_set_problem (shown, problem);
          continue;
        }
      apply_to_lead (shown, command, book);
      if (is_under_way (command))
        clinic_lead_set_pending (shown, TRUE);
    }

  return shown;
}
