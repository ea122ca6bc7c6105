/** What OpenSSL says of a certificate that nobody this machine trusts has signed. */
const UNKNOWN_ISSUER = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_UNTRUSTED",
  "INVALID_CA",
]);

const NOT_TLS = /wrong version number|packet length too long|http request/i;

/** What is wrong with a TLS connection, and what to do; null for a failure of another kind. */
export function tlsFault(code: string, message: string): string | null {
  if (UNKNOWN_ISSUER.has(code)) {
    return `this machine does not know who issued its certificate (${code}). Where a company or its proxy signs, NODE_EXTRA_CA_CERTS names the file of that issuer's certificate.`;
  }
  if (code === "CERT_HAS_EXPIRED") {
    return `its certificate has expired (${code}). Check this machine's clock; otherwise only the server can mend it.`;
  }
  if (code === "CERT_NOT_YET_VALID") {
    return `its certificate is not valid yet (${code}). Check this machine's clock.`;
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH") {
    return `its certificate is for another host (${message}). Check the address.`;
  }
  if (NOT_TLS.test(message)) {
    return "the port speaks no TLS. If it is plain HTTP, the address begins with http://.";
  }
  if (/^(CERT_|CRL_|ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) {
    return `no TLS connection came about (${code}: ${message}).`;
  }
  return null;
}
