package org.pyflinkimage.attack;

/** How a try at what is promised ended. */
public enum Outcome {
    /** What was to be made was made, byte for byte. */
    RECOVERED,
    /** A problem said what is the matter, and nothing was made. */
    REFUSED,
    /** Anything else. */
    WRONG
}
