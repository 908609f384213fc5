package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

/** Since which release line each {@link FlinkChange} counts. */
public record FlinkChanges(Map<FlinkChange, Since> all) {

    static final String FILE = "changes.json";

    /**
     * The release line that brought a change.
     *
     * @param line {@code 2.1}
     */
    public record Since(FlinkMinor line, String source) {}

    public FlinkChanges {
        all = Collections.unmodifiableMap(new EnumMap<>(all));
    }

    /** Those that this plugin was released with; read alone, for a build that has nothing to judge. */
    public static FlinkChanges shipped() {
        return Shipped.CHANGES;
    }

    static FlinkChanges read(FactNode file) {
        Map<FlinkChange, Since> all = new EnumMap<>(FlinkChange.class);
        file.list("changes", node -> Map.entry(changeOf(node), since(node)))
                .forEach(change -> all.put(change.getKey(), change.getValue()));
        if (all.size() < FlinkChange.values().length) {
            throw new IllegalStateException(FILE + " knows only " + all.keySet());
        }
        return new FlinkChanges(all);
    }

    /** The release line that brought a change. */
    public Since since(FlinkChange change) {
        Since since = all.get(change);
        if (since == null) {
            throw new IllegalArgumentException("no facts of " + change);
        }
        return since;
    }

    /** Whether a release has a change; a later one than all known has. */
    public boolean has(FlinkVersion release, FlinkChange change) {
        return release.line().compareTo(since(change).line()) >= 0;
    }

    /** The form of the configuration file that a release ships. */
    public ConfigurationFormat configurationFormat(FlinkVersion release) {
        return has(release, FlinkChange.YAML_CONFIGURATION) ? ConfigurationFormat.YAML : ConfigurationFormat.FLAT;
    }

    /** The forms that a release reads, the one that it ships first. */
    public List<ConfigurationFormat> configurationFormats(FlinkVersion release) {
        ConfigurationFormat shipped = configurationFormat(release);
        return shipped == ConfigurationFormat.YAML && !has(release, FlinkChange.YAML_CONFIGURATION_ONLY)
                ? shipped.beforeTheOther()
                : List.of(shipped);
    }

    private static FlinkChange changeOf(FactNode node) {
        return FlinkChange.valueOf(node.text("change").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Since since(FactNode node) {
        return new Since(node.parsed("since", FlinkMinor::parse), node.source());
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final FlinkChanges CHANGES = FactNode.read(FILE, FactsReader.shippedText(FILE), FlinkChanges::read);
    }
}
