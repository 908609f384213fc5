package org.pyflinkimage.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Versions by which conditions on versions are told from each other: those around each version that a condition names. */
public final class VersionSamples {

    private static final String WILDCARD = ".*";

    private VersionSamples() {}

    /** Versions of which conditions that do not mean the same take different ones. */
    public static SortedSet<Pep440Version> telling(Collection<SpecifierSet> conditions) {
        return around(conditions.stream()
                .flatMap(set -> set.specifiers().stream())
                .map(Specifier::version)
                .toList());
    }

    /** Those named, and what lies next to them. */
    static SortedSet<Pep440Version> around(Collection<String> named) {
        NavigableSet<Pep440Version> samples = new TreeSet<>();
        samples.add(Pep440Version.of("0"));
        for (String text : named) {
            String bare = text.endsWith(WILDCARD) ? text.substring(0, text.length() - WILDCARD.length()) : text;
            Pep440Version.parse(bare).ifPresent(version -> add(version, samples));
        }
        return samples;
    }

    private static void add(Pep440Version version, NavigableSet<Pep440Version> samples) {
        samples.add(version);
        String whole = version.withoutLocal().toString();
        for (String suffix : version.isDevelopmentRelease() ? List.of("") : List.of(".dev0", ".post0", "+local")) {
            Pep440Version.parse(whole + suffix).ifPresent(samples::add);
        }
        List<BigInteger> release = version.release();
        samples.add(of(version, release, List.of(BigInteger.ONE), ""));
        for (int i = 0; i < release.size(); i++) {
            List<BigInteger> before = release.subList(0, i);
            BigInteger number = release.get(i);
            samples.add(of(version, before, List.of(number.add(BigInteger.ONE)), ""));
            samples.add(of(version, before, List.of(number.add(BigInteger.ONE)), ".dev0"));
            if (number.signum() > 0) {
                samples.add(of(version, before, List.of(number.subtract(BigInteger.ONE), BigInteger.valueOf(99)), ""));
            }
        }
    }

    private static Pep440Version of(Pep440Version like, List<BigInteger> start, List<BigInteger> end, String suffix) {
        List<BigInteger> release = new ArrayList<>(start);
        release.addAll(end);
        return Pep440Version.of(like.epoch()
                + "!"
                + release.stream().map(BigInteger::toString).collect(Collectors.joining("."))
                + suffix);
    }
}
