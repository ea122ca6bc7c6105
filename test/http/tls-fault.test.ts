import { expect, it } from "vitest";
import { tlsFault } from "../../src/http/tls-fault.ts";

it.each([
  ["SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate", "NODE_EXTRA_CA_CERTS"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unable to get it", "NODE_EXTRA_CA_CERTS"],
  ["CERT_HAS_EXPIRED", "certificate has expired", "has expired"],
  ["CERT_NOT_YET_VALID", "certificate is not yet valid", "clock"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "Host: a.example. is not in b.example", "b.example"],
  ["EPROTO", "write EPROTO 80:error:wrong version number:ssl", "speaks no TLS"],
  ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "ssl packet length too long", "speaks no TLS"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "alert protocol version", "no TLS connection"],
  ["CERT_REVOKED", "certificate revoked", "no TLS connection"],
])("says in words what %s means", (code, message, said) => {
  expect(tlsFault(code, message)).toContain(said);
});

it.each(["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", ""])("leaves %s alone", (code) => {
  expect(tlsFault(code, "connect failed")).toBeNull();
});
