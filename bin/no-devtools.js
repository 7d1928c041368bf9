/** Ink's developer tools are loaded where DEV is set: in what is built they are not. */
exports.default = {};
