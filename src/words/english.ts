import type { Kind } from '../domain/records';
import type { StepId } from '../domain/vocabulary/steps';
import { englishAnalyse } from './english/analyse';
import { englishChange } from './english/change';
import { englishComplete } from './english/complete';
import { englishComponent } from './english/component';
import { englishDetect } from './english/detect';
import { englishEditor } from './english/editor';
import { englishFaults } from './english/faults';
import { englishFigures } from './english/figures';
import { englishFindings } from './english/findings';
import { englishIncident } from './english/incident';
import { englishKnownError } from './english/knownError';
import { englishLists } from './english/lists';
import { englishMonitor } from './english/monitor';
import { englishNotice } from './english/notice';
import { englishPages } from './english/pages';
import { englishReview } from './english/review';
import { englishPartyInterface } from './english/partyInterface';
import { englishPerson } from './english/person';
import { englishProblem } from './english/problem';
import { englishProcedure } from './english/procedure';
import { englishProcess } from './english/process';
import { englishQualify } from './english/qualify';
import { englishRemedy } from './english/remedy';
import { englishSharing } from './english/sharing';
import { englishSuspects } from './english/suspects';
import { englishTell } from './english/tell';
import { englishTimeline } from './english/timeline';
import { englishVerify } from './english/verify';
import type { KindWords, StepWords } from './kindWords';

/** Every text of the product outside package.json, in English. `{name}` stands for a value; what counts has a text for one and for others. */
export const english = {
  /** The language by its BCP 47 tag: its rule of plurals. */
  language: 'en',
  kinds: {
    incident: englishIncident,
    problem: englishProblem,
    knownError: englishKnownError,
    procedure: englishProcedure,
    change: englishChange,
    component: englishComponent,
    interface: englishPartyInterface,
    person: englishPerson,
  } satisfies { readonly [K in Kind]: KindWords<K> },
  steps: {
    detect: englishDetect,
    qualify: englishQualify,
    analyse: englishAnalyse,
    remedy: englishRemedy,
    monitor: englishMonitor,
    complete: englishComplete,
  } satisfies { readonly [S in StepId]: StepWords<S> },
  ...englishProcess,
  ...englishTimeline,
  ...englishFaults,
  ...englishPages,
  ...englishReview,
  ...englishFindings,
  ...englishLists,
  ...englishEditor,
  ...englishSharing,
  ...englishSuspects,
  ...englishTell,
  ...englishNotice,
  ...englishVerify,
  ...englishFigures,
} as const;
