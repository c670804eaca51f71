/* sync-overlay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-overlay"

#include "sync-overlay.h"

#include "clinic-projection.h"

/* A command that is in the list, or is done and was not read back yet. What it is about is noted as
 * it comes: once done, a command speaks of what was made. */
typedef struct
{
  ClinicCommand *command; /* owned */
  gboolean concerns;      /* a thing that is there is shown otherwise because of it */
  ClinicEntity entity;
  gint64 id;
  gint64 lead;  /* that an appointment is made of, 0 none */
  gint64 since; /* monotonic µs: when it was done */
} Held;

struct _SyncOverlay
{
  GObject parent_instance;

  GListModel *commands;    /* owned: the outbox's */
  GPtrArray *mirror;       /* owned, of Held: the same, to know those that left */
  GPtrArray *settling;     /* owned, of Held */
  GHashTable *told;        /* owned: "entity/id" that the answer to a command told of */
  GHashTable *making;      /* owned: id of a command -> id of its appointment, negative */
  SyncShelf *appointments; /* owned */
  SyncShelf *leads;        /* owned */
  ClinicBook *book;        /* unowned */
  gint64 last_id;          /* of those that are being made */
};

enum
{
  UNSETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncOverlay, sync_overlay, G_TYPE_OBJECT)

static gint64
read_lead (ClinicCommand *command)
{
  GVariant *payload = clinic_command_get_payload (command);
  gint64 lead = 0;

  if (!clinic_projection_makes_appointment (command))
    return 0;
  if (clinic_command_get_entity (command) == CLINIC_ENTITY_LEAD)
    return clinic_command_get_entity_id (command);
  if (payload != NULL)
    g_variant_lookup (payload, "lead", "x", &lead);

  return lead;
}

static Held *
held_new (ClinicCommand *command)
{
  Held *held = g_slice_new0 (Held);

  held->command = g_object_ref (command);
  held->concerns =
    clinic_projection_concerns (command, &held->entity, &held->id) &&
    (held->entity == CLINIC_ENTITY_LEAD || held->entity == CLINIC_ENTITY_APPOINTMENT);
  held->lead = read_lead (command);

  return held;
}

static void
held_free (Held *held)
{
  g_clear_object (&held->command);
  g_slice_free (Held, held);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Held, held_free)

/* (nullable) */
static Held *
find_held (SyncOverlay *self, ClinicCommand *command)
{
  for (guint i = 0; i < self->mirror->len; i++)
    {
      Held *held = g_ptr_array_index (self->mirror, i);

      if (held->command == command)
        return held;
    }

  return NULL;
}

static char *
dup_key (ClinicEntity entity, gint64 id)
{
  return g_strdup_printf ("%d/%" G_GINT64_FORMAT, (int) entity, id);
}

/* --- what is changed --- */

static void
add_about (GPtrArray *about, GPtrArray *all, const Held *other)
{
  for (guint i = 0; i < all->len; i++)
    {
      Held *held = g_ptr_array_index (all, i);

      if (held->concerns && held->entity == other->entity && held->id == other->id)
        g_ptr_array_add (about, g_object_ref (held->command));
    }
}

/* The thing that a command is about, with all that is to be laid over it. What is done goes before
 * what waits: it was given earlier. */
static void
refresh (SyncOverlay *self, const Held *held)
{
  g_autoptr (GPtrArray) about = NULL;
  SyncShelf *shelf = held->entity == CLINIC_ENTITY_LEAD ? self->leads : self->appointments;

  if (!held->concerns)
    return;
  about = g_ptr_array_new_with_free_func (g_object_unref);
  add_about (about, self->settling, held);
  add_about (about, self->mirror, held);
  sync_shelf_set_commands (shelf, held->id, about);
}

/* --- what is being made --- */

/* the portal's own appointment of the lead is there: it may have made it itself */
static gboolean
is_made (SyncOverlay *self, const Held *held)
{
  ClinicLead *lead = held->lead > 0 ? sync_shelf_find (self->leads, held->lead) : NULL;

  return lead != NULL && clinic_lead_get_appointment_id (lead) > 0;
}

