package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.JavaVersion;

/**
 * A release of Debian or Ubuntu that images can be made from, by what its archive brings.
 *
 * @param name {@code bookworm}
 * @param glibc its C library
 * @param python its interpreter
 * @param java the Java lines that it has
 * @param packages what its Python needs beside the packages that every image has
 * @param upkeep how long its archive is kept up to date
 */
public record Suite(
        Family family,
        SuiteName name,
        GlibcVersion glibc,
        PythonMinor python,
        SortedSet<JavaVersion> java,
        List<String> packages,
        SuiteUpkeep upkeep) {

    public Suite {
        java = Collections.unmodifiableSortedSet(new TreeSet<>(java));
        packages = List.copyOf(packages);
    }

    /**
     * The archives of one maker, all of one layout.
     *
     * @param name {@code debian}: its source's name in a lock file
     * @param title {@code Debian}
     * @param image by what its suites are called as base images, {@code debian:{suite}-slim}
     * @param components that packages are taken from
     * @param securityApart whether security suites lie in an archive of their own
     * @param releases the names by which its suites are known in apt sources, among them those that no image is made from
     */
    public record Family(
            String name,
            String title,
            String image,
            List<String> components,
            boolean securityApart,
            Set<String> releases) {

        public Family {
            components = List.copyOf(components);
            releases = Set.copyOf(releases);
        }

        /** What a suite is called as a base image: {@code debian:bookworm-slim}. */
        public String imageOf(SuiteName suite) {
            return image.replace("{suite}", suite.release());
        }
    }

    /** Whether images with that Java and that Python can be made from it. */
    public boolean has(JavaVersion wantedJava, PythonMinor wantedPython) {
        return python.equals(wantedPython) && java.contains(wantedJava);
    }

    /** The package that brings a Java line. */
    public static String javaPackage(JavaVersion line) {
        return "openjdk-%s-jre-headless".formatted(line);
    }

    /** The package that brings the interpreter of a line. */
    public static String pythonPackage(PythonMinor line) {
        return "python" + line;
    }

    /** That, and the one that brings its library, which thread mode loads. */
    public static List<String> pythonPackages(PythonMinor line) {
        return List.of(pythonPackage(line), "libpython" + line);
    }

    /** All that its own Python is whole by. */
    public List<String> packagesOfPython() {
        return Stream.concat(pythonPackages(python).stream(), packages.stream()).toList();
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
