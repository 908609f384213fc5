package org.pyflinkimage.facts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * A jar that Flink's distribution has in {@code opt/}, and PyFlink's packages lack; Maven's repositories have it under Flink's version.
 *
 * @param name {@code sql-gateway}
 * @param artifact {@code flink-sql-gateway}, of the group {@link #GROUP}
 * @param from the first release line that has it
 * @param until the last one; empty where the newest has it
 * @param usual whether an image has it that declares no parts
 * @param what it is for
 */
public record DistributionPart(
        String name,
        String artifact,
        FlinkMinor from,
        Optional<FlinkMinor> until,
        boolean usual,
        String what,
        String source) {

    /** Whose all of them are. */
    public static final String GROUP = "org.apache.flink";

    /** All that are known. */
    public static List<DistributionPart> shipped() {
        return FlinkDistribution.shipped().parts();
    }

    /**
     * Those that an image of a release has.
     *
     * @param declared the names of parts; without any the usual ones
     */
    public static List<DistributionPart> of(FlinkVersion flink, Optional<? extends Collection<String>> declared) {
        return shipped().stream()
                .filter(part -> part.isOf(flink))
                .filter(part -> declared.map(names -> names.contains(part.name)).orElse(part.usual))
                .toList();
    }

    /** Whether a release has it. */
    public boolean isOf(FlinkVersion flink) {
        FlinkMinor line = flink.line();
        return line.compareTo(from) >= 0
                && until.filter(last -> line.compareTo(last) > 0).isEmpty();
    }

    /** Its file of a release. */
    public String fileName(FlinkVersion flink) {
        return artifact + "-" + flink + ".jar";
    }

    static DistributionPart read(FactNode node) {
        return new DistributionPart(
                node.text("name"),
                node.text("artifact"),
                node.parsed("from", FlinkMinor::parse),
                node.optionalParsed("until", FlinkMinor::parse),
                node.flag("usual", false),
                node.text("what"),
                node.source());
    }
}
