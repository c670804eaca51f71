/* desk-check-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-check-words"

#include "desk-check-words.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-link-words.h"
#include "desk-mapping-words.h"
#include "reception-config.h"

static const char *
family_title (const char *family)
{
  static const struct
  {
    const char *family, *title;
  } titles[] = {
    { "patients", N_ ("Methods: patients and appointments") },
    { "calls", N_ ("Methods: calls") },
    { "channel", N_ ("Methods: channel") },
    { "staff", N_ ("Methods: staff") },
    { "call-list", N_ ("Methods: the portal's call lists") },
    { "news", N_ ("Methods: news") },
    { "invoices", N_ ("Methods: invoices") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (family, titles[i].family) == 0)
      return _ (titles[i].title);

  return _ ("Methods");
}

const char *
desk_check_words_title (ClinicCheck *check)
{
  switch (clinic_check_get_kind (check))
    {
    case CLINIC_CHECK_ADDRESS:
      return _ ("Portal's address");
    case CLINIC_CHECK_TLS:
      return _ ("Encryption");
    case CLINIC_CHECK_ACCESS:
      return _ ("Access");
    case CLINIC_CHECK_SCOPES:
      return _ ("Webhook's permissions");
    case CLINIC_CHECK_METHODS:
      return family_title (clinic_check_get_text (check));
    case CLINIC_CHECK_CHANNEL:
      return _ ("Calls in real time");
    case CLINIC_CHECK_LATENCY:
      return _ ("Speed");
    case CLINIC_CHECK_CLOCK:
      return _ ("Clock");
    case CLINIC_CHECK_BUDGET:
      return _ ("Requests");
    case CLINIC_CHECK_MAPPING:
      return _ ("Mapping");
    case CLINIC_CHECK_MEDICAL_SYSTEM:
      return _ ("Medical system");
    case CLINIC_CHECK_KEYRING:
      return _ ("Keyring");
    case CLINIC_CHECK_NOTIFICATIONS:
      return _ ("Notifications");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
desk_check_words_state (ClinicCheckState state)
{
  switch (state)
    {
    case CLINIC_CHECK_RUNNING:
      return C_ ("check", "Checking…");
    case CLINIC_CHECK_FINE:
      return C_ ("check", "Fine");
    case CLINIC_CHECK_ATTENTION:
      return C_ ("check", "Attention");
    case CLINIC_CHECK_BROKEN:
      return C_ ("check", "Does not work");
    case CLINIC_CHECK_UNCHECKED:
    default:
      return C_ ("check", "Not checked");
    }
}

const char *
desk_check_words_icon (ClinicCheckState state)
{
  switch (state)
    {
    case CLINIC_CHECK_RUNNING:
      return "content-loading-symbolic";
    case CLINIC_CHECK_FINE:
      return "emblem-ok-symbolic";
    case CLINIC_CHECK_ATTENTION:
      return "dialog-warning-symbolic";
    case CLINIC_CHECK_BROKEN:
      return "dialog-error-symbolic";
    case CLINIC_CHECK_UNCHECKED:
    default:
      return "list-remove-symbolic";
    }
}

/* --- what was found --- */

static const char *
text_of (ClinicCheck *check)
{
  const char *text = clinic_check_get_text (check);

  return text != NULL ? text : "";
}

/* an entry of the mapping by its id: what the preferences call it */
static void
append_entry (GString *text, const char *id)
{
  g_autoptr (ClinicMappingEntry) entry = clinic_mapping_entry_new ();
  const char *stage = strchr (id, ':');

  clinic_mapping_entry_set_id (entry, id);
  clinic_mapping_entry_set_name (entry, stage != NULL ? stage + 1 : NULL);
  if (g_str_equal (id, "funnel"))
    clinic_mapping_entry_set_kind (entry, CLINIC_MAPPING_FUNNEL);
  else if (stage != NULL)
    clinic_mapping_entry_set_kind (entry, CLINIC_MAPPING_STAGE);
  g_string_append (text, desk_mapping_words_name (entry));
}

