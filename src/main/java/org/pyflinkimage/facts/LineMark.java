package org.pyflinkimage.facts;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkMinor;

/**
 * How a publisher's coordinates say which Flink a jar is made for: by a line in the artifact's name or in the version, or by being
 * of that publisher at all.
 *
 * @param group matches the whole group
 * @param artifact matches the whole artifact, and may have a group {@code line}
 * @param version matches the whole version, and may have a group {@code line}
 * @param madeFor a major version of Flink that all such jars are made for
 * @param newest by Flink line, the newest version that was seen of the jar for that line
 * @param source what the statement rests on
 */
public record LineMark(
        Pattern group,
        Pattern artifact,
        Pattern version,
        Optional<Integer> madeFor,
        Map<FlinkMinor, String> newest,
        String source) {

    private static final String LINE = "line";

    public LineMark {
        newest = Map.copyOf(newest);
    }

    /** Whether it has something to say of a jar. */
    boolean matches(String groupId, String artifactId, String versionText) {
        return group.matcher(groupId).matches()
                && artifact.matcher(artifactId).matches()
                && version.matcher(versionText).matches();
    }

    /** What a jar that it matches is made for; empty where the names tell nothing. */
    public Optional<MadeFor> of(String artifactId, String versionText) {
        return madeFor.map(MadeFor::major)
                .or(() -> lineIn(artifact, artifactId)
                        .or(() -> lineIn(version, versionText))
                        .map(MadeFor::line));
    }

    /** The artifact's name for another Flink line: the same name where it has no line. */
    public String artifactFor(String artifactId, FlinkMinor line) {
        Matcher matcher = artifact.matcher(artifactId);
        return matcher.matches() && hasLine(artifact)
                ? artifactId.substring(0, matcher.start(LINE)) + line + artifactId.substring(matcher.end(LINE))
                : artifactId;
    }

    private static Optional<FlinkMinor> lineIn(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return hasLine(pattern) && matcher.matches() ? FlinkMinor.parse(matcher.group(LINE)) : Optional.empty();
    }

    private static boolean hasLine(Pattern pattern) {
        return pattern.pattern().contains("(?<" + LINE + ">");
    }
}
