package org.pyflinkimage.system;

import java.time.Duration;

/** From when on what comes from a network counts as nothing, and is waited for no longer. */
public final class Standstill {

    /** The longest time in which nothing, or next to nothing, may come. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** So many bytes in that time are none: a thousand in a second is less than any line has. */
    public static final int NEXT_TO_NOTHING = 60 << 10;

    private Standstill() {}
}
