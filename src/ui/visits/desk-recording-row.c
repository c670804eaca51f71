/* desk-recording-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-recording-row"

#include "desk-recording-row.h"

#include "desk-record-row.h"

#include <glib/gi18n.h>
#include <sys/mman.h>
#include <unistd.h>

struct _DeskRecordingRow
{
  GtkWidget parent_instance;

  ClinicSession *session;    /* owned */
  ClinicCallRecord *record;  /* owned */
  GCancellable *cancellable; /* owned, nullable: the recording is on its way */
  GtkMediaStream *stream;    /* owned, nullable */
  int memory;                /* owned: a file without a name that holds the recording; -1 none */

  GtkWidget *box; /* owned child, as all below in it */
  GtkWidget *play;
  GtkSpinner *spinner;
  GtkWidget *controls;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (DeskRecordingRow, desk_recording_row, GTK_TYPE_WIDGET)

static void
show_state (DeskRecordingRow *self, const char *problem)
{
  gboolean loading = self->cancellable != NULL;

  gboolean playable = clinic_call_record_get_recorded (self->record) && self->stream == NULL;

  /* The place stays, so that the columns do. */
  gtk_widget_set_visible (self->play, !loading);
  gtk_widget_set_opacity (self->play, playable ? 1.0 : 0.0);
  gtk_widget_set_sensitive (self->play, playable);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_spinner_set_spinning (self->spinner, loading);
  gtk_widget_set_visible (self->controls, self->stream != NULL);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

/* Nothing of it is left on this computer. */
static void
forget (DeskRecordingRow *self)
{
  if (self->memory >= 0)
    close (self->memory);
  self->memory = -1;
}

static void
stop (DeskRecordingRow *self)
{
  if (self->stream == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->stream, self);
  gtk_media_stream_pause (self->stream);
  if (self->controls != NULL)
    gtk_media_controls_set_media_stream (GTK_MEDIA_CONTROLS (self->controls), NULL);
  gtk_media_file_clear (GTK_MEDIA_FILE (self->stream));
  g_clear_object (&self->stream);
  forget (self);
}

static void
on_stream_error_cb (DeskRecordingRow *self)
{
  const GError *error = gtk_media_stream_get_error (self->stream);

  if (error == NULL)
    return;

  g_message ("A recording cannot be played: %s", error->message);
  stop (self);
  show_state (self, _ ("This computer cannot play the recording. It needs the packages "
                       "libgtk-4-media-gstreamer and gstreamer1.0-plugins-good."));
}

/* The player of GTK (4.8) with GStreamer opens files only, and what patients say must not lie on
 * the disk: a file in memory, which only this process has and which goes with it. FALSE: no memory.
 */
static gboolean
keep_in_memory (DeskRecordingRow *self, GBytes *recording)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (recording, &size);

  self->memory = memfd_create ("recording", MFD_CLOEXEC);
  while (self->memory >= 0 && size > 0)
    {
      gssize written = write (self->memory, data, size);

      if (written <= 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }

  return self->memory >= 0;
}

static void
play (DeskRecordingRow *self, GBytes *recording)
{
  g_autofree char *path = NULL;

  if (!keep_in_memory (self, recording))
    {
      forget (self);
      show_state (self, _ ("The recording could not be read. Please try again."));
      return;
    }

  path = g_strdup_printf ("/proc/self/fd/%d", self->memory);
  self->stream = gtk_media_file_new_for_filename (path);
  gtk_media_controls_set_media_stream (GTK_MEDIA_CONTROLS (self->controls), self->stream);
  show_state (self, NULL);
  g_signal_connect_object (self->stream, "notify::error", G_CALLBACK (on_stream_error_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_media_stream_play (self->stream);
  on_stream_error_cb (self);
}

static void
show_failure (DeskRecordingRow *self, const GError *error)
{
  g_debug ("A recording could not be read: %s", error->message);
  show_state (self, g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND)
                      ? _ ("The portal has no recording of this call any more")
                      : _ ("The recording could not be read. Please try again."));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskRecordingRow) self = DESK_RECORDING_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) recording = NULL;
  gssize size = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (size < 0)
    {
      show_failure (self, error);
      return;
    }
  recording = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  play (self, recording);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskRecordingRow) self = DESK_RECORDING_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input =
    clinic_session_open_recording_finish (CLINIC_SESSION (source), result, &error);
  g_autoptr (GOutputStream) memory = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;

  if (input == NULL)
    {
      g_clear_object (&self->cancellable);
      show_failure (self, error);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, input,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, self->cancellable, on_read_cb,
                                g_object_ref (self));
}

static void
on_play_cb (DeskRecordingRow *self)
{
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  show_state (self, NULL);
  clinic_session_open_recording_async (self->session, self->record, self->cancellable, on_opened_cb,
                                       g_object_ref (self));
}

static void
desk_recording_row_dispose (GObject *object)
{
  DeskRecordingRow *self = DESK_RECORDING_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop (self);
  self->controls = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_recording_row_parent_class)->dispose (object);
}

static void
desk_recording_row_class_init (DeskRecordingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_recording_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
desk_recording_row_init (DeskRecordingRow *self)
{
  self->memory = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
add_parts (DeskRecordingRow *self, GtkWidget *line)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->play = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  gtk_widget_add_css_class (self->play, "flat");
  gtk_widget_set_valign (self->play, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->play, _ ("Play the recording"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Play the recording"), -1);
  g_signal_connect_object (self->play, "clicked", G_CALLBACK (on_play_cb), self, G_CONNECT_SWAPPED);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (top), line);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (top), self->play);

  self->controls = gtk_media_controls_new (NULL);
  self->problem =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "margin-start", 12, "margin-end", 12,
                  "margin-bottom", 6, "css-classes", (const char *[]){ "error", NULL }, NULL);
  gtk_box_append (GTK_BOX (self->box), top);
  gtk_box_append (GTK_BOX (self->box), self->controls);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
}

GtkWidget *
desk_recording_row_new (ClinicSession *session, ClinicCallRecord *record)
{
  DeskRecordingRow *self = g_object_new (DESK_TYPE_RECORDING_ROW, NULL);
  GtkWidget *line = desk_record_row_new (TRUE);

  self->session = g_object_ref (session);
  self->record = g_object_ref (record);
  desk_record_row_set_record (DESK_RECORD_ROW (line), record, clinic_session_get_now (session));
  add_parts (self, line);
  show_state (self, NULL);

  return GTK_WIDGET (self);
}

void
desk_recording_row_toggle (DeskRecordingRow *self)
{
  g_return_if_fail (DESK_IS_RECORDING_ROW (self));

  if (self->stream != NULL)
    gtk_media_stream_set_playing (self->stream, !gtk_media_stream_get_playing (self->stream));
  else if (clinic_call_record_get_recorded (self->record))
    on_play_cb (self);
}
