// The least an extension can do: the floor of activation.
exports.activate = () => undefined;
