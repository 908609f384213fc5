package org.pyflinkimage.facts;

/**
 * What is known of a CPython release line.
 *
 * @param endOfLife the last day of security fixes, {@code 2027-10-31}
 */
public record PythonLine(String endOfLife, String source) {}
