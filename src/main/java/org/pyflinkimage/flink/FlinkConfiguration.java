package org.pyflinkimage.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/**
 * The content of a Flink configuration file.
 *
 * @param format the file's form
 * @param values by dotted key
 */
public record FlinkConfiguration(ConfigurationFormat format, SortedMap<String, String> values) {

    /**
     * Options of every JVM. Flink ships the {@code --add-opens} that it needs on Java 17 under this key, so that a value of one's
     * own has to come after them, never in their place.
     */
    public static final String JVM_OPTIONS = "env.java.opts.all";

    /** The older name of {@link #JVM_OPTIONS}: the only one that older releases know, and ignored by later ones where both are set. */
    public static final String OLD_JVM_OPTIONS = "env.java.opts";

    private static final String PYTHON = "python.executable";
    private static final String PYTHON_OF_CLIENTS = "python.client.executable";

    private static final Pattern MODULE_OPTION = Pattern.compile("--add-(?:opens|exports)=\\S+");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][^\\s:#'\"\\p{Cntrl}]*");
    private static final String DECLARED = "<flinkConfig>";
    private static final String TEMPLATES = "<templates>";
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final String CONFIGURATION_PAGE =
            "https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/";

    public FlinkConfiguration {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * Reads the file that a release ships.
     *
     * @throws PyFlinkException {@code PYF-701} where it is none
     */
    public static FlinkConfiguration read(FlinkVersion version, ConfigurationFormat format, String text) {
        try {
            return new FlinkConfiguration(format, format.read(text, format));
        } catch (IllegalArgumentException e) {
            throw Problem.environment(
                            "PYF-701", "`%s` of Flink %s cannot be read".formatted(format.fileName(), version))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("check that the package index serves the original file, then delete `pyflink.lock`")
                    .remedy("or choose another version with `<flink>` (-Dpyflink.flink)")
                    .toException(e);
        }
    }

    /**
     * The settings that a container needs: listen on all interfaces, ports that can be published, and the interpreter by its path.
     *
     * @param python the interpreter for clients and workers
     */
    public FlinkConfiguration forContainers(UnixPath python) {
        SortedMap<String, String> merged = new TreeMap<>(values);
        // A TaskManager that calls itself localhost cannot be reached: its metrics and logs are missing in the UI.
        merged.remove("taskmanager.host");
        merged.put("jobmanager.rpc.address", "jobmanager");
        merged.put("jobmanager.bind-host", "0.0.0.0");
        merged.put("taskmanager.bind-host", "0.0.0.0");
        merged.put("rest.address", "0.0.0.0");
        merged.put("rest.bind-address", "0.0.0.0");
        List.of(FlinkPort.TASKMANAGER_RPC, FlinkPort.BLOB, FlinkPort.QUERY)
                .forEach(port -> merged.put(port.key(), port.value()));
        merged.put(PYTHON, python.value());
        merged.put(PYTHON_OF_CLIENTS, python.value());
        return new FlinkConfiguration(format, merged);
    }

    /**
     * Puts the settings of a user's own file over these, as they are there.
     *
     * @param own by dotted key
     * @throws PyFlinkException {@code PYF-702} to {@code PYF-704}, as for what is declared
     */
    public FlinkConfiguration withFile(Map<String, String> own) {
        SortedMap<String, String> merged = new TreeMap<>(values);
        List<Problem> problems = new ArrayList<>();
        own.forEach((key, text) -> {
            String value = isJvmOptions(key) ? normalized(text) : text;
            problems.addAll(problemsOf(key, value, TEMPLATES));
            if (!isJvmOptions(key)) {
                merged.put(key, value);
            } else if (!value.isEmpty()) {
                put(merged, JVM_OPTIONS, value);
            }
        });
        problems.addAll(nestingProblems(merged, TEMPLATES));
        PyFlinkException.throwIfAny(problems);
        return new FlinkConfiguration(format, merged);
    }

    /** Whether a declared value of a key is added to what Flink ships, unless it is empty. */
    public static boolean isJvmOptions(String key) {
        return key.equals(JVM_OPTIONS) || key.equals(OLD_JVM_OPTIONS);
    }

    /** In one line, whose ends are no part of it. */
    private static String normalized(String text) {
        return LINE_BREAK.matcher(text.strip()).replaceAll(" ");
    }

    /**
     * Puts declared settings over these; an empty value takes a key out, and options for all JVMs are added to those there are.
     *
     * @param declared the content of {@code <flinkConfig>}; line breaks in a value count as blanks
     * @throws PyFlinkException {@code PYF-702} for a key or value that no file can hold, {@code PYF-703} for a value that {@code
     *     flink-conf.yaml} cannot hold, {@code PYF-704} for a key that is also the beginning of another
     */
    public FlinkConfiguration with(Map<String, String> declared) {
        SortedMap<String, String> merged = new TreeMap<>(values);
        List<Problem> problems = new ArrayList<>();
        declared.forEach((name, text) -> {
            String key = isJvmOptions(name.strip()) ? JVM_OPTIONS : name.strip();
            String value = normalized(text);
            problems.addAll(problemsOf(key, value, DECLARED));
            put(merged, key, value);
        });
        problems.addAll(nestingProblems(merged, DECLARED));
        PyFlinkException.throwIfAny(problems);
        return new FlinkConfiguration(format, merged);
    }

    /**
     * These settings with the options of every JVM under the name that a release knows.
     *
     * @param key {@link #JVM_OPTIONS} or {@link #OLD_JVM_OPTIONS}
     */
    public FlinkConfiguration withJvmOptionsAs(String key) {
        SortedMap<String, String> renamed = new TreeMap<>(values);
        Optional.ofNullable(renamed.remove(JVM_OPTIONS)).ifPresent(options -> renamed.put(key, options));
        return new FlinkConfiguration(format, renamed);
    }

    /** What stands behind each key in the file, quoted where the form needs it. */
    public SortedMap<String, String> written() {
        SortedMap<String, String> written = new TreeMap<>(values);
        if (format == ConfigurationFormat.YAML) {
            written.replaceAll((key, value) -> YamlValue.scalar(value));
        }
        return Collections.unmodifiableSortedMap(written);
    }

    /**
     * What processes of the image cannot do without, whatever file is mounted in this one's place: where Python is, and which
     * modules Java opens.
     *
     * @return by key
     */
    public SortedMap<String, String> needed() {
        SortedMap<String, String> needed = new TreeMap<>();
        for (String key : List.of(PYTHON, PYTHON_OF_CLIENTS)) {
            Optional.ofNullable(values.get(key)).ifPresent(value -> needed.put(key, value));
        }
        for (String key : List.of(JVM_OPTIONS, OLD_JVM_OPTIONS)) {
            String opened = Arrays.stream(values.getOrDefault(key, "").split("\\s+"))
                    .filter(option -> MODULE_OPTION.matcher(option).matches())
                    .collect(Collectors.joining(" "));
            if (!opened.isEmpty()) {
                needed.put(key, opened);
            }
        }
        return Collections.unmodifiableSortedMap(needed);
    }

    private static void put(Map<String, String> merged, String key, String value) {
        if (value.isEmpty()) {
            merged.remove(key);
        } else if (key.equals(JVM_OPTIONS)) {
            merged.merge(key, unquoted(value), FlinkConfiguration::joinOptions);
        } else {
            merged.put(key, value);
        }
    }

    /** The list without the quotes that are customary around it in {@code flink-conf.yaml}. */
    private static String unquoted(String options) {
        boolean quoted = options.length() > 1 && options.startsWith("\"") && options.endsWith("\"");
        return quoted ? options.substring(1, options.length() - 1) : options;
    }

    /** The shipped options, then the declared ones, unless these repeat all of the shipped ones already. */
    private static String joinOptions(String shipped, String declared) {
        List<String> options = Arrays.asList(declared.split("\\s+"));
        return options.containsAll(Arrays.asList(shipped.split("\\s+"))) ? declared : shipped + " " + declared;
    }

    /** @param place the element that the setting comes from */
    private List<Problem> problemsOf(String key, String value, String place) {
        boolean takesOut = place.equals(DECLARED) && value.isEmpty();
        List<Problem> problems = new ArrayList<>();
        if (!KEY.matcher(key).matches() || (format == ConfigurationFormat.YAML && !YamlFile.isText(key))) {
            problems.add(Problem.declaration("PYF-702", "`%s` is no key of a Flink configuration".formatted(key))
                    .why("a key has no blanks, colons, quotes or hash signs, and is no number or truth value")
                    .remedy("write keys in `%s` as Flink's reference lists them: `taskmanager.numberOfTaskSlots`"
                            .formatted(place))
                    .source(CONFIGURATION_PAGE));
        }
        if (place.equals(DECLARED) && value.chars().anyMatch(Character::isISOControl)) {
            problems.add(Problem.declaration("PYF-702", "the value of `%s` has control characters".formatted(key))
                    .remedy("delete them in `<flinkConfig>`"));
        }
        if (problems.isEmpty() && format == ConfigurationFormat.FLAT && !takesOut && !FlatValue.canBeHeld(value)) {
            problems.add(unheld(key, value, place));
        }
        return problems;
    }

    /** The value may be secret, and is not told. */
    private static Problem unheld(String key, String value, String place) {
        String what = value.indexOf('#') < 0
                ? "the value of `%s` is empty, or has line breaks or blanks at its ends".formatted(key)
                : "the value of `%s` has a hash sign".formatted(key);
        return Problem.declaration("PYF-703", what)
                .why("Flink up to 1.18 cuts every line of `flink-conf.yaml` at the first `#`, and knows no quotes")
                .remedy("choose another value in `%s`, or Flink 1.19 or later with `<flink>` (-Dpyflink.flink), whose"
                                .formatted(place)
                        + " `config.yaml` can hold it");
    }

    /** In YAML a key holds a value or other keys: Flink drops one of the two without a word where it nests them. */
    private List<Problem> nestingProblems(SortedMap<String, String> merged, String place) {
        List<Problem> problems = new ArrayList<>();
        if (format == ConfigurationFormat.YAML) {
            for (String key : merged.keySet()) {
                merged.tailMap(key + ".").keySet().stream()
                        .takeWhile(longer -> longer.startsWith(key + "."))
                        .map(longer -> nestingProblem(key, longer, place))
                        .forEach(problems::add);
            }
        }
        return problems;
    }

    private static Problem nestingProblem(String key, String longer, String place) {
        return Problem.declaration("PYF-704", "`%s` has a value, and `%s` is a key below it".formatted(key, longer))
                .why("in `config.yaml` a key holds a value or other keys, not both")
                .remedy(
                        "keep one of the two in `%s`; an empty element of `<flinkConfig>` takes a key out that Flink ships"
                                .formatted(place))
                .source(CONFIGURATION_PAGE);
    }
}