/* (transfer full) (nullable): the items, each by its own name */
static char *
items_text (ClinicCheck *check)
{
  const char *const *items = clinic_check_get_items (check);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; items != NULL && items[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      if (clinic_check_get_kind (check) == CLINIC_CHECK_MAPPING)
        append_entry (text, items[i]);
      else
        g_string_append (text, items[i]);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* What was found, where it depends on the reason alone; %s: what it is about. The first that suits;
 * NOTHING suits all. */
static const struct
{
  ClinicCheckKind kind;
  ClinicCheckReason reason;
  const char *text;
} findings[] = {
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_NONE,
    N_ ("No address of a portal is kept on this computer") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_INVALID,
    N_ ("This is not the address of an inbound webhook") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_UNREACHABLE, N_ ("%s does not answer") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_STRANGE,
    N_ ("%s answers, but not as Bitrix24 does") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_NOTHING, "%s" },
  { CLINIC_CHECK_TLS, CLINIC_CHECK_BECAUSE_UNTRUSTED,
    N_ ("Who answers cannot prove to be the portal; nothing was sent") },
  { CLINIC_CHECK_TLS, CLINIC_CHECK_BECAUSE_PLAIN,
    N_ ("Not needed: the portal is on this computer") },
  { CLINIC_CHECK_TLS, CLINIC_CHECK_BECAUSE_NOTHING, N_ ("The portal's certificate is in order") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_BUSY,
    N_ ("The portal answers with an error or asks to wait") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_OTHER_USER,
    N_ ("The address names another employee than the portal answers for") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_REFUSED,
    N_ ("The portal does not accept this webhook") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_NOTHING, N_ ("The portal accepts the webhook") },
  { CLINIC_CHECK_CHANNEL, CLINIC_CHECK_BECAUSE_REFUSED,
    N_ ("The portal does not allow the channel that tells of calls") },
  { CLINIC_CHECK_CHANNEL, CLINIC_CHECK_BECAUSE_UNREACHABLE,
    N_ ("The server that tells of calls cannot be reached") },
  { CLINIC_CHECK_CHANNEL, CLINIC_CHECK_BECAUSE_SLOW,
    N_ ("The server that tells of calls does not answer in time") },
  { CLINIC_CHECK_CHANNEL, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Calls are shown the moment they ring") },
  { CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_BECAUSE_OFF, N_ ("Turned off in the preferences") },
  { CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_BECAUSE_NONE,
    N_ ("Nobody shows notifications on this desktop") },
  { CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_BECAUSE_NOTHING, N_ ("Shown by %s") },
};

/* (transfer full) */
static char *
finding_text (ClinicCheck *check)
{
  for (gsize i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      g_autoptr (GString) text = NULL;

      if (findings[i].kind != clinic_check_get_kind (check) ||
          (findings[i].reason != clinic_check_get_reason (check) &&
           findings[i].reason != CLINIC_CHECK_BECAUSE_NOTHING))
        continue;
      text = g_string_new (_ (findings[i].text));
      g_string_replace (text, "%s", text_of (check), 1);
      return g_strdup (text->str);
    }

  return g_strdup ("");
}

static char *
mis_text (ClinicCheck *check)
{
  ClinicCheckState state = clinic_check_get_state (check);
  guint visits = (guint) clinic_check_get_number (check);

  if (state == CLINIC_CHECK_FINE)
    return g_strdup_printf (ngettext ("%s: %u visit today and tomorrow",
                                      "%s: %u visits today and tomorrow", visits),
                            text_of (check), visits);
  if (state == CLINIC_CHECK_BROKEN)
    return g_strdup_printf (_ ("%s cannot be read"), text_of (check));

  return g_strdup (_ ("None is read by this desk"));
}

static char *
keyring_text (ClinicCheck *check)
{
  if (clinic_check_get_state (check) == CLINIC_CHECK_FINE)
    return g_strdup (clinic_check_get_reason (check) == CLINIC_CHECK_BECAUSE_NONE
                       ? _ ("Answers; no address is kept in it")
                       : _ ("Answers; the portal's address is kept in it"));
  if (clinic_check_get_reason (check) == CLINIC_CHECK_BECAUSE_REFUSED)
    return g_strdup (_ ("It stayed locked"));

  return g_strdup (_ ("This desktop has no keyring"));
}

static char *
clock_text (ClinicCheck *check)
{
  gint64 ahead = clinic_check_get_number (check);

  if (clinic_check_get_state (check) == CLINIC_CHECK_FINE)
    return g_strdup (_ ("As the portal's"));

  return g_strdup_printf (ahead > 0 ? _ ("This computer's clock is %d min ahead of the portal's")
                                    : _ ("This computer's clock is %d min behind the portal's"),
                          (int) MIN (ABS (ahead) / 60, G_MAXINT));
}

static char *
list_text (ClinicCheck *check, const char *all, const char *lacking)
{
  g_autofree char *items = items_text (check);

  return items != NULL ? g_strdup_printf ("%s %s", lacking, items) : g_strdup (all);
}

/* the checks that were made */
static char *
settled_text (ClinicCheck *check)
{
  int number = (int) CLAMP (clinic_check_get_number (check), G_MININT, G_MAXINT);

  switch (clinic_check_get_kind (check))
    {
    case CLINIC_CHECK_ADDRESS:
    case CLINIC_CHECK_TLS:
    case CLINIC_CHECK_ACCESS:
    case CLINIC_CHECK_CHANNEL:
    case CLINIC_CHECK_NOTIFICATIONS:
      return finding_text (check);
    case CLINIC_CHECK_SCOPES:
      return list_text (check, _ ("All that the desk needs"), _ ("Not ticked:"));
    case CLINIC_CHECK_METHODS:
      return list_text (check, _ ("All are there"), _ ("Missing:"));
    case CLINIC_CHECK_LATENCY:
      return g_strdup_printf (_ ("The portal answers in %d ms"), number);
    case CLINIC_CHECK_CLOCK:
      return clock_text (check);
    case CLINIC_CHECK_BUDGET:
      return g_strdup_printf (ngettext ("This desk may make %d request a minute",
                                        "This desk may make %d requests a minute", (gulong) number),
                              number);
    case CLINIC_CHECK_MAPPING:
      return list_text (check, _ ("Time, doctor and stages of the visits are found"),
                        _ ("Not found:"));
    case CLINIC_CHECK_MEDICAL_SYSTEM:
      return mis_text (check);
    case CLINIC_CHECK_KEYRING:
      return keyring_text (check);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
desk_check_words_found (ClinicCheck *check)
{
  ClinicCheckState state = clinic_check_get_state (check);
  ClinicCheckReason reason = clinic_check_get_reason (check);

  if (state == CLINIC_CHECK_RUNNING)
    return g_strdup ("");
  if (state == CLINIC_CHECK_UNCHECKED && reason == CLINIC_CHECK_BECAUSE_EARLIER)
    return g_strdup (_ ("First set right what is above"));
  if (state == CLINIC_CHECK_UNCHECKED && reason == CLINIC_CHECK_BECAUSE_NOTHING)
    return g_strdup (_ ("The portal did not say"));

  return settled_text (check);
}

/* --- what to do --- */

/* Of a line that is not fine. The first that suits; NOTHING suits all. */
static const struct
{
  ClinicCheckKind kind;
  ClinicCheckReason reason;
  const char *text;
} advices[] = {
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_NONE,
    N_ ("Start Reception and enter the webhook's address, or give it with --portal.") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_INVALID,
    N_ ("Copy it again from the portal: Developer resources, Other, Inbound webhook.") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_STRANGE,
    N_ ("Check the address: another site may be there, or the page of a provider that wants a "
        "sign-in.") },
  { CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Check the network cable or Wi-Fi, then whether the portal opens in a browser.") },
  { CLINIC_CHECK_TLS, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Check this computer's date. If it is right, ask the administrator: somebody may be "
        "listening in.") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_BUSY, N_ ("Try again in some minutes.") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_OTHER_USER, N_ ("Check whose webhook it is.") },
  { CLINIC_CHECK_ACCESS, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("It may have been revoked. Make a new one on the portal and enter it in the "
        "preferences.") },
  { CLINIC_CHECK_SCOPES, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Tick these boxes in the webhook's settings on the portal.") },
  { CLINIC_CHECK_METHODS, CLINIC_CHECK_BECAUSE_REFUSED,
    N_ ("Tick the boxes in the webhook's settings; what needs these methods does not work until "
        "then.") },
  { CLINIC_CHECK_METHODS, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("The portal's edition or plan does not have them; what needs them does not work.") },
  { CLINIC_CHECK_CHANNEL, CLINIC_CHECK_BECAUSE_REFUSED,
    N_ ("Tick “Push and Pull (pull)” in the webhook's settings, or ask the portal's administrator "
        "whether the push server is on.") },
  { CLINIC_CHECK_CHANNEL, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Ask the administrator whether the network lets WebSocket connections through.") },
  { CLINIC_CHECK_LATENCY, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Cards of unknown callers may be late. Check the network.") },
  { CLINIC_CHECK_CLOCK, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Turn on “Automatic Date & Time” in the system's settings.") },
  { CLINIC_CHECK_BUDGET, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Much is asked of the portal. Check how many desks are named in the preferences, and what "
        "else uses it.") },
  { CLINIC_CHECK_MAPPING, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Choose them in the preferences, on the page “Portal”.") },
  { CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BECAUSE_UNREACHABLE,
    N_ ("Check whether its server is on and can be reached from this computer.") },
  { CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BECAUSE_REFUSED,
    N_ ("Enter its user and password again in the preferences.") },
  { CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BECAUSE_UNTRUSTED,
    N_ ("Ask its administrator for a valid certificate.") },
  { CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BECAUSE_MISSING,
    N_ ("Ask its administrator to publish what is named in the details, or choose another file "
        "with names.") },
  { CLINIC_CHECK_MEDICAL_SYSTEM, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Look at the preferences of the medical system; the details say what is wrong.") },
  { CLINIC_CHECK_KEYRING, CLINIC_CHECK_BECAUSE_REFUSED,
    N_ ("Unlock it, or the address is asked for at every start.") },
  { CLINIC_CHECK_KEYRING, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Install and start one (gnome-keyring or KWallet), or the address is asked for at every "
        "start.") },
  { CLINIC_CHECK_NOTIFICATIONS, CLINIC_CHECK_BECAUSE_NOTHING,
    N_ ("Keep the window in sight: calls are shown in it alone.") },
};

static const char *
find_advice (ClinicCheck *check)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advices); i++)
    if (advices[i].kind == clinic_check_get_kind (check) &&
        (advices[i].reason == clinic_check_get_reason (check) ||
         advices[i].reason == CLINIC_CHECK_BECAUSE_NOTHING))
      return _ (advices[i].text);

  return NULL;
}

char *
desk_check_words_advice (ClinicCheck *check)
{
  ClinicCheckState state = clinic_check_get_state (check);

  if (state != CLINIC_CHECK_ATTENTION && state != CLINIC_CHECK_BROKEN)
    return NULL;

  return g_strdup (find_advice (check));
}

char *
desk_check_words_verdict (ClinicDiagnosis *diagnosis)
{
  if (!clinic_diagnosis_get_done (diagnosis))
    return g_strdup (_ ("Checking…"));

  switch (clinic_diagnosis_get_worst (diagnosis))
    {
    case CLINIC_CHECK_BROKEN:
      return g_strdup (_ ("Something does not work: the lines say what to do"));
    case CLINIC_CHECK_ATTENTION:
      return g_strdup (_ ("The desk can work; some things need attention"));
    case CLINIC_CHECK_FINE:
    case CLINIC_CHECK_RUNNING:
    case CLINIC_CHECK_UNCHECKED:
    default:
      return g_strdup (_ ("Everything works"));
    }
}

/* --- all of it --- */

static const char *
mark_of (ClinicCheckState state)
{
  switch (state)
    {
    case CLINIC_CHECK_FINE:
      return "[+]";
    case CLINIC_CHECK_ATTENTION:
      return "[!]";
    case CLINIC_CHECK_BROKEN:
      return "[×]";
    case CLINIC_CHECK_RUNNING:
    case CLINIC_CHECK_UNCHECKED:
    default:
      return "[ ]";
    }
}

static void
append_check (GString *report, ClinicCheck *check)
{
  ClinicCheckState state = clinic_check_get_state (check);
  g_autofree char *found = desk_check_words_found (check);
  g_autofree char *advice = desk_check_words_advice (check);
  const char *const *items = clinic_check_get_items (check);
  const char *problem = clinic_check_get_problem (check);

  g_string_append_printf (report, "%s %s: %s. %s\n", mark_of (state),
                          desk_check_words_title (check), desk_check_words_state (state), found);
  for (gsize i = 0;
       clinic_check_get_kind (check) == CLINIC_CHECK_SCOPES && items != NULL && items[i] != NULL;
       i++)
    {
      g_autofree char *scope = desk_link_scope_text (items[i]);

      g_string_append_printf (report, "      %s\n", scope);
    }
  if (advice != NULL)
    g_string_append_printf (report, "    → %s\n", advice);
  if (problem != NULL && *problem != '\0')
    g_string_append_printf (report, "      (%s)\n", problem);
}

char *
desk_check_words_report (ClinicDiagnosis *diagnosis)
{
  GListModel *checks = clinic_diagnosis_get_checks (diagnosis);
  GString *report = g_string_new (NULL);
  g_autofree char *verdict = desk_check_words_verdict (diagnosis);

  g_string_append_printf (report, "Reception %s\n", RECEPTION_VERSION);
  for (guint i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (ClinicCheck) check = g_list_model_get_item (checks, i);

      append_check (report, check);
    }
  g_string_append_printf (report, "%s\n", verdict);

  return g_string_free (report, FALSE);
}
