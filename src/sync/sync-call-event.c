/* sync-call-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-event"

#include "sync-call-event.h"

#include "bx-json.h"

/* An unknown command is not an error: the channel's vocabulary has no version and may grow. */
static const struct
{
  const char *command;
  SyncCallEventKind kind;
} commands[] = {
  { "invite", SYNC_CALL_EVENT_RING },
  { "invite_init", SYNC_CALL_EVENT_RING },
  { "showExternalCall", SYNC_CALL_EVENT_RING },
  { "outgoing", SYNC_CALL_EVENT_DIAL },
  { "answer_self", SYNC_CALL_EVENT_ANSWER },
  { "answer_phone", SYNC_CALL_EVENT_ANSWER },
  { "start", SYNC_CALL_EVENT_ANSWER },
  { "timeout", SYNC_CALL_EVENT_END },
  { "hideExternalCall", SYNC_CALL_EVENT_END },
  { "completeTransfer", SYNC_CALL_EVENT_RENAME },
  { "replaceCallerId", SYNC_CALL_EVENT_CALLER },
};

void
sync_call_event_free (SyncCallEvent *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->line_name, g_free);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->new_id, g_free);
  g_clear_pointer (&self->failed_code, g_free);
  g_free (self); /* the one place that frees the value itself */
}

static char *
dup_text (JsonObject *params, const char *member)
{
  char *text = bx_json_dup_string (params, member);

  if (text != NULL && text[0] == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/* {"FOUND":"Y","CONTACT":{"NAME":"Смирнова Анна Викторовна",…},…}, or false, or [] */
static char *
dup_crm_name (JsonObject *params)
{
  JsonObject *crm = bx_json_get_object (params, "CRM");
  JsonObject *contact = crm != NULL ? bx_json_get_object (crm, "CONTACT") : NULL;

  return contact != NULL ? dup_text (contact, "NAME") : NULL;
}

/* {"users":{"14":{"id":14,"name":"Марина Орлова",…}},"hrphoto":{…}} */
static char *
dup_colleague_name (JsonObject *params)
{
  JsonObject *data = bx_json_get_object (params, "portalCallData");
  JsonObject *users = data != NULL ? bx_json_get_object (data, "users") : NULL;
  g_autofree char *id = bx_json_dup_string (params, "portalCallUserId");
  JsonObject *user = users != NULL && id != NULL ? bx_json_get_object (users, id) : NULL;

  return user != NULL ? dup_text (user, "name") : NULL;
}

static void
parse_ring (SyncCallEvent *event, const char *command, JsonObject *params)
{
  gboolean external = g_str_equal (command, "showExternalCall");

  /* In an invite phoneNumber is the clinic's own line; everywhere else it is the client. */
  event->number =
    dup_text (params, g_str_has_prefix (command, "invite") ? "callerId" : "phoneNumber");
  if (event->number == NULL)
    event->number = g_strdup ("");

  event->line = dup_text (params, "lineNumber");
  event->line_name = dup_text (params, "companyPhoneNumber");
  if (event->line_name == NULL)
    event->line_name = dup_text (params, "lineName");

  event->internal = bx_json_get_bool (params, "portalCall", FALSE);
  event->hint = event->internal ? dup_colleague_name (params) : dup_crm_name (params);

  /* a call-back rings at our own telephone first, as an invite; it is we who call */
  if ((external && bx_json_get_array (params, "fromUserId") != NULL) ||
      bx_json_get_bool (params, "isCallback", FALSE))
    event->kind = SYNC_CALL_EVENT_DIAL;
}

/**
 * sync_call_event_parse:
 * @module: the message's module_id
 * @command: its command
 * @params: (nullable): its params
 *
 * Understands a message of the telephony (calls.md 1.5). These names are the portal's internal
 * protocol: what is unknown or incomplete is passed over.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL when it says nothing to a desk
 */
SyncCallEvent *
sync_call_event_parse (const char *module, const char *command, JsonObject *params)
{
  g_autoptr (SyncCallEvent) event = NULL;
  g_autofree char *id = NULL;
  guint i;

  if (params == NULL || g_strcmp0 (module, "voximplant") != 0 || command == NULL)
    return NULL;

  for (i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].command, command))
        break;
    }

  id = dup_text (params, "callId");
  if (i == G_N_ELEMENTS (commands) || id == NULL)
    return NULL;

  event = g_new0 (SyncCallEvent, 1);
  event->kind = commands[i].kind;
  event->id = g_steal_pointer (&id);

  switch (event->kind)
    {
    case SYNC_CALL_EVENT_RING:
    case SYNC_CALL_EVENT_DIAL:
      parse_ring (event, command, params);
      break;

    case SYNC_CALL_EVENT_END:
      event->failed_code = dup_text (params, "failedCode");
      event->hung_up =
        event->failed_code != NULL || bx_json_get_bool (params, "externalHangup", FALSE);
      break;

    case SYNC_CALL_EVENT_RENAME:
      event->new_id = dup_text (params, "newCallId");
      if (event->new_id == NULL)
        return NULL;
      break;

    case SYNC_CALL_EVENT_CALLER:
      event->number = dup_text (params, "callerId");
      event->hint = dup_crm_name (params);
      if (event->number == NULL)
        return NULL;
      break;

    case SYNC_CALL_EVENT_ANSWER:
    default:
      break;
    }

  return g_steal_pointer (&event);
}
