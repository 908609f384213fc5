package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.SpecifierSet;

/**
 * Versions as Poetry writes them, in the form of the standard.
 *
 * @see <a href="https://python-poetry.org/docs/dependency-specification/">dependency specification</a>
 */
final class PoetryVersions {

    private static final Pattern PART = Pattern.compile(
            "\\G\\s*+(?:,\\s*+)?(?<operator>\\^|~=|~|===?|!=|<=|>=|<|>|)\\s*+(?<version>\\*|v?[0-9][0-9A-Za-z.+*!_-]*)");
    private static final Pattern BARS = Pattern.compile("\\|\\|?");
    private static final Pattern RELEASE = Pattern.compile("v?(?<release>[0-9]++(?:\\.[0-9]++)*+)(?<rest>[^*]*)");

    private PoetryVersions() {}

    /** Those between bars, of which one has to fit, each in the form of {@link #standard}. */
    static List<String> branches(String written) {
        return Stream.of(BARS.split(written, -1)).map(PoetryVersions::standard).toList();
    }

    /** {@code >=2.8,<3.0} of {@code ^2.8}; an empty text where any version fits. */
    static String standard(String written) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(written);
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            String version = part.group("version");
            if (!version.equals("*")) {
                parts.addAll(standard(part.group("operator"), version));
            }
        }
        String text = String.join(",", parts);
        if (!written.substring(end).isBlank()
                || written.isBlank()
                || SpecifierSet.parse(text).isEmpty()) {
            throw unknown(written);
        }
        return text;
    }

    static NeedsRunning unknown(String written) {
        return new NeedsRunning("the versions `%s` in its settings are not understood".formatted(written));
    }

    private static List<String> standard(String operator, String version) {
        return switch (operator) {
            case "^" -> List.of(">=" + version, "<" + next(version, leading(version)));
            case "~" ->
                List.of(
                        ">=" + version,
                        "<" + next(version, Math.min(1, numbers(version).size() - 1)));
            case "", "=" -> List.of("==" + version);
            default -> List.of(operator + version);
        };
    }

    /** The first number that is not zero, or the last. */
    private static int leading(String version) {
        List<Integer> numbers = numbers(version);
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) > 0) {
                return i;
            }
        }
        return numbers.size() - 1;
    }

    private static String next(String version, int at) {
        List<Integer> numbers = new ArrayList<>(numbers(version));
        numbers.set(at, numbers.get(at) + 1);
        Collections.fill(numbers.subList(at + 1, numbers.size()), 0);
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static List<Integer> numbers(String version) {
        Matcher release = RELEASE.matcher(version);
        if (!release.matches() || release.group("release").matches(".*[0-9]{9}.*")) {
            throw new NeedsRunning("the version `%s` in its settings is not understood".formatted(version));
        }
        List<Integer> numbers = new ArrayList<>();
        for (String number : release.group("release").split("\\.", -1)) {
            numbers.add(Integer.parseInt(number));
        }
        return numbers;
    }

    /** A marker that holds for these Pythons; empty for all. */
    static String marker(String pythons) {
        List<String> branches =
                branches(pythons).stream().map(PoetryVersions::condition).toList();
        return branches.contains("")
                ? ""
                : branches.size() == 1 ? branches.get(0) : "((" + String.join(") or (", branches) + "))";
    }

    private static String condition(String standard) {
        List<String> conditions = new ArrayList<>();
        for (String part : standard.isEmpty() ? List.<String>of() : List.of(standard.split(",", -1))) {
            String operator = part.replaceFirst("[^<>=!~].*", "");
            String version = part.substring(operator.length());
            boolean full =
                    version.replace(".*", "").chars().filter(c -> c == '.').count() > 1;
            conditions.add(
                    "%s %s \"%s\"".formatted(full ? "python_full_version" : "python_version", operator, version));
        }
        return String.join(" and ", conditions);
    }
}
