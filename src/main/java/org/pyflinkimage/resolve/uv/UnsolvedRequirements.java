package org.pyflinkimage.resolve.uv;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.uv.UvAdvice.Kind;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;

/** What to say where uv looked for a solution and found none. */
record UnsolvedRequirements(UvReport report, Combination combination, OtherCells others) {

    private static final String NAME =
            "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:\\[[^\\]]*])?(?:\\{[^}]*})?";
    private static final String VERSION = "(?<version>(?:[=<>!~]=?[^\\s,]+)?)";
    private static final String REQUIREMENTS = Element.REQUIREMENTS.named();
    private static final String BUILT_ONCE =
            "or build a wheel of it once, where there is code to compile with the image's Python on its platform, and require that: "
                    + "`pip wheel --no-deps --wheel-dir wheels NAME==VERSION`, `./wheels/NAME-VERSION-...whl`";
    private static final String OTHER_REQUIREMENTS = "change what " + REQUIREMENTS + " asks for";

    private static final Set<Finding> WITHOUT_WHEEL = Set.of(Finding.NO_WHEEL, Finding.OTHER_SYSTEM);
    private static final Set<Finding> OF_AN_INDEX = Set.of(Finding.UNKNOWN, Finding.EMPTY_PAGE);

    /** Another platform may have what this one lacks. */
    private static final Set<Finding> OF_THE_PLATFORM =
            Set.of(Finding.NO_WHEEL, Finding.OTHER_SYSTEM, Finding.CONTRADICTION);

    /** Another Python may. */
    private static final Set<Finding> OF_THE_PYTHON =
            Set.of(Finding.NO_WHEEL, Finding.FOR_ANOTHER_PYTHON, Finding.CONTRADICTION);

    /** What is behind it. Values of the texts are what it is about, Python, platform, the combination, and a verb. */
    private enum Finding {
        OFFLINE(UvCause.OFFLINE),
        NO_LOGIN(
                Blame.ENVIRONMENT,
                "PYF-490",
                "A package index lets nobody look for %1$s without a login that it takes"),
        BROKEN(UvCause.BROKEN),
        NO_INDEX(
                Blame.DECLARATION,
                "PYF-487",
                "%1$s is in no place that uv may look into",
                "correct the name in " + REQUIREMENTS),
        UNKNOWN(
                Blame.DECLARATION,
                "PYF-487",
                "The package index does not have %1$s",
                "correct the name or the version in " + REQUIREMENTS,
                "where it is in an index of your own, name that: " + Element.INDEXES.with("ADDRESS")
                        + ", or to uv or pip by `UV_INDEX`, `PIP_EXTRA_INDEX_URL`, pip.conf, uv.toml"),
        EMPTY_PAGE(
                Blame.DECLARATION,
                "PYF-487",
                "The package index lists no file of %1$s",
                "correct the address of the index, where another page answers in its place, such as that of a login: "
                        + Element.INDEXES.named() + ", `UV_DEFAULT_INDEX`, `UV_INDEX`, uv.toml, pip.conf",
                "correct the name in " + REQUIREMENTS),
        TOO_RECENT(Blame.DECLARATION, "PYF-487", "Of %1$s the package index has nothing that is old enough to count"),
        WITHDRAWN(
                Blame.DECLARATION,
                "PYF-497",
                "%1$s was withdrawn by its publisher",
                "another version in " + REQUIREMENTS,
                "where you want this one in spite of that, require it exactly: `==`"),
        FOR_ANOTHER_PYTHON(
                Blame.DECLARATION, "PYF-498", "%1$s does not run on Python %2$s", "another version in " + REQUIREMENTS),
        NO_WHEEL(
                Blame.DECLARATION,
                "PYF-486",
                "%1$s %5$s no wheel for Python %2$s on %3$s",
                OTHER_REQUIREMENTS,
                BUILT_ONCE),
        OTHER_SYSTEM(Blame.DECLARATION, "PYF-486", "%1$s %5$s no wheel for %3$s", OTHER_REQUIREMENTS, BUILT_ONCE),
        CONTRADICTION(
                Blame.DECLARATION,
                "PYF-485",
                "The Python requirements cannot be met together for %4$s",
                OTHER_REQUIREMENTS);

        @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
        private final UvCause cause;

        Finding(Blame blame, String code, String what, String... remedies) {
            this(new UvCause(blame, code, what, remedies));
        }

        Finding(UvCause cause) {
            this.cause = cause;
        }
    }

    /** Words of a derivation that tell what is behind it, and what that is about; the first that are there count. */
    private enum Words {
        NO_INDEX(Finding.NO_INDEX, NAME + " was not found in the provided package locations"),
        UNKNOWN(Finding.UNKNOWN, NAME + " was not found(?: in the (?:package registry|cache))?"),
        WITHDRAWN(Finding.WITHDRAWN, NAME + VERSION + " (?:was|were) yanked"),
        PYTHON(
                Finding.FOR_ANOTHER_PYTHON,
                "does not satisfy (?:Python)?\\S+ and (?:all versions of )?" + NAME + VERSION
                        + "(?:,\\S+)? depends? on Python"),
        NOTHING(Finding.EMPTY_PAGE, "there are no versions of " + NAME + " and you require"),
        OTHER_SYSTEM(
                Finding.OTHER_SYSTEM,
                "(?:all versions of )?" + NAME + VERSION
                        + "(?:,\\S+)? (?:has|have) no wheels with a matching platform tag"),
        NO_WHEEL(
                Finding.NO_WHEEL,
                "(?:all versions of )?" + NAME + VERSION
                        + "(?:,\\S+)? (?:(?:has|have) no (?:usable wheels|wheels with a matching)|has a non-PEP 625-compliant)"),
        NO_VERSION(Finding.UNKNOWN, "there is no version of " + NAME + "(?<version>==[^\\s,]+)"),
        NONE_IN_RANGE(
                Finding.UNKNOWN,
                "^Because only .*? (?:is|are) available and you require " + NAME
                        + "(?<version>\\S*?),? we can conclude");

