package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The Flink configuration that is declared: the user's file first, what {@code <flinkConfig>} says over it.
 *
 * @param byKey in the order written
 * @param repeated keys that the file has twice
 */
public record FoundSettings(Map<String, FoundSetting> byKey, List<FoundSetting> repeated) {

    /** Where settings of the declaration itself are written. */
    static final String DECLARED = "<flinkConfig>";

    /** The variable whose lines the entrypoint adds when a container starts. */
    static final String VARIABLE = "FLINK_PROPERTIES";

    private static final Pattern ENTRY = Pattern.compile("( *)([A-Za-z0-9_.-]+) *:(?: +(.*?))? *");

    public FoundSettings {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
        repeated = List.copyOf(repeated);
    }

    /** @param shipped the form of the file that the subject's Flink ships */
    static FoundSettings of(Subject subject, ConfigurationFormat shipped) {
        Map<String, FoundSetting> settings = new LinkedHashMap<>();
        List<FoundSetting> repeated = new ArrayList<>();
        Map<String, String> files = subject.texts().configuration();
        usedFormat(subject, shipped).ifPresent(format -> {
            String file = format.fileName();
            String text = files.getOrDefault(file, "");
            Map<String, FoundSetting> lines = new LinkedHashMap<>();
            for (FoundSetting setting : read(text, file)) {
                if (lines.put(setting.key(), setting) != null) {
                    repeated.add(setting);
                }
            }
            settings.putAll(asFlinkReads(format, text, shipped).orElse(lines));
        });
        subject.spec().flinkConfig().forEach((key, value) -> {
            // An empty value takes a key out: what was in the files holds no more.
            settings.remove(key);
            if (!value.isBlank() || FlinkConfiguration.isJvmOptions(key)) {
                settings.put(key, new FoundSetting(key, value.strip(), DECLARED));
            }
        });
        // The entrypoint writes the variable's lines over all others.
        String properties = subject.container().environment().getOrDefault(VARIABLE, "");
        read(properties, VARIABLE).forEach(setting -> settings.put(setting.key(), setting));
        return new FoundSettings(settings, repeated);
    }

    /** The form of the one of the user's configuration files that the build takes. */
    static Optional<ConfigurationFormat> usedFormat(Subject subject, ConfigurationFormat shipped) {
        return shipped.beforeTheOther().stream()
                .filter(format -> subject.texts().configuration().containsKey(format.fileName()))
                .findFirst();
    }

    /** Those whose values are known before a container starts. */
    FoundSettings fixed() {
        Map<String, FoundSetting> fixed = new LinkedHashMap<>(byKey);
        fixed.values().removeIf(setting -> !setting.isFixed());
        return new FoundSettings(fixed, repeated);
    }

    Optional<FoundSetting> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Collection<FoundSetting> all() {
        return byKey.values();
    }

    /** What Flink takes a file for, without what has no value; empty where it would refuse the file, which a rule tells. */
    private static Optional<Map<String, FoundSetting>> asFlinkReads(
            ConfigurationFormat format, String text, ConfigurationFormat shipped) {
        try {
            Map<String, FoundSetting> settings = new TreeMap<>();
            format.readOwn(text, shipped).forEach((key, value) -> {
                if (!value.isBlank() || FlinkConfiguration.isJvmOptions(key)) {
                    settings.put(key, new FoundSetting(key, value.strip(), format.fileName()));
                }
            });
            return Optional.of(settings);
        } catch (PyFlinkException e) {
            return Optional.empty();
        }
    }

    /** Line by line, also of what is no file: flat keys, and nested maps as Flink flattens them; what is neither is passed over. */
    private static List<FoundSetting> read(String text, String file) {
        List<FoundSetting> settings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> indents = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                continue;
            }
            int indent = entry.group(1).length();
            while (!indents.isEmpty() && indents.get(indents.size() - 1) >= indent) {
                indents.remove(indents.size() - 1);
                names.remove(names.size() - 1);
            }
            names.add(entry.group(2));
            indents.add(indent);
            String value = entry.group(3);
            if (value != null && !value.startsWith("#")) {
                settings.add(new FoundSetting(String.join(".", names), unquoted(value), file));
            }
        }
        return settings;
    }

    private static String unquoted(String value) {
        String bare = value.replaceFirst(" +#.*$", "");
        return bare.matches("\".*\"|'.*'") ? bare.substring(1, bare.length() - 1) : bare;
    }
}
