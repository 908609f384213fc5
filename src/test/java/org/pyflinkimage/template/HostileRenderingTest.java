package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Each value of the model in turn is a hostile one. What is rendered is refused, or read by its own language as what it is with a
 * harmless value, but for the value.
 */
class HostileRenderingTest {

    /** An image without a job, and one that starts in its base's folder. */
    private static final Set<String> MEANT_WHERE_EMPTY = Set.of("job.entry", "workingDirectory");

    private static final String MARK = "zqmark";
    private static final Templates TEMPLATES = new Templates(Optional.empty());

    @TempDir
    private Path folder;

    /** A model with one value in the place of another. */
    private record Variant(String path, Function<String, Map<String, Object>> model) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.yaml",
                "kubernetes/flinkdeployment.yaml",
                "kubernetes/flinksessionjob.yaml",
                "kubernetes/standalone.yaml"
            })
    void yaml(String template) throws IOException {
        judge(template, HostileTexts.all(12), Judges::yaml);
    }

    @Test
    void compose() throws IOException {
        judge("compose.yaml", HostileTexts.all(12), Judges::compose);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log4j-console.properties", "log4j-cli.properties"})
    void properties(String template) throws IOException {
        judge(template, HostileTexts.all(12), Judges::properties);
    }

    @Test
    void requirements() throws IOException {
        judge(
                "requirements.txt",
                HostileTexts.all(12),
                text -> text.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split(" ", -1)))
                        .toList());
    }

    @Test
    void dockerfile() throws IOException {
        assumeTrue(Judges.hasBash());
        judge("Dockerfile", HostileTexts.all(0), this::instructions);
    }

    @Test
    void entrypoint() throws IOException {
        assumeTrue(Judges.hasBash());
        judge("docker-entrypoint.sh", HostileTexts.all(0), this::constants);
    }

    private Object instructions(String dockerfile) {
        List<Object> read = new ArrayList<>();
        StringBuilder scripts = new StringBuilder();
        for (Judges.Instruction instruction : Judges.dockerfile(dockerfile)) {
            if (instruction.name().equals("RUN")) {
                // By its name the interpreter is told as other programs are; by its path it would be run, or refused.
                String script = instruction
                        .words()
                        .get(0)
                        .replaceAll("--mount=\\S+", "")
                        .replace("&& /usr/bin/", "&& ");
                scripts.append("(").append(script).append("\n); printf '%s\\0' 'next RUN'\n");
            } else {
                read.add(List.of(instruction.name(), instruction.words()));
            }
        }
        read.add(Judges.bash(scripts.toString(), folder));
        return read;
    }

    /** What the script's constants hold, and what its help says. */
    private Object constants(String script) {
        String head = script.substring(0, script.indexOf("# Settings by key"))
                .replaceAll("(?s)if \\(\\(\\$\\$ == 1.*?\nfi\n", "")
                .replace("set -euo pipefail", "");
        String usage = script.substring(script.indexOf("usage() {"), script.indexOf("TEXT\n}") + 6);
        return Judges.bash(
                "cat() { while IFS= read -r line; do printf '%s\\0' \"$line\"; done; }\n"
                        + head
                        + usage
                        + "\nprintf '%s\\0' \"$FLINK_HOME\" \"$JEMALLOC\" \"${JOB[@]}\" \"${JOB_ARGUMENTS[@]}\" \"$file_name\" \"$yaml\"\nusage\n",
                folder);
    }

    private void judge(String template, List<String> texts, Function<String, Object> reader) throws IOException {
        int rendered = 0;
        int refused = 0;
        for (Variant variant : variants()) {
            Optional<String> marked = render(template, variant, MARK);
            if (marked.filter(text -> text.contains(MARK)).isEmpty()) {
                continue; // The template has no use for it.
            }
            Object harmless = reader.apply(marked.get());
            for (String text : texts) {
                if (text.isEmpty() && MEANT_WHERE_EMPTY.contains(variant.path())) {
                    continue;
                }
                Optional<String> hostile = render(template, variant, text);
                refused += hostile.isEmpty() ? 1 : 0;
                if (hostile.isPresent()) {
                    rendered++;
                    boolean shape = text.matches("[A-Za-z0-9._/:@+-]*");
                    String what = variant.path() + " = " + text;
                    Object read = read(reader, hostile.get(), what);
                    assertThat(plain(read, shape, UnaryOperator.identity()))
                            .withFailMessage(() -> what + "\n"
                                    + difference(
                                            plain(read, shape, UnaryOperator.identity()),
                                            plain(harmless, shape, each -> each.replace(MARK, text))))
                            .isEqualTo(plain(harmless, shape, each -> each.replace(MARK, text)));
                }
            }
        }
        assertThat(rendered).isPositive();
        assertThat(refused).isPositive();
    }

    private static Object read(Function<String, Object> reader, String text, String what) {
        try {
            return reader.apply(text);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> render(String template, Variant variant, String text) {
        try {
            return Optional.of(TEMPLATES.render(template, variant.model().apply(text)));
        } catch (PyFlinkException e) {
            assertThat(e.problems())
                    .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("PYF-724"));
            return Optional.empty();
        }
    }

    /** Everything as text; where values may be read as numbers, what is where alone. */
    private static String plain(Object read, boolean shape, UnaryOperator<String> change) {
        if (read instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            List<String> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(plain(key, shape, change) + "=" + plain(value, shape, change)));
            Collections.sort(entries);
            return text.append(String.join(";", entries)).append('}').toString();
        }
        if (read instanceof List<?> list) {
            return "["
                    + String.join(
                            ";",
                            list.stream()
                                    .map(each -> plain(each, shape, change))
                                    .toList()) + "]";
        }
        return shape ? "_" : change.apply(String.valueOf(read));
    }

    private static String difference(String left, String right) {
        int i = 0;
        while (i < Math.min(left.length(), right.length()) && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        int from = Math.max(0, i - 40);
        return left.substring(from, Math.min(left.length(), i + 60)) + "\n"
                + right.substring(from, Math.min(right.length(), i + 60));
    }

    private static List<Variant> variants() throws IOException {
        Map<String, Object> model = model();
        List<Variant> variants = new ArrayList<>();
        collect(
                "",
                model,
                text -> text,
                (path, change) -> variants.add(new Variant(path, text -> {
                    @SuppressWarnings("unchecked")
                    Map<String, Object> changed = (Map<String, Object>) change.apply(text);
                    return changed;
                })));
        assertThat(variants).hasSizeGreaterThan(50);
        return variants;
    }

    /** Takes a place in the model, and what makes the model with another value there. */
    @FunctionalInterface
    private interface Collector {
        void take(String path, Function<String, Object> change);
    }

    private static void collect(String path, Object value, UnaryOperator<Object> whole, Collector collector) {
        if (value instanceof String && !path.equals("log4j")) {
            collector.take(path, whole::apply);
        } else if (value instanceof QuotedText && !path.matches("entrypoint|command")) {
            collector.take(path, text -> whole.apply(quoted(path, text)));
        } else if (value instanceof Map<?, ?> map) {
            boolean alike = path.matches("settings|environment|labels|configuration|logging.levels");
            map.entrySet().stream().limit(alike ? 2 : Integer.MAX_VALUE).forEach(entry -> {
                Object key = entry.getKey();
                Object inner = entry.getValue();
                String name = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                collect(name, inner, other -> whole.apply(with(map, key, key, other)), collector);
                if (alike) {
                    collector.take(path + " key " + key, text -> whole.apply(with(map, key, text, inner)));
                }
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                collect(
                        path + "." + i,
                        list.get(i),
                        other -> {
                            List<Object> changed = new ArrayList<>(list);
                            changed.set(index, other);
                            return whole.apply(changed);
                        },
                        collector);
            }
        }
    }

    private static QuotedText quoted(String path, String text) {
        if (path.startsWith("configuration.")) {
            ConfigurationFormat format = ConfigurationFormat.YAML;
            SortedMap<String, String> one =
                    new FlinkConfiguration(format, new TreeMap<>(Map.of("key", text))).written();
            return QuotedText.of(Quoting.line(String.valueOf(one.get("key"))));
        }
        return QuotedText.of(Quoting.docker(text));
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object key, Object otherKey, Object value) {
        Map<Object, Object> changed = new LinkedHashMap<>();
        map.forEach((each, inner) -> changed.put(each.equals(key) ? otherKey : each, each.equals(key) ? value : inner));
        return changed;
    }

    private static Map<String, Object> model() throws IOException {
        ImageSpec spec = Specs.spec(
                "2.3.0",
                Map.of("a.key", "a value"),
                Specs.job("jobs/word_count.py").map(job -> job.withArguments(List.of("--stage=dev", "x"))));
        Plan plan = Specs.plan(spec);
        FlinkConfiguration configuration = new ImageFiles(TEMPLATES).configurationOf(spec, Specs.shipped("2.3.0"));
        Map<String, Object> model = ImageModel.of(spec, plan, configuration, ImageLabels.of(spec, plan));
        model.put("log4j", "rootLogger.level = INFO\n");
        model.put("logging", Map.of("json", false, "rootLevel", "INFO", "levels", Map.of("org.example", "DEBUG")));
        return model;
    }
}
