package org.pyflinkimage.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition on a version: {@code >=1.2}, {@code ==1.0.*}.
 *
 * @param operator one of {@code == === != ~= < <= > >=}
 * @param version as written
 */
public record Specifier(String operator, String version) {

    private static final String RELEASE = "v?(?:[0-9]+!)?[0-9]+(?:\\.[0-9]+)*+";
    private static final String SUFFIX = Pep440Version.SUFFIX_FORM.replaceAll("\\?<[a-zA-Z0-9]+>", "?:");
    private static final String LOCAL = Pep440Version.LOCAL_FORM.replaceAll("\\?<[a-zA-Z0-9]+>", "?:");

    /** A specifier at the beginning of a text; groups 1 and 2, 3 and 4 or 5 and 6 are its parts. */
    static final Pattern FORM = Pattern.compile(
            "(===)\\s*([^\\s;)]*)"
                    + "|(==|!=)\\s*(" + RELEASE + "(?:\\.\\*|" + SUFFIX + LOCAL + "))"
                    + "|(~=(?=\\s*v?(?:[0-9]+!)?[0-9]+\\.[0-9])|<=|>=|<|>)\\s*(" + RELEASE + SUFFIX + ")",
            Pattern.CASE_INSENSITIVE);

    private static final String WILDCARD = ".*";

    /** Reads one condition; empty where the text is none. */
    static Optional<Specifier> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
    }

    /** The condition that {@link #FORM} has just matched. */
    static Specifier of(Matcher matcher) {
        for (int group = 1; group < 6; group += 2) {
            if (matcher.group(group) != null) {
                return new Specifier(matcher.group(group), matcher.group(group + 1));
            }
        }
        throw new IllegalStateException("no match");
    }

    /** Whether a version meets the condition, pre-release or not. */
    boolean contains(Pep440Version candidate) {
        if (operator.equals("===")) {
            return candidate.toString().equals(version.strip().toLowerCase(Locale.ROOT));
        }
        if (version.endsWith(WILDCARD)) {
            return hasPrefix(candidate) == operator.equals("==");
        }
        Pep440Version bound = Pep440Version.of(version);
        Pep440Version comparable = bound.hasLocal() ? candidate : candidate.withoutLocal();
        return switch (operator) {
            case "==" -> comparable.equals(bound);
            case "!=" -> !comparable.equals(bound);
            case "<=" -> comparable.compareTo(bound) <= 0;
            case ">=" -> comparable.compareTo(bound) >= 0;
            case "<" -> isBelow(comparable, bound);
            case ">" -> isAbove(comparable, bound);
            default -> comparable.compareTo(bound) >= 0 && isCompatible(candidate, bound);
        };
    }

    /** Whether the condition names a pre-release, and so asks for them. */
    boolean namesPrerelease() {
        return !operator.equals("!=")
                && !version.endsWith(WILDCARD)
                && Pep440Version.parse(version)
                        .filter(Pep440Version::isPrerelease)
                        .isPresent();
    }

    @Override
    public String toString() {
        return operator + version;
    }

    private boolean hasPrefix(Pep440Version candidate) {
        Pep440Version prefix = Pep440Version.of(version.substring(0, version.length() - WILDCARD.length()));
        return candidate.hasReleasePrefix(prefix.epoch(), prefix.release());
    }

    /** {@code ~=1.4.5} stays within {@code ==1.4.*}. */
    private static boolean isCompatible(Pep440Version candidate, Pep440Version bound) {
        List<BigInteger> release = bound.release();
        return candidate.hasReleasePrefix(bound.epoch(), release.subList(0, release.size() - 1));
    }

    /** {@code <1.0} leaves out the pre-releases of 1.0, too, of which the first one is {@code 1.0.dev0}. */
    private static boolean isBelow(Pep440Version candidate, Pep440Version bound) {
        return candidate.compareTo(bound.isPrerelease() ? bound : Pep440Version.of(bound + ".dev0")) < 0;
    }

    /** {@code >1.0} leaves out the post-releases of 1.0, too, which {@code >1.0.post1} does not. */
    private static boolean isAbove(Pep440Version candidate, Pep440Version bound) {
        boolean isPostReleaseOfBound = !bound.isPostRelease()
                && candidate.isPostRelease()
                && candidate.hasPostReleasesLike(bound)
                && !bound.isDevelopmentRelease();
        return candidate.compareTo(bound) > 0 && !isPostReleaseOfBound;
    }
}
