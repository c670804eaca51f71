/* demo-workflow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The business processes of the clinic's invoices, and the tasks in which people decide. Its tables
 * live in the world's database.
 */

#pragma once

#include "demo-lists.h"

G_BEGIN_DECLS

enum
{
  DEMO_TEMPLATE_A = 12,
  DEMO_TEMPLATE_B = 13,
  DEMO_TEMPLATE_REMIND = 14, /* started by hand on an item of the smart process */
};

typedef struct
{
  int id;
  const char *name;
  const char *module;
  const char *entity;
  const char *document_type;
  int auto_execute;
  int setups;
} DemoTemplate;

/* how a person has answered, in bizproc.task.complete, and what a task has become */
enum
{
  DEMO_TASK_RUNNING,
  DEMO_TASK_YES,
  DEMO_TASK_NO,
  DEMO_TASK_OK,
  DEMO_TASK_TIMEOUT,    /* of a task */
  DEMO_TASK_CANCEL = 4, /* of a person */
  DEMO_TASK_CANCELLED = 5,
};

/* who may be given a task by the one who has it */
enum
{
  DEMO_DELEGATE_SUBORDINATES,
  DEMO_DELEGATE_ALL,
  DEMO_DELEGATE_NOBODY,
};

/* what becomes of a process that an element shall start */
typedef enum
{
  DEMO_LAUNCH_WELL,
  DEMO_LAUNCH_SILENT, /* it does not start, and nobody says so */
  DEMO_LAUNCH_UNSET,  /* the constants of its template have never been set */
} DemoLaunch;

gboolean demo_workflow_prepare (DemoWorld *self, GError **error);
/* ends with an entry whose id is 0 */
const DemoTemplate *demo_workflow_templates (void);
/* (nullable): one that this portal has */
const DemoTemplate *demo_workflow_find_template (DemoWorld *self, gint64 id);

/* Starts the process of the element's list, if it has one: what lists.element.add does. */
void demo_workflow_start_for (DemoWorld *self, gint64 element, gint64 user, gint64 when);
/* Starts a template on any document; element: 0 when it is none of a list. (transfer full): the
 * process */
char *demo_workflow_start (DemoWorld *self,
                           const DemoTemplate *kind,
                           const char *document,
                           gint64 element,
                           const char *name,
                           gint64 user,
                           gint64 when);
/* Ends whatever runs on an element that goes. */
void demo_workflow_end_for (DemoWorld *self, gint64 element);
/* What has run out of time is closed. */
void demo_workflow_run_timeouts (DemoWorld *self);

/**
 * demo_workflow_complete:
 * @task: the task
 * @user: who answers
 * @status: 1 yes, 2 no, 3 ok, 4 cancel
 * @comment: (nullable): why
 * @fields: (nullable): FIELDS
 * @when: when it happens
 *
 * What bizproc.task.complete does behind the check of its parameters.
 */
gboolean demo_workflow_complete (DemoWorld *self,
                                 gint64 task,
                                 gint64 user,
                                 int status,
                                 const char *comment,
                                 JsonObject *fields,
                                 gint64 when,
                                 GError **error);
/* (nullable): why it cannot be done */
const char *demo_workflow_delegate (DemoWorld *self, gint64 task, gint64 from, gint64 to);
/* 0: nobody waits there; user: 0 for anybody */
gint64 demo_workflow_find_waiting (DemoWorld *self, gint64 element, gint64 user);
/* what is told in user.counters */
gint64 demo_workflow_count_waiting (DemoWorld *self, gint64 user);
/* whether the first stands above the second */
gboolean demo_workflow_is_head_of (DemoWorld *self, gint64 head, gint64 user);

/* asks these people about a task, and all of them have to agree; users: ended by 0 */
gboolean demo_workflow_ask (DemoWorld *self, gint64 task, const gint64 *users);

G_END_DECLS
