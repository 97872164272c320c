import { formKinds, type FormKind } from '../../domain/records';

type RecordingIds = { readonly [K in FormKind as `record${Capitalize<K>}`]: `faultline.record${Capitalize<K>}` };

/** Id of the command that records something of a kind. */
export function recordingIdOf<K extends FormKind>(kind: K): `faultline.record${Capitalize<K>}` {
  return `faultline.record${capitalized(kind)}`;
}

function capitalized<K extends string>(kind: K): Capitalize<K> {
  return (kind.charAt(0).toUpperCase() + kind.slice(1)) as Capitalize<K>;
}

/** Command ids. Each stands in package.json, and the other way round (a test compares). */
export const commandIds = {
  /** Recording a record of each kind that is one form: a new kind has its command. */
  ...(Object.fromEntries(formKinds.map(kind => [`record${capitalized(kind)}`, recordingIdOf(kind)])) as RecordingIds),
  recordIncident: 'faultline.recordIncident',
  recordFromSelection: 'faultline.recordFromSelection',
  recordFromTerminal: 'faultline.recordFromTerminal',
  openIncident: 'faultline.openIncident',
  openRecord: 'faultline.openRecord',
  attachEvidence: 'faultline.attachEvidence',
  attachSelection: 'faultline.attachSelection',
  attachTerminalSelection: 'faultline.attachTerminalSelection',
  raiseProblem: 'faultline.raiseProblem',
  raiseProblemFromPattern: 'faultline.raiseProblemFromPattern',
  makeKnownError: 'faultline.makeKnownError',
  makeProcedure: 'faultline.makeProcedure',
  addTemplates: 'faultline.addTemplates',
  findSimilar: 'faultline.findSimilar',
  searchIncidents: 'faultline.searchIncidents',
  searchKnowledge: 'faultline.searchKnowledge',
  advanceIncident: 'faultline.advanceIncident',
  completeIncident: 'faultline.completeIncident',
  archiveIncidents: 'faultline.archiveIncidents',
  bringBackIncidents: 'faultline.bringBackIncidents',
  eraseIncidents: 'faultline.eraseIncidents',
  linkSelection: 'faultline.linkSelection',
  linkFile: 'faultline.linkFile',
  linkCommit: 'faultline.linkCommit',
  linkTimelineCommit: 'faultline.linkTimelineCommit',
  openLink: 'faultline.openLink',
  openRecordFile: 'faultline.openRecordFile',
  mendRecord: 'faultline.mendRecord',
  acceptRecord: 'faultline.acceptRecord',
  readAgain: 'faultline.readAgain',
  takeIncident: 'faultline.takeIncident',
  assignIncident: 'faultline.assignIncident',
  commentIncident: 'faultline.commentIncident',
  copyId: 'faultline.copyId',
  redactEntry: 'faultline.redactEntry',
  openReport: 'faultline.openReport',
  saveReport: 'faultline.saveReport',
  showDue: 'faultline.showDue',
  answerDue: 'faultline.answerDue',
  tellParty: 'faultline.tellParty',
  acknowledgeHandOver: 'faultline.acknowledgeHandOver',
  askRelease: 'faultline.askRelease',
  safeguardOff: 'faultline.safeguardOff',
  assessSecurity: 'faultline.assessSecurity',
  draftNotice: 'faultline.draftNotice',
  noticeSent: 'faultline.noticeSent',
  openBreachRecord: 'faultline.openBreachRecord',
  openManagementReport: 'faultline.openManagementReport',
  verifyAll: 'faultline.verifyAll',
  showMine: 'faultline.showMine',
  groupIncidents: 'faultline.groupIncidents',
  filterIncidents: 'faultline.filterIncidents',
  clearFilter: 'faultline.clearFilter',
  showCompleted: 'faultline.showCompleted',
  hideCompleted: 'faultline.hideCompleted',
  refreshIncidents: 'faultline.refreshIncidents',
  openReadOnlyPanel: 'faultline.openReadOnlyPanel',
  switchFolder: 'faultline.switchFolder',
  makeRegister: 'faultline.makeRegister',
  shareIncidents: 'faultline.shareIncidents',
  shareRestricted: 'faultline.shareRestricted',
  joinIncidents: 'faultline.joinIncidents',
  syncIncidents: 'faultline.syncIncidents',
  showSharing: 'faultline.showSharing',
  dropHistory: 'faultline.dropHistory',
  stopSharing: 'faultline.stopSharing',
  openSample: 'faultline.openSample',
  findSuspects: 'faultline.findSuspects',
  tryOutSuspects: 'faultline.tryOutSuspects',
  openSuspect: 'faultline.openSuspect',
  openSuspectWhole: 'faultline.openSuspectWhole',
  openPlanned: 'faultline.openPlanned',
  suspectCommit: 'faultline.suspectCommit',
  confirmSuspect: 'faultline.confirmSuspect',
  ruleOutSuspect: 'faultline.ruleOutSuspect',
  blameSuspect: 'faultline.blameSuspect',
  bisectFromHere: 'faultline.bisectFromHere',
} as const;

/** Id of a command. */
export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Ids of views and panels. */
export const viewIds = {
  incidents: 'faultline.incidents',
  knowledge: 'faultline.knowledge',
  changes: 'faultline.changes',
  assets: 'faultline.assets',
  recordPanel: 'faultline.record',
  /** Where incidents were shown before all records had one panel: a window that was left then is restored as what it was. */
  formerPanel: 'faultline.incident',
  readOnlyPanel: 'faultline.readOnly',
  recordFile: 'faultline.recordFile',
} as const;

/** Context keys that package.json's `when` clauses read, and the other way round (a test compares). */
export const contextKeys = {
  canWrite: 'faultline.canWrite',
  actsForSecurity: 'faultline.actsForSecurity',
  showsCompleted: 'faultline.showsCompleted',
  isFiltered: 'faultline.isFiltered',
  isShared: 'faultline.isShared',
  ready: 'faultline.ready',
} as const;

/** A context key. */
export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];
