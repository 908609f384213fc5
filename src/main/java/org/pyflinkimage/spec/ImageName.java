package org.pyflinkimage.spec;

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
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.ImageRepository;
import org.pyflinkimage.value.Problem;

/**
 * What images are called and where they go.
 *
 * @param templates tags with placeholders
 */
record ImageName(ImageRepository repository, List<String> templates, Set<Output> outputs) {

    private static final String DEFAULT_TAG = "@{flink}-java@{java}-python@{python}";
    private static final Pattern PLACEHOLDER = Pattern.compile("[$@]\\{([^}]*)}");

    static ImageName read(Declaration declaration, List<Problem> problems) {
        Set<Output> outputs = outputs(declaration, problems);
        Optional<String> declared = declaration.value(Element.IMAGE, problems);
        Optional<ImageRepository> repository = declared.flatMap(ImageRepository::parse);
        if (declared.isPresent() && repository.isEmpty()) {
            problems.add(malformed(declared.get()));
        }
        if (declared.isEmpty() && outputs.contains(Output.REGISTRY)) {
            problems.add(Problem.declaration("PYF-014", "`<to>` is `registry`, and no `<image>` says which")
                    .remedy(Element.IMAGE.with("registry.example.com/team/name")));
        }
        return new ImageName(repository.orElse(declaration.defaultImage()), templates(declaration, problems), outputs);
    }

    /** What a cell's image is called. */
    List<ImageReference> referencesTo(Combination cell) {
        return templates.stream()
                .map(template -> fill(template, placeholders(cell)))
                .distinct()
                .map(repository::tagged)
                .toList();
    }

    private static Problem malformed(String name) {
        Problem problem = Problem.declaration(
                "PYF-010",
                "`%s` in `<image>` is not an image name in the form `[host[:port]/]path/name`".formatted(name));
        String bare = name.replaceFirst("@.*$", "").replaceFirst(":[^/:]*$", "");
        String lower = bare.toLowerCase(Locale.ROOT);
        String better =
                ImageRepository.parse(lower).map(ImageRepository::toString).orElse("registry.example.com/team/name");
        return problem.why(
                        ImageRepository.parse(bare).isPresent()
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
        if (!ImageReference.isTag(fill(template, sample))) {
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
