/** Command ids. Each stands in package.json, and the other way round (a test compares). */
export const commandIds = {
  recordIncident: 'faultline.recordIncident',
  recordFromSelection: 'faultline.recordFromSelection',
  recordFromTerminal: 'faultline.recordFromTerminal',
  openIncident: 'faultline.openIncident',
  openRecord: 'faultline.openRecord',
  recordProblem: 'faultline.recordProblem',
  recordKnownError: 'faultline.recordKnownError',
  recordChange: 'faultline.recordChange',
  recordComponent: 'faultline.recordComponent',
  recordInterface: 'faultline.recordInterface',
  raiseProblem: 'faultline.raiseProblem',
  makeKnownError: 'faultline.makeKnownError',
  addTemplates: 'faultline.addTemplates',
  findSimilar: 'faultline.findSimilar',
  searchIncidents: 'faultline.searchIncidents',
  searchKnowledge: 'faultline.searchKnowledge',
  advanceIncident: 'faultline.advanceIncident',
  linkSelection: 'faultline.linkSelection',
  linkFile: 'faultline.linkFile',
  linkCommit: 'faultline.linkCommit',
  linkTimelineCommit: 'faultline.linkTimelineCommit',
  openLink: 'faultline.openLink',
  openRecordFile: 'faultline.openRecordFile',
  joinConflict: 'faultline.joinConflict',
  acceptRecord: 'faultline.acceptRecord',
  readAgain: 'faultline.readAgain',
  groupIncidents: 'faultline.groupIncidents',
  filterIncidents: 'faultline.filterIncidents',
  clearFilter: 'faultline.clearFilter',
  showCompleted: 'faultline.showCompleted',
  hideCompleted: 'faultline.hideCompleted',
  refreshIncidents: 'faultline.refreshIncidents',
  openReadOnlyPanel: 'faultline.openReadOnlyPanel',
  openSample: 'faultline.openSample',
  findSuspects: 'faultline.findSuspects',
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
  readOnlyPanel: 'faultline.readOnly',
} as const;

/** Context keys that package.json's `when` clauses read, and the other way round (a test compares). */
export const contextKeys = {
  canWrite: 'faultline.canWrite',
  showsCompleted: 'faultline.showsCompleted',
  isFiltered: 'faultline.isFiltered',
  ready: 'faultline.ready',
} as const;

/** A context key. */
export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];
