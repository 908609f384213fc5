package org.pyflinkimage.flink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of Flink's distribution, as Flink's release build puts them into PyFlink's two packages; {@code src/facts/distribution.py}
 * records them, a release for each line.
 *
 * @param release whose files they are
 * @param files paths below the distribution's folder; jars of others without their versions, which change within a line
 */
public record DistributionFiles(FlinkVersion release, Set<String> files) {

    /** The lines that are recorded. */
    public static List<String> lines() {
        return List.of("1.13", "1.14", "1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2", "2.3");
    }

    /** Those of a line. */
    public static DistributionFiles of(String line) {
        List<String> lines = recorded(line + ".txt").lines().toList();
        return new DistributionFiles(
                FlinkVersion.parse(lines.get(0).replace("# ", "")).orElseThrow(),
                Set.copyOf(lines.subList(1, lines.size())));
    }

    /** What an image of the line has of them, and why it has no more. */
    public Set<String> inImage() {
        return files.stream().filter(file -> !isLeftOut(file)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isLeftOut(String file) {
        // For Windows.
        return file.endsWith(".bat")
                // Keeps an empty folder in a package.
                || file.equals("log/empty.txt")
                // Says how to begin, on Flink's website.
                || file.equals("README.txt");
    }

    /** A path of this or another release of the line, as they are recorded. */
    public static String general(String path, FlinkVersion release) {
        return path.replace(release.toString(), "VERSION")
                .replaceAll("-[0-9][0-9.]*(?:-[0-9.]+)?\\.jar$", "-OTHER.jar");
    }

    /** A file of this release. */
    public String specific(String file) {
        return file.replace("VERSION", release.toString()).replace("OTHER", "2.17.1");
    }

    /** Files of this kind. */
    public Stream<String> below(String folder) {
        return files.stream().filter(file -> file.startsWith(folder + "/"));
    }

    private static String recorded(String name) {
        try (InputStream file = DistributionFiles.class.getResourceAsStream("distribution/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
