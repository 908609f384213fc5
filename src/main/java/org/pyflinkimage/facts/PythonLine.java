package org.pyflinkimage.facts;

import java.time.LocalDate;

/**
 * What is known of a CPython release line.
 *
 * @param endOfLife the last day of security fixes, {@code 2027-10-31}
 */
public record PythonLine(LocalDate endOfLife, String source) {}
