/** No address, no key file and no block of credentials is longer, in characters: a bound on the work that they may cause. */
export const longest = 16_384
