package org.pyflinkimage.debian;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One package that a package relates to: {@code libc6 (>= 2.34)}.
 *
 * @param name of a binary or virtual package
 * @param qualifier the architecture asked for behind a colon: {@code any}
 * @param bound what its version must be
 */
public record Relation(String name, Optional<String> qualifier, Optional<Bound> bound) {

    /** Blanks are taken for good: of many before something else, each part would try any share. */
    private static final Pattern FORM =
            Pattern.compile("(?<name>[a-zA-Z0-9][a-zA-Z0-9+.-]*)(:(?<qualifier>[a-z0-9-]+))?"
                    + "\\s*+(\\(\\s*+(?<operator><<|<=|>=|>>|=|<|>)\\s*+(?<version>[^\\s)]+)\\s*+\\))?"
                    + "\\s*+(\\[(?<architectures>[^\\]]*)\\])?\\s*+(?<profiles>(<[^>]*>\\s*)*+)");

    /** How a version is compared. */
    public enum Operator {
        EARLIER("<<"),
        EARLIER_OR_EQUAL("<="),
        EQUAL("="),
        LATER_OR_EQUAL(">="),
        LATER(">>");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        private boolean accepts(int comparison) {
            return switch (this) {
                case EARLIER -> comparison < 0;
                case EARLIER_OR_EQUAL -> comparison <= 0;
                case EQUAL -> comparison == 0;
                case LATER_OR_EQUAL -> comparison >= 0;
                case LATER -> comparison > 0;
            };
        }

        /** A lone angle bracket is old for "or equal", as dpkg still reads it. */
        private static Operator parse(String sign) {
            String modern = sign.equals("<") || sign.equals(">") ? sign + "=" : sign;
            return Arrays.stream(values())
                    .filter(operator -> operator.sign.equals(modern))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What a version must be. */
    public record Bound(Operator operator, DebianVersion version) {
        public boolean accepts(DebianVersion candidate) {
            return operator.accepts(candidate.compareTo(version));
        }

        @Override
        public String toString() {
            return operator.sign + " " + version;
        }
    }

    /** Several packages of which one is enough: {@code debconf (>= 0.5) | debconf-2.0}. */
    public record Alternatives(List<Relation> relations) {
        public Alternatives {
            relations = List.copyOf(relations);
        }

        @Override
        public String toString() {
            return String.join(" | ", relations.stream().map(Relation::toString).toList());
        }
    }

    /** Whether a version satisfies this relation. */
    public boolean accepts(DebianVersion version) {
        return bound.isEmpty() || bound.get().accepts(version);
    }

    /**
     * Reads a field such as {@code Depends}: groups of alternatives, all of which are wanted.
     *
     * <p>What {@code [arch]} excludes for the architecture, or {@code <profile>} outside of any build profile, is left out.
     *
     * @throws IllegalArgumentException where the text is no such field
     */
    public static List<Alternatives> parseField(String field, String architecture) {
        return Arrays.stream(field.split(",", -1))
                .filter(group -> !group.isBlank())
                .map(group -> parseGroup(group, architecture))
                .filter(group -> !group.relations().isEmpty())
                .toList();
    }

    private static Alternatives parseGroup(String group, String architecture) {
        return new Alternatives(Arrays.stream(group.split("\\|", -1))
                .flatMap(text -> parse(text.strip(), architecture).stream())
                .toList());
    }

    private static Optional<Relation> parse(String text, String architecture) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a package relation: " + text);
        }
        if (!appliesTo(architecture, matcher.group("architectures"))
                || !appliesWithoutProfile(matcher.group("profiles"))) {
            return Optional.empty();
        }
        Optional<Bound> bound = Optional.ofNullable(matcher.group("operator"))
                .map(sign -> new Bound(Operator.parse(sign), DebianVersion.parse(matcher.group("version"))));
        return Optional.of(new Relation(matcher.group("name"), Optional.ofNullable(matcher.group("qualifier")), bound));
    }

    private static boolean appliesTo(String architecture, @org.jspecify.annotations.Nullable String restriction) {
        if (restriction == null || restriction.isBlank()) {
            return true;
        }
        List<String> words = List.of(restriction.strip().split("\\s+"));
        boolean negative = words.get(0).startsWith("!");
        boolean named = words.stream()
                .map(word -> word.replace("!", ""))
                .anyMatch(word -> word.equals(architecture) || word.equals("linux-any") || word.equals("any"));
        return named != negative;
    }

    /** Profiles are for building packages; nothing is built here, so only negated ones hold (any group is enough). */
    private static boolean appliesWithoutProfile(String profiles) {
        return profiles.isBlank()
                || Arrays.stream(profiles.strip().split(">\\s*"))
                        .map(group -> group.replace("<", "").strip())
                        .anyMatch(group -> Arrays.stream(group.split("\\s+")).allMatch(term -> term.startsWith("!")));
    }

    @Override
    public String toString() {
        return name
                + qualifier.map(text -> ":" + text).orElse("")
                + bound.map(limit -> " (" + limit + ")").orElse("");
    }
}
