/** The most characters of a text to process, to bound the work: no address, key file or credentials are longer. */
export const longest = 16_384
