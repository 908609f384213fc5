package org.pyflinkimage.jar;

/** How much of the classes of a jar is read. */
public enum ClassDepth {
    /** What others can use of them. */
    SHAPES,
    /** What they use of others, too: their code is read. */
    REFERENCES
}
