/* desk-invoice-scans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-scans"

#include "desk-invoice-scans.h"

struct _DeskInvoiceScans
{
  GObject parent_instance;

  GSettings *settings;   /* owned */
  GFileMonitor *monitor; /* owned, nullable: of the folder, when one is set */
};

G_DEFINE_FINAL_TYPE (DeskInvoiceScans, desk_invoice_scans, G_TYPE_OBJECT)

enum
{
  ARRIVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Scanners write beside the name they mean, and hide it. */
static gboolean
is_scan (GFile *file)
{
  static const char *const endings[] = { ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff" };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  if (lower == NULL || *lower == '.')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;

  return FALSE;
}

static void
on_event_cb (DeskInvoiceScans *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  GFile *arrived = NULL;

  /* A file that is being written is not whole: only when whoever wrote it is done. */
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_MOVED_IN)
    arrived = file;
  else if (event == G_FILE_MONITOR_EVENT_RENAMED)
    arrived = other;
  if (arrived != NULL && is_scan (arrived))
    g_signal_emit (self, signals[ARRIVED], 0, arrived);
}

static void
watch (DeskInvoiceScans *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "invoice-scans");
  g_autoptr (GFile) folder = *path != '\0' ? g_file_new_for_path (path) : NULL;
  g_autoptr (GError) error = NULL;

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (folder == NULL)
    return;
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    {
      g_debug ("the folder of scans cannot be watched: %s", error->message);
      return;
    }
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_event_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
desk_invoice_scans_dispose (GObject *object)
{
  DeskInvoiceScans *self = DESK_INVOICE_SCANS (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_invoice_scans_parent_class)->dispose (object);
}

static void
desk_invoice_scans_class_init (DeskInvoiceScansClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_invoice_scans_dispose;

  signals[ARRIVED] = g_signal_new ("arrived", DESK_TYPE_INVOICE_SCANS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
desk_invoice_scans_init (DeskInvoiceScans *self)
{
}

DeskInvoiceScans *
desk_invoice_scans_new (GSettings *settings)
{
  DeskInvoiceScans *self = g_object_new (DESK_TYPE_INVOICE_SCANS, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::invoice-scans", G_CALLBACK (watch), self,
                           G_CONNECT_SWAPPED);
  watch (self);

  return self;
}
