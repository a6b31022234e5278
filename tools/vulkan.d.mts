/** What is asked of a machine. */
export interface VulkanMachine {
  readonly platform?: string;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/** Variables of a process. */
export interface VulkanVariables {
  readonly VK_ICD_FILENAMES?: string;
  readonly LD_LIBRARY_PATH?: string;
}

export function softwareVulkan(machine?: VulkanMachine): VulkanVariables;
