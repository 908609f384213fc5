package org.pyflinkimage.python;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.python.TextScanner.UnexpectedTextException;

/** A condition on the environment under which a requirement holds (PEP 508): {@code python_version < "3.11"}. */
public sealed interface Marker {

    /** Whether the condition holds there. */
    boolean evaluate(MarkerEnvironment environment);

    /** The condition as a text that reads as the same. */
    String text();

    /** Reads a marker; empty where the text is none. */
    static Optional<Marker> parse(String text) {
        try {
            TextScanner scanner = new TextScanner(text);
            Marker marker = RequirementGrammar.marker(scanner);
            scanner.expectEnd();
            return Optional.of(marker);
        } catch (UnexpectedTextException e) {
            return Optional.empty();
        }
    }

    /** All of several. */
    record All(List<Marker> parts) implements Marker {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean evaluate(MarkerEnvironment environment) {
            return parts.stream().allMatch(part -> part.evaluate(environment));
        }

        @Override
        public String text() {
            return parts.stream()
                    .map(part -> part instanceof Any ? "(" + part.text() + ")" : part.text())
                    .collect(Collectors.joining(" and "));
        }
    }

    /** One of several. */
    record Any(List<Marker> parts) implements Marker {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean evaluate(MarkerEnvironment environment) {
            return parts.stream().anyMatch(part -> part.evaluate(environment));
        }

        @Override
        public String text() {
            return parts.stream().map(Marker::text).collect(Collectors.joining(" or "));
        }
    }

    /**
     * One side of a comparison.
     *
     * @param text a variable's name or a literal's text
     */
    record Operand(boolean variable, String text) {
        private String value(MarkerEnvironment environment) {
            return variable ? environment.value(text) : text;
        }

        /** No literal has quotes of both kinds. */
        private String written() {
            String quote = text.contains("'") ? "\"" : "'";
            return variable ? text : quote + text + quote;
        }
    }

    /**
     * A comparison of a variable and a literal.
     *
     * @param operator as written, {@code not in} with one blank
     */
    record Comparison(Operand left, String operator, Operand right) implements Marker {
        @Override
        public boolean evaluate(MarkerEnvironment environment) {
            String variable = left.variable() ? left.text() : right.text();
            String leftValue = value(left, variable, environment);
            String rightValue = value(right, variable, environment);
            return MarkerEnvironment.isVersion(variable)
                    ? Specifier.parse(operator + rightValue)
                            .map(specifier -> containsVersion(specifier, leftValue))
                            .orElseGet(() -> compareTexts(leftValue, rightValue))
                    : compareTexts(leftValue, rightValue);
        }

        @Override
        public String text() {
            return left.written() + " " + operator + " " + right.written();
        }

        /** Names of extras compare normalized (PEP 685). */
        private static String value(Operand operand, String variable, MarkerEnvironment environment) {
            String value = operand.value(environment);
            return variable.equals(MarkerEnvironment.EXTRA) ? NormalizedName.normalized(value) : value;
        }

        private static boolean containsVersion(Specifier specifier, String value) {
            if (specifier.operator().equals("===")) {
                return value.equalsIgnoreCase(specifier.version());
            }
            return Pep440Version.parse(value).filter(specifier::contains).isPresent();
        }

        /** Texts have no order: of the ordering operators only the equality in them can hold. */
        private boolean compareTexts(String leftValue, String rightValue) {
            return switch (operator) {
                case "in" -> rightValue.contains(leftValue);
                case "not in" -> !rightValue.contains(leftValue);
                case "==", "===", "<=", ">=" -> leftValue.equals(rightValue);
                case "!=" -> !leftValue.equals(rightValue);
                default -> false;
            };
        }
    }
}
