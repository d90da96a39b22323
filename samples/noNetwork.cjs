// Loaded into every process of `npm run demo -- --offline` where there are no network namespaces.
const net = require("node:net");
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof options === "object" && options !== null && "path" in options && options.path)
    return connect.apply(this, args); // a local pipe
  throw new Error("offline: a connection was tried");
};
