/* demo-workflow-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the business processes share.
 */

#pragma once

#include "demo-workflow.h"

G_BEGIN_DECLS

/*
 * DemoPlan:
 *
 * A task that a template is about to give. Everything belongs to the caller but the parameters.
 */
typedef struct
{
  const char *activity;
  const char *step; /* what the template makes of the answer */
  const char *name;
  const char *description;
  JsonObject *params; /* owned by who gives the task */
  gint64 users[4];    /* ended by 0 */
  gint64 overdue;     /* unix seconds, 0 none */
  int delegation;
  gboolean all; /* everybody has to answer */
} DemoPlan;

/*
 * DemoAnswered:
 *
 * How a task has been answered.
 */
typedef struct
{
  const char *workflow;
  const char *step;
  gint64 element;
  gint64 user; /* 0 when its time ran out */
  int status;
  const char *comment; /* never NULL */
  JsonObject *fields;  /* (nullable) */
  gint64 when;
} DemoAnswered;

/* --- demo-workflow.c --- */

gint64
demo_workflow_give (DemoWorld *self, const char *workflow, const DemoPlan *plan, gint64 when);
void
demo_workflow_set_state (DemoWorld *self, const char *workflow, const char *state, gint64 when);
void demo_workflow_finish (DemoWorld *self, const char *workflow, const char *state, gint64 when);
gint64 demo_workflow_get_number (DemoWorld *self, const char *workflow, const char *column);
/* these have the task, and nobody else; all of them have to agree */
void demo_workflow_ask_all (DemoWorld *self, gint64 task, const gint64 *users);
/* closes the task: who has not answered has it no more */
void demo_workflow_close (DemoWorld *self, gint64 task, int status, gint64 when);

/* --- demo-workflow-steps.c: the templates --- */

void demo_workflow_begin (DemoWorld *self, const char *workflow, gint64 when);
void demo_workflow_go_on (DemoWorld *self, const DemoAnswered *answer);
/* one of several has agreed, and the others are still asked; users: ended by 0 */
void demo_workflow_note_one (DemoWorld *self, const DemoAnswered *answer, const gint64 *users);

/* --- demo-workflow-params.c: PARAMETERS of tasks --- */

JsonObject *demo_params_approve (void);
JsonObject *demo_params_decide (void);
/* by which a rework says whose bill it is */
#define DEMO_FIELD_CONTRACTOR "contractor"

JsonObject *demo_params_rework (DemoWorld *self, gint64 element);
JsonObject *demo_params_pay (gint64 now);
JsonObject *demo_params_review (void);

G_END_DECLS
