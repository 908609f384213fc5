package org.pyflinkimage.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;

/**
 * What images are called and where they go.
 *
 * @param repository the name without tag, by the grammar of
 *     <a href="https://github.com/distribution/reference/blob/main/reference.go">distribution's references</a>
 * @param templates tags with placeholders
 */
record ImageName(String repository, List<String> templates, Set<Output> outputs) {

    private static final String DEFAULT_TAG = "@{flink}-java@{java}-python@{python}";
    private static final int LONGEST = 255;

    private static final Pattern PLACEHOLDER = Pattern.compile("[$@]\\{([^}]*)}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(" + LABEL + "(\\." + LABEL + ")*|\\[[0-9A-Fa-f:]+])(:[0-9]{1,5})?");
    private static final Pattern REFERENCE =
            Pattern.compile("(?<name>.+?)(:" + TAG.pattern() + ")?(@sha256:[0-9a-f]{64})?");
    private static final Pattern PATH = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");

    static ImageName read(Declaration declaration, List<Problem> problems) {
        Set<Output> outputs = outputs(declaration, problems);
        Optional<String> declared = declaration.value(Element.IMAGE, problems);
        declared.filter(name -> !isRepository(name)).ifPresent(name -> problems.add(malformed(name)));
        if (declared.isEmpty() && outputs.contains(Output.REGISTRY)) {
            problems.add(Problem.declaration("PYF-014", "`<to>` is `registry`, and no `<image>` says which")
                    .remedy(Element.IMAGE.with("registry.example.com/team/name")));
        }
        return new ImageName(declared.orElse(declaration.defaultImage()), templates(declaration, problems), outputs);
    }

    /** Whether a text is an image's name without tag and digest. */
    static boolean isRepository(String text) {
        List<String> segments = new ArrayList<>(Arrays.asList(text.split("/", -1)));
        if (segments.size() > 1 && isHost(segments.get(0))) {
            if (!HOST.matcher(segments.remove(0)).matches()) {
                return false;
            }
        }
        return text.length() <= LONGEST
                && segments.stream().allMatch(segment -> PATH.matcher(segment).matches());
    }

    /** Whether a text is an image's name, with or without tag and digest. */
    static boolean isReference(String text) {
        Matcher parts = REFERENCE.matcher(text);
        return parts.matches() && isRepository(parts.group("name"));
    }

    /** A first segment is a registry's host where it cannot be mistaken for a folder. */
    private static boolean isHost(String segment) {
        return segment.contains(".") || segment.contains(":") || segment.equals("localhost");
    }

    /** The tags of a cell's image. */
    List<String> tagsOf(Combination cell) {
        return templates.stream()
                .map(template -> fill(template, placeholders(cell)))
                .distinct()
                .toList();
    }

    private static Problem malformed(String name) {
        Problem problem = Problem.declaration(
                "PYF-010",
                "`%s` in `<image>` is not an image name in the form `[host[:port]/]path/name`".formatted(name));
        String bare = name.replaceFirst("@.*$", "").replaceFirst(":[^/:]*$", "");
        String lower = bare.toLowerCase(Locale.ROOT);
        String better = isRepository(lower) ? lower : "registry.example.com/team/name";
        return problem.why(
                        isRepository(bare)
                                ? "a name has no tag or digest here: tags stand in `<tags>`"
                                : "segments have lower-case letters and digits, with `.`, `_`, `__` or `-` between them")
                .remedy(Element.IMAGE.with(better));
    }

    private static List<String> templates(Declaration declaration, List<Problem> problems) {
        List<String> declared = declaration.values(Element.TAGS);
        List<String> usable = declared.stream()
                .filter(template -> isUsable(template, problems))
                .toList();
        return usable.isEmpty() ? List.of(DEFAULT_TAG) : usable;
    }

    private static boolean isUsable(String template, List<Problem> problems) {
        Map<String, String> sample = sample();
        List<String> unknown = PLACEHOLDER
                .matcher(template)
                .results()
                .map(match -> match.group(1))
                .filter(word -> !sample.containsKey(word))
                .toList();
        if (!unknown.isEmpty()) {
            problems.add(Problem.declaration(
                            "PYF-012",
                            "`%s` in `<tags>` has the unknown placeholder `%s`".formatted(template, unknown.get(0)))
                    .why("there are "
                            + sample.keySet().stream().map("`${%s}`"::formatted).collect(Collectors.joining(", "))
                            + "; `@{...}` means the same")
                    .remedy(Element.TAGS.with(DEFAULT_TAG)));
            return false;
        }
        if (!TAG.matcher(fill(template, sample)).matches()) {
            problems.add(Problem.declaration("PYF-011", "`%s` in `<tags>` is not a tag".formatted(template))
                    .why("a tag has up to 128 letters, digits, `_`, `.` and `-`, and does not begin with `.` or `-`")
                    .remedy(Element.TAGS.with(DEFAULT_TAG)));
            return false;
        }
        return true;
    }

    private static String fill(String template, Map<String, String> placeholders) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(placeholders.getOrDefault(match.group(1), "")));
    }

    private static Map<String, String> placeholders(Combination cell) {
        return placeholders(
                cell.flink().toString(),
                cell.java().toString(),
                cell.python().toString(),
                cell.platform().slug());
    }

    private static Map<String, String> sample() {
        return placeholders("2.2.1", "17", "3.11", "linux-amd64");
    }

    private static Map<String, String> placeholders(String flink, String java, String python, String platform) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("flink", flink);
        words.put("java", java);
        words.put("python", python);
        words.put("platform", platform);
        return words;
    }

    private static Set<Output> outputs(Declaration declaration, List<Problem> problems) {
        Set<Output> outputs = new TreeSet<>();
        for (String text : declaration.values(Element.TO)) {
            Optional<Output> output = Output.parse(text);
            output.ifPresent(outputs::add);
            if (output.isEmpty()) {
                problems.add(unknownOutput(text));
            }
        }
        return outputs.isEmpty() ? Set.of(Output.OCI_ARCHIVE) : outputs;
    }

    private static Problem unknownOutput(String text) {
        String all = Arrays.stream(Output.values()).map(Output::toString).collect(Collectors.joining(", "));
        return Problem.declaration("PYF-016", "`%s` in `<to>` is no place that images go to".formatted(text))
                .why("there are " + all)
                .remedy(Element.TO.with(Output.OCI_ARCHIVE.toString()));
    }
}
