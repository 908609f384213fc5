package org.pyflinkimage.facts;

import java.util.List;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * A release of Debian or Ubuntu, by what its archive brings.
 *
 * @param family {@code debian} or {@code ubuntu}
 */
public record Suite(String name, String family, List<JavaVersion> java, PythonMinor python, String source) {
    public Suite {
        java = List.copyOf(java);
    }
}
