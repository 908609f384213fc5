package org.pyflinkimage.resolve.debian;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * A suite that images can be made from.
 *
 * @param name {@code bookworm}
 * @param glibc its C library's version: {@code 2.36}
 * @param python its interpreter
 * @param java the Java lines that it has
 * @param packages what it needs beside the packages that every image has
 */
public record DebianSuite(
        Family family,
        String name,
        String glibc,
        PythonMinor python,
        SortedSet<JavaVersion> java,
        List<String> packages) {

    /**
     * The archives of one maker, all of one layout.
     *
     * @param name {@code debian}: its source's name in a lock file
     * @param title {@code Debian}
     * @param components that packages are taken from
     * @param securityApart whether security suites lie in an archive of their own
     * @param releases the names by which its suites are known in apt sources, among them those that no image is made from
     */
    public record Family(
            String name, String title, List<String> components, boolean securityApart, Set<String> releases) {}

    boolean has(JavaVersion wantedJava, PythonMinor wantedPython) {
        return python.equals(wantedPython) && java.contains(wantedJava);
    }

    String updates() {
        return name + "-updates";
    }

    String security() {
        return name + "-security";
    }

    /** For people: {@code Debian bookworm: Python 3.11 with Java 17}. */
    @Override
    public String toString() {
        return "%s %s: Python %s with Java %s"
                .formatted(
                        family.title(),
                        name,
                        python,
                        java.stream().map(JavaVersion::toString).collect(Collectors.joining(", ")));
    }
}
