package org.pyflinkimage.debian;

/** When a key must not have expired yet for its signature to count. */
public enum KeyAge {
    /** Now: whoever finds an expired key may sign with any date. */
    NOW,
    /** When it signed, by its own word: what is old on purpose may be signed by a key that has expired since. */
    THEN
}
