package org.pyflinkimage.image;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.pyflinkimage.system.Standstill;

/**
 * How long a registry is waited for.
 *
 * @param standstill the longest time in which next to nothing may come or go
 * @param clock what time it is, in nanoseconds
 */
record Patience(Duration standstill, LongSupplier clock) {

    /** That of every build. */
    static final Patience USUAL = new Patience(Standstill.LONGEST, System::nanoTime);
}
