package org.pyflinkimage.plan;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place that artifacts come from. A lock file knows it by its {@linkplain #name() name}, and its base address by the table of sources.
 *
 * @param family whose it is: {@code debian}, {@code ubuntu}; {@code cpython} of standalone interpreters, {@code python} of an index, {@code maven} of Maven's repositories; {@code
 *     local}, {@code build}, {@code installed} and {@code snapshots} of what may change under one name
 * @param number tells the sources of one kind in one file apart, from 1
 */
public record Source(Kind kind, String family, int number) implements Comparable<Source> {

    /** What lies in a source. */
    public enum Kind {
        /** The packages of a suite and its updates. */
        ARCHIVE,
        /** The security updates of suites. */
        SECURITY_ARCHIVE,
        /** Standalone CPythons, release by release. */
        INTERPRETERS,
        /** Python distributions. */
        INDEX,
        /** Jars; only Maven knows where, and so they have no base address. */
        REPOSITORY
    }

    /** Standalone CPythons. */
    public static final Source CPYTHON = new Source(Kind.INTERPRETERS, "cpython", 1);

    /** The first package index of a lock file. */
    public static final Source PYTHON = new Source(Kind.INDEX, "python", 1);

    /** The user's Maven repositories: they have no base address in a lock file. */
    public static final Source MAVEN = new Source(Kind.REPOSITORY, "maven", 1);

    /** Wheels that are given as files, and folders of sources that wheels are made of. */
    public static final Source LOCAL = new Source(Kind.INDEX, "local", 1);

    /** Jars of the modules of a build. */
    public static final Source BUILD = new Source(Kind.REPOSITORY, "build", 1);

    /** Jars that somebody put into the local repository, as {@code mvn install} does. */
    public static final Source INSTALLED = new Source(Kind.REPOSITORY, "installed", 1);

    /** Jars of versions that are under work: {@code 1.0-SNAPSHOT}. */
    public static final Source SNAPSHOTS = new Source(Kind.REPOSITORY, "snapshots", 1);

    private static final Map<String, Source> WITHOUT_SUITES = Stream.of(
                    CPYTHON, PYTHON, MAVEN, LOCAL, BUILD, INSTALLED, SNAPSHOTS)
            .collect(Collectors.toUnmodifiableMap(Source::family, source -> source));

    private static final Set<Source> CHANGING = Set.of(LOCAL, BUILD, INSTALLED, SNAPSHOTS);

    private static final String SECURITY = "-security";
    private static final Pattern NAME =
            Pattern.compile("([a-z][a-z0-9]*(?:-[a-z0-9]+)*?)(" + SECURITY + ")?(?:-([2-9]|[1-9][0-9]{1,8}))?");

    /** The first archive of a family: {@code debian}. */
    public static Source archive(String family) {
        return new Source(Kind.ARCHIVE, family, 1);
    }

    /** The first archive of a family's security updates: {@code debian-security}. */
    public static Source securityArchive(String family) {
        return new Source(Kind.SECURITY_ARCHIVE, family, 1);
    }

    /** Reads a name such as {@code debian-security-2}. */
    public static Source parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a source is named by words of letters and digits with hyphens between, not `%s`".formatted(name));
        }
        int number = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
        String family = parts.group(1);
        if (parts.group(2) != null) {
            return securityArchive(family).numbered(number);
        }
        Source known = WITHOUT_SUITES.getOrDefault(family, archive(family));
        return known.numbered(number);
    }

    /**
     * Whether what lies there may have other bytes tomorrow under the name that it has today. It is taken as it is; a sum of it in a
     * lock file says what went into an image, not what has to.
     */
    public boolean isChanging() {
        return CHANGING.contains(numbered(1));
    }

    /** Whether its files lie below a base address; of others Maven alone knows where they are. */
    public boolean hasAddress() {
        return kind != Kind.REPOSITORY;
    }

    /** Another source of this kind. */
    public Source numbered(int other) {
        return new Source(kind, family, other);
    }

    /** As a lock file has it; what {@link #parse} reads. */
    public String name() {
        return family + (kind == Kind.SECURITY_ARCHIVE ? SECURITY : "") + (number > 1 ? "-" + number : "");
    }

    /** In the order of names, in which a lock file lists them. */
    @Override
    public int compareTo(Source other) {
        return name().compareTo(other.name());
    }

    @Override
    public String toString() {
        return name();
    }
}