        private final Finding finding;
        private final Pattern pattern;

        Words(Finding finding, String pattern) {
            this.finding = finding;
            this.pattern = Pattern.compile(pattern);
        }

        private List<String> in(String derivation) {
            return pattern.matcher(derivation)
                    .results()
                    .map(match -> nameIn(match, pattern))
                    .distinct()
                    .toList();
        }

        private static String nameIn(MatchResult match, Pattern pattern) {
            return match.group(1) + (pattern.pattern().contains("<version>") ? match.group(2) : "");
        }
    }

    /** What a report says has no wheel for a Python, so that its source distribution is what is left. */
    static Set<NormalizedName> withoutWheel(String errors) {
        Set<NormalizedName> names = new LinkedHashSet<>();
        Words.NO_WHEEL
                .pattern
                .matcher(new UvReport(errors).flatDerivation())
                .results()
                .forEach(match -> names.add(NormalizedName.of(match.group(1))));
        return names;
    }

    /** The problem: first what only looks like a missing package, then what is missing, then what contradicts. */
    Problem toProblem() {
        List<UvAdvice> advice = report.advice().stream()
                .flatMap(piece -> UvAdvice.read(piece).stream())
                .toList();
        Set<Kind> kinds = advice.stream().map(UvAdvice::kind).collect(Collectors.toSet());
        String derivation = report.flatDerivation();
        for (Words words : Words.values()) {
            List<String> names = words.in(derivation);
            if (!names.isEmpty()) {
                return problem(refined(words.finding, kinds), names, whole(words, kinds, advice));
            }
        }
        return problem(refined(Finding.CONTRADICTION, kinds), List.of(), advice);
    }

    /** Where there are folders to look into, uv does not say that no index is asked. */
    private static List<UvAdvice> whole(Words words, Set<Kind> kinds, List<UvAdvice> advice) {
        return words == Words.NO_INDEX && kinds.isEmpty() ? List.of(UvAdvice.noIndex()) : advice;
    }

    /** A package that nobody could look for, or whose file is broken, is not missing. */
    private static Finding refined(Finding finding, Set<Kind> kinds) {
        if (kinds.contains(Kind.OFFLINE)) {
            return Finding.OFFLINE;
        }
        if (kinds.contains(Kind.BROKEN)) {
            return Finding.BROKEN;
        }
        if (kinds.contains(Kind.TOO_RECENT) && OF_AN_INDEX.contains(finding)) {
            return Finding.TOO_RECENT;
        }
        if (finding != Finding.UNKNOWN) {
            return finding;
        }
        return kinds.contains(Kind.NO_LOGIN) || kinds.contains(Kind.FORBIDDEN)
                ? Finding.NO_LOGIN
                : kinds.contains(Kind.NO_INDEX) ? Finding.NO_INDEX : finding;
    }

    private Problem problem(Finding finding, List<String> names, List<UvAdvice> advice) {
        Problem problem = finding.cause.problem(
                names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
                combination.python(),
                combination.platform(),
                combination,
                names.size() == 1 ? "has" : "have");
        Set<String> remedies = new LinkedHashSet<>();
        advice.forEach(piece -> remedies.addAll(piece.remedies()));
        if (finding == Finding.OTHER_SYSTEM && advice.stream().anyMatch(UnsolvedRequirements::isOfOtherSystems)) {
            remedies.add("where another system alone needs it, say so behind it: `; sys_platform == \"win32\"`");
        }
        remedies.addAll(finding.cause.remedies());
        if (OF_THE_PYTHON.contains(finding)) {
            others.python(combination)
                    .ifPresent(python ->
                            remedies.add("or a Python that all can be had for: " + Element.PYTHON.with(python)));
        }
        if (OF_THE_PLATFORM.contains(finding)) {
            others.platform(combination)
                    .ifPresent(platform -> remedies.add("another platform: " + Element.PLATFORMS.with(platform)));
        }
        return problem.why(reasons(finding, advice).toList()).remedy(remedies);
    }

    private static boolean isOfOtherSystems(UvAdvice piece) {
        return piece.kind() == Kind.WHEELS
                && piece.why().filter(why -> !why.contains("linux")).isPresent();
    }

    /** uv's advice in words of this plugin, as it is where that is not known, then its derivation. */
    private Stream<String> reasons(Finding finding, List<UvAdvice> advice) {
        Stream<String> own = WITHOUT_WHEEL.contains(finding)
                ? Stream.of(
                        "packages are installed from wheels, or from sources of pure Python that can be read; nothing is compiled here")
                : Stream.empty();
        Stream<String> known = advice.stream().flatMap(piece -> piece.why().stream());
        Stream<String> unknown = report.advice().stream()
                .filter(piece -> UvAdvice.read(piece).isEmpty())
                .map("uv: "::concat);
        return Stream.of(own, known, unknown, Stream.of(report.derivation()))
                .flatMap(reason -> reason)
                .filter(reason -> !reason.isBlank());
    }
}
