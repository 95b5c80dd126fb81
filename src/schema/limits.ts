/** The most characters of a text to process, to bound the work: no address, key file or credentials are longer. */
export const longest = 16_384

/** The most characters to match with a pattern of a schema: its time can grow with the square, here to about 10 ms. */
export const longestMatched = 4096
