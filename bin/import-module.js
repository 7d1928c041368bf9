/** Imports an ES module: what V8's own scripts, of which the program is one, cannot do in every version of Node 20. */
const { pathToFileURL } = require('node:url');

exports.importModule = path => import(pathToFileURL(path).href);
