export const nothing = 'this worker does not call serve()';