static void
remove_making (SyncOverlay *self, ClinicCommand *command)
{
  const char *id = clinic_command_get_id (command);
  gint64 *made = g_hash_table_lookup (self->making, id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (made == NULL)
    return;
  g_array_append_val (ids, *made);
  g_hash_table_remove (self->making, id);
  sync_shelf_remove (self->appointments, ids);
}

static void
show_making (SyncOverlay *self, const Held *held)
{
  ClinicCommand *command = held->command;
  const char *id = clinic_command_get_id (command);
  g_autoptr (GPtrArray) fresh = NULL;
  ClinicAppointment *shown;
  gint64 *made;

  if (!clinic_projection_makes_appointment (command) || id == NULL ||
      clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
    return;
  if (is_made (self, held))
    {
      remove_making (self, command);
      return;
    }
  made = g_hash_table_lookup (self->making, id);
  if (made == NULL)
    {
      self->last_id--;
      made = g_memdup2 (&self->last_id, sizeof self->last_id);
      g_hash_table_insert (self->making, g_strdup (id), made);
    }
  fresh = g_ptr_array_new_with_free_func (g_object_unref);
  shown = clinic_projection_new_appointment (command, self->book);
  clinic_appointment_set_id (shown, *made);
  g_ptr_array_add (fresh, shown);
  sync_shelf_take (self->appointments, fresh, TRUE);
}

/* the card stays the same when the portal has made it */
static void
finish_making (SyncOverlay *self, const Held *held)
{
  ClinicCommand *command = held->command;
  const char *id = clinic_command_get_id (command);
  gint64 *made = id != NULL ? g_hash_table_lookup (self->making, id) : NULL;
  gint64 result = clinic_command_get_result_id (command);

  if (made == NULL)
    return;
  if (clinic_command_get_state (command) != CLINIC_COMMAND_DONE || result <= 0 ||
      is_made (self, held))
    {
      remove_making (self, command);
      return;
    }
  sync_shelf_rename (self->appointments, *made, result);
  g_hash_table_remove (self->making, id);
  g_signal_emit (self, signals[UNSETTLED], 0, result);
}

void
sync_overlay_note_made (SyncOverlay *self, gint64 lead_id)
{
  g_return_if_fail (SYNC_IS_OVERLAY (self));

  for (guint i = 0; i < self->mirror->len; i++)
    {
      Held *held = g_ptr_array_index (self->mirror, i);

      if (held->lead == lead_id)
        remove_making (self, held->command);
    }
}

/* --- commands come and go --- */

static void
let_go (SyncOverlay *self, Held *gone)
{
  g_autoptr (Held) held = gone;
  g_autofree char *key = dup_key (held->entity, held->id);
  Held copy = *held;

  finish_making (self, held);
  if (!held->concerns)
    return;
  if (clinic_command_get_state (held->command) == CLINIC_COMMAND_DONE &&
      !g_hash_table_remove (self->told, key))
    {
      held->since = g_get_monotonic_time ();
      g_ptr_array_add (self->settling, g_steal_pointer (&held));
      g_signal_emit (self, signals[UNSETTLED], 0, (gint64) 0);
    }
  refresh (self, &copy);
}

static void
on_commands_changed_cb (SyncOverlay *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = 0; i < removed; i++)
    g_ptr_array_add (gone, g_ptr_array_steal_index (self->mirror, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, position + i);

      g_ptr_array_insert (self->mirror, (int) (position + i), held_new (command));
    }
  for (guint i = 0; i < gone->len; i++)
    {
      Held *held = g_ptr_array_index (gone, i);

      /* only moved within the list */
      if (find_held (self, held->command) != NULL)
        held_free (held);
      else
        let_go (self, held);
    }
  for (guint i = 0; i < added && position + i < self->mirror->len; i++)
    {
      refresh (self, g_ptr_array_index (self->mirror, position + i));
      show_making (self, g_ptr_array_index (self->mirror, position + i));
    }
}

void
sync_overlay_note_command (SyncOverlay *self, ClinicCommand *command)
{
  Held *held;
  g_autofree char *key = NULL;

  g_return_if_fail (SYNC_IS_OVERLAY (self));

  held = find_held (self, command);
  if (held == NULL)
    return;
  /* what was told before it was sent is not the answer to it */
  key = dup_key (held->entity, held->id);
  if (held->concerns && clinic_command_get_state (command) == CLINIC_COMMAND_SENDING)
    g_hash_table_remove (self->told, key);
  refresh (self, held);
  show_making (self, held);
}

void
sync_overlay_note_told (SyncOverlay *self, ClinicEntity entity, gint64 id)
{
  g_return_if_fail (SYNC_IS_OVERLAY (self));

  g_hash_table_add (self->told, dup_key (entity, id));
}

void
sync_overlay_note_round (SyncOverlay *self, gint64 asked_at)
{
  g_return_if_fail (SYNC_IS_OVERLAY (self));

  for (guint i = self->settling->len; i > 0; i--)
    {
      Held *held = g_ptr_array_index (self->settling, i - 1);

      if (held->since < asked_at)
        {
          g_autoptr (Held) settled = g_ptr_array_steal_index (self->settling, i - 1);

          refresh (self, settled);
        }
    }
}

static void
sync_overlay_finalize (GObject *object)
{
  SyncOverlay *self = SYNC_OVERLAY (object);

  g_clear_object (&self->commands);
  g_clear_object (&self->appointments);
  g_clear_object (&self->leads);
  g_clear_pointer (&self->mirror, g_ptr_array_unref);
  g_clear_pointer (&self->settling, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->making, g_hash_table_unref);

  G_OBJECT_CLASS (sync_overlay_parent_class)->finalize (object);
}

static void
sync_overlay_class_init (SyncOverlayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_overlay_finalize;

  signals[UNSETTLED] = g_signal_new ("unsettled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
sync_overlay_init (SyncOverlay *self)
{
  self->mirror = g_ptr_array_new_with_free_func ((GDestroyNotify) held_free);
  self->settling = g_ptr_array_new_with_free_func ((GDestroyNotify) held_free);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->making = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SyncOverlay *
sync_overlay_new (GListModel *commands, SyncShelf *appointments, SyncShelf *leads, ClinicBook *book)
{
  SyncOverlay *self = g_object_new (SYNC_TYPE_OVERLAY, NULL);

  self->commands = g_object_ref (commands);
  self->appointments = g_object_ref (appointments);
  self->leads = g_object_ref (leads);
  self->book = book;
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_commands_changed_cb (self, 0, 0, g_list_model_get_n_items (commands));

  return self;
}
