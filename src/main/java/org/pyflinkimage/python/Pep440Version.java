package org.pyflinkimage.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of a Python distribution, which compares and prints as the <a
 * href="https://packaging.python.org/en/latest/specifications/version-specifiers/">version specification</a> (PEP 440) wants it.
 *
 * <p>{@code 1.0} and {@code 1.0.0} are equal but print differently.
 */
public final class Pep440Version implements Comparable<Pep440Version> {

    /** The numbers and letters of a public version, without epoch and release: pre-, post- and development release. */
    static final String SUFFIX_FORM = "(?:[-_.]?(?<pre>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?<preNumber>[0-9]*))?"
            + "(?<post>-(?<postNumber1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber2>[0-9]*))?"
            + "(?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]*))?";

    /** A version's local part. */
    static final String LOCAL_FORM = "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*+))?";

    private static final Pattern FORM = Pattern.compile(
            "\\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*+)" + SUFFIX_FORM + LOCAL_FORM + "\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Comparator<Pep440Version> PUBLIC_ORDER = Comparator.comparing(Pep440Version::epoch)
            .thenComparing(Pep440Version::trimmedRelease, Pep440Version::compareReleases)
            .thenComparing(Pep440Version::preRank)
            .thenComparing(version -> version.preNumber)
            .thenComparing(version -> version.post, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(version -> version.dev, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final Comparator<Pep440Version> ORDER =
            PUBLIC_ORDER.thenComparing(version -> version.local, Pep440Version::compareLocals);

    private final BigInteger epoch;
    private final List<BigInteger> release;
    private final String preLetter;
    private final BigInteger preNumber;
    private final @Nullable BigInteger post;
    private final @Nullable BigInteger dev;
    private final List<String> local;

    private Pep440Version(Matcher matcher) {
        epoch = number(matcher.group("epoch"));
        release = releaseOf(matcher.group("release"));
        preLetter = preLetterOf(matcher.group("pre"));
        preNumber = number(matcher.group("preNumber"));
        post = matcher.group("post") == null ? null : postNumber(matcher);
        dev = matcher.group("dev") == null ? null : number(matcher.group("devNumber"));
        local = localOf(matcher.group("local"));
    }

    private Pep440Version(Pep440Version whole, List<String> local) {
        epoch = whole.epoch;
        release = whole.release;
        preLetter = whole.preLetter;
        preNumber = whole.preNumber;
        post = whole.post;
        dev = whole.dev;
        this.local = local;
    }

    /** Reads a version in any spelling that the specification allows; empty where the text is none. */
    public static Optional<Pep440Version> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new Pep440Version(matcher)) : Optional.empty();
    }

    /**
     * Reads a version that is known to be one.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Pep440Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    /** The number before {@code !}; 0 for nearly every version. */
    public BigInteger epoch() {
        return epoch;
    }

    /** The numbers of {@code 1.2.3}, as many as were written. */
    public List<BigInteger> release() {
        return release;
    }

    /** Whether it is an alpha, beta, candidate or development release. */
    public boolean isPrerelease() {
        return dev != null || !preLetter.isEmpty();
    }

    /** Whether it has a post-release number. */
    public boolean isPostRelease() {
        return post != null;
    }

    /** Whether it has a development release number. */
    public boolean isDevelopmentRelease() {
        return dev != null;
    }

    /** Whether it has a local part: {@code +cpu}. */
    public boolean hasLocal() {
        return !local.isEmpty();
    }

    /** This version without its local part. */
    public Pep440Version withoutLocal() {
        return hasLocal() ? new Pep440Version(this, List.of()) : this;
    }

    /** Whether both have the same epoch, release and pre-release, whatever else they have. */
    boolean hasPostReleasesLike(Pep440Version other) {
        return epoch.equals(other.epoch)
                && trimmedRelease().equals(other.trimmedRelease())
                && preLetter.equals(other.preLetter)
                && preNumber.equals(other.preNumber);
    }

    /** Whether this release begins with these numbers; missing ones count as zero. */
    boolean hasReleasePrefix(BigInteger prefixEpoch, List<BigInteger> prefix) {
        List<BigInteger> padded = new ArrayList<>(release);
        while (padded.size() < prefix.size()) {
            padded.add(BigInteger.ZERO);
        }
        return epoch.equals(prefixEpoch) && padded.subList(0, prefix.size()).equals(prefix);
    }

    @Override
    public int compareTo(Pep440Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pep440Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, trimmedRelease(), preLetter, preNumber, post, dev, local);
    }

    /** The normalized spelling: {@code 1.0rc1.post2.dev3+ubuntu.1}. */
    @Override
    public String toString() {
        return (epoch.signum() == 0 ? "" : epoch + "!")
                + release.stream().map(BigInteger::toString).collect(Collectors.joining("."))
                + (preLetter.isEmpty() ? "" : preLetter + preNumber)
                + (post == null ? "" : ".post" + post)
                + (dev == null ? "" : ".dev" + dev)
                + (local.isEmpty() ? "" : "+" + String.join(".", local));
    }

    private List<BigInteger> trimmedRelease() {
        int length = release.size();
        while (length > 0 && release.get(length - 1).signum() == 0) {
            length--;
        }
        return release.subList(0, length);
    }

    /** {@code 1.0.dev1 < 1.0a1 < 1.0b1 < 1.0rc1 < 1.0}; a development release of a pre- or post-release stays with that. */
    private int preRank() {
        if (preLetter.isEmpty()) {
            return dev != null && post == null ? 0 : 4;
        }
        return List.of("a", "b", "rc").indexOf(preLetter) + 1;
    }

    private static int compareReleases(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = left.get(i).compareTo(right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Numbers come after words; of two equal beginnings the longer comes later. */
    private static int compareLocals(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = compareLocalSegments(left.get(i), right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareLocalSegments(String left, String right) {
        if (isNumber(left) && isNumber(right)) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return isNumber(left) == isNumber(right) ? left.compareTo(right) : isNumber(left) ? 1 : -1;
    }

    private static boolean isNumber(String segment) {
        return segment.chars().allMatch(Character::isDigit);
    }

    private static BigInteger number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static BigInteger postNumber(Matcher matcher) {
        String implicit = matcher.group("postNumber1");
        return number(implicit == null ? matcher.group("postNumber2") : implicit);
    }

    private static List<BigInteger> releaseOf(String text) {
        return List.of(text.split("\\.", -1)).stream().map(BigInteger::new).toList();
    }

    private static String preLetterOf(@Nullable String word) {
        if (word == null) {
            return "";
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "a", "alpha" -> "a";
            case "b", "beta" -> "b";
            default -> "rc";
        };
    }

    private static List<String> localOf(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        return List.of(text.toLowerCase(Locale.ROOT).split("[-_.]", -1)).stream()
                .map(segment -> isNumber(segment) ? new BigInteger(segment).toString() : segment)
                .toList();
    }
}
