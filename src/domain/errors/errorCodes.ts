const codes =
  /\b(?:ORA-\d{4,5}|TNS-\d{4,5}|0x[89a-f][0-9a-f]{7}|SQLSTATE[ =:[]{0,3}[0-9a-z]{5}|HTTP(?:\/\d(?:\.\d)?)?(?: status| error)?(?: code)?[ :]{1,2}5\d\d|(?:event|stop|error)(?: ?id| ?code)[ :#]{1,3}\d{2,6}|ERR_[A-Z_]{3,40}|E(?:CONN[A-Z]{5,8}|ACCES|NOENT|NOSPC|TIMEDOUT|HOSTUNREACH|ADDRINUSE|MFILE))\b/gi;

/** The codes of errors in a text (of a database, of a protocol, of an operating system), each once, as it stands there but in capitals. */
export function errorCodesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(codes)].map(([code]) => code.toUpperCase().replace(/\s+/g, ' ')))];
}
