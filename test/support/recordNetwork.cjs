// Loaded by NODE_OPTIONS into every process and thread of a test: writes down where each would go, before it goes there.
const { appendFileSync } = require("node:fs");
const dgram = require("node:dgram");
const dns = require("node:dns");
const net = require("node:net");
const process = require("node:process");

const file = process.env.PENPRINT_TEST_NETWORK;
const record = (what, where) => {
  if (file) appendFileSync(file, `${what} ${where}\n`);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof options === "object" && options !== null) {
    if (options.path === undefined) record("connect", `${options.host}:${options.port}`);
  } else record("connect", args.slice(0, 2).join(" "));
  return connect.apply(this, args);
};
for (const owner of [dns, dns.promises]) {
  for (const name of ["lookup", "resolve", "resolve4", "resolve6", "resolveAny"]) {
    const original = owner[name];
    owner[name] = function (host, ...rest) {
      // Undici asks for numeric addresses as well, which asks nobody.
      if (net.isIP(host) === 0) record("resolve", host);
      return original.call(this, host, ...rest);
    };
  }
}
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  record("datagram", args.slice(1).join(" "));
  return send.apply(this, args);
};
record("loaded", process.pid);
