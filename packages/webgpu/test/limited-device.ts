/** The same device, as one that has less: real devices cannot be asked for less than the standard's limits. */
export function limitedDevice(
  device: GPUDevice,
  limits: Partial<Record<keyof GPUSupportedLimits, number>>,
): GPUDevice {
  const all = new Proxy(device.limits, {
    get: (target, name) => limits[name as keyof GPUSupportedLimits] ?? Reflect.get(target, name),
  });
  return new Proxy(device, {
    get(target, name) {
      if (name === 'limits') return all;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
