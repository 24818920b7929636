/** Where the functions of PJRT's C interface stand in its table, which only grows at its end. */

const POSITIONS = {
  PJRT_Error_Destroy: 0,
  PJRT_Error_Message: 1,
  PJRT_Plugin_Initialize: 3,
  PJRT_Event_Destroy: 5,
  PJRT_Event_Await: 8,
  PJRT_Client_Create: 10,
  PJRT_Client_PlatformVersion: 14,
  PJRT_Client_AddressableDevices: 16,
  PJRT_Client_Compile: 20,
  PJRT_Client_BufferFromHostBuffer: 22,
  PJRT_DeviceDescription_Kind: 26,
  PJRT_Device_GetDescription: 29,
  PJRT_Executable_Destroy: 40,
  PJRT_Executable_Serialize: 49,
  PJRT_LoadedExecutable_Destroy: 50,
  PJRT_LoadedExecutable_GetExecutable: 51,
  PJRT_LoadedExecutable_Execute: 55,
  PJRT_Executable_DeserializeAndLoad: 56,
  PJRT_Buffer_Destroy: 58,
  PJRT_Buffer_ToHostBuffer: 70,
} as const;

/** A function of the table that is used here. */
export type PjrtFunction = keyof typeof POSITIONS;

/** Their names. */
export const PJRT_FUNCTIONS = Object.keys(POSITIONS) as readonly PjrtFunction[];

/** Words before the first function: size, extension, and the version with its own size and extension. */
const HEADER_WORDS = 5;

/** The word of the table that holds the version: major in its lower half, minor in its upper one. */
export const VERSION_WORD = HEADER_WORDS - 1;

/**
 * Where a function's address lies.
 *
 * @param name of the function
 * @returns the index of a word in the table
 */
export const wordOf = (name: PjrtFunction): number => HEADER_WORDS + POSITIONS[name];

/** Words that a table must have for all of them. */
export const TABLE_WORDS = HEADER_WORDS + 1 + Math.max(...Object.values(POSITIONS));
