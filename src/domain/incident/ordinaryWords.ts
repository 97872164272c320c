/** Words that stand where the name of an account could, and are nobody: who is meant in general, what else fails, when and why; English and German. */
const words = new RegExp(
  `^(?:${
    'users?|names?|the|all|any|an?|every|my|our|their|his|her|this|that|these|those|no|not|none|nobody|everyone|everybody|some|someone|somebody|several|many|most|more|few|two|three|both|other|others|another|' +
    'customers?|people|persons?|staff|us|me|him|them|you|we|they|guests?|colleagues?|employees?|members?|teams?|management|managers?|' +
    'cannot|could|was|were|is|are|has|had|have|will|would|should|may|must|did|does|do|gets?|got|again|always|never|still|only|just|now|today|yesterday|since|while|when|then|there|here|who|which|and|or|but|with|without|' +
    'e-?mails?|timeouts?|errors?|inputs?|requests?|networks?|databases?|wlan|websites?|pages?|days?|hours?|weeks?|months?|minutes?|seconds?|times?|groups?|agents?|roles?|ids?|sids?|data|settings?|profiles?|reasons?|' +
    'reports?|says|tries|forgot|types|complains|sure|lack|fault|default|example|resources?|upstream|order|process\\w*|drivers?|scripts?|jobs?|tasks?|browsers?|plugins?|scanners?|vendors?|providers?|backend|frontend|' +
    'wi-?fi|gesperrt\\w*|deaktiviert|abgelehnt|verweigert|falsch\\w*|fehlgeschlagen\\w*|fail\\w*|bad|wrong|invalid|lock-?outs?|jira|confluence|salesforce|sharepoint|github|gitlab|jenkins|citrix|outlook|windows|linux|sap|erp|crm|sql|keycloak|kerberos|' +
    'mistakes?|polic(?:y|ies)|rules?|licen[cs]es?|domains?|realms?|tenants?|keys?|hash|values?|fields?|formats?|accounts?|interfaces?|stor(?:y|ies)|box|desk|help|work|home|test|tests|null|undefined|unknown|anonymous|' +
    'kunden?|mitarbeiter\\w*|kolleg\\w*|benutzer\\w*|nutzer\\w*|anwender\\w*|konto|konten|alle[nrms]?|jede[nrms]?|einige[nrm]?|viele[nrm]?|mehrere[nrm]?|niemand\\w*|uns|ihn|ihr|sie|ihm|zwei|drei|heute|gestern|' +
    'fehler|daten|netz|stunden?|tagen?|wochen?|monaten?|minuten?|gruppen?|rollen?|rechten?|namens?|kennung|der|die|das|dem|den|des|kann|kein\\w*|nicht|wurde|wird|ist|war|sind|hat|wieder|erneut|immer|bitte|und|oder|mit|ohne|nach|seit'
  })$`,
  'i',
);

/** Ends of words that name what is done or how it is, and hardly ever a person. */
const ends = /(?:ed|ing|ions?|ments?|[ae]n(?:ces?|cy)|ness|ity|ories|ory|ials?|ables?|ibles?|ages?|wares?|ungen|ung|heit|keit|lich|isch)$/i;

/** Names of people that end like those words. */
const people = /(?:fred|mar(?:c|i)on|orion|ahmed|hamm?ed|khaled|clarence|florence|lawrence|laurence|vance|gregory|clement|jung|fleming)$/i;

/** True for a word that is no name: an ordinary one of a report. */
export function isOrdinaryWord(word: string): boolean {
  return words.test(word) || (ends.test(word) && !people.test(word));
}
